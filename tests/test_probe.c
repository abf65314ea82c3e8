/* The question how many cells characters of ambiguous width take, with a terminal that answers as the test likes:
 * at once, late, in pieces, with keys in between, or never. An answer is not to be typed, whatever happens.
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

#define ONE_CELL  "\033[2;2R"
#define TWO_CELLS "\033[2;3R"
#define FENCE     "\033[?64;1;9c"

static const char question[] = "\033[2H\033[m“\033[6n";
enum { MORE_THAN_THE_ESCAPE_DELAY = 40, MORE_THAN_ANY_DELAY = 1100 }; /* milliseconds */

static char *folder;
static const char *arguments[] = {"-o", "memory=0", NULL /* the issue's path */, NULL};

/* The emulator draws ambiguous characters in one cell whatever the test answers, so the issue has none. */
static void
write_issue(void)
{
    struct buffer text = {0};
    buffer_add_text(&text, "渡口日报  2026年2月3日\n\n");
    for (int i = 1; i <= 20; i++)
        buffer_printf(
            &text, "渡口旧物第%d件清点完毕\n\n本报讯 (记者 莫小满) 第%d件是船家的钟, 慢了三分钟, 不用修。\n\n", i, i);
    arguments[2] = support_join(folder, "plain.txt");
    support_write(arguments[2], text.at, text.len);
    buffer_done(&text);
}

/* ARGV is to outlive the session; nothing is to be loaded ahead. */
static struct session
start_with(const char *const *argv, int rows, int cols)
{
    struct session session = session_start(
        (struct pty_command){.argv = argv, .rows = rows, .cols = cols, .mute = true, .timed_waits = true});
    pty_settle(session.pty);
    return session;
}

static struct session
start(void)
{
    return start_with(arguments, 24, 80);
}

static void
pass_time(struct session *session, int milliseconds)
{
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    pty_settle(session->pty);
    nanosleep(&time, NULL);
    pty_settle(session->pty);
}

/* What the terminal sends by itself. */
static void
answer(struct session *session, const char *bytes)
{
    pty_keys(session->pty, bytes);
}

static size_t
questions(const struct session *session)
{
    size_t len, count = 0;
    const char *output = pty_output(session->pty, &len);
    for (size_t i = 0; i + sizeof question - 1 <= len; i++)
        count += memcmp(output + i, question, sizeof question - 1) == 0;
    return count;
}

/* Fails unless the terminal shows what --frame writes with ambiguous characters of so many cells. */
#define assert_cells(session, cells) check_cells((session), (cells), __LINE__)
static void
check_cells(struct session *session, int cells, int line)
{
    char option[32], size[32];
    int rows, cols;
    pty_size(session->pty, &rows, &cols);
    snprintf(option, sizeof option, "ambiguous=%d", cells);
    snprintf(size, sizeof size, "%dx%d", cols, rows);
    const char *keys = session->keys.at ? session->keys.at : "";
    char *wanted = session_output_of(session, LIST("-o", option, "--frame", size, "--keys", keys));
    char *got = pty_screen_text(session->pty);
    bool right = strcmp(wanted, got) == 0;
    if (!right)
        fprintf(stderr, "after the keys %s, with %d cells; wanted:\n%s---- the terminal:\n%s----\n", keys, cells,
                wanted, got);
    free(wanted);
    free(got);
    if (!right)
        _fail(__FILE__, line);
}

/* Without that, nothing here would prove anything. */
static void
the_frames_differ(void **state)
{
    (void)state;
    struct session session = start();
    char *one = session_output_of(&session, LIST("-o", "ambiguous=1", "--frame", "80x24"));
    char *two = session_output_of(&session, LIST("-o", "ambiguous=2", "--frame", "80x24"));
    assert_string_not_equal(one, two);
    free(one);
    free(two);
    session_end(&session, "Q");
}

/* ---- asked and answered */

static void
one_cell(void **state)
{
    (void)state;
    struct session session = start();
    assert_int_equal(questions(&session), 1);
    assert_cells(&session, 1);
    size_t bytes = pty_bytes(session.pty);
    answer(&session, ONE_CELL FENCE);
    assert_int_equal(pty_bytes(session.pty), bytes); /* nothing is shown anew */
    session_press(&session, "jj<Enter>");
    assert_cells(&session, 1);
    assert_int_equal(questions(&session), 1);
    session_end(&session, "Q");
}

static void
two_cells(void **state)
{
    (void)state;
    struct session session = start();
    answer(&session, TWO_CELLS FENCE);
    assert_cells(&session, 2);
    session_press(&session, "jj<Enter>");
    assert_cells(&session, 2);
    pty_resize(session.pty, 12, 60);
    pty_settle(session.pty);
    assert_cells(&session, 2);
    assert_int_equal(questions(&session), 1);
    session_end(&session, "Q");
}

