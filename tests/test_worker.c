/* base, the worker: what it hands over comes in its order, it ends when it is told to, and who does not wait for it loses nothing.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/worker.h"

#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { DEADLINE_MILLISECONDS = 60 * 1000 };

struct number {
    struct worker_item item;
    int value;
};

/* Counts as far as it is told to. */
struct counting {
    int from, to; /* guarded by the lock */
    bool blocks;  /* the next piece of work waits for GATE */
    int gate[2];
    atomic_bool begun;
    atomic_int *freed; /* contexts and numbers */
};

static void
free_number(struct worker_item *item)
{
    free(item);
}

static void
free_counting(void *context)
{
    struct counting *counting = context;
    atomic_fetch_add(counting->freed, 1);
    free(counting);
}

static bool
count_on(struct worker *worker, void *context)
{
    struct counting *counting = context;
    if (counting->from == counting->to)
        return false;
    bool blocks = counting->blocks;
    worker_unlock(worker);
    char byte;
    atomic_store(&counting->begun, true);
    if (blocks)
        must(read(counting->gate[0], &byte, 1) >= 0, "the gate is broken");
    struct number *number = base_alloc(sizeof *number);
    worker_lock(worker);
    number->value = counting->from++;
    worker_hand_over(worker, &number->item);
    if (counting->from == counting->to)
        worker_wake(worker);
    return true;
}

static const struct worker_task task = {count_on, free_number, free_counting};

static struct worker *
worker_of(atomic_int *freed, int wake_fd, struct counting **counting)
{
    *counting = base_alloc_zero(1, sizeof **counting);
    (*counting)->freed = freed;
    return worker_new(&task, *counting, wake_fd);
}

static void
count_to(struct worker *worker, struct counting *counting, int to)
{
    worker_lock(worker);
    counting->to = to;
    worker_notify(worker);
    worker_unlock(worker);
}

static void
wait_for_wake(int fd)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    char byte;
    must(poll(&wait, 1, DEADLINE_MILLISECONDS) == 1, "nobody was woken for a minute");
    assert_int_equal(read(fd, &byte, 1), 1);
}

static void
test_in_order(void **state)
{
    atomic_int freed = 0;
    struct counting *counting;
    int wake[2], next = 0;
    (void)state;
    assert_int_equal(pipe(wake), 0);
    struct worker *worker = worker_of(&freed, wake[1], &counting);
    for (int to = 100; to <= 500; to += 100) {
        count_to(worker, counting, to);
        wait_for_wake(wake[0]);
        worker_lock(worker);
        struct worker_item *item = worker_take(worker);
        assert_null(worker_take(worker));
        worker_unlock(worker);
        while (item != NULL) {
            struct worker_item *after = item->next;
            assert_int_equal(((struct number *)item)->value, next++);
            free(item);
            item = after;
        }
        assert_int_equal(next, to);
    }
    count_to(worker, counting, 600); /* that nobody takes */
    wait_for_wake(wake[0]);
    worker_end(worker, WORKER_PATIENT);
    assert_int_equal(freed, 1);
    close(wake[0]);
    close(wake[1]);
}

/* One that was never asked for anything has no thread. */
static void
test_never_begun(void **state)
{
    atomic_int freed = 0;
    struct counting *counting;
    (void)state;
    worker_end(worker_of(&freed, -1, &counting), WORKER_PATIENT);
    worker_end(worker_of(&freed, -1, &counting), 0);
    worker_end(NULL, 0);
    assert_int_equal(freed, 2);
}

/* In the midst of something long it is left alone: it wakes nobody, and frees all when it is done. */
static void
test_abandoned(void **state)
{
    atomic_int freed = 0;
    struct counting *counting;
    int wake[2], gate[2];
    (void)state;
    assert_int_equal(pipe(wake), 0);
    assert_int_equal(pipe(gate), 0);
    struct worker *worker = worker_of(&freed, wake[1], &counting);
    counting->blocks = true;
    counting->gate[0] = gate[0];
    count_to(worker, counting, 1);
    for (int i = 0; i < DEADLINE_MILLISECONDS && !atomic_load(&counting->begun); i++)
        usleep(1000);
    worker_end(worker, 5);
    assert_int_equal(freed, 0);
    assert_int_equal(write(gate[1], "!", 1), 1);
    for (int i = 0; i < DEADLINE_MILLISECONDS && freed == 0; i++)
        usleep(1000);
    assert_int_equal(freed, 1);
    struct pollfd woken = {.fd = wake[0], .events = POLLIN};
    assert_int_equal(poll(&woken, 1, 0), 0);
    for (int i = 0; i < 2; i++) {
        close(wake[i]);
        close(gate[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_order),
        cmocka_unit_test(test_never_begun),
        cmocka_unit_test(test_abandoned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
