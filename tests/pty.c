/* A program in a pseudo-terminal, with a terminal emulator on the other end.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A keeper stands between the test and the program, as a shell does: it leads the session, so that the program can be
 * suspended and the terminal outlives it, and it reports each change of the program's state through a pipe.
 */
#define _GNU_SOURCE /* ppoll, pipe2 */
#include "pty_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DEADLINE_SECONDS = 60, READ_BYTES = 1 << 16, LONGEST_NAP = 4000000 /* ns */ };

void
pty_fail(struct pty *pty, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("pty: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    if (pty->vterm != NULL) {
        char *text = pty_screen_text(pty);
        fprintf(stderr, "%s----\n", text);
        free(text);
    }
    if (pty->program > 0 && !pty->ended)
        kill(pty->program, SIGKILL);
    if (pty->keeper > 0)
        kill(pty->keeper, SIGKILL);
    abort();
}

uint64_t
pty_clock(clockid_t id)
{
    struct timespec now;
    if (clock_gettime(id, &now) != 0)
        return 0;
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void *
pty_alloc(void *old, size_t bytes)
{
    void *at = realloc(old, bytes);
    if (at == NULL)
        abort();
    return at;
}

/* ---- the keeper: a process of its own, made by fork() */

static volatile pid_t kept;

static void
pass_hang_up(int number)
{
    if (kept > 0)
        kill(kept, number);
}

static void
become_program(const struct pty_command *command, int slave)
{
    /* as a shell leaves them at a terminal: a job in the background would hand down that it ignores some */
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    signal(SIGHUP, command->ignore_hang_up ? SIG_IGN : SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    setpgid(0, 0);
    signal(SIGTTOU, SIG_IGN);
    tcsetpgrp(slave, getpid());
    signal(SIGTTOU, SIG_DFL);
    int in = command->stdin_path != NULL ? open(command->stdin_path, O_RDONLY) : slave;
    for (int fd = 0; fd < 3; fd++)
        if (dup2(fd == 0 ? in : slave, fd) != fd)
            _exit(126);
    unsetenv("LINES");
    unsetenv("COLUMNS");
    unsetenv("TMUX");
    unsetenv("STY");
    setenv("TERM", "xterm-256color", 1);
    for (const char *const *at = command->environment; at != NULL && *at != NULL; at++)
        if (strchr(*at, '=') == NULL)
            unsetenv(*at);
        else
            putenv((char *)*at); /* which exec copies */
    execvp(command->argv[0], (char *const *)command->argv);
    perror(command->argv[0]);
    _exit(127);
}

static void
send_report(int fd, const struct report *report)
{
    if (write(fd, report, sizeof *report) != (ssize_t)sizeof *report)
        _exit(1);
}

static void
keep(const struct pty_command *command, int slave, int reports)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    /* a shell hands a hang-up on to its jobs */
    struct sigaction action = {.sa_handler = command->ignore_hang_up ? SIG_IGN : pass_hang_up, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGHUP, &action, NULL);
    if (setsid() < 0 || ioctl(slave, TIOCSCTTY, 0) != 0)
        _exit(1);
    kept = fork();
    if (kept < 0)
        _exit(1);
    if (kept == 0)
        become_program(command, slave);
    send_report(reports, &(struct report){.status = kept});
    close(slave);
    for (;;) {
        siginfo_t info;
        struct rusage usage;
        struct report report = {0};
        /* first only look: the counts of a process go with it */
        if (waitid(P_PID, (id_t)kept, &info, WEXITED | WSTOPPED | WNOWAIT) != 0)
            break;
        report.writes = pty_proc_writes(kept);
        if (wait4(kept, &report.status, WUNTRACED, &usage) != kept)
            break;
        report.cpu = ((uint64_t)usage.ru_utime.tv_sec + (uint64_t)usage.ru_stime.tv_sec) * 1000000000u +
                     ((uint64_t)usage.ru_utime.tv_usec + (uint64_t)usage.ru_stime.tv_usec) * 1000u;
        bool ended = !WIFSTOPPED(report.status);
        if (ended)
            kept = 0;
        send_report(reports, &report);
        if (ended)
            break;
    }
    for (;;)
        pause(); /* the terminal lives as long as its session's leader */
}

/* ---- starting and ending */

static void
open_terminal(struct pty *pty)
{
    pty->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (pty->master < 0 || grantpt(pty->master) != 0 || unlockpt(pty->master) != 0)
        pty_fail(pty, "no pseudo-terminal: %s", strerror(errno));
    const char *name = ptsname(pty->master);
    pty->slave = name != NULL ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
    if (pty->slave < 0 || tcgetattr(pty->slave, &pty->before) != 0)
        pty_fail(pty, "no pseudo-terminal: %s", strerror(errno));
    fcntl(pty->master, F_SETFL, O_NONBLOCK);
    struct winsize size = {.ws_row = (unsigned short)pty->rows, .ws_col = (unsigned short)pty->cols};
    ioctl(pty->master, TIOCSWINSZ, &size);
    pty->last = pty->before;
}

struct pty *
pty_start(const struct pty_command *command)
{
    struct pty *pty = pty_alloc(NULL, sizeof *pty);
    struct report first;
    int pipe_fds[2];
    *pty = (struct pty){.command = *command, .rows = command->rows, .cols = command->cols};
    pty->name = strcpy(pty_alloc(NULL, strlen(command->argv[0]) + 1), command->argv[0]);
    if (pty->command.deadline == 0)
        pty->command.deadline = DEADLINE_SECONDS;
    open_terminal(pty);
    if (!command->blind)
        pty_screen_open(pty);
    if (pipe2(pipe_fds, O_CLOEXEC) != 0)
        pty_fail(pty, "no pipe: %s", strerror(errno));
    pty->start_time = pty_clock(CLOCK_MONOTONIC);
    pty->keeper = fork();
    if (pty->keeper == 0) {
        close(pty->master);
        close(pipe_fds[0]);
        keep(command, pty->slave, pipe_fds[1]);
    }
    close(pipe_fds[1]);
    pty->reports = pipe_fds[0];
    if (pty->keeper < 0 || read(pty->reports, &first, sizeof first) != (ssize_t)sizeof first)
        pty_fail(pty, "cannot start %s", pty->name);
    fcntl(pty->reports, F_SETFL, O_NONBLOCK);
    pty->program = first.status;
    return pty;
}

void
pty_free(struct pty *pty)
{
    if (pty == NULL)
        return;
    if (!pty->ended)
        kill(pty->program, SIGKILL);
    kill(pty->keeper, SIGKILL);
    waitpid(pty->keeper, NULL, 0);
    if (pty->master >= 0)
        close(pty->master);
    close(pty->slave);
    close(pty->reports);
    pty_screen_done(pty);
    free(pty->name);
    free(pty);
}

pid_t
pty_pid(const struct pty *pty)
{
    return pty->program;
}

/* ---- reading and waiting */

static void
take_reports(struct pty *pty)
{
    struct report report;
    while (!pty->ended && read(pty->reports, &report, sizeof report) == (ssize_t)sizeof report) {
        pty->stopped = WIFSTOPPED(report.status);
        pty->ended = !pty->stopped;
        if (pty->stopped)
            pty->stop_signal = WSTOPSIG(report.status);
        else
            pty->end = report;
    }
}

/* Waits up to NANOSECONDS for output and takes all there is. */
static bool
read_output(struct pty *pty, long nanoseconds)
{
    static char bytes[READ_BYTES];
    struct pollfd fd = {.fd = pty->master, .events = POLLIN};
    struct timespec wait = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    bool any = false;
    ssize_t got;
    if (pty->master < 0) {
        fd.fd = pty->reports;
        ppoll(&fd, 1, &wait, NULL);
        return false;
    }
    /* poll() on a pseudo-terminal first brings over what is on its way inside the kernel */
    while (ppoll(&fd, 1, &wait, NULL) > 0 && fd.revents & POLLIN &&
           (got = read(pty->master, bytes, sizeof bytes)) > 0) {
        pty_screen_take(pty, bytes, (size_t)got);
        any = true;
        wait = (struct timespec){0};
    }
    return any;
}

static bool
input_waits(const struct pty *pty)
{
    struct pollfd fd = {.fd = pty->slave, .events = POLLIN};
    return poll(&fd, 1, 0) > 0 && fd.revents & POLLIN;
}

/* Nothing on its way in either direction while every thread sleeps. */
static bool
is_settled(struct pty *pty)
{
    uint64_t first, second;
    if (!pty_proc_sleeps(pty, &first))
        return false;
    if (read_output(pty, 0) || input_waits(pty))
        return false;
    return pty_proc_sleeps(pty, &second) && first == second;
}

enum goal { GOAL_SETTLED, GOAL_STOPPED, GOAL_ENDED, GOAL_TEXT };

/* Reads until GOAL is reached or the program has ended. */
static void
run_until(struct pty *pty, enum goal goal, const char *text)
{
    static const char *const names[] = {"sleep", "stop", "end", "show a text"};
    uint64_t deadline = pty_clock(CLOCK_MONOTONIC) + pty->command.deadline * UINT64_C(1000000000);
    long nap = 20000;
    for (;;) {
        bool read_some = read_output(pty, 0);
        bool was_ended = pty->ended;
        take_reports(pty);
        if (was_ended && !read_some)
            return;
        if (pty->ended)
            continue; /* for what it wrote last */
        if (goal == GOAL_STOPPED && pty->stopped)
            return;
        if (goal == GOAL_TEXT && pty_screen_shows(pty, text))
            return;
        if (goal == GOAL_SETTLED && !read_some && is_settled(pty))
            return;
        if (pty_clock(CLOCK_MONOTONIC) > deadline)
            pty_fail(pty, "%s did not %s %s in %u seconds", pty->name, names[goal], text ? text : "",
                     pty->command.deadline);
        nap = read_output(pty, nap) ? 20000 : nap * 2 < LONGEST_NAP ? nap * 2 : LONGEST_NAP;
    }
}

void
pty_settle(struct pty *pty)
{
    run_until(pty, GOAL_SETTLED, NULL);
}

bool
pty_read(struct pty *pty, int milliseconds)
{
    bool any = read_output(pty, milliseconds < 0 ? pty->command.deadline * 1000000000L : milliseconds * 1000000L);
    take_reports(pty);
    return any;
}

bool
pty_wait_text(struct pty *pty, const char *text)
{
    run_until(pty, GOAL_TEXT, text);
    return !pty->ended || pty_screen_shows(pty, text);
}

int
pty_wait(struct pty *pty)
{
    run_until(pty, GOAL_ENDED, NULL);
    return pty->end.status;
}

/* Until it has ended, or (BLOCKED) waits in a write call at two looks. */
static void
wait_unread(struct pty *pty, bool blocked)
{
    uint64_t deadline = pty_clock(CLOCK_MONOTONIC) + pty->command.deadline * UINT64_C(1000000000);
    const struct timespec nap = {.tv_nsec = 1000000};
    for (int looks = 0; !pty->ended && looks < 2;) {
        nanosleep(&nap, NULL);
        take_reports(pty);
        looks = blocked && pty_proc_is_writing(pty->program) ? looks + 1 : 0;
        if (pty_clock(CLOCK_MONOTONIC) > deadline)
            pty_fail(pty, "%s did not %s in %u seconds", pty->name, blocked ? "block" : "end", pty->command.deadline);
    }
}

void
pty_wait_blocked(struct pty *pty)
{
    wait_unread(pty, true);
}

int
pty_wait_unread(struct pty *pty)
{
    wait_unread(pty, false);
    return pty_wait(pty);
}

bool
pty_wait_stop(struct pty *pty, int *number)
{
    run_until(pty, GOAL_STOPPED, NULL);
    *number = pty->stop_signal;
    return pty->stopped;
}

int
pty_stop(struct pty *pty, const char *keys)
{
    if (keys != NULL)
        pty_type(pty, keys);
    return pty_wait(pty);
}

void
pty_send(struct pty *pty, const void *bytes, size_t len)
{
    const char *at = bytes;
    uint64_t deadline = pty_clock(CLOCK_MONOTONIC) + pty->command.deadline * UINT64_C(1000000000);
    pty->send_time = pty_clock(CLOCK_MONOTONIC);
    while (len > 0) {
        ssize_t sent = write(pty->master, at, len);
        if (sent > 0) {
            at += sent;
            len -= (size_t)sent;
            continue;
        }
        take_reports(pty);
        if (pty->ended)
            return;
        if (pty_clock(CLOCK_MONOTONIC) > deadline)
            pty_fail(pty, "%s does not read its input", pty->name);
        read_output(pty, LONGEST_NAP);
    }
}

void
pty_type(struct pty *pty, const char *keys)
{
    pty_send(pty, keys, strlen(keys));
}

void
pty_keys(struct pty *pty, const char *keys)
{
    pty_type(pty, keys);
    pty_settle(pty);
}

/* ---- the world around */

void
pty_resize(struct pty *pty, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    pty->rows = rows;
    pty->cols = cols;
    read_output(pty, 0); /* what was meant for the old size */
    if (pty->vterm != NULL && rows > 0 && cols > 0)
        vterm_set_size(pty->vterm, rows, cols);
    ioctl(pty->master, TIOCSWINSZ, &size);
}

void
pty_shake(struct pty *pty, int rows, int cols)
{
    int old_rows, old_cols;
    vterm_get_size(pty->vterm, &old_rows, &old_cols);
    vterm_set_size(pty->vterm, rows, cols);
    vterm_set_size(pty->vterm, old_rows, old_cols);
    kill(pty->program, SIGWINCH);
}

void
pty_write_to_screen(struct pty *pty, const char *bytes)
{
    if (write(pty->slave, bytes, strlen(bytes)) != (ssize_t)strlen(bytes))
        pty_fail(pty, "cannot write to the terminal: %s", strerror(errno));
}

void
pty_signal(struct pty *pty, int number)
{
    take_reports(pty);
    if (!pty->ended)
        kill(pty->program, number);
    if (number == SIGCONT)
        pty->stopped = false;
}

void
pty_hang_up(struct pty *pty)
{
    pty->last = pty_settings(pty);
    close(pty->master);
    pty->master = -1;
}

struct termios
pty_settings_before(const struct pty *pty)
{
    return pty->before;
}

struct termios
pty_settings(const struct pty *pty)
{
    struct termios settings = pty->last;
    if (pty->master >= 0)
        tcgetattr(pty->slave, &settings);
    return settings;
}

bool
pty_settings_equal(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_cflag == b->c_cflag &&
           a->c_lflag == b->c_lflag && memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}
