/* Searching the library: what was found, issue by issue, while a thread is still looking; from there to the articles and back.
 */
#include "reader/parts.h"

#include <stdlib.h>
#include <time.h>

/* ---- rows */

static void
add_row(struct reader_results *results, struct reader_result row)
{
    results->rows = base_grow(results->rows, &results->row_capacity, results->row_count + 1, sizeof row);
    results->rows[results->row_count++] = row;
}

static void
add_article(struct reader_results *results, const struct found_batch *batch, uint32_t issue, uint32_t number)
{
    const struct found_article *article = &batch->articles[number];
    add_row(results, (struct reader_result){batch, issue, number, 0, RESULT_ARTICLE});
    for (uint32_t i = article->first_hit; i < article->first_hit + article->hit_count; i++)
        add_row(results, (struct reader_result){batch, issue, number, i, RESULT_HIT});
}

static void
add_batch(struct reader_results *results, struct found_batch *batch)
{
    results->batches =
        base_grow(results->batches, &results->batch_capacity, results->batch_count + 1, sizeof(struct found_batch *));
    results->batches[results->batch_count++] = batch;
    for (uint32_t i = 0; i < batch->issue_count; i++) {
        const struct found_issue *issue = &batch->issues[i];
        add_row(results, (struct reader_result){batch, i, 0, 0, RESULT_ISSUE});
        for (uint32_t k = issue->first_article; k < issue->first_article + issue->article_count; k++)
            add_article(results, batch, i, k);
    }
}

static void
forget_rows(struct reader_results *results)
{
    for (size_t i = 0; i < results->batch_count; i++)
        found_batch_free(results->batches[i]);
    results->batch_count = results->row_count = 0;
    results->selected = results->top = 0;
    results->led = false;
}

void
reader_stop(struct reader *reader)
{
    library_search_free(reader->results.search);
    reader->results.search = NULL;
}

void
results_done(struct reader *reader)
{
    struct reader_results *results = &reader->results;
    reader_stop(reader);
    forget_rows(results);
    free(results->batches);
    free(results->rows);
    buffer_done(&results->text);
}

static const struct reader_result *
selected_row(const struct reader *reader)
{
    const struct reader_results *results = &reader->results;
    return results->selected < results->row_count ? &results->rows[results->selected] : NULL;
}

/* The next row of a hit after FROM, or before it; FROM when there is none. */
static size_t
hit_row(const struct reader_results *results, size_t from, int direction)
{
    for (size_t i = from; direction > 0 ? i + 1 < results->row_count : i > 0;) {
        i += direction > 0 ? 1 : SIZE_MAX;
        if (results->rows[i].kind == RESULT_HIT)
            return i;
    }
    return from;
}

static void typed(struct reader *reader);
static void accepted(struct reader *reader);
static void cancelled(struct reader *reader);
static const struct reader_prompt_use library_use = {"//", typed, accepted, cancelled, search_complete};

/* At the prompt, which hides the bottom line, a few words. */
static void
tell_progress(struct reader *reader)
{
    struct library_search_progress progress = library_search_progress(reader->results.search);
    if (reader->prompt_use != &library_use || reader->results.text.len == 0)
        return;
    if (progress.hits > 0)
        reader_set_note(reader, false, ngettext("%zu hit", "%zu hits", progress.hits), progress.hits);
    else if (progress.running)
        reader_set_note(reader, false, _("searching %zu/%zu"), progress.done, progress.total);
    else
        reader_set_note(reader, true, "%s", _("no hit"));
}

bool
results_collect(struct reader *reader)
{
    struct reader_results *results = &reader->results;
    struct found_batch *batch = results->search != NULL ? library_search_take(results->search) : NULL;
    bool some = batch != NULL, first = results->row_count == 0;
    if (results->search != NULL && !library_search_progress(results->search).running)
        library_pause(reader->library, false);
    while (batch != NULL) {
        struct found_batch *next = found_batch_next(batch);
        batch->item.next = NULL; /* each is freed alone */
        if (results->text.len > 0)
            add_batch(results, batch);
        else
            found_batch_free(batch); /* what a search that was given up found at its end */
        batch = next;
    }
    if (some && first)
        results->selected = hit_row(results, 0, 1);
    if (results->search != NULL)
        tell_progress(reader);
    return some;
}

