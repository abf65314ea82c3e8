/* reader: the list of issues by months and editions, its filter, and the calendar.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "typed.h"
#include "world.h"

#include "kanbao/text.h"
#include "kanbao/view.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own in that of the world, which is none of the library's. */
static char *
new_folder(struct world *world)
{
    char *folder = support_join(world->folder, "days");
    assert_int_equal(mkdir(folder, 0700), 0);
    return folder;
}

static void
put_issue(const char *folder, const char *name, unsigned first, unsigned articles)
{
    struct buffer text = {0};
    for (unsigned i = 0; i < articles; i++)
        world_add_article(&text, first + i, 1);
    support_put(folder, name, text.at);
    buffer_done(&text);
}

/* Three months, the oldest undated; the reader is in the list of issues. */
static struct reader *
open_months(struct world *world, int cols, int rows)
{
    char *folder = new_folder(world);
    put_issue(folder, "20310503.txt", 1, 2);
    put_issue(folder, "20310501.txt", 3, 3);
    put_issue(folder, "20310430.txt", 6, 1);
    put_issue(folder, "20310401.txt", 7, 2);
    put_issue(folder, "scraps.txt", 9, 1);
    struct reader *reader = world_open(world, folder, cols, rows);
    free(folder);
    world_run(world, "issues");
    return reader;
}

/* Two papers of a day, one of them of three pages, and a day before it with two. */
static struct reader *
open_editions(struct world *world, int cols, int rows)
{
    char *folder = new_folder(world);
    put_issue(folder, "mud-20310503-01.txt", 1, 1);
    put_issue(folder, "mud-20310503-02.txt", 2, 1);
    put_issue(folder, "mud-20310503-10.txt", 3, 1);
    put_issue(folder, "weir-20310503.txt", 4, 1);
    put_issue(folder, "mud-20310502-01.txt", 5, 1);
    put_issue(folder, "mud-20310502-02.txt", 6, 1);
    struct reader *reader = world_open(world, folder, cols, rows);
    free(folder);
    return reader;
}

static void
press(struct world *world, const char *keys)
{
    assert_null(command_press_keys(world->keymap, &world->reader, keys));
    world_check(world);
}

/* The letters of the rows: month, folded (+), edition, page; the selected one in capitals. */
static void
check_rows(const struct reader *reader, const char *wanted)
{
    struct buffer got = {0};
    for (size_t i = 0; i < reader_issue_rows(reader); i++) {
        struct reader_issue_row row = reader_issue_row(reader, i);
        char letter = row.kind == ISSUE_ROW_MONTH     ? (row.folded ? 'f' : 'm')
                      : row.kind == ISSUE_ROW_EDITION ? 'e'
                                                      : 'p';
        buffer_add_byte(&got, (char)(i == reader_issue_selected(reader) ? letter - 'a' + 'A' : letter));
    }
    assert_string_equal(got.len > 0 ? got.at : "", wanted);
    buffer_done(&got);
}

/* Is TEXT in a row of the screen? */
static bool
is_shown(struct world *world, const char *text)
{
    struct buffer out = {0};
    view_paint(&world->reader, &world->screen);
    screen_add_text(&out, &world->screen);
    bool shown = slice_find(buffer_slice(&out), text) < out.len;
    buffer_done(&out);
    return shown;
}

/* ---- the list of issues */

static void
test_months(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_months(world, 90, 24);
    check_rows(reader, "mEemeeme");
    world_run_times(world, "select-next", 2);
    check_rows(reader, "meemEeme");
    world_run(world, "fold-month");
    check_rows(reader, "meeFme");
    world_run(world, "select-next");
    check_rows(reader, "meefmE");
    world_run_times(world, "select-previous", 2);
    check_rows(reader, "meEfme");
    world_run(world, "select-next");
    world_run(world, "open"); /* unfolds */
    assert_int_equal(reader->at.pane, PANE_ISSUES);
    check_rows(reader, "meemEeme");
    world_run(world, "fold-months");
    check_rows(reader, "fFf");
    world_run(world, "select-last");
    check_rows(reader, "ffF");
    world_run(world, "fold-months");
    check_rows(reader, "meemeemE");
    world_run_times(world, "select-first", 3);
    check_rows(reader, "meemEeme");
    world_run(world, "issues-next-month");
    check_rows(reader, "meemeemE");
    world_run_times(world, "issues-previous-month", 2);
    check_rows(reader, "mEemeeme");
}

