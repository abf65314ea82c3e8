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
    prompt_line_pick(reader, (size_t)args->argument);
}

void
run_prompt_end(struct reader *reader, const struct command_args *args)
{
    prompt_line_end(reader, args->argument != 0);
}
