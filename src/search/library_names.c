/* The names of a whole library, on a thread: every issue is recovered, one after the other, and what it names added up. */
#include "search/names/names.h"

#include "kanbao/library_search.h"
#include "kanbao/store.h"

#include <stdlib.h>
#include <time.h>

enum { END_MILLISECONDS = 20, TOLD_SECONDS = 1 };

struct names_item {
    struct worker_item item;
    struct search_names *names;
};

struct job {
    struct library_snapshot *snapshot;
    struct store *store; /* NULL: nothing is remembered */
    atomic_bool stop;
};

struct names_search {
    struct worker *worker;
    /* guarded by its lock */
    struct job *next; /* not begun yet */
    struct job *live; /* whose names count */
    size_t done, total;
};

/* What the thread knows of a job while it is at it. */
struct work {
    struct names_search *search;
    struct job *job;
    struct name_tally *tally;
    size_t done;
    time_t told; /* when the names were handed over last */
};

static void
job_free(struct job *job)
{
    if (job == NULL)
        return;
    library_snapshot_free(job->snapshot);
    store_free(job->store);
    free(job);
}

static void
free_item(struct worker_item *item)
{
    search_names_free(((struct names_item *)item)->names);
    free(item);
}

static void
free_search(void *context)
{
    struct names_search *search = context;
    job_free(search->next);
    free(search);
}

/* ---- the thread's side */

static void
hand_over(struct work *work)
{
    struct worker *worker = work->search->worker;
    struct names_item *item = base_alloc_zero(1, sizeof *item);
    item->names = name_tally_names(work->tally);
    worker_lock(worker);
    if (work->search->live == work->job) {
        work->search->done = work->done;
        worker_hand_over(worker, &item->item);
        worker_wake(worker);
        item = NULL;
    }
    worker_unlock(worker);
    if (item != NULL)
        free_item(&item->item);
    work->told = time(NULL);
}

static void
add_issue(void *context, uint32_t id, const struct issue *issue, struct search_hits *hits)
{
    struct work *work = context;
    (void)id;
    (void)hits;
    name_tally_add(work->tally, issue);
}

/* It has no names. */
static void
pass_over(void *context, const char *path, const struct error *why)
{
    (void)context;
    (void)path;
    (void)why;
}

static bool
count_issue(void *context)
{
    struct work *work = context;
    work->done++;
    if (time(NULL) - work->told >= TOLD_SECONDS)
        hand_over(work);
    return true;
}

static bool
do_next(struct worker *worker, void *context)
{
    static const struct library_search_listener listener = {add_issue, pass_over, count_issue};
    struct names_search *search = context;
    struct job *job = search->next;
    if (job == NULL)
        return false;
    search->next = NULL;
    worker_unlock(worker);
    struct work work = {.search = search, .job = job, .tally = name_tally_new(), .told = time(NULL)};
    library_walk(job->snapshot, job->store, &job->stop, &listener, &work);
    work.done = library_snapshot_count(job->snapshot);
    hand_over(&work);
    name_tally_free(work.tally);
    worker_lock(worker);
    if (search->live == job)
        search->live = NULL;
    worker_unlock(worker);
    job_free(job);
    worker_lock(worker);
    return true;
}

/* ---- the other side */

struct names_search *
names_search_new(int wake_fd)
{
    static const struct worker_task task = {do_next, free_item, free_search};
    struct names_search *search = base_alloc_zero(1, sizeof *search);
    search->worker = worker_new(&task, search, wake_fd);
    return search;
}

/* With the lock held: what is at work counts no more; what was not begun comes back. */
static struct job *
give_up(struct names_search *search)
{
    struct job *next = search->next;
    if (search->live != NULL)
        atomic_store(&search->live->stop, true);
    search->live = search->next = NULL;
    return next;
}

static void
free_items(struct worker_item *item)
{
    for (struct worker_item *next; item != NULL; item = next) {
        next = item->next;
        free_item(item);
    }
}

void
names_search_free(struct names_search *search)
{
    if (search == NULL)
        return;
    worker_lock(search->worker);
    struct job *next = give_up(search);
    worker_unlock(search->worker);
    job_free(next);
    worker_end(search->worker, END_MILLISECONDS);
}

void
names_search_start(struct names_search *search, struct library_snapshot *snapshot, struct store *store)
{
    struct job *job = base_alloc_zero(1, sizeof *job);
    job->snapshot = snapshot;
    job->store = store != NULL ? store_keep(store) : NULL;
    atomic_init(&job->stop, false);
    worker_lock(search->worker);
    struct job *next = give_up(search);
    struct worker_item *items = worker_take(search->worker);
    search->done = 0;
    search->total = library_snapshot_count(snapshot);
    search->live = search->next = job;
    worker_notify(search->worker);
    worker_unlock(search->worker);
    job_free(next);
    free_items(items);
}

struct search_names *
names_search_take(struct names_search *search)
{
    worker_lock(search->worker);
    struct worker_item *items = worker_take(search->worker);
    worker_unlock(search->worker);
    struct search_names *names = NULL;
    for (struct worker_item *item = items; item != NULL; item = item->next) {
        search_names_free(names); /* the last counts */
        names = ((struct names_item *)item)->names;
        ((struct names_item *)item)->names = NULL;
    }
    free_items(items);
    return names;
}

void
names_search_progress(struct names_search *search, size_t *done, size_t *total)
{
    worker_lock(search->worker);
    *done = search->done;
    *total = search->total;
    worker_unlock(search->worker);
}
