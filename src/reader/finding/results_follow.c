/* The article of the selected hit, shown while the results are looked through; and what that changed, put back.
 */
#include "reader/finding/finding.h"

#include <stdlib.h>

void
results_keep_before(struct reader *reader)
{
    struct reader_results *results = reader->results;
    results->before = place_now(reader);
    buffer_clear(&results->text_before);
    if (reader->search->query != NULL)
        buffer_add_slice(&results->text_before, buffer_slice(&reader->search->text));
}

bool
results_show_selected(struct reader *reader)
{
    struct reader_results *results = reader->results;
    const struct reader_result *row = results_selected(reader);
    struct search_fault fault = {0};
    uint32_t issue = reader_result_issue(row)->id;
    if (!library_has(reader->library, issue)) {
        say_unreadable(reader, issue);
        return false;
    }
    if (issue != reader->at.issue)
        select_issue(reader, issue, false);
    if (reader_article(reader) == NULL)
        return false; /* it cannot be read any more, which was said */
    reader->search->narrow = false;
    search_show_chance(reader, row->batch->hits[row->hit].is_chance);
    if (!slice_equal(buffer_slice(&reader->search->text), buffer_slice(&results->text)))
        search_set(reader, buffer_slice(&results->text), &fault);
    free(fault.reason);
    search_refresh(reader);
    /* the issue may have been mended since, and then the article's number is another */
    hit_go_near(reader, row->batch->hits[row->hit].hit.start_byte);
    return true;
}

void
results_follow(struct reader *reader)
{
    struct reader_results *results = reader->results;
    const struct reader_result *row = results_selected(reader);
    if (reader->at.pane != PANE_RESULTS || !geometry_follows_results(reader) || row == NULL)
        return;
    const struct search_hit *hit = reader_hit(reader);
    bool there =
        reader_shows_result(reader) && hit != NULL && hit->start_byte == row->batch->hits[row->hit].hit.start_byte;
    if (there || !library_has(reader->library, reader_result_issue(row)->id))
        return;
    results->followed = results->borrowed = results_show_selected(reader);
    struct reader_geometry geometry = reader_geometry(reader);
    if (results->followed)
        source_keep_visible(reader, &geometry);
}

/* What is searched for in the issue is again what it was before the library was searched. */
static void
restore_search(struct reader *reader)
{
    struct reader_results *results = reader->results;
    struct search_fault fault = {0};
    bool borrowed = results->borrowed;
    results->followed = results->borrowed = false;
    if (!borrowed)
        return;
    if (results->text_before.len > 0)
        search_set(reader, buffer_slice(&results->text_before), &fault);
    else
        search_end(reader);
    free(fault.reason);
}

void
results_put_back(struct reader *reader)
{
    restore_search(reader);
    place_go(reader, &reader->results->before);
}
