/* Keys on invented issues that are searched; see searching.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "searching.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct searching
searching_open_path(void **state, const char *path, int cols, int rows)
{
    struct searching searching = {.world = *state, .keymap = command_keymap_new()};
    searching.reader = world_open(searching.world, path, cols, rows);
    reader_wait_for_search(searching.reader, true);
    command_attach(searching.keymap, searching.reader);
    world_check(searching.world);
    return searching;
}

struct searching
searching_open_text(void **state, const char *text, int cols, int rows)
{
    struct world *world = *state;
    char *path = support_join(world->folder, "20310608.txt");
    support_write_text(path, text);
    struct searching searching = searching_open_path(state, path, cols, rows);
    free(path);
    return searching;
}

char *
searching_paper(const char *name)
{
    const char *source = getenv("KANBAO_SRCDIR");
    if (source == NULL)
        fail_msg("KANBAO_SRCDIR is not set: run this as make check TESTS=...");
    char *folder = support_join(source, "tests/screens/papers"), *path = support_join(folder, name);
    free(folder);
    return path;
}

struct searching
searching_open(void **state, int cols, int rows)
{
    char *path = searching_paper("20310607.txt");
    struct searching searching = searching_open_path(state, path, cols, rows);
    free(path);
    return searching;
}

struct searching
searching_open_library(void **state, int cols, int rows)
{
    char *path = searching_paper("");
    struct searching searching = searching_open_path(state, path, cols, rows);
    free(path);
    return searching;
}

void
searching_close(struct searching *searching)
{
    reader_close_prompt(searching->reader);
    command_keymap_free(searching->keymap);
}

void
searching_press(struct searching *searching, const char *keys)
{
    struct error *error = command_press_keys(searching->keymap, searching->reader, keys);
    must(error == NULL, "%s", error_text(error));
    world_check(searching->world);
}

static void
add_character(struct buffer *out, const struct screen_cell *cell)
{
    char utf8[4];
    if (cell->base != 0)
        buffer_add(out, utf8, text_encode(cell->base, utf8));
}

void
searching_check_marked(const struct searching *searching, enum searching_where where, const char *wanted,
                       const char *file, int line)
{
    static const char letters[] = "1234!";
    const struct screen *screen = &searching->world->screen;
    struct reader_geometry geometry = reader_geometry(searching->reader);
    int start = where == OF_LIST ? 0 : geometry.pane_col;
    int end = where == OF_LIST ? geometry.list_cols : geometry.pane_col + geometry.pane_cols;
    struct buffer got = {0};
    for (int row = geometry.body_row; row < geometry.body_row + geometry.body_rows; row++) {
        int before = -1;
        for (int col = start; col < end; col++) {
            const struct screen_cell *cell = screen_at(screen, row, col);
            int style = (int)cell->hit - 1; /* from STYLE_HIT on */
            if (style >= 0 && style != before)
                buffer_printf(&got, "%s%c", got.len > 0 ? " " : "", letters[style]);
            if (style >= 0)
                add_character(&got, cell);
            before = style;
        }
    }
    support_assert_text(buffer_slice(&got), wanted, file, line);
    buffer_done(&got);
}

static struct slice
row_of(const struct buffer *screen, int row)
{
    struct slice rest = buffer_slice(screen);
    for (; row > 0; row--)
        rest = slice_from(rest, slice_find(rest, "\n") + 1);
    return slice_make(rest.at, slice_find(rest, "\n"));
}

void
searching_check_row(const struct searching *searching, int row, const char *wanted, const char *file, int line)
{
    struct buffer text = {0};
    screen_add_text(&text, &searching->world->screen);
    support_assert_text(row_of(&text, row < 0 ? searching->world->screen.rows - 1 : row), wanted, file, line);
    buffer_done(&text);
}

bool
searching_shows(const struct searching *searching, int row, const char *text)
{
    struct buffer screen = {0};
    screen_add_text(&screen, &searching->world->screen);
    struct slice where =
        row == -2 ? buffer_slice(&screen) : row_of(&screen, row < 0 ? searching->world->screen.rows - 1 : row);
    bool shown = slice_find(where, text) < where.len;
    buffer_done(&screen);
    return shown;
}

void
searching_check_hit(const struct searching *searching, size_t number, const char *wanted, const char *file, int line)
{
    const struct reader *reader = searching->reader;
    const struct search_hit *hit = reader_hit(reader);
    const struct issue *issue = reader->shown;
    struct buffer got = {0};
    for (uint32_t at = hit != NULL ? hit->start_byte : 0; hit != NULL && at < hit->end_byte; at++)
        if (issue->text[at] == '\n')
            buffer_add_text(&got, "¶");
        else
            buffer_add_byte(&got, issue->text[at]);
    support_assert_text(buffer_slice(&got), wanted, file, line);
    buffer_done(&got);
    if (hit != NULL && reader_found(reader).hit + 1 != number) {
        print_error("hit %zu, not %zu\n", reader_found(reader).hit + 1, number);
        _fail(file, line);
    }
}
