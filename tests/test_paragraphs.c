/* parser, kinds of paragraphs: lists, captions, signatures, verse and tables, and what only looks like them.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"

#include <stdlib.h>

static const char start[] = "灯船换了灯泡\n\n　　昨夜，灯船换上第十二只灯泡，全镇的人都出门来看，天亮才散。\n\n";

/* Recovers START and TEXT; the kinds of the paragraphs after the first, a letter each. */
static char *
kinds_of(const char *text)
{
    static const char letters[] = {[ISSUE_KIND_BODY] = 'b',  [ISSUE_KIND_SUBHEAD] = 's', [ISSUE_KIND_CAPTION] = 'c',
                                   [ISSUE_KIND_LIST] = 'l',  [ISSUE_KIND_VERSE] = 'v',   [ISSUE_KIND_TABLE] = 't',
                                   [ISSUE_KIND_CREDIT] = 'r'};
    struct buffer whole = {0}, kinds = {0};
    buffer_add_text(&whole, start);
    buffer_add_text(&whole, text);
    struct issue *issue = support_recover("paragraphs.txt", buffer_slice(&whole));
    must(issue->article_count == 1, "%zu articles: %s", issue->article_count, text);
    const struct issue_article *article = &issue->articles[0];
    assert_int_equal(article->first_paragraph, 0);
    assert_int_equal(article->paragraph_count, issue->paragraph_count);
    for (size_t i = 1; i < issue->paragraph_count; i++)
        buffer_add_byte(&kinds, letters[issue->paragraphs[i].kind]);
    /* every line is in just one place still */
    uint32_t next = issue->paragraphs[0].first_line;
    for (size_t i = 0; i < issue->paragraph_count; i++) {
        must(issue->paragraphs[i].first_line >= next, "paragraph %zu begins within the one before", i);
        next = issue->paragraphs[i].end_line;
    }
    buffer_reserve(&kinds, 0);
    buffer_done(&whole);
    issue_free(issue);
    return buffer_take(&kinds);
}

static const struct {
    const char *text, *kinds;
} rows[] = {
    /* signatures: the last paragraph, in brackets; a name alone is a byline */
    {"　　灯泡是码头老会计送的。\n\n　　(渡口镇文化站供稿)\n", "br"},
    {"　　（渡口镇文化站供稿）\n\n　　灯泡是码头老会计送的。\n", "bb"},
    {"　　灯泡是码头老会计送的。\n\n　　（灯泡的价钱，谁也不肯说。）\n", "bb"},
    {"　　灯泡是码头老会计送的。\n\n　　（灯船上有十几人，12人会水）\n", "bb"},
    {"　　灯泡是码头老会计送的。\n\n　　（一）（二）\n", "bb"},
    /* captions */
    {"　　图为灯船上的看守人在擦灯罩。\n\n　　灯泡是码头老会计送的。\n", "cb"},
    {"　　看守人在擦灯罩。（韦南洲摄）\n\n　　灯泡是码头老会计送的。\n", "cb"},
    {"　　灯泡是码头老会计送的。\n\n　　（照片：韦南洲摄）\n", "bc"},
    {"　　他说，摄影是他一辈子的爱好。\n", "b"},
    /* lists: by digits, circled numbers and bullets; not by 一、 and （一） */
    {"　　1. 换灯泡的人要会游泳。\n\n　　2. 看灯的人要会点灯。\n", "ll"},
    {"　　① 换灯泡的人要会游泳。\n\n　　● 看灯的人要会点灯。\n", "ll"},
    {"　　（1）换灯泡的人要会游泳。\n\n　　（2）看灯的人要会点灯。\n", "ll"},
    {"　　一、换灯泡的人要会游泳。\n\n　　（二）看灯的人要会点灯。\n", "bb"},
    {"　　2、图为看守人在擦灯罩。（韦南洲摄）\n", "c"},
    /* verse: four short lines, a line each */
    {"　　潮水退到桥下\n　　灯船还亮着\n　　等一个忘了路的人\n　　等到天亮\n", "vvvv"},
    {"　　潮水退到桥下\n　　灯船还亮着\n　　等到天亮\n", "bbb"},
    {"　　会点灯的人；\n　　会游泳的人；\n　　会看潮的人；\n　　会记账的人；\n", "bbbb"},
    {"　　会点灯的有3人\n　　会游泳的有5人\n　　会看潮的有2人\n　　会记账的有1人\n", "bbbb"},
    /* tables: three rows of as many cells */
    {"　　船名\t吨位\t船长\n　　灯船\t12\t韦南洲\n　　渡船\t30\t容与\n", "t"},
    {"　　船名  吨位  船长\n　　灯船  12  韦南洲\n　　渡船  30  容与\n\n　　数字来自渡口。\n", "tb"},
    {"　　船名\t吨位\n　　灯船\t12\n\n　　数字来自渡口。\n", "bbb"},
    {"　　船名\t吨位\n　　灯船\t12\t韦南洲\n　　渡船\t30\n", "bbb"},
};

static void
test_kinds(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        char *kinds = kinds_of(rows[i].text);
        must(strcmp(kinds, rows[i].kinds) == 0, "%s, not %s: %s", kinds, rows[i].kinds, rows[i].text);
        free(kinds);
    }
}

/* Rows of a table are one paragraph, whose text has a line end between them, and so has JSON's. */
static void
test_table_text(void **state)
{
    (void)state;
    struct buffer whole = {0}, scratch = {0}, json = {0};
    buffer_add_text(&whole, start);
    buffer_add_text(&whole, "　　船名\t吨位\n　　灯船\t12\n　　渡船\t30\n");
    struct issue *issue = support_recover("table.txt", buffer_slice(&whole));
    const struct issue_paragraph *table = &issue->paragraphs[issue->paragraph_count - 1];
    assert_int_equal(table->kind, ISSUE_KIND_TABLE);
    struct slice text = issue_paragraph_text(issue, table, &scratch);
    assert_true(slice_equal(text, slice_of("船名\t吨位\n灯船\t12\n渡船\t30")));
    issue_add_json(&json, issue);
    assert_non_null(strstr(json.at, "\"kind\":\"table\",\"text\":\"船名\\u0009吨位\\u000A灯船\\u000912\\u000A渡船\\u000930\",\"lines\":[5,6,7]"));
    issue_free(issue);
    buffer_done(&json);
    buffer_done(&scratch);
    buffer_done(&whole);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_table_text),
    };
    return cmocka_run_group_tests_name("parser, kinds of paragraphs", tests, NULL, NULL);
}
