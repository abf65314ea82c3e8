/* kanbao - search: a query, and where an issue has what it asks for.
 *
 * Floor 5. A query is compiled once and never changes: any number of threads may use it at once. There is no index
 * and no folded copy of anything: a text is first asked by search_may_match() whether it can have a hit at all, and
 * only then, recovered, by search_issue() where.
 *
 * The query language, of which src/search/query/grammar.c is the grammar:
 *
 *   a b, a AND b   an article that has both                a|b, a OR b    one of them; | binds tighter than blanks, OR less tight
 *   -a, NOT a      not a                                   (a b)|c        brackets
 *   "a b"          as a whole; “a b”, 「a b」               a NEAR/5 b     5 characters or words between them at most, either first
 *   =a             exactly so: no folding at all           "a b"~5        the same of the words of a phrase
 *   a*             where a word begins, with all of it     /x+/i          regular expression (PCRE2), in one paragraph
 *   FIELD:a        only there; for the rest of the word's alternatives, and in brackets, as well (by:a|b, by:(a b))
 *
 * Fields and what each asks are search_fields. Signs, brackets and operators count in their full width, too. What is none of
 * this is a fault.
 * A capital letter makes the case of its word's Latin letters count. Numbers are found in all writings: 2024 is 二〇二四, 第十四届 is
 * 第14届, 12000 is 12,000 and 1.2万. Between two ideographs, kana or syllables of Hangul the text may have quotes, title
 * marks, interpuncts and ruby that the word has not (fold.h).
 */
#ifndef KANBAO_SEARCH_H
#define KANBAO_SEARCH_H

#include "kanbao/choices.h"
#include "kanbao/issue.h"

#include <stdatomic.h>

struct search_query;
struct store;
struct search_stories;

struct search_options {
    enum pinyin_scheme pinyin;
    bool fuzzy;                     /* z is zh, in is ing, n is l, ... */
    bool exact;                     /* every word as if = stood before it */
    struct store *store;            /* what is remembered of articles, which the query keeps; NULL: nothing is */
    struct search_stories *stories; /* which articles may be named (search_story.h); NULL: none */
    uint32_t today;                 /* the day that dates like yesterday go by, YYYYMMDD; 0: what the clock says */
};

enum {
    SEARCH_QUERY_BYTES = 1024, /* a longer query is refused */
    SEARCH_WORDS_MAX = 32,
    SEARCH_HITS_MAX = 1 << 18, /* of one issue */
    SEARCH_NO_WORD = 255
};

/* ---- fields */

/* Where a word may be looked for. */
enum search_part {
    /* what an article shows: hits are here */
    SEARCH_SECTION,
    SEARCH_KICKER,
    SEARCH_HEADLINE,
    SEARCH_DECK,
    SEARCH_BYLINE,
    SEARCH_BODY,
    /* who wrote the article: the byline, wherever it stands, and signatures; hits are of SEARCH_BYLINE */
    SEARCH_AUTHOR,
    /* what is known of the issue as a whole, and not of its text: no hits, and raw text is not asked */
    SEARCH_PATH,
    SEARCH_TITLE,
    SEARCH_DATE,
    /* what is remembered of an article: no hits either */
    SEARCH_MARKS,
    /* which kinds of paragraphs an article has: nor here */
    SEARCH_KINDS,
    /* whether an article tells of the same as another: nor here */
    SEARCH_STORY,
    SEARCH_PARTS
};

/* What is typed behind a field's colon, and offered there. */
enum search_values {
    SEARCH_VALUES_WORDS,    /* as without a field */
    SEARCH_VALUES_AUTHORS,  /* the same; those who write in the paper are offered */
    SEARCH_VALUES_ISSUES,   /* ... the titles and folders of issues */
    SEARCH_VALUES_PAPERS,   /* ... the titles */
    SEARCH_VALUES_SECTIONS, /* ... the sections of the issue */
    SEARCH_VALUES_MARKS,    /* one of search_marks */
    SEARCH_VALUES_KINDS,    /* the same */
    SEARCH_VALUES_ARTICLE,  /* PATH:LINE, of an issue of the library */
    SEARCH_VALUES_DATES     /* as search_read_date() has them, days of every year, and two with .. between */
};

/* The days that TEXT means as a value of date, as YYYYMMDD: one day, a month, a year. False: it means none. */
bool search_read_date(struct slice text, uint32_t *from, uint32_t *to);

struct search_field {
    const char *name;   /* without its colon */
    const char *others; /* Chinese names in either script, with blanks between */
    unsigned parts;     /* that are asked: bits 1 << enum search_part */
    enum search_values values;
    const char *help; /* a part of a sentence, not translated yet: what is found */
};

/* All there are, in the order in which they are offered. */
extern const struct search_field search_fields[];
extern const size_t search_field_count;
/* The one of that NAME, any of its names, without its colon; NULL: there is none. */
const struct search_field *search_field_find(struct slice name);

/* The other forms of a query, as examples, and what each means. */
struct search_form {
    const char *form;
    const char *help; /* not translated yet */
};
extern const struct search_form search_forms[];
extern const size_t search_form_count;

/* A value that a field names: what is asked of the marks of an article, or of its paragraphs. */
struct search_mark {
    const char *field, *name, *others; /* as those of a field */
    uint8_t mark;                      /* enum store_mark; of SEARCH_VALUES_KINDS enum issue_kind */
    bool lacks;                        /* the article must not have it */
};
extern const struct search_mark search_marks[];
extern const size_t search_mark_count;

