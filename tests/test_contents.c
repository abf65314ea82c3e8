/* parser, tables of contents: their lines are the page's, what they name is a headline; and what only looks like one.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* LINES, where ~ begins a line of the page's own and ! a headline; the text around is not asked. */
static void
check_page(const char *lines)
{
    struct buffer text = {0};
    char kinds[256];
    size_t count = 0;
    for (const char *at = lines; *at != '\0'; count++) {
        size_t len = strcspn(at, "\n") + 1;
        bool marked = *at == '~' || *at == '!' || *at == '[';
        must(count < sizeof kinds, "too many lines");
        kinds[count] = marked ? *at : ' ';
        buffer_add(&text, at + marked, len - marked);
        at += len;
    }
    struct issue *issue = support_recover("page.txt", buffer_slice(&text));
    for (uint32_t i = 0; i < count; i++) {
        uint8_t role = issue->lines[i].role;
        struct slice line = issue_line_text(issue, i);
        bool page = role == ISSUE_FURNITURE || role == ISSUE_BLANK;
        must(kinds[i] == '~'   ? page
             : kinds[i] == '!' ? role == ISSUE_HEADLINE
                               : kinds[i] != '[' || role == ISSUE_SECTION,
             "%.*s: %s\nin\n%s", (int)line.len, line.at, issue_role_name(role), lines);
        must(kinds[i] == '~' || role != ISSUE_FURNITURE, "%.*s is the page's\nin\n%s", (int)line.len, line.at, lines);
    }
    issue_free(issue);
    buffer_done(&text);
}

#define LAMPS    "桥头昨天装了六盏新路灯，夜里过桥的人不用再摸着栏杆走，电费由镇上出，灯泡由街坊轮着擦。\n\n"
#define ROOM     "粮站前天腾出半间屋，刷了墙，换了窗纸，留给镇上的孩子写字，墙上还挂了一只旧钟，走得慢。\n\n"
#define MENDER   "修了三十一年伞的老庄昨天收了徒弟，徒弟原来是学钟表的，说两样都是跟弹簧打交道。\n\n"
#define ARTICLES "\n!桥头装了新路灯\n\n" LAMPS "!粮站腾出半间屋\n\n" ROOM "!修伞匠收了徒弟\n\n" MENDER

static void
test_leaders(void **state)
{
    (void)state;
    check_page(
        "~目　录\n~\n~桥头装了新路灯……………………(1)\n~粮站腾出半间屋……………………(3)\n~修伞匠收了徒弟……………………(5)\n" ARTICLES);
    check_page(
        "~本期目录\n~桥头装了新路灯..........1\n~粮站腾出半间屋..........3\n~修伞匠收了徒弟.......12\n" ARTICLES);
    check_page(
        "~目次\n~桥头装了新路灯 · · · · · 1\n~粮站腾出半间屋 · · · · · 3\n~修伞匠收了徒弟 · · · · · 5\n" ARTICLES);
    check_page("~CONTENTS\n~桥头装了新路灯\t1\n~粮站腾出半间屋\t3\n~修伞匠收了徒弟\t5\n" ARTICLES);
    /* without a head, and one that the issue does not hold */
    check_page("~桥头装了新路灯……………1\n~粮站腾出半间屋……………3\n~河工老秦的账本……………4\n" ARTICLES);
    /* rows of a table's form, which come back */
    check_page("~桥头装了新路灯　　　　　1\n~粮站腾出半间屋　　　　　3\n~修伞匠收了徒弟　　　　　5\n" ARTICLES);
    /* a small page */
    check_page("~目录\n~桥头装了新路灯……1\n~粮站腾出半间屋……2\n\n!桥头装了新路灯\n" LAMPS);
}

static void
test_sections(void **state)
{
    (void)state;
    check_page(
        "~目录\n~\n~·镇上·\n~桥头装了新路灯 ………… (1)\n~粮站腾出半间屋 ………… (3)\n~·人物·\n~修伞匠收了徒弟 ………… (5)\n\n"
        "[镇上\n\n!桥头装了新路灯\n\n" LAMPS "!粮站腾出半间屋\n\n" ROOM "[人物\n\n!修伞匠收了徒弟\n\n" MENDER);
}

