/* Files: the structure of an issue, beside it or in the directory that is set for that, and what a reader saves.
 *
 * A structure is never written over anything: a file of that name stays, and the new one gets a number. A name is there only
 * when all of its file is written. Knows no terminal.
 */
#include "main/parts.h"

#include "kanbao/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NUMBERS_MAX = 99 };

static const char *
slash_after(const char *folder)
{
    return *folder == '\0' || folder[strlen(folder) - 1] == '/' ? "" : "/";
}

/* FOLDER/NAME.kanbao.json, FOLDER/NAME.kanbao-2.json and so on. */
static void
set_name(struct buffer *path, const char *folder, const char *name, int number)
{
    buffer_clear(path);
    buffer_printf(path, "%s%s%s.kanbao", folder, slash_after(folder), name);
    if (number > 1)
        buffer_printf(path, "-%d", number);
    buffer_add_text(path, ".json");
}

static bool
write_fully(int fd, struct slice bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.at, bytes.len);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            bytes = slice_from(bytes, (size_t)n);
    }
    return fsync(fd) == 0;
}

struct error *
write_temporary(struct buffer *temporary, const char *folder, struct slice bytes)
{
    buffer_clear(temporary);
    buffer_printf(temporary, "%s%s.kanbao-XXXXXX", folder, slash_after(folder));
    int fd = mkstemp(temporary->at);
    if (fd < 0)
        return error_new("%s: %s", *folder != '\0' ? folder : ".", strerror(errno));
    mode_t mask = umask(0);
    umask(mask);
    bool fine = write_fully(fd, bytes) && fchmod(fd, 0666 & ~mask) == 0;
    int why = errno;
    if (close(fd) != 0 && fine) {
        fine = false;
        why = errno;
    }
    if (fine)
        return NULL;
    unlink(temporary->at);
    return error_new("%s: %s", *folder != '\0' ? folder : ".", strerror(why));
}

/* Gives TEMPORARY the name PATH, unless there is one of that name; returns why not, 0 when it has it. Where the file
   system has no links, an empty file reserves the name. */
static int
give_name(const char *temporary, const char *path)
{
    if (link(temporary, path) == 0) {
        unlink(temporary);
        return 0;
    }
    if (errno == EEXIST)
        return EEXIST;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno;
    close(fd);
    if (rename(temporary, path) == 0)
        return 0;
    int why = errno;
    unlink(path);
    return why;
}

/* Writes BYTES to a new file in FOLDER, called after NAME; its path in PATH. */
static struct error *
write_new(struct buffer *path, const char *folder, const char *name, struct slice bytes)
{
    struct buffer temporary = {0};
    struct error *error = write_temporary(&temporary, folder, bytes);
    int why = error != NULL ? 0 : EEXIST;
    for (int number = 1; why == EEXIST && number <= NUMBERS_MAX; number++) {
        set_name(path, folder, name, number);
        why = give_name(temporary.at, path->at);
    }
    if (why != 0) {
        error = error_new("%s: %s", path->at, strerror(why));
        unlink(temporary.at);
    }
    buffer_done(&temporary);
    return error;
}

/* PATH itself, or what it is a link to: a link stays one. */
static char *
target_of(const char *path, struct stat *status)
{
    char *target = stat(path, status) == 0 ? realpath(path, NULL) : NULL;
    return target != NULL ? target : base_strdup(path);
}

/* Why a file may not be written over, 0 if it may. */
static int
why_not_over(const struct stat *status)
{
    return S_ISDIR(status->st_mode) ? EISDIR : S_ISREG(status->st_mode) ? 0 : EINVAL;
}

struct error *
write_file(const char *path, struct slice bytes, bool overwrites)
{
    struct buffer temporary = {0};
    struct stat status = {0};
    char *target = overwrites ? target_of(path, &status) : base_strdup(path);
    const char *slash = strrchr(target, '/');
    char *folder = base_strndup(target, slash != NULL ? (size_t)(slash + 1 - target) : 0);
    bool there = status.st_nlink > 0;
    int why = there ? why_not_over(&status) : 0;
    struct error *error = why == 0 ? write_temporary(&temporary, folder, bytes) : NULL;
    if (error == NULL && why == 0) {
        if (there)
            chmod(temporary.at, status.st_mode & 07777);
        why = overwrites ? (rename(temporary.at, target) == 0 ? 0 : errno) : give_name(temporary.at, target);
        if (why != 0)
            unlink(temporary.at);
    }
    if (why != 0)
        error = error_new("%s: %s", path, strerror(why));
    buffer_done(&temporary);
    free(folder);
    free(target);
    return error;
}

struct error *
write_structure(const struct issue *issue, const char *directory, char **written)
{
    struct buffer json = {0}, path = {0};
    const char *slash = strrchr(issue->path, '/'), *name = slash != NULL ? slash + 1 : issue->path;
    bool standard_input = strcmp(issue->path, "-") == 0;
    if (standard_input && *directory == '\0')
        return error_new(_("standard input has no folder: set mend-directory"));
    size_t own = slash != NULL ? (size_t)(slash + 1 - issue->path) : 0;
    char *folder = *directory != '\0' ? base_strdup(directory) : base_strndup(issue->path, own);
    issue_add_member_json(&json, issue, source_archive_of(issue->path));
    struct error *error = write_new(&path, folder, standard_input ? "standard-input" : name, buffer_slice(&json));
    if (error == NULL)
        *written = buffer_take(&path);
    buffer_done(&json);
    buffer_done(&path);
    free(folder);
    return error;
}
