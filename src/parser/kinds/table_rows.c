/* Rows of a table: three or more lines of as many cells.
 *
 * Cells are apart by | or │, by tabs, by two blanks or a full-width one, or, where a column is all numbers, by single blanks:
 * 泥河队 12 8 3 1. The first row may have words above the numbers. Lines drawn with dashes or of boxes belong to the table.
 */
#include "parser/kinds/kinds.h"

enum {
    ROWS_MIN = 3,
    BOXED_ROWS_MIN = 2,
    ROW_POINTS_MAX = 200,
    CELLS_MAX = 24,
    SINGLE_CELLS_MIN = 3,
    SINGLE_NUMBERS_MIN = 2,
    SURE_CELLS_MIN = 3,
    NUMBER_POINTS_MAX = 10,
    HAN_NUMBER_POINTS_MAX = 6,
    RULE_POINTS_MIN = 3,
    NEVER = CELLS_MAX + 1
};

enum gap { GAP_NONE, GAP_SINGLE, GAP_WIDE, GAP_TAB, GAP_PIPE };

static bool
is_pipe(char32_t code)
{
    return code == '|' || code == U'│' || code == U'┃' || code == U'｜' || code == U'║';
}

/* How far it is at least from a character that begins with BYTE to the next one, or 0 if a gap may begin with it. Nearly all
   characters are told apart from one so; no byte inside a character is one of these. */
static size_t
step_over(char byte)
{
    enum { MAY = 255 };
    static const uint8_t steps[UINT8_MAX + 1] = {
        [' '] = MAY, ['\t'] = MAY, ['|'] = MAY, [0xC2] = MAY, [0xE2] = MAY, [0xE3] = MAY, [0xEF] = MAY, [0xE4] = 2,
        [0xE5] = 2,  [0xE6] = 2,   [0xE7] = 2,  [0xE8] = 2,   [0xE9] = 2,   [0xEA] = 2,   [0xEB] = 2,   [0xEC] = 2};
    return (uint8_t)(steps[(unsigned char)byte] + 1);
}

static bool
may_be_gap(char byte)
{
    return step_over(byte) == 0;
}

/* Does one begin at AT, where its first byte stands? The second tells most marks apart, too. */
static bool
begins_gap(const char *at)
{
    switch ((unsigned char)at[0]) {
    case 0xE2: return at[1] == '\x94' || at[1] == '\x95';
    case 0xE3: return at[1] == '\x80' && at[2] == '\x80';
    case 0xEF: return at[1] == '\xBD';
    default: return true;
    }
}

/* From AT on, the next place where there may be one; the end of the text, if none. */
static size_t
next_gap(struct slice text, size_t at)
{
    while (at < text.len) {
        size_t step = step_over(text.at[at]);
        if (step == 0 && begins_gap(text.at + at))
            break;
        at += step > 0 ? step : 1;
    }
    return at;
}

/* The white space at AT, and the upright line in it: its bytes, and how wide a gap it is. */
static size_t
gap_at(struct slice text, size_t at, enum gap *gap)
{
    size_t start = at, blanks = 0;
    bool tab = false, pipe = false;
    *gap = GAP_NONE;
    while (at < text.len && may_be_gap(text.at[at])) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        bool blank = code == ' ' || code == '\t' || code == 0x3000 || code == 0xA0;
        if (!blank && (pipe || !is_pipe(code)))
            break;
        tab |= code == '\t';
        pipe |= !blank;
        blanks += code == 0x3000 ? 2 : 1;
        at += len;
    }
    *gap = pipe ? GAP_PIPE : tab ? GAP_TAB : blanks > 1 ? GAP_WIDE : blanks == 1 ? GAP_SINGLE : GAP_NONE;
    return at - start;
}

/* Most lines have none, and this is the cheapest way to tell. */
static bool
may_have_gap(struct slice text)
{
    return memchr(text.at, ' ', text.len) != NULL || memchr(text.at, '\t', text.len) != NULL ||
           memchr(text.at, '|', text.len) != NULL || slice_has(text, "\u3000") || slice_has(text, "│") ||
           slice_has(text, "｜") || slice_has(text, "┃") || slice_has(text, "\u00A0");
}

/* Drawn, with nothing in it: ├──┼──┤, |---|---|, +----+. A dash alone may be of a page number. */
static bool
is_rule(const struct shape *shape)
{
    struct slice text = shape->text;
    bool box = false;
    if (shape->points < RULE_POINTS_MIN || shape->han > 0 || shape->letters > 0)
        return false;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        bool drawn = code >= 0x2500 && code <= 0x257F;
        box |= drawn || is_pipe(code) || code == '+';
        if (!drawn && !is_pipe(code) && !text_among(code, U"-=+: —－\t\u3000"))
            return false;
    }
    return box || shape->points > ROW_POINTS_MAX / 20;
}

