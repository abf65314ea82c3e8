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

/* From the results by way of the article. False: it cannot be opened. */
static bool
leave_results(struct reader *reader)
{
    if (reader->at.pane == PANE_RESULTS)
        results_open(reader);
    return reader->at.pane != PANE_RESULTS;
}

void
run_full_width(struct reader *reader)
{
    bool results = reader->at.pane == PANE_RESULTS;
    if (results && leave_results(reader))
        reader->at.full_width = true;
    else if (!results)
        pane_toggle_full_width(reader);
}

void
run_front(struct reader *reader)
{
    if (leave_results(reader))
        front_show(reader, true);
}

void
run_headlines(struct reader *reader)
{
    if (leave_results(reader))
        front_show(reader, false);
}

/* From the first column out of the page, as from a list. */
void
run_front_across(struct reader *reader, const struct command_args *args)
{
    if (!reader_shows_front(reader)) {
        reader_say(reader, "%s", _("That is for a front page."));
        return;
    }
    for (int i = 0; i < args_times(args); i++)
        if (!front_across(reader, args->argument)) {
            if (args->argument < 0)
                pane_close(reader);
            break;
        }
}

void
run_source(struct reader *reader)
{
    bool listed = reader->at.pane == PANE_RESULTS || reader->at.pane == PANE_ISSUES;
    if (!leave_results(reader))
        return;
    if (listed && reader_shows_source(reader))
        reader->at.pane = PANE_ARTICLE; /* it is what was asked for */
    else
        pane_toggle_source(reader);
}

void
run_help(struct reader *reader)
{
    if (reader->make_help != NULL && reader->at.pane != PANE_DOCUMENT)
        reader_open_rows(reader, NULL, reader->make_help, reader->act_help, reader->help_context);
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
