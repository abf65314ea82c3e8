/* The calendar: which months have room on the screen and where, what each day of them has, and what stands beside them.
 *
 * Months go in the order of the issues, the newest or the oldest first; twelve that have room together are a year. Weeks begin on
 * Monday (ISO 8601, GB/T 7408). All of it is reckoned from the size, the days of the library and the month that is the first one
 * on the screen.
 */
#include "reader/frame/frame.h"

enum {
    SIDE_BY_SIDE_COLS = 72, /* as for list and article */
    MONTHS = 12,
    WEEK = 7,
    DAY_CELLS = 4, /* the selection's mark, two digits, what is unread */
    MONTH_CELLS = WEEK * DAY_CELLS + 1,
    MONTH_STEP = MONTH_CELLS + 2,
    MONTH_ROWS = 8, /* its name, the days of the week, six weeks */
    YEAR_ROWS = 4,
    SIDE_CELLS_MIN = 30
};

/* ---- days and months */

static unsigned
days_in(uint32_t month)
{
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month % 100 - 1] + (month % 100 == 2 && issue_date_valid(month * 100 + 29));
}

uint32_t
calendar_add_months(uint32_t month, long count)
{
    long number = (long)(month / 100) * MONTHS + month % 100 - 1 + count;
    return number <= 0 ? 101 : (uint32_t)(number / MONTHS * 100 + number % MONTHS + 1);
}

/* Months from A to B. */
static long
months_between(uint32_t a, uint32_t b)
{
    return ((long)(b / 100) - (long)(a / 100)) * MONTHS + (long)(b % 100) - (long)(a % 100);
}

uint32_t
calendar_add_days(uint32_t date, long count)
{
    long day = (long)(date % 100) + count;
    uint32_t month = date / 100;
    while (day < 1 && month > 1) {
        month = calendar_add_months(month, -1);
        day += days_in(month);
    }
    while (day > (long)days_in(month)) {
        day -= days_in(month);
        month = calendar_add_months(month, 1);
    }
    return month * 100 + (uint32_t)(day > 0 ? day : 1);
}

uint32_t
calendar_day_in(uint32_t month, uint32_t day)
{
    unsigned last = days_in(month);
    return month * 100 + (day < last ? day : last);
}

bool
calendar_range(const struct reader *reader, uint32_t *first, uint32_t *last)
{
    size_t count;
    const struct days_month *months = days_months(issues_days(reader), &count);
    *first = *last = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t month = months[i].month;
        *first = month != 0 && (*first == 0 || month < *first) ? month : *first;
        *last = month > *last ? month : *last;
    }
    return *first != 0;
}

/* ---- where the months are */

static bool
newest_first(const struct reader *reader)
{
    return reader->options.order == ORDER_NEWEST;
}

struct reader_calendar_grid
reader_calendar_grid(const struct reader *reader)
{
    struct reader_calendar_grid grid = {.row = 1, .rows = reader->rows - 2};
    grid.down = (grid.rows + 1) / (MONTH_ROWS + 1);
    grid.across = (reader->cols - 2 - SIDE_CELLS_MIN) / MONTH_STEP;
    grid.down = grid.down < 1 ? 1 : grid.down > YEAR_ROWS ? YEAR_ROWS : grid.down;
    grid.across = grid.across < 1 ? 1 : grid.across > MONTHS / YEAR_ROWS ? MONTHS / YEAR_ROWS : grid.across;
    grid.year = grid.down * grid.across == MONTHS;
    grid.cols = grid.across * MONTH_STEP;
    grid.beside = reader->cols >= SIDE_BY_SIDE_COLS && reader->options.panes == PANES_AUTO;
    if (!grid.beside)
        grid.cols = reader->cols;
    grid.first = reader->calendar.top;
    return grid;
}

uint32_t
reader_calendar_month_at(const struct reader *reader, const struct reader_calendar_grid *grid, int index)
{
    return calendar_add_months(grid->first, newest_first(reader) ? -index : index);
}

struct reader_calendar_spot
reader_calendar_spot(const struct reader_calendar_grid *grid, int index)
{
    int row = grid->row + index / grid->across * (MONTH_ROWS + 1), col = index % grid->across * MONTH_STEP;
    return (struct reader_calendar_spot){row, col, col + MONTH_CELLS};
}

/* Where the DAYth of a month stands in it: its row below the name, and its column. */
void
reader_calendar_cell(uint32_t date, int *row, int *col)
{
    unsigned first = (issue_weekday(date / 100 * 100 + 1) + WEEK - 1) % WEEK, at = first + date % 100 - 1;
    *row = 2 + (int)(at / WEEK);
    *col = (int)(at % WEEK) * DAY_CELLS;
}

