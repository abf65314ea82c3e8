/* parser, what stands in a text's way: slogans, the weather, offers, notices, who made the page and how it is reached; and the drop
 * caps, which only look so.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"
#include "parser/judge/judge.h"
#include "parser/page/page.h"

#include <stdlib.h>

/* ---- inside a paragraph that a column's edge cut */

#define ABOVE                                                                                                          \
    "桥头装了新路灯\n\n本报讯 桥头昨天装了六盏新路灯，夜里过桥的人不用再摸着栏杆走，电费由镇上出，灯泡由街坊轮着擦，擦坏了\n\n"
#define BELOW "\n要赔。装灯的师傅说，桥上风大，灯罩换了三回才不响。\n\n灯亮到早上五点，卖豆腐的说正好。\n"

static void
check_box(const char *box)
{
    struct buffer lines = {0};
    buffer_add_text(&lines, ABOVE);
    for (const char *at = box; *at != '\0';) {
        size_t len = strcspn(at, "\n") + 1;
        buffer_add_text(&lines, "~");
        buffer_add(&lines, at, len);
        at += len;
    }
    buffer_add_text(&lines, BELOW);
    buffer_reserve(&lines, 0);
    char *text = buffer_take(&lines);
    issue_free(support_recover_across(text));
    free(text);
}

static void
test_boxes(void **state)
{
    (void)state;
    check_box("讲文明 树新风　公益广告\n");
    check_box("富强 民主 文明 和谐\n自由 平等 公正 法治\n");
    check_box("社会主义核心价值观\n富强 民主 文明 和谐\n");
    check_box("节约用水，从我做起！\n");
    check_box("爱护环境　人人有责\n");
    check_box("天气预报\n今天晴，明天多云\n气温 12～20℃\n");
    check_box("今天白天多云，夜里有小雨\n");
    check_box("氣象　今天晴時多雲　氣溫18至24度\n");
    check_box("遗失声明\n潘一舟遗失居民身份证一张，声明作废。\n");
    check_box("寻物启事\n一把黑伞，伞柄刻着庄字，拾到请送伞铺。\n联系人：老庄\n");
    check_box("石梁水泥有限公司注销公告\n本公司决定注销，请债权人来电。\n电话：0571-88261234\n");
    check_box("旺铺出租\n桥头三号，六十平方，随时看房。\n电话：0571-88261234\n");
    check_box("招领：黑伞一把 电话 0571-88261234\n");
    check_box("责任编辑：潘一舟　版式：庄　夏\n新闻热线：0571-88261234\n");
    check_box("新闻热线：0571-88261234\n发行人：潘一舟　社长：庄夏\n");
    check_box("值班编委：潘一舟\n本报社址：桥头一号　邮编：100000\n石梁印务公司承印\n");
}

static void
test_english_boxes(void **state)
{
    (void)state;
    static const char *const boxes[] = {
        "~THE WEATHER\n~Today fair, winds light. Tonight rain.\n", "~DRIVE SAFELY\n",
        "~FOR SALE\n~One boat, nearly dry. Apply to the lock house, tel. 555-0123-44.\n", "~Newsroom: 555-0123-44\n",
        "~Editor: Amos Pell   Layout: Ida Crome\n"};
    for (size_t i = 0; i < BASE_COUNT(boxes); i++) {
        char text[1000];
        snprintf(
            text, sizeof text,
            "Lamps Go Up on the Foot Bridge\n\nThe fitter said the wind is strong up there, and that he changed the shades three "
            "times before they would stop\n\n%s\nringing, and lives in the second house under the bridge if they should begin "
            "again.\n\nThe lamps were paid for by the board, and are rubbed by turns by those who live beside them.\n",
            boxes[i]);
        issue_free(support_recover_across(text));
    }
}

/* ---- between articles */

static void
check_between(const char *lines)
{
    char text[4000];
    snprintf(text, sizeof text,
             "桥头装了新路灯\n\n本报讯 桥头昨天装了六盏新路灯，夜里过桥的人不用再摸着栏杆走，电费由镇上出。\n\n%s\n"
             "磨坊的水轮又转了\n\n本报讯 停了四十年的水轮昨天转了起来，磨出来的第一袋面送给了修水轮的人。\n\n"
             "他们用这袋面蒸了六十六个馒头。\n",
             lines);
    issue_free(support_recover_across(text));
}

