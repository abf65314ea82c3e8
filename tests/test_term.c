/* What a person sees: the program's screen in a terminal emulator against what --frame writes for the same keys.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "session.h"
#include "support.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

static const struct {
    int cols, rows;
} sizes[] = {{40, 12}, {80, 24}, {120, 40}, {200, 60}};

static char *folder;
static size_t every; /* which screens of many are compared: all, or where that is slow, some */

/* The path of a file with a long article; the caller frees it. */
static char *
long_issue(int paragraphs)
{
    char *path = support_join(folder, "long.txt"), *text = session_long_issue(paragraphs);
    support_write_text(path, text);
    free(text);
    return path;
}

/* ---- the tools themselves */

static void
emulator_knows_widths_and_sequences(void **state)
{
    static const char script[] =
        "printf 'a\\033[3bX\\n看“—…·○①α”|\\nx\\314\\201y\\n\\033[1mb\\033[0;7mr\\033[m'; exec cat";
    struct pty_command command = {.argv = LIST("/bin/sh", "-c", script), .rows = 8, .cols = 20};
    struct pty *pty = pty_start(&command);
    (void)state;
    pty_settle(pty);
    assert_string_equal(pty_row_text(pty, 0), "aaaaX");
    assert_string_equal(pty_row_text(pty, 1), "看“—…·○①α”|");
    assert_int_equal(pty_cell(pty, 1, 0).width, 2);
    assert_int_equal(pty_cell(pty, 1, 1).width, 0);
    for (int col = 2; col <= 9; col++)
        assert_int_equal(pty_cell(pty, 1, col).width, 1); /* "ambiguous" ones are narrow */
    assert_string_equal(pty_cell(pty, 1, 10).text, "|");
    assert_string_equal(pty_row_text(pty, 2), "x\u0301y");
    assert_true(pty_cell(pty, 3, 0).bold && !pty_cell(pty, 3, 0).reverse);
    assert_true(pty_cell(pty, 3, 1).reverse && !pty_cell(pty, 3, 1).bold);
    pty_keys(pty, "typed\r");
    assert_string_equal(pty_row_text(pty, 3), "brtyped"); /* the terminal's echo, */
    assert_string_equal(pty_row_text(pty, 4), "typed");   /* and cat's */
    static const char *const pieces[] = {"\033[8;1Hab\302", "\240\344", "\273\226\033", "[", "1mc"};
    for (size_t i = 0; i < BASE_COUNT(pieces); i++) {
        pty_write_to_screen(pty, pieces[i]);
        pty_settle(pty);
    }
    assert_string_equal(pty_row_text(pty, 7), "ab\u00A0他c");
    assert_int_equal(pty_stop(pty, "\004"), 0);
    pty_free(pty);
}

/* ---- every screen */

/* Through every pane and nearly every command. */
static const char *const tour[] = {
    "",           "j",   "jj",      "k",       "<Down>",  "G",       "g",       "2j",    "<Enter>",
    "j",          "jjj", "k",       "<Up>",    "<Space>", "b",       "<C-d>",   "<C-u>", "<PageDown>",
    "<PageUp>",   "G",   "g",       "w",       "j",       "jj",      "k",       "<C-e>", "<Space>",
    "<PageDown>", "b",   "<C-y>",   "G",       "b",       "g",       "w",       "<Tab>", "<Tab>",
    "J",          "J",   "K",       "}",       "}",       "{",       "h",       "i",     "j",
    "jj",         "k",   "<Enter>", "h",       "?",       "j",       "<Space>", "k",     "g",
    "q",          "u",   "r",       "r",       "{",       "g",       "<Esc>",   "<A-j>", "<C-l>",
    "<F1>",       "?",   "<Space>", "<Space>", "<Space>", "<Space>", "h",       "g",
};

static void
screens_are_the_frames(void **state)
{
    (void)state;
    for (size_t size = 0; size < BASE_COUNT(sizes); size++) {
        struct session session = session_samples(sizes[size].rows, sizes[size].cols);
        for (size_t i = 0; i < BASE_COUNT(tour); i++) {
            session_press(&session, tour[i]);
            if (i % every == 0)
                session_assert_same(&session);
        }
        session_end(&session, "Q");
    }
}

static void
check_scrolling(const char *path, int rows, int cols)
{
    static const char *const keys[] = {"j", "j",  "jj", "jjj", "k",  "kk", "<C-d>", "<C-u>", "<Space>", "<Space>",
                                       "b", "5j", "9j", "9k",  "3j", "j",  "k",     "20j",   "j",       "<PageDown>",
                                       "k", "G",  "k",  "k",   "9k", "j",  "g",     "j"};
    struct session session = session_start((struct pty_command){.argv = LIST(path), .rows = rows, .cols = cols});
    pty_settle(session.pty);
    session_press(&session, "<Enter>w");
    for (size_t i = 0; i < BASE_COUNT(keys); i++) {
        session_press(&session, keys[i]);
        if (i % every == 0)
            session_assert_same(&session);
    }
    session_end(&session, "Q");
}

