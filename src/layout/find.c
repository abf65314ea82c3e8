/* Which columns of a row show a piece of the issue's text: how what was found is marked.
 *
 * A piece is bytes of the file, a row is bytes of an item, and what is drawn is the item's shown text: each step has its map.
 */
#include "layout/layout_private.h"

#include "kanbao/text.h"

/* The columns of the shown text's bytes from START to END, as far as the row has them. */
static struct layout_cols
cols_of(const struct layout_row *row, const struct layout_ruler *ruler, uint32_t start, uint32_t end)
{
    start = start > row->line.start_byte ? start : row->line.start_byte;
    end = end < row->line.ink_byte ? end : row->line.ink_byte;
    if (start >= end)
        return (struct layout_cols){0, 0};
    return (struct layout_cols){layout_ruler_col(ruler, start), layout_ruler_col(ruler, end)};
}

struct layout_cols
layout_words_cols(const struct layout_row *row, struct slice words, const struct layout_ruler *ruler)
{
    struct slice ink = layout_row_ink(row);
    for (size_t at = 0; words.len > 0 && at + words.len <= ink.len; at++)
        if (memcmp(ink.at + at, words.at, words.len) == 0) {
            uint32_t start = row->line.start_byte + (uint32_t)at;
            return cols_of(row, ruler, start, start + (uint32_t)words.len);
        }
    return (struct layout_cols){0, 0};
}

/* Where PLACE, which something begins or ENDS at, is in the block's shown text, were it all one block: before it 0, after it
   UINT32_MAX. */
static uint32_t
shown_byte(const struct layout_cursor *cursor, const struct block *block, struct layout_place place, bool ends)
{
    if (place.item != cursor->item)
        return place.item < cursor->item ? 0 : UINT32_MAX;
    if (place.byte <= block->start_byte)
        return 0;
    uint32_t byte = place.byte - block->start_byte;
    return ends ? layout_shown_end(&block->shown, byte) : layout_shown_byte(&block->shown, byte);
}

struct layout_range
layout_range_of(struct layout *layout, const struct issue *issue, const struct issue_article *article,
                struct issue_span span)
{
    uint32_t end = span.start_byte + span.bytes;
    return (struct layout_range){
        .start = layout_place_of_byte(layout, issue, article, span.start_byte),
        .end =
            article != NULL ? layout_place_of_byte(layout, issue, article, end) : source_end_place(layout, issue, end),
    };
}

struct layout_cols
layout_range_cols(const struct layout_cursor *cursor, const struct layout_row *row, const struct layout_range *range,
                  const struct layout_ruler *ruler)
{
    const struct block *block = cursor_block(cursor);
    return cols_of(row, ruler, shown_byte(cursor, block, range->start, false),
                   shown_byte(cursor, block, range->end, true));
}
