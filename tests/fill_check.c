/* What must hold for any text at any measure, once it is filled; see fill_check.h.
 *
 * Each line is judged from where it begins, so that one that is wrong does not make the rest of them wrong.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fill_check.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    WIDE_ENOUGH = 8, /* from this measure on no rule of line starts and ends is broken */
    PRINTED = 6,     /* of each rule */
    RULES = 40
};

/* May not begin a line, whatever is before it. */
static const char32_t no_start[] =
    U"、，。：；！？．｡､‼⁇⁈⁉％‰‱℃℉￠°′″〉》」』】〕〗〙〛）］｝｠｣’”〞〟‐–〜～－·•‧・･／々〻ゝゞヽヾー゠"
    U"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ゛゜ｧｨｩｪｫｬｭｮｯｰﾞﾟ";
/* Nor may these, without a blank before them. */
static const char32_t no_start_close[] = U",.;:!?)]}/-";
static const char32_t twins[] = U",､｡;:!?)"; /* of fill_squeezed */
/* These may go on with a number or with 第. */
static const char32_t counting[] =
    U"年月日时時分秒个個家元円支片件周届名人次倍米吨岁号號版条條项位天点度里斤克顷万萬亿億千百十"
    U"多余几公平方立毫厘一二三四五六七八九〇零々〻";

bool
fill_is_among(char32_t code, const char32_t *list)
{
    for (; *list != 0; list++)
        if (*list == code)
            return true;
    return false;
}

static bool
is_ideograph(char32_t code)
{
    return code >= 0x4E00 && code <= 0x9FFF;
}

/* ---- what is wrong */

static struct {
    const char *rule;
    size_t count;
} broken[RULES];

static void
print_paragraph(const struct fill_check *check)
{
    struct slice text = check->text;
    print_error("    of \"%.*s\"\n", (int)text_fit(text, 120), text.at);
    if (check->line >= check->lines.count)
        return;
    const struct layout_line *line = &check->lines.at[check->line];
    struct slice rest = slice_from(text, line->end_byte);
    print_error("    line %zu: \"%.*s\" then \"%.*s\"\n", check->line, (int)(line->end_byte - line->start_byte),
                text.at + line->start_byte, (int)text_fit(rest, 24), rest.at);
}

void
fill_broken(const struct fill_check *check, const char *rule, const char *format, ...)
{
    size_t i = 0;
    while (i + 1 < RULES && broken[i].rule != NULL && strcmp(broken[i].rule, rule) != 0)
        i++;
    broken[i].rule = rule;
    if (++broken[i].count > PRINTED)
        return;
    struct buffer detail = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(&detail, format, arguments);
    va_end(arguments);
    const struct layout_measure *measure = &check->measure;
    print_error("%s at %u (indents %u %u, gutter %u, level %d, squeeze %d, ambiguous %d): %s: %s\n", check->name,
                measure->cells, measure->first_indent, measure->rest_indent, measure->gutter, (int)check->level,
                measure->squeeze, text_ambiguous(), rule, detail.at);
    print_paragraph(check);
    buffer_done(&detail);
}

void
fill_check_report(void)
{
    size_t all = 0;
    for (size_t i = 0; i < RULES && broken[i].rule != NULL; i++) {
        print_error("%zu times: %s\n", broken[i].count, broken[i].rule);
        all += broken[i].count;
    }
    memset(broken, 0, sizeof broken);
    must(all == 0, "rules are broken %zu times", all);
}

/* ---- the text */

static struct fill_unit
unit_of(struct slice text, size_t at, struct text_cluster cluster)
{
    struct fill_unit unit = {.byte = (uint32_t)at, .cells = cluster.cells};
    size_t len = text_decode(text.at + at, &unit.code);
    if (is_ideograph(unit.code))
        return unit;
    unit.blank = text_is_space(unit.code) && unit.code != 0xA0 && len == cluster.bytes;
    unit.mark = unit.code > 0x7E && fill_is_among(unit.code, no_start);
    unit.cells = unit.code == '\n' ? 0 : unit.cells;
    return unit;
}

