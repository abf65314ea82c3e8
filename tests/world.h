/* kanbao tests - world: a reader on a small library of invented issues.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the tests of what stands on reader. After every command the state is checked and
 * painted, so that each test is also a test of what must always hold.
 */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H

#include "support.h"

#include "kanbao/command.h"
#include "kanbao/reader.h"
#include "kanbao/reader_issues.h"
#include "kanbao/reader_results.h"
#include "kanbao/screen.h"

/* The issues, newest first, as the library has them: a long article between two short ones, three in
   English, none at all, one without a headline, a binary file, and short ones enough to be counted. */
enum { WORLD_CHINESE, WORLD_ENGLISH, WORLD_EMPTY, WORLD_HEADLESS, WORLD_BROKEN, WORLD_LONG_LIST, WORLD_ISSUES };
enum { WORLD_CHINESE_ARTICLES = 3, WORLD_ENGLISH_ARTICLES = 3, WORLD_LONG_LIST_ARTICLES = 14 };

struct world {
    char *folder;
    char *paths[WORLD_ISSUES];
    struct library *library; /* NULL: no reader is open */
    struct reader reader;
    struct screen screen;  /* as it was last painted */
    struct keymap *keymap; /* the default bindings, for the help and the hints */
};

/* Adds an article of PARAGRAPHS to an issue; those of NUMBER 1 to 14 have words of their own. */
void world_add_article(struct buffer *out, unsigned number, unsigned paragraphs);

/* For cmocka, each test with issues of its own. */
int world_setup(void **state);
int world_teardown(void **state);
#define WORLD_TEST(function) cmocka_unit_test_setup_teardown(function, world_setup, world_teardown)

/* Opens PATH, or all the issues; the reader that was open before is gone. */
struct reader *world_open(struct world *world, const char *path, int cols, int rows);
struct reader *world_open_folder(struct world *world, int cols, int rows);

/* The row of a command; fails when there is none. */
const struct command_row *world_command(const char *name);

/* Reads a line that binds or unbinds keys, which must be right. */
void world_read_line(struct keymap *keymap, const char *line);

/* Runs a command of the table by its name, and checks. */
void world_run(struct world *world, const char *name);
void world_run_times(struct world *world, const char *name, int count);

/* Where the issue that is shown stands in the library. */
size_t world_position(const struct reader *reader);

/* An issue of more than the library reads while one waits, 20310401.txt, the last of the folder's. */
void world_write_large(const struct world *world);
/* Lets the loader take the place of the beginning that is shown of it. */
void world_read_whole(struct world *world);

/* Paints, and fails unless state and screen are what they must always be. */
void world_check(struct world *world);
/* Fails when a wide character has lost a half. */
void world_check_cells(const struct screen *screen);

#endif
