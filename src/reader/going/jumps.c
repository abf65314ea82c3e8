/* The places that jumps began at: back, forward again, and between the last two.
 *
 * Which commands may jump is said by their rows. Places are of issues by their ids, and in an article of a paragraph and a
 * character, so they outlive a change of the width, of the order, and the removal of other issues. With a place comes what was
 * searched for there; who goes back to one where nothing was, keeps the search of now.
 */
#include "reader/going/going.h"

#include <stdlib.h>

struct reader_jumps *
jumps_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_jumps));
}

void
jumps_free(struct reader_jumps *jumps)
{
    for (size_t i = 0; i < jumps->text_count; i++)
        free(jumps->texts[i]);
    free(jumps->texts);
    free(jumps);
}

/* ---- what was searched for */

/* The number of TEXT, which is kept; mostly it is the last one. */
static uint32_t
text_number(struct reader_jumps *jumps, struct slice text)
{
    if (text.len == 0)
        return 0;
    for (size_t i = jumps->text_count; i > 0; i--)
        if (slice_equal(text, slice_of(jumps->texts[i - 1])))
            return (uint32_t)i;
    jumps->texts = base_grow(jumps->texts, &jumps->text_capacity, jumps->text_count + 1, sizeof *jumps->texts);
    jumps->texts[jumps->text_count++] = base_strndup(text.at, text.len);
    return (uint32_t)jumps->text_count;
}

static struct slice
text_of(const struct reader_jumps *jumps, uint32_t number)
{
    return slice_of(number > 0 ? jumps->texts[number - 1] : "");
}

static void
take_search(struct jump *jump, const struct reader *reader)
{
    const struct reader_search *search = reader->search;
    const struct reader_results *results = reader->results;
    const struct search_hit *hit = reader->at.pane != PANE_DOCUMENT ? reader_hit(reader) : NULL;
    bool found = search->query != NULL && search->fresh && search->hits.count > 0;
    jump->search = found ? text_number(reader->jumps, buffer_slice(&search->text)) : 0;
    jump->hit_byte = hit != NULL ? hit->start_byte : UINT32_MAX;
    if (jump->place.pane != PANE_RESULTS && !results_shown(reader))
        return;
    jump->found = text_number(reader->jumps, buffer_slice(&results->text));
    jump->result = results_key(reader);
}

static struct jump
jump_here(const struct reader *reader)
{
    const struct issue_article *article = reader_article(reader);
    struct jump jump = {.place = place_now(reader), .line = article != NULL ? article->first_line : ISSUE_NO_LINE};
    take_search(&jump, reader);
    return jump;
}

static bool
same_article(const struct reader_place *a, const struct reader_place *b)
{
    return a->issue == b->issue && a->article == b->article && (a->pane == PANE_RESULTS) == (b->pane == PANE_RESULTS);
}

/* Nothing that was searched for is the same as anything. */
static bool
same_search(const struct jump *a, const struct jump *b)
{
    if (a->place.pane == PANE_RESULTS)
        return a->found == b->found;
    return a->search == b->search || a->search == 0 || b->search == 0;
}

static bool
same_place(const struct jump *a, const struct jump *b)
{
    return same_article(&a->place, &b->place) && place_equal(&a->place, &b->place) && same_search(a, b) &&
           a->picks == b->picks;
}

/* JUMP is where one began; what was ahead is forgotten, as another way was taken. */
static void
push(struct reader_jumps *jumps, const struct jump *jump)
{
    jumps->last = *jump;
    jumps->count = jumps->now;
    if (jumps->count > 0 && same_place(&jumps->at[jumps->count - 1], jump))
        return;
    if (jumps->count == JUMPS_MAX)
        memmove(jumps->at, jumps->at + 1, --jumps->count * sizeof *jumps->at);
    jumps->at[jumps->count++] = *jump;
    jumps->now = jumps->count;
}

void
jumps_begin(struct reader *reader, unsigned traits)
{
    struct reader_jumps *jumps = reader->jumps;
    jumps->before.place.issue = jumps->picked.place.issue = 0;
    jumps->inside = (traits & COMMAND_JUMPS) != 0;
    /* in the list of issues the next one is but the next row */
    if (traits & COMMAND_JUMPS ||
        (traits & COMMAND_LEAVES && reader->at.pane != PANE_ISSUES && reader->at.pane != PANE_CALENDAR))
        jumps->before = jump_here(reader);
}

/* Where a prompt was left, nothing was searched for that had not been before, and nothing was picked. */
static bool
is_left(const struct jump *before, const struct jump *now, bool stays)
{
    return stays && before->search == now->search && before->found == now->found;
}

void
jumps_end(struct reader *reader)
{
    struct reader_jumps *jumps = reader->jumps;
    struct jump now = jump_here(reader), *before = &jumps->before;
    bool jumped = before->place.issue != 0, picked = jumps->picked.place.issue != 0;
    bool stays = jumps->inside ? same_place(before, &now) : same_article(&before->place, &now.place);
    if (jumped && !stays)
        push(jumps, before);
    if (jumped && picked && !is_left(before, &now, stays))
        push(jumps, &jumps->picked);
    jumps->before.place.issue = jumps->picked.place.issue = 0;
    if (reader->at.pane == PANE_ARTICLE)
        jumps->reading = now;
}

