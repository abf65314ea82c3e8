/* parser, the second judgement of headlines: what is measured of the text on both sides of a candidate, and what is made of
 * the answers.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sheet.h"
#include "support.h"

#include "parser/judge/judge.h"

#include <math.h>
#include <stdlib.h>

static const char two_articles[] =
    "渡口换灯\n渡口的灯换了，船工把旧灯送人。\n船工说，旧灯还亮，渡口的灯更亮。\n船工和旧灯\n"
    "灯换了以后，渡口的船工把旧灯挂起来。\n鸭子赛跑\n鸭子在河滩上赛跑，裁判吹哨。\n裁判说，河滩太软，鸭子跑偏。\n"
    "赛跑完了，鸭子和裁判留在河滩。\n";
enum { SUBHEAD_LINE = 3, HEADLINE_LINE = 5, LINES = 9 };

/* What was asked of each line, and what is answered. */
struct asked {
    unsigned times[LINES];
    float inputs[LINES][SEGMENT_INPUTS];
    float answers[LINES];
    float given[2][LINES]; /* NOW, in each round */
};

static float
answer(void *context, size_t i, const float *inputs, float now)
{
    struct asked *asked = context;
    assert_true(i < LINES && asked->times[i] < 2);
    asked->given[asked->times[i]++][i] = now;
    memcpy(asked->inputs[i], inputs, sizeof asked->inputs[i]);
    return asked->answers[i];
}

/* The lines 0, 3 and 5 of TEXT are candidates with a share of NOW each. */
static void
ask(const char *text, const float now[3], struct asked *asked, float (*shares)[CLASS_COUNT])
{
    static const size_t candidates[] = {0, SUBHEAD_LINE, HEADLINE_LINE};
    struct sheet sheet = sheet_of(slice_of(text));
    struct shape *shapes = sheet.shapes;
    struct seen seen;
    struct norms norms;
    float first[LINES] = {0};
    assert_int_equal(sheet.count, LINES);
    seen_measure(shapes, sheet.count, &seen);
    norms_init(&norms, shapes, sheet.count);
    memset(shares, 0, LINES * sizeof *shares);
    for (size_t i = 0; i < LINES; i++)
        shares[i][CLASS_BODY] = 1;
    for (size_t k = 0; k < BASE_COUNT(candidates); k++) {
        shares[candidates[k]][CLASS_HEADLINE] = first[candidates[k]] = now[k];
        shares[candidates[k]][CLASS_SUBHEAD] = (1 - now[k]) / 2;
        shares[candidates[k]][CLASS_BODY] = (1 - now[k]) / 2;
    }
    segments_each(&norms, &seen, first, shares, answer, asked);
    norms_done(&norms);
    seen_done(&seen);
    sheet_done(&sheet);
}

/* Where the subject changes, the two sides have less in common, and the headline's words stand below and not above. */
static void
test_sides(void **state)
{
    (void)state;
    static const float now[] = {.9F, .2F, .2F};
    struct asked asked = {.answers = {.9F, 0, 0, .2F, 0, .2F}};
    float shares[LINES][CLASS_COUNT];
    ask(two_articles, now, &asked, shares);
    const float *subhead = asked.inputs[SUBHEAD_LINE], *headline = asked.inputs[HEADLINE_LINE];
    must(headline[SEGMENT_COSINE] + .1F < subhead[SEGMENT_COSINE], "%f, %f", headline[SEGMENT_COSINE],
         subhead[SEGMENT_COSINE]);
    must(headline[SEGMENT_COSINE_NEAR] < subhead[SEGMENT_COSINE_NEAR], "%f, %f", headline[SEGMENT_COSINE_NEAR],
         subhead[SEGMENT_COSINE_NEAR]);
    must(headline[SEGMENT_HEAD_ABOVE] < .01F && headline[SEGMENT_HEAD_BELOW] > .4F, "%f, %f",
         headline[SEGMENT_HEAD_ABOVE], headline[SEGMENT_HEAD_BELOW]);
    must(subhead[SEGMENT_HEAD_ABOVE] > .2F, "%f", subhead[SEGMENT_HEAD_ABOVE]);
    must(headline[SEGMENT_NEW] > .9F && subhead[SEGMENT_NEW] < .8F, "%f, %f", headline[SEGMENT_NEW],
         subhead[SEGMENT_NEW]);
    assert_true(asked.inputs[0][SEGMENT_FIRST] == 1 && headline[SEGMENT_FIRST] == 0 && headline[SEGMENT_LAST] == 1);
    /* what lies farther from the others' mean has the greater relative number, of the same sign */
    must(headline[SEGMENT_FEATURES + SEGMENT_COSINE] < subhead[SEGMENT_FEATURES + SEGMENT_COSINE], "%f, %f",
         headline[SEGMENT_FEATURES + SEGMENT_COSINE], subhead[SEGMENT_FEATURES + SEGMENT_COSINE]);
    for (size_t k = 0; k < SEGMENT_INPUTS; k++)
        must(isfinite(headline[k]), "number %zu", k);
}

