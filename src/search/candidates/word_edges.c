/* Do words begin and end where a hit does? The text around it is cut into words in the cheapest way, and in the cheapest way
 * that has an edge there: where that costs no more, there is one.
 *
 * A word of the table costs the less the commoner it is, a character alone more than any word; a run of letters or of figures is
 * one word. (Shortest path over a word list with frequencies, as jieba and others cut Chinese text.)
 */
#include "search/candidates/candidates.h"

#include <stdlib.h>

enum {
    SIDE_CODES = 5,    /* that are looked at on either side */
    SIDE_BYTES = 64,   /* these are in */
    WINDOW_CODES = 64, /* with the hit; the end of a longer one is not looked at */
    WORD_COST = 28,    /* less its weight */
    LONE_COST = 15,    /* of a character alone */
    SLACK = 1          /* what an edge may cost more */
};

struct search_edges {
    struct edge_window window;
};

struct search_edges *
search_edges_new(void)
{
    return base_alloc_zero(1, sizeof(struct search_edges));
}

void
search_edges_free(struct search_edges *edges)
{
    if (edges == NULL)
        return;
    fold_done(&edges->window.fold);
    free(edges);
}

/* The byte of AROUND, at most SIDE_BYTES from FROM, where a character begins. */
static size_t
side_byte(struct slice around, size_t from, int direction)
{
    if (direction < 0)
        for (int i = 0; i < SIDE_CODES && from > 0; i++)
            from = text_previous(around, from);
    for (int i = 0; direction > 0 && i < SIDE_CODES && from < around.len; i++) {
        char32_t code;
        from += text_decode(around.at + from, &code);
    }
    return from;
}

bool
edge_window_fill(struct edge_window *window, struct slice around, struct issue_span mark)
{
    size_t start = mark.start_byte, end = start + mark.bytes;
    size_t first = side_byte(around, start, -1), last = side_byte(around, end, 1);
    struct fold *fold = &window->fold;
    fold_text(fold, slice_make(around.at + first, last - first));
    window->first = 0;
    while (window->first < fold->count && fold->starts[window->first] + first < start)
        window->first++;
    window->end = window->first;
    while (window->end < fold->count && fold->starts[window->end] + first < end)
        window->end++;
    return window->end > window->first;
}

/* Of a script that has blanks between words. */
static bool
is_letter(char32_t code)
{
    return text_is_letter(code);
}

/* Do the two stand in one run? */
static bool
runs_on(char32_t before, char32_t after)
{
    return (is_letter(before) && is_letter(after)) || (text_is_digit(before) && text_is_digit(after));
}

/* What the word of COUNT codes costs; 0: it is none. */
static unsigned
cost_of(const char32_t *codes, size_t count)
{
    if (count == 1)
        return is_syllabic(*codes) ? LONE_COST : 1;
    if (codes[0] < 0x3400 || codes[count - 1] < 0x3400) /* no word of the table has such; asked for speed */
        return 0;
    unsigned weight = word_find(codes, count).weight;
    return weight > 0 ? WORD_COST - weight : 0;
}

struct costs {
    unsigned before[WINDOW_CODES + 1]; /* of all in front of a code, where an edge is there, */
    unsigned after[WINDOW_CODES + 1];  /* and of all from it on */
};

static void
take_less(unsigned *cost, unsigned other)
{
    if (other < *cost)
        *cost = other;
}

static void
add_costs(const char32_t *codes, size_t count, struct costs *costs)
{
    enum { NEVER = 1 << 20 };
    unsigned word[WINDOW_CODES][WORD_LONGEST];
    for (size_t i = 0; i <= count; i++)
        costs->before[i] = costs->after[i] = NEVER;
    costs->before[0] = costs->after[count] = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t n = 1; n <= WORD_LONGEST; n++)
            word[i][n - 1] = i + n <= count ? cost_of(codes + i, n) : 0;
    for (size_t i = 0; i < count; i++)
        for (size_t n = 1; n <= WORD_LONGEST; n++)
            if (word[i][n - 1] > 0)
                take_less(&costs->before[i + n], costs->before[i] + word[i][n - 1]);
    for (size_t i = count; i-- > 0;)
        for (size_t n = 1; n <= WORD_LONGEST; n++)
            if (word[i][n - 1] > 0)
                take_less(&costs->after[i], word[i][n - 1] + costs->after[i + n]);
}

static bool
is_edge(const struct edge_window *window, const struct costs *costs, size_t count, size_t at)
{
    const char32_t *codes = window->fold.codes;
    if (at > count)
        return false;
    if (at > 0 && at < window->fold.count && runs_on(codes[at - 1], codes[at]))
        return false;
    return costs->before[at] + costs->after[at] <= costs->before[count] + SLACK;
}

unsigned
edge_window_judge(const struct edge_window *window, struct word *word)
{
    struct costs costs;
    size_t count = window->fold.count < WINDOW_CODES ? window->fold.count : WINDOW_CODES;
    add_costs(window->fold.codes, count, &costs);
    unsigned edges = 0;
    if (is_edge(window, &costs, count, window->first))
        edges |= SEARCH_EDGE_LEFT;
    if (is_edge(window, &costs, count, window->end))
        edges |= SEARCH_EDGE_RIGHT;
    *word = word_find(window->fold.codes + window->first, window->end - window->first);
    if (word->weight > 0)
        edges |= SEARCH_EDGE_WORD;
    if (word->name)
        edges |= SEARCH_EDGE_NAME;
    return edges;
}

unsigned
search_edges_of(struct search_edges *edges, struct slice around, struct issue_span mark)
{
    struct word word;
    return edge_window_fill(&edges->window, around, mark) ? edge_window_judge(&edges->window, &word) : 0;
}

bool
search_is_chance(uint8_t rank, unsigned edges)
{
    enum { BOTH = SEARCH_EDGE_LEFT | SEARCH_EDGE_RIGHT };
    return rank == SEARCH_RANK_INITIALS && (edges & BOTH) != BOTH && (edges & SEARCH_EDGE_WORD) == 0;
}
