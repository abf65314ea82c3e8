/* source: files that programs make text of. The programs are scripts of the test's own folder.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "filter_files.h"
#include "support.h"

#include "kanbao/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SOON_MS = 60, FILES = 50, THREADS = 2 };

static struct error *
read_file(const char *folder, const char *name, const struct source_filters *filters, struct source_text *text)
{
    bool cut;
    char *path = support_join(folder, name);
    struct error *error =
        source_read((struct source_name){.path = path, .filters = filters}, SIZE_MAX, SIZE_MAX, text, &cut);
    must(error != NULL || !cut, "%s is cut", name);
    free(path);
    return error;
}

/* FOLDER/a.pdf is read as WANTED. */
static void
check_text(const char *folder, struct source_filters *filters, const char *wanted)
{
    struct source_text text = {0};
    struct error *error = read_file(folder, "a.pdf", filters, &text);
    must(error == NULL, "%s", error_text(error));
    assert_text(slice_make(text.at, text.bytes), wanted);
    free(text.at);
    source_filters_release(filters);
}

/* It cannot be, for what WORDS say. */
static void
check_error(const char *folder, struct source_filters *filters, const char *words)
{
    struct source_text text = {0};
    struct error *error = read_file(folder, "a.pdf", filters, &text);
    must(error != NULL, "there is no error: %s", words);
    must(strstr(error_text(error), words) != NULL, "%s", error_text(error));
    error_free(error);
    source_filters_release(filters);
}

/* ---- what is run */

/* Whatever a name says, it is one argument, and no option. */
static void
test_names(void **state)
{
    static const char *const names[] = {"a b.pdf",      "a'b\".pdf", "$(touch x).pdf", "a;touch x.pdf", "-rf.pdf",
                                        "a\nb.pdf",     "`id`.pdf",  "*.pdf",          "{}.pdf",        "--.pdf",
                                        "\xC4\xE3.pdf", "看报.pdf",  "a\\b.pdf"};
    char *program = filter_put_script(*state, "program", "printf '%s|' \"$#\" \"$@\"");
    struct source_filters *filters = source_filters_new();
    const char *words[] = {program, "--from={}", "$HOME; *", "{}", "-"};
    size_t wrong;
    assert_null(source_filters_add(filters, "*.pdf", words, BASE_COUNT(words), &wrong));
    assert_int_equal(chdir(*state), 0);
    for (size_t i = 0; i < BASE_COUNT(names); i++) {
        struct buffer wanted = {0};
        struct source_text text;
        bool cut;
        const char *safe = names[i][0] == '-' ? "./" : "";
        support_put(".", names[i], "%PDF-1.7\n%");
        struct source_name name = {.path = names[i], .encoding = ENCODING_UTF8, .filters = filters};
        struct error *error = source_read(name, SIZE_MAX, SIZE_MAX, &text, &cut);
        must(error == NULL, "%s: %s", names[i], error_text(error));
        buffer_printf(&wanted, "4|--from=%s%s|$HOME; *|%s%s|-|", safe, names[i], safe, names[i]);
        if (names[i][0] != '\xC4')
            assert_text(slice_make(text.at, text.bytes), wanted.at);
        else
            assert_int_equal(text.repaired, 4); /* its bytes are none of UTF-8 */
        free(text.at);
        buffer_done(&wanted);
    }
    assert_int_equal(access("x", F_OK), -1);
    assert_int_equal(chdir("/"), 0);
    source_filters_release(filters);
    free(program);
}

/* Where no word has a place for it, the file is what is read; else there is nothing to read. */
static void
test_input(void **state)
{
    struct source_filters *filters = source_filters_new();
    filter_add(filters, "*.pdf", "sed", "s/%PDF/text/", NULL);
    check_text(*state, filters, "text-1.7\n%");
    check_text(*state, filter_of_lines(*state, "cat; echo text"), "text\n");
}

/* Nobody sees its terminal, its other descriptors are closed, and no signal is ignored. */
static void
test_surroundings(void **state)
{
    int held = open("/dev/null", O_RDONLY);
    signal(SIGPIPE, SIG_IGN);
    check_text(*state,
               filter_of_lines(*state, "[ -e /proc/self/fd ] || { echo text; exit; }\n"
                                       "ls /proc/self/fd | grep -qx "
                                       "[4-9]"
                                       " && echo open\n"
                                       "(: > /dev/tty) 2> /dev/null && echo terminal\n"
                                       "grep -q 'SigIgn:.*[13579bdf]...$' /proc/self/status && echo ignored\n"
                                       "echo text"),
               "text\n");
    signal(SIGPIPE, SIG_DFL);
    close(held);
}

