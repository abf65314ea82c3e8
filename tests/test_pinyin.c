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

static const char *const layouts[PINYIN_SCHEMES] = {
    [PINYIN_SCHEME_XIAOHE] =
        "q iu,w ei,e e,r uan,t ue ve,y un,u u,i i,o uo o,p ie,a a,s ong iong,d ai,f en,g eng,h ang,"
        "j an,k uai ing,l uang iang,z ou,x ia ua,c ao,v ui v,b in,n iao,m ian",
    [PINYIN_SCHEME_ZIRANMA] = "q iu,w ia ua,e e,r uan,t ue ve,y uai ing,u u,i i,o uo o,p un,a a,s ong iong,d uang iang,"
                              "f en,g eng,h ang,j an,k ao,l ai,z ei,x ie,c iao,v ui v,b ou,n in,m ian",
    [PINYIN_SCHEME_MICROSOFT] =
        "q iu,w ia ua,e e,r uan er,t ue ve,y uai v,u u,i i,o uo o,p un,a a,s ong iong,"
        "d uang iang,f en,g eng,h ang,j an,k ao,l ai,; ing,z ei,x ie,c iao,v ui ue ve,b ou,n in,"
        "m ian",
};
static const char *const vowel_keys[PINYIN_SCHEMES] = {
    [PINYIN_SCHEME_XIAOHE] = "a aa,ai ai,an an,ang ah,ao ao,e ee,ei ei,en en,eng eg,er er,o oo,ou ou",
    [PINYIN_SCHEME_ZIRANMA] = "a aa,ai ai,an an,ang ah,ao ao,e ee,ei ei,en en,eng eg,er er,o oo,ou ou",
    [PINYIN_SCHEME_MICROSOFT] = "a oa,ai ol,an oj,ang oh,ao ok,e oe,ei oz,en of,eng og,er or,o oo,ou ob",
};

/* Is WORD in ENTRY, words with spaces between, up to a comma? */
static bool
in_entry(const char *entry, const char *word)
{
    size_t len = strlen(word);
    while (*entry == ' ') {
        size_t here = strcspn(++entry, " ,");
        if (here == len && memcmp(entry, word, len) == 0)
            return true;
        entry += here;
    }
    return false;
}

/* Do the two keys of TYPED mean SYLLABLE? */
static bool
layout_means(enum pinyin_scheme scheme, const char typed[3], const char *syllable)
{
    size_t len = strcspn(syllable, "aeiouv");
    if (len == 0) {
        for (const char *entry = vowel_keys[scheme]; entry != NULL; entry = strchr(entry, ',')) {
            entry += *entry == ',';
            size_t end = strcspn(entry, " ");
            if (end == strlen(syllable) && memcmp(entry, syllable, end) == 0)
                return memcmp(entry + end + 1, typed, 2) == 0;
        }
        return false;
    }
    char first = len == 1 ? syllable[0] : syllable[0] == 'z' ? 'v' : syllable[0] == 'c' ? 'i' : 'u';
    if (typed[0] != first)
        return false;
    for (const char *entry = layouts[scheme]; entry != NULL; entry = strchr(entry, ',')) {
        entry += *entry == ',';
        if (entry[0] == typed[1])
            return in_entry(entry + 1, syllable + len);
    }
    return false;
}

static void
test_double_tables(void **state)
{
    (void)state;
    static const char keys[] = "abcdefghijklmnopqrstuvwxyz;";
    for (enum pinyin_scheme scheme = PINYIN_SCHEME_XIAOHE; scheme < PINYIN_SCHEMES; scheme++) {
        for (unsigned i = 0; i < reading_syllable_count(); i++) {
            const char *syllable = reading_spelling(i);
            if (strpbrk(syllable, "aeiouv") == NULL)
                continue;
            struct spelling spellings[SPELLINGS_MAX];
            size_t count = spell_double(syllable, scheme, 0, spellings), wanted = 0;
            for (const char *one = keys; *one != '\0'; one++) {
                for (const char *two = keys; *two != '\0'; two++) {
                    char typed[3] = {*one, *two, '\0'};
                    bool is = false;
                    for (size_t j = 0; j < count; j++)
                        is = is || strcmp(spellings[j].text, typed) == 0;
                    bool should = layout_means(scheme, typed, syllable);
                    must(is == should, "scheme %d: %s for %s", (int)scheme, typed, syllable);
                    wanted += should;
                }
            }
            must(wanted > 0, "scheme %d has no keys for %s", (int)scheme, syllable);
        }
    }
}

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

