/* kanbao - tests of command: the command line behind a colon.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "typed.h"
#include "world.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- commands */

static void
test_commands(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open(world, world->paths[WORLD_LONG_LIST], 80, 24);
    typed_run(world, "5");
    assert_int_equal(reader->at.article, 4);
    typed_run(world, "select-next 3");
    assert_int_equal(reader->at.article, 7);
    typed_run(world, "  open ; scroll-down ;");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    typed_run(world, "2");
    assert_true(reader->at.pane == PANE_ARTICLE && reader->at.article == 1);
    typed_run(world, "999");
    assert_int_equal(reader->at.article, WORLD_LONG_LIST_ARTICLES - 1);
    typed_run(world, "close; 3;select-next");
    assert_true(reader->at.pane == PANE_LIST && reader->at.article == 3);
    typed_run(world, "");
    assert_int_equal(reader->at.article, 3);
    /* as an input method types it */
    typed_run(world, "set library '；　'");
    typed_check_option(world, "library", "；　");
    typed_run(world, "5；select-next　2");
    assert_int_equal(reader->at.article, 6);
    typed_type(world, "5　；　qiut", true);
    assert_int_equal(reader->prompt.line.caret, strlen("5　；　"));
    assert_string_equal(typed_text(world), "5　；　qiut");
    typed_press(world, "<Esc>");
    typed_run(world, "4");
    /* the beginning of a name that no other has */
    typed_run(world, "go-t 6; next-a");
    assert_int_equal(reader->at.article, 6);
    typed_run(world, "4");
    /* what is asked of the world outside is done before the rest is run, and what was said stays to be read */
    typed_run(world, "copy; next-article");
    assert_int_equal(reader->at.article, 3);
    assert_int_equal(reader_take_request(reader), READER_COPIES);
    assert_true(command_go_on(world->keymap, reader));
    assert_int_equal(reader->at.article, 4);
    assert_non_null(strstr(reader->message.at, "clipboard"));
    assert_false(command_go_on(world->keymap, reader));
    typed_run(world, "copy; quit");
    assert_int_equal(reader_take_request(reader), READER_COPIES);
    assert_true(command_go_on(world->keymap, reader));
    assert_int_equal(reader->request, READER_QUITS);
    reader->request = READER_RUNS;
    /* what is done to the paper closes the help */
    typed_press(world, "?");
    typed_run(world, "1");
    assert_true(reader->at.pane == PANE_LIST && reader->at.article == 0);
    typed_press(world, "?");
    typed_run(world, "bottom");
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
    typed_run(world, "quit; 2");
    assert_int_equal(reader->request, READER_QUITS);
    assert_int_equal(reader->at.article, 0);
}

/* Nothing of a line is run where any of it is wrong; it stays to be mended, the caret on what is wrong. */
static void
test_faults(void **state)
{
    static const struct {
        const char *text;
        size_t caret;
        const char *words;
    } rows[] = {
        {"qiut", 0, "quit"},
        {"2; qiut", 3, "quit"},
        {"2 ; ; quit", 4, "missing"},
        {"help 3", 5, "no argument"},
        {"select-next x", 12, "number"},
        {"bind list x search a b", 21, "quoted"},
        {"0", 0, "number"},
        {"op", 0, "any of open, open-path, options"},
        {"prompt-ac", 0, "no command"},
        {"bind list x qui", 12, "quit"}, /* what is kept has whole names */
        {"set", 3, "NAME"},
        {"set mesure 3", 4, "measure"},
        {"set measure 3", 12, "16"},
        {"2; set measure 3", 15, "16"},
        {"set measure 40 50", 15, "one value"},
        {"set measure!", 4, "switch"},
        {"measure 3", 8, "16"},
        {"color text 停 1", 11, "colour"},
        {"color text 1", 12, "FG BG"},
        {"bind lists x copy", 5, "list"},
        {"bind list x cpoy", 12, "copy"},
        {"bind list x", 11, "PANE KEYS"},
        {"bind list x copy 3", 17, "shown|source"},
        {"bind list x help 3", 17, "no argument"},
        {"bind list x set mesure 3", 16, "measure"},
        {"bind list x copy ; measure 3", 27, "16"},
        {"bind list x bind list y cpoy", 24, "copy"},
        {"unbind", 6, "PANE KEYS"},
        {"unbind lists x", 7, "list"},
        {"2; unbind list <Oops>", 15, "key"},
        {"unbind list x y", 14, "PANE KEYS"},
        {"bind list F5 help", 10, "<F5>"},
        {"bind list C-x help", 10, "<C-x>"},
        {"bind list x color text purpel 2", 23, "colour"},
        {"date 停车", 5, "no date"},
        {"date 1399", 5, "no date"},
        {"set library 'a", 12, "closed"},
    };
    struct world *world = *state;
    struct reader *reader = world_open(world, world->paths[WORLD_LONG_LIST], 80, 24);
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        typed_type(world, rows[i].text, true);
        must(reader->prompt.use != NULL && reader->prompt.fails, "“%s” is taken", rows[i].text);
        must(typed_notes(world, rows[i].words), "“%s”: %s", rows[i].text, reader->prompt.note.at);
        must(strncmp(reader->prompt.note.at, "character", 9) != 0, "the place is said, too");
        must(reader->prompt.line.caret == rows[i].caret, "“%s”: at %zu", rows[i].text, reader->prompt.line.caret);
        assert_string_equal(typed_text(world), rows[i].text);
        assert_int_equal(reader->at.article, 0);
        typed_press(world, "<Esc>");
    }
    /* the last one was mended where the caret stood */
    typed_type(world, "qelp", true);
    typed_press(world, "<Delete>h<Enter>");
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
}

