/* What is handed on: copies, citations, files in four formats, names of files, links; and that a file has all that the article
 * has, whatever that is, and nothing else.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "handed_page.h"
#include "world.h"

#include "kanbao/text.h"
#include "reader/handing/handing.h"

#include <ctype.h>
#include <stdlib.h>
#include <sys/stat.h>

static struct reader *
open_text(struct world *world, const char *name, const char *text)
{
    char *path = support_join(world->folder, name);
    support_write_text(path, text);
    struct reader *reader = world_open(world, path, 100, 24);
    free(path);
    return reader;
}

static void
type_anew(struct world *world, const char *text)
{
    world_run(world, "prompt-kill-to-start");
    world_run(world, "prompt-kill-to-end");
    reader_paste(&world->reader, slice_of(text));
}

/* ---- copies */

static void
test_copies(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_text(world, "20260203.txt", page);
    world_run(world, "copy-headline");
    assert_string_equal(reader->clipboard.at, "渡口旧物一年清点完毕");
    assert_int_equal(reader->request, READER_COPIES);
    assert_non_null(strstr(reader->message.at, "渡口旧物一年清点完毕"));
    world_run(world, "copy-citation");
    assert_string_equal(reader->clipboard.at, "《渡口日报》2026年2月3日第03版");
    world_run(world, "copy-reference");
    assert_string_equal(reader->clipboard.at, "莫小满, 容与. 渡口旧物一年清点完毕[N]. 渡口日报, 2026-02-03(03).");
    world_run(world, "copy-paragraph");
    assert_true(slice_starts(buffer_slice(&reader->clipboard), "清点从正月初八开始，"));
    assert_null(strchr(reader->clipboard.at, '\n'));
    reader_take_request(reader);
    /* with no article there is nothing */
    world_open(world, world->paths[WORLD_EMPTY], 80, 24);
    world_run(world, "copy-paragraph");
    assert_int_equal(world->reader.request, READER_RUNS);
}

/* The paragraph is that of the hit as long as it is on the screen, of the line in the source view, else the first one shown. */
static void
test_which_paragraph(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_text(world, "20260203.txt", page);
    reader_resize(reader, 8, 60);
    world_run(world, "open");
    reader_run_command(reader, world_command("search"), (struct command_args){.text = slice_of("第三件")});
    world_run(world, "copy-paragraph");
    assert_true(slice_starts(buffer_slice(&reader->clipboard), "第三件"));
    world_run(world, "top");
    world_run(world, "copy-paragraph");
    assert_true(slice_starts(buffer_slice(&reader->clipboard), "清点"));
    world_run(world, "end-search");
    world_run(world, "bottom");
    while (reader->at.text_top.byte == 0 && reader->at.text_top.item > 0)
        world_run(world, "scroll-up");
    world_run(world, "copy-paragraph");
    assert_false(slice_starts(buffer_slice(&reader->clipboard), "第三件"));
    world_run(world, "top");
    world_run(world, "source");
    world_run(world, "bottom");
    world_run(world, "copy-paragraph");
    assert_true(slice_starts(buffer_slice(&reader->clipboard), "第三件"));
}

