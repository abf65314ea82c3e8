/* Where a line should end, and how it should be drawn: the check's own idea of it; see fill_check.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fill_check.h"

#include "kanbao/text.h"

enum {
    MARKS_TOGETHER = 4, /* so many marks at most are pushed in or hung together */
    FIRST_SHARE = 4,    /* a paragraph's indent takes a quarter of the measure at most, */
    REST_SHARE = 2      /* another one half */
};

const char32_t fill_opening[] = U"〈《「『【〔〖〘〚（［｛｟｢‘“〝([{";
const char32_t fill_hanging[] = U"、，。；：？！’”";
const char32_t fill_squeezed[] = U"，、。；：！？）";

size_t
fill_cells(const struct fill_check *check, size_t start, size_t end)
{
    return check->units[end].before - check->units[start].before;
}

size_t
fill_ink_end(const struct fill_check *check, size_t start, size_t end)
{
    while (end > start && check->units[end - 1].blank)
        end--;
    return end;
}

/* One past the line end that ends the paragraph of unit I. */
static size_t
paragraph_end(const struct fill_check *check, size_t i)
{
    while (i < check->count && check->units[i].code != '\n')
        i++;
    return i < check->count ? i + 1 : i;
}

static bool
can_squeeze(const struct fill_unit *unit)
{
    return unit->cells == 2 && fill_is_among(unit->code, fill_squeezed);
}

/* Of the marks before INK, how many can be drawn half-width? The line's first character stays as it is. */
static size_t
squeezable(const struct fill_check *check, size_t start, size_t ink)
{
    size_t count = 0;
    for (size_t i = ink; check->measure.squeeze && i > start + 1 && check->units[i - 1].mark; i--)
        count += can_squeeze(&check->units[i - 1]);
    return count;
}

/* Is all that does not fit a few marks, which only together end a line? */
static bool
only_marks_over(const struct fill_check *check, struct fill_room room, size_t ink)
{
    size_t first = ink;
    while (first > room.start && fill_cells(check, room.start, first) > room.cells)
        first--;
    if (first == room.start || ink - first > MARKS_TOGETHER)
        return false;
    for (size_t i = first; i < ink; i++)
        if (!check->units[i].mark || (i > first && check->units[i].may))
            return false;
    return true;
}

/* OVER cells too many before the ink's end: can N marks be drawn half-width and the last one hang so far? */
static bool
hangs(const struct fill_check *check, const struct fill_drawn *drawn, size_t over, size_t n)
{
    const struct fill_unit *last = &check->units[drawn->ink - 1];
    size_t cells = n > 0 && can_squeeze(last) ? 1 : last->cells;
    return fill_is_among(last->code, fill_hanging) &&
           over - n <= (cells < check->measure.gutter ? cells : check->measure.gutter);
}

/* OVER cells too many: the last mark hangs, or marks are pushed in, or both, in this order. */
static bool
draw_marks(const struct fill_check *check, size_t start, size_t over, struct fill_drawn *drawn)
{
    size_t can = squeezable(check, start, drawn->ink), n = 0;
    if (!hangs(check, drawn, over, 0)) {
        if (over <= can)
            n = over;
        else
            for (n = 1; n <= can && !hangs(check, drawn, over, n);)
                n++;
        if (n > can)
            return false;
    }
    drawn->squeezed = n;
    drawn->cells -= n;
    return true;
}

/* Do the units up to END fit into ROOM, and how? */
bool
fill_fits(const struct fill_check *check, struct fill_room room, size_t end, struct fill_drawn *drawn)
{
    bool soft = end > room.start && end < check->count && check->units[end - 1].code == 0xAD;
    size_t ink = fill_ink_end(check, room.start, end);
    *drawn = (struct fill_drawn){.ink = ink, .cells = fill_cells(check, room.start, ink) + soft, .hyphen = soft};
    if (drawn->cells <= room.cells || ink <= room.start + 1)
        return drawn->cells <= room.cells || end == paragraph_end(check, room.start);
    size_t over = drawn->cells - room.cells;
    return !soft && over <= MARKS_TOGETHER && only_marks_over(check, room, ink) &&
           draw_marks(check, room.start, over, drawn);
}

/* The last place where the line may end, marks pushed in or hung; ROOM's start: there is none. */
size_t
fill_best_end(const struct fill_check *check, struct fill_room room)
{
    size_t best = room.start;
    struct fill_drawn drawn;
    for (size_t end = room.start + 1; end <= check->count; end++) {
        bool last = end == check->count || check->units[end - 1].code == '\n';
        if ((last || check->units[end].may) && fill_fits(check, room, end, &drawn))
            best = end;
        if (last || fill_cells(check, room.start, fill_ink_end(check, room.start, end)) > room.cells + MARKS_TOGETHER)
            break;
    }
    return best;
}

/* Is there but one character from START to END, with the marks around it, and East Asian? */
static bool
is_widow(const struct fill_check *check, size_t start, size_t end)
{
    size_t characters = 0;
    end = fill_ink_end(check, start, end);
    for (size_t i = start; i < end; i++) {
        if (check->units[i].mark || fill_is_among(check->units[i].code, fill_opening))
            continue;
        if (check->units[i].blank || !(text_is_cjk(check->units[i].code) || text_is_hangul(check->units[i].code)))
            return false;
        characters++;
    }
    return characters == 1;
}

/* The line's indent: what is wanted, a part of a narrow measure, none before a character that has no room beside
   it. */
size_t
fill_indent_for(const struct fill_check *check, size_t start)
{
    bool first = start == 0 || check->units[start - 1].code == '\n';
    size_t wanted = first ? check->measure.first_indent : check->measure.rest_indent;
    size_t most = check->measure.cells / (first ? FIRST_SHARE : REST_SHARE) / 2 * 2;
    size_t indent = wanted < most ? wanted : most;
    bool alone =
        start < check->count && !check->units[start].blank && check->units[start].cells > check->measure.cells - indent;
    return alone ? 0 : indent;
}

struct fill_room
fill_room_for(const struct fill_check *check, size_t start)
{
    return (struct fill_room){start, check->measure.cells - fill_indent_for(check, start)};
}

/* BEST, or before it, when all that is left after BEST is a widow: the line gives it company from its end, if
   it keeps more than one character and half of its room, and the widow's line has room for both. */
size_t
fill_end_with_widow(const struct fill_check *check, struct fill_room room, size_t best)
{
    size_t end = paragraph_end(check, room.start), earlier = best;
    struct fill_drawn drawn;
    if (best == room.start || best == end || !is_widow(check, best, end))
        return best;
    do
        earlier--;
    while (earlier > room.start + 1 && !check->units[earlier].may);
    if (earlier <= room.start + 1 || !fill_fits(check, room, earlier, &drawn) || drawn.cells * 2 < room.cells)
        return best;
    size_t together = fill_cells(check, earlier, fill_ink_end(check, earlier, end));
    return together <= fill_room_for(check, earlier).cells ? earlier : best;
}