/* In full width the terminal itself scrolls what stays: that must leave the same screen. */
static void
scrolling_by_the_terminal(void **state)
{
    (void)state;
    char *path = long_issue(300);
    for (size_t size = 0; size < BASE_COUNT(sizes); size++)
        check_scrolling(path, sizes[size].rows, sizes[size].cols);
    free(path);
}

/* Many equal rows: whatever was scrolled by mistake stands where something equal stood before. */
static void
scrolling_equal_rows(void **state)
{
    static const char *const words[] = {"伞一把。", "琴一架。", "灯一盏。"};
    struct support_chance chance = {77};
    struct buffer text = {0};
    (void)state;
    char *path = support_join(folder, "equal.txt");
    buffer_add_text(&text, "渡口旧物清单\n\n");
    for (int i = 0; i < 400; i++)
        buffer_printf(&text, "%s\n\n", words[support_below(&chance, 8) % 3]);
    support_write(path, text.at, text.len);
    for (size_t size = 0; size < BASE_COUNT(sizes); size++)
        check_scrolling(path, sizes[size].rows, sizes[size].cols);
    buffer_done(&text);
    free(path);
}

static void
screens_in_chinese(void **state)
{
    (void)state;
    struct session session = session_start(
        (struct pty_command){.argv = LIST("-o", "language=zh_CN", "-o", "memory=0"), .rows = 24, .cols = 80});
    pty_settle(session.pty);
    for (size_t i = 0; i < BASE_COUNT(tour); i++) {
        session_press(&session, tour[i]);
        if (i % 4 == 0)
            session_assert_same(&session);
    }
    session_press(&session, "?");
    session_assert_same(&session);
    session_assert_shows(&session, "帮助");
    session_end(&session, "Q");
}

static void
random_keys(int rows, int cols, uint64_t seed)
{
    static const char *const keys[] = {"j",       "j",          "k",        "k",       "<Down>", "<Up>",  "<Enter>",
                                       "<Enter>", "<Space>",    "<Space>",  "b",       "w",      "w",     "<C-d>",
                                       "<C-u>",   "<PageDown>", "<PageUp>", "J",       "K",      "}",     "{",
                                       "<Tab>",   "h",          "i",        "r",       "u",      "3",     "g",
                                       "G",       "l",          "<Left>",   "<Right>", "<Home>", "<End>", "<C-l>"};
    struct support_chance chance = {seed};
    struct session session = session_samples(rows, cols);
    for (int i = 1; i <= 300; i++) {
        session_press(&session, keys[support_below(&chance, BASE_COUNT(keys))]);
        if (i % 20 == 0)
            session_assert_same(&session);
    }
    session_end(&session, "QQ"); /* the help may have mended a line, which would be lost */
}

static void
random_walks_end_where_the_frame_does(void **state)
{
    (void)state;
    random_keys(24, 80, 20260315);
    random_keys(12, 40, 20260316);
    random_keys(40, 120, 20260317);
}

static void
styles_arrive(void **state)
{
    (void)state;
    struct session session = session_samples(24, 80);
    int border = pty_column_of(session.pty, 1, "│");
    assert_in_range(border, 20, 40);
    struct pty_cell selected = pty_cell(session.pty, 1, 2), other = pty_cell(session.pty, 5, 2);
    struct pty_cell headline = pty_cell(session.pty, 1, border + 2), body = pty_cell(session.pty, 10, border + 2);
    assert_true(selected.reverse && !other.reverse);
    assert_true(headline.bold && !headline.reverse);
    assert_true(body.width == 2 && !body.bold && !body.reverse);
    assert_true(pty_cell(session.pty, 0, 0).bg_set && !body.bg_set);
    session_press(&session, "jj");
    assert_false(pty_cell(session.pty, 1, 2).reverse);
    session_end(&session, "Q");
}

