/* The tree of a query as clauses and the nodes that say how they come together.
 *
 * A NOT goes down to the words, by De Morgan; alternatives that are words become one clause, which has one colour, whatever
 * brackets stand around them. What has no word in it (a lone mark, a quote that was just opened) is as if it were not there.
 * Knows nothing of issues.
 */
#include "search/query/query.h"

#include "kanbao/store.h"
#include "kanbao/text.h"

#include <stdlib.h>

struct plan {
    struct search_query *query;
    struct slice text;
    const struct tree *tree;
    const struct search_options *options;
    struct search_fault *fault;
};

/* What a node of the tree has become. */
struct planned {
    enum { PLANNED_NOTHING, PLANNED_CLAUSE, PLANNED_NODE } kind;
    size_t index;
};

static const struct planned nothing = {PLANNED_NOTHING, 0};

static struct planned plan_node(struct plan *plan, uint32_t node, bool negated);

/* ---- clauses */

static void
refuse_more(struct plan *plan, const struct atom *atom, int most)
{
    fault_set(plan->fault, false, atom->start_byte, atom->end_byte, _("There are more than %d words."), most);
}

/* Adds ATOM to the clause INDEX, which comes to be with its first term. Where a word is wrong the others are looked at all the
   same: one that stands before it may be, too. */
static void
add_term(struct plan *plan, const struct atom *atom, size_t index, bool negated)
{
    struct search_query *query = plan->query;
    struct term term;
    if (index == SEARCH_WORDS_MAX) {
        refuse_more(plan, atom, SEARCH_WORDS_MAX);
    } else if (query->term_count == TERMS_MAX) {
        refuse_more(plan, atom, TERMS_MAX);
    } else if (!term_compile(&term, plan->text, atom, plan->options, plan->fault)) {
        term_done(&term);
    } else {
        if (query->clause_count == index) {
            query->clauses[query->clause_count++] =
                (struct clause){.negated = negated, .first = (uint16_t)query->term_count, .operands = 1};
            query->negated |= (uint32_t)negated << index;
        }
        query->clauses[index].count++;
        query->terms[query->term_count++] = term;
        query->parts |= term.field->parts;
    }
}

static struct planned
clause_from(const struct plan *plan, size_t index)
{
    return plan->query->clause_count > index ? (struct planned){PLANNED_CLAUSE, index} : nothing;
}

static bool
same_terms(const struct plan *plan, const struct clause *a, const struct clause *b)
{
    const struct term *terms = plan->query->terms;
    bool same = a->negated == b->negated && a->count == b->count && a->operands == 1 && b->operands == 1;
    for (size_t i = 0; i < a->count && same; i++) {
        const struct term *left = &terms[a->first + i], *right = &terms[b->first + i];
        same = left->field == right->field &&
               slice_equal(slice_make(plan->text.at + left->start_byte, left->end_byte - left->start_byte),
                           slice_make(plan->text.at + right->start_byte, right->end_byte - right->start_byte));
    }
    return same;
}

/* The clause INDEX, which is the last, or an earlier one that is the same: of (a b)|(a c) each a is found once. */
static struct planned
clause_once(struct plan *plan, size_t index)
{
    struct search_query *query = plan->query;
    struct planned own = clause_from(plan, index);
    for (size_t i = 0; i < index && own.kind == PLANNED_CLAUSE; i++)
        if (same_terms(plan, &query->clauses[i], &query->clauses[index])) {
            while (query->term_count > query->clauses[index].first)
                term_done(&query->terms[--query->term_count]);
            query->clause_count = index;
            query->negated &= ~(UINT32_C(1) << index);
            return (struct planned){PLANNED_CLAUSE, i};
        }
    return own;
}

static bool
is_word(const struct tree_node *node)
{
    return node->kind == TREE_WORD && node->atom.kind != ATOM_NEAR;
}

/* The words among what is below NODE as the clause INDEX. */
static void
add_alternatives(struct plan *plan, uint32_t node, size_t index, bool negated)
{
    const struct tree_node *nodes = plan->tree->nodes;
    for (uint32_t child = nodes[node].first; child != 0; child = nodes[child].next)
        if (is_word(&nodes[child]))
            add_term(plan, &nodes[child].atom, index, negated);
}

/* ---- words near one another */

/* The clauses from FIRST on, each with its distance to the next, are to be near one another. */
static struct planned
close_near(struct plan *plan, size_t first)
{
    struct clause *clauses = plan->query->clauses;
    size_t count = plan->query->clause_count - first;
    for (size_t i = 0; i < count; i++) /* of a negated one the first stands for all */
        clauses[first + i].operands = i == 0 ? (uint8_t)count : 0;
    return clause_from(plan, first);
}

static bool
asks_text_only(const struct atom *atom)
{
    return !field_asks_issue(atom->field);
}