/* ---- The table, against the database itself where it is at hand */

/* CODE without its tone; 0 for a tone alone. */
static char
toneless(char32_t code)
{
    static const char32_t *const letters[] = {U"aāáǎà", U"eēéěè",  U"iīíǐì", U"oōóǒò",
                                              U"uūúǔù", U"vǖǘǚǜü", U"nńňǹ",  U"mḿ"};
    if (code >= 0x300 && code <= 0x36F)
        return '\0';
    for (size_t i = 0; i < BASE_COUNT(letters); i++) {
        for (const char32_t *letter = letters[i] + 1; *letter != 0; letter++) {
            if (*letter == code)
                return (char)letters[i][0];
        }
    }
    must(code < 128, "U+%X in a reading", (unsigned)code);
    return (char)code;
}

static bool
has_reading(char32_t code, const char *reading)
{
    unsigned set = reading_set_of(code);
    size_t count = 0;
    const uint16_t *syllables = set != 0 ? reading_syllables_of(set, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(reading_spelling(syllables[i]), reading) == 0)
            return true;
    }
    return false;
}

struct tally {
    size_t checked, missing;
};

/* READING is like 0352.090:gān or gān(12); ê is written in several ways, and left out here. */
static void
check_reading(char32_t code, const char *reading, struct tally *tally)
{
    const char *colon = strchr(reading, ':');
    reading = colon != NULL ? colon + 1 : reading;
    char plain_reading[16];
    size_t len = 0;
    for (size_t at = 0, end = strcspn(reading, "( \n"); at < end && len + 1 < sizeof plain_reading;) {
        char32_t letter;
        at += text_decode(reading + at, &letter);
        if (letter == U'ê' || letter == U'ế' || letter == U'ề')
            return;
        char bare = toneless(letter);
        if (bare != '\0')
            plain_reading[len++] = bare;
    }
    plain_reading[len] = '\0';
    bool there = has_reading(code, plain_reading);
    must(there || !support_is_pinned(), "U+%X is not read %s", (unsigned)code, plain_reading);
    tally->checked++;
    tally->missing += !there;
}

/* Every version takes a few readings of rare characters back, and one of another version than the table's has those. */
static void
test_table_against_database(void **state)
{
    (void)state;
    FILE *file = support_database("Unihan_Readings.txt");
    char line[4096];
    struct tally tally = {0};
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        char *property = strchr(line, '\t');
        char *value = property != NULL ? strchr(property + 1, '\t') : NULL;
        if (line[0] != 'U' || value == NULL)
            continue;
        *value++ = '\0';
        property++;
        if (strcmp(property, "kMandarin") != 0 && strcmp(property, "kTGHZ2013") != 0 &&
            strcmp(property, "kXHC1983") != 0 && strcmp(property, "kHanyuPinlu") != 0)
            continue;
        char32_t code = (char32_t)strtoul(line + 2, NULL, 16);
        for (char *word = strtok(value, " \n"); word != NULL; word = strtok(NULL, " \n"))
            check_reading(code, word, &tally);
    }
    if (file != NULL)
        pclose(file);
    if (tally.checked == 0)
        skip();
    print_message("%zu readings of this system's database, %zu of them missing\n", tally.checked, tally.missing);
    assert_true(tally.checked > 60000);
    assert_true(tally.missing * 500 <= tally.checked);
}

