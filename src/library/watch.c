/* What the system says of folders: that something in them has come, gone, or become another.
 *
 * Knows no issue: it collects names, until nothing more comes for a moment, so that many files that come together are one news.
 * A descriptor is all that anybody waits for, and while nothing happens, nothing does: where the system does not tell (folders
 * of another machine, and more of them than it watches), they are looked at now and then.
 */
#include "library/watch.h"

#include <stdlib.h>
#include <unistd.h>

void
touches_done(struct touches *touches)
{
    for (size_t i = 0; i < touches->count; i++)
        free(touches->at[i].name);
    free(touches->at);
    *touches = (struct touches){.at = NULL};
}

void
touches_add(struct touches *touches, struct touched touched)
{
    touches->at = base_grow(touches->at, &touches->capacity, touches->count + 1, sizeof *touches->at);
    touches->at[touches->count] = touched;
    touches->at[touches->count++].name = base_strdup(touched.name);
}

#ifdef __linux__

#include <errno.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/vfs.h>
#include <time.h>

enum {
    TICK_MILLISECONDS = 250, /* as long nothing more must come; */
    TICKS_MAX = 8,           /* but what comes without end is told all the same */
    POLL_MILLISECONDS = 10000,
    TOUCHED_MAX = 4096, /* names; more are not collected, but the folders looked at */
    EVENTS = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE | IN_MODIFY | IN_DELETE_SELF |
             IN_MOVE_SELF | IN_ONLYDIR
};

struct watched {
    char *path;      /* ends with a slash, or is that of the current folder: "" */
    uint32_t folder; /* of the library's names; 0: some files of it were named */
    int number;      /* the system's; -1: it is polled */
    struct timespec changed;
};

struct watch {
    int fd, events_fd, timer_fd; /* the first waits for the others; events_fd may be -1 */
    struct watched *at;
    size_t count, capacity;
    struct touches touches;
    unsigned ticks;     /* since the first of them */
    bool collects;      /* events came, and more are waited for */
    bool polls, polled; /* some are looked at now and then; they were just now */
    bool polls_all;
};

static void
wind_up(const struct watch *watch, int milliseconds)
{
    struct itimerspec time = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000000L}};
    timerfd_settime(watch->timer_fd, 0, &time, NULL);
}

/* The first event is told, and no more of them until it is asked for again. */
static void
expect_events(const struct watch *watch, int operation)
{
    struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.fd = watch->events_fd};
    if (watch->events_fd >= 0)
        epoll_ctl(watch->fd, operation, watch->events_fd, &event);
}

struct watch *
watch_new(bool polls)
{
    struct watch *watch = base_alloc_zero(1, sizeof *watch);
    watch->polls_all = polls;
    watch->fd = epoll_create1(EPOLL_CLOEXEC);
    watch->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    watch->events_fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (watch->fd < 0 || watch->timer_fd < 0) {
        watch_free(watch);
        return NULL;
    }
    struct epoll_event event = {.events = EPOLLIN, .data.fd = watch->timer_fd};
    epoll_ctl(watch->fd, EPOLL_CTL_ADD, watch->timer_fd, &event);
    expect_events(watch, EPOLL_CTL_ADD);
    return watch;
}

void
watch_free(struct watch *watch)
{
    if (watch == NULL)
        return;
    for (size_t i = 0; i < watch->count; i++)
        free(watch->at[i].path);
    free(watch->at);
    touches_done(&watch->touches);
    const int fds[] = {watch->fd, watch->events_fd, watch->timer_fd};
    for (size_t i = 0; i < BASE_COUNT(fds); i++)
        if (fds[i] >= 0)
            close(fds[i]);
    free(watch);
}

int
watch_fd(const struct watch *watch)
{
    return watch->fd;
}

