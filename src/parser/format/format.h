/* Text to physical lines, and the marks of a format that are no part of what is read.
 *
 *   plain.c (lines of any text), markdown.c (headings in plain text); texts with markup: markup.h
 *   columns.c (columns that stand side by side, put one below another) -> gutters.c (where they do), with prose.c (are they
 *   text, or a table?) and over_columns.c (what heads them) -> gaps.c (the blanks of a line, in cells); with alternate.c (lines
 *   of columns in turns) -> follow.c (does a line go on with another?)
 *
 * Uses of the parser: dates.
 */
#ifndef PARSER_FORMAT_H
#define PARSER_FORMAT_H

#include "kanbao/issue.h"

#include <uchar.h>

/* ---- plain.c: the lines of issue->text; LF, CRLF, CR and form feed end one. Of all else that ends lines text_clean() has made
   LF. */
void plain_split(struct issue *issue);

/* ---- columns.c: where columns stand side by side, text and lines become those of one after another. */
void columns_part(struct issue *issue);

/* ---- gaps.c: the blanks inside a line, as they stand on a page of cells; tabs go to stops of 8. Of characters that may
   be one cell or two (“ ” — …) AMBIGUOUS says which; ONE_EACH: each of all is one, as pdftotext -layout counts them. */
enum { GAPS_MAX = 10, GAP_CELLS = 3, ROW_BYTES_MAX = 1200, ONE_EACH = 0 };

struct gap {
    uint16_t start, end; /* cells */
    bool rule;           /* | or │ stands in it; such a one may be narrow */
};

struct row {
    uint16_t start, end; /* what is not blank; equal: all is */
    uint8_t gap_count;
    bool ambiguous; /* its cells depend on AMBIGUOUS */
    bool wide;      /* some are two, but with ONE_EACH */
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
    uint32_t next;       /* the line to look on from where it is none */
    struct gutter gutters[COLUMNS_MAX - 1];
    size_t count;
    uint16_t left[COLUMNS_MAX]; /* cell where each column begins */
    uint16_t right;             /* and the last ends */
    uint32_t gapped;            /* pieces with gaps of their own */
    bool holds;                 /* a headline over some columns of many: one of them may hold columns itself */
    unsigned ambiguous;
    bool alternates; /* its lines alternate between columns, */
    uint32_t *order; /* and are to be read in this order, malloc'd; NULL: nobody knows, and none is joined */
};

/* A piece of a line, of a column; none: equal ends. */
struct segment {
    uint16_t start, end; /* cells */
};
/* ROW cut at COUNT gutters; a row may bend from them by a few cells. */
void row_cut(const struct row *row, const struct gutter *gutters, size_t count, struct segment *segments);

/* ---- over_columns.c: rows that stand over columns and are no part of them, above a blank line. Is LINE, which is ROW, a headline over
   columns from LEFT to RIGHT, in two halves with the gutter between them? Does it name a day? */
bool row_is_centred(const struct issue *issue, uint32_t line, const struct row *row, unsigned left, unsigned right);
bool row_is_masthead(const struct issue *issue, uint32_t line);

/* What else is learnt on the way. */
struct finding {
    uint32_t open;  /* a line from which rows go on to the last, and may behind it; 0: none does */
    bool ambiguous; /* rows depend on AMBIGUOUS */
    bool wide;      /* or would be others with ONE_EACH */
};
/* The first block of columns from line FROM on, in *BLOCK. False: there is none. */
bool block_find(const struct issue *issue, uint32_t from, unsigned ambiguous, struct block *block,
                struct finding *finding);

/* ---- follow.c: how likely does a line of a run go on with another? */
enum { FOLLOW_FAR = 3 };
enum follow_script { FOLLOW_NONE, FOLLOW_HAN, FOLLOW_HANGUL, FOLLOW_LATIN };
struct follow_line {
    struct slice text; /* trimmed */
    char32_t first, last;
    int16_t words[FOLLOW_FAR];      /* weights of the words that it makes with the next lines */
    uint32_t first_word, last_word; /* hashes, of Latin words; 0: there is none */
    uint16_t cells, text_cells,
        word_cells;                 /* of all; blanks before it left out; of what stands up to the first blank */
    uint8_t script;                 /* enum follow_script */
    bool begins;                    /* a paragraph, by its indentation, or an article: 本报讯 */
    bool stops, comma, hyphen;      /* ends so */
    bool small, capital, forbidden; /* begins so */
};
struct follow_run {
    struct follow_line *lines;
    size_t count;
    bool indents;    /* paragraphs are indented */
    uint32_t *table; /* hashes of characters and words that stand side by side; 0: free */
    size_t slots;
};
/* COUNT lines from FIRST on; the caller ends FOLLOW with follow_done(). */
void follow_look(const struct issue *issue, uint32_t first, size_t count, struct follow_run *follow);
void follow_look_at(struct slice line, struct follow_line *look); /* one, without its words */
bool follow_has_marks(const struct follow_line *line);            /* a comma or a full stop */
void follow_done(struct follow_run *follow);
/* Log odds, in hundredths, that line A, in a column of WIDTH cells, goes on with line B. */
int follow_weigh(const struct follow_run *follow, size_t a, size_t b, unsigned width);

/* ---- column_ends.c: lines that alternate, until one column after another ends */
enum { COLUMN_ENDS_MOST = 3 };
struct column_ends {
    const struct follow_run *follow;
    size_t above, columns;  /* lines at the top that are of none; 2 or 3 */
    const unsigned *widths; /* of each column, in cells */
    bool anywhere;          /* not only with a sentence */
};
/* OF gets the column of each line, from ABOVE on, as they follow one another best; returns how well that is, in hundredths of log
   odds. Linear. */
int column_ends_find(const struct column_ends *asked, uint8_t *of);
/* Had what line B begins with room at the end of A? */
bool follow_is_short(const struct follow_run *follow, size_t a, size_t b, unsigned width);

/* ---- alternate.c: the first run of lines from line *FROM on that alternate between columns; *FROM is moved behind it. */
bool alternate_find(const struct issue *issue, uint32_t *from, struct block *block, struct finding *finding);

/* ---- prose.c: takes the gutters out that part no text, as those of a table; false: none is left. */
bool block_keep_prose(const struct issue *issue, struct block *block);

/* ---- markdown.c */
/* The level of the heading that a trimmed line is: ### is 3; 0: it is none. */
uint8_t markdown_level(struct slice text);
/* Of such a line: the bytes of ## and of what ends it, with the blanks beside them; something is left between. */
void markdown_around(struct slice text, uint8_t *front_bytes, uint8_t *back_bytes);

#endif
