/* parser, running heads and feet: what comes back where pages end is the page's, and the text goes on across it; and what only
 * comes back is not.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* ---- papers of three articles; the second paragraph of the first, the first of the second are cut by a page's end */

enum { LANGUAGES = 4 };
static const struct paper {
    const char *heads[3];
    const char *whole[4];
    const char *cut[2][2];
} papers[LANGUAGES] = {
    {{"桥头装了新路灯", "粮站腾出半间屋", "修伞匠收了徒弟"},
     {"本报讯 桥头昨天装了六盏新路灯，夜里过桥的人不用再摸着栏杆走，电费由镇上出，灯泡由街坊轮着擦。",
      "屋里摆了三张长桌，放学的孩子可以在那里写作业，管钥匙的是看门的老潘，他自己也在认字，从天地日月认起。",
      "本报讯 修了三十一年伞的老庄昨天收了徒弟，徒弟原来是学钟表的，说两样都是跟弹簧打交道，差不到哪里去。",
      "老庄说，第一课是听雨，雨打在伞上的声音不对，就是有一根骨头断了，听得出来才算入门，急不得。"},
     {{"装灯的师傅说，桥上风大，灯罩换了三回才不响，要是再响就来找他，他住在桥下第二家，门口",
       "晾着一排手套的便是，白天不一定在。"},
      {"本报讯 粮站前天腾出半间屋，刷了墙，换了窗纸，留给镇上的孩子写字，墙上还挂了",
       "一只旧钟，走得慢，正好多写一会儿。"}}},
    {{"Lamps Go Up on the Foot Bridge", "Corn Store Lends a Room", "Umbrella Mender Takes a Boy"},
     {"Six lamps went up on the foot bridge on Monday, and nobody need feel along the rail at night, said the clerk to the board.",
      "Three long tables stand in it, and the key hangs with the porter, Amos Pell, who is learning his letters there after supper.",
      "Old Mr. Crome, who has mended umbrellas for thirty-one years, took a boy on Friday who was bred to clocks and likes the springs.",
      "The first lesson is to listen to the rain, said Mr. Crome, for a broken rib is heard long before it can be seen by anybody."},
     {{"The fitter said the wind is strong up there, and that he changed the shades three times before they would stop",
       "ringing, and lives in the second house under the bridge if they should begin again."},
      {"The corn store has lent half a room to the children of the lower town, and has washed the walls, and hung",
       "an old clock there that loses an hour a day, which leaves the more time to write."}}},
    {{"橋に新しい明かり", "米倉に子どもの部屋", "傘直しに弟子ができる"},
     {"町の橋に六日、新しい明かりが六つともり、夜道を手すり頼みに歩く人がいなくなったと、橋番の女性がうれしそうに話した。",
      "部屋には長い机が三つ並び、鍵は門番の老人が預かって、自分も夕食の後に子どもたちの隣で字を習っているという。",
      "傘を三十一年直してきた職人に七日、弟子ができ、もとは時計を習っていたが、ばねの扱いは同じことだと笑ってみせた。",
      "最初の稽古は雨を聞くことで、骨の折れた傘は音が違い、それが分かるまでは針も糸も持たせないと職人は話した。"},
     {{"取り付けた職人は、橋の上は風が強く、笠を三度替えてようやく鳴りやんだと言い、また鳴ったら橋の下の二軒目に",
       "来てくれればよいが、昼は留守のことが多いと付け加えた。"},
      {"米倉は五日、部屋を半分空けて壁を塗り、町の子どもたちが字を書く場所にし、壁には古い時計を",
       "一つ掛けたが、遅れるので長く書けると評判になっている。"}}},
    {{"다리에 새 등불", "곡식 창고 방을 내주다", "우산 수선공 제자를 두다"},
     {"마을 다리에 월요일 새 등불 여섯 개가 켜져 밤길에 난간을 더듬는 사람이 없어졌다고 다리지기가 기쁜 얼굴로 말했다.",
      "방에는 긴 책상 세 개가 놓였고 열쇠는 문지기 노인이 맡았는데 그도 저녁을 먹은 뒤에 아이들 곁에서 글자를 배운다.",
      "우산을 서른한 해 고쳐 온 장인이 금요일 제자를 두었는데 그는 시계를 배우던 소년으로 용수철은 다 같다고 말했다.",
      "첫 수업은 빗소리를 듣는 것으로 살이 부러진 우산은 소리가 다르니 그것을 알아듣기 전에는 바늘을 쥐여 주지 않는다."},
     {{"등을 단 기술자는 다리 위에 바람이 세어 갓을 세 번이나 바꾼 뒤에야 소리가 멎었다며 다시 울리면",
       "다리 아래 둘째 집으로 찾아오면 되지만 낮에는 집에 없는 날이 많다고 덧붙였다."},
      {"곡식 창고는 목요일 방을 반쯤 비우고 벽을 칠해 마을 아이들이 글을 쓰도록 내주었고 벽에는 낡은",
       "시계를 하나 걸었는데 늦게 가는 덕에 더 오래 쓸 수 있다고 아이들이 좋아한다."}}},
};

