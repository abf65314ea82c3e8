/* kanbao - tests of command: the configuration file, read, listed and changed.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "command/bindings.h"
#include "kanbao/reader_standing.h"
#include "kanbao/text.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A configuration that was read. */
struct read {
    struct configuration configuration;
    struct options options;
    struct error *error;
};

static struct read
read_path(const char *path)
{
    struct read read = {.error = NULL};
    options_init(&read.options);
    read.error = configuration_read(&read.configuration, &read.options, path);
    return read;
}

static void
read_done(struct read *read)
{
    configuration_done(&read->configuration);
    options_done(&read->options);
    error_free(read->error);
}

/* TEXT as the file NAME of the world's folder; its path, the caller's. */
static char *
put(const struct world *world, const char *name, const char *text)
{
    char *path = support_join(world->folder, name);
    support_write_text(path, text);
    return path;
}

static struct read
read_text(const struct world *world, const char *text)
{
    char *path = put(world, "config", text);
    struct read read = read_path(path);
    must(read.error == NULL, "%s", error_text(read.error));
    free(path);
    return read;
}

/* All that it sets. */
static char *
list(const struct options *options, const struct keymap *keymap)
{
    struct buffer out = {0};
    options_add_listing(&out, options);
    command_add_listing(&out, keymap);
    return buffer_take(&out);
}

static bool
has_fault(const struct read *read, const char *file, uint32_t line, uint32_t column, const char *words)
{
    for (size_t i = 0; i < configuration_kept_faults(&read->configuration); i++) {
        const struct configuration_fault *fault = &read->configuration.faults[i];
        if (slice_ends(slice_of(fault->path), file) && fault->line == line && fault->column == column &&
            strstr(fault->words, words) != NULL)
            return true;
    }
    return false;
}

/* ---- reading */

static void
test_reading(void **state)
{
    struct world *world = *state;
    struct read read = read_text(world, "# a comment\n\n  set measure 40 # behind\r\nspacing none\n"
                                        "color headline red default underline\nbind list ž copy ; quit\n"
                                        "unbind article j\nset library '~/papers'");
    assert_int_equal(read.configuration.fault_count, 0);
    assert_int_equal(read.options.measure, 40);
    assert_int_equal(read.options.spacing, SPACING_NONE);
    assert_int_equal(read.options.theme.looks[STYLE_HEADLINE].fg, 1);
    assert_string_equal(read.options.library, "~/papers");
    char *listing = list(&read.options, read.configuration.keymap);
    assert_non_null(strstr(listing, "\nbind list ž copy ; quit\n"));
    assert_non_null(strstr(listing, "\nunbind article j\n"));
    free(listing);
    read_done(&read);
    read = read_text(world, "");
    assert_int_equal(read.configuration.fault_count, 0);
    read_done(&read);
}

/* A query to be watched for is the rest of its line, quotes and all. */
static void
test_watches(void **state)
{
    struct world *world = *state;
    struct read read = read_text(world, "watch-for 停车 # not of it\nwatch-for \"停车 管理\" OR by:'容与'\n"
                                        "watch-for\nwatch-for 停车 (管理\nwatch-for -\n");
    assert_int_equal(read.configuration.watch_count, 2);
    assert_string_equal(read.configuration.watches[0], "停车");
    assert_string_equal(read.configuration.watches[1], "\"停车 管理\" OR by:'容与'");
    assert_int_equal(read.configuration.fault_count, 3);
    assert_true(has_fault(&read, "/config", 3, 10, "watch-for QUERY"));
    assert_true(has_fault(&read, "/config", 4, 14, ""));
    assert_true(has_fault(&read, "/config", 5, 11, ""));
    struct reader *reader = world_open(world, world->paths[0], 80, 24);
    configuration_attach(&read.configuration, reader);
    assert_int_equal(reader_standing_count(reader), 2);
    assert_text(reader_standing_at(reader, 1).query, "\"停车 管理\" OR by:'容与'");
    read_done(&read);
}

