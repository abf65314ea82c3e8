/* kanbao - changes: what is new in a text, word by word.
 *
 * Floor 0, a part of text: two texts to spans that were kept, removed or added. Words are what a reader takes for one: a
 * character of Chinese or Japanese, a word of letters, a number with the marks that are inside it. Blanks, line ends and other
 * punctuation are of the word before them, and are not compared, nor is the width or the case of letters.
 */
#ifndef KANBAO_CHANGES_H
#define KANBAO_CHANGES_H

#include "kanbao/base.h"

/* ---- align.c: two sequences */

/* Sets KEPT_A[i] and KEPT_B[k], which must be false, of the elements of A (A_COUNT) and of B (B_COUNT) that belong to a common
   subsequence: the longest one, in time and memory as Myers has it (An O(ND) Difference Algorithm and Its Variations, 1986, 4b),
   O((N + M) D) and O(N + M), as long as *STEPS, comparisons that may be made, are left, which it counts down. Returns whether
   it is the longest; where steps were lacking it is a common subsequence all the same. */
bool changes_align(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count, bool *kept_a, bool *kept_b,
                   size_t *steps);

/* ---- changes.c: two texts */
enum change { CHANGE_KEPT, CHANGE_REMOVED, CHANGE_ADDED };

struct change_span {
    enum change change;
    struct slice before; /* of the text as it was; empty: it was added */
    struct slice after;  /* of the text as it is; empty: it was removed */
};

/* The spans one after another are both texts: what was removed and kept, as it was; what was kept and added, as it is. Of what
   was removed and added in one place the former comes first. */
struct changes {
    struct change_span *at;
    size_t count, capacity;
    size_t removed, added; /* words */
};

/* Replaces CHANGES by those from BEFORE to AFTER, both valid UTF-8, which must outlive them. A single character that both have is
   no more than chance where words around it changed: it is counted to them. Takes some 100 ms at most, whatever the texts:
   where they are long and have hardly anything in common, more than there must be is removed and added. */
void changes_find(struct slice before, struct slice after, struct changes *changes);
void changes_done(struct changes *changes);

#endif
