/* One date, in the ways that newspapers and their file names write it; date_find.c looks for them.
 *
 * A date that the calendar does not have is no date, and a year that is not written is not invented. Every reader
 * below looks at a bounded piece of text, so that looking for a date anywhere is linear.
 */
#include "parser/dates/dates.h"

enum { BETWEEN_MAX = 3, ASIDE_BYTES_MAX = 40 };

/* ---- years, months, days */

static uint32_t
checked(int year, int month, int day)
{
    if (year < 0 || month < 0 || day < 0)
        return 0;
    uint32_t date = (uint32_t)year * 10000 + (uint32_t)month * 100 + (uint32_t)day;
    return month <= 12 && day <= 31 && issue_date_valid(date) ? date : 0;
}

/* Reigns and republics that count years of their own, and the days between which they did. */
static const struct era {
    const char *name;
    int before; /* the year before its first */
    uint32_t first, last;
} eras[] = {
    {"中華民國", 1911, 19120101, 21991231}, {"中华民国", 1911, 19120101, 21991231},
    {"民國", 1911, 19120101, 21991231},     {"民国", 1911, 19120101, 21991231},
    {"令和", 2018, 20190501, 21991231},     {"平成", 1988, 19890108, 20190430},
    {"昭和", 1925, 19261225, 19890107},     {"大正", 1911, 19120730, 19261225},
    {"明治", 1867, 18730101, 19120730}, /* the Gregorian calendar came in its sixth year */
};

static const struct era *
read_era(struct slice text, size_t *at)
{
    for (size_t i = 0; i < BASE_COUNT(eras); i++)
        if (text_skip(text, at, eras[i].name))
            return &eras[i];
    return NULL;
}

/* The number before 年, of ERA or without one; *SPACED says that OCR set its digits apart. */
static int
read_year(struct slice text, size_t *at, const struct era *era, bool *spaced)
{
    size_t next;
    bool digits = text_digit(text_point(text, *at, &next)) >= 0;
    if (era != NULL && text_skip(text, at, "元"))
        return era->before + 1;
    if (era != NULL) {
        int year = digits ? text_read_number(text, at, 1, 3, false) : text_read_han(text, at);
        return year > 0 ? year + era->before : -1;
    }
    if (!digits)
        return text_read_han_year(text, at);
    int year = text_read_number(text, at, 4, 4, false);
    *spaced = year < 0;
    return year >= 0 ? year : text_read_number(text, at, 4, 4, true);
}

/* A month or a day. */
static int
read_part(struct slice text, size_t *at, bool spaced)
{
    size_t next;
    text_skip_gap(text, at);
    if (text_digit(text_point(text, *at, &next)) < 0)
        return text_read_han(text, at);
    size_t apart = *at;
    int value = spaced ? text_read_number(text, &apart, 2, 2, true) : -1;
    if (value < 0)
        return text_read_number(text, at, 1, 2, false);
    *at = apart;
    return value;
}

/* 10月13日, 十月廿三日; false: none. */
static bool
read_han_day(struct slice text, size_t *at, bool spaced, int *month, int *day)
{
    *month = text_skip(text, at, "元") ? 1 : read_part(text, at, spaced);
    text_skip_gap(text, at);
    if (*month < 0 || !text_skip(text, at, "月"))
        return false;
    text_skip(text, at, "/"); /* of a path */
    *day = read_part(text, at, spaced);
    text_skip_gap(text, at);
    return *day >= 0 && (text_skip(text, at, "日") || text_skip(text, at, "曰")); /* 曰 is what OCR takes 日 for */
}

/* 2024年10月13日, 二〇二四年十月十三日, 中華民國115年3月17日, 令和8年3月15日 */
static uint32_t
han_date(struct slice text, size_t *at)
{
    static const char *const moons[] = {"农历", "農曆", "阴历", "陰曆", "夏历", "夏曆", "旧历", "舊曆"};
    int month, day;
    size_t i = *at;
    bool spaced = false;
    const struct era *era = read_era(text, &i);
    text_skip_gap(text, &i);
    int year = read_year(text, &i, era, &spaced);
    text_skip_gap(text, &i);
    if (year < 0 || !text_skip(text, &i, "年"))
        return 0;
    for (size_t k = 0; k < BASE_COUNT(moons); k++)
        if (slice_ends(slice_make(text.at, *at), moons[k]))
            return 0;
    /* 2026年（令和8年）3月15日 */
    struct slice rest = slice_from(text, i);
    if (slice_starts(rest, "（") || slice_starts(rest, "(")) {
        struct slice aside = slice_make(rest.at, rest.len < ASIDE_BYTES_MAX ? rest.len : ASIDE_BYTES_MAX);
        const char *closer = rest.at[0] == '(' ? ")" : "）";
        size_t close = slice_find(aside, closer);
        if (close == SIZE_MAX)
            return 0;
        i += close + strlen(closer);
    }
    text_skip(text, &i, "/");
    text_skip_gap(text, &i);
    if (!read_han_day(text, &i, spaced, &month, &day))
        return 0;
    uint32_t date = checked(year, month, day);
    if (era != NULL && (date < era->first || date > era->last))
        return 0;
    *at = i;
    return date;
}

