/* The search in a terminal: what is typed and pasted, where the cursor is, and a library that is searched while keys come.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "searching.h"
#include "session.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

static char *folder;

/* Nothing is loaded ahead, as --frame does not either. */
static struct session
start(const char *path, int rows, int cols)
{
    static const char *arguments[] = {"-o", "memory=0", NULL, NULL};
    arguments[2] = path;
    struct session session = session_start((struct pty_command){.argv = arguments, .rows = rows, .cols = cols});
    pty_settle(session.pty);
    return session;
}

/* A terminal sends text as it is; as keys in notation it is the same. */
static void
type(struct session *session, const char *text)
{
    buffer_add_text(&session->keys, text);
    pty_keys(session->pty, text);
}

#define assert_cursor(session, row, col) check_cursor((session), (row), (col), __FILE__, __LINE__)
static void
check_cursor(const struct session *session, int row, int col, const char *file, int line)
{
    int at_row, at_col;
    bool shown;
    pty_cursor(session->pty, &at_row, &at_col, &shown);
    if (at_row == row && at_col == col && shown)
        return;
    print_error("the cursor is in row %d, column %d%s\n", at_row, at_col, shown ? "" : ", hidden");
    _fail(file, line);
}

static void
typed_and_left(void **state)
{
    (void)state;
    char *path = searching_paper("20310607.txt");
    struct session session = start(path, 24, 80);
    char *before = pty_screen_text(session.pty);
    type(&session, "/");
    assert_cursor(&session, 23, 2);
    type(&session, "退潮");
    assert_string_equal(pty_row_text(session.pty, 23),
                        " /退潮                                                                      1/3");
    assert_cursor(&session, 23, 6);
    int row = 1;
    while (row < 22 && pty_column_of(session.pty, row, "退") < 0)
        row++;
    int col = pty_column_of(session.pty, row, "退");
    assert_true(pty_cell(session.pty, row, col).bg_set && pty_cell(session.pty, row, col).bold);
    assert_false(pty_cell(session.pty, row, col - 2).bg_set);
    session_assert_same(&session);
    session_press(&session, "<Left>");
    assert_cursor(&session, 23, 4);
    session_press(&session, "<Home>");
    assert_cursor(&session, 23, 2);
    type(&session, "a");
    assert_cursor(&session, 23, 3);
    session_assert_shows(&session, "no hits");
    session_press(&session, "<Backspace><End>");
    session_assert_same(&session);
    /* another size while it is typed */
    pty_resize(session.pty, 12, 40);
    pty_settle(session.pty);
    session_assert_shows(&session, "> 2 ● 雾笛改吹降B调");
    assert_cursor(&session, 11, 6);
    pty_resize(session.pty, 24, 80);
    pty_settle(session.pty);
    /* an escape is not half a key */
    pty_keys(session.pty, "\033");
    pty_wait_text(session.pty, "/ search");
    char *after = pty_screen_text(session.pty);
    assert_string_equal(after, before);
    free(after);
    free(before);
    session_end(&session, "Q");
    free(path);
}

/* What is pasted is text, whatever is in it. */
static void
pasted(void **state)
{
    (void)state;
    char *path = searching_paper("20310607.txt");
    struct session session = start(path, 24, 80);
    pty_keys(session.pty, "\033[200~退潮\033[201~");
    session_assert_shows(&session, "There is no prompt to paste into.");
    type(&session, "/");
    pty_keys(session.pty, "\033[200~天亮\rQ\nq\033[201~");
    session_assert_shows(&session, "/天亮 Q q");
    assert_cursor(&session, 23, 10);
    pty_keys(session.pty, "\025");
    pty_keys(session.pty, "\033[200~灯船靠岸\033[201~");
    session_assert_shows(&session, "/灯船靠岸");
    assert_cursor(&session, 23, 10);
    session_assert_shows(&session, "1/1");
    pty_keys(session.pty, "\r");
    session_assert_shows(&session, "/灯船靠岸 1/1");
    session_end(&session, "Q");
    free(path);
}

/* ---- a large library */

enum { ISSUES = 4000 };

static void
write_issues(const char *directory, int count)
{
    struct buffer text = {0};
    for (int i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof name, "%04d-%02d-%02d.txt", 2000 + i / 336, 1 + i / 28 % 12, 1 + i % 28);
        buffer_clear(&text);
        buffer_printf(&text,
                      "渡口日报　第%d期\n\n渡口第%d天的风\n\n本报讯 (记者 莫小满) 今天是第%d天, 渡口的风比昨天大。\n\n",
                      i, i, i);
        for (int k = 0; k < 20; k++)
            buffer_printf(&text, "第%d件旧物是一把伞, 伞柄上刻着失主的名字, 他住在对岸, 至今没有来过。\n\n", k + i);
        support_put(directory, name, text.at);
    }
    buffer_done(&text);
}

