/* kanbao - tests of reader: lists, panes and sizes, by the names of the commands.
 *
 * After every command the whole state is checked and painted, so that each test is
 * also a test of what must always hold. What the text pane shows: test_reading.c.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include <limits.h>

/* ---- the lists */

static void
test_select(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open(world, world->paths[WORLD_LONG_LIST], 80, 24);
    const uint32_t last = WORLD_LONG_LIST_ARTICLES - 1;
    assert_int_equal(reader->shown->article_count, WORLD_LONG_LIST_ARTICLES);
    assert_int_equal(reader->at.pane, PANE_LIST);
    assert_int_equal(reader->at.article, 0);
    world_run(world, "select-next");
    assert_int_equal(reader->at.article, 1);
    world_run_times(world, "select-next", 5);
    assert_int_equal(reader->at.article, 6);
    world_run_times(world, "select-previous", 2);
    assert_int_equal(reader->at.article, 4);
    world_run_times(world, "select-previous", 99);
    assert_int_equal(reader->at.article, 0);
    world_run(world, "select-last");
    assert_int_equal(reader->at.article, last);
    world_run(world, "select-next");
    assert_int_equal(reader->at.article, last);
    world_run_times(world, "select-last", 12);
    assert_int_equal(reader->at.article, 11);
    world_run_times(world, "select-first", 3);
    assert_int_equal(reader->at.article, 2);
    world_run_times(world, "select-last", 4000);
    assert_int_equal(reader->at.article, last);
    world_run(world, "select-first");
    assert_int_equal(reader->at.article, 0);
}

static void
test_select_pages(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 10);
    world_run_times(world, "next-issue", WORLD_LONG_LIST);
    assert_int_equal(world_position(reader), WORLD_LONG_LIST);
    uint32_t before = reader->at.article;
    world_run(world, "select-page-down");
    uint32_t page = reader->at.article - before;
    assert_in_range(page, 2, 8);
    world_run_times(world, "select-page-down", 2);
    assert_int_equal(reader->at.article, 3 * page);
    world_run(world, "select-page-up");
    assert_int_equal(reader->at.article, 2 * page);
    world_run_times(world, "select-page-up", 9);
    assert_int_equal(reader->at.article, 0);
    world_run(world, "issues");
    world_run(world, "select-first");
    assert_int_equal(world_position(reader), 0);
    world_run(world, "select-page-down");
    assert_int_equal(world_position(reader), WORLD_ISSUES - 1);
    world_run_times(world, "select-previous", 2);
    assert_int_equal(world_position(reader), WORLD_ISSUES - 3);
    world_run_times(world, "select-last", 2);
    assert_int_equal(world_position(reader), 1);
}

/* A selected article is shown from its beginning; an unselected list row above the window comes back. */
static void
test_select_shows_the_beginning(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 12);
    world_run(world, "select-next");
    world_run(world, "open");
    world_run_times(world, "scroll-down", 7);
    assert_true(reader->at.text_top.item > 0);
    world_run(world, "next-article");
    assert_int_equal(reader->at.text_top.item, 0);
    assert_int_equal(reader->at.text_top.byte, 0);
    world_run_times(world, "next-issue", WORLD_LONG_LIST);
    assert_int_equal(reader->at.list_top, 0);
    world_run_times(world, "next-article", WORLD_LONG_LIST_ARTICLES - 1);
    assert_true(reader->at.list_top > 0);
    world_run_times(world, "previous-article", WORLD_LONG_LIST_ARTICLES - 1);
    assert_int_equal(reader->at.list_top, 0);
}

