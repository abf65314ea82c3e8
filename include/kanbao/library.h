/* kanbao - library: all the issues opened at once, by their dates.
 *
 * Floor 3. Names are listed first; nothing but a few heads is read until an issue is
 * looked at or the background loader comes to it. Of what was read a limited part stays in memory: what goes is read again
 * when it is looked at. All functions but those of a snapshot belong to one thread (the main
 * one); the loader is inside and hands over finished texts and issues only.
 *
 * An issue is known by its id, a number that is never 0, stays while the library lives, whatever is added, removed or
 * sorted, and is never given twice. Its position is where it stands in the order now. Every function may be asked of the id
 * of an issue that was removed: its path stays what it was, and library_error() says that it is gone.
 */
#ifndef KANBAO_LIBRARY_H
#define KANBAO_LIBRARY_H

#include "kanbao/choices.h"
#include "kanbao/issue.h"
#include "kanbao/parser.h"
#include "kanbao/source.h"

struct library;

struct library_limits {
    size_t file_bytes; /* larger files are refused */
    size_t keep_bytes; /* of issues that may be kept in memory; a few are in any case. 0: nothing is read ahead */
};

struct library *library_new(struct library_limits limits);
/* Stops the loader and waits for it. NULL is fine. */
void library_free(struct library *library);

/* Which files are read by programs: also in folders those that FILTERS match are issues, whatever their names end with. Before anything
   is added; the library, and all that reads for it, holds FILTERS itself. NULL: none are. Never where the account is a restricted one. */
void library_set_filters(struct library *library, const struct source_filters *filters);
/* The library's; NULL: there are none. */
const struct source_filters *library_filters(const struct library *library);

/* ---- which issues there are, and in which order. Any of these may be called at any time, also while the loader and a search
   run. */

/* Adds a file, a directory, an archive, a directory or a member of one, a FIFO, or "-", which is standard input; the last two are read
   to their end. Of a directory and an archive, all issues below it: by the endings that scan.c has, without an ending or with a number
   for one, and those that are filtered, hidden ones and backups left out; and so of the archives of a directory.
   NULL, or why nothing of PATH can be opened. What cannot be read further down a directory, and how many of its files are
   left out for their names, goes to library_take_notice(). New issues stand behind the others. */
struct error *library_add(struct library *library, const char *path) BASE_MUST_USE;
/* The same, but files that the library has already, by whatever path, are left out; *KNOWN is one of these, or 0. */
struct error *library_add_new(struct library *library, const char *path, uint32_t *known) BASE_MUST_USE;

/* Is there a file at PATH, or a member of an archive? The library need not have it. */
bool library_reaches(const struct library *library, const char *path);

/* The next thing to tell the user, or NULL; the caller frees it. *LOST: something could not be read, PATH: reason; else it is
   said of the path that was added. */
struct error *library_take_notice(struct library *library, bool *lost);

/* The issue is no longer there; who holds it (library_open()) has it as it is until library_close(). The others keep their
   order. */
void library_remove(struct library *library, uint32_t id);

/* Newest date first, or the oldest, as was set; of one date, and without dates, in the natural order of
   their paths (of undated ones, the higher number first, or the lower). Where a few have no date
   in their paths, their heads are read for it; of many, none is. */
void library_sort(struct library *library);
/* For the next library_sort(); at first it is the newest. */
void library_set_order(struct library *library, enum issue_order first);

size_t library_count(const struct library *library);
/* The issue at POSITION; 0 from library_count() on. */
uint32_t library_at(const struct library *library, size_t position);
/* SIZE_MAX: it is gone. */
size_t library_position(const struct library *library, uint32_t id);
bool library_has(const struct library *library, uint32_t id);
/* The issue itself; of one that is gone, the one that followed it then, or else the last; 0: none is left. */
uint32_t library_nearest(const struct library *library, uint32_t id);

/* ---- what is known of an issue */

/* Good until the next call. */
const char *library_path(const struct library *library, uint32_t id);
/* From the path, or from the issue once it was looked at; 0 when unknown. */
uint32_t library_date(const struct library *library, uint32_t id);
/* The paper's title where it is known, else the name of the file, or of its folder
   where the file's is only a date. Good until the next call. */
const char *library_title(const struct library *library, uint32_t id);
/* The same where no title is known: the last part of PATH; that of its folder where it is but a date, as in
   paper/2024-10-13.txt. */
