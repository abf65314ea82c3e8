/* What was typed before, and the walk through it. */
#include "prompt/prompt_private.h"

#include <stdlib.h>

static void
forget_at(struct prompt_history *history, size_t index)
{
    free(history->texts[index]);
    history->count--;
    memmove(history->texts + index, history->texts + index + 1, (history->count - index) * sizeof *history->texts);
}

void
prompt_history_add(struct prompt_history *history, struct slice text)
{
    char *copy = clean_copy(text);
    if (*copy == '\0') {
        free(copy);
        return;
    }
    for (size_t i = 0; i < history->count; i++)
        if (strcmp(history->texts[i], copy) == 0) {
            forget_at(history, i);
            break;
        }
    if (history->count == PROMPT_HISTORY_MAX)
        forget_at(history, 0);
    history->texts = base_grow(history->texts, &history->capacity, history->count + 1, sizeof *history->texts);
    history->texts[history->count++] = copy;
}

void
prompt_history_done(struct prompt_history *history)
{
    for (size_t i = 0; i < history->count; i++)
        free(history->texts[i]);
    free(history->texts);
    *history = (struct prompt_history){0};
}

static void
recall(struct prompt *prompt, size_t index, struct slice text)
{
    prompt->recalled = index;
    prompt_replace(prompt, 0, prompt->text.len, text);
}

/* The texts that begin with what was typed; not that itself, which the end of the walk shows. */
static bool
is_wanted(const struct prompt *prompt, struct slice text)
{
    struct slice typed = buffer_slice(&prompt->typed);
    return text.len > typed.len && slice_equal(slice_make(text.at, typed.len), typed);
}

bool
history_step(struct prompt *prompt, int direction)
{
    if (prompt->history == NULL)
        return false;
    size_t count = prompt->history->count;
    if (!prompt->recalls || prompt->recalled > count) {
        buffer_clear(&prompt->typed);
        buffer_add_slice(&prompt->typed, buffer_slice(&prompt->text));
        prompt->recalls = true;
        prompt->recalled = count;
    }
    size_t at = prompt->recalled;
    while (direction < 0 ? at > 0 : at < count) {
        at = direction < 0 ? at - 1 : at + 1;
        struct slice text = at == count ? buffer_slice(&prompt->typed) : slice_of(prompt->history->texts[at]);
        if (at < count && !is_wanted(prompt, text))
            continue;
        recall(prompt, at, text);
        return true;
    }
    return false;
}
