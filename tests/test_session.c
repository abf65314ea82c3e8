/* How the program lives in a terminal: how it ends, is hung up, suspended, left alone, given odd and huge things.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "session.h"
#include "support.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *folder;

/* ---- the end */

static void
quit_keys(void **state)
{
    static const char *const ways[] = {"qq", "Q",        "<C-c><C-c>", "<Enter>qqq", "jj<Enter>?<C-c><C-c>",
                                       "iq", "<Enter>wQ"};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(ways); i++) {
        struct session session = session_samples(24, 80);
        assert_true(pty_alternate_screen(session.pty));
        session_end(&session, ways[i]);
    }
}

/* A shell finds its screen again, and the status. */
static void
the_shell_gets_its_screen_back(void **state)
{
    (void)state;
    const char *script = "echo before; \"$KANBAO_PROGRAM\"; echo after $?";
    struct pty_command command = {.argv = LIST("/bin/sh", "-c", script), .rows = 24, .cols = 80};
    struct pty *pty = pty_start(&command);
    pty_wait_text(pty, "read on");
    pty_type(pty, "jjQ");
    assert_int_equal(pty_wait(pty), 0);
    assert_string_equal(pty_row_text(pty, 0), "before");
    assert_string_equal(pty_row_text(pty, 1), "after 0");
    for (int row = 2; row < 24; row++)
        assert_string_equal(pty_row_text(pty, row), "");
    pty_free(pty);
}

static void
check_signal(int number)
{
    struct session session = session_samples(24, 80);
    session_press(&session, "<Enter>j");
    assert_true(pty_alternate_screen(session.pty));
    pty_signal(session.pty, number);
    int status = pty_wait(session.pty);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != number)
        fail_msg("signal %d gave the wait status %d", number, status);
    session_assert_restored(&session);
    session_done(&session);
}

static void
ends_by_signals(void **state)
{
    (void)state;
    check_signal(SIGTERM);
    check_signal(SIGINT);
    check_signal(SIGHUP);
}

static void
crashes_restore_the_terminal(void **state)
{
    static const int numbers[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(numbers); i++)
        check_signal(numbers[i]);
}

static void
hang_up(bool ignored)
{
    struct session session =
        session_start((struct pty_command){.argv = LIST(NULL), .rows = 24, .cols = 80, .ignore_hang_up = ignored});
    pty_settle(session.pty);
    session_press(&session, "j<Enter>");
    uint64_t before = pty_cpu(session.pty);
    pty_hang_up(session.pty);
    int status = pty_wait(session.pty);
    /* without the signal it must find out by itself */
    assert_true(status == 0 || (!ignored && WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP));
    /* what a sanitizer does at the end is not nothing */
    assert_in_range(pty_cpu(session.pty) - before, 0, UINT64_C(1000000000));
    session_done(&session);
}

static void
hang_up_ends_the_program(void **state)
{
    (void)state;
    hang_up(false);
    hang_up(true);
}

/* ---- stopped and continued */

static void
stop_and_continue(struct session *session, bool by_key)
{
    int number = 0;
    if (by_key)
        pty_type(session->pty, "\032");
    else
        pty_signal(session->pty, SIGTSTP);
    assert_true(pty_wait_stop(session->pty, &number));
    assert_int_equal(number, SIGTSTP);
    session_assert_restored(session);
    pty_write_to_screen(session->pty, "$ ls\nfile another-file\n$ fg\n");
    pty_signal(session->pty, SIGCONT);
    pty_settle(session->pty);
    assert_true(pty_alternate_screen(session->pty));
    session_assert_same(session);
}

