/* The mouse, by what is under it. The wheel moves what is looked at, never what is selected, and reads nothing; the button does
 * what keys do.
 */
#include "reader/whole/whole.h"

#include <assert.h>
#include <stdlib.h>

enum { WHEEL_ROWS = 3 };

void
reader_wheel(struct reader *reader, int row, int col, int direction)
{
    struct reader_geometry geometry = reader_geometry(reader);
    struct reader_spot spot = reader_at_cell(reader, row, col);
    if (reader->at.pane == PANE_CALENDAR) {
        calendar_scroll(reader, direction);
        issues_look(reader);
    } else if (spot.part == SPOT_LIST) {
        list_scroll(reader, &geometry, direction * WHEEL_ROWS);
        issues_look(reader);
    } else if (spot.part == SPOT_TEXT && reader_shows_source(reader)) {
        source_scroll(reader, direction * WHEEL_ROWS);
    } else if (spot.part == SPOT_TEXT) {
        scroll_lines(reader, direction, geometry.columns > 1 ? 1 : WHEEL_ROWS);
    }
}

/* ---- the button */

static void
click_result(struct reader *reader, size_t row)
{
    struct reader_results *results = reader->results;
    while (row < results->row_count && results->rows[row].kind == RESULT_ARTICLE)
        row++; /* it is its first hit's */
    if (row >= results->row_count || (results->rows[row].kind == RESULT_CHANCE && results->chance_shown))
        return;
    if (row == results->selected)
        pane_open(reader);
    else
        results->selected = row;
}

/* A month of the timeline. */
static void
click_span(struct reader *reader, size_t index)
{
    struct reader_timeline timeline;
    if (reader_timeline_place(reader, &timeline) >= 0)
        results_narrow(reader, &timeline, index);
}

static void
click_issue(struct reader *reader, size_t row)
{
    if (!issue_list_go(reader, row))
        pane_open(reader);
}

/* A day, or what is said of it. */
static void
click_calendar(struct reader *reader, const struct reader_spot *spot)
{
    struct reader_side_place place = reader_calendar_side_place(reader);
    if (spot->part == SPOT_LIST && spot->entry == reader->calendar.day) {
        pane_open(reader);
    } else if (spot->part == SPOT_LIST) {
        calendar_go(reader, (uint32_t)spot->entry);
    } else {
        struct reader_side_row *rows = base_alloc_zero((size_t)place.rows + 1, sizeof *rows);
        size_t count = reader_calendar_side(reader, rows, (size_t)place.rows);
        struct reader_side_row row = spot->entry < count ? rows[spot->entry] : (struct reader_side_row){.issue = 0};
        free(rows);
        if (row.issue != 0 && row.issue != reader->at.issue && row.kind != SIDE_MORE)
            select_issue(reader, row.issue, false);
        if (row.kind == SIDE_HEADLINE) {
            select_article(reader, row.number);
            reader->at.pane = PANE_LIST;
            pane_open(reader);
        }
    }
}

/* What a front page says of the last visit, of searches and of other days. */
static void
click_news(struct reader *reader, size_t index)
{
    struct reader_front_news news;
    reader_front_news(reader, &news);
    const struct reader_news_cell *cell = &news.cells[index];
    switch (cell->kind) {
    case NEWS_VISIT: last_visit_go(reader, reader_news_visit(reader)); break;
    case NEWS_SEARCH: search_library_for(reader, reader_standing_at(reader, cell->search).query); break;
    case NEWS_DAY: select_issue(reader, library_at(reader->library, cell->day.first), false); break;
    }
}

/* A list that has not the keys is given them first. */
static void
click_headline(struct reader *reader, uint32_t article)
{
    bool has_keys = reader->at.pane == PANE_LIST;
    reader->at.pane = PANE_LIST;
    if (article != reader->at.article)
        select_article(reader, article);
    else if (has_keys)
        pane_open(reader);
}

static void
click_text(struct reader *reader)
{
    bool beside_list = reader->at.pane == PANE_LIST || reader->at.pane == PANE_ISSUES;
    if (reader->at.pane == PANE_RESULTS)
        results_open(reader);
    if (beside_list && (reader_article(reader) != NULL || reader_shows_source(reader)))
        reader->at.pane = PANE_ARTICLE;
}

static void
click_row(struct reader *reader, size_t row)
{
    if (row == reader->document.row)
        document_act(reader);
    else
        reader->document.row = row;
}

/* Who clicks goes on by themselves, and comes back from there as by keys. */
void
reader_click(struct reader *reader, int row, int col)
{
    struct reader_spot spot = reader_at_cell(reader, row, col);
    if (reader->prompt.use != NULL)
        return; /* what is typed is finished first */
    reader_clear_message(reader);
    last_visit_forget(reader);
    reader->touched = true;
    reader->held = (struct reader_held){spot.part, col};
    jumps_begin(reader, reader->at.pane == PANE_RESULTS ? COMMAND_LEAVES : 0);
    if (reader->at.pane == PANE_DOCUMENT && spot.has_entry)
        click_row(reader, spot.entry);
    else if (reader->at.pane == PANE_CALENDAR && spot.has_entry)
        click_calendar(reader, &spot);
    else if (spot.part == SPOT_TEXT)
        click_text(reader);
    else if (!spot.has_entry)
        return;
    else if (spot.part == SPOT_NEWS)
        click_news(reader, spot.entry);
    else if (spot.part == SPOT_TOP_LINE)
        click_span(reader, spot.entry);
    else if (reader->at.pane == PANE_RESULTS)
        click_result(reader, spot.entry);
    else if (reader->at.pane == PANE_ISSUES)
        click_issue(reader, spot.entry);
    else
        click_headline(reader, spot.article);
    reader_settle(reader);
    if (reader->prompt.use == NULL)
        jumps_end(reader);
}

/* The smallest share that puts the line between the panes there. */
static void
drag_rule(struct reader *reader, int col)
{
    const struct option_row *option = options_find("list-width");
    char share[16];
    int percent = (col * 100 + reader->cols - 1) / reader->cols;
    percent = percent < option->min ? option->min : percent > option->max ? option->max : percent;
    if (percent == reader->options.list_width)
        return;
    snprintf(share, sizeof share, "%d", percent);
    struct error *error = reader_set_option(reader, option->name, share);
    assert(error == NULL);
    error_free(error);
    reader_keep_visible(reader);
}

/* Over text it is meant for the terminal, which would select it. */
void
reader_drag(struct reader *reader, int col)
{
    enum { MEANT = 3 }; /* less is a click by an unsteady hand */
    int moved = col - reader->held.col;
    if (reader->held.part == SPOT_RULE)
        drag_rule(reader, col);
    else if (reader->held.part == SPOT_TEXT && (moved >= MEANT || moved <= -MEANT))
        reader_say(reader, "%s", _("With Shift, the mouse selects text."));
}

void
reader_release(struct reader *reader)
{
    reader->held.part = SPOT_NOTHING;
}
