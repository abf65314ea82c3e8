/* reader: searching the library, by keys: what was found, from there to the articles, and back.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "searching.h"

#include "kanbao/view.h"

#include <time.h>

/* The layers of a cell; STYLE_TEXT: none. */
static void
assert_layers(const struct searching *s, int row, int col, enum style hit, enum style selection)
{
    const struct screen_cell *cell = screen_at(&s->world->screen, row, col);
    assert_int_equal(screen_hit(cell), hit);
    assert_int_equal(screen_selection(cell), selection);
}

/* The rows of what was found: a an article, h a hit, c those that may be chance; H the selected one. */
#define assert_results(searching, wanted) check_results((searching), (wanted), __FILE__, __LINE__)
static void
check_results(const struct searching *s, const char *wanted, const char *file, int line)
{
    struct reader_result_list results = reader_results(s->reader);
    struct buffer got = {0};
    buffer_add_text(&got, "");
    for (size_t i = 0; i < results.count; i++)
        buffer_add_byte(&got, i == results.selected ? 'H' : "ahc"[results.rows[i].kind]);
    support_assert_text(buffer_slice(&got), wanted, file, line);
    buffer_done(&got);
}

static void
test_found(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "//灯船");
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    assert_results(&s, "aHhahahah");
    assert_row(&s, 0, " Found in all issues　灯船       2031-06-07: 4       ▂█");
    assert_row(&s, 1, "  灯船换了灯泡                                             渡口晚报　2031-06-07");
    assert_row(&s, 2, ">   灯船换了灯泡");
    assert_row(&s, 3, "    …时，等船的人站在岸边，看灯船靠岸时换上一只新灯泡，亮度是旧的三倍半，看守人…");
    assert_row(&s, 4, "  雾笛改吹降B调                                                      2031-06-07");
    assert_row(&s, 8, "  渡口的钟慢了三分钟                                                 2031-06-06");
    assert_row(&s, -1, " //灯船                                                                  5 hits");
    assert_layers(&s, 2, 4, STYLE_HIT_NOW, STYLE_SELECTED);
    assert_layers(&s, 2, 8, STYLE_TEXT, STYLE_SELECTED);
    assert_layers(&s, 3, 28, STYLE_TEXT, STYLE_TEXT);
    assert_layers(&s, 3, 29, STYLE_HIT, STYLE_TEXT);
    assert_layers(&s, 3, 32, STYLE_HIT, STYLE_TEXT);
    assert_layers(&s, 3, 33, STYLE_TEXT, STYLE_TEXT);
    searching_press(&s, "<Enter>");
    assert_true(searching_shows(&s, -1, "hit 1/5　in 2 issues　1 cannot be read"));
    /* each word has its colour here, too */
    searching_press(&s, "<A-/>灯泡 岸<Enter>");
    assert_results(&s, "aHhhh");
    assert_layers(&s, 3, 29, STYLE_HIT_2, STYLE_TEXT);
    assert_layers(&s, 5, 29, STYLE_HIT, STYLE_TEXT);
    searching_close(&s);
}

/* Only hits are selected; the first one comes with what stands above it. */
static void
test_moving(void **state)
{
    struct searching s = searching_open_library(state, 80, 6);
    searching_press(&s, "//灯船<Enter>j");
    assert_results(&s, "ahHahahah");
    assert_int_equal(reader_results(s.reader).top, 0);
    searching_press(&s, "j");
    assert_results(&s, "ahhaHahah");
    assert_int_equal(reader_results(s.reader).top, 1);
    searching_press(&s, "2j");
    assert_results(&s, "ahhahahaH");
    assert_int_equal(reader_results(s.reader).top, 5);
    searching_press(&s, "j");
    assert_said(&s, "");
    searching_press(&s, "n");
    assert_said(&s, "This is the last hit.");
    searching_press(&s, "3N");
    assert_results(&s, "ahHahahah");
    searching_press(&s, "2G");
    assert_results(&s, "ahHahahah");
    searching_press(&s, "<C-f>"); /* three rows, */
    assert_results(&s, "ahhaHahah");
    searching_press(&s, "<C-f>");
    searching_press(&s, "<C-f>"); /* or as many as it takes to the next hit */
    assert_results(&s, "ahhahahaH");
    searching_press(&s, "<C-f>");
    assert_results(&s, "ahhahahaH");
    searching_press(&s, "2<C-b>");
    assert_results(&s, "ahHahahah");
    searching_press(&s, "g");
    assert_results(&s, "aHhahahah");
    assert_int_equal(reader_results(s.reader).top, 0);
    searching_press(&s, "N");
    assert_said(&s, "This is the first hit.");
    searching_press(&s, "G");
    assert_results(&s, "ahhahahaH");
    /* it stays on the screen, whatever that is; a taller one is full */
    reader_resize(s.reader, 4, 80);
    world_check(s.world);
    assert_int_equal(reader_results(s.reader).top, 7);
    reader_resize(s.reader, 10, 80);
    world_check(s.world);
    assert_int_equal(reader_results(s.reader).top, 1);
    searching_close(&s);
}

