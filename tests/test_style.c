/* reader: how text is set, changed while one reads, and what is copied of it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/command.h"
#include "kanbao/text.h"

#include <stdlib.h>

static const char page[] =
    "渡口晚报　2031年6月7日　星期六\n\n"
    "灯船换了灯泡: 全镇出门看\n\n"
    "本报讯 (记者 容与) 昨夜, 灯船换上第12只灯泡, 亮度是旧的3.5倍。看守人说: \"亮得能看书(报纸也行).\"\n\n"
    "围观的人数不清, 有人带了板凳, 有人带了瓜子, 到天亮才散。\n";

struct desk {
    struct world *world;
    char *path;
};

/* A reader on the page above, at COLS by ROWS. */
static struct reader *
open_page(struct desk *desk, struct world *world, int cols, int rows)
{
    desk->world = world;
    desk->path = support_join(world->folder, "20310607.txt");
    support_write_text(desk->path, page);
    return world_open(world, desk->path, cols, rows);
}

static void
close_page(struct desk *desk)
{
    text_set_ambiguous(1);
    free(desk->path);
}

/* The rows of the screen below each other. */
static char *
screen_text(struct desk *desk)
{
    struct buffer text = {0};
    world_check(desk->world);
    screen_add_text(&text, &desk->world->screen);
    return buffer_take(&text);
}

static void
assert_shows(struct desk *desk, const char *words, bool shown)
{
    char *text = screen_text(desk);
    must((strstr(text, words) != NULL) == shown, "“%s” is%s shown:\n%s", words, shown ? " not" : "", text);
    free(text);
}

static void
test_punctuation(void **state)
{
    struct desk desk;
    struct reader *reader = open_page(&desk, *state, 100, 20);
    world_run(desk.world, "open");
    assert_shows(&desk, "昨夜，灯船换上第12只灯泡，", true);
    assert_shows(&desk, "（报纸也行）。”", true);
    assert_shows(&desk, "灯船换了灯泡：全镇出门看", true);
    struct layout_place place = reader->at.text_top;
    world_run(desk.world, "punctuation");
    assert_int_equal(reader->options.punctuation, PUNCTUATION_AS_IS);
    assert_shows(&desk, "昨夜, 灯船换上第12只灯泡,", true);
    assert_shows(&desk, "灯泡，", false);
    assert_true(reader->at.text_top.item == place.item && reader->at.text_top.byte == place.byte);
    assert_true(reader->message.len > 0);
    world_run(desk.world, "punctuation");
    assert_shows(&desk, "灯船换了灯泡：全镇出门看", true);
    close_page(&desk);
}

static void
test_columns(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 100, 12);
    world_run(world, "full-width");
    assert_int_equal(reader_geometry(reader).columns, 1);
    world_run(world, "columns");
    assert_int_equal(reader_geometry(reader).columns, 3);
    world_run_times(world, "columns", 2);
    assert_int_equal(reader_geometry(reader).columns, 2);
    world_run_times(world, "columns", 99);
    assert_int_equal(reader_geometry(reader).columns, 3);
    world_run(world, "columns");
    assert_int_equal(reader_geometry(reader).columns, 1);
    world_run_times(world, "columns", 1);
    assert_int_equal(reader_geometry(reader).columns, 1);
    /* on a narrow screen, where the list hides the article, it is the article's columns all the same */
    reader_resize(reader, 12, 60);
    world_run(world, "close");
    assert_int_equal(reader_geometry(reader).pane_cols, 0);
    world_run(world, "columns");
    assert_non_null(strstr(reader->message.at, "2"));
    world_run(world, "open");
    assert_int_equal(reader_geometry(reader).columns, 2);
    world_run_times(world, "columns", 1);
    /* too narrow: it says so, and nothing changes */
    reader_resize(reader, 12, 44);
    world_run(world, "columns");
    assert_int_equal(reader_geometry(reader).columns, 1);
    assert_true(reader->message.len > 0);
}

