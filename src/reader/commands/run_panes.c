/* Panes, and what only the session can do. */
#include "reader/commands/commands.h"

void
run_switch(struct reader *reader)
{
    if (reader->at.pane == PANE_ARTICLE)
        pane_close(reader);
    else
        pane_open(reader);
}

void
run_help(struct reader *reader)
{
    if (reader->make_help != NULL && reader->at.pane != PANE_DOCUMENT)
        reader_open_document(reader, reader->make_help, reader->help_context);
}

void
run_quit(struct reader *reader, const struct command_args *args)
{
    pane_quit(reader, args->argument != 0);
}

void
run_request(struct reader *reader, const struct command_args *args)
{
    reader->request = (enum reader_request)args->argument;
}
