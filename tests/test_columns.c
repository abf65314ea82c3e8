/* parser, and what stands on it: columns that stand side by side, in the lines of one file.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/parser.h"
#include "kanbao/search.h"
#include "kanbao/text.h"

#include <stdlib.h>

enum { COLUMNS_MOST = 3, LINES_MOST = 24, CELLS_MOST = 200 };

/* Columns of text; "" is a blank line. */
static const char *const zh_first[] = {"盐井滩的晒盐场换了新闸门",
                                       "",
                                       "　　本报讯 上周末，盐井滩晒盐",
                                       "场把用了三十年的木闸门换成了铁",
                                       "的，盐工们说今后涨潮时不必再连",
                                       "夜守在堤上。",
                                       "　　场长说，旧闸门的木板留着做",
                                       "长凳，放在晒盐场的凉棚里。",
                                       NULL};
static const char *const zh_second[] = {"竹篾巷的风筝上了天",
                                        "",
                                        "　　本报讯 竹篾巷小学的四十名",
                                        "学生昨天把自己糊的风筝放上了天，",
                                        "最大的一只有两丈长。老师傅说，扎",
                                        "风筝最要紧的是骨架匀称，纸薄一点",
                                        "倒不碍事。明年还要再放。",
                                        NULL};
static const char *const zh_third[] = {"粮栈的老秤退休了",
                                       "",
                                       "　　本报讯 南街粮栈的一杆老秤",
                                       "从昨天起不再使用，改挂在墙上，",
                                       "来往的农人都要摸一摸秤砣。栈里",
                                       "的伙计说，新秤准，老秤有情分，",
                                       "两样都舍不得。",
                                       NULL};
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

struct page {
    struct buffer text;
    struct buffer wanted; /* each line that is not blank as NUMBER TEXT, in the order of reading */
    unsigned number;      /* of the last line */
};

static void
page_done(struct page *page)
{
    buffer_done(&page->text);
    buffer_done(&page->wanted);
}

static void
want(struct page *page, unsigned number, const char *text)
{
    struct slice words = text_trim(slice_of(text));
    if (words.len > 0)
        buffer_printf(&page->wanted, "%u %.*s\n", number, (int)words.len, words.at);
}

/* Lines over all columns. */
static void
add_wide(struct page *page, const char *text)
{
    buffer_add_text(&page->text, text);
    buffer_add_byte(&page->text, '\n');
    want(page, ++page->number, text);
}

static size_t
count_lines(const char *const *column)
{
    size_t count = 0;
    while (column[count] != NULL)
        count++;
    return count;
}

/* COLUMNS side by side, each padded to the widest of its lines and GUTTER behind it; SPACED: a blank line below each. */
static void
add_columns(struct page *page, const char *const *const *columns, size_t count, const char *gutter, bool spaced)
{
    size_t rows = 0, widest[COLUMNS_MOST] = {0};
    for (size_t i = 0; i < count; i++) {
        size_t lines = count_lines(columns[i]);
        rows = lines > rows ? lines : rows;
        for (size_t k = 0; k < lines; k++) {
            size_t cells = text_cells(slice_of(columns[i][k]));
            widest[i] = cells > widest[i] ? cells : widest[i];
        }
    }
    unsigned step = spaced ? 2 : 1;
    for (size_t row = 0; row < rows; row++) {
        struct buffer line = {0};
        for (size_t i = 0; i < count; i++) {
            const char *cell = row < count_lines(columns[i]) ? columns[i][row] : "";
            buffer_add_text(&line, cell);
            for (size_t pad = text_cells(slice_of(cell)); i + 1 < count && pad < widest[i]; pad++)
                buffer_add_byte(&line, ' ');
            buffer_add_text(&line, i + 1 < count ? gutter : "");
        }
        size_t end = line.len;
        while (end > 0 && line.at[end - 1] == ' ')
            end--;
        buffer_add(&page->text, line.at, end);
        buffer_add_text(&page->text, spaced ? "\n\n" : "\n");
        buffer_done(&line);
    }
    for (size_t i = 0; i < count; i++)
        for (size_t row = 0; row < count_lines(columns[i]); row++)
            want(page, page->number + 1 + (unsigned)row * step, columns[i][row]);
    page->number += (unsigned)rows * step;
}

static struct buffer
lines_of(const struct issue *issue)
{
    struct buffer out = {0};
    for (uint32_t line = 0; line < issue->line_count; line++) {
        struct slice words = issue_line_text(issue, line);
        if (words.len > 0)
            buffer_printf(&out, "%u %.*s\n", issue_line_number(issue, line) + 1, (int)words.len, words.at);
    }
    return out;
}

