/* search: numbers in all writings, each against each; the test writes them by itself.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hits.h"

#include "kanbao/text.h"

#include <stdlib.h>

static const struct search_options standard = {.pinyin = PINYIN_SCHEME_FULL};

static void
add_point(struct buffer *out, char32_t code)
{
    char bytes[4];
    buffer_add(out, bytes, text_encode(code, bytes));
}

/* A figure as it is spoken, by the rules at school: units fall, one 零 for a gap. */
static void
say(struct buffer *out, uint64_t value, bool pair)
{
    static const char *const figures[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    static const struct {
        uint64_t by;
        const char *name;
    } units[] = {{100000000, "亿"}, {10000, "万"}, {1000, "千"}, {100, "百"}, {10, "十"}};
    if (value < 10) {
        buffer_add_text(out, figures[value]);
        return;
    }
    for (size_t i = 0; i < BASE_COUNT(units); i++) {
        uint64_t by = units[i].by, above = value / by, rest = value % by;
        if (above == 0)
            continue;
        if (above == 2 && pair && by > 10)
            buffer_add_text(out, "两");
        else if (!(by == 10 && above == 1 && out->len == 0))
            say(out, above, pair);
        buffer_add_text(out, units[i].name);
        if (rest > 0 && rest < by / 10)
            buffer_add_text(out, "零");
        if (rest > 0)
            say(out, rest, pair);
        return;
    }
}

enum { WAYS = 8 };

/* VALUE in one of the ways; false where it is not written so. */
static bool
write_number(struct buffer *out, uint64_t value, unsigned way)
{
    static const char *const zeros[] = {"〇", "零", "○", "O"};
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
    buffer_clear(out);
    switch (way) {
    case 0: buffer_add_text(out, digits); return true;
    case 1:
    case 2:
        for (int i = 0; i < count; i++)
            buffer_printf(out, "%s%c", i > 0 && (count - i) % 3 == 0 ? (way == 1 ? "," : " ") : "", digits[i]);
        return count > 3;
    case 3: say(out, value, false); return true;
    case 4: say(out, value, true); return true;
    case 5:
        for (int i = 0; i < count; i++) {
            static const char *const figures[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
            buffer_add_text(out, digits[i] == '0' ? zeros[value % 4] : figures[digits[i] - '0']);
        }
        return count >= 3;
    case 6: {
        if (value < 10000 || value % 100 != 0)
            return false;
        unsigned hundredths = (unsigned)(value % 10000 / 100);
        buffer_printf(out, "%llu", (unsigned long long)(value / 10000));
        if (hundredths > 0)
            buffer_printf(out, hundredths % 10 == 0 ? ".%u" : ".%02u",
                          hundredths % 10 == 0 ? hundredths / 10 : hundredths);
        buffer_add_text(out, "万");
        return true;
    }
    default: /* full width */
        for (int i = 0; i < count; i++)
            add_point(out, U'０' + (char32_t)(digits[i] - '0'));
        return true;
    }
}

static uint64_t
some_value(struct support_chance *chance)
{
    static const uint32_t limits[] = {100, 1000, 10000, 1000000, 100000000};
    uint32_t value = 11 + support_below(chance, limits[support_below(chance, BASE_COUNT(limits))] - 11);
    static const uint32_t rounds[] = {1, 1, 10, 100, 1000};
    uint32_t round = rounds[support_below(chance, BASE_COUNT(rounds))];
    value = value / round * round;
    return value > 10 ? value : 11;
}

static void
test_all_writings(void **state)
{
    (void)state;
    struct support_chance chance = {.state = 20310709};
    struct buffer asked = {0}, printed = {0}, query = {0}, text = {0};
    size_t pairs = 0;
    for (int round = 0; round < (support_is_slow() ? 50 : 4000); round++) {
        uint64_t value = some_value(&chance), other = support_below(&chance, 2) == 0 ? value : some_value(&chance);
        if (!write_number(&asked, value, support_below(&chance, WAYS)) ||
            !write_number(&printed, other, support_below(&chance, WAYS)))
            continue;
        buffer_clear(&query);
        buffer_clear(&text);
        buffer_printf(&query, "\"在%s人\"", asked.at);
        buffer_printf(&text, "在%s人", printed.at);
        struct issue *issue = hits_issue(text.at);
        char *hits = hits_of(query.at, issue, standard, false);
        must(strcmp(hits, value == other ? text.at : "") == 0, "%s in %s: %s", query.at, text.at, hits);
        pairs += value == other;
        free(hits);
        issue_free(issue);
    }
    assert_true(pairs > 20);
    buffer_done(&asked);
    buffer_done(&printed);
    buffer_done(&query);
    buffer_done(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_writings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
