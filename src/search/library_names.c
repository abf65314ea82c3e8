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
    size_t done; /* issues that they are of */
};

struct names_search {
    struct worker *worker;
    struct library_snapshot *snapshot; /* from here on the thread's */
    struct store *store;               /* NULL: nothing is remembered */
    struct name_tally *tally;
    size_t done;
    time_t told; /* when the names were handed over last */
    bool over;
    atomic_bool stop; /* both threads' */
};

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
    library_snapshot_free(search->snapshot);
    store_free(search->store);
    name_tally_free(search->tally);
    free(search);
}

/* ---- the thread's side */

static void
hand_over(struct names_search *search)
{
    struct names_item *item = base_alloc_zero(1, sizeof *item);
    item->names = name_tally_names(search->tally);
    item->done = search->done;
    search->told = time(NULL);
    worker_lock(search->worker);
    worker_hand_over(search->worker, &item->item);
    worker_wake(search->worker);
    worker_unlock(search->worker);
}

static void
add_issue(void *context, uint32_t id, const struct issue *issue, struct search_hits *hits)
{
    struct names_search *search = context;
    (void)id;
    (void)hits;
    name_tally_add(search->tally, issue);
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
    struct names_search *search = context;
    search->done++;
    if (time(NULL) - search->told >= TOLD_SECONDS)
        hand_over(search);
    return true;
}

static bool
walk(struct worker *worker, void *context)
{
    static const struct library_search_listener listener = {add_issue, pass_over, count_issue};
    struct names_search *search = context;
    if (search->over)
        return false;
    search->over = true;
    worker_unlock(worker);
    search->told = time(NULL);
    library_walk(search->snapshot, search->store, &search->stop, &listener, search);
    search->done = library_snapshot_count(search->snapshot);
    if (!atomic_load(&search->stop))
        hand_over(search);
    worker_lock(worker);
    return true;
}

/* ---- the other side */

struct names_search *
names_search_begin(struct library_snapshot *snapshot, struct store *store, int wake_fd)
{
    static const struct worker_task task = {walk, free_item, free_search};
    struct names_search *search = base_alloc_zero(1, sizeof *search);
    search->snapshot = snapshot;
    search->store = store != NULL ? store_keep(store) : NULL;
    search->tally = name_tally_new();
    atomic_init(&search->stop, false);
    search->worker = worker_new(&task, search, wake_fd);
    worker_lock(search->worker);
    worker_notify(search->worker);
    worker_unlock(search->worker);
    return search;
}

void
names_search_end(struct names_search *search)
{
    if (search == NULL)
        return;
    atomic_store(&search->stop, true);
    worker_end(search->worker, END_MILLISECONDS);
}

struct search_names *
names_search_take(struct names_search *search, size_t *done)
{
    worker_lock(search->worker);
    struct worker_item *items = worker_take(search->worker);
    worker_unlock(search->worker);
    struct search_names *names = NULL;
    for (struct worker_item *item = items, *next; item != NULL; item = next) {
        struct names_item *last = (struct names_item *)item;
        next = item->next;
        search_names_free(names); /* the last counts */
        names = last->names;
        *done = last->done;
        last->names = NULL;
        free_item(item);
    }
    return names;
}
