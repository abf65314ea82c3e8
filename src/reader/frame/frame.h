/* The room frame: where everything is on the screen, as functions of the state; they change nothing but what they keep to
 * be fast. Of the state it asks by kanbao/reader.h: which article is shown, which are listed, what was found. */
#ifndef READER_FRAME_H
#define READER_FRAME_H

#include "kanbao/reader.h"

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

/* ---- front_page.c: the front page as it was made up */
struct reader_fronts *fronts_new(void);
void fronts_forget(struct reader_fronts *fronts);
void fronts_free(struct reader_fronts *fronts);

#endif
