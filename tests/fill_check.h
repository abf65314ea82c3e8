/* What must hold for any text at any measure, once it is filled: checked from the outside.
 *
 * The lists of marks are the check's own, from CLREQ 3.1.5, GB/T 15834 and JLREQ 3.1.7, and so is its idea of
 * where a line ends. Only where a line may begin is asked of the layout; that has tests of its own.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_FILL_CHECK_H
#define TESTS_FILL_CHECK_H

#include "support.h"

#include "kanbao/layout.h"

#include <uchar.h>

/* A cluster as the check sees it. */
struct fill_unit {
    uint32_t byte;
    uint32_t before; /* cells of all units before it */
    char32_t code;   /* its first */
    uint16_t cells;
    bool may;   /* a line may begin here */
    bool blank; /* not counted at a line's end; a line end too */
    bool mark;  /* may not begin a line */
};

/* A text at the ambiguous width of the moment. May be used for one text after another; begins as zeros. */
struct fill_check {
    const char *name;
    struct slice text;
    enum line_break level;
    struct fill_unit *units; /* and one more, at the text's end */
    size_t count, capacity;
    struct buffer breaks, scratch;
    struct layout_measure measure;
    struct layout_lines lines;
    size_t line; /* the one that is looked at */
};

void fill_check_text(struct fill_check *check, const char *name, struct slice text, enum line_break level);
/* Fills the text into LINES and checks them; the text's level counts. */
void fill_check_at(struct fill_check *check, struct layout_measure measure);
void fill_check_done(struct fill_check *check);

/* A rule is broken: counted, and printed the first few times with where it was. RULE is a string's constant. */
void fill_broken(const struct fill_check *check, const char *rule, const char *format, ...) BASE_PRINTF(3, 4);
/* Fails the test when a rule was broken since the last call. */
void fill_check_report(void);

/* The name of what a line that begins with UNIT breaks in two: a number with its unit, a mark of two, an address; or
   NULL. From the text alone (in fill_words.c). */
const char *fill_inside(const struct fill_check *check, size_t unit);

/* Is CODE one of LIST, which ends with 0? */
bool fill_is_among(char32_t code, const char32_t *list);

/* ---- inside of the check: where a line should end, and how it should be drawn (fill_model.c) */

extern const char32_t fill_opening[];                  /* marks that may not end a line */
extern const char32_t fill_hanging[], fill_squeezed[]; /* marks that may hang, or be drawn half-width; 0 ends them */

/* A line from unit START with room for CELLS. */
struct fill_room {
    size_t start;
    size_t cells;
};

struct fill_drawn {
    size_t ink;   /* one past the last unit that is seen */
    size_t cells; /* without the indent */
    size_t squeezed;
    bool hyphen;
};

/* Cells from unit START to END, as they are; and END without the blanks before it. */
size_t fill_cells(const struct fill_check *check, size_t start, size_t end);
size_t fill_ink_end(const struct fill_check *check, size_t start, size_t end);
size_t fill_indent_for(const struct fill_check *check, size_t start);
struct fill_room fill_room_for(const struct fill_check *check, size_t start);
bool fill_fits(const struct fill_check *check, struct fill_room room, size_t end, struct fill_drawn *drawn);
size_t fill_best_end(const struct fill_check *check, struct fill_room room);
size_t fill_end_with_widow(const struct fill_check *check, struct fill_room room, size_t best);

#endif
