/* reader: searching the issue that is shown, by keys, and what is marked of it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "searching.h"

#include "kanbao/view.h"

#include <stdlib.h>

static bool
same_place(struct layout_place a, struct layout_place b)
{
    return a.item == b.item && a.byte == b.byte;
}

/* ---- while it is typed */

static void
test_typing(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "/tc"); /* only sounds: 退潮 */
    assert_note(&s, "1/3");
    searching_press(&s, "<C-u>退");
    assert_hit(&s, 1, "退");
    assert_int_equal(s.reader->at.article, 1);
    searching_press(&s, "潮");
    assert_row(&s, -1, " /退潮                                                                      1/3");
    assert_int_equal(s.world->screen.cursor_col, 6);
    assert_marked(&s, OF_TEXT, "!退潮");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    /* nothing of it was read, as it may be taken back */
    assert_false(reader_is_read(s.reader, 1));
    searching_press(&s, "书");
    assert_note(&s, "no hits");
    assert_true(s.reader->prompt.fails);
    assert_int_equal(s.reader->at.article, 0);
    searching_press(&s, "<Backspace>");
    assert_int_equal(s.reader->at.article, 1);
    searching_press(&s, "<C-u>");
    assert_note(&s, "");
    assert_int_equal(s.reader->at.article, 0);
    assert_marked(&s, OF_TEXT, "");
    searching_close(&s);
}

/* Wherever a search begins, Escape is as if it had not. */
static void
test_escape(void **state)
{
    static const char *const ways[] = {"3G<Enter>jjj",      "3G",
                                       "3G<Enter>jj<C-l>w", "3G<Enter>v5j",
                                       "3G<Enter>8jvh",     "/灯船<Enter>nnn",
                                       "&灯船<Enter>j",     "3G/灯<Enter>nnN"};
    static const char *const typed[] = {"/猫<Esc>", "/没有的<C-g>", "&猫<Esc>", "/猫<C-u><Backspace>", "/date:9<Esc>"};
    for (size_t i = 0; i < BASE_COUNT(ways); i++)
        for (size_t k = 0; k < BASE_COUNT(typed); k++) {
            if (typed[k][0] == '&' && strstr(ways[i], "灯") != NULL)
                continue; /* no prompt there: the list is narrowed to what is searched for, or not */
            struct searching s = searching_open(state, 80, 12);
            struct screen before = {0};
            searching_press(&s, ways[i]);
            struct reader_place place = s.reader->at;
            view_paint(s.reader, &before);
            searching_press(&s, typed[k]);
            must(s.reader->at.pane == place.pane && s.reader->at.article == place.article &&
                     s.reader->at.list_top == place.list_top && same_place(s.reader->at.text_top, place.text_top) &&
                     same_place(s.reader->at.source.top, place.source.top) &&
                     same_place(s.reader->at.source.cursor, place.source.cursor),
                 "%s and %s", ways[i], typed[k]);
            for (int row = 0; row < 12; row++)
                must(screen_row_equal(&before, row, &s.world->screen, row), "%s and %s: row %d", ways[i], typed[k],
                     row);
            screen_done(&before);
            searching_close(&s);
        }
}

static void
test_escape_in_a_long_list(void **state)
{
    struct world *world = *state;
    struct searching s = searching_open_path(state, world->paths[WORLD_LONG_LIST], 80, 12);
    searching_press(&s, "G3k");
    uint32_t top = s.reader->at.list_top;
    assert_true(top > 0 && top < s.reader->at.article);
    searching_press(&s, "/北岸码头");
    assert_int_equal(s.reader->at.list_top, 0);
    searching_press(&s, "<Esc>");
    assert_int_equal(s.reader->at.list_top, top);
    searching_close(&s);
    /* where the list hides the article, too, the next hit is the one after the last */
    s = searching_open(state, 40, 12);
    searching_press(&s, "/灯船<Enter>/猫<Esc>");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    searching_press(&s, "n");
    assert_hit(&s, 2, "灯船");
    searching_close(&s);
}

