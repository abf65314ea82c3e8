/* The first match of a term in a text.
 *
 * Folded words are compared with the folded text, and pinyin asked of it; exact words and regular expressions see the
 * text as it is. Knows nothing of fields, nor of how a word's terms come together.
 */
#include "search/match/match.h"

#include "kanbao/text.h"

static const struct match no_match = {SIZE_MAX, SIZE_MAX, SEARCH_RANK_NONE};

void
match_memory_begin(struct match_memory *memory)
{
    if (memory->regex == NULL)
        memory->regex = regex_context_new();
    regex_context_begin(memory->regex);
}

void
match_memory_done(struct match_memory *memory)
{
    fold_done(&memory->fold);
    regex_context_free(memory->regex);
}

/* The first entry of the fold that begins at BYTE or behind. */
static size_t
entry_at(const struct fold *fold, size_t byte)
{
    size_t low = 0, high = fold->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (fold->starts[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool
is_upper(struct slice text, uint32_t byte)
{
    char32_t code;
    text_decode(text.at + byte, &code);
    return text_is_upper(code);
}

/* Has the text at entry I the capitals of TERM's word, and no others? Figures of the other variants have none. */
static bool
same_case(const struct term *term, const struct candidate *candidate, size_t i, size_t count)
{
    for (size_t k = 0; term->upper != NULL && k < count && k < term->variants.at[0].count; k++)
        if (is_upper(candidate->subject.text, candidate->memory->fold.starts[i + k]) != term->upper[k])
            return false;
    return true;
}

static size_t
find_variant(const struct term *term, const struct variant *variant, const struct candidate *candidate, size_t i,
             size_t end)
{
    const struct fold *fold = &candidate->memory->fold;
    size_t count = variant->count;
    if (count > fold->count)
        return SIZE_MAX;
    if (end > fold->count - count + 1)
        end = fold->count - count + 1;
    for (; i < end; i++)
        if (fold->codes[i] == variant->codes[0] && fold->codes[i + count - 1] == variant->codes[count - 1] &&
            memcmp(fold->codes + i, variant->codes, count * sizeof *fold->codes) == 0 &&
            same_case(term, candidate, i, count))
            return i;
    return SIZE_MAX;
}

static struct match
match_of(const struct fold *fold, size_t i, size_t count, uint8_t rank)
{
    return (struct match){fold->starts[i], fold->ends[i + count - 1], rank};
}

static uint8_t
rank_of(enum pinyin_rank rank)
{
    switch (rank) {
    case PINYIN_FULL: return SEARCH_RANK_FULL;
    case PINYIN_MIXED: return SEARCH_RANK_MIXED;
    default: return SEARCH_RANK_INITIALS;
    }
}

/* The first match that begins at FIRST or further on, before END: entries of the fold. */
static struct match
find_between(const struct term *term, const struct candidate *candidate, size_t first, size_t end)
{
    const struct fold *fold = &candidate->memory->fold;
    struct match best = no_match;
    for (size_t v = 0; v < term->variants.count; v++) {
        size_t i = find_variant(term, &term->variants.at[v], candidate, first, end);
        if (i == SIZE_MAX)
            continue;
        struct match match = match_of(fold, i, term->variants.at[v].count, SEARCH_RANK_LITERAL);
        if (match.start < best.start || (match.start == best.start && match.end > best.end))
            best = match;
    }
    if (term->pinyin == NULL || (term->one_letter && !candidate->head))
        return best;
    enum pinyin_rank rank;
    size_t count, i = pinyin_next(term->pinyin, fold, first, end, &count, &rank);
    if (i < end && fold->starts[i] < best.start)
        return match_of(fold, i, count, rank_of(rank));
    return best;
}

/* In steps that grow: a word has many ways to be found, and where one is found soon the others are not to be looked for to the
   end of the text, each time. */
static struct match
find_folded(const struct term *term, struct candidate *candidate, size_t from)
{
    enum { FIRST_STEP = 128 };
    const struct fold *fold = &candidate->memory->fold;
    size_t first = entry_at(fold, from), end = entry_at(fold, candidate->subject.until);
    struct match match = no_match;
    for (size_t step = FIRST_STEP, until; first < end && match.start == no_match.start; first = until, step *= 2) {
        until = end - first < step ? end : first + step;
        while (until < end && fold->starts[until] == fold->starts[until - 1]) /* of one character */
            until++;
        match = find_between(term, candidate, first, until);
    }
    return match;
}

static struct match
find_exact(const struct term *term, const struct candidate *candidate, size_t from)
{
    struct slice text = candidate->subject.text;
    while (from < candidate->subject.until && text.len - from >= term->length) {
        const char *at = memchr(text.at + from, term->bytes[0], text.len - from - term->length + 1);
        if (at == NULL || (size_t)(at - text.at) >= candidate->subject.until)
            return no_match;
        from = (size_t)(at - text.at);
        if (memcmp(at, term->bytes, term->length) == 0)
            return (struct match){from, from + term->length, SEARCH_RANK_LITERAL};
        from++;
    }
    return no_match;
}

static struct match
find_regex(const struct term *term, struct candidate *candidate, size_t from)
{
    struct match match = {0, 0, SEARCH_RANK_LITERAL};
    switch (regex_find(term->regex, candidate->memory->regex, &candidate->subject, from, &match.start, &match.end)) {
    case REGEX_FOUND: return match;
    case REGEX_LIMIT: candidate->too_hard = true; return no_match;
    default: return no_match;
    }
}

struct match
match_term(const struct term *term, struct candidate *candidate, size_t from)
{
    switch (term->kind) {
    case TERM_FOLDED:
        if (!candidate->folded)
            fold_text(&candidate->memory->fold, candidate->subject.text);
        candidate->folded = true;
        return find_folded(term, candidate, from);
    case TERM_EXACT: return find_exact(term, candidate, from);
    case TERM_REGEX: return find_regex(term, candidate, from);
    default: return no_match;
    }
}
