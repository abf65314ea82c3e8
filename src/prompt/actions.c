/* The line and its actions: each is a small function of a table. Knows neither keys nor what the line is for. */
#include "prompt/prompt_private.h"

#include "kanbao/text.h"

void
prompt_done(struct prompt *prompt)
{
    undo_forget(prompt);
    candidates_done(&prompt->candidates);
    buffer_done(&prompt->text);
    buffer_done(&prompt->killed);
    buffer_done(&prompt->typed);
    buffer_done(&prompt->unfinished);
    *prompt = (struct prompt){0};
}

void
prompt_start(struct prompt *prompt, struct slice text, const struct prompt_history *history, prompt_complete *complete,
             void *context)
{
    struct buffer killed = prompt->killed;
    prompt->killed = (struct buffer){0};
    prompt_done(prompt);
    *prompt = (struct prompt){.killed = killed, .history = history, .complete = complete, .complete_context = context};
    prompt_insert(prompt, text);
    undo_forget(prompt);
    prompt->types = false;
}

/* ---- typing */

/* Is TEXT to be undone together with what was typed before it? A word is. */
static bool
goes_on_typing(const struct prompt *prompt, struct slice text)
{
    return prompt->types && text.len > 0 && !text_is_space(text_first(text));
}

bool
prompt_insert(struct prompt *prompt, struct slice text)
{
    struct buffer clean = {0};
    buffer_add(&prompt->text, "", 0);
    clean_add(&clean, text);
    size_t room = PROMPT_BYTES_MAX - prompt->text.len, len = clean.len;
    bool fits = len <= room;
    if (!fits)
        len = clean_fit(buffer_slice(&clean), room);
    if (len > 0) {
        struct slice piece = slice_make(clean.at, len);
        if (!goes_on_typing(prompt, piece))
            undo_keep(prompt);
        prompt_replace(prompt, prompt->caret, prompt->caret, piece);
        prompt->types = text_points(piece) == 1;
        prompt->kills = prompt->recalls = prompt->offers = false;
    }
    buffer_done(&clean);
    return fits;
}

void
prompt_set(struct prompt *prompt, struct slice text)
{
    struct buffer clean = {0};
    buffer_add(&prompt->text, "", 0);
    clean_add(&clean, text);
    undo_keep(prompt);
    prompt_replace(prompt, 0, prompt->text.len, buffer_slice(&clean));
    prompt->types = prompt->kills = prompt->recalls = prompt->offers = false;
    buffer_done(&clean);
}

/* ---- moves */

static bool
move_to(struct prompt *prompt, size_t caret)
{
    prompt->caret = clean_snap(buffer_slice(&prompt->text), caret);
    return false;
}

static bool
act_left(struct prompt *prompt)
{
    return move_to(prompt, clean_previous(buffer_slice(&prompt->text), prompt->caret));
}

static bool
act_right(struct prompt *prompt)
{
    return move_to(prompt, clean_next(buffer_slice(&prompt->text), prompt->caret));
}

static bool
act_word_left(struct prompt *prompt)
{
    return move_to(prompt, word_left(buffer_slice(&prompt->text), prompt->caret));
}

static bool
act_word_right(struct prompt *prompt)
{
    return move_to(prompt, word_right(buffer_slice(&prompt->text), prompt->caret));
}

static bool
act_home(struct prompt *prompt)
{
    return move_to(prompt, 0);
}

static bool
act_end(struct prompt *prompt)
{
    return move_to(prompt, prompt->text.len);
}

/* ---- deleting */

static bool
delete_bytes(struct prompt *prompt, size_t start, size_t end)
{
    if (start == end)
        return false;
    undo_keep(prompt);
    return prompt_replace(prompt, start, end, slice_make("", 0));
}

static bool
act_delete_back(struct prompt *prompt)
{
    return delete_bytes(prompt, clean_previous(buffer_slice(&prompt->text), prompt->caret), prompt->caret);
}

static bool
act_delete_forward(struct prompt *prompt)
{
    return delete_bytes(prompt, prompt->caret, clean_next(buffer_slice(&prompt->text), prompt->caret));
}

/* What is killed goes before or behind what the kill just before it took. */
static bool
kill_bytes(struct prompt *prompt, size_t start, size_t end)
{
    struct buffer killed = {0};
    struct slice gone = slice_make(prompt->text.at + start, end - start);
    if (gone.len == 0)
        return false;
    bool back = end == prompt->caret;
    if (back)
        buffer_add_slice(&killed, gone);
    if (prompt->kills)
        buffer_add_slice(&killed, buffer_slice(&prompt->killed));
    if (!back)
        buffer_add_slice(&killed, gone);
    buffer_done(&prompt->killed);
    prompt->killed = killed;
    return delete_bytes(prompt, start, end);
}

