/* The lock, under which all of the store is looked at and changed, and which rows are to be written. */
#include "store/store_private.h"

#include <stdlib.h>
#include <time.h>

bool
dirty_has(const struct dirty *dirty, size_t row)
{
    return row < dirty->flag_count && dirty->flags[row];
}

void
dirty_add(struct dirty *dirty, size_t row)
{
    if (dirty_has(dirty, row))
        return;
    size_t flags = dirty->flag_count;
    if (row >= flags) {
        dirty->flags = base_grow(dirty->flags, &dirty->flag_count, row + 1, sizeof *dirty->flags);
        memset(dirty->flags + flags, 0, (dirty->flag_count - flags) * sizeof *dirty->flags);
    }
    dirty->flags[row] = true;
    dirty->rows = base_grow(dirty->rows, &dirty->capacity, dirty->count + 1, sizeof *dirty->rows);
    dirty->rows[dirty->count++] = (uint32_t)row;
}

void
dirty_done(struct dirty *dirty)
{
    free(dirty->rows);
    free(dirty->flags);
    *dirty = (struct dirty){.rows = NULL};
}

int64_t
milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- the lock */

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
        store->tell(keeper);
}

void
store_set_notice(struct store *store, char *words)
{
    store_lock(store);
    free(store->notice);
    store->notice = words;
    store_unlock(store, false);
}
