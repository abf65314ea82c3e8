/* parser, what belongs to the page: its number, its header, who edited it; and what only looks so.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sheet.h"
#include "support.h"

#include "kanbao/text.h"
#include "parser/dates/dates.h"
#include "parser/judge/judge.h"
#include "parser/page/page.h"

#include <stdlib.h>

/* ---- furniture */

static void
assert_page_mark(const char *line, bool wanted)
{
    struct sheet sheet = sheet_of(slice_of(line));
    must(sheet.count == 1 && furniture_is_line(sheet.shapes) == wanted, "%s: %d", line, !wanted);
    sheet_done(&sheet);
}

static void
test_page_marks(void **state)
{
    (void)state;
    static const char *const marks[] = {
        "首页 > 新闻中心 > 社会",
        "Home » News › Local",
        "제9면",
        "第03版",
        "第3版",
        "第三版",
        "第 3 版",
        "第A03版",
        "A03版",
        "03版",
        "3版",
        "3面",
        "第3面",
        "头版",
        "第3版：要闻",
        "第3版｜要闻",
        "要闻 03版",
        "A03版 国内",
        "A03 国内",
        "A03 国际新闻",
        "03 要闻 版",
        "03 要闻",
        "2026年3月16日 星期一 第3版",
        "2026年3月16日　星期一　渡口晚报　第3版　要闻",
        "3月16日 星期一 A3 要闻",
        "渡口晚报　2026年3月16日　星期一　第01版",
        "二〇二六年三月十六日　第二版",
        "第7期 第2版",
        "汐見新聞　2026年3月15日（日）　朝刊　(3)",
        "朝刊 第3面",
        "PAGE THREE",
        "Page 3",
        "page 12",
        "Page 3 of 8",
        "Page 3/8",
        "THE FERRY POST    Saturday, March 14, 2026    Page 3",
        "- 3 -",
        "—3—",
        "· 12 ·",
        "第 3 页 共 8 页",
        "第3页／共8页",
        "第三頁",
        "责任编辑：田一麦",
        "责任编辑: 田一麦  版式: 沈小禾",
        "责编/田一麦 美编/沈小禾",
        "责任编辑　燕　雁　校对　陆遥",
        "责任编辑田一麦 校对沈小禾",
        "本版编辑：田一麦、沈小禾",
        "編輯：田一麥",
        "编辑:田一麦",
        "校对：田一麦",
        "责任编辑：",
        "责编：田一麦 电话：0571-88261234 邮箱：a@example.org",
        "值班编辑 田一麦 组版 沈小禾",
        "国内统一刊号：CN 99-0001　邮发代号：99-1",
        "ISSN 1234-567X",
        "国内统一连续出版物号CN99-0001 渡口晚报社出版",
        "邮发代号99-1　零售价：1.50元",
        "本报社址：渡口街1号　邮编：100000",
        "新闻热线：0571-88261234",
        "广告经营许可证号：9900001",
        "版权所有　侵权必究",
        "版权所有：渡口晚报社",
        "渡口晚报版权所有，未经许可不得转载。",
        "© 2026 The Ferry Post",
        "Copyright 2026 The Ferry Post. All rights reserved.",
        "All rights reserved.",
        "（下转第三版）",
        "（上接第一版）",
        "下转A3版",
        "(Continued on page 4, Col. 1",
        "Continued from Page One",
        "CONTINUED ON PAGE 6",
    };
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        assert_page_mark(marks[i], true);
}

static void
test_what_is_no_page_mark(void **state)
{
    (void)state;
    static const char *const lines[] = {
        /* dates and weather alone: letters, speeches and diaries have them */
        "2026年3月16日",
        "（二〇二六年三月十六日）",
        "2026年3月16日 星期一",
        "2026年3月16日 星期一 晴",
        "March 14, 2026",
        "渡口街道办　2026年3月16日",
        "（3）3月16日",
        "3月16日 星期一",
        /* numbers */
        "1985.",
        "1985",
        "17.",
        "12",
        "3",
        "(3)",
        "（三）",
        "3.",
        "12 345",
        "100%",
        "-5",
        "3-1",
        "1—3",
        "10:30",
        /* editions of books, and other things that are counted */
        "渡口词典第12版",
        "《渡口词典》 第3版",
        "第一次修订版",
        "渡口地图新版",
        "第三版图书目录",
        "5面锦旗",
        "第二面镜子碎了",
        "第三页纸",
        "3版诗集",
        "头版头条的故事",
        "该书由渡口书社出版",
        "第1条",
        "第一期",
        "第七号渡船",
        "第3期培训班开班",
        "（原载《渡口晚报》2026年3月16日第3版）",
        "据《渡口晚报》 2026年3月16日 第3版",
        "渡口晚报2026年3月16日第3版刊文",
        "A3出口改道",
        "A3 出口",
        "B12路公交改线",
        "No. 3 Ferry Back in Service",
        "Page Turner Wins Prize",
        "Page boy, 3, finds ring",
        "Front Page Blues",
        /* editors in articles */
        "责任编辑制度改革",
        "校对工作",
        "校对是一门手艺",
        "责任编辑 渡口晚报的把关人",
        "编辑同志：",
        "编辑点评：",
        "编辑部的故事",
        "编辑 出版",
        "版式设计大赛开赛",
        "主编 田一麦",
        "策划：田一麦",
        "责编的一天",
        "责任编辑：他说，校对比人老实。",
        "(视频编辑：田一麦 文字编辑：沈小禾)",
        /* how to reach others */
        "电话：0571-88261234",
        "地址：渡口街1号",
        "定价：1.50元",
        "邮编：100000",
        "新闻热线开通",
        "社址迁往新区",
        /* rights and turns */
        "版权所有者的权利",
        "渡口灯会版权所有权之争",
        "Copyright Bill Passes",
        "1 > 0",
        "> > 他说渡口的灯换了",
        "水位 3.2 > 3.1",
        "下转弯道",
        "转第三版的故事",
        "接第一版看",
        "Continued on Thursday",
        "继续渡河",
        "渡口的灯换了",
        "THE FERRY POST",
        "渡口晚报",
        "渡口晚报　3",
    };
    for (size_t i = 0; i < BASE_COUNT(lines); i++)
        assert_page_mark(lines[i], false);
}

