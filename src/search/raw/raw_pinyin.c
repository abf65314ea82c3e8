/* Pinyin looked for in raw text: what a match needs as far as its line goes.
 *
 * A bitmap of the characters that may begin one, then the word's own rows from ideograph to ideograph, which need no
 * fold. Where something else than an ideograph comes, the rest of the line is folded and asked exactly. Knows nothing of
 * queries.
 */
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
    bool literals; /* the word has other characters than ASCII in it */
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
                  (folded[i] == U'う' && pinyin_may_begin(pinyin, U'ぶ'));
        /* with a small vowel ぶ is ば, べ */
        if (folded[i] == U'う' || folded[i] == U'ふ' || folded[i] == U'ぶ')
            may = may || pinyin_may_begin(pinyin, U'ば') || pinyin_may_begin(pinyin, U'び') ||
                  pinyin_may_begin(pinyin, U'べ') || pinyin_may_begin(pinyin, U'ぼ');
        may = may || (pinyin->hangul != NULL && fold_is_lead(folded[i]));
    }
    return may;
}

struct raw_pinyin *
raw_pinyin_new(const struct pinyin *pinyin)
{
    struct raw_pinyin *filter = base_alloc_zero(1, sizeof *filter);
    filter->pinyin = pinyin;
    for (size_t i = 0; i < PINYIN_SLOTS; i++)
        filter->literals |= pinyin->literal[i] != 0 && pinyin->literal_codes[i] >= 0x80;
    for (char32_t code = 0; code < PLANE; code++) {
        /* surrogates and the private use area are in no text; what stands for an ideograph (⼀, ㊊, 﨎) is looked at closely */
        bool none = code >= (pinyin->hangul == NULL ? 0xAC00 : 0xD800) && code < 0xF900 && !filter->literals;
        bool stands =
            (code >= 0x2E80 && code < 0x2FE0) || (code >= 0x3200 && code < 0x3400) || (code >= 0xF900 && code < 0xFB00);
        if (stands || (!none && may_begin(pinyin, code)))
            filter->begins[code / 64] |= UINT64_C(1) << code % 64;
    }
    filter->of_several = pinyin->of_several && !filter->literals;
    for (char32_t code = HAN_FIRST; code <= HAN_LAST; code++)
        if ((pinyin->may_of_set[reading_set_of(code)] & PINYIN_MAY_FOLLOW) != 0)
            filter->follows[(code - HAN_FIRST) / 64] |= UINT64_C(1) << (code - HAN_FIRST) % 64;
    return filter;
}

/* ---- a word's positions, one after the other */

static uint64_t
step_literal(const struct pinyin *pinyin, uint64_t positions, char32_t folded)
{
    return (positions & pinyin->literal[pinyin_slot(pinyin, folded)]) << 1;
}

/* Where POSITIONS lead by a character of the readings SET, in all ways at once. */
static uint64_t
step_set(const struct pinyin *pinyin, uint64_t positions, unsigned set)
{
    uint64_t next = 0;
    for (size_t i = 0; i < pinyin->way_count; i++) {
        const struct pinyin_row *row = &pinyin->ways[i].rows[pinyin->ways[i].row_of[set]];
        if ((positions & row->leads) != 0) /* seldom */
            next |= pinyin_take_any(positions, row, pinyin->end);
    }
    return next;
}

static uint64_t
step_folded(const struct pinyin *pinyin, uint64_t positions, char32_t folded)
{
    uint64_t next = step_literal(pinyin, positions, folded) | step_set(pinyin, positions, reading_set_of(folded));
    return pinyin_pass(next | (folded == ' ' ? positions : 0), pinyin->breaks); /* a blank may be nothing */
}

/* By one character of the text. */
static uint64_t
step(const struct raw_pinyin *filter, uint64_t positions, char32_t code)
{
    const struct pinyin *pinyin = filter->pinyin;
    unsigned set = code >= HAN_FIRST && code <= HAN_LAST ? reading_set_of(code) : 0;
    char32_t folded[FOLD_MAX];
    if (set != 0 && !filter->literals)
        return pinyin_pass(step_set(pinyin, positions, set), pinyin->breaks);
    size_t count = fold_code(code, folded);
    if (count == 1 && (fold_is_passed(folded[0]) || folded[0] == '|')) /* between ideographs it is nothing */
        return pinyin_pass(positions | step_literal(pinyin, positions, folded[0]), pinyin->breaks);
    uint64_t next = count == 0 ? positions : step_set(pinyin, positions, reading_set_of(code)), inner = positions,
             ends = 0;
    for (size_t i = 0; i < count; i++) { /* a match may begin and end inside of ㍿ */
        inner = step_folded(pinyin, inner, folded[i]) | (positions & 1);
        ends |= inner & pinyin->end;
    }
    next |= ends | (count > 1 ? inner : count == 1 ? inner & ~(positions & 1) : 0);
    return pinyin_pass(next, pinyin->breaks);
}

