/* reader: the front page: its boxes at many sizes, moving on it, what it opens and where one comes back to.
 *
 * That boxes lie on the page, over no other one, and that the selected one is painted, is checked after every command
 * (reader_check.c).
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/reader_front.h"
#include "kanbao/text.h"

#include <stdlib.h>

static struct reader *
open_front(struct world *world, const char *path, int cols, int rows)
{
    struct reader *reader = world_open(world, path, cols, rows);
    world_run(world, "front");
    assert_int_equal(reader_shows_front(reader), reader_article(reader) != NULL);
    return reader;
}

/* ---- boxes */

/* The text of a row of the screen from COL to END_COL, without blanks. */
static void
add_row(struct buffer *out, const struct screen *screen, int row, int col, int end_col)
{
    for (int i = col; i < end_col; i++) {
        const struct screen_cell *cell = screen_at(screen, row, i);
        char utf8[4];
        if (cell->cells > 0 && cell->base != ' ')
            buffer_add(out, utf8, text_encode(cell->base, utf8));
    }
}

/* A headline is in its box whole, or as far as the cut has it; what was read is one row; the text below begins there. */
static void
check_box(const struct world *world, const struct reader_front *front, const struct reader_front_box *box)
{
    const struct reader *reader = &world->reader;
    struct reader_list_item item = reader_list_item(reader, box->article, box->cols);
    int margin = reader_list_margin(reader).cols, row = reader_geometry(reader).body_row + box->row + box->section;
    struct layout_cursor cursor;
    must(box->read == reader_is_read(reader, box->article), "article %u", box->article);
    must(!box->read || (box->headline_rows == 1 && box->text_rows == 0), "article %u", box->article);
    must(box->brief || box->headline_rows > 0, "article %u", box->article);
    for (int i = 0; i < box->headline_rows; i++) {
        struct buffer painted = {0}, wanted = {0};
        add_row(&painted, &world->screen, row + i, box->col + margin, box->col + box->cols);
        bool cut = i == box->headline_rows - 1 && i < item.row_count - 1;
        size_t bytes = cut ? layout_cut(item.rows[i], (uint16_t)(box->cols - margin - 2)) : item.rows[i].len;
        for (size_t at = 0; at < bytes; at++)
            if (item.rows[i].at[at] != ' ')
                buffer_add_byte(&wanted, item.rows[i].at[at]);
        must(slice_starts(buffer_slice(&painted), wanted.len > 0 ? wanted.at : ""), "“%s” is not “%s”",
             painted.len > 0 ? painted.at : "", wanted.len > 0 ? wanted.at : "");
        buffer_done(&painted);
        buffer_done(&wanted);
    }
    if (box->text_rows == 0 || (front->has_lead && box == front->at))
        return;
    assert_true(reader_front_text(reader, box->article, front->text_cells, &cursor));
    struct buffer painted = {0};
    add_row(&painted, &world->screen, row + box->headline_rows, box->col + margin, box->col + box->cols);
    must(painted.len > 0, "article %u has no text", box->article);
    buffer_done(&painted);
}

/* From the first article on each has its box once, on pages that follow one another; columns are read from the top down. */
static void
walk(struct world *world)
{
    struct reader *reader = &world->reader;
    size_t count = reader->shown->article_count, seen = 0, page = 0;
    bool *has = base_alloc_zero(count, sizeof *has);
    world_run(world, "select-first");
    for (uint32_t before = UINT32_MAX; before != reader->at.article; world_run(world, "select-next")) {
        const struct reader_front *front = reader_front(reader);
        before = reader->at.article;
        must(front->page == page || front->page == page + 1, "from page %zu to %zu", page, front->page);
        bool other = front->page != page || seen == 0;
        for (size_t i = 0; other && i < front->count; i++) {
            const struct reader_front_box *box = &front->at[i], *above = i > 0 ? box - 1 : NULL;
            must(!has[box->article], "article %u has two boxes", box->article);
            has[box->article] = true;
            seen++;
            check_box(world, front, box);
            must(above == NULL || above->column < box->column || above->row < box->row, "article %u", box->article);
        }
        page = front->page;
    }
    must(seen == count, "%d columns, %d rows: %zu of %zu articles have a box", reader->cols, reader->rows, seen, count);
    must(page + 1 == reader_front(reader)->page_count, "page %zu is the last", page);
    free(has);
}

