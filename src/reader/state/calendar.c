/* The calendar: to a day, and what follows from being there: its issue is shown, if it has one.
 */
#include "reader/state/state.h"

/* Nobody gets lost where there are no issues. */
static uint32_t
within_library(const struct reader *reader, uint32_t date)
{
    uint32_t first, last;
    if (!calendar_range(reader, &first, &last))
        return date;
    uint32_t begin = first * 100 + 1, end = calendar_day_in(last, 31);
    return date < begin ? begin : date > end ? end : date;
}

void
calendar_go(struct reader *reader, uint32_t date)
{
    struct reader_calendar_day days[32];
    date = within_library(reader, date);
    reader->calendar.day = date;
    reader_calendar_days(reader, date / 100, days);
    if (days[date % 100].editions > 0) {
        struct days_edition edition = days_edition(issues_days(reader), days[date % 100].first);
        uint32_t issue = library_at(reader->library, edition.first);
        if (library_date(reader->library, reader->at.issue) != date)
            select_issue(reader, issue, false);
    }
    reader->calendar.issue = reader->at.issue;
}

bool
calendar_has_issue(const struct reader *reader)
{
    return library_date(reader->library, reader->at.issue) == reader->calendar.day;
}

bool
calendar_open(struct reader *reader)
{
    uint32_t first, last, date = library_date(reader->library, reader->at.issue);
    if (!calendar_range(reader, &first, &last)) {
        reader_say(reader, "%s", _("No issue has a date."));
        return false;
    }
    reader->at.pane = PANE_CALENDAR;
    reader->at.full_width = false;
    reader->calendar.top = 0;
    reader->calendar.issue = reader->at.issue;
    reader->calendar.day = within_library(reader, date != 0 ? date : reader->calendar.day);
    return true;
}

void
calendar_move_days(struct reader *reader, long days)
{
    enum { MOST = 100000 }; /* three centuries are enough for any number that is typed */
    days = days > MOST ? MOST : days < -MOST ? -MOST : days;
    calendar_go(reader, calendar_add_days(reader->calendar.day, days));
}

void
calendar_move_months(struct reader *reader, long months)
{
    enum { MOST = 6000 };
    months = months > MOST ? MOST : months < -MOST ? -MOST : months;
    uint32_t month = calendar_add_months(reader->calendar.day / 100, months), first, last;
    if (calendar_range(reader, &first, &last))
        month = month < first ? first : month > last ? last : month;
    calendar_go(reader, calendar_day_in(month, reader->calendar.day % 100));
}

void
calendar_move_edge(struct reader *reader, int direction)
{
    uint32_t first, last, edge = 0;
    struct reader_calendar_day days[32];
    if (!calendar_range(reader, &first, &last))
        return;
    reader_calendar_days(reader, direction < 0 ? first : last, days);
    for (uint32_t day = 1; day < 32; day++)
        edge = days[day].editions > 0 && (direction > 0 || edge == 0) ? day : edge;
    calendar_go(reader, (direction < 0 ? first : last) * 100 + edge);
}

void
calendar_scroll(struct reader *reader, int direction)
{
    struct reader_calendar_grid grid = reader_calendar_grid(reader);
    int by = grid.year ? grid.across * grid.down : grid.across;
    bool newest = reader->options.order == ORDER_NEWEST;
    reader->calendar.top = calendar_add_months(reader->calendar.top, newest ? -direction * by : direction * by);
}

void
calendar_settle(struct reader *reader)
{
    uint32_t date = library_date(reader->library, reader->at.issue);
    if (reader->at.pane != PANE_CALENDAR)
        return;
    if (reader->calendar.issue != reader->at.issue && date != 0) /* another way led there than the days */
        reader->calendar.day = date;
    reader->calendar.issue = reader->at.issue;
    reader->calendar.day = within_library(reader, reader->calendar.day);
    struct reader_calendar_grid grid = reader_calendar_grid(reader);
    reader->calendar.top = calendar_top(reader, &grid);
}
