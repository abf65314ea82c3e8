/* What the files of src/library share; each calls only those above it here:
 *
 *   names, titles, grace, mend_steps, title, scan    know nothing of entries
 *   entry                                    what is known of an issue
 *   order, snapshot                          all of them, sorted; as another thread sees them
 *   loader                                   the thread that reads ahead
 *   room, kept                               what is in memory of an issue
 *   mend_issue, collected                    what becomes of that
 *   known                                    which files there are
 *   watch                                    what happens to files
 *   adding, archived                         one more issue; those of an archive
 *   entries                                  which issues there are
 *   news                                     what became of them
 */
#ifndef LIBRARY_LIBRARY_H
#define LIBRARY_LIBRARY_H

#include "kanbao/library.h"
#include "kanbao/source.h"
#include "kanbao/worker.h"
#include "library/watch.h"

/* ---- grace.c: what another thread may still look at is freed when it cannot any more. */
struct grace;

/* A time in which somebody looks; belongs to one that looks. */
struct grace_period {
    struct grace_period *before, *after;
    uint64_t number;
};

struct grace *grace_new(void);
/* Frees AT, which malloc() gave, when all periods are over that have begun. */
void grace_retire(struct grace *grace, void *at);
/* A period begins; on the thread that retires. And ends, on any. */
void grace_enter(struct grace *grace, struct grace_period *period);
void grace_exit(struct grace *grace, struct grace_period *period);
/* Nothing more is retired; it ends with the last period. */
void grace_leave(struct grace *grace);

/* ---- names.c: the paths of all entries, packed, in two pieces: a folder that many share, and a name. */
struct path_names {
    char **folders; /* with their slashes; number 0 is "", that of names with no folder */
    size_t folder_count, folder_capacity;
    char **blocks;
    size_t block_count, block_capacity;
    size_t left_bytes; /* in the last block */
};

void names_init(struct path_names *names);
/* All that was given stays good until GRACE is over. */
void names_done(struct path_names *names, struct grace *grace);
/* PATH ends with a slash. */
uint32_t names_add_folder(struct path_names *names, const char *path);
/* The name's number. */
uint32_t names_add(struct path_names *names, uint32_t folder, const char *name);
/* The name of that number, which never moves or changes; of the blocks of then or later. */
const char *names_at(char *const *blocks, uint32_t number);
/* The number of its folder. */
uint32_t names_folder_number(const char *name);
/* Of a name that names_at() gave, and the folders of then or later. */
const char *names_folder(char *const *folders, const char *name);
/* The path: the name itself, or put together in SCRATCH. */
const char *names_path(char *const *folders, const char *name, struct buffer *scratch);

/* ---- titles.c: of papers, each once. */
struct titles {
    char **at; /* by number, from 1 on: the first is number 1 */
    size_t count, capacity;
    uint32_t *places; /* where a title is looked up: numbers, 0 for none */
    size_t place_count;
};

/* All that was given stays good until GRACE is over. */
void titles_done(struct titles *titles, struct grace *grace);
/* The number of TITLE, which is copied. */
uint32_t titles_add(struct titles *titles, const char *title);

/* ---- mend_steps.c: steps of mending, with those that were taken back behind them. */
struct mend_steps {
    struct parser_mend *at;
    size_t *ends; /* of each step: how many mends there are with it */
    size_t steps; /* done; */
    size_t known; /* these and the ones that were taken back */
    size_t capacity, ends_capacity;
    unsigned version; /* another one after every change */
    bool changed;     /* since they were written */
    bool written;
};

void mend_steps_done(struct mend_steps *mends);
size_t mend_steps_count(const struct mend_steps *mends);
void mend_steps_add(struct mend_steps *mends, const struct parser_mend *step, size_t count);
/* One step back, or again; the first mend of it, NULL when there is none. */
const struct parser_mend *mend_steps_undo(struct mend_steps *mends);
const struct parser_mend *mend_steps_redo(struct mend_steps *mends);

