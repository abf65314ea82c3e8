/* kanbao - library search: a query asked of a whole library, on this thread or on one of its own.
 *
 * Floor 5, part search. Newest issue first, as the library is sorted, in each issue in the order of its text. Most issues are
 * done with by their names or their raw text.
 */
#ifndef KANBAO_LIBRARY_SEARCH_H
#define KANBAO_LIBRARY_SEARCH_H

#include "kanbao/library.h"
#include "kanbao/search.h"
#include "kanbao/worker.h"

/* ---- on this thread */

/* What the search tells as it goes; each gets CONTEXT first. */
struct library_search_listener {
    /* ISSUE, the library's ID, may have hits, and has HITS, perhaps none. Both go with the call; HITS may be changed. */
    void (*searched)(void *context, uint32_t id, const struct issue *issue, struct search_hits *hits);
    /* The issue at PATH cannot be read: WHY not. */
    void (*unreadable)(void *context, const char *path, const struct error *why);
    /* Another issue is done with, in one way or another. False: that is enough. */
    bool (*passed)(void *context);
};

/* Asks QUERY, which search_query_expect_raw() made ready, of all issues of SNAPSHOT, on so many THREADS, and tells LISTENER on
   this one, in the snapshot's order. Once *STOP (which may be NULL) is true it ends soon, also in the midst of an issue, of
   which nothing is told then. */
void library_search_all(const struct library_snapshot *snapshot, const struct search_query *query,
                        const atomic_bool *stop, const struct library_search_listener *listener, void *context,
                        unsigned threads);

/* Tells LISTENER of all issues of SNAPSHOT, without any hits, on this thread; what STORE (which may be NULL) remembers of their lines
   holds. */
void library_walk(const struct library_snapshot *snapshot, struct store *store, const atomic_bool *stop,
                  const struct library_search_listener *listener, void *context);

/* ---- what was found, in finished batches that never change and need neither the issue nor the library to be shown: three
   arrays and a text to which their spans belong, valid UTF-8 as the source has it (text_add_safe() it) */

struct found_issue {
    uint32_t id;                           /* of the library */
    uint32_t date;                         /* 0: not known */
    struct issue_span title;               /* of the paper; empty: not known */
    uint32_t first_article, article_count; /* those with hits; of the batch */
};

struct found_article {
    uint32_t number;               /* of the issue's articles */
    uint32_t line;                 /* its first one */
    struct issue_span headline;    /* or the beginning of a brief */
    uint32_t first_hit, hit_count; /* of the batch */
};

struct found_hit {
    struct search_hit hit;    /* in the issue, as long as nobody mends it */
    struct issue_span around; /* the words around it, on one line */
    struct issue_span mark;   /* the hit in them: of the batch's text too */
    bool is_chance;           /* search_is_chance() says so */
};

struct found_batch {
    struct worker_item item;
    struct found_issue *issues; /* an issue is in one batch only */
    struct found_article *articles;
    struct found_hit *hits;
    size_t issue_count, article_count, hit_count;
    struct buffer text; /* below 4 GiB */
    size_t issue_capacity, article_capacity, hit_capacity;
};

/* With all that follow it; NULL is fine. */
void found_batch_free(struct found_batch *batch);

/* The next of a list; NULL behind the last. */
static inline struct found_batch *
found_batch_next(const struct found_batch *batch)
{
    return (struct found_batch *)batch->item.next;
}

static inline struct slice
found_text(const struct found_batch *batch, struct issue_span span)
{
    return slice_make(batch->text.at + span.start_byte, span.bytes);
}

/* ---- on a thread of its own. All functions belong to one thread; none of them waits for the work, however large the file at
   hand. */

struct library_search;

struct library_search_limits {
    size_t hits;                        /* kept in all; it ends behind them */
    unsigned before_cells, after_cells; /* of the words around a hit */
};
/* What a list of hits needs: some 25 MB of them. Where memory is scarce, 5 MB. */
enum { LIBRARY_SEARCH_HITS_FEW = 10000 };
#define LIBRARY_SEARCH_LIMITS ((struct library_search_limits){.hits = 50000, .before_cells = 40, .after_cells = 120})

/* One byte goes to WAKE_FD whenever there is something to take or the progress is another one: at the first hit, then
   some ten times a second, and at the end. The thread is started by the first search, and sleeps between searches. */
struct library_search *library_search_new(int wake_fd);
/* Ends it all; NULL is fine. Where the thread does not see that within 20 ms, in the middle of a large file, it is left to
   end by itself, and frees what it holds; it wakes nobody any more. */
void library_search_free(struct library_search *search);

/* Takes SNAPSHOT and QUERY, both good, and begins. A search that is not over is given up, and what it found and nobody took is
   forgotten: there is one busy thread at most. */
void library_search_start(struct library_search *search, struct library_snapshot *snapshot, struct search_query *query,
                          struct library_search_limits limits);
/* Gives it up. What was found so far can still be taken. */
void library_search_stop(struct library_search *search);

/* What was found since the last call, a list in its order, the caller's; NULL: nothing. */
struct found_batch *library_search_take(struct library_search *search);

struct library_search_progress {
    size_t done, total;            /* issues */
    size_t hits, articles, issues; /* found: those of all batches so far */
    size_t unreadable;             /* issues that could not be read; */
    const char *why;               /* the first of these, PATH: reason; NULL: none. Good until the next start */
    size_t too_hard;               /* issues in which search_too_hard() says what happened */
    bool more;                     /* than the limit, or than SEARCH_HITS_MAX in one issue */
    bool running;
};
struct library_search_progress library_search_progress(struct library_search *search);

#endif
