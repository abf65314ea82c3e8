/* kanbao - reader_results: what was found in the library, as rows and over time.
 *
 * Part of reader: the view paints it, the mouse and the keys ask it.
 */
#ifndef KANBAO_READER_RESULTS_H
#define KANBAO_READER_RESULTS_H

#include "kanbao/reader.h"

/* A row of what was found in the library: an article, below it its hits; in the end how many more hits are likely to be
   chance, and, once that is opened, these. */
enum reader_result_kind { RESULT_ARTICLE, RESULT_HIT, RESULT_CHANCE };
struct reader_result {
    const struct found_batch *batch; /* NULL: RESULT_CHANCE */
    uint32_t issue, article, hit;    /* of the batch: which it is, or belongs to */
    uint8_t kind;                    /* enum reader_result_kind */
    bool again;                      /* of an article that has such a row above, with surer hits */
};
struct reader_result_list {
    struct slice query; /* as it was typed; empty: nothing was searched for */
    const struct reader_result *rows;
    size_t count;
    size_t selected;  /* a row of a hit, or that of the folded ones, if there are any */
    size_t top;       /* the first row on the screen */
    unsigned words;   /* that must be in one article */
    size_t hit;       /* which of the hits that is, from 1; 0: none */
    size_t hits;      /* that have rows, */
    size_t issues;    /* of so many issues */
    size_t chance;    /* hits that are folded away */
    bool on_timeline; /* the keys choose in the timeline, if it is shown: reader_on_timeline() */
    bool opened;      /* the article that is shown was opened from here, and the same is searched for in it */
    struct library_search_progress progress;
};
/* The query for what is flagged, which the command flagged asks. */
#define READER_FLAGGED "is:flagged"
/* Good until something is changed. */
struct reader_result_list reader_results(const struct reader *reader);
/* The row of an article or a hit: which. */
static inline const struct found_issue *
reader_result_issue(const struct reader_result *row)
{
    return &row->batch->issues[row->issue];
}

/* How many hits there are in each day of a month, in each month or in each year, oldest first: by days where all are of one
   month, by months where CELLS have room for those of all years. */
enum reader_span { SPAN_NONE, SPAN_DAYS, SPAN_MONTHS, SPAN_YEARS };
enum { READER_SPANS_MAX = 400 };
struct reader_timeline {
    enum reader_span span; /* SPAN_NONE: of less than two such there are hits, or CELLS are too few */
    uint32_t first;        /* the first day of the first, YYYYMMDD */
    size_t count;
    uint32_t hits[READER_SPANS_MAX];
    uint32_t most; /* in one */
    size_t now;    /* that of the selected hit; its date is not known: COUNT */
};
void reader_timeline(const struct reader *reader, size_t cells, struct reader_timeline *timeline);
/* Appends the value of date: that asks for one of them; the cells in which all stand, a blank and the year before those of
   each where they are months. */
void reader_add_span(struct buffer *out, const struct reader_timeline *timeline, size_t index);
size_t reader_timeline_cells(const struct reader_timeline *timeline);
/* What the top line says of the results; and the timeline as it stands at its right end, from the column that is returned on: -1: it
   has no room. Which of them the CELL of it is; the count: none. */
void reader_add_results_title(struct buffer *out, const struct reader *reader);
int reader_timeline_place(const struct reader *reader, struct reader_timeline *timeline);
size_t reader_timeline_at(const struct reader_timeline *timeline, int cell);
/* Do the keys choose in it? Enter narrows to what is chosen. */
bool reader_on_timeline(const struct reader *reader);
/* Is the article of the selected hit the one that is shown, with what was searched for marked in it? A wide screen has it beside
   the results. */
bool reader_shows_result(const struct reader *reader);

#endif
