/* Temporary folders, removed however the benchmark ends, short of SIGKILL.
 *
 * A process of its own waits for the end of this one and removes them: so nothing
 * need be done in a signal handler, and a crash leaves nothing behind either.
 */
#include "bench.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int
remove_one(const char *path, const struct stat *stat, int kind, struct FTW *place)
{
    (void)stat, (void)kind, (void)place;
    return remove(path);
}

static pid_t remover;
static int alive_fd = -1;

/* At a normal end the next benchmark must not share the disk with the removal. Said by a byte: a program that
   is still being measured may have inherited the pipe. */
static void
wait_for_remover(void)
{
    if (write(alive_fd, "", 1) == 1)
        waitpid(remover, NULL, 0);
}

const char *
folder_new(void)
{
    static char path[4096];
    const char *above = getenv("TMPDIR");
    int ends[2];
    if (alive_fd >= 0)
        bench_fail("one folder is enough");
    snprintf(path, sizeof path, "%s/kanbao-bench-XXXXXX", above != NULL && *above != '\0' ? above : "/tmp");
    if (mkdtemp(path) == NULL || pipe(ends) != 0)
        bench_fail("no temporary folder %s: %s", path, strerror(errno));
    remover = fork();
    if (remover == 0) {
        char byte;
        setpgid(0, 0); /* ^C is for the benchmark */
        close(ends[1]);
        while (read(ends[0], &byte, 1) < 0 && errno == EINTR)
            continue;
        nftw(path, remove_one, 32, FTW_DEPTH | FTW_PHYS);
        _exit(0);
    }
    if (remover < 0)
        bench_fail("fork: %s", strerror(errno));
    close(ends[0]);
    alive_fd = ends[1];
    /* a program that is measured must not keep it open */
    fcntl(alive_fd, F_SETFD, FD_CLOEXEC);
    atexit(wait_for_remover);
    return path;
}

void
folder_write(const char *path, struct slice bytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        bench_fail("%s: %s", path, strerror(errno));
    while (bytes.len > 0) {
        ssize_t written = write(fd, bytes.at, bytes.len);
        if (written < 0)
            bench_fail("%s: %s", path, strerror(errno));
        bytes = slice_from(bytes, (size_t)written);
    }
    close(fd);
}
