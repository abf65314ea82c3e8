/* Archives of a library: each is as a folder whose files are issues, though nothing but the archive lies on the disk.
 *
 * Its members have paths that go through it, and folders of names.c that begin with it: these are no folders of the system, and
 * nobody is told what happens in them. What happened to the archive is compared with what the library has of it.
 */
#include "library/library.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- which there are */

void
archived_done(struct archived *archived)
{
    for (size_t i = 0; i < archived->count; i++)
        free(archived->at[i].path);
    free(archived->at);
    free(archived->folders);
    *archived = (struct archived){.at = NULL};
}

static struct archived_one *
find_archive(const struct library *library, const char *path)
{
    for (size_t i = 0; i < library->archived.count; i++)
        if (strcmp(library->archived.at[i].path, path) == 0)
            return &library->archived.at[i];
    return NULL;
}

static struct archived_one *
know_archive(struct library *library, const char *path, bool named)
{
    struct archived *archived = &library->archived;
    struct archived_one *known = find_archive(library, path);
    if (named && library->watch != NULL)
        watch_file(library->watch, path);
    if (known != NULL) {
        known->named |= named;
        return known;
    }
    archived->at = base_grow(archived->at, &archived->capacity, archived->count + 1, sizeof *archived->at);
    archived->at[archived->count] = (struct archived_one){.path = base_strdup(path), .named = named};
    return &archived->at[archived->count++];
}

