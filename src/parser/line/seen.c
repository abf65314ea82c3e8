/* Which words of a line come back in the text around it.
 *
 * The words of a headline come back in the article below it and were not in the one above; where two articles meet,
 * few words of the one side stand on the other. So much holds in any language, and needs no list of words: a word here
 * is two Han characters side by side, a few kana, or a run of letters. (The idea of lexical cohesion is Hearst's
 * TextTiling, 1997.)
 *
 * Two sweeps over the text with a table of where each word was last seen; of the words only their slots in it are kept.
 * The tables are small, as most issues are: to clear them costs as much as some of the steps.
 */
#include "parser/line/line.h"

#include <math.h>
#include <stdlib.h>

enum {
    TABLE_BITS = 15,
    TRIPLE_BITS = TABLE_BITS + 2,
    TRIPLE_MAX = 3,   /* counted so far, in two bits */
    WEIGHTS = 256,    /* words that come more often are weighed one by one */
    NEXT_WORDS = 36,  /* a sentence */
    NEAR_WORDS = 110, /* a paragraph */
    FAR_WORDS = 400,  /* an article */
    WORD_LETTERS_MIN = 3,
    STEM_LETTERS = 6, /* reform, reforms, reformed */
    WORD_BYTES_MIN = 3,
    KEPT_BYTES = 1 << 16,  /* the words of a longer line are not kept, but read anew for each sweep */
    PIECE_BYTES = 1 << 10, /* so much of it at a time */
    PIECE_WORDS = PIECE_BYTES / WORD_BYTES_MIN + 4
};

struct seen_word {
    uint16_t count; /* how often it stands in the text; guides its weight */
    uint16_t line;  /* the line it was seen in last, + 1; 0: not seen */
};
_Static_assert(SEEN_LINES_MAX < UINT16_MAX, "lines have numbers of 16 bits");

struct sweep {
    struct seen_word *table;
    uint8_t *triples; /* how often three characters side by side stand in the text, four to a byte */
    uint16_t *words;  /* of all lines that are not too long, by their slots in the table */
    size_t word_capacity;
    uint32_t *starts; /* of each line: the number of its first word */
    uint32_t *kept;   /* ... and where they are kept */
    float weights[WEIGHTS];
    uint32_t line;
    float total, next, near, far; /* of the line at hand, by weight */
    float *links[2]; /* of each line: weight of the words that tie the text before it to the text from it on */
};

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

static uint16_t
word_slot(uint32_t hash)
{
    return (uint16_t)(hash >> (32 - TABLE_BITS));
}

static uint32_t
triple_slot(char32_t a, char32_t b, char32_t c)
{
    return mix(mix(mix(1, a), b), c) >> (32 - TRIPLE_BITS);
}

static unsigned
triple_count(const struct sweep *sweep, uint32_t slot)
{
    return sweep->triples[slot / 4] >> slot % 4 * 2 & TRIPLE_MAX;
}

static void
count_triple(struct sweep *sweep, uint32_t slot)
{
    sweep->triples[slot / 4] += (uint8_t)((triple_count(sweep, slot) < TRIPLE_MAX) << slot % 4 * 2);
}

/* How often the characters around the gap between two lines stand side by side elsewhere. */
static void
measure_tie(const struct sweep *sweep, const struct shape *before, struct shape *shape)
{
    char32_t last = text_last(before->text), first = text_first(shape->text), beside;
    if (!is_wide(last) || !is_wide(first))
        return;
    uint16_t times = sweep->table[word_slot(mix(mix(0, last), first))].count;
    shape->tied = times > 3 ? 3 : (uint8_t)times;
    size_t at = text_previous(before->text, before->text.len), len = text_decode(shape->text.at, &beside);
    unsigned longer = 0;
    if (at > 0) {
        text_decode(before->text.at + text_previous(before->text, at), &beside);
        longer += is_wide(beside) ? triple_count(sweep, triple_slot(beside, last, first)) : 0;
    }
    if (len < shape->text.len) {
        text_decode(shape->text.at + len, &beside);
        longer += is_wide(beside) ? triple_count(sweep, triple_slot(last, first, beside)) : 0;
    }
    shape->tied_longer = longer > 3 ? 3 : (uint8_t)longer;
}

