/* Which rows are to be written. */
#include "store/parts.h"

#include <stdlib.h>
#include <time.h>

void
dirty_add(struct dirty *dirty, size_t row, bool *flag)
{
    if (*flag)
        return;
    *flag = true;
    dirty->rows = base_grow(dirty->rows, &dirty->capacity, dirty->count + 1, sizeof *dirty->rows);
    dirty->rows[dirty->count++] = (uint32_t)row;
}

void
dirty_done(struct dirty *dirty)
{
    free(dirty->rows);
    *dirty = (struct dirty){.rows = NULL};
}

int64_t
milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
