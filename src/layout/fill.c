/* The fill: a text into lines of a measure, greedily, with nothing lost.
 *
 * A line ends at the last place where it may. Where a mark is all that does not fit, it is pushed in (drawn
 * half-width) or hung in the gutter, as CLREQ has it; where nothing fits, the line is cut at a cluster.
 * White space at a line's end hangs: it belongs to the line and is not counted. Knows units, no characters.
 */
#include "layout/layout_private.h"
#include "layout/units.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    FIRST_SHARE = 4, /* a paragraph's indent takes a quarter of the measure at most, */
    REST_SHARE = 2,  /* a hanging one half */
    TAIL_MAX = 4     /* so many marks at most are looked at together */
};

struct fill {
    struct slice text;
    const struct units *units;
    struct layout_measure measure;
    struct layout_lines *lines;
    uint16_t indent;
    size_t first;        /* the line's first unit */
    size_t first_before; /* of the line before; equal to FIRST: there is none in this paragraph */
};

/* Where a line ends. */
struct ending {
    size_t next;    /* the first unit of the next line */
    size_t ink;     /* one past the last unit that is seen */
    size_t cells;   /* from the indent to there, as they are drawn */
    size_t squeeze; /* full-width marks are half-width from this unit on; INK: none */
    bool hyphen;
};

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

static const struct unit *
unit_at(const struct fill *fill, size_t index)
{
    return &fill->units->at[index];
}

static size_t
available(const struct fill *fill)
{
    return fill->measure.cells - fill->indent;
}

/* From the line's first unit to NEXT, as it is. */
static struct ending
plain_ending(const struct fill *fill, size_t next)
{
    struct ending ending = {.next = next, .ink = next};
    while (ending.ink > fill->first && unit_at(fill, ending.ink - 1)->flags & UNIT_BLANK)
        ending.ink--;
    for (size_t i = fill->first; i < ending.ink; i++)
        ending.cells += unit_at(fill, i)->cells;
    ending.squeeze = ending.ink;
    return ending;
}

static void
put_line(struct fill *fill, size_t index, struct ending ending)
{
    struct layout_lines *lines = fill->lines;
    lines->at = base_grow(lines->at, &lines->capacity, index + 1, sizeof *lines->at);
    lines->at[index] = (struct layout_line){
        .start_byte = unit_at(fill, fill->first)->byte,
        .end_byte = unit_at(fill, ending.next)->byte,
        .ink_byte = unit_at(fill, ending.ink)->byte,
        .squeeze_byte = unit_at(fill, ending.squeeze)->byte,
        .indent = fill->indent,
        .cells = (uint16_t)(fill->indent + ending.cells),
        .hyphen = ending.hyphen,
    };
    lines->count = index + 1;
}

/* ---- marks at the end of a line */

static bool
is_mark(const struct unit *unit)
{
    return (unit->rules & (RULE_START | RULE_HANG | RULE_SQUEEZE | RULE_CLOSE)) != 0 && !(unit->flags & UNIT_BLANK);
}

static bool
can_squeeze(const struct unit *unit)
{
    return unit->rules & RULE_SQUEEZE && unit->cells == 2;
}

/* The first unit of the next line, when the ink of this one ends before END: past the blanks and the line end. */
static size_t
after_blanks(const struct fill *fill, size_t end)
{
    size_t count = fill->units->count;
    while (end < count && unit_at(fill, end)->flags & UNIT_BLANK && !(unit_at(fill, end)->flags & UNIT_END))
        end++;
    return end < count && unit_at(fill, end)->flags & UNIT_END ? end + 1 : end;
}

/* One past the marks that begin with unit I, none of which may begin a line; I itself where a line could not end there. */
static size_t
marks_end(const struct fill *fill, size_t i)
{
    size_t end = i, count = fill->units->count;
    while (end < count && end - i < TAIL_MAX && is_mark(unit_at(fill, end)) &&
           (end == i || !(unit_at(fill, end)->flags & UNIT_MAY)))
        end++;
    size_t next = after_blanks(fill, end);
    return next == count || unit_at(fill, next)->flags & UNIT_MAY || unit_at(fill, next - 1)->flags & UNIT_END ? end
                                                                                                               : i;
}

/* The unit from which COUNT marks that can be squeezed are left up to END, not before START; END: there are fewer. */
static size_t
squeeze_from(const struct fill *fill, size_t start, size_t end, size_t count)
{
    size_t from = end;
    while (count > 0 && from > start && is_mark(unit_at(fill, from - 1)))
        count -= can_squeeze(unit_at(fill, --from));
    return count == 0 ? from : end;
}

