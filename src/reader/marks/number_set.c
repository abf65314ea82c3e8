/* Sets of numbers of 32 bits, sorted, and the same as text: eight hexadecimal digits each. */
#include "reader/marks/marks.h"

#include <inttypes.h>
#include <stdlib.h>

enum { DIGITS = 8 };

void
number_set_add(struct number_set *set, uint32_t number)
{
    set->at = base_grow(set->at, &set->capacity, set->count + 1, sizeof *set->at);
    set->at[set->count++] = number;
}

static int
compare(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

void
number_set_sort(struct number_set *set)
{
    size_t kept = 0;
    if (set->count > 0)
        qsort(set->at, set->count, sizeof *set->at, compare);
    for (size_t i = 0; i < set->count; i++)
        if (kept == 0 || set->at[kept - 1] != set->at[i])
            set->at[kept++] = set->at[i];
    set->count = kept;
}

bool
number_set_has(const struct number_set *set, uint32_t number)
{
    return set->count > 0 && bsearch(&number, set->at, set->count, sizeof number, compare) != NULL;
}

size_t
number_set_lacks(const struct number_set *set, const struct number_set *of)
{
    size_t count = 0;
    for (size_t i = 0; i < of->count; i++)
        count += !number_set_has(set, of->at[i]);
    return count;
}

void
number_set_copy(struct number_set *to, const struct number_set *from)
{
    to->count = 0;
    for (size_t i = 0; i < from->count; i++)
        number_set_add(to, from->at[i]);
}

void
number_set_write(struct buffer *out, const struct number_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        buffer_printf(out, "%08" PRIx32, set->at[i]);
}

void
number_set_read(struct number_set *set, const char *text)
{
    set->count = 0;
    for (size_t left = strlen(text); left >= DIGITS; left -= DIGITS, text += DIGITS) {
        char digits[DIGITS + 1], *end;
        memcpy(digits, text, DIGITS);
        digits[DIGITS] = '\0';
        uint32_t number = (uint32_t)strtoul(digits, &end, 16);
        if (*end == '\0')
            number_set_add(set, number);
    }
    number_set_sort(set);
}

void
number_set_done(struct number_set *set)
{
    free(set->at);
    *set = (struct number_set){.count = 0};
}
