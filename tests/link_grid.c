/* Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* memmem */
#include "link_grid.h"

#include "support.h"

#include <stdlib.h>
#include <vterm.h>

#define LINK "\033]8;"
#define END  "\033\\"

struct writing {
    struct link_grid grid;
    char *open; /* NULL: no link is */
};

static void
set(struct writing *writing, int row, int col, const char *link)
{
    if (row < 0 || row >= writing->grid.rows || col < 0 || col >= writing->grid.cols)
        return;
    char **cell = &writing->grid.at[row * writing->grid.cols + col];
    free(*cell);
    *cell = link != NULL ? base_strdup(link) : NULL;
}

static int
on_glyph(VTermGlyphInfo *info, VTermPos pos, void *user)
{
    struct writing *writing = user;
    for (int i = 0; i < info->width; i++)
        set(writing, pos.row, pos.col + i, writing->open);
    return 1;
}

static int
on_erase(VTermRect rect, int selective, void *user)
{
    (void)selective;
    for (int row = rect.start_row; row < rect.end_row; row++)
        for (int col = rect.start_col; col < rect.end_col; col++)
            set(user, row, col, NULL);
    return 1;
}

static int
on_move(VTermRect dest, VTermRect src, void *user)
{
    struct writing *writing = user;
    int rows = src.end_row - src.start_row, cols = src.end_col - src.start_col;
    char **moved = base_alloc_zero((size_t)rows * (size_t)cols, sizeof *moved);
    for (int i = 0; i < rows * cols; i++) {
        const char *link = writing->grid.at[(src.start_row + i / cols) * writing->grid.cols + src.start_col + i % cols];
        moved[i] = link != NULL ? base_strdup(link) : NULL;
    }
    for (int i = 0; i < rows * cols; i++) {
        set(writing, dest.start_row + i / cols, dest.start_col + i % cols, moved[i]);
        free(moved[i]);
    }
    free(moved);
    return 1;
}

/* ;; closes what is open. */
static void
open_link(struct writing *writing, const char *bytes, size_t len)
{
    free(writing->open);
    writing->open = len == 1 && *bytes == ';' ? NULL : base_strndup(bytes, len);
}

struct link_grid
link_grid_of(const char *bytes, size_t len, int rows, int cols)
{
    static const VTermStateCallbacks callbacks = {.putglyph = on_glyph, .erase = on_erase, .moverect = on_move};
    struct writing writing = {
        .grid = {rows, cols, base_alloc_zero((size_t)rows * (size_t)cols, sizeof *writing.grid.at)}};
    VTerm *vterm = vterm_new(rows, cols);
    vterm_set_utf8(vterm, 1);
    VTermState *state = vterm_obtain_state(vterm);
    vterm_state_set_callbacks(state, &callbacks, &writing);
    vterm_state_reset(state, 1);
    for (size_t at = 0; at < len;) {
        const char *link = memmem(bytes + at, len - at, LINK, strlen(LINK));
        size_t text = link != NULL ? (size_t)(link - bytes) : len;
        vterm_input_write(vterm, bytes + at, text - at);
        if (link == NULL)
            break;
        size_t start = text + strlen(LINK);
        const char *end = memmem(bytes + start, len - start, END, strlen(END));
        must(end != NULL, "a link's address does not end");
        open_link(&writing, bytes + start, (size_t)(end - bytes) - start);
        at = (size_t)(end - bytes) + strlen(END);
    }
    must(writing.open == NULL, "a link stays open: %s", writing.open);
    vterm_free(vterm);
    return writing.grid;
}

void
link_grid_done(struct link_grid *grid)
{
    for (int i = 0; i < grid->rows * grid->cols; i++)
        free(grid->at[i]);
    free(grid->at);
}
