/* Where columns end whose lines alternate: as long as all go on, each row of lines has one of each; when one has ended, the rows
 * below have those of the others.
 *
 * Of all ways the best is found from the last line up: what follows a row is the same whatever stands above it. So the cost is
 * that of the lines, whichever end where. Must not know whether they are columns at all.
 */
#include "parser/format/format.h"

#include <limits.h>
#include <stdlib.h>

enum {
    COLUMNS_MOST = COLUMN_ENDS_MOST,
    OPEN_MOST = 1 << COLUMNS_MOST,  /* sets of columns that go on, a bit each */
    BY_MOST = 2 * COLUMNS_MOST - 1, /* lines from one of a column to the next one, at most */
    UNKNOWN = INT16_MIN,
    ENDS_IN_SENTENCE = -300 /* a column that does not end with one */
};

/* The best that can follow from a row on. */
struct below {
    int weight;
    uint8_t open; /* the columns of the next row; 0: it is the last one */
};

struct ends {
    const struct column_ends *asked;
    int16_t (*links)[COLUMNS_MOST][BY_MOST]; /* that a line of a column goes on with the one so far below it */
    struct below (*below)[OPEN_MOST];        /* of the row that begins with a line, and has these columns */
};

static size_t
count_of(unsigned open)
{
    return (size_t)__builtin_popcount(open);
}

/* The line of column K in the row that begins at line ROW and has the columns OPEN. */
static size_t
line_of(size_t row, unsigned open, size_t k)
{
    return row + count_of(open & ((1U << k) - 1));
}

static int
link_weight(const struct ends *ends, size_t line, size_t next, size_t k)
{
    int16_t *link = &ends->links[line][k][next - line - 1];
    if (*link == UNKNOWN)
        *link = (int16_t)follow_weigh(ends->asked->follow, line, next, ends->asked->widths[k]);
    return *link;
}

static int
end_weight(const struct ends *ends, size_t line)
{
    return ends->asked->follow->lines[line].stops ? 0 : ENDS_IN_SENTENCE;
}

/* The row of the columns OPEN at ROW with the one of the columns NEXT below it. False: a column that ends here may not. */
static bool
weigh_next(const struct ends *ends, size_t row, unsigned open, unsigned next, int *weight)
{
    const struct column_ends *asked = ends->asked;
    size_t below = row + count_of(open);
    *weight = ends->below[below][next].weight;
    for (size_t k = 0; k < asked->columns; k++) {
        if ((open >> k & 1) == 0)
            continue;
        size_t line = line_of(row, open, k), then = line_of(below, next, k);
        bool goes_on = (next >> k & 1) != 0;
        if (!goes_on && !asked->anywhere && !asked->follow->lines[line].stops)
            return false;
        *weight += goes_on && then < asked->follow->count ? link_weight(ends, line, then, k) : end_weight(ends, line);
    }
    return true;
}

static void
find_below(struct ends *ends, size_t row, unsigned open)
{
    const struct column_ends *asked = ends->asked;
    struct below best = {0, 0};
    if (row + count_of(open) >= asked->follow->count) {
        for (size_t line = row; line < asked->follow->count; line++)
            best.weight += end_weight(ends, line);
    } else {
        best.weight = INT_MIN;
        for (unsigned next = open; next > 0; next = (next - 1) & open) {
            int weight;
            if (weigh_next(ends, row, open, next, &weight) && weight > best.weight)
                best = (struct below){weight, (uint8_t)next};
        }
    }
    ends->below[row][open] = best;
}

int
column_ends_find(const struct column_ends *asked, uint8_t *of)
{
    size_t count = asked->follow->count;
    unsigned all = (1U << asked->columns) - 1;
    struct ends ends = {.asked = asked};
    ends.links = base_alloc(count * sizeof *ends.links);
    ends.below = base_alloc(count * sizeof *ends.below);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < COLUMNS_MOST; k++)
            for (size_t by = 0; by < BY_MOST; by++)
                ends.links[i][k][by] = UNKNOWN;
    for (size_t row = count; row-- > asked->above;)
        for (unsigned open = 1; open <= all; open++)
            find_below(&ends, row, open);
    int weight = ends.below[asked->above][all].weight;
    unsigned open = all;
    for (size_t row = asked->above; open != 0;) {
        for (size_t k = 0; k < asked->columns; k++)
            if ((open >> k & 1) != 0 && line_of(row, open, k) < count)
                of[line_of(row, open, k)] = (uint8_t)k;
        unsigned next = ends.below[row][open].open;
        row += count_of(open);
        open = next;
    }
    free(ends.links);
    free(ends.below);
    return weight;
}
