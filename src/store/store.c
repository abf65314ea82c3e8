/* The store as a whole: its life, its lock, and whom it tells of changes. */
#include "store/parts.h"

#include <stdlib.h>

struct store *
store_new(void)
{
    struct store *store = base_alloc_zero(1, sizeof *store);
    pthread_mutex_init(&store->lock, NULL);
    store->references = 1;
    return store;
}

struct store *
store_keep(struct store *store)
{
    store_lock(store);
    store->references++;
    store_unlock(store, false);
    return store;
}

void
store_free(struct store *store)
{
    static const struct kind *const kinds[] = {&kind_articles, &kind_clippings, &kind_lines, &kind_mended,
                                               &kind_visits};
    if (store == NULL)
        return;
    store_lock(store);
    bool last = --store->references == 0;
    store_unlock(store, false);
    if (!last)
        return;
    for (size_t i = 0; i < BASE_COUNT(kinds); i++)
        kinds[i]->done(store);
    free(store->notice);
    pthread_mutex_destroy(&store->lock);
    free(store);
}

void
store_lock(struct store *store)
{
    pthread_mutex_lock(&store->lock);
}

/* Told with the lock let go: where no thread could be started, the writing is done before that returns. */
void
store_unlock(struct store *store, bool changed)
{
    store->version += changed;
    struct keeper *keeper = store->keeper;
    pthread_mutex_unlock(&store->lock);
    if (changed && keeper != NULL)
        keeper_tell(keeper);
}

unsigned
store_version(struct store *store)
{
    store_lock(store);
    unsigned version = store->version;
    store_unlock(store, false);
    return version;
}

char *
store_take_notice(struct store *store)
{
    store_lock(store);
    char *notice = store->notice;
    store->notice = NULL;
    store_unlock(store, false);
    return notice;
}

void
store_set_notice(struct store *store, char *words)
{
    store_lock(store);
    free(store->notice);
    store->notice = words;
    store_unlock(store, false);
}

/* ---- the file */

void
store_open(struct store *store, const char *path, int wake_fd)
{
    store_close(store, 0);
    struct keeper *keeper = keeper_new(store, path, wake_fd);
    store_lock(store);
    store->keeper = keeper;
    store_unlock(store, false);
    keeper_look(keeper);
}

bool
store_is_kept(const struct store *store)
{
    return store->keeper != NULL;
}

void
store_close(struct store *store, int patience_milliseconds)
{
    store_lock(store);
    struct keeper *keeper = store->keeper;
    store->keeper = NULL;
    store_unlock(store, false);
    if (keeper != NULL)
        keeper_end(keeper, patience_milliseconds);
}

int
store_watch_fd(const struct store *store)
{
    return store->keeper != NULL ? keeper_watch_fd(store->keeper) : -1;
}

void
store_look_again(struct store *store)
{
    if (store->keeper != NULL)
        keeper_look(store->keeper);
}

void
store_read(struct store *store, const char *path, bool marks)
{
    keeper_read(store, path, marks);
}
