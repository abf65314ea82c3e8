/* The entries of a library and what is known of each.
 *
 * An entry is a name at first, then perhaps a loaded text, then perhaps a
 * recovered issue; of the latter the last few are kept, the others shrink back
 * to their text.
 */
#include "library/parts.h"

#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    WHOLE_BYTES = 1 << 20,    /* a file up to this is read and recovered while the reader waits: some 20 ms */
    RECOVERED_MAX = 32,
    GLANCED_MAX = 64, /* issues without a date in their names, up to which their heads are asked before the screen is */
    PROBED_MAX = 256 /* paths of a command line that are opened before the screen is */
};

struct library {
    struct library_limits limits;
    struct entry *entries;
    size_t count, capacity;
    size_t probed;
    size_t recovered[RECOVERED_MAX + 1]; /* which entries have an issue */
    size_t recovered_count;
    char **folders;
    size_t folder_count, folder_capacity;
    struct error **notices;
    size_t notice_count, notice_capacity, notice_taken;
    bool expects_loader;
    struct loader *loader;
    struct buffer path;    /* of the last library_path() */
    struct buffer shown; /* of the last library_title() */
    uint64_t clock;
    struct pins *pins; /* through which all is freed that views point to */
};

struct library *
library_new(struct library_limits limits)
{
    struct library *library = base_alloc_zero(1, sizeof *library);
    library->limits = limits;
    if (library->limits.file_bytes > UINT32_MAX - 1)
        library->limits.file_bytes = UINT32_MAX - 1; /* offsets of an issue are 32 bits */
    library->pins = pins_new();
    return library;
}

/* The issue's text may be what a view points to; the rest of it never is. */
static void
drop_issue(struct library *library, struct issue *issue)
{
    if (issue == NULL)
        return;
    pins_free_later(library->pins, issue->text);
    issue->text = NULL;
    issue_free(issue);
}

void
library_free(struct library *library)
{
    if (library == NULL)
        return;
    library_stop(library);
    for (size_t i = 0; i < library->count; i++) {
        struct entry *entry = &library->entries[i];
        drop_issue(library, entry->issue);
        pins_free_later(library->pins, entry->text.at);
        pins_free_later(library->pins, entry->name);
        pins_free_later(library->pins, entry->title);
        free(entry->error);
        mends_done(&entry->mends);
    }
    for (size_t i = library->notice_taken; i < library->notice_count; i++)
        error_free(library->notices[i]);
    for (size_t i = 0; i < library->folder_count; i++)
        pins_free_later(library->pins, library->folders[i]);
    pins_leave(library->pins);
    free(library->folders);
    free(library->notices);
    free(library->entries);
    buffer_done(&library->path);
    buffer_done(&library->shown);
    free(library);
}

static struct entry *
add_entry(struct library *library, const char *folder, const char *name)
{
    library->entries = base_grow(library->entries, &library->capacity, library->count + 1, sizeof *library->entries);
    struct entry *entry = &library->entries[library->count++];
    *entry = (struct entry){.folder = folder, .name = base_strdup(name)};
    entry->date = parser_date_of_path(library_path(library, library->count - 1));
    return entry;
}

static void
found(void *context, const char *folder, const char *name)
{
    add_entry(context, folder, name);
}

static void
failed(void *context, struct error *error)
{
    struct library *library = context;
    library->notices = base_grow(library->notices, &library->notice_capacity, library->notice_count + 1, sizeof *library->notices);
    library->notices[library->notice_count++] = error;
}

static const char *
keep_folder(void *context, const char *path)
{
    struct library *library = context;
    library->folders = base_grow(library->folders, &library->folder_capacity, library->folder_count + 1, sizeof *library->folders);
    return library->folders[library->folder_count++] = base_strdup(path);
}

/* A file that was named: it is opened once, so that what is wrong with it is said at the
   start. The other thousands of a long command line are found out when looked at. */
static struct error *
probe_file(struct library *library, const char *path)
{
    int fd;
    size_t size;
    char head[FILE_HEAD_BYTES];
    if (library->probed++ >= PROBED_MAX)
        return NULL;
    struct error *error = file_open(path, library->limits.file_bytes, &fd, &size);
    if (error != NULL)
        return error;
    ssize_t got = read(fd, head, sizeof head);
    if (got < 0)
        error = error_new("%s", strerror(errno));
    else if (got == 0)
        error = error_new(_("is empty"));
    else
        error = file_check_head(head, (size_t)got);
    close(fd);
    return error;
}

