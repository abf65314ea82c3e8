/* The front page: boxes to cells. No decisions here, but for the words of the news. */
#include "view/paint.h"

#include "kanbao/reader_standing.h"
#include "kanbao/text.h"

enum { RULE_GAP = 2 }; /* a rule stands so far left of its column */

struct page {
    const struct reader *reader;
    const struct reader_front *front;
    struct screen *screen;
    struct buffer scratch;
    int body_row;
    int margin; /* before headlines and texts */
};

/* ---- an article */

static void
put_section(struct page *page, const struct reader_front_box *box, struct slice section, bool cut)
{
    int row = page->body_row + box->row, end = box->col + box->cols;
    int col = screen_put(page->screen, row, box->col + 1, end - 1, section, STYLE_SECTION);
    if (cut)
        screen_put(page->screen, row, col, end, slice_of("…"), STYLE_SECTION);
}

/* Row I of a headline of fewer rows than it needs: the last one takes what it can. */
static struct slice
headline_row(const struct page *page, const struct reader_front_box *box, const struct reader_list_item *item, int i)
{
    struct slice row = item->rows[i], last = item->rows[item->row_count - 1];
    if (i < box->headline_rows - 1 || i == item->row_count - 1)
        return row;
    row.len = (size_t)(last.at + last.len - row.at);
    row.len = layout_cut(row, (uint16_t)(box->cols - page->margin - 1 - text_ambiguous()));
    return row;
}

/* Returns the row below it. */
static int
put_headline(struct page *page, const struct reader_front_box *box)
{
    const struct reader *reader = page->reader;
    struct reader_list_item item = reader_list_item(reader, box->article, box->cols);
    int row = page->body_row + box->row + box->section, end = box->col + box->cols;
    enum style style = box->read ? STYLE_READ : STYLE_HEADLINE;
    for (int i = 0; i < box->headline_rows; i++) {
        bool cut = i == box->headline_rows - 1 && (item.cut || item.row_count > box->headline_rows);
        int col = screen_put(page->screen, row + i, box->col + page->margin, end - 1, headline_row(page, box, &item, i),
                             style);
        if (cut)
            screen_put(page->screen, row + i, col, end, slice_of("…"), style);
    }
    view_headline_signs(reader, page->screen, row, box->col, box->article, box->read ? STYLE_READ : STYLE_LIST);
    view_list_hits(reader, box->article, &item, page->screen, row, box->headline_rows, box->col, box->cols);
    return row + box->headline_rows;
}

/* A row of text; the last one that has room ends with … where there is more. */
static void
put_text_row(struct page *page, const struct layout_cursor *cursor, int row, int col, int cells, bool cut)
{
    struct layout_row at = layout_row_at(cursor);
    struct slice text = layout_row_text(&at, &page->scratch);
    enum style style = view_kind_style(at.kind);
    int start = col + at.line.indent, end = col + cells + LAYOUT_GUTTER;
    if (!cut) {
        screen_put(page->screen, row, start, end, text, style);
        return;
    }
    size_t room = (size_t)(cells - at.line.indent - text_ambiguous());
    if (text_cells(text) > room)
        text.len = layout_cut(text, (uint16_t)room);
    int to = screen_put(page->screen, row, start, end, text, style);
    screen_put(page->screen, row, to, end, slice_of("…"), style);
}

/* ROWS rows in each of COLUMNS, STEP apart. */
static void
put_text(struct page *page, const struct reader_front_box *box, int row, int columns, int cells)
{
    struct layout_cursor cursor;
    if (!reader_front_text(page->reader, box->article, cells, &cursor))
        return;
    for (int column = 0; column < columns; column++)
        for (int i = 0; i < box->text_rows; i++) {
            struct layout_cursor next = cursor;
            bool more = reader_front_next(&next), last = column == columns - 1 && i == box->text_rows - 1;
            int col = box->col + column * page->front->column_step + page->margin;
            put_text_row(page, &cursor, row + i, col, cells, last && more);
            if (!more)
                return;
            cursor = next;
        }
}

