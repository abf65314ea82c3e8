/* tests: pages of columns that stand side by side, and how they are to be read.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_SIDE_BY_SIDE_H
#define TESTS_SIDE_BY_SIDE_H

#include "support.h"

enum { SIDE_COLUMNS_MOST = 3 };

/* Three articles; "" is a blank line, NULL the end. */
extern const char *const side_first[], *const side_second[], *const side_third[];

struct side_page {
    struct buffer text;
    struct buffer wanted; /* each line that is not blank as NUMBER TEXT, in the order of reading */
    unsigned number;      /* of the last line */
};

void side_page_done(struct side_page *page);

/* That line NUMBER says TEXT, or a part of it does. */
void side_want(struct side_page *page, unsigned number, const char *text);

/* A line over all columns. */
void side_add_wide(struct side_page *page, const char *text);

/* COLUMNS side by side, each padded to the widest of its lines and GUTTER behind it; SPACED: a blank line below each. */
void side_add_columns(struct side_page *page, const char *const *const *columns, size_t count, const char *gutter,
                      bool spaced);

/* The lines of ISSUE as WANTED has them; the caller's. */
struct buffer side_lines(const struct issue *issue);

#endif
