/* Where a reader is, to come back to. */
#include "reader/parts.h"

struct reader_spot
spot_of(const struct reader *reader)
{
    return (struct reader_spot){
        .issue = reader->issue,
        .article = reader->article,
        .pane = reader->pane,
        .full_width = reader->full_width,
        .place = reader->place,
        .source = reader->source,
        .issues_top = reader->issues_top,
        .list_top = reader->list_top,
    };
}

/* The issue may have been mended since: then the place may be none of the article's. */
static void
settle_place(struct reader *reader)
{
    struct layout_cursor cursor;
    source_keep_visible(reader);
    if (reader_shows_source(reader))
        source_lead(reader);
    else if (reader->pane != PANE_HELP && reader_cursor(reader, &cursor) && cursor.item != reader->place.item)
        reader->place = layout_place_at(&cursor);
}

static void
go_in_issue(struct reader *reader, const struct reader_spot *spot)
{
    const struct issue *issue = reader_issue(reader);
    if (issue != NULL && spot->article < issue->article_count)
        select_article(reader, spot->article);
    reader->place = spot->place;
    reader->source = spot->source;
}

static void
begin_issue(struct reader *reader)
{
    select_article(reader, 0);
    if (reader->pane == PANE_ARTICLE && reader_article(reader) == NULL)
        reader->pane = PANE_LIST;
}

/* Where the issue is gone, to the one that is nearest. */
void
spot_go(struct reader *reader, const struct reader_spot *spot)
{
    uint32_t to = library_nearest(reader->library, spot->issue);
    if (to != reader->issue)
        select_issue(reader, to, false);
    reader->pane = spot->pane;
    reader->full_width = spot->full_width;
    reader->source = spot->source;
    if (to == spot->issue)
        go_in_issue(reader, spot);
    else
        begin_issue(reader);
    reader->issues_top = spot->issues_top;
    reader->list_top = spot->list_top;
    settle_place(reader);
}

static bool
same_place(struct layout_place a, struct layout_place b)
{
    return a.item == b.item && a.byte == b.byte;
}

bool
spot_equal(const struct reader_spot *a, const struct reader_spot *b)
{
    return a->issue == b->issue && a->article == b->article && same_place(a->place, b->place) &&
           a->source.shown == b->source.shown && (!a->source.shown || same_place(a->source.cursor, b->source.cursor));
}