/* The next of a thing's names, its NAME and its OTHERS, behind *OWN, which begins as {0}; false: there is none. */
bool search_next_name(const char *name, const char *others, struct slice *own);
/* Is TEXT one of them, or does one of them begin with it? */
bool search_name_is(struct slice text, const char *name, const char *others);
bool search_name_begins(struct slice text, const char *name, const char *others);

/* The word at the end of a query that is being typed, for its completion. */
struct search_typed {
    const struct search_field *field; /* that it is asked of; one without a name: of all */
    uint32_t start_byte;              /* where it begins, with its quote */
    uint32_t text_byte;               /* without it */
    bool chinese;                     /* the field was called by its Chinese name */
};
struct search_typed search_typed_at(struct slice text);

/* What is wrong with a query. */
struct search_fault {
    char *reason;                  /* a sentence, translated; NULL: nothing. The caller frees it */
    uint32_t start_byte, end_byte; /* of the query's text */
    bool incomplete;               /* only the end is missing: what is there can be searched for while more is typed */
};

/* Compiles TEXT, valid UTF-8. NULL when TEXT is wrong (*FAULT says why and where) or asks for nothing (no reason then).
   A query that is only incomplete comes with a fault all the same, and what of it cannot be understood yet is left out. */
struct search_query *search_query_new(struct slice text, const struct search_options *options,
                                      struct search_fault *fault);
void search_query_free(struct search_query *query);
/* May TEXT, a query, ask what is remembered of articles? */
bool search_asks_marks(struct slice text);
/* That of the options; NULL: none. */
struct store *search_query_store(const struct search_query *query);

/* Makes the query ready for search_may_match(), which costs more than all the rest of compiling it; before any other thread has it. */
void search_query_expect_raw(struct search_query *query);

/* ---- hits */

enum search_rank { SEARCH_RANK_NONE, SEARCH_RANK_INITIALS, SEARCH_RANK_MIXED, SEARCH_RANK_FULL, SEARCH_RANK_LITERAL };

struct search_hit {
    uint32_t article;
    /* Of the issue's text; line ends, furniture, even other articles (before a rest) may lie between. */
    uint32_t start_byte, end_byte;
    uint32_t line; /* that it begins in */
    /* Of the query, from 0: its colour. SEARCH_NO_WORD: the article as a whole, as the query names no word; the span is
       empty. */
    uint8_t word;
    uint8_t rank; /* enum search_rank */
    uint8_t part; /* enum search_part, up to SEARCH_BODY */
};

/* How likely a hit of RANK in PART is meant, to be compared: what is written so before what sounds so, whole syllables before
   initials, and of the same rank what is in a headline. */
static inline unsigned
search_likelihood(uint8_t rank, uint8_t part)
{
    return rank * 2U + (part == SEARCH_HEADLINE);
}

struct search_scratch;

/* Hits and what finding them needs; begins as {0}, and belongs to one thread at a time. */
struct search_hits {
    struct search_hit *at;
    size_t count, capacity;
    bool more;               /* there are more than SEARCH_HITS_MAX */
    bool too_hard;           /* a regular expression was given up: search_too_hard() is what to tell the user */
    const atomic_bool *stop; /* looked at now and then: true ends the search, with what was found so far; may be NULL */
    struct search_scratch *scratch;
};

void search_hits_done(struct search_hits *hits);

/* Replaces HITS by those in ISSUE: article after article (the unit in which all words of the query must be), in each in
   the order of the text. Hits of one word may overlap where they are of several of its alternatives, but none lies inside
   another; those of several words may anyhow, and then the word that comes first in the query has the colour. Of each word there are hits wherever the article has it, in (a b)|c too. Exact but for one thing: a hit is not longer than 8 KB of text. Needs 1 MB whatever the issue.
   Returns whether there are any. */
bool search_issue(const struct search_query *query, const struct issue *issue, struct search_hits *hits);

/* Where that found nothing: does the issue have all words of the query, each in some article, which are two at least? */
bool search_words_apart(const struct search_query *query, const struct issue *issue);
/* How many words must be there at least. */
unsigned search_query_words(const struct search_query *query);
/* What hits of the query's last word are of; SEARCH_NO_WORD: it has none. */
uint8_t search_query_last_word(const struct search_query *query);

/* A sentence, translated: which limit a regular expression met. */
const char *search_too_hard(void);

/* ---- which issues to look at */

/* Can an issue recovered from TEXT, the whole of its valid UTF-8, have a hit? False is certain, true is not. At some
   GB/s for words, and for pinyin some hundred MB/s. */
bool search_may_match(const struct search_query *query,
                      struct slice text); /* always true before search_query_expect_raw() */

/* The same of the file's BYTES, whatever they are, before they are made a text: true where that must be asked. At the speed of
   memory. */
bool search_may_match_bytes(const struct search_query *query, struct slice bytes);

/* The same from what is known before anything is read: PATH, the paper's TITLE (NULL: not known) and the DATE (YYYYMMDD;
   0: not known). */
bool search_may_match_issue(const struct search_query *query, const char *path, const char *title, uint32_t date);

/* ---- showing a hit */

/* Appends the words around HIT on one line, joined as the article is: about BEFORE cells of what precedes it and AFTER
   cells from its beginning on, with … where more was left out; of an article as a whole the beginning of its text, as its
   headline is said anyway. It is the source's text: text_add_safe() it.
   *SHOWN is where the hit is in OUT (may be NULL). */
void search_add_around(struct buffer *out, const struct issue *issue, const struct search_hit *hit, unsigned before,
                       unsigned after, struct issue_span *shown);

/* Its name for scripts: headline, body, ...; literal, full, mixed, initials. */
const char *search_part_name(uint8_t part);
const char *search_rank_name(uint8_t rank);

#endif
