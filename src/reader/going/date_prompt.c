/* To a day by its name, typed at a prompt of its own or behind a command. */
#include "reader/going/going.h"

#include "kanbao/text.h"

/* To an issue, whichever pane has the keys. */
void
issue_go(struct reader *reader, uint32_t issue)
{
    if (issue != reader->at.issue)
        select_issue(reader, issue, false);
    if (reader->at.pane == PANE_RESULTS || (reader->at.pane == PANE_ARTICLE && reader_article(reader) == NULL))
        reader->at.pane = PANE_LIST;
}

void
date_go(struct reader *reader, struct slice text)
{
    uint32_t from, to;
    if (!reader_read_date(reader, text, &from, &to)) {
        reader_say(reader, _("“%.*s” is no date"), (int)text.len, text.at);
        return;
    }
    uint32_t issue = date_nearest_issue(reader, from, to), date = issue != 0 ? library_date(reader->library, issue) : 0;
    if (issue == 0) {
        reader_say(reader, "%s", _("No issue has a date."));
        return;
    }
    issue_go(reader, issue);
    if (date >= from && date <= to)
        return;
    struct buffer day = {0};
    issue_add_date(&day, date);
    reader_say(reader, _("There is no issue of %.*s; the nearest is %s."), (int)text.len, text.at, day.at);
    buffer_done(&day);
}

/* ---- the prompt */

/* At the right of it which issue would be gone to. */
static void
typed(struct reader *reader)
{
    uint32_t from, to;
    struct slice text = buffer_slice(&reader->prompt.line.text);
    uint32_t issue = reader_read_date(reader, text, &from, &to) ? date_nearest_issue(reader, from, to) : 0;
    struct buffer day = {0};
    reader_clear_note(reader);
    reader_add_date(&day, issue != 0 ? library_date(reader->library, issue) : 0, true);
    if (day.len > 0)
        reader_set_note(reader, false, "%s", day.at);
    else if (text_trim(text).len == 0)
        reader_set_note(reader, false, "%s", _("2024-10-13, 1013, 2024-10, yesterday"));
    buffer_done(&day);
}

static void
accepted(struct reader *reader)
{
    struct slice text = text_trim(buffer_slice(&reader->prompt.line.text));
    if (text.len > 0)
        date_go(reader, text);
}

void
date_open_prompt(struct reader *reader)
{
    static const struct reader_prompt_use use = {N_("date: "), typed, accepted, NULL, date_complete};
    reader_open_prompt(reader, &use, NULL, slice_of(""));
    typed(reader);
}
