/* kanbao - tests of command: bindings, what is typed, and what users read of it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "keyed.h"
#include "world.h"

#include "kanbao/command.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* ---- bindings */

/* How many lines of the listing are LINE; all of them for NULL. */
static size_t
count_lines(const struct keymap *keymap, const char *line)
{
    struct buffer listing = {0};
    size_t count = 0;
    char *rest = NULL;
    buffer_add_text(&listing, "");
    command_add_listing(&listing, keymap);
    for (char *at = strtok_r(listing.at, "\n", &rest); at != NULL; at = strtok_r(NULL, "\n", &rest))
        count += line == NULL || strcmp(at, line) == 0;
    buffer_done(&listing);
    return count;
}

/* How many keys are bound: the other lines say of default keys that they are not. */
static size_t
count_binds(const struct keymap *keymap)
{
    struct buffer listing = {0};
    size_t count = 0;
    command_add_listing(&listing, keymap);
    for (const char *at = listing.at; at != NULL; at = strchr(at, '\n') != NULL ? strchr(at, '\n') + 1 : NULL)
        count += slice_starts(slice_of(at), "bind ");
    buffer_done(&listing);
    return count;
}

/* Each key of ROW stands in the listing once for each pane, written as it is in the table. */
static size_t
check_default(const struct keymap *keymap, const struct command_row *row)
{
    struct buffer line = {0};
    size_t bindings = 0;
    char *rest = NULL, *keys = base_strdup(row->keys);
    for (char *at = strtok_r(keys, " ", &rest); at != NULL; at = strtok_r(NULL, " ", &rest))
        for (int pane = 0; pane < PANE_COUNT; pane++) {
            if (!(row->panes & 1U << pane))
                continue;
            buffer_clear(&line);
            buffer_printf(&line, "bind %s ", reader_pane_names[pane]);
            settings_add_word(&line, slice_of(at)); /* # is quoted */
            buffer_printf(&line, " %s", row->name);
            must(count_lines(keymap, line.at) == 1, "“%s” is not in the listing", line.at);
            bindings++;
        }
    free(keys);
    buffer_done(&line);
    return bindings;
}

static void
test_defaults(void **state)
{
    struct keymap *keymap = command_keymap_new();
    size_t bindings = 0;
    (void)state;
    for (size_t i = 0; i < command_row_count; i++) {
        const struct command_row *row = &command_rows[i];
        assert_true(row->help != NULL && *row->help != '\0');
        if (row->name == NULL)
            continue;
        assert_true((row->run != NULL) != (row->change != NULL));
        assert_true(row->panes != 0 && (row->panes & ~(unsigned)(IN_ALL | IN_PROMPT)) == 0);
        for (size_t k = 0; k < i; k++)
            assert_true(command_rows[k].name == NULL || strcmp(command_rows[k].name, row->name) != 0);
        bindings += check_default(keymap, row);
    }
    /* as many lines as keys: no key stands for two commands of a pane */
    assert_int_equal(count_lines(keymap, NULL), bindings);
    keyed_check_no_conflicts(keymap);
    command_keymap_free(keymap);
    command_keymap_free(NULL);
}

static void
test_bind(void **state)
{
    struct keymap *keymap = command_keymap_new();
    size_t lines = count_lines(keymap, NULL);
    (void)state;
    keyed_bind(keymap, IN_LIST, "ž", "quit");
    assert_int_equal(count_lines(keymap, "bind list ž quit"), 1);
    keyed_bind(keymap, IN_LIST, "ž", "help");
    assert_int_equal(count_lines(keymap, "bind list ž quit"), 0);
    assert_int_equal(count_lines(keymap, "bind list ž help"), 1);
    assert_int_equal(count_lines(keymap, NULL), lines + 1);
    keyed_bind(keymap, IN_ALL, "ž", "redraw");
    assert_int_equal(count_lines(keymap, NULL), lines + PANE_COUNT - 1);
    keyed_unbind(keymap, IN_LIST | IN_DOCUMENT, "ž");
    assert_int_equal(count_lines(keymap, "bind list ž redraw"), 0);
    assert_int_equal(count_lines(keymap, "bind issues ž redraw"), 1);
    keyed_unbind(keymap, IN_ALL, "ž");
    assert_int_equal(count_lines(keymap, NULL), lines);
    command_keymap_free(keymap);
}

/* ---- what users read */

