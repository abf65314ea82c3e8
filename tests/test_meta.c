/* parser, what saved web pages say of an article: who wrote it, where it is from, of which day; the rest is the page's.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"
#include "parser/page/page.h"

#include <stdlib.h>

/* ---- one line */

static void
check_line(const char *line, const char *author, const char *source, const char *date)
{
    struct meta meta;
    struct slice text = slice_of(line);
    must(meta_read(text, &meta), "%s is not read", line);
    const struct {
        struct issue_span span;
        const char *wanted;
    } parts[] = {{meta.author, author}, {meta.source, source}, {meta.date, date}};
    for (size_t i = 0; i < BASE_COUNT(parts); i++) {
        struct slice got = slice_make(line + parts[i].span.start_byte, parts[i].span.bytes);
        must(slice_equal(got, slice_of(parts[i].wanted)), "%s: %.*s, not %s", line, (int)got.len, got.at,
             parts[i].wanted);
    }
}

static void
test_lines(void **state)
{
    (void)state;
    check_line("作者：潘一舟", "潘一舟", "", "");
    check_line("作者：潘一舟;庄夏  时间：2031-05-04", "潘一舟;庄夏", "", "2031-05-04");
    check_line("来源：石梁区报 发布时间：2031-05-04 08:15 浏览次数：127", "", "石梁区报", "2031-05-04 08:15");
    check_line("2031-05-04 09:30:00　来源：石梁发布　作者：庄夏　编辑：秦晚", "庄夏", "石梁发布",
               "2031-05-04 09:30:00");
    check_line("2031年5月4日 09:30 石梁新闻网", "", "石梁新闻网", "2031年5月4日 09:30");
    check_line("【字号：大 中 小】 打印： 分享到：", "", "", "");
    check_line("發布時間：2031-05-04 | 來源：石樑通訊 | 記者：莊夏 | 點閱數：1,204", "莊夏", "石樑通訊", "2031-05-04");
    check_line("By Amos Pell | Published May 4, 2031 8:15 am | Updated May 5, 2031", "Amos Pell", "",
               "May 4, 2031 8:15 am");
    check_line("Posted by Amos Pell on May 4, 2031", "Amos Pell", "", "May 4, 2031");
    check_line("Source: The Fenwick Herald   Views: 127", "", "The Fenwick Herald", "");
    check_line("입력 2031-05-04 08:15 | 수정 2031-05-05 09:00", "", "", "2031-05-04 08:15");
    check_line("石梁晚报　2031-05-04 09:12　记者 潘一舟", "潘一舟", "石梁晚报", "2031-05-04 09:12");
    check_line("日期：2031年05月04日  来源：石梁发布  点击：88  【打印】【关闭】", "", "石梁发布", "2031年05月04日");
    check_line("Share  Print  Comments", "", "", "");
    check_line("公開日時：2031年5月4日 8時15分　執筆：森本涼", "森本涼", "", "2031年5月4日 8時15分");
}

static void
test_other_lines(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "记者：您修伞修了多少年？",
        "时间：上午九点",
        "作者说，他不知道。",
        "来源于民间的故事",
        "By Monday the water was gone",
        "Published in two volumes",
        "日期：另行通知",
        "桥头装了新路灯",
        "2031年5月4日",
        "打印",
        "打印店开张",
        "记者 潘一舟",
        "石梁晚报",
        "Print is not dead",
        "Updated rules come into force",
        "时间：2031年5月4日上午，地点：粮站。",
    };
    struct meta meta;
    for (size_t i = 0; i < BASE_COUNT(lines); i++)
        must(!meta_read(slice_of(lines[i]), &meta), "%s is read", lines[i]);
}

/* ---- on a page */

#define TEXT                                                                                                           \
    "\n本报讯 桥头昨天装了六盏新路灯，夜里过桥的人不用再摸着栏杆走，电费由镇上出。\n\n灯泡由街坊轮着擦，擦坏了要赔。\n"

/* The first article: its authors, source and day, and how many of its paragraphs there are. */
static void
check_article(const char *text, const char *authors, const char *source, const char *date, uint32_t paragraphs)
{
    struct issue *issue = support_recover("meta.txt", slice_of(text));
    must(issue->article_count > 0, "%s: no article", text);
    const struct issue_article *article = &issue->articles[0];
    struct buffer names = {0};
    for (uint32_t i = 0; i < article->credit_count; i++)
        buffer_printf(&names, "%s%s", i > 0 ? "," : "", issue->credits[article->first_credit + i].name);
    must(slice_equal(buffer_slice(&names), slice_of(authors)), "%s: by %.*s", text, (int)names.len, names.at);
    support_assert_text(issue_span_text(issue, article->source), source, __FILE__, __LINE__);
    support_assert_text(issue_span_text(issue, article->date_text), date, __FILE__, __LINE__);
    must(article->headline_line == 0, "%s: no headline", text);
    must(article->head_count == 1 && article->paragraph_count == paragraphs, "%s: %u paragraphs", text,
         article->paragraph_count);
    buffer_done(&names);
    issue_free(issue);
}

