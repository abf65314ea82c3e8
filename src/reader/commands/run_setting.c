/* How text is set, changed while one reads.
 *
 * Each command sets an option; the place stays, as it is a place of the source.
 */
#include "reader/commands/commands.h"

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
run_punctuation(struct reader *reader)
{
    bool restored = reader->options.punctuation == PUNCTUATION_RESTORED;
    set(reader, "punctuation", restored ? "as-is" : "restored");
    reader_say(reader, "%s",
               restored ? _("Punctuation as the source has it.") : _("Half-width punctuation is shown full-width."));
}

void
run_show_seams(struct reader *reader)
{
    bool shown = reader->options.seams;
    set(reader, "seams", shown ? "no" : "yes");
    /* TRANSLATORS: the marks ¦ and ¦?¦ stay as they are */
    reader_say(reader, "%s",
               shown ? _("Seams are no longer marked.") : _("Seams are marked ¦, and ¦?¦ where characters were lost."));
}

void
run_show_uncertain(struct reader *reader)
{
    bool shown = reader->options.uncertain;
    set(reader, "uncertain", shown ? "no" : "yes");
    reader_say(reader, "%s",
               shown ? _("Doubtful headlines are no longer marked.") : _("Doubtful headlines are marked ?."));
}

/* Columns of the article's text, also while a narrow screen shows the list instead. */
static int
text_columns(const struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    return geometry.pane_cols > 0 ? geometry.columns : geometry_of_pane(reader, PANE_ARTICLE).columns;
}

/* One column, or as many as fit; COUNT of them where it is given. */
void
run_columns(struct reader *reader, const struct command_args *args)
{
    static const char *const numbers[] = {NULL, "1", "2", "3"};
    int now = text_columns(reader), count = args->count;
    int most = count < LAYOUT_COLUMNS_MAX ? count : LAYOUT_COLUMNS_MAX;
    set(reader, "columns", numbers[count > 0 ? most : now > 1 ? 1 : LAYOUT_COLUMNS_MAX]);
    int columns = text_columns(reader);
    if (columns < 2 && now < 2 && count != 1)
        reader_say(reader, "%s", _("The screen is too narrow for columns."));
    else
        reader_say(reader, ngettext("%d column", "%d columns", (unsigned long)columns), columns);
}

/* ---- characters of ambiguous width */

void
run_ambiguous(struct reader *reader)
{
    int cells = text_ambiguous() == 1 ? 2 : 1;
    set(reader, "ambiguous", cells == 1 ? "1" : "2");
    reader_say(reader,
               ngettext("Characters of ambiguous width: %d cell.", "Characters of ambiguous width: %d cells.",
                        (unsigned long)cells),
               cells);
}

/* In the test itself its key is the switch. */
void
run_width_test(struct reader *reader)
{
    if (reader->at.pane == PANE_DOCUMENT && reader->document.make == width_test_new)
        run_ambiguous(reader);
    else
        reader_open_document(reader, width_test_new, NULL);
}
