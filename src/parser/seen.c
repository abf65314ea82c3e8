/* Which words of a line come back in the text around it.
 *
 * The words of a headline come back in the article below it and were not in the one above; where two articles meet,
 * few words of the one side stand on the other. So much holds in any language, and needs no list of words: a word here
 * is two Han characters side by side, a few kana, or a run of letters. (The idea of lexical cohesion is Hearst's
 * TextTiling, 1997.)
 *
 * Two sweeps over the text with a table of where each word was last seen; of the words only their hashes are kept.
 */
#include "parser/parts.h"

#include <math.h>
#include <stdlib.h>

enum {
    TABLE_BITS = 15,
    NEXT_WORDS = 36,  /* a sentence */
    NEAR_WORDS = 110, /* a paragraph */
    FAR_WORDS = 400,  /* an article */
    WORD_LETTERS_MIN = 3,
    STEM_LETTERS = 6 /* reform, reforms, reformed */
};

struct seen_word {
    uint32_t word; /* its number, counted from the first word of the issue */
    uint32_t line; /* index of its line + 1; 0: not seen */
};

struct sweep {
    struct seen_word *table;
    uint16_t *counts; /* how often a word stands in the issue; guides its weight */
    uint8_t *triples; /* how often three characters side by side stand in the issue */
    uint32_t *hashes; /* of the words of all lines */
    size_t hash_capacity;
    uint32_t word;
    uint32_t line;
    bool backward;
    float total, next, near, far; /* of the line at hand, by weight */
    float *links[2]; /* of each line: weight of the words that tie the text before it to the text from it on */
};

static void
count_word(struct sweep *sweep, uint32_t hash)
{
    uint16_t *count = &sweep->counts[hash >> (32 - TABLE_BITS)];
    *count += *count < UINT16_MAX;
}

static bool
is_wide(char32_t code)
{
    return code >= 0x2E80 && (text_is_han(code) || text_is_kana(code));
}

static uint32_t
mix(uint32_t hash, char32_t code)
{
    return (hash ^ (uint32_t)code) * 0x9E3779B1U;
}

static uint32_t
triple_slot(char32_t a, char32_t b, char32_t c)
{
    return mix(mix(mix(1, a), b), c) >> (32 - TABLE_BITS - 2);
}

static void
count_triples(struct sweep *sweep, struct slice text)
{
    char32_t a = 0, b = 0;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        bool wide = is_wide(code);
        if (wide && a != 0 && b != 0) {
            uint8_t *count = &sweep->triples[triple_slot(a, b, code)];
            *count += *count < UINT8_MAX;
        }
        a = wide ? b : 0;
        b = wide ? code : 0;
    }
}

/* How often the characters around the gap between two lines stand side by side elsewhere. */
static void
measure_tie(const struct sweep *sweep, const struct shape *before, struct shape *shape)
{
    char32_t last = text_last(before->text), first = text_first(shape->text), beside;
    if (!is_wide(last) || !is_wide(first))
        return;
    uint16_t times = sweep->counts[mix(mix(0, last), first) >> (32 - TABLE_BITS)];
    shape->tied = times > 3 ? 3 : (uint8_t)times;
    size_t at = text_previous(before->text, before->text.len), len = text_decode(shape->text.at, &beside);
    unsigned longer = 0;
    if (at > 0) {
        text_decode(before->text.at + text_previous(before->text, at), &beside);
        longer += is_wide(beside) ? sweep->triples[triple_slot(beside, last, first)] : 0;
    }
    if (len < shape->text.len) {
        text_decode(shape->text.at + len, &beside);
        longer += is_wide(beside) ? sweep->triples[triple_slot(last, first, beside)] : 0;
    }
    shape->tied_longer = longer > 3 ? 3 : (uint8_t)longer;
}

static void
look_up_word(struct sweep *sweep, uint32_t hash)
{
    uint32_t slot = hash >> (32 - TABLE_BITS);
    struct seen_word *seen = &sweep->table[slot];
    float weight = 1.0F / sqrtf((float)(sweep->counts[slot] + 1));
    sweep->total += weight;
    if (seen->line != 0 && seen->line != sweep->line + 1) {
        uint32_t distance = sweep->backward ? seen->word - sweep->word : sweep->word - seen->word;
        sweep->next += distance <= NEXT_WORDS ? weight : 0.0F;
        sweep->near += distance <= NEAR_WORDS ? weight : 0.0F;
        sweep->far += distance <= FAR_WORDS ? weight : 0.0F;
        /* the tie holds across each line's start after the one and up to the other */
        for (int far = distance > NEAR_WORDS; far < 2 && sweep->links[far] != NULL && distance <= FAR_WORDS; far++) {
            sweep->links[far][seen->line - 1 + 1] += weight;
            sweep->links[far][sweep->line + 1] -= weight;
        }
    }
}

static void
store_word(struct sweep *sweep, uint32_t hash)
{
    sweep->table[hash >> (32 - TABLE_BITS)] = (struct seen_word){sweep->word, sweep->line + 1};
}