void
results_keep_visible(struct reader *reader)
{
    struct reader_results *results = &reader->results;
    size_t rows = (size_t)(reader->rows > 3 ? reader->rows - 2 : 1), selected = results->selected;
    if (results->row_count == 0)
        return;
    /* with its headline and its issue, where they are right above it */
    size_t head = selected;
    while (head > 0 && results->rows[head - 1].kind != RESULT_HIT)
        head--;
    if (head < results->top)
        results->top = head;
    if (selected >= results->top + rows)
        results->top = selected - rows + 1;
    /* a taller window shows more above rather than blanks below */
    if (results->top + rows > results->row_count)
        results->top = results->row_count > rows ? results->row_count - rows : 0;
}

void
results_move(struct reader *reader, long steps)
{
    struct reader_results *results = &reader->results;
    for (long i = steps < 0 ? -steps : steps; i > 0; i--) {
        size_t next = hit_row(results, results->selected, steps < 0 ? -1 : 1);
        if (next == results->selected)
            break;
        results->selected = next;
    }
}

void
results_move_rows(struct reader *reader, long rows)
{
    struct reader_results *results = &reader->results;
    size_t from = results->selected, all = (size_t)(rows < 0 ? -rows : rows);
    size_t next = hit_row(results, from, rows < 0 ? -1 : 1);
    do { /* one hit at least */
        results->selected = next;
        next = hit_row(results, next, rows < 0 ? -1 : 1);
    } while (next != results->selected && (next > from ? next - from : from - next) <= all);
}

/* ---- the search */

static void
wait_for_search(struct reader *reader)
{
    struct timespec moment = {.tv_nsec = 1000000};
    while (library_search_progress(reader->results.search).running)
        nanosleep(&moment, NULL);
    results_collect(reader);
}

static void
stop_search(struct reader *reader)
{
    if (reader->results.search != NULL)
        library_search_stop(reader->results.search);
    library_pause(reader->library, false);
}

/* QUERY is taken. */
static void
start_search(struct reader *reader, struct search_query *query)
{
    struct reader_results *results = &reader->results;
    forget_rows(results);
    if (results->search == NULL)
        results->search = library_search_new(reader->wake_fd);
    library_pause(reader->library, true); /* one busy thread at a time: the search reads the same files */
    library_search_start(results->search, library_snapshot_new(reader->library), query, LIBRARY_SEARCH_LIMITS);
    tell_progress(reader);
    if (reader->patient)
        wait_for_search(reader);
}

static void
typed(struct reader *reader)
{
    struct search_fault fault = {0};
    struct reader_results *results = &reader->results;
    struct slice text = buffer_slice(&reader->prompt.text);
    struct search_options options = reader_search_options(&reader->options);
    struct search_query *query = search_query_new(text, &options, &fault);
    buffer_clear(&results->text);
    reader_clear_note(reader);
    if (query != NULL) {
        buffer_add_slice(&results->text, text);
        start_search(reader, query);
    } else {
        stop_search(reader);
        forget_rows(results);
        if (fault.reason != NULL && !fault.incomplete)
            search_tell_fault(reader, &fault);
    }
    free(fault.reason);
}

static void
cancelled(struct reader *reader)
{
    stop_search(reader);
    forget_rows(&reader->results);
    buffer_clear(&reader->results.text);
    spot_go(reader, &reader->results.before);
}

static void
accepted(struct reader *reader)
{
    if (reader->results.text.len > 0)
        return;
    cancelled(reader);
    search_refused(reader);
}

void
run_search_library(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    struct reader_results *results = &reader->results;
    if (reader->pane != PANE_RESULTS)
        results->before = spot_of(reader);
    stop_search(reader);
    forget_rows(results);
    buffer_clear(&results->text);
    reader->pane = PANE_RESULTS;
    reader->full_width = false;
    reader_open_prompt(reader, &library_use, &reader->search.history, slice_of(""));
}

void
run_results(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    if (reader->results.text.len == 0) {
        run_search_library(reader, 0, 0);
    } else if (reader->pane != PANE_RESULTS && !results_return(reader)) {
        /* the article that was opened from here is no place to go back to */
        reader->results.before = spot_of(reader);
        reader->pane = PANE_RESULTS;
    }
}

/* ---- to the articles and back */

