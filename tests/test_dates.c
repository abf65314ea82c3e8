/* parser, when and whose an issue is: dates in every written form, mastheads, the order of trust.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"
#include "parser/dates/dates.h"

#include <stdlib.h>

/* ---- every day of the calendar, in every form */

static const char *const month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};
static const char *const weekday_names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                            "Thursday", "Friday", "Saturday"};
static const char *const han_weekdays[] = {"日", "一", "二", "三", "四", "五", "六"};
static const char *const han_digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
static const char *const wide_digits[] = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};

static void
add_places(struct buffer *out, unsigned value, unsigned digits, const char *const *set)
{
    if (digits > 1)
        add_places(out, value / 10, digits - 1, set);
    buffer_add_text(out, set[value % 10]);
}

/* 一百一十三, 二十, 十三 */
static void
add_value(struct buffer *out, unsigned value)
{
    if (value >= 100)
        buffer_printf(out, "%s百%s", han_digits[value / 100], value % 100 > 0 && value % 100 < 10 ? "零" : "");
    unsigned tens = value / 10 % 10, ones = value % 10;
    if (tens > 0)
        buffer_printf(out, "%s十", tens > 1 || value >= 100 ? han_digits[tens] : "");
    if (ones > 0)
        buffer_add_text(out, han_digits[ones]);
}

/* 廿三, 卅 */
static void
add_short_value(struct buffer *out, unsigned value)
{
    buffer_add_text(out, value >= 30 ? "卅" : value >= 20 ? "廿" : value >= 10 ? "十" : "");
    if (value % 10 > 0)
        buffer_add_text(out, han_digits[value % 10]);
}

enum { FORMS = 17 };

/* YEAR, MONTH, DAY in the form FORM; false: the form has no such year. */
static bool
add_form(struct buffer *out, int form, unsigned year, unsigned month, unsigned day)
{
    const char *name = month_names[month - 1];
    switch (form) {
    case 0: buffer_printf(out, "%u年%u月%u日", year, month, day); break;
    case 15: buffer_printf(out, "%02u.%02u.%04u", day, month, year); break;
    case 16: buffer_printf(out, "%u.%u.%04u", day, month, year); break;
    case 1: buffer_printf(out, "%u 年 %02u 月 %02u 日", year, month, day); break;
    case 2:
        add_places(out, year, 4, han_digits);
        buffer_add_text(out, "年");
        add_value(out, month);
        buffer_add_text(out, "月");
        add_value(out, day);
        buffer_add_text(out, "日");
        break;
    case 3:
        add_places(out, year, 4, han_digits);
        buffer_add_text(out, "年");
        add_value(out, month);
        buffer_add_text(out, "月");
        add_short_value(out, day);
        buffer_add_text(out, "日");
        break;
    case 4:
        add_places(out, year, 4, wide_digits);
        buffer_add_text(out, "年");
        add_places(out, month, 2, wide_digits);
        buffer_add_text(out, "月");
        add_places(out, day, 2, wide_digits);
        buffer_add_text(out, "日");
        break;
    case 5: buffer_printf(out, "%04u%02u%02u", year, month, day); break;
    case 6: buffer_printf(out, "%04u-%02u-%02u", year, month, day); break;
    case 7: buffer_printf(out, "%04u.%u.%u", year, month, day); break;
    case 8: buffer_printf(out, "%s %u, %u", name, day, year); break;
    case 9: buffer_printf(out, "%u %.3s. %u", day, name, year); break;
    case 10: buffer_printf(out, "%uth of %s %u", day, name, year); break;
    case 11: buffer_printf(out, "民國%u年%u月%u日", year - 1911, month, day); return year > 1911;
    case 12:
        if (year <= 1911 || year > 2110)
            return false;
        buffer_add_text(out, "民國");
        add_value(out, year - 1911);
        buffer_add_text(out, "年");
        add_value(out, month);
        buffer_add_text(out, "月");
        add_value(out, day);
        buffer_add_text(out, "日");
        break;
    case 13: buffer_printf(out, "令和%u年%u月%u日", year - 2018, month, day); return year > 2019;
    case 14: buffer_printf(out, "%04u/%02u%02u", year, month, day); break;
    default: return false;
    }
    return true;
}

