/* reader: what is at a cell, and what the mouse does there: against what is painted at it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/text.h"
#include "kanbao/view.h"

#include <stdlib.h>
#include <unistd.h>

/* The text of a row of the screen from COL to END_COL; the caller frees it. */
static char *
row_text(const struct screen *screen, int row, int col, int end_col)
{
    struct buffer text = {0};
    for (int i = col; i < end_col; i++) {
        const struct screen_cell *cell = screen_at(screen, row, i);
        char utf8[4];
        if (cell->cells > 0)
            buffer_add(&text, utf8, text_encode(cell->base, utf8));
    }
    return buffer_take(&text);
}

static void
click(struct world *world, int row, int col)
{
    reader_click(&world->reader, row, col);
    reader_release(&world->reader);
    world_check(world);
}

static void
wheel(struct world *world, int row, int col, int direction)
{
    reader_wheel(&world->reader, row, col, direction);
    world_check(world);
}

static void
open_long_list(struct world *world, int cols, int rows)
{
    world_open(world, world->paths[WORLD_LONG_LIST], cols, rows);
    world_check(world);
}

/* ---- what is at a cell */

/* Every cell of the list is that of the article whose number stands at the beginning of its first row. */
static void
test_headlines_at_cells(void **state)
{
    struct world *world = *state;
    open_long_list(world, 90, 12);
    struct reader_geometry geometry = reader_geometry(&world->reader);
    long number = 0;
    for (int row = geometry.body_row; row < geometry.body_row + geometry.body_rows; row++) {
        char *text = row_text(&world->screen, row, 0, reader_list_margin(&world->reader).sign_col);
        long here = strtol(text + strspn(text, "> "), NULL, 10);
        number = here > 0 ? here : number;
        free(text);
        for (int col = 0; col < geometry.list_cols; col++) {
            struct reader_spot spot = reader_at_cell(&world->reader, row, col);
            assert_int_equal(spot.part, SPOT_LIST);
            assert_true(spot.has_entry && (long)spot.article == number - 1);
        }
        assert_int_equal(reader_at_cell(&world->reader, row, geometry.list_cols).part, SPOT_RULE);
        for (int col = geometry.pane_col; col < 90; col++)
            assert_int_equal(reader_at_cell(&world->reader, row, col).part, SPOT_TEXT);
    }
    assert_true(number > 3);
}

static void
test_parts_at_cells(void **state)
{
    static const int sizes[][2] = {{80, 24}, {40, 10}, {16, 4}, {15, 3}, {1, 1}, {200, 60}};
    static const char *const panes[] = {"close", "open", "full-width", "help", "back", "source", "issues", "calendar"};
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 24);
    for (size_t p = 0; p < BASE_COUNT(panes); p++) {
        world_run(world, panes[p]);
        for (size_t i = 0; i < BASE_COUNT(sizes); i++) {
            reader_resize(reader, sizes[i][1], sizes[i][0]);
            world_check(world);
            struct reader_geometry geometry = reader_geometry(reader);
            for (int row = -1; row <= reader->rows; row++)
                for (int col = -1; col <= reader->cols; col++) {
                    struct reader_spot spot = reader_at_cell(reader, row, col);
                    bool outside = row < 0 || col < 0 || row == reader->rows || col == reader->cols;
                    assert_int_equal(spot.part == SPOT_NOTHING, outside || geometry.too_small);
                    assert_true(!spot.has_entry || spot.part == SPOT_LIST || reader->at.pane == PANE_DOCUMENT ||
                                reader->at.pane == PANE_CALENDAR);
                    if (!outside && !geometry.too_small) {
                        assert_int_equal(spot.part == SPOT_TOP_LINE, row == 0);
                        assert_int_equal(spot.part == SPOT_BOTTOM_LINE, row == reader->rows - 1);
                    }
                }
        }
    }
}

/* ---- the button */

static void
test_click_headline(void **state)
{
    struct world *world = *state;
    open_long_list(world, 90, 12);
    struct reader *reader = &world->reader;
    int row = 0;
    while (reader_at_cell(reader, row, 3).part != SPOT_LIST || reader_at_cell(reader, row, 3).article != 2)
        row++;
    click(world, row, 3);
    assert_int_equal(reader->at.article, 2);
    assert_int_equal(reader->at.pane, PANE_LIST);
    click(world, row, 10); /* again: it is opened */
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    click(world, row, 3); /* the list has the keys first */
    assert_int_equal(reader->at.pane, PANE_LIST);
    assert_int_equal(reader->at.article, 2);
    /* the pane, then the top line, which is nothing */
    click(world, 5, 80);
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    click(world, 0, 3);
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    assert_int_equal(reader->at.article, 2);
}

