/* Pieces of text that wait until all were found, to be written in another order than they came in. */
#include "main/parts.h"

#include <stdlib.h>

void
found_begin(struct found_pieces *pieces, const char *path, uint32_t issue, const struct search_hit *best)
{
    const struct found_piece *last = pieces->count > 0 ? &pieces->at[pieces->count - 1] : NULL;
    size_t path_byte = pieces->paths.len;
    if (last != NULL && last->issue == issue)
        path_byte = last->path_byte;
    else
        buffer_add(&pieces->paths, path, strlen(path) + 1);
    if (pieces->count == pieces->capacity) {
        pieces->capacity = pieces->capacity > 0 ? pieces->capacity * 2 : 64;
        pieces->at = base_realloc(pieces->at, pieces->capacity * sizeof *pieces->at);
    }
    pieces->at[pieces->count++] = (struct found_piece){
        .start_byte = pieces->text.len, .path_byte = path_byte, .issue = issue, .rank = best->rank, .part = best->part};
}

static int
compare_places(const struct found_piece *a, const struct found_piece *b)
{
    return (a->start_byte > b->start_byte) - (a->start_byte < b->start_byte);
}

static int
compare_oldest(const void *left, const void *right)
{
    const struct found_piece *a = left, *b = right;
    return a->issue != b->issue ? (a->issue < b->issue) - (a->issue > b->issue) : compare_places(a, b);
}

static int
compare_paths(const void *left, const void *right)
{
    const struct found_piece *a = left, *b = right;
    int paths = strcmp(a->path, b->path);
    return paths != 0 ? paths : compare_places(a, b);
}

static int
compare_ranks(const void *left, const void *right)
{
    const struct found_piece *a = left, *b = right;
    unsigned likely_a = search_likelihood(a->rank, a->part), likely_b = search_likelihood(b->rank, b->part);
    return likely_a != likely_b ? (likely_a > likely_b ? -1 : 1) : compare_places(a, b);
}

void
found_take(struct buffer *out, struct found_pieces *pieces, enum found_order order)
{
    for (size_t i = 0; i < pieces->count; i++) {
        size_t end = i + 1 < pieces->count ? pieces->at[i + 1].start_byte : pieces->text.len;
        pieces->at[i].bytes = end - pieces->at[i].start_byte;
        pieces->at[i].path = pieces->paths.at + pieces->at[i].path_byte;
    }
    if (pieces->count > 1 && order != FOUND_NEWEST)
        qsort(pieces->at, pieces->count, sizeof *pieces->at,
              order == FOUND_RANK   ? compare_ranks
              : order == FOUND_PATH ? compare_paths
                                    : compare_oldest);
    for (size_t i = 0; i < pieces->count; i++) {
        if (pieces->begun)
            buffer_add_slice(out, buffer_slice(&pieces->between));
        pieces->begun = true;
        buffer_add_slice(out, slice_make(pieces->text.at + pieces->at[i].start_byte, pieces->at[i].bytes));
    }
    buffer_clear(&pieces->text);
    buffer_clear(&pieces->paths);
    pieces->count = 0;
}

void
found_done(struct found_pieces *pieces)
{
    buffer_done(&pieces->text);
    buffer_done(&pieces->paths);
    buffer_done(&pieces->between);
    free(pieces->at);
}
