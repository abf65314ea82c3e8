/* The keys of the prompt. */
#include "reader/commands/commands.h"

void
run_prompt(struct reader *reader, const struct command_args *args)
{
    prompt_line_act(reader, (enum prompt_action)args->argument);
}

void
run_pick(struct reader *reader, const struct command_args *args)
{
    struct reader_candidates candidates = reader_candidates(reader);
    if ((size_t)args->argument < candidates.count)
        jumps_picked(reader);
    prompt_line_pick(reader, (size_t)args->argument);
}

void
run_prompt_end(struct reader *reader, const struct command_args *args)
{
    if (args->argument != 0 && strip_is_selected(reader))
        jumps_picked(reader);
    if (reader->at.pane == PANE_DOCUMENT && reader->prompt.use != NULL &&
        reader->prompt.use->complete == query_complete)
        document_close(reader); /* that says what a query says */
    prompt_line_end(reader, args->argument != 0);
}
