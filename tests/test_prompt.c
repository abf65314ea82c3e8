/* prompt: a line being edited, against a model that is too simple to be wrong: a list of clusters and a place in it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/prompt.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* ---- tools */

static struct slice
line_of(const struct prompt *prompt)
{
    return slice_make(prompt->text.len > 0 ? prompt->text.at : "", prompt->text.len);
}

/* What must always hold: text without controls, not too long, the caret on a boundary. */
static void
check_line(const struct prompt *prompt)
{
    struct slice text = line_of(prompt);
    char *copy = base_strndup(text.at, text.len);
    size_t repaired, at = 0, len = text_repair(&copy, text.len, &repaired);
    must(repaired == 0 && len == text.len, "no UTF-8");
    must(text.len <= PROMPT_BYTES_MAX, "%zu bytes", text.len);
    for (size_t i = 0; i < len;) {
        char32_t code;
        i += text_decode(copy + i, &code);
        must(code >= 0x20 && (code < 0x7F || code >= 0xA0), "U+%04lX", (unsigned long)code);
    }
    while (at < prompt->caret)
        at += text_cluster_at(text, at).bytes;
    must(at == prompt->caret, "the caret %zu is inside of what ends at %zu", prompt->caret, at);
    free(copy);
}

/* TEXT has a | where the caret is. */
#define assert_line(prompt, text) check_shown((prompt), (text), __FILE__, __LINE__)
static void
check_shown(const struct prompt *prompt, const char *text, const char *file, int line)
{
    struct buffer got = {0};
    check_line(prompt);
    buffer_add(&got, line_of(prompt).at, prompt->caret);
    buffer_add_byte(&got, '|');
    buffer_add_slice(&got, slice_from(line_of(prompt), prompt->caret));
    support_assert_text(buffer_slice(&got), text, file, line);
    buffer_done(&got);
}

/* Puts TEXT in, its | is the caret. */
static void
set_line(struct prompt *prompt, const char *text)
{
    const char *bar = strchr(text, '|');
    prompt_start(prompt, slice_of(bar + 1), prompt->history, prompt->complete, prompt->complete_context);
    prompt_act(prompt, PROMPT_HOME);
    prompt_insert(prompt, slice_make(text, (size_t)(bar - text)));
}

struct step {
    enum prompt_action action;
    const char *before, *after;
};