static void
test_boxes_between(void **state)
{
    (void)state;
    static const char *const boxes[] = {
        "~出租：桥头仓库三百平方米，水电齐全，电话 6123344\n",
        "~便民服务\n~水电维修、换锁芯、通马桶　13700000045\n~高薪诚聘月嫂，持证优先，联系人：庄女士 8123399\n",
        "~遗失声明\n~本人遗失身份证一张，特此声明作废。　庄夏\n",
        "~潘记眼镜店　配镜八折　地址：桥头二号　电话：3344556\n",
        "~道歉启事：本人庄某因酒后失言，特此向全镇致歉\n",
        "~徵才　豆腐店早班一名　月休六天　02-5550-3333\n",
        "~【パート募集】市場の仕分け　電話０９９－０００－１２１２\n",
        "~[매매] 밭 300평, 전화 010-0000-7788\n",
        "~今日天气：小雨转多云，东风二级，最高气温九度\n",
        "~今晚明晨：多雲，東北風，氣溫16至20度\n",
        "~◇きょうの天気◇　晴れ時々曇り　最高１９度\n",
        "~오늘의 날씨 맑음 최저 2도 최고 13도\n",
        "~公益广告：一点星星火 可毁万亩林\n",
        "~打印本页　关闭窗口\n",
        "~点赞 12　收藏 3　转发\n",
        "~网友评论（18）\n",
        "~上一篇：渡口立了一块新碑\n",
        "~关键词：旧书摊、地下街\n",
        "~本版文章仅供参考，用药请遵医嘱\n",
        "~廣告專線 (07)555-2211　發行專線 (07)555-2233\n",
        "~독자 제보 051-000-1000 광고 접수 051-000-1001\n",
        "~石梁新聞社　郵便番号０００－１２３４　石梁市浜通り\n",
        "~主送：各乡镇、县直各单位　　印数：300份\n",
        "~Share this article\n~14 comments\n",
        "~Contact us | About us | Terms of use | Privacy policy\n",
        "~FOR SALE. Upright piano, two keys missing. Apply Box 212.\n",
        "~BOARDERS WANTED. Clean beds. Mrs. Tull, 8 Church Row.\n",
        "~Chronicle Press, 4 Wharf Lane, Brackmoor. Telephone 3300.\n",
        "~TODAY'S WEATHER. Fair, light airs, 61 degrees.\n~High water 6.14 a.m., 6.40 p.m.\n",
    };
    for (size_t i = 0; i < BASE_COUNT(boxes); i++)
        check_between(boxes[i]);
}

static void
assert_none(const char *text)
{
    struct issue *issue = support_recover("none.txt", slice_of(text));
    for (uint32_t i = 0; i < issue->line_count; i++)
        must(issue->lines[i].role != ISSUE_FURNITURE, "%s\nline %u is the page's", text, i + 1);
    issue_free(issue);
}

