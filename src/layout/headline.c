/* Headlines: as few lines as they need, as even as they can be, ended where the sense has a joint.
 *
 * Every way to end the lines is weighed (there are few), so this is for short texts; a long one is filled as any
 * other. A joint is a blank or a mark; inside a run of Han it is where the two characters do not come together
 * anywhere else in the article, as those of one word do.
 */
#include "layout/units.h"

#include "kanbao/text.h"

enum {
    UNITS_MAX = 120, /* a longer text is no headline */
    LINES_MAX = 8,
    BLANK_JOINT = -60, /* what a place costs, in squared cells; less is better */
    MARK_JOINT = -40,
    BRACKET_JOINT = -12,
    WORD_BROKEN = 90,   /* two characters that come together in the text too */
    PARTICLE_BROKEN = 60,
    PREPOSITION_JOINT = -10,
    ALONE = 4000 /* a line of one character */
};

struct headline {
    struct slice text, context;
    const struct units *units;
    uint16_t cells;
    int place[UNITS_MAX + 1]; /* what it costs to begin a line with a unit; -1 << 20: a line may not begin there */
};

static char32_t
code_of(const struct headline *headline, size_t unit)
{
    char32_t code;
    text_decode(headline->text.at + headline->units->at[unit].byte, &code);
    return code;
}

static bool
among(char32_t code, const char32_t *list)
{
    for (; *list != 0; list++)
        if (*list == code)
            return true;
    return false;
}

/* Do the two characters before and at UNIT stand beside one another in the context? */
static bool
is_word(const struct headline *headline, size_t unit)
{
    const struct unit *units = headline->units->at;
    char pair[16] = {0};
    size_t start = units[unit - 1].byte, bytes = units[unit + 1].byte - start;
    if (bytes >= sizeof pair || headline->context.len < bytes)
        return false;
    memcpy(pair, headline->text.at + start, bytes);
    return slice_find(headline->context, pair) != SIZE_MAX;
}

/* What it costs to begin a line with UNIT. */
static int
place_cost(const struct headline *headline, size_t unit)
{
    static const char32_t after[] = U"的了着过地得们上下中里内外后前者性化", joints[] = U"在和与及为向对从以将被把让由获赴再";
    const struct unit *units = headline->units->at;
    if (units[unit - 1].flags & UNIT_BLANK)
        return BLANK_JOINT;
    char32_t a = code_of(headline, unit - 1), b = code_of(headline, unit);
    if (units[unit - 1].rules & (RULE_HANG | RULE_DASH | RULE_DOTS) || units[unit].rules & RULE_DASH)
        return MARK_JOINT;
    if (units[unit].rules & (RULE_END | RULE_OPEN) || units[unit - 1].rules & (RULE_CLOSE | RULE_START))
        return BRACKET_JOINT;
    if (!text_is_han(a) || !text_is_han(b))
        return 0;
    if (among(b, after) || among(a, joints))
        return PARTICLE_BROKEN;
    int cost = among(b, joints) || among(a, after) ? PREPOSITION_JOINT : 0;
    return is_word(headline, unit) ? cost + WORD_BROKEN : cost;
}

/* Cells and characters of the units from FIRST up to NEXT, blanks at the end left out. */
static int
line_cells(const struct headline *headline, size_t first, size_t next, int *characters)
{
    const struct unit *units = headline->units->at;
    int cells = 0;
    *characters = 0;
    while (next > first && units[next - 1].flags & UNIT_BLANK)
        next--;
    for (size_t i = first; i < next; i++) {
        cells += units[i].cells;
        *characters += (units[i].rules & (RULE_START | RULE_END)) == 0;
    }
    return cells;
}

/* The cheapest way to set everything in COUNT lines: STARTS gets the first unit of each. False: there is none. */
static bool
best_starts(const struct headline *headline, size_t count, size_t *starts)
{
    enum { NO_WAY = 1 << 28 };
    static const int unset = NO_WAY;
    size_t units = headline->units->count;
    int best[LINES_MAX + 1][UNITS_MAX + 1]; /* of the first lines, up to a unit */
    unsigned char from[LINES_MAX + 1][UNITS_MAX + 1];
    int total = 0, characters;
    total = line_cells(headline, 0, units, &characters);
    int even = (total + (int)count - 1) / (int)count;
    for (size_t k = 0; k <= count; k++)
        for (size_t i = 0; i <= units; i++)
            best[k][i] = k == 0 && i == 0 ? 0 : unset;
    for (size_t k = 1; k <= count; k++)
        for (size_t end = 1; end <= units; end++) {
            if (end < units && !(headline->units->at[end].flags & UNIT_MAY))
                continue;
            for (size_t start = end; start-- > 0;) {
                int cells = line_cells(headline, start, end, &characters);
                if (cells > headline->cells)
                    break;
                if (best[k - 1][start] == unset)
                    continue;
                int off = cells - even, cost = best[k - 1][start] + off * off + (end < units ? headline->place[end] : 0);
                cost += characters < 2 && units > 1 ? ALONE : 0;
                if (cost < best[k][end]) {
                    best[k][end] = cost;
                    from[k][end] = (unsigned char)start;
                }
            }
        }
    if (best[count][units] == unset)
        return false;
    for (size_t k = count, end = units; k > 0; k--)
        end = starts[k - 1] = from[k][end];
    return true;
}

static void
take_lines(const struct headline *headline, const size_t *starts, struct layout_lines *lines)
{
    const struct unit *units = headline->units->at;
    for (size_t k = 0; k < lines->count; k++) {
        size_t next = k + 1 < lines->count ? starts[k + 1] : headline->units->count, ink = next;
        int characters, cells = line_cells(headline, starts[k], next, &characters);
        while (ink > starts[k] && units[ink - 1].flags & UNIT_BLANK)
            ink--;
        lines->at[k] = (struct layout_line){
            .start_byte = units[starts[k]].byte,
            .end_byte = units[next].byte,
            .ink_byte = units[ink].byte,
            .squeeze_byte = units[ink].byte,
            .cells = (uint16_t)cells,
        };
    }
}

void
layout_fill_headline(struct slice text, uint16_t cells, enum layout_level level, struct slice context,
                     struct layout_lines *lines)
{
    layout_fill(text, (struct layout_measure){.cells = cells, .level = level}, lines);
    if (lines->count < 2 || lines->count > LINES_MAX || text.len > UNITS_MAX * 4)
        return;
    struct units units = units_make(text, level);
    struct headline headline = {.text = text, .context = context, .units = &units, .cells = cells};
    size_t starts[LINES_MAX];
    if (units.count <= UNITS_MAX) {
        for (size_t i = 1; i < units.count; i++)
            if (units.at[i].flags & UNIT_MAY)
                headline.place[i] = place_cost(&headline, i);
        if (best_starts(&headline, lines->count, starts))
            take_lines(&headline, starts, lines);
    }
    units_done(&units);
}