static void
add_hash(struct sweep *sweep, size_t count, uint32_t hash)
{
    sweep->hashes = base_grow(sweep->hashes, &sweep->hash_capacity, count + 1, sizeof *sweep->hashes);
    sweep->hashes[count] = hash;
}

/* The words of TEXT to sweep->hashes from WORDS on; returns how many there are then. */
static uint32_t
find_words(struct sweep *sweep, struct slice text, uint32_t words)
{
    uint32_t hash = 0, letters = 0;
    char32_t before = 0;
    for (size_t at = 0; at <= text.len;) {
        char32_t code = 0;
        at += at < text.len ? text_decode(text.at + at, &code) : 1;
        bool wide = is_wide(code) || text_is_hangul(code);
        bool letter = !wide && (text_is_letter(code) || text_is_digit(code));
        if (!letter && letters > 0) {
            if (letters >= WORD_LETTERS_MIN)
                add_hash(sweep, words++, hash);
            letters = hash = 0;
        }
        if (letter && letters++ < STEM_LETTERS)
            hash = mix(hash, code >= 'A' && code <= 'Z' ? code | 0x20 : code);
        if (wide && before != 0)
            add_hash(sweep, words++, mix(mix(0, before), code));
        before = wide ? code : 0;
    }
    return words;
}

static void
sweep_line(struct sweep *sweep, const struct shape *shape, uint32_t line, uint32_t words_before)
{
    sweep->line = line;
    sweep->total = sweep->next = sweep->near = sweep->far = 0;
    sweep->word = words_before;
    const uint32_t *hashes = sweep->hashes + words_before;
    for (uint32_t i = 0; i < shape->seen_words; i++)
        look_up_word(sweep, hashes[i]);
    for (uint32_t i = 0; i < shape->seen_words; i++)
        store_word(sweep, hashes[i]);
}

static uint8_t
share(float part, float total)
{
    return total > 0 ? (uint8_t)(part / total * 255.0F + 0.5F) : 0;
}

/* How often each word stands in the issue; returns how many words there are. */
static uint32_t
count_words(struct sweep *sweep, struct shape *shapes, size_t count)
{
    uint32_t words = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t before = words;
        count_triples(sweep, shapes[i].text);
        words = find_words(sweep, shapes[i].text, before);
        shapes[i].seen_words = words - before;
        for (uint32_t k = before; k < words; k++)
            count_word(sweep, sweep->hashes[k]);
    }
    for (size_t i = 1; i < count; i++)
        measure_tie(sweep, &shapes[i - 1], &shapes[i]);
    return words;
}

static void
sweep_down(struct sweep *sweep, struct shape *shapes, size_t count)
{
    uint32_t before = 0;
    for (size_t i = 0; i < count; i++) {
        sweep_line(sweep, &shapes[i], (uint32_t)i, before);
        before += shapes[i].seen_words;
        shapes[i].seen_before = share(sweep->next, sweep->total);
        shapes[i].seen_above_near = share(sweep->near, sweep->total);
        shapes[i].seen_above = share(sweep->far, sweep->total);
    }
    float links = 0, near = 0;
    for (size_t i = 0; i < count; i++) {
        shapes[i].links_near = near += sweep->links[0][i];
        shapes[i].links = links += sweep->links[1][i];
    }
}

static void
sweep_up(struct sweep *sweep, struct shape *shapes, size_t count, uint32_t words)
{
    memset(sweep->table, 0, ((size_t)1 << TABLE_BITS) * sizeof *sweep->table);
    sweep->backward = true;
    for (size_t i = count; i-- > 0;) {
        words -= shapes[i].seen_words;
        sweep_line(sweep, &shapes[i], (uint32_t)i, words);
        shapes[i].seen_next = share(sweep->next, sweep->total);
        shapes[i].seen_below_near = share(sweep->near, sweep->total);
        shapes[i].seen_below = share(sweep->far, sweep->total);
    }
}

void
seen_measure(struct shape *shapes, size_t count)
{
    struct sweep sweep = {.table = base_alloc_zero((size_t)1 << TABLE_BITS, sizeof *sweep.table),
                          .counts = base_alloc_zero((size_t)1 << TABLE_BITS, sizeof *sweep.counts),
                          .triples = base_alloc_zero((size_t)4 << TABLE_BITS, sizeof *sweep.triples),
                          .links = {base_alloc_zero(count + 2, sizeof(float)), base_alloc_zero(count + 2, sizeof(float))}};
    uint32_t words = count_words(&sweep, shapes, count);
    free(sweep.triples);
    if (words > 0) {
        sweep_down(&sweep, shapes, count);
        free(sweep.links[0]);
        free(sweep.links[1]);
        sweep.links[0] = sweep.links[1] = NULL;
        sweep_up(&sweep, shapes, count, words);
    }
    free(sweep.links[0]);
    free(sweep.links[1]);
    free(sweep.hashes);
    free(sweep.table);
    free(sweep.counts);
}
