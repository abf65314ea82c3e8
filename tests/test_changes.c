/* changes: what is new in a text, against what a reader would say, a slow oracle, and what must always hold.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/changes.h"
#include "kanbao/text.h"

#include <stdlib.h>
#include <time.h>

/* ---- two sequences */

enum { LONGEST = 48 };

/* Hunt and Szymanski have faster ones: this is the definition. */
static size_t
common_length(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
    size_t best[LONGEST + 1][LONGEST + 1] = {{0}};
    for (size_t i = 1; i <= a_count; i++)
        for (size_t k = 1; k <= b_count; k++) {
            size_t other = best[i - 1][k] > best[i][k - 1] ? best[i - 1][k] : best[i][k - 1];
            best[i][k] = a[i - 1] == b[k - 1] ? best[i - 1][k - 1] + 1 : other;
        }
    return best[a_count][b_count];
}

/* How many are kept: the same ones in both. */
static size_t
check_kept(const uint64_t *a, size_t a_count, const bool *kept_a, const uint64_t *b, size_t b_count, const bool *kept_b)
{
    size_t kept = 0, k = 0;
    for (size_t i = 0; i < a_count; i++) {
        if (!kept_a[i])
            continue;
        while (k < b_count && !kept_b[k])
            k++;
        must(k < b_count && a[i] == b[k], "element %zu of A is kept, but not in B", i);
        kept++;
        k++;
    }
    while (k < b_count)
        must(!kept_b[k++], "more of B is kept than of A");
    return kept;
}

static void
draw_sequence(struct support_chance *chance, uint64_t *at, size_t count, uint32_t letters)
{
    for (size_t i = 0; i < count; i++)
        at[i] = support_below(chance, letters);
}

static void
test_no_common_subsequence_is_longer(void **state)
{
    (void)state;
    struct support_chance chance = {16};
    for (int i = support_is_slow() ? 1000 : 50000; i > 0; i--) {
        uint64_t a[LONGEST], b[LONGEST];
        bool kept_a[LONGEST] = {false}, kept_b[LONGEST] = {false};
        size_t a_count = support_below(&chance, LONGEST + 1), b_count = support_below(&chance, LONGEST + 1);
        size_t steps = 1 << 20;
        uint32_t letters = support_below(&chance, 8) + 1;
        draw_sequence(&chance, a, a_count, letters);
        draw_sequence(&chance, b, b_count, letters);
        assert_true(changes_align(a, a_count, b, b_count, kept_a, kept_b, &steps));
        size_t kept = check_kept(a, a_count, kept_a, b, b_count, kept_b), most = common_length(a, a_count, b, b_count);
        must(kept == most, "%zu are kept of %zu", kept, most);
    }
}

/* Where the steps do not suffice less is kept, but nothing wrong. */
static void
test_few_steps(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    struct support_chance chance = {17};
    for (size_t few = 0; few < 3000000; few = few * 3 + 1) {
        static uint64_t a[MANY], b[MANY];
        bool kept_a[MANY] = {false}, kept_b[MANY] = {false};
        size_t steps = few;
        draw_sequence(&chance, a, MANY, 300);
        draw_sequence(&chance, b, MANY, 300);
        changes_align(a, MANY, b, MANY, kept_a, kept_b, &steps);
        check_kept(a, MANY, kept_a, b, MANY, kept_b);
        assert_true(steps <= few);
    }
}

/* ---- two texts */

/* [-removed-]{+added+} */
static char *
written(const char *before, const char *after)
{
    struct changes changes = {.at = NULL};
    struct buffer out = {0};
    changes_find(slice_of(before), slice_of(after), &changes);
    for (size_t i = 0; i < changes.count; i++) {
        const struct change_span *span = &changes.at[i];
        const char *signs[][2] = {{"", ""}, {"[-", "-]"}, {"{+", "+}"}};
        buffer_add_text(&out, signs[span->change][0]);
        buffer_add_slice(&out, span->change == CHANGE_REMOVED ? span->before : span->after);
        buffer_add_text(&out, signs[span->change][1]);
    }
    changes_done(&changes);
    return buffer_take(&out);
}

