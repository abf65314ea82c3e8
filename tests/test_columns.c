/* parser: columns that stand side by side, in the lines of one file.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "side_by_side.h"

#include "kanbao/text.h"

static const char *const ja_first[] = {"岬の灯台に新しい階段",
                                       "　岬の灯台で石の階段が新しくな",
                                       "り、二十日の朝に渡り初めがあっ",
                                       "た。灯台守の家族が先に立ち、近",
                                       "くの子どもたちが続いた。",
                                       "　段の数は百八で、古い階段より",
                                       "も六つ多いという。",
                                       NULL};
static const char *const ja_second[] = {"町の井戸水が戻る",
                                        "　三年前から涸れていた町の井戸",
                                        "に、先週から水が戻り始めた。役",
                                        "場は水質を調べており、来月には",
                                        "使えるようになる見込みだ。",
                                        "　井戸端の店は茶を無料で出し、",
                                        "人が集まっている。",
                                        NULL};
static const char *const ko_first[] = {"등대에 새 계단이 놓이다",
                                       "갈매곶 등대의 돌계단이 새로 놓여",
                                       "스무날 아침에 처음으로 사람들이",
                                       "올라갔다. 등대지기의 식구가 앞에",
                                       "서고 이웃 아이들이 뒤를 따랐다.",
                                       "계단은 모두 백여덟 개로 예전보다",
                                       "여섯 개가 많다.",
                                       NULL};
static const char *const ko_second[] = {"마을 우물에 물이 돌아오다",
                                        "세 해 전부터 말라 있던 마을 우물에",
                                        "지난주부터 물이 고이기 시작했다.",
                                        "면에서는 물을 살펴보고 있으며 다음",
                                        "달이면 마실 수 있을 것이라고 한다.",
                                        "우물가 찻집은 차를 거저 내놓았다.",
                                        NULL};
static const char *const en_first[] = {
    "NEW STEPS FOR THE LIGHTHOUSE",           "The stone steps at Gullhead have been",
    "laid anew, and on the morning of the",   "twentieth the keeper and his family",
    "were the first to climb them, with the", "children of the cove behind. There are",
    "a hundred and eight of them.",           NULL};
static const char *const en_second[] = {"WATER RETURNS TO THE WELL",        "After three dry summers there is",
                                        "water again in the well of Lower", "Marrow. The council is having it",
                                        "looked at, and believes that by",  "next month it will be fit to be",
                                        "drunk by man and beast.",          NULL};

/* The page is read as it was meant to be, and the file is as it was. */
static void
check_page(struct side_page *page, const char *what)
{
    struct issue *issue = support_recover("20310607.txt", buffer_slice(&page->text));
    struct buffer lines = side_lines(issue);
    must(strcmp(lines.at, page->wanted.at) == 0, "%s:\n%s\nis read\n%s", what, page->text.at, lines.at);
    assert_true(slice_equal(issue_source(issue), buffer_slice(&page->text)));
    assert_int_equal(issue_file_lines(issue), page->number);
    for (uint32_t line = 1; line < issue->line_count; line++)
        assert_true(issue->lines[line].start_byte > issue->lines[line - 1].start_byte);
    buffer_done(&lines);
    issue_free(issue);
}

static const struct {
    const char *name;
    const char *const *columns[SIDE_COLUMNS_MOST];
    size_t count;
} sets[] = {
    {"Chinese", {side_first, side_second}, 2}, {"three of them", {side_first, side_second, side_third}, 3},
    {"Japanese", {ja_first, ja_second}, 2},    {"Korean", {ko_first, ko_second}, 2},
    {"English", {en_first, en_second}, 2},     {"of two languages", {en_first, side_third}, 2},
};

static void
test_one_after_another(void **state)
{
    static const char *const gutters[] = {"   ", "    ", "     ", "        ", "\u3000\u3000", "\u00A0\u00A0\u00A0",
                                          " | ", " │ ",  "│",     "   |   ",  "｜",           " \u3000 "};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(sets); i++)
        for (size_t g = 0; g < BASE_COUNT(gutters); g++)
            for (int spaced = 0; spaced < 2; spaced++) {
                struct side_page page = {.number = 0};
                side_add_columns(&page, sets[i].columns, sets[i].count, gutters[g], spaced);
                check_page(&page, sets[i].name);
                side_page_done(&page);
            }
}

