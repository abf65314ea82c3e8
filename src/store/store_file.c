/* The store and its file. */
#include "store/store_private.h"

void
store_open(struct store *store, const char *path, int wake_fd)
{
    store_close(store, 0);
    struct keeper *keeper = keeper_new(store, path, wake_fd);
    store_lock(store);
    store->keeper = keeper;
    store->read = false;
    store->tell = keeper_tell;
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