static void
check_day(struct buffer *text, unsigned year, unsigned month, unsigned day)
{
    uint32_t date = year * 10000 + month * 100 + day, wanted = issue_date_valid(date) ? date : 0;
    for (int form = 0; form < FORMS; form++) {
        struct issue_span span = {0, 0};
        buffer_clear(text);
        if (!add_form(text, form, year, month, day))
            continue;
        uint32_t got = date_find(buffer_slice(text), &span, NULL);
        must(got == wanted, "%s: %u", text->at, got);
        must(got == 0 || (span.start_byte == 0 && span.bytes == text->len), "%s: a part of it", text->at);
        buffer_add_text(text, ".txt");
        got = parser_date_of_path(text->at);
        must(got == wanted, "%s as a path: %u", text->at, got);
    }
}

static void
test_every_day(void **state)
{
    (void)state;
    struct buffer text = {0};
    unsigned step = support_is_slow() ? 97 : 1;
    for (unsigned year = 1600; year < 2200; year += step)
        for (unsigned month = 1; month <= 12; month++)
            for (unsigned day = 1; day <= 31; day++)
                check_day(&text, year, month, day);
    buffer_done(&text);
}

/* The right weekday leaves a date as it is, the other six make it doubtful. */
static void
test_weekdays(void **state)
{
    (void)state;
    struct support_chance chance = {3};
    struct buffer text = {0};
    for (int round = 0; round < 5000; round++) {
        unsigned year = 1600 + support_below(&chance, 600), month = 1 + support_below(&chance, 12),
                 day = 1 + support_below(&chance, 28);
        unsigned said = support_below(&chance, 7), form = support_below(&chance, 5);
        uint32_t date = year * 10000 + month * 100 + day;
        static const char *const luminaries[] = {"日", "月", "火", "水", "木", "金", "土"};
        buffer_clear(&text);
        switch (form) {
        case 0: buffer_printf(&text, "%u年%u月%u日　星期%s", year, month, day, han_weekdays[said]); break;
        case 1: buffer_printf(&text, "周%s %u年%u月%u日", han_weekdays[said], year, month, day); break;
        case 2: buffer_printf(&text, "%s, %s %u, %u", weekday_names[said], month_names[month - 1], day, year); break;
        case 3: buffer_printf(&text, "%u年%u月%u日（%s）", year, month, day, luminaries[said]); break;
        default: buffer_printf(&text, "%u %s %u, %s", day, month_names[month - 1], year, weekday_names[said]); break;
        }
        bool doubtful = false;
        uint32_t got = date_find(buffer_slice(&text), NULL, &doubtful);
        must(got == date && doubtful == (said != issue_weekday(date)), "%s: %u, %d", text.at, got, doubtful);
        /* one that is certain is worth more than one that is not, wherever it stands */
        buffer_printf(&text, "　见报日 2026年3月16日");
        got = date_find(buffer_slice(&text), NULL, &doubtful);
        must(!doubtful && got == (said == issue_weekday(date) ? date : 20260316), "%s: %u", text.at, got);
    }
    buffer_done(&text);
}

/* ---- forms one by one */