static void
test_teasers(void **state)
{
    (void)state;
    check_page("~导读\n~粮站腾出半间屋 ▶2版\n~修伞匠收了徒弟 ▶▶详见A03版\n~河工老秦的账本（4版）\n" ARTICLES);
    check_page("~今日导读\n~■粮站腾出半间屋 →2版\n~■修伞匠收了徒弟 →3版\n" ARTICLES);
    check_page("~粮站腾出半间屋 详见第2版\n" ARTICLES);
    check_page("~粮站腾出半间屋\n~▶2版\n~修伞匠收了徒弟\n~▶3版\n" ARTICLES);
    check_page("~本期要目：\n~● 粮站腾出半间屋／2\n~● 修伞匠收了徒弟／3\n" ARTICLES);
    /* no numbers at all */
    check_page("~要目\n~桥头装了新路灯\n~粮站腾出半间屋\n~修伞匠收了徒弟\n" ARTICLES);
    check_page("~桥头装了新路灯\n~粮站腾出半间屋\n~修伞匠收了徒弟\n" ARTICLES);
}

static void
test_other_languages(void **state)
{
    (void)state;
    check_page(
        "~IN THIS ISSUE\n~Lamps Go Up on the Foot Bridge . . . . . 1\n~Corn Store Lends a Room ..... 3\n\n!Lamps Go Up on the "
        "Foot Bridge\n\nSix lamps went up on the foot bridge on Monday, and nobody need feel along the rail at night, said "
        "the clerk to the board.\n\n!Corn Store Lends a Room\n\nThree long tables stand in it, and the key hangs with the "
        "porter, Amos Pell, who is learning his letters there after supper.\n");
    check_page(
        "~もくじ\n~橋に新しい明かり　………　２\n~米倉に子どもの部屋　………　３\n\n!橋に新しい明かり\n\n町の橋に六日、新しい明かりが"
        "六つともり、夜道を手すり頼みに歩く人がいなくなったと、橋番の女性が話した。\n\n!米倉に子どもの部屋\n\n部屋には長い机が三つ並び、"
        "鍵は門番の老人が預かって、自分も字を習っているという。\n");
    check_page(
        "~차례\n~다리에 새 등불 ........ 1\n~곡식 창고 방을 내주다 ........ 3\n\n!다리에 새 등불\n\n마을 다리에 월요일 새 등불 여섯 "
        "개가 켜져 밤길에 난간을 더듬는 사람이 없어졌다고 다리지기가 말했다.\n\n!곡식 창고 방을 내주다\n\n방에는 긴 책상 세 개가 놓였고 "
        "열쇠는 문지기 노인이 맡았는데 그도 글자를 배운다.\n");
}

/* The article's text, or a list in it: prices, results, a sentence that breaks off, a footnote. */
static void
test_what_is_no_contents(void **state)
{
    (void)state;
    check_page("镇上的价钱\n\n萝卜……2\n鸡蛋……5\n豆腐……1\n\n这些是粮站贴出来的价钱，单位是元，早晚不同，以牌子为准。\n");
    check_page("桥头装了新路灯\n\n" LAMPS "装灯的师傅只说了一个字……\n\n" ROOM);
    check_page("射击比赛\n\n潘一舟\t9\n庄　夏\t7\n秦　晚\t8\n\n比赛昨天在粮站后院举行，用的是弹弓，靶子是旧锅盖。\n");
    check_page("桥头装了新路灯\n\n" LAMPS "详见第3版的故事，要从一盏灯说起，那盏灯已经亮了三十年。\n");
    check_page("目录学讲座开讲\n\n讲座昨天在粮站举行，主讲人说，目录是书的脸，也是书的骨头，听的人都点头。\n\n" ROOM);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_leaders),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_teasers),
        cmocka_unit_test(test_other_languages),
        cmocka_unit_test(test_what_is_no_contents),
    };
    return cmocka_run_group_tests_name("parser contents", tests, NULL, NULL);
}
