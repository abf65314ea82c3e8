/* Can raw text have a match of pinyin? Like the test for words: what a match needs as far as its line goes.
 *
 * A bitmap of the characters that may begin one, then the word's own rows from ideograph to ideograph, which need no
 * fold. Where something else than an ideograph comes, the rest of the line is folded and asked exactly.
 */
#include "search/pinyin_parts.h"
#include "search/raw.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { PLANE = 1 << 16, HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF };

struct raw_pinyin {
    const struct pinyin *pinyin;
    bool literals; /* the word has other characters than ASCII in it */
    uint64_t begins[PLANE / 64];
};

/* The line that is being read. */
struct line {
    size_t end;
    size_t tail; /* from here to its end a notice may stand */
};

static bool
may_begin(const struct pinyin *pinyin, char32_t code)
{
    char32_t folded[FOLD_MAX];
    size_t count = fold_code(code, folded);
    bool may = pinyin_may_begin(pinyin, code);
    for (size_t i = 0; i < count && !may; i++)
        may = pinyin_may_begin(pinyin, folded[i]);
    return may;
}

struct raw_pinyin *
raw_pinyin_new(const struct pinyin *pinyin)
{
    struct raw_pinyin *test = base_alloc_zero(1, sizeof *test);
    test->pinyin = pinyin;
    for (size_t i = 0; i < LITERAL_SLOTS; i++)
        test->literals |= pinyin->literal[i] != 0 && pinyin->literal_codes[i] >= 0x80;
    for (char32_t code = 0; code < PLANE; code++) {
        /* surrogates and the private use area are in no text; what stands for an ideograph (⼀, ㊊, 﨎) is looked at closely */
        bool none = code >= 0xAC00 && code < 0xF900 && !test->literals;
        bool stands = (code >= 0x2E80 && code < 0x2FE0) || (code >= 0x3200 && code < 0x3400) ||
                      (code >= 0xF900 && code < 0xFB00);
        if (stands || (!none && may_begin(pinyin, code)))
            test->begins[code / 64] |= UINT64_C(1) << code % 64;
    }
    return test;
}

void
raw_pinyin_free(struct raw_pinyin *test)
{
    free(test);
}

/* Where a word's PLACES lead by one ideograph, in all ways at once. */
static uint64_t
step(const struct raw_pinyin *test, uint64_t places, char32_t code)
{
    const struct pinyin *pinyin = test->pinyin;
    unsigned set = reading_set_of(code);
    char32_t folded[FOLD_MAX];
    uint64_t next = 0;
    if ((set == 0 || test->literals) && fold_code(code, folded) == 1) {
        set = set == 0 ? reading_set_of(folded[0]) : set;
        next = (places & pinyin->literal[pinyin_slot(pinyin, folded[0])]) << 1;
    }
    for (size_t i = 0; i < pinyin->way_count; i++) {
        const struct pinyin_row *row = &pinyin->ways[i].rows[pinyin->ways[i].row_of[set]];
        for (unsigned k = 0; k < SPELLING_LETTERS; k++)
            next |= (places & row->whole[k]) << (k + 1);
        next |= (places & row->first) << 1 | (places & row->both) << 2;
        if ((places & (row->begun | row->begun_kana)) != 0)
            next |= pinyin->end;
    }
    for (uint64_t over = next & pinyin->breaks; over != 0; over = (over << 1) & pinyin->breaks & ~next)
        next |= over << 1;
    return next;
}

/* Asked exactly: is there a match from AT on, or one as far as the line goes? */
static bool
matches_folded(const struct raw_pinyin *test, struct slice text, size_t at, struct fold *fold)
{
    const struct pinyin *pinyin = test->pinyin;
    struct raw_window window = raw_window_at(text, at, 0, 64 + 12 * pinyin->count);
    fold_text(fold, slice_make(text.at + window.start, window.end - window.start));
    for (size_t i = 0; i < fold->count && fold->starts[i] == 0; i++) {
        enum pinyin_rank rank;
        if (pinyin_match(pinyin, fold, i, &rank) > 0)
            return true;
        size_t reached = i + pinyin_reach(pinyin, fold, i);
        /* the last character may be another one with what follows it on the next line */
        if (reached > i && (reached + 1 >= fold->count || raw_may_end(text, at + fold->ends[i])))
            return true;
    }
    return false;
}

static void
enter_line(struct line *line, struct slice text, size_t at)
{
    line->end = at;
    while (line->end < text.len && !raw_ends_line(text.at[line->end]))
        line->end++;
    struct slice trimmed = text_trim(slice_make(text.at + at, line->end - at));
    size_t end = trimmed.len > 0 ? (size_t)(trimmed.at - text.at) + trimmed.len : at;
    line->tail = end > UINT8_MAX && end - UINT8_MAX > at ? end - UINT8_MAX : at;
}

/* Does a match begin at AT, as far as its line goes? */
static bool
matches_at(const struct raw_pinyin *test, struct slice text, size_t at, const struct line *line, struct fold *fold)
{
    uint64_t places = 1;
    size_t next = at;
    do {
        char32_t code;
        next += text_decode(text.at + next, &code);
        if (code < HAN_FIRST || code > HAN_LAST)
            return matches_folded(test, text, at, fold);
        places = step(test, places, code);
        if ((places & test->pinyin->end) != 0)
            return true;
    } while (places != 0 && next < line->end);
    char32_t first;
    size_t second = at + text_decode(text.at + at, &first);
    return places != 0 || (second >= line->tail && raw_may_end(text, second));
}

bool
raw_pinyin_may_match(const struct raw_pinyin *test, struct slice text, struct fold *fold)
{
    struct line line = {0, 0};
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        bool begins = code >= PLANE || (test->begins[code / 64] >> code % 64 & 1) != 0;
        if (begins && at >= line.end)
            enter_line(&line, text, at);
        if (begins && matches_at(test, text, at, &line, fold))
            return true;
        at += len;
    }
    return false;
}