static void
read_listing(struct keymap *keymap, const char *listing)
{
    char *rest = NULL, *copy = base_strdup(listing);
    for (char *line = strtok_r(copy, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
        world_read_line(keymap, line);
    free(copy);
}

/* Nothing is bound any more. */
static void
unbind_all(struct keymap *keymap, const char *listing)
{
    char *rest = NULL, *copy = base_strdup(listing), pane[16], keys[64];
    for (char *line = strtok_r(copy, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        struct buffer gone = {0};
        must(sscanf(line, "bind %15s %63s", pane, keys) == 2, "“%s”", line);
        buffer_printf(&gone, "unbind %s %s", pane, keys);
        world_read_line(keymap, gone.at);
        buffer_done(&gone);
    }
    free(copy);
    assert_int_equal(count_binds(keymap), 0);
}

static void
test_listing(void **state)
{
    struct keymap *keymap = command_keymap_new(), *again = command_keymap_new();
    struct buffer defaults = {0}, listing = {0}, second = {0};
    (void)state;
    command_add_listing(&defaults, keymap);
    keyed_bind(keymap, IN_LIST, "ž<lt>", "quit");
    keyed_bind(keymap, IN_ALL, "<A-Space>", "quit");
    keyed_bind(keymap, IN_DOCUMENT, "#", "top");
    keyed_bind(keymap, IN_DOCUMENT, "<A->>é<A-é>看", "top");
    keyed_bind(keymap, IN_LIST, "'", "select-next 5");
    keyed_bind(keymap, IN_LIST, "\"\\", "search 'a \"b\" #c\\'");
    keyed_bind(keymap, IN_LIST, "žf", "search 'by:朱 -headline:灯'");
    keyed_unbind(keymap, IN_LIST, "j");
    command_add_listing(&listing, keymap);
    unbind_all(again, defaults.at);
    read_listing(again, listing.at);
    command_add_listing(&second, again);
    assert_string_equal(second.at, listing.at);
    assert_non_null(strstr(listing.at, "bind list \"'\" select-next 5\n"));
    buffer_done(&defaults);
    buffer_done(&listing);
    buffer_done(&second);
    command_keymap_free(keymap);
    command_keymap_free(again);
}

/* What is wrong, and with which word. */
static void
test_wrong_lines(void **state)
{
    static const struct {
        const char *line, *named;
        size_t word;
    } rows[] = {
        {"bind list ž fly", "“fly”", 3},
        {"bind list ž selec-next", "“select-next”", 3},
        {"bind lst ž quit", "“list”", 1},
        {"bind list a<Nonsense> quit", "<Nonsense>", 2},
        {"bind list abcde quit", "abcde", 2},
        {"bind list ctrl-x quit", "<C-x>", 2},
        {"bind * x quit", "issues, list, article", 1},
        {"bind list '' quit", "no key", 2},
        {"bind list ž", "bind PANE KEYS COMMAND", 3},
        {"bind", "bind PANE KEYS COMMAND", 1},
        {"bind list ž quit now", "quit takes no argument", 4},
        {"bind list ž select-next 0", "“0”", 4},
        {"bind list ž select-next 1000001", "“1000001”", 4},
        {"bind list ž select-next -1", "“-1”", 4},
        {"bind list ž select-next ''", "select-next", 4},
        {"bind list ž select-next 1 2", "select-next", 5},
        {"bind list ž search a b", "search", 5},
        {"unbind list ž", "“ž”", 2},
        {"unbind list", "unbind PANE KEYS", 2},
        {"unbind list j now", "unbind PANE KEYS", 3},
        {"bint list ž quit", "“bind”", 0},
        {"st measure 60", "“set”", 0},
    };
    struct keymap *keymap = command_keymap_new();
    size_t lines = count_lines(keymap, NULL);
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        size_t wrong = 99;
        keyed_check_error(keyed_read_at(keymap, rows[i].line, &wrong), rows[i].named);
        must(wrong == rows[i].word, "%s: word %zu", rows[i].line, wrong);
    }
    assert_int_equal(count_lines(keymap, NULL), lines);
    command_keymap_free(keymap);
}

/* A binding's own count, unless one is typed; and its own text. */
static void
test_arguments(void **state)
{
    struct world *world = *state;
    struct keymap *keymap = command_keymap_new();
    struct reader *reader = keyed_open_list(world);
    keyed_bind(keymap, IN_LIST, "ž", "select-next 3");
    keyed_bind(keymap, IN_LIST, "x", "select-last 12");
    keyed_bind(keymap, IN_LIST | IN_ARTICLE, "/", "search '黄狗 看秤'");
    keyed_type(world, keymap, "ž");
    assert_int_equal(reader->at.article, 3);
    keyed_type(world, keymap, "2ž");
    assert_int_equal(reader->at.article, 5);
    keyed_type(world, keymap, "x");
    assert_int_equal(reader->at.article, 11);
    keyed_type(world, keymap, "/");
    assert_int_equal(reader_keys_pane(reader), PANE_LIST);
    assert_text(reader_found(reader).query, "黄狗 看秤");
    assert_int_equal(reader->at.article, 6);
    /* what is no query is said */
    keyed_bind(keymap, IN_LIST | IN_ARTICLE, "/", "search date:never");
    keyed_type(world, keymap, "/");
    assert_true(reader->message.len > 0);
    assert_text(reader_found(reader).query, "黄狗 看秤");
    reader_wait_for_search(reader, true);
    keyed_bind(keymap, IN_LIST | IN_ARTICLE, "žl", "search-library 黄狗");
    keyed_unbind(keymap, IN_LIST, "ž");
    keyed_type(world, keymap, "žl");
    reader_finish_search(reader);
    assert_int_equal(reader_keys_pane(reader), PANE_RESULTS);
    assert_text(reader_results(reader).query, "黄狗");
    assert_true(reader_results(reader).count > 0);
    command_keymap_free(keymap);
}

/* Is there a paragraph of HELP that begins with KEYS, or has no keys for NULL, and ends with WORDS? */
static bool
help_has(const struct issue *help, const char *keys, const char *words)
{
    for (size_t i = 0; i < help->paragraph_count; i++) {
        struct slice text = issue_line_text(help, help->paragraphs[i].first_line);
        size_t len = strlen(keys);
        if (slice_starts(text, keys) && slice_ends(text, words) && (text.len == strlen(words) || text.at[len] == ' '))
            return true;
    }
    return false;
}

static void
test_help_document(void **state)
{
    struct keymap *keymap = command_keymap_new();
    (void)state;
    keyed_unbind(keymap, IN_ISSUES | IN_LIST | IN_FRONT | IN_ARTICLE | IN_CALENDAR, "u");
    keyed_bind(keymap, IN_LIST, "ž<Space>", "toggle-read");
    struct issue *help = command_make_help(NULL, keymap);
    assert_int_equal(help->article_count, 1);
    for (size_t i = 0; i < command_row_count; i++) {
        const struct command_row *row = &command_rows[i];
        struct buffer keys = {0};
        if (row->name == NULL) {
            must(help_has(help, row->help, row->help), "the help lacks the title %s", row->help);
            continue;
        }
        command_add_keys(&keys, keymap, row, row->panes, 4);
        bool unbound = *row->keys == '\0' || strcmp(row->name, "next-unread") == 0;
        must((keys.len > 0) != unbound, "%s has no keys, or has some", row->name);
        if (keys.len == 0)
            buffer_printf(&keys, ":%s", row->name);
        must(help_has(help, keys.at, row->help), "the help lacks %s", row->name);
        buffer_done(&keys);
    }
    assert_true(help_has(help, "r žSpace", world_command("toggle-read")->help));
    issue_free(help);
    command_keymap_free(keymap);
}

static void
test_keys_of_commands(void **state)
{
    struct keymap *keymap = command_keymap_new();
    struct buffer keys = {0};
    const struct command_row *next = world_command("select-next");
    (void)state;
    keyed_bind(keymap, IN_ISSUES, "ž", "select-next");
    command_add_keys(&keys, keymap, next, IN_LIST | IN_ISSUES, 9);
    assert_string_equal(keys.at, "j ↓ ^N ž");
    buffer_clear(&keys);
    command_add_keys(&keys, keymap, next, IN_LIST, 2);
    assert_string_equal(keys.at, "j ↓");
    buffer_clear(&keys);
    command_add_keys(&keys, keymap, next, IN_ARTICLE, 9);
    assert_int_equal(keys.len, 0);
    buffer_done(&keys);
    command_keymap_free(keymap);
}

static bool
is_sequence(const struct command_row *row)
{
    const char *at = row->keys != NULL ? row->keys : "";
    uint32_t key;
    return key_parse(&at, &key) && *at != '\0' && *at != ' ';
}

/* What a pane shows once E was typed, in a narrow terminal as well. */
static void
test_hints_of_sequences(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 24);
    struct keymap *keymap = command_keymap_new();
    command_press(keymap, reader, 'e');
    assert_string_equal(reader->pending.at, "e");
    assert_non_null(strstr(reader->message.at, "h headline\u3000p paragraph\u3000j join"));
    assert_null(strstr(reader->message.at, "help"));
    world_check(world);
    command_press(keymap, reader, KEYCODE_ESCAPE);
    assert_int_equal(reader->message.len, 0);
    assert_int_equal(reader->pending.len, 0);
    command_keymap_free(keymap);
}

/* Is HINT, whole, behind some key? */
static bool
names_hint(const char *hints, const char *hint)
{
    static const char gap[] = "\u3000";
    for (const char *at = hints, *end; at != NULL; at = end != NULL ? end + strlen(gap) : NULL) {
        const char *words = strchr(at, ' ');
        end = strstr(at, gap);
        size_t len = end != NULL ? (size_t)(end - at) : strlen(at);
        if (words != NULL && (size_t)(words - at) < len &&
            slice_equal(slice_make(words + 1, len - (size_t)(words + 1 - at)), slice_of(hint)))
            return true;
    }
    return false;
}

/* The hints of a pane name the commands that have a hint and a key there, with their keys of now. */
static void
test_hints(void **state)
{
    struct keymap *keymap = command_keymap_new();
    size_t named = 0;
    (void)state;
    keyed_bind(keymap, IN_ALL, "q", "redraw");
    keyed_bind(keymap, IN_ALL | IN_PROMPT, "<F7>", "back");
    for (int pane = 0; pane < PANE_COUNT; pane++) {
        struct buffer hints = {0};
        command_add_hints(&hints, keymap, (enum reader_pane)pane);
        for (size_t i = 0; i < command_row_count; i++) {
            const struct command_row *row = &command_rows[i];
            struct buffer hint = {0};
            command_add_keys(&hint, keymap, row, 1U << pane, 1);
            bool wanted = row->hint != NULL && hint.len > 0 && !is_sequence(row);
            buffer_printf(&hint, " %s", row->hint != NULL ? row->hint : "");
            if (row->hint != NULL && wanted)
                must(slice_has(buffer_slice(&hints), hint.at), "%s: “%s”, %s", reader_pane_names[pane], hints.at,
                     row->name);
            else if (row->hint != NULL)
                must(!names_hint(hints.at, row->hint), "%s: “%s”, %s", reader_pane_names[pane], hints.at, row->name);
            named += wanted;
            buffer_done(&hint);
        }
        assert_non_null(strstr(hints.at, "F7 back"));
        buffer_done(&hints);
    }
    assert_true(named > PANE_COUNT);
    command_keymap_free(keymap);
}

static void
test_attach(void **state)
{
    struct world *world = *state;
    struct keymap *keymap = command_keymap_new();
    struct reader *reader = keyed_open_list(world);
    keyed_bind(keymap, IN_ALL | IN_PROMPT, "<F7>", "back");
    keyed_bind(keymap, IN_LIST, "<F6>", "copy");
    keyed_unbind(keymap, IN_LIST, "q");
    command_attach(keymap, reader);
    for (int pane = 0; pane < PANE_COUNT; pane++) {
        struct buffer hints = {0};
        command_add_hints(&hints, keymap, (enum reader_pane)pane);
        assert_string_equal(reader->hints[pane], hints.at);
        buffer_done(&hints);
    }
    assert_non_null(strstr(reader->hints[PANE_LIST], "F7"));
    assert_null(strstr(reader->hints[PANE_LIST], "F6")); /* its word, article, is for what may follow y */
    /* the help is always that of the bindings as they are now */
    keyed_type(world, keymap, "?");
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
    assert_true(help_has(reader->document.issue, "q F7", world_command("back")->help));
    keyed_type(world, keymap, "<F7>");
    assert_int_equal(reader->at.pane, PANE_LIST);
    keyed_bind(keymap, IN_ALL, "<F8>", "redraw");
    keyed_type(world, keymap, "<F1>");
    assert_true(help_has(reader->document.issue, "^L F8", world_command("redraw")->help));
    command_keymap_free(keymap);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_bind),
        cmocka_unit_test(test_listing),
        cmocka_unit_test(test_wrong_lines),
        WORLD_TEST(test_arguments),
        cmocka_unit_test(test_help_document),
        cmocka_unit_test(test_keys_of_commands),
        cmocka_unit_test(test_hints),
        WORLD_TEST(test_hints_of_sequences),
        WORLD_TEST(test_attach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
