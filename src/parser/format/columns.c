/* Columns that stand side by side, as they are extracted from a page: text and lines are put in the order of reading.
 *
 * Each row of a block becomes as many lines as there are columns, and all lines of the first stand above those of the next,
 * in a text of the issue's own; the file's is kept beside it. All that follows reads lines from top to bottom.
 */
#include "parser/format/format.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { TABLE_ROWS = 64, DEPTH_MAX = 3 };

struct blocks {
    struct block *at;
    size_t count, capacity;
    size_t parts;  /* lines that they become, */
    size_t gapped; /* and how many of these have gaps */
    struct finding finding;
};

/* ---- is there a gap in any line? Most papers have none, and are not looked at twice. */

enum { STRIDE_BYTES = 64, AHEAD_BYTES = 4 };

/* Does a rule, a tab or a run of blanks begin at AT, as far as four bytes tell? Without a branch: sixteen places at once. */
static inline unsigned
may_begin_gap(const unsigned char *at)
{
    unsigned blanks = (unsigned)(at[0] == ' ') & (unsigned)(at[1] == ' ') & (unsigned)(at[2] == ' ');
    unsigned wide =
        (unsigned)(at[0] == 0xE3) & (unsigned)(at[1] == 0x80) & (unsigned)(at[2] == 0x80) & (unsigned)(at[3] == 0xE3);
    unsigned rule = ((unsigned)(at[0] == 0xE2) & (unsigned)((at[1] & 0xFE) == 0x94)) |
                    ((unsigned)(at[0] == 0xEF) & (unsigned)(at[1] == 0xBD) & (unsigned)(at[2] == 0x9C));
    unsigned hard = (unsigned)(at[0] == 0xC2) & (unsigned)(at[1] == 0xA0) & (unsigned)(at[2] == 0xC2);
    return blanks | wide | hard | rule | (unsigned)(at[0] == '\t') | (unsigned)(at[0] == '|');
}

static bool
may_hold_gap(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    unsigned char found = 0;
    for (size_t i = 0; i < STRIDE_BYTES; i++)
        found |= (unsigned char)may_begin_gap(at + i);
    return found != 0;
}

static bool
ends_line(struct slice text, size_t at)
{
    return at >= text.len || text.at[at] == '\n' || text.at[at] == '\r' || text.at[at] == '\f';
}

/* Does what may begin a gap at AT stand between other things? *NEXT is behind it. */
static bool
is_inside(struct slice text, size_t at, size_t *next)
{
    bool blank = text.at[at] == ' ' || text.at[at] == '\t' || (unsigned char)text.at[at] == 0xE3 ||
                 (unsigned char)text.at[at] == 0xC2;
    *next = at + 1;
    if (!blank)
        return true;
    *next = text_skip_blanks(text, at);
    bool first = at == 0 || ends_line(text, at - 1);
    /* blanks that were skipped may have been line ends */
    return !first && !ends_line(text, *next) && memchr(text.at + at, '\n', *next - at) == NULL;
}

static bool
has_gaps(struct slice text)
{
    size_t at = 0;
    while (at + STRIDE_BYTES + AHEAD_BYTES <= text.len) {
        if (!may_hold_gap(text.at + at)) {
            at += STRIDE_BYTES;
            continue;
        }
        size_t end = at + STRIDE_BYTES;
        while (at < end) {
            size_t next = at + 1;
            bool may = at + AHEAD_BYTES <= text.len && may_begin_gap((const unsigned char *)text.at + at) != 0;
            if (may && is_inside(text, at, &next))
                return true;
            at = next;
        }
    }
    for (size_t next; at + AHEAD_BYTES <= text.len; at = next) {
        next = at + 1;
        if (may_begin_gap((const unsigned char *)text.at + at) != 0 && is_inside(text, at, &next))
            return true;
    }
    return false;
}

/* ---- which rows are parted */

