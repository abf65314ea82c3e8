/* What the prompt of a search offers for the word at the caret: the names of fields, who writes in the paper, its dates.
 */
#include "reader/finding/finding.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { DATES_MAX = 400 };

/* The issue's reporters whose names begin with BEGIN, each once. */
static void
add_names(const struct reader *reader, const char *field, struct slice begin, struct prompt_candidates *candidates)
{
    const struct issue *issue = reader->shown;
    struct buffer text = {0};
    for (size_t i = 0; issue != NULL && i < issue->credit_count; i++) {
        struct slice name = slice_of(issue->credits[i].name);
        if (name.len < begin.len || memcmp(name.at, begin.at, begin.len) != 0)
            continue;
        bool blank = memchr(name.at, ' ', name.len) != NULL;
        buffer_clear(&text);
        buffer_printf(&text, blank ? "%s\"%s\"" : "%s%s", field, issue->credits[i].name);
        bool known = false;
        for (size_t k = 0; k < candidates->count && !known; k++)
            known = strcmp(candidates->texts[k], text.at) == 0;
        if (!known)
            prompt_candidates_add(candidates, buffer_slice(&text));
    }
    buffer_done(&text);
}

/* The library's years, then months, then days, whichever BEGIN goes on to: 2024 offers 2024-01 and so on. */
static void
add_dates(const struct reader *reader, const char *field, struct slice begin, struct prompt_candidates *candidates)
{
    size_t parts = begin.len < 4 ? 4 : begin.len < 7 ? 7 : 10;
    char last[16] = "";
    struct buffer text = {0}, day = {0};
    for (size_t i = 0; i < library_count(reader->library) && candidates->count < DATES_MAX; i++) {
        uint32_t date = library_date(reader->library, library_at(reader->library, i));
        if (date == 0)
            continue;
        buffer_clear(&day);
        issue_add_date(&day, date);
        day.at[parts] = '\0';
        if (strncmp(day.at, begin.at, begin.len) != 0 || strcmp(day.at, last) == 0)
            continue;
        memcpy(last, day.at, parts + 1);
        buffer_clear(&text);
        buffer_printf(&text, "%s%s", field, day.at);
        prompt_candidates_add(candidates, buffer_slice(&text));
    }
    buffer_done(&day);
    buffer_done(&text);
}

void
reader_complete_date(const struct reader *reader, struct slice begin, struct prompt_candidates *candidates)
{
    add_dates(reader, "", begin, candidates);
}

static void
add_marks(const struct search_field *field, const char *before, struct slice begin,
          struct prompt_candidates *candidates)
{
    struct buffer text = {0};
    for (size_t i = 0; i < search_mark_count; i++) {
        struct slice name = slice_of(search_marks[i].name);
        if (strcmp(search_marks[i].field, field->name) != 0 || name.len < begin.len ||
            memcmp(name.at, begin.at, begin.len) != 0)
            continue;
        buffer_clear(&text);
        buffer_printf(&text, "%s%s", before, search_marks[i].name);
        prompt_candidates_add(candidates, buffer_slice(&text));
    }
    buffer_done(&text);
}

static void
add_fields(struct slice word, bool negated, struct prompt_candidates *candidates)
{
    struct buffer text = {0};
    for (size_t i = 0; i < search_field_count; i++) {
        buffer_clear(&text);
        buffer_printf(&text, "%s%s:", negated ? "-" : "", search_fields[i].name);
        struct slice name = slice_from(buffer_slice(&text), negated);
        if (name.len >= word.len && memcmp(name.at, word.at, word.len) == 0)
            prompt_candidates_add(candidates, buffer_slice(&text));
    }
    buffer_done(&text);
}

/* What BEGIN, behind the colon of the field NAME, may go on to, if that can be said. */
static void
add_values(const struct reader *reader, struct slice name, struct slice begin, bool negated,
           struct prompt_candidates *candidates)
{
    const struct search_field *field = search_field_find(name);
    if (field == NULL)
        return;
    struct buffer before = {0};
    buffer_printf(&before, "%s%s:", negated ? "-" : "", field->name);
    switch (field->values) {
    case SEARCH_VALUES_WORDS: break;
    case SEARCH_VALUES_AUTHORS: add_names(reader, before.at, begin, candidates); break;
    case SEARCH_VALUES_MARKS: add_marks(field, before.at, begin, candidates); break;
    case SEARCH_VALUES_DATES: add_dates(reader, before.at, begin, candidates); break;
    }
    buffer_done(&before);
}

void
query_complete(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates)
{
    const struct reader *reader = context;
    struct slice word = slice_make(text.at + candidates->start_byte, caret - candidates->start_byte);
    bool negated = slice_starts(word, "-");
    if (negated)
        word = slice_from(word, 1);
    size_t colon = slice_find(word, ":");
    if (colon != SIZE_MAX)
        add_values(reader, slice_make(word.at, colon), slice_from(word, colon + 1), negated, candidates);
    else if (word.len > 0)
        add_fields(word, negated, candidates);
}
