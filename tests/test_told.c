/* What is told at once, by a bit, a byte or a table, is what a long look tells: sets of characters, lists of words, what of a
 * line's features is not 0.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "parser/judge/judge.h"

#include <stdlib.h>

enum { CODES = 0x20000 };

/* ---- characters */

static void
test_sets(void **state)
{
    (void)state;
    static const char32_t marks[] = U" 　\t|｜│/／·•;；,，【】[]［］()（）<>〈〉";
    for (char32_t code = 0; code < CODES; code++) {
        must(text_among(code, U"，。、；：！？”") == text_is_one_of(code, U"，。、；：！？”"), "U+%04X: a literal",
             (unsigned)code);
        must(text_among(code, marks) == text_is_one_of(code, marks), "U+%04X: an array", (unsigned)code);
        must(text_among(code, U"年月日时時点點分期号號个個条條") ==
                 text_is_one_of(code, U"年月日时時点點分期号號个個条條"),
             "U+%04X: Han", (unsigned)code);
    }
    assert_false(text_among(0, U"年"));
    /* more than the compiler is asked to look through */
    static const char32_t many[] = U"一二三四五六七八九十百千万一二三四五六七八九十百千万一二三四五六七八九十百千万"
                                   U"一二三四五六七八九十百千万一二三四五六七八九十百千万一二三四五六七八九十百千万"
                                   U"一二三四五六七八九十百千万一二三四五六七八九十百千万亿";
    assert_true(BASE_COUNT(many) > 100);
    assert_true(text_among(U'亿', many));
    assert_false(text_among(U'兆', many));
}

static void
test_classes(void **state)
{
    (void)state;
    for (char32_t code = 0; code < CODES; code++) {
        bool common = text_is_common_han(code), ascii = code < 0x80;
        must(text_is_han(code) == (common || text_is_rare_han(code)), "U+%04X: Han", (unsigned)code);
        must(text_is_space(code) == (code == ' ' || text_is_rare_space(code)), "U+%04X: space", (unsigned)code);
        must(text_is_letter(code) == (ascii ? text_is_ascii_letter(code) : text_is_rare_letter(code)), "U+%04X: letter",
             (unsigned)code);
        struct text_count count = {0, 0};
        bool inside = common ? false : text_count_point(&count, code, false);
        must(!inside || count.words == 1, "U+%04X: a word that is at hand is counted", (unsigned)code);
    }
}

/* Characters of one to four bytes in any order, from the end back. */
static void
test_previous(void **state)
{
    (void)state;
    static const char *const points[] = {"a", "é", "渡", "。", "𠀀", "가", " "};
    struct support_chance chance = {41};
    for (int round = 0; round < 2000; round++) {
        struct buffer text = {0};
        size_t starts[12], count = 1 + support_below(&chance, 11);
        for (size_t i = 0; i < count; i++) {
            starts[i] = text.len;
            buffer_add_text(&text, points[support_below(&chance, BASE_COUNT(points))]);
        }
        size_t end = text.len;
        for (size_t i = count; i-- > 0; end = starts[i])
            assert_int_equal(text_previous(buffer_slice(&text), end), starts[i]);
        buffer_done(&text);
    }
}

/* ---- words */

static const char *const short_list[] = {"渡口", "灯", NULL};
static const char *const long_list[] = {"渡口", "换灯", "鸭子", "赛跑", "船工", "Ferry", "A", "뉴스", NULL};

static bool
any_plainly(struct slice text, const char *const *words)
{
    bool found = false;
    for (; *words != NULL; words++)
        found = found || slice_find(text, *words) != SIZE_MAX;
    return found;
}

