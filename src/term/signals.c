/* Signals: a flag and a byte in a pipe, for term_wait() to find; and the end of the program where that is not to be
 * waited for.
 *
 * A crash gives the terminal back at once. Another signal that ends the program leaves that to the main thread, which
 * may be computing, or be held up by a terminal that takes nothing (ncurses goes on where a write was interrupted):
 * so the handler winds up a clock, and when that has run down, it does what a crash does.
 */
#include "term/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    STACK_BYTES = 64 * 1024,
    SIGNALS_MAX = 65, /* more than any number of these */
    PATIENCE_MS = 30, /* for the main thread to end it; */
    HELD_TICKS = 66   /* so many times that where it writes a file */
};

enum kind { LEFT, FLAGGED, ENDING, CRASH, IGNORED };

static int pipe_fds[2] = {-1, -1};
static volatile sig_atomic_t resized, stopped, continued, ended, held, ticks;
static struct sigaction old_actions[SIGNALS_MAX];
static bool changed[SIGNALS_MAX];
static void *stack;

/* What is named nowhere ends the program, as it does where nobody handles it. */
static enum kind
kind_of(int number)
{
    switch (number) {
    case SIGWINCH:
    case SIGTSTP:
    case SIGCONT: return FLAGGED;
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
    case SIGABRT:
    case SIGTRAP:
    case SIGSYS: return CRASH;
    case SIGPIPE:
    case SIGXFSZ: return IGNORED; /* the write says it, too */
#if defined SIGINFO && !defined __linux__
    case SIGINFO:
#endif
    case SIGKILL:
    case SIGSTOP:
    case SIGCHLD:
    case SIGURG:
    case SIGTTIN:
    case SIGTTOU: return LEFT;
    default: return ENDING;
    }
}

static void
tell_main_thread(void)
{
    ssize_t ignored = write(pipe_fds[1], "S", 1);
    (void)ignored;
}

static void
on_signal(int number)
{
    int saved = errno;
    if (number == SIGWINCH)
        resized = 1;
    else if (number == SIGTSTP)
        stopped = 1;
    else
        continued = 1;
    tell_main_thread();
    errno = saved;
}

/* The clock's signal is SIGALRM, which ends the program as well when it comes first. */
static void
wind_up(int milliseconds)
{
    struct timeval time = {.tv_usec = (suseconds_t)milliseconds * 1000};
    setitimer(ITIMER_REAL, &(struct itimerval){.it_interval = time, .it_value = time}, NULL);
}

static void
on_ending(int number)
{
    int saved = errno;
    if (ended == 0) {
        ended = number;
        wind_up(PATIENCE_MS);
    } else if (number == SIGALRM && (!held || ++ticks > HELD_TICKS)) {
        restore_now();
        restore_die(ended);
    }
    tell_main_thread();
    errno = saved;
}

static void
say(const char *text)
{
    ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
    (void)ignored;
}

static void
on_crash(int number, siginfo_t *info, void *context)
{
    (void)context;
    restore_now();
    /* queued by base_out_of_memory() with the reason, which the screen had covered */
    if (number == SIGABRT && info->si_code == SI_QUEUE && info->si_value.sival_ptr != NULL)
        say(info->si_value.sival_ptr);
    else
        say("kanbao: stopped by an internal error\n");
    restore_die(number);
}

/* Who started the program may have had a signal ignored, and a profiler may live by one; ncurses has taken the first
   of these for itself, the clock needs SIGALRM, and a hang-up is an end to whatever is read on a screen. */
static bool
is_ours(int number)
{
    return number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGALRM;
}

static void
install(int number)
{
    enum kind kind = kind_of(number);
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    if (kind == ENDING) {
        action.sa_handler = on_ending;
        sigfillset(&action.sa_mask); /* also what would stop a background program that changes the settings */
    } else if (kind == CRASH) {
        action.sa_sigaction = on_crash;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK;
        sigfillset(&action.sa_mask);
    } else if (kind == IGNORED) {
        action.sa_handler = SIG_IGN;
    }
    changed[number] = kind != LEFT && sigaction(number, &action, &old_actions[number]) == 0;
    if (changed[number] && kind == ENDING && !is_ours(number) && old_actions[number].sa_handler != SIG_DFL)
        changed[number] = sigaction(number, &old_actions[number], NULL) != 0;
}

/* After curses has been opened, whose own handlers these replace. */
struct error *
signals_open(void)
{
    if (pipe(pipe_fds) != 0)
        return error_new("pipe: %s", strerror(errno));
    for (int i = 0; i < 2; i++) {
        fcntl(pipe_fds[i], F_SETFD, FD_CLOEXEC);
        fcntl(pipe_fds[i], F_SETFL, O_NONBLOCK);
    }
    stack = base_alloc(STACK_BYTES);
    stack_t alternate = {.ss_sp = stack, .ss_size = STACK_BYTES};
    sigaltstack(&alternate, NULL);
    resized = stopped = continued = ended = held = ticks = 0;
    restore_prepare();
    for (int number = 1; number < SIGNALS_MAX; number++)
        install(number);
    return NULL;
}

void
signals_close(void)
{
    if (ended != 0)
        wind_up(0);
    for (int number = 1; number < SIGNALS_MAX; number++)
        if (changed[number])
            sigaction(number, &old_actions[number], NULL);
    stack_t alternate = {.ss_flags = SS_DISABLE};
    sigaltstack(&alternate, NULL);
    free(stack);
    stack = NULL;
    for (int i = 0; i < 2; i++) {
        close(pipe_fds[i]);
        pipe_fds[i] = -1;
    }
}

int
signals_read_fd(void)
{
    return pipe_fds[0];
}

int
signals_write_fd(void)
{
    return pipe_fds[1];
}

bool
signals_drain(void)
{
    char bytes[256];
    ssize_t got;
    bool others = false;
    while ((got = read(pipe_fds[0], bytes, sizeof bytes)) > 0)
        for (ssize_t i = 0; i < got; i++)
            others |= bytes[i] != 'S';
    return others;
}

static bool
take(volatile sig_atomic_t *flag)
{
    bool was = *flag != 0;
    *flag = 0;
    return was;
}

bool
signals_resized(void)
{
    return take(&resized);
}

bool
signals_stopped(void)
{
    return take(&stopped);
}

bool
signals_continued(void)
{
    return take(&continued);
}

int
signals_end(void)
{
    return ended;
}

void
signals_hold(bool hold)
{
    held = hold;
}

void
signals_stop_now(void)
{
    struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
    sigaction(SIGTSTP, &standard, &ours);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}
