/* A program that makes text of a file: run, listened to, and ended.
 *
 * It begins as the first of a session of its own, without a terminal, and with nothing of this program's but the two pipes that it
 * writes to. It has had its say when it has ended, whatever its own children still hold: these, and itself where it gives too much or
 * takes too long, are killed as a group. Must not know what a text is.
 */
#include "source/filter/filter.h"

#include "kanbao/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    READ_BYTES = 1 << 16,
    COMPLAINT_BYTES = 300, /* of what it writes on standard error the first line, as far as a message has room */
    WAIT_MS = 50           /* after which it is asked whether it has ended, or is to be */
};

enum outcome { RUN_GOES_ON, RUN_ENDED, RUN_GIVES_MORE, RUN_TAKES_TOO_LONG, RUN_STOPPED };

struct run {
    const struct filter *filter;
    const struct source_filters *filters;
    pid_t pid;           /* and its group's */
    int out, complaints; /* to be read from without waiting; -1: closed */
    int64_t end_ms;      /* of its time */
    size_t most;
    struct buffer *text;
    struct buffer complaint;
};

static int64_t
now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- its words */

/* PATH for every {} of WORD; the caller's. */
static char *
fill_word(const char *word, const char *path)
{
    struct buffer out = {0};
    for (const char *place; (place = strstr(word, "{}")) != NULL; word = place + 2) {
        buffer_add(&out, word, (size_t)(place - word));
        buffer_add_text(&out, path);
    }
    buffer_add_text(&out, word);
    return buffer_take(&out);
}

/* For execvp(); free_words() frees them. */
static char **
fill_words(const struct filter *filter, const char *path)
{
    struct buffer safe = {0};
    size_t count = 0;
    buffer_add_text(&safe, path[0] == '-' ? "./" : ""); /* no option */
    buffer_add_text(&safe, path);
    while (filter->words[count] != NULL)
        count++;
    char **words = base_alloc_zero(count + 1, sizeof *words);
    words[0] = base_strdup(filter->words[0]); /* what is run is never a matter of the file */
    for (size_t i = 1; i < count; i++)
        words[i] = fill_word(filter->words[i], safe.at);
    buffer_done(&safe);
    return words;
}

static void
free_words(char **words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        free(words[i]);
    free(words);
}

/* ---- its beginning */

static void
close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static _Noreturn void
begin(const struct child *child)
{
    setsid();
    child_begin(child);
}

/* The child of CHILD, ready but for its report, in *PID; 0, or why there is none. */
static int
fork_child(struct child *child, pid_t *pid)
{
    int report[2];
    if (!child_pipe(report))
        return errno;
    child->report = report[1];
    *pid = fork();
    if (*pid == 0)
        begin(child);
    int why = *pid < 0 ? errno : 0;
    close(report[1]);
    if (*pid > 0)
        why = child_read_report(report[0]);
    if (*pid > 0 && why != 0)
        while (waitpid(*pid, NULL, 0) < 0 && errno == EINTR)
            ;
    close(report[0]);
    return why;
}

/* The same with the pipes that RUN reads from. IN is closed. */
static int
start(struct run *run, char **words, int in)
{
    int out[2] = {-1, -1}, complaints[2] = {-1, -1};
    int why = in >= 0 && child_pipe(out) && child_pipe(complaints) ? 0 : errno;
    if (why == 0) {
        struct child child = {words, in, out[1], complaints[1], -1};
        fcntl(out[0], F_SETFL, O_NONBLOCK);
        fcntl(complaints[0], F_SETFL, O_NONBLOCK);
        why = fork_child(&child, &run->pid);
    }
    close_end(&in);
    close_end(&out[1]);
    close_end(&complaints[1]);
    run->out = out[0];
    run->complaints = complaints[0];
    if (why != 0) {
        close_end(&run->out);
        close_end(&run->complaints);
    }
    return why;
}

/* ---- what it says */

/* At most ROOM bytes, at once; *FD is closed at their end. 0: there are none now. */
static size_t
read_some(int *fd, char *at, size_t room)
{
    ssize_t got = *fd >= 0 ? read(*fd, at, room) : -1;
    if (got > 0)
        return (size_t)got;
    if (got == 0 || (errno != EAGAIN && errno != EINTR))
        close_end(fd);
    return 0;
}

/* All that is there, but not much more than is wanted. False: nothing was. */
static bool
take_text(struct run *run)
{
    size_t before = run->text->len, got = 1;
    while (got > 0 && run->text->len <= run->most) {
        buffer_reserve(run->text, READ_BYTES);
        got = read_some(&run->out, run->text->at + run->text->len, READ_BYTES);
        run->text->len += got;
    }
    return run->text->len > before;
}

/* Also what is not kept: it would wait with a full pipe. */
static bool
take_complaint(struct run *run)
{
    char bytes[4096];
    size_t got = read_some(&run->complaints, bytes, sizeof bytes), left = COMPLAINT_BYTES - run->complaint.len;
    buffer_add(&run->complaint, bytes, got < left ? got : left);
    return got > 0;
}

