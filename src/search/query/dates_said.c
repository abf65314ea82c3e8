/* Dates by the day on which they are said: 昨天, 上周五, 近7天, last friday. A week begins on Monday (ISO 8601, GB/T 7408).
 * Knows nothing of queries.
 */
#include "search/query/query_dates.h"

enum { MOST = 9999, AGO_MOST = 999 };

/* ---- single words */

static bool
set_days(struct date_range *range, int32_t from, int32_t to)
{
    *range = (struct date_range){days_date(from), days_date(to), false};
    return true;
}

static int32_t
today_of(const struct date_cursor *cursor)
{
    return days_of_date(cursor->today);
}

static bool
take_day(struct date_cursor *cursor, struct date_range *range)
{
    static const struct {
        const char *word;
        int32_t days;
    } words[] = {
        {"今天", 0},  {"今日", 0},  {"today", 0}, {"昨天", -1}, {"昨日", -1},    {"yesterday", -1}, {"大前天", -3},
        {"前天", -2}, {"前日", -2}, {"明天", 1},  {"明日", 1},  {"tomorrow", 1}, {"后天", 2},
    };
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (date_take(cursor, words[i].word))
            return set_days(range, today_of(cursor) + words[i].days, today_of(cursor) + words[i].days);
    return false;
}

/* ---- weeks and their days */

static const char *const week_words[] = {"个星期", "个礼拜", "星期", "礼拜", "周"};
static const char *const weekday_letters[] = {"一", "二", "三", "四", "五", "六", "日", "天"};
static const char *const weekday_names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                            "friday", "saturday", "sunday"};

static size_t
take_weekday_name(struct date_cursor *cursor)
{
    return date_take_any(cursor, weekday_names, BASE_COUNT(weekday_names));
}

/* 上, 上上, 本, 这, 下: how many units later; false: none of them. */
static bool
take_shift(struct date_cursor *cursor, int32_t *shift)
{
    static const struct {
        const char *word;
        int32_t shift;
    } words[] = {{"上上", -2}, {"上", -1}, {"本", 0}, {"这个", 0}, {"这", 0}, {"下", 1}};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (date_take(cursor, words[i].word)) {
            *shift = words[i].shift;
            return true;
        }
    return false;
}

static int32_t
monday_of(int32_t day)
{
    return day - days_weekday(day);
}

/* 上周, 本星期三, 上个礼拜天 */
static bool
take_week(struct date_cursor *cursor, struct date_range *range)
{
    int32_t shift;
    if (!take_shift(cursor, &shift) || date_take_any(cursor, week_words, BASE_COUNT(week_words)) == SIZE_MAX)
        return false;
    int32_t monday = monday_of(today_of(cursor)) + 7 * shift;
    size_t day = date_take_any(cursor, weekday_letters, BASE_COUNT(weekday_letters));
    if (day == SIZE_MAX)
        return set_days(range, monday, monday + 6);
    monday += day > 6 ? 6 : (int32_t)day;
    return set_days(range, monday, monday);
}

/* The last one of that weekday up to UNTIL. */
static bool
set_latest(struct date_range *range, size_t weekday, int32_t until)
{
    int32_t back = (days_weekday(until) - (int32_t)(weekday > 6 ? 6 : weekday) + 7) % 7;
    return set_days(range, until - back, until - back);
}

/* 周五, friday: the latest, today's too. */
static bool
take_weekday(struct date_cursor *cursor, struct date_range *range)
{
    size_t day = take_weekday_name(cursor);
    if (day == SIZE_MAX && date_take_any(cursor, week_words + 2, BASE_COUNT(week_words) - 2) != SIZE_MAX)
        day = date_take_any(cursor, weekday_letters, BASE_COUNT(weekday_letters));
    return day != SIZE_MAX && set_latest(range, day, today_of(cursor));
}

/* ---- months and years */

/* 上个月, 本月5日 */
static bool
take_month(struct date_cursor *cursor, struct date_range *range)
{
    static const char *const months[] = {"个月", "月"}, *const days[] = {"日", "号"};
    int32_t shift;
    uint32_t day = 0;
    if (!take_shift(cursor, &shift) || date_take_any(cursor, months, BASE_COUNT(months)) == SIZE_MAX)
        return false;
    uint32_t month = days_add_months(cursor->today / 100 * 100 + 1, shift);
    size_t behind = cursor->at;
    if (!date_take_number(cursor, &day) || date_take_any(cursor, days, BASE_COUNT(days)) == SIZE_MAX) {
        cursor->at = behind;
        day = 0;
    }
    return date_set(range, month / 10000, month / 100 % 100, day);
}

/* 去年, 今年10月12日 */
static bool
take_year(struct date_cursor *cursor, struct date_range *range)
{
    static const struct {
        const char *word;
        uint32_t back;
    } words[] = {{"今年", 0}, {"本年", 0}, {"去年", 1}, {"上年", 1}, {"大前年", 3}, {"前年", 2}};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (date_take(cursor, words[i].word))
            return date_take_month_day(cursor, cursor->today / 10000 - words[i].back, range);
    return false;
}

/* ---- so many of them */

enum unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR };

