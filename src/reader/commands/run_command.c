/* Running a command: the only place where an account is refused one, and where what must follow any change follows. */
#include "reader/commands/commands.h"

/* Why a restricted account may not run it, or NULL. */
static const char *
refusal(const struct command_row *command)
{
    static const struct {
        unsigned trait;
        const char *words;
    } refusals[] = {
        {COMMAND_WRITES, N_("Nothing may be written here.")},
        {COMMAND_OPENS, N_("Nothing else may be opened here.")},
        {COMMAND_RUNS, N_("No other program may be run here.")},
    };
    for (size_t i = 0; i < BASE_COUNT(refusals); i++)
        if (command->traits & refusals[i].trait)
            return _(refusals[i].words);
    return NULL;
}

void
reader_run_command(struct reader *reader, const struct command_row *command, struct command_args args)
{
    if (reader->waits_for_search && reader->prompt.use == NULL)
        reader_finish_search(reader);
    const char *refused = reader->restricted ? refusal(command) : NULL;
    bool asked = reader->asked_to_quit;
    uint32_t turn_asked = reader->turn_asked;
    if (reader->prompt.use == NULL)
        jumps_begin(reader, command->traits);
    reader_clear_message(reader);
    reader->fresh_shown = false;
    reader->wanted_line = 0; /* who goes elsewhere is not to be taken back */
    args.argument = command->argument;
    if (refused != NULL)
        reader_say(reader, "%s", refused);
    else if (command->change != NULL)
        command->change(reader);
    else
        command->run(reader, &args);
    if (asked)
        reader->asked_to_quit = false;
    if (reader->turn_asked == turn_asked)
        reader->turn_asked = 0;
    reader_settle(reader);
    if (reader->prompt.use == NULL)
        jumps_end(reader);
}

void
reader_run_from_document(struct reader *reader, const struct command_row *command)
{
    document_close(reader);
    if (command->panes & 1U << reader->at.pane)
        reader_run_command(reader, command, (struct command_args){.text = slice_of("")});
    else
        reader_say(reader, _("%s does nothing here."), command->name);
}
