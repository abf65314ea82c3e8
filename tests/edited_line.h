/* A line of the prompt in tests: set, shown with its caret, and what must always hold of it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_EDITED_LINE_H
#define TESTS_EDITED_LINE_H

#include "support.h"

#include "kanbao/prompt.h"

struct slice edited_line(const struct prompt *prompt);
/* Text without controls, not too long, the caret on a boundary. */
void edited_check(const struct prompt *prompt);
/* The caret is seen in a window of CELLS, and no room is left for what is hidden. */
void edited_check_window(const struct prompt *prompt, size_t cells);
/* The line is TEXT, which has a | where the caret is. */
#define assert_line(prompt, text) edited_check_shown((prompt), (text), __FILE__, __LINE__)
void edited_check_shown(const struct prompt *prompt, const char *text, const char *file, int line);
/* Puts TEXT in, its | is the caret. */
void edited_set(struct prompt *prompt, const char *text);
/* Offers of the words in CONTEXT, up to a NULL, those that begin with what is typed; all of them for zh. */
void edited_offer(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates);

#endif
