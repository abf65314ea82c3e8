/* search, pinyin: readings, the ways of typing, double schemes, fuzzy sounds, kana, ranks and spans.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pinyin_text.h"

#include "search/pinyin/pinyin.h"

static const struct pinyin_options plain = {PINYIN_SCHEME_FULL, 0};

/* Bytes that the compiled word takes. */
static size_t
bytes_of(const struct pinyin *pinyin)
{
    size_t bytes = sizeof *pinyin + reading_set_count();
    for (size_t i = 0; i < pinyin->way_count; i++) {
        const struct pinyin_way *way = &pinyin->ways[i];
        bytes += way->row_count * sizeof *way->rows;
        bytes += (reading_set_count() + (way->kana ? romaji_count() : 0)) * sizeof *way->row_of;
    }
    return bytes;
}

/* What WORD finds in TEXT, all of it, as "span/rank span/rank": F, M, I; "" for nothing, "!" for no such word. */
static char *
found(const char *word, const char *text, struct pinyin_options options)
{
    struct fold query, fold;
    hand_fold(&query, slice_of(word));
    hand_fold(&fold, slice_of(text));
    struct buffer out = {0};
    struct pinyin *pinyin = pinyin_new(query.codes, query.count, options);
    buffer_add_text(&out, pinyin == NULL ? "!" : "");
    size_t at = 0, count = 1;
    while (pinyin != NULL) {
        enum pinyin_rank rank;
        at = pinyin_next(pinyin, &fold, at, fold.count, &count, &rank);
        if (count == 0)
            break;
        if (out.len > 0)
            buffer_add_byte(&out, ' ');
        buffer_add(&out, text + fold.starts[at], fold.ends[at + count - 1] - fold.starts[at]);
        buffer_printf(&out, "/%c", "-IMF"[rank]);
        at += count;
    }
    pinyin_free(pinyin);
    hand_fold_done(&query);
    hand_fold_done(&fold);
    return buffer_take(&out);
}

struct example {
    const char *word, *text, *found;
};

static void
check_examples(const struct example *examples, size_t count, struct pinyin_options options)
{
    for (size_t i = 0; i < count; i++) {
        char *got = found(examples[i].word, examples[i].text, options);
        must(got != NULL && strcmp(got, examples[i].found) == 0, "%s in %s: %s, not %s", examples[i].word,
             examples[i].text, got, examples[i].found);
        free(got);
    }
}

#define check_all(examples, options) check_examples(examples, BASE_COUNT(examples), options)

static void
test_ways_of_typing(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"wjq", "在武进区里", "武进区/I"},
        {"wujinqu", "在武进区里", "武进区/F"},
        {"wuj", "在武进区里", "武进/M"},
        {"wuji", "在武进区里", "武进/M"},
        {"wujin", "在武进区里", "武进/F"},
        {"wujinq", "在武进区里", "武进区/M"},
        {"wujqu", "在武进区里", "武进区/M"},
        {"wjqu", "在武进区里", "武进区/M"},
        {"wujq", "在武进区里", "武进区/M"},
        {"武jq", "在武进区里", "武进区/I"},
        {"wu进q", "在武进区里", "武进区/M"},
        {"wuj区", "在武进区里", "武进区/M"},
        {"wj区", "在武进区里", "武进区/I"},
        {"wu进qu", "在武进区里", "武进区/F"},
        {"qjj", "齐嘉俊", "齐嘉俊/I"},
        {"wuhebai", "吴贺柏", "吴贺柏/F"},
        {"常zhou", "常州", "常州/F"},
        {"常z", "常州", "常州/I"},
        {"ctl", "停车位", ""},
        {"oa", "百度", ""},
        {"tcw", "停车位", "停车位/I"},
        {"75zhounian", "建厂75周年", "75周年/F"},
        {"75zn", "建厂75周年", "75周年/I"},
        {"kge", "唱K歌去", "K歌/F"},
        {"kg", "唱K歌去", "K歌/I"},
        /* Nothing in the middle is half a syllable, and nothing is left out. */
        {"wujiqu", "武进区", ""},
        {"wuq", "武进区", ""},
        {"wujinu", "武进区", ""},
        /* Where syllables end */
        {"xian", "西安的先生", "西安/F 先/F"},
        {"xi'an", "西安的先生", "西安/F"},
        {"xi'", "西安", "西/F"},
        {"xi an", "西安的先生", "西安/F"},
        {"x''a", "西安", "西安/I"},
        {"fangan", "方案 反感", "方案/F 反感/F"},
        /* zh as one letter and as two; one character by its initial gives way to two */
        {"zhg", "中国", "中国/I"},
        {"zg", "中国", "中国/I"},
        {"zhog", "中国", ""},
        {"zhongg", "中国", "中国/M"},
        {"sh", "上海上", "上海/I 上/I"},
        {"sha", "上", "上/M"},
        {"s", "上", "上/I"},
        {"a", "啊", "啊/F"},
        {"ge", "A个", "个/F"},
        /* All by themselves is no pinyin */
        {"kge", "kge", ""},
        {"k歌", "k歌", ""},
        {"v1", "一", "!"},
        {"1234", "武", "!"},
        {"武进", "武进", "!"},
    };
    check_all(examples, plain);
}