/* Two ideographs that are part of no number have a place for a line's end between them. */
static void
check_ideographs(const struct fill_check *check, size_t i)
{
    char32_t a = check->units[i - 1].code, b = check->units[i].code;
    bool apart = is_ideograph(a) && is_ideograph(b) && a != U'第' && !check->units[i].may;
    if (apart && !fill_is_among(b, counting))
        fill_broken(check, "no line may begin between two ideographs", "at byte %u", check->units[i].byte);
}

void
fill_check_text(struct fill_check *check, const char *name, struct slice text, enum line_break level)
{
    uint32_t cells = 0;
    check->name = name;
    check->text = text;
    check->level = level;
    check->count = check->lines.count = 0;
    buffer_clear(&check->breaks);
    buffer_reserve(&check->breaks, text.len + 1);
    layout_breaks(text, level, check->breaks.at);
    check->units = base_grow(check->units, &check->capacity, text_points(text) + 1, sizeof *check->units);
    for (size_t at = 0; at < text.len;) {
        struct text_cluster cluster = text_cluster_at(text, at);
        struct fill_unit *unit = &check->units[check->count++];
        *unit = unit_of(text, at, cluster);
        unit->may = at > 0 && check->breaks.at[at] == TEXT_BREAK_MAY;
        unit->before = cells;
        cells += unit->cells;
        if (check->count > 2)
            check_ideographs(check, check->count - 1);
        at += cluster.bytes;
    }
    check->units[check->count] = (struct fill_unit){.byte = (uint32_t)text.len, .before = cells};
}

void
fill_check_done(struct fill_check *check)
{
    free(check->units);
    buffer_done(&check->breaks);
    buffer_done(&check->scratch);
    layout_lines_done(&check->lines);
    *check = (struct fill_check){0};
}

/* The unit at BYTE, looked for from FROM on; COUNT + 1 when it is inside of one. */
static size_t
unit_at_byte(const struct fill_check *check, size_t from, uint32_t byte)
{
    while (from < check->count && check->units[from].byte < byte)
        from++;
    return check->units[from].byte == byte ? from : check->count + 1;
}

/* ---- one line */

static const struct layout_line *
this_line(const struct fill_check *check)
{
    return &check->lines.at[check->line];
}

/* As the text from START to INK should be drawn when it is squeezed from SQUEEZE_BYTE on. */
static void
add_drawn(struct buffer *out, const struct fill_check *check)
{
    const struct layout_line *line = this_line(check);
    struct slice text = check->text;
    buffer_clear(out);
    buffer_add(out, text.at + line->start_byte, line->squeeze_byte - line->start_byte);
    struct text_cluster cluster;
    for (size_t at = line->squeeze_byte; at < line->ink_byte; at += cluster.bytes) {
        char32_t code, drawn;
        char utf8[4];
        cluster = text_cluster_at(text, at);
        size_t len = text_decode(text.at + at, &code);
        drawn = code;
        for (size_t i = 0; fill_squeezed[i] != 0; i++)
            drawn = code == fill_squeezed[i] && cluster.cells == 2 ? twins[i] : drawn;
        buffer_add(out, utf8, text_encode(drawn, utf8));
        buffer_add(out, text.at + at + len, cluster.bytes - len);
    }
    if (line->hyphen)
        buffer_add_byte(out, '-');
}

/* What layout_row_text() makes of the line is what it says: its cells, its marks, its hyphen. */
static void
check_drawn(struct fill_check *check)
{
    const struct layout_line *line = this_line(check);
    const struct layout_row row = {.text = check->text, .line = *line};
    struct slice drawn = layout_row_text(&row, &check->scratch);
    if (line->squeeze_byte < line->start_byte || line->squeeze_byte > line->ink_byte) {
        fill_broken(check, "squeezed outside of the line", "%u", line->squeeze_byte);
        return;
    }
    if (line->cells != line->indent + text_cells(drawn))
        fill_broken(check, "the cells are not those drawn", "%u, drawn %zu", line->cells,
                    line->indent + text_cells(drawn));
    if (line->stretch != 0)
        fill_broken(check, "stretched", "%u", line->stretch);
    struct buffer wanted = {0};
    if (line->squeeze_byte != line->ink_byte || line->hyphen)
        add_drawn(&wanted, check);
    else
        buffer_add_slice(&wanted, layout_row_ink(&row));
    if (!slice_equal(drawn, buffer_slice(&wanted)))
        fill_broken(check, "the row is drawn otherwise", "\"%.*s\"", (int)drawn.len, drawn.at);
    buffer_done(&wanted);
}

