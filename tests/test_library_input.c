/* Issues that are read from no file: standard input, FIFOs.
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

/* ---- standard input */

/* What became of TEXT on standard input, in a child with nothing else there. */
static int
child_reads(const char *bytes, size_t len, int child(void))
{
    int ends[2], status;
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        dup2(ends[0], STDIN_FILENO);
        close(ends[0]);
        close(ends[1]);
        _exit(child());
    }
    close(ends[0]);
    /* a pipe takes this much without a reader */
    assert_int_equal(len > 0 ? write(ends[1], bytes, len) : 0, (ssize_t)len);
    close(ends[1]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int
read_issue(void)
{
    struct library *library = library_new(roomy);
    int wrong = library_add(library, "-") != NULL;
    if (wrong == 0) {
        library_sort(library);
        const struct issue *issue = support_issue_at(library, 0);
        wrong |= (library_count(library) != 1) << 1;
        wrong |= (strcmp(library_path(library, library_at(library, 0)), "-") != 0) << 2;
        wrong |= (issue == NULL || issue->article_count != 1 || issue->repaired != 1) << 3;
        wrong |= (strcmp(library_title(library, library_at(library, 0)), "渡口晚报") != 0) << 4;
        wrong |= (library_date(library, library_at(library, 0)) != 20260316) << 5;
        wrong |= (issue == NULL || issue->preview) << 6;
    }
    library_free(library);
    return wrong;
}

static int
refuse(struct library_limits limits, const char *reason)
{
    struct library *library = library_new(limits);
    struct error *error = library_add(library, "-");
    int wrong = error == NULL || strstr(error_text(error), reason) == NULL || library_count(library) != 0;
    error_free(error);
    library_free(library);
    return wrong;
}

static int
refuse_empty(void)
{
    return refuse(roomy, "empty");
}

static int
refuse_binary(void)
{
    return refuse(roomy, "PDF");
}

static int
refuse_large(void)
{
    return refuse((struct library_limits){99, 1000}, "larger than");
}

static void
test_standard_input(void **state)
{
    (void)state;
    const char *text = "渡口晚报　2026年3月16日　星期一\n\n渡口的灯换了\n\n本报讯 雨停了, 灯亮了\xFF。\n";
    char large[100] = "雨停了。";
    memset(large + 12, '.', sizeof large - 12);
    assert_int_equal(child_reads(text, strlen(text), read_issue), 0);
    assert_int_equal(child_reads("", 0, refuse_empty), 0);
    assert_int_equal(child_reads("%PDF-1.4", 8, refuse_binary), 0);
    assert_int_equal(child_reads(large, sizeof large, refuse_large), 0);
}

/* What has no folder and no name of its own is called by its path. */
static void
test_title_of_fifo(void **state)
{
    char *path = support_join(*state, "20260316");
    assert_int_equal(mkfifo(path, 0600), 0);
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        int fd = open(path, O_WRONLY);
        _exit(fd >= 0 && write(fd, "雨停了。\n", 13) == 13 ? 0 : 1);
    }
    struct library *library = library_new(roomy);
    assert_null(library_add(library, path));
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_string_equal(library_title(library, library_at(library, 0)), path);
    library_free(library);
    free(path);
}

/* A FIFO that is named is read to its end, once; its text stays, whatever else is looked at. */
static void
test_named_fifo(void **state)
{
    enum { OTHERS = 40 };
    const char *folder = *state;
    char *path = support_join(folder, "fifo.txt");
    static const char text[] = "渡口晚报　2026年3月16日　星期一\n\n渡口的灯换了\n\n本报讯 雨停了。\n";
    support_put_fifo(folder, "fifo.txt");
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        int fd = open(path, O_WRONLY);
        _exit(fd >= 0 && write(fd, text, sizeof text - 1) == (ssize_t)(sizeof text - 1) ? 0 : 1);
    }
    struct library *library = library_new(roomy);
    alarm(DEADLINE_SECONDS);
    assert_null(library_add(library, path));
    alarm(0);
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    for (int i = 0; i < OTHERS; i++) {
        char name[16];
        snprintf(name, sizeof name, "n%02d.txt", i);
        support_put(folder, name, "雨停了。\n");
    }
    assert_null(library_add(library, folder));
    library_sort(library);
    assert_int_equal(library_count(library), OTHERS + 1);
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i <= OTHERS; i++)
            assert_non_null(support_issue_at(library, i));
    uint32_t id = library_at(library, 0);
    assert_string_equal(library_path(library, id), path);
    assert_string_equal(library_title(library, id), "渡口晚报");
    assert_int_equal(library_date(library, id), 20260316);
    library_free(library);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standard_input),
        test_in_folder(test_named_fifo),
        test_in_folder(test_title_of_fifo),
    };
    return cmocka_run_group_tests_name("library, input", tests, NULL, NULL);
}
