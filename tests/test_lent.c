/* source and library: archives that have no file of their own: from a stream, and books in archives; and filters of members.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "archive_files.h"
#include "filter_files.h"
#include "support.h"

#include "kanbao/library.h"
#include "kanbao/source.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct library_limits roomy = {64 << 20, 1 << 20};

/* PATH is a FIFO, through which the BYTES are read: what is wrong with it. */
static struct error *
add_stream(struct library *library, const char *path, struct slice bytes)
{
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        int fd = open(path, O_WRONLY);
        for (size_t done = 0; done < bytes.len;) {
            ssize_t n = write(fd, bytes.at + done, bytes.len - done);
            if (n <= 0)
                _exit(1);
            done += (size_t)n;
        }
        _exit(0);
    }
    struct error *error = library_add(library, path);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    return error;
}

/* What the file of the archive holds, from a stream. */
static struct library *
library_of_stream(const char *folder, const char *name)
{
    char *path = support_join(folder, name), *fifo = support_join(folder, "fifo");
    struct buffer bytes = support_read(path);
    struct library *library = library_new(roomy);
    support_put_fifo(folder, "fifo");
    struct error *error = add_stream(library, fifo, buffer_slice(&bytes));
    must(error == NULL, "%s: %s", name, error != NULL ? error_text(error) : "");
    unlink(path); /* nothing is read from there */
    buffer_done(&bytes);
    free(fifo);
    free(path);
    return library;
}

/* Every archive is the library that it is as a file, and stays it. */
static void
test_streams(void **state)
{
    const char *folder = *state;
    for (size_t i = 0; i < ARCHIVE_FORMS; i++) {
        struct library_news news;
        char *path = support_join(folder, archive_forms[i].name);
        archive_write_year(path, &archive_forms[i]);
        struct library *library = library_of_stream(folder, archive_forms[i].name);
        library_watch(library, true);
        library_sort(library);
        library_look(library, 0, true, &news);
        must(library_count(library) == ARCHIVE_DAYS, "%s: %zu", archive_forms[i].name, library_count(library));
        for (size_t k = 0; k < ARCHIVE_DAYS; k += 13) {
            uint32_t id = library_at(library, k);
            const struct issue *issue = library_issue(library, id);
            must(issue != NULL, "%s: %s", archive_forms[i].name, library_error(library, id));
            assert_int_equal(issue->article_count, 1);
            assert_true(library_reaches(library, library_path(library, id)));
            assert_true(source_archive_of(library_path(library, id)) > 0);
        }
        library_free(library);
        support_take(folder, "fifo");
        free(path);
    }
}

/* Of one that stops early there is what has come; one without issues is an error, and so is a text that is too large. */
static void
test_stopped(void **state)
{
    const char *folder = *state;
    char *path = support_join(folder, "2031.tar.zst"), *fifo = support_join(folder, "fifo");
    archive_write_year(path, &archive_forms[ARCHIVE_TAR_ZST]);
    struct buffer bytes = support_read(path);
    support_put_fifo(folder, "fifo");
    struct library *library = library_new(roomy);
    assert_null(add_stream(library, fifo, slice_make(bytes.at, bytes.len * 3 / 4)));
    assert_in_range(library_count(library), 2, ARCHIVE_DAYS - 1);
    library_free(library);

    struct archive *archive = archive_begin(path, &archive_forms[ARCHIVE_ZIP]);
    archive_add(archive, "lamp.png", slice_of("no issue"));
    archive_end(archive);
    buffer_done(&bytes);
    bytes = support_read(path);
    library = library_new(roomy);
    struct error *error = add_stream(library, fifo, buffer_slice(&bytes));
    must(error != NULL && strstr(error_text(error), "no issues") != NULL, "%s", error ? error_text(error) : "none");
    error_free(error);
    library_free(library);
    buffer_done(&bytes);
    free(fifo);
    free(path);
}

/* ---- books in archives */

