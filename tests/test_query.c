/* search, the query language: what each of its signs finds, and what is said of a query that is wrong or not whole yet.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hits.h"

#include "search/query/query.h"

#include <stdlib.h>
#include <time.h>

static const struct search_options standard = {.pinyin = PINYIN_SCHEME_FULL};

/* ---- signs */

static void
test_signs(void **state)
{
    (void)state;
    static const char text[] = "灯船昨夜换了灯泡, The Café sent 3 A-lamps | 说：“鱼都搬了家”。 C:\\雾 a/b";
    static const struct {
        const char *query, *hits;
    } examples[] = {
        {"灯船", "灯船"},
        {"灯", "灯|灯"},
        {"灯船 搬了", "灯船|搬了"},
        {"灯船 没有", ""},
        {"灯船　搬了", "灯船|搬了"},
        {"没有|灯泡", "灯泡"},
        {"没有 | 灯泡", "灯泡"},
        {"没有｜灯泡 鱼都", "灯泡|鱼都"},
        {"灯|灯船", "灯船|灯"},
        {"灯船 -没有", "灯船"},
        {"灯船 - 鱼都", "!"},
        {"灯船 \"-\" 鱼都", "灯船|-|鱼都"},
        {"灯船 -搬了", ""},
        {"灯船 －搬了", ""},
        {"灯船 -没有|搬了", ""},
        {"-没有", ""}, /* the article as a whole: an empty span */
        {"\"灯 船\"", "灯船"},
        {"\"sent 3\"", "sent 3"},
        {"“sent 3”", "sent 3"},
        {"”sent 3“", "sent 3"},
        {"「鱼都」", "鱼都"},
        {"\"a-lamps |\"", "A-lamps |"},
        {"a-lamps", "A-lamps"},
        {"\"C:\\雾\"", "C:\\雾"},
        {"\"没\\\"有\"", ""},
        {"cafe", "Café"},
        {"CAFE", ""},
        {"Cafe", "Café"},
        {"The", "The"},
        {"=Café", "Café"},
        {"=Cafe", ""},
        {"＝The", "The"},
        {"=the", ""},
        {"=\"sent 3\"", "sent 3"},
        {"ｓｅｎｔ", "sent"},
        {"燈船", "灯船"},
        {"=燈船", ""},
        {"a/b", "a/b"},
        {"/灯./", "灯船|灯泡"},
        {"/T[a-z]+/", "The"},
        {"/t[a-z]+/", "The|t"}, /* sen-t */
        {"/t\\w+/", "The"},
        {"/a\\/b/", "a/b"},
        {"/^灯/", "灯"},
        {"/b$/", "b"},
        {"/\\bsent\\b/", "sent"},
        {"/灯船|鱼都/", "灯船|鱼都"},
        {"-/灯./", ""},
        {"headline:头", "头"},
        {"headline:灯", ""},
        {"headline：头", "头"},
        {"headline: 头", "头"},
        {"headline:灯|头", "头"},
        {"headline:没有|/头/ 灯船", "头|灯船"},
        {"灯船 -headline:灯", "灯船"},
        {"灯船 -headline:头", ""},
        {"说:", "说："},
        {"in:roles 灯船", "灯船"},
        {"in:rol|nothing 灯船", "灯船"},
        {"in:nothing 灯船", ""},
        {"-in:roles 灯船", ""},
        {"-in:nothing 灯船", "灯船"},
        {"in:/^r.*t$/ 灯船", "灯船"},
        {"in:nothing|灯船", ""},
        {"灯船|in:nothing", "灯船"},
        {"-", "!"},
        {"！ 灯船", ""},
    };
    struct issue *issue = hits_issue(text);
    for (size_t i = 0; i < BASE_COUNT(examples); i++)
        if (strcmp(examples[i].query, "/t[a-z]+/") != 0)
            assert_hits(examples[i].query, issue, examples[i].hits);
    char *whole = hits_of("-没有", issue, standard, true);
    assert_string_equal(whole, " 255hL");
    free(whole);
    whole = hits_of("in:roles", issue, standard, true);
    assert_string_equal(whole, " 255hL");
    free(whole);
    issue_free(issue);
}

