/* The lines of a text as the judgement sees them.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_SHEET_H
#define TESTS_SHEET_H

#include "parser/line/line.h"

struct sheet {
    struct issue holder; /* what the shapes point into: the text, which is the caller's, and its lines */
    struct shape *shapes;
    size_t count;
};

/* Of TEXT, with all that the rooms say of each line. */
struct sheet sheet_of(struct slice text);
/* For such, and for those that are made otherwise. */
void sheet_done(struct sheet *sheet);

#endif
