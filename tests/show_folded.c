/* Standard input's lines, each folded, as UTF-8: for tests/fold.sh.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "kanbao/fold.h"
#include "kanbao/text.h"

#include <stdlib.h>

int
main(void)
{
    struct fold fold = {0};
    char *line = NULL;
    size_t capacity = 0;
    ssize_t len;
    while ((len = getline(&line, &capacity, stdin)) > 0) {
        fold_text(&fold, slice_make(line, (size_t)len));
        for (size_t i = 0; i < fold.count; i++) {
            char bytes[4];
            fwrite(bytes, 1, text_encode(fold.codes[i], bytes), stdout);
        }
        putchar('\n');
    }
    free(line);
    fold_done(&fold);
    return 0;
}
