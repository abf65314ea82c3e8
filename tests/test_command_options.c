/* Options at the command line: set, shown at once, listed, taken from a theme's file.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "typed.h"
#include "world.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- options */

static void
test_set(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    typed_run(world, "set measure");
    assert_true(typed_says(world, "measure = 80") && typed_says(world, "16-400"));
    typed_run(world, "set measure 40");
    typed_check_option(world, "measure", "40");
    assert_true(typed_says(world, "measure = 40"));
    typed_run(world, "set measure=50; set seams!");
    typed_check_option(world, "measure", "50");
    typed_check_option(world, "seams", "yes");
    typed_run(world, "seams no; measure 60");
    typed_check_option(world, "measure", "60");
    typed_check_option(world, "seams", "no");
    typed_run(world, "set hanging!;set hanging!; set justify!");
    typed_check_option(world, "hanging", "yes");
    typed_check_option(world, "justify", "yes");
    typed_run(world, "set library '/a b'");
    typed_check_option(world, "library", "/a b");
    assert_true(typed_says(world, "next start"));
    typed_run(world, "set library ''");
    typed_check_option(world, "library", "");
    typed_run(world, "color headline red default underline");
    assert_int_equal(reader->options.theme.looks[STYLE_HEADLINE].fg, 1);
    assert_int_equal(reader_take_request(reader), READER_REDRAWS);
}

/* While it is typed it is seen; Escape takes it back, Enter keeps it. */
static void
test_live(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    int cols = reader_geometry(reader).list_cols;
    typed_type(world, "set list-width 5", false);
    typed_check_option(world, "list-width", "36");
    assert_true(typed_notes(world, "20-60"));
    typed_press(world, "0");
    typed_check_option(world, "list-width", "50");
    assert_int_not_equal(reader_geometry(reader).list_cols, cols);
    typed_press(world, "0");
    typed_check_option(world, "list-width", "36");
    typed_press(world, "<Backspace>");
    typed_check_option(world, "list-width", "50");
    typed_press(world, "<Esc>");
    typed_check_option(world, "list-width", "36");
    assert_int_equal(reader_geometry(reader).list_cols, cols);
    assert_false(reader->changed_options[options_find("list-width") - option_rows]);
    typed_type(world, "set list-width 50", true);
    typed_check_option(world, "list-width", "50");
    assert_true(reader->changed_options[options_find("list-width") - option_rows]);
    /* one after another, and what is only asked when it is needed waits for Enter */
    typed_type(world, "set indent 4", false);
    typed_check_option(world, "indent", "4");
    typed_press(world, "<C-u>set measure 30");
    typed_type(world, "", false);
    typed_press(world, "<Esc>");
    typed_check_option(world, "indent", "2");
    typed_type(world, "set memory 7", false);
    typed_check_option(world, "memory", "64");
    typed_press(world, "<Enter>");
    typed_check_option(world, "memory", "7");
    /* widths, whose automatic value was answered before */
    int cells = text_ambiguous();
    typed_type(world, "set ambiguous 2", false);
    assert_int_equal(text_ambiguous(), 2);
    typed_press(world, "<Esc>");
    assert_int_equal(text_ambiguous(), cells);
    typed_check_option(world, "ambiguous", "auto");
    /* where it had that value, and by completion */
    typed_press(world, ":set<Space>spac<Tab><Space>n<Tab>");
    typed_check_option(world, "spacing", "none");
    typed_press(world, "<Esc>");
    typed_check_option(world, "spacing", "as-is");
}

static void
test_options_document(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    typed_run(world, "set columns 2; options");
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
    size_t row = (size_t)(options_find("columns") - option_rows);
    for (size_t i = 0; i < row; i++)
        typed_press(world, "j");
    typed_press(world, "<Enter>");
    assert_string_equal(typed_text(world), "set columns 2");
    typed_press(world, "<Backspace>3<Enter>");
    typed_check_option(world, "columns", "3");
    assert_true(reader->at.pane == PANE_DOCUMENT && reader->document.row == row);
    struct buffer text = {0};
    screen_add_text(&text, &world->screen);
    assert_non_null(strstr(text.at, "columns*"));
    assert_non_null(strstr(text.at, "default auto"));
    assert_null(strstr(text.at, "align*"));
    buffer_done(&text);
    /* each row opens what sets it, and that is taken as it is */
    typed_run(world, "options");
    for (size_t i = 0; i < option_row_count; i++) {
        typed_press(world, "<Enter>");
        assert_non_null(strstr(typed_text(world), option_rows[i].name));
        typed_press(world, "<Enter>");
        must(reader->prompt.use == NULL, "%s", typed_text(world));
        typed_press(world, "j");
    }
}

/* ---- keys */

/* Colours of a file, by its path or by the name of a theme of one's own; what is wrong in it is said by its line. */
static void
test_theme_file(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 24);
    struct style_look before = reader->options.theme.looks[STYLE_HEADLINE];
    struct buffer path = {0};
    buffer_printf(&path, "%s/mine.theme", world->folder);
    support_write_text(path.at, "# mine\ncolor headline red default bold\nset indent 4\n");
    reader_run_command(reader, world_command("theme-file"), (struct command_args){.text = buffer_slice(&path)});
    assert_int_equal(reader->options.theme.looks[STYLE_HEADLINE].fg, 1);
    assert_memory_not_equal(&before, &reader->options.theme.looks[STYLE_HEADLINE], sizeof before);
    assert_non_null(strstr(reader->message.at, "mine.theme:3: "));
    assert_int_equal(reader->options.indent, 2);
    assert_int_equal(reader_take_request(reader), READER_REDRAWS);
    setenv("XDG_CONFIG_HOME", world->folder, 1);
    reader_run_command(reader, world_command("theme-file"), (struct command_args){.text = slice_of("none")});
    assert_non_null(strstr(reader->message.at, "/kanbao/themes/none: "));
    buffer_done(&path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_set),
        WORLD_TEST(test_live),
        WORLD_TEST(test_options_document),
        WORLD_TEST(test_theme_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