/* Which lines of TEXT, counted from 1, belong to the page by what the whole shows: "1 3". */
static void
assert_found(const char *text, const char *wanted)
{
    struct sheet sheet = sheet_of(slice_of(text));
    const struct shape *shapes = sheet.shapes;
    size_t count = sheet.count;
    struct buffer got = {0};
    bool *furniture = base_alloc_zero(count, sizeof *furniture);
    repeated_find(shapes, count, furniture);
    buffer_add_text(&got, "");
    for (size_t i = 0; i < count; i++)
        if (furniture[i])
            buffer_printf(&got, "%s%u", got.len > 0 ? " " : "", shapes[i].line + 1);
    must(strcmp(got.at ? got.at : "", wanted) == 0, "%s\nfound %s, not %s", text, got.at, wanted);
    buffer_done(&got);
    free(furniture);
    sheet_done(&sheet);
}

/* PAGES pages of PARAGRAPHS paragraphs, HEADER (with a %d for its number) over each; all between blank lines, so that
   each page takes 2 + 2 * PARAGRAPHS lines. */
static char *
pages_of(const char *header, int pages, int paragraphs, int first, int step)
{
    struct buffer text = {0};
    for (int i = 0; i < pages; i++) {
        const char *number = strstr(header, "%d");
        buffer_add(&text, header, number != NULL ? (size_t)(number - header) : strlen(header));
        if (number != NULL)
            buffer_printf(&text, "%d%s", first + i * step, number + 2);
        buffer_add_text(&text, "\n\n");
        for (int k = 0; k < paragraphs; k++)
            buffer_add_text(&text, "雨停了，鸭子走了，谁也没有问为什么。\n\n");
    }
    return buffer_take(&text);
}

static void
assert_pages(const char *header, int pages, int paragraphs, int first, int step, const char *wanted)
{
    char *text = pages_of(header, pages, paragraphs, first, step);
    assert_found(text, wanted);
    free(text);
}

static void
test_repeated_headers(void **state)
{
    (void)state;
    assert_pages("渡口晚报　%d", 3, 5, 2, 1, "1 13 25");
    assert_pages("%d　渡口晚报", 3, 5, 2, 2, "1 13 25");
    assert_pages("THE HARROWMERE GAZETTE    %d", 4, 5, 1, 1, "1 13 25 37");
    assert_pages("澜浦往事 | %d", 3, 5, 9, 1, "1 13 25");
    assert_pages("渡口往事　2026年3月16日　星期一", 3, 5, 0, 0, "1 13 25");
    /* too seldom, too near to each other, not rising, no number, a number inside */
    assert_pages("渡口晚报　%d", 2, 5, 2, 1, "");
    assert_pages("渡口晚报　%d", 3, 2, 2, 1, "");
    assert_pages("渡口晚报　%d", 3, 5, 2, 0, "");
    assert_pages("渡口晚报　%d", 3, 5, 9, -1, "");
    assert_pages("渡口晚报", 3, 5, 0, 0, "");
    assert_pages("渡口晚报%d", 3, 5, 2, 1, "");
    assert_pages("渡船的 %d 次航行", 3, 5, 2, 1, "");
    /* what articles number, and how documents are dated */
    assert_pages("第%d条", 3, 5, 1, 1, "");
    assert_pages("渡口章程附件 %d", 3, 5, 1, 1, "");
    assert_pages("The Ferry Story Chapter %d", 3, 5, 1, 1, "");
    assert_pages("%d", 3, 5, 1, 1, "");
    assert_pages("%d.", 3, 5, 1, 1, "");
    assert_pages("渡口街道办　2026年3月16日", 3, 5, 0, 0, "");
    assert_pages("2026年3月16日", 3, 5, 0, 0, "1"); /* the first is the masthead */
}

