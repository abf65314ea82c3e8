/* Moving in the text pane: an article, or a document. The source view moves by itself. */
#include "reader/state/state.h"

#include <limits.h>

static struct layout_place *
place_of(struct reader *reader)
{
    return reader->at.pane == PANE_DOCUMENT ? &reader->document.top : &reader->at.text_top;
}

/* Down by at most STEPS lines; returns how many it went. */
static int
go_down(struct layout_cursor *cursor, int steps)
{
    int gone = 0;
    while (gone < steps && layout_next(cursor))
        gone++;
    return gone;
}

static int
go_up(struct layout_cursor *cursor, int steps)
{
    int gone = 0;
    while (gone < steps && layout_previous(cursor))
        gone++;
    return gone;
}

bool
scroll_end_shown(const struct reader *reader, const struct reader_geometry *geometry)
{
    struct layout_cursor cursor;
    if (!text_pane_top(reader, geometry, &cursor))
        return true;
    cursor = text_pane_last(geometry, cursor);
    return !layout_next(&cursor);
}

bool
scroll_start_shown(const struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    struct layout_cursor cursor;
    return !text_pane_top(reader, &geometry, &cursor) || !layout_previous(&cursor);
}

/* ---- in columns: whole pages */

/* PAGES down, or up; never past the last one. */
static void
turn_pages(struct reader *reader, const struct reader_geometry *geometry, int pages)
{
    struct layout_cursor cursor;
    int rows = page_rows(geometry), columns = geometry->columns;
    if (!text_pane_top(reader, geometry, &cursor))
        return;
    for (; pages > 0; pages--) {
        struct layout_cursor next = layout_page(cursor, columns, rows).last;
        if (!layout_next(&next))
            break;
        cursor = next;
    }
    for (; pages < 0; pages++) {
        struct layout_cursor above = cursor;
        if (!layout_previous(&above))
            break;
        cursor = layout_page_before(cursor, columns, rows);
    }
    *place_of(reader) = layout_place_at(&cursor);
}

/* The last page: counted from the beginning, so that it is the one that reading on would come to; but a
   very long article's from its end. */
static void
last_page(struct reader *reader, const struct reader_geometry *geometry, struct layout_cursor cursor)
{
    enum { COUNTED_BYTES = 1 << 18 };
    if (issue_article_bytes(cursor.issue, cursor.article) > COUNTED_BYTES) {
        cursor = layout_seek_end(cursor.layout, cursor.issue, cursor.article, cursor.width);
        go_up(&cursor, geometry->columns * page_rows(geometry) - 1);
        *place_of(reader) = layout_place_at(&cursor);
    } else {
        *place_of(reader) = (struct layout_place){0, 0};
    }
    turn_pages(reader, geometry, INT_MAX);
}

/* ---- line by line */

static void
go_to_end(struct reader *reader, const struct reader_geometry *geometry, struct layout_cursor from)
{
    if (geometry->columns > 1) {
        last_page(reader, geometry, from);
        return;
    }
    struct layout_cursor end = layout_seek_end(from.layout, from.issue, from.article, from.width);
    go_up(&end, page_rows(geometry) - 1);
    *place_of(reader) = layout_place_at(&end);
}

void
scroll_to_end(struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    struct layout_cursor cursor;
    if (text_pane_top(reader, &geometry, &cursor))
        go_to_end(reader, &geometry, cursor);
}

/* Is PLACE on the screen whose first row is TOP? */
static bool
shows_from(const struct reader_geometry *geometry, struct layout_cursor top, struct layout_place place)
{
    struct layout_cursor below = text_pane_last(geometry, top);
    bool more = layout_next(&below);
    return !place_is_above(place, layout_place_at(&top)) && (!more || place_is_above(place, layout_place_at(&below)));
}

struct layout_place
scroll_top(const struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    struct layout_cursor kept, top;
    if (reader->at.pane == PANE_DOCUMENT || reader_shows_source(reader) || geometry.pane_cols == 0 ||
        !text_pane_place(reader, &geometry, &kept) || !text_pane_top(reader, &geometry, &top))
        return reader->at.text_top;
    struct layout_place place = layout_place_at(&top);
    return place_is_above(place, layout_place_at(&kept)) ? place : reader->at.text_top;
}

bool
scroll_shows(const struct reader *reader, struct layout_place place)
{
    struct reader_geometry geometry = reader_geometry(reader);
    struct layout_cursor top;
    return geometry.pane_cols > 0 && text_pane_top(reader, &geometry, &top) && shows_from(&geometry, top, place);
}