struct slice library_title_of_path(const char *path);
/* Why the issue cannot be read, or NULL as far as that is known. */
const char *library_error(const struct library *library, uint32_t id);

/* ---- the recovered issue. Only a few of them are kept, the last that were looked at, and of the texts as many as the limit
   allows: this may read a file, recover its text, and free another issue.

   What these give is good until

     library_issue() or library_open() of another issue, unless it is held: then until it is closed;
     library_collect(), where that says so;
     library_mend(), library_unmend() or library_remend() of the same issue;
     library_reread() of the same issue;
     library_close(), after a library_remove().

   After the second and third, held or not, library_peek() has the new one. */

/* The issue, read and recovered now if need be; NULL when that failed
   (library_error() says why). A large file gives a preview of its beginning and
   is read on in the background, once the loader runs. */
const struct issue *library_issue(struct library *library, uint32_t id);
/* The same, and holds it, or the place of it where it cannot be read: to be closed as often as it was opened. */
const struct issue *library_open(struct library *library, uint32_t id);
void library_close(struct library *library, uint32_t id);
/* What is in memory, or NULL: nothing is read, recovered or freed. */
const struct issue *library_peek(const struct library *library, uint32_t id);

/* What the issue's file is to be read as from now on; ENCODING_AUTO: as all are. What was read of it is for library_reread(). And the
   same for all issues of which that was not said: they are forgotten as by library_reread(), but for those that are held, which are
   for their holders to reread. */
void library_set_encoding(struct library *library, uint32_t id, enum encoding encoding);
void library_set_encoding_of_all(struct library *library, enum encoding encoding);
/* The issue's file for src/source, to be read on this thread; good until the next call of library_path(). */
struct source_name library_source(const struct library *library, uint32_t id);

/* Forgets what was read of the issue's file, and its mends, which were of lines that may be others now: it is read again when
   it is looked at. False: it cannot be (standard input), and stays. Good until, as above: this changes the issue. */
bool library_reread(struct library *library, uint32_t id);

/* Who is told of the issue as it is in memory, before library_reread(), or library_look(), forgets it because its file has changed.
   What is not in memory as an issue is not told of. CHANGES may call no function of the library. */
struct library_listener {
    void (*changes)(void *context, const struct issue *issue); /* NULL: nobody */
    void *context;                                             /* borrowed */
};
void library_set_listener(struct library *library, struct library_listener listener);

/* ---- mending: what a reader said of lines of an issue. It is kept as long as the issue is in the library, whatever becomes of
   the recovered one meanwhile; the file is never touched. Each of these makes the issue another one, if it was there, so
   that what pointed into it does no more: at once, or, where that takes longer than a reader waits, in library_collect(). */

/* One step of mending, COUNT mends that are taken back together; steps that were taken back are forgotten. */
void library_mend(struct library *library, uint32_t id, const struct parser_mend *mends, size_t count);
/* Takes the last step back, or does the one that was taken back last again; false: there is none. *LINE is the first
   line that the step speaks of. */
bool library_unmend(struct library *library, uint32_t id, uint32_t *line);
bool library_remend(struct library *library, uint32_t id, uint32_t *line);
/* The mends in the order of their making, *COUNT of them; the last *LAST_STEP belong to the last step. Good until the
   next change. */
const struct parser_mend *library_mends(const struct library *library, uint32_t id, size_t *count, size_t *last_step);
/* The mends of the issue as they are now were written somewhere; and how many issues have some that were not. */
void library_mends_written(struct library *library, uint32_t id);
size_t library_unwritten(const struct library *library);

/* Who remembers what was said of issues before: asked once of each, when it is there as a whole, on this thread. What is there
   already becomes another one as by library_mend(). *COUNT mends in the order of their making, malloc'd; NULL: none. They count as written. */
struct library_memory {
    struct parser_mend *(*mends)(void *context, const struct issue *issue, size_t *count);
    void *context; /* borrowed */
};
void library_set_memory(struct library *library, struct library_memory memory);

/* ---- watching: what becomes of the files while somebody reads */

/* From now on. A descriptor: whenever it can be read from, library_look() is to be called; while nothing happens to the files it never
   can. -1: this system does not tell. POLLS: it is not asked to, but all folders are looked at every ten seconds, as those of
   other machines are in any case. */