struct error *
library_add(struct library *library, const char *path)
{
    struct stat stat_buffer;
    if (strcmp(path, "-") == 0) {
        struct text text;
        struct error *error = file_read_stdin(library->limits.file_bytes, &text);
        if (error == NULL)
            add_entry(library, "", path)->text = text;
        return error;
    }
    if (stat(path, &stat_buffer) != 0)
        return error_new("%s", strerror(errno));
    if (S_ISDIR(stat_buffer.st_mode)) {
        size_t before = library->count;
        struct scan scan = {found, failed, keep_folder, library};
        struct error *error = scan_directory(path, &scan);
        if (error == NULL && library->count == before)
            error = error_new(_("no issues in this directory"));
        return error;
    }
    struct error *error = probe_file(library, path);
    if (error == NULL)
        add_entry(library, "", path);
    return error;
}

struct error *
library_take_notice(struct library *library)
{
    return library->notice_taken < library->notice_count ? library->notices[library->notice_taken++] : NULL;
}

size_t
library_count(const struct library *library)
{
    return library->count;
}

const char *
entry_path(const struct entry *entry, struct buffer *scratch)
{
    if (entry->folder[0] == '\0')
        return entry->name;
    buffer_clear(scratch);
    buffer_add_text(scratch, entry->folder);
    buffer_add_text(scratch, entry->name);
    return scratch->at;
}

const char *
library_path(const struct library *library, size_t index)
{
    /* a scratch text is no state of the library */
    return entry_path(&library->entries[index], (struct buffer *)&library->path);
}

uint32_t
library_date(const struct library *library, size_t index)
{
    return library->entries[index].date;
}

const char *
library_title(const struct library *library, size_t index)
{
    const struct entry *entry = &library->entries[index];
    if (entry->title != NULL)
        return entry->title;
    if (strcmp(entry->name, "-") == 0)
        return _("standard input");
    /* a name is bytes; a scratch text is no state of the library */
    struct buffer *shown = (struct buffer *)&library->shown;
    struct slice part = title_of_path(library_path(library, index));
    char *name = base_strndup(part.at, part.len);
    size_t len = text_repair(&name, part.len, NULL);
    buffer_clear(shown);
    buffer_add(shown, name, len);
    free(name);
    return shown->at;
}

const char *
library_error(const struct library *library, size_t index)
{
    return library->entries[index].error;
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
        if (library->recovered[oldest] == index || (library->recovered[i] != index && used < library->entries[library->recovered[oldest]].used))
            oldest = i;
    }
    shrink(library, oldest);
}

/* What a text says of itself; a path's date stays. */
static void
learn(struct entry *entry, const char *title, uint32_t date)
{
    if (entry->date == 0)
        entry->date = date;
    if (title != NULL && entry->title == NULL)
        entry->title = base_strdup(title);
}

/* The day an issue gives itself: its head is read, and forgotten again. What is wrong with the file is found out when
   it is looked at. */
static void
glance(struct library *library, struct entry *entry)
{
    bool cut;
    struct text text = entry->text;
    bool read = text.at == NULL;
    struct error *error = NULL;
    if (read)
        error = file_read(entry_path(entry, &library->path), library->limits.file_bytes, FILE_PREVIEW_BYTES, &text, &cut);
    if (error == NULL) {
        struct parser_glance glance = parser_glance(slice_make(text.at, text.bytes));
        learn(entry, glance.title, glance.date);
        free(glance.title);
    }
    if (error == NULL && read)
        free(text.at);
    error_free(error);
}

void
library_sort(struct library *library)
{
    size_t undated = 0;
    for (size_t i = 0; i < library->count; i++)
        undated += library->entries[i].date == 0;
    for (size_t i = 0; i < library->count && library->count > 1 && undated <= GLANCED_MAX; i++)
        if (library->entries[i].date == 0)
            glance(library, &library->entries[i]);
    order_sort(library->entries, library->count);
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
    learn(entry, issue->title, issue->date);
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

void
library_expect_loader(struct library *library)
{
    library->expects_loader = true;
}

void
library_start(struct library *library, int wake_fd)
{
    /* one issue that is there already leaves a thread nothing to do */
    if (library->count == 1 && (library->entries[0].issue == NULL || !library->entries[0].issue->preview))
        return;
    library->loader = loader_start(library->entries, library->count, library->limits, wake_fd);
    for (size_t i = 0; i < library->count; i++)
        if (library->entries[i].issue != NULL && library->entries[i].issue->preview)
            loader_want(library->loader, i);
}

void
library_stop(struct library *library)
{
    loader_stop(library->loader);
    library->loader = NULL;
}

static bool
take_loaded(struct library *library, struct loaded *loaded)
{
    struct entry *entry = &library->entries[loaded->index];
    bool changed = false;
    learn(entry, loaded->title, loaded->date);
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

struct library_view *
library_view_new(const struct library *library)
{
    return view_new(library->pins, library->entries, library->count, library->limits.file_bytes);
}

void
library_pause(struct library *library, bool paused)
{
    if (library->loader != NULL)
        loader_pause(library->loader, paused);
}

struct library_progress
library_progress(const struct library *library)
{
    if (library->loader == NULL)
        return (struct library_progress){0};
    return loader_progress(library->loader);
}
