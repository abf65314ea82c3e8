/* The names of a library's files, packed: of a million, the text and four bytes each, known by numbers of four bytes more.
 *
 * Before each name stands the number of its folder. Names stay as long as the library, those of issues that are gone as well,
 * so that a path can be told whenever it is asked for, and by any thread.
 */
#include "library/library.h"

#include <stdlib.h>

enum {
    BLOCK_BITS = 17,
    BLOCK_BYTES = 1 << BLOCK_BITS,
    BLOCKS_MAX = 1 << (32 - BLOCK_BITS),
    FOLDER_BYTES = sizeof(uint32_t)
};

void
names_init(struct path_names *names)
{
    *names = (struct path_names){.folders = NULL};
    names_add_folder(names, "");
}

void
names_done(struct path_names *names, struct grace *grace)
{
    for (size_t i = 0; i < names->folder_count; i++)
        grace_retire(grace, names->folders[i]);
    for (size_t i = 0; i < names->block_count; i++)
        grace_retire(grace, names->blocks[i]);
    free(names->folders);
    free(names->blocks);
}

uint32_t
names_add_folder(struct path_names *names, const char *path)
{
    names->folders =
        base_grow(names->folders, &names->folder_capacity, names->folder_count + 1, sizeof *names->folders);
    names->folders[names->folder_count] = base_strdup(path);
    return (uint32_t)names->folder_count++;
}

/* A name longer than a block has one of its own. */
static char *
add_block(struct path_names *names, size_t bytes)
{
    if (names->block_count == BLOCKS_MAX)
        base_out_of_memory();
    names->blocks = base_grow(names->blocks, &names->block_capacity, names->block_count + 1, sizeof *names->blocks);
    names->left_bytes = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    return names->blocks[names->block_count++] = base_alloc(names->left_bytes);
}

uint32_t
names_add(struct path_names *names, uint32_t folder, const char *name)
{
    size_t len = strlen(name) + 1, bytes = FOLDER_BYTES + len;
    char *block = names->block_count > 0 ? names->blocks[names->block_count - 1] : NULL;
    size_t used = BLOCK_BYTES - names->left_bytes;
    if (bytes > names->left_bytes) {
        block = add_block(names, bytes);
        used = 0;
    }
    names->left_bytes -= bytes;
    memcpy(block + used, &folder, FOLDER_BYTES);
    memcpy(block + used + FOLDER_BYTES, name, len);
    return (uint32_t)((names->block_count - 1) << BLOCK_BITS | used);
}

const char *
names_at(char *const *blocks, uint32_t number)
{
    return blocks[number >> BLOCK_BITS] + (number & (BLOCK_BYTES - 1)) + FOLDER_BYTES;
}

uint32_t
names_folder_number(const char *name)
{
    uint32_t folder;
    memcpy(&folder, name - FOLDER_BYTES, FOLDER_BYTES);
    return folder;
}

const char *
names_folder(char *const *folders, const char *name)
{
    return folders[names_folder_number(name)];
}

const char *
names_path(char *const *folders, const char *name, struct buffer *scratch)
{
    const char *folder = names_folder(folders, name);
    if (folder[0] == '\0')
        return name;
    buffer_clear(scratch);
    buffer_add_text(scratch, folder);
    buffer_add_text(scratch, name);
    return scratch->at;
}
