/* Numbers in all writings: 1234, 1,234, 1 234, 1.2万, 1万2千, 二〇二四, 十四, 廿三, 一万二千. Knows nothing of how else they may be written.
 */
#include "search/query/numbers.h"

#include "kanbao/text.h"

static bool
is_digit(char32_t code)
{
    return code >= '0' && code <= '9';
}

/* What a unit multiplies by; 0: it is none. */
static uint64_t
unit_of(char32_t code)
{
    switch (code) {
    case U'十': return 10;
    case U'百': return 100;
    case U'千': return 1000;
    case U'万': return 10000;
    case U'亿': return 100000000;
    default: return 0;
    }
}

static unsigned
short_tens_of(char32_t code)
{
    return code == U'廿' ? 20 : code == U'卅' ? 30 : code == U'卌' ? 40 : 0;
}

static int
figure_of(char32_t code)
{
    return code == U'两' ? 2 : text_han_digit(code);
}

bool
numbers_is_part(char32_t code)
{
    return is_digit(code) || figure_of(code) >= 0 || unit_of(code) > 0 || short_tens_of(code) > 0;
}

/* ---- digits */

/* Behind the groups of three from AT on, with MARK before each. */
static size_t
skip_groups(const char32_t *codes, size_t count, size_t at, char32_t mark)
{
    while (at + 3 < count && codes[at] == mark && is_digit(codes[at + 1]) && is_digit(codes[at + 2]) &&
           is_digit(codes[at + 3]) && (at + 4 == count || !is_digit(codes[at + 4])))
        at += 4;
    return at;
}

/* 1234, 1,234 or 1 234. */
static size_t
read_whole(const char32_t *codes, size_t count, size_t at, struct number *number)
{
    size_t end = at;
    while (end < count && is_digit(codes[end]))
        end++;
    if (end - at <= 3 && codes[at] != '0') {
        size_t commas = skip_groups(codes, count, end, ','), blanks = skip_groups(codes, count, end, ' ');
        end = commas > blanks ? commas : blanks;
    }
    number->count = 0;
    number->value = 0;
    for (size_t i = at; i < end; i++) {
        if (!is_digit(codes[i]))
            continue;
        if (number->count == NUMBER_DIGITS_MAX)
            return at;
        number->digits[number->count++] = (char)codes[i];
        number->value = number->value * 10 + (codes[i] - '0');
    }
    number->counts = number->digits[0] != '0' || number->count == 1;
    return end;
}

/* The units from AT on, 万, 千万, 百万: what they multiply by. */
static uint64_t
read_units(const char32_t *codes, size_t count, size_t *at)
{
    uint64_t by = 1;
    for (; *at < count && unit_of(codes[*at]) >= 100; ++*at) {
        uint64_t unit = unit_of(codes[*at]);
        if (by > 1 && unit < 10000)
            break;
        by *= unit;
        if (by > UINT64_C(1000000000000))
            return 0;
    }
    return by;
}

/* 1.2万, 1万2千, 1亿2000万: the value; false where the marks say something else. */
static bool
read_with_units(const char32_t *codes, size_t count, size_t *at, uint64_t *value)
{
    uint64_t least = UINT64_MAX;
    *value = 0;
    while (*at < count && is_digit(codes[*at])) {
        struct number part;
        size_t end = read_whole(codes, count, *at, &part);
        uint64_t whole = part.value, below = 1;
        if (end == *at || !part.counts)
            return false;
        for (bool point = end + 1 < count && codes[end] == '.'; point && end + 1 < count && is_digit(codes[end + 1]);
             end++) {
            if (below > 100000)
                return false;
            whole = whole * 10 + (codes[end + 1] - '0');
            below *= 10;
        }
        end += below > 1;
        uint64_t by = read_units(codes, count, &end);
        if (by == 0 || whole > UINT64_C(1000000000000) / by * below || whole * by % below != 0 ||
            part.value * by >= least)
            return false;
        *value += whole * by / below;
        least = by;
        *at = end;
        if (by == 1)
            break;
    }
    return *value > 0 && *value < UINT64_C(1000000000000);
}

static void
set_value(struct number *number, uint64_t value)
{
    char digits[24];
    number->value = value;
    number->counts = true;
    number->count = (size_t)snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
    memcpy(number->digits, digits, number->count);
}

static size_t
read_digits(const char32_t *codes, size_t count, size_t at, struct number *number)
{
    size_t end = read_whole(codes, count, at, number), with = at;
    uint64_t value;
    number->kind = NUMBER_DIGITS;
    bool units = end < count && (codes[end] == '.' || unit_of(codes[end]) >= 100);
    if (end == at || !units)
        return end;
    if (!read_with_units(codes, count, &with, &value))
        return at;
    set_value(number, value);
    return with;
}

