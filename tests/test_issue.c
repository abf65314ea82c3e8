/* issue: the model of one edition, made by hand here, and its JSON.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/issue.h"
#include "kanbao/text.h"

#include <ctype.h>
#include <locale.h>
#include <stdlib.h>
#include <time.h>

/* ---- an issue by hand */

struct row {
    const char *text;
    enum issue_role role;
    enum issue_join join;
    bool seam, lost;
};

/* One article of all ROWS; a paragraph begins at each ISSUE_BODY. */
static struct issue *
issue_of(const struct row *rows, size_t count)
{
    struct issue *issue = base_alloc_zero(1, sizeof *issue);
    struct buffer text = {0};
    issue->path = base_strdup("澜浦/20260316.txt");
    issue->encoding = "UTF-8";
    issue->lines = base_alloc_zero(count, sizeof *issue->lines);
    issue->paragraphs = base_alloc_zero(count, sizeof *issue->paragraphs);
    issue->articles = base_alloc_zero(1, sizeof *issue->articles);
    issue->credits = base_alloc_zero(8, sizeof *issue->credits);
    struct issue_article *article = issue->articles;
    *article = (struct issue_article){.end_line = (uint32_t)count,
                                      .headline_line = ISSUE_NO_LINE,
                                      .section_line = ISSUE_NO_LINE,
                                      .byline_line = ISSUE_NO_LINE};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t start = (uint32_t)text.len;
        buffer_add_text(&text, rows[i].text);
        issue->lines[i] = (struct issue_line){start,
                                              (uint32_t)text.len - start,
                                              (uint8_t)rows[i].role,
                                              (uint8_t)rows[i].join,
                                              rows[i].seam,
                                              rows[i].lost,
                                              0,
                                              0};
        buffer_add_byte(&text, '\n');
        if (rows[i].role == ISSUE_HEADLINE)
            article->headline_line = i;
        if (rows[i].role == ISSUE_HEADLINE || rows[i].role == ISSUE_KICKER || rows[i].role == ISSUE_DECK)
            article->head_lines[article->head_count++] = i;
        if (rows[i].role == ISSUE_BODY)
            issue->paragraphs[issue->paragraph_count++].first_line = i;
        if (rows[i].role == ISSUE_BODY || rows[i].role == ISSUE_JOINED)
            issue->paragraphs[issue->paragraph_count - 1].end_line = i + 1;
    }
    issue->text_bytes = text.len;
    issue->text = buffer_take(&text);
    issue->line_count = count;
    issue->article_count = 1;
    article->paragraph_count = (uint32_t)issue->paragraph_count;
    return issue;
}

static struct issue_span
span_of(const struct issue *issue, const char *text)
{
    size_t at = slice_find(slice_make(issue->text, issue->text_bytes), text);
    must(at != SIZE_MAX, "%s is not in the issue", text);
    return (struct issue_span){(uint32_t)at, (uint32_t)strlen(text)};
}

static void
add_credit(struct issue *issue, const char *role, const char *name)
{
    struct issue_span span = role != NULL ? span_of(issue, role) : (struct issue_span){0, 0};
    issue->credits[issue->credit_count++] = (struct issue_credit){.role = span, .name = base_strdup(name)};
    issue->articles[0].credit_count++;
}

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
    struct issue *issue = issue_of(rows, BASE_COUNT(rows));
    assert_text(issue_line_text(issue, 0), "雨停了。");
    assert_text(issue_line_text(issue, 1), "");
    assert_text(issue_line_text(issue, 2), "");
    assert_text(issue_span_text(issue, span_of(issue, "停")), "停");
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
    struct issue *issue = issue_of(rows, BASE_COUNT(rows));
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
    struct issue *issue = issue_of(rows, BASE_COUNT(rows));
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
    struct issue *issue = issue_of(rows, 1);
    if (byline != NULL)
        issue->articles[0].byline = span_of(issue, byline);
    if (source != NULL)
        issue->articles[0].source = span_of(issue, source);
    return issue;
}

