/* parser, kinds of paragraphs: lists, captions, signatures, verse, tables and interviews, and what only looks like them.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"

#include <stdlib.h>

static const char start[] = "灯船换了灯泡\n\n　　昨夜，灯船换上第十二只灯泡，全镇的人都出门来看，天亮才散。\n\n"
                            "　　换灯泡的船工说，新灯泡比旧的亮三倍，看灯的人站在岸上就能看书。\n\n"
                            "　　旧灯泡没有扔掉，会计把它们一只一只包好，收在渡口的柜子里。\n\n";
enum { START_PARAGRAPHS = 3 };

/* Recovers START and TEXT; the kinds of TEXT's paragraphs, a letter each. */
static char *
kinds_of(const char *text)
{
    static const char letters[] = {
        [ISSUE_KIND_BODY] = 'b',  [ISSUE_KIND_SUBHEAD] = 's', [ISSUE_KIND_CAPTION] = 'c', [ISSUE_KIND_LIST] = 'l',
        [ISSUE_KIND_VERSE] = 'v', [ISSUE_KIND_TABLE] = 't',   [ISSUE_KIND_CREDIT] = 'r',  [ISSUE_KIND_SPEECH] = 'p',
        [ISSUE_KIND_CODE] = 'd',  [ISSUE_KIND_FOOTNOTE] = 'f'};
    struct buffer whole = {0}, kinds = {0};
    buffer_add_text(&whole, start);
    buffer_add_text(&whole, text);
    struct issue *issue = support_recover("paragraphs.txt", buffer_slice(&whole));
    must(issue->article_count == 1, "%zu articles: %s", issue->article_count, text);
    const struct issue_article *article = &issue->articles[0];
    assert_int_equal(article->first_paragraph, 0);
    assert_int_equal(article->paragraph_count, issue->paragraph_count);
    for (size_t i = START_PARAGRAPHS; i < issue->paragraph_count; i++)
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
    {"　　２、图为看守人在擦灯罩。（韦南洲摄）\n", "c"},
    {"　　右圖為看燈人。（韋南洲攝）\n\n　　燈泡是老會計送的。\n", "cb"},
    {"　　上图书馆看书的人多了。\n", "b"},
    {"　　看守人在擦灯罩。（泥河晚报资料图）\n\n　　（照片由渡口镇文化站提供照片）\n", "cc"},
    {"　　看守人在擦灯罩。（韦南洲摄）（传真）\n", "c"},
    {"　　换灯泡的人要会游泳（见图）\n\n　　本版有图。（附图片2张）\n", "bb"},
    {"　　【写真】灯台の守り人。\n\n　　灯台の守り人＝韋南洲撮影\n\n　　守り人は写真が好きだと言った。\n", "ccb"},
    {"　　Photo by A. N. Ferrier\n\n　　The keeper wipes the lamp. (Photo: N. Ferrier)\n\n　　He has had his photo taken.\n",
     "ccb"},
    /* a signature has only pictures below it; a dateline may have digits */
    {"　　灯泡是码头老会计送的。\n\n　　（渡口镇文化站供稿）\n\n　　图为灯船。\n", "brc"},
    {"　　灯泡是码头老会计送的。\n\n　　（渡口社3月1日电）\n", "br"},
    /* verse: four short lines, a line each */
    {"　　潮水退到桥下\n　　灯船还亮着\n　　等一个忘了路的人\n　　等到天亮\n", "vvvv"},
    {"　　潮水退到桥下\n　　灯船还亮着\n　　等到天亮\n", "bbb"},
    {"　　会点灯的人；\n　　会游泳的人；\n　　会看潮的人；\n　　会记账的人；\n", "bbbb"},
    {"　　会点灯的有3人\n　　会游泳的有5人\n　　会看潮的有2人\n　　会记账的有1人\n", "bbbb"},
    {"　　渡し場の灯がかわった\n　　鴨はまだ帰らない\n　　潮がひいて\n　　舟が鳴る\n", "vvvv"},
    {"　　The lamp went out, the ferry slept,\n　　The river kept its tune;\n　　The keeper counted ducks and wept\n　　For all who left too soon.\n",
     "vvvv"},
    {"　　The Ferry House on Water Lane\n　　The Lamp and Anchor, Quay Street\n　　The Keeper and His Ducks\n　　The Old Toll Bridge\n",
     "bbbb"},
    /* tables: three rows of as many cells */
    {"　　船名\t吨位\t船长\n　　灯船\t12\t韦南洲\n　　渡船\t30\t容与\n", "t"},
    {"　　船名  吨位  船长\n　　灯船  12  韦南洲\n　　渡船  30  容与\n\n　　数字来自渡口。\n", "tb"},
    {"　　船名\t吨位\n　　灯船\t12\n\n　　数字来自渡口。\n", "bbb"},
    {"　　船名\t吨位\n　　灯船\t12\t韦南洲\n　　渡船\t30\n", "bbb"},
    {"　　船名　吨位　船长\n　　灯船　12　韦南洲\n　　渡船　30　容与\n", "t"},
    {"　　船名\t吨位\n\n　　灯船\t12\n\n　　渡船\t30\n", "t"},
    {"　　船名  吨位\n\n　　灯船  12\n\n　　渡船  30\n", "bbb"},
    /* two columns of words may be a couplet */
    {"　　潮水退到桥下　灯船还亮着\n　　等一个忘路人　等到天亮了\n　　鸭子还不肯走　船也开远了\n", "bbb"},
    /* single blanks are enough where columns are numbers */
    {"　　球队 赛 胜 分\n　　泥河队 12 8 27\n　　渡口队 12 7 25\n　　鸭子队 12 1 5\n", "t"},
    {"　　The lamp is old\n　　The duck is loud\n　　The keeper sleeps now\n", "bbb"},
    /* a number and its item are no two cells */
    {"　　（一）\t承办：渡口镇文化站\n　　（二）\t地址：渡口镇桥头\n　　（三）\t电话：没有\n", "lll"},
    /* interviews */
    {"　　记者：灯什么时候换？\n\n　　韦南洲：昨夜换的。\n\n　　记者：换了几只？\n\n　　韦南洲：一只。它是第十二只。\n",
     "pppp"},
    {"　　记者：灯什么时候换？\n\n　　韦南洲：昨夜换的。\n", "pp"},
    {"　　记者：灯是昨夜换的。\n\n　　他说：“是一只。”\n", "bb"},
    {"　　問：燈什麼時候換？\n\n　　答：昨夜換的。\n\n　　老會計也在場。\n\n　　問：換了幾隻？\n\n　　答：一隻。\n",
     "ppbpp"},
    {"　　韦南洲：你买灯泡了吗？\n\n　　容与：买了。\n\n　　韦南洲：几只？\n\n　　容与：一只。\n", "pppp"},
    {"　　时间：3月1日。\n\n　　地点：渡口。\n\n　　时间：3月2日。\n\n　　地点：桥头。\n", "bbbb"},
    {"　　开头：灯亮了。\n\n　　结尾：灯灭了。\n\n　　开头：船开了。\n\n　　结尾：船停了。\n", "bbbb"},
    {"　　——灯はいつ換えましたか。\n\n　　「ゆうべです」\n\n　　——いくつですか。\n\n　　「一つだけです」\n", "pbpb"},
    {"　　Q: When was the lamp changed?\n\n　　A: Last night.\n\n　　Q. How many of them?\n\n　　A. Just the one.\n",
     "pppp"},
    {"　　MARLOW: Did you buy the lamp?\n\n　　WEIR: I did.\n\n　　MARLOW: How many?\n\n　　WEIR: Just the one.\n",
     "pppp"},
    {"　　NOTE: The lamp is old.\n\n　　NOTE: The duck is loud.\n", "bb"},
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
    assert_non_null(strstr(
        json.at,
        "\"kind\":\"table\",\"text\":\"船名\\u0009吨位\\u000A灯船\\u000912\\u000A渡船\\u000930\",\"lines\":[9,10,11]"));
    issue_free(issue);
    buffer_done(&json);
    buffer_done(&scratch);
    buffer_done(&whole);
}

