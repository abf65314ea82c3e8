/* What an article is about, by its terms. A room of search that needs no other.
 *
 *   text -> terms (one after the other) -> weights (which of them tell, and how much) -> likeness (of another article)
 */
#ifndef SEARCH_ALIKE_H
#define SEARCH_ALIKE_H

#include "kanbao/fold.h"
#include "kanbao/search_story.h"
#include "kanbao/text.h"

/* ---- terms.c: the terms of a text */

/* The text that is left, and what stands before it. */
struct terms {
    struct slice text;
    size_t at;
    char32_t before; /* folded, that the next character makes a pair with; 0: none */
};

/* Two folded code points, or the hash of a word with TERM_WORD. Never 0. */
typedef uint64_t term_key;
#define TERM_WORD (UINT64_C(1) << 63)

/* The next term of it; 0: there is none. */
term_key terms_next(struct terms *terms);

/* ---- weights.c: a table of terms */

struct story_term {
    term_key key;
    uint32_t times;  /* in the article */
    uint32_t blocks; /* of those learnt from, that have it */
    uint32_t seen;   /* the last block that had it, + 1 */
    bool headline;
    uint8_t number; /* of the chosen ones, from 1 on; 0: it tells nothing */
};

enum {
    STORY_TERMS_MAX = 4096, /* of a long article the first */
    STORY_CHOSEN = 96,
    STORY_BLOCK_BYTES = 1536
};

struct story {
    struct story_term *terms;
    size_t count, capacity;
    uint16_t *slots; /* of a key: a term + 1; 0: free */
    size_t slot_count;
    uint8_t *firsts; /* by the low 16 bits of a key's hash: may there be such a term? */
    uint32_t blocks; /* learnt from */
    double weights[STORY_CHOSEN + 1];
    unsigned chosen;
    atomic_uint keepers;
    double own; /* the likeness of the article to itself, not yet a share */
};

/* The term of KEY; NULL: the article has it not. */
struct story_term *story_find(const struct story *story, term_key key);
/* Which of them tell most, and how much each of these weighs; the article is like itself by nothing yet. */
void story_choose(struct story *story);

#endif
