/* The state and the screen agree: what is selected is shown, and the place that is kept is the one on the screen. */
#include "reader_check.h"

#include "kanbao/reader_front.h"
#include "kanbao/view.h"

#define TEXT_OF(line) #line
#define LINE_OF(line) TEXT_OF(line)
/* Returns what does not hold, and where that is written. */
#define HOLDS(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            return __FILE__ ":" LINE_OF(__LINE__) ": " #condition;                                                     \
    } while (0)

const char *
reader_check_cells(const struct screen *screen)
{
    for (int row = 0; row < screen->rows; row++)
        for (int col = 0; col < screen->cols; col++) {
            const struct screen_cell *cell = screen_at(screen, row, col);
            bool left = cell->cells == 2 && col + 1 < screen->cols && cell[1].cells == 0;
            bool right = cell->cells == 0 && cell->base == 0 && col > 0 && cell[-1].cells == 2;
            HOLDS(cell->cells == 1 || left || right);
        }
    return NULL;
}

/* The rows of the list that are selected are one, or follow one another: the first of them, and how many. */
static const char *
find_selection(const struct reader_geometry *geometry, const struct screen *screen, int *first, int *rows)
{
    *rows = 0;
    for (int row = geometry->body_row; row < geometry->body_row + geometry->body_rows; row++) {
        if (screen_selection(screen_at(screen, row, 1)) == STYLE_TEXT)
            continue;
        *first = *rows == 0 ? row : *first;
        ++*rows;
        HOLDS(screen_at(screen, row, 0)->base == (row == *first ? '>' : ' '));
    }
    return NULL;
}

/* The selected day, once, with the cursor on it; none where the wheel has brought other months. */
static const char *
check_calendar(const struct reader *reader, const struct screen *screen)
{
    int selected = 0;
    HOLDS(issue_date_valid(reader->calendar.day));
    for (int row = 1; row < screen->rows - 1; row++)
        for (int col = 0; col < screen->cols; col++)
            if (screen_selection(screen_at(screen, row, col)) != STYLE_TEXT &&
                screen_at(screen, row, col)->base == '>') {
                selected++;
                HOLDS(reader->prompt.use != NULL || reader->options.cursor == CURSOR_NEWS ||
                      (screen->cursor_row == row && screen->cursor_col == col));
                HOLDS(reader_at_cell(reader, row, col).entry == reader->calendar.day);
            }
    HOLDS(selected <= 1);
    return NULL;
}

/* Each box lies on the page and over no other one, and one of them is the selected article's, which has the cursor. */
static const char *
check_front(const struct reader *reader, const struct screen *screen)
{
    const struct reader_front *front = reader_front(reader);
    const struct reader_front_box *selected = reader_front_box(front, reader->at.article);
    struct reader_geometry geometry = reader_geometry(reader);
    HOLDS(front->page < front->page_count && front->count > 0);
    for (size_t i = 0; i < front->count; i++) {
        const struct reader_front_box *a = &front->at[i];
        HOLDS(a->rows > 0 && a->cols > 0 && a->row >= 0 && a->col >= 0);
        HOLDS(a->row + a->rows <= geometry.body_rows && a->col + a->cols <= reader->cols);
        HOLDS(reader_is_listed(reader, a->article));
        for (size_t k = 0; k < i; k++) {
            const struct reader_front_box *b = &front->at[k];
            bool apart = a->row >= b->row + b->rows || b->row >= a->row + a->rows || a->col >= b->col + b->cols ||
                         b->col >= a->col + a->cols;
            HOLDS(apart && a->article != b->article);
        }
    }
    HOLDS(selected != NULL);
    int row = geometry.body_row + selected->row + selected->section;
    HOLDS(screen_at(screen, row, selected->col)->base == '>');
    HOLDS(screen_selection(screen_at(screen, row, selected->col)) == STYLE_SELECTED);
    if (reader->options.cursor != CURSOR_NEWS && reader->prompt.use == NULL)
        HOLDS(screen->cursor_row == row && screen->cursor_col == selected->col);
    return NULL;
}

/* The selected row of the list, whole and once, with the cursor on it while the list has the keys; where the wheel has scrolled
   the list away from it, perhaps a part of it, or nothing. */
