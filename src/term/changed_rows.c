/* Which rows changed, told by a digest of each, and whether the terminal can scroll
 * them: a line sent instead of a page.
 *
 * Of two panes each has digests of its own (scrolled_panes.c). Where the terminal can only scroll whole
 * rows, these are compared, so that nothing is found while a list stands beside the
 * text; that is what the full-width mode is for.
 */
#include "term/terminal.h"

enum { GOOD_PART = 3 }; /* a third of the body is worth a scroll */

static uint64_t
mix(uint64_t digest, uint64_t value)
{
    digest = (digest ^ value) * 0x9E3779B97F4A7C15U; /* 2^64 divided by the golden ratio */
    return digest ^ digest >> 29;
}

uint64_t
rows_digest(const struct screen *screen, int row, int col, int end_col)
{
    uint64_t digest = 1;
    for (; col < end_col; col++) {
        const struct screen_cell *cell = screen_at(screen, row, col);
        digest = mix(digest, (uint64_t)(cell->style | cell->hit << 8 | cell->selection << 16) << 32 | cell->base);
        for (int i = 0; cell->marks > 0 && i < SCREEN_MARKS_MAX; i++)
            digest = mix(digest, screen->marks[cell->marks - 1][i]);
    }
    return digest;
}

uint64_t
rows_link_digest(const struct screen *screen, int row, int col, int end_col)
{
    uint64_t digest = 0;
    for (int start = col; col < end_col; col++) {
        const struct screen_link *link = screen_link_of(screen, screen_at(screen, row, col));
        if (link != NULL)
            digest = mix(digest, (uint64_t)(col - start + 1) << 32 | link->id);
    }
    return digest;
}

int
rows_find_scroll(const uint64_t *shown, const uint64_t *wanted, int rows)
{
    int first = 1, last = rows - 2, body = last - first + 1;
    int best = 0, best_rows = body / GOOD_PART;
    for (int by = -body + 1; by < body; by++) {
        int same = 0;
        for (int row = first; row <= last && by != 0; row++)
            if (row + by >= first && row + by <= last)
                same += wanted[row] == shown[row + by];
        if (same > best_rows) {
            best = by;
            best_rows = same;
        }
    }
    /* rows that stay as they are (blanks) are no reason to scroll */
    int staying = 0;
    for (int row = first; row <= last; row++)
        staying += wanted[row] == shown[row];
    return best_rows > staying ? best : 0;
}

void
rows_scroll_digests(uint64_t *shown, int rows, int by)
{
    int first = 1, last = rows - 2;
    for (int i = first; i <= last; i++) {
        int row = by > 0 ? i : last - (i - first); /* from the side that is scrolled away */
        bool blank = row + by < first || row + by > last;
        shown[row] = blank ? 0 : shown[row + by];
    }
}
