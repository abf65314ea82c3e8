/* Pinyin looked for in raw text: what a match needs as far as its line goes.
 *
 * A table says of each two neighbours whether a match may begin with the first, then the word's own rows lead from ideograph to
 * ideograph, which need no fold. Where something else than an ideograph comes, the rest of the line is folded and asked exactly.
 * Knows nothing of queries.
 */
#include "search/raw/raw_pinyin.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { PLACES_MAX = 32 };
enum {
    HAN_LEAD_FIRST = 0xE4,
    HAN_LEAD_LAST = 0xE9
}; /* the first of their three bytes; U+4000 on, which are ideographs and hexagrams */

struct raw_pinyin *
raw_pinyin_new(const struct pinyin *pinyin)
{
    struct raw_pinyin *filter = base_alloc_zero(1, sizeof *filter);
    filter->pinyin = pinyin;
    for (size_t i = 0; i < PINYIN_SLOTS; i++)
        filter->literals |= pinyin->literal[i] != 0 && pinyin->literal_codes[i] >= 0x80;
    raw_links_fill(filter);
    raw_kana_fill(filter);
    return filter;
}

bool
raw_pinyin_is_ascii(const struct raw_pinyin *filter)
{
    return !filter->literals && !filter->pinyin->rewritten;
}

/* Do the words of the line perhaps end before entry K of FOLD, which is of WINDOW and begins at AT? */
static bool
ends_before(const struct fold *fold, size_t k, struct slice text, size_t at, struct raw_window window)
{
    if (k == fold->count)
        return window.end == text.len || raw_ends_line(text.at[window.end]);
    return raw_may_end(text, at + fold->starts[k]) || raw_begins_column(text, at + fold->starts[k]);
}

/* Adds to *TAILS what is left of the word before entry K of FOLD, where the words of the line may end, from FROM at entry I on; true
   where that cannot be said. */
static bool
is_open(const struct pinyin *pinyin, const struct fold *fold, size_t i, size_t k, uint64_t from, uint64_t *tails)
{
    uint64_t positions = 0;
    if (!text_is_han(fold->codes[k - 1]) || !pinyin_lead(pinyin, fold, i, k - i, from, &positions))
        return true;
    *tails |= positions | raw_step_literal(pinyin, positions, ' ');
    return false;
}

/* Asked exactly: does the line, from AT on, go on from FROM to the word's end? *TAILS gets what is left of the word where the line
   may end; what cannot be said there is taken for a match. */
static bool
goes_on_folded(const struct raw_pinyin *filter, uint64_t from, struct slice text, size_t at, uint64_t *tails,
               struct fold *fold)
{
    const struct pinyin *pinyin = filter->pinyin;
    struct raw_window window = raw_window_at(text, at, 0, 64 + 12 * pinyin->count);
    fold_text(fold, slice_make(text.at + window.start, window.end - window.start));
    for (size_t i = 0; i < fold->count && fold->starts[i] == 0; i++) {
        bool plain = text_is_han(fold->codes[i]) || text_is_kana(fold->codes[i]);
        if (from != 1 && (!plain || fold_is_iteration(fold->origins[i]))) /* what is before it counts */
            return true;
        size_t reached = i + pinyin_reach(pinyin, fold, i, from);
        if (reached + 1 == fold->count && raw_may_change(fold->codes[reached]))
            return true;
        for (size_t k = i + 1; k <= reached; k++) {
            uint64_t positions = 0;
            pinyin_lead(pinyin, fold, i, k - i, from, &positions);
            if ((positions & pinyin->end) != 0)
                return true;
            bool ends = ends_before(fold, k, text, at, window);
            if (ends ? is_open(pinyin, fold, i, k, from, tails) : k == fold->count)
                return true;
        }
    }
    return false;
}

/* Where the words of the line end before AT, what is left of the word must begin another one. */
static bool
ends_at(struct slice text, size_t at, char32_t code)
{
    if (at == text.len || raw_ends_line(text.at[at]))
        return true;
    if (code == '-') /* a hyphen that the join takes away */
        return raw_may_end(text, at + 1);
    return (text_is_space(code) || raw_opens_notice(code)) && raw_may_end(text, at);
}

