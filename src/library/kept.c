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

struct source_text
kept_text_of(const struct issue *issue)
{
    struct slice source = issue_source(issue);
    return (struct source_text){(char *)source.at, source.len,      issue->repaired,
                                issue->torn,       issue->encoding, issue->drops};
}

void
kept_set_error(struct entry *entry, struct error *error)
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
        kept->text = kept_text_of(issue);
        issue_return_source(issue);
    }
    drop_issue(library, issue);
    kept->issue = NULL;
    room_count(library, library->recovered[place]);
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

void
kept_set_issue(struct library *library, uint32_t id, struct issue *issue)
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
    entry_learn(library, entry, issue->title, issue->date);
    room_count(library, id);
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
        .torn = text.torn,
        .encoding = text.encoding,
        .drops = text.drops,
        .preview = preview,
        .mends = kept->mends != NULL ? kept->mends->at : NULL,
        .mend_count = kept->mends != NULL ? mend_steps_count(kept->mends) : 0,
    });
}

struct issue *
kept_recover_again(const struct kept *kept, struct issue *issue)
{
    struct issue *again = recover(kept, issue->path, kept_text_of(issue), issue->preview);
    issue_return_source(issue);
    issue_free(issue);
    return again;
}

bool
kept_remember(struct library *library, struct kept *kept, const struct issue *issue)
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

size_t
kept_waited_for(struct source_text text)
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
    struct source_text start = text;
    start.at = memcpy(base_alloc(bytes + 1), text.at, bytes);
    start.bytes = bytes;
    start.drops = NULL;
    return start;
}

/* The text to begin with in *TEXT, the caller's: the entry's, or, where a loader recovers the rest, the beginning of it (*CUT says
   so). False: it cannot be read. */
static bool
take_text(struct library *library, uint32_t id, struct source_text *text, bool *cut)
{
    struct entry *entry = entry_of(library, id);
    struct kept *kept = entry_keep(entry);
    *text = kept->text;
    *cut = false;
    if (text->at == NULL && library->expects_loader && entry_is_filtered(library, entry)) {
        /* the program may take its time: there is nothing of it until the loader has run that */
        *text = (struct source_text){.at = base_alloc_zero(1, 1), .encoding = source_encoding_name(ENCODING_UTF8)};
        *cut = true;
    } else if (text->at == NULL) {
        size_t most = library->expects_loader ? WHOLE_BYTES : SIZE_MAX;
        struct error *error = source_read(library_source(library, id), library->limits.file_bytes, most, text, cut);
        if (error != NULL) {
            kept_set_error(entry, error);
            return false;
        }
        source_clean(text);
    }
    kept->text = (struct source_text){0};
    size_t bytes = library->expects_loader ? kept_waited_for(*text) : text->bytes;
    if (*cut) {
        text->bytes = bytes;
    } else if (bytes < text->bytes) {
        *text = keep_rest(kept, *text, bytes);
        *cut = true;
    }
    return true;
}

void
kept_lose_preview(struct library *library, uint32_t id)
{
    for (size_t i = 0; i < library->recovered_count; i++)
        if (library->recovered[i] == id && entry_of(library, id)->kept->issue->preview) {
            shrink(library, i);
            return;
        }
}

void
kept_want(struct library *library, uint32_t id)
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
            kept_want(library, library->recovered[i]);
}

/* What is in memory goes, and is read again when the entry is looked at: nobody holds it, and it is no stream. */
static void
drop(struct library *library, uint32_t id)
{
    struct entry *entry = entry_of(library, id);
    struct kept *kept = entry->kept;
    for (size_t i = 0; i < library->recovered_count && kept->issue != NULL; i++)
        if (library->recovered[i] == id)
            shrink(library, i);
    grace_retire(library->grace, kept->text.at);
    kept->text = (struct source_text){0};
    kept->ahead = false;
    room_count(library, id);
    if (kept->error == NULL && kept->mends == NULL) {
        free(kept);
        entry->kept = NULL;
    }
}

/* As much goes as must, but nothing of ID, nor of what is held; nor what was mended, as mends are of lines, which may be others
   when they are read again. */
static void
make_room(struct library *library, uint32_t id)
{
    for (uint32_t here = library->room.oldest, next; here != 0 && room_is_short(library); here = next) {
        const struct kept *kept = entry_of(library, here)->kept;
        next = kept->newer;
        if (kept->holders == 0 && here != id && kept->mends == NULL)
            drop(library, here);
    }
    room_give_back(library);
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
    room_use(library, id);
    if (kept->issue != NULL || kept->error != NULL || !take_text(library, id, &text, &cut))
        return kept->issue;
    struct issue *issue = recover(kept, library_path(library, id), text, cut);
    if (kept_remember(library, kept, issue))
        issue = kept_recover_again(kept, issue);
    kept_set_issue(library, id, issue);
    room_use(library, id);
    if (cut && library->loader != NULL)
        kept_want(library, id);
    make_room(library, id);
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
    if (kept != NULL && kept->holders > 0)
        return;
    entry->title = 0;
    entry->glanced = false;
    if (kept == NULL)
        return;
    if (kept->ahead && library->loader != NULL)
        loader_give_back(library->loader, kept->text.at == NULL && kept->issue != NULL ? issue_source(kept->issue).len
                                                                                       : kept->text.bytes);
    drop_issue(library, kept->issue);
    grace_retire(library->grace, kept->text.at);
    kept->issue = NULL;
    kept->text = (struct source_text){0};
    room_count(library, id);
    free(kept->error);
    if (kept->mends != NULL)
        mend_steps_done(kept->mends);
    free(kept->mends);
    free(kept);
    entry->kept = NULL;
}
