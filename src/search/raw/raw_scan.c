/* A character's bytes looked for in text, many places at a time.
 *
 * The first bytes of characters of one script are nearly all the same, the last two hardly ever: a block of places is asked
 * for these two at once, without a branch, in vectors of the compiler's, and only a block that has them is
 * looked at place by place. That is what the C library's search for short needles does not do.
 */
#include "search/raw/raw.h"

typedef uint8_t lanes __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

enum { LANES = sizeof(lanes), BLOCK = 4 * LANES };

static inline lanes
lanes_at(const char *at)
{
    lanes here;
    memcpy(&here, at, sizeof here);
    return here;
}

/* All bits of the places where A and B stand one behind the other. */
static inline lanes
pairs_at(const char *at, lanes a, lanes b)
{
    return (lanes)(lanes_at(at) == a) & (lanes)(lanes_at(at + 1) == b);
}

static inline bool
any_of(lanes found)
{
    halves both = (halves)found;
    return (both[0] | both[1]) != 0;
}

/* Do A and B stand one behind the other at any of BLOCK places from AT on? */
static inline bool
has_pair(const char *at, lanes a, lanes b)
{
    return any_of((pairs_at(at, a, b) | pairs_at(at + LANES, a, b)) |
                  (pairs_at(at + 2 * LANES, a, b) | pairs_at(at + 3 * LANES, a, b)));
}

const char *
raw_scan(struct slice text, struct slice needle)
{
    if (text.len < needle.len)
        return NULL;
    size_t tail = needle.len - 2, places = text.len - needle.len + 1, i = 0;
    const char *pairs = text.at + tail;
    lanes a = (lanes){0} + (uint8_t)needle.at[tail], b = (lanes){0} + (uint8_t)needle.at[tail + 1];
    while (i < places) {
        while (places - i >= BLOCK && !has_pair(pairs + i, a, b))
            i += BLOCK;
        size_t end = places - i > BLOCK ? i + BLOCK : places;
        for (; i < end; i++)
            if (pairs[i] == needle.at[tail] && pairs[i + 1] == needle.at[tail + 1] &&
                memcmp(text.at + i, needle.at, needle.len) == 0)
                return text.at + i;
    }
    return NULL;
}