static void
test_encodings(void **state)
{
    check_text(*state, filter_of_lines(*state, "printf '\\377\\376\\157\\160\\045\\156\\012\\000'"), "灯渥\n");
}

/* ---- its end */

static void
test_failures(void **state)
{
    struct source_filters *missing = source_filters_new();
    filter_add(missing, "*.pdf", "kanbao-has-no-such-program", "{}", NULL);
    check_error(*state, missing, "kanbao-has-no-such-program cannot be run: ");
    check_error(*state, filter_of_lines(*state, "echo text; exit 3"), "ended with status 3");
    check_error(*state, filter_of_lines(*state, "printf 'a \\033[2Jpage\\nmore' >&2; exit 1"), "1: a ‹1B›[2Jpage");
    check_error(*state, filter_of_lines(*state, "echo text; kill -9 $$"), "was ended by signal 9");
    check_error(*state, filter_of_lines(*state, "printf ' \\f\\n\\f'"), "finds no text");
    check_error(*state, filter_of_lines(*state, ""), "finds no text");
    check_error(*state, filter_of_lines(*state, "cat \"$1\""), "PDF");
    char *folder = support_join(*state, "b.pdf");
    struct source_text text;
    struct source_filters *filters = filter_of_lines(*state, "echo text");
    assert_int_equal(mkfifo(folder, 0600), 0);
    struct error *error = read_file(*state, "b.pdf", filters, &text);
    must(error != NULL && strstr(error_text(error), "FIFO") != NULL, "it is no FIFO");
    error_free(error);
    source_filters_release(filters);
    free(folder);
}

/* What it complains of is heard to its end, though it fails or not. */
static void
test_complaints(void **state)
{
    check_text(*state,
               filter_of_lines(*state, "head -c 1000000 /dev/zero >&2; echo text; head -c 1000000 /dev/zero >&2"),
               "text\n");
    check_error(*state, filter_of_lines(*state, "exec 1>&-; head -c 1000000 /dev/zero >&2; exit 2"), "status 2");
}

/* FOLDER/held is open for reading; who of a filter's children has it open for writing is gone when it says so. */
static int
put_held(const char *folder)
{
    char *path = support_join(folder, "held");
    assert_int_equal(mkfifo(path, 0600), 0);
    int fd = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(fd >= 0);
    free(path);
    return fd;
}

static void
check_let_go(int fd)
{
    struct pollfd end = {fd, POLLIN, 0};
    char byte;
    assert_int_equal(poll(&end, 1, 10000), 1);
    assert_int_equal(read(fd, &byte, 1), 1);
    assert_int_equal(poll(&end, 1, 10000), 1);
    assert_int_equal(read(fd, &byte, 1), 0);
    close(fd);
}

#define HOLD "(echo > \"${0%/*}/held\"; sleep 1000) > \"${0%/*}/held\" &\n"

/* Too slow: it is ended, whatever it does meanwhile. */
static void
test_slow(void **state)
{
    static const char *const lines[] = {HOLD "echo text; sleep 1000", HOLD "echo text; exec 1>&- 2>&-; sleep 1000",
                                        HOLD "while :; do echo text; sleep 0.01; done",
                                        HOLD "while :; do echo text >&2; done", HOLD "trap '' TERM INT HUP; wait"};
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        struct source_filters *filters = filter_of_lines(*state, lines[i]);
        int held = put_held(*state);
        source_filters_set_patience(filters, SOON_MS);
        check_error(*state, filters, "takes longer than");
        close(held);
        support_take(*state, "held");
    }
}

/* And all that it has begun: once that was there in time. */
static void
test_group(void **state)
{
    int held = put_held(*state), patience = SOON_MS;
    struct pollfd begun = {held, POLLIN, 0};
    for (; poll(&begun, 1, 0) == 0; patience *= 2) {
        struct source_filters *filters = filter_of_lines(*state, HOLD "wait");
        must(patience < 100 * 1000, "it never begins");
        source_filters_set_patience(filters, patience);
        check_error(*state, filters, "takes longer than");
    }
    check_let_go(held);
}

/* What it leaves behind has its output still: that is not waited for. */
static void
test_left_behind(void **state)
{
    int held = put_held(*state);
    char *path = support_join(*state, "wait");
    assert_int_equal(mkfifo(path, 0600), 0);
    check_text(*state,
               filter_of_lines(*state, "(echo >&3; echo > \"${0%/*}/wait\"; sleep 1000) 3> \"${0%/*}/held\" &\n"
                                       "read a < \"${0%/*}/wait\"; echo text"),
               "text\n");
    check_let_go(held);
    free(path);
}

/* ---- how much it may give */

