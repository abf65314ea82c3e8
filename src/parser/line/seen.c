/* Which words of a line come back in the text around it.
 *
 * The words of a headline come back in the article below it and were not in the one above; where two articles meet,
 * few words of the one side stand on the other. So much holds in any language, and needs no list of words: a word here
 * is two Han characters side by side, a few kana, or a run of letters. (The idea of lexical cohesion is Hearst's
 * TextTiling, 1997.)
 *
 * Two sweeps over the text with a table of where each word was last seen; of the words only their numbers are kept, which
 * two may share. The tables are of the size that the issue needs, and never cleared: the second sweep knows what the first
 * one left.
 */
#include "parser/line/line.h"

#include <math.h>
#include <stdlib.h>

enum {
    TABLE_BITS = 15,
    TRIPLE_BITS = TABLE_BITS + 2,
    TRIPLE_COUNT_BITS = 2,
    TRIPLE_MAX = (1 << TRIPLE_COUNT_BITS) - 1, /* counted so far */
    ASKED_MIN = 64,
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

_Static_assert(SEEN_LINES_MAX < UINT16_MAX, "lines have numbers of 16 bits");

struct sweep {
    struct seen_word *table; /* by the numbers of the words, in the order in which they are met */
    size_t number_count;
    uint16_t *slots;   /* of each number */
    uint16_t *numbers; /* + 1, of slots, each from its place up to the first free one (0) */
    size_t number_mask;
    /* How often three characters side by side stand in the text, of those that are asked for: slots that are taken up to the
       first free one (0), each with its number + 1 above its count. */
    uint32_t *asked;
    size_t asked_mask;
    uint16_t *words; /* of all lines that are not too long, by their numbers */
    size_t word_capacity;
    uint32_t *starts; /* of each line: the number of its first word */
    uint32_t *kept;   /* ... and where they are kept */
    float weights[WEIGHTS];
    uint32_t line, unseen; /* the line at hand, and what it says that a word was in before it is seen in another */
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

/* Where triple SLOT is asked for, or could be. */
static uint32_t *
asked_at(const struct sweep *sweep, uint32_t slot)
{
    size_t at = slot & sweep->asked_mask;
    while (sweep->asked[at] != 0 && sweep->asked[at] >> TRIPLE_COUNT_BITS != slot + 1)
        at = (at + 1) & sweep->asked_mask;
    return &sweep->asked[at];
}

static unsigned
triple_count(const struct sweep *sweep, uint32_t slot)
{
    return *asked_at(sweep, slot) & TRIPLE_MAX;
}

/* The characters around the gap between two lines. */
struct gap {
    char32_t before, last, first, after; /* 0: no wide one stands there, and none is asked for */
};

static char32_t
wide_at(struct slice text, size_t at)
{
    char32_t code = 0;
    if (at < text.len)
        text_decode(text.at + at, &code);
    return is_wide(code) ? code : 0;
}

static bool
find_gap(struct slice above, struct slice below, struct gap *gap)
{
    size_t last = text_previous(above, above.len), next = 0;
    gap->last = wide_at(above, last);
    gap->first = wide_at(below, 0);
    if (gap->last == 0 || gap->first == 0)
        return false;
    text_point(below, 0, &next);
    gap->before = last > 0 ? wide_at(above, text_previous(above, last)) : 0;
    gap->after = wide_at(below, next);
    return true;
}

/* Makes a table of the triples that measure_tie() will ask for. */
static void
ask_for_triples(struct sweep *sweep, const struct shape *shapes, size_t count)
{
    size_t slots = ASKED_MIN;
    while (slots < 4 * count)
        slots *= 2;
    sweep->asked = base_alloc_zero(slots, sizeof *sweep->asked);
    sweep->asked_mask = slots - 1;
    for (size_t i = 1; i < count; i++) {
        struct gap gap;
        if (!find_gap(shapes[i - 1].text, shapes[i].text, &gap))
            continue;
        uint32_t slot = triple_slot(gap.before, gap.last, gap.first);
        if (gap.before != 0)
            *asked_at(sweep, slot) = (slot + 1) << TRIPLE_COUNT_BITS;
        slot = triple_slot(gap.last, gap.first, gap.after);
        if (gap.after != 0)
            *asked_at(sweep, slot) = (slot + 1) << TRIPLE_COUNT_BITS;
    }
}

/* Where the number of SLOT is, or could be. */
static inline uint16_t *
number_at(const struct sweep *sweep, uint16_t slot)
{
    size_t at = slot & sweep->number_mask;
    while (sweep->numbers[at] != 0 && sweep->slots[sweep->numbers[at] - 1] != slot)
        at = (at + 1) & sweep->number_mask;
    return &sweep->numbers[at];
}

/* Makes numbers of WORDS, which are slots. */
static void
number_words(struct sweep *sweep, uint16_t *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint16_t *number = number_at(sweep, words[i]);
        if (*number == 0) {
            sweep->table[sweep->number_count] = (struct seen_word){0};
            sweep->slots[sweep->number_count] = words[i];
            *number = (uint16_t)++sweep->number_count;
        }
        words[i] = (uint16_t)(*number - 1);
    }
}

/* Room for the numbers of as many words as SHAPES can have, and there are slots for. */
static void
make_room(struct sweep *sweep, const struct shape *shapes, size_t count)
{
    size_t most = 1, slots = ASKED_MIN, slots_max = (size_t)1 << TABLE_BITS;
    for (size_t i = 0; i < count && most < slots_max; i++)
        most += shapes[i].text.len / WORD_BYTES_MIN + 1;
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
    struct gap gap;
    if (!find_gap(before->text, shape->text, &gap))
        return;
    uint16_t number = *number_at(sweep, word_slot(mix(mix(0, gap.last), gap.first)));
    uint16_t times = number != 0 ? sweep->table[number - 1].count : 0;
    shape->tied = times > 3 ? 3 : (uint8_t)times;
    unsigned longer = 0;
    if (gap.before != 0)
        longer += triple_count(sweep, triple_slot(gap.before, gap.last, gap.first));
    if (gap.after != 0)
        longer += triple_count(sweep, triple_slot(gap.last, gap.first, gap.after));
    shape->tied_longer = longer > 3 ? 3 : (uint8_t)longer;
}

/* The words of a line as they are read. */
struct reading {
    uint32_t hash, letters; /* of the word of letters at hand */
    char32_t before;        /* 0: no word of two characters can end here */
    uint32_t run, one,
        two; /* wide characters right before: how many, and what the last and the last two are mixed to */
};

/* The word of letters at hand is over. */
static inline uint16_t *
end_word(struct reading *reading, uint16_t *out)
{
    if (reading->letters >= WORD_LETTERS_MIN)
        *out++ = word_slot(reading->hash);
    reading->letters = reading->hash = 0;
    return out;
}

static inline uint16_t *
read_other(struct reading *reading, char32_t code, bool wide, uint16_t *out)
{
    wide = wide || (code >= 0x1100 && text_is_hangul(code));
    bool letter = !wide && (text_is_letter(code) || text_is_digit(code));
    if (!letter && reading->letters > 0)
        out = end_word(reading, out);
    if (letter && reading->letters++ < STEM_LETTERS)
        reading->hash = mix(reading->hash, code >= 'A' && code <= 'Z' ? code | 0x20 : code);
    if (wide && reading->before != 0)
        *out++ = word_slot(mix(mix(0, reading->before), code));
    reading->before = wide ? code : 0;
    return out;
}

/* A wide character, after others or alone. */
static inline void
count_triple(const struct sweep *sweep, struct reading *reading, char32_t code)
{
    uint32_t slot = mix(reading->two, code) >> (32 - TRIPLE_BITS);
    if (reading->run++ >= 2 && sweep->asked[slot & sweep->asked_mask] != 0) {
        uint32_t *asked = asked_at(sweep, slot);
        *asked += *asked != 0 && (*asked & TRIPLE_MAX) < TRIPLE_MAX;
    }
    reading->two = mix(reading->one, code);
    reading->one = mix(1, code);
}

/* The words of TEXT from *AT on, for MOST bytes, to OUT, which has room for all, and their triples if these are asked for;
   returns the place after the last word. */
static uint16_t *
read_words(const struct sweep *sweep, struct reading *kept, struct slice text, size_t *at, size_t most, uint16_t *out)
{
    struct reading reading = *kept; /* in registers */
    size_t i = *at, end = text.len - i > most ? i + most : text.len;
    bool counts = sweep->asked != NULL;
    while (i < end) {
        char32_t code;
        if (text_is_common_han_at(text.at + i)) {
            code = text_common_han(text.at + i);
            i += 3;
            if (counts)
                count_triple(sweep, &reading, code);
            if (reading.letters > 0)
                out = end_word(&reading, out);
            if (reading.before != 0)
                *out++ = word_slot(mix(mix(0, reading.before), code));
            reading.before = code;
            continue;
        }
        i += text_decode(text.at + i, &code);
        bool wide = is_wide(code);
        if (wide && counts)
            count_triple(sweep, &reading, code);
        else
            reading.run = 0;
        if (code >= 'a' && code <= 'z' && reading.before == 0) {
            if (reading.letters++ < STEM_LETTERS)
                reading.hash = mix(reading.hash, code);
        } else {
            out = read_other(&reading, code, wide, out);
        }
    }
    *at = i;
    if (i == text.len) {
        out = end_word(&reading, out);
        reading.before = 0;
    }
    *kept = reading;
    return out;
}

/* What is done with words of the line at hand. */
typedef void use_words(struct sweep *sweep, const uint16_t *words, size_t count);

static void
read_pieces(struct sweep *sweep, struct slice text, use_words *use)
{
    struct reading reading = {0};
    uint16_t piece[PIECE_WORDS];
    for (size_t at = 0; at < text.len;) {
        size_t found = (size_t)(read_words(sweep, &reading, text, &at, PIECE_BYTES, piece) - piece);
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

static void
look_up_words(struct sweep *sweep, const uint16_t *words, size_t count)
{
    float total = sweep->total, next = sweep->next, near = sweep->near, far = sweep->far;
    uint32_t start = sweep->starts[sweep->line];
    for (size_t i = 0; i < count; i++) {
        struct seen_word word = sweep->table[words[i]];
        float weight = weight_of(sweep, word.count);
        total += weight;
        if (word.line == sweep->unseen)
            continue;
        uint32_t seen = word.line - 1U, other = sweep->starts[seen];
        uint32_t distance = other < start ? start - other : other - start;
        if (distance > FAR_WORDS)
            continue;
        far += weight;
        if (sweep->links[1] != NULL)
            tie(sweep->links[1], seen, sweep->line, weight);
        if (distance > NEAR_WORDS)
            continue;
        near += weight;
        if (sweep->links[0] != NULL)
            tie(sweep->links[0], seen, sweep->line, weight);
        next += distance <= NEXT_WORDS ? weight : 0.0F;
    }
    sweep->total = total;
    sweep->next = next;
    sweep->near = near;
    sweep->far = far;
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
count_words(struct sweep *sweep, const uint16_t *words, size_t count)
{
#pragma GCC unroll 4
    for (size_t i = 0; i < count; i++) {
        uint16_t *times = &sweep->table[words[i]].count, more = (uint16_t)(*times + 1);
        *times = (uint16_t)(more - (more == 0)); /* no more than can be counted */
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
            number_words(sweep, words, found);
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
    for (size_t i = count; i-- > 0;) {
        /* the sweep down left the last line that each word is in */
        sweep->unseen = (uint32_t)i + 1;
        sweep_line(sweep, &shapes[i], (uint32_t)i);
        shapes[i].seen_next = share(sweep->next, sweep->total);
        shapes[i].seen_below_near = share(sweep->near, sweep->total);
        shapes[i].seen_below = share(sweep->far, sweep->total);
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
    ask_for_triples(&sweep, shapes, count);
    read_lines(&sweep, shapes, count);
    free(sweep.asked);
    sweep.asked = NULL;
    if (sweep.starts[count] > 0) {
        float *links = base_alloc_zero(2 * (count + 2), sizeof *links);
        sweep.links[0] = links;
        sweep.links[1] = links + count + 2;
        sweep_down(&sweep, shapes, count);
        sweep.links[0] = sweep.links[1] = NULL;
        free(links);
        sweep_up(&sweep, shapes, count);
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
