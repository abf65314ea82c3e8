/* The query language done again: a query as letters and tokens; see query_oracle_parts.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "query_oracle_parts.h"

#include <ctype.h>
#include <string.h>

/* ---- characters: one each, with the bytes it has */

struct oracle_letters
oracle_spell(const char *text)
{
    static const struct {
        const char *wide;
        char sign;
    } twins[] = {{"（", '('}, {"）", ')'}, {"｜", '|'}, {"：", ':'}, {"“", '"'},
                 {"”", '"'},  {"　", ' '}, {"－", '-'}, {"，", ','}};
    struct oracle_letters letters = {.count = 0};
    for (size_t at = 0; text[at] != '\0';) {
        struct oracle_letter letter = {text[at], at, at + 1};
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

void
oracle_note(struct oracle_fault *fault, bool incomplete, size_t start, size_t end)
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
        oracle_note(&token->fault, from == end && sign(oracle, end) == '\0', token->start, byte(oracle, stop));
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
        oracle_note(&token->fault, true, byte(oracle, i), strlen(oracle->query));
        return close;
    }
    if (sign(oracle, close + 1) != '~')
        return close + 1;
    size_t end = distance_end(oracle, close + 2, &token->distance);
    struct oracle_token at = {.start = byte(oracle, close + 1), .distance = token->distance};
    want_distance(oracle, &at, close + 2, end);
    if (at.fault.any)
        oracle_note(&token->fault, at.fault.incomplete, at.fault.start, at.fault.end);
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
    oracle_note(&token->fault, false, byte(oracle, i), byte(oracle, *end));
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
        oracle_note(&token->fault, false, token->from, token->to);
    while (tilde > i && sign(oracle, tilde - 1) >= '0' && sign(oracle, tilde - 1) <= '9')
        tilde--;
    if (tilde > i + 1 && sign(oracle, tilde - 1) == '~' && !isdigit((unsigned char)sign(oracle, tilde - 2)))
        oracle_note(&token->fault, false, byte(oracle, tilde - 1), byte(oracle, end));
    for (size_t k = i; k < end; k++) {
        if (sign(oracle, k) != '*')
            continue;
        if (k > i && k + 1 == end) {
            token->star = true;
            token->to = byte(oracle, k);
        } else {
            oracle_note(&token->fault, false, byte(oracle, k), byte(oracle, k + 1));
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
            oracle_note(&token->fault, sign(oracle, i + 1) == '\0', byte(oracle, i), byte(oracle, i + 1));
        if (bare && sign(oracle, i + 1) == '\0')
            token->kind = '.';
        if (bare || c == '-')
            return i + 1;
        token->exact = true;
        i++;
        if (is_stop(sign(oracle, i))) {
            oracle_note(&token->fault, false, byte(oracle, i), byte(oracle, i + 1));
            return i;
        }
        return sign(oracle, i) == '"' ? read_quoted(oracle, token, i) : read_word(oracle, token, i);
    }
    size_t end = read_operator(oracle, token, i);
    if (end > i || read_name(oracle, token, i, &end))
        return end;
    return c == '"' ? read_quoted(oracle, token, i) : read_word(oracle, token, i);
}

void
oracle_tokenize(struct oracle *oracle)
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
            oracle_note(&token.fault, false, token.start, byte(oracle, i + 1));
        i = behind = end;
        token.end = byte(oracle, end);
        before = token.kind;
        oracle->tokens[oracle->token_count++] = token;
    } while (oracle->tokens[oracle->token_count - 1].kind != '.');
}