/* The words of a line as they are read. */
struct reading {
    uint32_t hash, letters; /* of the word of letters at hand */
    char32_t before;        /* 0: no word of two characters can end here */
    char32_t a, b;          /* the two wide ones before, 0 for none */
};

static uint16_t *
read_other(struct reading *reading, char32_t code, uint16_t *out)
{
    bool wide = is_wide(code) || text_is_hangul(code);
    bool letter = !wide && (text_is_letter(code) || text_is_digit(code));
    if (!letter && reading->letters > 0) {
        if (reading->letters >= WORD_LETTERS_MIN)
            *out++ = word_slot(reading->hash);
        reading->letters = reading->hash = 0;
    }
    if (letter && reading->letters++ < STEM_LETTERS)
        reading->hash = mix(reading->hash, code >= 'A' && code <= 'Z' ? code | 0x20 : code);
    if (wide && reading->before != 0)
        *out++ = word_slot(mix(mix(0, reading->before), code));
    reading->before = wide ? code : 0;
    return out;
}

/* The words of TEXT from *AT on, for MOST bytes, to OUT, which has room for all, and their triples if these are counted; returns
   the place after the last word. */
static uint16_t *
read_words(struct sweep *sweep, struct reading *reading, struct slice text, size_t *at, size_t most, uint16_t *out)
{
    size_t end = text.len - *at > most ? *at + most : text.len;
    while (*at < end) {
        char32_t code;
        *at += text_decode(text.at + *at, &code);
        bool common = text_is_common_han(code), wide = common || is_wide(code);
        if (wide && reading->a != 0 && sweep->triples != NULL)
            count_triple(sweep, triple_slot(reading->a, reading->b, code));
        reading->a = wide ? reading->b : 0;
        reading->b = wide ? code : 0;
        if (common && reading->before != 0) {
            *out++ = word_slot(mix(mix(0, reading->before), code));
            reading->before = code;
        } else if (code >= 'a' && code <= 'z' && reading->before == 0) {
            if (reading->letters++ < STEM_LETTERS)
                reading->hash = mix(reading->hash, code);
        } else {
            out = read_other(reading, code, out);
        }
    }
    return *at == text.len ? read_other(reading, 0, out) : out;
}

/* What is done with words of the line at hand. */
typedef void use_words(struct sweep *sweep, const uint16_t *words, size_t count);

static void
read_pieces(struct sweep *sweep, struct slice text, use_words *use)
{
    struct reading reading = {0};
    uint16_t piece[PIECE_WORDS];
    for (size_t at = 0; at < text.len;)
        use(sweep, piece, (size_t)(read_words(sweep, &reading, text, &at, PIECE_BYTES, piece) - piece));
}

static float
weight_of(const struct sweep *sweep, uint16_t count)
{
    return count < WEIGHTS ? sweep->weights[count] : 1.0F / sqrtf((float)(count + 1));
}

/* The tie to a word in line SEEN holds across each line's start after the one and up to the other. */
static void
tie(struct sweep *sweep, uint32_t seen, uint32_t line, bool near, float weight)
{
    for (int far = !near; far < 2 && sweep->links[far] != NULL; far++) {
        sweep->links[far][seen + 1] += weight;
        sweep->links[far][line + 1] -= weight;
    }
}

static void
look_up_words(struct sweep *sweep, const uint16_t *words, size_t count)
{
    float total = sweep->total, next = sweep->next, near = sweep->near, far = sweep->far;
    uint32_t start = sweep->starts[sweep->line];
    for (size_t i = 0; i < count; i++) {
        const struct seen_word *word = &sweep->table[words[i]];
        float weight = weight_of(sweep, word->count);
        total += weight;
        if (word->line == 0)
            continue;
        uint32_t seen = word->line - 1U, other = sweep->starts[seen];
        uint32_t distance = other < start ? start - other : other - start;
        if (distance > FAR_WORDS)
            continue;
        next += distance <= NEXT_WORDS ? weight : 0.0F;
        near += distance <= NEAR_WORDS ? weight : 0.0F;
        far += weight;
        tie(sweep, seen, sweep->line, distance <= NEAR_WORDS, weight);
    }
    sweep->total = total;
    sweep->next = next;
    sweep->near = near;
    sweep->far = far;
}

