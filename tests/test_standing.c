/* reader: searches that stand, what has come of them, and where that is said.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/reader_front.h"
#include "kanbao/reader_standing.h"
#include "kanbao/text.h"
#include "kanbao/view.h"

#include "reader/state/state.h"

#include <stdlib.h>
#include <sys/stat.h>

/* ---- sets of numbers */

static void
test_sets(void **state)
{
    (void)state;
    static const uint32_t numbers[] = {7, 0, UINT32_MAX, 7, 0x80000000, 12};
    struct number_set set = {.count = 0}, again = {.count = 0};
    struct buffer text = {0};
    for (size_t i = 0; i < BASE_COUNT(numbers); i++)
        number_set_add(&set, numbers[i]);
    number_set_sort(&set);
    assert_int_equal(set.count, BASE_COUNT(numbers) - 1);
    for (size_t i = 0; i < BASE_COUNT(numbers); i++)
        assert_true(number_set_has(&set, numbers[i]));
    assert_false(number_set_has(&set, 8));
    number_set_write(&text, &set);
    number_set_read(&again, text.at);
    assert_int_equal(again.count, set.count);
    assert_memory_equal(again.at, set.at, set.count * sizeof *set.at);
    number_set_read(&again, "0000000cxxxxxxxx00000008000");
    assert_int_equal(again.count, 2);
    assert_int_equal(number_set_lacks(&set, &again), 1);
    assert_int_equal(number_set_lacks(&again, &set), set.count - 1);
    buffer_done(&text);
    number_set_done(&set);
    number_set_done(&again);
}

/* ---- a library of lamps */

static void
put_lamp(const struct world *world, int day, const char *what)
{
    struct buffer text = {0};
    char name[32];
    buffer_printf(&text, "%s\n\n    昨夜渡口的%s，船工说明天再讲，讲完这一段还有下一段，一直讲到潮水退下去。\n", what,
                  what);
    snprintf(name, sizeof name, "days/2032-06-%02d.txt", day);
    support_put(world->folder, name, text.at);
    buffer_done(&text);
}

/* Another visit to it, by who has STORE. */
static struct reader *
visit(struct world *world, struct store *store, int cols, int rows)
{
    char *folder = support_join(world->folder, "days");
    struct reader *reader = world_open(world, folder, cols, rows);
    reader_set_store(reader, store);
    reader_begin_watching(reader);
    reader_collect(reader);
    world_check(world);
    free(folder);
    return reader;
}

static struct reader *
begin(struct world *world, struct store *store)
{
    char *folder = support_join(world->folder, "days");
    assert_int_equal(mkdir(folder, 0700), 0);
    free(folder);
    put_lamp(world, 1, "灯船修好了");
    put_lamp(world, 2, "铜铃响了");
    put_lamp(world, 3, "灯船又坏了");
    struct reader *reader = visit(world, store, 90, 24);
    reader_run_command(reader, world_command("watch"), (struct command_args){.text = slice_of("灯船")});
    reader_run_command(reader, world_command("watch"), (struct command_args){.text = slice_of("雨棚")});
    world_run(world, "issues");
    return reader;
}

static void
check_counts(const struct reader *reader, size_t index, size_t articles, size_t unseen)
{
    struct reader_standing standing = reader_standing_at(reader, index);
    assert_true(standing.counted);
    assert_int_equal(standing.articles, articles);
    assert_int_equal(standing.unseen, unseen);
}

/* How many articles of the results are marked as new. */
static size_t
count_marked(const struct reader *reader)
{
    struct reader_result_list results = reader_results(reader);
    size_t marked = 0;
    for (size_t i = 0; i < results.count; i++)
        marked += results.rows[i].kind == RESULT_ARTICLE && reader_result_unseen(reader, &results.rows[i]);
    return marked;
}

