/* Which line of the file a line comes from, where columns that stood side by side were parted.
 *
 * Everywhere else both count alike, so that an issue without columns has no numbers and costs nothing.
 */
#include "kanbao/issue.h"

uint32_t
issue_line_number(const struct issue *issue, uint32_t line)
{
    return issue->numbers != NULL ? issue->numbers[line] : line;
}

size_t
issue_file_lines(const struct issue *issue)
{
    return issue->numbers != NULL ? issue->file_line_count : issue->line_count;
}

uint32_t
issue_line_part(const struct issue *issue, uint32_t number, uint32_t column)
{
    if (issue->numbers == NULL)
        return column == 0 && number < issue->line_count ? number : ISSUE_NO_LINE;
    for (uint32_t line = 0; line < issue->line_count; line++)
        if (issue->numbers[line] == number && column-- == 0)
            return line;
    return ISSUE_NO_LINE;
}

uint32_t
issue_line_of_number(const struct issue *issue, uint32_t number)
{
    uint32_t first = issue_line_part(issue, number, 0);
    for (uint32_t line = first; issue->numbers != NULL && line < issue->line_count; line++)
        if (issue->numbers[line] == number && issue_line_text(issue, line).len > 0)
            return line;
    return first != ISSUE_NO_LINE ? first : (uint32_t)issue->line_count - 1;
}
