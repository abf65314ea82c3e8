/* kanbao tests - filters that are scripts of the test's own folder.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_FILTER_FILES_H
#define TESTS_FILTER_FILES_H

#include "kanbao/filters.h"

#define FILTERED_PAGE "灯船换了灯泡\n\n本报讯 (记者 容与) 灯船昨夜换了一只新灯泡，亮度是原来的三倍。\n"

/* A script FOLDER/NAME; the caller frees its path. */
char *filter_put_script(const char *folder, const char *name, const char *lines);
/* SECOND, or both, may be NULL. */
void filter_add(struct source_filters *filters, const char *glob, const char *program, const char *first,
                const char *second);
/* *.pdf, as a script of LINES and the file's path makes text of it; the caller's. */
struct source_filters *filter_of_lines(const char *folder, const char *lines);

/* A folder that has a.pdf; behind each test no child is left, nor a descriptor. */
int filter_setup(void **state);
int filter_teardown(void **state);
#define FILTER_TEST(test) cmocka_unit_test_setup_teardown(test, filter_setup, filter_teardown)

#endif
