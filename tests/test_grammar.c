/* search, how the words of a query come together: brackets, operators, distances, beginnings of words; then random
 * queries against the language done again, slowly (query_oracle.h). What is wrong in a query: test_query_faults.c.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hits.h"
#include "query_oracle.h"

#include "search/query/query.h"

#include <stdlib.h>

static const struct search_options standard = {.pinyin = PINYIN_SCHEME_FULL};

/* ---- what finds what */

struct example {
    const char *query, *hits;
};

static void
check_examples(const char *text, const struct example *examples, size_t count)
{
    struct issue *issue = hits_issue(text);
    for (size_t i = 0; i < count; i++)
        assert_hits(examples[i].query, issue, examples[i].hits);
    issue_free(issue);
}

static void
test_operators(void **state)
{
    (void)state;
    static const char text[] = "灯船昨夜换了灯泡, the lamp of the GDP report";
    static const struct example examples[] = {
        {"(灯船 没有)|换了", "灯船|换了"},
        {"(灯船 没有)|(换了 灯泡)", "灯船|换了|灯泡"},
        {"（灯船 没有）｜换了", "灯船|换了"},
        {"(没有|换了) 灯泡", "换了|灯泡"},
        {"(没有 换了)|雾", ""},
        {"灯船 AND 换了", "灯船|换了"},
        {"灯船 AND 没有", ""},
        {"灯船 OR 没有", "灯船"},
        {"没有 OR 灯船 换了", "灯船|换了"},
        {"灯船 没有 OR 换了 灯泡", "灯船|换了|灯泡"},
        {"没有|灯船 换了", "灯船|换了"},
        {"没有|灯船 雾", ""},
        {"灯船 NOT 没有", "灯船"},
        {"灯船 AND NOT 换了", ""},
        {"NOT 灯船 OR 换了", "换了"},
        {"NOT (灯船 没有)", ""},
        {"NOT (灯船 换了)", ""},
        {"灯泡 -(灯船 没有)", "灯泡"},
        {"灯泡 -(灯船|没有)", ""},
        {"NOT NOT 灯船", "灯船"},
        {"NOT (没有 OR NOT 灯船)", "灯船"},
        {"灯泡 没有|(-雾)", "灯泡"},
        {"((灯船))", "灯船"},
        {"(灯船)(换了)", "灯船|换了"},
        {"(灯船)OR(没有)", "灯船"},
        {"灯船 ＡＮＤ 换了", "灯船|换了"},
        {"灯船 and 换了", ""},
        {"\"AND\"", ""},
        {"(灯船 换了)|(灯船 灯泡)", "灯船|换了|灯泡"},
        {"/GDP/i", "GDP"},
        {"/gdp/", "GDP"},
        {"/Gdp/", ""},
        {"/Gdp/i", "GDP"},
        {"／Gdp／ｉ", "GDP"},
        {"/gdp report/x", ""},
        {"/gdp\\ report # words/x", "GDP report"},
        {"/灯.*gdp/is", "灯船昨夜换了灯泡, the lamp of the GDP"},
        {"/Gdp/i|雾", "GDP"},
    };
    check_examples(text, examples, BASE_COUNT(examples));
}

static void
test_groups_of_fields(void **state)
{
    (void)state;
    static const char text[] = "灯船昨夜换了灯泡, 头";
    static const struct example examples[] = {
        {"headline:(头 灯船)", ""},
        {"headline:(头|灯船)", "头"},
        {"标题:(头|灯船)", "头"},
        {"標題：（头｜灯船）", "头"},
        {"正文:头", "头"},
        {"body:(头 灯船)", "灯船|头"},
        {"headline:(头 body:灯船)", "头|灯船"},
        {"headline:头|body:灯船", "头|灯船"},
        {"headline:(灯船 OR NOT 雾)", ""},
        {"-headline:(雾 头) 灯船", "灯船"},
        {"-headline:(雾|头) 灯船", ""},
        {"headline:(雾|头)|灯船", "头"},
        {"in:(roles|雾) 灯船", "灯船"},
        {"期:roles 灯船", "灯船"},
        {"类:正文 灯船", "灯船"},
        {"kind:table 灯船", ""},
        {"-kind:(table|list) 灯船", "灯船"},
        {"kind:table|body 灯船", "灯船"},
        {"作者：容与 灯船", ""},
        {"记者：容与 灯船", ""},
        {"headline:\"头\"~1", "!"},
    };
    check_examples(text, examples, BASE_COUNT(examples));
}

