/* What the files of src/view share: a function for each part of the screen. */
#ifndef VIEW_PAINT_H
#define VIEW_PAINT_H

#include "kanbao/reader_front.h"
#include "kanbao/reader_issues.h"
#include "kanbao/reader_results.h"
#include "kanbao/view.h"

void view_top_line(const struct reader *reader, struct screen *screen);
void view_bottom_line(const struct reader_frame *frame, struct screen *screen);
/* The bottom line while a prompt is open; takes the cursor. */
void view_prompt(const struct reader *reader, struct screen *screen);
/* The row above it: what there is to pick from, if anything. */
void view_strip(const struct reader *reader, struct screen *screen);
void view_headlines(const struct reader_frame *frame, struct screen *screen);
void view_results(const struct reader_frame *frame, struct screen *screen);
/* What stands before a headline whose column begins at COL: its number, whether it is unread, begun, kept or doubtful. */
void view_headline_signs(const struct reader *reader, struct screen *screen, int row, int col, uint32_t article,
                         enum style style);
/* Whether an article is unread, reissued or begun, by its marks. */
void view_put_mark(struct screen *screen, int row, int col, uint8_t marks);
/* ---- paint_front.c */
void view_front(const struct reader_frame *frame, struct screen *screen);
void view_text(const struct reader_frame *frame, struct screen *screen);

void view_source(const struct reader_frame *frame, struct screen *screen);

/* Gives the spots of a row that was put at COL, and to which RULER is set, their styles. */
void view_spots(struct screen *screen, int screen_row, int col, int end_col, const struct layout_row *row,
                const struct layout_ruler *ruler);

/* How rows of a kind look. */
enum style view_kind_style(enum layout_kind kind);

/* The colour of the query's word that HIT is of. */
enum style view_hit_style(const struct search_hit *hit);
/* Lays the hits over a row of the text that was put at COL; over the first ROWS rows of an article's headline, whose column of
   COLS begins at COL. */
void view_hits(struct reader_shown_hits *hits, const struct reader *reader, const struct layout_cursor *cursor,
               const struct layout_row *row, struct screen *screen, int screen_row, int col);
void view_list_hits(const struct reader *reader, uint32_t article, const struct reader_list_item *item,
                    struct screen *screen, int screen_row, int rows, int col, int cols);

/* ---- paint_links.c: where the words of the text lead, for terminals that have hyperlinks. All zero to begin with. */
struct view_links {
    struct slice text; /* of the item whose addresses these are, */
    uint32_t item;     /* and that item */
    struct {
        uint32_t start, end; /* bytes of it */
    } * at;
    size_t count, capacity;
    struct buffer address; /* scratch */
    struct layout_ruler ruler;
};
/* Links the words of a row that was put at COL: addresses that it says, and what markup links, which is among the MARKS of the row,
   COUNT of them. */
void view_row_links(struct view_links *links, const struct layout_cursor *cursor, const struct layout_row *row,
                    const struct reader_shown_hit *marks, size_t count, struct screen *screen, int screen_row, int col);
void view_links_done(struct view_links *links);

/* Which line has the cursor, and what it was taken for. */
void view_add_source_place(struct buffer *out, const struct reader *reader);

/* ---- paint_issues.c */
void view_issues(const struct reader_frame *frame, struct screen *screen);
/* As much of TEXT as has room, then …: returns the column after it. */
int view_put_cut(struct screen *screen, int row, int col, int end_col, struct slice text, enum style style);
/* ● unread, ◐ begun; nothing: read. */
void view_put_state(struct screen *screen, int row, int col, enum reader_issue_state state);
/* Appends what the paper of an issue is called, as far as that is known, and a month (YYYYMM). */
void view_add_paper(struct buffer *out, const struct reader *reader, uint32_t issue);
void view_add_month(struct buffer *out, uint32_t month);

/* ---- paint_calendar.c */
void view_calendar(const struct reader_frame *frame, struct screen *screen);

/* ---- paint_timeline.c: TIMELINE in the top line, from column COL on; CHOSEN: the keys choose in it, and it has the cursor. */
void view_timeline(struct screen *screen, int col, int end_col, const struct reader_timeline *timeline, bool chosen);

#endif
