/* Commands with what they take, to be run one after another. */
#include "command/bindings.h"

#include <stdlib.h>

void
calls_add(struct command_calls *calls, struct command_call call)
{
    calls->at = base_grow(calls->at, &calls->capacity, calls->count + 1, sizeof *calls->at);
    calls->at[calls->count++] = call;
}

void
command_calls_done(struct command_calls *calls)
{
    for (size_t i = 0; i < calls->count; i++)
        free(calls->at[i].own);
    free(calls->at);
    *calls = (struct command_calls){0};
}

/* What one of them says stays to be read, where none behind it says anything. */
static void
run_call(struct reader *reader, const struct command_call *call, struct buffer *said)
{
    if (reader->message.len > 0) {
        buffer_clear(said);
        buffer_add_slice(said, buffer_slice(&reader->message));
    }
    reader_run_command(reader, call->command, call->args);
}

void
command_run_calls(struct keymap *keymap, struct reader *reader, struct command_calls *calls)
{
    struct buffer said = {0};
    size_t i = 0;
    while (i < calls->count && (i == 0 || reader->request == READER_RUNS))
        run_call(reader, &calls->at[i++], &said);
    if (reader->message.len == 0 && said.len > 0 && reader->prompt.use == NULL)
        reader_say(reader, "%s", said.at);
    if (i < calls->count && reader->request != READER_QUITS) {
        struct command_calls rest = {0};
        for (; i < calls->count; i++) {
            calls_add(&rest, calls->at[i]);
            calls->at[i].own = NULL;
        }
        command_calls_done(&keymap->rest);
        keymap->rest = rest;
    }
    buffer_done(&said);
}

bool
command_go_on(struct keymap *keymap, struct reader *reader)
{
    struct command_calls calls = keymap->rest;
    if (calls.count == 0)
        return false;
    keymap->rest = (struct command_calls){.at = NULL};
    command_run_calls(keymap, reader, &calls);
    command_calls_done(&calls);
    return true;
}

void
command_go_on_alone(struct keymap *keymap, struct reader *reader)
{
    while (keymap->rest.count > 0 && reader_take_request(reader) != READER_QUITS)
        command_go_on(keymap, reader);
}
