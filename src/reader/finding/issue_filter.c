/* What is typed to filter the list of issues: at each key only what it says is in the list. A second slash searches all of them. */
#include "reader/finding/finding.h"

#include "kanbao/text.h"

static void
tell_count(struct reader *reader)
{
    size_t count = days_count(issues_listed(reader));
    if (reader_issue_filter(reader).len == 0)
        reader_clear_note(reader);
    else if (count == 0)
        reader_set_note(reader, true, "%s", _("(no such issue)"));
    else
        reader_set_note(reader, false, ngettext("%zu issue", "%zu issues", (unsigned long)count), count);
}

/* The list was whole when the prompt was opened: a filter is typed anew. */
static void
cancelled(struct reader *reader)
{
    issue_list_filter(reader, slice_of(""));
    place_go(reader, &reader->issues->before);
}

static void
typed(struct reader *reader)
{
    struct slice text = buffer_slice(&reader->prompt.line.text);
    if (slice_equal(text, slice_of("/"))) {
        cancelled(reader);
        results_open_prompt(reader, false);
        return;
    }
    issue_list_filter(reader, slice_of(""));
    place_go(reader, &reader->issues->before);
    issue_list_filter(reader, text_trim(text));
    tell_count(reader);
}

static void
accepted(struct reader *reader)
{
    if (days_count(issues_listed(reader)) == 0)
        cancelled(reader);
}

void
issue_filter_open_prompt(struct reader *reader)
{
    static const struct reader_prompt_use use = {N_("filter: "), typed, accepted, cancelled, date_complete};
    issue_list_filter(reader, slice_of(""));
    reader->issues->before = place_now(reader);
    reader_open_prompt(reader, &use, NULL, slice_of(""));
}