/* The screen behind the question is the one before it: also where its “ falls on a wide character. */
static void
the_question_leaves_no_trace(void **state)
{
    static const struct {
        int rows, cols;
        const char *keys;
    } cases[] = {{24, 80, ""}, {24, 80, "<Enter>w"}, {12, 40, "w"}, {4, 16, ""}, {40, 120, "?"}, {24, 80, "i"}};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct session session =
            start_with(LIST("-o", "memory=0", "--keys", cases[i].keys), cases[i].rows, cases[i].cols);
        assert_int_equal(questions(&session), 1);
        buffer_add_text(&session.keys, cases[i].keys);
        session.command.argv = LIST("-o", "memory=0");
        session_assert_same(&session);
        answer(&session, FENCE);
        session_end(&session, "Q");
    }
}

static void
other_answers_change_nothing(void **state)
{
    static const char *const answers[] = {
        FENCE,                                                   /* no place at all */
        "\033[2;4R" FENCE,                                       /* bytes taken for characters */
        "\033[2;1R" FENCE,                                       /* not shown */
        "\033[1;3R" FENCE,                                       /* that is a key */
        "\033[2;3R\033[?65;1;2;6;9;15;16;17;18;21;22;28;29;52c", /* a long one; but this is 2 cells */
    };
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(answers); i++) {
        struct session session = start();
        session_press(&session, "j");
        answer(&session, answers[i]);
        buffer_add_text(&session.keys, i == 3 ? "<A-F3>" : "");
        assert_cells(&session, i == 4 ? 2 : 1);
        session_press(&session, "j");
        assert_cells(&session, i == 4 ? 2 : 1);
        session_end(&session, "Q");
    }
}

static void
no_answer(void **state)
{
    (void)state;
    struct session session = start();
    for (int i = 0; i < 2; i++) {
        session_press(&session, "3");
        session_press(&session, "<Esc>"); /* forgets the 3, though it could have been the beginning of an answer */
        pass_time(&session, i == 0 ? MORE_THAN_THE_ESCAPE_DELAY : MORE_THAN_ANY_DELAY);
        session_press(&session, "j");
        assert_cells(&session, 1);
        session_press(&session, "<A-j>");
        session_press(&session, "<Down>");
        assert_cells(&session, 1);
    }
    session_press(&session, "<Esc>");
    pass_time(&session, MORE_THAN_THE_ESCAPE_DELAY);
    session_press(&session, "<Down><Enter>");
    assert_cells(&session, 1);
    session_end(&session, "Q");
}

static void
late_answer(void **state)
{
    (void)state;
    struct session session = start();
    session_press(&session, "jj");
    pass_time(&session, MORE_THAN_ANY_DELAY);
    session_press(&session, "<Enter>");
    answer(&session, TWO_CELLS);
    assert_cells(&session, 2);
    pass_time(&session, MORE_THAN_ANY_DELAY);
    answer(&session, FENCE);
    session_press(&session, "<Down>j");
    assert_cells(&session, 2);
    session_end(&session, "Q");
}

/* ---- in pieces */

static void
cut_in_two(void **state)
{
    static const char all[] = TWO_CELLS FENCE;
    (void)state;
    for (size_t cut = 1; cut < sizeof all - 1; cut += support_is_slow() ? 3 : 1) {
        struct session session = start();
        session_press(&session, "j2"); /* an Escape would forget the number */
        pty_send(session.pty, all, cut);
        pass_time(&session, MORE_THAN_THE_ESCAPE_DELAY);
        pty_send(session.pty, all + cut, sizeof all - 1 - cut);
        pty_settle(session.pty);
        assert_cells(&session, 2);
        session_press(&session, "j");
        assert_cells(&session, 2);
        session_end(&session, "Q");
    }
}

/* All of it byte by byte, with a key behind each where KEYS are given. */
static void
byte_by_byte(const char *const *keys)
{
    static const char all[] = TWO_CELLS FENCE;
    struct session session = start();
    for (size_t i = 0; i < sizeof all - 1; i++) {
        pty_send(session.pty, all + i, 1);
        pass_time(&session, MORE_THAN_THE_ESCAPE_DELAY);
        if (keys != NULL)
            session_press(&session, keys[i % 3]);
    }
    assert_cells(&session, 2);
    session_press(&session, "j<Enter><Down>");
    assert_cells(&session, 2);
    session_end(&session, "Q");
}