/* Is the folder another machine's, which may be changed there? The numbers are those of statfs(2). */
static bool
is_remote(const char *path)
{
    static const uint32_t kinds[] = {0x6969 /* NFS */,      0x517B /* SMB */,     0xFF534D42 /* CIFS */,
                                     0xFE534D42 /* SMB2 */, 0x01021997 /* 9P */,  0x65735546 /* FUSE */,
                                     0x73757245 /* Coda */, 0x5346414F /* AFS */, 0x00C36400 /* Ceph */};
    struct statfs where;
    if (statfs(path, &where) != 0)
        return false;
    for (size_t i = 0; i < BASE_COUNT(kinds); i++)
        if ((uint32_t)where.f_type == kinds[i])
            return true;
    return false;
}

static struct timespec
change_of(const char *path)
{
    struct stat stat_buffer;
    return stat(path, &stat_buffer) == 0 ? stat_buffer.st_mtim : (struct timespec){0};
}

/* What comes in the next moment is part of the same news. */
static void
begin_collecting(struct watch *watch)
{
    watch->collects = true;
    wind_up(watch, TICK_MILLISECONDS);
}

static void
touch_folder(struct watch *watch, uint32_t folder)
{
    touches_add(&watch->touches, (struct touched){.name = (char *)"", .folder = folder, .whole_folder = true});
}

void
watch_folder(struct watch *watch, const char *path, uint32_t folder, int64_t since)
{
    struct watched watched = {.path = base_strdup(path), .folder = folder, .number = -1};
    const char *name = *path != '\0' ? path : ".";
    if (watch->events_fd >= 0 && !watch->polls_all && !is_remote(name))
        watched.number = inotify_add_watch(watch->events_fd, name, EVENTS);
    watched.changed = change_of(name);
    if (watched.number < 0 && !watch->polls) {
        watch->polls = true;
        wind_up(watch, POLL_MILLISECONDS);
    }
    watch->at = base_grow(watch->at, &watch->capacity, watch->count + 1, sizeof *watch->at);
    watch->at[watch->count++] = watched;
    if (watched.changed.tv_sec * INT64_C(1000000000) + watched.changed.tv_nsec < since)
        return;
    touch_folder(watch, folder);
    begin_collecting(watch);
}

void
watch_file(struct watch *watch, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct slice parent = slice_make(path, slash != NULL ? (size_t)(slash + 1 - path) : 0);
    for (size_t i = watch->count; i-- > 0;)
        if (watch->at[i].folder == 0 && slice_equal(slice_of(watch->at[i].path), parent))
            return;
    char *folder = base_strndup(parent.at, parent.len);
    watch_folder(watch, folder, 0, INT64_MAX);
    free(folder);
}

size_t
watch_count(const struct watch *watch)
{
    return watch->count;
}

uint32_t
watch_at(const struct watch *watch, size_t index)
{
    return watch->at[index].folder;
}

void
watch_forget(struct watch *watch, uint32_t folder)
{
    size_t left = 0;
    for (size_t i = 0; i < watch->count; i++) {
        struct watched watched = watch->at[i];
        if (watched.folder != folder) {
            watch->at[left++] = watched;
            continue;
        }
        if (watched.number >= 0)
            inotify_rm_watch(watch->events_fd, watched.number);
        free(watched.path);
    }
    watch->count = left;
}

/* ---- what was told */

static void
touch(struct watch *watch, const struct watched *watched, const struct inotify_event *event)
{
    struct touched touched = {
        .name = (char *)event->name, .folder = watched->folder, .directory = event->mask & IN_ISDIR};
    struct buffer path = {0};
    if (event->len == 0) {
        if (!(event->mask & IN_MODIFY))
            touch_folder(watch, watched->folder);
        return;
    }
    if (watched->folder == 0) {
        buffer_printf(&path, "%s%s", watched->path, event->name);
        touched.name = path.at;
    }
    /* a file that is written touches its name again and again */
    struct touches *all = &watch->touches;
    struct touched *last = all->count > 0 ? &all->at[all->count - 1] : NULL;
    if (last != NULL && last->folder == touched.folder && strcmp(last->name, touched.name) == 0)
        last->directory |= touched.directory;
    else
        touches_add(all, touched);
    buffer_done(&path);
}

