/* reader: back to where a jump began, forward again, and between the last two.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "searching.h"

/* "PANE POSITION/ARTICLE" of where the reader is. */
#define assert_at(searching, wanted) check_at((searching), (wanted), __FILE__, __LINE__)
static void
check_at(const struct searching *s, const char *wanted, const char *file, int line)
{
    struct buffer got = {0};
    buffer_printf(&got, "%s %zu/%u", reader_pane_names[s->reader->at.pane], world_position(s->reader),
                  s->reader->at.article);
    support_assert_text(buffer_slice(&got), wanted, file, line);
    buffer_done(&got);
}

/* Articles, issues, and places inside an article. */
static void
test_back_and_forward(void **state)
{
    struct searching s = searching_open_library(state, 80, 12);
    searching_press(&s, "<C-o>");
    assert_said(&s, "No jump to go back from.");
    searching_press(&s, "<A-Right>");
    assert_said(&s, "No jump to do again.");
    searching_press(&s, "''");
    assert_said(&s, "No jump to go back from.");
    searching_press(&s, "2j<Enter>");
    assert_at(&s, "article 0/2");
    searching_press(&s, "3j");
    struct layout_place deep = s.reader->at.text_top;
    assert_true(deep.item > 0 || deep.byte > 0);
    searching_press(&s, "G");
    struct layout_place end = s.reader->at.text_top;
    searching_press(&s, "KK}");
    assert_int_equal(world_position(s.reader), 1);
    searching_press(&s, "<C-o>");
    assert_at(&s, "article 0/0");
    searching_press(&s, "<A-Left>");
    assert_at(&s, "article 0/1");
    searching_press(&s, "<C-o>");
    assert_at(&s, "article 0/2");
    assert_memory_equal(&s.reader->at.text_top, &end, sizeof end);
    searching_press(&s, "<C-o>");
    assert_memory_equal(&s.reader->at.text_top, &deep, sizeof deep);
    searching_press(&s, "<A-Right>");
    assert_memory_equal(&s.reader->at.text_top, &end, sizeof end);
    searching_press(&s, "2<A-Right>");
    assert_at(&s, "article 0/0");
    searching_press(&s, "9<A-Right>");
    assert_int_equal(world_position(s.reader), 1);
    assert_said(&s, "No jump to do again.");
    searching_press(&s, "9<C-o>");
    assert_memory_equal(&s.reader->at.text_top, &deep, sizeof deep);
    /* another way from here: what was ahead is forgotten */
    searching_press(&s, "K<A-Right>");
    assert_said(&s, "No jump to do again.");
    searching_press(&s, "<C-o>");
    assert_memory_equal(&s.reader->at.text_top, &deep, sizeof deep);
    searching_close(&s);
}

/* So are a day and a number that were typed, in whatever list. */
static void
test_by_name(void **state)
{
    struct searching s = searching_open_library(state, 80, 12);
    searching_press(&s, ":4<Enter>");
    assert_at(&s, "list 0/3");
    searching_press(&s, ":date 2026-03-16<Enter>");
    assert_true(world_position(s.reader) > 0);
    searching_press(&s, "<C-o>");
    assert_at(&s, "list 0/3");
    searching_press(&s, "<C-o>");
    assert_at(&s, "list 0/0");
    searching_press(&s, "o");
    assert_text(buffer_slice(&s.reader->prompt.line.text), "open ");
    searching_press(&s, "<Esc>i:3<Enter>");
    assert_int_equal(world_position(s.reader), 2);
    searching_press(&s, "<C-o>");
    assert_at(&s, "issues 0/0");
    searching_close(&s);
}

/* Rows and pages are no jumps, nor is a hit of the same article; a search is. */
static void
test_what_jumps(void **state)
{
    struct searching s = searching_open_library(state, 80, 12);
    searching_press(&s, "<Enter><Space>jk<C-d>b<Tab>jjkw");
    searching_press(&s, "<C-o>");
    assert_said(&s, "No jump to go back from.");
    searching_press(&s, "<Tab>3G/灯船<Enter>");
    assert_at(&s, "article 0/2");
    searching_press(&s, "nnn");
    assert_at(&s, "article 0/1");
    searching_press(&s, "<C-o>");
    assert_at(&s, "article 0/0");
    searching_press(&s, "<C-o>");
    assert_at(&s, "article 0/2");
    searching_press(&s, "<C-o>");
    assert_at(&s, "list 0/2");
    /* a prompt that is left is none */
    searching_press(&s, "/灯泡<Esc><C-o>");
    assert_said(&s, "No jump to go back from.");
    searching_close(&s);
}

