/* library: how much of it stays in memory; what goes is read again, what is held or seen by a snapshot stays as it is.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/library.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

enum { ISSUES = 40, ISSUE_BYTES = 100 << 10, DEADLINE_MILLISECONDS = 60 * 1000 };
static const struct library_limits narrow = {64 << 20, 1 << 20};

/* Number NUMBER, which is older than all with higher ones, of some ISSUE_BYTES bytes. */
static void
put_issue(const char *folder, int number)
{
    struct buffer text = {0};
    char name[32];
    snprintf(name, sizeof name, "issue-%d.txt", number);
    buffer_printf(&text, "渡口晚报　2026年%d月%d日\n\n渡口的灯换了\n\n", 3 + number / 28, number % 28 + 1);
    while (text.len < ISSUE_BYTES)
        buffer_printf(&text, "本报讯 第%d盏灯亮了, 船工说灯比人老实, 换了就亮, 不亮再换, 总有一盏是亮的。\n", number);
    support_put(folder, name, text.at);
    buffer_done(&text);
}

static void
put_issues(const char *folder)
{
    for (int i = 0; i < ISSUES; i++)
        put_issue(folder, i);
}

static void
take_away_issues(const char *folder)
{
    for (int i = 0; i < ISSUES; i++) {
        char name[32];
        snprintf(name, sizeof name, "issue-%d.txt", i);
        support_take(folder, name);
    }
}

static struct library *
library_of(const char *folder)
{
    struct library *library = library_new(narrow);
    assert_null(library_add(library, folder));
    library_sort(library);
    library_expect_loader(library);
    return library;
}

static void
look_at_all(struct library *library)
{
    for (size_t i = 0; i < library_count(library); i++)
        assert_non_null(support_issue_at(library, i));
}

/* How many issues a search would find in memory, and of how many bytes. */
static size_t
count_in_memory(const struct library *library, size_t *bytes)
{
    struct library_snapshot *snapshot = library_snapshot_new(library);
    size_t count = 0;
    *bytes = 0;
    for (size_t i = 0; i < library_snapshot_count(snapshot); i++) {
        struct library_seen seen = library_snapshot_entry(snapshot, i);
        count += seen.text.at != NULL;
        *bytes += seen.text.len;
    }
    library_snapshot_free(snapshot);
    return count;
}

static void
test_what_was_looked_at_long_ago_goes(void **state)
{
    size_t bytes;
    put_issues(*state);
    struct library *library = library_of(*state);
    look_at_all(library);
    size_t count = count_in_memory(library, &bytes);
    assert_in_range(count, 2, 10);
    assert_in_range(bytes, 0, narrow.keep_bytes);
    /* it is read again */
    look_at_all(library);
    assert_int_equal(count_in_memory(library, &bytes), count);
    take_away_issues(*state);
    for (size_t i = ISSUES; i-- > 0;)
        assert_int_equal(support_issue_at(library, i) != NULL, i >= ISSUES - count);
    library_free(library);
}

static void
test_what_is_held_stays(void **state)
{
    size_t bytes;
    put_issues(*state);
    struct library *library = library_of(*state);
    uint32_t held = library_at(library, 0), mended = library_at(library, 1);
    const struct issue *issue = library_open(library, held);
    struct slice source = issue_source(issue);
    library_issue(library, mended);
    library_mend(library, mended, &(struct parser_mend){.line = 2, .role = ISSUE_BODY}, 1);
    look_at_all(library);
    assert_ptr_equal(library_peek(library, held), issue);
    assert_ptr_equal(issue_source(issue).at, source.at);
    assert_in_range(count_in_memory(library, &bytes), 3, 10);
    take_away_issues(*state);
    assert_ptr_equal(library_issue(library, held), issue);
    /* its lines might be others by now */
    assert_non_null(library_issue(library, mended));
    library_close(library, held);
    library_free(library);
}

static void
test_what_a_snapshot_sees_stays(void **state)
{
    size_t bytes;
    put_issues(*state);
    struct library *library = library_of(*state);
    look_at_all(library);
    struct library_snapshot *snapshot = library_snapshot_new(library);
    take_away_issues(*state);
    put_issues(*state);
    for (size_t i = 0; i < ISSUES / 2; i++)
        assert_non_null(support_issue_at(library, i));
    size_t seen_again = 0;
    for (size_t i = 0; i < ISSUES; i++) {
        struct library_seen seen = library_snapshot_entry(snapshot, i);
        if (seen.text.at != NULL) {
            struct slice last = slice_from(seen.text, seen.text.len - strlen("亮的。\n"));
            must(slice_equal(last, slice_of("亮的。\n")), "issue %zu is another", i);
            seen_again++;
        }
        assert_string_equal(seen.title, "渡口晚报");
    }
    assert_in_range(seen_again, 2, 10);
    assert_in_range(count_in_memory(library, &bytes), 2, 10);
    library_free(library);
    library_snapshot_free(snapshot);
}

/* What does not fit is known by its head alone: its day and its title. */
static void
test_heads_of_what_does_not_fit(void **state)
{
    int ends[2];
    size_t bytes;
    put_issues(*state);
    struct library *library = library_new((struct library_limits){64 << 20, 4 * ISSUE_BYTES});
    for (int i = 0; i < ISSUES; i++) {
        char name[32];
        snprintf(name, sizeof name, "issue-%d.txt", i);
        char *path = support_join(*state, name);
        assert_null(library_add(library, path));
        free(path);
    }
    library_expect_loader(library);
    assert_int_equal(pipe(ends), 0);
    library_start(library, ends[1]);
    while (library_progress(library).running) {
        struct pollfd wait = {.fd = ends[0], .events = POLLIN};
        char byte[64];
        must(poll(&wait, 1, DEADLINE_MILLISECONDS) == 1, "the loader said nothing for a minute");
        assert_true(read(ends[0], byte, sizeof byte) > 0);
        library_collect(library, 0);
    }
    library_collect(library, 0);
    assert_int_equal(library_progress(library).done, ISSUES);
    assert_int_equal(count_in_memory(library, &bytes), 4);
    for (size_t i = 0; i < ISSUES; i++) {
        uint32_t id = library_at(library, i);
        assert_string_equal(library_title(library, id), "渡口晚报");
        assert_int_equal(library_date(library, id), 20260300 + i / 28 * 100 + i % 28 + 1);
    }
    library_free(library);
    close(ends[0]);
    close(ends[1]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_what_was_looked_at_long_ago_goes),
        test_in_folder(test_what_is_held_stays),
        test_in_folder(test_what_a_snapshot_sees_stays),
        test_in_folder(test_heads_of_what_does_not_fit),
    };
    return cmocka_run_group_tests_name("library room", tests, NULL, NULL);
}