/* Whole pages, whichever key; back the same way; the end is where reading on would come to. */
static void
test_pages_of_columns(void **state)
{
    static const char *const down[] = {"scroll-down", "page-down", "half-page-down"}, *const up[] = {"scroll-up",
                                                                                                     "page-up",
                                                                                                     "half-page-up"};
    enum { PAGES = 64 };
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 160, 8);
    reader->at.article = 1; /* the long one */
    world_run(world, "open");
    assert_true(reader_geometry(reader).columns > 1);
    for (size_t way = 0; way < BASE_COUNT(down); way++) {
        struct layout_place places[PAGES];
        size_t count = 0;
        world_run(world, "top");
        do {
            places[count++] = reader->at.text_top;
            world_run(world, down[way]);
        } while (count < PAGES && (reader->at.text_top.item != places[count - 1].item ||
                                   reader->at.text_top.byte != places[count - 1].byte));
        must(count > 2 && count < PAGES, "%zu pages", count);
        world_run(world, "top");
        world_run(world, "bottom");
        assert_int_equal(reader->at.text_top.item, places[count - 1].item);
        assert_int_equal(reader->at.text_top.byte, places[count - 1].byte);
        for (size_t i = count - 1; i-- > 0;) {
            world_run(world, up[way]);
            assert_int_equal(reader->at.text_top.item, places[i].item);
            assert_int_equal(reader->at.text_top.byte, places[i].byte);
        }
    }
    /* the reading place stays when the columns go */
    world_run_times(world, "scroll-down", 2);
    struct layout_place place = reader->at.text_top;
    world_run_times(world, "columns", 1);
    assert_int_equal(reader->at.text_top.item, place.item);
    assert_int_equal(reader->at.text_top.byte, place.byte);
}

static void
test_automatic_columns(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 149, 20);
    assert_int_equal(reader_geometry(reader).columns, 1);
    reader_resize(reader, 20, 150);
    assert_int_equal(reader_geometry(reader).columns, 2);
    reader_resize(reader, 20, 220);
    assert_int_equal(reader_geometry(reader).columns, 3);
    world_run(world, "help");
    assert_int_equal(reader_geometry(reader).columns, 1);
    world_run(world, "close-help");
    for (int cols = 16; cols < 300; cols++) {
        reader_resize(reader, 20, cols);
        struct reader_geometry geometry = reader_geometry(reader);
        int last =
            geometry.text_col + (geometry.columns - 1) * geometry.column_step + geometry.width.cells + LAYOUT_GUTTER;
        must(geometry.pane_cols == 0 || last <= cols, "%d columns: text up to %d", cols, last);
        must(geometry.columns == 1 || geometry.width.cells >= 40, "%d columns: %u cells", cols, geometry.width.cells);
    }
}

static void
test_ambiguous(void **state)
{
    struct desk desk;
    struct reader *reader = open_page(&desk, *state, 100, 20);
    assert_shows(&desk, "●", true);
    assert_shows(&desk, "│", true);
    world_run(desk.world, "ambiguous");
    assert_int_equal(text_ambiguous(), 2);
    assert_int_equal(reader->options.ambiguous, AMBIGUOUS_TWO);
    assert_int_equal(reader->request, READER_REDRAWS);
    reader->request = READER_RUNS;
    assert_shows(&desk, "●", false);
    assert_shows(&desk, "│", false);
    world_run(desk.world, "ambiguous");
    assert_int_equal(text_ambiguous(), 1);
    assert_shows(&desk, "│", true);
    /* the terminal's own answer is no choice of the user's */
    reader->options.ambiguous = AMBIGUOUS_AUTO;
    reader_set_ambiguous(reader, 2);
    assert_int_equal(reader->options.ambiguous, AMBIGUOUS_AUTO);
    assert_shows(&desk, "│", false);
    close_page(&desk);
}

/* In each pair of rows, the bar of the dashes is as far to the right as the characters have cells. */
static void
check_rulers(struct desk *desk)
{
    const struct screen *screen = &desk->world->screen;
    int pairs = 0, bars[2] = {0, 0};
    world_check(desk->world);
    for (int row = 1; row + 1 < screen->rows; row++)
        for (int col = 1; col < screen->cols; col++)
            if (screen_at(screen, row, col)->base == '|') {
                bars[pairs++ % 2] = col;
                if (pairs % 2 == 0)
                    assert_int_equal(bars[0], bars[1]);
            }
    assert_int_equal(pairs, 10);
}

static void
test_width_test(void **state)
{
    struct desk desk;
    struct reader *reader = open_page(&desk, *state, 80, 24);
    world_run(desk.world, "width-test");
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
    check_rulers(&desk);
    world_run(desk.world, "ambiguous");
    check_rulers(&desk);
    assert_shows(&desk, "2 cells", true);
    /* the terminal's answer comes while it is looked at */
    reader_set_ambiguous(reader, 1);
    check_rulers(&desk);
    assert_shows(&desk, "1 cell wide", true);
    reader_set_ambiguous(reader, 2);
    check_rulers(&desk);
    /* and on a screen that is narrow */
    reader_resize(reader, 40, 28);
    world_run(desk.world, "back");
    world_run(desk.world, "width-test");
    check_rulers(&desk);
    world_run(desk.world, "back");
    assert_int_equal(reader->at.pane, PANE_LIST);
    close_page(&desk);
}