static void
test_boxes(void **state)
{
    static const int issues[] = {WORLD_CHINESE, WORLD_ENGLISH, WORLD_HEADLESS, WORLD_LONG_LIST};
    struct world *world = *state;
    int step = support_is_slow() ? 61 : 19;
    for (size_t i = 0; i < BASE_COUNT(issues); i++)
        for (int cols = 64; cols < 230; cols += step)
            for (int rows = 14; rows < 72; rows += step) {
                struct reader *reader = open_front(world, world->paths[issues[i]], cols, rows);
                walk(world);
                for (uint32_t k = 0; k < reader->shown->article_count; k += 2) {
                    reader->at.article = k;
                    world_run(world, "toggle-read");
                }
                walk(world);
                world_run(world, "mark-all-read");
                walk(world);
            }
}

/* Briefs and headlines of every length. */
static void
test_many(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    buffer_add_text(&text, "渡口日报　2031年5月6日\n\n");
    for (unsigned i = 0; i < 90; i++) {
        if (i % 7 != 3) {
            for (unsigned k = 0; k <= i * 5 % 31; k++)
                buffer_add_text(&text, "渡");
            buffer_printf(&text, "口第%u号灯\n\n", i);
        }
        buffer_printf(&text, "本报讯 (记者 莫小满) 第%u盏灯昨天换了。", i);
        for (unsigned k = 0; k < i % 11; k++)
            buffer_add_text(&text, "管理员说，灯罩擦了三遍，油也添满了。");
        buffer_add_text(&text, "\n\n");
    }
    char *path = support_join(world->folder, "20310506.txt");
    support_write(path, text.at, text.len);
    for (int cols = 64; cols <= 200; cols += 34)
        for (int rows = 14; rows <= 60; rows += 23) {
            struct reader *reader = open_front(world, path, cols, rows);
            assert_true(reader->shown->article_count > 40);
            walk(world);
            assert_true(rows > 30 || reader_front(reader)->page_count > 1);
        }
    free(path);
    buffer_done(&text);
}

/* A lead of which each column would have one row has a row of its own; a longer one has columns. */
static void
test_short_lead(void **state)
{
    struct world *world = *state;
    for (int sentences = 1; sentences < 30; sentences += 28) {
        struct buffer text = {0};
        buffer_add_text(&text, "灯船换了灯泡\n\n本报讯（记者 容与）");
        for (int i = 0; i < sentences; i++)
            buffer_add_text(&text, "灯船昨夜换了一只新灯泡，亮度是原来的三倍。");
        buffer_add_text(&text, "\n\n渡口停了渡船\n\n本报讯（记者 方舟）渡口昨天停了渡船。\n");
        support_put(world->folder, "20310607.txt", text.at);
        char *path = support_join(world->folder, "20310607.txt");
        const struct reader *reader = open_front(world, path, 120, 40);
        const struct reader_front *front = reader_front(reader);
        assert_true(front->has_lead);
        assert_int_equal(front->lead_columns, sentences == 1 ? 1 : 3);
        world_check(world);
        free(path);
        buffer_done(&text);
    }
}

/* ---- moving */

