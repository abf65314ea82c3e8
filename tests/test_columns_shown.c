/* What stands on the parser, and columns that stand side by side: lines of the file, searching, the reader.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "side_by_side.h"
#include "world.h"

#include "kanbao/library.h"
#include "kanbao/parser.h"
#include "kanbao/search.h"
#include "kanbao/text.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- what knows the lines of the file */

static struct side_page
two_articles(void)
{
    static const char *const *const columns[] = {side_first, side_second};
    struct side_page page = {.number = 0};
    side_add_columns(&page, columns, 2, "    ", false);
    return page;
}

static void
test_articles_and_numbers(void **state)
{
    struct side_page page = two_articles();
    struct issue *issue = support_recover("20310607.txt", buffer_slice(&page.text));
    struct buffer json = {0};
    (void)state;
    assert_int_equal(issue->article_count, 2);
    assert_text(issue_article_title(issue, &issue->articles[1]), "竹篾巷的风筝上了天");
    issue_add_json(&json, issue);
    assert_non_null(strstr(json.at, "\"headline\":\"竹篾巷的风筝上了天\",\"headline_line\":1,"));
    assert_non_null(strstr(json.at, "骨架匀称，纸薄一点倒不碍事。明年还要再放。\",\"lines\":[3,4,5,6,7]"));
    assert_text(issue_line_text(issue, issue_line_part(issue, 3, 0)), "场把用了三十年的木闸门换成了铁");
    assert_text(issue_line_text(issue, issue_line_part(issue, 3, 1)), "学生昨天把自己糊的风筝放上了天，");
    assert_int_equal(issue_line_part(issue, 3, 2), ISSUE_NO_LINE);
    assert_int_equal(issue_line_part(issue, 8, 0), ISSUE_NO_LINE);
    for (uint32_t number = 0; number < page.number; number++)
        assert_int_equal(issue_line_number(issue, issue_line_of_number(issue, number)), number);
    assert_int_equal(issue_line_of_number(issue, 1000), issue->line_count - 1);
    buffer_done(&json);
    issue_free(issue);
    side_page_done(&page);
}

/* Of a beginning no line is shown that will be another one in the whole. */
static void
test_beginning(void **state)
{
    static const char *const *const columns[] = {side_first, side_second};
    struct side_page page = {.number = 0};
    (void)state;
    side_add_wide(&page, "渡口晚报　2031年6月7日　星期六");
    for (int i = 0; i < 4; i++) {
        side_add_columns(&page, columns, 2, "    ", false);
        side_add_wide(&page, "");
        side_add_wide(&page, "　　　　沿海各地今春修闸筑堤三百余处　参加的人比往年多了四成");
    }
    struct issue *whole = support_recover("x", buffer_slice(&page.text));
    assert_non_null(whole->numbers);
    for (size_t bytes = 0; bytes < page.text.len; bytes++) {
        if (page.text.at[bytes] != '\n')
            continue;
        struct issue *part = parser_recover((struct parser_source){
            .path = "x", .text = base_strndup(page.text.at, bytes + 1), .bytes = bytes + 1, .preview = true});
        must(part->line_count > 0 && part->line_count <= whole->line_count, "%zu bytes", bytes);
        for (uint32_t line = 0; line < part->line_count; line++)
            must(slice_equal(issue_line_text(part, line), issue_line_text(whole, line)), "%zu bytes, line %u", bytes,
                 line);
        issue_free(part);
    }
    issue_free(whole);
    side_page_done(&page);
}

