/* What the files of src/library share.
 *
 *   scan (names) -> order -> library (entries, each with its mends), kept (their issues) <- loader (thread) <- file (bytes)
 *                                 |
 *                               view (for any thread)
 */
#ifndef LIBRARY_PARTS_H
#define LIBRARY_PARTS_H

#include "kanbao/library.h"

#include <pthread.h>

struct text {
    char *at; /* malloc'd, valid UTF-8 */
    size_t bytes;
    size_t repaired;
};

/* ---- mends.c: steps of mending, with those that were taken back behind them. */
struct mends {
    struct parser_mend *at;
    size_t *ends; /* of each step: how many mends there are with it */
    size_t steps; /* done; */
    size_t known; /* these and the ones that were taken back */
    size_t capacity, ends_capacity;
};

void mends_done(struct mends *mends);
size_t mends_count(const struct mends *mends);
void mends_add(struct mends *mends, const struct parser_mend *step, size_t count);
/* One step back, or again; the first mend of it, NULL when there is none. */
const struct parser_mend *mends_undo(struct mends *mends);
const struct parser_mend *mends_redo(struct mends *mends);

struct entry {
    const char *folder; /* shared, with its slash; "" for none */
    char *name;
    uint32_t date;
    bool failed;
    struct text text;    /* loaded, not recovered; at == NULL: not loaded */
    struct issue *issue; /* recovered; owns the text then */
    char *title;         /* learned from the issue */
    char *error;
    uint64_t used; /* when it was last looked at */
    struct mends mends;
};

enum { RECOVERED_MAX = 32 }; /* issues that are kept as such */

struct library {
    struct library_limits limits;
    struct entry *entries;
    size_t count, capacity;
    size_t probed;
    size_t recovered[RECOVERED_MAX + 1]; /* which entries have an issue */
    size_t recovered_count;
    char **folders;
    size_t folder_count, folder_capacity;
    struct error **notices;
    size_t notice_count, notice_capacity, notice_taken;
    bool expects_loader;
    struct loader *loader;
    struct buffer path;  /* of the last library_path() */
    struct buffer shown; /* of the last library_title() */
    uint64_t clock;
    struct pins *pins; /* through which all is freed that views point to */
};

/* Its path: the name itself, or put together in SCRATCH. */
const char *entry_path(const struct entry *entry, struct buffer *scratch);

/* ---- file.c */
enum { FILE_HEAD_BYTES = 4096, FILE_PREVIEW_BYTES = 64 << 10 };

/* Opens PATH for reading: regular files only, without ever blocking on one. The
   descriptor in *FD and the size in *SIZE, or an error that names no path. */
struct error *file_open(const char *path, size_t limit, int *fd, size_t *size) BASE_MUST_USE;
/* Says why the first bytes of a file are no text, or NULL. */
struct error *file_check_head(const char *head, size_t bytes) BASE_MUST_USE;
/* Opens, checks, reads and repairs; of a file of more than BYTES_MAX bytes only the first
   FILE_PREVIEW_BYTES, cut where a line ends (*CUT says so). */
struct error *file_read(const char *path, size_t limit, size_t bytes_max, struct text *text, bool *cut) BASE_MUST_USE;
/* The whole of standard input. */
struct error *file_read_stdin(size_t limit, struct text *text) BASE_MUST_USE;

/* ---- scan.c */
struct scan {
    void (*found)(void *context, const char *folder, const char *name);
    void (*failed)(void *context, struct error *error); /* takes the error */
    /* A folder's path with its slash, kept as long as the entries. */
    const char *(*keep)(void *context, const char *path);
    void *context;
};
/* All issues below PATH. An error only when PATH itself cannot be listed. */
struct error *scan_directory(const char *path, const struct scan *scan) BASE_MUST_USE;

/* ---- title.c. The last part of PATH; that of its folder where it is but a date, as in paper/2024-10-13.txt. */
struct slice title_of_path(const char *path);

/* ---- order.c */
void order_sort(struct entry *entries, size_t count);

/* ---- view.c: what other threads may read, and what waits for them. */

struct pins;
struct pins *pins_new(void);
/* The library is gone; they end with the last view. */
void pins_leave(struct pins *pins);
/* Frees AT, which malloc() gave, once no view can point to it: names, folders, titles and texts of entries. */
void pins_free_later(struct pins *pins, void *at);
struct library_view *view_new(struct pins *pins, const struct entry *entries, size_t count, size_t file_bytes);

/* ---- loader.c: one thread that reads what has not been looked at. */
struct loader;

struct loaded {
    size_t index;
    struct text text; /* with what its head says, or */
    char *title;
    uint32_t date;
    struct issue *issue; /* a whole one that was asked for; or */
    struct error *error;
};

/* ENTRIES (COUNT of them) stay where they are until the loader is stopped. */
struct loader *loader_start(const struct entry *entries, size_t count, struct library_limits limits, int wake_fd);
void loader_stop(struct loader *loader);
/* Read and recover this one next. */
void loader_want(struct loader *loader, size_t index);
/* Nothing but what is wanted is begun while it is paused. */
void loader_pause(struct loader *loader, bool paused);
/* Finished work, malloc'd, the caller's; NULL when there is none. */
struct loaded *loader_take(struct loader *loader, size_t *count);
struct library_progress loader_progress(struct loader *loader);

/* ---- library.c */
/* What a text says of itself; a path's date stays. */
void entry_learn(struct entry *entry, const char *title, uint32_t date);

/* ---- kept.c */
void drop_issue(struct library *library, struct issue *issue);

#endif
