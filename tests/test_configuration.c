/* settings: lines of a configuration file, read and written: words, quotes, options, colours.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/settings.h"

#include <stdlib.h>

/* ---- words */

/* The words of LINE with | between, or what is wrong and the byte where; the caller frees it. */
static char *
split(struct slice line)
{
    struct settings_words words = {0};
    struct buffer out = {0};
    uint32_t at = UINT32_MAX;
    struct error *error = settings_split(line, &words, &at);
    for (size_t i = 0; i < words.count; i++) {
        const struct settings_word *word = &words.at[i];
        assert_int_equal(strlen(word->text.at), word->text.len);
        assert_true(word->start_byte < word->end_byte && word->end_byte <= line.len);
        if (i > 0)
            assert_true(word->start_byte > words.at[i - 1].end_byte);
        buffer_add_text(&out, i > 0 ? "|" : "");
        buffer_add_slice(&out, word->text);
    }
    if (error != NULL)
        buffer_printf(&out, " %s at %u", error_text(error), at);
    error_free(error);
    settings_words_done(&words);
    buffer_add_text(&out, "");
    return buffer_take(&out);
}

static void
test_split(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"", ""},
        {" \t ", ""},
        {"# set measure 40", ""},
        {"  # a comment", ""},
        {"set measure 40", "set|measure|40"},
        {"\tset  measure\t40 \r", "set|measure|40"},
        {"set measure 40 # narrow", "set|measure|40"},
        {"set library a#b#", "set|library|a#b#"},
        {"bind list '#' links", "bind|list|#|links"},
        {"bind list \\# links", "bind|list|#|links"},
        {"set library ''", "set|library|"},
        {"set library \"\" ''", "set|library||"},
        {"set library '/news/mud river'", "set|library|/news/mud river"},
        {"set library /news/mud\\ river", "set|library|/news/mud river"},
        {"set library /news/'mud river'/\"泥河\"", "set|library|/news/mud river/泥河"},
        {"a'b\\c'd", "ab\\cd"},
        {"a\"b\\\\\\\"c\"d", "ab\\\"cd"},
        {"\"a\\nb\\tc\\x41\\xe6\\xb2\\xB3\\q\"", "a\nb\tcA河q"},
        {"a\\nb", "anb"},
        {"'it'\\''s'", "it's"},
        {"set 名 值　不分", "set|名|值　不分"},
        {"a 'b", "a the quote is not closed at 2"},
        {"a x\"b\\\"", "a the quote is not closed at 3"},
        {"a \"b\\", "a the quote is not closed at 2"},
        {"a b\\", "a nothing stands behind the backslash at 3"},
        {"\"\\x00\"", " \\x takes two digits, 01 to ff at 2"},
        {"\"\\xg0\"", " \\x takes two digits, 01 to ff at 2"},
        {"\"\\x1", " \\x takes two digits, 01 to ff at 2"},
    };
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        char *got = split(slice_of(lines[i][0]));
        assert_string_equal(got, lines[i][1]);
        free(got);
    }
}

/* WORD is written as one word, on one line, of what a terminal may be sent. */
static void
check_word(struct slice word, const char *wanted)
{
    struct buffer line = {0};
    struct settings_words words = {0};
    uint32_t at;
    settings_add_word(&line, word);
    if (wanted != NULL)
        assert_string_equal(line.at, wanted);
    for (size_t i = 0; i < line.len; i++)
        must((unsigned char)line.at[i] >= ' ' && line.at[i] != 0x7F, "byte %02x", (unsigned char)line.at[i]);
    assert_null(settings_split(buffer_slice(&line), &words, &at));
    must(words.count == 1 && slice_equal(words.at[0].text, word), "%s is another word", line.at);
    settings_words_done(&words);
    buffer_done(&line);
}