static void
test_open(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "//灯船<Enter>3j<Enter>");
    assert_int_equal(world_position(s.reader), 0);
    assert_int_equal(s.reader->at.article, 2);
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    assert_hit(&s, 4, "灯船");
    assert_marked(&s, OF_TEXT, "!灯船");
    searching_press(&s, "q");
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    assert_results(&s, "ahhahaHah");
    /* on to another issue, and back */
    searching_press(&s, "ln");
    assert_int_equal(world_position(s.reader), 1);
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    assert_hit(&s, 1, "灯船");
    searching_press(&s, "n");
    assert_said(&s, "This is the last hit.");
    searching_press(&s, "2N");
    assert_int_equal(world_position(s.reader), 0);
    assert_hit(&s, 3, "灯船");
    searching_press(&s, "h");
    assert_results(&s, "ahhaHahah");
    searching_press(&s, "<Enter>v"); /* the source, which the article's way back is from */
    searching_press(&s, "qq");
    assert_results(&s, "ahhaHahah");
    /* out of them, to where the search began */
    searching_press(&s, "q");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    assert_int_equal(world_position(s.reader), 0);
    assert_int_equal(s.reader->at.article, 0);
    searching_press(&s, "q");
    assert_int_equal(s.reader->at.pane, PANE_ISSUES);
    searching_close(&s);
}

/* On a wide screen the article of the selected hit stands beside them; who goes back has what was there before, also what was
   searched for. */
static void
test_followed(void **state)
{
    struct searching s = searching_open_library(state, 120, 24);
    searching_press(&s, "2G/岸<Enter>//灯船");
    assert_true(reader_shows_result(s.reader));
    searching_press(&s, "<Enter>3j");
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    assert_int_equal(s.reader->at.article, 2);
    assert_hit(&s, 4, "灯船");
    assert_marked(&s, OF_TEXT, "!灯船");
    assert_int_equal(reader_geometry(s.reader).list_cols, 54);
    searching_press(&s, "j");
    assert_int_equal(world_position(s.reader), 1);
    assert_hit(&s, 1, "灯船");
    /* opened it is as ever */
    searching_press(&s, "<Enter>");
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    assert_int_equal(world_position(s.reader), 1);
    searching_press(&s, "q");
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    searching_press(&s, "kq");
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    assert_int_equal(world_position(s.reader), 0);
    assert_int_equal(s.reader->at.article, 2); /* where 岸 was found */
    assert_true(slice_equal(reader_found(s.reader).query, slice_of("岸")));
    /* a narrow one has room for one of them */
    searching_press(&s, "R");
    reader_resize(s.reader, 24, 99);
    world_check(s.world);
    assert_int_equal(reader_geometry(s.reader).pane_cols, 0);
    reader_resize(s.reader, 24, 100);
    searching_press(&s, "j");
    assert_true(reader_geometry(s.reader).pane_cols > 0);
    searching_close(&s);
}

/* What was typed and given up leaves nothing behind. */
static void
test_followed_and_given_up(void **state)
{
    struct searching s = searching_open_library(state, 120, 24);
    searching_press(&s, "2G//灯船<Esc>");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    assert_int_equal(s.reader->at.article, 1);
    assert_int_equal(reader_found(s.reader).query.len, 0);
    /* nor does what was only looked at count as read */
    searching_press(&s, "//灯船<Enter>3j");
    assert_int_equal(s.reader->at.article, 2);
    assert_false(reader_is_read(s.reader, 2));
    searching_press(&s, "//没有这样的词<Enter>");
    assert_false(reader_shows_result(s.reader));
    assert_int_equal(reader_geometry(s.reader).pane_cols, 0);
    searching_close(&s);
}

