/* The list of issues: months with their sums, below each its days: the day, what is unread, the paper where there are several, and
 * the first headline once it is known.
 */
#include "view/paint.h"

#include "kanbao/reader_standing.h"
#include "kanbao/text.h"

enum {
    WHOLE_COLS = 36, /* a list this wide has three letters for a day of the week, or two characters, */
    WHOLE_CELLS = 4, /* which take so many cells, */
    SHORT_CELLS = 2, /* or one */
    DAY_COL = 1,
    DAY_END = 3,
    WEEKDAY_COL = 4,
    COUNT_CELLS = 3,
    PAPER_CELLS_MAX = 20
};

/* Where in a row everything stands. */
struct issue_columns {
    bool whole;
    int mark, count_end, text, end;
};

static struct issue_columns
columns_of(int list_cols)
{
    struct issue_columns columns = {.whole = list_cols >= WHOLE_COLS, .end = list_cols};
    columns.mark = WEEKDAY_COL + (columns.whole ? WHOLE_CELLS : SHORT_CELLS) + 1;
    columns.count_end = columns.mark + 1 + COUNT_CELLS;
    columns.text = columns.count_end + 1;
    return columns;
}

int
view_put_cut(struct screen *screen, int row, int col, int end_col, struct slice text, enum style style)
{
    bool cut = (int)text_cells(text) > end_col - col;
    int end = screen_put(screen, row, col, cut ? end_col - text_ambiguous() : end_col, text, style);
    return cut ? screen_put(screen, row, end, end_col, slice_of("…"), style) : end;
}

void
view_put_state(struct screen *screen, int row, int col, enum reader_issue_state state)
{
    bool narrow = text_ambiguous() == 1;
    const char *mark = state == ISSUE_READ ? "" : state == ISSUE_BEGUN ? (narrow ? "◐" : "-") : (narrow ? "●" : "*");
    screen_put(screen, row, col, col + 1, slice_of(mark), STYLE_UNREAD_MARK);
}

void
view_add_paper(struct buffer *out, const struct reader *reader, uint32_t issue)
{
    const struct library *library = reader->library;
    const struct reader_summary *summary = reader_summary(reader, issue);
    const char *title = library_title(library, issue), *path = library_path(library, issue);
    struct slice piece = library_title_of_path(path);
    uint32_t date = library_date(library, issue);
    if (summary != NULL && summary->title != NULL)
        buffer_add_text(out, summary->title);
    else if (date != 0 && slice_equal(slice_of(title), piece)) /* its own is not known */
        text_add_safe(out, days_paper_of_path(path, date));
    else
        buffer_add_text(out, title);
}

/* ---- months */

void
view_add_month(struct buffer *out, uint32_t month)
{
    if (month == 0)
        buffer_add_text(out, _("undated"));
    else
        /* TRANSLATORS: year, month */
        buffer_printf(out, _("%u-%02u"), month / 100, month % 100);
}

static void
put_month(const struct reader *reader, struct screen *screen, int row, int end_col,
          const struct reader_issue_row *month)
{
    struct buffer name = {0}, sums = {0}, unread_words = {0};
    size_t count = month->month.count, unread = reader_month_unread(reader, &month->month);
    buffer_add_text(&name, month->folded ? "+ " : "");
    view_add_month(&name, month->month.month);
    buffer_printf(&sums, ngettext("%zu issue", "%zu issues", (unsigned long)count), count);
    if (unread > 0)
        buffer_printf(&unread_words, ngettext("%zu unread", "%zu unread", (unsigned long)unread), unread);
    int end = screen_put(screen, row, 2, end_col, buffer_slice(&name), STYLE_SECTION);
    int both = (int)(text_cells(buffer_slice(&sums)) + text_cells(buffer_slice(&unread_words)));
    if (unread > 0 && both + 4 <= end_col - end) {
        buffer_add_text(&sums, _(", "));
        buffer_add_slice(&sums, buffer_slice(&unread_words));
    }
    int start = end_col - 1 - (int)text_cells(buffer_slice(&sums));
    struct slice rule = slice_of(text_ambiguous() == 1 ? "─" : "-");
    for (int col = end + 1; col < start - 1; col++)
        screen_put(screen, row, col, col + 1, rule, STYLE_FRAME);
    if (start > end)
        screen_put(screen, row, start, end_col, buffer_slice(&sums), STYLE_NUMBER);
    buffer_done(&name);
    buffer_done(&sums);
    buffer_done(&unread_words);
}

