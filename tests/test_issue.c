/* issue: the model of one edition, made by hand here, and its JSON.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "issue_rows.h"
#include "support.h"

#include "kanbao/issue.h"
#include "kanbao/text.h"

#include <ctype.h>
#include <locale.h>
#include <stdlib.h>
#include <time.h>

/* ---- an issue by hand */

static void
assert_paragraph(const struct issue *issue, size_t paragraph, const char *wanted)
{
    char *text = support_paragraph(issue, paragraph);
    assert_string_equal(text, wanted);
    free(text);
}

/* ---- lines and paragraphs */

static void
test_line_and_span_text(void **state)
{
    (void)state;
    const struct row rows[] = {
        {" 　雨停了。\t\u00A0", ISSUE_BODY, 0, 0, 0}, {"", ISSUE_BLANK, 0, 0, 0}, {"　 ", ISSUE_BLANK, 0, 0, 0}};
    struct issue *issue = rows_issue_of(rows, BASE_COUNT(rows));
    assert_text(issue_line_text(issue, 0), "雨停了。");
    assert_text(issue_line_text(issue, 1), "");
    assert_text(issue_line_text(issue, 2), "");
    assert_text(issue_span_text(issue, rows_span_of(issue, "停")), "停");
    assert_text(issue_span_text(issue, (struct issue_span){0, 0}), "");
    issue_free(issue);
    issue_free(NULL);
}

static void
test_paragraph_joins(void **state)
{
    (void)state;
    const struct row rows[] = {
        {"　　桥上的一杯水", ISSUE_BODY, ISSUE_JOIN_NONE, false, false},
        {"", ISSUE_BLANK, 0, false, false},
        {"都不能洒 ", ISSUE_JOINED, ISSUE_JOIN_BARE, true, false},
        {"第02版", ISSUE_FURNITURE, 0, false, false},
        {"出来。", ISSUE_JOINED, ISSUE_JOIN_BARE, true, false},
        {"the cap-", ISSUE_BODY, ISSUE_JOIN_NONE, false, false},
        {"tain of", ISSUE_JOINED, ISSUE_JOIN_HYPHEN, false, false},
        {" the tower", ISSUE_JOINED, ISSUE_JOIN_SPACE, false, false},
        {"说, ok", ISSUE_JOINED, ISSUE_JOIN_BARE, false, false},
        {"　　只有一行。", ISSUE_BODY, ISSUE_JOIN_NONE, false, false},
    };
    struct issue *issue = rows_issue_of(rows, BASE_COUNT(rows));
    assert_int_equal(issue->paragraph_count, 3);
    assert_paragraph(issue, 0, "桥上的一杯水都不能洒出来。");
    assert_paragraph(issue, 1, "the captain of the tower说, ok");
    assert_paragraph(issue, 2, "只有一行。");
    /* one line is never copied; several are put together in the scratch buffer, emptied first */
    struct buffer scratch = {0};
    buffer_add_text(&scratch, "old");
    struct slice text = issue_paragraph_text(issue, &issue->paragraphs[2], &scratch);
    assert_true(text.at >= issue->text && text.at < issue->text + issue->text_bytes);
    text = issue_paragraph_text(issue, &issue->paragraphs[0], &scratch);
    assert_ptr_equal(text.at, scratch.at);
    assert_text(text, "桥上的一杯水都不能洒出来。");
    buffer_done(&scratch);
    issue_free(issue);
}

static void
test_article_title_and_bytes(void **state)
{
    (void)state;
    const struct row rows[] = {{"引题", ISSUE_KICKER, 0, 0, 0},
                               {" 桥修好了 ", ISSUE_HEADLINE, 0, 0, 0},
                               {"本报讯 (记者 田一麦) 雨停了。", ISSUE_BODY, 0, 0, 0}};
    struct issue *issue = rows_issue_of(rows, BASE_COUNT(rows));
    struct issue_article *article = issue->articles;
    assert_text(issue_article_title(issue, article), "桥修好了");
    assert_int_equal(issue_article_bytes(issue, article), issue->text_bytes - 1);
    /* headless: the beginning of its text, without the dateline */
    article->headline_line = ISSUE_NO_LINE;
    issue->paragraphs[0].lead_bytes = (uint16_t)strlen("本报讯 (记者 田一麦) ");
    assert_text(issue_article_title(issue, article), "雨停了。");
    /* and where that is all there is, the dateline */
    issue->paragraphs[0].lead_bytes = (uint16_t)strlen("本报讯 (记者 田一麦) 雨停了。");
    assert_text(issue_article_title(issue, article), "本报讯 (记者 田一麦) 雨停了。");
    article->paragraph_count = 0;
    assert_text(issue_article_title(issue, article), "");
    article->first_line = article->end_line = 1;
    assert_int_equal(issue_article_bytes(issue, article), 0);
    issue_free(issue);
}