static void
store_words(struct sweep *sweep, const uint16_t *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sweep->table[words[i]].line = (uint16_t)(sweep->line + 1);
}

static void
count_words(struct sweep *sweep, const uint16_t *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint16_t *times = &sweep->table[words[i]].count;
        *times += *times < UINT16_MAX;
    }
    sweep->starts[sweep->line + 1] += (uint32_t)count;
}

static void
sweep_line(struct sweep *sweep, const struct shape *shape, uint32_t line)
{
    sweep->line = line;
    sweep->total = sweep->next = sweep->near = sweep->far = 0;
    if (shape->text.len > KEPT_BYTES) {
        read_pieces(sweep, shape->text, look_up_words);
        read_pieces(sweep, shape->text, store_words);
    } else {
        look_up_words(sweep, sweep->words + sweep->kept[line], shape->seen_words);
        store_words(sweep, sweep->words + sweep->kept[line], shape->seen_words);
    }
}

static uint8_t
share(float part, float total)
{
    return total > 0 ? (uint8_t)(part / total * 255.0F + 0.5F) : 0;
}

static void
read_lines(struct sweep *sweep, struct shape *shapes, size_t count)
{
    size_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct slice text = shapes[i].text;
        sweep->line = i;
        sweep->kept[i] = (uint32_t)kept;
        sweep->starts[i + 1] = sweep->starts[i];
        if (text.len > KEPT_BYTES) {
            read_pieces(sweep, text, count_words);
        } else {
            struct reading reading = {0};
            size_t at = 0, most = kept + text.len / WORD_BYTES_MIN + 1;
            sweep->words = base_grow(sweep->words, &sweep->word_capacity, most, sizeof *sweep->words);
            uint16_t *words = sweep->words + kept;
            size_t found = (size_t)(read_words(sweep, &reading, text, &at, text.len, words) - words);
            count_words(sweep, words, found);
            kept += found;
        }
        shapes[i].seen_words = sweep->starts[i + 1] - sweep->starts[i];
    }
    for (size_t i = 1; i < count; i++)
        measure_tie(sweep, &shapes[i - 1], &shapes[i]);
}

static void
sweep_down(struct sweep *sweep, struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sweep_line(sweep, &shapes[i], (uint32_t)i);
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
sweep_up(struct sweep *sweep, struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < (size_t)1 << TABLE_BITS; i++)
        sweep->table[i].line = 0;
    for (size_t i = count; i-- > 0;) {
        sweep_line(sweep, &shapes[i], (uint32_t)i);
        shapes[i].seen_next = share(sweep->next, sweep->total);
        shapes[i].seen_below_near = share(sweep->near, sweep->total);
        shapes[i].seen_below = share(sweep->far, sweep->total);
    }
}

void
seen_measure(struct shape *shapes, size_t count)
{
    struct sweep sweep = {.table = base_alloc_zero((size_t)1 << TABLE_BITS, sizeof *sweep.table),
                          .triples = base_alloc_zero((size_t)1 << (TRIPLE_BITS - 2), sizeof *sweep.triples),
                          .starts = base_alloc_zero(count + 1, sizeof *sweep.starts),
                          .kept = base_alloc_zero(count + 1, sizeof *sweep.kept)};
    for (uint32_t i = 0; i < WEIGHTS; i++)
        sweep.weights[i] = 1.0F / sqrtf((float)(i + 1));
    read_lines(&sweep, shapes, count);
    free(sweep.triples);
    sweep.triples = NULL;
    if (sweep.starts[count] > 0) {
        float *links = base_alloc_zero(2 * (count + 2), sizeof *links);
        sweep.links[0] = links;
        sweep.links[1] = links + count + 2;
        sweep_down(&sweep, shapes, count);
        sweep.links[0] = sweep.links[1] = NULL;
        free(links);
        sweep_up(&sweep, shapes, count);
    }
    free(sweep.words);
    free(sweep.kept);
    free(sweep.starts);
    free(sweep.table);
}
