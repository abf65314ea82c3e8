/* Lines of two or three columns that were read row by row, so that they alternate: of a run of lines without a blank one every
 * second or third line is of one column, and when that has ended the rest is of the others.
 *
 * They are taken apart only where it is certain: read as they stand the lines do not follow one another, and read so they do
 * (follow.c weighs both). Where it is likely and no more, the run stands as it is, and its lines are known as tangled:
 * nothing is joined there.
 */
#include "parser/format/format.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    RUN_LEAST = 8,                   /* lines; fewer are chance */
    LINES_LEAST = 4,                 /* ... of a column */
    RUN_MOST = 480,                  /* keeps it linear */
    ABOVE_MOST = 2,                  /* lines at the top of a run that are over all columns */
    COLUMNS_MOST = COLUMN_ENDS_MOST, /* that alternate */
    FEW_LINES = 12,
    SOME_LINES = 30,
    /* hundredths of log odds: the lines follow one another so much better */
    CERTAIN_OF_FEW = 540,
    CERTAIN_OF_SOME = 700,
    OF_ABOVE = 100,
    OF_THREE = 300, /* there are more ways to read three columns */
    CERTAIN = 1000,
    ENDS_LINES_MAX = 72, /* of three columns in longer runs each ends with a sentence, or not at all */
    DOUBTFUL = 200,      /* enough for a beginning not to be shown */
    LIKELY = 1750,       /* they may be tangled, */
    TANGLED = 2400,      /* ... and are, if the columns are none */
    WIDTH_LEAST = 18,    /* cells: no column is narrower */
    WIDTH_CELLS = 3,     /* lines so much narrower are full, too */
    FULL_CELLS = 6,
    EVEN_SHARE = 4,
    UNEVEN_SHARE = 6,
    WIDTH_LINES = 10, /* of each column that are looked at */
    FULL_LEAST = 3,   /* lines of a column that fill it */
    OVER_SHARE = 5,   /* of them, at most, is wider: headlines */
    WRONG = -250,     /* what follows so does not follow */
    WRONG_SHARE = 12, /* of the lines of a column */
    CELLS_MOST = 128,
    LINE_BYTES_MAX = 240 /* a paragraph in one line is longer */
};

/* Lines of a run as they are to be read: which column each is of. */
struct reading {
    size_t above; /* lines at the top are of none */
    size_t columns;
    uint8_t of[RUN_MOST];
};

struct run {
    const struct issue *issue;
    uint32_t first;
    struct follow_run follow;
    int16_t (*weights)[COLUMNS_MOST]
                      [COLUMNS_MOST]; /* that line I is followed by the one behind it, ... the third; as the lines
                                                       are of one, two or three columns */
    unsigned widths[COLUMNS_MOST];    /* of the columns that are tried */
};

/* The commonest width from CELLS - WIDTH_CELLS to CELLS, if one in SHARE of the LINES has such; else 0. */
static unsigned
common_width(const uint8_t *times, size_t cells, size_t share, size_t lines)
{
    size_t near = 0, commonest = cells;
    for (size_t k = 0; k <= WIDTH_CELLS && k < cells; k++) {
        near += times[cells - k];
        commonest = times[cells - k] > times[commonest] ? cells - k : commonest;
    }
    return near > 1 && near * share >= lines ? (unsigned)commonest : 0;
}

/* How wide the column is of every STEP-th line from line FIRST on: the commonest width, or, of all lines and of lines that are not
   even, that of the widest of which there are several. */
static unsigned
width_of(const struct run *run, size_t first, size_t step)
{
    uint8_t times[CELLS_MOST] = {0};
    size_t lines = 0, most = step == 1 ? 2 * WIDTH_LINES : WIDTH_LINES, commonest = 0;
    bool even = run->follow.lines[first].script == FOLLOW_HAN;
    for (size_t i = first; i < run->follow.count && lines < most; i += step, lines++) {
        unsigned cells = run->follow.lines[i].cells;
        times[cells < CELLS_MOST ? cells : CELLS_MOST - 1]++;
    }
    for (size_t cells = CELLS_MOST - 1; cells > 0; cells--) {
        unsigned common = common_width(times, cells, even ? EVEN_SHARE : UNEVEN_SHARE, lines);
        if (times[cells] > 0 && common > 0 && (!even || step == 1))
            return even ? common : (unsigned)cells;
        commonest = times[cells] > times[commonest] ? cells : commonest;
    }
    return (unsigned)commonest;
}

/* As lines of COLUMNS columns, from line ABOVE on. */
static void
weigh(struct run *run, size_t above, size_t columns)
{
    for (size_t k = 0; k < columns; k++)
        run->widths[k] = width_of(run, above + k, columns);
    for (size_t i = above; i < run->follow.count; i++)
        for (size_t by = 1; by <= columns; by++) {
            bool there = i + by < run->follow.count;
            int weight = there ? follow_weigh(&run->follow, i, i + by, run->widths[(i - above) % columns]) : 0;
            run->weights[i][columns - 1][by - 1] = (int16_t)weight;
        }
}

