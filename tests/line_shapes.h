/* Texts of lines of every shape that the parser knows, made to be as long as a test wants them.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_LINE_SHAPES_H
#define TESTS_LINE_SHAPES_H

#include "kanbao/base.h"

extern const size_t line_shape_count;

/* "verse-latin"; NULL from line_shape_count on. */
const char *line_shape_name(size_t shape);

/* Appends LINES lines, of the shapes SHAPES[0] to SHAPES[COUNT - 1] by turns. No two are the same where the shape has a number or
   a word that changes. */
void line_shapes_add(struct buffer *out, const size_t *shapes, size_t count, size_t lines);

#endif
