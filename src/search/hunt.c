/* One thread that asks a query of a library's issues, one after the other, as hunt.h says.
 *
 * It shares two things with the thread that it works for, under one lock: which job counts, and what was found. A job that
 * counts no more is told to stop and left alone; the worker frees it when it has noticed. So nobody waits for anybody, and
 * yet no two jobs run at once. Of the issues it holds one at a time; batch.c keeps what is to be shown of them.
 */
#include "search/batch.h"

#include "kanbao/parser.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { HAND_OVER_MILLISECONDS = 80, END_MILLISECONDS = 20 };

struct job {
    struct library_snapshot *snapshot;
    struct search_query *query;
    struct hunt_limits limits;
    atomic_bool stop;
};

struct hunt {
    int wake_fd;
    bool started;
    pthread_t thread;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t changed;
    struct job *next; /* not begun yet */
    struct job *live; /* whose results count: the next one or the one at work; NULL: none */
    struct hunt_batch *found, **found_end;
    struct hunt_progress progress;
    bool quit;      /* the thread is to end; */
    bool ended;     /* it has; */
    bool abandoned; /* nobody waits for that any more */
};

/* What the thread knows of a job while it is at it. */
struct work {
    struct hunt *hunt;
    struct job *job;
    struct hunt_batch *batch; /* being filled; NULL: nothing yet */
    struct hunt_progress progress;
    struct search_hits hits;
    struct buffer path;
    struct buffer why;
    long handed_over; /* milliseconds */
};

static long
milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
job_free(struct job *job)
{
    if (job == NULL)
        return;
    library_snapshot_free(job->snapshot);
    search_query_free(job->query);
    free(job);
}

static bool
is_stopped(const struct job *job)
{
    return atomic_load_explicit(&job->stop, memory_order_relaxed);
}

/* ---- the thread's side */

/* With the lock held: it wakes nobody once the other side has let go. */
static void
wake(const struct hunt *hunt)
{
    /* A full pipe means that the other side is about to wake anyway. */
    ssize_t ignored = write(hunt->wake_fd, "H", 1);
    (void)ignored;
}

static void
publish(struct work *work)
{
    struct hunt *hunt = work->hunt;
    const char *why = hunt->progress.why;
    if (why == NULL && work->why.len > 0)
        why = buffer_take(&work->why);
    hunt->progress = work->progress;
    hunt->progress.why = why;
    if (work->batch != NULL) {
        *hunt->found_end = work->batch;
        hunt->found_end = &work->batch->next;
        work->batch = NULL;
    }
    if (!work->progress.running)
        hunt->live = NULL;
}

static void
hand_over(struct work *work)
{
    struct hunt *hunt = work->hunt;
    pthread_mutex_lock(&hunt->lock);
    if (hunt->live == work->job) {
        publish(work);
        wake(hunt);
    }
    pthread_mutex_unlock(&hunt->lock);
    work->handed_over = milliseconds();
}

static void
note_unreadable(struct work *work, struct error *error)
{
    if (work->progress.unreadable++ == 0)
        buffer_printf(&work->why, "%s: %s", work->path.at, error_text(error));
    error_free(error);
}

/* TEXT recovered, and searched exactly. */
static void
search_text(struct work *work, const struct library_seen *seen, struct slice text)
{
    const struct job *job = work->job;
    struct hunt_progress *progress = &work->progress;
    struct issue *issue = parser_recover((struct parser_source){
        .path = work->path.at,
        .text = (char *)text.at, /* never changed, and taken from the issue again */
        .bytes = text.len,
        .mends = seen->mends,
        .mend_count = seen->mend_count,
        .stop = &job->stop,
    });
    if (!is_stopped(job)) {
        search_issue(job->query, issue, &work->hits);
        size_t room = job->limits.hits - progress->hits;
        progress->too_hard += work->hits.too_hard;
        progress->more |= work->hits.more || work->hits.count > room;
        if (work->hits.count > room)
            work->hits.count = room;
        batch_add(&work->batch, seen->id, issue, &work->hits, job->limits, progress);
    }
    issue->text = NULL;
    issue_free(issue);
}

static void
search_entry(struct work *work, size_t position)
{
    const struct job *job = work->job;
    struct library_seen seen = library_snapshot_entry(job->snapshot, position);
    const char *path = library_snapshot_path(job->snapshot, seen.id, &work->path);
    if (!search_may_match_issue(job->query, path, seen.title, seen.date))
        return;
    char *own = NULL;
    struct slice text = seen.text;
    if (text.at == NULL) {
        struct error *error = library_snapshot_read(job->snapshot, seen.id, &work->path, &own, &text.len);
        if (error != NULL) {
            note_unreadable(work, error);
            return;
        }
        text.at = own;
    }
    if (search_may_match(job->query, text))
        search_text(work, &seen, text);
    free(own);
}

