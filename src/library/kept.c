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
    /* A text up to this is recovered while the reader waits, of a longer one the beginning: a few milliseconds. A line costs 2 to
       10 microseconds, nearly whatever its length. */
    WHOLE_BYTES = 128 << 10,
    WHOLE_LINES = 640,
    PREVIEW_LINES = 400,
    RECOVERED_MAX = 32 /* issues that are kept as such, but for what is held */
};

/* The issue's text may be what a snapshot points to; the rest of it never is. */
static void
drop_issue(struct library *library, struct issue *issue)
{
    if (issue == NULL)
        return;
    grace_retire(library->grace, (char *)issue_source(issue).at);
    issue_return_source(issue);
    issue_free(issue);
}

static struct source_text
text_of(const struct issue *issue)
{
    struct slice source = issue_source(issue);
    return (struct source_text){(char *)source.at, source.len, issue->repaired, issue->drops};
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
        kept->text = text_of(issue);
        issue_return_source(issue);
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
        .drops = text.drops,
        .preview = preview,
        .mends = kept->mends != NULL ? kept->mends->at : NULL,
        .mend_count = kept->mends != NULL ? mend_steps_count(kept->mends) : 0,
    });
}

/* The same issue, judged again with the mends of now. Frees it. */
static struct issue *
recover_again(const struct kept *kept, struct issue *issue)
{
    struct issue *again = recover(kept, issue->path, text_of(issue), issue->preview);
    issue_return_source(issue);
    issue_free(issue);
    return again;
}

/* Adds what was said of the whole ISSUE before; false: nothing was. */
static bool
remember(struct library *library, struct kept *kept, const struct issue *issue)
{
    size_t count = 0;
    if (kept->remembered || issue->preview || library->memory.mends == NULL)
        return false;
    kept->remembered = true;
    struct parser_mend *mends = library->memory.mends(library->memory.context, issue, &count);
    if (count > 0 && kept->mends == NULL)
        kept->mends = base_alloc_zero(1, sizeof *kept->mends);
    for (size_t i = 0; i < count; i++)
        mend_steps_add(kept->mends, &mends[i], 1);
    if (count > 0) {
        kept->mends->changed = false;
        kept->mends->written = true;
    }
    free(mends);
    return count > 0;
}

/* Bytes of the first LINES lines of TEXT; all of it where it has no more. */
static size_t
bytes_of_lines(struct source_text text, size_t lines)
{
    size_t at = 0;
    for (; lines > 0 && at < text.bytes; at++)
        lines -= text.at[at] == '\n' || (text.at[at] == '\r' && (at + 1 == text.bytes || text.at[at + 1] != '\n'));
    return at;
}

/* What of TEXT is recovered while the reader waits; all of it where that does not take long. */
static size_t
waited_for(struct source_text text)
{
    if (text.bytes <= WHOLE_BYTES && bytes_of_lines(text, WHOLE_LINES) == text.bytes)
        return text.bytes;
    text.bytes = text_start(slice_make(text.at, text.bytes), SOURCE_PREVIEW_BYTES);
    return bytes_of_lines(text, PREVIEW_LINES);
}

/* Only the beginning of TEXT is to be recovered at once: all of it stays in memory for the loader. */
static struct source_text
keep_rest(struct kept *kept, struct source_text text, size_t bytes)
{
    kept->text = text;
    return (struct source_text){memcpy(base_alloc(bytes + 1), text.at, bytes), bytes, text.repaired, NULL};
}

/* The text to begin with in *TEXT, the caller's: the entry's, or, where a loader recovers the rest, the beginning of it (*CUT says
   so). False: it cannot be read. */
static bool
take_text(struct library *library, struct entry *entry, struct source_text *text, bool *cut)
{
    struct kept *kept = entry_keep(entry);
    *text = kept->text;
    *cut = false;
    if (text->at == NULL) {
        struct source_name name = {.path = names_path(library->names.folders, entry->name, &library->path)};
        size_t most = library->expects_loader ? WHOLE_BYTES : SIZE_MAX;
        struct error *error = source_read(name, library->limits.file_bytes, most, text, cut);
        if (error != NULL) {
            set_error(entry, error);
            return false;
        }
        source_clean(text);
    }
    kept->text = (struct source_text){0};
    size_t bytes = library->expects_loader ? waited_for(*text) : text->bytes;
    if (*cut) {
        text->bytes = bytes;
    } else if (bytes < text->bytes) {
        *text = keep_rest(kept, *text, bytes);
        *cut = true;
    }
    return true;
}

/* The whole issue is to take the place of a preview, or of the one that was mended since. */
static void
want(struct library *library, uint32_t id)
{
    const struct kept *kept = entry_of(library, id)->kept;
    bool seen = kept->text.at != NULL || !kept->issue->preview;
    loader_want(library->loader, id, seen ? library_snapshot_new(library) : NULL,
                kept->mends != NULL ? kept->mends->version : 0);
}

