/* How text is set, changed while one reads; and what is copied of it.
 *
 * Each command sets an option; the place stays, as it is a place of the source.
 */
#include "reader/parts.h"

#include "kanbao/text.h"

#include <assert.h>

/* An option of the table to a value that it takes. */
static void
set(struct reader *reader, const char *name, const char *value)
{
    struct error *error = reader_set_option(reader, name, value);
    assert(error == NULL);
    error_free(error);
}

void
run_punctuation(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    bool restored = reader->options.punctuation == PUNCTUATION_RESTORED;
    set(reader, "punctuation", restored ? "as-is" : "restored");
    reader_say(reader, "%s",
               restored ? _("Punctuation as the source has it.") : _("Half-width punctuation is shown full-width."));
}

void
run_show_seams(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    bool shown = reader->options.seams;
    set(reader, "seams", shown ? "no" : "yes");
    /* TRANSLATORS: the marks ¦ and ¦?¦ stay as they are */
    reader_say(reader, "%s",
               shown ? _("Seams are not marked.") : _("Seams are marked ¦, and ¦?¦ where characters were lost."));
}

void
run_show_uncertain(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    bool shown = reader->options.uncertain;
    set(reader, "uncertain", shown ? "no" : "yes");
    reader_say(reader, "%s",
               shown ? _("Uncertain headlines are not marked.") : _("Headlines that may be none are marked ?."));
}

/* Columns of the article's text, also while a narrow screen shows the list instead. */
static int
text_columns(const struct reader *reader)
{
    struct reader shown = *reader;
    if (reader_geometry(reader).pane_cols == 0)
        shown.pane = PANE_ARTICLE;
    return reader_geometry(&shown).columns;
}

/* One column, or as many as fit; COUNT of them where it is given. */
void
run_columns(struct reader *reader, int argument, int count)
{
    (void)argument;
    int now = text_columns(reader);
    static const char *const numbers[] = {NULL, "1", "2", "3"};
    int most = count < LAYOUT_COLUMNS_MAX ? count : LAYOUT_COLUMNS_MAX;
    set(reader, "columns", numbers[count > 0 ? most : now > 1 ? 1 : LAYOUT_COLUMNS_MAX]);
    int columns = text_columns(reader);
    if (columns < 2 && now < 2 && count != 1)
        reader_say(reader, "%s", _("This is too narrow for columns."));
    else
        reader_say(reader, ngettext("%d column", "%d columns", (unsigned long)columns), columns);
}

/* ---- characters of ambiguous width */

void
run_width_test(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    reader_set_help(reader, width_test_new(reader));
    reader->width_test = true;
    reader->help_place = (struct layout_place){0, 0};
    reader->pane_before_help = reader->pane;
    reader->pane = PANE_HELP;
}

void
run_ambiguous(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    int cells = text_ambiguous() == 1 ? 2 : 1;
    set(reader, "ambiguous", cells == 1 ? "1" : "2");
    reader_say(reader,
               ngettext("Characters of ambiguous width: %d cell.", "Characters of ambiguous width: %d cells.",
                        (unsigned long)cells),
               cells);
}

/* ---- copying */

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
run_copy(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    const struct issue *issue = reader_issue(reader);
    const struct issue_article *article = reader_article(reader);
    struct layout_shown shown = {.edits = NULL};
    if (article == NULL)
        return;
    buffer_clear(&reader->clipboard);
    if (reader->pane == PANE_LIST) {
        add_text(reader, issue_article_title(issue, article), article->headline_line != ISSUE_NO_LINE, &shown);
        reader->clipboard.at[--reader->clipboard.len] = '\0';
    } else {
        add_article(reader, issue, article);
    }
    layout_shown_done(&shown);
    reader->request = READER_COPIES;
    reader_say(reader, "%s",
               reader->pane == PANE_LIST ? _("The headline is on the clipboard, if the terminal allows it.")
                                         : _("The article is on the clipboard, if the terminal allows it."));
}