/* The row that is selected, in the list beside the article: read and with hits, it shows that it is all three. */
static void
layers_arrive(void **state)
{
    (void)state;
    char *path = support_join(folder, "layers.txt");
    support_write_text(
        path,
        "渡口日报　2031年2月3日\n\n灯船换了灯泡\n\n　　灯船靠岸时换上一只新灯泡。\n\n渡口的钟慢了\n\n　　船家说不用修。\n");
    for (int colored = 0; colored < 2; colored++) {
        struct session session =
            session_start((struct pty_command){.argv = LIST("-o", "theme=dark", path),
                                               .rows = 12,
                                               .cols = 80,
                                               .environment = colored ? NULL : LIST("NO_COLOR=1")});
        pty_settle(session.pty);
        session_press(&session, "r/dengpao<Enter>");
        int col = pty_column_of(session.pty, 1, "换"), hit = pty_column_of(session.pty, 1, "泡");
        struct pty_cell row = pty_cell(session.pty, 1, col), found = pty_cell(session.pty, 1, hit);
        struct pty_cell next = pty_cell(session.pty, 2, pty_column_of(session.pty, 2, "钟"));
        assert_true(row.reverse && row.fg_set == (colored != 0) && !row.bg_set);
        /* the hit that was gone to: in colours of its own, or a gap */
        assert_true(!found.reverse && found.bold && found.bg_set == (colored != 0));
        assert_true(!next.reverse && !next.bg_set && !next.bold);
        session_press(&session, "<Tab>");
        row = pty_cell(session.pty, 1, col), found = pty_cell(session.pty, 1, hit);
        assert_true(row.bold && !row.reverse && row.bg_set == (colored != 0) && row.underline == (colored == 0));
        assert_true(found.bold && found.bg_set == (colored != 0) && found.reverse == (colored == 0));
        session_press(&session, "<C-l>");
        session_assert_same(&session);
        session_end(&session, "Q");
    }
    free(path);
}

static void
cursor_rests_on_the_selection(void **state)
{
    int row, col, before;
    bool shown;
    (void)state;
    struct session session = session_samples(24, 80);
    pty_cursor(session.pty, &before, &col, &shown);
    assert_true(shown);
    assert_int_equal(before, 1);
    session_press(&session, "j");
    pty_cursor(session.pty, &row, &col, &shown);
    assert_true(shown && row > before);
    assert_true(pty_cell(session.pty, row, col).reverse);
    session_end(&session, "Q");
}

/* ---- other sizes */

static void
a_resize_paints_the_new_size(void **state)
{
    static const struct {
        int cols, rows;
    } to[] = {{120, 40}, {40, 12}, {79, 23}, {200, 60}, {15, 3}, {1, 1}, {72, 4}, {16, 24}, {80, 24}};
    (void)state;
    struct session session = session_samples(24, 80);
    for (size_t i = 0; i < BASE_COUNT(to); i++) {
        pty_resize(session.pty, to[i].rows, to[i].cols);
        pty_settle(session.pty);
        session_assert_same(&session);
    }
    session_end(&session, "Q");
}

/* Another height changes neither the measure nor what lines are; another width and back neither. */
static void
a_resize_keeps_the_reading_place(void **state)
{
    static const char *const ways[] = {"<Enter>jjjjjjj", "<Enter>wjjjjj"};
    static const int heights[] = {14, 10, 30, 12};
    (void)state;
    char *path = long_issue(100);
    for (size_t way = 0; way < BASE_COUNT(ways); way++) {
        struct session session = session_start((struct pty_command){.argv = LIST(path), .rows = 12, .cols = 80});
        pty_settle(session.pty);
        session_press(&session, ways[way]);
        session_assert_same(&session);
        char *row = base_strdup(pty_row_text(session.pty, 1));
        for (size_t i = 0; i < BASE_COUNT(heights); i++) {
            pty_resize(session.pty, heights[i], 80);
            pty_settle(session.pty);
            session_assert_same(&session);
            pty_resize(session.pty, heights[i], 50);
            pty_settle(session.pty);
            pty_resize(session.pty, heights[i], 80);
            pty_settle(session.pty);
            session_assert_same(&session);
            assert_string_equal(pty_row_text(session.pty, 1), row);
        }
        free(row);
        session_end(&session, "Q");
    }
    free(path);
}

static void
a_storm_of_resizes(void **state)
{
    struct support_chance chance = {500};
    int rounds = session_is_slow() ? 100 : 500;
    (void)state;
    struct session session = session_samples(24, 80);
    pty_resize(session.pty, 5, 1);
    pty_write_to_screen(session.pty, "报"); /* what comes late, and was meant for more columns */
    for (int i = 0; i < rounds; i++) {
        pty_resize(session.pty, 1 + (int)support_below(&chance, 60), 1 + (int)support_below(&chance, 150));
        if (i % 10 == 0)
            pty_read(session.pty, 0);
    }
    pty_resize(session.pty, 24, 80);
    pty_settle(session.pty);
    session_assert_same(&session);
    session_press(&session, "jj<Enter>j");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* A terminal that was made small and large again between two looks at its size has lost rows. */
static void
a_resize_to_the_same_size_repaints(void **state)
{
    (void)state;
    struct session session = session_samples(24, 80);
    pty_shake(session.pty, 8, 30);
    pty_settle(session.pty);
    session_assert_same(&session);
    session_end(&session, "Q");
}

static void
odd_sizes_at_the_start(void **state)
{
    static const struct {
        int rows, cols;
    } odd[] = {{0, 0}, {1, 1}, {3, 15}, {2, 200}, {60, 2}, {4, 16}, {0, 80}};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(odd); i++) {
        struct session session = session_samples(odd[i].rows, odd[i].cols);
        session_assert_same(&session);
        session_press(&session, "j<Enter>j<Space>w?q");
        session_assert_same(&session);
        session_end(&session, "Q");
    }
}