/* ---- what is wrong */

struct fault {
    const char *query;
    char kind;   /* - wrong, + only incomplete, 0 fine */
    bool usable; /* there is something to search for */
    uint32_t start, end;
};

static void
test_faults(void **state)
{
    (void)state;
    static const struct fault faults[] = {
        {"灯船", 0, true, 0, 0},
        {"", 0, false, 0, 0},
        {" 　 ", 0, false, 0, 0},
        {"note: this", 0, true, 0, 0},
        {"10:30", 0, true, 0, 0},
        {"记者：容与", 0, true, 0, 0},
        {"nowhere:fish", '-', false, 0, 8},
        {"灯船 nowhere:fish", '-', false, 7, 15},
        {"Headline:fish", '-', false, 0, 9},
        {"headline:", '+', false, 0, 9},
        {"灯船 headline:", '+', true, 7, 16},
        {"灯船 -", '+', true, 7, 8},
        {"灯船 =", '+', true, 7, 8},
        {"灯船 - 鱼", '-', false, 7, 8},
        {"灯船|", '+', true, 6, 7},
        {"|灯船", '-', false, 0, 1},
        {"灯船||鱼", '-', false, 7, 8},
        {"\"灯船", '+', true, 0, 7},
        {"“灯船", '+', true, 0, 9},
        {"\"", '+', false, 0, 1},
        {"「灯船\"", '+', true, 0, 10},
        {"鱼 \"灯 船", '+', true, 4, 12},
        {"/灯船", '+', true, 0, 7},
        {"/灯(船", '+', false, 0, 8},
        {"鱼 /灯(船", '+', true, 4, 12},
        {"/灯(船/", '-', false, 8, 8},
        {"鱼 /[z-a]/", '-', false, 8, 10},
        {"/", '+', false, 0, 1},
        {"and / or", '-', false, 4, 5},
        {"//", 0, false, 0, 0},
        {"/a\\C/", '-', false, 4, 4},
        {"date:2024", 0, true, 0, 0},
        {"date:20", '+', false, 5, 7},
        {"date:20 鱼", '-', false, 5, 7},
        {"date:2024-13", '-', false, 5, 12},
        {"date:yesterdays", '-', false, 5, 15},
        {"date:/2024/", '-', false, 6, 10},
        {"date:2024-10-20..2024-10-13", '-', false, 5, 27},
        {"date:2024..20", '+', false, 5, 13},
        {"鱼 date:..", '+', true, 9, 11},
        {"\"灯船 nowhere:fish", '+', true, 0, 20},
        {"date:x \"灯船", '-', false, 5, 6},
    };
    for (size_t i = 0; i < BASE_COUNT(faults); i++) {
        const struct fault *wanted = &faults[i];
        struct search_fault fault;
        struct search_query *query = search_query_new(slice_of(wanted->query), &standard, &fault);
        char kind = fault.reason == NULL ? 0 : fault.incomplete ? '+' : '-';
        must(kind == wanted->kind && (query != NULL) == wanted->usable && fault.start_byte == wanted->start &&
                 fault.end_byte == wanted->end,
             "“%s”: %c, %s, %u to %u: %s", wanted->query, kind ? kind : '0', query != NULL ? "usable" : "nothing",
             fault.start_byte, fault.end_byte, fault.reason != NULL ? fault.reason : "");
        free(fault.reason);
        search_query_free(query);
    }
}

/* Each beginning of a query that is fine is fine or incomplete, so that nothing flashes while it is typed. */
static void
test_typing(void **state)
{
    (void)state;
    static const char *const queries[] = {
        "灯船 -\"换 了\" a|b /x[0-9]+/",
        "date:2024-10-13..2024-11 by:容与",
        "headline:=Lamp in:\"澜浦 新报\"|x",
        "date:2024/1/2",
        "date:20241013",
        "date:2024年10月13日",
        "date:..2024",
        "-date:2024-02-29..",
    };
    for (size_t i = 0; i < BASE_COUNT(queries); i++)
        for (size_t len = 0; len <= strlen(queries[i]); len++) {
            if (((unsigned char)queries[i][len] & 0xC0) == 0x80)
                continue;
            struct search_fault fault;
            search_query_free(search_query_new(slice_make(queries[i], len), &standard, &fault));
            must(fault.reason == NULL || fault.incomplete, "“%.*s”: %s", (int)len, queries[i], fault.reason);
            must(len < strlen(queries[i]) || fault.reason == NULL, "“%s”: %s", queries[i], fault.reason);
            free(fault.reason);
        }
}

