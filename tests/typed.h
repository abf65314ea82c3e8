/* Command lines as they are typed, and what they say.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_TYPED_H
#define TESTS_TYPED_H

#include "world.h"

void typed_press(struct world *world, const char *keys);
/* TEXT, whose blanks are blanks, into the command line; Enter where ENTERS. */
void typed_type(struct world *world, const char *text, bool enters);
void typed_run(struct world *world, const char *text);
bool typed_says(const struct world *world, const char *words);
bool typed_notes(const struct world *world, const char *words);
const char *typed_text(const struct world *world);
void typed_check_option(const struct world *world, const char *name, const char *wanted);

#endif
