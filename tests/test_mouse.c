/* The mouse in a pseudo-terminal: what it does comes in sequences of which no byte is ever a key, however they are cut; and the
 * terminal has it back at every end.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "session.h"
#include "support.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#define ON      "\033[?1002h\033[?1006h"
#define OFF     "\033[?1006l\033[?1002l"
#define ANSWERS "\033[2;2R\033[?64;1;9c"
enum { SHORT = 40, LONG = 400 }; /* milliseconds */

static struct session
start_with(const char *const *argv)
{
    struct session session =
        session_start((struct pty_command){.argv = argv, .rows = 24, .cols = 80, .mute = true, .timed_waits = true});
    pty_settle(session.pty);
    pty_keys(session.pty, ANSWERS);
    return session;
}

static struct session
start(void)
{
    static const char *const arguments[] = {"-o", "memory=0", NULL}; /* they outlive this call */
    return start_with(arguments);
}

static void
pass_time(struct session *session, int milliseconds)
{
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    pty_settle(session->pty);
    nanosleep(&time, NULL);
    pty_settle(session->pty);
}

static size_t
last_of(const struct session *session, const char *needle, size_t *count)
{
    size_t len, last = 0, bytes = strlen(needle);
    const char *output = pty_output(session->pty, &len);
    *count = 0;
    for (size_t i = 0; i + bytes <= len; i++)
        if (memcmp(output + i, needle, bytes) == 0) {
            last = i;
            ++*count;
        }
    return last;
}

/* So many times it was asked for, and is it asked for now? */
static void
assert_asked(const struct session *session, size_t times, bool is_on)
{
    size_t on, off, last_on = last_of(session, ON, &on), last_off = last_of(session, OFF, &off);
    assert_int_equal(on, times);
    assert_int_equal(is_on, on > 0 && (off == 0 || last_off < last_on));
}

/* The row of the screen that shows TEXT. */
static int
find(struct session *session, const char *text)
{
    for (int row = 0; row < 24; row++)
        if (strstr(pty_row_text(session->pty, row), text) != NULL)
            return row;
    _fail(__FILE__, __LINE__);
    return -1;
}

static void
press_at(struct session *session, int row, int col)
{
    char bytes[64];
    snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", col + 1, row + 1, col + 1, row + 1);
    pty_keys(session->pty, bytes);
}

