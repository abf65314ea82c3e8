/* The background loader: one thread, newest issue first.
 *
 * It shares nothing but two queues: indexes that are wanted at once, and finished
 * work. It stops when it has read everything, or as much as may be kept, and then
 * sleeps until something is wanted.
 */
#include "library/parts.h"

#include "kanbao/parser.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { HAND_OVER_MILLISECONDS = 100, WANTED_MAX = 64 };

struct loader {
    const struct entry *entries; /* the thread reads names and folders only, which never change */
    size_t count;
    struct buffer path; /* the thread's own */
    struct library_limits limits;
    int wake_fd;
    pthread_t thread;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t changed;
    bool stop, paused;
    size_t wanted[WANTED_MAX];
    size_t wanted_count;
    bool whole; /* a wanted one is being read */
    struct loaded *finished;
    size_t finished_count, finished_capacity;
    size_t done;
    size_t kept_bytes;
    bool ended;
};

static long
milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
wake(const struct loader *loader)
{
    /* A full pipe means that the other side is about to wake anyway. */
    ssize_t ignored = write(loader->wake_fd, "L", 1);
    (void)ignored;
}

static struct loaded
load_one(struct loader *loader, size_t index, bool recover)
{
    struct loaded loaded = {.index = index};
    bool cut;
    const char *path = entry_path(&loader->entries[index], &loader->path);
    loaded.error = file_read(path, loader->limits.file_bytes, SIZE_MAX, &loaded.text, &cut);
    if (loaded.error == NULL && recover) {
        struct text text = loaded.text;
        loaded.issue = parser_recover(
            (struct parser_source){.path = path, .text = text.at, .bytes = text.bytes, .repaired = text.repaired});
        loaded.text = (struct text){0};
    } else if (loaded.error == NULL) {
        struct parser_glance glance = parser_glance(slice_make(loaded.text.at, loaded.text.bytes));
        loaded.title = glance.title;
        loaded.date = glance.date;
    }
    return loaded;
}

/* Called and returns with the lock held; reads without it. */
static void
load_wanted(struct loader *loader)
{
    size_t index = loader->wanted[0];
    memmove(loader->wanted, loader->wanted + 1, --loader->wanted_count * sizeof loader->wanted[0]);
    loader->whole = true;
    pthread_mutex_unlock(&loader->lock);
    struct loaded loaded = load_one(loader, index, true);
    pthread_mutex_lock(&loader->lock);
    loader->whole = false;
    loader->finished =
        base_grow(loader->finished, &loader->finished_capacity, loader->finished_count + 1, sizeof loaded);
    loader->finished[loader->finished_count++] = loaded;
    wake(loader);
}

/* The next in order; called and returns with the lock held. */
static void
load_next(struct loader *loader, long *handed_over)
{
    size_t index = loader->done;
    pthread_mutex_unlock(&loader->lock);
    struct loaded loaded = load_one(loader, index, false);
    long now = milliseconds();
    pthread_mutex_lock(&loader->lock);
    loader->done++;
    loader->kept_bytes += loaded.text.bytes;
    loader->ended = loader->done == loader->count || loader->kept_bytes >= loader->limits.keep_bytes;
    loader->finished =
        base_grow(loader->finished, &loader->finished_capacity, loader->finished_count + 1, sizeof loaded);
    loader->finished[loader->finished_count++] = loaded;
    /* Now and then is often enough: each waking repaints the progress. */
    if (loader->ended || now - *handed_over >= HAND_OVER_MILLISECONDS) {
        *handed_over = now;
        wake(loader);
    }
}

static void *
run(void *argument)
{
    struct loader *loader = argument;
    long handed_over = milliseconds();
    pthread_mutex_lock(&loader->lock);
    while (!loader->stop) {
        if (loader->wanted_count > 0)
            load_wanted(loader);
        else if (!loader->ended && !loader->paused)
            load_next(loader, &handed_over);
        else
            pthread_cond_wait(&loader->changed, &loader->lock);
    }
    pthread_mutex_unlock(&loader->lock);
    return NULL;
}

struct loader *
loader_start(const struct entry *entries, size_t count, struct library_limits limits, int wake_fd)
{
    struct loader *loader = base_alloc_zero(1, sizeof *loader);
    loader->entries = entries;
    loader->count = count;
    loader->limits = limits;
    loader->wake_fd = wake_fd;
    /* One issue has been read already, before the loader was started. */
    loader->ended = count <= 1 || limits.keep_bytes == 0;
    loader->done = loader->ended ? count : 0;
    pthread_mutex_init(&loader->lock, NULL);
    pthread_cond_init(&loader->changed, NULL);
    if (pthread_create(&loader->thread, NULL, run, loader) != 0)
        base_out_of_memory();
    return loader;
}

void
loader_stop(struct loader *loader)
{
    if (loader == NULL)
        return;
    pthread_mutex_lock(&loader->lock);
    loader->stop = true;
    pthread_cond_signal(&loader->changed);
    pthread_mutex_unlock(&loader->lock);
    pthread_join(loader->thread, NULL);
    size_t count;
    struct loaded *rest = loader_take(loader, &count);
    for (size_t i = 0; i < count; i++) {
        free(rest[i].text.at);
        free(rest[i].title);
        issue_free(rest[i].issue);
        error_free(rest[i].error);
    }
    free(rest);
    pthread_mutex_destroy(&loader->lock);
    pthread_cond_destroy(&loader->changed);
    buffer_done(&loader->path);
    free(loader);
}

void
loader_want(struct loader *loader, size_t index)
{
    pthread_mutex_lock(&loader->lock);
    bool known = false;
    for (size_t i = 0; i < loader->wanted_count; i++)
        known |= loader->wanted[i] == index;
    if (!known && loader->wanted_count < WANTED_MAX) {
        /* the latest first: it is what the reader looks at */
        memmove(loader->wanted + 1, loader->wanted, loader->wanted_count * sizeof loader->wanted[0]);
        loader->wanted[0] = index;
        loader->wanted_count++;
        pthread_cond_signal(&loader->changed);
    }
    pthread_mutex_unlock(&loader->lock);
}

void
loader_pause(struct loader *loader, bool paused)
{
    pthread_mutex_lock(&loader->lock);
    loader->paused = paused;
    pthread_cond_signal(&loader->changed);
    pthread_mutex_unlock(&loader->lock);
}

struct loaded *
loader_take(struct loader *loader, size_t *count)
{
    pthread_mutex_lock(&loader->lock);
    struct loaded *finished = loader->finished;
    *count = loader->finished_count;
    loader->finished = NULL;
    loader->finished_count = loader->finished_capacity = 0;
    pthread_mutex_unlock(&loader->lock);
    return finished;
}

struct library_progress
loader_progress(struct loader *loader)
{
    pthread_mutex_lock(&loader->lock);
    struct library_progress progress = {
        .done = loader->done,
        .total = loader->count,
        .whole = loader->whole || loader->wanted_count > 0,
        .running = !loader->ended || loader->whole || loader->wanted_count > 0,
    };
    pthread_mutex_unlock(&loader->lock);
    return progress;
}