/* LINES, parted by |, %d for the number of the page, each as the page's. */
static void
add_page_lines(struct buffer *out, const char *lines, int page)
{
    while (*lines != '\0') {
        size_t len = strcspn(lines, "|");
        const char *number = memchr(lines, '%', len);
        buffer_add_text(out, "~");
        if (number != NULL) {
            buffer_add(out, lines, (size_t)(number - lines));
            buffer_printf(out, "%d", page);
            buffer_add(out, number + 2, len - (size_t)(number - lines) - 2);
        } else {
            buffer_add(out, lines, len);
        }
        buffer_add_text(out, "\n~\n");
        lines += len + (lines[len] == '|');
    }
}

/* The paper with TOP over and FOOT under each of its three pages. */
static char *
paper_with(const struct paper *paper, const char *top, const char *foot)
{
    struct buffer out = {0};
    add_page_lines(&out, top, 1);
    buffer_printf(&out, "%s\n\n%s\n\n%s\n\n", paper->heads[0], paper->whole[0], paper->cut[0][0]);
    add_page_lines(&out, foot, 1);
    add_page_lines(&out, top, 2);
    buffer_printf(&out, "%s\n\n%s\n\n%s\n\n", paper->cut[0][1], paper->heads[1], paper->cut[1][0]);
    add_page_lines(&out, foot, 2);
    add_page_lines(&out, top, 3);
    buffer_printf(&out, "%s\n\n%s\n\n%s\n\n%s\n\n%s\n\n", paper->cut[1][1], paper->whole[1], paper->heads[2],
                  paper->whole[2], paper->whole[3]);
    add_page_lines(&out, foot, 3);
    return buffer_take(&out);
}

static void
check_paper(size_t language, const char *top, const char *foot, const char *title)
{
    char *lines = paper_with(&papers[language], top, foot);
    struct issue *issue = support_recover_across(lines);
    must(title == NULL ? issue->title == NULL : issue->title != NULL && strcmp(issue->title, title) == 0,
         "%s | %s: the title is %s", top, foot, issue->title != NULL ? issue->title : "none");
    issue_free(issue);
    free(lines);
}

static const char *const feet[] = {"%d",           "- %d -",
                                   "— %d —",       "· %d ·",
                                   "( %d )",       "第 %d 页 共 3 页",
                                   "Page %d of 3", "~%d~",
                                   "[p. %d]",      "## p. %d (#9) ####"};

static void
test_heads(void **state)
{
    (void)state;
    static const struct {
        const char *top[LANGUAGES], *title[LANGUAGES];
    } heads[] = {
        {{"石梁区报", "The Fenwick Herald", "渚町新聞", "다리일보"},
         {"石梁区报", "The Fenwick Herald", "渚町新聞", "다리일보"}},
        {{"石梁区报·要闻", "THE FENWICK HERALD | LOCAL", "渚町新聞　地域", "다리일보 · 사회"},
         {"石梁区报", "THE FENWICK HERALD", "渚町新聞", "다리일보"}},
        {{"石梁区报|要闻", "THE FENWICK HERALD|LOCAL NEWS", "渚町新聞|地域", "다리일보|사회"},
         {"石梁区报", "THE FENWICK HERALD", "渚町新聞", "다리일보"}},
        {{"镇上的事", "Around the Town", "町のたより", "우리 마을 이야기"}, {NULL}},
        {{"www.shiliang.example", "www.fenwick.example/news", "http://nagisa.example/", "www.dari.example"}, {NULL}},
        {{"石梁区报 2031年5月4日 星期日 第%d版", "THE FENWICK HERALD, Sunday, May 4, 2031, Page %d",
          "渚町新聞　2031年5月4日（日）　第%d面", "다리일보 2031년 5월 4일 %d면"},
         {"石梁区报", "THE FENWICK HERALD", "渚町新聞", "다리일보"}},
        {{"石梁区报%d", "The Fenwick Herald %d", "渚町新聞%d", "다리일보 %d"},
         {"石梁区报", "The Fenwick Herald", "渚町新聞", "다리일보"}},
    };
    for (size_t i = 0; i < BASE_COUNT(heads); i++)
        for (size_t k = 0; k < LANGUAGES; k++) {
            for (size_t f = 0; f < BASE_COUNT(feet); f++)
                check_paper(k, heads[i].top[k], feet[f], heads[i].title[k]);
            check_paper(k, heads[i].top[k], "", heads[i].title[k]);
        }
}

