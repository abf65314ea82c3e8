/* By the rows on the screen: to the first, the middle and the last one of a list or of the source; and the selection into the
 * middle.
 */
#include "reader/going/going.h"

/* Which of COUNT. */
static size_t
at_edge(size_t count, int edge)
{
    return edge < 0 ? 0 : edge > 0 ? count - 1 : count / 2;
}

/* Of the articles that are listed on the screen the one at EDGE. */
static void
select_listed_row(struct reader *reader, int edge)
{
    struct reader_frame frame = reader_frame(reader);
    int middle = frame.geometry.body_row + frame.geometry.body_rows / 2;
    int bottom = frame.geometry.body_row + frame.geometry.body_rows;
    uint32_t to = reader->at.article;
    if (reader_article(reader) == NULL)
        return;
    for (struct reader_list_row at = {.row = 0}; reader_list_next(&frame, &at) && at.end_row <= bottom;) {
        if (edge == 0 && at.row > middle)
            break;
        to = at.article;
        if (edge < 0)
            break;
    }
    if (to != reader->at.article)
        select_article(reader, to);
}

static void
select_issue_row(struct reader *reader, size_t rows, int edge)
{
    size_t count = reader_issue_rows(reader), top = reader->at.issues_top;
    if (top >= count)
        return;
    size_t shown = count - top < rows ? count - top : rows;
    size_t row = top + at_edge(shown, edge);
    size_t first = issues_entry_of_row(reader, row), last = issues_entries(reader) - 1;
    issue_list_select(reader, issues_row_of_entry(reader, first < last ? first : last));
}

/* Of the hits that the results show. */
static void
select_result_row(struct reader *reader, size_t rows, int edge)
{
    struct reader_results *results = reader->results;
    size_t top = results->top, end = results->row_count - top < rows ? results->row_count : top + rows;
    size_t hits = 0;
    for (size_t i = top; i < end; i++)
        hits += results->rows[i].kind == RESULT_HIT;
    size_t wanted = hits > 0 ? at_edge(hits, edge) : SIZE_MAX;
    for (size_t i = top, hit = 0; i < end; i++)
        if (results->rows[i].kind == RESULT_HIT && hit++ == wanted)
            results->selected = i;
}

void
window_select(struct reader *reader, int edge)
{
    struct reader_geometry geometry = reader_geometry(reader);
    size_t rows = (size_t)page_rows(&geometry);
    if (reader_shows_source(reader) && reader->at.pane == PANE_ARTICLE)
        source_select_row(reader, edge);
    else if (reader->at.pane == PANE_RESULTS)
        select_result_row(reader, rows, edge);
    else if (reader->at.pane == PANE_ISSUES)
        select_issue_row(reader, rows, edge);
    else if (reader_shows_front(reader))
        front_select_row(reader, edge);
    else if (reader->at.pane == PANE_LIST)
        select_listed_row(reader, edge);
    else
        reader_say(reader, "%s", _("In the article no row is selected; in its source one is."));
}

/* So many before INDEX, or all there are. */
static size_t
above(size_t index, size_t rows)
{
    return index > rows ? index - rows : 0;
}

/* The windows are kept full afterwards. */
void
window_center(struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    int half = page_rows(&geometry) / 2;
    if (reader_shows_source(reader) && reader->at.pane == PANE_ARTICLE) {
        source_center(reader);
    } else if (reader->at.pane == PANE_RESULTS) {
        reader->results->top = above(reader->results->selected, (size_t)half);
    } else if (reader->at.pane == PANE_ISSUES) {
        reader->at.issues_top = above(reader_issue_selected(reader), (size_t)half);
    } else if (reader_shows_front(reader)) {
        return; /* all of its page is on the screen */
    } else if (reader->at.pane == PANE_LIST && reader_article(reader) != NULL) {
        geometry.body_rows = half + 1;
        reader->at.list_top = headline_list_top(reader, &geometry, reader->at.article);
    } else {
        reader_say(reader, "%s", _("In the article no row is selected; in its source one is."));
    }
}
