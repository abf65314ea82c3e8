/* The model that judges lines: a network of one hidden layer, and which class follows which.
 *
 * Trained by src/parser/train; the struct is what a file of weights holds, in this order and the machine's own byte order.
 */
#ifndef PARSER_MODEL_H
#define PARSER_MODEL_H

#include "parser/features.h"

#include <stddef.h>
#include <stdint.h>

/* What a line can be. In the order of the weights. */
enum line_class {
    CLASS_HEADLINE,
    CLASS_DECK, /* or kicker: stands beside a headline */
    CLASS_BYLINE,
    CLASS_SECTION,
    CLASS_SUBHEAD,
    CLASS_ASIDE, /* a caption, a signature, the page's own */
    CLASS_BODY,
    CLASS_JOINED,
    CLASS_BRIEF, /* the first line of an article that has no headline */
    CLASS_COUNT
};

enum { HIDDEN_COUNT = 72, CALIBRATION_COUNT = 11 };

struct model {
    float hidden_bias[HIDDEN_COUNT];
    float input_scale[INPUT_COUNT]; /* an input times this times hidden[input][] */
    float output[HIDDEN_COUNT][CLASS_COUNT];
    float output_bias[CLASS_COUNT];
    float begin[CLASS_COUNT];               /* log odds of the first line's class */
    float follow[CLASS_COUNT][CLASS_COUNT]; /* of a class after a class */
    float bias[CLASS_COUNT];                /* of a class, wherever it stands */
    float calibration
        [CALIBRATION_COUNT]; /* share of headlines with log odds of -5, -4, ... 5 that were right in papers unseen */
    float hidden[INPUT_COUNT][HIDDEN_COUNT]; /* whole numbers from -127 to 127 */
};

/* The one that the program has. */
extern const struct model model_trained;

/* Shares of the classes in a line's INPUTS, of INPUT_COUNT elements; SHARES sums up to 1. */
void model_judge(const struct model *model, const float *inputs, float shares[CLASS_COUNT]);

/* The likeliest classes of COUNT lines, given SHARES of each: Viterbi. */
void model_decode(const struct model *model, const float (*shares)[CLASS_COUNT], size_t count, uint8_t *classes);

/* The share of headlines given SHARE that are right. */
float model_calibrated(const struct model *model, float share);

#endif
