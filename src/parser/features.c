/* A line as numbers. */
#include "parser/features.h"

#include "parser/parts.h"

#include <math.h>
#include <stdlib.h>

enum { COUNT_BITS = 12, CANDIDATE_CELLS_MAX = 100 };

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

static bool
is_candidate(const struct shape *shape)
{
    return shape->cells <= CANDIDATE_CELLS_MAX && shape->end != END_STOP && shape->end != END_COMMA && shape->end != END_SEMICOLON &&
           shape->stops == 0 && shape->start != START_FORBIDDEN && shape->points >= 2;
}

static void
count_shapes(struct page *page)
{
    size_t blank = 0, indented = 0, tight = 0, full = 0;
    double links = 0, near = 0;
    uint32_t longest = 0, indents[32] = {0};
    for (size_t i = 0; i < page->count; i++) {
        const struct shape *shape = &page->shapes[i];
        page->ranks[shape->cells / 2 < 255 ? shape->cells / 2 : 255]++;
        blank += shape->after_blank;
        tight += !shape->after_blank;
        indented += shape->indent_cells > 0;
        links += shape->links;
        near += shape->links_near;
        indents[shape->indent_cells < 31 ? shape->indent_cells : 31]++;
        page->begin_counts[hash_of(beginning(shape->text))] += page->begin_counts[hash_of(beginning(shape->text))] < 65535;
        page->end_counts[hash_of(ending(shape->text))] += page->end_counts[hash_of(ending(shape->text))] < 65535;
        page->whole_counts[hash_of(shape->text)] += page->whole_counts[hash_of(shape->text)] < 65535;
        if (shape->cells <= 140 && shape->cells > longest && shape->stops < 3)
            longest = shape->cells;
    }
    size_t n = page->count > 0 ? page->count : 1;
    for (size_t i = 0; i + 1 < page->count; i++)
        full += !page->shapes[i + 1].after_blank && page->shapes[i].cells * 4 >= longest * 3 && page->shapes[i].cells <= 140;
    page->wraps = longest >= 30 && full * 4 > n;
    page->wrap = longest;
    page->blanks = (float)blank / (float)n;
    page->indents = (float)indented / (float)n;
    page->spaced = tight * 5 < n;
    page->mean_links_near = (float)(near / (double)n);
    page->mean_links = (float)(links / (double)n);
    for (uint32_t i = 1; i < 32; i++)
        if (indents[i] > indents[page->indent] || page->indent == 0)
            page->indent = i;
    uint32_t seen = 0;
    for (size_t i = 0; i < 256; i++) {
        uint32_t here = page->ranks[i];
        if (seen < n / 2 && seen + here >= n / 2)
            page->median = (uint32_t)i * 2 + 1;
        if (seen < n * 9 / 10 && seen + here >= n * 9 / 10)
            page->lengthy = (uint32_t)i * 2 + 1;
        page->ranks[i] = seen + here / 2;
        seen += here;
    }
}

void
page_init(struct page *page, const struct shape *shapes, size_t count)
{
    *page = (struct page){.shapes = shapes, .count = count, .median = 1, .lengthy = 1};
    page->begin_counts = base_alloc_zero((size_t)1 << COUNT_BITS, sizeof(uint16_t));
    page->end_counts = base_alloc_zero((size_t)1 << COUNT_BITS, sizeof(uint16_t));
    page->whole_counts = base_alloc_zero((size_t)1 << COUNT_BITS, sizeof(uint16_t));
    page->blocks = base_alloc_zero(count + 1, sizeof(uint32_t));
    count_shapes(page);
    uint64_t cells = 0;
    uint32_t candidates = 1;
    for (size_t i = count; i-- > 0;) {
        bool candidate = is_candidate(&shapes[i]);
        uint32_t below = i + 1 < count && !is_candidate(&shapes[i + 1]) ? page->blocks[i + 1] : 0;
        page->blocks[i] = (candidate ? 0 : shapes[i].cells) + below;
        cells += candidate ? 0 : shapes[i].cells;
        candidates += candidate && i + 1 < count && !is_candidate(&shapes[i + 1]);
    }
    page->mean_block = (uint32_t)(cells / candidates) + 1;
}

void
page_done(struct page *page)
{
    free(page->begin_counts);
    free(page->end_counts);
    free(page->whole_counts);
    free(page->blocks);
}

static float
clip(float value)
{
    return value < -1.0F ? -1.0F : value > 1.0F ? 1.0F : value;
}

static float
log_ratio(uint32_t a, uint32_t b)
{
    float ratio = log2f((float)(a + 1) / (float)(b + 1)) / 4.0F;
    return ratio < -.5F ? -.5F : ratio > .5F ? .5F : ratio;
}

