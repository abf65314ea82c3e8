/* kanbao - reader_issues: the list of issues, the calendar, and what is known of issues that are not shown.
 *
 * Part of reader: the view paints it, the mouse and the keys ask it.
 */
#ifndef KANBAO_READER_ISSUES_H
#define KANBAO_READER_ISSUES_H

#include "kanbao/reader.h"

/* ---- the list of issues: the searches that stand (reader_standing.h), then months, below each its editions, the newest or the
   oldest first; those without a date are a month of their own, the last. An edition of several files is one row; those of the
   selected one have rows, too, if that is wanted. */
enum reader_issue_kind { ISSUE_ROW_MONTH, ISSUE_ROW_EDITION, ISSUE_ROW_PAGE, ISSUE_ROW_SEARCH };
struct reader_issue_row {
    enum reader_issue_kind kind;
    struct days_month month;
    bool open;        /* the other pages of the edition have rows, too: this is the first one's */
    bool folded;      /* the month has no rows but this one, which is selected in their place */
    bool opens_month; /* the first row below that of the month */
    uint32_t issue;   /* the file: the first one of the month or the edition, or the page */
    uint32_t pages;   /* of the edition */
    uint32_t page;    /* which of them, from 0 on */
    size_t search;    /* of a search, and of nothing else: which */
};
size_t reader_issue_rows(const struct reader *reader);
struct reader_issue_row reader_issue_row(const struct reader *reader, size_t row);
/* The selected row; SIZE_MAX: none is, as the filter left nothing. */
size_t reader_issue_selected(const struct reader *reader);
/* Are all issues of one paper, as their paths have it? Then its name stands in the top line alone. */
bool reader_has_one_paper(const struct reader *reader);
/* As it was typed; empty: all are in the list. */
struct slice reader_issue_filter(const struct reader *reader);

/* Which edition is shown, from 1 on, of how many; and which of its pages. All of the library, whatever is in the list. */
struct reader_edition {
    size_t number, count;
    uint32_t page, pages;
};
struct reader_edition reader_edition(const struct reader *reader);
/* The same of those in the list; number 0: it is not in it. */
struct reader_edition reader_listed_edition(const struct reader *reader);

/* What is known of an issue, be it shown or not, once it was in a list on the screen. */
struct reader_summary {
    uint32_t issue; /* its id */
    uint32_t articles, unread, minutes;
    bool counted;         /* all of it was read: these are known */
    bool unreadable;      /* nothing is, nor will be */
    bool stale;           /* what is unread may be another number by now */
    const char *title;    /* of the paper; NULL: it does not say */
    const char *headline; /* the first one; NULL: there is none */
};
/* NULL: nothing is known yet. Good until the state changes. */
const struct reader_summary *reader_summary(const struct reader *reader, uint32_t issue);
/* How much of it was read; of what nobody has looked at, by its day. */
enum reader_issue_state { ISSUE_UNREAD, ISSUE_BEGUN, ISSUE_READ };
enum reader_issue_state reader_issue_state(const struct reader *reader, uint32_t issue);
/* The same of an edition: PAGES files from ISSUE on, or one of all editions by its number. */
enum reader_issue_state reader_edition_state(const struct reader *reader, uint32_t issue, uint32_t pages);
enum reader_issue_state reader_day_state(const struct reader *reader, size_t edition);
/* *UNREAD articles of an edition; false: not all its files were looked at. */
bool reader_edition_unread(const struct reader *reader, uint32_t issue, uint32_t pages, uint32_t *unread);
/* The months of the library; and how many editions of one are not read, 0 of the undated: they are not counted. */
const struct days_month *reader_months(const struct reader *reader, size_t *count);
size_t reader_month_unread(const struct reader *reader, const struct days_month *month);

/* ---- the calendar: months in the order of the issues, twelve of them where they have room, and beside them, or below, the day */
struct reader_calendar_grid {
    int row, rows;    /* of the screen's body */
    int across, down; /* months */
    int cols;         /* that they take, or all */
    bool year;        /* they are those of one year */
    bool beside;      /* the day is beside them */
    uint32_t first;   /* the first month */
};
struct reader_calendar_grid reader_calendar_grid(const struct reader *reader);
/* The INDEXth month, from 0 on, row by row: which it is, and where. */
uint32_t reader_calendar_month_at(const struct reader *reader, const struct reader_calendar_grid *grid, int index);
struct reader_calendar_spot {
    int row, col, end_col;
};
struct reader_calendar_spot reader_calendar_spot(const struct reader_calendar_grid *grid, int index);
/* Where a day stands in its month. */
void reader_calendar_cell(uint32_t date, int *row, int *col);
/* What each day of a month has, by its number. */
struct reader_calendar_day {
    size_t first; /* edition, of all */
    uint32_t editions;
};
void reader_calendar_days(const struct reader *reader, uint32_t month, struct reader_calendar_day days[32]);
/* The rows that say what the selected day has: ROWS from ROW on; and the row that says what the marks mean. */
struct reader_side_place {
    int row, rows, col;
    int legend_row; /* below the screen's body: there is no room */
};
struct reader_side_place reader_calendar_side_place(const struct reader *reader);
enum reader_side_kind { SIDE_BLANK, SIDE_DAY, SIDE_ISSUE, SIDE_HEADLINE, SIDE_SUMMARY, SIDE_MORE };
struct reader_side_row {
    enum reader_side_kind kind;
    bool shown;      /* the issue is the one that is shown */
    uint32_t issue;  /* a file's id */
    uint32_t number; /* of the day, issues; of an issue, pages; of a headline, the article; how many more */
};
/* At most MOST, into ROWS: how many. */
size_t reader_calendar_side(const struct reader *reader, struct reader_side_row *rows, size_t most);

#endif
