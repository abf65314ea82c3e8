/* What is remembered, at the screen: the next day begins where the last one ended.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/store.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A day with the world's issues and what was remembered of the days before; size 80x24 where nothing else is said. */
static struct reader *
begin_day(struct world *world, struct store *store)
{
    struct reader *reader = world_open_folder(world, 80, 24);
    reader_set_store(reader, store);
    reader_collect(reader);
    world_check(world);
    return reader;
}

static struct store *
next_day(struct store *store, const char *path)
{
    store_close(store, 10000);
    store_free(store);
    struct store *next = store_new();
    store_read(next, path, true);
    char *notice = store_take_notice(next);
    assert_null(notice);
    return next;
}

static char *
state_path(const struct world *world)
{
    return support_join(world->folder, ".state/state.db");
}

static struct store *
open_state(const char *path)
{
    struct store *store = store_new();
    store_open(store, path, -1);
    return store;
}

/* Marks, the place, the list and the way back to it. */
static void
test_the_next_day(void **state)
{
    struct world *world = *state;
    char *path = state_path(world);
    struct store *store = open_state(path);
    struct reader *reader = begin_day(world, store);
    assert_int_equal(reader->message.len, 0);
    world_run(world, "select-next");
    world_run(world, "open");
    world_run(world, "read-on");
    struct layout_place place = reader->at.text_top;
    assert_true(place.item > 0 || place.byte > 0);
    assert_int_equal(reader_marks(reader, 1), STORE_BEGUN);
    world_run(world, "close");
    world_run(world, "select-previous");
    world_run(world, "flag");
    world_run(world, "toggle-read");

    store = next_day(store, path);
    reader = begin_day(world, store);
    assert_int_equal(reader_marks(reader, 0), STORE_FLAGGED | STORE_READ);
    assert_int_equal(reader_marks(reader, 1), STORE_BEGUN);
    assert_non_null(strstr(reader->message.at, "article 2"));
    world_run(world, "open");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    assert_int_equal(reader->at.article, 1);
    assert_int_equal(reader->at.text_top.item, place.item);
    assert_int_equal(reader->at.text_top.byte, place.byte);
    /* it was offered once */
    world_run(world, "close");
    world_run(world, "select-first");
    world_run(world, "open");
    assert_int_equal(reader->at.article, 0);
    store_free(store);
    free(path);
}

/* Whoever does something else first is not taken anywhere. */
static void
test_it_is_no_question(void **state)
{
    struct world *world = *state;
    char *path = state_path(world);
    struct store *store = open_state(path);
    begin_day(world, store);
    world_run(world, "select-next");
    world_run(world, "open");
    store = next_day(store, path);
    struct reader *reader = begin_day(world, store);
    assert_true(reader->message.len > 0);
    world_run(world, "select-last");
    world_run(world, "open");
    assert_int_equal(reader->at.article, WORLD_CHINESE_ARTICLES - 1);
    store_free(store);
    free(path);
}

/* Who reads on from the list reads, too; and what the start has to say every day does not hide where one stopped. */
static void
test_reading_from_the_list(void **state)
{
    struct world *world = *state;
    char *path = state_path(world);
    struct store *store = open_state(path);
    struct reader *reader = begin_day(world, store);
    world_run(world, "select-next");
    world_run(world, "read-on");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    assert_true(reader->at.text_top.item > 0 || reader->at.text_top.byte > 0);
    assert_int_equal(reader_marks(reader, 1), STORE_BEGUN);
    store = next_day(store, path);
    reader = world_open_folder(world, 80, 24);
    reader_say(reader, "%s", "7 files are left out");
    reader_set_store(reader, store);
    reader_collect(reader);
    assert_non_null(strstr(reader->message.at, "article 2"));
    assert_non_null(strstr(reader->message.at, "\u30007 files are left out"));
    world_run(world, "open");
    assert_int_equal(reader->at.article, 1);
    store_free(store);
    free(path);
}

/* Behind the last article of an issue comes the next issue, by the key that was offered. */
static void
test_behind_an_issue(void **state)
{
    struct world *world = *state;
    char *path = state_path(world);
    struct store *store = open_state(path);
    begin_day(world, store);
    world_run(world, "select-last");
    world_run(world, "open");
    world_run(world, "bottom");
    store = next_day(store, path);
    struct reader *reader = begin_day(world, store);
    assert_non_null(strstr(reader->message.at, "to its end"));
    world_run(world, "open");
    assert_int_equal(world_position(reader), 1);
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    assert_int_equal(reader->message.len, 0);
    store_free(store);
    free(path);
}

