/* A saved page of HTML: what it says, block by block, and what of that is the page's; and HTML that is a part of a file.
 *
 *   html_read.c (a page), html_part.c (a part)
 *     -> html_source.c (the text that libxml2 gets), html_sax.c (its calls; libxml.c opens it)
 *     -> html_page.c (blocks, as they are collected)
 *     -> html_settle.c (which blocks are furniture) -> html_heads.c (which are headlines)
 *     -> html_ends.c (what is above the text, and below)
 *     -> html_write.c (blocks to lines)
 *   html_head.c (title and date that the page says of itself; needs no libxml2)
 *   epub_read.c (a book, whose chapters are parts)
 *
 * Uses of markup: lines as they are written, names of elements; dates.
 */
#ifndef PARSER_HTML_H
#define PARSER_HTML_H

#include "parser/markup/html_names.h"
#include "parser/markup/markup.h"

#define HTML_NONE UINT32_MAX

/* ---- html_source.c: appends to OUT what libxml2 gets of TEXT, whose lines end with LF, in as many lines: < that begins no tag is
   escaped, and what is wrong enough to take long or to lose text is mended. Linear. The other does so with all lines of ISSUE. */
void html_source_add(struct slice text, struct buffer *out);
void html_source_make(const struct issue *issue, struct buffer *out);

/* ---- html_page.c: blocks, in the order of the file. */

/* Text of one line of the file in one block. */
struct html_piece {
    uint32_t line;
    size_t start, bytes; /* of the page's text */
    size_t written;      /* where it stands in the issue's; SIZE_MAX: not as it is */
};

struct html_block {
    size_t first_piece, piece_count;
    uint32_t points, link_points, bold_points;
    uint32_t region, table, row, cell, article; /* HTML_NONE: in none */
    uint32_t number;                            /* of the item that it begins; 0: of a list without numbers */
    uint8_t level;                              /* of a heading; 0: it is none */
    uint8_t depth;                              /* of lists */
    uint16_t nested, lowest; /* elements that it is in; as few were open at some moment since the block before */
    uint32_t pre;            /* as html_context */
    bool item, caption, image, quote, title, centered;
    /* html_settle.c and html_heads.c */
    bool furniture;
    uint8_t role; /* of a head; ISSUE_BLANK: by its level */
};

/* What is dropped as a whole, but where most of the text stands in it. */
struct html_region {
    uint32_t parent;
    uint32_t points, percent; /* without links; below this share of the page it is furniture, */
    bool quote, furniture;    /* or it is none, but quoted */
    bool titled;              /* the headline that the page's title says stands in it */
};

struct html_table {
    uint32_t parent, rows, columns; /* the most cells that a row has */
    bool nests, data;
};

struct html_context {
    uint32_t region, table, row, cell, article, list;
    uint32_t pre; /* which of the page's, from 1 on; 0: none */
    uint8_t level, depth;
    size_t address; /* of the page's links, the one that is being read, from 1 on; 0: none */
    bool skipped, link, bold, centered, ruby, caption, title;
};

struct html_list {
    bool ordered;
    uint32_t next;
};

struct html_link {
    size_t block; /* that it stands in, or before */
    uint32_t line;
    char *address;
    size_t start, end; /* its words, of the page's text, up to where another begins; end SIZE_MAX: it has not ended */
    size_t number;     /* which of the issue's it is; SIZE_MAX: none */
};

struct html_page {
    struct buffer text, ruby; /* ruby: the reading that is being read */
    struct buffer before;     /* of a line of <pre>: blanks that stand before its words */
    struct html_piece *pieces;
    struct html_block *blocks;
    struct html_region *regions;
    struct html_table *tables;
    struct html_list *lists;
    struct html_link *links;
    size_t piece_count, block_count, region_count, table_count, list_count, link_count, article_count, pre_count;
    size_t piece_capacity, block_capacity, region_capacity, table_capacity, list_capacity, link_capacity;
    struct html_context now;
    struct html_context *above; /* of the elements that are open */
    size_t depth, lowest, above_capacity;
    uint32_t line;           /* of the file, that is being read */
    bool open;               /* a block is being written */
    bool blank;              /* white space is to come before what is added */
    bool item;               /* the next block begins an item */
    bool seam;               /* an element has begun or ended since the last words */
    unsigned breaks, indent; /* <br>, and wide blanks behind, that stand before what is added */
};