enum verdict { VERDICT_WHOLE, VERDICT_TANGLED, VERDICT_APART };

/* Is column K, read so, one of text, and does nothing in it say otherwise? */
static enum verdict
judge_column(const struct run *run, const struct reading *reading, size_t k)
{
    size_t lines = 0, full = 0, whole = 0, over = 0, wrong = 0, marks = 0, begins = 0, widest = 0, last = SIZE_MAX;
    bool stops = true;
    unsigned width = width_of(run, reading->above + k, reading->columns);
    for (size_t i = reading->above; i < run->follow.count; i++) {
        const struct follow_line *line = &run->follow.lines[i];
        if (reading->of[i] != k)
            continue;
        if (last != SIZE_MAX) {
            wrong += follow_weigh(&run->follow, last, i, width) <= WRONG ||
                     (!stops && !run->follow.lines[last].stops && follow_is_short(&run->follow, last, i, width));
            stops = run->follow.lines[last].stops;
        }
        lines++;
        bool fills = line->cells + (unsigned)FULL_CELLS >= width && line->cells <= width + FULL_CELLS;
        full += fills;
        whole += fills || line->stops;
        over += line->cells > width + FULL_CELLS;
        begins += line->begins;
        widest = line->text_cells > widest ? line->text_cells : widest;
        marks += follow_has_marks(line);
        last = i;
    }
    if (last == SIZE_MAX || widest < WIDTH_LEAST || width < WIDTH_LEAST || over * OVER_SHARE > lines ||
        begins * 2 > lines || full < FULL_LEAST || whole * 2 < lines || marks == 0)
        return VERDICT_WHOLE;
    return wrong * WRONG_SHARE <= lines + WRONG_SHARE ? VERDICT_APART : VERDICT_TANGLED;
}

/* ... and all of them, which follow MORE better than the lines as they stand? */
static enum verdict
judge_reading(const struct run *run, const struct reading *reading, int more)
{
    size_t count = run->follow.count;
    int certain = count <= FEW_LINES ? CERTAIN_OF_FEW : count <= SOME_LINES ? CERTAIN_OF_SOME : CERTAIN;
    enum verdict least = more >= certain ? VERDICT_APART : VERDICT_TANGLED;
    for (size_t k = 0; k < reading->columns; k++) {
        enum verdict own = judge_column(run, reading, k);
        least = own < least ? own : least;
    }
    if (least == VERDICT_APART)
        return VERDICT_APART;
    return more >= (least == VERDICT_TANGLED ? LIKELY : TANGLED) ? VERDICT_TANGLED : VERDICT_WHOLE;
}

/* Most that any beginning of the run follows better, line by line, with COLUMNS columns than as it stands. */
static int
promise(const struct run *run, size_t above, size_t columns)
{
    int sum = 0, most = 0;
    for (size_t i = above; i + columns < run->follow.count; i++) {
        sum += run->weights[i][columns - 1][columns - 1] - run->weights[i][0][0];
        most = sum > most ? sum : most;
    }
    return most;
}

/* Reads the lines from line ABOVE on as those of COLUMNS columns. False: they promise nothing; else, if this is better than what gained
   *MORE, both are changed. */
static bool
try_columns(struct run *run, size_t above, size_t columns, struct reading *best, int *more)
{
    weigh(run, above, columns);
    if (promise(run, above, columns) < DOUBTFUL)
        return false;
    struct reading reading = {.above = above, .columns = columns};
    int together = 0;
    for (size_t i = above; i + 1 < run->follow.count; i++)
        together += run->weights[i][0][0];
    struct column_ends ends = {.follow = &run->follow,
                               .above = above,
                               .columns = columns,
                               .widths = run->widths,
                               .anywhere = columns == 2 || run->follow.count <= ENDS_LINES_MAX};
    int gain = column_ends_find(&ends, reading.of) - together - (columns > 2 ? OF_THREE : 0) - (int)above * OF_ABOVE;
    if (gain > *more) {
        *more = gain;
        *best = reading;
    }
    return true;
}

/* Are the lines of several columns? *BEST says how; *MORE, how much better they follow one another so. */
static enum verdict
judge(struct run *run, struct reading *best, int *more)
{
    size_t count = run->follow.count;
    bool promises = true; /* of which the first lines change little */
    *more = 0;
    weigh(run, 0, 1);
    for (size_t above = 0; promises && above <= ABOVE_MOST && count >= above + RUN_LEAST; above++) {
        promises = false;
        for (size_t columns = 2; columns <= COLUMNS_MOST && count >= above + columns * LINES_LEAST; columns++)
            promises = try_columns(run, above, columns, best, more) || promises;
    }
    return *more > 0 ? judge_reading(run, best, *more) : VERDICT_WHOLE;
}

