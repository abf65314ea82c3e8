/* kanbao - tests of reader: documents whose rows do something.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { ROWS = 30, NOBODY = -1 };

/* A title, words, ROWS rows of which the fifth is long, words between and words behind. */
static struct issue *
make_rows(const struct reader *reader, const void *context)
{
    (void)reader;
    (void)context;
    struct issue *document = issue_document_new("What there is");
    issue_document_add(document, ISSUE_KIND_BODY, 0, slice_of("Words above."));
    for (int i = 0; i < ROWS; i++) {
        struct buffer row = {0};
        buffer_printf(&row, "row%d  ", i);
        for (int k = 0; k < (i == 4 ? 40 : 1); k++)
            buffer_add_text(&row, "does something ");
        issue_document_add(document, ISSUE_KIND_TABLE, 6, buffer_slice(&row));
        if (i == 9)
            issue_document_add(document, ISSUE_KIND_SUBHEAD, 0, slice_of("Words between"));
        buffer_done(&row);
    }
    issue_document_add(document, ISSUE_KIND_BODY, 0, slice_of("Words below."));
    return document;
}

static void
act(struct reader *reader, const void *context, size_t row)
{
    (void)reader;
    *(int *)(uintptr_t)context = (int)row;
}

static bool
shows(const struct world *world, const char *words)
{
    struct buffer text = {0};
    screen_add_text(&text, &world->screen);
    bool there = strstr(text.at, words) != NULL;
    buffer_done(&text);
    return there;
}

/* The selected row is on the screen, has its sign and the cursor, and is the one that Enter runs. */
static void
check_selected(struct world *world, int *ran, size_t row)
{
    struct buffer label = {0};
    buffer_printf(&label, ">row%zu  ", row);
    must(shows(world, label.at), "%s is not on the screen", label.at);
    buffer_done(&label);
    *ran = NOBODY;
    world_run(world, "run-row");
    assert_int_equal(*ran, row);
    assert_true(world->screen.cursor_row > 0 && world->screen.cursor_row < world->screen.rows - 1);
}

static void
test_rows(void **state)
{
    struct world *world = *state;
    static int ran;
    struct reader *reader = world_open_folder(world, 60, 16);
    reader_open_rows(reader, "Things", make_rows, act, &ran);
    world_check(world);
    assert_true(shows(world, "Things") && shows(world, "Words above"));
    check_selected(world, &ran, 0);
    world_run(world, "scroll-up");
    check_selected(world, &ran, 0);
    for (size_t i = 1; i < ROWS; i++) {
        world_run(world, "scroll-down");
        check_selected(world, &ran, i);
    }
    assert_true(shows(world, "Words below"));
    world_run(world, "scroll-down");
    check_selected(world, &ran, ROWS - 1);
    for (size_t i = ROWS - 1; i-- > 0;) {
        world_run(world, "scroll-up");
        check_selected(world, &ran, i);
    }
    assert_true(shows(world, "What there is"));
    world_run_times(world, "scroll-down", 7);
    check_selected(world, &ran, 7);
    world_run_times(world, "scroll-up", 700);
    check_selected(world, &ran, 0);
}

/* Several words are those of a row, where there is one that has them. */
static void
test_found_rows(void **state)
{
    struct world *world = *state;
    static int ran;
    struct reader *reader = world_open_folder(world, 60, 16);
    reader_open_rows(reader, "Things", make_rows, act, &ran);
    assert_null(command_press_keys(world->keymap, reader, "/something<Space>row7<Enter>"));
    world_check(world);
    check_selected(world, &ran, 7);
    assert_int_equal(reader->document.found.hits.count, 2);
    assert_null(command_press_keys(world->keymap, reader, "/above<Space>row7<Enter>"));
    assert_int_equal(reader->document.found.hits.count, 2);
    world_check(world);
    check_selected(world, &ran, 7);
    /* so is one of several, and what a row has not */
    static const struct {
        const char *keys;
        size_t hits;
    } queries[] = {{"/row3<Space>OR<Space>row5<Enter>", 2},
                   {"/row3<Space>OR<Space>row5<Space>something<Enter>", 4},
                   {"/something<Space>-row5<Enter>", 40 + ROWS - 2},
                   {"/(row3|row5)<Space>NOT<Space>nothing<Enter>", 2}};
    for (size_t i = 0; i < BASE_COUNT(queries); i++) {
        assert_null(command_press_keys(world->keymap, reader, queries[i].keys));
        world_check(world);
        must(reader->document.found.hits.count == queries[i].hits, "%s: %zu hits", queries[i].keys,
             reader->document.found.hits.count);
    }
}

/* The selection is never off the screen, however it is scrolled. */
static void
test_pages(void **state)
{
    struct world *world = *state;
    static int ran;
    struct reader *reader = world_open_folder(world, 60, 16);
    reader_open_rows(reader, "Things", make_rows, act, &ran);
    size_t before = 0;
    for (int i = 0; i < 8; i++) {
        world_run(world, "page-down");
        assert_true(reader->document.row >= before);
        before = reader->document.row;
        check_selected(world, &ran, before);
    }
    check_selected(world, &ran, ROWS - 1);
    world_run(world, "half-page-up");
    check_selected(world, &ran, reader->document.row);
    world_run(world, "top");
    check_selected(world, &ran, 0);
    world_run(world, "bottom");
    check_selected(world, &ran, ROWS - 1);
    reader_resize(reader, 8, 30);
    world_check(world);
    world_run(world, "scroll-up");
    check_selected(world, &ran, ROWS - 2);
}

/* Without rows that do something all is as it was: no row is selected, and Enter does nothing. */
static void
test_no_rows(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 60, 16);
    reader_open_document(reader, make_rows, NULL);
    world_check(world);
    assert_true(reader_selected_item(reader) == UINT32_MAX && !shows(world, ">row") && shows(world, "Help"));
    struct layout_place top = reader->document.top;
    world_run(world, "run-row");
    world_run(world, "scroll-down");
    assert_int_not_equal(reader->document.top.item, top.item);
    world_run(world, "back");
    assert_int_equal(reader->at.pane, PANE_LIST);
    assert_true(reader_selected_item(reader) == UINT32_MAX);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_rows),
        WORLD_TEST(test_found_rows),
        WORLD_TEST(test_pages),
        WORLD_TEST(test_no_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
