/* reader: what was found in the library, in its order: by date or by rank, and hits that may be chance folded away.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "searching.h"

#include <stdlib.h>

/* wj: WJ stands there; 武警 and 玩具 are words, and 服务旧 is none. */
static const char newer[] =
    "武警战士回到渡口\n\n本报讯 (记者 容与) 队伍进城以后，任务就是把武警的饭菜送到，别无其他。\n\n"
    "玩具展在码头开门\n\n本报讯 (记者 容与) 展上服务旧货，义务讲解。武警也来，外甥问卷子。\n";
static const char older[] = "旧卡不能再用\n\n本报讯 (记者 容与) 玩具换成 WJ 卡，今天停用，任务就是把它收回。\n";

static struct searching
open_two(void **state, int cols, int rows)
{
    struct world *world = *state;
    char *a = support_join(world->folder, "20310608.txt"), *b = support_join(world->folder, "20310607.txt");
    support_write_text(a, newer);
    support_write_text(b, older);
    struct searching s = searching_open_path(state, world->folder, cols, rows);
    free(a);
    free(b);
    return s;
}

/* The rows: a an article, h a hit, c those that may be chance; the selected one is a capital. */
#define assert_rows(searching, wanted) check_rows((searching), (wanted), __FILE__, __LINE__)
static void
check_rows(const struct searching *s, const char *wanted, const char *file, int line)
{
    struct reader_result_list results = reader_results(s->reader);
    struct buffer got = {0};
    buffer_add_text(&got, "");
    for (size_t i = 0; i < results.count; i++)
        buffer_add_byte(&got, (i == results.selected ? "AHC" : "ahc")[results.rows[i].kind]);
    support_assert_text(buffer_slice(&got), wanted, file, line);
    buffer_done(&got);
}

/* The string of the selected hit, and the day of its issue. */
#define assert_selected(searching, date, wanted) check_selected((searching), (date), (wanted), __FILE__, __LINE__)
static void
check_selected(const struct searching *s, uint32_t date, const char *wanted, const char *file, int line)
{
    struct reader_result_list results = reader_results(s->reader);
    const struct reader_result *row = &results.rows[results.selected];
    assert_true(results.selected < results.count && row->kind == RESULT_HIT);
    support_assert_text(found_text(row->batch, row->batch->hits[row->hit].mark), wanted, file, line);
    assert_int_equal(reader_result_issue(row)->date, date);
}

/* What is written so is the first, also where its issue is the older one; the others follow by their days. */
static void
test_sorted(void **state)
{
    struct searching s = open_two(state, 80, 24);
    searching_press(&s, "//wj<Enter>");
    assert_rows(&s, "aHahhahhhahc");
    assert_selected(&s, 20310607, "WJ");
    assert_true(searching_shows(&s, -1, " hit 1/7　in 2 issues　6 more may be chance"));
    searching_press(&s, "j");
    assert_selected(&s, 20310608, "武警");
    /* by rank the headlines are before the rest, whatever their day; the selected hit stays selected */
    searching_press(&s, "3j");
    assert_selected(&s, 20310608, "武警");
    searching_press(&s, "S");
    assert_said(&s, "The likeliest first.");
    assert_selected(&s, 20310608, "武警");
    searching_press(&s, "g");
    assert_selected(&s, 20310607, "WJ");
    searching_press(&s, "G");
    assert_rows(&s, "ahahhahhhahC");
    searching_press(&s, "k");
    assert_selected(&s, 20310607, "玩具");
    searching_press(&s, ":sort date<Enter>");
    assert_said(&s, "By date.");
    searching_press(&s, ":sort size<Enter>");
    assert_true(s.reader->message.len > 0);
    assert_int_equal(s.reader->options.result_sort, RESULT_SORT_DATE);
    searching_close(&s);
}

/* Rank goes before the day, among what sounds alike as well. */
static void
test_ranks(void **state)
{
    struct searching s = open_two(state, 80, 24);
    searching_press(&s, "//饭菜|卡<Enter>");
    assert_selected(&s, 20310608, "饭菜");
    searching_press(&s, "S"); /* who has not gone on from the first one sees the first one */
    assert_selected(&s, 20310607, "卡");
    searching_press(&s, "//饭菜|卡<Enter>");
    assert_selected(&s, 20310607, "卡"); /* of a headline */
    searching_close(&s);
}

static void
test_folded(void **state)
{
    struct searching s = open_two(state, 80, 24);
    searching_press(&s, "//wj<Enter>G");
    assert_rows(&s, "ahahhahhhahC");
    assert_true(searching_shows(&s, 12, "> 6 more may be chance (Enter)"));
    /* n is of hits */
    searching_press(&s, "kn");
    assert_said(&s, "This is the last hit.");
    searching_press(&s, "jN");
    assert_selected(&s, 20310607, "玩具");
    searching_press(&s, "j<Enter>");
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    assert_rows(&s, "ahahhahhhahcaHhhahhah");
    assert_selected(&s, 20310608, "伍进");
    assert_true(searching_shows(&s, 12, "  What follows may be chance"));
    /* opened, it is among the hits of its issue, too */
    searching_press(&s, "<Enter>");
    assert_hit(&s, 2, "伍进");
    searching_press(&s, "q");
    assert_selected(&s, 20310608, "伍进");
    /* over the row between them, as it can be opened no more */
    searching_press(&s, "k");
    assert_selected(&s, 20310607, "玩具");
    searching_press(&s, "+");
    assert_rows(&s, "ahahhahhhaHc");
    searching_press(&s, "+");
    assert_rows(&s, "ahahhahhhaHcahhhahhah");
    /* another search folds them away again */
    searching_press(&s, "//wj<Enter>");
    assert_rows(&s, "aHahhahhhahc");
    searching_press(&s, "//灯<Enter>+");
    assert_said(&s, "No hit is likely to be chance.");
    searching_close(&s);
}

