/* What was set is kept until it is no longer true: another issue, other options, other widths. Each of these is
 * told here, and everything that was made of the old ones is forgotten.
 */
#include "reader/parts.h"

#include "kanbao/text.h"

/* The hits are of the issue's text, however it is set. */
static void
forget_setting(struct reader *reader)
{
    layout_forget(reader->layout);
    headings_forget(reader->headings);
}

void
reader_forget(struct reader *reader)
{
    forget_setting(reader);
    search_forget(reader);
}

void
reader_apply_options(struct reader *reader)
{
    struct layout_style style = reader_text_style(&reader->options);
    layout_set_style(reader->layout, &style);
    forget_setting(reader);
}

void
reader_set_help(struct reader *reader, struct issue *help)
{
    issue_free(reader->help);
    reader->help = help;
    reader->width_test = false;
    layout_forget(reader->layout);
}

void
reader_set_ambiguous(struct reader *reader, int cells)
{
    text_set_ambiguous(cells);
    forget_setting(reader);
    if (reader->width_test) {
        reader_set_help(reader, width_test_new(reader)); /* its rulers are those of the widths before */
        reader->width_test = true;
    }
}