/* What the raw text of a file can have, nothing that is found in its columns is left out of. */
static void
test_raw_search(void **state)
{
    static const char *const gutters[] = {"   ", "│", "\u3000\u3000", " | "};
    (void)state;
    for (size_t g = 0; g < BASE_COUNT(gutters); g++) {
        static const char *const *const columns[] = {side_second, side_first, side_third};
        struct side_page page = {.number = 0};
        struct buffer scratch = {0};
        side_add_columns(&page, columns, 3, gutters[g], false);
        struct issue *issue = support_recover("x", buffer_slice(&page.text));
        assert_non_null(issue->numbers);
        for (size_t p = 0; p < issue->paragraph_count; p++) {
            struct slice text = issue_paragraph_text(issue, &issue->paragraphs[p], &scratch);
            for (size_t at = 0; at + 15 <= text.len; at = text_start_after(text, at + 1)) {
                struct search_fault fault;
                struct search_options options = {.pinyin = PINYIN_SCHEME_FULL};
                size_t end = text_start(text, at + 15);
                struct slice word = slice_make(text.at + at, end - at);
                if (memchr(word.at, ' ', word.len) != NULL || text_is_space(text_first(word)))
                    continue;
                struct search_query *query = search_query_new(word, &options, &fault);
                assert_non_null(query);
                search_query_expect_raw(query);
                must(search_may_match(query, buffer_slice(&page.text)), "%.*s", (int)word.len, word.at);
                search_query_free(query);
            }
        }
        buffer_done(&scratch);
        issue_free(issue);
        side_page_done(&page);
    }
}

/* ---- in the library: what goes back and forth between it and an issue is the file's text */

static const struct library_limits roomy = {64 << 20, 64 << 20};

/* More issues than are kept recovered, each looked at, mended, forgotten and looked at again. */
static void
test_many(void **state)
{
    enum { FILES = 40 };
    static const struct parser_mend mend = {8, ISSUE_BODY, false}; /* the second column's headline */
    const char *folder = *state;
    struct side_page page = two_articles();
    struct library *library = library_new(roomy);
    for (int i = 0; i < FILES; i++) {
        char name[32];
        snprintf(name, sizeof name, "203106%02d-%d.txt", i % 28 + 1, i);
        support_put(folder, name, page.text.at);
    }
    assert_null(library_add(library, folder));
    library_expect_loader(library);
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < FILES; i++) {
            uint32_t id = library_at(library, i), line;
            const struct issue *issue = library_issue(library, id);
            assert_int_equal(issue->article_count, 2);
            assert_int_equal(issue->articles[1].headline_line, mend.line);
            if (i % 3 != 0)
                continue;
            library_mend(library, id, &mend, 1);
            assert_int_equal(library_peek(library, id)->article_count, 1);
            assert_true(slice_equal(issue_source(library_peek(library, id)), buffer_slice(&page.text)));
            assert_true(library_unmend(library, id, &line));
        }
    library_free(library);
    side_page_done(&page);
}

static void
wait_for(struct library *library, int wake, uint32_t id)
{
    struct pollfd wait = {.fd = wake, .events = POLLIN};
    char bytes[64];
    do {
        must(poll(&wait, 1, 60 * 1000) == 1, "the loader said nothing for a minute");
        while (read(wake, bytes, sizeof bytes) > 0)
            continue;
    } while (!library_collect(library, id));
}

