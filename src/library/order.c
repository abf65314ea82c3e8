/* The order of a library: newest first. */
#include "library/parts.h"

#include <stdlib.h>

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A path in its two pieces, walked as one text; a path is seldom put together. */
struct walker {
    const char *at, *rest;
};

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

static int
compare(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->date != b->date)
        return a->date > b->date ? -1 : 1; /* 0, undated, comes last */
    bool together = a->folder == b->folder;
    struct walker path_a = {together ? "" : a->folder, a->name}, path_b = {together ? "" : b->folder, b->name};
    int order = compare_walked(path_a, path_b, a->date == 0);
    if (order == 0)
        order = strcmp(a->folder, b->folder);
    return order != 0 ? order : strcmp(a->name, b->name); /* 1.txt and 01.txt */
}

void
order_sort(struct entry *entries, size_t count)
{
    if (count > 1)
        qsort(entries, count, sizeof *entries, compare);
}
