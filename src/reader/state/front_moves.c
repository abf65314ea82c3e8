/* Moving on a front page: in the order in which it is read, from column to column, from page to page. */
#include "reader/state/state.h"

/* ---- in reading order: the lead, then all others in the order of the issue */

/* The article after or before the lead in that order, or the first or last one of it; ARTICLE itself: there is none. */
static uint32_t
next_read(const struct reader *reader, uint32_t lead, uint32_t article, int direction)
{
    uint32_t next = article;
    if (article == lead && direction < 0)
        return article;
    if (article == lead) {
        for (next = 0; next < reader->shown->article_count; next++)
            if (next != lead && reader_is_listed(reader, next))
                return next;
        return article;
    }
    uint32_t before;
    do {
        before = next;
        next = reader_next_listed(reader, before, direction);
    } while (next == lead && next != before);
    if (next != before)
        return next;
    return direction < 0 && lead != UINT32_MAX ? lead : article;
}

void
front_step(struct reader *reader, long steps)
{
    uint32_t lead = reader_front(reader)->lead, to = reader->at.article;
    for (long i = steps < 0 ? -steps : steps; i > 0; i--) {
        uint32_t next = next_read(reader, lead, to, steps < 0 ? -1 : 1);
        if (next == to)
            break;
        to = next;
    }
    if (to != reader->at.article)
        select_article(reader, to);
}

void
front_edge(struct reader *reader, int direction)
{
    front_step(reader, direction * (long)reader->shown->article_count);
}

/* ---- by what stands where */

void
front_turn(struct reader *reader, int pages)
{
    const struct reader_front *front = reader_front(reader);
    size_t last = front->page_count - 1, by = (size_t)(pages < 0 ? -pages : pages);
    size_t to = pages < 0 ? (front->page > by ? front->page - by : 0) : front->page + by;
    if (to > last || to == front->page)
        front_edge(reader, pages < 0 ? -1 : 1);
    else
        select_article(reader, front->pages[to]);
}

/* Rows between two boxes that begin in ROW and that of BOX. */
static int
distance(const struct reader_front_box *box, int row)
{
    return box->row > row ? box->row - row : row - box->row;
}

bool
front_across(struct reader *reader, int direction)
{
    const struct reader_front *front = reader_front(reader);
    const struct reader_front_box *here = reader_front_box(front, reader->at.article), *to = NULL;
    bool lead = front->has_lead && here == front->at;
    for (size_t i = front->has_lead; i < front->count; i++) {
        const struct reader_front_box *box = &front->at[i];
        bool beside = lead ? direction > 0 && box->column == 1 : box->column == here->column + direction;
        if (beside && (to == NULL || distance(box, here->row) < distance(to, here->row)))
            to = box;
    }
    if (to != NULL) {
        select_article(reader, to->article);
        return true;
    }
    bool more = direction > 0 ? front->page + 1 < front->page_count : front->page > 0;
    if (more)
        front_turn(reader, direction);
    return more;
}

void
front_select_row(struct reader *reader, int edge)
{
    const struct reader_front *front = reader_front(reader);
    size_t last = front->count - 1, to = edge < 0 ? 0 : edge > 0 ? last : last / 2;
    if (front->at[to].article != reader->at.article)
        select_article(reader, front->at[to].article);
}

/* ---- to it and from it */

/* The first one that is unread, as the page is read; false: all are read. */
bool
front_select_unread(struct reader *reader)
{
    uint32_t lead = reader_front(reader)->lead;
    uint32_t article = lead != UINT32_MAX ? lead : 0;
    while (article < reader->shown->article_count &&
           (reader_is_read(reader, article) || !reader_is_listed(reader, article)))
        article++;
    if (article >= reader->shown->article_count)
        return false;
    if (article != reader->at.article)
        select_article(reader, article);
    return true;
}

void
front_show(struct reader *reader, bool shown)
{
    reader->at.front = shown;
    reader->at.pane = PANE_LIST;
    reader->at.full_width = false;
    reader->results->opened = false;
    if (shown && !reader_front_fits(reader))
        reader_say(reader, "%s", _("There is no room for a front page."));
}

void
front_open_as_set(struct reader *reader, bool starts)
{
    enum { FRONT_COLS = 100 };
    switch (reader->options.opens_with) {
    case OPENS_AUTO: reader->at.front = starts ? reader->cols >= FRONT_COLS : reader->at.front; break;
    case OPENS_FRONT: reader->at.front = true; break;
    case OPENS_LIST: reader->at.front = false; break;
    case OPENS_ARTICLE:
        reader->at.front = false;
        if (reader->at.pane == PANE_LIST && reader_article(reader) != NULL)
            reader->at.pane = PANE_ARTICLE;
        break;
    }
}
