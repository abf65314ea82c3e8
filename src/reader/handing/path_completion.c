/* What a prompt for a file offers: the files and folders whose paths begin with what was typed, by their names. */
#include "reader/handing/handing.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

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
    struct stat status;
    buffer_printf(&path, "%s%s", folder, name);
    bool is = stat(path.at, &status) == 0 && S_ISDIR(status.st_mode);
    buffer_done(&path);
    return is;
}

/* BEFORE is what was typed up to the last slash, FOLDER the same as a path. */
static void
add_names(const char *folder, struct slice before, struct slice begin, struct prompt_candidates *candidates)
{
    DIR *directory = opendir(*folder != '\0' ? folder : ".");
    struct buffer text = {0};
    const struct dirent *entry;
    while (directory != NULL && candidates->count < NAMES_MAX && (entry = readdir(directory)) != NULL) {
        bool hidden = entry->d_name[0] == '.' && begin.len == 0;
        if (hidden || strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
            strncmp(entry->d_name, begin.at, begin.len) != 0)
            continue;
        buffer_clear(&text);
        buffer_add_slice(&text, before);
        buffer_printf(&text, "%s%s", entry->d_name, is_folder(folder, entry->d_name) ? "/" : "");
        prompt_candidates_add(candidates, buffer_slice(&text));
    }
    if (directory != NULL)
        closedir(directory);
    buffer_done(&text);
    if (candidates->count > 0)
        qsort(candidates->texts, candidates->count, sizeof *candidates->texts, by_name);
}

void
path_complete(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates)
{
    struct slice typed = slice_make(text.at, caret);
    struct buffer folder = {0};
    size_t slash = typed.len;
    (void)context;
    candidates->start_byte = 0; /* blanks belong to a name */
    while (slash > 0 && typed.at[slash - 1] != '/')
        slash--;
    struct slice before = slice_make(typed.at, slash);
    if (slash > 0)
        file_name_read(&folder, before, "");
    if (slash == 0 || folder.len > 0)
        add_names(slash > 0 ? folder.at : "", before, slice_from(typed, slash), candidates);
    buffer_done(&folder);
}
