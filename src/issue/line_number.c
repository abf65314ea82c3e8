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

static uint64_t
lines_of(const struct issue_columns *columns)
{
    return (uint64_t)columns->rows * columns->columns + columns->rest;
}

static uint32_t
rows_of(const struct issue_columns *columns)
{
    return columns->alternate ? (uint32_t)lines_of(columns) : columns->rows;
}

/* The row, of those that alternated, of which the line BELOW the first one is; and the other way round. */
static uint32_t
row_alternated(const struct issue_columns *columns, uint32_t below)
{
    uint32_t first = columns->rows + columns->rest;
    if (below >= first)
        return 2 * (below - first) + 1;
    return below < columns->rows ? 2 * below : columns->rows + below;
}

static uint32_t
line_alternated(const struct issue_columns *columns, uint32_t row)
{
    if (row >= 2 * columns->rows)
        return row - columns->rows;
    return row % 2 == 0 ? row / 2 : columns->rows + columns->rest + row / 2;
}

uint32_t
issue_line_number(const struct issue *issue, uint32_t line)
{
    const struct issue_columns *at = columns_above(issue, line, false);
    if (at == NULL)
        return line;
    uint32_t below = line - at->first_line, lines = (uint32_t)lines_of(at);
    if (below >= lines)
        return at->first_row + rows_of(at) + (below - lines);
    return at->first_row + (at->alternate ? row_alternated(at, below) : below % at->rows);
}

size_t
issue_file_lines(const struct issue *issue)
{
    const struct issue_columns *last = columns_above(issue, UINT32_MAX, false);
    return last != NULL
               ? issue->line_count - (size_t)lines_of(last) + rows_of(last) - last->first_line + last->first_row
               : issue->line_count;
}

uint32_t
issue_line_part(const struct issue *issue, uint32_t number, uint32_t column)
{
    const struct issue_columns *at = columns_above(issue, number, true);
    uint32_t row = at != NULL ? number - at->first_row : 0;
    bool inside = at != NULL && row < rows_of(at), parted = inside && !at->alternate;
    uint64_t line = number;
    if (column >= (parted ? at->columns : 1))
        line = ISSUE_NO_LINE;
    else if (parted)
        line = at->first_line + (uint64_t)column * at->rows + row;
    else if (inside)
        line = at->first_line + line_alternated(at, row);
    else if (at != NULL)
        line = at->first_line + lines_of(at) + (row - rows_of(at));
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
