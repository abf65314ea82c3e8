/* parser: two articles that were read row by row, so that their lines alternate.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <stdlib.h>

static const char *const salt[] = {"盐井滩的晒盐场换闸门",
                                   "　　本报讯 上周末，盐井滩晒盐",
                                   "场把用了三十年的木闸门换成了铁",
                                   "的，盐工们说今后涨潮时不必再连",
                                   "夜守在堤上。",
                                   "　　场长说，旧闸门的木板留着做",
                                   "长凳，放在晒盐场的凉棚里。",
                                   NULL};
static const char *const kites[] = {"竹篾巷的风筝上了天",
                                    "　　本报讯 竹篾巷小学的四十名",
                                    "学生昨天把自己糊的风筝放上了天，",
                                    "最大的一只有两丈长。老师傅说，扎",
                                    "风筝最要紧的是骨架匀称，纸薄一点",
                                    "倒不碍事。",
                                    "　　风筝明年还要再放，地点仍在学",
                                    "校后面的麦地里，请路人小心。",
                                    NULL};
static const char *const narrow[] = {"粮栈的老秤退休了",     "南街粮栈的一杆老秤从",
                                     "昨天起不再使用，改挂", "在墙上，来往的农人都",
                                     "要摸一摸秤砣。栈里的", "伙计说，新秤准，老秤",
                                     "有情分，两样都舍不得", "，先挂着再说，等新秤",
                                     "用旧了再想。",         NULL};
static const char *const wide[] = {"南湾镇的十二个村子都修了路",
                                   "南湾镇的十二个村子今年都修了路，修",
                                   "路的人里有一半是学生，他们在假期里",
                                   "挑沙子、砸石子。路修好了，盐车走得",
                                   "快了，人也走得快了，来年还要修桥，",
                                   "桥在小河上，木头的旧桥要换成石头的",
                                   "，石料已经运到。",
                                   NULL};
static const char *const flush_first[] = {"灯塔的石阶换了新的",
                                          "本报讯 岬角灯塔的石阶昨天换成了",
                                          "新的，一共一百零八级，比旧的多出",
                                          "六级，灯塔守一家第一个走了上去，",
                                          "海湾里的孩子们跟在后面。",
                                          NULL};
static const char *const flush_second[] = {"井水回来了",
                                           "本报讯 下沟村的老井干了三年，上",
                                           "星期又有了水，镇上派人来看，说下",
                                           "个月就可以喝，井边的茶铺请客三天",
                                           "，不收茶钱，来的人很多。",
                                           NULL};
static const char *const ja_first[] = {"岬の灯台に新しい階段",
                                       "　岬の灯台で石の階段が新しくな",
                                       "り、二十日の朝に渡り初めがあり",
                                       "近くの子どもたちが続いた。",
                                       "　段の数は百八で、古い階段より",
                                       "も六つ多いという。",
                                       NULL};
static const char *const ja_second[] = {"町の井戸水が戻る",
                                        "　三年前から涸れていた町の井戸",
                                        "に、先週から水が戻り始め、役場",
                                        "は水質を調べている。",
                                        "　井戸端の店は茶を無料で出して",
                                        "人が集まっている。",
                                        NULL};

static const char *const en_first[] = {"Steps laid anew",
                                       "The stone steps at Gullhead have been",
                                       "laid anew, and the keeper's family were",
                                       "the first to climb them.",
                                       "The children of the cove followed, and",
                                       "the schoolmaster counted a hundred and",
                                       "eight steps.",
                                       NULL};
static const char *const en_second[] = {"Water in the well",
                                        "After three dry summers there is water",
                                        "again in the well of Lower Marrow, and",
                                        "the council has had it looked at by a",
                                        "chemist.",
                                        "He drank two glasses of it, asked for a",
                                        "third, and said that it could be had for",
                                        "nothing.",
                                        NULL};
static const char *const ko_second[] = {"등대에 새 계단이 놓였다",
                                        "  갈매기곶 등대의 돌계단이 이십일 새로",
                                        "놓여 아침에 등대지기 가족이 먼저",
                                        "올라갔고 마을 아이들이 그 뒤를 따라",
                                        "올라가 바다를 보았다.",
                                        "  계단은 모두 백여덟 개로 옛 계단보다",
                                        "여섯 개가 많다고 한다.",
                                        NULL};

struct page {
    struct buffer text, wanted;
};

static void
want(struct page *page, size_t number, const char *words)
{
    struct slice text = text_trim(slice_of(words));
    buffer_printf(&page->wanted, "%zu %.*s\n", number, (int)text.len, text.at);
}

static struct page
interleave(const char *const *first, const char *const *second, const char *above)
{
    struct page page = {{0}, {0}};
    size_t lines[2] = {0, 0}, number = *above != '\0' ? 2 : 0, at[2][64];
    const char *const *both[] = {first, second};
    buffer_add_text(&page.text, above);
    if (*above != '\0')
        want(&page, 1, above);
    while (first[lines[0]] != NULL || second[lines[1]] != NULL)
        for (int i = 0; i < 2; i++)
            if (both[i][lines[i]] != NULL) {
                buffer_printf(&page.text, "%s\n", both[i][lines[i]]);
                at[i][lines[i]++] = ++number;
            }
    for (int i = 0; i < 2; i++)
        for (size_t k = 0; k < lines[i]; k++)
            want(&page, at[i][k], both[i][k]);
    return page;
}

static void
page_done(struct page *page)
{
    buffer_done(&page->text);
    buffer_done(&page->wanted);
}

static const struct {
    const char *name;
    const char *const *first, *const *second;
} sets[] = {
    {"of one width", salt, kites},
    {"turned", kites, salt},
    {"of two widths", narrow, wide},
    {"turned", wide, narrow},
    {"flush", flush_first, flush_second},
    {"Japanese", ja_first, ja_second},
    {"Japanese, turned", ja_second, ja_first},
    {"English", en_first, en_second},
    {"English, turned", en_second, en_first},
    {"of two scripts", en_first, ko_second},
};

static void
test_taken_apart(void **state)
{
    static const char *const above[] = {"", "渡口晚报　2031年6月7日　星期六\n\n"};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(sets); i++)
        for (size_t k = 0; k < BASE_COUNT(above); k++) {
            struct page page = interleave(sets[i].first, sets[i].second, above[k]);
            struct issue *issue = support_recover("x", buffer_slice(&page.text));
            struct buffer lines = {0};
            for (uint32_t line = 0; line < issue->line_count; line++) {
                struct slice words = issue_line_text(issue, line);
                if (words.len > 0)
                    buffer_printf(&lines, "%u %.*s\n", issue_line_number(issue, line) + 1, (int)words.len, words.at);
            }
            must(strcmp(lines.at, page.wanted.at) == 0, "%s:\n%s\nis read\n%s", sets[i].name, page.text.at, lines.at);
            size_t ends = 0;
            for (size_t at = 0; at < page.text.len; at++)
                ends += page.text.at[at] == '\n';
            assert_int_equal(issue_file_lines(issue), ends);
            for (uint32_t number = 0; number < ends; number++) {
                assert_int_equal(issue_line_number(issue, issue_line_part(issue, number, 0)), number);
                assert_int_equal(issue_line_part(issue, number, 1), ISSUE_NO_LINE);
            }
            assert_true(slice_equal(issue_source(issue), buffer_slice(&page.text)));
            buffer_done(&lines);
            issue_free(issue);
            page_done(&page);
        }
}

/* Headlines apart from their articles by blank lines go with them. */
static void
test_headlines_above(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        for (int leads = 0; leads < 2; leads++) {
            const char *const *first = leads ? flush_first : salt, *const *second = leads ? flush_second : kites;
            struct page page = interleave(first + 1, second + 1, "");
            struct buffer text = {0};
            buffer_printf(&text, "%s%s\n%s%s\n\n", i == 2 ? "渡口晚报　2031年6月7日\n\n" : "", first[0],
                          i == 1 ? "\n" : "", second[0]);
            buffer_add_slice(&text, buffer_slice(&page.text));
            struct issue *issue = support_recover("x", buffer_slice(&text));
            assert_non_null(issue->numbers);
            assert_int_equal(issue->article_count, 2);
            for (int k = 0; k < 2; k++) {
                char *paragraph = support_paragraph(issue, issue->articles[k].first_paragraph);
                assert_text(issue_article_title(issue, &issue->articles[k]), (k == 0 ? first : second)[0]);
                assert_non_null(strstr(paragraph, text_trim(slice_of((k == 0 ? first : second)[2])).at));
                free(paragraph);
            }
            issue_free(issue);
            buffer_done(&text);
            page_done(&page);
        }
}