static void
test_near(void **state)
{
    (void)state;
    static const char text[] = "灯船昨夜换了灯泡，the old lamp of 3.5 watts was sold";
    static const struct example examples[] = {
        {"灯船 NEAR/4 灯泡", "灯船|灯泡"},
        {"灯船 NEAR/3 灯泡", ""},
        {"灯泡 NEAR/4 灯船", "灯船|灯泡"},
        {"灯船 ＮＥＡＲ／４ 灯泡", "灯船|灯泡"},
        {"灯船 NEAR/0 昨夜", "灯船|昨夜"},
        {"灯船 NEAR/0 灯船", ""},
        {"lamp NEAR/0 old", "old|lamp"},
        {"the NEAR/1 lamp", "the|lamp"},
        {"the NEAR/0 lamp", ""},
        {"lamp NEAR/3 watts", "lamp|watts"}, /* of 3 5 */
        {"lamp NEAR/2 watts", ""},
        {"灯泡 NEAR/2 lamp", "灯泡|lamp"}, /* the comma is none */
        {"old NEAR/0 amp", "old|amp"},     /* a word that is cut is none */
        {"\"灯船 灯泡\"~4", "灯船|灯泡"},
        {"\"灯泡 灯船\"~4", "灯船|灯泡"},
        {"“灯船 灯泡”～４", "灯船|灯泡"},
        {"\"灯船 灯泡\"~3", ""},
        {"\"灯船 换了 lamp\"~4", "灯船|换了|lamp"},
        {"灯船 NEAR/2 换了 NEAR/4 lamp", "灯船|换了|lamp"},
        {"灯船 NEAR/2 换了 NEAR/3 lamp", ""},
        {"(雾|灯船) NEAR/4 灯泡", "灯船|灯泡"},
        {"雾|灯船 NEAR/4 灯泡", "灯船|灯泡"},
        {"灯泡 -(灯船 NEAR/3 灯泡)", "灯泡"},
        {"灯泡 NOT 灯船 NEAR/4 灯泡", ""},
        {"(灯船 NEAR/3 灯泡)|sold", "sold"},
        {"头 NEAR/100 灯船", ""}, /* never from a headline into the text */
        {"body:灯船 NEAR/4 body:灯泡", "灯船|灯泡"},
        {"headline:(灯船 NEAR/4 灯泡)", ""},
        {"dengchuan NEAR/4 dengpao", "灯船|灯泡"},
        {"/灯./ NEAR/5 泡", "灯船|泡"},
    };
    check_examples(text, examples, BASE_COUNT(examples));
}

/* Over the ends of lines, and in a paragraph that is read in pieces. */
static void
test_near_far(void **state)
{
    (void)state;
    struct issue *issue = support_recover_roles("头\n灯船昨夜换\n了灯泡\n灯船\n", "Hbjb");
    assert_hits("灯船 NEAR/4 灯泡", issue, "灯船|灯泡");
    assert_hits("灯船 NEAR/0 灯泡", issue, ""); /* not from one paragraph into the next */
    issue_free(issue);
    struct buffer text = {0};
    size_t pairs = 0;
    for (int i = 0; text.len < 200000; i++) {
        bool pair = i % 97 == 0;
        buffer_add_text(&text, pair ? "灯船昨夜换了灯泡" : "的雾还没有散开来");
        pairs += pair;
    }
    issue = hits_issue(text.at);
    for (int distance = 3; distance < 5; distance++) {
        struct buffer query = {0};
        struct search_fault fault;
        struct search_hits hits = {.at = NULL};
        buffer_printf(&query, "灯船 NEAR/%d 灯泡", distance);
        struct search_query *compiled = search_query_new(buffer_slice(&query), &standard, &fault);
        search_issue(compiled, issue, &hits);
        must(hits.count == (distance == 4 ? 2 * pairs : 0), "%zu hits of %zu pairs", hits.count, pairs);
        search_hits_done(&hits);
        search_query_free(compiled);
        buffer_done(&query);
    }
    issue_free(issue);
    buffer_done(&text);
}

