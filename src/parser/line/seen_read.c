/* The words of a line as numbers, and how often three characters side by side stand in the text, of those that are asked for.
 *
 * Most of a Chinese text is rows of common Han characters, so these are read by a loop of their own. It knows nothing of what
 * the words are for (seen.c).
 */
#include "parser/line/seen_read.h"

#include <stdlib.h>

enum {
    TRIPLE_BITS = SEEN_SLOT_BITS + 2,
    TRIPLE_COUNT_BITS = 2,
    TRIPLE_MAX = (1 << TRIPLE_COUNT_BITS) - 1, /* counted so far */
    SLOTS_MIN = 64,
    SLOTS_LARGE = 1 << 13,
    ROOM_MIN = 4, /* slots for each line */
    ROOM = 16,    /* ... while that is not much: most triples are then known by a free one not to be asked for */
    WORD_LETTERS_MIN = 3,
    STEM_LETTERS = 6 /* reform, reforms, reformed */
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
    return (uint16_t)(hash >> (32 - SEEN_SLOT_BITS));
}

static uint32_t
triple_slot(char32_t a, char32_t b, char32_t c)
{
    return mix(mix(mix(1, a), b), c) >> (32 - TRIPLE_BITS);
}

/* Where triple SLOT is asked for, or could be. */
static uint32_t *
asked_at(const struct seen_triples *triples, uint32_t slot)
{
    size_t at = slot & triples->mask;
    while (triples->asked[at] != 0 && triples->asked[at] >> TRIPLE_COUNT_BITS != slot + 1)
        at = (at + 1) & triples->mask;
    return &triples->asked[at];
}

static unsigned
triple_count(const struct seen_triples *triples, uint32_t slot)
{
    return *asked_at(triples, slot) & TRIPLE_MAX;
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

void
seen_triples_ask(struct seen_triples *triples, const struct shape *shapes, size_t count)
{
    size_t slots = SLOTS_MIN;
    while (slots < ROOM_MIN * count || (slots < ROOM * count && slots < SLOTS_LARGE))
        slots *= 2;
    triples->asked = base_alloc_zero(slots, sizeof *triples->asked);
    triples->mask = slots - 1;
    for (size_t i = 1; i < count; i++) {
        struct gap gap;
        if (!find_gap(shapes[i - 1].text, shapes[i].text, &gap))
            continue;
        uint32_t slot = triple_slot(gap.before, gap.last, gap.first);
        if (gap.before != 0)
            *asked_at(triples, slot) = (slot + 1) << TRIPLE_COUNT_BITS;
        slot = triple_slot(gap.last, gap.first, gap.after);
        if (gap.after != 0)
            *asked_at(triples, slot) = (slot + 1) << TRIPLE_COUNT_BITS;
    }
}

void
seen_triples_done(struct seen_triples *triples)
{
    free(triples->asked);
    triples->asked = NULL;
}

bool
seen_read_gap(const struct seen_triples *triples, struct slice above, struct slice below, struct seen_gap *gap)
{
    struct gap around;
    if (!find_gap(above, below, &around))
        return false;
    gap->word = word_slot(mix(mix(0, around.last), around.first));
    gap->triples = 0;
    if (around.before != 0)
        gap->triples += triple_count(triples, triple_slot(around.before, around.last, around.first));
    if (around.after != 0)
        gap->triples += triple_count(triples, triple_slot(around.last, around.first, around.after));
    return true;
}

/* The word of letters at hand is over. */
static inline uint16_t *
end_word(struct seen_reading *reading, uint16_t *out)
{
    if (reading->letters >= WORD_LETTERS_MIN)
        *out++ = word_slot(reading->hash);
    reading->letters = reading->hash = 0;
    return out;
}

static inline uint16_t *
read_other(struct seen_reading *reading, char32_t code, bool wide, uint16_t *out)
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

/* Triple SLOT, if it is asked for. */
static inline void
count_asked(const struct seen_triples *triples, uint32_t slot)
{
    if (triples->asked[slot & triples->mask] == 0) /* nearly always */
        return;
    uint32_t *asked = asked_at(triples, slot);
    *asked += *asked != 0 && (*asked & TRIPLE_MAX) < TRIPLE_MAX;
}

/* A wide character, after others or alone. */
static inline void
count_triple(const struct seen_triples *triples, struct seen_reading *reading, char32_t code)
{
    if (reading->run++ >= 2)
        count_asked(triples, mix(reading->two, code) >> (32 - TRIPLE_BITS));
    reading->two = mix(reading->one, code);
    reading->one = mix(1, code);
}

/* The common Han characters from *AT up to END, after two at least: most of a Chinese text. */
static inline uint16_t *
read_run(const struct seen_triples *counted, struct seen_reading *reading, struct slice text, size_t *at, size_t end,
         uint16_t *out)
{
    const struct seen_triples triples = *counted; /* in registers */
    const char *here = text.at + *at, *behind = text.at + end;
    uint32_t one = reading->one, two = reading->two, before = mix(0, reading->before);
    char32_t code = reading->before;
    while (here < behind && text_is_common_han_at(here)) {
        code = text_common_han(here);
        here += 3;
        count_asked(&triples, mix(two, code) >> (32 - TRIPLE_BITS));
        two = mix(one, code);
        one = mix(1, code);
        *out++ = word_slot(mix(before, code));
        before = mix(0, code);
    }
    *at = (size_t)(here - text.at);
    reading->before = code;
    reading->one = one;
    reading->two = two;
    return out;
}

uint16_t *
seen_read_words(const struct seen_triples *triples, struct seen_reading *kept, struct slice text, size_t *at,
                size_t most, uint16_t *out)
{
    struct seen_reading reading = *kept; /* in registers */
    size_t i = *at, end = text.len - i > most ? i + most : text.len;
    bool counts = triples->asked != NULL;
    while (i < end) {
        char32_t code;
        if (text_is_common_han_at(text.at + i)) {
            code = text_common_han(text.at + i);
            i += 3;
            if (counts)
                count_triple(triples, &reading, code);
            if (reading.letters > 0)
                out = end_word(&reading, out);
            if (reading.before != 0)
                *out++ = word_slot(mix(mix(0, reading.before), code));
            reading.before = code;
            if (counts && reading.run >= 2)
                out = read_run(triples, &reading, text, &i, end, out);
            continue;
        }
        i += text_decode(text.at + i, &code);
        bool wide = is_wide(code);
        if (wide && counts)
            count_triple(triples, &reading, code);
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
