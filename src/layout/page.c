/* Pages of columns: which rows of an article stand where, for a pane that is wide enough to be read as a page is.
 *
 * What is above the paragraphs goes over the whole width; below it each column is filled in turn. A page is as many
 * rows as fit, so pages follow one another without a gap, and the one before is found by going up as many.
 */
#include "kanbao/layout.h"

enum { BALANCED_MIN = 4 }; /* a brief is not spread thinner than this */

static void
take_head(struct layout_page *page, struct layout_cursor *cursor, int rows)
{
    while (page->head_rows < rows && !page->at_end && layout_row_at(cursor).head) {
        page->head_rows++;
        page->last = *cursor;
        page->at_end = !layout_next(cursor);
    }
}

/* Does the article end within the next ROWS rows? *LEFT is how many there are, ROWS at most. */
static bool
ends_within(struct layout_cursor cursor, int rows, int *left)
{
    for (*left = 1; *left < rows; ++*left)
        if (!layout_next(&cursor))
            return true;
    return !layout_next(&cursor);
}

/* A column does not begin with an empty line. False at the article's end. */
static bool
skip_gaps(struct layout_cursor *cursor)
{
    while (layout_row_at(cursor).kind == LAYOUT_GAP)
        if (!layout_next(cursor))
            return false;
    return true;
}

struct layout_page
layout_page(struct layout_cursor top, int columns, int rows)
{
    struct layout_page page = {.head = top, .last = top};
    struct layout_cursor cursor = top;
    int left = 0;
    take_head(&page, &cursor, rows);
    int height = rows - page.head_rows;
    if (height == 0 || page.at_end)
        return page;
    if (ends_within(cursor, columns * height, &left)) {
        int even = (left + columns - 1) / columns;
        even = even > BALANCED_MIN ? even : BALANCED_MIN;
        height = even < height ? even : height;
    }
    for (int i = 0; i < columns && !page.at_end && skip_gaps(&cursor); i++) {
        page.column[i] = cursor;
        while (page.rows[i] < height && !page.at_end) {
            page.rows[i]++;
            page.last = cursor;
            page.at_end = !layout_next(&cursor);
        }
    }
    return page;
}

struct layout_cursor
layout_page_before(struct layout_cursor top, int columns, int rows)
{
    struct layout_cursor cursor = top;
    int up = 0;
    while (up < columns * rows && layout_previous(&cursor))
        up++;
    /* empty lines that were skipped at the head of a column count for nothing: go on until the pages meet */
    struct layout_cursor best = cursor, next;
    for (int more = 0; more <= columns; more++) {
        next = layout_page(cursor, columns, rows).last;
        if (!layout_next(&next) || (next.item == top.item && next.chunk == top.chunk && next.line == top.line))
            return cursor;
        if (!layout_previous(&cursor))
            break;
    }
    return best;
}
