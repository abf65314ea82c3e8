/* Units: a text as the fill sees it, one record a cluster.
 *
 * Everything that is asked of a character more than once (its cells, its classes, whether a line may begin
 * with it) is asked here once.
 */
#ifndef LAYOUT_UNITS_H
#define LAYOUT_UNITS_H

#include "kanbao/layout.h"
#include "layout/rules.h"

enum unit_flag {
    UNIT_MAY = 1 << 0,    /* a line may begin here */
    UNIT_BLANK = 1 << 1,  /* white space that hangs at a line's end */
    UNIT_END = 1 << 2,    /* a line end: what follows begins a line */
    UNIT_SOFT = 1 << 3,   /* a soft hyphen */
    UNIT_WIDE = 1 << 4,   /* East Asian: Han, kana, Hangul and their marks */
    UNIT_LETTER = 1 << 5, /* of any other script */
    UNIT_HANGUL = 1 << 6,
    UNIT_INSIDE = 1 << 7 /* goes on with an address or a list marker: no line begins here */
};

struct unit {
    uint32_t byte;
    uint16_t rules; /* enum rule */
    uint8_t cells;
    uint8_t flags; /* enum unit_flag */
};

struct units {
    struct unit *at; /* and one more, at the text's end */
    size_t count;
};

/* The units of TEXT, with the breaks of LEVEL. To be given to units_done(). */
struct units units_make(struct slice text, enum line_break level);
void units_done(struct units *units);

/* spots.c: gives the signs of MEASURE their cells, each with the character that it stands before. */
void spots_take_cells(const struct layout_measure *measure, struct units *units);

/* tailor.c: puts the house rules on top of the breaks of UAX #14. */
void units_tailor(struct units *units, enum line_break level);

/* Bytes of the list marker that TEXT begins with, the white space after it included; 0: none. 1. and (一) and ① and
   第一条's like are markers, 2024 and 3.5 are not. */
size_t marker_bytes(struct slice text);

/* common_words.c: do these two characters make a word that newspapers use every day? */
bool word_is_common(char32_t a, char32_t b);

#endif