/* Fewer lines than five, and fewer cells than three, are none. */
static void
test_too_little(void **state)
{
    static const char *const short_first[] = {"　　盐井滩的晒盐场把用了三十年", "的木闸门换成了铁的，盐工们说今",
                                              "后涨潮时不必再连夜守在堤上，不", "用点灯。", NULL};
    static const char *const short_second[] = {"　　竹篾巷小学的四十名学生昨天", "把自己糊的风筝放上了天，最大的",
                                               "一只有两丈长，老师傅说好，明年", "再放。", NULL};
    static const char *const *const both[] = {short_first, short_second};
    static const char *const *const long_both[] = {side_first, side_third};
    (void)state;
    for (int few = 0; few < 2; few++) {
        struct side_page page = {.number = 0};
        side_add_columns(&page, few ? both : long_both, 2, few ? "      " : "  ", false);
        struct issue *issue = support_recover("x", buffer_slice(&page.text));
        assert_null(issue->numbers);
        issue_free(issue);
        side_page_done(&page);
    }
}

/* A headline over all columns stays where it is, whether it fills the page or not. */
static void
test_headlines_over_all(void **state)
{
    static const char *const headlines[] = {"　　　　沿海各地今春修闸筑堤三百余处　参加的人比往年多了四成",
                                            "              三十里盐滩齐动手　　修好闸门", "盐滩新事"};
    static const char *const *const columns[] = {side_first, side_second};
    static const char *const *const others[] = {side_third, side_first};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(headlines); i++)
        for (int blank = 0; blank < 2; blank++) {
            struct side_page page = {.number = 0};
            bool fills = i < 2;
            side_add_wide(&page, headlines[i]);
            side_add_wide(&page, "");
            side_add_columns(&page, columns, 2, "    ", false);
            for (int k = 0; k < 1 + blank || (k < 1 && !fills); k++)
                side_add_wide(&page, "");
            side_add_wide(&page, headlines[i]);
            side_add_wide(&page, "");
            side_add_columns(&page, others, 2, "   ", false);
            check_page(&page, headlines[i]);
            side_page_done(&page);
        }
}

/* Text over all columns above and below is no part of them. */
static void
test_text_around(void **state)
{
    static const char *const *const columns[] = {side_first, side_second};
    (void)state;
    struct side_page page = {.number = 0};
    side_add_wide(&page, "　　南湾镇的十二个村子今年都修了路，修路的人里有一半是学生，他们在假期里挑沙子、砸石子。");
    side_add_wide(&page, "　　路修好了。");
    side_add_wide(&page, "");
    side_add_columns(&page, columns, 2, "   ", false);
    side_add_wide(&page, "");
    side_add_wide(&page, "路修好了以后");
    side_add_wide(&page, "　　南湾镇的十二个村子今年都修了路，修路的人里有一半是学生，他们在假期里挑沙子、砸石子。");
    check_page(&page, "text around");
    side_page_done(&page);
}

/* One column is longer than the other; the rest of the first has a headline, too. */
static void
test_uneven(void **state)
{
    static const char *const long_first[] = {"盐井滩的晒盐场换了新闸门",
                                             "　　上周末，盐井滩晒盐场把用了",
                                             "三十年的木闸门换成了铁的，盐工",
                                             "们说今后涨潮时不必再连夜守在堤",
                                             "上，老人们也放了心。",
                                             "　　场长说，旧闸门的木板留着做",
                                             "长凳，放在晒盐场的凉棚里。",
                                             "　　堤上的路也要修，等秋后农闲",
                                             "就动工，石料已经运到，工钱由三",
                                             "个村子分摊。",
                                             "",
                                             "盐价没有涨",
                                             "",
                                             "　　盐栈的伙计说，新闸门的钱不",
                                             "会算在盐价里，请大家放心。",
                                             NULL};
    static const char *const *const left[] = {long_first, side_second};
    static const char *const *const right[] = {side_second, long_first};
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        struct side_page page = {.number = 0};
        side_add_columns(&page, turn ? right : left, 2, "     ", false);
        check_page(&page, "uneven");
        side_page_done(&page);
    }
}