static void
test_dates_of_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t date;
    } rows[] = {{"２０２６年３月１６日", 20260316},
                {"２０２６－０３－１６", 20260316},
                {"2 0 2 6 年 1 0 月 1 6 日", 20261016},
                {"2026　年　3　月　16　日", 20260316},
                {"2026年3月16曰", 20260316},
                {"二OO八年八月八日", 20080808},
                {"二○○八年八月八日", 20080808},
                {"二〇二六年一〇月一六日", 20261016},
                {"二〇二六年十月廿日", 20261020},
                {"二〇二六年十二月卅一日", 20261231},
                {"2026年元月3日", 20260103},
                {"中華民國一百一十五年三月十七日", 20260317},
                {"民國一一五年三月十七日", 20260317},
                {"民國九十四年一月三日", 20050103},
                {"民國一百零三年十月二日", 20141002},
                {"民國元年二月三日", 19120203},
                {"中华民国三十七年五月二十日", 19480520},
                {"民國100年10月10日", 20111010},
                {"令和8年3月15日", 20260315},
                {"令和元年5月1日", 20190501},
                {"平成三十一年四月三十日", 20190430},
                {"昭和64年1月7日", 19890107},
                {"大正5年1月18日", 19160118},
                {"明治45年7月29日", 19120729},
                {"令和８年（２０２６年）３月１５日", 20260315},
                {"Tuesday, January 18, 1916", 19160118},
                {"TUESDAY, JANUARY 18, 1916.", 19160118},
                {"Jan. 18, 1916", 19160118},
                {"JAN.18,1916", 19160118},
                {"18 January 1916", 19160118},
                {"January 18th, 1916", 19160118},
                {"18th of January, 1916", 19160118},
                {"January 18. 1916", 19160118},
                {"2026. 3. 16", 20260316},
                {"1998-01-05", 19980105},
                /* no such day of the reign, no such day, no such number */
                {"平成31年5月1日", 0},
                {"昭和64年1月8日", 0},
                {"令和元年4月30日", 0},
                {"明治5年3月1日", 0},
                {"民國0年1月1日", 0},
                {"民國一百年二月三十日", 0},
                {"二〇二六年二十十月一日", 0},
                {"二〇二六年三月二三十日", 0},
                {"二〇二六年三月十十日", 0},
                {"二〇二六年三月廿十日", 0},
                /* by the moon, or not whole */
                {"农历2026年9月11日", 0},
                {"農曆二〇二六年九月十一日", 0},
                {"二〇二六年十月初三日", 0},
                {"丙午年三月十六日", 0},
                {"3月16日", 0},
                {"March 14", 0},
                {"JANUARY is. 1016.", 0},
                {"FEBRUARY 7, 191G.", 0},
                {"Sun 14, 2026", 0},
                /* numbers */
                {"sn83030214", 0},
                {"sn19160118", 0},
                {"010-20260316-1", 20260316},
                {"电话: 0571-88261234", 0},
                {"2026.31.12", 0},
                {"1916_12.18", 0},
                {"昨天上午", 0}};
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        uint32_t date = date_find(slice_of(rows[i].text), NULL, NULL);
        must(date == rows[i].date, "%s: %u", rows[i].text, date);
    }
}

static void
test_dates_of_paths(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        uint32_t date;
    } rows[] = {{"2026年3月16日.txt", 20260316},
                {"papers/二〇二六年三月十六日.txt", 20260316},
                {"２０２６０３１６.txt", 20260316},
                {"民國115年1月2日.txt", 20260102},
                {"2026年/3月/16日.txt", 20260316},
                {"2026年/3月16日.txt", 20260316},
                {"2024/10/13.txt", 20241013},
                {"2024/1013.txt", 20241013},
                {"第1234期-2024.10.13.txt", 20241013},
                {"第1234期（2024.10.13）", 20241013},
                {"en-ocr-1916_1916-01-18_sn83030214-ed-1_seq-1.txt", 19160118},
                {"19980101-01.txt", 19980101},
                {"2024-10-13-02.txt", 20241013},
                {"harrow-post-March-14-2026.txt", 20260314},
                {"14_March_2026.txt", 20260314},
                {"issue20241013.txt", 20241013},
                {"issue20241013-20241014.txt", 20241014}, /* one of its own before one glued to a word */
                {"p20241013/2024-10-12.txt", 20241012},
                {"2024-10-12/20241013.txt", 20241013}, /* the file's name before the folders' */
                /* the republic's years */
                {"094-01-03.txt", 20050103},
                {"gazette/103-09-12.txt", 20140912},
                {"099_12_27-2.txt", 20101227},
                {"94-01-03.txt", 0},
                {"294-01-03.txt", 0},
                {"094-1-3.txt", 0},
                {"094-13-03.txt", 0},
                {"094-01_03.txt", 0},
                {"000-01-03.txt", 0},
                {"a094-01-03.txt", 0},
                {"5094-01-03.txt", 0},
                /* no dates */
                {"sn83030214.txt", 0},
                {"sn19160118.txt", 0},
                {"0571-88261234.txt", 0},
                {"2010-W47-1.txt", 0},
                {"000_04e94acb881a18bc.txt", 0},
                {"2026年2月30日.txt", 0},
                {"20241301.txt", 0},
                {"issue-031.txt", 0},
                /* bytes that are no text */
                {"\xE6\xB8\xA1\xE5", 0},
                {"\xF0", 0},
                {"\xFF"
                 "20241013\xE5.txt",
                 20241013},
                {"\xE6\xB8/2024-10-13\xF0\x9F", 20241013}};
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        must(parser_date_of_path(rows[i].path) == rows[i].date, "%s: %u", rows[i].path,
             parser_date_of_path(rows[i].path));
}

