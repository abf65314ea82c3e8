/* A library of files that is searched on a thread, and what a plain loop finds in it, as text: a line a hit.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_ASKED_LIBRARY_H
#define TESTS_ASKED_LIBRARY_H

#include "support.h"

#include "kanbao/library_search.h"

/* Nothing has to go. */
extern const struct library_limits asked_roomy;

struct asked_library {
    struct library *library; /* NULL: the test freed it */
    struct library_search *search;
    int ends[2];
    size_t *positions; /* by id, as they were when the search began */
    size_t position_capacity;
};

/* PATH in the order of time, to be loaded or not; alone, and with a search. */
struct library *asked_library_listed(const char *path);
struct asked_library asked_library_of(const char *path);
void asked_library_end(struct asked_library *world);
/* Loads all of it. */
void asked_library_load(struct asked_library *world);

void asked_library_start(struct asked_library *world, const char *text, struct library_search_limits limits);
/* A minute without a word is a failure. */
void asked_library_wait(struct asked_library *world);
/* Adds what has come to OUT; and all, to the end, to be freed. */
void asked_library_take(struct asked_library *world, struct buffer *out);
struct buffer asked_library_take_all(struct asked_library *world);

/* What a plain loop finds in LIBRARY, or in one of its own of PATH, which reads all of it; to be freed. */
struct buffer asked_plainly(struct library *library, const char *text, struct library_search_progress *counts);
struct buffer asked_plainly_in(const char *path, const char *text, struct library_search_progress *counts);
/* Says the first line that is another one; frees both. */
void asked_assert_same(struct buffer *got, struct buffer *wanted);
void asked_assert_counts(struct library_search_progress got, struct library_search_progress wanted);

#endif
