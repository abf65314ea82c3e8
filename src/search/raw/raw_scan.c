/* A character's bytes looked for in text, many places at a time.
 *
 * The first bytes of characters of one script are nearly all the same, the last two hardly ever: a block of places is asked
 * for these two at once, without a branch, so that the compiler can make vectors of it, and only a block that has them is
 * looked at place by place. That is what the C library's search for short needles does not do.
 */
#include "search/raw/raw.h"

enum { BLOCK = 128 };

/* Do bytes A and B stand one behind the other at any of BLOCK places from AT on? */
static inline bool
has_pair(const unsigned char *at, unsigned char a, unsigned char b)
{
    unsigned char any = 0;
    for (int i = 0; i < BLOCK; i++)
        any |= (unsigned char)((at[i] == a) & (at[i + 1] == b));
    return any != 0;
}

const char *
raw_scan(struct slice text, struct slice needle)
{
    if (text.len < needle.len)
        return NULL;
    size_t tail = needle.len - 2, places = text.len - needle.len + 1, i = 0;
    unsigned char a = (unsigned char)needle.at[tail], b = (unsigned char)needle.at[tail + 1];
    const unsigned char *pairs = (const unsigned char *)text.at + tail;
    while (i < places) {
        if (i + BLOCK <= places && !has_pair(pairs + i, a, b)) {
            i += BLOCK;
            continue;
        }
        size_t end = i + BLOCK < places ? i + BLOCK : places;
        for (; i < end; i++)
            if (pairs[i] == a && pairs[i + 1] == b && memcmp(text.at + i, needle.at, needle.len) == 0)
                return text.at + i;
    }
    return NULL;
}
