/* kanbao - tests of reading: the text pane by its commands, and that nothing is skipped.
 *
 * What was on a screen is compared with the model, letters and digits only, so that
 * these tests do not care how a line is set.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/text.h"

#include <limits.h>
#include <stdlib.h>

/* ---- reading on and back: nothing is skipped */

/* Only letters and digits count, so that the test does not care how punctuation is set. */
static void
add_letters(struct buffer *out, struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        if (text_is_han(code) || text_is_kana(code) || text_is_hangul(code) || text_is_letter(code) ||
            text_is_digit(code))
            buffer_add(out, text.at + at, len);
        at += len;
    }
}

/* All that the shown article says, from the model. */
static void
add_article(struct buffer *out, const struct reader *reader)
{
    const struct issue *issue = reader->shown;
    const struct issue_article *article = reader_article(reader);
    struct buffer text = {0};
    for (uint32_t i = 0; i < article->head_count; i++)
        add_letters(out, issue_line_text(issue, article->head_lines[i]));
    issue_add_byline(&text, issue, article);
    add_letters(out, buffer_slice(&text));
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        add_letters(out, slice_from(issue_paragraph_text(issue, paragraph, &text), paragraph->lead_bytes));
    }
    buffer_done(&text);
}

/* A part of the screen, row by row. */
static void
add_cells(struct buffer *out, const struct screen *screen, int row, int rows, int col, int end_col)
{
    for (int end_row = row + rows; row < end_row; row++)
        for (int i = col; i < end_col && i < screen->cols; i++) {
            const struct screen_cell *cell = screen_at(screen, row, i);
            char utf8[4];
            if (cell->cells > 0)
                add_letters(out, slice_make(utf8, text_encode(cell->base, utf8)));
        }
}

/* All that the text pane shows of the article, from the screen: what is above the columns, then one column after another. What it
   leaves free of them the next one may have. */
static void
add_pane(struct buffer *out, const struct world *world)
{
    struct reader_frame frame = reader_frame(&world->reader);
    struct reader_geometry geometry = frame.geometry;
    int head = frame.page.head_rows, rows = geometry.body_rows;
    add_cells(out, &world->screen, geometry.body_row, head, geometry.text_col, world->screen.cols);
    for (int i = 0; i < geometry.columns; i++) {
        int col = geometry.text_col + i * geometry.column_step;
        int end_col = i + 1 < geometry.columns ? col + geometry.column_step : world->screen.cols;
        int own = geometry.columns > 1 ? frame.page.rows[i] : rows - head;
        add_cells(out, &world->screen, geometry.body_row + head, own, col, end_col);
    }
}

/* The part of the article that was on a screen so far: START up to END. */
struct seen {
    size_t issue;
    uint32_t article;
    struct buffer all;
    size_t start, end;
};

/* The page must touch what was seen before; where the text repeats itself, any place that does will do. */
static void
see_page(struct seen *seen, struct slice page)
{
    for (size_t at = 0; at + page.len <= seen->all.len; at++) {
        bool touches = at <= seen->end && at + page.len >= seen->start;
        if (!touches || !slice_equal(slice_make(seen->all.at + at, page.len), page))
            continue;
        seen->start = at < seen->start ? at : seen->start;
        seen->end = at + page.len > seen->end ? at + page.len : seen->end;
        return;
    }
    fail_msg("issue %zu, article %u: a page shows “%.*s”, which does not go on from what was shown", seen->issue,
             seen->article + 1, (int)page.len, page.at);
}

static void
see_whole(struct seen *seen)
{
    assert_int_equal(seen->start, 0);
    assert_int_equal(seen->end, seen->all.len);
}

/* Takes what is shown now; a new article only when the one before was seen whole. */
static void
see(struct seen *seen, const struct world *world, bool backwards)
{
    const struct reader *reader = &world->reader;
    struct buffer page = {0};
    if (world_position(reader) != seen->issue || reader->at.article != seen->article) {
        see_whole(seen);
        buffer_clear(&seen->all);
        seen->issue = world_position(reader);
        seen->article = reader->at.article;
        if (reader_article(reader) != NULL)
            add_article(&seen->all, reader);
        seen->start = seen->end = backwards ? seen->all.len : 0;
    }
    if (reader_article(reader) != NULL && reader_geometry(reader).pane_cols > 0) {
        add_pane(&page, world);
        see_page(seen, buffer_slice(&page));
    }
    buffer_done(&page);
}

