/* view: where the terminal's cursor rests, which input methods, screen readers and braille displays follow; and a screen that has
 * one pane at a time.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/text.h"

static void
set(struct world *world, const char *name, const char *value)
{
    assert_null(reader_set_option(&world->reader, name, value));
    world_check(world);
}

static void
press(struct world *world, const char *keys)
{
    assert_null(command_press_keys(world->keymap, &world->reader, keys));
    world_check(world);
}

static bool
cursor_is_on_hit(const struct screen *screen)
{
    return screen->cursor_shown &&
           screen_hit(screen_at(screen, screen->cursor_row, screen->cursor_col)) == STYLE_HIT_NOW;
}

static void
test_news(void **state)
{
    struct world *world = *state;
    world_open(world, world->paths[WORLD_ENGLISH], 100, 12);
    press(world, "<Enter>/the<Enter>");
    const struct screen *screen = &world->screen;
    assert_false(cursor_is_on_hit(screen));
    set(world, "cursor", "news");
    for (int i = 0; i < 3; i++) {
        assert_true(cursor_is_on_hit(screen));
        press(world, "n");
    }
    /* a message, until the next key */
    press(world, "U");
    assert_true(world->reader.message.len > 0);
    assert_int_equal(screen->cursor_row, 11);
    assert_int_equal(screen->cursor_col, 1);
    press(world, "<Esc>"); /* the search is over, too */
    assert_int_equal(screen->cursor_row, reader_geometry(&world->reader).body_row);
    press(world, "h");
    assert_int_equal(screen->cursor_row, reader_geometry(&world->reader).body_row);
    /* what is typed has it */
    press(world, "U/");
    assert_true(screen->cursor_row == 11 && screen->cursor_col > 1);
    press(world, "<Esc>");
    set(world, "cursor", "selection");
    press(world, "U");
    assert_true(world->reader.message.len > 0 && screen->cursor_row < 11);
}

/* A page turn that brings less than a page leaves the cursor where the new text begins. */
static void
test_turned(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open(world, world->paths[WORLD_ENGLISH], 60, 20);
    const struct screen *screen = &world->screen;
    set(world, "cursor", "news");
    press(world, "<Enter>");
    for (int i = 0; i < 50 && !reader->fresh_shown; i++)
        press(world, "<Space>");
    assert_true(reader->fresh_shown);
    assert_true(screen->cursor_row > reader_geometry(reader).body_row);
    assert_int_equal(screen_at(screen, screen->cursor_row, screen->cursor_col)->base, U'›');
    set(world, "cursor", "selection");
    assert_int_equal(screen->cursor_row, reader_geometry(reader).body_row);
}

static void
test_one_pane(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 120, 12);
    assert_true(reader_geometry(reader).list_cols < 120 && reader_geometry(reader).pane_cols > 0);
    set(world, "panes", "one");
    assert_int_equal(reader_geometry(reader).list_cols, 120);
    assert_int_equal(reader_geometry(reader).pane_cols, 0);
    press(world, "<Enter>");
    assert_int_equal(reader_geometry(reader).list_cols, 0);
    assert_int_equal(reader_geometry(reader).pane_cols, 120);
    press(world, "<Space>bv");
    press(world, "vwh");
    assert_int_equal(reader_geometry(reader).list_cols, 120);
    press(world, "i?q");
    set(world, "panes", "auto");
    assert_true(reader_geometry(reader).pane_cols > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_news),
        WORLD_TEST(test_turned),
        WORLD_TEST(test_one_pane),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