/* By which programs files are read: words in a word. */
static void
test_filters(void **state)
{
    struct world *world = *state;
    struct read read =
        read_text(world, "filter *.pdf \"pdftotext -layout {} -\"\nfilter '看 报*' cat # all of it\n"
                         "filter\nfilter *.odt\nfilter *.odt odt2txt {}\nfilter *.odt \"odt2txt 'a\"\n"
                         "filter *.odt \"odt2txt {path}\"\nfilter *.odt ' '\nfilter '' cat\nfilter *.odt {}\n"
                         "filter odt/ cat\nset filter-time 0\nfilter-time 3\n");
    const struct source_filters *filters = read.configuration.filters;
    assert_int_equal(read.configuration.fault_count, 10);
    assert_true(has_fault(&read, "/config", 3, 7, "filter GLOB"));
    assert_true(has_fault(&read, "/config", 4, 13, "filter GLOB"));
    assert_true(has_fault(&read, "/config", 5, 22, "filter GLOB"));
    assert_true(has_fault(&read, "/config", 6, 14, "quote"));
    assert_true(has_fault(&read, "/config", 7, 14, "“{path}”"));
    assert_true(has_fault(&read, "/config", 8, 14, "no program"));
    assert_true(has_fault(&read, "/config", 9, 8, "names of files"));
    assert_true(has_fault(&read, "/config", 10, 14, "its own filter"));
    assert_true(has_fault(&read, "/config", 11, 8, "names of files"));
    assert_true(has_fault(&read, "/config", 12, 17, "filter-time"));
    assert_int_equal(read.options.filter_time, 3);
    assert_true(source_is_filtered(filters, "", "a.pdf"));
    assert_true(source_is_filtered(filters, "", "看 报 1"));
    assert_false(source_is_filtered(filters, "", "a.odt"));
    read_done(&read);
    read = read_text(world, "set measure 40\n");
    assert_null(read.configuration.filters);
    read_done(&read);
}

/* What is wrong has its place, in characters; the rest applies. */
static void
test_faults(void **state)
{
    struct world *world = *state;
    struct read read = read_text(world, "set measure 4\nset mesure 4\nset measure 50\nbind list ž 停车\n"
                                        "# fine\nset library '停车' x\nquit\nbind list ž copy ; qiut\nset seams yes");
    assert_int_equal(read.configuration.fault_count, 6);
    assert_true(has_fault(&read, "/config", 1, 13, "from 16 to 400"));
    assert_true(has_fault(&read, "/config", 2, 5, "“measure”"));
    assert_true(has_fault(&read, "/config", 4, 13, "停车"));
    assert_true(has_fault(&read, "/config", 6, 18, "set NAME VALUE"));
    assert_true(has_fault(&read, "/config", 7, 1, "cannot begin"));
    assert_true(has_fault(&read, "/config", 8, 20, "“quit”"));
    assert_int_equal(read.options.measure, 50);
    assert_true(read.options.seams);
    struct read other =
        read_text(world, "# \xB1\xA8\nset library \xB1\xA8\nset indent 3 # \xB1\nset seams yes\nset library '\uFFFD'");
    assert_int_equal(other.configuration.fault_count, 2); /* the last one cannot be told from one */
    assert_true(has_fault(&other, "/config", 2, 13, "not UTF-8"));
    assert_int_equal(other.options.indent, 3);
    assert_string_equal(other.options.library, "");
    read_done(&other);
    struct buffer line = {0};
    configuration_add_fault(&line, &read.configuration.faults[1]);
    assert_non_null(strstr(line.at, "/config:2:5: there is no option"));
    buffer_done(&line);
    read_done(&read);
}

