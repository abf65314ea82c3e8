/* What an issue is called before anybody has read it: a piece of its path. */
#include "library/library.h"

/* Digits and what stands between them, an ending aside: the name of a day. */
static bool
is_date_only(const char *name)
{
    size_t len = strspn(name, "0123456789-_.");
    return name[len] == '\0' ||
           (len > 0 && name[len - 1] == '.' && strchr(name + len, '.') == NULL && strlen(name + len) <= 8);
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
    size_t len = (size_t)(slash - folder);
    return strspn(folder, "0123456789-_.") >= len ? slice_of(name) : slice_make(folder, len);
}