static void
test_words_read_back(void **state)
{
    (void)state;
    static const char *const words[][2] = {
        {"", "''"},
        {"40", "40"},
        {"/a/b-c_d.e", "/a/b-c_d.e"},
        {"mud river", "'mud river'"},
        {"泥河", "泥河"},
        {"#", "'#'"},
        {"a#b", "a#b"},
        {"'", "\"'\""},
        {"\"", "'\"'"},
        {"it's \"so\"", "\"it's \\\"so\\\"\""},
        {"\\", "'\\'"},
        {"a\nb", "\"a\\x0ab\""},
        {"\t", "\"\\x09\""},
        {"a\x1B[31m", "\"a\\x1b[31m\""},
        {"\u202Eabc", "\"\\xe2\\x80\\xaeabc\""},
        {"\uFEFFabc", "\"\\xef\\xbb\\xbf"
                      "abc\""},
        {"\xB1\xA8", "\"\\xb1\\xa8\""},
        {"报\xFF", "\"\\xe6\\x8a\\xa5\\xff\""},
    };
    struct support_chance chance = {7};
    struct buffer word = {0};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        check_word(slice_of(words[i][0]), words[i][1]);
    for (int round = 0; round < 20000; round++) {
        buffer_clear(&word);
        for (uint32_t left = support_below(&chance, 12); left > 0; left--)
            if (round % 2 == 0)
                support_add_points(&word, &chance, 1, true);
            else
                buffer_add_byte(&word, (char)(1 + support_below(&chance, 255)));
        if (memchr(word.at != NULL ? word.at : "", '\0', word.len) == NULL)
            check_word(word.at != NULL ? buffer_slice(&word) : slice_of(""), NULL);
    }
    buffer_done(&word);
}

/* ---- lines */

/* Reads every line of LISTING; returns how many set something. */
static size_t
read_listing(struct options *options, struct slice listing)
{
    struct settings_line read = {0};
    size_t count = 0;
    while (listing.len > 0) {
        size_t len = slice_find(listing, "\n");
        struct error *error = settings_read_line(options, slice_make(listing.at, len), &read);
        must(error == NULL, "%.*s: %s", (int)len, listing.at, error != NULL ? error_text(error) : "");
        assert_true(read.verb == SETTINGS_NOTHING || read.verb == SETTINGS_SET || read.verb == SETTINGS_COLOR);
        count += read.verb != SETTINGS_NOTHING;
        listing = slice_from(listing, len + 1);
    }
    settings_line_done(&read);
    return count;
}

static void
check_reads_back(const struct options *options)
{
    struct options again;
    struct buffer first = {0}, second = {0};
    size_t own = 0;
    for (int i = 0; i < STYLE_COUNT; i++)
        own += options->theme.own[i];
    options_init(&again);
    options_add_listing(&first, options);
    assert_int_equal(read_listing(&again, buffer_slice(&first)), option_row_count + own);
    options_add_listing(&second, &again);
    assert_string_equal(second.at, first.at);
    assert_memory_equal(&again.theme, &options->theme, sizeof again.theme);
    options_done(&again);
    buffer_done(&first);
    buffer_done(&second);
}

/* Every option and style, as they are at first and with values that are odd. */
static void
test_listing_reads_back(void **state)
{
    (void)state;
    static const char *const odd[] = {"",     " ",   "a b",   "'",    "\"",  "#",      "# a",    "a#",
                                      "a\nb", "\\",  "泥河 ", "\x80", "a\\", "'a' \"", "\t",     "$x",
                                      "=",    "a=b", "\x1B[", "　",   "\r",  "~",      "no|yes", "报\xFE"};
    struct options options;
    options_init(&options);
    check_reads_back(&options);
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        char number[16];
        for (size_t k = 0; row->type == OPTION_TEXT && k < BASE_COUNT(odd); k++) {
            assert_null(options_set(&options, row->name, odd[k]));
            check_reads_back(&options);
        }
        for (const struct option_choice *choice = row->choices; choice != NULL && choice->name != NULL; choice++) {
            assert_null(options_set(&options, row->name, choice->name));
            check_reads_back(&options);
        }
        snprintf(number, sizeof number, "%d", row->max);
        if (row->type == OPTION_NUMBER)
            assert_null(options_set(&options, row->name, number));
        check_reads_back(&options);
    }
    options_done(&options);
}