/* Every article of the library was read; returns how many there are. */
static size_t
check_all_read(const struct world *world)
{
    size_t all = 0;
    for (size_t i = 0; i < library_count(world->library); i++) {
        const struct issue *issue = support_issue_at(world->library, i);
        size_t articles = issue != NULL ? issue->article_count : 0;
        for (size_t k = 0; k < articles; k++)
            assert_true(store_article_of(world->reader.store, issue, &issue->articles[k]).marks & STORE_READ);
        all += articles;
    }
    return all;
}

enum { STEPS_MAX = 3000 };

static void
read_everything(struct world *world, const char *path, int cols, int rows)
{
    struct reader *reader = world_open(world, path, cols, rows);
    struct seen seen = {.issue = SIZE_MAX};
    size_t articles = 0;
    world_check(world);
    for (int step = 0; reader->message.len == 0 || reader->shown == NULL || reader->turn_asked != 0; step++) {
        size_t issue = world_position(reader);
        assert_true(step < STEPS_MAX);
        articles += reader_article(reader) != NULL && (seen.issue != issue || seen.article != reader->at.article);
        see(&seen, world, false);
        world_run(world, "read-on");
        assert_in_range(world_position(reader), issue, issue + 3); /* those without an article are passed over */
    }
    see_whole(&seen);
    assert_int_equal(world_position(reader), library_count(world->library) - 1);
    assert_int_equal(articles, check_all_read(world));
    buffer_done(&seen.all);
}

/* From where reading on has ended. */
static void
read_everything_back(struct world *world)
{
    struct reader *reader = &world->reader;
    struct seen seen = {.issue = SIZE_MAX};
    size_t articles = 0;
    assert_int_equal(reader_article(reader) + 1 - reader->shown->articles, reader->shown->article_count);
    if (reader->at.pane == PANE_LIST)
        world_run(world, "open");
    world_run(world, "bottom");
    for (int step = 0; world_position(reader) > 0 || reader->at.article > 0 || reader->at.text_top.item > 0 ||
                       reader->at.text_top.byte > 0;
         step++) {
        assert_true(step < STEPS_MAX);
        articles += reader_article(reader) != NULL &&
                    (seen.issue != world_position(reader) || seen.article != reader->at.article);
        see(&seen, world, true);
        world_run(world, "read-back");
    }
    articles += seen.issue != world_position(reader) || seen.article != reader->at.article;
    see(&seen, world, true);
    see_whole(&seen);
    assert_int_equal(articles, check_all_read(world));
    world_run(world, "read-back");
    assert_int_equal(world_position(reader) + reader->at.article + reader->at.text_top.item + reader->at.text_top.byte,
                     0);
    buffer_done(&seen.all);
}

static void
test_read_everything(void **state)
{
    static const int sizes[][2] = {{40, 12}, {80, 24}, {200, 60}};
    struct world *world = *state;
    const char *samples = getenv("KANBAO_SAMPLES");
    assert_non_null(samples);
    for (size_t i = 0; i < BASE_COUNT(sizes); i++) {
        read_everything(world, world->folder, sizes[i][0], sizes[i][1]);
        read_everything_back(world);
        read_everything(world, samples, sizes[i][0], sizes[i][1]);
        read_everything_back(world);
    }
}

/* What was read is passed over; a mark can be taken back. */
static void
test_read_state(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 24);
    assert_false(reader_is_read(reader, 0));
    world_run(world, "toggle-read");
    assert_true(reader_is_read(reader, 0));
    world_run(world, "toggle-read");
    assert_false(reader_is_read(reader, 0));
    world_run(world, "select-next");
    world_run(world, "toggle-read");
    world_run(world, "select-previous");
    world_run(world, "next-unread");
    assert_int_equal(reader->at.article, WORLD_CHINESE_ARTICLES - 1);
    world_run(world, "next-unread");
    assert_int_equal(world_position(reader), 0);
    world_run(world, "next-unread");
    assert_int_equal(world_position(reader), 1);
    /* an article counts as read when its end was shown to a reader in its pane */
    world_run(world, "previous-issue");
    world_run(world, "select-last");
    assert_false(reader_is_read(reader, WORLD_CHINESE_ARTICLES - 1));
    world_run(world, "open");
    assert_true(reader_is_read(reader, WORLD_CHINESE_ARTICLES - 1));
    /* an issue that was read whole is passed over, too */
    world_run(world, "next-issue");
    for (uint32_t i = 0; i < reader->shown->article_count; i++) {
        world_run_times(world, "select-first", (int)i + 1);
        world_run(world, "toggle-read");
    }
    world_run(world, "previous-issue");
    world_run(world, "select-last");
    world_run(world, "next-unread");
    world_run(world, "next-unread");
    assert_int_equal(world_position(reader), WORLD_EMPTY + 1); /* there is nothing to read in it */
    world_run(world, "toggle-read");
    assert_false(reader_is_read(reader, 0));
}