/* A word, or alternatives that are words, of the text. */
static bool
is_operand(const struct tree_node *nodes, uint32_t node)
{
    bool fits = is_word(&nodes[node]) ? asks_text_only(&nodes[node].atom) : nodes[node].kind == TREE_OR;
    for (uint32_t child = nodes[node].first; nodes[node].kind == TREE_OR && child != 0; child = nodes[child].next)
        fits = fits && is_word(&nodes[child]) && asks_text_only(&nodes[child].atom);
    return fits;
}

static struct planned
plan_near(struct plan *plan, uint32_t node, bool negated)
{
    const struct tree_node *nodes = plan->tree->nodes;
    size_t first = plan->query->clause_count;
    for (uint32_t child = nodes[node].first; child != 0; child = nodes[child].next) {
        size_t index = plan->query->clause_count;
        if (!is_operand(nodes, child))
            fault_set(plan->fault, false, nodes[child].start_byte, nodes[child].end_byte,
                      _("NEAR stands between words of the text, or alternatives of them."));
        else if (nodes[child].kind == TREE_OR)
            add_alternatives(plan, child, index, negated);
        else
            add_term(plan, &nodes[child].atom, index, negated);
        if (plan->query->clause_count > index)
            plan->query->clauses[index].distance = (uint16_t)nodes[child].distance;
    }
    return close_near(plan, first);
}

/* "a b"~5 is a NEAR/5 b. */
static struct planned
plan_phrase_near(struct plan *plan, const struct atom *atom, bool negated)
{
    size_t first = plan->query->clause_count, words = 0;
    struct atom word = *atom;
    word.kind = ATOM_PHRASE;
    char32_t code;
    for (uint32_t at = atom->text_start, end; at < atom->text_end; at = end) {
        end = at + (uint32_t)text_decode(plan->text.at + at, &code);
        if (text_is_space(code))
            continue;
        for (uint32_t next = end; next < atom->text_end && !text_is_space(code); end = text_is_space(code) ? end : next)
            next += (uint32_t)text_decode(plan->text.at + next, &code);
        word.text_start = at;
        word.text_end = end;
        size_t index = plan->query->clause_count;
        add_term(plan, &word, index, negated);
        if (plan->query->clause_count > index)
            plan->query->clauses[index].distance = (uint16_t)atom->distance;
        words++;
    }
    if (words < 2 || !asks_text_only(atom))
        fault_set(plan->fault, false, atom->start_byte, atom->end_byte,
                  _("A distance is for two words or more of the text, with blanks between them."));
    return close_near(plan, first);
}

/* ---- nodes */

static struct planned
node_add(struct plan *plan, struct query_node node)
{
    struct search_query *query = plan->query;
    query->nodes[query->node_count] = node;
    return (struct planned){PLANNED_NODE, query->node_count++};
}

static void
put_below(struct plan *plan, struct query_node *node, struct planned part)
{
    struct search_query *query = plan->query;
    if (part.kind == PLANNED_CLAUSE && query->clauses[part.index].negated)
        node->lacking |= UINT32_C(1) << part.index;
    else if (part.kind == PLANNED_CLAUSE)
        node->there |= UINT32_C(1) << part.index;
    if (part.kind != PLANNED_NODE)
        return;
    query->nodes[part.index].next = node->first;
    node->first = (uint8_t)part.index;
}

/* AND and OR: a node where more than one of the parts are something. */
static struct planned
plan_parts(struct plan *plan, uint32_t node, bool negated)
{
    const struct tree_node *nodes = plan->tree->nodes;
    bool or = nodes[node].kind == TREE_OR, words_done = false;
    struct query_node made = {.any = or != negated};
    struct planned last = nothing;
    size_t count = 0;
    for (uint32_t child = nodes[node].first; child != 0; child = nodes[child].next) {
        bool word = or &&is_word(&nodes[child]);
        if (word && words_done)
            continue;
        words_done |= word;
        size_t index = plan->query->clause_count;
        if (word)
            add_alternatives(plan, node, index, negated);
        struct planned part = word ? clause_once(plan, index) : plan_node(plan, child, negated);
        if (part.kind == PLANNED_NOTHING)
            continue;
        put_below(plan, &made, part);
        last = part;
        count++;
    }
    return count > 1 ? node_add(plan, made) : last;
}

static struct planned
plan_node(struct plan *plan, uint32_t node, bool negated)
{
    const struct tree_node *own = &plan->tree->nodes[node];
    size_t index = plan->query->clause_count;
    switch (own->kind) {
    case TREE_NOT: return plan_node(plan, own->first, !negated);
    case TREE_NEAR: return plan_near(plan, node, negated);
    case TREE_AND:
    case TREE_OR: return plan_parts(plan, node, negated);
    case TREE_WORD: break;
    }
    if (own->atom.kind == ATOM_NEAR)
        return plan_phrase_near(plan, &own->atom, negated);
    add_term(plan, &own->atom, index, negated);
    return clause_once(plan, index);
}

