/* A key waited for between another program's end and this one's screen, without ncurses, which has no screen then. */
#include "term/terminal.h"

#include "kanbao/text.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

/* One byte; the rest of what a key sends goes with it. A signal that ends the program, and a terminal that is gone, end the
   wait as well. */
static void
take_key(int fd)
{
    struct pollfd fds[2] = {{.fd = fd, .events = POLLIN}, {.fd = signals_read_fd(), .events = POLLIN}};
    char byte;
    while (signals_end() == 0) {
        fds[1].revents = 0;
        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            return;
        if (fds[0].revents != 0) {
            ssize_t ignored = read(fd, &byte, 1);
            (void)ignored;
            tcflush(fd, TCIFLUSH);
            return;
        }
        if (fds[1].revents != 0)
            fds[1].fd = -1; /* news, which term_wait() is to find */
    }
}

void
wait_for_any_key(struct terminal *term, const char *words)
{
    int fd = fileno(term->in);
    struct termios cooked, raw;
    struct buffer line = {0};
    if (tcgetattr(fd, &cooked) != 0)
        return;
    raw = cooked;
    raw.c_lflag &= (tcflag_t) ~(ICANON | ECHO | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    buffer_add_text(&line, "\n");
    text_add_bytes(&line, words);
    buffer_add_text(&line, *words != '\0' ? "  " : "");
    buffer_printf(&line, _("[any key: back to the paper]"));
    term_send(buffer_slice(&line));
    tcsetattr(fd, TCSADRAIN, &raw);
    take_key(fd);
    tcsetattr(fd, TCSADRAIN, &cooked);
    term_send(slice_of("\n"));
    buffer_done(&line);
}
