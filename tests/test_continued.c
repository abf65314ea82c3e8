/* parser, stories that go on on another page: which notices are one, which belong together, and what becomes of their lines.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* ---- what must always hold */

/* Each line is in one article's ranges, or the page's before them all; each line of text in one of that article's paragraphs. */
static void
check_lines(const struct issue *issue)
{
    unsigned char *ranges = base_alloc_zero(issue->line_count + 1, 1),
                  *texts = base_alloc_zero(issue->line_count + 1, 1);
    uint32_t paragraphs = 0,
             first = issue->article_count > 0 ? issue->articles[0].first_line : (uint32_t)issue->line_count;
    for (size_t a = 0; a < issue->article_count; a++) {
        const struct issue_article *article = &issue->articles[a];
        uint32_t han = 0, words = 0;
        size_t bytes = 0;
        for (uint32_t r = 0; r <= article->rest_count; r++) {
            struct issue_range range = r == 0 ? (struct issue_range){article->first_line, article->end_line}
                                              : issue->rests[article->first_rest + r - 1];
            must(range.first_line < range.end_line, "lines %u to %u", range.first_line, range.end_line);
            for (uint32_t line = range.first_line; line < range.end_line; line++) {
                ranges[line]++;
                assert_ptr_equal(issue_article_of(issue, line), article);
                size_t offset = issue_article_offset(issue, article, line);
                must(offset >= bytes && offset <= issue_article_bytes(issue, article), "line %u is at byte %zu", line,
                     offset);
                bytes = offset;
            }
        }
        assert_int_equal(article->first_paragraph, paragraphs);
        paragraphs += article->paragraph_count;
        for (uint32_t p = 0; p < article->paragraph_count; p++) {
            const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + p];
            assert_true(issue_role_begins(issue->lines[paragraph->first_line].role));
            for (uint32_t line = paragraph->first_line; line != ISSUE_NO_LINE;
                 line = issue_paragraph_next(issue, paragraph, line)) {
                texts[line]++;
                assert_true(line == paragraph->first_line || issue->lines[line].role == ISSUE_JOINED);
                assert_ptr_equal(issue_article_of(issue, line), article);
                struct text_count count = text_count(issue_line_words(issue, line));
                han += (uint32_t)count.han;
                words += (uint32_t)count.words;
            }
            char *text = support_paragraph(issue, article->first_paragraph + p);
            assert_true((size_t)paragraph->lead_bytes + paragraph->speaker_bytes <= strlen(text));
            free(text);
        }
        must(article->han == han && article->words == words, "%u and %u, not %u Han and %u words: %.*s", article->han,
             article->words, han, words, (int)issue->text_bytes, issue->text);
    }
    assert_int_equal(paragraphs, issue->paragraph_count);
    for (uint32_t line = 0; line < issue->line_count; line++) {
        must(ranges[line] == (line >= first), "line %u is in %u articles", line, ranges[line]);
        must(texts[line] == issue_role_is_text(issue->lines[line].role), "line %u is in %u paragraphs: %.*s", line,
             texts[line], (int)issue->text_bytes, issue->text);
    }
    free(ranges);
    free(texts);
}

/* It can be shown and written. */
static void
check_shown(const struct issue *issue, bool in_order)
{
    struct layout *layout = layout_new();
    struct buffer json = {0};
    for (size_t a = 0; a < issue->article_count; a++) {
        struct layout_cursor cursor =
            layout_seek(layout, issue, &issue->articles[a], layout_width(24), (struct layout_place){0, 0});
        unsigned percent = 0;
        do {
            must(!in_order || layout_percent(&cursor, true) >= percent, "%u then %u per cent", percent,
                 layout_percent(&cursor, true));
            percent = layout_percent(&cursor, true);
        } while (layout_next(&cursor));
        assert_int_equal(percent, 100);
        issue_article_beginning(issue, &issue->articles[a], 100);
    }
    issue_add_json(&json, issue);
    buffer_done(&json);
    layout_free(layout);
}

static void
check(const char *text, const char *roles, const char *wanted)
{
    struct issue *issue = support_recover_roles(text, roles);
    check_lines(issue);
    check_shown(issue, true);
    char *got = support_outline(issue);
    assert_string_equal(got, wanted);
    free(got);
    issue_free(issue);
}

/* ---- notices: a page of two stories, of which the first ends and the last begins with them */

#define JOINED "!灯船换灯泡 b:灯亮了。 b:它是第十二只。\n!桥修好了 b:雨停了。\n"