/* As pages are turned: from the first month of the library on, as many as have room. */
uint32_t
calendar_top(const struct reader *reader, const struct reader_calendar_grid *grid)
{
    uint32_t month = reader->calendar.day / 100, first, last;
    bool newest = newest_first(reader);
    long shown = (long)grid->down * grid->across;
    if (grid->year)
        return month / 100 * 100 + (newest ? MONTHS : 1);
    if (!calendar_range(reader, &first, &last))
        return month;
    long before = newest ? months_between(month, last) : months_between(first, month);
    return calendar_add_months(newest ? last : first, newest ? -(before / shown * shown) : before / shown * shown);
}

struct reader_side_place
reader_calendar_side_place(const struct reader *reader)
{
    struct reader_calendar_grid grid = reader_calendar_grid(reader);
    int below = grid.down * (MONTH_ROWS + 1) - 1, last = grid.row + grid.rows - 1;
    if (grid.beside)
        return (struct reader_side_place){grid.row, grid.rows, grid.cols + 1, below < grid.rows ? last : last + 1};
    return (struct reader_side_place){grid.row + below, grid.rows > below ? grid.rows - below : 0, 0, last + 1};
}

/* ---- what they have */

void
reader_calendar_days(const struct reader *reader, uint32_t month, struct reader_calendar_day days[32])
{
    const struct days *all = issues_days(reader);
    size_t count;
    const struct days_month *months = days_months(all, &count);
    for (int i = 0; i < 32; i++)
        days[i] = (struct reader_calendar_day){.editions = 0};
    for (size_t m = 0; m < count; m++)
        for (uint32_t i = 0; months[m].month == month && i < months[m].count; i++) {
            struct days_edition edition = days_edition(all, months[m].first + i);
            uint32_t date = library_date(reader->library, library_at(reader->library, edition.first));
            struct reader_calendar_day *day = &days[date / 100 == month ? date % 100 : 0];
            if (day->editions++ == 0)
                day->first = months[m].first + i;
        }
}

/* ---- beside them: the day, below it each of its issues, and the headlines of the one that is shown */

struct side {
    const struct reader *reader;
    struct reader_side_row *rows;
    size_t count, most;
};

static void
add_row(struct side *side, struct reader_side_row row)
{
    if (side->count < side->most)
        side->rows[side->count++] = row;
}

/* As many headlines as leave ROOM rows. */
static void
add_headlines(struct side *side, uint32_t issue, size_t below)
{
    const struct issue *shown = side->reader->shown;
    size_t room = side->most > side->count + below ? side->most - side->count - below : 0, count = shown->article_count;
    size_t listed = count <= room ? count : room > 0 ? room - 1 : 0;
    for (uint32_t i = 0; i < listed; i++)
        add_row(side, (struct reader_side_row){.kind = SIDE_HEADLINE, .issue = issue, .number = i});
    if (listed < count)
        add_row(side,
                (struct reader_side_row){.kind = SIDE_MORE, .issue = issue, .number = (uint32_t)(count - listed)});
}

/* An issue and its headlines, or, of one that is not shown, the first. */
static void
add_edition(struct side *side, struct days_edition edition, size_t below)
{
    const struct reader *reader = side->reader;
    size_t position = library_position(reader->library, reader->at.issue);
    bool here = position >= edition.first && position < edition.first + edition.pages;
    uint32_t issue = library_at(reader->library, edition.first);
    add_row(side, (struct reader_side_row){.kind = SIDE_ISSUE, .issue = issue, .number = edition.pages, .shown = here});
    if (here && reader->shown != NULL)
        add_headlines(side, reader->at.issue, below);
    else
        add_row(side, (struct reader_side_row){.kind = SIDE_SUMMARY, .issue = issue});
}

size_t
reader_calendar_side(const struct reader *reader, struct reader_side_row *rows, size_t most)
{
    enum { OTHER_ROWS = 3 };
    struct side side = {.reader = reader, .rows = rows, .most = most};
    struct reader_calendar_day days[32];
    const struct days *all = issues_days(reader);
    uint32_t day = reader->calendar.day;
    bool close = most < 4; /* nothing is blank where there are but a few rows */
    reader_calendar_days(reader, day / 100, days);
    uint32_t editions = days[day % 100].editions;
    add_row(&side, (struct reader_side_row){.kind = SIDE_DAY, .number = editions});
    for (uint32_t i = 0; i < editions; i++) {
        struct days_edition edition = days_edition(all, days[day % 100].first + i);
        if (close) {
            uint32_t issue = library_at(reader->library, edition.first);
            add_row(&side, (struct reader_side_row){.kind = SIDE_SUMMARY, .issue = issue});
            continue;
        }
        add_row(&side, (struct reader_side_row){.kind = SIDE_BLANK});
        add_edition(&side, edition, (size_t)(editions - 1 - i) * OTHER_ROWS);
    }
    return side.count;
}
