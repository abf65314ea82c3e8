/* Where columns stand side by side: from row to row the same cells are blank.
 *
 * A block is followed from a row that has a gap, row by row, with what is blank in all of them so far. A headline over all
 * columns leaves nothing blank, and ends it. What follows a block and has nothing right of it is the first column's rest, or
 * no part of it at all.
 */
#include "parser/format/format.h"

#include "kanbao/text.h"

enum {
    PIECES_MAX = 2 * GAPS_MAX,
    BLANK_LINES_MAX = 3, /* between rows of a block that is one already */
    WIDE_CELLS = 16,     /* no column of text is narrower, */
    WIDE_POINTS = 8,     /* with ONE_EACH */
    ABOVE_MAX = 12,      /* rows above the first with a gap, where the second column begins higher */
    MASTHEAD_ROWS = 24,  /* that the gaps of a masthead may pass for columns */
    ALONE_MAX = 60,      /* lines with nothing right of a gutter that is none yet */
    NO_CELL = UINT16_MAX
};

struct follow {
    const struct issue *issue;
    unsigned ambiguous;
    struct row row;       /* the first */
    uint32_t first, at;   /* lines: the block's first, and the one behind all that were looked at */
    uint32_t last_right;  /* the last with something right of a gutter */
    uint32_t stray;       /* a short line by itself between blank ones begins here; 0: none */
    uint32_t stray_end;   /* one past it; 0: it goes on */
    bool whole;           /* nothing that cannot belong to it stands below */
    bool uncertain;       /* some of them depends on how wide characters are, */
    bool wide;            /* or on whether some are */
    uint16_t row_end;     /* of the last that was taken */
    size_t close, spaced; /* rows right below another, and below blank lines */
    struct gutter blank[PIECES_MAX];
    size_t count;
};

/* Is it the last one of its page? */
static bool
ends_page(const struct issue *issue, uint32_t line)
{
    size_t end = issue->lines[line].start_byte + (size_t)issue->lines[line].bytes;
    return end < issue->text_bytes && issue->text[end] == '\f';
}

/* ---- what is blank in a row, and in all of them */

/* The blanks of ROW, with those before and behind all of it. */
static size_t
blanks_of(const struct row *row, struct gap *gaps)
{
    size_t count = 0;
    if (row->start > 0)
        gaps[count++] = (struct gap){0, row->start, true};
    for (size_t i = 0; i < row->gap_count; i++)
        gaps[count++] = row->gaps[i];
    gaps[count++] = (struct gap){row->end, NO_CELL, true};
    return count;
}

static bool
is_inner(const struct row *row, const struct gap *gap)
{
    return gap->end > row->start && gap->start >= row->start && gap->end <= row->end && gap->start < row->end;
}

static unsigned
distance(const struct gap *gap, const struct gutter *gutter)
{
    if (gap->end < gutter->start)
        return gutter->start - gap->end;
    return gap->start > gutter->end ? gap->start - gutter->end : 0;
}

/* The gap of ROW that stands for GUTTER though it is some cells off: what is wide in one program is narrow in another. NULL: none. */
static const struct gap *
bent_gap(const struct row *row, const struct gutter *gutter)
{
    const struct gap *best = NULL;
    for (size_t i = 0; i < row->gap_count; i++) {
        unsigned far = distance(&row->gaps[i], gutter);
        if (far <= BENT_CELLS && (best == NULL || far < distance(best, gutter)))
            best = &row->gaps[i];
    }
    return best;
}

/* What GUTTER and GAP have in common, in *PIECE; false: too little. */
static bool
meet(const struct gutter *gutter, const struct gap *gap, bool inner, struct gutter *piece)
{
    *piece = *gutter;
    piece->start = gap->start > gutter->start ? gap->start : gutter->start;
    piece->end = gap->end < gutter->end ? gap->end : gutter->end;
    piece->rule = gutter->rule && gap->rule;
    piece->both += inner;
    unsigned least = piece->rule ? 1 : GAP_CELLS;
    return piece->end >= piece->start + least;
}

static unsigned
least_wide(unsigned ambiguous)
{
    return ambiguous == ONE_EACH ? WIDE_POINTS : WIDE_CELLS;
}

/* Do columns of text stand on both sides of BLANK[INDEX]? */
static bool
parts_wide(const struct follow *follow, size_t index)
{
    const struct gutter *own = &follow->blank[index];
    unsigned before = 0, after = NO_CELL;
    for (size_t i = 0; i < follow->count; i++) {
        const struct gutter *other = &follow->blank[i];
        if (i < index && (other->both >= GUTTER_ROWS || other->start == 0))
            before = other->end;
        if (i > index && after == NO_CELL && (other->both >= GUTTER_ROWS || other->end == NO_CELL))
            after = other->start;
    }
    unsigned least = least_wide(follow->ambiguous);
    return own->start >= before + least && after >= own->end + least;
}

