/* What the files of src/layout share: the shown text, items of an article, chunks of an item.
 *
 *   an article    column_page.c <- cursor.c (row by row) <- block.c (what is kept, how each kind is set) <- flow.c (items)
 *   its lines     fill.c, headline.c; row.c draws one; spots.c: seams and other signs in it
 *   its source    place.c: from a place in it to the byte of the file, and back; source_map.c: where markup was taken out; find.c: from bytes to what a row draws of them
 *   their breaks  units.c (one record a cluster) with tailor.c (the house rules), rules.txt, address.c, common_words.c
 *   shown text    restore.c (punctuation), table.c, code.c, dropped.c (what the text is without); sides.c, text_language.c, shown.c (the map back)
 */
#ifndef LAYOUT_PRIVATE_H
#define LAYOUT_PRIVATE_H

#include "kanbao/layout.h"
#include "kanbao/text.h"

/* ---- text_language.c */
enum language { LANGUAGE_CHINESE, LANGUAGE_JAPANESE, LANGUAGE_KOREAN, LANGUAGE_LATIN };
enum language language_of(struct slice text);

/* ---- shown.c: a shown text is made from its source, edit after edit. */
void shown_begin(struct layout_shown *shown, struct slice source);
/* LEN bytes at AT of the source become WITH; AT is not before the last edit's end. */
void shown_replace(struct layout_shown *shown, size_t at, size_t len, const char *with);
void shown_end(struct layout_shown *shown);

/* ---- table.c: rows of cells, with blanks put between them so that columns stand under one another; left alone
   where that is wider than CELLS. SHOWN was begun by layout_show() or is empty. */
void table_show(struct layout_shown *shown, struct slice source, uint16_t cells);

/* ---- code.c: with blanks for tabs, and nothing else changed. And blanks that a line, thus shown, begins with. */
void code_show(struct layout_shown *shown, struct slice source);
size_t code_indent(struct slice line);

/* ---- flow.c: which items an article has, and what they say. Without an article (NULL) the items are the lines of the
   file. */
struct flow_item {
    enum layout_kind kind;
    enum language language;
    struct slice text;      /* of the issue, or of the scratch buffer */
    struct slice context;   /* of a headline: where its words may come back */
    uint8_t hang_cells;     /* of a document's own table */
    uint16_t speaker_bytes; /* who speaks, at the beginning of the text */
    bool head;              /* stands above the paragraphs */
};

enum { FLOW_HEAD_MAX = ISSUE_HEAD_MAX + 4 };

struct flow {
    const struct issue *issue;
    const struct issue_article *article;
    unsigned gap; /* empty lines between paragraphs */
    uint32_t count;
    struct slice note; /* the last item, behind a gap; empty: none */
    struct {
        enum layout_kind kind;
        uint32_t line;     /* of the file, that it shows; of a gap or the byline none */
    } head[FLOW_HEAD_MAX]; /* the items above the paragraphs */
    uint32_t head_count;
};
struct flow flow_of(const struct issue *issue, const struct issue_article *article, unsigned gap, struct slice note);
/* How many items there are without the note and the gap before it. */
uint32_t flow_text_count(const struct flow *flow);
struct flow_item flow_item(const struct flow *flow, uint32_t index, struct buffer *scratch);
/* Is the item one of those above the paragraphs? */
bool flow_is_head(const struct flow *flow, uint32_t index);
/* The paragraph that an item shows; NULL for any other item. */
const struct issue_paragraph *flow_paragraph(const struct flow *flow, uint32_t index);
/* The item above the paragraphs that shows LINE, or, for ISSUE_NO_LINE, the byline; where there is none, the first one
   below the head. And the line that such an item shows, or ISSUE_NO_LINE. */
uint32_t flow_head_item(const struct flow *flow, uint32_t line);
uint32_t flow_head_line(const struct flow *flow, uint32_t index);
/* How far PLACE is from the article's first line, in bytes of the issue, never less than what is
   before it: for percentages. */
size_t flow_offset(const struct flow *flow, struct layout_place place);

/* ---- source_map.c: MAP is that of TEXT, which was read from LINE, to it. */
void source_map_make(struct layout_shown *map, struct slice text, struct slice line);

/* place.c: the place in the source at which what ends at BYTE of the issue's text ends: before the marks behind it. */
struct layout_place source_end_place(struct layout *layout, const struct issue *issue, uint32_t byte);

/* ---- block.c: one chunk of one item, set; kept in a small cache. */
enum { CHUNK_BYTES = 32 * 1024 };
#define BLOCK_SOURCE UINT32_MAX

struct block {
    const struct issue *issue;
    uint32_t article, item, chunk; /* ARTICLE is BLOCK_SOURCE where the items are the lines of the file */
    uint16_t cells;
    bool used;
    enum layout_kind kind;
    bool head;            /* above the paragraphs */
    struct buffer own;    /* the item's text, when it had to be put together */
    struct slice text;    /* the whole item, as the source has it */
    uint32_t start_byte;  /* of this chunk within it */
    bool last;            /* there is no chunk after it */
    uint32_t speaker_end; /* where in the shown text who speaks ends; 0: not here */
    struct layout_shown shown;
    struct layout_lines lines; /* of the shown text */
    struct layout_spot *spots; /* of the shown text, in their order */
    size_t spot_count, spot_capacity;
};

/* The items of an article, found once for all that is asked of it one after another; good until the next call of another
   article. */
const struct flow *block_flow(struct layout *layout, const struct issue *issue, const struct issue_article *article);
/* The map of a line's text to what the file has there, kept for the line that was asked for last; the issue has origins. */
const struct layout_shown *block_source_map(struct layout *layout, const struct issue *issue, uint32_t line);
/* Good until the next call. */
const struct block *block_get(struct layout *layout, const struct issue *issue, const struct issue_article *article,
                              uint16_t cells, uint32_t item, uint32_t chunk);
/* The chunk of a text that holds BYTE. */
uint32_t block_chunk_of(struct slice text, uint32_t byte);
/* Number of chunks. */
uint32_t block_chunk_count(struct slice text);

/* ---- cursor.c: the block that the cursor is in. */
const struct block *cursor_block(const struct layout_cursor *cursor);

/* ---- dropped.c: what stands in the file and is no part of the text. */
enum dropped { DROPPED_BLANKS, DROPPED_HYPHENS };
/* Begins the block's shown text of SOURCE, its chunk of the item, with these in it; false: there is none. */
bool dropped_show(struct block *block, const struct flow *flow, struct slice source, enum dropped wanted);
/* Puts DROP, in tags where it would not be seen, at AT of the source. */
void dropped_show_all(struct layout_shown *shown, size_t at, const struct text_drop *drop);

/* ---- spots.c */
/* The seams of PARAGRAPH in the block's shown text. */
void spots_find_seams(struct block *block, const struct issue_paragraph *paragraph);
/* Shows SOURCE as it is, and what would not be seen as tags. */
void spots_show_source(struct block *block, struct slice source);

#endif