static void
test_large(void **state)
{
    struct source_filters *filters = filter_of_lines(*state, "yes 灯船昨夜换了一只新灯泡 & wait");
    struct buffer bytes = {0};
    struct source_writing writing;
    struct source_text text;
    bool cut;
    char *path = support_join(*state, "a.pdf");
    struct source_name name = {.path = path, .filters = filters};
    struct error *error = source_read(name, 1 << 20, SIZE_MAX, &text, &cut);
    must(error != NULL && strstr(error_text(error), "gives more than 1 MB") != NULL, "it is not too large");
    error_free(error);
    error = source_read_bytes(name, 1 << 20, &bytes, &writing);
    must(error != NULL && strstr(error_text(error), "gives more than 1 MB") != NULL, "its bytes are not too many");
    error_free(error);
    buffer_done(&bytes);
    /* a beginning, and no more is made of it */
    assert_null(source_read(name, SIZE_MAX, SOURCE_PREVIEW_BYTES, &text, &cut));
    assert_true(cut);
    assert_in_range(text.bytes, SOURCE_PREVIEW_BYTES - 40, SOURCE_PREVIEW_BYTES);
    assert_int_equal(text.repaired, 0);
    free(text.at);
    source_filters_release(filters);
    /* the file itself may be of any size, and as many bytes as may be are none too many */
    filters = filter_of_lines(*state, "printf 12345678");
    name.filters = filters;
    assert_null(source_read(name, 8, SIZE_MAX, &text, &cut));
    assert_false(cut);
    assert_text(slice_make(text.at, text.bytes), "12345678");
    free(text.at);
    bool archive;
    assert_null(source_probe(name, 1, &archive));
    source_filters_release(filters);
    free(path);
}

static void
test_probe(void **state)
{
    struct source_filters *filters = filter_of_lines(*state, "touch \"${0%/*}/run\"; exit 1");
    char *path = support_join(*state, "a.pdf"), *mark = support_join(*state, "run");
    bool archive;
    assert_null(source_probe((struct source_name){.path = path, .filters = filters}, SIZE_MAX, &archive));
    assert_int_equal(access(mark, F_OK), -1);
    support_write_text(path, "");
    struct error *error = source_probe((struct source_name){.path = path, .filters = filters}, SIZE_MAX, &archive);
    assert_non_null(error);
    error_free(error);
    error = source_probe((struct source_name){.path = path}, SIZE_MAX, &archive);
    assert_non_null(error);
    error_free(error);
    source_filters_release(filters);
    free(path);
    free(mark);
}

/* ---- in threads */

struct reading {
    const char *folder;
    struct source_filters *filters;
    size_t wrong;
};

static void *
read_them(void *context)
{
    struct reading *reading = context;
    for (size_t i = 0; i < FILES; i++) {
        char name[32];
        struct source_text text;
        snprintf(name, sizeof name, "%zu.pdf", i);
        struct error *error = read_file(reading->folder, name, reading->filters, &text);
        reading->wrong += error != NULL || strncmp(text.at, name, strlen(name)) != 0;
        if (error == NULL)
            free(text.at);
        error_free(error);
    }
    source_filters_release(reading->filters);
    return NULL;
}

static void
test_threads(void **state)
{
    struct reading readings[THREADS];
    pthread_t threads[THREADS];
    struct source_filters *filters = filter_of_lines(*state, "cat \"$1\"; echo some words >&2");
    for (size_t i = 0; i < FILES; i++) {
        char name[32];
        snprintf(name, sizeof name, "%zu.pdf", i);
        support_put(*state, name, name);
    }
    for (size_t i = 0; i < THREADS; i++) {
        readings[i] = (struct reading){*state, filters, 0};
        source_filters_keep(filters);
        assert_int_equal(pthread_create(&threads[i], NULL, read_them, &readings[i]), 0);
    }
    source_filters_release(filters);
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(readings[i].wrong, 0);
    }
}

static void *
read_slow(void *context)
{
    struct reading *reading = context;
    struct source_text text;
    struct error *error = read_file(reading->folder, "a.pdf", reading->filters, &text);
    reading->wrong = error == NULL || strstr(error_text(error), "was stopped") == NULL;
    error_free(error);
    return NULL;
}

/* Who ends waits for none. */
static void
test_stop(void **state)
{
    struct source_filters *filters = filter_of_lines(*state, HOLD "wait");
    struct reading reading = {*state, filters, 0};
    pthread_t thread;
    int held = put_held(*state);
    struct pollfd begun = {held, POLLIN, 0};
    assert_int_equal(pthread_create(&thread, NULL, read_slow, &reading), 0);
    assert_int_equal(poll(&begun, 1, 10000), 1);
    source_filters_stop(filters);
    check_let_go(held);
    pthread_join(thread, NULL);
    assert_int_equal(reading.wrong, 0);
    source_filters_stop(NULL);
    check_error(*state, filters, "was stopped");
}

