/* What an issue is called before anybody has read it: a piece of its path. */
#include "library/library.h"

/* Digits and what stands between them, endings aside: the name of a day. */
static bool
is_date_only(const char *name)
{
    enum { ENDING_BYTES_MAX = 8 };
    size_t len = strspn(name, "0123456789-_."), bytes = strlen(name) - base_packed_ending(name);
    return len >= bytes || (len > 0 && name[len - 1] == '.' && memchr(name + len, '.', bytes - len) == NULL &&
                            bytes - len <= ENDING_BYTES_MAX);
}

struct slice
library_title_of_path(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    if (slash == NULL || slash == path || !is_date_only(name))
        return slice_of(name);
    const char *folder = slash;
    while (folder > path && folder[-1] != '/')
        folder--;
    struct slice paper = slice_make(folder, (size_t)(slash - folder));
    paper.len -= base_archive_ending(paper);
    return strspn(folder, "0123456789-_.") >= paper.len ? slice_of(name) : paper;
}