static void
test_readings(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"shan", "单", "单/F"},
        {"dan", "单", "单/F"},
        {"qiu", "仇", "仇/F"},
        {"ge", "盖", "盖/F"},
        {"zeng", "曾", "曾/F"},
        {"zha", "查", "查/F"},
        {"ou", "区", "区/F"},
        {"piao", "朴", "朴/F"},
        {"miao", "缪", "缪/F"},
        {"miao", "繆", "繆/F"},
        {"zhai", "翟", "翟/F"},
        {"di", "翟", "翟/F"},
        {"yun", "恽", "恽/F"},
        {"bo", "亳", "亳/F"},
        {"xie", "解", "解/F"},
        {"ren", "任", "任/F"},
        {"yuchi", "尉迟", "尉迟/F"},
        {"moqi", "万俟", "万俟/F"},
        {"zhangsun", "长孙", "长孙/F"},
        {"zhangsun", "長孫", "長孫/F"},
        {"chanyu", "单于", "单于/F"},
        {"chongqing", "重庆", "重庆/F"},
        {"zhong", "重庆", "重/F"},
        {"yun", "贠", "贠/F"},
        {"he", "黑", "黑/F"},
        {"lingling", "〇零", "〇零/F"},
        {"laoting", "乐亭", "乐亭/F"},
        {"en", "嗯", "嗯/F"},
        {"nar", "那儿", "那儿/F"},
        {"ei", "欸", "欸/F"},
        /* The dictionaries' readings reach traditional characters; a shared simplified one does not lend its own. */
        {"youshui", "游說", "游說/F"},
        {"lulin", "綠林", "綠林/F"},
        {"qianlong", "乾隆", "乾隆/F"},
        {"qianlong", "干隆", ""},
        {"ganlong", "干隆", "干隆/F"},
        {"toufa", "頭髮", "頭髮/F"},
        /* Not what a dictionary of all times has. */
        {"ku", "圣", ""},
        {"sheng", "圣", "圣/F"},
        /* ü */
        {"lv", "吕", "吕/F"},
        {"lu", "吕", "吕/F"},
        {"lyu", "吕", "吕/F"},
        {"ly", "旅游", "旅游/I"},
        {"nver", "女儿", "女儿/F"},
        {"nuer", "女儿", "女儿/F"},
        {"lve", "略", "略/F"},
        {"lue", "略", "略/F"},
        {"lyue", "略", "略/F"},
        {"jvxing", "举行", "举行/F"},
        {"lv", "路", ""},
        /* Beyond the first plane */
        {"gang", "𫭟", ""},
        {"ou", "𫭟", "𫭟/F"},
    };
    check_all(examples, plain);
}

