/* The network and the decoder. They know numbers only. */
#include "parser/judge/judge.h"

#include <math.h>
#include <stdlib.h>

#include "parser/judge/model_table.h"

/* As many sums at a time as fit in the registers of any processor with vectors, four to each. */
enum { LANES = 4, VECTORS = 6, BLOCK = LANES * VECTORS };
_Static_assert(HIDDEN_COUNT % BLOCK == 0, "whole blocks");
typedef float vector __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t places __attribute__((vector_size(LANES * sizeof(int32_t)))); /* and the outcome of a comparison */

/* The inputs that are not 0, as most are: of the line, of those before and after it, and the far ones of those beyond. */
enum { PARTS = 5 };
struct part {
    const struct active *active; /* NULL: there is no such line */
    size_t first;                /* the first of its inputs */
};

static vector
load(const float *from)
{
    vector loaded;
    memcpy(&loaded, from, sizeof loaded);
    return loaded;
}

/* One block of hidden units, the first of which is FIRST. The sums are written out one by one, as compilers keep those of
   an array in memory. */
static void
sum_block(const struct model *model, const struct part parts[PARTS], size_t first, float hidden[BLOCK])
{
    const float *bias = model->hidden_bias + first;
    vector a = load(bias), b = load(bias + LANES), c = load(bias + 2 * LANES), d = load(bias + 3 * LANES),
           e = load(bias + 4 * LANES), f = load(bias + 5 * LANES);
    for (size_t p = 0; p < PARTS; p++) {
        const float(*rows)[HIDDEN_COUNT] = model->hidden + parts[p].first, *scale = model->input_scale + parts[p].first;
        for (size_t k = 0; parts[p].active != NULL && k < parts[p].active->count; k++) {
            const float *weights = rows[parts[p].active->number[k]] + first;
            float scaled = parts[p].active->value[k] * scale[parts[p].active->number[k]];
            a += load(weights) * scaled;
            b += load(weights + LANES) * scaled;
            c += load(weights + 2 * LANES) * scaled;
            d += load(weights + 3 * LANES) * scaled;
            e += load(weights + 4 * LANES) * scaled;
            f += load(weights + 5 * LANES) * scaled;
        }
    }
    vector sums[VECTORS] = {a, b, c, d, e, f};
    memcpy(hidden, sums, sizeof sums);
}

/* The same for three blocks at once, in the wider registers of newer x86 processors: the same sums in the same order, so that
   no share depends on the processor. */
#if defined __x86_64__ && defined __GNUC__
enum { WIDE_LANES = 8, WIDE_BLOCK = 9 * WIDE_LANES };
typedef float wide __attribute__((vector_size(WIDE_LANES * sizeof(float)), aligned(sizeof(float)), may_alias));

__attribute__((target("avx2"))) static void
sum_wide_block(const struct model *model, const struct part parts[PARTS], size_t first, float hidden[WIDE_BLOCK])
{
    const wide *bias = (const wide *)(model->hidden_bias + first);
    wide a = bias[0], b = bias[1], c = bias[2], d = bias[3], e = bias[4], f = bias[5], g = bias[6], h = bias[7],
         i = bias[8];
    for (size_t p = 0; p < PARTS; p++) {
        const struct active *active = parts[p].active;
        const float(*rows)[HIDDEN_COUNT] = model->hidden + parts[p].first, *scale = model->input_scale + parts[p].first;
        for (size_t k = 0, count = active != NULL ? active->count : 0; k < count; k++) {
            const wide *weights = (const wide *)(rows[active->number[k]] + first);
            float scaled = active->value[k] * scale[active->number[k]];
            a += weights[0] * scaled;
            b += weights[1] * scaled;
            c += weights[2] * scaled;
            d += weights[3] * scaled;
            e += weights[4] * scaled;
            f += weights[5] * scaled;
            g += weights[6] * scaled;
            h += weights[7] * scaled;
            i += weights[8] * scaled;
        }
    }
    wide *out = (wide *)hidden;
    out[0] = a, out[1] = b, out[2] = c, out[3] = d, out[4] = e, out[5] = f, out[6] = g, out[7] = h, out[8] = i;
}

