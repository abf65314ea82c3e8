/* What the files of src/store share; each calls only those above it here:
 *
 *   hashes                           what articles and lines are known by
 *   database                         SQLite: a file, statements, what went wrong
 *   lock                             the lock, and which rows are to be written
 *   articles, clippings, lines,      a kind each: what is in memory of it, how it is asked and changed there, how its rows are
 *   mended, visits                   read from the file and written to it
 *   store                            how long it lives
 *   keeper                           the thread that keeps the file; what goes wrong with it
 *   store_file                       whether there is one
 *   exchange                         all of it as JSON, and back
 */
#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H

#include "kanbao/store.h"

#include <pthread.h>

/* ---- hashes.c */
uint64_t key_of_line(struct slice line);
/* Do they say nearly the same, so that they are one article whatever it is called? Never, where they say little. */
bool text_nearly_same(const struct store_text *a, const struct store_text *b);

/* ---- database.c: the only file that knows SQLite, which is opened when a file is. Belongs to one thread at a time. */
struct database;

enum database_state {
    DATABASE_FINE,
    DATABASE_BUSY,    /* another program writes: later */
    DATABASE_FAILED,  /* it cannot be read or written now: no room, no permission */
    DATABASE_DAMAGED, /* what is there is no database */
    DATABASE_NEWER,   /* it was made by a newer version of this program */
    DATABASE_MISSING  /* there is none, and none is made; or there is no SQLite */
};

enum { DATABASE_VERSION = 2 };

/* Opens the file at PATH, brings its tables up to date, and says in *STATE what came of that; NULL where it is not fine. WRITES:
   it is made where there is none; else it is only read. */
struct database *database_open(const char *path, bool writes, enum database_state *state);
/* NULL is fine. */
void database_close(struct database *database);
/* Makes the file at PATH, which only its owner may read, and its folders, where there are none. What fails is said by
   database_open(). */
void database_prepare(const char *path);
/* Puts the damaged file at PATH aside, and says where: the caller's; NULL: that failed. */
char *database_put_aside(const char *path);
/* May the file at PATH hold mends? Asked of its header alone, as most have none and are not worth SQLite's time. A transaction that
   writes mends says so by database_say_mended(). */
bool database_may_have_mends(const char *path);
bool database_say_mended(struct database *database);
/* Of the last call that was not fine. */
enum database_state database_state(const struct database *database);
/* Why, in SQLite's words; good until the next call. */
const char *database_reason(const struct database *database);
/* Others wait at most so long for another program's transaction. */
void database_set_patience(struct database *database, int milliseconds);

/* A transaction that writes. Its NUMBER is one more than that of the one before: rows have the number of the transaction that
   wrote them. False: it did not begin, or end; then nothing of it is in the file. */
bool database_begin(struct database *database, int64_t *number);
bool database_commit(struct database *database);
void database_rollback(struct database *database);
/* A number that changes when another program writes to the file. */
int64_t database_data_version(struct database *database);
/* The number of the last transaction. */
int64_t database_number(struct database *database);
bool database_run(struct database *database, const char *sql);

struct statement;
/* NULL where it is no SQL of this file. Kept until the database is closed: SQL is constant. */
struct statement *database_statement(struct database *database, const char *sql);
/* Places are from 1 on, columns from 0. The text must stay until the statement was run. */
void statement_set_number(struct statement *statement, int place, int64_t number);
void statement_set_text(struct statement *statement, int place, const char *text);
void statement_set_slice(struct statement *statement, int place, struct slice text);
/* The next row; false: there is none, or something went wrong, which database_state() says. The statement is then ready to be
   run again. */
bool statement_next(struct database *database, struct statement *statement);
/* Runs one that gives no rows; false: something went wrong. */
bool statement_run(struct database *database, struct statement *statement);
int64_t statement_number(struct statement *statement, int column);
/* Never NULL; good until the next row. */
const char *statement_text(struct statement *statement, int column);

/* ---- lock.c */

/* The kinds of what is kept, in the order in which they are read: what is little comes first. */
enum store_kind { KIND_CLIPPINGS, KIND_LINES, KIND_MENDED, KIND_VISITS, KIND_ARTICLES, STORE_KINDS };

