/* What a prompt offers for a path: the files and folders whose paths begin with what was typed. */
#include "prompt/prompt_private.h"

#include <dirent.h>
#include <stdlib.h>

enum { NAMES_MAX = 500 };

static int
by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
is_folder(const char *folder, const char *name)
{
    struct buffer path = {0};
    buffer_printf(&path, "%s%s", folder, name);
    bool is = base_is_folder(path.at);
    buffer_done(&path);
    return is;
}

/* Hidden ones only for who begins with a dot. */
static bool
is_meant(const char *name, const char *begin)
{
    bool hidden = name[0] == '.' && begin[0] != '.';
    return !hidden && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && strncmp(name, begin, strlen(begin)) == 0;
}

void
prompt_offer_paths(struct slice typed, void (*offer)(void *context, struct slice path), void *context)
{
    char *text = base_strndup(typed.at, typed.len), *names[NAMES_MAX];
    const char *slash = strrchr(text, '/'), *begin = slash != NULL ? slash + 1 : text;
    char *before = base_strndup(text, (size_t)(begin - text)), *folder = base_expand_home(before);
    DIR *directory = opendir(*folder != '\0' ? folder : ".");
    const struct dirent *entry;
    size_t count = 0;
    while (directory != NULL && count < NAMES_MAX && (entry = readdir(directory)) != NULL) {
        if (!is_meant(entry->d_name, begin))
            continue;
        struct buffer path = {0};
        buffer_printf(&path, "%s%s%s", before, entry->d_name, is_folder(folder, entry->d_name) ? "/" : "");
        names[count++] = buffer_take(&path);
    }
    if (directory != NULL)
        closedir(directory);
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) {
        offer(context, slice_of(names[i]));
        free(names[i]);
    }
    free(folder);
    free(before);
    free(text);
}
