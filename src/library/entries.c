/* Which issues a library has: added, removed, sorted; its beginning and end, and those of its loader.
 *
 * Knows names, and of texts only what their heads say of their day.
 */
#include "library/library.h"

#include "kanbao/parser.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum {
    GLANCED_MAX = 64, /* issues without a date in their names, up to which their heads are asked before the screen is */
    PROBED_MAX = 256, /* paths of a command line that are opened before the screen is */
    CLOCK_NANOSECONDS = 10 * 1000 * 1000 /* the clock of files may be so late */
};

/* ---- beginning and end */

struct library *
library_new(struct library_limits limits)
{
    struct library *library = base_alloc_zero(1, sizeof *library);
    library->limits = limits;
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    library->began = now.tv_sec * INT64_C(1000000000) + now.tv_nsec - CLOCK_NANOSECONDS;
    if (library->limits.file_bytes > UINT32_MAX - 1)
        library->limits.file_bytes = UINT32_MAX - 1; /* offsets of an issue are 32 bits */
    library->decoder = source_decoder_new();
    library->archives = source_archives_new();
    library->grace = grace_new();
    names_init(&library->names);
    adding_new_entry(library, 0, ""); /* number 0 is that of no issue */
    return library;
}

void
library_free(struct library *library)
{
    if (library == NULL)
        return;
    library_stop(library);
    watch_free(library->watch);
    for (uint32_t id = 0; id < library->next_id; id++) {
        if (entry_of(library, id)->kept != NULL)
            entry_of(library, id)->kept->holders = 0;
        kept_forget(library, id);
    }
    for (size_t i = library->notice_taken; i < library->notice_count; i++)
        error_free(library->notices[i].words);
    for (size_t i = 0; i < library->chunk_count; i++)
        grace_retire(library->grace, library->chunks[i]);
    names_done(&library->names, library->grace);
    titles_done(&library->titles, library->grace);
    grace_leave(library->grace);
    source_decoder_free(library->decoder);
    source_archives_free(library->archives);
    archived_done(&library->archived);
    source_filters_release(library->filters);
    free(library->said.at);
    free(library->chunks);
    free(library->order);
    free(library->recovered);
    free(library->notices);
    buffer_done(&library->path);
    buffer_done(&library->shown);
    free(library);
}

void
library_set_filters(struct library *library, const struct source_filters *filters)
{
    source_filters_release(library->filters);
    library->filters = source_filters_keep(filters);
}

const struct source_filters *
library_filters(const struct library *library)
{
    return library->filters;
}

/* ---- adding and removing */

static void
found(void *context, uint32_t folder, const char *name)
{
    adding_once(context, folder, name);
}

/* What cannot be read of one of a folder's archives is for the notices. */
static void
found_archive(void *context, const char *path)
{
    struct library *library = context;
    struct error *error = archived_add(library, path, "", false);
    if (error != NULL)
        adding_notice(library, true, error_new("%s: %s", path, error_text(error)));
    error_free(error);
}

static void
skipped(void *context)
{
    struct library *library = context;
    library->skipped++;
}

static void
failed(void *context, struct error *error)
{
    adding_notice(context, true, error);
}

static uint32_t
add_folder(void *context, const char *path)
{
    struct library *library = context;
    uint32_t folder = names_add_folder(&library->names, path);
    if (library->watch != NULL)
        watch_folder(library->watch, path, folder, INT64_MAX); /* before it is read: nothing is missed */
    return folder;
}

void
entries_add_below(struct library *library, const char *path)
{
    struct scan scan = {found, found_archive, skipped, failed, add_folder, library, library->filters};
    error_free(scan_directory(path, &scan)); /* it may be gone again */
}

static struct source_name
source_of_path(const struct library *library, const char *path)
{
    return (struct source_name){.path = path,
                                .encoding = library->encoding,
                                .decoder = library->decoder,
                                .archives = library->archives,
                                .filters = library->filters};
}

static void
tell_skipped(struct library *library)
{
    if (library->skipped > 0)
        adding_notice(library, false,
                      error_new(ngettext("%zu file is left out, for the ending of its name",
                                         "%zu files are left out, for the endings of their names",
                                         (unsigned long)library->skipped),
                                library->skipped));
    library->skipped = 0;
}

