/* kanbao - in order: the same work for many things, on some threads at once, and what comes of it taken in their order.
 *
 * Floor 0, part base.
 */
#ifndef KANBAO_IN_ORDER_H
#define KANBAO_IN_ORDER_H

#include "kanbao/base.h"

/* All get the CONTEXT of in_order_run(); WORK is called on several threads at once, the others on the caller's. */
struct in_order_task {
    /* What one thread needs for itself, and its end. */
    void *(*begin)(void *context);
    void (*end)(void *context, void *own);
    /* The thing INDEX, by a thread with its OWN. NULL: nothing comes of it. */
    void *(*work)(void *context, void *own, size_t index);
    /* RESULT, or NULL, of the thing INDEX is TAKE's. False: that is enough. */
    bool (*take)(void *context, size_t index, void *result);
    /* A result that nobody takes any more. */
    void (*drop)(void *result);
};

/* Does the task for COUNT things and returns when all are taken, or enough; what is at work then is waited for. Up to
   IN_ORDER_AHEAD of them are done before the first one of them is taken. Where no thread can be started, or THREADS is
   below 2, all is done by the caller's. */
enum { IN_ORDER_THREADS_MAX = 8, IN_ORDER_AHEAD = 256 };
void in_order_run(const struct in_order_task *task, void *context, size_t count, unsigned threads);

#endif
