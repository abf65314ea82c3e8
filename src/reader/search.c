/* Searching the issue that is shown: as one types, from hit to hit, and the list narrowed to what was found.
 *
 * The hits are found anew whenever another issue is shown, so that going on to the next paper goes on searching, too.
 */
#include "reader/parts.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { TYPED_BYTES = 8 << 20 }; /* issues up to this are searched at each key: some 30 ms */

/* ---- the query and its hits */

void
search_forget(struct reader *reader)
{
    reader->search.fresh = false;
    reader->search.at = SIZE_MAX;
    reader->search.hits.count = 0;
}

void
search_refresh(struct reader *reader)
{
    struct reader_search *search = &reader->search;
    const struct issue *issue = search->query != NULL && !search->fresh ? reader_issue(reader) : NULL;
    if (issue == NULL)
        return;
    search_issue(search->query, issue, &search->hits);
    search->fresh = true;
    if (search->hits.too_hard)
        reader_say(reader, "%s", search_too_hard());
}

void
search_done(struct reader *reader)
{
    struct reader_search *search = &reader->search;
    search_query_free(search->query);
    search_query_free(search->query_before);
    search_hits_done(&search->hits);
    prompt_history_done(&search->history);
    buffer_done(&search->text);
    buffer_done(&search->text_before);
}

/* QUERY is taken. */
static void
take_query(struct reader *reader, struct slice text, struct search_query *query)
{
    struct reader_search *search = &reader->search;
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
    struct search_options options = reader_search_options(&reader->options);
    struct search_query *query = search_query_new(text, &options, fault);
    if (query == NULL && fault->reason != NULL && !fault->incomplete)
        return false;
    take_query(reader, text, query);
    return true;
}

void
search_renew(struct reader *reader)
{
    struct search_fault fault = {0};
    if (reader->search.query == NULL)
        return;
    reader->search.at = SIZE_MAX;
    search_set(reader, buffer_slice(&reader->search.text), &fault);
    free(fault.reason);
}

const struct search_hit *
reader_hits(const struct reader *reader, uint32_t article, size_t *count)
{
    const struct search_hits *hits = &reader->search.hits;
    size_t first = 0, high = reader->search.fresh ? hits->count : 0, total = high;
    while (first < high) {
        size_t middle = first + (high - first) / 2;
        if (hits->at[middle].article < article)
            first = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; first + *count < total && hits->at[first + *count].article == article;)
        ++*count;
    return hits->at + first;
}

const struct search_hit *
reader_hit(const struct reader *reader)
{
    const struct reader_search *search = &reader->search;
    return search->fresh && search->at < search->hits.count ? &search->hits.at[search->at] : NULL;
}

void
reader_add_search(struct buffer *out, const struct reader *reader)
{
    const struct reader_search *search = &reader->search;
    if (search->query == NULL)
        return;
    buffer_printf(out, "%s%s ", search->narrow ? "&" : "/", search->text.at);
    if (search->at < search->hits.count)
        buffer_printf(out, "%zu/", search->at + 1);
    buffer_printf(out, "%zu%s", search->hits.count, search->hits.more ? "+" : "");
}

/* ---- going to a hit */

void
search_go(struct reader *reader, size_t index)
{
    const struct search_hit *hit = &reader->search.hits.at[index];
    const struct issue *issue = reader_issue(reader);
    reader->search.at = index;
    if (reader->article != hit->article)
        select_article(reader, hit->article);
    if (reader_shows_source(reader)) {
        source_go(reader, hit->line);
        source_lead(reader);
    } else {
        struct layout_place place =
            layout_place_of_byte(reader->layout, issue, reader_article(reader), hit->start_byte);
        scroll_to_place(reader, place);
    }
    reader->search.spot = spot_of(reader);
}

/* The byte of the issue that a spot stands for: in the lists, all of the article is ahead. */
static uint32_t
byte_of_spot(const struct reader *reader, const struct reader_spot *spot)
{
    const struct issue *issue = reader_issue(reader);
    const struct issue_article *article = &issue->articles[spot->article];
    if (spot->source.shown)
        return issue->lines[spot->source.cursor.item].start_byte + spot->source.cursor.byte;
    if (spot->pane != PANE_ARTICLE || (spot->place.item == 0 && spot->place.byte == 0))
        return issue->lines[article->first_line].start_byte;
    return layout_byte_of_place(reader->layout, issue, article, spot->place);
}

/* The first hit at SPOT or below it of rank BEST at least; their count when there is none. Of an issue that has taken the
   place of the spot's all is below. */
static size_t
hit_below(const struct reader *reader, const struct reader_spot *spot, uint8_t best)
{
    const struct search_hits *hits = &reader->search.hits;
    bool here = spot->issue == reader->issue && spot->article < reader_issue(reader)->article_count;
    uint32_t byte = here ? byte_of_spot(reader, spot) : 0;
    for (size_t i = 0; i < hits->count; i++) {
        const struct search_hit *hit = &hits->at[i];
        bool below =
            !here || hit->article > spot->article || (hit->article == spot->article && hit->start_byte >= byte);
        if (below && hit->rank >= best)
            return i;
    }
    return hits->count;
}

