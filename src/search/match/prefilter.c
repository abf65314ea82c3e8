/* Which issues cannot have a hit: by what is known of them before they are read, and by their raw text. Most issues are
 * done with here, so that few need be recovered.
 *
 * Every word of the query must pass, by any of its alternatives. Knows nothing of how an issue is recovered, nor of its
 * articles.
 */
#include "search/match/match.h"

#include "kanbao/store.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* ---- what is known of an issue as a whole */

static enum truth
text_has(const struct term *term, const char *text, struct match_memory *memory)
{
    char *copy = base_strdup(text); /* a path is any bytes */
    size_t bytes = text_repair(&copy, strlen(text), NULL);
    struct candidate candidate = {
        .subject = {slice_make(copy, bytes), 0, bytes, true, true}, .head = true, .memory = memory};
    bool has = match_term(term, &candidate, 0).rank != SEARCH_RANK_NONE;
    free(copy);
    return has ? TRUTH_YES : TRUTH_NO;
}

static enum truth
path_truth(const struct term *term, const struct issue_facts *facts, struct match_memory *memory)
{
    return text_has(term, facts->path, memory);
}

static enum truth
title_truth(const struct term *term, const struct issue_facts *facts, struct match_memory *memory)
{
    return facts->title == NULL ? TRUTH_MAYBE : text_has(term, facts->title, memory);
}

static enum truth
date_truth(const struct term *term, const struct issue_facts *facts, struct match_memory *memory)
{
    (void)memory;
    if (facts->date == 0)
        return TRUTH_MAYBE;
    return facts->date >= term->dates.from && facts->date <= term->dates.to ? TRUTH_YES : TRUTH_NO;
}

/* No day without a mark can have an article with it; what lacks a mark may be anywhere. All older ones are read where that was
   said, which is not asked here. */
static enum truth
marks_truth(const struct term *term, const struct issue_facts *facts, struct match_memory *memory)
{
    (void)memory;
    if (term->mark->lacks || term->mark->mark == STORE_READ)
        return TRUTH_MAYBE;
    bool may = facts->store != NULL && store_may_have(facts->store, facts->date, term->mark->mark);
    return may ? TRUTH_MAYBE : TRUTH_NO;
}

/* One for each part that is no text of the issue. */
static enum truth (*const answers[])(const struct term *, const struct issue_facts *, struct match_memory *) = {
    [SEARCH_PATH - SEARCH_PATH] = path_truth,
    [SEARCH_TITLE - SEARCH_PATH] = title_truth,
    [SEARCH_DATE - SEARCH_PATH] = date_truth,
    [SEARCH_MARKS - SEARCH_PATH] = marks_truth,
};
_Static_assert(SEARCH_PATH + BASE_COUNT(answers) == SEARCH_PARTS, "a part that nothing answers for");

static enum truth
term_truth(const struct term *term, const struct issue_facts *facts, struct match_memory *memory)
{
    enum truth truth = field_asks_text(term->field) ? TRUTH_MAYBE : TRUTH_NO;
    for (size_t i = 0; i < BASE_COUNT(answers) && truth != TRUTH_YES; i++) {
        enum truth own = field_asks(term->field, SEARCH_PATH + i) ? answers[i](term, facts, memory) : TRUTH_NO;
        truth = own == TRUTH_NO ? truth : own;
    }
    return truth;
}

enum truth
facts_truth(const struct search_query *query, const struct clause *clause, const struct issue_facts *facts,
            struct match_memory *memory)
{
    enum truth truth = TRUTH_NO;
    for (size_t i = 0; i < clause->count && truth != TRUTH_YES; i++) {
        enum truth own = term_truth(&query->terms[clause->first + i], facts, memory);
        truth = own == TRUTH_NO ? truth : own;
    }
    return truth;
}

bool
search_may_match_issue(const struct search_query *query, const char *path, const char *title, uint32_t date)
{
    struct issue_facts facts = {path, title, date, query->store};
    struct match_memory memory = {.regex = NULL};
    bool may = true;
    if (query->parts >> SEARCH_PATH == 0)
        return true;
    match_memory_begin(&memory);
    for (size_t i = 0; i < query->clause_count && may; i++) {
        const struct clause *clause = &query->clauses[i];
        may = facts_truth(query, clause, &facts, &memory) != (clause->negated ? TRUTH_YES : TRUTH_NO);
    }
    match_memory_done(&memory);
    return may;
}

/* ---- its raw text */

bool
search_may_match(const struct search_query *query, struct slice text)
{
    struct fold fold = {0};
    bool may = true;
    for (size_t i = 0; i < query->clause_count && may; i++) {
        const struct clause *clause = &query->clauses[i];
        may = clause->negated;
        for (size_t k = 0; k < clause->count && !may; k++) {
            const struct raw_filter *filter = query->terms[clause->first + k].raw;
            may = filter == NULL || raw_filter_may_match(filter, text, &fold);
        }
    }
    fold_done(&fold);
    return may;
}

bool
search_may_match_bytes(const struct search_query *query, struct slice bytes)
{
    bool may = true;
    for (size_t i = 0; i < query->clause_count && may; i++) {
        const struct clause *clause = &query->clauses[i];
        may = clause->negated;
        for (size_t k = 0; k < clause->count && !may; k++) {
            const struct raw_filter *filter = query->terms[clause->first + k].raw;
            may = filter == NULL || raw_filter_may_be_in(filter, bytes);
        }
    }
    return may;
}
