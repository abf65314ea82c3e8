/* What every page repeats: headers with another number on each, page numbers beside a page's end.
 *
 * Only the whole issue shows it. One pass makes a key of each line that can be one, a second asks how often it came:
 * linear, whatever the text.
 */
#include "parser/dates/dates.h"
#include "parser/page/page.h"

#include <stdlib.h>

enum { TABLE_PROBES = 16, REPEATS_MIN = 3, APART_MIN = 4, HEADER_HAN_MIN = 4, HEADER_LETTERS_MIN = 8 };

/* Lines that are the same but for their numbers. */
struct group {
    uint64_t hash; /* 0: free */
    size_t count, first, last;
    int number; /* of the last of them */
    uint32_t date;
    bool rising;  /* each has a higher number than the one before */
    bool one_day; /* each has the same date */
};

struct header {
    uint64_t hash;
    int number; /* at an end of the line, set off from its words; -1: none */
    uint32_t date;
};

/* Words that are numbered in articles: chapters, days, figures. */
static bool
is_numbered_in_articles(struct slice text)
{
    static const char *const words[] = {"chapter", "section", "part",     "article", "lesson",  "figure",
                                        "table",   "step",    "question", "day",     "round",   "group",
                                        "item",    "volume",  "number",   "annex",   "appendix"};
    static const char32_t units[] = U"条條章节節项項款编編回集课課图圖表题題组組例附";
    char32_t code;
    for (size_t at = 0, next; at < text.len; at = next) {
        code = text_point(text, at, &next);
        size_t end = at;
        bool begins = at == 0 || text.at[at - 1] == ' ';
        for (size_t i = 0; begins && i < BASE_COUNT(words); i++)
            if (folio_skip_word(text, &end, words[i]))
                return true;
        if (text_among(code, units))
            return true;
    }
    return false;
}

/* Does a word in small letters end before the single blank that TEXT ends with? Round 3 is no header's number. */
static bool
ends_in_word(struct slice text)
{
    return text.len > 1 && text.at[text.len - 1] == ' ' && text.at[text.len - 2] >= 'a' && text.at[text.len - 2] <= 'z';
}

/* The page's number in TEXT: 12 at its start or end, with a gap or a bar between it and the words. */
static int
number_at_end(struct slice text)
{
    static const char32_t gaps[] = U" 　\t|｜│·•-—–";
    size_t at = 0, next, start = text.len;
    int value = text_read_number(text, &at, 1, 3, false);
    if (value >= 0 && at < text.len)
        return text_among(text_point(text, at, &next), gaps) ? value : -1;
    while (start > 0 && text.len - start < 12 && text_digit(text_last(slice_make(text.at, start))) >= 0)
        start = text_previous(text, start);
    at = start;
    if (start == 0 || start == text.len || !text_among(text_last(slice_make(text.at, start)), gaps) ||
        ends_in_word(slice_make(text.at, start)))
        return -1;
    value = text_read_number(text, &at, 1, 3, false);
    return at == text.len ? value : -1;
}

/* What a line has in common with the headers of other pages; hash 0: it is none. */
static struct header
header_of(const struct shape *shape)
{
    struct header header = {0, -1, 0};
    if (!folio_is_short(shape) || shape->finished || shape->comma || !folio_has_number(shape->text))
        return header;
    /* 展示期間：2031年5月4日 says what it is the day of */
    if (!shape->colon && date_may_be_in(shape->text)) {
        struct folio folio = folio_read(shape->text);
        bool sure = (folio.kinds & (FOLIO_WEEKDAY | FOLIO_ISSUE)) != 0;
        header.date = folio.rests == 1 && (sure || nameplate_is_name(folio.rest[0])) ? folio.date : 0;
    }
    if (shape->han >= HEADER_HAN_MIN || shape->letters >= HEADER_LETTERS_MIN)
        header.number = is_numbered_in_articles(shape->text) ? -1 : number_at_end(shape->text);
    if (header.date == 0 && header.number < 0)
        return header;
    header.hash = 0xCBF29CE484222325U; /* FNV-1a, numbers and white space left out */
    for (size_t at = 0, next; at < shape->text.len; at = next) {
        char32_t code = text_point(shape->text, at, &next);
        if (text_digit(code) < 0 && !text_is_space(code))
            header.hash = (header.hash ^ code) * 0x100000001B3U;
    }
    header.hash |= 1;
    return header;
}

