/* The text pane: rows of the layout to rows of the screen. No decisions here. */
#include "view/parts.h"

#include "kanbao/text.h"

static const enum screen_style styles[] = {
    [LAYOUT_GAP] = STYLE_TEXT,   [LAYOUT_KICKER] = STYLE_KICKER,   [LAYOUT_HEADLINE] = STYLE_HEADLINE, [LAYOUT_DECK] = STYLE_DECK,
    [LAYOUT_BYLINE] = STYLE_BYLINE, [LAYOUT_SUBHEAD] = STYLE_SUBHEAD, [LAYOUT_BODY] = STYLE_TEXT,       [LAYOUT_TABLE] = STYLE_TEXT,
};

static void
put_row(const struct layout_row *row, const struct reader_geometry *geometry, struct screen *screen, int screen_row)
{
    /* the indent of the first line of an article's paragraph is blank, so only ink is put */
    int col = geometry->text_col + row->line.indent;
    int end = geometry->text_col + geometry->measure;
    screen_put(screen, screen_row, col, end, layout_row_ink(row), styles[row->kind]);
}

/* The keys at the beginning of a row of the help, up to the wide gap. */
static void
mark_keys(const struct layout_row *row, const struct reader_geometry *geometry, struct screen *screen, int screen_row)
{
    struct slice ink = layout_row_ink(row);
    size_t gap = slice_find(ink, "  ");
    if (!row->first || gap == SIZE_MAX)
        return;
    int col = geometry->text_col + row->line.indent;
    screen_restyle(screen, screen_row, col, col + (int)text_cells(slice_make(ink.at, gap)), STYLE_KEY);
}

static void
put_nothing(const struct reader *reader, const struct reader_geometry *geometry, struct screen *screen)
{
    const struct issue *issue = reader_issue(reader);
    const char *words = issue == NULL ? library_error(reader->library, reader->issue) : _("This issue is empty.");
    if (words != NULL)
        screen_put(screen, geometry->body_row, geometry->text_col, geometry->text_col + geometry->measure, slice_of(words), STYLE_READ);
}

void
view_text(const struct reader *reader, const struct reader_geometry *geometry, struct screen *screen)
{
    struct layout_cursor cursor;
    if (!reader_cursor(reader, &cursor)) {
        put_nothing(reader, geometry, screen);
        return;
    }
    for (int i = 0; i < geometry->body_rows; i++) {
        struct layout_row row = layout_row_at(&cursor);
        put_row(&row, geometry, screen, geometry->body_row + i);
        if (reader->pane == PANE_HELP && row.kind == LAYOUT_TABLE)
            mark_keys(&row, geometry, screen, geometry->body_row + i);
        if (!layout_next(&cursor))
            break;
    }
    if (reader->pane == PANE_ARTICLE || reader->pane == PANE_HELP)
        screen_set_cursor(screen, geometry->body_row, geometry->text_col - 1); /* not on the text: a block would cover it */
}
