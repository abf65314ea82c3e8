/* parser, who wrote an article: of its byline, datelines and signatures, in the ways of many papers; what none of it is.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "parser/byline/byline.h"

#include <stdlib.h>

struct row {
    const char *part, *names;
};

/* The names of an article with PART in the place of % in TEXT, whose lines have ROLES, a comma between. */
static void
check_names(const char *text, const char *roles, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *place = strchr(text, '%');
        struct buffer whole = {0}, names = {0};
        buffer_printf(&whole, "%.*s%s%s", (int)(place - text), text, rows[i].part, place + 1);
        struct issue *issue = support_recover_roles(whole.at, roles);
        must(issue->article_count == 1, "%s: %zu articles", rows[i].part, issue->article_count);
        const struct issue_article *article = issue->articles;
        for (uint32_t k = 0; k < article->credit_count; k++)
            buffer_printf(&names, "%s%s", k > 0 ? "," : "", issue->credits[article->first_credit + k].name);
        buffer_add(&names, "", 0);
        must(strcmp(names.at, rows[i].names) == 0, "%s: %s", rows[i].part, names.at);
        buffer_done(&names);
        buffer_done(&whole);
        issue_free(issue);
    }
}
#define CHECK_NAMES(text, roles, rows) check_names((text), (roles), (rows), BASE_COUNT(rows))

static const char below_headline[] = "渡口的灯换了\n%\n昨天夜里雨停了，鸭子走了，谁也没有问为什么。\n";
static const char below_headline_traditional[] = "渡口的燈換了\n%\n昨天夜裡雨停了，鴨子走了，誰也沒有問為什麼。\n";
static const char as_dateline[] = "渡口的灯换了\n%昨天夜里雨停了，鸭子走了，谁也没有问为什么。\n";
static const char at_the_end[] = "渡口的灯换了\n昨天夜里雨停了，鸭子走了，谁也没有问为什么。%\n";
static const char below_text[] = "渡口的灯换了\n昨天夜里雨停了，鸭子走了，谁也没有问为什么。\n%\n";

