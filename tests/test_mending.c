/* reader: the source view, its place and the article's, and mending by keys.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* What is wrong with it: line 9 is a subhead, line 13 a sentence that a column had cut. */
static const char page[] = "渡口晚报　2031年6月7日　星期六\n\n"
                           "灯船换了灯泡\n\n"
                           "昨夜, 灯船换上一只新灯泡, 亮度是旧的三倍半, 看守人说亮得能看书。\n\n"
                           "围观的人数不清, 有人带了板凳, 有人带了瓜子, 灯船的灯泡到天亮才熄。\n\n"
                           "内港来了鱼群\n\n"
                           "船工说鱼群也许以为水里是月亮, 也许只是没有见过内港, 天亮时鱼群才散。\n\n"
                           "雾笛改吹降B调\n\n"
                           "镇上的新雾笛低半个音, 港口的狗起初不认降B调, 第三天跟着雾笛低了下来。\n";

/* A page of two articles, too small for the model: nothing but rules to go by. */
static const char doubtful_page[] = "渡口晚报　2031年6月7日　星期六\n\n"
                                    "“亮得能看书”\n\n"
                                    "昨夜, 灯船换上一只新灯泡, 亮度是旧的三倍半。\n\n"
                                    "“以为是月亮”\n\n"
                                    "鱼群围着灯船转了一夜, 船工说它们也许以为是月亮, 也许只是没有见过。\n";

static struct reader *
open_text(struct world *world, const char *text, int cols, int rows)
{
    char *path = support_join(world->folder, "20310607.txt");
    support_write_text(path, text);
    struct reader *reader = world_open(world, path, cols, rows);
    free(path);
    return reader;
}

/* A reader on the page above that is not doubtful. */
static struct reader *
open_page(struct world *world, int cols, int rows)
{
    return open_text(world, page, cols, rows);
}

static struct buffer
json_of(const struct reader *reader)
{
    struct buffer json = {0};
    issue_add_json(&json, reader->shown);
    return json;
}

static enum issue_role
role_of(const struct reader *reader, uint32_t line)
{
    return (enum issue_role)reader->shown->lines[line - 1].role;
}

/* Puts the cursor of the source view on LINE, as users count. */
static void
go_to_line(struct world *world, int line)
{
    if (!world->reader.at.source.shown)
        world_run(world, "source");
    world_run_times(world, "top", line);
    assert_int_equal(world->reader.at.source.cursor.item, line - 1);
}

static void
assert_place(const struct reader *reader, uint32_t article, struct layout_place place)
{
    assert_int_equal(reader->at.article, article);
    assert_int_equal(reader->at.text_top.item, place.item);
    assert_int_equal(reader->at.text_top.byte, place.byte);
}

/* ---- the source view */

/* Going there and back changes nothing, from any row of any article, at any size. */
static void
test_place_is_kept(void **state)
{
    static const int sizes[][2] = {{40, 12}, {80, 24}, {20, 5}, {200, 60}};
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(sizes); i++) {
        struct reader *reader = world_open_folder(world, sizes[i][0], sizes[i][1]);
        for (int step = 0; step < 60; step++) {
            world_run(world, reader->at.pane == PANE_LIST ? "open" : step % 7 ? "scroll-down" : "next-article");
            if (reader->at.pane != PANE_ARTICLE || reader_article(reader) == NULL)
                continue;
            struct layout_place place = reader->at.text_top;
            uint32_t article = reader->at.article;
            world_run(world, "source");
            assert_true(reader_shows_source(reader));
            assert_place(reader, article, place);
            /* the line under the cursor is the one that the place is in */
            uint32_t byte = layout_byte_of_place(reader->layout, reader->shown, reader_article(reader), place);
            if (place.item > 0 || place.byte > 0)
                assert_int_equal(reader->at.source.cursor.item, issue_line_at(reader->shown, byte));
            world_run(world, "source");
            assert_false(reader_shows_source(reader));
            assert_place(reader, article, place);
        }
    }
}

