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
    else if (text_pane_place(reader, &geometry, &cursor) && cursor.item != reader->at.text_top.item)
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

bool
place_equal(const struct reader_place *a, const struct reader_place *b)
{
    return a->issue == b->issue && a->article == b->article && layout_place_equal(a->text_top, b->text_top) &&
           a->source.shown == b->source.shown &&
           (!a->source.shown || layout_place_equal(a->source.cursor, b->source.cursor));
}

/* ---- the same place when the issue was recovered anew */

struct stand
stand_take(const struct reader *reader)
{
    const struct issue_article *article = reader_article(reader);
    struct stand stand = {.lines = article_lines(reader)};
    stand.inside = article != NULL && reader->at.pane != PANE_LIST &&
                   (reader->at.text_top.item > 0 || reader->at.text_top.byte > 0);
    if (stand.inside)
        stand.byte = layout_byte_of_place(reader->layout, reader->shown, article, reader->at.text_top);
    return stand;
}

void
stand_again(struct reader *reader, struct stand stand, uint32_t line)
{
    reader_forget(reader);
    show_issue_again(reader);
    const struct issue *issue = reader->shown;
    if (issue == NULL) { /* what was begun cannot be read */
        article_lines_done(stand.lines);
        reader->at.article = 0;
        reader->at.pane = reader->at.pane == PANE_ARTICLE ? PANE_LIST : reader->at.pane;
        return;
    }
    marks_follow(reader, stand.lines);
    reader->at.article = 0;
    reader->at.text_top = (struct layout_place){0, 0};
    if (reader_shows_source(reader) && reader->at.pane == PANE_ARTICLE) {
        if (reader->at.source.cursor.item != line)
            source_go(reader, line);
        source_article_to_cursor(reader);
    } else if (issue->article_count > 0) {
        uint32_t byte = stand.inside ? stand.byte : issue->lines[line].start_byte;
        uint32_t now = issue_line_at(issue, byte);
        reader->at.article = article_of_line(issue, now);
        const struct issue_article *article = &issue->articles[reader->at.article];
        if (stand.inside || (now > article->first_line && now != line_of_article(issue, article)))
            reader->at.text_top = layout_place_of_byte(reader->layout, issue, article, byte);
        source_cursor_to_article(reader);
    }
}

/* ---- a line to begin with */

void
place_go_to_wanted(struct reader *reader)
{
    const struct issue *issue = reader->shown;
    uint32_t line = reader->wanted_line;
    size_t last = issue != NULL ? issue_file_lines(issue) : 0;
    if (line == 0 || issue == NULL || (issue->preview && line > last))
        return;
    reader->wanted_line = 0;
    if (line > last)
        reader_say(reader, _("There is no line %u; the last is %zu."), line, last);
    if (issue->article_count == 0)
        return;
    reader->at.source.cursor = (struct layout_place){issue_line_of_number(issue, line - 1), 0};
    source_article_to_cursor(reader);
    struct layout_place place = reader->at.text_top;
    select_article(reader, reader->at.article);
    reader->at.pane = PANE_ARTICLE;
    scroll_to_place(reader, place);
}

/* ---- by lines of the file */

uint32_t
line_in_question(const struct reader *reader)
{
    const struct issue *issue = reader->shown;
    const struct issue_article *article = reader_article(reader);
    struct layout_place first = scroll_top(reader);
    bool top = first.item == 0 && first.byte == 0;
    if (reader_shows_source(reader) && reader->at.pane == PANE_ARTICLE)
        return reader->at.source.cursor.item;
    if (article == NULL)
        return ISSUE_NO_LINE;
    if (reader->at.pane == PANE_LIST || top)
        return line_of_article(issue, article);
    return issue_line_at(issue, layout_byte_of_place(reader->layout, issue, article, first));
}

uint32_t
line_read(const struct reader *reader)
{
    const struct search_hit *hit = reader_hit(reader);
    const struct issue_article *article = reader_article(reader);
    bool in_text = reader_geometry(reader).pane_cols > 0 && reader->at.pane != PANE_DOCUMENT;
    bool shown = in_text && article != NULL && !reader_shows_source(reader) && hit != NULL &&
                 hit->article == reader->at.article &&
                 scroll_shows(reader, layout_place_of_byte(reader->layout, reader->shown, article, hit->start_byte));
    return shown ? hit->line : line_in_question(reader);
}
