/* What the lines of a page have in common: each is measured against it. */
#include "parser/judge/judge.h"

#include <stdlib.h>

enum {
    COUNT_BITS = 12,
    COUNT_MAX = UINT16_MAX,
    CANDIDATE_CELLS_MAX = 100,
    WRAP_CELLS_MAX = 140,
    WRAP_CELLS_MIN = 30,
    INDENTS_MAX = 32
};

static uint32_t
hash_of(struct slice text)
{
    uint32_t hash = 2166136261U;
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

static void
count_up(uint16_t *count)
{
    *count += *count < COUNT_MAX;
}

static void
count_likes(struct norms *norms)
{
    for (size_t i = 0; i < norms->count; i++) {
        struct slice text = norms->shapes[i].text;
        norms->wholes[i] = (uint16_t)hash_of(text);
        count_up(&norms->begin_counts[hash_of(beginning(text))]);
        count_up(&norms->end_counts[hash_of(ending(text))]);
        count_up(&norms->whole_counts[norms->wholes[i]]);
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

/* Is the text set in lines of one width? Half of them then have a measure; or a quarter come near the longest. */
static void
find_wrap(struct norms *norms)
{
    uint32_t longest = 0;
    size_t full = 0, printed = 0, measure = 0;
    for (size_t i = 0; i < norms->count; i++) {
        printed += norms->shapes[i].measure > 0;
        measure += norms->shapes[i].measure;
    }
    if (printed * 2 > norms->count) {
        norms->wraps = true;
        norms->wrap = (uint32_t)(measure / printed);
        return;
    }
    for (size_t i = 0; i < norms->count; i++) {
        const struct shape *shape = &norms->shapes[i];
        if (shape->cells <= WRAP_CELLS_MAX && shape->cells > longest && shape->stops < 3)
            longest = shape->cells;
    }
    for (size_t i = 0; i + 1 < norms->count; i++)
        full += !norms->shapes[i + 1].after_blank && norms->shapes[i].cells * 4 >= longest * 3 &&
                norms->shapes[i].cells <= WRAP_CELLS_MAX;
    norms->wraps = longest >= WRAP_CELLS_MIN && full * 4 > norms->count;
    norms->wrap = longest;
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
    norms->begin_counts = base_alloc_zero((size_t)1 << COUNT_BITS, sizeof(uint16_t));
    norms->end_counts = base_alloc_zero((size_t)1 << COUNT_BITS, sizeof(uint16_t));
    norms->whole_counts = base_alloc_zero((size_t)1 << COUNT_BITS, sizeof(uint16_t));
    norms->wholes = base_alloc_zero(count + 1, sizeof(uint16_t));
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
    free(norms->begin_counts);
    free(norms->end_counts);
    free(norms->whole_counts);
    free(norms->wholes);
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
    struct slice text = norms->shapes[i].text;
    return (struct norms_likes){norms->begin_counts[hash_of(beginning(text))], norms->end_counts[hash_of(ending(text))],
                                norms->whole_counts[norms->wholes[i]]};
}
