/* reader: reading on, rows of the window, keys of every list, where one is; the help that is searched and run; the hints.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "searching.h"

#include <stdlib.h>

static void
set(struct searching *s, const char *name, const char *value)
{
    struct error *error = reader_set_option(s->reader, name, value);
    must(error == NULL, "%s: %s", name, error != NULL ? error_text(error) : "");
    world_check(s->world);
}

/* The row of the screen that has SIGN, -1 for none. */
static int
row_of(const struct searching *s, const char *sign)
{
    for (int row = 0; row < s->reader->rows; row++)
        if (searching_shows(s, row, sign))
            return row;
    return -1;
}

/* ---- turning pages */

/* A page down that brings less than a page marks where that begins, until the next command. */
static void
test_mark(void **state)
{
    struct searching s = searching_open_library(state, 80, 12);
    searching_press(&s, "3G<Enter>");
    assert_int_equal(row_of(&s, "›"), -1);
    struct layout_cursor below = reader_frame(s.reader).last;
    assert_true(layout_next(&below));
    struct layout_place fresh = layout_place_at(&below);
    searching_press(&s, "<C-d>");
    assert_memory_equal(&s.reader->fresh, &fresh, sizeof fresh);
    int row = row_of(&s, "›");
    struct reader_geometry geometry = reader_geometry(s.reader);
    struct layout_cursor at = reader_frame(s.reader).top;
    for (int i = geometry.body_row; i < row; i++)
        layout_next(&at);
    assert_true(row > geometry.body_row && layout_place_at(&at).item == fresh.item &&
                layout_place_at(&at).byte == fresh.byte);
    assert_int_equal(screen_at(&s.world->screen, row, geometry.text_col - 1)->base, U'›');
    searching_press(&s, "j");
    assert_int_equal(row_of(&s, "›"), -1);
    searching_press(&s, "gG<Space>");
    assert_int_equal(row_of(&s, "›"), -1);
    /* of a whole page nothing stood there before */
    searching_press(&s, "<C-o>");
    set(&s, "page-overlap", "3");
    searching_press(&s, "3G<Enter>g<Space>");
    if (s.reader->fresh_shown)
        assert_true(row_of(&s, "›") >= geometry.body_row + 3);
    searching_close(&s);
}

/* The last page: filled, or a whole page on, and then no row of it was there before. */
static void
test_page_turn(void **state)
{
    struct searching s = searching_open_library(state, 80, 12);
    searching_press(&s, "3G<Enter>G");
    struct layout_place filled = s.reader->at.text_top;
    set(&s, "page-turn", "whole");
    searching_press(&s, "g");
    for (int i = 0; i < 20 && row_of(&s, "■") < 0; i++) {
        struct layout_cursor below = reader_frame(s.reader).last;
        bool more = layout_next(&below);
        searching_press(&s, "<PageDown>");
        assert_true(more && layout_place_at(&below).byte == s.reader->at.text_top.byte &&
                    layout_place_at(&below).item == s.reader->at.text_top.item);
        assert_false(s.reader->fresh_shown);
    }
    assert_true(row_of(&s, "■") > 0);
    assert_true(s.reader->at.text_top.byte != filled.byte || s.reader->at.text_top.item != filled.item);
    struct layout_place last = s.reader->at.text_top;
    searching_press(&s, "<PageDown>");
    assert_memory_equal(&s.reader->at.text_top, &last, sizeof last);
    set(&s, "page-overlap", "2");
    searching_press(&s, "g<PageDown>");
    struct layout_cursor top = reader_frame(s.reader).top;
    for (int rows = 0; layout_previous(&top); rows++)
        assert_true(rows < reader_geometry(s.reader).body_rows - 2);
    searching_close(&s);
}

/* The list of what is flagged is called so, and no search. */
static void
test_flagged_title(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "mM");
    assert_true(searching_shows(&s, 0, "Flagged articles"));
    assert_false(searching_shows(&s, 0, "is:"));
    searching_press(&s, "/flag<Enter>");
    assert_true(searching_shows(&s, 0, "Found in all issues\u3000flag"));
    searching_close(&s);
}