static void
test_byline_of_names(void **state)
{
    (void)state;
    /* names that were run together are shown apart */
    struct issue *issue = issue_with_byline("本报讯 (记者 田麦沈禾) 雨", "记者 田麦沈禾", "本报讯");
    add_credit(issue, "记者", "田麦");
    add_credit(issue, "记者", "沈禾");
    assert_byline(issue, "记者 田麦 沈禾　本报讯");
    issue_free(issue);
    /* a new role comes after a wider gap */
    issue = issue_with_byline("记者 田麦 通讯员 沈禾 陆遥", "记者 田麦 通讯员 沈禾 陆遥", NULL);
    add_credit(issue, "记者", "田麦");
    add_credit(issue, "通讯员", "沈禾");
    add_credit(issue, "通讯员", "陆遥");
    assert_byline(issue, "记者 田麦　通讯员 沈禾 陆遥");
    issue_free(issue);
    /* padded to the width of three */
    issue = issue_with_byline("（燕　雁）", "燕　雁", NULL);
    add_credit(issue, NULL, "燕雁");
    assert_byline(issue, "燕雁");
    issue_free(issue);
}

static void
test_byline_with_more_than_names(void **state)
{
    (void)state;
    struct issue *issue = issue_with_byline("【記者林疏影／雲嶼報導】雨", "記者林疏影／雲嶼報導", NULL);
    add_credit(issue, "記者", "林疏影");
    assert_byline(issue, "記者林疏影／雲嶼報導");
    issue_free(issue);
    issue = issue_with_byline("记者 田麦 发自澜浦", "记者 田麦 发自澜浦", NULL);
    add_credit(issue, "记者", "田麦");
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

/* ---- JSON */

/* What is left of JSON after one value; NULL when it is none. */
static const char *
skip_string(const char *at)
{
    for (at++; *at != '"'; at++) {
        if ((unsigned char)*at < 0x20)
            return NULL;
        if (*at != '\\')
            continue;
        at++;
        if (*at == 'u') {
            for (int i = 1; i <= 4; i++)
                if (!isxdigit((unsigned char)at[i]))
                    return NULL;
            at += 4;
        } else if (*at == '\0' || strchr("\"\\/bfnrt", *at) == NULL) {
            return NULL;
        }
    }
    return at + 1;
}

static const char *skip_value(const char *at);

/* The members of an object, or the values of an array. */
static const char *
skip_members(const char *at, char close, bool named)
{
    if (*++at == close)
        return at + 1;
    for (;; at++) {
        if (named) {
            at = *at == '"' ? skip_string(at) : NULL;
            if (at == NULL || *at++ != ':')
                return NULL;
        }
        at = skip_value(at);
        if (at == NULL || (*at != ',' && *at != close))
            return NULL;
        if (*at == close)
            return at + 1;
    }
}

static const char *
skip_value(const char *at)
{
    static const char *const words[] = {"null", "true", "false"};
    if (*at == '{' || *at == '[')
        return skip_members(at, *at == '{' ? '}' : ']', *at == '{');
    if (*at == '"')
        return skip_string(at);
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (slice_starts(slice_of(at), words[i]))
            return at + strlen(words[i]);
    const char *start = at;
    at += strspn(at, "0123456789");
    if (at == start || (start[0] == '0' && at > start + 1))
        return NULL;
    if (*at == '.')
        at += 1 + strspn(at + 1, "0123456789");
    return at[-1] != '.' ? at : NULL;
}

/* The issue as JSON, checked to be one value and one line; the caller frees it. */
static char *
json_of(const struct issue *issue)
{
    struct buffer out = {0};
    issue_add_json(&out, issue);
    char *json = buffer_take(&out);
    const char *end = skip_value(json);
    must(end != NULL && strcmp(end, "\n") == 0, "no JSON: %s", json);
    return json;
}

static void
assert_json_holds(const struct issue *issue, const char *wanted)
{
    char *json = json_of(issue);
    must(strstr(json, wanted) != NULL, "%s is not in %s", wanted, json);
    free(json);
}

static void
test_json_whole(void **state)
{
    (void)state;
    const struct row rows[] = {
        {"雨后", ISSUE_KICKER, 0, 0, 0},
        {"桥修好了", ISSUE_HEADLINE, 0, 0, 0},
        {"一杯水没洒", ISSUE_DECK, 0, 0, 0},
        {"", ISSUE_BLANK, 0, 0, 0},
        {"本报讯 (记者 田麦) 昨天, 𠮷家", ISSUE_BODY, ISSUE_JOIN_NONE, false, false},
        {"", ISSUE_BLANK, 0, 0, 0},
        {"桥修好了。", ISSUE_JOINED, ISSUE_JOIN_BARE, true, true},
        {"An open-", ISSUE_BODY, ISSUE_JOIN_NONE, false, false},
        {"ing", ISSUE_JOINED, ISSUE_JOIN_HYPHEN, true, false},
        {"day", ISSUE_JOINED, ISSUE_JOIN_SPACE, true, false},
    };
    struct issue *issue = issue_of(rows, BASE_COUNT(rows));
    struct issue_article *article = issue->articles;
    issue->title = base_strdup("澜浦新报");
    issue->date = 20260306;
    article->confidence = 0.97F;
    article->byline = span_of(issue, "记者 田麦");
    article->source = span_of(issue, "本报讯");
    article->date_text = span_of(issue, "昨天");
    add_credit(issue, "记者", "田麦");
    issue->paragraphs[1].kind = ISSUE_KIND_LIST;
    char *json = json_of(issue);
    assert_string_equal(
        json,
        "{\"path\":\"澜浦/20260316.txt\",\"title\":\"澜浦新报\",\"date\":\"2026-03-06\",\"encoding\":\"UTF-8\",\"articles\":["
        "{\"headline\":\"桥修好了\",\"headline_line\":2,\"section\":null,\"kicker\":[\"雨后\"],\"deck\":[\"一杯水没洒\"],"
        "\"byline\":[\"田麦\"],\"source\":\"本报讯\",\"date_text\":\"昨天\",\"confidence\":0.97,\"paragraphs\":["
        "{\"kind\":\"body\",\"text\":\"本报讯 (记者 田麦) 昨天, 𠮷家桥修好了。\",\"lines\":[5,7],\"seams\":[{\"at\":18,\"lost\":true}]},"
        "{\"kind\":\"list\",\"text\":\"An opening day\",\"lines\":[8,9,10],"
        "\"seams\":[{\"at\":7,\"lost\":false},{\"at\":11,\"lost\":false}]}]}]}\n");
    free(json);
    issue_free(issue);
}

static void
test_json_of_little(void **state)
{
    (void)state;
    struct issue *issue = support_recover("", slice_make("", 0));
    char *json = json_of(issue);
    assert_string_equal(json, "{\"path\":\"\",\"title\":null,\"date\":null,\"encoding\":\"UTF-8\",\"articles\":[]}\n");
    free(json);
    issue_free(issue);
    const struct row rows[] = {{"雨停了。", ISSUE_BODY, 0, 0, 0}};
    issue = issue_of(rows, 1);
    assert_json_holds(
        issue,
        "{\"headline\":null,\"headline_line\":null,\"section\":null,\"kicker\":[],\"deck\":[],\"byline\":[],\"source\":null,\"date_text\":null,");
    static const char *const kinds[] = {"body", "subhead", "caption", "list", "verse", "table", "credit"};
    for (size_t kind = 0; kind < BASE_COUNT(kinds); kind++) {
        char wanted[40];
        issue->paragraphs[0].kind = (uint8_t)kind;
        snprintf(wanted, sizeof wanted, "{\"kind\":\"%s\",\"text\":", kinds[kind]);
        assert_json_holds(issue, wanted);
    }
    issue_free(issue);
}

static void
test_json_escapes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *json;
    } rows[] = {
        {"\"a\\b\"/", "\"\\\"a\\\\b\\\"/\""},
        {"a\tb\x01\x1B[2J\x7F", "\"a\\u0009b\\u0001\\u001B[2J\\u007F\""},
        {"a\xC2\x9B"
         "b",
         "\"a\\u009Bb\""},
        {"a\u202Eb\u2066\u2028", "\"a\\u202Eb\\u2066\\u2028\""},
        {"a\u200B\uFEFF"
         "b",
         "\"a\\u200B\\uFEFFb\""},
        {"a\uE000\uFFFF", "\"a\\uE000\\uFFFF\""},
        {"a\U000E0041\U0010FFFF", "\"a\\uDB40\\uDC41\\uDBFF\\uDFFF\""},
        {"𠮷𬭚\U0001F431é—“”", "\"𠮷𬭚\U0001F431é—“”\""},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        const struct row line = {rows[i].text, ISSUE_BODY, 0, 0, 0};
        struct issue *issue = issue_of(&line, 1);
        issue->title = base_strdup(rows[i].text);
        char wanted[200];
        snprintf(wanted, sizeof wanted, "\"text\":%s,\"lines\"", rows[i].json);
        assert_json_holds(issue, wanted);
        snprintf(wanted, sizeof wanted, "\"title\":%s,\"date\"", rows[i].json);
        assert_json_holds(issue, wanted);
        issue_free(issue);
    }
}

