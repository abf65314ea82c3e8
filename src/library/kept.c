/* What is in memory of each issue.
 *
 * An entry is a name at first, then perhaps a loaded text, then perhaps a recovered issue; of the latter the last few are
 * kept, the others shrink back to their text. What somebody holds is never among these.
 */
#include "library/library.h"

#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <stdlib.h>

enum {
    WHOLE_BYTES = 1 << 20, /* a file up to this is read and recovered while the reader waits: some 20 ms */
    RECOVERED_MAX = 32     /* issues that are kept as such, but for what is held */
};

/* The issue's text may be what a snapshot points to; the rest of it never is. */
static void
drop_issue(struct library *library, struct issue *issue)
{
    if (issue == NULL)
        return;
    grace_retire(library->grace, issue->text);
    issue->text = NULL;
    issue_free(issue);
}

static void
set_error(struct entry *entry, struct error *error)
{
    struct kept *kept = entry_keep(entry);
    free(kept->error);
    kept->error = base_strdup(error_text(error));
    error_free(error);
}

/* ---- recovered issues */

/* The issue at PLACE among the recovered goes back to its text; a preview is forgotten whole, and so is what
   no session will come back to: a list of all issues is not to hold all their texts. */
static void
shrink(struct library *library, size_t place)
{
    struct entry *entry = entry_of(library, library->recovered[place]);
    struct kept *kept = entry->kept;
    struct issue *issue = kept->issue;
    bool comes_back = library->expects_loader || kept->once;
    if (!issue->preview && comes_back) {
        kept->text = (struct source_text){issue->text, issue->text_bytes, issue->repaired};
        issue->text = NULL;
    }
    drop_issue(library, issue);
    kept->issue = NULL;
    library->recovered[place] = library->recovered[--library->recovered_count];
}

/* The least recently looked at, of those that nobody holds and that are not ID. */
static void
shrink_oldest(struct library *library, uint32_t id)
{
    size_t oldest = SIZE_MAX;
    for (size_t i = 0; i < library->recovered_count; i++) {
        const struct kept *kept = entry_of(library, library->recovered[i])->kept;
        if (library->recovered[i] != id && kept->holders == 0 &&
            (oldest == SIZE_MAX || kept->used < entry_of(library, library->recovered[oldest])->kept->used))
            oldest = i;
    }
    if (oldest != SIZE_MAX)
        shrink(library, oldest);
}

/* ISSUE becomes the entry's, and what it knows of itself the entry's knowledge. */
static void
set_issue(struct library *library, uint32_t id, struct issue *issue)
{
    struct entry *entry = entry_of(library, id);
    struct kept *kept = entry_keep(entry);
    if (kept->issue != NULL) {
        drop_issue(library, kept->issue);
    } else {
        library->recovered = base_grow(library->recovered, &library->recovered_capacity, library->recovered_count + 1,
                                       sizeof *library->recovered);
        library->recovered[library->recovered_count++] = id;
    }
    kept->issue = issue;
    entry_learn(entry, issue->title, issue->date);
    if (library->recovered_count > RECOVERED_MAX)
        shrink_oldest(library, id);
}

/* TEXT becomes the issue's. */
static struct issue *
recover(const struct kept *kept, const char *path, struct source_text text, bool preview)
{
    return parser_recover((struct parser_source){
        .path = path,
        .text = text.at,
        .bytes = text.bytes,
        .repaired = text.repaired,
        .preview = preview,
        .mends = kept->mends != NULL ? kept->mends->at : NULL,
        .mend_count = kept->mends != NULL ? mend_steps_count(kept->mends) : 0,
    });
}

/* The same issue, judged again with the mends of now. Frees it. */
static struct issue *
recover_again(const struct kept *kept, struct issue *issue)
{
    struct source_text text = {issue->text, issue->text_bytes, issue->repaired};
    struct issue *again = recover(kept, issue->path, text, issue->preview);
    issue->text = NULL;
    issue_free(issue);
    return again;
}

/* The entry's text, the beginning of a large one where a loader reads the rest (*CUT says so); false: it cannot be read. */
static bool
read_text(struct library *library, struct entry *entry, bool *cut)
{
    struct kept *kept = entry_keep(entry);
    *cut = false;
    if (kept->text.at == NULL) {
        struct source_name name = {.path = names_path(library->names.folders, entry->name, &library->path)};
        size_t most = library->expects_loader ? WHOLE_BYTES : SIZE_MAX;
        struct error *error = source_read(name, library->limits.file_bytes, most, &kept->text, cut);
        if (error != NULL)
            set_error(entry, error);
        return error == NULL;
    }
    *cut = library->expects_loader && kept->text.bytes > WHOLE_BYTES && !kept->once;
    if (*cut)
        kept->text.bytes = text_start(slice_make(kept->text.at, kept->text.bytes), SOURCE_PREVIEW_BYTES);
    return true;
}

