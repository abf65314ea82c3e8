/* A program in a pseudo-terminal, with a terminal emulator on the other end.
 *
 * A keeper stands between the test and the program, as a shell does: it leads the session, so that the program can be
 * suspended and the terminal outlives it, and it reports each change of the program's state through a pipe.
 */
#define _GNU_SOURCE /* ppoll, posix_openpt and its kind, prctl's and wait4's companions */
#include "pty.h"

#include <dirent.h>
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
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum { DEADLINE_SECONDS = 60, READ_BYTES = 1 << 16, LONGEST_NAP = 4000000 /* ns */ };

/* What the keeper says through its pipe; the first has the program's process in STATUS. */
struct report {
    int status; /* as of waitpid() */
    uint64_t cpu, writes;
};

struct pty {
    struct pty_command command; /* its lists are the caller's, and gone */
    char *name;
    pid_t keeper, program;
    int master, slave, reports;
    struct termios before, last;
    int rows, cols;
    VTerm *vterm;
    VTermScreen *screen;
    bool cursor_shown, alternate;
    char held[4]; /* the beginning of a character whose end has not come */
    size_t held_len;
    char *row_text;
    char *output;
    size_t output_len, output_capacity;
    size_t bytes;
    uint64_t reads;
    uint64_t start_time, first_time, last_time, send_time;
    bool ended, stopped;
    struct report end;
    int stop_signal;
};

static void fail(struct pty *pty, const char *format, ...) __attribute__((format(printf, 2, 3), noreturn));

static void
fail(struct pty *pty, const char *format, ...)
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

static uint64_t
clock_now(clockid_t id)
{
    struct timespec now;
    if (clock_gettime(id, &now) != 0)
        return 0;
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void *
must_alloc(void *old, size_t bytes)
{
    void *at = realloc(old, bytes);
    if (at == NULL)
        abort();
    return at;
}

/* ---- /proc */

/* A small file under /proc/PID, terminated; empty when it cannot be read. Returns its length. */
static size_t
read_proc(char *text, size_t size, long pid, const char *name)
{
    char path[128];
    size_t len = 0;
    ssize_t got;
    snprintf(path, sizeof path, "/proc/%ld/%s", pid, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && len + 1 < size && (got = read(fd, text + len, size - 1 - len)) > 0)
        len += (size_t)got;
    if (fd >= 0)
        close(fd);
    text[len] = '\0';
    return len;
}

static uint64_t
proc_number(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    return at != NULL ? strtoull(at + strlen(name), NULL, 10) : 0;
}

static uint64_t
count_writes(pid_t pid)
{
    char text[512];
    read_proc(text, sizeof text, pid, "io");
    return proc_number(text, "syscw:");
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
        report.writes = count_writes(kept);
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

/* ---- the emulator */

static int
on_term_property(VTermProp property, VTermValue *value, void *user)
{
    struct pty *pty = user;
    if (property == VTERM_PROP_CURSORVISIBLE)
        pty->cursor_shown = value->boolean;
    else if (property == VTERM_PROP_ALTSCREEN)
        pty->alternate = value->boolean;
    return 1;
}

/* What the emulator answers to questions. */
static void
on_answer(const char *bytes, size_t len, void *user)
{
    struct pty *pty = user;
    ssize_t ignored = write(pty->master, bytes, len);
    (void)ignored;
}

static void
open_emulator(struct pty *pty)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_term_property};
    pty->vterm = vterm_new(pty->rows > 0 ? pty->rows : 24, pty->cols > 0 ? pty->cols : 80);
    vterm_set_utf8(pty->vterm, 1);
    vterm_output_set_callback(pty->vterm, on_answer, pty);
    pty->screen = vterm_obtain_screen(pty->vterm);
    pty->cursor_shown = true;
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
}