/* By what the line over the results shows of their dates: days, months, years; and from the whole to a part of it. */
static void
test_timeline(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    struct reader_timeline timeline;
    struct buffer span = {0};
    searching_press(&s, "//的<Enter>");
    reader_timeline(s.reader, 60, &timeline);
    size_t hits = 0;
    for (size_t i = 0; i < timeline.count; i++)
        hits += timeline.hits[i];
    assert_int_equal(hits, reader_results(s.reader).progress.hits);
    assert_int_equal(timeline.span, SPAN_MONTHS);
    assert_int_equal(timeline.count, 12);
    assert_int_equal(timeline.now, 5); /* June */
    reader_add_span(&span, &timeline, timeline.now);
    assert_string_equal(span.at, "2031-06");
    assert_int_equal(reader_timeline_cells(&timeline), 17);
    reader_timeline(s.reader, 17, &timeline);
    assert_int_equal(timeline.span, SPAN_NONE); /* of years there is one */
    searching_press(&s, "]");
    reader_timeline(s.reader, 60, &timeline);
    assert_int_equal(timeline.now, 4);
    searching_press(&s, "]");
    assert_said(&s, "Nothing was found in a month below.");
    searching_press(&s, "[");
    size_t first = reader_results(s.reader).selected;
    searching_press(&s, "g");
    assert_int_equal(reader_results(s.reader).selected, first);
    /* of the month, of the day, all */
    searching_press(&s, "&");
    assert_true(slice_equal(reader_results(s.reader).query, slice_of("的 date:2031-06")));
    reader_timeline(s.reader, 60, &timeline);
    assert_int_equal(timeline.span, SPAN_DAYS);
    assert_int_equal(timeline.now, 6);
    searching_press(&s, "&");
    assert_true(slice_equal(reader_results(s.reader).query, slice_of("的 date:2031-06-07")));
    searching_press(&s, "&");
    assert_true(slice_equal(reader_results(s.reader).query, slice_of("的")));
    searching_press(&s, "//没有这样的词<Enter>&");
    assert_said(&s, "A date narrows this no further.");
    reader_timeline(s.reader, 60, &timeline);
    assert_int_equal(timeline.span, SPAN_NONE);
    buffer_done(&span);
    searching_close(&s);
}

/* R shows again what was found; each q is a step out. */
static void
test_again(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "}2G//灯船<Enter>jq");
    assert_int_equal(world_position(s.reader), 1);
    assert_int_equal(s.reader->at.article, 1);
    searching_press(&s, "kR");
    assert_results(&s, "ahHahahah");
    searching_press(&s, "<Enter>R"); /* as q */
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    searching_press(&s, "q");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    assert_int_equal(world_position(s.reader), 1);
    assert_int_equal(s.reader->at.article, 0);
    /* by way of the issue list, the article is no longer one of theirs */
    searching_press(&s, "R<Enter>iq");
    assert_int_equal(s.reader->request, READER_QUITS);
    s.reader->request = READER_RUNS;
    searching_press(&s, "l<Enter>q");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    searching_press(&s, "R");
    assert_results(&s, "ahHahahah");
    /* a new search of the library from here, and none */
    searching_press(&s, "<A-/>糖画");
    assert_results(&s, "aHh");
    searching_press(&s, "<Esc>");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    assert_int_equal(reader_results(s.reader).count, 0);
    searching_press(&s, "R"); /* there is nothing to show: a search is asked for */
    assert_string_equal(reader_prompt_label(s.reader), "//");
    searching_press(&s, "<Enter>");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    searching_close(&s);
}

/* Who searches for something else in the article that was opened goes on in the issue. */
static void
test_other_search(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "//灯船<Enter><Enter>/船工<Enter>");
    assert_hit(&s, 1, "船工");
    searching_press(&s, "n");
    assert_hit(&s, 2, "船工");
    searching_press(&s, "q");
    assert_results(&s, "aHhahahah");
    searching_press(&s, "<Enter><Esc>n");
    assert_said(&s, "Nothing to search for yet.");
    searching_press(&s, "q");
    assert_results(&s, "aHhahahah");
    /* what was narrowed is not any more */
    searching_press(&s, "q&糖<Esc>&灯船<Enter>R<Enter>");
    assert_false(reader_found(s.reader).narrow);
    searching_close(&s);
}

