/* Dates, in the ways that newspapers and their file names write them.
 *
 * A date that the calendar does not have is no date.
 */
#include "parser/parts.h"

/* A number of MIN to MAX ASCII digits at *AT; -1 when there is none. */
static int
read_number(struct slice text, size_t *at, int min, int max)
{
    int value = 0, digits = 0;
    while (*at < text.len && digits < max && text.at[*at] >= '0' && text.at[*at] <= '9') {
        value = value * 10 + (text.at[(*at)++] - '0');
        digits++;
    }
    return digits >= min ? value : -1;
}

static bool
skip(struct slice text, size_t *at, const char *word)
{
    if (!slice_starts(slice_from(text, *at), word))
        return false;
    *at += strlen(word);
    return true;
}

static uint32_t
checked(int year, int month, int day)
{
    if (year < 0 || month < 0 || day < 0)
        return 0;
    uint32_t date = (uint32_t)year * 10000 + (uint32_t)month * 100 + (uint32_t)day;
    return month <= 12 && day <= 31 && issue_date_valid(date) ? date : 0;
}

/* 〇 to 九, and 零: 0 to 9; -1 otherwise. */
static int
han_digit(char32_t code)
{
    static const char32_t digits[] = U"〇一二三四五六七八九";
    for (int i = 0; i < 10; i++)
        if (digits[i] == code)
            return i;
    return code == U'零' || code == U'○' ? 0 : -1;
}

/* 二〇二六 by place (PLACES true), or 二十三, 三十, 十 by value. */
static int
read_han_number(struct slice text, size_t *at, bool places)
{
    int value = 0, count = 0, most = places ? 4 : 3;
    while (*at < text.len && count < most) {
        char32_t code;
        size_t len = text_decode(text.at + *at, &code);
        int digit = han_digit(code);
        if (digit >= 0)
            value = places || value % 10 != 0 || value == 0 ? value * 10 + digit : value + digit;
        else if (code == U'十' && !places)
            value = value == 0 ? 10 : value * 10;
        else
            break;
        *at += len;
        count++;
    }
    return count > 0 && (!places || count == most) ? value : -1;
}

/* 2024年10月13日, 二〇二四年十月十三日, 中華民國115年3月17日 */
static uint32_t
han_date(struct slice text, size_t *at)
{
    int year, month, day;
    size_t i = *at;
    bool republic = skip(text, &i, "民國") || skip(text, &i, "民国");
    bool han = i < text.len && (unsigned char)text.at[i] >= 0x80;
    year = han ? read_han_number(text, &i, true) : read_number(text, &i, republic ? 1 : 4, 4);
    if (year < 0 || !skip(text, &i, "年"))
        return 0;
    if (republic)
        year += 1911;
    /* 2026年（令和8年）3月15日 */
    struct slice rest = slice_from(text, i);
    if (slice_starts(rest, "（")) {
        size_t close = slice_find(slice_make(rest.at, rest.len < 40 ? rest.len : 40), "）");
        if (close == SIZE_MAX)
            return 0;
        i += close + strlen("）");
    }
    han = i < text.len && (unsigned char)text.at[i] >= 0x80;
    month = han ? read_han_number(text, &i, false) : read_number(text, &i, 1, 2);
    if (month < 0 || !skip(text, &i, "月"))
        return 0;
    han = i < text.len && (unsigned char)text.at[i] >= 0x80;
    day = han ? read_han_number(text, &i, false) : read_number(text, &i, 1, 2);
    if (!skip(text, &i, "日"))
        return 0;
    *at = i;
    return checked(year, month, day);
}

/* 2024-10-13, 2024/10/13, 2024_10_13, 2024.10.13, 20241013; and 2024/1013 */
static uint32_t
digit_date(struct slice text, size_t *at)
{
    size_t i = *at;
    int year = read_number(text, &i, 4, 4);
    size_t dash = i < text.len && byte_among(text.at[i], "-/_.");
    i += dash;
    size_t before = i;
    int month = read_number(text, &i, dash ? 1 : 2, 2);
    size_t digits = i - before;
    size_t again = i < text.len && byte_among(text.at[i], "-/_.") && dash;
    i += again;
    int day = read_number(text, &i, again ? 1 : 2, 2);
    bool more = i < text.len && text.at[i] >= '0' && text.at[i] <= '9';
    if (more || (digits == 1 && !again))
        return 0;
    *at = i;
    return checked(year, month, day);
}

static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};

/* March, MAR, Mar.; but not Mayor. */
static int
read_month(struct slice text, size_t *at)
{
    char low[12] = {0};
    size_t len = 0;
    for (; *at + len < text.len && len < sizeof low - 1 && (text.at[*at + len] | 0x20) >= 'a' && (text.at[*at + len] | 0x20) <= 'z'; len++)
        low[len] = (char)(text.at[*at + len] | 0x20);
    for (int i = 0; i < 12 && len >= 3; i++)
        if (strncmp(low, months[i], len) == 0) {
            *at += len;
            skip(text, at, ".");
            return i + 1;
        }
    return -1;
}

/* March 14, 2026; 14 March 2026 */
static uint32_t
english_date(struct slice text, size_t *at)
{
    size_t i = *at;
    int day = read_number(text, &i, 1, 2);
    if (day >= 0 && !skip(text, &i, " "))
        return 0;
    int month = read_month(text, &i);
    if (month < 0 || !skip(text, &i, " "))
        return 0;
    if (day < 0) {
        day = read_number(text, &i, 1, 2);
        if (day < 0 || !(skip(text, &i, ", ") || skip(text, &i, " ")))
            return 0;
    }
    int year = read_number(text, &i, 4, 4);
    *at = i;
    return checked(year, month, day);
}

uint32_t
parser_date_of_text(struct slice text, struct issue_span *span)
{
    typedef uint32_t reader(struct slice, size_t *);
    static reader *const ways[] = {han_date, digit_date, english_date};
    bool digit_before = false, letter_before = false;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        bool digit = text_is_digit(code);
        bool letter = code < 0x80 && text_is_letter(code);
        bool starts = (digit && !digit_before) || (letter && !letter_before) || han_digit(code) >= 0 || code == U'民';
        for (size_t i = 0; starts && i < BASE_COUNT(ways); i++) {
            size_t end = at;
            uint32_t date = ways[i](text, &end);
            if (date == 0)
                continue;
            if (span != NULL)
                *span = (struct issue_span){(uint32_t)at, (uint32_t)(end - at)};
            return date;
        }
        digit_before = digit;
        letter_before = letter;
        at += len;
    }
    return 0;
}

uint32_t
parser_date_of_path(const char *path)
{
    /* the name says more than its folders, and two folders are enough for 2024/10/13.txt */
    size_t len = strlen(path), start = len;
    for (int parts = 0; parts < 3 && start > 0; parts++) {
        start--;
        while (start > 0 && path[start - 1] != '/')
            start--;
        struct slice tail = slice_make(path + start, len - start);
        bool digit_before = false;
        for (size_t at = 0; at < tail.len; at++) {
            bool digit = tail.at[at] >= '0' && tail.at[at] <= '9';
            size_t end = at;
            uint32_t date = digit && !digit_before ? digit_date(tail, &end) : 0;
            if (date != 0)
                return date;
            digit_before = digit;
        }
    }
    return 0;
}
