/* Searching the library: the query is typed at a prompt, a thread looks for it, and what it finds is shown meanwhile. */
#include "reader/finding/finding.h"

#include <stdlib.h>

static void typed(struct reader *reader);
static void accepted(struct reader *reader);
static void cancelled(struct reader *reader);
static const struct reader_prompt_use library_use = {"//", typed, accepted, cancelled, query_complete};

/* At the prompt, which hides the bottom line, a few words. */
static void
tell_progress(struct reader *reader)
{
    struct library_search_progress progress = library_search_progress(reader->results->search);
    if (reader->prompt.use != &library_use || reader->results->text.len == 0)
        return;
    struct reader_result_list list = reader_results(reader);
    if (list.hits > 0 && list.chance > 0)
        reader_set_note(reader, false,
                        ngettext("%zu hit, %zu more may be chance", "%zu hits, %zu more may be chance", list.hits),
                        list.hits, list.chance);
    else if (list.hits > 0)
        reader_set_note(reader, false, ngettext("%zu hit", "%zu hits", list.hits), list.hits);
    else if (progress.running)
        reader_set_note(reader, false, _("searching %zu/%zu"), progress.done, progress.total);
    else
        reader_set_note(reader, true, "%s", reader->results->words > 1 ? _("in no article together") : _("no hits"));
}

void
results_collect(struct reader *reader)
{
    struct library_search *search = reader->results->search;
    if (search == NULL)
        return;
    struct library_search_progress before = library_search_progress(search); /* all is to be taken behind it */
    bool some = results_take(reader);
    if (!library_search_progress(search).running)
        library_pause(reader->library, false);
    reader->results->complete = !before.running && (before.done == before.total || before.more);
    tell_progress(reader);
    if (some) {
        results_follow(reader);
        results_keep_visible(reader);
    }
}

void
results_stop_search(struct reader *reader)
{
    if (reader->results->search != NULL)
        library_search_stop(reader->results->search);
    library_pause(reader->library, false);
}

/* Less memory than usual makes the list shorter. */
static struct library_search_limits
search_limits(const struct reader *reader)
{
    enum { USUAL_MEGABYTES = 64 };
    struct library_search_limits limits = LIBRARY_SEARCH_LIMITS;
    size_t megabytes = (size_t)reader->options.memory, more = limits.hits - LIBRARY_SEARCH_HITS_FEW;
    if (megabytes < USUAL_MEGABYTES)
        limits.hits = LIBRARY_SEARCH_HITS_FEW + more * megabytes / USUAL_MEGABYTES;
    return limits;
}

/* QUERY is taken. */
static void
start_search(struct reader *reader, struct search_query *query)
{
    struct reader_results *results = reader->results;
    if (results->search == NULL)
        results->search = library_search_new(reader->wake_fd);
    standings_pause(reader);
    names_stop(reader);
    results->words = search_query_words(query);
    library_pause(reader->library, true); /* one busy thread at a time: the search reads the same files */
    library_search_start(results->search, library_snapshot_new(reader->library), query, search_limits(reader));
    tell_progress(reader);
}

static void
typed(struct reader *reader)
{
    struct search_fault fault = {0};
    struct slice text = buffer_slice(&reader->prompt.line.text);
    if (reader->results->slash && slice_equal(text, slice_of("/"))) {
        results_open_prompt(reader, false);
        return;
    }
    reader->results->slash = false;
    if (reader->at.pane == PANE_DOCUMENT)
        document_close(reader); /* what a query says was looked up */
    struct search_options options = reader_search_options(&reader->options, reader->store, reader->stories);
    struct search_query *query = search_query_new(text, &options, &fault);
    results_forget(reader);
    reader_clear_note(reader);
    strip_begin(reader, query);
    if (query != NULL) {
        buffer_add_slice(&reader->results->text, text);
        start_search(reader, query);
    } else {
        results_stop_search(reader);
        if (fault.reason != NULL && !fault.incomplete)
            search_tell_fault(reader, &fault);
    }
    free(fault.reason);
}

static void
cancelled(struct reader *reader)
{
    results_stop_search(reader);
    results_put_back(reader);
    results_forget(reader);
}

static void
accepted(struct reader *reader)
{
    if (reader->results->text.len > 0)
        return;
    cancelled(reader);
    search_refused(reader);
}

void
results_open_prompt(struct reader *reader, bool slash)
{
    if (reader->at.pane != PANE_RESULTS)
        results_keep_before(reader);
    results_stop_search(reader);
    results_forget(reader);
    buffer_clear(&reader->results->text_whole);
    reader->at.pane = PANE_RESULTS;
    reader->at.full_width = false;
    reader->results->slash = slash;
    reader_open_prompt(reader, &library_use, &reader->histories[STORE_SEARCHES], slice_of(""));
}
