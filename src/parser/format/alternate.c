/* Lines of two columns that were read row by row, so that they alternate: of a run of lines without a blank one every other
 * line is of the first column, and the rest of it, once one column has ended, of the other.
 *
 * They are taken apart only where it is certain: read as they stand, paragraphs begin in the middle of sentences, lines end
 * before they are full, or two articles' first paragraphs begin one below the other; read every other one, nothing of the kind
 * is left. Of text whose lines are of no even length (Latin, Korean) nothing can be said.
 */
#include "parser/format/format.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    RUN_LEAST = 8,    /* lines; fewer are chance */
    RUN_MOST = 240,   /* keeps it linear */
    HEADS_MAX = 3,    /* lines above an article's text */
    BEGUN_LEAST = 3,  /* paragraphs in the middle of sentences, */
    BEGUN_SHARE = 10, /* and one in so many lines */
    SHORT_CELLS = 4,
    LONG_CELLS = 6, /* than most: a line that is full all the same */
    CELLS_MOST = 256,
    DIFFER_CELLS = 6,    /* two widths are two, not one that is not even */
    WIDTH_LEAST = 16,    /* no column is narrower */
    FULL_LEAST = 3,      /* lines of a column that fill it */
    LINE_BYTES_MAX = 240 /* a paragraph in one line is longer */
};

/* What is asked of a line. */
struct seen {
    uint16_t cells; /* blanks before it included */
    bool begins;    /* a paragraph, by its indentation */
    bool stops;     /* ends a sentence */
    bool open;      /* ends inside one */
    bool leads;     /* begins an article: 本报讯 */
    bool marks;     /* has a comma or a full stop */
};

/* Lines of a run in the order in which they may be read. */
struct chain {
    uint16_t width;
    bool indents;
    size_t count, full, marks;
    size_t twins;               /* first paragraphs that begin one right below the other */
    size_t begun, gone_on, cut; /* paragraphs in a sentence, sentences over one's end, short lines in a sentence */
    const struct seen *before, *last;
};

static bool
begins_article(struct slice text)
{
    static const char *const leads[] = {"本报讯", "本報訊", "本刊讯", "本刊訊", "本社讯", "新华社", "新華社", "中新社"};
    for (size_t i = 0; i < BASE_COUNT(leads); i++)
        if (slice_starts(text, leads[i]))
            return true;
    return false;
}

/* At its ends alone. */
static struct seen
glance_at(struct slice line)
{
    struct slice text = text_trim(line);
    struct seen seen = {.cells = 0};
    char32_t last = text_last(text);
    seen.stops = text_among(last, U"。！？”』」");
    seen.open = text_is_han(last) || text_is_kana(last) || text_among(last, U"，、");
    seen.leads = begins_article(text);
    seen.begins = slice_starts(line, "\u3000") || slice_starts(line, "  ");
    return seen;
}

/* At all of it. */
static void
look_at(struct slice line, struct seen *seen)
{
    struct row row;
    if (row_measure(line, 2, &row))
        seen->cells = row.end;
    seen->marks = seen->stops || slice_has(line, "，") || slice_has(line, "、") || slice_has(line, "。");
}

static bool
is_full(const struct chain *chain, const struct seen *seen)
{
    return seen->cells + SHORT_CELLS >= chain->width && seen->cells <= chain->width + LONG_CELLS;
}

/* The commonest width of a chain's lines, which are those of SEEN whose OF is as OWN says; the wider of two. */
static void
measure_chain(struct chain *chain, const struct seen *seen, const uint8_t *of, uint8_t own, size_t count)
{
    uint8_t times[CELLS_MOST] = {0};
    for (size_t i = 0; i < count; i++) {
        if (of[i] != own)
            continue;
        size_t cells = seen[i].cells < CELLS_MOST ? seen[i].cells : CELLS_MOST - 1;
        times[cells]++;
        chain->indents |= seen[i].begins;
    }
    for (size_t cells = 1; cells < CELLS_MOST; cells++)
        if (times[cells] > 0 && times[cells] >= times[chain->width])
            chain->width = (uint16_t)cells;
}

