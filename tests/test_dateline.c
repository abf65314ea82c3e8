/* parser, its words: dates, datelines, who wrote it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/parser.h"
#include "kanbao/text.h"
#include "parser/dates/dates.h"

#include <stdlib.h>

/* ---- dates */

static void
test_dates_of_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t date;
        const char *span; /* NULL: the whole text */
    } rows[] = {
        {"2026年3月16日", 20260316, NULL},
        {"2026年03月06日", 20260306, NULL},
        {"1998年12月31日", 19981231, NULL},
        {"二〇二六年三月十六日", 20260316, NULL},
        {"二零二六年十二月三十一日", 20261231, NULL},
        {"二○二六年十月十日", 20261010, NULL},
        {"二〇二六年十一月二十日", 20261120, NULL},
        {"一九九八年一月二十三日", 19980123, NULL},
        {"民國115年3月17日", 20260317, NULL},
        {"中華民國115年3月17日", 20260317, "民國115年3月17日"},
        {"民国88年9月21日", 19990921, NULL},
        {"2026年（令和8年）3月15日", 20260315, NULL},
        {"2026-03-16", 20260316, NULL},
        {"2026-3-6", 20260306, NULL},
        {"2026/03/16", 20260316, NULL},
        {"2026.03.16", 20260316, NULL},
        {"2026_03_16", 20260316, NULL},
        {"20260316", 20260316, NULL},
        {"2026-0316", 20260316, NULL},
        {"March 14, 2026", 20260314, NULL},
        {"March 4 2026", 20260304, NULL},
        {"Mar. 14, 2026", 20260314, NULL},
        {"MAY 1, 2026", 20260501, NULL},
        {"Sept. 30, 2026", 20260930, NULL},
        {"14 March 2026", 20260314, NULL},
        {"1 Feb. 2026", 20260201, NULL},
        {"澜浦新报　2026年3月16日　星期一", 20260316, "2026年3月16日"},
        {"THE POST    Saturday, March 14, 2026    No. 11", 20260314, "March 14, 2026"},
        {"第7期 20260316 第01版", 20260316, "20260316"},
        {"3月16日见报, 写于2026年3月15日夜", 20260315, "2026年3月15日"},
        {"2026年2月30日改在2026年3月1日", 20260301, "2026年3月1日"},
        {"2024年2月29日", 20240229, NULL},
        {"2000-02-29", 20000229, NULL},
        {"1600-01-01", 16000101, NULL},
        {"2199-12-31", 21991231, NULL},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct slice text = slice_of(rows[i].text);
        struct issue_span span = {0, 0};
        must(date_find(text, &span, NULL) == rows[i].date, "%s: %u", rows[i].text, date_find(text, NULL, NULL));
        assert_text(slice_make(text.at + span.start_byte, span.bytes), rows[i].span ? rows[i].span : rows[i].text);
    }
}

