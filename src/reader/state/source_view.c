/* The source view: where its cursor and its window stand, and how they and the reading place follow one another.
 *
 * The cursor is on a line of the file, the one that is mended; it skips empty lines, where there is nothing to mend.
 * Both views keep their place by the byte of the file, so going there and back changes nothing.
 */
#include "reader/state/state.h"

enum { ABOVE_MAX = 4, JUMP_LINES = 500 };

bool
reader_shows_source(const struct reader *reader)
{
    if (!reader->source.shown || reader->pane == PANE_HELP)
        return false;
    const struct issue *issue = reader_issue(reader);
    return issue != NULL && issue->line_count > 0;
}

static struct layout_cursor
row_of(const struct reader *reader, struct layout_place place)
{
    return layout_seek(reader->layout, reader_issue(reader), NULL, pane_width(reader), place);
}

static int
page_rows(const struct reader *reader)
{
    int rows = reader_geometry(reader).body_rows;
    return rows > 0 ? rows : 1;
}

static bool
is_above(struct layout_place a, struct layout_place b)
{
    return a.item != b.item ? a.item < b.item : a.byte < b.byte;
}

static struct layout_place
place_above(struct layout_cursor row, int rows)
{
    while (rows > 0 && layout_previous(&row))
        rows--;
    return layout_place_at(&row);
}

/* ---- the window follows the cursor */

/* The last row of the line at ROW, if it is less than a page below. */
static struct layout_cursor
last_of_line(struct layout_cursor row, int page)
{
    struct layout_cursor next = row;
    for (int i = 1; i < page && layout_next(&next) && next.item == row.item; i++)
        row = next;
    return row;
}

void
source_keep_visible(struct reader *reader)
{
    struct reader_source *source = &reader->source;
    const struct issue *issue = reader_issue(reader);
    int page = page_rows(reader);
    if (!source->shown || issue == NULL || issue->line_count == 0)
        return;
    if (source->cursor.item >= issue->line_count)
        source->cursor = (struct layout_place){(uint32_t)issue->line_count - 1, 0};
    struct layout_cursor row = row_of(reader, source->cursor), top = row_of(reader, source->top);
    struct layout_place cursor = layout_place_at(&row);
    source->top = layout_place_at(&top);
    struct layout_cursor end = last_of_line(row, page);
    struct layout_place lowest = place_above(end, page - 1);
    if (is_above(source->top, lowest))
        source->top = lowest;
    if (is_above(cursor, source->top))
        source->top = cursor;
}

/* ---- the reading place and the cursor */

static bool
is_blank(const struct issue *issue, uint32_t line)
{
    return issue->lines[line].role == ISSUE_BLANK;
}

void
source_go(struct reader *reader, uint32_t line)
{
    reader->source.cursor = (struct layout_place){line, 0};
}

void
source_follow(struct reader *reader)
{
    const struct issue *issue = reader_issue(reader);
    const struct issue_article *article = reader_article(reader);
    struct reader_source *source = &reader->source;
    if (!source->shown || issue == NULL || issue->line_count == 0)
        return;
    source->cursor = (struct layout_place){0, 0};
    if (article != NULL && reader->place.item == 0 && reader->place.byte == 0) {
        source->cursor.item = line_of_article(issue, article);
    } else if (article != NULL) {
        uint32_t byte = layout_byte_of_place(reader->layout, issue, article, reader->place);
        source->cursor.item = issue_line_at(issue, byte);
        source->cursor.byte = byte - issue->lines[source->cursor.item].start_byte;
    }
    int above = page_rows(reader) / 4;
    source->top = place_above(row_of(reader, source->cursor), above < ABOVE_MAX ? above : ABOVE_MAX);
}

void
source_lead(struct reader *reader)
{
    const struct issue *issue = reader_issue(reader);
    if (issue == NULL || issue->article_count == 0)
        return;
    struct layout_place cursor = reader->source.cursor;
    reader->article = article_of_line(issue, cursor.item);
    reader->place = (struct layout_place){0, 0};
    const struct issue_article *article = &issue->articles[reader->article];
    if (cursor.item > article->first_line)
        reader->place =
            layout_place_of_byte(reader->layout, issue, article, issue->lines[cursor.item].start_byte + cursor.byte);
}

/* ---- moving */

/* Is the line at ROW higher than a page? */
static bool
is_high(struct layout_cursor row, int page)
{
    uint32_t line = row.item;
    row.chunk = row.line = 0;
    for (int i = 0; i < page; i++)
        if (!layout_next(&row) || row.item != line)
            return false;
    return true;
}

/* The next line that is not empty, from FROM on; FROM itself where there is none. */
static uint32_t
next_line(const struct issue *issue, uint32_t from, int direction)
{
    uint32_t line = from;
    do {
        if (direction > 0 ? line + 1 >= issue->line_count : line == 0)
            return from;
        line = direction > 0 ? line + 1 : line - 1;
    } while (is_blank(issue, line));
    return line;
}

/* A line down or up; of one that is higher than the page, a row. False: there is none. */
static bool
step(struct reader *reader, int direction)
{
    struct layout_place *cursor = &reader->source.cursor;
    struct layout_cursor row = row_of(reader, *cursor);
    uint32_t line = cursor->item;
    if (is_high(row, page_rows(reader))) {
        bool moved = direction > 0 ? layout_next(&row) : layout_previous(&row);
        if (moved && row.item == line) {
            *cursor = layout_place_at(&row);
            return true;
        }
    }
    uint32_t to = next_line(reader_issue(reader), line, direction);
    *cursor = (struct layout_place){to, 0};
    return to != line;
}