/* Who speaks: with the colon and the blanks on the screen, without in JSON. */
static void
test_speakers(void **state)
{
    (void)state;
    struct buffer whole = {0}, json = {0};
    buffer_add_text(&whole, start);
    buffer_add_text(&whole,
                    "　　记者 ： 灯什么时候换？\n\n　　Q. 韦：是吗？\n\n　　韦南洲:昨夜。\n\n　　记者：几只？\n");
    struct issue *issue = support_recover("speech.txt", buffer_slice(&whole));
    static const char *const wanted[] = {"", "", "", "记者 ： ", "Q. ", "韦南洲:", "记者："};
    assert_int_equal(issue->paragraph_count, BASE_COUNT(wanted));
    for (size_t i = 0; i < BASE_COUNT(wanted); i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[i];
        assert_text(slice_make(issue_line_text(issue, paragraph->first_line).at, paragraph->speaker_bytes), wanted[i]);
    }
    issue_add_json(&json, issue);
    assert_non_null(
        strstr(json.at, "{\"kind\":\"speech\",\"text\":\"记者 ： 灯什么时候换？\",\"speaker\":\"记者\",\"lines\":[9]"));
    assert_non_null(strstr(json.at, "\"speaker\":\"Q\""));
    issue_free(issue);
    buffer_done(&json);
    buffer_done(&whole);
}

/* What most articles end with is a signature. */
static void
test_wire(void **state)
{
    (void)state;
    static const char *const ends[] = {"Ferry Wire", "FERRY WIRE", "Ferry wire"};
    static const char *const others[] = {"The duck slept.", "The keeper slept.", "The river slept.", "The town slept."};
    for (size_t signed_count = 1; signed_count < 4; signed_count++) {
        struct buffer whole = {0};
        for (size_t i = 0; i < 4; i++)
            buffer_printf(
                &whole,
                "Ferry Keeper Changes Lamp Number %zu\n\n  The lamp was changed last night, and all the town came out to look at it.\n\n  %s\n\n",
                i, i < signed_count ? ends[i] : others[i]);
        struct issue *issue = support_recover("wire.txt", buffer_slice(&whole));
        assert_int_equal(issue->article_count, 4);
        for (size_t i = 0; i < 4; i++)
            assert_int_equal(issue->paragraphs[2 * i + 1].kind,
                             signed_count == 3 && i < 3 ? ISSUE_KIND_CREDIT : ISSUE_KIND_BODY);
        issue_free(issue);
        buffer_done(&whole);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_table_text),
        cmocka_unit_test(test_speakers),
        cmocka_unit_test(test_wire),
    };
    return cmocka_run_group_tests_name("parser, kinds of paragraphs", tests, NULL, NULL);
}
