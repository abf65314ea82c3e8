/* parser, what stands beside a text and heads nothing: links, notes, labels, hours, days, pleas, questions; and what the line below
 * says again, which is a headline.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"

#include "parser/judge/judge.h"

#include <stdlib.h>

static const struct {
    const char *line;
    uint8_t block;
} asides[] = {
    /* what to press for more, and where it is */
    {"渡し場の公式ページはこちら", BLOCK_TEXT},
    {"「Y.M.」の詳細はコチラ！", BLOCK_TEXT},
    {"点击查看", BLOCK_TEXT},
    {"更多船期點擊這裡", BLOCK_TEXT},
    {"나루터 누리집 바로가기", BLOCK_TEXT},
    {"Click here to book a table", BLOCK_TEXT},
    {"渡口官网：http://ferry.example/boats", BLOCK_TEXT},
    {"公式サイト→ https://watashi.example/", BLOCK_TEXT},
    /* notes, what is attached, what the reader is asked to do */
    {"※お一人様四枚まで", BLOCK_TEXT},
    {"附「渡船收費標準」", BLOCK_TEXT},
    {"附件：渡口故事徵集計畫", BLOCK_TEXT},
    {"ぜひご利用ください！", BLOCK_TEXT},
    {"皆様のご来場をお待ちしております！", BLOCK_TEXT},
    {"敬请关注", BLOCK_TEXT},
    /* data */
    {"放送日時：2033年12月20日（日）18:15～", BLOCK_LIST},
    {"總機構所在地：青嵐縣石橋鎮三民路8號", BLOCK_LIST},
    {"时间：5月3日上午九时", BLOCK_LIST},
    {"Venue: Lock House, Marlow", BLOCK_LIST},
    {"【第一期受付】 5月10日（火）10：00 ～ 5月12日（木）18：00", BLOCK_LIST},
    {"视频：电动船试航　来源：渡口电视台", BLOCK_CAPTION},
    /* none of these */
    {"点击渡口新地图 十万人一日看遍", BLOCK_NONE},
    {"附小学生种下百棵树", BLOCK_NONE},
    {"客户点击进入渡口的人多了两成。", BLOCK_NONE},
    {"5月10日10：00起渡口改走夏季时刻", BLOCK_NONE},
    {"时间都去哪儿了", BLOCK_NONE},
    {"时间：2035-10-30 08:05　来源：汀洲在线　作者：汀洲融媒", BLOCK_NONE},
    {"视频：电动船今天下水", BLOCK_NONE},
    {"渡口新规：早班提前到五点半", BLOCK_NONE},
    {"#3 Harrow Beats #1 Marlow in Boat Race", BLOCK_NONE},
    {"请您上船时穿好救生衣", BLOCK_NONE},
};

static const char prose[] = "　　渡口昨天换上了三根新缆绳，每根长六十米。旧缆绳用了九年，再不换就要断了。";

/* The shapes of TEXT; the caller frees them, and ISSUE. */
static struct shape *
shapes_of(struct slice text, struct issue **issue, size_t *count)
{
    *issue = support_recover("asides.txt", text);
    return evidence_gather(*issue, 0, (uint32_t)(*issue)->line_count, count);
}

static void
test_asides(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(asides); i++) {
        struct buffer whole = {0};
        struct issue *issue;
        size_t count;
        buffer_printf(&whole, "%s\n\n%s\n\n%s\n", prose, asides[i].line, prose);
        struct shape *shapes = shapes_of(buffer_slice(&whole), &issue, &count);
        must(count == 3 && shapes[1].block == asides[i].block, "block %d, not %d: %s", shapes[1].block, asides[i].block,
             asides[i].line);
        must(shapes[0].block == BLOCK_NONE && shapes[2].block == BLOCK_NONE, "beside: %s", asides[i].line);
        free(shapes);
        issue_free(issue);
        buffer_done(&whole);
    }
}

/* In a printed column, a line may be the end of the one above, whatever it looks like. */
static void
test_printed(void **state)
{
    (void)state;
    struct issue *issue;
    size_t count;
    struct shape *shapes =
        shapes_of(slice_of("渡口的人说，要看船期的人可以在岸边的木牌上\n点击查看\n"), &issue, &count);
    must(count == 2 && shapes[1].block == BLOCK_NONE, "block %d", shapes[1].block);
    free(shapes);
    issue_free(issue);
}

/* Rows with a day each, three or more of one build, with blank lines between them or none. */
static void
test_rows(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t rows;
    } texts[] = {
        {"5月1日（周日）北岸戏班：《渡船记》\n5月2日（周一）石桥乡剧团：《水位线》\n5月5日（周四）听汐茶馆：《一碗茶》\n",
         3},
        {"10月22日（木）＜群馬＞渡し場ホール\n\n10月28日（水）＜福岡＞石橋公会堂\n\n11月5日（木）＜愛知＞茶屋の二階\n",
         3},
        {"5月1日（周日）北岸戏班：《渡船记》\n\n5月2日（周一）石桥乡剧团：《水位线》\n", 0},
        {"5月1日（周日）＜北岸＞渡船记\n\n5月2日（周一）＜石桥＞水位线\n\n5月4日(周三)19:00起渡口改走夏季时刻\n", 0},
        {"#163 渡口故事前半\n\n#164 渡口故事后半\n", 2},
        {"♯227「秋の渡し場」\n\n♯240「冬の渡し場、灯がともる」\n", 2},
    };
    for (size_t i = 0; i < BASE_COUNT(texts); i++) {
        struct issue *issue;
        size_t count, rows = 0;
        struct shape *shapes = shapes_of(slice_of(texts[i].text), &issue, &count);
        for (size_t k = 0; k < count; k++)
            rows += shapes[k].block == BLOCK_LIST;
        must(rows == texts[i].rows, "%zu rows: %s", rows, texts[i].text);
        free(shapes);
        issue_free(issue);
    }
}

