/* library: ids that stay while issues are added, removed and sorted, what is held, and the order of many names.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/library.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEADLINE_MILLISECONDS = 60 * 1000 };
static const struct library_limits roomy = {64 << 20, 64 << 20};

static struct library *
library_of(const char *path)
{
    struct library *library = library_new(roomy);
    struct error *error = library_add(library, path);
    must(error == NULL, "%s: %s", path, error_text(error));
    library_sort(library);
    return library;
}

/* The paths of LIBRARY, below FOLDER, in its order; the caller frees it. */
static char *
paths_of(const struct library *library, const char *folder)
{
    struct buffer out = {0};
    for (size_t i = 0; i < library_count(library); i++) {
        const char *path = library_path(library, library_at(library, i));
        must(slice_starts(slice_of(path), folder), "%s is not in %s", path, folder);
        buffer_printf(&out, "%s%s", i > 0 ? " " : "", path + strlen(folder) + 1);
    }
    return buffer_take(&out);
}

static void
assert_paths(const struct library *library, const char *folder, const char *wanted)
{
    char *paths = paths_of(library, folder);
    assert_string_equal(paths, wanted);
    free(paths);
}

/* ---- ids */

static void
put_numbered(const char *folder, unsigned from, unsigned to)
{
    for (unsigned i = from; i < to; i++) {
        char name[32], text[80];
        snprintf(name, sizeof name, "2026%02u%02u.txt", i / 28 + 1, i % 28 + 1);
        snprintf(text, sizeof text, "渡口的灯换了\n\n本报讯 第%u盏灯亮了。\n", i);
        support_put(folder, name, text);
    }
}

static void
test_ids_stay(void **state)
{
    const char *folder = *state;
    put_numbered(folder, 0, 10);
    struct library *library = library_of(folder);
    uint32_t third = library_at(library, 3), fifth = library_at(library, 5), highest = 0;
    for (size_t i = 0; i < 10; i++) {
        uint32_t id = library_at(library, i);
        assert_int_equal(library_position(library, id), i);
        assert_true(library_has(library, id) && id != 0);
        highest = id > highest ? id : highest;
    }
    assert_int_equal(library_at(library, 10), 0);
    char *path = base_strdup(library_path(library, third));
    library_remove(library, third);
    library_remove(library, third); /* nothing is there any more */
    assert_int_equal(library_count(library), 9);
    assert_int_equal(library_position(library, fifth), 4);
    assert_int_equal(library_position(library, third), SIZE_MAX);
    assert_false(library_has(library, third) || library_has(library, 0) || library_has(library, 9999));
    assert_null(library_issue(library, third));
    assert_string_equal(library_path(library, third), path);
    assert_string_equal(library_error(library, third), "is no longer there");
    assert_null(library_error(library, fifth));
    /* added again it is another one, at the end until all are sorted */
    assert_null(library_add(library, path));
    uint32_t again = library_at(library, 9);
    assert_true(again > highest);
    assert_string_equal(library_path(library, again), path);
    assert_int_equal(library_nearest(library, third), library_at(library, 3));
    library_sort(library);
    assert_int_equal(library_position(library, again), 3);
    assert_int_equal(library_position(library, fifth), 5);
    free(path);
    library_free(library);
}

static void
test_nearest(void **state)
{
    const char *folder = *state;
    put_numbered(folder, 0, 6);
    struct library *library = library_of(folder);
    uint32_t ids[6];
    for (size_t i = 0; i < 6; i++)
        ids[i] = library_at(library, i);
    assert_int_equal(library_nearest(library, ids[2]), ids[2]);
    library_remove(library, ids[2]);
    assert_int_equal(library_nearest(library, ids[2]), ids[3]);
    library_remove(library, ids[3]);
    library_remove(library, ids[0]);
    assert_int_equal(library_nearest(library, ids[2]), ids[4]);
    assert_int_equal(library_nearest(library, ids[0]), ids[1]);
    library_remove(library, ids[5]);
    assert_int_equal(library_nearest(library, ids[5]), ids[4]);
    library_remove(library, ids[4]);
    assert_int_equal(library_nearest(library, ids[2]), ids[1]);
    library_remove(library, ids[1]);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(library_nearest(library, ids[i]), 0);
    assert_int_equal(library_count(library), 0);
    library_sort(library);
    library_free(library);
}