static void
test_looks_read_back(void **state)
{
    (void)state;
    struct support_chance chance = {11};
    struct options options;
    options_init(&options);
    for (int round = 0; round < 200; round++) {
        theme_init(&options.theme);
        for (int i = 0; i < STYLE_COUNT; i++) {
            options.theme.own[i] = support_below(&chance, 2) == 0;
            struct style_look odd = {
                .fg = (int16_t)((int)support_below(&chance, 257) - 1),
                .bg = (int16_t)((int)support_below(&chance, 257) - 1),
                .basic_fg = (int16_t)((int)support_below(&chance, 9) - 1),
                .basic_bg = (int16_t)((int)support_below(&chance, 9) - 1),
                .attributes = (uint8_t)support_below(&chance, 32),
                .mono_attributes = (uint8_t)support_below(&chance, 32),
            };
            options.theme.looks[i] = options.theme.own[i] ? odd : options.theme.looks[i];
        }
        check_reads_back(&options);
    }
    options_done(&options);
}

static void
test_colors(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        struct style_look look; /* of text */
    } lines[] = {
        {"color text 245 default", {245, -1, 7, -1, 0, 0}},
        {"color text 245 default plain", {245, -1, 7, -1, 0, 0}},
        {"color text red blue bold", {1, 4, 1, 4, STYLE_BOLD, STYLE_BOLD | STYLE_REVERSE}},
        {"color text bright-red 0 dim,italic/plain", {9, 0, 1, 0, STYLE_DIM | STYLE_ITALIC, 0}},
        {"color text 15/0 160/white plain/underline", {15, 160, 0, 7, 0, STYLE_UNDERLINE}},
        {"color text default/red default/7 reverse", {-1, -1, 1, 7, STYLE_REVERSE, STYLE_REVERSE}},
        /* told apart where there are fewer colours, too */
        {"color text 250 254 plain", {250, 254, 0, 7, 0, STYLE_REVERSE}},
        {"color text 234 233 plain", {234, 233, 7, 0, 0, STYLE_REVERSE}},
        {"color text 'red' \"default\" plain", {1, -1, 1, -1, 0, 0}},
    };
    struct options options;
    struct settings_line read = {0};
    options_init(&options);
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        struct error *error = settings_read_line(&options, slice_of(lines[i].line), &read);
        must(error == NULL, "%s", lines[i].line);
        assert_int_equal(read.verb, SETTINGS_COLOR);
        assert_int_equal(read.effect, EFFECT_REDRAW);
        must(memcmp(&options.theme.looks[STYLE_TEXT], &lines[i].look, sizeof lines[i].look) == 0, "%s", lines[i].line);
    }
    settings_line_done(&read);
    options_done(&options);
}

/* A file of such lines; what is wrong in it is said by its first line, and costs nothing else. */
static void
test_theme_files(void **state)
{
    (void)state;
    struct options options;
    size_t line = 0;
    options_init(&options);
    struct slice good = slice_of("# mine\n\n  color read 200 default bold # dim\r\n\tcolor hit 0 226 plain");
    assert_null(settings_read_theme(&options, good, &line));
    assert_int_equal(options.theme.looks[STYLE_READ].fg, 200);
    assert_int_equal(options.theme.looks[STYLE_HIT].bg, 226);
    struct slice bad = slice_of("color read 100 default\nset indent 3\ncolor rad 1 2\ncolour read 1 2\ncolor hit 0 22");
    struct error *error = settings_read_theme(&options, bad, &line);
    assert_non_null(error);
    error_free(error);
    assert_int_equal(line, 2);
    assert_int_equal(options.theme.looks[STYLE_READ].fg, 100);
    assert_int_equal(options.theme.looks[STYLE_HIT].bg, 22);
    assert_int_equal(options.indent, 2);
    options_done(&options);
}

/* ---- layers */

