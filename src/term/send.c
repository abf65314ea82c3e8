/* Bytes that go to the terminal beside ncurses, which must have sent its own by then. */
#include "term/terminal.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

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
