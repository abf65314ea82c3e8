/* The issue that is shown. It is asked of the library here, when it becomes another one, and nowhere else: whatever looks
 * at the state, and above all whatever paints it, finds it held.
 */
#include "reader/state/state.h"

void
show_issue(struct reader *reader, uint32_t issue)
{
    library_close(reader->library, reader->at.issue);
    reader->at.issue = issue;
    reader->mended_line = 0;
    reader->shown = library_open(reader->library, issue);
}

void
show_issue_again(struct reader *reader)
{
    reader->shown = library_peek(reader->library, reader->at.issue);
}

void
say_unreadable(struct reader *reader, uint32_t issue)
{
    if (issue == 0)
        reader_say(reader, "%s", _("There are no issues left."));
    else
        reader_say(reader, "%s: %s", library_path(reader->library, issue), library_error(reader->library, issue));
}

size_t
issue_position(const struct reader *reader)
{
    size_t position = library_position(reader->library, reader->at.issue);
    return position != SIZE_MAX ? position : 0;
}

const struct issue_article *
reader_article(const struct reader *reader)
{
    const struct issue *issue = reader->shown;
    return issue != NULL && reader->at.article < issue->article_count ? &issue->articles[reader->at.article] : NULL;
}

bool
reader_shows_source(const struct reader *reader)
{
    bool text = reader->at.pane != PANE_DOCUMENT && reader->at.pane != PANE_CALENDAR;
    return reader->at.source.shown && text && reader->shown != NULL && reader->shown->line_count > 0;
}

uint32_t
article_of_line(const struct issue *issue, uint32_t line)
{
    const struct issue_article *article = issue_article_of(issue, line);
    return article != NULL ? (uint32_t)(article - issue->articles) : 0;
}

uint32_t
line_of_article(const struct issue *issue, const struct issue_article *article)
{
    if (article->headline_line != ISSUE_NO_LINE)
        return article->headline_line;
    if (!issue_opens_section(article))
        return article->first_line;
    for (uint32_t line = article->section_line + 1; line < article->end_line; line++)
        if (issue->lines[line].role != ISSUE_BLANK && issue->lines[line].role != ISSUE_FURNITURE)
            return line;
    return article->section_line;
}