/* Sentences and their translations, in turns: neither goes on with the other. */
static bool
are_translations(const struct run *run)
{
    size_t changes = 0;
    for (size_t i = 0; i + 1 < run->follow.count; i++) {
        uint8_t one = run->follow.lines[i].script, other = run->follow.lines[i + 1].script;
        changes += one != other && (one == FOLLOW_LATIN || other == FOLLOW_LATIN) && one != FOLLOW_NONE &&
                   other != FOLLOW_NONE;
    }
    return changes * 5 >= run->follow.count * 4;
}

/* The lines from *LINE on up to the next blank or long one, which *LINE is moved to; how many. */
static size_t
take_run(const struct issue *issue, uint32_t *line)
{
    uint32_t first = *line;
    for (; *line < issue->line_count; ++*line) {
        struct slice text = row_text(issue, *line);
        if (text.len > LINE_BYTES_MAX || text_trim(text).len == 0)
            break;
    }
    return *line - first;
}

/* The line above LINE, blank ones passed over; LINE: there is none on the page so near. */
static uint32_t
line_above(const struct issue *issue, uint32_t line)
{
    for (uint32_t above = line; above > 0 && line - above < 2; above--)
        if (text_trim(row_text(issue, above - 1)).len > 0)
            return above - 1;
    return line;
}

/* Does a headline for each column stand above the run, which begins with a paragraph of each? HEADS are their lines. */
static bool
take_heads(const struct run *run, const struct reading *reading, uint32_t heads[COLUMNS_MOST])
{
    uint32_t line = run->first;
    for (size_t k = reading->columns; k-- > 0;) {
        uint32_t above = line_above(run->issue, line);
        struct follow_line head;
        const struct follow_line *own = &run->follow.lines[k];
        if (above == line || !own->begins || reading->above > 0)
            return false;
        follow_look_at(row_text(run->issue, above), &head);
        if (head.stops || head.comma || follow_has_marks(&head) || head.begins || head.cells > own->cells)
            return false;
        heads[k] = line = above;
    }
    return line == 0 || text_trim(row_text(run->issue, line - 1)).len == 0;
}

/* The block that the run becomes, with the order of its lines, malloc'd; without one the lines stay, and are known as tangled. */
static void
make_block(const struct run *run, const struct reading *reading, bool apart, struct block *block)
{
    uint32_t heads[COLUMNS_MOST], count = (uint32_t)run->follow.count;
    *block = (struct block){.first = run->first, .end = run->first + count, .alternates = true};
    if (!apart)
        return;
    bool headed = take_heads(run, reading, heads);
    block->first = headed ? heads[0] : run->first;
    block->order = base_alloc((block->end - block->first) * sizeof *block->order);
    size_t at = 0;
    for (size_t i = 0; i < reading->above; i++)
        block->order[at++] = run->first + (uint32_t)i;
    for (size_t k = 0; k < reading->columns; k++) {
        uint32_t end = k + 1 < reading->columns ? heads[k + 1] : run->first;
        for (uint32_t line = headed ? heads[k] : end; line < end; line++)
            block->order[at++] = line;
        for (size_t i = reading->above; i < count; i++)
            if (reading->of[i] == k)
                block->order[at++] = run->first + (uint32_t)i;
    }
}

/* Of a beginning that ends among such lines none are shown: they may be others in the whole. */
static void
leave_open(const struct issue *issue, uint32_t first, struct finding *finding)
{
    uint32_t heads = line_above(issue, line_above(issue, first));
    if (finding->open == 0)
        finding->open = heads > 0 ? heads : first;
}

bool
alternate_find(const struct issue *issue, uint32_t *from, struct block *block, struct finding *finding)
{
    while (*from < issue->line_count) {
        uint32_t first = *from;
        size_t count = take_run(issue, from);
        *from += count == 0;
        if (count < RUN_LEAST || count > RUN_MOST)
            continue;
        struct run run = {.issue = issue, .first = first};
        struct reading best = {.columns = 0};
        int more;
        follow_look(issue, first, count, &run.follow);
        run.weights = base_alloc(count * sizeof *run.weights);
        enum verdict verdict = judge(&run, &best, &more);
        if (verdict == VERDICT_WHOLE && are_translations(&run))
            verdict = VERDICT_TANGLED;
        if (more >= DOUBTFUL && *from == issue->line_count)
            leave_open(issue, first, finding);
        if (verdict != VERDICT_WHOLE)
            make_block(&run, &best, verdict == VERDICT_APART, block);
        free(run.weights);
        follow_done(&run.follow);
        if (verdict != VERDICT_WHOLE)
            return true;
    }
    return false;
}
