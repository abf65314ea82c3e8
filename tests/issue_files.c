/* Files, read and recovered as the program does it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "issue_files.h"

#include "kanbao/parser.h"
#include "kanbao/source.h"

#include <stdlib.h>

struct issue **
issue_files_read(const char *program, char *const *paths, size_t count)
{
    struct issue **issues = base_alloc_zero(count + 1, sizeof(struct issue *));
    for (size_t i = 0; i < count; i++) {
        struct source_text text;
        bool cut;
        struct error *error = source_read((struct source_name){.path = paths[i]}, SIZE_MAX, SIZE_MAX, &text, &cut);
        if (error != NULL) {
            fprintf(stderr, "%s: %s: %s\n", program, paths[i], error_text(error));
            exit(2);
        }
        source_clean(&text);
        issues[i] = parser_recover(
            (struct parser_source){.path = paths[i], .text = text.at, .bytes = text.bytes, .drops = text.drops});
    }
    return issues;
}

void
issue_files_free(struct issue **issues, size_t count)
{
    for (size_t i = 0; i < count; i++)
        issue_free(issues[i]);
    free(issues);
}
