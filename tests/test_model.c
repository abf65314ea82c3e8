/* parser, the model: what is measured of a line and of a page, and that the numbers are turned into shares, classes and
 * labels as they should.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sheet.h"
#include "support.h"

#include "parser/judge/judge.h"

#include <math.h>
#include <stdlib.h>

/* ---- the shapes of a text */

static struct sheet
seen_sheet_of(const char *text)
{
    struct sheet sheet = sheet_of(slice_of(text));
    struct seen seen;
    seen_measure(sheet.shapes, sheet.count, &seen);
    seen_done(&seen);
    return sheet;
}

/* Not a number of the machine's own choosing. */
static bool
close_to(double a, double b)
{
    return fabs(a - b) < 1e-4;
}

/* ---- seen.c */

/* Which words come back, and where; the rarer weigh more. */
static void
test_words_come_back(void **state)
{
    (void)state;
    struct sheet sheet = seen_sheet_of("渡口换灯\n雨停了。\n渡口换灯的人走了。\n鸭子渡口\n");
    const struct shape *line = sheet.shapes;
    assert_int_equal(line[0].seen_words, 3);
    assert_int_equal(line[0].seen_below, 255);
    assert_int_equal(line[0].seen_below_near, 255);
    assert_int_equal(line[0].seen_next, 255);
    assert_int_equal(line[0].seen_above + line[0].seen_above_near + line[0].seen_before, 0);
    assert_int_equal(line[1].seen_below + line[1].seen_above, 0);
    /* of 鸭子 子渡 渡口 the last was said twice before */
    double common = 1 / sqrt(4), rare = 1 / sqrt(2);
    must(abs(line[3].seen_above - (int)(255 * common / (common + 2 * rare) + .5)) <= 1, "%u", line[3].seen_above);
    assert_int_equal(line[3].seen_below, 0);
    sheet_done(&sheet);
    /* letters of any size, and the beginning of a long word */
    sheet = seen_sheet_of("Ferry Reformed\nThe man slept.\nTHE FERRY IS OF ITS REFORMERS' OWN MAKING\n");
    assert_int_equal(sheet.shapes[0].seen_words, 2);
    assert_int_equal(sheet.shapes[0].seen_below, 255);
    sheet_done(&sheet);
    /* what a line repeats of itself has not come back */
    sheet = seen_sheet_of("灯船灯船灯船\n雨停了。\n");
    assert_int_equal(sheet.shapes[0].seen_below + sheet.shapes[0].seen_above, 0);
    sheet_done(&sheet);
}

/* A sentence, a paragraph and an article on. */
static void
test_words_come_back_far(void **state)
{
    (void)state;
    static const struct {
        unsigned between, next, near, far;
    } rows[] = {{0, 255, 255, 255}, {30, 255, 255, 255}, {60, 0, 255, 255}, {200, 0, 0, 255}, {500, 0, 0, 0}};
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer text = {0};
        buffer_add_text(&text, "灯船\n");
        for (unsigned k = 0; k < rows[i].between; k++)
            buffer_printf(&text, "w%uq\n", k + 100);
        buffer_add_text(&text, "灯船\n");
        struct sheet sheet = seen_sheet_of(text.at);
        const struct shape *first = &sheet.shapes[0], *last = &sheet.shapes[sheet.count - 1];
        must(first->seen_next == rows[i].next && last->seen_before == rows[i].next, "%u between: next",
             rows[i].between);
        must(first->seen_below_near == rows[i].near && last->seen_above_near == rows[i].near, "%u between: near",
             rows[i].between);
        must(first->seen_below == rows[i].far && last->seen_above == rows[i].far, "%u between: far", rows[i].between);
        sheet_done(&sheet);
        buffer_done(&text);
    }
}

/* Where two articles meet, few words of the one side stand on the other. */
static void
test_links_dip(void **state)
{
    (void)state;
    struct sheet sheet = seen_sheet_of(
        "渡口换灯\n渡口的灯换了，船工把旧灯送人。\n船工说，旧灯还亮，渡口的灯更亮。\n灯换了以后，渡口的船工睡得晚。\n"
        "鸭子赛跑\n鸭子在河滩上赛跑，裁判吹哨。\n裁判说，河滩太软，鸭子跑偏。\n赛跑完了，鸭子和裁判留在河滩。\n");
    assert_int_equal(sheet.count, 8);
    assert_true(close_to(sheet.shapes[0].links, 0));
    for (size_t i = 1; i < sheet.count; i++) {
        must(i == 4 || sheet.shapes[i].links > sheet.shapes[4].links + .3F, "line %zu: %f", i, sheet.shapes[i].links);
        must(sheet.shapes[i].links_near <= sheet.shapes[i].links + 1e-3F, "line %zu: near", i);
    }
    must(close_to(sheet.shapes[4].links, 0), "%f between two subjects", sheet.shapes[4].links);
    sheet_done(&sheet);
}