static void
test_articles_across_issues(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 24);
    world_run_times(world, "next-article", WORLD_CHINESE_ARTICLES - 1);
    assert_int_equal(world_position(reader), 0);
    assert_int_equal(reader->at.article, WORLD_CHINESE_ARTICLES - 1);
    /* it is said first, and done then */
    world_run(world, "next-article");
    assert_int_equal(world_position(reader), 0);
    assert_true(reader->turn_asked == library_at(reader->library, 1) && reader->message.len > 0);
    world_run(world, "next-article");
    assert_int_equal(world_position(reader), 1);
    assert_int_equal(reader->at.article, 0);
    world_run_times(world, "previous-article", 2);
    assert_int_equal(world_position(reader), 1);
    world_run(world, "previous-article");
    assert_int_equal(world_position(reader), 0);
    assert_int_equal(reader->at.article, WORLD_CHINESE_ARTICLES - 1);
    /* a count goes no further than that either */
    world_run_times(world, "next-article", 1000);
    assert_int_equal(world_position(reader), 0);
    world_run_times(world, "next-article", 3);
    assert_int_equal(reader->at.article, 2);
    /* over the empty issue and what cannot be read, each one step, and over the headless article */
    world_run(world, "next-article");
    world_run(world, "next-article");
    assert_int_equal(world_position(reader), WORLD_EMPTY);
    world_run(world, "next-article");
    assert_int_equal(world_position(reader), WORLD_HEADLESS);
    world_run(world, "next-article");
    world_run_times(world, "next-article", 2);
    assert_int_equal(world_position(reader), WORLD_LONG_LIST);
    world_run_times(world, "next-article", WORLD_LONG_LIST_ARTICLES);
    assert_int_equal(reader->at.article, WORLD_LONG_LIST_ARTICLES - 1);
    assert_true(reader->message.len > 0 && reader->turn_asked == 0);
    world_run_times(world, "previous-article", WORLD_LONG_LIST_ARTICLES);
    world_run_times(world, "previous-article", 2);
    assert_int_equal(world_position(reader), WORLD_HEADLESS);
    for (int i = 0; i < 10; i++)
        world_run_times(world, "previous-article", 1000);
    assert_int_equal(world_position(reader), 0);
    assert_int_equal(reader->at.article, 0);
    assert_true(reader->message.len > 0);
}

static void
test_issues(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 24);
    world_run(world, "select-next");
    world_run(world, "next-issue");
    assert_int_equal(world_position(reader), 1);
    assert_int_equal(reader->at.article, 0);
    assert_int_equal(reader->message.len, 0);
    world_run_times(world, "next-issue", 2);
    assert_int_equal(world_position(reader), 3);
    world_run(world, "previous-issue");
    assert_int_equal(world_position(reader), 2);
    world_run_times(world, "next-issue", 77);
    assert_int_equal(world_position(reader), WORLD_ISSUES - 1);
    world_run(world, "next-issue");
    assert_int_equal(world_position(reader), WORLD_ISSUES - 1);
    assert_true(reader->message.len > 0);
    world_run_times(world, "previous-issue", 77);
    assert_int_equal(world_position(reader), 0);
    world_run(world, "previous-issue");
    assert_true(reader->message.len > 0);
}

/* ---- panes */

/* List and article beside one another, or one at a time. */
static void
check_shown(const struct reader *reader, enum reader_pane pane, bool list, bool article)
{
    struct reader_geometry geometry = reader_geometry(reader);
    assert_int_equal(reader->at.pane, pane);
    assert_int_equal(geometry.list_cols > 0, list);
    assert_int_equal(geometry.pane_cols > 0, article);
    if (list && article)
        assert_int_equal(geometry.list_cols + 1 + geometry.pane_cols, reader->cols);
    else
        assert_int_equal(list ? geometry.list_cols : geometry.pane_cols, reader->cols);
}

static void
walk_panes(struct world *world, int cols, bool wide)
{
    struct reader *reader = world_open_folder(world, cols, 20);
    check_shown(reader, PANE_LIST, true, wide);
    world_run(world, "open");
    check_shown(reader, PANE_ARTICLE, wide, true);
    world_run(world, "close");
    check_shown(reader, PANE_LIST, true, wide);
    world_run(world, "switch-pane");
    check_shown(reader, PANE_ARTICLE, wide, true);
    world_run(world, "switch-pane");
    check_shown(reader, PANE_LIST, true, wide);
    world_run(world, "close");
    check_shown(reader, PANE_ISSUES, true, wide);
    world_run(world, "select-next");
    world_run(world, "open");
    check_shown(reader, PANE_LIST, true, wide);
    assert_int_equal(world_position(reader), 1);
    world_run(world, "open");
    world_run(world, "issues");
    check_shown(reader, PANE_ISSUES, true, wide);
    world_run(world, "issues");
    check_shown(reader, PANE_LIST, true, wide);
    world_run(world, "calendar");
    check_shown(reader, PANE_CALENDAR, true, wide);
    world_run(world, "issues");
    check_shown(reader, PANE_LIST, true, wide);
    assert_int_equal(reader->request, READER_RUNS);
}

