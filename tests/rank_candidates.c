/* Where the string that is meant stands among the candidates of a query, for tests/rank_candidates.py.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: rank_candidates QUERIES FILE...
 *
 * QUERIES has a query, what is meant and a kind a line; # begins a line that is none. For each it writes
 *     QUERY MEANT KIND PLACE OLD STRINGS
 * with the places, from 1 on, among the candidates and among the strings in the order in which they come, in the files as they
 * are named: 0 where what is meant is not there.
 */
#include "issue_files.h"

#include "kanbao/search_candidates.h"

#include <stdlib.h>

static size_t
place_ranked(const struct search_candidates *candidates, struct slice wanted)
{
    size_t count = search_candidates_count(candidates), place = 0;
    struct search_candidate *best = base_alloc_zero(count + 1, sizeof *best);
    search_candidates_best(candidates, best, count);
    for (size_t i = 0; i < count && place == 0; i++)
        if (slice_equal(best[i].text, wanted))
            place = i + 1;
    free(best);
    return place;
}

/* Where what is MEANT stands among the strings of the query TYPED, in both orders. */
static void
rank(const char *typed, const char *meant, const char *kind, struct issue **issues, size_t count)
{
    struct search_fault fault = {0};
    struct search_query *query =
        search_query_new(slice_of(typed), &(struct search_options){.pinyin = PINYIN_SCHEME_FULL}, &fault);
    struct search_candidates *candidates = search_candidates_new();
    struct search_hits hits = {0};
    struct buffer around = {0};
    size_t old = 0;
    for (size_t i = 0; query != NULL && i < count; i++) {
        search_issue(query, issues[i], &hits);
        for (size_t k = 0; k < hits.count; k++) {
            struct issue_span mark;
            buffer_clear(&around);
            search_add_around(&around, issues[i], &hits.at[k], SEARCH_CANDIDATE_BEFORE_CELLS,
                              SEARCH_CANDIDATE_AFTER_CELLS, &mark);
            search_candidates_add(candidates, &hits.at[k], buffer_slice(&around), mark);
            if (old == 0 && slice_equal(slice_make(around.at + mark.start_byte, mark.bytes), slice_of(meant)))
                old = search_candidates_count(candidates);
        }
    }
    printf("%s %s %s %zu %zu %zu\n", typed, meant, kind, place_ranked(candidates, slice_of(meant)), old,
           search_candidates_count(candidates));
    buffer_done(&around);
    search_hits_done(&hits);
    search_candidates_free(candidates);
    search_query_free(query);
    free(fault.reason);
}

int
main(int argc, char **argv)
{
    FILE *file = argc > 2 ? fopen(argv[1], "r") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: rank_candidates QUERIES FILE...\n");
        return 2;
    }
    size_t count = (size_t)argc - 2;
    struct issue **issues = issue_files_read("rank_candidates", argv + 2, count);
    char line[256], query[64], meant[64], kind[32];
    while (fgets(line, sizeof line, file) != NULL)
        if (line[0] != '#' && sscanf(line, "%63s %63s %31s", query, meant, kind) == 3)
            rank(query, meant, kind, issues, count);
    fclose(file);
    issue_files_free(issues, count);
    return 0;
}
