/* How wide the column is that a line was printed in, and whether the line was full.
 *
 * A paper's columns differ, so that what counts is the lines around: where a good part of them comes near one width and
 * hardly any is longer, that is the measure. Of a line that ends before it although the next word had room, the paragraph
 * ends there; one that is full may go on.
 */
#include "parser/line/line.h"

#include <stdlib.h>

enum {
    CELLS_MIN = 18, /* of a column: nine characters */
    CELLS_MAX = 100,
    LINES = 24, /* of a column that are looked at: those above a line, or those below */
    NEAR_MIN = 3,
    NEAR_CELLS = 4, /* what a full line may lack: a mark that begins no line, a long word that was not cut */
    OVER_CELLS = 2, /* a mark that hangs over */
    ROOM_CELLS = 3  /* more than that, and a word was left out */
};

/* The widths of the lines around one. */
struct window {
    uint32_t counts[CELLS_MAX + 2]; /* the last one: longer */
    uint32_t lines;
    uint32_t cells, below; /* four fifths of the lines are narrower; how many are */
};

static uint32_t
width_of(const struct shape *shape)
{
    return shape->cells <= CELLS_MAX ? shape->cells : CELLS_MAX + 1;
}

static void
window_change(struct window *window, const struct shape *shape, bool in)
{
    uint32_t width = width_of(shape), by = in ? 1U : (uint32_t)-1;
    window->counts[width] += by;
    window->lines += by;
    window->below += width < window->cells ? by : 0;
}

/* Moves on to where four fifths of the lines are narrower. */
static void
window_settle(struct window *window)
{
    uint32_t wanted = window->lines * 4 / 5;
    while (window->below > wanted)
        window->below -= window->counts[--window->cells];
    while (window->cells <= CELLS_MAX && window->below + window->counts[window->cells] <= wanted)
        window->below += window->counts[window->cells++];
}

/* A measure, how many of the lines come near it, and whether nearly all of these have it. */
struct found {
    uint8_t cells, near;
    bool even;
};

static struct found
window_measure(const struct window *window)
{
    uint32_t cells = window->cells, near = 0, even = 0;
    if (cells < CELLS_MIN || cells > CELLS_MAX || window->counts[CELLS_MAX + 1] * 10 >= window->lines)
        return (struct found){0};
    for (uint32_t i = cells - NEAR_CELLS; i <= cells + OVER_CELLS && i <= CELLS_MAX; i++) {
        near += window->counts[i];
        even += i + 1 >= cells && i <= cells + 1 ? window->counts[i] : 0;
    }
    bool printed = near >= NEAR_MIN && near * 5 >= window->lines * 2;
    return printed ? (struct found){(uint8_t)cells, (uint8_t)near, even * 5 >= near * 4} : (struct found){0};
}

/* Between two columns that differ, and around headlines, a few lines have no measure: that of the column above. */
static void
bridge(struct shape **lines, size_t count)
{
    size_t last = count; /* that has one */
    for (size_t i = 0; i < count; i++) {
        if (lines[i]->measure == 0)
            continue;
        for (size_t k = i; last < i && i - last <= LINES && k-- > last + 1;)
            lines[k]->measure = lines[last]->measure;
        last = i;
    }
}

void
measures_find(struct shape *shapes, size_t count)
{
    /* garbage is as wide as it happens to be */
    struct shape **lines = base_alloc_zero(count + 1, sizeof *lines);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!shapes[i].garbage)
            lines[kept++] = &shapes[i];
    struct window window = {0};
    size_t first = kept > LINES ? kept - LINES : 0; /* where the last window begins */
    struct found *found = base_alloc_zero(first + 1, sizeof *found);
    for (size_t i = 0; i < kept; i++) {
        window_change(&window, lines[i], true);
        if (i >= LINES)
            window_change(&window, lines[i - LINES], false);
        if (i + 1 < LINES && i + 1 < kept)
            continue;
        window_settle(&window);
        found[i + 1 > LINES ? i + 1 - LINES : 0] = window_measure(&window);
    }
    for (size_t i = 0; i < kept; i++) {
        struct found above = found[i + 1 > LINES ? i + 1 - LINES : 0], below = found[i < first ? i : first];
        struct found better = above.near > below.near ? above : below;
        lines[i]->measure = better.cells;
        lines[i]->even = better.even;
    }
    free(found);
    bridge(lines, kept);
    free(lines);
}

/* Figures and letters may have been set as wide as the characters around them. */
static uint32_t
set_cells(const struct shape *shape)
{
    uint32_t cells = shape_is_cjk(shape) && shape->points * 2 > shape->cells ? shape->points * 2 : shape->cells;
    return cells < CELLS_MAX ? cells : CELLS_MAX;
}

int
shape_room(const struct shape *a, const struct shape *b)
{
    uint32_t word = 2;
    if (!shape_is_cjk(b)) {
        size_t end = 0;
        while (end < b->text.len && end < CELLS_MAX && b->text.at[end] != ' ')
            end = text_start_after(b->text, end + 1);
        word = 1 + (uint32_t)text_points(slice_make(b->text.at, end));
    }
    return (int)a->measure - (int)set_cells(a) - (int)word;
}

bool
shape_is_full(const struct shape *a, const struct shape *b)
{
    /* behind a full stop the rest of a line is left empty if it can be */
    int room = !a->finished ? ROOM_CELLS : shape_is_cjk(a) ? 0 : 1;
    return a->measure > 0 && shape_room(a, b) < room;
}

bool
shape_is_over(const struct shape *shape, uint32_t measure)
{
    return shape->cells > measure + NEAR_CELLS;
}
