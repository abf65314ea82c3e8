/* Bytes that go to the terminal beside ncurses, which must have sent its own by then; which terminals may be sent them, and
 * the clock by which what they send is told from keys.
 */
#include "term/terminal.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <term.h>
#include <time.h>
#include <unistd.h>

bool
term_is_ansi(void)
{
    static const char ansi[] = "\033[%i%p1%d;%p2%dH"; /* and perhaps padding */
    return cursor_address != NULL && strncmp(cursor_address, ansi, sizeof ansi - 1) == 0;
}

bool
term_knows_strings(void)
{
    static const char *const others[] = {"linux", "cons25", "wsvt25", "eterm", "bterm", "sun", "vt"};
    const char *type = getenv("TERM");
    for (size_t i = 0; type != NULL && i < BASE_COUNT(others); i++)
        if (strncmp(type, others[i], strlen(others[i])) == 0)
            return false;
    return type != NULL && term_is_ansi();
}

uint64_t
term_clock(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000 + 1;
}

/* All of it, whatever parts the terminal takes it in. */
void
term_send(struct slice bytes)
{
    while (bytes.len > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes.at, bytes.len);
        if (written > 0)
            bytes = slice_from(bytes, (size_t)written);
        else if (written < 0 && errno == EAGAIN)
            poll(&(struct pollfd){.fd = STDOUT_FILENO, .events = POLLOUT}, 1, -1);
        else if (written == 0 || errno != EINTR)
            return; /* gone: term_wait() will notice */
    }
}