static void
test_citations(void **state)
{
    static const struct {
        const char *name, *text, *citation;
    } rows[] = {
        {"20260203.txt", "渡口日报　2026年2月3日　第A12版\n\n渡口旧物一年清点完毕\n\n本报讯 清点从正月初八开始。\n",
         "《渡口日报》2026年2月3日第A12版"},
        {"20260203-04.txt", "渡口旧物一年清点完毕\n\n本报讯 清点从正月初八开始, 到今天才完。\n", "2026年2月3日"},
        {"渡口.txt", "渡口旧物一年清点完毕\n\n本报讯 清点从正月初八开始, 到今天才完。\n", "渡口.txt"},
        {"2026-02-03_第02版.txt", "渡口旧物一年清点完毕\n\n本报讯 清点从正月初八开始, 到今天才完。\n", "第02版"},
        {"2026-02-03.txt", "渡口旧物一年清点完毕\n\n本报讯 清点从正月初八开始, 到今天才完。\n", "2026年2月3日"},
        {"20260314.txt",
         "THE FERRY TIMES\nSaturday, March 14, 2026   Page A3\n\nBridge Sticks Open for Eleven Hours\n\nBy JOHN "
         "QUILL\n\nThe swing bridge stuck open on Friday, and nobody minded for eleven hours.\n",
         "14 March 2026, p. A3"},
    };
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct reader *reader = open_text(world, rows[i].name, rows[i].text);
        world_run(world, "copy-citation");
        must(slice_ends(buffer_slice(&reader->clipboard), rows[i].citation), "%s: %s", rows[i].name,
             reader->clipboard.at);
    }
}

/* ---- files */

/* All of an issue has one title and the articles below it; a list of articles says of each where it is from. */
static void
test_several_articles(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open(world, world->paths[WORLD_ENGLISH], 100, 24);
    const struct issue *issue = reader->shown;
    for (int format = FILE_TEXT; format < FILE_FORMATS; format++) {
        struct buffer out = {0}, list = {0};
        struct file_piece pieces[2] = {{issue, &issue->articles[2], "The Paper"},
                                       {issue, &issue->articles[0], "The Paper"}};
        file_add_issue(&out, (enum file_format)format, &reader->options, issue, "The Paper");
        file_add_list(&list, (enum file_format)format, &reader->options, "Flagged", pieces, 2);
        struct slice all = buffer_slice(&out), some = buffer_slice(&list);
        char *second = base_strndup(issue_article_title(issue, &issue->articles[1]).at, 12);
        assert_true(slice_find(all, second) != SIZE_MAX);
        assert_true(slice_find(some, second) == SIZE_MAX);
        if (format != FILE_JSON) {
            assert_true(slice_find(some, "Flagged") < slice_find(some, "The Paper"));
            size_t first = slice_find(all, "The Paper");
            assert_true(slice_find(slice_from(all, first + 9), "The Paper") == SIZE_MAX || format == FILE_HTML);
        }
        free(second);
        buffer_done(&out);
        buffer_done(&list);
    }
}

/* ---- names */

static void
test_typed_names(void **state)
{
    struct world *world = *state;
    struct buffer path = {0}, wanted = {0};
    setenv("HOME", world->folder, 1);
    file_name_read(&path, slice_of("~/灯.txt "), "name.txt");
    buffer_printf(&wanted, "%s/灯.txt", world->folder);
    assert_string_equal(path.at, wanted.at);
    buffer_clear(&path);
    buffer_clear(&wanted);
    file_name_read(&path, slice_of("~"), "name.txt");
    buffer_printf(&wanted, "%s/name.txt", world->folder);
    assert_string_equal(path.at, wanted.at);
    buffer_clear(&path);
    file_name_read(&path, slice_of("a~b.md"), "name.txt");
    assert_string_equal(path.at, "a~b.md");
    buffer_done(&path);
    buffer_done(&wanted);
}

/* ---- the prompt for a file */

