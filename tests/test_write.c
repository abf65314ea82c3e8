/* Writing the articles of an issue to a new file: never over another one, and nothing half done is left.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * link() and rename() are this file's own, and fail as they do on file systems without links, or that are full.
 */
#include "support.h"

#include "main/parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int link_fails, rename_fails; /* with this error; 0: they do what they should */

int
link(const char *from, const char *to)
{
    errno = link_fails;
    return link_fails != 0 ? -1 : linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
rename(const char *from, const char *to)
{
    errno = rename_fails;
    return rename_fails != 0 ? -1 : renameat(AT_FDCWD, from, AT_FDCWD, to);
}

static struct issue *
issue_at(const char *folder)
{
    char *path = support_join(folder, "a.txt");
    static const char text[] = "渡口的灯换了\n\n本报讯 雨停了, 灯亮了。\n";
    support_write_text(path, text);
    struct issue *issue =
        parser_recover((struct parser_source){.path = path, .text = base_strdup(text), .bytes = sizeof text - 1});
    free(path);
    return issue;
}

/* Files besides the issue's own; the name of one of them in NAME, which has room for 64 bytes. */
static int
count_files(const char *folder, char *name)
{
    int count = 0;
    const struct dirent *item;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    while ((item = readdir(dir)) != NULL)
        if (item->d_name[0] != '.' && strcmp(item->d_name, "a.txt") != 0) {
            count++;
            snprintf(name, 64, "%.63s", item->d_name);
        }
    closedir(dir);
    return count;
}

static void
check_written(const char *folder, int error)
{
    char name[64];
    char *written = NULL;
    struct issue *issue = issue_at(folder);
    link_fails = error;
    assert_null(write_structure(issue, "", &written));
    link_fails = 0;
    assert_non_null(written);
    assert_true(slice_ends(slice_of(written), "/a.txt.kanbao.json"));
    assert_int_equal(count_files(folder, name), 1);
    free(written);
    /* the next one has a name of its own */
    link_fails = error;
    assert_null(write_structure(issue, "", &written));
    link_fails = 0;
    assert_true(slice_ends(slice_of(written), "/a.txt.kanbao-2.json"));
    assert_int_equal(count_files(folder, name), 2);
    free(written);
    issue_free(issue);
}

static void
test_written(void **state)
{
    check_written(*state, 0);
}

static void
test_written_without_links(void **state)
{
    check_written(*state, EPERM);
}

/* What cannot get its name leaves no file, neither an empty one of that name nor the one that was written. */
static void
test_nothing_is_left(void **state)
{
    char name[64] = "";
    char *written = NULL;
    struct issue *issue = issue_at(*state);
    link_fails = EPERM;
    rename_fails = EIO;
    struct error *error = write_structure(issue, "", &written);
    link_fails = rename_fails = 0;
    assert_non_null(error);
    assert_non_null(strstr(error_text(error), strerror(EIO)));
    assert_null(written);
    must(count_files(*state, name) == 0, "%s is left", name);
    error_free(error);
    issue_free(issue);
}

/* ---- what a reader saves */

static void
check_content(const char *folder, const char *name, const char *text)
{
    char *path = support_join(folder, name);
    struct buffer content = support_read(path);
    assert_text(buffer_slice(&content), text);
    buffer_done(&content);
    free(path);
}

static void
check_refused(struct error *error, int why)
{
    assert_non_null(error);
    assert_non_null(strstr(error_text(error), strerror(why)));
    error_free(error);
}

/* Over a file only when that is said; then with its permissions, and through a link, which stays one. */
static void
test_saved(void **state)
{
    const char *folder = *state;
    char *path = support_join(folder, "saved.md"), *link_path = support_join(folder, "link.md"), name[64];
    struct stat status;
    assert_null(write_file(path, slice_of("one"), false));
    check_content(folder, "saved.md", "one");
    check_refused(write_file(path, slice_of("two"), false), EEXIST);
    check_content(folder, "saved.md", "one");
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(symlink("saved.md", link_path), 0);
    check_refused(write_file(link_path, slice_of("two"), false), EEXIST);
    assert_null(write_file(link_path, slice_of("three"), true));
    check_content(folder, "saved.md", "three");
    assert_int_equal(lstat(link_path, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    assert_int_equal(count_files(folder, name), 2);
    free(link_path);
    free(path);
}

/* What cannot be written leaves what was there, and nothing of its own. */
static void
test_not_saved(void **state)
{
    const char *folder = *state;
    char *path = support_join(folder, "saved.md"), *inside = support_join(path, "x.md"), name[64];
    check_refused(write_file("/no such folder/x", slice_of("x"), false), ENOENT);
    check_refused(write_file(folder, slice_of("x"), true), EISDIR);
    support_write_text(path, "mine");
    check_refused(write_file(inside, slice_of("x"), false), ENOTDIR);
    rename_fails = ENOSPC;
    check_refused(write_file(path, slice_of("x"), true), ENOSPC);
    rename_fails = 0;
    check_content(folder, "saved.md", "mine");
    assert_int_equal(count_files(folder, name), 1);
    check_refused(write_file("/dev/full", slice_of("x"), true), EINVAL);
    free(inside);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_written),         test_in_folder(test_written_without_links),
        test_in_folder(test_nothing_is_left), test_in_folder(test_saved),
        test_in_folder(test_not_saved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
