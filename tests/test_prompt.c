/* prompt: a line being edited, action by action, its history and what completes it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "edited_line.h"

struct step {
    enum prompt_action action;
    const char *before, *after;
};

static void
check_steps(const struct step *steps, size_t count)
{
    struct prompt prompt = {0};
    for (size_t i = 0; i < count; i++) {
        edited_set(&prompt, steps[i].before);
        bool changed = prompt_act(&prompt, steps[i].action);
        assert_line(&prompt, steps[i].after);
        struct buffer a = {0}, b = {0};
        for (const char *at = steps[i].before; *at != '\0'; at++)
            if (*at != '|')
                buffer_add_byte(&a, *at);
        for (const char *at = steps[i].after; *at != '\0'; at++)
            if (*at != '|')
                buffer_add_byte(&b, *at);
        assert_int_equal(changed, !slice_equal(buffer_slice(&a), buffer_slice(&b)));
        buffer_done(&a);
        buffer_done(&b);
    }
    prompt_done(&prompt);
}

/* ---- single actions */

static void
test_moves(void **state)
{
    static const struct step steps[] = {
        {PROMPT_LEFT, "|", "|"},
        {PROMPT_RIGHT, "|", "|"},
        {PROMPT_LEFT, "桥头|", "桥|头"},
        {PROMPT_LEFT, "|桥头", "|桥头"},
        {PROMPT_RIGHT, "桥|头", "桥头|"},
        {PROMPT_RIGHT, "|e\u0301x", "e\u0301|x"},
        {PROMPT_LEFT, "ae\u0301|", "a|e\u0301"},
        {PROMPT_LEFT, "x👨‍👩‍👧|", "x|👨‍👩‍👧"},
        {PROMPT_LEFT, "🇨🇳🇯🇵|", "🇨🇳|🇯🇵"},
        {PROMPT_HOME, "桥头|x", "|桥头x"},
        {PROMPT_END, "|桥头x", "桥头x|"},
    };
    (void)state;
    check_steps(steps, BASE_COUNT(steps));
}

static void
test_words(void **state)
{
    static const struct step steps[] = {
        {PROMPT_WORD_RIGHT, "|one two", "one| two"},
        {PROMPT_WORD_RIGHT, "one| two", "one two|"},
        {PROMPT_WORD_LEFT, "one two|", "one |two"},
        {PROMPT_WORD_LEFT, "one |two", "|one two"},
        {PROMPT_WORD_LEFT, "one t|wo", "one |two"},
        {PROMPT_WORD_LEFT, " ,. |", "| ,. "},
        {PROMPT_WORD_RIGHT, "|by:岑知秋", "by|:岑知秋"},
        {PROMPT_WORD_RIGHT, "by|:岑知秋", "by:岑知秋|"}, /* the last three stay together */
        {PROMPT_WORD_RIGHT, "|理论学习中心组", "理论|学习中心组"},
        {PROMPT_WORD_RIGHT, "理论学习|中心组", "理论学习中心组|"},
        {PROMPT_WORD_LEFT, "理论学习中心组|", "理论学习|中心组"},
        {PROMPT_WORD_LEFT, "理论学|习中心组", "理论|学习中心组"},
        {PROMPT_WORD_LEFT, "渡口2026年|", "渡口2026|年"},
        {PROMPT_WORD_LEFT, "渡口2026|年", "渡口|2026年"},
        {PROMPT_WORD_LEFT, "岬のカモメ|", "岬|のカモメ"},
        {PROMPT_WORD_LEFT, "나루 종|", "나루 |종"},
        {PROMPT_WORD_RIGHT, "|\u3000渡口", "\u3000渡口|"},
        {PROMPT_KILL_WORD_BACK, "渡口旧物|清点", "渡口|清点"},
        {PROMPT_KILL_WORD_FORWARD, "渡口|旧物清点", "渡口|清点"},
        {PROMPT_KILL_WORD_BACK, "one  |", "|"},
    };
    (void)state;
    check_steps(steps, BASE_COUNT(steps));
}