/* The selection and the article's place follow the cursor, and the cursor the selection. */
static void
test_cursor_leads(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 12);
    uint32_t articles = (uint32_t)reader->shown->article_count;
    go_to_line(world, 15);
    assert_int_equal(reader->at.article, articles - 1);
    world_run(world, "source");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    assert_int_equal(reader->at.article, articles - 1);
    struct layout_cursor top = reader_frame(reader).top;
    struct layout_cursor cursor = layout_seek(top.layout, top.issue, top.article, top.width, reader->at.text_top);
    assert_int_equal(layout_row_at(&cursor).kind, LAYOUT_BODY);
    go_to_line(world, 1); /* above all articles */
    assert_int_equal(reader->at.article, 0);
    world_run(world, "next-article");
    assert_int_equal(reader->at.source.cursor.item, reader->shown->articles[1].headline_line);
    world_run(world, "close");
    world_run(world, "select-first");
    assert_int_equal(reader->at.source.cursor.item, reader->shown->articles[0].headline_line);
    assert_true(reader_shows_source(reader));
}

static void
test_moving(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 10);
    world_run(world, "source");
    assert_int_equal(reader->at.source.cursor.item, 2);
    world_run(world, "scroll-down"); /* empty lines are passed */
    assert_int_equal(reader->at.source.cursor.item, 4);
    world_run_times(world, "scroll-down", 2);
    assert_int_equal(reader->at.source.cursor.item, 8);
    world_run(world, "scroll-up");
    assert_int_equal(reader->at.source.cursor.item, 6);
    world_run(world, "bottom");
    assert_int_equal(reader->at.source.cursor.item, 14);
    world_run(world, "scroll-down");
    assert_int_equal(reader->at.source.cursor.item, 14);
    world_run(world, "top");
    assert_int_equal(reader->at.source.cursor.item, 0);
    assert_int_equal(reader->at.source.top.item, 0);
    world_run_times(world, "top", 9);
    assert_int_equal(reader->at.source.cursor.item, 8);
    world_run_times(world, "bottom", 7777);
    assert_int_equal(reader->at.source.cursor.item, 14);
    static const char *const down[] = {"page-down", "half-page-down"};
    static const char *const up[] = {"page-up", "half-page-up"};
    for (size_t i = 0; i < BASE_COUNT(down); i++) {
        world_run(world, "top");
        for (int k = 0; k < 12; k++)
            world_run(world, down[i]);
        assert_int_equal(reader->at.source.cursor.item, 14);
        for (int k = 0; k < 12; k++) {
            world_run(world, up[i]);
        }
        assert_int_equal(reader->at.source.cursor.item, 0);
    }
    while (reader->message.len == 0)
        world_run(world, "read-on");
    assert_true(reader->at.source.cursor.item >= 12);
    for (uint32_t i = 0; i < reader->shown->article_count; i++)
        assert_false(reader_is_read(reader, i)); /* this is looking, not reading */
}

/* A line higher than the screen is passed row by row, and nothing of it is left out. */
static void
test_high_line(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    buffer_add_text(&text, "灯船换了灯泡\n\n");
    for (int i = 0; i < 80; i++)
        buffer_add_text(&text, "昨夜灯船换上一只新灯泡, 亮度是旧的三倍半。");
    buffer_add_text(&text, "\n\n鱼也来了, 鱼群围着灯船转了一夜, 船工说它们也许以为是月亮。\n");
    char *path = support_join(world->folder, "high.txt");
    support_write_text(path, text.at);
    struct reader *reader = world_open(world, path, 40, 10);
    go_to_line(world, 3);
    uint32_t byte = 0;
    int rows = 0;
    while (reader->at.source.cursor.item == 2) {
        world_run(world, "scroll-down");
        if (reader->at.source.cursor.item == 2)
            assert_true(reader->at.source.cursor.byte > byte && reader->at.source.cursor.byte - byte <= 40 * 3);
        byte = reader->at.source.cursor.byte;
        rows++;
    }
    assert_true(rows > 50);
    while (reader->at.source.cursor.item > 2)
        world_run(world, "scroll-up");
    assert_int_equal(reader->at.source.cursor.item, 2);
    buffer_done(&text);
    free(path);
}

/* One step back leaves the source, and what is no article has one as well. */
static void
test_leaving(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 20);
    world_run(world, "source");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    world_run(world, "back");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    assert_false(reader_shows_source(reader));
    reader = world_open(world, world->paths[WORLD_EMPTY], 80, 20);
    world_run(world, "source");
    assert_true(reader_shows_source(reader));
    world_run(world, "mend-headline");
    assert_true(reader->message.len > 0);
    world_run(world, "source");
    assert_int_equal(reader->at.pane, PANE_LIST);
}