static void
searched_while_keys_come(void **state)
{
    (void)state;
    char *directory = support_join(folder, "many");
    int count = session_is_slow() ? ISSUES / 10 : ISSUES;
    assert_int_equal(mkdir(directory, 0700), 0);
    write_issues(directory, count);
    struct session session = start(directory, 24, 80);
    /* all at once, so that each letter gives up the search of those before it */
    type(&session, "//渡口第7天|对岸");
    session_assert_shows(&session, "Found in all issues　渡口第7天|对岸");
    pty_wait_text(session.pty, "hits");
    session_press(&session, "<Enter>");
    session_assert_shows(&session, "hit 1/");
    /* keys are served, whether it is over or not */
    session_press(&session, "jj<Enter>");
    session_assert_shows(&session, "/渡口第7天|对岸 ");
    session_press(&session, "q");
    session_assert_shows(&session, "Found in all issues");
    session_press(&session, "q");
    session_assert_same(&session);
    /* the rest, which only one issue has: found, however far down it is */
    type(&session, "//渡口第5天的风");
    assert_true(pty_wait_text(session.pty, "1 hit"));
    session_assert_shows(&session, ">   渡口第5天的风");
    pty_settle(session.pty);
    session_press(&session, "<Enter>");
    session_assert_shows(&session, "in 1 issue");
    session_press(&session, "<Enter>");
    session_assert_shows(&session, "/渡口第5天的风 ");
    session_press(&session, "qq");
    session_end(&session, "Q");
    free(directory);
}

/* The end while it is running is the end: by keys, by a signal, by Escape and keys. */
static void
ended_while_it_runs(void **state)
{
    (void)state;
    static const char *const ways[] = {"<Enter>Q", "<C-c>Q", "<Enter>qqq", "<Enter><Enter>Q"};
    char *directory = support_join(folder, "many");
    for (size_t i = 0; i < BASE_COUNT(ways); i++) {
        struct session session = start(directory, 24, 80);
        pty_type(session.pty, "//没有的字|对岸");
        assert_true(pty_wait_text(session.pty, "Found in all issues"));
        session_end(&session, ways[i]);
    }
    struct session session = start(directory, 24, 80);
    pty_type(session.pty, "//对岸");
    assert_true(pty_wait_text(session.pty, "Found in all issues"));
    pty_signal(session.pty, SIGTERM);
    int status = pty_wait(session.pty);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    session_assert_restored(&session);
    session_done(&session);
    free(directory);
}

/* Keys that were given at the start do not keep the first screen waiting for what they search for, and it comes by itself; but
   those that follow are for what is found. */
static void
keys_of_the_start(void **state)
{
    (void)state;
    static const char *arguments[] = {"-o", "memory=0", "--keys", NULL, NULL, NULL};
    char *path = searching_paper("");
    arguments[4] = path;
    for (int i = 0; i < 2; i++) {
        arguments[3] = i == 0 ? "//灯船<Enter>" : "//灯船<Enter>G<Enter>";
        struct session session = session_start((struct pty_command){.argv = arguments, .rows = 24, .cols = 80});
        assert_true(pty_wait_text(session.pty, i == 0 ? "hit 1/5" : "//灯船 5/5"));
        session_end(&session, "Q");
    }
    free(path);
}

/* By the keyboard alone: a number, or the arrows and Enter; and Escape goes back one step. */
static void
picked(void **state)
{
    (void)state;
    char *directory = support_join(folder, "picked");
    assert_int_equal(mkdir(directory, 0700), 0);
    support_put(directory, "2031-06-07.txt",
                "渡口晚报\n\n灯船换了灯泡\n\n换灯泡的灯船停在停车场旁边。\n\n灯泡一共换了三只。\n");
    support_put(directory, "2031-06-06.txt", "渡口晚报\n\n停车场扩建\n\n家庭成员都说停车方便多了。\n");
    struct session session = start(directory, 24, 80);
    type(&session, "//tingche");
    assert_true(pty_wait_text(session.pty, "1 停车 3"));
    session_assert_shows(&session, "2 庭成 1");
    session_press(&session, "<Down><Right><Enter>");
    session_assert_shows(&session, "//庭成");
    assert_true(pty_wait_text(session.pty, "1 hit"));
    session_press(&session, "<C-u>");
    type(&session, "tingche");
    assert_true(pty_wait_text(session.pty, "1 停车 3"));
    /* out of the strip, and on typing */
    session_press(&session, "<Down><Esc>");
    session_assert_shows(&session, "//tingche");
    session_press(&session, "<A-1>");
    session_assert_shows(&session, "//停车");
    assert_true(pty_wait_text(session.pty, "3 hits"));
    session_press(&session, "<Enter>");
    session_assert_shows(&session, "hit 1/3　in 2 issues");
    session_press(&session, "q");
    /* in the issue */
    type(&session, "/dengpao");
    session_assert_shows(&session, "1 灯泡 3");
    session_press(&session, "<A-1>");
    session_assert_shows(&session, " /灯泡 ");
    session_press(&session, "<Enter>");
    session_assert_shows(&session, "/灯泡 1/3");
    session_end(&session, "Q");
    free(directory);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typed_and_left),      cmocka_unit_test(pasted),
        cmocka_unit_test(keys_of_the_start),   cmocka_unit_test(searched_while_keys_come),
        cmocka_unit_test(ended_while_it_runs), cmocka_unit_test(picked),
    };
    folder = support_temp_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    support_temp_end(folder);
    return failed;
}
