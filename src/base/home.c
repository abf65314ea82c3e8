/* Paths as they are typed: ~ and ~NAME stand for somebody's home directory, as a shell has it. */
#include "kanbao/base.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

char *
base_expand_home(const char *path)
{
    size_t end = path[0] == '~' ? strcspn(path, "/") : 0;
    char *name = base_strndup(path + (end > 0), end > 0 ? end - 1 : 0);
    const char *home = end == 1 ? getenv("HOME") : NULL;
    const struct passwd *who = NULL;
    if (end > 0 && home == NULL)
        who = end == 1 ? getpwuid(getuid()) : getpwnam(name);
    if (who != NULL)
        home = who->pw_dir;
    struct buffer out = {0};
    buffer_add_text(&out, home != NULL ? home : "");
    buffer_add_text(&out, home != NULL ? path + end : path);
    free(name);
    return buffer_take(&out);
}
