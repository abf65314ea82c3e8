/* A query's text, compiled. A room of search, above pinyin and raw.
 *
 * A clause is a word of the query, as hits count them (search_hit.word). Its terms are the alternatives, a|b: any of them will
 * do. How the clauses come together is a tree of nodes, without a NOT: what is negated is a clause.
 *
 *   text -> syntax (tokens) -> grammar (a tree) -> clauses (of terms; nodes) <- terms <- dates, numbers, regex, pinyin, raw
 */
#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include "kanbao/search.h"
#include "kanbao/search_story.h"
#include "search/pinyin/pinyin.h"
#include "search/raw/raw.h"

/* ---- fields.c */

/* What a word without a field asks. */
extern const struct search_field field_none;

static inline bool
field_asks(const struct search_field *field, enum search_part part)
{
    return (field->parts >> part & 1) != 0;
}

/* Does it ask what the issue's text says? */
static inline bool
field_asks_text(const struct search_field *field)
{
    return (field->parts & ((1U << SEARCH_PATH) - 1)) != 0;
}

/* Does it ask what is remembered of an article? */
static inline bool
field_asks_marks(const struct search_field *field)
{
    return field_asks(field, SEARCH_MARKS);
}

/* Does it ask each article for itself? */
static inline bool
field_asks_article(const struct search_field *field)
{
    return field_asks_text(field) || field_asks_marks(field) || field_asks(field, SEARCH_KINDS) ||
           field_asks(field, SEARCH_STORY);
}

/* Does it ask what the text need not say, so that raw text cannot answer? */
static inline bool
field_asks_issue(const struct search_field *field)
{
    return field->parts >> SEARCH_PATH != 0;
}

/* ---- syntax.c: the query's text cut into tokens */

enum { SEARCH_DISTANCE_MAX = 500 }; /* so far apart two words may be asked to stand; well within the longest hit */

enum atom_kind { ATOM_WORD, ATOM_PHRASE, ATOM_REGEX, ATOM_NEAR }; /* near: "a b"~5 */
enum atom_flags { REGEX_CASELESS = 1, REGEX_LINES = 2, REGEX_DOT_ALL = 4, REGEX_EXTENDED = 8 };

struct atom {
    enum atom_kind kind;
    const struct search_field *field;
    bool exact;
    bool prefix;                   /* begins at a word's beginning, and takes the rest of the word with it */
    bool open;                     /* its closing mark is missing at the query's end */
    uint8_t flags;                 /* of a regular expression: enum atom_flags */
    unsigned distance;             /* near */
    uint32_t start_byte, end_byte; /* all of it, with its field */
    uint32_t word_byte;            /* where it begins behind that */
    uint32_t text_start, text_end; /* without marks */
};

enum token_kind {
    TOKEN_END, /* or a fault that stops */
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_BAR,
    TOKEN_MINUS,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,
    TOKEN_NEAR,
    TOKEN_FIELD,
    TOKEN_ATOM
};

struct token {
    enum token_kind kind;
    uint32_t start_byte, end_byte;
    unsigned distance;                /* near */
    const struct search_field *field; /* field */
    struct atom atom;                 /* atom; its field is not set */
};

struct syntax {
    struct slice text;
    size_t at;
    const struct search_field *field; /* of an atom that is next: how it is read */
    struct search_fault *fault;
};

/* The next token, behind one of kind BEFORE. */
struct token syntax_next(struct syntax *syntax, enum token_kind before);
/* Notes a fault at [START, END) unless there is one already; an incomplete one gives way to any other, and what stops to what
   stops before it. */
void fault_set(struct search_fault *fault, bool incomplete, size_t start, size_t end, const char *format, ...)
    BASE_PRINTF(5, 6);

/* Is the query wrong, whatever is typed behind it? */
static inline bool
fault_stops(const struct search_fault *fault)
{
    return fault->reason != NULL && !fault->incomplete;
}

/* ---- grammar.c: tokens to a tree */

enum tree_kind { TREE_WORD, TREE_NEAR, TREE_AND, TREE_OR, TREE_NOT };

struct tree_node {
    enum tree_kind kind;
    bool whole;                    /* nothing more is to be joined to it */
    uint32_t start_byte, end_byte; /* of the query's text, with its brackets */
    uint32_t first, next;          /* what is below it, and beside it below the same node; 0: nothing */
    unsigned distance;             /* from the one beside it; below TREE_NEAR */
    struct atom atom;              /* of a word */
};

/* Begins as {0}. No AND is right below an AND, and no OR below an OR. */
struct tree {
    struct tree_node *nodes;
    uint32_t count;
    size_t capacity;
};

/* The root of TEXT's tree; 0 where it has nothing in it, or is wrong. */
uint32_t grammar_parse(struct tree *tree, struct slice text, struct search_fault *fault);
void tree_done(struct tree *tree);

/* ---- dates.c */