/* Whatever the size, the selected row is on the screen; world_check() sees to it. */
static void
test_small_lists(void **state)
{
    struct world *world = *state;
    open_months(world, 40, 5);
    for (int i = 0; i < 6; i++)
        world_run(world, "select-next");
    for (int i = 0; i < 6; i++)
        world_run(world, "select-previous");
    press(world, "zAGzAgG");
    reader_wheel(&world->reader, 2, 5, -1);
    world_check(world);
}

static void
test_summaries(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_months(world, 90, 24);
    uint32_t third = library_at(reader->library, 1);
    assert_non_null(reader_summary(reader, third));
    assert_int_equal(reader_summary(reader, third)->unread, 3);
    assert_string_equal(reader_summary(reader, third)->headline, "邮差骑骡子送完最后一封信");
    assert_int_equal(reader_issue_state(reader, third), ISSUE_UNREAD);
    press(world, "j<Enter>rjri");
    assert_int_equal(reader_summary(reader, third)->unread, 1);
    assert_int_equal(reader_issue_state(reader, third), ISSUE_BEGUN);
    press(world, "A");
    assert_int_equal(reader_issue_state(reader, third), ISSUE_READ);
    size_t count;
    assert_int_equal(reader_month_unread(reader, &reader_months(reader, &count)[0]), 1);
    assert_int_equal(count, 3);
    assert_true(is_shown(world, "2031-05 ─"));
}

/* Where somebody is woken, a thread finds out what the rows say. */
static void
test_summaries_thread(void **state)
{
    enum { SECONDS = 60 };
    struct world *world = *state;
    int wake[2];
    char bytes[64];
    char *folder = new_folder(world);
    put_issue(folder, "20310503.txt", 1, 2);
    put_issue(folder, "20310501.txt", 3, 3);
    put_issue(folder, "20310430.txt", 6, 1);
    struct reader *reader = world_open(world, folder, 90, 24);
    free(folder);
    assert_int_equal(pipe(wake), 0);
    reader_set_wake_fd(reader, wake[1]);
    world_run(world, "issues");
    uint32_t last = library_at(reader->library, 2);
    for (struct pollfd poll_fd = {wake[0], POLLIN, 0}; reader_summary(reader, last) == NULL;) {
        assert_int_equal(poll(&poll_fd, 1, SECONDS * 1000), 1);
        assert_true(read(wake[0], bytes, sizeof bytes) > 0);
        reader_collect(reader);
        world_check(world);
    }
    assert_int_equal(reader_summary(reader, last)->unread, 1);
    reader_stop(reader);
    reader_set_wake_fd(reader, -1);
    close(wake[0]);
    close(wake[1]);
    world_run(world, "select-next");
    assert_int_equal(reader_summary(reader, library_at(reader->library, 1))->articles, 3);
}

static void
test_filter(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_months(world, 90, 24);
    press(world, "/04");
    check_rows(reader, "mEe");
    press(world, "<Enter>jj"); /* no further than that */
    check_rows(reader, "meE");
    press(world, "<Esc>");
    check_rows(reader, "meemeEme");
    press(world, "/scr");
    check_rows(reader, "E");
    press(world, "<Esc>"); /* back to where it began */
    check_rows(reader, "meemeEme");
    press(world, "/2031-05<Enter>");
    check_rows(reader, "mEe");
    press(world, "<Enter>i"); /* it stays until it does not fit */
    check_rows(reader, "mEe");
    press(world, ":date 0401<Enter>");
    check_rows(reader, "meemeEme");
    press(world, "/骡子<Enter>"); /* of headlines that were seen */
    check_rows(reader, "mE");
    press(world, "<Esc>/nothing");
    check_rows(reader, "");
    press(world, "<Enter>");
    check_rows(reader, "meEmeeme");
    press(world, "//");
    assert_int_equal(reader->at.pane, PANE_RESULTS);
}