/* 2031년 5월 4일 */
static uint32_t
korean_date(struct slice text, size_t *at)
{
    size_t i = *at;
    int year = text_read_number(text, &i, 4, 4, false);
    if (year < 0 || !text_skip(text, &i, "년"))
        return 0;
    text_skip_gap(text, &i);
    int month = text_read_number(text, &i, 1, 2, false);
    if (month < 0 || !text_skip(text, &i, "월"))
        return 0;
    text_skip_gap(text, &i);
    int day = text_read_number(text, &i, 1, 2, false);
    if (day < 0 || !text_skip(text, &i, "일"))
        return 0;
    *at = i;
    return checked(year, month, day);
}

/* A hyphen, slash, stop or underscore, as its ASCII one; 0: none. */
static char
read_separator(struct slice text, size_t *at)
{
    size_t next;
    char32_t code = text_point(text, *at, &next);
    char separator = code == U'－' ? '-' : code == U'／' ? '/' : code == U'．' ? '.' : code < 0x80 ? (char)code : '\0';
    if (!text_byte_among(separator, "-/_."))
        return '\0';
    *at = next;
    return separator;
}

/* 2024-10-13, 2024/10/13, 2024_10_13, 2024.10.13, 20241013; and 2024/1013 */
static uint32_t
digit_date(struct slice text, size_t *at)
{
    size_t i = *at, next;
    int year = text_read_number(text, &i, 4, 4, false);
    if (year < 0)
        return 0;
    char first = read_separator(text, &i);
    /* 2026. 3. 16 */
    bool loose = first != '\0' && first != '_' && text_skip(text, &i, " ");
    size_t before = i;
    int month = text_read_number(text, &i, first != '\0' ? 1 : 2, 2, false);
    bool single = month >= 0 && text_read_number(text, &before, 2, 2, false) < 0;
    char second = first != '\0' ? read_separator(text, &i) : '\0';
    if (loose && second != '\0')
        text_skip(text, &i, " ");
    int day = text_read_number(text, &i, second != '\0' ? 1 : 2, 2, false);
    bool more = text_digit(text_point(text, i, &next)) >= 0;
    /* 2024-10-13 and 2024-10/13, but not 1916_12.06 */
    bool alike = second == '\0' || second == first || first == '/' || second == '/';
    if (more || !alike || (single && second == '\0'))
        return 0;
    *at = i;
    return checked(year, month, day);
}

/* 04.05.2015 and 4.5.2015, which is the fourth of May wherever dots are written; no part of a longer number with dots. */
static uint32_t
dotted_date(struct slice text, size_t *at)
{
    size_t i = *at, next;
    if (i > 0 && text.at[i - 1] == '.')
        return 0;
    int day = text_read_number(text, &i, 1, 2, false);
    int month = day >= 0 && text_skip(text, &i, ".") ? text_read_number(text, &i, 1, 2, false) : -1;
    int year = month >= 0 && text_skip(text, &i, ".") ? text_read_number(text, &i, 4, 4, false) : -1;
    if (year < 0 || text_digit(text_point(text, i, &next)) >= 0)
        return 0;
    size_t end = i;
    if (text_skip(text, &i, ".") && text_digit(text_point(text, i, &next)) >= 0)
        return 0;
    *at = end;
    return checked(year, month, day);
}

static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};
static const char *const weekdays[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

/* Which of NAMES the word at *AT is, or is short for with at least three letters; -1: none. */
static int
read_name(struct slice text, size_t *at, const char *const *names, int count, size_t *letters)
{
    char low[12] = {0};
    size_t len = 0;
    for (; *at + len < text.len && len < sizeof low - 1 && text_is_ascii_letter((unsigned char)text.at[*at + len]);
         len++)
        low[len] = (char)(text.at[*at + len] | 0x20);
    for (int i = 0; i < count && len >= 3; i++)
        if (low[0] == names[i][0] && strncmp(low, names[i], len) == 0) {
            *at += len;
            *letters = len;
            return i;
        }
    return -1;
}

/* March, MAR, Mar.; but not Mayor. */
static int
read_month(struct slice text, size_t *at)
{
    size_t letters;
    int month = read_name(text, at, months, 12, &letters);
    if (month >= 0)
        text_skip(text, at, ".");
    return month + (month >= 0);
}

/* What stands between the words of an English date; none where the text only may go on. */
static bool
skip_between(struct slice text, size_t *at)
{
    size_t i = *at;
    while (i < text.len && i < *at + BETWEEN_MAX && text_byte_among(text.at[i], " ,.-_"))
        i++;
    bool some = i > *at;
    *at = i;
    return some;
}

/* 14, 14th: a day of the month. */
static int
read_ordinal(struct slice text, size_t *at)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "ST", "ND", "RD", "TH"};
    int day = text_read_number(text, at, 1, 2, false);
    for (size_t i = 0; day >= 0 && i < BASE_COUNT(endings); i++)
        if (text_skip(text, at, endings[i]))
            break;
    return day;
}