/* The second column begins above the first. */
static void
test_second_begins_above(void **state)
{
    static const char *const low[] = {"",
                                      "",
                                      "盐井滩的晒盐场换了新闸门",
                                      "　　上周末，盐井滩晒盐场把用了",
                                      "三十年的木闸门换成了铁的，盐工",
                                      "们说今后涨潮时不必再连夜守在堤",
                                      "上，老人们也放了心。",
                                      "　　场长说旧闸门还留着。",
                                      NULL};
    static const char *const *const columns[] = {low, side_second};
    (void)state;
    struct side_page page = {.number = 0};
    side_add_columns(&page, columns, 2, "    ", false);
    check_page(&page, "the second begins above");
    side_page_done(&page);
}

/* Who set the page took “ ” and — for as wide as Han; then lines with them are narrower here than they were. */
static void
test_ambiguous(void **state)
{
    static const char *const quoted[] = {"　　“闸门换了，”场长说，“用了",
                                         "三十年的木闸门——就是北边那一",
                                         "道——换成了铁的。”盐工们说今后",
                                         "涨潮时不必再连夜守在堤上，“可",
                                         "以睡个好觉”。老人也说好，“比",
                                         "从前的牢”。",
                                         NULL};
    static const char *const *const columns[] = {quoted, side_second};
    (void)state;
    for (int cells = 1; cells <= 2; cells++) {
        struct side_page page = {.number = 0};
        text_set_ambiguous(cells);
        side_add_columns(&page, columns, 2, "   ", false);
        text_set_ambiguous(3 - cells); /* what this terminal does changes nothing */
        check_page(&page, "ambiguous");
        text_set_ambiguous(1);
        side_page_done(&page);
    }
}

/* A headline over two columns of three: the first goes on beside it. */
static void
test_headline_over_some(void **state)
{
    static const char *const *const two[] = {side_second, side_third};
    struct side_page all = {.number = 0}, right = {.number = 0};
    (void)state;
    side_add_wide(&right, "      沿海各地今春修闸筑堤三百余处参加的人多");
    side_add_columns(&right, two, 2, "    ", false);
    const char *rows = right.text.at;
    for (unsigned i = 0; i < right.number; i++) { /* the lines of the first column beside all of them */
        const char *end = strchr(rows, '\n'), *own = side_first[i % 5 + 2];
        size_t cells = text_cells(slice_of(own));
        buffer_printf(&all.text, "%s%*s%.*s\n", own, (int)(34 - cells), "", (int)(end - rows), rows);
        side_want(&all, i + 1, own);
        rows = end + 1;
    }
    buffer_add_slice(&all.wanted, buffer_slice(&right.wanted));
    all.number = right.number;
    check_page(&all, "a headline over two of three");
    side_page_done(&all);
    side_page_done(&right);
}

/* A row may stand a few cells beside the others. */
static void
test_bent_row(void **state)
{
    static const char *const *const columns[] = {side_first, side_second};
    static const char row[] = "\n夜守在堤上。    ";
    (void)state;
    struct side_page page = {.number = 0};
    side_add_columns(&page, columns, 2, "      ", false);
    char *at = strstr(page.text.at, row);
    assert_non_null(at);
    at += strlen(row) - 4;
    memmove(at, at + 4, strlen(at + 4) + 1);
    page.text.len -= 4;
    check_page(&page, "a bent row");
    side_page_done(&page);
}

/* A table beside a column is one column: its rows stay whole. */
static void
test_table_beside(void **state)
{
    static const char *const prices[] = {
        "盐价（每担）",          "一月     12.5    11.0", "二月     12.7    11.2", "三月     13.0    11.4",
        "四月     13.1    11.8", "五月     13.4    12.0", "六月     13.9    12.1", NULL};
    static const char *const text[] = {"　　盐井滩晒盐场的盐价今年春天",
                                       "涨得不多，场长说是因为晴天多，",
                                       "晒出来的盐比去年多了两成，车船",
                                       "也够用，各地的盐栈都没有断货，",
                                       "三个县的价钱差不多。夏天要看雨",
                                       "水，秋天的价钱要到八月才能定。",
                                       "请盐户留意。",
                                       NULL};
    static const char *const *const columns[] = {text, prices};
    (void)state;
    struct side_page page = {.number = 0};
    side_add_columns(&page, columns, 2, "    ", false);
    check_page(&page, "a table beside");
    side_page_done(&page);
}

/* A page ends the columns on it. */
static void
test_pages(void **state)
{
    static const char *const *const columns[] = {side_first, side_second};
    static const char *const *const others[] = {side_third, side_second};
    (void)state;
    struct side_page page = {.number = 0};
    side_add_columns(&page, columns, 2, "    ", false);
    page.text.at[page.text.len - 1] = '\f';
    side_add_columns(&page, others, 2, "    ", false);
    check_page(&page, "two pages");
    side_page_done(&page);
}