/* A text may have blanks, and quotes as they stand; one that is quoted as a whole is without them, as in a line that binds. */
static void
test_texts(void **state)
{
    static const char *const rows[][2] = {
        {"search wu  guan", "wu  guan"}, {"search wu \"a b\"", "wu \"a b\""},     {"1; search wu 'a' ; 2", "wu 'a'"},
        {"search 'wu guan'", "wu guan"}, {"search '\"wu guan\"'", "\"wu guan\""}, {"search 停车　管理", "停车   管理"}};
    struct world *world = *state;
    struct reader *reader = world_open(world, world->paths[WORLD_LONG_LIST], 80, 24);
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        typed_run(world, rows[i][0]);
        assert_text(reader_found(reader).query, rows[i][1]);
    }
}

static void
test_history(void **state)
{
    struct world *world = *state;
    world_open(world, world->paths[WORLD_LONG_LIST], 80, 24);
    typed_run(world, "3");
    typed_run(world, "select-next");
    typed_press(world, "/wu<Enter>:<Up>");
    assert_string_equal(typed_text(world), "select-next");
    typed_press(world, "<Up>");
    assert_string_equal(typed_text(world), "3");
    typed_press(world, "<Enter>/<Up>");
    assert_string_equal(typed_text(world), "wu");
}

/* What is said while one types: which names there are, then what the one does. */
static void
test_notes(void **state)
{
    static const struct {
        const char *text, *words, *not ;
    } rows[] = {
        {"", "Tab completes", "set"},
        {"se", "set select-next", "NAME"},
        {"set", "NAME VALUE", "select-next"},
        {"unbi", "unbind: unbind PANE", "bindings"},
        {"set s", "seams search-exact sort spacing", "NAME"},
        {"set sp", "spacing: as-is (as-is|none|space, default as-is): ", "seams"},
        {"set spacing", "as-is (as-is", "seams"},
        {"set spacing none", "none (as-is", "seams"},
        {"spacing none", "none (as-is", "seams"},
        {"2; se", "set select-next", "NAME"},
        {"bind ", "issues list article", "copy"},
        {"color hea", "headline", "text"},
        {"date 2", "2024-10-13", "issues"},
        {"zzz", "there is no command", "set"},
    };
    struct world *world = *state;
    world_open(world, world->paths[WORLD_LONG_LIST], 80, 24);
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        typed_type(world, rows[i].text, false);
        must(typed_notes(world, rows[i].words) && !typed_notes(world, rows[i].not ), "“%s”: %s", rows[i].text,
             world->reader.prompt.note.at);
        typed_press(world, "<Esc>");
    }
}

/* ---- completion */

static void
check_completion(struct world *world, const char *text, const char *keys, const char *wanted)
{
    typed_type(world, text, false);
    typed_press(world, keys);
    must(strcmp(typed_text(world), wanted) == 0, "“%s” goes on to “%s”", text, typed_text(world));
    typed_press(world, "<Esc>");
}

