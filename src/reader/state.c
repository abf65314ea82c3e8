/* Looking at the state: what is shown, and what is to be said. Everything else in this part
 * stands on it.
 */
#include "reader/parts.h"

#include "kanbao/text.h"

void
words_set(struct buffer *out, const char *format, va_list arguments)
{
    struct buffer words = {0};
    buffer_vprintf(&words, format, arguments);
    size_t len = text_repair(&words.at, words.len, NULL);
    buffer_clear(out);
    buffer_add(out, words.at, len);
    buffer_done(&words);
}

void
reader_say(struct reader *reader, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    words_set(&reader->message, format, arguments);
    va_end(arguments);
}

void
say_unreadable(struct reader *reader, uint32_t issue)
{
    if (issue == 0)
        reader_say(reader, "%s", _("No issue is left."));
    else
        reader_say(reader, "%s: %s", library_path(reader->library, issue), library_error(reader->library, issue));
}

const struct issue *
reader_issue(const struct reader *reader)
{
    return reader->shown;
}

const struct issue_article *
reader_article(const struct reader *reader)
{
    const struct issue *issue = reader_issue(reader);
    return issue != NULL && reader->article < issue->article_count ? &issue->articles[reader->article] : NULL;
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

struct layout_width
pane_width(const struct reader *reader)
{
    struct layout_width width = reader_geometry(reader).width;
    return width.cells > 0 ? width : layout_width((uint16_t)(reader->cols > 4 ? reader->cols - 3 : 1));
}

bool
reader_cursor(const struct reader *reader, struct layout_cursor *top)
{
    /* a list that hides the article still keeps its place, at some measure */
    struct layout_width width = pane_width(reader);
    if (reader_shows_source(reader)) {
        *top = layout_seek(reader->layout, reader_issue(reader), NULL, width, reader->source.top);
        return true;
    }
    bool help = reader->pane == PANE_HELP;
    const struct issue *issue = help ? reader->help : reader_issue(reader);
    const struct issue_article *article = help ? &reader->help->articles[0] : reader_article(reader);
    if (article == NULL)
        return false;
    *top = layout_seek(reader->layout, issue, article, width, help ? reader->help_place : reader->place);
    return true;
}

struct layout_cursor
reader_last_row(const struct reader *reader, struct layout_cursor top)
{
    struct reader_geometry geometry = reader_geometry(reader);
    if (geometry.columns > 1)
        return layout_page(top, geometry.columns, geometry.body_rows).last;
    for (int row = 1; row < geometry.body_rows; row++)
        if (!layout_next(&top))
            break;
    return top;
}
