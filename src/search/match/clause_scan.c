/* The places of one word of a query in a text, from left to right: its alternatives together. Those of one alternative do not
 * overlap; one of another may begin in a place and go on behind it, but none lies inside another.
 *
 * Knows nothing of articles, nor of what a query makes of its words.
 */
#include "search/match/match.h"

#include "kanbao/text.h"

static const struct match no_match = {SIZE_MAX, SIZE_MAX, SEARCH_RANK_NONE};

/* ---- a * at a word's end */

/* Is CODE one of which words with edges are made? Han and kana stand one by one. */
static bool
joins(char32_t code)
{
    return text_is_word(code) && !text_is_han(code) && !text_is_kana(code);
}

static bool
joins_before(struct slice text, size_t at)
{
    char32_t code;
    if (at == 0)
        return false;
    text_decode(text.at + text_previous(text, at), &code);
    return joins(code);
}

static size_t
end_of_word(struct slice text, size_t at)
{
    char32_t code;
    for (size_t len; at < text.len && joins_before(text, at); at += len) {
        len = text_decode(text.at + at, &code);
        if (!joins(code))
            break;
    }
    return at;
}

/* As match_term(), but that a word which ends with a * is found only where a word begins, and then to that one's end. */
static struct match
match_whole(const struct term *term, struct candidate *candidate, size_t from)
{
    struct slice text = candidate->subject.text;
    struct match match = match_term(term, candidate, from);
    while (term->prefix && match.rank != SEARCH_RANK_NONE) {
        char32_t code;
        size_t len = text_decode(text.at + match.start, &code);
        if (!joins(code) || !joins_before(text, match.start)) {
            match.end = end_of_word(text, match.end);
            break;
        }
        match = match_term(term, candidate, match.start + len);
    }
    return match;
}

/* ---- the alternatives */

static bool
comes_before(struct match a, struct match b)
{
    if (a.start != b.start)
        return a.start < b.start;
    return a.rank != b.rank ? a.rank > b.rank : a.end > b.end;
}

void
scan_begin(struct clause_scan *scan, const struct search_query *query, size_t clause, struct candidate *candidate,
           enum search_part part, size_t from)
{
    scan->candidate = candidate;
    scan->terms = query->terms + query->clauses[clause].first;
    scan->count = query->clauses[clause].count;
    for (size_t i = 0; i < scan->count; i++)
        scan->next[i] =
            field_asks(scan->terms[i].field, part) ? match_whole(&scan->terms[i], candidate, from) : no_match;
}

/* Where several begin together, the better one. */
bool
scan_next(struct clause_scan *scan, struct match *match)
{
    *match = no_match;
    for (size_t i = 0; i < scan->count; i++)
        if (scan->next[i].rank != SEARCH_RANK_NONE && comes_before(scan->next[i], *match)) {
            *match = scan->next[i];
            scan->which = i;
        }
    if (match->rank == SEARCH_RANK_NONE)
        return false;
    scan->start = match->start;
    scan->behind = match->end;
    return true;
}

/* The next of TERM's that begins and ends behind the last place; NEXT is that or is before it. */
static struct match
pass_inside(const struct clause_scan *scan, const struct term *term, struct match next)
{
    struct slice text = scan->candidate->subject.text;
    while (next.rank != SEARCH_RANK_NONE && (next.start <= scan->start || next.end <= scan->behind)) {
        char32_t code;
        next = match_whole(term, scan->candidate, next.start + text_decode(text.at + next.start, &code));
    }
    return next;
}

void
scan_go_on(struct clause_scan *scan)
{
    for (size_t i = 0; i < scan->count; i++) {
        const struct term *term = &scan->terms[i];
        if (scan->next[i].rank == SEARCH_RANK_NONE || scan->next[i].start >= scan->behind)
            continue;
        scan->next[i] = i == scan->which ? match_whole(term, scan->candidate, scan->behind)
                                         : pass_inside(scan, term, scan->next[i]);
    }
}