/* From what was found, and back to the list of it and out of it. */
static void
test_results(void **state)
{
    struct searching s = searching_open_library(state, 80, 12);
    searching_press(&s, "j<Enter>//灯船<Enter>");
    assert_at(&s, "results 0/1");
    searching_press(&s, "G<Enter>");
    assert_at(&s, "article 1/0");
    searching_press(&s, "<C-o>");
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    searching_press(&s, "<C-o>");
    assert_at(&s, "article 0/1");
    searching_press(&s, "2<A-Right>");
    assert_at(&s, "article 1/0");
    /* the results are another search's */
    searching_press(&s, "2<C-o>//<Esc>2<A-Right>");
    assert_at(&s, "article 1/0");
    searching_close(&s);
}

/* Opening another article leaves the one that was read; ' goes between the two. */
static void
test_opened(void **state)
{
    struct searching s = searching_open_library(state, 80, 12);
    searching_press(&s, "<Enter>hjj<Enter>");
    assert_at(&s, "article 0/2");
    searching_press(&s, "4j''");
    assert_at(&s, "article 0/0");
    searching_press(&s, "''");
    assert_at(&s, "article 0/2");
    assert_true(s.reader->at.text_top.item > 0 || s.reader->at.text_top.byte > 0);
    searching_press(&s, "i}<Enter>");
    searching_press(&s, "<Enter><C-o>");
    assert_at(&s, "article 0/2");
    searching_press(&s, "h2<Enter>");
    assert_at(&s, "article 0/1");
    searching_press(&s, "<C-o>");
    assert_at(&s, "article 0/2");
    searching_close(&s);
}

/* A hundred places, the newest; and none of an issue that is gone. */
static void
test_bounds(void **state)
{
    struct searching s = searching_open_library(state, 80, 12);
    for (int i = 0; i < 150; i++)
        searching_press(&s, i % 2 == 0 ? "J" : "K");
    for (int i = 0; i < 100; i++) {
        searching_press(&s, "<C-o>");
        assert_said(&s, "");
        assert_int_equal(s.reader->at.article, (unsigned)(i + 1) % 2);
    }
    searching_press(&s, "<C-o>");
    assert_said(&s, "No jump to go back from.");
    searching_press(&s, "}J}");
    assert_int_equal(world_position(s.reader), 2);
    library_remove(s.world->library, library_at(s.world->library, 1));
    reader_library_changed(s.reader);
    world_check(s.world);
    searching_press(&s, "<C-o>");
    assert_int_equal(world_position(s.reader), 0);
    searching_press(&s, "<A-Right>");
    assert_int_equal(world_position(s.reader), 1);
    library_remove(s.world->library, library_at(s.world->library, 0));
    reader_library_changed(s.reader);
    searching_press(&s, "<C-o>");
    assert_said(&s, "No jump to go back from.");
    searching_close(&s);
}

/* What is mended gives articles other numbers; one goes back to the article all the same. */
static void
test_mended(void **state)
{
    struct searching s = searching_open(state, 80, 12);
    searching_press(&s, "3G<Enter>3j");
    struct layout_place deep = s.reader->at.text_top;
    searching_press(&s, "KKhgjeh"); /* the second headline is none: the third article is the second */
    searching_press(&s, "g<C-o><C-o>");
    assert_int_equal(s.reader->at.article, 1);
    assert_memory_equal(&s.reader->at.text_top, &deep, sizeof deep);
    searching_close(&s);
}

/* ---- with a place comes what was searched for there */

static void
test_search_of_issue(void **state)
{
    struct searching s = searching_open(state, 80, 12);
    searching_press(&s, "/灯船<Enter>n");
    assert_hit(&s, 2, "灯船");
    searching_press(&s, "/雾笛<Enter>");
    assert_text(reader_found(s.reader).query, "雾笛");
    searching_press(&s, "<C-o>");
    assert_text(reader_found(s.reader).query, "灯船");
    assert_hit(&s, 2, "灯船");
    searching_press(&s, "<A-Right>");
    assert_text(reader_found(s.reader).query, "雾笛");
    searching_press(&s, "<C-o>n");
    assert_hit(&s, 3, "灯船");
    /* where nothing was searched for, the search of now goes on */
    searching_press(&s, "9<C-o>");
    assert_at(&s, "list 0/0");
    assert_true(reader_found(s.reader).query.len > 0);
    /* also that which was ended */
    searching_press(&s, "/灯船<Enter>J<Esc>");
    assert_int_equal(reader_found(s.reader).query.len, 0);
    searching_press(&s, "<C-o>");
    assert_text(reader_found(s.reader).query, "灯船");
    searching_close(&s);
}

