/* One thread, its lock, and a list of what it has finished: the plumbing of everything that goes on in the background.
 *
 * Must not know what the work is. The last of the two threads to let go frees it all.
 */
#include "kanbao/worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { DUE_MILLISECONDS = 100 };

struct worker {
    const struct worker_task *task;
    void *context;
    pthread_t thread;
    pthread_mutex_t lock; /* guards all below, and the context */
    pthread_cond_t changed;
    int wake_fd;
    bool started;
    bool alone;     /* no thread could be started: who notifies does the work */
    bool ending;    /* the thread is to end; */
    bool ended;     /* it has; */
    bool abandoned; /* nobody waits for that any more */
    long woke;      /* when, in milliseconds */
    struct worker_item *finished, **finished_end;
};

static long
milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
destroy(struct worker *worker)
{
    for (struct worker_item *item = worker->finished, *next; item != NULL; item = next) {
        next = item->next;
        worker->task->free_item(item);
    }
    worker->task->free_context(worker->context);
    pthread_mutex_destroy(&worker->lock);
    pthread_cond_destroy(&worker->changed);
    free(worker);
}

static void *
run(void *argument)
{
    struct worker *worker = argument;
    pthread_mutex_lock(&worker->lock);
    while (!worker->ending)
        if (!worker->task->work(worker, worker->context) && !worker->ending)
            pthread_cond_wait(&worker->changed, &worker->lock);
    worker->ended = true;
    bool abandoned = worker->abandoned;
    pthread_cond_signal(&worker->changed);
    pthread_mutex_unlock(&worker->lock);
    if (abandoned)
        destroy(worker);
    return NULL;
}

struct worker *
worker_new(const struct worker_task *task, void *context, int wake_fd)
{
    pthread_condattr_t attributes;
    struct worker *worker = base_alloc_zero(1, sizeof *worker);
    worker->task = task;
    worker->context = context;
    worker->wake_fd = wake_fd;
    worker->woke = milliseconds();
    worker->finished_end = &worker->finished;
    pthread_mutex_init(&worker->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&worker->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    return worker;
}

static struct timespec
in_milliseconds(int wait)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += wait % 1000 * 1000000L;
    until.tv_sec += wait / 1000 + until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    return until;
}

void
worker_rest(struct worker *worker, int wait_milliseconds)
{
    struct timespec until = in_milliseconds(wait_milliseconds);
    if (!worker->ending)
        pthread_cond_timedwait(&worker->changed, &worker->lock, &until);
}

/* With the lock held; until the thread has ended, or for so long. */
static void
wait_for_end(struct worker *worker, int patience_milliseconds)
{
    struct timespec until = in_milliseconds(patience_milliseconds);
    while (!worker->ended && !worker->abandoned)
        worker->abandoned = pthread_cond_timedwait(&worker->changed, &worker->lock, &until) != 0 && !worker->ended;
}

void
worker_end(struct worker *worker, int patience_milliseconds)
{
    if (worker == NULL)
        return;
    pthread_mutex_lock(&worker->lock);
    worker->ending = true;
    pthread_cond_signal(&worker->changed);
    if (worker->started && patience_milliseconds != WORKER_PATIENT)
        wait_for_end(worker, patience_milliseconds);
    bool started = worker->started, abandoned = worker->abandoned;
    if (abandoned)
        worker->wake_fd = -1;
    pthread_t thread = worker->thread;
    pthread_mutex_unlock(&worker->lock);
    if (abandoned) {
        pthread_detach(thread);
        return;
    }
    if (started)
        pthread_join(thread, NULL);
    destroy(worker);
}

void
worker_lock(struct worker *worker)
{
    pthread_mutex_lock(&worker->lock);
}

void
worker_unlock(struct worker *worker)
{
    pthread_mutex_unlock(&worker->lock);
}

/* Signals are for the thread that the program began with, but for those of a crash, which are for whoever crashes. */
static bool
start_thread(struct worker *worker)
{
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
    sigset_t blocked, old;
    sigfillset(&blocked);
    for (size_t i = 0; i < BASE_COUNT(crashes); i++)
        sigdelset(&blocked, crashes[i]);
    pthread_sigmask(SIG_BLOCK, &blocked, &old);
    bool started = pthread_create(&worker->thread, NULL, run, worker) == 0;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return started;
}

void
worker_notify(struct worker *worker)
{
    if (!worker->started && !worker->alone) {
        worker->started = start_thread(worker);
        worker->alone = !worker->started;
    }
    pthread_cond_signal(&worker->changed);
    while (worker->alone && !worker->ending && worker->task->work(worker, worker->context))
        continue;
}

bool
worker_is_alone(const struct worker *worker)
{
    return worker->alone;
}

struct worker_item *
worker_take(struct worker *worker)
{
    struct worker_item *finished = worker->finished;
    worker->finished = NULL;
    worker->finished_end = &worker->finished;
    return finished;
}

void
worker_hand_over(struct worker *worker, struct worker_item *item)
{
    item->next = NULL;
    *worker->finished_end = item;
    worker->finished_end = &item->next;
}

bool
worker_is_due(const struct worker *worker)
{
    return milliseconds() - worker->woke >= DUE_MILLISECONDS;
}

void
worker_wake(struct worker *worker)
{
    worker->woke = milliseconds();
    /* A full pipe means that the other side is about to wake anyway. */
    ssize_t ignored = worker->wake_fd >= 0 ? write(worker->wake_fd, "W", 1) : 0;
    (void)ignored;
}
