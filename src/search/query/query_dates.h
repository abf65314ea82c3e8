/* How a date of a query is read: a cursor over its folded text, and what it can take. For the dates_ files alone. */
#ifndef SEARCH_QUERY_DATES_H
#define SEARCH_QUERY_DATES_H

#include "search/query/query.h"

/* Over a date as the fold writes it: either width and script, either case. */
struct date_cursor {
    const char32_t *codes;
    size_t count, at;
    uint32_t today; /* YYYYMMDD */
    bool cut;       /* the text ended where something more was looked for */
};

/* ---- dates_cursor.c */

/* Goes behind WORDS, which are written as one would, where they stand at the cursor. */
bool date_take(struct date_cursor *cursor, const char *words);
/* Which of WORDS, COUNT of them, stands there, and goes behind it; SIZE_MAX: none. Of two that begin alike the longer is first. */
size_t date_take_any(struct date_cursor *cursor, const char *const *words, size_t count);
/* A number of LEAST to MOST digits, as far as they go. */
bool date_take_digits(struct date_cursor *cursor, size_t least, size_t most, uint32_t *number);
/* A number in digits or as Chinese figures, 二十三 and 二〇二四; below 10,000. */
bool date_take_number(struct date_cursor *cursor, uint32_t *number);
bool date_take_blank(struct date_cursor *cursor);
/* Is there nothing more? */
static inline bool
date_ends(const struct date_cursor *cursor)
{
    return cursor->at == cursor->count;
}

/* ---- dates_said.c: by the day on which it is said */

/* 昨天, 上周五, 近7天, last friday: false where none of them stands at the cursor. */
bool date_take_said(struct date_cursor *cursor, struct date_range *range);

/* ---- dates_month.c */

enum { DATE_DAY_MAX = 31, DATE_MONTH_MAX = 12 };

/* What there is of YEAR (0: every one), MONTH and DAY (0: all of them) as the days from the first to the last it can mean;
   false: there is no such day. */
bool date_set(struct date_range *range, uint32_t year, uint32_t month, uint32_t day);
/* 10月 or 10月12日 of the YEAR. */
bool date_take_month(struct date_cursor *cursor, uint32_t year, struct date_range *range);
/* The same behind what said the year, which may be all there is. */
bool date_take_month_day(struct date_cursor *cursor, uint32_t year, struct date_range *range);

/* ---- days.c: reckoning, in days since a day long ago and YYYYMMDD */

int32_t days_of_date(uint32_t date);
uint32_t days_date(int32_t days);
/* Monday is 0. */
int32_t days_weekday(int32_t days);
/* So many months later, or earlier where negative; the day is the month's last where it has no such one. */
uint32_t days_add_months(uint32_t date, int32_t months);

#endif
