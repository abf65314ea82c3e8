/* parser, what becomes of a line that is said to be this or that: sections, kickers, subheads, captions, briefs.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include <stdlib.h>

static const struct {
    const char *text, *roles, *wanted;
} rows[] = {
    /* what stands above a headline belongs to it */
    {"雨后\n桥修好了\n一杯水没洒\n雨停了。\n", "kHdb", "-雨后!桥修好了-一杯水没洒 b:雨停了。\n"},
    {"灯换了\n灯亮了。\n雨后\n桥修好了\n雨停了。\n", "HbkHb", "!灯换了 b:灯亮了。\n-雨后!桥修好了 b:雨停了。\n"},
    {"灯换了\n雨后\n桥修好了\n", "HkH", "!灯换了\n-雨后!桥修好了\n"},
    {"灯换了\n桥修好了\n", "HH", "!灯换了\n!桥修好了\n"},
    /* more of it than there is room for is text; the headline always has room */
    {"一\n二\n三\n四\n五\n六\n桥修好了\n雨停了。\n", "kkkkkkHb", "-一-二-三-四-五 b:六\n!桥修好了 b:雨停了。\n"},
    {"灯换了\n灯亮了。\n一\n二\n三\n四\n五\n桥修好了\n", "HbkkkkkH", "!灯换了 b:灯亮了。\n-一-二-三-四-五!桥修好了\n"},
    {"桥修好了\n一\n二\n三\n四\n五\n六\n", "Hdddddd", "!桥修好了-一-二-三-四-五 b:六\n"},
    /* a section holds until the next */
    {"渡口短讯\n灯换了\n灯亮了。\n桥修好了\n雨停了。\n体育\n鸭子赛跑\n鸭子不跑。\n", "SHbHbSHb",
     "[渡口短讯]!灯换了 b:灯亮了。\n(渡口短讯)!桥修好了 b:雨停了。\n[体育]!鸭子赛跑 b:鸭子不跑。\n"},
    {"桥修好了\n雨停了。\n短讯\n雨后\n灯换了\n灯亮了。\n", "HbSkHb",
     "!桥修好了 b:雨停了。\n[短讯]-雨后!灯换了 b:灯亮了。\n"},
    {"桥修好了\n短讯\n灯亮了。\n", "HSb", "!桥修好了\n[短讯] b:灯亮了。\n"},
    /* with nothing below it, it is no article */
    {"短讯\n体育\n鸭子赛跑\n", "SSH", "[体育]!鸭子赛跑\n"},
    {"桥修好了\n雨停了。\n短讯\n", "HbS", "!桥修好了 b:雨停了。\n"},
    {"短讯\n", "S", ""},
    /* briefs */
    {"短讯\n灯亮了。\n雨停了。\n船开了。\n潮退了。\n", "SBBbB",
     "[短讯] b:灯亮了。\n(短讯) b:雨停了。 b:船开了。\n(短讯) b:潮退了。\n"},
    {"灯亮了。\n雨停了。\n", "BB", " b:灯亮了。\n b:雨停了。\n"},
    /* paragraphs by their kind */
    {"桥修好了\n桥在哪里\n桥在渡口\n上游。\n看守人擦\n灯罩。\n", "Hsbjcj",
     "!桥修好了 s:桥在哪里 b:桥在渡口上游。 c:看守人擦灯罩。\n"},
    /* nothing above it to go on with */
    {"桥在渡口\n桥修好了\n上游。\n", "jHj", " b:桥在渡口\n!桥修好了 b:上游。\n"},
};

static void
test_roles(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct issue *issue = support_recover_roles(rows[i].text, rows[i].roles);
        char *got = support_outline(issue);
        assert_string_equal(got, rows[i].wanted);
        free(got);
        issue_free(issue);
    }
}

/* An empty section is the page's. */
static void
test_empty_sections(void **state)
{
    (void)state;
    struct issue *issue = support_recover_roles("短讯\n体育\n鸭子赛跑\n鸭子不跑。\n灯会\n", "SSHbS");
    assert_int_equal(issue->lines[0].role, ISSUE_FURNITURE);
    assert_int_equal(issue->lines[1].role, ISSUE_SECTION);
    assert_int_equal(issue->lines[4].role, ISSUE_FURNITURE);
    assert_int_equal(issue->article_count, 1);
    assert_int_equal(issue->articles[0].first_line, 0);
    assert_int_equal(issue->articles[0].end_line, 5);
    issue_free(issue);
}

static void
test_json(void **state)
{
    (void)state;
    struct issue *issue = support_recover_roles("短讯\n桥修好了\n桥在哪里\n看守人擦灯罩。\n灯换了\n", "SHscH");
    struct buffer json = {0};
    issue_add_json(&json, issue);
    static const char *const wanted[] = {
        "{\"headline\":\"桥修好了\",\"headline_line\":2,\"section\":\"短讯\",\"kicker\":[]",
        "{\"kind\":\"subhead\",\"text\":\"桥在哪里\",\"lines\":[3],\"seams\":[]}",
        "{\"kind\":\"caption\",\"text\":\"看守人擦灯罩。\",\"lines\":[4],\"seams\":[]}",
        "{\"headline\":\"灯换了\",\"headline_line\":5,\"section\":\"短讯\","};
    for (size_t i = 0; i < BASE_COUNT(wanted); i++)
        must(strstr(json.at, wanted[i]) != NULL, "%s is not in %s", wanted[i], json.at);
    buffer_done(&json);
    issue_free(issue);
}

/* 央视网消息（新闻联播）： alone between a section's head and a headline is no article; with text below it is one. */
static void
test_bare_dateline(void **state)
{
    (void)state;
    struct issue *issue =
        support_recover_roles("国内快讯\n本报讯（渡口晚报）：\n渡口的灯换了\n昨夜灯换了，鸭子没有看见。\n", "SBHb");
    assert_int_equal(issue->article_count, 1);
    assert_int_equal(issue->lines[1].role, ISSUE_FURNITURE);
    assert_int_equal(issue->articles[0].headline_line, 2);
    assert_int_equal(issue->articles[0].section_line, 0);
    assert_int_equal(issue->articles[0].paragraph_count, 1);
    issue_free(issue);
    issue = support_recover_roles(
        "国内快讯\n本报讯（渡口晚报）：昨夜灯换了。\n渡口的灯换了\n昨夜灯换了，鸭子没有看见。\n", "SBHb");
    assert_int_equal(issue->article_count, 2);
    assert_int_equal(issue->lines[1].role, ISSUE_BODY);
    issue_free(issue);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bare_dateline),
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_empty_sections),
        cmocka_unit_test(test_json),
    };
    return cmocka_run_group_tests_name("parser, roles", tests, NULL, NULL);
}
