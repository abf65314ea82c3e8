/* A library that changes under a reader: issues come and go and are sorted while keys are pressed, lines are mended, a search
 * runs and the loader reads. What is asserted is what a reader would notice: the article that is shown stays the one that it
 * was, and what was read stays read.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "searching.h"

#include "kanbao/view.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { ARTICLES_MAX = 64 };

/* ---- issues */

static const char *const things[] = {"渡口的旧船", "红灯笼", "桂花糕", "石板路", "竹椅", "雨棚", "铜铃", "灯船"};
static const char *const deeds[] = {"修好了", "搬走了", "挂起来了", "不见了", "多了一只", "让猫占了"};

/* Number NUMBER, with words of its own; some are dated by their names, some by their heads, some by nothing; one in forty is
   none at all, one in twenty is empty of articles. The path is the caller's. */
static char *
put_issue(const char *folder, struct support_chance *chance, unsigned number)
{
    struct buffer text = {0};
    char name[64];
    unsigned day = support_below(chance, 28) + 1, kind = support_below(chance, 3);
    if (kind == 0)
        snprintf(name, sizeof name, "203106%02u-%u.txt", day, number);
    else
        snprintf(name, sizeof name, "issue-%u.txt", number);
    if (kind == 1)
        buffer_printf(&text, "渡口晚报　2031年6月%u日\n\n", day);
    for (unsigned i = support_below(chance, 20) == 0 ? 0 : support_below(chance, 5) + 1; i > 0; i--) {
        buffer_printf(&text, "%s%s第%u号\n\n本报讯 (记者 田一麦) ", things[support_below(chance, BASE_COUNT(things))],
                      deeds[support_below(chance, BASE_COUNT(deeds))], number);
        for (unsigned k = support_below(chance, 8) + 2; k > 0; k--)
            buffer_printf(&text, "第%u号%s昨天%s, 看门人说早该如此。", number,
                          things[support_below(chance, BASE_COUNT(things))],
                          deeds[support_below(chance, BASE_COUNT(deeds))]);
        buffer_add_text(&text, "\n\n");
    }
    if (support_below(chance, 40) == 0)
        buffer_add_text(&text, "\1\2\3\4\5\6");
    char *path = support_join(folder, name);
    buffer_add_byte(&text, '\n');
    if (support_below(chance, 40) == 0)
        support_write(path, "\x89PNG\r\n", 6);
    else
        support_write(path, text.at, text.len);
    buffer_done(&text);
    return path;
}

/* ---- a session without a terminal */

struct changing {
    struct searching s;
    struct support_chance chance;
    char *folder;
    unsigned numbers; /* of issues that were put so far */
    int ends[2];
};

static void
add_issue(struct changing *changing)
{
    char *path = put_issue(changing->folder, &changing->chance, ++changing->numbers);
    error_free(library_add(changing->s.world->library, path)); /* one that is none is refused */
    free(path);
}

static struct changing
open_changing(void **state, unsigned issues)
{
    static const struct library_limits limits = {64 << 20, 64 << 20};
    struct world *world = *state;
    struct changing changing = {.s = {.world = world, .reader = &world->reader}, .chance = {20310607}};
    struct options options;
    changing.folder = support_join(world->folder, "");
    world->library = library_new(limits);
    for (unsigned i = 0; i < issues; i++)
        add_issue(&changing);
    library_sort(world->library);
    library_expect_loader(world->library);
    options_init(&options);
    assert_int_equal(pipe(changing.ends), 0);
    for (int i = 0; i < 2; i++)
        fcntl(changing.ends[i], F_SETFL, O_NONBLOCK);
    reader_init(&world->reader, world->library, options);
    reader_set_wake_fd(&world->reader, changing.ends[1]);
    reader_resize(&world->reader, 24, 80);
    changing.s.keymap = command_keymap_new();
    command_attach(changing.s.keymap, &world->reader);
    world_check(world);
    library_start(world->library, changing.ends[1]);
    return changing;
}

