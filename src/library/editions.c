/* The issues by their days: which files are one edition, and which editions are of one month.
 *
 * Of most libraries each file is an edition: then there is no list of them. Names are looked at only of files that stand side
 * by side and are of one day.
 */
#include "kanbao/days.h"

#include <stdlib.h>

struct days {
    struct days_edition *editions; /* NULL: each file is one */
    size_t count, capacity;
    size_t files;
    struct days_month *months;
    size_t month_count, month_capacity;
};

void
days_free(struct days *days)
{
    if (days == NULL)
        return;
    free(days->editions);
    free(days->months);
    free(days);
}

/* ---- making one */

static void
add_edition(struct days *days, struct days_edition edition)
{
    days->editions = base_grow(days->editions, &days->capacity, days->count + 1, sizeof *days->editions);
    days->editions[days->count++] = edition;
}

/* The next edition is of MONTH. */
static void
count_month(struct days *days, uint32_t month, size_t edition)
{
    struct days_month *last = days->month_count > 0 ? &days->months[days->month_count - 1] : NULL;
    if (last != NULL && last->month == month) {
        last->count++;
        return;
    }
    days->months = base_grow(days->months, &days->month_capacity, days->month_count + 1, sizeof *days->months);
    days->months[days->month_count++] = (struct days_month){month, (uint32_t)edition, 1};
}

/* Are the files at POSITION and before it, both of DATE, pages of one edition? */
static bool
goes_on(const struct library *library, size_t position, uint32_t date)
{
    char *before = base_strdup(library_path(library, library_at(library, position - 1)));
    bool same = days_same_edition(before, library_path(library, library_at(library, position)), date);
    free(before);
    return same;
}

/* The first file that is no edition of its own is found: all before it are. */
static void
list_editions(struct days *days, size_t files)
{
    for (size_t i = 0; i < files; i++)
        add_edition(days, (struct days_edition){(uint32_t)i, 1});
}

struct days *
days_new(const struct library *library, bool joins)
{
    struct days *days = base_alloc_zero(1, sizeof *days);
    size_t editions = 0;
    uint32_t before = 0;
    days->files = library_count(library);
    for (size_t i = 0; i < days->files; i++) {
        uint32_t date = library_date(library, library_at(library, i));
        bool page = date == before && date != 0 && joins && goes_on(library, i, date);
        before = date;
        if (page && days->editions == NULL)
            list_editions(days, i);
        if (page) {
            days->editions[days->count - 1].pages++;
            continue;
        }
        if (days->editions != NULL)
            add_edition(days, (struct days_edition){(uint32_t)i, 1});
        count_month(days, date / 100, editions++);
    }
    days->count = editions;
    return days;
}

struct days *
days_narrowed(const struct days *days, bool (*wanted)(void *context, struct days_edition edition), void *context)
{
    struct days *narrowed = base_alloc_zero(1, sizeof *narrowed);
    narrowed->files = days->files;
    add_edition(narrowed, (struct days_edition){0, 0}); /* there is a list, be it an empty one */
    narrowed->count = 0;
    for (size_t m = 0; m < days->month_count; m++)
        for (uint32_t i = 0; i < days->months[m].count; i++) {
            struct days_edition edition = days_edition(days, days->months[m].first + i);
            if (!wanted(context, edition))
                continue;
            count_month(narrowed, days->months[m].month, narrowed->count);
            add_edition(narrowed, edition);
        }
    return narrowed;
}

/* ---- looking at it */

size_t
days_files(const struct days *days)
{
    return days->files;
}

size_t
days_count(const struct days *days)
{
    return days->count;
}

struct days_edition
days_edition(const struct days *days, size_t index)
{
    return days->editions != NULL ? days->editions[index] : (struct days_edition){(uint32_t)index, 1};
}

size_t
days_find(const struct days *days, size_t position)
{
    size_t low = 0, high = days->count;
    if (days->editions == NULL)
        return position < days->count ? position : SIZE_MAX;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (days->editions[middle].first + days->editions[middle].pages <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low < days->count && days->editions[low].first <= position ? low : SIZE_MAX;
}

const struct days_month *
days_months(const struct days *days, size_t *count)
{
    *count = days->month_count;
    return days->months;
}

size_t
days_month_of(const struct days *days, size_t edition)
{
    size_t low = 0, high = days->month_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (days->months[middle].first <= edition)
            low = middle;
        else
            high = middle;
    }
    return low;
}