/* The sign of the end: behind the last character, where the article has the screen to itself and beside the list. */
static void
test_end(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    assert_true(row_of(&s, "。 ■") > 0);
    /* the reader's note is none of the article's */
    searching_press(&s, "ay<Enter>");
    int end = row_of(&s, "。 ■"), note = row_of(&s, "Note: ");
    assert_true(end > 0 && note == end + 2 && !searching_shows(&s, note, "■"));
    searching_press(&s, "a<C-u><Enter>w");
    assert_true(row_of(&s, "■") > 0);
    searching_press(&s, "v");
    assert_int_equal(row_of(&s, "■"), -1);
    searching_press(&s, "v?G");
    assert_int_equal(row_of(&s, "■"), -1);
    for (int cols = 20; cols < 60; cols++) { /* also where the line is full */
        reader_resize(s.reader, 24, cols);
        world_check(s.world);
    }
    searching_close(&s);
}

/* A window that grows is filled from above, and the place is the old one when it is small again. */
static void
test_grown(void **state)
{
    struct searching s = searching_open_library(state, 80, 8);
    searching_press(&s, "3G<Enter>G");
    struct layout_place end = s.reader->at.text_top;
    assert_true(end.item > 0);
    reader_resize(s.reader, 60, 80);
    world_check(s.world);
    assert_int_equal(reader_frame(s.reader).top.item, 0);
    reader_resize(s.reader, 8, 80);
    world_check(s.world);
    assert_memory_equal(&s.reader->at.text_top, &end, sizeof end);
    searching_press(&s, "vG");
    reader_resize(s.reader, 60, 80);
    world_check(s.world);
    assert_int_equal(s.reader->at.source.top.item, 0);
    searching_close(&s);
}

/* ---- turning to another issue */
static void
test_turn(void **state)
{
    static const char *const keys[] = {"J", "<Space>", "u"};
    for (size_t i = 0; i < BASE_COUNT(keys); i++) {
        struct searching s = searching_open_library(state, 80, 24);
        searching_press(&s, "G<Enter>");
        searching_press(&s, keys[i]);
        assert_int_equal(world_position(s.reader), 0);
        assert_non_null(strstr(s.reader->message.at, "End of 2031-06-07 (4 articles, 3 unread). "));
        assert_non_null(strstr(s.reader->message.at, ": 2031-06-06 Friday"));
        assert_non_null(strstr(s.reader->message.at, i == 1 ? "Space" : keys[i]));
        /* anything else, and it is asked anew */
        searching_press(&s, "<C-l>");
        searching_press(&s, keys[i]);
        assert_int_equal(world_position(s.reader), 0);
        searching_press(&s, keys[i]);
        assert_int_equal(world_position(s.reader), 1);
        searching_press(&s, "KK");
        assert_int_equal(world_position(s.reader), 0);
        searching_close(&s);
    }
}

/* The next unread one goes round. */
static void
test_round(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "jrjru");
    assert_int_equal(s.reader->at.article, 3);
    assert_said(&s, "");
    searching_press(&s, "u");
    assert_int_equal(s.reader->at.article, 0);
    assert_said(&s, "Round to the first unread article.");
    searching_press(&s, "G<Space>");
    assert_said(&s, "No unread article follows; some before are left.");
    searching_press(&s, "hgru");
    assert_int_equal(s.reader->at.article, 0);
    assert_said(&s, "No more unread articles.");
    searching_close(&s);
}

/* The order of the issues is the reader's to change, and what is shown stays. */
static void
test_order(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    uint32_t newest = s.reader->at.issue;
    size_t count = library_count(s.reader->library);
    set(&s, "order", "oldest");
    assert_int_equal(s.reader->at.issue, newest);
    uint32_t before = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t date = library_date(s.reader->library, library_at(s.reader->library, i));
        assert_true(date == 0 || date >= before);
        before = date != 0 ? date : UINT32_MAX;
    }
    searching_press(&s, "{");
    assert_true(library_date(s.reader->library, s.reader->at.issue) < library_date(s.reader->library, newest));
    searching_press(&s, "GJJ");
    assert_int_equal(s.reader->at.issue, newest);
    set(&s, "order", "newest");
    assert_int_equal(world_position(s.reader), 0);
    searching_close(&s);
}

