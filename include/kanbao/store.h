/* kanbao - store: what outlives a session: what was read, begun and flagged, reading places, notes, mends, what was typed,
 * and where the last visit ended.
 *
 * Floor 4. All of it is in memory, where it is asked and changed; a thread of its own keeps it in a file, so that nothing
 * ever waits for the disk. Without a file, or while it cannot be written, it is kept in memory alone. Two programs with one
 * file see each other's changes. Nothing else knows SQL.
 *
 * An article is known by what it says, never by a path: a file may be moved, packed, converted to another encoding or
 * issued again. Every function may be called from any thread.
 */
#ifndef KANBAO_STORE_H
#define KANBAO_STORE_H

#include "kanbao/issue.h"
#include "kanbao/parser.h"

struct store;
struct library_memory;

/* An empty one, in memory alone. It lives until as many have let it go as have kept it; one did by making it. */
struct store *store_new(void);
struct store *store_keep(struct store *store);
/* The last one closes it first. NULL is fine. */
void store_free(struct store *store);

/* ---- the file */

/* From now on it is kept in the file at PATH, whose last folder is made where there is none; what is there is read in the
   background. One byte goes to WAKE_FD when something of it has changed otherwise than by this program: then store_version() is
   another, or there is a notice. */
void store_open(struct store *store, const char *path, int wake_fd);
/* Is it kept in a file? */
bool store_is_kept(const struct store *store);
/* Reads the file at PATH, if there is one, before this returns, and goes on in memory: the mends, and where MARKS all else, too. */
void store_read(struct store *store, const char *path, bool marks);
/* Writes what is not yet written, and goes on in memory; waits PATIENCE_MILLISECONDS at most. */
void store_close(struct store *store, int patience_milliseconds);
/* Is all that the file had there, or is there no such file? Marks come last. */
bool store_is_read(struct store *store);
/* Another one after every change, whoever made it. */
unsigned store_version(struct store *store);
/* What the user should know: why nothing is remembered, or what became of a damaged file. The caller's; NULL: nothing. */
char *store_take_notice(struct store *store);
/* Readable when the file may have been changed by another program, which store_look_again() then finds out; -1: nobody
   tells. */
int store_watch_fd(const struct store *store);
void store_look_again(struct store *store);

/* ---- articles */

/* What an article is known by: hashes of its headline and of the beginning of its text (0: it has none), and the
   date of its issue. */
struct store_key {
    uint64_t head, body;
    uint32_t date; /* YYYYMMDD; 0: not known */
};
struct store_key store_key_of(const struct issue *issue, const struct issue_article *article);

/* All that an article says, as it was when it was read, to know whether it says something else now: hashes of what store_key
   counts, headline and byline included, and of what numbers have between their digits. Of an issue of which only the
   beginning is there it is not known: all zero. */
struct store_text {
    uint64_t whole; /* 0: not known */
    uint64_t
        sketch; /* of what follows its head: texts that are alike have most bits alike; 0: it is too short for one */
    uint32_t paper; /* of the paper's title; 0: it has none */
};
struct store_text store_text_of(const struct issue *issue, const struct issue_article *article);
/* Have they two pairs of characters of five in common, about, or more; or are both too short to tell? */
bool store_text_alike(const struct store_text *a, const struct store_text *b);

enum store_mark {
    STORE_READ = 1,
    STORE_BEGUN = 2, /* it has a reading place */
    STORE_FLAGGED = 4,
    STORE_NOTED = 8,    /* there is a note on it */
    STORE_UNREAD = 16,  /* said to be unread, though all older ones are read */
    STORE_REISSUED = 32 /* instead of STORE_READ: it was, and has been issued again since with other words */
};

struct store_article {
    uint8_t marks;    /* enum store_mark */
    uint8_t percent;  /* of it that is above the place */
    bool by_headline; /* known by that alone: what is known is of a text that begins otherwise */
    uint32_t paragraph,
        byte; /* the reading place: a byte of a paragraph's text, which is UTF-8 whatever the file is; both from 0 on */
    struct store_text text; /* that was read */
};

/* What is known of the article; false: nothing. One whose headline, or else whose beginning, is another than it was (it was
   mended, or issued again with a correction) is known by the other. */
bool store_find(struct store *store, struct store_key key, struct store_article *article);
/* The same of an article of ISSUE: what is another article's of the same issue is not this one's, though they begin alike. */
struct store_article store_find_in(struct store *store, struct store_key key, const struct issue *issue);
/* Is something known of this very KEY? */
bool store_has(struct store *store, struct store_key key);
/* The same of an article, and whether it was read or is older than all that is, or was read and is reissued; all zero: nothing is
   known. What another paper prints is not compared with what was read in this one. */