/* Which rows of a kind are to be written. */
struct dirty {
    uint32_t *rows;
    size_t count, capacity;
    size_t saving; /* so many of the first are being written; those behind came since */
    bool *flags;   /* of the first rows of the kind: is it to be written, and not being written? */
    size_t flag_count;
};
void dirty_add(struct dirty *dirty, size_t row);
bool dirty_has(const struct dirty *dirty, size_t row);
void dirty_done(struct dirty *dirty);
int64_t milliseconds_now(void); /* since 1970 */
void store_lock(struct store *store);
/* CHANGED: by the owner, so that it is to be written. */
void store_unlock(struct store *store, bool changed);
/* Takes the words, unless it is asked to say others already. */
void store_set_notice(struct store *store, char *words);

static inline bool
key_equal(const struct store_key *a, const struct store_key *b)
{
    return a->head == b->head && a->body == b->body && a->date == b->date;
}

/* ---- articles.c, besides its kind: what is known of an article of the same day and of no other paper that was read and said nearly
   the same as OWN, and is none of ISSUE; all zero: nothing. */
struct store_article articles_find_alike(struct store *store, const struct issue *issue, const struct store_text *own);

/* ---- the kinds, a file each. Rows never go, and never move in their order: what is taken back is a row that says so. */
struct article_row {
    struct store_key key;
    struct store_article article;
    uint8_t changed, saving;                  /* marks that are to be written; that are being written */
    uint32_t next_body, next_head, next_date; /* the next row of the same hash, or of the same day, + 1; 0: none */
};
struct articles {
    struct article_row *rows;
    size_t count, capacity;
    uint32_t *bodies, *heads,
        *dates; /* the first rows by hash, + 1, in as many slots: a power of 2, 0 before the first row */
    size_t slots;
    uint8_t *days; /* marks that articles of a day may have; NULL before the first */
    uint8_t any;   /* of any day */
};

struct clippings {
    struct store_clipping *rows;
    size_t count, capacity;
};

struct line_row {
    enum store_line_kind kind;
    char *text, *value; /* no value: it was taken back */
    int64_t changed;    /* milliseconds since 1970 */
};
struct lines {
    struct line_row *rows;
    size_t count, capacity;
};

/* What was said of a line, by what it says and what stands before and after it. */
struct mend_row {
    uint64_t line, before, after; /* hashes; 0: no such line */
    uint32_t date;                /* of the issue */
    uint32_t step;                /* in the order of their making */
    uint8_t role;
    bool brief, gone;
};
struct mended {
    struct mend_row *rows;
    size_t count, capacity;
};

struct visit_row {
    struct store_visit visit;
    int64_t changed;
};
struct visits {
    struct visit_row *rows;
    size_t count, capacity;
};

struct store {
    pthread_mutex_t lock; /* guards all below */
    unsigned references;
    unsigned version;
    struct articles articles;
    struct clippings clippings;
    struct lines lines;
    struct mended mended;
    struct visits visits;
    struct dirty dirty[STORE_KINDS];
    bool read; /* all that the file had was */
    char *notice;
    struct keeper *keeper;               /* NULL: no file */
    void (*tell)(struct keeper *keeper); /* that there is something to write; called without the lock */
};

/* What becomes of a row: it is being written, so that what changes from now on is to be written again; it was; it was not; it is
   to be written whole, as the file is another one. */
enum kind_mark { KIND_SAVING, KIND_SAVED, KIND_UNSAVED, KIND_ALL };

/* What the file has of a kind. load() takes the rows that a transaction after SINCE wrote, save_row() writes one; both lock the store
   where they touch it. The others are called while it is locked. */
struct kind {
    void (*load)(struct store *store, struct database *database, int64_t since);
    bool (*save_row)(struct store *store, size_t row, struct database *database, int64_t number);
    size_t (*count)(const struct store *store);                         /* of the rows */
    void (*mark)(struct store *store, size_t row, enum kind_mark mark); /* or NULL: its flag says all */
    void (*done)(struct store *store);
};
extern const struct kind kind_articles, kind_clippings, kind_lines, kind_mended, kind_visits;
/* ---- store.c: all of them */
extern const struct kind *const kinds[STORE_KINDS];

/* ---- keeper.c: the thread that keeps the file */
struct keeper *keeper_new(struct store *store, const char *path, int wake_fd);
/* Writes what there is to write. */
void keeper_end(struct keeper *keeper, int patience_milliseconds);
/* There is something to write; or another program may have written. */
void keeper_tell(struct keeper *keeper);
void keeper_look(struct keeper *keeper);
int keeper_watch_fd(const struct keeper *keeper);
/* Reads the file at PATH once: the marks of articles where MARKS, and in any case the mends. */
void keeper_read(struct store *store, const char *path, bool marks);

#endif
