/* The source view: each line of the file with its number, a sign for what it was taken for, and its text as it is.
 *
 *   >  12 H? text      > the cursor, ? an uncertain headline, * a mended line
 */
#include "view/paint.h"

#include "kanbao/text.h"

enum { NO_SIGN = ' ' };

/* The letters are those of the keys that mend. */
static char
sign_of(const struct issue *issue, uint32_t line)
{
    static const char signs[] = {
        [ISSUE_BLANK] = NO_SIGN, [ISSUE_FURNITURE] = 'F', [ISSUE_KICKER] = 'K',  [ISSUE_HEADLINE] = 'H',
        [ISSUE_DECK] = 'D',      [ISSUE_BYLINE] = 'Y',    [ISSUE_BODY] = 'P',    [ISSUE_JOINED] = '+',
        [ISSUE_SECTION] = 'X',   [ISSUE_SUBHEAD] = 'S',   [ISSUE_CAPTION] = 'C',
    };
    return reader_is_brief(issue, line) ? 'B' : signs[issue->lines[line].role];
}

static enum style
style_of(const struct issue_line *line)
{
    static const enum style styles[] = {
        [ISSUE_BLANK] = STYLE_TEXT,        [ISSUE_FURNITURE] = STYLE_READ,  [ISSUE_KICKER] = STYLE_KICKER,
        [ISSUE_HEADLINE] = STYLE_HEADLINE, [ISSUE_DECK] = STYLE_DECK,       [ISSUE_BYLINE] = STYLE_BYLINE,
        [ISSUE_BODY] = STYLE_TEXT,         [ISSUE_JOINED] = STYLE_TEXT,     [ISSUE_SECTION] = STYLE_SECTION,
        [ISSUE_SUBHEAD] = STYLE_SUBHEAD,   [ISSUE_CAPTION] = STYLE_CAPTION,
    };
    return styles[line->role];
}

static bool
is_uncertain_line(const struct reader *reader, const struct issue *issue, uint32_t line)
{
    const struct issue_article *article = issue_article_of(issue, line);
    return issue->lines[line].role == ISSUE_HEADLINE && article != NULL &&
           reader_is_uncertain(reader, (uint32_t)(article - issue->articles));
}

/* The gutter of a line's first row on the screen. */
static void
put_gutter(const struct reader *reader, const struct reader_geometry *geometry, struct screen *screen, int row,
           uint32_t line)
{
    const struct issue *issue = reader->shown;
    const struct issue_line *at = &issue->lines[line];
    int col = geometry->text_col - geometry->gutter_cols, sign_col = col + geometry->number_cols + 1;
    char number[16], sign[] = {sign_of(issue, line), '\0'};
    snprintf(number, sizeof number, "%u", issue_line_number(issue, line) + 1);
    if (geometry->number_cols > 0)
        screen_put_right(screen, row, col, col + geometry->number_cols, slice_of(number), STYLE_NUMBER);
    if (at->role == ISSUE_JOINED && at->seam)
        screen_put(screen, row, sign_col, sign_col + 1, slice_of(layout_spot_sign(LAYOUT_SPOT_SEAM)), STYLE_SEAM);
    else
        screen_put(screen, row, sign_col, sign_col + 1, slice_of(sign), STYLE_SIGN);
    if (reader_is_mended(reader, line))
        screen_put(screen, row, sign_col + 1, sign_col + 2, slice_of("*"), STYLE_MENDED);
    else if (is_uncertain_line(reader, issue, line))
        screen_put(screen, row, sign_col + 1, sign_col + 2, slice_of("?"), STYLE_UNCERTAIN);
}

static void
put_text(const struct reader_frame *frame, struct reader_shown_hits *hits, const struct layout_cursor *cursor,
         struct screen *screen, int screen_row, const struct layout_row *row)
{
    const struct reader_geometry *geometry = &frame->geometry;
    int col = geometry->text_col, end = col + geometry->width.cells + LAYOUT_GUTTER;
    screen_put(screen, screen_row, col, end, layout_row_ink(row), style_of(&cursor->issue->lines[row->item]));
    if (row->spot_count > 0) {
        struct layout_ruler ruler = {.count = 0};
        layout_ruler_set(&ruler, row);
        view_spots(screen, screen_row, col, end, row, &ruler);
        layout_ruler_done(&ruler);
    }
    view_hits(hits, frame->reader, cursor, row, screen, screen_row, col);
}

/* The gutter of the line under the cursor: its signs in colours of their own would be holes in it. */
static void
put_selection(struct screen *screen, int row, int col, int end_col, bool keys)
{
    screen_restyle(screen, row, col, end_col, STYLE_TEXT);
    screen_lay(screen, row, col, end_col, keys ? STYLE_SELECTED : STYLE_SELECTED_DIM);
}

void
view_source(const struct reader_frame *frame, struct screen *screen)
{
    const struct reader *reader = frame->reader;
    const struct reader_geometry *geometry = &frame->geometry;
    const struct issue *issue = reader->shown;
    struct layout_cursor cursor = frame->top, at;
    struct reader_shown_hits hits = {.count = 0};
    bool keys = reader->at.pane == PANE_ARTICLE;
    int left = geometry->text_col - geometry->gutter_cols - 1;
    if (!frame->has_text)
        return;
    reader_find_hits(&hits, frame);
    at = layout_seek(reader->layout, issue, NULL, geometry->width, reader->at.source.cursor);
    uint32_t before = ISSUE_NO_LINE;
    for (int i = 0; i < geometry->body_rows; i++) {
        int screen_row = geometry->body_row + i;
        struct layout_row row = layout_row_at(&cursor);
        if (row.item != before)
            put_gutter(reader, geometry, screen, screen_row, row.item);
        before = row.item;
        put_text(frame, &hits, &cursor, screen, screen_row, &row);
        bool caret = cursor.item == at.item && cursor.chunk == at.chunk && cursor.line == at.line;
        if (caret)
            screen_put(screen, screen_row, left, left + 1, slice_of(">"), STYLE_NUMBER);
        if (caret && keys)
            screen_set_cursor(screen, screen_row, left);
        if (row.item == at.item)
            put_selection(screen, screen_row, left, geometry->text_col - 1, keys);
        if (!layout_next(&cursor))
            break;
    }
    reader_shown_hits_done(&hits);
}

void
view_add_source_place(struct buffer *out, const struct reader *reader)
{
    const struct issue *issue = reader->shown;
    uint32_t line = reader->at.source.cursor.item;
    buffer_printf(out, _("line %u/%zu: "), issue_line_number(issue, line) + 1, issue_file_lines(issue));
    reader_add_line_words(out, reader, line);
    if (reader_is_mended(reader, line))
        buffer_add_text(out, _(", as you said"));
}
