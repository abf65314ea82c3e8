/* What is copied, as text that is safe to be sent to a terminal. */
#include "reader/commands/commands.h"

enum { COPY_BYTES_MAX = 1 << 20 }; /* more than any terminal takes: what is longer is not even put together */

static const char *
paper_of(const struct reader *reader)
{
    return library_title(reader->library, reader->at.issue);
}

static bool
add_passage(void *context, const struct passage *passage)
{
    struct buffer *out = context;
    if (passage->part == PASSAGE_HEAD_END)
        return true;
    buffer_add_slice(out, passage->text);
    buffer_add_byte(out, '\n');
    return out->len < COPY_BYTES_MAX; /* else term_copy() will say so */
}

static void
add_paragraph(struct reader *reader, const struct issue_article *article)
{
    const struct issue_paragraph *paragraph = paragraph_at_line(reader->shown, article, line_read(reader));
    struct buffer scratch = {0};
    if (paragraph != NULL)
        passage_add_text(&reader->clipboard, &reader->options,
                         slice_from(issue_paragraph_text(reader->shown, paragraph, &scratch), paragraph->lead_bytes),
                         false);
    buffer_done(&scratch);
}

static void
set_clipboard(struct reader *reader, const struct issue_article *article, int what)
{
    const struct issue *issue = reader->shown;
    struct buffer *out = &reader->clipboard;
    buffer_clear(out);
    switch (what) {
    case COPY_PARAGRAPH: add_paragraph(reader, article); break;
    case COPY_CITATION: citation_add(out, issue, article, paper_of(reader)); break;
    case COPY_REFERENCE: citation_add_reference(out, issue, article, paper_of(reader)); break;
    case COPY_ARTICLE: passages_each(&reader->options, issue, article, COPY_BYTES_MAX, add_passage, out); break;
    default:
        passage_add_text(out, &reader->options, issue_article_title(issue, article),
                         article->headline_line != ISSUE_NO_LINE);
        break;
    }
}

/* What is short is shown; that a terminal has taken it nobody knows. */
static void
say_copied(struct reader *reader, int what)
{
    bool terminal = *reader->options.copy_command == '\0' || reader->restricted;
    if (what == COPY_ARTICLE)
        reader_say(reader, "%s",
                   terminal ? _("The article is on the clipboard, if the terminal allows it.")
                            : _("The article is copied."));
    else
        reader_say(reader, terminal ? _("Sent to the clipboard: %s") : _("Copied: %s"), reader->clipboard.at);
}

void
run_copy(struct reader *reader, const struct command_args *args)
{
    const struct issue_article *article = reader_article(reader);
    /* a headline is whole wherever it is seen */
    if (article != NULL && args->argument != COPY_HEADLINE && !handing_has_whole(reader))
        return;
    if (article != NULL)
        set_clipboard(reader, article, args->argument);
    if (article == NULL || reader->clipboard.len == 0) {
        reader_say(reader, "%s", _("There is nothing to copy."));
        return;
    }
    reader->request = READER_COPIES;
    say_copied(reader, args->argument);
}
