/* The query's text cut into tokens: signs, operators, fields, and words, phrases and regular expressions.
 *
 * It is read while it is typed, so there are two kinds of wrong: what more typing can complete, and what it cannot. A sign is
 * either understood or wrong; none is ever taken for a word. Knows nothing of how tokens come together (grammar.c), nor of
 * what they will match.
 */
#include "search/query/query.h"

#include "kanbao/text.h"

#include <stdlib.h>

void
fault_set(struct search_fault *fault, bool incomplete, size_t start, size_t end, const char *format, ...)
{
    bool before = fault->incomplete == incomplete && !incomplete && start < fault->start_byte;
    if (fault->reason != NULL && (!fault->incomplete || incomplete) && !before)
        return;
    struct buffer words = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(&words, format, arguments);
    va_end(arguments);
    free(fault->reason);
    *fault = (struct search_fault){buffer_take(&words), (uint32_t)start, (uint32_t)end, incomplete};
}

/* ---- characters */

/* The character at AT, a sign or a letter in its full-width form as its ASCII twin; *LEN its bytes, 0 at the end. */
static char32_t
sign_at(const struct syntax *syntax, size_t at, size_t *len)
{
    char32_t code = 0;
    *len = at < syntax->text.len ? text_decode(syntax->text.at + at, &code) : 0;
    if (code == U'“' || code == U'”')
        return '"';
    return code >= U'！' && code <= U'～' && code != U'＼' ? code - U'！' + '!' : code;
}

static bool
is_at(const struct syntax *syntax, char32_t sign)
{
    size_t len;
    return sign_at(syntax, syntax->at, &len) == sign && len > 0;
}

static bool
eat(struct syntax *syntax, char32_t sign)
{
    size_t len;
    if (sign_at(syntax, syntax->at, &len) != sign || len == 0)
        return false;
    syntax->at += len;
    return true;
}

static void
eat_blanks(struct syntax *syntax)
{
    size_t len;
    for (char32_t code; text_is_space(code = sign_at(syntax, syntax->at, &len)) && len > 0;)
        syntax->at += len;
}

/* Is there nothing at AT that a sign before it could belong to? */
static bool
is_bare(const struct syntax *syntax, size_t at)
{
    size_t len;
    char32_t code = sign_at(syntax, at, &len);
    return len == 0 || text_is_space(code);
}

/* Does a word end at AT? */
static bool
is_edge(const struct syntax *syntax, size_t at)
{
    size_t len;
    char32_t code = sign_at(syntax, at, &len);
    return len == 0 || text_is_space(code) || code == '|' || code == '(' || code == ')';
}

/* ---- operators */

static enum token_kind
operator_named(const char *name)
{
    static const struct {
        const char *name;
        enum token_kind kind;
    } all[] = {{"AND", TOKEN_AND}, {"OR", TOKEN_OR}, {"NOT", TOKEN_NOT}, {"NEAR", TOKEN_NEAR}};
    for (size_t i = 0; i < BASE_COUNT(all); i++)
        if (strcmp(name, all[i].name) == 0)
            return all[i].kind;
    return TOKEN_ATOM;
}

/* A number behind AT; the place behind it. MOST and more are MOST. */
static size_t
number_at(const struct syntax *syntax, size_t at, unsigned most, unsigned *number)
{
    size_t len;
    *number = 0;
    for (char32_t code; (code = sign_at(syntax, at, &len)) >= '0' && code <= '9'; at += len)
        *number = *number < most ? *number * 10 + (code - '0') : most;
    *number = *number < most ? *number : most;
    return at;
}

/* The number of NEAR/ or ~ from AT on to its END, where a word must end. */
static bool
check_distance(struct syntax *syntax, struct token *token, size_t at, size_t end)
{
    size_t len, stop = end;
    while (!is_edge(syntax, stop) && (sign_at(syntax, stop, &len), len > 0))
        stop += len;
    if (at < end && stop == end && token->distance <= SEARCH_DISTANCE_MAX)
        return true;
    fault_set(syntax->fault, at == end && end == syntax->text.len, token->start_byte, stop,
              _("The distance is a number up to %d: NEAR/5, or \"a b\"~5."), SEARCH_DISTANCE_MAX);
    return false;
}