/* The next hit after Escape is the one after the last, and an empty line is the last search again. */
static void
test_escape_and_on(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "/容与|灯船<Enter>n");
    assert_hit(&s, 2, "容与");
    searching_press(&s, "/猫<Esc>n");
    assert_hit(&s, 3, "灯船");
    searching_press(&s, "/<Enter>");
    assert_hit(&s, 4, "灯船");
    searching_press(&s, "/  <Enter>");
    assert_hit(&s, 5, "容与");
    searching_press(&s, "/<Up><Up><Enter>"); /* typed again, it begins at the screen's top */
    assert_row(&s, -1, " 3/4　100%　/容与|灯船 5/6    ? help　Space read on　q back　/ search　u unread");
    searching_close(&s);
}

static void
test_faults(void **state)
{
    static const struct {
        const char *keys, *note, *said;
    } cases[] = {
        {"/钟 by:|", "character 6: There is no word before this |.", "There is no word before this |."},
        {"/猫 by:|", "character 6: There is no word before this |.", "There is no word before this |."},
        {"/鱼 date:x", "character 8: Not a date", "Not a date"},
        {"&date:2031-13", "character 6: Not a date", "Not a date"},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct searching s = searching_open(state, 150, 12);
        searching_press(&s, cases[i].keys[0] == '&' ? "2G" : "/灯船<Enter>n2G");
        uint32_t article = s.reader->at.article;
        searching_press(&s, cases[i].keys);
        must(slice_starts(buffer_slice(&s.reader->prompt.note), cases[i].note), "%s: %s", cases[i].keys,
             s.reader->prompt.note.at);
        assert_true(s.reader->prompt.fails);
        assert_int_equal(s.reader->at.article, article);
        assert_marked(&s, OF_TEXT, "");
        searching_press(&s, "<Enter>");
        must(slice_starts(buffer_slice(&s.reader->message), cases[i].said), "%s: %s", cases[i].keys,
             s.reader->message.at);
        /* what was searched for before still is */
        assert_false(reader_found(s.reader).narrow);
        searching_press(&s, "n");
        assert_int_equal(searching_shows(&s, -1, "/灯船 "), cases[i].keys[0] == '/');
        searching_close(&s);
    }
}

/* What is typed is searched for before its end is there. */
static void
test_incomplete(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "/\"看灯船 靠");
    assert_hit(&s, 1, "看灯船¶¶靠"); /* a blank between Chinese is none */
    searching_press(&s, "<C-u>\"看灯船");
    assert_hit(&s, 1, "看灯船");
    assert_note(&s, "1/1");
    searching_press(&s, "<C-u>猫|");
    assert_hit(&s, 1, "猫");
    searching_press(&s, "<C-u>猫 -");
    assert_hit(&s, 1, "猫");
    searching_press(&s, "<C-u>-");
    assert_note(&s, "");
    searching_press(&s, "<C-u> /猫|看/");
    assert_note(&s, "1/7");
    searching_press(&s, "<Backspace>");
    assert_note(&s, "1/7");
    searching_close(&s);
}

/* What is written so comes before what only sounds so. */
static void
test_best_first(void **state)
{
    static const char text[] = "渡口晚报　2031年6月8日　星期日　第01版\n\n"
                               "本地新闻两则\n\n"
                               "本报讯 (记者 容与) 等船的人都说钟慢, 其实是船快, 钟表匠已经看过, 钟没有坏。\n\n"
                               "仓库进了一批灯\n\n"
                               "本报讯 (记者 桑晚) 新灯的牌子叫DC, 两年不用换, 仓库管理员每晚点一盏试试, 说很亮。\n";
    struct searching s = searching_open_text(state, text, 80, 24);
    searching_press(&s, "/dc");
    assert_hit(&s, 2, "DC");
    assert_note(&s, "2/2");
    searching_press(&s, "<Enter>n");
    assert_hit(&s, 1, "等船");
    assert_said(&s, "Search wrapped to the beginning.");
    searching_press(&s, "/dengchuan<Enter>");
    assert_hit(&s, 1, "等船");
    searching_close(&s);
}

/* ---- from hit to hit */

