/* What comes in that is no plain key: pastes, characters in pieces, bad bytes, answers that nobody waits for any more.
 * None of it may be run as keys, and none may take the keys behind it away.
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

#define BEGIN "\033[200~"
#define END   "\033[201~"
#define ON    "\033[?2004h"
#define OFF   "\033[?2004l"

static const char ignored[] = "There is no prompt to paste into";
enum {
    SHORT = 40,
    LONG = 400,
    SILENCE = 1100
}; /* milliseconds: more than a sequence of ncurses, of ours, and the ^C's */

/* The terminal has answered already, so that nothing is expected. */
static struct session
start(void)
{
    static const char *const arguments[] = {"-o", "memory=0", NULL};
    struct session session = session_start(
        (struct pty_command){.argv = arguments, .rows = 24, .cols = 80, .mute = true, .timed_waits = true});
    pty_settle(session.pty);
    pty_keys(session.pty, "\033[2;2R\033[?64;1;9c");
    return session;
}

static void
pass_time(struct session *session, int milliseconds)
{
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    pty_settle(session->pty);
    nanosleep(&time, NULL);
    pty_settle(session->pty);
}

/* The next key does what it always does, and nothing was done before it. */
static void
check_key(struct session *session, const char *key)
{
    session_press(session, key);
    session_assert_same(session);
}

/* ---- pastes */

static void
a_paste_runs_no_command(void **state)
{
    static const char *const pastes[] = {
        BEGIN "jjQ\r" END,
        BEGIN "渡口旧物\n清点完毕\n" END,
        BEGIN END,
        BEGIN "\033[B\033OB\033[5~q\033Q" END,  /* keys, */
        BEGIN "\xE6\xB8Q\xFF\x80Q" END,         /* bad bytes, */
        BEGIN "\033[201\033[20\033[2Q\033" END, /* what begins as the end does, */
        BEGIN "Q\003Q\032Q\x7FQ\b" END,         /* and signals in it */
    };
    (void)state;
    struct session session = start();
    for (size_t i = 0; i < BASE_COUNT(pastes); i++) {
        pty_keys(session.pty, pastes[i]);
        session_assert_shows(&session, ignored);
        check_key(&session, i % 2 == 0 ? "j" : "k");
    }
    /* among keys, in one read */
    pty_keys(session.pty, "j" BEGIN "QQQ" END "j");
    buffer_add_text(&session.keys, "jj");
    session_assert_same(&session);
    session_end(&session, "Q");
}

static void
a_paste_in_pieces(void **state)
{
    static const char all[] = BEGIN "jQ\033[Bj" END;
    (void)state;
    for (size_t cut = 1; cut < sizeof all - 1; cut++) {
        struct session session = start();
        pty_send(session.pty, all, cut);
        pass_time(&session, cut < 3 ? SHORT : LONG);
        pty_send(session.pty, all + cut, sizeof all - 1 - cut);
        pty_settle(session.pty);
        session_assert_shows(&session, ignored);
        check_key(&session, "j");
        session_end(&session, "Q");
    }
}

static void
a_large_paste(void **state)
{
    struct buffer text = {0};
    (void)state;
    struct session session = start();
    buffer_add_text(&text, BEGIN);
    while (text.len < 300 * 1000)
        buffer_add_text(&text, "渡口旧物QQQ\n");
    buffer_add_text(&text, END);
    pty_send(session.pty, text.at, text.len);
    pty_settle(session.pty);
    session_assert_shows(&session, ignored);
    check_key(&session, "jj");
    buffer_done(&text);
    session_end(&session, "Q");
}

