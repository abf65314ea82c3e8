/* What was found in the library, issue by issue, while a thread may still be looking: rows to be shown, and one of them
 * selected.
 */
#include "reader/state/state.h"

#include <stdlib.h>

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

/* Of the words around a hit its own beginning, in them, is kept. */
static void
add_candidate(struct reader *reader, const struct found_batch *batch, const struct found_hit *hit)
{
    struct issue_span mark = {hit->mark.start_byte - hit->around.start_byte, hit->mark.bytes};
    strip_add(reader, &hit->hit, found_text(batch, hit->around), mark);
}

static void
add_batch(struct reader *reader, struct found_batch *batch)
{
    struct reader_results *results = reader->results;
    results->batches =
        base_grow(results->batches, &results->batch_capacity, results->batch_count + 1, sizeof(struct found_batch *));
    results->batches[results->batch_count++] = batch;
    for (uint32_t i = 0; i < batch->hit_count; i++)
        add_candidate(reader, batch, &batch->hits[i]);
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
    results->opened = results->followed = false;
}

struct reader_results *
results_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_results));
}

void
results_free(struct reader_results *results)
{
    library_search_free(results->search);
    forget_rows(results);
    free(results->batches);
    free(results->rows);
    buffer_done(&results->text);
    buffer_done(&results->text_before);
    buffer_done(&results->text_whole);
    free(results);
}

void
reader_stop(struct reader *reader)
{
    library_search_free(reader->results->search);
    reader->results->search = NULL;
}

void
results_forget(struct reader *reader)
{
    forget_rows(reader->results);
    buffer_clear(&reader->results->text);
}

/* How many hits stand above ROW. */
static size_t
hits_before(const struct reader_results *results, size_t row)
{
    size_t hits = 0;
    for (size_t i = 0; i < row; i++)
        hits += results->rows[i].kind == RESULT_HIT;
    return hits;
}

/* Is the issue of the selected hit shown, and the same searched for in it? */
static bool
shows_issue(const struct reader *reader)
{
    const struct reader_results *results = reader->results;
    const struct reader_result *row = results_selected(reader);
    return row != NULL && row->batch->issues[row->issue].id == reader->at.issue &&
           slice_equal(buffer_slice(&reader->search->text), buffer_slice(&results->text));
}

bool
results_shown(const struct reader *reader)
{
    /* who searches for something else meanwhile goes on in the issue */
    return reader->results->opened && shows_issue(reader);
}

bool
reader_shows_result(const struct reader *reader)
{
    return reader->results->followed && shows_issue(reader) && reader_article(reader) != NULL;
}

struct reader_result_list
reader_results(const struct reader *reader)
{
    const struct reader_results *results = reader->results;
    return (struct reader_result_list){
        .query = buffer_slice(&results->text),
        .rows = results->rows,
        .count = results->row_count,
        .selected = results->selected,
        .top = results->top,
        .words = results->words,
        .hit = hits_before(results, results->selected) + 1,
        .opened = results_shown(reader),
        .progress =
            results->search != NULL ? library_search_progress(results->search) : (struct library_search_progress){0},
    };
}

const struct reader_result *
results_selected(const struct reader *reader)
{
    const struct reader_results *results = reader->results;
    return results->selected < results->row_count ? &results->rows[results->selected] : NULL;
}

/* ---- the selection */

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

bool
results_take(struct reader *reader)
{
    struct reader_results *results = reader->results;
    struct found_batch *batch = results->search != NULL ? library_search_take(results->search) : NULL;
    bool some = batch != NULL, first = results->row_count == 0;
    while (batch != NULL) {
        struct found_batch *next = found_batch_next(batch);
        batch->item.next = NULL; /* each is freed alone */
        if (results->text.len > 0)
            add_batch(reader, batch);
        else
            found_batch_free(batch); /* what a search that was given up found at its end */
        batch = next;
    }
    if (some)
        strip_settle(reader);
    if (some && first)
        results->selected = hit_row(results, 0, 1);
    return some;
}

void
results_keep_visible(struct reader *reader)
{
    struct reader_results *results = reader->results;
    int body = reader->rows - 2 - reader_candidate_rows(reader);
    size_t rows = (size_t)(body > 1 ? body : 1), selected = results->selected;
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
    struct reader_results *results = reader->results;
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
    struct reader_results *results = reader->results;
    size_t from = results->selected, all = (size_t)(rows < 0 ? -rows : rows);
    size_t next = hit_row(results, from, rows < 0 ? -1 : 1);
    do { /* one hit at least */
        results->selected = next;
        next = hit_row(results, next, rows < 0 ? -1 : 1);
    } while (next != results->selected && (next > from ? next - from : from - next) <= all);
}

/* The row of KIND that ROW is below; ROW where there is none. */
static size_t
row_above(const struct reader_results *results, size_t row, enum reader_result_kind kind)
{
    for (size_t i = row; i > 0; i--)
        if (results->rows[i - 1].kind == (uint8_t)kind)
            return i - 1;
    return row;
}

bool
results_move_to(struct reader *reader, enum reader_result_kind kind, int direction)
{
    struct reader_results *results = reader->results;
    size_t to = results->selected, before = to;
    if (to >= results->row_count)
        return false;
    if (direction < 0) {
        size_t own = row_above(results, to, kind);
        to = row_above(results, own, kind);
        if (to == own)
            return false;
    } else {
        while (to < results->row_count && results->rows[to].kind != (uint8_t)kind)
            to++;
        if (to == results->row_count)
            return false;
    }
    results->selected = hit_row(results, to, 1);
    return results->selected != before;
}

static uint32_t
month_of(const struct reader_result *row)
{
    return row->batch->issues[row->issue].date / 100;
}

bool
results_move_by_month(struct reader *reader, int direction)
{
    struct reader_results *results = reader->results;
    size_t at = results->selected, count = results->row_count;
    if (at >= count)
        return false;
    uint32_t month = month_of(&results->rows[at]);
    while (at < count && month_of(&results->rows[at]) == month)
        at += direction > 0 ? 1 : SIZE_MAX; /* below 0 is far above the last */
    if (at >= count)
        return false;
    /* upwards to the first one of that month, too */
    month = month_of(&results->rows[at]);
    while (direction < 0 && at > 0 && month_of(&results->rows[at - 1]) == month)
        at--;
    results->selected = hit_row(results, at > 0 ? at - 1 : 0, 1);
    return true;
}