const struct issue *
library_issue(struct library *library, uint32_t id)
{
    struct entry *entry = entry_of(library, id);
    bool cut;
    if (!library_has(library, id))
        return NULL;
    struct kept *kept = entry_keep(entry);
    kept->used = ++library->clock;
    if (kept->issue != NULL || kept->error != NULL || !read_text(library, entry, &cut))
        return kept->issue;
    struct source_text text = kept->text;
    kept->text = (struct source_text){0};
    set_issue(library, id, recover(kept, library_path(library, id), text, cut));
    if (cut && library->loader != NULL)
        loader_want(library->loader, id);
    return kept->issue;
}

/* ---- holding */

const struct issue *
library_open(struct library *library, uint32_t id)
{
    struct entry *entry = entry_of(library, id);
    if (library_has(library, id))
        entry_keep(entry)->holders++;
    else if (entry->kept != NULL)
        entry->kept->holders++;
    library_issue(library, id);
    return library_peek(library, id);
}

void
library_close(struct library *library, uint32_t id)
{
    struct kept *kept = entry_of(library, id)->kept;
    if (kept == NULL || kept->holders == 0)
        return;
    kept->holders--;
    if (kept->holders == 0 && !library_has(library, id))
        kept_forget(library, id);
}

const struct issue *
library_peek(const struct library *library, uint32_t id)
{
    const struct kept *kept = entry_of(library, id)->kept;
    return kept != NULL ? kept->issue : NULL;
}

void
kept_forget(struct library *library, uint32_t id)
{
    struct entry *entry = entry_of(library, id);
    struct kept *kept = entry->kept;
    for (size_t i = 0; i < library->recovered_count; i++)
        if (library->recovered[i] == id)
            library->recovered[i--] = library->recovered[--library->recovered_count];
    if (kept == NULL || kept->holders > 0)
        return;
    if (kept->ahead && library->loader != NULL)
        loader_give_back(library->loader, kept->issue != NULL ? kept->issue->text_bytes : kept->text.bytes);
    drop_issue(library, kept->issue);
    grace_retire(library->grace, kept->text.at);
    grace_retire(library->grace, kept->title);
    free(kept->error);
    if (kept->mends != NULL)
        mend_steps_done(kept->mends);
    free(kept->mends);
    free(kept);
    entry->kept = NULL;
}

/* ---- mending */

static void
mend_now(struct kept *kept)
{
    if (kept->issue != NULL)
        kept->issue = recover_again(kept, kept->issue);
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
    mend_now(kept);
}

static bool
step(struct library *library, uint32_t id, const struct parser_mend *(*move)(struct mend_steps *), uint32_t *line)
{
    struct kept *kept = library_has(library, id) ? entry_of(library, id)->kept : NULL;
    const struct parser_mend *first = kept != NULL && kept->mends != NULL ? move(kept->mends) : NULL;
    if (first == NULL)
        return false;
    *line = first->line;
    mend_now(kept);
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

/* ---- what the loader has finished */

/* A whole issue in the place of a preview. The loader knows no mends: they were made of the preview meanwhile, and its lines
   are the first of the whole. */
static void
take_issue(struct library *library, uint32_t id, struct issue *issue)
{
    struct kept *kept = entry_keep(entry_of(library, id));
    bool mended = kept->mends != NULL && mend_steps_count(kept->mends) > 0;
    set_issue(library, id, mended ? recover_again(kept, issue) : issue);
}

/* What an issue becomes another one by is taken out of LOADED; true when it does. */
static bool
take_loaded(struct library *library, struct loaded *loaded)
{
    struct entry *entry = entry_of(library, loaded->id);
    bool changed = loaded->issue != NULL;
    if (!library_has(library, loaded->id)) {
        loader_give_back(library->loader, loaded->text.bytes);
        return false;
    }
    entry_learn(entry, loaded->title, loaded->date);
    struct kept *kept = entry_keep(entry);
    bool nothing = kept->issue == NULL && kept->text.at == NULL;
    if (loaded->issue != NULL) {
        take_issue(library, loaded->id, loaded->issue);
        loaded->issue = NULL;
    } else if (loaded->error != NULL && nothing && kept->error == NULL) {
        /* what is here already (standard input is no file) is worth more than the error */
        set_error(entry, loaded->error);
        loaded->error = NULL;
        changed = true;
    } else if (loaded->error == NULL && nothing) {
        kept->text = loaded->text;
        kept->ahead = true;
        loaded->text.at = NULL;
    }
    return changed;
}

bool
library_collect(struct library *library, uint32_t id)
{
    bool changed = false;
    if (library->loader == NULL)
        return false;
    for (struct loaded *loaded = loader_take(library->loader), *next; loaded != NULL; loaded = next) {
        next = (struct loaded *)loaded->item.next;
        changed |= take_loaded(library, loaded) && loaded->id == id;
        loaded_free(loaded);
    }
    return changed;
}
