/* The lines of a text as the judgement sees them.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sheet.h"

#include "parser/format/format.h"
#include "parser/judge/judge.h"

#include <stdlib.h>

struct sheet
sheet_of(struct slice text)
{
    struct sheet sheet = {.holder = {.text = (char *)text.at, .text_bytes = text.len}}; /* read only */
    plain_split(&sheet.holder);
    sheet.shapes = evidence_gather(&sheet.holder, 0, (uint32_t)sheet.holder.line_count, &sheet.count);
    return sheet;
}

void
sheet_done(struct sheet *sheet)
{
    free(sheet->shapes);
    free(sheet->holder.lines);
}