static void
test_ties(void **state)
{
    (void)state;
    struct sheet sheet = seen_sheet_of(
        "他去了管理委\n员会主任说\n雨停了\n管理委员会在渡口。\n委员会的灯亮。委员会的门开。\n委员来了，鸭子没来。\nThe fer\nry\n");
    assert_int_equal(sheet.shapes[0].tied, 0);
    assert_int_equal(sheet.shapes[1].tied, 3);        /* 委员, and no more than 3 are told apart */
    assert_int_equal(sheet.shapes[1].tied_longer, 3); /* 理委员, 委员会 */
    assert_int_equal(sheet.shapes[2].tied, 0);
    assert_int_equal(sheet.shapes[7].tied, 0); /* letters have none */
    sheet_done(&sheet);
}

/* ---- marks.c */

static const struct {
    const char *text;
    enum line_end end;
    enum line_start start;
    bool closed;
} ends[] = {
    {"渡口换灯", END_OPEN, START_OPEN, false},
    {"雨停了。", END_STOP, START_OPEN, false},
    {"他说：“雨停了。”", END_STOP, START_OPEN, true},
    {"灯亮了吗？", END_CALL, START_OPEN, false},
    {"灯亮了……", END_ELLIPSIS, START_OPEN, false},
    {"船工说：", END_COLON, START_OPEN, false},
    {"灯亮了；", END_SEMICOLON, START_OPEN, false},
    {"灯亮了，", END_COMMA, START_OPEN, false},
    {"灯、", END_COMMA, START_OPEN, false},
    {"灯亮了——", END_DASH, START_OPEN, false},
    {"The lamp was re-", END_DASH, START_OPEN, false},
    {"换灯12", END_DIGIT, START_OPEN, false},
    {"增长4.", END_DIGIT, START_OPEN, false},
    {"The lamp was lit.", END_STOP, START_OPEN, false},
    {"“灯船”换灯", END_OPEN, START_QUOTE, false},
    {"《灯船》", END_OPEN, START_QUOTE, true},
    {"（渡口社）灯", END_OPEN, START_BRACKET, false},
    {"—灯船记", END_OPEN, START_DASH, false},
    {"● 换灯", END_OPEN, START_MARK, false},
    {"- lamps", END_OPEN, START_MARK, false},
    {"一、带伞", END_OPEN, START_NUMERAL, false},
    {"12只鸭子", END_OPEN, START_DIGIT, false},
    {"，灯亮了", END_OPEN, START_FORBIDDEN, false},
    {"”他说", END_OPEN, START_FORBIDDEN, false},
    {"ferry lamp", END_OPEN, START_SMALL, false},
};

static void
test_ends_and_starts(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(ends); i++) {
        struct sheet sheet = seen_sheet_of(ends[i].text);
        must(sheet.count == 1 && sheet.shapes->end == ends[i].end, "%s: end %u", ends[i].text, sheet.shapes->end);
        must(sheet.shapes->start == ends[i].start, "%s: start %u", ends[i].text, sheet.shapes->start);
        must(sheet.shapes->closed == ends[i].closed, "%s: closed", ends[i].text);
        sheet_done(&sheet);
    }
}

