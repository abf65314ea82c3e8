/* Moving through an article line by line, setting only what is passed. */
#include "layout/layout_private.h"

static uint32_t
count_of(const struct layout_cursor *cursor)
{
    return block_flow(cursor->layout, cursor->issue, cursor->article)->count;
}

const struct block *
cursor_block(const struct layout_cursor *cursor)
{
    bool head = cursor->width.head != cursor->width.cells &&
                flow_is_head(block_flow(cursor->layout, cursor->issue, cursor->article), cursor->item);
    uint16_t cells = head ? cursor->width.head : cursor->width.cells;
    return block_get(cursor->layout, cursor->issue, cursor->article, cells, cursor->item, cursor->chunk);
}

struct layout_cursor
layout_seek(struct layout *layout, const struct issue *issue, const struct issue_article *article,
            struct layout_width width, struct layout_place place)
{
    struct layout_cursor cursor = {layout, issue, article, width, place.item, 0, 0};
    if (cursor.item >= count_of(&cursor))
        return layout_seek_end(layout, issue, article, width);
    cursor.chunk = block_chunk_of(cursor_block(&cursor)->text, place.byte);
    const struct block *block = cursor_block(&cursor);
    uint32_t byte =
        place.byte > block->start_byte ? layout_shown_byte(&block->shown, place.byte - block->start_byte) : 0;
    while (cursor.line + 1 < block->lines.count && block->lines.at[cursor.line + 1].start_byte <= byte)
        cursor.line++;
    /* a blank that is not shown belongs to the line before it */
    while (cursor.line > 0 &&
           block->start_byte + layout_source_byte(&block->shown, block->lines.at[cursor.line].start_byte) > place.byte)
        cursor.line--;
    return cursor;
}

struct layout_cursor
layout_seek_end(struct layout *layout, const struct issue *issue, const struct issue_article *article,
                struct layout_width width)
{
    struct layout_cursor cursor = {layout, issue, article, width, 0, 0, 0};
    uint32_t count = count_of(&cursor);
    if (count == 0)
        return cursor;
    cursor.item = count - 1;
    cursor.chunk = block_chunk_count(cursor_block(&cursor)->text) - 1;
    cursor.line = (uint32_t)cursor_block(&cursor)->lines.count - 1;
    return cursor;
}

bool
layout_next(struct layout_cursor *cursor)
{
    uint32_t count = count_of(cursor);
    if (count == 0)
        return false;
    const struct block *block = cursor_block(cursor);
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
        cursor->chunk = block_chunk_count(cursor_block(cursor)->text) - 1;
    } else {
        return false;
    }
    cursor->line = (uint32_t)cursor_block(cursor)->lines.count - 1;
    return true;
}

static uint32_t
speaker_bytes(const struct block *block, const struct layout_line *line)
{
    uint32_t end = block->speaker_end < line->ink_byte ? block->speaker_end : line->ink_byte;
    return end > line->start_byte ? end - line->start_byte : 0;
}

/* The spots of BLOCK within LINE. */
static void
take_spots(struct layout_row *row, const struct block *block)
{
    size_t first = 0, end;
    while (first < block->spot_count && block->spots[first].start_byte < row->line.start_byte)
        first++;
    for (end = first; end < block->spot_count && block->spots[end].start_byte < row->line.end_byte;)
        end++;
    row->spots = block->spots + first;
    row->spot_count = end - first;
}

struct layout_row
layout_row_at(const struct layout_cursor *cursor)
{
    if (count_of(cursor) == 0)
        return (struct layout_row){.kind = LAYOUT_GAP, .text = {"", 0}};
    const struct block *block = cursor_block(cursor);
    const struct layout_line *line = &block->lines.at[cursor->line];
    struct layout_row row = {
        .kind = block->kind,
        .text = block->shown.text,
        .line = *line,
        .start_byte = block->start_byte + layout_source_byte(&block->shown, line->start_byte),
        .end_byte = block->start_byte + layout_source_byte(&block->shown, line->end_byte),
        .item = cursor->item,
        .first = cursor->chunk == 0 && cursor->line == 0,
        .head = block->head,
        .speaker_bytes = speaker_bytes(block, line),
    };
    if (block->spot_count > 0)
        take_spots(&row, block);
    return row;
}

struct layout_place
layout_place_at(const struct layout_cursor *cursor)
{
    return (struct layout_place){cursor->item, layout_row_at(cursor).start_byte};
}

unsigned
layout_percent(const struct layout_cursor *cursor, bool included)
{
    const struct issue *issue = cursor->issue;
    size_t total = cursor->article != NULL ? issue_article_bytes(issue, cursor->article) : issue->text_bytes;
    if (total == 0 || count_of(cursor) == 0)
        return 100;
    struct layout_cursor next = *cursor;
    if (included && !layout_next(&next))
        return 100;
    size_t before = flow_offset(block_flow(cursor->layout, cursor->issue, cursor->article), layout_place_at(&next));
    unsigned percent = (unsigned)(before * 100 / total);
    return percent < 99 ? percent : 99;
}
