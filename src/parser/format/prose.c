/* Are the columns of a block text that goes on from line to line, or the cells of a table?
 *
 * Lines of a column of text fill it, most of them stop in the middle of a sentence, and there are commas and full stops in it.
 * Cells are short, of many lengths, full of digits, or each a whole of its own: verse, lists, forms, names.
 */
#include "parser/format/format.h"

#include "kanbao/text.h"

enum { PROSE_CELLS = 16 /* no column is narrower */ };

/* What the pieces of one column are like. */
struct column {
    uint32_t pieces; /* that are not blank */
    uint32_t pairs;  /* that have another right below */
    uint32_t full;   /* ... whose first word has no room behind it */
    uint32_t cut;    /* ... and that end with no mark */
    uint32_t gapped; /* with gaps of their own */
    uint32_t small;  /* that begin with a small letter */
    uint32_t framed; /* with rules around them */
    uint32_t stops;  /* ends of sentences */
    size_t points, digits, letters, marks;
    uint16_t width;
    /* the last piece */
    uint32_t next_row;
    unsigned reach;
    bool ends_open; /* with no mark */
};

static bool
is_stop(char32_t code)
{
    return text_among(code, U"。！？.!?．｡");
}

static bool
is_mark(char32_t code)
{
    return is_stop(code) || text_among(code, U"，、；,;､");
}

static bool
is_end(char32_t code)
{
    return is_mark(code) || text_among(code, U"：:…—”』」）)》〉】]");
}

/* Of PIECE's first word, with the blank before it; a character where words are not parted. */
static unsigned
word_cells(struct slice piece)
{
    char32_t first = text_first(piece);
    if (text_is_han(first) || text_is_kana(first) || !(text_is_letter(first) || text_is_hangul(first)))
        return 2;
    size_t end = 0;
    while (end < piece.len && piece.at[end] != ' ')
        end++;
    return (unsigned)text_cells(slice_make(piece.at, end)) + 1;
}

/* The piece above, if one is, and PIECE below it: would the first word have had room there? What was set in proportional
   letters is not exact. */
static void
add_pair(struct column *column, struct slice piece, uint32_t row)
{
    unsigned slack = 3 + column->width / 32;
    if (column->pieces == 0 || column->next_row != row)
        return;
    bool full = column->reach + word_cells(piece) + slack > column->width;
    column->pairs++;
    column->full += full;
    column->cut += full && column->ends_open;
}

static void
add_piece(struct column *column, struct slice piece)
{
    char32_t code = 0, first = text_first(piece);
    for (size_t at = 0; at < piece.len;) {
        at += text_decode(piece.at + at, &code);
        if (text_is_common_han(code)) {
            column->points++;
            continue;
        }
        column->points += !text_is_space(code);
        column->digits += text_is_digit(code);
        column->letters += text_is_letter(code);
        column->marks += is_mark(code);
        column->stops += is_stop(code);
    }
    column->pieces++;
    column->ends_open = !is_end(code);
    column->small += text_is_letter(first) && !text_is_upper(first);
}

/* How far PIECE reaches, in cells from where its column begins. One with many digits has more characters than others, and is no wider. */
static unsigned
reach_of(const struct block *block, size_t column, struct segment segment, struct slice piece)
{
    unsigned left = block->left[column], indent = segment.start > left ? segment.start - left : 0;
    if (block->ambiguous == ONE_EACH)
        return indent + (unsigned)text_cells(piece);
    return segment.end > left ? segment.end - left : 0;
}

static struct slice
piece_at(struct slice line, const struct block *block, struct segment segment)
{
    size_t start = row_byte(line, block->ambiguous, segment.start), end = row_byte(line, block->ambiguous, segment.end);
    return text_trim(slice_make(line.at + start, end - start));
}

/* The widths of all columns. True: blank lines part row from row. */
static bool
measure_widths(const struct issue *issue, const struct block *block, struct column *columns)
{
    struct row row;
    struct segment segments[COLUMNS_MAX];
    uint32_t blank = 0;
    for (uint32_t line = block->first; line < block->end; line++) {
        struct slice text = row_text(issue, line);
        row_measure(text, block->ambiguous, &row);
        blank += row.start == row.end;
        if (row.start == row.end)
            continue;
        row_cut(&row, block->gutters, block->count, segments);
        for (size_t i = 0; i <= block->count; i++) {
            unsigned reach = reach_of(block, i, segments[i], piece_at(text, block, segments[i]));
            columns[i].width = reach > columns[i].width ? (uint16_t)reach : columns[i].width;
        }
    }
    return blank * 5 > (block->end - block->first) * 2;
}