static void
add_book(struct buffer *book, const char *folder)
{
    char *path = support_join(folder, "book.zip");
    struct archive *archive = archive_begin(path, &archive_forms[ARCHIVE_ZIP]);
    archive_add(archive, "META-INF/container.xml", slice_of("<container><rootfile full-path=\"b.opf\"/></container>"));
    archive_add(
        archive, "b.opf",
        slice_of("<package><metadata><dc:title>渡口集</dc:title></metadata><manifest>"
                 "<item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>"));
    archive_add(archive, "a.xhtml",
                slice_of("<html><body><h1>灯船换了灯泡</h1><p>灯船昨夜换了一只新灯泡，亮度是"
                         "原来的三倍。</p></body></html>"));
    archive_end(archive);
    *book = support_read(path);
    unlink(path);
    free(path);
}

static void
test_book(void **state)
{
    struct buffer book = {0};
    add_book(&book, *state);
    for (size_t i = 0; i < 3; i++) { /* tar, zip, 7z */
        char *path = support_join(*state, archive_forms[i].name);
        struct archive *archive = archive_begin(path, &archive_forms[i]);
        archive_add(archive, "b/book.epub", buffer_slice(&book));
        archive_add(archive, "b/cut.epub", slice_make(book.at, book.len / 3));
        archive_add(archive, "b/other.zip", buffer_slice(&book));
        archive_end(archive);
        struct library *library = library_new(roomy);
        assert_null(library_add(library, path));
        assert_int_equal(library_count(library), 2); /* archives in archives are left out */
        const struct issue *issue = library_issue(library, library_at(library, 0));
        must(issue != NULL, "%s: %s", path, library_error(library, library_at(library, 0)));
        assert_string_equal(issue->format, "epub");
        assert_string_equal(issue->title, "渡口集");
        assert_int_equal(issue->article_count, 1);
        assert_null(library_issue(library, library_at(library, 1)));
        assert_non_null(strstr(library_error(library, library_at(library, 1)), "damaged"));
        library_free(library);
        free(path);
    }
    buffer_done(&book);
}

/* A limit that holds for each member holds for all that a book unpacks to. */
static void
test_large_book(void **state)
{
    struct buffer book = {0}, text = {0};
    struct source_text read;
    bool cut;
    add_book(&book, *state);
    char *path = support_join(*state, "lib.zip");
    struct archive *archive = archive_begin(path, &archive_forms[ARCHIVE_ZIP]);
    archive_add(archive, "book.epub", buffer_slice(&book));
    archive_end(archive);
    buffer_printf(&text, "%s/book.epub", path);
    struct error *error = source_read((struct source_name){.path = text.at}, 100, SIZE_MAX, &read, &cut);
    must(error != NULL && strstr(error_text(error), "larger than") != NULL, "%s", error ? error_text(error) : "none");
    error_free(error);
    buffer_done(&book);
    buffer_done(&text);
    free(path);
}

/* ---- filters */

static void
test_filtered_member(void **state)
{
    static const char *const scripts[] = {"cat \"$1\"", "cat"};
    char *path = support_join(*state, "2031.zip");
    struct archive *archive = archive_begin(path, &archive_forms[ARCHIVE_ZIP]);
    archive_add(archive, "papers/20310607.pdf", slice_of(FILTERED_PAGE));
    archive_add(archive, "papers/20310608.odt", slice_of(FILTERED_PAGE));
    archive_end(archive);
    for (size_t i = 0; i < BASE_COUNT(scripts); i++) {
        struct source_filters *filters = source_filters_new();
        char *script = filter_put_script(*state, "script", scripts[i]);
        filter_add(filters, "papers/*.pdf", script, i == 0 ? "{}" : NULL, NULL);
        struct library *library = library_new(roomy);
        library_set_filters(library, filters);
        source_filters_release(filters);
        assert_null(library_add(library, path));
        assert_int_equal(library_count(library), 1);
        const struct issue *issue = library_issue(library, library_at(library, 0));
        must(issue != NULL, "%s", library_error(library, library_at(library, 0)));
        assert_text(issue_source(issue), FILTERED_PAGE);
        assert_int_equal(issue->date, 20310607);
        library_free(library);
        free(script);
    }
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_streams),    test_in_folder(test_stopped),      test_in_folder(test_book),
        test_in_folder(test_large_book), FILTER_TEST(test_filtered_member),
    };
    return cmocka_run_group_tests_name("lent", tests, NULL, NULL);
}
