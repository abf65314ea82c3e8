/* What is known of an issue by its id: where it stands, its path, its title, its date.
 *
 * Reads nothing: what a text says of itself is told by who has read it.
 */
#include "library/library.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct kept *
entry_keep(struct entry *entry)
{
    if (entry->kept == NULL)
        entry->kept = base_alloc_zero(1, sizeof *entry->kept);
    return entry->kept;
}

bool
entry_is_stdin(const struct library *library, const struct entry *entry)
{
    const char *name = entry_name(library, entry);
    return strcmp(name, "-") == 0 && names_folder(library->names.folders, name)[0] == '\0';
}

bool
entry_is_filtered(const struct library *library, const struct entry *entry)
{
    const char *name = entry_name(library, entry);
    return source_is_filtered(library->filters, names_folder(library->names.folders, name), name);
}

void
entry_learn(struct library *library, struct entry *entry, const char *title, uint32_t date)
{
    entry->glanced = true;
    if (entry->date == 0)
        entry->date = date;
    if (title != NULL && entry->title == 0)
        entry->title = titles_add(&library->titles, title) & INT32_MAX;
}

size_t
library_count(const struct library *library)
{
    return library->count;
}

uint32_t
library_at(const struct library *library, size_t position)
{
    return position < library->count ? library->order[position] : 0;
}

size_t
library_position(const struct library *library, uint32_t id)
{
    size_t position = entry_of(library, id)->where;
    return id != 0 && library_at(library, position) == id ? position : SIZE_MAX;
}

bool
library_has(const struct library *library, uint32_t id)
{
    return library_position(library, id) != SIZE_MAX;
}

uint32_t
library_nearest(const struct library *library, uint32_t id)
{
    while (id != 0 && !library_has(library, id))
        id = entry_of(library, id)->where;
    return id != 0 || library->count == 0 ? id : library->order[library->count - 1];
}

const char *
library_path(const struct library *library, uint32_t id)
{
    /* a scratch text is no state of the library */
    return names_path(library->names.folders, entry_name(library, entry_of(library, id)),
                      (struct buffer *)&library->path);
}

uint32_t
library_date(const struct library *library, uint32_t id)
{
    return entry_of(library, id)->date;
}

const char *
library_title(const struct library *library, uint32_t id)
{
    const struct entry *entry = entry_of(library, id);
    if (entry->title != 0)
        return library->titles.at[entry->title - 1];
    if (entry_is_stdin(library, entry))
        return _("standard input");
    bool stream = entry->kept != NULL && entry->kept->once; /* of no folder, and /dev/fd/63 is no date */
    /* a name is bytes; a scratch text is no state of the library */
    struct buffer *shown = (struct buffer *)&library->shown;
    const char *path = library_path(library, id);
    struct slice part = stream ? slice_of(path) : library_title_of_path(path);
    char *name = base_strndup(part.at, part.len);
    size_t len = text_repair(&name, part.len, NULL);
    buffer_clear(shown);
    buffer_add(shown, name, len);
    free(name);
    return shown->at;
}

const char *
library_error(const struct library *library, uint32_t id)
{
    const struct entry *entry = entry_of(library, id);
    if (!library_has(library, id))
        return _("is no longer there");
    return entry->kept != NULL ? entry->kept->error : NULL;
}