/* ---- mending */

static void
test_mend_in_the_list(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 20);
    assert_int_equal(reader->shown->article_count, 3);
    world_run(world, "select-next");
    world_run(world, "mend-headline");
    assert_int_equal(role_of(reader, 9), ISSUE_BODY);
    assert_int_equal(reader->shown->article_count, 2);
    assert_int_equal(reader->at.article, 0); /* which has its text now; that is what is shown */
    uint32_t byte = layout_byte_of_place(reader->layout, reader->shown, reader_article(reader), reader->at.text_top);
    assert_int_equal(issue_line_at(reader->shown, byte), 8);
    assert_non_null(strstr(reader->message.at, "9"));
    world_run(world, "mend-undo");
    assert_int_equal(reader->shown->article_count, 3);
    assert_int_equal(reader->at.article, 1);
    world_run(world, "mend-undo");
    assert_true(reader->message.len > 0);
    world_run(world, "mend-redo");
    assert_int_equal(reader->shown->article_count, 2);
}

static void
test_mend_in_the_article(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 20);
    world_run(world, "open");
    world_run(world, "mend-headline");
    assert_int_equal(role_of(reader, 3), ISSUE_BODY);
    assert_int_equal(reader_article(reader)->headline_line, ISSUE_NO_LINE);
    world_run(world, "mend-headline");
    assert_int_equal(role_of(reader, 3), ISSUE_HEADLINE);
    /* the second paragraph, as the first line shown */
    reader = open_page(world, 40, 4);
    world_run(world, "open");
    world_run(world, "bottom");
    uint32_t byte = layout_byte_of_place(reader->layout, reader->shown, reader_article(reader), reader->at.text_top);
    assert_int_equal(issue_line_at(reader->shown, byte), 6);
    struct layout_place place = reader->at.text_top;
    world_run(world, "mend-join");
    assert_int_equal(role_of(reader, 7), ISSUE_JOINED);
    assert_true(reader->at.text_top.item == place.item - 1 && reader->at.text_top.byte > 0);
    world_run(world, "mend-join");
    assert_int_equal(role_of(reader, 7), ISSUE_BODY);
    assert_place(reader, 0, place);
}

static void
test_mend_in_the_source(void **state)
{
    static const struct {
        const char *command;
        enum issue_role role;
    } cases[] = {
        {"mend-headline", ISSUE_HEADLINE}, {"mend-join", ISSUE_JOINED},     {"mend-kicker", ISSUE_KICKER},
        {"mend-deck", ISSUE_DECK},         {"mend-byline", ISSUE_BYLINE},   {"mend-furniture", ISSUE_FURNITURE},
        {"mend-section", ISSUE_SECTION},   {"mend-subhead", ISSUE_SUBHEAD}, {"mend-caption", ISSUE_CAPTION}};
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 20);
    struct buffer plain = json_of(reader);
    go_to_line(world, 7);
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        world_run(world, cases[i].command);
        assert_int_equal(role_of(reader, 7), cases[i].role);
        assert_int_equal(reader->at.source.cursor.item, 6);
        assert_true(reader_is_mended(reader, 6));
        world_run(world, "mend-undo");
        assert_int_equal(role_of(reader, 7), ISSUE_BODY);
        assert_false(reader_is_mended(reader, 6));
        struct buffer json = json_of(reader);
        assert_true(slice_equal(buffer_slice(&json), buffer_slice(&plain)));
        buffer_done(&json);
    }
    world_run(world, "mend-paragraph");
    assert_non_null(strstr(reader->message.at, "already"));
    world_run(world, "mend-join");
    world_run(world, "mend-paragraph");
    assert_int_equal(role_of(reader, 7), ISSUE_BODY);
    go_to_line(world, 5);
    world_run(world, "mend-join"); /* to a headline */
    assert_int_equal(role_of(reader, 5), ISSUE_BODY);
    go_to_line(world, 6);
    world_run(world, "mend-headline");
    assert_int_equal(role_of(reader, 6), ISSUE_BLANK);
    go_to_line(world, 13);
    world_run(world, "mend-join");
    assert_int_equal(role_of(reader, 13), ISSUE_JOINED);
    assert_int_equal(reader->shown->article_count, 2);
    assert_int_equal(reader->at.article, 1);
    buffer_done(&plain);
}