/* A paste whose end is lost takes the keys, but not for ever. */
static void
a_paste_without_end(void **state)
{
    (void)state;
    struct session session = start();
    pty_keys(session.pty, BEGIN "渡口");
    pass_time(&session, LONG);
    pty_keys(session.pty, "\003"); /* too soon */
    pty_keys(session.pty, "jj");
    session_assert_same(&session);
    pass_time(&session, SILENCE);
    pty_keys(session.pty, "\003");
    check_key(&session, "j");
    session_end(&session, "Q");
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

/* Is it asked for, so many times since the start, and is it taken back since? */
#define assert_marks(session, times, off) check_marks((session), (times), (off), __LINE__)
static void
check_marks(const struct session *session, size_t times, bool off, int line)
{
    size_t on_count, off_count, on = last_of(session, ON, &on_count), last_off = last_of(session, OFF, &off_count);
    bool right =
        on_count == times && off_count == (off ? times : times - 1) && (off_count == 0 || (last_off > on) == off);
    if (!right) {
        print_error("%zu times on, %zu times off\n", on_count, off_count);
        _fail(__FILE__, line);
    }
}

static void
marks_are_asked_for_and_taken_back(void **state)
{
    int number;
    (void)state;
    struct session session = start();
    assert_marks(&session, 1, false);
    session_press(&session, "jj<C-l>j<Enter>");
    assert_marks(&session, 1, false);
    pty_type(session.pty, "\032");
    assert_true(pty_wait_stop(session.pty, &number));
    assert_marks(&session, 1, true);
    pty_signal(session.pty, SIGCONT);
    pty_settle(session.pty);
    assert_marks(&session, 2, false);
    pty_keys(session.pty, "\033[2;2R\033[?64;1;9c");
    assert_int_equal(pty_stop(session.pty, "Q"), 0);
    assert_marks(&session, 2, true);
    session_assert_restored(&session);
    session_done(&session);
}

static void
marks_are_taken_back_by_signals_and_crashes(void **state)
{
    static const int signals[] = {SIGTERM, SIGSEGV, SIGABRT};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(signals); i++) {
        struct session session = start();
        pty_signal(session.pty, signals[i]);
        pty_wait(session.pty);
        assert_marks(&session, 1, true);
        session_done(&session);
    }
}

static void
other_terminals_are_not_asked(void **state)
{
    (void)state;
    struct session session = session_start((struct pty_command){
        .argv = LIST("-o", "memory=0"), .environment = LIST("TERM=vt52"), .rows = 24, .cols = 80, .mute = true});
    pty_settle(session.pty);
    assert_int_equal(pty_stop(session.pty, "Q"), 0);
    assert_false(pty_output_has(session.pty, "2004", 4));
    session_done(&session);
}

/* ---- characters */

static void
characters_in_pieces(void **state)
{
    static const char *const characters[] = {"é", "渡", "𠮷"};
    (void)state;
    struct session session = start();
    for (size_t i = 0; i < BASE_COUNT(characters); i++)
        for (size_t cut = 0; cut < strlen(characters[i]); cut++) {
            pty_send(session.pty, characters[i], cut);
            pass_time(&session, SHORT);
            pty_keys(session.pty, characters[i] + cut);
            buffer_add_text(&session.keys, characters[i]);
            session_assert_same(&session); /* the message names it */
        }
    session_end(&session, "Q");
}

static void
bad_bytes_take_nothing_with_them(void **state)
{
    static const struct {
        const char *bytes, *keys;
    } cases[] = {
        {"\xFFj", "\uFFFDj"},
        {"\xE6\xB8jj", "\uFFFDjj"},
        {"\xE6j\xB8k\xF0\x9Fj", "\uFFFDj\uFFFDk\uFFFDj"},
        {"\xC0\x80j", "\uFFFD\uFFFDj"},                     /* too long, */
        {"\xED\xA0\x80j", "\uFFFD\uFFFD\uFFFDj"},           /* a surrogate, */
        {"\xF4\x90\x80\x80j", "\uFFFD\uFFFD\uFFFD\uFFFDj"}, /* and beyond Unicode */
        {"\xE6\xB8\xE6\xB8\xA1", "\uFFFD渡"},
        {"\xE6\xB8\033OBj", "\uFFFD<Down>j"},
        {"\xB6\xC9\xBF\xDAj", "\uFFFD\u027F\uFFFDj"}, /* GB18030 */
    };
    (void)state;
    struct session session = start();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        pty_keys(session.pty, cases[i].bytes);
        buffer_add_text(&session.keys, cases[i].keys);
        session_assert_same(&session);
        check_key(&session, "k");
    }
    pty_keys(session.pty, "j\xE6\xB8");
    pass_time(&session, LONG); /* the rest does not come */
    buffer_add_text(&session.keys, "j\uFFFD");
    session_assert_same(&session);
    check_key(&session, "j");
    session_end(&session, "Q");
}