/* AND, OR, NOT or NEAR/5, where it stands alone. */
static bool
eat_operator(struct syntax *syntax, struct token *token)
{
    char name[8] = "";
    size_t count = 0, at = syntax->at, len;
    for (char32_t code; count < 5 && (code = sign_at(syntax, at, &len)) >= 'A' && code <= 'Z'; at += len)
        name[count++] = (char)code;
    enum token_kind kind = operator_named(name);
    char32_t next = sign_at(syntax, at, &len);
    bool ends = is_edge(syntax, at) || next == '"' || next == U'「';
    if (kind == TOKEN_ATOM || (!ends && (kind != TOKEN_NEAR || next != '/')))
        return false;
    token->kind = kind;
    if (kind == TOKEN_NEAR) {
        at += next == '/' ? len : 0;
        size_t end = number_at(syntax, at, SEARCH_DISTANCE_MAX + 1, &token->distance);
        check_distance(syntax, token, at, end);
        at = end;
    }
    syntax->at = at;
    return true;
}

/* ---- fields */

/* “headline:, by: and in:”, all that there are. The caller frees it. */
static char *
field_names(void)
{
    struct buffer names = {0};
    for (size_t i = 0; i < search_field_count; i++) {
        /* TRANSLATORS: between the names of fields, in a sentence that lists them */
        const char *comma = _(", ");
        /* TRANSLATORS: before the last name of the same list */
        const char *last = _(" and ");
        buffer_printf(&names, "%s%s:", i == 0 ? "" : i + 1 == search_field_count ? last : comma, search_fields[i].name);
    }
    return buffer_take(&names);
}

/* headline:, 标题: and the like. A name that is none is a mistake only where it cannot be meant as a word: “Note: ...” and
   记者：容与 are fine. */
static bool
eat_field(struct syntax *syntax, struct token *token)
{
    size_t end = syntax->at, len;
    for (char32_t code; text_is_ascii_letter(code = sign_at(syntax, end, &len)) || text_is_han(code);)
        end += len;
    char32_t colon = sign_at(syntax, end, &len);
    if (end == syntax->at || len == 0 || colon != ':')
        return false;
    struct slice name = slice_make(syntax->text.at + syntax->at, end - syntax->at);
    token->field = search_field_find(name);
    if (token->field != NULL) {
        token->kind = TOKEN_FIELD;
        syntax->at = end + len;
        return true;
    }
    if (len > 1 || is_bare(syntax, end + len))
        return false;
    char *names = field_names();
    fault_set(syntax->fault, false, syntax->at, end + len,
              _("There is no field “%.*s:”; there are %s. In quotes it is a word."), (int)name.len, name.at, names);
    free(names);
    return false;
}

/* ---- atoms */

static struct slice
text_of(const struct syntax *syntax, const struct atom *atom)
{
    return slice_make(syntax->text.at + atom->text_start, atom->text_end - atom->text_start);
}

/* The * at a word's end; anywhere else it is wrong. */
static void
check_star(struct syntax *syntax, struct atom *atom)
{
    size_t len;
    for (size_t at = atom->text_start; at < atom->text_end; at += len) {
        if (sign_at(syntax, at, &len) != '*')
            continue;
        if (at > atom->text_start && at + len == atom->text_end) {
            atom->prefix = true;
            atom->text_end = (uint32_t)at;
            return;
        }
        fault_set(syntax->fault, false, at, at + len, _("A * can only end a word. In quotes it is a character."));
        return;
    }
}

/* foo~2 and foo~ mean something in other languages; 5~10 is a range. */
static void
check_tilde(struct syntax *syntax, struct atom *atom)
{
    struct slice text = text_of(syntax, atom);
    size_t at = text.len;
    while (at > 0 && text.at[at - 1] >= '0' && text.at[at - 1] <= '9')
        at--;
    if (at < 2 || text.at[at - 1] != '~' || (text.at[at - 2] >= '0' && text.at[at - 2] <= '9'))
        return;
    fault_set(syntax->fault, false, atom->text_start + at - 1, atom->text_end,
              _("A distance stands behind words in quotes: \"a b\"~5."));
}

/* Nothing but signs that mean something elsewhere. */
static void
check_lone_sign(struct syntax *syntax, struct atom *atom)
{
    size_t len;
    for (size_t at = atom->text_start; at < atom->text_end; at += len) {
        char32_t code = sign_at(syntax, at, &len);
        if (code >= 0x80 || strchr("&|+~^-=/*", (int)code) == NULL || code == 0)
            return;
    }
    fault_set(syntax->fault, false, atom->text_start, atom->text_end,
              _("This sign means nothing alone. In quotes it is looked for."));
}

/* As it stands, or of a phrase's quotes their ASCII twin: nobody's expression ends with a slash of another width. */
static char32_t
closing_at(const struct syntax *syntax, enum atom_kind kind, size_t *len)
{
    char32_t code = sign_at(syntax, syntax->at, len);
    if (kind == ATOM_REGEX && *len > 0)
        text_decode(syntax->text.at + syntax->at, &code);
    return code;
}

