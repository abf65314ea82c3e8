/* The entries of a library: which there are, in which order, what their names and heads say; the loader's beginning and
 * end.
 */
#include "library/parts.h"

#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    GLANCED_MAX = 64, /* issues without a date in their names, up to which their heads are asked before the screen is */
    PROBED_MAX = 256  /* paths of a command line that are opened before the screen is */
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
    library->notices =
        base_grow(library->notices, &library->notice_capacity, library->notice_count + 1, sizeof *library->notices);
    library->notices[library->notice_count++] = error;
}

static const char *
keep_folder(void *context, const char *path)
{
    struct library *library = context;
    library->folders =
        base_grow(library->folders, &library->folder_capacity, library->folder_count + 1, sizeof *library->folders);
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

/* What a text says of itself; a path's date stays. */
void
entry_learn(struct entry *entry, const char *title, uint32_t date)
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
        error =
            file_read(entry_path(entry, &library->path), library->limits.file_bytes, FILE_PREVIEW_BYTES, &text, &cut);
    if (error == NULL) {
        struct parser_glance glance = parser_glance(slice_make(text.at, text.bytes));
        entry_learn(entry, glance.title, glance.date);
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
