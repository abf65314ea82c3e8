/* Blocks: set chunks of items, the only thing layout remembers.
 *
 * A chunk boundary is found from the text around it alone, so that any chunk can be
 * set first. It ends a line early, in paragraphs of more than ten thousand
 * characters only.
 */
#include "layout/parts.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { BLOCKS = 256, WINDOW_BYTES = 512 };

struct layout {
    struct block blocks[BLOCKS];
};

struct layout *
layout_new(void)
{
    return base_alloc_zero(1, sizeof(struct layout));
}

void
layout_forget(struct layout *layout)
{
    for (size_t i = 0; i < BLOCKS; i++)
        layout->blocks[i].used = false;
}

void
layout_free(struct layout *layout)
{
    if (layout == NULL)
        return;
    for (size_t i = 0; i < BLOCKS; i++) {
        buffer_done(&layout->blocks[i].own);
        layout_lines_done(&layout->blocks[i].lines);
    }
    free(layout);
}

/* Start of the code point at or before AT. */
static size_t
point_start(struct slice text, size_t at)
{
    while (at > 0 && at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Where chunk CHUNK begins: the first break near its nominal place. */
static uint32_t
chunk_start(struct slice text, uint32_t chunk)
{
    size_t nominal = (size_t)chunk * CHUNK_BYTES;
    if (chunk == 0)
        return 0;
    if (nominal >= text.len)
        return (uint32_t)text.len;
    size_t from = point_start(text, nominal - WINDOW_BYTES);
    size_t to = nominal + WINDOW_BYTES < text.len ? point_start(text, nominal + WINDOW_BYTES) : text.len;
    struct slice window = slice_make(text.at + from, to - from);
    char breaks[2 * WINDOW_BYTES + 8];
    text_breaks(window, breaks);
    size_t middle = point_start(text, nominal) - from;
    for (size_t i = middle; i < window.len; i++)
        if (breaks[i] == TEXT_BREAK_MAY)
            return (uint32_t)(from + i);
    /* one endless word: at a cluster, found from a fixed place so that it is always the same */
    size_t at = 0;
    while (at < middle)
        at += text_cluster_at(window, at).bytes;
    return (uint32_t)(from + at);
}

uint32_t
block_chunk_count(struct slice text)
{
    /* a chunk that begins at the very end is none */
    uint32_t count = (uint32_t)(text.len / CHUNK_BYTES);
    return count > 0 && chunk_start(text, count) >= text.len ? count : count + 1;
}

uint32_t
block_chunk_of(struct slice text, uint32_t byte)
{
    /* a chunk may begin within the character on its nominal place, so up to 3 bytes before it */
    uint32_t chunk = (uint32_t)(((size_t)byte + 3) / CHUNK_BYTES);
    if (chunk > 0 && chunk_start(text, chunk) > byte)
        chunk--;
    uint32_t last = block_chunk_count(text) - 1;
    return chunk < last ? chunk : last;
}

static void
set_block(struct block *block)
{
    struct flow_item item = flow_item(block->issue, &block->issue->articles[block->article], block->item, &block->own);
    uint32_t count = block_chunk_count(item.text);
    uint32_t end = block->chunk + 1 < count ? chunk_start(item.text, block->chunk + 1) : (uint32_t)item.text.len;
    block->kind = item.kind;
    block->text = item.text;
    block->start_byte = chunk_start(item.text, block->chunk);
    block->last = block->chunk + 1 >= count;
    struct layout_measure measure = {block->cells, block->chunk == 0 ? item.first_indent : item.rest_indent, item.rest_indent};
    layout_fill(slice_make(item.text.at + block->start_byte, end - block->start_byte), measure, &block->lines);
}

const struct block *
block_get(struct layout *layout, const struct issue *issue, const struct issue_article *article, uint16_t cells, uint32_t item, uint32_t chunk)
{
    uint32_t number = (uint32_t)(article - issue->articles);
    struct block *block = &layout->blocks[(item + chunk * 7 + number * 31) % BLOCKS];
    bool hit = block->used && block->issue == issue && block->article == number && block->item == item && block->chunk == chunk &&
               block->cells == cells;
    if (!hit) {
        block->issue = issue;
        block->article = number;
        block->item = item;
        block->chunk = chunk;
        block->cells = cells;
        block->used = true;
        set_block(block);
    }
    return block;
}