static void
plan_all(struct search_query *query, struct slice text, const struct tree *tree, uint32_t root,
         const struct search_options *options, struct search_fault *fault)
{
    struct plan plan = {query, text, tree, options, fault};
    query->node_count = 1; /* 0 is none */
    struct planned all = plan_node(&plan, root, false);
    struct query_node whole = {.any = false};
    put_below(&plan, &whole, all);
    if (all.kind == PLANNED_CLAUSE)
        node_add(&plan, whole);
}

/* ---- does it hold? */

static bool
node_holds(const struct search_query *query, size_t index, query_ask *ask, void *context)
{
    const struct query_node *node = &query->nodes[index];
    uint32_t bits = node->there | node->lacking;
    for (size_t i = 0; bits >> i != 0; i++)
        if ((bits >> i & 1) != 0 && (ask(query, i, context) != query->clauses[i].negated) == node->any)
            return node->any;
    for (size_t child = node->first; child != 0; child = query->nodes[child].next)
        if (node_holds(query, child, ask, context) == node->any)
            return node->any;
    return !node->any;
}

bool
query_holds(const struct search_query *query, query_ask *ask, void *context)
{
    return node_holds(query, query->node_count - 1, ask, context);
}

static bool
has_bit(const struct search_query *query, size_t clause, void *context)
{
    (void)query;
    return (*(const uint32_t *)context >> clause & 1) != 0;
}

bool
query_holds_with(const struct search_query *query, uint32_t found)
{
    return query_holds(query, has_bit, &found);
}

static unsigned
least_words(const struct search_query *query, size_t index)
{
    const struct query_node *node = &query->nodes[index];
    unsigned least = node->any ? UINT32_MAX : 0;
    for (size_t i = 0; node->there >> i != 0; i++)
        if ((node->there >> i & 1) != 0) {
            unsigned own = query->clauses[i].operands;
            least = !node->any ? least + own : own < least ? own : least;
        }
    for (size_t child = node->first; child != 0; child = query->nodes[child].next) {
        unsigned own = least_words(query, child);
        least = !node->any ? least + own : own < least ? own : least;
    }
    return node->any && node->lacking != 0 ? 0 : least;
}

unsigned
search_query_words(const struct search_query *query)
{
    return least_words(query, query->node_count - 1);
}

uint8_t
search_query_last_word(const struct search_query *query)
{
    size_t last = query->clause_count;
    return last > 0 && (query->negated >> (last - 1) & 1) == 0 ? (uint8_t)(last - 1) : SEARCH_NO_WORD;
}

/* ---- the whole query */

static struct raw_filter *
filter_of(const struct term *term)
{
    switch (term->kind) {
    case TERM_FOLDED: return raw_filter_folded(term->variants.at, term->variants.count, term->pinyin);
    case TERM_EXACT: return raw_filter_exact(slice_make(term->bytes, term->length));
    case TERM_REGEX: return raw_filter_byte(regex_needs(term->regex));
    case TERM_DATE:
    case TERM_KIND:
    case TERM_STORY:
    case TERM_MARK: break;
    }
    return NULL;
}

void
search_query_expect_raw(struct search_query *query)
{
    for (size_t i = 0; i < query->term_count; i++) {
        struct term *term = &query->terms[i];
        if (term->raw == NULL && !field_asks_issue(term->field))
            term->raw = filter_of(term);
    }
}

struct search_query *
search_query_new(struct slice text, const struct search_options *options, struct search_fault *fault)
{
    struct search_query *query = base_alloc_zero(1, sizeof *query);
    struct tree tree = {.nodes = NULL};
    *fault = (struct search_fault){NULL, 0, 0, false};
    if (text.len > SEARCH_QUERY_BYTES)
        fault_set(fault, false, 0, text.len, _("The query is longer than %d bytes."), SEARCH_QUERY_BYTES);
    uint32_t root = fault_stops(fault) ? 0 : grammar_parse(&tree, text, fault);
    if (root != 0)
        plan_all(query, text, &tree, root, options, fault);
    tree_done(&tree);
    query->store = options->store != NULL ? store_keep(options->store) : NULL;
    if (query->clause_count > 0 && !fault_stops(fault))
        return query;
    search_query_free(query);
    return NULL;
}

void
search_query_free(struct search_query *query)
{
    if (query == NULL)
        return;
    for (size_t i = 0; i < query->term_count; i++)
        term_done(&query->terms[i]);
    store_free(query->store);
    free(query);
}

struct store *
search_query_store(const struct search_query *query)
{
    return query->store;
}