static void
test_lines(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"作者：田一麦;沈小禾  时间：2031-05-04", "田一麦,沈小禾"},
        {"作者：田一麦　来源：临川晚报", "田一麦"},
        {"来源：临川发布　作者：田一麦　编辑：陆遥", "田一麦"},
        {"2031-05-04 09:30:00　来源：临川发布　作者：田一麦　编辑：陆遥", "田一麦"},
        {"作者：田一麦 发布时间：2031-05-04 08:15 浏览次数：127", "田一麦"},
        {"作者丨田一麦 编辑丨沈小禾", "田一麦"},
        {"文丨田一麦", "田一麦"},
        {"文·田一麦", "田一麦"},
        {"原创 田一麦", "田一麦"},
        {"作者：渡口rainbow", "渡口rainbow"},
        {"作者：RAIN小队", "RAIN小队"},
        {"作者：rainbow", "rainbow"},
        {"作者：渡口观察小组", "渡口观察小组"},
        {"作者：南湾晚报", ""},
        {"文：Nora Whitlock", "Nora Whitlock"},
        {"【撰文：田一麦】", "田一麦"},
        {"【文：田一麦 图：沈小禾】", "田一麦"},
        {"执笔：田一麦", "田一麦"},
        {"口述：陆遥 整理：田一麦", "田一麦"},
        {"口述：陆遥 整合：田一麦", "田一麦"},
        {"文字：田一麦 图片：沈小禾提供", "田一麦"},
        {"文/本报记者 田一麦 图/本报记者 沈小禾", "田一麦"},
        {"特派记者 田一麦 南湾报道", "田一麦"},
        {"作者简介：田一麦", ""},
        {"译者：田一麦", ""},
        {"社论", ""},
        {"每经记者：田一麦 每经编辑：沈小禾", "田一麦"},
        {"总台央视记者 田一麦", "田一麦"},
        {"南湾周末记者 田一麦 南湾周末实习生 沈小禾", "田一麦,沈小禾"},
        {"每日经济新闻记者 田一麦", "田一麦"},
        {"记者 田一麦 发自南湾", "田一麦"},
        {"新华社记者　沈　禾摄", "沈禾"},
        {"（本报临川、南湾5月4日电　记者田一麦、沈小禾）", "田一麦,沈小禾"},
        {"南湾大学教授 田一麦", "田一麦"},
        {"临川县水利局局长、渡口管理所所长沈小禾", "沈小禾"},
        /* who does not say who he is */
        {"本报评论员", "本报评论员"},
        {"本报特约评论员", "本报特约评论员"},
        {"本刊编辑部", ""},
        /* nobody */
        {"每日经济新闻", ""},
        {"本报综合", ""},
        {"来源：南湾网", ""},
        {"编辑：田一麦", ""},
        {"时间：2031-05-04", ""},
        {"编者按", ""},
        {"阅读提示", ""},
        {"同胞们、朋友们：", ""},
        {"各区、县人民政府：", ""},
        {"各位乡亲", ""},
        {"5年无交易账户或面临销户", ""},
    };
    CHECK_NAMES(below_headline, "Hyb", rows);
    static const struct row traditional[] = {
        {"記者王小明／綜合報導", "王小明"},
        {"〔記者王小明、林大文／台北報導〕", "王小明,林大文"},
        {"王小明／台北報導", "王小明"},
        {"文：王小明 攝：林大文", "王小明"},
        {"文／王小明　圖／受訪者提供", "王小明"},
        {"撰文：王小明　攝影：林大文", "王小明"},
        {"文◎王小明", "王小明"},
        {"口述：林大文　整理：王小明", "王小明"},
        {"國際中心／綜合報導", "國際中心／綜合報導"},
        {"即時新聞／綜合報導", "即時新聞／綜合報導"},
        {"來源：渡口晚報", ""},
        {"各位鄉親：", ""},
    };
    CHECK_NAMES(below_headline_traditional, "Hyb", traditional);
    static const struct row latin[] = {
        {"By J. R. Whitlock", "J. R. Whitlock"},
        {"BY NORA WHITLOCK", "NORA WHITLOCK"},
        {"By NORA WHITLOCK Staff Writer", "NORA WHITLOCK"},
        {"By Nora Whitlock, Staff Correspondent of The Harrowmere Gazette", "Nora Whitlock"},
        {"By Nora Whitlock in Harrowmere and Tobias Crane in Aldwen", "Nora Whitlock,Tobias Crane"},
        {"Words by Nora Whitlock", "Nora Whitlock"},
        {"From Our Own Correspondent", "From Our Own Correspondent"},
        {"Edited by Tobias Crane", ""},
    };
    CHECK_NAMES("Ferry Lamp Replaced\n%\nThe lamp was replaced on Thursday night.\n", "Hyb", latin);
    static const struct row japanese[] = {
        {"編集委員　汐見太郎", "汐見太郎"}, {"社会部・汐見太郎、高橋花子", "汐見太郎,高橋花子"},
        {"写真・文　高橋花子", "高橋花子"}, {"取材・文　高橋花子", "高橋花子"},
        {"高橋花子記者", "高橋花子"},       {"オフィシャルサイトはこちら", ""},
    };
    CHECK_NAMES("渡し場の明かり\n%\nきのうの夜に明かりが替わったので、あひるは帰って行きました。\n", "Hyb", japanese);
}

/* What a model that has not seen such a page takes for a byline is none if it can be none. */
static void
test_no_lines(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "仍需政策“加力”", "5年无交易账户", "汇率管理渠道更丰富", "同胞们、朋友们：",       "詳細はコチラから",
        "のぎ動画 公式",  "By the Sea",    "（图片来自网络）",   "记者田一麦报道：在渡口", "（记者 田一"};
    static const char *const bylines[] = {"今哲",         "临川县水利局", "田一麦 沈小禾", "南湾大学教授 田一麦",
                                          "田禾（昆音）", "Nora Whitlock"};
    for (size_t i = 0; i < BASE_COUNT(lines); i++)
        must(!byline_may_be(slice_of(lines[i])), "%s", lines[i]);
    for (size_t i = 0; i < BASE_COUNT(bylines); i++)
        must(byline_may_be(slice_of(bylines[i])), "%s", bylines[i]);
}