/* ---- searching */

/* From hit to hit of the library: the number among all, and the day where it is another. */
static void
test_results_counted(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "//灯船<Enter><Enter>");
    assert_true(searching_shows(&s, -1, "//灯船 1/5"));
    searching_press(&s, "n");
    assert_true(searching_shows(&s, -1, "//灯船 2/5"));
    searching_press(&s, "3n");
    assert_said(&s, "5/5\u30002031-06-06 Friday\u3000渡口晚报");
    searching_press(&s, "/灯船<Enter>");
    assert_true(searching_shows(&s, -1, "/灯船 "));
    searching_close(&s);
}

static void
test_apart(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "/退潮 灯泡");
    assert_note(&s, "in no article together");
    searching_press(&s, "<Enter>");
    assert_said(&s, "“退潮 灯泡”: the words stand in different articles.");
    searching_press(&s, "/退潮 铁塔尖<Enter>");
    assert_said(&s, "“退潮 铁塔尖” is not in this issue.");
    searching_press(&s, "//退潮 灯泡<Enter>");
    assert_true(searching_shows(&s, -1, "0 hits"));
    assert_true(searching_shows(&s, -1, "in no article together"));
    searching_close(&s);
}

/* Keys do not wait for a search before there is one that is for what it finds. */
static void
test_no_waiting(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    struct error *error = command_press_keys(s.keymap, s.reader, "//灯船<Enter>");
    assert_null(error);
    assert_int_equal(reader_results(s.reader).count, 0);
    error = command_press_keys(s.keymap, s.reader, "j");
    assert_null(error);
    assert_true(reader_results(s.reader).count > 0);
    searching_press(&s, "");
    searching_close(&s);
}

/* ---- lists */
static void
test_rows_of_window(void **state)
{
    struct world *world = *state;
    struct searching s = searching_open_path(state, world->paths[WORLD_LONG_LIST], 80, 10);
    searching_press(&s, "6jL");
    uint32_t last = s.reader->at.article;
    searching_press(&s, "H");
    assert_int_equal(s.reader->at.article, s.reader->at.list_top);
    searching_press(&s, "zm");
    assert_true(s.reader->at.article > s.reader->at.list_top && s.reader->at.article < last);
    searching_press(&s, "L");
    assert_int_equal(s.reader->at.article, last);
    uint32_t top = s.reader->at.list_top;
    searching_press(&s, "zz");
    assert_true(s.reader->at.list_top > top && s.reader->at.list_top < s.reader->at.article);
    assert_int_equal(s.reader->at.article, last);
    searching_press(&s, "<Enter>H");
    assert_true(s.reader->message.len > 0);
    reader_resize(s.reader, 24, 80);
    searching_press(&s, "vgL");
    uint32_t line = s.reader->at.source.cursor.item, first = s.reader->at.source.top.item;
    searching_press(&s, "zz");
    assert_int_equal(s.reader->at.source.cursor.item, line);
    assert_true(s.reader->at.source.top.item > first);
    searching_press(&s, "H");
    assert_true(s.reader->at.source.cursor.item < line);
    searching_close(&s);
    s = searching_open_library(state, 80, 24);
    searching_press(&s, "iL");
    assert_int_equal(world_position(s.reader), library_count(s.reader->library) - 1);
    searching_press(&s, "H");
    assert_int_equal(world_position(s.reader), 0);
    searching_press(&s, "2<Enter>");
    assert_true(s.reader->at.pane == PANE_LIST && world_position(s.reader) == 1);
    searching_press(&s, "//灯船<Enter>L");
    assert_int_equal(reader_results(s.reader).hit, 5);
    searching_press(&s, "H");
    assert_int_equal(reader_results(s.reader).hit, 1);
    searching_press(&s, "zm");
    assert_int_equal(reader_results(s.reader).hit, 3);
    searching_press(&s, "4<Enter>");
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    searching_close(&s);
}