static void
test_deletes(void **state)
{
    static const struct step steps[] = {
        {PROMPT_DELETE_BACK, "|", "|"},
        {PROMPT_DELETE_BACK, "|a", "|a"},
        {PROMPT_DELETE_BACK, "桥头|x", "桥|x"},
        {PROMPT_DELETE_BACK, "ae\u0301|", "a|"},
        {PROMPT_DELETE_FORWARD, "桥|头x", "桥|x"},
        {PROMPT_DELETE_FORWARD, "桥|👨‍👩‍👧x", "桥|x"},
        {PROMPT_DELETE_FORWARD, "a|", "a|"},
        {PROMPT_DELETE_FORWARD, "a|b\u0301", "a|"},
        {PROMPT_KILL_TO_END, "桥|头x", "桥|"},
        {PROMPT_KILL_TO_START, "桥头|x", "|x"},
        {PROMPT_TRANSPOSE, "桥|头x", "头桥|x"},
        {PROMPT_TRANSPOSE, "桥头|", "头桥|"},
        {PROMPT_TRANSPOSE, "|桥头", "|桥头"},
        {PROMPT_TRANSPOSE, "桥|", "桥|"},
        {PROMPT_TRANSPOSE, "ae\u0301|", "e\u0301a|"},
    };
    (void)state;
    check_steps(steps, BASE_COUNT(steps));
}

/* A mark that is typed between two characters joins the first; a letter before a mark takes it. */
static void
test_typed_marks(void **state)
{
    struct prompt prompt = {0};
    (void)state;
    edited_set(&prompt, "e|x");
    prompt_insert(&prompt, slice_of("\u0301"));
    assert_line(&prompt, "e\u0301|x");
    edited_set(&prompt, "|\u0301x");
    prompt_insert(&prompt, slice_of("e"));
    assert_line(&prompt, "e\u0301|x");
    /* a family, as an input method sends it */
    edited_set(&prompt, "|x");
    static const char *const points[] = {"👨", "\u200D", "👩", "\u200D", "👧"};
    for (size_t i = 0; i < BASE_COUNT(points); i++)
        prompt_insert(&prompt, slice_of(points[i]));
    assert_line(&prompt, "👨‍👩‍👧|x");
    prompt_act(&prompt, PROMPT_DELETE_BACK);
    assert_line(&prompt, "|x");
    prompt_done(&prompt);
}

static void
test_pasted(void **state)
{
    static const struct {
        const char *text, *line;
    } cases[] = {
        {"", "|"},
        {"渡口\n旧物\r\n", "渡口 旧物|"},
        {"\t\n a\tb", " a b|"},
        {"a\033[31mb\x7F\xC2\x85\u2028\u2029c\n", "a [31mb c|"},
        {"\xFF渡\xE6\xB8x", "\uFFFD渡\uFFFDx|"},
        {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD|"},
        {"a\u202Eb", "a\u202Eb|"}, /* shown as a tag */
    };
    struct prompt prompt = {0};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        prompt_start(&prompt, slice_of(""), NULL, NULL, NULL);
        assert_true(prompt_insert(&prompt, slice_of(cases[i].text)));
        assert_line(&prompt, cases[i].line);
    }
    assert_true(prompt_insert(&prompt, slice_make("x\0y", 3)));
    assert_line(&prompt, "a\u202Ebx y|");
    prompt_done(&prompt);
}

static void
test_full(void **state)
{
    struct prompt prompt = {0};
    struct buffer text = {0};
    (void)state;
    while (text.len <= PROMPT_BYTES_MAX)
        buffer_add_text(&text, "渡e\u0301");
    assert_false(prompt_insert(&prompt, buffer_slice(&text)));
    edited_check(&prompt);
    assert_in_range(prompt.text.len, PROMPT_BYTES_MAX - 5, PROMPT_BYTES_MAX);
    size_t len = prompt.text.len;
    assert_false(prompt_insert(&prompt, slice_of("渡口旧物")));
    prompt_act(&prompt, PROMPT_KILL_TO_START);
    prompt_act(&prompt, PROMPT_YANK);
    assert_int_equal(prompt.text.len, len);
    assert_false(prompt_act(&prompt, PROMPT_YANK));
    edited_check(&prompt);
    buffer_done(&text);
    prompt_done(&prompt);
}

