/* What else was reported of the story that an article tells: a search of the library, whose query names the article, and steps
 * from one report to the next.
 */
#include "reader/finding/finding.h"

#include "kanbao/search_story.h"

bool
story_show(struct reader *reader)
{
    const struct issue_article *article = reader_article(reader);
    struct buffer query = {0};
    if (article == NULL || reader->shown->preview)
        return false;
    /* that of the hit which is the article as a whole */
    struct result_key own = {.issue = reader->at.issue, .start_byte = issue_article_byte(reader->shown, article)};
    reader->results->story_steps = 0;
    buffer_add_text(&query, "story:");
    stories_add_name(&query, reader->library, reader->shown, article);
    search_library_for(reader, buffer_slice(&query));
    results_want(reader, own);
    buffer_done(&query);
    return true;
}

/* ---- from report to report */

/* A report's place in time: the day, then the order in which the day's are read. */
struct moment {
    uint32_t date;
    size_t behind; /* in the library */
    uint32_t article;
};

static struct moment
moment_of(const struct reader *reader, const struct reader_result *row)
{
    const struct found_issue *issue = reader_result_issue(row);
    size_t position = library_position(reader->library, issue->id);
    return (struct moment){issue->date, SIZE_MAX - position, row->batch->articles[row->article].number};
}

static int
compare(struct moment one, struct moment two)
{
    if (one.date != two.date)
        return one.date < two.date ? -1 : 1;
    if (one.behind != two.behind)
        return one.behind < two.behind ? -1 : 1;
    return (one.article > two.article) - (one.article < two.article);
}

/* The row of the report that comes next in DIRECTION after the selected one; SIZE_MAX: there is none. */
static size_t
next_report(const struct reader *reader, int direction)
{
    const struct reader_results *results = reader->results;
    const struct reader_result *selected = results_selected(reader);
    size_t best = SIZE_MAX;
    if (selected == NULL)
        return SIZE_MAX;
    struct moment now = moment_of(reader, selected), then = now;
    for (size_t i = 0; i < results->row_count; i++) {
        if (results->rows[i].kind != RESULT_HIT)
            continue;
        struct moment moment = moment_of(reader, &results->rows[i]);
        if (compare(moment, now) * direction > 0 && (best == SIZE_MAX || compare(moment, then) * direction < 0)) {
            best = i;
            then = moment;
        }
    }
    return best;
}

static void
say_place(struct reader *reader)
{
    struct reader_result_list list = reader_results(reader);
    struct buffer date = {0};
    reader_add_date(&date, library_date(reader->library, reader->at.issue), true);
    reader_say(reader, _("report %zu of %zu of this story\u3000%s"), list.hit, list.hits, date.len > 0 ? date.at : "");
    buffer_done(&date);
}

static void
go_on(struct reader *reader, int steps)
{
    int direction = steps > 0 ? 1 : -1;
    size_t next = next_report(reader, direction);
    bool ends = next == SIZE_MAX;
    for (; steps != 0 && next != SIZE_MAX; steps -= direction, next = next_report(reader, direction))
        reader->results->selected = next;
    results_open(reader);
    if (ends)
        reader_say(reader, "%s",
                   direction > 0 ? _("No later report of this story.") : _("No earlier report of this story."));
    else
        say_place(reader);
}

/* Is the article that is shown one of those that were found of its story, or of that of another? */
static bool
is_among_reports(const struct reader *reader)
{
    struct slice text = buffer_slice(&reader->results->text), name = slice_of("story:");
    return results_shown(reader) && text.len > name.len && memcmp(text.at, name.at, name.len) == 0 &&
           !library_search_progress(reader->results->search).running;
}

/* Was the article that is shown gone on from, and is the search for its reports not over? */
static bool
is_waiting(const struct reader *reader)
{
    const struct reader_results *results = reader->results;
    return results->story_steps != 0 && results->story_issue == reader->at.issue &&
           results->story_article == reader->at.article;
}

bool
story_step(struct reader *reader, int direction)
{
    enum reader_pane pane = reader->at.pane;
    struct reader_results *results = reader->results;
    if (is_among_reports(reader)) {
        go_on(reader, direction);
    } else if (is_waiting(reader)) {
        results->story_steps += direction;
    } else {
        if (!story_show(reader))
            return false;
        reader->at.pane = pane; /* the article stays until another is known */
        results->story_issue = reader->at.issue;
        results->story_article = reader->at.article;
        results->story_steps = direction;
        reader_say(reader, "%s", _("Looking for the other reports of this story"));
    }
    return true;
}

void
story_found(struct reader *reader)
{
    struct reader_results *results = reader->results;
    int steps = results->story_steps;
    if (steps == 0 || (is_waiting(reader) && library_search_progress(results->search).running))
        return;
    bool goes = is_waiting(reader) && results_selected(reader) != NULL;
    results->story_steps = 0;
    if (goes)
        go_on(reader, steps);
}