static const struct {
    const char *word;
    enum unit unit;
} units[] = {
    {"天", UNIT_DAY},      {"日", UNIT_DAY},     {"周", UNIT_WEEK},   {"个星期", UNIT_WEEK},  {"星期", UNIT_WEEK},
    {"个礼拜", UNIT_WEEK}, {"个月", UNIT_MONTH}, {"月", UNIT_MONTH},  {"年", UNIT_YEAR},      {"days", UNIT_DAY},
    {"day", UNIT_DAY},     {"weeks", UNIT_WEEK}, {"week", UNIT_WEEK}, {"months", UNIT_MONTH}, {"month", UNIT_MONTH},
    {"years", UNIT_YEAR},  {"year", UNIT_YEAR},
};

static bool
take_unit(struct date_cursor *cursor, enum unit *unit)
{
    for (size_t i = 0; i < BASE_COUNT(units); i++)
        if (date_take(cursor, units[i].word)) {
            *unit = units[i].unit;
            return true;
        }
    return false;
}

/* COUNT units before DATE. */
static uint32_t
before(uint32_t date, uint32_t count, enum unit unit)
{
    int32_t number = (int32_t)count;
    switch (unit) {
    case UNIT_DAY: return days_date(days_of_date(date) - number);
    case UNIT_WEEK: return days_date(days_of_date(date) - 7 * number);
    case UNIT_MONTH: return days_add_months(date, -number);
    default: return days_add_months(date, -12 * number);
    }
}

/* Nothing is as old as that anyway, and reckoning back goes wrong before the year 0. */
static bool
is_sane(uint32_t count, enum unit unit)
{
    return count > 0 && count <= MOST && (unit < UNIT_MONTH || count <= (unit == UNIT_MONTH ? MOST / 4 : MOST / 40));
}

/* So many units up to today, which is one of their days. */
static bool
set_recent(const struct date_cursor *cursor, uint32_t count, enum unit unit, struct date_range *range)
{
    if (!is_sane(count, unit))
        return false;
    return set_days(range, days_of_date(before(cursor->today, count, unit)) + 1, today_of(cursor));
}

/* 近7天, 最近三个月, 近半年 */
static bool
take_recent(struct date_cursor *cursor, struct date_range *range)
{
    static const char *const words[] = {"最近", "过去", "近"};
    uint32_t count;
    enum unit unit;
    if (date_take_any(cursor, words, BASE_COUNT(words)) == SIZE_MAX)
        return false;
    if (date_take(cursor, "半年"))
        return set_recent(cursor, 6, UNIT_MONTH, range);
    return date_take_number(cursor, &count) && take_unit(cursor, &unit) && set_recent(cursor, count, unit, range);
}

/* 3天前, 3 days ago: that one day. */
static bool
take_ago(struct date_cursor *cursor, struct date_range *range)
{
    uint32_t count;
    enum unit unit;
    if (!date_take_number(cursor, &count) || count == 0 || count > AGO_MOST) /* a year is none */
        return false;
    date_take_blank(cursor);
    if (date_take(cursor, "月") || !take_unit(cursor, &unit) || unit == UNIT_YEAR) /* 3月前 is before March */
        return false;
    date_take_blank(cursor);
    if ((!date_take(cursor, "前") && !date_take(cursor, "ago")) || !is_sane(count, unit))
        return false;
    int32_t day = days_of_date(before(cursor->today, count, unit));
    return set_days(range, day, day);
}

/* ---- in English */

/* The week, month or year that is SHIFT from this one. */
static bool
set_whole(const struct date_cursor *cursor, enum unit unit, int32_t shift, struct date_range *range)
{
    uint32_t month = days_add_months(cursor->today / 100 * 100 + 1, shift);
    int32_t monday = monday_of(today_of(cursor)) + 7 * shift;
    switch (unit) {
    case UNIT_WEEK: return set_days(range, monday, monday + 6);
    case UNIT_MONTH: return date_set(range, month / 10000, month / 100 % 100, 0);
    case UNIT_YEAR: return date_set(range, (uint32_t)((int32_t)(cursor->today / 10000) + shift), 0, 0);
    default: return set_days(range, today_of(cursor) + shift, today_of(cursor) + shift);
    }
}

/* last friday is the latest before today, and this friday this week's. */
static bool
take_english(struct date_cursor *cursor, struct date_range *range)
{
    static const char *const words[] = {"last", "past", "this", "next"};
    static const int32_t shifts[] = {-1, -1, 0, 1};
    size_t which = date_take_any(cursor, words, BASE_COUNT(words));
    uint32_t count;
    enum unit unit;
    if (which == SIZE_MAX || !date_take_blank(cursor))
        return false;
    if (shifts[which] < 0 && date_take_digits(cursor, 1, 4, &count)) {
        date_take_blank(cursor);
        return take_unit(cursor, &unit) && set_recent(cursor, count, unit, range);
    }
    size_t day = take_weekday_name(cursor);
    if (day != SIZE_MAX && shifts[which] < 0)
        return set_latest(range, day, today_of(cursor) - 1);
    if (day != SIZE_MAX) {
        int32_t own = monday_of(today_of(cursor)) + 7 * shifts[which] + (int32_t)day;
        return set_days(range, own, own);
    }
    return take_unit(cursor, &unit) && set_whole(cursor, unit, shifts[which], range);
}

bool
date_take_said(struct date_cursor *cursor, struct date_range *range)
{
    static bool (*const forms[])(struct date_cursor *, struct date_range *) = {
        take_day, take_week, take_month, take_year, take_recent, take_ago, take_weekday, take_english,
    };
    size_t begin = cursor->at;
    for (size_t i = 0; i < BASE_COUNT(forms); i++) {
        cursor->at = begin;
        if (forms[i](cursor, range))
            return true;
    }
    cursor->at = begin;
    return false;
}
