/* kanbao - tests of view: golden screens, and what holds for every screen.
 *
 * Each file tests/screens/NAME.screen is a test: a header, then the screen as text. Those that are about styles have their
 * letters too, and below these the layers; the others have not, so that a colour changes few of them.
 *
 *     path: data/lanpu              below the source directory; corpus:PATH below the corpus
 *     size: 80x24                   columns, rows
 *     keys: 2j<Enter>               pressed first
 *     language: zh_CN               may be missing
 *     option: measure=40            may be missing, or there several times
 *     styles: yes                   may be missing: then there is only the text
 *     ---
 *     (the text, a line a row)
 *     ---
 *     (the letters of the styles)
 *     ---
 *     (the letters of the layers: hits and selections)
 *
 * A new test is a header; KANBAO_GOLDEN=rewrite in the environment writes all the screens
 * anew, to be looked at before they are kept. Text of the corpus is no part of this tree:
 * instead of the screen such a file holds a line with its digest.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/command.h"
#include "kanbao/text.h"
#include "kanbao/view.h"

#include <dirent.h>
#include <inttypes.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

static const char folder[] = "tests/screens";
static const char separator[] = "---\n";

/* ---- a golden screen */
enum { OPTIONS_MAX = 8 };

struct golden {
    char *name;          /* of its file */
    struct buffer file;  /* all of it; the values below point into a copy of its header */
    size_t header_bytes; /* up to the first separator, or the digest */
    char *header;
    const char *path, *size, *keys, *language, *digest, *styles;
    const char *options[OPTIONS_MAX];
    size_t option_count;
    int rows, cols;
};

static void
take_line(struct golden *golden, char *line)
{
    const struct {
        const char *name;
        const char **value;
    } known[] = {{"path: ", &golden->path},
                 {"size: ", &golden->size},
                 {"keys:", &golden->keys},
                 {"language: ", &golden->language},
                 {"digest: ", &golden->digest},
                 {"styles: ", &golden->styles},
                 {"option: ", NULL}};
    for (size_t i = 0; i < BASE_COUNT(known); i++) {
        if (strncmp(line, known[i].name, strlen(known[i].name)) != 0)
            continue;
        const char *value = line + strlen(known[i].name);
        value += *value == ' ';
        if (known[i].value != NULL)
            *known[i].value = value;
        else if (golden->option_count < OPTIONS_MAX)
            golden->options[golden->option_count++] = value;
        return;
    }
    fail_msg("%s: cannot read “%s”", golden->name, line);
}