static void
test_include(void **state)
{
    struct world *world = *state;
    char *folder = support_join(world->folder, "sub");
    assert_int_equal(mkdir(folder, 0700), 0);
    setenv("HOME", world->folder, 1);
    char *paths[] = {put(world, "sub/one", "include two\nset indent 4\nset inden 3\n"),
                     put(world, "sub/two", "set measure 44\ninclude ../config\n"),
                     put(world, "loop", "include ./loop\nset seams yes\n")};
    struct read read =
        read_text(world, "include sub/one\ninclude ~/loop\ninclude nowhere\ninclude sub\nset hanging no\n");
    assert_int_equal(read.options.measure, 44);
    assert_int_equal(read.options.indent, 4);
    assert_true(read.options.seams && !read.options.hanging);
    assert_int_equal(read.configuration.fault_count, 5);
    assert_true(has_fault(&read, "sub/one", 3, 5, "“indent”"));
    assert_true(has_fault(&read, "sub/two", 2, 9, "includes itself"));
    assert_true(has_fault(&read, "/loop", 1, 9, "includes itself"));
    assert_true(has_fault(&read, "/config", 3, 9, "nowhere: No such file"));
    assert_true(has_fault(&read, "/config", 4, 9, "is a directory"));
    read_done(&read);
    /* no loop, but a ladder */
    for (int i = 0; i < 12; i++) {
        char name[16], text[32];
        snprintf(name, sizeof name, "step%d", i);
        snprintf(text, sizeof text, "include step%d\n", i + 1);
        free(put(world, name, text));
    }
    char *path = support_join(world->folder, "step0");
    read = read_path(path);
    assert_int_equal(read.configuration.fault_count, 1);
    assert_true(has_fault(&read, "step7", 1, 9, "deep"));
    read_done(&read);
    free(path);
    for (size_t i = 0; i < BASE_COUNT(paths); i++)
        free(paths[i]);
    free(folder);
}

/* What is no file of text of a fair size is no configuration. */
static void
test_files(void **state)
{
    struct world *world = *state;
    struct read read = read_path("/nowhere/config");
    assert_true(read.error != NULL && strstr(error_text(read.error), "No such file") != NULL);
    read_done(&read);
    read = read_path(world->folder);
    assert_true(read.error != NULL && strstr(error_text(read.error), "directory") != NULL);
    read_done(&read);
    char *path = support_join(world->folder, "fifo");
    assert_int_equal(mkfifo(path, 0600), 0);
    read = read_path(path);
    assert_true(read.error != NULL && strstr(error_text(read.error), "FIFO") != NULL);
    read_done(&read);
    free(path);
    char *large = base_alloc((2 << 20) + 1);
    memset(large, '#', 2 << 20);
    large[2 << 20] = '\0';
    path = put(world, "large", large);
    read = read_path(path);
    assert_true(read.error != NULL && strstr(error_text(read.error), "larger") != NULL);
    read_done(&read);
    free(path);
    /* thousands of wrong lines are counted, but not all kept */
    for (size_t i = 0; i < 20000; i++)
        large[i] = i % 2 ? '\n' : 'x';
    large[20000] = '\0';
    read = read_text(world, large);
    assert_int_equal(read.configuration.fault_count, 10000);
    assert_true(configuration_kept_faults(&read.configuration) < 1000);
    read_done(&read);
    free(large);
}

static void
test_errors_document(void **state)
{
    struct world *world = *state;
    struct read read = read_text(world, "set measure 4\nset \33[2J\xE2\x80\xAE 1\n");
    struct reader *reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    configuration_attach(&read.configuration, reader);
    world_run(world, "errors");
    struct buffer text = {0};
    screen_add_text(&text, &world->screen);
    assert_non_null(strstr(text.at, "1:13"));
    assert_non_null(strstr(text.at, "16 to 400"));
    assert_non_null(strstr(text.at, "2:5"));
    assert_null(strchr(text.at, '\33'));
    assert_null(strstr(text.at, "\xE2\x80\xAE"));
    buffer_done(&text);
    read_done(&read);
    read = read_text(world, "");
    configuration_attach(&read.configuration, reader);
    world_run(world, "errors");
    screen_add_text(&text, &world->screen);
    assert_non_null(strstr(text.at, "Nothing is."));
    buffer_done(&text);
    read_done(&read);
}

