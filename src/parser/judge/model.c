/* The network and the decoder. They know numbers only. */
#include "parser/judge/judge.h"

#include <math.h>
#include <stdlib.h>

#include "parser/judge/model_table.h"

/* As many sums at a time as fit in the registers of any processor with vectors, four to each. */
enum { LANES = 4, VECTORS = 6, BLOCK = LANES * VECTORS };
_Static_assert(HIDDEN_COUNT % BLOCK == 0, "whole blocks");
typedef float vector __attribute__((vector_size(LANES * sizeof(float))));

/* The inputs that are not 0, which most are. */
struct active {
    uint16_t number[INPUT_COUNT];
    float scaled[INPUT_COUNT];
    size_t count;
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
sum_block(const struct model *model, const struct active *active, size_t first, float hidden[BLOCK])
{
    const float *bias = model->hidden_bias + first;
    vector a = load(bias), b = load(bias + LANES), c = load(bias + 2 * LANES), d = load(bias + 3 * LANES),
           e = load(bias + 4 * LANES), f = load(bias + 5 * LANES);
    for (size_t i = 0; i < active->count; i++) {
        const float *weights = model->hidden[active->number[i]] + first;
        float scaled = active->scaled[i];
        a += load(weights) * scaled;
        b += load(weights + LANES) * scaled;
        c += load(weights + 2 * LANES) * scaled;
        d += load(weights + 3 * LANES) * scaled;
        e += load(weights + 4 * LANES) * scaled;
        f += load(weights + 5 * LANES) * scaled;
    }
    vector sums[VECTORS] = {a, b, c, d, e, f};
    memcpy(hidden, sums, sizeof sums);
}

void
model_judge(const struct model *model, const float *inputs, float shares[CLASS_COUNT])
{
    struct active active;
    float hidden[HIDDEN_COUNT];
    active.count = 0;
    for (size_t i = 0; i < INPUT_COUNT; i++) {
        active.number[active.count] = (uint16_t)i;
        active.scaled[active.count] = inputs[i] * model->input_scale[i];
        active.count += inputs[i] != 0.0F;
    }
    for (size_t first = 0; first < HIDDEN_COUNT; first += BLOCK)
        sum_block(model, &active, first, hidden + first);
    float sums[CLASS_COUNT], most = -INFINITY, sum = 0;
    memcpy(sums, model->output_bias, sizeof sums);
    for (size_t k = 0; k < HIDDEN_COUNT; k++)
        for (size_t c = 0; hidden[k] > 0 && c < CLASS_COUNT; c++)
            sums[c] += hidden[k] * model->output[k][c];
    for (size_t c = 0; c < CLASS_COUNT; c++)
        most = sums[c] > most ? sums[c] : most;
    for (size_t c = 0; c < CLASS_COUNT; c++)
        sum += shares[c] = expf(sums[c] - most);
    for (size_t c = 0; c < CLASS_COUNT; c++)
        shares[c] /= sum;
}

/* The best class before class C, given the scores of the line before. */
static uint8_t
best_before(const struct model *model, const float scores[CLASS_COUNT], size_t c)
{
    size_t best = 0;
    for (size_t b = 1; b < CLASS_COUNT; b++)
        if (scores[b] + model->follow[b][c] > scores[best] + model->follow[best][c])
            best = b;
    return (uint8_t)best;
}

void
model_decode(const struct model *model, const float (*shares)[CLASS_COUNT], size_t count, uint8_t *classes)
{
    if (count == 0)
        return;
    uint8_t(*before)[CLASS_COUNT] = base_alloc_zero(count, sizeof *before);
    float scores[CLASS_COUNT], next[CLASS_COUNT];
    for (size_t i = 0; i < count; i++) {
        for (size_t c = 0; c < CLASS_COUNT; c++) {
            float here = logf(shares[i][c] + 1e-7F) + model->bias[c];
            if (i > 0)
                before[i][c] = best_before(model, scores, c);
            next[c] = here + (i == 0 ? model->begin[c] : scores[before[i][c]] + model->follow[before[i][c]][c]);
        }
        memcpy(scores, next, sizeof scores);
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