static void
test_kana(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"sushi", "すし", "すし/F"},
        {"susi", "スシ", "スシ/F"},
        {"tokyo", "とうきょう", "とうきょ/F"},
        {"toukyou", "とうきょう", "とうきょう/F"},
        {"osaka", "おおさか", "おおさか/F"},
        {"oosaka", "おおさか", "おおさか/F"},
        {"gakkou", "がっこう", "がっこう/F"},
        {"gak", "がっこう", "がっ/M"},
        {"gakk", "がっこう", "がっこ/M"},
        {"matcha", "まっちゃ", "まっちゃ/F"},
        {"maccha", "まっちゃ", "まっちゃ/F"},
        {"mattya", "まっちゃ", "まっちゃ/F"},
        {"kin'en", "きんえん", "きんえん/F"},
        {"kinnen", "きんえん", "きんえん/F"},
        {"shimbun", "しんぶん", "しんぶん/F"},
        {"sinbun", "しんぶん", "しんぶん/F"},
        {"ramen", "ラーメン", "ラーメン/F"},
        {"raamen", "ラーメン", "ラーメン/F"},
        {"ra-men", "ラーメン", "ラーメン/F"},
        {"fairu", "ファイル", "ファイル/F"},
        {"syou", "しょう", "しょう/F"},
        {"sho", "しょう", "しょ/F"},
        {"dkyoto", "东きょうと", "东きょうと/M"},
        {"dra-men", "东ラーメン", "东ラーメン/M"},
        {"fotwu", "フォトゥ", "フォトゥ/F"},
        {"kyo", "きよ", ""},
        {"kiyo", "きょ", ""},
        {"k", "か", "か/I"},
        {"ky", "きょ", "きょ/I"},
        {"kk", "かき", ""},
        {"kak", "かき", "かき/M"},
        {"konnichiwa", "こんにちは", "こんにちは/F"},
        {"かki", "かき", "かき/F"},
        {"dongすしa", "东すし啊", "东すし啊/F"},
    };
    check_all(examples, plain);
}

static void
test_fuzzy(void **state)
{
    (void)state;
    static const struct {
        unsigned fuzzy;
        const char *word, *text;
    } pairs[] = {
        {PINYIN_FUZZY_ZH, "zong", "中"}, {PINYIN_FUZZY_ZH, "zhi", "字"},    {PINYIN_FUZZY_CH, "ci", "吃"},
        {PINYIN_FUZZY_CH, "cha", "擦"},  {PINYIN_FUZZY_SH, "si", "是"},     {PINYIN_FUZZY_SH, "shan", "三"},
        {PINYIN_FUZZY_NL, "lan", "南"},  {PINYIN_FUZZY_NL, "nv", "绿"},     {PINYIN_FUZZY_FH, "hu", "福"},
        {PINYIN_FUZZY_FH, "fan", "汉"},  {PINYIN_FUZZY_RL, "lan", "然"},    {PINYIN_FUZZY_RL, "re", "乐"},
        {PINYIN_FUZZY_IN, "xin", "星"},  {PINYIN_FUZZY_IN, "jing", "金"},   {PINYIN_FUZZY_EN, "sen", "僧"},
        {PINYIN_FUZZY_EN, "feng", "分"}, {PINYIN_FUZZY_AN, "xian", "想"},   {PINYIN_FUZZY_AN, "guang", "关"},
        {PINYIN_FUZZY_AN, "fan", "方"},  {PINYIN_FUZZY_AN, "zhuang", "专"},
    };
    for (size_t i = 0; i < BASE_COUNT(pairs); i++) {
        struct pinyin_options fuzzy = {PINYIN_SCHEME_FULL, pairs[i].fuzzy}, others = {PINYIN_SCHEME_FULL, 511};
        others.fuzzy &= ~pairs[i].fuzzy;
        char *without = found(pairs[i].word, pairs[i].text, others), *with = found(pairs[i].word, pairs[i].text, fuzzy);
        size_t len = strlen(with);
        /* xian is a part of xiang all the same */
        must(len > 2 && with[len - 1] == 'F', "%s does not find %s", pairs[i].word, pairs[i].text);
        must(without[0] == '\0' || without[strlen(without) - 1] != 'F', "%s finds %s", pairs[i].word, pairs[i].text);
        free(with);
        free(without);
    }
    static const struct example all[] = {{"rang", "南", "南/F"}, {"lihong", "李冯", ""}, {"zhc", "在此", "在此/I"}};
    struct pinyin_options every = {PINYIN_SCHEME_FULL, 511};
    check_all(all, every);
}