/* ---- mastheads */

static void
assert_masthead(const char *path, const char *text, const char *title, uint32_t date)
{
    struct issue *issue = support_recover(path, slice_of(text));
    must(issue->date == date, "%s\nis of %u", text, issue->date);
    must(title == NULL ? issue->title == NULL : issue->title != NULL && strcmp(issue->title, title) == 0,
         "%s\nis called %s", text, issue->title);
    struct parser_glance glance = parser_glance(slice_of(text));
    must(path[0] != '\0' || glance.date == date, "%s\nis of %u at a glance", text, glance.date);
    must(path[0] != '\0' || (title == NULL) == (glance.title == NULL), "%s\nis called %s at a glance", text,
         glance.title);
    free(glance.title);
    issue_free(issue);
}

#define PAGE "渡口的灯换了\n\n本报讯 (记者 田一麦) 昨天, 雨停了, 鸭子走了。\n"

/* A date at the very beginning of a name is read in a way of its own, to the same end: behind a full stop it is read as any. */
static void
test_usual_names(void **state)
{
    static const char *const pieces[] = {"2024", "1931", "10", "06", "31", "7", "-", "-",
                                         ".",    "_",    "/",  "日", "年", " ", "a"};
    struct support_chance chance = {1031};
    unsigned dated = 0;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct buffer name = {0};
        buffer_add_text(&name, ".");
        if (support_below(&chance, 2) == 0)
            buffer_printf(&name, support_below(&chance, 2) == 0 ? "%u-%02u-%02u" : "%u%02u%02u",
                          1590 + support_below(&chance, 620), support_below(&chance, 14), support_below(&chance, 33));
        for (unsigned left = support_below(&chance, 7); left > 0; left--)
            buffer_add_text(&name, pieces[support_below(&chance, BASE_COUNT(pieces))]);
        uint32_t date = parser_date_of_path(name.at + 1), other = parser_date_of_path(name.at);
        bool one_part = strchr(name.at, '/') == NULL; /* else the stop is of a folder */
        must(date == other || !one_part, "%s: %u, and %u", name.at + 1, date, other);
        dated += date != 0;
        buffer_done(&name);
    }
    assert_in_range(dated, 3000, 15000);
}