/* ---- bylines */

static void
assert_byline(const struct issue *issue, const char *wanted)
{
    struct buffer out = {0};
    buffer_add_text(&out, "[");
    issue_add_byline(&out, issue, issue->articles);
    assert_text(slice_from(buffer_slice(&out), 1), wanted);
    buffer_done(&out);
}

static struct issue *
issue_with_byline(const char *line, const char *byline, const char *source)
{
    const struct row rows[] = {{line, ISSUE_BODY, 0, 0, 0}};
    struct issue *issue = rows_issue_of(rows, 1);
    if (byline != NULL)
        issue->articles[0].byline = rows_span_of(issue, byline);
    if (source != NULL)
        issue->articles[0].source = rows_span_of(issue, source);
    return issue;
}

static void
test_byline_of_names(void **state)
{
    (void)state;
    /* names that were run together are shown apart */
    struct issue *issue = issue_with_byline("本报讯 (记者 田麦沈禾) 雨", "记者 田麦沈禾", "本报讯");
    rows_add_credit(issue, "记者", "田麦");
    rows_add_credit(issue, "记者", "沈禾");
    assert_byline(issue, "记者 田麦 沈禾　本报讯");
    issue_free(issue);
    /* a new role comes after a wider gap */
    issue = issue_with_byline("记者 田麦 通讯员 沈禾 陆遥", "记者 田麦 通讯员 沈禾 陆遥", NULL);
    rows_add_credit(issue, "记者", "田麦");
    rows_add_credit(issue, "通讯员", "沈禾");
    rows_add_credit(issue, "通讯员", "陆遥");
    assert_byline(issue, "记者 田麦　通讯员 沈禾 陆遥");
    issue_free(issue);
    /* padded to the width of three */
    issue = issue_with_byline("（燕　雁）", "燕　雁", NULL);
    rows_add_credit(issue, NULL, "燕雁");
    assert_byline(issue, "燕雁");
    issue_free(issue);
}

static void
test_byline_with_more_than_names(void **state)
{
    (void)state;
    struct issue *issue = issue_with_byline("【記者林疏影／雲嶼報導】雨", "記者林疏影／雲嶼報導", NULL);
    rows_add_credit(issue, "記者", "林疏影");
    assert_byline(issue, "記者林疏影／雲嶼報導");
    issue_free(issue);
    issue = issue_with_byline("记者 田麦 发自澜浦", "记者 田麦 发自澜浦", NULL);
    rows_add_credit(issue, "记者", "田麦");
    assert_byline(issue, "记者 田麦 发自澜浦");
    issue_free(issue);
    /* nobody was found in it */
    issue = issue_with_byline("记者 ？", "记者 ？", NULL);
    assert_byline(issue, "记者 ？");
    issue_free(issue);
}

static void
test_byline_of_sources(void **state)
{
    (void)state;
    struct issue *issue = issue_with_byline("本报讯 雨停了。", NULL, "本报讯");
    assert_byline(issue, "本报讯");
    issue_free(issue);
    issue = issue_with_byline("雨停了。", NULL, NULL);
    assert_byline(issue, "");
    issue_free(issue);
}

/* ---- reading times and dates */

static void
test_minutes(void **state)
{
    (void)state;
    static const struct {
        uint32_t han, words;
        unsigned minutes;
    } rows[] = {
        {0, 0, 1},
        {1, 0, 1},
        {300, 0, 1},
        {449, 0, 1},
        {450, 0, 2},
        {600, 0, 2},
        {3000, 0, 10},
        {0, 230, 1},
        {0, 344, 1},
        {0, 345, 2},
        {0, 2300, 10},
        {300, 230, 2},
        {4000000000U, 0, 13333333},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct issue_article article = {.han = rows[i].han, .words = rows[i].words};
        assert_int_equal(issue_article_minutes(&article), rows[i].minutes);
    }
    /* of an issue: counted together, not rounded one by one */
    struct issue_article articles[10];
    for (size_t i = 0; i < 10; i++)
        articles[i] = (struct issue_article){.han = 75};
    struct issue issue = {.articles = articles, .article_count = 10};
    assert_int_equal(issue_minutes(&issue), 3);
    issue.article_count = 0;
    assert_int_equal(issue_minutes(&issue), 1);
}

