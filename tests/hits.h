/* search: what a query finds in an issue, as a text to compare with. For tests/test_query.c and tests/test_search.c.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_HITS_H
#define TESTS_HITS_H

#include "support.h"

#include "kanbao/search.h"

/* The spans of the hits with | between, a line end as ¶; behind each with DETAILS its word, place and rank, as in
   0hL: h headline, k kicker, d deck, s section, y byline, b body; L literal, F full, M mixed, I initials. ! is a query that
   is wrong. A hit that search_may_match() does not foresee ends the test. The caller frees it. */
char *hits_of(const char *query, const struct issue *issue, struct search_options options, bool details);

/* Asserts that they are WANTED, with full pinyin and without details. */
#define assert_hits(query, issue, wanted) hits_assert((query), (issue), (wanted), __FILE__, __LINE__)
void hits_assert(const char *query, const struct issue *issue, const char *wanted, const char *file, int line);

/* A headline 头 and one paragraph, TEXT. */
struct issue *hits_issue(const char *text);

#endif
