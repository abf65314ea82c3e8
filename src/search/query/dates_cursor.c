/* What stands at the cursor of a date: words, digits, Chinese figures. Knows nothing of what they mean together.
 *
 * A date is read while it is typed: wherever a word or a digit is looked for and the text ends, that is noted, as more typing
 * may complete it.
 */
#include "search/query/query_dates.h"

#include "kanbao/fold.h"
#include "kanbao/text.h"

bool
date_take(struct date_cursor *cursor, const char *words)
{
    size_t at = cursor->at;
    struct slice left = slice_of(words);
    while (left.len > 0) {
        char32_t code, folded[FOLD_MAX];
        left = slice_from(left, text_decode(left.at, &code));
        size_t count = fold_code(code, folded);
        for (size_t i = 0; i < count; i++, at++) {
            cursor->cut |= at == cursor->count;
            if (at >= cursor->count || cursor->codes[at] != folded[i])
                return false;
        }
    }
    cursor->at = at;
    return true;
}

size_t
date_take_any(struct date_cursor *cursor, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (date_take(cursor, words[i]))
            return i;
    return SIZE_MAX;
}

bool
date_take_blank(struct date_cursor *cursor)
{
    size_t from = cursor->at;
    while (
        cursor->at < cursor->count &&
        (text_is_space(cursor->codes[cursor->at]) || strchr("-_,", (int)(cursor->codes[cursor->at] & 0x7F)) != NULL) &&
        cursor->codes[cursor->at] < 0x80)
        cursor->at++;
    cursor->cut |= date_ends(cursor);
    return cursor->at > from;
}

static bool
is_digit(char32_t code)
{
    return code >= '0' && code <= '9';
}

bool
date_take_digits(struct date_cursor *cursor, size_t least, size_t most, uint32_t *number)
{
    size_t at = cursor->at;
    *number = 0;
    for (; at < cursor->count && at - cursor->at < most && is_digit(cursor->codes[at]); at++)
        *number = *number * 10 + (uint32_t)(cursor->codes[at] - '0');
    if (at - cursor->at < least) {
        cursor->cut |= at == cursor->count;
        return false;
    }
    cursor->at = at;
    return true;
}

/* 1 to 9 and 0 for a figure, 10 and more for what multiplies it; -1: neither. */
static int32_t
figure_of(char32_t code)
{
    static const struct {
        char32_t code;
        int32_t value;
    } others[] = {{U'十', 10}, {U'廿', 20}, {U'卅', 30}, {U'百', 100}, {U'千', 1000}, {U'两', 2}, {U'元', 1}};
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        if (code == others[i].code)
            return others[i].value;
    return text_han_digit(code);
}

/* 二十三, 一百一十三, or figure by figure, 二〇二四. */
static bool
take_figures(struct date_cursor *cursor, uint32_t *number)
{
    uint32_t total = 0, ones = 0;
    size_t at = cursor->at;
    for (bool spoken = false; at < cursor->count && total + ones < 10000; at++) {
        int32_t figure = figure_of(cursor->codes[at]);
        if (figure < 0)
            break;
        if (figure < 10) {
            ones = spoken ? (uint32_t)figure : ones * 10 + (uint32_t)figure;
            continue;
        }
        bool tens = figure == 20 || figure == 30; /* 廿, 卅 are whole */
        total += (tens || ones == 0 ? 1 : ones) * (uint32_t)figure;
        ones = 0;
        spoken = true;
    }
    *number = total + ones;
    cursor->cut |= at == cursor->count;
    if (at == cursor->at || *number >= 10000)
        return false;
    cursor->at = at;
    return true;
}

bool
date_take_number(struct date_cursor *cursor, uint32_t *number)
{
    return date_take_digits(cursor, 1, 4, number) || take_figures(cursor, number);
}
