/* The windows of the lists, where they are scrolled by themselves: the selection may leave them. They stay so until it is
 * another, or the list is.
 */
#include "reader/state/state.h"

static struct reader_scrolled
scrolled_now(const struct reader *reader)
{
    return (struct reader_scrolled){
        .away = true,
        .issues = reader->at.pane == PANE_ISSUES,
        .narrow = reader_found(reader).narrow,
        .issue = reader->at.issue,
        .article = reader->at.article,
        .articles = reader->shown != NULL ? reader->shown->article_count : 0,
        .result = reader->results->selected,
        .results = reader->results->row_count,
        .rows = reader->rows,
        .cols = reader->cols,
    };
}

bool
list_scrolled_away(struct reader *reader)
{
    const struct reader_scrolled *then = &reader->scrolled;
    struct reader_scrolled now = scrolled_now(reader);
    reader->scrolled.away = then->away && then->issues == now.issues && then->narrow == now.narrow &&
                            then->issue == now.issue && then->article == now.article &&
                            then->articles == now.articles && then->result == now.result &&
                            then->results == now.results && then->rows == now.rows && then->cols == now.cols;
    return reader->scrolled.away;
}

/* TOP moved by ROWS in a list of COUNT, of which so many are SHOWN. */
static size_t
moved(size_t top, int rows, size_t count, size_t shown)
{
    size_t last = count > shown ? count - shown : 0, by = (size_t)(rows < 0 ? -rows : rows);
    if (rows < 0)
        return top > by ? top - by : 0;
    return top + by < last ? top + by : last;
}

/* By whole headlines. */
static void
scroll_headlines(struct reader *reader, const struct reader_geometry *geometry, int rows)
{
    const struct issue *issue = reader->shown;
    int direction = rows < 0 ? -1 : 1;
    if (issue == NULL || issue->article_count == 0)
        return;
    uint32_t last = list_last_top(reader, geometry), top = reader->at.list_top;
    for (int gone = 0; gone < rows * direction;) {
        uint32_t next = reader_next_listed(reader, top, direction);
        if (next == top || (direction > 0 && next > last))
            break;
        struct reader_list_item item = reader_list_item(reader, direction > 0 ? top : next, geometry->list_cols);
        gone += reader_list_item_rows(&item);
        top = next;
    }
    reader->at.list_top = top;
}

void
list_scroll(struct reader *reader, const struct reader_geometry *geometry, int rows)
{
    size_t shown = (size_t)page_rows(geometry), count;
    if (reader_shows_front(reader))
        return; /* a page stands where it is */
    if (reader->at.pane == PANE_RESULTS) {
        count = reader->results->row_count;
        reader->results->top = moved(reader->results->top, rows, count, shown);
    } else if (reader->at.pane == PANE_ISSUES) {
        count = reader_issue_rows(reader);
        reader->at.issues_top = moved(reader->at.issues_top, rows, count, shown);
    } else {
        scroll_headlines(reader, geometry, rows);
    }
    reader->scrolled = scrolled_now(reader);
}
