/* The text pane: rows of the layout to rows of the screen. No decisions here. */
#include "view/paint.h"

#include "kanbao/text.h"

static const enum style styles[] = {
    [LAYOUT_GAP] = STYLE_TEXT,          [LAYOUT_SECTION] = STYLE_SECTION, [LAYOUT_KICKER] = STYLE_KICKER,
    [LAYOUT_HEADLINE] = STYLE_HEADLINE, [LAYOUT_DECK] = STYLE_DECK,       [LAYOUT_BYLINE] = STYLE_BYLINE,
    [LAYOUT_SUBHEAD] = STYLE_SUBHEAD,   [LAYOUT_BODY] = STYLE_TEXT,       [LAYOUT_CAPTION] = STYLE_CAPTION,
    [LAYOUT_LIST] = STYLE_TEXT,         [LAYOUT_VERSE] = STYLE_TEXT,      [LAYOUT_TABLE] = STYLE_TEXT,
    [LAYOUT_CREDIT] = STYLE_BYLINE,     [LAYOUT_SPEECH] = STYLE_TEXT,     [LAYOUT_SOURCE] = STYLE_TEXT,
    [LAYOUT_NOTE] = STYLE_DECK,         [LAYOUT_CODE] = STYLE_CODE,       [LAYOUT_FOOTNOTE] = STYLE_CAPTION,
};

enum style
view_kind_style(enum layout_kind kind)
{
    return styles[kind];
}

/* Where rows go. */
struct target {
    const struct reader *reader;
    struct screen *screen;
    struct buffer scratch;
    struct layout_ruler ruler;
    struct reader_shown_hits hits, changes;
    bool linked; /* the terminal has hyperlinks */
    struct view_links links;
    uint32_t selected; /* the item that is the selected row of a document */
    int selected_row;  /* of the screen, its first one; -1: it is not there */
    int fresh_row; /* where the text begins that the last page turn brought, and left of what; -1: it is not there */
    int fresh_col;
    bool ahead; /* it is the beginning of the article that follows, which is not read yet */
};

/* The keys at the beginning of a row of the help, up to the wide gap. */
static void
style_keys(const struct layout_row *row, struct screen *screen, int screen_row, int col)
{
    struct slice ink = layout_row_ink(row);
    size_t gap = slice_find(ink, "  ");
    if (row->first && gap != SIZE_MAX)
        screen_restyle(screen, screen_row, col, col + (int)text_cells(slice_make(ink.at, gap)), STYLE_KEY);
}

void
view_spots(struct screen *screen, int screen_row, int col, int end_col, const struct layout_row *row,
           const struct layout_ruler *ruler)
{
    for (size_t i = 0; i < row->spot_count; i++) {
        const struct layout_spot *spot = &row->spots[i];
        const char *sign = layout_spot_sign(spot->kind);
        /* a sign stands before its character, a tag is characters */
        int start = col + layout_ruler_col(ruler, spot->start_byte);
        int from = sign != NULL ? start - (int)text_cells(slice_of(sign)) : start;
        int to = sign != NULL ? start : col + layout_ruler_col(ruler, spot->end_byte);
        screen_restyle(screen, screen_row, from, to < end_col ? to : end_col, sign != NULL ? STYLE_SEAM : STYLE_TAG);
    }
}

/* A headline that may be none has its sign left of it, where nothing is moved by it. */
static void
put_uncertain(struct target *target, const struct layout_row *row, int screen_row, int col)
{
    const struct reader *reader = target->reader;
    bool shown = reader->options.uncertain && reader->at.pane != PANE_DOCUMENT && row->first;
    if (shown && row->kind == LAYOUT_HEADLINE && reader_is_uncertain(reader, reader->at.article))
        screen_put(target->screen, screen_row, col - 1, col, slice_of("?"), STYLE_UNCERTAIN);
}

/* Where the text begins that the last page turn brought. */
static void
put_fresh(struct target *target, const struct layout_cursor *cursor, int screen_row, int col)
{
    struct layout_place place = layout_place_at(cursor), fresh = target->reader->fresh;
    if (!target->reader->fresh_shown || place.item != fresh.item || place.byte != fresh.byte)
        return;
    screen_put(target->screen, screen_row, col - 1, col, slice_of("›"), STYLE_UNREAD_MARK);
    target->fresh_row = screen_row;
    target->fresh_col = col - 1;
}