static void
test_panes(void **state)
{
    struct world *world = *state;
    walk_panes(world, 40, false);
    walk_panes(world, 71, false);
    walk_panes(world, 72, true);
    walk_panes(world, 200, true);
}

static void
test_full_width(void **state)
{
    static const int widths[] = {50, 100};
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(widths); i++) {
        bool wide = widths[i] >= 72;
        struct reader *reader = world_open_folder(world, widths[i], 20);
        world_run(world, "full-width");
        check_shown(reader, PANE_ARTICLE, false, true);
        world_run(world, "full-width");
        check_shown(reader, PANE_ARTICLE, wide, true);
        world_run(world, "toggle-full-width");
        check_shown(reader, PANE_ARTICLE, false, true);
        world_run(world, "close");
        check_shown(reader, PANE_LIST, true, wide);
        world_run(world, "open");
        check_shown(reader, PANE_ARTICLE, wide, true);
        world_run(world, "full-width");
        world_run(world, "issues");
        check_shown(reader, PANE_ISSUES, true, wide);
        assert_false(reader->at.full_width);
        world_run_times(world, "select-last", 1 + WORLD_EMPTY);
        world_run(world, "open");
        world_run(world, "full-width");
        check_shown(reader, PANE_LIST, true, wide);
    }
}

static void
test_help(void **state)
{
    static const char *const ways[] = {"issues", "close-help", "open", "full-width"};
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(ways); i++) {
        struct reader *reader = world_open_folder(world, 80, 12);
        world_run(world, "select-next");
        if (i != 1)
            world_run(world, ways[i]);
        enum reader_pane pane = reader->at.pane;
        bool full_width = reader->at.full_width;
        world_run(world, "help");
        check_shown(reader, PANE_DOCUMENT, false, true);
        world_run(world, "help-page-down");
        assert_true(reader->document.top.item > 0);
        assert_int_equal(reader->at.text_top.item, 0);
        world_run(world, "help");
        world_run(world, "back");
        assert_int_equal(reader->at.pane, pane);
        assert_int_equal(reader->at.full_width, full_width);
        world_run(world, "help");
        assert_int_equal(reader->document.top.item, 0);
        world_run(world, "bottom");
        world_run(world, "close-help");
        assert_int_equal(reader->at.pane, pane);
        assert_int_equal(reader->at.article, 1);
        assert_int_equal(reader->at.text_top.item, 0);
        assert_false(reader_is_read(reader, 1));
    }
}

/* Stepping back ends in the outermost list, and then the program. */
static void
test_back_and_quit(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 24);
    world_run(world, "open");
    world_run(world, "back");
    assert_int_equal(reader->at.pane, PANE_LIST);
    world_run(world, "back");
    assert_int_equal(reader->at.pane, PANE_ISSUES);
    assert_int_equal(reader->request, READER_RUNS);
    world_run(world, "back");
    assert_int_equal(reader->request, READER_QUITS);
    reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    world_run(world, "close");
    assert_int_equal(reader->at.pane, PANE_LIST);
    world_run(world, "back");
    assert_int_equal(reader->request, READER_QUITS);
    reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    world_run(world, "suspend");
    assert_int_equal(reader->request, READER_SUSPENDS);
    world_run(world, "redraw");
    assert_int_equal(reader->request, READER_REDRAWS);
    world_run(world, "quit");
    assert_int_equal(reader->request, READER_QUITS);
}

static void
assert_asks(struct world *world, const char *command, const char *words)
{
    const struct reader *reader = &world->reader;
    world_run(world, command);
    assert_int_equal(reader->request, READER_RUNS);
    if (strstr(reader->message.at, words) == NULL)
        fail_msg("after %s: “%s”", command, reader->message.at);
}

/* An interrupt asks for another one, or for a quit; anything else in between, and it asks again. */
static void
test_interrupt(void **state)
{
    struct world *world = *state;
    const struct reader *reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    assert_asks(world, "interrupt", "Press again");
    world_run(world, "select-next");
    assert_asks(world, "interrupt", "Press again");
    world_run(world, "interrupt");
    assert_int_equal(reader->request, READER_QUITS);
}

