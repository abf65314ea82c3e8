/* What the files of src/layout share: items of an article, chunks of an item. */
#ifndef LAYOUT_PARTS_H
#define LAYOUT_PARTS_H

#include "kanbao/layout.h"

/* ---- flow.c: which items an article has, and what they say. */
struct flow_item {
    enum layout_kind kind;
    struct slice text; /* of the issue, or of the scratch buffer */
    uint16_t first_indent, rest_indent;
};
uint32_t flow_count(const struct issue *issue, const struct issue_article *article);
struct flow_item flow_item(const struct issue *issue, const struct issue_article *article, uint32_t index, struct buffer *scratch);
/* How far PLACE is from the article's first line, in bytes of the issue, never less than what is
   before it: for percentages. */
size_t flow_offset(const struct issue *issue, const struct issue_article *article, struct layout_place place);

/* ---- block.c: one chunk of one item, set; kept in a small cache. */
enum { CHUNK_BYTES = 32 * 1024 };

struct block {
    const struct issue *issue;
    uint32_t article, item, chunk;
    uint16_t cells;
    bool used;
    enum layout_kind kind;
    struct buffer own;  /* the item's text, when it had to be put together */
    struct slice text;  /* the whole item */
    uint32_t start_byte; /* of this chunk within it */
    bool last;          /* there is no chunk after it */
    struct layout_lines lines;
};

/* Good until the next call. */
const struct block *block_get(struct layout *layout, const struct issue *issue, const struct issue_article *article, uint16_t cells,
                              uint32_t item, uint32_t chunk);
/* The chunk of a text that holds BYTE. */
uint32_t block_chunk_of(struct slice text, uint32_t byte);
/* Number of chunks. */
uint32_t block_chunk_count(struct slice text);

#endif