struct store_article store_article_of(struct store *store, const struct issue *issue,
                                      const struct issue_article *article);
/* The same, where the key is known already. *OWN is the article's text, or all zero: then it is found out if need be. */
struct store_article store_article_of_key(struct store *store, struct store_key key, const struct issue *issue,
                                          const struct issue_article *article, struct store_text *own);
/* CHANGED: of this very key the marks that are set or taken back; with STORE_BEGUN the place, too, with STORE_READ the text.
   What is reissued was read: so it is put. */
void store_put(struct store *store, struct store_key key, struct store_article article, uint8_t changed);
/* Can an article of DATE have one of MARKS by itself, whatever is older than what? False is certain. 0: the date is not known. */
bool store_may_have(struct store *store, uint32_t date, uint8_t marks);

/* The paper of ISSUE: its title, or a piece of its path where it has none, as a library calls it. NAME is room for that. */
enum { STORE_PAPER_BYTES = 256 };
const char *store_paper(const struct issue *issue, char name[STORE_PAPER_BYTES]);
/* All that was issued by the paper TITLE (NULL: it has none) up to this day is read; 0: nothing is said. */
uint32_t store_read_before(struct store *store, const char *title);
void store_set_read_before(struct store *store, const char *title, uint32_t date);

/* ---- clippings: articles that are flagged or have a note, so that they can be listed without their issues */
struct store_clipping {
    struct store_key key;
    const char *headline, *title, *path; /* of the article, the paper and the file where it was last */
    const char *note;                    /* empty: none */
    uint32_t line;                       /* of the file, from 0 on */
};
/* Adds it, or takes the place of what was there of the same key. The texts are copied. */
void store_clip(struct store *store, const struct store_clipping *clipping);
/* The note on an article, the caller's; NULL: none. */
char *store_note(struct store *store, struct store_key key);
/* All that are flagged or have a note, newest date first, *COUNT of them: the caller's, as all in them. */
struct store_clipping *store_clippings(struct store *store, size_t *count);
void store_clippings_free(struct store_clipping *clippings, size_t count);

/* ---- mends: kept by what the lines say and what stands around them */

/* The mends that hold for lines of ISSUE, *COUNT of them in the order of their making: the caller's; NULL: none. */
struct parser_mend *store_mends(struct store *store, const struct issue *issue, size_t *count);
/* The same for a library, which asks it of each issue that it reads. */
struct library_memory store_memory(struct store *store);
/* What was said of the lines of ISSUE is MENDS now, all of it. */
void store_set_mends(struct store *store, const struct issue *issue, const struct parser_mend *mends, size_t count);

/* ---- lines of text, each of a kind, with a value */
enum store_line_kind {
    STORE_SEARCHES,    /* typed: queries, */
    STORE_COMMANDS,    /* commands behind a colon, */
    STORE_FILES,       /* names of files, */
    STORE_PIPES,       /* what articles are piped through; */
    STORE_SAVED,       /* a search by its name: the value is the query */
    STORE_READ_BEFORE, /* a paper's title: the value is a date */
    STORE_WATCHED,     /* a query that is watched for; */
    STORE_SEEN,        /* the same: what of its hits was seen, as its reader has written it */
    STORE_LINE_KINDS
};
struct store_line {
    char *text, *value;
};
/* Adds it, as the newest; VALUE takes the place of the one that was there. NULL: there is none any more. */
void store_put_line(struct store *store, enum store_line_kind kind, const char *text, const char *value);
/* Those of KIND, oldest first, at most the newest MOST: the caller's, as all in them. */
struct store_line *store_lines(struct store *store, enum store_line_kind kind, size_t most, size_t *count);
void store_lines_free(struct store_line *lines, size_t count);

/* ---- the last visit to each paper */
struct store_visit {
    const char *title, *path, *headline;
    struct store_key key; /* of the article */
    uint32_t number;      /* of it in its issue, from 1 on */
    uint8_t percent;
};
/* The texts are copied. */
void store_put_visit(struct store *store, const struct store_visit *visit);
/* The newest first: the caller's, as all in them. */
struct store_visit *store_visits(struct store *store, size_t *count);
void store_visits_free(struct store_visit *visits, size_t count);

/* ---- to another machine */

/* Appends all that the file at PATH holds, as JSON. */
struct error *store_export(const char *path, struct buffer *out) BASE_MUST_USE;
/* Merges what JSON, which store_export() made, says: marks and notes of both, of two places the later one. NAME is for errors. */
struct error *store_import(const char *path, const char *name, struct slice json) BASE_MUST_USE;

#endif
