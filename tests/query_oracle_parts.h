/* What the files of the query oracle share, and nobody else.
 *
 *   query_oracle_tokens (letters, tokens) -> query_oracle_grammar (a tree) -> query_oracle (asks it, by query_oracle_look)
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_QUERY_ORACLE_PARTS_H
#define TESTS_QUERY_ORACLE_PARTS_H

#include "query_oracle.h"

enum { TOKENS = 128, NODES = 256, LETTERS = 512, PLACES = 256 };

/* ---- query_oracle_tokens.c: letters, one each, with the bytes it has; and tokens */

struct oracle_letter {
    char sign; /* in ASCII; H: any ideograph */
    size_t start, end;
};

struct oracle_letters {
    struct oracle_letter at[LETTERS];
    size_t count;
};

struct oracle_letters oracle_spell(const char *text);

struct oracle_token {
    char kind;                   /* ( ) | - A O N ~ F W, and . for the end */
    size_t start, end, from, to; /* from, to: without marks */
    bool exact, star, phrase, near;
    unsigned distance;
    char field; /* h b d, or ? */
    struct oracle_fault fault;
};

struct oracle {
    const char *query;
    struct oracle_letters letters;
    struct oracle_token tokens[TOKENS];
    size_t token, token_count;
    int brackets;
    struct oracle_fault *fault;
    struct oracle_node {
        char kind; /* W ~ & | ! */
        int first, next;
        char field;
        struct oracle_token word;
        unsigned distance;
        size_t start, end;
        bool closed;
    } nodes[NODES];
    int node_count;
};

/* The first that is wrong counts; what is incomplete only where nothing is wrong. */
void oracle_note(struct oracle_fault *fault, bool incomplete, size_t start, size_t end);
void oracle_tokenize(struct oracle *oracle);

/* ---- query_oracle_grammar.c */

/* The tree of all tokens, as the number of its node; 0: there is none. */
int oracle_read(struct oracle *oracle);
/* Is something wrong, so that no more is read? */
bool oracle_stopped(const struct oracle *oracle);
struct oracle_token oracle_peek(struct oracle *oracle);
/* Notes that something is missing behind WHAT, or wrong instead of it. */
void oracle_lacks(struct oracle *oracle, struct oracle_token what);

/* ---- query_oracle_look.c */

struct oracle_place {
    size_t start, end; /* bytes */
};

struct oracle_places {
    struct oracle_place at[PLACES];
    size_t count;
};

/* Adds where TEXT has the word of QUERY from FROM to TO, with a STAR behind it, or EXACT. */
void oracle_look(const char *query, size_t from, size_t to, bool star, bool exact, const char *text,
                 struct oracle_places *places);
/* Do A and B not overlap, and are at most DISTANCE steps between them? */
bool oracle_within(const char *text, struct oracle_place a, struct oracle_place b, unsigned distance);

#endif
