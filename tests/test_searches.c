/* reader: what a search of the issue does to the list, other views of the issue, other issues, narrow and wide screens.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "searching.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* The articles of the list, by their numbers. */
#define assert_listed(searching, wanted) check_listed((searching), (wanted), __FILE__, __LINE__)
static void
check_listed(const struct searching *s, const char *wanted, const char *file, int line)
{
    struct buffer got = {0};
    for (int row = 1; row < s->world->screen.rows - 1; row++) {
        char32_t number = screen_at(&s->world->screen, row, 2)->base;
        if (number >= '0' && number <= '9')
            buffer_add_byte(&got, (char)number);
    }
    support_assert_text(buffer_slice(&got), wanted, file, line);
    buffer_done(&got);
}

/* What is marked as the hit of now on the whole screen, row by row, without blanks and marks of seams. */
static void
add_marked(const struct searching *s, struct buffer *out)
{
    const struct screen *screen = &s->world->screen;
    buffer_add_text(out, "");
    for (int row = 1; row < screen->rows - 1; row++)
        for (int col = 0; col < screen->cols; col++) {
            char utf8[4];
            const struct screen_cell *cell = screen_at(screen, row, col);
            if (screen_hit(cell) == STYLE_HIT_NOW && cell->base > ' ' && cell->base != U'¦')
                buffer_add(out, utf8, text_encode(cell->base, utf8));
        }
}

/* The hit without what the screen has not: line ends and blanks. */
static void
add_hit(const struct searching *s, struct buffer *out)
{
    const struct search_hit *hit = reader_hit(s->reader);
    for (uint32_t at = hit->start_byte; at < hit->end_byte; at++)
        if ((unsigned char)s->reader->shown->text[at] > ' ')
            buffer_add_byte(out, s->reader->shown->text[at]);
}

/* ---- narrowed */

static void
test_narrow(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    assert_listed(&s, "1234");
    searching_press(&s, "&退潮");
    assert_row(&s, -1, " &退潮                                                                      1/3");
    assert_listed(&s, "234");
    searching_press(&s, "<Enter>");
    assert_listed(&s, "234");
    assert_true(searching_shows(&s, -1, "&退潮 1/3"));
    assert_int_equal(s.reader->at.pane, PANE_LIST); /* the list is what was asked for */
    searching_press(&s, "/天亮<Enter>");            /* another search is for all of them */
    assert_listed(&s, "1234");
    searching_press(&s, "&");
    assert_listed(&s, "12");
    searching_press(&s, "hG");
    assert_int_equal(s.reader->at.article, 1);
    searching_press(&s, "j");
    assert_int_equal(s.reader->at.article, 1);
    searching_press(&s, "k");
    assert_int_equal(s.reader->at.article, 0);
    searching_press(&s, "&4G&"); /* what has no hits gives way to one that has */
    assert_listed(&s, "12");
    assert_int_equal(s.reader->at.article, 1);
    searching_press(&s, "&");
    assert_listed(&s, "1234");
    searching_press(&s, "&<Esc>");
    assert_listed(&s, "1234");
    searching_close(&s);
}

static void
test_narrow_moves(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "&容与|猫<Enter>g");
    assert_listed(&s, "134");
    searching_press(&s, "j");
    assert_int_equal(s.reader->at.article, 2);
    searching_press(&s, "2k");
    assert_int_equal(s.reader->at.article, 0);
    searching_press(&s, "3G");
    assert_int_equal(s.reader->at.article, 3);
    searching_press(&s, "K");
    assert_int_equal(s.reader->at.article, 2);
    searching_press(&s, "J");
    assert_int_equal(s.reader->at.article, 3);
    searching_press(&s, "J");
    assert_said(&s, "This is the last article.");
    searching_press(&s, "<C-b>");
    assert_int_equal(s.reader->at.article, 0);
    /* by a way that does not ask for hits */
    searching_press(&s, "u");
    assert_int_equal(s.reader->at.article, 1);
    assert_listed(&s, "1234");
    searching_press(&s, "n");
    assert_listed(&s, "134");
    searching_close(&s);
}

