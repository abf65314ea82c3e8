/* search, the query language done again, slowly; see query_oracle.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "query_oracle_parts.h"

#include <stdlib.h>
#include <string.h>

struct asking {
    const struct oracle *oracle;
    struct oracle_article *article;
    unsigned year;
    bool mark; /* hits are marked */
};

static bool
asks(char field, int which)
{
    return field == 0 || (field == 'h') == (which == 0);
}

static void
mark(const struct asking *asking, int which, struct oracle_place place)
{
    for (size_t i = place.start; i < place.end && asking->mark; i++)
        asking->article->marked[which][i] = true;
}

static bool
ask_word(const struct asking *asking, const struct oracle_node *own)
{
    const char *query = asking->oracle->query;
    if (own->field == 'd')
        return (unsigned)atoi(query + own->word.from) == asking->year;
    bool any = false;
    for (int which = 0; which < 2; which++) {
        struct oracle_places places = {.count = 0};
        if (asks(own->field, which))
            oracle_look(query, own->word.from, own->word.to, own->word.star, own->word.exact,
                        asking->article->parts[which], &places);
        for (size_t i = 0; i < places.count; i++)
            mark(asking, which, places.at[i]);
        any |= places.count > 0;
    }
    return any;
}

/* Of COUNT words' PLACES those from I on that go on from CHOSEN, in every way. */
static bool
chain(const struct asking *asking, int which, const struct oracle_places *places, const unsigned *distances,
      size_t count, size_t i, struct oracle_place *chosen)
{
    if (i == count) {
        for (size_t k = 0; k < count; k++)
            mark(asking, which, chosen[k]);
        return true;
    }
    bool any = false;
    for (size_t k = 0; k < places[i].count; k++) {
        chosen[i] = places[i].at[k];
        if (i == 0 || oracle_within(asking->article->parts[which], chosen[i - 1], chosen[i], distances[i - 1]))
            any |= chain(asking, which, places, distances, count, i + 1, chosen);
    }
    return any;
}

static void
add_places(const struct asking *asking, int index, int which, struct oracle_places *places)
{
    const struct oracle_node *own = &asking->oracle->nodes[index];
    const char *text = asking->article->parts[which];
    for (int child = own->first; own->kind == '|' && child != 0; child = asking->oracle->nodes[child].next)
        add_places(asking, child, which, places);
    if (own->kind == 'W' && asks(own->field, which))
        oracle_look(asking->oracle->query, own->word.from, own->word.to, own->word.star, own->word.exact, text, places);
}

static int
compare_places(const void *left, const void *right)
{
    const struct oracle_place *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->end < b->end) - (a->end > b->end);
}

/* Of the places of one word none lies inside another, and of those that begin together the longest counts. */
static void
part_places(struct oracle_places *places)
{
    size_t count = 0;
    qsort(places->at, places->count, sizeof *places->at, compare_places);
    for (size_t i = 0; i < places->count; i++)
        if (count == 0 ||
            (places->at[i].start > places->at[count - 1].start && places->at[i].end > places->at[count - 1].end))
            places->at[count++] = places->at[i];
    places->count = count;
}

static bool
ask_near(const struct asking *asking, const struct oracle_node *own)
{
    bool any = false;
    for (int which = 0; which < 2; which++) {
        static struct oracle_places places[8];
        unsigned distances[8];
        struct oracle_place chosen[8];
        size_t count = 0;
        for (int child = own->first; child != 0; child = asking->oracle->nodes[child].next, count++) {
            places[count].count = 0;
            add_places(asking, child, which, &places[count]);
            part_places(&places[count]);
            distances[count] = asking->oracle->nodes[child].distance;
        }
        any |= chain(asking, which, places, distances, count, 0, chosen);
    }
    return any;
}

