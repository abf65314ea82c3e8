/* Running heads and feet: short lines that come back unchanged where pages end, with or without a number.
 *
 *   临江区报·要闻                      THE ALDER GAZETTE
 *   第 3 页 共 8 页                                     3
 *
 * That a line comes back says little: reporters' names, subheads and refrains do so too. What makes it the page's is where
 * it stands: at a form feed, beside a page's number, in the midst of a sentence that a page's end cut. Two passes over the
 * lines, linear, whatever the text.
 */
#include "parser/page/page.h"

#include <stdlib.h>

enum {
    CUT_POINTS_MIN = 14, /* shorter than this, no line was cut at a page's end */
    LATIN_CUT_POINTS_MIN = 36,
    TEXT_POINTS_MIN = 30, /* longer than most headlines */
    PAGES_STEP_MAX = 4,   /* from one number to the next where not every page has the line */
    APART_MIN = 3,        /* lines from one to the next */
    NUMBERS_MIN = 3,
    LOOK = 6 /* lines that are looked through */
};

/* Lines that are the same but for a number at their ends. */
struct run {
    uint32_t count, first, last;
    uint32_t edges;       /* of them at a page's edge for certain, */
    uint32_t beside;      /* beside another line that comes back, */
    uint32_t cuts;        /* inside a sentence */
    uint32_t accompanied; /* beside one that is the page's */
    int number;           /* the last one's, its own or of the line beside it; -1: none */
    uint32_t numbers;     /* that have one, each higher than the one before */
    uint64_t below;       /* what the line below the last one says, */
    size_t below_at;
    bool twins;      /* and below another one as well: it is a text that stands there twice */
    uint32_t bares;  /* beside a number alone */
    bool first_edge; /* the first stands at one */
    bool own_number, falls, named, names, address, accepted;
};

struct running {
    const struct shape *shapes;
    size_t count;
    bool *furniture;
    uint32_t *run_of; /* of each line: its run, + 1; 0: none */
    struct run *runs; /* from 1 */
    size_t run_count;
};

/* The number of 3, (3), iv alone on a line; -1: it is something else. */
static int
bare_number(struct slice text)
{
    size_t at = 0, next;
    if (text.len > 12)
        return -1;
    char32_t open = text_point(text, 0, &next);
    at = open == '(' || open == U'（' || open == '[' ? next : 0;
    text_skip_gap(text, &at);
    int number = text_read_number(text, &at, 1, 4, false);
    text_skip_gap(text, &at);
    if (number >= 0 && text_among(text_point(text, at, &next), U")）]"))
        at = next;
    return at == text.len ? number : -1;
}

/* www.linjiang.example/news: nothing but an address. */
static bool
is_address(struct slice text)
{
    static const char *const starts[] = {"www.", "http://", "https://"};
    size_t at = 0;
    for (size_t i = 0; i < BASE_COUNT(starts) && at == 0; i++)
        folio_skip_word(text, &at, starts[i]);
    return at > 0 && !slice_has(text, " ");
}

static bool
page_ends(const struct shape *a, const struct shape *b)
{
    const char *from = a->text.at + a->text.len;
    return memchr(from, '\f', (size_t)(b->text.at - from)) != NULL;
}

/* The number of a page alone on line I, or what only pages have. */
static bool
is_mark(const struct running *running, size_t i, int *number)
{
    const struct shape *shape = &running->shapes[i];
    *number = bare_number(shape->text);
    bool furniture = shape->furniture || running->furniture[i];
    return *number >= 0 || (furniture && page_mark_is(shape));
}

static struct run *
run_at(const struct running *running, size_t i)
{
    return running->run_of[i] > 0 ? &running->runs[running->run_of[i]] : NULL;
}

/* Lines that come back, and what is not text beside them, are looked through. */
static bool
is_text(const struct running *running, size_t i)
{
    const struct run *run = run_at(running, i);
    return !running->shapes[i].furniture && !running->furniture[i] && (run == NULL || run->count < 2) &&
           bare_number(running->shapes[i].text) < 0;
}

/* Has the line what a headline seldom has? In Japanese 、 is a comma; Korean has few. */
static bool
is_prose(const struct shape *shape)
{
    if (shape->stops > 0 || shape->commas > 1 || (shape->comma && !shape_is_cjk(shape)))
        return true;
    if (shape->points < TEXT_POINTS_MIN)
        return false;
    for (size_t at = 0, next; at < shape->text.len; at = next) {
        char32_t code = text_point(shape->text, at, &next);
        if (text_is_hangul(code) || text_is_kana(code))
            return true;
    }
    return false;
}

