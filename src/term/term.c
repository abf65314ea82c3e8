/* A screen to a terminal, through ncurses.
 *
 * ncurses is given only the rows that changed, and is told where a scrolled page
 * can be scrolled by the terminal itself.
 */
#include "term/terminal.h"

#include "kanbao/text.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

enum {
    FINISH_MS = 1000,        /* who has not answered by then is not going to */
    FINISH_QUIT_MS = 200,    /* more than nearly all ways there and back; what nobody notices, who quits so soon */
    FINISH_SIGNALLED_MS = 20 /* less than signals.c is patient */
};

static void
leave_screen(void)
{
    endwin();
    restore_set_due(false);
}

static void
set_modes(struct terminal *term)
{
    restore_set_due(true);
    raw();
    noecho();
    nonl();
    scrollok(stdscr, TRUE);
    idlok(stdscr, TRUE);
    typeahead(-1); /* no screen is left off for keys that wait: what term_show() was given is what is shown */
    set_escdelay(term->settings.escape_delay);
    term->keys = newpad(1, 1);
    keypad(term->keys, TRUE);
    define_key(NULL, KEY_MOUSE); /* its sequences come byte by byte, as mouse.c knows them better */
    nodelay(term->keys, TRUE);
    term_set_theme(term, term->settings.theme, term->settings.color);
    /* ncurses 6.4 writes once per cursor motion until its first endwin(); after
       it, once a screen: 12 writes instead of 111 in a short session, and whole
       packets over SSH. tests/test_term.c counts them. */
    leave_screen();
}

struct error *
term_open(struct terminal **term_out, struct term_settings settings)
{
    FILE *in = isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "re");
    if (in == NULL)
        return error_new(_("no terminal to read keys from: %s"), strerror(errno));
    struct terminal *term = base_alloc_zero(1, sizeof *term);
    for (int i = 0; i < TERM_WATCHES; i++)
        term->watched_fds[i] = -1;
    term->in = in;
    term->settings = settings;
    restore_keep_settings(fileno(in));
    int output = opening_mute();
    term->ncurses = opening_ncurses(in, &term->notice);
    const char *cup = term->ncurses ? tigetstr("cup") : NULL;
    struct error *error = NULL;
    if (cup == NULL || cup == (char *)-1)
        error = error_new(_("the terminal cannot place the cursor"));
    else
        error = signals_open();
    opening_keep_palette();
    opening_take_keypad(term->keypad, sizeof term->keypad);
    if (error != NULL) {
        if (term->ncurses != NULL) {
            endwin();
            delscreen(term->ncurses);
        }
        opening_unmute(output);
        if (in != stdin)
            fclose(in);
        free(term);
        return error;
    }
    set_modes(term);
    opening_unmute(output);
    if (!opening_widths_are_ours())
        term->notice = N_("ncurses does not take this program's character widths; rare characters may shift a line.");
    term->fresh = true;
    term->probe = (struct probe){.due = settings.probe || settings.ground || settings.links, .cells = 1};
    *term_out = term;
    return NULL;
}

/* The clock at which the answer to probe.c's question is waited for no more. */
static uint64_t
end_of_patience(const struct terminal *term)
{
    uint64_t end = term->probe.asked_at + FINISH_MS;
    uint64_t soon = term_clock() + (signals_end() != 0 ? FINISH_SIGNALLED_MS : FINISH_QUIT_MS);
    if (term->probe.silent)
        return 0;
    return end < soon ? end : soon;
}

/* That answer may still be on its way: the terminal is not given back without it, for the shell would be typed it, but
   where none has ever come, nobody waits long. */
static void
await_answer(struct terminal *term)
{
    struct pollfd fd = {.fd = fileno(term->in), .events = POLLIN};
    uint64_t end = end_of_patience(term);
    uint32_t key;
    int bytes = 1;
    while (term->probe.waits && bytes > 0) {
        uint64_t now = term_clock();
        int ready = now < end ? poll(&fd, 1, (int)(end - now)) : 0;
        if (ready < 0 && errno == EINTR)
            continue;
        /* with none there although poll() says so, the terminal is gone */
        if (ready <= 0 || ioctl(fd.fd, FIONREAD, &bytes) != 0)
            break;
        while (input_next(term, &key) || term->input.pasted || term->input.is_unknown || term->input.is_mouse)
            term->input.pasted = term->input.is_unknown = term->input.is_mouse = false; /* for nobody */
    }
}

/* Nothing that was asked of it goes on. */
static void
give_away(struct terminal *term)
{
    mouse_end(term); /* before the wait, as what it does meanwhile would be the shell's */
    await_answer(term);
    paste_end(term);
    term_unset_title(term);
    if (!isendwin())
        leave_screen();
}

void
term_close(struct terminal *term)
{
    if (term == NULL)
        return;
    give_away(term);
    delwin(term->keys);
    signals_close();
    delscreen(term->ncurses);
    if (term->in != stdin)
        fclose(term->in);
    free(term->shown);
    free(term->wanted);
    free(term->shown_links);
    free(term->wanted_links);
    buffer_done(&term->links);
    free(term->line);
    buffer_done(&term->input.paste);
    buffer_done(&term->title);
    free(term);
}

