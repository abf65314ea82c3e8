/* In the lists, and from article to article. */
#include "reader/commands/commands.h"

#include <limits.h>

void
run_select(struct reader *reader, const struct command_args *args)
{
    long steps = (long)args->argument * args_times(args);
    if (reader->at.pane == PANE_RESULTS)
        results_select(reader, steps);
    else if (reader_shows_front(reader))
        front_step(reader, steps);
    else
        select_moved(reader, steps);
}

void
run_select_page(struct reader *reader, const struct command_args *args)
{
    if (reader_shows_front(reader)) {
        front_turn(reader, args->argument * args_times(args));
        return;
    }
    int body_rows = reader_geometry(reader).body_rows, rows = body_rows > 2 ? body_rows - 1 : 1;
    if (reader->at.pane == PANE_LIST)
        rows = (rows + 1) / 2; /* headlines take up to two rows */
    long steps = (long)args->argument * rows * args_times(args);
    if (reader->at.pane == PANE_RESULTS)
        results_move_rows(reader, steps);
    else
        select_moved(reader, steps);
}

void
run_select_edge(struct reader *reader, const struct command_args *args)
{
    /* 12G is the twelfth */
    if (args->count > 0) {
        select_moved(reader, LONG_MIN / 2);
        select_moved(reader, args->count - 1);
    } else if (reader_shows_front(reader)) {
        front_edge(reader, args->argument);
    } else {
        select_moved(reader, args->argument < 0 ? LONG_MIN / 2 : LONG_MAX / 2);
    }
}

void
run_jump(struct reader *reader, const struct command_args *args)
{
    for (int i = 0; i < args_times(args); i++)
        if (!jumps_step(reader, args->argument))
            break;
}

static bool
step_results(struct reader *reader, bool issue, int direction)
{
    bool moved = results_move_to(reader, issue, direction);
    if (!moved)
        reader_say(reader, "%s", direction > 0 ? _("Nothing found below.") : _("Nothing found above."));
    return moved;
}

void
run_next_article(struct reader *reader, const struct command_args *args)
{
    for (int i = 0; i < args_times(args); i++)
        if (reader->at.pane == PANE_RESULTS ? !step_results(reader, false, args->argument)
                                            : !article_step(reader, args->argument))
            break;
}

void
run_next_unread(struct reader *reader)
{
    if (reader->at.pane == PANE_ISSUES || reader->at.pane == PANE_CALENDAR)
        issue_open_unread(reader);
    else
        article_next_unread(reader, true);
}

void
run_next_issue(struct reader *reader, const struct command_args *args)
{
    if (reader->at.pane != PANE_RESULTS)
        select_next_issue(reader, (long)args->argument * args_times(args));
    for (int i = 0; reader->at.pane == PANE_RESULTS && i < args_times(args); i++)
        if (!step_results(reader, true, args->argument))
            break;
}

void
run_issue_month(struct reader *reader, const struct command_args *args)
{
    for (int i = 0; i < args_times(args); i++)
        if (!issue_list_move_by_month(reader, args->argument)) {
            reader_say(reader, "%s",
                       args->argument > 0 ? _("No month follows in the list.")
                                          : _("No month stands before it in the list."));
            break;
        }
}

/* Who names such a command elsewhere is in the calendar then. */
static bool
in_calendar(struct reader *reader)
{
    return reader->at.pane == PANE_CALENDAR || calendar_open(reader);
}

void
run_calendar_days(struct reader *reader, const struct command_args *args)
{
    if (in_calendar(reader))
        calendar_move_days(reader, (long)args->argument * args_times(args));
}

void
run_calendar_months(struct reader *reader, const struct command_args *args)
{
    if (in_calendar(reader))
        calendar_move_months(reader, (long)args->argument * args_times(args));
}

void
run_calendar_edge(struct reader *reader, const struct command_args *args)
{
    if (in_calendar(reader))
        calendar_move_edge(reader, args->argument);
}

void
run_next_uncertain(struct reader *reader, const struct command_args *args)
{
    for (int i = 0; i < args_times(args); i++)
        if (!select_next_uncertain(reader, args->argument))
            break;
}

void
run_window(struct reader *reader, const struct command_args *args)
{
    window_select(reader, args->argument);
}

void
run_toggle_read(struct reader *reader)
{
    marks_set_read(reader, reader->at.article, !reader_is_read(reader, reader->at.article));
}

/* In the results it is the selected article, whose issue is shown for that long. */
static void
flag_found(struct reader *reader)
{
    const struct reader_result *row = results_selected(reader);
    struct reader_place here = place_now(reader);
    if (row == NULL)
        return;
    uint32_t issue = row->batch->issues[row->issue].id, line = row->batch->articles[row->article].line;
    if (!library_has(reader->library, issue)) {
        reader_say(reader, "%s", _("That article is no longer there."));
        return;
    }
    if (issue != reader->at.issue)
        select_issue(reader, issue, false);
    if (reader->shown != NULL && line < reader->shown->line_count && reader->shown->article_count > 0)
        notes_toggle_flag(reader, article_of_line(reader->shown, line));
    place_go(reader, &here);
}

void
run_flag(struct reader *reader)
{
    if (reader->at.pane == PANE_RESULTS)
        flag_found(reader);
    else
        notes_toggle_flag(reader, reader->at.article);
}
