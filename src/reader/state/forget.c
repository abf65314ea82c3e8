/* What was set is kept until it is no longer true: another issue, other options, other widths. Each of these is
 * told here, and everything that was made of the old ones is forgotten.
 */
#include "reader/state/state.h"

#include "kanbao/text.h"

/* The hits are of the issue's text, however it is set. */
static void
forget_setting(struct reader *reader)
{
    layout_forget(reader->layout);
    headlines_forget(reader->headlines);
    fronts_forget(reader->fronts);
    reader->widest->issue = NULL;
}

void
reader_forget(struct reader *reader)
{
    forget_setting(reader);
    marks_forget(reader);
    search_forget(reader);
    reader->fresh_shown = false;
}

void
reader_apply_options(struct reader *reader)
{
    struct layout_spec style = reader_text_style(&reader->options);
    layout_set_spec(reader->layout, &style);
    forget_setting(reader);
    summaries_stop(reader);
    summaries_forget(reader);
}

void
reader_set_ambiguous(struct reader *reader, int cells)
{
    text_set_ambiguous(cells);
    forget_setting(reader);
    reader_refresh_document(reader);
}
