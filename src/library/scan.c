/* Names of issues below a directory: listed without opening or even asking about
 * a single file, where the file system tells their kind with their names.
 */
#include "library/library.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 32 };

struct inode {
    dev_t device;
    ino_t number;
};

struct walk {
    const struct scan *scan;
    struct inode *above; /* directories entered so far: a link back is not followed */
    size_t above_count, above_capacity;
};

/* 2026.03.18 ends with its day; a program's manual.1 does not. */
static bool
ends_with_number(const char *name, const char *dot)
{
    return dot > name && dot[-1] >= '0' && dot[-1] <= '9' && dot[1] != '\0' &&
           dot[1 + strspn(dot + 1, "0123456789")] == '\0';
}

static bool
is_backup(const char *name)
{
    return name[strlen(name) - 1] == '~';
}

/* What a directory may hold besides issues is left out by its ending. */
static bool
is_plain_issue_name(const char *name)
{
    static const char *const endings[] = {".txt",   ".text",  ".md",  ".markdown", ".html", ".htm",
                                          ".xhtml", ".xml",   ".rss", ".atom",     ".rdf",  ".opml",
                                          ".mht",   ".mhtml", ".eml", ".mbox",     ".epub"};
    const char *dot = strrchr(name, '.');
    if (dot == NULL || ends_with_number(name, dot))
        return true;
    for (size_t i = 0; i < BASE_COUNT(endings); i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return false;
}

/* It may be packed. */
static bool
is_issue_name(const char *name)
{
    size_t packed = base_packed_ending(name);
    if (packed == 0)
        return is_plain_issue_name(name);
    char *plain = base_strndup(name, strlen(name) - packed);
    bool is_issue = is_plain_issue_name(plain);
    free(plain);
    return is_issue;
}

static bool
enter(struct walk *walk, int fd)
{
    struct stat stat;
    if (fstat(fd, &stat) != 0)
        return false;
    for (size_t i = 0; i < walk->above_count; i++)
        if (walk->above[i].device == stat.st_dev && walk->above[i].number == stat.st_ino)
            return false;
    walk->above = base_grow(walk->above, &walk->above_capacity, walk->above_count + 1, sizeof *walk->above);
    walk->above[walk->above_count++] = (struct inode){stat.st_dev, stat.st_ino};
    return true;
}

/* By its ending, or because a program reads it. */
static bool
is_taken(const struct source_filters *filters, const char *folder, const char *name)
{
    return is_issue_name(name) || source_is_filtered(filters, folder, name);
}

bool
scan_is_issue(const struct source_filters *filters, const char *folder, const char *name)
{
    return name[0] != '.' && name[0] != '\0' && !is_backup(name) && is_taken(filters, folder, name);
}

/* The kind that readdir gave, or what the inode says where it gave none. */
static unsigned char
kind_of(DIR *dir, const struct dirent *item)
{
    struct stat stat;
    if (item->d_type != DT_UNKNOWN && item->d_type != DT_LNK)
        return item->d_type;
    if (fstatat(dirfd(dir), item->d_name, &stat, 0) != 0)
        return DT_UNKNOWN;
    return S_ISDIR(stat.st_mode) ? DT_DIR : S_ISREG(stat.st_mode) ? DT_REG : DT_UNKNOWN;
}

static void walk_directory(struct walk *walk, DIR *dir, const char *path, int depth);

static void
walk_below(struct walk *walk, const char *folder, const char *name, int depth)
{
    struct buffer path = {0};
    buffer_printf(&path, "%s%s", folder, name);
    DIR *dir = depth < DEPTH_MAX ? opendir(path.at) : NULL;
    if (dir != NULL)
        walk_directory(walk, dir, path.at, depth);
    else
        walk->scan->failed(
            walk->scan->context,
            error_new("%s: %s", path.at, depth < DEPTH_MAX ? strerror(errno) : _("directories too deep")));
    buffer_done(&path);
}

static void
add_archive(const struct scan *scan, const char *folder, const char *name)
{
    struct buffer path = {0};
    buffer_printf(&path, "%s%s", folder, name);
    scan->archive(scan->context, path.at);
    buffer_done(&path);
}

static void
walk_directory(struct walk *walk, DIR *dir, const char *path, int depth)
{
    const struct scan *scan = walk->scan;
    const struct dirent *item;
    struct buffer folder = {0};
    if (enter(walk, dirfd(dir))) {
        size_t len = strlen(path);
        buffer_printf(&folder, "%s%s", path, len > 0 && path[len - 1] == '/' ? "" : "/");
        uint32_t number = scan->add_folder(scan->context, folder.at);
        while ((item = readdir(dir)) != NULL) {
            if (item->d_name[0] == '.' || is_backup(item->d_name))
                continue;
            unsigned char kind = kind_of(dir, item);
            if (kind == DT_REG && base_archive_ending(slice_of(item->d_name)) > 0)
                add_archive(scan, folder.at, item->d_name);
            else if (kind == DT_REG && is_taken(scan->filters, folder.at, item->d_name))
                scan->found(scan->context, number, item->d_name);
            else if (kind == DT_REG)
                scan->skipped(scan->context);
            else if (kind == DT_DIR)
                walk_below(walk, folder.at, item->d_name, depth + 1);
        }
    }
    buffer_done(&folder);
    closedir(dir);
}

bool
scan_list(const struct source_filters *filters, const char *folder,
          void (*found)(void *context, const char *name, bool directory), void *context)
{
    const struct dirent *item;
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return false;
    while ((item = readdir(dir)) != NULL) {
        bool shown = item->d_name[0] != '.' && !is_backup(item->d_name);
        unsigned char kind = shown ? kind_of(dir, item) : DT_UNKNOWN;
        if (kind == DT_DIR || (kind == DT_REG && (is_taken(filters, folder, item->d_name) ||
                                                  base_archive_ending(slice_of(item->d_name)) > 0)))
            found(context, item->d_name, kind == DT_DIR);
    }
    closedir(dir);
    return true;
}

struct error *
scan_directory(const char *path, const struct scan *scan)
{
    struct walk walk = {.scan = scan};
    DIR *dir = opendir(path);
    if (dir == NULL)
        return error_new("%s", strerror(errno));
    walk_directory(&walk, dir, path, 0);
    free(walk.above);
    return NULL;
}