/* Is the text around line I one that a page's end cut? */
static bool
is_cut(const struct running *running, size_t i)
{
    size_t above = i, below = i + 1;
    while (above > 0 && i - above < LOOK && !is_text(running, above - 1))
        above--;
    while (below < running->count && below - i < LOOK && !is_text(running, below))
        below++;
    if (above == 0 || below == running->count)
        return false;
    const struct shape *a = &running->shapes[above - 1], *b = &running->shapes[below];
    /* 财政部公告：…… above 财政部 */
    struct slice line = running->shapes[i].text;
    if (a->text.len > line.len && memcmp(a->text.at, line.at, line.len) == 0)
        return false;
    bool full = a->points >= (shape_is_cjk(a) ? CUT_POINTS_MIN : LATIN_CUT_POINTS_MIN) && is_prose(a);
    bool goes_on =
        b->start == START_FORBIDDEN || b->small || (shape_is_cjk(b) && (b->comma || b->stops > 0 || b->finished));
    return full && !a->finished && !b->lead && !b->list && goes_on;
}

/* What stands around line I, one of RUN's. */
static void
look_around(struct running *running, struct run *run, size_t i)
{
    int number = -1, beside = -1;
    bool edge = false, other = false, bare = false;
    for (int side = 0; side < 2; side++) {
        if (side == 0 ? i == 0 : i + 1 == running->count)
            continue;
        size_t near = side == 0 ? i - 1 : i + 1, first = side == 0 ? near : i;
        const struct run *its = run_at(running, near);
        bool mark = is_mark(running, near, &beside);
        edge = edge || page_ends(&running->shapes[first], &running->shapes[first + 1]) || (mark && beside < 0);
        other = other || (its != NULL && its->count > 1);
        number = beside >= 0 ? beside : number;
        bare = bare || beside >= 0;
    }
    if (run->own_number)
        head_part_without_number(running->shapes[i].text, &number);
    if (number >= 0 && (run->numbers == 0 || (number > run->number && number - run->number <= PAGES_STEP_MAX)))
        run->numbers++;
    else
        run->falls = run->falls || (run->own_number && number >= 0);
    run->number = number >= 0 ? number : run->number;
    run->edges += edge;
    run->first_edge = run->first_edge || (i == run->first && (edge || bare || other));
    run->bares += bare;
    run->beside += !edge && (other || bare || i == 0 || i + 1 == running->count);
    size_t below = i + 1;
    while (below < running->count && below - i < LOOK && !is_text(running, below))
        below++;
    uint64_t hash = below < running->count ? line_hash(running->shapes[below].text, false) : 0;
    run->twins = run->twins || (hash != 0 && hash == run->below && below != run->below_at);
    run->below = hash;
    run->below_at = below;
    /* in printed lines every line stands in a sentence */
    bool apart = running->shapes[i].after_blank || (i + 1 < running->count && running->shapes[i + 1].after_blank);
    run->cuts += apart && is_cut(running, i);
}

/* Is a line that comes back so the page's? */
static bool
is_page_run(const struct run *run)
{
    if (run->count < 2 || run->falls || run->twins)
        return false;
    /* numbers beside it that rise with it are pages' */
    uint32_t edges = run->numbers >= 2 && run->numbers + 1 >= run->count ? run->count : run->edges;
    uint32_t spread = run->last - run->first, apart = APART_MIN * (run->count - 1);
    if (run->own_number && run->count == 2)
        return run->numbers == 2 && run->named && run->edges + run->beside + run->cuts > 0;
    if (run->own_number)
        return run->numbers == run->count && run->count >= NUMBERS_MIN && spread >= apart &&
               (run->named || run->edges * 2 > run->count || run->cuts * 2 > run->count);
    if ((edges >= 2 && edges + run->beside + 1 >= run->count) || (edges > 0 && edges + run->beside >= run->count))
        return run->count > 2 || spread >= APART_MIN || run->edges == run->count;
    if (run->named && spread >= apart && (run->count > 2 || run->cuts > 0 || run->edges > 0))
        return true;
    if (run->address && run->count > 2 && spread >= apart)
        return true;
    if (run->count == 2 && run->bares > 0 && run->cuts > 0)
        return true;
    if (run->names || spread < apart)
        return false;
    uint32_t shown = run->cuts + run->edges;
    return (run->count > 2 && run->cuts >= 2 && shown * 2 >= run->count) ||
           (run->beside + run->edges >= run->count && shown > 1);
}

/* The run of a line that may be in one, by what it says: its number is its own where the rest of it comes back and the
   whole does not. */
static void
add_to_run(struct running *running, struct line_table *wholes, struct line_table *table, size_t i)
{
    int number;
    struct slice text = running->shapes[i].text, words = head_part_without_number(text, &number);
    const uint32_t *times = line_table_at(wholes, line_hash(text, false));
    if (number >= 0 && times != NULL && *times > 1) {
        number = -1;
        words = text;
    }
    uint32_t *place = line_table_at(table, line_hash(words, false) ^ (number >= 0 ? 2U : 0U));
    if (place == NULL)
        return;
    if (*place == 0) {
        *place = (uint32_t)++running->run_count;
        running->runs[*place] = (struct run){
            .first = (uint32_t)i, .number = -1, .own_number = number >= 0, .names = running->shapes[i].names};
    }
    struct run *run = &running->runs[*place];
    running->run_of[i] = *place;
    run->last = (uint32_t)i;
    if (++run->count == 2) {
        struct folio folio = folio_read(words);
        run->named =
            head_part_name(words).len > 0 || ((folio.kinds & FOLIO_ISSUE) != 0 && folio.rests == 1 && !folio.glued);
        run->address = is_address(words);
    }
}