static void
test_mastheads(void **state)
{
    (void)state;
    static const struct {
        const char *text, *title;
        uint32_t date;
    } rows[] = {
        {"渡口日报\n2026年3月16日　星期一\n\n" PAGE, "渡口日报", 20260316},
        {"\n\n渡口日报\n\n2026年3月16日　星期一\n\n" PAGE, "渡口日报", 20260316},
        {"2026年3月16日　星期一\n渡口日报\n\n" PAGE, "渡口日报", 20260316},
        {"渡　口　日　报\n\n丙午年正月廿八　2026年3月16日　星期一　第1234期　今日8版\n\n" PAGE, "渡口日报", 20260316},
        {"渡　口　日　报　　2026年3月16日\n\n" PAGE, "渡口日报", 20260316},
        {"渡口日报\n渡口市委主办\n国内统一刊号：CN 99-0001\n总第1234期\n2026年3月16日\n\n" PAGE, "渡口日报", 20260316},
        {"渡口日报\n总第1234期\n国内统一刊号：CN 99-0001\n渡口市委主办\n2026年3月16日\n\n" PAGE, "渡口日报", 20260316},
        {"渡口周刊\n第31期\n\n" PAGE, "渡口周刊", 0},
        {"《渡口周刊》第31期\n\n" PAGE, "渡口周刊", 0},
        {"渡口往事　第31期　2026年3月16日\n\n" PAGE, "渡口往事", 20260316},
        {"渡口往事\n2026年3月16日　星期一　第31期\n\n" PAGE, "渡口往事", 20260316},
        {"THE GAZETTE    Saturday, March 14\n\nFerry Lamp Replaced\n\nThe lamp was replaced.\n", "THE GAZETTE", 0},
        {"THE FERRY POST    Vol. XX No. 12    Saturday, March 14, 2026\n\nFerry Lamp Replaced\n\nThe lamp was replaced.\n",
         "THE FERRY POST", 20260314},
        {"The Harrowmere Evening Post\nSATURDAY, MARCH 14, 2026. PRICE TWO CENTS\n\nFerry Lamp Replaced\n\nThe lamp was replaced.\n",
         "The Harrowmere Evening Post", 20260314},
        {"FAIR TO-DAY\n?,.\nTHE FERRY POST\nVOL. XXXIII., NO. 38.\nSOUTH FERRY, INDIANA, SATURDAY, MARCH 14, 2026.\nLAMP LIT\n",
         "THE FERRY POST", 20260314},
        {"渡口日报海外版　2026年3月16日\n\n" PAGE, "渡口日报海外版", 20260316},
        {"THE FERRY NEWS-TIMES    Saturday, March 14, 2026\n\nFerry Lamp Replaced\n\nThe lamp was replaced.\n",
         "THE FERRY NEWS-TIMES", 20260314},
        {"汐見新聞\n2026年（令和8年）3月15日（日）　朝刊\n\n駅の時計\n", "汐見新聞", 20260315},
        {"The Ferry Gazette Number 12\n\n" PAGE, "The Ferry Gazette", 0},
        {"渡口日报\nDUKOU RIBAO\n2024年10月13日　星期日\n\n" PAGE, "渡口日报", 20241013},
        {"広報みさき　２０３１年１０月号\n\n" PAGE, "広報みさき", 0},
        {"Serena Becomes World Number Two\n\nThe lamp was replaced.\n", NULL, 0},
        {"Local News Editor Wins Press Number One Prize\n\nThe lamp was replaced.\n", NULL, 0},
        /* no title: a headline, a place, a writer, a book */
        {"渡口的灯换了\n2026年3月16日 星期一\n\n雨停了，鸭子走了。\n", NULL, 20260316},
        {"渡口的灯换了　2026年3月16日　星期一\n\n雨停了，鸭子走了。\n", NULL, 0},
        {"渡口的灯换了\n（二〇二六年三月十六日）\n\n雨停了，鸭子走了。\n", NULL, 0},
        {"渡口的灯换了\n\n渡口街道办　2026年3月16日\n\n雨停了，鸭子走了。\n", NULL, 0},
        {"渡口日报\n\n" PAGE, NULL, 0},
        {"渡口日报的故事\n2026年3月16日 星期一\n\n雨停了，鸭子走了。\n", NULL, 20260316},
        {"渡口日报: 2026年3月16日社论\n\n雨停了，鸭子走了。\n", NULL, 0},
        {"SOUTH FERRY, INDIANA, SATURDAY, MARCH 14, 2026. NO. 38\n\nFerry Lamp Replaced\n\nThe lamp was replaced.\n",
         NULL, 20260314},
        {"Ferry Lamp Replaced\nNo. 38\n\nThe lamp was replaced.\n", NULL, 0},
        {"3月16日 星期一\n\n" PAGE, NULL, 0},
        {"", NULL, 0}};
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        assert_masthead("", rows[i].text, rows[i].title, rows[i].date);
}

