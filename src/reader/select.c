/* Which issue and which article is selected; both lists move here. */
#include "reader/parts.h"
#include "reader/read_marks.h"

#include <limits.h>

void
select_article(struct reader *reader, uint32_t article)
{
    reader->article = article;
    reader->place = (struct layout_place){0, 0};
    source_follow(reader);
}

size_t
issue_position(const struct reader *reader)
{
    size_t position = library_position(reader->library, reader->issue);
    return position != SIZE_MAX ? position : 0;
}

void
select_issue(struct reader *reader, uint32_t issue, bool last_article)
{
    reader_forget(reader);
    library_close(reader->library, reader->issue);
    reader->issue = issue;
    reader->list_top = 0;
    const struct issue *shown = reader->shown = library_open(reader->library, issue);
    bool some = shown != NULL && shown->article_count > 0;
    select_article(reader, some && last_article ? (uint32_t)shown->article_count - 1 : 0);
    if (reader->search.narrow) {
        search_refresh(reader);
        listed_select(reader, last_article ? -1 : 1);
    }
    if (shown == NULL)
        say_unreadable(reader, issue);
    else if (shown->repaired > 0)
        reader_say(reader,
                   ngettext("%zu place is not UTF-8 and shows as �.", "%zu places are not UTF-8 and show as �.",
                            shown->repaired),
                   shown->repaired);
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
    uint32_t to = reader->article, before = to;
    if (!reader->search.narrow)
        to = (uint32_t)moved(to, steps, issue->article_count - 1);
    for (long i = steps < 0 ? -steps : steps; reader->search.narrow && i > 0; i--) {
        uint32_t next = listed_next(reader, to, steps < 0 ? -1 : 1);
        if (next == to)
            break;
        to = next;
    }
    if (to != before)
        select_article(reader, to);
}

/* False: it is the last one, or the first, already. */
static bool
select_issue_moved(struct reader *reader, long steps)
{
    size_t from = issue_position(reader), count = library_count(reader->library);
    size_t to = count > 0 ? moved(from, steps, count - 1) : from;
    if (to != from)
        select_issue(reader, library_at(reader->library, to), false);
    return to != from;
}

static void
move_selection(struct reader *reader, long steps)
{
    if (reader->pane == PANE_RESULTS) {
        results_move(reader, steps);
        return;
    }
    if (reader->pane == PANE_ISSUES) {
        select_issue_moved(reader, steps);
        return;
    }
    const struct issue *issue = reader_issue(reader);
    if (issue == NULL || issue->article_count == 0)
        return;
    select_article_moved(reader, issue, steps);
}

void
run_select(struct reader *reader, int direction, int count)
{
    move_selection(reader, (long)direction * (count > 0 ? count : 1));
}

void
run_select_page(struct reader *reader, int direction, int count)
{
    struct reader_geometry geometry = reader_geometry(reader);
    int rows = geometry.body_rows > 2 ? geometry.body_rows - 1 : 1;
    if (reader->pane == PANE_LIST)
        rows = (rows + 1) / 2; /* headlines take up to two rows */
    long steps = (long)direction * rows * (count > 0 ? count : 1);
    if (reader->pane == PANE_RESULTS)
        results_move_rows(reader, steps);
    else
        move_selection(reader, steps);
}

void
run_select_edge(struct reader *reader, int direction, int count)
{
    /* 12G is the twelfth */
    if (count > 0) {
        move_selection(reader, LONG_MIN / 2);
        move_selection(reader, count - 1);
    } else {
        move_selection(reader, direction < 0 ? LONG_MIN / 2 : LONG_MAX / 2);
    }
}

/* One article on, across issues; false at the library's end. */
static bool
step_article(struct reader *reader, int direction)
{
    const struct issue *issue = reader_issue(reader);
    size_t count = issue ? issue->article_count : 0, position = issue_position(reader);
    uint32_t next = count > 0 ? listed_next(reader, reader->article, direction) : reader->article;
    if (next != reader->article) {
        select_article(reader, next);
    } else if (direction > 0 ? position + 1 < library_count(reader->library) : position > 0) {
        select_issue(reader, library_at(reader->library, direction > 0 ? position + 1 : position - 1), direction < 0);
    } else {
        reader_say(reader, "%s", direction > 0 ? _("This is the last article.") : _("This is the first article."));
        return false;
    }
    return true;
}

void
run_next_article(struct reader *reader, int direction, int count)
{
    for (int i = 0; i < (count > 0 ? count : 1); i++)
        if (!step_article(reader, direction))
            break;
}

void
run_next_issue(struct reader *reader, int direction, int count)
{
    if (!select_issue_moved(reader, (long)direction * (count > 0 ? count : 1)))
        reader_say(reader, "%s", direction > 0 ? _("This is the last issue.") : _("This is the first issue."));
}

/* The first unread article of the shown issue from FIRST on; false when there is none. */
static bool
select_unread(struct reader *reader, uint32_t first)
{
    const struct issue *issue = reader_issue(reader);
    for (uint32_t i = first; issue != NULL && i < issue->article_count; i++)
        if (!reader_is_read(reader, i)) {
            select_article(reader, i);
            return true;
        }
    return false;
}

/* The next unread one of this issue, else of the issues that follow. */
void
run_next_unread(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    if (select_unread(reader, reader->article + 1))
        return;
    size_t next = issue_position(reader) + 1;
    while (next < library_count(reader->library) &&
           read_marks_all(reader->read_marks, library_at(reader->library, next)))
        next++;
    if (next >= library_count(reader->library)) {
        reader_say(reader, "%s", _("No unread article follows."));
        return;
    }
    select_issue(reader, library_at(reader->library, next), false);
    select_unread(reader, 0);
}
