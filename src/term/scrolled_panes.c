/* Panes side by side, each scrolled by the terminal for itself, between a left and a right margin (DECSLRM, of the VT420): a
 * line sent instead of a page also where a list stands beside the text.
 *
 * Only a terminal that says it has them (mode 69, asked by probe.c) is sent them, and they are gone again at the end of the
 * string that sets them, as ncurses counts on the whole width. The whole width, too, is scrolled so where cells lead somewhere
 * (hyperlinks.c). It knows nothing of them: what was scrolled is scrolled in its
 * pictures of the screen, too, of what the terminal shows (curscr) and of what it is to show (newscr, stdscr). As these differ
 * no more than before, it neither sends what was scrolled nor looks for whole rows that could be. Rows come in blank, as between
 * two screens it leaves the terminal's attributes normal.
 */
#include "term/terminal.h"

#include <stdlib.h>

/* Rows above and below those that scroll; columns that there are to be between margins. */
enum { ROWS_ABOVE = 1, ROWS_BELOW = 1, LEAST_COLS = 2 };

/* May the screen be cut there? Not through a wide character of a row that scrolls. */
static bool
is_clean(const struct screen *screen, int col)
{
    for (int row = ROWS_ABOVE; row < screen->rows - ROWS_BELOW; row++)
        if (screen_at(screen, row, col)->cells == 0)
            return false;
    return true;
}

struct term_panes
panes_find(const struct terminal *term, const struct screen *screen)
{
    struct term_panes panes = {.count = 1, .start = {0, screen->cols}};
    for (int i = 0; i < screen->cut_count && term->probe.margins; i++) {
        int col = screen->cuts[i];
        if (col <= panes.start[panes.count - 1] || col >= screen->cols || !is_clean(screen, col))
            continue;
        panes.start[panes.count++] = col;
        panes.start[panes.count] = screen->cols;
    }
    return panes;
}

bool
panes_equal(const struct term_panes *a, const struct term_panes *b)
{
    return a->count == b->count && memcmp(a->start, b->start, ((size_t)a->count + 1) * sizeof *a->start) == 0;
}

void
panes_digest(struct terminal *term, const struct screen *screen)
{
    const struct term_panes *panes = &term->panes;
    for (int pane = 0; pane < panes->count; pane++)
        for (int row = 0; row < screen->rows; row++)
            term->wanted[pane * screen->rows + row] =
                rows_digest(screen, row, panes->start[pane], panes->start[pane + 1]);
}

bool
panes_row_differs(const struct terminal *term, int rows, int row)
{
    for (int pane = 0; pane < term->panes.count; pane++)
        if (term->wanted[pane * rows + row] != term->shown[pane * rows + row])
            return true;
    return false;
}

/* Scrolls a part of ncurses' pictures as the terminal is going to. False: they do not have it. */
static bool
scroll_pictures(int rows, int col, int cols, int by)
{
    WINDOW *const pictures[] = {curscr, newscr, stdscr};
    for (size_t i = 0; i < BASE_COUNT(pictures); i++) {
        WINDOW *part = derwin(pictures[i], rows, cols, ROWS_ABOVE, col);
        if (part == NULL)
            return false;
        scrollok(part, TRUE);
        wscrl(part, by);
        delwin(part);
        untouchwin(pictures[i]); /* all three differ where they did before */
    }
    return true;
}

bool
panes_scroll(struct terminal *term, int rows)
{
    bool any = false;
    for (int pane = 0; pane < term->panes.count; pane++) {
        uint64_t *shown = term->shown + pane * rows;
        int start = term->panes.start[pane], cols = term->panes.start[pane + 1] - start;
        int by = cols >= LEAST_COLS ? rows_find_scroll(shown, term->wanted + pane * rows, rows) : 0;
        if (by == 0 || !scroll_pictures(rows - ROWS_ABOVE - ROWS_BELOW, start, cols, by))
            continue;
        rows_scroll_digests(shown, rows, by);
        rows_scroll_digests(term->shown_links + pane * rows, rows, by);
        term->panes.by[pane] = by;
        any = true;
    }
    return any;
}

void
panes_add_scrolls(struct buffer *out, struct terminal *term, int rows)
{
    int row, col;
    bool any = false, parted = term->panes.count > 1;
    for (int pane = 0; pane < term->panes.count; pane++) {
        int by = term->panes.by[pane], most = abs(by);
        if (by == 0)
            continue;
        if (!any)
            buffer_printf(out, "%s\033[%d;%dr", parted ? "\033[?69h" : "", ROWS_ABOVE + 1, rows - ROWS_BELOW);
        any = true;
        if (parted)
            buffer_printf(out, "\033[%d;%ds", term->panes.start[pane] + 1, term->panes.start[pane + 1]);
        buffer_add_text(out, "\033[");
        if (most > 1)
            buffer_printf(out, "%d", most);
        buffer_add_text(out, by > 0 ? "S" : "T");
        term->panes.by[pane] = 0;
    }
    if (!any)
        return;
    /* the cursor has gone home; back to where ncurses left it */
    getyx(curscr, row, col);
    buffer_printf(out, "%s\033[r\033[%d;%dH", parted ? "\033[?69l" : "", row + 1, col + 1);
}
