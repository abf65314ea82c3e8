/* What seen.c reads of a text: words as numbers (seen_read.c). */
#ifndef PARSER_SEEN_READ_H
#define PARSER_SEEN_READ_H

#include "parser/line/line.h"

enum {
    SEEN_SLOT_BITS = 15,    /* of a word's number, which two may share */
    SEEN_WORD_BYTES_MIN = 3 /* no text has more words than one for so many bytes, and one */
};

/* How often triples that are asked for stand in the text: slots that are taken up to the first free one (0), each with its number
   + 1 above its count. */
struct seen_triples {
    uint32_t *asked; /* NULL: they are not counted */
    size_t mask;
};
/* Makes a table of those that seen_read_gap() will ask for, between the COUNT lines of SHAPES. */
void seen_triples_ask(struct seen_triples *triples, const struct shape *shapes, size_t count);
void seen_triples_done(struct seen_triples *triples);

/* The characters around the gap between two lines. */
struct seen_gap {
    uint16_t word;    /* the two right beside it */
    unsigned triples; /* how often these stand with the one before, or behind, in the text */
};
/* False: the lines do not end and begin with wide characters. */
bool seen_read_gap(const struct seen_triples *triples, struct slice above, struct slice below, struct seen_gap *gap);

/* The words of a line as they are read. */
struct seen_reading {
    uint32_t hash, letters; /* of the word of letters at hand */
    char32_t before;        /* 0: no word of two characters can end here */
    /* wide characters right before: how many, and what the last and the last two are mixed to */
    uint32_t run, one, two;
};
/* The words of TEXT from *AT on, for MOST bytes, to OUT, which has room for all, and their triples if these are asked for;
   returns the place after the last word. */
uint16_t *seen_read_words(const struct seen_triples *triples, struct seen_reading *kept, struct slice text, size_t *at,
                          size_t most, uint16_t *out);

#endif
