/* The search of the issue that is shown: its query, and its hits.
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
}

void
search_refresh(struct reader *reader)
{
    struct reader_search *search = reader->search;
    const struct issue *issue = search->query != NULL && !search->fresh ? reader->shown : NULL;
    if (issue == NULL)
        return;
    search_issue(search->query, issue, &search->hits);
    search->fresh = true;
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