static void
test_what_a_reader_would_say(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"", "", ""},
        {"旧船修好了。", "旧船修好了。", "旧船修好了。"},
        {"昨天夜里修好了", "前天夜里修好了", "[-昨-]{+前+}天夜里修好了"},
        /* numbers and words are whole */
        {"用了1.5万元", "用了15万元", "用了[-1.5-]{+15+}万元"},
        {"增长5%左右", "增长5.2%左右", "增长[-5%-]{+5.2%+}左右"},
        {"the old ferry is mended", "the older ferry is mended", "the [-old -]{+older +}ferry is mended"},
        /* neither punctuation nor blanks nor width nor case */
        {"本报讯,旧船ABC修好了.", "本报讯，旧船ａｂｃ 修好了。", "本报讯，旧船ａｂｃ 修好了。"},
        {"1,200元", "１２００元", "１２００元"},
        {"修好了\n下水了", "修好了下水了", "修好了下水了"},
        /* one character in common is no more than chance */
        {"船在二十日下水，请来看", "船在三十日晚间下水，请来看", "船在[-二-]{+三+}十日{+晚间+}下水，请来看"},
        {"甲乙丙丁戊", "子乙丑丁戊", "[-甲乙丙-]{+子乙丑+}丁戊"},
        {"one the two", "three the four", "[-one -]{+three +}the [-two-]{+four+}"},
        /* what begins and ends with a clause */
        {"年轻的七十一岁，年长的八十二岁，三个人", "年轻的七十一岁，三个人",
         "年轻的七十一岁，[-年长的八十二岁，-]三个人"},
        {"甲来了。乙走了。", "甲来了。乙来了。乙走了。", "甲来了。{+乙来了。+}乙走了。"},
        {"worked from the spring, and were paid in soup.\n", "worked from the spring.\n",
         "worked from the spring[-, and were paid in soup-].\n"},
        {"修好了。", "修好了，明天下水。", "修好了{+，明天下水+}。"},
        {"修好了。", "修好了。明天下水。", "修好了。{+明天下水。+}"},
        /* marks before a word are the word's */
        {"他说好", "他说“不”好", "他说{+“不”+}好"},
        /* paragraphs */
        {"一段话\n二段话\n三段话\n", "一段话\n三段话\n", "一段话\n[-二段话\n-]三段话\n"},
        {"一段话\n三段话\n", "一段话\n再说一句\n三段话\n", "一段话\n{+再说一句\n+}三段话\n"},
        {"……", "——", "——"},
        {"……", "好", "[-……-]{+好+}"},
        {"好", "", "[-好-]"},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        char *got = written(cases[i][0], cases[i][1]);
        must(strcmp(got, cases[i][2]) == 0, "“%s” to “%s”: “%s”", cases[i][0], cases[i][1], got);
        free(got);
    }
}

/* The spans are both texts, and what is kept says the same. */
static void
check_spans(struct slice before, struct slice after, const struct changes *changes)
{
    size_t a = 0, b = 0;
    for (size_t i = 0; i < changes->count; i++) {
        const struct change_span *span = &changes->at[i];
        must((span->before.len > 0) == (span->change != CHANGE_ADDED), "span %zu", i);
        must((span->after.len > 0) == (span->change != CHANGE_REMOVED), "span %zu", i);
        must(span->before.len == 0 || span->before.at == before.at + a, "span %zu is not where it should be", i);
        must(span->after.len == 0 || span->after.at == after.at + b, "span %zu is not where it should be", i);
        a += span->before.len;
        b += span->after.len;
    }
    assert_int_equal(a, before.len);
    assert_int_equal(b, after.len);
}

/* Words of TEXT, a few of them others. */
static void
change_some(struct buffer *out, struct support_chance *chance, struct slice text)
{
    for (size_t at = 0, next; at < text.len; at = next) {
        text_point(text, at, &next);
        uint32_t what = support_below(chance, 20);
        if (what != 0)
            buffer_add(out, text.at + at, next - at);
        if (what < 2)
            support_add_points(out, chance, support_below(chance, 3), true);
    }
}

static void
test_spans_are_both_texts(void **state)
{
    (void)state;
    struct support_chance chance = {18};
    struct changes changes = {.at = NULL};
    for (int i = support_is_slow() ? 100 : 3000; i > 0; i--) {
        struct buffer before = {0}, after = {0};
        support_add_points(&before, &chance, support_below(&chance, 300), true);
        if (support_below(&chance, 4) == 0)
            support_add_points(&after, &chance, support_below(&chance, 300), true);
        else
            change_some(&after, &chance, buffer_slice(&before));
        changes_find(buffer_slice(&before), buffer_slice(&after), &changes);
        check_spans(buffer_slice(&before), buffer_slice(&after), &changes);
        buffer_done(&before);
        buffer_done(&after);
    }
    changes_done(&changes);
}

/* Long texts that have nothing in common take no longer than a key may. */
static void
test_long_texts(void **state)
{
    (void)state;
    enum { POINTS = 1 << 18, SECONDS = 5 };
    struct support_chance chance = {19};
    struct buffer before = {0}, after = {0};
    struct changes changes = {.at = NULL};
    for (int i = 0; i < POINTS / (support_is_slow() ? 16 : 1); i++) {
        char utf8[4];
        buffer_add(&before, utf8, text_encode(0x4E00 + support_below(&chance, 2000), utf8));
        buffer_add(&after, utf8, text_encode(0x4E00 + support_below(&chance, 2000), utf8));
    }
    struct timespec began, ended;
    clock_gettime(CLOCK_MONOTONIC, &began);
    changes_find(buffer_slice(&before), buffer_slice(&after), &changes);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    check_spans(buffer_slice(&before), buffer_slice(&after), &changes);
    must(support_is_slow() || ended.tv_sec - began.tv_sec < SECONDS, "it took some %ld s",
         (long)(ended.tv_sec - began.tv_sec));
    buffer_done(&before);
    buffer_done(&after);
    changes_done(&changes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_common_subsequence_is_longer),
        cmocka_unit_test(test_few_steps),
        cmocka_unit_test(test_what_a_reader_would_say),
        cmocka_unit_test(test_spans_are_both_texts),
        cmocka_unit_test(test_long_texts),
    };
    return cmocka_run_group_tests_name("changes", tests, NULL, NULL);
}
