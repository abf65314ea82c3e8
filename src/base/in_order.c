/* Threads that take one piece after the other of a row of things, and a ring of results from which they are taken in order.
 *
 * A piece is some things, the more the more there are, so that the lock is seldom asked for, and who takes is woken for the piece that
 * is waited for and no other. A thread that is too far ahead waits, so that what is not taken yet is bounded.
 */
#include "kanbao/in_order.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Things of a piece; and into how many pieces all are cut at least, where these are not too small for it. */
enum { PIECE_LEAST = 8, PIECE_MOST = 32, PIECES_USUAL = 64, PIECES_MAX = IN_ORDER_AHEAD / PIECE_LEAST };

struct run {
    const struct in_order_task *task;
    void *context;
    size_t count, piece; /* things, in all and of a piece */
    size_t ahead;        /* pieces, at most */
    atomic_bool over;    /* enough was taken */
    pthread_mutex_t lock;
    pthread_cond_t done_next, has_room;
    size_t next, taken;    /* pieces: to be begun, taken wholly */
    bool done[PIECES_MAX]; /* of the ring */
    void *results[IN_ORDER_AHEAD];
};

/* One that may be begun; false: there is none any more. */
static bool
next_piece(struct run *run, size_t *piece)
{
    pthread_mutex_lock(&run->lock);
    while (run->next >= run->taken + run->ahead && !run->over)
        pthread_cond_wait(&run->has_room, &run->lock);
    *piece = run->next;
    bool is_one = !run->over && *piece * run->piece < run->count;
    run->next += is_one;
    pthread_mutex_unlock(&run->lock);
    return is_one;
}

static void
finish_piece(struct run *run, size_t piece)
{
    pthread_mutex_lock(&run->lock);
    run->done[piece % run->ahead] = true;
    if (piece == run->taken)
        pthread_cond_signal(&run->done_next);
    pthread_mutex_unlock(&run->lock);
}

static void *
work(void *argument)
{
    struct run *run = argument;
    void *own = run->task->begin(run->context);
    size_t piece;
    while (next_piece(run, &piece)) {
        for (size_t i = piece * run->piece; i < (piece + 1) * run->piece; i++) {
            bool wanted = i < run->count && !run->over;
            run->results[i % IN_ORDER_AHEAD] = wanted ? run->task->work(run->context, own, i) : NULL;
        }
        finish_piece(run, piece);
    }
    run->task->end(run->context, own);
    return NULL;
}

static void
await_piece(struct run *run, size_t piece)
{
    pthread_mutex_lock(&run->lock);
    while (!run->done[piece % run->ahead])
        pthread_cond_wait(&run->done_next, &run->lock);
    pthread_mutex_unlock(&run->lock);
}

static void
release_piece(struct run *run, size_t piece)
{
    pthread_mutex_lock(&run->lock);
    run->done[piece % run->ahead] = false;
    run->taken = piece + 1;
    pthread_cond_broadcast(&run->has_room);
    pthread_mutex_unlock(&run->lock);
}

static void
take_all(struct run *run)
{
    for (size_t piece = 0; piece * run->piece < run->count && !run->over; piece++) {
        await_piece(run, piece);
        for (size_t i = piece * run->piece; i < (piece + 1) * run->piece && i < run->count && !run->over; i++) {
            void *result = run->results[i % IN_ORDER_AHEAD];
            run->results[i % IN_ORDER_AHEAD] = NULL;
            if (!run->task->take(run->context, i, result))
                atomic_store(&run->over, true);
        }
        release_piece(run, piece);
    }
}

/* On the caller's thread alone. */
static void
run_here(const struct in_order_task *task, void *context, size_t count)
{
    void *own = task->begin(context);
    bool goes_on = true;
    for (size_t i = 0; i < count && goes_on; i++)
        goes_on = task->take(context, i, task->work(context, own, i));
    task->end(context, own);
}

void
in_order_run(const struct in_order_task *task, void *context, size_t count, unsigned threads)
{
    pthread_t started[IN_ORDER_THREADS_MAX];
    unsigned running = 0;
    if (threads < 2 || count <= PIECE_LEAST) {
        run_here(task, context, count);
        return;
    }
    struct run *run = base_alloc_zero(1, sizeof *run);
    run->task = task;
    run->context = context;
    run->count = count;
    run->piece = count / PIECES_USUAL;
    run->piece = run->piece < PIECE_LEAST ? PIECE_LEAST : run->piece > PIECE_MOST ? PIECE_MOST : run->piece;
    run->ahead = IN_ORDER_AHEAD / run->piece;
    pthread_mutex_init(&run->lock, NULL);
    pthread_cond_init(&run->done_next, NULL);
    pthread_cond_init(&run->has_room, NULL);
    while (running < threads && running < IN_ORDER_THREADS_MAX &&
           pthread_create(&started[running], NULL, work, run) == 0)
        running++;
    if (running > 0)
        take_all(run);
    else
        run_here(task, context, count);
    for (unsigned i = 0; i < running; i++)
        pthread_join(started[i], NULL);
    for (size_t i = 0; i < IN_ORDER_AHEAD; i++)
        if (run->results[i] != NULL)
            task->drop(run->results[i]);
    pthread_cond_destroy(&run->has_room);
    pthread_cond_destroy(&run->done_next);
    pthread_mutex_destroy(&run->lock);
    free(run);
}
