/* kanbao - library: all the issues opened at once, newest first.
 *
 * Floor 2. Names are listed first; nothing but a few heads is read until an issue is
 * looked at or the background loader comes to it. All functions belong to one thread (the main
 * one); the loader is inside and hands over finished texts and issues only.
 */
#ifndef KANBAO_LIBRARY_H
#define KANBAO_LIBRARY_H

#include "kanbao/issue.h"
#include "kanbao/parser.h"

struct library;

struct library_limits {
    size_t file_bytes; /* larger files are refused */
    size_t keep_bytes; /* text the loader may keep in memory */
};

struct library *library_new(struct library_limits limits);
/* Stops the loader and waits for it. NULL is fine. */
void library_free(struct library *library);

/* Adds a file, a directory (recursively: *.txt, *.text, *.md, *.markdown and
   names without an ending; hidden ones left out) or "-", which reads standard
   input to its end. NULL, or why nothing of PATH can be opened. What cannot be
   read further down a directory goes to library_take_notice(). */
struct error *library_add(struct library *library, const char *path) BASE_MUST_USE;

/* The next thing to tell the user about paths, or NULL. The caller frees it. */
struct error *library_take_notice(struct library *library);

/* Newest date first; of one date, and without dates, in the natural order of
   their paths (of undated ones, the higher number first). Where a few have no date
   in their paths, their heads are read for it; of many, none is. Call once, after
   the last library_add(). */
void library_sort(struct library *library);

size_t library_count(const struct library *library);
/* Good until the library is freed. */
const char *library_path(const struct library *library, size_t index);
/* From the path, or from the issue once it was looked at; 0 when unknown. */
uint32_t library_date(const struct library *library, size_t index);
/* The paper's title where it is known, else the name of the file, or of its folder
   where the file's is only a date. Good until the next call. */
const char *library_title(const struct library *library, size_t index);

/* The issue, read and recovered now if need be; NULL when that failed
   (library_error() says why). A large file gives a preview of its beginning and
   is read on in the background, once the loader runs. Valid until the next
   library_issue() of another index or library_collect(). */
const struct issue *library_issue(struct library *library, size_t index);
const char *library_error(const struct library *library, size_t index);

/* The text of an issue, as library_issue() recovers it, whole and without recovering it: for those who look through many.
   It stays in memory until the issue is made of it or library_forget_text() is called, and must not be used once the
   loader runs. False when it cannot be read (library_error() says why). */
bool library_text(struct library *library, size_t index, struct slice *text);
void library_forget_text(struct library *library, size_t index);

/* ---- mending: what a reader said of lines of an issue. It is kept as long as the library, whatever becomes of the
   recovered issue meanwhile; the file is never touched. Each of these makes the issue another one, if it was there, so
   that what pointed into it does no more. */

/* One step of mending, COUNT mends that are taken back together; steps that were taken back are forgotten. */
void library_mend(struct library *library, size_t index, const struct parser_mend *mends, size_t count);
/* Takes the last step back, or does the one that was taken back last again; false: there is none. *LINE is the first
   line that the step speaks of. */
bool library_unmend(struct library *library, size_t index, uint32_t *line);
bool library_remend(struct library *library, size_t index, uint32_t *line);
/* The mends in the order of their making, *COUNT of them; the last *LAST_STEP belong to the last step. Good until the
   next change. */
const struct parser_mend *library_mends(const struct library *library, size_t index, size_t *count, size_t *last_step);

/* From now on this is a session: large files are shown by a preview first, as
   library_start() will follow, and the text of what was looked at is kept. Without
   it everything is read whole when it is looked at, and only the last few issues
   are kept: a list of all holds no more memory than a list of one. */
void library_expect_loader(struct library *library);
/* Starts the background loader, after the first screen was painted; it writes one
   byte to WAKE_FD whenever library_collect() has something to do. */
void library_start(struct library *library, int wake_fd);

/* Ends the loader, if there is one, and waits for it. */
void library_stop(struct library *library);

/* Takes what the loader has finished; returns true when the issue at INDEX is
   another one than before. */
bool library_collect(struct library *library, size_t index);

struct library_progress {
    size_t done, total;
    bool whole;   /* a large file is being read and recovered */
    bool running; /* false when there is nothing left to do */
};
struct library_progress library_progress(const struct library *library);

/* While PAUSED the loader begins nothing but what is being looked at. For the time of a hunt, which reads the same files: it
   takes half as long then, and the loader ends no later. */
void library_pause(struct library *library, bool paused);

/* ---- a view: what the library has now, for another thread to read while the library goes on. Whatever becomes of the
   library, mended, collected or freed: what a view shows does not change. Meanwhile the library keeps what a view points
   to: nothing but 48 bytes an entry and the mends is copied. */
struct library_view;

/* On the library's thread, as all above; the others below are for any one thread. The caller frees it. */
struct library_view *library_view_new(const struct library *library);
/* On any thread; NULL is fine. */
void library_view_free(struct library_view *view);

/* As many entries as the library has, in its order. */
size_t library_view_count(const struct library_view *view);
/* Put together in SCRATCH, and good until that changes. */
const char *library_view_path(const struct library_view *view, size_t index, struct buffer *scratch);

struct library_seen {
    const char *title; /* of the paper; NULL: not known */
    uint32_t date;     /* 0: not known */
    struct slice text; /* the whole of it, valid UTF-8; at == NULL: not in memory */
    const struct parser_mend *mends;
    size_t mend_count;
};
/* All that it points to is good until the view is freed. */
struct library_seen library_view_entry(const struct library_view *view, size_t index);

/* Reads an issue that is not in memory, within the library's limits: *TEXT is the caller's, *BYTES of valid UTF-8. Or says
   why not. SCRATCH is for the path. */
struct error *library_view_read(const struct library_view *view, size_t index, struct buffer *scratch, char **text,
                                size_t *bytes) BASE_MUST_USE;

#endif