/* ---- scan.c */
struct scan {
    void (*found)(void *context, uint32_t folder, const char *name);
    void (*archive)(void *context, const char *path); /* one is met */
    void (*skipped)(void *context); /* a file whose name is not that of an issue; hidden ones are not told */
    void (*failed)(void *context, struct error *error); /* takes the error */
    /* The number of a folder, whose path ends with a slash. */
    uint32_t (*add_folder)(void *context, const char *path);
    void *context;
    const struct source_filters *filters; /* as in source.h */
};
/* Is the file NAME of FOLDER, which ends with a slash, an issue? */
bool scan_is_issue(const struct source_filters *filters, const char *folder, const char *name);
/* What stands in FOLDER itself: directories, and files that are issues or archives by their names. False: it cannot be listed. */
bool scan_list(const struct source_filters *filters, const char *folder,
               void (*found)(void *context, const char *name, bool directory), void *context);
/* All issues below PATH. An error only when PATH itself cannot be listed. */
struct error *scan_directory(const char *path, const struct scan *scan) BASE_MUST_USE;

/* ---- entry.c */

/* What is kept of an entry; most have nothing. */
struct kept {
    struct source_text text; /* loaded, not recovered; at == NULL: not loaded */
    struct issue *issue;     /* recovered; owns the text then */
    char *error;             /* why it cannot be read */
    struct mend_steps *mends;
    uint64_t used;         /* when it was last looked at */
    size_t counted_bytes;  /* in memory, by room.c; more than 0: it stands between these two */
    uint32_t newer, older; /* ids; 0: none */
    unsigned holders;      /* for whom the issue must stay */
    bool ahead;            /* the loader counts its text */
    bool remembered;       /* what was said of it before is among the mends */
    bool once;             /* its text came from a stream, and cannot be read again */
};

enum { KEPT_BYTES = sizeof(struct kept) + 64 }; /* of an issue in memory, about, besides its text */

/* A library may have a million. */
struct entry {
    struct kept *kept;
    uint32_t name;        /* of names.c; all that other threads read */
    uint32_t date;        /* 0: not known */
    uint32_t where;       /* its position; of one that is gone: the id that followed it, 0: none */
    uint32_t title : 31;  /* of titles.c, learned from the issue; 0: not known */
    uint32_t glanced : 1; /* its head was read for these */
};

/* What is in memory of all issues. */
struct room {
    size_t bytes;
    uint32_t newest, oldest; /* ids: looked at last, and the first to go; 0: none */
    size_t freed_bytes;      /* since memory was given back to the system */
};

enum { ENTRY_CHUNK = 4096 };

/* Of which files it was said what they are written in; few, in no order. */
struct said_encodings {
    struct said_encoding {
        uint32_t id;
        enum encoding encoding;
    } * at;
    size_t count, capacity;
};

/* Archives, of which issues are members. */
struct archived {
    struct archived_one {
        char *path;
        bool whole;       /* all of it was asked for, and what comes to it */
        bool named;       /* it is no file of a folder that is watched */
        unsigned version; /* of what the library has of it: source_archive_version() */
    } * at;
    size_t count, capacity;
    uint32_t *folders; /* of names.c that are in archives, ascending */
    size_t folder_count, folder_capacity;
};

/* Something to tell of a path. */
struct notice {
    struct error *words;
    bool lost; /* it could not be read */
};