static uint32_t
distance(const struct search_hit *a, const struct search_hit *b)
{
    return a->start_byte < b->start_byte ? b->start_byte - a->start_byte : a->start_byte - b->start_byte;
}

/* The hit of the issue's own search that is the selected one, or the nearest to it: the issue may have been mended since, and
   then the article's number is another. */
static void
go_to_hit(struct reader *reader, const struct search_hit *place)
{
    const struct search_hits *hits = &reader->search.hits;
    size_t nearest = 0;
    for (size_t i = 1; i < hits->count; i++)
        if (distance(&hits->at[i], place) < distance(&hits->at[nearest], place))
            nearest = i;
    if (hits->count > 0)
        search_go(reader, nearest);
}

void
results_open(struct reader *reader)
{
    struct reader_results *results = &reader->results;
    const struct reader_result *row = selected_row(reader);
    struct search_fault fault = {0};
    if (row == NULL)
        return;
    uint32_t id = row->batch->issues[row->issue].id;
    if (!library_has(reader->library, id)) {
        say_unreadable(reader, id);
        return;
    }
    if (id != reader->issue)
        select_issue(reader, id, false);
    if (reader_article(reader) == NULL)
        return; /* it cannot be read any more, which was said */
    reader->pane = PANE_ARTICLE;
    reader->search.narrow = false;
    search_set(reader, buffer_slice(&results->text), &fault);
    free(fault.reason);
    go_to_hit(reader, &row->batch->hits[row->hit].place);
    results->led = true;
}

bool
results_return(struct reader *reader)
{
    struct reader_results *results = &reader->results;
    if (!results->led || results->row_count == 0)
        return false;
    results->led = false;
    reader->pane = PANE_RESULTS;
    return true;
}

void
results_leave(struct reader *reader)
{
    stop_search(reader);
    spot_go(reader, &reader->results.before);
}

static bool
is_gone(const struct reader *reader)
{
    const struct reader_result *row = selected_row(reader);
    return !library_has(reader->library, row->batch->issues[row->issue].id);
}

/* On to a hit in an issue that is still there; back to BEFORE where there is none. */
static void
skip_gone(struct reader *reader, size_t before, int direction)
{
    struct reader_results *results = &reader->results;
    while (is_gone(reader)) {
        size_t at = results->selected;
        results_move(reader, direction);
        if (results->selected == at)
            results->selected = before;
        if (results->selected == before)
            return;
    }
}

bool
results_step(struct reader *reader, int direction, int count)
{
    struct reader_results *results = &reader->results;
    const struct reader_result *row = selected_row(reader);
    bool listed = reader->pane == PANE_RESULTS;
    /* who searches for something else meanwhile goes on in the issue */
    bool goes_on = results->led && row != NULL && row->batch->issues[row->issue].id == reader->issue &&
                   slice_equal(buffer_slice(&reader->search.text), buffer_slice(&results->text));
    if (row == NULL || (!listed && !goes_on))
        return listed;
    size_t before = results->selected;
    results_move(reader, (long)direction * (count > 0 ? count : 1));
    if (!listed)
        skip_gone(reader, before, direction);
    if (results->selected == before)
        reader_say(reader, "%s", direction > 0 ? _("This is the last hit.") : _("This is the first hit."));
    else if (!listed)
        results_open(reader);
    return true;
}

void
reader_add_results(struct buffer *out, const struct reader *reader)
{
    const struct reader_results *results = &reader->results;
    struct library_search_progress progress =
        results->search != NULL ? library_search_progress(results->search) : (struct library_search_progress){0};
    if (results->text.len == 0)
        return;
    buffer_printf(out, ngettext("%zu hit", "%zu hits", progress.hits), progress.hits);
    buffer_add_text(out, progress.more ? "+" : "");
    buffer_add_text(out, "\u3000");
    buffer_printf(out, ngettext("in %zu issue", "in %zu issues", progress.issues), progress.issues);
    if (progress.running) {
        buffer_add_text(out, "\u3000");
        buffer_printf(out, _("searching %zu/%zu"), progress.done, progress.total);
    }
    if (progress.unreadable > 0) {
        buffer_add_text(out, "\u3000");
        buffer_printf(out, ngettext("%zu cannot be read", "%zu cannot be read", progress.unreadable),
                      progress.unreadable);
    }
    if (progress.too_hard > 0)
        buffer_printf(out, "\u3000%s", search_too_hard());
}