struct date_range {
    uint32_t from, to; /* YYYYMMDD, both in it; of a month the days 1 to 31 */
    bool yearly;       /* MMDD, of every year; from is behind to where it goes over the year's end */
};
enum date_result { DATE_FINE, DATE_INCOMPLETE, DATE_BAD, DATE_EMPTY };
/* TEXT as it is meant on the day TODAY, YYYYMMDD; 0: on this one. */
enum date_result dates_read(struct slice text, uint32_t today, struct date_range *range);
/* Is TEXT the beginning of a date that goes on behind a blank: last, last 7? */
bool date_wants_more(struct slice text);
bool dates_have(const struct date_range *range, uint32_t date);
uint32_t search_today(void);

/* ---- numbers.c (number_read.c, number_write.c): a word and its variants */

struct variants {
    struct variant *at;
    size_t count, capacity;
    uint64_t firsts; /* variant_firsts() of all */
};
/* Adds a copy of CODES unless it is there; the first one is what was typed. */
void variants_add(struct variants *variants, const char32_t *codes, size_t count);
void variants_done(struct variants *variants);
/* Adds other ways to write the numbers of the first variant. */
void numbers_expand(struct variants *variants);
/* A digit, a numeral: what goes on with a number that stands beside it. */
bool numbers_is_part(char32_t code);

/* ---- regex.c, and regex_reason.c: the only files that know PCRE2 */

struct regex;
struct regex_context; /* a thread's */

/* What is searched: a match begins in [from, until), and what is before and behind is looked at only. */
struct subject {
    struct slice text;
    size_t from, until;
    bool begins, ends; /* the text does so, and is no piece out of a longer one */
};

/* Compiles PATTERN; FLAGS are enum atom_flags. NULL with *REASON (malloc'd, in the user's language) and *AT, a byte of PATTERN. */
struct regex *regex_new(struct slice pattern, bool cased, unsigned flags, char **reason, size_t *at);
void regex_free(struct regex *regex);
/* Appends what PCRE2's error NUMBER means for who wrote the pattern. */
void regex_add_reason(struct buffer *out, int number);
/* A byte that every match has and that is in the raw text then too; -1: none is known. */
int regex_needs(const struct regex *regex);

struct regex_context *regex_context_new(void);
void regex_context_free(struct regex_context *context);
/* From now on the time counts that a search may take. */
void regex_context_begin(struct regex_context *context);

enum regex_result { REGEX_NONE, REGEX_FOUND, REGEX_LIMIT };
/* The first match in SUBJECT that is not empty and begins at FROM or behind. */
enum regex_result regex_find(const struct regex *regex, struct regex_context *context, const struct subject *subject,
                             size_t from, size_t *start, size_t *end);

/* ---- query.c: one word */

enum { TERMS_MAX = 128 };
enum term_kind { TERM_FOLDED, TERM_EXACT, TERM_REGEX, TERM_DATE, TERM_MARK, TERM_KIND, TERM_STORY };

/* One alternative of one word. */
struct term {
    enum term_kind kind;
    const struct search_field *field;
    struct variants variants;      /* folded: the word itself, then other writings of its numbers */
    bool *upper;                   /* folded, case counts: for each code of the word, is it a capital? else NULL */
    struct pinyin *pinyin;         /* folded: NULL where it can match in no such way */
    bool one_letter;               /* pinyin by one initial: in headlines and bylines only */
    bool prefix;                   /* only where a word begins, and to its end */
    uint32_t start_byte, end_byte; /* of the query's text: what it is made of, without its field */
    char *bytes;                   /* exact */
    size_t length;
    struct regex *regex;
    struct date_range dates;
    const struct search_mark *mark;
    struct story *story;    /* kept */
    struct raw_filter *raw; /* NULL: raw text is not asked */
};

/* Of the query's TEXT the part [START, END), as ATOM says. False, with a fault or without one, where it asks for nothing. Done
   with term_done() in either case. */
bool term_compile(struct term *term, struct slice text, const struct atom *atom, const struct search_options *options,
                  struct search_fault *fault);
void term_done(struct term *term);

/* ---- clauses.c: the tree's words, and how they come together */

/* One word of the query: any of its terms will do. */
struct clause {
    bool negated;
    uint16_t first, count; /* of the query's terms */
    uint8_t
        operands; /* 1, or how many clauses from this one on are to be near one another; 0: it is a later one of them */
    uint16_t distance; /* to the next of them */
};

/* What must hold: any or all of some clauses, by their bits, and of the nodes below. */
struct query_node {
    bool any;
    uint32_t there, lacking; /* clauses that are to be found, and negated ones, which are not */
    uint8_t first, next;     /* nodes below it, and beside it; 0: none */
};

struct search_query {
    struct term terms[TERMS_MAX];
    size_t term_count;
    struct clause clauses[SEARCH_WORDS_MAX];
    size_t clause_count;
    struct query_node nodes[2 * SEARCH_WORDS_MAX]; /* the first is none, the last the root */
    size_t node_count;
    uint32_t negated; /* bits of the negated clauses */
    unsigned parts;   /* that any of the terms asks */
    struct store *store;
};

/* Does the query hold where ASK says of each clause, a negated one too, whether it is found? Asks no more than it must. */
typedef bool query_ask(const struct search_query *query, size_t clause, void *context);
bool query_holds(const struct search_query *query, query_ask *ask, void *context);
/* The same of clauses by their bits. */
bool query_holds_with(const struct search_query *query, uint32_t found);

#endif
