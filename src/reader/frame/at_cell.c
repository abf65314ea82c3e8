/* What is at a cell of the screen: the same geometry and the same rows as those that are painted, asked the other way round. */
#include "reader/frame/frame.h"

#include "kanbao/reader_front.h"

static void
find_headline(struct reader_spot *spot, const struct reader_frame *frame, int row)
{
    if (frame->reader->shown == NULL)
        return;
    for (struct reader_list_row at = {.row = 0}; reader_list_next(frame, &at);)
        if (row >= at.row && row < at.end_row) {
            spot->has_entry = true;
            spot->article = at.article;
            return;
        }
}

/* The article whose box of the front page has the cell. */
static void
find_box(struct reader_spot *spot, const struct reader *reader, int row, int col)
{
    const struct reader_front *front = reader_front(reader);
    for (size_t i = 0; i < front->count && !spot->has_entry; i++) {
        const struct reader_front_box *box = &front->at[i];
        bool inside = row >= box->row && row < box->row + box->rows && col >= box->col && col < box->col + box->cols;
        if (inside)
            *spot = (struct reader_spot){.part = spot->part, .has_entry = true, .article = box->article};
    }
}

/* What the front page says besides. */
static void
find_news(struct reader_spot *spot, const struct reader *reader, int row, int col)
{
    struct reader_front_news news;
    reader_front_news(reader, &news);
    for (size_t i = 0; i < news.count; i++)
        if (row == news.cells[i].row && col >= news.cells[i].col && col < news.cells[i].end_col)
            *spot = (struct reader_spot){.part = SPOT_NEWS, .has_entry = true, .entry = i};
}

/* An entry of a list of one row each. */
static void
find_entry(struct reader_spot *spot, size_t top, int rows_below_top, size_t count)
{
    spot->entry = top + (size_t)rows_below_top;
    spot->has_entry = spot->entry < count;
}

/* A row of the document, where they do something. */
static void
find_row(struct reader_spot *spot, const struct reader *reader, int rows_below_top)
{
    struct reader_frame frame = reader_frame(reader);
    size_t count = document_rows(reader);
    bool there = count > 0 && frame.has_text && frame.geometry.columns == 1;
    for (int row = 0; there && row < rows_below_top; row++)
        there = layout_next(&frame.top);
    if (!there)
        return;
    uint32_t item = layout_place_at(&frame.top).item;
    for (size_t row = 0; row < count && !spot->has_entry; row++)
        if (document_row_place(reader, row).item == item)
            *spot = (struct reader_spot){.part = spot->part, .has_entry = true, .entry = row};
}

/* A day of the calendar, or a row of what is said of it. */
static void
find_day(struct reader_spot *spot, const struct reader *reader, int row, int col)
{
    struct reader_calendar_grid grid = reader_calendar_grid(reader);
    struct reader_side_place side = reader_calendar_side_place(reader);
    if (row >= side.row && row < side.row + side.rows && col >= side.col) {
        spot->part = SPOT_TEXT;
        spot->has_entry = true;
        spot->entry = (size_t)(row - side.row);
        return;
    }
    for (int i = 0; i < grid.across * grid.down; i++) {
        struct reader_calendar_spot month = reader_calendar_spot(&grid, i);
        for (uint32_t day = 1; day < 32; day++) {
            enum { CELLS = 4 };
            int day_row, day_col;
            uint32_t date = reader_calendar_month_at(reader, &grid, i) * 100 + day;
            if (!issue_date_valid(date))
                continue;
            reader_calendar_cell(date, &day_row, &day_col);
            if (row == month.row + day_row && col >= month.col + day_col && col < month.col + day_col + CELLS) {
                spot->has_entry = true;
                spot->entry = date;
            }
        }
    }
}

/* A month or the like of the results, that has hits. */
static void
find_span(struct reader_spot *spot, const struct reader *reader, int col)
{
    struct reader_timeline timeline;
    int start = reader_timeline_place(reader, &timeline);
    if (start < 0)
        return;
    spot->entry = reader_timeline_at(&timeline, col - start);
    spot->has_entry = spot->entry < timeline.count && timeline.hits[spot->entry] > 0;
}

struct reader_spot
reader_at_cell(const struct reader *reader, int row, int col)
{
    struct reader_frame frame = {.reader = reader, .geometry = reader_geometry(reader)};
    const struct reader_geometry *geometry = &frame.geometry;
    struct reader_spot spot = {.part = SPOT_NOTHING};
    int in_body = row - geometry->body_row;
    if (geometry->too_small || row < 0 || row >= reader->rows || col < 0 || col >= reader->cols)
        return spot;
    if (in_body < 0 || in_body >= geometry->body_rows) {
        spot.part = in_body < 0 ? SPOT_TOP_LINE : SPOT_BOTTOM_LINE;
        if (spot.part == SPOT_TOP_LINE && reader->at.pane == PANE_RESULTS)
            find_span(&spot, reader, col);
    } else if (reader->at.pane == PANE_CALENDAR) {
        spot.part = col == geometry->list_cols ? SPOT_RULE : SPOT_LIST;
        if (spot.part == SPOT_LIST)
            find_day(&spot, reader, row, col);
    } else if (col >= geometry->list_cols) {
        spot.part = geometry->pane_cols > 0 && col >= geometry->pane_col ? SPOT_TEXT : SPOT_RULE;
        if (spot.part == SPOT_TEXT && reader->at.pane == PANE_DOCUMENT)
            find_row(&spot, reader, in_body);
    } else {
        spot.part = SPOT_LIST;
        if (reader->at.pane == PANE_RESULTS)
            find_entry(&spot, reader_results(reader).top, in_body, reader_results(reader).count);
        else if (reader->at.pane == PANE_ISSUES)
            find_entry(&spot, reader->at.issues_top, in_body, reader_issue_rows(reader));
        else if (reader_shows_front(reader)) {
            find_box(&spot, reader, in_body, col);
            find_news(&spot, reader, in_body, col);
        } else
            find_headline(&spot, &frame, row);
    }
    return spot;
}