/* ---- answers to questions that are forgotten, in two pieces */

static void
late_answers_are_not_typed(void **state)
{
    static const char *const answers[] = {"\033[2;3R", "\033[?64;1;9c", "\033[?1;2c"};
    static const int pauses[] = {SHORT, LONG};
    (void)state;
    struct session session = start();
    for (size_t i = 0; i < BASE_COUNT(answers); i++)
        for (size_t cut = 1; cut < strlen(answers[i]); cut++)
            for (size_t k = 0; k < BASE_COUNT(pauses); k++) {
                pty_send(session.pty, answers[i], cut);
                pass_time(&session, pauses[k]);
                pty_keys(session.pty, answers[i] + cut);
                if (cut == 1)
                    buffer_add_text(&session.keys, "<Esc>");
                check_key(&session, k == 0 ? "j" : "k");
            }
    session_end(&session, "Q");
}

/* A clipboard that some other program asked for: longer than any answer to this one, and full of letters that are keys. */
static void
long_answers_are_not_typed(void **state)
{
    static const char *const ends[] = {"\007", "\033\\"};
    (void)state;
    struct session session = start();
    for (size_t i = 0; i < BASE_COUNT(ends) * 2; i++) {
        struct buffer text = {0};
        buffer_add_text(&text, i < 2 ? "\033]52;c;" : "\033P1$r");
        while (text.len < 20000)
            buffer_add_text(&text, "QqjQ/3vw+");
        buffer_add_text(&text, ends[i % 2]);
        /* in two pieces, with as much time between them as a slow line takes */
        size_t cut = 4000 + i * 3000;
        pty_send(session.pty, text.at, cut);
        pass_time(&session, LONG);
        pty_send(session.pty, text.at + cut, text.len - cut);
        check_key(&session, i % 2 == 0 ? "j" : "k");
        buffer_done(&text);
    }
    session_end(&session, "Q");
}

/* What a user types looks only a little like it. */
static void
keys_are_no_answers(void **state)
{
    static const struct {
        const char *first, *then, *keys;
    } cases[] = {
        {"\033", "[", "<Esc>["},   {"\033", "[j", "<Esc>[j"}, {"\033", "[\033OB", "<Esc>[<Down>"},
        {"\033", "2j", "<Esc>2j"}, {"\033[2", "j", "j"},      {"\033[2;", "k", "k"},
        {"\033[?", "j", "j"},      {"\033[", "k", "k"},
    };
    (void)state;
    struct session session = start();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        pty_keys(session.pty, cases[i].first);
        pass_time(&session, LONG);
        pty_keys(session.pty, cases[i].then);
        buffer_add_text(&session.keys, cases[i].keys);
        session_assert_same(&session);
    }
    session_end(&session, "Q");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paste_runs_no_command),
        cmocka_unit_test(a_paste_in_pieces),
        cmocka_unit_test(a_large_paste),
        cmocka_unit_test(a_paste_without_end),
        cmocka_unit_test(marks_are_asked_for_and_taken_back),
        cmocka_unit_test(marks_are_taken_back_by_signals_and_crashes),
        cmocka_unit_test(other_terminals_are_not_asked),
        cmocka_unit_test(characters_in_pieces),
        cmocka_unit_test(bad_bytes_take_nothing_with_them),
        cmocka_unit_test(late_answers_are_not_typed),
        cmocka_unit_test(long_answers_are_not_typed),
        cmocka_unit_test(keys_are_no_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
