/* library, snapshots: what one says stays, whatever becomes of the library; and a loader that waits for others.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "asked_library.h"
#include "lanterns.h"

#include <stdlib.h>
#include <unistd.h>

static void
assert_snapshot(const struct library_snapshot *snapshot, size_t count, bool loaded)
{
    struct buffer path = {0};
    assert_int_equal(library_snapshot_count(snapshot), count);
    for (size_t i = 0; i < count; i++) {
        struct library_seen seen = library_snapshot_entry(snapshot, i);
        assert_non_null(strstr(library_snapshot_path(snapshot, seen.id, &path), "渡口晚报-"));
        assert_int_equal(seen.date, parser_date_of_path(path.at));
        assert_int_equal(seen.text.at != NULL, loaded);
        assert_int_equal(seen.mend_count, i % 5 == 0);
        if (loaded)
            assert_true(slice_find(seen.text, "看门人说早该如此") != SIZE_MAX);
        if (seen.mend_count > 0)
            assert_int_equal(seen.mends[0].line, 2);
    }
    buffer_done(&path);
}

static void
test_snapshot_does_not_change(void **state)
{
    const char *folder = *state;
    uint32_t line;
    lantern_put_issues(folder, 50);
    struct asked_library world = asked_library_of(folder);
    lantern_mend_some(world.library, 5);
    struct library_snapshot *early = library_snapshot_new(world.library);
    asked_library_load(&world);
    struct library_snapshot *late = library_snapshot_new(world.library), *none = library_snapshot_new(world.library);
    for (size_t i = 0; i < 50; i++) {
        assert_non_null(support_issue_at(world.library, i));
        library_unmend(world.library, library_at(world.library, i), &line);
    }
    library_snapshot_free(none);
    assert_snapshot(early, 50, false);
    assert_snapshot(late, 50, true);
    library_free(world.library);
    world.library = NULL;
    assert_snapshot(early, 50, false);
    library_snapshot_free(early);
    assert_snapshot(late, 50, true);
    library_snapshot_free(late);
    library_snapshot_free(NULL);
    asked_library_end(&world);
}

/* The beginning of a large file is not the whole. */
static void
test_snapshot_of_a_preview(void **state)
{
    const char *folder = *state;
    struct buffer scratch = {0}, bytes = {0};
    lantern_put_large(folder, "渡口晚报-20231013.txt", 2);
    struct library *library = asked_library_listed(folder);
    assert_true(support_issue_at(library, 0)->preview);
    struct library_snapshot *snapshot = library_snapshot_new(library);
    assert_null(library_snapshot_entry(snapshot, 0).text.at);
    struct source_writing writing;
    struct source_name name = library_snapshot_source(snapshot, library_at(library, 0), &scratch, NULL);
    assert_null(library_snapshot_read(snapshot, name, &bytes, &writing));
    assert_in_range(bytes.len, 2 << 20, 3 << 20);
    support_take(folder, "渡口晚报-20231013.txt");
    struct error *error = library_snapshot_read(snapshot, name, &bytes, &writing);
    assert_non_null(error);
    error_free(error);
    library_snapshot_free(snapshot);
    library_free(library);
    buffer_done(&scratch);
    buffer_done(&bytes);
}

static void
test_loader_pauses(void **state)
{
    const char *folder = *state;
    lantern_put_issues(folder, lantern_many());
    struct asked_library world = asked_library_of(folder);
    library_pause(world.library, true); /* nothing to pause yet */
    library_start(world.library, world.ends[1]);
    library_pause(world.library, true);
    size_t done = library_progress(world.library).done;
    usleep(20000);
    assert_in_range(library_progress(world.library).done, done, done + 1);
    assert_true(library_progress(world.library).running);
    library_pause(world.library, false);
    while (library_progress(world.library).running) {
        asked_library_wait(&world);
        library_collect(world.library, library_at(world.library, 0));
    }
    assert_int_equal(library_progress(world.library).done, lantern_many());
    asked_library_end(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_snapshot_does_not_change),
        test_in_folder(test_snapshot_of_a_preview),
        test_in_folder(test_loader_pauses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