static uint8_t
best_rank(const struct search_hits *hits)
{
    uint8_t best = 0;
    for (size_t i = 0; i < hits->count; i++)
        best = hits->at[i].rank > best ? hits->at[i].rank : best;
    return best;
}

/* To the next of the best hits below where the reader was, or the first one of the issue: what sounds alike is less likely
   meant than what is written so. */
static void
go_to_best(struct reader *reader)
{
    const struct search_hits *hits = &reader->search.hits;
    uint8_t best = best_rank(hits);
    size_t index = hit_below(reader, &reader->search.before, best);
    if (index == hits->count)
        for (index = 0; hits->at[index].rank < best;)
            index++;
    search_go(reader, index);
}

/* ---- the prompt */

/* On a narrow screen the list hides what was found below a headline. */
static void
show_hit(struct reader *reader)
{
    const struct search_hit *hit = reader_hit(reader);
    bool hidden = reader->pane != PANE_ARTICLE && reader_geometry(reader).pane_cols == 0;
    if (hit != NULL && hidden && hit->place != SEARCH_HEADLINE)
        reader->pane = PANE_ARTICLE;
}

static void
tell_count(struct reader *reader)
{
    const struct reader_search *search = &reader->search;
    if (search->query == NULL)
        reader_clear_note(reader);
    else if (search->hits.too_hard)
        reader_set_note(reader, true, "%s", search_too_hard());
    else if (search->hits.count == 0)
        reader_set_note(reader, true, "%s", _("no hit"));
    else
        reader_set_note(reader, false, "%zu/%zu%s", search->at + 1, search->hits.count, search->hits.more ? "+" : "");
}

void
search_tell_fault(struct reader *reader, const struct search_fault *fault)
{
    struct slice before = slice_make(reader->prompt.text.at, fault->start_byte);
    reader_set_note(reader, true, _("character %zu: %s"), text_points(before) + 1, fault->reason);
}

/* The last search and the place are as they were; the hit that was gone to as well, so that the next one is after it. */
static void
cancelled(struct reader *reader)
{
    struct reader_search *search = &reader->search;
    take_query(reader, buffer_slice(&search->text_before), search->query_before);
    search->query_before = NULL;
    search->narrow = search->narrow_before;
    search->at = search->at_before;
    search->spot = search->spot_before;
    spot_go(reader, &search->before);
    if (reader->issue != search->before.issue)
        search->at = SIZE_MAX;
}

bool
search_refused(struct reader *reader)
{
    struct search_fault fault = {0};
    struct search_options options = reader_search_options(&reader->options);
    struct search_query *query = search_query_new(buffer_slice(&reader->prompt.text), &options, &fault);
    bool refused = query == NULL && fault.reason != NULL;
    if (refused)
        reader_say(reader, "%s", fault.reason);
    free(fault.reason);
    search_query_free(query);
    return refused;
}

/* In an issue as large as a library no key may wait for the search of it: it is searched once, when the query is whole. */
static bool
waits_for_enter(const struct reader *reader)
{
    const struct issue *issue = reader_issue(reader);
    return issue != NULL && issue->text_bytes > TYPED_BYTES;
}

/* What is wrong with the query, or that it waits. */
static void
tell_waiting(struct reader *reader)
{
    struct search_fault fault = {0};
    struct search_options options = reader_search_options(&reader->options);
    search_query_free(search_query_new(buffer_slice(&reader->prompt.text), &options, &fault));
    if (fault.reason != NULL && !fault.incomplete)
        search_tell_fault(reader, &fault);
    else
        reader_set_note(reader, false, "%s", _("Enter searches"));
    free(fault.reason);
}

/* The query becomes that of the prompt's text, and the reader goes to what it finds. False: it is none, *FAULT says why. */
static bool
search_and_go(struct reader *reader, struct search_fault *fault)
{
    if (!search_set(reader, buffer_slice(&reader->prompt.text), fault))
        return false;
    spot_go(reader, &reader->search.before);
    search_refresh(reader);
    if (reader->search.hits.count > 0)
        go_to_best(reader);
    show_hit(reader);
    return true;
}

static void
typed(struct reader *reader)
{
    struct search_fault fault = {0};
    struct slice text = buffer_slice(&reader->prompt.text);
    if (slice_equal(text, slice_of("/")) && !reader->search.narrow) {
        cancelled(reader);
        run_search_library(reader, 0, 0);
        return;
    }
    if (waits_for_enter(reader)) {
        tell_waiting(reader);
        return;
    }
    if (search_and_go(reader, &fault)) {
        tell_count(reader);
    } else {
        take_query(reader, slice_of(""), NULL);
        spot_go(reader, &reader->search.before);
        search_tell_fault(reader, &fault);
    }
    free(fault.reason);
}