/* The line takes all it can, as CLREQ has the repair: hung, or pushed in, or both, and no more than is needed. */
static void
check_repair(const struct fill_check *check, struct fill_room room, size_t end)
{
    const struct layout_line *line = this_line(check);
    struct fill_drawn drawn;
    if (!fill_fits(check, room, end, &drawn)) {
        size_t ink = fill_ink_end(check, room.start, end);
        if (ink > room.start + 1)
            fill_broken(check, "the line has no room", "%u cells", line->cells);
        return;
    }
    if (line->hyphen != drawn.hyphen)
        fill_broken(check, "a hyphen", "%d", line->hyphen);
    size_t plain = fill_cells(check, room.start, drawn.ink) + line->hyphen + line->indent;
    if (line->cells != drawn.cells + line->indent)
        fill_broken(check, "marks are squeezed otherwise", "%u cells, should be %zu, would be %zu", line->cells,
                    drawn.cells + line->indent, plain);
    if ((line->squeeze_byte < line->ink_byte) != (drawn.squeezed > 0))
        fill_broken(check, "squeezed or not", "%zu marks should be", drawn.squeezed);
    if (line->cells <= check->measure.cells || drawn.ink == room.start + 1)
        return;
    char32_t last = check->units[drawn.ink - 1].code;
    if (!fill_is_among(last, fill_hanging) || line->cells > check->measure.cells + check->measure.gutter)
        fill_broken(check, "wider than the measure", "%u cells", line->cells);
}

/* Would a line that ends before unit END break one of the rules that are kept even in a piece that must be cut? */
static bool
breaks_rule(const struct fill_check *check, size_t end)
{
    char32_t a = check->units[end - 1].code, b = check->units[end].code;
    bool pair = (text_is_digit(a) && text_is_digit(b)) || (a == U'—' && b == U'—') || (a == U'…' && b == U'…');
    return check->units[end].mark || b == '%' || fill_is_among(b, no_start_close) || fill_is_among(a, fill_opening) ||
           pair;
}

/* The piece from the line's start is wider than the line and is cut: into halves at least, and where no mark
   suffers, if there is such a place. */
static void
check_cut(const struct fill_check *check, struct fill_room room, size_t end)
{
    size_t over = room.start + 1;
    while (over < check->count && (check->units[over].blank || fill_cells(check, room.start, over + 1) <= room.cells))
        over++;
    if (end > over || end <= room.start + (over - room.start) / 2)
        fill_broken(check, "a piece is cut too early or too late", "%zu units, not up to %zu", end - room.start,
                    over - room.start);
    if (check->level == LINE_BREAK_NONE || check->measure.cells < WIDE_ENOUGH || end == check->count)
        return;
    /* a long address is cut behind a mark of its own */
    bool address = fill_is_among(check->units[end - 1].code, U"/?&=#_-");
    if (address || !breaks_rule(check, end))
        return;
    for (size_t other = over; other > room.start + (over - room.start) / 2; other--)
        if (!breaks_rule(check, other) && !check->units[other].blank) {
            fill_broken(check, "a piece could be cut at a better place", "%zu units", other - room.start);
            break;
        }
}

