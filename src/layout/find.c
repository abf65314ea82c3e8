/* Which columns of a row show a piece of the issue's text: how what was found is marked.
 *
 * A piece is bytes of the file, a row is bytes of an item, and what is drawn is the item's shown text: each step has its map.
 */
#include "layout/layout_private.h"

#include "kanbao/text.h"

/* The columns of the shown text's bytes from START to END, as far as the row has them. */
static struct layout_cols
cols_of(const struct layout_row *row, uint32_t start, uint32_t end)
{
    start = start > row->line.start_byte ? start : row->line.start_byte;
    end = end < row->line.ink_byte ? end : row->line.ink_byte;
    if (start >= end)
        return (struct layout_cols){0, 0};
    return (struct layout_cols){layout_row_col(row, start), layout_row_col(row, end)};
}

static struct layout_cols
cols_of_words(const struct layout_row *row, struct slice words)
{
    struct slice ink = layout_row_ink(row);
    for (size_t at = 0; words.len > 0 && at + words.len <= ink.len; at++)
        if (memcmp(ink.at + at, words.at, words.len) == 0) {
            uint32_t start = row->line.start_byte + (uint32_t)at;
            return cols_of(row, start, start + (uint32_t)words.len);
        }
    return (struct layout_cols){0, 0};
}

/* Where PLACE is in the block's shown text, were it all one block: before it 0, after it UINT32_MAX. */
static uint32_t
shown_byte(const struct layout_cursor *cursor, const struct block *block, struct layout_place place)
{
    if (place.item != cursor->item)
        return place.item < cursor->item ? 0 : UINT32_MAX;
    return place.byte > block->start_byte ? layout_shown_byte(&block->shown, place.byte - block->start_byte) : 0;
}

struct layout_cols
layout_row_cols(const struct layout_cursor *cursor, const struct layout_row *row, struct issue_span span)
{
    if (row->kind == LAYOUT_GAP || span.bytes == 0)
        return (struct layout_cols){0, 0};
    if (row->kind == LAYOUT_BYLINE)
        return cols_of_words(row, issue_span_text(cursor->issue, span));
    const struct block *block = cursor_block(cursor);
    struct layout_place start = layout_place_of_byte(cursor->layout, cursor->issue, cursor->article, span.start_byte);
    struct layout_place end =
        layout_place_of_byte(cursor->layout, cursor->issue, cursor->article, span.start_byte + span.bytes);
    return cols_of(row, shown_byte(cursor, block, start), shown_byte(cursor, block, end));
}
