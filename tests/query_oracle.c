/* search, the query language done again, slowly; see query_oracle.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "query_oracle.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { TOKENS = 128, NODES = 256, LETTERS = 512, PLACES = 256 };

/* ---- characters: one each, with the bytes it has */

struct letter {
    char sign; /* in ASCII; H: any ideograph */
    size_t start, end;
};

struct letters {
    struct letter at[LETTERS];
    size_t count;
};

static struct letters
spell(const char *text)
{
    static const struct {
        const char *wide;
        char sign;
    } twins[] = {{"（", '('}, {"）", ')'}, {"｜", '|'}, {"：", ':'}, {"“", '"'},
                 {"”", '"'},  {"　", ' '}, {"－", '-'}, {"，", ','}};
    struct letters letters = {.count = 0};
    for (size_t at = 0; text[at] != '\0';) {
        struct letter letter = {text[at], at, at + 1};
        if ((text[at] & 0x80) != 0) {
            letter.sign = 'H';
            letter.end = at + 3; /* all that are used here */
            for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
                if (strncmp(text + at, twins[i].wide, 3) == 0)
                    letter.sign = twins[i].sign;
        }
        at = letter.end;
        letters.at[letters.count++] = letter;
    }
    return letters;
}

/* ---- tokens */

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
    struct letters letters;
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

static void
note(struct oracle_fault *fault, bool incomplete, size_t start, size_t end)
{
    if (!fault->any || (fault->incomplete && !incomplete) ||
        (!fault->incomplete && !incomplete && start < fault->start))
        *fault = (struct oracle_fault){true, incomplete, start, end};
}

static char
sign(const struct oracle *oracle, size_t i)
{
    return i < oracle->letters.count ? oracle->letters.at[i].sign : '\0';
}

static size_t
byte(const struct oracle *oracle, size_t i)
{
    return i < oracle->letters.count ? oracle->letters.at[i].start : strlen(oracle->query);
}

static bool
is_stop(char c)
{
    return c == '\0' || c == ' ' || c == '|' || c == '(' || c == ')';
}

static size_t
distance_end(const struct oracle *oracle, size_t i, unsigned *distance)
{
    for (*distance = 0; sign(oracle, i) >= '0' && sign(oracle, i) <= '9'; i++)
        *distance = *distance * 10 + (unsigned)(sign(oracle, i) - '0');
    return i;
}

/* Digits from FROM to END, and then a stop. */
static void
want_distance(const struct oracle *oracle, struct oracle_token *token, size_t from, size_t end)
{
    size_t stop = end;
    while (!is_stop(sign(oracle, stop)))
        stop++;
    if (from == end || stop != end || token->distance > 500)
        note(&token->fault, from == end && sign(oracle, end) == '\0', token->start, byte(oracle, stop));
}

static size_t read_word(const struct oracle *oracle, struct oracle_token *token, size_t i);

/* Is what is quoted from I to CLOSE a part of a word, marks and all? */
static bool
is_marked(const struct oracle *oracle, size_t i, size_t close)
{
    bool word = oracle->query[byte(oracle, i)] != '"' && close > i + 1 && sign(oracle, close) == '"';
    for (size_t k = i + 1; k < close; k++)
        word &= !is_stop(sign(oracle, k));
    char next = word ? sign(oracle, close + 1) : '\0';
    return word && !is_stop(next) && next != '~' && next != '*';
}

static size_t
read_quoted(const struct oracle *oracle, struct oracle_token *token, size_t i)
{
    size_t close = i + 1;
    while (sign(oracle, close) != '\0' && sign(oracle, close) != '"')
        close++;
    token->kind = 'W';
    token->phrase = true;
    token->from = byte(oracle, i + 1);
    token->to = byte(oracle, close);
    if (is_marked(oracle, i, close)) {
        token->phrase = false;
        return read_word(oracle, token, i);
    }
    if (sign(oracle, close) == '\0') {
        note(&token->fault, true, byte(oracle, i), strlen(oracle->query));
        return close;
    }
    if (sign(oracle, close + 1) != '~')
        return close + 1;
    size_t end = distance_end(oracle, close + 2, &token->distance);
    struct oracle_token at = {.start = byte(oracle, close + 1), .distance = token->distance};
    want_distance(oracle, &at, close + 2, end);
    if (at.fault.any)
        note(&token->fault, at.fault.incomplete, at.fault.start, at.fault.end);
    else
        token->near = true;
    return end;
}

