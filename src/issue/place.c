/* Which line of the file a place in the text comes from, and which article a line belongs to.
 *
 * Pieces follow issue_paragraph_text(), which puts them together; tests/test_source.c holds the two to each other.
 */
#include "kanbao/issue.h"

static struct issue_span
line_span(const struct issue *issue, uint32_t line)
{
    struct slice text = issue_line_text(issue, line);
    return (struct issue_span){(uint32_t)(text.at - issue->text), (uint32_t)text.len};
}

struct issue_piece
issue_first_piece(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    return (struct issue_piece){paragraph->first_line, 0, line_span(issue, paragraph->first_line)};
}

bool
issue_next_piece(const struct issue *issue, const struct issue_paragraph *paragraph, struct issue_piece *piece)
{
    bool rows = paragraph->kind == ISSUE_KIND_VERSE || paragraph->kind == ISSUE_KIND_TABLE;
    for (uint32_t i = piece->line + 1; i < paragraph->end_line; i++) {
        const struct issue_line *line = &issue->lines[i];
        if (line->role != ISSUE_BODY && line->role != ISSUE_JOINED)
            continue;
        uint32_t end = piece->byte + piece->span.bytes;
        if (rows || line->join == ISSUE_JOIN_SPACE)
            end++;
        else if (line->join == ISSUE_JOIN_HYPHEN && end > 0)
            end--;
        *piece = (struct issue_piece){i, end, line_span(issue, i)};
        return true;
    }
    return false;
}

uint32_t
issue_line_at(const struct issue *issue, uint32_t byte)
{
    size_t low = 0, high = issue->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (issue->lines[middle].start_byte <= byte)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

uint32_t
issue_article_at(const struct issue *issue, uint32_t line)
{
    size_t low = 0, high = issue->article_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (issue->articles[middle].first_line <= line)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}