/* Articles about these, and texts that only hold their words. */
static void
test_what_is_no_box(void **state)
{
    (void)state;
    assert_none(
        "护林防火宣传月开始\n\n本报讯 护林防火宣传月昨天开始，山上的小屋都挂了锣，看见烟就敲。\n\n文明出行 从一把伞说起\n\n"
        "本报讯 修伞匠老庄昨天在桥头免费修伞，修了四十把，收到两只鸡蛋。\n");
    assert_none(ABOVE "要赔，这是资源共建共享的道理。\n\n灯亮到早上五点，卖豆腐的说正好，人人有责。\n");
    assert_none(ABOVE "天气转晴以后再说，师傅答应了，话里没有半点犹豫。\n\n灯亮到早上五点。\n");
    assert_none(
        "天气预报员退休了\n\n本报讯 预报了四十年天气的老秦昨天退休，他说今天晴，没有人敢不信。\n\n明天多云，他也不管了。\n");
    assert_none(
        "出租车涨价 司机乘客各有话说\n\n本报讯 出租车昨天涨价，起步价十元。电话叫车另加一元，号码是88261234。\n");
    assert_none("招聘会昨天开了\n\n本报讯 招聘会昨天在桥头开了，来了四百人。\n招聘热线：0571-88261234\n");
    assert_none("天气转冷 注意添衣\n\n本报讯 天气从昨天起转冷，最低气温三度，卖火炭的说正好。\n");
    assert_none("Wanted: A Mayor for Wexcombe\n\nNobody has come forward for the office of mayor, which has no pay and "
                "a very heavy chain.\n\nThe chain will be shown on Sunday.\n");
    assert_none("Share and Share Alike\n\nThe two bakers of Wexcombe have agreed to share one oven, and to quarrel on "
                "Mondays only.\n\nThe oven is warm.\n");
    /* a headline of two halves below a line without a stop */
    assert_none(
        "伞铺丢了一把伞\n\n本报讯 伞铺昨天丢了一把红伞，老板在门口贴了一张纸，写着请拿伞的人下雨时送回来（庄夏）\n\n"
        "失主找到了 是条看门狗\n\n本报讯 红伞昨天在桥洞下面找到了，旁边睡着一条看门狗，谁也不许碰。\n");
    assert_none("招领处搬了家\n\n本报讯 车站的招领处昨天搬到二楼，电话没有变，还是88261234，伞最多。\n");
}

/* ---- who made the page, and how it is reached */

static void
assert_line(const char *line, bool wanted)
{
    struct issue holder = {.text = (char *)line, .text_bytes = strlen(line)};
    struct issue *issue = support_recover("line.txt", slice_of(line));
    holder.lines = issue->lines;
    holder.line_count = issue->line_count;
    size_t count;
    struct shape *shapes = evidence_gather(&holder, 0, (uint32_t)holder.line_count, &count);
    must(count == 1 && furniture_is_line(shapes) == wanted, "%s: %d", line, !wanted);
    free(shapes);
    issue_free(issue);
}

static void
test_imprints(void **state)
{
    (void)state;
    static const char *const ours[] = {
        "值班主编：潘一舟 版面编辑：庄夏",
        "責任編輯：莊夏　美術編輯：秦晚",
        "Editor: Amos Pell",
        "Managing Editor: Amos Pell | Layout: Ida Crome",
        "爆料热线：0571-88261234",
        "邮编：100000 新闻热线：0571-88261234",
        "新聞熱線：02-2345-6789",
        "石梁印务公司承印",
        "（石梁日报印刷厂印刷）",
        "工商广登字2031001号",
        "印刷所　渚町印刷　電話 0120-34-5678",
        "발행인 박새별 편집인 김하늘 전화 02-345-6789",
        "Newsroom: 555-0123-44",
        "Printed by the River Press",
        "Official Organ of the Bridge Board",
        "-",
        "·",
        "( 12 )",
        "— iv —",
        "[p. 3]",
        "## p. 12 (#30) ########",
    };
    static const char *const others[] = {
        "印刷厂 着火",
        "发行人的苦恼",
        "Editor: it was never like this, said Pell",
        "Printed matter only",
        "咨询电话：0571-88261234",
        "地址：桥头一号",
        "承印厂的灯亮了一夜",
        "Layout of the bridge agreed",
        "p. 12 has a mistake",
        "- 12 度",
        "(12)",
        "…",
        "。",
    };
    for (size_t i = 0; i < BASE_COUNT(ours); i++)
        assert_line(ours[i], true);
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        assert_line(others[i], false);
}

/* ---- drop caps */

/* One paragraph of TEXT begins so, and nobody is called so. */
static void
check_drop_cap(const char *text, const char *beginning)
{
    struct issue *issue = support_recover("drop.txt", slice_of(text));
    bool found = false;
    for (size_t i = 0; i < issue->paragraph_count && !found; i++) {
        char *got = support_paragraph(issue, i);
        found = strncmp(got, beginning, strlen(beginning)) == 0;
        free(got);
    }
    must(found && issue->credit_count == 0, "%s: not %s", text, beginning);
    for (uint32_t line = 0; line < issue->line_count; line++)
        must(issue->lines[line].role != ISSUE_FURNITURE, "%s: line %u is the page's", text, line + 1);
    issue_free(issue);
}