/* Another width, another order of the lines in the file, another path: the same place. */
static void
test_the_place_outlives_its_setting(void **state)
{
    static const int sizes[][2] = {{40, 12}, {120, 40}, {80, 24}};
    struct world *world = *state;
    struct store *store = store_new();
    struct reader *reader = begin_day(world, store);
    world_run(world, "select-next");
    world_run(world, "open");
    world_run_times(world, "scroll-down", 9);
    uint32_t byte = layout_byte_of_place(reader->layout, reader->shown, reader_article(reader), reader->at.text_top);
    for (size_t i = 0; i < BASE_COUNT(sizes); i++) {
        reader = world_open_folder(world, sizes[i][0], sizes[i][1]);
        reader_set_store(reader, store);
        world_run(world, "select-next");
        world_run(world, "open");
        struct layout_cursor last = reader_frame(reader).last;
        uint32_t from =
            layout_byte_of_place(reader->layout, reader->shown, reader_article(reader), reader->at.text_top);
        uint32_t to =
            layout_byte_of_place(reader->layout, reader->shown, reader_article(reader), layout_place_at(&last));
        must(from <= byte && byte <= to, "%dx%d: %u is not in %u..%u", sizes[i][0], sizes[i][1], byte, from, to);
    }
    store_free(store);
}

static void
test_all_read_and_back(void **state)
{
    struct world *world = *state;
    struct store *store = store_new();
    struct reader *reader = begin_day(world, store);
    world_run(world, "select-next");
    world_run(world, "toggle-read");
    world_run(world, "mark-all-read");
    for (uint32_t i = 0; i < WORLD_CHINESE_ARTICLES; i++)
        assert_true(reader_is_read(reader, i));
    world_run(world, "mark-all-read");
    for (uint32_t i = 0; i < WORLD_CHINESE_ARTICLES; i++)
        assert_int_equal(reader_is_read(reader, i), i == 1);
    /* older ones: not this one, and what is said to be unread stays so */
    world_run(world, "mark-older-read");
    assert_false(reader_is_read(reader, 0));
    world_run(world, "next-issue");
    assert_false(reader_is_read(reader, 0)); /* another paper */
    world_run_times(world, "next-issue", WORLD_ISSUES);
    assert_int_equal(world_position(reader), WORLD_LONG_LIST);
    assert_true(reader_is_read(reader, 0));
    world_run(world, "toggle-read");
    assert_false(reader_is_read(reader, 0));
    assert_true(reader_is_read(reader, 1));
    world_run_times(world, "previous-issue", WORLD_ISSUES);
    world_run(world, "mark-older-read");
    world_run_times(world, "next-issue", WORLD_ISSUES);
    assert_false(reader_is_read(reader, 1));
    store_free(store);
}

/* Issues without a title are of the paper that their folder, or file, is called by: another folder's are not marked. What was
   marked up to a later day is not taken back from an earlier one, and where there is nothing to do, that is said. */
static void
test_older_of_this_paper(void **state)
{
    static const char *const files[] = {"a/20310503.txt", "a/20310502.txt", "a/20310501.txt", "b/20310502.txt"};
    struct world *world = *state;
    struct store *store = store_new();
    char *folders[] = {support_join(world->folder, "more/a"), support_join(world->folder, "more/b")},
         *more = support_join(world->folder, "more");
    assert_int_equal(mkdir(more, 0777), 0);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(mkdir(folders[i], 0777), 0);
    for (size_t i = 0; i < BASE_COUNT(files); i++)
        support_put(more, files[i], "渡口的灯\n\n　　渡口的灯亮了三天，第四天有人来关。\n");
    struct reader *reader = world_open(world, more, 80, 24);
    reader_set_store(reader, store);
    world_run(world, "mark-older-read");
    for (size_t i = 0; i < BASE_COUNT(files); i++) {
        const char *path = library_path(reader->library, reader->at.issue);
        must(reader_is_read(reader, 0) == (i > 0 && strstr(path, "/a/") != NULL), "%s", path);
        if (i == BASE_COUNT(files) - 1)
            break;
        world_run(world, "next-issue");
    }
    world_run(world, "mark-older-read");
    assert_non_null(strstr(reader->message.at, "read already"));
    assert_true(reader_is_read(reader, 0));
    world_run(world, "mark-all-read");
    assert_non_null(strstr(reader->message.at, "All of this issue is read already"));
    store_free(store);
    free(more);
    free(folders[0]);
    free(folders[1]);
}

