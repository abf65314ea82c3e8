/* Moving in the text pane: an article, or the help.
 *
 * The place is a character of the text, not a line number, so it survives any
 * change of the width. A cursor of the layout walks from there.
 */
#include "reader/parts.h"

#include <limits.h>

static struct layout_place *
place_of(struct reader *reader)
{
    return reader->pane == PANE_HELP ? &reader->help_place : &reader->place;
}

static int
page_rows(const struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    return geometry.body_rows > 0 ? geometry.body_rows : 1;
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
scroll_end_shown(const struct reader *reader)
{
    struct layout_cursor cursor;
    if (!reader_cursor(reader, &cursor))
        return true;
    cursor = reader_last_row(reader, cursor);
    return !layout_next(&cursor);
}

/* ---- in columns: whole pages */

/* PAGES down, or up; never past the last one. */
static void
turn_pages(struct reader *reader, int columns, int pages)
{
    struct layout_cursor cursor;
    int rows = page_rows(reader);
    if (!reader_cursor(reader, &cursor))
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
last_page(struct reader *reader, struct layout_cursor cursor, int columns)
{
    enum { COUNTED_BYTES = 1 << 18 };
    if (issue_article_bytes(cursor.issue, cursor.article) > COUNTED_BYTES) {
        cursor = layout_seek_end(cursor.layout, cursor.issue, cursor.article, cursor.width);
        go_up(&cursor, columns * page_rows(reader) - 1);
        *place_of(reader) = layout_place_at(&cursor);
    } else {
        *place_of(reader) = (struct layout_place){0, 0};
    }
    turn_pages(reader, columns, INT_MAX);
}

/* ---- line by line */

static void
end_place(struct reader *reader, struct layout_cursor from)
{
    int columns = reader_geometry(reader).columns;
    if (columns > 1) {
        last_page(reader, from, columns);
        return;
    }
    struct layout_cursor end = layout_seek_end(from.layout, from.issue, from.article, from.width);
    go_up(&end, page_rows(reader) - 1);
    *place_of(reader) = layout_place_at(&end);
}

void
scroll_to_end(struct reader *reader)
{
    struct layout_cursor cursor;
    if (reader_cursor(reader, &cursor))
        end_place(reader, cursor);
}

/* Is A above B? */
static bool
is_above(struct layout_place a, struct layout_place b)
{
    return a.item != b.item ? a.item < b.item : a.byte < b.byte;
}

/* Is PLACE on the screen whose first row is TOP? */
static bool
shows_from(const struct reader *reader, struct layout_cursor top, struct layout_place place)
{
    struct layout_cursor below = reader_last_row(reader, top);
    bool more = layout_next(&below);
    return !is_above(place, layout_place_at(&top)) && (!more || is_above(place, layout_place_at(&below)));
}

bool
scroll_shows(const struct reader *reader, struct layout_place place)
{
    struct layout_cursor top;
    return reader_geometry(reader).pane_cols > 0 && reader_cursor(reader, &top) && shows_from(reader, top, place);
}

void
scroll_to_place(struct reader *reader, struct layout_place place)
{
    struct layout_cursor top;
    if (!reader_cursor(reader, &top) || shows_from(reader, top, place))
        return;
    struct layout_cursor row = layout_seek(top.layout, top.issue, top.article, top.width, place);
    if (reader_geometry(reader).columns == 1)
        go_up(&row, page_rows(reader) / 3);
    struct layout_place upper = reader->place = layout_place_at(&row);
    if (!scroll_end_shown(reader))
        return;
    scroll_to_end(reader); /* no blank rows below the end, */
    if (reader_cursor(reader, &top) && !shows_from(reader, top, place))
        reader->place = upper; /* but of columns the last page may begin behind it */
}

/* By LINES, never past the page that shows the end. */
static void
scroll_lines(struct reader *reader, int lines)
{
    struct layout_cursor cursor;
    if (!reader_cursor(reader, &cursor))
        return;
    if (lines < 0) {
        go_up(&cursor, -lines);
        *place_of(reader) = layout_place_at(&cursor);
        return;
    }
    struct layout_cursor bottom = cursor;
    go_down(&bottom, page_rows(reader) - 1);
    go_down(&cursor, go_down(&bottom, lines));
    *place_of(reader) = layout_place_at(&cursor);
}

static int
times(int rows, int count)
{
    int most = INT_MAX / rows;
    return count < 2 ? rows : rows * (count < most ? count : most);
}

/* A line; in columns, where nothing can move by less, a page. */
void
run_scroll(struct reader *reader, int direction, int count)
{
    int columns = reader_geometry(reader).columns;
    if (reader_shows_source(reader))
        source_move(reader, direction * times(1, count));
    else if (columns > 1)
        turn_pages(reader, columns, direction * times(1, count));
    else
        scroll_lines(reader, direction * times(1, count));
}

/* ARGUMENT: direction, 2 for a whole page and 1 for half of one. */
void
run_scroll_page(struct reader *reader, int argument, int count)
{
    int rows = page_rows(reader), columns = reader_geometry(reader).columns;
    int half = argument == 1 || argument == -1;
    if (columns > 1) {
        turn_pages(reader, columns, argument > 0 ? times(1, count) : -times(1, count));
        return;
    }
    int lines = times(half ? (rows + 1) / 2 : rows, count);
    if (reader_shows_source(reader))
        source_scroll(reader, argument > 0 ? lines : -lines);
    else
        scroll_lines(reader, argument > 0 ? lines : -lines);
}

void
run_scroll_edge(struct reader *reader, int direction, int count)
{
    if (reader_shows_source(reader))
        source_edge(reader, direction, count);
    else if (direction < 0)
        *place_of(reader) = (struct layout_place){0, 0};
    else
        scroll_to_end(reader);
}

/* On a narrow screen the list hides the article: there, reading begins by showing it. */
static bool
show_hidden_article(struct reader *reader)
{
    bool hidden = reader_geometry(reader).pane_cols == 0 && reader->pane == PANE_LIST;
    if (hidden)
        reader->pane = PANE_ARTICLE;
    return hidden;
}

/* A page down; at the article's end the next unread one; at the issue's end the next issue. */
void
run_read_on(struct reader *reader, int argument, int count)
{
    (void)argument;
    if (show_hidden_article(reader))
        return;
    if (!scroll_end_shown(reader)) {
        run_scroll_page(reader, 2, count);
        return;
    }
    if (reader_article(reader) != NULL && !reader_shows_source(reader))
        marks_set(reader, reader->article, true);
    run_next_unread(reader, 0, 0);
}

/* A page up; at the article's beginning the end of the one before. */
void
run_read_back(struct reader *reader, int argument, int count)
{
    (void)argument;
    struct layout_cursor cursor;
    if (show_hidden_article(reader))
        return;
    bool first = reader->article == 0 && issue_position(reader) == 0;
    /* an issue with nothing to show is all beginning */
    if (first || (reader_cursor(reader, &cursor) && layout_previous(&cursor))) {
        run_scroll_page(reader, -2, count);
        return;
    }
    run_next_article(reader, -1, 0);
    if (!reader_shows_source(reader))
        scroll_to_end(reader);
}