/* The help's columns are reckoned with the widths of now. */
static void
test_help_follows_widths(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 40);
    struct keymap *keymap = command_keymap_new();
    struct buffer text[2] = {{0}, {0}};
    assert_null(command_press_keys(keymap, reader, "?A"));
    world_check(world);
    screen_add_text(&text[0], &world->screen);
    assert_null(command_press_keys(keymap, reader, "q?"));
    world_check(world);
    screen_add_text(&text[1], &world->screen);
    /* but for the message */
    char *end[2] = {strrchr(text[0].at, '\n'), strrchr(text[1].at, '\n')};
    for (int i = 0; i < 2; i++) {
        *end[i] = '\0';
        *strrchr(text[i].at, '\n') = '\0';
    }
    assert_string_equal(text[0].at, text[1].at);
    text_set_ambiguous(1);
    buffer_done(&text[0]);
    buffer_done(&text[1]);
    command_keymap_free(keymap);
}

/* What no terminal takes is not put together. */
static void
test_copy_of_much(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    char *path = support_join(world->folder, "20310609.txt");
    buffer_add_text(&text, "灯船换灯\n\n　　");
    while (text.len < 5 << 20)
        buffer_add_text(&text, "昨夜, 灯船换上第12只灯泡");
    buffer_add_text(&text, "。\n");
    support_write_text(path, text.at);
    struct reader *reader = world_open(world, path, 80, 20);
    world_run(world, "open");
    reader_run_command(reader, world_command("copy"), (struct command_args){0});
    assert_in_range(reader->clipboard.len, 1 << 20, 2 << 20);
    buffer_done(&text);
    free(path);
}

static void
test_copy(void **state)
{
    struct desk desk;
    struct reader *reader = open_page(&desk, *state, 100, 20);
    world_run(desk.world, "copy-headline");
    assert_int_equal(reader->request, READER_COPIES);
    assert_string_equal(reader->clipboard.at, "灯船换了灯泡：全镇出门看");
    world_run(desk.world, "open");
    world_run(desk.world, "copy");
    assert_string_equal(reader->clipboard.at,
                        "灯船换了灯泡：全镇出门看\n"
                        "记者 容与　本报讯\n"
                        "昨夜，灯船换上第12只灯泡，亮度是旧的3.5倍。看守人说：“亮得能看书（报纸也行）。”\n"
                        "围观的人数不清，有人带了板凳，有人带了瓜子，到天亮才散。\n");
    reader->options.copy = COPIED_SOURCE;
    world_run(desk.world, "copy");
    assert_string_equal(reader->clipboard.at,
                        "灯船换了灯泡: 全镇出门看\n"
                        "记者 容与　本报讯\n"
                        "昨夜, 灯船换上第12只灯泡, 亮度是旧的3.5倍。看守人说: \"亮得能看书(报纸也行).\"\n"
                        "围观的人数不清, 有人带了板凳, 有人带了瓜子, 到天亮才散。\n");
    close_page(&desk);
}

/* What is copied reaches a terminal, and whatever it is pasted into. */
static void
test_copy_is_safe(void **state)
{
    struct world *world = *state;
    char *path = support_join(world->folder, "20310608.txt");
    support_write_text(path, "灯船\x1B]52;c;eA==\x07沉了\n\n　　昨夜\x1B[31m, 灯船\xC2\x9B"
                             "2J沉了\xE2\x80\xAE。它在河底亮着, 有人听见了声音。\n");
    struct reader *reader = world_open(world, path, 80, 20);
    world_run(world, "open");
    for (int source = 0; source <= 1; source++) {
        reader->options.copy = source;
        world_run(world, "copy");
        for (size_t i = 0; i < reader->clipboard.len; i++) {
            unsigned char byte = (unsigned char)reader->clipboard.at[i];
            must(byte >= 0x20 || byte == '\n', "byte %02X is copied", byte);
            must(byte != 0xC2 || (unsigned char)reader->clipboard.at[i + 1] >= 0xA0, "a C1 control is copied");
        }
        assert_non_null(strstr(reader->clipboard.at, "‹1B›"));
        assert_non_null(strstr(reader->clipboard.at, "‹RLO›"));
    }
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_punctuation),         WORLD_TEST(test_columns),   WORLD_TEST(test_pages_of_columns),
        WORLD_TEST(test_automatic_columns),   WORLD_TEST(test_ambiguous), WORLD_TEST(test_width_test),
        WORLD_TEST(test_help_follows_widths), WORLD_TEST(test_copy),      WORLD_TEST(test_copy_is_safe),
        WORLD_TEST(test_copy_of_much),
    };
    return cmocka_run_group_tests_name("reader, how text is set", tests, NULL, NULL);
}
