/* A file of the store in tests: opened, written, looked at and carried elsewhere.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_STORED_H
#define TESTS_STORED_H

#include "support.h"

#include "kanbao/store.h"

/* The key of an article that no issue has, another one for each NUMBER. */
struct store_key stored_key(unsigned number);
uint8_t stored_marks(struct store *store, struct store_key key);
/* Sets MARKS; others stay. */
void stored_mark(struct store *store, struct store_key key, uint8_t marks);

/* The file, opened and read; and closed, what is to be written being in it. */
struct store *stored_open(const char *path);
void stored_close(struct store *store);
/* Looks until the article has MARKS, which another program wrote. */
void stored_wait(struct store *store, struct store_key key, uint8_t marks);

/* An issue whose lines are mended. */
extern const char stored_rough[];
void stored_set_mends(struct store *store, const char *text, const struct parser_mend *mends, size_t count);
/* What holds for TEXT is WANTED: "3=furniture 9=brief" */
void stored_assert_mends(struct store *store, const char *path, const char *text, const char *wanted);

/* Takes what the file FROM has over to the file TO. */
void stored_carry(const char *from, const char *to);

#endif
