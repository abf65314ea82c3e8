/* What is in memory of each entry.
 *
 * An entry is a name at first, then perhaps a loaded text, then perhaps a recovered issue; of the latter the last few are
 * kept, the others shrink back to their text.
 */
#include "library/parts.h"

#include "kanbao/parser.h"

#include <errno.h>
#include <stdlib.h>

enum { WHOLE_BYTES = 1 << 20 }; /* a file up to this is read and recovered while the reader waits: some 20 ms */

/* The issue's text may be what a view points to; the rest of it never is. */
void
drop_issue(struct library *library, struct issue *issue)
{
    if (issue == NULL)
        return;
    pins_free_later(library->pins, issue->text);
    issue->text = NULL;
    issue_free(issue);
}

static void
set_error(struct entry *entry, struct error *error)
{
    free(entry->error);
    entry->error = base_strdup(error_text(error));
    entry->failed = true;
    error_free(error);
}

/* The issue at PLACE among the recovered goes back to its text; a preview is forgotten whole, and so is what
   no session will come back to: a list of all issues is not to hold all their texts. */
static void
shrink(struct library *library, size_t place)
{
    struct entry *entry = &library->entries[library->recovered[place]];
    struct issue *issue = entry->issue;
    bool comes_back = library->expects_loader || strcmp(entry->name, "-") == 0;
    if (!issue->preview && comes_back) {
        entry->text = (struct text){issue->text, issue->text_bytes, issue->repaired};
        issue->text = NULL;
    }
    drop_issue(library, issue);
    entry->issue = NULL;
    library->recovered[place] = library->recovered[--library->recovered_count];
}

/* The least recently looked at, of those that are not INDEX. */
static void
shrink_oldest(struct library *library, size_t index)
{
    size_t oldest = 0;
    for (size_t i = 0; i < library->recovered_count; i++) {
        uint64_t used = library->entries[library->recovered[i]].used;
        if (library->recovered[oldest] == index ||
            (library->recovered[i] != index && used < library->entries[library->recovered[oldest]].used))
            oldest = i;
    }
    shrink(library, oldest);
}

/* ISSUE becomes the entry's, and what it knows of itself the entry's knowledge. */
static void
set_issue(struct library *library, size_t index, struct issue *issue)
{
    struct entry *entry = &library->entries[index];
    if (entry->issue != NULL)
        drop_issue(library, entry->issue);
    else
        library->recovered[library->recovered_count++] = index;
    entry->issue = issue;
    entry_learn(entry, issue->title, issue->date);
    if (library->recovered_count > RECOVERED_MAX)
        shrink_oldest(library, index);
}

/* TEXT becomes the issue's. */
static struct issue *
recover(const struct entry *entry, const char *path, struct text text, bool preview)
{
    return parser_recover((struct parser_source){
        .path = path,
        .text = text.at,
        .bytes = text.bytes,
        .repaired = text.repaired,
        .preview = preview,
        .mends = entry->mends.at,
        .mend_count = mends_count(&entry->mends),
    });
}

/* The same issue, judged again with the mends of now. Frees it. */
static struct issue *
recover_again(const struct entry *entry, struct issue *issue)
{
    struct text text = {issue->text, issue->text_bytes, issue->repaired};
    struct issue *again = recover(entry, issue->path, text, issue->preview);
    issue->text = NULL;
    issue_free(issue);
    return again;
}

const struct issue *
library_issue(struct library *library, size_t index)
{
    struct entry *entry = &library->entries[index];
    entry->used = ++library->clock;
    if (entry->issue != NULL || entry->failed)
        return entry->issue;
    bool cut = false;
    const char *path = library_path(library, index);
    if (entry->text.at == NULL) {
        /* with a loader to read the rest, a large file shows its beginning first */
        size_t most = library->expects_loader ? WHOLE_BYTES : SIZE_MAX;
        struct error *error = file_read(path, library->limits.file_bytes, most, &entry->text, &cut);
        if (error != NULL) {
            set_error(entry, error);
            return NULL;
        }
    } else if (library->expects_loader && entry->text.bytes > WHOLE_BYTES && strcmp(entry->name, "-") != 0) {
        cut = true;
    }
    struct text text = entry->text;
    if (cut && text.bytes > FILE_PREVIEW_BYTES) {
        size_t bytes = FILE_PREVIEW_BYTES;
        while (bytes > 0 && ((unsigned char)text.at[bytes] & 0xC0) == 0x80)
            bytes--;
        text.bytes = bytes;
    }
    entry->text = (struct text){0};
    set_issue(library, index, recover(entry, path, text, cut));
    if (cut && library->loader != NULL)
        loader_want(library->loader, index);
    return entry->issue;
}

