/* Which pane has the keys. */
#include "reader/whole/whole.h"

static void
show_paper(struct reader *reader)
{
    reader->at.pane = PANE_LIST;
    front_open_as_set(reader, false);
}

/* A month that is folded is unfolded. */
static void
open_issue(struct reader *reader)
{
    size_t row = reader_issue_selected(reader);
    struct reader_issue_row shown = row != SIZE_MAX ? reader_issue_row(reader, row) : (struct reader_issue_row){0};
    if (shown.kind == ISSUE_ROW_SEARCH)
        search_library_for(reader, reader_standing_at(reader, shown.search).query);
    else if (row != SIZE_MAX && shown.kind == ISSUE_ROW_MONTH)
        issue_list_fold(reader);
    else
        show_paper(reader);
}

void
pane_open(struct reader *reader)
{
    if (last_visit_resume(reader))
        return;
    if (reader->at.pane == PANE_RESULTS) {
        results_open(reader);
    } else if (reader->at.pane == PANE_ISSUES) {
        open_issue(reader);
    } else if (reader->at.pane == PANE_CALENDAR) {
        if (calendar_has_issue(reader))
            show_paper(reader);
        else
            reader_say(reader, "%s", _("There is no paper of this day."));
    } else if (reader_article(reader) != NULL) {
        reader->at.pane = PANE_ARTICLE;
        reading_place_restore(reader);
        jumps_opened(reader);
    }
}

void
pane_close(struct reader *reader)
{
    if (reader->at.pane == PANE_RESULTS) {
        results_leave(reader);
    } else if (reader->at.pane == PANE_ARTICLE && results_return(reader)) {
        return;
    } else if (reader->at.pane == PANE_ARTICLE) {
        reader->at.pane = PANE_LIST;
        reader->at.full_width = false;
    } else if (reader->at.pane == PANE_LIST && library_count(reader->library) > 1) {
        reader->at.pane = PANE_ISSUES;
    }
}

void
pane_quit(struct reader *reader, bool asks)
{
    size_t unwritten = store_is_kept(reader->store) ? 0 : library_unwritten(reader->library);
    if (reader->asked_to_quit || (!asks && unwritten == 0)) {
        reader->request = READER_QUITS;
        return;
    }
    reader->asked_to_quit = true;
    if (unwritten > 0)
        reader_say(reader,
                   ngettext("%zu issue has unsaved mends; press again to quit without them.",
                            "%zu issues have unsaved mends; press again to quit without them.",
                            (unsigned long)unwritten),
                   unwritten);
    else
        reader_say(reader, "%s", _("Press again to quit."));
}

void
pane_back(struct reader *reader)
{
    if (reader->at.pane == PANE_DOCUMENT)
        document_close(reader);
    else if (reader->at.pane == PANE_CALENDAR)
        reader->at.pane = PANE_ISSUES;
    else if (reader->at.pane == PANE_ISSUES || (reader->at.pane == PANE_LIST && library_count(reader->library) <= 1))
        pane_quit(reader, false);
    else if (reader->at.pane == PANE_ARTICLE && reader->at.source.shown)
        pane_toggle_source(reader);
    else
        pane_close(reader);
}

void
pane_toggle_issues(struct reader *reader)
{
    reader->results->opened = false; /* the way back is the lists' now */
    reader->at.full_width = false;
    bool back = reader->at.pane == PANE_ISSUES || reader->at.pane == PANE_CALENDAR;
    reader->at.pane = back ? PANE_LIST : PANE_ISSUES;
}

void
pane_open_calendar(struct reader *reader)
{
    reader->results->opened = false;
    if (!calendar_open(reader) && reader->at.pane == PANE_ISSUES)
        reader->at.pane = PANE_LIST;
}

void
pane_toggle_full_width(struct reader *reader)
{
    if (reader_article(reader) == NULL)
        return;
    reader->at.full_width = reader->at.pane != PANE_ARTICLE || !reader->at.full_width;
    reader->at.pane = PANE_ARTICLE;
}

void
pane_toggle_source(struct reader *reader)
{
    if (reader->at.source.shown) {
        reader->at.source.shown = false;
        if (reader->at.pane == PANE_ARTICLE && reader_article(reader) == NULL)
            pane_close(reader);
        return;
    }
    if (reader->shown == NULL || reader->shown->line_count == 0) {
        reader_say(reader, "%s", _("There is no source to show."));
        return;
    }
    reader->at.source.shown = true;
    reader->at.pane = PANE_ARTICLE;
    source_cursor_to_article(reader);
}
