/* prompt: any edits, against a model that is too simple to be wrong: a list of clusters and a place in it; and the window that is
 * shown of the line.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "edited_line.h"

#include "kanbao/text.h"

/* ---- what is shown */

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
        edited_check_window(&prompt, cells);
        prompt_act(&prompt, PROMPT_HOME);
        prompt.first_byte = prompt_first(&prompt, cells);
        assert_int_equal(prompt.first_byte, 0);
        while (prompt.caret < prompt.text.len) {
            prompt_act(&prompt, PROMPT_RIGHT);
            edited_check_window(&prompt, cells);
            prompt.first_byte = prompt_first(&prompt, cells);
        }
        for (int i = 0; i < 50; i++) {
            size_t before = prompt.first_byte;
            prompt_act(&prompt, PROMPT_LEFT);
            edited_check_window(&prompt, cells);
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
        edited_check(&prompt);
        must(prompt.caret == model.left.len && prompt.text.len == model.left.len + model.right.len &&
                 memcmp(prompt.text.at, model.left.at, model.left.len) == 0 &&
                 memcmp(prompt.text.at + prompt.caret, model.right.at, model.right.len) == 0,
             "another line than the model's after %d edits", i + 1);
        if (i % 16 == 0)
            edited_check_window(&prompt, 4 + support_below(&chance, 60));
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
    prompt_start(&prompt, slice_of(""), &history, edited_offer, (void *)words);
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
        edited_check(&prompt);
        prompt.first_byte = prompt_first(&prompt, 4 + support_below(&chance, 60));
    }
    prompt_done(&prompt);
    prompt_history_done(&history);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_window),
        cmocka_unit_test(test_any_edits),
        cmocka_unit_test(test_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