static const struct {
    const char *text;
    uint8_t stops, commas, lists, digits, particles, markdown;
    bool gap, colon, quotes, bracketed, picture, leads_on, goes_on;
} lines[] = {
    {.text = "雨停了。灯亮了！船开了", .stops = 2, .particles = 85},
    {.text = "灯，船；鸭子。", .commas = 2},
    {.text = "灯、船、鸭子", .lists = 2},
    {.text = "1,234只3.5米的船", .digits = 127, .particles = 63},
    {.text = "他说这是我的", .particles = 212, .leads_on = true},
    {.text = "The keeper of the lamp.", .particles = 153},
    {.text = "渡口　换灯", .gap = true},
    {.text = "船工：灯亮了吗", .colon = true, .particles = 42, .goes_on = false},
    {.text = "“灯船”换灯", .quotes = true},
    {.text = "（渡口社）", .bracketed = true},
    {.text = "灯船换灯（图片）", .picture = true},
    {.text = "Lamp Lit at Last [Photo]", .picture = true},
    {.text = "灯船换灯（韦南洲图）摄", .picture = false},
    {.text = "灯船换灯（韦南洲摄图）", .picture = false},
    {.text = "（图片）", .bracketed = true},
    {.text = "灯船换灯（渡口社）"},
    {.text = "们走", .particles = 127, .goes_on = true},
    {.text = "# 灯", .markdown = 1},
    {.text = "###### 灯", .markdown = 6},
    {.text = "####### 灯"},
    {.text = "#灯"},
    {.text = "###"},
};

static void
test_marks(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        struct sheet sheet = seen_sheet_of(lines[i].text);
        const struct shape *got = sheet.shapes;
        must(got->stops == lines[i].stops, "%s: %u stops", lines[i].text, got->stops);
        must(got->commas == lines[i].commas, "%s: %u commas", lines[i].text, got->commas);
        must(got->lists == lines[i].lists, "%s: %u lists", lines[i].text, got->lists);
        must(got->digits == lines[i].digits, "%s: %u digits", lines[i].text, got->digits);
        must(got->particles == lines[i].particles, "%s: %u particles", lines[i].text, got->particles);
        must(got->markdown == lines[i].markdown, "%s: level %u", lines[i].text, got->markdown);
        must(got->gap == lines[i].gap && got->colon == lines[i].colon && got->quotes == lines[i].quotes, "%s: inside",
             lines[i].text);
        must(got->bracketed == lines[i].bracketed && got->picture == lines[i].picture, "%s: brackets", lines[i].text);
        must(got->leads_on == lines[i].leads_on && got->goes_on == lines[i].goes_on, "%s: goes on", lines[i].text);
        sheet_done(&sheet);
    }
}

/* Each of the characters after which a sentence goes on, and of those that begin none. */
static void
test_sides(void **state)
{
    (void)state;
    static const char32_t after[] =
        U"的和与與及在对對从從由向把被将將为為是于於并並以而或该該各每其第本不更最很使让讓给給到という、がをはにで",
                          before[] = U"的了着們们得地等和与與及吗呢吧、，。；：をはがにでともへ",
                          neither[] = U"灯船鸭看もたカー！」5a";
    const char32_t *const lists[] = {after, before, neither};
    for (size_t i = 0; i < BASE_COUNT(lists); i++)
        for (const char32_t *code = lists[i]; *code != 0; code++) {
            char last[16] = "灯", first[16] = {0};
            size_t len = strlen(last), bytes = text_encode(*code, first);
            text_encode(*code, last + len);
            memcpy(first + bytes, last, len);
            struct sheet over = seen_sheet_of(last), under = seen_sheet_of(first);
            must(over.shapes->leads_on == text_among(*code, after), "%s leads on", last);
            must(under.shapes->goes_on == text_among(*code, before), "%s goes on", first);
            sheet_done(&over);
            sheet_done(&under);
        }
}

/* ---- norms.c */

static void
test_page(void **state)
{
    (void)state;
    struct sheet sheet = seen_sheet_of(
        "渡口换灯\n　　渡口的灯换了，船工把旧灯送给了鸭子。\n　　鸭子不要，船工自己留着，天亮才睡。\n\n"
        "渡口赛鸭\n　　渡口的鸭子在河滩上赛跑，裁判吹了哨。\n　　鸭子没有听见，跑到天亮。\n　　裁判说，鸭子都赢了。\n\n"
        "鸭子换灯\n　　灯亮了。\n");
    struct norms norms;
    norms_init(&norms, sheet.shapes, sheet.count);
    assert_int_equal(norms.count, 9);
    assert_true(close_to(norms.blanks, 3.0 / 9) && close_to(norms.indents, 6.0 / 9));
    assert_false(norms.spaced);
    assert_int_equal(norms.indent, 4);
    must(norms.median == 9 && norms.lengthy >= 36 && norms.lengthy <= 38, "%u, %u", norms.median, norms.lengthy);
    for (uint32_t cells = 1; cells < 600; cells++)
        assert_true(norms_rank(&norms, cells) >= norms_rank(&norms, cells - 1) &&
                    norms_rank(&norms, cells) <= norms.count);
    struct norms_likes likes = norms_likes(&norms, 0);
    assert_int_equal(likes.whole, 1);
    assert_int_equal(likes.begin, 4);
    assert_int_equal(likes.end, 2);
    assert_true(norms_is_candidate(&sheet.shapes[0]) && !norms_is_candidate(&sheet.shapes[1]));
    assert_int_equal(norms.blocks[0], norms.blocks[1]);
    assert_int_equal(norms.blocks[1], sheet.shapes[1].cells + sheet.shapes[2].cells);
    assert_int_equal(norms.blocks[2], sheet.shapes[2].cells);
    norms_done(&norms);
    sheet_done(&sheet);
    norms_init(&norms, NULL, 0);
    assert_int_equal(norms.count, 0);
    assert_int_equal(norms_rank(&norms, 10), 0);
    norms_done(&norms);
}

