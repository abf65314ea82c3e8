/* Other ways to write the numbers of a word of the query: 2024 is 二〇二四 and 二零二四, 23日 is 二十三日 and 廿三日, 第十四届 is 第14届,
 * 12000 is 1.2万.
 *
 * Never in the text: whatever the word has is written in all ways that newspapers have, and these are looked for. The numbers
 * of one word are written alike, all in digits or all in ideographs. One figure alone stays as it is (3 as 三 would be in every
 * issue), and so do 10 and 十; of a word in ideographs one figure counts only where it says the number of something, as 一 is
 * in too many words.
 */
#include "search/query/numbers.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { WORD_MAX = 64, NUMBERS_MAX = 6, VARIANTS_MAX = 64 };

/* A number of the word, or what is between two. */
struct number_token {
    size_t start, end;
    size_t count; /* of writings; 0: it is no number */
    struct writing writings[WRITINGS_MAX];
};

struct word {
    const char32_t *codes;
    size_t count;
    struct number_token *tokens;
    size_t token_count;
};

/* ---- variants */

void
variants_add(struct variants *variants, const char32_t *codes, size_t count)
{
    for (size_t i = 0; i < variants->count; i++)
        if (variants->at[i].count == count && memcmp(variants->at[i].codes, codes, count * sizeof *codes) == 0)
            return;
    variants->at = base_grow(variants->at, &variants->capacity, variants->count + 1, sizeof *variants->at);
    struct variant *variant = &variants->at[variants->count++];
    *variant = (struct variant){.codes = base_alloc(count * sizeof *codes), .count = count};
    memcpy(variant->codes, codes, count * sizeof *codes);
    variant_prepare(variant);
    variants->firsts |= variant_firsts(variant);
}

void
variants_done(struct variants *variants)
{
    for (size_t i = 0; i < variants->count; i++) {
        free(variants->at[i].codes);
        free(variants->at[i].ways);
    }
    free(variants->at);
}

/* ---- the word, cut */

static bool
is_ascii_digit(char32_t code)
{
    return code >= '0' && code <= '9';
}

/* Is CODE in a word whose numbers may be written otherwise? 3.5, a4, 10:30 and 2024-10 are what they are. */
static bool
may_be_beside(char32_t code)
{
    return code >= 0x80 || is_ascii_digit(code) || fold_is_passed(code) || code == '(' || code == ')' || code == ',' ||
           code == ' ';
}

/* Does the word say before or behind that what is between counts something? */
static bool
is_counted(const struct word *word, size_t start, size_t end)
{
    static const char32_t counters[] =
        U"年月日号时点分秒届期版次名个人位条项家岁周天章节回卷册页元度级层路种倍批件台辆只头万亿か";
    return (start > 0 && word->codes[start - 1] == U'第') ||
           (end < word->count && text_among(word->codes[end], counters));
}

/* May the number at START up to END be written otherwise without finding everything? */
static bool
is_telling(const struct word *word, const struct number *number, size_t start, size_t end)
{
    bool beside = end - start < word->count, few = number->count == 1 || (number->count == 2 && number->value == 10);
    if (number->kind == NUMBER_DIGITS)
        return !few || (beside && end - start == number->count);
    return !few || is_counted(word, start, end);
}

static void
add_token(struct word *word, size_t start, size_t end)
{
    struct number_token *last = word->token_count > 0 ? &word->tokens[word->token_count - 1] : NULL;
    if (last != NULL && last->count == 0 && last->end == start)
        last->end = end;
    else
        word->tokens[word->token_count++] = (struct number_token){.start = start, .end = end};
}

/* False where the word stays as it is. */
static bool
cut(struct word *word)
{
    size_t numbers = 0;
    for (size_t at = 0; at < word->count;) {
        struct number number;
        size_t end = number_read(word->codes, word->count, at, &number);
        if (end == at) {
            if (!may_be_beside(word->codes[at]))
                return false;
            end = number_skip(word->codes, word->count, at);
            end = end > at ? end : at + 1;
            add_token(word, at, end);
        } else if (!is_telling(word, &number, at, end)) {
            if (number.kind == NUMBER_DIGITS) /* one writing a word */
                return false;
            add_token(word, at, end);
        } else {
            if (++numbers > NUMBERS_MAX)
                return false;
            add_token(word, at, at);
            struct number_token *token = &word->tokens[word->token_count++];
            *token = (struct number_token){.start = at, .end = end};
            bool year = end < word->count && word->codes[end] == U'年';
            token->count = number_write(&number, year, token->writings);
        }
        at = end;
    }
    return numbers > 0;
}

/* ---- the word, written */

static void
add_written(struct variants *variants, const struct word *word, const struct draft *draft)
{
    size_t before = variants->count;
    variants_add(variants, draft->codes, draft->count);
    if (variants->count == before)
        return;
    const struct number_token *first = &word->tokens[0], *last = &word->tokens[word->token_count - 1];
    if (first->start == first->end) /* nothing stands before the first number */
        first++;
    variants->at[before].begins_number = first->count > 0;
    variants->at[before].ends_number = last->count > 0;
}

/* Writes the tokens from T on behind DRAFT, in all ways, in ideographs or in digits. */
static void
write_from(struct variants *variants, const struct word *word, size_t t, struct draft draft, bool han)
{
    for (; t < word->token_count && word->tokens[t].count == 0; t++)
        for (size_t i = word->tokens[t].start; i < word->tokens[t].end; i++)
            draft_put(&draft, word->codes[i]);
    if (t == word->token_count) {
        add_written(variants, word, &draft);
        return;
    }
    const struct number_token *token = &word->tokens[t];
    for (size_t i = 0; i < token->count && variants->count < VARIANTS_MAX; i++) {
        if (token->writings[i].han != han)
            continue;
        struct draft next = draft;
        for (size_t k = 0; k < token->writings[i].count; k++)
            draft_put(&next, token->writings[i].codes[k]);
        write_from(variants, word, t + 1, next, han);
    }
}

void
numbers_expand(struct variants *variants)
{
    const struct variant own = variants->at[0];
    if (own.count > WORD_MAX)
        return;
    struct word word = {.codes = own.codes, .count = own.count};
    word.tokens = base_alloc((2 * own.count + 2) * sizeof *word.tokens);
    if (cut(&word))
        for (int han = 0; han < 2; han++)
            write_from(variants, &word, 0, (struct draft){.count = 0}, han != 0);
    free(word.tokens);
}