static void
test_noted(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        bool noted;
    } lines[] = {
        {"（抽选结果5月20日（周五）以后公布）", true},
        {"（本报芦汀4月15日电）", true},
        {"＜フリーエリアに関して＞", true},
        {"<注意事项>", true},
        {"(see page 3)", true},
        {"（上）渡口的灯（下）", false},
        {"（渡口）换灯", false},
        {"＜次回予告＞渡し場の灯", false},
        {"【渡口换灯】", false},
        {"（渡口换灯", false},
        {"）（", false},
    };
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        struct issue *issue;
        size_t count;
        struct shape *shapes = shapes_of(slice_of(lines[i].line), &issue, &count);
        must(count == 1 && shapes[0].noted == lines[i].noted, "%s", lines[i].line);
        free(shapes);
        issue_free(issue);
    }
}

static void
test_restates(void **state)
{
    (void)state;
    static const struct {
        const char *line, *other;
        bool restates;
    } pairs[] = {
        {"芦汀小学办起木船博物馆", "芦汀小学办起木船博物馆，昨天第一次向村民开放。", true},
        {"芦汀小学办起木船博物馆", "昨天，芦汀小学办起了木船博物馆，第一次向村民开放。", true},
        {"新しい渡し船の切符売り場がオープン！", "新しい渡し船の切符売り場が、北岸にオープンしました！", true},
        {"Harrow Ferry to Run on Sundays", "Harrow ferry to run on Sundays from May, the board said.", true},
        {"芦汀小学办起木船博物馆", "石桥乡新修的三座水文站昨天通水，每座站能记下水位。", false},
        {"Harrow Ferry to Run on Sundays", "The school band played on the bridge on Friday evening.", false},
        {"船来了", "船来了。", false}, /* too short to say so */
        {"", "", false},
    };
    for (size_t i = 0; i < BASE_COUNT(pairs); i++) {
        struct slice line = slice_of(pairs[i].line), other = slice_of(pairs[i].other);
        must(line_restates(line, other) == pairs[i].restates && line_restates(other, line) == pairs[i].restates, "%s",
             pairs[i].line);
    }
}

/* Shares of the classes know nothing: what is certain by hand decides, in a page of four long paragraphs. */
static bool
rule_at(bool (*rule)(const struct norms *, size_t), const char *text, size_t line)
{
    struct issue *issue;
    struct norms norms;
    struct seen seen;
    size_t count;
    struct shape *shapes = shapes_of(slice_of(text), &issue, &count);
    seen_measure(shapes, count, &seen);
    norms_init(&norms, shapes, count);
    must(line < count, "%zu lines: %s", count, text);
    bool says = rule(&norms, line);
    norms_done(&norms);
    seen_done(&seen);
    free(shapes);
    issue_free(issue);
    return says;
}

static void
test_rules(void **state)
{
    (void)state;
    const char *again = "灯修好了。\n\n芦汀小学办起木船博物馆\n\n芦汀小学办起木船博物馆，昨天第一次向村民开放。\n";
    const char *late =
        "灯修好了。\n\n芦汀小学办起木船博物馆\n\n"
        "三年前的春天，一条旧船漂到了石桥下面，谁也不认得它，后来有人想起了它的主人，把它拖回岸边，又修了三个月。于是芦汀小学办起木船博物馆。\n";
    const char *deck =
        "渡口边上又有了新去处\n\n芦汀小学办起木船博物馆\n\n芦汀小学办起木船博物馆，昨天第一次向村民开放。\n";
    assert_true(rule_at(rules_restated, again, 1));
    assert_true(rule_at(rules_restates, again, 2));
    assert_false(rule_at(rules_restates, again, 1));
    assert_false(rule_at(rules_restated, late, 1));
    assert_false(rule_at(rules_restated, deck, 1));

    const char *questions =
        "水位多高停航？\n三米八。\n停航时怎么过河？\n走石桥。\n为什么要穿救生衣？\n去年有人落水。\n丢了东西到哪里找？\n北岸木柜。\n";
    const char *one = "水位多高停航？\n三米八。\n停航时怎么过河？\n走石桥。\n船来了！\n灯亮了！\n";
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(rule_at(rules_asks, questions, i), i % 2 == 0);
    assert_false(rule_at(rules_asks, one, 0));

    const char *twice = "灯修好了。\n\n田一麦\n\n田一麦【编辑:沈小禾】\n";
    assert_true(rule_at(rules_noted, twice, 1));
    assert_false(rule_at(rules_noted, "灯修好了。\n\n田一麦\n\n田一麦是芦汀渡口的老渡工，撑了四十年船。\n", 1));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asides), cmocka_unit_test(test_printed),  cmocka_unit_test(test_rows),
        cmocka_unit_test(test_noted),  cmocka_unit_test(test_restates), cmocka_unit_test(test_rules),
    };
    return cmocka_run_group_tests_name("parser, asides", tests, NULL, NULL);
}