static void
test_beginnings(void **state)
{
    (void)state;
    static const char text[] = "Economics and the economy, macroeconomy, eco-town; 北京市和北京大学 5G网络 beijing";
    static const struct example examples[] = {
        {"econom*", "Economics|economy"},
        {"econom＊", "Economics|economy"},
        {"econom", "Econom|econom|econom"},
        {"eco*", "Economics|economy|eco"},
        {"北京*", "北京|北京"},
        {"5*", "5G"},
        {"beij*", "北京|北京|beijing"},
        {"=econom*", "economy"},
        {"conom*", ""},
        {"econom*|town", "Economics|economy|town"},
        {"*econom", "!"},
        {"eco*nomy", "!"},
        {"\"econom*\"", ""},
        {"*", "!"},
    };
    check_examples(text, examples, BASE_COUNT(examples));
}

/* Quotation marks that stand in a word are the word's. */
static void
test_marks_in_words(void **state)
{
    (void)state;
    static const char text[] = "“超级大脑”赋能，又说：“鱼都搬了家。”";
    static const struct example examples[] = {
        {"“超级大脑”", "超级大脑"},      {"“超级大脑”赋能", "“超级大脑”赋能"}, {"“超级大脑” 赋能", "超级大脑|赋能"},
        {"“超级大脑”|没有", "超级大脑"}, {"(“超级大脑”)", "超级大脑"},         {"“鱼都 搬了”家", "!"},
        {"\"超级大脑\"赋能", "!"},
    };
    check_examples(text, examples, BASE_COUNT(examples));
}

/* ---- against the language done again */

enum { ARTICLES = 3, YEAR = 2031 };

static const char *
draw(struct support_chance *chance, const char *const *from, size_t count)
{
    return from[support_below(chance, (uint32_t)count)];
}

/* What is drawn for a word: the first ones do not overlap in any text. */
enum { PLAIN_ATOMS = 14, ALL_ATOMS = 19 };

/* Something of what the oracle knows. */
static void
draw_text(struct buffer *text, struct support_chance *chance)
{
    static const char *const pieces[] = {"灯船", "雾笛", "码头", "ab", "cd", "点", "x", "，"};
    bool latin = false;
    for (uint32_t count = 1 + support_below(chance, 9); count > 0; count--) {
        const char *piece = draw(chance, pieces, BASE_COUNT(pieces));
        bool next = (unsigned char)piece[0] < 0x80;
        buffer_add_text(text, latin && next && support_below(chance, 2) == 0 ? " " : "");
        buffer_add_text(text, piece);
        latin = next;
    }
}

static void
draw_atom(struct buffer *query, struct support_chance *chance, size_t atom_count)
{
    static const char *const atoms[] = {
        "灯船",        "雾笛",          "码头",        "ab",       "cd",  "\"灯船 雾笛\"", "\"ab cd\"",
        "“灯船 雾笛”", "\"灯船 ab\"~2", "=ab",         "ab*",      "cd*", "灯船*",         "“雾笛 码头 cd”~1",
        "“船 雾笛”",   "船雾",          "\"笛 码头\"", "\"b cd\"", "船"};
    static const char *const fields[] = {"headline:", "标题：", "body:", "正文:"};
    if (support_below(chance, 12) == 0) {
        buffer_add_text(query, support_below(chance, 2) == 0 ? "date:2031" : "date:2030");
        return;
    }
    if (support_below(chance, 5) == 0)
        buffer_add_text(query, draw(chance, fields, BASE_COUNT(fields)));
    buffer_add_text(query, draw(chance, atoms, atom_count));
}

/* By the grammar. */
static void
draw_query(struct buffer *query, struct support_chance *chance, size_t atoms, int depth)
{
    static const char *const joins[] = {" ", " ", "|", " | ", "｜", " AND ", " OR ", " NEAR/2 ", " NOT ", " -"};
    for (uint32_t count = 1 + support_below(chance, depth > 0 ? 3 : 2); count > 0; count--) {
        if (support_below(chance, 8) == 0)
            buffer_add_text(query, support_below(chance, 2) == 0 ? "NOT " : "-");
        if (depth > 0 && support_below(chance, 3) == 0) {
            bool wide = support_below(chance, 3) == 0;
            buffer_add_text(query, support_below(chance, 6) == 0 ? "headline:" : "");
            buffer_add_text(query, wide ? "（" : "(");
            draw_query(query, chance, atoms, depth - 1);
            buffer_add_text(query, wide ? "）" : ")");
        } else {
            draw_atom(query, chance, atoms);
        }
        buffer_add_text(query, count > 1 ? draw(chance, joins, BASE_COUNT(joins)) : "");
    }
}