static void
cut_in_bytes(void **state)
{
    (void)state;
    byte_by_byte(NULL);
}

static void
keys_between_the_bytes(void **state)
{
    (void)state;
    byte_by_byte(LIST("j", "j", "k"));
    byte_by_byte(LIST("<Down>", "j", "<Down>"));
    byte_by_byte(LIST("<Enter>", "<PageDown>", "h"));
}

/* Without a pause: read at once, before and behind keys. */
static void
keys_and_answers_at_once(void **state)
{
    (void)state;
    struct session session = start();
    pty_keys(session.pty, "jj" ONE_CELL "\033OB" FENCE "j");
    buffer_add_text(&session.keys, "jj<Down>j");
    assert_cells(&session, 1);
    session_end(&session, "Q");

    session = start();
    pty_keys(session.pty, "j" TWO_CELLS "j" FENCE "j");
    buffer_add_text(&session.keys, "jjj");
    assert_cells(&session, 2);
    session_end(&session, "Q");
}

/* ---- what looks like the beginning of a sequence takes few keys with it */

static void
halves_of_sequences(void **state)
{
    static const struct {
        const char *half;
        bool pause; /* what is typed at once goes with it */
    } cases[] = {{"\033[", true},       {"\033O", true},     {"\033]", false},      {"\033P", false},
                 {"\033]11;rgb", true}, {"\033P1+r", true},  {"\033[?1;2", true},   {"\033[2;", true},
                 {"\033]0;\r", false},  {"\033[1\f", false}, {"\033]8;;\033", true}};
    (void)state;
    struct session session = start();
    answer(&session, ONE_CELL FENCE);
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        answer(&session, cases[i].half);
        if (cases[i].pause)
            pass_time(&session, 400);
        if (strchr(cases[i].half, '\r') != NULL)
            buffer_add_text(&session.keys, "<Enter>");
        session_press(&session, i % 2 == 0 ? "j" : "k");
        assert_cells(&session, 1);
    }
    session_end(&session, "Q");
}

/* ---- when it is not asked, when again */

static void
not_asked(void **state)
{
    (void)state;
    for (int cells = 1; cells <= 2; cells++) {
        const char *option = cells == 1 ? "ambiguous=1" : "ambiguous=2";
        struct session session = start_with(LIST("-o", option, "-o", "memory=0", arguments[2]), 24, 80);
        assert_int_equal(questions(&session), 0);
        assert_cells(&session, cells);
        answer(&session, cells == 1 ? TWO_CELLS FENCE : ONE_CELL FENCE);
        session_press(&session, "j");
        assert_cells(&session, cells);
        session_end(&session, "Q");
    }
    /* a terminal of other sequences */
    struct session session = session_start((struct pty_command){
        .argv = arguments, .environment = LIST("TERM=vt52"), .rows = 24, .cols = 80, .mute = true});
    pty_settle(session.pty);
    assert_int_equal(pty_stop(session.pty, "Q"), 0);
    assert_int_equal(questions(&session), 0);
    session_done(&session);
}

static void
not_in_two_rows(void **state)
{
    (void)state;
    struct session session = start_with(arguments, 2, 80);
    assert_int_equal(questions(&session), 0);
    pty_resize(session.pty, 24, 80);
    pty_settle(session.pty);
    assert_int_equal(questions(&session), 1);
    answer(&session, TWO_CELLS FENCE);
    assert_cells(&session, 2);
    session_end(&session, "Q");
}

/* A session that has KEYS to read before it begins. */
static struct session
start_behind(const char *keys)
{
    static const char script[] = "kill -STOP $$; exec \"$KANBAO_PROGRAM\" -o memory=0 \"$0\"";
    struct session session = {.command.argv = arguments};
    int number;
    session.pty = pty_start(&(struct pty_command){.argv = LIST("/bin/sh", "-c", script, arguments[2]),
                                                  .rows = 24,
                                                  .cols = 80,
                                                  .mute = true,
                                                  .timed_waits = true});
    assert_true(pty_wait_stop(session.pty, &number));
    pty_type(session.pty, keys);
    buffer_add_text(&session.keys, keys);
    pty_signal(session.pty, SIGCONT);
    return session;
}

/* First they are taken, then it is asked. */
static void
not_while_keys_wait(void **state)
{
    (void)state;
    struct session session = start_behind("jjQ");
    assert_int_equal(pty_wait(session.pty), 0);
    assert_int_equal(questions(&session), 0);
    session_assert_restored(&session);
    session_done(&session);

    session = start_behind("jj");
    pty_settle(session.pty);
    assert_int_equal(questions(&session), 1);
    answer(&session, TWO_CELLS FENCE);
    assert_cells(&session, 2);
    session_end(&session, "Q");
}

