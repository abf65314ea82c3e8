/* The grammar of queries: tokens to a tree. What the manual says of it, and nothing else:
 *
 *   query   either                          word    part { "|" part }
 *   either  both { "OR" both }              part    [ FIELD ] ( "(" either ")" | ATOM )
 *   both    not { [ "AND" ] not }
 *   not     "NOT" not | "-" word | near     A FIELD holds for the parts of its word behind it, and in its brackets.
 *   near    word { "NEAR/5" word }
 *
 * Nothing in it can be read in two ways. What a text that is still typed lacks at its end is left out. Knows nothing of what
 * atoms match.
 */
#include "search/query/query.h"

#include <stdlib.h>

enum { LEVELS_MAX = 32 };

struct grammar {
    struct syntax syntax;
    struct token token;               /* the next one */
    const struct search_field *field; /* of what has none of its own: that of the brackets around */
    struct tree *tree;
    unsigned depth, levels; /* brackets that are open; with the NOTs before one another */
};

static uint32_t parse_either(struct grammar *grammar);

/* ---- nodes */

static uint32_t
add_node(struct tree *tree, struct tree_node node)
{
    tree->nodes = base_grow(tree->nodes, &tree->capacity, tree->count + 2, sizeof *tree->nodes);
    tree->count += tree->count == 0; /* 0 is none */
    tree->nodes[tree->count] = node;
    return tree->count++;
}

static uint32_t
last_of(const struct tree *tree, uint32_t node)
{
    while (node != 0 && tree->nodes[node].next != 0)
        node = tree->nodes[node].next;
    return node;
}

/* LEFT (0: nothing yet) and RIGHT as one node of KIND, which has no node of its own kind below it. */
static uint32_t
join(struct tree *tree, enum tree_kind kind, uint32_t left, uint32_t right)
{
    if (left == 0 || right == 0)
        return left + right;
    if (tree->nodes[left].kind != kind || tree->nodes[left].whole) {
        struct tree_node node = {.kind = kind, .start_byte = tree->nodes[left].start_byte, .first = left};
        left = add_node(tree, node);
    }
    bool same = tree->nodes[right].kind == kind && kind != TREE_NEAR;
    tree->nodes[last_of(tree, tree->nodes[left].first)].next = same ? tree->nodes[right].first : right;
    tree->nodes[left].end_byte = tree->nodes[right].end_byte;
    return left;
}

/* ---- what is wrong */

static bool
is_wrong(const struct grammar *grammar)
{
    return fault_stops(grammar->syntax.fault);
}

/* FIELD is that of the atom which the token behind this one may be. */
static struct token
eat(struct grammar *grammar, const struct search_field *field)
{
    struct token token = grammar->token;
    grammar->syntax.field = field;
    grammar->token = syntax_next(&grammar->syntax, token.kind);
    return token;
}

static bool
begins_part(const struct grammar *grammar)
{
    enum token_kind kind = grammar->token.kind;
    return kind == TOKEN_ATOM || kind == TOKEN_FIELD || kind == TOKEN_OPEN;
}

static bool
begins_not(const struct grammar *grammar)
{
    return begins_part(grammar) || grammar->token.kind == TOKEN_MINUS || grammar->token.kind == TOKEN_NOT;
}

/* Where a word must stand for what is at [START, END) and something else does; at the query's end one may still come. */
static void
miss_word(struct grammar *grammar, uint32_t start, uint32_t end)
{
    const struct token *token = &grammar->token;
    if (is_wrong(grammar))
        return;
    if (token->kind == TOKEN_END)
        fault_set(grammar->syntax.fault, true, start, end, _("The word that this is for is missing yet."));
    else if (token->kind == TOKEN_BAR)
        fault_set(grammar->syntax.fault, false, token->start_byte, token->end_byte,
                  _("There is no word before this |."));
    else if (token->kind == TOKEN_NEAR)
        fault_set(grammar->syntax.fault, false, token->start_byte, token->end_byte,
                  _("NEAR stands between two words that are to be there."));
    else if (token->kind == TOKEN_CLOSE && grammar->depth == 0)
        fault_set(grammar->syntax.fault, false, token->start_byte, token->end_byte, _("There is no ( for this )."));
    else
        fault_set(grammar->syntax.fault, false, token->start_byte, token->end_byte,
                  _("A word is missing before this. In quotes it is a word itself."));
}

/* False where there are too many inside one another at SIGN; go_up() again in any case. */
static bool
go_down(struct grammar *grammar, struct token sign)
{
    if (++grammar->levels > LEVELS_MAX)
        fault_set(grammar->syntax.fault, false, sign.start_byte, sign.end_byte,
                  _("There are more than %d brackets inside one another."), LEVELS_MAX);
    return !is_wrong(grammar);
}

