/* What a search found in the issue that is shown, looked at: the hits, and which articles are listed: all, or, where the list is
 * narrowed, those with any. */
#include "reader/state/state.h"

/* The first hit of ARTICLE or of one behind it. */
static size_t
first_hit(const struct search_hits *hits, uint32_t article)
{
    size_t low = 0, high = hits->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits->at[middle].article < article)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct search_hit *
reader_hits(const struct reader *reader, uint32_t article, size_t *count)
{
    const struct search_hits *hits = &reader->search->hits;
    *count = 0;
    if (reader->at.pane == PANE_DOCUMENT) {
        *count = reader->document.found.hits.count; /* it has one article */
        return reader->document.found.hits.at;
    }
    if (!reader->search->fresh || hits->count == 0)
        return NULL;
    size_t first = first_hit(hits, article);
    *count = first_hit(hits, article + 1) - first;
    return hits->at + first;
}

const struct search_hit *
reader_hit(const struct reader *reader)
{
    const struct reader_search *search = reader->search;
    const struct document_found *found = &reader->document.found;
    if (reader->at.pane == PANE_DOCUMENT)
        return found->hits.count > 0 ? &found->hits.at[found->hit] : NULL;
    return search->fresh && search->hit < search->hits.count ? &search->hits.at[search->hit] : NULL;
}

struct reader_found
reader_found(const struct reader *reader)
{
    const struct reader_search *search = reader->search;
    const struct document_found *found = &reader->document.found;
    if (reader->at.pane == PANE_DOCUMENT)
        return (struct reader_found){
            .query = found->query != NULL ? buffer_slice(&found->text) : slice_of(""),
            .hit = found->hit,
            .count = found->hits.count,
        };
    return (struct reader_found){
        .query = search->query != NULL ? buffer_slice(&search->text) : slice_of(""),
        .narrow = search->narrow,
        .hit = search->hit,
        .count = search->hits.count,
        .more = search->hits.more,
        .chance = search->fresh && !search->chance_shown ? search->chance_count : 0,
    };
}

/* ---- the list */

bool
listed_by_search(const struct reader *reader, uint32_t article)
{
    const struct reader_search *search = reader->search;
    size_t count;
    if (!search->narrow || !search->fresh || search->hits.count == 0)
        return true; /* a list of nothing would be no help */
    reader_hits(reader, article, &count);
    return count > 0;
}

/* The selected one is, however one came to it: by the next unread article, by a headline that was mended. */
bool
reader_is_listed(const struct reader *reader, uint32_t article)
{
    return article == reader->at.article || listed_by_search(reader, article);
}

uint32_t
reader_next_listed(const struct reader *reader, uint32_t article, int direction)
{
    uint32_t count = reader->shown != NULL ? (uint32_t)reader->shown->article_count : 0;
    for (uint32_t i = article; direction > 0 ? i + 1 < count : i > 0;) {
        i = direction > 0 ? i + 1 : i - 1;
        if (reader_is_listed(reader, i))
            return i;
    }
    return article;
}