static struct error *
add_archive(struct library *library, const char *path, const char *inside, bool named)
{
    library->skipped = 0;
    struct error *error = archived_add(library, path, inside, named);
    if (inside[0] == '\0')
        tell_skipped(library);
    return error;
}

/* PATH goes through a file. */
static struct error *
add_inside(struct library *library, const char *path)
{
    size_t bytes = source_archive_of(path);
    if (bytes == 0)
        return error_new("%s", strerror(ENOTDIR));
    char *archive = base_strndup(path, bytes);
    struct error *error = add_archive(library, archive, path + bytes + 1, true);
    free(archive);
    return error;
}

/* A file that was named is opened once, so that what is wrong with it is said at the
   start. The other thousands of a long command line are found out when looked at. */
static struct error *
add_file(struct library *library, const char *path)
{
    bool probed = library->probed++ < PROBED_MAX, archive = !probed && base_archive_ending(slice_of(path)) > 0;
    struct error *error =
        probed ? source_probe(source_of_path(library, path), library->limits.file_bytes, &archive) : NULL;
    if (error == NULL && archive)
        return add_archive(library, path, "", true);
    if (error != NULL || adding_is_known(library, 0, path))
        return error;
    adding_entry(library, 0, path);
    if (library->watch != NULL)
        watch_file(library->watch, path);
    return NULL;
}

static struct error *
add_directory(struct library *library, const char *path)
{
    size_t before = library->count;
    struct scan scan = {found, found_archive, skipped, failed, add_folder, library, library->filters};
    library->skipped = 0;
    struct error *error = scan_directory(path, &scan);
    tell_skipped(library);
    if (error == NULL && library->count == before && library->known_first == 0)
        error = error_new(_("no issues in this directory"));
    return error;
}

static struct error *
add_stream(struct library *library, const char *path)
{
    struct source_text text;
    bool archive;
    struct error *error =
        source_read_stream(source_of_path(library, path), library->limits.file_bytes, &text, &archive);
    if (error == NULL && archive)
        return add_archive(library, path, "", false);
    if (error != NULL)
        return error;
    source_clean(&text);
    struct kept *kept = entry_keep(adding_entry(library, 0, path));
    kept->text = text;
    kept->once = true;
    return NULL;
}

void
entries_renew_loader(struct library *library)
{
    if (library->loader != NULL)
        loader_renew(library->loader, snapshot_of_names(library));
}

struct error *
library_add(struct library *library, const char *path)
{
    struct stat stat_buffer;
    struct error *error;
    if (strcmp(path, "-") == 0)
        error = add_stream(library, path);
    else if (stat(path, &stat_buffer) != 0)
        error = errno == ENOTDIR ? add_inside(library, path) : error_new("%s", strerror(errno));
    else if (S_ISDIR(stat_buffer.st_mode))
        error = add_directory(library, path);
    else if (S_ISFIFO(stat_buffer.st_mode))
        error = add_stream(library, path);
    else
        error = add_file(library, path);
    if (error == NULL)
        entries_renew_loader(library);
    return error;
}

bool
library_reaches(const struct library *library, const char *path)
{
    return source_is_there(library->archives, path, library->limits.file_bytes);
}

struct error *
library_add_new(struct library *library, const char *path, uint32_t *known)
{
    library->known = known_new(library);
    library->known_first = 0;
    struct error *error = library_add(library, path);
    *known = library->known_first;
    known_free(library->known);
    library->known = NULL;
    library->known_first = 0;
    return error;
}

static void
number_positions(struct library *library, size_t from)
{
    for (size_t i = from; i < library->count; i++)
        entry_of(library, library->order[i])->where = (uint32_t)i;
}

/* What holds it holds its place: library_peek() has the new one once it was looked at. */
void
library_set_listener(struct library *library, struct library_listener listener)
{
    library->listener = listener;
}

bool
library_reread(struct library *library, uint32_t id)
{
    struct kept *kept = library_has(library, id) ? entry_of(library, id)->kept : NULL;
    if (kept != NULL && kept->once)
        return false;
    unsigned holders = kept != NULL ? kept->holders : 0;
    if (kept != NULL && kept->issue != NULL && library->listener.changes != NULL)
        library->listener.changes(library->listener.context, kept->issue);
    if (holders > 0)
        kept->holders = 0;
    kept_forget(library, id);
    if (holders > 0)
        entry_keep(entry_of(library, id))->holders = holders;
    return library_has(library, id);
}

