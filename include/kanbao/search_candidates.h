/* kanbao - candidates: the different strings that a query found, the likeliest first, as an input method offers them.
 *
 * Floor 5, part search. wjq finds 武进区, 稳居全, 外交劝 and more: hit after hit is added, with the words around it, and at any
 * time the best can be asked for. What is likely: whole syllables before initials, a string whose ends are edges of words, one
 * that is found often, and in headlines.
 */
#ifndef KANBAO_SEARCH_CANDIDATES_H
#define KANBAO_SEARCH_CANDIDATES_H

#include "kanbao/search.h"

enum {
    SEARCH_CANDIDATES_MAX = 1 << 16, /* strings; later ones are left out */
    SEARCH_CANDIDATE_BYTES = 192,    /* a longer hit is no candidate */
    /* of the words around a hit that edges are judged by, as search_add_around() takes them: the second from the hit's beginning on */
    SEARCH_CANDIDATE_BEFORE_CELLS = 12,
    SEARCH_CANDIDATE_AFTER_CELLS = 20
};

/* ---- the edges of words */

/* What is said of a hit by the text around it, as bits. */
enum {
    SEARCH_EDGE_LEFT = 1,  /* a word may begin where it begins */
    SEARCH_EDGE_RIGHT = 2, /* a word may end where it ends */
    SEARCH_EDGE_WORD = 4,  /* it is a word of the table, */
    SEARCH_EDGE_NAME = 8   /* and a name */
};

struct search_edges;

/* Memory to work with, of one thread. */
struct search_edges *search_edges_new(void);
void search_edges_free(struct search_edges *edges);
/* What is said of the hit at MARK, bytes of AROUND, valid UTF-8. Only some characters beside it are looked at. */
unsigned search_edges_of(struct search_edges *edges, struct slice around, struct issue_span mark);
/* Is a hit of RANK with such EDGES likely to be chance? By initials alone, and no word or words. */
bool search_is_chance(uint8_t rank, unsigned edges);

/* ---- the strings */

struct search_candidate {
    struct slice text; /* as it was first found, perhaps with what no terminal may get: text_add_safe() it */
    size_t hits, headline_hits;
    uint8_t rank; /* the best of its hits */
    bool is_chance;
};

struct search_candidates;

struct search_candidates *search_candidates_new(void);
void search_candidates_free(struct search_candidates *candidates);
/* Forgets all strings. */
void search_candidates_clear(struct search_candidates *candidates);
/* Another hit, at MARK of the words AROUND it, on one line, as search_add_around() has them. Microseconds. */
void search_candidates_add(struct search_candidates *candidates, const struct search_hit *hit, struct slice around,
                           struct issue_span mark);
/* How many different strings there are. */
size_t search_candidates_count(const struct search_candidates *candidates);
/* The best, the likeliest first, to BEST, which has room for MOST; returns how many. Of equal ones the one that was found first.
   Their texts are good until the next change. */
size_t search_candidates_best(const struct search_candidates *candidates, struct search_candidate *best, size_t most);

/* Appends a query for CANDIDATE and nothing else, whatever is in it: quoted where that is needed. */
void search_candidate_add_query(struct buffer *query, struct slice candidate);

#endif
