/* store: what can be wrong with its file, and who is killed.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stored.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *
notice_of(struct store *store)
{
    char *notice = store_take_notice(store);
    return notice != NULL ? notice : base_strdup("");
}

static void
test_a_damaged_file_is_put_aside(void **state)
{
    char *path = support_join(*state, "state.db"), *aside = support_join(*state, "state.db.damaged-1");
    char garbage[8192];
    memset(garbage, 'x', sizeof garbage);
    support_write(path, garbage, sizeof garbage);
    struct store *store = stored_open(path);
    char *notice = notice_of(store);
    assert_non_null(strstr(notice, "damaged"));
    assert_non_null(strstr(notice, aside));
    free(notice);
    struct buffer kept = support_read(aside);
    assert_int_equal(kept.len, sizeof garbage);
    assert_memory_equal(kept.at, garbage, sizeof garbage);
    buffer_done(&kept);
    stored_mark(store, stored_key(1), STORE_READ);
    stored_close(store);
    store = stored_open(path);
    assert_int_equal(stored_marks(store, stored_key(1)), STORE_READ);
    stored_close(store);
    free(path);
    free(aside);
}

/* What is in memory goes into the new file. */
static void
test_a_file_that_is_damaged_meanwhile(void **state)
{
    char *path = support_join(*state, "state.db");
    struct store *store = stored_open(path);
    stored_mark(store, stored_key(1), STORE_READ);
    stored_close(store);
    store = stored_open(path);
    sqlite3 *other;
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "DROP TABLE article", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    stored_mark(store, stored_key(2), STORE_FLAGGED);
    stored_close(store);
    store = stored_open(path);
    assert_int_equal(stored_marks(store, stored_key(1)), STORE_READ);
    assert_int_equal(stored_marks(store, stored_key(2)), STORE_FLAGGED);
    stored_close(store);
    free(path);
}

