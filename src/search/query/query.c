/* A query, compiled: clauses, which are its words, each of them one or more terms of which any will do.
 *
 * Everything that a match needs is worked out here, so that a compiled query is only ever read. Knows nothing of issues.
 */
#include "search/query/query.h"

#include "kanbao/store.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* ---- terms */

static void
term_done(struct term *term)
{
    variants_done(&term->variants);
    free(term->upper);
    pinyin_free(term->pinyin);
    free(term->bytes);
    regex_free(term->regex);
    raw_filter_free(term->raw);
}

/* Behind the escape's backslash at AT: \W, \D and \p{Lu} ask for no capital. Returns the byte behind it. */
static size_t
skip_escape(struct slice pattern, size_t at)
{
    char32_t code = 0;
    at += at < pattern.len ? text_decode(pattern.at + at, &code) : 0;
    if (code >= 0x80 || strchr("pPxNok", (int)code) == NULL || at == pattern.len || pattern.at[at] != '{')
        return at;
    while (at < pattern.len && pattern.at[at] != '}')
        at++;
    return at;
}

/* Does it look for a capital letter? */
static bool
has_capital(struct slice text, bool is_pattern)
{
    char32_t code;
    for (size_t at = 0; at < text.len;) {
        at += text_decode(text.at + at, &code);
        if (text_is_upper(code))
            return true;
        if (is_pattern && code == '\\')
            at = skip_escape(text, at);
    }
    return false;
}

/* A word's text: a phrase without the backslashes before quotes and backslashes; C:\雾 is what it is. */
static char *
plain_text(const struct syntax *syntax, const struct atom *atom, size_t *length)
{
    struct buffer out = {0};
    struct slice text = slice_make(syntax->text.at + atom->text_start, atom->text_end - atom->text_start);
    static const char *const escaped[] = {"\\\"", "\\\\", "\\“", "\\”", "\\＂", "\\」"};
    for (size_t at = 0; at < text.len; at++) {
        bool sign = false;
        for (size_t i = 0; i < BASE_COUNT(escaped) && atom->kind == ATOM_PHRASE && !sign; i++)
            sign = slice_starts(slice_from(text, at), escaped[i]);
        at += sign;
        buffer_add_byte(&out, text.at[at]);
    }
    *length = out.len;
    return buffer_take(&out);
}

static void
keep_case(struct term *term, const struct fold *fold, struct slice text)
{
    term->upper = base_alloc_zero(fold->count, sizeof *term->upper);
    for (size_t i = 0; i < fold->count; i++) {
        char32_t code;
        text_decode(text.at + fold->starts[i], &code);
        term->upper[i] = text_is_upper(code);
    }
}

static size_t
count_letters(const struct fold *fold)
{
    size_t letters = 0;
    for (size_t i = 0; i < fold->count; i++)
        letters += fold->codes[i] >= 'a' && fold->codes[i] <= 'z';
    return letters;
}

static struct pinyin_options
pinyin_options(const struct search_options *options)
{
    unsigned all = PINYIN_FUZZY_ZH | PINYIN_FUZZY_CH | PINYIN_FUZZY_SH | PINYIN_FUZZY_NL | PINYIN_FUZZY_FH |
                   PINYIN_FUZZY_RL | PINYIN_FUZZY_IN | PINYIN_FUZZY_EN | PINYIN_FUZZY_AN;
    return (struct pinyin_options){options->pinyin, options->fuzzy ? all : 0};
}

/* The word as it is looked for: an ellipsis is three dots, and a word in katakana ends without ー. */
static void
add_word(struct variants *variants, struct fold *fold, struct slice text)
{
    size_t count = 0;
    for (size_t i = 0; i < fold->count; i++) {
        bool dots = count >= 3 && fold->codes[i] == '.' && fold->codes[count - 1] == '.' &&
                    fold->codes[count - 2] == '.' && fold->codes[count - 3] == '.';
        if (dots || fold_is_final_long(fold, text, i))
            continue;
        fold->codes[count] = fold->codes[i];
        fold->origins[count] = fold->origins[i];
        fold->starts[count] = fold->starts[i];
        fold->ends[count++] = fold->ends[i];
    }
    fold->count = count;
    variants_add(variants, fold->codes, fold->count);
}

/* False where nothing is left to look for. */
static bool
compile_folded(struct term *term, struct slice text, const struct search_options *options)
{
    struct fold fold = {0};
    fold_text(&fold, text);
    bool any = fold.count > 0;
    term->kind = TERM_FOLDED;
    if (any) {
        add_word(&term->variants, &fold, text);
        numbers_expand(&term->variants);
        if (has_capital(text, false))
            keep_case(term, &fold, text);
        if (options->pinyin != PINYIN_SCHEME_NONE)
            term->pinyin = pinyin_new(fold.codes, fold.count, pinyin_options(options));
        term->one_letter = fold.count == 1 && count_letters(&fold) == 1;
    }
    fold_done(&fold);
    return any;
}

static bool
compile_regex(struct term *term, const struct syntax *syntax, const struct atom *atom, bool exact)
{
    struct slice pattern = slice_make(syntax->text.at + atom->text_start, atom->text_end - atom->text_start);
    char *reason;
    size_t at;
    term->kind = TERM_REGEX;
    if (pattern.len == 0)
        return false;
    term->regex = regex_new(pattern, exact || has_capital(pattern, true), &reason, &at);
    if (term->regex != NULL)
        return true;
    at += atom->text_start;
    if (!atom->open) /* an open one may become right */
        fault_set(syntax->fault, false, at, atom->text_end, _("The regular expression is wrong here: %s."), reason);
    free(reason);
    return false;
}