static void
type(struct world *world, const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        assert_true(reader_type(&world->reader, (unsigned char)*at));
}

/* A note stands below its article, on every day, and can be changed and taken away. */
static void
test_notes(void **state)
{
    struct world *world = *state;
    char *path = state_path(world);
    struct store *store = open_state(path);
    struct reader *reader = begin_day(world, store);
    world_run(world, "note");
    type(world, "to be read aloud");
    world_run(world, "prompt-accept");
    assert_int_equal(reader_marks(reader, 0), STORE_NOTED);
    store = next_day(store, path);
    reader = begin_day(world, store);
    world_run(world, "open");
    world_run(world, "bottom");
    struct layout_cursor last = reader_frame(reader).last;
    struct layout_row row = layout_row_at(&last);
    assert_int_equal(row.kind, LAYOUT_NOTE);
    assert_text(row.text, "Note: to be read aloud");
    world_run(world, "note");
    assert_text(buffer_slice(&reader->prompt.line.text), "to be read aloud");
    world_run(world, "prompt-kill-to-start");
    world_run(world, "prompt-accept");
    assert_int_equal(reader_marks(reader, 0) & STORE_NOTED, 0);
    last = reader_frame(reader).last;
    assert_int_not_equal(layout_row_at(&last).kind, LAYOUT_NOTE);
    store_free(store);
    free(path);
}

/* What was said of a line is said again, by the headline list and by a search of files that nobody looked at. */
static void
test_mends_are_remembered(void **state)
{
    struct world *world = *state;
    char *path = state_path(world);
    struct store *store = open_state(path);
    struct reader *reader = begin_day(world, store);
    world_run(world, "select-last");
    world_run(world, "toggle-read");
    world_run(world, "select-next");
    world_run(world, "mend-headline");
    assert_int_equal(reader->shown->article_count, WORLD_CHINESE_ARTICLES - 1);
    world_run(world, "quit");
    assert_int_equal(reader->request, READER_QUITS); /* nothing would be lost */

    store = next_day(store, path);
    reader = begin_day(world, store);
    assert_int_equal(reader->shown->article_count, WORLD_CHINESE_ARTICLES - 1);
    world_run(world, "mend-undo");
    assert_int_equal(reader->shown->article_count, WORLD_CHINESE_ARTICLES);
    assert_true(reader_is_read(reader, WORLD_CHINESE_ARTICLES - 1));
    store_free(store);
    free(path);
}

/* M lists them; from there to the article, and unread ones by the same language. */
static void
test_the_flagged_list(void **state)
{
    struct world *world = *state;
    struct store *store = store_new();
    struct reader *reader = begin_day(world, store);
    reader_wait_for_search(reader, true);
    world_run_times(world, "toggle-read", 2);
    world_run(world, "flagged");
    assert_non_null(strstr(reader->message.at, "Nothing is flagged yet"));
    world_run(world, "back");
    world_run(world, "next-issue");
    world_run(world, "select-next");
    world_run(world, "flag");
    world_run(world, "previous-issue");
    world_run(world, "flagged");
    assert_int_equal(reader->at.pane, PANE_RESULTS);
    assert_int_equal(reader->message.len, 0);
    struct reader_result_list results = reader_results(reader);
    assert_int_equal(results.progress.articles, 1);
    /* in the list, too, and nobody goes anywhere for that */
    uint32_t issue = reader->at.issue;
    for (int i = 0; i < 2; i++) {
        world_run(world, "flag");
        assert_non_null(strstr(reader->message.at, i == 0 ? "No longer flagged" : "Flagged"));
        assert_int_equal(reader->at.pane, PANE_RESULTS);
        assert_int_equal(reader->at.issue, issue);
    }
    world_run(world, "open");
    assert_int_equal(world_position(reader), WORLD_ENGLISH);
    assert_int_equal(reader->at.article, 1);
    world_run(world, "flag");
    assert_int_equal(reader_marks(reader, 1) & STORE_FLAGGED, 0);
    reader_stop(reader);
    store_free(store);
}