/* Letters and ideographs with a colon behind them. */
static bool
read_name(const struct oracle *oracle, struct oracle_token *token, size_t i, size_t *end)
{
    static const struct {
        const char *name;
        char field;
    } fields[] = {{"headline", 'h'}, {"标题", 'h'}, {"body", 'b'}, {"正文", 'b'}, {"date", 'd'}};
    size_t colon = i;
    while (isalpha((unsigned char)sign(oracle, colon)))
        colon++;
    if (colon == i || sign(oracle, colon) != ':')
        return false;
    *end = colon + 1;
    token->kind = 'F';
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++)
        if (strlen(fields[k].name) == byte(oracle, colon) - byte(oracle, i) &&
            strncmp(oracle->query + byte(oracle, i), fields[k].name, strlen(fields[k].name)) == 0) {
            token->field = fields[k].field;
            return true;
        }
    bool wide = oracle->query[byte(oracle, colon)] != ':';
    if (wide || sign(oracle, *end) == '\0' || sign(oracle, *end) == ' ')
        return false;
    note(&token->fault, false, byte(oracle, i), byte(oracle, *end));
    return true;
}

static size_t
read_word(const struct oracle *oracle, struct oracle_token *token, size_t i)
{
    size_t end = i;
    token->kind = 'W';
    while (!is_stop(sign(oracle, end)))
        end++;
    token->from = byte(oracle, i);
    token->to = byte(oracle, end);
    size_t lone = i, tilde = end;
    while (lone < end && strchr("&+~^-=/*", sign(oracle, lone)) != NULL)
        lone++;
    if (lone == end)
        note(&token->fault, false, token->from, token->to);
    while (tilde > i && sign(oracle, tilde - 1) >= '0' && sign(oracle, tilde - 1) <= '9')
        tilde--;
    if (tilde > i + 1 && sign(oracle, tilde - 1) == '~' && !isdigit((unsigned char)sign(oracle, tilde - 2)))
        note(&token->fault, false, byte(oracle, tilde - 1), byte(oracle, end));
    for (size_t k = i; k < end; k++) {
        if (sign(oracle, k) != '*')
            continue;
        if (k > i && k + 1 == end) {
            token->star = true;
            token->to = byte(oracle, k);
        } else {
            note(&token->fault, false, byte(oracle, k), byte(oracle, k + 1));
            break;
        }
    }
    return end;
}

/* AND, OR, NOT, NEAR/n; where it is none I comes back. */
static size_t
read_operator(const struct oracle *oracle, struct oracle_token *token, size_t i)
{
    static const char *const names[] = {"AND", "OR", "NOT", "NEAR"};
    for (size_t k = 0; k < 4; k++) {
        size_t len = strlen(names[k]);
        bool same = true;
        for (size_t m = 0; m < len && same; m++)
            same = sign(oracle, i + m) == names[k][m];
        char next = sign(oracle, same ? i + len : i);
        if (!same || !(is_stop(next) || next == '"' || (k == 3 && next == '/')))
            continue;
        token->kind = "AON~"[k];
        if (k < 3)
            return i + len;
        size_t from = i + len + (next == '/'), end = distance_end(oracle, from, &token->distance);
        want_distance(oracle, token, from, end);
        return end;
    }
    return i;
}