static void
test_what_is_no_date(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "2026",
        "3月16日",
        "2026年3月",
        "2026年16日",
        "2026年3月16号",
        "March 2026",
        "March 14",
        "14, 2026",
        /* days that the calendar does not have */
        "2026年2月29日",
        "2026年2月30日",
        "1900-02-29",
        "2026年4月31日",
        "2026年13月1日",
        "2026年0月1日",
        "2026年1月0日",
        "2026年1月32日",
        "二〇二六年二月三十日",
        "二〇二六年十三月一日",
        "二〇二六年一月九十九日",
        "2026-02-30",
        "20261301",
        "20260231",
        "2026-00-10",
        "2026/10/00",
        "February 30, 2026",
        "31 April 2026",
        "0 May 2026",
        "民國115年2月30日",
        /* before and after the years that are newspapers' */
        "1599-12-31",
        "2200-01-01",
        "0001年1月1日",
        "9999-12-31",
        "民國1000年1月1日",
        /* parts of longer numbers and words */
        "120260316",
        "202603160",
        "12345678901234567890",
        "2026031",
        "xMarch 14, 2026",
        "Mayor 14, 2026",
        "Decade 10, 2026",
        "Marathon 26 2026",
        "二六年三月十六日",
        "二〇二六七年三月十六日",
        /* numbers that no int holds */
        "九九九九九九九九九九九九九九九九九九九九九九九年三月十六日",
        "二〇二六年十十十十十十十十十十十十十十十月一日",
        "二〇二六年九九九九九九九九九九九九九九九九九九九九月一日",
        "99999999999年3月16日",
        "民國99999999999年3月16日",
    };
    for (size_t i = 0; i < BASE_COUNT(texts); i++) {
        uint32_t date = date_find(slice_of(texts[i]), NULL, NULL);
        must(date == 0, "%s: %u", texts[i], date);
    }
    /* what stands behind the slice is not read */
    assert_int_equal(date_find(slice_make("20260316", 7), NULL, NULL), 0);
    assert_int_equal(date_find(slice_make("2026年3月16日", strlen("2026年3月16")), NULL, NULL), 0);
}

static void
test_dates_of_paths(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        uint32_t date;
    } rows[] = {
        {"20260316.txt", 20260316},
        {"20260316", 20260316},
        {"2026-03-16.txt", 20260316},
        {"2026_03_16_p2.txt", 20260316},
        {"渡口20260316第一版.txt", 20260316},
        {"第1期20260316.txt", 20260316},
        {"no7-20260316.txt", 20260316},
        {"ferry-post-2026-03-14.txt", 20260314},
        {"/srv/papers/渡口/20260316.txt", 20260316},
        {"2026/0316.txt", 20260316},
        {"2026/03/16.txt", 20260316},
        {"2026-03/16.txt", 20260316},
        {"/2026/03/16.txt", 20260316},
        {"2026-03-16/page1.txt", 20260316},
        {"20260316/a/b.txt", 20260316},
        {"20260316/a/b/c.txt", 0},
        {"2025-01-01/2026-03-16.txt", 20260316},
        {"2025-01-01/20260230.txt", 20250101},
        {"20260230.txt", 0},
        {"2026/0230.txt", 0},
        {"2026-13-01.txt", 0},
        {"120260316.txt", 0},
        {"202603161.txt", 0},
        {"2026.txt", 0},
        {"issue-12.txt", 0},
        {"渡口.txt", 0},
        {"-", 0},
        {"/", 0},
        {"", 0},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        must(parser_date_of_path(rows[i].path) == rows[i].date, "%s: %u", rows[i].path,
             parser_date_of_path(rows[i].path));
}

/* Whatever looks like a date is one that the calendar has, and is where it is said to be. */
static void
test_dates_are_days(void **state)
{
    (void)state;
    static const char *const years[] = {"2026", "二〇二六", "民國115", "26", "March ", "3 Feb. "},
                             *const gaps[] = {"年", "-", "/", "", " ", "年（令和8年）"};
    static const char *const others[] = {"月", "-", "/", "", ", "}, *const ends[] = {"日", "", "号", ", 2026", "7"};
    struct support_chance chance = {8};
    struct buffer text = {0};
    size_t found = 0;
    for (int round = 0; round < 20000; round++) {
        buffer_clear(&text);
        buffer_printf(&text, "%s%s", years[support_below(&chance, BASE_COUNT(years))],
                      gaps[support_below(&chance, BASE_COUNT(gaps))]);
        buffer_printf(&text, support_below(&chance, 2) == 0 ? "%u" : "%02u", support_below(&chance, 15));
        buffer_printf(&text, "%s%u", others[support_below(&chance, BASE_COUNT(others))], support_below(&chance, 34));
        buffer_add_text(&text, ends[support_below(&chance, BASE_COUNT(ends))]);
        struct issue_span span = {0, 0};
        uint32_t date = date_find(buffer_slice(&text), &span, NULL), of_path = parser_date_of_path(text.at);
        must(of_path == 0 || issue_date_valid(of_path), "%s: %u", text.at, of_path);
        must(date == 0 || (issue_date_valid(date) && span.bytes > 0 && span.start_byte + span.bytes <= text.len),
             "%s: %u", text.at, date);
        /* the span alone is the same date */
        must(date == 0 || date_find(slice_make(text.at + span.start_byte, span.bytes), NULL, NULL) == date, "%s: span",
             text.at);
        found += date != 0;
    }
    assert_in_range(found, 300, 10000);
    buffer_done(&text);
}