/* The keys of the paper in the list of issues, and in the results. */
static void
test_keys_of_lists(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "rGi<Space>");
    assert_true(s.reader->at.pane == PANE_LIST && s.reader->at.article == 1);
    searching_press(&s, "rjrjri<Space>");
    assert_true(s.reader->at.pane == PANE_LIST && world_position(s.reader) == 1);
    searching_press(&s, "i{<Space>");
    assert_int_equal(world_position(s.reader), 1);
    searching_press(&s, "i{u");
    assert_true(s.reader->at.pane == PANE_LIST && world_position(s.reader) == 1);
    searching_press(&s, "i{<Tab>");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    searching_press(&s, "iv");
    assert_true(reader_shows_source(s.reader) && s.reader->at.pane == PANE_ARTICLE);
    searching_press(&s, "viw");
    assert_true(s.reader->at.full_width && s.reader->at.pane == PANE_ARTICLE);
    searching_press(&s, "i/");
    assert_int_equal(s.reader->at.pane, PANE_ISSUES);
    searching_press(&s, "/"); /* the second is for all issues */
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    searching_press(&s, "灯船<Enter>");
    assert_text(reader_results(s.reader).query, "灯船");
    searching_press(&s, "J");
    assert_int_equal(reader_results(s.reader).hit, 3);
    searching_press(&s, "J}");
    assert_int_equal(reader_results(s.reader).hit, 5);
    searching_press(&s, "}");
    assert_said(&s, "Nothing found below.");
    searching_press(&s, "{");
    assert_int_equal(reader_results(s.reader).hit, 1);
    searching_press(&s, "K");
    assert_said(&s, "Nothing found above.");
    searching_press(&s, "<Space>");
    assert_int_equal(reader_results(s.reader).hit, 5);
    searching_press(&s, "b");
    assert_int_equal(reader_results(s.reader).hit, 1);
    searching_press(&s, "<Tab>");
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    searching_press(&s, "<Tab>");
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    searching_press(&s, "jv");
    assert_true(reader_shows_source(s.reader));
    searching_press(&s, "vhjw");
    assert_true(s.reader->at.full_width);
    searching_close(&s);
}

static void
test_where(void **state)
{
    struct searching s = searching_open_library(state, 120, 24);
    searching_press(&s, "/灯船<Enter>n<C-g>");
    assert_non_null(
        strstr(s.reader->message.at, "issue 1/4\u3000article 1/4\u3000hit 2/4\u3000渡口晚报\u30002031-06-07\u3000"));
    assert_non_null(strstr(s.reader->message.at, "papers/20310607.txt:"));
    reader_resize(s.reader, 24, 84);
    searching_press(&s, "<C-g>");
    assert_true(searching_shows(&s, -1, "…") && searching_shows(&s, -1, "7.txt:"));
    searching_press(&s, "//灯船<Enter>2G<C-g>");
    assert_said(&s, "hit 2/5");
    searching_close(&s);
}

/* ---- help and hints */

