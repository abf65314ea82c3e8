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

void
spot_go(struct reader *reader, const struct reader_spot *spot)
{
    if (spot->issue != reader->issue)
        select_issue(reader, spot->issue, false);
    const struct issue *issue = reader_issue(reader);
    if (issue != NULL && spot->article < issue->article_count)
        select_article(reader, spot->article);
    reader->pane = spot->pane;
    reader->full_width = spot->full_width;
    reader->place = spot->place;
    reader->source = spot->source;
    reader->issues_top = spot->issues_top;
    reader->list_top = spot->list_top;
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