static void
test_kills_join(void **state)
{
    struct prompt prompt = {0};
    (void)state;
    edited_set(&prompt, "one two| three four");
    prompt_act(&prompt, PROMPT_KILL_WORD_BACK);
    prompt_act(&prompt, PROMPT_KILL_WORD_BACK);
    prompt_act(&prompt, PROMPT_KILL_WORD_FORWARD);
    assert_line(&prompt, "| four");
    prompt_act(&prompt, PROMPT_END);
    prompt_act(&prompt, PROMPT_YANK);
    assert_line(&prompt, " fourone two three|");
    prompt_act(&prompt, PROMPT_KILL_WORD_BACK); /* a new one */
    prompt_start(&prompt, slice_of(""), NULL, NULL, NULL);
    prompt_act(&prompt, PROMPT_YANK); /* outlives the line */
    assert_line(&prompt, "three|");
    prompt_done(&prompt);
}

static void
test_undo(void **state)
{
    struct prompt prompt = {0};
    (void)state;
    prompt_start(&prompt, slice_of("渡口"), NULL, NULL, NULL);
    assert_false(prompt_act(&prompt, PROMPT_UNDO));
    static const char *const typed[] = {" ", "o", "n", "e", " ", "t", "w", "o"};
    for (size_t i = 0; i < BASE_COUNT(typed); i++)
        prompt_insert(&prompt, slice_of(typed[i]));
    prompt_act(&prompt, PROMPT_KILL_TO_START);
    static const char *const lines[] = {"渡口 one two|", "渡口 one|", "渡口|", "渡口|"};
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        prompt_act(&prompt, PROMPT_UNDO);
        assert_line(&prompt, lines[i]);
    }
    for (int i = 0; i < 3 * PROMPT_UNDO_MAX; i++) {
        prompt_insert(&prompt, slice_of("x"));
        prompt_act(&prompt, PROMPT_LEFT);
    }
    for (int i = 0; i < PROMPT_UNDO_MAX; i++)
        assert_true(prompt_act(&prompt, PROMPT_UNDO));
    assert_false(prompt_act(&prompt, PROMPT_UNDO));
    assert_int_equal(prompt.text.len, strlen("渡口") + 2 * PROMPT_UNDO_MAX);
    prompt_done(&prompt);
}

/* ---- history */

static void
test_history(void **state)
{
    struct prompt_history history = {0};
    struct prompt prompt = {0};
    static const char *const texts[] = {"渡口", "桥头", "渡口 旧物", "", "桥头", "渡\n轮"};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(texts); i++)
        prompt_history_add(&history, slice_of(texts[i]));
    assert_int_equal(history.count, 4);
    static const char *const kept[] = {"渡口", "渡口 旧物", "桥头", "渡 轮"};
    for (size_t i = 0; i < BASE_COUNT(kept); i++)
        assert_string_equal(history.texts[i], kept[i]);

    prompt_start(&prompt, slice_of(""), &history, NULL, NULL);
    assert_false(prompt_act(&prompt, PROMPT_NEWER));
    for (size_t i = BASE_COUNT(kept); i-- > 0;) {
        assert_true(prompt_act(&prompt, PROMPT_OLDER));
        assert_text(edited_line(&prompt), kept[i]);
    }
    assert_false(prompt_act(&prompt, PROMPT_OLDER));
    assert_line(&prompt, "渡口|");

    /* those that begin with what was typed, which comes back */
    prompt_start(&prompt, slice_of("渡口"), &history, NULL, NULL);
    prompt_act(&prompt, PROMPT_OLDER);
    assert_line(&prompt, "渡口 旧物|");
    assert_false(prompt_act(&prompt, PROMPT_OLDER));
    prompt_act(&prompt, PROMPT_LEFT); /* a move ends no walk */
    prompt_act(&prompt, PROMPT_NEWER);
    assert_line(&prompt, "渡口|");
    prompt_act(&prompt, PROMPT_OLDER);
    prompt_insert(&prompt, slice_of("x")); /* a change does */
    assert_false(prompt_act(&prompt, PROMPT_NEWER));
    assert_false(prompt_act(&prompt, PROMPT_OLDER));
    assert_line(&prompt, "渡口 旧物x|");
    prompt_act(&prompt, PROMPT_UNDO);
    prompt_act(&prompt, PROMPT_UNDO); /* the walk as one */
    assert_line(&prompt, "渡口|");
    prompt_done(&prompt);
    for (int i = 0; i < PROMPT_HISTORY_MAX + 5; i++) {
        char text[16];
        snprintf(text, sizeof text, "%d", i);
        prompt_history_add(&history, slice_of(text));
    }
    assert_int_equal(history.count, PROMPT_HISTORY_MAX);
    assert_string_equal(history.texts[0], "5");
    prompt_history_done(&history);
}