static void
test_escape(void **state)
{
    static const char *const ways[] = {"",  "}2G<Enter>", "3G<Enter>jjjj",   "3G<Enter>jjw",  "3G<Enter>v3jh",
                                       "i", "ij",         "/灯船<Enter>nnn", "&退潮<Enter>j", "}/三分<Enter>"};
    static const char *const typed[] = {
        "<A-/>灯船<Esc>", "<A-/>船<C-u><Backspace>", "<A-/>date:x<C-g>", "<A-/><Enter>", "//<Esc>",
        "//灯船<Esc>",    "//灯船<Enter>jq"};
    for (size_t i = 0; i < BASE_COUNT(ways); i++)
        for (size_t k = 0; k < BASE_COUNT(typed); k++) {
            struct searching s = searching_open_library(state, 80, 12);
            struct screen before = {0};
            searching_press(&s, ways[i]);
            view_paint(s.reader, &before);
            searching_press(&s, typed[k]);
            searching_press(&s, "<F9>"); /* a message may be there: another one in its place */
            for (int row = 0; row < s.reader->rows - 1; row++)
                must(screen_row_equal(&before, row, &s.world->screen, row), "%s and %s: row %d", ways[i], typed[k],
                     row);
            screen_done(&before);
            searching_close(&s);
        }
}

static void
test_faults(void **state)
{
    struct searching s = searching_open_library(state, 150, 12);
    searching_press(&s, "//灯船 date:x");
    assert_true(slice_starts(buffer_slice(&s.reader->prompt.note), "character 9: Not a date"));
    assert_int_equal(reader_results(s.reader).count, 0);
    searching_press(&s, "<Enter>");
    assert_true(slice_starts(buffer_slice(&s.reader->message), "Not a date"));
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    searching_press(&s, "//没有的");
    assert_note(&s, "no hits");
    assert_true(s.reader->prompt.fails);
    searching_press(&s, "<C-u>");
    assert_note(&s, "");
    searching_press(&s, "没有的<Enter>");
    assert_true(searching_shows(&s, -1, "0 hits　in 0 issues"));
    searching_press(&s, "njkGg<Enter><C-d>");
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    searching_press(&s, "q");
    assert_int_equal(s.reader->at.pane, PANE_LIST);
    searching_close(&s);
}

/* What a thread finds is taken when somebody asks; what was found for a text that is gone is not shown. */
static void
test_collected(void **state)
{
    struct timespec moment = {.tv_nsec = 1000000};
    struct searching s = searching_open_library(state, 80, 4);
    reader_wait_for_search(s.reader, false);
    searching_press(&s, "//灯船");
    while (reader_results(s.reader).progress.running)
        nanosleep(&moment, NULL);
    assert_int_equal(reader_results(s.reader).count, 0);
    reader_collect(s.reader);
    world_check(s.world);
    assert_results(&s, "aHhahahah");
    assert_note(&s, "5 hits");
    searching_press(&s, "<C-u>退潮");
    while (reader_results(s.reader).progress.running)
        nanosleep(&moment, NULL);
    searching_press(&s, "<C-u>");
    reader_collect(s.reader);
    assert_results(&s, "");
    assert_note(&s, "");
    /* a thread that still runs ends with the reader */
    searching_press(&s, "船");
    reader_stop(s.reader);
    searching_press(&s, "工");
    searching_close(&s);
}

/* An issue that was mended since is opened near the hit. */
static void
test_mended(void **state)
{
    struct searching s = searching_open_library(state, 80, 24);
    searching_press(&s, "//雾笛<Enter>j<Enter>");
    assert_hit(&s, 2, "雾笛");
    searching_press(&s, "h");
    searching_press(&s, "q2Geh");
    searching_press(&s, "R<Enter>");
    assert_int_equal(s.reader->at.pane, PANE_ARTICLE);
    assert_true(reader_hit(s.reader) != NULL);
    assert_marked(&s, OF_TEXT, "1雾笛 !雾笛 1雾笛");
    searching_close(&s);
}

/* ---- what the prompt offers */

static void
test_completion(void **state)
{
    static const struct {
        const char *keys, *text;
    } cases[] = {
        {"h<Tab>", "headline:"},
        {"灯 d<Tab>", "灯 date:"},
        {"-b<Tab>", "-by:"},
        {"i<Tab>", "in:"},
        {"x<Tab>", "x"},
        {"<Tab>", ""},
        {"by:<Tab>", "by:容与"},
        {"by:<Tab><Tab>", "by:韦南洲"},
        {"by:<Tab><Tab><Tab>", "by:莫小满"}, /* each once */
        {"by:<Tab><Tab><Tab><Tab>", "by:"},
        {"by:韦<Tab>", "by:韦南洲"},
        {"-by:莫<Tab>", "-by:莫小满"},
        {"by:桑<Tab>", "by:桑"}, /* he writes in other issues */
        {"date:<Tab>", "date:2031"},
        {"date:2031<Tab>", "date:2031-0"},
        {"date:2031<Tab><Tab>", "date:2031-06"},
        {"date:2031<Tab><Tab><Tab>", "date:2031-05"},
        {"date:2031-06<Tab>", "date:2031-06-0"},
        {"date:2031-06-<Tab><Tab>", "date:2031-06-07"},
        {"灯船 -date:2031-05<Tab>", "灯船 -date:2031-05-04"},
        {"date:1999<Tab>", "date:1999"},
    };
    static const char *const prompts[] = {"/", "&", "<A-/>"};
    struct searching s = searching_open_library(state, 80, 24);
    for (size_t k = 0; k < BASE_COUNT(prompts); k++)
        for (size_t i = 0; i < BASE_COUNT(cases); i++) {
            searching_press(&s, prompts[k]);
            searching_press(&s, cases[i].keys);
            struct slice got = buffer_slice(&s.reader->prompt.line.text);
            must(slice_equal(got, slice_of(cases[i].text)), "%s%s: %.*s", prompts[k], cases[i].keys, (int)got.len,
                 got.at);
            searching_press(&s, "<Esc>");
        }
    searching_close(&s);
}

