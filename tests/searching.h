/* kanbao tests - searching: keys on invented issues that are searched, and what is marked of them.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For tests/test_searching.c, tests/test_searches.c, tests/test_results.c, tests/test_result_order.c, tests/test_reports.c and
 * tests/test_search_session.c.
 */
#ifndef TESTS_SEARCHING_H
#define TESTS_SEARCHING_H

#include "world.h"

#include "kanbao/command.h"

struct searching {
    struct world *world;
    struct reader *reader;
    struct keymap *keymap;
};

/* The path of one of the issues in tests/screens/papers: three, and a file that cannot be read. The caller frees it.
   What is found in them is told where it is asserted; 灯船 is in a headline, in a sentence across a seam (lines 5 and 7), at
   the end of the second article and in the midst of the third, which is long. */
char *searching_paper(const char *name);

/* Opens the one of June 7, or the library of them all. */
struct searching searching_open(void **state, int cols, int rows);
struct searching searching_open_library(void **state, int cols, int rows);
struct searching searching_open_path(void **state, const char *path, int cols, int rows);
/* Opens TEXT as an issue of June 8. */
struct searching searching_open_text(void **state, const char *text, int cols, int rows);
void searching_close(struct searching *searching);

/* Feeds keys in notation, and checks the state. */
void searching_press(struct searching *searching, const char *keys);

/* What is marked as found in the list, or in the text pane, row by row: each piece with the letter of its style
   before it, and a blank between two. */
enum searching_where { OF_LIST, OF_TEXT };
#define assert_marked(searching, where, wanted)                                                                        \
    searching_check_marked((searching), (where), (wanted), __FILE__, __LINE__)
void searching_check_marked(const struct searching *searching, enum searching_where where, const char *wanted,
                            const char *file, int line);

/* The row of the screen without blanks at its end; -1: the last one. */
#define assert_row(searching, row, wanted) searching_check_row((searching), (row), (wanted), __FILE__, __LINE__)
void searching_check_row(const struct searching *searching, int row, const char *wanted, const char *file, int line);

/* Is TEXT in that row, or in any (-2)? */
bool searching_shows(const struct searching *searching, int row, const char *text);

/* The message, the prompt's note. */
#define assert_said(searching, wanted)                                                                                 \
    support_assert_text(buffer_slice(&(searching)->reader->message), (wanted), __FILE__, __LINE__)
#define assert_note(searching, wanted)                                                                                 \
    support_assert_text(buffer_slice(&(searching)->reader->prompt.note), (wanted), __FILE__, __LINE__)

/* The hit that was gone to, as bytes of the issue with ¶ for a line end; "" when there is none. */
#define assert_hit(searching, number, wanted) searching_check_hit((searching), (number), (wanted), __FILE__, __LINE__)
void searching_check_hit(const struct searching *searching, size_t number, const char *wanted, const char *file,
                         int line);

#endif