static void
test_datelines(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"本报讯（记者 田一麦）", "田一麦"},
        {"中通社临川5月3日电(田一麦 沈小禾)", "田一麦,沈小禾"},
        {"环海在线报道（记者 田一麦）：", "田一麦"},
        {"南湾晚报全媒体讯（记者 田一麦 通讯员 沈小禾）", "田一麦,沈小禾"},
        {"临川5月3日电（记者 田一麦）", "田一麦"},
        {"【南湾晚报讯】（记者 田一麦）", "田一麦"},
        {"本 报 讯 （ 记 者 田 一 麦 ） ", "田一麦"},
        {"本 报 讯 （ 记 者 田 一 麦  沈 小 禾 ） ", "田一麦,沈小禾"},
        {"本报讯记者田一麦从渡口获悉，", "田一麦"},
        {"本报临川5月3日电记者田一麦，南湾电台记者沈小禾、陆遥今天获悉，", "田一麦,沈小禾,陆遥"},
        {"本报临川5月3日电新华社记者田一麦、陆遥，本报记者沈小禾报道：", "田一麦,陆遥,沈小禾"},
        {"记者田一麦、沈小禾今日从渡口报道：", "田一麦,沈小禾"},
        {"本报讯记者在渡口看到，", ""},
        {"根据采访刊发播发报道，", ""},
        {"央视网消息（新闻联播）：", ""},
        {"【連續報道】", ""},
    };
    CHECK_NAMES(as_dateline, "Hb", rows);
    static const struct row traditional[] = {
        {"中央社記者王小明台北12日電　", "王小明"},   {"【記者王小明台北報導】", "王小明"},
        {"（中央社記者王小明台北12日電）", "王小明"}, {"〔記者王小明／台北報導〕", "王小明"},
        {"本報訊（記者 王小明）", "王小明"},          {"【台北訊】記者王小明報導，", "王小明"},
        {"【王小明／台北報導】", "王小明"},           {"記者王小明/綜合報導 ", "王小明"},
        {"【東京・高橋花子】", "高橋花子"},           {"【快訊】", ""},
    };
    CHECK_NAMES("渡口的燈換了\n%昨天夜裡雨停了，鴨子走了，誰也沒有問為什麼。\n", "Hb", traditional);
}

/* A printed line may end inside a name. */
static void
test_printed_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *roles, *names;
    } rows[] = {
        {"渡口的灯换了\n　　本报临川3月1\n6日电（记者田\n一麦 沈小禾）昨天\n雨停了。\n", "Hbjjj", "田一麦,沈小禾"},
        {"渡口的灯换了\n　　昨天雨停了。（田一\n麦 沈小禾）\n", "Hbj", "田一麦,沈小禾"},
        {"渡口的灯换了\n　　昨天雨停了。（本报\n记者 田一麦）\n", "Hbj", "田一麦"},
        {"Lamp Out\nThe lamp was out. (Reporting by Nora\nWhitlock; editing by Tobias Crane)\n", "Hbj",
         "Nora Whitlock"},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct issue *issue = support_recover_roles(rows[i].text, rows[i].roles);
        struct buffer names = {0}, byline = {0};
        for (size_t k = 0; k < issue->credit_count; k++)
            buffer_printf(&names, "%s%s", k > 0 ? "," : "", issue->credits[k].name);
        must(names.len > 0 && strcmp(names.at, rows[i].names) == 0, "%s: %s", rows[i].text, names.at);
        issue_add_byline(&byline, issue, issue->articles);
        must(memchr(byline.at, '\n', byline.len) == NULL, "%s: %s", rows[i].text, byline.at);
        buffer_done(&names);
        buffer_done(&byline);
        issue_free(issue);
    }
}