/* What is offered at the start is for keys: the second click opens what was clicked. */
static void
test_click_ends_offer(void **state)
{
    struct world *world = *state;
    open_long_list(world, 90, 12);
    struct reader *reader = &world->reader;
    reader->resumes = base_alloc_zero(1, sizeof *reader->resumes);
    reader->resumes->issue = reader->at.issue;
    click(world, 4, 3);
    assert_null(reader->resumes);
    uint32_t article = reader->at.article;
    click(world, 4, 3);
    assert_true(reader->at.pane == PANE_ARTICLE && reader->at.article == article);
    /* and back again by ^O, from another one */
    click(world, 1, 3);
    click(world, 1, 3);
    assert_true(reader->at.pane == PANE_ARTICLE && reader->at.article != article);
    assert_null(command_press_keys(world->keymap, reader, "<C-o>"));
    assert_int_equal(reader->at.article, article);
}

/* The rows of a document are selected, and run, as those of a list. */
static void
test_click_row(void **state)
{
    struct world *world = *state;
    open_long_list(world, 90, 30);
    struct reader *reader = &world->reader;
    assert_null(command_press_keys(world->keymap, reader, ":options<Enter>"));
    int row = 1;
    while (!reader_at_cell(reader, row, 20).has_entry)
        row++;
    assert_int_equal(reader_at_cell(reader, row, 20).entry, 0);
    while (reader_at_cell(reader, row, 20).entry == 0)
        row++;
    click(world, row, 20);
    assert_true(reader->document.row == 1 && reader->prompt.use == NULL);
    click(world, 1, 20); /* the title is none */
    assert_int_equal(reader->document.row, 1);
    click(world, row, 20);
    assert_non_null(reader->prompt.use);
    assert_non_null(strstr(reader->prompt.line.text.at, "ambiguous"));
}

/* The row of the screen that has the issue at POSITION. */
static int
row_of_issue(const struct reader *reader, size_t position)
{
    size_t row = reader->at.issues_top;
    while (reader_issue_row(reader, row).kind == ISSUE_ROW_MONTH ||
           reader_issue_row(reader, row).issue != library_at(reader->library, position))
        row++;
    return reader_geometry(reader).body_row + (int)(row - reader->at.issues_top);
}

static void
test_click_issue(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 90, 24);
    world_run(world, "issues");
    int row = row_of_issue(reader, WORLD_ENGLISH);
    click(world, row, 4);
    assert_int_equal(world_position(reader), WORLD_ENGLISH);
    assert_int_equal(reader->at.pane, PANE_ISSUES);
    click(world, row, 4);
    assert_int_equal(reader->at.pane, PANE_LIST);
    world_run(world, "issues");
    click(world, 22, 4); /* below the last one */
    assert_int_equal(world_position(reader), WORLD_ENGLISH);
    assert_int_equal(reader->at.pane, PANE_ISSUES);
}

static void
test_click_result(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 90, 24);
    reader_wait_for_search(reader, true);
    assert_null(command_press_keys(world->keymap, reader, "//the<Enter>"));
    world_check(world);
    assert_int_equal(reader->at.pane, PANE_RESULTS);
    struct reader_result_list results = reader_results(reader);
    size_t hit = results.selected + 1;
    while (hit < results.count && results.rows[hit].kind != RESULT_HIT)
        hit++;
    assert_true(hit < results.count && hit < results.top + 20);
    int body_row = reader_geometry(reader).body_row;
    click(world, body_row + (int)(hit - results.top), 10);
    assert_int_equal(reader_results(reader).selected, hit);
    click(world, body_row, 10); /* its issue's row is the first hit's */
    assert_true(reader_results(reader).selected < hit);
    click(world, body_row + (int)(hit - reader_results(reader).top), 10);
    click(world, body_row + (int)(hit - reader_results(reader).top), 10);
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
}

/* While something is typed nothing is selected. */
static void
test_click_at_prompt(void **state)
{
    struct world *world = *state;
    open_long_list(world, 90, 12);
    world_run(world, "search");
    click(world, 5, 3);
    click(world, 5, 80);
    assert_non_null(world->reader.prompt.use);
    assert_int_equal(world->reader.at.article, 0);
    assert_int_equal(world->reader.at.pane, PANE_LIST);
}

/* ---- the wheel */