static void
test_save_asks(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_text(world, "20260203.txt", page);
    struct buffer path = {0};
    world_run(world, "save");
    assert_text(buffer_slice(&reader->prompt.line.text), "2026-02-03-渡口旧物一年清点完毕.txt");
    buffer_printf(&path, "%s/out.md", world->folder);
    type_anew(world, path.at);
    world_run(world, "prompt-accept");
    assert_int_equal(reader_take_request(reader), READER_SAVES);
    assert_text(buffer_slice(&reader->errand.words), path.at);
    assert_true(slice_starts(buffer_slice(&reader->errand.text), "# 渡口旧物"));
    assert_false(reader->errand.overwrites);
    /* it is there now: nothing is asked of the session before Enter is pressed again on the same name */
    support_write_text(path.at, "mine");
    world_run(world, "save");
    type_anew(world, path.at);
    world_run(world, "prompt-accept");
    assert_int_equal(reader_take_request(reader), READER_RUNS);
    assert_true(reader_keys_pane(reader) == PANE_PROMPT && reader->prompt.fails);
    world_run(world, "prompt-delete-back");
    assert_int_equal(reader->prompt.note.len, 0);
    reader_paste(reader, slice_of("d"));
    world_run(world, "prompt-accept");
    assert_int_equal(reader_take_request(reader), READER_RUNS);
    world_run(world, "prompt-accept");
    assert_int_equal(reader_take_request(reader), READER_SAVES);
    assert_true(reader->errand.overwrites);
    /* and once more it is asked */
    reader_run_command(reader, world_command("save"), (struct command_args){.text = buffer_slice(&path)});
    assert_int_equal(reader_take_request(reader), READER_RUNS);
    assert_int_equal(reader_keys_pane(reader), PANE_PROMPT);
    world_run(world, "prompt-cancel");
    buffer_done(&path);
}

static void
test_save_endings(void **state)
{
    static const char *const begins[][2] = {
        {"a.txt", "渡口旧物"},   {"a.TXT", "渡口旧物"}, {"a", "渡口旧物"},       {"a.md", "# "},
        {"a.html", "<!DOCTYPE"}, {"a.htm", "<!DOC"},    {"a.json", "{\"path\""},
    };
    struct world *world = *state;
    struct reader *reader = open_text(world, "20260203.txt", page);
    struct buffer path = {0};
    for (size_t i = 0; i < BASE_COUNT(begins); i++) {
        buffer_clear(&path);
        buffer_printf(&path, "%s/%s", world->folder, begins[i][0]);
        reader_run_command(reader, world_command("save"), (struct command_args){.text = buffer_slice(&path)});
        assert_int_equal(reader_take_request(reader), READER_SAVES);
        must(slice_starts(buffer_slice(&reader->errand.text), begins[i][1]), "%s", reader->errand.text.at);
    }
    buffer_clear(&path);
    buffer_printf(&path, "%s/a.pdf", world->folder);
    reader_run_command(reader, world_command("save"), (struct command_args){.text = buffer_slice(&path)});
    assert_int_equal(reader_take_request(reader), READER_RUNS);
    assert_non_null(strstr(reader->prompt.note.at, ".json"));
    world_run(world, "prompt-cancel");
    /* what is read is never written */
    for (int i = 0; i < 2; i++) {
        reader_run_command(reader, world_command("save"), (struct command_args){.text = slice_of(reader->shown->path)});
        assert_int_equal(reader_take_request(reader), READER_RUNS);
        assert_non_null(strstr(reader->prompt.note.at, "the issue itself"));
        world_run(world, "prompt-cancel");
    }
    /* in the list of issues, all articles; from anywhere by its name */
    world_open(world, world->paths[WORLD_ENGLISH], 100, 24);
    buffer_clear(&path);
    buffer_printf(&path, "%s/b.json", world->folder);
    reader_run_command(&world->reader, world_command("save-issue"), (struct command_args){.text = buffer_slice(&path)});
    struct buffer json = {0};
    issue_add_json(&json, world->reader.shown);
    assert_text(buffer_slice(&world->reader.errand.text), json.at);
    buffer_done(&json);
    buffer_done(&path);
}

