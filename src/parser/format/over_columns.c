/* Lines over columns, of which a gap looks like a gutter: a headline in two halves, a masthead. Each stands above a blank line.
 */
#include "parser/dates/dates.h"
#include "parser/format/format.h"

#include "kanbao/text.h"

enum { CENTRE_CELLS = 6 };

static bool
is_above_blank(const struct issue *issue, uint32_t line)
{
    return line + 1 < issue->line_count && text_trim(row_text(issue, line + 1)).len == 0;
}

/* It stands in the middle. */
bool
row_is_centred(const struct issue *issue, uint32_t line, const struct row *row, unsigned left, unsigned right)
{
    return is_above_blank(issue, line) && row->gap_count == 1 &&
           row->gaps[0].end - row->gaps[0].start <= CENTRE_CELLS && row->start >= left + CENTRE_CELLS &&
           (unsigned)row->end + CENTRE_CELLS <= right;
}

/* What it has between the paper's name, the day and the page are no gutters. */
bool
row_is_masthead(const struct issue *issue, uint32_t line)
{
    return is_above_blank(issue, line) && date_find(row_text(issue, line), NULL, NULL) != 0;
}
