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
    return dates_have(&term->dates, facts->date) ? TRUTH_YES : TRUTH_NO;
}

/* No day without a mark can have an article with it, and what is reissued was read; what lacks a mark may be anywhere. All older
   ones are read where that was said, which is not asked here. */
static enum truth
marks_truth(const struct term *term, const struct issue_facts *facts, struct match_memory *memory)
{
    (void)memory;
    if (term->mark->lacks || term->mark->mark == STORE_READ)
        return TRUTH_MAYBE;
    uint8_t mark = term->mark->mark == STORE_REISSUED ? STORE_READ : (uint8_t)term->mark->mark;
    bool may = facts->store != NULL && store_may_have(facts->store, facts->date, mark);
    return may ? TRUTH_MAYBE : TRUTH_NO;
}

/* What only the article itself says. */
static enum truth
article_truth(const struct term *term, const struct issue_facts *facts, struct match_memory *memory)
{
    (void)term, (void)facts, (void)memory;
    return TRUTH_MAYBE;
}

/* One for each part that is no text of the issue. */
static enum truth (*const answers[])(const struct term *, const struct issue_facts *, struct match_memory *) = {
    [SEARCH_PATH - SEARCH_PATH] = path_truth,     [SEARCH_TITLE - SEARCH_PATH] = title_truth,
    [SEARCH_DATE - SEARCH_PATH] = date_truth,     [SEARCH_MARKS - SEARCH_PATH] = marks_truth,
    [SEARCH_KINDS - SEARCH_PATH] = article_truth, [SEARCH_STORY - SEARCH_PATH] = article_truth,
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

struct facts_question {
    struct issue_facts facts;
    struct match_memory memory;
};

/* What may be either is taken for what lets the query hold. */
static bool
ask_facts(const struct search_query *query, size_t clause, void *context)
{
    struct facts_question *question = context;
    enum truth truth = facts_truth(query, &query->clauses[clause], &question->facts, &question->memory);
    return query->clauses[clause].negated ? truth == TRUTH_YES : truth != TRUTH_NO;
}

bool
search_may_match_issue(const struct search_query *query, const char *path, const char *title, uint32_t date)
{
    struct facts_question question = {.facts = {path, title, date, query->store}};
    if (query->parts >> SEARCH_PATH == 0)
        return true;
    match_memory_begin(&question.memory);
    bool may = query_holds(query, ask_facts, &question);
    match_memory_done(&question.memory);
    return may;
}

/* ---- its raw text */

struct raw_question {
    struct slice text;
    bool is_bytes; /* of a file, as they are */
    struct fold fold;
};

static bool
may_have_term(const struct term *term, struct raw_question *question)
{
    if (term->story != NULL)
        return question->is_bytes || story_may_match(term->story, question->text);
    if (term->raw == NULL)
        return true;
    return question->is_bytes ? raw_filter_may_be_in(term->raw, question->text, &question->fold)
                              : raw_filter_may_match(term->raw, question->text, &question->fold);
}

static bool
may_have_clause(const struct search_query *query, const struct clause *clause, struct raw_question *question)
{
    bool may = false;
    for (size_t i = 0; i < clause->count && !may; i++)
        may = may_have_term(&query->terms[clause->first + i], question);
    return may;
}

/* Nothing that is in raw text need be in an article; words near one another are all there. */
static bool
ask_raw(const struct search_query *query, size_t clause, void *context)
{
    const struct clause *own = &query->clauses[clause];
    bool may = !own->negated;
    for (size_t i = 0; i < own->operands && may; i++)
        may = may_have_clause(query, own + i, context);
    return may;
}

static bool
may_hold(const struct search_query *query, struct slice text, bool is_bytes)
{
    struct raw_question question = {.text = text, .is_bytes = is_bytes};
    bool may = query_holds(query, ask_raw, &question);
    fold_done(&question.fold);
    return may;
}

bool
search_may_match(const struct search_query *query, struct slice text)
{
    return may_hold(query, text, false);
}

bool
search_may_match_bytes(const struct search_query *query, struct slice bytes)
{
    return may_hold(query, bytes, true);
}
