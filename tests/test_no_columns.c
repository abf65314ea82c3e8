/* parser: what has gaps in its rows, and is no columns of text.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

static const char *const whole_pages[] = {
    /* tables, of figures and of words */
    "盐场      一月      二月\n盐井滩    1200      1350\n北滩      800       820\n南滩      640       655\n东滩      70        90\n西滩      "
    "300       310\n",
    "南湾镇盐业站              每周三校准一次秤砣\n竹篾巷小学                糊风筝四十只\n南街粮栈                  "
    "换新秤，旧秤挂在墙上\n北滩晒盐场                修闸门两道\n东门外茶铺                添长凳\n渔业队                    "
    "补网三十张，晒干\n",
    "Gullhead light            new steps, of stone\nLower Marrow               a well\nThe Cove School            kites, "
    "forty\nSouth Street granary       scales, hung up\nNorth pans                 two gates\nHarbour office             "
    "nets mended, dried\n",
    "日期\t早潮\t晚潮\n一日\t3.1\t3.4\n二日\t3.2\t3.5\n三日\t3.3\t3.6\n四日\t3.3\t3.7\n五日\t3.4\t3.8\n",
    "| 盐场名称和所在的地方 | 今年要修的闸门和堤 |\n|---|---|\n| 盐井滩，南湾镇外三里 | 北闸门，已经换成铁的 |\n| 北滩，靠近灯塔的一边 | "
    "堤上的路，秋后农闲动 |\n| 南滩，沿着运盐的小河 | 旧木桥，换成石头的桥 |\n| 东滩，东门外茶铺后面 | 凉棚，添长凳二十条， |\n| "
    "西滩，渔业队的旁边。 | 补网场，铺平地面三亩 |\n",
    /* words of many lengths with marks in them; of one length, with one of them */
    "北闸门，换成铁的，六月完工。            堤上的路，秋后动工，先运石料\n凉棚，添长凳二十条              旧木桥，换石头的，"
    "来年。\n补网场，铺平地面，三亩半，七月完工。  灯塔的石阶，一百零八级，旧的一百零二级，\n老井，淘井                      新秤，"
    "旧秤挂在墙上，栈里的伙计说。\n风筝，四十只，两丈长。          麦地，路人小心，\n长凳，木板做的，放在凉棚里。          茶铺，请客三天，"
    "不收茶钱。\n",
    "盐井滩北闸门换成铁的新门板    堤上的路秋后农闲动工修理\n南滩运盐小河木桥换石头的桥    东滩凉棚添木板长凳二十条\n"
    "西滩补网场铺平地面三亩半地    灯塔石阶换新一百零八级整\n下沟村老井淘井以后又出了水    南街粮栈换新秤旧秤挂墙上\n"
    "竹篾巷小学放风筝四十只上天    学校后面麦地请路人小心。\n场长周盐生副场长林竹篾到场    会计石南街出纳欧阳秤到场\n",
    /* verse in halves, and two poems */
    "海上风来闸门开，        盐白如霜满石台。\n老翁不识新铁板，        犹抱木头坐堤来。\n竹篾巷里风筝起，        四十儿童笑满街。\n"
    "秤砣挂在粮栈壁，        农人摸罢又徘徊。\n南湾路上挑沙土，        半是书生半是才。\n",
    "The tide comes in by night, and low,     The kite is up, the string is long,\nThe keeper lights his lamp and goes,     "
    "The children run behind it now,\nAnd no one counts the steps of stone,    And no one hears the teacher's song,\nFor "
    "they are new, and no one knows,      For they are out beyond the plough,\nHow many feet will wear them down.       And "
    "all the street is bright with noise.\n",
    /* names, programmes, a contents, a form */
    "周盐生    林竹篾    石闸门    欧阳滩\n容风筝    汐见堤    秤大江    粮小渡\n周盐井    林北滩    石南街    欧阳秤\n容东门    汐见铁    "
    "秤木板    粮凉棚\n周长凳    林灯塔    石台阶    欧阳路\n",
    "06:30 早间新闻            06:30 戏曲\n07:00 天气，潮汐          07:15 盐业讲座\n08:30 小学课堂            08:00 广播体操\n09:15 "
    "乡村来信，问答      09:00 长篇评书\n10:00 新闻                10:30 歌曲\n",
    "盐井滩换闸门                        1\n竹篾巷放风筝，最大的两丈长          2\n粮栈的老秤退休了                    3\n南湾镇修路                  "
    "        3\n灯塔的石阶                          4\n井水回来了                          4\n",
    "姓名：________________      性别：____________\n住址：________________      电话：____________\n盐户号：______________      "
    "滩名：____________\n担数：________________      日期：____________\n签名：________________      盖章：____________\n",
    /* indented text, a byline set apart, centred headlines */
    "        南湾镇的十二个村子今年都修了路，修路的人里有一半是学生，他们在假期\n        里挑沙子、砸石子。\n            "
    "路修好了，盐车走得快了，\n            人也走得快了。\n        来年还要修桥。\n        桥在小河上，木头的旧桥要换成石头的。\n",
    "盐井滩换闸门                        本报记者　周盐生\n\n　　盐井滩晒盐场的木闸门换成了铁的，盐工们说今后涨潮时不必守夜。\n\n竹篾巷放风筝   "
    "                     本报记者　林竹篾\n\n　　竹篾巷小学的学生把风筝放上了天，最大的一只有两丈长，明年再放。\n",
    "                    盐滩新事\n\n　　盐井滩晒盐场的木闸门换成了铁的，盐工们说今后涨潮时不必守夜。\n\n                    "
    "风筝上天\n\n　　竹篾巷小学的学生把风筝放上了天，最大的一只有两丈长，明年再放。\n",
    /* blanks that OCR left, and two words far apart in one row alone */
    "盐 井 滩 的 晒 盐 场   换 了 新 闸 门 ， 盐 工 们 说\n今 后 涨 潮 时   不 必 再 连 夜 守 在 堤 上 。\n场 长 说 旧 闸 门   的 木 板 留 着 做 "
    "长 凳 ，\n放 在 凉 棚   里 。 堤 上 的 路 也 要 修\n等 秋 后 农 闲 就   动 工 ， 石 料 已 经 运 到 。\n",
};

static void
test_no_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(whole_pages); i++)
        for (int around = 0; around < 2; around++) {
            struct buffer text = {0};
            const char *lines =
                "南湾镇的十二个村子今年都修了路，修路的人里有一半是学生，他们在假期里挑沙子、砸石子。\n\n";
            buffer_printf(&text, "%s%s%s", around ? lines : "", whole_pages[i], around ? lines : "");
            struct issue *issue = support_recover("x", buffer_slice(&text));
            must(issue->numbers == NULL, "parted:\n%s", text.at);
            assert_null(issue->source);
            issue_free(issue);
            buffer_done(&text);
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