/* Neither this line's end nor the next one's beginning is a prohibited mark; nothing is cut in two. */
static void
check_place(const struct fill_check *check, size_t end)
{
    size_t ink = fill_ink_end(check, 0, end);
    if (end == check->count || end == 0 || check->units[end - 1].code == '\n')
        return;
    const struct fill_unit *next = &check->units[end], *after = &check->units[end + 1];
    /* line ends of other kinds are in no issue; where a line begins at one is in test_breaks.c */
    if (fill_is_among(next->code, U"\v\f\u2028\u2029\x85") || fill_is_among(next[-1].code, U"\v\f\u2028\u2029\x85"))
        return;
    bool close = !check->units[end - 1].blank;
    if (!next->may)
        fill_broken(check, "no line may begin here", "U+%04X", (unsigned)next->code);
    const char *inside = fill_inside(check, end);
    if (inside != NULL)
        fill_broken(check, inside, "U+%04X", (unsigned)next->code);
    if (check->level == LINE_BREAK_NONE)
        return;
    bool pair = end + 1 < check->count && (next->code == U'—' || next->code == U'―') && after->code == next->code;
    bool dash = (next->code == U'—' || next->code == U'―') && !pair;
    bool strict = check->level == LINE_BREAK_STRICT && (pair || next->code == U'…');
    if (next->mark || dash || strict || (close && fill_is_among(next->code, no_start_close)))
        fill_broken(check, "a line begins with a prohibited mark", "U+%04X", (unsigned)next->code);
    if (ink == 0 || !fill_is_among(check->units[ink - 1].code, fill_opening))
        return;
    /* UAX #14 judges those of Latin text: nothing may sit on them */
    char32_t last = check->units[ink - 1].code;
    bool alone = close && check->units[ink].byte - check->units[ink - 1].byte == 1;
    if (alone || last > 0x7E)
        fill_broken(check, "a line ends with a prohibited mark", "U+%04X", (unsigned)last);
}

/* The line from unit START to END ends where it should: as late as it can, but for a widow's company; inside of a
   piece only when the piece has no room on a line of its own. */
static void
check_end(const struct fill_check *check, size_t start, size_t end)
{
    struct fill_room room = fill_room_for(check, start);
    size_t best = fill_best_end(check, room), wanted = fill_end_with_widow(check, room, best);
    bool cut = best == start;
    if (cut) {
        check_cut(check, room, end);
    } else {
        check_place(check, end);
        if (end != wanted)
            fill_broken(check,
                        wanted < best ? "a widow has no company"
                        : end < best  ? "the line could hold more"
                                      : "the line holds too much",
                        "up to byte %u", check->units[wanted].byte);
    }
    if (end < check->count && check->units[end].blank && check->units[end - 1].code != '\n')
        fill_broken(check, "a line begins with white space", "U+%04X", (unsigned)check->units[end].code);
    if (!cut)
        check_repair(check, room, end);
    else if (this_line(check)->cells > check->measure.cells && fill_ink_end(check, start, end) > start + 1)
        fill_broken(check, "wider than the measure", "%u cells", this_line(check)->cells);
}

static size_t
check_line(struct fill_check *check, size_t start)
{
    const struct layout_line *line = this_line(check);
    size_t end = unit_at_byte(check, start, line->end_byte);
    if (line->start_byte != check->units[start].byte || end > check->count || (end == start && check->count > 0)) {
        fill_broken(check, "lines do not follow one another", "from %u to %u", line->start_byte, line->end_byte);
        return check->count + 1;
    }
    if (line->ink_byte != check->units[fill_ink_end(check, start, end)].byte)
        fill_broken(check, "the ink", "ends at %u", line->ink_byte);
    if (line->indent != fill_indent_for(check, start))
        fill_broken(check, "the indent", "%u, not %zu", line->indent, fill_indent_for(check, start));
    check_drawn(check);
    if (end > start)
        check_end(check, start, end);
    return end;
}

void
fill_check_at(struct fill_check *check, struct layout_measure measure)
{
    size_t at = 0;
    measure.level = check->level;
    check->measure = measure;
    layout_fill(check->text, measure, &check->lines);
    if (check->lines.count == 0)
        fill_broken(check, "no line", "%zu bytes", check->text.len);
    for (check->line = 0; check->line < check->lines.count && at <= check->count; check->line++)
        at = check_line(check, at);
    if (at < check->count)
        fill_broken(check, "the text goes on after the last line", "from byte %u", check->units[at].byte);
    check->line = 0;
}
