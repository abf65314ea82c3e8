/* Other ways to write a number of the query: 2024 is 二〇二四, 二零二四 and 二○二四; 23日 is 二十三日 and 廿三日.
 *
 * Only words of digits and ideographs: 3.5, a4 and 10:30 are what they are. One figure alone stays as it is (3 as 三
 * would be in every issue), and so does 10 where nothing beside it says that it counts something.
 */
#include "search/query/query.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { DIGITS_MAX = 8, SPOKEN_MAX = 4, WORD_MAX = 64, FIGURE_MIN = 3 };

/* How the numbers of a word are written; one word keeps to one way. */
struct notation {
    char32_t zero;
    bool short_tens; /* 廿 for 二十, 卅 for 三十 */
    bool spoken;     /* three digits as a number, 一百一十九, not figure by figure, 一一九 */
};

/* A variant while it is written. */
struct draft {
    char32_t codes[WORD_MAX * 3];
    size_t count;
};

static const char32_t figures[] = U"〇一二三四五六七八九";

void
variants_add(struct variants *variants, const char32_t *codes, size_t count)
{
    for (size_t i = 0; i < variants->count; i++)
        if (variants->at[i].count == count && memcmp(variants->at[i].codes, codes, count * sizeof *codes) == 0)
            return;
    variants->at = base_grow(variants->at, &variants->capacity, variants->count + 1, sizeof *variants->at);
    struct variant *variant = &variants->at[variants->count++];
    *variant = (struct variant){base_alloc(count * sizeof *codes), count};
    memcpy(variant->codes, codes, count * sizeof *codes);
}

void
variants_done(struct variants *variants)
{
    for (size_t i = 0; i < variants->count; i++)
        free(variants->at[i].codes);
    free(variants->at);
}

/* As the fold has it, whatever it makes of ○ and 〇. */
static void
put(struct draft *draft, char32_t code)
{
    char32_t folded[FOLD_MAX];
    size_t count = fold_code(code, folded);
    for (size_t i = 0; i < count && draft->count < BASE_COUNT(draft->codes); i++)
        draft->codes[draft->count++] = folded[i];
}

static bool
is_digit(char32_t code)
{
    return code >= '0' && code <= '9';
}

static void
put_figures(struct draft *draft, const char32_t *digits, size_t count, const struct notation *notation)
{
    for (size_t i = 0; i < count; i++)
        put(draft, digits[i] == '0' ? notation->zero : figures[digits[i] - '0']);
}

static void
put_tens(struct draft *draft, unsigned number, bool below_hundred, const struct notation *notation)
{
    unsigned tens = number / 10, ones = number % 10;
    if (notation->short_tens && (tens == 2 || tens == 3)) {
        put(draft, tens == 2 ? U'廿' : U'卅');
    } else if (tens > 0) {
        if (tens > 1 || !below_hundred)
            put(draft, figures[tens]);
        put(draft, U'十');
    }
    if (ones > 0)
        put(draft, figures[ones]);
}

/* NUMBER as it is spoken, 1 to 9999; hundreds and thousands below others need no more than this. */
static void
put_spoken(struct draft *draft, unsigned number, const struct notation *notation)
{
    bool large = number >= 100;
    if (number >= 1000) {
        put(draft, figures[number / 1000]);
        put(draft, U'千');
        number %= 1000;
        if (number > 0 && number < 100)
            put(draft, U'零');
    }
    if (number >= 100) {
        put(draft, figures[number / 100]);
        put(draft, U'百');
        number %= 100;
        if (number > 0 && number < 10)
            put(draft, U'零');
    }
    put_tens(draft, number, !large, notation);
}

static void
put_number(struct draft *draft, const char32_t *digits, size_t count, const struct notation *notation)
{
    unsigned number = 0;
    for (size_t i = 0; i < count; i++)
        number = number * 10 + (digits[i] - '0');
    /* four digits are a year, unless they are hundreds */
    bool year = count == SPOKEN_MAX && number % 100 != 0;
    if (count > SPOKEN_MAX || digits[0] == '0' || year || (count >= FIGURE_MIN && !notation->spoken))
        put_figures(draft, digits, count, notation);
    else
        put_spoken(draft, number, notation);
}

/* May the digits at START up to END be written otherwise without finding everything? */
static bool
is_telling(const struct variant *own, size_t start, size_t end)
{
    bool beside = end - start < own->count; /* the others are ideographs */
    bool ten = end - start == 2 && own->codes[start] == '1' && own->codes[start + 1] == '0';
    return end - start <= DIGITS_MAX && (beside || (end - start > 1 && !ten));
}

static void
add_written(struct variants *variants, const struct notation *notation)
{
    const struct variant own = variants->at[0];
    struct draft draft = {.count = 0};
    for (size_t i = 0; i < own.count;) {
        size_t end = i;
        while (end < own.count && is_digit(own.codes[end]))
            end++;
        if (end == i) {
            put(&draft, own.codes[i++]);
            continue;
        }
        if (!is_telling(&own, i, end))
            return;
        put_number(&draft, own.codes + i, end - i, notation);
        i = end;
    }
    variants_add(variants, draft.codes, draft.count);
}

/* And back: 二〇二四 is 2024; three figures at least, as 二三 is “two or three”. */
static void
add_digits(struct variants *variants)
{
    const struct variant own = variants->at[0];
    struct draft draft = {.count = 0};
    size_t run = 0;
    for (size_t i = 0; i <= own.count; i++) {
        int figure = i < own.count ? text_han_digit(own.codes[i]) : -1;
        if (figure < 0 && run > 0 && run < FIGURE_MIN)
            return;
        run = figure < 0 ? 0 : run + 1;
        if (i < own.count)
            put(&draft, figure < 0 ? own.codes[i] : (char32_t)figure + '0');
    }
    variants_add(variants, draft.codes, draft.count);
}

void
numbers_expand(struct variants *variants)
{
    static const char32_t zeros[] = U"〇零○";
    const struct variant own = variants->at[0];
    size_t digits = 0;
    if (own.count > WORD_MAX)
        return;
    for (size_t i = 0; i < own.count; i++) {
        digits += is_digit(own.codes[i]);
        if (!is_digit(own.codes[i]) && !text_is_han(own.codes[i]) && own.codes[i] != U'○')
            return;
    }
    if (digits == 0) {
        add_digits(variants);
        return;
    }
    for (size_t zero = 0; zeros[zero] != 0; zero++)
        for (unsigned way = 0; way < 4; way++)
            add_written(variants, &(struct notation){zeros[zero], way & 1, way & 2});
}
