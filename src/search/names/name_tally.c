/* The different names that were told, each with the number of articles that have it: a hash table of kind and text. */
#include "search/names/names.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 256 };

struct tally_name {
    uint64_t hash;
    size_t text_byte; /* of the texts, where a NUL follows it */
    uint32_t articles;
    uint32_t last; /* the article that it was told of last */
    uint8_t kind;
};

struct name_tally {
    struct tally_name *at;
    size_t count, capacity;
    uint32_t *slots; /* of a hash: a name + 1; 0: free */
    size_t slot_count;
    struct buffer texts;
    uint32_t article; /* the one that is at hand, from 1 on */
};

struct name_tally *
name_tally_new(void)
{
    return base_alloc_zero(1, sizeof(struct name_tally));
}

void
name_tally_free(struct name_tally *tally)
{
    if (tally == NULL)
        return;
    free(tally->at);
    free(tally->slots);
    buffer_done(&tally->texts);
    free(tally);
}

/* FNV-1a, 64 bits, its low bits mixed once more. */
static uint64_t
hash_of(enum parser_name_kind kind, struct slice name)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ (uint64_t)kind;
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)name.at[i]) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 29;
}

/* Twice as many slots as names, at least. */
static void
make_room(struct name_tally *tally)
{
    if (tally->slot_count > tally->count * 2 + 1)
        return;
    size_t slots = tally->slot_count > 0 ? tally->slot_count * 2 : FIRST_SLOTS;
    free(tally->slots);
    tally->slots = base_alloc_zero(slots, sizeof *tally->slots);
    tally->slot_count = slots;
    for (size_t i = 0; i < tally->count; i++) {
        size_t slot = tally->at[i].hash & (slots - 1);
        while (tally->slots[slot] != 0)
            slot = (slot + 1) & (slots - 1);
        tally->slots[slot] = (uint32_t)i + 1;
    }
}

static struct tally_name *
find_or_add(struct name_tally *tally, enum parser_name_kind kind, struct slice name)
{
    uint64_t hash = hash_of(kind, name);
    make_room(tally);
    size_t slot = hash & (tally->slot_count - 1);
    for (; tally->slots[slot] != 0; slot = (slot + 1) & (tally->slot_count - 1)) {
        struct tally_name *found = &tally->at[tally->slots[slot] - 1];
        if (found->hash == hash && found->kind == kind &&
            slice_equal(slice_of(tally->texts.at + found->text_byte), name))
            return found;
    }
    tally->at = base_grow(tally->at, &tally->capacity, tally->count + 1, sizeof *tally->at);
    tally->at[tally->count++] = (struct tally_name){.hash = hash, .text_byte = tally->texts.len, .kind = (uint8_t)kind};
    buffer_add_slice(&tally->texts, name);
    buffer_add_byte(&tally->texts, '\0');
    tally->slots[slot] = (uint32_t)tally->count;
    return &tally->at[tally->count - 1];
}

/* Once an article. */
static void
take(void *context, enum parser_name_kind kind, struct slice name)
{
    struct name_tally *tally = context;
    if (name.len == 0 || memchr(name.at, '\0', name.len) != NULL)
        return;
    struct tally_name *found = find_or_add(tally, kind, name);
    found->articles += found->last != tally->article;
    found->last = tally->article;
}

void
name_tally_add(struct name_tally *tally, const struct issue *issue)
{
    for (size_t i = 0; i < issue->article_count; i++) {
        tally->article++;
        parser_names(issue, &issue->articles[i], take, tally);
    }
}

/* ---- the best of them */

static int
compare(const void *left, const void *right)
{
    const struct tally_name *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->articles != b->articles)
        return a->articles > b->articles ? -1 : 1;
    return (a->text_byte > b->text_byte) - (a->text_byte < b->text_byte);
}

struct search_names *
name_tally_names(const struct name_tally *tally)
{
    struct search_names *names = base_alloc_zero(1, sizeof *names);
    struct tally_name *sorted = base_alloc((tally->count + 1) * sizeof *sorted);
    if (tally->count > 0)
        memcpy(sorted, tally->at, tally->count * sizeof *sorted);
    qsort(sorted, tally->count, sizeof *sorted, compare);
    names->at = base_alloc((tally->count + 1) * sizeof *names->at);
    names->texts = base_strndup(tally->texts.len > 0 ? tally->texts.at : "", tally->texts.len);
    for (size_t i = 0; i < tally->count; i++)
        if (names->kinds[sorted[i].kind]++ < SEARCH_NAMES_MOST)
            names->at[names->count++] =
                (struct search_name){names->texts + sorted[i].text_byte, sorted[i].articles, sorted[i].kind};
    free(sorted);
    return names;
}

void
search_names_free(struct search_names *names)
{
    if (names == NULL)
        return;
    free(names->at);
    free(names->texts);
    free(names);
}

struct search_names *
search_names_of(const struct issue *issue)
{
    struct name_tally *tally = name_tally_new();
    name_tally_add(tally, issue);
    struct search_names *names = name_tally_names(tally);
    name_tally_free(tally);
    return names;
}