/* ---- a listing reads back: random configurations */

static void
add_random_text(struct buffer *out, struct support_chance *chance)
{
    struct buffer text = {0};
    support_add_points(&text, chance, support_below(chance, 8), false);
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\0')
            text.at[i] = ';';
    if (text.len == 0)
        buffer_add_text(&text, support_below(chance, 2) ? "a;b c'\"\\" : "; ");
    settings_add_word(out, buffer_slice(&text));
    buffer_done(&text);
}

static void
add_random_set(struct buffer *out, struct support_chance *chance)
{
    const struct option_row *row = &option_rows[support_below(chance, (uint32_t)option_row_count)];
    uint32_t choices = 0;
    buffer_printf(out, "set %s ", row->name);
    while (row->choices != NULL && row->choices[choices].name != NULL)
        choices++;
    if (choices > 0)
        buffer_add_text(out, row->choices[support_below(chance, choices)].name);
    else if (row->type == OPTION_NUMBER)
        buffer_printf(out, "%d", row->min + (int)support_below(chance, (uint32_t)(row->max - row->min + 1)));
    else
        add_random_text(out, chance);
}

static void
add_random_color(struct buffer *out, struct support_chance *chance)
{
    static const char *const attributes[] = {"plain", "bold", "dim,underline", "bold/reverse", "italic/plain"};
    buffer_printf(out, "color %s %u %u/%u %s", style_rows[support_below(chance, STYLE_COUNT)].name,
                  support_below(chance, 256), support_below(chance, 256), support_below(chance, 8),
                  attributes[support_below(chance, BASE_COUNT(attributes))]);
}

static void
add_random_keys(struct buffer *out, struct support_chance *chance)
{
    static const char *const keys[] = {"j", "k", ";",     "#",     "'",     "\"",    "\\",   "看",
                                       "g", "5", "<C-x>", "<A-;>", "<F12>", "<Esc>", "<lt>", "<Space>"};
    struct buffer word = {0};
    for (uint32_t i = 0, count = 1 + support_below(chance, 4); i < count; i++)
        buffer_add_text(&word, keys[support_below(chance, BASE_COUNT(keys))]);
    settings_add_word(out, buffer_slice(&word));
    buffer_done(&word);
}

static void
add_random_call(struct buffer *out, struct support_chance *chance)
{
    const struct command_row *row;
    do
        row = &command_rows[support_below(chance, (uint32_t)command_row_count)];
    while (row->name == NULL || row->traits & COMMAND_REST);
    if (strcmp(row->name, "set") == 0 || strcmp(row->name, "color") == 0) {
        if (*row->name == 's')
            add_random_set(out, chance);
        else
            add_random_color(out, chance);
        return;
    }
    buffer_add_text(out, row->name);
    if (strcmp(row->name, "unbind") == 0) {
        buffer_printf(out, " %s ", reader_pane_names[support_below(chance, PANE_COUNT)]);
        add_random_keys(out, chance);
        return;
    }
    if (support_below(chance, 2))
        return;
    buffer_add_byte(out, ' ');
    if (row->traits & COMMAND_COUNTS)
        buffer_printf(out, "%u", 1 + support_below(chance, 100));
    else if (row->traits & (COMMAND_TEXT | COMMAND_WORDS))
        add_random_text(out, chance);
    if (row->traits & COMMAND_WORDS) {
        buffer_add_byte(out, ' ');
        add_random_text(out, chance);
    }
}