static void
test_articles(void **state)
{
    (void)state;
    check_article("桥头装了新路灯\n作者：潘一舟;庄夏  时间：2031-05-04\n" TEXT, "潘一舟,庄夏", "本报讯", "2031-05-04",
                  2);
    check_article("桥头装了新路灯\n来源：石梁区报 发布时间：2031-05-04 08:15 浏览次数：127\n" TEXT, "", "石梁区报",
                  "2031-05-04 08:15", 2);
    /* apart */
    check_article(
        "桥头装了新路灯\n作者：潘一舟\n来源：石梁区报\n时间：2031-05-04 09:12\n浏览次数：88\n【字号：大 中 小】\n" TEXT,
        "潘一舟", "石梁区报", "2031-05-04 09:12", 2);
    check_article(
        "橋頭裝了新路燈\n2031-05-04 09:12　石樑新聞網　記者：莊夏　瀏覽：88\n\n橋頭昨天裝了六盞新路燈，夜裡過橋的人不用再摸著欄杆走。"
        "\n\n燈泡由街坊輪著擦，擦壞了要賠。\n",
        "莊夏", "石樑新聞網", "2031-05-04 09:12", 2);
    check_article(
        "Lamps Go Up on the Foot Bridge\nBy Amos Pell | Published May 4, 2031\nSource: The Fenwick Herald    Views: 127\n\nSix "
        "lamps went up on the foot bridge on Monday, and nobody need feel along the rail at night.\n\nThe lamps were paid "
        "for by the board, and are rubbed by turns by those who live beside them.\n",
        "Amos Pell", "The Fenwick Herald", "May 4, 2031", 2);
    check_article(
        "Lamps Go Up on the Foot Bridge\nBy Amos Pell\nPublished May 4, 2031\nSource: The Fenwick Herald\nShare  Print  "
        "Comments\n\nSix lamps went up on the foot bridge on Monday, and nobody need feel along the rail at night.\n\nThe lamps "
        "were paid for by the board, and are rubbed by turns by those who live beside them.\n",
        "Amos Pell", "The Fenwick Herald", "May 4, 2031", 2);
    check_article(
        "橋に新しい明かり\n2031年5月4日 9時12分　更新：2031年5月5日\n執筆：森本涼\n\n町の橋に四日、新しい明かりが六つともり、夜道を手すり"
        "頼みに歩く人がいなくなったと、橋番の女性が話した。\n\n灯は回り持ちで磨くことになっている。\n",
        "森本涼", "", "2031年5月4日 9時12分", 2);
    /* the text says it itself */
    check_article("桥头装了新路灯" TEXT, "", "本报讯", "", 2);
}

/* A text keeps what a meeting, a list, a talk says with the same keys. */
static void
test_kept(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "关于召开会议的通知\n\n现定于下周开会，请准时参加，不要带伞。\n\n时间：2031年5月9日上午9:00\n\n地点：粮站三楼\n\n联系人：潘一舟\n",
        "修伞匠收了徒弟\n\n记者：您修伞修了多少年？\n\n老庄：三十一年，中间停过一天，那天没有下雨。\n\n记者：徒弟学得怎么样？\n\n老庄：耳朵很好。\n",
        "桥头装了新路灯\n\n桥头昨天装了六盏新路灯，夜里过桥的人不用再摸着栏杆走。\n\n来源：石梁区报\n",
    };
    for (size_t i = 0; i < BASE_COUNT(texts); i++) {
        struct issue *issue = support_recover("kept.txt", slice_of(texts[i]));
        for (uint32_t line = 0; line < issue->line_count; line++)
            must(issue->lines[line].role != ISSUE_FURNITURE, "%s\nline %u is the page's", texts[i], line + 1);
        issue_free(issue);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_other_lines),
        cmocka_unit_test(test_articles),
        cmocka_unit_test(test_kept),
    };
    return cmocka_run_group_tests_name("parser lines of web pages", tests, NULL, NULL);
}