/* With OVER cells too many before END: is it enough to draw SQUEEZED marks half-width, and let what is still over
   hang? *FROM is where squeezing begins. */
static bool
marks_fit(const struct fill *fill, size_t end, size_t over, size_t squeezed, size_t *from)
{
    const struct unit *last = unit_at(fill, end - 1);
    *from = squeeze_from(fill, fill->first + 1, end, squeezed);
    if (squeezed > 0 && (*from == end || !fill->measure.squeeze))
        return false;
    size_t drawn = squeezed > 0 && can_squeeze(last) ? 1 : last->cells;
    size_t hangs = last->rules & RULE_HANG ? (drawn < fill->measure.gutter ? drawn : fill->measure.gutter) : 0;
    return over - squeezed <= hangs;
}

/* CELLS are taken before unit I, which does not fit. Can the line end after it, and after the marks that go with it? First by
   hanging the last one, which then looks as it does elsewhere, then by pushing in, then by both (CLREQ 3.1.6 and 3.1.7). */
static bool
end_with_marks(const struct fill *fill, size_t i, size_t cells, struct ending *ending)
{
    size_t end = marks_end(fill, i), from;
    for (size_t k = i; k < end; k++)
        cells += unit_at(fill, k)->cells;
    size_t over = cells - available(fill);
    if (end == i || over > TAIL_MAX)
        return false;
    for (size_t turn = 0; turn <= over + 1; turn++) {
        size_t squeezed = turn == 0 ? 0 : turn == 1 ? over : turn - 1;
        if (!marks_fit(fill, end, over, squeezed, &from))
            continue;
        *ending =
            (struct ending){.next = after_blanks(fill, end), .ink = end, .cells = cells - squeezed, .squeeze = from};
        return true;
    }
    return false;
}

/* ---- one line */

/* Is the unit one of these ASCII characters? */
static bool
is_ascii_among(const struct fill *fill, size_t index, const char *characters)
{
    return text_byte_among(fill->text.at[unit_at(fill, index)->byte], characters);
}

/* How bad it looks where a line is cut before unit AT, though none may begin there: 2 by a mark at its end or at the
   next one's beginning, 1 by a number in two parts, 0 not at all. */
static int
cut_cost(const struct fill *fill, size_t at)
{
    const struct unit *a = unit_at(fill, at - 1), *b = unit_at(fill, at);
    if (fill->measure.level == LINE_BREAK_NONE)
        return 0;
    if (b->rules & RULE_START || a->rules & RULE_END || a->rules & b->rules & (RULE_DASH | RULE_DOTS) ||
        is_ascii_among(fill, at, ",.;:!?)]}%/-"))
        return 2;
    return a->rules & b->rules & RULE_DIGIT ? 1 : 0;
}

/* A place where a line that must be cut looks least bad: an address after one of its own marks, anything else
   where no rule is broken. */
static size_t
cut_point(const struct fill *fill, size_t i)
{
    size_t lowest = fill->first + (i - fill->first) / 2;
    if (unit_at(fill, i)->flags & UNIT_INSIDE)
        for (size_t at = i; at > lowest && at > fill->first + 1; at--)
            if (is_ascii_among(fill, at - 1, "/?&=#_-") && cut_cost(fill, at) == 0)
                return at;
    for (int cost = 0; cost < 2; cost++)
        for (size_t at = i; at > lowest && at > fill->first; at--)
            if (!(unit_at(fill, at)->flags & UNIT_BLANK) && cut_cost(fill, at) == cost)
                return at;
    return i;
}

/* The best that is known while a line is filled: where it may end. */
struct candidate {
    size_t next; /* FIRST: nowhere yet */
    size_t ink, cells;
    bool hyphen;
};

/* The line before unit I, which does not fit after CELLS. */
static struct ending
end_line(const struct fill *fill, const struct candidate *may, size_t i, size_t cells)
{
    struct ending ending;
    if (end_with_marks(fill, i, cells, &ending))
        return ending;
    if (may->next > fill->first)
        return (struct ending){may->next, may->ink, may->cells, may->ink, may->hyphen};
    return plain_ending(fill, cut_point(fill, i));
}

