/* kanbao tests - texts with markup, as they are read.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_MARKED_UP_H
#define TESTS_MARKED_UP_H

#include "kanbao/issue.h"

/* The issue that TEXT is under PATH; fails where it is of another FORMAT, or its library is not there. The caller's. */
struct issue *markup_issue(const char *path, const char *format, const char *text);
/* A line for each article: what stands in its head, / between, and behind it its paragraphs in [], with the first letters of their
   kinds but for prose. The caller's. */
char *markup_outline(const struct issue *issue);
/* Fails unless every line of the file has one of the issue's at least, in its order, and none has another's number. */
void markup_check_lines(const struct issue *issue);
/* Fails unless ISSUE, which is freed, has that outline, and TEXT is its file's. */
void markup_check(struct issue *issue, const char *text, const char *wanted);

/* A line for each mark that leads somewhere: its words, and where. The caller's. */
char *markup_links(const struct issue *issue);

#endif