void
kept_want_whole(struct library *library)
{
    for (size_t i = 0; i < library->recovered_count; i++)
        if (library_peek(library, library->recovered[i])->preview)
            want(library, library->recovered[i]);
}

const struct issue *
library_issue(struct library *library, uint32_t id)
{
    struct entry *entry = entry_of(library, id);
    struct source_text text;
    bool cut;
    if (!library_has(library, id))
        return NULL;
    struct kept *kept = entry_keep(entry);
    kept->used = ++library->clock;
    if (kept->issue != NULL || kept->error != NULL || !take_text(library, entry, &text, &cut))
        return kept->issue;
    struct issue *issue = recover(kept, library_path(library, id), text, cut);
    if (remember(library, kept, issue))
        issue = recover_again(kept, issue);
    set_issue(library, id, issue);
    if (cut && library->loader != NULL)
        want(library, id);
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
        loader_give_back(library->loader, kept->text.at == NULL && kept->issue != NULL ? issue_source(kept->issue).len
                                                                                       : kept->text.bytes);
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

/* The mends are others. What takes longer than a reader should wait is left to the loader. */
static void
mend_again(struct library *library, uint32_t id)
{
    struct kept *kept = entry_of(library, id)->kept;
    if (kept->issue == NULL)
        return;
    struct source_text text = text_of(kept->issue);
    bool later = library->loader != NULL && !kept->issue->preview && waited_for(text) < text.bytes;
    if (!later)
        kept->issue = recover_again(kept, kept->issue);
    /* of a preview the whole may be on its way, without this mend */
    if (later || (library->loader != NULL && kept->issue->preview && kept->text.at != NULL))
        want(library, id);
}

void
library_set_memory(struct library *library, struct library_memory memory)
{
    library->memory = memory;
    for (size_t i = 0; i < library->recovered_count; i++) {
        uint32_t id = library->recovered[i];
        struct kept *kept = entry_of(library, id)->kept;
        if (remember(library, kept, kept->issue))
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

/* ---- what the loader has finished */

/* A whole issue, read from its file, in the place of a preview. Whoever read it knew no mends: where some were made of the preview
   meanwhile, whose lines are the first of the whole, that stays until the whole was recovered with them. */
static bool
take_read(struct library *library, uint32_t id, struct issue *issue)
{
    struct kept *kept = entry_keep(entry_of(library, id));
    bool remembers = remember(library, kept, issue);
    if (!remembers && (kept->mends == NULL || mend_steps_count(kept->mends) == 0)) {
        set_issue(library, id, issue);
        return true;
    }
    kept->text = text_of(issue);
    issue_return_source(issue);
    issue_free(issue);
    want(library, id);
    return false;
}

/* An issue of a text that was lent: false when that text or the mends are others by now, and the issue is of no use. */
static bool
take_recovered(struct library *library, const struct loaded *loaded)
{
    struct kept *kept = entry_of(library, loaded->id)->kept;
    bool whole = kept != NULL && kept->issue != NULL && !kept->issue->preview;
    unsigned version = kept != NULL && kept->mends != NULL ? kept->mends->version : 0;
    if (kept == NULL || version != loaded->mends_version ||
        issue_source(loaded->issue).at != (whole ? issue_source(kept->issue).at : kept->text.at))
        return false;
    loaded->issue->repaired = whole ? kept->issue->repaired : kept->text.repaired;
    loaded->issue->drops = whole ? kept->issue->drops : kept->text.drops;
    if (!whole && remember(library, kept, loaded->issue)) {
        want(library, loaded->id);
        return false;
    }
    if (whole)
        issue_return_source(kept->issue);
    else
        kept->text = (struct source_text){0};
    set_issue(library, loaded->id, loaded->issue);
    return true;
}

/* True: the entry's issue is another one now. */
static bool
take_issue(struct library *library, struct loaded *loaded)
{
    bool read = loaded->seen == NULL;
    bool changed = read ? take_read(library, loaded->id, loaded->issue) : take_recovered(library, loaded);
    if (read || changed)
        loaded->issue = NULL;
    return changed;
}

/* What an issue becomes another one by is taken out of LOADED; true when it does. */
static bool
take_loaded(struct library *library, struct loaded *loaded)
{
    struct entry *entry = entry_of(library, loaded->id);
    bool changed = false;
    if (!library_has(library, loaded->id)) {
        loader_give_back(library->loader, loaded->text.bytes);
        return false;
    }
    entry_learn(entry, loaded->title, loaded->date);
    struct kept *kept = entry_keep(entry);
    bool nothing = kept->issue == NULL && kept->text.at == NULL;
    if (loaded->issue != NULL) {
        changed = take_issue(library, loaded);
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
