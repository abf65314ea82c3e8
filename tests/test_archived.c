/* library: archives, whose members are issues as the files of a folder are.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "archive_files.h"
#include "support.h"

#include "kanbao/library.h"

#include <stdlib.h>

static void
check_error(struct error *error, const char *words)
{
    assert_non_null(error);
    must(strstr(error_text(error), words) != NULL, "%s", error_text(error));
    error_free(error);
}

static size_t
count_notices(struct library *library, const char *words)
{
    struct error *notice;
    bool lost;
    size_t count = 0;
    while ((notice = library_take_notice(library, &lost)) != NULL) {
        count += strstr(error_text(notice), words) != NULL;
        error_free(notice);
    }
    return count;
}

static struct library *
open_library(const char *folder, const char *name, struct error **error)
{
    struct library *library = library_new((struct library_limits){SIZE_MAX, 0});
    char *path = support_join(folder, name);
    *error = library_add(library, path);
    library_sort(library);
    free(path);
    return library;
}

/* An archive, one of a folder, a folder of one and a member. */
static void
test_library(void **state)
{
    const char *folder = *state;
    struct error *error;
    for (size_t i = 0; i < ARCHIVE_FORMS; i++) {
        char *inside = support_join(folder, "in"), *path = support_join(folder, archive_forms[i].name);
        archive_write_year(path, &archive_forms[i]);
        struct library *library = open_library(folder, archive_forms[i].name, &error);
        assert_null(error);
        assert_int_equal(library_count(library), ARCHIVE_DAYS);
        assert_int_equal(count_notices(library, "1 file is left out"), 1);
        uint32_t id = library_at(library, 0);
        assert_int_equal(library_date(library, id), 20310213);
        const struct issue *issue = library_issue(library, id);
        assert_non_null(issue);
        assert_text(slice_make(issue->text, strlen("灯船第40日")), "灯船第40日");
        must(strstr(library_path(library, id), "2031") != NULL, "%s", library_path(library, id));
        library_free(library);
        free(inside);
        free(path);
    }
    struct library *library = open_library(folder, "", &error);
    assert_null(error);
    assert_int_equal(library_count(library), ARCHIVE_FORMS * ARCHIVE_DAYS);
    library_free(library);
    library = open_library(folder, "2031.tar.zst/lamps/", &error);
    assert_null(error);
    assert_int_equal(library_count(library), ARCHIVE_DAYS);
    library_free(library);
    library = open_library(folder, "2031.7z/lamps/20310102.txt", &error);
    assert_null(error);
    assert_int_equal(library_count(library), 1);
    assert_int_equal(library_date(library, library_at(library, 0)), 20310102);
    assert_string_equal(library_title(library, library_at(library, 0)), "lamps");
    library_free(library);
    library = open_library(folder, "2031.7z/lamp", &error);
    check_error(error, "is not in the archive");
    library_free(library);
}

/* What is wrong with one of a folder's archives is told, and the others are read. */
static void
test_broken_in_folder(void **state)
{
    const char *folder = *state;
    struct error *error;
    char *good = support_join(folder, "good.zip"), *bad = support_join(folder, "bad.zip");
    char *empty = support_join(folder, "empty.tar"), *nested = support_join(folder, "nested.zip");
    archive_write_year(good, &archive_forms[ARCHIVE_ZIP]);
    struct buffer zip = support_read(good);
    support_write(bad, zip.at, 20);
    struct archive *archive = archive_begin(empty, &archive_forms[ARCHIVE_TAR]);
    archive_add(archive, "a.jpg", slice_of("\xFF\xD8\xFF"));
    archive_end(archive);
    archive = archive_begin(nested, &archive_forms[ARCHIVE_ZIP]);
    archive_add(archive, "good.zip", buffer_slice(&zip));
    archive_add(archive, "a.txt", slice_of("雨停了。\n"));
    archive_end(archive);
    struct library *library = open_library(folder, "", &error);
    assert_null(error);
    assert_int_equal(library_count(library), ARCHIVE_DAYS + 1);
    assert_int_equal(count_notices(library, "bad.zip: is damaged"), 1);
    library_free(library);
    library = open_library(folder, "empty.tar", &error);
    check_error(error, "no issues in this archive");
    library_free(library);
    buffer_done(&zip);
    free(good);
    free(bad);
    free(empty);
    free(nested);
}