/* ---- days */

static void
put_day(struct screen *screen, int row, const struct issue_columns *columns, uint32_t date)
{
    char day[8];
    struct buffer weekday = {0};
    snprintf(day, sizeof day, "%u", date % 100);
    screen_put_right(screen, row, DAY_COL, DAY_END, slice_of(day), STYLE_LIST);
    reader_add_weekday(&weekday, date, columns->whole);
    screen_put(screen, row, WEEKDAY_COL, columns->mark, buffer_slice(&weekday), STYLE_LIST);
    buffer_done(&weekday);
}

/* What its name says, or which it is. */
static void
put_page(const struct reader *reader, struct screen *screen, int row, const struct issue_columns *columns,
         const struct reader_issue_row *page)
{
    struct buffer label = {0};
    text_add_safe(&label, days_page_of_path(library_path(reader->library, page->issue),
                                            library_date(reader->library, page->issue)));
    if (label.len == 0)
        buffer_printf(&label, "%u", page->page + 1);
    screen_put_right(screen, row, DAY_COL, columns->mark - 1, buffer_slice(&label), STYLE_NUMBER);
    buffer_done(&label);
}

/* The paper's name before the headline, where the list has several; of an issue without a date, its file's. */
static int
put_paper(const struct reader *reader, struct screen *screen, int row, const struct issue_columns *columns,
          const struct reader_issue_row *shown, bool alone, enum style style)
{
    bool undated = library_date(reader->library, shown->issue) == 0;
    if (shown->kind == ISSUE_ROW_PAGE || (!undated && reader_has_one_paper(reader)))
        return columns->text;
    struct buffer name = {0};
    if (undated)
        buffer_add_text(&name, library_title(reader->library, shown->issue));
    else
        view_add_paper(&name, reader, shown->issue);
    int room = (columns->end - columns->text) * 2 / 5;
    room = room < PAPER_CELLS_MAX ? room : PAPER_CELLS_MAX;
    int end = alone ? columns->end : columns->text + room;
    end = view_put_cut(screen, row, columns->text, end, buffer_slice(&name), style);
    buffer_done(&name);
    return end + 1;
}

/* Behind the mark how many are unread, where that is known. */
static void
put_counts(const struct reader *reader, struct screen *screen, int row, const struct issue_columns *columns,
           const struct reader_issue_row *shown)
{
    bool whole = shown->kind == ISSUE_ROW_EDITION && !shown->open;
    char number[16];
    view_put_state(screen, row, columns->mark,
                   whole ? reader_edition_state(reader, shown->issue, shown->pages)
                         : reader_issue_state(reader, shown->issue));
    uint32_t unread;
    if (!reader_edition_unread(reader, shown->issue, whole ? shown->pages : 1, &unread) || unread == 0)
        return;
    snprintf(number, sizeof number, "%u", unread);
    screen_put_right(screen, row, columns->mark + 1, columns->count_end, slice_of(number), STYLE_NUMBER);
}

/* What there is to say of an issue in one line. */
static void
add_words(struct buffer *out, const struct reader *reader, const struct reader_issue_row *shown)
{
    const struct reader_summary *summary = reader_summary(reader, shown->issue);
    if (shown->kind == ISSUE_ROW_EDITION && !shown->open && shown->pages > 1) {
        buffer_printf(out, ngettext("%u page", "%u pages", shown->pages), shown->pages);
        buffer_add_text(out, "\u3000");
    }
    if (library_error(reader->library, shown->issue) != NULL || (summary != NULL && summary->unreadable))
        buffer_add_text(out, _("(cannot be read)"));
    else if (summary != NULL && summary->articles == 0 && summary->counted)
        buffer_add_text(out, _("(an empty issue)"));
    else if (summary != NULL && summary->headline != NULL)
        buffer_add_text(out, summary->headline);
}

