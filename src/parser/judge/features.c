/* A line as numbers. */
#include "parser/judge/judge.h"

#include <math.h>

enum { RUN_MAX = 6, BLOCK_LINES_MAX = 40, MEASURE_CELLS = 6 };

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

static float
often(uint16_t times, size_t count)
{
    return times > 1 && count > 4 ? clip(log2f((float)times) / log2f((float)count)) : 0.0F;
}

static void
width_features(const struct norms *norms, const struct shape *shape, float *out)
{
    static const uint16_t steps[] = {6, 10, 14, 18, 22, 28, 34, 40, 50, 60, 80, 110, 160};
    for (size_t i = 0; i < BASE_COUNT(steps); i++)
        out[FEATURE_CELLS_6 + i] = shape->cells > steps[i];
    out[FEATURE_WIDTH_TO_MEDIAN] = log_ratio(shape->cells, norms->median);
    out[FEATURE_WIDTH_TO_LONG] = log_ratio(shape->cells, norms->lengthy);
    out[FEATURE_WIDTH_RANK] = (float)norms_rank(norms, shape->cells) / (float)norms->count;
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
word_features(const struct norms *norms, size_t i, float *out)
{
    const struct shape *shape = &norms->shapes[i];
    out[FEATURE_SEEN_BELOW] = (float)shape->seen_below / 255;
    out[FEATURE_SEEN_BELOW_NEAR] = (float)shape->seen_below_near / 255;
    out[FEATURE_SEEN_ABOVE] = (float)shape->seen_above / 255;
    out[FEATURE_SEEN_ABOVE_NEAR] = (float)shape->seen_above_near / 255;
    out[FEATURE_SEEN_MORE_BELOW] = ((float)shape->seen_below - (float)shape->seen_above) / 255;
    out[FEATURE_SEEN_FEW] = shape->seen_words < 3;
    out[FEATURE_LINKS] = clip((shape->links + .1F) / (norms->mean_links + .1F) / 2);
    float around = 0, around_near = 0;
    int lines = 0;
    for (size_t k = i >= 3 ? i - 3 : 0; k <= i + 3 && k < norms->count; k++, lines++) {
        around += norms->shapes[k].links;
        around_near += norms->shapes[k].links_near;
    }
    out[FEATURE_SEEN_NEXT] = (float)shape->seen_next / 255;
    out[FEATURE_SEEN_BEFORE] = (float)shape->seen_before / 255;
    out[FEATURE_LINKS_NEAR] = clip((shape->links_near + .1F) / (norms->mean_links_near + .1F) / 2);
    out[FEATURE_LINKS_NEAR_DIP] = clip(((shape->links_near + .1F) / (around_near / (float)lines + .1F)) / 2);
    float after = i + 1 < norms->count ? norms->shapes[i + 1].links : 0;
    out[FEATURE_LINKS_NEXT] = clip((shape->links + .1F) / (after + .1F) / 2);
    /* a short line whose words all stand in the line before it: the office that the headline names */
    out[FEATURE_FOLLOWER] =
        shape->seen_words > 0 && shape->cells < 40 && i > 0 && shape->seen_before > 200 ? 1.0F : 0.0F;
    out[FEATURE_LINKS_DIP] = clip(((shape->links + .1F) / (around / (float)lines + .1F)) / 2);
    struct norms_likes likes = norms_likes(norms, i);
    out[FEATURE_REPEATED] = often(likes.whole, norms->count);
    out[FEATURE_BEGINS_LIKE] = often(likes.begin, norms->count);
    out[FEATURE_ENDS_LIKE] = often(likes.end, norms->count);
    out[FEATURE_TIED_ANY] = shape->tied > 0;
    out[FEATURE_TIED_LONGER] = shape->tied_longer > 0;
    out[FEATURE_LEADS_ON] = shape->leads_on;
    out[FEATURE_GOES_ON] = shape->goes_on;
    out[FEATURE_TIED] = (float)shape->tied / 3;
}

/* Rows of short lines, and how much text stands above and below them. */
static void
block_features(const struct norms *norms, size_t i, float *out)
{
    size_t run_below = 0, run_above = 0;
    while (run_below < RUN_MAX && i + run_below + 1 < norms->count &&
           norms_is_candidate(&norms->shapes[i + run_below + 1]))
        run_below++;
    while (run_above < RUN_MAX && run_above < i && norms_is_candidate(&norms->shapes[i - run_above - 1]))
        run_above++;
    out[FEATURE_CANDIDATE] = norms_is_candidate(&norms->shapes[i]);
    out[FEATURE_RUN_BELOW] = (float)run_below / RUN_MAX;
    out[FEATURE_RUN_ABOVE] = (float)run_above / RUN_MAX;
    size_t next = i + run_below + 1, above = i - run_above;
    uint32_t below = next < norms->count ? norms->blocks[next] : 0, block = 0;
    for (size_t k = above; k-- > 0 && above - k < BLOCK_LINES_MAX && !norms_is_candidate(&norms->shapes[k]);)
        block += norms->shapes[k].cells;
    out[FEATURE_BLOCK_BELOW] = log_ratio(below, 100);
    out[FEATURE_BLOCK_ABOVE] = log_ratio(block, 100);
    out[FEATURE_BLOCK_BELOW_RELATIVE] = log_ratio(below, norms->mean_block);
    out[FEATURE_BLOCK_ABOVE_RELATIVE] = log_ratio(block, norms->mean_block);
}

/* Against the measure that it was printed in: the line above a paragraph's first is seldom full, and headlines are wider. */
static void
measure_features(const struct norms *norms, size_t i, float *out)
{
    const struct shape *shape = &norms->shapes[i];
    uint32_t measure = shape->measure > 0 ? shape->measure : norms->wraps ? norms->wrap : 0;
    if (measure == 0)
        return;
    bool full = shape->measure > 0 && i + 1 < norms->count ? shape_is_full(shape, shape + 1)
                                                           : shape->cells + MEASURE_CELLS >= measure;
    bool over = shape_is_over(shape, measure);
    out[FEATURE_FULL] = full && !over;
    out[FEATURE_NOT_FULL] = !full && !over;
    out[FEATURE_OVERFULL] = over;
}

static void
position_features(const struct norms *norms, size_t i, float *out)
{
    const struct shape *shape = &norms->shapes[i];
    out[FEATURE_BLANK] = shape->after_blank;
    out[FEATURE_BLANK_RELATIVE] = (float)shape->after_blank - norms->blanks;
    out[FEATURE_INDENTED] = shape->indent_cells > 0;
    out[FEATURE_INDENT_RELATIVE] = (float)(shape->indent_cells > 0) - norms->indents;
    out[FEATURE_OUTDENTED] = norms->indents > 0 && shape->indent_cells > norms->indent ? 1.0F : 0.0F;
    out[FEATURE_FIRST] = i == 0;
    out[FEATURE_LAST] = i + 1 == norms->count;
    out[FEATURE_RULE_HEAD] = rules_looks_like_headline(norms, shape);
    out[FEATURE_RULE_BODY] = rules_is_body(shape);
    out[FEATURE_RULE_JOIN] = i > 0 && rules_join(norms, &norms->shapes[i - 1], shape);
    out[FEATURE_SPACED] = norms->spaced;
    out[FEATURE_INDENTS] = norms->indents > .2F && norms->indents < 1.0F;
    out[FEATURE_WRAPS] = norms->wraps;
    measure_features(norms, i, out);
}

void
features_measure(const struct norms *norms, size_t i, float *out)
{
    for (size_t k = 0; k < FEATURE_COUNT; k++)
        out[k] = 0;
    width_features(norms, &norms->shapes[i], out);
    mark_features(&norms->shapes[i], out);
    word_features(norms, i, out);
    block_features(norms, i, out);
    position_features(norms, i, out);
}

static void
copy_features(const float *features, float *out)
{
    if (features != NULL)
        memcpy(out, features, FEATURE_COUNT * sizeof *out);
    else
        memset(out, 0, FEATURE_COUNT * sizeof *out);
}

static void
copy_far(const float *features, float *out)
{
#define FAR_NOTHING(name)
#define FAR_NUMBER(name) FEATURE_##name,
    static const uint8_t numbers[] = {FEATURES(FAR_NOTHING, FAR_NUMBER)};
#undef FAR_NUMBER
#undef FAR_NOTHING
    if (features == NULL)
        memset(out, 0, FEATURE_FAR_COUNT * sizeof *out);
    for (size_t i = 0; features != NULL && i < FEATURE_FAR_COUNT; i++)
        out[i] = features[numbers[i]];
}

/* Feature I, if it is not 0, behind the NEAR and FAR that are. */
static inline void
add_active(const float *features, size_t i, struct active_features *active, size_t *near, size_t *far)
{
#define PLACE_NOTHING(name)
#define PLACE_FAR(name) [FEATURE_##name] = FEATURE_FAR_##name + 1,
    static const uint8_t far_places[FEATURE_COUNT] = {FEATURES(PLACE_NOTHING, PLACE_FAR)};
#undef PLACE_FAR
#undef PLACE_NOTHING
    uint32_t bits;
    memcpy(&bits, features + i, sizeof bits);
    if (bits == 0)
        return;
    active->near.number[*near] = (uint8_t)i;
    active->near.value[(*near)++] = features[i];
    if (far_places[i] == 0)
        return;
    active->far.number[*far] = (uint8_t)(far_places[i] - 1);
    active->far.value[(*far)++] = features[i];
}

/* Two at a time, as most of them are 0 together. */
void
features_find_active(const float *features, struct active_features *active)
{
    size_t near = 0, far = 0;
    for (size_t i = 0; i + 2 <= FEATURE_COUNT; i += 2) {
        uint64_t two;
        memcpy(&two, features + i, sizeof two);
        if (two == 0)
            continue;
        add_active(features, i, active, &near, &far);
        add_active(features, i + 1, active, &near, &far);
    }
    if (FEATURE_COUNT % 2 != 0)
        add_active(features, FEATURE_COUNT - 1, active, &near, &far);
    active->near.count = near;
    active->far.count = far;
}

void
features_inputs(const float *own, const float *const before[2], const float *const after[2], float *out)
{
    copy_features(own, out);
    copy_features(before[0], out + FEATURE_COUNT);
    copy_features(after[0], out + 2 * FEATURE_COUNT);
    copy_far(before[1], out + 3 * FEATURE_COUNT);
    copy_far(after[1], out + 3 * FEATURE_COUNT + FEATURE_FAR_COUNT);
}