/* Two headlines down by the mouse is two down by keys, and the second click opens. */
static void
clicks(void **state)
{
    (void)state;
    struct session session = start();
    int row = find(&session, " 3 "), col = 10;
    press_at(&session, row, col);
    buffer_add_text(&session.keys, "jj");
    session_assert_same(&session);
    press_at(&session, row, col);
    buffer_add_text(&session.keys, "<Enter>");
    session_assert_same(&session);
    press_at(&session, 12, 5); /* some headline of the list */
    session_press(&session, "g");
    buffer_clear(&session.keys);
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* A click takes back what was typed so far, as Escape does. */
static void
a_click_ends_a_sequence(void **state)
{
    (void)state;
    struct session session = start();
    session_press(&session, "4e");
    press_at(&session, 0, 5);
    buffer_clear(&session.keys);
    session_press(&session, "j");
    session_assert_same(&session);
    session_end(&session, "Q");
}

static void
a_hint_is_a_button(void **state)
{
    (void)state;
    struct session session = start();
    int col = pty_column_of(session.pty, 23, "?");
    assert_true(col > 0);
    press_at(&session, 23, col);
    buffer_add_text(&session.keys, "?");
    session_assert_same(&session);
    session_end(&session, "Q");
}

static void
the_wheel(void **state)
{
    (void)state;
    struct session session = start();
    pty_keys(session.pty, "\033[<65;60;10M"); /* over the text */
    session_press(&session, "<Tab>jk");       /* now the place counts */
    buffer_clear(&session.keys);
    buffer_add_text(&session.keys, "<Tab>jjjjk");
    session_assert_same(&session);
    pty_keys(session.pty, "\033[<64;60;10M\033[<68;60;10M"); /* with Shift, too */
    buffer_add_text(&session.keys, "kkk");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* Terminals that know no other way say it in three bytes, which may be letters, or no characters. */
static void
three_bytes(void **state)
{
    (void)state;
    struct session session = start();
    session_press(&session, "2");
    pty_keys(session.pty, "\033[M!Qj\033[M\"jQ\033[M!\xF0\xFF\033[M@QQ"); /* other buttons */
    pty_keys(session.pty, "\033[M");
    pass_time(&session, SHORT);
    pty_keys(session.pty, "!QQ");
    session_press(&session, "j");
    session_assert_same(&session);
    session_end(&session, "Q");

    session = start();
    pty_keys(session.pty, "\033[M +%\033[M#+%"); /* in row 5 */
    buffer_add_text(&session.keys, "jj");
    session_assert_same(&session);
    session_end(&session, "Q");
}

static void
the_line_is_dragged(void **state)
{
    (void)state;
    struct session session = start();
    int rule = pty_column_of(session.pty, 5, "│");
    char bytes[64];
    assert_true(rule > 0);
    snprintf(bytes, sizeof bytes, "\033[<0;%d;6M\033[<32;31;6M\033[<32;41;7M\033[<0;41;7m\033[<32;51;7M", rule + 1);
    pty_keys(session.pty, bytes);
    assert_int_equal(pty_column_of(session.pty, 5, "│"), 40);
    session.command.argv = LIST("-o", "memory=0", "-o", "list-width=50");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* ---- no byte of it is a key */

/* Sequences that mean nothing here: other buttons, the wheel's sides, places that there are none, too many numbers. */
static const char *const idle[] = {
    "\033[<1;5;5M\033[<1;5;5m",
    "\033[<2;5;5M",
    "\033[<66;5;5M\033[<67;5;5M",
    "\033[<35;5;5M",
    "\033[<0;5M",
    "\033[<0;0;0M",
    "\033[<0;99999;99999M",
    "\033[<0;5;5;5M",
    "\033[<M",
    "\033[<;;m",
    "\033[<128;5;5M",
    "\033[<0;1;500M",
    "\033[<64;500;1M",
    "\033[<0;5;?M",
    "\033[<0;1;5\030",
};

static void
what_means_nothing(void **state)
{
    (void)state;
    struct session session = start();
    session_press(&session, "jj3"); /* a key would take the number */
    for (size_t i = 0; i < BASE_COUNT(idle) - 1; i++) {
        pty_keys(session.pty, idle[i]);
        session_assert_same(&session);
    }
    session_press(&session, "j");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* A wheel and a button, cut anywhere; and byte by byte. */
static void
in_pieces(void **state)
{
    static const char all[] = "\033[<65;60;10M\033[<64;60;10M\033[<1;15;5m";
    (void)state;
    for (size_t cut = 1; cut < sizeof all - 1; cut += support_is_slow() ? 5 : 1) {
        struct session session = start();
        bool escape = all[cut - 1] == '\033'; /* then it is that key as well, which forgets the number */
        session_press(&session, escape ? "jj" : "jj3");
        pty_send(session.pty, all, cut);
        pass_time(&session, cut % 2 == 0 ? SHORT : LONG);
        pty_send(session.pty, all + cut, sizeof all - 1 - cut);
        pty_settle(session.pty);
        session_assert_same(&session);
        session_press(&session, "j");
        session_assert_same(&session);
        session_end(&session, "Q");
    }
    struct session session = start();
    session_press(&session, "jj");
    for (size_t i = 0; i < sizeof all - 1; i++) {
        pty_send(session.pty, all + i, 1);
        if (all[i] != '\033' && (i == 0 || all[i - 1] != '\033'))
            pass_time(&session, SHORT);
    }
    pty_settle(session.pty);
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* Keys between what the mouse does, in one read; and while answers are expected. */
static void
among_keys(void **state)
{
    (void)state;
    struct session session = start();
    pty_keys(session.pty, "j\033[<65;60;10M\033[<35;1;1Mj\033[<1;1;1M\033OB\033[<64;60;10Mk");
    buffer_add_text(&session.keys, "jj<Down>k");
    session_assert_same(&session);
    session_end(&session, "Q");

    session = session_start((struct pty_command){
        .argv = LIST("-o", "memory=0"), .rows = 24, .cols = 80, .mute = true, .timed_waits = true});
    pty_settle(session.pty);
    pty_keys(session.pty, "j\033[<66;60;10M\033[2;2R\033[<66;60;10M\033[?64;1;9cj");
    buffer_add_text(&session.keys, "jj");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* ---- asked for, and taken back */

static void
asked_for(void **state)
{
    int number;
    (void)state;
    struct session session = start();
    assert_asked(&session, 1, true);
    pty_type(session.pty, "\032");
    assert_true(pty_wait_stop(session.pty, &number));
    assert_asked(&session, 1, false);
    pty_signal(session.pty, SIGCONT);
    pty_settle(session.pty);
    assert_asked(&session, 2, true);
    pty_keys(session.pty, ANSWERS);
    assert_int_equal(pty_stop(session.pty, "Q"), 0);
    assert_asked(&session, 2, false);
    session_assert_restored(&session);
    session_done(&session);
}

static void
taken_back_by_signals(void **state)
{
    static const int numbers[] = {SIGTERM, SIGSEGV, SIGABRT, SIGHUP};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(numbers); i++) {
        struct session session = start();
        pty_signal(session.pty, numbers[i]);
        int status = pty_wait(session.pty);
        assert_true(WIFSIGNALED(status));
        assert_asked(&session, 1, false);
        session_done(&session);
    }
}

/* Not asked for, it is swallowed all the same. */
static void
switched_off(void **state)
{
    (void)state;
    struct session session = start_with(LIST("-o", "memory=0", "-o", "mouse=no"));
    assert_asked(&session, 0, false);
    pty_keys(session.pty, "\033[<66;5;5M");
    session_press(&session, "j");
    session_assert_same(&session);
    session_end(&session, "Q");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clicks),
        cmocka_unit_test(a_click_ends_a_sequence),
        cmocka_unit_test(a_hint_is_a_button),
        cmocka_unit_test(the_wheel),
        cmocka_unit_test(three_bytes),
        cmocka_unit_test(the_line_is_dragged),
        cmocka_unit_test(what_means_nothing),
        cmocka_unit_test(in_pieces),
        cmocka_unit_test(among_keys),
        cmocka_unit_test(asked_for),
        cmocka_unit_test(taken_back_by_signals),
        cmocka_unit_test(switched_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