/* One of its characters or of its signs left out, or another one put in. */
static void
spoil(struct buffer *query, struct support_chance *chance)
{
    static const char *const signs[] = {"(",    ")",   "|",    "-",  " ",       "*",       "\"",      "=",      " AND ",
                                        " OR ", "NOT", "NEAR", "~2", "NEAR/1 ", "body:",   "date:",   "x:",     "灯船",
                                        "（",   "）",  "“",    "”",  "ab",      "NEAR/x ", " NEAR/3", "码头：", "ab~2"};
    struct buffer out = {0};
    size_t at = support_below(chance, (uint32_t)query->len + 1);
    while (at > 0 && at < query->len && ((unsigned char)query->at[at] & 0xC0) == 0x80)
        at--;
    size_t end = at;
    if (support_below(chance, 2) == 0 && at < query->len)
        do
            end++;
        while (end < query->len && ((unsigned char)query->at[end] & 0xC0) == 0x80);
    buffer_add(&out, query->at, at);
    buffer_add_text(&out, end > at ? "" : draw(chance, signs, BASE_COUNT(signs)));
    buffer_add(&out, query->at + end, query->len - end);
    buffer_done(query);
    *query = out;
}

/* An issue, and the same as the oracle has it. */
struct drawn {
    struct issue *issue;
    struct buffer parts[ARTICLES][2];
    size_t starts[ARTICLES][2];
    struct oracle_article articles[ARTICLES];
};

static void
draw_issue(struct drawn *drawn, struct support_chance *chance)
{
    struct buffer text = {0};
    for (int i = 0; i < ARTICLES; i++)
        for (int which = 0; which < 2; which++) {
            drawn->starts[i][which] = text.len;
            draw_text(&drawn->parts[i][which], chance);
            drawn->articles[i].parts[which] = drawn->parts[i][which].at;
            drawn->articles[i].marked[which] = base_alloc_zero(drawn->parts[i][which].len, sizeof(bool));
            buffer_printf(&text, "%s\n", drawn->parts[i][which].at);
        }
    drawn->issue = support_recover_roles(text.at, "HbHbHb");
    drawn->issue->date = YEAR * 10000 + 618;
    assert_int_equal(drawn->issue->article_count, ARTICLES);
    buffer_done(&text);
}

static void
drawn_done(struct drawn *drawn)
{
    for (int i = 0; i < ARTICLES; i++)
        for (int which = 0; which < 2; which++) {
            buffer_done(&drawn->parts[i][which]);
            free(drawn->articles[i].marked[which]);
        }
    issue_free(drawn->issue);
}

/* Is each byte that the oracle marked in a hit, and no other? */
static void
check_hits(const char *text, const struct search_query *query, const struct drawn *drawn)
{
    struct search_hits hits = {.at = NULL};
    bool *marked = base_alloc_zero(drawn->issue->text_bytes, sizeof *marked), found[ARTICLES] = {false};
    search_issue(query, drawn->issue, &hits);
    for (size_t i = 0; i < hits.count; i++) {
        found[hits.at[i].article] = true;
        for (uint32_t at = hits.at[i].start_byte; at < hits.at[i].end_byte; at++)
            marked[at] = true;
    }
    for (int i = 0; i < ARTICLES; i++) {
        const struct oracle_article *article = &drawn->articles[i];
        must(found[i] == article->found, "“%s” in “%s”, “%s”: %d", text, article->parts[0], article->parts[1],
             found[i]);
        for (int which = 0; which < 2; which++)
            for (size_t at = 0; at < drawn->parts[i][which].len; at++)
                must(marked[drawn->starts[i][which] + at] == article->marked[which][at], "“%s” in “%s” at byte %zu: %d",
                     text, article->parts[which], at, !article->marked[which][at]);
    }
    struct slice raw = slice_make(drawn->issue->text, drawn->issue->text_bytes);
    must(hits.count == 0 || (search_may_match(query, raw) && search_may_match_bytes(query, raw) &&
                             search_may_match_issue(query, drawn->issue->path, "", drawn->issue->date)),
         "“%s” was not foreseen", text);
    search_hits_done(&hits);
    free(marked);
}