struct library {
    struct library_limits limits;
    struct source_decoder *decoder;       /* of the thread of the library */
    const struct source_filters *filters; /* NULL: none */
    enum encoding encoding;               /* of all files of which none was said */
    struct said_encodings said;
    struct source_archives *archives;
    struct archived archived;
    struct path_names names;
    struct titles titles;
    struct room room;
    struct entry **chunks; /* entries never move: by id, ENTRY_CHUNK in each; the first is that of no issue */
    size_t chunk_count, chunk_capacity;
    uint32_t next_id;
    uint32_t *order; /* ids */
    size_t count, capacity;
    enum issue_order first; /* of the order */
    size_t probed;
    uint32_t *recovered; /* ids of entries in the order that have an issue */
    size_t recovered_count, recovered_capacity;
    size_t skipped; /* files of the directory that is being added */
    struct notice *notices;
    size_t notice_count, notice_capacity, notice_taken;
    bool expects_loader;
    struct loader *loader;
    struct library_memory memory;
    struct library_listener listener;
    struct buffer path;  /* of the last library_path() */
    struct buffer shown; /* of the last library_title() */
    uint64_t clock;
    struct known *known;  /* while files that are there are not to be added; NULL: they are */
    uint32_t known_first; /* the first that was not: its id; 0: none */
    struct grace *grace;  /* through which all is freed that snapshots point to */
    struct watch *watch;  /* NULL: nothing is watched */
    int64_t began;        /* when it was made, in nanoseconds of the clock of files */
};

/* The one of no issue where there is none of that id. */
static inline struct entry *
entry_of(const struct library *library, uint32_t id)
{
    id = id < library->next_id ? id : 0;
    return &library->chunks[id / ENTRY_CHUNK][id % ENTRY_CHUNK];
}

/* Its path, but for its folder. */
static inline const char *
entry_name(const struct library *library, const struct entry *entry)
{
    return names_at(library->names.blocks, entry->name);
}

/* Made where there was nothing. */
struct kept *entry_keep(struct entry *entry);
/* Is it standard input? */
bool entry_is_stdin(const struct library *library, const struct entry *entry);
/* Does a program make its text? */
bool entry_is_filtered(const struct library *library, const struct entry *entry);
/* What a text says of itself; a path's date stays. */
void entry_learn(struct library *library, struct entry *entry, const char *title, uint32_t date);

/* ---- order.c */
void order_sort(struct library *library);

/* ---- said_encodings.c: that of issue ID, or ENCODING_AUTO */
enum encoding said_encoding_of(const struct said_encodings *said, uint32_t id);
void said_encoding_set(struct said_encodings *said, uint32_t id, enum encoding encoding);

/* ---- snapshot.c */
uint32_t library_snapshot_id(const struct library_snapshot *snapshot, size_t position);
/* The names in their order alone: it keeps nothing from being freed, and must itself be freed before the library is. */
struct library_snapshot *snapshot_of_names(const struct library *library);

/* ---- loader.c: one thread that reads what has not been looked at. */
struct loader;

struct loaded {
    struct worker_item item;
    uint32_t id;
    struct library_snapshot *seen; /* NULL: it was read from its file; else the issue's text is of this, and lent */
    unsigned mends_version;        /* with those it was recovered */
    struct source_text text;       /* with what its head says, or */
    char *title;
    uint32_t date;
    struct issue *issue; /* a whole one that was asked for; or */
    struct error *error;
};

void loaded_free(struct loaded *loaded);

/* SNAPSHOT, of names, is taken. */
struct loader *loader_start(struct library_snapshot *snapshot, struct library_limits limits, int wake_fd);
void loader_stop(struct loader *loader);
/* Other issues are there now, or in another order. SNAPSHOT, of names, is taken; none of it is read twice. */
void loader_renew(struct loader *loader, struct library_snapshot *snapshot);
/* False: there is no thread for that, and it does only what is wanted, at once. */
bool loader_reads_ahead(struct loader *loader);
/* A text of BYTES that it loaded is no longer kept. */
void loader_give_back(struct loader *loader, size_t bytes);
/* Recover this one next: its file, or, where SEEN, which is taken, is not NULL, what that has of it. */
void loader_want(struct loader *loader, uint32_t id, struct library_snapshot *seen, unsigned mends_version);
/* Nothing but what is wanted is begun while it is paused. */
void loader_pause(struct loader *loader, bool paused);
/* Finished work, a list, the caller's; NULL when there is none. */
struct loaded *loader_take(struct loader *loader);
struct library_progress loader_progress(struct loader *loader);