/* Lines of columns that stand a little higher or lower have rows of their own there: ROW is one of the right column, and the one above
   it of the left. */
static bool
stands_beside(const struct follow *follow, const struct gutter *gutter, const struct row *row)
{
    return follow->ambiguous == ONE_EACH && row->start >= gutter->start + GAP_CELLS && follow->row_end > 0 &&
           follow->row_end + GAP_CELLS <= gutter->end && gutter->start > 0;
}

/* ROW is the next: what is blank in it, too. False: a gutter between columns ends here, and so does the block. */
static bool
take_row(struct follow *follow, const struct row *row)
{
    struct gap gaps[GAPS_MAX + 2];
    struct gutter pieces[PIECES_MAX];
    size_t count = 0, gap_count = blanks_of(row, gaps);
    bool parts = false;
    for (size_t g = 0; g < follow->count; g++) {
        const struct gutter *gutter = &follow->blank[g];
        size_t before = count;
        bool beside = stands_beside(follow, gutter, row);
        for (size_t i = 0; i < gap_count && count < PIECES_MAX; i++)
            count += meet(gutter, &gaps[i], beside || is_inner(row, &gaps[i]), &pieces[count]);
        if (count == before && gutter->both >= 3 && bent_gap(row, gutter) != NULL && count < PIECES_MAX) {
            pieces[count] = *gutter;
            pieces[count++].both++;
        }
        if (count == before && gutter->both >= GUTTER_ROWS && parts_wide(follow, g))
            return false;
    }
    for (size_t i = 0; i < count; i++)
        parts |= pieces[i].both > 0;
    if (!parts)
        return false;
    memcpy(follow->blank, pieces, count * sizeof *pieces);
    follow->count = count;
    follow->row_end = row->end;
    return true;
}

/* The gutter that most rows have. */
static const struct gutter *
main_gutter(const struct follow *follow)
{
    const struct gutter *best = &follow->blank[0];
    for (size_t i = 1; i < follow->count; i++)
        if (follow->blank[i].both > best->both)
            best = &follow->blank[i];
    return best;
}

/* ---- row after row */

static bool
ends_sentence(struct slice line, unsigned ambiguous)
{
    struct row row;
    if (!row_measure(line, ambiguous, &row) || row.start == row.end)
        return false;
    return text_among(text_last(slice_make(line.at, row_byte(line, ambiguous, row.end))), U"。！？.!?…”』」");
}

/* A headline over all columns may be short: it stands by itself, right below and above a blank line, where rows else follow
   one another. ROW has nothing right of the gutters. */
static void
watch_stray(struct follow *follow, uint32_t line, const struct row *row, bool after_blank)
{
    bool alone = row->gap_count == 0 && row->start < main_gutter(follow)->start;
    if (!alone || (after_blank && ends_sentence(row_text(follow->issue, line), follow->ambiguous))) {
        follow->stray = 0;
    } else if (after_blank) {
        follow->stray = line;
        follow->stray_end = line + 1;
    } else if (follow->stray > 0 && line == follow->stray_end && line - follow->stray < 2) {
        follow->stray_end = line + 1;
    } else {
        follow->stray = 0;
    }
}

/* Is the block one already, and do columns begin anew in ROW, below the stray line? Else it heads the first column's rest. */
static bool
ends_at_stray(const struct follow *follow, uint32_t line, const struct row *row)
{
    return follow->stray > 0 && line > follow->stray_end && follow->close > follow->spaced &&
           main_gutter(follow)->both >= GUTTER_ROWS && (row->gap_count > 0 || row->start >= main_gutter(follow)->start);
}

static bool
ends_at_centred(const struct follow *follow, uint32_t line, const struct row *row)
{
    const struct gutter *first = &follow->blank[0], *last = &follow->blank[follow->count - 1];
    unsigned left = first->start == 0 ? first->end : 0;
    return main_gutter(follow)->both >= GUTTER_ROWS && row_is_centred(follow->issue, line, row, left, last->start);
}

/* Follows the block to its last row. */
static void
follow_rows(struct follow *follow)
{
    const struct issue *issue = follow->issue;
    uint32_t blank_lines = 0;
    struct row row;
    for (; follow->at < issue->line_count && !ends_page(issue, follow->at - 1); follow->at++) {
        uint32_t line = follow->at;
        bool readable = row_measure(row_text(issue, line), follow->ambiguous, &row);
        if (readable && row.start == row.end) {
            if (++blank_lines > BLANK_LINES_MAX && main_gutter(follow)->both >= GUTTER_ROWS)
                break;
            continue;
        }
        bool lonely = line - follow->last_right > ALONE_MAX && main_gutter(follow)->both < GUTTER_ROWS;
        if (readable && ends_at_stray(follow, line, &row)) {
            follow->at = follow->stray;
            return;
        }
        if (readable && blank_lines > 0 && ends_at_centred(follow, line, &row))
            return;
        follow->uncertain |= row.ambiguous;
        follow->wide |= row.wide;
        if (!readable || lonely || !take_row(follow, &row))
            return;
        follow->close += blank_lines == 0;
        follow->spaced += blank_lines > 0;
        watch_stray(follow, line, &row, blank_lines > 0);
        blank_lines = 0;
        if (row.gap_count > 0 || row.start >= main_gutter(follow)->start)
            follow->last_right = line;
    }
    follow->whole = true;
}

