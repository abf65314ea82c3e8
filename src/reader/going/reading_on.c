/* From article to article, and to the next paper: one does not get there by holding a key down without noticing.
 */
#include "reader/going/going.h"

enum { UNREAD_ISSUES_MAX = 64 };

/* ---- turning to another issue */

/* Its day, or its paper's name where that says nothing beside issue BESIDE. */
static void
add_issue(struct buffer *out, const struct reader *reader, uint32_t issue, uint32_t beside, bool weekday)
{
    uint32_t date = library_date(reader->library, issue);
    if (date != 0 && date != library_date(reader->library, beside))
        reader_add_date(out, date, weekday);
    else
        buffer_add_text(out, library_title(reader->library, issue));
}

/* (7 articles, 2 unread) */
static void
add_counts(struct buffer *out, const struct reader *reader)
{
    unsigned long articles = reader->shown->article_count, unread = 0;
    for (uint32_t i = 0; i < articles; i++)
        unread += !reader_is_read(reader, i);
    buffer_printf(out, ngettext("%lu article", "%lu articles", articles), articles);
    if (unread > 0) {
        /* TRANSLATORS: between “7 articles” and “2 unread” */
        buffer_add_text(out, _(", "));
        buffer_printf(out, ngettext("%lu unread", "%lu unread", unread), unread);
    }
}

/* Which issue ends, and which one comes if the same key is pressed again. */
static void
say_turn(struct reader *reader, uint32_t issue, bool back)
{
    struct buffer here = {0}, there = {0}, counts = {0};
    add_issue(&here, reader, reader->at.issue, issue, false);
    add_issue(&there, reader, issue, reader->at.issue, true);
    add_counts(&counts, reader);
    const char *key = reader->pressed.len > 0 ? reader->pressed.at : _("Again");
    if (back)
        /* TRANSLATORS: a day or a paper, a key, another day or paper */
        reader_say(reader, _("%s begins here. %s: %s"), here.at, key, there.at);
    else
        /* TRANSLATORS: a day or a paper, “7 articles, 2 unread”, a key, another day or paper */
        reader_say(reader, _("End of %s (%s). %s: %s"), here.at, counts.at, key, there.at);
    buffer_done(&here);
    buffer_done(&there);
    buffer_done(&counts);
}

/* False: it was only said. Nobody stays for an issue without articles; the next page of an edition is no other issue. */
static bool
turn(struct reader *reader, uint32_t issue, bool back)
{
    bool page = issues_same_edition(reader, reader->at.issue, issue);
    if (!page && reader->turn_asked != issue && reader_article(reader) != NULL) {
        reader->turn_asked = issue;
        say_turn(reader, issue, back);
        return false;
    }
    reader->turn_asked = 0;
    select_issue(reader, issue, back);
    return true;
}

bool
article_step(struct reader *reader, int direction)
{
    size_t position = issue_position(reader);
    uint32_t article = reader->at.article;
    uint32_t next = reader_article(reader) != NULL ? reader_next_listed(reader, article, direction) : article;
    if (next != article) {
        select_article(reader, next);
        return true;
    }
    if (direction > 0 ? position + 1 < library_count(reader->library) : position > 0)
        return turn(reader, library_at(reader->library, direction > 0 ? position + 1 : position - 1), direction < 0);
    reader_say(reader, "%s", direction > 0 ? _("This is the last article.") : _("This is the first article."));
    return false;
}

/* ---- the next unread one */

/* The first unread article of the shown issue from FIRST to before END; END: there is none. */
static uint32_t
unread_article(const struct reader *reader, uint32_t first, uint32_t end)
{
    uint32_t count = reader->shown != NULL ? (uint32_t)reader->shown->article_count : 0;
    for (uint32_t i = first; i < end && i < count; i++)
        if (!reader_is_read(reader, i))
            return i;
    return end;
}

/* False: there is none. */
static bool
select_unread(struct reader *reader, uint32_t first, uint32_t end)
{
    uint32_t article = unread_article(reader, first, end);
    if (article < end)
        select_article(reader, article);
    return article < end;
}

/* The first position from FIRST to before END whose issue has unread articles; END: there is none. Each may have to be read, so
   that only so many are looked at: the one behind them is as good as unread. */
static size_t
unread_issue(const struct reader *reader, size_t first, size_t end)
{
    size_t last = end - first > UNREAD_ISSUES_MAX ? first + UNREAD_ISSUES_MAX : end;
    while (first < last && !marks_has_unread(reader, library_at(reader->library, first)))
        first++;
    return first;
}

static void
turn_to_unread(struct reader *reader, size_t position)
{
    if (turn(reader, library_at(reader->library, position), false) && !select_unread(reader, 0, UINT32_MAX))
        reader_say(reader, "%s", _("All of this issue is read; again: the next one that is not."));
}

void
issue_open_unread(struct reader *reader)
{
    size_t count = library_count(reader->library), here = issue_position(reader);
    size_t to = unread_issue(reader, here, count);
    if (to == count && (to = unread_issue(reader, 0, here)) == here) {
        reader_say(reader, "%s", _("No more unread articles."));
        return;
    }
    if (to != here)
        select_issue(reader, library_at(reader->library, to), false);
    reader->at.pane = PANE_LIST;
    select_unread(reader, 0, UINT32_MAX);
}

void
article_next_unread(struct reader *reader, bool round)
{
    size_t count = library_count(reader->library), here = issue_position(reader);
    uint32_t article = reader->at.article;
    if (select_unread(reader, article + 1, UINT32_MAX))
        return;
    size_t follows = unread_issue(reader, here + 1, count);
    if (follows < count) {
        turn_to_unread(reader, follows);
        return;
    }
    size_t before = unread_issue(reader, 0, here);
    if (round && before < here)
        turn_to_unread(reader, before);
    else if (round && select_unread(reader, 0, article))
        reader_say(reader, "%s", _("Round to the first unread article."));
    else if (before < here || unread_article(reader, 0, article) < article)
        reader_say(reader, "%s", _("No unread article follows; some before are left."));
    else
        reader_say(reader, "%s", _("No more unread articles."));
}