static void
test_next(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "n");
    assert_said(&s, "Nothing to search for yet.");
    searching_press(&s, "/灯船<Enter>");
    assert_hit(&s, 1, "灯船");
    assert_int_equal(s.reader->at.pane, PANE_LIST); /* it is in the headline */
    searching_press(&s, "n");
    assert_hit(&s, 2, "灯船");
    searching_press(&s, "n");
    assert_hit(&s, 3, "灯船");
    assert_int_equal(s.reader->at.article, 1);
    searching_press(&s, "n");
    assert_int_equal(s.reader->at.article, 2);
    assert_said(&s, "");
    searching_press(&s, "n");
    assert_hit(&s, 1, "灯船");
    assert_said(&s, "Search wrapped to the beginning.");
    searching_press(&s, "N");
    assert_hit(&s, 4, "灯船");
    assert_said(&s, "Search wrapped to the end.");
    searching_press(&s, "N");
    assert_hit(&s, 3, "灯船");
    assert_said(&s, "");
    searching_press(&s, "2N");
    assert_hit(&s, 1, "灯船");
    searching_press(&s, "3n");
    assert_hit(&s, 4, "灯船");
    searching_press(&s, "6n"); /* round and round */
    assert_hit(&s, 2, "灯船");
    assert_said(&s, "Search wrapped to the beginning.");
    /* the same from where there is none before or behind */
    searching_press(&s, "4Gn");
    assert_hit(&s, 1, "灯船");
    assert_said(&s, "Search wrapped to the beginning.");
    searching_press(&s, "/退潮<Enter>h1GN");
    assert_hit(&s, 3, "退潮");
    assert_said(&s, "Search wrapped to the end.");
    searching_press(&s, "/没有的<Enter>n");
    assert_said(&s, "“没有的” is not in this issue.");
    assert_hit(&s, 0, "");
    searching_close(&s);
}

/* Who has moved on goes on from there. */
static void
test_from_where_one_is(void **state)
{
    struct searching s = searching_open(state, 80, 12);
    searching_press(&s, "3G<Enter>G/第<Enter>"); /* the best of them below the screen's top, which is 第五类 or later */
    const struct search_hit *hit = reader_hit(s.reader);
    size_t at = reader_found(s.reader).hit, count = reader_found(s.reader).count;
    assert_non_null(hit);
    assert_int_equal(hit->article, 2);
    assert_true(at > 1 && at + 1 < count);
    /* it is on the first page's screen already, so nothing moved */
    searching_press(&s, "gn");
    assert_hit(&s, 2, "第"); /* the first one is of the second article */
    /* what was gone to is passed by, as long as it is on the screen */
    searching_press(&s, "jjjjjn");
    assert_hit(&s, 3, "第");
    searching_press(&s, "jj");
    searching_press(&s, "N");
    assert_hit(&s, 2, "第");
    searching_press(&s, "gN");
    assert_hit(&s, 1, "第");
    /* in the list: from the headline that is selected */
    searching_press(&s, "hg/候船室<Enter>");
    assert_int_equal(s.reader->at.article, 2);
    searching_press(&s, "hGn");
    assert_hit(&s, 3, "候船室");
    searching_press(&s, "4GN");
    assert_hit(&s, 2, "候船室");
    searching_press(&s, "1GN");
    assert_hit(&s, 4, "候船室");
    searching_close(&s);
}

/* A hit that is on the screen leaves it where it is; another comes into its upper half. */
static void
test_no_needless_scrolling(void **state)
{
    struct searching s = searching_open(state, 80, 12);
    searching_press(&s, "3G<Enter>jj");
    struct layout_place place = s.reader->at.text_top;
    searching_press(&s, "/风大<Enter>");
    assert_true(same_place(s.reader->at.text_top, place));
    searching_press(&s, "/邮差<Enter>");
    assert_false(same_place(s.reader->at.text_top, place));
    struct reader_geometry geometry = reader_geometry(s.reader);
    int row = geometry.body_row;
    while (row < geometry.body_row + geometry.body_rows && !searching_shows(&s, row, "邮差"))
        row++;
    assert_in_range(row - geometry.body_row, 1, geometry.body_rows / 2);
    searching_close(&s);
}

/* ---- what is marked */