/* ---- scrolling */

static void
test_scroll(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 12);
    struct layout_cursor cursor;
    world_run(world, "next-article");
    world_run(world, "open");
    world_run_times(world, "scroll-down", 5);
    struct layout_place five = reader->at.text_top;
    world_run(world, "top");
    world_run(world, "half-page-down");
    assert_int_equal(reader->at.text_top.item, five.item);
    assert_int_equal(reader->at.text_top.byte, five.byte);
    world_run(world, "half-page-down");
    struct layout_place page = reader->at.text_top;
    world_run(world, "half-page-up");
    assert_int_equal(reader->at.text_top.byte, five.byte);
    world_run_times(world, "scroll-up", 4);
    world_run(world, "scroll-up");
    assert_int_equal(reader->at.text_top.item + reader->at.text_top.byte, 0);
    world_run(world, "scroll-up");
    assert_int_equal(reader->at.text_top.item + reader->at.text_top.byte, 0);
    world_run(world, "page-down");
    assert_int_equal(reader->at.text_top.item, page.item);
    assert_int_equal(reader->at.text_top.byte, page.byte);
    assert_false(reader_is_read(reader, 1));
    world_run(world, "bottom");
    assert_true(reader_is_read(reader, 1));
    /* the last page is full, and there is nothing below it */
    struct layout_place bottom = reader->at.text_top;
    cursor = reader_frame(reader).top;
    for (int row = 1; row < reader_geometry(reader).body_rows; row++)
        assert_true(layout_next(&cursor));
    assert_false(layout_next(&cursor));
    world_run_times(world, "scroll-down", 3);
    world_run(world, "page-down");
    assert_int_equal(reader->at.text_top.item, bottom.item);
    assert_int_equal(reader->at.text_top.byte, bottom.byte);
    world_run_times(world, "page-up", 1000);
    assert_int_equal(reader->at.text_top.item + reader->at.text_top.byte, 0);
}

/* The first character on the screen stays there when the width changes. */
static void
test_place_survives(void **state)
{
    static const int sizes[][2] = {{40, 12}, {200, 60}, {16, 4}, {3, 2}, {71, 9}, {80, 24}};
    static const int counts[] = {1, 4, 9, 17, 30};
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(counts); i++) {
        struct reader *reader = world_open_folder(world, 80, 24);
        struct buffer before = {0}, after = {0};
        world_run(world, "select-next");
        world_run(world, "open");
        world_run_times(world, "scroll-down", counts[i]);
        struct layout_place place = reader->at.text_top;
        add_pane(&before, world);
        assert_true(place.item > 0 && before.len > 0);
        for (size_t k = 0; k < BASE_COUNT(sizes); k++) {
            reader_resize(reader, sizes[k][1], sizes[k][0]);
            world_check(world);
            world_run(world, "redraw");
            assert_int_equal(reader->at.article, 1);
            assert_int_equal(reader->at.text_top.item, place.item);
            assert_int_equal(reader->at.text_top.byte, place.byte);
        }
        add_pane(&after, world);
        assert_string_equal(after.at, before.at);
        buffer_done(&before);
        buffer_done(&after);
    }
}

static void
test_headless(void **state)
{
    struct world *world = *state;
    struct buffer page = {0}, all = {0};
    struct reader *reader = world_open(world, world->paths[WORLD_HEADLESS], 80, 24);
    assert_int_equal(reader->shown->article_count, 1);
    assert_int_equal(reader_article(reader)->headline_line, ISSUE_NO_LINE);
    struct reader_list_item item = reader_list_item(reader, 0, 30);
    assert_int_equal(item.row_count, READER_LIST_ROWS_MAX);
    assert_true(item.cut);
    world_run(world, "open");
    add_article(&all, reader);
    add_pane(&page, world);
    assert_string_equal(page.at, all.at);
    world_run(world, "read-on");
    assert_true(reader->message.len > 0);
    buffer_done(&page);
    buffer_done(&all);
}