/* What was there before anybody watched is not new; what comes is, until the results were looked at. */
static void
test_what_comes(void **state)
{
    struct world *world = *state;
    struct store *store = store_new();
    struct reader *reader = begin(world, store);
    assert_int_equal(reader_standing_count(reader), 2);
    check_counts(reader, 0, 2, 0);
    check_counts(reader, 1, 0, 0);

    put_lamp(world, 4, "灯船卖了");
    put_lamp(world, 5, "雨棚塌了");
    reader = visit(world, store, 90, 24);
    world_run(world, "issues");
    check_counts(reader, 0, 3, 1);
    check_counts(reader, 1, 1, 1);
    world_run_times(world, "select-first", 1);
    assert_int_equal(reader_issue_row(reader, reader_issue_selected(reader)).kind, ISSUE_ROW_SEARCH);
    world_run(world, "open");
    assert_int_equal(reader->at.pane, PANE_RESULTS);
    reader_finish_search(reader);
    world_run(world, "select-next");
    assert_text(reader_results(reader).query, "灯船");
    assert_int_equal(count_marked(reader), 1);
    check_counts(reader, 0, 3, 0);
    check_counts(reader, 1, 1, 1);
    reader_stop(reader);

    /* the next visit has nothing new of the one, and the other as it was */
    reader = visit(world, store, 90, 24);
    world_run(world, "issues");
    check_counts(reader, 0, 3, 0);
    check_counts(reader, 1, 1, 1);
    reader_stop(reader);
    store_free(store);
}

/* A search that is only typed, or that is another one, sees nothing. */
static void
test_what_is_seen(void **state)
{
    struct world *world = *state;
    struct store *store = store_new();
    begin(world, store);
    put_lamp(world, 4, "灯船卖了");
    struct reader *reader = visit(world, store, 90, 24);
    world_run(world, "issues");
    check_counts(reader, 0, 3, 1);
    reader_run_command(reader, world_command("search-library"), (struct command_args){.count = 0});
    reader_paste(reader, slice_of("灯船"));
    reader_finish_search(reader);
    check_counts(reader, 0, 3, 1);
    world_run(world, "prompt-cancel");
    reader_run_command(reader, world_command("search-library"), (struct command_args){.text = slice_of("灯船 卖")});
    reader_finish_search(reader);
    check_counts(reader, 0, 3, 1);
    assert_int_equal(count_marked(reader), 0);
    reader_stop(reader);
    store_free(store);
}

static void
test_no_more(void **state)
{
    struct world *world = *state;
    struct store *store = store_new();
    struct reader *reader = begin(world, store);
    reader_run_command(reader, world_command("unwatch"), (struct command_args){.text = slice_of("铜铃")});
    assert_non_null(strstr(reader->message.at, "Nobody watches"));
    world_run_times(world, "select-first", 1);
    world_run(world, "unwatch"); /* the selected one */
    assert_int_equal(reader_standing_count(reader), 1);
    assert_text(reader_standing_at(reader, 0).query, "雨棚");
    reader_run_command(reader, world_command("watch"), (struct command_args){.text = slice_of("(灯船")});
    assert_int_equal(reader_standing_count(reader), 1);
    reader = visit(world, store, 90, 24);
    world_run(world, "issues");
    assert_int_equal(reader_standing_count(reader), 1);
    /* begun anew, it has nothing new */
    reader_run_command(reader, world_command("watch"), (struct command_args){.text = slice_of("灯船")});
    world_run(world, "select-next");
    check_counts(reader, 1, 2, 0);
    reader_stop(reader);
    store_free(store);
}

/* One row above the months for each; a filter hides them. */
static void
test_rows(void **state)
{
    struct world *world = *state;
    struct store *store = store_new();
    struct reader *reader = begin(world, store);
    uint32_t issue = reader->at.issue;
    assert_int_equal(reader_issue_rows(reader), 2 + 1 + 3);
    assert_int_equal(reader_issue_selected(reader), 3);
    world_run(world, "select-previous");
    assert_int_equal(reader_issue_selected(reader), 1);
    assert_int_equal(reader->at.issue, issue);
    world_run(world, "select-previous");
    world_run(world, "select-previous");
    assert_int_equal(reader_issue_selected(reader), 0);
    world_run_times(world, "select-next", 2);
    assert_int_equal(reader_issue_selected(reader), 3);
    world_run(world, "select-next");
    assert_int_equal(reader_issue_selected(reader), 4);
    assert_int_not_equal(reader->at.issue, issue);
    world_run_times(world, "select-first", 1);
    reader_click(reader, 2, 5); /* the second search, then the selected one */
    assert_int_equal(reader_issue_selected(reader), 1);
    reader_click(reader, 2, 5);
    assert_int_equal(reader->at.pane, PANE_RESULTS);
    assert_text(reader_results(reader).query, "雨棚");
    reader_finish_search(reader);
    world_run(world, "close");
    assert_int_equal(reader->at.pane, PANE_ISSUES);
    assert_null(command_press_keys(world->keymap, reader, "/06-02<Enter>"));
    world_check(world);
    assert_int_equal(reader_issue_rows(reader), 2);
    assert_int_equal(reader_issue_row(reader, 1).kind, ISSUE_ROW_EDITION);
    reader_stop(reader);
    store_free(store);
}

