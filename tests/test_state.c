/* What outlives a session, by the program itself in a terminal: the next start, two at once, an end at any moment, and
 * surroundings in which nothing can be kept.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "session.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { WAIT_SECONDS = 60 };

struct day {
    char *folder, *state; /* of the test; NAME=VALUE */
    char *samples;
    const char *environment[2], *arguments[4];
};

static struct day
day_of(void **state, const char *file)
{
    struct day day = {.folder = *state, .samples = support_join(getenv("KANBAO_SAMPLES"), "lanpu")};
    struct buffer setting = {0};
    buffer_printf(&setting, "KANBAO_STATE=%s/%s", day.folder, file);
    day.state = buffer_take(&setting);
    return day;
}

static void
day_done(struct day *day)
{
    free(day->state);
    free(day->samples);
}

static struct session
begin_with(struct day *day, const char *const argv[])
{
    day->environment[0] = day->state;
    day->environment[1] = NULL;
    struct session session =
        session_start((struct pty_command){.argv = argv, .environment = day->environment, .rows = 12, .cols = 80});
    pty_settle(session.pty);
    return session;
}

static struct session
begin(struct day *day)
{
    day->arguments[0] = "-o";
    day->arguments[1] = "memory=0";
    day->arguments[2] = day->samples;
    return begin_with(day, day->arguments);
}

/* The thread that keeps the file is no part of what settles. */
static void
wait_to_show(struct session *session, const char *text)
{
    time_t end = time(NULL) + WAIT_SECONDS;
    while (!session_shows(session, text)) {
        must(time(NULL) < end, "%s is not shown", text);
        usleep(20 * 1000);
        pty_settle(session->pty);
    }
}

/* Keys of the start, too, go by what was read, flagged and mended. */
static void
test_keys_of_the_start(void **state)
{
    struct day day = day_of(state, "keys.db");
    struct session session = begin(&day);
    session_press(&session, "jmrkr");
    session_end(&session, "Q");
    const char *const flagged[] = {"--keys", "M", day.samples, NULL}, *const unread[] = {"--keys", "u", day.samples,
                                                                                         NULL};
    session = begin_with(&day, flagged);
    wait_to_show(&session, "hit 1/1");
    session_end(&session, "Q");
    session = begin_with(&day, unread);
    wait_to_show(&session, "> 3");
    session_press(&session, "m");
    session_end(&session, "Q");
    session = begin_with(&day, flagged);
    wait_to_show(&session, "hit 1/2");
    session_end(&session, "Q");
    day_done(&day);
}

static void
test_the_next_start(void **state)
{
    struct day day = day_of(state, "a/b/state.db");
    struct session session = begin(&day);
    session_press(&session, "j<Enter><Space>qjm");
    session_end(&session, "Q");
    session = begin(&day);
    wait_to_show(&session, "article 2");
    wait_to_show(&session, "◐");
    wait_to_show(&session, "3★");
    session_press(&session, "<Enter>");
    session_assert_shows(&session, "锁边机");
    session_end(&session, "Q");
    day_done(&day);
}

static void
test_two_at_once(void **state)
{
    struct day day = day_of(state, "state.db");
    struct session one = begin(&day), two = begin(&day);
    session_press(&one, "jm");
    wait_to_show(&two, "2★");
    session_press(&two, "jjr");
    wait_to_show(&one, "3   《澜浦话小词典》");
    session_end(&one, "Q");
    session_end(&two, "Q");
    day_done(&day);
}

/* What was there a second before is there again. */
static void
test_killed(void **state)
{
    struct day day = day_of(state, "state.db");
    struct session session = begin(&day);
    session_press(&session, "jmjm");
    sleep(1);
    kill(pty_pid(session.pty), SIGKILL);
    session_done(&session);
    session = begin(&day);
    wait_to_show(&session, "2★");
    wait_to_show(&session, "3★");
    session_end(&session, "Q");
    day_done(&day);
}

/* A hang-up loses nothing at all. */
static void
test_hung_up(void **state)
{
    static const int signals[] = {SIGHUP, SIGTERM};
    for (size_t i = 0; i < BASE_COUNT(signals); i++) {
        struct day day = day_of(state, i == 0 ? "hup.db" : "term.db");
        struct session session = begin(&day);
        session_press(&session, "jm");
        kill(pty_pid(session.pty), signals[i]);
        (void)pty_wait(session.pty);
        session_done(&session);
        session = begin(&day);
        wait_to_show(&session, "2★");
        session_end(&session, "Q");
        day_done(&day);
    }
}

/* One notice, and reading goes on. */
static void
test_nothing_can_be_kept(void **state)
{
    char *file = support_join(*state, "file");
    support_write_text(file, "no folder\n");
    struct day day = day_of(state, "file/state.db");
    struct session session = begin(&day);
    wait_to_show(&session, "Nothing is remembered");
    session_press(&session, "jm");
    session_assert_shows(&session, "2★");
    session_press(&session, "j");
    assert_false(session_shows(&session, "Nothing is remembered"));
    session_end(&session, "Q");
    day_done(&day);
    free(file);
}

/* Whoever wants nothing kept has nothing kept. */
static void
test_nothing_is_to_be_kept(void **state)
{
    struct day day = day_of(state, "state.db");
    const char *const argv[] = {"-o", "remember=no", day.samples, NULL};
    const char *const environment[] = {day.state, NULL};
    struct session session =
        session_start((struct pty_command){.argv = argv, .environment = environment, .rows = 24, .cols = 80});
    pty_settle(session.pty);
    session_press(&session, "jm");
    session_assert_shows(&session, "2★");
    session_end(&session, "Q");
    char *path = support_join(*state, "state.db");
    assert_int_equal(access(path, F_OK), -1);
    free(path);
    day_done(&day);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_the_next_start),
        test_in_folder(test_keys_of_the_start),
        test_in_folder(test_two_at_once),
        test_in_folder(test_killed),
        test_in_folder(test_hung_up),
        test_in_folder(test_nothing_can_be_kept),
        test_in_folder(test_nothing_is_to_be_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
