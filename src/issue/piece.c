/* Which line of the file a place in the text comes from.
 *
 * Pieces follow issue_paragraph_text(), which puts them together; tests/test_source.c holds the two to each other.
 */
#include "kanbao/issue.h"

static struct issue_span
words_span(const struct issue *issue, uint32_t line)
{
    struct slice words = issue_line_words(issue, line);
    return (struct issue_span){(uint32_t)(words.at - issue->text), (uint32_t)words.len};
}

struct issue_piece
issue_first_piece(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    return (struct issue_piece){paragraph->first_line, 0, words_span(issue, paragraph->first_line)};
}

bool
issue_next_piece(const struct issue *issue, const struct issue_paragraph *paragraph, struct issue_piece *piece)
{
    uint32_t next = issue_paragraph_next(issue, paragraph, piece->line), end = piece->byte + piece->span.bytes;
    if (next == ISSUE_NO_LINE)
        return false;
    enum issue_join join = (enum issue_join)issue->lines[next].join;
    if (join == ISSUE_JOIN_LINE || join == ISSUE_JOIN_SPACE)
        end++;
    else if (join == ISSUE_JOIN_HYPHEN && end > 0)
        end--;
    *piece = (struct issue_piece){next, end, words_span(issue, next)};
    return true;
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
