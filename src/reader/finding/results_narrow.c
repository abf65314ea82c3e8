/* What was found in the library, narrowed to a year, a month or a day, and as a whole again: the query gets a date. Which, is
 * chosen in the timeline, too.
 */
#include "reader/finding/finding.h"

void
search_library_for(struct reader *reader, struct slice query)
{
    results_open_prompt(reader, false);
    prompt_line_insert(reader, query);
    reader->prompt.history = NULL; /* nobody typed that */
    prompt_line_end(reader, true);
}

/* The query before any date narrowed it. */
static struct slice
whole_query(const struct reader_results *results)
{
    return buffer_slice(results->text_whole.len > 0 ? &results->text_whole : &results->text);
}

void
results_narrow(struct reader *reader, const struct reader_timeline *timeline, size_t index)
{
    struct buffer query = {0}, whole = {0};
    buffer_add_slice(&whole, whole_query(reader->results));
    /* OR binds less tight than the blank before date: */
    bool loose = slice_find(buffer_slice(&whole), " OR ") < whole.len;
    buffer_add_text(&query, loose ? "(" : "");
    buffer_add_slice(&query, buffer_slice(&whole));
    buffer_add_text(&query, loose ? ") date:" : " date:");
    reader_add_span(&query, timeline, index);
    search_library_for(reader, buffer_slice(&query));
    buffer_clear(&reader->results->text_whole);
    buffer_add_slice(&reader->results->text_whole, buffer_slice(&whole));
    buffer_done(&query);
    buffer_done(&whole);
}

bool
results_narrow_selected(struct reader *reader)
{
    struct reader_timeline timeline;
    reader_timeline(reader, READER_SPANS_MAX, &timeline);
    if (timeline.span == SPAN_NONE || timeline.now >= timeline.count)
        return false;
    results_narrow(reader, &timeline, timeline.now);
    return true;
}

bool
results_widen(struct reader *reader)
{
    struct buffer whole = {0};
    if (reader->results->text_whole.len == 0)
        return false;
    buffer_add_slice(&whole, whole_query(reader->results));
    search_library_for(reader, buffer_slice(&whole));
    buffer_clear(&reader->results->text_whole);
    buffer_done(&whole);
    return true;
}

/* ---- choosing in the timeline */

/* From the first hit up into it, where it is shown. */
static void
enter_timeline(struct reader *reader)
{
    struct reader_results *results = reader->results;
    struct reader_timeline timeline;
    struct buffer span = {0};
    if (results->row_count == 0 || reader_timeline_place(reader, &timeline) < 0 || timeline.now >= timeline.count)
        return;
    results->timeline_row = results->selected + 1;
    reader_add_span(&span, &timeline, timeline.now);
    reader_say(reader, _("%s: Enter shows its hits alone, ] and [ choose another."), span.at);
    buffer_done(&span);
}

void
results_select(struct reader *reader, long steps)
{
    struct reader_results *results = reader->results;
    size_t before = results->selected;
    bool chooses = reader_on_timeline(reader);
    results->timeline_row = chooses && steps < 0 ? results->timeline_row : 0;
    if (chooses)
        steps = steps < 0 ? 0 : steps - 1;
    results_move(reader, steps);
    if (steps < 0 && results->selected == before)
        enter_timeline(reader);
}
