/* Pages of columns: which rows of an article stand where, for a pane that is wide enough to be read as a page is.
 *
 * What is above the paragraphs goes over the whole width; below it each column is filled in turn. An article that one
 * column holds stands in one. A page is as many rows as fit, but for those that a column gives up so that no line of a
 * paragraph stands alone; pages follow one another without a gap, and the one before is found by turning them again.
 */
#include "kanbao/layout.h"

enum {
    GAPS_MAX = 4,
    BALANCED_MIN = 16, /* rows of a column: what is longer than a column is not spread thinner than this */
    KEPT_MIN = 4,      /* a column of no more rows breaks anywhere, */
    GIVEN_UP_MAX = 6,  /* a higher one gives up so many at most */
    PAGES_MAX = 32     /* that are turned again from the beginning, to go a page up */
};

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

/* May a column end with the row at LAST, where the one at NEXT is the first of another? Neither the first line of a paragraph
   nor its last one stands alone, and a headline inside the article not below all others (JLREQ 3.1.11). */
static bool
may_part(const struct layout_cursor *last, const struct layout_cursor *next)
{
    struct layout_row row = layout_row_at(last);
    if (last->item != next->item)
        return row.kind != LAYOUT_SUBHEAD;
    struct layout_cursor after = *next;
    bool ends = !layout_next(&after) || after.item != next->item;
    return !ends && !row.first;
}

/* Fills column I, MOST rows high, from *CURSOR on, which then is at the row below it. */
static void
fill_column(struct layout_page *page, int i, struct layout_cursor *cursor, int most)
{
    page->column[i] = *cursor;
    while (page->rows[i] < most && !page->at_end) {
        page->rows[i]++;
        page->last = *cursor;
        page->at_end = !layout_next(cursor);
    }
    struct layout_cursor last = page->last, next = *cursor;
    for (int given = 0; !page->at_end && page->rows[i] - given > KEPT_MIN && given <= GIVEN_UP_MAX; given++) {
        if (may_part(&last, &next)) {
            page->rows[i] -= given;
            page->last = last;
            *cursor = next;
            return;
        }
        next = last;
        layout_previous(&last);
    }
}

/* Fills the columns, each HEIGHT rows high at most, below what the page has already. */
static void
fill_columns(struct layout_page *page, struct layout_cursor cursor, int columns, int height)
{
    for (int i = 0; i < columns; i++)
        page->rows[i] = 0;
    for (int i = 0; i < columns && !page->at_end; i++) {
        skip_gaps(&cursor);
        fill_column(page, i, &cursor, height);
    }
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
    const struct layout_page head = page;
    int even = height;
    if (ends_within(cursor, columns * height, &left) && left > height) {
        even = (left + columns - 1) / columns;
        even = even > BALANCED_MIN ? even : BALANCED_MIN;
    }
    for (even = even < height ? even : height; even <= height; even++) {
        page = head;
        fill_columns(&page, cursor, columns, even);
        if (page.at_end)
            break; /* else what the columns gave up needs higher ones */
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

/* Where the page after the one that begins at CURSOR begins; its last row where there is none. */
static struct layout_cursor
behind_page(struct layout_cursor cursor, int columns, int rows)
{
    struct layout_cursor last = layout_page(cursor, columns, rows).last;
    layout_next(&last);
    return last;
}

/* The beginning of the article, if no more than ROWS rows are above TOP; false: TOP so far up. */
static bool
go_up(struct layout_cursor *top, int rows)
{
    while (rows > 0 && layout_previous(top))
        rows--;
    return rows > 0;
}

struct layout_cursor
layout_page_before(struct layout_cursor top, int columns, int rows)
{
    /* as columns give up rows, pages that begin at several rows end at the same one: from the article's beginning on there is
       but one way to turn them */
    struct layout_cursor cursor = top, behind;
    if (!go_up(&cursor, PAGES_MAX * columns * rows)) {
        /* empty lines that are skipped at the head of a column count for nothing, and a page of heads holds fewer: begin far
           enough above, and go down until a page meets this one */
        cursor = top;
        go_up(&cursor, columns * (rows + GAPS_MAX));
        while (behind = behind_page(cursor, columns, rows), is_before(&behind, &top) && layout_next(&cursor))
            ;
        return cursor;
    }
    while (behind = behind_page(cursor, columns, rows), is_before(&behind, &top))
        cursor = behind;
    return cursor;
}
