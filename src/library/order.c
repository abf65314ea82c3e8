/* The order of a library: newest first, or oldest; of one day, and of no day, by paths.
 *
 * A million paths of one folder are compared some twenty million times: so of each the first few characters behind what
 * all have in common are put into a number, and the paths themselves are only looked at where these are the same.
 */
#include "library/library.h"

#include <stdlib.h>

enum {
    HEADS_MIN = 256, /* fewer are sorted before the numbers are made */
    DIGIT_BITS = 12, /* of a day's key, which are sorted by two of them, */
    DIGITS = 1 << DIGIT_BITS,
    KEY_MAX = (1 << 2 * DIGIT_BITS) - 1,
    KEYS_MIN = 256, /* where there are as many */
    YEAR_ZERO = 16000000
};

struct sorter {
    struct library *library;
    int (*compare)(const struct sorter *sorter, uint32_t a, uint32_t b);
    uint64_t *heads; /* by id, of those that are sorted; NULL: not made */
    uint32_t *spare; /* for as many ids */
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- paths. A path in its two pieces, walked as one text; it is seldom put together. */
struct walker {
    const char *at, *rest;
};

static struct walker
walker_of(const struct sorter *sorter, uint32_t id)
{
    const char *name = entry_name(sorter->library, entry_of(sorter->library, id));
    return (struct walker){names_folder(sorter->library->names.folders, name), name};
}

static char
here(struct walker *walker)
{
    if (*walker->at == '\0' && *walker->rest != '\0') {
        walker->at = walker->rest;
        walker->rest = "";
    }
    return *walker->at;
}

static void
skip_zeros(struct walker *walker)
{
    while (here(walker) == '0')
        walker->at++;
}

/* Of two numbers, whatever their length; both walkers end behind them. */
static int
compare_numbers(struct walker *a, struct walker *b)
{
    int order = 0;
    skip_zeros(a);
    skip_zeros(b);
    while (is_digit(here(a)) && is_digit(here(b))) {
        if (order == 0)
            order = *a->at - *b->at;
        a->at++;
        b->at++;
    }
    /* the longer is the higher */
    if (is_digit(here(a)) != is_digit(here(b)))
        order = is_digit(here(a)) ? 1 : -1;
    return order;
}

/* Numbers inside paths compare as numbers: issue-9 before issue-31, or behind it where HIGHER_FIRST. */
static int
compare_walked(struct walker a, struct walker b, bool higher_first)
{
    while (here(&a) != '\0' && here(&b) != '\0') {
        if (is_digit(*a.at) && is_digit(*b.at)) {
            int order = compare_numbers(&a, &b);
            if (order != 0)
                return higher_first ? -order : order;
        } else if (*a.at != *b.at) {
            return (unsigned char)*a.at < (unsigned char)*b.at ? -1 : 1;
        } else {
            a.at++;
            b.at++;
        }
    }
    return (here(&a) != '\0') - (here(&b) != '\0');
}

static bool
has_higher_first(const struct sorter *sorter, uint32_t id)
{
    return entry_of(sorter->library, id)->date == 0 && sorter->library->first == ORDER_NEWEST;
}

/* How many bytes two names have in common, not into the midst of a number. */
static size_t
same_bytes(const char *a, const char *b)
{
    size_t same = 0;
    while (a[same] != '\0' && a[same] == b[same])
        same++;
    while (same > 0 && is_digit(a[same - 1]))
        same--;
    return same;
}

static int
compare_paths(const struct sorter *sorter, uint32_t left, uint32_t right)
{
    if (sorter->heads != NULL && sorter->heads[left] != sorter->heads[right])
        return sorter->heads[left] < sorter->heads[right] ? -1 : 1;
    struct walker a = walker_of(sorter, left), b = walker_of(sorter, right), name_a = a, name_b = b;
    if (a.at == b.at) {
        size_t same = same_bytes(a.rest, b.rest);
        name_a = (struct walker){a.rest + same, ""};
        name_b = (struct walker){b.rest + same, ""};
    }
    int order = compare_walked(name_a, name_b, has_higher_first(sorter, left));
    if (order == 0)
        order = strcmp(a.at, b.at);
    return order != 0 ? order : strcmp(a.rest, b.rest); /* 1.txt and 01.txt */
}

/* What comes first has the smaller key; what has no date comes last. */
static uint32_t
date_key(const struct sorter *sorter, uint32_t id)
{
    uint32_t date = entry_of(sorter->library, id)->date;
    if (date == 0)
        return KEY_MAX;
    return sorter->library->first == ORDER_NEWEST ? KEY_MAX - 1 - (date - YEAR_ZERO) : date - YEAR_ZERO;
}

static int
compare_dates(const struct sorter *sorter, uint32_t left, uint32_t right)
{
    uint32_t a = date_key(sorter, left), b = date_key(sorter, right);
    return a < b ? -1 : a > b;
}

/* ---- heads */

/* Appends the lowest BITS of VALUE to HEAD, which has room for *LEFT. */
static void
add_bits(uint64_t *head, unsigned *left, unsigned bits, unsigned value)
{
    unsigned taken = bits < *left ? bits : *left;
    *left -= taken;
    *head |= (uint64_t)(value >> (bits - taken)) << *left;
}

/* A number as its length and its digits: so the shorter comes first. */
static void
add_number(uint64_t *head, unsigned *left, struct walker *at, bool higher_first)
{
    enum { NUMBER_BITS = 4, LONGEST = 14 };
    unsigned digits = 0;
    skip_zeros(at);
    for (struct walker end = *at; is_digit(here(&end)); end.at++)
        digits++;
    unsigned length = digits <= LONGEST ? digits : LONGEST + 1;
    add_bits(head, left, NUMBER_BITS, higher_first ? 15 - length : length);
    if (length > LONGEST)
        *left = 0; /* of such lengths nothing more can be said */
    for (; *left > 0 && is_digit(here(at)); at->at++) {
        unsigned digit = (unsigned)(*at->at - '0');
        add_bits(head, left, NUMBER_BITS, higher_first ? 15 - digit : digit);
    }
}

/* Of two paths that are the same up to AT, the one with the lower head comes first; of those with one head, either. */
static uint64_t
head_of(struct walker at, bool higher_first)
{
    uint64_t head = 0;
    unsigned left = 64;
    while (left > 0 && here(&at) != '\0') {
        bool number = is_digit(*at.at);
        add_bits(&head, &left, 8, number ? '0' : (unsigned char)*at.at);
        if (number)
            add_number(&head, &left, &at, higher_first);
        else
            at.at++;
    }
    return head;
}

/* How many bytes all paths have in common, not into the midst of a number. */
static size_t
shared_bytes(const struct sorter *sorter, const uint32_t *ids, size_t count)
{
    size_t shared = SIZE_MAX;
    for (size_t i = 1; i < count; i++) {
        struct walker a = walker_of(sorter, ids[0]), b = walker_of(sorter, ids[i]);
        size_t same = 0;
        for (; same < shared && here(&a) != '\0' && here(&a) == here(&b); a.at++, b.at++)
            same++;
        shared = same;
    }
    size_t at = 0, end = 0;
    for (struct walker first = walker_of(sorter, ids[0]); at < shared; first.at++) {
        at++;
        if (!is_digit(here(&first)))
            end = at;
    }
    return end;
}

static void
make_heads(struct sorter *sorter, uint64_t *heads, const uint32_t *ids, size_t count)
{
    size_t shared = shared_bytes(sorter, ids, count);
    for (size_t i = 0; i < count; i++) {
        struct walker at = walker_of(sorter, ids[i]);
        for (size_t k = 0; k < shared; k++, at.at++)
            here(&at);
        heads[ids[i]] = head_of(at, has_higher_first(sorter, ids[i]));
    }
}

/* ---- sorting */

static void
merge(const struct sorter *sorter, uint32_t *ids, size_t half, size_t count)
{
    size_t left = 0, right = half, to = 0;
    memcpy(sorter->spare, ids, half * sizeof *ids);
    while (left < half && right < count)
        ids[to++] =
            sorter->compare(sorter, sorter->spare[left], ids[right]) <= 0 ? sorter->spare[left++] : ids[right++];
    memcpy(ids + to, sorter->spare + left, (half - left) * sizeof *ids);
}

/* What is in order already costs a comparison each. */
static void
sort(const struct sorter *sorter, uint32_t *ids, size_t count)
{
    size_t half = count / 2;
    if (count < 2)
        return;
    sort(sorter, ids, half);
    sort(sorter, ids + half, count - half);
    if (sorter->compare(sorter, ids[half - 1], ids[half]) > 0)
        merge(sorter, ids, half, count);
}

/* Those of one day, or of none. *HEADS are made where they are first needed. */
static void
sort_day(struct sorter *sorter, uint64_t **heads, uint32_t *ids, size_t count)
{
    bool many = count >= HEADS_MIN;
    if (many && *heads == NULL)
        *heads = base_alloc(sorter->library->next_id * sizeof **heads);
    if (many)
        make_heads(sorter, *heads, ids, count);
    sorter->heads = many ? *heads : NULL;
    sort(sorter, ids, count);
}

/* FROM by the digit of their keys from bit SHIFT on, into TO; of one digit, as they stood. */
static void
sort_digit(const struct sorter *sorter, const uint32_t *from, uint32_t *to, size_t count, unsigned shift)
{
    uint32_t starts[DIGITS + 1] = {0};
    for (size_t i = 0; i < count; i++)
        starts[(date_key(sorter, from[i]) >> shift & (DIGITS - 1)) + 1]++;
    for (size_t digit = 0; digit < DIGITS; digit++)
        starts[digit + 1] += starts[digit];
    for (size_t i = 0; i < count; i++)
        to[starts[date_key(sorter, from[i]) >> shift & (DIGITS - 1)]++] = from[i];
}

static void
sort_dates(const struct sorter *sorter, uint32_t *ids, size_t count)
{
    if (count < KEYS_MIN) {
        sort(sorter, ids, count);
        return;
    }
    sort_digit(sorter, ids, sorter->spare, count, 0);
    sort_digit(sorter, sorter->spare, ids, count, DIGIT_BITS);
}

void
order_sort(struct library *library)
{
    size_t count = library->count;
    uint32_t *ids = library->order;
    struct sorter sorter = {.library = library, .compare = compare_dates};
    uint64_t *heads = NULL;
    sorter.spare = base_alloc((count + 1) * sizeof *sorter.spare);
    sort_dates(&sorter, ids, count);
    sorter.compare = compare_paths;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && compare_dates(&sorter, ids[i], ids[end]) == 0;)
            end++;
        sort_day(&sorter, &heads, ids + i, end - i);
    }
    free(heads);
    free(sorter.spare);
}