static void
test_json_path_of_any_bytes(void **state)
{
    (void)state;
    struct issue *issue = support_recover("a\xFF\xE6\xA1/\x1B\n\".txt", slice_of("雨停了。"));
    assert_json_holds(issue, "{\"path\":\"a\uFFFD\uFFFD/\\u001B\\u000A\\\".txt\",");
    issue_free(issue);
}

static void
test_json_in_another_language(void **state)
{
    (void)state;
    /* where a comma stands before decimals */
    static const char *const locales[] = {"de_DE.UTF-8", "de_DE.utf8", "de_DE",
                                          "fr_FR.UTF-8", "fr_FR.utf8", "ru_RU.UTF-8"};
    size_t i = 0;
    while (i < BASE_COUNT(locales) && setlocale(LC_NUMERIC, locales[i]) == NULL)
        i++;
    if (i == BASE_COUNT(locales))
        skip();
    const struct row rows[] = {{"雨停了。", ISSUE_BODY, 0, 0, 0}};
    struct issue *issue = issue_of(rows, 1);
    issue->articles[0].confidence = 0.5F;
    struct buffer out = {0};
    issue_add_json(&out, issue);
    setlocale(LC_NUMERIC, "C");
    assert_non_null(strstr(out.at, "\"confidence\":0.50,"));
    buffer_done(&out);
    issue_free(issue);
}