/* As feet, too, and glued to the number from both sides. */
static void
test_feet(void **state)
{
    (void)state;
    for (size_t k = 0; k < LANGUAGES; k++) {
        for (size_t f = 0; f < BASE_COUNT(feet); f++)
            check_paper(k, "", feet[f], NULL);
        check_paper(k, "", "石梁区报·要闻|%d", "石梁区报");
        check_paper(k, "石梁区报·要闻", "石梁区报·要闻|第 %d 页 共 3 页", "石梁区报");
        check_paper(k, "", "编印：镇上的事|- %d -", NULL);
    }
}

/* Two pages: what stands beside shows it. */
static void
test_two_pages(void **state)
{
    (void)state;
    static const char *const tops[] = {"镇上的事", "石梁区报", "www.shiliang.example", "2 石梁区报",
                                       "石梁区报 2031年5月4日"};
    for (size_t i = 0; i < BASE_COUNT(tops); i++)
        for (size_t f = 0; f < BASE_COUNT(feet); f++) {
            struct buffer out = {0};
            const struct paper *paper = &papers[0];
            add_page_lines(&out, i == 3 ? "%d 石梁区报" : tops[i], 1);
            buffer_printf(&out, "%s\n\n%s\n\n%s\n\n%s\n\n", paper->heads[0], paper->whole[0], paper->heads[1],
                          paper->cut[1][0]);
            add_page_lines(&out, feet[f], 1);
            add_page_lines(&out, i == 3 ? "%d 石梁区报" : tops[i], 2);
            buffer_printf(&out, "%s\n\n%s\n\n", paper->cut[1][1], paper->whole[1]);
            add_page_lines(&out, feet[f], 2);
            buffer_reserve(&out, 0);
            char *lines = buffer_take(&out);
            issue_free(support_recover_across(lines));
            free(lines);
        }
}

/* A page's head may be the article's headline, which stands above its text once. */
static void
test_repeated_headline(void **state)
{
    (void)state;
    struct issue *issue = support_recover_across(
        "桥头装了新路灯\n\n本报讯 桥头昨天装了六盏新路灯，夜里过桥的人不用再摸着栏杆走，电费由镇上出，灯泡由街坊轮着擦，擦坏了\n\n~- 1 -\n~\n~"
        "桥头装了新路灯\n~\n要赔。装灯的师傅说，桥上风大，灯罩换了三回才不响，要是再响就来找他，他住在桥下\n\n~- 2 -\n~\n~桥头装了新路灯\n~\n"
        "第二家，门口晾着手套的便是。\n\n~- 3 -\n");
    assert_int_equal(issue->lines[0].role, ISSUE_HEADLINE);
    issue_free(issue);
}

static void
test_issue_numbers(void **state)
{
    (void)state;
    check_paper(0, "石梁镇工作通讯 2031年第5期", "- %d -", "石梁镇工作通讯");
    check_paper(0, "石梁简报 总第1234期", "%d", "石梁简报");
    check_paper(0, "石梁镇工作通讯 2031年第5期", "", "石梁镇工作通讯");
    check_paper(1, "Fenwick Notes  Vol. 3 No. 2", "%d", NULL);
    check_paper(2, "渚だより 第12号", "%d", "渚だより");
}

/* ---- the paragraph is whole */

