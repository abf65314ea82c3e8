/* The query language done again: tokens as a tree, by the grammar of the manual; see query_oracle_parts.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "query_oracle_parts.h"

#include <string.h>

bool
oracle_stopped(const struct oracle *oracle)
{
    return oracle->fault->any && !oracle->fault->incomplete;
}

struct oracle_token
oracle_peek(struct oracle *oracle)
{
    struct oracle_token token = oracle->tokens[oracle->token];
    if (token.fault.any)
        oracle_note(oracle->fault, token.fault.incomplete, token.fault.start, token.fault.end);
    if (oracle_stopped(oracle))
        token.kind = '.';
    return token;
}

static struct oracle_token
take(struct oracle *oracle)
{
    struct oracle_token token = oracle_peek(oracle);
    oracle->token += token.kind != '.';
    oracle_peek(oracle);
    return token;
}

void
oracle_lacks(struct oracle *oracle, struct oracle_token what)
{
    struct oracle_token here = oracle_peek(oracle);
    if (here.kind == '.')
        oracle_note(oracle->fault, true, what.start, what.end);
    else
        oracle_note(oracle->fault, false, here.start, here.end);
}

static int
node(struct oracle *oracle, char kind, int first, size_t start, size_t end)
{
    oracle->nodes[++oracle->node_count] =
        (struct oracle_node){.kind = kind, .first = first, .start = start, .end = end};
    return oracle->node_count;
}

/* LEFT and RIGHT below a new node, always: nothing is flattened here. */
static int
pair(struct oracle *oracle, char kind, int left, int right)
{
    if (left == 0 || right == 0)
        return left + right;
    int both = node(oracle, kind, left, oracle->nodes[left].start, oracle->nodes[right].end);
    oracle->nodes[left].next = right;
    return both;
}

static int either(struct oracle *oracle, char field);

static int
part(struct oracle *oracle, char *field, char around)
{
    struct oracle_token first = oracle_peek(oracle), here = first;
    if (first.kind == 'F') {
        *field = take(oracle).field;
        here = oracle_peek(oracle);
        if (here.kind == 'F' || here.kind == '-')
            oracle_note(oracle->fault, false, here.start, here.end);
    }
    if (oracle_stopped(oracle))
        return 0;
    (void)around;
    if (here.kind == '(') {
        take(oracle);
        if (oracle_peek(oracle).kind == ')')
            oracle_note(oracle->fault, false, here.start, oracle_peek(oracle).end);
        oracle->brackets++;
        int inner = oracle_stopped(oracle) || oracle_peek(oracle).kind == '.' ? 0 : either(oracle, *field);
        struct oracle_token close = oracle_peek(oracle);
        if (close.kind == ')')
            take(oracle);
        else if (close.kind == '.')
            oracle_note(oracle->fault, true, here.start, strlen(oracle->query));
        else
            oracle_lacks(oracle, here);
        oracle->brackets--;
        if (inner != 0) {
            oracle->nodes[inner].start = here.start;
            oracle->nodes[inner].end = close.end;
        }
        return inner;
    }
    if (here.kind != 'W') {
        oracle_lacks(oracle, first);
        return 0;
    }
    int word = node(oracle, 'W', 0, first.start, take(oracle).end);
    oracle->nodes[word].word = here;
    oracle->nodes[word].word.start = first.start;
    oracle->nodes[word].field = *field;
    return word;
}

static bool
opens(char kind)
{
    return kind == 'W' || kind == 'F' || kind == '(';
}

static int
word(struct oracle *oracle, char around)
{
    char field = around;
    int left = part(oracle, &field, around);
    while (!oracle_stopped(oracle) && oracle_peek(oracle).kind == '|') {
        struct oracle_token bar = take(oracle);
        if (opens(oracle_peek(oracle).kind))
            left = pair(oracle, '|', left, part(oracle, &field, around));
        else
            oracle_lacks(oracle, bar);
    }
    return left;
}

static int
near(struct oracle *oracle, char field)
{
    int left = word(oracle, field), all = 0, last = left;
    while (!oracle_stopped(oracle) && oracle_peek(oracle).kind == '~') {
        struct oracle_token sign = take(oracle);
        if (!opens(oracle_peek(oracle).kind)) {
            oracle_lacks(oracle, sign);
            break;
        }
        int right = word(oracle, field);
        if (left == 0 || right == 0)
            continue;
        oracle->nodes[last].distance = sign.distance;
        if (all == 0)
            all = node(oracle, '~', left, oracle->nodes[left].start, 0);
        oracle->nodes[last].next = right;
        oracle->nodes[all].end = oracle->nodes[right].end;
        last = right;
    }
    return all != 0 ? all : left;
}

static int not(struct oracle * oracle, char field)
{
    char kind = oracle_peek(oracle).kind;
    if (kind != '-' && kind != 'N')
        return near(oracle, field);
    struct oracle_token sign = take(oracle);
    char next = oracle_peek(oracle).kind;
    if (!opens(next) && (kind == '-' || (next != '-' && next != 'N'))) {
        oracle_lacks(oracle, sign);
        return 0;
    }
    int inner = kind == '-' ? word(oracle, field) : not(oracle, field);
    return inner == 0 ? 0 : node(oracle, '!', inner, sign.start, oracle->nodes[inner].end);
}

static bool
opens_not(char kind)
{
    return opens(kind) || kind == '-' || kind == 'N';
}

static int
both(struct oracle *oracle, char field)
{
    int left = not(oracle, field);
    while (!oracle_stopped(oracle) && (oracle_peek(oracle).kind == 'A' || opens_not(oracle_peek(oracle).kind))) {
        if (oracle_peek(oracle).kind == 'A') {
            struct oracle_token sign = take(oracle);
            if (!opens_not(oracle_peek(oracle).kind)) {
                oracle_lacks(oracle, sign);
                return left;
            }
        }
        left = pair(oracle, '&', left, not(oracle, field));
    }
    return left;
}

static int
either(struct oracle *oracle, char field)
{
    int left = both(oracle, field);
    while (!oracle_stopped(oracle) && oracle_peek(oracle).kind == 'O') {
        struct oracle_token sign = take(oracle);
        if (!opens_not(oracle_peek(oracle).kind)) {
            oracle_lacks(oracle, sign);
            return left;
        }
        left = pair(oracle, '|', left, both(oracle, field));
    }
    return left;
}

int
oracle_read(struct oracle *oracle)
{
    return either(oracle, 0);
}
