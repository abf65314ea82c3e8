/* Tables: blanks between the cells of each row, so that columns stand under one another.
 *
 * A row is a line of the text. What parts its cells is what parts those of the first row best: bars, or tabs, or two blanks or a
 * full-width one, or single blanks. Bars become blanks, and a row that is drawn, ├──┼──┤, a line as wide as the table. These are
 * edits of the shown text, so the source keeps its own.
 */
#include "layout/layout_private.h"

#include "kanbao/text.h"

enum { COLUMNS_MAX = 24, GAP_CELLS = 2 };

enum gap { GAP_NONE, GAP_SINGLE, GAP_WIDE, GAP_TAB, GAP_BAR };

/* White space at AT, line ends aside, with a bar in it or none: the end of it, and how wide a gap it is. */
static size_t
gap_end(struct slice text, size_t at, enum gap *gap)
{
    size_t blanks = 0, bars = 0, len = 1;
    bool tab = false;
    for (; at < text.len; at += len) {
        unsigned char byte = (unsigned char)text.at[at];
        if (byte > ' ' && byte != '|' && byte < 0xE2)
            break; /* nearly all characters, and the bytes within one */
        char32_t code;
        len = text_decode(text.at + at, &code);
        bool bar = text_among(code, U"|│┃║｜");
        if ((code != ' ' && code != '\t' && code != 0x3000 && !bar) || (bar && bars > 0))
            break;
        tab |= code == '\t';
        bars += bar;
        blanks += code == 0x3000 ? 2 : 1;
    }
    *gap = bars > 0 ? GAP_BAR : tab ? GAP_TAB : blanks > 1 ? GAP_WIDE : blanks == 1 ? GAP_SINGLE : GAP_NONE;
    return at;
}

static size_t
row_end(struct slice text, size_t at)
{
    const char *end = memchr(text.at + at, '\n', text.len - at);
    return end != NULL ? (size_t)(end - text.at) : text.len;
}

/* Is the row at AT drawn: ├──┼──┤, |---|---|? */
static bool
is_drawn(struct slice text, size_t at)
{
    size_t end = row_end(text, at);
    bool any = false;
    while (at < end) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        bool line = (code >= 0x2500 && code <= 0x257F) || text_among(code, U"-=—－");
        any |= line && code != U'│' && code != U'┃';
        if (!line && !text_among(code, U" |+:｜\u3000"))
            return false;
    }
    return any;
}

/* The bar at the beginning of the row at AT, and the blanks behind it: where its first cell begins. */
static size_t
skip_frame(struct slice text, size_t at, enum gap least)
{
    enum gap gap;
    size_t end = gap_end(text, at, &gap);
    return least == GAP_BAR && gap == GAP_BAR ? end : at;
}

static enum gap
gap_of_first_row(struct slice text)
{
    enum gap widest = GAP_NONE, gap;
    size_t first = 0;
    while (is_drawn(text, first) && row_end(text, first) < text.len)
        first = row_end(text, first) + 1;
    for (size_t at = first; at < text.len && text.at[at] != '\n';) {
        size_t end = gap_end(text, at, &gap);
        widest = gap > widest ? gap : widest;
        at = end > at ? end : at + 1;
    }
    return widest == GAP_NONE ? GAP_WIDE : widest;
}

/* The end of the cell that begins at AT: its separator, a gap of at least LEAST, a line end, or the text's end. */
static size_t
cell_end(struct slice text, size_t at, enum gap least)
{
    enum gap gap;
    while (at < text.len && text.at[at] != '\n') {
        size_t end = gap_end(text, at, &gap);
        if (gap >= least)
            break;
        at = end > at ? end : at + 1;
    }
    return at;
}

static size_t
separator_end(struct slice text, size_t at)
{
    enum gap gap;
    return gap_end(text, at, &gap);
}

/* The widest cell of each column; returns the width of all, 0 where there are no columns, or too many. */
static size_t
measure_columns(struct slice text, enum gap least, size_t widths[COLUMNS_MAX])
{
    size_t column = 0, count = 0, total = 0;
    for (size_t at = 0; at < text.len;) {
        if (column == 0 && is_drawn(text, at)) {
            at = row_end(text, at) + 1;
            continue;
        }
        at = column == 0 ? skip_frame(text, at, least) : at;
        size_t end = cell_end(text, at, least), cells = text_cells(slice_make(text.at + at, end - at));
        if (column == COLUMNS_MAX)
            return 0;
        widths[column] = cells > widths[column] ? cells : widths[column];
        count = column + 1 > count ? column + 1 : count;
        size_t next = separator_end(text, end); /* perhaps a bar at the row's end */
        bool row_ends = next == text.len || text.at[next] == '\n';
        column = row_ends ? 0 : column + 1;
        at = row_ends ? next + 1 : next;
    }
    for (size_t i = 0; i < count; i++)
        total += widths[i] + (i > 0 ? GAP_CELLS : 0);
    return count > 1 ? total : 0;
}

/* A line as wide as the table, for one that is drawn from AT up to END. */
static void
show_drawn(struct layout_shown *shown, size_t at, size_t end, size_t cells, struct buffer *line)
{
    buffer_clear(line);
    while (cells-- > 0)
        buffer_add_byte(line, '-');
    shown_replace(shown, at, end - at, line->at);
}

void
table_show(struct layout_shown *shown, struct slice source, uint16_t cells)
{
    enum gap least = gap_of_first_row(source);
    size_t widths[COLUMNS_MAX] = {0}, column = 0, total = measure_columns(source, least, widths);
    struct buffer blanks = {0};
    shown_begin(shown, source);
    for (size_t at = 0; total > 0 && total <= cells && at < source.len;) {
        if (column == 0 && is_drawn(source, at)) {
            size_t end = row_end(source, at);
            show_drawn(shown, at, end, total, &blanks);
            at = end + 1;
            continue;
        }
        size_t frame = column == 0 ? skip_frame(source, at, least) : at;
        if (frame > at)
            shown_replace(shown, at, frame - at, "");
        at = frame;
        size_t end = cell_end(source, at, least), next = separator_end(source, end);
        bool row_ends = end == source.len || next == source.len || source.at[end] == '\n' || source.at[next] == '\n';
        if (row_ends) {
            if (least == GAP_BAR && next > end)
                shown_replace(shown, end, next - end, ""); /* the bar at its end */
            at = next < source.len ? next + 1 : next;
            column = 0;
            continue;
        }
        buffer_clear(&blanks);
        for (size_t n = text_cells(slice_make(source.at + at, end - at)); n < widths[column] + GAP_CELLS; n++)
            buffer_add_byte(&blanks, ' ');
        shown_replace(shown, end, next - end, blanks.at);
        column++;
        at = next;
    }
    shown_end(shown);
    buffer_done(&blanks);
}