/* All that a search of the library found, each article with its paper. */
static void
test_save_found(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 100, 24);
    struct buffer path = {0};
    reader_wait_for_search(reader, true);
    reader_run_command(reader, world_command("search-library"),
                       (struct command_args){.text = slice_of("黄狗|渡口|灯|风|水")});
    reader_finish_search(reader);
    size_t articles = found_articles_count(reader);
    assert_in_range(articles, 2, FOUND_ARTICLES_MAX);
    uint32_t shown = reader->at.issue;
    world_run(world, "save-found");
    assert_text(buffer_slice(&reader->prompt.line.text), "黄狗-渡口-灯-风-水.txt");
    buffer_printf(&path, "%s/found.json", world->folder);
    type_anew(world, path.at);
    world_run(world, "prompt-accept");
    assert_int_equal(reader_take_request(reader), READER_SAVES);
    size_t lines = 0;
    for (size_t i = 0; i < reader->errand.text.len; i++)
        lines += reader->errand.text.at[i] == '\n';
    assert_int_equal(lines, articles);
    assert_int_equal(reader->at.issue, shown);
    buffer_done(&path);
    world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    world_run(world, "save-found");
    assert_int_equal(reader_keys_pane(&world->reader), PANE_LIST);
}

static void
test_path_completion(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_text(world, "20260203.txt", page);
    struct buffer path = {0}, wanted = {0};
    char *folder = support_join(world->folder, "a folder");
    assert_int_equal(mkdir(folder, 0700), 0);
    support_put(folder, "one two.md", "");
    support_put(folder, "one three.md", "");
    support_put(folder, ".hidden", "");
    buffer_printf(&path, "%s/a f", world->folder);
    buffer_printf(&wanted, "%s/", folder);
    world_run(world, "save");
    type_anew(world, path.at);
    world_run(world, "prompt-complete");
    assert_text(buffer_slice(&reader->prompt.line.text), wanted.at);
    world_run(world, "prompt-end");
    world_run(world, "prompt-complete");
    buffer_add_text(&wanted, "one t");
    assert_text(buffer_slice(&reader->prompt.line.text), wanted.at);
    world_run(world, "prompt-complete");
    buffer_add_text(&wanted, "hree.md");
    assert_text(buffer_slice(&reader->prompt.line.text), wanted.at);
    /* below home, as it was typed */
    setenv("HOME", folder, 1);
    type_anew(world, "~/one tw");
    world_run(world, "prompt-complete");
    assert_text(buffer_slice(&reader->prompt.line.text), "~/one two.md");
    type_anew(world, "/no such folder/");
    world_run(world, "prompt-complete");
    assert_text(buffer_slice(&reader->prompt.line.text), "/no such folder/");
    world_run(world, "prompt-cancel");
    buffer_done(&path);
    buffer_done(&wanted);
    free(folder);
}

/* ---- links and programs */

static void
test_links(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_text(world, "20260203.txt", page);
    world_run(world, "open");
    world_run(world, "links");
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
    assert_int_equal(reader_keys_pane(reader), PANE_PROMPT);
    assert_int_equal(reader->handing->link_count, 3);
    reader_paste(reader, slice_of("4"));
    assert_true(reader->prompt.fails);
    type_anew(world, "3");
    assert_text(buffer_slice(&reader->prompt.note), "mailto:keeper@example.org");
    world_run(world, "prompt-accept");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    assert_int_equal(reader_take_request(reader), READER_COPIES);
    assert_string_equal(reader->clipboard.at, "mailto:keeper@example.org");
    free(reader->options.browser);
    reader->options.browser = base_strdup("browse");
    world_run_times(world, "links", 1);
    assert_int_equal(reader_take_request(reader), READER_BROWSES);
    assert_text(buffer_slice(&reader->errand.words), "https://example.org/list?a=1&b=2");
    world_run_times(world, "links", 2);
    assert_text(buffer_slice(&reader->errand.words), "http://www.example.com/x");
    reader_take_request(reader);
    world_run_times(world, "links", 4);
    assert_int_equal(reader_take_request(reader), READER_RUNS);
    reader->restricted = true;
    world_run_times(world, "links", 1);
    assert_int_equal(reader_take_request(reader), READER_COPIES);
    reader->restricted = false;
    world_run(world, "links");
    world_run(world, "prompt-cancel");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    world_open(world, world->paths[WORLD_CHINESE], 100, 24);
    world_run(world, "links");
    assert_int_equal(world->reader.at.pane, PANE_LIST);
}