/* The sign of newspapers for an article's end: behind its last character, or, where the line is full, in the gutter. */
static void
put_end(struct target *target, const struct layout_cursor *cursor, int screen_row, int col, int cells)
{
    struct layout_row row = layout_row_at(cursor);
    struct slice sign = slice_of("■");
    int ink_end = col + row.line.cells, sign_cells = (int)text_cells(sign);
    int at = ink_end + 1, last = col + cells + LAYOUT_GUTTER - sign_cells;
    at = at < last ? at : last;
    if (target->reader->options.end_mark && target->reader->at.pane != PANE_DOCUMENT && !row.head &&
        row.kind != LAYOUT_NOTE && !cursor->issue->preview && at >= ink_end)
        screen_put(target->screen, screen_row, at, at + sign_cells, sign, STYLE_FRAME);
}

/* The selected row of a document: the whole measure, and a sign left of its first line. */
static void
put_selection(struct target *target, int screen_row, int col, int end_col)
{
    screen_lay(target->screen, screen_row, col - 1, end_col, STYLE_SELECTED);
    if (target->selected_row >= 0)
        return;
    target->selected_row = screen_row;
    screen_put(target->screen, screen_row, col - 1, col, slice_of(">"), STYLE_LIST);
}

/* What was added to a text and removed from it, in a document that shows that; what markup says of words, and where they lead. */
static void
put_changes(struct target *target, const struct layout_cursor *cursor, const struct layout_row *row, int screen_row,
            int col)
{
    static const enum style change_styles[] = {
        [READER_ADDED] = STYLE_ADDED,
        [READER_REMOVED] = STYLE_REMOVED,
        [READER_MARKS + ISSUE_MARK_EMPHASIS] = STYLE_EMPHASIS,
        [READER_MARKS + ISSUE_MARK_STRONG] = STYLE_STRONG,
        [READER_MARKS + ISSUE_MARK_CODE] = STYLE_CODE,
        [READER_MARKS + ISSUE_MARK_LINK] = STYLE_LINK,
        [READER_MARKS + ISSUE_MARK_STRUCK] = STYLE_REMOVED,
    };
    size_t count;
    const struct reader_shown_hit *changes = reader_row_hits(&target->changes, cursor, row, &count);
    for (size_t i = 0; i < count; i++)
        if (changes[i].cols.start < changes[i].cols.end)
            screen_restyle(target->screen, screen_row, col + changes[i].cols.start, col + changes[i].cols.end,
                           change_styles[changes[i].hit->word]);
    if (target->linked)
        view_row_links(&target->links, cursor, row, changes, count, target->screen, screen_row, col);
}

/* A row whose measure of CELLS begins at COL. */
static void
put_row(struct target *target, const struct layout_cursor *cursor, int screen_row, int col, int cells)
{
    struct layout_row at = layout_row_at(cursor), *row = &at;
    /* the indent of the first line of an article's paragraph is blank, so only ink is put */
    int start = col + row->line.indent;
    screen_put(target->screen, screen_row, start, col + cells + LAYOUT_GUTTER, layout_row_text(row, &target->scratch),
               target->ahead ? STYLE_READ : styles[row->kind]);
    if (target->ahead)
        return;
    if (row->speaker_bytes > 0 || row->spot_count > 0)
        layout_ruler_set(&target->ruler, row);
    if (row->speaker_bytes > 0)
        screen_restyle(target->screen, screen_row, start,
                       start + layout_ruler_col(&target->ruler, row->line.start_byte + row->speaker_bytes),
                       STYLE_SPEAKER);
    if (row->spot_count > 0)
        view_spots(target->screen, screen_row, start, col + cells + LAYOUT_GUTTER, row, &target->ruler);
    put_changes(target, cursor, row, screen_row, start);
    view_hits(&target->hits, target->reader, cursor, row, target->screen, screen_row, start);
    put_uncertain(target, row, screen_row, col);
    put_fresh(target, cursor, screen_row, col);
    if (target->reader->at.pane == PANE_DOCUMENT && row->kind == LAYOUT_TABLE)
        style_keys(row, target->screen, screen_row, start);
    if (row->item == target->selected)
        put_selection(target, screen_row, col, col + cells);
}

