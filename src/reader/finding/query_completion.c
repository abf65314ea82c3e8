/* What the prompt of a search offers for the word at the caret: the names of fields, who writes in the paper, its dates.
 */
#include "reader/finding/finding.h"

#include "kanbao/search_story.h"
#include "kanbao/text.h"

#include <stdlib.h>

enum { DATES_MAX = 400 };

/* What is offered, and where it goes. */
struct offer {
    const struct reader *reader;
    struct search_typed typed;
    struct slice begin; /* what is there of the value */
    struct prompt_candidates *candidates;
};

/* In quotes where it would not be one word. */
static bool
needs_quotes(struct slice text)
{
    return strpbrk(text.at, " \t|()*~\"/") != NULL || slice_has(text, "　") || slice_has(text, "（") ||
           slice_has(text, "）") || slice_has(text, "｜") || slice_has(text, "＊") || slice_has(text, "\\") ||
           strchr("-=", text.at[0]) != NULL;
}

/* VALUE, whole, if it begins so, once. */
static void
add_value(struct offer *offer, struct slice value, bool words)
{
    struct buffer text = {0};
    struct prompt_candidates *candidates = offer->candidates;
    bool begins =
        value.len > 0 && value.len >= offer->begin.len && memcmp(value.at, offer->begin.at, offer->begin.len) == 0;
    if (!begins || slice_has(value, "\""))
        return;
    buffer_add_slice(&text, value);
    if (words && needs_quotes(buffer_slice(&text))) {
        buffer_clear(&text);
        buffer_printf(&text, "\"%.*s\"", (int)value.len, value.at);
    }
    bool known = false;
    for (size_t i = 0; i < candidates->count && !known; i++)
        known = strcmp(candidates->texts[i], text.at) == 0;
    if (!known)
        prompt_candidates_add(candidates, buffer_slice(&text));
    buffer_done(&text);
}

/* ---- names */

/* The issue's reporters. */
static void
add_authors(struct offer *offer)
{
    const struct issue *issue = offer->reader->shown;
    for (size_t i = 0; issue != NULL && i < issue->credit_count; i++)
        add_value(offer, slice_of(issue->credits[i].name), true);
}

static void
add_sections(struct offer *offer)
{
    const struct issue *issue = offer->reader->shown;
    for (size_t i = 0; issue != NULL && i < issue->article_count; i++)
        if (issue->articles[i].section_line != ISSUE_NO_LINE)
            add_value(offer, issue_line_words(issue, issue->articles[i].section_line), true);
}

/* The article that is read. */
static void
add_article(struct offer *offer)
{
    const struct reader *reader = offer->reader;
    const struct issue_article *article = reader_article(reader);
    struct buffer name = {0};
    if (article == NULL)
        return;
    stories_add_name(&name, reader->library, reader->shown, article);
    add_value(offer, buffer_slice(&name), false);
    buffer_done(&name);
}

static void
add_titles(struct offer *offer)
{
    const struct library *library = offer->reader->library;
    for (size_t i = 0; i < library_count(library) && offer->candidates->count < DATES_MAX; i++) {
        const char *title = library_title(library, library_at(library, i));
        if (title != NULL)
            add_value(offer, slice_of(title), true);
    }
}

/* The names of the files, as a path is too long to be typed. */
static void
add_files(struct offer *offer)
{
    const struct library *library = offer->reader->library;
    for (size_t i = 0; i < library_count(library) && offer->candidates->count < DATES_MAX; i++) {
        const char *path = library_path(library, library_at(library, i)), *slash = strrchr(path, '/');
        add_value(offer, slice_of(slash != NULL ? slash + 1 : path), true);
    }
}

/* ---- dates */

