/* Days as they are typed: which they mean, and which issue is of one or the nearest. */
#include "reader/state/state.h"

#include "kanbao/text.h"

enum { MONTHS = 12, MONTH_DAYS = 31 };

/* The two numbers of a day without its year, whatever stands between them and behind; 1013 is 10 and 13. */
static bool
read_month_and_day(struct slice text, uint32_t *month, uint32_t *day)
{
    uint32_t numbers[2] = {0, 0}, digits[2] = {0, 0};
    size_t which = 0;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        int digit = text_digit(code); /* an input method's, too */
        bool mark = code == U'-' || code == U'/' || code == U'.' || code == U'月' || code == U'日';
        if (which == 2)
            return false;
        if (digit >= 0 && digits[which] < 4) {
            numbers[which] = numbers[which] * 10 + (uint32_t)digit;
            digits[which]++;
        } else if (!mark || digits[which] == 0) {
            return false;
        } else {
            which++;
        }
    }
    bool solid = which == 0 && digits[0] == 4;
    *month = solid ? numbers[0] / 100 : numbers[0];
    *day = solid ? numbers[0] % 100 : numbers[1];
    return (solid || digits[1] > 0) && *month >= 1 && *month <= MONTHS && *day >= 1 && *day <= MONTH_DAYS;
}

bool
reader_read_date(const struct reader *reader, struct slice text, uint32_t *from, uint32_t *to)
{
    uint32_t month, day, shown = library_date(reader->library, reader->at.issue);
    for (size_t i = 0; shown == 0 && i < library_count(reader->library); i++)
        shown = library_date(reader->library, library_at(reader->library, i));
    if (!read_month_and_day(text, &month, &day))
        return search_read_date(text, from, to);
    *from = *to = shown / 10000 * 10000 + month * 100 + day;
    return true;
}

/* Days between two dates, as far as is needed to know the nearest. */
static uint32_t
distance(uint32_t a, uint32_t b)
{
    uint32_t days[2] = {a, b};
    for (int i = 0; i < 2; i++)
        days[i] = days[i] / 10000 * (MONTHS * MONTH_DAYS) + days[i] / 100 % 100 * MONTH_DAYS + days[i] % 100;
    return days[0] < days[1] ? days[1] - days[0] : days[0] - days[1];
}

uint32_t
date_nearest_issue(const struct reader *reader, uint32_t from, uint32_t to)
{
    uint32_t best = 0, best_date = 0, best_distance = UINT32_MAX;
    for (size_t i = 0; i < library_count(reader->library); i++) {
        uint32_t id = library_at(reader->library, i), date = library_date(reader->library, id);
        if (date == 0)
            continue;
        uint32_t far = date < from ? distance(date, from) : date > to ? distance(to, date) : 0;
        if (far > best_distance || (far == best_distance && date >= best_date))
            continue;
        best = id;
        best_date = date;
        best_distance = far;
    }
    return best;
}