static void
test_narrow_prompt(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "&没有的");
    assert_listed(&s, "1234"); /* a list of nothing would be no help */
    searching_press(&s, "<Enter>");
    assert_said(&s, "“没有的” is not in this issue.");
    assert_listed(&s, "1234");
    searching_press(&s, "<Esc>&猫<Esc>");
    assert_listed(&s, "1234");
    searching_press(&s, "&猫<Enter>/<Esc>");
    assert_listed(&s, "4");
    searching_press(&s, "<Esc>2G*");
    assert_listed(&s, "1234");
    /* nothing is asked for: the last search, and all of the list */
    searching_press(&s, "<Esc>&<Enter>");
    assert_listed(&s, "1234");
    assert_false(reader_found(s.reader).narrow);
    searching_close(&s);
}

/* ---- the words of a headline */

static void
test_headline_words(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "2G*");
    assert_text(reader_found(s.reader).query, "雾笛");
    assert_hit(&s, 1, "雾笛");
    searching_press(&s, "n");
    assert_hit(&s, 2, "雾笛");
    /* it was searched for as if it had been typed */
    searching_press(&s, "/<Up>");
    assert_text(buffer_slice(&s.reader->prompt.line.text), "雾笛");
    searching_press(&s, "<Esc>");
    /* words of two characters, where there are no longer ones; never of one */
    searching_press(&s, "3G*");
    assert_text(reader_found(s.reader).query, "旧物|清点");
    searching_close(&s);
    /* where none come back, all of it */
    s = searching_open_text(state,
                            "渡口晚报　2031年6月8日　星期日　第01版\n\n"
                            "内港“停电”一夜\n\n"
                            "本报讯 (记者 容与) 昨晚风大, 等船的人站在岸边, 看守人点起马灯, 说亮得能看书, 报纸也行。\n",
                            80, 24);
    searching_press(&s, "*");
    assert_text(reader_found(s.reader).query, "\"内港\\“停电\\”一夜\"");
    assert_hit(&s, 1, "内港“停电”一夜");
    searching_close(&s);
}

/* Whatever stands in a headline, the search for its words finds it. */
static void
test_headline_words_of_samples(void **state)
{
    struct world *world = *state;
    for (size_t i = 0; support_sample(i) != NULL; i++) {
        char *path = support_sample_path(i);
        struct reader *reader = world_open(world, path, 80, 24);
        size_t count = reader->shown->article_count;
        for (size_t k = 1; k <= count; k++) {
            size_t hits;
            world_run(world, "end-search");
            world_run_times(world, "select-first", (int)k);
            if (reader_article(reader)->headline_line == ISSUE_NO_LINE)
                continue;
            world_run(world, "search-headline");
            reader_hits(reader, (uint32_t)k - 1, &hits);
            must(hits > 0, "%s, article %zu: %s", path, k, reader_found(reader).query.at);
            world_run(world, "close");
        }
        free(path);
    }
}

static void
test_no_headline(void **state)
{
    struct searching s = searching_open_text(
        state,
        "　　昨夜风大，渡口停了三个小时，等船的人在岸边合唱了七首歌，其中两首没有人记得词。天亮时船来了，船长说他在对岸听见了，第五首最好。\n",
        80, 24);
    searching_press(&s, "*");
    assert_said(&s, "This article has no headline.");
    /* its first words stand for one in the list, and are marked there */
    searching_press(&s, "/风大<Enter>");
    assert_marked(&s, OF_LIST, "!风大");
    assert_marked(&s, OF_TEXT, "!风大");
    searching_close(&s);
}

/* ---- other views, other issues */

