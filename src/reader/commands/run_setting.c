/* How text is set, changed while one reads; and what is copied of it.
 *
 * Each command changes an option and forgets what was set; the place stays, as it is a place of the source.
 */
#include "reader/commands/commands.h"

#include "kanbao/text.h"

void
run_punctuation(struct reader *reader)
{
    bool restored = reader->options.punctuation == OPTIONS_PUNCTUATION_RESTORED;
    reader->options.punctuation = restored ? OPTIONS_PUNCTUATION_AS_IS : OPTIONS_PUNCTUATION_RESTORED;
    reader_apply_options(reader);
    reader_say(reader, "%s",
               restored ? _("Punctuation as the source has it.") : _("Half-width punctuation is shown full-width."));
}

void
run_show_seams(struct reader *reader)
{
    bool shown = reader->options.seams == OPTIONS_YES;
    reader->options.seams = shown ? OPTIONS_NO : OPTIONS_YES;
    reader_apply_options(reader);
    /* TRANSLATORS: the marks ¦ and ¦?¦ stay as they are */
    reader_say(reader, "%s",
               shown ? _("Seams are not marked.") : _("Seams are marked ¦, and ¦?¦ where characters were lost."));
}

void
run_show_uncertain(struct reader *reader)
{
    bool shown = reader->options.uncertain == OPTIONS_YES;
    reader->options.uncertain = shown ? OPTIONS_NO : OPTIONS_YES;
    reader_say(reader, "%s",
               shown ? _("Uncertain headlines are not marked.") : _("Headlines that may be none are marked ?."));
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
    int now = text_columns(reader), count = args->count;
    int most = count < LAYOUT_COLUMNS_MAX ? count : LAYOUT_COLUMNS_MAX;
    reader->options.columns = count > 0 ? most : now > 1 ? OPTIONS_COLUMNS_1 : OPTIONS_COLUMNS_3;
    int columns = text_columns(reader);
    if (columns < 2 && now < 2 && count != 1)
        reader_say(reader, "%s", _("This is too narrow for columns."));
    else
        reader_say(reader, ngettext("%d column", "%d columns", (unsigned long)columns), columns);
}

/* ---- characters of ambiguous width */

void
run_width_test(struct reader *reader)
{
    reader_open_document(reader, width_test_new, NULL);
}

void
run_ambiguous(struct reader *reader)
{
    int cells = text_ambiguous() == 1 ? 2 : 1;
    reader->options.ambiguous = cells == 1 ? OPTIONS_AMBIGUOUS_1 : OPTIONS_AMBIGUOUS_2;
    reader_set_ambiguous(reader, cells);
    reader->request = READER_REDRAWS; /* the terminal shows what was reckoned the other way */
    reader_say(reader,
               ngettext("Characters of ambiguous width: %d cell.", "Characters of ambiguous width: %d cells.",
                        (unsigned long)cells),
               cells);
}