/* Windows beyond what ncurses can count, or what anybody could see: a part is used, and little memory. */
static void
huge_windows(void **state)
{
    static const struct {
        int rows, cols;
        const char *environment; /* NULL: none */
    } sizes_of[] = {{40, 40000, NULL}, {40000, 40, NULL}, {2000, 2000, NULL},      {65535, 65535, NULL},
                    {500, 1000, NULL}, {24, 32768, NULL}, {0, 0, "COLUMNS=40000"}, {24, 80, "LINES=40000"}};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(sizes_of); i++) {
        struct session session = session_start((struct pty_command){.argv = LIST("-o", "memory=0"),
                                                                    .environment = LIST(sizes_of[i].environment),
                                                                    .rows = sizes_of[i].rows,
                                                                    .cols = sizes_of[i].cols,
                                                                    .blind = true});
        pty_settle(session.pty);
        session_press(&session, "j<Enter>j");
        pty_resize(session.pty, sizes_of[i].cols, sizes_of[i].rows);
        session_press(&session, "j");
        pty_resize(session.pty, 24, 80);
        session_press(&session, "wj");
        if (!session_is_slow())
            assert_in_range(pty_memory(session.pty), 1, 100 * 1024);
        assert_true(pty_bytes(session.pty) > 1000);
        assert_int_equal(pty_stop(session.pty, "Q"), 0);
        session_done(&session);
    }
}

/* What is left out of such a window is said, and nothing else is amiss. */
static void
a_huge_window_is_said_to_be_one(void **state)
{
    (void)state;
    struct session session = session_samples(24, 80);
    pty_resize(session.pty, 24, 1001);
    pty_settle(session.pty);
    session_assert_shows(&session, "larger than 1000 columns of 500 rows");
    pty_resize(session.pty, 501, 100);
    pty_settle(session.pty);
    session_assert_shows(&session, "larger than 1000 columns of 500 rows");
    assert_string_equal(pty_row_text(session.pty, 500), "");
    pty_resize(session.pty, 24, 1000);
    pty_settle(session.pty);
    session_press(&session, "j");
    session_assert_same(&session);
    pty_resize(session.pty, 24, 80);
    pty_settle(session.pty);
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* ---- a screen that somebody else wrote to */

static void
redraw_after_garbage(void **state)
{
    (void)state;
    struct session session = session_samples(24, 80);
    session_press(&session, "<Enter>jj");
    char *right = pty_screen_text(session.pty);
    pty_write_to_screen(session.pty, "\033[7;9Hgarbage 垃圾\033[3;1H\033[1M\033[22;2H.\n.\n.\n");
    pty_settle(session.pty);
    char *wrong = pty_screen_text(session.pty);
    assert_string_not_equal(right, wrong);
    session_press(&session, "<C-l>");
    session_assert_same(&session);
    free(right);
    free(wrong);
    session_end(&session, "Q");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(emulator_knows_widths_and_sequences),
        cmocka_unit_test(screens_are_the_frames),
        cmocka_unit_test(scrolling_by_the_terminal),
        cmocka_unit_test(scrolling_equal_rows),
        cmocka_unit_test(screens_in_chinese),
        cmocka_unit_test(random_walks_end_where_the_frame_does),
        cmocka_unit_test(styles_arrive),
        cmocka_unit_test(layers_arrive),
        cmocka_unit_test(cursor_rests_on_the_selection),
        cmocka_unit_test(a_resize_paints_the_new_size),
        cmocka_unit_test(a_resize_keeps_the_reading_place),
        cmocka_unit_test(a_storm_of_resizes),
        cmocka_unit_test(a_resize_to_the_same_size_repaints),
        cmocka_unit_test(odd_sizes_at_the_start),
        cmocka_unit_test(huge_windows),
        cmocka_unit_test(a_huge_window_is_said_to_be_one),
        cmocka_unit_test(redraw_after_garbage),
    };
    folder = support_temp_new();
    every = session_is_slow() ? 7 : 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    support_temp_end(folder);
    return failed;
}