/* What was mended and not written is told before it is lost: by any way to quit, until it is written or taken back. */
static void
test_quit_with_mends(void **state)
{
    static const char *const ways[] = {"quit", "interrupt", "back"};
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(ways); i++) {
        const struct reader *reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
        world_run(world, "mend-headline");
        assert_int_equal(library_unwritten(reader->library), 1);
        assert_asks(world, ways[i], "1 issue has unsaved mends");
        world_run(world, "select-next");
        assert_asks(world, ways[i], "1 issue has unsaved mends");
        world_run(world, ways[i]);
        assert_int_equal(reader->request, READER_QUITS);
    }
    const struct reader *reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    world_run(world, "mend-headline");
    world_run(world, "mend-undo");
    world_run(world, "quit");
    assert_int_equal(reader->request, READER_QUITS);
    reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    world_run(world, "mend-headline");
    library_mends_written(reader->library, reader->at.issue);
    assert_int_equal(library_unwritten(reader->library), 0);
    world_run(world, "mend-undo"); /* what was written is another now */
    assert_asks(world, "quit", "unsaved");
    world_run(world, "mend-redo");
    library_mends_written(reader->library, reader->at.issue);
    world_run(world, "quit");
    assert_int_equal(reader->request, READER_QUITS);
}

/* What does anything outside of the program is refused in one place. */
static void
test_restricted(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    size_t refused = 0;
    for (size_t i = 0; i < command_row_count; i++) {
        const struct command_row *row = &command_rows[i];
        if (row->name == NULL || !(row->traits & (COMMAND_WRITES | COMMAND_OPENS | COMMAND_RUNS)))
            continue;
        if (row->traits & COMMAND_TEXT) /* without a text nothing is opened: see tests/test_command_line.c */
            continue;
        reader->restricted = true;
        world_run(world, row->name);
        assert_int_equal(reader->request, READER_RUNS);
        assert_int_equal(reader_keys_pane(reader), PANE_LIST);
        assert_true(reader->message.len > 0);
        reader->restricted = false;
        world_run(world, row->name);
        bool asks = reader_keys_pane(reader) == PANE_PROMPT; /* for the name of a file, a command */
        assert_true(asks || reader_take_request(reader) != READER_RUNS || strcmp(row->name, "save-found") == 0);
        if (asks)
            world_run(world, "prompt-cancel");
        refused++;
    }
    assert_true(refused >= 2); /* the structure is written, the shell has its turn */
}

static void
test_resize_storm(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 24);
    size_t next = 0;
    for (int rows = 1; rows <= 40; rows += support_is_slow() ? 6 : 3)
        for (int cols = 1; cols <= 130; cols += 9) {
            reader_resize(reader, rows, cols);
            world_check(world);
            do
                next = (next + 1) % command_row_count;
            while (command_rows[next].name == NULL);
            world_run(world, command_rows[next].name);
        }
    static const int odd[][2] = {{0, 0}, {-1, -5}, {1, 130}, {130, 1}, {4, 16}, {3, 16}, {4, 15}, {INT_MIN, 1}};
    for (size_t i = 0; i < BASE_COUNT(odd); i++) {
        reader_resize(reader, odd[i][0], odd[i][1]);
        assert_true(reader->rows >= 1 && reader->cols >= 1);
        world_check(world);
        world_run(world, "read-on");
    }
}

/* A taller window shows more of a list, not blanks below its end. */
static void
test_taller_window(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 6);
    world_run(world, "issues");
    world_run(world, "select-last");
    assert_true(reader->at.issues_top > 0);
    reader_resize(reader, 40, 80);
    assert_int_equal(reader->at.issues_top, 0);
    world_run(world, "open");
    world_run(world, "select-last");
    reader_resize(reader, 6, 80);
    world_check(world);
    assert_true(reader->at.list_top > 0);
    reader_resize(reader, 60, 80);
    assert_int_equal(reader->at.list_top, 0);
}