/* Where there is nothing else they are what was found. */
static void
test_only_chance(void **state)
{
    struct searching s = open_two(state, 80, 24);
    searching_press(&s, "//wjc<Enter>"); /* 队伍进城 */
    assert_rows(&s, "caH");
    searching_press(&s, "<Enter>");
    assert_hit(&s, 1, "伍进城");
    searching_close(&s);
}

/* Of several words that must be there the least sure one counts. */
static void
test_words(void **state)
{
    struct searching s = open_two(state, 80, 24);
    searching_press(&s, "//饭菜 wj<Enter>");
    assert_rows(&s, "aHhhc");
    assert_selected(&s, 20310608, "武警");
    searching_press(&s, "//义务 wjz<Enter>"); /* 问卷子 is a word with another behind it */
    assert_true(reader_results(s.reader).count > 0);
    searching_close(&s);
}

/* The same in the issue. */
static void
test_issue(void **state)
{
    struct searching s = searching_open_text(state, newer, 80, 24);
    searching_press(&s, "/wj");
    assert_note(&s, "1/5, 5 more may be chance");
    searching_press(&s, "<Enter>");
    assert_marked(&s, OF_LIST, "!武警 1玩具");
    assert_true(searching_shows(&s, -1, "/wj 1/5　5 more may be chance"));
    searching_press(&s, "n");
    assert_hit(&s, 2, "武警");
    searching_press(&s, "+");
    assert_said(&s, "10 hits");
    assert_marked(&s, OF_TEXT, "1武警 1伍进 1务就 1武警 1无 1其");
    searching_press(&s, "+");
    assert_said(&s, "5 hits");
    searching_press(&s, "+/wj<Enter>");
    assert_true(searching_shows(&s, -1, "5 more may be chance"));
    searching_press(&s, "/wjc<Enter>");
    assert_hit(&s, 1, "伍进城");
    searching_press(&s, "<Esc>+");
    assert_said(&s, "No hit is likely to be chance.");
    searching_close(&s);
}

/* ---- the timeline */

/* Up from the first hit the keys choose in it, until they go down again. */
static void
test_choose_month(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "//的<Enter>jk");
    assert_false(reader_on_timeline(s.reader));
    searching_press(&s, "k");
    assert_true(reader_on_timeline(s.reader));
    assert_said(&s, "2031-06: Enter shows its hits alone, ] and [ choose another.");
    assert_int_equal(s.world->screen.cursor_row, 0);
    int col = s.world->screen.cursor_col;
    searching_press(&s, "k]");
    assert_true(reader_on_timeline(s.reader));
    assert_int_equal(s.world->screen.cursor_col, col - 1);
    assert_true(searching_shows(&s, 0, "2031-05: 3"));
    searching_press(&s, "j");
    assert_false(reader_on_timeline(s.reader));
    assert_true(s.world->screen.cursor_row > 0);
    searching_press(&s, "gk]<Enter>");
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    assert_text(reader_results(s.reader).query, "的 date:2031-05");
    assert_int_equal(reader_results(s.reader).hits, 3);
    searching_press(&s, "k<Enter>"); /* of one day there is no choice: the hit is opened */
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    searching_press(&s, "q&");
    assert_text(reader_results(s.reader).query, "的");
    searching_press(&s, "k");
    reader_resize(s.reader, 24, 30); /* where it has no room */
    world_check(s.world);
    assert_false(reader_on_timeline(s.reader));
    reader_resize(s.reader, 24, 80);
    /* a query with OR is narrowed as a whole */
    searching_press(&s, "//灯船 OR 骡子<Enter>k<Enter>");
    assert_text(reader_results(s.reader).query, "(灯船 OR 骡子) date:2031-06");
    searching_close(&s);
}

/* The mouse takes any that has hits. */
static void
test_click_month(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    struct reader_timeline timeline;
    searching_press(&s, "//的<Enter>");
    int col = reader_timeline_place(s.reader, &timeline);
    assert_true(col > 0);
    for (int cell = 0; cell < 5; cell++) /* the year, and a blank */
        assert_int_equal(reader_timeline_at(&timeline, cell), timeline.count);
    assert_int_equal(reader_timeline_at(&timeline, 5), 0);
    assert_int_equal(reader_timeline_at(&timeline, -1), timeline.count);
    assert_int_equal(reader_timeline_at(&timeline, 17), timeline.count);
    reader_click(s.reader, 0, col + 5 + 6); /* July */
    world_check(s.world);
    assert_text(reader_results(s.reader).query, "的");
    reader_click(s.reader, 0, col + 5 + 4);
    reader_finish_search(s.reader);
    world_check(s.world);
    assert_text(reader_results(s.reader).query, "的 date:2031-05");
    searching_press(&s, "&");
    reader_click(s.reader, 0, col + 5 + 5);
    reader_finish_search(s.reader);
    world_check(s.world);
    assert_text(reader_results(s.reader).query, "的 date:2031-06");
    /* days */
    col = reader_timeline_place(s.reader, &timeline);
    assert_int_equal(timeline.span, SPAN_DAYS);
    reader_click(s.reader, 0, col + 5);
    reader_finish_search(s.reader);
    world_check(s.world);
    assert_text(reader_results(s.reader).query, "的 date:2031-06-06");
    searching_close(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_sorted),       WORLD_TEST(test_ranks),       WORLD_TEST(test_folded),
        WORLD_TEST(test_choose_month), WORLD_TEST(test_click_month), WORLD_TEST(test_only_chance),
        WORLD_TEST(test_words),        WORLD_TEST(test_issue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