static void
read_word(struct syntax *syntax, struct atom *atom)
{
    size_t len;
    atom->kind = ATOM_WORD;
    atom->text_start = (uint32_t)syntax->at;
    while (!is_edge(syntax, syntax->at)) {
        sign_at(syntax, syntax->at, &len);
        syntax->at += len;
    }
    atom->text_end = (uint32_t)syntax->at;
}

/* Behind the blanks at AT, where a word follows them; else AT. */
static size_t
word_after(const struct syntax *syntax, size_t at)
{
    size_t next = at, len;
    while (text_is_space(sign_at(syntax, next, &len)) && len > 0)
        next += len;
    return is_edge(syntax, next) ? at : next;
}

/* last week is one value of a date, and so is last 7 days. */
static void
read_date(struct syntax *syntax, struct atom *atom)
{
    read_word(syntax, atom);
    for (size_t next; date_wants_more(text_of(syntax, atom)); atom->text_end = (uint32_t)syntax->at) {
        struct atom more;
        next = word_after(syntax, syntax->at);
        if (next == syntax->at)
            return;
        syntax->at = next;
        read_word(syntax, &more);
    }
}

/* Up to the closing CLOSER, behind the opening sign; that of a phrase has many forms. */
static void
read_enclosed(struct syntax *syntax, struct atom *atom, char32_t closer)
{
    size_t len;
    char32_t code;
    atom->text_start = (uint32_t)syntax->at;
    while ((code = closing_at(syntax, atom->kind, &len)), len > 0 && code != closer) {
        syntax->at += len;
        char32_t next = closing_at(syntax, atom->kind, &len);
        if (code == '\\' && (atom->kind == ATOM_REGEX || next == closer || next == '\\'))
            syntax->at += len;
    }
    atom->text_end = (uint32_t)syntax->at;
    atom->open = len == 0;
    syntax->at += len;
    if (atom->open)
        fault_set(syntax->fault, true, atom->start_byte, syntax->at,
                  atom->kind == ATOM_REGEX ? _("The regular expression has no / at its end yet.")
                                           : _("The phrase has no closing quote yet."));
}

/* The flags behind a regular expression. */
static void
read_flags(struct syntax *syntax, struct atom *atom)
{
    static const char letters[] = "imsx";
    for (size_t len; !atom->open && !is_edge(syntax, syntax->at); syntax->at += len) {
        char32_t code = sign_at(syntax, syntax->at, &len);
        const char *letter = code < 0x80 && code != 0 ? strchr(letters, (int)code) : NULL;
        if (letter == NULL) {
            fault_set(syntax->fault, false, syntax->at, syntax->at + len,
                      _("Behind a regular expression stand a blank, or its flags: i, m, s, x."));
            return;
        }
        atom->flags |= 1U << (letter - letters);
    }
}

/* ~5 behind a phrase. */
static void
read_distance(struct syntax *syntax, struct atom *atom)
{
    struct token token = {.start_byte = (uint32_t)syntax->at};
    if (atom->open || !eat(syntax, '~'))
        return;
    size_t end = number_at(syntax, syntax->at, SEARCH_DISTANCE_MAX + 1, &token.distance);
    if (check_distance(syntax, &token, syntax->at, end))
        atom->kind = ATOM_NEAR;
    atom->distance = token.distance;
    syntax->at = end;
}

/* “一带一路”倡议 is a word with its marks, as nobody's phrase goes on behind its quotes. Not so where signs are in it. */
static bool
read_marked_word(struct syntax *syntax, struct atom *atom)
{
    size_t len, at = atom->text_start;
    char32_t next = sign_at(syntax, syntax->at, &len);
    bool ascii = (unsigned char)syntax->text.at[at - 1] < 0x80;
    while (at < atom->text_end && !is_edge(syntax, at) && (sign_at(syntax, at, &len), true))
        at += len;
    if (ascii || atom->open || at == atom->text_start || at < atom->text_end || is_edge(syntax, syntax->at) ||
        next == '~' || next == '*')
        return false;
    syntax->at = atom->start_byte;
    read_word(syntax, atom);
    check_tilde(syntax, atom);
    check_star(syntax, atom);
    return true;
}

static void
read_phrase(struct syntax *syntax, struct atom *atom, char32_t closer)
{
    atom->kind = ATOM_PHRASE;
    read_enclosed(syntax, atom, closer);
    if (!read_marked_word(syntax, atom))
        read_distance(syntax, atom);
}