/* An empty line is the last query again. */
static void
accepted(struct reader *reader)
{
    struct reader_search *search = &reader->search;
    struct search_fault fault = {0};
    if (waits_for_enter(reader)) {
        search_and_go(reader, &fault);
        free(fault.reason);
    }
    if (search->query == NULL && search_refused(reader)) {
        cancelled(reader);
        return;
    }
    if (search->query == NULL && search->query_before != NULL) {
        cancelled(reader);
        run_next_hit(reader, 1, 0);
        return;
    }
    search_query_free(search->query_before);
    search->query_before = NULL;
    const struct search_hit *hit = reader_hit(reader);
    if (search->query == NULL)
        search->narrow = false;
    else if (hit == NULL)
        reader_say(reader, _("“%s” is not in this issue."), search->text.at);
    else if (hit->place > SEARCH_HEADLINE && !search->narrow && reader->pane == PANE_LIST)
        reader->pane = PANE_ARTICLE;
    show_hit(reader);
}

static const struct reader_prompt_use search_use = {"/", typed, accepted, cancelled, search_complete};
static const struct reader_prompt_use narrow_use = {"&", typed, accepted, cancelled, search_complete};

static void
open_prompt(struct reader *reader, const struct reader_prompt_use *use)
{
    struct reader_search *search = &reader->search;
    search->before = spot_of(reader);
    search->narrow_before = search->narrow;
    search->narrow = use == &narrow_use;
    search_query_free(search->query_before);
    search->query_before = search->query;
    search->at_before = search->fresh ? search->at : SIZE_MAX;
    search->spot_before = search->spot;
    search->query = NULL;
    buffer_clear(&search->text_before);
    buffer_add_slice(&search->text_before, buffer_slice(&search->text));
    search_forget(reader);
    reader_open_prompt(reader, use, &search->history, slice_of(""));
}

void
run_search(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    if (reader_article(reader) != NULL)
        open_prompt(reader, &search_use);
}

/* ---- from hit to hit */

/* Is the reader still at the hit that was gone to, or is it on the screen at least? */
static bool
is_at_hit(const struct reader *reader)
{
    const struct search_hit *hit = reader_hit(reader);
    struct reader_spot here = spot_of(reader);
    if (hit == NULL || spot_equal(&here, &reader->search.spot))
        return hit != NULL;
    if (hit->article != reader->article || reader_shows_source(reader))
        return false;
    return scroll_shows(
        reader, layout_place_of_byte(reader->layout, reader_issue(reader), reader_article(reader), hit->start_byte));
}

/* The hit after where the reader is, or before it: from the last one gone to, if the reader is still there. */
static size_t
next_index(const struct reader *reader, int direction, bool *wrapped)
{
    const struct reader_search *search = &reader->search;
    size_t count = search->hits.count, index;
    struct reader_spot here = spot_of(reader);
    if (is_at_hit(reader)) {
        *wrapped = direction > 0 ? search->at + 1 == count : search->at == 0;
        return (search->at + (direction > 0 ? 1 : count - 1)) % count;
    }
    index = hit_below(reader, &here, 0);
    if (direction > 0) {
        *wrapped = index == count;
        return index % count;
    }
    *wrapped = index == 0;
    return (index + count - 1) % count;
}

void
run_next_hit(struct reader *reader, int direction, int count)
{
    struct reader_search *search = &reader->search;
    bool wrapped = false, again = false;
    if (results_step(reader, direction, count))
        return;
    if (search->query == NULL || reader_article(reader) == NULL) {
        reader_say(reader, "%s", _("Nothing is searched for."));
        return;
    }
    search_refresh(reader);
    if (search->hits.count == 0) {
        reader_say(reader, _("“%s” is not in this issue."), search->text.at);
        return;
    }
    for (int i = 0; i < (count > 0 ? count : 1); i++) {
        search_go(reader, next_index(reader, direction, &again));
        wrapped |= again;
    }
    show_hit(reader);
    if (wrapped)
        reader_say(reader, "%s",
                   direction > 0 ? _("On from the beginning of the issue.") : _("On from the end of the issue."));
}

/* The list shows only what has hits, or everything again; without a search, one is asked for. */
void
run_narrow(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    struct reader_search *search = &reader->search;
    if (reader_article(reader) == NULL)
        return;
    if (search->query == NULL) {
        open_prompt(reader, &narrow_use);
        return;
    }
    search->narrow = !search->narrow;
    search_refresh(reader);
    if (search->narrow && search->hits.count == 0)
        reader_say(reader, _("“%s” is not in this issue."), search->text.at);
    else
        listed_select(reader, 1);
}

/* Nothing is searched for any more. */
void
run_end_search(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    take_query(reader, slice_of(""), NULL);
    reader->search.narrow = false;
}