/* March 14, 14 March, 14th of March; false: none. */
static bool
read_english_day(struct slice text, size_t *at, int *month, int *day)
{
    *day = read_ordinal(text, at);
    if (*day >= 0 && !skip_between(text, at))
        return false;
    if (*day >= 0)
        text_skip(text, at, "of ");
    *month = read_month(text, at);
    if (*month < 0)
        return false;
    if (*day >= 0)
        return true;
    if (!skip_between(text, at) && text.at[*at - 1] != '.')
        return false;
    *day = read_ordinal(text, at);
    return *day >= 0;
}

/* March 14, 2026; 14 March 2026 */
static uint32_t
english_date(struct slice text, size_t *at)
{
    int month, day;
    size_t i = *at, next;
    if (!read_english_day(text, &i, &month, &day) || !skip_between(text, &i))
        return 0;
    int year = text_read_number(text, &i, 4, 4, false);
    if (text_digit(text_point(text, i, &next)) >= 0)
        return 0;
    *at = i;
    return checked(year, month, day);
}

/* ---- for everybody */

bool
date_may_be_in(struct slice text)
{
    size_t digits = 0, next;
    for (size_t at = 0; at < text.len && digits < 4; at = next) {
        char32_t code = text_point(text, at, &next);
        if (code == U'年')
            return true;
        digits = text_digit(code) >= 0 ? digits + 1 : 0;
    }
    return digits == 4;
}

size_t
date_read(struct slice text, size_t at, uint32_t *date)
{
    typedef uint32_t reader(struct slice, size_t *);
    static reader *const ways[] = {han_date, digit_date, dotted_date, english_date, korean_date};
    for (size_t i = 0; i < BASE_COUNT(ways); i++) {
        size_t end = at;
        *date = ways[i](text, &end);
        if (*date != 0)
            return end - at;
    }
    return 0;
}

size_t
date_read_day(struct slice text, size_t at)
{
    int month, day;
    size_t end = at;
    /* of a leap year, as no year is said */
    if (read_han_day(text, &end, false, &month, &day) && checked(2000, month, day) != 0)
        return end - at;
    end = at;
    return read_english_day(text, &end, &month, &day) && checked(2000, month, day) != 0 ? end - at : 0;
}

int
date_luminary(char32_t code)
{
    static const char32_t luminaries[] = U"日月火水木金土";
    for (int i = 0; i < 7; i++)
        if (luminaries[i] == code)
            return i;
    return -1;
}

size_t
date_read_weekday(struct slice text, size_t at, int *weekday)
{
    static const char *const before[] = {"星期", "礼拜", "禮拜", "周", "週"};
    static const char *const korean[] = {"일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"};
    static const char32_t days[] = U"日一二三四五六";
    size_t end = at, next, letters;
    char32_t code = text_point(text, at, &next);
    *weekday = date_luminary(code);
    if (*weekday >= 0 && text_skip(text, &next, "曜")) {
        text_skip(text, &next, "日");
        return next - at;
    }
    *weekday = -1;
    for (int i = 0; i < 7; i++)
        if (text_skip(text, &end, korean[i])) {
            *weekday = i;
            return end - at;
        }
    for (size_t i = 0; i < BASE_COUNT(before); i++) {
        if (!text_skip(text, &end, before[i]))
            continue;
        code = text_point(text, end, &next);
        for (int k = 0; k < 7; k++)
            if (days[k] == code || (k == 0 && code == U'天' && i < 3))
                *weekday = k;
        return *weekday >= 0 ? next - at : 0;
    }
    *weekday = read_name(text, &end, weekdays, 7, &letters);
    if (*weekday < 0)
        return 0;
    /* a Sun without its stop is a newspaper's name */
    bool whole = letters == strlen(weekdays[*weekday]);
    if (!whole && !text_skip(text, &end, "."))
        *weekday = -1;
    return *weekday >= 0 ? end - at : 0;
}

/* 094-01-03: three digits that begin with 0 or 1 are no other year than the republic's. */
size_t
date_read_republic(struct slice text, size_t at, uint32_t *date)
{
    size_t i = at, next;
    int year = text_read_number(text, &i, 3, 3, false);
    char first = read_separator(text, &i);
    int month = text_read_number(text, &i, 2, 2, false);
    char second = read_separator(text, &i);
    int day = text_read_number(text, &i, 2, 2, false);
    bool more = text_digit(text_point(text, i, &next)) >= 0;
    if (year <= 0 || year > 199 || first == '\0' || first == '/' || first != second || more)
        return 0;
    *date = checked(year + 1911, month, day);
    return *date != 0 ? i - at : 0;
}