bool
archived_has_folder(const struct library *library, uint32_t folder)
{
    size_t low = 0, high = library->archived.folder_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (library->archived.folders[middle] == folder)
            return true;
        if (library->archived.folders[middle] < folder)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static uint32_t
add_folder(struct library *library, const char *path)
{
    struct archived *archived = &library->archived;
    archived->folders =
        base_grow(archived->folders, &archived->folder_capacity, archived->folder_count + 1, sizeof *archived->folders);
    return archived->folders[archived->folder_count++] = names_add_folder(&library->names, path);
}

/* ---- adding */

/* A member that is an issue. */
struct present {
    char *member;
    uint32_t id;
    bool found; /* in the archive as it is now */
};

struct adding {
    struct library *library;
    const char *archive;
    struct slice inside;    /* what is to be added: all that is below it; empty: all */
    struct present *there;  /* what the library has of it already, by name; */
    size_t there_count, at; /* of those before AT it is known whether they are in the archive */
    struct buffer folder;   /* of the last one that was added, */
    uint32_t number;        /* and its number; 0: none was */
    size_t added;
};

/* A file of a folder is an issue by its name, and no folder above it is hidden. */
static bool
is_issue(const struct library *library, const char *folder, const char *member)
{
    const char *name = member;
    for (const char *slash = strchr(name, '/'); slash != NULL; slash = strchr(name, '/')) {
        if (name[0] == '.')
            return false;
        name = slash + 1;
    }
    return scan_is_issue(library->filters, folder, name);
}

static bool
is_inside(const char *member, struct slice inside)
{
    return inside.len == 0 ||
           (strncmp(member, inside.at, inside.len) == 0 && (member[inside.len] == '/' || member[inside.len] == '\0'));
}

/* Does the library have it? Asked in the order of their names. */
static bool
is_there(struct adding *adding, const char *member)
{
    for (; adding->at < adding->there_count; adding->at++) {
        struct present *present = &adding->there[adding->at];
        int order = strcmp(present->member, member);
        present->found |= order == 0;
        if (order >= 0)
            return order == 0;
    }
    return false;
}

static void
add_member(void *context, const char *member)
{
    struct adding *adding = context;
    struct library *library = adding->library;
    const char *slash = strrchr(member, '/'), *name = slash != NULL ? slash + 1 : member;
    bool named = slice_equal(adding->inside, slice_of(member));
    if (is_there(adding, member) || !is_inside(member, adding->inside))
        return;
    struct buffer folder = {0};
    buffer_printf(&folder, "%s/", adding->archive);
    buffer_add(&folder, member, (size_t)(name - member));
    if (!named && !is_issue(library, folder.at, member)) {
        library->skipped += member[0] != '.' && name[0] != '.';
        buffer_done(&folder);
        return;
    }
    if (adding->number == 0 || strcmp(folder.at, adding->folder.at) != 0) {
        buffer_done(&adding->folder);
        adding->folder = folder;
        adding->number = add_folder(library, folder.at);
    } else {
        buffer_done(&folder);
    }
    adding->added += adding_once(library, adding->number, name);
}

struct error *
archived_add(struct library *library, const char *path, const char *inside, bool named)
{
    const char *damage = NULL;
    struct adding adding = {.library = library, .archive = path, .inside = slice_of(inside)};
    while (adding.inside.len > 0 && adding.inside.at[adding.inside.len - 1] == '/')
        adding.inside.len--;
    struct error *error =
        source_archive_list(library->archives, path, library->limits.file_bytes, add_member, &adding, &damage);
    buffer_done(&adding.folder);
    if (error == NULL && adding.added == 0 && library->known_first == 0)
        error =
            adding.inside.len > 0 ? error_new(_("is not in the archive")) : error_new(_("no issues in this archive"));
    if (error == NULL) {
        struct archived_one *known = know_archive(library, path, named);
        known->whole |= adding.inside.len == 0;
        known->version = source_archive_version(library->archives, path, library->limits.file_bytes);
        if (damage != NULL)
            adding_notice(library, true, error_new("%s: %s", path, damage));
    }
    return error;
}

/* ---- what became of one */

static int
compare_present(const void *left, const void *right)
{
    return strcmp(((const struct present *)left)->member, ((const struct present *)right)->member);
}

/* What the library has of the archive, the caller's. */
static struct present *
list_present(const struct library *library, const char *path, size_t *count)
{
    struct present *there = base_alloc((library->count + 1) * sizeof *there);
    size_t bytes = strlen(path);
    *count = 0;
    for (size_t i = 0; i < library->count; i++) {
        uint32_t id = library->order[i];
        if (!archived_has_folder(library, names_folder_number(entry_name(library, entry_of(library, id)))))
            continue;
        const char *own = library_path(library, id);
        if (strncmp(own, path, bytes) == 0 && own[bytes] == '/')
            there[(*count)++] = (struct present){.member = base_strdup(own + bytes + 1), .id = id};
    }
    qsort(there, *count, sizeof *there, compare_present);
    return there;
}

/* Nothing is asked of one that is what it was; nor of one that cannot be read for a moment, as it is being written: it stays as it was. */
bool
archived_look(struct library *library, const char *path, struct archived_changes changes)
{
    struct stat stat_buffer;
    const char *damage;
    struct archived_one *known = find_archive(library, path);
    if (known == NULL)
        return false;
    bool gone = stat(path, &stat_buffer) != 0 && (errno == ENOENT || errno == ENOTDIR);
    unsigned version = gone ? 0 : source_archive_version(library->archives, path, library->limits.file_bytes);
    if (!gone && (version == 0 || version == known->version))
        return true;
    known->version = version;
    struct adding adding = {.library = library, .archive = path};
    if (!known->whole)
        adding.inside = slice_of("/"); /* nothing more of it is wanted */
    adding.there = list_present(library, path, &adding.there_count);
    struct error *error =
        gone ? NULL
             : source_archive_list(library->archives, path, library->limits.file_bytes, add_member, &adding, &damage);
    for (size_t i = 0; i < adding.there_count; i++) {
        if (error == NULL && !adding.there[i].found)
            changes.lost(changes.context, adding.there[i].id);
        else if (error == NULL)
            changes.changed(changes.context, adding.there[i].id);
        free(adding.there[i].member);
    }
    free(adding.there);
    buffer_done(&adding.folder);
    error_free(error);
    return true;
}