static void
find_runs(struct running *running)
{
    struct line_table *wholes = line_table_new(running->count), *table = line_table_new(running->count);
    bool *may = base_alloc_zero(running->count + 1, sizeof *may);
    for (size_t i = 0; i < running->count; i++) {
        const struct shape *shape = &running->shapes[i];
        may[i] = !shape->furniture && head_part_may_be(shape);
        uint32_t *times = may[i] ? line_table_at(wholes, line_hash(shape->text, false)) : NULL;
        if (times != NULL)
            ++*times;
    }
    for (size_t i = 0; i < running->count; i++)
        if (may[i])
            add_to_run(running, wholes, table, i);
    free(may);
    line_table_free(wholes);
    line_table_free(table);
}

/* Page numbers that stand alone inside sentences, each higher than the one before. */
static void
find_numbers(struct running *running)
{
    size_t numbers = 0, cuts = 0;
    bool alone = true;
    int last = 0;
    for (size_t i = 0; i < running->count; i++) {
        int number = bare_number(running->shapes[i].text);
        if (number < 0 || running->furniture[i] || text_first(running->shapes[i].text) == '(')
            continue;
        alone =
            alone && running->shapes[i].after_blank && (i + 1 == running->count || running->shapes[i + 1].after_blank);
        if (number <= last || (numbers > 0 && number - last > PAGES_STEP_MAX))
            return;
        last = number;
        numbers++;
        cuts += is_cut(running, i);
    }
    if (cuts == 0 || cuts * 2 < numbers || (cuts < 2 && !alone))
        return;
    for (size_t i = 0; i < running->count; i++)
        if (bare_number(running->shapes[i].text) >= 0 && text_first(running->shapes[i].text) != '(')
            running->furniture[i] = true;
}

/* The first of a run may be the headline that the others repeat: no page's edge is near, and its text stands below. */
static bool
is_headline(const struct running *running, const struct run *run, size_t i)
{
    if (i != run->first || run->named || run->first_edge || i + 1 >= running->count)
        return false;
    const struct shape *below = &running->shapes[i + 1];
    return below->lead || below->byline || below->comma || below->stops > 0;
}

static void
mark_runs(struct running *running)
{
    for (size_t i = 0; i < running->count; i++) {
        const struct run *run = run_at(running, i);
        bool marked = run != NULL && run->accepted && !is_headline(running, run, i);
        running->furniture[i] = running->furniture[i] || marked;
    }
}

/* What comes back beside these each time is the page's as well. */
static void
accept_beside(struct running *running)
{
    for (size_t i = 0; i < running->count; i++) {
        struct run *run = run_at(running, i);
        if (run == NULL || run->accepted || run->count < 2 || run->own_number)
            continue;
        bool above = i > 0 && running->furniture[i - 1] && running->run_of[i - 1] > 0;
        bool below = i + 1 < running->count && running->furniture[i + 1] && running->run_of[i + 1] > 0;
        run->accompanied += above || below;
    }
    for (size_t i = 1; i <= running->run_count; i++)
        running->runs[i].accepted =
            running->runs[i].accepted ||
            (running->runs[i].count > 1 && running->runs[i].accompanied == running->runs[i].count);
}

/* A number alone beside what is the page's is its number; and where there are such, so is the next one, wherever that is. */
static void
mark_numbers(struct running *running)
{
    int last = -1;
    for (size_t i = 0; i < running->count; i++) {
        int number = bare_number(running->shapes[i].text);
        if (number < 0 || running->shapes[i].furniture)
            continue;
        bool beside = false;
        for (int side = 0; side < 2 && !beside; side++) {
            size_t near = side == 0 ? i - 1 : i + 1;
            if (near >= running->count)
                continue;
            const struct shape *shape = &running->shapes[near];
            beside =
                (running->furniture[near] && bare_number(shape->text) < 0) || (shape->furniture && page_mark_is(shape));
        }
        if (!beside && !(last > 0 && number == last + 1))
            continue;
        running->furniture[i] = true;
        last = number;
    }
}

void
running_find(const struct shape *shapes, size_t count, bool *furniture)
{
    struct running running = {.shapes = shapes, .count = count, .furniture = furniture};
    running.run_of = base_alloc_zero(count + 1, sizeof *running.run_of);
    running.runs = base_alloc_zero(count + 2, sizeof *running.runs);
    find_runs(&running);
    for (size_t i = 0; i < count; i++) {
        struct run *run = run_at(&running, i);
        if (run != NULL && run->count > 1)
            look_around(&running, run, i);
    }
    for (size_t i = 1; i <= running.run_count; i++)
        running.runs[i].accepted = is_page_run(&running.runs[i]);
    mark_runs(&running);
    accept_beside(&running);
    mark_runs(&running);
    mark_numbers(&running);
    find_numbers(&running);
    head_parts_mark(shapes, count, furniture);
    free(running.runs);
    free(running.run_of);
}
