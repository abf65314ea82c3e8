/* library: names and their order, what is refused, standard input. Its loader has tests of its own.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/library.h"
#include "kanbao/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEADLINE_SECONDS = 60 };
static const struct library_limits roomy = {64 << 20, 64 << 20};

/* ---- folders */

static void
put_folder(const char *folder, const char *name)
{
    char *path = support_join(folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
    free(path);
}

static void
put_link(const char *folder, const char *name, const char *target)
{
    char *path = support_join(folder, name);
    assert_int_equal(symlink(target, path), 0);
    free(path);
}

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

/* ---- names and their order */

static void
test_order(void **state)
{
    const char *folder = *state;
    static const char *const names[] = {"issue-9.txt",    "20260316.txt",  "notes.txt",       "20260317-p10.txt",
                                        "issue-31.txt",   "20260318.txt",  "20260317-p2.txt", "README",
                                        "issue-031b.txt", "2025-12-31.md", "issue-0031.txt",  "issue-031.txt"};
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        support_put(folder, names[i], "雨停了。\n");
    struct library *library = library_of(folder);
    assert_paths(library, folder,
                 "20260318.txt 20260317-p2.txt 20260317-p10.txt 20260316.txt 2025-12-31.md "
                 "README issue-0031.txt issue-031.txt issue-31.txt issue-031b.txt issue-9.txt notes.txt");
    static const uint32_t dates[] = {20260318, 20260317, 20260317, 20260316, 20251231, 0, 0, 0, 0, 0, 0, 0};
    for (size_t i = 0; i < BASE_COUNT(dates); i++)
        assert_int_equal(library_date(library, library_at(library, i)), dates[i]);
    library_free(library);
    library_free(NULL);
}

/* Of one day: a folder after another, each in its order; of no day: the higher number first, in folders too. */
static void
test_order_of_folders(void **state)
{
    const char *folder = *state;
    static const char *const folders[] = {"b", "a", "a/v2", "a/v10"};
    static const char *const names[] = {"b/20260316-p2.txt",  "b/20260316-p10.txt", "a/20260316-p2.txt",
                                        "a/20260316-p10.txt", "b/20260317.txt",     "a/v2/issue-1.txt",
                                        "a/v2/issue-12.txt",  "a/v10/issue-3.txt"};
    for (size_t i = 0; i < BASE_COUNT(folders); i++)
        put_folder(folder, folders[i]);
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        support_put(folder, names[i], "雨停了。\n");
    struct library *library = library_of(folder);
    assert_paths(library, folder,
                 "b/20260317.txt a/20260316-p2.txt a/20260316-p10.txt b/20260316-p2.txt b/20260316-p10.txt "
                 "a/v10/issue-3.txt a/v2/issue-12.txt a/v2/issue-1.txt");
    library_free(library);
}

/* A few issues that are dated nowhere but in their heads stand where their days are. */
static void
test_order_by_heads(void **state)
{
    const char *folder = *state;
    support_put(folder, "20260316.txt", "渡口晚报　2026年3月18日　星期三\n"); /* the name is trusted more */
    support_put(folder, "一.txt", "渡口晚报\n2026年3月17日　星期二\n\n雨停了。\n");
    support_put(folder, "二.txt", "雨停了\n\n新华社渡口2026年3月15日电 雨停了。\n");
    support_put(folder, "三.txt", "雨停了。\n");
    support_put(folder, "四.txt", "\1\2\3\4\5\6");
    support_put(folder, "五.txt", "");
    support_put(folder, "20260314.txt", "雨停了。\n");
    struct library *library = library_of(folder);
    assert_paths(library, folder, "一.txt 20260316.txt 二.txt 20260314.txt 三.txt 五.txt 四.txt");
    assert_int_equal(library_date(library, library_at(library, 0)), 20260317);
    assert_int_equal(library_date(library, library_at(library, 2)), 20260315);
    /* what is wrong with a file is still said when it is looked at */
    assert_null(library_error(library, library_at(library, 6)));
    assert_null(support_issue_at(library, 6));
    assert_non_null(strstr(library_error(library, library_at(library, 6)), "binary"));
    library_free(library);
}

/* Where many have no date in their names none is opened: the names have to do. */
static void
test_many_heads_are_not_read(void **state)
{
    const char *folder = *state;
    char name[32];
    for (int i = 1; i <= 100; i++) {
        snprintf(name, sizeof name, "issue-%d.txt", i);
        support_put(folder, name, i == 7 ? "渡口晚报　2026年3月16日　星期一\n" : "雨停了。\n");
    }
    struct library *library = library_of(folder);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(library_date(library, library_at(library, i)), 0);
    assert_non_null(strstr(library_path(library, library_at(library, 0)), "issue-100.txt"));
    assert_non_null(strstr(library_path(library, library_at(library, 99)), "issue-1.txt"));
    library_free(library);
}

static void
test_order_of_several_paths(void **state)
{
    const char *folder = *state;
    put_folder(folder, "b");
    put_folder(folder, "a");
    support_put(folder, "b/1.txt", "雨停了。\n");
    support_put(folder, "a/1.txt", "雨停了。\n");
    static const char *const names[] = {"b", "20260316.txt", "a/", "7.txt", "007.txt", "07.txt"};
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        if (slice_ends(slice_of(names[i]), ".txt"))
            support_put(folder, names[i], "雨停了。\n");
    struct library *library = library_new(roomy);
    for (size_t i = 0; i < BASE_COUNT(names); i++) {
        char *path = support_join(folder, names[i]);
        assert_null(library_add(library, path));
        free(path);
    }
    library_sort(library);
    assert_paths(library, folder, "20260316.txt 007.txt 07.txt 7.txt a/1.txt b/1.txt");
    library_free(library);
}

static void
test_what_is_no_issue_is_left_out(void **state)
{
    const char *folder = *state;
    static const char *const taken[] = {"a.txt",  "b.TXT",     "c.text",  "d.md",       "e.markdown",
                                        "f",      "g h;i.txt", "j.2.txt", "2026.03.18", "3.7",
                                        "n.html", "n.mhtml",   "o.epub",  "v.HTM",      "w.xhtml"};
    static const char *const left[] = {".hidden.txt", "a.txt~", "k.pdf", "l.jpg", "p.1x", "manual.1"};
    for (size_t i = 0; i < BASE_COUNT(taken); i++)
        support_put(folder, taken[i], "雨停了。\n");
    for (size_t i = 0; i < BASE_COUNT(left); i++)
        support_put(folder, left[i], "雨停了。\n");
    put_folder(folder, ".git");
    support_put(folder, ".git/p.txt", "雨停了。\n");
    put_folder(folder, "sub.d");
    put_folder(folder, "sub.d/deeper");
    support_put(folder, "sub.d/deeper/q.txt", "雨停了。\n");
    support_put_fifo(folder, "r.txt");
    put_link(folder, "s.txt", "nowhere.txt");
    put_link(folder, "t.txt", "r.txt");
    put_link(folder, "u.txt", "a.txt");
    bool lost = true;
    struct library *library = library_of(folder);
    assert_paths(
        library, folder,
        "2026.03.18 3.7 a.txt b.TXT c.text d.md e.markdown f g h;i.txt j.2.txt n.html n.mhtml o.epub sub.d/deeper/q.txt u.txt v.HTM w.xhtml");
    /* hidden ones and backups are nothing to speak of */
    struct error *notice = library_take_notice(library, &lost);
    assert_non_null(notice);
    assert_false(lost);
    assert_non_null(strstr(error_text(notice), "4 files are left out"));
    error_free(notice);
    assert_null(library_take_notice(library, &lost));
    library_free(library);
}

static void
test_links_that_lead_back(void **state)
{
    const char *folder = *state;
    put_folder(folder, "a");
    support_put(folder, "a/1.txt", "雨停了。\n");
    put_link(folder, "a/up", "..");
    put_link(folder, "a/here", ".");
    put_link(folder, "b", "a");
    put_link(folder, "self", "self");
    struct library *library = library_of(folder);
    /* by whichever way it is come to first, but once */
    assert_int_equal(library_count(library), 1);
    assert_true(slice_ends(slice_of(library_path(library, library_at(library, 0))), "/1.txt"));
    library_free(library);
}

static void
test_directory_that_cannot_be_read(void **state)
{
    const char *folder = *state;
    if (geteuid() == 0)
        skip(); /* permissions do not bind root */
    support_put(folder, "a.txt", "雨停了。\n");
    put_folder(folder, "closed");
    char *closed = support_join(folder, "closed");
    chmod(closed, 0);
    bool lost = false;
    struct library *library = library_new(roomy);
    assert_null(library_add(library, folder));
    assert_int_equal(library_count(library), 1);
    struct error *notice = library_take_notice(library, &lost);
    assert_non_null(notice);
    assert_true(lost);
    assert_non_null(strstr(error_text(notice), closed));
    assert_non_null(strstr(error_text(notice), strerror(EACCES)));
    error_free(notice);
    assert_null(library_take_notice(library, &lost));
    chmod(closed, 0700);
    library_free(library);
    free(closed);
}

static void
test_directories_too_deep(void **state)
{
    struct buffer path = {0};
    const char *folder = *state;
    support_put(folder, "top.txt", "雨停了。\n");
    buffer_add_text(&path, folder);
    for (int i = 0; i < 40; i++) {
        buffer_add_text(&path, "/d");
        assert_int_equal(mkdir(path.at, 0700), 0);
    }
    support_put(path.at, "bottom.txt", "雨停了。\n");
    bool lost = false;
    struct library *library = library_new(roomy);
    assert_null(library_add(library, folder));
    assert_int_equal(library_count(library), 1);
    struct error *notice = library_take_notice(library, &lost);
    assert_non_null(notice);
    assert_true(lost);
    assert_non_null(strstr(error_text(notice), "too deep"));
    error_free(notice);
    library_free(library);
    /* a notice that nobody took is freed with the library */
    library = library_of(folder);
    library_free(library);
    buffer_done(&path);
}

static void
test_titles(void **state)
{
    const char *folder = *state;
    support_put(folder, "20260316.txt", "渡口晚报　2026年3月16日　星期一\n\n渡口的灯换了\n\n本报讯 雨停了, 灯亮了。\n");
    support_put(folder, "20260315.txt", "雨停了。\n");
    support_put(folder, "a\xFF.txt", "澜浦新报　2026年3月14日　星期六\n");
    support_put(folder, "b\xFF.txt", "雨停了。\n");
    struct library *library = library_of(folder);
    /* before anything is looked at: the names, as text; a folder's for a file that is only called after its day */
    assert_string_equal(library_title(library, library_at(library, 0)), "渡口");
    assert_string_equal(library_title(library, library_at(library, 3)), "b\uFFFD.txt");
    /* what has no date in its name was asked for it, and said its title too */
    assert_string_equal(library_title(library, library_at(library, 2)), "澜浦新报");
    assert_int_equal(library_date(library, library_at(library, 2)), 20260314);
    for (size_t i = 0; i < 4; i++)
        assert_non_null(support_issue_at(library, i));
    assert_string_equal(library_title(library, library_at(library, 0)), "渡口晚报");
    assert_string_equal(library_title(library, library_at(library, 1)), "渡口");
    assert_string_equal(library_title(library, library_at(library, 2)), "澜浦新报");
    assert_string_equal(library_title(library, library_at(library, 3)), "b\uFFFD.txt");
    assert_int_equal(library_date(library, library_at(library, 0)), 20260316);
    assert_int_equal(library_date(library, library_at(library, 2)), 20260314);
    library_free(library);
}

/* ---- what is refused, and why */

static void
assert_refused(const char *path, struct library_limits limits, const char *reason)
{
    struct library *library = library_new(limits);
    struct error *error = library_add(library, path);
    must(error != NULL, "%s is not refused", path);
    must(strstr(error_text(error), reason) != NULL, "%s: %s", path, error_text(error));
    assert_int_equal(library_count(library), 0);
    error_free(error);
    library_free(library);
}

static void
assert_refused_in(const char *folder, const char *name, const char *reason)
{
    char *path = support_join(folder, name);
    assert_refused(path, roomy, reason);
    free(path);
}

static void
test_refused_kinds(void **state)
{
    const char *folder = *state;
    alarm(DEADLINE_SECONDS); /* a FIFO without a writer must not be waited for */
    put_folder(folder, "pipes");
    support_put_fifo(folder, "pipes/fifo.txt");
    put_link(folder, "pipes/link.txt", "fifo.txt");
    put_link(folder, "circle.txt", "circle.txt");
    put_folder(folder, "empty");
    put_folder(folder, "pictures");
    support_put(folder, "pictures/a.jpg", "雨停了。\n");
    assert_refused_in(folder, "missing.txt", strerror(ENOENT));
    assert_refused_in(folder, "missing/a.txt", strerror(ENOENT));
    assert_refused_in(folder, "circle.txt", strerror(ELOOP));
    assert_refused_in(folder, "pipes", "no issues"); /* one that nobody named is left alone */
    assert_refused_in(folder, "empty", "no issues");
    assert_refused_in(folder, "pictures", "no issues");
    assert_refused("/dev/null", roomy, "device");
    assert_refused("", roomy, strerror(ENOENT));
    alarm(0);
}

static void
test_refused_socket(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char *path = support_join(*state, "s.txt");
    if (strlen(path) >= sizeof address.sun_path) {
        free(path);
        skip(); /* no socket can have so long a name */
        return;
    }
    memcpy(address.sun_path, path, strlen(path) + 1);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    assert_refused(path, roomy, "is a ");
    close(fd);
    free(path);
}

static void
test_refused_contents(void **state)
{
    const char *folder = *state;
    static const struct {
        const char *bytes;
        size_t len;
        const char *reason;
    } rows[] = {
        {"", 0, "empty"},
        {"\x7F"
         "ELF\x02\x01",
         6, "program"},
        {"%PDF-1.7\n%", 10, "PDF"},
        {"\x89PNG\r\n\x1A\n", 8, "picture"},
        {"\xFF\xD8\xFF\xE0", 4, "picture"},
        {"GIF89a", 6, "picture"},
        {"PK\x03\x04\x14", 5, "damaged"},
        {"7z\xBC\xAF\x27\x1C", 6, "damaged"},
        {"SQLite format 3\0", 16, "SQLite"},
        {"\1\2\3\4\5\6abcdefghijklmnopqrst", 26, "binary"},
        {"\1\0\2\0\3\0\4\0\5\0", 10, "binary"},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        char *path = support_join(folder, "a.txt");
        support_write(path, rows[i].bytes, rows[i].len);
        assert_refused(path, roomy, rows[i].reason);
        free(path);
    }
}

static void
test_a_little_damage_is_not_refused(void **state)
{
    const char *folder = *state;
    char *path = support_join(folder, "a.txt");
    support_write(path, "雨停了\0。\x01\xFF灯亮了, 鸭子走了, 船工回家了。\n",
                  strlen("雨停了") + 6 + strlen("灯亮了, 鸭子走了, 船工回家了。\n"));
    struct library *library = library_of(path);
    const struct issue *issue = support_issue_at(library, 0);
    assert_non_null(issue);
    assert_int_equal(issue->repaired, 1);
    library_free(library);
    free(path);
}

static void
test_refused_size(void **state)
{
    char *path = support_join(*state, "a.txt");
    support_write_text(path, "0123456789");
    assert_refused(path, (struct library_limits){9, 1000}, "larger than");
    struct library *library = library_new((struct library_limits){10, 1000});
    assert_null(library_add(library, path));
    assert_non_null(support_issue_at(library, 0));
    library_free(library);
    free(path);
}

/* Of a directory nothing is opened: what is wrong comes out when it is looked at. */
static void
test_errors_when_looked_at(void **state)
{
    const char *folder = *state;
    support_put(folder, "20260316.txt", "雨停了。\n");
    support_put(folder, "20260315.txt", "\x89PNG\r\n");
    support_put(folder, "20260314.txt", "灯亮了。\n");
    support_put(folder, "20260313.txt", "");
    struct library *library = library_of(folder);
    support_take(folder, "20260314.txt");
    assert_int_equal(library_count(library), 4);
    assert_non_null(support_issue_at(library, 0));
    assert_null(library_error(library, library_at(library, 0)));
    assert_null(support_issue_at(library, 1));
    assert_non_null(strstr(library_error(library, library_at(library, 1)), "picture"));
    assert_null(support_issue_at(library, 2));
    assert_string_equal(library_error(library, library_at(library, 2)), strerror(ENOENT));
    assert_null(support_issue_at(library, 2));
    const struct issue *empty = support_issue_at(library, 3);
    assert_true(empty == NULL ? library_error(library, library_at(library, 3)) != NULL : empty->article_count == 0);
    library_free(library);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_order),
        test_in_folder(test_order_of_folders),
        test_in_folder(test_order_by_heads),
        test_in_folder(test_many_heads_are_not_read),
        test_in_folder(test_order_of_several_paths),
        test_in_folder(test_what_is_no_issue_is_left_out),
        test_in_folder(test_links_that_lead_back),
        test_in_folder(test_directory_that_cannot_be_read),
        test_in_folder(test_directories_too_deep),
        test_in_folder(test_titles),
        test_in_folder(test_refused_kinds),
        test_in_folder(test_refused_socket),
        test_in_folder(test_refused_contents),
        test_in_folder(test_a_little_damage_is_not_refused),
        test_in_folder(test_refused_size),
        test_in_folder(test_errors_when_looked_at),
    };
    return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