static void
check_pair(const char *to, const char *from, bool joined)
{
    char text[1000];
    snprintf(text, sizeof text, "灯船换灯泡\n灯亮了。\n%s\n桥修好了\n雨停了。\n灯船换灯泡\n%s\n它是第十二只。\n", to,
             from);
    struct issue *issue = support_recover_roles(text, "HbbHbHbb");
    check_lines(issue);
    must(issue->article_count == (joined ? 2 : 3), "%s, %s: %zu articles", to, from, issue->article_count);
    if (joined) {
        char *got = support_outline(issue);
        assert_string_equal(got, JOINED);
        free(got);
        assert_int_equal(issue->lines[2].role, ISSUE_FURNITURE);
        assert_int_equal(issue->lines[6].role, ISSUE_FURNITURE);
    }
    issue_free(issue);
}

static void
test_notices(void **state)
{
    (void)state;
    static const struct {
        const char *to, *from;
    } pairs[] = {
        {"下转第3版", "上接第1版"},
        {"（下转第3版）", "（上接第1版）"},
        {"(下转第四版)", "(上接第一版)"},
        {"（下转Ａ３版）", "（上接A1版）"},
        {"（下转A03版·要闻）", "（上接A01版）"},
        {"▶下转第十二版", "▲上接第一版"},
        {"下轉第三版", "上接第一版"},
        {"（下轉A3頁）", "（上接A1頁）"},
        {"（紧接第三版）", "（紧接第一版）"},
        {"（下转 第 3 版）", "（上接 第 1 版）"},
        {"（３面に続く）", "（１面から続く）"},
        {"＝3面につづく", "＝1面からつづく"},
        {"Continued on Page 3", "Continued from Page 1"},
        {"(Continued on page three)", "(Continued from Page One)"},
        {"CONTINUED ON PAGE TWO", "CONTINUED FROM PAGE ONE"},
        {"(Continued on page 4, Col. 1)", "(Continued from page 1.)"},
        {"Cont. on p. A4", "Cont'd from p. A1"},
        {"See LAMP, page 4", "LAMP from page 1"},
        {"See Lamp, Page A4", "LAMP, continued from Page A1"},
        {"Please turn to page 4", "FERRY LAMP (continued from page 1)"},
    };
    for (size_t i = 0; i < BASE_COUNT(pairs); i++)
        check_pair(pairs[i].to, pairs[i].from, true);
}

static void
test_no_notices(void **state)
{
    (void)state;
    static const struct {
        const char *to, *from;
    } pairs[] = {
        {"下转第3版", "雨停了。"}, /* one end */
        {"灯亮着。", "上接第1版"},
        {"下转第1版", "上接第1版"},    /* the same page */
        {"下转运河改道", "上接第1版"}, /* no page */
        {"上接第1版", "下转第3版"},
        {"（１面に関連記事）", "（１面から続く）"},
        {"See LAMP, page 4", "BRIDGE from page 1"}, /* another word */
        {"The keeper turned to page 4", "Continued from page 1"},
        {"He continued on foot", "Continued from page 1"},
    };
    for (size_t i = 0; i < BASE_COUNT(pairs); i++)
        check_pair(pairs[i].to, pairs[i].from, false);
}

/* ---- places */

