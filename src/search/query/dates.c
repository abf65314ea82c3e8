/* The values of date: years, months and days, in their many spellings, and ranges of them. Knows nothing of queries.
 *
 * 2024, 2024-10, 2024-10-13, 20241013, 2024年10月13日, 民国113年, 10月12日 (of every year), what dates_said.c reads, and two of
 * them, or one, with .. between.
 */
#include "search/query/query_dates.h"

#include "kanbao/fold.h"

/* ---- numbers with marks between */

/* The - of 2024-10, or what stands for it; a second point is a range's. */
static bool
take_separator(struct date_cursor *cursor)
{
    static const char *const marks[] = {"-", "/", "."};
    size_t behind = cursor->at;
    if (date_take_any(cursor, marks, BASE_COUNT(marks)) == SIZE_MAX)
        return false;
    cursor->cut |= date_ends(cursor);
    if (!date_ends(cursor) && cursor->codes[cursor->at] >= '0' && cursor->codes[cursor->at] <= '9')
        return true;
    cursor->at = behind;
    return false;
}

/* One or two digits, a number from 1 to MOST; a single 0 may go on. */
static bool
take_two(struct date_cursor *cursor, uint32_t most, uint32_t *number)
{
    size_t at = cursor->at;
    if (!date_take_digits(cursor, 1, 2, number) || *number > most)
        return false;
    cursor->cut |= *number == 0 && date_ends(cursor) && cursor->at == at + 1;
    return *number > 0;
}

/* ---- a date with its year */

/* 20241013 and 202410 behind the year. */
static bool
take_solid(struct date_cursor *cursor, uint32_t year, struct date_range *range)
{
    uint32_t month, day = 0;
    if (!date_take_digits(cursor, 2, 2, &month) || month == 0)
        return false;
    size_t behind = cursor->at;
    bool more = date_take_digits(cursor, 1, 1, &day);
    cursor->at = behind;
    return (!more || (date_take_digits(cursor, 2, 2, &day) && day > 0)) && date_set(range, year, month, day);
}

/* 2024, 2024-10, 2024/10/13 */
static bool
take_plain(struct date_cursor *cursor, struct date_range *range)
{
    uint32_t year, month = 0, day = 0, next;
    if (!date_take_digits(cursor, 4, 4, &year) || !issue_date_valid(year * 10000 + 101))
        return false;
    size_t behind = cursor->at;
    bool solid = date_take_digits(cursor, 1, 1, &next);
    cursor->at = behind;
    if (solid)
        return take_solid(cursor, year, range);
    if (take_separator(cursor) && (!take_two(cursor, DATE_MONTH_MAX, &month) ||
                                   (take_separator(cursor) && !take_two(cursor, DATE_DAY_MAX, &day))))
        return false;
    return date_set(range, year, month, day);
}

/* 2024年, 二〇二四年10月, 民国113年10月12日, 2024년 10월 */
static bool
take_marked(struct date_cursor *cursor, struct date_range *range)
{
    static const struct {
        const char *name;
        uint32_t before; /* its first year */
    } eras[] = {{"民国", 1911}, {"公元", 0},    {"西元", 0},    {"令和", 2018},
                {"平成", 1988}, {"昭和", 1925}, {"大正", 1911}, {"明治", 1867}};
    static const char *const year_marks[] = {"年", "년"};
    uint32_t before = 0, year;
    bool named = false;
    for (size_t i = 0; i < BASE_COUNT(eras) && !named; i++) {
        named = date_take(cursor, eras[i].name);
        before = named ? eras[i].before : 0;
    }
    if (!date_take_number(cursor, &year) || (!named && year < 1000) || !issue_date_valid((before + year) * 10000 + 101))
        return false;
    bool marked = date_take_any(cursor, year_marks, BASE_COUNT(year_marks)) != SIZE_MAX;
    if (!marked)
        return named && date_set(range, before + year, 0, 0);
    return date_take_month_day(cursor, before + year, range);
}

/* ---- a day of every year */

/* 10-12, 10/12 */
static bool
take_day_of_year(struct date_cursor *cursor, struct date_range *range)
{
    uint32_t month, day;
    return take_two(cursor, DATE_MONTH_MAX, &month) && take_separator(cursor) && take_two(cursor, DATE_DAY_MAX, &day) &&
           date_set(range, 0, month, day);
}

static bool
take_month_of_year(struct date_cursor *cursor, struct date_range *range)
{
    return date_take_month(cursor, 0, range);
}

/* ---- one date, and two */