static void
test_signatures(void **state)
{
    (void)state;
    static const struct row glued[] = {
        {"（田一麦）", "田一麦"},
        {"（田一麦沈小禾陆遥）", "田一麦,沈小禾,陆遥"},
        {"（渡人）", "渡人"},
        {"田一麦 沈小禾", "田一麦,沈小禾"},
        {"田一麦沈小禾", "田一麦,沈小禾"},
        {"（本报临川、南湾、青石5月4日电　记者田一麦、沈小禾、陆遥、欧阳明远、诸葛青、方明、韩舟）",
         "田一麦,沈小禾,陆遥,欧阳明远,诸葛青,方明,韩舟"},
        {"（作者：田一麦）", "田一麦"},
        {"＝東京・高橋花子", "高橋花子"},
        {"（ロンドン＝高橋花子）", "高橋花子"},
        {"（高橋花子、写真も）", "高橋花子"},
        {"（田一麦作）", ""},
        {"（本报综合）", ""},
        {"（责任编辑：田一麦）", ""},
        {"（每日经济新闻）", ""},
        {"（此文独家供稿，不得转载）", ""},
        {"田一麦笑了", ""},
        {"田一麦说", ""},
        {"【追思】", ""},
    };
    CHECK_NAMES(at_the_end, "Hb", glued);
    static const struct row below[] = {
        {"田一麦", "田一麦"},
        {"本报记者 田一麦 通讯员 沈小禾", "田一麦,沈小禾"},
        {"文字 田一麦 摄影 沈小禾", "田一麦"},
        {"（临川县水利局供稿 田一麦整理）", "田一麦"},
        {"（田一麦 供稿）", "田一麦"},
        {"（参与采写记者：田一麦、沈小禾）", "田一麦,沈小禾"},
        {"（总台央视记者 田一麦）", "田一麦"},
        {"（临川县水利局供稿）", ""},
        {"供稿：临川县委宣传部", ""},
        {"【编辑：田一麦】", ""},
        {"（田一麦摄）", ""},
        {"（文中人物均为化名）", ""},
        {"【対象店舗】", ""},
        {"临川县水利局", ""},
        {"2031年5月4日", ""},
    };
    CHECK_NAMES(below_text, "Hbb", below);
    static const struct row latin[] = {
        {"(Reporting by Nora Whitlock; Editing by Tobias Crane)", "Nora Whitlock"},
        {"Reporting by Nora Whitlock and Ann Reed; Editing by Tobias Crane", "Nora Whitlock,Ann Reed"},
        {"(Additional reporting by Ann Reed; Writing by Nora Whitlock; Editing by Tobias Crane)",
         "Ann Reed,Nora Whitlock"},
        {"— Nora Whitlock", "Nora Whitlock"},
        {"(Editing by Tobias Crane)", ""},
        {"Nora Whitlock is a staff writer.", ""},
        {". Nora Whitlock", ""},
    };
    CHECK_NAMES("Ferry Lamp Replaced\nThe lamp was replaced on Thursday night.\n%\n", "Hbb", latin);
}

/* Several datelines and signatures in one article, each name once. */
static void
test_parts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"灯亮了。\n本报临川5月3日电（记者田一麦）雨停了。\n本报南湾5月3日电（记者沈小禾）船开了。", "田一麦,沈小禾"},
        {"本报讯（记者 田一麦）雨停了。\n灯亮了。\n鸭子走了。（记者 田一麦 沈小禾）", "田一麦,沈小禾"},
        {"灯亮了。（田一麦）\n雨停了。\n船开了。（沈小禾）", "田一麦,沈小禾"},
        {"灯亮了。（渡人）\n雨停了。\n船开了。", ""},
        {"灯亮了。（笑）\n他看了她一眼。（田一麦笑了）\n船开了。", ""},
        {"灯亮了。\n记者田一麦从渡口报道：雨停了。\n船开了。", ""},
        {"灯亮了。\n（本报记者 田一麦）【编辑:沈小禾】\n船开了。", ""},
    };
    CHECK_NAMES("渡口的灯换了\n%\n", "Hbbb", rows);
}

/* A story that goes on on another page is signed there. */
static void
test_continued(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"（田一麦）", "田一麦"}, {"（本报记者 田一麦 沈小禾）", "田一麦,沈小禾"}, {"（完）", ""}};
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer text = {0}, names = {0};
        buffer_printf(&text,
                      "渡口的灯换了\n昨天夜里雨停了，鸭子走了，谁也没有（下转第2版）\n灯船来了\n昨天夜里灯船来了。\n"
                      "（上接第1版）问为什么。%s\n",
                      rows[i].part);
        struct issue *issue = support_recover_roles(text.at, "HbHbB");
        const struct issue_article *article = issue->articles;
        assert_int_equal(article->rest_count, 1);
        for (uint32_t k = 0; k < article->credit_count; k++)
            buffer_printf(&names, "%s%s", k > 0 ? "," : "", issue->credits[article->first_credit + k].name);
        buffer_add(&names, "", 0);
        must(strcmp(names.at, rows[i].names) == 0, "%s: %s", rows[i].part, names.at);
        buffer_done(&names);
        buffer_done(&text);
        issue_free(issue);
    }
}