/* The group of HASH, a free one for a new hash; NULL when too many others are in its place: such a line repeats
   nothing, so that no text makes the search long. */
static struct group *
group_of(struct group *groups, size_t mask, uint64_t hash)
{
    for (size_t i = 0; i < TABLE_PROBES; i++) {
        struct group *group = &groups[((hash >> 7) + i) & mask];
        if (group->hash == 0 || group->hash == hash)
            return group;
    }
    return NULL;
}

static void
add_to_group(struct group *group, struct header header, size_t i)
{
    if (group->count == 0)
        *group = (struct group){header.hash, 0, i, i, -1, header.date, header.number >= 0, header.date != 0};
    group->rising = group->rising && header.number > group->number;
    group->one_day = group->one_day && header.date == group->date;
    group->number = header.number;
    group->last = i;
    group->count++;
}

static bool
is_page_header_group(const struct group *group)
{
    return group->count >= REPEATS_MIN && (group->rising || group->one_day) &&
           group->last - group->first >= APART_MIN * (group->count - 1);
}

static bool
stands_alone(const struct shape *shapes, size_t count, size_t i)
{
    return shapes[i].after_blank && (i + 1 == count || shapes[i + 1].after_blank);
}

static void
mark_repeated(const struct header *headers, size_t count, size_t candidates, bool *furniture)
{
    size_t slots = 64;
    while (slots < candidates * 2)
        slots *= 2;
    struct group *groups = base_alloc_zero(slots, sizeof *groups);
    for (size_t i = 0; i < count; i++) {
        struct group *group = headers[i].hash != 0 ? group_of(groups, slots - 1, headers[i].hash) : NULL;
        if (group != NULL)
            add_to_group(group, headers[i], i);
    }
    for (size_t i = 0; i < count; i++) {
        const struct group *group = headers[i].hash != 0 ? group_of(groups, slots - 1, headers[i].hash) : NULL;
        furniture[i] = furniture[i] || (group != NULL && is_page_header_group(group));
    }
    free(groups);
}

static void
find_headers(const struct shape *shapes, size_t count, bool *furniture)
{
    struct header *headers = base_alloc_zero(count, sizeof *headers);
    size_t candidates = 0;
    for (size_t i = 0; i < count; i++) {
        if (stands_alone(shapes, count, i))
            headers[i] = header_of(&shapes[i]);
        candidates += headers[i].hash != 0;
    }
    if (candidates >= REPEATS_MIN)
        mark_repeated(headers, count, candidates, furniture);
    free(headers);
}

static bool
is_bare_number(const struct shape *shape)
{
    size_t at = 0;
    return shape->points <= 3 && text_read_number(shape->text, &at, 1, 3, false) >= 0 && at == shape->text.len;
}

/* Does a page end between A and B, the shape after it? */
static bool
page_ends(const struct shape *a, const struct shape *b)
{
    const char *from = a->text.at + a->text.len;
    return memchr(from, '\f', (size_t)(b->text.at - from)) != NULL;
}

void
repeated_find(const struct shape *shapes, size_t count, bool *furniture)
{
    masthead_mark(shapes, count, furniture);
    bool numbered = false;
    for (size_t i = 0; i < count; i++) {
        if (!is_bare_number(&shapes[i]))
            continue;
        bool at_foot = i + 1 < count ? page_ends(&shapes[i], &shapes[i + 1]) : numbered;
        bool at_head = i > 0 && page_ends(&shapes[i - 1], &shapes[i]);
        furniture[i] = furniture[i] || at_foot || at_head;
        numbered = numbered || furniture[i];
    }
    find_headers(shapes, count, furniture);
}
