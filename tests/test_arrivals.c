/* Files that come, change and go while somebody reads, in a terminal: one line says so, and what is read stays where it is.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "session.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROWS = 24, COLS = 80, PARAGRAPHS = 60 };

static void
put(const char *folder, int day, const char *word)
{
    struct buffer text = {0};
    char name[32];
    buffer_printf(&text, "渡口的%s修好了\n\n", word);
    for (int i = 1; i <= PARAGRAPHS; i++)
        buffer_printf(&text, "    第%d段，%s的事还没有完，船工说明天再讲，讲完这一段还有下一段，一直讲到潮水退下去。\n",
                      i, word);
    snprintf(name, sizeof name, "2031-06-%02d.txt", day);
    support_put(folder, name, text.at);
    buffer_done(&text);
}

static struct session
start(const char *folder)
{
    static const char *arguments[2];
    arguments[0] = folder;
    put(folder, 1, "旧船");
    put(folder, 2, "铜铃");
    struct session session = session_start((struct pty_command){.argv = arguments, .rows = ROWS, .cols = COLS});
    pty_settle(session.pty);
    return session;
}

#define assert_told(session, text) check_told((session), (text), __FILE__, __LINE__)
static void
check_told(struct session *session, const char *text, const char *file, int line)
{
    if (pty_wait_text(session->pty, text)) {
        pty_settle(session->pty);
        return;
    }
    print_error("“%s” was not told\n", text);
    _fail(file, line);
}

/* All but the first and the last row. */
static char *
text_of(const struct session *session)
{
    struct buffer text = {0};
    for (int row = 1; row < ROWS - 1; row++)
        buffer_printf(&text, "%s\n", pty_row_text(session->pty, row));
    return buffer_take(&text);
}

static void
assert_reads_on(const struct session *session, char *before)
{
    char *now = text_of(session);
    assert_string_equal(now, before);
    free(now);
    free(before);
}

static void
test_place_stays(void **state)
{
    const char *folder = *state;
    struct session session = start(folder);
    session_press(&session, "<Enter><Space><Space>");
    char *before = text_of(&session);
    assert_non_null(strstr(before, "铜铃的事"));
    put(folder, 3, "雨棚");
    put(folder, 4, "灯船");
    assert_told(&session, "2 issues have arrived");
    session_assert_shows(&session, "issue 3 of 4");
    assert_reads_on(&session, before);
    /* nobody has pressed a key since */
    before = text_of(&session);
    put(folder, 5, "红灯笼");
    assert_told(&session, "3 issues have arrived");
    assert_reads_on(&session, before);
    session_press(&session, "<Space>");
    assert_false(session_shows(&session, "arrived"));
    session_end(&session, "Q");
}

static void
test_what_is_shown(void **state)
{
    const char *folder = *state;
    char *path = support_join(folder, "2031-06-02.txt");
    struct session session = start(folder);
    session_press(&session, "<Enter><Space>");
    char *before = text_of(&session);
    put(folder, 2, "铜铃"); /* the same again */
    put(folder, 3, "雨棚");
    assert_told(&session, "1 issue has arrived");
    assert_reads_on(&session, before);
    session_press(&session, "j");
    put(folder, 2, "石板路");
    assert_told(&session, "Read anew");
    session_assert_shows(&session, "石板路的事");
    session_press(&session, "j");
    assert_int_equal(truncate(path, 0), 0);
    assert_told(&session, "Read anew");
    session_press(&session, "j");
    put(folder, 2, "竹椅");
    assert_told(&session, "Read anew");
    session_press(&session, "<Enter><Space>");
    before = text_of(&session);
    support_take(folder, "2031-06-02.txt");
    assert_int_equal(mkdir(path, 0700), 0);
    assert_told(&session, "The file of this issue is gone");
    assert_reads_on(&session, before);
    session_assert_shows(&session, "of 3");
    session_press(&session, "}");
    session_assert_shows(&session, "of 2");
    session_assert_shows(&session, "旧船");
    rmdir(path);
    free(path);
    session_end(&session, "Q");
}

