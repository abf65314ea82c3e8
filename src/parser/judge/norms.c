/* What the lines of a page have in common: each is measured against it. */
#include "parser/judge/judge.h"

#include <stdlib.h>

enum {
    COUNT_BITS = 12,
    COUNT_MAX = UINT16_MAX,
    TALLIES_MIN = 32,
    CANDIDATE_CELLS_MAX = 100,
    WRAP_CELLS_MAX = 140,
    WRAP_CELLS_MIN = 16,
    WRAP_WINDOW = 4, /* cells */
    WRAP_LINES_MIN = 4,
    INDENTS_MAX = 32
};

static uint32_t
hash_of(struct slice text)
{
    uint32_t hash = 2166136261U;
    /* all of a text is read here */
#pragma GCC unroll 8
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 16777619U;
    hash *= 0x9E3779B1U;
    return hash >> (32 - COUNT_BITS);
}

static struct slice
beginning(struct slice text)
{
    size_t at = 0;
    char32_t code;
    for (int i = 0; i < 2 && at < text.len; i++)
        at += text_decode(text.at + at, &code);
    return slice_make(text.at, at);
}

static struct slice
ending(struct slice text)
{
    size_t at = text.len;
    for (int i = 0; i < 2 && at > 0; i++)
        at = text_previous(text, at);
    return slice_from(text, at);
}

bool
norms_is_candidate(const struct shape *shape)
{
    return shape->cells <= CANDIDATE_CELLS_MAX && shape->end != END_STOP && shape->end != END_COMMA &&
           shape->end != END_SEMICOLON && shape->stops == 0 && shape->start != START_FORBIDDEN && shape->points >= 2;
}

/* One more line has such a HASH; its place among TALLIES. */
static uint16_t
count_up(struct norms_tally *tallies, size_t slots, uint32_t hash)
{
    size_t at = hash % slots;
    while (tallies[at].lines > 0 && tallies[at].hash != hash)
        at = (at + 1) % slots;
    tallies[at].hash = (uint16_t)hash;
    tallies[at].lines += tallies[at].lines < COUNT_MAX;
    return (uint16_t)at;
}

/* Three tables of the size that the issue needs: twice as many slots as there can be hashes. */
static void
count_likes(struct norms *norms)
{
    size_t slots = TALLIES_MIN, slots_max = (size_t)2 << COUNT_BITS;
    while (slots < slots_max && slots < 2 * norms->count)
        slots *= 2;
    struct norms_tally *begins = base_alloc_zero(3 * slots, sizeof *begins), *ends = begins + slots,
                       *wholes = ends + slots;
    norms->tallies = begins;
    norms->likes = base_alloc((norms->count + 1) * sizeof *norms->likes);
    for (size_t i = 0; i < norms->count; i++) {
        struct slice text = norms->shapes[i].text;
        norms->likes[i] = (struct norms_likes){
            count_up(begins, slots, hash_of(beginning(text))),
            (uint16_t)(slots + count_up(ends, slots, hash_of(ending(text)))),
            (uint16_t)(2 * slots + count_up(wholes, slots, hash_of(text))),
        };
    }
}

/* Shares of the lines, means, and the commonest indent. */
static void
average(struct norms *norms)
{
    size_t blank = 0, indented = 0, indents[INDENTS_MAX] = {0};
    double links = 0, near = 0;
    for (size_t i = 0; i < norms->count; i++) {
        const struct shape *shape = &norms->shapes[i];
        blank += shape->after_blank;
        indented += shape->indent_cells > 0;
        links += shape->links;
        near += shape->links_near;
        indents[shape->indent_cells < INDENTS_MAX - 1 ? shape->indent_cells : INDENTS_MAX - 1]++;
    }
    size_t count = norms->count > 0 ? norms->count : 1;
    norms->blanks = (float)blank / (float)count;
    norms->indents = (float)indented / (float)count;
    norms->spaced = (norms->count - blank) * 5 < count;
    norms->mean_links = (float)(links / (double)count);
    norms->mean_links_near = (float)(near / (double)count);
    for (uint32_t i = 1; i < INDENTS_MAX; i++)
        if (indents[i] > indents[norms->indent] || norms->indent == 0)
            norms->indent = i;
}

