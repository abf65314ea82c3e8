/* kanbao - hunt: a query asked of a whole library, in a thread of its own.
 *
 * Floor 3, part search. What is found comes in finished batches that never change and need neither the issue nor the
 * library to be shown: newest issue first, as the library is sorted, in each issue in the order of its text. All functions
 * belong to one thread; none of them waits for the work, however large the file at hand.
 */
#ifndef KANBAO_HUNT_H
#define KANBAO_HUNT_H

#include "kanbao/library.h"
#include "kanbao/search.h"

/* ---- what was found: three arrays and a text to which their spans belong, valid UTF-8 as the source has it
   (text_add_safe() it) */

struct hunt_issue {
    uint32_t id;                           /* of the library */
    uint32_t date;                         /* 0: not known */
    struct issue_span title;               /* of the paper; empty: not known */
    uint32_t first_article, article_count; /* those with hits; of the batch */
};

struct hunt_article {
    uint32_t number;               /* of the issue's articles */
    uint32_t line;                 /* its first one */
    struct issue_span headline;    /* or the beginning of a brief */
    uint32_t first_hit, hit_count; /* of the batch */
};

struct hunt_hit {
    struct search_hit place;  /* in the issue, as long as nobody mends it */
    struct issue_span around; /* the words around it, on one line */
    struct issue_span mark;   /* the hit in them: of the batch's text too */
};

struct hunt_batch {
    struct hunt_issue *issues; /* an issue is in one batch only */
    struct hunt_article *articles;
    struct hunt_hit *hits;
    size_t issue_count, article_count, hit_count;
    struct buffer text; /* below 4 GiB */
    size_t issue_capacity, article_capacity, hit_capacity;
    struct hunt_batch *next;
};

void hunt_batch_free(struct hunt_batch *batch);

static inline struct slice
hunt_text(const struct hunt_batch *batch, struct issue_span span)
{
    return slice_make(batch->text.at + span.start_byte, span.bytes);
}

/* ---- hunting */

struct hunt;

struct hunt_limits {
    size_t hits;                        /* kept in all; it ends behind them */
    unsigned before_cells, after_cells; /* of the words around a hit */
};
/* What a list of hits needs: some 25 MB of them. */
#define HUNT_LIMITS ((struct hunt_limits){.hits = 50000, .before_cells = 40, .after_cells = 120})

/* One byte goes to WAKE_FD whenever there is something to take or the progress is another one: at the first hit, then
   some ten times a second, and at the end. The thread is started by the first hunt, and sleeps between hunts. */
struct hunt *hunt_new(int wake_fd);
/* Ends it all; NULL is fine. Where the thread does not see that within 20 ms, in the middle of a large file, it is left to
   end by itself, and frees what it holds; it wakes nobody any more. */
void hunt_free(struct hunt *hunt);

/* Takes SNAPSHOT and QUERY, both good, and begins. A hunt that is not over is given up, and what it found and nobody took is
   forgotten: there is one busy thread at most. */
void hunt_start(struct hunt *hunt, struct library_snapshot *snapshot, struct search_query *query,
                struct hunt_limits limits);
/* Gives it up. What was found so far can still be taken. */
void hunt_stop(struct hunt *hunt);

/* What was found since the last call, a list in its order, the caller's; NULL: nothing. */
struct hunt_batch *hunt_take(struct hunt *hunt);

struct hunt_progress {
    size_t done, total;            /* issues */
    size_t hits, articles, issues; /* found: those of all batches so far */
    size_t unreadable;             /* issues that could not be read; */
    const char *why;               /* the first of these, PATH: reason; NULL: none. Good until the next hunt_start() */
    size_t too_hard;               /* issues in which search_too_hard() says what happened */
    bool more;                     /* than the limit, or than SEARCH_HITS_MAX in one issue */
    bool running;
};
struct hunt_progress hunt_progress(struct hunt *hunt);

#endif