/* ---- its ends */

/* Of the lines from *LINE on, below the last with something right of the first gutter, those up to the next blank one: do
   some of them fill the first column, which reaches from LEFT to RIGHT? *LINE is moved behind them. */
static bool
fill_column(const struct follow *follow, const struct block *block, uint32_t *line, uint16_t right)
{
    uint32_t first = *line;
    bool fills = false;
    struct row row;
    for (; *line < follow->at; ++*line) {
        row_measure(row_text(follow->issue, *line), block->ambiguous, &row);
        if (row.start == row.end)
            break;
        fills |= row.end >= block->left[0] + (right - block->left[0]) * 7 / 8;
    }
    return fills && *line - first > 1;
}

/* Where the first column's rest ends. Lines right below the others are its own; behind a blank line, where they fill the
   column, and what heads them. A short one by itself may belong to what stands below the block. */
static uint32_t
rest_end(const struct follow *follow, const struct block *block, uint16_t right)
{
    enum { HEADS_MAX = 2 };
    uint32_t end = follow->last_right + 1, line = end;
    unsigned heads = 0;
    while (line < follow->at && heads <= HEADS_MAX) {
        uint32_t first = line;
        bool own = fill_column(follow, block, &line, right) || first == follow->last_right + 1;
        own |= line > first && follow->whole && ends_sentence(row_text(follow->issue, line - 1), follow->ambiguous);
        if (own)
            end = line;
        heads = own ? 0 : heads + (line > first);
        line++;
    }
    return end;
}

/* Of the rows above FIRST those in which the second column has begun and the first has not. */
static uint32_t
begin_above(const struct block *block, uint32_t least, const struct issue *issue)
{
    uint32_t first = block->first;
    bool blank = false;
    struct row row;
    for (uint32_t line = first; line > least && block->first - line < ABOVE_MAX && !ends_page(issue, line - 1);
         line--) {
        if (!row_measure(row_text(issue, line - 1), block->ambiguous, &row))
            break;
        if (row.start == row.end) {
            if (blank)
                break;
            blank = true;
            continue;
        }
        if (row.start < block->gutters[0].end || row.end > block->right)
            break;
        blank = false;
        first = line - 1;
    }
    return first;
}

void
row_cut(const struct row *row, const struct gutter *gutters, size_t count, struct segment *segments)
{
    struct gap gaps[GAPS_MAX + 2];
    size_t gap_count = blanks_of(row, gaps);
    uint16_t start = row->start;
    for (size_t g = 0; g < count; g++) {
        struct gutter piece;
        const struct gap *chosen = NULL;
        for (size_t i = 0; i < gap_count; i++)
            if (meet(&gutters[g], &gaps[i], false, &piece) ||
                (gaps[i].start <= gutters[g].start && gaps[i].end >= gutters[g].end))
                chosen = &gaps[i];
        if (chosen == NULL)
            chosen = bent_gap(row, &gutters[g]);
        if (chosen == NULL) /* cannot be: the row would have ended the block */
            chosen = &gaps[gap_count - 1];
        segments[g] = (struct segment){start, chosen->start > start ? chosen->start : start};
        start = chosen->end > start ? chosen->end : start;
    }
    segments[count] = (struct segment){start, row->end > start ? row->end : start};
    for (size_t i = 0; i <= count; i++)
        if (segments[i].start >= segments[i].end)
            segments[i] = (struct segment){0, 0};
}

/* Where columns begin, and how far the first reaches. */
static uint16_t
measure_columns(const struct issue *issue, struct block *block)
{
    uint16_t right = 0;
    struct row row;
    struct segment segments[COLUMNS_MAX];
    for (size_t i = 0; i <= block->count; i++)
        block->left[i] = NO_CELL;
    for (uint32_t line = block->first; line < block->end; line++) {
        row_measure(row_text(issue, line), block->ambiguous, &row);
        if (row.start == row.end)
            continue;
        row_cut(&row, block->gutters, block->count, segments);
        for (size_t i = 0; i <= block->count; i++) {
            bool inside = i == 0 || segments[i].start >= block->gutters[i - 1].end;
            if (segments[i].end > segments[i].start && inside && segments[i].start < block->left[i])
                block->left[i] = segments[i].start;
        }
        right = segments[0].end > right ? segments[0].end : right;
        block->right = row.end > block->right ? row.end : block->right;
    }
    return right;
}

