/* A screen to a terminal, through ncurses.
 *
 * ncurses is given only the rows that changed, and is told where a scrolled page
 * can be scrolled by the terminal itself.
 */
#include "term/parts.h"

#include "kanbao/text.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

static SCREEN *
open_ncurses(FILE *in, const char **notice)
{
    static const char *const fallbacks[] = {"xterm-256color", "xterm", "vt100"};
    const char *type = getenv("TERM");
    SCREEN *screen = type != NULL && *type != '\0' ? newterm(NULL, stdout, in) : NULL;
    for (size_t i = 0; screen == NULL && i < BASE_COUNT(fallbacks); i++) {
        screen = newterm(fallbacks[i], stdout, in);
        *notice = N_("The terminal's type (TERM) is unknown; xterm is assumed.");
    }
    return screen;
}

/* Does ncurses ask this program for widths? A surname of CJK Extension I is two cells
   wide here and in no C library of its time. */
static bool
widths_are_ours(void)
{
    static const wchar_t surname[] = {0x2EBF0, 0};
    cchar_t cell;
    int row, col = 0;
    WINDOW *pad = newpad(1, 8);
    if (pad == NULL)
        return false;
    if (setcchar(&cell, surname, A_NORMAL, 0, NULL) == OK && wadd_wch(pad, &cell) == OK)
        getyx(pad, row, col);
    (void)row;
    delwin(pad);
    return col == text_wcwidth(0x2EBF0);
}

static void
set_modes(struct terminal *term)
{
    raw();
    noecho();
    nonl();
    scrollok(stdscr, TRUE);
    idlok(stdscr, TRUE);
    set_escdelay(term->settings.escape_delay);
    term->keys = newpad(1, 1);
    keypad(term->keys, TRUE);
    nodelay(term->keys, TRUE);
    color_init(term);
    /* ncurses 6.4 writes once per cursor motion until its first endwin(); after
       it, once a screen: 12 writes instead of 111 in a short session, and whole
       packets over SSH. tests/test_term.c counts them. */
    endwin();
}

struct error *
term_open(struct terminal **term_out, struct term_settings settings)
{
    FILE *in = isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "re");
    if (in == NULL)
        return error_new(_("no terminal to read keys from: %s"), strerror(errno));
    struct terminal *term = base_alloc_zero(1, sizeof *term);
    term->in = in;
    term->settings = settings;
    term->ncurses = open_ncurses(in, &term->notice);
    const char *cup = term->ncurses ? tigetstr("cup") : NULL;
    struct error *error = NULL;
    if (cup == NULL || cup == (char *)-1)
        error = error_new(_("the terminal cannot place the cursor"));
    else
        error = signals_open(fileno(in));
    if (error != NULL) {
        if (term->ncurses != NULL) {
            endwin();
            delscreen(term->ncurses);
        }
        if (in != stdin)
            fclose(in);
        free(term);
        return error;
    }
    set_modes(term);
    if (!widths_are_ours())
        term->notice = N_("ncurses does not take this program's character widths; rare characters may shift a line.");
    term->fresh = true;
    *term_out = term;
    return NULL;
}

void
term_close(struct terminal *term)
{
    if (term == NULL)
        return;
    if (!isendwin())
        endwin();
    delwin(term->keys);
    signals_close();
    delscreen(term->ncurses);
    if (term->in != stdin)
        fclose(term->in);
    screen_done(&term->shown);
    free(term->line);
    free(term);
}

const char *
term_notice(const struct terminal *term)
{
    return term->notice ? _(term->notice) : NULL;
}

void
term_size(const struct terminal *term, int *rows, int *cols)
{
    struct winsize size = {0};
    (void)term;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) {
        *rows = LINES > 0 ? LINES : 24;
        *cols = COLS > 0 ? COLS : 80;
        return;
    }
    *rows = size.ws_row;
    *cols = size.ws_col;
}

int
term_wake_fd(const struct terminal *term)
{
    (void)term;
    return signals_write_fd();
}

int
term_end_signal(const struct terminal *term)
{
    (void)term;
    return signals_end();
}

void
term_redraw(struct terminal *term)
{
    term->fresh = true;
}

static void
put_row(struct terminal *term, const struct screen *screen, int row)
{
    int count = 0;
    for (int col = 0; col < screen->cols; col++) {
        const struct screen_cell *cell = screen_at(screen, row, col);
        if (cell->cells == 0)
            continue;
        wchar_t text[SCREEN_MARKS_MAX + 2] = {(wchar_t)cell->base};
        for (int i = 0; cell->marks > 0 && i < SCREEN_MARKS_MAX; i++)
            text[i + 1] = (wchar_t)screen->marks[cell->marks - 1][i];
        if (setcchar(&term->line[count], text, term->attributes[cell->style], term->pairs[cell->style], NULL) != OK)
            setcchar(&term->line[count], L"?", A_NORMAL, 0, NULL);
        count++;
    }
    mvadd_wchnstr(row, 0, term->line, count);
}

