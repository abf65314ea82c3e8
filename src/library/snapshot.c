/* What the library has at one moment, for another thread to read while the library goes on.
 *
 * A snapshot copies what changes (the order, dates, mends) and points to what does not: names, titles, texts. Entries never
 * move, so that the table of their chunks is all that it needs for their names. While it lives it is a grace period: what is
 * retired meanwhile stays.
 */
#include "library/library.h"

#include <stdlib.h>

/* What is in memory of an issue. */
struct memory {
    const char *text; /* NULL: not loaded, or not the whole */
    const char *encoding;
    uint32_t bytes;
    uint32_t first_mend, mend_count;
};

struct slot {
    uint32_t date;
    uint32_t title;  /* 0: not known */
    uint32_t memory; /* 1 + which of them; 0: nothing is in memory */
};

struct library_snapshot {
    struct grace *grace; /* NULL: of names alone */
    struct grace_period period;
    size_t file_bytes, keep_bytes;
    enum encoding encoding;
    struct said_encodings said; /* copied */
    struct source_archives *archives;
    const struct source_filters *filters;
    struct entry **chunks;
    char **blocks, **folders, **titles;
    struct memory *memory;
    struct parser_mend *mends; /* of all issues, copied */
    size_t memory_count, memory_capacity, mend_count, mend_capacity;
    struct slot *slots; /* NULL: of names alone */
    size_t count;
    uint32_t ids[];
};

static void *
copy(const void *array, size_t bytes)
{
    void *there = base_alloc(bytes);
    return bytes > 0 ? memcpy(there, array, bytes) : there;
}

struct library_snapshot *
snapshot_of_names(const struct library *library)
{
    struct library_snapshot *snapshot = base_alloc(sizeof *snapshot + library->count * sizeof snapshot->ids[0]);
    *snapshot = (struct library_snapshot){
        .file_bytes = library->limits.file_bytes,
        .keep_bytes = library->limits.keep_bytes,
        .encoding = library->encoding,
        .said = {copy(library->said.at, library->said.count * sizeof *library->said.at), library->said.count, 0},
        .archives = source_archives_hold(library->archives),
        .filters = source_filters_keep(library->filters),
        .chunks = copy(library->chunks, library->chunk_count * sizeof *library->chunks),
        .blocks = copy(library->names.blocks, library->names.block_count * sizeof *library->names.blocks),
        .folders = copy(library->names.folders, library->names.folder_count * sizeof *library->names.folders),
        .count = library->count,
    };
    if (library->count > 0)
        memcpy(snapshot->ids, library->order, library->count * sizeof snapshot->ids[0]);
    return snapshot;
}

static void
add_mends(struct library_snapshot *snapshot, struct memory *memory, const struct mend_steps *mends)
{
    size_t count = mend_steps_count(mends);
    if (count == 0)
        return;
    memory->first_mend = (uint32_t)snapshot->mend_count;
    memory->mend_count = (uint32_t)count;
    snapshot->mends =
        base_grow(snapshot->mends, &snapshot->mend_capacity, snapshot->mend_count + count, sizeof *snapshot->mends);
    memcpy(snapshot->mends + snapshot->mend_count, mends->at, count * sizeof *snapshot->mends);
    snapshot->mend_count += count;
}

static void
add_memory(struct library_snapshot *snapshot, struct slot *slot, const struct kept *kept)
{
    struct memory memory = {.text = NULL};
    if (kept->issue != NULL && !kept->issue->preview) {
        struct slice source = issue_source(kept->issue);
        memory.text = source.at;
        memory.bytes = (uint32_t)source.len;
        memory.encoding = kept->issue->encoding;
    } else {
        memory.text = kept->text.at;
        memory.bytes = (uint32_t)kept->text.bytes;
        memory.encoding = kept->text.encoding;
    }
    if (kept->mends != NULL)
        add_mends(snapshot, &memory, kept->mends);
    snapshot->memory =
        base_grow(snapshot->memory, &snapshot->memory_capacity, snapshot->memory_count + 1, sizeof memory);
    snapshot->memory[snapshot->memory_count++] = memory;
    slot->memory = (uint32_t)snapshot->memory_count;
}

