/* search of a library: what a plain loop would find, in its order, whatever happens meanwhile.
 *
 * Nothing here is timed; where something is waited for, a minute without it is a failure.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "asked_library.h"
#include "lanterns.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#if defined __GLIBC__
#include <malloc.h>
#endif

static void
test_as_a_plain_loop(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    lantern_put_issues(folder, lantern_many());
    struct buffer wanted = asked_plainly_in(folder, lantern_word, &counts);
    assert_in_range(counts.hits, lantern_many(), 20 * lantern_many());
    struct asked_library world = asked_library_of(folder);
    asked_library_start(&world, lantern_word, LIBRARY_SEARCH_LIMITS);
    struct buffer got = asked_library_take_all(&world);
    asked_assert_same(&got, &wanted);
    asked_assert_counts(library_search_progress(world.search), counts);
    assert_null(library_search_take(world.search));
    /* and what is nowhere */
    asked_library_start(&world, "蓝灯笼", LIBRARY_SEARCH_LIMITS);
    got = asked_library_take_all(&world);
    assert_int_equal(got.len, 0);
    asked_assert_counts(library_search_progress(world.search),
                        (struct library_search_progress){.total = lantern_many(), .done = lantern_many()});
    buffer_done(&got);
    asked_library_end(&world);
}

/* In memory, and recovered: the files are not asked again. */
static void
test_loaded(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    lantern_put_issues(folder, lantern_many());
    struct buffer wanted = asked_plainly_in(folder, lantern_word, &counts);
    struct asked_library world = asked_library_of(folder);
    asked_library_load(&world);
    for (size_t i = 0; i < lantern_many(); i += 7)
        assert_non_null(support_issue_at(world.library, i));
    lantern_take_issues(folder, lantern_many());
    asked_library_start(&world, lantern_word, LIBRARY_SEARCH_LIMITS);
    struct buffer got = asked_library_take_all(&world);
    asked_assert_same(&got, &wanted);
    asked_assert_counts(library_search_progress(world.search), counts);
    asked_library_end(&world);
}

/* Mended, collected, looked at while the search is under way: it goes by what was said before it began. */
static void
test_library_goes_on(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    struct support_chance chance = {77};
    lantern_put_issues(folder, lantern_many());
    lantern_put_large(folder, "渡口晚报-20231013.txt", 2);
    struct library *other = library_new(asked_roomy);
    assert_null(library_add(other, folder));
    library_sort(other);
    lantern_mend_some(other, 5);
    struct buffer wanted = asked_plainly(other, lantern_word, &counts), got = {0};
    library_free(other);
    struct asked_library world = asked_library_of(folder);
    lantern_mend_some(world.library, 5);
    support_issue_at(world.library, 0);
    library_start(world.library, world.ends[1]);
    asked_library_start(&world, lantern_word, LIBRARY_SEARCH_LIMITS);
    while (library_search_progress(world.search).running) {
        size_t index = support_below(&chance, (uint32_t)library_count(world.library));
        uint32_t line;
        asked_library_take(&world, &got);
        support_issue_at(world.library, index);
        library_collect(world.library, library_at(world.library, index));
        if (chance.state % 3 == 0)
            library_unmend(world.library, library_at(world.library, index), &line);
        else if (chance.state % 3 == 1)
            library_mend(world.library, library_at(world.library, index),
                         &(struct parser_mend){0, ISSUE_FURNITURE, false}, 1);
    }
    asked_library_take(&world, &got);
    asked_assert_same(&got, &wanted);
    asked_assert_counts(library_search_progress(world.search), counts);
    asked_library_end(&world);
}

static void
test_library_ends_first(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    lantern_put_issues(folder, lantern_many());
    struct buffer wanted = asked_plainly_in(folder, lantern_word, &counts);
    struct asked_library world = asked_library_of(folder);
    asked_library_load(&world);
    asked_library_start(&world, lantern_word, LIBRARY_SEARCH_LIMITS);
    library_free(world.library);
    world.library = NULL;
    struct buffer got = asked_library_take_all(&world);
    asked_assert_same(&got, &wanted);
    asked_library_end(&world);
}

/* At any moment, and the next one begins at once. */
static void
test_given_up(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    struct support_chance chance = {991};
    lantern_put_issues(folder, lantern_many() / 3);
    lantern_put_large(folder, "渡口晚报-20231013.txt", support_is_slow() ? 1 : 8);
    struct buffer wanted = asked_plainly_in(folder, lantern_word, &counts);
    struct asked_library world = asked_library_of(folder);
    for (int round = 0; round < 60; round++) {
        struct buffer some = {0};
        asked_library_start(&world, lantern_thing(&chance), LIBRARY_SEARCH_LIMITS);
        usleep(support_below(&chance, 20) * support_below(&chance, 400));
        if (round % 4 == 0)
            asked_library_take(&world, &some);
        if (round % 3 == 0) {
            library_search_stop(world.search);
            assert_false(library_search_progress(world.search).running);
            asked_library_take(&world, &some);
            assert_null(library_search_take(world.search));
        }
        if (round == 5)
            asked_library_load(&world);
        if (round == 30) {
            library_search_free(world.search);
            world.search = library_search_new(world.ends[1]);
        }
        buffer_done(&some);
    }
    asked_library_start(&world, lantern_word, LIBRARY_SEARCH_LIMITS);
    struct buffer got = asked_library_take_all(&world);
    asked_assert_same(&got, &wanted);
    asked_assert_counts(library_search_progress(world.search), counts);
    /* freed in the middle of it */
    asked_library_start(&world, lantern_word, LIBRARY_SEARCH_LIMITS);
    asked_library_end(&world);
}