static const struct {
    const char *text, *roles, *wanted;
} rows[] = {
    /* at the end of the text and at its beginning; a cut sentence goes on */
    {"灯船换灯泡\n灯亮了。船工说，（下转第3版）\n桥修好了\n雨停了。\n灯船换灯泡\n（上接第1版）它是第十二只。\n天亮了。\n",
     "HbHbHbb", "!灯船换灯泡 b:灯亮了。船工说，它是第十二只。 b:天亮了。\n!桥修好了 b:雨停了。\n"},
    {"灯船换灯泡\n灯亮了。船工说，\n（下转第3版）\n桥修好了\n雨停了。\n灯船换灯泡（上接第1版）\n它是\n第十二只。\n",
     "HbjHbHbj", "!灯船换灯泡 b:灯亮了。船工说，它是第十二只。\n!桥修好了 b:雨停了。\n"},
    {"Lamp Changed\nThe lamp was\nSee LAMP, page 4\nBridge Mended\nIt rained.\nLAMP from page 1\nchanged by hand.\n",
     "HbbHbHb", "!Lamp Changed b:The lamp was changed by hand.\n!Bridge Mended b:It rained.\n"},
    /* the page's lines, wherever they stand: the second part has no headline, or is not parted from what is above it */
    {"灯船换灯泡\n灯亮了。\n下转第3版\n桥修好了\n雨停了。\n上接第1版\n灯船换灯泡\n它是第十二只。\n", "HbfHbfHb",
     JOINED},
    {"灯船换灯泡\n灯亮了。\n下转第3版\n桥修好了\n雨停了。\n上接第1版\n它是第十二只。\n", "HbfHbfB", JOINED},
    {"灯船换灯泡\n灯亮了。\n下转第3版\n桥修好了\n雨停了。\n上接第1版\n它是第十二只。\n", "HbfHbfb", JOINED},
    {"灯船换灯泡\n灯亮了。\n下转第3版\n桥修好了\n雨停了。\n上接第1版\n灯船换灯泡\n它是第十二只。\n", "HbbHbbHb",
     JOINED},
    {"灯船换灯泡\n灯亮了。\n下转第3版\n桥修好了\n雨停了。\n（上接第1版）它是第十二只。\n", "HbfHbb", JOINED},
    {"灯船换灯泡\n灯亮了。\n下转第3版\n桥修好了\n雨停了。\n灯船换灯泡\n上接第1版\n它是第十二只。\n", "HbfHbHfb",
     JOINED},
    /* the parser's own judgement takes no notice for a headline or a name */
    {"灯船换灯泡\n灯亮了。\n（下转第三版）\n桥修好了\n雨停了。\n（上接第一版）\n灯船换灯泡\n它是第十二只。\n",
     "Hb?Hb?Hb", JOINED},
    /* a headline of its own stands between the parts, unless a sentence goes over it */
    {"灯船换灯泡\n灯亮了。\n下转第3版\n桥修好了\n雨停了。\n会计记账\n上接第1版\n它是第十二只。\n", "HbfHbHfb",
     "!灯船换灯泡 b:灯亮了。 s:会计记账 b:它是第十二只。\n!桥修好了 b:雨停了。\n"},
    {"灯船换灯泡\n灯亮了，\n下转第3版\n桥修好了\n雨停了。\n会计记账\n上接第1版\n它是第十二只。\n", "HbfHbHfb",
     "!灯船换灯泡 b:灯亮了，它是第十二只。\n!桥修好了 b:雨停了。\n"},
    /* pictures and signatures may stand below the notice */
    {"灯船换灯泡\n灯亮了，\n下转第3版\n图为灯船。\n桥修好了\n雨停了。\n上接第1版\n它是第十二只。\n", "HbbcHbfb",
     "!灯船换灯泡 b:灯亮了，它是第十二只。 c:图为灯船。\n!桥修好了 b:雨停了。\n"},
    {"灯船换灯泡\n灯亮了。\n下转第3版\n桥修好了。\n雨停了\n雨停了。\n上接第1版\n它是第十二只。\n", "HbbbHbfb",
     "!灯船换灯泡 b:灯亮了。 b:下转第3版 b:桥修好了。\n!雨停了 b:雨停了。 b:它是第十二只。\n"},
    /* three pages */
    {"灯船换灯泡\n灯亮了，\n下转第2版\n桥修好了\n雨停了。\n灯船换灯泡\n上接第1版\n它是第十二只，\n下转第3版\n鸭子\n鸭子不走。\n灯船换灯泡\n上接第2版\n也是最后一只。\n",
     "HbfHbHfbfHbHfb",
     "!灯船换灯泡 b:灯亮了，它是第十二只， b:也是最后一只。\n!桥修好了 b:雨停了。\n!鸭子 b:鸭子不走。\n"},
    /* a byline of the second part is the story's */
    {"灯船换灯泡\n灯亮了。\n下转第3版\n桥修好了\n雨停了。\n灯船换灯泡\n上接第1版\n它是第十二只。\n记者 韦南洲\n",
     "HbfHbHfby", JOINED},
};

static void
test_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        check(rows[i].text, rows[i].roles, rows[i].wanted);
}

/* ---- which belong together */

static void
test_pages_decide(void **state)
{
    (void)state;
    check(
        "第1版\n灯\n灯亮了。\n下转第3版\n桥\n雨停了。\n下转第2版\n第2版\n上接第1版\n桥稳了。\n第3版\n上接第1版\n灯灭了。\n",
        "fHbfHbffBbffB", "!灯 b:灯亮了。 b:灯灭了。\n!桥 b:雨停了。 b:桥稳了。\n");
}

static void
test_words_decide(void **state)
{
    (void)state;
    /* no page says which it is, but the stories do */
    check(
        "灯船\n灯船换了灯泡。\n下转第3版\n石桥\n石桥换了支座。\n下转第3版\n上接第1版\n石桥支座有十六块。\n上接第1版\n灯船灯泡有十二只。\n",
        "HbfHbffBfB", "!灯船 b:灯船换了灯泡。 b:灯船灯泡有十二只。\n!石桥 b:石桥换了支座。 b:石桥支座有十六块。\n");
    /* nothing says which */
    check("灯\n亮了。\n下转第3版\n桥\n稳了。\n下转第3版\n上接第1版\n雨停了。\n上接第1版\n风停了。\n", "HbfHbffBfB",
          "!灯 b:亮了。\n!桥 b:稳了。\n b:雨停了。\n b:风停了。\n");
}

