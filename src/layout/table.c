/* Tables: blanks between the cells of each row, so that columns stand under one another.
 *
 * A row is a line of the text. What parts its cells is what parts those of the first row best: tabs, or two blanks or a
 * full-width one, or single blanks. The blanks are edits of the shown text, so the source keeps its own.
 */
#include "layout/layout_private.h"

#include "kanbao/text.h"

enum { COLUMNS_MAX = 24, GAP_CELLS = 2 };

enum gap { GAP_NONE, GAP_SINGLE, GAP_WIDE, GAP_TAB };

/* White space at AT, line ends aside: the end of it, and how wide a gap it is. */
static size_t
gap_end(struct slice text, size_t at, enum gap *gap)
{
    size_t blanks = 0, len = 1;
    bool tab = false;
    for (; at < text.len; at += len) {
        bool wide = slice_starts(slice_from(text, at), "\u3000");
        if (text.at[at] != ' ' && text.at[at] != '\t' && !wide)
            break;
        tab |= text.at[at] == '\t';
        blanks += wide ? 2 : 1;
        len = wide ? strlen("\u3000") : 1;
    }
    *gap = tab ? GAP_TAB : blanks > 1 ? GAP_WIDE : blanks == 1 ? GAP_SINGLE : GAP_NONE;
    return at;
}

static enum gap
gap_of_first_row(struct slice text)
{
    enum gap widest = GAP_NONE, gap;
    for (size_t at = 0; at < text.len && text.at[at] != '\n';) {
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
        size_t end = cell_end(text, at, least), cells = text_cells(slice_make(text.at + at, end - at));
        if (column == COLUMNS_MAX)
            return 0;
        widths[column] = cells > widths[column] ? cells : widths[column];
        count = column + 1 > count ? column + 1 : count;
        bool row_ends = end < text.len && text.at[end] == '\n';
        column = row_ends ? 0 : column + 1;
        at = row_ends ? end + 1 : separator_end(text, end);
    }
    for (size_t i = 0; i < count; i++)
        total += widths[i] + (i > 0 ? GAP_CELLS : 0);
    return count > 1 ? total : 0;
}

void
table_show(struct layout_shown *shown, struct slice source, uint16_t cells)
{
    enum gap least = gap_of_first_row(source);
    size_t widths[COLUMNS_MAX] = {0}, column = 0, total = measure_columns(source, least, widths);
    struct buffer blanks = {0};
    shown_begin(shown, source);
    for (size_t at = 0; total > 0 && total <= cells && at < source.len;) {
        size_t end = cell_end(source, at, least), next = separator_end(source, end);
        bool row_ends = end == source.len || next == source.len || source.at[end] == '\n' || source.at[next] == '\n';
        if (row_ends) {
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
