/* The calendar: months whose days say whether there is a paper and what of it is unread, and beside them the day's issues. */
#include "view/paint.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { DAY_CELLS = 4, WEEK = 7 };

/* ---- months */

static void
put_weekdays(struct screen *screen, int row, int col)
{
    for (uint32_t i = 0; i < WEEK; i++) {
        struct buffer name = {0};
        int at = col + (int)i * DAY_CELLS;
        reader_add_weekday(&name, 20240101 + i, false); /* a Monday */
        screen_put(screen, row, at + 1, at + DAY_CELLS, buffer_slice(&name), STYLE_NUMBER);
        buffer_done(&name);
    }
}

/* Of a day its editions' state: all read, all unread, or neither. */
static enum reader_issue_state
state_of(const struct reader *reader, const struct reader_calendar_day *day)
{
    size_t unread = 0, read = 0;
    for (uint32_t i = 0; i < day->editions; i++) {
        enum reader_issue_state state = reader_day_state(reader, day->first + i);
        unread += state == ISSUE_UNREAD;
        read += state == ISSUE_READ;
    }
    return read == day->editions ? ISSUE_READ : unread == day->editions ? ISSUE_UNREAD : ISSUE_BEGUN;
}

/* Of a day without a paper a dot stands for its number. */
static void
put_day(const struct reader *reader, struct screen *screen, int row, int col, uint32_t date,
        const struct reader_calendar_day *day)
{
    char number[8];
    bool selected = date == reader->calendar.day;
    enum reader_issue_state state = state_of(reader, day);
    enum style style = day->editions == 0 || state == ISSUE_READ ? STYLE_READ : STYLE_LIST;
    snprintf(number, sizeof number, "%u", date % 100);
    const char *dot = text_ambiguous() == 1 ? "·" : ".";
    bool blank = day->editions == 0 && !selected;
    screen_put_right(screen, row, col + 1, col + 3, slice_of(blank ? dot : number), style);
    if (day->editions > 0)
        view_put_state(screen, row, col + 3, state);
    if (!selected)
        return;
    screen_put(screen, row, col, col + 1, slice_of(">"), STYLE_LIST);
    screen_restyle(screen, row, col, col + DAY_CELLS, STYLE_LIST);
    screen_lay(screen, row, col, col + DAY_CELLS, STYLE_SELECTED);
    screen_set_cursor(screen, row, col);
}

static void
put_month(const struct reader *reader, struct screen *screen, const struct reader_calendar_spot *spot, int end_row,
          uint32_t month)
{
    struct reader_calendar_day days[32];
    struct buffer name = {0}, unread_words = {0};
    size_t unread = 0, issues = 0;
    reader_calendar_days(reader, month, days);
    for (uint32_t day = 1; day < 32; day++) {
        int row, col;
        uint32_t date = month * 100 + day;
        issues += days[day].editions;
        for (uint32_t i = 0; i < days[day].editions; i++)
            unread += reader_day_state(reader, days[day].first + i) != ISSUE_READ;
        if (!issue_date_valid(date))
            continue;
        reader_calendar_cell(date, &row, &col);
        if (spot->row + row < end_row)
            put_day(reader, screen, spot->row + row, spot->col + col, date, &days[day]);
    }
    view_add_month(&name, month);
    screen_put(screen, spot->row, spot->col + 1, spot->end_col, buffer_slice(&name),
               issues > 0 ? STYLE_SECTION : STYLE_READ);
    if (unread > 0)
        buffer_printf(&unread_words, ngettext("%zu unread", "%zu unread", (unsigned long)unread), unread);
    screen_put_right(screen, spot->row, spot->col, spot->end_col - 1, buffer_slice(&unread_words), STYLE_NUMBER);
    put_weekdays(screen, spot->row + 1, spot->col);
    buffer_done(&name);
    buffer_done(&unread_words);
}

/* What the marks mean, where a row is left below the months. */
static void
put_legend(struct screen *screen, int row, int end_col)
{
    bool narrow = text_ambiguous() == 1;
    struct buffer words = {0};
    /* TRANSLATORS: marks of days in the calendar; %s is the mark */
    buffer_printf(&words, _("%s unread"), narrow ? "●" : "*");
    buffer_add_text(&words, "  ");
    buffer_printf(&words, _("%s begun"), narrow ? "◐" : "-");
    buffer_add_text(&words, "  ");
    buffer_printf(&words, _("%s no paper"), narrow ? "·" : ".");
    view_put_cut(screen, row, 1, end_col, buffer_slice(&words), STYLE_NUMBER);
    buffer_done(&words);
}

/* ---- beside them */