static void
assert_look(const struct theme *theme, const enum style styles[3], struct style_look wanted)
{
    struct style_look got = theme_look(theme, styles[0], styles[1], styles[2]);
    must(memcmp(&got, &wanted, sizeof got) == 0, "%s, %s, %s: %d %d, %d %d, %02x %02x", style_rows[styles[0]].name,
         style_rows[styles[1]].name, style_rows[styles[2]].name, got.fg, got.bg, got.basic_fg, got.basic_bg,
         got.attributes, got.mono_attributes);
}

#define NONE STYLE_TEXT

static void
test_looks_of_layers(void **state)
{
    (void)state;
    enum { BOLD = STYLE_BOLD, REVERSE = STYLE_REVERSE, UNDERLINE = STYLE_UNDERLINE };
    static const struct {
        enum style styles[3]; /* base, hit, selection */
        struct style_look look;
    } standard[] = {
        {{STYLE_HEADLINE, NONE, NONE}, {-1, -1, -1, -1, BOLD, BOLD}},
        {{STYLE_LIST, NONE, STYLE_SELECTED}, {-1, -1, -1, -1, REVERSE, REVERSE}},
        {{STYLE_LIST, NONE, STYLE_SELECTED_DIM}, {231, 17, 7, 4, BOLD, BOLD | UNDERLINE}},
        /* the selected row keeps its read look, */
        {{STYLE_READ, NONE, STYLE_SELECTED}, {246, -1, 6, -1, REVERSE, REVERSE | STYLE_DIM}},
        {{STYLE_READ, NONE, STYLE_SELECTED_DIM}, {246, 17, 6, 4, BOLD, BOLD | UNDERLINE | STYLE_DIM}},
        /* and its hits */
        {{STYLE_HEADLINE, STYLE_HIT, NONE}, {16, 179, 0, 3, 0, BOLD | UNDERLINE}},
        {{STYLE_READ, STYLE_HIT_2, STYLE_SELECTED}, {16, 109, 6, 0, 0, REVERSE | UNDERLINE | STYLE_DIM}},
        {{STYLE_LIST, STYLE_HIT, STYLE_SELECTED_DIM}, {16, 179, 0, 3, 0, BOLD}},
        {{STYLE_LIST, STYLE_HIT_NOW, STYLE_SELECTED}, {231, 160, 7, 1, BOLD, BOLD}},
    };
    struct theme theme;
    theme_init(&theme);
    theme_use(&theme, THEME_DARK, GROUND_UNKNOWN);
    for (size_t i = 0; i < BASE_COUNT(standard); i++)
        assert_look(&theme, standard[i].styles, standard[i].look);
    /* a hit without a background of its own, and a selection with one */
    assert_null(theme_set(&theme, "hit", "default", "default", "underline"));
    assert_null(theme_set(&theme, "selected", "15", "24/4", "italic"));
    assert_look(&theme, (enum style[]){STYLE_READ, STYLE_HIT, NONE},
                (struct style_look){246, -1, 6, -1, UNDERLINE, UNDERLINE | STYLE_DIM});
    assert_look(
        &theme, (enum style[]){STYLE_READ, STYLE_HIT, STYLE_SELECTED},
        (struct style_look){246, 24, 6, 4, UNDERLINE | STYLE_ITALIC, UNDERLINE | REVERSE | STYLE_DIM | STYLE_ITALIC});
    assert_look(&theme, (enum style[]){STYLE_LIST, NONE, STYLE_SELECTED},
                (struct style_look){15, 24, 7, 4, STYLE_ITALIC, STYLE_ITALIC | REVERSE});
}

