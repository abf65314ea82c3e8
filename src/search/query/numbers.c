/* Other ways to write a number of the query: 2024 is 二〇二四, 二零二四 and 二○二四; 23日 is 二十三日 and 廿三日.
 *
 * Only words of digits and ideographs: 3.5, a4 and 10:30 are what they are. One figure alone stays as it is (3 as 三
 * would be in every issue), and so does 10 where nothing beside it says that it counts something.
 */
#include "search/parts.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { DIGITS_MAX = 8, SPOKEN_MAX = 4, WORD_MAX = 64, FIGURE_MIN = 3 };

/* How a whole word is written; one word keeps to one way. */
struct manner {
    char32_t zero;
    bool short_tens; /* 廿 for 二十, 卅 for 三十 */
    bool spoken;     /* three digits as a number, 一百一十九, not figure by figure, 一一九 */
};

struct word {
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
put(struct word *word, char32_t code)
{
    char32_t folded[FOLD_MAX];
    size_t count = fold_code(code, folded);
    for (size_t i = 0; i < count && word->count < BASE_COUNT(word->codes); i++)
        word->codes[word->count++] = folded[i];
}

static bool
is_digit(char32_t code)
{
    return code >= '0' && code <= '9';
}

static void
put_figures(struct word *word, const char32_t *digits, size_t count, const struct manner *manner)
{
    for (size_t i = 0; i < count; i++)
        put(word, digits[i] == '0' ? manner->zero : figures[digits[i] - '0']);
}

static void
put_tens(struct word *word, unsigned number, bool below_hundred, const struct manner *manner)
{
    unsigned tens = number / 10, ones = number % 10;
    if (manner->short_tens && (tens == 2 || tens == 3)) {
        put(word, tens == 2 ? U'廿' : U'卅');
    } else if (tens > 0) {
        if (tens > 1 || !below_hundred)
            put(word, figures[tens]);
        put(word, U'十');
    }
    if (ones > 0)
        put(word, figures[ones]);
}

/* NUMBER as it is spoken, 1 to 9999; hundreds and thousands below others need no more than this. */
static void
put_spoken(struct word *word, unsigned number, const struct manner *manner)
{
    bool large = number >= 100;
    if (number >= 1000) {
        put(word, figures[number / 1000]);
        put(word, U'千');
        number %= 1000;
        if (number > 0 && number < 100)
            put(word, U'零');
    }
    if (number >= 100) {
        put(word, figures[number / 100]);
        put(word, U'百');
        number %= 100;
        if (number > 0 && number < 10)
            put(word, U'零');
    }
    put_tens(word, number, !large, manner);
}

static void
put_number(struct word *word, const char32_t *digits, size_t count, const struct manner *manner)
{
    unsigned number = 0;
    for (size_t i = 0; i < count; i++)
        number = number * 10 + (digits[i] - '0');
    /* four digits are a year, unless they are hundreds */
    bool year = count == SPOKEN_MAX && number % 100 != 0;
    if (count > SPOKEN_MAX || digits[0] == '0' || year || (count >= FIGURE_MIN && !manner->spoken))
        put_figures(word, digits, count, manner);
    else
        put_spoken(word, number, manner);
}

/* May the digits at START up to END be written otherwise without finding everything? */
static bool
tells(const struct variant *own, size_t start, size_t end)
{
    bool beside = end - start < own->count; /* the others are ideographs */
    bool ten = end - start == 2 && own->codes[start] == '1' && own->codes[start + 1] == '0';
    return end - start <= DIGITS_MAX && (beside || (end - start > 1 && !ten));
}

static void
add_written(struct variants *variants, const struct manner *manner)
{
    const struct variant own = variants->at[0];
    struct word word = {.count = 0};
    for (size_t i = 0; i < own.count;) {
        size_t end = i;
        while (end < own.count && is_digit(own.codes[end]))
            end++;
        if (end == i) {
            put(&word, own.codes[i++]);
            continue;
        }
        if (!tells(&own, i, end))
            return;
        put_number(&word, own.codes + i, end - i, manner);
        i = end;
    }
    variants_add(variants, word.codes, word.count);
}

/* And back: 二〇二四 is 2024; three figures at least, as 二三 is “two or three”. */
static void
add_digits(struct variants *variants)
{
    const struct variant own = variants->at[0];
    struct word word = {.count = 0};
    size_t run = 0;
    for (size_t i = 0; i <= own.count; i++) {
        const char32_t *figure = NULL;
        for (const char32_t *at = figures; i < own.count && *at != 0 && figure == NULL; at++)
            figure = *at == own.codes[i] ? at : NULL;
        if (i < own.count && figure == NULL && (own.codes[i] == U'零' || own.codes[i] == U'○'))
            figure = figures;
        if (figure == NULL && run > 0 && run < FIGURE_MIN)
            return;
        run = figure == NULL ? 0 : run + 1;
        if (i < own.count)
            put(&word, figure == NULL ? own.codes[i] : (char32_t)(figure - figures) + '0');
    }
    variants_add(variants, word.codes, word.count);
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
        for (unsigned manner = 0; manner < 4; manner++)
            add_written(variants, &(struct manner){zeros[zero], manner & 1, manner & 2});
}