void
source_move(struct reader *reader, int lines)
{
    int direction = lines < 0 ? -1 : 1;
    /* so many at once are lines, however high they are */
    while (lines > JUMP_LINES || lines < -JUMP_LINES) {
        struct layout_place *cursor = &reader->source.cursor;
        uint32_t to = next_line(reader_issue(reader), cursor->item, direction);
        if (to == cursor->item)
            break;
        *cursor = (struct layout_place){to, 0};
        lines -= direction;
    }
    if (lines > JUMP_LINES || lines < -JUMP_LINES)
        lines = direction;
    for (; lines != 0 && step(reader, direction); lines -= direction)
        continue;
    source_lead(reader);
}

/* The cursor on the row, or on the line of it where the window has its beginning; for an empty one, on the next that is
   not, in the direction of the movement: the other way it would take the window back. */
static void
put_cursor(struct reader *reader, struct layout_cursor row, int direction)
{
    const struct issue *issue = reader_issue(reader);
    struct layout_place start = {row.item, 0};
    reader->source.cursor = is_above(start, reader->source.top) ? layout_place_at(&row) : start;
    if (is_blank(issue, row.item)) {
        uint32_t line = next_line(issue, row.item, direction);
        source_go(reader, line > reader->source.top.item ? line : next_line(issue, row.item, 1));
    }
}

/* The window moves, and the cursor with it; where the window cannot, the cursor goes to the end. */
void
source_scroll(struct reader *reader, int rows)
{
    struct reader_source *source = &reader->source;
    struct layout_cursor top = row_of(reader, source->top), row = row_of(reader, source->cursor), end = top;
    int page = page_rows(reader), moved = 0;
    for (int i = 1; rows > 0 && i < page && layout_next(&end);)
        i++;
    for (; rows > 0 && moved < rows && layout_next(&end) && layout_next(&top); moved++)
        layout_next(&row);
    for (; rows < 0 && moved > rows && layout_previous(&top); moved--)
        layout_previous(&row);
    source->top = layout_place_at(&top);
    if (moved != 0)
        put_cursor(reader, row, rows > 0 ? 1 : -1);
    else
        source_edge(reader, rows > 0 ? 1 : -1, 0);
    source_lead(reader);
}

void
source_edge(struct reader *reader, int direction, int count)
{
    const struct issue *issue = reader_issue(reader);
    uint32_t last = (uint32_t)issue->line_count - 1;
    if (count > 0)
        source_go(reader, (uint32_t)count - 1 < last ? (uint32_t)count - 1 : last);
    else
        source_go(reader, direction < 0 ? 0 : last);
    if (direction < 0 && count <= 0)
        reader->source.top = (struct layout_place){0, 0};
    source_lead(reader);
}

/* ---- the command */

void
run_source(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    if (reader->source.shown) {
        reader->source.shown = false;
        if (reader->pane == PANE_ARTICLE && reader_article(reader) == NULL)
            run_close(reader, 0, 0);
        return;
    }
    const struct issue *issue = reader_issue(reader);
    if (issue == NULL || issue->line_count == 0) {
        reader_say(reader, "%s", _("There is no source to show."));
        return;
    }
    reader->source.shown = true;
    reader->pane = PANE_ARTICLE;
    source_follow(reader);
}

/* ---- what a line was taken for */

static void
add_headline_words(struct buffer *out, const struct issue *issue, uint32_t line, bool mended)
{
    unsigned percent = (unsigned)(issue->articles[article_of_line(issue, line)].confidence * 100 + 0.5F);
    buffer_add_text(out, _("a headline"));
    if (!mended)
        buffer_printf(out, _(" (%u %% sure)"), percent);
}

void
reader_add_line_words(struct buffer *out, const struct reader *reader, uint32_t line)
{
    static const char *const words[] = {
        [ISSUE_BLANK] = N_("an empty line"),
        [ISSUE_FURNITURE] = N_("part of the page, of no article"),
        [ISSUE_KICKER] = N_("a kicker"),
        [ISSUE_HEADLINE] = NULL,
        [ISSUE_DECK] = N_("a deck"),
        [ISSUE_BYLINE] = N_("a byline"),
        [ISSUE_BODY] = N_("begins a paragraph"),
        [ISSUE_JOINED] = N_("goes on with the paragraph above"),
        [ISSUE_SECTION] = N_("a section's head"),
        [ISSUE_SUBHEAD] = N_("a subhead"),
        [ISSUE_CAPTION] = N_("the words under a picture"),
    };
    const struct issue *issue = reader_issue(reader);
    const struct issue_line *at = &issue->lines[line];
    if (at->role == ISSUE_HEADLINE)
        add_headline_words(out, issue, line, reader_is_mended(reader, line));
    else if (reader_is_brief(issue, line))
        buffer_add_text(out, _("begins a brief, an article without a headline"));
    else
        buffer_add_text(out, _(words[at->role]));
    if (at->seam)
        buffer_add_text(out, at->lost ? _(", over a column's edge that took characters") : _(", over a column's edge"));
}
