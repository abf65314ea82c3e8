/* Runs another program for the user, and waits for it.
 *
 * A program is a list of words, never a line for a shell, unless the words are a shell and what the user typed. It begins as
 * from a shell: signals as they are by default, no descriptor but the first three, and, where it has the terminal, as
 * a job of its own in the foreground, so that ^C and ^Z are for it; a job that is stopped stops this program as well, and
 * goes on with it. What it is to read is in a file without a name, so that neither can wait for the other.
 */
#include "main/parts.h"

#include "kanbao/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 10000, /* with a program that nobody sees */
    STEP_MS = 10,
    COMPLAINT_BYTES = 300
};

/* What the child begins with, and has of the terminal. */
struct start {
    const struct program *program;
    int terminal; /* -1: it has none */
    struct child child;
};

static void
give_terminal(int terminal, pid_t group)
{
    sigset_t output, before;
    if (terminal < 0)
        return;
    sigemptyset(&output);
    sigaddset(&output, SIGTTOU); /* sent to who asks for that in the background, as both may be by then */
    pthread_sigmask(SIG_BLOCK, &output, &before);
    tcsetpgrp(terminal, group);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static _Noreturn void
begin(const struct start *start)
{
    if (start->terminal >= 0) {
        setpgid(0, 0);
        give_terminal(start->terminal, getpid());
    } else {
        setsid();
    }
    child_begin(&start->child);
}

/* ---- waiting */

static void
stop_as_well(void)
{
    struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
    sigemptyset(&standard.sa_mask);
    sigaction(SIGTSTP, &standard, &ours);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}

/* The status as waitpid() has it, of a program that has the terminal. */
static int
wait_for_job(pid_t pid, int terminal)
{
    int status = 0;
    for (;;) {
        pid_t got = waitpid(pid, &status, WUNTRACED);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 || !WIFSTOPPED(status))
            return status;
        give_terminal(terminal, getpgrp());
        stop_as_well();
        give_terminal(terminal, pid);
        kill(-pid, SIGCONT);
    }
}

/* The same of one that nobody sees; it is ended when it takes too long. */
static int
wait_for_quiet(pid_t pid, bool *too_long)
{
    int status = 0;
    pid_t got = 0;
    for (int waited = 0; waited < PATIENCE_MS && got == 0; waited += STEP_MS) {
        got = waitpid(pid, &status, WNOHANG);
        if (got == 0)
            nanosleep(&(struct timespec){.tv_nsec = STEP_MS * 1000000L}, NULL);
    }
    *too_long = got == 0;
    if (*too_long) {
        kill(-pid, SIGKILL);
        waitpid(pid, &status, 0);
    }
    return status;
}

/* ---- what it reads and writes */

/* A file without a name that has TEXT, to be read from its beginning; NULL: errno says why. */
static FILE *
file_of(struct slice text)
{
    FILE *file = tmpfile();
    if (file == NULL)
        return NULL;
    if ((text.len > 0 && fwrite(text.at, 1, text.len, file) != text.len) || fflush(file) != 0 ||
        lseek(fileno(file), 0, SEEK_SET) != 0) {
        int why = errno;
        fclose(file);
        errno = why;
        return NULL;
    }
    fcntl(fileno(file), F_SETFD, FD_CLOEXEC);
    return file;
}

/* Its first line, as far as a message has room. */
static void
read_complaint(struct buffer *out, FILE *file)
{
    char bytes[COMPLAINT_BYTES];
    ssize_t got = pread(fileno(file), bytes, sizeof bytes, 0);
    for (ssize_t i = 0; i < got && bytes[i] != '\n' && bytes[i] != '\0'; i++)
        buffer_add_byte(out, bytes[i]);
}

/* ---- all of it */

static const char *
name_of(const struct program *program)
{
    return program->name != NULL ? program->name : program->words[0];
}

static struct error *
cannot_run(const struct program *program, int why)
{
    return error_new("%s: %s", program->words[0], strerror(why));
}

static struct error *
say_end(const struct program *program, int status, bool too_long, FILE *complaints)
{
    struct buffer words = {0};
    struct error *error = NULL;
    if (complaints != NULL)
        read_complaint(&words, complaints);
    if (too_long)
        error = error_new(_("%s does not end"), name_of(program));
    else if (WIFSIGNALED(status))
        error = error_new(_("%s was ended by signal %d"), name_of(program), WTERMSIG(status));
    else if (WEXITSTATUS(status) != 0 && words.len > 0)
        error = error_new(_("%s ended with status %d: %s"), name_of(program), WEXITSTATUS(status), words.at);
    else if (WEXITSTATUS(status) != 0)
        error = error_new(_("%s ended with status %d"), name_of(program), WEXITSTATUS(status));
    buffer_done(&words);
    return error;
}

/* START is ready but for its report. */
static struct error *
start_and_wait(struct start *start, FILE *complaints)
{
    const struct program *program = start->program;
    int report[2], status = 0; /* which a compiler may miss */
    bool too_long = false;
    if (!child_pipe(report))
        return cannot_run(program, errno);
    start->child.report = report[1];
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        begin(start);
    int why = pid < 0 ? errno : 0;
    close(report[1]);
    if (pid > 0) {
        if (start->terminal >= 0)
            setpgid(pid, pid); /* whoever of the two comes first */
        why = child_read_report(report[0]);
        status = start->terminal >= 0 ? wait_for_job(pid, start->terminal) : wait_for_quiet(pid, &too_long);
        give_terminal(start->terminal, getpgrp());
    }
    close(report[0]);
    return why != 0 ? cannot_run(program, why) : say_end(program, status, too_long, complaints);
}

struct error *
program_run(const struct program *program)
{
    struct start start = {program, -1, {program->words, -1, -1, -1, -1}};
    FILE *input = NULL, *complaints = NULL;
    struct error *error = NULL;
    int terminal = program->quiet ? -1 : open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    start.terminal = terminal;
    start.child.in = program->quiet ? nothing : terminal;
    if (program->quiet) {
        start.child.out = nothing;
        complaints = file_of(slice_of(""));
        start.child.complaints = complaints != NULL ? fileno(complaints) : nothing;
    }
    if (program->reads) {
        input = file_of(program->input);
        if (input == NULL)
            error = error_new(_("no file for what %s reads: %s"), program->words[0], strerror(errno));
        else
            start.child.in = fileno(input);
    }
    if (error == NULL)
        error = start_and_wait(&start, complaints);
    if (input != NULL)
        fclose(input);
    if (complaints != NULL)
        fclose(complaints);
    if (terminal >= 0)
        close(terminal);
    if (nothing >= 0)
        close(nothing);
    return error;
}