/* ---- what files are written in */

void
library_set_encoding(struct library *library, uint32_t id, enum encoding encoding)
{
    said_encoding_set(&library->said, id, encoding);
    entries_renew_loader(library);
}

void
library_set_encoding_of_all(struct library *library, enum encoding encoding)
{
    if (library->encoding == encoding)
        return;
    library->encoding = encoding;
    for (size_t i = 0; i < library->count; i++) {
        uint32_t id = library->order[i];
        const struct kept *kept = entry_of(library, id)->kept;
        if (kept != NULL && kept->holders == 0 && said_encoding_of(&library->said, id) == ENCODING_AUTO)
            library_reread(library, id);
    }
    entries_renew_loader(library);
}

void
library_remove(struct library *library, uint32_t id)
{
    if (!library_has(library, id))
        return;
    entries_remove(library, &id, 1);
    entries_renew_loader(library);
}

void
entries_remove(struct library *library, const uint32_t *ids, size_t count)
{
    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        entry_of(library, ids[i])->where = UINT32_MAX;
    for (size_t i = 0; i < library->count; i++) {
        struct entry *entry = entry_of(library, library->order[i]);
        if (entry->where == UINT32_MAX)
            entry->where = (uint32_t)left; /* where the one is that follows it */
        else
            library->order[left++] = library->order[i];
    }
    library->count = left;
    number_positions(library, 0);
    for (size_t i = 0; i < count; i++) {
        struct entry *entry = entry_of(library, ids[i]);
        entry->where = library_at(library, entry->where);
        kept_forget(library, ids[i]);
    }
}

/* ---- sorting */

/* The day an issue gives itself: its head is read, and forgotten again. What is wrong with the file is found out when
   it is looked at. */
static void
glance(struct library *library, uint32_t id)
{
    struct entry *entry = entry_of(library, id);
    bool cut;
    struct source_text text = entry->kept != NULL ? entry->kept->text : (struct source_text){0};
    struct error *error = NULL;
    bool own = text.at == NULL;
    entry->glanced = true;
    if (own) {
        error = source_read(library_source(library, id), library->limits.file_bytes, SOURCE_PREVIEW_BYTES, &text, &cut);
        if (error == NULL)
            source_clean(&text);
    }
    if (error == NULL) {
        struct parser_glance glance = parser_glance(slice_make(text.at, text.bytes));
        entry_learn(library, entry, glance.title, glance.date);
        free(glance.title);
    }
    if (error == NULL && own)
        free(text.at);
    error_free(error);
}

/* Has nobody read of an issue without a date what it says itself? For one that is filtered a program would have to be run; the
   loader will, and who looks at it. */
static bool
is_unknown(const struct library *library, const struct entry *entry)
{
    const struct kept *kept = entry->kept;
    return entry->date == 0 && !entry->glanced && (kept == NULL || (kept->issue == NULL && kept->error == NULL)) &&
           !entry_is_filtered(library, entry);
}

void
library_sort(struct library *library)
{
    size_t unknown = 0;
    for (size_t i = 0; i < library->count; i++)
        unknown += is_unknown(library, entry_of(library, library->order[i]));
    for (size_t i = 0; i < library->count && library->count > 1 && unknown <= GLANCED_MAX; i++)
        if (is_unknown(library, entry_of(library, library->order[i])))
            glance(library, library->order[i]);
    order_sort(library);
    number_positions(library, 0);
    entries_renew_loader(library);
}

void
library_set_order(struct library *library, enum issue_order first)
{
    library->first = first;
}

/* ---- the loader */

void
library_expect_loader(struct library *library)
{
    library->expects_loader = true;
}

bool
library_start(struct library *library, int wake_fd)
{
    library->loader = loader_start(snapshot_of_names(library), library->limits, wake_fd);
    kept_want_whole(library);
    return loader_reads_ahead(library->loader);
}

void
library_stop(struct library *library)
{
    loader_stop(library->loader);
    library->loader = NULL;
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
