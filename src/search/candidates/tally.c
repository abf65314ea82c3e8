/* The different strings that were found, each counted: a hash table of what they are folded to.
 *
 * A hit is some copying and a few characters folded; where words begin and end is asked only of the first hits of a string, and then
 * of ever fewer, as the others say much the same. Must not know which string is the best.
 */
#include "search/candidates/candidates.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 256, JUDGED_HITS = 4 };

struct search_candidates *
search_candidates_new(void)
{
    return base_alloc_zero(1, sizeof(struct search_candidates));
}

void
search_candidates_free(struct search_candidates *candidates)
{
    if (candidates == NULL)
        return;
    free(candidates->entries);
    free(candidates->slots);
    buffer_done(&candidates->texts);
    fold_done(&candidates->window.fold);
    free(candidates);
}

void
search_candidates_clear(struct search_candidates *candidates)
{
    candidates->count = 0;
    buffer_clear(&candidates->texts);
    if (candidates->slot_count > 0)
        memset(candidates->slots, 0, candidates->slot_count * sizeof *candidates->slots);
}

size_t
search_candidates_count(const struct search_candidates *candidates)
{
    return candidates->count;
}

/* ---- the table */

/* FNV-1a, 64 bits, a code point a step; its low bits are mixed once more. */
static uint64_t
hash_of(const char32_t *codes, size_t count)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ codes[i]) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 29;
}

static bool
is_key(const struct search_candidates *candidates, const struct tally_entry *entry, uint64_t hash,
       const char32_t *codes, size_t bytes)
{
    return entry->hash == hash && entry->key_bytes == bytes &&
           memcmp(candidates->texts.at + entry->key_byte, codes, bytes) == 0;
}

/* The slot of the key, or the free one where it belongs. */
static size_t
slot_of(const struct search_candidates *candidates, uint64_t hash, const char32_t *codes, size_t bytes)
{
    size_t slot = hash & (candidates->slot_count - 1);
    while (candidates->slots[slot] != 0 &&
           !is_key(candidates, &candidates->entries[candidates->slots[slot] - 1], hash, codes, bytes))
        slot = (slot + 1) & (candidates->slot_count - 1);
    return slot;
}

/* Twice as many slots as strings, at least. */
static void
make_room(struct search_candidates *candidates)
{
    if (candidates->slot_count > candidates->count * 2 + 1)
        return;
    size_t slots = candidates->slot_count > 0 ? candidates->slot_count * 2 : FIRST_SLOTS;
    free(candidates->slots);
    candidates->slots = base_alloc_zero(slots, sizeof *candidates->slots);
    candidates->slot_count = slots;
    for (size_t i = 0; i < candidates->count; i++) {
        size_t slot = candidates->entries[i].hash & (slots - 1);
        while (candidates->slots[slot] != 0)
            slot = (slot + 1) & (slots - 1);
        candidates->slots[slot] = (uint32_t)i + 1;
    }
}

static struct tally_entry *
add_entry(struct search_candidates *candidates, uint64_t hash, const char32_t *codes, size_t bytes, struct slice text)
{
    size_t slot = slot_of(candidates, hash, codes, bytes);
    if (candidates->slots[slot] != 0)
        return &candidates->entries[candidates->slots[slot] - 1];
    if (candidates->count == SEARCH_CANDIDATES_MAX)
        return NULL;
    candidates->entries =
        base_grow(candidates->entries, &candidates->capacity, candidates->count + 1, sizeof *candidates->entries);
    struct tally_entry *entry = &candidates->entries[candidates->count++];
    *entry = (struct tally_entry){.hash = hash, .key_byte = candidates->texts.len, .key_bytes = bytes};
    buffer_add(&candidates->texts, codes, bytes);
    entry->text_byte = candidates->texts.len;
    entry->text_bytes = text.len;
    buffer_add_slice(&candidates->texts, text);
    candidates->slots[slot] = (uint32_t)candidates->count;
    return entry;
}

/* ---- a hit */

static void
judge(struct tally_entry *entry, const struct edge_window *window)
{
    enum { BOTH = SEARCH_EDGE_LEFT | SEARCH_EDGE_RIGHT };
    unsigned edges = edge_window_judge(window, &entry->word);
    entry->judged++;
    entry->both_edges += (edges & BOTH) == BOTH;
}

void
search_candidates_add(struct search_candidates *candidates, const struct search_hit *hit, struct slice around,
                      struct issue_span mark)
{
    struct edge_window *window = &candidates->window;
    const struct fold *fold = &window->fold;
    if (hit->word == SEARCH_NO_WORD || mark.bytes == 0 || mark.bytes > SEARCH_CANDIDATE_BYTES ||
        !edge_window_fill(window, around, mark))
        return;
    const char32_t *codes = fold->codes + window->first;
    size_t count = window->end - window->first;
    make_room(candidates);
    struct tally_entry *entry = add_entry(candidates, hash_of(codes, count), codes, count * sizeof *codes,
                                          slice_make(around.at + mark.start_byte, mark.bytes));
    if (entry == NULL)
        return;
    entry->hits++;
    entry->headline_hits += hit->part == SEARCH_HEADLINE;
    entry->rank = hit->rank > entry->rank ? hit->rank : entry->rank;
    if (entry->judged < JUDGED_HITS || (entry->hits & (entry->hits - 1)) == 0) /* the 8th, the 16th, the 32nd ... */
        judge(entry, window);
}