static void
test_page_numbers_at_form_feeds(void **state)
{
    (void)state;
    assert_found("雨停了。\n\n1\n\f雨又下了。\n\n2\n\f雨停了。\n\n3\n", "3 7 11");
    assert_found("雨停了。\n\f2\n\n雨又下了。\n", "3");
    assert_found("雨停了。\n\n1\n\n雨又下了。\n\n2\n\n雨停了。\n\n3\n", "");
    assert_found("雨停了。\n\n1985\n\f雨又下了。\n", "");
}

static void
test_masthead_lines(void **state)
{
    (void)state;
    assert_found("渡口日报\n2026年3月16日　星期一\n渡口市委主办\n渡口的灯换了\n", "1 2 3");
    assert_found("渡口日报\n渡口的灯换了\n2026年3月16日\n", "");
    assert_found("渡口市委主办\n渡口的灯换了\n", "");
    assert_found(
        "FAIR TO-DAY\nTHE FERRY POST\nVOL. XXXIII., NO. 38.\nWITH THE NEWS\nSATURDAY, MARCH 14, 2026.\nLAMP LIT\n",
        "2 3 5");
    assert_found("", "");
}

/* ---- anything at all */

/* No text takes these long, and none makes them read what is not theirs: each is a block of its own. */
static void
test_nasty_texts(void **state)
{
    (void)state;
    struct buffer text = {0};
    const char *name = "";
    for (size_t i = 0; name != NULL; i++) {
        buffer_clear(&text);
        name = support_add_nasty(&text, i, support_is_slow() ? 2000 : 400000);
        if (name == NULL || text.len == 0)
            continue;
        char *copy = memcpy(base_alloc(text.len), text.at, text.len); /* of its very length */
        struct sheet sheet = sheet_of(slice_make(copy, text.len));
        struct shape *shapes = sheet.shapes;
        size_t count = sheet.count;
        bool *furniture = base_alloc_zero(count, sizeof *furniture);
        uint32_t date = date_find(slice_make(copy, text.len), NULL, NULL);
        must(date == 0 || issue_date_valid(date), "%s: %u", name, date);
        repeated_find(shapes, count, furniture);
        for (size_t k = 0; k < count; k++)
            furniture_is_line(&shapes[k]);
        furniture_find(shapes, count);
        free(furniture);
        sheet_done(&sheet);
        free(copy);
    }
    buffer_done(&text);
}

/* The line that opens a page: pieces set apart, among them the day, the page or the number. */
static void
test_opening_lines(void **state)
{
    (void)state;
    static const char *const opens[] = {
        "第10版　健康周刊　主编：沈小禾　2031年7月6日",
        "10　体育　2034年10月4日　星期三　编辑 / 韦南洲　邮箱 news@ferry.example",
        "(22)　２０３２年(令和14年)１２月３日　金曜日　総合　千波新聞",
        "솔내신문 2033년 10월 14일 금요일 제9면 사회",
        "Harrow Weekly   |   No. 2,114   |   14 May 2034   |   7",
        "芦汀文艺 第77期",
        "2033年9月11日 特刊",
        "THE EVENING FERRY                    PAGE ELEVEN",
    };
    static const char *const heads[] = {
        "渡口的灯换了　2026年3月16日　星期一", "2026年3月16日渡口举行灯会", "渡口街道办　2026年3月16日",
        "Ferry Lamp Is Lamp Number Two",       "渡口换灯 用了3天 花了12元",
    };
    for (size_t i = 0; i < BASE_COUNT(opens) + BASE_COUNT(heads); i++) {
        bool wanted = i < BASE_COUNT(opens);
        const char *line = wanted ? opens[i] : heads[i - BASE_COUNT(opens)];
        struct buffer text = {0};
        buffer_printf(&text, "%s\n\n鸭子回来了\n\n昨夜雨停了，鸭子走了又回来，谁也没有问为什么。\n", line);
        struct sheet sheet = sheet_of(buffer_slice(&text));
        struct shape *shapes = sheet.shapes;
        free(masthead_find(shapes, sheet.count).title);
        furniture_find(shapes, sheet.count);
        must(shapes[0].furniture == wanted, "%s: %d", line, !wanted);
        must(!shapes[1].furniture, "below %s", line);
        sheet_done(&sheet);
        buffer_done(&text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page_marks),       cmocka_unit_test(test_what_is_no_page_mark),
        cmocka_unit_test(test_repeated_headers), cmocka_unit_test(test_page_numbers_at_form_feeds),
        cmocka_unit_test(test_masthead_lines),   cmocka_unit_test(test_nasty_texts),
        cmocka_unit_test(test_opening_lines),
    };
    return cmocka_run_group_tests_name("parser furniture", tests, NULL, NULL);
}