static void
check_steps(const struct step *steps, size_t count)
{
    struct prompt prompt = {0};
    for (size_t i = 0; i < count; i++) {
        set_line(&prompt, steps[i].before);
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
    set_line(&prompt, "e|x");
    prompt_insert(&prompt, slice_of("\u0301"));
    assert_line(&prompt, "e\u0301|x");
    set_line(&prompt, "|\u0301x");
    prompt_insert(&prompt, slice_of("e"));
    assert_line(&prompt, "e\u0301|x");
    /* a family, as an input method sends it */
    set_line(&prompt, "|x");
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
    check_line(&prompt);
    assert_in_range(prompt.text.len, PROMPT_BYTES_MAX - 5, PROMPT_BYTES_MAX);
    size_t len = prompt.text.len;
    assert_false(prompt_insert(&prompt, slice_of("渡口旧物")));
    prompt_act(&prompt, PROMPT_KILL_TO_START);
    prompt_act(&prompt, PROMPT_YANK);
    assert_int_equal(prompt.text.len, len);
    assert_false(prompt_act(&prompt, PROMPT_YANK));
    check_line(&prompt);
    buffer_done(&text);
    prompt_done(&prompt);
}

static void
test_kills_join(void **state)
{
    struct prompt prompt = {0};
    (void)state;
    set_line(&prompt, "one two| three four");
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
        assert_text(line_of(&prompt), kept[i]);
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
offer_words(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates)
{
    struct slice word = slice_make(text.at + candidates->start_byte, caret - candidates->start_byte);
    for (const char *const *at = context; *at != NULL; at++)
        if (strncmp(*at, word.at, word.len) == 0 || slice_equal(word, slice_of("zh")))
            prompt_candidates_add(candidates, slice_of(*at));
}

static void
test_completion(void **state)
{
    static const char *const words[] = {"headline:", "headless", "by:", "岑知秋", "岑知春", NULL};
    struct prompt prompt = {0};
    (void)state;
    prompt_start(&prompt, slice_of("x h"), NULL, offer_words, (void *)words);
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

    set_line(&prompt, "岑|");
    prompt_act(&prompt, PROMPT_COMPLETE);
    assert_line(&prompt, "岑知|");
    /* nothing in common with what was typed: the first at once, and around to that */
    set_line(&prompt, "zh|");
    static const char *const all[] = {"headline:|", "headless|", "by:|", "岑知秋|", "岑知春|", "zh|"};
    for (size_t i = 0; i < BASE_COUNT(all); i++) {
        prompt_act(&prompt, PROMPT_COMPLETE);
        assert_line(&prompt, all[i]);
    }
    set_line(&prompt, "q|");
    assert_false(prompt_act(&prompt, PROMPT_COMPLETE));
    assert_false(prompt_act(&prompt, PROMPT_UNDO) && prompt.text.len > 1); /* nothing was kept for it */
    prompt_start(&prompt, slice_of("h"), NULL, NULL, NULL);
    assert_false(prompt_act(&prompt, PROMPT_COMPLETE));
    prompt_done(&prompt);
}

/* ---- what is shown */

static void
check_window(const struct prompt *prompt, size_t cells)
{
    struct slice text = line_of(prompt);
    size_t first = prompt_first(prompt, cells), at = 0;
    while (at < first)
        at += text_cluster_at(text, at).bytes;
    must(at == first && first <= prompt->caret, "%zu is no beginning", first);
    size_t col = (first > 0) + text_cells(slice_make(text.at + first, prompt->caret - first));
    size_t on = prompt->caret < text.len ? text_cluster_at(text, prompt->caret).cells : 0;
    bool fits = on + 2 <= cells;
    must(!fits || col + on < cells, "the caret at %zu of %zu cells", col, cells);
    size_t rest = text_cells(slice_from(text, first));
    if (first == 0 || rest + 2 > cells)
        return;
    size_t before = 0;
    for (size_t next = 0; next < first; next += text_cluster_at(text, next).bytes)
        before = next;
    size_t more = text_cells(slice_from(text, before));
    must(more + 1 + (before > 0) > cells, "room is left for what is hidden");
}

static void
test_window(void **state)
{
    struct prompt prompt = {0};
    struct buffer text = {0};
    (void)state;
    for (int i = 0; i < 40; i++)
        buffer_add_text(&text, "渡口a");
    prompt_start(&prompt, buffer_slice(&text), NULL, NULL, NULL);
    for (size_t cells = 4; cells < 250; cells += 3) {
        check_window(&prompt, cells);
        prompt_act(&prompt, PROMPT_HOME);
        prompt.first_byte = prompt_first(&prompt, cells);
        assert_int_equal(prompt.first_byte, 0);
        while (prompt.caret < prompt.text.len) {
            prompt_act(&prompt, PROMPT_RIGHT);
            check_window(&prompt, cells);
            prompt.first_byte = prompt_first(&prompt, cells);
        }
        for (int i = 0; i < 50; i++) {
            size_t before = prompt.first_byte;
            prompt_act(&prompt, PROMPT_LEFT);
            check_window(&prompt, cells);
            prompt.first_byte = prompt_first(&prompt, cells);
            must(prompt.first_byte == before || prompt.caret < before, "moved for nothing");
        }
        prompt_act(&prompt, PROMPT_END);
    }
    buffer_done(&text);
    prompt_done(&prompt);
}

/* ---- any edits */

/* The model: the text in two halves. */
struct model {
    struct buffer left, right;
};

static void
model_set(struct model *model, struct slice left, struct slice right)
{
    struct buffer a = {0}, b = {0};
    buffer_add_slice(&a, left);
    buffer_add_slice(&b, right);
    buffer_done(&model->left);
    buffer_done(&model->right);
    *model = (struct model){a, b};
}

/* The halves of TEXT, parted at the first boundary at AT or behind it. */
static void
model_part(struct model *model, struct slice text, size_t at)
{
    size_t part = 0;
    while (part < at && part < text.len)
        part += text_cluster_at(text, part).bytes;
    model_set(model, slice_make(text.at, part), slice_from(text, part));
}

static size_t
last_cluster(struct slice text)
{
    size_t last = 0;
    for (size_t at = 0; at < text.len; at += text_cluster_at(text, at).bytes)
        last = at;
    return last;
}

static void
model_join(struct model *model, struct slice left, struct slice right)
{
    struct buffer all = {0};
    buffer_add_slice(&all, left);
    buffer_add_slice(&all, right);
    model_part(model, buffer_slice(&all), left.len);
    buffer_done(&all);
}

static void
model_act(struct model *model, enum prompt_action action)
{
    struct slice left = buffer_slice(&model->left), right = buffer_slice(&model->right);
    struct buffer all = {0};
    buffer_add_slice(&all, left);
    buffer_add_slice(&all, right);
    size_t next = right.len > 0 ? text_cluster_at(right, 0).bytes : 0;
    switch (action) {
    case PROMPT_LEFT: model_part(model, buffer_slice(&all), last_cluster(left)); break;
    case PROMPT_RIGHT: model_part(model, buffer_slice(&all), left.len + next); break;
    case PROMPT_HOME: model_part(model, buffer_slice(&all), 0); break;
    case PROMPT_END: model_part(model, buffer_slice(&all), all.len); break;
    case PROMPT_DELETE_BACK: model_join(model, slice_make(left.at, last_cluster(left)), right); break;
    case PROMPT_DELETE_FORWARD: model_join(model, left, slice_from(right, next)); break;
    case PROMPT_KILL_TO_START: model_join(model, slice_make("", 0), right); break;
    case PROMPT_KILL_TO_END: model_join(model, left, slice_make("", 0)); break;
    default: break;
    }
    buffer_done(&all);
}

static void
insert_both(struct prompt *prompt, struct model *model, struct support_chance *chance)
{
    struct buffer text = {0}, kept = {0};
    support_add_points(&text, chance, 1 + support_below(chance, 6), false);
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        size_t bytes = text_decode(text.at + at, &code);
        if (code >= 0x20 && (code < 0x7F || code >= 0xA0) && code != 0xFEFF && code != 0x2028 && code != 0x2029)
            buffer_add(&kept, text.at + at, bytes);
        at += bytes;
    }
    if (prompt->text.len + kept.len <= PROMPT_BYTES_MAX && kept.len > 0) {
        struct buffer left = {0};
        assert_true(prompt_insert(prompt, buffer_slice(&kept)));
        buffer_add_slice(&left, buffer_slice(&model->left));
        buffer_add_slice(&left, buffer_slice(&kept));
        model_join(model, buffer_slice(&left), buffer_slice(&model->right));
        buffer_done(&left);
    }
    buffer_done(&text);
    buffer_done(&kept);
}

static void
test_any_edits(void **state)
{
    static const enum prompt_action modelled[] = {
        PROMPT_LEFT,           PROMPT_RIGHT,         PROMPT_HOME,           PROMPT_END,  PROMPT_DELETE_BACK,
        PROMPT_DELETE_FORWARD, PROMPT_DELETE_BACK,   PROMPT_DELETE_FORWARD, PROMPT_LEFT, PROMPT_LEFT,
        PROMPT_RIGHT,          PROMPT_KILL_TO_START, PROMPT_KILL_TO_END};
    struct support_chance chance = {20260203};
    struct prompt prompt = {0};
    struct model model = {0};
    int rounds = support_is_slow() ? 1000 : 20000;
    (void)state;
    prompt_start(&prompt, slice_of(""), NULL, NULL, NULL);
    model_set(&model, slice_make("", 0), slice_make("", 0));
    for (int i = 0; i < rounds; i++) {
        uint32_t which = support_below(&chance, 100);
        if (which < 45) {
            insert_both(&prompt, &model, &chance);
        } else {
            enum prompt_action action = modelled[support_below(&chance, which < 98 ? 11 : BASE_COUNT(modelled))];
            prompt_act(&prompt, action);
            model_act(&model, action);
        }
        check_line(&prompt);
        must(prompt.caret == model.left.len && prompt.text.len == model.left.len + model.right.len &&
                 memcmp(prompt.text.at, model.left.at, model.left.len) == 0 &&
                 memcmp(prompt.text.at + prompt.caret, model.right.at, model.right.len) == 0,
             "another line than the model's after %d edits", i + 1);
        if (i % 16 == 0)
            check_window(&prompt, 4 + support_below(&chance, 60));
    }
    buffer_done(&model.left);
    buffer_done(&model.right);
    prompt_done(&prompt);
}

/* All actions, and bytes that are no text: what must always hold does. */
static void
test_anything(void **state)
{
    static const char *const words[] = {"渡口", "渡轮", "e\u0301x", "e\u0301y", "🇨🇳", NULL};
    struct prompt_history history = {0};
    struct support_chance chance = {77};
    struct prompt prompt = {0};
    int rounds = support_is_slow() ? 1000 : 20000;
    (void)state;
    for (size_t i = 0; words[i] != NULL; i++)
        prompt_history_add(&history, slice_of(words[i]));
    prompt_start(&prompt, slice_of(""), &history, offer_words, (void *)words);
    for (int i = 0; i < rounds; i++) {
        char bytes[24];
        size_t len = support_below(&chance, sizeof bytes);
        for (size_t k = 0; k < len; k++)
            bytes[k] = (char)support_below(&chance, 256);
        uint32_t which = support_below(&chance, 100);
        if (which < 5)
            prompt_insert(&prompt, slice_make(bytes, len));
        else if (which < 30)
            prompt_insert(&prompt, slice_of(words[support_below(&chance, 5)]));
        else
            prompt_act(&prompt, (enum prompt_action)support_below(&chance, PROMPT_ACTION_COUNT));
        check_line(&prompt);
        prompt.first_byte = prompt_first(&prompt, 4 + support_below(&chance, 60));
    }
    prompt_done(&prompt);
    prompt_history_done(&history);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moves),       cmocka_unit_test(test_words),  cmocka_unit_test(test_deletes),
        cmocka_unit_test(test_typed_marks), cmocka_unit_test(test_pasted), cmocka_unit_test(test_full),
        cmocka_unit_test(test_kills_join),  cmocka_unit_test(test_undo),   cmocka_unit_test(test_history),
        cmocka_unit_test(test_completion),  cmocka_unit_test(test_window), cmocka_unit_test(test_any_edits),
        cmocka_unit_test(test_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
