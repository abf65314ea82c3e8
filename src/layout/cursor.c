/* Moving through an article line by line, setting only what is passed. */
#include "layout/parts.h"

static const struct block *
block_of(const struct layout_cursor *cursor)
{
    return block_get(cursor->layout, cursor->issue, cursor->article, cursor->cells, cursor->item, cursor->chunk);
}

struct layout_cursor
layout_seek(struct layout *layout, const struct issue *issue, const struct issue_article *article, uint16_t cells, struct layout_place place)
{
    struct layout_cursor cursor = {layout, issue, article, cells, place.item, 0, 0};
    if (cursor.item >= flow_count(issue, article))
        return layout_seek_end(layout, issue, article, cells);
    cursor.chunk = block_chunk_of(block_of(&cursor)->text, place.byte);
    const struct block *block = block_of(&cursor);
    while (cursor.line + 1 < block->lines.count && block->start_byte + block->lines.at[cursor.line + 1].start_byte <= place.byte)
        cursor.line++;
    return cursor;
}

struct layout_cursor
layout_seek_end(struct layout *layout, const struct issue *issue, const struct issue_article *article, uint16_t cells)
{
    uint32_t count = flow_count(issue, article);
    struct layout_cursor cursor = {layout, issue, article, cells, count > 0 ? count - 1 : 0, 0, 0};
    if (count == 0)
        return cursor;
    cursor.chunk = block_chunk_count(block_of(&cursor)->text) - 1;
    cursor.line = (uint32_t)block_of(&cursor)->lines.count - 1;
    return cursor;
}

bool
layout_next(struct layout_cursor *cursor)
{
    uint32_t count = flow_count(cursor->issue, cursor->article);
    if (count == 0)
        return false;
    const struct block *block = block_of(cursor);
    if (cursor->line + 1 < block->lines.count) {
        cursor->line++;
        return true;
    }
    if (!block->last) {
        cursor->chunk++;
    } else if (cursor->item + 1 < count) {
        cursor->item++;
        cursor->chunk = 0;
    } else {
        return false;
    }
    cursor->line = 0;
    return true;
}

bool
layout_previous(struct layout_cursor *cursor)
{
    if (cursor->line > 0) {
        cursor->line--;
        return true;
    }
    if (cursor->chunk > 0) {
        cursor->chunk--;
    } else if (cursor->item > 0) {
        cursor->item--;
        cursor->chunk = block_chunk_count(block_of(cursor)->text) - 1;
    } else {
        return false;
    }
    cursor->line = (uint32_t)block_of(cursor)->lines.count - 1;
    return true;
}

struct layout_row
layout_row_at(const struct layout_cursor *cursor)
{
    if (flow_count(cursor->issue, cursor->article) == 0)
        return (struct layout_row){.kind = LAYOUT_GAP, .text = {"", 0}};
    const struct block *block = block_of(cursor);
    return (struct layout_row){
        .kind = block->kind,
        .text = block->text,
        .line = block->lines.at[cursor->line],
        .base_byte = block->start_byte,
        .item = cursor->item,
        .first = cursor->chunk == 0 && cursor->line == 0,
    };
}

struct layout_place
layout_place_at(const struct layout_cursor *cursor)
{
    struct layout_row row = layout_row_at(cursor);
    return (struct layout_place){cursor->item, row.base_byte + row.line.start_byte};
}

unsigned
layout_percent(const struct layout_cursor *cursor, bool included)
{
    size_t total = issue_article_bytes(cursor->issue, cursor->article);
    uint32_t count = flow_count(cursor->issue, cursor->article);
    if (total == 0 || count == 0)
        return 100;
    struct layout_cursor next = *cursor;
    if (included && !layout_next(&next))
        return 100;
    size_t before = flow_offset(cursor->issue, cursor->article, layout_place_at(&next));
    unsigned percent = (unsigned)(before * 100 / total);
    return percent < 99 ? percent : 99;
}