static void
suspend_and_come_back(void **state)
{
    int number;
    (void)state;
    struct session session = session_samples(24, 80);
    struct termios raw = pty_settings(session.pty);
    session_press(&session, "j<Enter>j");
    for (int i = 0; i < 4; i++) {
        stop_and_continue(&session, i % 2 == 0);
        struct termios now = pty_settings(session.pty);
        assert_true(pty_settings_equal(&raw, &now));
        session_press(&session, "k");
        session_assert_same(&session);
    }
    /* in another size */
    pty_type(session.pty, "\032");
    assert_true(pty_wait_stop(session.pty, &number));
    pty_resize(session.pty, 30, 100);
    pty_signal(session.pty, SIGCONT);
    pty_settle(session.pty);
    session_press(&session, "g");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* SIGSTOP cannot be caught: the terminal is left as it is, and painted again afterwards. */
static void
stopped_by_force(void **state)
{
    int number = 0;
    (void)state;
    struct session session = session_samples(24, 80);
    pty_signal(session.pty, SIGSTOP);
    assert_true(pty_wait_stop(session.pty, &number));
    assert_int_equal(number, SIGSTOP);
    pty_write_to_screen(session.pty, "\033[2J\033[Hsomething else");
    pty_signal(session.pty, SIGCONT);
    pty_settle(session.pty);
    session_assert_same(&session);
    session_end(&session, "Q");
}

static void
ended_while_suspended(void **state)
{
    int number;
    (void)state;
    struct session session = session_samples(24, 80);
    pty_type(session.pty, "\032");
    assert_true(pty_wait_stop(session.pty, &number));
    pty_signal(session.pty, SIGTERM);
    pty_signal(session.pty, SIGCONT);
    int status = pty_wait(session.pty);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    session_assert_restored(&session);
    session_done(&session);
}

/* ---- left alone */

static void
check_idle(struct session *session)
{
    struct timespec while_nothing_happens = {0, 300000000};
    uint64_t switches = pty_switches(session->pty), cpu = pty_cpu(session->pty);
    size_t bytes = pty_bytes(session->pty);
    assert_true(switches > 0);
    nanosleep(&while_nothing_happens, NULL);
    pty_settle(session->pty);
    assert_int_equal(pty_switches(session->pty), switches);
    assert_int_equal(pty_cpu(session->pty), cpu);
    assert_int_equal(pty_bytes(session->pty), bytes);
}

static void
nothing_happens_nothing_wakes(void **state)
{
    (void)state;
    struct session session = session_start((struct pty_command){.argv = LIST(NULL), .rows = 24, .cols = 80});
    pty_settle(session.pty);
    check_idle(&session);
    session_press(&session, "j<Enter>w<Space>");
    check_idle(&session);
    session_press(&session, "3"); /* a command half typed */
    check_idle(&session);
    session_end(&session, "Q");
}

/* ---- other input than files */

static void
an_issue_on_standard_input(void **state)
{
    char path[32];
    int pipe_fds[2];
    (void)state;
    char *sample = support_sample_path(0);
    struct buffer text = support_read(sample);
    assert_int_equal(pipe(pipe_fds), 0);
    assert_in_range(text.len, 1, 60000); /* fits into the pipe */
    assert_int_equal(write(pipe_fds[1], text.at, text.len), text.len);
    close(pipe_fds[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", pipe_fds[0]);
    struct session session =
        session_start((struct pty_command){.argv = LIST("-"), .rows = 24, .cols = 80, .stdin_path = path});
    pty_settle(session.pty);
    close(pipe_fds[0]);
    /* the same issue as a file */
    session.command.argv = LIST(sample);
    session_assert_same(&session);
    session_press(&session, "j<Enter>j");
    session_assert_same(&session);
    session_press(&session, "g");
    session_assert_same(&session);
    buffer_done(&text);
    free(sample);
    session_end(&session, "Q");
}

/* ---- texts that attack the terminal */

static const char attack[] =
    "\xEF\xBB\xBF渡口日报　2026年2月3日\n\n"
    "标题\033]0;owned\007与\033[77;77H后面\xC2\x9B"
    "77m的字\n\n"
    "本报讯 (记者 莫\xE2\x80\xAE小满) 正文\033]52;c;b3duZWQ=\007里有\033P$q77\033\\。\xC2\x9D"
    "8;;http://example.invalid\xC2\x9C"
    "还有\033_APC\033\\\033^PM\033\\\033X77\033\\，\033c\033[?77l\016\017\010\010\x7F，\xE2\x80\xAD\xE2\x81\xA6\xE2\x81\xA9\xD8\x9C\xE2\x80\x8F。\n\n"
    "裸字节\x9B"
    "77m\x90\x9D"
    "52;c;b3duZWQ=\x9C完。\xE2\x81\xA0\xEF\xBB\xBF"
    "end\r\033[77Aoverwritten\n\n"
    "第二个标题\n\n本报讯 (记者 莫小满) 安静的正文\xF3\xA0\x81\x81。\n";

/* Only what ncurses says itself, and what is asked of the terminal: no other string sequence, no control but its own, valid UTF-8 without C1 and bidi. */
static void
check_output_safe(struct pty *pty, bool tabs)
{
    static const char question[] = "\033]11;?\033\\";
    size_t len;
    const unsigned char *at = (const unsigned char *)pty_output(pty, &len);
    assert_true(len > 0);
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = at[i], next = i + 1 < len ? at[i + 1] : 0, third = i + 2 < len ? at[i + 2] : 0;
        must(byte >= 0x20 || byte == '\r' || byte == '\n' || byte == '\b' || byte == 0x1B || (tabs && byte == '\t'),
             "byte %02X", byte);
        must(byte != 0x7F, "DEL");
        bool asks = len - i >= sizeof question - 1 && memcmp(at + i, question, sizeof question - 1) == 0;
        must(byte != 0x1B || asks || (next != 0 && strchr("]PX^_cN", next) == NULL), "ESC %c", next);
        must(byte != 0xC2 || next >= 0xA0, "C1 %02X", next);
        must(byte != 0xD8 || next != 0x9C, "U+061C");
        must(byte != 0xE2 || next != 0x80 || third < 0x8E || (third > 0x8F && (third < 0xAA || third > 0xAE)),
             "bidi %02X", third);
        must(byte != 0xE2 || next != 0x81 || third < 0xA6 || third > 0xA9, "bidi isolate %02X", third);
        must(byte != 0xF3, "tag");
        if (byte >= 0xC0) {
            size_t more = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
            for (size_t k = 1; k <= more; k++)
                must(i + k < len && (at[i + k] & 0xC0) == 0x80, "a character cut short");
            i += more;
        } else {
            must(byte < 0x80, "stray byte %02X", byte);
        }
    }
    static const char *const owned[] = {"\033[77", "\033[?77", "owned\007", "b3duZWQ=\007"};
    for (size_t i = 0; i < BASE_COUNT(owned); i++)
        must(!pty_output_has(pty, owned[i], strlen(owned[i])), "sequence %zu of the issue arrived", i);
}

static void
check_attack(const char *path, const char *shown)
{
    struct session session = session_start((struct pty_command){.argv = LIST(path), .rows = 40, .cols = 120});
    pty_settle(session.pty);
    session_assert_shows(&session, shown);
    session_assert_same(&session);
    session_press(&session, "<Enter>w<Space>");
    session_press(&session, "wgi");
    session_press(&session, "<Enter>?q<C-l>");
    check_output_safe(session.pty, false); /* before the end, which leaves the alternate screen */
    session_end(&session, "Q");
}

static void
no_sequence_of_a_text_arrives(void **state)
{
    (void)state;
    char *directory = support_join(folder, "attack\033]52;c;b3duZWQ=\007\xC2\x9B"
                                           "77m");
    assert_int_equal(mkdir(directory, 0700), 0);
    char *path = support_join(directory, "a\n\033[77mb\x9B"
                                         "77m\xE2\x80\xAE.txt");
    char *untitled = support_join(directory, "b\033[77m\007.txt");
    support_write(path, attack, sizeof attack - 1);
    support_write_text(untitled, "一句没有日期的话。\n");
    check_attack(path, "‹1B›");
    check_attack(path, "‹RLO›");
    check_attack(path, "‹9C›"); /* what only colours the text is dropped, whichever way it begins */
    check_attack(directory, "‹1B›");
    free(untitled);
    free(path);
    free(directory);
}

/* What is said on standard error, and the list where there is no screen, are shown by the terminal, too. */
static void
no_sequence_in_messages_and_lists(void **state)
{
    (void)state;
    char *path = support_join(folder, "attack.txt");
    support_write(path, attack, sizeof attack - 1);
    struct session session = session_start((struct pty_command){.argv = LIST("none\033]52;c;b3duZWQ=\007\xC2\x9B"
                                                                             "77m",
                                                                             path),
                                                                .environment = LIST("TERM=dumb"),
                                                                .rows = 40,
                                                                .cols = 120});
    int status = pty_wait(session.pty);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1); /* one of two could be read */
    check_output_safe(session.pty, true);
    session_done(&session);
    free(path);
}

/* ---- much */

/* A file of BYTES and a little more: HEAD, then TEXT again and again. */
static char *
write_huge(const char *name, const char *head, const char *text, size_t bytes)
{
    struct buffer chunk = {0};
    size_t wanted = session_is_slow() ? bytes / 10 : bytes;
    char *path = support_join(folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    while (chunk.len < 1 << 20)
        buffer_add_text(&chunk, text);
    fputs(head, file);
    for (size_t written = 0; written < wanted; written += chunk.len)
        assert_int_equal(fwrite(chunk.at, 1, chunk.len, file), chunk.len);
    assert_int_equal(fclose(file), 0);
    buffer_done(&chunk);
    return path;
}

static void
check_huge(const char *path)
{
    struct session session = session_start((struct pty_command){.argv = LIST(path), .rows = 24, .cols = 80});
    /* a first screen, and keys while the rest is read */
    assert_true(pty_wait_text(session.pty, "渡口"));
    session_press(&session, "<Enter>");
    session_press(&session, "G");
    session_press(&session, "<PageUp>");
    session_press(&session, "g");
    assert_false(session_shows(&session, "reading the rest"));
    session_press(&session, "G<PageUp>");
    session_assert_same(&session);
    session_end(&session, "Q");
    /* gone while it is still loading */
    session = session_start((struct pty_command){.argv = LIST(path), .rows = 24, .cols = 80});
    assert_true(pty_wait_text(session.pty, "渡口"));
    session_end(&session, "<Enter><Space>Q");
}

static void
one_huge_line(void **state)
{
    (void)state;
    char *path = write_huge("line.txt", "渡口旧物清点\n\n",
                            "灯塔管理员把潮位写在日历背面。The lamp is changed once a year; ", 60 << 20);
    check_huge(path);
    unlink(path);
    free(path);
}

static void
very_many_lines(void **state)
{
    (void)state;
    char *path = write_huge("lines.txt", "渡口日报　2026年2月3日\n\n",
                            "渡口旧物一年清点完毕\n\n本报讯 (记者 莫小满) 清点从正月初八开始，先数伞。\n\n"
                            "伞有二百一十四把，手风琴一架，写满潮位的日历十一本。\n糖画师傅今天只画鱼。\n\n",
                            100 << 20);
    check_huge(path);
    unlink(path);
    free(path);
}

static void
thousands_of_issues(void **state)
{
    (void)state;
    char *directory = session_many_issues(folder, 3000);
    struct session session = session_start((struct pty_command){.argv = LIST(directory), .rows = 24, .cols = 80});
    pty_wait_text(session.pty, "渡口第2999天的风");
    session_press(&session, "j<Enter>");
    session_assert_same(&session);
    assert_false(session_shows(&session, "loading"));
    session_press(&session, "}}J{");
    session_assert_same(&session);
    print_message("progress was %sshown\n", pty_output_has(session.pty, "loading ", 8) ? "" : "not ");
    check_idle(&session);
    session_end(&session, "Q");
    /* gone in the middle of it: at once, after some keys, by a signal */
    static const char *const ways[] = {"Q", "}}}Q", "iGQ"};
    for (size_t i = 0; i < BASE_COUNT(ways); i++) {
        session = session_start((struct pty_command){.argv = LIST(directory), .rows = 24, .cols = 80});
        pty_wait_text(session.pty, "渡口第2999天的风");
        session_end(&session, ways[i]);
    }
    session = session_start((struct pty_command){.argv = LIST(directory), .rows = 24, .cols = 80});
    pty_wait_text(session.pty, "渡口第2999天的风");
    pty_signal(session.pty, SIGTERM);
    int status = pty_wait(session.pty);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    session_assert_restored(&session);
    session_done(&session);
    free(directory);
}

/* What standard error had to say is said again on the screen that covers it, and on a narrow one the words, not a path. */
static void
what_was_said_before_the_screen(void **state)
{
    (void)state;
    char *directory = support_join(folder, "mixed"), *missing = support_join(folder, "missing");
    assert_int_equal(mkdir(directory, 0700), 0);
    support_put(directory, "a.txt", "渡口的灯换了\n\n本报讯 雨停了, 灯亮了。\n");
    support_put(directory, "b.pdf", "%PDF-1.4");
    static const struct {
        int missing;
        const char *words;
    } cases[] = {{0, "1 file is left out"}, {1, "No such file"}, {2, "2 paths could not be opened"}};
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        const char *argv[] = {directory, cases[i].missing > 0 ? missing : NULL, cases[i].missing > 1 ? missing : NULL,
                              NULL};
        struct session session =
            session_start((struct pty_command){.argv = argv, .rows = 24, .cols = i == 1 ? 120 : 40});
        pty_settle(session.pty);
        session_assert_shows(&session, cases[i].words);
        session_end(&session, "Q");
    }
    free(directory);
    free(missing);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quit_keys),
        cmocka_unit_test(the_shell_gets_its_screen_back),
        cmocka_unit_test(ends_by_signals),
        cmocka_unit_test(crashes_restore_the_terminal),
        cmocka_unit_test(hang_up_ends_the_program),
        cmocka_unit_test(suspend_and_come_back),
        cmocka_unit_test(stopped_by_force),
        cmocka_unit_test(ended_while_suspended),
        cmocka_unit_test(nothing_happens_nothing_wakes),
        cmocka_unit_test(an_issue_on_standard_input),
        cmocka_unit_test(what_was_said_before_the_screen),
        cmocka_unit_test(no_sequence_of_a_text_arrives),
        cmocka_unit_test(no_sequence_in_messages_and_lists),
        cmocka_unit_test(one_huge_line),
        cmocka_unit_test(very_many_lines),
        cmocka_unit_test(thousands_of_issues),
    };
    folder = support_temp_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    support_temp_end(folder);
    return failed;
}
