/* What the lines of a page have in common: each is measured against it. */
#include "parser/parts.h"

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
page_is_candidate(const struct shape *shape)
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
count_likes(struct page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        struct slice text = page->shapes[i].text;
        page->wholes[i] = (uint16_t)hash_of(text);
        count_up(&page->begin_counts[hash_of(beginning(text))]);
        count_up(&page->end_counts[hash_of(ending(text))]);
        count_up(&page->whole_counts[page->wholes[i]]);
    }
}

/* Shares of the lines, means, and the commonest indent. */
static void
average(struct page *page)
{
    size_t blank = 0, indented = 0, indents[INDENTS_MAX] = {0};
    double links = 0, near = 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct shape *shape = &page->shapes[i];
        blank += shape->after_blank;
        indented += shape->indent_cells > 0;
        links += shape->links;
        near += shape->links_near;
        indents[shape->indent_cells < INDENTS_MAX - 1 ? shape->indent_cells : INDENTS_MAX - 1]++;
    }
    size_t count = page->count > 0 ? page->count : 1;
    page->blanks = (float)blank / (float)count;
    page->indents = (float)indented / (float)count;
    page->spaced = (page->count - blank) * 5 < count;
    page->mean_links = (float)(links / (double)count);
    page->mean_links_near = (float)(near / (double)count);
    for (uint32_t i = 1; i < INDENTS_MAX; i++)
        if (indents[i] > indents[page->indent] || page->indent == 0)
            page->indent = i;
}

/* Is the text set in lines of one width? A quarter of them then come near the longest. */
static void
find_wrap(struct page *page)
{
    uint32_t longest = 0;
    size_t full = 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct shape *shape = &page->shapes[i];
        if (shape->cells <= WRAP_CELLS_MAX && shape->cells > longest && shape->stops < 3)
            longest = shape->cells;
    }
    for (size_t i = 0; i + 1 < page->count; i++)
        full += !page->shapes[i + 1].after_blank && page->shapes[i].cells * 4 >= longest * 3 &&
                page->shapes[i].cells <= WRAP_CELLS_MAX;
    page->wraps = longest >= WRAP_CELLS_MIN && full * 4 > page->count;
    page->wrap = longest;
}

static size_t
width_class(uint32_t cells)
{
    return cells / 2 < PAGE_WIDTHS - 1 ? cells / 2 : PAGE_WIDTHS - 1;
}

static void
rank_widths(struct page *page)
{
    size_t count = page->count > 0 ? page->count : 1;
    for (size_t i = 0; i < page->count; i++)
        page->ranks[width_class(page->shapes[i].cells)]++;
    uint32_t seen = 0;
    for (uint32_t i = 0; i < PAGE_WIDTHS; i++) {
        uint32_t here = page->ranks[i];
        if (seen < count / 2 && seen + here >= count / 2)
            page->median = i * 2 + 1;
        if (seen < count * 9 / 10 && seen + here >= count * 9 / 10)
            page->lengthy = i * 2 + 1;
        page->ranks[i] = seen + here / 2;
        seen += here;
    }
}

static void
measure_blocks(struct page *page)
{
    uint64_t cells = 0;
    uint32_t candidates = 1;
    for (size_t i = page->count; i-- > 0;) {
        const struct shape *shape = &page->shapes[i];
        bool candidate = page_is_candidate(shape), text_below = i + 1 < page->count && !page_is_candidate(shape + 1);
        uint32_t here = candidate ? 0 : shape->cells;
        page->blocks[i] = here + (text_below ? page->blocks[i + 1] : 0);
        cells += here;
        candidates += candidate && text_below;
    }
    page->mean_block = (uint32_t)(cells / candidates) + 1;
}

void
page_init(struct page *page, const struct shape *shapes, size_t count)
{
    *page = (struct page){.shapes = shapes, .count = count, .median = 1, .lengthy = 1};
    page->begin_counts = base_alloc_zero((size_t)1 << COUNT_BITS, sizeof(uint16_t));
    page->end_counts = base_alloc_zero((size_t)1 << COUNT_BITS, sizeof(uint16_t));
    page->whole_counts = base_alloc_zero((size_t)1 << COUNT_BITS, sizeof(uint16_t));
    page->wholes = base_alloc_zero(count + 1, sizeof(uint16_t));
    page->blocks = base_alloc_zero(count + 1, sizeof(uint32_t));
    count_likes(page);
    average(page);
    find_wrap(page);
    rank_widths(page);
    measure_blocks(page);
}

void
page_done(struct page *page)
{
    free(page->begin_counts);
    free(page->end_counts);
    free(page->whole_counts);
    free(page->wholes);
    free(page->blocks);
}

uint32_t
page_rank(const struct page *page, uint32_t cells)
{
    return page->ranks[width_class(cells)];
}

struct page_likes
page_likes_of(const struct page *page, size_t i)
{
    struct slice text = page->shapes[i].text;
    return (struct page_likes){page->begin_counts[hash_of(beginning(text))], page->end_counts[hash_of(ending(text))],
                               page->whole_counts[page->wholes[i]]};
}

struct page_likes
page_likes(const struct page *page, struct slice text)
{
    return (struct page_likes){page->begin_counts[hash_of(beginning(text))], page->end_counts[hash_of(ending(text))],
                               page->whole_counts[hash_of(text)]};
}