const char *
term_notice(const struct terminal *term)
{
    return term->notice ? _(term->notice) : NULL;
}

bool
term_size(const struct terminal *term, int *rows, int *cols)
{
    struct winsize size = {0};
    (void)term;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) {
        size.ws_row = LINES > 0 ? (unsigned short)LINES : 24;
        size.ws_col = COLS > 0 ? (unsigned short)COLS : 80;
    }
    *rows = size.ws_row < TERM_ROWS_MAX ? size.ws_row : TERM_ROWS_MAX;
    *cols = size.ws_col < TERM_COLS_MAX ? size.ws_col : TERM_COLS_MAX;
    return size.ws_row <= TERM_ROWS_MAX && size.ws_col <= TERM_COLS_MAX;
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
term_hold(struct terminal *term, bool hold)
{
    (void)term;
    signals_hold(hold);
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
        const struct term_look *look = color_look(term, cell);
        if (setcchar(&term->line[count], text, look->attributes, look->pair, NULL) != OK)
            setcchar(&term->line[count], L"?", A_NORMAL, 0, NULL);
        count++;
    }
    mvadd_wchnstr(row, 0, term->line, count);
}

/* The whole screen is to be sent: sizes may have changed, or the terminal holds something else. False: ncurses has not
   taken the size, and shows what fits into its old one. */
static bool
start_anew(struct terminal *term, const struct screen *screen)
{
    bool same = LINES == screen->rows && COLS == screen->cols;
    bool taken = same || resizeterm(screen->rows, screen->cols) == OK;
    uint64_t **digests[] = {&term->shown, &term->wanted, &term->shown_links, &term->wanted_links};
    term->line = base_realloc(term->line, (size_t)screen->cols * sizeof *term->line);
    for (size_t i = 0; i < BASE_COUNT(digests); i++) {
        free(*digests[i]);
        *digests[i] = base_alloc_zero(PANES_MAX * (size_t)screen->rows, sizeof **digests[i]);
    }
    if (term->fresh)
        clearok(curscr, TRUE);
    erase();
    return taken;
}

/* Scrolls what can be: ncurses has whole rows scrolled by itself, but nobody knows which, as to it rows are alike that lead
   elsewhere (LINKED). Returns whether anything was. */
static bool
scroll_rows(struct terminal *term, const struct screen *screen, bool linked)
{
    idlok(stdscr, !linked);
    if (term->panes.count > 1 || linked)
        return panes_scroll(term, screen->rows);
    int by = rows_find_scroll(term->shown, term->wanted, screen->rows);
    if (by != 0) {
        wsetscrreg(stdscr, 1, screen->rows - 2);
        wscrl(stdscr, by);
        rows_scroll_digests(term->shown, screen->rows, by);
    }
    return by != 0;
}

/* Gives ncurses what changed, or ALL. Returns whether anything is to be sent. */
static bool
put_changes(struct terminal *term, const struct screen *screen, bool all)
{
    struct term_panes panes = panes_find(term, screen);
    all = all || term->restyled || !panes_equal(&panes, &term->panes); /* digests of other panes tell nothing */
    term->panes = panes;
    panes_digest(term, screen);
    bool links = links_digest(term, screen), linked = links || term->linked;
    bool changes = all || scroll_rows(term, screen, linked);
    for (int row = 0; row < screen->rows; row++) {
        bool leads = linked && links_row_differs(term, screen->rows, row);
        if (!all && !leads && !panes_row_differs(term, screen->rows, row))
            continue;
        put_row(term, screen, row);
        if (leads && links_row_shown(term, screen->rows, row))
            wredrawln(stdscr, row, 1);
        if (links)
            links_add_row(term, screen, row);
        changes = true;
    }
    memcpy(term->shown, term->wanted, PANES_MAX * (size_t)screen->rows * sizeof *term->shown);
    memcpy(term->shown_links, term->wanted_links, PANES_MAX * (size_t)screen->rows * sizeof *term->shown_links);
    term->linked = links;
    return changes;
}

/* What is to be sent for the cursor to be seen. Only with the first screen is there anything: it is there then but for what
   another program left, and ncurses, which would send that at once, need not know. */
static const char *
set_cursor(struct terminal *term, bool shown)
{
    enum { TEXT_MAX = 24 };
    bool first = term->cursor == CURSOR_UNKNOWN && shown && cursor_normal != NULL &&
                 strlen(cursor_normal) <= TEXT_MAX && strchr(cursor_normal, '$') == NULL; /* no padding */
    if (!first && term->cursor != (shown ? CURSOR_SEEN : CURSOR_HIDDEN))
        curs_set(shown ? 1 : 0);
    term->cursor = shown ? CURSOR_SEEN : CURSOR_HIDDEN;
    return first ? cursor_normal : "";
}