/* Nothing goes on; what comes cannot be walked over; the word's end is reached. */
enum outcome { WALK_ENDED, WALK_CUT, WALK_FOUND };

/* Walks from POSITIONS on from AT to where the line may end; *TAILS gets the positions that are reached there. */
static enum outcome
walk(const struct raw_pinyin *filter, uint64_t positions, struct slice text, size_t at, uint64_t *tails)
{
    const struct pinyin *pinyin = filter->pinyin;
    for (size_t next = at; positions != 0;) {
        char32_t code = 0;
        size_t len = next < text.len ? text_decode(text.at + next, &code) : 0;
        if (next > at && ends_at(text, next, code))
            *tails |= positions | raw_step_literal(pinyin, positions, ' ');
        if (len == 0 || raw_ends_line(text.at[next]))
            return WALK_ENDED;
        if (raw_depends(filter, code) ||
            ((code < HAN_FIRST || code > HAN_LAST) && raw_may_open_ruby(code, text, next, len)))
            return raw_may_take_kana(filter, positions, code) ? WALK_CUT : WALK_ENDED;
        positions = raw_step(filter, positions, code);
        next += len;
        if ((positions & pinyin->end) != 0)
            return WALK_FOUND;
    }
    return WALK_ENDED;
}

/* ---- words that lines cut */

/* May the words of a line that begins at AT go on with what another one left at POSITIONS, and end the word? Where they go on to
   the line's own end *TAILS gets what is left of it there. */
static bool
goes_on(const struct raw_pinyin *filter, uint64_t positions, struct slice text, size_t at, uint64_t *tails,
        struct fold *fold)
{
    char32_t code;
    if (at == text.len)
        return false;
    text_decode(text.at + at, &code);
    if (code >= HAN_FIRST && code <= HAN_LAST && raw_step(filter, positions, code) == 0) /* nearly all */
        return false;
    enum outcome outcome = walk(filter, positions, text, at, tails);
    return outcome == WALK_FOUND || (outcome == WALK_CUT && goes_on_folded(filter, positions, text, at, tails, fold));
}

/* Behind the ideographs from AT on: they neither end a notice nor part one from the words. */
static inline size_t
skip_han(struct slice text, size_t at)
{
    while (at < text.len && (unsigned char)text.at[at] >= HAN_LEAD_FIRST && (unsigned char)text.at[at] <= HAN_LEAD_LAST)
        at += 3;
    return at;
}

/* Do the words of the line that begins at AT, behind its blanks, or what stands in it behind a notice? *END gets where it ends, or
   where it is too long to have more such places. */
static bool
line_goes_on(const struct raw_pinyin *filter, uint64_t positions, struct slice text, size_t at, size_t *end,
             uint64_t *tails, struct fold *fold)
{
    *end = at;
    if (goes_on(filter, positions, text, at, tails, fold))
        return true;
    for (*end = skip_han(text, at); *end < text.len && !raw_ends_line(text.at[*end]) && *end - at <= RAW_ROW_BYTES;
         *end = skip_han(text, *end)) {
        char32_t code;
        size_t before = *end;
        *end += text_decode(text.at + before, &code);
        if (!text_is_space(code) && !raw_closes_notice(code))
            continue;
        size_t next = raw_skip_blanks(text, *end);
        /* a notice is no longer; a column may begin anywhere */
        bool begins = *end - at <= UINT8_MAX || raw_is_gap(text, before, next);
        if (begins && goes_on(filter, positions, text, next, tails, fold))
            return true;
        *end = next;
    }
    return false;
}

