/* Which archives were opened, and what is in them: each is looked through once, however many of its members are read, and by whom.
 *
 * What is known of one never changes, so that a thread may read while another looks through the next. One whose file has become
 * another one is looked through anew; what was known of it stays, as somebody may be reading.
 */
#include "source/packed/packed.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct opened_archive {
    char *path;
    unsigned version;
    struct stat stat; /* of its file */
    struct member_index index;
};

/* A file without a name that is taken for that at PATH. */
struct lent_archive {
    char *path;
    int fd;
};

struct source_archives {
    pthread_mutex_t lock;
    unsigned holders, versions;
    struct spool spool;
    struct opened_archive **opened; /* by their paths; of one path, the one of now is the last */
    size_t count, capacity;
    struct lent_archive *lent; /* few */
    size_t lent_count, lent_capacity;
};

struct source_archives *
source_archives_new(void)
{
    struct source_archives *archives = base_alloc_zero(1, sizeof *archives);
    pthread_mutex_init(&archives->lock, NULL);
    archives->holders = 1;
    archives->spool.fd = -1;
    return archives;
}

struct source_archives *
source_archives_hold(struct source_archives *archives)
{
    if (archives == NULL)
        return NULL;
    pthread_mutex_lock(&archives->lock);
    archives->holders++;
    pthread_mutex_unlock(&archives->lock);
    return archives;
}

void
source_archives_free(struct source_archives *archives)
{
    if (archives == NULL)
        return;
    pthread_mutex_lock(&archives->lock);
    bool last = --archives->holders == 0;
    pthread_mutex_unlock(&archives->lock);
    if (!last)
        return;
    for (size_t i = 0; i < archives->count; i++) {
        member_index_done(&archives->opened[i]->index);
        free(archives->opened[i]->path);
        free(archives->opened[i]);
    }
    free(archives->opened);
    for (size_t i = 0; i < archives->lent_count; i++) {
        close(archives->lent[i].fd);
        free(archives->lent[i].path);
    }
    free(archives->lent);
    if (archives->spool.fd >= 0)
        close(archives->spool.fd);
    pthread_mutex_destroy(&archives->lock);
    free(archives);
}

/* ---- those without a name */

void
archives_lend(struct source_archives *archives, const char *path, const struct spool *file)
{
    pthread_mutex_lock(&archives->lock);
    archives->lent =
        base_grow(archives->lent, &archives->lent_capacity, archives->lent_count + 1, sizeof *archives->lent);
    archives->lent[archives->lent_count++] = (struct lent_archive){base_strdup(path), file->fd};
    pthread_mutex_unlock(&archives->lock);
}

/* So many bytes of PATH are that of one; 0: none are. *FD: one more descriptor of it, the caller's, where FD is not NULL. */
static size_t
find_lent(struct source_archives *archives, const char *path, int *fd)
{
    size_t bytes = 0;
    pthread_mutex_lock(&archives->lock);
    for (size_t i = archives->lent_count; i-- > 0 && bytes == 0;) {
        size_t len = strlen(archives->lent[i].path);
        if (strncmp(archives->lent[i].path, path, len) != 0 || (path[len] != '/' && path[len] != '\0'))
            continue;
        bytes = len;
        if (fd != NULL)
            *fd = fcntl(archives->lent[i].fd, F_DUPFD_CLOEXEC, 0);
    }
    pthread_mutex_unlock(&archives->lock);
    return bytes;
}

/* source_archive_of(), of these as well. */
static size_t
archive_of(struct source_archives *archives, const char *path)
{
    size_t bytes = find_lent(archives, path, NULL);
    return bytes > 0 && path[bytes] == '/' ? bytes : source_archive_of(path);
}

/* ---- which is which */

