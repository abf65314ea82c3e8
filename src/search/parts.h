/* What the files of src/search share.
 *
 *   syntax (atoms) -> query (groups of terms) <- dates, numbers, regex, pinyin
 *   issue -> chunk (joined text, piece by piece) -> terms (a term in a chunk) -> hits;   raw text -> raw
 */
#ifndef SEARCH_PARTS_H
#define SEARCH_PARTS_H

#include "kanbao/fold.h"
#include "kanbao/search.h"
#include "search/pinyin/pinyin.h"

/* ---- syntax.c: the query's text cut into atoms */

enum field { FIELD_ANY, FIELD_HEADLINE, FIELD_BY, FIELD_IN, FIELD_DATE };
enum atom_kind { ATOM_WORD, ATOM_PHRASE, ATOM_REGEX };

struct atom {
    enum atom_kind kind;
    enum field field;
    bool begins;  /* a word of its own, not another alternative of the one before */
    bool negated; /* the whole word */
    bool exact;
    bool open;                     /* its closing mark is missing at the query's end */
    uint32_t start_byte, end_byte; /* all of it */
    uint32_t text_start, text_end; /* without marks */
};

struct syntax {
    struct slice text;
    size_t at;
    enum field field;
    bool negated, alternative;
    struct search_fault *fault;
};

/* The next atom; false at the end or at a fault that is not only incomplete. */
bool syntax_next(struct syntax *syntax, struct atom *atom);
/* Notes a fault at [START, END) unless there is one already; an incomplete one gives way to any other. */
void fault_set(struct search_fault *fault, bool incomplete, size_t start, size_t end, const char *format, ...)
    BASE_PRINTF(5, 6);

/* ---- dates.c */

struct date_range {
    uint32_t from, to; /* YYYYMMDD, both in it; of a month the days 1 to 31 */
};
enum date_result { DATE_FINE, DATE_INCOMPLETE, DATE_BAD, DATE_EMPTY };
enum date_result dates_read(struct slice text, struct date_range *range);

/* ---- numbers.c */

struct variant {
    char32_t *codes; /* folded */
    size_t count;
};
struct variants {
    struct variant *at;
    size_t count, capacity;
};
void variants_add(struct variants *variants, const char32_t *codes, size_t count);
void variants_done(struct variants *variants);
/* Adds other ways to write the numbers of the first variant. */
void numbers_expand(struct variants *variants);

/* ---- regex.c: the only file that knows PCRE2 */

struct regex;
struct regex_work; /* a thread's */

/* Compiles PATTERN. NULL with *REASON (malloc'd, the library's own words) and *AT, a byte of PATTERN. */
struct regex *regex_new(struct slice pattern, bool cased, char **reason, size_t *at);
void regex_free(struct regex *regex);
/* A byte that every match has and that is in the raw text then too; -1: none is known. */
int regex_needs(const struct regex *regex);

struct regex_work *regex_work_new(void);
void regex_work_free(struct regex_work *work);
/* From now on the time counts that a search may take. */
void regex_work_begin(struct regex_work *work);

enum regex_result { REGEX_NONE, REGEX_FOUND, REGEX_LIMIT };
/* The first match in TEXT that is not empty and begins in [FROM, UNTIL); BEGINS and ENDS: TEXT does so, and is no piece out of a
   longer one. */
enum regex_result regex_find(const struct regex *regex, struct regex_work *work, struct slice text, size_t from,
                             size_t until, bool begins, bool ends, size_t *start, size_t *end);

/* ---- raw.c: what the raw text must have for a term to match */

struct raw_test;

/* ---- query.c */

enum { TERMS_MAX = 128 };
enum term_kind { TERM_FOLDED, TERM_EXACT, TERM_REGEX, TERM_DATE };

/* One alternative of one word. */
struct term {
    enum term_kind kind;
    enum field field;
    struct variants variants; /* folded: the word itself, then other writings of its numbers */
    bool *upper;              /* folded, case counts: for each code of the word, is it a capital? else NULL */
    struct pinyin *pinyin;    /* folded: NULL where it can match in no such way */
    bool one_letter;          /* pinyin by one initial: in headlines and bylines only */
    char *bytes;              /* exact */
    size_t length;
    struct regex *regex;
    struct date_range dates;
    struct raw_test *raw;
};

/* One word of the query: any of its terms will do. */
struct group {
    bool negated;
    uint16_t first, count; /* of the query's terms */
};

struct search_query {
    struct term terms[TERMS_MAX];
    size_t term_count;
    struct group groups[SEARCH_WORDS_MAX];
    size_t group_count;
};

/* Made and freed with the term. */
struct raw_test *raw_test_new(const struct term *term);
void raw_test_free(struct raw_test *test);

/* ---- chunk.c: an issue's text, joined, a piece of bounded size at once */

/* What is searched as one text: a paragraph, or a span of the issue's text. */
struct stretch {
    const struct issue_paragraph *paragraph; /* NULL: a span */
    struct issue_span span;
    uint32_t line; /* of the span */
};

struct run {
    uint32_t chunk_byte; /* where it begins there */
    uint32_t issue_byte;
    uint32_t bytes;
    uint32_t line;
};

struct chunk {
    struct slice text;  /* joined */
    size_t from, until; /* hits begin there; before and behind is context */
    size_t moved;       /* a byte of the chunk before is so many bytes nearer to the beginning of this one */
    bool begins, ends;  /* the chunk's text is the stretch's beginning, its end */
    /* private */
    const struct issue *issue;
    struct stretch stretch;
    struct issue_piece piece; /* that is being read */
    uint32_t taken;           /* of its bytes */
    bool exhausted;
    struct buffer joined;
    struct run *runs;
    size_t run_count, run_capacity;
};

void chunk_done(struct chunk *chunk);
/* The first chunk of STRETCH. */
void chunk_begin(struct chunk *chunk, const struct issue *issue, struct stretch stretch);
/* The same, but from a byte of the issue in LINE, a line of the paragraph, on. */
void chunk_begin_at(struct chunk *chunk, const struct issue *issue, struct stretch stretch, uint32_t line,
                    uint32_t byte);
bool chunk_next(struct chunk *chunk);
/* The byte of the issue's text, and its line, where a hit begins or ends that does so at BYTE of the chunk's text. */
uint32_t chunk_start(const struct chunk *chunk, size_t byte, uint32_t *line);
uint32_t chunk_end(const struct chunk *chunk, size_t byte);
/* And back: where the issue's BYTE is in the chunk. */
size_t chunk_find(const struct chunk *chunk, uint32_t byte);

/* ---- terms.c: a term in a text */

struct sight {
    struct slice text;
    size_t from, until;
    bool begins, ends;
    bool folded; /* FOLD is of this text */
    struct fold *fold;
    struct regex_work *regex;
    bool head;     /* a headline: one initial is enough */
    bool too_hard; /* set when a regular expression was given up */
};

struct match {
    size_t start, end; /* bytes of the text */
    uint8_t rank;      /* SEARCH_RANK_NONE: there is none */
};

/* The first match of TERM that begins at FROM or behind. */
struct match match_term(const struct term *term, struct sight *sight, size_t from);

#endif
