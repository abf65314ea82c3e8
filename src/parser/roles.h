/* A run of Han characters in a byline, and the words in it that are no names. Only names.c needs it.
 */
#ifndef PARSER_ROLES_H
#define PARSER_ROLES_H

#include "parser/parts.h"

enum { RUN_MAX = 40 };
struct run {
    char32_t code[RUN_MAX];
    size_t at[RUN_MAX + 1]; /* byte of each, and of the end */
    size_t count;
};

/* May CODE stand in a run? */
static inline bool
run_takes(char32_t code)
{
    return text_is_han(code) || text_is_kana(code) || text_among(code, U"·‧•・ー");
}

struct role {
    const char32_t *text;
    uint8_t duty; /* enum duty, or DUTY_PLACE */
};
enum { DUTY_PLACE = 9 };

/* The first role in RUN from AT on, WHERE and how LEN characters long; NULL: there is none before END. */
const struct role *role_find(const struct run *run, size_t at, size_t end, size_t *where, size_t *len);
/* Where the role begins that has its chief word at WHERE, not before START: 本报驻北京特约 (记者). */
size_t role_start(const struct run *run, size_t start, size_t where);
/* Does the role from START up to END speak for the paper itself, or for an agency? */
bool role_is_self(const struct run *run, size_t start, size_t end);
/* 文, 图, 摄 between marks; NULL: none. */
const struct role *role_short(char32_t code);
/* Where RUN ends without the words that end a report: 王小明(綜合報導). */
size_t run_cut_tail(const struct run *run, size_t end);
/* Characters of the place with which RUN ends at END: 王小明(台北). */
size_t run_place(const struct run *run, size_t start, size_t end);
/* Does the name of a paper, a bureau, an office end in CODE? */
bool role_ends_office(char32_t code);
/* Or, in a signature, that of the place where somebody writes from? */
bool role_ends_place(char32_t code);

#endif