/* What is held stays where it is, whatever else is looked at; one that is removed, until it is closed. */
static void
test_held(void **state)
{
    const char *folder = *state;
    put_numbered(folder, 0, 100);
    struct library *library = library_of(folder);
    uint32_t first = library_at(library, 0), second = library_at(library, 1);
    assert_null(library_peek(library, first));
    const struct issue *issue = library_open(library, first);
    assert_ptr_equal(library_open(library, first), issue);
    library_close(library, first);
    assert_non_null(library_issue(library, second));
    for (size_t i = 0; i < 100; i++)
        assert_non_null(support_issue_at(library, i));
    assert_ptr_equal(library_peek(library, first), issue);
    assert_null(library_peek(library, second)); /* that nobody held */
    library_remove(library, first);
    assert_ptr_equal(library_peek(library, first), issue);
    assert_null(library_issue(library, first));
    assert_int_equal(issue->article_count, 1);
    library_close(library, first);
    assert_null(library_peek(library, first));
    library_close(library, first); /* once too often is nothing */
    assert_null(library_open(library, first));
    library_close(library, first);
    /* one that cannot be read is held as well, and closed */
    support_put(folder, "20260403.txt", "\x89PNG");
    char *path = support_join(folder, "20260403.txt");
    support_put(folder, "20260403.txt", "雨停了。\n");
    assert_null(library_add(library, path));
    uint32_t broken = library_at(library, library_count(library) - 1);
    support_put(folder, "20260403.txt", "\x89PNG");
    assert_null(library_open(library, broken));
    assert_non_null(strstr(library_error(library, broken), "picture"));
    library_remove(library, broken);
    library_close(library, broken);
    free(path);
    library_free(library);
}

/* Sorted again, the dates that are known by then count; heads are asked once. */
static void
test_sorted_again(void **state)
{
    const char *folder = *state;
    support_put(folder, "20260316.txt", "雨停了。\n");
    support_put(folder, "一.txt", "渡口晚报\n2026年3月17日　星期二\n\n雨停了。\n");
    support_put(folder, "二.txt", "雨停了。\n");
    struct library *library = library_of(folder);
    assert_paths(library, folder, "一.txt 20260316.txt 二.txt");
    support_put(folder, "二.txt", "渡口晚报\n2026年3月18日　星期三\n\n雨停了。\n");
    library_sort(library);
    assert_paths(library, folder, "一.txt 20260316.txt 二.txt");
    assert_int_equal(support_issue_at(library, 2)->date, 20260318);
    assert_paths(library, folder, "一.txt 20260316.txt 二.txt");
    library_sort(library);
    assert_paths(library, folder, "二.txt 一.txt 20260316.txt");
    library_free(library);
}

/* ---- the loader follows */

struct loading {
    struct library *library;
    int ends[2];
};

static void
wait_for_end(struct loading *loading)
{
    while (library_progress(loading->library).running) {
        struct pollfd wait = {.fd = loading->ends[0], .events = POLLIN};
        char bytes[64];
        must(poll(&wait, 1, DEADLINE_MILLISECONDS) == 1, "the loader said nothing for a minute");
        while (read(loading->ends[0], bytes, sizeof bytes) > 0)
            continue;
        library_collect(loading->library, 0);
    }
    library_collect(loading->library, 0);
}

static struct loading
start_loading(const char *folder, struct library_limits limits)
{
    struct loading loading = {.library = library_new(limits)};
    assert_null(library_add(loading.library, folder));
    library_sort(loading.library);
    library_expect_loader(loading.library);
    assert_int_equal(pipe(loading.ends), 0);
    for (int i = 0; i < 2; i++)
        fcntl(loading.ends[i], F_SETFL, O_NONBLOCK);
    library_start(loading.library, loading.ends[1]);
    return loading;
}

static void
end_loading(struct loading *loading)
{
    library_free(loading->library);
    close(loading->ends[0]);
    close(loading->ends[1]);
}

/* How many texts are in memory. */
static size_t
count_loaded(const struct library *library)
{
    struct library_snapshot *snapshot = library_snapshot_new(library);
    size_t loaded = 0;
    for (size_t i = 0; i < library_snapshot_count(snapshot); i++)
        loaded += library_snapshot_entry(snapshot, i).text.at != NULL;
    library_snapshot_free(snapshot);
    return loaded;
}

/* What is added is read, too; nothing twice, and nothing that is gone. */
static void
test_loader_follows(void **state)
{
    const char *folder = *state;
    put_numbered(folder, 0, 30);
    struct loading loading = start_loading(folder, roomy);
    struct library *library = loading.library;
    for (unsigned i = 30; i < 60; i++) {
        char name[32];
        put_numbered(folder, i, i + 1);
        snprintf(name, sizeof name, "2026%02u%02u.txt", i / 28 + 1, i % 28 + 1);
        char *path = support_join(folder, name);
        assert_null(library_add(library, path));
        free(path);
        if (i % 3 == 0)
            library_remove(library, library_at(library, i / 3));
        if (i % 5 == 0)
            library_sort(library);
    }
    wait_for_end(&loading);
    assert_int_equal(library_progress(library).total, 50);
    assert_int_equal(library_progress(library).done, 50);
    assert_int_equal(count_loaded(library), 50);
    end_loading(&loading);
}

/* One issue, read already, leaves nothing to do; a second one does. */
static void
test_loader_of_one(void **state)
{
    const char *folder = *state;
    put_numbered(folder, 0, 1);
    struct loading loading = start_loading(folder, roomy);
    assert_false(library_progress(loading.library).running);
    assert_int_equal(count_loaded(loading.library), 0);
    put_numbered(folder, 1, 2);
    char *path = support_join(folder, "20260102.txt");
    assert_null(library_add(loading.library, path));
    wait_for_end(&loading);
    assert_int_equal(count_loaded(loading.library), 2);
    free(path);
    end_loading(&loading);
}

