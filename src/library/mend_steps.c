/* Steps of mending: what was said of lines, in its order, and how much of it counts now.
 *
 * Knows nothing of issues. What was taken back stays behind the rest until something new is said.
 */
#include "library/library.h"

#include <stdlib.h>

void
mend_steps_done(struct mend_steps *mends)
{
    free(mends->at);
    free(mends->ends);
    *mends = (struct mend_steps){.at = NULL};
}

static void
touch(struct mend_steps *mends)
{
    mends->version++;
    mends->changed = true;
}

size_t
mend_steps_count(const struct mend_steps *mends)
{
    return mends->steps > 0 ? mends->ends[mends->steps - 1] : 0;
}

void
mend_steps_add(struct mend_steps *mends, const struct parser_mend *step, size_t count)
{
    size_t before = mend_steps_count(mends);
    if (count == 0)
        return;
    mends->at = base_grow(mends->at, &mends->capacity, before + count, sizeof *mends->at);
    memcpy(mends->at + before, step, count * sizeof *step);
    mends->ends = base_grow(mends->ends, &mends->ends_capacity, mends->steps + 1, sizeof *mends->ends);
    mends->ends[mends->steps++] = before + count;
    mends->known = mends->steps;
    touch(mends);
}

const struct parser_mend *
mend_steps_undo(struct mend_steps *mends)
{
    if (mends->steps == 0)
        return NULL;
    mends->steps--;
    touch(mends);
    mends->changed = mends->steps > 0 || mends->written;
    return &mends->at[mend_steps_count(mends)];
}

const struct parser_mend *
mend_steps_redo(struct mend_steps *mends)
{
    if (mends->steps == mends->known)
        return NULL;
    const struct parser_mend *first = &mends->at[mend_steps_count(mends)];
    mends->steps++;
    touch(mends);
    return first;
}
