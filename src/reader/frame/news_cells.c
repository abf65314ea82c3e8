/* What a front page says of other things than its issue, and where: where the last visit ended, what has come of the searches that
 * stand, and the days before. It stands below the columns, a row each where there is room, else side by side as the columns do.
 */
#include "reader/frame/front.h"

enum { GAP_ROWS = 1, RULE_ROWS = 1, RULE_GAP = 2, MARGIN_COLS = 2 };

static void
add(struct reader_front_news *news, struct reader_news_cell cell)
{
    if (news->count < READER_NEWS_CELLS)
        news->cells[news->count++] = cell;
}

void
reader_front_news(const struct reader *reader, struct reader_front_news *news)
{
    const struct reader_front *front = reader_front(reader);
    struct days_edition days[READER_NEWS_DAYS];
    size_t day_count = reader_news_days(reader, days);
    int room = front->page == 0 ? front->news_rows - RULE_ROWS : 0, margin = reader_list_margin(reader).cols;
    size_t searches[READER_NEWS_SEARCHES], search_count = front_searches(reader, searches);
    *news = (struct reader_front_news){.count = 0};
    if (reader_news_visit(reader) != NULL)
        add(news, (struct reader_news_cell){.kind = NEWS_VISIT});
    for (size_t i = 0; i < search_count; i++)
        add(news, (struct reader_news_cell){.kind = NEWS_SEARCH, .search = searches[i]});
    for (size_t i = 0; i < day_count; i++)
        add(news, (struct reader_news_cell){.kind = NEWS_DAY, .day = days[i]});
    bool whole = room >= (int)news->count + GAP_ROWS;
    int columns = whole ? 1 : front->columns, rows = ((int)news->count + columns - 1) / columns;
    rows = rows < room ? rows : room;
    if (rows <= 0)
        news->count = 0;
    else if (news->count > (size_t)(rows * columns))
        news->count = (size_t)(rows * columns);
    news->rule_row = whole ? front->news_row + GAP_ROWS : front->news_row + front->news_rows - rows - RULE_ROWS;
    for (size_t i = 0; i < news->count; i++) {
        struct reader_news_cell *cell = &news->cells[i];
        cell->whole = whole;
        cell->row = news->rule_row + RULE_ROWS + (int)i / columns;
        cell->col = (int)i % columns * front->column_step + margin;
        cell->end_col = whole ? reader->cols - MARGIN_COLS : cell->col - margin + front->column_step - RULE_GAP;
    }
}
