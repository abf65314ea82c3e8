/* The fill: a text into lines of a measure, greedily, with nothing lost.
 *
 * White space at a line's end hangs: it belongs to the line and is not counted.
 * Where the house rules for Chinese will go: between text_breaks() and the loop.
 */
#include "kanbao/layout.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* What an indent may take of the measure at most: a paragraph's a quarter, a hanging one half. */
enum { FIRST_SHARE = 4, REST_SHARE = 2 };

void
layout_lines_done(struct layout_lines *lines)
{
    free(lines->at);
    *lines = (struct layout_lines){0};
}

static uint16_t
fitting_indent(uint16_t indent, uint16_t cells, int share)
{
    uint16_t most = (uint16_t)(cells / share & ~1);
    return indent < most ? indent : most;
}

/* What the loop knows of the line it is filling. */
struct fill {
    uint32_t start;  /* the line's first byte */
    uint32_t ink;    /* after its last ink so far */
    size_t cells;    /* up to there, white space before it included */
    size_t hanging;  /* white space after the ink */
    uint32_t may;    /* the last place where it may end; start: none yet */
    uint32_t may_ink;
    size_t may_cells;
    uint16_t indent;
};

static void
add_line(struct layout_lines *lines, const struct fill *fill, uint32_t end, uint32_t ink, size_t cells)
{
    lines->at = base_grow(lines->at, &lines->capacity, lines->count + 1, sizeof *lines->at);
    lines->at[lines->count++] = (struct layout_line){fill->start, end, ink, fill->indent, (uint16_t)(fill->indent + cells)};
}

static void
start_line(struct fill *fill, uint32_t at, uint16_t indent)
{
    *fill = (struct fill){.start = at, .ink = at, .may = at, .may_ink = at, .indent = indent};
}

/* White space, and nothing that sits on it. */
static bool
is_blank(struct slice text, uint32_t at, uint32_t bytes)
{
    char32_t code;
    return text_decode(text.at + at, &code) == bytes && text_is_space(code) && code != 0xA0;
}

/* Ends the line before AT, where the next cluster did not fit, and returns where the
   next line begins: at the last opportunity, else right here. */
static uint32_t
end_line(struct layout_lines *lines, struct fill *fill, uint32_t at, uint16_t indent)
{
    uint32_t end = at;
    if (fill->may > fill->start) {
        end = fill->may;
        add_line(lines, fill, end, fill->may_ink, fill->may_cells);
    } else {
        add_line(lines, fill, end, fill->ink, fill->cells);
    }
    start_line(fill, end, indent);
    return end;
}

void
layout_fill(struct slice text, struct layout_measure measure, struct layout_lines *lines)
{
    uint16_t rest = fitting_indent(measure.rest_indent, measure.cells, REST_SHARE);
    char *breaks = base_alloc(text.len);
    struct fill fill;
    text_breaks(text, breaks);
    lines->count = 0;
    start_line(&fill, 0, fitting_indent(measure.first_indent, measure.cells, FIRST_SHARE));
    for (uint32_t at = 0; at < text.len;) {
        struct text_cluster cluster = text_cluster_at(text, at);
        if (is_blank(text, at, cluster.bytes)) {
            fill.hanging += cluster.cells;
            at += cluster.bytes;
            continue;
        }
        if (breaks[at] == TEXT_BREAK_MAY && at > fill.start) {
            fill.may = at;
            fill.may_ink = fill.ink;
            fill.may_cells = fill.cells;
        }
        size_t wanted = fill.indent + fill.cells + fill.hanging + cluster.cells;
        if (wanted > measure.cells && at > fill.start) {
            at = end_line(lines, &fill, at, rest);
            continue;
        }
        if (wanted > measure.cells)
            fill.indent = 0; /* gives way to the one character that is as wide as the measure */
        at += cluster.bytes;
        fill.cells += fill.hanging + cluster.cells;
        fill.hanging = 0;
        fill.ink = at;
    }
    add_line(lines, &fill, (uint32_t)text.len, fill.ink, fill.cells);
    free(breaks);
}
