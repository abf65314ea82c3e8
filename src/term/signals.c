/* Signals: a flag and a byte in a pipe; and the terminal restored in a crash.
 *
 * The crash handler may be called anywhere, so what it needs (bytes to send, the
 * terminal's old settings) is prepared when the terminal is opened.
 */
#include "term/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

enum { STACK_BYTES = 64 * 1024, RESTORE_BYTES = 512 };

static const int handled[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGINT, SIGHUP};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

static int pipe_fds[2] = {-1, -1};
static volatile sig_atomic_t resized, stopped, continued, ended;
static struct sigaction old_handled[BASE_COUNT(handled)], old_crashes[BASE_COUNT(crashes)], old_pipe;
static struct termios old_settings;
static int terminal_fd = -1;
static char restore[RESTORE_BYTES];
static volatile size_t restore_bytes;
static void *stack;

static void
on_signal(int number)
{
    int saved = errno;
    if (number == SIGWINCH)
        resized = 1;
    else if (number == SIGTSTP)
        stopped = 1;
    else if (number == SIGCONT)
        continued = 1;
    else
        ended = number;
    ssize_t ignored = write(pipe_fds[1], "S", 1);
    (void)ignored;
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
    ssize_t ignored = write(STDOUT_FILENO, restore, restore_bytes);
    (void)ignored;
    if (terminal_fd >= 0)
        tcsetattr(terminal_fd, TCSANOW, &old_settings);
    /* queued by base_out_of_memory() with the reason, which the screen had covered */
    if (number == SIGABRT && info->si_code == SI_QUEUE && info->si_value.sival_ptr != NULL)
        say(info->si_value.sival_ptr);
    else
        say("kanbao: stopped by an internal error\n");
    signal(number, SIG_DFL);
    raise(number);
}

static int
add_restore_byte(int byte)
{
    if (restore_bytes < RESTORE_BYTES)
        restore[restore_bytes++] = (char)byte;
    return byte;
}

void
signals_keep_settings(int in_fd)
{
    terminal_fd = tcgetattr(in_fd, &old_settings) == 0 ? in_fd : -1;
}

static void
prepare_restore(void)
{
    static const char *const capabilities[] = {"rmkx", "sgr0", "op", "cnorm", "rmcup"};
    restore_bytes = 0;
    for (size_t i = 0; i < BASE_COUNT(capabilities); i++) {
        char name[8];
        snprintf(name, sizeof name, "%s", capabilities[i]);
        const char *text = tigetstr(name);
        if (text != NULL && text != (char *)-1)
            tputs(text, 1, add_restore_byte);
    }
    for (const char *at = term_is_ansi() ? PASTE_OFF : ""; *at != '\0'; at++)
        add_restore_byte(*at);
}

static void
install(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < BASE_COUNT(handled); i++)
        sigaction(handled[i], &action, &old_handled[i]);
    action = (struct sigaction){.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < BASE_COUNT(crashes); i++)
        sigaction(crashes[i], &action, &old_crashes[i]);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, &old_pipe);
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
    resized = stopped = continued = ended = 0;
    prepare_restore();
    install();
    return NULL;
}

void
signals_close(void)
{
    for (size_t i = 0; i < BASE_COUNT(handled); i++)
        sigaction(handled[i], &old_handled[i], NULL);
    for (size_t i = 0; i < BASE_COUNT(crashes); i++)
        sigaction(crashes[i], &old_crashes[i], NULL);
    sigaction(SIGPIPE, &old_pipe, NULL);
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
signals_stop_now(void)
{
    struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
    sigaction(SIGTSTP, &standard, &ours);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}