/* What was read and is another now is marked, and what is new in it can be shown: of the issue that is shown, and of another one. */
static void
test_reissued(void **state)
{
    const char *folder = *state;
    struct session session = start(folder);
    session_press(&session, "r");
    put(folder, 2, "铜铃铛");
    assert_told(&session, "1 article that you had read has changed");
    session_assert_shows(&session, "≠ 渡口的铜铃铛修好了");
    session_press(&session, "=");
    session_assert_shows(&session, "第1段，铜铃{+铛+}的事");
    session_press(&session, "q}r{");
    put(folder, 1, "新船");
    assert_told(&session, "1 issue has changed");
    session_press(&session, "}");
    session_assert_shows(&session, "≠ 渡口的新船修好了");
    session_press(&session, "=");
    session_assert_shows(&session, "第1段，[-旧-]{+新+}船的事");
    session_end(&session, "Q");
}

/* While something is typed nothing comes between. */
static void
test_prompt_is_left_alone(void **state)
{
    const char *folder = *state;
    struct session session = start(folder);
    session_press(&session, "/");
    pty_keys(session.pty, "修好");
    put(folder, 3, "雨棚");
    assert_told(&session, "of 3");
    assert_non_null(strstr(pty_row_text(session.pty, ROWS - 1), "/修好"));
    pty_keys(session.pty, "\033");
    assert_told(&session, "1 issue has arrived");
    session_end(&session, "Q");
}

static void
test_none_left(void **state)
{
    const char *folder = *state;
    struct session session = start(folder);
    support_take(folder, "2031-06-01.txt");
    assert_told(&session, "1 issue is gone");
    support_take(folder, "2031-06-02.txt");
    assert_told(&session, "The file of this issue is gone");
    put(folder, 3, "雨棚");
    assert_told(&session, "1 issue has arrived");
    session_press(&session, "{");
    session_assert_shows(&session, "雨棚");
    session_end(&session, "Q");
}

/* A year of them at once: one line, nothing lost. */
static void
test_many(void **state)
{
    enum { MANY = 300 };
    const char *folder = *state;
    struct session session = start(folder);
    session_press(&session, "<Enter><Space>");
    char *before = text_of(&session);
    for (int i = 0; i < MANY; i++) {
        char name[32];
        snprintf(name, sizeof name, "2030-%02d-%02d.txt", 1 + i / 28, 1 + i % 28);
        support_put(folder, name, "渡口的雨棚修好了\n\n    雨棚的事还没有完，船工说明天再讲，讲完这一段还有下一段。\n");
    }
    assert_told(&session, "300 issues have arrived");
    session_assert_shows(&session, "of 302");
    assert_reads_on(&session, before);
    session_end(&session, "Q");
}

/* What is watched for is told above the list, while it comes. */
static void
test_what_is_watched(void **state)
{
    const char *folder = *state;
    struct session session = start(folder);
    session_press(&session, "i");
    pty_keys(session.pty, ":watch 雨棚\r");
    assert_told(&session, "0 articles");
    put(folder, 3, "雨棚");
    assert_told(&session, "1 article ");
    session_press(&session, "g");
    assert_non_null(strstr(pty_row_text(session.pty, 1), "●  1 /雨棚"));
    session_press(&session, "<Enter>");
    assert_told(&session, "hit 1/");
    assert_non_null(strstr(pty_row_text(session.pty, 1), "●"));
    session_press(&session, "q");
    session_assert_shows(&session, "1 article ");
    assert_null(strstr(pty_row_text(session.pty, 1), "●"));
    session_end(&session, "Q");
}

int
main(void)
{
#ifndef __linux__
    return 77;
#endif
    const struct CMUnitTest tests[] = {
        test_in_folder(test_place_stays),
        test_in_folder(test_what_is_shown),
        test_in_folder(test_prompt_is_left_alone),
        test_in_folder(test_none_left),
        test_in_folder(test_what_is_watched),
        test_in_folder(test_many),
        test_in_folder(test_reissued),
    };
    return cmocka_run_group_tests_name("arrivals", tests, NULL, NULL);
}