/* The place behind all of PATH. */
static size_t
place_behind(const struct source_archives *archives, const char *path)
{
    size_t low = 0, high = archives->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(path, archives->opened[middle]->path) < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static bool
is_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* With the lock held; *OPENED stays good. */
static struct error *
look_through(struct source_archives *archives, const char *path, int fd, const struct stat *stat, size_t limit,
             const struct opened_archive **opened)
{
    size_t place = place_behind(archives, path);
    struct opened_archive *last = place > 0 ? archives->opened[place - 1] : NULL;
    if (last != NULL && strcmp(last->path, path) == 0) {
        *opened = last;
        if (is_same_file(&last->stat, stat))
            return NULL;
    }
    struct member_index index;
    struct error *error = member_index_make(&index, fd, (uint64_t)stat->st_size, &archives->spool, limit);
    if (error != NULL)
        return error;
    archives->opened = base_grow(archives->opened, &archives->capacity, archives->count + 1, sizeof *archives->opened);
    memmove(archives->opened + place + 1, archives->opened + place,
            (archives->count++ - place) * sizeof *archives->opened);
    struct opened_archive *new = archives->opened[place] = base_alloc(sizeof *new);
    *new = (struct opened_archive){
        .path = base_strdup(path), .version = ++archives->versions, .stat = *stat, .index = index};
    *opened = new;
    return NULL;
}

/* The archive at PATH, open as *FD, which is the caller's where there is no error. */
static struct error *
open_archive(struct source_archives *archives, const char *path, size_t limit, int *fd,
             const struct opened_archive **opened)
{
    struct stat stat;
    if (find_lent(archives, path, fd) == 0)
        *fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (*fd < 0)
        return error_new("%s", strerror(errno));
    struct error *error = NULL;
    if (fstat(*fd, &stat) != 0)
        error = error_new("%s", strerror(errno));
    else if (!S_ISREG(stat.st_mode))
        error = error_new(_("is no archive"));
    if (error == NULL) {
        pthread_mutex_lock(&archives->lock);
        error = look_through(archives, path, *fd, &stat, limit, opened);
        pthread_mutex_unlock(&archives->lock);
    }
    if (error != NULL)
        close(*fd);
    return error;
}

/* ---- for everybody */

size_t
source_archive_of(const char *path)
{
    char *copy = base_strdup(path);
    size_t bytes = 0;
    struct stat stat_buffer;
    for (char *slash = strrchr(copy, '/'); slash != NULL && slash > copy && bytes == 0; slash = strrchr(copy, '/')) {
        *slash = '\0';
        int found = stat(copy, &stat_buffer);
        if (found == 0 && (S_ISREG(stat_buffer.st_mode) || S_ISFIFO(stat_buffer.st_mode)))
            bytes = (size_t)(slash - copy);
        if (found == 0 || errno != ENOTDIR)
            break;
    }
    free(copy);
    if (bytes == 0 && strncmp(path, "-/", 2) == 0 && stat("-", &stat_buffer) != 0)
        return 1; /* standard input */
    return bytes;
}

struct error *
source_archive_list(struct source_archives *archives, const char *path, size_t limit,
                    void (*found)(void *context, const char *member), void *context, const char **damage)
{
    int fd;
    const struct opened_archive *opened;
    struct error *error = open_archive(archives, path, limit, &fd, &opened);
    if (error != NULL)
        return error;
    close(fd);
    for (size_t i = 0; i < opened->index.count; i++)
        found(context, opened->index.members[i].name);
    *damage = opened->index.damage;
    return NULL;
}

unsigned
source_archive_version(struct source_archives *archives, const char *path, size_t limit)
{
    int fd;
    const struct opened_archive *opened;
    struct error *error = open_archive(archives, path, limit, &fd, &opened);
    unsigned version = error == NULL ? opened->version : 0;
    if (error == NULL)
        close(fd);
    error_free(error);
    return version;
}

bool
source_is_there(struct source_archives *archives, const char *path, size_t limit)
{
    int fd;
    struct stat stat_buffer;
    const struct opened_archive *opened;
    if (stat(path, &stat_buffer) == 0)
        return S_ISREG(stat_buffer.st_mode);
    size_t bytes = archive_of(archives, path);
    if (bytes == 0)
        return false;
    char *archive = base_strndup(path, bytes);
    struct error *error = open_archive(archives, archive, limit, &fd, &opened);
    bool there = error == NULL && member_find(&opened->index, path + bytes + 1) != NULL;
    if (error == NULL)
        close(fd);
    error_free(error);
    free(archive);
    return there;
}

struct error *
archives_read(struct source_name name, size_t limit, struct buffer *out, bool *lost)
{
    int fd;
    const struct opened_archive *opened;
    struct source_archives *own = name.archives == NULL ? source_archives_new() : NULL;
    struct source_archives *archives = own != NULL ? own : name.archives;
    size_t bytes = archive_of(archives, name.path);
    if (bytes == 0) {
        source_archives_free(own);
        return error_new("%s", strerror(ENOTDIR));
    }
    char *path = base_strndup(name.path, bytes);
    struct error *error = open_archive(archives, path, limit, &fd, &opened);
    if (error == NULL) {
        const struct member *member = member_find(&opened->index, name.path + bytes + 1);
        error = member == NULL ? error_new(_("is not in the archive"))
                               : member_read(&opened->index, member, fd, limit, out, lost);
        close(fd);
    }
    free(path);
    source_archives_free(own);
    return error;
}