/* May lines, one after another and whichever they are, go on to the word's end with what one left at POSITIONS? */
static bool
any_goes_on(const struct raw_pinyin *filter, uint64_t positions, struct slice text, struct fold *fold)
{
    for (uint64_t before = 0; positions != before;) {
        before = positions;
        for (size_t start = 0, end; start < text.len; start = end + 1) {
            if (line_goes_on(filter, before, text, raw_skip_blanks(text, start), &end, &positions, fold))
                return true;
            while (end < text.len && !raw_ends_line(text.at[end]))
                end++;
        }
    }
    return false;
}

/* ---- a line */

/* The eight bytes from AT on, the first one highest. */
static inline uint64_t
eight_at(const unsigned char *at)
{
    return (uint64_t)at[0] << 56 | (uint64_t)at[1] << 48 | (uint64_t)at[2] << 40 | (uint64_t)at[3] << 32 |
           (uint64_t)at[4] << 24 | (uint64_t)at[5] << 16 | (uint64_t)at[6] << 8 | at[7];
}

/* Behind the characters from AT on that need not be looked at: nearly all. *BEFORE, the class of the one before AT, becomes that of
   the last one. */
static inline size_t
skip_threes(const struct raw_pinyin *filter, struct slice text, size_t at, unsigned *before)
{
    const uint64_t heads = UINT64_C(0xF0C0C0F0C0C00000), threes = UINT64_C(0xE08080E080800000);
    const unsigned char *bytes = (const unsigned char *)text.at;
    unsigned last = *before;
    for (; text.len - at >= 8; at += 6) {
        uint64_t eight = eight_at(bytes + at);
        if ((eight & heads) != threes) /* two characters of three bytes, as far as their first bits tell */
            break;
        unsigned first = filter->wide[eight >> 40 & (WIDE_PLACES - 1)];
        unsigned second = filter->wide[eight >> 16 & (WIDE_PLACES - 1)];
        if (raw_links(last, first) || raw_links(first, second))
            break;
        last = second;
    }
    *before = last;
    return at;
}

/* The same of ASCII but controls. */
static inline size_t
skip_ascii(const struct raw_pinyin *filter, struct slice text, size_t at, unsigned *before)
{
    unsigned last = *before;
    for (; at < text.len; at++) {
        unsigned char byte = (unsigned char)text.at[at];
        if (byte - 0x20U >= 0x7F - 0x20 || raw_links(last, filter->ascii[byte]))
            break;
        last = filter->ascii[byte];
    }
    *before = last;
    return at;
}

/* Does the character of LEN bytes at AT change when the bytes become a text: is it a part of what makes characters bold, or one without
   width? As src/text has them, and more. */
static bool
is_dressed(const unsigned char *at, size_t len)
{
    switch (len) {
    case 1: return at[0] == '\b' || at[0] == '\v' || at[0] == '\033';
    case 2: return at[0] == 0xC2 && (at[1] == 0x85 || at[1] == 0x9B || at[1] == 0xAD);
    case 3:
        if (at[0] == 0xE2)
            return at[1] == 0x81 || (at[1] == 0x80 && ((at[2] & 0xF8) == 0x88 || (at[2] & 0xFE) == 0xA8));
        return at[0] == 0xEF && at[1] == 0xBB && at[2] == 0xBF;
    default: return false;
    }
}

/* How many bytes the character at AT has; 0: it is none. */
static size_t
checked_length(struct slice text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.at + at;
    unsigned char first = bytes[0];
    size_t len = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (len == 0 || text.len - at < len)
        return 0;
    for (size_t i = 1; i < len; i++)
        if (!text_is_tail((char)bytes[i]))
            return 0;
    bool beyond = (first == 0xE0 && bytes[1] < 0xA0) || (first == 0xED && bytes[1] > 0x9F) ||
                  (first == 0xF0 && bytes[1] < 0x90) || (first == 0xF4 && bytes[1] > 0x8F);
    return beyond ? 0 : len;
}

static inline unsigned
class_of(const struct raw_pinyin *filter, char32_t code)
{
    if (code < 128)
        return filter->ascii[code];
    return code < PLANE ? filter->wide[raw_wide_place(code)] : CLASS_ANY | CLASS_TAKES;
}

