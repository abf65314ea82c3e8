/* The terminal given back by what was prepared when it was taken: for a crash, and for a signal that ends the program
 * while it computes, or while the terminal takes no output.
 *
 * Called by signal handlers, anywhere: system calls only, none of which may wait for the terminal.
 */
#include "term/terminal.h"

#include <fcntl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

enum { RESTORE_BYTES = 512, CANCEL = 0x18 /* ends whatever sequence was cut short */ };

static struct termios old_settings;
static int terminal_fd = -1;
static char bytes[RESTORE_BYTES];
static volatile size_t byte_count;
static volatile sig_atomic_t due;

static int
add_byte(int byte)
{
    if (byte_count < RESTORE_BYTES)
        bytes[byte_count++] = (char)byte;
    return byte;
}

void
restore_keep_settings(int in_fd)
{
    terminal_fd = tcgetattr(in_fd, &old_settings) == 0 ? in_fd : -1;
}

void
restore_prepare(void)
{
    static const char *const capabilities[] = {"rmkx", "sgr0", "op", "cnorm", "rmcup"};
    byte_count = 0;
    if (term_is_ansi())
        add_byte(CANCEL);
    for (const char *at = term_is_ansi() && change_scroll_region != NULL ? MARGINS_OFF : ""; *at != '\0'; at++)
        add_byte(*at);
    for (size_t i = 0; i < BASE_COUNT(capabilities); i++) {
        char name[8];
        snprintf(name, sizeof name, "%s", capabilities[i]);
        const char *text = tigetstr(name);
        if (text != NULL && text != (char *)-1)
            tputs(text, 1, add_byte);
    }
    for (const char *at = term_is_ansi() ? CHANGE_END PASTE_OFF MOUSE_OFF : ""; *at != '\0'; at++)
        add_byte(*at);
}

void
restore_add(const char *more)
{
    static const char *added;
    if (added == more)
        return;
    added = more;
    while (*more != '\0')
        add_byte(*more++);
}

void
restore_set_due(bool is_due)
{
    due = is_due;
}

/* What the terminal has not taken is for a screen that goes away. */
static void
send(void)
{
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    if (flags != -1)
        fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
    if (write(STDOUT_FILENO, bytes, byte_count) != (ssize_t)byte_count) {
        tcflush(STDOUT_FILENO, TCOFLUSH);
        ssize_t ignored = write(STDOUT_FILENO, bytes, byte_count);
        (void)ignored;
    }
    if (flags != -1)
        fcntl(STDOUT_FILENO, F_SETFL, flags); /* it is the shell's, too */
}

void
restore_now(void)
{
    if (!due)
        return;
    due = 0;
    send();
    /* in the background the settings are those of another program */
    pid_t group = terminal_fd >= 0 ? tcgetpgrp(terminal_fd) : 0;
    if (group == -1 || group == getpgrp())
        tcsetattr(terminal_fd, TCSANOW, &old_settings);
}

void
restore_die(int number)
{
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigset_t this;
    sigemptyset(&standard.sa_mask);
    sigaction(number, &standard, NULL);
    sigemptyset(&this);
    sigaddset(&this, number);
    sigprocmask(SIG_UNBLOCK, &this, NULL);
    raise(number);
    _exit(128 + number);
}
