/* Are the columns of a block text that goes on from line to line, or the cells of a table?
 *
 * Lines of a column of text fill it, most of them stop in the middle of a sentence, and there are commas and full stops in it.
 * Cells are short, of many lengths, full of digits, or each a whole of its own: verse, lists, forms, names.
 */
#include "parser/format/format.h"

#include "kanbao/text.h"

enum {
    PROSE_CELLS = 16, /* no column is narrower */
    LATIN_LETTERS = 2 /* of three characters: a column of words */
};

/* What the pieces of one column are like. */
struct column {
    uint32_t pieces; /* that are not blank */
    uint32_t filled; /* that reach the column's right edge, or nearly */
    uint32_t cut;    /* filled ones that end with no mark */
    uint32_t gapped; /* with gaps of their own */
    uint32_t small;  /* that begin with a small letter */
    uint32_t framed; /* with a rule around them */
    size_t points, digits, letters, marks;
    uint16_t width;
};

static bool
is_mark(char32_t code)
{
    return text_among(code, U"，。、；！？,.;!?．｡､");
}

static bool
is_end(char32_t code)
{
    return is_mark(code) || text_among(code, U"：:…—”』」）)》〉】]");
}

static void
add_text(struct column *column, struct slice text, bool filled)
{
    char32_t code = 0, first = text_first(text);
    for (size_t at = 0; at < text.len;) {
        at += text_decode(text.at + at, &code);
        column->points += !text_is_space(code);
        column->digits += text_is_digit(code);
        column->letters += text_is_letter(code);
        column->marks += is_mark(code);
    }
    column->pieces++;
    column->filled += filled;
    column->cut += filled && !is_end(code);
    column->small += text_is_letter(first) && !text_is_upper(first);
}

/* The widths of all columns. */
static void
measure_widths(const struct issue *issue, const struct block *block, struct column *columns)
{
    struct row row;
    struct segment segments[COLUMNS_MAX];
    for (uint32_t line = block->first; line < block->end; line++) {
        row_measure(row_text(issue, line), block->ambiguous, &row);
        if (row.start == row.end)
            continue;
        row_cut(&row, block->gutters, block->count, segments);
        for (size_t i = 0; i <= block->count; i++)
            if (segments[i].end > block->left[i] + columns[i].width)
                columns[i].width = (uint16_t)(segments[i].end - block->left[i]);
    }
}

static void
measure_columns(const struct issue *issue, const struct block *block, struct column *columns)
{
    struct row row;
    struct segment segments[COLUMNS_MAX];
    measure_widths(issue, block, columns);
    for (uint32_t line = block->first; line < block->end; line++) {
        struct slice text = row_text(issue, line);
        row_measure(text, block->ambiguous, &row);
        if (row.start == row.end)
            continue;
        row_cut(&row, block->gutters, block->count, segments);
        for (size_t i = 0; i <= block->count; i++) {
            struct column *column = &columns[i];
            if (segments[i].end == segments[i].start)
                continue;
            size_t start = row_byte(text, block->ambiguous, segments[i].start);
            size_t end = row_byte(text, block->ambiguous, segments[i].end);
            bool filled = segments[i].end >= block->left[i] + column->width * 7 / 10;
            for (size_t g = 0; g < row.gap_count; g++)
                if (row.gaps[g].start > segments[i].start && row.gaps[g].end < segments[i].end) {
                    column->gapped++;
                    break;
                }
            column->framed += row.framed;
            add_text(column, text_trim(slice_make(text.at + start, end - start)), filled);
        }
    }
}

static bool
is_prose(const struct column *column)
{
    uint32_t pieces = column->pieces;
    bool filled = column->filled >= 3 && column->filled * 5 >= pieces * 2 && column->cut * 8 >= column->filled;
    bool words = column->letters * 3 < column->points * LATIN_LETTERS || column->small * 3 >= pieces;
    return pieces >= GUTTER_ROWS && column->width >= PROSE_CELLS && filled && words && column->marks > 0 &&
           column->digits * 5 <= column->points && column->gapped * 4 <= pieces && column->framed * 2 < pieces;
}

/* Gutter I goes. */
static void
drop_gutter(struct block *block, size_t i)
{
    block->count--;
    memmove(&block->gutters[i], &block->gutters[i + 1], (block->count - i) * sizeof block->gutters[0]);
    memmove(&block->left[i + 1], &block->left[i + 2], (block->count - i) * sizeof block->left[0]);
}

/* A table of several columns beside one of text is a column, too; a single one of short pieces may belong to what it stands by. */
bool
block_keep_prose(const struct issue *issue, struct block *block)
{
    struct column columns[COLUMNS_MAX] = {{.pieces = 0}};
    bool prose[COLUMNS_MAX];
    bool sure = false;
    size_t texts = 0, tables = 0, run = 0;
    measure_columns(issue, block, columns);
    for (size_t i = 0; i <= block->count; i++) {
        prose[i] = is_prose(&columns[i]);
        run = prose[i] ? 0 : run + 1;
        texts += prose[i];
        sure |= prose[i] && columns[i].cut * 2 > columns[i].filled && columns[i].filled * 2 >= columns[i].pieces;
        tables += run == 2;
    }
    if (!sure || texts + tables < 2)
        return false;
    for (size_t i = block->count; i-- > 0;)
        if (!prose[i] && !prose[i + 1])
            drop_gutter(block, i);
    return true;
}