static void
test_columns(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_front(world, world->paths[WORLD_LONG_LIST], 120, 40);
    const struct reader_front *front = reader_front(reader);
    assert_true(front->has_lead && front->columns == 3);
    assert_int_equal(reader->at.article, front->lead);
    world_run(world, "select-next");
    int column = 0, row = reader_front_box(reader_front(reader), reader->at.article)->row;
    for (; column < 2; column++) {
        const struct reader_front_box *box = reader_front_box(reader_front(reader), reader->at.article);
        assert_int_equal(box->column, column);
        assert_int_equal(box->row, row);
        world_run(world, "column-right");
    }
    world_run(world, "column-left");
    world_run(world, "column-left");
    world_run(world, "column-left");              /* out of it */
    assert_int_equal(reader->at.pane, PANE_LIST); /* of one issue there is no list */
    world_run(world, "select-first");
    assert_int_equal(reader->at.article, reader_front(reader)->lead);
    world_run(world, "select-bottom");
    assert_int_equal(reader->at.article, WORLD_LONG_LIST_ARTICLES - 1);
}

/* Enter opens, q comes back to the page; Space reads on from the first unread one, and what was read is short. */
static void
test_reading(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_front(world, world->paths[WORLD_LONG_LIST], 120, 40);
    world_run(world, "select-last");
    uint32_t last = reader->at.article;
    world_run(world, "open");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    assert_false(reader_shows_front(reader));
    world_run(world, "back");
    assert_true(reader_shows_front(reader));
    assert_int_equal(reader->at.article, last);
    assert_true(reader_front_box(reader_front(reader), last)->read);
    world_run(world, "read-on");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    assert_int_equal(reader->at.article, 0);
    world_run(world, "back");
    assert_int_equal(reader_front(reader)->lead, 1);
    world_run(world, "mark-all-read");
    const struct reader_front *front = reader_front(reader);
    assert_false(front->has_lead);
    for (size_t i = 0; i < front->count; i++)
        assert_true(front->at[i].read);
    world_run(world, "headlines");
    assert_false(reader_shows_front(reader));
    assert_int_equal(reader->at.pane, PANE_LIST);
}

static void
test_pages(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_front(world, world->paths[WORLD_LONG_LIST], 64, 14);
    size_t pages = reader_front(reader)->page_count;
    assert_true(pages > 1);
    world_run(world, "select-page-down");
    assert_int_equal(reader_front(reader)->page, 1);
    assert_int_equal(reader->at.article, reader_front(reader)->pages[1]);
    world_run_times(world, "select-page-down", (int)pages);
    assert_int_equal(reader_front(reader)->page, pages - 1);
    assert_int_equal(reader->at.article, WORLD_LONG_LIST_ARTICLES - 1);
    world_run_times(world, "select-page-up", (int)pages);
    assert_int_equal(reader_front(reader)->page, 0);
    assert_int_equal(reader->at.article, reader_front(reader)->lead);
}

/* Where there is no room it is the list, and is a page again where there is. */
static void
test_sizes(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_front(world, world->paths[WORLD_LONG_LIST], 80, 24);
    reader_resize(reader, 12, 40);
    world_check(world);
    assert_false(reader_shows_front(reader));
    assert_int_equal(reader_keys_pane(reader), PANE_LIST);
    world_run(world, "front");
    assert_true(reader->message.len > 0);
    reader_resize(reader, 60, 200);
    world_check(world);
    assert_true(reader_shows_front(reader));
    assert_int_equal(reader_keys_pane(reader), PANE_FRONT);
    world_run(world, "help");
    assert_int_equal(reader_keys_beneath(reader), PANE_FRONT);
}

/* Every cell of a box is its article's, for the mouse; a click selects, another one opens. */
static void
test_mouse(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_front(world, world->paths[WORLD_LONG_LIST], 120, 40);
    const struct reader_front *front = reader_front(reader);
    const struct reader_front_box box = front->at[front->count - 1];
    int body_row = reader_geometry(reader).body_row;
    for (size_t i = 0; i < front->count; i++)
        for (int row = 0; row < front->at[i].rows; row++) {
            struct reader_spot spot = reader_at_cell(reader, body_row + front->at[i].row + row, front->at[i].col);
            assert_true(spot.part == SPOT_LIST && spot.has_entry && spot.article == front->at[i].article);
        }
    reader_click(reader, body_row + box.row, box.col + 2);
    reader_release(reader);
    world_check(world);
    assert_int_equal(reader->at.article, box.article);
    assert_true(reader_shows_front(reader));
    reader_click(reader, body_row + box.row, box.col + 2);
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
}

