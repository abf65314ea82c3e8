/* The titles of the papers, each kept once: a library of thousands of issues has a few.
 *
 * A title has a number, never 0, and stays as long as the library.
 */
#include "library/library.h"

#include <stdlib.h>

enum { PLACES_MIN = 64 };

void
titles_done(struct titles *titles, struct grace *grace)
{
    for (size_t i = 0; i < titles->count; i++)
        grace_retire(grace, titles->at[i]);
    free(titles->at);
    free(titles->places);
}

/* FNV-1a of 32 bits. */
static uint32_t
hash_of(const char *title)
{
    uint32_t hash = 2166136261;
    for (; *title != '\0'; title++)
        hash = (hash ^ (unsigned char)*title) * 16777619;
    return hash;
}

/* Where TITLE stands, or is to stand: a place of 0 is free. */
static uint32_t *
find_place(const struct titles *titles, const char *title)
{
    size_t at = hash_of(title) & (titles->place_count - 1);
    while (titles->places[at] != 0 && strcmp(titles->at[titles->places[at] - 1], title) != 0)
        at = (at + 1) & (titles->place_count - 1);
    return &titles->places[at];
}

/* At most half of the places are taken. */
static void
add_places(struct titles *titles)
{
    titles->place_count = titles->place_count > 0 ? 2 * titles->place_count : PLACES_MIN;
    free(titles->places);
    titles->places = base_alloc_zero(titles->place_count, sizeof *titles->places);
    for (size_t i = 0; i < titles->count; i++)
        *find_place(titles, titles->at[i]) = (uint32_t)i + 1;
}

uint32_t
titles_add(struct titles *titles, const char *title)
{
    if (2 * titles->count >= titles->place_count)
        add_places(titles);
    uint32_t *place = find_place(titles, title);
    if (*place == 0) {
        titles->at = base_grow(titles->at, &titles->capacity, titles->count + 1, sizeof *titles->at);
        titles->at[titles->count++] = base_strdup(title);
        *place = (uint32_t)titles->count;
    }
    return *place;
}