struct library_snapshot *
library_snapshot_new(const struct library *library)
{
    struct library_snapshot *snapshot = snapshot_of_names(library);
    snapshot->grace = library->grace;
    grace_enter(snapshot->grace, &snapshot->period);
    snapshot->titles = copy(library->titles.at, library->titles.count * sizeof *library->titles.at);
    snapshot->slots = base_alloc(snapshot->count * sizeof *snapshot->slots);
    for (size_t i = 0; i < snapshot->count; i++) {
        const struct entry *entry = entry_of(library, snapshot->ids[i]);
        snapshot->slots[i] = (struct slot){.date = entry->date, .title = entry->title};
        if (entry->kept != NULL)
            add_memory(snapshot, &snapshot->slots[i], entry->kept);
    }
    return snapshot;
}

void
library_snapshot_free(struct library_snapshot *snapshot)
{
    if (snapshot == NULL)
        return;
    if (snapshot->grace != NULL)
        grace_exit(snapshot->grace, &snapshot->period);
    source_archives_free(snapshot->archives);
    free(snapshot->said.at);
    source_filters_release(snapshot->filters);
    free(snapshot->chunks);
    free(snapshot->blocks);
    free(snapshot->folders);
    free(snapshot->titles);
    free(snapshot->slots);
    free(snapshot->memory);
    free(snapshot->mends);
    free(snapshot);
}

size_t
library_snapshot_count(const struct library_snapshot *snapshot)
{
    return snapshot->count;
}

uint32_t
library_snapshot_id(const struct library_snapshot *snapshot, size_t position)
{
    return snapshot->ids[position];
}

size_t
library_snapshot_keep_bytes(const struct library_snapshot *snapshot)
{
    return snapshot->keep_bytes;
}

struct library_seen
library_snapshot_entry(const struct library_snapshot *snapshot, size_t position)
{
    const struct slot *slot = &snapshot->slots[position];
    struct library_seen seen = {.id = snapshot->ids[position], .date = slot->date};
    if (slot->title != 0)
        seen.title = snapshot->titles[slot->title - 1];
    if (slot->memory == 0)
        return seen;
    const struct memory *memory = &snapshot->memory[slot->memory - 1];
    seen.text = slice_make(memory->text, memory->bytes);
    seen.encoding = memory->encoding;
    seen.mends = memory->mend_count > 0 ? snapshot->mends + memory->first_mend : NULL;
    seen.mend_count = memory->mend_count;
    return seen;
}

const char *
library_snapshot_path(const struct library_snapshot *snapshot, uint32_t id, struct buffer *scratch)
{
    const char *name = names_at(snapshot->blocks, snapshot->chunks[id / ENTRY_CHUNK][id % ENTRY_CHUNK].name);
    buffer_clear(scratch);
    buffer_add_text(scratch, names_folder(snapshot->folders, name));
    buffer_add_text(scratch, name);
    return scratch->at;
}

struct source_name
library_snapshot_source(const struct library_snapshot *snapshot, uint32_t id, struct buffer *scratch,
                        struct source_decoder *decoder)
{
    enum encoding own = said_encoding_of(&snapshot->said, id);
    return (struct source_name){
        .path = library_snapshot_path(snapshot, id, scratch),
        .encoding = own != ENCODING_AUTO ? own : snapshot->encoding,
        .decoder = decoder,
        .archives = snapshot->archives,
        .filters = snapshot->filters,
    };
}

struct error *
library_snapshot_read(const struct library_snapshot *snapshot, struct source_name name, struct buffer *bytes,
                      struct source_writing *writing)
{
    return source_read_bytes(name, snapshot->file_bytes, bytes, writing);
}