static void
put_selection(struct page *page, const struct reader_front_box *box)
{
    struct screen *screen = page->screen;
    int row = page->body_row + box->row + box->section, rows = box->headline_rows > 0 ? box->headline_rows : 1;
    enum style style = box->read ? STYLE_READ : box->brief ? STYLE_TEXT : STYLE_HEADLINE;
    screen_put(screen, row, box->col, box->col + 1, slice_of(">"), style);
    for (int i = 0; i < rows; i++) {
        /* signs in colours of their own would be holes in it */
        screen_restyle(screen, row + i, box->col, box->col + box->cols, style);
        screen_lay(screen, row + i, box->col, box->col + box->cols, STYLE_SELECTED);
    }
    screen_set_cursor(screen, row, box->col);
}

static void
put_box(struct page *page, const struct reader_front_box *box)
{
    struct reader_list_item item = reader_list_item(page->reader, box->article, box->cols);
    if (box->section)
        put_section(page, box,
                    issue_line_words(page->reader->shown, page->reader->shown->articles[box->article].section_line),
                    item.section_cut);
    int row = put_headline(page, box);
    put_text(page, box, row, 1, page->front->text_cells);
    if (box->article == page->reader->at.article)
        put_selection(page, box);
}

/* ---- the lead */

static void
put_minutes(struct page *page, const struct reader_front_box *box)
{
    struct buffer words = {0};
    const struct issue_article *article = &page->reader->shown->articles[box->article];
    /* TRANSLATORS: how long an article takes to read */
    buffer_printf(&words, _("%u min"), issue_article_minutes(article));
    int row = page->body_row + box->row + box->section, cells = (int)text_cells(buffer_slice(&words));
    int end = page->screen->cols - 1;
    if (screen_at(page->screen, row, end - cells - 2)->base == ' ')
        screen_put_right(page->screen, row, end - cells, end, buffer_slice(&words), STYLE_NUMBER);
    buffer_done(&words);
}

static void
put_byline(struct page *page, const struct reader_front_box *box, int row)
{
    struct buffer byline = {0};
    const struct issue *issue = page->reader->shown;
    issue_add_byline(&byline, issue, &issue->articles[box->article]);
    int col = box->col + page->margin, room = page->screen->cols - 1 - col;
    struct slice text = buffer_slice(&byline);
    if ((int)text_cells(text) <= room)
        screen_put(page->screen, row, col, col + room, text, STYLE_BYLINE);
    buffer_done(&byline);
}

static void
put_lead(struct page *page, const struct reader_front_box *box)
{
    const struct reader_front *front = page->front;
    struct reader_list_item item = reader_list_item(page->reader, box->article, box->cols);
    if (box->section)
        put_section(page, box, item.section, item.section_cut);
    int row = put_headline(page, box);
    put_minutes(page, box);
    if (front->lead_byline)
        put_byline(page, box, row++);
    put_text(page, box, row, front->lead_columns, front->lead_cells);
    if (box->article == page->reader->at.article)
        put_selection(page, box);
}

/* ---- rules */

static void
put_rule(struct page *page, int row, int end_col)
{
    struct slice dash = slice_of(text_ambiguous() == 1 ? "─" : "-");
    for (int col = 0; col < end_col; col++)
        screen_put(page->screen, row, col, col + 1, dash, STYLE_FRAME);
}

static void
put_rules(struct page *page)
{
    const struct reader_front *front = page->front;
    bool narrow = text_ambiguous() == 1;
    int top = page->body_row + front->columns_row;
    if (front->has_lead && front->columns_rows > 0)
        put_rule(page, top - 1, page->screen->cols);
    for (int i = 1; i < front->columns && front->columns_rows > 0; i++) {
        int col = i * front->column_step - RULE_GAP;
        if (front->has_lead)
            screen_put(page->screen, top - 1, col, col + 1, slice_of(narrow ? "┬" : "+"), STYLE_FRAME);
        for (int row = 0; row < front->columns_rows; row++)
            screen_put(page->screen, top + row, col, col + 1, slice_of(narrow ? "│" : "|"), STYLE_FRAME);
    }
}

/* ---- the news */

/* Of the year of the issue that is shown, without it. */
static void
add_short_date(struct buffer *out, const struct reader *reader, uint32_t date)
{
    if (date / 10000 == library_date(reader->library, reader->at.issue) / 10000)
        /* TRANSLATORS: month and day */
        buffer_printf(out, _("%02u-%02u"), date / 100 % 100, date % 100);
    else
        issue_add_date(out, date);
}

