/* The rows of what was found in the library: hits below the headlines of their articles, in the order that is asked for.
 *
 * What is written so, or sounds so, stands before what only begins so, whichever the order; hits by initials that are no words
 * are folded away behind their count. So an article may stand twice. Looks at batches and nothing else: knows no reader.
 */
#include "reader/state/state.h"

#include <stdlib.h>

/* How sure it is that a hit is meant; the best first. */
enum tier { TIER_SURE, TIER_INITIALS, TIER_CHANCE, TIERS };

/* What of an article is of one tier. */
struct group {
    const struct found_batch *batch;
    uint32_t issue, article;
    uint32_t place; /* in the order of the issues */
    uint8_t tier;
    uint8_t likelihood; /* of the best of its hits */
    bool again;         /* the article has a surer one */
};

struct groups {
    struct group *at;
    size_t count, capacity;
    bool mixed; /* they are of several tiers */
};

/* ---- tiers */

static uint8_t
tier_of(const struct found_hit *hit)
{
    return hit->is_chance ? TIER_CHANCE : hit->hit.rank == SEARCH_RANK_INITIALS ? TIER_INITIALS : TIER_SURE;
}

/* Where all the words of a query must be, an article is as sure as the least sure of them. */
static uint8_t
tier_of_article(const struct found_batch *batch, const struct found_article *article, unsigned words)
{
    uint8_t best[SEARCH_WORDS_MAX], worst = TIER_SURE;
    unsigned present = 0;
    memset(best, TIERS, sizeof best);
    for (uint32_t i = article->first_hit; words > 1 && i < article->first_hit + article->hit_count; i++) {
        const struct found_hit *hit = &batch->hits[i];
        uint8_t tier = tier_of(hit);
        if (hit->hit.word >= SEARCH_WORDS_MAX)
            continue;
        present += best[hit->hit.word] == TIERS;
        if (tier < best[hit->hit.word])
            best[hit->hit.word] = tier;
    }
    for (size_t i = 0; present == words && i < SEARCH_WORDS_MAX; i++)
        if (best[i] < TIERS && best[i] > worst)
            worst = best[i];
    return worst;
}

/* Where the hit stands in an article of tier LEAST. */
static uint8_t
tier_in(const struct found_hit *hit, uint8_t least, unsigned words)
{
    uint8_t own = tier_of(hit);
    if (words > 1 && own < TIER_CHANCE)
        return least;
    return own > least ? own : least;
}

/* ---- groups */

static void
add_group(struct groups *groups, struct group group)
{
    groups->mixed |= group.tier != TIER_SURE;
    groups->at = base_grow(groups->at, &groups->capacity, groups->count + 1, sizeof group);
    groups->at[groups->count++] = group;
}

/* The article's hits, tier by tier. */
static void
add_article(struct groups *groups, struct reader_results *results, struct group group)
{
    const struct found_article *article = &group.batch->articles[group.article];
    uint8_t least = tier_of_article(group.batch, article, results->words), likelihood[TIERS] = {0};
    bool any[TIERS] = {false};
    for (uint32_t i = article->first_hit; i < article->first_hit + article->hit_count; i++) {
        const struct found_hit *hit = &group.batch->hits[i];
        uint8_t tier = tier_in(hit, least, results->words);
        uint8_t now = (uint8_t)search_likelihood(hit->hit.rank, hit->hit.part);
        any[tier] = true;
        likelihood[tier] = now > likelihood[tier] ? now : likelihood[tier];
        results->chance_count += tier == TIER_CHANCE;
    }
    for (group.tier = TIER_SURE; group.tier < TIERS; group.tier++) {
        group.likelihood = likelihood[group.tier];
        if (any[group.tier])
            add_group(groups, group);
        group.again |= any[group.tier];
    }
}

static void
add_batch(struct groups *groups, struct reader_results *results, const struct found_batch *batch)
{
    for (uint32_t i = 0; i < batch->issue_count; i++) {
        const struct found_issue *issue = &batch->issues[i];
        for (uint32_t k = issue->first_article; k < issue->first_article + issue->article_count; k++)
            add_article(groups, results,
                        (struct group){.batch = batch, .issue = i, .article = k, .place = (uint32_t)groups->count});
    }
}

static int
compare_places(const void *left, const void *right)
{
    const struct group *a = left, *b = right;
    if (a->tier != b->tier)
        return a->tier < b->tier ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static int
compare_ranks(const void *left, const void *right)
{
    const struct group *a = left, *b = right;
    if (a->tier == b->tier && a->likelihood != b->likelihood)
        return a->likelihood > b->likelihood ? -1 : 1;
    return compare_places(left, right);
}

/* ---- rows */

static void
add_row(struct reader_results *results, struct reader_result row)
{
    results->rows = base_grow(results->rows, &results->row_capacity, results->row_count + 1, sizeof row);
    results->rows[results->row_count++] = row;
}

static void
add_rows(struct reader_results *results, const struct group *group)
{
    const struct found_batch *batch = group->batch;
    const struct found_article *article = &batch->articles[group->article];
    uint8_t least = tier_of_article(batch, article, results->words);
    struct reader_result row = {batch, group->issue, group->article, article->first_hit, RESULT_ARTICLE, group->again};
    add_row(results, row);
    row.kind = RESULT_HIT;
    for (uint32_t i = article->first_hit; i < article->first_hit + article->hit_count; i++)
        if (tier_in(&batch->hits[i], least, results->words) == group->tier) {
            row.hit = i;
            add_row(results, row);
            results->hit_count++;
        }
}

/* Of how many issues the groups are; those of one stand together in the order of their places. */
static size_t
count_issues(const struct groups *groups, bool with_chance)
{
    size_t issues = 0;
    const struct group *last = NULL;
    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = &groups->at[i];
        if (group->tier == TIER_CHANCE && !with_chance)
            continue;
        issues += last == NULL || last->batch != group->batch || last->issue != group->issue;
        last = group;
    }
    return issues;
}

void
result_rows_make(struct reader_results *results, enum result_sort sort, bool running)
{
    struct groups groups = {.at = NULL};
    results->row_count = results->hit_count = results->chance_count = 0;
    for (size_t i = 0; i < results->batch_count; i++)
        add_batch(&groups, results, results->batches[i]);
    size_t chance = 0;
    for (size_t i = 0; i < groups.count; i++)
        chance += groups.at[i].tier == TIER_CHANCE;
    /* nothing to be found but what may be chance is all there is */
    results->chance_shown = results->chance_wanted || (!running && chance == groups.count);
    results->issue_count = count_issues(&groups, results->chance_shown);
    if (groups.count > 1 && (groups.mixed || sort == RESULT_SORT_RANK))
        qsort(groups.at, groups.count, sizeof *groups.at, sort == RESULT_SORT_RANK ? compare_ranks : compare_places);
    for (size_t i = 0; i < groups.count - chance; i++)
        add_rows(results, &groups.at[i]);
    if (chance > 0)
        add_row(results, (struct reader_result){.kind = RESULT_CHANCE});
    for (size_t i = groups.count - chance; results->chance_shown && i < groups.count; i++)
        add_rows(results, &groups.at[i]);
    free(groups.at);
}