/* A brief is a paragraph that begins an article, and one of the article above again. */
static void
test_briefs(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 20);
    go_to_line(world, 7);
    world_run(world, "mend-brief");
    assert_true(reader_is_brief(reader->shown, 6));
    assert_int_equal(role_of(reader, 7), ISSUE_BODY);
    assert_int_equal(reader->shown->article_count, 4);
    assert_int_equal(reader->at.article, 1);
    world_run(world, "mend-brief");
    assert_non_null(strstr(reader->message.at, "already"));
    world_run(world, "mend-paragraph");
    assert_false(reader_is_brief(reader->shown, 6));
    assert_int_equal(reader->shown->article_count, 3);
    assert_int_equal(reader->at.article, 0);
}

/* Below a section's head it is the brief that is selected and mended, not the section. */
static void
test_section(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 20);
    go_to_line(world, 9);
    world_run(world, "mend-section");
    assert_int_equal(role_of(reader, 9), ISSUE_SECTION);
    assert_true(reader_is_brief(reader->shown, 10));
    world_run(world, "close");
    assert_int_equal(reader->at.article, 1);
    world_run(world, "select-first");
    world_run(world, "select-next");
    assert_int_equal(reader->at.source.cursor.item, 10);
    world_run(world, "mend-headline");
    assert_int_equal(role_of(reader, 9), ISSUE_SECTION);
    assert_int_equal(role_of(reader, 11), ISSUE_HEADLINE);
    /* the article after it stands in the section, whose line is not its own */
    world_run(world, "select-next");
    world_run(world, "open");
    world_run(world, "source");
    world_run(world, "source");
    assert_int_equal(reader->at.article, 2);
}

/* What went on with a subhead does not. */
static void
test_subhead(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 20);
    go_to_line(world, 7);
    world_run(world, "mend-join");
    go_to_line(world, 5);
    world_run(world, "mend-subhead");
    assert_int_equal(role_of(reader, 5), ISSUE_SUBHEAD);
    assert_int_equal(role_of(reader, 7), ISSUE_BODY);
    world_run(world, "mend-undo");
    assert_int_equal(role_of(reader, 5), ISSUE_BODY);
    assert_int_equal(role_of(reader, 7), ISSUE_JOINED);
}

/* The place is kept in the part of a story that stands on another page, and it is that story's. */
static void
test_story_on_two_pages(void **state)
{
    static const char story[] = "灯船换灯泡\n\n　　灯船昨夜换灯泡，亮度是旧的三倍半，看守人说得\n（下转第3版）\n\n"
                                "桥修好了\n\n　　雨停了，桥上的一杯水没有洒。\n\n"
                                "灯船换灯泡\n（上接第1版）\n　　很慢，报纸也行。\n　　它是第十二只。\n";
    struct world *world = *state;
    char *path = support_join(world->folder, "20310608.txt");
    support_write_text(path, story);
    struct reader *reader = world_open(world, path, 80, 20);
    assert_int_equal(reader->shown->article_count, 2);
    static const struct {
        int line;
        uint32_t article;
    } cases[] = {{3, 0}, {8, 1}, {12, 0}, {13, 0}};
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        go_to_line(world, cases[i].line);
        assert_int_equal(reader->at.article, cases[i].article);
        world_run(world, "source");
        struct layout_place place = reader->at.text_top;
        world_run(world, "source");
        assert_int_equal(reader->at.source.cursor.item, cases[i].line - 1);
        assert_place(reader, cases[i].article, place);
    }
    free(path);
}

/* What belonged to a headline is body with it, and comes back with it. */
static void
test_company(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 30);
    go_to_line(world, 11);
    world_run(world, "mend-deck");
    go_to_line(world, 15);
    world_run(world, "mend-byline");
    struct buffer json = json_of(reader);
    go_to_line(world, 9);
    world_run(world, "mend-headline");
    assert_int_equal(role_of(reader, 9), ISSUE_BODY);
    assert_int_equal(role_of(reader, 11), ISSUE_BODY);
    assert_int_equal(role_of(reader, 15), ISSUE_BYLINE); /* of another article */
    world_run(world, "mend-undo");
    struct buffer back = json_of(reader);
    assert_true(slice_equal(buffer_slice(&json), buffer_slice(&back)));
    buffer_done(&json);
    buffer_done(&back);
}

