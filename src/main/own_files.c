/* Where the program's own files are: installed, or in the folder that it was built in.
 *
 * A program that is run from its build folder is not to answer with the samples and the words of one that was installed
 * before, or with none. The environment has the last word: tests use it.
 */
#include "main/parts.h"

#include <stdlib.h>
#include <unistd.h>

/* The folder of the program that runs, where it was built there: a library for linking is nowhere else beside it. Appended to
   OUT, with its slash; false: it was not. */
static bool
add_build_folder(struct buffer *out)
{
    enum { PATH_BYTES = 4096 };
    char path[PATH_BYTES];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    while (len > 0 && path[len - 1] != '/')
        len--;
    if (len <= 0 || len == sizeof path)
        return false;
    struct buffer mark = {0};
    buffer_printf(&mark, "%.*slibkanbao.a", (int)len, path);
    bool built = access(mark.at, R_OK) == 0;
    buffer_done(&mark);
    if (built)
        buffer_add(out, path, (size_t)len);
    return built;
}

char *
own_folder(const char *variable, const char *below_build, const char *installed)
{
    struct buffer path = {0};
    const char *said = getenv(variable);
    if (said != NULL)
        return base_strdup(said);
    buffer_add_text(&path, add_build_folder(&path) ? below_build : installed);
    return buffer_take(&path);
}