/* How many of the hidden units were summed up so. */
static size_t
sum_wide(const struct model *model, const struct part parts[PARTS], float hidden[HIDDEN_COUNT])
{
    size_t first = 0;
    for (; __builtin_cpu_supports("avx2") && first + WIDE_BLOCK <= HIDDEN_COUNT; first += WIDE_BLOCK)
        sum_wide_block(model, parts, first, hidden + first);
    return first;
}
#else
static size_t
sum_wide(const struct model *model, const struct part parts[PARTS], float hidden[HIDDEN_COUNT])
{
    (void)model, (void)parts, (void)hidden;
    return 0;
}
#endif

/* What the hidden units make of the classes: two vectors of sums, and what these leave over. */
static void
sum_classes(const struct model *model, const float hidden[HIDDEN_COUNT], float sums[CLASS_COUNT])
{
    enum { REST = 2 * LANES };
    _Static_assert(REST <= (int)CLASS_COUNT, "two vectors of classes");
    vector a = load(model->output_bias), b = load(model->output_bias + LANES);
    memcpy(sums, model->output_bias, CLASS_COUNT * sizeof *sums);
    for (size_t k = 0; k < HIDDEN_COUNT; k++) {
        const float *output = model->output[k];
        if (!(hidden[k] > 0))
            continue;
        a += load(output) * hidden[k];
        b += load(output + LANES) * hidden[k];
        for (size_t c = REST; c < CLASS_COUNT; c++)
            sums[c] += hidden[k] * output[c];
    }
    memcpy(sums, &a, sizeof a);
    memcpy(sums + LANES, &b, sizeof b);
}

static void
judge(const struct model *model, const struct part parts[PARTS], float shares[CLASS_COUNT])
{
    float hidden[HIDDEN_COUNT], sums[CLASS_COUNT], most = -INFINITY, sum = 0;
    for (size_t first = sum_wide(model, parts, hidden); first < HIDDEN_COUNT; first += BLOCK)
        sum_block(model, parts, first, hidden + first);
    sum_classes(model, hidden, sums);
    for (size_t c = 0; c < CLASS_COUNT; c++)
        most = sums[c] > most ? sums[c] : most;
    for (size_t c = 0; c < CLASS_COUNT; c++)
        sum += shares[c] = expf(sums[c] - most);
    for (size_t c = 0; c < CLASS_COUNT; c++)
        shares[c] /= sum;
}

static void
find_active(const float *inputs, size_t count, struct active *active)
{
    active->count = 0;
    for (size_t i = 0; i < count; i++) {
        active->number[active->count] = (uint8_t)i;
        active->value[active->count] = inputs[i];
        active->count += inputs[i] != 0;
    }
}

/* The first input of each part. */
static const size_t firsts[PARTS + 1] = {
    0, FEATURE_COUNT, 2 * FEATURE_COUNT, 3 * FEATURE_COUNT, 3 * FEATURE_COUNT + FEATURE_FAR_COUNT, INPUT_COUNT,
};

void
model_judge(const struct model *model, const float *inputs, float shares[CLASS_COUNT])
{
    struct active active[PARTS];
    struct part parts[PARTS];
    for (size_t p = 0; p < PARTS; p++) {
        find_active(inputs + firsts[p], firsts[p + 1] - firsts[p], &active[p]);
        parts[p] = (struct part){&active[p], firsts[p]};
    }
    judge(model, parts, shares);
}

void
model_judge_active(const struct model *model, const struct active_features *own,
                   const struct active_features *const before[2], const struct active_features *const after[2],
                   float shares[CLASS_COUNT])
{
    const struct part parts[PARTS] = {
        {&own->near, firsts[0]},
        {before[0] != NULL ? &before[0]->near : NULL, firsts[1]},
        {after[0] != NULL ? &after[0]->near : NULL, firsts[2]},
        {before[1] != NULL ? &before[1]->far : NULL, firsts[3]},
        {after[1] != NULL ? &after[1]->far : NULL, firsts[4]},
    };
    judge(model, parts, shares);
}

