/* Hits as they are kept: with all the words that showing them needs, so that the issue can go.
 *
 * A batch is four growing arrays and nothing else: no allocation a hit, and one piece of text for all of them.
 */
#include "search/library_found.h"

#include <stdlib.h>

void
found_batch_free(struct found_batch *batch)
{
    while (batch != NULL) {
        struct found_batch *next = found_batch_next(batch);
        free(batch->issues);
        free(batch->articles);
        free(batch->hits);
        buffer_done(&batch->text);
        free(batch);
        batch = next;
    }
}

static struct issue_span
keep_text(struct found_batch *batch, struct slice text)
{
    struct issue_span span = {(uint32_t)batch->text.len, (uint32_t)text.len};
    buffer_add_slice(&batch->text, text);
    return span;
}

static void
begin_issue(struct found_batch *batch, uint32_t id, const struct issue *issue)
{
    batch->issues = base_grow(batch->issues, &batch->issue_capacity, batch->issue_count + 1, sizeof *batch->issues);
    batch->issues[batch->issue_count++] = (struct found_issue){
        .id = id,
        .date = issue->date,
        .title = keep_text(batch, slice_of(issue->title != NULL ? issue->title : "")),
        .first_article = (uint32_t)batch->article_count,
    };
}

static void
begin_article(struct found_batch *batch, const struct issue *issue, uint32_t number)
{
    const struct issue_article *article = &issue->articles[number];
    batch->articles =
        base_grow(batch->articles, &batch->article_capacity, batch->article_count + 1, sizeof *batch->articles);
    batch->articles[batch->article_count++] = (struct found_article){
        .number = number,
        .line = article->first_line,
        .headline = keep_text(batch, issue_article_title(issue, article)),
        .first_hit = (uint32_t)batch->hit_count,
    };
    batch->issues[batch->issue_count - 1].article_count++;
}

/* Only initials are chance: of other hits the edges are not asked. */
static bool
is_chance(const struct found_batch *batch, const struct found_hit *found, struct search_edges **edges)
{
    struct issue_span mark = {found->mark.start_byte - found->around.start_byte, found->mark.bytes};
    if (found->hit.rank != SEARCH_RANK_INITIALS)
        return false;
    if (*edges == NULL)
        *edges = search_edges_new();
    return search_is_chance(found->hit.rank, search_edges_of(*edges, found_text(batch, found->around), mark));
}

static void
add_hit(struct found_batch *batch, const struct issue *issue, const struct search_hit *hit,
        struct library_search_limits limits, struct search_edges **edges)
{
    struct found_hit found = {.hit = *hit, .around.start_byte = (uint32_t)batch->text.len};
    search_add_around(&batch->text, issue, hit, limits.before_cells, limits.after_cells, &found.mark);
    found.around.bytes = (uint32_t)batch->text.len - found.around.start_byte;
    found.is_chance = is_chance(batch, &found, edges);
    batch->hits = base_grow(batch->hits, &batch->hit_capacity, batch->hit_count + 1, sizeof *batch->hits);
    batch->hits[batch->hit_count++] = found;
    batch->articles[batch->article_count - 1].hit_count++;
}

static bool
is_stopped(const struct search_hits *hits)
{
    return hits->stop != NULL && atomic_load_explicit(hits->stop, memory_order_relaxed);
}

void
found_add(struct found_batch **batch, uint32_t id, const struct issue *issue, const struct search_hits *hits,
          struct library_search_limits limits, struct library_search_progress *progress, struct search_edges **edges)
{
    if (hits->count == 0)
        return;
    if (*batch == NULL)
        *batch = base_alloc_zero(1, sizeof **batch);
    size_t articles = (*batch)->article_count;
    begin_issue(*batch, id, issue);
    for (size_t i = 0; i < hits->count && !is_stopped(hits); i++) {
        if (i == 0 || hits->at[i].article != hits->at[i - 1].article)
            begin_article(*batch, issue, hits->at[i].article);
        add_hit(*batch, issue, &hits->at[i], limits, edges);
    }
    progress->hits += hits->count;
    progress->articles += (*batch)->article_count - articles;
    progress->issues++;
}
