/* One thread that searches a library, one job after the other, as library_search.h says.
 *
 * It shares two things with the thread that it works for: which job counts, and what was found. A job that counts no more is
 * told to stop and left alone; the worker frees it when it has noticed. So nobody waits for anybody, and yet no two jobs run
 * at once.
 */
#include "search/library_found.h"
#include "search/recovered.h"

#include <stdlib.h>

/* Of what the library may keep in memory, recovered issues may take one part of so many. */
enum { END_MILLISECONDS = 20, RECOVERED_SHARE = 4 };

struct job {
    struct library_snapshot *snapshot;
    struct search_query *query;
    struct library_search_limits limits;
    atomic_bool stop;
};

struct library_search {
    struct worker *worker;
    struct recovered *recovered; /* the thread's own */
    /* guarded by its lock */
    struct job *next; /* not begun yet */
    struct job *live; /* whose results count: the next one or the one at work; NULL: none */
    struct library_search_progress progress;
};

/* What the thread knows of a job while it is at it. */
struct work {
    struct library_search *search;
    struct job *job;
    struct found_batch *batch; /* being filled; NULL: nothing yet */
    struct library_search_progress progress;
    struct buffer why;
    struct search_edges *edges; /* of words, once they were asked for */
    bool found;                 /* something was handed over */
};

static void
job_free(struct job *job)
{
    if (job == NULL)
        return;
    library_snapshot_free(job->snapshot);
    search_query_free(job->query);
    free(job);
}

static void
free_found(struct worker_item *item)
{
    item->next = NULL;
    found_batch_free((struct found_batch *)item);
}

static void
free_search(void *context)
{
    struct library_search *search = context;
    job_free(search->next);
    free((char *)search->progress.why);
    recovered_free(search->recovered);
    free(search);
}

/* ---- the thread's side */

static void
publish(struct work *work)
{
    struct library_search *search = work->search;
    const char *why = search->progress.why;
    if (why == NULL && work->why.len > 0)
        why = buffer_take(&work->why);
    search->progress = work->progress;
    search->progress.why = why;
    if (work->batch != NULL)
        worker_hand_over(search->worker, &work->batch->item);
    work->batch = NULL;
    if (!work->progress.running)
        search->live = NULL;
}

static void
hand_over(struct work *work)
{
    struct worker *worker = work->search->worker;
    worker_lock(worker);
    if (work->search->live == work->job) {
        publish(work);
        worker_wake(worker);
    }
    worker_unlock(worker);
}

static void
note_unreadable(void *context, const char *path, const struct error *why)
{
    struct work *work = context;
    if (work->progress.unreadable++ == 0)
        buffer_printf(&work->why, "%s: %s", path, error_text(why));
}

static void
take_hits(void *context, uint32_t id, const struct issue *issue, struct search_hits *hits)
{
    struct work *work = context;
    struct library_search_progress *progress = &work->progress;
    size_t room = work->job->limits.hits - progress->hits;
    progress->too_hard += hits->too_hard;
    progress->more |= hits->more || hits->count > room;
    if (hits->count > room)
        hits->count = room;
    found_add(&work->batch, id, issue, hits, work->job->limits, progress, &work->edges);
}

/* Now and then is often enough; but nobody waits longer than need be for the first hit. */
static bool
count_issue(void *context)
{
    struct work *work = context;
    work->progress.done++;
    bool first = !work->found && work->batch != NULL;
    work->found |= first;
    if (first || worker_is_due(work->search->worker))
        hand_over(work);
    return !work->progress.more;
}

static void
search_library(struct library_search *search, struct job *job)
{
    static const struct library_search_listener listener = {take_hits, note_unreadable, count_issue};
    struct work work = {.search = search, .job = job};
    work.progress = (struct library_search_progress){.total = library_snapshot_count(job->snapshot), .running = true};
    recovered_limit(search->recovered, library_snapshot_keep_bytes(job->snapshot) / RECOVERED_SHARE);
    library_search_kept(job->snapshot, job->query, &job->stop, &listener, &work, search->recovered);
    work.progress.running = false;
    hand_over(&work);
    found_batch_free(work.batch);
    search_edges_free(work.edges);
    buffer_done(&work.why);
    job_free(job);
}

static bool
do_next(struct worker *worker, void *context)
{
    struct library_search *search = context;
    struct job *job = search->next;
    if (job == NULL)
        return false;
    search->next = NULL;
    worker_unlock(worker);
    search_library(search, job);
    worker_lock(worker);
    return true;
}

/* ---- the other side */

struct library_search *
library_search_new(int wake_fd)
{
    static const struct worker_task task = {do_next, free_found, free_search};
    struct library_search *search = base_alloc_zero(1, sizeof *search);
    search->recovered = recovered_new();
    search->worker = worker_new(&task, search, wake_fd);
    return search;
}

/* With the lock held: what is at work counts no more; what was not begun comes back, to be freed without the lock. */
static struct job *
give_up(struct library_search *search)
{
    struct job *next = search->next;
    if (search->live != NULL)
        atomic_store(&search->live->stop, true);
    search->live = search->next = NULL;
    search->progress.running = false;
    return next;
}

void
library_search_free(struct library_search *search)
{
    if (search == NULL)
        return;
    library_search_stop(search);
    worker_end(search->worker, END_MILLISECONDS);
}

void
library_search_start(struct library_search *search, struct library_snapshot *snapshot, struct search_query *query,
                     struct library_search_limits limits)
{
    struct job *job = base_alloc_zero(1, sizeof *job);
    job->snapshot = snapshot;
    search_query_expect_raw(query);
    job->query = query;
    job->limits = limits;
    atomic_init(&job->stop, false);
    worker_lock(search->worker);
    struct job *next = give_up(search);
    struct worker_item *found = worker_take(search->worker);
    free((char *)search->progress.why);
    search->progress = (struct library_search_progress){.total = library_snapshot_count(snapshot), .running = true};
    search->live = search->next = job;
    worker_notify(search->worker);
    worker_unlock(search->worker);
    job_free(next);
    found_batch_free((struct found_batch *)found);
}

void
library_search_stop(struct library_search *search)
{
    worker_lock(search->worker);
    struct job *next = give_up(search);
    worker_unlock(search->worker);
    job_free(next);
}

struct found_batch *
library_search_take(struct library_search *search)
{
    worker_lock(search->worker);
    struct found_batch *found = (struct found_batch *)worker_take(search->worker);
    worker_unlock(search->worker);
    return found;
}

struct library_search_progress
library_search_progress(struct library_search *search)
{
    worker_lock(search->worker);
    struct library_search_progress progress = search->progress;
    worker_unlock(search->worker);
    return progress;
}
