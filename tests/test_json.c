/* Issues as JSON: all that is known of them, and valid whatever their bytes are.
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
    struct issue *issue = rows_issue_of(rows, BASE_COUNT(rows));
    struct issue_article *article = issue->articles;
    issue->title = base_strdup("澜浦新报");
    issue->date = 20260306;
    article->confidence = 0.97F;
    article->byline = rows_span_of(issue, "记者 田麦");
    article->source = rows_span_of(issue, "本报讯");
    article->date_text = rows_span_of(issue, "昨天");
    rows_add_credit(issue, "记者", "田麦");
    issue->paragraphs[1].kind = ISSUE_KIND_LIST;
    char *json = json_of(issue);
    assert_string_equal(
        json,
        "{\"path\":\"澜浦/20260316.txt\",\"title\":\"澜浦新报\",\"date\":\"2026-03-06\",\"encoding\":\"UTF-8\",\"format\":\"plain\",\"articles\":["
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
    assert_string_equal(
        json,
        "{\"path\":\"\",\"title\":null,\"date\":null,\"encoding\":\"UTF-8\",\"format\":\"plain\",\"articles\":[]}\n");
    free(json);
    issue_free(issue);
    const struct row rows[] = {{"雨停了。", ISSUE_BODY, 0, 0, 0}};
    issue = rows_issue_of(rows, 1);
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
        struct issue *issue = rows_issue_of(&line, 1);
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
    struct issue *issue = rows_issue_of(rows, 1);
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_whole),
        cmocka_unit_test(test_json_of_little),
        cmocka_unit_test(test_json_escapes),
        cmocka_unit_test(test_json_path_of_any_bytes),
        cmocka_unit_test(test_json_in_another_language),
        cmocka_unit_test(test_json_of_anything),
    };
    return cmocka_run_group_tests_name("issue, JSON", tests, NULL, NULL);
}