static void
close_changing(struct changing *changing)
{
    searching_close(&changing->s);
    reader_stop(changing->s.reader);
    library_stop(changing->s.world->library);
    close(changing->ends[0]);
    close(changing->ends[1]);
    free(changing->folder);
}

/* ---- what a change of the library must leave as it is */

struct shown {
    uint32_t issue, article;
    struct layout_place place;
    enum reader_pane pane;
    char *text; /* the article's title; NULL: there is none */
    bool source;
    bool read[ARTICLES_MAX]; /* of the issue */
};

static struct shown
see(const struct changing *changing)
{
    const struct reader *reader = changing->s.reader;
    const struct issue_article *article = reader_article(reader);
    struct shown shown = {.issue = reader->at.issue,
                          .article = reader->at.article,
                          .place = reader->at.text_top,
                          .pane = reader->at.pane,
                          .source = reader->at.source.shown};
    if (article != NULL) {
        struct slice title = issue_article_title(reader->shown, article);
        shown.text = base_strndup(title.at, title.len);
    }
    for (uint32_t i = 0; i < ARTICLES_MAX; i++)
        shown.read[i] = reader_is_read(reader, i);
    return shown;
}

static void
assert_stayed(const struct changing *changing, struct shown *before)
{
    const struct reader *reader = changing->s.reader;
    struct shown now = see(changing);
    bool there = library_has(reader->library, before->issue);
    if (there) {
        assert_int_equal(now.issue, before->issue);
        assert_int_equal(now.article, before->article);
        assert_int_equal(now.place.item, before->place.item);
        assert_int_equal(now.place.byte, before->place.byte);
        assert_int_equal(now.pane, before->pane);
        assert_int_equal(now.source, before->source);
        assert_int_equal(now.text != NULL, before->text != NULL);
        if (now.text != NULL)
            assert_string_equal(now.text, before->text);
    } else {
        assert_int_equal(now.issue != 0, library_count(reader->library) > 0);
    }
    for (size_t i = 0; i < ARTICLES_MAX && there; i++)
        must(now.read[i] == before->read[i], "article %zu of issue %u: %d", i, now.issue, now.read[i]);
    free(before->text);
    free(now.text);
}

static void
remove_some(struct changing *changing)
{
    struct library *library = changing->s.world->library;
    for (unsigned i = support_below(&changing->chance, 3) + 1; i > 0 && library_count(library) > 0; i--) {
        uint32_t position = support_below(&changing->chance, (uint32_t)library_count(library));
        bool shown = support_below(&changing->chance, 4) == 0;
        uint32_t id = shown ? changing->s.reader->at.issue : library_at(library, position);
        library_remove(library, id);
        assert_false(library_has(library, id));
    }
}

static void
change_library(struct changing *changing)
{
    struct library *library = changing->s.world->library;
    struct shown before = see(changing);
    uint32_t what = support_below(&changing->chance, 5);
    if (what < 2 || library_count(library) < 4)
        for (unsigned i = support_below(&changing->chance, 3) + 1; i > 0; i--)
            add_issue(changing);
    else if (what < 4)
        remove_some(changing);
    if (what == 4 || support_below(&changing->chance, 3) == 0)
        library_sort(library);
    reader_library_changed(changing->s.reader);
    world_check(changing->s.world);
    assert_stayed(changing, &before);
}

/* ---- the tests */

static const char *const keys[] = {"j",           "k",
                                   "G",           "g",
                                   "<Enter>",     "q",
                                   "h",           "l",
                                   "i",           "v",
                                   "w",           "}",
                                   "{",           "J",
                                   "K",           "u",
                                   "eh",          "eu",
                                   "eb",          "<Space>",
                                   "b",           "r",
                                   "n",           "N",
                                   "3n",          "R",
                                   "<Esc>",       "<Tab>",
                                   "c",           "p",
                                   "&灯船",       "?",
                                   "//灯<Enter>", "/灯船<Enter>",
                                   "//红灯笼",    "/",
                                   "灯",          "<C-u>",
                                   "&",           "*",
                                   "<Backspace>", "<A-/>",
                                   "2}",          "3{",
                                   "12G",         "<C-d>",
                                   "<C-b>",       "<Enter>"};