/* The oracle has two dates. */
static bool
has_other_date(const char *text)
{
    bool other = false;
    for (const char *at = text; *at != '\0'; at++) {
        size_t digits = strspn(at, "0123456789");
        bool distance = at > text && (at[-1] == '~' || at[-1] == '/'),
             known = digits == 4 && strncmp(at, "203", 3) == 0;
        other |= digits > 0 && distance == known; /* ~2030 is a range */
        at += digits > 0 ? digits - 1 : 0;
    }
    return other;
}

/* Nor has it regular expressions. */
static bool
has_expression(const char *text)
{
    const char *slash = text;
    while ((slash = strchr(slash, '/')) != NULL && slash > text && slash[-1] == 'R')
        slash++;
    return slash != NULL;
}

static void
check_query(const char *text, struct drawn *drawn, int *tallies)
{
    struct search_options options = {.pinyin = PINYIN_SCHEME_NONE};
    struct search_fault fault;
    struct oracle_fault wanted;
    bool usable = oracle_ask(text, YEAR, drawn->articles, ARTICLES, &wanted);
    struct search_query *query = search_query_new(slice_of(text), &options, &fault);
    bool same = (fault.reason != NULL) == wanted.any &&
                (!wanted.any || (fault.incomplete == wanted.incomplete && fault.start_byte == wanted.start &&
                                 fault.end_byte == wanted.end));
    must(same, "“%s”: %s %u to %u (%s), wanted %s %zu to %zu", text, fault.incomplete ? "incomplete" : "wrong",
         fault.start_byte, fault.end_byte, fault.reason != NULL ? fault.reason : "fine",
         !wanted.any         ? "fine"
         : wanted.incomplete ? "incomplete"
                             : "wrong",
         wanted.start, wanted.end);
    must((query != NULL) == usable, "“%s” is %s", text, query != NULL ? "usable" : "nothing");
    if (query != NULL) {
        search_query_expect_raw(query);
        check_hits(text, query, drawn);
    }
    tallies[fault.reason == NULL ? 0 : fault.incomplete ? 1 : 2]++;
    free(fault.reason);
    search_query_free(query);
}

static void
test_random(void **state)
{
    (void)state;
    struct support_chance chance = {2031};
    int queries = support_is_slow() ? 300 : 6000, tallies[3] = {0};
    for (int i = 0; i < queries; i++) {
        struct drawn drawn = {.issue = NULL};
        struct buffer query = {0};
        draw_issue(&drawn, &chance);
        draw_query(&query, &chance, PLAIN_ATOMS, 3);
        for (uint32_t times = support_below(&chance, 2) == 0 ? 0 : 1 + support_below(&chance, 2); times > 0; times--)
            spoil(&query, &chance);
        if (!has_expression(query.at) && !has_other_date(query.at))
            check_query(query.at, &drawn, tallies);
        buffer_done(&query);
        drawn_done(&drawn);
    }
    must(tallies[0] > queries / 3 && tallies[1] > queries / 100 && tallies[2] > queries / 8,
         "%d fine, %d incomplete, %d wrong", tallies[0], tallies[1], tallies[2]);
}

/* Words that overlap: all places of all alternatives are marked, not only of the first. */
static void
test_overlapping(void **state)
{
    (void)state;
    struct support_chance chance = {1998};
    int queries = support_is_slow() ? 200 : 3000, tallies[3] = {0};
    for (int i = 0; i < queries; i++) {
        struct drawn drawn = {.issue = NULL};
        struct buffer query = {0};
        draw_issue(&drawn, &chance);
        draw_query(&query, &chance, ALL_ATOMS, 3);
        if (!has_other_date(query.at))
            check_query(query.at, &drawn, tallies);
        buffer_done(&query);
        drawn_done(&drawn);
    }
    assert_true(tallies[0] > queries / 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_operators),  cmocka_unit_test(test_groups_of_fields),
        cmocka_unit_test(test_near),       cmocka_unit_test(test_near_far),
        cmocka_unit_test(test_beginnings), cmocka_unit_test(test_marks_in_words),

        cmocka_unit_test(test_random),     cmocka_unit_test(test_overlapping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