/* NEXT is read behind the others: is what stands before it as it must be? */
static void
read_on(struct chain *chain, const struct seen *next)
{
    const struct seen *last = chain->last;
    if (last != NULL) {
        bool full = is_full(chain, last);
        bool inside = chain->before != NULL && !chain->before->stops && is_full(chain, chain->before);
        chain->begun += full && !last->stops && next->begins;
        bool first = chain->count < 2 * HEADS_MAX && last->cells >= WIDTH_LEAST;
        chain->twins += first && last->open && (last->begins || last->leads) && (next->begins || next->leads);
        chain->gone_on += !full && last->stops && chain->indents && !next->begins && is_full(chain, next);
        chain->cut += !full && !last->stops && inside;
    }
    chain->count++;
    chain->full += is_full(chain, next);
    chain->marks += next->marks;
    chain->before = last;
    chain->last = next;
}

/* The COUNT lines, each in the chain that OF says, of CHAINS of them. */
static void
read_lines(const struct seen *seen, const uint8_t *of, size_t count, struct chain *chains, uint8_t chain_count)
{
    for (uint8_t i = 0; i < chain_count; i++)
        measure_chain(&chains[i], seen, of, i, count);
    for (size_t i = 0; i < count; i++)
        read_on(&chains[of[i]], &seen[i]);
}

static bool
is_column(const struct chain *chain)
{
    return chain->last != NULL && chain->last->stops && chain->begun + chain->gone_on + chain->cut == 0 &&
           chain->width >= WIDTH_LEAST && chain->full >= FULL_LEAST && chain->full * 2 >= chain->count &&
           chain->marks > 0;
}

/* The lines as they stand. */
static struct chain
read_together(const struct seen *seen, size_t count)
{
    static const uint8_t of[RUN_MOST];
    struct chain chain = {.width = 0};
    read_lines(seen, of, count, &chain, 1);
    return chain;
}

/* Is it clear that COLUMNS, in which nothing is wrong, are what there is, and not TOGETHER? Paragraphs began in sentences; or one
   column is narrower, and each line of it ended too early. */
static bool
is_clear(const struct chain *together, const struct chain *columns)
{
    unsigned a = columns[0].width, b = columns[1].width, differ = a > b ? a - b : b - a;
    return together->twins > 0 ||
           (together->begun >= BEGUN_LEAST && together->begun * BEGUN_SHARE >= together->count) ||
           (differ >= DIFFER_CELLS && together->cut * 4 >= together->count);
}

/* Every other line up to PAIRS of them, and those behind them with the first column or, REST_SECOND, the second: is it so? */
static bool
is_apart(const struct seen *seen, size_t count, size_t pairs, bool rest_second)
{
    struct chain together = read_together(seen, 2 * pairs), chains[2] = {{.width = 0}, {.width = 0}};
    uint8_t of[RUN_MOST];
    for (size_t i = 0; i < count; i++)
        of[i] = i < 2 * pairs ? i % 2 : rest_second;
    read_lines(seen, of, count, chains, 2);
    return is_column(&chains[0]) && is_column(&chains[1]) && is_clear(&together, chains);
}

/* Where the run's first column goes on alone, or the second; *PAIRS is how many lines of the shorter one alternate, the most
   that can be. */
static bool
take_apart(const struct seen *seen, size_t count, size_t *pairs, bool *rest_second)
{
    for (size_t k = count / 2; k >= RUN_LEAST / 2; k--)
        for (int second = 0; second < 2; second++) {
            /* the column that ends before the other does so with a sentence */
            const struct seen *end = &seen[2 * k - (second ? 2 : 1)];
            bool whole = 2 * k + 1 >= count;
            if ((whole || end->stops) && is_apart(seen, count, k, second != 0)) {
                *pairs = k;
                *rest_second = second != 0;
                return true;
            }
        }
    return false;
}

/* Are there Han or kana in it rather than letters? */
static bool
is_cjk(struct slice line)
{
    size_t han = 0, points = 0;
    for (size_t at = 0; at < line.len; points++) {
        char32_t code;
        at += text_decode(line.at + at, &code);
        han += text_is_han(code) || text_is_kana(code);
    }
    return han * 2 > points;
}