/* The results of a search before the last one are found again, and the one that was selected is. */
static void
test_search_of_library(void **state)
{
    struct searching s = searching_open_library(state, 80, 12);
    searching_press(&s, "//灯船<Enter>3j");
    assert_int_equal(reader_results(s.reader).hit, 4);
    size_t top = reader_results(s.reader).top;
    searching_press(&s, "//雾笛<Enter>j<Enter>");
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    searching_press(&s, "<C-o>");
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    assert_text(reader_results(s.reader).query, "雾笛");
    assert_int_equal(reader_results(s.reader).hit, 2);
    searching_press(&s, "<C-o>");
    reader_finish_search(s.reader);
    assert_text(reader_results(s.reader).query, "灯船");
    assert_int_equal(reader_results(s.reader).hit, 4);
    assert_int_equal(reader_results(s.reader).top, top);
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    searching_press(&s, "<Enter>");
    assert_hit(&s, 4, "灯船");
    /* out of them, to where the first search began */
    searching_press(&s, "qq");
    assert_at(&s, "list 0/0");
    /* a date that narrowed them is taken back */
    searching_press(&s, "//的<Enter>&<C-o>");
    assert_text(reader_results(s.reader).query, "的");
    searching_close(&s);
}

/* An article that was opened from results is theirs again, as long as they are there. */
static void
test_opened_from_results(void **state)
{
    struct searching s = searching_open_library(state, 80, 12);
    searching_press(&s, "//灯船<Enter>jj<Enter>");
    assert_hit(&s, 3, "灯船");
    searching_press(&s, "K<C-o>");
    assert_hit(&s, 3, "灯船");
    assert_true(reader_results(s.reader).opened);
    searching_press(&s, "n");
    assert_hit(&s, 4, "灯船");
    searching_press(&s, "q");
    assert_int_equal(reader_results(s.reader).hit, 4);
    searching_close(&s);
}

/* Who picked a candidate goes back to where it was picked: the letters, their strip, and its place. */
static void
test_picked(void **state)
{
    struct searching s = searching_open_library(state, 80, 12);
    searching_press(&s, "//dengchuan");
    assert_true(reader_candidates(s.reader).count > 0);
    searching_press(&s, "<A-1>");
    assert_text(buffer_slice(&s.reader->prompt.line.text), "灯船");
    searching_press(&s, "<Enter>j<C-o>");
    assert_string_equal(reader_prompt_label(s.reader), "//");
    assert_text(buffer_slice(&s.reader->prompt.line.text), "dengchuan");
    reader_finish_search(s.reader);
    world_check(s.world);
    assert_true(reader_candidates(s.reader).count > 0);
    assert_text(reader_candidates(s.reader).at[0].text, "灯船");
    searching_press(&s, "<Enter><C-o>");
    assert_at(&s, "list 0/0");
    /* the same in the issue, and by Enter */
    searching_press(&s, "/dengchuan<Down><Enter><Enter>");
    assert_text(reader_found(s.reader).query, "灯船");
    searching_press(&s, "<C-o>");
    assert_string_equal(reader_prompt_label(s.reader), "/");
    assert_true(reader_candidates(s.reader).count > 0);
    /* a prompt that is left leaves nothing of that */
    searching_press(&s, "<Esc>9<C-o><Esc>/dengchuan<A-1><Esc><C-o>");
    assert_said(&s, "No jump to go back from.");
    searching_close(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_back_and_forward),
        WORLD_TEST(test_what_jumps),
        WORLD_TEST(test_results),
        WORLD_TEST(test_by_name),
        WORLD_TEST(test_opened),
        WORLD_TEST(test_bounds),
        WORLD_TEST(test_mended),
        WORLD_TEST(test_search_of_issue),
        WORLD_TEST(test_search_of_library),
        WORLD_TEST(test_opened_from_results),
        WORLD_TEST(test_picked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
