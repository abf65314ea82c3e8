/* search, the dates of queries: what each of their spellings means on a given day, what is one only in part, and what is none.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hits.h"

#include "search/query/query_dates.h"

#include <stdlib.h>

enum { TODAY = 20310618 }; /* a Wednesday */

static void
assert_date(const char *text, enum date_result wanted, uint32_t from, uint32_t to, bool yearly)
{
    struct date_range range = {0, 0, false};
    enum date_result got = dates_read(slice_of(text), TODAY, &range);
    bool same = wanted != DATE_FINE || (range.from == from && range.to == to && range.yearly == yearly);
    must(got == wanted && same, "“%s”: result %d, %u to %u%s", text, got, range.from, range.to,
         range.yearly ? " of every year" : "");
}

static void
test_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t from, to;
    } dates[] = {
        {"2024", 20240101, 20241231},
        {"2024-10", 20241001, 20241031},
        {"2024-1", 20240101, 20240131},
        {"2024-10-13", 20241013, 20241013},
        {"2024/10/3", 20241003, 20241003},
        {"2024.10.13", 20241013, 20241013},
        {"202410", 20241001, 20241031},
        {"20241013", 20241013, 20241013},
        {"２０２４－１０－１３", 20241013, 20241013},
        {"２０２４．１０", 20241001, 20241031},
        {"2024年", 20240101, 20241231},
        {"2024年10月", 20241001, 20241031},
        {"2024年10月13日", 20241013, 20241013},
        {"2024年10月13号", 20241013, 20241013},
        {"２０２４年１０月１３日", 20241013, 20241013},
        {"二〇二四年", 20240101, 20241231},
        {"二零二四年十月十三日", 20241013, 20241013},
        {"公元2024年10月", 20241001, 20241031},
        {"民国113年", 20240101, 20241231},
        {"民國113年", 20240101, 20241231},
        {"民國113年10月13日", 20241013, 20241013},
        {"民國一百一十三年十月", 20241001, 20241031},
        {"民国元年", 19120101, 19121231},
        {"令和6年10月", 20241001, 20241031},
        {"昭和元年", 19260101, 19261231},
        {"2024년 10월 13일", 20241013, 20241013},
        {"2024..2025", 20240101, 20251231},
        {"2024-10..", 20241001, UINT32_MAX},
        {"..2024-10", 0, 20241031},
        {"2024-10..2024-12", 20241001, 20241231},
        {"2024-10-12..10-20", 20241012, 20241020},
        {"10-12..2024-10-20", 20241012, 20241020},
        {"2024年10月至2025年1月", 20241001, 20250131},
        {"2024-10~2024-11", 20241001, 20241131}, /* no day is 31, and none is lost */
        {"２０２４．．２０２５", 20240101, 20251231},
        {"2024。。2025", 20240101, 20251231},
        {"2024…2025", 20240101, 20251231},
        {"2024-02-29", 20240229, 20240229},
    };
    for (size_t i = 0; i < BASE_COUNT(dates); i++)
        assert_date(dates[i].text, DATE_FINE, dates[i].from, dates[i].to, false);
}

static void
test_said(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t from, to;
    } dates[] = {
        {"今天", 20310618, 20310618},           {"today", 20310618, 20310618},
        {"昨天", 20310617, 20310617},           {"昨日", 20310617, 20310617},
        {"Yesterday", 20310617, 20310617},      {"前天", 20310616, 20310616},
        {"大前天", 20310615, 20310615},         {"本周", 20310616, 20310622},
        {"这周", 20310616, 20310622},           {"這週", 20310616, 20310622},
        {"上周", 20310609, 20310615},           {"上週", 20310609, 20310615},
        {"上星期", 20310609, 20310615},         {"上个礼拜", 20310609, 20310615},
        {"上上周", 20310602, 20310608},         {"上周五", 20310613, 20310613},
        {"上星期五", 20310613, 20310613},       {"上週日", 20310615, 20310615},
        {"上周天", 20310615, 20310615},         {"本周一", 20310616, 20310616},
        {"周五", 20310613, 20310613},           {"星期三", 20310618, 20310618},
        {"this week", 20310616, 20310622},      {"last week", 20310609, 20310615},
        {"last-week", 20310609, 20310615},      {"Last Friday", 20310613, 20310613},
        {"last wednesday", 20310611, 20310611}, {"last tuesday", 20310617, 20310617},
        {"wednesday", 20310618, 20310618},      {"this friday", 20310620, 20310620},
        {"本月", 20310601, 20310631},           {"上月", 20310501, 20310531},
        {"上个月", 20310501, 20310531},         {"上個月5日", 20310505, 20310505},
        {"last month", 20310501, 20310531},     {"今年", 20310101, 20311231},
        {"去年", 20300101, 20301231},           {"去年10月", 20301001, 20301031},
        {"去年十月十二日", 20301012, 20301012}, {"前年", 20290101, 20291231},
        {"last year", 20300101, 20301231},      {"近7天", 20310612, 20310618},
        {"近七天", 20310612, 20310618},         {"近７天", 20310612, 20310618},
        {"最近7天", 20310612, 20310618},        {"过去两周", 20310605, 20310618},
        {"近一周", 20310612, 20310618},         {"近三个月", 20310319, 20310618},
        {"近半年", 20301219, 20310618},         {"近1年", 20300619, 20310618},
        {"last 7 days", 20310612, 20310618},    {"past 2 weeks", 20310605, 20310618},
        {"3天前", 20310615, 20310615},          {"3 days ago", 20310615, 20310615},
        {"两周前", 20310604, 20310604},         {"昨天..", 20310617, UINT32_MAX},
        {"上周..昨天", 20310609, 20310617},     {"上周五至今天", 20310613, 20310618},
    };
    for (size_t i = 0; i < BASE_COUNT(dates); i++)
        assert_date(dates[i].text, DATE_FINE, dates[i].from, dates[i].to, false);
}

