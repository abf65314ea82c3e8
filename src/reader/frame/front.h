/* What the files that make up the front page share. */
#ifndef READER_FRONT_H
#define READER_FRONT_H

#include "reader/frame/frame.h"

#include "kanbao/reader_front.h"

struct front_item {
    uint32_t article;
    bool section, read, brief; /* as of its box */
    int headline_rows;
    int natural;   /* rows of text that it has, as far as they were counted */
    int weight;    /* of what is usual: 4 */
    int text_rows; /* that it gets */
};

struct front_plan {
    const struct reader *reader;
    struct reader_front *front;
    struct front_item *items; /* all that are listed, as they are read, the lead first */
    size_t count;
    size_t *starts;    /* the first one of each page, and where the last page ends */
    size_t first, end; /* those of the page */
    int rows;          /* of the body */
    int kept_rows;     /* for the news, on the first page */
    int columns, cols; /* how many, how wide */
    int lead_rows;     /* of the lead's text in each of its columns, at first */
    int whole_cells;   /* the measure of a text over all columns */
    unsigned minutes;  /* that an article of the issue takes on an average */
    int gap;           /* blank rows between articles of a column */
};

/* ---- front_days.c */
/* The searches that stand of which something has come: how many, and WHICH. And how much there is to be said of them and of the days
   before. */
size_t front_searches(const struct reader *reader, size_t which[READER_NEWS_SEARCHES]);
size_t front_news_count(const struct reader *reader);

/* ---- front_fill.c */
/* Rows of the lead with TEXT_ROWS in each of its columns, and the rule below it. */
int front_lead_rows(const struct front_plan *plan, int text_rows);
/* Rows of an item in a column. */
int front_item_rows(const struct front_item *item);
/* Blank rows above ITEM in ROW of its column: none at the top, and none between two that were read. */
int front_gap(const struct front_plan *plan, size_t item, int row);
/* The first item of the page that stands in a column. */
size_t front_first_in_columns(const struct front_plan *plan);
/* Gives the items of the page their rows, and the page its parts. */
void front_fill(struct front_plan *plan);

#endif