static void
do_anything(struct changing *changing)
{
    static const int sizes[][2] = {{80, 24}, {40, 12}, {16, 4}, {170, 9}, {200, 60}, {10, 3}, {72, 6}};
    struct reader *reader = changing->s.reader;
    switch (support_below(&changing->chance, 12)) {
    case 0: {
        const int *size = sizes[support_below(&changing->chance, BASE_COUNT(sizes))];
        reader_resize(reader, size[1], size[0]);
        break;
    }
    case 1: reader_collect(reader); break;
    default: searching_press(&changing->s, keys[support_below(&changing->chance, BASE_COUNT(keys))]); break;
    }
    reader->request = READER_RUNS;
    world_check(changing->s.world);
}

/* What is found is what a plain loop finds in the library as it has become, mends and all. */
static void
assert_found(struct changing *changing)
{
    struct reader *reader = changing->s.reader;
    struct library *library = reader->library;
    struct search_hits hits = {0};
    struct search_options options = reader_search_options(&reader->options, reader->store, reader->stories);
    struct search_fault fault;
    struct search_query *query = search_query_new(slice_of("红灯笼"), &options, &fault);
    size_t wanted = 0, found = 0;
    for (size_t i = 0; i < library_count(library); i++) {
        const struct issue *issue = library_issue(library, library_at(library, i));
        if (issue != NULL && search_issue(query, issue, &hits))
            wanted += hits.count;
    }
    reader_close_prompt(reader);
    if (reader->at.pane == PANE_DOCUMENT) /* in which no key asks for the library */
        searching_press(&changing->s, "q");
    reader_resize(reader, 24, 80);
    reader_wait_for_search(reader, true);
    searching_press(&changing->s, "<A-/>红灯笼<Enter>");
    reader_wait_for_search(reader, false);
    struct reader_result_list results = reader_results(reader);
    for (size_t i = 0; i < results.count; i++)
        found += results.rows[i].kind == RESULT_HIT;
    assert_int_equal(found, wanted);
    search_hits_done(&hits);
    search_query_free(query);
}

static void
test_anything(void **state)
{
    struct changing changing = open_changing(state, 60);
    for (int step = 0; step < (support_is_slow() ? 300 : 2000); step++) {
        if (step % 5 == 0)
            change_library(&changing);
        do_anything(&changing);
        if (step % 500 == 499)
            assert_found(&changing);
    }
    assert_found(&changing);
    close_changing(&changing);
}

/* The next one takes its place, at the end the one before. */
static void
test_shown_is_removed(void **state)
{
    struct changing changing = open_changing(state, 20);
    struct reader *reader = changing.s.reader;
    struct library *library = reader->library;
    searching_press(&changing.s, "3}");
    assert_int_equal(world_position(reader), 3);
    uint32_t next = library_at(library, 4), later = library_at(library, 6), before = library_at(library, 2);
    library_remove(library, reader->at.issue);
    reader_library_changed(reader);
    world_check(changing.s.world);
    assert_int_equal(reader->at.issue, next);
    assert_int_equal(world_position(reader), 3);
    /* several, the next ones too */
    library_remove(library, library_at(library, 4));
    library_remove(library, before);
    library_remove(library, next);
    library_sort(library);
    reader_library_changed(reader);
    world_check(changing.s.world);
    assert_int_equal(reader->at.issue, later);
    searching_press(&changing.s, "99}");
    before = library_at(library, library_count(library) - 2);
    library_remove(library, reader->at.issue);
    reader_library_changed(reader);
    assert_int_equal(reader->at.issue, before);
    close_changing(&changing);
}