static bool
rule_head(const struct page *page, const struct shape *shape)
{
    if (shape->list || shape->open || shape->lead || shape->points < 2 || (page->indents > .2F && page->indents < 1.0F && shape->indent_cells > 0))
        return false;
    bool calls = shape->end == END_CALL || shape->end == END_ELLIPSIS;
    if (shape->finished && !calls)
        return false;
    if (shape_is_cjk(shape))
        return !shape->comma && shape->points <= 60 && shape->end != END_COMMA && shape->han >= 2;
    return shape->points <= 100 && shape->end != END_COMMA && !shape->small && shape->words >= 2 &&
           (shape->capitals * 10 >= shape->words * 6 || (!page->wraps && page->spaced));
}

static bool
rule_body(const struct shape *shape)
{
    return shape->lead || shape->finished || shape->comma || shape->cells >= 72;
}

static bool
rule_join(const struct page *page, const struct shape *a, const struct shape *b)
{
    bool cjk = shape_is_cjk(a) || shape_is_cjk(b);
    if (b->list || b->lead)
        return false;
    if (!cjk && page->wraps && !b->after_blank && b->indent_cells == 0 && a->cells * 2 > page->wrap)
        return true;
    if (cjk && page->indents >= .2F && page->indents < 1.0F)
        return b->indent_cells == 0 && !(a->finished && b->after_blank);
    if (cjk)
        return (!a->finished || a->open) && a->points >= 14 && !(page->spaced && !b->after_blank);
    return !a->finished && b->small && a->points >= 36;
}

static float
often(const uint16_t *counts, struct slice text, size_t count)
{
    uint32_t times = counts[hash_of(text)];
    return times > 1 && count > 4 ? clip(log2f((float)times) / log2f((float)count)) : 0.0F;
}

static void
width_features(const struct page *page, const struct shape *shape, float *out)
{
    static const uint16_t steps[] = {6, 10, 14, 18, 22, 28, 34, 40, 50, 60, 80, 110, 160};
    for (size_t i = 0; i < BASE_COUNT(steps); i++)
        out[FEATURE_CELLS_6 + i] = shape->cells > steps[i];
    out[FEATURE_WIDTH_TO_MEDIAN] = log_ratio(shape->cells, page->median);
    out[FEATURE_WIDTH_TO_LONG] = log_ratio(shape->cells, page->lengthy);
    uint32_t rank = page->ranks[shape->cells / 2 < 255 ? shape->cells / 2 : 255];
    out[FEATURE_WIDTH_RANK] = (float)rank / (float)page->count;
}

static void
mark_features(const struct shape *shape, float *out)
{
    out[FEATURE_END_OPEN + shape->end] = 1;
    out[FEATURE_START_OPEN + shape->start] = 1;
    out[FEATURE_CLOSED] = shape->closed;
    out[FEATURE_STOPS_ANY] = shape->stops > 0;
    out[FEATURE_STOPS] = clip((float)shape->stops / 2);
    out[FEATURE_COMMAS_ANY] = shape->commas > 0;
    out[FEATURE_COMMAS] = clip((float)shape->commas / 4);
    out[FEATURE_LISTS] = shape->lists > 0;
    out[FEATURE_COLON] = shape->colon;
    out[FEATURE_GAP] = shape->gap;
    out[FEATURE_QUOTES] = shape->quotes;
    out[FEATURE_OPEN] = shape->open;
    out[FEATURE_DIGITS] = (float)shape->digits / 255;
    out[FEATURE_PARTICLES] = clip((float)shape->particles / (shape_is_cjk(shape) ? 50.0F : 130.0F));
    out[FEATURE_LATIN] = !shape_is_cjk(shape);
    out[FEATURE_CAPITALS] = shape->words > 0 ? (float)shape->capitals / (float)shape->words : 0;
    out[FEATURE_LEAD] = shape->lead;
    out[FEATURE_BYLINE] = shape->byline;
    out[FEATURE_NAMES] = shape->names;
    out[FEATURE_CAPTION] = shape->caption && !shape->picture;
    out[FEATURE_BRACKETED] = shape->bracketed;
    out[FEATURE_PICTURE] = shape->picture;
    out[FEATURE_FURNITURE] = shape->furniture;
}