/* Another archive in the place of the first: what is new in it comes, what is gone goes. */
static void
test_watched(void **state)
{
    const char *folder = *state;
    struct library_news news;
    struct error *error;
    char *path = support_join(folder, "2031.zip"), *next = support_join(folder, "next.tmp");
    struct archive *archive = archive_begin(path, &archive_forms[ARCHIVE_ZIP]);
    archive_add(archive, "0607.txt", slice_of("灯船换了灯泡。\n"));
    archive_add(archive, "0608.txt", slice_of("灯船又换了灯泡。\n"));
    archive_end(archive);
    for (int whole_folder = 0; whole_folder < 2; whole_folder++) {
        struct library *library = open_library(folder, whole_folder ? "" : "2031.zip", &error);
        assert_null(error);
        assert_int_equal(library_count(library), 2);
        assert_in_range(library_watch(library, false), 0, INT32_MAX);
        assert_non_null(library_issue(library, library_at(library, 1)));
        archive = archive_begin(next, &archive_forms[ARCHIVE_ZIP]);
        archive_add(archive, "0607.txt", slice_of("灯船没有换灯泡。\n"));
        archive_add(archive, "0609.txt", slice_of("灯船不换灯泡了。\n"));
        archive_add(archive, "0610.txt", slice_of("灯船没有灯泡了。\n"));
        archive_end(archive);
        assert_int_equal(rename(next, path), 0);
        assert_true(library_look(library, 0, true, &news));
        assert_int_equal(news.arrived, 2);
        assert_int_equal(news.gone, 1);
        assert_int_equal(news.changed, 1);
        assert_int_equal(library_count(library), 3);
        assert_int_equal(remove(path), 0);
        assert_true(library_look(library, 0, true, &news));
        assert_int_equal(news.gone, 3);
        library_free(library);
        archive = archive_begin(path, &archive_forms[ARCHIVE_ZIP]);
        archive_add(archive, "0607.txt", slice_of("灯船换了灯泡。\n"));
        archive_add(archive, "0608.txt", slice_of("灯船又换了灯泡。\n"));
        archive_end(archive);
    }
    free(path);
    free(next);
}

/* One issue more is that alone: of the others, of which the heads were read for their days, nothing is told. */
static void
test_one_more(void **state)
{
    const char *folder = *state;
    struct library_news news;
    struct error *error;
    char *path = support_join(folder, "lamps.zip"), *next = support_join(folder, "next.tmp");
    for (int more = 0; more < 2; more++) {
        struct archive *archive = archive_begin(more ? next : path, &archive_forms[ARCHIVE_ZIP]);
        archive_add(archive, "boat.txt", slice_of("渡口停了渡船。\n"));
        archive_add(archive, "lamp.txt", slice_of("灯船换了灯泡。\n"));
        if (more)
            archive_add(archive, "bridge.txt", slice_of("石桥修好了。\n"));
        archive_end(archive);
    }
    struct library *library = open_library(folder, "lamps.zip", &error);
    assert_null(error);
    assert_in_range(library_watch(library, false), 0, INT32_MAX);
    assert_int_equal(rename(next, path), 0);
    assert_true(library_look(library, 0, true, &news));
    assert_int_equal(news.arrived, 1);
    assert_int_equal(news.changed, 0);
    assert_int_equal(news.gone, 0);
    library_free(library);
    free(path);
    free(next);
}

static void
test_endings(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t bytes;
    } endings[] = {{"2031.zip", 4}, {"2031.tar.zst", 8}, {"a/2031.TGZ", 4}, {"2031.tar", 4}, {"2031.7z", 3},
                   {"2031.gz", 0},  {".zip", 0},         {"a/.zip", 0},     {"tar.gz", 0},   {"", 0}};
    for (size_t i = 0; i < BASE_COUNT(endings); i++)
        assert_int_equal(base_archive_ending(slice_of(endings[i].name)), endings[i].bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_library),   test_in_folder(test_broken_in_folder), test_in_folder(test_watched),
        cmocka_unit_test(test_endings), test_in_folder(test_one_more),
    };
    return cmocka_run_group_tests_name("archived", tests, NULL, NULL);
}
