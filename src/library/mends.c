/* Steps of mending: what was said of lines, in its order, and how much of it counts now.
 *
 * Knows nothing of issues. What was taken back stays behind the rest until something new is said.
 */
#include "library/parts.h"

#include <stdlib.h>

void
mends_done(struct mends *mends)
{
    free(mends->at);
    free(mends->ends);
    *mends = (struct mends){.at = NULL};
}

size_t
mends_count(const struct mends *mends)
{
    return mends->steps > 0 ? mends->ends[mends->steps - 1] : 0;
}

void
mends_add(struct mends *mends, const struct parser_mend *step, size_t count)
{
    size_t before = mends_count(mends);
    if (count == 0)
        return;
    mends->at = base_grow(mends->at, &mends->capacity, before + count, sizeof *mends->at);
    memcpy(mends->at + before, step, count * sizeof *step);
    mends->ends = base_grow(mends->ends, &mends->ends_capacity, mends->steps + 1, sizeof *mends->ends);
    mends->ends[mends->steps++] = before + count;
    mends->known = mends->steps;
}

const struct parser_mend *
mends_undo(struct mends *mends)
{
    if (mends->steps == 0)
        return NULL;
    mends->steps--;
    return &mends->at[mends_count(mends)];
}

const struct parser_mend *
mends_redo(struct mends *mends)
{
    if (mends->steps == mends->known)
        return NULL;
    const struct parser_mend *first = &mends->at[mends_count(mends)];
    mends->steps++;
    return first;
}
