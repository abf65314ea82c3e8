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

/* Does a number of the text go on at AT, which is behind the match, or end there, where BEHIND is false and AT is its first
   entry? 十四 is not in 二十四 nor in 十四五, and 1,234 not in 1,234,567; that 14 is in 2014 holds for what was typed only. */
static bool
continues_number(const struct candidate *candidate, size_t at, bool behind)
{
    const struct fold *fold = &candidate->memory->fold;
    if (behind ? at >= fold->count : at == 0)
        return false;
    char32_t code = fold->codes[behind ? at : at - 1];
    if (fold->ends[at - 1] != fold->starts[at]) /* a blank */
        return false;
    if (numbers_is_part(code))
        return true;
    if (!behind && (code == U'几' || code == U'数'))
        return !text_is_digit(fold->codes[at]);
    if ((code != ',' && code != '.') || candidate->subject.text.at[fold->starts[behind ? at : at - 1]] != (char)code)
        return false;
    return behind ? at + 1 < fold->count && text_is_digit(fold->codes[at + 1])
                  : at > 1 && text_is_digit(fold->codes[at - 2]);
}

/* What nearly all places fail at. */
static inline bool
may_begin(const struct variant *variant, const struct fold *fold, size_t i)
{
    if (fold->codes[i] != variant->codes[0] && variant->ways[0] == 0 && !fold_is_iteration(variant->codes[0]))
        return false;
    return variant->count == 1 || variant->ways[1] != 0 ||
           (i + 1 < fold->count && fold->codes[i + 1] == variant->codes[1]);
}

/* The longest match of any writing that begins at entry I; returns its end, 0 if there is none. */
static size_t
match_at(const struct term *term, const struct candidate *candidate, size_t i, uint8_t *rank)
{
    const struct fold *fold = &candidate->memory->fold;
    size_t best = 0;
    for (size_t v = 0; v < term->variants.count; v++) {
        const struct variant *variant = &term->variants.at[v];
        if (!may_begin(variant, fold, i))
            continue;
        size_t end = variant_match(variant, v == 0 ? term->upper : NULL, fold, candidate->subject.text, i);
        if (end <= best || (variant->begins_number && continues_number(candidate, i, false)) ||
            (variant->ends_number && continues_number(candidate, end, true)))
            continue;
        best = end;
        *rank = variant->initials ? SEARCH_RANK_INITIALS : SEARCH_RANK_LITERAL;
    }
    return best;
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
    uint64_t firsts = term->variants.firsts;
    for (size_t i = first; i < end && best.start == SIZE_MAX; i++) {
        uint8_t rank;
        if ((firsts >> fold->codes[i] % 64 & 1) == 0)
            continue;
        size_t behind = match_at(term, candidate, i, &rank);
        if (behind > 0)
            best = match_of(fold, i, behind - i, rank);
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