static void
test_articles(void **state)
{
    struct page page = interleave(salt, kites, "");
    struct issue *issue = support_recover("20310607.txt", buffer_slice(&page.text));
    struct buffer json = {0};
    (void)state;
    assert_int_equal(issue->article_count, 2);
    issue_add_json(&json, issue);
    assert_non_null(strstr(json.at, "\"headline\":\"竹篾巷的风筝上了天\",\"headline_line\":2,"));
    assert_non_null(
        strstr(json.at, "用了三十年的木闸门换成了铁的，盐工们说今后涨潮时不必再连夜守在堤上。\",\"lines\":[3,5,7,9]"));
    buffer_done(&json);
    issue_free(issue);
    page_done(&page);
}

/* What alternates, but is no two articles; and what is one. */
static const char *const whole_pages[] = {
    /* verse, with lines set in */
    "海上风来闸门开，\n　　盐白如霜满石台。\n老翁不识新铁板，\n　　犹抱木头坐堤来。\n竹篾巷里风筝起，\n　　四十儿童笑满街。\n秤砣挂在粮栈壁，\n"
    "　　农人摸罢又徘徊。\n",
    "明月照在盐滩上，我想起旧闸门\n旧闸门\n木板已经做了凳，坐着听潮声音\n听潮声\n三十年来守堤人，今夜睡得安稳\n睡得稳\n明天还要早起身，晒盐趁着天晴\n"
    "趁天晴\n",
    /* items, labels and values, questions and answers */
    "　　一、盐井滩北闸门换成铁的\n　　二、北滩堤上的路秋后农闲动工\n　　三、南滩运盐小河的旧木桥换石头的\n　　四、东滩凉棚添长凳二十条\n　　五、"
    "西滩补网场铺平地面三亩\n　　六、灯塔石阶一百零八级\n　　七、下沟村老井淘井\n　　八、南街粮栈换新秤\n",
    "盐场名称\n盐井滩晒盐场，南湾镇外三里\n修理的项目\n北闸门，木板换成铁的\n负责的人\n场长周盐生，副场长林竹篾\n开工日期\n六月七日，星期六\n完工日期\n"
    "八月底，或者九月初\n",
    "记者：闸门换了吗？\n场长：换了，是铁的，用了三天。\n记者：旧的呢？\n场长：木板留着做长凳，放在凉棚里。\n记者：今后还守夜吗？\n"
    "场长：不守了，大家睡个好觉。\n记者：谢谢。\n场长：不谢。\n",
    /* printed lines of one article, and of two, one below the other */
    "盐井滩的晒盐场换闸门\n　　本报讯 上周末，盐井滩晒盐\n场把用了三十年的木闸门换成了铁\n的，盐工们说今后涨潮时不必再连\n夜守在堤上。\n　　场长说，旧闸门的木板留着做\n"
    "长凳，放在晒盐场的凉棚里。\n竹篾巷的风筝上了天\n　　本报讯 竹篾巷小学的四十名\n学生昨天把自己糊的风筝放上了天，\n最大的一只有两丈长。老师傅说，扎\n"
    "风筝最要紧的是骨架匀称，纸薄一点\n倒不碍事。\n",
    "粮栈的老秤退休了\n南街粮栈的一杆老秤从\n昨天起不再使用，改挂\n在墙上，来往的农人都\n要摸一摸秤砣。栈里的\n伙计说，新秤准，老秤\n有情分，两样都舍不得\n，"
    "先挂着再说，等新秤\n用旧了再想。\n",
};

