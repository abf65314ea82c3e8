/* What was said of lines of issues, and each issue made another one by it: now, or by the loader.
 *
 * Knows no file: what was said stays whatever becomes of the recovered issue meanwhile.
 */
#include "library/library.h"

#include <stdlib.h>

/* The mends are others. What takes longer than a reader should wait is left to the loader. */
static void
mend_again(struct library *library, uint32_t id)
{
    struct kept *kept = entry_of(library, id)->kept;
    if (kept->issue == NULL)
        return;
    struct source_text text = kept_text_of(kept->issue);
    bool later = library->loader != NULL && !kept->issue->preview && kept_waited_for(text) < text.bytes;
    if (!later)
        kept->issue = kept_recover_again(kept, kept->issue);
    /* of a preview the whole may be on its way, without this mend */
    if (later || (library->loader != NULL && kept->issue->preview && kept->text.at != NULL))
        kept_want(library, id);
}

void
library_set_memory(struct library *library, struct library_memory memory)
{
    library->memory = memory;
    for (size_t i = 0; i < library->recovered_count; i++) {
        uint32_t id = library->recovered[i];
        struct kept *kept = entry_of(library, id)->kept;
        if (kept_remember(library, kept, kept->issue))
            mend_again(library, id);
    }
}

void
library_mend(struct library *library, uint32_t id, const struct parser_mend *mends, size_t count)
{
    if (!library_has(library, id))
        return;
    struct kept *kept = entry_keep(entry_of(library, id));
    if (kept->mends == NULL)
        kept->mends = base_alloc_zero(1, sizeof *kept->mends);
    mend_steps_add(kept->mends, mends, count);
    mend_again(library, id);
}

static bool
step(struct library *library, uint32_t id, const struct parser_mend *(*move)(struct mend_steps *), uint32_t *line)
{
    struct kept *kept = library_has(library, id) ? entry_of(library, id)->kept : NULL;
    const struct parser_mend *first = kept != NULL && kept->mends != NULL ? move(kept->mends) : NULL;
    if (first == NULL)
        return false;
    *line = first->line;
    mend_again(library, id);
    return true;
}

bool
library_unmend(struct library *library, uint32_t id, uint32_t *line)
{
    return step(library, id, mend_steps_undo, line);
}

bool
library_remend(struct library *library, uint32_t id, uint32_t *line)
{
    return step(library, id, mend_steps_redo, line);
}

const struct parser_mend *
library_mends(const struct library *library, uint32_t id, size_t *count, size_t *last_step)
{
    const struct kept *kept = entry_of(library, id)->kept;
    const struct mend_steps *mends = kept != NULL ? kept->mends : NULL;
    *count = *last_step = 0;
    if (mends == NULL)
        return NULL;
    *count = mend_steps_count(mends);
    *last_step = mends->steps > 1 ? *count - mends->ends[mends->steps - 2] : *count;
    return mends->at;
}

size_t
library_unwritten(const struct library *library)
{
    size_t count = 0;
    for (size_t i = 0; i < library->count; i++) {
        const struct kept *kept = entry_of(library, library->order[i])->kept;
        count += kept != NULL && kept->mends != NULL && kept->mends->changed;
    }
    return count;
}

void
library_mends_written(struct library *library, uint32_t id)
{
    struct kept *kept = entry_of(library, id)->kept;
    if (kept == NULL || kept->mends == NULL)
        return;
    kept->mends->changed = false;
    kept->mends->written = true;
}
