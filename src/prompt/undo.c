/* The line as it was before: whole, as lines are short. */
#include "prompt/prompt_private.h"

#include <stdlib.h>

void
undo_keep(struct prompt *prompt)
{
    if (prompt->undo_count == PROMPT_UNDO_MAX) {
        free(prompt->undo[0].text);
        memmove(prompt->undo, prompt->undo + 1, --prompt->undo_count * sizeof prompt->undo[0]);
    }
    prompt->undo[prompt->undo_count++] = (struct prompt_state){
        base_strndup(prompt->text.len > 0 ? prompt->text.at : "", prompt->text.len), prompt->caret};
}

bool
undo_take_back(struct prompt *prompt)
{
    if (prompt->undo_count == 0)
        return false;
    struct prompt_state state = prompt->undo[--prompt->undo_count];
    buffer_clear(&prompt->text);
    buffer_add_text(&prompt->text, state.text);
    prompt->caret = state.caret;
    free(state.text);
    return true;
}

void
undo_drop(struct prompt *prompt)
{
    free(prompt->undo[--prompt->undo_count].text);
}

void
undo_forget(struct prompt *prompt)
{
    while (prompt->undo_count > 0)
        undo_drop(prompt);
}
