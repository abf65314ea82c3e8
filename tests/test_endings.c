/* Whatever the program is doing, a signal or a terminal that goes away ends it soon, and the terminal is as it was.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long each took is printed; what is asserted is a bound that only a program that waits for something exceeds.
 */
#include "session.h"
#include "support.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST_MS = 5000, MANY_ISSUES = 2000, HUGE_BYTES = 24 << 20 };

static char *folder, *many, *huge;

static uint64_t
milliseconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* One article of long paragraphs. */
static void
write_huge(void)
{
    struct buffer text = {0};
    huge = support_join(folder, "huge.txt");
    buffer_add_text(&text, "渡口日报　2026年2月3日\n\n渡口旧物一年清点完毕\n\n");
    while (text.len < (size_t)(session_is_slow() ? HUGE_BYTES / 10 : HUGE_BYTES))
        for (int i = 0; i < 100; i++)
            buffer_add_text(&text, i < 99 ? "灯塔管理员把每晚的潮位写在日历背面，写满一年就换一盏灯泡。" : "\n\n");
    support_write(huge, text.at, text.len);
    buffer_done(&text);
}

/* ---- situations: each brings the program to where the signal is to find it */

static void
pass_time(int tens_of_milliseconds)
{
    nanosleep(&(struct timespec){.tv_nsec = tens_of_milliseconds * 10000000L}, NULL);
}

static void
idle(struct session *session)
{
    pty_settle(session->pty);
}

static void
starting(struct session *session)
{
    pty_read(session->pty, -1);
}

static void
suspended(struct session *session)
{
    int number;
    pty_settle(session->pty);
    pty_type(session->pty, "\032");
    assert_true(pty_wait_stop(session->pty, &number));
}

static void
stopped_by_force(struct session *session)
{
    int number;
    pty_settle(session->pty);
    pty_signal(session->pty, SIGSTOP);
    assert_true(pty_wait_stop(session->pty, &number));
}

static void
came_back(struct session *session)
{
    suspended(session);
    pty_signal(session->pty, SIGCONT);
    pty_settle(session->pty);
}

static void
resized(struct session *session)
{
    pty_settle(session->pty);
    for (int i = 1; i < 100; i++)
        pty_resize(session->pty, i % 40 + 1, i);
}

static void
loading(struct session *session)
{
    pty_wait_text(session->pty, "渡口");
}

/* All lines of the huge article are walked, on the thread that takes the keys. */
static void
computing(struct session *session)
{
    pty_wait_text(session->pty, "渡口");
    pty_settle(session->pty);
    pty_type(session->pty, "\rw999999j");
    pass_time(6);
}

/* Screens are sent until the terminal takes no more; nobody reads. */
static void
block(struct session *session)
{
    for (int i = 0; i < 20; i++) {
        pty_type(session->pty, "\014\014\014\014\014\014\014\014\014\014\014\014\014\014\014\014"
                               "\014\014\014\014\014\014\014\014\014\014\014\014\014\014\014\014");
        pass_time(1);
    }
    pty_wait_blocked(session->pty);
}

static void
blocked(struct session *session)
{
    pty_settle(session->pty);
    block(session);
}

static void
blocked_while_loading(struct session *session)
{
    pty_wait_text(session->pty, "渡口");
    block(session);
}

static const struct situation {
    const char *name;
    void (*enter)(struct session *session);
    const char *keys; /* typed before that, to the first screen; NULL: none */
    char **path;      /* NULL: the samples */
    bool unread, mute, stopped;
} situations[] = {
    {.name = "at rest", .enter = idle},
    {.name = "just started", .enter = starting},
    {.name = "in an article", .enter = idle, .keys = "\r  j"},
    {.name = "help is open", .enter = idle, .keys = "?  "},
    {.name = "list of issues", .enter = idle, .keys = "ij"},
    {.name = "source view", .enter = idle, .keys = "\rvjj"},
    {.name = "an unwritten mend", .enter = idle, .keys = "\rvjjeh"},
    {.name = "at a prompt", .enter = idle, .keys = "/qiao"},
    {.name = "a command half typed", .enter = idle, .keys = "3e"},
    {.name = "a sequence half come", .enter = idle, .keys = "\033[1;5"},
    {.name = "a paste half come", .enter = idle, .keys = "\033[200~jjj"},
    {.name = "a terminal that does not answer", .enter = idle, .keys = "j", .mute = true},
    {.name = "suspended", .enter = suspended, .stopped = true},
    {.name = "stopped by force", .enter = stopped_by_force, .stopped = true},
    {.name = "come back", .enter = came_back},
    {.name = "in a storm of sizes", .enter = resized},
    {.name = "loading issues", .enter = loading, .path = &many},
    {.name = "searching issues", .enter = loading, .keys = "//fengsheng|tian\r", .path = &many},
    {.name = "reading a huge file", .enter = loading, .path = &huge},
    {.name = "searching a huge file", .enter = loading, .keys = "/rili|/(灯|潮)+x/\r", .path = &huge},
    {.name = "computing", .enter = computing, .path = &huge},
    {.name = "output blocked", .enter = blocked, .unread = true},
    {.name = "blocked and loading", .enter = blocked_while_loading, .path = &many, .unread = true},
};