/* Is the row at CURSOR the gap before the reader's own words, which are none of the article? */
static bool
parts_note(struct layout_cursor cursor)
{
    return layout_row_at(&cursor).kind == LAYOUT_GAP && layout_next(&cursor) &&
           layout_row_at(&cursor).kind == LAYOUT_NOTE;
}

/* ROWS rows from CURSOR on; returns the row of the screen below them. */
static int
put_rows(struct target *target, struct layout_cursor cursor, int rows, int screen_row, int col, int cells)
{
    for (int i = 0; i < rows; i++) {
        put_row(target, &cursor, screen_row + i, col, cells);
        struct layout_cursor here = cursor;
        bool more = layout_next(&cursor);
        if (target->ahead && !more)
            break;
        if (!more || (cursor.item != here.item && parts_note(cursor)))
            put_end(target, &here, screen_row + i, col, cells);
        if (!more)
            break;
    }
    return screen_row + rows;
}

/* A page of COLUMNS columns, STEP cells apart, from ROW and COL on. */
static void
put_page(struct target *target, const struct layout_page *page, int columns, int step, int row, int col,
         struct layout_width width)
{
    row = put_rows(target, page->head, page->head_rows, row, col, width.head);
    for (int i = 0; i < columns; i++)
        if (page->rows[i] > 0)
            put_rows(target, page->column[i], page->rows[i], row, col + i * step, width.cells);
}

static void
put_pages(struct target *target, const struct reader_frame *frame)
{
    const struct reader_geometry *geometry = &frame->geometry;
    const struct reader_next *next = &frame->next;
    put_page(target, &frame->page, geometry->columns, geometry->column_step, geometry->body_row, geometry->text_col,
             geometry->width);
    target->ahead = true;
    if (next->columns > 0)
        put_page(target, &next->page, next->columns, geometry->column_step, next->row, next->col, next->width);
}

static void
put_nothing(const struct reader_frame *frame, struct screen *screen)
{
    const struct reader *reader = frame->reader;
    const struct reader_geometry *geometry = &frame->geometry;
    const struct issue *issue = reader->shown;
    const char *words = issue == NULL    ? library_error(reader->library, reader->at.issue)
                        : issue->preview ? _("This issue is being read.")
                                         : _("This issue is empty.");
    if (words != NULL)
        screen_put(screen, geometry->body_row, geometry->text_col, geometry->text_col + geometry->width.cells,
                   slice_of(words), STYLE_READ);
}

/* Not on the text: a block would cover it. */
static void
put_cursor(const struct target *target, const struct reader_geometry *geometry)
{
    const struct reader *reader = target->reader;
    if (reader->at.pane != PANE_ARTICLE && reader->at.pane != PANE_DOCUMENT)
        return;
    if (reader->options.cursor == CURSOR_NEWS && target->fresh_row >= 0)
        screen_set_cursor(target->screen, target->fresh_row, target->fresh_col);
    else
        screen_set_cursor(target->screen, target->selected_row >= 0 ? target->selected_row : geometry->body_row,
                          geometry->text_col - 1);
}

void
view_text(const struct reader_frame *frame, struct screen *screen)
{
    const struct reader *reader = frame->reader;
    const struct reader_geometry *geometry = &frame->geometry;
    if (!frame->has_text) {
        put_nothing(frame, screen);
        return;
    }
    struct target target = {.reader = reader,
                            .screen = screen,
                            .linked = reader_has_hyperlinks(reader),
                            .selected = reader_selected_item(reader),
                            .selected_row = -1,
                            .fresh_row = -1};
    reader_find_hits(&target.hits, frame);
    reader_find_changes(&target.changes, frame);
    if (geometry->columns > 1)
        put_pages(&target, frame);
    else
        put_rows(&target, frame->top, geometry->body_rows, geometry->body_row, geometry->text_col,
                 geometry->width.cells);
    buffer_done(&target.scratch);
    layout_ruler_done(&target.ruler);
    reader_shown_hits_done(&target.hits);
    reader_shown_hits_done(&target.changes);
    view_links_done(&target.links);
    put_cursor(&target, geometry);
}
