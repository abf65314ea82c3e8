/* Grace periods: memory that another thread may be looking at is freed when none can any more.
 *
 * Each one that looks has a number, counted up. What is retired waits for those that had begun by then, and for no later
 * one. Knows nothing of what is retired. The library and each period own the whole together: neither waits for the other.
 */
#include "library/library.h"

#include <pthread.h>
#include <stdlib.h>

struct retired {
    void *at;
    uint64_t number; /* of the last period that may see it */
};

struct grace {
    pthread_mutex_t lock; /* guards all below */
    struct grace_period *oldest, *newest;
    uint64_t number;
    bool left;
    struct retired *retired; /* the oldest first */
    size_t count, capacity;
};

struct grace *
grace_new(void)
{
    struct grace *grace = base_alloc_zero(1, sizeof *grace);
    pthread_mutex_init(&grace->lock, NULL);
    return grace;
}

void
grace_retire(struct grace *grace, void *at)
{
    if (at == NULL)
        return;
    pthread_mutex_lock(&grace->lock);
    bool waits = grace->oldest != NULL;
    if (waits) {
        grace->retired = base_grow(grace->retired, &grace->capacity, grace->count + 1, sizeof *grace->retired);
        grace->retired[grace->count++] = (struct retired){at, grace->number};
    }
    pthread_mutex_unlock(&grace->lock);
    if (!waits)
        free(at);
}

void
grace_enter(struct grace *grace, struct grace_period *period)
{
    pthread_mutex_lock(&grace->lock);
    *period = (struct grace_period){.before = grace->newest, .number = ++grace->number};
    *(grace->newest != NULL ? &grace->newest->after : &grace->oldest) = period;
    grace->newest = period;
    pthread_mutex_unlock(&grace->lock);
}

/* With the lock held: what nobody sees any more. */
static void
free_retired(struct grace *grace)
{
    size_t over = 0;
    while (over < grace->count && (grace->oldest == NULL || grace->retired[over].number < grace->oldest->number))
        free(grace->retired[over++].at);
    grace->count -= over;
    if (over > 0)
        memmove(grace->retired, grace->retired + over, grace->count * sizeof *grace->retired);
}

/* Gives the lock back; the last one that leaves takes all with it. */
static void
unlock(struct grace *grace)
{
    bool last = grace->left && grace->oldest == NULL;
    pthread_mutex_unlock(&grace->lock);
    if (!last)
        return;
    pthread_mutex_destroy(&grace->lock);
    free(grace->retired);
    free(grace);
}

void
grace_exit(struct grace *grace, struct grace_period *period)
{
    pthread_mutex_lock(&grace->lock);
    *(period->before != NULL ? &period->before->after : &grace->oldest) = period->after;
    *(period->after != NULL ? &period->after->before : &grace->newest) = period->before;
    free_retired(grace);
    unlock(grace);
}

void
grace_leave(struct grace *grace)
{
    pthread_mutex_lock(&grace->lock);
    grace->left = true;
    unlock(grace);
}
