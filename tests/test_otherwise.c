/* search: what is the same though it is printed otherwise, by example: marks that are passed over, iteration marks, ruby, Hangul,
 * glyphs, letters, numbers. Each hit must be foreseen in the raw text, wherever lines cut it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hits.h"

#include "kanbao/text.h"

#include <stdlib.h>

static const struct search_options standard = {.pinyin = PINYIN_SCHEME_FULL};

struct example {
    const char *query, *text, *hits;
};

static void
check(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct issue *issue = hits_issue(examples[i].text);
        assert_hits(examples[i].query, issue, examples[i].hits);
        issue_free(issue);
    }
}

/* ---- by example */

static void
test_marks(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"灯船学倡议", "“灯船学”倡议", "灯船学”倡议"},
        {"灯船", "“灯”船, 灯》《船, 灯·船, 灯「船", "灯”船|灯》《船|灯·船|灯「船"},
        {"灯船", "灯，船 灯。船 灯、船 灯；船 灯：船 灯（船 灯！船 灯？船 灯【船", ""},
        {"\"\\“灯\\”船\"", "“灯”船和灯船", "“灯”船"},
        {"灯”船", "灯》”船, 灯”》船, 灯》船", "灯》”船|灯”》船"},
        {"《灯船》", "“灯船”《灯船》", "《灯船》"},
        {"灯船ab", "灯”船ab 灯船”ab", "灯”船ab"}, /* not beside Latin */
        {"dengchuan", "“灯”船, 灯，船", "灯”船"},
        {"dc", "一盏灯·船", "灯·船"},
        {"灯chuan", "灯”船", "灯”船"},
        {"赛丽合", "赛丽·合", "赛丽·合"},
        {"나루배", "‘나루’ 배", "나루’ 배"},
        {"灯船", "灯\xE2\x80\x8B船, 灯”\xE2\x80\x8B“船", "灯\xE2\x80\x8B船|灯”\xE2\x80\x8B“船"},
        {"说…水", "说...水 说⋯⋯水 说。。。水 说……水 说。水", "说...水|说⋯⋯水|说。。。水|说……水"},
        {"说……", "说…… 说...", "说……|说..."},
    };
    check(examples, BASE_COUNT(examples));
}

static void
test_japanese(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"佐佐木", "佐々木さん", "佐々木"},
        {"佐々木", "佐佐木さん", "佐佐木"},
        {"々木", "佐々木", "々木"},
        {"時時", "時々、時〻", "時々|時〻"},
        {"木道", "木々道 木道", "木道"}, /* never from within */
        {"すすめ", "学問のすゝめ", "すゝめ"},
        {"いすず", "いすゞの車", "いすゞ"},
        {"コンピューター", "コンピュータの話とコンピューターの話", "コンピュータ|コンピューター"},
        {"コンピュータ", "コンピューターの話、コンピュータ", "コンピューター|コンピュータ"},
        {"ビル", "ビールとビル", "ビル"},
        {"ベトナム", "ヴェトナム", "ヴェトナム"},
        {"ヴァイオリン", "バイオリン", "バイオリン"},
        {"vetonamu|baiorin", "ヴェトナムのヴァイオリン", "ヴェトナム|ヴァイオリン"},
        {"一か月", "一ヶ月、一ヵ月、一カ月、1か月", "一ヶ月|一ヵ月|一カ月|1か月"},
        {"霞が関", "霞ヶ関", "霞ヶ関"},
        {"水位標が", "水位標《すいいひょう》が", "水位標《すいいひょう》が"},
        {"青石の渡し場に", "青石《あおいし》の渡《わた》し場《ば》に", "青石《あおいし》の渡《わた》し場《ば》に"},
        {"お年寄りは", "お年寄り(としより)は", "お年寄り(としより)は"},
        {"は船頭は", "は｜船頭《せんどう》は", "は｜船頭《せんどう》は"},
        {"学問のすすめを", "学問の《すすめ》を", "学問の《すすめ》を"},
        {"学問のを", "学問の《すすめ》を", "学問の《すすめ》を"},
        {"武进的", "武进（区）的", ""},
        {"suii", "水位標《すいいひょう》", "すいい"},
        {"shuiweibiao", "水位《すいい》標", "水位《すいい》標"},
    };
    check(examples, BASE_COUNT(examples));
}

