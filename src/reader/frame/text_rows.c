/* What the text pane shows: which rows of the article, the source or the document are on the screen.
 *
 * The place is a character of the text, not a line number, so it survives any change of the width. A cursor of the layout
 * walks from there.
 */
#include "reader/frame/frame.h"

enum { HIDDEN_MARGINS = 3 };

struct layout_width
text_pane_width(const struct reader *reader, const struct reader_geometry *geometry)
{
    /* a list that hides the article still keeps its place, at some measure */
    int hidden = reader->cols > HIDDEN_MARGINS + 1 ? reader->cols - HIDDEN_MARGINS : 1;
    return geometry->width.cells > 0 ? geometry->width : layout_width((uint16_t)hidden);
}

bool
text_pane_top(const struct reader *reader, const struct reader_geometry *geometry, struct layout_cursor *top)
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

struct reader_frame
reader_frame(const struct reader *reader)
{
    struct reader_frame frame = {.reader = reader, .geometry = reader_geometry(reader)};
    frame.has_text = frame.geometry.pane_cols > 0 && text_pane_top(reader, &frame.geometry, &frame.top);
    if (frame.has_text && frame.geometry.columns > 1) {
        frame.page = layout_page(frame.top, frame.geometry.columns, frame.geometry.body_rows);
        frame.last = frame.page.last;
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
