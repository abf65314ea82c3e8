/* base, work in order: what is done on several threads is taken in the order of the things, once each, and what nobody
 * takes any more is dropped.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/in_order.h"

#include <stdatomic.h>
#include <stdlib.h>

static atomic_int alive, begun, ended, most_ahead;

struct counting {
    size_t taken, enough; /* in all; it is told to be enough behind so many */
    atomic_size_t worked;
};

static void *
begin(void *context)
{
    (void)context;
    atomic_fetch_add(&begun, 1);
    return base_alloc_zero(1, sizeof(size_t));
}

static void
end(void *context, void *own)
{
    (void)context;
    atomic_fetch_add(&ended, 1);
    free(own);
}

/* Nothing comes of every third. Each takes another time, so that threads overtake each other. */
static void *
square(void *context, void *own, size_t index)
{
    struct counting *counting = context;
    size_t *sum = own;
    for (size_t i = 0; i < index * 7919 % 1000; i++)
        *sum += i;
    atomic_fetch_add(&counting->worked, 1);
    if (index % 3 == 0)
        return NULL;
    size_t *result = base_alloc(sizeof *result);
    atomic_fetch_add(&alive, 1);
    *result = index * index;
    return result;
}

static bool
take(void *context, size_t index, void *result)
{
    struct counting *counting = context;
    assert_int_equal(index, counting->taken);
    counting->taken++;
    int ahead = (int)(atomic_load(&counting->worked) - counting->taken);
    if (ahead > atomic_load(&most_ahead))
        atomic_store(&most_ahead, ahead);
    assert_true((result == NULL) == (index % 3 == 0));
    if (result != NULL) {
        assert_int_equal(*(size_t *)result, index * index);
        atomic_fetch_sub(&alive, 1);
        free(result);
    }
    return counting->taken < counting->enough;
}

static void
drop(void *result)
{
    atomic_fetch_sub(&alive, 1);
    free(result);
}

static const struct in_order_task task = {begin, end, square, take, drop};

static void
test_all_are_taken(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 7, 8, 9, 255, 256, 257, 5000};
    for (size_t i = 0; i < BASE_COUNT(counts); i++)
        for (unsigned threads = 0; threads <= IN_ORDER_THREADS_MAX + 2; threads++) {
            struct counting counting = {.enough = SIZE_MAX};
            atomic_store(&begun, 0);
            atomic_store(&ended, 0);
            in_order_run(&task, &counting, counts[i], threads);
            assert_int_equal(counting.taken, counts[i]);
            assert_int_equal(atomic_load(&counting.worked), counts[i]);
            assert_int_equal(atomic_load(&alive), 0);
            assert_int_equal(atomic_load(&begun), atomic_load(&ended));
            assert_in_range(atomic_load(&begun), 1, IN_ORDER_THREADS_MAX);
        }
    assert_in_range(atomic_load(&most_ahead), 0, IN_ORDER_AHEAD);
}

static void
test_enough(void **state)
{
    (void)state;
    for (size_t enough = 1; enough < 600; enough += 13)
        for (unsigned threads = 1; threads <= 4; threads++) {
            struct counting counting = {.enough = enough};
            in_order_run(&task, &counting, 5000, threads);
            assert_int_equal(counting.taken, enough);
            assert_true(atomic_load(&counting.worked) <= enough + IN_ORDER_AHEAD);
            assert_int_equal(atomic_load(&alive), 0);
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_are_taken),
        cmocka_unit_test(test_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
