/* The search of the issue that is shown: its query, and its hits. Those that are likely to be chance stand behind the others, and
 * are counted among these when they are asked for.
 *
 * They are found anew whenever another issue is shown, so that going on to the next paper goes on searching, too.
 */
#include "reader/state/state.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct reader_search *
search_new(void)
{
    struct reader_search *search = base_alloc_zero(1, sizeof *search);
    search->hit = SIZE_MAX;
    return search;
}

void
search_free(struct reader_search *search)
{
    search_query_free(search->query);
    search_query_free(search->before.query);
    search_edges_free(search->edges);
    search_hits_done(&search->hits);
    buffer_done(&search->text);
    buffer_done(&search->before.text);
    free(search);
}

void
search_forget(struct reader *reader)
{
    reader->search->fresh = false;
    reader->search->hit = SIZE_MAX;
    reader->search->hits.count = 0;
    reader->search->chance_count = 0;
    reader->search->chance_shown = false;
}

/* ---- what is likely to be chance */

/* By what stands beside the hit in its line, where that is enough; else as the article goes on. */
static bool
is_chance(struct search_edges *edges, const struct issue *issue, const struct search_hit *hit)
{
    enum { SIDE_BYTES = 24 }; /* five characters of four bytes, and one that is cut */
    struct slice line = issue_line_words(issue, hit->line);
    uint32_t start_byte = (uint32_t)(line.at - issue->text), end_byte = start_byte + (uint32_t)line.len;
    if (hit->start_byte >= start_byte + SIDE_BYTES && hit->end_byte + SIDE_BYTES <= end_byte) {
        struct issue_span mark = {hit->start_byte - start_byte, hit->end_byte - hit->start_byte};
        return search_is_chance(hit->rank, search_edges_of(edges, line, mark));
    }
    struct buffer around = {0};
    struct issue_span mark;
    search_add_around(&around, issue, hit, SEARCH_CANDIDATE_BEFORE_CELLS, SEARCH_CANDIDATE_AFTER_CELLS, &mark);
    bool chance = search_is_chance(hit->rank, search_edges_of(edges, buffer_slice(&around), mark));
    buffer_done(&around);
    return chance;
}

/* Only initials are judged, and in an issue that has thousands of them, where no key could wait for it, none. */
static size_t
count_judged(const struct search_hits *hits)
{
    enum { JUDGED_MAX = 2000 };
    size_t initials = 0;
    for (size_t i = 0; i < hits->count && initials <= JUDGED_MAX; i++)
        initials += hits->at[i].rank == SEARCH_RANK_INITIALS;
    return initials <= JUDGED_MAX ? initials : 0;
}

static void
part_chance(struct reader_search *search, const struct issue *issue)
{
    struct search_hits *hits = &search->hits;
    size_t most = count_judged(hits), kept = 0;
    if (most == 0)
        return;
    if (search->edges == NULL)
        search->edges = search_edges_new();
    struct search_hit *chance = base_alloc(most * sizeof *chance);
    for (size_t i = 0; i < hits->count; i++)
        if (hits->at[i].rank == SEARCH_RANK_INITIALS && is_chance(search->edges, issue, &hits->at[i]))
            chance[search->chance_count++] = hits->at[i];
        else
            hits->at[kept++] = hits->at[i];
    memcpy(hits->at + kept, chance, search->chance_count * sizeof *chance);
    hits->count = kept;
    free(chance);
}

static int
compare_places(const void *left, const void *right)
{
    const struct search_hit *a = left, *b = right;
    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    if (a->start_byte != b->start_byte)
        return a->start_byte < b->start_byte ? -1 : 1;
    return (a->word > b->word) - (a->word < b->word);
}

/* Where there is nothing else, they are what was found. */
static void
show_chance(struct reader_search *search)
{
    struct search_hits *hits = &search->hits;
    search->chance_shown = search->chance_count > 0 && (search->chance_wanted || hits->count == 0);
    if (!search->chance_shown)
        return;
    hits->count += search->chance_count;
    qsort(hits->at, hits->count, sizeof *hits->at, compare_places);
}

void
search_show_chance(struct reader *reader, bool shown)
{
    struct reader_search *search = reader->search;
    if (search->chance_wanted == shown)
        return;
    search->chance_wanted = shown;
    if (search->chance_count == 0)
        return;
    search_forget(reader);
    search_refresh(reader);
}

/* ---- the search */

void
search_refresh(struct reader *reader)
{
    struct reader_search *search = reader->search;
    const struct issue *issue = search->query != NULL && !search->fresh ? reader->shown : NULL;
    if (issue == NULL)
        return;
    search_issue(search->query, issue, &search->hits);
    search->fresh = true;
    part_chance(search, issue);
    show_chance(search);
    if (search->hits.too_hard)
        reader_say(reader, "%s", search_too_hard());
}

void
search_take(struct reader *reader, struct slice text, struct search_query *query)
{
    struct reader_search *search = reader->search;
    search_query_free(search->query);
    search->query = query;
    struct buffer copy = {0};
    buffer_add_slice(&copy, text); /* it may be the search's own */
    buffer_done(&search->text);
    search->text = copy;
    search_forget(reader);
    search_refresh(reader);
}

bool
search_set(struct reader *reader, struct slice text, struct search_fault *fault)
{
    struct search_options options = reader_search_options(&reader->options, reader->store, reader->stories);
    struct search_query *query = search_query_new(text, &options, fault);
    if (query == NULL && fault->reason != NULL && !fault->incomplete)
        return false;
    search_take(reader, text, query);
    return true;
}

void
search_renew(struct reader *reader)
{
    struct search_fault fault = {0};
    if (reader->search->query == NULL)
        return;
    search_set(reader, buffer_slice(&reader->search->text), &fault);
    free(fault.reason);
}

void
search_end(struct reader *reader)
{
    search_take(reader, slice_of(""), NULL);
    reader->search->narrow = false;
}

/* ---- what is wrong with a query */

void
search_tell_fault(struct reader *reader, const struct search_fault *fault)
{
    struct slice before = slice_make(reader->prompt.line.text.at, fault->start_byte);
    reader_set_note(reader, true, _("character %zu: %s"), text_points(before) + 1, fault->reason);
}

bool
search_refused(struct reader *reader)
{
    struct search_fault fault = {0};
    struct search_options options = reader_search_options(&reader->options, reader->store, reader->stories);
    struct search_query *query = search_query_new(buffer_slice(&reader->prompt.line.text), &options, &fault);
    bool refused = query == NULL && fault.reason != NULL;
    if (refused)
        reader_say(reader, "%s", fault.reason);
    free(fault.reason);
    search_query_free(query);
    return refused;
}