static bool
has_gap(const struct row *row, struct segment segment)
{
    for (size_t i = 0; i < row->gap_count; i++)
        if (row->gaps[i].start > segment.start && row->gaps[i].end < segment.end)
            return true;
    return false;
}

static void
measure_columns(const struct issue *issue, const struct block *block, struct column *columns)
{
    struct row row;
    struct segment segments[COLUMNS_MAX];
    bool spaced = measure_widths(issue, block, columns), beside = block->ambiguous == ONE_EACH;
    uint32_t number = 0; /* of the row, of those that are not blank where all are parted by blank ones */
    for (uint32_t line = block->first; line < block->end; line++) {
        struct slice text = row_text(issue, line);
        row_measure(text, block->ambiguous, &row);
        bool blank = row.start == row.end;
        number += beside ? blank : !spaced || !blank; /* a column's rows may have the other's between them */
        if (blank)
            continue;
        row_cut(&row, block->gutters, block->count, segments);
        for (size_t i = 0; i <= block->count; i++) {
            struct column *column = &columns[i];
            if (segments[i].end == segments[i].start)
                continue;
            struct slice piece = piece_at(text, block, segments[i]);
            add_pair(column, piece, number);
            add_piece(column, piece);
            column->gapped += has_gap(&row, segments[i]);
            column->framed += row.framed;
            column->next_row = number + !beside;
            column->reach = reach_of(block, i, segments[i], piece);
        }
    }
}

static bool
is_prose(const struct column *column)
{
    uint32_t pieces = column->pieces;
    bool flows = column->full >= 3 && column->full * 5 >= column->pairs * 2 && column->cut * 8 >= column->full;
    bool words = column->letters * 3 < column->points * 2 || column->small * 3 >= pieces;
    return pieces >= GUTTER_ROWS && column->width >= PROSE_CELLS && flows && words && column->marks * 4 >= pieces &&
           column->digits * 5 <= column->points && column->gapped * 4 <= pieces && column->framed * 2 < pieces;
}

/* Columns in it, of which a headline over some of them has hidden the gutter? The next look will tell. */
static bool
may_hold_columns(const struct column *column)
{
    return column->width >= 2 * PROSE_CELLS && column->gapped * 2 >= column->pieces && column->stops > 0 &&
           column->marks * 4 >= column->pieces && column->digits * 5 <= column->points &&
           column->framed * 2 < column->pieces;
}

/* Gutter I goes. */
static void
drop_gutter(struct block *block, size_t i)
{
    block->count--;
    memmove(&block->gutters[i], &block->gutters[i + 1], (block->count - i) * sizeof block->gutters[0]);
    memmove(&block->left[i + 1], &block->left[i + 2], (block->count - i) * sizeof block->left[0]);
}

/* Is it text on the whole, and no verse? */
static bool
is_sure(const struct column *columns, const bool *prose, size_t count)
{
    uint32_t pairs = 0, full = 0, cut = 0, stops = 0;
    for (size_t i = 0; i < count; i++)
        if (prose[i]) {
            pairs += columns[i].pairs;
            full += columns[i].full;
            cut += columns[i].cut;
            stops += columns[i].stops;
        }
    return full * 2 >= pairs && cut * 5 >= full * 2 && stops > 0;
}

/* A table of several columns beside one of text is a column, too; a single one of short pieces may belong to what it stands by. */
bool
block_keep_prose(const struct issue *issue, struct block *block)
{
    struct column columns[COLUMNS_MAX] = {{.pieces = 0}};
    bool prose[COLUMNS_MAX];
    size_t texts = 0, tables = 0, run = 0;
    measure_columns(issue, block, columns);
    for (size_t i = 0; i <= block->count; i++) {
        prose[i] = is_prose(&columns[i]);
        block->gapped += columns[i].gapped;
        run = prose[i] ? 0 : run + 1;
        texts += prose[i];
        bool holds = !prose[i] && may_hold_columns(&columns[i]);
        tables += run == 2 || (run == 1 && holds);
        block->holds |= holds;
    }
    if (texts == 0 || texts + tables < 2 || !is_sure(columns, prose, block->count + 1))
        return false;
    for (size_t i = block->count; i-- > 0;)
        if (!prose[i] && !prose[i + 1])
            drop_gutter(block, i);
    return true;
}