/* ---- what an issue opens with */

static void
test_opening(void **state)
{
    static const struct {
        const char *setting;
        int cols;
        bool front;
        enum reader_pane pane;
    } cases[] = {{"opens-with=auto", 100, true, PANE_LIST},
                 {"opens-with=auto", 99, false, PANE_LIST},
                 {"opens-with=front", 80, true, PANE_LIST},
                 {"opens-with=list", 200, false, PANE_LIST},
                 {"opens-with=article", 80, false, PANE_ARTICLE}};
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct reader *reader = world_open_folder(world, cases[i].cols, 30);
        assert_false(reader_shows_front(reader));
        assert_null(options_set_assignment(&reader->options, cases[i].setting));
        reader_open_front(reader, 30, cases[i].cols);
        world_check(world);
        assert_int_equal(reader_shows_front(reader), cases[i].front);
        assert_int_equal(reader->at.pane, cases[i].pane);
        world_run(world, "issues");
        world_run(world, "select-next");
        world_run(world, "open");
        assert_int_equal(reader_shows_front(reader), cases[i].front);
        assert_int_equal(reader->at.pane, cases[i].pane);
    }
}

/* Articles of the edition before the one that is shown that are unread. */
static uint32_t
unread_before(const struct reader *reader)
{
    struct days_edition days[READER_NEWS_DAYS];
    uint32_t unread;
    assert_true(reader_news_days(reader, days) > 0);
    assert_true(reader_edition_unread(reader, library_at(reader->library, days[0].first), days[0].pages, &unread));
    return unread;
}

/* Days before the one that is shown, and how much of them is unread. */
static void
test_news(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 120, 40);
    struct days_edition days[READER_NEWS_DAYS];
    world_run(world, "front");
    assert_int_equal(reader_news_days(reader, days), WORLD_ISSUES - 1);
    assert_int_equal(unread_before(reader), WORLD_ENGLISH_ARTICLES);
    world_run(world, "next-issue");
    world_run(world, "toggle-read");
    world_run(world, "previous-issue");
    assert_int_equal(unread_before(reader), WORLD_ENGLISH_ARTICLES - 1);
    world_check(world);
}

/* Of an issue of several files the days before it are told, and not its pages. */
static void
test_news_of_editions(void **state)
{
    struct world *world = *state;
    static const char *const names[] = {"20310607-01.txt", "20310607-02.txt", "20310608-01.txt", "20310608-02.txt"};
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        support_put(world->folder, names[i],
                    "灯船换了灯泡\n\n本报讯 (记者 容与) 灯船昨夜换了一只新灯泡，亮度是原来的三倍。\n");
    struct reader *reader = world_open(world, world->folder, 120, 40);
    struct days_edition days[READER_NEWS_DAYS];
    world_run(world, "front");
    assert_int_equal(library_date(reader->library, reader->at.issue), 20310608);
    size_t count = reader_news_days(reader, days);
    assert_true(count > 0 && days[0].pages == 2);
    assert_int_equal(library_date(reader->library, library_at(reader->library, days[0].first)), 20310607);
    for (size_t i = 0; i < count; i++)
        assert_int_not_equal(library_date(reader->library, library_at(reader->library, days[i].first)), 20310608);
    assert_int_equal(unread_before(reader), 2);
    world_check(world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_boxes),      WORLD_TEST(test_many),
        WORLD_TEST(test_columns),    WORLD_TEST(test_reading),
        WORLD_TEST(test_pages),      WORLD_TEST(test_sizes),
        WORLD_TEST(test_mouse),      WORLD_TEST(test_opening),
        WORLD_TEST(test_news),       WORLD_TEST(test_news_of_editions),
        WORLD_TEST(test_short_lead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