/* Is the text set in lines of one width? Then it is the one that most of them have, give or take the two characters that a
   mark at the edge costs; not the longest, as headlines are wider than a column. The last line of a block says nothing. Where columns differ, most lines have a measure all the same. */
static void
find_wrap(struct norms *norms)
{
    uint32_t counts[WRAP_CELLS_MAX + 1] = {0}, window = 0, most = 0, widest = 0, lines = 0, printed = 0;
    for (size_t i = 0; i + 1 < norms->count; i++) {
        const struct shape *shape = &norms->shapes[i];
        lines++;
        printed += shape->measure > 0;
        if (shape->cells <= WRAP_CELLS_MAX && !shape[1].after_blank)
            counts[shape->cells]++;
    }
    for (uint32_t cells = WRAP_CELLS_MIN; cells <= WRAP_CELLS_MAX; cells++) {
        window += counts[cells] - (cells >= WRAP_CELLS_MIN + WRAP_WINDOW ? counts[cells - WRAP_WINDOW] : 0);
        if (window > most) {
            most = window;
            widest = cells;
        }
    }
    norms->wraps = printed * 2 > lines || (most * 10 > lines * 3 && most >= WRAP_LINES_MIN);
    norms->wrap = widest;
}

static size_t
width_class(uint32_t cells)
{
    return cells / 2 < NORMS_WIDTHS - 1 ? cells / 2 : NORMS_WIDTHS - 1;
}

static void
rank_widths(struct norms *norms)
{
    size_t count = norms->count > 0 ? norms->count : 1;
    for (size_t i = 0; i < norms->count; i++)
        norms->ranks[width_class(norms->shapes[i].cells)]++;
    uint32_t seen = 0;
    for (uint32_t i = 0; i < NORMS_WIDTHS; i++) {
        uint32_t here = norms->ranks[i];
        if (seen < count / 2 && seen + here >= count / 2)
            norms->median = i * 2 + 1;
        if (seen < count * 9 / 10 && seen + here >= count * 9 / 10)
            norms->lengthy = i * 2 + 1;
        norms->ranks[i] = seen + here / 2;
        seen += here;
    }
}

static void
measure_blocks(struct norms *norms)
{
    uint64_t cells = 0;
    uint32_t candidates = 1;
    for (size_t i = norms->count; i-- > 0;) {
        const struct shape *shape = &norms->shapes[i];
        bool candidate = norms_is_candidate(shape), text_below = i + 1 < norms->count && !norms_is_candidate(shape + 1);
        uint32_t here = candidate ? 0 : shape->cells;
        norms->blocks[i] = here + (text_below ? norms->blocks[i + 1] : 0);
        cells += here;
        candidates += candidate && text_below;
    }
    norms->mean_block = (uint32_t)(cells / candidates) + 1;
}

void
norms_init(struct norms *norms, const struct shape *shapes, size_t count)
{
    *norms = (struct norms){.shapes = shapes, .count = count, .median = 1, .lengthy = 1};
    norms->blocks = base_alloc_zero(count + 1, sizeof(uint32_t));
    count_likes(norms);
    average(norms);
    find_wrap(norms);
    rank_widths(norms);
    measure_blocks(norms);
}

void
norms_done(struct norms *norms)
{
    free(norms->tallies);
    free(norms->likes);
    free(norms->blocks);
}

uint32_t
norms_rank(const struct norms *norms, uint32_t cells)
{
    return norms->ranks[width_class(cells)];
}

struct norms_likes
norms_likes(const struct norms *norms, size_t i)
{
    struct norms_likes at = norms->likes[i];
    return (struct norms_likes){norms->tallies[at.begin].lines, norms->tallies[at.end].lines,
                                norms->tallies[at.whole].lines};
}
