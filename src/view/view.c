/* The whole screen, from the parts. */
#include "view/paint.h"

#include "kanbao/text.h"

static void
too_small(const struct reader *reader, struct screen *screen)
{
    struct slice words = slice_of(_("too small"));
    int col = (reader->cols - (int)text_cells(words)) / 2;
    screen_put(screen, reader->rows / 2, col > 0 ? col : 0, reader->cols, words, STYLE_TEXT);
    screen_set_cursor(screen, reader->rows / 2, 0);
}

/* The cursor goes to what is new: a message, else the text that a page turn brought, where it is already, else the hit that was
   gone to, where it is in the text. */
static void
put_cursor_on_news(const struct reader_frame *frame, struct screen *screen)
{
    const struct reader_geometry *geometry = &frame->geometry;
    if (frame->reader->message.len > 0) {
        screen_set_cursor(screen, screen->rows - 1, 1);
        return;
    }
    if (frame->reader->fresh_shown &&
        (frame->reader->at.pane == PANE_ARTICLE || frame->reader->at.pane == PANE_DOCUMENT))
        return;
    for (int row = geometry->body_row; row < geometry->body_row + geometry->body_rows; row++)
        for (int col = geometry->pane_col; col < geometry->pane_col + geometry->pane_cols; col++)
            if (screen_hit(screen_at(screen, row, col)) == STYLE_HIT_NOW) {
                screen_set_cursor(screen, row, col);
                return;
            }
}

void
view_paint(const struct reader *reader, struct screen *screen)
{
    struct reader_frame frame = reader_frame(reader);
    const struct reader_geometry *geometry = &frame.geometry;
    screen_clear(screen, reader->rows, reader->cols);
    if (geometry->too_small) {
        too_small(reader, screen);
        return;
    }
    view_top_line(reader, screen);
    if (reader->at.pane == PANE_CALENDAR)
        view_calendar(&frame, screen);
    else if (geometry->list_cols > 0 && reader->at.pane == PANE_ISSUES)
        view_issues(&frame, screen);
    else if (geometry->list_cols > 0 && reader->at.pane == PANE_RESULTS)
        view_results(&frame, screen);
    else if (geometry->list_cols > 0 && reader_shows_front(reader))
        view_front(&frame, screen);
    else if (geometry->list_cols > 0)
        view_headlines(&frame, screen);
    /* a line of the box-drawing set is two cells where ambiguous characters are */
    struct slice rule = slice_of(text_ambiguous() == 1 ? "│" : "|");
    if (geometry->list_cols > 0 && geometry->pane_cols > 0) {
        screen_cut(screen, geometry->list_cols);
        screen_cut(screen, geometry->list_cols + 1); /* the rule stays where it is */
        for (int row = 0; row < geometry->body_rows; row++)
            screen_put(screen, geometry->body_row + row, geometry->list_cols, geometry->list_cols + 1, rule,
                       STYLE_FRAME);
    }
    if (reader->at.pane == PANE_CALENDAR)
        ; /* the day is there already */
    else if (geometry->pane_cols > 0 && reader_shows_source(reader))
        view_source(&frame, screen);
    else if (geometry->pane_cols > 0)
        view_text(&frame, screen);
    view_strip(reader, screen);
    if (reader->prompt.use != NULL)
        view_prompt(reader, screen);
    else
        view_bottom_line(&frame, screen);
    if (reader->options.cursor == CURSOR_NEWS && reader->prompt.use == NULL)
        put_cursor_on_news(&frame, screen);
}