static bool
is_number(struct slice cell)
{
    cell = text_trim(cell);
    char32_t first = text_first(cell), last = text_last(cell), second = 0;
    size_t points = text_points(cell), next;
    if (points > 1)
        second = text_point(cell, text_start_after(cell, 1), &next);
    if (cell.len == 0 || text_among(last, U"。！？：:；"))
        return false;
    if (text_among(first, U"-－+＋—–±￥¥$＄£€-"))
        return points == 1 || text_is_digit(second) || text_among(second, U"-—–");
    if (text_is_digit(first))
        return points <= NUMBER_POINTS_MAX;
    return text_among(first, U"一二三四五六七八九十百两兩〇零") && points <= HAN_NUMBER_POINTS_MAX;
}

/* The text of a row without what stands for its frame, and without the number of an item, which is no cell. */
static struct slice
row_text(const struct shape *shape)
{
    struct slice text = shape->text;
    char32_t code;
    size_t len = text.len > 0 ? text_decode(text.at, &code) : 0;
    if (len > 0 && is_pipe(code))
        text = text_trim(slice_from(text, len));
    if (text.len > 0 && is_pipe(text_last(text)))
        text = text_trim(slice_make(text.at, text_previous(text, text.len)));
    struct marker marker = shape->list ? marker_read(text) : (struct marker){0};
    return text_trim(slice_from(text, marker.bytes));
}

/* The gaps of one row, each counted by its width and all below that, and the widest: a row is asked once for itself and once as the
   row below another. */
struct gaps {
    size_t row; /* its number; SIZE_MAX: none was counted yet */
    enum gap widest;
    uint8_t cells[GAP_PIPE + 1]; /* between gaps of at least so much */
};

static void
count_gaps(struct slice text, struct gaps *gaps)
{
    uint32_t found[GAP_PIPE + 1] = {0}, wider = 0;
    gaps->widest = GAP_NONE;
    for (size_t at = next_gap(text, 0); at < text.len; at = next_gap(text, at)) {
        enum gap gap;
        size_t blank = gap_at(text, at, &gap);
        gaps->widest = gap > gaps->widest ? gap : gaps->widest;
        found[gap]++;
        at += blank > 0 ? blank : 1;
    }
    for (int gap = GAP_PIPE; gap > GAP_NONE; gap--) {
        wider += found[gap];
        gaps->cells[gap] = (uint8_t)(wider + 1 < CELLS_MAX ? wider + 1 : CELLS_MAX);
    }
}

/* Which of the cells of a row, between gaps of at least LEAST, are numbers: a bit for each, perhaps with its unit. */
static uint32_t
numbers_of(struct slice text, enum gap least)
{
    uint32_t numbers = 0;
    size_t start = 0, count = 0;
    for (size_t at = next_gap(text, 0); at <= text.len && count < CELLS_MAX; at = next_gap(text, at)) {
        enum gap gap = GAP_PIPE;
        size_t blank = at < text.len ? gap_at(text, at, &gap) : 0;
        if (at == text.len || (blank > 0 && gap >= least)) {
            numbers |= (uint32_t)is_number(slice_make(text.at + start, at - start)) << count;
            count++;
            start = at + blank;
        }
        at += blank > 0 ? blank : 1;
    }
    return numbers;
}

static bool
may_be_row(const struct shape *shape)
{
    /* - 2031-03-08 | Harrow | The ferry: an item of a list has its own mark */
    if (shape->start == START_MARK || shape->text.at[0] == '*')
        return false;
    return block_is_free(shape) && !shape->lead && shape->points <= ROW_POINTS_MAX && may_have_gap(shape->text);
}

/* A run of rows of as many cells, with what is drawn between them. */
struct run {
    size_t first, end, rows, rules;
    size_t bylines;     /* rows that would be bylines by themselves: 骨科　东门山　上午 */
    size_t last_byline; /* the last of them */
    enum gap gap;
    unsigned count;
    bool framed; /* | at the beginning of the first row */
    bool spaced; /* blank lines between rows */
};

/* Does the row stand right below the one before it, or with one blank line between, as on pages that have one between all? Two
   columns with blanks between them may be couplets. */
static bool
stands_below(const struct shape *shape, const struct run *run)
{
    uint32_t lines = shape->line - shape[-1].line;
    return lines == 1 || (lines == 2 && (run->gap >= GAP_TAB || run->count >= SURE_CELLS_MIN));
}

/* How many columns must be numbers, in rows of COUNT cells between such gaps; NEVER: no rows are a table. */
static unsigned
numbers_needed(enum gap gap, unsigned count)
{
    if (gap == GAP_SINGLE)
        return count < SINGLE_CELLS_MIN ? NEVER : count > SINGLE_NUMBERS_MIN * 3 ? (count + 2) / 3 : SINGLE_NUMBERS_MIN;
    return gap == GAP_WIDE && count == 2 ? 1 : 0;
}

/* The gaps of row I: those that were counted last, if they are its own. */
static const struct gaps *
gaps_of(const struct shape *shapes, size_t i, struct gaps *gaps)
{
    if (gaps->row != i)
        count_gaps(row_text(&shapes[i]), gaps);
    gaps->row = i;
    return gaps;
}