static void
test_page_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool spaced, wraps;
    } rows[] = {
        {"灯亮了。\n\n雨停了。\n\n船开了。\n", true, false},
        {"The lamp was replaced on Thursday by the ferryman\nwho had said that it was dark for long enough now\nand that he knew the "
         "river. The ducks were asleep\nand did not see the light, but it was seen by all.\n",
         false, true},
        {"灯亮了\n雨停了\n船开了\n潮退了\n天亮了\n人走了\n桥通了\n门开了\n", false, false},
        {"灯亮了\n雨停了\n船开了\n潮退了\n天亮了\n人走了\n桥通了\n渡口的灯换了，船工把旧灯送给了鸭子，鸭子不要，船工自己留着，天亮才睡。\n",
         false, false},
        {"灯亮了\n雨停了\n船开了\n渡口的灯换了，船工把旧灯送给了鸭子，鸭子不要，船工自己留着，天亮才睡。\n天亮了\n人走了\n"
         "渡口的鸭子在河滩上赛跑，裁判吹了哨，鸭子没有听见，一口气跑到天亮才停下。\n渡口的船工把缆绳绕了三圈，又绕了三圈，绕到绳子绕不动为止。\n",
         false, false},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct sheet sheet = seen_sheet_of(rows[i].text);
        struct norms norms;
        norms_init(&norms, sheet.shapes, sheet.count);
        must(norms.spaced == rows[i].spaced && norms.wraps == rows[i].wraps, "page %zu: %d %d", i, norms.spaced,
             norms.wraps);
        norms_done(&norms);
        sheet_done(&sheet);
    }
}

/* ---- model.c */

static float
any_share(struct support_chance *chance)
{
    return (float)support_below(chance, 10001) / 10000;
}

/* The network as it is written in books. */
static void
judge_plainly(const struct model *model, const float *inputs, double shares[CLASS_COUNT])
{
    double sum = 0;
    for (size_t c = 0; c < CLASS_COUNT; c++)
        shares[c] = (double)model->output_bias[c];
    for (size_t k = 0; k < HIDDEN_COUNT; k++) {
        double hidden = (double)model->hidden_bias[k];
        for (size_t i = 0; i < INPUT_COUNT; i++)
            hidden += (double)inputs[i] * (double)model->input_scale[i] * (double)model->hidden[i][k];
        for (size_t c = 0; hidden > 0 && c < CLASS_COUNT; c++)
            shares[c] += hidden * (double)model->output[k][c];
    }
    for (size_t c = 0; c < CLASS_COUNT; c++)
        sum += shares[c] = exp(shares[c]);
    for (size_t c = 0; c < CLASS_COUNT; c++)
        shares[c] /= sum;
}

static void
test_judge(void **state)
{
    (void)state;
    struct support_chance chance = {31};
    float *inputs = base_alloc_zero(INPUT_COUNT, sizeof *inputs);
    for (int round = 0; round < 50; round++) {
        float shares[CLASS_COUNT], again[CLASS_COUNT], sum = 0;
        double plain[CLASS_COUNT];
        for (size_t i = 0; i < INPUT_COUNT; i++)
            inputs[i] = round > 0 && support_below(&chance, 3) == 0 ? 2 * any_share(&chance) - 1 : 0;
        model_judge(&model_trained, inputs, shares);
        model_judge(&model_trained, inputs, again);
        judge_plainly(&model_trained, inputs, plain);
        assert_memory_equal(shares, again, sizeof shares);
        for (size_t c = 0; c < CLASS_COUNT; c++) {
            must(shares[c] >= 0 && shares[c] <= 1, "round %d: class %zu: %f", round, c, shares[c]);
            must(fabs((double)shares[c] - plain[c]) < 1e-3, "round %d: class %zu: %f and not %f", round, c, shares[c],
                 plain[c]);
            sum += shares[c];
        }
        must(close_to(sum, 1), "round %d: %f", round, sum);
    }
    free(inputs);
}

