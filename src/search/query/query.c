/* A query, compiled: each of its words as a term, which has all that a match needs, so that a compiled query is only ever read.
 *
 * Knows nothing of issues, nor of how words come together (grammar.c, clauses.c).
 */
#include "search/query/query.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* ---- terms */

void
term_done(struct term *term)
{
    variants_done(&term->variants);
    free(term->upper);
    pinyin_free(term->pinyin);
    free(term->bytes);
    regex_free(term->regex);
    raw_filter_free(term->raw);
    story_free(term->story);
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

static struct slice
atom_text(struct slice query, const struct atom *atom)
{
    return slice_make(query.at + atom->text_start, atom->text_end - atom->text_start);
}

/* A word's text: a phrase without the backslashes before quotes and backslashes; C:\雾 is what it is. */
static char *
plain_text(struct slice query, const struct atom *atom, size_t *length)
{
    struct buffer out = {0};
    struct slice text = atom_text(query, atom);
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
compile_regex(struct term *term, struct slice query, const struct atom *atom, bool exact, struct search_fault *fault)
{
    struct slice pattern = atom_text(query, atom);
    char *reason;
    size_t at;
    term->kind = TERM_REGEX;
    if (pattern.len == 0)
        return false;
    bool cased = (atom->flags & REGEX_CASELESS) == 0 && (exact || has_capital(pattern, true));
    term->regex = regex_new(pattern, cased, atom->flags, &reason, &at);
    if (term->regex != NULL)
        return true;
    at += atom->text_start;
    if (reason == NULL)
        fault_set(fault, false, at, atom->text_end, _("%s is not installed: there are no regular expressions."),
                  "PCRE2");
    else if (!atom->open) /* an open one may become right */
        fault_set(fault, false, at, atom->text_end, _("The regular expression is wrong here: %s."), reason);
    free(reason);
    return false;
}

static bool
is_blank(struct slice text)
{
    char32_t code = ' ';
    for (size_t at = 0; at < text.len && text_is_space(code);)
        at += text_decode(text.at + at, &code);
    return text_is_space(code);
}

static bool
compile_date(struct term *term, struct slice query, const struct atom *atom, uint32_t today, struct search_fault *fault)
{
    struct slice text = atom_text(query, atom);
    bool last = atom->end_byte == query.len || (date_wants_more(text) && is_blank(slice_from(query, atom->end_byte)));
    /* 2024-1 may become 2024-12 */
    bool grows = last && text.len > 2 && (text.at[text.len - 2] == '-' || text.at[text.len - 2] == '/');
    term->kind = TERM_DATE;
    switch (atom->kind == ATOM_REGEX || atom->kind == ATOM_NEAR ? DATE_BAD : dates_read(text, today, &term->dates)) {
    case DATE_FINE: return true;
    case DATE_INCOMPLETE:
        fault_set(fault, last, atom->text_start, atom->text_end,
                  _("Incomplete date. Write 2024, 2024-10, 2024-10-13, or two of them with .. between."));
        return false;
    case DATE_EMPTY:
        fault_set(fault, grows, atom->text_start, atom->text_end, _("The range of dates ends before it begins."));
        return false;
    default:
        fault_set(fault, false, atom->text_start, atom->text_end,
                  _("Not a date. Write 2024, 2024-10, 2024-10-13, or two of them with .. between."));
        return false;
    }
}

/* One of the values that a field names. */
static bool
compile_mark(struct term *term, struct slice query, const struct atom *atom, struct search_fault *fault)
{
    struct slice text = atom_text(query, atom);
    bool last = atom->end_byte == query.len, begins = false, kinds = atom->field->values == SEARCH_VALUES_KINDS;
    struct buffer names = {0};
    term->kind = kinds ? TERM_KIND : TERM_MARK;
    for (size_t i = 0; i < search_mark_count; i++) {
        const struct search_mark *mark = &search_marks[i];
        if (strcmp(mark->field, atom->field->name) != 0)
            continue;
        if (search_name_is(text, mark->name, mark->others))
            term->mark = mark;
        begins |= search_name_begins(text, mark->name, mark->others);
        buffer_printf(&names, "%s%s", names.len > 0 ? ", " : "", mark->name);
    }
    if (atom->kind == ATOM_REGEX || atom->kind == ATOM_NEAR)
        term->mark = NULL;
    if (term->mark == NULL)
        fault_set(fault, last && begins, atom->text_start, atom->text_end, _("%s: is followed by one of: %s."),
                  atom->field->name, names.at);
    buffer_done(&names);
    return term->mark != NULL;
}

/* The article that it names. */
static bool
compile_story(struct term *term, struct slice query, const struct atom *atom, struct search_stories *stories,
              struct search_fault *fault)
{
    struct slice name = atom_text(query, atom);
    const char *why = NULL;
    term->kind = TERM_STORY;
    if (atom->kind == ATOM_REGEX || atom->kind == ATOM_NEAR || name.len == 0)
        why = story_no_name();
    else
        term->story = stories_find(stories, name, &why);
    if (term->story == NULL)
        fault_set(fault, atom->end_byte == query.len, atom->text_start, atom->text_end, "%s", why);
    return term->story != NULL;
}

/* A * where there are no words to begin. */
static bool
refuse_star(const struct atom *atom, struct search_fault *fault)
{
    bool words = atom->field->values != SEARCH_VALUES_MARKS && atom->field->values != SEARCH_VALUES_KINDS &&
                 atom->field->values != SEARCH_VALUES_DATES && atom->field->values != SEARCH_VALUES_ARTICLE;
    if (atom->prefix && !words)
        fault_set(fault, false, atom->text_end, atom->end_byte,
                  _("A * can only end a word. In quotes it is a character."));
    return atom->prefix && !words;
}

bool
term_compile(struct term *term, struct slice text, const struct atom *atom, const struct search_options *options,
             struct search_fault *fault)
{
    bool exact = atom->exact || options->exact, fine;
    *term = (struct term){
        .field = atom->field, .prefix = atom->prefix, .start_byte = atom->word_byte, .end_byte = atom->end_byte};
    if (refuse_star(atom, fault))
        return false;
    switch (atom->field->values) {
    case SEARCH_VALUES_DATES: return compile_date(term, text, atom, options->today, fault);
    case SEARCH_VALUES_ARTICLE: return compile_story(term, text, atom, options->stories, fault);
    case SEARCH_VALUES_KINDS:
    case SEARCH_VALUES_MARKS: return compile_mark(term, text, atom, fault);
    default: break;
    }
    if (atom->kind == ATOM_REGEX)
        return compile_regex(term, text, atom, exact, fault);
    size_t length;
    char *word = plain_text(text, atom, &length);
    fine = length > 0;
    if (exact) {
        term->kind = TERM_EXACT;
        term->bytes = word;
        term->length = length;
        return fine;
    }
    fine = fine && compile_folded(term, slice_make(word, length), options);
    free(word);
    return fine;
}