static void
test_next_issue(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "/三分钟|灯船<Enter>");
    assert_true(searching_shows(&s, -1, "1/4"));
    searching_press(&s, "}");
    assert_true(searching_shows(&s, -1, "/三分钟|灯船 4"));
    assert_marked(&s, OF_LIST, "1三分钟");
    searching_press(&s, "n");
    assert_hit(&s, 1, "三分钟");
    searching_press(&s, "}");
    assert_true(searching_shows(&s, -1, "/三分钟|灯船 0"));
    searching_press(&s, "n");
    assert_said(&s, "“三分钟|灯船” is not in this issue.");
    searching_press(&s, "}n"); /* it cannot be read */
    assert_said(&s, "Nothing to search for yet.");
    searching_press(&s, "/*&");
    assert_null(s.reader->prompt.use);
    searching_press(&s, "{{{n");
    assert_true(searching_shows(&s, -1, "1/4"));
    /* narrowed, each issue shows what it has */
    searching_press(&s, "&G}");
    assert_listed(&s, "1");
    searching_press(&s, "KK");
    assert_int_equal(world_position(s.reader), 0);
    assert_int_equal(s.reader->at.article, 2);
    assert_listed(&s, "123");
    searching_press(&s, "<Esc>&糖画<Enter>}");
    assert_int_equal(s.reader->at.article, 1);
    assert_listed(&s, "2");
    searching_close(&s);
}

/* What a headline no longer is has its hits elsewhere. */
static void
test_mended(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "/雾笛<Enter>");
    assert_true(searching_shows(&s, -1, "/雾笛 1/3"));
    searching_press(&s, "h2Geh");
    size_t count;
    assert_int_equal(s.reader->shown->article_count, 3);
    reader_hits(s.reader, 0, &count);
    assert_int_equal(count, 3);
    searching_press(&s, "1G<Enter>/headline:雾笛<Enter>");
    assert_said(&s, "“headline:雾笛” is not in this issue.");
    searching_press(&s, "eun");
    assert_hit(&s, 1, "雾笛");
    assert_int_equal(s.reader->at.article, 1);
    searching_close(&s);
}

static void
test_source(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "v/灯船靠岸<Enter>");
    assert_int_equal(s.reader->at.source.cursor.item, 4);
    assert_marked(&s, OF_TEXT, "!灯船 !靠岸");
    searching_press(&s, "/灯船<Enter>");
    assert_int_equal(s.reader->at.source.cursor.item, 4);
    assert_hit(&s, 2, "灯船");
    searching_press(&s, "n");
    assert_int_equal(s.reader->at.source.cursor.item, 12);
    assert_int_equal(s.reader->at.article, 1);
    searching_press(&s, "2Gn"); /* from the cursor's line */
    assert_hit(&s, 1, "灯船");
    searching_press(&s, "GN");
    assert_int_equal(s.reader->at.source.cursor.item, 30);
    searching_press(&s, "/船工<Esc>");
    assert_int_equal(s.reader->at.source.cursor.item, 30);
    searching_press(&s, "v");
    assert_false(reader_shows_source(s.reader));
    assert_marked(&s, OF_TEXT, "!灯船");
    searching_close(&s);
}

/* However the text is set, the same is marked, and the hit stays the one that was gone to. */
static void
test_settings(void **state)
{
    static const char *const ways[] = {"p", "S", "c", "A", "w", "pA", "Aw", "SpA"};
    for (size_t i = 0; i < BASE_COUNT(ways); i++) {
        struct searching s = searching_open(state, 80, 24);
        searching_press(&s, "/灯船靠岸时换上一只新灯泡,亮度 容与<Enter>n");
        searching_press(&s, ways[i]);
        struct buffer marked = {0};
        add_marked(&s, &marked);
        must(strncmp(marked.at, "灯船靠岸时换上一只新灯泡", strlen("灯船靠岸时换上一只新灯泡")) == 0, "%s: %s", ways[i],
             marked.at);
        must(reader_found(s.reader).hit == 1, "%s", ways[i]);
        buffer_done(&marked);
        text_set_ambiguous(1);
        searching_close(&s);
    }
}

