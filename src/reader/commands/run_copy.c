/* What is copied, as text that is safe to be sent to a terminal. */
#include "reader/commands/commands.h"

#include "kanbao/text.h"

enum { COPY_BYTES_MAX = 1 << 20 }; /* more than any terminal takes: what is longer is not even put together */

static void
add_text(struct reader *reader, struct slice source, bool headline, struct layout_shown *scratch)
{
    struct layout_style style = reader_text_style(&reader->options);
    style.headline = headline;
    while (source.len > COPY_BYTES_MAX) /* still far too long: term_copy() will say so */
        source.len = text_previous(source, COPY_BYTES_MAX + 1);
    if (reader->options.copy == COPIED_SHOWN) {
        layout_show(scratch, source, &style);
        source = scratch->text;
    }
    text_add_safe_lines(&reader->clipboard, source);
    buffer_add_byte(&reader->clipboard, '\n');
}

/* Kicker, headline, deck, byline and paragraphs, a line each. */
static void
add_article(struct reader *reader, const struct issue *issue, const struct issue_article *article)
{
    struct layout_shown shown = {.edits = NULL};
    struct buffer scratch = {0};
    for (uint32_t i = 0; i < article->head_count; i++)
        add_text(reader, issue_line_words(issue, article->head_lines[i]), true, &shown);
    issue_add_byline(&scratch, issue, article);
    if (scratch.len > 0)
        add_text(reader, buffer_slice(&scratch), false, &shown);
    for (uint32_t i = 0; i < article->paragraph_count && reader->clipboard.len < COPY_BYTES_MAX; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        add_text(reader, slice_from(issue_paragraph_text(issue, paragraph, &scratch), paragraph->lead_bytes), false,
                 &shown);
    }
    layout_shown_done(&shown);
    buffer_done(&scratch);
}

/* In the list the headline, in the article all of it. */
void
run_copy(struct reader *reader)
{
    const struct issue *issue = reader->shown;
    const struct issue_article *article = reader_article(reader);
    struct layout_shown shown = {.edits = NULL};
    if (article == NULL)
        return;
    buffer_clear(&reader->clipboard);
    if (reader->at.pane == PANE_LIST) {
        add_text(reader, issue_article_title(issue, article), article->headline_line != ISSUE_NO_LINE, &shown);
        reader->clipboard.at[--reader->clipboard.len] = '\0';
    } else {
        add_article(reader, issue, article);
    }
    layout_shown_done(&shown);
    reader->request = READER_COPIES;
    reader_say(reader, "%s",
               reader->at.pane == PANE_LIST ? _("The headline is on the clipboard, if the terminal allows it.")
                                            : _("The article is on the clipboard, if the terminal allows it."));
}