static void
add_random_bind(struct buffer *out, struct support_chance *chance)
{
    buffer_printf(out, "bind %s ", reader_pane_names[support_below(chance, PANE_COUNT)]);
    add_random_keys(out, chance);
    for (uint32_t i = 0, count = 1 + support_below(chance, 3); i < count; i++) {
        buffer_add_text(out, i > 0 ? " ; " : " ");
        add_random_call(out, chance);
    }
}

/* Of a key that is bound: what KEYMAP has anywhere. */
static void
add_random_unbind(struct buffer *out, struct support_chance *chance, const struct keymap *keymap)
{
    binding_add_unbind(out, &keymap->bindings[support_below(chance, (uint32_t)keymap->count)]);
}

static void
apply_line(struct options *options, struct keymap *keymap, struct slice line)
{
    struct settings_line read = {.effect = EFFECT_NONE};
    size_t wrong;
    struct error *error = settings_read_line(options, line, &read);
    if (error == NULL && read.verb == SETTINGS_OTHER)
        error = command_read_line(keymap, &read.words, &wrong);
    must(error == NULL, "%.*s: %s", (int)line.len, line.at, error_text(error));
    settings_line_done(&read);
}

/* Each binding of A is one of B that runs the same. */
static void
check_within(const struct keymap *a, const struct keymap *b)
{
    for (size_t i = 0; i < a->count; i++) {
        const struct binding *one = &a->bindings[i], *other = binding_of_keys(b, one->pane, one->keys, one->key_count);
        must(other != NULL && binding_runs_same(one, other), "%s is bound otherwise", one->first.command->name);
    }
}

static void
test_read_back(void **state)
{
    enum { CONFIGURATIONS = 200, LINES = 40 };
    struct world *world = *state;
    for (uint32_t i = 0; i < CONFIGURATIONS; i++) {
        struct support_chance chance = {i + 1};
        struct options options;
        struct keymap *keymap = command_keymap_new();
        options_init(&options);
        for (uint32_t k = 0, lines = support_below(&chance, LINES); k < lines; k++) {
            struct buffer line = {0};
            switch (support_below(&chance, 4)) {
            case 0: add_random_set(&line, &chance); break;
            case 1: add_random_color(&line, &chance); break;
            case 2: add_random_bind(&line, &chance); break;
            default: add_random_unbind(&line, &chance, keymap); break;
            }
            apply_line(&options, keymap, buffer_slice(&line));
            buffer_done(&line);
        }
        char *listing = list(&options, keymap);
        struct read again = read_text(world, listing);
        must(again.configuration.fault_count == 0, "%s", again.configuration.faults[0].words);
        char *second = list(&again.options, again.configuration.keymap);
        assert_string_equal(second, listing);
        check_within(keymap, again.configuration.keymap);
        check_within(again.configuration.keymap, keymap);
        assert_memory_equal(&again.options.theme, &options.theme, sizeof options.theme);
        free(listing);
        free(second);
        read_done(&again);
        options_done(&options);
        command_keymap_free(keymap);
    }
}

/* ---- what was changed is written into the text */