/* 新闻联播　25 篇　约 25 分钟　未读 25 */
static void
add_issue(struct buffer *out, const struct reader *reader, const struct reader_side_row *row)
{
    const struct reader_summary *summary = reader_summary(reader, row->issue);
    view_add_paper(out, reader, row->issue);
    if (row->number > 1) {
        buffer_add_text(out, "\u3000");
        buffer_printf(out, ngettext("%u page", "%u pages", row->number), row->number);
    }
    if (summary == NULL || !summary->counted || row->number > 1)
        return;
    buffer_add_text(out, "\u3000");
    buffer_printf(out, ngettext("%u article", "%u articles", summary->articles), summary->articles);
    if (summary->articles == 0)
        return;
    buffer_add_text(out, "\u3000");
    buffer_printf(out, _("about %u min"), summary->minutes);
    if (summary->unread > 0) {
        buffer_add_text(out, "\u3000");
        buffer_printf(out, ngettext("%u unread", "%u unread", summary->unread), summary->unread);
    }
}

static void
add_headline(struct buffer *out, const struct reader *reader, uint32_t article)
{
    struct layout_spec style = reader_text_style(&reader->options);
    struct slice title = issue_article_title(reader->shown, &reader->shown->articles[article]);
    struct layout_shown shown = {.edits = NULL};
    style.headline = reader->shown->articles[article].headline_line != ISSUE_NO_LINE;
    layout_show(&shown, slice_make(title.at, text_fit(title, (size_t)reader->cols)), &style);
    buffer_add_slice(out, shown.text);
    layout_shown_done(&shown);
}

static void
put_headline(const struct reader *reader, struct screen *screen, int row, int col, int end_col, uint32_t article)
{
    struct buffer words = {0};
    char number[16];
    enum style style = reader_is_read(reader, article) ? STYLE_READ : STYLE_LIST;
    snprintf(number, sizeof number, "%u", article + 1);
    screen_put_right(screen, row, col, col + 4, slice_of(number), style);
    add_headline(&words, reader, article);
    uint8_t marks = reader_marks(reader, article);
    view_put_mark(screen, row, col + 5, marks);
    view_put_cut(screen, row, col + 7, end_col, buffer_slice(&words), style);
    buffer_done(&words);
}

static void
put_side_row(const struct reader *reader, struct screen *screen, int row, int col, int end_col,
             const struct reader_side_row *side)
{
    const struct reader_summary *summary = reader_summary(reader, side->issue);
    struct buffer words = {0};
    enum style style = STYLE_LIST;
    int indent = 2;
    if (side->kind == SIDE_HEADLINE)
        put_headline(reader, screen, row, col, end_col, side->number);
    if (side->kind == SIDE_DAY) {
        style = STYLE_SECTION;
        indent = 1;
        reader_add_date(&words, reader->calendar.day, true);
        buffer_add_text(&words, "\u3000");
        if (side->number > 0)
            buffer_printf(&words, ngettext("%u issue", "%u issues", side->number), side->number);
        else
            buffer_add_text(&words, _("no paper"));
    } else if (side->kind == SIDE_ISSUE) {
        style = side->shown ? STYLE_HEADLINE : STYLE_LIST;
        add_issue(&words, reader, side);
    } else if (side->kind == SIDE_SUMMARY) {
        indent = 5;
        buffer_add_text(&words, summary == NULL             ? ""
                                : summary->unreadable       ? _("(cannot be read)")
                                : summary->headline == NULL ? _("(an empty issue)")
                                                            : summary->headline);
    } else if (side->kind == SIDE_MORE) {
        style = STYLE_NUMBER;
        indent = 5;
        buffer_printf(&words, ngettext("… and %u more", "… and %u more", side->number), side->number);
    }
    if (words.len > 0)
        view_put_cut(screen, row, col + indent, end_col, buffer_slice(&words), style);
    buffer_done(&words);
}

void
view_calendar(const struct reader_frame *frame, struct screen *screen)
{
    const struct reader *reader = frame->reader;
    const struct reader_geometry *geometry = &frame->geometry;
    struct reader_calendar_grid grid = reader_calendar_grid(reader);
    int end_row = geometry->body_row + geometry->body_rows, row = geometry->body_row;
    screen_set_cursor(screen, row, 0);
    for (int i = 0; i < grid.down * grid.across; i++) {
        struct reader_calendar_spot spot = reader_calendar_spot(&grid, i);
        put_month(reader, screen, &spot, end_row, reader_calendar_month_at(reader, &grid, i));
    }
    struct reader_side_place side = reader_calendar_side_place(reader);
    if (grid.beside && side.legend_row < end_row)
        put_legend(screen, side.legend_row, grid.cols);
    struct reader_side_row *rows = base_alloc_zero((size_t)geometry->body_rows + 1, sizeof *rows);
    size_t count = reader_calendar_side(reader, rows, (size_t)side.rows);
    for (size_t i = 0; i < count; i++)
        put_side_row(reader, screen, side.row + (int)i, side.col, reader->cols, &rows[i]);
    free(rows);
}
