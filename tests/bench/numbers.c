/* Measured values, and the tables that are printed of them. */
#include "bench.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <time.h>

void
series_done(struct series *series)
{
    free(series->at);
    *series = (struct series){0};
}

void
series_clear(struct series *series)
{
    series->count = 0;
}

void
series_add(struct series *series, double value)
{
    series->at = base_grow(series->at, &series->capacity, series->count + 1, sizeof *series->at);
    series->at[series->count++] = value;
}

static int
compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

double
series_quantile(const struct series *series, double share)
{
    if (series->count == 0)
        return 0;
    double *sorted = base_alloc(series->count * sizeof *sorted);
    memcpy(sorted, series->at, series->count * sizeof *sorted);
    qsort(sorted, series->count, sizeof *sorted, compare);
    size_t rank = (size_t)(share * (double)series->count);
    double value = sorted[rank < series->count ? rank : series->count - 1];
    free(sorted);
    return value;
}

double
series_median(const struct series *series)
{
    return series_quantile(series, 0.5);
}

uint64_t
bench_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static const char dashes[] = "----------------------------------------------------";

/* COLUMNS wide, to the right; negative: to the left. printf() would count the bytes. */
static void
put_cell(const char *text, int columns)
{
    int blanks = (columns < 0 ? -columns : columns) - (int)text_cells(slice_of(text));
    if (columns > 0)
        printf("| %*s%s ", blanks > 0 ? blanks : 0, "", text);
    else
        printf("| %s%*s ", text, blanks > 0 ? blanks : 0, "");
}

static void
put_row(const char *what, const char *ours, const char *peer, const char *ratio, const char *aim)
{
    put_cell(what, -50);
    put_cell(ours, 14);
    put_cell(peer, 14);
    put_cell(ratio, 6);
    put_cell(aim, -16);
    puts("|");
}

void
table_cells(const char *const cells[TABLE_CELLS])
{
    put_row(cells[0], cells[1], cells[2], cells[3], cells[4]);
    fflush(stdout);
}

void
table_begin_cells(const char *title, const char *const cells[TABLE_CELLS])
{
    printf("\n%s\n\n", title);
    table_cells(cells);
    printf("|%.52s|%s|%s|%s|%.18s|\n", dashes, "---------------:", "---------------:", "-------:", dashes);
}

void
table_begin(const char *title, const char *what, const char *ours, const char *peer)
{
    table_begin_cells(title, (const char *const[]){what, ours, peer, "ratio", "aim"});
}

static void
number(char *out, size_t size, double value, const char *unit)
{
    /* three digits say all that a median of a busy machine can */
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    if (value == (double)(long long)value)
        decimals = 0;
    snprintf(out, size, "%.*f%s%s", decimals, value, *unit != '\0' ? " " : "", unit);
}

static void
row(const char *what, double ours, double peer, double ratio, const char *unit, const char *aim)
{
    char left[32], right[32] = "", share[16] = "";
    number(left, sizeof left, ours, unit);
    if (peer > 0)
        number(right, sizeof right, peer, unit);
    if (ratio > 0)
        snprintf(share, sizeof share, "%.2f", ratio);
    put_row(what, left, right, share, aim);
    fflush(stdout);
}

void
table_row(const char *what, double ours, double peer, const char *unit, const char *aim)
{
    row(what, ours, peer, peer > 0 ? ours / peer : 0, unit, aim);
}

void
table_value(const char *what, double ours, double peer, const char *unit, const char *aim)
{
    row(what, ours, peer, 0, unit, aim);
}

void
table_note(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    fflush(stdout);
}

void
table_close(void)
{
    putchar('\n');
    fflush(stdout);
}

void
bench_fail(const char *format, ...)
{
    va_list arguments;
    fflush(stdout);
    fputs("could not measure: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}
