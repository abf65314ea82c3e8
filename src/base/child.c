/* From fork() to another program: system calls only, as other threads may have held locks.
 *
 * What the program is, and what becomes of it, is known to who forks.
 */
#include "kanbao/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

enum {
    SIGNALS_MAX = 65,
    DESCRIPTORS_MAX =
        256 /* all of this program's close by themselves; a library's may not, nor those of a thread that forks, too */
};

int
child_lift(int fd)
{
    int lifted = fd >= 0 ? fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) : -1, why = errno;
    if (fd >= 0)
        close(fd);
    errno = why;
    return lifted;
}

bool
child_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++)
        ends[i] = child_lift(ends[i]);
    if (ends[0] >= 0 && ends[1] >= 0)
        return true;
    int why = errno;
    for (int i = 0; i < 2; i++)
        if (ends[i] >= 0)
            close(ends[i]);
    errno = why;
    return false;
}

static void
reset_signals(void)
{
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigset_t none;
    sigemptyset(&standard.sa_mask);
    for (int number = 1; number < SIGNALS_MAX; number++)
        sigaction(number, &standard, NULL); /* of SIGKILL and the like it fails */
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

void
child_begin(const struct child *child)
{
    if (child->in >= 0)
        dup2(child->in, STDIN_FILENO);
    if (child->out >= 0)
        dup2(child->out, STDOUT_FILENO);
    if (child->complaints >= 0)
        dup2(child->complaints, STDERR_FILENO);
    for (int fd = STDERR_FILENO + 1; fd < DESCRIPTORS_MAX; fd++)
        if (fd != child->report)
            close(fd);
    reset_signals();
    execvp(child->words[0], child->words);
    int why = errno;
    ssize_t ignored = write(child->report, &why, sizeof why);
    (void)ignored;
    _exit(127);
}

int
child_read_report(int report)
{
    int why = 0;
    ssize_t got;
    do
        got = read(report, &why, sizeof why);
    while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof why ? why : 0;
}