static void
test_marks(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "/灯船<Enter>");
    assert_marked(&s, OF_LIST, "!灯船");
    assert_marked(&s, OF_TEXT, "!灯船 1灯船");
    searching_press(&s, "n");
    assert_marked(&s, OF_LIST, "1灯船");
    assert_marked(&s, OF_TEXT, "1灯船 !灯船");
    /* across a seam, which also is the end of a row */
    searching_press(&s, "/灯船靠岸<Enter>");
    assert_marked(&s, OF_TEXT, "!灯船靠岸");
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    /* in the byline, in the number of the page above it all */
    searching_press(&s, "h/韦南洲<Enter>");
    assert_marked(&s, OF_TEXT, "!韦南洲");
    searching_press(&s, "/by:韦南洲<Enter>");
    assert_marked(&s, OF_TEXT, "!韦南洲");
    assert_int_equal(reader_hit(s.reader)->part, SEARCH_BYLINE);
    /* it goes over two rows */
    searching_press(&s, "/以为是灯船<Enter>");
    assert_marked(&s, OF_TEXT, "!以为是灯 !船");
    searching_press(&s, "<Esc>");
    assert_marked(&s, OF_TEXT, "");
    assert_hit(&s, 0, "");
    searching_press(&s, "n");
    assert_said(&s, "Nothing to search for yet.");
    searching_close(&s);
}

/* Where a row of Latin ends between two words, the blank there is not marked. */
static void
test_marks_of_latin(void **state)
{
    const char *samples = getenv("KANBAO_SAMPLES");
    assert_non_null(samples);
    char *path = support_join(samples, "harrowmere");
    struct searching s = searching_open_path(state, path, 80, 24);
    searching_press(&s, "/\"those who had the b\"<Enter>");
    assert_marked(&s, OF_TEXT, "!those who !had the b");
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    searching_close(&s);
    free(path);
}

/* Each word has a colour of its own, the fifth the first one's. */
static void
test_words(void **state)
{
    struct searching s = searching_open(state, 80, 24);
    searching_press(&s, "/鱼群 灯船|猫 雾笛 天亮 港口 -夜<Enter>");
    assert_marked(&s, OF_LIST, "!雾笛");
    assert_marked(&s, OF_TEXT, "!雾笛 3雾笛 1港口 3雾笛 1鱼群 2灯 2船 4天亮");
    searching_press(&s, "nn");
    assert_marked(&s, OF_LIST, "3雾笛");
    assert_marked(&s, OF_TEXT, "3雾笛 3雾笛 !港口 3雾笛 1鱼群 2灯 2船 4天亮");
    /* where two have the same letters, the first one's colour is on top */
    searching_press(&s, "h2G/雾 雾笛<Enter>");
    assert_marked(&s, OF_TEXT, "!雾 2笛 1雾 2笛 1雾 2笛");
    searching_close(&s);
}

/* What readers say of lines: a kicker, a deck and a section's head are searched and marked, too. */
static void
test_heads(void **state)
{
    static const char text[] = "渡口晚报　2031年6月8日　星期日　第01版\n\n"
                               "本地要闻\n\n"
                               "入夏以来头一回\n\n"
                               "灯船换了灯泡\n\n"
                               "亮度是旧的三倍半\n\n"
                               "本报讯 (记者 容与) 昨夜灯船换灯泡, 看守人说亮得能看书, 报纸也行, 他自己就看了一夜。\n";
    struct searching s = searching_open_text(state, text, 80, 24);
    searching_press(&s, "v3Gex5Gekvhg");
    searching_press(&s, "/头一回<Enter>");
    assert_int_equal(reader_hit(s.reader)->part, SEARCH_KICKER);
    assert_marked(&s, OF_TEXT, "!头一回");
    searching_press(&s, "/亮度<Enter>");
    assert_int_equal(reader_hit(s.reader)->part, SEARCH_DECK);
    assert_marked(&s, OF_TEXT, "!亮度");
    searching_press(&s, "/headline:亮|灯船<Enter>");
    assert_marked(&s, OF_TEXT, "!灯船 1亮");
    searching_close(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_typing),
        WORLD_TEST(test_escape),
        WORLD_TEST(test_escape_in_a_long_list),
        WORLD_TEST(test_escape_and_on),
        WORLD_TEST(test_faults),
        WORLD_TEST(test_incomplete),
        WORLD_TEST(test_best_first),
        WORLD_TEST(test_next),
        WORLD_TEST(test_from_where_one_is),
        WORLD_TEST(test_no_needless_scrolling),
        WORLD_TEST(test_marks),
        WORLD_TEST(test_marks_of_latin),
        WORLD_TEST(test_words),
        WORLD_TEST(test_heads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
