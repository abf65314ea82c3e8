/* Keys bound and pressed, for the tests of commands.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_KEYED_H
#define TESTS_KEYED_H

#include "world.h"

#include "kanbao/command.h"

/* Reads LINE; *WRONG is the word that an error is about. */
struct error *keyed_read_at(struct keymap *keymap, const char *line, size_t *wrong);
struct error *keyed_read_line(struct keymap *keymap, const char *line);
/* VERB PANE KEYS REST for each of PANES; how many of them were taken. */
size_t keyed_read_for_panes(struct keymap *keymap, const char *verb, unsigned panes, const char *keys,
                            const char *rest);
void keyed_bind(struct keymap *keymap, unsigned panes, const char *keys, const char *command);
/* Where it is bound. */
void keyed_unbind(struct keymap *keymap, unsigned panes, const char *keys);
void keyed_check_error(struct error *error, const char *word);
void keyed_check_no_conflicts(const struct keymap *keymap);
/* A reader in the headline list of the long issue, at the top. */
struct reader *keyed_open_list(struct world *world);
void keyed_type(struct world *world, struct keymap *keymap, const char *keys);

#endif