/* What tells the edition from the one that is shown: its day, its paper, or both. */
static void
add_day_name(struct buffer *out, const struct reader *reader, uint32_t issue, bool whole)
{
    uint32_t date = library_date(reader->library, issue);
    bool other = date != 0 && date != library_date(reader->library, reader->at.issue);
    if (other && whole)
        reader_add_date(out, date, true);
    else if (other)
        add_short_date(out, reader, date);
    if (out->len > 0 && reader_has_one_paper(reader))
        return;
    buffer_add_text(out, out->len > 0 ? "\u3000" : "");
    view_add_paper(out, reader, issue);
}

/* 12-30　25 unread　the first headline */
static void
add_day(struct buffer *out, const struct reader *reader, struct days_edition day, bool whole)
{
    uint32_t issue = library_at(reader->library, day.first), unread;
    const struct reader_summary *summary = reader_summary(reader, issue);
    add_day_name(out, reader, issue, whole);
    if (summary == NULL)
        return;
    buffer_add_text(out, "\u3000");
    if (reader_edition_unread(reader, issue, day.pages, &unread)) {
        if (unread > 0)
            buffer_printf(out, ngettext("%u unread", "%u unread", unread), unread);
        else
            buffer_add_text(out, _("all read"));
        buffer_add_text(out, "\u3000");
    }
    buffer_add_text(out, summary->headline != NULL ? summary->headline : "");
}

static void
add_visit(struct buffer *out, const struct reader *reader, const struct store_visit *visit)
{
    struct buffer day = {0};
    if (visit->key.date != 0)
        add_short_date(&day, reader, visit->key.date);
    else
        text_add_safe(&day, slice_of(visit->title));
    buffer_printf(out, _("Last read: %s, article %u, %u%%"), day.at, visit->number, visit->percent);
    buffer_done(&day);
}

/* 停车　2 new　157 in all */
static void
add_search(struct buffer *out, const struct reader *reader, size_t which)
{
    struct reader_standing search = reader_standing_at(reader, which);
    buffer_printf(out, "/%.*s\u3000", (int)search.query.len, search.query.at);
    buffer_printf(out, ngettext("%zu new", "%zu new", search.unseen), search.unseen);
}

/* A rule with a word in it, then what is new, from the left to the right. */
static void
put_news(struct page *page)
{
    const struct reader *reader = page->reader;
    struct reader_front_news news;
    struct buffer line = {0};
    reader_front_news(reader, &news);
    if (news.count == 0)
        return;
    put_rule(page, page->body_row + news.rule_row, page->screen->cols);
    screen_put(page->screen, page->body_row + news.rule_row, page->margin - 1, page->screen->cols - 2,
               slice_of(_(" Earlier ")), STYLE_SECTION);
    for (size_t i = 0; i < news.count; i++) {
        const struct reader_news_cell *cell = &news.cells[i];
        buffer_clear(&line);
        switch (cell->kind) {
        case NEWS_VISIT: add_visit(&line, reader, reader_news_visit(reader)); break;
        case NEWS_SEARCH: add_search(&line, reader, cell->search); break;
        case NEWS_DAY: add_day(&line, reader, cell->day, cell->whole); break;
        }
        view_put_cut(page->screen, page->body_row + cell->row, cell->col, cell->end_col, buffer_slice(&line),
                     cell->kind == NEWS_DAY ? STYLE_LIST : STYLE_DECK);
    }
    buffer_done(&line);
}

void
view_front(const struct reader_frame *frame, struct screen *screen)
{
    const struct reader_front *front = reader_front(frame->reader);
    struct page page = {.reader = frame->reader,
                        .front = front,
                        .screen = screen,
                        .body_row = frame->geometry.body_row,
                        .margin = reader_list_margin(frame->reader).cols};
    screen_set_cursor(screen, page.body_row, 0);
    put_rules(&page);
    for (size_t i = front->has_lead; i < front->count; i++)
        put_box(&page, &front->at[i]);
    if (front->has_lead)
        put_lead(&page, &front->at[0]);
    put_news(&page);
    buffer_done(&page.scratch);
}
