/* In the lists, and from article to article. */
#include "reader/commands/commands.h"

#include <limits.h>

void
run_select(struct reader *reader, const struct command_args *args)
{
    select_moved(reader, (long)args->argument * args_times(args));
}

void
run_select_page(struct reader *reader, const struct command_args *args)
{
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
step_results(struct reader *reader, enum reader_result_kind kind, int direction)
{
    bool moved = results_move_to(reader, kind, direction);
    if (!moved)
        reader_say(reader, "%s", direction > 0 ? _("Nothing found below.") : _("Nothing found above."));
    return moved;
}

void
run_next_article(struct reader *reader, const struct command_args *args)
{
    for (int i = 0; i < args_times(args); i++)
        if (reader->at.pane == PANE_RESULTS ? !step_results(reader, RESULT_ARTICLE, args->argument)
                                            : !article_step(reader, args->argument))
            break;
}

void
run_next_unread(struct reader *reader)
{
    if (reader->at.pane == PANE_ISSUES)
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
        if (!step_results(reader, RESULT_ISSUE, args->argument))
            break;
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

void
run_flag(struct reader *reader)
{
    notes_toggle_flag(reader, reader->at.article);
}
