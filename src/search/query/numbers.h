/* A number of a word, read; inside src/search/query only. */
#ifndef SEARCH_NUMBERS_H
#define SEARCH_NUMBERS_H

#include "search/query/query.h"

enum { NUMBER_DIGITS_MAX = 12 };

enum number_kind {
    NUMBER_DIGITS,  /* 2024, 1,234, 1.2万 */
    NUMBER_FIGURES, /* 二〇二四 */
    NUMBER_SPOKEN   /* 十四, 一万二千 */
};

struct number {
    enum number_kind kind;
    char digits[NUMBER_DIGITS_MAX + 1]; /* its figures, in ASCII, as they were written */
    size_t count;                       /* of them */
    uint64_t value;                     /* below 10^12 */
    bool counts;                        /* it has a value: figures that begin with 0 have none */
};

/* ---- number_read.c */

/* Reads the number that begins at AT of the folded CODES: behind it, or AT where there is none. */
size_t number_read(const char32_t *codes, size_t count, size_t at, struct number *number);
/* Behind all numerals from AT on, whatever they make. */
size_t number_skip(const char32_t *codes, size_t count, size_t at);

/* ---- number_write.c */

/* A number, or a word, while it is written. */
struct draft {
    char32_t codes[192];
    size_t count;
};
void draft_put(struct draft *draft, char32_t code);

enum { WRITINGS_MAX = 24 };
struct writing {
    char32_t codes[48];
    size_t count;
    bool han; /* ideographs only: in one word there are no others beside it */
};
/* The other ways to write NUMBER, a YEAR without thousands marks; their number. */
size_t number_write(const struct number *number, bool year, struct writing out[WRITINGS_MAX]);

#endif
