/* The different names that were told, each with the number of articles that have it: a tree of kind and text. */
#include "search/names/names.h"

#include <search.h>
#include <stdlib.h>

struct tally_name {
    struct slice text; /* the tally's own */
    size_t order;      /* in which it was told first */
    uint32_t articles;
    uint32_t last; /* the article that it was told of last */
    enum parser_name_kind kind;
};

struct name_tally {
    struct tally_name **at;
    size_t count, capacity;
    void *tree;       /* of them, as tsearch() makes it */
    uint32_t article; /* the one that is at hand, from 1 on */
};

static int
compare_names(const void *left, const void *right)
{
    const struct tally_name *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->text.len != b->text.len)
        return a->text.len < b->text.len ? -1 : 1;
    return memcmp(a->text.at, b->text.at, a->text.len);
}

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
    for (size_t i = 0; i < tally->count; i++) {
        tdelete(tally->at[i], &tally->tree, compare_names);
        free((char *)tally->at[i]->text.at);
        free(tally->at[i]);
    }
    free(tally->at);
    free(tally);
}

static struct tally_name *
find_or_add(struct name_tally *tally, enum parser_name_kind kind, struct slice text)
{
    struct tally_name wanted = {.text = text, .order = tally->count, .kind = kind};
    void *found = tfind(&wanted, &tally->tree, compare_names);
    if (found != NULL)
        return *(struct tally_name **)found;
    struct tally_name *name = base_alloc(sizeof *name);
    wanted.text.at = base_strndup(text.at, text.len);
    *name = wanted;
    if (tsearch(name, &tally->tree, compare_names) == NULL)
        abort(); /* as where base_alloc() has no memory */
    tally->at = base_grow(tally->at, &tally->capacity, tally->count + 1, sizeof *tally->at);
    tally->at[tally->count++] = name;
    return name;
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
compare_ranks(const void *left, const void *right)
{
    const struct tally_name *a = *(struct tally_name *const *)left, *b = *(struct tally_name *const *)right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->articles != b->articles)
        return a->articles > b->articles ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

struct search_names *
name_tally_names(struct name_tally *tally)
{
    struct search_names *names = base_alloc_zero(1, sizeof *names);
    if (tally->count > 0)
        qsort(tally->at, tally->count, sizeof *tally->at, compare_ranks);
    names->at = base_alloc((tally->count + 1) * sizeof *names->at);
    for (size_t i = 0; i < tally->count; i++) {
        const struct tally_name *name = tally->at[i];
        if (names->kinds[name->kind]++ < SEARCH_NAMES_MOST)
            names->at[names->count++] =
                (struct search_name){base_strndup(name->text.at, name->text.len), name->articles, (uint8_t)name->kind};
    }
    return names;
}

void
search_names_free(struct search_names *names)
{
    if (names == NULL)
        return;
    for (size_t i = 0; i < names->count; i++)
        free(names->at[i].text);
    free(names->at);
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