static void
test_json_of_anything(void **state)
{
    (void)state;
    struct support_chance chance = {5};
    struct buffer text = {0};
    for (int round = 0; round < 500; round++) {
        buffer_clear(&text);
        support_add_points(&text, &chance, support_below(&chance, 200), true);
        struct issue *issue = support_recover("雨.txt", buffer_slice(&text));
        free(json_of(issue));
        issue_free(issue);
    }
    for (size_t i = 0; buffer_clear(&text), support_add_nasty(&text, i, 3000) != NULL; i++) {
        struct issue *issue = support_recover("雨.txt", buffer_slice(&text));
        free(json_of(issue));
        issue_free(issue);
    }
    for (size_t i = 0; support_sample(i) != NULL; i++) {
        struct issue *issue = support_sample_issue(i);
        free(json_of(issue));
        issue_free(issue);
    }
    buffer_done(&text);
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
        cmocka_unit_test(test_json_whole),
        cmocka_unit_test(test_json_of_little),
        cmocka_unit_test(test_json_escapes),
        cmocka_unit_test(test_json_path_of_any_bytes),
        cmocka_unit_test(test_json_in_another_language),
        cmocka_unit_test(test_json_of_anything),
        cmocka_unit_test(test_document),
        cmocka_unit_test(test_names_of_roles),
    };
    return cmocka_run_group_tests_name("issue", tests, NULL, NULL);
}