/* First what has keys in the pane beneath; found by searching, and run. */
static void
test_help(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "i?");
    assert_true(row_of(&s, ">Space") > 0 && row_of(&s, "mark the article read") < 0);
    searching_press(&s, "/Elsewhere<Enter>");
    assert_true(row_of(&s, "Elsewhere: Reading on") > 0);
    searching_press(&s, "/headline's words<Esc>");
    searching_press(&s, "<Esc>?/\"mark the article\"");
    assert_note(&s, "1/1");
    assert_true(row_of(&s, ">r  ") > 0);
    searching_press(&s, "<Enter>");
    assert_int_equal(s.reader->at.pane, PANE_DOCUMENT);
    assert_true(searching_shows(&s, -1, "/\"mark the article\" 1/1"));
    assert_false(reader_is_read(s.reader, 0));
    searching_press(&s, "<Enter>");
    assert_true(s.reader->at.pane != PANE_DOCUMENT);
    searching_close(&s);
    s = searching_open_library(state, 80, 24);
    searching_press(&s, "?/\"mark the article\"<Enter><Enter>");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    assert_true(reader_is_read(s.reader, 0));
    searching_press(&s, "?/issue<Enter>nn");
    size_t all = reader_found(s.reader).count;
    assert_true(all > 3 && reader_found(s.reader).hit == 2 && row_of(&s, "issue") > 0);
    searching_press(&s, "N");
    assert_int_equal(reader_found(s.reader).hit, 1);
    searching_press(&s, "4N");
    assert_said(&s, "Search wrapped to the end.");
    assert_int_equal(reader_found(s.reader).hit, all - 3);
    searching_press(&s, "/xyzzy<Enter>");
    assert_said(&s, "“xyzzy” is not in here.");
    /* and the paper knows nothing of it */
    searching_press(&s, "qn");
    assert_said(&s, "Nothing to search for yet.");
    searching_press(&s, "?n");
    assert_said(&s, "Nothing to search for yet.");
    searching_press(&s, "/\"delete the character at the\"<Enter><Enter>");
    assert_said(&s, "prompt-delete does nothing here.");
    searching_close(&s);
}

/* As many as have room, the most important first; of a sequence all its keys at 80 columns. */
static void
test_hints(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    assert_true(searching_shows(&s, -1, "? help\u3000Space read on\u3000q back\u3000/ search"));
    for (int cols = 16; cols <= 200; cols += 3) {
        reader_resize(s.reader, 24, cols);
        world_check(s.world);
        struct buffer row = {0};
        screen_add_text(&row, &s.world->screen);
        assert_true(cols < 28 || strstr(row.at, "? help") != NULL);
        buffer_done(&row);
    }
    assert_true(searching_shows(&s, -1, "v source"));
    reader_resize(s.reader, 24, 80);
    searching_press(&s, "e");
    assert_true(searching_shows(&s, -1, "h headline\u3000p paragraph\u3000j join\u3000u undo"));
    const char *const keys = "hpjurkdybsxcfw";
    for (const char *key = keys; *key != '\0'; key++) {
        char word[] = {' ', *key, ' ', '\0'}, wide[] = "\u3000? ";
        wide[strlen("\u3000")] = *key;
        assert_true(searching_shows(&s, -1, word) || searching_shows(&s, -1, wide));
    }
    searching_close(&s);
}

/* The test of widths changes what it shows; its old letter is free. */
static void
test_widths(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "A");
    assert_int_equal(s.reader->options.ambiguous, AMBIGUOUS_AUTO);
    searching_press(&s, "W");
    assert_int_equal(s.reader->options.ambiguous, AMBIGUOUS_AUTO);
    searching_press(&s, "W");
    assert_int_equal(s.reader->options.ambiguous, AMBIGUOUS_TWO);
    assert_int_equal(s.reader->at.pane, PANE_DOCUMENT);
    searching_press(&s, "Wq?W");
    assert_int_equal(s.reader->options.ambiguous, AMBIGUOUS_ONE);
    assert_true(searching_shows(&s, 1, "Test of character widths"));
    searching_close(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_mark),          WORLD_TEST(test_page_turn),  WORLD_TEST(test_flagged_title),
        WORLD_TEST(test_end),           WORLD_TEST(test_grown),      WORLD_TEST(test_turn),
        WORLD_TEST(test_round),         WORLD_TEST(test_order),      WORLD_TEST(test_results_counted),
        WORLD_TEST(test_apart),         WORLD_TEST(test_no_waiting), WORLD_TEST(test_rows_of_window),
        WORLD_TEST(test_keys_of_lists), WORLD_TEST(test_where),      WORLD_TEST(test_help),
        WORLD_TEST(test_hints),         WORLD_TEST(test_widths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