/* A list that is longer than the screen shows the link that is typed. */
static void
test_many_links(void **state)
{
    struct world *world = *state;
    struct buffer text = {0};
    buffer_add_text(&text, "渡口的链接\n\n本报讯 名单在下面。\n");
    for (int i = 1; i <= 50; i++)
        buffer_printf(&text, "\n第%d个在 https://example.org/%d ，看的人不多，昨天又少了一个。\n", i, i);
    struct reader *reader = open_text(world, "20260204.txt", text.at);
    world_run(world, "links");
    assert_int_equal(reader->handing->link_count, 50);
    reader_paste(reader, slice_of("44"));
    world_check(world);
    buffer_clear(&text);
    screen_add_text(&text, &world->screen);
    assert_non_null(strstr(text.at, "44  https://example.org/44"));
    world_run(world, "prompt-cancel");
    buffer_done(&text);
}

static void
test_programs(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_text(world, "20260203.txt", page);
    world_run(world, "pipe");
    reader_paste(reader, slice_of("wc -m"));
    world_run(world, "prompt-accept");
    assert_int_equal(reader_take_request(reader), READER_PIPES);
    assert_text(buffer_slice(&reader->errand.words), "wc -m");
    assert_true(slice_starts(buffer_slice(&reader->errand.text), "渡口旧物一年清点完毕\n"));
    free(reader->options.pipe_command);
    reader->options.pipe_command = base_strdup("less");
    world_run(world, "pipe");
    assert_text(buffer_slice(&reader->prompt.line.text), "less");
    world_run(world, "prompt-kill-to-start");
    world_run(world, "prompt-older");
    assert_text(buffer_slice(&reader->prompt.line.text), "wc -m");
    world_run(world, "prompt-kill-to-start");
    world_run(world, "prompt-accept");
    assert_int_equal(reader_take_request(reader), READER_RUNS);
    world_run(world, "print");
    assert_int_equal(reader_take_request(reader), READER_PRINTS);
    world_run(world, "edit");
    assert_int_equal(reader_take_request(reader), READER_EDITS);
    assert_int_equal(reader->errand.line, 3);
    world_run(world, "open");
    world_run(world, "source");
    world_run(world, "bottom");
    world_run(world, "edit");
    assert_int_equal(reader->errand.line, 9);
    world_run(world, "issues");
    world_run(world, "edit");
    assert_int_equal(reader->errand.line, 0);
    reader_take_request(reader);
    static const char *const refused[] = {"save", "save-issue", "save-found", "pipe", "print", "edit"};
    reader->restricted = true;
    for (size_t i = 0; i < BASE_COUNT(refused); i++) {
        reader_run_command(reader, world_command(refused[i]), (struct command_args){.text = slice_of("x")});
        must(reader_take_request(reader) == READER_RUNS, "%s is not refused", refused[i]);
    }
}

/* Of a large issue the beginning is shown first: nothing of it is handed on as if it were whole, but for a headline. */
static void
test_beginning_is_not_handed_on(void **state)
{
    static const char *const waits[] = {"copy", "copy-paragraph", "copy-citation", "copy-reference", "links",
                                        "pipe", "pipe-issue",     "print",         "save",           "save-issue"};
    static const char loading[] = "Still loading";
    struct world *world = *state;
    struct buffer path = {0};
    world_write_large(world);
    buffer_printf(&path, "%s/handed.txt", world->folder);
    for (size_t i = 0; i < BASE_COUNT(waits); i++) {
        struct reader *reader = world_open(world, world->folder, 80, 24);
        library_expect_loader(world->library);
        world_run_times(world, "next-issue", WORLD_ISSUES);
        assert_true(reader->shown->preview);
        const struct command_row *row = world_command(strcmp(waits[i], "pipe-issue") == 0 ? "pipe" : waits[i]);
        struct command_args args = {.text = buffer_slice(&path)};
        if (strcmp(waits[i], "pipe-issue") == 0)
            world_run(world, "issues");
        reader_run_command(reader, row, args);
        must(reader_take_request(reader) == READER_RUNS, "%s: the beginning is handed on", waits[i]);
        must(strstr(reader->message.at, loading) != NULL, "%s: says %s", waits[i], reader->message.at);
        must(reader_keys_pane(reader) != PANE_PROMPT, "%s asks", waits[i]);
        world_run(world, "copy-headline");
        assert_int_equal(reader_take_request(reader), READER_COPIES);
        world_read_whole(world);
        reader_run_command(reader, row, args);
        must(strstr(reader->message.at, loading) == NULL, "%s: still says %s", waits[i], reader->message.at);
    }
    buffer_done(&path);
}