/* TEXT is read, LINES are typed, and what was changed is put into TEXT, which the caller frees. */
static char *
changed_text(struct world *world, const char *text, const char *const *lines, size_t wanted)
{
    struct read file = read_text(world, text), start = read_text(world, text);
    struct buffer out = {0};
    struct reader *reader = world_open(world, world->paths[WORLD_CHINESE], 80, 24);
    options_done(&reader->options);
    reader->options = start.options;
    options_init(&start.options);
    command_attach(start.configuration.keymap, reader);
    for (; *lines != NULL; lines++) {
        reader_open_prompt(reader, reader->above.command_line, NULL, slice_of(*lines));
        world_run(world, "prompt-accept");
        must(reader->prompt.use == NULL, "%s: %s", *lines, reader->prompt.note.at);
    }
    buffer_add_text(&out, text);
    size_t count =
        configuration_apply_changes(&out, reader, start.configuration.keymap, &file.configuration, &file.options);
    must(count == wanted, "%zu changes in:\n%s", count, out.at);
    command_attach(world->keymap, reader);
    /* what was written is what there is */
    struct read again = read_text(world, out.at);
    must(again.configuration.fault_count == 0, "%s in:\n%s",
         again.configuration.fault_count > 0 ? again.configuration.faults[0].words : "", out.at);
    char *now = list(&reader->options, start.configuration.keymap),
         *later = list(&again.options, again.configuration.keymap);
    assert_string_equal(later, now);
    free(now);
    free(later);
    read_done(&again);
    read_done(&file);
    read_done(&start);
    return buffer_take(&out);
}

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void
test_changes(void **state)
{
    static const struct {
        const char *text;
        const char *lines[4];
        size_t count;
        const char *wanted;
    } rows[] = {
        {"# mine\nset measure 40\n", {"set seams no"}, 0, "# mine\nset measure 40\n"},
        {"# mine\n  set  measure 40   # narrow\nset indent 2",
         {"set measure 50"},
         1,
         "# mine\n  set measure 50   # narrow\nset indent 2"},
        {"set indent 2", {"set measure 50"}, 1, "set indent 2\nset measure 50\n"},
        {"", {"set measure 50", "set measure 60"}, 1, "set measure 60\n"},
        {"set measure 40\nset measure 41\n", {"set measure 50"}, 1, "set measure 40\nset measure 50\n"},
        {"set measure 40\n", {"set measure 80"}, 1, "set measure 80\n"},
        {"set measure 40\n", {"set measure 50", "set measure 40"}, 0, "set measure 40\n"},
        {"spacing none\n", {"spacing space"}, 1, "set spacing space\n"},
        {"set seams on\n", {"set seams Off"}, 1, "set seams no\n"},
        {"set seams on\n", {"set seams true"}, 0, "set seams on\n"},
        {"set spacing=none\n", {"set spacing space"}, 1, "set spacing space\n"},
        {"color hit 1 2\n", {"color hit 3 4 bold"}, 1, "color hit 3/3 4/4 bold/bold,reverse\n"},
        {"bind list x copy\n", {"bind list x copy ; quit"}, 1, "bind list x copy ; quit\n"},
        {"bind list x copy\n", {"unbind list x"}, 1, "# bind list x copy\n"},
        {"", {"unbind list j"}, 1, "unbind list j\n"},
        {"unbind list j # no\n", {"bind list j quit"}, 1, "bind list j quit # no\n"},
        {"bind list j quit\n", {"unbind list j"}, 1, "unbind list j\n"},
        {"bind list j quit\n", {"unbind list j", "unbind list j"}, 1, "unbind list j\n"},
        {"", {"bind list x quit", "unbind list x"}, 0, ""},
        {"", {"bind list ';' search 'a;b'"}, 1, "bind list ';' search 'a;b'\n"},
    };
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        char *text = changed_text(world, rows[i].text, rows[i].lines, rows[i].count);
        if (strstr(rows[i].text, "color") == NULL)
            assert_string_equal(text, rows[i].wanted);
        else
            assert_int_equal(strncmp(text, "color hit 3", strlen("color hit 3")), 0);
        free(text);
    }
    /* a line that an included file overrules is of no use */
    free(put(world, "other", "set measure 44\nset indent 4\nbind list x copy\n"));
    char *text = changed_text(world, "set measure 40\ninclude other\nset indent 3\n",
                              LINES("set measure 50", "set indent 5", "unbind list x"), 3);
    assert_string_equal(text, "set measure 40\ninclude other\nset indent 5\nset measure 50\nunbind list x\n");
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_reading),         WORLD_TEST(test_watches),   WORLD_TEST(test_filters),
        WORLD_TEST(test_faults),          WORLD_TEST(test_include),   WORLD_TEST(test_files),
        WORLD_TEST(test_errors_document), WORLD_TEST(test_read_back), WORLD_TEST(test_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
