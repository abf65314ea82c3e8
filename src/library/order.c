/* The order of a library: newest first. */
#include "library/parts.h"

#include <stdlib.h>

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Numbers inside names compare as numbers: issue-9 before issue-31. */
int
order_natural(const char *a, const char *b, bool higher_first)
{
    while (*a != '\0' && *b != '\0') {
        if (is_digit(*a) && is_digit(*b)) {
            while (*a == '0')
                a++;
            while (*b == '0')
                b++;
            size_t digits_a = 0, digits_b = 0;
            while (is_digit(a[digits_a]))
                digits_a++;
            while (is_digit(b[digits_b]))
                digits_b++;
            int order = digits_a != digits_b ? (digits_a < digits_b ? -1 : 1) : strncmp(a, b, digits_a);
            if (order != 0)
                return higher_first ? -order : order;
            a += digits_a;
            b += digits_b;
        } else if (*a != *b) {
            return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
        } else {
            a++;
            b++;
        }
    }
    return (*a != '\0') - (*b != '\0');
}

static int
compare(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->date != b->date)
        return a->date > b->date ? -1 : 1; /* 0, undated, comes last */
    int order = order_natural(a->name, b->name, a->date == 0);
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