static void
put_issue(const struct reader *reader, struct screen *screen, int row, int list_cols,
          const struct reader_issue_row *shown, bool day)
{
    struct issue_columns columns = columns_of(list_cols);
    struct buffer words = {0};
    bool whole = shown->kind == ISSUE_ROW_EDITION && !shown->open;
    enum reader_issue_state state =
        whole ? reader_edition_state(reader, shown->issue, shown->pages) : reader_issue_state(reader, shown->issue);
    enum style style = state == ISSUE_READ ? STYLE_READ : STYLE_LIST;
    uint32_t date = library_date(reader->library, shown->issue);
    if (shown->kind == ISSUE_ROW_PAGE)
        put_page(reader, screen, row, &columns, shown);
    else if (day && date != 0)
        put_day(screen, row, &columns, date);
    put_counts(reader, screen, row, &columns, shown);
    add_words(&words, reader, shown);
    int col = put_paper(reader, screen, row, &columns, shown, words.len == 0, style);
    if (words.len > 0 && col + 1 < columns.end)
        view_put_cut(screen, row, col, columns.end, buffer_slice(&words), style);
    if (style == STYLE_READ)
        screen_restyle(screen, row, 0, list_cols, style);
    buffer_done(&words);
}

/* ---- searches that stand */

static void
put_search(const struct reader *reader, struct screen *screen, int row, int list_cols, size_t which)
{
    struct reader_standing search = reader_standing_at(reader, which);
    struct issue_columns columns = columns_of(list_cols);
    struct buffer sum = {0}, query = {0};
    char unseen[16];
    snprintf(unseen, sizeof unseen, "%zu", search.unseen);
    /* TRANSLATORS: before a query that is watched for; of 6 cells at most */
    screen_put(screen, row, DAY_COL, columns.mark, slice_of(_("watch")), STYLE_NUMBER);
    if (search.unseen > 0) {
        view_put_state(screen, row, columns.mark, ISSUE_UNREAD);
        screen_put_right(screen, row, columns.mark + 1, columns.count_end, slice_of(unseen), STYLE_NUMBER);
    }
    if (search.faulty)
        buffer_add_text(&sum, _("(no query)"));
    else if (search.counted)
        buffer_printf(&sum, ngettext("%zu%s article", "%zu%s articles", search.articles), search.articles,
                      search.more ? "+" : "");
    int cells = (int)text_cells(buffer_slice(&sum)), start = columns.end - 1 - cells;
    if (start - columns.text < cells) /* the query is more */
        start = columns.end;
    else
        screen_put(screen, row, start, columns.end, buffer_slice(&sum), STYLE_NUMBER);
    buffer_add_byte(&query, '/');
    buffer_add_slice(&query, search.query);
    view_put_cut(screen, row, columns.text, start - 1, buffer_slice(&query), STYLE_LIST);
    buffer_done(&query);
    buffer_done(&sum);
}

/* The filter left nothing. */
static void
put_none(const struct reader_frame *frame, struct screen *screen)
{
    screen_put(screen, frame->geometry.body_row, 2, frame->geometry.list_cols, slice_of(_("(no such issue)")),
               STYLE_READ);
}

void
view_issues(const struct reader_frame *frame, struct screen *screen)
{
    const struct reader *reader = frame->reader;
    const struct reader_geometry *geometry = &frame->geometry;
    size_t rows = reader_issue_rows(reader), selected = reader_issue_selected(reader);
    uint32_t day = 0;
    screen_set_cursor(screen, geometry->body_row, 0);
    if (rows == 0)
        put_none(frame, screen);
    for (int i = 0; i < geometry->body_rows && reader->at.issues_top + (size_t)i < rows; i++) {
        size_t at = reader->at.issues_top + (size_t)i;
        struct reader_issue_row shown = reader_issue_row(reader, at);
        int row = geometry->body_row + i;
        uint32_t date = shown.issue != 0 ? library_date(reader->library, shown.issue) : 0;
        if (shown.kind == ISSUE_ROW_SEARCH)
            put_search(reader, screen, row, geometry->list_cols, shown.search);
        else if (shown.kind == ISSUE_ROW_MONTH)
            put_month(reader, screen, row, geometry->list_cols, &shown);
        else
            put_issue(reader, screen, row, geometry->list_cols, &shown, date != day || at == selected);
        day = shown.kind == ISSUE_ROW_MONTH ? 0 : date;
        if (at != selected)
            continue;
        screen_put(screen, row, 0, 1, slice_of(">"), STYLE_LIST);
        screen_restyle(screen, row, 0, geometry->list_cols, STYLE_LIST);
        screen_lay(screen, row, 0, geometry->list_cols, STYLE_SELECTED);
        screen_set_cursor(screen, row, 0);
    }
}