static bool
act_kill_to_end(struct prompt *prompt)
{
    return kill_bytes(prompt, prompt->caret, prompt->text.len);
}

static bool
act_kill_to_start(struct prompt *prompt)
{
    return kill_bytes(prompt, 0, prompt->caret);
}

static bool
act_kill_word_back(struct prompt *prompt)
{
    return kill_bytes(prompt, word_left(buffer_slice(&prompt->text), prompt->caret), prompt->caret);
}

static bool
act_kill_word_forward(struct prompt *prompt)
{
    return kill_bytes(prompt, prompt->caret, word_right(buffer_slice(&prompt->text), prompt->caret));
}

static bool
act_yank(struct prompt *prompt)
{
    size_t before = prompt->text.len;
    prompt_insert(prompt, buffer_slice(&prompt->killed));
    return prompt->text.len != before;
}

static bool
act_transpose(struct prompt *prompt)
{
    struct slice text = buffer_slice(&prompt->text);
    size_t middle = prompt->caret < text.len ? prompt->caret : clean_previous(text, text.len);
    size_t start = clean_previous(text, middle), end = clean_next(text, middle);
    if (start == middle || middle == end)
        return false;
    struct buffer swapped = {0};
    undo_keep(prompt);
    buffer_add(&swapped, text.at + middle, end - middle);
    buffer_add(&swapped, text.at + start, middle - start);
    prompt_replace(prompt, start, end, buffer_slice(&swapped));
    buffer_done(&swapped);
    return true;
}

/* ---- the others */

static bool
act_older(struct prompt *prompt)
{
    return history_step(prompt, -1);
}

static bool
act_newer(struct prompt *prompt)
{
    return history_step(prompt, 1);
}

static bool
act_complete(struct prompt *prompt)
{
    return complete_step(prompt, 1);
}

static bool
act_complete_back(struct prompt *prompt)
{
    return complete_step(prompt, -1);
}

typedef bool act(struct prompt *prompt);

static act *const actions[PROMPT_ACTION_COUNT] = {
    [PROMPT_LEFT] = act_left,
    [PROMPT_RIGHT] = act_right,
    [PROMPT_WORD_LEFT] = act_word_left,
    [PROMPT_WORD_RIGHT] = act_word_right,
    [PROMPT_HOME] = act_home,
    [PROMPT_END] = act_end,
    [PROMPT_DELETE_BACK] = act_delete_back,
    [PROMPT_DELETE_FORWARD] = act_delete_forward,
    [PROMPT_KILL_TO_END] = act_kill_to_end,
    [PROMPT_KILL_TO_START] = act_kill_to_start,
    [PROMPT_KILL_WORD_BACK] = act_kill_word_back,
    [PROMPT_KILL_WORD_FORWARD] = act_kill_word_forward,
    [PROMPT_YANK] = act_yank,
    [PROMPT_TRANSPOSE] = act_transpose,
    [PROMPT_UNDO] = undo_take_back,
    [PROMPT_OLDER] = act_older,
    [PROMPT_NEWER] = act_newer,
    [PROMPT_COMPLETE] = act_complete,
    [PROMPT_COMPLETE_BACK] = act_complete_back,
};

bool
prompt_act(struct prompt *prompt, enum prompt_action action)
{
    bool completes = action == PROMPT_COMPLETE || action == PROMPT_COMPLETE_BACK;
    bool walks = action == PROMPT_OLDER || action == PROMPT_NEWER;
    bool begins = (completes && !prompt->offers) || (walks && !prompt->recalls);
    buffer_add(&prompt->text, "", 0); /* from here on its text is somewhere */
    /* a walk or a round of offers is undone as one; other actions keep the line themselves */
    if (begins)
        undo_keep(prompt);
    if (!completes)
        prompt->offers = false; /* also a move says that the one offered is taken */
    bool changed = actions[action](prompt);
    if (begins && !changed)
        undo_drop(prompt);
    prompt->kills = action >= PROMPT_KILL_TO_END && action <= PROMPT_KILL_WORD_FORWARD;
    prompt->types = false;
    if (changed && !walks)
        prompt->recalls = false;
    return changed;
}
