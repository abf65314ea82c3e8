/* search, the query language done again, slowly: for tests/test_grammar.c.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Its own reading of the grammar in the manual and its own looking, character by character, for a small vocabulary: 灯船, 雾笛,
 * 码头, ab, cd, parts of them, phrases of such that do not overlap themselves, headline: 标题: body: date:, and no pinyin. It shares
 * nothing with src/search.
 */
#ifndef TESTS_QUERY_ORACLE_H
#define TESTS_QUERY_ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct oracle_fault {
    bool any, incomplete;
    size_t start, end;
};

/* An article of an issue: a headline and a text, each a line without an end. */
struct oracle_article {
    const char *parts[2];
    bool *marked[2]; /* out: for each byte, is it in a hit? */
    bool found;      /* out */
};

/* Reads QUERY and asks it of the articles of an issue of the year YEAR. False: there is nothing to ask. */
bool oracle_ask(const char *query, unsigned year, struct oracle_article *articles, size_t count,
                struct oracle_fault *fault);

#endif
