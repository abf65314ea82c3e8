/* The values of date: 2024, 2024-10, 2024-10-13, in some other spellings, and ranges of them. Knows nothing of queries. */
#include "search/query/query.h"

#include "kanbao/text.h"

enum { DAY_MAX = 31, MONTH_MAX = 12, DIGITS_MAX = 8 };

/* Digits and hyphens only: full-width digits, / and . are as good, and so are 年 月 日. A longer text is cut, and then no date. */
static size_t
plain_date(struct slice text, char out[24])
{
    size_t len = 0;
    for (size_t at = 0; at < text.len && len < 23;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        bool mark = code == '/' || code == '.' || code == U'年' || code == U'月' || code == U'－' || code == U'／';
        if (code >= U'０' && code <= U'９')
            code = code - U'０' + '0';
        if (code != U'日')
            out[len++] = mark ? '-' : code < 0x80 ? (char)code : '?';
    }
    out[len] = '\0';
    if (len > 5 && out[len - 1] == '-' && text.at[text.len - 1] & 0x80) /* 2024年10月 is whole */
        out[--len] = '\0';
    if (len == 5 && out[4] == '-' && text.at[text.len - 1] & 0x80)
        out[--len] = '\0';
    return len;
}

static size_t
take_digits(const char **at, size_t most, uint32_t *number)
{
    size_t count = 0;
    *number = 0;
    for (; count < most && **at >= '0' && **at <= '9'; count++)
        *number = *number * 10 + (uint32_t)(*(*at)++ - '0');
    return count;
}

/* What there is of YEAR, MONTH and DAY as the days from the first to the last it can mean. */
static enum date_result
whole_range(uint32_t year, uint32_t month, uint32_t day, struct date_range *range)
{
    if (!issue_date_valid(year * 10000 + 101) || month > MONTH_MAX || day > DAY_MAX)
        return DATE_BAD;
    range->from = year * 10000 + (month > 0 ? month : 1) * 100 + (day > 0 ? day : 1);
    range->to = year * 10000 + (month > 0 ? month : MONTH_MAX) * 100 + (day > 0 ? day : DAY_MAX);
    return day == 0 || issue_date_valid(range->from) ? DATE_FINE : DATE_BAD;
}

/* One date, as it may stand on either side of a range. */
static enum date_result
read_one(struct slice text, struct date_range *range)
{
    char plain[24];
    const char *at = plain;
    uint32_t year, month = 0, day = 0;
    plain_date(text, plain);
    size_t digits = take_digits(&at, 4, &year);
    if (digits < 4)
        return *at == '\0' ? DATE_INCOMPLETE : DATE_BAD;
    bool solid = *at >= '0' && *at <= '9'; /* 20241013 */
    if (*at != '\0' && *at != '-' && !solid)
        return DATE_BAD;
    at += *at == '-';
    if ((*at != '\0' || at[-1] == '-') && take_digits(&at, 2, &month) < (solid ? 2 : 1))
        return *at == '\0' ? DATE_INCOMPLETE : DATE_BAD;
    bool more = solid ? *at != '\0' : *at == '-';
    at += !solid && *at == '-';
    if (more && take_digits(&at, 2, &day) < (solid ? 2 : 1))
        return *at == '\0' ? DATE_INCOMPLETE : DATE_BAD;
    if (*at != '\0' || (more && day == 0) || (month == 0 && plain[4] != '\0'))
        return *at == '\0' && plain[at - plain - 1] == '0' && !solid ? DATE_INCOMPLETE : DATE_BAD;
    return whole_range(year, month, day, range);
}

enum date_result
dates_read(struct slice text, struct date_range *range)
{
    struct date_range first = {0, 0}, last = {0, UINT32_MAX};
    enum date_result result = DATE_FINE;
    size_t dots = slice_find(text, "..");
    if (dots == SIZE_MAX && slice_ends(text, ".")) /* the first of two dots */
        return read_one(slice_make(text.at, text.len - 1), range) == DATE_BAD ? DATE_BAD : DATE_INCOMPLETE;
    if (dots == SIZE_MAX)
        return read_one(text, range);
    struct slice left = slice_make(text.at, dots), right = slice_from(text, dots + 2);
    if (left.len == 0 && right.len == 0)
        return DATE_INCOMPLETE;
    if (left.len > 0 && (result = read_one(left, &first)) != DATE_FINE)
        return DATE_BAD; /* nothing typed behind it mends the left side */
    if (right.len > 0 && (result = read_one(right, &last)) != DATE_FINE)
        return result;
    *range = (struct date_range){first.from, last.to};
    return range->from <= range->to ? DATE_FINE : DATE_EMPTY;
}

bool
search_read_date(struct slice text, uint32_t *from, uint32_t *to)
{
    struct date_range range;
    if (slice_has(text, "..") || dates_read(text, &range) != DATE_FINE)
        return false;
    *from = range.from;
    *to = range.to;
    return true;
}