static bool
take_between(struct date_cursor *cursor)
{
    static const char *const marks[] = {"...", "..", "~", "至", "到"};
    date_take_blank(cursor);
    if (date_take_any(cursor, marks, BASE_COUNT(marks)) == SIZE_MAX)
        return false;
    date_take_blank(cursor);
    return true;
}

/* Does a date end at the cursor: is there nothing more, or a range's dots? */
static bool
is_whole(struct date_cursor *cursor)
{
    size_t at = cursor->at;
    bool whole = date_ends(cursor) || take_between(cursor);
    cursor->at = at;
    return whole;
}

/* One date, as it may stand on either side of a range: the first spelling that has all of it. */
static bool
take_one(struct date_cursor *cursor, struct date_range *range)
{
    static bool (*const forms[])(struct date_cursor *, struct date_range *) = {
        take_plain, take_marked, take_day_of_year, take_month_of_year, date_take_said,
    };
    size_t begin = cursor->at;
    for (size_t i = 0; i < BASE_COUNT(forms); i++) {
        cursor->at = begin;
        if (forms[i](cursor, range) && is_whole(cursor))
            return true;
    }
    cursor->at = begin;
    return false;
}

/* Of 2024-10-12..10-20 the second has the year of the first, and the other way round. */
static void
share_year(struct date_range *first, struct date_range *last)
{
    struct date_range *bare = first->yearly ? first : last, *other = first->yearly ? last : first;
    if (first->yearly == last->yearly)
        return;
    uint32_t year = (bare == last ? other->to : other->from) / 10000 * 10000;
    *bare = (struct date_range){bare->from + year, bare->to + year, false};
}

static enum date_result
read_range(struct date_cursor *cursor, struct date_range *range)
{
    struct date_range first = {0, 0, false}, last = {0, UINT32_MAX, false};
    bool left = take_one(cursor, &first);
    bool between = take_between(cursor);
    if (!left && (!between || cursor->at == 0))
        return cursor->cut ? DATE_INCOMPLETE : DATE_BAD;
    cursor->cut = false; /* nothing typed behind it mends the left side */
    if (between && date_ends(cursor) && !left)
        return DATE_INCOMPLETE;
    bool right = between && !date_ends(cursor);
    if (right && !take_one(cursor, &last))
        return cursor->cut ? DATE_INCOMPLETE : DATE_BAD;
    if (!date_ends(cursor))
        return DATE_BAD;
    if (!between)
        last = first;
    else if (left && right)
        share_year(&first, &last);
    else if ((left && first.yearly) || (right && last.yearly)) /* of every year: to its end, or from its beginning */
        first = left ? first : (struct date_range){0, 0, true};
    *range = (struct date_range){first.from, last.to, (left && first.yearly) || (right && last.yearly)};
    if (between && !right && range->yearly)
        range->to = DATE_MONTH_MAX * 100 + DATE_DAY_MAX;
    return range->yearly || range->from <= range->to ? DATE_FINE : DATE_EMPTY;
}

enum date_result
dates_read(struct slice text, uint32_t today, struct date_range *range)
{
    struct fold fold = {0};
    fold_text(&fold, text);
    struct date_cursor cursor = {.codes = fold.codes, .count = fold.count, .today = today > 0 ? today : search_today()};
    enum date_result result = fold.count > 0 ? read_range(&cursor, range) : DATE_INCOMPLETE;
    fold_done(&fold);
    return result;
}

bool
date_wants_more(struct slice text)
{
    static const char *const words[] = {"last", "past", "this", "next"};
    struct fold fold = {0};
    fold_text(&fold, text);
    struct date_cursor cursor = {.codes = fold.codes, .count = fold.count};
    size_t word = date_take_any(&cursor, words, BASE_COUNT(words));
    uint32_t number;
    bool more =
        word != SIZE_MAX && (date_ends(&cursor) || (word < 2 && date_take_blank(&cursor) &&
                                                    date_take_digits(&cursor, 1, 4, &number) && date_ends(&cursor)));
    fold_done(&fold);
    return more;
}

bool
dates_have(const struct date_range *range, uint32_t date)
{
    if (!range->yearly)
        return date >= range->from && date <= range->to;
    uint32_t day = date % 10000;
    if (range->from > range->to) /* over the end of the year */
        return day >= range->from || day <= range->to;
    return day >= range->from && day <= range->to;
}

bool
search_read_date(struct slice text, uint32_t *from, uint32_t *to)
{
    struct date_range range;
    if (slice_has(text, "..") || dates_read(text, 0, &range) != DATE_FINE || range.yearly)
        return false;
    *from = range.from;
    *to = range.to;
    return true;
}