static struct blocks
find_blocks(const struct issue *issue, unsigned ambiguous)
{
    struct blocks blocks = {.count = 0};
    struct block block;
    for (uint32_t line = 0, next; block_find(issue, line, ambiguous, &block, &blocks.finding); line = next) {
        uint32_t rows = block.end - block.first;
        next = block.end;
        if (blocks.finding.open > block.first)
            blocks.finding.open = block.first;
        if (!block_keep_prose(issue, &block)) {
            /* so many rows of a table stay one */
            if (rows > TABLE_ROWS)
                blocks.finding.open = 0;
            next = block.next;
            continue;
        }
        blocks.at = base_grow(blocks.at, &blocks.capacity, blocks.count + 1, sizeof block);
        blocks.at[blocks.count++] = block;
        blocks.parts += rows * (block.count + 1);
        blocks.gapped += block.gapped;
    }
    return blocks;
}

/* Where no columns stand side by side. Lines whose order nobody knows are marked. */
static void
find_alternating(struct issue *issue, struct blocks *blocks)
{
    struct block block;
    for (uint32_t line = 0; alternate_find(issue, &line, &block, &blocks->finding);) {
        for (uint32_t i = block.first; block.order == NULL && i < block.end; i++)
            issue->lines[i].tangled = true;
        if (block.order == NULL) {
            issue->tangled_count += block.end - block.first;
            continue;
        }
        blocks->at = base_grow(blocks->at, &blocks->capacity, blocks->count + 1, sizeof block);
        blocks->at[blocks->count++] = block;
        blocks->parts += block.end - block.first;
    }
}

/* ---- the text in the order of reading */

struct writer {
    const struct issue *issue;
    struct buffer text;
    struct issue_line *lines;
    uint32_t *numbers;
    size_t count;
};

/* Of LINE that was. */
static void
add_line(struct writer *writer, uint32_t line, struct slice words)
{
    writer->numbers[writer->count] = issue_line_number(writer->issue, line);
    writer->lines[writer->count++] =
        (struct issue_line){.start_byte = (uint32_t)writer->text.len, .bytes = (uint32_t)words.len};
    buffer_add_slice(&writer->text, words);
    buffer_add_byte(&writer->text, '\n');
}

/* Lines FIRST up to END as they are. */
static void
add_rows(struct writer *writer, uint32_t first, uint32_t end)
{
    const struct issue *issue = writer->issue;
    if (first == end)
        return;
    size_t start = issue->lines[first].start_byte;
    size_t stop = end < issue->line_count ? issue->lines[end].start_byte : issue->text_bytes;
    for (uint32_t line = first; line < end; line++) {
        writer->numbers[writer->count] = issue_line_number(issue, line);
        writer->lines[writer->count] = issue->lines[line];
        writer->lines[writer->count++].start_byte += (uint32_t)(writer->text.len - start);
    }
    buffer_add(&writer->text, issue->text + start, stop - start);
}

/* What column COLUMN has of a line, with its indentation. */
static struct slice
piece_of(struct slice line, const struct block *block, size_t column)
{
    struct row row;
    struct segment segments[COLUMNS_MAX];
    row_measure(line, block->ambiguous, &row);
    if (row.start == row.end)
        return slice_make(line.at, 0);
    row_cut(&row, block->gutters, block->count, segments);
    struct segment own = segments[column];
    if (own.start == own.end)
        return slice_make(line.at, 0);
    size_t start = row_byte(line, block->ambiguous, own.start), end = row_byte(line, block->ambiguous, own.end);
    size_t left = row_byte(line, block->ambiguous, block->left[column]);
    if (left < start && text_trim(slice_make(line.at + left, start - left)).len == 0)
        start = left;
    return slice_make(line.at + start, end - start);
}

/* Lines that alternate, in the order in which they are read. */
static void
add_alternating(struct writer *writer, const struct block *block)
{
    for (uint32_t i = 0; i < block->end - block->first; i++)
        add_line(writer, block->order[i], row_text(writer->issue, block->order[i]));
}

/* Which columns have something in LINE, a bit each. */
static unsigned
columns_in(const struct issue *issue, const struct block *block, uint32_t line)
{
    unsigned in = 0;
    for (size_t column = 0; column <= block->count; column++)
        in |= (unsigned)(piece_of(row_text(issue, line), block, column).len > 0) << column;
    return in;
}

/* Has COLUMN nothing in LINE only because the row is one of others, which stand a little higher? Its own go on right above and below. */
static bool
is_between(const struct issue *issue, const struct block *block, uint32_t line, size_t column)
{
    if (line == block->first || line + 1 == block->end)
        return false;
    unsigned own = 1U << column, here = columns_in(issue, block, line);
    unsigned above = columns_in(issue, block, line - 1), below = columns_in(issue, block, line + 1);
    return here != 0 && (above & own) != 0 && (below & own) != 0 && ((above & here) == 0 || (below & here) == 0);
}

