/* One more issue: its entry, at the end of the order until all are sorted; and what is to be told of what could not be added.
 *
 * Knows names only, and the day that a name tells.
 */
#include "library/library.h"

#include "kanbao/parser.h"

/* Of the next id. */
struct entry *
adding_new_entry(struct library *library, uint32_t folder, const char *name)
{
    if (library->next_id % ENTRY_CHUNK == 0) {
        library->chunks =
            base_grow(library->chunks, &library->chunk_capacity, library->chunk_count + 1, sizeof *library->chunks);
        library->chunks[library->chunk_count++] = base_alloc(ENTRY_CHUNK * sizeof **library->chunks);
    }
    struct entry *entry = entry_of(library, library->next_id++);
    *entry = (struct entry){.name = names_add(&library->names, folder, name)};
    return entry;
}

struct entry *
adding_entry(struct library *library, uint32_t folder, const char *name)
{
    uint32_t id = library->next_id;
    struct entry *entry = adding_new_entry(library, folder, name);
    library->order = base_grow(library->order, &library->capacity, library->count + 1, sizeof *library->order);
    library->order[library->count] = id;
    entry->where = (uint32_t)library->count++;
    entry->date = parser_date_of_path(library_path(library, id));
    return entry;
}

/* Is the file there, and not to be added once more? */
bool
adding_is_known(struct library *library, uint32_t folder, const char *name)
{
    uint32_t id = library->known != NULL ? known_find(library->known, library->names.folders[folder], name) : 0;
    if (library->known_first == 0)
        library->known_first = id;
    return id != 0;
}

bool
adding_once(struct library *library, uint32_t folder, const char *name)
{
    if (adding_is_known(library, folder, name))
        return false;
    adding_entry(library, folder, name);
    return true;
}

/* ---- what there is to tell */

void
adding_notice(struct library *library, bool lost, struct error *words)
{
    library->notices =
        base_grow(library->notices, &library->notice_capacity, library->notice_count + 1, sizeof *library->notices);
    library->notices[library->notice_count++] = (struct notice){words, lost};
}

struct error *
library_take_notice(struct library *library, bool *lost)
{
    if (library->notice_taken == library->notice_count)
        return NULL;
    struct notice notice = library->notices[library->notice_taken++];
    *lost = notice.lost;
    return notice.words;
}