/* The front page tells of what has come, and a click there looks at it. */
static void
test_front_page(void **state)
{
    struct world *world = *state;
    struct store *store = store_new();
    struct reader_front_news news;
    begin(world, store);
    put_lamp(world, 4, "灯船卖了");
    struct reader *reader = visit(world, store, 120, 40);
    world_run(world, "front");
    reader_front_news(reader, &news);
    size_t at = 0;
    while (at < news.count && news.cells[at].kind != NEWS_SEARCH)
        at++;
    assert_true(at < news.count);
    assert_int_equal(news.cells[at].search, 0);
    for (size_t i = at + 1; i < news.count; i++)
        assert_int_not_equal(news.cells[i].kind, NEWS_SEARCH);
    int body = reader_geometry(reader).body_row;
    for (size_t i = 0; i < news.count; i++) {
        struct reader_spot spot = reader_at_cell(reader, body + news.cells[i].row, news.cells[i].col);
        assert_int_equal(spot.part, SPOT_NEWS);
        assert_int_equal(spot.entry, i);
    }
    reader_click(reader, body + news.cells[at].row, news.cells[at].col);
    assert_text(reader_results(reader).query, "灯船");
    reader_finish_search(reader);
    world_run(world, "select-next");
    world_run_times(world, "close", 2);
    world_run(world, "front");
    reader_front_news(reader, &news);
    for (size_t i = 0; i < news.count; i++)
        assert_int_not_equal(news.cells[i].kind, NEWS_SEARCH);
    /* and one on a day before goes there */
    assert_int_equal(news.cells[news.count - 1].kind, NEWS_DAY);
    uint32_t issue = reader->at.issue;
    reader_click(reader, body + news.cells[news.count - 1].row, news.cells[news.count - 1].col);
    assert_int_not_equal(reader->at.issue, issue);
    assert_true(reader_shows_front(reader));
    reader_stop(reader);
    store_free(store);
}

/* Where the last visit ended stands there too: a click reads on there. */
static void
test_front_visit(void **state)
{
    struct world *world = *state;
    struct store *store = store_new();
    struct reader_front_news news;
    begin(world, store);
    struct reader *reader = visit(world, store, 120, 40);
    uint32_t here = reader->at.issue, last = 0;
    for (size_t i = 0; i < library_count(reader->library); i++)
        last = library_date(reader->library, library_at(reader->library, i)) == 20320601
                   ? library_at(reader->library, i)
                   : last;
    assert_int_not_equal(last, here);
    select_issue(reader, last, false);
    char *path = marks_path(reader, last);
    store_put_visit(store, &(struct store_visit){.title = library_title(reader->library, last),
                                                 .path = path,
                                                 .headline = "灯船修好了",
                                                 .key = marks_key(reader, 0),
                                                 .number = 1,
                                                 .percent = 40});
    free(path);
    select_issue(reader, here, false);
    world_run(world, "front");
    world_check(world);
    reader_front_news(reader, &news);
    assert_int_equal(news.cells[0].kind, NEWS_VISIT);
    reader_click(reader, reader_geometry(reader).body_row + news.cells[0].row, news.cells[0].col);
    assert_int_equal(reader->at.issue, last);
    assert_int_equal(reader->at.article, 0);
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    reader_stop(reader);
    store_free(store);
}

/* Where nobody watches, no thread and no row is there. */
static void
test_nothing(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 90, 24);
    reader_begin_watching(reader);
    world_run(world, "issues");
    assert_int_equal(reader_standing_count(reader), 0);
    assert_int_not_equal(reader_issue_row(reader, 0).kind, ISSUE_ROW_SEARCH);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sets),  WORLD_TEST(test_what_comes), WORLD_TEST(test_what_is_seen),
        WORLD_TEST(test_no_more),     WORLD_TEST(test_rows),       WORLD_TEST(test_front_page),
        WORLD_TEST(test_front_visit), WORLD_TEST(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