/* ---- which files */

static void
test_globs(void **state)
{
    static const struct {
        const char *glob, *folder, *name;
        bool taken;
    } cases[] = {
        {"*.pdf", "", "a.pdf", true},
        {"*.pdf", "/papers/", "a.pdf", true},
        {"*.pdf", "", "/papers.x/a.pdf", true},
        {"*.pdf", "", "a.pdfx", false},
        {"*.pdf", "/b.pdf/", "a.txt", false},
        {"*.pdf", "", "20310607.PDF", true},
        {"*.PDF", "", "20310607.pdf", true},
        {"*.pdf", "", "\xC4\xE3\xBA\xC3.pdf", true},
        {"看报*", "", "看报.pdf", true},
        {"[!a-m]*.doc?", "", "news.docx", true},
        {"[!a-m]*.doc?", "", "a.docx", false},
        {"scans/*.txt", "/papers/scans/", "a.txt", true},
        {"scans/*.txt", "scans/", "a.txt", true},
        {"scans/*.txt", "/papers/scans/b/", "a.txt", false},
        {"scans/*.txt", "/papers/myscans/", "a.txt", false},
        {"scans/*.txt", "", "a.txt", false},
        {"/papers/*/*.txt", "/papers/scans/", "a.txt", true},
        {"/papers/*/*.txt", "/my/papers/scans/", "a.txt", false},
        {"~/*.txt", "/home/somebody/", "a.txt", true},
    };
    (void)state;
    setenv("HOME", "/home/somebody", 1);
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct source_filters *filters = source_filters_new();
        assert_false(source_is_filtered(filters, cases[i].folder, cases[i].name));
        filter_add(filters, cases[i].glob, "cat", NULL, NULL);
        must(source_is_filtered(filters, cases[i].folder, cases[i].name) == cases[i].taken, "%s, %s%s", cases[i].glob,
             cases[i].folder, cases[i].name);
        source_filters_release(filters);
    }
    assert_false(source_is_filtered(NULL, "", "a.pdf"));
}

static void
test_first(void **state)
{
    struct source_filters *filters = source_filters_new();
    char *program = filter_put_script(*state, "program", "echo \"$1\"");
    filter_add(filters, "b*", program, "1", NULL);
    filter_add(filters, "*.pdf", program, "2", NULL);
    filter_add(filters, "a.*", program, "3", NULL);
    check_text(*state, filters, "2\n");
    free(program);
}

static void
test_wrong(void **state)
{
    static const struct {
        const char *glob, *words[3], *reason;
        size_t count, wrong;
    } cases[] = {
        {"", {"cat"}, "names of files", 1, 1},
        {"scans/", {"cat"}, "names of files", 1, 1},
        {"*.pdf", {""}, "no program", 1, 0},
        {"*.pdf", {NULL}, "no program", 0, 0},
        {"*.pdf", {"{}"}, "its own filter", 1, 0},
        {"*.pdf", {"pdftotext", "{}", "{out}"}, "“{out}”", 3, 2},
        {"*.pdf", {"pdftotext", "{1}"}, "“{1}”", 2, 1},
    };
    (void)state;
    struct source_filters *filters = source_filters_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        size_t wrong = SIZE_MAX;
        struct error *error = source_filters_add(filters, cases[i].glob, cases[i].words, cases[i].count, &wrong);
        must(error != NULL && strstr(error_text(error), cases[i].reason) != NULL, "%s", cases[i].reason);
        assert_int_equal(wrong, cases[i].wrong);
        error_free(error);
    }
    assert_false(source_is_filtered(filters, "", "a.pdf"));
    filter_add(filters, "*.pdf", "awk", "{print }", "{}{}");
    source_filters_release(filters);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FILTER_TEST(test_names),     FILTER_TEST(test_input),      FILTER_TEST(test_surroundings),
        FILTER_TEST(test_failures),  FILTER_TEST(test_complaints), FILTER_TEST(test_slow),
        FILTER_TEST(test_group),     FILTER_TEST(test_large),      FILTER_TEST(test_left_behind),
        FILTER_TEST(test_encodings), FILTER_TEST(test_probe),      FILTER_TEST(test_threads),
        FILTER_TEST(test_stop),      FILTER_TEST(test_globs),      FILTER_TEST(test_first),
        FILTER_TEST(test_wrong),
    };
    return cmocka_run_group_tests_name("filters", tests, NULL, NULL);
}