/* How long a character is that begins with this byte; 0: none does. */
static size_t
utf8_length(char lead)
{
    unsigned char byte = (unsigned char)lead;
    return byte < 0x80 ? 1 : byte < 0xC0 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/* Gives the emulator whole characters only: libvterm 0.1 loses some that come in two parts. */
static void
feed_emulator(struct pty *pty, const char *bytes, size_t len)
{
    while (pty->held_len > 0 && len > 0) {
        bool goes_on = ((unsigned char)*bytes & 0xC0) == 0x80;
        if (goes_on) {
            pty->held[pty->held_len++] = *bytes++;
            len--;
        }
        if (!goes_on || pty->held_len == utf8_length(pty->held[0])) {
            vterm_input_write(pty->vterm, pty->held, pty->held_len);
            pty->held_len = 0;
        }
    }
    for (size_t back = 1; back <= 3 && back <= len; back++) {
        size_t whole = utf8_length(bytes[len - back]);
        if (whole == 0)
            continue; /* inside of a character */
        if (whole > back) {
            memcpy(pty->held, bytes + len - back, back);
            pty->held_len = back;
            len -= back;
        }
        break;
    }
    vterm_input_write(pty->vterm, bytes, len);
}

/* ---- starting and ending */

static void
open_terminal(struct pty *pty)
{
    pty->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (pty->master < 0 || grantpt(pty->master) != 0 || unlockpt(pty->master) != 0)
        fail(pty, "no pseudo-terminal: %s", strerror(errno));
    const char *name = ptsname(pty->master);
    pty->slave = name != NULL ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
    if (pty->slave < 0 || tcgetattr(pty->slave, &pty->before) != 0)
        fail(pty, "no pseudo-terminal: %s", strerror(errno));
    fcntl(pty->master, F_SETFL, O_NONBLOCK);
    struct winsize size = {.ws_row = (unsigned short)pty->rows, .ws_col = (unsigned short)pty->cols};
    ioctl(pty->master, TIOCSWINSZ, &size);
    pty->last = pty->before;
}

struct pty *
pty_start(const struct pty_command *command)
{
    struct pty *pty = must_alloc(NULL, sizeof *pty);
    struct report first;
    int pipe_fds[2];
    *pty = (struct pty){.command = *command, .rows = command->rows, .cols = command->cols};
    pty->name = strcpy(must_alloc(NULL, strlen(command->argv[0]) + 1), command->argv[0]);
    if (pty->command.deadline == 0)
        pty->command.deadline = DEADLINE_SECONDS;
    open_terminal(pty);
    if (!command->blind)
        open_emulator(pty);
    if (pipe2(pipe_fds, O_CLOEXEC) != 0)
        fail(pty, "no pipe: %s", strerror(errno));
    pty->start_time = clock_now(CLOCK_MONOTONIC);
    pty->keeper = fork();
    if (pty->keeper == 0) {
        close(pty->master);
        close(pipe_fds[0]);
        keep(command, pty->slave, pipe_fds[1]);
    }
    close(pipe_fds[1]);
    pty->reports = pipe_fds[0];
    if (pty->keeper < 0 || read(pty->reports, &first, sizeof first) != (ssize_t)sizeof first)
        fail(pty, "cannot start %s", pty->name);
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
    if (pty->vterm != NULL)
        vterm_free(pty->vterm);
    free(pty->name);
    free(pty->row_text);
    free(pty->output);
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

static void
take_bytes(struct pty *pty, const char *bytes, size_t len)
{
    pty->last_time = clock_now(CLOCK_MONOTONIC);
    if (pty->bytes == 0)
        pty->first_time = pty->last_time;
    pty->bytes += len;
    pty->reads++;
    if (pty->command.blind)
        return;
    feed_emulator(pty, bytes, len);
    if (pty->output_len + len > pty->output_capacity) {
        pty->output_capacity = 2 * (pty->output_len + len);
        pty->output = must_alloc(pty->output, pty->output_capacity);
    }
    memcpy(pty->output + pty->output_len, bytes, len);
    pty->output_len += len;
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
        take_bytes(pty, bytes, (size_t)got);
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

/* Is this system call (/proc/PID/syscall) a wait that time alone will not end? */
static bool
waits_for_ever(const char *text)
{
    char *at;
    unsigned long long argument[6] = {0};
    if (text[0] < '0' || text[0] > '9')
        return text[0] == '\0'; /* cannot be read; else "running", or a page fault */
    long number = strtol(text, &at, 10);
    for (int i = 0; i < 6; i++)
        argument[i] = strtoull(at, &at, 16);
    switch (number) {
#ifdef SYS_poll
    case SYS_poll: return (int)argument[2] < 0;
#endif
#ifdef SYS_epoll_wait
    case SYS_epoll_wait: return (int)argument[3] < 0;
#endif
#ifdef SYS_select
    case SYS_select: return argument[4] == 0;
#endif
    case SYS_ppoll: return argument[2] == 0;
    case SYS_pselect6: return argument[4] == 0;
    case SYS_epoll_pwait: return (int)argument[3] < 0;
    case SYS_futex: return argument[3] == 0;
    case SYS_nanosleep:
    case SYS_clock_nanosleep: return false;
    default: return true;
    }
}

/* Does a thread sleep, and nothing but an event will wake it? COUNT: how often it has run. */
static bool
thread_sleeps(const struct pty *pty, long thread, uint64_t *count)
{
    char text[4096], call[256];
    if (read_proc(text, sizeof text, thread, "status") == 0)
        return false;
    const char *state = strstr(text, "State:\t");
    *count = proc_number(text, "\nvoluntary_ctxt_switches:") + proc_number(text, "nonvoluntary_ctxt_switches:");
    if (state == NULL || (state[7] != 'S' && state[7] != 'T'))
        return false;
    read_proc(call, sizeof call, thread, "syscall");
    return state[7] == 'T' || pty->command.timed_waits || waits_for_ever(call);
}

/* Do all threads? MARK says which they are and how often each has run: what slept at one look and sleeps at the next
   with the same mark has slept all the time between, if its wake-ups are counted, as they are. */
static bool
program_sleeps(const struct pty *pty, uint64_t *mark)
{
    char path[64];
    struct dirent *entry;
    bool all = true;
    *mark = 0;
    snprintf(path, sizeof path, "/proc/%ld/task", (long)pty->program);
    DIR *threads = opendir(path);
    if (threads == NULL)
        return false;
    while (all && (entry = readdir(threads)) != NULL) {
        uint64_t count = 0;
        long thread = strtol(entry->d_name, NULL, 10);
        all = thread == 0 || thread_sleeps(pty, thread, &count);
        *mark = *mark * 1000003 + (uint64_t)thread * 7919 + count;
    }
    closedir(threads);
    return all;
}

/* Nothing on its way in either direction while every thread sleeps. */
static bool
is_settled(struct pty *pty)
{
    uint64_t first, second;
    if (!program_sleeps(pty, &first))
        return false;
    if (read_output(pty, 0) || input_waits(pty))
        return false;
    return program_sleeps(pty, &second) && first == second;
}

enum goal { GOAL_SETTLED, GOAL_STOPPED, GOAL_ENDED, GOAL_TEXT };

static bool
shows_text(struct pty *pty, const char *text)
{
    int rows, cols;
    vterm_get_size(pty->vterm, &rows, &cols);
    for (int row = 0; row < rows; row++)
        if (strstr(pty_row_text(pty, row), text) != NULL)
            return true;
    return false;
}

/* Reads until GOAL is reached or the program has ended. */
static void
run_until(struct pty *pty, enum goal goal, const char *text)
{
    static const char *const names[] = {"sleep", "stop", "end", "show a text"};
    uint64_t deadline = clock_now(CLOCK_MONOTONIC) + pty->command.deadline * UINT64_C(1000000000);
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
        if (goal == GOAL_TEXT && shows_text(pty, text))
            return;
        if (goal == GOAL_SETTLED && !read_some && is_settled(pty))
            return;
        if (clock_now(CLOCK_MONOTONIC) > deadline)
            fail(pty, "%s did not %s %s in %u seconds", pty->name, names[goal], text ? text : "",
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
    return !pty->ended || shows_text(pty, text);
}

int
pty_wait(struct pty *pty)
{
    run_until(pty, GOAL_ENDED, NULL);
    return pty->end.status;
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
    uint64_t deadline = clock_now(CLOCK_MONOTONIC) + pty->command.deadline * UINT64_C(1000000000);
    pty->send_time = clock_now(CLOCK_MONOTONIC);
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
        if (clock_now(CLOCK_MONOTONIC) > deadline)
            fail(pty, "%s does not read its input", pty->name);
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

/* ---- the screen */

void
pty_size(const struct pty *pty, int *rows, int *cols)
{
    vterm_get_size(pty->vterm, rows, cols);
}

static size_t
put_utf8(char *at, uint32_t code)
{
    if (code < 0x80) {
        at[0] = (char)code;
        return 1;
    }
    size_t bytes = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = bytes - 1; i > 0; i--, code >>= 6)
        at[i] = (char)(0x80 | (code & 0x3F));
    at[0] = (char)(leads[bytes] | code);
    return bytes;
}

struct pty_cell
pty_cell(struct pty *pty, int row, int col)
{
    VTermScreenCell cell;
    struct pty_cell out = {.width = 1};
    if (!vterm_screen_get_cell(pty->screen, (VTermPos){row, col}, &cell))
        fail(pty, "no cell %d,%d on this screen", row, col);
    size_t len = 0;
    if (cell.chars[0] == UINT32_MAX) {
        out.width = 0;
    } else if (cell.chars[0] == 0) {
        out.text[len++] = ' ';
    } else {
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
            len += put_utf8(out.text + len, cell.chars[i]);
        out.width = cell.width;
    }
    out.text[len] = '\0';
    out.bold = cell.attrs.bold;
    out.reverse = cell.attrs.reverse;
    out.underline = cell.attrs.underline != VTERM_UNDERLINE_OFF;
    out.italic = cell.attrs.italic;
    out.fg_set = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg);
    out.bg_set = !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
    return out;
}

const char *
pty_row_text(struct pty *pty, int row)
{
    int rows, cols;
    size_t len = 0, ink = 0;
    vterm_get_size(pty->vterm, &rows, &cols);
    pty->row_text = must_alloc(pty->row_text, (size_t)cols * sizeof((struct pty_cell *)NULL)->text + 1);
    for (int col = 0; col < cols; col++) {
        struct pty_cell cell = pty_cell(pty, row, col);
        size_t bytes = strlen(cell.text);
        memcpy(pty->row_text + len, cell.text, bytes);
        len += bytes;
        if (bytes > 0 && strcmp(cell.text, " ") != 0)
            ink = len;
    }
    pty->row_text[ink] = '\0';
    return pty->row_text;
}

char *
pty_screen_text(struct pty *pty)
{
    int rows, cols;
    size_t len = 0;
    char *text = must_alloc(NULL, 1);
    vterm_get_size(pty->vterm, &rows, &cols);
    for (int row = 0; row < rows; row++) {
        const char *line = pty_row_text(pty, row);
        size_t bytes = strlen(line);
        text = must_alloc(text, len + bytes + 2);
        memcpy(text + len, line, bytes);
        len += bytes;
        text[len++] = '\n';
    }
    text[len] = '\0';
    return text;
}

void
pty_cursor(const struct pty *pty, int *row, int *col, bool *shown)
{
    VTermPos place;
    vterm_state_get_cursorpos(vterm_obtain_state(pty->vterm), &place);
    *row = place.row;
    *col = place.col;
    *shown = pty->cursor_shown;
}

bool
pty_alternate_screen(const struct pty *pty)
{
    return pty->alternate;
}

/* ---- counts */

const char *
pty_output(const struct pty *pty, size_t *len)
{
    *len = pty->output_len;
    return pty->output;
}

void
pty_forget_output(struct pty *pty)
{
    pty->output_len = 0;
}

bool
pty_output_has(const struct pty *pty, const char *needle, size_t len)
{
    return pty->output_len >= len && len > 0 && memmem(pty->output, pty->output_len, needle, len) != NULL;
}

size_t
pty_bytes(const struct pty *pty)
{
    return pty->bytes;
}

uint64_t
pty_writes(const struct pty *pty)
{
    return pty->ended ? pty->end.writes : count_writes(pty->program);
}

uint64_t
pty_reads(const struct pty *pty)
{
    return pty->reads;
}

uint64_t
pty_cpu(const struct pty *pty)
{
    clockid_t clock;
    if (pty->ended)
        return pty->end.cpu;
    return clock_getcpuclockid(pty->program, &clock) == 0 ? clock_now(clock) : 0;
}

uint64_t
pty_switches(const struct pty *pty)
{
    char path[64], name[32], text[4096];
    struct dirent *entry;
    uint64_t sum = 0;
    snprintf(path, sizeof path, "/proc/%ld/task", (long)pty->program);
    DIR *threads = opendir(path);
    while (threads != NULL && (entry = readdir(threads)) != NULL)
        if (entry->d_name[0] != '.') {
            snprintf(name, sizeof name, "task/%.10s/status", entry->d_name);
            read_proc(text, sizeof text, pty->program, name);
            sum += proc_number(text, "\nvoluntary_ctxt_switches:");
        }
    if (threads != NULL)
        closedir(threads);
    return sum;
}

size_t
pty_memory(const struct pty *pty)
{
    char text[4096];
    read_proc(text, sizeof text, pty->program, "status");
    return (size_t)proc_number(text, "VmHWM:");
}

uint64_t
pty_start_time(const struct pty *pty)
{
    return pty->start_time;
}

uint64_t
pty_first_time(const struct pty *pty)
{
    return pty->first_time;
}

uint64_t
pty_last_time(const struct pty *pty)
{
    return pty->last_time;
}

uint64_t
pty_send_time(const struct pty *pty)
{
    return pty->send_time;
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
        fail(pty, "cannot write to the terminal: %s", strerror(errno));
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