bool
term_show(struct terminal *term, const struct screen *screen)
{
    bool all = term->fresh || term->rows != screen->rows || term->cols != screen->cols;
    bool taken = !all || start_anew(term, screen);
    bool changes = put_changes(term, screen, all), marked = changes && term->probe.synchronizes;
    term->rows = screen->rows;
    term->cols = screen->cols;
    term->fresh = term->restyled = false;
    term->unshown = false;
    restore_set_due(true);
    move(screen->cursor_row, screen->cursor_col);
    struct buffer ahead = {0}; /* of what ncurses sends; putp() would keep it until the end */
    buffer_add_text(&ahead, marked ? CHANGE_BEGIN : "");
    panes_add_scrolls(&ahead, term, screen->rows);
    term_send(buffer_slice(&ahead));
    buffer_done(&ahead);
    const char *keypad_on = isendwin() ? term->keypad : "";
    refresh();
    links_send(term);
    char first[128];
    const char *cursor = set_cursor(term, screen->cursor_shown);
    const char *begin_pastes = paste_begin(term), *mouse = mouse_begin(term);
    snprintf(first, sizeof first, "%s%s%s%s%s", marked ? CHANGE_END : "", keypad_on, cursor, begin_pastes, mouse);
    if (!probe_ask(term, first))
        term_send(slice_of(first));
    return taken;
}

/* Nothing to read although poll() said so: the other side is gone. */
static bool
is_gone(const struct terminal *term)
{
    int bytes = 0;
    return ioctl(fileno(term->in), FIONREAD, &bytes) != 0 || bytes == 0;
}

/* After a stop: another program may have had the terminal, and it may be another terminal now (tmux, screen). */
static void
come_back(struct terminal *term)
{
    term->fresh = true;
    term->probe.due = term->settings.probe || term->settings.ground || term->settings.links;
    term->pastes = term->mouses = false;
    input_forget_paste(term); /* its end went elsewhere */
}

/* What has happened already; TERM_IDLE: nothing. */
static enum term_event
next_event(struct terminal *term, uint32_t *key)
{
    if (signals_end() != 0)
        return TERM_END;
    if (signals_stopped())
        return TERM_SUSPEND;
    if (signals_continued()) {
        come_back(term);
        return TERM_RESIZE;
    }
    if (signals_resized()) {
        term->fresh = true; /* of the old size again, a terminal may have lost rows on the way */
        return TERM_RESIZE;
    }
    if (input_next(term, key))
        return TERM_KEY;
    if (term->input.pasted)
        return TERM_PASTE;
    if (term->input.is_unknown)
        return TERM_UNKNOWN;
    if (term->input.is_mouse)
        return TERM_MOUSE;
    if (probe_ground_news(term))
        return TERM_GROUND;
    if (probe_links_news(term))
        return TERM_LINKS;
    return probe_news(term) ? TERM_AMBIGUOUS : TERM_IDLE;
}

void
term_watch(struct terminal *term, enum term_watches what, int fd)
{
    term->watched_fds[what] = fd;
}

/* Waits for what is no key; TERM_IDLE: something came, and may be one. */
static enum term_event
wait_for_more(struct terminal *term)
{
    struct pollfd fds[] = {{.fd = fileno(term->in), .events = POLLIN},
                           {.fd = signals_read_fd(), .events = POLLIN},
                           {.fd = term->watched_fds[TERM_WATCHES_STATE], .events = POLLIN},
                           {.fd = term->watched_fds[TERM_WATCHES_FILES], .events = POLLIN}};
    if (poll(fds, BASE_COUNT(fds), input_patience(term)) < 0)
        return errno == EINTR ? TERM_IDLE : TERM_END;
    if (fds[1].revents & POLLIN && signals_drain())
        return TERM_WAKE;
    if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL))
        return TERM_END;
    if (fds[0].revents & POLLIN)
        return is_gone(term) ? TERM_END : TERM_IDLE;
    if (fds[2].revents & POLLIN)
        return TERM_WATCHED;
    return fds[3].revents & POLLIN ? TERM_FILES : TERM_IDLE;
}

enum term_event
term_wait(struct terminal *term, uint32_t *key)
{
    enum term_event event;
    term->input.pasted = term->input.is_unknown = term->input.is_mouse = false;
    do {
        event = next_event(term, key);
        if (event == TERM_IDLE && term->unshown) {
            term->unshown = false;
            return TERM_IDLE;
        }
        if (event == TERM_IDLE)
            event = wait_for_more(term);
    } while (event == TERM_IDLE);
    term->unshown = term->unshown || event != TERM_WATCHED; /* nothing to be seen by itself */
    return event;
}

void
term_suspend(struct terminal *term)
{
    give_away(term);
    signals_stop_now();
    signals_continued();
    come_back(term);
}

void
term_leave(struct terminal *term)
{
    give_away(term);
    tcgetattr(fileno(term->in), &term->left);
}

/* What it did to the settings, colours and cursor is undone, as it may have been killed; the screen, ncurses sends anew. */
void
term_return(struct terminal *term, const char *words)
{
    tcsetattr(fileno(term->in), TCSADRAIN, &term->left);
    if (exit_attribute_mode != NULL)
        putp(exit_attribute_mode);
    if (cursor_normal != NULL)
        putp(cursor_normal);
    fflush(stdout);
    if (words != NULL)
        wait_for_any_key(term, words);
    come_back(term);
}