static void
assert_paragraph(const char *lines, const char *wanted)
{
    struct issue *issue = support_recover_across(lines);
    char *got = support_outline(issue);
    must(strstr(got, wanted) != NULL, "%s\nis not in\n%s", wanted, got);
    free(got);
    issue_free(issue);
}

static void
test_cut_paragraph(void **state)
{
    (void)state;
    assert_paragraph(
        "桥头装了新路灯\n\n本报讯 桥头昨天装了六盏新路灯，夜里过桥的人不用再摸着栏杆走，电费由镇上\n~- 1 -\n~石梁区报  "
        "2031年5月4日\n出，灯泡由街坊轮着擦。\n\n装灯的师傅说，桥上风大，灯罩换了三回才不响。\n",
        "电费由镇上出，灯泡由街坊轮着擦。");
    assert_paragraph(
        "桥头装了新路灯\n\n本报讯 桥头昨天装了六盏新路灯，夜里过桥的人不用再摸着栏杆走，电费由镇上\n\n~责任编辑：潘一舟　"
        "版式：庄　夏\n~\n~第 1 页\n~\n~石梁区报\n~2031年5月4日　星期日\n~要闻\n~\n出，灯泡由街坊轮着擦。\n\n"
        "装灯的师傅说，桥上风大，灯罩换了三回才不响。\n",
        "电费由镇上出，灯泡由街坊轮着擦。");
}

/* ---- what is not the page's, however often it comes back */

static void
assert_none(const char *text)
{
    struct issue *issue = support_recover("none.txt", slice_of(text));
    for (uint32_t i = 0; i < issue->line_count; i++)
        must(issue->lines[i].role != ISSUE_FURNITURE, "%s\nline %u is the page's", text, i + 1);
    issue_free(issue);
}

static void
test_what_only_comes_back(void **state)
{
    (void)state;
    /* a reporter, subheads, a refrain, a key, cells of a table, numbers of sections */
    assert_none(
        "桥头装了新路灯\n\n本报记者 潘一舟\n\n桥头昨天装了六盏新路灯，夜里过桥的人不用再摸着栏杆走。\n\n粮站腾出半间屋\n\n本报记者 "
        "潘一舟\n\n粮站前天腾出半间屋，刷了墙，换了窗纸。\n\n修伞匠收了徒弟\n\n本报记者 潘一舟\n\n修了三十一年伞的老庄昨天收了徒弟。\n");
    assert_none(
        "三件小事\n\n起因\n\n桥上太黑，有人摔了一跤。\n\n经过\n\n装了六盏灯，换了三回罩。\n\n起因\n\n孩子没有地方写字。\n\n经过\n\n"
        "粮站腾出半间屋。\n\n起因\n\n没有人会修伞了。\n\n经过\n\n老庄收了徒弟。\n");
    assert_none("过桥歌\n\n灯亮了\n\n过桥的人不摸栏杆\n\n灯亮了\n\n写字的人不点蜡烛\n\n灯亮了\n\n修伞的人不怕下雨\n");
    assert_none(
        "展览三处\n\n地点：粮站\n\n时间：2031年5月4日\n\n票价：两元，孩子不要票。\n\n地点：桥头\n\n时间：2031年5月4日\n\n票价："
        "不要票，自带板凳。\n\n地点：伞铺\n\n时间：2031年5月4日\n\n票价：一把坏伞，修好了还你。\n");
    assert_none(
        "走过三座桥\n\n1\n\n第一座桥在粮站后面，石头的，走了一百年。\n\n2\n\n第二座桥在伞铺门前，木头的，去年换过板。\n\n3\n\n"
        "第三座桥还没有造好，图纸挂在墙上。\n");
    assert_none(
        "Three Small Things\n\nThe cause\n\nThe bridge was dark, and somebody fell.\n\nThe cure\n\nSix lamps went "
        "up.\n\nThe cause\n\nThe children had nowhere to write.\n\nThe cure\n\nThe corn store lent a room.\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heads),
        cmocka_unit_test(test_feet),
        cmocka_unit_test(test_two_pages),
        cmocka_unit_test(test_repeated_headline),
        cmocka_unit_test(test_issue_numbers),
        cmocka_unit_test(test_cut_paragraph),
        cmocka_unit_test(test_what_only_comes_back),
    };
    return cmocka_run_group_tests_name("parser running heads", tests, NULL, NULL);
}
