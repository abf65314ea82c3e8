/* What the screen says of issues that are not shown, in the list of issues, in the calendar, on the front page: of all of these the
 * summaries are asked for, each time that the screen may say something else. Which pane it is, and no more, is known here.
 */
#include "reader/state/state.h"

#include <stdlib.h>

struct looked_at {
    uint32_t *issues;
    size_t count, capacity;
};

/* The files of EDITION, the first SURE of them in any case, of the others those of which a part may be read. */
static void
look_at(const struct reader *reader, struct looked_at *looked, struct days_edition edition, uint32_t sure)
{
    for (uint32_t page = 0; page < edition.pages; page++) {
        uint32_t issue = library_at(reader->library, edition.first + page);
        if (page >= sure && !summaries_lack(reader, issue))
            continue;
        looked->issues = base_grow(looked->issues, &looked->capacity, looked->count + 1, sizeof issue);
        looked->issues[looked->count++] = issue;
    }
}

/* A row has the first headline, and the state of all its pages. */
static void
look_at_list(const struct reader *reader, const struct reader_geometry *geometry, struct looked_at *looked)
{
    size_t rows = reader_issue_rows(reader), top = reader->at.issues_top;
    for (size_t row = top; row < rows && row < top + (size_t)page_rows(geometry); row++) {
        struct reader_issue_row shown = reader_issue_row(reader, row);
        uint32_t pages = shown.kind == ISSUE_ROW_EDITION && !shown.open ? shown.pages : 1;
        uint32_t first = (uint32_t)library_position(reader->library, shown.issue);
        if (shown.kind == ISSUE_ROW_EDITION || shown.kind == ISSUE_ROW_PAGE)
            look_at(reader, looked, (struct days_edition){first, pages}, 1);
    }
}

/* Of the selected day everything; of the others only how much was read. */
static void
look_at_calendar(const struct reader *reader, struct looked_at *looked)
{
    struct reader_calendar_grid grid = reader_calendar_grid(reader);
    struct reader_calendar_day days[32];
    for (int month = 0; month < grid.down * grid.across; month++) {
        uint32_t number = reader_calendar_month_at(reader, &grid, month);
        reader_calendar_days(reader, number, days);
        for (uint32_t day = 1; day < 32; day++)
            for (uint32_t i = 0; i < days[day].editions; i++) {
                struct days_edition edition = days_edition(issues_days(reader), days[day].first + i);
                look_at(reader, looked, edition, number * 100 + day == reader->calendar.day ? edition.pages : 0);
            }
    }
}

static void
look_at_front(const struct reader *reader, struct looked_at *looked)
{
    struct days_edition days[READER_NEWS_DAYS];
    size_t count = reader_news_days(reader, days);
    for (size_t i = 0; i < count; i++)
        look_at(reader, looked, days[i], days[i].pages);
}

void
issues_look(struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    struct looked_at looked = {.issues = NULL};
    bool front = reader_shows_front(reader), searching = reader_results(reader).progress.running;
    standings_look(reader, !geometry.too_small && !searching && (front || reader->at.pane == PANE_ISSUES));
    if (geometry.too_small || (reader->at.pane != PANE_ISSUES && reader->at.pane != PANE_CALENDAR && !front))
        return;
    if (front)
        look_at_front(reader, &looked);
    else if (reader->at.pane == PANE_ISSUES)
        look_at_list(reader, &geometry, &looked);
    else
        look_at_calendar(reader, &looked);
    summaries_want(reader, looked.issues, looked.count);
    free(looked.issues);
}