static void
read_golden(struct golden *golden, const char *name)
{
    char *path = support_join(folder, name), *rest = NULL;
    *golden = (struct golden){.name = base_strdup(name), .file = support_read(path), .keys = ""};
    size_t end = slice_find(buffer_slice(&golden->file), separator);
    size_t digest = slice_find(buffer_slice(&golden->file), "digest: ");
    golden->header_bytes = end < golden->file.len ? end : golden->file.len;
    golden->header = base_strndup(golden->file.at, golden->header_bytes);
    for (char *line = strtok_r(golden->header, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
        take_line(golden, line);
    if (digest < golden->header_bytes)
        golden->header_bytes = digest;
    bool complete = golden->path != NULL && golden->size != NULL &&
                    sscanf(golden->size, "%dx%d", &golden->cols, &golden->rows) == 2;
    must(complete && golden->rows > 0 && golden->cols > 0, "%s: needs a path and a size", name);
    free(path);
}

static void
golden_done(struct golden *golden)
{
    free(golden->name);
    free(golden->header);
    buffer_done(&golden->file);
}

/* ---- the screen of now */

/* As src/main/main.c does it. */
static void
set_language(const char *language)
{
    const char *catalogues = getenv("KANBAO_LOCALEDIR");
    setlocale(LC_ALL, "C.UTF-8");
    if (language == NULL) {
        unsetenv("LANGUAGE");
    } else {
        must(catalogues != NULL, "KANBAO_LOCALEDIR is not set");
        setlocale(LC_MESSAGES, "C_ZZ.UTF-8");
        setenv("LANGUAGE", language, 1);
        bindtextdomain("kanbao", catalogues);
    }
    bind_textdomain_codeset("kanbao", "UTF-8");
    textdomain("kanbao"); /* gettext forgets the language before only here */
}

struct view {
    struct library *library;
    struct keymap *keymap;
    struct reader reader;
    struct screen screen;
};

/* Takes OPTIONS over. */
static void
open_view(struct view *view, const char *path, int cols, int rows, struct options options)
{
    *view = (struct view){.library = library_new((struct library_limits){SIZE_MAX, 0}), .keymap = command_keymap_new()};
    struct error *error = library_add(view->library, path);
    must(error == NULL, "%s: %s", path, error_text(error));
    library_set_order(view->library, options.order);
    library_sort(view->library);
    reader_init(&view->reader, view->library, options);
    reader_wait_for_search(&view->reader, true);
    reader_resize(&view->reader, rows, cols);
    command_attach(view->keymap, &view->reader);
}

static struct options
standard_options(void)
{
    struct options options;
    options_init(&options);
    return options;
}

static void
press(struct view *view, const char *keys)
{
    struct error *error = command_press_keys(view->keymap, &view->reader, keys);
    must(error == NULL, "%s: %s", keys, error_text(error));
    reader_finish_search(&view->reader);
    view_paint(&view->reader, &view->screen);
}

static void
close_view(struct view *view)
{
    reader_done(&view->reader);
    command_keymap_free(view->keymap);
    library_free(view->library);
    screen_done(&view->screen);
}

/* Where the issue is; NULL when it belongs to a corpus that is not there. The caller frees it. */
static char *
find_issue(const struct golden *golden)
{
    static const char corpus[] = "corpus:";
    if (strncmp(golden->path, corpus, strlen(corpus)) != 0)
        return base_strdup(golden->path);
    return support_corpus(golden->path + strlen(corpus));
}

/* Appends the planes that GOLDEN has. */
static void
paint_golden(const struct golden *golden, const char *path, struct buffer *out)
{
    struct view view;
    set_language(golden->language);
    open_view(&view, path, golden->cols, golden->rows, standard_options());
    for (size_t i = 0; i < golden->option_count; i++) {
        const char *equals = strchr(golden->options[i], '=');
        must(equals != NULL, "%s: an option is NAME=VALUE", golden->name);
        char *name = base_strndup(golden->options[i], (size_t)(equals - golden->options[i]));
        struct error *error = reader_set_option(&view.reader, name, equals + 1);
        must(error == NULL, "%s: %s", golden->name, error_text(error));
        free(name);
    }
    view.reader.request = READER_RUNS;
    reader_resize(&view.reader, golden->rows, golden->cols);
    press(&view, golden->keys);
    world_check_cells(&view.screen);
    screen_add_text(out, &view.screen);
    if (golden->styles != NULL) {
        buffer_add_text(out, separator);
        screen_add_styles(out, &view.screen);
        buffer_add_text(out, separator);
        screen_add_layers(out, &view.screen);
    }
    close_view(&view);
    text_set_ambiguous(1); /* keys may have changed it too */
    set_language(NULL);
}

/* ---- the comparison */

static bool
is_layer(int style)
{
    return (style >= STYLE_HIT && style <= STYLE_HIT_NOW) || style == STYLE_SELECTED || style == STYLE_SELECTED_DIM;
}

/* FNV-1a. */
static uint64_t
digest_of(struct slice text)
{
    uint64_t digest = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < text.len; i++)
        digest = (digest ^ (unsigned char)text.at[i]) * UINT64_C(0x100000001B3);
    return digest;
}

/* The first line of *TEXT, which then begins behind it. */
static struct slice
take_row(struct slice *text)
{
    size_t len = slice_find(*text, "\n");
    struct slice row = slice_make(text->at, len < text->len ? len : text->len);
    *text = slice_from(*text, len < text->len ? len + 1 : text->len);
    return row;
}

/* Says in which rows two planes differ; returns how many do. */
static int
print_differences(struct slice wanted, struct slice got, const char *what)
{
    int different = 0;
    for (int row = 0; wanted.len > 0 || got.len > 0; row++) {
        struct slice a = take_row(&wanted), b = take_row(&got);
        if (slice_equal(a, b))
            continue;
        print_error("row %d, %s\n  - %.*s\n  + %.*s\n", row, what, (int)a.len, a.at, (int)b.len, b.at);
        different++;
    }
    return different;
}

/* The plane at the beginning of *REST, which then begins behind it and its separator; by counting, as a row may look like a
   separator. */
static struct slice
take_plane(const struct golden *golden, struct slice *rest)
{
    struct slice plane = *rest;
    for (int row = 0; row < golden->rows; row++)
        take_row(rest);
    plane.len = (size_t)(rest->at - plane.at);
    if (slice_starts(*rest, separator))
        *rest = slice_from(*rest, strlen(separator));
    return plane;
}

static void
compare(const struct golden *golden, const struct buffer *planes)
{
    static const char *const names[] = {"text", "styles", "layers"};
    must(golden->header_bytes < golden->file.len, "%s: holds no screen yet: run with KANBAO_GOLDEN=rewrite",
         golden->name);
    struct slice rest = slice_from(buffer_slice(&golden->file), golden->header_bytes + strlen(separator)),
                 wanted = rest;
    struct slice got = buffer_slice(planes);
    int different = 0;
    for (int i = 0; i < (golden->styles != NULL ? 3 : 1); i++)
        different += print_differences(take_plane(golden, &rest), take_plane(golden, &got), names[i]);
    must(different == 0, "%s: %d rows differ (- wanted, + got)", golden->name, different);
    must(slice_equal(wanted, buffer_slice(planes)), "%s: has other planes than its header says", golden->name);
}

static void
rewrite(const struct golden *golden, const char *digest, const struct buffer *planes)
{
    struct buffer out = {0};
    char *path = support_join(folder, golden->name);
    buffer_add(&out, golden->file.at, golden->header_bytes);
    if (digest != NULL) {
        buffer_printf(&out, "digest: %s\n", digest);
    } else {
        buffer_add_text(&out, separator);
        buffer_add_slice(&out, buffer_slice(planes));
    }
    if (!slice_equal(buffer_slice(&out), buffer_slice(&golden->file))) {
        support_write(path, out.at, out.len);
        print_message("rewritten: %s\n", path);
    }
    buffer_done(&out);
    free(path);
}

static void
test_golden(void **state)
{
    struct golden golden;
    struct buffer planes = {0};
    const char *order = getenv("KANBAO_GOLDEN");
    read_golden(&golden, *state);
    char *path = find_issue(&golden);
    if (path == NULL) {
        golden_done(&golden);
        skip();
    }
    paint_golden(&golden, path, &planes);
    char digest[17];
    bool foreign = strcmp(path, golden.path) != 0;
    snprintf(digest, sizeof digest, "%016" PRIX64, digest_of(buffer_slice(&planes)));
    if (order != NULL && strcmp(order, "rewrite") == 0)
        rewrite(&golden, foreign ? digest : NULL, &planes);
    else if (foreign)
        assert_string_equal(digest, golden.digest != NULL ? golden.digest : "none yet");
    else
        compare(&golden, &planes);
    buffer_done(&planes);
    free(path);
    golden_done(&golden);
}

/* Every style and every layer is in some screen that has its styles: none can change unseen. */
static void
test_all_styles_are_shown(void **state)
{
    bool shown[STYLE_COUNT] = {false};
    char *const *names = *state;
    for (size_t i = 0; names[i] != NULL; i++) {
        struct golden golden;
        read_golden(&golden, names[i]);
        bool planes = golden.styles != NULL && golden.header_bytes < golden.file.len && golden.digest == NULL;
        struct slice rest =
            slice_from(buffer_slice(&golden.file), golden.header_bytes + (planes ? strlen(separator) : 0));
        for (int plane = 0; plane < 3 && planes; plane++) {
            struct slice letters = take_plane(&golden, &rest);
            for (int style = 0; style < STYLE_COUNT && plane > 0; style++)
                shown[style] |=
                    is_layer(style) == (plane == 2) && memchr(letters.at, style_rows[style].letter, letters.len);
        }
        golden_done(&golden);
    }
    for (int style = 0; style < STYLE_COUNT; style++)
        must(shown[style], "no screen of tests/screens shows the style %s with its letters", style_rows[style].name);
}

/* ---- every screen */

/* Nothing but what may go to a terminal, and every row as wide as the screen. */
static void
check_screen(const struct screen *screen)
{
    struct buffer text = {0};
    world_check_cells(screen);
    for (int row = 0; row < screen->rows; row++) {
        int cells = 0;
        for (int col = 0; col < screen->cols; col++) {
            const struct screen_cell *cell = screen_at(screen, row, col);
            cells += cell->cells;
            must(cell->style < STYLE_COUNT, "no style");
            must(cell->cells == 0 || cell->base == ' ' ||
                     (text_show(cell->base) == TEXT_SHOW_PLAIN && text_width(cell->base) == cell->cells),
                 "U+%04lX in %d cells", (unsigned long)cell->base, cell->cells);
        }
        must(cells == screen->cols, "row %d has %d cells, not %d", row, cells, screen->cols);
    }
    for (size_t i = 0; i < screen->mark_count; i++)
        for (int k = 0; k < SCREEN_MARKS_MAX && screen->marks[i][k] != 0; k++)
            must(text_width(screen->marks[i][k]) == 0, "U+%04lX is no mark", (unsigned long)screen->marks[i][k]);
    screen_add_text(&text, screen);
    must(slice_find(buffer_slice(&text), "\033") == SIZE_MAX, "an escape");
    buffer_done(&text);
}

/* Painting shows the state and nothing else: not what was on the screen before. */
static void
check_again(struct view *view)
{
    struct screen other = {0};
    screen_clear(&other, view->reader.rows, view->reader.cols);
    for (int row = 0; row < other.rows; row++)
        screen_put(&other, row, row % 2, other.cols, slice_of("墨墨墨墨墨墨墨墨墨墨墨墨墨墨墨墨"), STYLE_TAG);
    view_paint(&view->reader, &other);
    for (int row = 0; row < other.rows; row++)
        must(screen_row_equal(&view->screen, row, &other, row), "row %d is painted in two ways", row);
    screen_done(&other);
}

static void
walk_sizes(const char *path, int row_step, int col_step)
{
    static const char *const ways[] = {"",   "J", "<Enter>", "<C-d>", "w", "G",  "v",      "<C-d>", "eh", "kej",
                                       "SU", "v", "?",       "<C-f>", "q", "12", "<Esc>x", "i",     "G"};
    struct view view;
    open_view(&view, path, 80, 24, standard_options());
    for (int rows = 4; rows <= 40; rows += row_step)
        for (int cols = 16; cols <= 130; cols += col_step) {
            reader_resize(&view.reader, rows, cols);
            for (size_t i = 0; i < BASE_COUNT(ways); i++) {
                press(&view, ways[i]);
                check_screen(&view.screen);
                assert_true(view.screen.rows == rows && view.screen.cols == cols && view.screen.cursor_shown);
            }
            check_again(&view);
            press(&view, "<Enter>gg");
            assert_int_equal(view.reader.at.pane, PANE_LIST);
        }
    close_view(&view);
}

static void
test_sizes(void **state)
{
    (void)state;
    bool slow = support_is_slow();
    for (size_t i = 0; support_sample(i) != NULL; i += slow ? 2 : 1) {
        char *path = support_sample_path(i);
        walk_sizes(path, slow ? 36 : 9, slow ? 57 : 19);
        free(path);
    }
    walk_sizes("data", slow ? 36 : 12, slow ? 114 : 38);
}

static void
test_nasty_sizes(void **state)
{
    (void)state;
    bool slow = support_is_slow();
    walk_sizes("tests/screens/input", slow ? 36 : 12, slow ? 57 : 13);
}

/* ---- options */

static const char option_keys[] = "/zaoge|qiaohuan<Enter>";

static int
cells_of(const struct options *options)
{
    return options->ambiguous == AMBIGUOUS_TWO ? 2 : 1;
}

/* Do the screens show the same, with the cursor in the same place, but for which hit is the one that was gone to? */
static bool
is_same(struct view *a, struct view *b, bool hits_only)
{
    if (!hits_only && (a->screen.cursor_row != b->screen.cursor_row || a->screen.cursor_col != b->screen.cursor_col))
        return false;
    for (int row = 1; row < a->screen.rows - 1; row++) {
        for (int col = 0; col < a->screen.cols; col++) {
            struct screen_cell *x = screen_at(&a->screen, row, col), *y = screen_at(&b->screen, row, col);
            x->hit = x->hit > 0, y->hit = y->hit > 0;
            if (hits_only && x->hit != y->hit)
                return false;
        }
        if (!hits_only && !screen_row_equal(&a->screen, row, &b->screen, row))
            return false;
    }
    return true;
}

/* An option that is set while PATH is read does what it does when it is there from the start; returns whether it does anything. */
static bool
check_effect(const char *path, int cols, const struct option_row *row, const char *value)
{
    struct view before, then, start;
    struct options options = standard_options();
    open_view(&before, path, cols, 30, standard_options());
    press(&before, option_keys);
    open_view(&then, path, cols, 30, standard_options());
    press(&then, option_keys);
    assert_null(reader_set_option(&then.reader, row->name, value));
    press(&then, "");
    assert_null(options_set(&options, row->name, value));
    text_set_ambiguous(cells_of(&options));
    open_view(&start, path, cols, 30, options);
    press(&start, option_keys);
    bool hits_only = row->effect == EFFECT_RESEARCH;
    must(is_same(&then, &start, hits_only), "%s: %s=%s at the start shows something else", path, row->name, value);
    bool changes = !is_same(&then, &before, hits_only);
    close_view(&before);
    close_view(&then);
    close_view(&start);
    text_set_ambiguous(1);
    return changes;
}

static void
test_options_take_effect(void **state)
{
    static const struct {
        const char *path;
        int cols;
    } screens[] = {{"data/lanpu/20260318.txt", 149},
                   {"data/shiomi/2026-03-15.txt", 80},
                   {"tests/screens/input/uncertain.txt", 100},
                   {"tests/screens/input/seams.txt", 100}};
    (void)state;
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        /* one issue has no order: tests/test_going.c; nor is the library searched: tests/test_result_order.c */
        bool changes = row->effect == EFFECT_NONE || row->effect == EFFECT_START || row->effect == EFFECT_REDRAW ||
                       row->effect == EFFECT_REORDER || row->effect == EFFECT_RESORT;
        bool wanted = !changes;
        /* in a text that is read as another one there is no place to stay at: tests/cli.sh */
        if (row->effect == EFFECT_RELOAD)
            continue;
        /* where another hit is the first, another article is shown */
        for (size_t k = 0; k < (row->effect == EFFECT_RESEARCH ? 1 : BASE_COUNT(screens)); k++) {
            char number[16];
            for (const struct option_choice *at = row->choices; at != NULL && at->name != NULL; at++)
                changes |= check_effect(screens[k].path, screens[k].cols, row, at->name);
            for (int end = 0; end < 2 && row->type == OPTION_NUMBER && wanted; end++) {
                snprintf(number, sizeof number, "%d", end == 0 ? row->min : row->max);
                changes |= check_effect(screens[k].path, screens[k].cols, row, number);
            }
        }
        must(changes, "%s changes nothing", row->name);
    }
}