/* ---- editions */

static void
test_edition_rows(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_editions(world, 90, 24);
    assert_int_equal(reader_edition(reader).count, 3);
    assert_int_equal(reader_edition(reader).pages, 3);
    world_run(world, "issues");
    check_rows(reader, "mEee");
    world_run(world, "fold-pages");
    check_rows(reader, "mEppee");
    world_run_times(world, "select-next", 2);
    check_rows(reader, "mepPee");
    assert_int_equal(world_position(reader), 2);
    world_run(world, "select-next");
    check_rows(reader, "meEe");
    world_run(world, "select-next");
    check_rows(reader, "meeEp");
    world_run(world, "select-previous");
    world_run(world, "select-previous");
    check_rows(reader, "mEppee");
    world_run(world, "fold-pages");
    assert_null(reader_set_option(reader, "grouping", "file"));
    world_check(world);
    check_rows(reader, "mEeeeee");
    assert_null(reader_set_option(reader, "grouping", "day"));
    check_rows(reader, "mEee");
    assert_false(reader_has_one_paper(reader));
}

/* Within an edition nobody is asked; to the next one as ever. */
static void
test_edition_walk(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_editions(world, 120, 24);
    assert_true(is_shown(world, "issue 1 of 3　page 1 of 3"));
    world_run_times(world, "next-article", 2);
    assert_int_equal(world_position(reader), 2);
    assert_true(is_shown(world, "issue 1 of 3　page 3 of 3"));
    world_run(world, "next-article");
    assert_int_equal(world_position(reader), 2);
    world_run(world, "next-article");
    assert_int_equal(world_position(reader), 3);
    world_run(world, "previous-issue");
    assert_int_equal(world_position(reader), 0);
    world_run_times(world, "next-issue", 2);
    assert_int_equal(world_position(reader), 4);
}

/* ---- the calendar */

static void
test_calendar_moves(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_months(world, 90, 24);
    press(world, "i");
    assert_int_equal(reader->at.pane, PANE_CALENDAR);
    assert_int_equal(reader->calendar.day, 20310503);
    press(world, "hh");
    assert_int_equal(reader->calendar.day, 20310501);
    assert_int_equal(world_position(reader), 1);
    press(world, "h");
    assert_int_equal(world_position(reader), 2);
    press(world, "h"); /* a day without a paper */
    assert_int_equal(reader->calendar.day, 20310429);
    assert_int_equal(world_position(reader), 2);
    press(world, "<Enter>");
    assert_int_equal(reader->at.pane, PANE_CALENDAR);
    press(world, "{"); /* by issues, from the one that is shown */
    assert_int_equal(reader->calendar.day, 20310501);
    press(world, "g");
    assert_int_equal(reader->calendar.day, 20310401);
    press(world, "hkk[");
    assert_int_equal(reader->calendar.day, 20310401);
    press(world, "]j");
    assert_int_equal(reader->calendar.day, 20310508);
    press(world, "9999l");
    assert_int_equal(reader->calendar.day, 20310531);
    press(world, "[");
    assert_int_equal(reader->calendar.day, 20310430);
    press(world, "G<Enter>");
    assert_true(reader->at.pane == PANE_LIST && world_position(reader) == 0);
    press(world, "iiq");
    assert_int_equal(reader->at.pane, PANE_ISSUES);
    press(world, "iii");
    assert_int_equal(reader->at.pane, PANE_ISSUES);
}

