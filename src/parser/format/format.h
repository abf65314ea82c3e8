/* Text to physical lines, and the marks of a format that are no part of what is read.
 *
 *   plain.c (lines of any text), markdown.c (headings)
 *   columns.c (columns that stand side by side, put one below another) -> gutters.c (where they do), with prose.c (are they
 *   text, or a table?) -> gaps.c (the blanks of a line, in cells); with alternate.c (lines of two columns in turns)
 *
 * Uses of the parser: nothing.
 */
#ifndef PARSER_FORMAT_H
#define PARSER_FORMAT_H

#include "kanbao/issue.h"

/* ---- plain.c: the lines of issue->text; LF, CRLF, CR and form feed end one. Of all else that ends lines text_clean() has made
   LF. */
void plain_split(struct issue *issue);

/* ---- columns.c: where columns stand side by side, text and lines become those of one after another. */
void columns_part(struct issue *issue);

/* ---- gaps.c: the blanks inside a line, as they stand on a page of cells; tabs go to stops of 8. Of characters that may
   be one cell or two (“ ” — …) AMBIGUOUS says which. */
enum { GAPS_MAX = 10, GAP_CELLS = 3, ROW_BYTES_MAX = 1200 };

struct gap {
    uint16_t start, end; /* cells */
    bool rule;           /* | or │ stands in it; such a one may be narrow */
};

struct row {
    uint16_t start, end; /* what is not blank; equal: all is */
    uint8_t gap_count;
    bool ambiguous; /* its cells depend on AMBIGUOUS */
    bool framed;    /* a rule stands before all of it and another behind */
    struct gap gaps[GAPS_MAX];
};

/* A line, white space and all. */
static inline struct slice
row_text(const struct issue *issue, uint32_t line)
{
    return slice_make(issue->text + issue->lines[line].start_byte, issue->lines[line].bytes);
}

/* False: it is too long, or has too many gaps, to be a row of columns. */
bool row_measure(struct slice line, unsigned ambiguous, struct row *row);
/* The first byte of LINE at CELL or behind it. */
size_t row_byte(struct slice line, unsigned ambiguous, uint16_t cell);

/* ---- gutters.c */
enum { COLUMNS_MAX = 6, GUTTER_ROWS = 5, BENT_CELLS = 6 };

/* What is blank from row to row between two columns. */
struct gutter {
    uint16_t start, end; /* cells */
    bool rule;
    uint32_t both; /* rows with something on both sides */
};

struct block {
    uint32_t first, end; /* lines */
    struct gutter gutters[COLUMNS_MAX - 1];
    size_t count;
    uint16_t left[COLUMNS_MAX]; /* cell where each column begins */
    uint16_t right;             /* and the last ends */
    bool holds;                 /* a headline over some columns of many: one of them may hold columns itself */
    unsigned ambiguous;
    /* of lines that alternate: so many of each of two columns, the rest of the first; 0: they stand side by side */
    uint32_t pairs;
    uint32_t run;         /* where they begin; above them stands the first column's headline, from FIRST on, */
    uint32_t second_head; /* and the second's; FIRST: neither does */
};

/* A piece of a line, of a column; none: equal ends. */
struct segment {
    uint16_t start, end; /* cells */
};
/* ROW cut at COUNT gutters; a row may bend from them by a few cells. */
void row_cut(const struct row *row, const struct gutter *gutters, size_t count, struct segment *segments);

/* What else is learnt on the way. */
struct finding {
    uint32_t open;  /* a line from which rows go on to the last, and may behind it; 0: none does */
    bool ambiguous; /* rows depend on AMBIGUOUS */
};
/* The first block of columns from line FROM on, in *BLOCK. False: there is none. */
bool block_find(const struct issue *issue, uint32_t from, unsigned ambiguous, struct block *block,
                struct finding *finding);

/* ---- alternate.c: the first run of lines from line *FROM on that alternate between two columns; *FROM is moved behind it. */
bool alternate_find(const struct issue *issue, uint32_t *from, struct block *block, struct finding *finding);

/* ---- prose.c: takes the gutters out that part no text, as those of a table; false: none is left. */
bool block_keep_prose(const struct issue *issue, struct block *block);

/* ---- markdown.c */
/* The level of the heading that a trimmed line is: ### is 3; 0: it is none. */
uint8_t markdown_level(struct slice text);
/* Of such a line: the bytes of ## and of what ends it, with the blanks beside them; something is left between. */
void markdown_around(struct slice text, uint8_t *front_bytes, uint8_t *back_bytes);

#endif