static void
read_atom(struct syntax *syntax, struct atom *atom)
{
    size_t len;
    sign_at(syntax, syntax->at, &len);
    if (eat(syntax, '"')) {
        read_phrase(syntax, atom, '"');
    } else if (eat(syntax, U'「')) {
        read_phrase(syntax, atom, U'」');
    } else if (is_at(syntax, '/') && (syntax->at + len == syntax->text.len || !is_bare(syntax, syntax->at + len))) {
        atom->kind = ATOM_REGEX;
        syntax->at += len;
        read_enclosed(syntax, atom, len > 1 ? U'／' : '/');
        read_flags(syntax, atom);
    } else if (syntax->field->values == SEARCH_VALUES_DATES) {
        read_date(syntax, atom);
        if (syntax->text.at[atom->text_end - 1] != '~') /* 昨天~ is the beginning of a range */
            check_tilde(syntax, atom);
        check_star(syntax, atom);
    } else {
        read_word(syntax, atom);
        check_lone_sign(syntax, atom);
        check_tilde(syntax, atom);
        check_star(syntax, atom);
    }
}

/* ---- tokens */

/* A sign that belongs to what follows it: false where nothing does. At the query's end something still may. */
static bool
eat_prefix(struct syntax *syntax, const struct token *token, char32_t sign)
{
    size_t len;
    sign_at(syntax, syntax->at, &len);
    if (!eat(syntax, sign))
        return true;
    if (!is_bare(syntax, syntax->at))
        return true;
    bool ends = syntax->at == syntax->text.len;
    fault_set(syntax->fault, ends, token->start_byte, syntax->at,
              ends ? _("The word that this is for is missing yet.")
                   : _("Directly behind this sign stands what it is for. In quotes it is a character."));
    return false;
}

static void
eat_atom(struct syntax *syntax, struct token *token)
{
    size_t len;
    token->kind = TOKEN_ATOM;
    token->atom = (struct atom){.start_byte = token->start_byte, .exact = is_at(syntax, '=')};
    if (!eat_prefix(syntax, token, '=')) {
        token->kind = TOKEN_END;
        return;
    }
    if (token->atom.exact && is_edge(syntax, syntax->at)) {
        sign_at(syntax, syntax->at, &len);
        fault_set(syntax->fault, false, syntax->at, syntax->at + len, _("A = stands directly before a word."));
        return;
    }
    token->atom.start_byte = (uint32_t)syntax->at;
    read_atom(syntax, &token->atom);
    token->atom.start_byte = token->atom.word_byte = token->start_byte;
    token->atom.end_byte = (uint32_t)syntax->at;
}

/* What begins where the token before ended needs something between, but for brackets, and operators behind them. */
static void
check_gap(struct syntax *syntax, enum token_kind before, const struct token *token)
{
    size_t len;
    bool fine = token->kind == TOKEN_BAR || token->kind == TOKEN_CLOSE || token->kind == TOKEN_END;
    if (before == TOKEN_CLOSE)
        fine |= token->kind == TOKEN_OPEN || (token->kind >= TOKEN_AND && token->kind <= TOKEN_NEAR);
    else
        fine |= before != TOKEN_ATOM;
    if (fine)
        return;
    sign_at(syntax, token->start_byte, &len);
    fault_set(syntax->fault, false, token->start_byte, token->start_byte + len,
              token->kind == TOKEN_OPEN ? _("A blank is missing before this; in quotes it is a character.")
                                        : _("A blank or an operator is missing here."));
}

static void
read_token(struct syntax *syntax, struct token *token)
{
    if (syntax->at == syntax->text.len)
        return;
    if (eat(syntax, '('))
        token->kind = TOKEN_OPEN;
    else if (eat(syntax, ')'))
        token->kind = TOKEN_CLOSE;
    else if (eat(syntax, '|'))
        token->kind = TOKEN_BAR;
    else if (is_at(syntax, '-'))
        token->kind = eat_prefix(syntax, token, '-') ? TOKEN_MINUS : TOKEN_END;
    else if (!eat_operator(syntax, token) && !eat_field(syntax, token) && !fault_stops(syntax->fault))
        eat_atom(syntax, token);
}

struct token
syntax_next(struct syntax *syntax, enum token_kind before)
{
    size_t behind = syntax->at;
    eat_blanks(syntax);
    struct token token = {.kind = TOKEN_END, .start_byte = (uint32_t)syntax->at};
    read_token(syntax, &token);
    token.end_byte = (uint32_t)syntax->at;
    if (token.start_byte == behind)
        check_gap(syntax, before, &token);
    if (fault_stops(syntax->fault))
        token.kind = TOKEN_END;
    return token;
}
