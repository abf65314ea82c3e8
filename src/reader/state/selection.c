/* Which issue and which article is selected; both lists move here. */
#include "reader/state/state.h"

void
select_article(struct reader *reader, uint32_t article)
{
    reader->at.article = article;
    reader->at.text_top = (struct layout_place){0, 0};
    if (reader->at.pane == PANE_ARTICLE)
        reading_place_restore(reader);
    source_cursor_to_article(reader);
}

void
select_issue(struct reader *reader, uint32_t issue, bool last_article)
{
    reader->at.list_top = 0;
    reader->issues->search = 0;
    reader_forget(reader);
    show_issue(reader, issue);
    const struct issue *shown = reader->shown;
    bool some = shown != NULL && shown->article_count > 0;
    select_article(reader, some && last_article ? (uint32_t)shown->article_count - 1 : 0);
    if (reader->search->narrow) {
        search_refresh(reader);
        select_listed(reader, last_article ? -1 : 1);
    }
    if (shown == NULL)
        say_unreadable(reader, issue);
    else if (shown->torn)
        reader_say(reader, _("The file is cut off or damaged: not all of it could be unpacked."));
    else if (shown->repaired > 0)
        reader_say(reader,
                   ngettext("%zu place cannot be read and shows as �.", "%zu places cannot be read and show as �.",
                            shown->repaired),
                   shown->repaired);
    else if (shown->lacks != NULL)
        reader_say(reader, _("%s is not installed: the markup of this issue is shown as it is."), shown->lacks);
    else if (shown->tangled_count > 0)
        reader_say(reader,
                   ngettext("%zu line alternates with others in an order that is not clear: nothing is joined there.",
                            "%zu lines alternate in an order that is not clear: nothing is joined there.",
                            shown->tangled_count),
                   shown->tangled_count);
}

/* VALUE moved by STEPS, held between 0 and LAST. */
static size_t
moved(size_t value, long steps, size_t last)
{
    if (steps < 0 && (size_t)-steps > value)
        return 0;
    size_t to = value + (size_t)steps;
    return to < last ? to : last;
}

/* A list that is narrowed is walked, one that is whole is reckoned. */
static void
select_article_moved(struct reader *reader, const struct issue *issue, long steps)
{
    uint32_t to = reader->at.article, before = to;
    if (!reader->search->narrow)
        to = (uint32_t)moved(to, steps, issue->article_count - 1);
    for (long i = steps < 0 ? -steps : steps; reader->search->narrow && i > 0; i--) {
        uint32_t next = reader_next_listed(reader, to, steps < 0 ? -1 : 1);
        if (next == to)
            break;
        to = next;
    }
    if (to != before)
        select_article(reader, to);
}

/* By editions, of those in the list where that has the keys. False: it is the last one, or the first, already. */
static bool
select_edition_moved(struct reader *reader, long steps)
{
    const struct days *days = reader->at.pane == PANE_ISSUES ? issues_listed(reader) : issues_days(reader);
    size_t from = days_find(days, issue_position(reader)), count = days_count(days);
    if (count == 0)
        return false;
    size_t to = from < count ? moved(from, steps, count - 1) : 0;
    if (to != from)
        select_issue(reader, library_at(reader->library, days_edition(days, to).first), false);
    return to != from;
}

void
select_listed(struct reader *reader, int direction)
{
    const struct issue *issue = reader->shown;
    if (issue == NULL || issue->article_count == 0 || listed_by_search(reader, reader->at.article))
        return;
    uint32_t next = reader_next_listed(reader, reader->at.article, direction);
    if (next == reader->at.article)
        next = reader_next_listed(reader, reader->at.article, -direction);
    if (next != reader->at.article)
        select_article(reader, next);
}

void
select_articles_moved(struct reader *reader, long steps)
{
    const struct issue *issue = reader->shown;
    if (issue != NULL && issue->article_count > 0)
        select_article_moved(reader, issue, steps);
}

void
select_next_issue(struct reader *reader, long steps)
{
    if (!select_edition_moved(reader, steps))
        reader_say(reader, "%s", steps > 0 ? _("This is the last issue.") : _("This is the first issue."));
}

/* ---- by what an article is */

bool
select_next_uncertain(struct reader *reader, int direction)
{
    uint32_t articles = reader->shown != NULL ? (uint32_t)reader->shown->article_count : 0, at = reader->at.article;
    do
        at = direction > 0 ? at + 1 : at - 1; /* below 0 is far above the last */
    while (at < articles && !reader_is_uncertain(reader, at));
    if (at < articles)
        select_article(reader, at);
    else
        reader_say(reader, "%s",
                   direction > 0 ? _("No more doubtful headlines in this issue.")
                                 : _("No doubtful headline before this one."));
    return at < articles;
}

/* ---- the windows of the lists follow it */

uint32_t
list_last_top(const struct reader *reader, const struct reader_geometry *geometry)
{
    uint32_t end = (uint32_t)reader->shown->article_count - 1;
    if (!reader_is_listed(reader, end))
        end = reader_next_listed(reader, end, -1);
    return headline_list_top(reader, geometry, end);
}

void
list_keep_visible(struct reader *reader, const struct reader_geometry *geometry)
{
    const struct issue *issue = reader->shown;
    if (reader_shows_front(reader))
        return; /* its page is the one with the selection */
    if (issue == NULL || issue->article_count == 0 || geometry->list_cols == 0)
        return;
    uint32_t top = headline_list_top(reader, geometry, reader->at.article);
    if (reader->at.article < reader->at.list_top)
        reader->at.list_top = reader->at.article;
    if (reader->at.list_top < top)
        reader->at.list_top = top;
    /* a taller window shows more above rather than blanks below */
    uint32_t last = list_last_top(reader, geometry);
    if (reader->at.list_top > last)
        reader->at.list_top = last;
}
