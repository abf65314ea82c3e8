/* Which words of a line come back in the text around it.
 *
 * The words of a headline come back in the article below it and were not in the one above; where two articles meet,
 * few words of the one side stand on the other. So much holds in any language, and needs no list of words: a word here
 * is two Han characters side by side, a few kana, or a run of letters. (The idea of lexical cohesion is Hearst's
 * TextTiling, 1997.)
 *
 * Two sweeps over the text with a table of where each word was last seen; of the words only their numbers are kept, which
 * two may share (seen_read.c). The tables are of the size that the issue needs, and never cleared: the second sweep knows what the first
 * one left.
 */
#include "parser/line/line.h"
#include "parser/line/seen_read.h"

#include <math.h>
#include <stdlib.h>

enum {
    SLOTS_MIN = 64,
    WEIGHTS = 256,         /* words that come more often are weighed one by one */
    NEXT_WORDS = 36,       /* a sentence */
    NEAR_WORDS = 110,      /* a paragraph */
    FAR_WORDS = 400,       /* an article */
    KEPT_BYTES = 1 << 16,  /* the words of a longer line are not kept, but read anew for each sweep */
    PIECE_BYTES = 1 << 10, /* so much of it at a time */
    PIECE_WORDS = PIECE_BYTES / SEEN_WORD_BYTES_MIN + 4
};

_Static_assert(SEEN_LINES_MAX < UINT16_MAX, "lines have numbers of 16 bits");

struct sweep {
    struct seen_word *table; /* by the numbers of the words, in the order in which they are met */
    size_t number_count;
    uint16_t *slots;   /* of each number */
    uint16_t *numbers; /* + 1, of slots, each from its place up to the first free one (0) */
    size_t number_mask;
    struct seen_triples triples;
    uint16_t *words; /* of all lines that are not too long, by their numbers */
    size_t word_capacity;
    uint32_t *starts; /* of each line: the number of its first word */
    uint32_t *kept;   /* ... and where they are kept */
    float weights[WEIGHTS];
    uint32_t line, unseen; /* the line at hand, and what it says that a word was in before it is seen in another */
    float total, next, near, far; /* of the line at hand, by weight */
    float *links[2]; /* of each line: weight of the words that tie the text before it to the text from it on */
    float *totals;   /* of each line, as the sweep down has found them */
};

/* Where the number of SLOT is, or could be. */
static inline uint16_t *
number_at(const struct sweep *sweep, uint16_t slot)
{
    size_t at = slot & sweep->number_mask;
    while (sweep->numbers[at] != 0 && sweep->slots[sweep->numbers[at] - 1] != slot)
        at = (at + 1) & sweep->number_mask;
    return &sweep->numbers[at];
}

/* The number of a word that has the slot WORD. */
static inline uint16_t
number_of(struct sweep *sweep, uint16_t word)
{
    uint16_t *number = number_at(sweep, word);
    if (*number == 0) {
        sweep->table[sweep->number_count] = (struct seen_word){0};
        sweep->slots[sweep->number_count] = word;
        *number = (uint16_t)++sweep->number_count;
    }
    return (uint16_t)(*number - 1);
}

/* Makes numbers of WORDS, which are slots. */
static void
number_words(struct sweep *sweep, uint16_t *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        words[i] = number_of(sweep, words[i]);
}

/* ... and counts them. */
static void
number_and_count(struct sweep *sweep, uint16_t *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint16_t number = words[i] = number_of(sweep, words[i]);
        uint16_t *times = &sweep->table[number].count;
        if (*times < UINT16_MAX) /* no more than can be counted */
            ++*times;
    }
    sweep->starts[sweep->line + 1] += (uint32_t)count;
}

/* Room for the numbers of as many words as SHAPES can have, and there are slots for. */
static void
make_room(struct sweep *sweep, const struct shape *shapes, size_t count)
{
    size_t most = 1, slots = SLOTS_MIN, slots_max = (size_t)1 << SEEN_SLOT_BITS;
    for (size_t i = 0; i < count && most < slots_max; i++)
        most += shapes[i].text.len / SEEN_WORD_BYTES_MIN + 1;
    most = most < slots_max ? most : slots_max;
    while (slots < slots_max && slots < 2 * most)
        slots *= 2;
    sweep->table = base_alloc(most * sizeof *sweep->table);
    sweep->slots = base_alloc(most * sizeof *sweep->slots);
    sweep->numbers = base_alloc_zero(slots, sizeof *sweep->numbers);
    sweep->number_mask = slots - 1;
}

/* How often the characters around the gap between two lines stand side by side elsewhere. */
static void
measure_tie(const struct sweep *sweep, const struct shape *before, struct shape *shape)
{
    struct seen_gap gap;
    if (!seen_read_gap(&sweep->triples, before->text, shape->text, &gap))
        return;
    uint16_t number = *number_at(sweep, gap.word);
    uint16_t times = number != 0 ? sweep->table[number - 1].count : 0;
    shape->tied = times > 3 ? 3 : (uint8_t)times;
    shape->tied_longer = gap.triples > 3 ? 3 : (uint8_t)gap.triples;
}

/* What is done with words of the line at hand; without it they are counted. */
typedef void use_words(struct sweep *sweep, const uint16_t *words, size_t count);

static void
read_pieces(struct sweep *sweep, struct slice text, use_words *use)
{
    struct seen_reading reading = {0};
    uint16_t piece[PIECE_WORDS];
    for (size_t at = 0; at < text.len;) {
        size_t found = (size_t)(seen_read_words(&sweep->triples, &reading, text, &at, PIECE_BYTES, piece) - piece);
        if (use == NULL) {
            number_and_count(sweep, piece, found);
            continue;
        }
        number_words(sweep, piece, found);
        use(sweep, piece, found);
    }
}

