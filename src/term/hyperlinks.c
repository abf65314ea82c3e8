/* Cells that lead somewhere (OSC 8), on terminals that have such links.
 *
 * ncurses sends text and looks and knows no links. So what leads somewhere is sent once more behind what it has sent, in the same
 * change of the screen where the terminal knows such, and the cursor goes back to where ncurses left it: for each row that changed,
 * as nobody knows what of it ncurses has sent anew. A row that led elsewhere, ncurses is made to send as a whole: what is written
 * without a link leads nowhere. Parts of one link, on one row or several, have one id, so that the terminal shows them as one.
 */
#include "term/terminal.h"

#include "kanbao/text.h"

#include <inttypes.h>
#include <stdlib.h>

bool
links_digest(struct terminal *term, const struct screen *screen)
{
    bool any = false, some = screen->link_count > 0 && term_knows_strings();
    if (!some && !term->linked)
        return false; /* nothing is wanted yet */
    for (int pane = 0; pane < PANES_MAX; pane++)
        for (int row = 0; row < screen->rows; row++) {
            bool there = some && pane < term->panes.count;
            int start = term->panes.start[pane], end = there ? term->panes.start[pane + 1] : start;
            uint64_t digest = there ? rows_link_digest(screen, row, start, end) : 0;
            term->wanted_links[pane * screen->rows + row] = digest;
            any = any || digest != 0;
        }
    return any;
}

bool
links_row_differs(const struct terminal *term, int rows, int row)
{
    for (int pane = 0; pane < PANES_MAX; pane++)
        if (term->wanted_links[pane * rows + row] != term->shown_links[pane * rows + row])
            return true;
    return false;
}

bool
links_row_shown(const struct terminal *term, int rows, int row)
{
    for (int pane = 0; pane < PANES_MAX; pane++)
        if (term->shown_links[pane * rows + row] != 0)
            return true;
    return false;
}

static struct buffer *sent; /* what ncurses writes an attribute to: it hands nothing on but the byte */

static int
send_byte(int byte)
{
    buffer_add_byte(sent, (char)byte);
    return byte;
}

static void
set_look(struct terminal *term, attr_t attributes, short pair)
{
    sent = &term->links;
    vid_puts(attributes, pair, NULL, send_byte);
}

/* The cells from COL on that lead where its cell leads and look as it does. Returns the column behind them. */
static int
add_run(struct terminal *term, const struct screen *screen, int row, int col)
{
    const struct screen_cell *first = screen_at(screen, row, col);
    const struct term_look *look = color_look(term, first);
    char utf8[4];
    set_look(term, look->attributes, look->pair);
    for (; col < screen->cols; col++) {
        const struct screen_cell *cell = screen_at(screen, row, col);
        if (cell->cells == 0)
            continue;
        if (cell->link != first->link || color_look(term, cell) != look)
            break;
        buffer_add(&term->links, utf8, text_encode(cell->base, utf8));
        for (int i = 0; cell->marks > 0 && i < SCREEN_MARKS_MAX && screen->marks[cell->marks - 1][i] != 0; i++)
            buffer_add(&term->links, utf8, text_encode(screen->marks[cell->marks - 1][i], utf8));
    }
    return col;
}

void
links_add_row(struct terminal *term, const struct screen *screen, int row)
{
    for (int col = 0; col < screen->cols;) {
        const struct screen_cell *cell = screen_at(screen, row, col);
        const struct screen_link *link = cell->cells > 0 ? screen_link_of(screen, cell) : NULL;
        if (link == NULL) {
            col++;
            continue;
        }
        buffer_printf(&term->links, "\033[%d;%dH\033]8;id=%" PRIx32 ";%s\033\\", row + 1, col + 1, link->id,
                      link->address);
        for (unsigned number = cell->link; col < screen->cols && screen_at(screen, row, col)->link == number;)
            col = add_run(term, screen, row, col);
        set_look(term, A_NORMAL, 0);
        buffer_add_text(&term->links, "\033]8;;\033\\");
    }
}

void
links_send(struct terminal *term)
{
    int row, col;
    if (term->links.len == 0)
        return;
    getyx(curscr, row, col);
    buffer_printf(&term->links, "\033[%d;%dH", row + 1, col + 1);
    term_send(buffer_slice(&term->links));
    buffer_clear(&term->links);
}