static void
test_completion(void **state)
{
    struct world *world = *state;
    struct buffer path = {0}, wanted = {0};
    world_open_folder(world, 80, 24);
    check_completion(world, "opt", "<Tab>", "options");
    check_completion(world, "write-c", "<Tab>", "write-config");
    store_put_line(world->reader.store, STORE_SAVED, "灯 船", "灯船");
    check_completion(world, "forget-search ", "<Tab>", "forget-search 灯 船");
    check_completion(world, "forget-search 灯", "<Tab>", "forget-search 灯 船");
    check_completion(world, "options; opt", "<Tab>", "options; options");
    check_completion(world, "prompt-l", "<Tab>", "prompt-l");
    check_completion(world, "set spac", "<Tab>", "set spacing");
    check_completion(world, "set spacing ", "<Tab>", "set spacing as-is");
    check_completion(world, "set spacing ", "<Tab><Tab>", "set spacing none");
    check_completion(world, "set spacing ", "<S-Tab>", "set spacing space");
    check_completion(world, "spacing s", "<Tab>", "spacing space");
    check_completion(world, "set　spac", "<Tab>", "set　spacing");
    check_completion(world, "spacing none", "<Tab>", "spacing space");
    check_completion(world, "spacing none", "<Tab><Tab>", "spacing as-is");
    check_completion(world, "spacing none", "<Tab><Tab><Tab><Tab>", "spacing none");
    check_completion(world, "set seams y", "<Tab>", "set seams yes");
    check_completion(world, "set measure ", "<Tab>", "set measure 80");
    check_completion(world, "set columns 2; set spac", "<Tab>", "set columns 2; set spacing");
    check_completion(world, "bind art", "<Tab>", "bind article");
    check_completion(world, "bind article x write-c", "<Tab>", "bind article x write-config");
    check_completion(world, "bind article x copy ; write-c", "<Tab>", "bind article x copy ; write-config");
    check_completion(world, "bind article x set spac", "<Tab>", "bind article x set spacing");
    check_completion(world, "unbind pro", "<Tab>", "unbind prompt");
    check_completion(world, "color headl", "<Tab>", "color headline");
    /* a path, with its blanks quoted, also where the quote is not closed yet */
    buffer_printf(&path, "%s/a b", world->folder);
    assert_int_equal(mkdir(path.at, 0700), 0);
    buffer_clear(&path);
    buffer_printf(&path, "open %s/a", world->folder);
    buffer_printf(&wanted, "open '%s/a b/'", world->folder);
    check_completion(world, path.at, "<Tab>", wanted.at);
    buffer_clear(&path);
    buffer_printf(&path, "open '%s/a ", world->folder);
    check_completion(world, path.at, "<Tab>", wanted.at);
    buffer_clear(&path);
    buffer_printf(&path, "open %s/a\\ ", world->folder);
    check_completion(world, path.at, "<Tab>", wanted.at);
    world->reader.restricted = true;
    check_completion(world, path.at, "<Tab>", path.at);
    buffer_done(&path);
    buffer_done(&wanted);
}

/* ---- to issues */

static void
write_issue(const struct world *world, const char *name, struct buffer *path)
{
    buffer_clear(path);
    buffer_printf(path, "%s/%s", world->folder, name);
    FILE *file = fopen(path->at, "w");
    assert_non_null(file);
    fprintf(file, "雨停了\n\n今天雨停了，路上的人多了起来。\n");
    fclose(file);
}