/* What is wrong is said with its place and the nearest right name, and changes nothing. */
static void
test_wrong_lines(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        uint32_t at;
        const char *words;
    } lines[] = {
        {"set mesure 40", 4, "measure"},
        {"set measure 4000", 12, "16"},
        {"set measure", 11, "set NAME VALUE"},
        {"set", 3, "set NAME VALUE"},
        {"set library /news/mud river", 22, "set NAME VALUE"},
        {"set hanging maybe", 12, "no|yes"},
        {"set theme drak", 10, "nearest is “dark”"},
        {"set theme=drak", 10, "nearest is “dark”"},
        {"set mesure=40", 4, "measure"},
        {"set hanging onn", 12, "no|yes"},
        {"set library 'a", 12, "closed"},
        {"color texts 1 2 bold", 6, "“text”"},
        {"color hid-3 1 2 bold", 6, "“hit-3”"},
        {"color text 256 2 bold", 11, "255"},
        {"color text 1 2/8 bold", 13, "7"},
        {"color text gren 2 bold", 11, "“green”"},
        {"color text 1 2/gren bold", 13, "“green”"},
        {"color text 1 2 bolt", 15, "“bold”"},
        {"color text 1 2 bold/underlined", 15, "“underline”"},
        {"color text 1 2 bold,", 15, "“” is not an attribute"},
        {"color text -1 2", 11, "colour"},
        {"color text '' 2", 11, "colour"},
        {"color text 1", 12, "color NAME FG BG ATTR"},
        {"color text 1 2 bold dim", 20, "color NAME FG BG ATTR"},
        {"spacing", 7, "NAME VALUE"},
        {"spacing wide", 8, "as-is|none|space"},
        {"spacing none wide", 13, "NAME VALUE"},
        {"include", 7, "include FILE"},
        {"include a b", 10, "include FILE"},
    };
    struct options options;
    struct settings_line read = {0};
    struct buffer before = {0}, after = {0};
    options_init(&options);
    options_add_listing(&before, &options);
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        struct error *error = settings_read_line(&options, slice_of(lines[i].line), &read);
        must(error != NULL, "%s is right", lines[i].line);
        must(strstr(error_text(error), lines[i].words) != NULL, "%s: %s", lines[i].line, error_text(error));
        must(read.error_byte == lines[i].at, "%s: at byte %u", lines[i].line, read.error_byte);
        error_free(error);
    }
    options_add_listing(&after, &options);
    assert_string_equal(after.at, before.at);
    buffer_done(&before);
    buffer_done(&after);
    settings_line_done(&read);
    options_done(&options);
}

static void
test_verbs(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        enum settings_verb verb;
        enum option_effect effect;
        size_t words;
    } lines[] = {
        {"", SETTINGS_NOTHING, EFFECT_NONE, 0},
        {"set seams yes", SETTINGS_SET, EFFECT_RELAYOUT, 3},
        {"# set seams yes", SETTINGS_NOTHING, EFFECT_NONE, 0},
        {"set copy source", SETTINGS_SET, EFFECT_NONE, 3},
        {"set pinyin off", SETTINGS_SET, EFFECT_RESEARCH, 3},
        {"include '../my colours'", SETTINGS_INCLUDE, EFFECT_NONE, 2},
        {"bind list <C-d> page-down", SETTINGS_OTHER, EFFECT_NONE, 4},
        {"Set seams yes", SETTINGS_OTHER, EFFECT_NONE, 3},
        {"'' seams yes", SETTINGS_OTHER, EFFECT_NONE, 3},
    };
    struct options options;
    struct settings_line read = {0};
    options_init(&options);
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        must(settings_read_line(&options, slice_of(lines[i].line), &read) == NULL, "%s", lines[i].line);
        must(read.verb == lines[i].verb && read.effect == lines[i].effect && read.words.count == lines[i].words, "%s",
             lines[i].line);
        if (read.verb == SETTINGS_INCLUDE)
            assert_text(read.words.at[1].text, "../my colours");
    }
    assert_true(options.seams && options.copy == COPIED_SOURCE && options.pinyin == PINYIN_SCHEME_NONE);
    settings_line_done(&read);
    options_done(&options);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_words_read_back),
        cmocka_unit_test(test_listing_reads_back),
        cmocka_unit_test(test_looks_read_back),
        cmocka_unit_test(test_colors),
        cmocka_unit_test(test_theme_files),
        cmocka_unit_test(test_looks_of_layers),
        cmocka_unit_test(test_wrong_lines),
        cmocka_unit_test(test_verbs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