static void
test_left_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(whole_pages); i++) {
        struct issue *issue = support_recover("x", slice_of(whole_pages[i]));
        must(issue->numbers == NULL, "taken apart:\n%s", whole_pages[i]);
        issue_free(issue);
    }
}

/* Sentences and their translations stay where they are, and none is joined; it is said how many lines these are. */
static void
test_translations(void **state)
{
    static const char text[] =
        "The tide waits for nobody.\n물때는 아무도 기다리지 않는다.\nA net dries best in an east wind.\n"
        "그물은 샛바람에 가장 잘 마른다.\nThe lamp is lit before the fog comes.\n등불은 안개가 오기 전에 켠다.\n"
        "It is put out when it has gone.\n안개가 걷히면 끈다.\nThe gull knows where the cook lives.\n"
        "갈매기는 요리사가 어디 사는지 안다.\n";
    struct buffer json = {0};
    (void)state;
    struct issue *issue = support_recover("x", slice_of(text));
    assert_null(issue->numbers);
    assert_int_equal(issue->tangled_count, 10);
    for (uint32_t line = 0; line < issue->line_count; line++)
        assert_int_not_equal(issue->lines[line].role, ISSUE_JOINED);
    issue_add_json(&json, issue);
    assert_non_null(strstr(json.at, "\"tangled\":10,"));
    buffer_done(&json);
    issue_free(issue);
}

/* A beginning that ends among such lines shows none of them: they will be others in the whole. */
static void
test_beginning(void **state)
{
    struct page page = interleave(salt, kites, "渡口晚报　2031年6月7日　星期六\n\n");
    size_t lines = 0;
    (void)state;
    for (size_t bytes = 1; bytes <= page.text.len; bytes++) {
        if (page.text.at[bytes - 1] != '\n' || ++lines < 10)
            continue;
        struct issue *part = parser_recover((struct parser_source){
            .path = "x", .text = base_strndup(page.text.at, bytes), .bytes = bytes, .preview = true});
        assert_int_equal(part->line_count, 2);
        issue_free(part);
    }
    assert_int_equal(lines, 17);
    page_done(&page);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taken_apart), cmocka_unit_test(test_headlines_above), cmocka_unit_test(test_articles),
        cmocka_unit_test(test_left_alone),  cmocka_unit_test(test_beginning),       cmocka_unit_test(test_translations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
