/* The room frame: where everything is on the screen, as functions of the state; they change nothing but what they keep to
 * be fast. Of the state it asks by kanbao/reader.h: which article is shown, which are listed, what was found. */
#ifndef READER_FRAME_H
#define READER_FRAME_H

#include "kanbao/reader.h"
#include "kanbao/reader_issues.h"
#include "kanbao/reader_results.h"

/* ---- geometry.c */
/* As if PANE had the keys. */
struct reader_geometry geometry_of_pane(const struct reader *reader, enum reader_pane pane);
/* Is there room for an article beside what was found in the library? */
bool geometry_follows_results(const struct reader *reader);

/* ---- text_rows.c: what the text pane shows */
/* The width at which its text is set, or would be where a list hides it. */
struct layout_width text_pane_width(const struct reader *reader, const struct reader_geometry *geometry);
/* The row of the place that is kept; false: it has nothing to show. And its first row, which is above that where there would
   be blank rows below the end, as in a window that has grown. */
bool text_pane_place(const struct reader *reader, const struct reader_geometry *geometry, struct layout_cursor *cursor);
bool text_pane_top(const struct reader *reader, const struct reader_geometry *geometry, struct layout_cursor *top);
/* The last row that it shows below TOP. */
struct layout_cursor text_pane_last(const struct reader_geometry *geometry, struct layout_cursor top);
/* How many rows of the document do something; the places where one of them begins and ends. */
size_t document_rows(const struct reader *reader);
struct layout_place document_row_place(const struct reader *reader, size_t row);
struct layout_place document_row_end(const struct reader *reader, size_t row);
/* Rows of a page, one at least. */
int page_rows(const struct reader_geometry *geometry);
/* Is A above B? */
bool place_is_above(struct layout_place a, struct layout_place b);

/* ---- shown_hits.c: of *COUNT hits of an article those that may show between two bytes of the issue */
const struct search_hit *hits_between(const struct search_hit *hits, size_t *count, uint32_t start_byte,
                                      uint32_t end_byte);

/* ---- headline_width.c: cells of the widest headline of the issue that is shown, which there must be, MOST at most. */
int headline_list_widest(const struct reader *reader, int most);

/* ---- headline_list.c: headlines as they were set for the list */
struct reader_headlines *headlines_new(void);
void headlines_forget(struct reader_headlines *headlines);
void headlines_free(struct reader_headlines *headlines);
/* The first article of the list in a window of the body's rows that ends with ARTICLE. */
uint32_t headline_list_top(const struct reader *reader, const struct reader_geometry *geometry, uint32_t article);

/* ---- issue_rows.c: the list of issues */
struct reader_issues {
    struct days *days;          /* NULL: to be made */
    struct days *matching;      /* those that the filter leaves; NULL: all */
    struct buffer filter;       /* as it was typed */
    struct reader_place before; /* where the reader was when that began */
    uint32_t *folded;           /* months, as days_month has them */
    size_t folded_count, folded_capacity;
    size_t search;  /* the standing search that is selected instead of an issue, from 1 on; 0: none is */
    bool pages;     /* those of the selected edition have rows */
    bool compared;  /* the papers were: */
    bool one_paper; /* all are the same */
};
struct reader_issues *issues_new(void);
void issues_free(struct reader_issues *issues);
/* Other issues are there, or in another order. */
void issues_forget(const struct reader *reader);
/* Of all issues; of those in the list. */
const struct days *issues_days(const struct reader *reader);
const struct days *issues_listed(const struct reader *reader);
/* The files A and B, by their ids: are they pages of one edition? */
bool issues_same_edition(const struct reader *reader, uint32_t a, uint32_t b);
/* Rows that can be selected: how many; which one ROW is, or the next one below it; the row of one. */
size_t issues_entries(const struct reader *reader);
size_t issues_entry_of_row(const struct reader *reader, size_t row);
size_t issues_row_of_entry(const struct reader *reader, size_t entry);
bool issues_is_folded(const struct reader *reader, uint32_t month);

/* ---- calendar_grid.c */
/* MONTH, YYYYMM, and DATE moved; and the DAYth day of a month, or its last one. */
uint32_t calendar_add_months(uint32_t month, long count);
uint32_t calendar_add_days(uint32_t date, long count);
uint32_t calendar_day_in(uint32_t month, uint32_t day);
/* The first and the last month that has an issue; false: none has a date. */
bool calendar_range(const struct reader *reader, uint32_t *first, uint32_t *last);
/* The first month to be shown, so that the selected day is on the screen. */
uint32_t calendar_top(const struct reader *reader, const struct reader_calendar_grid *grid);

/* ---- front_page.c: the front page as it was made up */
struct reader_fronts *fronts_new(void);
void fronts_forget(struct reader_fronts *fronts);
void fronts_free(struct reader_fronts *fronts);

#endif
