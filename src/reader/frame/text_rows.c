/* What the text pane shows: which rows of the article, the source or the document are on the screen.
 *
 * The place is a character of the text, not a line number, so it survives any change of the width. A cursor of the layout
 * walks from there.
 */
#include "reader/frame/frame.h"

enum { HIDDEN_MARGINS = 3, NEXT_ROWS_MIN = 6 /* less is no beginning */ };

struct layout_width
text_pane_width(const struct reader *reader, const struct reader_geometry *geometry)
{
    /* a list that hides the article still keeps its place, at some measure */
    int hidden = reader->cols > HIDDEN_MARGINS + 1 ? reader->cols - HIDDEN_MARGINS : 1;
    return geometry->width.cells > 0 ? geometry->width : layout_width((uint16_t)hidden);
}

bool
text_pane_place(const struct reader *reader, const struct reader_geometry *geometry, struct layout_cursor *top)
{
    struct layout_width width = text_pane_width(reader, geometry);
    if (reader_shows_source(reader)) {
        *top = layout_seek(reader->layout, reader->shown, NULL, width, reader->at.source.top);
        return true;
    }
    if (reader->at.pane == PANE_DOCUMENT) {
        const struct issue *document = reader->document.issue;
        *top = layout_seek(reader->layout, document, &document->articles[0], width, reader->document.top);
        return true;
    }
    const struct issue_article *article = reader_article(reader);
    if (article == NULL)
        return false;
    *top = layout_seek(reader->layout, reader->shown, article, width, reader->at.text_top);
    return true;
}

/* The head of the article, if all of it has room in columns. */
static void
fill_columns(const struct reader_geometry *geometry, struct layout_cursor *top)
{
    struct layout_cursor head = *top;
    head.item = head.chunk = head.line = 0;
    bool above = top->item > 0 || top->chunk > 0 || top->line > 0;
    if (above && layout_page(head, geometry->columns, page_rows(geometry)).at_end)
        *top = head;
}

/* Rows that would be blank below the end are not: what stands above moves down into them. Who turns whole pages has blank
   rows, but not where all of the article has room. */
static void
fill_from_above(const struct reader *reader, const struct reader_geometry *geometry, struct layout_cursor *top)
{
    struct layout_cursor end = *top, filled = *top;
    int blank = page_rows(geometry) - 1;
    while (blank > 0 && layout_next(&end))
        blank--;
    while (blank > 0 && layout_previous(&filled))
        blank--;
    struct layout_cursor above = filled;
    if (reader->options.page_turn == PAGE_TURN_FILL || !layout_previous(&above))
        *top = filled;
}

bool
text_pane_top(const struct reader *reader, const struct reader_geometry *geometry, struct layout_cursor *top)
{
    if (reader->at.pane == PANE_CALENDAR || !text_pane_place(reader, geometry, top))
        return false;
    if (reader_shows_source(reader))
        return true;
    if (geometry->columns > 1)
        fill_columns(geometry, top);
    else
        fill_from_above(reader, geometry, top);
    return true;
}

/* ---- the rows of a document that do something */

/* How many there are, or, with ROW below that, the paragraph that it is, in *PARAGRAPH. */
static size_t
find_row(const struct reader *reader, size_t row, const struct issue_paragraph **paragraph)
{
    const struct issue *issue = reader->document.issue;
    size_t rows = 0;
    for (size_t i = 0; reader->document.act != NULL && i < issue->paragraph_count; i++) {
        if (issue->paragraphs[i].kind != ISSUE_KIND_TABLE)
            continue;
        if (rows++ == row)
            *paragraph = &issue->paragraphs[i];
    }
    return rows;
}

size_t
document_rows(const struct reader *reader)
{
    const struct issue_paragraph *unused;
    return find_row(reader, SIZE_MAX, &unused);
}

struct layout_place
document_row_place(const struct reader *reader, size_t row)
{
    const struct issue *issue = reader->document.issue;
    const struct issue_paragraph *paragraph = &issue->paragraphs[0];
    find_row(reader, row, &paragraph);
    return layout_place_of_byte(reader->layout, issue, issue->articles, issue->lines[paragraph->first_line].start_byte);
}

struct layout_place
document_row_end(const struct reader *reader, size_t row)
{
    const struct issue *issue = reader->document.issue;
    const struct issue_paragraph *paragraph = &issue->paragraphs[0];
    struct layout_place place = document_row_place(reader, row);
    find_row(reader, row, &paragraph);
    uint32_t bytes = issue->lines[paragraph->first_line].bytes;
    place.byte = bytes > 0 ? bytes - 1 : 0;
    return place;
}

uint32_t
reader_selected_item(const struct reader *reader)
{
    bool selects = reader->at.pane == PANE_DOCUMENT && document_rows(reader) > 0;
    return selects ? document_row_place(reader, reader->document.row).item : UINT32_MAX;
}

struct layout_cursor
text_pane_last(const struct reader_geometry *geometry, struct layout_cursor top)
{
    if (geometry->columns > 1)
        return layout_page(top, geometry->columns, geometry->body_rows).last;
    for (int row = 1; row < geometry->body_rows; row++)
        if (!layout_next(&top))
            break;
    return top;
}

/* Right of the columns that the article has, below what is over them all, or else below them. Only for who reads: in the list the
   next one is a key away. */
static struct reader_next
find_next(const struct reader *reader, const struct reader_frame *frame)
{
    const struct reader_geometry *geometry = &frame->geometry;
    const struct layout_page *page = &frame->page;
    struct reader_next next = {.columns = geometry->columns, .row = geometry->body_row + page->head_rows};
    uint32_t article = reader_next_listed(reader, reader->at.article, 1);
    int used = 0, highest = 0;
    for (; used < geometry->columns && page->rows[used] > 0; used++)
        highest = page->rows[used] > highest ? page->rows[used] : highest;
    if (used > 0 && used < geometry->columns)
        next.columns -= used;
    else
        next.row += highest + 1;
    int rows = geometry->body_row + geometry->body_rows - next.row;
    if (reader->at.pane != PANE_ARTICLE || reader_shows_source(reader) || !page->at_end ||
        article == reader->at.article || rows < NEXT_ROWS_MIN)
        return (struct reader_next){.columns = 0};
    int cells = geometry->width.cells, all = (next.columns - 1) * geometry->column_step + cells;
    next.col = geometry->text_col + (geometry->columns - next.columns) * geometry->column_step;
    next.width = (struct layout_width){geometry->width.cells, (uint16_t)all};
    struct layout_cursor top = layout_seek(reader->layout, reader->shown, &reader->shown->articles[article], next.width,
                                           (struct layout_place){0, 0});
    next.page = layout_page(top, next.columns, rows);
    return next;
}

struct reader_frame
reader_frame(const struct reader *reader)
{
    struct reader_frame frame = {.reader = reader, .geometry = reader_geometry(reader)};
    frame.has_text = frame.geometry.pane_cols > 0 && text_pane_top(reader, &frame.geometry, &frame.top);
    if (frame.has_text && frame.geometry.columns > 1) {
        frame.page = layout_page(frame.top, frame.geometry.columns, frame.geometry.body_rows);
        frame.last = frame.page.last;
        frame.next = find_next(reader, &frame);
    } else if (frame.has_text) {
        frame.last = text_pane_last(&frame.geometry, frame.top);
    }
    return frame;
}

int
page_rows(const struct reader_geometry *geometry)
{
    return geometry->body_rows > 0 ? geometry->body_rows : 1;
}

bool
place_is_above(struct layout_place a, struct layout_place b)
{
    return a.item != b.item ? a.item < b.item : a.byte < b.byte;
}