static void
add_block(struct writer *writer, const struct block *block)
{
    for (size_t column = 0; column <= block->count; column++)
        for (uint32_t line = block->first; line < block->end; line++) {
            struct slice piece = piece_of(row_text(writer->issue, line), block, column);
            if (piece.len > 0 || !is_between(writer->issue, block, line, column))
                add_line(writer, line, piece);
        }
}

/* What was written takes the place of what was; the file's own text stays. */
static void
take_written(struct issue *issue, struct writer *writer)
{
    if (issue->source == NULL) {
        issue->source = issue->text;
        issue->source_bytes = issue->text_bytes;
        issue->file_line_count = issue->line_count;
    } else {
        free(issue->text);
    }
    free(issue->lines);
    free(issue->numbers);
    issue->lines = writer->lines;
    issue->numbers = writer->numbers;
    issue->line_count = writer->count;
    issue->text_bytes = writer->text.len;
    issue->text = buffer_take(&writer->text);
}

static void
put_columns(struct issue *issue, const struct blocks *blocks)
{
    size_t most = issue->line_count + blocks->parts;
    if (issue->text_bytes + blocks->parts >= UINT32_MAX)
        return;
    struct writer writer = {.issue = issue};
    writer.lines = base_alloc(most * sizeof *writer.lines);
    writer.numbers = base_alloc(most * sizeof *writer.numbers);
    buffer_reserve(&writer.text, issue->text_bytes + blocks->parts);
    uint32_t line = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = &blocks->at[i];
        add_rows(&writer, line, block->first);
        if (block->order != NULL)
            add_alternating(&writer, block);
        else
            add_block(&writer, block);
        line = block->end;
    }
    add_rows(&writer, line, (uint32_t)issue->line_count);
    take_written(issue, &writer);
}

/* What parts more, or better, or at fewer places. */
static struct blocks
better_of(struct blocks blocks, struct blocks others)
{
    bool better = others.count < blocks.count;
    if (others.parts != blocks.parts)
        better = others.parts > blocks.parts;
    else if (others.gapped != blocks.gapped)
        better = others.gapped < blocks.gapped;
    free(better ? blocks.at : others.at);
    return better ? others : blocks;
}

/* Where rows depend on how wide characters are: as it parts more of them. */
static struct blocks
best_blocks(const struct issue *issue)
{
    struct blocks blocks = find_blocks(issue, 1);
    struct finding finding = blocks.finding;
    if (finding.ambiguous)
        blocks = better_of(blocks, find_blocks(issue, 2));
    if (finding.wide)
        blocks = better_of(blocks, find_blocks(issue, ONE_EACH));
    return blocks;
}

/* The lines of a beginning are the first of the whole, and stay so when that is there: rows that may go on are not shown yet. */
static void
leave_open(struct issue *issue, struct blocks *blocks)
{
    uint32_t open = blocks->finding.open;
    if (!issue->preview || open == 0)
        return;
    issue->line_count = open;
    while (blocks->count > 0 && blocks->at[blocks->count - 1].end > open)
        free(blocks->at[--blocks->count].order);
}

/* True: some column holds what may be columns itself. */
static bool
part_once(struct issue *issue)
{
    struct blocks blocks = best_blocks(issue);
    bool holds = false;
    leave_open(issue, &blocks);
    for (size_t i = 0; i < blocks.count; i++)
        holds |= blocks.at[i].holds;
    if (blocks.count > 0)
        put_columns(issue, &blocks);
    free(blocks.at);
    return holds;
}

void
columns_part(struct issue *issue)
{
    bool more = has_gaps(slice_make(issue->text, issue->text_bytes));
    for (int depth = 0; more && depth < DEPTH_MAX; depth++)
        more = part_once(issue);
    if (issue->numbers != NULL)
        return;
    struct blocks blocks = {.count = 0};
    find_alternating(issue, &blocks);
    leave_open(issue, &blocks);
    if (blocks.count > 0)
        put_columns(issue, &blocks);
    for (size_t i = 0; i < blocks.count; i++)
        free(blocks.at[i].order);
    free(blocks.at);
}
