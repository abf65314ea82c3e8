/* Paths of the user's own files: as they are typed, where ~ and ~NAME stand for somebody's home directory as a shell has it,
 * and where programs keep theirs.
 */
#include "kanbao/base.h"

#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
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

char *
base_xdg_path(const char *variable, const char *folder, const char *name)
{
    const char *said = getenv(variable), *home = getenv("HOME");
    struct buffer path = {0};
    if (said != NULL && *said == '/') /* a relative one is to be ignored */
        buffer_printf(&path, "%s/%s", said, name);
    else if (home != NULL && *home == '/')
        buffer_printf(&path, "%s/%s/%s", home, folder, name);
    return path.len > 0 ? buffer_take(&path) : NULL;
}

bool
base_is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

void
base_make_folders(const char *path)
{
    char *folder = base_strdup(path);
    for (char *slash = strchr(folder + (*folder != '\0'), '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(folder, 0700);
        *slash = '/';
    }
    free(folder);
}