static size_t
read_token(const struct oracle *oracle, struct oracle_token *token, size_t i)
{
    char c = sign(oracle, i);
    if (c == '\0' || c == '(' || c == ')' || c == '|') {
        token->kind = c == '\0' ? '.' : c;
        return i + (c != '\0');
    }
    if (c == '-' || c == '=') {
        bool bare = sign(oracle, i + 1) == '\0' || sign(oracle, i + 1) == ' ';
        token->kind = '-';
        if (bare)
            note(&token->fault, sign(oracle, i + 1) == '\0', byte(oracle, i), byte(oracle, i + 1));
        if (bare && sign(oracle, i + 1) == '\0')
            token->kind = '.';
        if (bare || c == '-')
            return i + 1;
        token->exact = true;
        i++;
        if (is_stop(sign(oracle, i))) {
            note(&token->fault, false, byte(oracle, i), byte(oracle, i + 1));
            return i;
        }
        return sign(oracle, i) == '"' ? read_quoted(oracle, token, i) : read_word(oracle, token, i);
    }
    size_t end = read_operator(oracle, token, i);
    if (end > i || read_name(oracle, token, i, &end))
        return end;
    return c == '"' ? read_quoted(oracle, token, i) : read_word(oracle, token, i);
}

static void
tokenize(struct oracle *oracle)
{
    size_t i = 0, behind = 0;
    char before = '.';
    do {
        while (sign(oracle, i) == ' ')
            i++;
        struct oracle_token token = {.start = byte(oracle, i)};
        bool glued = i == behind;
        size_t end = read_token(oracle, &token, i);
        bool ends = strchr("|).", token.kind) != NULL;
        bool joins = token.kind != '\0' && strchr("(AON~", token.kind) != NULL;
        if (glued && !ends && (before == 'W' || (before == ')' && !joins)))
            note(&token.fault, false, token.start, byte(oracle, i + 1));
        i = behind = end;
        token.end = byte(oracle, end);
        before = token.kind;
        oracle->tokens[oracle->token_count++] = token;
    } while (oracle->tokens[oracle->token_count - 1].kind != '.');
}

/* ---- the grammar */

static bool
stopped(const struct oracle *oracle)
{
    return oracle->fault->any && !oracle->fault->incomplete;
}

static struct oracle_token
peek(struct oracle *oracle)
{
    struct oracle_token token = oracle->tokens[oracle->token];
    if (token.fault.any)
        note(oracle->fault, token.fault.incomplete, token.fault.start, token.fault.end);
    if (stopped(oracle))
        token.kind = '.';
    return token;
}

static struct oracle_token
take(struct oracle *oracle)
{
    struct oracle_token token = peek(oracle);
    oracle->token += token.kind != '.';
    peek(oracle);
    return token;
}

