/* The different strings that were found, and which of them is meant. A room of search that needs no other: of hits it sees
 * only the words around them.
 *
 *   word_list (a table) -> word_edges (where words may begin and end) -> tally (strings and their counts) -> best (their order)
 */
#ifndef SEARCH_CANDIDATES_H
#define SEARCH_CANDIDATES_H

#include "kanbao/fold.h"
#include "kanbao/search_candidates.h"
#include "kanbao/text.h"

/* ---- word_list.c */

enum { WORD_LONGEST = 4 };
struct word {
    unsigned weight; /* how common it is: the logarithm of its count, to the base 2, plus 1; 0: the table has it not */
    bool name;       /* of a place, a person, a body */
};
/* The word of COUNT folded CODES. */
struct word word_find(const char32_t *codes, size_t count);

/* Does CODE stand for a sound or a word in writing without letters: Han, kana, Hangul? */
static inline bool
is_syllabic(char32_t code)
{
    return text_is_han(code) || text_is_kana(code) || text_is_hangul(code);
}

/* ---- word_edges.c */

/* What is around a hit, folded: the hit is the entries [first, end). */
struct edge_window {
    struct fold fold;
    size_t first, end;
};
/* Fills WINDOW; false: nothing of the hit is left. */
bool edge_window_fill(struct edge_window *window, struct slice around, struct issue_span mark);
/* SEARCH_EDGE_... of it; *WORD is what the table says of it as a whole. */
unsigned edge_window_judge(const struct edge_window *window, struct word *word);

/* ---- tally.c */

/* One string. */
struct tally_entry {
    uint64_t hash;
    size_t key_byte, key_bytes;   /* folded codes, */
    size_t text_byte, text_bytes; /* and as it was found first: of the texts */
    size_t hits, headline_hits;
    size_t judged, both_edges; /* hits whose edges were looked at; of these with both */
    uint8_t rank;
    struct word word; /* weight 0: it is none */
};

struct search_candidates {
    struct tally_entry *entries;
    size_t count, capacity;
    uint32_t *slots; /* of a hash: an entry + 1; 0: free */
    size_t slot_count;
    struct buffer texts;
    struct edge_window window;
};

/* ---- best.c */

/* How likely ENTRY is the one that is meant; the larger the likelier. */
double candidate_score(const struct tally_entry *entry);

#endif
