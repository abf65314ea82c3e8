/* Numerals, as dates and page numbers have them: 13, １３, 十三, 廿三, 一三, 1 3.
 *
 * Every reader stops after a few characters, so that trying one at each place of a text is linear.
 */
#include "kanbao/text.h"

enum { GAP_MAX = 3, HAN_NUMBER_MAX = 7 };

int
text_digit(char32_t code)
{
    if (code >= U'０' && code <= U'９')
        return (int)(code - U'０');
    return code >= '0' && code <= '9' ? (int)(code - '0') : -1;
}

int
text_han_digit(char32_t code)
{
    switch (code) {
    case U'〇':
    case U'零':
    case U'○':
    case U'◯': return 0;
    case U'一': return 1;
    case U'二': return 2;
    case U'三': return 3;
    case U'四': return 4;
    case U'五': return 5;
    case U'六': return 6;
    case U'七': return 7;
    case U'八': return 8;
    case U'九': return 9;
    default: return -1;
    }
}

void
text_skip_gap(struct slice text, size_t *at)
{
    size_t next;
    for (int i = 0; i < GAP_MAX; i++) {
        char32_t code = text_point(text, *at, &next);
        if (code != ' ' && code != '\t' && code != 0xA0 && code != 0x3000)
            return;
        *at = next;
    }
}

int
text_read_number(struct slice text, size_t *at, int min, int max, bool spaced)
{
    int value = 0, digits = 0;
    size_t i = *at, next;
    for (; digits < max; digits++) {
        char32_t code = text_point(text, i, &next);
        if (spaced && digits > 0) {
            if (code != ' ' && code != 0x3000)
                break;
            code = text_point(text, next, &next);
        }
        int digit = text_digit(code);
        if (digit < 0)
            break;
        value = value * 10 + digit;
        i = next;
    }
    if (digits < min)
        return -1;
    *at = i;
    return value;
}

int
text_read_han_year(struct slice text, size_t *at)
{
    int value = 0;
    size_t i = *at;
    for (int count = 0; count < 4; count++) {
        size_t next;
        char32_t code = text_point(text, i, &next);
        /* the O of 二OO八 is what a keyboard has for 〇 */
        bool round = count > 0 && text_among(code, U"Oo0Ｏ０");
        int digit = round ? 0 : text_han_digit(code);
        if (digit < 0)
            return -1;
        value = value * 10 + digit;
        i = next;
    }
    *at = i;
    return value;
}

/* What CODE counts: 0 to 9, or 10, 20, 30, 100; -1 otherwise. */
static int
han_value(char32_t code)
{
    switch (code) {
    case U'十': return 10;
    case U'廿': return 20;
    case U'卅': return 30;
    case U'百': return 100;
    default: return text_han_digit(code);
    }
}

/* 十三, 廿三, 一百零三 by value; -1 when no number is written so. */
static int
value_of(const int *parts, int count)
{
    int value = 0, digit = -1, limit = 1000;
    for (int i = 0; i < count; i++) {
        int part = parts[i], rank = part == 100 ? 100 : 10;
        if (part < 10 ? digit > 0 : rank >= limit || (part % 10 == 0 && part != rank && digit > 0))
            return -1;
        if (part >= 10) {
            value += part == rank && digit > 0 ? digit * part : part;
            limit = rank;
        }
        digit = part < 10 ? part : -1;
    }
    return value + (digit > 0 ? digit : 0);
}

int
text_read_han(struct slice text, size_t *at)
{
    int parts[HAN_NUMBER_MAX], count = 0, places = 0;
    bool units = false;
    size_t i = *at, next;
    for (;; i = next) {
        int part = han_value(text_point(text, i, &next));
        if (part < 0)
            break;
        if (count == HAN_NUMBER_MAX)
            return -1;
        parts[count++] = part;
        units = units || part >= 10;
        places = places * 10 + part % 10;
    }
    int value = units ? value_of(parts, count) : places;
    if (count == 0 || value < 0)
        return -1;
    *at = i;
    return value;
}