static bool
json_holds(const char *text, const char *roles, const char *wanted)
{
    struct issue *issue = support_recover_roles(text, roles);
    struct buffer json = {0};
    issue_add_json(&json, issue);
    bool holds = strstr(json.at, wanted) != NULL;
    buffer_done(&json);
    issue_free(issue);
    return holds;
}

/* A line in which no name could be read is in JSON as it stands. */
static void
test_byline_text(void **state)
{
    (void)state;
    assert_true(json_holds("渡口的灯换了\n本报评论员\n雨停了。\n", "Hyb", "\"byline\":[\"本报评论员\"],\"source\""));
    assert_true(json_holds("渡口的灯换了\n临川县水利局\n雨停了。\n", "Hyb",
                           "\"byline\":[],\"byline_text\":[\"临川县水利局\"],\"source\""));
    assert_true(json_holds("渡口的灯换了\n本报记者 田一麦\n编辑 沈小禾\n雨停了。\n", "Hyyb",
                           "\"byline\":[\"田一麦\"],\"byline_text\":[\"编辑 沈小禾\"],\"source\""));
    assert_true(json_holds("渡口的灯换了\n【撰文：田一麦】\n雨停了。\n", "Hyb", "\"byline\":[\"田一麦\"],\"source\""));
    assert_true(json_holds("渡口的灯换了\n雨停了。\n", "Hb", "\"byline\":[],\"source\""));
    /* 来源 is the source */
    assert_true(json_holds("渡口的灯换了\n来源：临川发布　作者：田一麦\n雨停了。\n", "Hyb",
                           "\"byline\":[\"田一麦\"],\"source\":\"临川发布\""));
}

/* Those who took the pictures are named, apart. */
static void
test_photographers(void **state)
{
    (void)state;
    assert_true(json_holds("渡口的灯换了\n记者 田一麦 摄影 沈小禾\n雨停了。\n", "Hyb",
                           "\"byline\":[\"田一麦\"],\"photographers\":[\"沈小禾\"],"));
    assert_true(json_holds("渡口的灯换了\n本报讯（记者 田一麦）雨停了。\n灯船靠岸了。沈小禾摄\n", "Hbc",
                           "\"byline\":[\"田一麦\"],\"photographers\":[\"沈小禾\"],"));
    assert_true(json_holds("渡口的灯换了\n新华社记者 沈小禾摄\n本报讯（记者 田一麦）雨停了。\n", "Hyb",
                           "\"byline\":[\"田一麦\"]"));
    assert_true(json_holds("渡口的灯换了\n沈小禾 摄\n雨停了。\n", "Hyb", "\"byline\":[\"沈小禾\"]"));
    static const struct row rows[] = {
        {"灯船靠岸了。（新华社记者沈小禾摄）", "沈小禾"},
        {"灯船靠岸了。新华社记者　沈　禾摄", "沈禾"},
        {"渡口的新灯 沈小禾 摄", "沈小禾"},
        {"灯船靠岸了。沈小禾 陆遥摄影", "沈小禾,陆遥"},
        {"燈船靠岸了。（圖／王小明攝）", "王小明"},
        {"圖／王小明", "王小明"},
        {"摄影：沈小禾", "沈小禾"},
        {"灯船靠岸了。（资料图片）", ""},
        {"灯船靠岸了，他在那里拍摄", ""},
        {"灯船靠岸了。（记者 沈小禾）", ""},
        {"灯船靠岸了。这是一幅地图", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer text = {0}, names = {0};
        buffer_printf(&text, "渡口的灯换了\n雨停了。\n%s\n鸭子走了。\n", rows[i].part);
        struct issue *issue = support_recover_roles(text.at, "Hbcb");
        for (size_t k = 0; k < issue->picture_count; k++)
            buffer_printf(&names, "%s%s", k > 0 ? "," : "", issue->pictures[k].name);
        buffer_add(&names, "", 0);
        must(strcmp(names.at, rows[i].names) == 0, "%s: %s", rows[i].part, names.at);
        assert_int_equal(issue->articles[0].credit_count, 0);
        buffer_done(&names);
        buffer_done(&text);
        issue_free(issue);
    }
}

/* A line that says whose picture it is heads nothing. */
static void
test_picture_lines(void **state)
{
    (void)state;
    static const char *const lines[] = {"本报记者 田一麦 摄", "新华社记者　沈　禾摄", "圖／王小明", "摄影：田一麦"};
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        struct buffer text = {0};
        buffer_printf(&text,
                      "渡口的灯换了\n\n昨天夜里雨停了，鸭子走了，谁也没有问为什么。\n\n%s\n\n"
                      "灯船也靠岸了，鸭子回来了，谁也没有问为什么。\n",
                      lines[i]);
        struct issue *issue = support_recover("渡口.txt", buffer_slice(&text));
        must(issue->article_count == 1 && issue->paragraphs[1].kind == ISSUE_KIND_CAPTION, "%s", lines[i]);
        assert_int_equal(issue->articles[0].credit_count, 0);
        assert_int_equal(issue->articles[0].picture_count, 1);
        issue_free(issue);
        buffer_done(&text);
    }
}

