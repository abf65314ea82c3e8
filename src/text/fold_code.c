/* The fold of one code point, what two make together, and the way back: all from one generated table. */
#include "text/fold_entry.h"

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
    return fold_kind(fold_entry_of(code)) != FOLD_JOIN || fold_is_jamo(code);
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

/* What CODE is composed from, 0 when it is not: of 한, 하; of が, か. */
static char32_t
base_of(char32_t code)
{
    if (code - HANGUL < SYLLABLES) {
        char32_t final = (code - HANGUL) % FINAL_COUNT;
        return final > 0 ? code - final : LEADS + (code - HANGUL) / (VOWEL_COUNT * FINAL_COUNT);
    }
    for (size_t i = 0; i < BASE_COUNT(fold_pairs); i++)
        if (fold_pairs[i].composed == code)
            return fold_pairs[i].base;
    return 0;
}

/* The first pair of fold_inverse whose folded code is at least CODE. */
static size_t
find_inverse(char32_t code)
{
    size_t low = 0, high = BASE_COUNT(fold_inverse);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (fold_inverse[middle][0] < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void
fold_variants(char32_t code, fold_put *put, void *context)
{
    /* A code point is folded to either the composed letter or its base, so none comes twice. */
    do {
        uint32_t entry = fold_entry_of(code);
        enum fold_kind kind = fold_kind(entry);
        bool itself = kind == FOLD_SPACE ? code == ' '
                                         : kind != FOLD_EXPAND && kind != FOLD_DROP && fold_apply(entry, code) == code;
        if (!itself || !stays_alone(code))
            return;
        put(code, context);
        for (size_t i = find_inverse(code); i < BASE_COUNT(fold_inverse) && fold_inverse[i][0] == code; i++)
            if (fold_inverse[i][1] != code)
                put(fold_inverse[i][1], context);
        code = base_of(code);
    } while (code != 0);
}
