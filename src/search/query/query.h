/* A query's text, compiled. A room of search, above pinyin and raw.
 *
 * What is typed between blanks, marks and all, is cut into atoms. A clause is a word of the query, as hits count them
 * (search_hit.word): an article must have all clauses. Its terms are the alternatives, a|b: any of them will do.
 *
 *   text -> syntax (atoms, with their fields) -> query (clauses of terms) <- dates, numbers, regex, pinyin, raw
 */
#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include "kanbao/search.h"
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

/* Does it ask what the text need not say, so that raw text cannot answer? */
static inline bool
field_asks_issue(const struct search_field *field)
{
    return field->parts >> SEARCH_PATH != 0;
}

/* ---- syntax.c: the query's text cut into atoms */

enum atom_kind { ATOM_WORD, ATOM_PHRASE, ATOM_REGEX };

struct atom {
    enum atom_kind kind;
    const struct search_field *field;
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
    const struct search_field *field; /* of the word that is being read */
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

/* Compiles PATTERN. NULL with *REASON (malloc'd, in the user's language) and *AT, a byte of PATTERN. */
struct regex *regex_new(struct slice pattern, bool cased, char **reason, size_t *at);
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

/* ---- query.c */

enum { TERMS_MAX = 128 };
enum term_kind { TERM_FOLDED, TERM_EXACT, TERM_REGEX, TERM_DATE, TERM_MARK };

/* One alternative of one word. */
struct term {
    enum term_kind kind;
    const struct search_field *field;
    struct variants variants; /* folded: the word itself, then other writings of its numbers */
    bool *upper;              /* folded, case counts: for each code of the word, is it a capital? else NULL */
    struct pinyin *pinyin;    /* folded: NULL where it can match in no such way */
    bool one_letter;          /* pinyin by one initial: in headlines and bylines only */
    char *bytes;              /* exact */
    size_t length;
    struct regex *regex;
    struct date_range dates;
    const struct search_mark *mark;
    struct raw_filter *raw; /* NULL: raw text is not asked */
};

/* One word of the query: any of its terms will do. */
struct clause {
    bool negated;
    uint16_t first, count; /* of the query's terms */
};

struct search_query {
    struct term terms[TERMS_MAX];
    size_t term_count;
    struct clause clauses[SEARCH_WORDS_MAX];
    size_t clause_count;
    unsigned parts; /* that any of the terms asks */
    struct store *store;
};

#endif