/* It stays a zombie, so that its number remains that of its group. */
static bool
has_ended(const struct run *run)
{
    siginfo_t info = {.si_pid = 0};
    int got = waitid(P_PID, (id_t)run->pid, &info, WEXITED | WNOHANG | WNOWAIT);
    return got == 0 ? info.si_pid == run->pid : errno != EINTR;
}

static enum outcome
outcome_of(const struct run *run, bool quiet)
{
    if (run->text->len > run->most)
        return RUN_GIVES_MORE;
    if (quiet)
        return RUN_ENDED;
    if (atomic_load(&run->filters->stopped))
        return RUN_STOPPED;
    return now_ms() >= run->end_ms ? RUN_TAKES_TOO_LONG : RUN_GOES_ON;
}

static enum outcome
hear(struct run *run)
{
    enum outcome outcome = RUN_GOES_ON;
    int soon = 1; /* who has closed its output has ended in a moment, of which nobody tells */
    while (outcome == RUN_GOES_ON) {
        struct pollfd ends[] = {{run->out, POLLIN, 0}, {run->complaints, POLLIN, 0}};
        bool ended = has_ended(run);
        poll(ends, 2, ended ? 0 : run->out >= 0 ? WAIT_MS : soon);
        soon = run->out >= 0 ? 1 : 2 * soon < WAIT_MS ? 2 * soon : WAIT_MS;
        bool said = take_text(run);
        said |= take_complaint(run);
        outcome = outcome_of(run, ended && !said);
    }
    return outcome;
}

/* ---- its end */

/* Its status as waitpid() has it; 0 where somebody has set that nobody is told. */
static int
end_run(struct run *run)
{
    int status = 0;
    kill(-run->pid, SIGKILL);
    while (waitpid(run->pid, &status, 0) < 0 && errno == EINTR)
        ;
    close_end(&run->out);
    close_end(&run->complaints);
    return status;
}

static struct error *
say_status(struct run *run, int status)
{
    const char *name = run->filter->words[0];
    struct buffer words = {0};
    struct error *error = NULL;
    if (run->complaint.len > 0)
        run->complaint.at[strcspn(run->complaint.at, "\r\n")] = '\0';
    text_add_bytes(&words, run->complaint.len > 0 ? run->complaint.at : "");
    if (WIFSIGNALED(status))
        error = error_new(_("the filter %s was ended by signal %d"), name, WTERMSIG(status));
    else if (WEXITSTATUS(status) != 0 && words.len > 0)
        error = error_new(_("the filter %s ended with status %d: %s"), name, WEXITSTATUS(status), words.at);
    else if (WEXITSTATUS(status) != 0)
        error = error_new(_("the filter %s ended with status %d"), name, WEXITSTATUS(status));
    buffer_done(&words);
    return error;
}

/* A scanned page without a layer of text is what pdftotext writes a form feed for. */
static bool
is_blank(struct slice text)
{
    static const char blanks[] = " \t\r\n\f\v";
    size_t at = 0;
    while (at < text.len && text.at[at] != '\0' && strchr(blanks, text.at[at]) != NULL)
        at++;
    return at == text.len;
}

static struct error *
say_stopped(const struct filter *filter)
{
    return error_new(_("the filter %s was stopped"), filter->words[0]);
}

static struct error *
say_outcome(struct run *run, enum outcome outcome, int status)
{
    const char *name = run->filter->words[0];
    if (outcome == RUN_TAKES_TOO_LONG)
        return error_new(_("the filter %s takes longer than %d s (option filter-time)"), name,
                         run->filters->milliseconds / 1000);
    if (outcome == RUN_STOPPED)
        return say_stopped(run->filter);
    if (outcome == RUN_GIVES_MORE)
        return NULL;
    struct error *error = say_status(run, status);
    return error == NULL && is_blank(buffer_slice(run->text)) ? error_new(_("the filter %s finds no text"), name)
                                                              : error;
}

struct error *
filter_too_large(const struct filter *filter, size_t limit)
{
    return error_new(_("the filter %s gives more than %zu MB (option file-size)"), filter->words[0], limit >> 20);
}

struct error *
filter_run(struct source_name name, const struct filter *filter, int fd, bool named, size_t most, struct buffer *out,
           bool *more)
{
    struct source_filters *filters = (struct source_filters *)name.filters;
    struct run run = {.filter = filter, .filters = filters, .most = most, .text = out};
    struct error *error;
    *more = false;
    if (atomic_load(&filters->stopped))
        return say_stopped(filter);
    atomic_fetch_add(&filters->running, 1);
    run.end_ms = now_ms() + filters->milliseconds;
    char **words = fill_words(filter, named ? name.path : "/dev/fd/0");
    bool apart = filter->has_place && named;
    int why = start(&run, words, child_lift(apart ? open("/dev/null", O_RDONLY | O_CLOEXEC) : dup(fd)));
    if (why != 0) {
        error = error_new(_("the filter %s cannot be run: %s"), filter->words[0], strerror(why));
    } else {
        enum outcome outcome = hear(&run);
        error = say_outcome(&run, outcome, end_run(&run));
        *more = outcome == RUN_GIVES_MORE;
    }
    if (error != NULL)
        buffer_clear(out);
    free_words(words);
    buffer_done(&run.complaint);
    atomic_fetch_sub(&filters->running, 1);
    return error;
}
