/* Issues made by hand, line by line.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_ISSUE_ROWS_H
#define TESTS_ISSUE_ROWS_H

#include "support.h"

#include "kanbao/issue.h"

struct row {
    const char *text;
    enum issue_role role;
    enum issue_join join;
    bool seam, lost;
};

/* One article of all ROWS; a paragraph begins at each ISSUE_BODY. */
struct issue *rows_issue_of(const struct row *rows, size_t count);
struct issue_span rows_span_of(const struct issue *issue, const char *text);
void rows_add_credit(struct issue *issue, const char *role, const char *name);

#endif
