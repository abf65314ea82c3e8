/* What is no article's prose: captions, lists, tables, verse, interviews, papers of government, briefs.
 *
 *   before lines are judged: blocks.c asks caption.c, official.c, table_rows.c, data_rows.c, speech.c, items.c, verse.c, tails.c,
 *     asides.c
 *   after articles were put together: kinds.c asks caption.c, verse.c, speech.c
 *
 * Uses of the parser: line, byline, story.
 */
#ifndef PARSER_KINDS_H
#define PARSER_KINDS_H

#include "parser/line/line.h"

/* ---- blocks.c: sets shape->block and shape->apart of COUNT shapes, of which all else is known, where they are certain. Linear in
   the size of the text. */
void blocks_find(struct shape *shapes, size_t count);

/* ---- kinds.c: kinds of the paragraphs, where they are certain; rows of a table become one paragraph. */
void kinds_find(struct issue *issue);

/* ---- caption.c: a whole paragraph of one line. */
bool caption_is(struct slice text);
bool caption_begins(struct slice text); /* 图为: not told by what stands at its end */
/* What the picture shows and, after a wide blank or, where no lines are PRINTED ones, a stop, who took it: a line of its own, the
   end of no other. */
bool caption_is_whole(const struct shape *shape, bool printed);
bool credit_is(struct slice text); /* if it ends an article */

/* ---- items.c: what an item of a list begins with. */
enum marker_style {
    MARKER_NONE,
    MARKER_HAN,         /* 一、 */
    MARKER_HAN_BRACKET, /* （一） */
    MARKER_BRACKET,     /* (1) */
    MARKER_DOT,         /* 1. and 1、 */
    MARKER_PAREN,       /* 1) */
    MARKER_CIRCLE,      /* ① */
    MARKER_LETTER,      /* a. and a) */
    MARKER_ORDINAL,     /* 第一步，, 第一，, 첫째, */
    MARKER_BULLET,
    MARKER_ADDRESS /* https:// */
};
struct marker {
    uint8_t style;
    char32_t code;   /* of a bullet */
    unsigned number; /* of the others, from 1 */
    size_t bytes;    /* with the blanks after it */
};
struct marker marker_read(struct slice text);

/* ---- inside the room: each sets the blocks that it knows, of lines that have none. */
void captions_mark(struct shape *shapes, size_t count);
void official_mark(struct shape *shapes, size_t count);
void tables_mark(struct shape *shapes, size_t count);
void data_mark(struct shape *shapes, size_t count);
void speech_mark(struct shape *shapes, size_t count);
void briefs_mark(struct shape *shapes, size_t count);
void lists_mark(struct shape *shapes, size_t count);
void verse_mark(struct shape *shapes, size_t count);
void tails_mark(struct shape *shapes, size_t count);
void asides_mark(struct shape *shapes, size_t count);
/* official.c: nothing but a day, with its year, 2031年5月4日, 令和十三年五月四日. */
bool day_is_alone(const struct shape *shape);
/* caption.c: 6月27日，……: begins with a day of a month. */
bool day_begins(struct slice text);

/* Can the line be of a block yet? */
static inline bool
block_is_free(const struct shape *shape)
{
    return shape->block == BLOCK_NONE && !shape->furniture && shape->markdown == 0;
}

static inline void
block_set(struct shape *shape, enum line_block block, bool apart)
{
    shape->block = (uint8_t)block;
    shape->apart = apart;
}

/* ---- verse.c: the end of the lines of verse that begin with paragraph FIRST, which is before END; FIRST: there are too few. It is
   asked of one paragraph after another, with what it learnt before: a run that is none is walked once, and not again for each of
   its lines. All zero to begin with. */
struct verse_scan {
    size_t first, end;   /* lines of one kind */
    size_t open, commas; /* how many of them */
    bool latin;
};
size_t verse_end(struct verse_scan *scan, const struct issue *issue, size_t first, size_t end);

/* ---- speech.c: turns of an interview among the paragraphs of an article. */
void speech_find(struct issue *issue, size_t first, size_t end);

#endif
