/* For programs that scripts ask about real issues: files, read and recovered.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_ISSUE_FILES_H
#define TESTS_ISSUE_FILES_H

#include "kanbao/issue.h"

/* The issues of COUNT files; ends PROGRAM, saying why, where one cannot be read. To be freed by the other. */
struct issue **issue_files_read(const char *program, char *const *paths, size_t count);
void issue_files_free(struct issue **issues, size_t count);

#endif
