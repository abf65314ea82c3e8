/* ncurses on this terminal, as this program wants it: no larger than it can count, with widths of this program, and without what it
 * would change of the user's, or write before there is anything to show.
 */
#include "term/terminal.h"

#include "kanbao/text.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

static bool
is_number_above(const char *text, long most)
{
    return text != NULL && strtol(text, NULL, 10) > most;
}

/* ncurses makes its first screen as large as the window, or as the environment says it is. */
static bool
is_too_large(void)
{
    struct winsize size = {0};
    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    return size.ws_row > TERM_ROWS_MAX || size.ws_col > TERM_COLS_MAX ||
           is_number_above(getenv("LINES"), TERM_ROWS_MAX) || is_number_above(getenv("COLUMNS"), TERM_COLS_MAX);
}

SCREEN *
opening_ncurses(FILE *in, const char **notice)
{
    static const char *const fallbacks[] = {"xterm-256color", "xterm", "vt100"};
    const char *type = getenv("TERM");
    use_env(!is_too_large()); /* else the size in the terminal's description, which term_show() will change */
    SCREEN *screen = type != NULL && *type != '\0' ? newterm(NULL, stdout, in) : NULL;
    for (size_t i = 0; screen == NULL && i < BASE_COUNT(fallbacks); i++) {
        screen = newterm(fallbacks[i], stdout, in);
        *notice = N_("The terminal's type (TERM) is unknown; xterm is assumed.");
    }
    return screen;
}

/* What ncurses sends for a capability; NULL: nothing. It is in memory of its own, and may be made an empty one where
   there is no call to keep ncurses from sending it. */
static char *
string_of(const char *capability)
{
    char name[8]; /* not const in older ones */
    snprintf(name, sizeof name, "%s", capability);
    char *string = tigetstr(name);
    return string != (char *)-1 ? string : NULL;
}

/* The palette is the user's: nothing here changes it, so ncurses is not to reset it (OSC 104, ESC ] R) when it begins and
   when it ends. */
void
opening_keep_palette(void)
{
    char *reset = string_of("oc");
    if (reset != NULL)
        *reset = '\0';
}

void
opening_take_keypad(char *taken, size_t size)
{
    char *string = string_of("smkx");
    taken[0] = '\0';
    if (string == NULL || strlen(string) >= size || strchr(string, '$') != NULL)
        return; /* '$': with padding */
    memcpy(taken, string, strlen(string) + 1);
    *string = '\0';
}

/* Does ncurses ask this program for widths? A surname of CJK Extension I is two cells
   wide here and in no C library of its time. */
bool
opening_widths_are_ours(void)
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

/* What ncurses writes when it is opened, and when it is left in set_modes(), is for nobody: the first screen begins with it once
   more, and the terminal would only flicker. Until then its descriptor is one of the same terminal that can be read alone.
   Returns the real one, or -1: there is none like that, and all is written. */
int
opening_mute(void)
{
    const char *name = ttyname(STDOUT_FILENO);
    int read_only = name != NULL ? open(name, O_RDONLY | O_NOCTTY | O_CLOEXEC) : -1;
    int output = read_only >= 0 ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) : -1;
    if (output >= 0)
        dup2(read_only, STDOUT_FILENO);
    if (read_only >= 0)
        close(read_only);
    return output;
}

void
opening_unmute(int output)
{
    if (output < 0)
        return;
    dup2(output, STDOUT_FILENO);
    close(output);
}