static struct session
enter(const struct situation *situation)
{
    const char *const arguments[] = {"-o", "ambiguous=auto", situation->path ? *situation->path : NULL, NULL};
    bool large = situation->unread;
    struct session session = session_start((struct pty_command){.argv = arguments,
                                                                .rows = large ? 60 : 24,
                                                                .cols = large ? 200 : 80,
                                                                .mute = situation->mute,
                                                                .timed_waits = true});
    if (situation->keys != NULL) {
        assert_true(pty_wait_text(session.pty, situation->path ? "渡口" : "浦"));
        pty_type(session.pty, situation->keys);
    }
    situation->enter(&session);
    session.command.argv = NULL; /* which end here */
    return session;
}

static void
check_soon(const struct situation *situation, const char *how, uint64_t since)
{
    uint64_t took = milliseconds() - since;
    print_message("%-32s %-8s %4u ms\n", situation->name, how, (unsigned)took);
    if (took > LONGEST_MS)
        fail_msg("%s: ended %u ms after %s", situation->name, (unsigned)took, how);
}

static void
check_signal(const struct situation *situation, int number, const char *how)
{
    struct session session = enter(situation);
    uint64_t since = milliseconds();
    pty_signal(session.pty, number);
    if (situation->stopped)
        pty_signal(session.pty, SIGCONT);
    int status = situation->unread ? pty_wait_unread(session.pty) : pty_wait(session.pty);
    check_soon(situation, how, since);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != number)
        fail_msg("%s: %s gave the wait status %d", situation->name, how, status);
    session_assert_restored(&session);
    session_done(&session);
}

static void
signals_end_it_whatever_it_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(situations); i++) {
        check_signal(&situations[i], SIGTERM, "SIGTERM");
        check_signal(&situations[i], SIGHUP, "SIGHUP");
    }
}

static void
a_closed_terminal_ends_it_whatever_it_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(situations); i++) {
        struct session session = enter(&situations[i]);
        uint64_t since = milliseconds();
        pty_hang_up(session.pty);
        if (situations[i].stopped) /* as the kernel does where a stopped job loses its shell */
            pty_signal(session.pty, SIGCONT);
        pty_wait(session.pty);
        check_soon(&situations[i], "closed", since);
        session_done(&session);
    }
}

/* Every signal that ends a program by default: the terminal is as it was, and the status says which it was. */
static void
every_signal_restores_the_terminal(void **state)
{
    static const int others[] = {0,       SIGKILL, SIGSTOP,  SIGTSTP, SIGTTIN, SIGTTOU,
                                 SIGCONT, SIGCHLD, SIGWINCH, SIGURG,  SIGPIPE, SIGXFSZ /* these two are ignored */};
    (void)state;
    for (int number = 1; number <= SIGRTMAX; number++) {
        bool ends = number < 32 || number >= SIGRTMIN;
        for (size_t i = 0; i < BASE_COUNT(others); i++)
            ends &= number != others[i];
        if (!ends)
            continue;
        struct session session = session_samples(24, 80);
        session_press(&session, "<Enter>j");
        pty_signal(session.pty, number);
        int status = pty_wait(session.pty);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != number)
            fail_msg("signal %d gave the wait status %d", number, status);
        session_assert_restored(&session);
        assert_true(pty_output_has(session.pty, "\033[?2004l", 8));
        session_done(&session);
    }
}

static void
ignored_ones_do_nothing(void **state)
{
    (void)state;
    struct session session = session_samples(24, 80);
    pty_signal(session.pty, SIGPIPE);
    pty_signal(session.pty, SIGXFSZ);
    session_press(&session, "<Enter>j");
    session_assert_same(&session);
    session_end(&session, "Q");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signals_end_it_whatever_it_does),
        cmocka_unit_test(a_closed_terminal_ends_it_whatever_it_does),
        cmocka_unit_test(every_signal_restores_the_terminal),
        cmocka_unit_test(ignored_ones_do_nothing),
    };
    folder = support_temp_new();
    many = session_many_issues(folder, MANY_ISSUES);
    write_huge();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    support_temp_end(folder);
    free(many);
    free(huge);
    return failed;
}
