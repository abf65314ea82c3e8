/* kanbao tests - archives, as other programs write them.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_ARCHIVE_FILES_H
#define TESTS_ARCHIVE_FILES_H

#include "kanbao/base.h"

#include <archive.h>
#include <archive_entry.h>

/* How an archive is written. */
struct archive_form {
    const char *name;
    int (*format)(struct archive *);
    int (*filter)(struct archive *); /* NULL: none */
};

enum {
    ARCHIVE_TAR,
    ARCHIVE_ZIP,
    ARCHIVE_7ZIP,
    ARCHIVE_TAR_GZ,
    ARCHIVE_TGZ,
    ARCHIVE_TAR_BZ2,
    ARCHIVE_TAR_XZ,
    ARCHIVE_TAR_ZST,
    ARCHIVE_TAR_LZ4,
    ARCHIVE_FORMS
};
extern const struct archive_form archive_forms[ARCHIVE_FORMS];

/* One at PATH, to be ended by archive_end(). */
struct archive *archive_begin(const char *path, const struct archive_form *form);
void archive_end(struct archive *archive);
void archive_add(struct archive *archive, const char *name, struct slice bytes);
/* A folder, or a link to TO, symbolic or hard. */
void archive_add_other(struct archive *archive, const char *name, unsigned type, const char *to);

enum { ARCHIVE_DAYS = 40 };
/* A text of the day, long enough that texts of other days stand in other blocks. */
void archive_write_day(struct buffer *out, int day);
/* ARCHIVE_DAYS texts in a folder of the archive, which are issues, and what is none. */
void archive_write_year(const char *path, const struct archive_form *form);

#endif
