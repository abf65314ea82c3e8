/* How much of the issues is in memory, and what of it is to go first when that is more than it may be: what was not looked at for
 * the longest time, and before that what was only read ahead.
 *
 * Counts, and frees nothing. What came from a stream is not counted, as it cannot be read again.
 */
#include "library/library.h"

#include <malloc.h>
#include <stdlib.h>

enum {
    LEAST_BYTES = 1 << 20, /* that are kept in any case: to leave an issue and to come back costs no reading */
    GIVE_BACK_BYTES = 8 << 20
};

static size_t
issue_bytes(const struct issue *issue)
{
    return issue->text_bytes + issue->source_bytes + issue->line_count * sizeof *issue->lines +
           issue->paragraph_count * sizeof *issue->paragraphs + issue->article_count * sizeof *issue->articles +
           issue->credit_count * sizeof *issue->credits + issue->file_line_count * sizeof *issue->numbers;
}

static size_t
bytes_in_memory(const struct kept *kept)
{
    return (kept->text.at != NULL ? kept->text.bytes : 0) + (kept->issue != NULL ? issue_bytes(kept->issue) : 0);
}

/* ---- the list, from what was looked at last to what goes first */

static uint32_t *
link_after(struct library *library, uint32_t id)
{
    return id != 0 ? &entry_of(library, id)->kept->older : &library->room.newest;
}

static uint32_t *
link_before(struct library *library, uint32_t id)
{
    return id != 0 ? &entry_of(library, id)->kept->newer : &library->room.oldest;
}

static void
take_out(struct library *library, const struct kept *kept)
{
    *link_after(library, kept->newer) = kept->older;
    *link_before(library, kept->older) = kept->newer;
}

/* Behind NEWER; 0: before all. */
static void
put_in(struct library *library, uint32_t id, uint32_t newer)
{
    struct kept *kept = entry_of(library, id)->kept;
    kept->newer = newer;
    kept->older = *link_after(library, newer);
    *link_after(library, newer) = id;
    *link_before(library, kept->older) = id;
}

void
room_count(struct library *library, uint32_t id)
{
    struct kept *kept = entry_of(library, id)->kept;
    size_t bytes = kept->once ? 0 : bytes_in_memory(kept);
    if (bytes > 0 || (!kept->once && kept->text.at != NULL))
        bytes += KEPT_BYTES;
    if (kept->counted_bytes > 0 && bytes == 0)
        take_out(library, kept);
    else if (kept->counted_bytes == 0 && bytes > 0)
        put_in(library, id, library->room.oldest);
    library->room.bytes = library->room.bytes - kept->counted_bytes + bytes;
    library->room.freed_bytes += bytes < kept->counted_bytes ? kept->counted_bytes - bytes : 0;
    kept->counted_bytes = bytes;
}

void
room_use(struct library *library, uint32_t id)
{
    const struct kept *kept = entry_of(library, id)->kept;
    if (kept->counted_bytes == 0 || library->room.newest == id)
        return;
    take_out(library, kept);
    put_in(library, id, 0);
}

bool
room_is_short(const struct library *library)
{
    size_t most = library->limits.keep_bytes;
    return library->room.bytes > (most > LEAST_BYTES ? most : LEAST_BYTES);
}

void
room_give_back(struct library *library)
{
    if (library->room.freed_bytes < GIVE_BACK_BYTES)
        return;
    library->room.freed_bytes = 0;
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
