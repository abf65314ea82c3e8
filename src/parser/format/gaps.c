/* The blanks inside a line, in cells.
 *
 * Cells are those of whoever set the page, and no terminal's: how wide this one takes “ ” to be changes no paper.
 */
#include "parser/format/format.h"

#include "kanbao/text.h"

enum { TAB_CELLS = 8 };

static bool
is_rule(char32_t code)
{
    return code == '|' || code == U'│' || code == U'┃' || code == U'║' || code == U'｜';
}

/* “ ” ‘ ’ — … · ① ● → and the like, and what no standard knows: one cell or two, as the one had it who set the page. */
static bool
is_ambiguous(char32_t code)
{
    return (code >= 0xA1 && code < 0xC0) || (code >= 0x2010 && code < 0x2E80) || (code >= 0xE000 && code < 0xF900) ||
           code == 0xFFFD;
}

static unsigned
cells_of(char32_t code, unsigned ambiguous, struct row *row)
{
    if (code < 0x80)
        return 1;
    if (ambiguous == ONE_EACH)
        return 1;
    if (text_is_common_han(code)) {
        row->wide = true;
        return 2;
    }
    if (is_rule(code))
        return code == U'｜' ? 2 : 1;
    if (is_ambiguous(code)) {
        row->ambiguous = true;
        return ambiguous;
    }
    int cells = text_width(code);
    return code < 0x1100 ? cells > 0 : (unsigned)cells;
}

/* The next character of LINE from *AT and *CELL on; both are moved behind it. */
static inline char32_t
step(struct slice line, unsigned ambiguous, size_t *at, unsigned *cell, struct row *row)
{
    char32_t code;
    *at += text_decode(line.at + *at, &code);
    *cell = code == '\t' ? (*cell / TAB_CELLS + 1) * TAB_CELLS : *cell + cells_of(code, ambiguous, row);
    return code;
}

/* The blanks from START to END, with ink on both sides of them. */
static bool
add_gap(struct row *row, unsigned start, unsigned end, bool rule)
{
    if (end - start < GAP_CELLS && !rule)
        return true;
    if (row->gap_count == GAPS_MAX)
        return false;
    row->gaps[row->gap_count++] = (struct gap){(uint16_t)start, (uint16_t)end, rule};
    return true;
}

bool
row_measure(struct slice line, unsigned ambiguous, struct row *row)
{
    unsigned cell = 0, blank = 0; /* where the blanks at hand begin */
    bool rule = false, ink = false, before = false;
    *row = (struct row){.start = 0};
    if (line.len > ROW_BYTES_MAX)
        return false;
    for (size_t at = 0; at < line.len;) {
        unsigned start = cell;
        char32_t code = step(line, ambiguous, &at, &cell, row);
        bool plain = (code > ' ' && code < '|') || text_is_common_han(code);
        if (!plain && is_rule(code)) {
            rule = true;
            before |= !ink;
            continue;
        }
        if (!plain && text_is_space(code))
            continue;
        if (!ink)
            row->start = (uint16_t)start;
        else if (!add_gap(row, blank, start, rule))
            return false;
        ink = true;
        rule = false;
        blank = cell;
        row->end = (uint16_t)cell;
    }
    row->framed = before && rule;
    return true;
}

size_t
row_byte(struct slice line, unsigned ambiguous, uint16_t cell)
{
    struct row scratch;
    unsigned reached = 0;
    size_t at = 0;
    while (at < line.len && reached < cell)
        step(line, ambiguous, &at, &reached, &scratch);
    return at;
}
