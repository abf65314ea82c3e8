/* What was found in the library, while a thread may still be looking: rows to be shown, and one of them selected. Their order is
 * that of result_rows.c.
 */
#include "reader/state/state.h"

#include <stdlib.h>

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
}

static void
forget_rows(struct reader_results *results)
{
    for (size_t i = 0; i < results->batch_count; i++)
        found_batch_free(results->batches[i]);
    results->batch_count = results->row_count = 0;
    results->hit_count = results->issue_count = results->chance_count = 0;
    results->selected = results->top = results->timeline_row = 0;
    results->wanted.issue = 0;
    results->opened = results->followed = results->chance_wanted = results->chance_shown = false;
    results->complete = results->seen = false;
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
results_stop(struct reader *reader)
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

/* Which of the hits ROW is, from 1; 0: none. */
static size_t
hit_number(const struct reader_results *results, size_t row)
{
    size_t hits = 0;
    if (row >= results->row_count || results->rows[row].kind != RESULT_HIT)
        return 0;
    for (size_t i = 0; i <= row; i++)
        hits += results->rows[i].kind == RESULT_HIT;
    return hits;
}

/* Is the issue of the selected hit shown, and the same searched for in it? */
static bool
shows_issue(const struct reader *reader)
{
    const struct reader_results *results = reader->results;
    const struct reader_result *row = results_selected(reader);
    return row != NULL && reader_result_issue(row)->id == reader->at.issue &&
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

static bool
is_running(const struct reader_results *results)
{
    return results->search != NULL && library_search_progress(results->search).running;
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
        .hit = hit_number(results, results->selected),
        .hits = results->hit_count,
        .issues = results->issue_count,
        .chance = results->chance_shown ? 0 : results->chance_count,
        .on_timeline = results_on_timeline(results),
        .opened = results_shown(reader),
        .progress =
            results->search != NULL ? library_search_progress(results->search) : (struct library_search_progress){0},
    };
}

const struct reader_result *
results_selected(const struct reader *reader)
{
    const struct reader_results *results = reader->results;
    bool hit = results->selected < results->row_count && results->rows[results->selected].kind == RESULT_HIT;
    return hit ? &results->rows[results->selected] : NULL;
}

bool
results_chance_selected(const struct reader *reader)
{
    const struct reader_results *results = reader->results;
    return results->selected < results->row_count && results->rows[results->selected].kind == RESULT_CHANCE;
}

/* ---- the selection */

/* The row of those that are folded away can be opened, and so selected. */
static bool
is_choice(const struct reader_results *results, size_t row)
{
    uint8_t kind = results->rows[row].kind;
    return kind == RESULT_HIT || (kind == RESULT_CHANCE && !results->chance_shown);
}

/* The next row after FROM, or before it, that can be selected; FROM when there is none. */
static size_t
next_choice(const struct reader_results *results, size_t from, int direction)
{
    for (size_t i = from; direction > 0 ? i + 1 < results->row_count : i > 0;) {
        i += direction > 0 ? 1 : SIZE_MAX;
        if (is_choice(results, i))
            return i;
    }
    return from;
}

/* The same, of hits only. */
static size_t
hit_row(const struct reader_results *results, size_t from, int direction)
{
    size_t row = next_choice(results, from, direction);
    return results->rows[row].kind == RESULT_HIT ? row : from;
}

/* The row of what BEFORE was, or the first that can be selected. */
static size_t
row_again(const struct reader_results *results, const struct reader_result *before)
{
    for (size_t i = 0; before != NULL && i < results->row_count; i++)
        if (results->rows[i].kind == before->kind && results->rows[i].batch == before->batch &&
            results->rows[i].hit == before->hit)
            return i;
    return results->row_count > 0 && !is_choice(results, 0) ? next_choice(results, 0, 1) : 0;
}

struct result_key
results_key(const struct reader *reader)
{
    const struct reader_results *results = reader->results;
    const struct reader_result *row = results_selected(reader);
    if (row == NULL)
        return (struct result_key){.issue = 0};
    return (struct result_key){
        .issue = reader_result_issue(row)->id,
        .start_byte = row->batch->hits[row->hit].hit.start_byte,
        .below = results->selected > results->top ? (uint32_t)(results->selected - results->top) : 0,
    };
}

/* Where the wanted hit has a row, it is selected; false: it is wanted still, or none is. */
static bool
select_wanted(struct reader_results *results)
{
    const struct result_key *wanted = &results->wanted;
    for (size_t i = 0; wanted->issue != 0 && i < results->row_count; i++) {
        const struct reader_result *row = &results->rows[i];
        if (row->kind != RESULT_HIT || reader_result_issue(row)->id != wanted->issue ||
            row->batch->hits[row->hit].hit.start_byte != wanted->start_byte)
            continue;
        results->selected = i;
        results->top = i > wanted->below ? i - wanted->below : 0;
        results->wanted.issue = 0;
        return true;
    }
    return false;
}

bool
results_want(struct reader *reader, struct result_key wanted)
{
    reader->results->wanted = wanted;
    return select_wanted(reader->results);
}

/* Who has not gone on from the first hit stays with the first one, whichever it is; others with theirs, and it stands where it
   stood on the screen. */
void
results_arrange(struct reader *reader)
{
    struct reader_results *results = reader->results;
    struct reader_result before;
    size_t selected = results->selected, top = results->top;
    bool stays = selected < results->row_count && (results->opened || selected != row_again(results, NULL));
    if (stays)
        before = results->rows[selected];
    result_rows_make(results, reader->options.result_sort, is_running(results));
    results->selected = row_again(results, stays ? &before : NULL);
    if (stays)
        results->top = top + results->selected > selected ? top + results->selected - selected : 0;
    if (!select_wanted(results) && !is_running(results))
        results->wanted.issue = 0;
}

bool
results_show_chance(struct reader *reader, bool shown)
{
    struct reader_results *results = reader->results;
    bool opens = shown && results_chance_selected(reader);
    if (results->chance_count == 0)
        return false;
    results->chance_wanted = shown;
    results_arrange(reader);
    if (opens && results->selected < results->row_count)
        results->selected = next_choice(results, results->selected, 1);
    return true;
}

/* What is all chance is known to be so at the end only. */
static bool
is_all_chance(const struct reader_results *results)
{
    return results->hit_count == 0 && results->chance_count > 0 && !is_running(results);
}

bool
results_take(struct reader *reader)
{
    struct reader_results *results = reader->results;
    struct found_batch *batch = results->search != NULL ? library_search_take(results->search) : NULL;
    bool some = batch != NULL;
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
    some |= is_all_chance(results);
    if (some)
        results_arrange(reader);
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
    /* with its headline, where that is right above it */
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

/* STEPS on by NEXT. */
static void
move(struct reader_results *results, long steps, size_t (*next)(const struct reader_results *, size_t, int))
{
    results->wanted.issue = 0; /* who goes elsewhere is not to be taken back */
    for (long i = steps < 0 ? -steps : steps; i > 0 && results->row_count > 0; i--) {
        size_t to = next(results, results->selected, steps < 0 ? -1 : 1);
        if (to == results->selected)
            break;
        results->selected = to;
    }
}

bool
results_on_timeline(const struct reader_results *results)
{
    return results->row_count > 0 && results->timeline_row == results->selected + 1;
}

void
results_move(struct reader *reader, long steps)
{
    move(reader->results, steps, next_choice);
}

void
results_step(struct reader *reader, long steps)
{
    move(reader->results, steps, hit_row);
}

void
results_move_rows(struct reader *reader, long rows)
{
    struct reader_results *results = reader->results;
    size_t from = results->selected, all = (size_t)(rows < 0 ? -rows : rows);
    size_t next = next_choice(results, from, rows < 0 ? -1 : 1);
    do { /* one hit at least */
        results->selected = next;
        next = next_choice(results, next, rows < 0 ? -1 : 1);
    } while (next != results->selected && (next > from ? next - from : from - next) <= all);
}

/* Do the rows A and B belong together: to an article, or to an ISSUE? */
static bool
is_together(const struct reader_results *results, size_t a, size_t b, bool issue)
{
    const struct reader_result *left = &results->rows[a], *right = &results->rows[b];
    return left->kind != RESULT_CHANCE && right->kind != RESULT_CHANCE && left->batch == right->batch &&
           left->issue == right->issue && (issue || left->article == right->article);
}

/* The first row of what ROW belongs to. */
static size_t
first_row(const struct reader_results *results, size_t row, bool issue)
{
    while (row > 0 && is_together(results, row - 1, row, issue))
        row--;
    return row;
}

bool
results_move_to(struct reader *reader, bool issue, int direction)
{
    struct reader_results *results = reader->results;
    size_t to = results->selected, before = to;
    if (to >= results->row_count)
        return false;
    if (direction < 0) {
        to = first_row(results, to, issue);
        if (to > 0 && results->rows[to - 1].kind == RESULT_CHANCE)
            to--;
        if (to == 0)
            return false;
        to = first_row(results, to - 1, issue);
    } else {
        while (to < results->row_count && is_together(results, before, to, issue))
            to++;
        if (to >= results->row_count)
            return false;
    }
    results->selected = is_choice(results, to) ? to : next_choice(results, to, 1);
    return results->selected != before;
}

static uint32_t
month_of(const struct reader_result *row)
{
    return row->batch != NULL ? reader_result_issue(row)->date / 100 : 0;
}

bool
results_move_by_month(struct reader *reader, int direction)
{
    struct reader_results *results = reader->results;
    size_t at = results->selected, count = results->row_count;
    bool chooses = results_on_timeline(results);
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
    results->selected = is_choice(results, at) ? at : next_choice(results, at, 1);
    results->timeline_row = chooses ? results->selected + 1 : 0;
    return true;
}