/* ---- sizes */

static void
test_narrow_screen(void **state)
{
    struct searching s = searching_open(state, 40, 12);
    searching_press(&s, "/灯船"); /* in a headline, which the list shows */
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    assert_marked(&s, OF_LIST, "!灯船");
    searching_press(&s, "<C-u>舱门");
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    assert_marked(&s, OF_TEXT, "!舱门");
    searching_press(&s, "<Esc>");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    assert_int_equal(s.reader->at.article, 0);
    searching_press(&s, "/灯船<Enter>");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    searching_press(&s, "n");
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    assert_marked(&s, OF_TEXT, "1灯船 !灯船");
    searching_press(&s, "q<Esc>&舱门<Enter>");
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    searching_press(&s, "q");
    assert_listed(&s, "3");
    searching_close(&s);
}

static void
test_columns(void **state)
{
    struct searching s = searching_open(state, 200, 60);
    assert_true(reader_geometry(s.reader).columns > 1);
    searching_press(&s, "/舱门<Enter>");
    assert_marked(&s, OF_TEXT, "!舱门");
    searching_press(&s, "/灯船<Enter>");
    assert_marked(&s, OF_TEXT, "!灯船");
    /* on a page further on */
    reader_resize(s.reader, 9, 170);
    searching_press(&s, "/有人<Enter>/舱门<Enter>");
    assert_true(reader_geometry(s.reader).columns > 1);
    assert_true(s.reader->at.text_top.item > 0);
    assert_marked(&s, OF_TEXT, "!舱门");
    searching_press(&s, "n");
    assert_marked(&s, OF_TEXT, "!舱门");
    searching_close(&s);
}

/* Whatever is searched for at whatever size, the hit that was gone to is on the screen, marked once and whole. */
static void
test_hit_is_shown(void **state)
{
    static const int sizes[][2] = {{40, 12}, {80, 24}, {20, 6}, {16, 4}, {72, 5}, {120, 40}, {200, 60}, {150, 8}};
    static const char *const queries[] = {"灯船", "的", "tc", "d", "第", "容与|桑晚|退潮"};
    for (size_t i = 0; i < BASE_COUNT(sizes); i++) {
        struct searching s = searching_open(state, sizes[i][0], sizes[i][1]);
        for (size_t k = 0; k < BASE_COUNT(queries); k++) {
            struct buffer keys = {0};
            buffer_printf(&keys, "/%s<Enter>", queries[k]);
            searching_press(&s, keys.at);
            buffer_done(&keys);
            for (size_t hit = 0; hit < reader_found(s.reader).count; hit++) {
                struct buffer got = {0}, wanted = {0};
                assert_non_null(reader_hit(s.reader));
                add_hit(&s, &wanted);
                add_marked(&s, &got);
                /* in the list and in the text perhaps */
                must(wanted.len > 0 && got.len >= wanted.len && memcmp(got.at, wanted.at, wanted.len) == 0,
                     "%dx%d, %s %zu: %s is not %s", sizes[i][0], sizes[i][1], queries[k], reader_found(s.reader).hit,
                     got.at, wanted.at);
                buffer_done(&got);
                buffer_done(&wanted);
                searching_press(&s, k % 2 ? "n" : "N");
            }
        }
        searching_close(&s);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_narrow),
        WORLD_TEST(test_narrow_moves),
        WORLD_TEST(test_narrow_prompt),
        WORLD_TEST(test_headline_words),
        WORLD_TEST(test_headline_words_of_samples),
        WORLD_TEST(test_no_headline),
        WORLD_TEST(test_next_issue),
        WORLD_TEST(test_mended),
        WORLD_TEST(test_source),
        WORLD_TEST(test_settings),
        WORLD_TEST(test_narrow_screen),
        WORLD_TEST(test_columns),
        WORLD_TEST(test_hit_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
