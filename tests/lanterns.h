/* Invented issues for what searches libraries: 渡口晚报, of which about two in three have a word.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_LANTERNS_H
#define TESTS_LANTERNS_H

#include "support.h"

#include "kanbao/library.h"

extern const char lantern_word[];
/* What the issues are about, any of it. */
const char *lantern_thing(struct support_chance *chance);
/* The name of issue I, whose days come one after another. */
void lantern_name(char *name, size_t bytes, unsigned i);
/* Writes the first COUNT of them to FOLDER; takes them away. */
void lantern_put_issues(const char *folder, unsigned count);
void lantern_take_issues(const char *folder, unsigned count);
/* More than MEGABYTES MiB in one file. */
void lantern_put_large(const char *folder, const char *name, size_t megabytes);
/* Thousands, but for valgrind. */
unsigned lantern_many(void);
/* Takes a line of each STEPth issue out of its article, as the same calls do in any library of the same files. */
void lantern_mend_some(struct library *library, size_t step);

#endif
