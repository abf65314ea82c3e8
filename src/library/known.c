/* Which files a library has, whatever their paths are called: by the real paths of their folders. Made only for the time that a
 * path is added of which some files may be there.
 */
#include "library/library.h"

#include <stdlib.h>

struct known_file {
    char *path;
    uint32_t id;
};

struct known {
    struct known_file *files; /* by their paths */
    size_t count;
    char *folder, *real; /* the last folder that was asked for, as it was called and as it is; NULL: none was */
};

/* The caller's. FOLDER ends with a slash, or is that of NAME. */
static char *
real_path(struct known *known, const char *folder, const char *name)
{
    const char *slash = folder[0] == '\0' ? strrchr(name, '/') : NULL;
    struct slice own = slash != NULL ? slice_make(name, (size_t)(slash + 1 - name)) : slice_of(folder);
    if (known->folder == NULL || !slice_equal(own, slice_of(known->folder))) {
        free(known->folder);
        free(known->real);
        known->folder = base_strndup(own.at, own.len);
        known->real = realpath(own.len > 0 ? known->folder : ".", NULL);
    }
    struct buffer path = {0};
    buffer_printf(&path, "%s/%s", known->real != NULL ? known->real : known->folder, slash != NULL ? slash + 1 : name);
    return buffer_take(&path);
}

static int
compare(const void *left, const void *right)
{
    const struct known_file *a = left, *b = right;
    return strcmp(a->path, b->path);
}

struct known *
known_new(const struct library *library)
{
    struct known *known = base_alloc_zero(1, sizeof *known);
    known->files = base_alloc((library->count + 1) * sizeof *known->files);
    for (size_t i = 0; i < library->count; i++) {
        uint32_t id = library->order[i];
        const struct entry *entry = entry_of(library, id);
        if (entry->kept != NULL && entry->kept->once)
            continue; /* a stream is no file */
        const char *name = entry_name(library, entry);
        known->files[known->count++] =
            (struct known_file){real_path(known, names_folder(library->names.folders, name), name), id};
    }
    qsort(known->files, known->count, sizeof *known->files, compare);
    return known;
}

void
known_free(struct known *known)
{
    for (size_t i = 0; i < known->count; i++)
        free(known->files[i].path);
    free(known->files);
    free(known->folder);
    free(known->real);
    free(known);
}

uint32_t
known_find(struct known *known, const char *folder, const char *name)
{
    struct known_file wanted = {.path = real_path(known, folder, name)};
    const struct known_file *found = bsearch(&wanted, known->files, known->count, sizeof wanted, compare);
    free(wanted.path);
    return found != NULL ? found->id : 0;
}
