/* What the system says of folders, as names: watch.c, for news.c. */
#ifndef LIBRARY_WATCH_H
#define LIBRARY_WATCH_H

#include "kanbao/base.h"

/* A name that something happened to. */
struct touched {
    char *name; /* in the folder; of a file that was named (folder 0), its path */
    uint32_t folder;
    uint32_t id;       /* news.c's */
    bool directory;    /* it is one, or was */
    bool whole_folder; /* no name is known: anything may have happened in the folder, and to it */
    bool listed;       /* news.c's: it is there, and perhaps was before */
};

struct touches {
    struct touched *at; /* their names owned */
    size_t count, capacity;
    bool all;    /* too much has happened: all folders are to be looked at */
    bool polled; /* of some folders nobody is told what is written to their files */
};

void touches_done(struct touches *touches);
/* The name is copied. */
void touches_add(struct touches *touches, struct touched touched);

struct watch;

/* NULL: it cannot be. POLLS: the system is not asked to tell, but all folders are looked at now and then. */
struct watch *watch_new(bool polls);
void watch_free(struct watch *watch);
/* It can be read from when watch_take() has something to do. */
int watch_fd(const struct watch *watch);
/* From now on, the folder at PATH, which ends with a slash, or is ""; where it has changed since SINCE, in nanoseconds of the
   clock of files, that is news. */
void watch_folder(struct watch *watch, const char *path, uint32_t folder, int64_t since);
/* The folder that the file at PATH is in, as folder 0: once. */
void watch_file(struct watch *watch, const char *path);
/* Those that are watched. */
size_t watch_count(const struct watch *watch);
uint32_t watch_at(const struct watch *watch, size_t index);
/* No longer. */
void watch_forget(struct watch *watch, uint32_t folder);
/* What has happened, the caller's; false: nothing, or more is to be waited for. NOW: nothing is waited for. */
bool watch_take(struct watch *watch, bool now, struct touches *touches);

#endif