static float
weight_of(const struct sweep *sweep, uint16_t count)
{
    return count < WEIGHTS ? sweep->weights[count] : 1.0F / sqrtf((float)(count + 1));
}

/* The tie to a word in line SEEN holds across each line's start after the one and up to the other. */
static void
tie(float *links, uint32_t seen, uint32_t line, float weight)
{
    links[seen + 1] += weight;
    links[line + 1] -= weight;
}

/* DOWN: that sweep. It finds the total, which is the same for both, and what ties lines. */
static inline __attribute__((always_inline)) void
look_up_words(struct sweep *sweep, const uint16_t *words, size_t count, bool down)
{
    float total = sweep->total, next = sweep->next, near = sweep->near, far = sweep->far;
    const struct seen_word *table = sweep->table;
    uint32_t start = sweep->starts[sweep->line], unseen = sweep->unseen;
    for (size_t i = 0; i < count; i++) {
        struct seen_word word = table[words[i]];
        float weight = 0;
        if (down)
            total += weight = weight_of(sweep, word.count);
        if (word.line == unseen)
            continue;
        if (!down)
            weight = weight_of(sweep, word.count);
        uint32_t seen = word.line - 1U, other = sweep->starts[seen];
        uint32_t distance = other < start ? start - other : other - start;
        if (distance > FAR_WORDS)
            continue;
        far += weight;
        if (down)
            tie(sweep->links[1], seen, sweep->line, weight);
        if (distance > NEAR_WORDS)
            continue;
        near += weight;
        if (down)
            tie(sweep->links[0], seen, sweep->line, weight);
        next += distance <= NEXT_WORDS ? weight : 0.0F;
    }
    sweep->total = total;
    sweep->next = next;
    sweep->near = near;
    sweep->far = far;
}

static void
look_up_down(struct sweep *sweep, const uint16_t *words, size_t count)
{
    look_up_words(sweep, words, count, true);
}

static void
look_up_up(struct sweep *sweep, const uint16_t *words, size_t count)
{
    look_up_words(sweep, words, count, false);
}

static void
store_words(struct sweep *sweep, const uint16_t *words, size_t count)
{
    uint16_t line = (uint16_t)(sweep->line + 1);
#pragma GCC unroll 4
    for (size_t i = 0; i < count; i++)
        sweep->table[words[i]].line = line;
}

static void
sweep_line(struct sweep *sweep, const struct shape *shape, uint32_t line, use_words *look_up)
{
    sweep->line = line;
    sweep->total = sweep->next = sweep->near = sweep->far = 0;
    if (shape->text.len > KEPT_BYTES) {
        read_pieces(sweep, shape->text, look_up);
        read_pieces(sweep, shape->text, store_words);
    } else {
        look_up(sweep, sweep->words + sweep->kept[line], shape->seen_words);
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
            read_pieces(sweep, text, NULL);
        } else {
            struct seen_reading reading = {0};
            size_t at = 0, most = kept + text.len / SEEN_WORD_BYTES_MIN + 1;
            sweep->words = base_grow(sweep->words, &sweep->word_capacity, most, sizeof *sweep->words);
            uint16_t *words = sweep->words + kept;
            size_t found = (size_t)(seen_read_words(&sweep->triples, &reading, text, &at, text.len, words) - words);
            number_and_count(sweep, words, found);
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
        sweep_line(sweep, &shapes[i], (uint32_t)i, look_up_down);
        sweep->totals[i] = sweep->total;
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
    for (size_t i = count; i-- > 0;) {
        /* the sweep down left the last line that each word is in */
        sweep->unseen = (uint32_t)i + 1;
        sweep_line(sweep, &shapes[i], (uint32_t)i, look_up_up);
        shapes[i].seen_next = share(sweep->next, sweep->totals[i]);
        shapes[i].seen_below_near = share(sweep->near, sweep->totals[i]);
        shapes[i].seen_below = share(sweep->far, sweep->totals[i]);
    }
}

void
seen_measure(struct shape *shapes, size_t count, struct seen *seen)
{
    struct sweep sweep = {.starts = base_alloc_zero(count + 1, sizeof *sweep.starts),
                          .kept = base_alloc_zero(count + 1, sizeof *sweep.kept)};
    for (uint32_t i = 0; i < WEIGHTS; i++)
        sweep.weights[i] = 1.0F / sqrtf((float)(i + 1));
    make_room(&sweep, shapes, count);
    seen_triples_ask(&sweep.triples, shapes, count);
    read_lines(&sweep, shapes, count);
    seen_triples_done(&sweep.triples);
    if (sweep.starts[count] > 0) {
        float *links = base_alloc_zero(3 * (count + 2), sizeof *links);
        sweep.links[0] = links;
        sweep.links[1] = links + count + 2;
        sweep.totals = sweep.links[1] + count + 2;
        sweep_down(&sweep, shapes, count);
        sweep_up(&sweep, shapes, count);
        free(links);
    }
    *seen = (struct seen){.total = sweep.starts[count],
                          .slots = sweep.number_count,
                          .table = sweep.table,
                          .words = sweep.words,
                          .kept = sweep.kept};
    free(sweep.numbers);
    free(sweep.slots);
    free(sweep.starts);
}

void
seen_done(struct seen *seen)
{
    free(seen->words);
    free(seen->kept);
    free(seen->table);
}

const uint16_t *
seen_words(const struct seen *seen, const struct shape *shapes, size_t i, size_t *count)
{
    *count = shapes[i].text.len > KEPT_BYTES ? 0 : shapes[i].seen_words;
    return *count > 0 ? seen->words + seen->kept[i] : NULL;
}
