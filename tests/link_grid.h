/* kanbao tests - link grid: where each cell of a terminal leads, by all that was sent to it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A terminal with hyperlinks keeps the link (OSC 8) with the character that was written while it was open; what erases or moves
 * cells erases or moves it. libvterm knows no links, but says what it writes, erases and moves.
 */
#ifndef TESTS_LINK_GRID_H
#define TESTS_LINK_GRID_H

#include <stddef.h>

struct link_grid {
    int rows, cols;
    char **at; /* rows * cols: "id=ID;ADDRESS" of each cell, or NULL */
};

/* What LEN BYTES leave on a terminal of this size that was empty. */
struct link_grid link_grid_of(const char *bytes, size_t len, int rows, int cols);
void link_grid_done(struct link_grid *grid);

#endif