static void
test_yearly(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t from, to;
    } dates[] = {
        {"10月12日", 1012, 1012}, {"10月12号", 1012, 1012},     {"10月12", 1012, 1012},     {"10-12", 1012, 1012},
        {"10/12", 1012, 1012},    {"１０月１２日", 1012, 1012}, {"十月十二日", 1012, 1012}, {"2月", 201, 231},
        {"2-29", 229, 229},       {"10-12..10-20", 1012, 1020}, {"12-20..1-10", 1220, 110}, {"10月..", 1001, 1231},
        {"..3月", 0, 331},
    };
    for (size_t i = 0; i < BASE_COUNT(dates); i++)
        assert_date(dates[i].text, DATE_FINE, dates[i].from, dates[i].to, true);
    struct date_range range;
    dates_read(slice_of("12-20..1-10"), TODAY, &range);
    assert_true(dates_have(&range, 20301220) && dates_have(&range, 20310105) && dates_have(&range, 20240110));
    assert_false(dates_have(&range, 20310111) || dates_have(&range, 20311219));
}

static void
test_none(void **state)
{
    (void)state;
    static const char *const partly[] = {"2",        "20",    "2024-",   "2024-0", "2024-10-", "2024-10-0", "2024.",
                                         "2024-10.", "20241", "2024101", "昨",     "上",       "上上",      "近",
                                         "近7",      "民国",  "last",    "last f", "yes",      "3 days",    "..",
                                         "2024..20", "10-",   "1",       "10"};
    static const char *const none[] = {
        "x",          "2024-13", "2024-10-32", "2024-02-30", "13月",    "2月30日",          "10月32日", "昨天天",
        "yesterdays", "2024x",   "20 24",      "近0天",      "上周八",  "2024-10x",         "1-32",     "99-12",
        "0000",       "1599",    "x..2024",    "20..2024",   "2024..x", "2024..2025..2026", "民国999年"};
    for (size_t i = 0; i < BASE_COUNT(partly); i++)
        assert_date(partly[i], DATE_INCOMPLETE, 0, 0, false);
    for (size_t i = 0; i < BASE_COUNT(none); i++)
        assert_date(none[i], DATE_BAD, 0, 0, false);
    assert_date("2024-10-20..2024-10-13", DATE_EMPTY, 0, 0, false);
}

/* Against the calendar that issues have, day by day. */
static void
test_days(void **state)
{
    (void)state;
    int32_t days = days_of_date(16000101);
    uint32_t before = 0;
    for (; days <= days_of_date(21991231); days++) {
        uint32_t date = days_date(days);
        must(issue_date_valid(date) && date > before && days_of_date(date) == days, "%u behind %u", date, before);
        must((days_weekday(days) + 1) % 7 == (int32_t)issue_weekday(date), "%u is a %d", date, days_weekday(days));
        before = date;
    }
    assert_int_equal(before, 21991231);
    assert_int_equal(days_add_months(20310331, -1), 20310228);
    assert_int_equal(days_add_months(20320331, -1), 20320229);
    assert_int_equal(days_add_months(20310131, -1), 20301231);
    assert_int_equal(days_add_months(20301231, 2), 20310228);
    assert_true(issue_date_valid(search_today()));
}

/* What is behind a field, and the blanks of some. */
static void
test_in_queries(void **state)
{
    (void)state;
    static const struct {
        const char *query, *hits;
    } examples[] = {
        {"date:today 灯船", "灯船"},
        {"date:last week 灯船", ""},
        {"date:this week 灯船", "灯船"},
        {"灯船 date:last 7 days", "灯船"},
        {"(date:last 7 days) 灯船", "灯船"},
        {"日期:今天 灯船", "灯船"},
        {"日期：近七天 灯船", "灯船"},
        {"date:\"this week\" 灯船", "灯船"},
        {"date:“本周” 灯船", "灯船"},
        {"-date:昨天 灯船", "灯船"},
        {"date:昨天|今天 灯船", "灯船"},
        {"date:(昨天 OR 今天) 灯船", "灯船"},
        {"date:(last week OR today) 灯船", "灯船"},
        {"date:6月18日 灯船", "灯船"},
        {"date:6-17 灯船", ""},
        {"date:去年 灯船", ""},
        {"date:2031-6* 灯船", "!"},
        {"date:last", "!"},
        {"date:last 灯船", "!"},
        {"date:\"2031 2032\"~5 灯船", "!"},
    };
    struct issue *issue = support_recover_roles("头\n灯船昨夜换了灯泡\n", "Hb");
    struct search_options options = {.pinyin = PINYIN_SCHEME_FULL, .today = TODAY};
    issue->date = TODAY;
    for (size_t i = 0; i < BASE_COUNT(examples); i++) {
        char *hits = hits_of(examples[i].query, issue, options, false);
        must(strcmp(hits, examples[i].hits) == 0, "“%s”: “%s”", examples[i].query, hits);
        free(hits);
    }
    issue_free(issue);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_written), cmocka_unit_test(test_said), cmocka_unit_test(test_yearly),
        cmocka_unit_test(test_none),    cmocka_unit_test(test_days), cmocka_unit_test(test_in_queries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
