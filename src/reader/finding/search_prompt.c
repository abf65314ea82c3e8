/* Searching the issue that is shown as one types, and the list narrowed to what is found. */
#include "reader/finding/finding.h"

#include <stdlib.h>

enum { TYPED_BYTES = 8 << 20 }; /* issues up to this are searched at each key: some 30 ms */

static void
tell_count(struct reader *reader)
{
    const struct reader_search *search = reader->search;
    if (search->query == NULL)
        reader_clear_note(reader);
    else if (search->hits.too_hard)
        reader_set_note(reader, true, "%s", search_too_hard());
    else if (search->hits.count == 0)
        reader_set_note(reader, true, "%s", hit_words_apart(reader) ? _("in no article together") : _("no hits"));
    else if (reader_found(reader).chance > 0)
        reader_set_note(
            reader, false,
            ngettext("%zu/%zu, %zu more may be chance", "%zu/%zu, %zu more may be chance", search->chance_count),
            search->hit + 1, search->hits.count, search->chance_count);
    else
        reader_set_note(reader, false, "%zu/%zu%s", search->hit + 1, search->hits.count, search->hits.more ? "+" : "");
}

/* In an issue as large as a library no key may wait for the search of it: it is searched once, when the query is whole. */
static bool
waits_for_enter(const struct reader *reader)
{
    return reader->shown != NULL && reader->shown->text_bytes > TYPED_BYTES;
}

/* What is wrong with the query, or that it waits. */
static void
tell_waiting(struct reader *reader)
{
    struct search_fault fault = {0};
    struct search_options options = reader_search_options(&reader->options, reader->store, reader->stories);
    search_query_free(search_query_new(buffer_slice(&reader->prompt.line.text), &options, &fault));
    if (fault.reason != NULL && !fault.incomplete)
        search_tell_fault(reader, &fault);
    else
        reader_set_note(reader, false, "%s", _("Enter searches"));
    free(fault.reason);
}

/* The last search and the place are as they were; the hit that was gone to as well, so that the next one is after it. */
static void
cancelled(struct reader *reader)
{
    struct reader_search *search = reader->search;
    search_take(reader, buffer_slice(&search->before.text), search->before.query);
    search->before.query = NULL;
    search->narrow = search->before.narrow;
    search->hit = search->before.hit;
    search->hit_place = search->before.hit_place;
    place_go(reader, &search->before.place);
    if (reader->at.issue != search->before.place.issue)
        search->hit = SIZE_MAX;
}

/* The query becomes that of the prompt's text, and the reader goes to what it finds. False: it is none, *FAULT says why. */
static bool
search_and_go(struct reader *reader, struct search_fault *fault)
{
    if (!search_set(reader, buffer_slice(&reader->prompt.line.text), fault))
        return false;
    place_go(reader, &reader->search->before.place);
    search_refresh(reader);
    strip_begin(reader, reader->search->query);
    strip_add_issue(reader); /* before the hit is gone to, as it takes a row */
    if (reader->search->hits.count > 0)
        hit_go_best(reader);
    hit_show(reader);
    return true;
}

static void
typed(struct reader *reader)
{
    struct search_fault fault = {0};
    struct slice text = buffer_slice(&reader->prompt.line.text);
    if (slice_equal(text, slice_of("/")) && !reader->search->narrow) {
        cancelled(reader);
        results_open_prompt(reader, false);
        return;
    }
    if (waits_for_enter(reader)) {
        tell_waiting(reader);
        return;
    }
    if (search_and_go(reader, &fault)) {
        tell_count(reader);
    } else {
        search_take(reader, slice_of(""), NULL);
        strip_clear(reader);
        place_go(reader, &reader->search->before.place);
        search_tell_fault(reader, &fault);
    }
    free(fault.reason);
}

/* An empty line is the last query again. */
static void
accepted(struct reader *reader)
{
    struct reader_search *search = reader->search;
    struct search_fault fault = {0};
    if (waits_for_enter(reader)) {
        search_and_go(reader, &fault);
        free(fault.reason);
    }
    if (search->query == NULL && search_refused(reader)) {
        cancelled(reader);
        return;
    }
    if (search->query == NULL && search->before.query != NULL) {
        cancelled(reader);
        hit_step_anywhere(reader, 1, 1);
        return;
    }
    search_query_free(search->before.query);
    search->before.query = NULL;
    const struct search_hit *hit = reader_hit(reader);
    if (search->query == NULL)
        search->narrow = false;
    else if (hit == NULL)
        hit_say_none(reader);
    else if (hit->part > SEARCH_HEADLINE && !search->narrow && reader->at.pane == PANE_LIST)
        reader->at.pane = PANE_ARTICLE;
    hit_show(reader);
}

static const struct reader_prompt_use search_use = {"/", typed, accepted, cancelled, query_complete};
static const struct reader_prompt_use narrow_use = {"&", typed, accepted, cancelled, query_complete};

static void
open_prompt(struct reader *reader, const struct reader_prompt_use *use)
{
    struct reader_search *search = reader->search;
    search->before.place = place_now(reader);
    search->before.narrow = search->narrow;
    search->narrow = use == &narrow_use;
    search->chance_wanted = false;
    search_query_free(search->before.query);
    search->before.query = search->query;
    search->before.hit = search->fresh ? search->hit : SIZE_MAX;
    search->before.hit_place = search->hit_place;
    search->query = NULL;
    buffer_clear(&search->before.text);
    buffer_add_slice(&search->before.text, buffer_slice(&search->text));
    search_forget(reader);
    reader_open_prompt(reader, use, &reader->histories[STORE_SEARCHES], slice_of(""));
}

void
search_open_prompt(struct reader *reader)
{
    if (reader_article(reader) != NULL)
        open_prompt(reader, &search_use);
}

void
search_toggle_narrow(struct reader *reader)
{
    struct reader_search *search = reader->search;
    if (reader_article(reader) == NULL)
        return;
    if (search->query == NULL) {
        open_prompt(reader, &narrow_use);
        return;
    }
    search->narrow = !search->narrow;
    search_refresh(reader);
    if (search->narrow && search->hits.count == 0)
        hit_say_none(reader);
    else
        select_listed(reader, 1);
}
