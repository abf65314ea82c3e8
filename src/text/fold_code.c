/* The fold of one code point, what two make together, and the way back: all from one generated table. */
#include "text/fold_entry.h"

#include "kanbao/text.h"

struct fold_pair {
    char32_t base, mark, composed;
};

struct fold_mark {
    char32_t code;
    uint32_t class;
};

#include "text/fold_table.h"

/* Hangul is composed by arithmetic (Unicode 15, 3.12). */
enum {
    HANGUL = 0xAC00,
    LEADS = 0x1100,
    VOWELS = 0x1161,
    FINALS = 0x11A7,
    LEAD_COUNT = 19,
    VOWEL_COUNT = 21,
    FINAL_COUNT = 28
};
enum { SYLLABLES = LEAD_COUNT * VOWEL_COUNT * FINAL_COUNT };
enum { ALIKE_FIRST = 0x3000 }; /* all are kana or ideographs */

char32_t
fold_compose(char32_t base, char32_t mark)
{
    if (base - LEADS < LEAD_COUNT && mark - VOWELS < VOWEL_COUNT)
        return HANGUL + ((base - LEADS) * VOWEL_COUNT + (mark - VOWELS)) * FINAL_COUNT;
    if (base - HANGUL < SYLLABLES && (base - HANGUL) % FINAL_COUNT == 0 && mark - FINALS - 1 < FINAL_COUNT - 1)
        return base + (mark - FINALS);
    for (size_t i = 0; i < BASE_COUNT(fold_pairs); i++)
        if (fold_pairs[i].base == base && fold_pairs[i].mark == mark)
            return fold_pairs[i].composed;
    return 0;
}

uint32_t
fold_class(char32_t code)
{
    for (size_t i = 0; i < BASE_COUNT(fold_marks); i++)
        if (fold_marks[i].code == code)
            return fold_marks[i].class;
    return 0;
}

/* A mark that nothing was before to join is dropped. */
static bool
stays_alone(char32_t code)
{
    return fold_kind(fold_entry_of(code)) != FOLD_JOIN || fold_stays_alone(code);
}

/* Adds CODE, which is folded, to the COUNT there are, or makes it one with the last; returns how many there are. */
static size_t
add_folded(char32_t *out, size_t count, char32_t code)
{
    char32_t composed = count > 0 ? fold_compose(out[count - 1], code) : 0;
    if (composed != 0)
        out[count - 1] = composed;
    else if (stays_alone(code))
        out[count++] = code;
    return count;
}

size_t
fold_code(char32_t code, char32_t out[FOLD_MAX])
{
    uint32_t entry = fold_entry_of(code);
    size_t count = 0;
    switch (fold_kind(entry)) {
    case FOLD_SPACE: return add_folded(out, 0, ' ');
    case FOLD_DROP: return 0;
    case FOLD_EXPAND: break;
    default: return add_folded(out, 0, fold_apply(entry, code));
    }
    const char32_t *expansion = &fold_expansion[entry & FOLD_DELTA];
    for (char32_t i = 0; i < expansion[0]; i++)
        count = add_folded(out, count, expansion[1 + 2 * i]);
    return count;
}

char32_t
fold_repeated(char32_t code, char32_t before)
{
    if (code != U'ゝ')
        return text_is_han(before) && !fold_is_iteration(before) ? before : 0;
    if (!text_is_kana(before) || before == U'ー' || fold_is_iteration(before))
        return 0;
    for (size_t i = 0; i < BASE_COUNT(fold_pairs); i++)
        if (fold_pairs[i].composed == before && fold_kind(fold_entry_of(fold_pairs[i].base)) == FOLD_PLAIN &&
            !fold_stays_alone(fold_pairs[i].mark))
            return fold_pairs[i].base;
    return before;
}

/* The first of PAIRS, in order by their first code, whose first is at least CODE. */
static size_t
find_pair(const char32_t (*pairs)[2], size_t high, char32_t code)
{
    size_t low = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pairs[middle][0] < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void
fold_put_alike(char32_t code, fold_put *put, void *context)
{
    if (code < ALIKE_FIRST)
        return;
    for (size_t i = find_pair(fold_alike, BASE_COUNT(fold_alike), code);
         i < BASE_COUNT(fold_alike) && fold_alike[i][0] == code; i++)
        put(fold_alike[i][1], context);
}

bool
fold_is_alike(char32_t code, char32_t other)
{
    for (size_t i = find_pair(fold_alike, BASE_COUNT(fold_alike), code);
         i < BASE_COUNT(fold_alike) && fold_alike[i][0] == code; i++)
        if (fold_alike[i][1] == other)
            return true;
    return false;
}

/* Puts the code points that become CODE, a folded one, by themselves. */
static void
put_inverse(char32_t code, fold_put *put, void *context)
{
    uint32_t entry = fold_entry_of(code);
    enum fold_kind kind = fold_kind(entry);
    bool itself =
        kind == FOLD_SPACE ? code == ' ' : kind != FOLD_EXPAND && kind != FOLD_DROP && fold_apply(entry, code) == code;
    if (!itself || !stays_alone(code))
        return;
    put(code, context);
    for (size_t i = find_pair(fold_inverse, BASE_COUNT(fold_inverse), code);
         i < BASE_COUNT(fold_inverse) && fold_inverse[i][0] == code; i++)
        if (fold_inverse[i][1] != code)
            put(fold_inverse[i][1], context);
}

void
fold_variants(char32_t code, fold_put *put, void *context)
{
    /* A code point is folded to either the composed letter or its base, so none comes twice. */
    put_inverse(code, put, context);
    if (code - HANGUL < SYLLABLES) {
        char32_t final = (code - HANGUL) % FINAL_COUNT;
        fold_variants(final > 0 ? code - final : LEADS + (code - HANGUL) / (VOWEL_COUNT * FINAL_COUNT), put, context);
        return;
    }
    for (size_t i = 0; i < BASE_COUNT(fold_pairs); i++)
        if (fold_pairs[i].composed == code)
            fold_variants(fold_pairs[i].base, put, context);
}
