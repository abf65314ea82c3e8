/* Pinyin in raw text, a character at a time: where a word's positions lead by one, and whether that can be said without what is
 * beside it.
 *
 * An ideograph is its readings and nothing else; what is not is folded. Knows nothing of lines.
 */
#include "search/raw/raw_pinyin.h"

#include "kanbao/text.h"

uint64_t
raw_step_literal(const struct pinyin *pinyin, uint64_t positions, char32_t folded)
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
    uint64_t next = raw_step_literal(pinyin, positions, folded) | step_set(pinyin, positions, reading_set_of(folded));
    return pinyin_pass(next | (folded == ' ' ? positions : 0), pinyin->breaks); /* a blank may be nothing */
}

uint64_t
raw_step(const struct raw_pinyin *filter, uint64_t positions, char32_t code)
{
    const struct pinyin *pinyin = filter->pinyin;
    unsigned set = code >= HAN_FIRST && code <= HAN_LAST ? reading_set_of(code) : 0;
    char32_t folded[FOLD_MAX];
    if (set != 0 && !filter->literals)
        return pinyin_pass(step_set(pinyin, positions, set), pinyin->breaks);
    size_t count = fold_code(code, folded);
    if (count == 1 && (fold_is_passed(folded[0]) || folded[0] == '|')) /* between ideographs it is nothing */
        return pinyin_pass(positions | raw_step_literal(pinyin, positions, folded[0]), pinyin->breaks);
    uint64_t next = count == 0 ? positions : step_set(pinyin, positions, reading_set_of(code)), inner = positions,
             ends = 0;
    for (size_t i = 0; i < count; i++) { /* a match may begin and end inside of ㍿ */
        inner = step_folded(pinyin, inner, folded[i]) | (positions & 1);
        ends |= inner & pinyin->end;
    }
    next |= ends | (count > 1 ? inner : count == 1 ? inner & ~(positions & 1) : 0);
    return pinyin_pass(next, pinyin->breaks);
}

bool
raw_may_open_ruby(char32_t code, struct slice text, size_t at, size_t len)
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

bool
raw_depends(const struct raw_pinyin *filter, char32_t code)
{
    char32_t folded[FOLD_MAX];
    if (code >= HAN_FIRST && code <= HAN_LAST)
        return false;
    if ((text_is_kana(code) && code != U'・') || (filter->literals && raw_may_change(code)) || fold_is_iteration(code))
        return true;
    return filter->pinyin->hangul != NULL &&
           (text_is_hangul(code) || (fold_code(code, folded) > 0 && fold_is_lead(folded[0])));
}

/* ---- kana, which the one behind may change */

void
raw_kana_fill(struct raw_pinyin *filter)
{
    for (size_t i = 0; i < filter->pinyin->way_count; i++) {
        const struct pinyin_way *way = &filter->pinyin->ways[i];
        for (size_t sound = 0; way->kana && sound < romaji_count(); sound++) {
            char32_t first, second;
            romaji_kana(sound, &first, &second);
            filter->kana[first - KANA_FIRST] |= way->rows[way->row_of[reading_set_count() + sound]].leads;
        }
    }
}

bool
raw_may_take_kana(const struct raw_pinyin *filter, uint64_t positions, char32_t code)
{
    enum { VOICED = 2 }; /* か is が, は ば or ぱ with the mark that follows it */
    char32_t folded[FOLD_MAX];
    if (filter->literals || fold_code(code, folded) != 1 || folded[0] < KANA_FIRST || folded[0] > KANA_LAST)
        return true;
    uint64_t leads = 0;
    for (char32_t kana = folded[0]; kana <= folded[0] + VOICED && kana <= KANA_LAST; kana++)
        leads |= filter->kana[kana - KANA_FIRST];
    if (folded[0] == U'う' || folded[0] == U'ふ' || folded[0] == U'ぶ') /* which marks and a small vowel make others */
        for (const char32_t *kana = U"ばびぶべぼ"; *kana != 0; kana++)
            leads |= filter->kana[*kana - KANA_FIRST];
    return (leads & positions) != 0;
}