static bool
compile_date(struct term *term, const struct syntax *syntax, const struct atom *atom)
{
    struct slice text = slice_make(syntax->text.at + atom->text_start, atom->text_end - atom->text_start);
    bool last = atom->end_byte == syntax->text.len;
    /* 2024-1 may become 2024-12 */
    bool grows = last && text.len > 2 && (text.at[text.len - 2] == '-' || text.at[text.len - 2] == '/');
    term->kind = TERM_DATE;
    switch (atom->kind == ATOM_REGEX ? DATE_BAD : dates_read(text, &term->dates)) {
    case DATE_FINE: return true;
    case DATE_INCOMPLETE:
        fault_set(syntax->fault, last, atom->text_start, atom->text_end,
                  _("Incomplete date. Write 2024, 2024-10, 2024-10-13, or two of them with .. between."));
        return false;
    case DATE_EMPTY:
        fault_set(syntax->fault, grows, atom->text_start, atom->text_end,
                  _("The range of dates ends before it begins."));
        return false;
    default:
        fault_set(syntax->fault, false, atom->text_start, atom->text_end,
                  _("Not a date. Write 2024, 2024-10, 2024-10-13, or two of them with .. between."));
        return false;
    }
}

static bool
compile_mark(struct term *term, const struct syntax *syntax, const struct atom *atom)
{
    struct slice text = slice_make(syntax->text.at + atom->text_start, atom->text_end - atom->text_start);
    bool last = atom->end_byte == syntax->text.len, begins = false;
    struct buffer names = {0};
    term->kind = TERM_MARK;
    for (size_t i = 0; i < search_mark_count; i++) {
        if (strcmp(search_marks[i].field, atom->field->name) != 0)
            continue;
        if (slice_equal(text, slice_of(search_marks[i].name)))
            term->mark = &search_marks[i];
        begins |= text.len == 0 || strncmp(search_marks[i].name, text.at, text.len) == 0;
        buffer_printf(&names, "%s%s", names.len > 0 ? ", " : "", search_marks[i].name);
    }
    if (term->mark == NULL)
        fault_set(syntax->fault, last && begins, atom->text_start, atom->text_end, _("%s: is followed by one of: %s."),
                  atom->field->name, names.at);
    buffer_done(&names);
    return term->mark != NULL;
}

static bool
compile_term(struct term *term, const struct syntax *syntax, const struct atom *atom,
             const struct search_options *options)
{
    bool exact = atom->exact || options->exact, fine;
    *term = (struct term){.field = atom->field};
    if (atom->field->values == SEARCH_VALUES_DATES)
        return compile_date(term, syntax, atom);
    if (atom->field->values == SEARCH_VALUES_MARKS)
        return compile_mark(term, syntax, atom);
    if (atom->kind == ATOM_REGEX)
        return compile_regex(term, syntax, atom, exact);
    size_t length;
    char *text = plain_text(syntax, atom, &length);
    fine = length > 0;
    if (exact) {
        term->kind = TERM_EXACT;
        term->bytes = text;
        term->length = length;
        return fine;
    }
    fine = fine && compile_folded(term, slice_make(text, length), options);
    free(text);
    return fine;
}

/* ---- words */

/* What has no word in it (a lone mark, a quote that was just opened) is as if it were not there. */
static void
add_atom(struct search_query *query, const struct syntax *syntax, const struct atom *atom,
         const struct search_options *options, bool *begun)
{
    struct term term;
    *begun = *begun && !atom->begins;
    if (!*begun && query->clause_count == SEARCH_WORDS_MAX)
        fault_set(syntax->fault, false, atom->start_byte, atom->end_byte, _("There are more than %d words."),
                  SEARCH_WORDS_MAX);
    if (query->term_count == TERMS_MAX)
        fault_set(syntax->fault, false, atom->start_byte, atom->end_byte, _("There are more than %d words."),
                  TERMS_MAX);
    if (syntax->fault->reason != NULL && !syntax->fault->incomplete)
        return;
    if (!compile_term(&term, syntax, atom, options)) {
        term_done(&term);
        return;
    }
    if (!*begun)
        query->clauses[query->clause_count++] = (struct clause){atom->negated, (uint16_t)query->term_count, 0};
    *begun = true;
    query->clauses[query->clause_count - 1].count++;
    query->terms[query->term_count++] = term;
    query->parts |= term.field->parts;
}

static struct raw_filter *
filter_of(const struct term *term)
{
    switch (term->kind) {
    case TERM_FOLDED: return raw_filter_folded(term->variants.at, term->variants.count, term->pinyin);
    case TERM_EXACT: return raw_filter_exact(slice_make(term->bytes, term->length));
    case TERM_REGEX: return raw_filter_byte(regex_needs(term->regex));
    case TERM_DATE:
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
    struct syntax syntax = {.text = text, .fault = fault};
    struct atom atom;
    bool begun = false;
    *fault = (struct search_fault){NULL, 0, 0, false};
    if (text.len > SEARCH_QUERY_BYTES)
        fault_set(fault, false, 0, text.len, _("The query is longer than %d bytes."), SEARCH_QUERY_BYTES);
    while ((fault->reason == NULL || fault->incomplete) && syntax_next(&syntax, &atom))
        add_atom(query, &syntax, &atom, options, &begun);
    query->store = options->store != NULL ? store_keep(options->store) : NULL;
    if (query->clause_count > 0 && (fault->reason == NULL || fault->incomplete))
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
