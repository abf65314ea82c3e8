/* Where a reader is, to come back to; and a line of a file, to begin with. */
#include "reader/state/state.h"

/* A document lies over the place where it was opened. */
struct reader_place
place_now(const struct reader *reader)
{
    struct reader_place place = reader->at;
    if (place.pane == PANE_DOCUMENT)
        place.pane = reader->document.before;
    return place;
}

/* The issue may have been mended since: then the place may be none of the article's. */
static void
settle_place(struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    struct layout_cursor cursor;
    source_keep_visible(reader, &geometry);
    if (reader_shows_source(reader))
        source_article_to_cursor(reader);
    else if (text_pane_top(reader, &geometry, &cursor) && cursor.item != reader->at.text_top.item)
        reader->at.text_top = layout_place_at(&cursor);
}

/* Where the issue is gone, to the beginning of the one that is nearest. */
void
place_go(struct reader *reader, const struct reader_place *place)
{
    uint32_t issue = library_nearest(reader->library, place->issue), article = 0;
    if (issue != reader->at.issue)
        select_issue(reader, issue, false);
    if (issue == place->issue)
        article = reader->shown != NULL && place->article < reader->shown->article_count ? place->article
                                                                                         : reader->at.article;
    reader->at = *place;
    reader->at.issue = issue;
    reader->at.article = article;
    if (issue != place->issue) {
        select_article(reader, article);
        if (reader->at.pane == PANE_ARTICLE && reader_article(reader) == NULL)
            reader->at.pane = PANE_LIST;
    }
    settle_place(reader);
}

static bool
same_place(struct layout_place a, struct layout_place b)
{
    return a.item == b.item && a.byte == b.byte;
}

bool
place_equal(const struct reader_place *a, const struct reader_place *b)
{
    return a->issue == b->issue && a->article == b->article && same_place(a->text_top, b->text_top) &&
           a->source.shown == b->source.shown && (!a->source.shown || same_place(a->source.cursor, b->source.cursor));
}

void
place_go_to_wanted(struct reader *reader)
{
    const struct issue *issue = reader->shown;
    uint32_t line = reader->wanted_line;
    if (line == 0 || issue == NULL || (issue->preview && line > issue->line_count))
        return;
    reader->wanted_line = 0;
    if (line > issue->line_count)
        reader_say(reader, _("There is no line %u; the last is %zu."), line, issue->line_count);
    if (issue->article_count == 0)
        return;
    line = line < issue->line_count ? line : (uint32_t)issue->line_count;
    reader->at.source.cursor = (struct layout_place){line - 1, 0};
    source_article_to_cursor(reader);
    struct layout_place place = reader->at.text_top;
    select_article(reader, reader->at.article);
    reader->at.pane = PANE_ARTICLE;
    scroll_to_place(reader, place);
}