static struct run
walk(const struct shape *shapes, size_t first, size_t count, struct gaps *gaps)
{
    struct run run = {.first = first, .end = first, .gap = gaps_of(shapes, first, gaps)->widest};
    run.framed = is_pipe(text_first(shapes[first].text));
    if (run.gap == GAP_NONE && run.framed)
        run.gap = GAP_PIPE;
    run.count = run.gap == GAP_NONE ? 0 : gaps->cells[run.gap];
    for (size_t i = first; run.count > 1 && i < count; i++) {
        const struct shape *shape = &shapes[i];
        if (i > first && !stands_below(shape, &run))
            break;
        bool spaced = i > first && shape->line - shape[-1].line > 1; /* not what a row alone stands above */
        if (is_rule(shape) && block_is_free(shape)) {
            run.rules++;
            run.end = i + 1;
            continue;
        }
        if (i > first && (!may_be_row(shape) || gaps_of(shapes, i, gaps)->cells[run.gap] != run.count))
            break;
        run.spaced |= spaced;
        run.bylines += shape->byline;
        run.last_byline = shape->byline ? i : run.last_byline;
        run.rows++;
        run.end = i + 1;
    }
    return run;
}

/* The first row from which on those below, which may have words above them, have enough columns of numbers; run->end: none. */
static size_t
first_with_numbers(const struct shape *shapes, const struct run *run, unsigned needed)
{
    uint32_t numbers = UINT32_MAX;
    size_t i = run->end;
    while (i > run->first) {
        if (!is_rule(&shapes[i - 1])) {
            uint32_t with = numbers & numbers_of(row_text(&shapes[i - 1]), run->gap);
            if (base_count_bits(with) < needed)
                return i - 1; /* the words above the numbers */
            numbers = with;
        }
        i--;
    }
    return i;
}

static size_t
count_rows(const struct shape *shapes, size_t first, size_t end)
{
    size_t rows = 0;
    for (size_t i = first; i < end; i++)
        rows += !is_rule(&shapes[i]);
    return rows;
}

/* 1 《小站》 171次, 2 …: titles that are counted, without words above them, are a ranking. */
static bool
is_ranking(const struct shape *shapes, const struct run *run, size_t first)
{
    unsigned row = 0;
    for (size_t i = first; run->gap == GAP_SINGLE && i < run->end; i++) {
        unsigned number = 0;
        size_t at = 0, next;
        for (int digit; at < shapes[i].text.len && number < CELLS_MAX; at = next) {
            digit = text_digit(text_point(shapes[i].text, at, &next));
            if (digit < 0)
                break;
            number = number * 10 + (unsigned)digit;
        }
        at = text_skip_blanks(shapes[i].text, at);
        if (number != ++row || !text_among(text_first(slice_from(shapes[i].text, at)), U"《「『“\""))
            return false;
    }
    return row > 0;
}

/* Lines drawn around the table belong to it. */
static void
mark(struct shape *shapes, size_t count, size_t first, size_t end)
{
    while (first > 0 && is_rule(&shapes[first - 1]) && block_is_free(&shapes[first - 1]))
        first--;
    while (end < count && is_rule(&shapes[end]) && block_is_free(&shapes[end]))
        end++;
    for (size_t i = first; i < end; i++)
        block_set(&shapes[i], BLOCK_TABLE, true);
}

void
tables_mark(struct shape *shapes, size_t count)
{
    struct gaps gaps = {.row = SIZE_MAX};
    for (size_t i = 0; i + 1 < count;) {
        if (!may_be_row(&shapes[i]) || is_rule(&shapes[i])) {
            i++;
            continue;
        }
        struct run run = walk(shapes, i, count, &gaps);
        bool boxed = run.gap == GAP_PIPE && (run.rules > 0 || run.framed);
        bool people = run.bylines > 0 && (run.gap < GAP_WIDE || run.count < SURE_CELLS_MIN || run.bylines == run.rows);
        if (people || run.count < 2 || run.rows < (boxed ? BOXED_ROWS_MIN : ROWS_MIN)) {
            /* all that begins before the last byline has it in it, too */
            i = people ? run.last_byline + 1 : i + 1;
            continue;
        }
        unsigned needed = numbers_needed(run.gap, run.count);
        bool doubtful = run.gap == GAP_PIPE ? !boxed && run.count < SURE_CELLS_MIN : run.gap == GAP_WIDE && run.spaced;
        if (doubtful && needed == 0)
            needed = 1;
        size_t first = needed == 0          ? run.first
                       : needed > CELLS_MAX ? run.end
                                            : first_with_numbers(shapes, &run, needed);
        bool enough = count_rows(shapes, first, run.end) >= (boxed ? BOXED_ROWS_MIN : ROWS_MIN);
        bool ranking = enough && is_ranking(shapes, &run, first);
        for (size_t k = first; ranking && k < run.end; k++)
            block_set(&shapes[k], BLOCK_LIST, true);
        if (enough && !ranking)
            mark(shapes, count, first, run.end);
        i = run.end > i ? run.end : i + 1;
    }
}