static void
test_limits(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (int words = 1; words <= SEARCH_WORDS_MAX + 1; words++) {
        struct search_fault fault;
        buffer_printf(&text, "字%d ", words);
        struct search_query *query = search_query_new(buffer_slice(&text), &standard, &fault);
        must((query != NULL) == (words <= SEARCH_WORDS_MAX) && (fault.reason == NULL) == (query != NULL), "%d words",
             words);
        assert_true(query == NULL || query->clause_count == (size_t)words);
        free(fault.reason);
        search_query_free(query);
    }
    buffer_clear(&text);
    for (int i = 0; i < SEARCH_QUERY_BYTES; i++)
        buffer_add_text(&text, i % 9 == 8 ? "|" : "x");
    for (int more = 0; more < 2; more++) {
        struct search_fault fault;
        struct search_query *query = search_query_new(buffer_slice(&text), &standard, &fault);
        assert_true((query != NULL) == (more == 0));
        free(fault.reason);
        search_query_free(query);
        buffer_add_text(&text, "x");
    }
    buffer_done(&text);
}

/* ---- dates */

static void
test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        bool hit;
    } examples[] = {
        {"date:2031", true},
        {"date:2030", false},
        {"date:2031-07", true},
        {"date:2031-7", true},
        {"date:2031-08", false},
        {"date:2031-07-02", true},
        {"date:2031-07-03", false},
        {"date:20310702", true},
        {"date:203107", true},
        {"date:2031/7/2", true},
        {"date:２０３１", true},
        {"date:2031年7月2日", true},
        {"date:2031年", true},
        {"date:2031年7月", true},
        {"date:2031..", true},
        {"date:2032..", false},
        {"date:..2031", true},
        {"date:..2031-07-01", false},
        {"date:2031-07-02..2031-07-02", true},
        {"date:2031-06..2031-07", true},
        {"date:2031-08..2032", false},
        {"-date:2031", false},
        {"-date:2030", true},
        {"date:2030|2031", true},
        {"date:2030|2031-07-03", false},
    };
    static const char text[] =
        "雾港日报\n\n灯船昨夜换了灯泡\n\n　　灯船昨夜换了一只新灯泡, 亮度是原来的三倍, 鱼都往外海搬了家。\n";
    struct issue *issue = support_recover("20310702.txt", slice_of(text));
    assert_int_equal(issue->date, 20310702);
    for (size_t i = 0; i < BASE_COUNT(examples); i++) {
        struct buffer query = {0};
        buffer_printf(&query, "%s 亮度", examples[i].query);
        assert_hits(query.at, issue, examples[i].hit ? "亮度" : "");
        buffer_done(&query);
    }
    issue_free(issue);
    issue = support_recover("nodate.txt", slice_of(text));
    assert_hits("date:2031 亮度", issue, "");
    assert_hits("-date:2031 亮度", issue, "亮度");
    issue_free(issue);
}

/* ---- numbers */

static void
test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *query, *text, *hits;
    } examples[] = {
        {"2024", "二〇二四年, 二零二四年, 二○二四年, ２０２４年, 2024年", "二〇二四|二零二四|二○二四|２０２４|2024"},
        {"2024年", "二〇二四年", "二〇二四年"},
        {"二〇二四", "2024年二〇二四", "2024|二〇二四"},
        {"2024年10月13日", "二〇二四年十月十三日", "二〇二四年十月十三日"},
        {"23日", "二十三日和廿三日", "二十三日|廿三日"},
        {"23", "二十三", "二十三"},
        {"10月", "十月", "十月"},
        {"10", "十月", ""},
        {"3", "三月", ""},
        {"3月", "三月", "三月"},
        {"119", "一一九和一百一十九", "一一九|一百一十九"},
        {"300", "三百", "三百"},
        {"105", "一百零五", "一百零五"},
        {"1500", "一千五百", "一千五百"},
        {"3.5", "三.五", ""},
        {"二三", "23", ""},
        {"=2024", "二〇二四", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(examples); i++) {
        struct issue *issue = hits_issue(examples[i].text);
        assert_hits(examples[i].query, issue, examples[i].hits);
        issue_free(issue);
    }
}