int library_watch(struct library *library, bool polls);

enum library_shown { LIBRARY_SHOWN_AS_IT_WAS, LIBRARY_SHOWN_CHANGED, LIBRARY_SHOWN_GONE };

struct library_news {
    size_t arrived, changed, gone; /* issues, but for the one that is shown */
    enum library_shown shown;
};

/* Files of the folders that were added which are there by now become issues, in their places; issues without a file are removed, and
   what was read of changed files is forgotten, as by library_remove() and library_reread(). Not so of SHOWN, which is left as it
   is: 0 for none. What comes within a moment is one news. NOW: what has happened so far is not waited for.
   False: nothing that counts. */
bool library_look(struct library *library, uint32_t shown, bool now, struct library_news *news);
/* The issue is removed, unless its file is there again. */
bool library_remove_lost(struct library *library, uint32_t id);

/* ---- the loader */

/* From now on this is a session: large files are shown by a preview first, as
   library_start() will follow, and the text of what was looked at is kept, within the limit. Without
   it everything is read whole when it is looked at, and only the last few issues
   are kept: a list of all holds no more memory than a list of one. */
void library_expect_loader(struct library *library);
/* Starts the background loader, after the first screen was painted: it reads texts while they may be kept, of the next ones
   (of some 30,000 in all) what their heads say, their titles and days; it writes one byte to WAKE_FD whenever library_collect() has something to do. False: the system gives no thread; nothing is read ahead
   then, and a large file is waited for. */
bool library_start(struct library *library, int wake_fd);

/* Ends the loader, if there is one, and waits for it. */
void library_stop(struct library *library);

/* Takes what the loader has finished; returns true when the issue ID is
   another one than before. */
bool library_collect(struct library *library, uint32_t id);

struct library_progress {
    size_t done, total;
    bool whole;   /* a large file is being read and recovered */
    bool running; /* false when there is nothing left to do */
};
struct library_progress library_progress(const struct library *library);

/* While PAUSED the loader begins nothing but what is being looked at. For the time of a search, which reads the same files: it
   takes half as long then, and the loader ends no later. */
void library_pause(struct library *library, bool paused);

/* ---- a snapshot: what the library has now, for another thread to read while the library goes on. Whatever becomes of the
   library, changed, mended, collected or freed: what a snapshot shows does not change. What it points to is freed when the
   last snapshot that may have seen it is gone: nothing but 16 bytes an issue, 24 more of what is in memory, and the mends
   are copied. */
struct library_snapshot;

/* On the library's thread, as all above; the others below are for any one thread. The caller frees it. */
struct library_snapshot *library_snapshot_new(const struct library *library);
/* On any thread; NULL is fine. */
void library_snapshot_free(struct library_snapshot *snapshot);

/* As many as the library had, in its order. */
size_t library_snapshot_count(const struct library_snapshot *snapshot);

/* How many bytes of text the library may keep in memory. */
size_t library_snapshot_keep_bytes(const struct library_snapshot *snapshot);

struct library_seen {
    uint32_t id;
    uint32_t date;        /* 0: not known */
    const char *title;    /* of the paper; NULL: not known */
    struct slice text;    /* the whole of it, valid UTF-8; at == NULL: not in memory */
    const char *encoding; /* of its file, where the text is in memory; constant text */
    const struct parser_mend *mends;
    size_t mend_count;
};
/* The issue at POSITION. All that it points to is good until the snapshot is freed. */
struct library_seen library_snapshot_entry(const struct library_snapshot *snapshot, size_t position);

/* Of an issue that the snapshot has. Put together in SCRATCH, and good until that changes. */
const char *library_snapshot_path(const struct library_snapshot *snapshot, uint32_t id, struct buffer *scratch);
/* The file of an issue for src/source, as the library reads it; SCRATCH is for the path. DECODER is the caller's. */
struct source_name library_snapshot_source(const struct library_snapshot *snapshot, uint32_t id, struct buffer *scratch,
                                           struct source_decoder *decoder);
/* Reads an issue that is not in memory, within the library's limits, as source_read_bytes() does. */
struct error *library_snapshot_read(const struct library_snapshot *snapshot, struct source_name name,
                                    struct buffer *bytes, struct source_writing *writing) BASE_MUST_USE;

#endif
