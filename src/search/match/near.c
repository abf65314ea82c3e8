/* Words near one another: of the places of each those from which the others can be reached, each from the one before in at
 * most so many steps.
 *
 * A step is a character of Han or kana that stands between two words, or a word of letters or digits; what is cut by either, and
 * blanks and punctuation, are none. Which of the two comes first is the same, but they do not overlap. All in one text: a
 * paragraph, a headline's line. Knows nothing of articles.
 */
#include "search/match/match.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { CUT_BYTES = 1 << 10 }; /* at the end of a text that goes on: what begins there may not be whole */

void
near_done(struct near *near)
{
    for (size_t i = 0; i < SEARCH_WORDS_MAX; i++)
        free(near->words[i].places);
    free(near->steps);
    *near = (struct near){.step_count = 0};
}

/* ---- steps */

static void
add_step(struct near *near, size_t start, size_t end)
{
    near->steps = base_grow(near->steps, &near->step_capacity, near->step_count + 1, sizeof *near->steps);
    near->steps[near->step_count++] = (struct near_step){(uint32_t)start, (uint32_t)end};
}

static void
find_steps(struct near *near, struct slice text)
{
    bool within = false;
    near->step_count = 0;
    for (size_t at = 0, len; at < text.len; at += len) {
        char32_t code;
        len = text_decode(text.at + at, &code);
        bool single = text_is_han(code) || text_is_kana(code), part = !single && text_is_word(code);
        if (single || (part && !within))
            add_step(near, at, at + len);
        else if (part)
            near->steps[near->step_count - 1].end = (uint32_t)(at + len);
        within = part;
    }
}

/* How many steps begin, or end where ENDS says so, before BYTE. */
static uint32_t
steps_before(const struct near *near, bool ends, size_t byte)
{
    size_t low = 0;
    for (size_t high = near->step_count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if ((ends ? near->steps[middle].end : near->steps[middle].start) < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

/* ---- places */

static void
find_places(struct near *near, const struct search_query *query, size_t clause, struct near_word *word,
            struct candidate *candidate, enum search_part part)
{
    struct clause_scan scan;
    struct match match;
    word->count = 0;
    for (scan_begin(&scan, query, clause, candidate, part, candidate->subject.from); scan_next(&scan, &match);
         scan_go_on(&scan)) {
        word->places = base_grow(word->places, &word->capacity, word->count + 1, sizeof *word->places);
        word->places[word->count++] = (struct near_place){.match = match};
    }
    if (word->count > 0 && near->step_count == 0)
        find_steps(near, candidate->subject.text);
    for (size_t i = 0; i < word->count; i++) {
        struct near_place *place = &word->places[i];
        place->before = steps_before(near, true, place->match.start + 1);
        place->behind = steps_before(near, false, place->match.end);
    }
}

static bool
is_near(const struct near_place *a, const struct near_place *b, unsigned distance)
{
    if (a->match.start > b->match.start) {
        const struct near_place *first = b;
        b = a;
        a = first;
    }
    return a->match.end <= b->match.start && b->before <= a->behind + distance;
}

/* Drops the places of WORD that are near to none of OTHER. Both are in the order of the text, and what is too far behind one is
   too far behind all that are before it. */
static void
keep_near(struct near_word *word, const struct near_word *other, unsigned distance)
{
    size_t count = 0, first = 0;
    for (size_t i = 0; i < word->count; i++) {
        const struct near_place *place = &word->places[i];
        while (first < other->count && other->places[first].match.end <= place->match.start &&
               place->before > other->places[first].behind + distance)
            first++;
        bool near = false;
        for (size_t k = first; k < other->count && !near; k++) {
            near = is_near(place, &other->places[k], distance);
            if (other->places[k].before > place->behind + distance)
                break;
        }
        if (near)
            word->places[count++] = *place;
    }
    word->count = count;
}

bool
near_find(struct near *near, const struct search_query *query, size_t clause, struct candidate *candidate,
          enum search_part part)
{
    const struct clause *clauses = query->clauses + clause;
    size_t count = clauses->operands, until = candidate->subject.until;
    struct slice text = candidate->subject.text;
    near->step_count = 0;
    if (!candidate->subject.ends) /* the later ones may stand in what is searched again with the next piece */
        candidate->subject.until = text_start(text, text.len > until + CUT_BYTES ? text.len - CUT_BYTES : until);
    bool all = true;
    for (size_t i = 0; i < count && all; i++) {
        find_places(near, query, clause + i, &near->words[i], candidate, part);
        if (i > 0)
            keep_near(&near->words[i], &near->words[i - 1], clauses[i - 1].distance);
        all = near->words[i].count > 0;
    }
    for (size_t i = count - 1; i > 0 && all; i--)
        keep_near(&near->words[i - 1], &near->words[i], clauses[i - 1].distance);
    candidate->subject.until = until;
    return all;
}