static void
test_drop_caps(void **state)
{
    (void)state;
    check_drop_cap(
        "桥头装了新路灯\n\n昨\n天桥头装了六盏新路灯，夜里过桥的人不用再摸着栏杆走。\n\n灯泡由街坊轮着擦，擦坏了要赔。\n",
        "昨天桥头装了六盏新路灯");
    check_drop_cap(
        "桥头装了新路灯\n\n“我\n们不用再摸着栏杆走了，”过桥的人说，电费由镇上出。\n\n灯泡由街坊轮着擦，擦坏了要赔。\n",
        "“我们不用再摸着");
    check_drop_cap(
        "橋頭裝了新路燈\n\n春\n\n天到了，橋頭昨天裝了六盞新路燈，夜裡過橋的人不用再摸著欄杆走。\n\n燈泡由街坊輪著擦。\n",
        "春天到了");
    check_drop_cap(
        "다리에 새 등불\n\n마\n을 다리에 월요일 새 등불 여섯 개가 켜져 밤길에 난간을 더듬는 사람이 없어졌다.\n\n등불은 돌아가며 닦는다고 한다.\n",
        "마을 다리에");
    check_drop_cap(
        "Lamps Go Up on the Foot Bridge\n\nS\nix lamps went up on the foot bridge on Monday, and nobody need feel along the rail "
        "at night.\n\nThe lamps were paid for by the board.\n",
        "Six lamps went up");
    check_drop_cap(
        "LAMPS GO UP ON THE FOOT BRIDGE\n\nS\nIX lamps went up on the foot bridge on Monday, and nobody need feel along the rail "
        "at night.\n\nThe lamps were paid for by the board.\n",
        "SIX lamps went up");
    /* A is a word of its own, or not */
    check_drop_cap(
        "Lamps Go Up on the Foot Bridge\n\nA\nlamp went up on the foot bridge on Monday, and nobody need feel along the rail at "
        "night.\n\nIt was paid for by the board.\n",
        "A lamp went up");
    check_drop_cap(
        "Lamps Go Up on the Foot Bridge\n\nA\nfter a long winter a lamp went up on the foot bridge on Monday, and nobody need feel "
        "along the rail.\n\nIt was paid for by the board.\n",
        "After a long winter");
}

/* A character that numbers, ends a printed line, or stands in a row of its like. */
static void
test_what_is_no_drop_cap(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "三件小事\n\n一\n\n桥头装了路灯，夜里过桥的人不用再摸着栏杆走。\n\n二\n\n粮站腾出半间屋，刷了墙，换了窗纸。\n",
        "问答\n\n问\n\n您修伞修了多少年，有没有停过？\n\n答\n\n三十一年，中间停过一天。\n",
        "石梁镇今年要修的路和桥一共有十二处其中桥占了一半还\n多\n本报讯 镇上昨天说，今年要修的路和桥一共有十二处。\n",
    };
    for (size_t i = 0; i < BASE_COUNT(texts); i++) {
        struct issue *issue = support_recover("drop.txt", slice_of(texts[i]));
        size_t count;
        struct shape *shapes = evidence_gather(issue, 0, (uint32_t)issue->line_count, &count);
        furniture_find(shapes, count);
        for (size_t k = 0; k < count; k++)
            must(!shapes[k].drop_cap, "%s\nline %u", texts[i], shapes[k].line + 1);
        free(shapes);
        issue_free(issue);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_boxes_between),
        cmocka_unit_test(test_english_boxes),
        cmocka_unit_test(test_what_is_no_box),
        cmocka_unit_test(test_imprints),
        cmocka_unit_test(test_drop_caps),
        cmocka_unit_test(test_what_is_no_drop_cap),
    };
    return cmocka_run_group_tests_name("parser boxes", tests, NULL, NULL);
}