/* Each is asked twice; the second time with the first answers, by which the sides are bounded. */
static void
test_rounds(void **state)
{
    (void)state;
    static const float now[] = {.9F, .2F, .3F};
    struct asked asked = {.answers = {.8F, 0, 0, .7F, 0, .6F}};
    float shares[LINES][CLASS_COUNT];
    ask(two_articles, now, &asked, shares);
    for (size_t i = 0; i < LINES; i++)
        assert_int_equal(asked.times[i], i == 0 || i == SUBHEAD_LINE || i == HEADLINE_LINE ? 2 : 0);
    assert_true(asked.given[0][SUBHEAD_LINE] == .2F && asked.given[1][SUBHEAD_LINE] == .7F);
    /* one line stands between the two headlines that it believes in by then */
    assert_true(fabsf(asked.inputs[HEADLINE_LINE][SEGMENT_LINES_ABOVE] - log2f(2) / 12) < 1e-4F);
    assert_true(fabsf(asked.inputs[SUBHEAD_LINE][SEGMENT_LINES_BELOW] - log2f(2) / 12) < 1e-4F);
}

/* The answer is the share; what the others had is theirs in the same proportion. */
static void
test_shares(void **state)
{
    (void)state;
    static const float now[] = {.9F, .2F, .3F};
    struct asked asked = {.answers = {.8F, 0, 0, .6F, 0, .1F}};
    float shares[LINES][CLASS_COUNT];
    ask(two_articles, now, &asked, shares);
    assert_true(fabsf(shares[SUBHEAD_LINE][CLASS_HEADLINE] - .6F) < 1e-5F);
    assert_true(fabsf(shares[SUBHEAD_LINE][CLASS_SUBHEAD] - .2F) < 1e-4F);
    assert_true(fabsf(shares[HEADLINE_LINE][CLASS_BODY] - .45F) < 1e-4F);
    assert_true(shares[1][CLASS_BODY] == 1 && shares[1][CLASS_HEADLINE] == 0);
}

/* Lines without words, and no candidates at all. */
static void
test_nothing(void **state)
{
    (void)state;
    static const float now[] = {.9F, .2F, .3F}, none[] = {0, 0, 0};
    struct asked asked = {.answers = {.8F, 0, 0, .6F, 0, .1F}};
    float shares[LINES][CLASS_COUNT];
    ask("灯\n。\n？\n船\n！\n鸭\n：\n；\n，\n", now, &asked, shares);
    for (size_t k = 0; k < SEGMENT_INPUTS; k++)
        must(isfinite(asked.inputs[HEADLINE_LINE][k]), "number %zu", k);
    struct asked nobody = {.answers = {0}};
    ask(two_articles, none, &nobody, shares);
    assert_int_equal(nobody.times[0], 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sides),
        cmocka_unit_test(test_rounds),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
