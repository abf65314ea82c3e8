/* kanbao - worker: one thread that works for another one, and hands over what it has finished.
 *
 * Floor 0, part base. What both threads touch is guarded by the worker's one lock; where it says so below, the caller
 * holds it. Neither thread ever waits for a piece of work of the other, but at the end.
 */
#ifndef KANBAO_WORKER_H
#define KANBAO_WORKER_H

#include "kanbao/base.h"

struct worker;

/* Finished work: the first member of what is handed over. */
struct worker_item {
    struct worker_item *next;
};

/* What the work is. CONTEXT is what both threads share: its fields are guarded by the lock. */
struct worker_task {
    /* One piece of work, on the worker's thread. It is called with the lock held, lets it go where the work takes time, and
       returns with it held again. False: there is nothing to do until worker_notify(). */
    bool (*work)(struct worker *worker, void *context);
    void (*free_item)(struct worker_item *item);
    void (*free_context)(void *context); /* in the end, on either thread */
};

/* TASK is borrowed for as long as the worker lives, CONTEXT is taken. The thread is started by the first worker_notify(). It
   writes one byte to WAKE_FD when worker_wake() says so; -1: nobody is to be woken. */
struct worker *worker_new(const struct worker_task *task, void *context, int wake_fd);

enum { WORKER_PATIENT = -1 };
/* Ends it: the piece of work at hand is the last. Where that is not over within PATIENCE_MILLISECONDS the thread is left alone: it
   wakes nobody any more, and frees worker and context when it has noticed. WORKER_PATIENT waits as long as it takes.
   What was handed over and not taken is freed. NULL is fine. */
void worker_end(struct worker *worker, int patience_milliseconds);

void worker_lock(struct worker *worker);
void worker_unlock(struct worker *worker);

/* ---- with the lock held */

/* There is something to do. Where no thread can be started, it is done before this returns, all of it: worker_is_alone() tells the
   work that somebody waits. */
void worker_notify(struct worker *worker);
bool worker_is_alone(const struct worker *worker);
/* All that was handed over since the last call, in its order: the caller's. */
struct worker_item *worker_take(struct worker *worker);

/* On the worker's thread. */
void worker_hand_over(struct worker *worker, struct worker_item *item);
/* Something is to be taken, or the progress is another one. */
void worker_wake(struct worker *worker);
/* Lets the lock go and sleeps for so long, or until the next worker_notify(), or the end. */
void worker_rest(struct worker *worker, int wait_milliseconds);

/* ---- on the worker's thread, with the lock or without: was the last waking a tenth of a second ago? Each has the screen
   painted, so that more often is no use. */
bool worker_is_due(const struct worker *worker);

#endif