/* The heads of sections in the list: a row above the first headline of each, never instead of the selected one. */
static void
check_section_rows(struct world *world, uint32_t article)
{
    const struct reader *reader = &world->reader;
    struct reader_geometry geometry = reader_geometry(reader);
    struct reader_list_item item = reader_list_item(reader, article, geometry.list_cols);
    assert_int_equal(item.section.len > 0, article == 2 || article == 7);
    assert_int_equal(reader_list_item_rows(&item), item.row_count + (item.section.len > 0));
    int cursor = world->screen.cursor_row;
    if (item.section.len == 0)
        return;
    assert_true(cursor > geometry.body_row);
    assert_int_equal(screen_at(&world->screen, cursor - 1, 1)->style, STYLE_SECTION);
    assert_int_equal(screen_at(&world->screen, cursor - 1, 0)->base, ' ');
}

static void
test_sections(void **state)
{
    struct world *world = *state;
    for (int rows = 5; rows < 30; rows += 3)
        for (int cols = 16; cols < 100; cols += 9) {
            struct reader *reader = world_open(world, world->paths[WORLD_LONG_LIST], cols < 60 ? 70 : 40, rows);
            /* nothing else knows that the issue changes, and the list is set anew */
            struct issue *issue = (struct issue *)(uintptr_t)reader->shown;
            assert_int_equal(issue->article_count, WORLD_LONG_LIST_ARTICLES);
            for (uint32_t i = 2; i < issue->article_count; i++)
                issue->articles[i].section_line = issue->articles[i < 7 ? 2 : 7].headline_line;
            reader_resize(reader, rows, cols);
            for (uint32_t i = 0; i < issue->article_count; i++) {
                check_section_rows(world, reader->at.article);
                world_run(world, "select-next");
            }
            for (uint32_t i = 0; i < issue->article_count; i++) {
                check_section_rows(world, reader->at.article);
                world_run(world, "select-previous");
            }
            world_run_times(world, "select-last", 8);
            world_run(world, "open");
            struct layout_cursor cursor = reader_frame(reader).top;
            assert_int_equal(layout_row_at(&cursor).kind, LAYOUT_SECTION);
            assert_true(layout_next(&cursor));
        }
}

/* The whole of a large file takes the place of its beginning, and the reader notices nothing. */
static void
test_preview_grows(void **state)
{
    struct world *world = *state;
    struct buffer before = {0}, after = {0};
    world_write_large(world);
    struct reader *reader = world_open(world, world->folder, 80, 24);
    library_expect_loader(world->library);
    world_run_times(world, "next-issue", WORLD_ISSUES);
    assert_true(reader->shown->preview);
    size_t articles = reader->shown->article_count;
    world_run_times(world, "select-last", 5);
    world_run(world, "toggle-read");
    world_run(world, "open");
    world_run_times(world, "scroll-down", 9);
    struct layout_place place = reader->at.text_top;
    add_pane(&before, world);
    world_read_whole(world);
    add_pane(&after, world);
    assert_string_equal(after.at, before.at);
    assert_true(reader->at.article == 4 && reader->at.text_top.item == place.item &&
                reader->at.text_top.byte == place.byte);
    assert_true(reader->shown->article_count > articles);
    assert_true(reader_is_read(reader, 4));
    world_run_times(world, "next-article", INT_MAX);
    assert_int_equal(reader->at.article, reader->shown->article_count - 1);
    assert_false(reader_is_read(reader, reader->at.article - 1));
    world_run(world, "bottom");
    assert_true(reader_is_read(reader, reader->at.article));
    buffer_done(&before);
    buffer_done(&after);
}

/* A line of a large file is gone to when the whole is there, unless the reader went elsewhere meanwhile. */
static void
check_line_of_large(struct world *world, const char *command)
{
    enum { LINE = 4000 };
    struct reader *reader = world_open(world, world->folder, 80, 24);
    library_expect_loader(world->library);
    uint32_t id = library_at(world->library, WORLD_ISSUES);
    reader_open_line(reader, id, LINE);
    assert_int_equal(reader->at.issue, id);
    assert_true(reader->shown->preview && reader->shown->line_count < LINE);
    if (command != NULL)
        world_run(world, command);
    world_read_whole(world);
    bool there = support_article_of(reader->shown, LINE - 1) == reader->at.article;
    assert_int_equal(there, command == NULL);
    assert_int_equal(reader->at.pane, command == NULL ? PANE_ARTICLE : PANE_LIST);
}

static void
test_line_of_large(void **state)
{
    struct world *world = *state;
    world_write_large(world);
    check_line_of_large(world, NULL);
    check_line_of_large(world, "select-next");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_read_everything), WORLD_TEST(test_read_state),    WORLD_TEST(test_scroll),
        WORLD_TEST(test_place_survives),  WORLD_TEST(test_headless),      WORLD_TEST(test_sections),
        WORLD_TEST(test_preview_grows),   WORLD_TEST(test_line_of_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
