/* The bits of the generated table (width_table.awk); inside src/text only. */
#ifndef TEXT_PROPERTY_H
#define TEXT_PROPERTY_H

#include "kanbao/text.h"

#include <stdatomic.h>

enum {
    PROPERTY_WIDTH = 3,
    PROPERTY_AMBIGUOUS = 4, /* one cell, or two in a terminal with wide ambiguous characters */
    PROPERTY_EXTENDS = 8,
    PROPERTY_LEADS = 16,
    PROPERTY_SHOW = 96,
    PROPERTY_UPPER = 128,
    PROPERTY_SHOW_SHIFT = 5,
    PROPERTY_TAG = TEXT_SHOW_TAG << PROPERTY_SHOW_SHIFT,
    PROPERTY_REPLACED = TEXT_SHOW_REPLACED << PROPERTY_SHOW_SHIFT
};

/* 1 where characters of ambiguous width take two cells, 0 where they take one (text_set_ambiguous()). Atomic, as
   workers ask for widths too. */
extern atomic_uint text_ambiguous_extra;

/* The table, in two stages; defined by the generated header in property.c. */
extern const unsigned char text_property_page[4352];
extern const unsigned char text_property[][256];

static inline unsigned char
text_property_of(char32_t code)
{
    if (code > 0x10FFFF)
        return PROPERTY_REPLACED | 1;
    return text_property[text_property_page[code >> 8]][code & 0xFF];
}

/* Cells of a code point that is shown plainly. */
static inline int
text_property_cells(unsigned char property)
{
    unsigned extra = atomic_load_explicit(&text_ambiguous_extra, memory_order_relaxed);
    return (int)((property & PROPERTY_WIDTH) + ((property & PROPERTY_AMBIGUOUS) / PROPERTY_AMBIGUOUS & extra));
}

/* ---- tag.c: of the tag of CODE; not in text_width(), where its array would cost each call a check of the stack */
int tag_cells(char32_t code);

#endif