/* What was joined says so: the lines, the seam, the words; a page that is missing changes nothing. */
static void
test_json(void **state)
{
    (void)state;
    struct issue *issue = support_recover_roles(
        "灯船换灯泡\n灯亮了，（下转第3版）\n桥修好了\n雨停了。\n灯船换灯泡\n（上接第1版）它是第十二只。\n", "HbHbHb");
    struct buffer json = {0};
    issue_add_json(&json, issue);
    must(
        strstr(
            json.at,
            "{\"kind\":\"body\",\"text\":\"灯亮了，它是第十二只。\",\"lines\":[2,6],\"seams\":[{\"at\":4,\"lost\":false}]}") !=
            NULL,
        "%s", json.at);
    assert_int_equal(issue->articles[0].rest_count, 1);
    assert_int_equal(issue->rests[issue->articles[0].first_rest].first_line, 4);
    assert_int_equal(issue->articles[0].han, 9);
    buffer_done(&json);
    issue_free(issue);
}

/* A Markdown heading has marks of its own in front of its words; where a notice is all of these, nothing is hidden. */
static void
test_heading(void **state)
{
    (void)state;
    struct issue *issue = support_recover_roles(
        "灯船换灯泡\n灯亮了，船工在换\n## （下转第3版）\n桥修好了\n雨停了。\n灯船换灯泡\n（上接第1版）它是第十二只。\n",
        "HbsHbHb");
    assert_int_equal(issue->articles[0].rest_count, 1);
    assert_int_equal(issue_line_words(issue, 2).len, strlen("（下转第3版）"));
    issue_free(issue);
}

/* ---- by chance */

static void
test_random_pages(void **state)
{
    (void)state;
    static const char *const lines[] = {"灯船换灯泡",
                                        "灯亮了，船工说",
                                        "它是第十二只。",
                                        "下转第3版",
                                        "（上接第1版）",
                                        "上接第2版",
                                        "（下转第2版）",
                                        "桥（上接第1版）",
                                        "灯亮了，（下转第2版）",
                                        "（上接第1版）桥修好了。",
                                        "图为灯船。",
                                        "第2版",
                                        "第3版",
                                        "（紧接第3版）",
                                        "LAMP from page 1",
                                        "See LAMP, page 2",
                                        "",
                                        "本报讯（记者 韦南洲）雨停了。",
                                        "记者：雨停了吗？",
                                        "本报讯（下转第三版）"};
    static const char letters[] = "HkdybbBjjjSscf????";
    struct support_chance chance = {12};
    for (int round = support_is_slow() ? 3000 : 0; round < 4000; round++) {
        struct buffer text = {0};
        char roles[40] = "";
        size_t count = 1 + support_below(&chance, (uint32_t)sizeof roles - 2);
        for (size_t i = 0; i < count; i++) {
            buffer_printf(&text, "%s\n", lines[support_below(&chance, BASE_COUNT(lines))]);
            roles[i] = letters[support_below(&chance, sizeof letters - 1)];
        }
        struct issue *issue = support_recover_roles(text.at, roles);
        check_lines(issue);
        check_shown(issue, false); /* a deck may stand anywhere */
        issue_free(issue);
        buffer_done(&text);
    }
}

/* As many notices as there are lines take no time that grows with their square. */
static void
test_many_notices(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (unsigned i = 0; i < 20000; i++)
        buffer_printf(&text, "第%u盏灯\n\n　　灯亮了，它是第%u盏。\n\n　　（下转第%u版）\n\n　　（上接第%u版）\n\n", i,
                      i, i % 7 + 1, i % 5 + 1);
    struct issue *issue = support_recover("many.txt", buffer_slice(&text));
    assert_true(issue->article_count > 1);
    check_lines(issue);
    issue_free(issue);
    buffer_done(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notices), cmocka_unit_test(test_heading),      cmocka_unit_test(test_no_notices),
        cmocka_unit_test(test_places),  cmocka_unit_test(test_pages_decide), cmocka_unit_test(test_words_decide),
        cmocka_unit_test(test_json),    cmocka_unit_test(test_random_pages), cmocka_unit_test(test_many_notices),
    };
    return cmocka_run_group_tests_name("parser, stories that go on", tests, NULL, NULL);
}