static void
test_open(void **state)
{
    struct world *world = *state;
    struct buffer path = {0}, line = {0};
    struct reader *reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    assert_int_equal(library_count(reader->library), 1);
    buffer_printf(&line, "open %s", world->paths[WORLD_ENGLISH]);
    typed_run(world, line.at);
    assert_int_equal(library_count(reader->library), 2);
    assert_string_equal(library_path(reader->library, reader->at.issue), world->paths[WORLD_ENGLISH]);
    assert_int_equal(reader->at.pane, PANE_LIST);
    /* twice is once */
    typed_press(world, "}{{");
    typed_run(world, line.at);
    assert_int_equal(library_count(reader->library), 2);
    assert_string_equal(library_path(reader->library, reader->at.issue), world->paths[WORLD_ENGLISH]);
    /* also where it is called otherwise, as its folder is, of which what is new comes in */
    typed_press(world, "}{{");
    buffer_clear(&line);
    buffer_printf(&line, "open %s/.%s", world->folder, strrchr(world->paths[WORLD_ENGLISH], '/'));
    typed_run(world, line.at);
    assert_int_equal(library_count(reader->library), 2);
    assert_string_equal(library_path(reader->library, reader->at.issue), world->paths[WORLD_ENGLISH]);
    buffer_clear(&line);
    buffer_printf(&line, "open %s", world->folder);
    typed_run(world, line.at);
    assert_int_equal(library_count(reader->library), WORLD_ISSUES);
    buffer_add_text(&line, "/.");
    uint32_t stays = reader->at.issue;
    typed_run(world, line.at);
    assert_int_equal(library_count(reader->library), WORLD_ISSUES);
    assert_int_equal(reader->at.issue, stays);
    assert_true(typed_says(world, "here already"));
    write_issue(world, "2150-01-01.txt", &path);
    typed_run(world, line.at);
    assert_int_equal(library_count(reader->library), WORLD_ISSUES + 1);
    assert_int_equal(library_date(reader->library, reader->at.issue), 21500101);
    /* a name with blanks */
    write_issue(world, "2150-01-02 b.txt", &path);
    buffer_clear(&line);
    buffer_printf(&line, "open '%s'", path.at);
    typed_run(world, line.at);
    assert_int_equal(library_date(reader->library, reader->at.issue), 21500102);
    assert_int_equal(world_position(reader), 0);
    /* what is wrong is said, and nothing moves */
    uint32_t issue = reader->at.issue;
    static const char *const wrong[][2] = {
        {"open /nowhere/at/all", "/nowhere"}, {"open /dev/null", "no file"}, {"open -", "start"}};
    for (size_t i = 0; i < BASE_COUNT(wrong); i++) {
        typed_run(world, wrong[i][0]);
        must(typed_says(world, wrong[i][1]), "%s: %s", wrong[i][0], reader->message.at);
        assert_int_equal(reader->at.issue, issue);
    }
    assert_int_equal(library_count(reader->library), WORLD_ISSUES + 2);
    /* a restricted account opens nothing, but what is selected */
    reader->restricted = true;
    buffer_clear(&line);
    buffer_printf(&line, "open %s", world->paths[WORLD_LONG_LIST]);
    typed_run(world, line.at);
    assert_true(typed_says(world, "Nothing else may be opened"));
    assert_int_equal(library_count(reader->library), WORLD_ISSUES + 2);
    typed_run(world, "open");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    buffer_done(&path);
    buffer_done(&line);
}

static void
test_date(void **state)
{
    static const char *const names[] = {"2024-01-05.txt", "2024-02-01.txt", "2024-02-20.txt", "2025-02-20.txt"};
    static const struct {
        const char *text;
        uint32_t date;
        bool said;
    } rows[] = {
        {"date 2024-02-01", 20240201, false}, {"date 20240105", 20240105, false}, {"date 2024年2月", 20240201, false},
        {"date 0220", 20240220, false},       {"date 2025", 20250220, false},     {"date 0105", 20250220, true},
        {"date 2024-02", 20240201, false},    {"date 2/20", 20240220, false},     {"date １月５日", 20240105, false},
        {"date 2024-02-12", 20240220, true},  {"date 1999", 20240105, true},      {"date 2199", 20250220, true},
    };
    struct world *world = *state;
    struct buffer path = {0}, line = {0};
    write_issue(world, names[0], &path);
    struct reader *reader = world_open(world, path.at, 80, 24);
    for (size_t i = 1; i < BASE_COUNT(names); i++) {
        write_issue(world, names[i], &path);
        buffer_clear(&line);
        buffer_printf(&line, "open %s", path.at);
        typed_run(world, line.at);
    }
    typed_run(world, "date 2024-01-05");
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        typed_run(world, rows[i].text);
        must(library_date(reader->library, reader->at.issue) == rows[i].date, "%s leads to %u", rows[i].text,
             library_date(reader->library, reader->at.issue));
        must((reader->message.len > 0) == rows[i].said, "%s: %s", rows[i].text, reader->message.at);
    }
    typed_type(world, "date 2024-0", false);
    typed_press(world, "<Tab>");
    assert_string_equal(typed_text(world), "date 2024-02");
    typed_press(world, "<Enter>");
    assert_int_equal(library_date(reader->library, reader->at.issue), 20240201);
    buffer_done(&path);
    buffer_done(&line);
}