/* A name with a blank in it is a phrase. */
static void
test_completion_of_names(void **state)
{
    static const char text[] =
        "THE MUD RIVER COURIER    Saturday, May 3, 2031    No. 7\n\n"
        "Lamp Keeper Counts the Moths\n\n"
        "By Orla Venn\n\n"
        "The lamp keeper on the quay counted moths before she went home, and wrote them down by\n"
        "the light of her lamp, which had been cleaned twice.\n";
    struct searching s = searching_open_text(state, text, 80, 24);
    searching_press(&s, "v5Gey5Gvh");
    searching_press(&s, "/by:O<Tab>");
    if (s.reader->shown->credit_count > 0) {
        assert_text(buffer_slice(&s.reader->prompt.line.text), "by:\"Orla Venn\"");
        searching_press(&s, "<Enter>");
        assert_hit(&s, 1, "Orla Venn");
    }
    searching_close(&s);
}

/* ---- anything, in any order */

static void
test_any_keys(void **state)
{
    static const char *const keys[] = {"/灯船<Enter>",
                                       "//灯船<Enter>",
                                       "//d",
                                       "/",
                                       "&",
                                       "*",
                                       "R",
                                       "n",
                                       "N",
                                       "3n",
                                       "2N",
                                       "j",
                                       "k",
                                       "G",
                                       "g",
                                       "<Enter>",
                                       "q",
                                       "h",
                                       "l",
                                       "i",
                                       "v",
                                       "w",
                                       "p",
                                       "c",
                                       "}",
                                       "{",
                                       "J",
                                       "K",
                                       "u",
                                       "eh",
                                       "eu",
                                       "<Esc>",
                                       "<Tab>",
                                       "猫",
                                       "退潮",
                                       "<Backspace>",
                                       "<C-u>",
                                       "<A-/>",
                                       "<Space>",
                                       "b",
                                       "/的<Enter>",
                                       "&的<Enter>",
                                       "?",
                                       "//by:<Tab><Enter>",
                                       "<C-d>",
                                       "A",
                                       "x",
                                       "|"};
    static const int sizes[][2] = {{80, 24}, {40, 12}, {16, 4}, {170, 9}, {200, 60}, {10, 3}, {72, 6}};
    struct support_chance chance = {20310607};
    struct searching s = searching_open_library(state, 80, 24);
    for (int step = 0; step < (support_is_slow() ? 400 : 6000); step++) {
        if (support_below(&chance, 40) == 0) {
            const int *size = sizes[support_below(&chance, BASE_COUNT(sizes))];
            reader_resize(s.reader, size[1], size[0]);
            world_check(s.world);
        }
        searching_press(&s, keys[support_below(&chance, BASE_COUNT(keys))]);
        s.reader->request = READER_RUNS;
    }
    /* however it stands, this leads out */
    searching_press(&s, "<Esc>");
    for (int step = 0; step < 8 && s.reader->request == READER_RUNS; step++)
        searching_press(&s, "q");
    assert_int_equal(s.reader->request, READER_QUITS);
    searching_close(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_found),
        WORLD_TEST(test_moving),
        WORLD_TEST(test_open),
        WORLD_TEST(test_followed),
        WORLD_TEST(test_followed_and_given_up),
        WORLD_TEST(test_timeline),
        WORLD_TEST(test_again),
        WORLD_TEST(test_other_search),
        WORLD_TEST(test_escape),
        WORLD_TEST(test_faults),
        WORLD_TEST(test_collected),
        WORLD_TEST(test_mended),
        WORLD_TEST(test_completion),
        WORLD_TEST(test_completion_of_names),
        WORLD_TEST(test_any_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