/* Days of the calendar, counted by the C library; all other numbers are no days. */
static void
test_dates_and_weekdays(void **state)
{
    (void)state;
    const time_t day_seconds = 24 * 60 * 60;
    struct tm first = {.tm_year = 1600 - 1900, .tm_mon = 0, .tm_mday = 1};
    time_t day = timegm(&first);
    for (unsigned year = 1600; year < 2200; year++)
        for (unsigned month = 0; month < 14; month++)
            for (unsigned date = 0; date < 34; date++) {
                uint32_t number = year * 10000 + month * 100 + date;
                struct tm today;
                gmtime_r(&day, &today);
                bool is_day =
                    today.tm_year + 1900 == (int)year && today.tm_mon + 1 == (int)month && today.tm_mday == (int)date;
                must(issue_date_valid(number) == is_day, "%u", number);
                if (is_day) {
                    must(issue_weekday(number) == (unsigned)today.tm_wday, "%u: weekday %u", number,
                         issue_weekday(number));
                    day += day_seconds;
                }
            }
    struct tm last;
    gmtime_r(&day, &last);
    assert_int_equal(last.tm_year + 1900, 2200);
    static const uint32_t others[] = {0, 1, 15991231, 22000101, 20261399, 99991231, UINT32_MAX};
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        must(!issue_date_valid(others[i]), "%u", others[i]);
}

/* ---- documents of the program's own */

static void
test_document(void **state)
{
    (void)state;
    struct issue *document = issue_document_new("按键");
    struct buffer scratch = {0};
    assert_int_equal(document->article_count, 1);
    assert_text(issue_article_title(document, document->articles), "按键");
    issue_document_add(document, ISSUE_KIND_SUBHEAD, 0, slice_of("移动"));
    issue_document_add(document, ISSUE_KIND_LIST, 9, slice_make("空格 往下读。", strlen("空格 往下读")));
    issue_document_add(document, ISSUE_KIND_BODY, 0, slice_of(""));
    const struct issue_article *article = document->articles;
    assert_int_equal(article->paragraph_count, 3);
    assert_int_equal(article->end_line, 4);
    assert_int_equal(document->line_count, 4);
    assert_int_equal(document->paragraphs[0].kind, ISSUE_KIND_SUBHEAD);
    assert_int_equal(document->paragraphs[1].hang_cells, 9);
    assert_text(issue_paragraph_text(document, &document->paragraphs[1], &scratch), "空格 往下读");
    assert_text(issue_paragraph_text(document, &document->paragraphs[2], &scratch), "");
    assert_text(slice_make(document->text, document->text_bytes), "按键\n移动\n空格 往下读\n\n");
    buffer_done(&scratch);
    issue_free(document);
}

static void
test_names_of_roles(void **state)
{
    (void)state;
    uint8_t read = UINT8_MAX;
    for (uint8_t role = ISSUE_BLANK; role <= ISSUE_CAPTION; role++) {
        assert_true(issue_role_read(slice_of(issue_role_name(role)), &read));
        assert_int_equal(read, role);
    }
    assert_false(issue_role_read(slice_of("headlines"), &read));
    assert_false(issue_role_read(slice_of(""), &read));
    assert_int_equal(read, ISSUE_CAPTION);
    assert_string_equal(issue_role_name(ISSUE_DECK), "deck");
    assert_string_equal(issue_kind_name(ISSUE_KIND_SPEECH), "speech");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_and_span_text),
        cmocka_unit_test(test_paragraph_joins),
        cmocka_unit_test(test_article_title_and_bytes),
        cmocka_unit_test(test_byline_of_names),
        cmocka_unit_test(test_byline_with_more_than_names),
        cmocka_unit_test(test_byline_of_sources),
        cmocka_unit_test(test_minutes),
        cmocka_unit_test(test_dates_and_weekdays),
        cmocka_unit_test(test_document),
        cmocka_unit_test(test_names_of_roles),
    };
    return cmocka_run_group_tests_name("issue", tests, NULL, NULL);
}