/* The gutters that so many rows have. False: no two columns are wide enough for text, nor one beside a table. */
static bool
take_gutters(const struct follow *follow, struct block *block)
{
    unsigned start = 0, wide = 0, narrow = 0;
    for (size_t i = 0; i < follow->count; i++) {
        const struct gutter *blank = &follow->blank[i];
        bool edge = blank->start == 0 || blank->end == NO_CELL;
        if (blank->both < GUTTER_ROWS && !edge)
            continue;
        if (blank->start > 0 && blank->start >= start + least_wide(follow->ambiguous))
            wide++;
        else if (blank->start > 0)
            narrow++;
        start = blank->end;
        if (!edge && block->count < COLUMNS_MAX - 1)
            block->gutters[block->count++] = *blank;
    }
    return wide > 1 || (wide == 1 && narrow > 1);
}

/* Where to look on where BLOCK is none: behind it; but below its first line, if that is by itself as a masthead is, whose gaps are no
   columns'. */
static uint32_t
next_of(const struct issue *issue, const struct block *block)
{
    bool masthead = block->end - block->first <= MASTHEAD_ROWS && block->first + 1 < block->end &&
                    text_trim(row_text(issue, block->first + 1)).len == 0;
    return masthead ? block->first + 1 : block->end;
}

/* True: there may be a block. */
static bool
finish(const struct follow *follow, uint32_t least, struct block *block)
{
    *block = (struct block){.first = follow->first, .end = follow->last_right + 1, .ambiguous = follow->ambiguous};
    if (!take_gutters(follow, block)) {
        block->end = block->count > 0 ? block->end : block->first + 1;
        block->next = next_of(follow->issue, block);
        return false;
    }
    uint16_t right = measure_columns(follow->issue, block);
    block->end = rest_end(follow, block, right);
    block->next = next_of(follow->issue, block);
    if (row_is_centred(follow->issue, block->first, &follow->row, block->left[0], block->right) ||
        row_is_masthead(follow->issue, block->first))
        block->first += 2;
    else
        block->first = begin_above(block, least, follow->issue);
    if (block->first != follow->first || block->end > follow->last_right + 1)
        measure_columns(follow->issue, block);
    return true;
}

/* Cheap: is there a gap in LINE at all? Most lines of most papers have none. */
static bool
has_gap(struct slice line)
{
    size_t at = 0;
    while (at < line.len && (line.at[at] == ' ' || line.at[at] == '\t'))
        at++;
    for (; at + 2 < line.len; at++) {
        unsigned char byte = (unsigned char)line.at[at];
        if (byte > '|' && byte < 0xE2 && byte != 0xC2)
            continue;
        if (byte == '\t' || byte == '|' || (byte == ' ' && line.at[at + 1] == ' '))
            return true;
        if (byte == 0xC2 && line.at[at + 1] == '\xA0')
            return true;
        if (byte >= 0xE2 && (memcmp(line.at + at, "\u3000", 3) == 0 || memcmp(line.at + at, "\u2502", 3) == 0 ||
                             memcmp(line.at + at, "\u2503", 3) == 0 || memcmp(line.at + at, "\u2551", 3) == 0 ||
                             memcmp(line.at + at, "\uFF5C", 3) == 0))
            return true;
    }
    return false;
}

bool
block_find(const struct issue *issue, uint32_t from, unsigned ambiguous, struct block *block, struct finding *finding)
{
    struct row row;
    for (uint32_t line = from, next; line < issue->line_count; line = next) {
        next = line + 1;
        struct slice text = row_text(issue, line);
        if (text.len > ROW_BYTES_MAX || !has_gap(text) || !row_measure(text, ambiguous, &row) || row.gap_count == 0)
            continue;
        struct follow follow = {.issue = issue,
                                .row = row,
                                .ambiguous = ambiguous,
                                .first = line,
                                .at = line + 1,
                                .last_right = line,
                                .row_end = row.end,
                                .uncertain = row.ambiguous,
                                .wide = row.wide};
        struct gap gaps[GAPS_MAX + 2];
        size_t count = blanks_of(&row, gaps);
        for (size_t i = 0; i < count; i++)
            follow.blank[follow.count++] =
                (struct gutter){gaps[i].start, gaps[i].end, gaps[i].rule, is_inner(&row, &gaps[i])};
        follow_rows(&follow);
        if (follow.at == issue->line_count && finding->open == 0)
            finding->open = line;
        finding->ambiguous |= follow.uncertain;
        finding->wide |= follow.wide;
        if (finish(&follow, from, block))
            return true;
        next = block->next;
    }
    return false;
}
