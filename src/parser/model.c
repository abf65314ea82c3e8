/* The network and the decoder. They know numbers only. */
#include "parser/model.h"

#include "parser/parts.h"

#include <math.h>
#include <stdlib.h>

#include "parser/model_table.h"

enum { BLOCK = 24 };
_Static_assert(HIDDEN_COUNT % BLOCK == 0, "whole blocks");

void
model_judge(const struct model *model, const float *inputs, float shares[CLASS_COUNT])
{
    /* the inputs that are not 0, which most are; then the hidden units in blocks that fit in registers */
    uint16_t numbers[INPUT_COUNT];
    float scaled[INPUT_COUNT], hidden[HIDDEN_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < INPUT_COUNT; i++) {
        numbers[count] = (uint16_t)i;
        scaled[count] = inputs[i] * model->input_scale[i];
        count += inputs[i] != 0.0F;
    }
    for (size_t first = 0; first < HIDDEN_COUNT; first += BLOCK) {
        float sums[BLOCK];
        memcpy(sums, model->hidden_bias + first, sizeof sums);
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k < BLOCK; k++)
                sums[k] += scaled[i] * model->hidden[numbers[i]][first + k];
        memcpy(hidden + first, sums, sizeof sums);
    }
    float most = -INFINITY, sum = 0;
    memcpy(shares, model->output_bias, sizeof model->output_bias);
    for (size_t k = 0; k < HIDDEN_COUNT; k++)
        for (size_t c = 0; hidden[k] > 0 && c < CLASS_COUNT; c++)
            shares[c] += hidden[k] * model->output[k][c];
    for (size_t c = 0; c < CLASS_COUNT; c++)
        most = shares[c] > most ? shares[c] : most;
    for (size_t c = 0; c < CLASS_COUNT; c++)
        sum += shares[c] = expf(shares[c] - most);
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
    float at = share * (CALIBRATION_COUNT - 1);
    size_t knot = at < 0 ? 0 : (size_t)at;
    if (knot >= CALIBRATION_COUNT - 1)
        return model->calibration[CALIBRATION_COUNT - 1];
    float part = at - (float)knot;
    return model->calibration[knot] * (1 - part) + model->calibration[knot + 1] * part;
}