void
scroll_to_place(struct reader *reader, struct layout_place place)
{
    struct reader_geometry geometry = reader_geometry(reader);
    struct layout_cursor top;
    if (!text_pane_top(reader, &geometry, &top) || shows_from(&geometry, top, place))
        return;
    struct layout_cursor row = layout_seek(top.layout, top.issue, top.article, top.width, place);
    if (geometry.columns == 1)
        go_up(&row, page_rows(&geometry) / 3);
    struct layout_place upper = *place_of(reader) = layout_place_at(&row);
    if (!scroll_end_shown(reader, &geometry))
        return;
    go_to_end(reader, &geometry, top); /* no blank rows below the end, */
    if (text_pane_top(reader, &geometry, &top) && !shows_from(&geometry, top, place))
        *place_of(reader) = upper; /* but of columns the last page may begin behind it */
}

/* By LINES, never past the page that shows the end. */
static void
move_lines(struct reader *reader, const struct reader_geometry *geometry, int lines)
{
    struct layout_cursor cursor;
    if (!text_pane_top(reader, geometry, &cursor))
        return;
    if (lines < 0) {
        go_up(&cursor, -lines);
        *place_of(reader) = layout_place_at(&cursor);
        return;
    }
    struct layout_cursor bottom = cursor;
    go_down(&bottom, page_rows(geometry) - 1);
    go_down(&cursor, go_down(&bottom, lines));
    *place_of(reader) = layout_place_at(&cursor);
}

static int
times(int rows, int count)
{
    int most = INT_MAX / rows;
    return count < 2 ? rows : rows * (count < most ? count : most);
}

/* COUNT pages of ROWS down; the last one may be followed by blank rows. */
static void
turn_whole_pages(struct reader *reader, const struct reader_geometry *geometry, int rows, int count)
{
    do {
        struct layout_cursor cursor;
        if (scroll_end_shown(reader, geometry) || !text_pane_top(reader, geometry, &cursor))
            break;
        go_down(&cursor, rows);
        *place_of(reader) = layout_place_at(&cursor);
    } while (--count > 0);
}

/* The first row that was not on the screen is marked, unless it is the first one there. */
static void
page_down(struct reader *reader, const struct reader_geometry *geometry, int rows, int count, bool whole)
{
    struct layout_cursor top, fresh;
    if (!text_pane_top(reader, geometry, &top))
        return;
    fresh = text_pane_last(geometry, top);
    bool more = layout_next(&fresh);
    if (whole)
        turn_whole_pages(reader, geometry, rows, count);
    else
        move_lines(reader, geometry, times(rows, count));
    text_pane_top(reader, geometry, &top);
    reader->fresh = layout_place_at(&fresh);
    reader->fresh_shown = more && place_is_above(layout_place_at(&top), reader->fresh);
}

/* In columns nothing can move by less than a page. */
void
scroll_lines(struct reader *reader, int direction, int count)
{
    struct reader_geometry geometry = reader_geometry(reader);
    if (reader_shows_source(reader))
        source_move(reader, direction * times(1, count));
    else if (geometry.columns > 1)
        turn_pages(reader, &geometry, direction * times(1, count));
    else
        move_lines(reader, &geometry, direction * times(1, count));
}

void
scroll_pages(struct reader *reader, int halves, int count)
{
    struct reader_geometry geometry = reader_geometry(reader);
    int rows = page_rows(&geometry), overlap = reader->options.page_overlap;
    bool half = halves == 1 || halves == -1;
    if (geometry.columns > 1) {
        turn_pages(reader, &geometry, halves > 0 ? times(1, count) : -times(1, count));
        return;
    }
    rows = half ? (rows + 1) / 2 : rows > overlap ? rows - overlap : 1;
    int lines = times(rows, count);
    if (reader_shows_source(reader))
        source_scroll(reader, halves > 0 ? lines : -lines);
    else if (halves > 0)
        page_down(reader, &geometry, rows, count, !half && reader->options.page_turn == PAGE_TURN_WHOLE);
    else
        move_lines(reader, &geometry, -lines);
}

void
scroll_edge(struct reader *reader, int direction, int count)
{
    if (reader_shows_source(reader))
        source_edge(reader, direction, count);
    else if (direction < 0)
        *place_of(reader) = (struct layout_place){0, 0};
    else
        scroll_to_end(reader);
}
