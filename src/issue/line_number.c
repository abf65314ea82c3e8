/* Which line of the file a line comes from, where columns that stood side by side were parted.
 *
 * Everywhere else both count alike, so that an issue without columns has no table and costs nothing.
 */
#include "kanbao/issue.h"

/* The last columns that begin at or above WHERE, a line or, BY_ROW, a line of the file; NULL: none do. */
static const struct issue_columns *
columns_above(const struct issue *issue, uint32_t where, bool by_row)
{
    size_t low = 0, high = issue->columns_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct issue_columns *at = &issue->columns[middle];
        if ((by_row ? at->first_row : at->first_line) <= where)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &issue->columns[low - 1] : NULL;
}

uint32_t
issue_line_number(const struct issue *issue, uint32_t line)
{
    const struct issue_columns *at = columns_above(issue, line, false);
    if (at == NULL)
        return line;
    uint32_t below = line - at->first_line, lines = at->rows * at->columns;
    return at->first_row + (below < lines ? below % at->rows : below - lines + at->rows);
}

size_t
issue_file_lines(const struct issue *issue)
{
    return issue->line_count > 0 ? issue_line_number(issue, (uint32_t)issue->line_count - 1) + (size_t)1 : 0;
}

uint32_t
issue_line_part(const struct issue *issue, uint32_t number, uint32_t column)
{
    const struct issue_columns *at = columns_above(issue, number, true);
    uint64_t line = number;
    if (at != NULL && number - at->first_row < at->rows)
        line = column < at->columns ? (uint64_t)at->first_line + column * at->rows + (number - at->first_row)
                                    : ISSUE_NO_LINE;
    else if (column > 0)
        line = ISSUE_NO_LINE;
    else if (at != NULL)
        line = (uint64_t)at->first_line + at->rows * at->columns + (number - at->first_row - at->rows);
    return line < issue->line_count ? (uint32_t)line : ISSUE_NO_LINE;
}

uint32_t
issue_line_of_number(const struct issue *issue, uint32_t number)
{
    uint32_t first = issue_line_part(issue, number, 0), line = first;
    for (uint32_t column = 0; line != ISSUE_NO_LINE; line = issue_line_part(issue, number, ++column))
        if (issue_line_text(issue, line).len > 0)
            return line;
    return first != ISSUE_NO_LINE ? first : (uint32_t)issue->line_count - 1;
}
