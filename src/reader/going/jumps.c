/* The places that jumps began at: back, forward again, and between the last two.
 *
 * Which commands may jump is said by their rows. Places are of issues by their ids, and in an article of a paragraph and a
 * character, so they outlive a change of the width, of the order, and the removal of other issues.
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
    free(jumps);
}

static struct jump
jump_here(const struct reader *reader)
{
    const struct issue_article *article = reader_article(reader);
    return (struct jump){place_now(reader), article != NULL ? article->first_line : ISSUE_NO_LINE};
}

static bool
same_article(const struct reader_place *a, const struct reader_place *b)
{
    return a->issue == b->issue && a->article == b->article && (a->pane == PANE_RESULTS) == (b->pane == PANE_RESULTS);
}

static bool
same_place(const struct jump *a, const struct jump *b)
{
    return same_article(&a->place, &b->place) && place_equal(&a->place, &b->place);
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
    jumps->before.place.issue = 0;
    jumps->inside = (traits & COMMAND_JUMPS) != 0;
    /* in the list of issues the next one is but the next row */
    if (traits & COMMAND_JUMPS ||
        (traits & COMMAND_LEAVES && reader->at.pane != PANE_ISSUES && reader->at.pane != PANE_CALENDAR))
        jumps->before = jump_here(reader);
}

void
jumps_end(struct reader *reader)
{
    struct reader_jumps *jumps = reader->jumps;
    struct jump now = jump_here(reader);
    bool stays = jumps->inside ? same_place(&jumps->before, &now) : same_article(&jumps->before.place, &now.place);
    if (jumps->before.place.issue != 0 && !stays)
        push(jumps, &jumps->before);
    jumps->before.place.issue = 0;
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

/* What was found in the library may be forgotten since, and the issue mended. */
static void
go(struct reader *reader, struct jump to)
{
    reader->results->opened = false;
    if (to.place.pane == PANE_RESULTS && reader->results->row_count == 0)
        to.place.pane = PANE_LIST;
    place_go(reader, &to.place);
    const struct issue *issue = reader->shown;
    if (reader->at.issue != to.place.issue || issue == NULL || issue->article_count == 0 ||
        to.line >= issue->line_count)
        return;
    uint32_t article = article_of_line(issue, to.line);
    if (article == reader->at.article)
        return;
    to.place.article = article;
    place_go(reader, &to.place);
}

bool
jumps_step(struct reader *reader, int direction)
{
    struct reader_jumps *jumps = reader->jumps;
    struct jump here = jump_here(reader);
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