/* The hits of WORD in FOLD that begin where those of WHOLE do, which is found as whole syllables. */
static size_t
count_same(const struct fold *fold, const char *word, const char *whole)
{
    struct fold words[2];
    struct pinyin *pinyins[2];
    for (size_t i = 0; i < 2; i++) {
        hand_fold(&words[i], slice_of(i == 0 ? word : whole));
        pinyins[i] = pinyin_new(words[i].codes, words[i].count, plain);
        assert_non_null(pinyins[i]);
    }
    size_t same = 0;
    for (size_t at = 0; at < fold->count; at++) {
        enum pinyin_rank rank, other;
        size_t count = pinyin_match(pinyins[0], fold, at, &other);
        same += pinyin_match(pinyins[1], fold, at, &rank) == count && count > 0 && rank == PINYIN_FULL;
    }
    for (size_t i = 0; i < 2; i++) {
        pinyin_free(pinyins[i]);
        hand_fold_done(&words[i]);
    }
    return same;
}

/* What a reader of the one real issue with all kinds of damage would look for; its people are named by sound only. */
static void
test_seed(void **state)
{
    (void)state;
    char *path = support_corpus("truth/seed/000_04e94acb881a18bc.txt");
    if (path == NULL)
        skip();
    struct buffer text = support_read(path);
    struct fold fold;
    hand_fold(&fold, buffer_slice(&text));
    assert_int_equal(count_same(&fold, "qjj", "qiaojunjie"), 3);
    assert_int_equal(count_same(&fold, "qiaoj", "qiaojunjie"), 0);
    assert_int_equal(count_same(&fold, "qiaojj", "qiaojunjie"), 3);
    assert_int_equal(count_same(&fold, "wjq", "wujinqu"), 1);
    assert_int_equal(count_same(&fold, "wuhb", "wuhebai"), 1);
    assert_true(count_same(&fold, "常z", "changzhou") >= 5);
    assert_int_equal(count_same(&fold, "tcw", "tingchewei"), 2);
    assert_int_equal(count_same(&fold, "ctl", "tingchewei"), 0);
    hand_fold_done(&fold);
    buffer_done(&text);
    free(path);
}

/* No false readings: of common characters, what a reader of today knows is all there is. */
static void
test_table_is_tight(void **state)
{
    (void)state;
    static const struct {
        char32_t code;
        const char *readings;
    } all[] = {{U'圣', "sheng"},
               {U'武', "wu"},
               {U'进', "jin"},
               {U'乾', "gan qian"},
               {U'干', "gan"},
               {U'发', "fa"},
               {U'髮', "fa"},
               {U'重', "chong zhong"},
               {U'国', "guo"},
               {U'後', "hou"},
               {U'說', "shuo shui yue"},
               {U'説', "shuo shui yue"},
               {U'綠', "lu lv"},
               {U'緑', "lu lv"},
               /* two that have become one character, and are read differently */
               {U'纖', "xian"},
               {U'縴', "qian"},
               {U'噁', "e"}};
    for (size_t i = 0; i < BASE_COUNT(all); i++) {
        size_t count, words = 1;
        (void)reading_syllables_of(reading_set_of(all[i].code), &count);
        for (const char *at = all[i].readings; *at != '\0'; at++)
            words += *at == ' ';
        must(count == words, "U+%X has %zu readings", (unsigned)all[i].code, count);
    }
    assert_int_equal(reading_set_of('a'), 0);
    assert_int_equal(reading_set_of(U'あ'), 0);
    assert_int_equal(reading_set_of(0x10FFFF), 0);
    assert_int_equal(reading_syllable_count(), 424);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ways_of_typing), cmocka_unit_test(test_readings),
        cmocka_unit_test(test_kana),           cmocka_unit_test(test_fuzzy),
        cmocka_unit_test(test_double_tables),  cmocka_unit_test(test_double),
        cmocka_unit_test(test_lengths),        cmocka_unit_test(test_table_against_database),
        cmocka_unit_test(test_table_is_tight), cmocka_unit_test(test_seed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
