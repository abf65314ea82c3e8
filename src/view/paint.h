/* What the files of src/view share: a function for each part of the screen. */
#ifndef VIEW_PAINT_H
#define VIEW_PAINT_H

#include "kanbao/view.h"

void view_top_line(const struct reader *reader, struct screen *screen);
void view_bottom_line(const struct reader *reader, struct screen *screen);
/* The bottom line while a prompt is open; takes the cursor. */
void view_prompt(const struct reader *reader, struct screen *screen);
void view_headlines(const struct reader *reader, const struct reader_geometry *geometry, struct screen *screen);
void view_results(const struct reader *reader, const struct reader_geometry *geometry, struct screen *screen);
void view_issues(const struct reader *reader, const struct reader_geometry *geometry, struct screen *screen);
void view_text(const struct reader *reader, const struct reader_geometry *geometry, struct screen *screen);

void view_source(const struct reader *reader, const struct reader_geometry *geometry, struct screen *screen);

/* Gives the spots of a row that was put at COL their styles. */
void view_spots(struct screen *screen, int screen_row, int col, int end_col, const struct layout_row *row);

/* The colour of the query's word that HIT is of. */
enum style view_hit_style(const struct search_hit *hit);
/* Marks the hits in a row of the text that was put at COL; in row ROW of a headline of the list. */
void view_hits(const struct reader *reader, const struct layout_cursor *cursor, const struct layout_row *row,
               struct screen *screen, int screen_row, int col);
void view_list_hits(const struct reader *reader, uint32_t article, const struct reader_geometry *geometry,
                    struct screen *screen, int screen_row, int row);

/* Which line has the cursor, and what it was taken for. */
void view_add_source_place(struct buffer *out, const struct reader *reader);

/* 2026年3月16日 星期一, as the user's language has it; nothing for 0. */
void view_add_date(struct buffer *out, uint32_t date, bool weekday);

#endif
