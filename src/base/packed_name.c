/* Endings of names that say that a file is packed, 20310607.txt.gz, or holds others, 2031.tar.zst. */
#include "kanbao/base.h"

#include <strings.h>

/* Bytes of the one of COUNT ENDINGS that NAME has, and more before it. */
static size_t
ending_of(struct slice name, const char *const *endings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t bytes = strlen(endings[i]);
        if (name.len > bytes && name.at[name.len - bytes - 1] != '/' &&
            strncasecmp(name.at + name.len - bytes, endings[i], bytes) == 0)
            return bytes;
    }
    return 0;
}

static size_t
packed_ending(struct slice name)
{
    static const char *const endings[] = {".gz", ".bz2", ".xz", ".zst", ".lz4"};
    return ending_of(name, endings, BASE_COUNT(endings));
}

size_t
base_packed_ending(const char *name)
{
    return packed_ending(slice_of(name));
}

size_t
base_archive_ending(struct slice name)
{
    static const char *const endings[] = {".zip", ".7z", ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst", ".tlz4"};
    static const char *const tar[] = {".tar"};
    size_t packed = packed_ending(name);
    size_t inner = packed > 0 ? ending_of(slice_make(name.at, name.len - packed), tar, 1) : 0;
    return inner > 0 ? inner + packed : ending_of(name, endings, BASE_COUNT(endings));
}