static void
word_features(const struct page *page, size_t i, float *out)
{
    const struct shape *shape = &page->shapes[i];
    out[FEATURE_SEEN_BELOW] = (float)shape->seen_below / 255;
    out[FEATURE_SEEN_BELOW_NEAR] = (float)shape->seen_below_near / 255;
    out[FEATURE_SEEN_ABOVE] = (float)shape->seen_above / 255;
    out[FEATURE_SEEN_ABOVE_NEAR] = (float)shape->seen_above_near / 255;
    out[FEATURE_SEEN_MORE_BELOW] = ((float)shape->seen_below - (float)shape->seen_above) / 255;
    out[FEATURE_SEEN_FEW] = shape->seen_words < 3;
    out[FEATURE_LINKS] = clip((shape->links + .1F) / (page->mean_links + .1F) / 2);
    float around = 0, around_near = 0;
    int lines = 0;
    for (size_t k = i >= 3 ? i - 3 : 0; k <= i + 3 && k < page->count; k++, lines++) {
        around += page->shapes[k].links;
        around_near += page->shapes[k].links_near;
    }
    out[FEATURE_SEEN_NEXT] = (float)shape->seen_next / 255;
    out[FEATURE_SEEN_BEFORE] = (float)shape->seen_before / 255;
    out[FEATURE_LINKS_NEAR] = clip((shape->links_near + .1F) / (page->mean_links_near + .1F) / 2);
    out[FEATURE_LINKS_NEAR_DIP] = clip(((shape->links_near + .1F) / (around_near / (float)lines + .1F)) / 2);
    float after = i + 1 < page->count ? page->shapes[i + 1].links : 0;
    out[FEATURE_LINKS_NEXT] = clip((shape->links + .1F) / (after + .1F) / 2);
    /* a short line whose words all stand in the line before it: the office that the headline names */
    out[FEATURE_FOLLOWER] = shape->seen_words > 0 && shape->cells < 40 && i > 0 && shape->seen_before > 200 ? 1.0F : 0.0F;
    out[FEATURE_LINKS_DIP] = clip(((shape->links + .1F) / (around / (float)lines + .1F)) / 2);
    out[FEATURE_REPEATED] = often(page->whole_counts, shape->text, page->count);
    out[FEATURE_BEGINS_LIKE] = often(page->begin_counts, beginning(shape->text), page->count);
    out[FEATURE_ENDS_LIKE] = often(page->end_counts, ending(shape->text), page->count);
    out[FEATURE_TIED_ANY] = shape->tied > 0;
    out[FEATURE_TIED_LONGER] = shape->tied_longer > 0;
    out[FEATURE_LEADS_ON] = shape->leads_on;
    out[FEATURE_GOES_ON] = shape->goes_on;
    out[FEATURE_TIED] = (float)shape->tied / 3;
}

static void
place_features(const struct page *page, size_t i, float *out)
{
    const struct shape *shape = &page->shapes[i];
    out[FEATURE_BLANK] = shape->after_blank;
    out[FEATURE_BLANK_RELATIVE] = (float)shape->after_blank - page->blanks;
    out[FEATURE_INDENTED] = shape->indent_cells > 0;
    out[FEATURE_INDENT_RELATIVE] = (float)(shape->indent_cells > 0) - page->indents;
    out[FEATURE_OUTDENTED] = page->indents > 0 && shape->indent_cells > page->indent ? 1.0F : 0.0F;
    out[FEATURE_FIRST] = i == 0;
    out[FEATURE_LAST] = i + 1 == page->count;
    bool candidate = is_candidate(shape);
    size_t run_below = 0, run_above = 0;
    while (run_below < 6 && i + run_below + 1 < page->count && is_candidate(&page->shapes[i + run_below + 1]))
        run_below++;
    while (run_above < 6 && run_above < i && is_candidate(&page->shapes[i - run_above - 1]))
        run_above++;
    out[FEATURE_CANDIDATE] = candidate;
    out[FEATURE_RUN_BELOW] = (float)run_below / 6;
    out[FEATURE_RUN_ABOVE] = (float)run_above / 6;
    size_t next = i + run_below + 1, above = i - run_above;
    uint32_t below = next < page->count ? page->blocks[next] : 0, block = 0;
    for (size_t k = above; k-- > 0 && above - k < 40 && !is_candidate(&page->shapes[k]);)
        block += page->shapes[k].cells;
    out[FEATURE_BLOCK_BELOW] = log_ratio(below, 100);
    out[FEATURE_BLOCK_ABOVE] = log_ratio(block, 100);
    out[FEATURE_BLOCK_BELOW_RELATIVE] = log_ratio(below, page->mean_block);
    out[FEATURE_BLOCK_ABOVE_RELATIVE] = log_ratio(block, page->mean_block);
    out[FEATURE_RULE_HEAD] = rule_head(page, shape);
    out[FEATURE_RULE_BODY] = rule_body(shape);
    out[FEATURE_RULE_JOIN] = i > 0 && rule_join(page, &page->shapes[i - 1], shape);
    out[FEATURE_SPACED] = page->spaced;
    out[FEATURE_INDENTS] = page->indents > .2F && page->indents < 1.0F;
    out[FEATURE_WRAPS] = page->wraps;
}

void
page_features(const struct page *page, size_t i, float *out)
{
    for (size_t k = 0; k < FEATURE_COUNT; k++)
        out[k] = 0;
    width_features(page, &page->shapes[i], out);
    mark_features(&page->shapes[i], out);
    word_features(page, i, out);
    place_features(page, i, out);
}
