/* search, what is said where a query is wrong: what, where, and whether it is only not yet complete.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hits.h"

#include <stdlib.h>

static const struct search_options standard = {.pinyin = PINYIN_SCHEME_FULL};

static void
test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        char kind;   /* - wrong, + only incomplete */
        bool usable; /* there is something to search for */
        uint32_t start, end;
    } faults[] = {
        {"(灯船", '+', true, 0, 7},
        {"(", '+', false, 0, 1},
        {"(灯船|", '+', true, 7, 8},
        {"()", '-', false, 0, 2},
        {"灯船)", '-', false, 6, 7},
        {")", '-', false, 0, 1},
        {"灯船(雾)", '-', false, 6, 7},
        {"灯船（雾）", '-', false, 6, 9},
        {"(灯船)雾", '-', false, 8, 11},
        {"\"灯船\"(雾)", '-', false, 8, 9},
        {"灯船 AND", '+', true, 7, 10},
        {"灯船 OR", '+', true, 7, 9},
        {"NOT", '+', false, 0, 3},
        {"AND 灯船", '-', false, 0, 3},
        {"OR", '-', false, 0, 2},
        {"灯船 AND OR 雾", '-', false, 11, 13},
        {"灯船 OR OR 雾", '-', false, 10, 12},
        {"(灯船 OR) 雾", '-', false, 10, 11},
        {"灯船|OR 雾", '-', false, 7, 9},
        {"灯船|-雾", '-', false, 7, 8},
        {"灯船|(-", '+', true, 8, 9},
        {"--灯船", '-', false, 1, 2},
        {"headline:-灯船", '-', false, 9, 10},
        {"headline:by:灯船", '-', false, 9, 12},
        {"headline:AND", '-', false, 9, 12},
        {"=(灯船)", '-', false, 1, 2},
        {"灯船 NEAR 雾", '-', false, 7, 11},
        {"灯船 NEAR", '+', true, 7, 11},
        {"灯船 NEAR/", '+', true, 7, 12},
        {"灯船 NEAR/5", '+', true, 7, 13},
        {"灯船 NEAR/x 雾", '-', false, 7, 13},
        {"灯船 NEAR/5x 雾", '-', false, 7, 14},
        {"灯船 NEAR/501 雾", '-', false, 7, 15},
        {"灯船 NEAR/99999999999999999999 雾", '-', false, 7, 32},
        {"NEAR/5 雾", '-', false, 0, 6},
        {"-灯船 NEAR/5 雾", '-', false, 8, 14},
        {"灯船 NEAR/5 -雾", '-', false, 14, 15},
        {"灯船 NEAR/5 (雾 笛)", '-', false, 14, 23},
        {"灯船 NEAR/5 date:2031", '-', false, 14, 23},
        {"is:read NEAR/5 雾", '-', false, 0, 7},
        {"(灯船 NEAR/5 雾) NEAR/3 笛", '-', false, 0, 19},
        {"\"灯船\"~5", '-', false, 0, 10},
        {"\"灯船 雾\"~", '+', true, 12, 13},
        {"\"灯船 雾\"~x", '-', false, 12, 14},
        {"\"灯船 雾\"x", '-', false, 12, 13},
        {"北京~5", '-', false, 6, 8},
        {"北京~", '-', false, 6, 7},
        {"灯*船", '-', false, 3, 4},
        {"*", '-', false, 0, 1},
        {"date:2031*", '-', false, 9, 10},
        {"is:read*", '-', false, 7, 8},
        {"/gdp/q", '-', false, 5, 6},
        {"/gdp/iq", '-', false, 6, 7},
        {"灯船 + 雾", '-', false, 7, 8},
        {"灯船 && 雾", '-', false, 7, 9},
        {"题目:灯船", '-', false, 0, 7},
        {"标题:", '+', false, 0, 7},
        {"kind:tab", '+', false, 5, 8},
        {"kind:fish", '-', false, 5, 9},
        {"类:表", '+', false, 4, 7},
    };
    for (size_t i = 0; i < BASE_COUNT(faults); i++) {
        struct search_fault fault;
        struct search_query *query = search_query_new(slice_of(faults[i].query), &standard, &fault);
        char kind = fault.reason == NULL ? '0' : fault.incomplete ? '+' : '-';
        must(kind == faults[i].kind && (query != NULL) == faults[i].usable && fault.start_byte == faults[i].start &&
                 fault.end_byte == faults[i].end,
             "“%s”: %c, %s, %u to %u: %s", faults[i].query, kind, query != NULL ? "usable" : "nothing",
             fault.start_byte, fault.end_byte, fault.reason != NULL ? fault.reason : "");
        free(fault.reason);
        search_query_free(query);
    }
}

/* Brackets inside one another, as many as may be and one more. */
static void
test_depth(void **state)
{
    (void)state;
    static const char *const signs[] = {"(", "NOT ", "-("};
    for (size_t i = 0; i < BASE_COUNT(signs); i++)
        for (int depth = 30; depth < 200; depth++) {
            struct buffer text = {0};
            struct search_fault fault;
            for (int k = 0; k < depth; k++)
                buffer_add_text(&text, signs[i]);
            buffer_add_text(&text, "灯");
            for (int k = 0; k < depth && i != 1; k++)
                buffer_add_text(&text, ")");
            struct search_query *query = search_query_new(buffer_slice(&text), &standard, &fault);
            must((query != NULL) == (depth <= 32) && (fault.reason == NULL) == (query != NULL), "%d: %s", depth,
                 fault.reason);
            free(fault.reason);
            search_query_free(query);
            buffer_done(&text);
        }
}

/* Each beginning of a query that is fine is fine or incomplete. */
static void
test_typing(void **state)
{
    (void)state;
    static const char *const queries[] = {
        "(灯船 OR 雾) AND NOT headline:(a b)|/x.y/is",
        "（灯船｜雾） 标题：（头 OR 尾） “一 二”～５",
        "灯船 NEAR/25 (a|b) NEAR/3 \"c d\" OR \"e f\"~12",
        "econom* -(a b) \"超级 大脑\" “超级大脑”赋能",
        "date:last 7 days 日期:上周五 date:10月12日..11月",
        "date:民國113年10月..昨天 date:3 kind:table",
        "类:表格 is:(unread|flagged) 状态:未读",
    };
    for (size_t i = 0; i < BASE_COUNT(queries); i++)
        for (size_t len = 0; len <= strlen(queries[i]); len++) {
            if (((unsigned char)queries[i][len] & 0xC0) == 0x80 ||
                strstr(queries[i] + len, "kind:table") == queries[i] + len)
                continue;
            struct search_fault fault;
            struct slice text = slice_make(queries[i], len);
            if (slice_has(text, "date:3 "))
                break;
            search_query_free(search_query_new(text, &standard, &fault));
            must(fault.reason == NULL || fault.incomplete, "“%.*s”: %s", (int)len, queries[i], fault.reason);
            free(fault.reason);
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_typing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