static struct ending
fill_line(struct fill *fill)
{
    size_t count = fill->units->count, cells = 0, blanks = 0, ink = fill->first;
    struct candidate may = {.next = fill->first};
    for (size_t i = fill->first; i < count; i++) {
        const struct unit *unit = unit_at(fill, i);
        if (unit->flags & UNIT_END)
            return (struct ending){i + 1, ink, cells, ink, false};
        if (unit->flags & UNIT_BLANK) {
            blanks += unit->cells;
            continue;
        }
        if (unit->flags & UNIT_MAY && i > fill->first) {
            bool hyphen = unit_at(fill, i - 1)->flags & UNIT_SOFT;
            bool says = ink > fill->first || !fill->measure.steps; /* no line is what code begins with alone */
            if (says && cells + hyphen <= available(fill))
                may = (struct candidate){i, ink, cells + hyphen, hyphen};
        }
        if (cells + blanks + unit->cells > available(fill)) {
            if (i > fill->first)
                return end_line(fill, &may, i, cells + blanks);
            fill->indent = 0; /* gives way to the one character that is as wide as the measure */
        }
        cells += blanks + unit->cells;
        blanks = 0;
        ink = i + 1;
    }
    return (struct ending){count, ink, cells, ink, false};
}

/* ---- a last line of one character */

/* One East Asian character, with the marks around it. */
static bool
is_widow(const struct fill *fill, size_t first, size_t ink)
{
    size_t characters = 0;
    for (size_t i = first; i < ink; i++) {
        const struct unit *unit = unit_at(fill, i);
        if (is_mark(unit) || unit->rules & RULE_END)
            continue;
        if (!(unit->flags & UNIT_WIDE))
            return false;
        characters++;
    }
    return characters == 1;
}

/* Gives the line that begins at FIRST, the last of its paragraph, one more character from the line before. */
static struct ending
keep_company(struct fill *fill, struct ending last)
{
    size_t index = fill->lines->count, next = fill->first - 1;
    while (next > fill->first_before && !(unit_at(fill, next)->flags & UNIT_MAY))
        next--;
    if (next <= fill->first_before + 1)
        return last;
    struct fill before = *fill, after = *fill;
    before.first = fill->first_before;
    before.indent = fill->lines->at[index - 1].indent;
    after.first = next;
    struct ending shorter = plain_ending(&before, next), ending = plain_ending(&after, last.next);
    if (unit_at(fill, next - 1)->flags & UNIT_SOFT) {
        shorter.hyphen = true;
        shorter.cells++;
    }
    if (shorter.cells * 2 < available(&before) || ending.cells > available(&after))
        return last;
    put_line(&before, index - 1, shorter);
    fill->first = next;
    return ending;
}

/* Of a line of code, which begins at unit FIRST: how far in the rest of it stands. */
static uint16_t
step_of(const struct fill *fill, size_t first)
{
    size_t cells = code_indent(slice_from(fill->text, unit_at(fill, first)->byte)) + fill->measure.rest_indent;
    uint16_t step = cells < fill->measure.cells ? (uint16_t)cells : fill->measure.cells;
    return fitting_indent((uint16_t)(fill->measure.first_indent + step), fill->measure.cells, REST_SHARE);
}

void
layout_fill(struct slice text, struct layout_measure measure, struct layout_lines *lines)
{
    struct units units = units_make(text, measure.level);
    spots_take_cells(&measure, &units);
    uint16_t first_indent = fitting_indent(measure.first_indent, measure.cells, FIRST_SHARE);
    uint16_t rest_indent = fitting_indent(measure.rest_indent, measure.cells, REST_SHARE);
    struct fill fill = {.text = text, .units = &units, .measure = measure, .lines = lines, .indent = first_indent};
    lines->count = 0;
    if (measure.steps)
        rest_indent = step_of(&fill, 0);
    for (bool more = true; more;) {
        struct ending ending = fill_line(&fill);
        bool paragraph_end = ending.next == units.count || unit_at(&fill, ending.next - 1)->flags & UNIT_END;
        if (paragraph_end && fill.first > fill.first_before && is_widow(&fill, fill.first, ending.ink))
            ending = keep_company(&fill, ending);
        put_line(&fill, lines->count, ending);
        fill.first_before = paragraph_end ? ending.next : fill.first;
        fill.first = ending.next;
        if (paragraph_end && measure.steps)
            rest_indent = step_of(&fill, fill.first);
        fill.indent = paragraph_end ? first_indent : rest_indent;
        more = ending.next < units.count;
    }
    units_done(&units);
}
