/* What must hold of a reader after every change, whatever was done to it: for tests, and for fuzzers, which have no cmocka.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_READER_CHECK_H
#define TESTS_READER_CHECK_H

#include "kanbao/reader.h"
#include "kanbao/reader_issues.h"
#include "kanbao/reader_results.h"
#include "kanbao/screen.h"

/* Paints READER into SCREEN. NULL: all is well; else what is not. */
const char *reader_check(const struct reader *reader, struct screen *screen);

/* NULL, or that a wide character has lost a half. */
const char *reader_check_cells(const struct screen *screen);

#endif