/* The page is read as it was meant to be, and the file is as it was. */
static void
check_page(struct page *page, const char *what)
{
    struct issue *issue = support_recover("20310607.txt", buffer_slice(&page->text));
    struct buffer lines = lines_of(issue);
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
    const char *const *columns[COLUMNS_MOST];
    size_t count;
} sets[] = {
    {"Chinese", {zh_first, zh_second}, 2},  {"three of them", {zh_first, zh_second, zh_third}, 3},
    {"Japanese", {ja_first, ja_second}, 2}, {"Korean", {ko_first, ko_second}, 2},
    {"English", {en_first, en_second}, 2},  {"of two languages", {en_first, zh_third}, 2},
};

static void
test_one_after_another(void **state)
{
    static const char *const gutters[] = {"   ", "    ", "     ",   "        ", "\u3000\u3000", " | ",
                                          " │ ", "│",    "   |   ", "｜",       " \u3000 "};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(sets); i++)
        for (size_t g = 0; g < BASE_COUNT(gutters); g++)
            for (int spaced = 0; spaced < 2; spaced++) {
                struct page page = {.number = 0};
                add_columns(&page, sets[i].columns, sets[i].count, gutters[g], spaced);
                check_page(&page, sets[i].name);
                page_done(&page);
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
    static const char *const *const long_both[] = {zh_first, zh_third};
    (void)state;
    for (int few = 0; few < 2; few++) {
        struct page page = {.number = 0};
        add_columns(&page, few ? both : long_both, 2, few ? "      " : "  ", false);
        struct issue *issue = support_recover("x", buffer_slice(&page.text));
        assert_int_equal(issue->columns_count, 0);
        issue_free(issue);
        page_done(&page);
    }
}

/* A headline over all columns stays where it is, whether it fills the page or not. */
static void
test_headlines_over_all(void **state)
{
    static const char *const headlines[] = {"　　　　沿海各地今春修闸筑堤三百余处　参加的人比往年多了四成",
                                            "              三十里盐滩齐动手　　修好闸门", "盐滩新事"};
    static const char *const *const columns[] = {zh_first, zh_second};
    static const char *const *const others[] = {zh_third, zh_first};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(headlines); i++)
        for (int blank = 0; blank < 2; blank++) {
            struct page page = {.number = 0};
            bool fills = i < 2;
            add_wide(&page, headlines[i]);
            add_wide(&page, "");
            add_columns(&page, columns, 2, "    ", false);
            for (int k = 0; k < 1 + blank || (k < 1 && !fills); k++)
                add_wide(&page, "");
            add_wide(&page, headlines[i]);
            add_wide(&page, "");
            add_columns(&page, others, 2, "   ", false);
            check_page(&page, headlines[i]);
            page_done(&page);
        }
}

/* Text over all columns above and below is no part of them. */
static void
test_text_around(void **state)
{
    static const char *const *const columns[] = {zh_first, zh_second};
    (void)state;
    struct page page = {.number = 0};
    add_wide(&page, "　　南湾镇的十二个村子今年都修了路，修路的人里有一半是学生，他们在假期里挑沙子、砸石子。");
    add_wide(&page, "　　路修好了。");
    add_wide(&page, "");
    add_columns(&page, columns, 2, "   ", false);
    add_wide(&page, "");
    add_wide(&page, "路修好了以后");
    add_wide(&page, "　　南湾镇的十二个村子今年都修了路，修路的人里有一半是学生，他们在假期里挑沙子、砸石子。");
    check_page(&page, "text around");
    page_done(&page);
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
    static const char *const *const left[] = {long_first, zh_second};
    static const char *const *const right[] = {zh_second, long_first};
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        struct page page = {.number = 0};
        add_columns(&page, turn ? right : left, 2, "     ", false);
        check_page(&page, "uneven");
        page_done(&page);
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
    static const char *const *const columns[] = {low, zh_second};
    (void)state;
    struct page page = {.number = 0};
    add_columns(&page, columns, 2, "    ", false);
    check_page(&page, "the second begins above");
    page_done(&page);
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
    static const char *const *const columns[] = {quoted, zh_second};
    (void)state;
    for (int cells = 1; cells <= 2; cells++) {
        struct page page = {.number = 0};
        text_set_ambiguous(cells);
        add_columns(&page, columns, 2, "   ", false);
        text_set_ambiguous(3 - cells); /* what this terminal does changes nothing */
        check_page(&page, "ambiguous");
        text_set_ambiguous(1);
        page_done(&page);
    }
}

