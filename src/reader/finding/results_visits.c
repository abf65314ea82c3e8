/* From what was found in the library to the articles, and back. */
#include "reader/finding/finding.h"

#include <stdlib.h>

void
results_show(struct reader *reader)
{
    if (reader->results->text.len == 0) {
        results_open_prompt(reader, false);
    } else if (reader->at.pane != PANE_RESULTS && !results_return(reader)) {
        /* the article that was opened from here is no place to go back to */
        results_keep_before(reader);
        reader->at.pane = PANE_RESULTS;
    }
}

bool
reader_result_unseen(const struct reader *reader, const struct reader_result *row)
{
    size_t which = reader_standing_find(reader, buffer_slice(&reader->results->text));
    return which != SIZE_MAX && !standings_was_there(reader, which, row);
}

/* What is typed is not yet meant. */
void
results_see(struct reader *reader)
{
    struct reader_results *results = reader->results;
    size_t which = reader_standing_find(reader, buffer_slice(&results->text));
    if (reader->at.pane != PANE_RESULTS || reader->prompt.use != NULL || !results->complete || results->seen ||
        which == SIZE_MAX)
        return;
    results->seen = true;
    standings_seen(reader, which, results->batches, results->batch_count);
}

static void
open_selected(struct reader *reader)
{
    enum reader_pane before = reader->at.pane;
    reader->at.pane = PANE_ARTICLE;
    reader->results->opened = results_show_selected(reader);
    if (reader->results->opened)
        reader->results->followed = reader->results->borrowed = false;
    else
        reader->at.pane = before;
}

void
results_open(struct reader *reader)
{
    if (reader_on_timeline(reader))
        results_narrow_selected(reader);
    else if (results_chance_selected(reader))
        results_show_chance(reader, true);
    else if (results_selected(reader) != NULL)
        open_selected(reader);
}

bool
results_return(struct reader *reader)
{
    struct reader_results *results = reader->results;
    if (!results->opened || results->row_count == 0)
        return false;
    results->opened = false;
    reader->at.pane = PANE_RESULTS;
    return true;
}

void
results_leave(struct reader *reader)
{
    results_stop_search(reader);
    results_put_back(reader);
}

static bool
is_gone(const struct reader *reader)
{
    const struct reader_result *row = results_selected(reader);
    return !library_has(reader->library, reader_result_issue(row)->id);
}

/* On to a hit in an issue that is still there; back to BEFORE where there is none. */
static void
skip_gone(struct reader *reader, size_t before, int direction)
{
    struct reader_results *results = reader->results;
    while (is_gone(reader)) {
        size_t at = results->selected;
        results_step(reader, direction);
        if (results->selected == at)
            results->selected = before;
        if (results->selected == before)
            return;
    }
}

/* Another issue is shown: which one, and which of the hits. */
static void
say_issue(struct reader *reader)
{
    struct reader_result_list list = reader_results(reader);
    struct buffer date = {0};
    if (reader->message.len > 0)
        return; /* that it cannot be read, or not all of it */
    reader_add_date(&date, library_date(reader->library, reader->at.issue), true);
    reader_say(reader, "%zu/%zu%s\u3000%s%s%s", list.hit, list.hits, list.progress.more ? "+" : "",
               date.len > 0 ? date.at : "", date.len > 0 ? "\u3000" : "",
               library_title(reader->library, reader->at.issue));
    buffer_done(&date);
}

/* To the next hit of the library, or the one before; false: the article that is shown is none of theirs. */
static bool
step_results(struct reader *reader, int direction, int count)
{
    struct reader_results *results = reader->results;
    const struct reader_result *row = results_selected(reader);
    bool listed = reader->at.pane == PANE_RESULTS;
    if (listed ? results->row_count == 0 : row == NULL || !results_shown(reader))
        return listed;
    size_t before = results->selected;
    uint32_t issue = reader->at.issue;
    results_step(reader, (long)direction * count);
    if (!listed)
        skip_gone(reader, before, direction);
    if (results->selected == before)
        reader_say(reader, "%s", direction > 0 ? _("This is the last hit.") : _("This is the first hit."));
    else if (!listed)
        results_open(reader);
    if (!listed && reader->at.issue != issue)
        say_issue(reader);
    return true;
}

void
hit_step_anywhere(struct reader *reader, int direction, int count)
{
    if (!step_results(reader, direction, count))
        hit_step(reader, direction, count);
}