/* ---- pages as pdftotext -layout writes them */

static const char *const counted_first[] = {"盐井滩的晒盐场换了新闸门",
                                            "    本报讯 6月5日，盐井滩晒",
                                            "盐场把用了31年的木闸门换成了",
                                            "铁的，新门宽3.25米，高1.8米，",
                                            "花了12600元，盐工们说今后涨",
                                            "潮时不必再连夜守在堤上，每年",
                                            "可省下1200多个工。旧门的木板",
                                            "留着做长凳，2031年秋天放在凉",
                                            "棚里。",
                                            NULL};
static const char *const counted_second[] = {"竹篾巷的风筝上了天",
                                             "    本报讯 竹篾巷小学的40名",
                                             "学生昨天把自己糊的108只风筝",
                                             "放上了天，最大的一只长6.66米。",
                                             "老师傅说，扎风筝最要紧的是骨",
                                             "架匀称，纸薄一点倒不碍事。19",
                                             "98年他在巷口开铺子，25年里卖",
                                             "出了30000多只。明年5月还要再",
                                             "放。",
                                             NULL};

/* What is right of TEXT, or of nothing, begins behind so many characters, however wide they are. */
static void
pad_points(struct side_page *page, const char *text, size_t points)
{
    buffer_add_text(&page->text, text);
    for (size_t pad = text_points(slice_of(text)); pad < points; pad++)
        buffer_add_byte(&page->text, ' ');
}

/* Two columns; LOWER: below their first lines those of the second have rows of their own, between those of the first. */
static void
add_counted(struct side_page *page, bool lower)
{
    enum { RIGHT_POINTS = 23 };
    unsigned step = lower ? 2 : 1, first = page->number + 1;
    for (size_t row = 0; counted_first[row] != NULL; row++) {
        bool parted = lower && row > 0;
        pad_points(page, counted_first[row], parted ? 0 : RIGHT_POINTS);
        if (parted) {
            buffer_add_byte(&page->text, '\n');
            pad_points(page, "", RIGHT_POINTS);
        }
        buffer_add_text(&page->text, counted_second[row]);
        buffer_add_byte(&page->text, '\n');
        page->number += parted ? 2 : 1;
    }
    side_want(page, first, counted_first[0]);
    for (unsigned row = 1; counted_first[row] != NULL; row++)
        side_want(page, first + 1 + (row - 1) * step, counted_first[row]);
    side_want(page, first, counted_second[0]);
    for (unsigned row = 1; counted_second[row] != NULL; row++)
        side_want(page, first + step + (row - 1) * step, counted_second[row]);
}

static void
test_counted(void **state)
{
    (void)state;
    for (int lower = 0; lower < 2; lower++) {
        struct side_page page = {.number = 0};
        add_counted(&page, lower);
        check_page(&page, lower ? "rows of their own" : "counted by characters");
        struct issue *issue = support_recover("20310607.txt", buffer_slice(&page.text));
        assert_int_equal(issue->article_count, 2);
        assert_int_equal(issue->paragraph_count, 2); /* no blank line has come into them */
        issue_free(issue);
        side_page_done(&page);
    }
}

/* What a masthead has between its words is no gutter, be it one of the page's or not. */
static void
test_masthead(void **state)
{
    static const char *const mastheads[] = {"盐滩新报   2031年6月7日   星期六   第01版",
                                            "盐滩新报     2031年6月7日   第01版", "盐滩新报   第01版"};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(mastheads); i++)
        for (int lower = 0; lower < 2; lower++) {
            struct side_page page = {.number = 0};
            side_add_wide(&page, mastheads[i]);
            side_add_wide(&page, "");
            add_counted(&page, lower);
            check_page(&page, mastheads[i]);
            side_page_done(&page);
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_after_another),
        cmocka_unit_test(test_too_little),
        cmocka_unit_test(test_headlines_over_all),
        cmocka_unit_test(test_text_around),
        cmocka_unit_test(test_uneven),
        cmocka_unit_test(test_second_begins_above),
        cmocka_unit_test(test_ambiguous),
        cmocka_unit_test(test_headline_over_some),
        cmocka_unit_test(test_bent_row),
        cmocka_unit_test(test_table_beside),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_counted),
        cmocka_unit_test(test_masthead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
