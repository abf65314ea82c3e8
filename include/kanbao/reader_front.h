/* kanbao - reader_front: the front page of an issue, as boxes.
 *
 * Part of reader. An editor's page: the first unread article over the whole width, below it columns, read from the top
 * down, from the left to the right. What each article has of it is a function of the issue, the size of the screen and what
 * was read; the view paints it, the mouse and the keys ask it. Rows count from the body's first one.
 */
#ifndef KANBAO_READER_FRONT_H
#define KANBAO_READER_FRONT_H

#include "kanbao/reader.h"

struct reader_front_box {
    uint32_t article;
    int row, col, rows, cols;
    int column;        /* which of the columns it stands in; of the lead 0 */
    bool section;      /* its first row is the head of the section that begins with it */
    bool brief;        /* it has no headline: its text stands there */
    bool read;         /* no more than a row of its headline is shown */
    int headline_rows; /* those of reader_list_item() for the box's columns, or fewer */
    int text_rows;     /* below them, of reader_front_text() on */
};

struct reader_front {
    uint32_t lead;               /* the article that is read first, over the whole width; UINT32_MAX: none is */
    size_t page, page_count;     /* which one this is, the one with the selected article, of how many */
    const uint32_t *pages;       /* the first article of each */
    struct reader_front_box *at; /* the page's, as they are read */
    size_t count;
    bool has_lead;                 /* the first box is the lead's: its text stands in */
    int lead_columns, lead_byline; /* so many columns, below as many rows of a byline */
    int columns, column_step;      /* below it; a rule stands two cells before each of them but the first */
    int columns_row, columns_rows; /* where they stand; the row above has a rule where there is a lead */
    int text_cells, lead_cells;    /* the measure of the texts */
    int news_row, news_rows;       /* what is left for other days */
};

/* Is the list shown as a front page? It is where that was asked for and has room. And would it have room? */
bool reader_shows_front(const struct reader *reader);
bool reader_front_fits(const struct reader *reader);
/* The page; reader_shows_front() must hold. Good until something is changed. */
const struct reader_front *reader_front(const struct reader *reader);
/* The box of ARTICLE; NULL: it is on another page. */
const struct reader_front_box *reader_front_box(const struct reader_front *front, uint32_t article);
/* The first line of an article's text on the page, set at CELLS; false: it has none. And the line below, or none. */
bool reader_front_text(const struct reader *reader, uint32_t article, int cells, struct layout_cursor *cursor);
bool reader_front_next(struct layout_cursor *cursor);

/* ---- what is new besides: where the last visit ended, searches that stand (reader_standing.h), and the editions before the one that
   is shown, of which reader_summary() says what is known */
enum {
    READER_NEWS_DAYS = 8,
    READER_NEWS_SEARCHES = 4,
    READER_NEWS_CELLS = 1 + READER_NEWS_SEARCHES + READER_NEWS_DAYS
};
enum reader_news_kind { NEWS_VISIT, NEWS_SEARCH, NEWS_DAY };
struct reader_news_cell {
    enum reader_news_kind kind;
    int row, col, end_col;
    bool whole;              /* nothing else is in the row */
    size_t search;           /* which */
    struct days_edition day; /* of all editions */
};
struct reader_front_news {
    struct reader_news_cell cells[READER_NEWS_CELLS];
    size_t count;
    int rule_row; /* above them */
};
/* Those of the page; reader_shows_front() must hold. */
void reader_front_news(const struct reader *reader, struct reader_front_news *news);
/* Those of the page, the nearest first; returns how many. */
size_t reader_news_days(const struct reader *reader, struct days_edition days[READER_NEWS_DAYS]);
/* Where the last visit to this paper, or to another one, ended; NULL: it is not known, or is on the page. */
const struct store_visit *reader_news_visit(const struct reader *reader);

/* At the start, with the size of the screen as of reader_resize(): the issue that is shown opens with what the option opens-with
   says. */
void reader_open_front(struct reader *reader, int rows, int cols);

#endif
