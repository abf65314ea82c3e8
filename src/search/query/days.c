/* Days reckoned with: the Gregorian calendar, before and after, and which day is today. Knows nothing of queries. */
#define _POSIX_C_SOURCE 200809L
#include "search/query/query_dates.h"

#include <time.h>

/* Days from March 1 of the year 0, so that the leap day is the last of its year (Richards, Explanatory Supplement to the
   Astronomical Almanac, 15.11, in whole years). */
int32_t
days_of_date(uint32_t date)
{
    int32_t year = (int32_t)(date / 10000), month = (int32_t)(date / 100 % 100), day = (int32_t)(date % 100);
    year -= month <= 2;
    int32_t into = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + into;
}

uint32_t
days_date(int32_t days)
{
    enum { ERA = 146097 };
    int32_t era = days / ERA, of_era = days % ERA;
    int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int32_t shifted = (5 * of_year + 2) / 153, day = of_year - (153 * shifted + 2) / 5 + 1;
    int32_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    return (uint32_t)((era * 400 + year + (month <= 2)) * 10000 + month * 100 + day);
}

int32_t
days_weekday(int32_t days)
{
    return (days + 2) % 7; /* March 1 of the year 0 was a Wednesday */
}

uint32_t
days_add_months(uint32_t date, int32_t months)
{
    int32_t count = (int32_t)(date / 10000) * 12 + (int32_t)(date / 100 % 100) - 1 + months;
    uint32_t first = (uint32_t)(count / 12 * 10000 + (count % 12 + 1) * 100 + 1), day = date % 100;
    uint32_t next = (uint32_t)((count + 1) / 12 * 10000 + ((count + 1) % 12 + 1) * 100 + 1);
    uint32_t last = days_date(days_of_date(next) - 1) % 100;
    return first - 1 + (day < last ? day : last);
}

uint32_t
search_today(void)
{
    time_t now = time(NULL);
    struct tm day;
    if (now == (time_t)-1 || localtime_r(&now, &day) == NULL)
        return 20000101;
    return (uint32_t)((day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 + day.tm_mday);
}