static double
score_of(const struct model *model, const float (*shares)[CLASS_COUNT], size_t count, const uint8_t *classes)
{
    double score = 0;
    for (size_t i = 0; i < count; i++) {
        score += log((double)shares[i][classes[i]] + 1e-7) + (double)model->bias[classes[i]];
        score += (double)(i == 0 ? model->begin[classes[i]] : model->follow[classes[i - 1]][classes[i]]);
    }
    return score;
}

static void
random_follow(struct model *model, struct support_chance *chance)
{
    for (size_t c = 0; c < CLASS_COUNT; c++) {
        model->begin[c] = 4 * any_share(chance) - 2;
        model->bias[c] = 2 * any_share(chance) - 1;
        for (size_t b = 0; b < CLASS_COUNT; b++)
            model->follow[b][c] = 6 * any_share(chance) - 3;
    }
}

/* As good as the best of all sequences of classes. */
static void
test_decode(void **state)
{
    (void)state;
    enum { LINES = 4, ALL = CLASS_COUNT * CLASS_COUNT * CLASS_COUNT * CLASS_COUNT };
    struct support_chance chance = {32};
    struct model *model = base_alloc_zero(1, sizeof *model);
    for (int round = 0, rounds = support_is_slow() ? 10 : 100; round < rounds; round++) {
        float shares[LINES][CLASS_COUNT];
        uint8_t got[LINES], classes[LINES];
        double best = -INFINITY;
        random_follow(model, &chance);
        for (size_t i = 0; i < LINES; i++)
            for (size_t c = 0; c < CLASS_COUNT; c++)
                shares[i][c] = support_below(&chance, 5) == 0 ? 0 : any_share(&chance);
        for (size_t all = 0; all < ALL; all++) {
            size_t rest = all;
            for (size_t i = 0; i < LINES; i++, rest /= CLASS_COUNT)
                classes[i] = (uint8_t)(rest % CLASS_COUNT);
            best = fmax(best, score_of(model, (const float(*)[CLASS_COUNT])shares, LINES, classes));
        }
        model_decode(model, (const float(*)[CLASS_COUNT])shares, LINES, got);
        double score = score_of(model, (const float(*)[CLASS_COUNT])shares, LINES, got);
        must(close_to(score, best), "round %d: %f and not %f", round, score, best);
    }
    model_decode(model, NULL, 0, NULL);
    free(model);
}

static void
test_calibrated(void **state)
{
    (void)state;
    float before = 0;
    for (int i = 0; i <= 1000; i++) {
        float now = model_calibrated(&model_trained, (float)i / 1000);
        must(now >= before - 1e-5F && now <= 1, "%d per mille: %f after %f", i, now, before);
        before = now;
    }
    assert_true(close_to(model_calibrated(&model_trained, 0), model_trained.calibration[0]));
    assert_true(close_to(model_calibrated(&model_trained, 1), model_trained.calibration[CALIBRATION_COUNT - 1]));
    assert_true(close_to(model_calibrated(&model_trained, .5F), model_trained.calibration[5]));
    /* log odds of 2.5 are a share of .924 */
    float middle = (model_trained.calibration[7] + model_trained.calibration[8]) / 2;
    assert_true(close_to(model_calibrated(&model_trained, .92414182F), middle));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_come_back), cmocka_unit_test(test_words_come_back_far),
        cmocka_unit_test(test_links_dip),       cmocka_unit_test(test_ties),
        cmocka_unit_test(test_ends_and_starts), cmocka_unit_test(test_marks),
        cmocka_unit_test(test_sides),           cmocka_unit_test(test_page),
        cmocka_unit_test(test_page_kinds),      cmocka_unit_test(test_judge),
        cmocka_unit_test(test_decode),          cmocka_unit_test(test_calibrated),
    };
    return cmocka_run_group_tests_name("parser, model", tests, NULL, NULL);
}