static void
test_a_newer_file_is_left_alone(void **state)
{
    char *path = support_join(*state, "state.db");
    sqlite3 *newer;
    assert_int_equal(sqlite3_open(path, &newer), SQLITE_OK);
    assert_int_equal(sqlite3_exec(newer, "CREATE TABLE of_later (x); PRAGMA user_version = 99", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(newer);
    struct buffer before = support_read(path);
    struct store *store = stored_open(path);
    char *notice = notice_of(store);
    assert_non_null(strstr(notice, "newer"));
    free(notice);
    stored_mark(store, stored_key(1), STORE_READ);
    assert_int_equal(stored_marks(store, stored_key(1)), STORE_READ);
    stored_close(store);
    struct buffer after = support_read(path);
    assert_int_equal(after.len, before.len);
    assert_memory_equal(after.at, before.at, before.len);
    buffer_done(&before);
    buffer_done(&after);
    free(path);
}

/* Makes of the file at PATH what the program before this one wrote. */
static void
make_older(const char *path)
{
    static const char sql[] = "ALTER TABLE article DROP COLUMN text; ALTER TABLE article DROP COLUMN sketch;"
                              " ALTER TABLE article DROP COLUMN paper; PRAGMA user_version = 1";
    sqlite3 *older;
    assert_int_equal(sqlite3_open(path, &older), SQLITE_OK);
    must(sqlite3_exec(older, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(older));
    sqlite3_close(older);
}

/* It is read as it is, taken to another machine, and goes on as one of today. */
static void
test_an_older_file(void **state)
{
    char *path = support_join(*state, "state.db"), *other = support_join(*state, "other.db");
    const struct store_article read = {STORE_READ, .text = {1, 2, 3}};
    struct store_article article;
    struct store *store = stored_open(path);
    stored_mark(store, stored_key(1), STORE_READ);
    stored_close(store);
    make_older(path);
    store = store_new();
    store_read(store, path, true);
    assert_int_equal(stored_marks(store, stored_key(1)), STORE_READ);
    store_free(store);
    stored_carry(path, other);
    store = stored_open(other);
    assert_int_equal(stored_marks(store, stored_key(1)), STORE_READ);
    stored_close(store);
    for (int i = 0; i < 2; i++) {
        store = stored_open(path);
        assert_int_equal(stored_marks(store, stored_key(1)), STORE_READ);
        store_put(store, stored_key(2), read, STORE_READ);
        stored_close(store);
    }
    store = stored_open(path);
    assert_true(store_find(store, stored_key(2), &article));
    assert_true(article.text.whole == 1 && article.text.sketch == 2 && article.text.paper == 3);
    stored_close(store);
    free(path);
    free(other);
}

static void
test_where_nothing_can_be_written(void **state)
{
    char *file = support_join(*state, "file"), *path = support_join(file, "below/state.db");
    support_write_text(file, "no folder\n");
    struct store *store = stored_open(path);
    char *notice = notice_of(store);
    assert_non_null(strstr(notice, "cannot write"));
    free(notice);
    stored_mark(store, stored_key(1), STORE_READ);
    assert_int_equal(stored_marks(store, stored_key(1)), STORE_READ);
    assert_null(store_take_notice(store));
    stored_close(store);
    free(path);
    free(file);
}

static void
test_another_writer_is_waited_for(void **state)
{
    char *path = support_join(*state, "state.db");
    struct store *store = stored_open(path);
    sqlite3 *other;
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    stored_mark(store, stored_key(1), STORE_READ);
    usleep(400 * 1000);
    assert_int_equal(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    stored_close(store);
    store = stored_open(path);
    assert_int_equal(stored_marks(store, stored_key(1)), STORE_READ);
    stored_close(store);
    free(path);
}

/* Without a thread, for what is written without a screen. */
static void
test_reading_once(void **state)
{
    char *path = support_join(*state, "state.db");
    struct store *store = store_new();
    store_read(store, path, true);
    assert_null(store_take_notice(store));
    assert_int_equal(access(path, F_OK), -1);
    store_free(store);
    store = stored_open(path);
    stored_mark(store, stored_key(1), STORE_READ);
    const struct parser_mend mend = {3, ISSUE_DECK, false};
    stored_set_mends(store, stored_rough, &mend, 1);
    stored_close(store);
    store = store_new();
    store_read(store, path, false);
    assert_int_equal(stored_marks(store, stored_key(1)), 0);
    stored_assert_mends(store, "20260318.txt", stored_rough, "3=deck");
    store_read(store, path, true);
    assert_int_equal(stored_marks(store, stored_key(1)), STORE_READ);
    store_free(store);
    free(path);
}

/* Writes until it is killed; tells on FD of what must be in the file a second later. */
static void
write_on(const char *path, int fd, unsigned first)
{
    struct store *store = stored_open(path);
    for (unsigned i = first;; i += 2) {
        struct {
            unsigned number;
            struct timespec when;
        } told = {.number = i};
        stored_mark(store, stored_key(i), STORE_READ);
        clock_gettime(CLOCK_MONOTONIC, &told.when);
        if (write(fd, &told, sizeof told) != sizeof told)
            _exit(1);
        usleep(500);
    }
}

/* Two programs write to one file, and one of them is killed: what it had marked a second before is in the file. */
static void
test_who_is_killed_loses_a_second(void **state)
{
    enum { ROUNDS_USUAL = 6 };
    const char *wanted = getenv("KANBAO_KILLS");
    int rounds = wanted != NULL ? atoi(wanted) : ROUNDS_USUAL;
    struct support_chance chance = {20261129};
    char *path = support_join(*state, "state.db");
    struct store *other = stored_open(path);
    long worst = 0;
    for (int round = 0; round < rounds; round++) {
        int pipes[2];
        must(pipe(pipes) == 0, "no pipe");
        pid_t child = fork();
        if (child == 0) {
            close(pipes[0]);
            write_on(path, pipes[1], 1000000U * (unsigned)(round % 1000) + 1);
        }
        close(pipes[1]);
        usleep(50 * 1000 + support_below(&chance, wanted != NULL ? 400 * 1000 : 1500 * 1000));
        stored_mark(other, stored_key(2 * (unsigned)round), STORE_FLAGGED);
        usleep(support_below(&chance, 20 * 1000));
        kill(child, SIGKILL);
        struct timespec end;
        clock_gettime(CLOCK_MONOTONIC, &end);
        waitpid(child, NULL, 0);
        struct store *store = stored_open(path);
        assert_null(store_take_notice(store));
        struct {
            unsigned number;
            struct timespec when;
        } told;
        while (read(pipes[0], &told, sizeof told) == sizeof told) {
            long ago = (end.tv_sec - told.when.tv_sec) * 1000 + (end.tv_nsec - told.when.tv_nsec) / 1000000;
            if (stored_marks(store, stored_key(told.number)) == STORE_READ)
                continue;
            worst = ago > worst ? ago : worst;
            must(ago < 1000, "round %d: marked %ld ms before the end, and lost", round, ago);
        }
        close(pipes[0]);
        stored_close(store);
    }
    if (wanted != NULL)
        print_message("%d rounds: the oldest mark that was lost was made %ld ms before the end\n", rounds, worst);
    stored_close(other);
    struct store *store = stored_open(path);
    for (int round = 0; round < rounds; round++)
        must(stored_marks(store, stored_key(2 * (unsigned)round)) & STORE_FLAGGED, "the other's mark %d", round);
    stored_close(store);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_a_damaged_file_is_put_aside),
        test_in_folder(test_a_file_that_is_damaged_meanwhile),
        test_in_folder(test_a_newer_file_is_left_alone),
        test_in_folder(test_an_older_file),
        test_in_folder(test_where_nothing_can_be_written),
        test_in_folder(test_another_writer_is_waited_for),
        test_in_folder(test_reading_once),
        test_in_folder(test_who_is_killed_loses_a_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