/* ---- Double schemes, as their layouts are printed: each key with its finals. */

static void
test_double(void **state)
{
    (void)state;
    static const struct example xiaohe[] = {
        {"wujbqu", "武进区", "武进区/F"},
        {"wjq", "武进区", "武进区/I"},
        {"vsgo", "中国", "中国/F"},
        {"vg", "中国", "中国/I"},
        {"zhongguo", "中国", "中国/F"},
        {"zhgo", "中国", ""},
        {"vsguo", "中国", ""},
        {"ihvz", "常州", "常州/F"},
        {"ihv", "常州", "常州/M"},
        {"常vz", "常州", "常州/F"},
        {"xian", "西安先", "西安/F 先/F"},
        {"lv", "吕", "吕/F"},
    };
    static const struct example ziranma[] = {{"wujnqu", "武进区", "武进区/F"}, {"ihvb", "常州", "常州/F"}};
    static const struct example microsoft[] = {
        {"wujnqu", "武进区", "武进区/F"}, {"x;", "星", "星/F"}, {"x;oj", "星安", "星安/F"}, {"ly", "吕", "吕/F"}};
    check_all(xiaohe, ((struct pinyin_options){PINYIN_SCHEME_XIAOHE, 0}));
    check_all(ziranma, ((struct pinyin_options){PINYIN_SCHEME_ZIRANMA, 0}));
    check_all(microsoft, ((struct pinyin_options){PINYIN_SCHEME_MICROSOFT, 0}));
    static const struct example fuzzy[] = {{"vs", "宗", "宗/F"}, {"xb", "星", "星/F"}};
    check_all(fuzzy, ((struct pinyin_options){PINYIN_SCHEME_XIAOHE, PINYIN_FUZZY_ZH | PINYIN_FUZZY_IN}));
}

static void
test_lengths(void **state)
{
    (void)state;
    char32_t word[PINYIN_LETTERS_MAX + 1];
    for (size_t i = 0; i < BASE_COUNT(word); i++)
        word[i] = i % 2 == 0 ? 'w' : 'u';
    struct fold fold;
    struct buffer text = {0};
    for (size_t i = 0; i < 40; i++)
        buffer_add_text(&text, "武");
    hand_fold(&fold, buffer_slice(&text));
    for (size_t count = 1; count <= PINYIN_LETTERS_MAX; count++) {
        struct pinyin *pinyin = pinyin_new(word, count, (struct pinyin_options){PINYIN_SCHEME_ZIRANMA, 511});
        assert_non_null(pinyin);
        enum pinyin_rank rank;
        assert_int_equal(pinyin_match(pinyin, &fold, 3, &rank), count <= 37 * 2 ? (count + 1) / 2 : 0);
        assert_int_equal(rank, count == 1 ? PINYIN_INITIALS : count % 2 == 0 ? PINYIN_FULL : PINYIN_MIXED);
        assert_true(bytes_of(pinyin) < 200000);
        pinyin_free(pinyin);
    }
    static const char long_word[] = "zhuangchuangshuanglvenvejiongqiangxianfoumiedingtakbogerpaowo";
    for (size_t i = 0; i < sizeof long_word - 1; i++)
        word[i] = (unsigned char)long_word[i];
    struct pinyin *large =
        pinyin_new(word, sizeof long_word - 1, (struct pinyin_options){PINYIN_SCHEME_MICROSOFT, 511});
    assert_true(bytes_of(large) < 200000);
    pinyin_free(large);
    assert_null(pinyin_new(word, PINYIN_LETTERS_MAX + 1, plain));
    assert_null(pinyin_new(word, 0, plain));
    pinyin_free(NULL);
    buffer_done(&text);
    hand_fold_done(&fold);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ways_of_typing), cmocka_unit_test(test_readings), cmocka_unit_test(test_kana),
        cmocka_unit_test(test_fuzzy),          cmocka_unit_test(test_double),   cmocka_unit_test(test_lengths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