static void
go_up(struct grammar *grammar)
{
    grammar->levels--;
}

/* ---- the rules */

/* What closes the bracket OPEN. Returns the place behind it. */
static uint32_t
close_group(struct grammar *grammar, struct token open)
{
    uint32_t end = grammar->token.end_byte;
    if (grammar->token.kind == TOKEN_CLOSE)
        eat(grammar, grammar->field);
    else if (grammar->token.kind == TOKEN_END && !is_wrong(grammar))
        fault_set(grammar->syntax.fault, true, open.start_byte, grammar->syntax.text.len,
                  _("The ) for this ( is missing yet."));
    else
        miss_word(grammar, open.start_byte, open.end_byte);
    return end;
}

/* Behind an open bracket. */
static uint32_t
parse_group(struct grammar *grammar, struct token open, const struct search_field *field)
{
    const struct search_field *around = grammar->field;
    uint32_t node = 0;
    if (grammar->token.kind == TOKEN_CLOSE)
        fault_set(grammar->syntax.fault, false, open.start_byte, grammar->token.end_byte,
                  _("There is nothing in these brackets."));
    grammar->depth++;
    grammar->field = field;
    if (go_down(grammar, open) && grammar->token.kind != TOKEN_END)
        node = parse_either(grammar);
    go_up(grammar);
    grammar->field = around;
    uint32_t end = close_group(grammar, open);
    grammar->depth--;
    if (node != 0) {
        grammar->tree->nodes[node].start_byte = open.start_byte;
        grammar->tree->nodes[node].end_byte = end;
    }
    return node;
}

/* *FIELD is that of the alternatives before, and becomes the part's own where it has one. */
static uint32_t
parse_part(struct grammar *grammar, const struct search_field **field)
{
    struct token first = grammar->token;
    if (first.kind == TOKEN_FIELD) {
        *field = first.field;
        eat(grammar, *field);
        if (grammar->token.kind == TOKEN_FIELD || grammar->token.kind == TOKEN_MINUS)
            fault_set(grammar->syntax.fault, false, grammar->token.start_byte, grammar->token.end_byte,
                      _("Behind a field stands what is looked for in it. In quotes this is a word."));
    }
    if (grammar->token.kind == TOKEN_OPEN)
        return parse_group(grammar, eat(grammar, *field), *field);
    if (grammar->token.kind != TOKEN_ATOM || is_wrong(grammar)) {
        miss_word(grammar, first.start_byte, first.end_byte);
        return 0;
    }
    struct atom atom = eat(grammar, grammar->field).atom;
    atom.field = *field;
    atom.start_byte = first.start_byte;
    struct tree_node node = {
        .kind = TREE_WORD, .start_byte = first.start_byte, .end_byte = atom.end_byte, .atom = atom};
    return add_node(grammar->tree, node);
}

static uint32_t
parse_word(struct grammar *grammar)
{
    const struct search_field *field = grammar->field;
    uint32_t node = parse_part(grammar, &field);
    while (grammar->token.kind == TOKEN_BAR) {
        struct token bar = eat(grammar, field);
        if (grammar->token.kind == TOKEN_MINUS)
            fault_set(grammar->syntax.fault, false, grammar->token.start_byte, grammar->token.end_byte,
                      _("A - stands before all alternatives; one alone goes in brackets: a|(-b)."));
        if (begins_part(grammar))
            node = join(grammar->tree, TREE_OR, node, parse_part(grammar, &field));
        else
            miss_word(grammar, bar.start_byte, bar.end_byte);
        if (is_wrong(grammar))
            return 0;
    }
    return node;
}

static uint32_t
parse_near(struct grammar *grammar)
{
    uint32_t node = 0, word = parse_word(grammar);
    while (grammar->token.kind == TOKEN_NEAR && !is_wrong(grammar)) {
        struct token near = eat(grammar, grammar->field);
        if (word != 0)
            grammar->tree->nodes[word].distance = near.distance;
        node = node == 0 ? word : node;
        word = 0;
        if (begins_part(grammar))
            word = parse_word(grammar);
        else
            miss_word(grammar, near.start_byte, near.end_byte);
        node = join(grammar->tree, TREE_NEAR, node, word);
    }
    if (node == 0)
        return word;
    grammar->tree->nodes[node].whole = grammar->tree->nodes[node].kind == TREE_NEAR;
    return node;
}

static uint32_t
negate(struct grammar *grammar, struct token sign, uint32_t node)
{
    if (node == 0)
        return 0;
    struct tree_node negated = {.kind = TREE_NOT,
                                .start_byte = sign.start_byte,
                                .end_byte = grammar->tree->nodes[node].end_byte,
                                .first = node};
    return add_node(grammar->tree, negated);
}

