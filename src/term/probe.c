/* Asks the terminal how many cells it gives characters of ambiguous width.
 *
 * The question is where the cursor stands behind a “ in the first column, and behind it another one that every
 * terminal answers: when that answer has come, none is on its way any more. Nobody waits for either; what comes in
 * is read by input.c. This file knows neither keys nor what is done with the answer.
 */
#include "term/terminal.h"

#include "kanbao/text.h"

#include <sys/ioctl.h>

enum {
    LEAST_ROWS = 3,
    EXPECTED_MS = 60000 /* an answer so late may come in pieces, too; whole ones are known at any time */
};

/* Is it a terminal that knows such questions, and does nobody type? Behind a key that waits there may be more,
   which belong to what the user did before. */
static bool
may_ask(const struct terminal *term)
{
    int pending = 0;
    return term->rows >= LEAST_ROWS && term_is_ansi() && ioctl(fileno(term->in), FIONREAD, &pending) == 0 &&
           pending == 0;
}

bool
probe_ask(struct terminal *term, const char *first)
{
    char question[64];
    int row, col;
    if (!term->probe.due || !may_ask(term))
        return false;
    term->probe = (struct probe){
        .waits = true, .silent = term->probe.waits, .asked_at = term_clock(), .cells = term->probe.cells};
    /* In row 2: the answer from row 1 is what some function keys send. And back to where ncurses left the cursor: not
       by ESC 7 and ESC 8, as some terminals (rxvt) have saved there what they restore at the end. */
    getyx(curscr, row, col);
    snprintf(question, sizeof question, "%s\033[2H\033[m“\033[6n\033[%d;%dH\033[c", first, row + 1, col + 1);
    term_send(slice_of(question));
    /* all of the row, as the “ may have taken half of a wide character */
    wredrawln(stdscr, 1, 1);
    refresh();
    return true;
}

bool
probe_waits(const struct terminal *term)
{
    return term->probe.waits && term_clock() - term->probe.asked_at < EXPECTED_MS;
}

void
probe_take_cells(struct terminal *term, int cells)
{
    term->probe.cells = cells;
    term->probe.news = cells != text_ambiguous();
}

void
probe_take_fence(struct terminal *term)
{
    term->probe.waits = false;
}

bool
probe_news(struct terminal *term)
{
    bool news = term->probe.news;
    term->probe.news = false;
    return news;
}

int
term_ambiguous(const struct terminal *term)
{
    return term->probe.cells;
}
