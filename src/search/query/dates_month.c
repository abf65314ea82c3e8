/* Months and days of a date, alone and behind a year: 10月, 10月12日. Knows nothing of how years are written. */
#include "search/query/query_dates.h"

bool
date_set(struct date_range *range, uint32_t year, uint32_t month, uint32_t day)
{
    if ((year > 0 && !issue_date_valid(year * 10000 + 101)) || month > DATE_MONTH_MAX || day > DATE_DAY_MAX)
        return false;
    *range = (struct date_range){
        .from = year * 10000 + (month > 0 ? month : 1) * 100 + (day > 0 ? day : 1),
        .to = year * 10000 + (month > 0 ? month : DATE_MONTH_MAX) * 100 + (day > 0 ? day : DATE_DAY_MAX),
        .yearly = year == 0,
    };
    uint32_t leap = 20000000;
    return day == 0 || issue_date_valid(range->from + (year == 0 ? leap : 0));
}

static const char *const month_marks[] = {"月份", "月", "월"};
static const char *const day_marks[] = {"日", "号", "일"};

/* A day, and what may stand behind it. */
static bool
take_marked_day(struct date_cursor *cursor, uint32_t *day)
{
    date_take_blank(cursor);
    if (!date_take_number(cursor, day) || *day == 0 || *day > DATE_DAY_MAX)
        return false;
    bool cut = cursor->cut;
    date_take_any(cursor, day_marks, BASE_COUNT(day_marks));
    cursor->cut = cut; /* none is needed */
    return true;
}

/* 10月, 10月12日, 10月12 */
bool
date_take_month(struct date_cursor *cursor, uint32_t year, struct date_range *range)
{
    uint32_t month, day = 0;
    date_take_blank(cursor);
    if (!date_take_number(cursor, &month) || month == 0 || month > DATE_MONTH_MAX ||
        date_take_any(cursor, month_marks, BASE_COUNT(month_marks)) == SIZE_MAX)
        return false;
    size_t behind = cursor->at;
    if (!take_marked_day(cursor, &day)) {
        cursor->at = behind;
        day = 0;
    }
    return date_set(range, year, month, day);
}

bool
date_take_month_day(struct date_cursor *cursor, uint32_t year, struct date_range *range)
{
    size_t behind = cursor->at;
    if (date_take_month(cursor, year, range))
        return true;
    cursor->at = behind;
    return date_set(range, year, 0, 0);
}
