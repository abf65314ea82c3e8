/* The source view: where its cursor and its window stand, and how they and the reading place follow one another.
 *
 * The cursor is on a line of the file, the one that is mended; it skips empty lines, where there is nothing to mend.
 * Both views keep their place by the byte of the file, so going there and back changes nothing.
 */
#include "reader/state/state.h"

enum { ABOVE_MAX = 4, JUMP_LINES = 500 };

static struct layout_cursor
row_of(const struct reader *reader, const struct reader_geometry *geometry, struct layout_place place)
{
    return layout_seek(reader->layout, reader->shown, NULL, text_pane_width(reader, geometry), place);
}

static struct layout_place
place_above(struct layout_cursor row, int rows)
{
    while (rows > 0 && layout_previous(&row))
        rows--;
    return layout_place_at(&row);
}

/* ---- the window follows the cursor */

/* The last row of the line at ROW, if it is less than a page below. */
static struct layout_cursor
last_of_line(struct layout_cursor row, int page)
{
    struct layout_cursor next = row;
    for (int i = 1; i < page && layout_next(&next) && next.item == row.item; i++)
        row = next;
    return row;
}

/* A taller window shows more above rather than blanks below. */
static void
fill_from_above(struct reader_source *source, struct layout_cursor top, int page)
{
    struct layout_cursor end = top;
    int blank = page - 1;
    while (blank > 0 && layout_next(&end))
        blank--;
    if (blank > 0)
        source->top = place_above(top, blank);
}

void
source_keep_visible(struct reader *reader, const struct reader_geometry *geometry)
{
    struct reader_source *source = &reader->at.source;
    const struct issue *issue = reader->shown;
    int page = page_rows(geometry);
    if (!source->shown || issue == NULL || issue->line_count == 0)
        return;
    if (source->cursor.item >= issue->line_count)
        source->cursor = (struct layout_place){(uint32_t)issue->line_count - 1, 0};
    struct layout_cursor row = row_of(reader, geometry, source->cursor), top = row_of(reader, geometry, source->top);
    struct layout_place cursor = layout_place_at(&row);
    source->top = layout_place_at(&top);
    struct layout_cursor end = last_of_line(row, page);
    struct layout_place lowest = place_above(end, page - 1);
    if (place_is_above(source->top, lowest))
        source->top = lowest;
    if (place_is_above(cursor, source->top))
        source->top = cursor;
    fill_from_above(source, row_of(reader, geometry, source->top), page);
}

/* ---- the reading place and the cursor */

static bool
is_blank(const struct issue *issue, uint32_t line)
{
    return issue->lines[line].role == ISSUE_BLANK;
}

void
source_go(struct reader *reader, uint32_t line)
{
    reader->at.source.cursor = (struct layout_place){line, 0};
}

void
source_cursor_to_article(struct reader *reader)
{
    const struct issue *issue = reader->shown;
    const struct issue_article *article = reader_article(reader);
    struct reader_source *source = &reader->at.source;
    if (!source->shown || issue == NULL || issue->line_count == 0)
        return;
    source->cursor = (struct layout_place){0, 0};
    if (article != NULL && reader->at.text_top.item == 0 && reader->at.text_top.byte == 0) {
        source->cursor.item = line_of_article(issue, article);
    } else if (article != NULL) {
        uint32_t byte = layout_byte_of_place(reader->layout, issue, article, reader->at.text_top);
        source->cursor = layout_place_of_byte(reader->layout, issue, NULL, byte);
        if (byte == issue->lines[source->cursor.item].start_byte)
            source->cursor.byte = 0; /* the marks before its words, too */
    }
    struct reader_geometry geometry = reader_geometry(reader);
    int above = page_rows(&geometry) / 4;
    source->top = place_above(row_of(reader, &geometry, source->cursor), above < ABOVE_MAX ? above : ABOVE_MAX);
}

void
source_article_to_cursor(struct reader *reader)
{
    const struct issue *issue = reader->shown;
    if (issue == NULL || issue->article_count == 0)
        return;
    struct layout_place cursor = reader->at.source.cursor;
    reader->at.article = article_of_line(issue, cursor.item);
    reader->at.text_top = (struct layout_place){0, 0};
    const struct issue_article *article = &issue->articles[reader->at.article];
    if (cursor.item > article->first_line)
        reader->at.text_top = layout_place_of_byte(reader->layout, issue, article,
                                                   layout_byte_of_place(reader->layout, issue, NULL, cursor));
}

/* ---- moving */

/* Is the line at ROW higher than a page? */
static bool
is_high(struct layout_cursor row, int page)
{
    uint32_t line = row.item;
    row.chunk = row.line = 0;
    for (int i = 0; i < page; i++)
        if (!layout_next(&row) || row.item != line)
            return false;
    return true;
}