/* A row may stand a few cells beside the others. */
static void
test_bent_row(void **state)
{
    static const char *const *const columns[] = {zh_first, zh_second};
    static const char row[] = "\n夜守在堤上。    ";
    (void)state;
    struct page page = {.number = 0};
    add_columns(&page, columns, 2, "      ", false);
    char *at = strstr(page.text.at, row);
    assert_non_null(at);
    at += strlen(row) - 4;
    memmove(at, at + 4, strlen(at + 4) + 1);
    page.text.len -= 4;
    check_page(&page, "a bent row");
    page_done(&page);
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
    struct page page = {.number = 0};
    add_columns(&page, columns, 2, "    ", false);
    check_page(&page, "a table beside");
    page_done(&page);
}

/* A page ends the columns on it. */
static void
test_pages(void **state)
{
    static const char *const *const columns[] = {zh_first, zh_second};
    static const char *const *const others[] = {zh_third, zh_second};
    (void)state;
    struct page page = {.number = 0};
    add_columns(&page, columns, 2, "    ", false);
    page.text.at[page.text.len - 1] = '\f';
    add_columns(&page, others, 2, "    ", false);
    check_page(&page, "two pages");
    page_done(&page);
}

/* ---- what knows the lines of the file */

static struct page
two_articles(void)
{
    static const char *const *const columns[] = {zh_first, zh_second};
    struct page page = {.number = 0};
    add_columns(&page, columns, 2, "    ", false);
    return page;
}

static void
test_articles_and_numbers(void **state)
{
    struct page page = two_articles();
    struct issue *issue = support_recover("20310607.txt", buffer_slice(&page.text));
    struct buffer json = {0};
    (void)state;
    assert_int_equal(issue->article_count, 2);
    assert_text(issue_article_title(issue, &issue->articles[1]), "竹篾巷的风筝上了天");
    issue_add_json(&json, issue);
    assert_non_null(strstr(json.at, "\"headline\":\"竹篾巷的风筝上了天\",\"headline_line\":1,"));
    assert_non_null(strstr(json.at, "骨架匀称，纸薄一点倒不碍事。明年还要再放。\",\"lines\":[3,4,5,6,7]"));
    assert_text(issue_line_text(issue, issue_line_part(issue, 3, 0)), "场把用了三十年的木闸门换成了铁");
    assert_text(issue_line_text(issue, issue_line_part(issue, 3, 1)), "学生昨天把自己糊的风筝放上了天，");
    assert_int_equal(issue_line_part(issue, 3, 2), ISSUE_NO_LINE);
    assert_int_equal(issue_line_part(issue, 8, 0), ISSUE_NO_LINE);
    for (uint32_t number = 0; number < page.number; number++)
        assert_int_equal(issue_line_number(issue, issue_line_of_number(issue, number)), number);
    assert_int_equal(issue_line_of_number(issue, 1000), issue->line_count - 1);
    buffer_done(&json);
    issue_free(issue);
    page_done(&page);
}

/* Of a beginning no line is shown that will be another one in the whole. */
static void
test_beginning(void **state)
{
    static const char *const *const columns[] = {zh_first, zh_second};
    struct page page = {.number = 0};
    (void)state;
    add_wide(&page, "渡口晚报　2031年6月7日　星期六");
    for (int i = 0; i < 4; i++) {
        add_columns(&page, columns, 2, "    ", false);
        add_wide(&page, "");
        add_wide(&page, "　　　　沿海各地今春修闸筑堤三百余处　参加的人比往年多了四成");
    }
    struct issue *whole = support_recover("x", buffer_slice(&page.text));
    assert_int_equal(whole->columns_count, 4);
    for (size_t bytes = 0; bytes < page.text.len; bytes++) {
        if (page.text.at[bytes] != '\n')
            continue;
        struct issue *part = parser_recover((struct parser_source){
            .path = "x", .text = base_strndup(page.text.at, bytes + 1), .bytes = bytes + 1, .preview = true});
        must(part->line_count > 0 && part->line_count <= whole->line_count, "%zu bytes", bytes);
        for (uint32_t line = 0; line < part->line_count; line++)
            must(slice_equal(issue_line_text(part, line), issue_line_text(whole, line)), "%zu bytes, line %u", bytes,
                 line);
        issue_free(part);
    }
    issue_free(whole);
    page_done(&page);
}