static const char *
check_selection(const struct reader *reader, const struct screen *screen)
{
    struct reader_geometry geometry = reader_geometry(reader);
    const struct issue *issue = reader->shown;
    bool results = reader->at.pane == PANE_RESULTS, issues = reader->at.pane == PANE_ISSUES || results;
    int rows, first = 0;
    if ((results && reader_results(reader).count == 0) || library_count(reader->library) == 0)
        return NULL;
    if (reader->at.pane == PANE_CALENDAR)
        return check_calendar(reader, screen);
    if (reader->at.pane == PANE_ISSUES && reader_issue_selected(reader) == SIZE_MAX)
        return NULL; /* the filter left nothing */
    if (geometry.list_cols == 0 || (!issues && (issue == NULL || issue->article_count == 0)))
        return NULL;
    if (reader_shows_front(reader))
        return check_front(reader, screen);
    const char *fault = find_selection(&geometry, screen, &first, &rows);
    if (fault != NULL)
        return fault;
    int all = issues ? 1 : reader_list_item(reader, reader->at.article, geometry.list_cols).row_count;
    HOLDS(rows == all || (reader->scrolled.away && rows < all));
    first = rows > 0 ? first : geometry.body_row;
    if (reader_on_timeline(reader))
        first = 0;
    bool news = reader->options.cursor == CURSOR_NEWS;
    if (!news && (issues || reader->at.pane == PANE_LIST)) {
        HOLDS(screen->cursor_shown);
        HOLDS(screen->cursor_row == (reader->prompt.use != NULL ? screen->rows - 1 : first));
    }
    return NULL;
}

/* The article that LINE belongs to, the first one for what stands above them all. */
static uint32_t
article_of(const struct issue *issue, uint32_t line)
{
    const struct issue_article *article = issue_article_of(issue, line);
    return article != NULL ? (uint32_t)(article - issue->articles) : 0;
}

/* The cursor is on a line of the selected article, and on the screen. */
static const char *
check_source(const struct reader *reader)
{
    const struct reader_source *source = &reader->at.source;
    const struct issue *issue = reader->shown;
    struct reader_geometry geometry = reader_geometry(reader);
    HOLDS(source->cursor.item < issue->line_count);
    HOLDS(source->cursor.byte <= issue->lines[source->cursor.item].bytes);
    if (issue->article_count > 0)
        HOLDS(article_of(issue, source->cursor.item) == reader->at.article);
    if (geometry.pane_cols == 0 || geometry.too_small)
        return NULL;
    struct layout_cursor row = reader_frame(reader).top;
    struct layout_cursor cursor = layout_seek(reader->layout, issue, NULL, geometry.width, source->cursor);
    int on_screen = 0;
    for (int i = 0; i < geometry.body_rows; i++) {
        on_screen += row.item == cursor.item && row.chunk == cursor.chunk && row.line == cursor.line;
        if (!layout_next(&row))
            break;
    }
    HOLDS(on_screen == 1);
    return NULL;
}

/* Is A the same row as B? */
static bool
same_row(const struct layout_cursor *a, const struct layout_cursor *b)
{
    return a->item == b->item && a->chunk == b->chunk && a->line == b->line;
}

/* The row of the place is the first one of the pane; or another is, above it, and then the end is on the screen, and no row of
   one column is blank. */
static const char *
check_place(const struct reader *reader, const struct reader_frame *frame)
{
    struct layout_cursor top = frame->top, end = frame->last;
    struct layout_cursor cursor = layout_seek(top.layout, top.issue, top.article, top.width, reader->at.text_top);
    struct layout_place line = layout_place_at(&cursor);
    if (!same_row(&cursor, &top)) {
        int rows = 1;
        HOLDS(!layout_next(&end));
        for (end = top; !same_row(&end, &cursor) && layout_next(&end);)
            continue;
        HOLDS(same_row(&end, &cursor));
        for (end = top; layout_next(&end);)
            rows++;
        HOLDS(frame->geometry.columns > 1 || rows == frame->geometry.body_rows || !layout_previous(&top));
    }
    HOLDS(line.item == reader->at.text_top.item);
    HOLDS(line.byte <= reader->at.text_top.byte);
    if (layout_next(&cursor) && layout_place_at(&cursor).item == line.item)
        HOLDS(layout_place_at(&cursor).byte > reader->at.text_top.byte);
    return NULL;
}

static const char *
check_issue(const struct reader *reader)
{
    const struct issue *issue = reader->shown;
    size_t articles = issue != NULL ? issue->article_count : 0;
    HOLDS(library_has(reader->library, reader->at.issue) || library_count(reader->library) == 0);
    HOLDS(issue == library_peek(reader->library, reader->at.issue));
    HOLDS(reader->at.article < articles || (articles == 0 && reader->at.article == 0));
    HOLDS((reader_article(reader) != NULL) == (articles > 0));
    return NULL;
}

const char *
reader_check(const struct reader *reader, struct screen *screen)
{
    struct reader_frame frame = reader_frame(reader);
    const char *fault = check_issue(reader);
    if (fault == NULL && reader_shows_source(reader))
        fault = check_source(reader);
    else if (fault == NULL && reader->at.pane != PANE_DOCUMENT && reader->at.pane != PANE_CALENDAR && frame.has_text)
        fault = check_place(reader, &frame);
    if (fault != NULL)
        return fault;
    view_paint(reader, screen);
    HOLDS(screen->rows == reader->rows && screen->cols == reader->cols);
    fault = reader_check_cells(screen);
    if (fault == NULL && !reader_geometry(reader).too_small)
        fault = check_selection(reader, screen);
    return fault;
}