bool
library_text(struct library *library, size_t index, struct slice *text)
{
    struct entry *entry = &library->entries[index];
    bool cut;
    if (entry->issue != NULL) {
        *text = slice_make(entry->issue->text, entry->issue->text_bytes);
        return true;
    }
    if (entry->failed)
        return false;
    if (entry->text.at == NULL) {
        const char *path = library_path(library, index);
        struct error *error = file_read(path, library->limits.file_bytes, SIZE_MAX, &entry->text, &cut);
        if (error != NULL) {
            set_error(entry, error);
            return false;
        }
    }
    *text = slice_make(entry->text.at, entry->text.bytes);
    return true;
}

void
library_forget_text(struct library *library, size_t index)
{
    struct entry *entry = &library->entries[index];
    if (entry->issue != NULL || strcmp(entry->name, "-") == 0)
        return;
    pins_free_later(library->pins, entry->text.at);
    entry->text = (struct text){0};
}

/* ---- mending */

static void
mend_now(struct entry *entry)
{
    if (entry->issue != NULL)
        entry->issue = recover_again(entry, entry->issue);
}

void
library_mend(struct library *library, size_t index, const struct parser_mend *mends, size_t count)
{
    struct entry *entry = &library->entries[index];
    mends_add(&entry->mends, mends, count);
    mend_now(entry);
}

bool
library_unmend(struct library *library, size_t index, uint32_t *line)
{
    struct entry *entry = &library->entries[index];
    const struct parser_mend *first = mends_undo(&entry->mends);
    if (first == NULL)
        return false;
    *line = first->line;
    mend_now(entry);
    return true;
}

bool
library_remend(struct library *library, size_t index, uint32_t *line)
{
    struct entry *entry = &library->entries[index];
    const struct parser_mend *first = mends_redo(&entry->mends);
    if (first == NULL)
        return false;
    *line = first->line;
    mend_now(entry);
    return true;
}

const struct parser_mend *
library_mends(const struct library *library, size_t index, size_t *count, size_t *last_step)
{
    const struct mends *mends = &library->entries[index].mends;
    *count = mends_count(mends);
    *last_step = mends->steps > 1 ? *count - mends->ends[mends->steps - 2] : *count;
    return mends->at;
}

static bool
take_loaded(struct library *library, struct loaded *loaded)
{
    struct entry *entry = &library->entries[loaded->index];
    bool changed = false;
    entry_learn(entry, loaded->title, loaded->date);
    free(loaded->title);
    if (loaded->error != NULL) {
        /* what is here already (standard input is no file) is worth more than the error */
        changed = entry->issue == NULL && entry->text.at == NULL && !entry->failed;
        if (changed)
            set_error(entry, loaded->error);
        else
            error_free(loaded->error);
    } else if (loaded->issue != NULL) {
        /* the loader knows no mends: they were made of the preview meanwhile, and its lines are the first of the whole */
        bool mended = mends_count(&entry->mends) > 0;
        set_issue(library, loaded->index, mended ? recover_again(entry, loaded->issue) : loaded->issue);
        changed = true;
    } else if (entry->issue == NULL && entry->text.at == NULL) {
        entry->text = loaded->text;
    } else {
        free(loaded->text.at);
    }
    return changed;
}

bool
library_collect(struct library *library, size_t index)
{
    size_t count;
    bool changed = false;
    if (library->loader == NULL)
        return false;
    struct loaded *finished = loader_take(library->loader, &count);
    for (size_t i = 0; i < count; i++)
        changed |= take_loaded(library, &finished[i]) && finished[i].index == index;
    free(finished);
    return changed;
}