/* May ruby begin at AT, where the bracket CODE of LEN bytes is: do kana follow it, or what is not seen? */
static bool
may_open_ruby(char32_t code, struct slice text, size_t at, size_t len)
{
    char32_t folded[FOLD_MAX], next;
    if (fold_code(code, folded) != 1 || (folded[0] != '<' && folded[0] != '('))
        return false;
    at = raw_skip_blanks(text, at + len);
    if (at == text.len || raw_ends_line(text.at[at]))
        return true;
    text_decode(text.at + at, &next);
    return text_is_kana(next) || fold_code(next, folded) == 0;
}

/* Does the way that a match goes on at CODE depend on what is beside it: kana, Hangul, 々? */
static bool
depends(const struct raw_pinyin *filter, char32_t code)
{
    char32_t folded[FOLD_MAX];
    if (code >= HAN_FIRST && code <= HAN_LAST)
        return false;
    if (text_is_kana(code) || (filter->literals && raw_may_change(code)) || fold_is_iteration(code))
        return true;
    return filter->pinyin->hangul != NULL &&
           (text_is_hangul(code) || (fold_code(code, folded) > 0 && fold_is_lead(folded[0])));
}

/* Asked exactly: is there a match from AT on, or one as far as the line goes? */
static bool
matches_folded(const struct raw_pinyin *filter, struct slice text, size_t at, struct fold *fold)
{
    const struct pinyin *pinyin = filter->pinyin;
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
            if (raw_may_end(text, at + fold->starts[k]) || raw_begins_column(text, at + fold->starts[k]))
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
            *tails |= positions | step_literal(pinyin, positions, ' ');
        if (len == 0 || raw_ends_line(text.at[next]))
            return WALK_ENDED;
        if (depends(filter, code) || ((code < HAN_FIRST || code > HAN_LAST) && may_open_ruby(code, text, next, len)))
            return WALK_CUT;
        positions = step(filter, positions, code);
        next += len;
        if ((positions & pinyin->end) != 0)
            return WALK_FOUND;
    }
    return WALK_ENDED;
}

/* ---- words that lines cut */

/* May the words of a line that begins at AT go on with what a line left at POSITIONS? */
static bool
goes_on(const struct raw_pinyin *filter, uint64_t positions, struct slice text, size_t at)
{
    uint64_t tails = 0;
    return at < text.len && (walk(filter, positions, text, at, &tails) != WALK_ENDED || tails != 0);
}

/* Does any line? Its words may begin behind a notice. */
static bool
any_goes_on(const struct raw_pinyin *filter, uint64_t positions, struct slice text)
{
    for (size_t start = 0; start < text.len;) {
        size_t at = raw_skip_blanks(text, start), end = at;
        if (goes_on(filter, positions, text, at))
            return true;
        while (end < text.len && !raw_ends_line(text.at[end]) && end - at <= RAW_ROW_BYTES) {
            char32_t code;
            size_t before = end;
            if ((unsigned char)text.at[end] >= HAN_LEAD_FIRST && (unsigned char)text.at[end] <= HAN_LEAD_LAST) {
                end += 3; /* neither ends a notice nor parts one from the words */
                continue;
            }
            end += text_decode(text.at + end, &code);
            if (!text_is_space(code) && !raw_closes_notice(code))
                continue;
            size_t next = raw_skip_blanks(text, end);
            /* a notice is no longer; a column may begin anywhere */
            bool begins = end - at <= UINT8_MAX || raw_is_gap(text, before, next);
            if (begins && goes_on(filter, positions, text, next))
                return true;
            end = next;
        }
        while (end < text.len && !raw_ends_line(text.at[end]))
            end++;
        start = end + 1;
    }
    return false;
}

bool
raw_pinyin_is_ascii(const struct raw_pinyin *filter)
{
    return !filter->literals && !filter->pinyin->rewritten;
}

/* Is the character at AT an ideograph that no match goes on with? */
static bool
ends_it(const struct raw_pinyin *filter, struct slice text, size_t at)
{
    char32_t code;
    if (!filter->of_several || at >= text.len)
        return false;
    text_decode(text.at + at, &code);
    char32_t bit = code - HAN_FIRST;
    return code >= HAN_FIRST && code <= HAN_LAST && (filter->follows[bit / 64] >> bit % 64 & 1) == 0;
}

bool
raw_pinyin_may_match(const struct raw_pinyin *filter, struct slice text, struct fold *fold)
{
    uint64_t tails = 0;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        bool begins = code >= PLANE || (filter->begins[code / 64] >> code % 64 & 1) != 0;
        if (begins && !ends_it(filter, text, at + len)) {
            enum outcome outcome = walk(filter, 1, text, at, &tails);
            if (outcome == WALK_FOUND || (outcome == WALK_CUT && matches_folded(filter, text, at, fold)))
                return true;
        }
        at += len;
    }
    return tails != 0 && any_goes_on(filter, tails, text);
}
