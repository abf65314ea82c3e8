/* Rows of a table: three or more lines of as many cells.
 *
 * Cells are apart by tabs, or by two blanks or a full-width one, or, where a column is all numbers, by single blanks:
 * 泥河队 12 8 3 1.
 */
#include "parser/kinds/kinds.h"

enum {
    ROWS_MIN = 3,
    ROW_POINTS_MAX = 200,
    CELLS_MAX = 24,
    SINGLE_CELLS_MIN = 3,
    SINGLE_NUMBERS_MIN = 2,
    MARKER_BYTES_MAX = 12 /* （十二） */
};

enum gap { GAP_NONE, GAP_SINGLE, GAP_WIDE, GAP_TAB };
_Static_assert(TABLE_GAPS == GAP_TAB + 1, "a scan knows all gaps");

struct cells {
    unsigned count;
    uint32_t numbers; /* a bit for each cell that begins with a digit or a sign and ends with a digit or % */
};

/* Can a blank begin with BYTE? Nearly all characters are told apart from one so. */
static bool
may_be_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\xE3' || byte == '\xC2';
}

/* The white space at AT, within the text: its bytes, and how wide a gap it is. */
static size_t
gap_at(struct slice text, size_t at, enum gap *gap)
{
    size_t start = at, blanks = 0;
    bool tab = false;
    *gap = GAP_NONE;
    if (!may_be_blank(text.at[at]))
        return 0;
    while (at < text.len) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        if (code != ' ' && code != '\t' && code != 0x3000 && code != 0xA0)
            break;
        tab |= code == '\t';
        blanks += code == 0x3000 ? 2 : 1;
        at += len;
    }
    *gap = tab ? GAP_TAB : blanks > 1 ? GAP_WIDE : blanks == 1 ? GAP_SINGLE : GAP_NONE;
    return at - start;
}

/* Most lines have none, and this is the cheapest way to tell. */
static bool
may_have_gap(struct slice text)
{
    return memchr(text.at, ' ', text.len) != NULL || memchr(text.at, '\t', text.len) != NULL ||
           slice_find(text, "\u3000") != SIZE_MAX || slice_find(text, "\u00A0") != SIZE_MAX;
}

/* The widest gap in a row. */
static enum gap
widest_gap(struct slice text)
{
    enum gap widest = GAP_NONE, gap;
    for (size_t at = 0; at < text.len && widest < GAP_TAB;) {
        size_t blank = gap_at(text, at, &gap);
        widest = gap > widest ? gap : widest;
        char32_t code;
        at += blank > 0 ? blank : text_decode(text.at + at, &code);
    }
    return widest;
}

static bool
is_number(struct slice cell)
{
    char32_t first = text_first(cell), last = text_last(cell);
    bool begins =
        text_is_digit(first) || ((first == '-' || first == '+' || first == U'－' || first == U'＋') && cell.len > 1);
    return begins && (text_is_digit(last) || last == '%' || last == U'％');
}

/* The cells of a row between gaps of at least GAP. */
static struct cells
cells_of(struct slice text, enum gap least)
{
    struct cells cells = {0, 0};
    size_t start = 0;
    for (size_t at = 0; at <= text.len && cells.count < CELLS_MAX;) {
        enum gap gap = GAP_TAB;
        size_t blank = at < text.len ? gap_at(text, at, &gap) : 0;
        if (at == text.len || (blank > 0 && gap >= least)) {
            cells.numbers |= (uint32_t)is_number(slice_make(text.at + start, at - start)) << cells.count;
            cells.count++;
            start = at + blank;
        }
        char32_t code;
        at += at == text.len ? 1 : blank > 0 ? blank : text_decode(text.at + at, &code);
    }
    return cells;
}

/* A numbered item is no row for the gap behind its number. */
static struct slice
row_text(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    struct slice text = issue_line_text(issue, paragraph->first_line);
    char32_t first = text_first(text);
    if (paragraph->kind == ISSUE_KIND_LIST || first == U'（' || first == '(') {
        size_t at = 0;
        enum gap gap;
        char32_t code;
        while (at < text.len && at <= MARKER_BYTES_MAX && gap_at(text, at, &gap) == 0)
            at += text_decode(text.at + at, &code);
        if (at <= MARKER_BYTES_MAX)
            return text_trim(slice_from(text, at));
    }
    return text;
}

/* May the paragraph be a row below ABOVE (NULL: the first)? A blank line between rows is for pages on which one stands between
   all lines; there only tabs are certain. */
static bool
may_be_row(const struct issue *issue, const struct issue_paragraph *paragraph, const struct issue_paragraph *above,
           bool tabs)
{
    if ((paragraph->kind != ISSUE_KIND_BODY && paragraph->kind != ISSUE_KIND_LIST) || paragraph->lead_bytes > 0 ||
        paragraph->end_line != paragraph->first_line + 1 ||
        issue->lines[paragraph->first_line].bytes > ROW_POINTS_MAX * 3)
        return false;
    return above == NULL || paragraph->first_line == above->end_line ||
           (tabs && paragraph->first_line == above->end_line + 1);
}

/* How many columns must be numbers, in rows of COUNT cells between such gaps; CELLS_MAX + 1: no rows are a table. */
static unsigned
numbers_needed(enum gap gap, unsigned count)
{
    if (gap == GAP_SINGLE)
        return count >= SINGLE_CELLS_MIN ? SINGLE_NUMBERS_MIN : CELLS_MAX + 1;
    return gap == GAP_WIDE && count == 2 ? 1 : 0; /* two columns of words may be verse, or a list of names */
}

/* Rows that end before END and have the cells of the one that begins them: the first one with which the rows below it have
   enough columns of numbers. */
static size_t
first_with_numbers(const struct issue *issue, size_t end, enum gap gap, unsigned needed)
{
    uint32_t numbers = UINT32_MAX;
    size_t i = end;
    do
        numbers &= cells_of(row_text(issue, &issue->paragraphs[--i]), gap).numbers;
    while (base_count_bits(numbers) >= needed);
    return i;
}

size_t
table_end(struct table_scan *scan, const struct issue *issue, size_t first, size_t end)
{
    const struct issue_paragraph *paragraphs = issue->paragraphs, *above = NULL;
    if (!may_be_row(issue, &paragraphs[first], NULL, false))
        return first;
    if (end - first < ROWS_MIN || !may_have_gap(issue_line_text(issue, paragraphs[first].first_line)))
        return first;
    enum gap gap = widest_gap(row_text(issue, &paragraphs[first]));
    if (gap == GAP_NONE || first < scan->none_before[gap])
        return first;
    unsigned count = cells_of(row_text(issue, &paragraphs[first]), gap).count, needed = numbers_needed(gap, count);
    uint32_t numbers = UINT32_MAX; /* columns that are numbers in all rows but the first, which may be their heads */
    size_t i = first;
    for (; count > 1 && needed <= CELLS_MAX && i < end && may_be_row(issue, &paragraphs[i], above, gap == GAP_TAB);
         i++) {
        struct cells cells = cells_of(row_text(issue, &paragraphs[i]), gap);
        if (cells.count != count)
            break;
        numbers &= i > first ? cells.numbers : UINT32_MAX;
        above = &paragraphs[i];
    }
    if (i - first < ROWS_MIN)
        return first;
    if (base_count_bits(numbers) >= needed)
        return i;
    /* rows that begin further down end here as well */
    scan->none_before[gap] = first_with_numbers(issue, i, gap, needed);
    return first;
}