static void
test_korean(void **state)
{
    (void)state;
    static const struct row datelines[] = {
        {"(청강=나루뉴스) 한나루 기자 = ", "한나루"},
        {"(청강=나루뉴스) 한나루·윤차밭 특파원 = ", "한나루,윤차밭"},
        {"【청강=나루시스】한나루 기자 = ", "한나루"},
        {"[나루일보 윤차밭 기자] ", "윤차밭"},
        {"[나루경제=윤차밭 선임기자] ", "윤차밭"},
        {"[세종=나루데일리 윤차밭 기자] ", "윤차밭"},
        {"<윤차밭 기자> ", "윤차밭"},
        {"(청강=나루뉴스) ", ""},
        {"[나루일보] ", ""},
        {"(종합) ", ""},
    };
    CHECK_NAMES("강변 나루에 새 수위표\n%사공들은 돌계단 아래까지 내려가지 않아도 된다.\n", "Hb", datelines);
    static const struct row signatures[] = {
        {"한나루 기자 hannaru@naru.example.kr", "한나루"},
        {"/한나루 기자", "한나루"},
        {"한나루·윤차밭 기자", "한나루,윤차밭"},
        {"도쿄=한나루 특파원", "한나루"},
        {"글·사진 한나루 기자", "한나루"},
        {"글 한나루 기자 사진 윤차밭 기자", "한나루"},
        {"한 나 루 기자", "한나루"},
        {"나루일보 한나루 논설위원", "한나루"},
        {"사진=한나루 기자", ""},
        {"[사진=나루뉴스]", ""},
        {"나루일보 편집국", ""},
        {"한나루 씨가 말했다", ""},
        {"기자는 울었다.", ""},
    };
    CHECK_NAMES("강변 나루에 새 수위표\n사공들은 돌계단 아래까지 내려가지 않아도 된다. %\n", "Hb", signatures);
    CHECK_NAMES("강변 나루에 새 수위표\n사공들은 돌계단 아래까지 내려가지 않아도 된다.\n%\n", "Hbb", signatures);
    assert_true(
        json_holds("강변 나루\n[나루일보 윤차밭 기자] 새 차가 왔다고 한다.\n", "Hb", "\"source\":\"나루일보\""));
    /* the page's own, wherever it stands */
    static const char *const rights[] = {"저작권자 ⓒ 나루뉴스, 무단 전재 및 재배포 금지", "무단전재 및 재배포 금지"};
    for (size_t i = 0; i < BASE_COUNT(rights); i++) {
        struct buffer text = {0};
        buffer_printf(&text, "강변 나루에 새 수위표\n\n사공들은 돌계단 아래까지 내려가지 않아도 된다.\n\n%s\n",
                      rights[i]);
        struct issue *issue = support_recover("a.txt", buffer_slice(&text));
        assert_int_equal(issue->lines[4].role, ISSUE_FURNITURE);
        issue_free(issue);
        buffer_done(&text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),         cmocka_unit_test(test_no_lines),      cmocka_unit_test(test_datelines),
        cmocka_unit_test(test_printed_lines), cmocka_unit_test(test_signatures),    cmocka_unit_test(test_parts),
        cmocka_unit_test(test_continued),     cmocka_unit_test(test_byline_text),   cmocka_unit_test(test_korean),
        cmocka_unit_test(test_photographers), cmocka_unit_test(test_picture_lines),
    };
    return cmocka_run_group_tests_name("parser, authors", tests, NULL, NULL);
}