/* By how many rows the body of SHOWN, scrolled up, becomes most of SCREEN's; 0: none. */
static int
find_scroll(const struct screen *shown, const struct screen *screen)
{
    int first = 1, last = screen->rows - 2, body = last - first + 1;
    int best = 0, best_rows = body / 3;
    for (int by = -body + 1; by < body; by++) {
        int same = 0;
        for (int row = first; row <= last && by != 0; row++)
            if (row + by >= first && row + by <= last)
                same += screen_row_equal(screen, row, shown, row + by);
        if (same > best_rows) {
            best = by;
            best_rows = same;
        }
    }
    return best;
}

/* Moves rows of SHOWN as the terminal's own scrolling does. */
static void
scroll_shown(struct screen *shown, int by)
{
    int first = 1, last = shown->rows - 2;
    size_t row_bytes = (size_t)shown->cols * sizeof *shown->cells;
    int kept = last - first + 1 - (by > 0 ? by : -by);
    memmove(screen_at(shown, by > 0 ? first : first - by, 0), screen_at(shown, by > 0 ? first + by : first, 0), (size_t)kept * row_bytes);
    int blank = by > 0 ? last - by + 1 : first;
    for (int row = blank; row < blank + (by > 0 ? by : -by); row++)
        for (int col = 0; col < shown->cols; col++)
            *screen_at(shown, row, col) = (struct screen_cell){' ', 0, STYLE_TEXT, 1};
}

static void
copy_screen(struct screen *to, const struct screen *from)
{
    size_t cells = (size_t)from->rows * (size_t)from->cols;
    if (to->rows != from->rows || to->cols != from->cols)
        screen_clear(to, from->rows, from->cols);
    memcpy(to->cells, from->cells, cells * sizeof *to->cells);
    to->marks = base_grow(to->marks, &to->mark_capacity, from->mark_count, sizeof *to->marks);
    if (from->mark_count > 0)
        memcpy(to->marks, from->marks, from->mark_count * sizeof *to->marks);
    to->mark_count = from->mark_count;
}

void
term_show(struct terminal *term, const struct screen *screen)
{
    bool all = term->fresh || term->shown.rows != screen->rows || term->shown.cols != screen->cols;
    if (all) {
        if (LINES != screen->rows || COLS != screen->cols)
            resizeterm(screen->rows, screen->cols);
        term->line = base_realloc(term->line, (size_t)screen->cols * sizeof *term->line);
        if (term->fresh)
            clearok(curscr, TRUE);
        erase();
    } else if (screen->rows > 6) {
        int by = find_scroll(&term->shown, screen);
        if (by != 0) {
            wsetscrreg(stdscr, 1, screen->rows - 2);
            wscrl(stdscr, by);
            scroll_shown(&term->shown, by);
        }
    }
    for (int row = 0; row < screen->rows; row++)
        if (all || !screen_row_equal(screen, row, &term->shown, row))
            put_row(term, screen, row);
    copy_screen(&term->shown, screen);
    term->fresh = false;
    curs_set(screen->cursor_shown ? 1 : 0);
    move(screen->cursor_row, screen->cursor_col);
    refresh();
}

/* Nothing to read although poll() said so: the other side is gone. */
static bool
is_gone(const struct terminal *term)
{
    int bytes = 0;
    return ioctl(fileno(term->in), FIONREAD, &bytes) != 0 || bytes == 0;
}

enum term_event
term_wait(struct terminal *term, uint32_t *key)
{
    struct pollfd fds[2] = {{.fd = fileno(term->in), .events = POLLIN}, {.fd = signals_read_fd(), .events = POLLIN}};
    for (;;) {
        if (signals_end() != 0)
            return TERM_END;
        if (signals_stopped())
            return TERM_SUSPEND;
        if (signals_continued()) {
            term->fresh = true;
            return TERM_RESIZE;
        }
        if (signals_resized())
            return TERM_RESIZE;
        if (input_next(term, key))
            return TERM_KEY;
        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            return TERM_END;
        if (fds[1].revents & POLLIN && signals_drain())
            return TERM_WAKE;
        if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL))
            return TERM_END;
        if (fds[0].revents & POLLIN && is_gone(term))
            return TERM_END;
    }
}

void
term_suspend(struct terminal *term)
{
    endwin();
    signals_stop_now();
    signals_continued();
    term->fresh = true;
}
