/* Can raw text have a match of pinyin? Like the test for words: what a match needs as far as its line goes.
 *
 * A bitmap of the characters that may begin one, then the word's own rows from ideograph to ideograph, which need no
 * fold. Where something else than an ideograph comes, the rest of the line is folded and asked exactly.
 */
#include "search/pinyin/pinyin_parts.h"
#include "search/raw/raw.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { PLANE = 1 << 16, HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF };
enum {
    HAN_LEAD_FIRST = 0xE4,
    HAN_LEAD_LAST = 0xE9
}; /* the first of their three bytes; U+4000 on, which are ideographs and hexagrams */

struct raw_pinyin {
    const struct pinyin *pinyin;
    bool literals;       /* the word has other characters than ASCII in it */
    uint64_t *places[2]; /* of each row of each way: from where it leads anywhere */
    uint64_t begins[PLANE / 64];
    bool of_several; /* no character is a match by itself, and of ideographs only these may be its second: */
    uint64_t follows[(HAN_LAST + 1 - HAN_FIRST + 63) / 64];
};

static bool
may_begin(const struct pinyin *pinyin, char32_t code)
{
    char32_t folded[FOLD_MAX];
    size_t count = fold_code(code, folded);
    bool may = pinyin_may_begin(pinyin, code);
    for (size_t i = 0; i < count && !may; i++) {
        may = pinyin_may_begin(pinyin, folded[i]);
        /* with the mark that follows it か is が, は ば or ぱ, う ゔ */
        if (text_is_kana(folded[i]))
            may = may || pinyin_may_begin(pinyin, folded[i] + 1) || pinyin_may_begin(pinyin, folded[i] + 2) ||
                  (folded[i] == U'う' && pinyin_may_begin(pinyin, U'ゔ'));
    }
    return may;
}

static uint64_t *
row_places(const struct pinyin_way *way)
{
    uint64_t *places = base_alloc_zero(way->row_count, sizeof *places);
    for (size_t i = 0; i < way->row_count; i++) {
        const struct pinyin_row *row = &way->rows[i];
        places[i] = row->first | row->both | row->begun;
        for (unsigned k = 0; k < SPELLING_LETTERS; k++)
            places[i] |= row->whole[k];
    }
    return places;
}

struct raw_pinyin *
raw_pinyin_new(const struct pinyin *pinyin)
{
    struct raw_pinyin *test = base_alloc_zero(1, sizeof *test);
    test->pinyin = pinyin;
    for (size_t i = 0; i < pinyin->way_count; i++)
        test->places[i] = row_places(&pinyin->ways[i]);
    for (size_t i = 0; i < LITERAL_SLOTS; i++)
        test->literals |= pinyin->literal[i] != 0 && pinyin->literal_codes[i] >= 0x80;
    for (char32_t code = 0; code < PLANE; code++) {
        /* surrogates and the private use area are in no text; what stands for an ideograph (⼀, ㊊, 﨎) is looked at closely */
        bool none = code >= 0xAC00 && code < 0xF900 && !test->literals;
        bool stands =
            (code >= 0x2E80 && code < 0x2FE0) || (code >= 0x3200 && code < 0x3400) || (code >= 0xF900 && code < 0xFB00);
        if (stands || (!none && may_begin(pinyin, code)))
            test->begins[code / 64] |= UINT64_C(1) << code % 64;
    }
    test->of_several = pinyin->of_several && !test->literals;
    for (char32_t code = HAN_FIRST; code <= HAN_LAST; code++)
        if ((pinyin->may_of_set[reading_set_of(code)] & MAY_FOLLOW) != 0)
            test->follows[(code - HAN_FIRST) / 64] |= UINT64_C(1) << (code - HAN_FIRST) % 64;
    return test;
}

void
raw_pinyin_free(struct raw_pinyin *test)
{
    if (test == NULL)
        return;
    free(test->places[0]);
    free(test->places[1]);
    free(test);
}

/* ---- a word's places, one after the other */

static uint64_t
pass_breaks(const struct pinyin *pinyin, uint64_t places)
{
    for (uint64_t over = places & pinyin->breaks; over != 0; over = over << 1 & pinyin->breaks)
        places |= over << 1;
    return places;
}

static uint64_t
step_literal(const struct pinyin *pinyin, uint64_t places, char32_t folded)
{
    return (places & pinyin->literal[pinyin_slot(pinyin, folded)]) << 1;
}

/* Where PLACES lead by a character of the readings SET, in all ways at once. */
static uint64_t
step_set(const struct raw_pinyin *test, uint64_t places, unsigned set)
{
    const struct pinyin *pinyin = test->pinyin;
    uint64_t next = 0;
    for (size_t i = 0; i < pinyin->way_count; i++) {
        size_t number = pinyin->ways[i].row_of[set];
        const struct pinyin_row *row = &pinyin->ways[i].rows[number];
        if ((places & test->places[i][number]) == 0) /* nearly always */
            continue;
        for (unsigned k = 0; k < SPELLING_LETTERS; k++)
            next |= (places & row->whole[k]) << (k + 1);
        next |= (places & row->first) << 1 | (places & row->both) << 2;
        if ((places & row->begun) != 0)
            next |= pinyin->end;
    }
    return next;
}