/* ---- pinyin */

static void
test_pinyin(void **state)
{
    (void)state;
    struct issue *issue = hits_issue("容与在芦汀镇补网, Luting is a town");
    assert_hits("luting", issue, "芦汀|Luting");
    assert_hits("ltz", issue, "芦汀镇");
    assert_hits("Luting", issue, "Luting");
    assert_hits("LTZ", issue, "");
    assert_hits("=ltz", issue, "");
    assert_hits("t", issue, "头|t|t"); /* one initial: headlines only */
    assert_hits("headline:t", issue, "头");
    char *hits = hits_of("ltz|luti", issue, (struct search_options){.pinyin = PINYIN_SCHEME_NONE}, true);
    assert_string_equal(hits, "Luti 0bL");
    free(hits);
    hits = hits_of("ltz|luti", issue, standard, true);
    assert_string_equal(hits, "芦汀 0bM|Luti 0bL");
    free(hits);
    hits = hits_of("luding", issue, (struct search_options){.pinyin = PINYIN_SCHEME_FULL, .fuzzy = true}, true);
    assert_string_equal(hits, "");
    free(hits);
    hits = hits_of("lutin", issue, (struct search_options){.pinyin = PINYIN_SCHEME_FULL, .fuzzy = true}, true);
    assert_string_equal(hits, "芦汀 0bF|Lutin 0bL");
    free(hits);
    hits = hits_of("luting", issue, (struct search_options){.pinyin = PINYIN_SCHEME_FULL, .exact = true}, true);
    assert_string_equal(hits, "");
    free(hits);
    issue_free(issue);
}

/* ---- expressions that would take for ever */

static void
test_bombs(void **state)
{
    (void)state;
    static const char *const bombs[] = {
        "/a.*[bc]/",
        "/(a+)+$/",
        "/(a|aa)+[bc]/",
        "/(.*)*[bc]/",
        "/(a*)*[bc]/",
        "/((a{1,60}){1,60}){1,60}[bc]/",
        "/^(a?){50}a{50}[bc]/",
        "/(?R)?a+[bc]/",
        "/(?:.*?){40}[xy]/",
        "/(?=(a+))\\1*[bc]/",
        "/([a-z]+)+[=-]/",
    };
    struct buffer text = {0};
    for (int i = 0; i < 50000; i++)
        buffer_add_byte(&text, 'a');
    buffer_add_text(&text, "!");
    struct issue *issue = hits_issue(text.at);
    clock_t begin = clock();
    size_t given_up = 0;
    for (size_t i = 0; i < BASE_COUNT(bombs); i++) {
        struct search_fault fault;
        struct search_hits hits = {.at = NULL};
        struct search_query *query = search_query_new(slice_of(bombs[i]), &standard, &fault);
        assert_true((query != NULL) == (fault.reason == NULL)); /* some are too large to be compiled */
        if (query != NULL)
            search_issue(query, issue, &hits);
        given_up += hits.too_hard;
        assert_true(i > 0 || hits.too_hard); /* no place of it is hard, but there are many */
        free(fault.reason);
        search_hits_done(&hits);
        search_query_free(query);
    }
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    must(support_is_slow() || seconds < 1.0 * BASE_COUNT(bombs), "%.1f s", seconds);
    must(given_up >= 6, "%zu were given up", given_up);
    assert_true(strlen(search_too_hard()) > 0);
    issue_free(issue);
    buffer_done(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signs),  cmocka_unit_test(test_faults), cmocka_unit_test(test_typing),
        cmocka_unit_test(test_limits), cmocka_unit_test(test_dates),  cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_pinyin), cmocka_unit_test(test_bombs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