static void
search_library(struct hunt *hunt, struct job *job)
{
    struct work work = {.hunt = hunt, .job = job, .handed_over = milliseconds()};
    size_t total = library_snapshot_count(job->snapshot);
    work.hits.stop = &job->stop;
    work.progress = (struct hunt_progress){.total = total, .running = true};
    bool found = false;
    for (size_t i = 0; i < total && !is_stopped(job) && !work.progress.more; i++) {
        search_entry(&work, i);
        work.progress.done++;
        /* Now and then is often enough, as each waking repaints; but nobody waits longer than need be for the first hit. */
        bool first = !found && work.batch != NULL;
        found |= first;
        if (first || milliseconds() - work.handed_over >= HAND_OVER_MILLISECONDS)
            hand_over(&work);
    }
    work.progress.running = false;
    hand_over(&work);
    hunt_batch_free(work.batch);
    search_hits_done(&work.hits);
    buffer_done(&work.path);
    buffer_done(&work.why);
    job_free(job);
}

static void
destroy(struct hunt *hunt)
{
    hunt_batch_free(hunt->found);
    free((char *)hunt->progress.why);
    pthread_mutex_destroy(&hunt->lock);
    pthread_cond_destroy(&hunt->changed);
    free(hunt);
}

static void *
run(void *argument)
{
    struct hunt *hunt = argument;
    pthread_mutex_lock(&hunt->lock);
    while (!hunt->quit) {
        struct job *job = hunt->next;
        if (job == NULL) {
            pthread_cond_wait(&hunt->changed, &hunt->lock);
            continue;
        }
        hunt->next = NULL;
        pthread_mutex_unlock(&hunt->lock);
        search_library(hunt, job);
        pthread_mutex_lock(&hunt->lock);
    }
    hunt->ended = true;
    bool abandoned = hunt->abandoned;
    pthread_cond_signal(&hunt->changed);
    pthread_mutex_unlock(&hunt->lock);
    if (abandoned)
        destroy(hunt);
    return NULL;
}

/* ---- the other side */

struct hunt *
hunt_new(int wake_fd)
{
    struct hunt *hunt = base_alloc_zero(1, sizeof *hunt);
    hunt->wake_fd = wake_fd;
    hunt->found_end = &hunt->found;
    pthread_mutex_init(&hunt->lock, NULL);
    pthread_cond_init(&hunt->changed, NULL);
    return hunt;
}

/* With the lock held: what is at work counts no more; what was not begun comes back, to be freed without the lock. */
static struct job *
give_up(struct hunt *hunt)
{
    struct job *next = hunt->next;
    if (hunt->live != NULL)
        atomic_store(&hunt->live->stop, true);
    hunt->live = hunt->next = NULL;
    hunt->progress.running = false;
    return next;
}

void
hunt_free(struct hunt *hunt)
{
    if (hunt == NULL)
        return;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += END_MILLISECONDS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_mutex_lock(&hunt->lock);
    struct job *next = give_up(hunt);
    hunt->quit = true;
    pthread_cond_signal(&hunt->changed);
    while (hunt->started && !hunt->ended && !hunt->abandoned)
        hunt->abandoned = pthread_cond_timedwait(&hunt->changed, &hunt->lock, &until) != 0 && !hunt->ended;
    bool abandoned = hunt->abandoned, started = hunt->started;
    pthread_t thread = hunt->thread;
    pthread_mutex_unlock(&hunt->lock);
    job_free(next);
    if (abandoned) {
        pthread_detach(thread);
        return;
    }
    if (started)
        pthread_join(thread, NULL);
    destroy(hunt);
}

void
hunt_start(struct hunt *hunt, struct library_snapshot *snapshot, struct search_query *query, struct hunt_limits limits)
{
    struct job *job = base_alloc_zero(1, sizeof *job);
    job->snapshot = snapshot;
    search_query_expect_raw(query);
    job->query = query;
    job->limits = limits;
    atomic_init(&job->stop, false);
    pthread_mutex_lock(&hunt->lock);
    struct job *next = give_up(hunt);
    struct hunt_batch *found = hunt->found;
    hunt->found = NULL;
    hunt->found_end = &hunt->found;
    free((char *)hunt->progress.why);
    hunt->progress = (struct hunt_progress){.total = library_snapshot_count(snapshot), .running = true};
    hunt->live = hunt->next = job;
    pthread_cond_signal(&hunt->changed);
    pthread_mutex_unlock(&hunt->lock);
    job_free(next);
    hunt_batch_free(found);
    if (!hunt->started && pthread_create(&hunt->thread, NULL, run, hunt) != 0)
        base_out_of_memory();
    hunt->started = true;
}

void
hunt_stop(struct hunt *hunt)
{
    pthread_mutex_lock(&hunt->lock);
    struct job *next = give_up(hunt);
    pthread_mutex_unlock(&hunt->lock);
    job_free(next);
}

struct hunt_batch *
hunt_take(struct hunt *hunt)
{
    pthread_mutex_lock(&hunt->lock);
    struct hunt_batch *found = hunt->found;
    hunt->found = NULL;
    hunt->found_end = &hunt->found;
    pthread_mutex_unlock(&hunt->lock);
    return found;
}

struct hunt_progress
hunt_progress(struct hunt *hunt)
{
    pthread_mutex_lock(&hunt->lock);
    struct hunt_progress progress = hunt->progress;
    pthread_mutex_unlock(&hunt->lock);
    return progress;
}