static void
test_wheel_in_list(void **state)
{
    struct world *world = *state;
    open_long_list(world, 90, 12);
    struct reader *reader = &world->reader;
    wheel(world, 5, 3, 1);
    uint32_t top = reader->at.list_top;
    assert_in_range(top, 1, 3);
    for (int i = 0; i < 20; i++)
        wheel(world, 5, 3, 1);
    assert_int_equal(reader->at.article, 0); /* nothing is selected by it, */
    assert_true(reader->at.list_top > top);
    /* and the window is full */
    assert_true(reader_at_cell(reader, 10, 3).has_entry);
    assert_int_equal(reader_at_cell(reader, 10, 3).article, WORLD_LONG_LIST_ARTICLES - 1);
    top = reader->at.list_top;
    reader_collect(reader); /* the list stays */
    world_run(world, "redraw");
    assert_int_equal(reader->at.list_top, top);
    world_run(world, "select-next"); /* until something is selected */
    assert_int_equal(reader->at.article, 1);
    assert_in_range(reader->at.list_top, 0, 1);
    for (int i = 0; i < 20; i++)
        wheel(world, 5, 3, -1);
    assert_int_equal(reader->at.list_top, 0);
    /* what is clicked is where it was clicked */
    for (int i = 0; i < 3; i++)
        wheel(world, 5, 3, 1);
    top = reader->at.list_top;
    uint32_t there = reader_at_cell(reader, 5, 3).article;
    click(world, 5, 3);
    assert_int_equal(reader->at.article, there);
    assert_int_equal(reader->at.list_top, top);
}

static void
test_wheel_in_text(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 90, 12);
    world_run(world, "select-next"); /* the long article */
    uint32_t article = reader->at.article;
    wheel(world, 5, 80, 1);
    struct layout_place first = reader->at.text_top;
    assert_true(first.item > 0 || first.byte > 0);
    for (int i = 0; i < 400; i++)
        reader_wheel(reader, 5, 80, 1);
    world_check(world);
    assert_int_equal(reader->at.article, article);
    assert_int_equal(reader->at.pane, PANE_LIST);
    assert_false(reader_is_read(reader, article)); /* nor read */
    struct layout_place end = reader->at.text_top;
    world_run(world, "open");
    world_run(world, "bottom");
    assert_memory_equal(&reader->at.text_top, &end, sizeof end);
    for (int i = 0; i < 400; i++)
        reader_wheel(reader, 5, 80, -1);
    assert_true(reader->at.text_top.item == 0 && reader->at.text_top.byte == 0);
    /* in columns, pages */
    reader_resize(reader, 12, 160);
    world_check(world);
    assert_true(reader_geometry(reader).columns > 1);
    wheel(world, 5, 150, 1);
    struct layout_place page = reader->at.text_top;
    world_run(world, "top");
    world_run(world, "page-down");
    assert_memory_equal(&reader->at.text_top, &page, sizeof page);
}

static void
test_wheel_elsewhere(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 90, 12);
    struct reader_place before = reader->at;
    wheel(world, 0, 5, 1);
    wheel(world, 11, 5, 1);
    wheel(world, 40, 500, 1);
    assert_memory_equal(&reader->at, &before, sizeof before);
    world_run(world, "help");
    wheel(world, 5, 5, 1);
    assert_true(reader->document.top.item > 0 || reader->document.top.byte > 0);
    world_run(world, "back");
    world_run(world, "issues");
    reader_resize(reader, 5, 90);
    wheel(world, 2, 5, 1);
    assert_int_equal(reader->at.issues_top, 3);
    assert_int_equal(world_position(reader), 0);
    world_run(world, "select-next");
    assert_in_range(reader->at.issues_top, 0, 2);
}

/* ---- the line between the panes */

static void
test_drag(void **state)
{
    static const int widths[] = {72, 80, 90, 99}; /* a wider one gives the list no more than it needs */
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(widths); i++) {
        int cols = widths[i];
        struct reader *reader = world_open_folder(world, cols, 12);
        int rule = reader_geometry(reader).list_cols;
        reader_drag(reader, rule + 5); /* it was not taken */
        assert_int_equal(reader_geometry(reader).list_cols, rule);
        reader_click(reader, 5, rule);
        for (int col = 25; col < cols * 6 / 10 && col <= 60; col++) {
            reader_drag(reader, col);
            world_check(world);
            assert_in_range(reader_geometry(reader).list_cols, col, col);
        }
        reader_drag(reader, cols - 1);
        reader_drag(reader, 5000);
        assert_int_equal(reader->options.list_width, 60);
        reader_drag(reader, 0);
        assert_int_equal(reader->options.list_width, 20);
        reader_release(reader);
        reader_drag(reader, 40);
        assert_int_equal(reader->options.list_width, 20);
        world_check(world);
    }
}