static void
test_count_overflow(void **state)
{
    static const int counts[] = {INT_MAX, INT_MAX - 1, INT_MAX / 2 + 1, 1 << 30, 65536};
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(counts); i += support_is_slow() ? 3 : 1)
        for (size_t row = 0; row < command_row_count; row++) {
            if (command_rows[row].name == NULL)
                continue;
            world_open_folder(world, 80, 24);
            if (!(command_rows[row].panes & IN_LIST))
                world_run(world, "open");
            world_run_times(world, command_rows[row].name, counts[i]);
        }
    /* as far as there is something, not back to one */
    struct reader *reader = world_open_folder(world, 80, 24);
    world_run(world, "next-article");
    world_run(world, "open");
    world_run(world, "bottom");
    struct layout_place bottom = reader->at.text_top;
    static const char *const ways[] = {"scroll-down", "half-page-down", "page-down"};
    for (size_t i = 0; i < BASE_COUNT(ways); i++) {
        world_run(world, "top");
        world_run_times(world, ways[i], INT_MAX);
        assert_int_equal(reader->at.text_top.item, bottom.item);
        assert_int_equal(reader->at.text_top.byte, bottom.byte);
    }
}

/* The options that shape the screen do so. */
static void
test_options_shape(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 160, 20);
    int list = reader_geometry(reader).list_cols;
    assert_int_equal(reader_geometry(reader).columns, 2);
    assert_null(options_set_assignment(&reader->options, "columns=1"));
    assert_int_equal(reader_geometry(reader).columns, 1);
    assert_int_equal(reader_geometry(reader).width.cells, 80);
    assert_null(options_set_assignment(&reader->options, "measure=33"));
    assert_int_equal(reader_geometry(reader).width.cells, 32);
    assert_null(options_set_assignment(&reader->options, "list-width=20"));
    assert_true(reader_geometry(reader).list_cols <= list);
    world_check(world);
    assert_null(options_set_assignment(&reader->options, "measure=400"));
    struct reader_geometry geometry = reader_geometry(reader);
    assert_true(geometry.width.cells > 80 && geometry.text_col + geometry.width.cells < reader->cols);
    world_check(world);
}

/* ---- anything, in any order */

/* A command of the pane that has the keys; now and then any at all. */
static const struct command_row *
random_command(const struct reader *reader, struct support_chance *chance)
{
    enum reader_pane pane = reader->prompt.use != NULL ? reader->at.pane : reader_keys_pane(reader);
    for (;;) {
        const struct command_row *row = &command_rows[support_below(chance, (uint32_t)command_row_count)];
        if (row->name != NULL && (row->panes & 1U << pane || support_below(chance, 8) == 0))
            return row;
    }
}

static void
test_random_commands(void **state)
{
    enum { STEPS = 4000 };
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 24);
    struct support_chance chance = {20310506};
    unsigned steps = support_is_slow() ? STEPS / 4 : STEPS;
    unsigned fronts = 0, panes[PANE_COUNT] = {0}, issues[WORLD_ISSUES] = {0};
    for (unsigned step = 0; step < steps; step++) {
        if (support_below(&chance, 16) == 0)
            reader_resize(reader, (int)support_below(&chance, 30), (int)support_below(&chance, 110));
        uint32_t dice = support_below(&chance, 10);
        uint32_t count = dice < 7 ? 0 : support_below(&chance, dice < 9 ? 20 : INT_MAX);
        reader_run_command(reader, random_command(reader, &chance), (struct command_args){.count = (int)count});
        reader->request = READER_RUNS;
        world_check(world);
        panes[reader->at.pane]++;
        fronts += reader_keys_pane(reader) == PANE_FRONT;
        issues[world_position(reader)]++;
    }
    /* or it would have been no test */
    for (int i = 0; i < PANE_FRONT; i++) /* the others are such for their keys only */
        assert_true(panes[i] > steps / 100);
    assert_true(fronts > 0);
    for (int i = 0; i < WORLD_ISSUES; i++)
        assert_true(issues[i] > steps / 200);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_select),
        WORLD_TEST(test_select_pages),
        WORLD_TEST(test_select_shows_the_beginning),
        WORLD_TEST(test_articles_across_issues),
        WORLD_TEST(test_issues),
        WORLD_TEST(test_panes),
        WORLD_TEST(test_full_width),
        WORLD_TEST(test_help),
        WORLD_TEST(test_back_and_quit),
        WORLD_TEST(test_interrupt),
        WORLD_TEST(test_quit_with_mends),
        WORLD_TEST(test_restricted),
        WORLD_TEST(test_resize_storm),
        WORLD_TEST(test_taller_window),
        WORLD_TEST(test_count_overflow),
        WORLD_TEST(test_options_shape),
        WORLD_TEST(test_random_commands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
