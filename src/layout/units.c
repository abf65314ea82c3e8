/* A text to units: clusters, cells, classes, and the breaks of UAX #14.
 *
 * Knows no rule of its own: these are in tailor.c and rules.txt.
 */
#include "layout/units.h"

#include "kanbao/text.h"

#include <stdlib.h>

static const struct {
    char32_t first, last;
} hangul[] = {{0x1100, 0x11FF}, {0x3130, 0x318F}, {0xAC00, 0xD7A3}};

static uint8_t
script_flags(char32_t code)
{
    if (code < 0x1100) /* nearly all letters of a Latin text */
        return text_is_letter(code) ? UNIT_LETTER : 0;
    for (size_t i = 0; i < BASE_COUNT(hangul); i++)
        if (code >= hangul[i].first && code <= hangul[i].last)
            return UNIT_HANGUL | UNIT_WIDE;
    if (text_is_cjk(code))
        return UNIT_WIDE;
    return text_is_letter(code) ? UNIT_LETTER : 0;
}

static struct unit
unit_of(struct slice text, size_t at, struct text_cluster cluster)
{
    char32_t code;
    size_t len = text_decode(text.at + at, &code);
    struct unit unit = {(uint32_t)at, rule_of(code), (uint8_t)(cluster.cells < 255 ? cluster.cells : 255), 0};
    if (code >= 0x4E00 && code <= 0x9FFF)
        unit.flags = UNIT_WIDE;
    else if (code == '\n')
        unit.flags = UNIT_END | UNIT_BLANK;
    else if (text_is_space(code) && code != 0xA0 && len == cluster.bytes)
        unit.flags = UNIT_BLANK;
    else
        unit.flags = code == 0xAD ? UNIT_SOFT : script_flags(code);
    if (code == '\n')
        unit.cells = 0;
    return unit;
}

struct inside {
    struct units *units;
    size_t next; /* units before it are done */
};

static void
mark_inside(void *context, size_t start, size_t end)
{
    struct inside *inside = context;
    size_t i = inside->next;
    while (i < inside->units->count && inside->units->at[i].byte <= start)
        i++;
    for (; i < inside->units->count && inside->units->at[i].byte < end; i++)
        inside->units->at[i].flags |= UNIT_INSIDE;
    inside->next = i;
}

struct units
units_make(struct slice text, enum line_break level)
{
    struct units units = {base_alloc((text_points(text) + 1) * sizeof *units.at), 0};
    char *breaks = base_alloc(text.len);
    text_breaks(text, breaks);
    for (size_t at = 0; at < text.len;) {
        struct text_cluster cluster = text_cluster_at(text, at);
        struct unit *unit = &units.at[units.count++];
        *unit = unit_of(text, at, cluster);
        if (breaks[at] == TEXT_BREAK_MAY && at > 0)
            unit->flags |= UNIT_MAY;
        at += cluster.bytes;
    }
    units.at[units.count] = (struct unit){.byte = (uint32_t)text.len};
    free(breaks);
    struct inside inside = {&units, 0};
    size_t marker = marker_bytes(text);
    if (marker > 0)
        mark_inside(&inside, 0, marker < text.len ? marker + 1 : marker); /* and the first character of its text */
    inside.next = 0;
    layout_each_address(text, mark_inside, &inside);
    units_tailor(&units, level);
    return units;
}

void
units_done(struct units *units)
{
    free(units->at);
    *units = (struct units){NULL, 0};
}

void
layout_breaks(struct slice text, enum line_break level, char *breaks)
{
    struct units units = units_make(text, level);
    memset(breaks, TEXT_BREAK_NO, text.len);
    for (size_t i = 0; i < units.count; i++)
        if (units.at[i].flags & UNIT_MAY)
            breaks[units.at[i].byte] = TEXT_BREAK_MAY;
    units_done(&units);
}