static void
take_event(struct watch *watch, const struct inotify_event *event)
{
    if (event->mask & IN_Q_OVERFLOW || watch->touches.count >= TOUCHED_MAX)
        watch->touches.all = true;
    for (size_t i = 0; i < watch->count && !watch->touches.all; i++)
        if (watch->at[i].number == event->wd)
            touch(watch, &watch->at[i], event);
}

/* False: there were none. */
static bool
take_events(struct watch *watch)
{
    union {
        struct inotify_event event;
        char bytes[16 << 10];
    } read_buffer;
    bool some = false;
    for (ssize_t got;
         watch->events_fd >= 0 && (got = read(watch->events_fd, read_buffer.bytes, sizeof read_buffer.bytes)) > 0;) {
        some = true;
        for (ssize_t at = 0; at < got;) {
            const struct inotify_event *event = (const void *)(read_buffer.bytes + at);
            take_event(watch, event);
            at += (ssize_t)(sizeof *event + event->len);
        }
    }
    return some;
}

static void
poll_folders(struct watch *watch)
{
    for (size_t i = 0; i < watch->count; i++) {
        struct watched *watched = &watch->at[i];
        if (watched->number >= 0)
            continue;
        struct timespec changed = change_of(*watched->path != '\0' ? watched->path : ".");
        bool same = changed.tv_sec == watched->changed.tv_sec && changed.tv_nsec == watched->changed.tv_nsec;
        watched->changed = changed;
        if (!same || watched->folder == 0)
            touch_folder(watch, watched->folder);
    }
}

/* The time that was waited for is over: true when what was collected is to be taken. */
static bool
tick(struct watch *watch)
{
    uint64_t times;
    ssize_t ignored = read(watch->timer_fd, &times, sizeof times);
    (void)ignored;
    if (watch->collects && take_events(watch) && ++watch->ticks < TICKS_MAX) {
        wind_up(watch, TICK_MILLISECONDS);
        return false;
    }
    watch->polled = watch->polls;
    if (watch->polls) {
        poll_folders(watch);
        wind_up(watch, POLL_MILLISECONDS);
    }
    if (watch->collects)
        expect_events(watch, EPOLL_CTL_MOD);
    watch->collects = false;
    watch->ticks = 0;
    return true;
}

static bool
is_over(struct watch *watch)
{
    struct epoll_event events[2];
    int count = epoll_wait(watch->fd, events, BASE_COUNT(events), 0);
    bool over = false;
    for (int i = 0; i < count; i++) {
        if (events[i].data.fd == watch->timer_fd) {
            over = tick(watch);
        } else {
            begin_collecting(watch);
        }
    }
    return over;
}

bool
watch_take(struct watch *watch, bool now, struct touches *touches)
{
    if (now) {
        take_events(watch);
        poll_folders(watch);
        watch->polled = watch->polls;
    } else if (!is_over(watch)) {
        return false;
    }
    *touches = watch->touches;
    touches->polled = watch->polled;
    watch->touches = (struct touches){.at = NULL};
    watch->polled = false;
    return touches->count > 0 || touches->all || touches->polled;
}

#else

struct watch *
watch_new(bool polls)
{
    (void)polls;
    return NULL;
}

void
watch_free(struct watch *watch)
{
    (void)watch;
}

int
watch_fd(const struct watch *watch)
{
    (void)watch;
    return -1;
}

void
watch_folder(struct watch *watch, const char *path, uint32_t folder, int64_t since)
{
    (void)watch, (void)path, (void)folder, (void)since;
}

void
watch_file(struct watch *watch, const char *path)
{
    (void)watch, (void)path;
}

size_t
watch_count(const struct watch *watch)
{
    (void)watch;
    return 0;
}

uint32_t
watch_at(const struct watch *watch, size_t index)
{
    (void)watch, (void)index;
    return 0;
}

void
watch_forget(struct watch *watch, uint32_t folder)
{
    (void)watch, (void)folder;
}

bool
watch_take(struct watch *watch, bool now, struct touches *touches)
{
    (void)watch, (void)now, (void)touches;
    return false;
}

#endif
