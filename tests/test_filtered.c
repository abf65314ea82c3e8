/* library: files that programs make text of are issues, and nobody waits for them.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "filter_files.h"
#include "support.h"

#include "kanbao/library.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct library *
library_of(const char *folder, const struct source_filters *filters)
{
    struct library *library = library_new((struct library_limits){1 << 20, 1 << 20});
    library_set_filters(library, filters);
    struct error *error = library_add(library, folder);
    must(error == NULL, "%s", error_text(error));
    library_sort(library);
    return library;
}

/* In folders as well, where the others are left out; and the day is the name's. */
static void
test_folder(void **state)
{
    char *folder = support_join(*state, "papers");
    assert_int_equal(mkdir(folder, 0700), 0);
    support_put(folder, "20310607.pdf", FILTERED_PAGE);
    support_put(folder, "20310608.odt", FILTERED_PAGE);
    support_put(folder, ".hidden.pdf", FILTERED_PAGE);
    support_put(folder, "old.pdf~", FILTERED_PAGE);
    struct source_filters *filters = filter_of_lines(*state, "touch \"${0%/*}/run\"; cat \"$1\"");
    char *mark = support_join(*state, "run");
    struct library *library = library_of(folder, filters);
    source_filters_release(filters);
    assert_int_equal(library_count(library), 1);
    assert_int_equal(access(mark, F_OK), -1); /* nothing is run for a list of names */
    assert_int_equal(library_date(library, library_at(library, 0)), 20310607);
    const struct issue *issue = support_issue_at(library, 0);
    assert_non_null(issue);
    assert_int_equal(issue->article_count, 1);
    assert_text(issue_source(issue), FILTERED_PAGE);
    library_free(library);
    library = library_new((struct library_limits){1 << 20, 1 << 20});
    struct error *error = library_add(library, folder);
    assert_non_null(error); /* no issues in this directory */
    error_free(error);
    library_free(library);
    free(folder);
    free(mark);
}

static void
test_undated(void **state)
{
    char *folder = support_join(*state, "papers"), *mark = support_join(*state, "run");
    assert_int_equal(mkdir(folder, 0700), 0);
    support_put(folder, "a.pdf", FILTERED_PAGE);
    support_put(folder, "b.pdf", FILTERED_PAGE);
    struct source_filters *filters = filter_of_lines(*state, "touch \"${0%/*}/run\"; cat \"$1\"");
    struct library *library = library_of(folder, filters);
    assert_int_equal(access(mark, F_OK), -1); /* nor for their order */
    library_free(library);
    source_filters_release(filters);
    free(folder);
    free(mark);
}

/* Waits until the loader has done all that is wanted of it. */
static void
load(struct library *library, uint32_t id)
{
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    library_start(library, ends[1]);
    while (library_progress(library).running) {
        assert_int_equal(read(ends[0], &byte, 1), 1);
        library_collect(library, id);
    }
    library_collect(library, id); /* the last may have come between the two */
    library_stop(library);
    close(ends[0]);
    close(ends[1]);
}

/* Nobody waits for a program who looks at an issue in a session: until it has ended there is nothing of the issue, and then all, or
   why not. */
static void
test_session(void **state)
{
    char *folder = support_join(*state, "papers"), *mark = support_join(*state, "run");
    assert_int_equal(mkdir(folder, 0700), 0);
    support_put(folder, "20310607.pdf", FILTERED_PAGE);
    support_put(folder, "20310608.pdf", FILTERED_PAGE);
    struct source_filters *filters =
        filter_of_lines(*state, "touch \"${0%/*}/run\"; case $1 in *08.pdf) echo torn >&2; exit 3;; esac; cat \"$1\"");
    struct library *library = library_of(folder, filters);
    source_filters_release(filters);
    library_expect_loader(library);
    for (size_t i = 0; i < 2; i++) {
        const struct issue *issue = library_open(library, library_at(library, i));
        assert_non_null(issue);
        assert_true(issue->preview);
        assert_int_equal(issue->article_count, 0);
    }
    assert_int_equal(access(mark, F_OK), -1);
    load(library, library_at(library, 0));
    assert_null(library_peek(library, library_at(library, 0)));
    assert_non_null(strstr(library_error(library, library_at(library, 0)), "torn"));
    const struct issue *issue = library_peek(library, library_at(library, 1));
    assert_non_null(issue);
    assert_false(issue->preview);
    assert_text(issue_source(issue), FILTERED_PAGE);
    library_free(library);
    free(folder);
    free(mark);
}

/* One that comes while they are watched is there as well. */
static void
test_arrival(void **state)
{
    struct library_news news;
    char *folder = support_join(*state, "papers");
    assert_int_equal(mkdir(folder, 0700), 0);
    support_put(folder, "20310607.pdf", FILTERED_PAGE);
    struct source_filters *filters = filter_of_lines(*state, "cat \"$1\"");
    struct library *library = library_of(folder, filters);
    library_watch(library, true);
    support_put(folder, "20310608.pdf", FILTERED_PAGE);
    support_put(folder, "20310608.odt", FILTERED_PAGE);
    for (int i = 0; i < 50 && library_count(library) < 2; i++)
        library_look(library, 0, true, &news);
    assert_int_equal(library_count(library), 2);
    assert_int_equal(library_date(library, library_at(library, 0)), 20310608);
    library_free(library);
    source_filters_release(filters);
    free(folder);
}

/* A snapshot reads with the library's filters, also when the library is gone. */
static void
test_search(void **state)
{
    struct buffer scratch = {0}, bytes = {0};
    struct source_writing writing;
    char *folder = support_join(*state, "papers");
    assert_int_equal(mkdir(folder, 0700), 0);
    support_put(folder, "20310607.pdf", FILTERED_PAGE);
    struct source_filters *filters = filter_of_lines(*state, "cat \"$1\"; echo 停车");
    struct library *library = library_of(folder, filters);
    source_filters_release(filters);
    struct library_snapshot *snapshot = library_snapshot_new(library);
    uint32_t id = library_at(library, 0);
    struct source_name name = library_snapshot_source(snapshot, id, &scratch, NULL);
    library_free(library);
    struct error *error = library_snapshot_read(snapshot, name, &bytes, &writing);
    must(error == NULL, "%s", error_text(error));
    assert_true(slice_has(buffer_slice(&bytes), "停车"));
    library_snapshot_free(snapshot);
    buffer_done(&bytes);
    buffer_done(&scratch);
    free(folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FILTER_TEST(test_folder), FILTER_TEST(test_undated), FILTER_TEST(test_arrival),
        FILTER_TEST(test_search), FILTER_TEST(test_session),
    };
    return cmocka_run_group_tests_name("filtered", tests, NULL, NULL);
}
