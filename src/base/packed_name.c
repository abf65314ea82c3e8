/* Endings of names that say that a file is packed, 20310607.txt.gz, or holds others, 2031.tar.zst. */
#include "kanbao/base.h"

static char
small(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* From its last byte on, as nearly all names differ there. ENDING is in small letters. */
static bool
ends_with(struct slice name, const char *ending)
{
    size_t bytes = strlen(ending), at = bytes;
    if (name.len <= bytes)
        return false;
    while (at > 0 && small(name.at[name.len - bytes + at - 1]) == ending[at - 1])
        at--;
    return at == 0 && name.at[name.len - bytes - 1] != '/';
}

/* Which of COUNT ENDINGS NAME has; COUNT: none. */
static size_t
find_ending(struct slice name, const char *const *endings, size_t count)
{
    size_t i = 0;
    while (i < count && !ends_with(name, endings[i]))
        i++;
    return i;
}

/* Bytes of the one that it has. */
static size_t
ending_of(struct slice name, const char *const *endings, size_t count)
{
    size_t i = find_ending(name, endings, count);
    return i < count ? strlen(endings[i]) : 0;
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

size_t
base_find_ending(const char *name, const char *const *endings, size_t count)
{
    struct slice plain = slice_of(name);
    plain.len -= packed_ending(plain);
    return find_ending(plain, endings, count);
}