static inline bool
begins(const struct raw_pinyin *filter, char32_t code)
{
    return code >= PLANE || (filter->begins[code / 64] >> code % 64 & 1) != 0;
}

/* What stands from AT on, a character or an end, with one of the class BEFORE before it: does a match perhaps begin with that one? */
static inline bool
is_pair(const struct raw_pinyin *filter, unsigned before, struct slice text, size_t at)
{
    char32_t code;
    if ((before & CLASS_LEADS) == 0)
        return false;
    if (at == text.len)
        return true;
    text_decode(text.at + at, &code);
    return raw_links(before & CLASS_LEADS, class_of(filter, code));
}

/* Where in a line matches perhaps begin; the line is looked through again behind the last place that there is room for. */
struct places {
    size_t at[PLACES_MAX], count;
};

static inline void
add_place(struct places *places, size_t at)
{
    if (places->count < PLACES_MAX)
        places->at[places->count++] = at;
}

/* Where the line from AT on ends, and its PLACES; SIZE_MAX where the text IS_BYTES and the line is not what it will be as a part of a
   text. */
static size_t
pass_line(const struct raw_pinyin *filter, struct slice text, bool is_bytes, size_t at, struct places *places)
{
    unsigned before = CLASS_ANY;
    for (places->count = 0;;) {
        at = skip_ascii(filter, text, skip_threes(filter, text, at, &before), &before);
        size_t len = at < text.len ? checked_length(text, at) : 0;
        char32_t code;
        if (at < text.len && (len == 0 || (is_bytes && is_dressed((const unsigned char *)text.at + at, len))))
            return SIZE_MAX;
        if (is_pair(filter, before, text, at))
            add_place(places, text_previous(text, at));
        if (at == text.len || raw_ends_line(text.at[at]))
            return at;
        text_decode(text.at + at, &code);
        if (begins(filter, code))
            add_place(places, at);
        before = class_of(filter, code);
        at += len;
    }
}

/* Is there a match that begins at AT? */
static bool
begins_match(const struct raw_pinyin *filter, struct slice text, size_t at, uint64_t *tails, struct fold *fold)
{
    enum outcome outcome = walk(filter, 1, text, at, tails);
    return outcome == WALK_FOUND || (outcome == WALK_CUT && goes_on_folded(filter, 1, text, at, tails, fold));
}

/* Is there a match in the line that ends at END, at one of PLACES? *TAILS gets what is left of the word there. */
static bool
is_in_line(const struct raw_pinyin *filter, struct slice text, const struct places *places, size_t end, uint64_t *tails,
           struct fold *fold)
{
    for (size_t i = 0; i < places->count; i++)
        if (begins_match(filter, text, places->at[i], tails, fold))
            return true;
    if (places->count < PLACES_MAX)
        return false;
    for (size_t at = places->at[PLACES_MAX - 1], len; at < end; at += len) {
        char32_t code;
        len = text_decode(text.at + at, &code);
        bool may = begins(filter, code) || is_pair(filter, class_of(filter, code), text, at + len);
        if (may && begins_match(filter, text, at, tails, fold))
            return true;
    }
    return false;
}

static bool
may_match(const struct raw_pinyin *filter, struct slice text, bool is_bytes, struct fold *fold)
{
    uint64_t tails = 0;
    struct places places;
    for (size_t start = 0, end; start < text.len; start = end + 1) {
        end = pass_line(filter, text, is_bytes, start, &places);
        if (end == SIZE_MAX || is_in_line(filter, text, &places, end, &tails, fold))
            return true;
    }
    return tails != 0 && any_goes_on(filter, tails, text, fold);
}

bool
raw_pinyin_may_match(const struct raw_pinyin *filter, struct slice text, struct fold *fold)
{
    return may_match(filter, text, false, fold);
}

bool
raw_pinyin_may_be_in(const struct raw_pinyin *filter, struct slice bytes, struct fold *fold)
{
    return may_match(filter, bytes, true, fold) || text_may_be_spaced_or_numbered(bytes);
}