/* What is removed makes room for others. */
static void
test_room_is_given_back(void **state)
{
    const char *folder = *state;
    put_numbered(folder, 0, 20);
    /* of some 50 bytes each, and what it costs to know of one */
    struct loading loading = start_loading(folder, (struct library_limits){64 << 20, 1000});
    struct library *library = loading.library;
    wait_for_end(&loading);
    size_t loaded = count_loaded(library);
    assert_in_range(loaded, 2, 8);
    for (size_t i = 0; i < 3 * loaded; i++) {
        size_t before = count_loaded(library), count = library_count(library);
        library_remove(library, library_at(library, 0));
        wait_for_end(&loading);
        if (count > before)
            assert_int_equal(count_loaded(library), before);
    }
    end_loading(&loading);
}

/* ---- many names: an order that is written otherwise says the same */

static void
put_folder(const char *folder, const char *name)
{
    char *path = support_join(folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
    free(path);
}

/* The next piece of a path: a number, or a character. */
static struct slice
next_piece(const char **at)
{
    size_t digits = strspn(*at, "0123456789"), zeros = strspn(*at, "0");
    struct slice piece =
        digits > 0 ? slice_make(*at + (zeros < digits ? zeros : digits), digits - zeros) : slice_make(*at, 1);
    *at += digits > 0 ? digits : 1;
    return piece;
}

static int
compare_plainly(const char *a, const char *b, bool higher_first)
{
    for (const char *left = a, *right = b; *left != '\0' || *right != '\0';) {
        if (*left == '\0' || *right == '\0')
            return *left == '\0' ? -1 : 1;
        bool numbers = strspn(left, "0123456789") > 0 && strspn(right, "0123456789") > 0;
        if (!numbers && *left != *right)
            return (unsigned char)*left < (unsigned char)*right ? -1 : 1;
        struct slice one = next_piece(&left), other = next_piece(&right);
        int order = one.len != other.len ? (one.len < other.len ? -1 : 1) : memcmp(one.at, other.at, one.len);
        if (order != 0)
            return numbers && higher_first ? -order : order;
    }
    return strcmp(a, b);
}

/* Numbers of all lengths, in all places, and names that only differ far behind. */
static void
add_name(struct buffer *name, struct support_chance *chance, bool dated)
{
    static const char *const pieces[] = {"a", "b", "issue-", "报", ".", "0", "00", " ", "x", "渡口"};
    buffer_clear(name);
    if (dated)
        buffer_printf(name, "2026030%u-", support_below(chance, 3) + 1);
    for (unsigned i = support_below(chance, 6) + 1; i > 0; i--) {
        buffer_add_text(name, pieces[support_below(chance, BASE_COUNT(pieces))]);
        for (unsigned digits = support_below(chance, 3) == 0 ? support_below(chance, 20) : support_below(chance, 3);
             digits > 0; digits--)
            buffer_add_byte(name, (char)('0' + support_below(chance, 10)));
    }
    buffer_add_text(name, "-v.txt");
}

static void
test_order_of_many_names(void **state)
{
    const char *folder = *state;
    static const char *const folders[] = {"", "a/", "a/v2/", "报/", "a/v10/"};
    struct support_chance chance = {1911};
    struct buffer name = {0};
    for (size_t i = 1; i < BASE_COUNT(folders); i++)
        put_folder(folder, folders[i]);
    for (int dated = 0; dated < 2; dated++)
        for (int i = 0; i < (support_is_slow() ? 200 : 2000); i++) {
            char *below = support_join(folder, folders[support_below(&chance, BASE_COUNT(folders))]);
            add_name(&name, &chance, dated != 0);
            support_put(below, name.at, "雨停了。\n");
            free(below);
        }
    struct library *library = library_of(folder);
    buffer_clear(&name);
    for (size_t i = 1; i < library_count(library); i++) {
        uint32_t id = library_at(library, i), before = library_at(library, i - 1);
        uint32_t date = library_date(library, id), date_before = library_date(library, before);
        buffer_clear(&name);
        buffer_add_text(&name, library_path(library, before));
        const char *path = library_path(library, id);
        must(date_before > date || (date_before == date && compare_plainly(name.at, path, date == 0) < 0),
             "%s (%u) before %s (%u)", name.at, date_before, path, date);
    }
    buffer_done(&name);
    library_free(library);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_ids_stay),
        test_in_folder(test_nearest),
        test_in_folder(test_held),
        test_in_folder(test_sorted_again),
        test_in_folder(test_loader_follows),
        test_in_folder(test_loader_of_one),
        test_in_folder(test_room_is_given_back),
        test_in_folder(test_order_of_many_names),
    };
    return cmocka_run_group_tests_name("library ids", tests, NULL, NULL);
}