static void
lacks(struct oracle *oracle, struct oracle_token what)
{
    struct oracle_token here = peek(oracle);
    if (here.kind == '.')
        note(oracle->fault, true, what.start, what.end);
    else
        note(oracle->fault, false, here.start, here.end);
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
    struct oracle_token first = peek(oracle), here = first;
    if (first.kind == 'F') {
        *field = take(oracle).field;
        here = peek(oracle);
        if (here.kind == 'F' || here.kind == '-')
            note(oracle->fault, false, here.start, here.end);
    }
    if (stopped(oracle))
        return 0;
    (void)around;
    if (here.kind == '(') {
        take(oracle);
        if (peek(oracle).kind == ')')
            note(oracle->fault, false, here.start, peek(oracle).end);
        oracle->brackets++;
        int inner = stopped(oracle) || peek(oracle).kind == '.' ? 0 : either(oracle, *field);
        struct oracle_token close = peek(oracle);
        if (close.kind == ')')
            take(oracle);
        else if (close.kind == '.')
            note(oracle->fault, true, here.start, strlen(oracle->query));
        else
            lacks(oracle, here);
        oracle->brackets--;
        if (inner != 0) {
            oracle->nodes[inner].start = here.start;
            oracle->nodes[inner].end = close.end;
        }
        return inner;
    }
    if (here.kind != 'W') {
        lacks(oracle, first);
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
    while (!stopped(oracle) && peek(oracle).kind == '|') {
        struct oracle_token bar = take(oracle);
        if (opens(peek(oracle).kind))
            left = pair(oracle, '|', left, part(oracle, &field, around));
        else
            lacks(oracle, bar);
    }
    return left;
}

static int
near(struct oracle *oracle, char field)
{
    int left = word(oracle, field), all = 0, last = left;
    while (!stopped(oracle) && peek(oracle).kind == '~') {
        struct oracle_token sign = take(oracle);
        if (!opens(peek(oracle).kind)) {
            lacks(oracle, sign);
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
    char kind = peek(oracle).kind;
    if (kind != '-' && kind != 'N')
        return near(oracle, field);
    struct oracle_token sign = take(oracle);
    char next = peek(oracle).kind;
    if (!opens(next) && (kind == '-' || (next != '-' && next != 'N'))) {
        lacks(oracle, sign);
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
    while (!stopped(oracle) && (peek(oracle).kind == 'A' || opens_not(peek(oracle).kind))) {
        if (peek(oracle).kind == 'A') {
            struct oracle_token sign = take(oracle);
            if (!opens_not(peek(oracle).kind)) {
                lacks(oracle, sign);
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
    while (!stopped(oracle) && peek(oracle).kind == 'O') {
        struct oracle_token sign = take(oracle);
        if (!opens_not(peek(oracle).kind)) {
            lacks(oracle, sign);
            return left;
        }
        left = pair(oracle, '|', left, both(oracle, field));
    }
    return left;
}

/* ---- looking */

struct place {
    size_t start, end; /* bytes */
};

struct places {
    struct place at[PLACES];
    size_t count;
};

/* Without blanks beside ideographs and their punctuation, and at the ends. */
static struct letters
fold(const char *text, size_t bytes)
{
    struct letters all = spell(text), out = {.count = 0};
    for (size_t i = 0; i < all.count && all.at[i].start < bytes; i++) {
        bool beside = i == 0 || i + 1 == all.count || all.at[i].end == bytes ||
                      (i > 0 && all.at[i - 1].end - all.at[i - 1].start > 1) ||
                      (i + 1 < all.count && all.at[i + 1].start < bytes && all.at[i + 1].end - all.at[i + 1].start > 1);
        if (all.at[i].sign != ' ' || !beside)
            out.at[out.count++] = all.at[i];
    }
    return out;
}

static bool
same(const char *a, struct letter left, const char *b, struct letter right)
{
    size_t len = left.end - left.start;
    return len == right.end - right.start && strncmp(a + left.start, b + right.start, len) == 0;
}

static bool
is_latin(const struct letters *text, size_t i)
{
    return i < text->count && ((text->at[i].sign >= 'a' && text->at[i].sign <= 'z') ||
                               (text->at[i].sign >= '0' && text->at[i].sign <= '9'));
}

static void
look(const char *query, size_t from, size_t to, bool star, bool exact, const char *text, struct places *places)
{
    const char *wanted = query + from;
    struct letters needle = fold(wanted, to - from), hay = fold(text, strlen(text));
    if (exact) {
        needle = spell(wanted);
        for (needle.count = 0; needle.at[needle.count].end <= to - from && needle.at[needle.count].end > 0;)
            needle.count++;
        hay = spell(text);
    }
    for (size_t i = 0; needle.count > 0 && i + needle.count <= hay.count; i++) {
        size_t k = 0;
        while (k < needle.count && same(wanted, needle.at[k], text, hay.at[i + k]))
            k++;
        if (k < needle.count || (star && i > 0 && is_latin(&hay, i) && is_latin(&hay, i - 1)))
            continue;
        size_t end = i + k;
        while (star && is_latin(&hay, end - 1) && is_latin(&hay, end) && hay.at[end].start == hay.at[end - 1].end)
            end++;
        places->at[places->count++] = (struct place){hay.at[i].start, hay.at[end - 1].end};
    }
}

/* Ideographs and words of letters that stand whole from START to END. */
static unsigned
steps(const char *text, size_t start, size_t end)
{
    struct letters all = spell(text);
    unsigned count = 0;
    for (size_t i = 0; i < all.count; i++) {
        bool latin = is_latin(&all, i);
        if ((latin && i > 0 && is_latin(&all, i - 1)) || (!latin && all.at[i].sign != 'H'))
            continue;
        size_t last = i;
        while (latin && is_latin(&all, last + 1))
            last++;
        count += all.at[i].start >= start && all.at[last].end <= end;
    }
    return count;
}

static bool
within(const char *text, struct place a, struct place b, unsigned distance)
{
    if (a.start > b.start)
        return within(text, b, a, distance);
    return a.end <= b.start && steps(text, a.end, b.start) <= distance;
}

/* ---- asking */

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
mark(const struct asking *asking, int which, struct place place)
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
        struct places places = {.count = 0};
        if (asks(own->field, which))
            look(query, own->word.from, own->word.to, own->word.star, own->word.exact, asking->article->parts[which],
                 &places);
        for (size_t i = 0; i < places.count; i++)
            mark(asking, which, places.at[i]);
        any |= places.count > 0;
    }
    return any;
}

/* Of COUNT words' PLACES those from I on that go on from CHOSEN, in every way. */
static bool
chain(const struct asking *asking, int which, const struct places *places, const unsigned *distances, size_t count,
      size_t i, struct place *chosen)
{
    if (i == count) {
        for (size_t k = 0; k < count; k++)
            mark(asking, which, chosen[k]);
        return true;
    }
    bool any = false;
    for (size_t k = 0; k < places[i].count; k++) {
        chosen[i] = places[i].at[k];
        if (i == 0 || within(asking->article->parts[which], chosen[i - 1], chosen[i], distances[i - 1]))
            any |= chain(asking, which, places, distances, count, i + 1, chosen);
    }
    return any;
}

static void
add_places(const struct asking *asking, int index, int which, struct places *places)
{
    const struct oracle_node *own = &asking->oracle->nodes[index];
    const char *text = asking->article->parts[which];
    for (int child = own->first; own->kind == '|' && child != 0; child = asking->oracle->nodes[child].next)
        add_places(asking, child, which, places);
    if (own->kind == 'W' && asks(own->field, which))
        look(asking->oracle->query, own->word.from, own->word.to, own->word.star, own->word.exact, text, places);
}

static int
compare_places(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->end < b->end) - (a->end > b->end);
}

/* Of the places of one word none lies inside another, and of those that begin together the longest counts. */
static void
part_places(struct places *places)
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
        static struct places places[8];
        unsigned distances[8];
        struct place chosen[8];
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
        static struct places places[8];
        unsigned distances[8];
        struct place chosen[8];
        size_t count = 0;
        for (size_t at = own->word.from; at < own->word.to;) {
            size_t end = at;
            while (end < own->word.to && query[end] != ' ')
                end++;
            places[count].count = 0;
            if (end > at && asks(own->field, which))
                look(query, at, end, false, own->word.exact, asking->article->parts[which], &places[count]);
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
        note(oracle->fault, false, to, own->word.end);
    else if (to - from != 4 || strncmp(oracle->query + from, "203", 3) != 0)
        note(oracle->fault, false, from, to);
}

static void
check(const struct oracle *oracle, int index)
{
    const struct oracle_node *own = &oracle->nodes[index];
    if (own->kind == 'W' && own->field == 'd')
        check_date(oracle, own);
    if (own->kind == 'W' && own->word.near && (words_in(oracle, &own->word) < 2 || own->field == 'd'))
        note(oracle->fault, false, own->word.start, own->word.end);
    for (int child = own->first; child != 0; child = oracle->nodes[child].next) {
        if (own->kind == '~' && !is_operand(oracle, child))
            note(oracle->fault, false, oracle->nodes[child].start, oracle->nodes[child].end);
        else
            check(oracle, child);
    }
}

bool
oracle_ask(const char *query, unsigned year, struct oracle_article *articles, size_t count, struct oracle_fault *fault)
{
    static struct oracle oracle;
    oracle = (struct oracle){.query = query, .letters = spell(query), .fault = fault};
    *fault = (struct oracle_fault){.any = false};
    tokenize(&oracle);
    int root = peek(&oracle).kind == '.' ? 0 : either(&oracle, 0);
    struct oracle_token left = peek(&oracle);
    if (left.kind != '.')
        lacks(&oracle, left);
    if (root != 0 && !stopped(&oracle))
        check(&oracle, root);
    if (root == 0 || stopped(&oracle))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct asking asking = {&oracle, &articles[i], year, false};
        articles[i].found = holds(&asking, root, false);
        asking.mark = articles[i].found;
        holds(&asking, root, false);
    }
    return true;
}