/* Of a large issue the beginning is there at once; its mends hold for the whole, which is recovered again with another. */
static void
test_large(void **state)
{
    static const struct parser_mend first = {10, ISSUE_BODY, false}, second = {0, ISSUE_BODY, false};
    static const char *const *const columns[] = {side_first, side_second};
    struct side_page page = {.number = 0};
    int ends[2];
    side_add_wide(&page, "渡口晚报　2031年6月7日　星期六");
    side_add_wide(&page, "");
    for (int i = 0; i < 400; i++) {
        side_add_columns(&page, columns, 2, "    ", false);
        side_add_wide(&page, "");
        side_add_wide(&page, "　　　　沿海各地今春修闸筑堤三百余处　参加的人比往年多了四成");
    }
    support_put(*state, "20310607.txt", page.text.at);
    struct library *library = library_new(roomy);
    assert_null(library_add(library, *state));
    library_expect_loader(library);
    assert_int_equal(pipe(ends), 0);
    for (int i = 0; i < 2; i++)
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    uint32_t id = library_at(library, 0);
    const struct issue *issue = library_issue(library, id);
    assert_true(issue->preview);
    assert_text(issue_line_text(issue, first.line), "竹篾巷的风筝上了天");
    library_mend(library, id, &first, 1);
    assert_int_equal(library_peek(library, id)->lines[first.line].role, ISSUE_BODY);
    library_start(library, ends[1]);
    for (int i = 0; i < 2; i++) {
        wait_for(library, ends[0], id);
        issue = library_peek(library, id);
        assert_false(issue->preview);
        assert_text(issue_line_text(issue, first.line), "竹篾巷的风筝上了天");
        assert_int_equal(issue->lines[first.line].role, ISSUE_BODY);
        assert_int_equal(issue_file_lines(issue), page.number);
        assert_true(slice_equal(issue_source(issue), buffer_slice(&page.text)));
        if (i == 0)
            library_mend(library, id, &second, 1);
    }
    assert_int_equal(issue->lines[second.line].role, ISSUE_BODY);
    library_free(library);
    close(ends[0]);
    close(ends[1]);
    side_page_done(&page);
}

/* ---- in the reader */

static struct reader *
open_page(struct world *world)
{
    struct side_page page = two_articles();
    char *path = support_join(world->folder, "20310607.txt");
    support_write_text(path, page.text.at);
    struct reader *reader = world_open(world, path, 90, 24);
    free(path);
    side_page_done(&page);
    return reader;
}

/* The headline of the second column is none, and is one again; the mends outlive the text's being read anew. */
static void
test_mending(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world);
    size_t count, last_step;
    assert_int_equal(reader->shown->article_count, 2);
    world_run(world, "select-next");
    assert_int_equal(reader->at.article, 1);
    world_run(world, "mend-headline");
    assert_int_equal(reader->shown->article_count, 1);
    assert_non_null(strstr(reader->message.at, "1: begins a paragraph"));
    assert_int_equal(issue_source(reader->shown).len, strlen(issue_source(reader->shown).at));
    library_mends(reader->library, reader->at.issue, &count, &last_step);
    assert_int_equal(count, 1);
    reader_reread(reader);
    world_check(world);
    assert_int_equal(reader->shown->article_count, 1);
    world_run(world, "mend-undo");
    assert_int_equal(reader->shown->article_count, 2);
}

static void
test_source_view(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world);
    struct buffer screen = {0};
    world_run(world, "source");
    screen_add_text(&screen, &world->screen);
    assert_non_null(strstr(screen.at, " 8 +  长凳，放在晒盐场的凉棚里。"));
    assert_non_null(strstr(screen.at, " 1 H  竹篾巷的风筝上了天"));
    assert_non_null(strstr(screen.at, "line 1/8: "));
    /* a count is a line of the file */
    world_run_times(world, "top", 8);
    assert_int_equal(issue_line_number(reader->shown, reader->at.source.cursor.item), 7);
    world_run(world, "scroll-down");
    assert_int_equal(issue_line_number(reader->shown, reader->at.source.cursor.item), 0);
    assert_int_equal(reader->at.article, 1);
    buffer_done(&screen);
}

/* FILE:LINE shows the article that has the line's first words. */
static void
test_open_line(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world);
    reader_open_line(reader, reader->at.issue, 8);
    world_check(world);
    assert_int_equal(reader->at.article, 0);
    reader_open_line(reader, reader->at.issue, 9);
    assert_non_null(strstr(reader->message.at, "no line 9; the last is 8"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_articles_and_numbers),
        cmocka_unit_test(test_beginning),
        cmocka_unit_test(test_raw_search),
        test_in_folder(test_many),
        test_in_folder(test_large),
        WORLD_TEST(test_mending),
        WORLD_TEST(test_source_view),
        WORLD_TEST(test_open_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