/* ---- ideographs */

/* A zero between figures: 二OO九, 二0二四. */
static bool
is_zero_at(const char32_t *codes, size_t count, size_t at, size_t start)
{
    if (codes[at] != 'o' && codes[at] != '0')
        return false;
    size_t next = at;
    while (next < count && (codes[next] == 'o' || codes[next] == '0'))
        next++;
    return at > start && next < count && text_han_digit(codes[next]) >= 0;
}

static size_t
read_figures(const char32_t *codes, size_t count, size_t at, struct number *number)
{
    size_t end = at;
    bool zero = false;
    number->kind = NUMBER_FIGURES;
    number->count = 0;
    number->value = 0;
    for (; end < count; end++) {
        int figure = is_zero_at(codes, count, end, at) ? 0 : text_han_digit(codes[end]);
        if (figure < 0)
            break;
        if (number->count == NUMBER_DIGITS_MAX)
            return at;
        zero = zero || figure == 0;
        number->digits[number->count++] = (char)('0' + figure);
        number->value = number->value * 10 + (uint64_t)figure;
    }
    number->counts = number->digits[0] != '0';
    if (number->count == 1) {
        number->kind = NUMBER_SPOKEN;
        return number->counts ? end : at;
    }
    /* 二三 is “two or three” */
    return number->count >= 3 || (zero && number->counts) ? end : at;
}

/* What is read of a number as it is spoken. */
struct spoken {
    uint64_t all, section; /* whole 万 and 亿; below them */
    int figure;            /* -1: none */
    uint64_t last;         /* the unit before: they fall */
    bool zero;             /* 零 was before the figure */
};

/* Takes CODE; false where nobody speaks so. */
static bool
take_spoken(struct spoken *spoken, char32_t code)
{
    uint64_t unit = unit_of(code);
    unsigned tens = short_tens_of(code);
    int figure = figure_of(code);
    if (figure >= 0) {
        if (spoken->figure >= 0)
            return false;
        spoken->zero = spoken->zero || figure == 0;
        spoken->figure = figure == 0 ? -1 : figure;
        return true;
    }
    if (tens > 0) {
        bool fine = spoken->figure < 0 && spoken->last > 10;
        spoken->section += tens;
        spoken->last = 10;
        return fine;
    }
    if (unit >= 10000) {
        uint64_t section = spoken->section + (spoken->figure > 0 ? (uint64_t)spoken->figure : 0);
        if (section == 0 || (spoken->all > 0 && spoken->all % (unit * 10000) != 0))
            return false;
        spoken->all += section * unit;
        *spoken = (struct spoken){spoken->all, 0, -1, unit, false};
        return spoken->all < UINT64_C(1000000000000);
    }
    if (spoken->figure < 0 && unit != 10)
        return false;
    if (unit >= spoken->last)
        return false;
    spoken->section += (spoken->figure < 0 ? 1 : (uint64_t)spoken->figure) * unit;
    spoken->figure = -1;
    spoken->zero = false;
    spoken->last = unit;
    return true;
}

static size_t
read_spoken(const char32_t *codes, size_t end, size_t at, struct number *number)
{
    struct spoken spoken = {0, 0, -1, UINT64_MAX, false};
    size_t begin = at;
    if (figure_of(codes[at]) <= 0 && codes[at] != U'十' && short_tens_of(codes[at]) == 0)
        return at;
    for (; at < end; at++)
        if (!take_spoken(&spoken, codes[at]))
            return begin;
    /* 一万二 is 12,000, or 10,002 for some */
    if (spoken.figure > 0 && spoken.last > 10 && !spoken.zero)
        return begin;
    number->kind = NUMBER_SPOKEN;
    set_value(number, spoken.all + spoken.section + (spoken.figure > 0 ? (uint64_t)spoken.figure : 0));
    return end;
}

size_t
number_skip(const char32_t *codes, size_t count, size_t at)
{
    size_t start = at;
    while (at < count && (numbers_is_part(codes[at]) || is_zero_at(codes, count, at, start)))
        at++;
    return at;
}

size_t
number_read(const char32_t *codes, size_t count, size_t at, struct number *number)
{
    if (is_digit(codes[at]))
        return read_digits(codes, count, at, number);
    size_t end = number_skip(codes, count, at);
    if (end == at)
        return at;
    bool units = false, digits = false;
    for (size_t i = at; i < end; i++) {
        units = units || unit_of(codes[i]) > 0 || short_tens_of(codes[i]) > 0;
        digits = digits || (codes[i] >= '1' && codes[i] <= '9');
    }
    size_t behind = digits ? at : units ? read_spoken(codes, end, at, number) : read_figures(codes, count, at, number);
    return behind == end ? end : at;
}