static void
test_calendar_sizes(void **state)
{
    static const int sizes[][2] = {{40, 12}, {80, 24}, {120, 40}, {160, 45}, {200, 60}, {16, 4}, {31, 7}, {62, 9}};
    struct world *world = *state;
    struct reader *reader = open_months(world, 90, 24);
    press(world, "i");
    for (size_t i = 0; i < BASE_COUNT(sizes); i++) {
        reader_resize(reader, sizes[i][1], sizes[i][0]);
        press(world, "G");
        for (int day = 0; day < 35; day++) {
            press(world, "h");
            assert_true(reader->rows < 11 || is_shown(world, ">"));
        }
    }
}

/* All days of five years stand in their columns, and a week below each other. */
static void
test_calendar_days(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_months(world, 90, 24);
    (void)reader;
    for (uint32_t date = 20310101; date < 20360000; date++) {
        int row, col;
        if (!issue_date_valid(date))
            continue;
        reader_calendar_cell(date, &row, &col);
        assert_int_equal(col / 4, (issue_weekday(date) + 6) % 7);
        assert_in_range(row, 2, 7);
    }
}

static void
test_calendar_mouse(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_months(world, 90, 24);
    press(world, "i");
    struct reader_calendar_grid grid = reader_calendar_grid(reader);
    struct reader_calendar_spot spot = reader_calendar_spot(&grid, 0);
    int row, col;
    reader_calendar_cell(20310501, &row, &col);
    reader_click(reader, spot.row + row, spot.col + col + 1);
    world_check(world);
    assert_int_equal(reader->calendar.day, 20310501);
    assert_int_equal(world_position(reader), 1);
    reader_wheel(reader, spot.row, spot.col, 1);
    world_check(world);
    assert_int_equal(reader->calendar.day, 20310501);
    reader_wheel(reader, spot.row, spot.col, -1);
    reader_click(reader, spot.row + row, spot.col + col + 1);
    assert_int_equal(reader->at.pane, PANE_LIST);
    press(world, "ii");
    struct reader_side_place side = reader_calendar_side_place(reader);
    reader_click(reader, side.row + 4, side.col + 8); /* the day, a blank, the paper, the first headline, the second */
    world_check(world);
    assert_true(reader->at.pane == PANE_ARTICLE && reader->at.article == 1);
}

static void
test_calendar_undated(void **state)
{
    struct world *world = *state;
    char *folder = new_folder(world);
    put_issue(folder, "one.txt", 1, 1);
    put_issue(folder, "two.txt", 2, 1);
    struct reader *reader = world_open(world, folder, 80, 24);
    free(folder);
    press(world, "i");
    check_rows(reader, "Ee");
    press(world, "i");
    assert_int_equal(reader->at.pane, PANE_LIST);
    press(world, ":calendar<Enter>");
    assert_int_equal(reader->at.pane, PANE_LIST);
    assert_true(typed_says(world, "No issue has a date"));
}

/* ---- a date that is typed */

static void
test_date_prompt(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_months(world, 90, 24);
    press(world, "D0430");
    assert_true(typed_notes(world, "2031-04-30"));
    press(world, "<Enter>");
    assert_int_equal(world_position(reader), 2);
    press(world, "iD2031-05-02<Enter>"); /* the nearest, in the calendar */
    assert_int_equal(reader->at.pane, PANE_CALENDAR);
    assert_int_equal(reader->calendar.day, 20310501);
    press(world, "Dnever<Enter>");
    assert_true(typed_says(world, "no date"));
    press(world, "D<Esc>");
    assert_int_equal(reader->calendar.day, 20310501);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_months),           WORLD_TEST(test_small_lists),    WORLD_TEST(test_summaries),
        WORLD_TEST(test_summaries_thread), WORLD_TEST(test_filter),         WORLD_TEST(test_edition_rows),
        WORLD_TEST(test_edition_walk),     WORLD_TEST(test_calendar_moves), WORLD_TEST(test_calendar_sizes),
        WORLD_TEST(test_calendar_days),    WORLD_TEST(test_calendar_mouse), WORLD_TEST(test_calendar_undated),
        WORLD_TEST(test_date_prompt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