/* ---- room.c: how much is in memory, and what is to go of it when it is too much */
/* More or less is in memory of the entry than was counted. */
void room_count(struct library *library, uint32_t id);
/* It was looked at, and is the last to go. */
void room_use(struct library *library, uint32_t id);
/* Is more in memory than may be? */
bool room_is_short(const struct library *library);
/* What was freed is given to the system now and then: pieces between others stay with the process until it is asked for them. */
void room_give_back(struct library *library);

/* ---- kept.c */
/* The loader is there: it is asked for all of which only a preview is. */
void kept_want_whole(struct library *library);
/* The whole issue is to take the place of a preview, or of the one that was mended since. */
void kept_want(struct library *library, uint32_t id);
/* ISSUE becomes the entry's, and what it knows of itself the entry's knowledge. */
void kept_set_issue(struct library *library, uint32_t id, struct issue *issue);
void kept_set_error(struct entry *entry, struct error *error);
/* Adds what was said of the whole ISSUE before; false: nothing was. */
bool kept_remember(struct library *library, struct kept *kept, const struct issue *issue);
/* The same issue, judged again with the mends of now. Frees it. */
struct issue *kept_recover_again(const struct kept *kept, struct issue *issue);
/* The text that ISSUE owns. */
struct source_text kept_text_of(const struct issue *issue);
/* Of the issue, of which there is a preview, the whole cannot be read. */
void kept_lose_preview(struct library *library, uint32_t id);
/* How many bytes of TEXT are recovered while the reader waits; all of it where that does not take long. */
size_t kept_waited_for(struct source_text text);
/* All that is kept of an entry that is gone; what is held waits for library_close(). */
void kept_forget(struct library *library, uint32_t id);

/* ---- entries.c */
/* All that is below PATH; what cannot be read of it goes to the notices. */
void entries_add_below(struct library *library, const char *path);
/* COUNT of them, which are in the order. */
void entries_remove(struct library *library, const uint32_t *ids, size_t count);
/* The loader is told. */
void entries_renew_loader(struct library *library);

/* ---- adding.c */

/* Of the next id, which stands nowhere in the order. */
struct entry *adding_new_entry(struct library *library, uint32_t folder, const char *name);
/* At the end of the order. */
struct entry *adding_entry(struct library *library, uint32_t folder, const char *name);
/* Is the file there, and not to be added once more? */
bool adding_is_known(struct library *library, uint32_t folder, const char *name);
/* The entry, unless it is; false: it is. */
bool adding_once(struct library *library, uint32_t folder, const char *name);
/* For library_take_notice(). */
void adding_notice(struct library *library, bool lost, struct error *words);

/* ---- archived.c */
void archived_done(struct archived *archived);
/* The issues of the archive at PATH, or, where INSIDE is not empty, those below that folder of it, or that member. NAMED: by who opened
   it; else it is one of a folder. */
struct error *archived_add(struct library *library, const char *path, const char *inside, bool named) BASE_MUST_USE;
/* Is the folder of names.c inside of an archive? */
bool archived_has_folder(const struct library *library, uint32_t folder);

struct archived_changes {
    void (*lost)(void *context, uint32_t id);
    void (*changed)(void *context, uint32_t id); /* perhaps */
    void *context;
};
/* Something has happened to the file at PATH: what is new in it is added, and of what the library has CHANGES are told. False: it is no
   archive that is known. */
bool archived_look(struct library *library, const char *path, struct archived_changes changes);

/* ---- known.c */
struct known *known_new(const struct library *library);
void known_free(struct known *known);
/* The id of the file NAME of FOLDER, which is "" or ends with a slash; 0: it is not there. */
uint32_t known_find(struct known *known, const char *folder, const char *name);

#endif
