/* Running a command: the only place where an account is refused one, and where what must follow any change follows. */
#include "reader/commands/commands.h"

/* Of a command that takes a text, the text is what would be opened. Why a restricted account may not run it, or NULL. */
static const char *
refusal(const struct command_row *command, const struct command_args *args)
{
    static const struct {
        unsigned trait;
        const char *words;
    } refusals[] = {
        {COMMAND_WRITES, N_("Nothing may be written here.")},
        {COMMAND_OPENS, N_("Nothing else may be opened here.")},
        {COMMAND_RUNS, N_("No other program may be run here.")},
    };
    unsigned traits = command->traits;
    if (traits & COMMAND_TEXT && args->text.len == 0)
        traits &= ~(unsigned)COMMAND_OPENS;
    for (size_t i = 0; i < BASE_COUNT(refusals); i++)
        if (traits & refusals[i].trait)
            return _(refusals[i].words);
    return NULL;
}

/* At a prompt what is typed does not wait for what is found; but what is picked is of that. */
static bool
picks(const struct command_row *command)
{
    return command->run == run_pick || (command->run == run_prompt && command->argument == PROMPT_NEWER);
}

void
reader_run_command(struct reader *reader, const struct command_row *command, struct command_args args)
{
    if (reader->waits_for_search && (reader->prompt.use == NULL || picks(command)))
        reader_finish_search(reader);
    const char *refused = reader->restricted ? refusal(command, &args) : NULL;
    bool asked = reader->asked_to_quit, offered = reader->resumes != NULL;
    uint32_t turn_asked = reader->turn_asked;
    if (reader->prompt.use == NULL)
        jumps_begin(reader, command->traits);
    reader_clear_message(reader);
    reader->fresh_shown = false;
    reader->wanted_line = 0; /* who goes elsewhere is not to be taken back */
    args.argument = command->argument;
    /* what is done to the paper is to be seen */
    if (refused == NULL && reader->at.pane == PANE_DOCUMENT && command->panes != 0 && !(command->panes & IN_DOCUMENT) &&
        !(command->panes & IN_PROMPT))
        document_close(reader);
    if (refused != NULL)
        reader_say(reader, "%s", refused);
    else if (command->change != NULL)
        command->change(reader);
    else
        command->run(reader, &args);
    reader->touched = true;
    if (offered)
        last_visit_forget(reader);
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
    if (command->panes & 1U << reader_keys_pane(reader))
        reader_run_command(reader, command, (struct command_args){.text = slice_of("")});
    else
        reader_say(reader, _("%s does nothing here."), command->name);
}