static uint64_t
step_folded(const struct raw_pinyin *test, uint64_t places, char32_t folded)
{
    const struct pinyin *pinyin = test->pinyin;
    uint64_t next = step_literal(pinyin, places, folded) | step_set(test, places, reading_set_of(folded));
    return pass_breaks(pinyin, next | (folded == ' ' ? places : 0)); /* a blank may be nothing */
}

/* By one character of the text. */
static uint64_t
step(const struct raw_pinyin *test, uint64_t places, char32_t code)
{
    const struct pinyin *pinyin = test->pinyin;
    unsigned set = code >= HAN_FIRST && code <= HAN_LAST ? reading_set_of(code) : 0;
    char32_t folded[FOLD_MAX];
    if (set != 0 && !test->literals)
        return pass_breaks(pinyin, step_set(test, places, set));
    size_t count = fold_code(code, folded);
    uint64_t next = count == 0 ? places : step_set(test, places, reading_set_of(code)), inner = places, ends = 0;
    for (size_t i = 0; i < count; i++) { /* a match may begin and end inside of ㍿ */
        inner = step_folded(test, inner, folded[i]) | (places & 1);
        ends |= inner & pinyin->end;
    }
    return pass_breaks(pinyin, next | ends | (count > 1 ? inner : count == 1 ? inner & ~(places & 1) : 0));
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
        if (reached == fold->count || (reached + 1 == fold->count && raw_may_change(fold->codes[reached])))
            return true;
        for (size_t k = i + 1; k <= reached; k++)
            if (raw_may_end(text, at + fold->starts[k]))
                return true;
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

enum outcome { DEAD, CUT, FOUND };

/* Walks from PLACES on from AT to where the line may end; *TAILS gets the places that are reached there. */
static enum outcome
walk(const struct raw_pinyin *test, uint64_t places, struct slice text, size_t at, uint64_t *tails)
{
    const struct pinyin *pinyin = test->pinyin;
    for (size_t next = at; places != 0;) {
        char32_t code = 0;
        size_t len = next < text.len ? text_decode(text.at + next, &code) : 0;
        if (next > at && ends_at(text, next, code))
            *tails |= places | step_literal(pinyin, places, ' ');
        if (len == 0 || raw_ends_line(text.at[next]))
            return DEAD;
        if (text_is_kana(code) || (test->literals && raw_may_change(code)))
            return CUT;
        places = step(test, places, code);
        next += len;
        if ((places & pinyin->end) != 0)
            return FOUND;
    }
    return DEAD;
}

/* ---- words that lines cut */

/* May the words of a line that begins at AT go on with what a line left at PLACES? */
static bool
goes_on(const struct raw_pinyin *test, uint64_t places, struct slice text, size_t at)
{
    uint64_t tails = 0;
    return at < text.len && (walk(test, places, text, at, &tails) != DEAD || tails != 0);
}

/* Does any line? Its words may begin behind a notice. */
static bool
any_goes_on(const struct raw_pinyin *test, uint64_t places, struct slice text)
{
    for (size_t start = 0; start < text.len;) {
        size_t at = raw_skip_blanks(text, start), end = at;
        if (goes_on(test, places, text, at))
            return true;
        while (end < text.len && !raw_ends_line(text.at[end]) && end - at <= UINT8_MAX) {
            char32_t code;
            if ((unsigned char)text.at[end] >= HAN_LEAD_FIRST && (unsigned char)text.at[end] <= HAN_LEAD_LAST) {
                end += 3; /* neither ends a notice nor parts one from the words */
                continue;
            }
            end += text_decode(text.at + end, &code);
            if ((text_is_space(code) || raw_closes_notice(code)) &&
                goes_on(test, places, text, raw_skip_blanks(text, end)))
                return true;
        }
        while (end < text.len && !raw_ends_line(text.at[end]))
            end++;
        start = end + 1;
    }
    return false;
}

bool
raw_pinyin_is_ascii(const struct raw_pinyin *test)
{
    return !test->literals;
}

/* Is the character at AT an ideograph that no match goes on with? */
static bool
ends_it(const struct raw_pinyin *test, struct slice text, size_t at)
{
    char32_t code;
    if (!test->of_several || at >= text.len)
        return false;
    text_decode(text.at + at, &code);
    char32_t bit = code - HAN_FIRST;
    return code >= HAN_FIRST && code <= HAN_LAST && (test->follows[bit / 64] >> bit % 64 & 1) == 0;
}

bool
raw_pinyin_may_match(const struct raw_pinyin *test, struct slice text, struct fold *fold)
{
    uint64_t tails = 0;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        bool begins = code >= PLANE || (test->begins[code / 64] >> code % 64 & 1) != 0;
        if (begins && !ends_it(test, text, at + len)) {
            enum outcome outcome = walk(test, 1, text, at, &tails);
            if (outcome == FOUND || (outcome == CUT && matches_folded(test, text, at, fold)))
                return true;
        }
        at += len;
    }
    return tails != 0 && any_goes_on(test, tails, text);
}