/* The file's name before its folder's, both before the masthead, that before other pages' headers, those before datelines,
   and a date whose weekday is another's last of all. */
static void
test_order_of_trust(void **state)
{
    (void)state;
    static const char *const header = "渡口日报　2026年3月16日　星期一\n\n";
    static const char *const page = "渡口的灯换了\n\n新华社渡口2026年3月14日电 雨停了，鸭子走了。\n\n";
    static const char *const second = "2026年3月15日　星期日　第2版　要闻\n\n雨又下了，鸭子回来了。\n";
    struct buffer all = {0}, pages = {0}, doubtful = {0}, alone = {0};
    buffer_printf(&all, "%s%s%s", header, page, second);
    buffer_printf(&pages, "%s%s", page, second);
    buffer_printf(&doubtful, "渡口日报　2026年3月17日　星期一\n\n%s", page);
    buffer_printf(&alone, "渡口日报　2026年3月17日　星期一\n\n%s", PAGE);
    assert_masthead("20260301/20260302.txt", all.at, "渡口日报", 20260302);
    assert_masthead("20260301/a.txt", all.at, "渡口日报", 20260301);
    assert_masthead("20260231.txt", all.at, "渡口日报", 20260316);
    assert_masthead("a.txt", all.at, "渡口日报", 20260316);
    assert_masthead("a.txt", pages.at, NULL, 20260315);
    assert_masthead("a.txt", page, NULL, 20260314);
    assert_masthead("a.txt", doubtful.at, "渡口日报", 20260314);
    assert_masthead("a.txt", alone.at, "渡口日报", 20260317);
    assert_masthead("a.txt", PAGE, NULL, 0);
    assert_masthead("a.txt", "Ferry Lamp Replaced\n\nHARROWMERE, March 13, 2026 - The lamp was replaced.\n", NULL,
                    20260313);
    assert_masthead("a.txt", "Ferry Lamp Replaced\n\nHARROWMERE, March 13 - The lamp was replaced.\n", NULL, 0);
    /* a day that is only told of */
    assert_masthead("a.txt", "渡口的灯换了\n\n2026年3月14日, 雨停了，鸭子走了。\n", NULL, 0);
    buffer_done(&all);
    buffer_done(&pages);
    buffer_done(&doubtful);
    buffer_done(&alone);
}

static void
test_titles_of_paths(void **state)
{
    (void)state;
    static const struct {
        const char *path, *title;
    } rows[] = {{"渡口晚报/20260316.txt", "渡口晚报"},
                {"/srv/渡口晚报/2026-03-16", "渡口晚报"},
                {"渡口晚报20260316.txt", "渡口晚报"},
                {"a/2026-03-16 渡口晚报.txt", "渡口晚报"},
                {"渡口/20260316.txt", NULL},
                {"渡口晚报/a/b.txt", NULL},
                {"渡口晚报合订本/1.txt", NULL},
                {"ferry-post/1.txt", NULL},
                {"渡口的灯换了.txt", NULL},
                {"\xE6\xB8/1.txt", NULL},
                {"", NULL}};
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct issue *issue = support_recover(rows[i].path, slice_of(PAGE));
        must(rows[i].title == NULL ? issue->title == NULL
                                   : issue->title != NULL && strcmp(issue->title, rows[i].title) == 0,
             "%s: %s", rows[i].path, issue->title);
        issue_free(issue);
    }
    /* the page's own word is worth more */
    assert_masthead("渡口晚报/20260316.txt", "渡口日报　2026年3月16日　星期一\n\n" PAGE, "渡口日报", 20260316);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_day),       cmocka_unit_test(test_weekdays),
        cmocka_unit_test(test_dates_of_text),   cmocka_unit_test(test_dates_of_paths),
        cmocka_unit_test(test_mastheads),       cmocka_unit_test(test_order_of_trust),
        cmocka_unit_test(test_titles_of_paths), cmocka_unit_test(test_usual_names),
    };
    return cmocka_run_group_tests_name("parser dates", tests, NULL, NULL);
}