static uint32_t
parse_not(struct grammar *grammar)
{
    enum token_kind kind = grammar->token.kind;
    if (kind != TOKEN_NOT && kind != TOKEN_MINUS)
        return parse_near(grammar);
    struct token sign = eat(grammar, grammar->field);
    bool begins = kind == TOKEN_NOT ? begins_not(grammar) : begins_part(grammar);
    if (!begins) {
        miss_word(grammar, sign.start_byte, sign.end_byte);
        return 0;
    }
    if (kind == TOKEN_MINUS)
        return negate(grammar, sign, parse_word(grammar));
    uint32_t node = go_down(grammar, sign) ? negate(grammar, sign, parse_not(grammar)) : 0;
    go_up(grammar);
    return node;
}

static uint32_t
parse_both(struct grammar *grammar)
{
    uint32_t node = parse_not(grammar);
    while (!is_wrong(grammar) && (grammar->token.kind == TOKEN_AND || begins_not(grammar))) {
        if (grammar->token.kind == TOKEN_AND) {
            struct token and = eat(grammar, grammar->field);
            if (!begins_not(grammar)) {
                miss_word(grammar, and.start_byte, and.end_byte);
                return node;
            }
        }
        node = join(grammar->tree, TREE_AND, node, parse_not(grammar));
    }
    return node;
}

static uint32_t
parse_either(struct grammar *grammar)
{
    uint32_t node = parse_both(grammar);
    while (!is_wrong(grammar) && grammar->token.kind == TOKEN_OR) {
        struct token or = eat(grammar, grammar->field);
        if (!begins_not(grammar)) {
            miss_word(grammar, or.start_byte, or.end_byte);
            return node;
        }
        node = join(grammar->tree, TREE_OR, node, parse_both(grammar));
    }
    return node;
}

uint32_t
grammar_parse(struct tree *tree, struct slice text, struct search_fault *fault)
{
    struct grammar grammar = {
        .syntax = {.text = text, .field = &field_none, .fault = fault}, .field = &field_none, .tree = tree};
    eat(&grammar, &field_none); /* the first token */
    if (grammar.token.kind == TOKEN_END)
        return 0;
    uint32_t root = parse_either(&grammar);
    if (grammar.token.kind != TOKEN_END)
        miss_word(&grammar, grammar.token.start_byte, grammar.token.end_byte);
    return is_wrong(&grammar) ? 0 : root;
}

/* ---- the word that is being typed */

/* The fields that hold while a query is read, from the outermost brackets in. */
struct fields_around {
    const struct search_field *at[LEVELS_MAX + 1];
    size_t depth;
};

/* What TOKEN, behind one of kind BEFORE, makes of the field that holds. */
static const struct search_field *
field_behind(struct fields_around *around, const struct search_field *field, enum token_kind before,
             const struct token *token)
{
    bool word_ended = before == TOKEN_ATOM || before == TOKEN_CLOSE;
    if (word_ended && token->kind != TOKEN_BAR)
        field = around->at[around->depth];
    if (token->kind == TOKEN_FIELD)
        return token->field;
    if (token->kind == TOKEN_OPEN && around->depth < LEVELS_MAX)
        around->at[++around->depth] = field;
    else if (token->kind == TOKEN_CLOSE && around->depth > 0)
        field = around->at[around->depth--];
    return field;
}

struct search_typed
search_typed_at(struct slice text)
{
    struct search_fault fault = {.reason = NULL};
    struct fields_around around = {.at = {&field_none}};
    struct syntax syntax = {.text = text, .field = &field_none, .fault = &fault};
    struct search_typed typed = {&field_none, (uint32_t)text.len, (uint32_t)text.len, false};
    struct token token = {.kind = TOKEN_END}, last = token;
    while ((token = syntax_next(&syntax, last.kind)).kind != TOKEN_END) {
        typed.field = field_behind(&around, typed.field, last.kind, &token);
        if (token.kind == TOKEN_FIELD)
            typed.chinese = (unsigned char)text.at[token.start_byte] >= 0x80;
        last = token;
        bool opens = token.kind == TOKEN_FIELD || token.kind == TOKEN_OPEN || token.kind == TOKEN_BAR;
        syntax.field = opens ? typed.field : around.at[around.depth];
    }
    if (last.kind == TOKEN_ATOM && last.end_byte == text.len) {
        typed.start_byte = last.start_byte + last.atom.exact;
        typed.text_byte = last.atom.text_start;
    } else {
        typed.field = field_behind(&around, typed.field, last.kind, &token);
    }
    free(fault.reason);
    return typed;
}

void
tree_done(struct tree *tree)
{
    free(tree->nodes);
    *tree = (struct tree){.nodes = NULL};
}
