/* parser, what becomes of a line that is said to be this or that: sections, kickers, subheads, captions, briefs.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* Recovers a text, a letter of ROLES for each of its lines that says what it is. */
static struct issue *
recover(const char *text, const char *roles)
{
    static const struct {
        char letter;
        uint8_t role;
        bool brief;
    } letters[] = {{'f', ISSUE_FURNITURE, false}, {'k', ISSUE_KICKER, false},  {'H', ISSUE_HEADLINE, false}, {'d', ISSUE_DECK, false},
                   {'y', ISSUE_BYLINE, false},    {'b', ISSUE_BODY, false},    {'B', ISSUE_BODY, true},      {'j', ISSUE_JOINED, false},
                   {'S', ISSUE_SECTION, false},   {'s', ISSUE_SUBHEAD, false}, {'c', ISSUE_CAPTION, false}};
    size_t count = strlen(roles), len = strlen(text);
    struct parser_mend *mends = base_alloc_zero(count, sizeof *mends);
    for (uint32_t i = 0; i < count; i++)
        for (size_t k = 0; k < BASE_COUNT(letters); k++)
            if (letters[k].letter == roles[i])
                mends[i] = (struct parser_mend){i, letters[k].role, letters[k].brief};
    struct issue *issue = parser_recover((struct parser_source){
        .path = "roles.txt", .text = base_strndup(text, len), .bytes = len, .mends = mends, .mend_count = count});
    must(issue->line_count == count, "%zu lines, %zu roles", issue->line_count, count);
    free(mends);
    return issue;
}

/* A line an article: [section]kickers and headline and decks, then the paragraphs with their kinds. */
static char *
outline(const struct issue *issue)
{
    static const char kinds[] = {[ISSUE_KIND_BODY] = 'b',  [ISSUE_KIND_SUBHEAD] = 's', [ISSUE_KIND_CAPTION] = 'c',
                                 [ISSUE_KIND_LIST] = 'l',  [ISSUE_KIND_VERSE] = 'v',   [ISSUE_KIND_TABLE] = 't',
                                 [ISSUE_KIND_CREDIT] = 'r', [ISSUE_KIND_SPEECH] = 'p'};
    struct buffer out = {0};
    for (size_t a = 0; a < issue->article_count; a++) {
        const struct issue_article *article = &issue->articles[a];
        if (article->section_line != ISSUE_NO_LINE) {
            struct slice section = issue_line_text(issue, article->section_line);
            buffer_printf(&out, issue_opens_section(article) ? "[%.*s]" : "(%.*s)", (int)section.len, section.at);
        }
        for (uint32_t i = 0; i < article->head_count; i++) {
            struct slice head = issue_line_text(issue, article->head_lines[i]);
            buffer_printf(&out, "%s%.*s", article->head_lines[i] == article->headline_line ? "!" : "-", (int)head.len, head.at);
        }
        for (uint32_t i = 0; i < article->paragraph_count; i++) {
            char *text = support_paragraph(issue, article->first_paragraph + i);
            buffer_printf(&out, " %c:%s", kinds[issue->paragraphs[article->first_paragraph + i].kind], text);
            free(text);
        }
        buffer_add_byte(&out, '\n');
    }
    buffer_reserve(&out, 0);
    return buffer_take(&out);
}

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
    {"桥修好了\n雨停了。\n短讯\n雨后\n灯换了\n灯亮了。\n", "HbSkHb", "!桥修好了 b:雨停了。\n[短讯]-雨后!灯换了 b:灯亮了。\n"},
    {"桥修好了\n短讯\n灯亮了。\n", "HSb", "!桥修好了\n[短讯] b:灯亮了。\n"},
    /* with nothing below it, it is no article */
    {"短讯\n体育\n鸭子赛跑\n", "SSH", "[体育]!鸭子赛跑\n"},
    {"桥修好了\n雨停了。\n短讯\n", "HbS", "!桥修好了 b:雨停了。\n"},
    {"短讯\n", "S", ""},
    /* briefs */
    {"短讯\n灯亮了。\n雨停了。\n船开了。\n潮退了。\n", "SBBbB", "[短讯] b:灯亮了。\n(短讯) b:雨停了。 b:船开了。\n(短讯) b:潮退了。\n"},
    {"灯亮了。\n雨停了。\n", "BB", " b:灯亮了。\n b:雨停了。\n"},
    /* paragraphs by their kind */
    {"桥修好了\n桥在哪里\n桥在渡口\n上游。\n看守人擦\n灯罩。\n", "Hsbjcj", "!桥修好了 s:桥在哪里 b:桥在渡口上游。 c:看守人擦灯罩。\n"},
    /* nothing above it to go on with */
    {"桥在渡口\n桥修好了\n上游。\n", "jHj", " b:桥在渡口\n!桥修好了 b:上游。\n"},
};

static void
test_roles(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct issue *issue = recover(rows[i].text, rows[i].roles);
        char *got = outline(issue);
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
    struct issue *issue = recover("短讯\n体育\n鸭子赛跑\n鸭子不跑。\n灯会\n", "SSHbS");
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
    struct issue *issue = recover("短讯\n桥修好了\n桥在哪里\n看守人擦灯罩。\n灯换了\n", "SHscH");
    struct buffer json = {0};
    issue_add_json(&json, issue);
    static const char *const wanted[] = {"{\"headline\":\"桥修好了\",\"headline_line\":2,\"section\":\"短讯\",\"kicker\":[]",
                                         "{\"kind\":\"subhead\",\"text\":\"桥在哪里\",\"lines\":[3],\"seams\":[]}",
                                         "{\"kind\":\"caption\",\"text\":\"看守人擦灯罩。\",\"lines\":[4],\"seams\":[]}",
                                         "{\"headline\":\"灯换了\",\"headline_line\":5,\"section\":\"短讯\","};
    for (size_t i = 0; i < BASE_COUNT(wanted); i++)
        must(strstr(json.at, wanted[i]) != NULL, "%s is not in %s", wanted[i], json.at);
    buffer_done(&json);
    issue_free(issue);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_empty_sections),
        cmocka_unit_test(test_json),
    };
    return cmocka_run_group_tests_name("parser, roles", tests, NULL, NULL);
}
