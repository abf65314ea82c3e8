/* kanbao - screen: a grid of styled cells.
 *
 * Floor 5, needs floor 0 and the styles only. What the user sees, as data: painted whole from the
 * state, compared, written out as text, or sent to a terminal by src/term. Rows and
 * columns count from 0.
 */
#ifndef KANBAO_SCREEN_H
#define KANBAO_SCREEN_H

#include "kanbao/style.h"

#include <uchar.h>

/* ---- cells */
enum { SCREEN_MARKS_MAX = 4, SCREEN_CUTS_MAX = 2 };

/* A style, and the states of what is shown over it, which are styles too: see theme_look(). Eight bytes, as there are many. */
struct screen_cell {
    unsigned base : 21;     /* 0: the right half of the wide cell before it */
    unsigned link : 11;     /* 0, or which of the screen's links it leads to, from 1 */
    uint16_t marks;         /* 0, or which of the screen's mark groups sits on it, from 1 */
    unsigned style : 6;     /* enum style */
    unsigned cells : 2;     /* 1 or 2; 0 for a right half */
    unsigned hit : 3;       /* 0, or which style from STYLE_HIT on, from 1 */
    unsigned selection : 2; /* 0, or which from STYLE_SELECTED on, from 1 */
};

/* Where cells lead to, for terminals that have hyperlinks. */
struct screen_link {
    char *address; /* printable ASCII without blanks */
    uint32_t id;   /* the same for all cells of one link, also on another screen; of different links different ones */
};

struct screen {
    int rows, cols;
    struct screen_cell *cells; /* rows * cols, row by row */
    char32_t (*marks)[SCREEN_MARKS_MAX];
    size_t mark_count, mark_capacity;
    struct screen_link *links;
    size_t link_count, link_capacity;
    int cursor_row, cursor_col;
    bool cursor_shown;
    int cuts[SCREEN_CUTS_MAX]; /* columns that part it into panes, each of which scrolls by itself; from the left */
    int cut_count;
};

void screen_done(struct screen *screen);
/* Makes it ROWS by COLS (each at least 1) and empties it, in STYLE_TEXT. */
void screen_clear(struct screen *screen, int rows, int cols);

static inline struct screen_cell *
screen_at(const struct screen *screen, int row, int col)
{
    return &screen->cells[(size_t)row * (size_t)screen->cols + (size_t)col];
}

/* Blanks of one style from COL up to END_COL. Places outside are ignored, here and
   below; a wide cell that loses a half becomes a blank. */
void screen_fill(struct screen *screen, int row, int col, int end_col, enum style style);

/* Shows TEXT safely (control characters as tags, in their own style) from COL, not
   beyond END_COL: what does not fit whole is left out. Returns the column after it. */
int screen_put(struct screen *screen, int row, int col, int end_col, struct slice text, enum style style);

/* The same, right-aligned to END_COL; returns the column it begins at. */
int screen_put_right(struct screen *screen, int row, int col, int end_col, struct slice text, enum style style);

/* Changes the style of cells, not what they hold nor their layers. */
void screen_restyle(struct screen *screen, int row, int col, int end_col, enum style style);

/* Lays a hit (STYLE_HIT to STYLE_HIT_NOW) or a selection (STYLE_SELECTED, STYLE_SELECTED_DIM) over the style of cells: it
   stays until something is put there. */
void screen_lay(struct screen *screen, int row, int col, int end_col, enum style layer);

/* Cells lead to ADDRESS: it is copied, bytes that no address has (RFC 3986) as %XX; a longer one than terminals take leads
   nowhere. PLACE tells links to the same address apart. It stays until something is put there. */
void screen_link(struct screen *screen, int row, int col, int end_col, struct slice address, uint32_t place);

/* The link of a cell, or NULL. */
static inline const struct screen_link *
screen_link_of(const struct screen *screen, const struct screen_cell *cell)
{
    return cell->link > 0 ? &screen->links[cell->link - 1] : NULL;
}

/* The layers of a cell; STYLE_TEXT: it has none. */
static inline enum style
screen_hit(const struct screen_cell *cell)
{
    return cell->hit > 0 ? (enum style)(STYLE_HIT + cell->hit - 1) : STYLE_TEXT;
}

static inline enum style
screen_selection(const struct screen_cell *cell)
{
    return cell->selection > 0 ? (enum style)(STYLE_SELECTED + cell->selection - 1) : STYLE_TEXT;
}

/* Panes part at COL, which is right of the cuts that there are. For the terminal alone: nothing looks otherwise by that. */
void screen_cut(struct screen *screen, int col);

void screen_set_cursor(struct screen *screen, int row, int col);

/* ---- the screen as text: one line a row, blanks at the end left out. */
void screen_add_text(struct buffer *out, const struct screen *screen);
/* The letter of each cell's style; a right half repeats it. */
void screen_add_styles(struct buffer *out, const struct screen *screen);
/* The letter of each cell's hit, else of its selection, else a full stop. */
void screen_add_layers(struct buffer *out, const struct screen *screen);

/* Do two screens show the same in these rows? */
bool screen_row_equal(const struct screen *a, int row_a, const struct screen *b, int row_b);

#endif