void
jumps_opened(struct reader *reader)
{
    struct reader_jumps *jumps = reader->jumps;
    struct jump now = jump_here(reader);
    if (jumps->reading.place.issue == 0 || same_article(&jumps->reading.place, &now.place))
        return;
    push(jumps, &jumps->reading);
    jumps->before.place.issue = 0;
}

void
jumps_picked(struct reader *reader)
{
    reader->jumps->picked = jump_here(reader);
    reader->jumps->picked.picks = true;
}

/* ---- going */

/* To where TO has its article, of an issue that may have been mended since. */
static void
go_to_place(struct reader *reader, struct jump *to)
{
    place_go(reader, &to->place);
    const struct issue *issue = reader->shown;
    if (reader->at.issue != to->place.issue || issue == NULL || issue->article_count == 0 ||
        to->line >= issue->line_count)
        return;
    uint32_t article = article_of_line(issue, to->line);
    if (article == reader->at.article)
        return;
    to->place.article = article;
    place_go(reader, &to->place);
}

/* What was found in the library may be forgotten since: then it is searched for again. */
static void
go_to_results(struct reader *reader, const struct jump *to)
{
    struct slice text = text_of(reader->jumps, to->found);
    if (to->picks) {
        results_open_prompt(reader, false);
        prompt_line_insert(reader, text);
    } else if (!slice_equal(text, buffer_slice(&reader->results->text))) {
        search_library_for(reader, text);
    }
    results_want(reader, to->result);
}

/* The search of then, and the hit that it stood at. */
static void
search_again(struct reader *reader, const struct jump *to)
{
    struct reader_search *search = reader->search;
    struct search_fault fault = {0};
    struct slice text = text_of(reader->jumps, to->search);
    if (to->search == 0)
        return;
    if (search->query == NULL || !slice_equal(text, buffer_slice(&search->text)))
        search_set(reader, text, &fault);
    free(fault.reason);
    search_refresh(reader);
    search->hit = SIZE_MAX;
    for (size_t i = 0; i < search->hits.count && search->hit == SIZE_MAX; i++)
        if (search->hits.at[i].start_byte == to->hit_byte)
            search->hit = i;
    search->hit_place = place_now(reader);
}

static void
go_to_article(struct reader *reader, const struct jump *to)
{
    struct slice found = text_of(reader->jumps, to->found);
    if (to->picks) {
        search_open_prompt(reader);
        prompt_line_insert(reader, text_of(reader->jumps, to->search));
        return;
    }
    search_again(reader, to);
    /* opened from results that are still there, it goes on to those */
    if (to->found > 0 && slice_equal(found, buffer_slice(&reader->results->text)))
        reader->results->opened = results_want(reader, to->result);
}

static void
go(struct reader *reader, struct jump to)
{
    reader->results->opened = false;
    if (to.place.pane == PANE_RESULTS && to.found == 0)
        to.place.pane = PANE_LIST;
    go_to_place(reader, &to);
    if (to.place.pane == PANE_RESULTS)
        go_to_results(reader, &to);
    else if (reader->at.issue == to.place.issue)
        go_to_article(reader, &to);
}

bool
jumps_step(struct reader *reader, int direction)
{
    struct reader_jumps *jumps = reader->jumps;
    struct jump here = jump_here(reader);
    if (reader->prompt.use != NULL)
        return false; /* the step before this one led into it */
    while (direction < 0 && jumps->now > 0 && same_place(&jumps->at[jumps->now - 1], &here))
        jumps->now--;
    if (direction < 0 ? jumps->now == 0 : jumps->now + 1 >= jumps->count) {
        reader_say(reader, "%s", direction < 0 ? _("No jump to go back from.") : _("No jump to do again."));
        return false;
    }
    jumps->at[jumps->now] = jumps->last = here;
    if (jumps->now == jumps->count)
        jumps->count++;
    jumps->now += direction < 0 ? SIZE_MAX : 1;
    go(reader, jumps->at[jumps->now]);
    return true;
}

void
jumps_swap(struct reader *reader)
{
    struct reader_jumps *jumps = reader->jumps;
    struct jump to = jumps->last, here = jump_here(reader);
    if (to.place.issue == 0) {
        reader_say(reader, "%s", _("No jump to go back from."));
        return;
    }
    push(jumps, &here);
    go(reader, to);
}

void
jumps_sift(struct reader *reader)
{
    struct reader_jumps *jumps = reader->jumps;
    size_t count = 0, now = 0;
    for (size_t i = 0; i < jumps->count; i++) {
        now = i == jumps->now ? count : now;
        if (library_has(reader->library, jumps->at[i].place.issue))
            jumps->at[count++] = jumps->at[i];
    }
    jumps->now = jumps->now >= jumps->count ? count : now;
    jumps->count = count;
    if (!library_has(reader->library, jumps->last.place.issue))
        jumps->last.place.issue = 0;
    if (!library_has(reader->library, jumps->reading.place.issue))
        jumps->reading.place.issue = 0;
}