static void
test_korean(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"새수위표", "강변에 새 수위표가", "새 수위표"},
        {"\"새 수위표\"", "강변에 새수위표가", "새수위표"},
        {"ㅅㅇㅍ", "강변에 새 수위표가", "수위표"},
        {"수ㅇ표", "수위표가", "수위표"},
        {"ㅅ", "수위표 ㅅ", "ㅅ"}, /* one alone is itself */
        {"suwipyo", "새 수위표가", "수위표"},
        {"\"sae suwipyo\"", "새 수위표가", "새 수위표"},
        {"hangungmal|hangukmal", "한국말과", "한국말"},
        {"naru", "\xE1\x84\x82\xE1\x85\xA1\xE1\x84\x85\xE1\x85\xAE",
         "\xE1\x84\x82\xE1\x85\xA1\xE1\x84\x85\xE1\x85\xAE"},
        {"ㄴㄹ", "\xE1\x84\x82\xE1\x85\xA1\xE1\x84\x85\xE1\x85\xAE",
         "\xE1\x84\x82\xE1\x85\xA1\xE1\x84\x85\xE1\x85\xAE"},
    };
    check(examples, BASE_COUNT(examples));
    struct issue *issue = hits_issue("수위표");
    char *hits = hits_of("ㅅㅇㅍ|suwipyo", issue, standard, true);
    assert_string_equal(hits, "수위표 0bF");
    free(hits);
    hits = hits_of("ㅅㅇㅍ", issue, standard, true);
    assert_string_equal(hits, "수위표 0bI");
    free(hits);
    issue_free(issue);
}

static void
test_glyphs(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"坐标", "座标, 座標, 坐標", "座标|座標|坐標"},
        {"项链", "項鍊 項鏈", "項鍊|項鏈"},
        {"炼钢", "鍊鋼 煉鋼", "鍊鋼|煉鋼"},
        {"辩护", "弁護 辯護", "弁護|辯護"},
        {"弁护", "辯護 瓣護", "辯護|瓣護"},
        {"辨护", "辯護", ""},
        {"背包", "揹包", "揹包"},
        {"吉野", "𠮷野", "𠮷野"},
        {"斎藤", "齊藤 齋藤", "齊藤|齋藤"},
        {"青年", "靑年", "靑年"},
        {"zuobiao", "座标", "座标"},
    };
    check(examples, BASE_COUNT(examples));
}

static void
test_letters(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"wu3jin4", "在武进 wu3jin4", "武进|wu3jin4"},
        {"wu3jin", "在武进", "武进"},
        {"wu3ji", "在武进", "武进"},
        {"wǔjìn", "在武进", "武进"},
        {"xi1an1", "西安和先", "西安"},
        {"lv3guan3", "旅馆", "旅馆"},
        {"a4", "啊四 A4", "A4"},
        {"xi'an", "西安和先", "西安"},
        {"Xi’an", "西安和先", "西安"},
        {"WJQ", "武进区 wjq", "武进区"},
        {"Wujin", "武进 wujin Wujin", "武进|Wujin"},
        {"huar|yihuir", "花儿 一会儿", "花儿|一会儿"},
        {"ni", "妳好", "妳"},
        {"baizhu", "白朮", "白朮"},
        {"epang", "阿房宫", "阿房"},
    };
    check(examples, BASE_COUNT(examples));
}

/* ---- numbers */