/* Who drags over the text is told how it is selected. */
static void
test_drag_over_text(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 90, 12);
    reader_click(reader, 5, 50);
    reader_drag(reader, 51);
    assert_int_equal(reader->message.len, 0);
    reader_drag(reader, 60);
    assert_non_null(strstr(reader->message.at, "Shift"));
    reader_release(reader);
    reader_clear_message(reader);
    reader_drag(reader, 40);
    assert_int_equal(reader->message.len, 0);
    world_check(world);
}

/* ---- hints are buttons */

/* Each hint that is painted is found at its columns, and presses the key that it names. */
static void
test_hints(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 100, 12);
    command_attach(world->keymap, reader);
    world_check(world);
    size_t found = 0;
    for (int col = 0; col < 100; col++) {
        struct buffer hint = {0};
        view_add_hint_at(&hint, reader, col);
        if (hint.len > 0) {
            int end = col + (int)text_cells(buffer_slice(&hint));
            char *text = row_text(&world->screen, 11, col, end);
            assert_string_equal(text, hint.at);
            free(text);
            found++;
            col = end - 1;
        }
        buffer_done(&hint);
    }
    assert_true(found >= 3);
    char *line = row_text(&world->screen, 11, 0, 100), *help = strstr(line, "? help");
    assert_non_null(help);
    int col = (int)text_cells(slice_make(line, (size_t)(help - line)));
    struct buffer hint = {0};
    view_add_hint_at(&hint, reader, col + 3);
    assert_true(command_press_hint(world->keymap, reader, buffer_slice(&hint)));
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
    assert_false(command_press_hint(world->keymap, reader, slice_of("")));
    assert_false(command_press_hint(world->keymap, reader, slice_of("?")));
    assert_false(command_press_hint(world->keymap, reader, slice_of("3/7")));
    buffer_done(&hint);
    free(line);
}

/* Those of what may follow the first keys of a sequence. */
static void
test_hints_of_sequences(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 100, 12);
    assert_null(command_press_keys(world->keymap, reader, "e"));
    world_check(world);
    struct buffer hint = {0};
    view_add_hint_at(&hint, reader, 2);
    assert_string_equal(hint.at, "h headline");
    assert_true(command_press_hint(world->keymap, reader, buffer_slice(&hint)));
    assert_int_equal(reader->pending.len, 0);
    assert_int_equal(library_unwritten(reader->library), 1);
    buffer_done(&hint);
}

/* ---- anything, anywhere */

static void
test_random(void **state)
{
    static const char *const commands[] = {"open",   "close",       "issues", "help",       "back",
                                           "source", "full-width",  "narrow", "next-issue", "previous-issue",
                                           "bottom", "select-last", "read-on"};
    struct world *world = *state;
    struct support_chance chance = {5};
    struct reader *reader = world_open_folder(world, 90, 12);
    for (int i = 0; i < 3000; i++) {
        int row = (int)support_below(&chance, 14) - 1, col = (int)support_below(&chance, 92) - 1;
        switch (support_below(&chance, 8)) {
        case 0: reader_click(reader, row, col); break;
        case 1: reader_release(reader); break;
        case 2: reader_drag(reader, col > 0 ? col : 0); break;
        case 3: world_run(world, commands[support_below(&chance, BASE_COUNT(commands))]); break;
        default: reader_wheel(reader, row, col, support_below(&chance, 2) == 0 ? 1 : -1);
        }
        reader->request = READER_RUNS; /* back, from the outermost list */
        world_check(world);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_headlines_at_cells), WORLD_TEST(test_parts_at_cells),
        WORLD_TEST(test_click_headline),     WORLD_TEST(test_click_ends_offer),
        WORLD_TEST(test_click_row),          WORLD_TEST(test_click_issue),
        WORLD_TEST(test_click_result),       WORLD_TEST(test_click_at_prompt),
        WORLD_TEST(test_wheel_in_list),      WORLD_TEST(test_wheel_in_text),
        WORLD_TEST(test_wheel_elsewhere),    WORLD_TEST(test_drag),
        WORLD_TEST(test_drag_over_text),     WORLD_TEST(test_hints),
        WORLD_TEST(test_hints_of_sequences), WORLD_TEST(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
