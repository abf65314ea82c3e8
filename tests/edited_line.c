/* What the tests of the prompt share; see edited_line.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "edited_line.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct slice
edited_line(const struct prompt *prompt)
{
    return slice_make(prompt->text.len > 0 ? prompt->text.at : "", prompt->text.len);
}

/* What must always hold: text without controls, not too long, the caret on a boundary. */
void
edited_check(const struct prompt *prompt)
{
    struct slice text = edited_line(prompt);
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

void
edited_check_shown(const struct prompt *prompt, const char *text, const char *file, int line)
{
    struct buffer got = {0};
    edited_check(prompt);
    buffer_add(&got, edited_line(prompt).at, prompt->caret);
    buffer_add_byte(&got, '|');
    buffer_add_slice(&got, slice_from(edited_line(prompt), prompt->caret));
    support_assert_text(buffer_slice(&got), text, file, line);
    buffer_done(&got);
}

/* Puts TEXT in, its | is the caret. */
void
edited_set(struct prompt *prompt, const char *text)
{
    const char *bar = strchr(text, '|');
    prompt_start(prompt, slice_of(bar + 1), prompt->history, prompt->complete, prompt->complete_context);
    prompt_act(prompt, PROMPT_HOME);
    prompt_insert(prompt, slice_make(text, (size_t)(bar - text)));
}

void
edited_offer(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates)
{
    struct slice word = slice_make(text.at + candidates->start_byte, caret - candidates->start_byte);
    for (const char *const *at = context; *at != NULL; at++)
        if (strncmp(*at, word.at, word.len) == 0 || slice_equal(word, slice_of("zh")))
            prompt_candidates_add(candidates, slice_of(*at));
}

void
edited_check_window(const struct prompt *prompt, size_t cells)
{
    struct slice text = edited_line(prompt);
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