/* ---- datelines */

/* An issue of one headline and LINE below it. */
static struct issue *
recover_below_headline(const char *headline, const char *line)
{
    struct buffer text = {0};
    buffer_printf(&text, "%s\n\n%s\n", headline, line);
    struct issue *issue = support_recover("渡口/一.txt", buffer_slice(&text));
    buffer_done(&text);
    return issue;
}

static void
test_datelines(void **state)
{
    (void)state;
    static const struct {
        const char *lead, *rest, *source, *byline, *date_text;
    } rows[] = {
        {"本报讯 (记者 田一麦) ", "昨天, 雨停了, 鸭子走了。", "本报讯", "记者 田一麦", "昨天"},
        {"本报讯（记者 田一麦）", "昨天上午, 雨停了。", "本报讯", "记者 田一麦", "昨天上午"},
        {"本报讯 ", "雨停了, 鸭子走了。", "本报讯", "", ""},
        {"本报讯　　", "10月12日, 雨停了。", "本报讯", "", "10月12日"},
        {"本報訊 (記者 田一麥) ", "今日, 雨停了。", "本報訊", "記者 田一麥", "今日"},
        {"新华社澜浦3月16日电 (记者 田一麦) ", "雨停了, 鸭子走了。", "新华社澜浦3月16日电", "记者 田一麦", ""},
        {"本台消息（早市新闻）：", "雨停了, 鸭子走了。", "本台消息（早市新闻）", "", ""},
        {"本报讯: ", "雨停了, 鸭子走了。", "本报讯", "", ""},
        {"【記者林小草／渡口報導】", "雨停了，鴨子走了。", "", "記者林小草／渡口報導", ""},
        {"（记者 田一麦）", "雨停了, 鸭子走了。", "", "记者 田一麦", ""},
        {"", "（昨天下过雨）雨停了, 鸭子走了。", "", "", ""},
        {"", "今日讯 雨停了, 鸭子走了。", "", "", "今日"},
        {"", "本报讯息很灵, 雨停了, 鸭子走了。", "", "", ""},
        {"", "船工说, 本报讯 (记者 田一麦) 写错了。", "", "", ""},
        {"", "雨停了, 鸭子走了, 谁也没有问为什么。", "", "", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer line = {0};
        buffer_printf(&line, "%s%s", rows[i].lead, rows[i].rest);
        struct issue *issue = recover_below_headline("渡口的灯换了", line.at);
        const struct issue_article *article = issue->articles;
        if (rows[i].date_text != NULL) {
            must(issue->article_count == 1 && issue->paragraph_count == 1, "%s", line.at);
            must(issue->paragraphs[0].lead_bytes == strlen(rows[i].lead), "%s: lead of %u", line.at,
                 issue->paragraphs[0].lead_bytes);
            assert_text(issue_span_text(issue, article->date_text), rows[i].date_text);
            assert_text(issue_span_text(issue, article->byline), rows[i].byline);
            assert_int_equal(article->byline_line, ISSUE_NO_LINE);
        } else {
            /* a signature is a line of its own */
            assert_int_equal(article->byline_line, 2);
        }
        assert_text(issue_span_text(issue, article->source), rows[i].source);
        issue_free(issue);
        buffer_done(&line);
    }
}

static void
test_latin_datelines(void **state)
{
    (void)state;
    static const struct {
        const char *lead, *rest, *source;
    } rows[] = {
        {"HARROWMERE, March 13 - ", "The lamp at the ferry was replaced on Thursday.", "HARROWMERE, March 13"},
        {"FERRY TOWN (Tidewire) -- ", "The lamp was replaced on Thursday.", "FERRY TOWN (Tidewire)"},
        {"ST. ALDWEN'S — ", "The bell has a new rope.", "ST. ALDWEN'S"},
        {"", "The ferry - an old one - was sold on Thursday.", ""},
        {"", "ABC won - at last, said the ferryman.", ""},
        {"", "A - B, the ferryman said.", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer line = {0};
        buffer_printf(&line, "%s%s", rows[i].lead, rows[i].rest);
        struct issue *issue = recover_below_headline("Ferry Lamp Replaced at Last", line.at);
        must(issue->paragraph_count == 1 && issue->paragraphs[0].lead_bytes == strlen(rows[i].lead), "%s: %zu, %u",
             line.at, issue->paragraph_count, issue->paragraphs[0].lead_bytes);
        assert_text(issue_span_text(issue, issue->articles[0].source), rows[i].source);
        issue_free(issue);
        buffer_done(&line);
    }
}

/* Only the first paragraph's dateline is the article's; the reporters of a later one wrote a part of it. */
static void
test_dateline_inside_an_article(void **state)
{
    (void)state;
    struct issue *issue = recover_below_headline(
        "渡口的灯换了", "本报讯 雨停了, 鸭子走了。\n\n本报讯 (记者 田一麦) 雨又下了, 鸭子回来了。");
    assert_int_equal(issue->article_count, 1);
    assert_int_equal(issue->paragraph_count, 2);
    assert_int_equal(issue->paragraphs[1].lead_bytes, 0);
    assert_text(issue_span_text(issue, issue->articles[0].source), "本报讯");
    assert_int_equal(issue->credit_count, 1);
    assert_string_equal(issue->credits[0].name, "田一麦");
    char *text = support_paragraph(issue, 1);
    assert_string_equal(text, "本报讯 (记者 田一麦) 雨又下了, 鸭子回来了。");
    free(text);
    issue_free(issue);
}

/* ---- names */

/* The credits of the first article, as role:name role:name. */
static void
add_credits(struct buffer *out, const struct issue *issue)
{
    const struct issue_article *article = issue->articles;
    for (uint32_t i = 0; i < article->credit_count; i++) {
        const struct issue_credit *credit = &issue->credits[article->first_credit + i];
        buffer_add_text(out, i > 0 ? " " : "");
        buffer_add_slice(out, issue_span_text(issue, credit->role));
        buffer_printf(out, ":%s", credit->name);
    }
    buffer_add(out, "", 0);
}

static void
test_names(void **state)
{
    (void)state;
    static const struct {
        const char *byline, *credits;
    } rows[] = {
        {"记者 田一麦", "记者:田一麦"},
        {"记者田一麦", "记者:田一麦"},
        {"本报记者 田一麦", "本报记者:田一麦"},
        /* run together: both halves begin with a surname */
        {"记者 沈禾陆遥", "记者:沈禾 记者:陆遥"},
        {"记者 田小禾沈遥", "记者:田小禾 记者:沈遥"},
        {"记者 沈禾陆小遥", "记者:沈禾 记者:陆小遥"},
        {"记者 田一麦沈小禾", "记者:田一麦 记者:沈小禾"},
        /* no telling where, and no surname where one would have to be */
        {"记者 田禾陆沈遥", "记者:田禾陆沈遥"},
        {"记者 田一二三", "记者:田一二三"},
        {"记者 一麦田二", "记者:一麦田二"},
        {"记者 田一麦沈小禾陆遥", "记者:田一麦 记者:沈小禾 记者:陆遥"},
        /* compound surnames are one */
        {"记者 欧阳陆遥", "记者:欧阳陆遥"},
        {"记者 司马田麦", "记者:司马田麦"},
        {"记者 歐陽沈禾", "记者:歐陽沈禾"},
        /* padded to the width of three */
        {"记者 燕　雁", "记者:燕雁"},
        {"记者 燕 雁", "记者:燕雁"},
        {"记者 燕　雁　田一麦", "记者:燕雁 记者:田一麦"},
        {"记者 田一麦　燕　雁", "记者:田一麦 记者:燕雁"},
        {"记者 田一麦 沈小禾", "记者:田一麦 记者:沈小禾"},
        {"记者 田一麦、沈小禾，陆遥/燕雁；方白", "记者:田一麦 记者:沈小禾 记者:陆遥 记者:燕雁 记者:方白"},
        /* roles apart */
        {"记者 田一麦 通讯员 沈小禾", "记者:田一麦 通讯员:沈小禾"},
        {"记者田一麦通讯员沈小禾", "记者:田一麦 通讯员:沈小禾"},
        {"记者 田一麦 沈小禾 通讯员 陆遥 实习生 燕　雁", "记者:田一麦 记者:沈小禾 通讯员:陆遥 实习生:燕雁"},
        {"记者林小草／渡口報導", "记者:林小草"},
        /* a bracket too many: the roles still stand where they stand */
        {"(记者 田一麦", "记者:田一麦"},
        {"记者 古丽·麦尔哈巴", "记者:古丽·麦尔哈巴"},
        {"记者 Nora Whitlock and Tobias Crane", "记者:Nora Whitlock 记者:Tobias Crane"},
        {"记者 ", ""},
        {"记者 、、", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer line = {0}, credits = {0};
        buffer_printf(&line, "本报讯 (%s) 雨停了, 鸭子走了。", rows[i].byline);
        struct issue *issue = recover_below_headline("渡口的灯换了", line.at);
        add_credits(&credits, issue);
        must(strcmp(credits.at, rows[i].credits) == 0, "%s: %s", rows[i].byline, credits.at);
        issue_free(issue);
        buffer_done(&credits);
        buffer_done(&line);
    }
}

static void
test_byline_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *credits;
        uint32_t line;
    } rows[] = {
        {"渡口的灯换了\n\n记者 田一麦\n\n雨停了, 鸭子走了, 谁也没有问为什么。\n", "记者:田一麦", 2},
        {"渡口的灯换了\n\n（沈禾陆遥）\n\n雨停了, 鸭子走了, 谁也没有问为什么。\n", ":沈禾 :陆遥", 2},
        {"渡口的灯换了\n\n雨停了, 鸭子走了, 谁也没有问为什么。\n（燕　雁）\n", ":燕雁", ISSUE_NO_LINE},
        {"Ferry Lamp Replaced at Last\n\nBy Nora Whitlock and Tobias Crane\n\nThe lamp was replaced on Thursday.\n",
         "By:Nora Whitlock By:Tobias Crane", 2},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer credits = {0};
        struct issue *issue = support_recover("渡口/一.txt", slice_of(rows[i].text));
        add_credits(&credits, issue);
        must(issue->article_count == 1 && issue->articles[0].byline_line == rows[i].line, "%s", rows[i].text);
        must(strcmp(credits.at, rows[i].credits) == 0, "%s: %s", rows[i].text, credits.at);
        issue_free(issue);
        buffer_done(&credits);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates_of_text),
        cmocka_unit_test(test_what_is_no_date),
        cmocka_unit_test(test_dates_of_paths),
        cmocka_unit_test(test_dates_are_days),
        cmocka_unit_test(test_datelines),
        cmocka_unit_test(test_latin_datelines),
        cmocka_unit_test(test_dateline_inside_an_article),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_byline_lines),
    };
    return cmocka_run_group_tests_name("parser words", tests, NULL, NULL);
}
