/* Without threads: a system that gives none is no reason to end, or to show less.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pthread_create() is this file's own, and fails as the real one does where a limit is reached.
 */
#include "support.h"

#include "kanbao/library.h"
#include "kanbao/library_search.h"
#include "kanbao/search.h"
#include "kanbao/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static int asked;

int
pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    (void)thread;
    (void)attributes;
    (void)start;
    (void)argument;
    asked++;
    return EAGAIN;
}

struct count {
    int left, done;
};

static bool
count_one(struct worker *worker, void *context)
{
    struct count *count = context;
    assert_true(worker_is_alone(worker));
    if (count->left == 0)
        return false;
    count->left--;
    count->done++;
    return true;
}

static void
free_nothing(struct worker_item *item)
{
    (void)item;
}

static void
keep_context(void *context)
{
    (void)context;
}

/* Who notifies does the work, all there is, each time. */
static void
test_work(void **state)
{
    static const struct worker_task task = {count_one, free_nothing, keep_context};
    struct count count = {.left = 3};
    (void)state;
    struct worker *worker = worker_new(&task, &count, -1);
    for (int round = 1; round <= 2; round++) {
        worker_lock(worker);
        count.left = 3;
        worker_notify(worker);
        worker_unlock(worker);
        assert_int_equal(count.done, 3 * round);
    }
    worker_end(worker, WORKER_PATIENT);
}

static void
put_issues(const char *folder)
{
    struct buffer large = {0};
    for (int i = 0; large.len < 300 << 10; i++)
        buffer_printf(&large, "渡口的灯换了第%d盏\n\n本报讯 (记者 田一麦) 渡口的灯昨夜换了一盏, 岸上的人都来看。\n\n",
                      i);
    support_put(folder, "20310702.txt", large.at);
    support_put(folder, "20310701.txt", "雨停了, 灯亮了。\n");
    buffer_done(&large);
}

/* What is larger than one waits for is waited for. */
static void
test_reading(void **state)
{
    const char *folder = *state;
    int ends[2];
    put_issues(folder);
    assert_int_equal(pipe(ends), 0);
    struct library *library = library_new((struct library_limits){1 << 30, 1 << 30});
    assert_null(library_add(library, folder));
    library_sort(library);
    library_expect_loader(library);
    assert_true(support_issue_at(library, 0)->preview);
    asked = 0;
    assert_false(library_start(library, ends[1]));
    assert_true(asked > 0);
    assert_false(library_progress(library).running);
    assert_true(library_collect(library, library_at(library, 0)));
    assert_false(support_issue_at(library, 0)->preview);
    assert_non_null(support_issue_at(library, 1));
    library_free(library);
    close(ends[0]);
    close(ends[1]);
}

/* A search of the library finds what it finds elsewhere. */
static void
test_search(void **state)
{
    const char *folder = *state;
    struct search_options options = {.pinyin = PINYIN_SCHEME_FULL};
    struct search_fault fault;
    put_issues(folder);
    struct library *library = library_new((struct library_limits){1 << 30, 1 << 30});
    assert_null(library_add(library, folder));
    library_sort(library);
    struct search_query *query = search_query_new(slice_of("雨停"), &options, &fault);
    assert_non_null(query);
    search_query_expect_raw(query);
    struct library_search *search = library_search_new(-1);
    library_search_start(search, library_snapshot_new(library), query, LIBRARY_SEARCH_LIMITS);
    struct library_search_progress progress = library_search_progress(search);
    assert_false(progress.running);
    assert_int_equal(progress.done, 2);
    assert_int_equal(progress.hits, 1);
    struct found_batch *batch = library_search_take(search);
    assert_non_null(batch);
    found_batch_free(batch);
    library_search_free(search);
    library_free(library);
}

/* Nor does a search that was to have several. */
static void
count_hits(void *context, uint32_t id, const struct issue *issue, struct search_hits *hits)
{
    size_t *count = context;
    (void)id;
    (void)issue;
    *count += hits->count;
}

static void
never(void *context, const char *path, const struct error *why)
{
    (void)context;
    (void)why;
    fail_msg("%s", path);
}

static bool
go_on(void *context)
{
    (void)context;
    return true;
}

static void
test_search_by_several(void **state)
{
    static const struct library_search_listener listener = {count_hits, never, go_on};
    const char *folder = *state;
    struct search_options options = {.pinyin = PINYIN_SCHEME_FULL};
    struct search_fault fault;
    struct buffer name = {0};
    size_t hits = 0;
    for (int i = 1; i <= 28; i++) {
        buffer_clear(&name);
        buffer_printf(&name, "203107%02d.txt", i);
        support_put(folder, name.at, "雨停了, 灯亮了。\n");
    }
    buffer_done(&name);
    struct library *library = library_new((struct library_limits){1 << 30, 1 << 30});
    assert_null(library_add(library, folder));
    struct search_query *query = search_query_new(slice_of("雨停"), &options, &fault);
    search_query_expect_raw(query);
    struct library_snapshot *snapshot = library_snapshot_new(library);
    asked = 0;
    library_search_all(snapshot, query, NULL, &listener, &hits, 4);
    assert_true(asked > 0);
    assert_int_equal(hits, 28);
    library_snapshot_free(snapshot);
    search_query_free(query);
    library_free(library);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_work),
        test_in_folder(test_reading),
        test_in_folder(test_search),
        test_in_folder(test_search_by_several),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