/* What was typed comes back with the arrow, another day; what was not typed does not. */
static void
test_what_was_typed(void **state)
{
    struct world *world = *state;
    char *path = state_path(world);
    struct store *store = open_state(path);
    struct reader *reader = begin_day(world, store);
    world_run(world, "search");
    type(world, "bridge");
    world_run(world, "prompt-accept");
    world_run(world, "flagged");
    reader_stop(reader);
    store = next_day(store, path);
    reader = begin_day(world, store);
    world_run(world, "search");
    world_run(world, "prompt-older");
    assert_text(buffer_slice(&reader->prompt.line.text), "bridge");
    world_run(world, "prompt-older");
    assert_text(buffer_slice(&reader->prompt.line.text), "bridge");
    world_run(world, "prompt-cancel");
    store_free(store);
    free(path);
}

/* What is flagged and noted, as one file; and a search by its name. */
static void
test_what_is_kept_goes_on(void **state)
{
    struct world *world = *state;
    struct store *store = store_new();
    struct reader *reader = begin_day(world, store);
    struct buffer path = {0};
    buffer_printf(&path, "%s/kept.md", world->folder);
    reader_run_command(reader, world_command("export-notes"), (struct command_args){.text = buffer_slice(&path)});
    assert_int_equal(reader->request, READER_RUNS);
    assert_non_null(strstr(reader->message.at, "No article"));
    world_run(world, "flag");
    world_run(world, "next-issue");
    reader_run_command(reader, world_command("note"), (struct command_args){.text = slice_of("*so* it is")});
    reader_run_command(reader, world_command("export-notes"), (struct command_args){.text = slice_of("kept.txt")});
    assert_non_null(reader->prompt.use); /* Markdown it is */
    world_run(world, "prompt-cancel");
    reader_run_command(reader, world_command("export-notes"), (struct command_args){.text = buffer_slice(&path)});
    assert_int_equal(reader->request, READER_SAVES);
    assert_string_equal(reader->errand.words.at, path.at);
    const char *text = reader->errand.text.at;
    const char *flagged = strstr(text, "2031-05-04"), *noted = strstr(text, "2031-05-03");
    assert_true(flagged != NULL && noted != NULL && flagged < noted);
    assert_non_null(strstr(text, "\\*so\\* it is"));
    buffer_done(&path);
    store_free(store);
}

static void
test_a_search_has_a_name(void **state)
{
    struct world *world = *state;
    struct store *store = store_new();
    struct reader *reader = begin_day(world, store);
    struct command_args name = {.text = slice_of("water")};
    reader_run_command(reader, world_command("save-search"), name);
    assert_non_null(strstr(reader->message.at, "Search for something first"));
    reader_run_command(reader, world_command("search-library"), (struct command_args){.text = slice_of("river -boat")});
    reader_finish_search(reader);
    reader_run_command(reader, world_command("save-search"), name);
    world_run(world, "saved-searches");
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
    world_run(world, "run-row");
    assert_int_equal(reader->at.pane, PANE_RESULTS);
    assert_text(reader_results(reader).query, "river -boat");
    reader_run_command(reader, world_command("forget-search"), name);
    size_t count;
    store_lines_free(store_lines(store, STORE_SAVED, 10, &count), 0);
    assert_int_equal(count, 0);
    reader_stop(reader);
    store_free(store);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_the_next_day),
        WORLD_TEST(test_it_is_no_question),
        WORLD_TEST(test_reading_from_the_list),
        WORLD_TEST(test_behind_an_issue),
        WORLD_TEST(test_the_place_outlives_its_setting),
        WORLD_TEST(test_all_read_and_back),
        WORLD_TEST(test_older_of_this_paper),
        WORLD_TEST(test_notes),
        WORLD_TEST(test_mends_are_remembered),
        WORLD_TEST(test_the_flagged_list),
        WORLD_TEST(test_what_was_typed),
        WORLD_TEST(test_what_is_kept_goes_on),
        WORLD_TEST(test_a_search_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