/* ---- keys */

static void
test_bound(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open(world, world->paths[WORLD_LONG_LIST], 80, 24);
    typed_run(world, "bind list ž select-next 2 ; open; set seams yes");
    assert_true(typed_says(world, "bind list ž select-next 2 ; open ; set seams yes"));
    typed_press(world, "ž");
    assert_true(reader->at.pane == PANE_ARTICLE && reader->at.article == 2);
    typed_check_option(world, "seams", "yes");
    typed_press(world, "h3ž");
    assert_int_equal(reader->at.article, 5); /* the number is the first one's */
    /* what a command takes is asked for */
    static const char *const asked[] = {"set", "color", "bind", "unbind"};
    for (size_t i = 0; i < BASE_COUNT(asked); i++) {
        struct buffer line = {0};
        buffer_printf(&line, "bind article ö %s", asked[i]);
        typed_run(world, line.at);
        typed_press(world, "ö");
        buffer_clear(&line);
        buffer_printf(&line, "%s ", asked[i]);
        assert_string_equal(typed_text(world), line.at);
        typed_press(world, "<Esc>");
        buffer_done(&line);
    }
    typed_press(world, ":date<Enter>");
    assert_string_equal(reader->prompt.use->label, "date: ");
    typed_press(world, "<Esc>");
    /* a key that binds itself otherwise, while it runs */
    typed_press(world, "h");
    typed_run(world, "bind list é bind list é 3");
    typed_press(world, "é");
    assert_int_equal(reader->at.article, 5);
    typed_press(world, "é");
    assert_int_equal(reader->at.article, 2);
    typed_run(world, "unbind list é");
    typed_press(world, "é");
    assert_true(typed_says(world, "é"));
    typed_run(world, "bindings");
    struct buffer text = {0};
    screen_add_text(&text, &world->screen);
    assert_non_null(strstr(text.at, "select-next 2 ; open ; set seams yes"));
    assert_null(strstr(text.at, "by default"));
    buffer_clear(&text);
    typed_run(world, "bind list g copy; unbind article j"); /* all of it is one line that binds */
    assert_true(reader->prompt.use == NULL);
    typed_run(world, "bind list gg quit");
    assert_true(typed_says(world, "never reached, as g is"));
    typed_run(world, "unbind article j");
    screen_add_text(&text, &world->screen);
    assert_non_null(strstr(text.at, "list gg"));
    assert_non_null(strstr(text.at, "article j"));
    assert_non_null(strstr(text.at, "by default scroll-down"));
    assert_non_null(strstr(text.at, "Never reached"));
    buffer_done(&text);
    /* the hints follow */
    typed_press(world, "q");
    typed_run(world, "bind list ö help; unbind list ?");
    typed_run(world, "bind list ö help");
    typed_run(world, "unbind list ?");
    assert_non_null(strstr(reader->hints[PANE_LIST], "F1 help"));
}

/* Every command can be typed, wherever one is, and leaves all as it must be. */
static void
test_all_everywhere(void **state)
{
    static const char *const ways[] = {"",
                                       ":issues<Enter>",
                                       ":open<Enter>",
                                       ":search-library<Enter>雨<Enter>",
                                       ":help<Enter>",
                                       ":options<Enter>",
                                       ":open<Enter>:source<Enter>"};
    struct world *world = *state;
    for (size_t w = 0; w < BASE_COUNT(ways); w++)
        for (size_t i = 0; i < command_row_count; i++) {
            if (command_rows[i].name == NULL || command_rows[i].traits & COMMAND_RUNS)
                continue;
            struct reader *reader = world_open_folder(world, 80, 24);
            reader_wait_for_search(reader, true);
            typed_press(world, ways[w]);
            struct buffer keys = {0};
            buffer_printf(&keys, ":%s<Enter>", command_rows[i].name);
            typed_press(world, keys.at);
            typed_press(world, "<C-l>");
            buffer_done(&keys);
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_commands), WORLD_TEST(test_faults),         WORLD_TEST(test_texts), WORLD_TEST(test_history),
        WORLD_TEST(test_notes),    WORLD_TEST(test_completion),     WORLD_TEST(test_open),  WORLD_TEST(test_date),
        WORLD_TEST(test_bound),    WORLD_TEST(test_all_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