/* Cheap, by the ends of lines and their bytes: may anything be wrong with the lines as they stand? */
static bool
is_suspect(const struct issue *issue, uint32_t first, const struct seen *seen, size_t count)
{
    size_t twins = 0, begun = 0, uneven = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        bool begins = seen[i + 1].begins || seen[i + 1].leads, own = seen[i].begins || seen[i].leads;
        twins += i < 2 * HEADS_MAX && seen[i].open && own && begins;
        begun += seen[i].open && begins && !(i > 0 && seen[i - 1].stops); /* a headline does so, too */
        if (i + 2 < count && seen[i].open) {
            long a = issue->lines[first + i].bytes, b = issue->lines[first + i + 1].bytes,
                 c = issue->lines[first + i + 2].bytes;
            uneven += labs(a - c) <= 6 && labs(a - b) >= 9;
        }
    }
    return twins > 0 || begun + 1 >= BEGUN_LEAST || uneven * 4 >= count;
}

/* Is it, when all of them was looked at? */
static bool
is_broken(const struct issue *issue, uint32_t first, struct seen *seen, size_t count)
{
    if (!is_suspect(issue, first, seen, count) || !is_cjk(row_text(issue, first)))
        return false;
    for (size_t i = 0; i < count; i++)
        look_at(row_text(issue, first + (uint32_t)i), &seen[i]);
    struct chain together = read_together(seen, count);
    return together.twins > 0 || together.begun >= BEGUN_LEAST || together.cut * 4 >= together.count;
}

/* The lines from *LINE on up to the next blank or long one, which *LINE is moved to; no more than RUN_MOST are looked at. */
static size_t
take_run(const struct issue *issue, uint32_t *line, struct seen *seen)
{
    size_t count = 0;
    for (; *line < issue->line_count; ++*line) {
        struct slice text = row_text(issue, *line);
        if (text.len > LINE_BYTES_MAX || text_trim(text).len == 0)
            break;
        if (count < RUN_MOST)
            seen[count] = glance_at(text);
        count++;
    }
    return count;
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

/* Are two headlines above the run, which begins with two paragraphs? Each goes to its own column. */
static void
take_heads(const struct issue *issue, const struct seen *seen, struct block *block)
{
    uint32_t second = line_above(issue, block->run), first = line_above(issue, second);
    bool begin = (seen[0].begins || seen[0].leads) && (seen[1].begins || seen[1].leads);
    if (!begin || second == block->run || first == second)
        return;
    bool apart = first == 0 || text_trim(row_text(issue, first - 1)).len == 0;
    struct seen heads[2] = {glance_at(row_text(issue, first)), glance_at(row_text(issue, second))};
    for (int i = 0; i < 2; i++) {
        look_at(row_text(issue, i == 0 ? first : second), &heads[i]);
        apart &= heads[i].open && !heads[i].marks && !heads[i].leads && heads[i].cells <= seen[i].cells;
    }
    if (apart) {
        block->first = first;
        block->second_head = second;
    }
}

bool
alternate_find(const struct issue *issue, uint32_t *from, struct block *block, struct finding *finding)
{
    struct seen seen[RUN_MOST];
    while (*from < issue->line_count) {
        uint32_t first = *from;
        size_t count = take_run(issue, from, seen), pairs;
        bool second, open = count > 0 && *from == issue->line_count;
        *from += count == 0;
        if (count < RUN_LEAST || count > RUN_MOST || !is_broken(issue, first, seen, count))
            continue;
        if (open && finding->open == 0) {
            uint32_t heads = line_above(issue, line_above(issue, first));
            finding->open = heads > 0 ? heads : first;
        }
        if (!take_apart(seen, count, &pairs, &second))
            continue;
        *block = (struct block){.first = first, .pairs = (uint32_t)pairs, .run = first, .second_head = first};
        block->end = second ? first + 2 * (uint32_t)pairs : first + (uint32_t)count;
        take_heads(issue, seen, block);
        return true;
    }
    return false;
}