/* So it is with articles that were found in it. */
static void
test_beginning_is_not_saved_among_found(void **state)
{
    struct world *world = *state;
    struct buffer path = {0};
    world_write_large(world);
    struct reader *reader = world_open(world, world->folder, 80, 24);
    library_expect_loader(world->library);
    reader_wait_for_search(reader, true);
    reader_run_command(reader, world_command("search-library"),
                       (struct command_args){.text = slice_of("黄狗|渡口|灯|风|水")});
    reader_finish_search(reader);
    assert_in_range(found_articles_count(reader), 2, FOUND_ARTICLES_MAX);
    buffer_printf(&path, "%s/found.txt", world->folder);
    reader_run_command(reader, world_command("save-found"), (struct command_args){.text = buffer_slice(&path)});
    assert_int_equal(reader_take_request(reader), READER_RUNS);
    assert_non_null(strstr(reader->message.at, "Still loading"));
    buffer_done(&path);
}

/* ---- a file that has changed */

static void
test_reread(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_text(world, "20260203.txt", page);
    world_run(world, "source");
    while (reader->at.source.cursor.item < 6)
        world_run(world, "scroll-down");
    world_run(world, "mend-caption");
    assert_int_equal(reader->shown->lines[6].role, ISSUE_CAPTION);
    world_run(world, "source");
    struct buffer text = {0};
    buffer_add_text(&text, "渡口日报　2026年2月3日　第03版\n\n编者按\n\n");
    buffer_add_text(&text, strchr(page, '\n') + 2);
    support_put(world->folder, "20260203.txt", text.at);
    reader_reread(reader);
    world_check(world);
    /* what was said of the line holds for it, two lines on */
    assert_int_equal(reader->shown->lines[8].role, ISSUE_CAPTION);
    assert_int_equal(reader->shown->line_count, 11);
    support_put(world->folder, "20260203.txt", "渡口的灯\n\n没有了。\n");
    reader_reread(reader);
    world_check(world);
    assert_non_null(strstr(reader->message.at, "1 mend is gone"));
    support_take(world->folder, "20260203.txt");
    reader_reread(reader);
    world_check(world);
    assert_null(reader->shown);
    support_put(world->folder, "20260203.txt", page);
    reader_reread(reader);
    world_check(world);
    assert_non_null(reader_article(reader));
    buffer_done(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_copies),
        WORLD_TEST(test_which_paragraph),
        WORLD_TEST(test_citations),
        WORLD_TEST(test_several_articles),
        WORLD_TEST(test_typed_names),
        WORLD_TEST(test_save_asks),
        WORLD_TEST(test_save_endings),
        WORLD_TEST(test_save_found),
        WORLD_TEST(test_path_completion),
        WORLD_TEST(test_links),
        WORLD_TEST(test_many_links),
        WORLD_TEST(test_programs),
        WORLD_TEST(test_beginning_is_not_handed_on),
        WORLD_TEST(test_beginning_is_not_saved_among_found),
        WORLD_TEST(test_reread),
    };
    return cmocka_run_group_tests_name("reader, handing on", tests, NULL, NULL);
}