static void
test_words(void **state)
{
    (void)state;
    static const char *const pieces[] = {"渡口", "渡", "口",   "换灯", "灯", "鸭子", "子", "Ferry", "Fer", "ry",
                                         "A",    "a",  "뉴스", "뉴",   "，", "1031", "船", "工",    "é",   "\u3000"};
    struct support_chance chance = {43};
    for (int round = 0; round < 20000; round++) {
        struct buffer text = {0};
        for (size_t i = support_below(&chance, 6); i > 0; i--)
            buffer_add_text(&text, pieces[support_below(&chance, BASE_COUNT(pieces))]);
        struct slice slice = text.len > 0 ? buffer_slice(&text) : slice_make("", 0);
        assert_int_equal(words_in(slice, short_list), any_plainly(slice, short_list));
        assert_int_equal(words_in(slice, long_list), any_plainly(slice, long_list));
        assert_int_equal(words_begin(slice, long_list), words_begin_any(slice, long_list));
        assert_int_equal(words_end(slice, long_list), words_end_any(slice, long_list));
        assert_int_equal(words_skip(slice, long_list), words_skip_any(slice, long_list));
        buffer_done(&text);
    }
    struct buffer all = {0};
    for (int i = 0; i < 400; i++)
        buffer_add_text(&all, "石桥");
    assert_false(words_in(buffer_slice(&all), long_list));
    buffer_add_text(&all, "鸭子");
    assert_true(words_in(buffer_slice(&all), long_list));
    buffer_done(&all);
}

/* 渡口渡口 says again 渡口渡口; a pair counts as often as both have it. */
static void
test_restates(void **state)
{
    (void)state;
    assert_true(
        line_restates(slice_of("渡口的灯塔今天换了一盏新灯"), slice_of("渡口的灯塔今天换了一盏新灯，众人来看")));
    assert_false(line_restates(slice_of("灯塔灯塔灯塔灯塔灯塔灯塔"), slice_of("灯塔今天换了一盏新灯众人来看")));
    assert_false(line_restates(slice_of("渡口的灯"), slice_of("渡口的灯")));
}

/* ---- the model */

static void
test_active(void **state)
{
    (void)state;
    enum { LINES = 5 };
    struct support_chance chance = {47};
    float(*rows)[FEATURE_COUNT] = base_alloc_zero(LINES, sizeof *rows);
    struct active_features *active = base_alloc(LINES * sizeof *active);
    float *inputs = base_alloc_zero(INPUT_COUNT, sizeof *inputs);
    for (int round = 0; round < 60; round++) {
        for (size_t line = 0; line < LINES; line++) {
            for (size_t i = 0; i < FEATURE_COUNT; i++)
                rows[line][i] =
                    support_below(&chance, 3) == 0 ? (float)((int)support_below(&chance, 201) - 100) / 100 : 0;
            features_find_active(rows[line], &active[line]);
        }
        bool has[LINES] = {true};
        for (size_t line = 1; line < LINES; line++)
            has[line] = support_below(&chance, 4) > 0;
        const float *before[2] = {has[1] ? rows[1] : NULL, has[2] ? rows[2] : NULL},
                    *after[2] = {has[3] ? rows[3] : NULL, has[4] ? rows[4] : NULL};
        const struct active_features *active_before[2] = {has[1] ? &active[1] : NULL, has[2] ? &active[2] : NULL},
                                     *active_after[2] = {has[3] ? &active[3] : NULL, has[4] ? &active[4] : NULL};
        float shares[CLASS_COUNT], wanted[CLASS_COUNT];
        features_inputs(rows[0], before, after, inputs);
        model_judge(&model_trained, inputs, wanted);
        model_judge_active(&model_trained, &active[0], active_before, active_after, shares);
        assert_memory_equal(shares, wanted, sizeof shares);
    }
    free(inputs);
    free(active);
    free(rows);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sets),  cmocka_unit_test(test_classes),  cmocka_unit_test(test_previous),
        cmocka_unit_test(test_words), cmocka_unit_test(test_restates), cmocka_unit_test(test_active),
    };
    return cmocka_run_group_tests_name("told at once", tests, NULL, NULL);
}