/* The library's years, then months, then days, whichever is begun goes on to: 2024 offers 2024-01 and so on. */
static void
add_dates(struct offer *offer)
{
    const struct library *library = offer->reader->library;
    size_t parts = offer->begin.len < 4 ? 4 : offer->begin.len < 7 ? 7 : 10;
    char last[16] = "";
    struct buffer day = {0};
    for (size_t i = 0; i < library_count(library) && offer->candidates->count < DATES_MAX; i++) {
        uint32_t date = library_date(library, library_at(library, i));
        if (date == 0)
            continue;
        buffer_clear(&day);
        issue_add_date(&day, date);
        day.at[parts] = '\0';
        if (strcmp(day.at, last) == 0)
            continue;
        memcpy(last, day.at, parts + 1);
        add_value(offer, slice_of(day.at), false);
    }
    buffer_done(&day);
}

/* Dates by the day on which they are said: of one language, unless another is begun. */
static void
add_said(struct offer *offer)
{
    static const char *const said[] = {"today",     "yesterday",   "this week", "last week", "last month",
                                       "last year", "last 7 days", "今天",      "昨天",      "本周",
                                       "上周",      "近7天",       "上个月",    "今年",      "去年"};
    for (size_t i = 0; i < BASE_COUNT(said); i++)
        if (offer->begin.len > 0 || ((unsigned char)said[i][0] >= 0x80) == offer->typed.chinese)
            add_value(offer, slice_of(said[i]), false);
}

void
reader_complete_date(const struct reader *reader, struct slice begin, struct prompt_candidates *candidates)
{
    struct offer offer = {.reader = reader, .begin = begin, .candidates = candidates};
    add_dates(&offer);
}

void
date_complete(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates)
{
    candidates->start_byte = 0;
    reader_complete_date(context, slice_make(text.at, caret), candidates);
}

/* ---- fields, and the values that they name */

/* Those of its names that are begun; where none is, the English one or the first of the others. */
static void
add_name(struct offer *offer, const char *name, const char *others, const char *behind)
{
    struct buffer text = {0};
    for (struct slice own = {NULL, 0}; search_next_name(name, others, &own);) {
        bool chinese = own.at != name;
        if (offer->begin.len == 0 && chinese != offer->typed.chinese)
            continue;
        buffer_clear(&text);
        buffer_add_slice(&text, own);
        buffer_add_text(&text, behind);
        add_value(offer, buffer_slice(&text), false);
        if (offer->begin.len == 0)
            break;
    }
    buffer_done(&text);
}

static void
add_marks(struct offer *offer)
{
    for (size_t i = 0; i < search_mark_count; i++)
        if (strcmp(search_marks[i].field, offer->typed.field->name) == 0)
            add_name(offer, search_marks[i].name, search_marks[i].others, "");
}

static void
add_fields(struct offer *offer)
{
    for (size_t i = 0; i < search_field_count && offer->begin.len > 0; i++)
        add_name(offer, search_fields[i].name, search_fields[i].others, ":");
}

/* What may be asked of the field, if that can be said. */
static void
add_values(struct offer *offer)
{
    switch (offer->typed.field->values) {
    case SEARCH_VALUES_WORDS: break;
    case SEARCH_VALUES_ARTICLE: add_article(offer); break;
    case SEARCH_VALUES_AUTHORS: add_authors(offer); break;
    case SEARCH_VALUES_SECTIONS: add_sections(offer); break;
    case SEARCH_VALUES_PAPERS: add_titles(offer); break;
    case SEARCH_VALUES_ISSUES:
        add_titles(offer);
        add_files(offer);
        break;
    case SEARCH_VALUES_MARKS:
    case SEARCH_VALUES_KINDS: add_marks(offer); break;
    case SEARCH_VALUES_DATES:
        add_dates(offer);
        add_said(offer);
        break;
    }
}

void
query_complete(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates)
{
    struct offer offer = {
        .reader = context, .typed = search_typed_at(slice_make(text.at, caret)), .candidates = candidates};
    bool quoted = offer.typed.text_byte > offer.typed.start_byte;
    offer.begin = slice_make(text.at + offer.typed.text_byte, caret - offer.typed.text_byte);
    candidates->start_byte = offer.typed.start_byte;
    if (offer.typed.field->name[0] != '\0')
        add_values(&offer);
    if (candidates->count == 0 && !quoted)
        add_fields(&offer);
}