/* The next line that is not empty, from FROM on; FROM itself where there is none. */
static uint32_t
next_line(const struct issue *issue, uint32_t from, int direction)
{
    uint32_t line = from;
    do {
        if (direction > 0 ? line + 1 >= issue->line_count : line == 0)
            return from;
        line = direction > 0 ? line + 1 : line - 1;
    } while (is_blank(issue, line));
    return line;
}

/* A line down or up; of one that is higher than the page, a row. False: there is none. */
static bool
step(struct reader *reader, const struct reader_geometry *geometry, int direction)
{
    struct layout_place *cursor = &reader->at.source.cursor;
    struct layout_cursor row = row_of(reader, geometry, *cursor);
    uint32_t line = cursor->item;
    if (is_high(row, page_rows(geometry))) {
        bool moved = direction > 0 ? layout_next(&row) : layout_previous(&row);
        if (moved && row.item == line) {
            *cursor = layout_place_at(&row);
            return true;
        }
    }
    uint32_t to = next_line(reader->shown, line, direction);
    *cursor = (struct layout_place){to, 0};
    return to != line;
}

void
source_move(struct reader *reader, int lines)
{
    int direction = lines < 0 ? -1 : 1;
    /* so many at once are lines, however high they are */
    while (lines > JUMP_LINES || lines < -JUMP_LINES) {
        struct layout_place *cursor = &reader->at.source.cursor;
        uint32_t to = next_line(reader->shown, cursor->item, direction);
        if (to == cursor->item)
            break;
        *cursor = (struct layout_place){to, 0};
        lines -= direction;
    }
    if (lines > JUMP_LINES || lines < -JUMP_LINES)
        lines = direction;
    struct reader_geometry geometry = reader_geometry(reader);
    for (; lines != 0 && step(reader, &geometry, direction); lines -= direction)
        continue;
    source_article_to_cursor(reader);
}

/* The cursor on the row, or on the line of it where the window has its beginning; for an empty one, on the next that is
   not, in the direction of the movement: the other way it would take the window back. */
static void
put_cursor(struct reader *reader, struct layout_cursor row, int direction)
{
    const struct issue *issue = reader->shown;
    struct layout_place start = {row.item, 0};
    reader->at.source.cursor = place_is_above(start, reader->at.source.top) ? layout_place_at(&row) : start;
    if (is_blank(issue, row.item)) {
        uint32_t line = next_line(issue, row.item, direction);
        source_go(reader, line > reader->at.source.top.item ? line : next_line(issue, row.item, 1));
    }
}

/* The window moves, and the cursor with it; where the window cannot, the cursor goes to the end. */
void
source_scroll(struct reader *reader, int rows)
{
    struct reader_source *source = &reader->at.source;
    struct reader_geometry geometry = reader_geometry(reader);
    struct layout_cursor top = row_of(reader, &geometry, source->top), row = row_of(reader, &geometry, source->cursor);
    struct layout_cursor end = top;
    int page = page_rows(&geometry), moved = 0;
    for (int i = 1; rows > 0 && i < page && layout_next(&end);)
        i++;
    for (; rows > 0 && moved < rows && layout_next(&end) && layout_next(&top); moved++)
        layout_next(&row);
    for (; rows < 0 && moved > rows && layout_previous(&top); moved--)
        layout_previous(&row);
    source->top = layout_place_at(&top);
    if (moved != 0)
        put_cursor(reader, row, rows > 0 ? 1 : -1);
    else
        source_edge(reader, rows > 0 ? 1 : -1, 0);
    source_article_to_cursor(reader);
}

void
source_edge(struct reader *reader, int direction, int count)
{
    const struct issue *issue = reader->shown;
    uint32_t last = (uint32_t)issue->line_count - 1;
    if (count > 0)
        source_go(reader, issue_line_of_number(issue, (uint32_t)count - 1));
    else
        source_go(reader, direction < 0 ? 0 : last);
    if (direction < 0 && count <= 0)
        reader->at.source.top = (struct layout_place){0, 0};
    source_article_to_cursor(reader);
}

void
source_select_row(struct reader *reader, int edge)
{
    struct reader_geometry geometry = reader_geometry(reader);
    const struct issue *issue = reader->shown;
    struct layout_cursor row = row_of(reader, &geometry, reader->at.source.top);
    int rows = page_rows(&geometry), last = edge < 0 ? rows : edge > 0 ? rows : rows / 2 + 1;
    uint32_t line = ISSUE_NO_LINE;
    for (int i = 0; i < last && !(edge < 0 && line != ISSUE_NO_LINE); i++) {
        bool begins = row.chunk == 0 && row.line == 0;
        if (begins && !is_blank(issue, row.item))
            line = row.item;
        if (!layout_next(&row))
            break;
    }
    if (line != ISSUE_NO_LINE)
        source_go(reader, line);
    source_article_to_cursor(reader);
}

void
source_center(struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    reader->at.source.top = place_above(row_of(reader, &geometry, reader->at.source.cursor), page_rows(&geometry) / 2);
}