static void
test_numbers(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"第14届", "第十四届 第二十四届 第14届", "第十四届|第14届"},
        {"第十四届", "第14届 第214届", "第14届"},
        {"十四五", "145 14五 十四五", "十四五"},
        {"14", "十四五规划 十四届 二十四", "十四"},
        {"二零二四年", "二〇二四年 二○二四年 2024年 二OO四年 二〇二四年", "二〇二四年|二○二四年|2024年|二〇二四年"},
        {"2009年", "二OO九年 二oo九年 二００九年 二零零九年", "二OO九年|二oo九年|二００九年|二零零九年"},
        {"二OO九年", "2009年 二〇〇九年", "2009年|二〇〇九年"},
        {"廿三日", "23日 二十三日", "23日|二十三日"},
        {"1234", "1,234 １２３４ 1 234 １，２３４ 11,234 1,234,567 一千二百三十四",
         "1,234|１２３４|1 234|１，２３４|一千二百三十四"},
        {"1,234", "1234", "1234"},
        {"12000", "1.2万 1万2千 1万2000 一万二千 12,000 1.25万 11.2万", "1.2万|1万2千|1万2000|一万二千|12,000"},
        {"1.2万", "12000 一万二千 12000万", "12000|一万二千"},
        {"1.2亿", "12000万 1亿2000万 一亿二千万 120000000", "12000万|1亿2000万|一亿二千万|120000000"},
        {"三千人", "3000人 3千人 3,000人", "3000人|3千人|3,000人"},
        {"两千", "2000 二千", "2000|二千"},
        {"第三届", "第3届 第13届", "第3届"},
        {"一定|统一|千万|万一|百姓|十分", "1定 统1 10000000 10001 100姓", ""},
        {"三月", "3月 13月", "3月"},
        {"10人", "十人 数十人 几十人", "十人"},
        {"一万二", "12000 10002", ""},
        {"a4|10:30|2024-10|3.5", "a四 十:三十 二〇二四-十 三.五", ""},
    };
    check(examples, BASE_COUNT(examples));
}

static void
add_point(struct buffer *out, char32_t code)
{
    char bytes[4];
    buffer_add(out, bytes, text_encode(code, bytes));
}

/* ---- foreseen, wherever lines cut what is looked for */

static void
test_cut(void **state)
{
    (void)state;
    struct support_chance chance = {.state = 20310708};
    static const char *const pieces[] = {
        "灯船",      "“渡口”",   "武进·灯",    "水位標《すいいひょう》が", "佐々木",     "すゝめ",
        "……",        "1,234人",  "二〇三一年", "コンピューターの",         "ヴェトナム", "一ヶ月",
        "새 수위표", "第十四届", "1.2万人",    "年寄り（としより）は",     "亮度",       "，"};
    static const char *const queries[] = {
        "灯船",      "渡口灯船", "武进灯",    "水位標が",     "水位標灯船", "佐佐木",    "すすめ",
        "亮度…灯船", "1234人",   "2031年",    "コンピュータ", "ベトナム",   "一か月",    "새수위표",
        "ㅅㅇㅍ",    "第14届",   "12000人",   "年寄りは",     "dukou",      "dengchuan", "saesuwipyo",
        "zuozuomu",  "木亮度",   "konpyuuta", "betonamu",     "wjd",        "weibiao",   "標灯"};
    struct buffer text = {0};
    size_t found = 0, rounds = support_is_slow() ? 20 : 150;
    for (size_t round = 0; round < rounds; round++) {
        size_t width = 8 + support_below(&chance, 14), cells = 2;
        struct buffer words = {0};
        buffer_clear(&text);
        buffer_add_text(&text, "渡口换了新的水位标\n\n　　");
        for (int i = 0; i < 30; i++)
            buffer_add_text(&words, pieces[support_below(&chance, BASE_COUNT(pieces))]);
        for (size_t at = 0; at < words.len; cells++) {
            char32_t code;
            at += text_decode(words.at + at, &code);
            add_point(&text, code);
            if (cells % width == width - 1)
                buffer_add_byte(&text, '\n');
        }
        buffer_add_text(&text, "。\n");
        struct issue *issue = support_recover("20310708.txt", buffer_slice(&text));
        for (size_t i = 0; i < BASE_COUNT(queries); i++) {
            char *hits = hits_of(queries[i], issue, standard, false); /* which asserts that they were foreseen */
            found += hits[0] != '\0';
            free(hits);
        }
        issue_free(issue);
        buffer_done(&words);
    }
    print_message("%zu queries found something\n", found);
    assert_true(found > rounds * 8);
    buffer_done(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),  cmocka_unit_test(test_japanese), cmocka_unit_test(test_korean),
        cmocka_unit_test(test_glyphs), cmocka_unit_test(test_letters),  cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
