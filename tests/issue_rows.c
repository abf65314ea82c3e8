/* Issues made by hand, line by line.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "issue_rows.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* One article of all ROWS; a paragraph begins at each ISSUE_BODY. */
struct issue *
rows_issue_of(const struct row *rows, size_t count)
{
    struct issue *issue = base_alloc_zero(1, sizeof *issue);
    struct buffer text = {0};
    issue->path = base_strdup("澜浦/20260316.txt");
    issue->encoding = "UTF-8";
    issue->format = "plain";
    issue->lines = base_alloc_zero(count, sizeof *issue->lines);
    issue->paragraphs = base_alloc_zero(count, sizeof *issue->paragraphs);
    issue->articles = base_alloc_zero(1, sizeof *issue->articles);
    issue->credits = base_alloc_zero(8, sizeof *issue->credits);
    struct issue_article *article = issue->articles;
    *article = (struct issue_article){.end_line = (uint32_t)count,
                                      .headline_line = ISSUE_NO_LINE,
                                      .section_line = ISSUE_NO_LINE,
                                      .byline_line = ISSUE_NO_LINE};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t start = (uint32_t)text.len;
        buffer_add_text(&text, rows[i].text);
        issue->lines[i] = (struct issue_line){.start_byte = start,
                                              .bytes = (uint32_t)text.len - start,
                                              .role = (uint8_t)rows[i].role,
                                              .join = (uint8_t)rows[i].join,
                                              .seam = rows[i].seam,
                                              .lost = rows[i].lost};
        buffer_add_byte(&text, '\n');
        if (rows[i].role == ISSUE_HEADLINE)
            article->headline_line = i;
        if (rows[i].role == ISSUE_HEADLINE || rows[i].role == ISSUE_KICKER || rows[i].role == ISSUE_DECK)
            article->head_lines[article->head_count++] = i;
        if (rows[i].role == ISSUE_BODY)
            issue->paragraphs[issue->paragraph_count++].first_line = i;
        if (rows[i].role == ISSUE_BODY || rows[i].role == ISSUE_JOINED)
            issue->paragraphs[issue->paragraph_count - 1].end_line = i + 1;
    }
    issue->text_bytes = text.len;
    issue->text = buffer_take(&text);
    issue->line_count = count;
    issue->article_count = 1;
    article->paragraph_count = (uint32_t)issue->paragraph_count;
    return issue;
}

struct issue_span
rows_span_of(const struct issue *issue, const char *text)
{
    size_t at = slice_find(slice_make(issue->text, issue->text_bytes), text);
    must(at != SIZE_MAX, "%s is not in the issue", text);
    return (struct issue_span){(uint32_t)at, (uint32_t)strlen(text)};
}

void
rows_add_credit(struct issue *issue, const char *role, const char *name)
{
    struct issue_span span = role != NULL ? rows_span_of(issue, role) : (struct issue_span){0, 0};
    issue->credits[issue->credit_count++] = (struct issue_credit){.role = span, .name = base_strdup(name)};
    issue->articles[0].credit_count++;
}