static void
asked_again_after_a_stop(void **state)
{
    int number;
    (void)state;
    struct session session = start();
    answer(&session, TWO_CELLS FENCE);
    pty_type(session.pty, "\032");
    assert_true(pty_wait_stop(session.pty, &number));
    pty_signal(session.pty, SIGCONT);
    pty_settle(session.pty);
    assert_int_equal(questions(&session), 2);
    assert_cells(&session, 2); /* until another answer comes */
    answer(&session, ONE_CELL FENCE);
    assert_cells(&session, 1);
    pty_signal(session.pty, SIGSTOP);
    assert_true(pty_wait_stop(session.pty, &number));
    pty_signal(session.pty, SIGCONT);
    pty_settle(session.pty);
    assert_int_equal(questions(&session), 3);
    answer(&session, TWO_CELLS FENCE);
    assert_cells(&session, 2);
    session_end(&session, "Q");
}

/* ---- the end */

/* What the terminal answers after the end would be typed into the shell. */
static void
the_answer_is_awaited_at_the_end(void **state)
{
    (void)state;
    struct pty_command command = {
        .argv = LIST("/bin/sh", "-c", "\"$KANBAO_PROGRAM\"; echo status $?; read -r line; echo \"read: $line\""),
        .rows = 24,
        .cols = 80,
        .mute = true,
        .timed_waits = true};
    struct pty *pty = pty_start(&command);
    while (!pty_output_has(pty, "\033[c", 3))
        pty_read(pty, -1);
    pty_type(pty, "Q");
    pty_read(pty, 100);
    pty_type(pty, ONE_CELL FENCE);
    assert_true(pty_wait_text(pty, "status 0"));
    pty_type(pty, "typed\r");
    assert_int_equal(pty_wait(pty), 0);
    assert_string_equal(pty_row_text(pty, 0), "status 0");
    assert_string_equal(pty_row_text(pty, 2), "read: typed");
    pty_free(pty);
}

/* Quits, and tells how long the program was ever seen to wait before it gave the terminal back, in milliseconds. */
static int
longest_wait_at_the_end(struct session *session)
{
    int longest = -1;
    pty_type(session->pty, "Q");
    while (pty_writes(session->pty) > 0 && !pty_output_has(session->pty, "\033[?2004l", 8)) {
        int patience = pty_patience(session->pty);
        longest = patience > longest ? patience : longest;
        pty_read(session->pty, 1);
    }
    assert_int_equal(pty_wait(session->pty), 0);
    session_assert_restored(session);
    session_done(session);
    return longest;
}

/* One that answers never gets it back all the same, and soon. */
static void
but_not_for_ever(void **state)
{
    (void)state;
    struct session session = start();
    int longest = longest_wait_at_the_end(&session);
    must(longest <= 200, "waited for %d ms", longest);
}

/* Who has not answered the question before is not waited for at all. */
static void
nor_who_never_answered(void **state)
{
    int number;
    (void)state;
    struct session session = start();
    pty_type(session.pty, "\032");
    assert_true(pty_wait_stop(session.pty, &number));
    pty_forget_output(session.pty);
    pty_signal(session.pty, SIGCONT);
    pty_settle(session.pty);
    assert_int_equal(questions(&session), 1); /* again */
    pty_forget_output(session.pty);
    int longest = longest_wait_at_the_end(&session);
    must(longest <= 0, "waited for %d ms", longest);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_frames_differ),
        cmocka_unit_test(one_cell),
        cmocka_unit_test(two_cells),
        cmocka_unit_test(the_question_leaves_no_trace),
        cmocka_unit_test(other_answers_change_nothing),
        cmocka_unit_test(no_answer),
        cmocka_unit_test(late_answer),
        cmocka_unit_test(cut_in_two),
        cmocka_unit_test(cut_in_bytes),
        cmocka_unit_test(keys_between_the_bytes),
        cmocka_unit_test(keys_and_answers_at_once),
        cmocka_unit_test(halves_of_sequences),
        cmocka_unit_test(not_asked),
        cmocka_unit_test(not_in_two_rows),
        cmocka_unit_test(not_while_keys_wait),
        cmocka_unit_test(asked_again_after_a_stop),
        cmocka_unit_test(the_answer_is_awaited_at_the_end),
        cmocka_unit_test(but_not_for_ever),
        cmocka_unit_test(nor_who_never_answered),
    };
    folder = support_temp_new();
    write_issue();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free((char *)arguments[2]);
    support_temp_end(folder);
    return failed;
}
