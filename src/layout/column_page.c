/* Pages of columns: which rows of an article stand where, for a pane that is wide enough to be read as a page is.
 *
 * What is above the paragraphs goes over the whole width; below it each column is filled in turn. A page is as many
 * rows as fit, so pages follow one another without a gap, and the one before is found by going up as many.
 */
#include "kanbao/layout.h"

enum { GAPS_MAX = 4, BALANCED_MIN = 4 }; /* a brief is not spread thinner than this */

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

/* A column does not begin with an empty line. Returns how many were left out; the last line of all stays. */
static int
skip_gaps(struct layout_cursor *cursor)
{
    int count = 0;
    while (layout_row_at(cursor).kind == LAYOUT_GAP && layout_next(cursor))
        count++;
    return count;
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
    bool shared = ends_within(cursor, columns * height, &left);
    for (int i = 0; i < columns && !page.at_end; i++) {
        left -= skip_gaps(&cursor);
        int even = (left + columns - i - 1) / (columns - i);
        int most = !shared || even > height ? height : even > BALANCED_MIN ? even : BALANCED_MIN;
        most = most < height ? most : height;
        page.column[i] = cursor;
        while (page.rows[i] < most && !page.at_end) {
            page.rows[i]++;
            page.last = cursor;
            page.at_end = !layout_next(&cursor);
        }
        left -= page.rows[i];
    }
    return page;
}

static bool
is_before(const struct layout_cursor *a, const struct layout_cursor *b)
{
    if (a->item != b->item)
        return a->item < b->item;
    return a->chunk != b->chunk ? a->chunk < b->chunk : a->line < b->line;
}

struct layout_cursor
layout_page_before(struct layout_cursor top, int columns, int rows)
{
    /* empty lines that are skipped at the head of a column count for nothing, and a page of heads holds fewer: begin far
       enough above, and go down until a page meets this one */
    struct layout_cursor cursor = top, last;
    for (int up = columns * (rows + GAPS_MAX); up > 0 && layout_previous(&cursor);)
        up--;
    for (;; layout_next(&cursor)) {
        last = layout_page(cursor, columns, rows).last;
        if (!layout_next(&last) || !is_before(&last, &top))
            return cursor;
    }
}
