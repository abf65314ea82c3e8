/* What is known of a line of the issue: what it was taken for, how sure that is, and what the reader said of it. */
#include "reader/state/state.h"

static const float UNCERTAIN_BELOW = 0.8F;

bool
reader_is_uncertain(const struct reader *reader, uint32_t article)
{
    const struct issue_article *at = &reader->shown->articles[article];
    return at->headline_line != ISSUE_NO_LINE && at->confidence < UNCERTAIN_BELOW;
}

bool
reader_is_mended(const struct reader *reader, uint32_t line)
{
    size_t count, last_step;
    const struct parser_mend *mends = library_mends(reader->library, reader->at.issue, &count, &last_step);
    for (size_t i = 0; i < count; i++)
        if (mends[i].line == line)
            return true;
    return false;
}

bool
reader_is_brief(const struct issue *issue, uint32_t line)
{
    const struct issue_article *article = issue_article_of(issue, line);
    return issue->lines[line].role == ISSUE_BODY && article != NULL && article->headline_line == ISSUE_NO_LINE &&
           article->head_count == 0 && issue->paragraphs[article->first_paragraph].first_line == line;
}

/* ---- in words */

static void
add_headline_words(struct buffer *out, const struct issue *issue, uint32_t line, bool mended)
{
    unsigned percent = (unsigned)(issue->articles[article_of_line(issue, line)].confidence * 100 + 0.5F);
    buffer_add_text(out, _("a headline"));
    if (!mended)
        buffer_printf(out, _(" (%u %% sure)"), percent);
}

void
reader_add_line_words(struct buffer *out, const struct reader *reader, uint32_t line)
{
    static const char *const words[] = {
        [ISSUE_BLANK] = N_("an empty line"),
        [ISSUE_FURNITURE] = N_("part of the page, of no article"),
        [ISSUE_KICKER] = N_("a kicker"),
        [ISSUE_HEADLINE] = NULL,
        [ISSUE_DECK] = N_("a deck"),
        [ISSUE_BYLINE] = N_("a byline"),
        [ISSUE_BODY] = N_("begins a paragraph"),
        [ISSUE_JOINED] = N_("goes on with the paragraph above"),
        [ISSUE_SECTION] = N_("a section's head"),
        [ISSUE_SUBHEAD] = N_("a subhead"),
        [ISSUE_CAPTION] = N_("the words under a picture"),
    };
    const struct issue *issue = reader->shown;
    const struct issue_line *at = &issue->lines[line];
    if (at->role == ISSUE_HEADLINE)
        add_headline_words(out, issue, line, reader_is_mended(reader, line));
    else if (reader_is_brief(issue, line))
        buffer_add_text(out, _("begins a brief, an article without a headline"));
    else
        buffer_add_text(out, _(words[at->role]));
    if (at->seam)
        buffer_add_text(out, at->lost ? _(", over a column's edge that took characters") : _(", over a column's edge"));
}