/* Empty; text may come before any element. */
void html_page_begin(struct html_page *page);
/* ATTRIBUTES: a name and its value by turns, ended by NULL; NULL: it has none. A value may be NULL. */
void html_page_start(struct html_page *page, const char *name, const char *const *attributes);
void html_page_end(struct html_page *page, const char *name);
/* Text, whose first byte stands in page->line; it is moved on with the line ends in it. */
void html_page_add(struct html_page *page, struct slice text);
void html_page_done(struct html_page *page);
/* All of the words of a block, its lines joined, in SCRATCH. */
struct slice html_block_text(const struct html_page *page, const struct html_block *block, struct buffer *scratch);

/* ---- html_sax.c: blocks of what html_source_add() made; false: libxml2 is not there. *REST: the first line of it that is
   left, as elements were nested too deep; HTML_NONE: none is. */
bool html_parse(struct slice source, struct html_page *page, uint32_t *rest);

/* ---- html_head.c */
struct html_head {
    char *title; /* <title>, white space collapsed; NULL: none */
    char *story; /* what the page says of itself elsewhere; NULL: nothing */
    char *site;  /* the paper's name; NULL: not said */
    uint32_t date;
    size_t pieces; /* of the title */
    bool article;  /* the page says that it is one */
};
/* Does TEXT begin as a page of HTML does? */
bool html_head_begins(struct slice text);
void html_head_read(struct slice text, struct html_head *head);
void html_head_done(struct html_head *head);
/* Is TEXT a piece of the page's title, or all of it, white space apart? */
bool html_head_says(const struct html_head *head, struct slice text);

/* ---- html_settle.c: sets what is furniture, and which tables hold data. Then html_heads.c which blocks are heads. */
void html_settle(struct html_page *page, const struct html_head *head);
/* The same of a part, of which nothing is furniture but the words of a picture that has a caption. */
void html_settle_part(struct html_page *page);
/* False: no head was found; the words decide. */
bool html_heads_find(struct html_page *page, const struct html_head *head);
/* html_ends.c: what stands above the text and below is furniture; ONE: the page is one article. */
void html_ends_settle(struct html_page *page, bool one);
/* Is it a sentence or more? */
bool html_block_is_prose(const struct html_page *page, const struct html_block *block);
/* Does it say a day, and not much else? */
bool html_block_has_day(const struct html_page *page, const struct html_block *block);
/* Is it 相关新闻 or the like, above what is the page's? */
bool html_block_is_label(const struct html_page *page, const struct html_block *block);
/* Is it, but for white space, a piece of the page's title? */
bool html_block_says_title(const struct html_page *page, const struct html_head *head, const struct html_block *block);
bool html_block_is_in_data(const struct html_page *page, const struct html_block *block);

/* ---- html_write.c */
struct html_writing {
    struct markup_writer *writer;
    struct html_page *page;  /* is told where its words are written */
    uint32_t first;          /* line of the file that the page's first one is, */
    const uint32_t *numbers; /* or, where these are not NULL, the lines of the file that its LINE_COUNT lines are */
    size_t line_count;
    bool judged;   /* by words, as no headline was found */
    bool subheads; /* headings are such */
    struct buffer scratch;
    size_t link; /* the first that is not yet written */
};
/* The blocks of writing->page, with their links. writing->scratch is the caller's then. */
void html_write_blocks(struct html_writing *writing);
/* TEXT, which the page was made of, from its line LINE on, without its tags. */
void html_write_rest(struct html_writing *writing, struct slice text, uint32_t line);

/* ---- html_part.c: HTML that is a part of the file: a chapter of a book, what an item of a feed says. All of it is read; nothing is
   taken for navigation or the like. Any number of parts may be written, in the order in which they are read, and lines between them
   (markup_add()). False: libxml2 is not there, and nothing was written. */
struct html_part {
    struct slice text;       /* valid UTF-8; lines end with LF */
    uint32_t first;          /* the line of the file that its first line is; the others follow it */
    const uint32_t *numbers; /* ... or, where not NULL, the line of the file that each of its LINE_COUNT lines is */
    size_t line_count;
    bool
        subheads; /* its headings are subheads, as a headline stands above; else their levels count (headings_settle()) */
};
bool html_part_write(struct markup_writer *writer, const struct html_part *part);
/* Appends the words of TEXT, in one line without its tags; PLAIN: only its entities are read. Without libxml2 as it is. */
void html_part_words(struct slice text, bool plain, struct buffer *out);

/* ---- epub_read.c: a book, as TEXT_BOOK_PART has it; false: libxml2 is not there. */
bool epub_read(struct markup_writer *writer, struct markup *markup);

/* ---- html_read.c: the text of writer->issue; false: libxml2 is not there. */
bool html_read(struct markup_writer *writer, struct markup *markup);

#endif
