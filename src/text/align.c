/* The longest common subsequence, by the middle of the shortest script: Myers, An O(ND) Difference Algorithm and Its
 * Variations, 1986, section 4b.
 *
 * From both ends of a box of A x B elements at once it is found out how far so many removals and additions lead on each
 * diagonal; where the two meet is the middle, and both halves are boxes of their own. A box whose script is longer than one has
 * patience for is parted where most of it is behind.
 */
#include "kanbao/changes.h"

#include <stdlib.h>

enum { SCRIPT_MAX = 1024 /* removals and additions from either end */ };

/* How far one came from an end by so many removals and additions: on diagonal K, K elements more of A than of B, past AT[K]
   elements of A; -1: nowhere. */
struct front {
    ptrdiff_t *at;      /* its middle is diagonal 0 */
    ptrdiff_t distance; /* removals and additions; -1: not begun. No diagonal is farther from the middle. */
    const uint64_t *a, *b;
    ptrdiff_t step; /* 1 from the beginning, -1 from the end: a[i * step] is element I */
};

struct alignment {
    const uint64_t *a, *b;
    bool *kept_a, *kept_b;
    ptrdiff_t *diagonals[2]; /* room for two fronts */
    size_t *steps;
    bool longest;
};

struct box {
    size_t a, a_end, b, b_end;
};

/* The diagonals of a box of A elements by B that so many removals and additions can end on: every second one. */
static ptrdiff_t
first_diagonal(ptrdiff_t distance, ptrdiff_t b)
{
    return distance <= b ? -distance : -b + ((distance - b) & 1);
}

static ptrdiff_t
last_diagonal(ptrdiff_t distance, ptrdiff_t a)
{
    return distance <= a ? distance : a - ((distance - a) & 1);
}

/* Past how many elements of A diagonal K leads by one more. */
static ptrdiff_t
step_to(const struct front *front, ptrdiff_t k, ptrdiff_t a, ptrdiff_t b)
{
    ptrdiff_t right = front->at[k - 1] >= 0 && front->at[k - 1] < a ? front->at[k - 1] + 1 : -1;
    ptrdiff_t down = front->at[k + 1] - k <= b ? front->at[k + 1] : -1;
    ptrdiff_t best = right > down ? right : down;
    return front->distance == 0 ? 0 : best > front->at[k] ? best : front->at[k];
}

/* Removes or adds once more, in a box of A elements by B. True: it met OTHER, past *A_AT and *B_AT elements from its own end. */
static bool
advance(struct front *own, const struct front *other, ptrdiff_t a, ptrdiff_t b, size_t *steps, ptrdiff_t *a_at,
        ptrdiff_t *b_at)
{
    ptrdiff_t distance = ++own->distance, last = last_diagonal(distance, a);
    if (distance == 0)
        own->at[0] = -1;
    if (distance <= b)
        own->at[-distance - 1] = -1;
    if (distance <= a)
        own->at[distance + 1] = -1;
    for (ptrdiff_t k = first_diagonal(distance, b); k <= last; k += 2) {
        ptrdiff_t start = step_to(own, k, a, b), i = start, across = a - b - k;
        own->at[k] = i;
        if (i < 0)
            continue;
        while (i < a && i - k < b && own->a[i * own->step] == own->b[(i - k) * own->step])
            i++;
        *steps -= (size_t)(i - start) < *steps ? (size_t)(i - start) + 1 : *steps;
        own->at[k] = i;
        if (across >= -other->distance && across <= other->distance && other->at[across] >= 0 &&
            i + other->at[across] >= a) {
            *a_at = i;
            *b_at = i - k;
            return true;
        }
    }
    return false;
}

/* Where FRONT has most of the box behind it. */
static void
find_furthest(const struct front *front, ptrdiff_t a, ptrdiff_t b, ptrdiff_t *a_at, ptrdiff_t *b_at)
{
    ptrdiff_t last = last_diagonal(front->distance, a);
    *a_at = *b_at = 0;
    for (ptrdiff_t k = first_diagonal(front->distance, b); k <= last; k += 2)
        if (front->at[k] >= 0 && 2 * front->at[k] - k > *a_at + *b_at) {
            *a_at = front->at[k];
            *b_at = front->at[k] - k;
        }
}

/* Parts BOX, whose sides have elements, and neither the first nor the last of them in common. */
static void
find_middle(struct alignment *alignment, const struct box *box, size_t *a_middle, size_t *b_middle)
{
    ptrdiff_t a = (ptrdiff_t)(box->a_end - box->a), b = (ptrdiff_t)(box->b_end - box->b), a_at = 0, b_at = 0;
    struct front forth = {alignment->diagonals[0] + b + 1, -1, alignment->a + box->a, alignment->b + box->b, 1};
    struct front back = {alignment->diagonals[1] + b + 1, -1, alignment->a + box->a_end - 1,
                         alignment->b + box->b_end - 1, -1};
    while (!advance(&forth, &back, a, b, alignment->steps, &a_at, &b_at)) {
        if (advance(&back, &forth, a, b, alignment->steps, &a_at, &b_at)) {
            a_at = a - a_at;
            b_at = b - b_at;
            break;
        }
        if (forth.distance > 0 && (forth.distance == SCRIPT_MAX || *alignment->steps == 0)) {
            alignment->longest = false;
            find_furthest(&forth, a, b, &a_at, &b_at);
            break;
        }
    }
    *a_middle = box->a + (size_t)a_at;
    *b_middle = box->b + (size_t)b_at;
}

static void
keep(struct alignment *alignment, size_t a, size_t b)
{
    alignment->kept_a[a] = alignment->kept_b[b] = true;
}

static void
align(struct alignment *alignment, struct box box)
{
    for (;;) {
        for (; box.a < box.a_end && box.b < box.b_end && alignment->a[box.a] == alignment->b[box.b]; box.a++, box.b++)
            keep(alignment, box.a, box.b);
        for (; box.a < box.a_end && box.b < box.b_end && alignment->a[box.a_end - 1] == alignment->b[box.b_end - 1];
             box.a_end--, box.b_end--)
            keep(alignment, box.a_end - 1, box.b_end - 1);
        if (box.a == box.a_end || box.b == box.b_end)
            return;
        if (*alignment->steps == 0) {
            alignment->longest = false;
            return;
        }
        struct box first = box;
        find_middle(alignment, &box, &first.a_end, &first.b_end);
        align(alignment, first);
        box.a = first.a_end;
        box.b = first.b_end;
    }
}

bool
changes_align(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count, bool *kept_a, bool *kept_b,
              size_t *steps)
{
    size_t diagonals = a_count + b_count + 3;
    ptrdiff_t *room = base_alloc(2 * diagonals * sizeof *room);
    struct alignment alignment = {.a = a,
                                  .b = b,
                                  .kept_a = kept_a,
                                  .kept_b = kept_b,
                                  .diagonals = {room, room + diagonals},
                                  .steps = steps,
                                  .longest = true};
    align(&alignment, (struct box){0, a_count, 0, b_count});
    free(room);
    return alignment.longest;
}
