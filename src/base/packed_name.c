/* Endings of names that say that a file is packed: 20310607.txt.gz is a text. */
#include "kanbao/base.h"

#include <strings.h>

size_t
base_packed_ending(const char *name)
{
    static const char *const endings[] = {".gz", ".bz2", ".xz", ".zst", ".lz4"};
    size_t len = strlen(name);
    for (size_t i = 0; i < BASE_COUNT(endings); i++) {
        size_t bytes = strlen(endings[i]);
        if (len > bytes && name[len - bytes - 1] != '/' && strcasecmp(name + len - bytes, endings[i]) == 0)
            return bytes;
    }
    return 0;
}