/* ---- all of it */

static int
is_screen(const struct dirent *item)
{
    return slice_ends(slice_of(item->d_name), ".screen");
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

int
main(void)
{
    const char *source = getenv("KANBAO_SRCDIR");
    struct dirent **files;
    /* messages name paths: they are to be the same everywhere */
    int count = source != NULL && chdir(source) == 0 ? scandir(folder, &files, is_screen, by_name) : -1;
    if (count <= 0) {
        fputs("test_view: no screens: KANBAO_SRCDIR must name the source directory\n", stderr);
        return EXIT_FAILURE;
    }
    set_language(NULL);
    enum { OTHERS = 4 };
    struct CMUnitTest *tests = base_alloc_zero((size_t)count + OTHERS, sizeof *tests);
    char **names = base_alloc_zero((size_t)count + 1, sizeof *names);
    tests[0] = (struct CMUnitTest)cmocka_unit_test(test_sizes);
    tests[1] = (struct CMUnitTest)cmocka_unit_test(test_nasty_sizes);
    tests[2] = (struct CMUnitTest)cmocka_unit_test_prestate(test_all_styles_are_shown, names);
    tests[3] = (struct CMUnitTest)cmocka_unit_test(test_options_take_effect);
    for (int i = 0; i < count; i++) {
        names[i] = files[i]->d_name;
        tests[i + OTHERS] = (struct CMUnitTest){names[i], test_golden, NULL, NULL, names[i]};
    }
    int failed = _cmocka_run_group_tests("screens", tests, (size_t)count + OTHERS, NULL, NULL);
    for (int i = 0; i < count; i++)
        free(files[i]);
    free(files);
    free(names);
    free(tests);
    return failed;
}