/* The marks of what was read go with their articles. */
static void
test_marks_follow(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 20);
    world_run(world, "select-last");
    world_run(world, "toggle-read");
    world_run(world, "select-first");
    world_run(world, "select-next");
    world_run(world, "mend-headline");
    assert_false(reader_is_read(reader, 0));
    assert_true(reader_is_read(reader, 1));
    world_run(world, "mend-undo");
    assert_false(reader_is_read(reader, 0));
    assert_false(reader_is_read(reader, 1));
    assert_true(reader_is_read(reader, 2));
}

static void
test_write(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world, 80, 20);
    world_run(world, "write-structure");
    assert_int_equal(reader->request, READER_WRITES);
    reader->request = READER_RUNS;
    reader->restricted = true;
    world_run(world, "write-structure");
    assert_int_equal(reader->request, READER_RUNS);
    assert_true(reader->message.len > 0);
}

/* ---- what is uncertain */

static void
test_uncertain(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_text(world, doubtful_page, 80, 20);
    const struct issue *issue = reader->shown;
    assert_true(issue->articles[0].confidence < 0.8F);
    assert_true(reader_is_uncertain(reader, 1));
    world_run(world, "uncertain");
    assert_int_equal(screen_at(&world->screen, 1, 3)->base, '?');
    world_run(world, "next-uncertain");
    assert_int_equal(reader->at.article, 1);
    world_run_times(world, "next-uncertain", 9);
    assert_true(reader->message.len > 0);
    world_run(world, "mend-headline");
    world_run(world, "mend-undo");
    world_run(world, "previous-uncertain");
    assert_int_equal(reader->message.len, 0);
    /* a headline that was said to be one is certain */
    go_to_line(world, 5);
    world_run(world, "mend-headline");
    assert_false(reader_is_uncertain(reader, reader->at.article));
}

/* ---- anything, in any order */

/* Whatever was done, all of it taken back is as if nothing had been. */
static void
test_all_taken_back(void **state)
{
    struct world *world = *state;
    struct support_chance chance = {20310608};
    for (int turn = 0; turn < (support_is_slow() ? 2 : 12); turn++) {
        struct reader *reader = world_open(world, world->paths[turn % 2 ? WORLD_CHINESE : WORLD_LONG_LIST], 80, 16);
        struct buffer plain = json_of(reader);
        for (int step = 0; step < 120; step++) {
            const struct command_row *row = &command_rows[support_below(&chance, (uint32_t)command_row_count)];
            bool stays = row->name != NULL && strstr(row->name, "issue") == NULL && !(row->panes & IN_DOCUMENT);
            /* mending more often than anything else */
            if (row->name != NULL && (strncmp(row->name, "mend-", 5) == 0 || (stays && support_below(&chance, 3) == 0)))
                world_run(world, row->name);
            reader->request = READER_RUNS;
        }
        reader->at.pane = PANE_LIST;
        world_run_times(world, "mend-undo", 1000);
        struct buffer json = json_of(reader);
        must(slice_equal(buffer_slice(&json), buffer_slice(&plain)), "turn %d", turn);
        buffer_done(&json);
        buffer_done(&plain);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_place_is_kept),
        WORLD_TEST(test_cursor_leads),
        WORLD_TEST(test_moving),
        WORLD_TEST(test_high_line),
        WORLD_TEST(test_leaving),
        WORLD_TEST(test_mend_in_the_list),
        WORLD_TEST(test_mend_in_the_article),
        WORLD_TEST(test_mend_in_the_source),
        WORLD_TEST(test_briefs),
        WORLD_TEST(test_section),
        WORLD_TEST(test_subhead),
        WORLD_TEST(test_story_on_two_pages),
        WORLD_TEST(test_company),
        WORLD_TEST(test_marks_follow),
        WORLD_TEST(test_write),
        WORLD_TEST(test_uncertain),
        WORLD_TEST(test_all_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