/* Nothing is begun, or nothing is there. */
static void
test_nothing_to_do(void **state)
{
    (void)state;
    struct library_search *search = library_search_new(-1);
    assert_null(library_search_take(search));
    library_search_stop(search);
    assert_false(library_search_progress(search).running);
    library_search_free(search);
    library_search_free(NULL);
    struct library *empty = library_new(asked_roomy);
    struct asked_library world = {.library = empty};
    assert_int_equal(pipe(world.ends), 0);
    fcntl(world.ends[0], F_SETFL, O_NONBLOCK);
    world.search = library_search_new(world.ends[1]);
    asked_library_start(&world, lantern_word, LIBRARY_SEARCH_LIMITS);
    struct buffer got = asked_library_take_all(&world);
    assert_int_equal(got.len, 0);
    buffer_done(&got);
    asked_library_end(&world);
}

static void
test_unreadable(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    char name[40];
    lantern_put_issues(folder, 60);
    struct asked_library world = asked_library_of(folder);
    /* the names are listed: now some go */
    for (unsigned i = 10; i < 13; i++) {
        lantern_name(name, sizeof name, i);
        support_take(folder, name);
    }
    lantern_name(name, sizeof name, 40);
    support_put(folder, name, "\x89PNG 红灯笼");
    asked_library_start(&world, lantern_word, LIBRARY_SEARCH_LIMITS);
    struct buffer got = asked_library_take_all(&world);
    struct library_search_progress progress = library_search_progress(world.search);
    struct buffer wanted = asked_plainly(world.library, lantern_word, &counts);
    asked_assert_same(&got, &wanted);
    assert_int_equal(progress.unreadable, 4);
    assert_int_equal(progress.done, 60);
    /* the newest of them */
    assert_non_null(strstr(progress.why, "20200213.txt: is no text but a picture"));
    asked_library_end(&world);
}

static void
test_limit(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    lantern_put_issues(folder, 100);
    struct buffer wanted = asked_plainly_in(folder, lantern_word, &counts);
    struct asked_library world = asked_library_of(folder);
    const size_t tries[] = {0, 1, 13, 40, counts.hits - 1, counts.hits, counts.hits + 1};
    for (size_t i = 0; i < BASE_COUNT(tries); i++) {
        size_t limit = tries[i];
        struct library_search_limits limits = LIBRARY_SEARCH_LIMITS;
        limits.hits = limit;
        asked_library_start(&world, lantern_word, limits);
        struct buffer got = asked_library_take_all(&world);
        struct library_search_progress progress = library_search_progress(world.search);
        size_t lines = 0;
        for (size_t k = 0; k < got.len; k++)
            lines += got.at[k] == '\n';
        assert_int_equal(lines, limit < counts.hits ? limit : counts.hits);
        assert_int_equal(progress.hits, lines);
        assert_int_equal(progress.more, limit < counts.hits);
        if (got.len > 0)
            assert_memory_equal(got.at, wanted.at, got.len);
        buffer_done(&got);
    }
    buffer_done(&wanted);
    asked_library_end(&world);
}

/* The first hit does not wait for the others: it comes alone. */
static void
test_first_hit_comes_alone(void **state)
{
    const char *folder = *state;
    lantern_put_issues(folder, lantern_many());
    struct asked_library world = asked_library_of(folder);
    asked_library_start(&world, lantern_word, LIBRARY_SEARCH_LIMITS);
    struct found_batch *first = NULL;
    while (first == NULL) {
        asked_library_wait(&world);
        first = library_search_take(world.search);
    }
    assert_int_equal(first->issue_count, 1);
    struct buffer rest = asked_library_take_all(&world);
    assert_true(found_batch_next(first) != NULL || rest.len > 0);
    found_batch_free(first);
    buffer_done(&rest);
    asked_library_end(&world);
}

/* ---- memory */

#if defined __GLIBC__ && __GLIBC_PREREQ(2, 33)
/* Bytes in use; nothing under a sanitizer, which has its own malloc(). */
static size_t
used(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* One issue at a time, and what is shown of the hits: the most in use is asked at every handing over. */
static void
test_memory(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    lantern_put_issues(folder, lantern_many());
    struct buffer wanted = asked_plainly_in(folder, lantern_word, &counts);
    struct asked_library world = asked_library_of(folder);
    for (int loaded = 0; loaded < 2; loaded++) {
        if (loaded)
            asked_library_load(&world);
        size_t before = used(), most = 0, kept = 0;
        asked_library_start(&world, lantern_word, LIBRARY_SEARCH_LIMITS);
        while (library_search_progress(world.search).running) {
            asked_library_wait(&world);
            size_t now = used();
            most = now > most ? now : most;
        }
        kept = used();
        most = kept > most ? kept : most;
        /* the snapshot, a search's scratch and an issue; then the hits, in arrays that double */
        size_t fixed = 64 * lantern_many() + (2 << 20),
               hits = 2 * (counts.hits * sizeof(struct found_hit) + wanted.len);
        must(most == 0 || most - before < fixed + hits, "%zu bytes more, for %zu of hits", most - before, hits);
        found_batch_free(library_search_take(world.search));
        must(kept == 0 || used() < before + (2 << 20), "%zu bytes are left", used() - before);
    }
    buffer_done(&wanted);
    asked_library_end(&world);
}
#endif

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_as_a_plain_loop),
        test_in_folder(test_loaded),
        test_in_folder(test_library_goes_on),
        test_in_folder(test_library_ends_first),
        test_in_folder(test_given_up),
        cmocka_unit_test(test_nothing_to_do),
        test_in_folder(test_unreadable),
        test_in_folder(test_limit),
        test_in_folder(test_first_hit_comes_alone),
#if defined __GLIBC__ && __GLIBC_PREREQ(2, 33)
        test_in_folder(test_memory),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