/* What the raw text of a file can have, nothing that is found in its columns is left out of. */
static void
test_raw_search(void **state)
{
    static const char *const gutters[] = {"   ", "│", "\u3000\u3000", " | "};
    (void)state;
    for (size_t g = 0; g < BASE_COUNT(gutters); g++) {
        static const char *const *const columns[] = {zh_second, zh_first, zh_third};
        struct page page = {.number = 0};
        struct buffer scratch = {0};
        add_columns(&page, columns, 3, gutters[g], false);
        struct issue *issue = support_recover("x", buffer_slice(&page.text));
        assert_int_equal(issue->columns_count, 1);
        for (size_t p = 0; p < issue->paragraph_count; p++) {
            struct slice text = issue_paragraph_text(issue, &issue->paragraphs[p], &scratch);
            for (size_t at = 0; at + 15 <= text.len; at = text_start_after(text, at + 1)) {
                struct search_fault fault;
                struct search_options options = {.pinyin = PINYIN_SCHEME_FULL};
                size_t end = text_start(text, at + 15);
                struct slice word = slice_make(text.at + at, end - at);
                if (memchr(word.at, ' ', word.len) != NULL || text_is_space(text_first(word)))
                    continue;
                struct search_query *query = search_query_new(word, &options, &fault);
                assert_non_null(query);
                search_query_expect_raw(query);
                must(search_may_match(query, buffer_slice(&page.text)), "%.*s", (int)word.len, word.at);
                search_query_free(query);
            }
        }
        buffer_done(&scratch);
        issue_free(issue);
        page_done(&page);
    }
}

/* ---- in the reader */

static struct reader *
open_page(struct world *world)
{
    struct page page = two_articles();
    char *path = support_join(world->folder, "20310607.txt");
    support_write_text(path, page.text.at);
    struct reader *reader = world_open(world, path, 90, 24);
    free(path);
    page_done(&page);
    return reader;
}

/* The headline of the second column is none, and is one again; the mends outlive the text's being read anew. */
static void
test_mending(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world);
    size_t count, last_step;
    assert_int_equal(reader->shown->article_count, 2);
    world_run(world, "select-next");
    assert_int_equal(reader->at.article, 1);
    world_run(world, "mend-headline");
    assert_int_equal(reader->shown->article_count, 1);
    assert_non_null(strstr(reader->message.at, "1: begins a paragraph"));
    assert_int_equal(issue_source(reader->shown).len, strlen(issue_source(reader->shown).at));
    library_mends(reader->library, reader->at.issue, &count, &last_step);
    assert_int_equal(count, 1);
    reader_reread(reader);
    world_check(world);
    assert_int_equal(reader->shown->article_count, 1);
    world_run(world, "mend-undo");
    assert_int_equal(reader->shown->article_count, 2);
}

static void
test_source_view(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world);
    struct buffer screen = {0};
    world_run(world, "source");
    screen_add_text(&screen, &world->screen);
    assert_non_null(strstr(screen.at, " 8 +  长凳，放在晒盐场的凉棚里。"));
    assert_non_null(strstr(screen.at, " 1 H  竹篾巷的风筝上了天"));
    assert_non_null(strstr(screen.at, "line 1/8: "));
    /* a count is a line of the file */
    world_run_times(world, "top", 8);
    assert_int_equal(issue_line_number(reader->shown, reader->at.source.cursor.item), 7);
    world_run(world, "scroll-down");
    assert_int_equal(issue_line_number(reader->shown, reader->at.source.cursor.item), 0);
    assert_int_equal(reader->at.article, 1);
    buffer_done(&screen);
}

/* FILE:LINE shows the article that has the line's first words. */
static void
test_open_line(void **state)
{
    struct world *world = *state;
    struct reader *reader = open_page(world);
    reader_open_line(reader, reader->at.issue, 8);
    world_check(world);
    assert_int_equal(reader->at.article, 0);
    reader_open_line(reader, reader->at.issue, 9);
    assert_non_null(strstr(reader->message.at, "no line 9; the last is 8"));
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
        cmocka_unit_test(test_bent_row),
        cmocka_unit_test(test_table_beside),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_articles_and_numbers),
        cmocka_unit_test(test_beginning),
        cmocka_unit_test(test_raw_search),
        WORLD_TEST(test_mending),
        WORLD_TEST(test_source_view),
        WORLD_TEST(test_open_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
