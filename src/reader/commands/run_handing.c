/* Handing articles on: to files and to other programs. */
#include "reader/commands/commands.h"

void
run_save(struct reader *reader, const struct command_args *args)
{
    save_as(reader, (enum handed)args->argument, args->text);
}

static bool
means_issue(const struct reader *reader)
{
    return reader->at.pane == PANE_ISSUES;
}

void
run_pipe(struct reader *reader, const struct command_args *args)
{
    pipe_to(reader, means_issue(reader), args->text);
}

void
run_print(struct reader *reader)
{
    pipe_to_printer(reader, means_issue(reader));
}

void
run_edit(struct reader *reader)
{
    edit_file(reader);
}

void
run_links(struct reader *reader, const struct command_args *args)
{
    links_open(reader, args->count);
}
