/* The issue that is shown. It is asked of the library here, when it becomes another one, and nowhere else: whatever looks
 * at the state, and above all whatever paints it, finds it held.
 */
#include "reader/state/state.h"

void
show_issue(struct reader *reader, size_t issue)
{
    reader->at.issue = issue;
    reader->shown = library_issue(reader->library, issue);
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
    return reader->at.source.shown && reader->at.pane != PANE_DOCUMENT && reader->shown != NULL &&
           reader->shown->line_count > 0;
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