/* Every key is served where there is no issue, and the first to come is shown. */
static void
test_nothing_is_left(void **state)
{
    struct changing changing = open_changing(state, 3);
    struct reader *reader = changing.s.reader;
    searching_press(&changing.s, "//灯船<Enter>");
    while (library_count(reader->library) > 0) {
        library_remove(reader->library, library_at(reader->library, 0));
        reader_library_changed(reader);
        world_check(changing.s.world);
    }
    assert_int_equal(reader->at.issue, 0);
    assert_string_equal(reader->message.at, "There are no issues left.");
    for (size_t i = 0; i < BASE_COUNT(keys); i++) {
        searching_press(&changing.s, keys[i]);
        reader->request = READER_RUNS;
    }
    searching_press(&changing.s, "<Esc>");
    for (int i = 0; i < 8 && reader->request == READER_RUNS; i++)
        searching_press(&changing.s, "q");
    assert_int_equal(reader->request, READER_QUITS);
    reader->request = READER_RUNS;
    unsigned before = changing.numbers;
    while (library_count(reader->library) == 0)
        add_issue(&changing);
    assert_true(changing.numbers > before);
    reader_library_changed(reader);
    world_check(changing.s.world);
    assert_int_equal(reader->at.issue, library_at(reader->library, 0));
    close_changing(&changing);
}

/* The issue of the selected hit. */
static uint32_t
selected_issue(const struct reader *reader)
{
    struct reader_result_list results = reader_results(reader);
    const struct reader_result *row = &results.rows[results.selected];
    return row->batch->issues[row->issue].id;
}

/* What was found in an issue that is gone cannot be opened; on the way from hit to hit it is passed over; and the way back
   from the results leads to what has taken the place of what was shown. */
static void
test_results_of_what_is_gone(void **state)
{
    struct changing changing = open_changing(state, 40);
    struct reader *reader = changing.s.reader;
    struct library *library = reader->library;
    reader_wait_for_search(reader, true);
    searching_press(&changing.s, "}//号<Enter>");
    uint32_t first = selected_issue(reader);
    assert_true(reader->at.issue != first);
    library_remove(library, first);
    library_remove(library, reader->at.issue);
    uint32_t shown = library_nearest(library, reader->at.issue);
    reader_library_changed(reader);
    world_check(changing.s.world);
    assert_int_equal(reader->at.pane, PANE_RESULTS);
    searching_press(&changing.s, "<Enter>");
    assert_int_equal(reader->at.pane, PANE_RESULTS);
    assert_non_null(strstr(reader->message.at, "is no longer there"));
    /* to a hit in the next issue, and back over what is gone */
    while (!library_has(library, selected_issue(reader)))
        searching_press(&changing.s, "j");
    size_t opened = reader_results(reader).selected;
    searching_press(&changing.s, "<Enter>");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    searching_press(&changing.s, "N");
    assert_int_equal(reader_results(reader).selected, opened);
    assert_string_equal(reader->message.at, "This is the first hit.");
    searching_press(&changing.s, "qq");
    assert_int_equal(reader->at.pane, PANE_LIST);
    assert_int_equal(reader->at.issue, shown);
    close_changing(&changing);
}

/* Who types while the issue is removed comes back to what has taken its place. */
static void
test_removed_while_one_types(void **state)
{
    static const char *const ways[] = {"/灯", "&灯", "//灯", "/灯<Esc>/", "l/看门", "v/号"};
    static const char *const ends[] = {"<Esc>", "<Enter>", "船<Enter>", "<C-u><Enter>"};
    for (size_t i = 0; i < BASE_COUNT(ways); i++)
        for (size_t k = 0; k < BASE_COUNT(ends); k++) {
            struct changing changing = open_changing(state, 12);
            struct reader *reader = changing.s.reader;
            searching_press(&changing.s, "2}jj");
            searching_press(&changing.s, ways[i]);
            uint32_t next = library_at(reader->library, 3);
            library_remove(reader->library, reader->at.issue);
            reader_library_changed(reader);
            world_check(changing.s.world);
            searching_press(&changing.s, ends[k]);
            if (strcmp(ends[k], "<Esc>") == 0)
                assert_int_equal(reader->at.issue, next);
            close_changing(&changing);
            world_teardown(state);
            world_setup(state);
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_anything),
        WORLD_TEST(test_shown_is_removed),
        WORLD_TEST(test_nothing_is_left),
        WORLD_TEST(test_results_of_what_is_gone),
        WORLD_TEST(test_removed_while_one_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