/* "ab 灯船"~5 */
static bool
ask_phrase(const struct asking *asking, const struct oracle_node *own)
{
    const char *query = asking->oracle->query;
    bool any = false;
    for (int which = 0; which < 2; which++) {
        static struct oracle_places places[8];
        unsigned distances[8];
        struct oracle_place chosen[8];
        size_t count = 0;
        for (size_t at = own->word.from; at < own->word.to;) {
            size_t end = at;
            while (end < own->word.to && query[end] != ' ')
                end++;
            places[count].count = 0;
            if (end > at && asks(own->field, which))
                oracle_look(query, at, end, false, own->word.exact, asking->article->parts[which], &places[count]);
            distances[count] = own->word.distance;
            count += end > at;
            at = end + 1;
        }
        any |= chain(asking, which, places, distances, count, 0, chosen);
    }
    return any;
}

static bool
holds(const struct asking *asking, int index, bool negated)
{
    const struct oracle_node *own = &asking->oracle->nodes[index];
    struct asking quiet = *asking;
    quiet.mark &= !negated;
    bool result = own->kind == '&';
    switch (own->kind) {
    case 'W': return own->word.near ? ask_phrase(&quiet, own) : ask_word(&quiet, own);
    case '~': return ask_near(&quiet, own);
    case '!': return !holds(asking, own->first, !negated);
    default: break;
    }
    for (int child = own->first; child != 0; child = asking->oracle->nodes[child].next) {
        bool one = holds(asking, child, negated);
        result = own->kind == '&' ? result && one : result || one;
    }
    return result;
}

/* ---- what only the whole shows to be wrong */

static bool
is_operand(const struct oracle *oracle, int index)
{
    const struct oracle_node *own = &oracle->nodes[index];
    bool fits = own->kind == '|' || (own->kind == 'W' && !own->word.near && own->field != 'd');
    for (int child = own->first; own->kind == '|' && child != 0; child = oracle->nodes[child].next)
        fits = fits && is_operand(oracle, child);
    return fits;
}

static size_t
words_in(const struct oracle *oracle, const struct oracle_token *token)
{
    size_t count = 0;
    for (size_t at = token->from; at < token->to; at++)
        count += oracle->query[at] != ' ' && (at == token->from || oracle->query[at - 1] == ' ');
    return count;
}

/* Of a date only what is none can be wrong; the first word of "a b"~5 is looked at for itself. */
static void
check_date(const struct oracle *oracle, const struct oracle_node *own)
{
    size_t from = own->word.from, to = own->word.to;
    while (own->word.near && from < to && oracle->query[from] == ' ')
        from++;
    for (size_t at = from; own->word.near && at < to; at++)
        to = oracle->query[at] == ' ' ? at : to;
    if (own->word.star)
        oracle_note(oracle->fault, false, to, own->word.end);
    else if (to - from != 4 || strncmp(oracle->query + from, "203", 3) != 0)
        oracle_note(oracle->fault, false, from, to);
}

static void
check(const struct oracle *oracle, int index)
{
    const struct oracle_node *own = &oracle->nodes[index];
    if (own->kind == 'W' && own->field == 'd')
        check_date(oracle, own);
    if (own->kind == 'W' && own->word.near && (words_in(oracle, &own->word) < 2 || own->field == 'd'))
        oracle_note(oracle->fault, false, own->word.start, own->word.end);
    for (int child = own->first; child != 0; child = oracle->nodes[child].next) {
        if (own->kind == '~' && !is_operand(oracle, child))
            oracle_note(oracle->fault, false, oracle->nodes[child].start, oracle->nodes[child].end);
        else
            check(oracle, child);
    }
}

bool
oracle_ask(const char *query, unsigned year, struct oracle_article *articles, size_t count, struct oracle_fault *fault)
{
    static struct oracle oracle;
    oracle = (struct oracle){.query = query, .letters = oracle_spell(query), .fault = fault};
    *fault = (struct oracle_fault){.any = false};
    oracle_tokenize(&oracle);
    int root = oracle_peek(&oracle).kind == '.' ? 0 : oracle_read(&oracle);
    struct oracle_token left = oracle_peek(&oracle);
    if (left.kind != '.')
        oracle_lacks(&oracle, left);
    if (root != 0 && !oracle_stopped(&oracle))
        check(&oracle, root);
    if (root == 0 || oracle_stopped(&oracle))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct asking asking = {&oracle, &articles[i], year, false};
        articles[i].found = holds(&asking, root, false);
        asking.mark = articles[i].found;
        holds(&asking, root, false);
    }
    return true;
}
