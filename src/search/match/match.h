/* Where an issue has what a query asks for, and whether it can have it at all. A room of search, above query (and what
 * stands below that: pinyin, raw).
 *
 *   issue -> chunk (joined text, piece by piece) -> term_match (a term in a text) -> clause_scan (a word) -> near (some words)
 *         -> article_hits;   around: one hit, shown
 *   path, title, date; raw text -> prefilter (which issues to look at)
 */
#ifndef SEARCH_MATCH_H
#define SEARCH_MATCH_H

#include "kanbao/fold.h"
#include "search/query/query.h"

/* ---- chunk.c: an issue's text, joined, a piece of bounded size at once */

/* What is searched as one text: a paragraph, or a span of the issue's text. */
struct passage {
    const struct issue_paragraph *paragraph; /* NULL: a span */
    struct issue_span span;
    uint32_t line; /* of the span */
};

/* A part of a chunk that stands in the issue's text as it is. */
struct segment {
    uint32_t chunk_byte; /* where it begins there */
    uint32_t issue_byte;
    uint32_t bytes;
    uint32_t line;
};

struct chunk {
    struct subject subject; /* the text is joined; hits begin in [from, until), before and behind is context */
    size_t moved_bytes;     /* a byte of the chunk before is so much nearer to the beginning of this one */
    /* private */
    const struct issue *issue;
    struct passage passage;
    struct issue_piece piece; /* that is being read */
    uint32_t taken_bytes;     /* of it */
    bool exhausted;
    struct buffer joined;
    struct segment *segments;
    size_t segment_count, segment_capacity;
};

void chunk_done(struct chunk *chunk);
/* The first chunk of PASSAGE. */
void chunk_begin(struct chunk *chunk, const struct issue *issue, struct passage passage);
/* The same, but from a byte of the issue in LINE, a line of the paragraph, on. */
void chunk_begin_at(struct chunk *chunk, const struct issue *issue, struct passage passage, uint32_t line,
                    uint32_t byte);
bool chunk_next(struct chunk *chunk);
/* The byte of the issue's text, and its line, where a hit begins or ends that does so at BYTE of the chunk's text. */
uint32_t chunk_start(const struct chunk *chunk, size_t byte, uint32_t *line);
uint32_t chunk_end(const struct chunk *chunk, size_t byte);
/* And back: where the issue's BYTE is in the chunk. */
size_t chunk_find(const struct chunk *chunk, uint32_t byte);

/* ---- term_match.c: a term in a text */

/* What matching needs to work with; of one thread. Begins as {0}. */
struct match_memory {
    struct fold fold;
    struct regex_context *regex;
};
/* Before each search: from now on the time counts that regular expressions may take. */
void match_memory_begin(struct match_memory *memory);
void match_memory_done(struct match_memory *memory);

/* A text that terms are looked for in, one after the other. */
struct candidate {
    struct subject subject;
    bool head; /* a headline, a byline: one initial is enough */
    struct match_memory *memory;
    bool folded;   /* the memory's fold is of the subject */
    bool too_hard; /* set when a regular expression was given up */
};

struct match {
    size_t start, end; /* bytes of the text */
    uint8_t rank;      /* SEARCH_RANK_NONE: there is none */
};

/* The first match of TERM that begins at FROM or behind. */
struct match match_term(const struct term *term, struct candidate *candidate, size_t from);

/* ---- clause_scan.c: the places of a clause in a text */

struct clause_scan {
    struct candidate *candidate;
    const struct term *terms;
    size_t count;
    size_t which, start, behind; /* the last place: of which of the terms, and where it begins and ends */
    struct match next[TERMS_MAX];
};

/* From FROM on, by the terms that PART of an article is asked. Then scan_next() gives the next place, if there is one, and
   scan_go_on() goes behind it. */
void scan_begin(struct clause_scan *scan, const struct search_query *query, size_t clause, struct candidate *candidate,
                enum search_part part, size_t from);
bool scan_next(struct clause_scan *scan, struct match *match);
void scan_go_on(struct clause_scan *scan);

/* ---- near.c: words near one another */

struct near_place {
    struct match match;
    uint32_t before, behind; /* how many steps end before it, and how many begin before its end */
};

struct near_word {
    struct near_place *places; /* from left to right */
    size_t count, capacity;
};

struct near_step {
    uint32_t start, end; /* bytes */
};

/* Begins as {0}. */
struct near {
    struct near_word words[SEARCH_WORDS_MAX];
    struct near_step *steps;
    size_t step_count, step_capacity;
};

void near_done(struct near *near);
/* Sets the words to the places of CLAUSE and the clauses behind it that belong to it, as far as they are near to one another;
   false: nowhere are all of them. */
bool near_find(struct near *near, const struct search_query *query, size_t clause, struct candidate *candidate,
               enum search_part part);

/* ---- prefilter.c: what is known of an issue without its text */

struct issue_facts {
    const char *path, *title; /* of the paper; NULL: not known, "": it has none */
    uint32_t date;            /* 0: not known */
    struct store *store;      /* what is remembered; NULL: nothing is */
};

enum truth { TRUTH_NO, TRUTH_YES, TRUTH_MAYBE };

/* Is any of CLAUSE's terms true of the issue as a whole? Maybe, where that is not known or an article is asked. */
enum truth facts_truth(const struct search_query *query, const struct clause *clause, const struct issue_facts *facts,
                       struct match_memory *memory);

#endif