/* ---- completion */

static void
test_completion(void **state)
{
    static const char *const words[] = {"headline:", "headless", "by:", "岑知秋", "岑知春", NULL};
    struct prompt prompt = {0};
    (void)state;
    prompt_start(&prompt, slice_of("x h"), NULL, edited_offer, (void *)words);
    prompt_insert(&prompt, slice_of(" y"));
    for (int i = 0; i < 2; i++)
        prompt_act(&prompt, PROMPT_LEFT);
    static const char *const round[] = {"x headl| y", "x headline:| y", "x headless| y", "x headl| y",
                                        "x headline:| y"};
    for (size_t i = 0; i < BASE_COUNT(round); i++) {
        assert_true(prompt_act(&prompt, PROMPT_COMPLETE));
        assert_line(&prompt, round[i]);
    }
    for (size_t i = BASE_COUNT(round) - 1; i-- > 0;) {
        prompt_act(&prompt, PROMPT_COMPLETE_BACK);
        assert_line(&prompt, round[i]);
    }
    prompt_act(&prompt, PROMPT_UNDO);
    assert_line(&prompt, "x h| y");

    /* a move takes the offer: then it is complete */
    prompt_act(&prompt, PROMPT_COMPLETE);
    prompt_act(&prompt, PROMPT_COMPLETE);
    prompt_act(&prompt, PROMPT_END);
    prompt_insert(&prompt, slice_of(" b"));
    assert_true(prompt_act(&prompt, PROMPT_COMPLETE)); /* the only one */
    assert_line(&prompt, "x headline: y by:|");

    edited_set(&prompt, "岑|");
    prompt_act(&prompt, PROMPT_COMPLETE);
    assert_line(&prompt, "岑知|");
    /* nothing in common with what was typed: the first at once, and around to that */
    edited_set(&prompt, "zh|");
    static const char *const all[] = {"headline:|", "headless|", "by:|", "岑知秋|", "岑知春|", "zh|"};
    for (size_t i = 0; i < BASE_COUNT(all); i++) {
        prompt_act(&prompt, PROMPT_COMPLETE);
        assert_line(&prompt, all[i]);
    }
    edited_set(&prompt, "q|");
    assert_false(prompt_act(&prompt, PROMPT_COMPLETE));
    assert_false(prompt_act(&prompt, PROMPT_UNDO) && prompt.text.len > 1); /* nothing was kept for it */
    prompt_start(&prompt, slice_of("h"), NULL, NULL, NULL);
    assert_false(prompt_act(&prompt, PROMPT_COMPLETE));
    prompt_done(&prompt);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moves),       cmocka_unit_test(test_words),  cmocka_unit_test(test_deletes),
        cmocka_unit_test(test_typed_marks), cmocka_unit_test(test_pasted), cmocka_unit_test(test_full),
        cmocka_unit_test(test_kills_join),  cmocka_unit_test(test_undo),   cmocka_unit_test(test_history),
        cmocka_unit_test(test_completion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