float
model_judge_segment(const struct model *model, const float *inputs)
{
    float hidden[SEGMENT_HIDDEN], sum = model->segment_output_bias[0];
    const float *bias = model->segment_bias;
    _Static_assert(SEGMENT_HIDDEN == 4 * LANES, "four vectors");
    vector a = load(bias), b = load(bias + LANES), c = load(bias + 2 * LANES), d = load(bias + 3 * LANES);
    for (size_t i = 0; i < SEGMENT_INPUTS; i++) {
        const float *weights = model->segment_hidden[i];
        if (inputs[i] == 0.0F)
            continue;
        a += load(weights) * inputs[i];
        b += load(weights + LANES) * inputs[i];
        c += load(weights + 2 * LANES) * inputs[i];
        d += load(weights + 3 * LANES) * inputs[i];
    }
    vector sums[] = {a, b, c, d};
    memcpy(hidden, sums, sizeof hidden);
    for (size_t k = 0; k < SEGMENT_HIDDEN; k++)
        sum += fmaxf(0, hidden[k]) * model->segment_output[k];
    return 1 / (1 + expf(-(inputs[SEGMENT_ODDS] * SEGMENT_ODDS_UNIT + sum)));
}

/* The best class before each class, given the SCORES of the line before, and the scores that come of it. */
static void
find_before(const struct model *model, const float scores[CLASS_COUNT], uint8_t before[CLASS_COUNT],
            float best[CLASS_COUNT])
{
    for (size_t c = 0; c < CLASS_COUNT; c++)
        best[c] = scores[0] + model->follow[0][c];
    vector high[2] = {load(best), load(best + LANES)};
    places from[2] = {{0}, {0}};
    memset(before, 0, CLASS_COUNT);
    for (int32_t b = 1; b < CLASS_COUNT; b++) {
        const float *follow = model->follow[b];
        for (size_t k = 0; k < 2; k++) {
            vector score = load(follow + k * LANES) + scores[b];
            places better = score > high[k];
            high[k] = (vector)(((places)score & better) | ((places)high[k] & ~better));
            from[k] = (b & better) | (from[k] & ~better);
        }
        for (size_t c = 2 * LANES; c < CLASS_COUNT; c++) {
            float score = scores[b] + follow[c];
            before[c] = score > best[c] ? (uint8_t)b : before[c];
            best[c] = score > best[c] ? score : best[c];
        }
    }
    for (size_t c = 0; c < 2 * LANES; c++) {
        best[c] = high[c / LANES][c % LANES];
        before[c] = (uint8_t)from[c / LANES][c % LANES];
    }
}

void
model_decode(const struct model *model, const float (*shares)[CLASS_COUNT], size_t count, uint8_t *classes)
{
    if (count == 0)
        return;
    uint8_t(*before)[CLASS_COUNT] = base_alloc_zero(count, sizeof *before);
    float scores[CLASS_COUNT], next[CLASS_COUNT];
    for (size_t i = 0; i < count; i++) {
        memcpy(next, model->begin, sizeof next);
        if (i > 0)
            find_before(model, scores, before[i], next);
        for (size_t c = 0; c < CLASS_COUNT; c++)
            scores[c] = logf(shares[i][c] + 1e-7F) + model->bias[c] + next[c];
    }
    size_t best = 0;
    for (size_t c = 1; c < CLASS_COUNT; c++)
        if (scores[c] > scores[best])
            best = c;
    for (size_t i = count; i-- > 0;) {
        classes[i] = (uint8_t)best;
        best = before[i][best];
    }
    free(before);
}

float
model_calibrated(const struct model *model, float share)
{
    /* by its odds: nearly all headlines have shares close to 1, and these are not alike */
    float odds = logf(fmaxf(share, 1e-6F) / fmaxf(1 - share, 1e-6F)), at = odds + (CALIBRATION_COUNT - 1) / 2.0F;
    size_t knot = at < 0 ? 0 : (size_t)at;
    at = at < 0 ? 0 : at;
    if (knot >= CALIBRATION_COUNT - 1)
        return model->calibration[CALIBRATION_COUNT - 1];
    float part = at - (float)knot;
    return model->calibration[knot] * (1 - part) + model->calibration[knot + 1] * part;
}
