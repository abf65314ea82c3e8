/* The query's text cut into atoms: words, phrases and regular expressions with their fields and signs.
 *
 * It is read while it is typed, so there are two kinds of wrong: what more typing can complete, and what it cannot.
 * Knows nothing of what an atom will match.
 */
#include "search/query/query.h"

#include "kanbao/text.h"

#include <stdlib.h>

void
fault_set(struct search_fault *fault, bool incomplete, size_t start, size_t end, const char *format, ...)
{
    if (fault->reason != NULL && (!fault->incomplete || incomplete))
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

/* The character at AT, a sign in its full-width form as its ASCII twin; *LEN its bytes, 0 at the end. */
static char32_t
sign_at(const struct syntax *syntax, size_t at, size_t *len)
{
    char32_t code = 0;
    *len = at < syntax->text.len ? text_decode(syntax->text.at + at, &code) : 0;
    switch (code) {
    case U'｜': return '|';
    case U'－': return '-';
    case U'＝': return '=';
    case U'“':
    case U'”':
    case U'＂': return '"';
    default: return code;
    }
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

/* ---- signs before an atom */

/* SIGN, where something follows it; at the query's end something still may. */
static bool
eat_prefix(struct syntax *syntax, char32_t sign, bool *cut)
{
    size_t len;
    if (sign_at(syntax, syntax->at, &len) != sign || len == 0)
        return false;
    *cut = syntax->at + len == syntax->text.len;
    if (!*cut && is_bare(syntax, syntax->at + len))
        return false;
    syntax->at += len;
    return true;
}

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

/* headline: and the like. A name that is none is a mistake only where it cannot be meant as a word: “Note: ...” is fine. */
static bool
eat_field(struct syntax *syntax)
{
    size_t end = syntax->at, len;
    while (end < syntax->text.len && ((syntax->text.at[end] | 0x20) >= 'a' && (syntax->text.at[end] | 0x20) <= 'z'))
        end++;
    char32_t colon = sign_at(syntax, end, &len);
    if (end == syntax->at || len == 0 || (colon != ':' && colon != U'：'))
        return true;
    struct slice name = slice_make(syntax->text.at + syntax->at, end - syntax->at);
    const struct search_field *field = search_field_find(name);
    if (field != NULL) {
        syntax->field = field;
        syntax->at = end + len;
        eat_blanks(syntax);
        return true;
    }
    if (colon != ':' || is_bare(syntax, end + len))
        return true;
    char *names = field_names();
    fault_set(syntax->fault, false, syntax->at, end + len,
              _("There is no field “%.*s:”; there are %s. In quotes it is a word."), (int)name.len, name.at, names);
    free(names);
    return false;
}

/* ---- atoms */

static void
read_word(struct syntax *syntax, struct atom *atom)
{
    size_t len;
    char32_t code;
    atom->kind = ATOM_WORD;
    atom->text_start = (uint32_t)syntax->at;
    while ((code = sign_at(syntax, syntax->at, &len)), len > 0 && !text_is_space(code) && code != '|')
        syntax->at += len;
    atom->text_end = (uint32_t)syntax->at;
}

/* Up to the closing CLOSER, behind the opening sign. */
static void
read_enclosed(struct syntax *syntax, struct atom *atom, char32_t closer)
{
    size_t len;
    char32_t code;
    atom->text_start = (uint32_t)syntax->at;
    while ((code = sign_at(syntax, syntax->at, &len)), len > 0 && code != closer) {
        syntax->at += len;
        char32_t next = sign_at(syntax, syntax->at, &len);
        if (code == '\\' && (atom->kind == ATOM_REGEX || next == closer || next == '\\'))
            syntax->at += len;
    }
    atom->text_end = (uint32_t)syntax->at;
    atom->open = len == 0;
    syntax->at += len;
}

static void
read_atom(struct syntax *syntax, struct atom *atom)
{
    if (eat(syntax, '"')) {
        atom->kind = ATOM_PHRASE;
        read_enclosed(syntax, atom, '"');
    } else if (eat(syntax, U'「')) {
        atom->kind = ATOM_PHRASE;
        read_enclosed(syntax, atom, U'」');
    } else if (is_at(syntax, '/') && (syntax->at + 1 == syntax->text.len || !is_bare(syntax, syntax->at + 1))) {
        atom->kind = ATOM_REGEX;
        syntax->at++;
        read_enclosed(syntax, atom, '/');
    } else {
        read_word(syntax, atom);
    }
    if (atom->open)
        fault_set(syntax->fault, true, atom->start_byte, syntax->at,
                  atom->kind == ATOM_REGEX ? _("The regular expression has no / at its end yet.")
                                           : _("The phrase has no closing quote yet."));
}

/* Signs, field and atom; false where there is no atom behind them. */
static bool
read_alternative(struct syntax *syntax, struct atom *atom)
{
    bool cut = false;
    *atom = (struct atom){.begins = !syntax->alternative, .start_byte = (uint32_t)syntax->at};
    if (atom->begins)
        syntax->negated = eat_prefix(syntax, '-', &cut);
    if (!eat_field(syntax))
        return false;
    atom->exact = eat_prefix(syntax, '=', &cut);
    atom->field = syntax->field;
    atom->negated = syntax->negated;
    if (syntax->at == syntax->text.len) {
        fault_set(syntax->fault, true, atom->start_byte, syntax->at, _("The word that this is for is missing yet."));
        return false;
    }
    if (is_at(syntax, '|')) {
        fault_set(syntax->fault, false, syntax->at, syntax->at + 1, _("There is no word before this |."));
        return false;
    }
    read_atom(syntax, atom);
    atom->end_byte = (uint32_t)syntax->at;
    return true;
}

bool
syntax_next(struct syntax *syntax, struct atom *atom)
{
    eat_blanks(syntax);
    if (!syntax->alternative)
        syntax->field = &field_none;
    if (syntax->at == syntax->text.len || !read_alternative(syntax, atom))
        return false;
    eat_blanks(syntax);
    size_t bar = syntax->at;
    syntax->alternative = eat(syntax, '|');
    eat_blanks(syntax);
    if (syntax->alternative && syntax->at == syntax->text.len)
        fault_set(syntax->fault, true, bar, syntax->at, _("The word that this is for is missing yet."));
    return true;
}
