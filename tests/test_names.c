/* parser, who wrote it: roles and names, lines of names, signatures, leads, in the ways of the papers of many places.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "parser/byline/byline.h"
#include "parser/format/format.h"

#include <stdlib.h>

/* The first line of TEXT as the labeller sees it. */
static bool
is_line(const char *text)
{
    struct issue issue = {.text = (char *)text, .text_bytes = strlen(text)}; /* read only */
    plain_split(&issue);
    size_t count;
    struct shape *shapes = shapes_measure(&issue, 0, (uint32_t)issue.line_count, &count);
    bool line = count > 0 && byline_is_line(&shapes[0]);
    free(shapes);
    free(issue.lines);
    return line;
}

/* The names of the authors in BYLINE, a blank between; of the photographers if there are no authors. */
static void
add_authors(struct buffer *out, const char *byline, const char *around)
{
    struct buffer text = {0};
    buffer_printf(&text, "%s%s", byline, around);
    struct issue issue = {.text = text.at, .text_bytes = text.len};
    size_t capacity = 0;
    struct byline_names names;
    credits_read(&issue, slice_of(byline), 0, &names);
    uint32_t added = credits_add(&issue, &capacity, &names, 0);
    assert_int_equal(added, issue.credit_count);
    for (size_t i = 0; i < issue.credit_count; i++) {
        buffer_printf(out, "%s%s", i > 0 ? " " : "", issue.credits[i].name);
        free((char *)issue.credits[i].name);
    }
    buffer_add(out, "", 0);
    free(issue.credits);
    buffer_done(&text);
}

static void
test_authors(void **state)
{
    (void)state;
    static const struct {
        const char *byline, *names;
    } rows[] = {
        /* run together: three, and where a surname is among the given names */
        {"田一麦沈小禾陆遥", "田一麦 沈小禾 陆遥"},
        {"蒋文黄鑫", "蒋文 黄鑫"},
        {"陶立禾王力", "陶立禾 王力"},
        {"欧阳明远诸葛青", "欧阳明远 诸葛青"},
        {"歐陽明遠", "歐陽明遠"},
        {"本报记者田一麦沈小禾新华社通讯员陆遥方明", "田一麦 沈小禾 陆遥 方明"},
        /* padded */
        {"田　禾", "田禾"},
        {"田 一 麦", "田一麦"},
        {"记者 田 禾 摄影 陆遥", "田禾"},
        {"田　禾　陆　遥", "田禾 陆遥"},
        {"记者 田 一麦", "田一麦"},
        /* who took the pictures did not write */
        {"记者 田一麦 摄影 沈小禾 陆遥", "田一麦"},
        {"记者 田一麦 摄影报道", "田一麦"},
        {"本报记者 田一麦 文 沈小禾 摄", "田一麦"},
        {"田一麦/文 沈小禾/图", "田一麦"},
        {"文/图 田一麦", "田一麦"},
        {"田一麦摄影", "田一麦"},
        {"记者 田一麦 编辑 沈小禾", "田一麦"},
        /* papers, places, offices */
        {"南湾晚报首席记者 田一麦 实习生 沈小禾", "田一麦 沈小禾"},
        {"本报驻灯塔岛记者 田一麦", "田一麦"},
        {"本报记者田一麦《南湾日报》记者沈小禾", "田一麦 沈小禾"},
        {"南湾县水利局田一麦", "田一麦"},
        {"南湾市渡口区石桥镇陆遥方明", "陆遥 方明"},
        {"本报评论员", ""},
        {"记者 艾力·买买提", "艾力·买买提"},
        {"记者 田一麦（实习）", "田一麦"},
        {"本报记者 田一麦沈可心", "田一麦 沈可心"},
        {"田一麦撰文 沈小禾摄影", "田一麦"},
        /* Hong Kong */
        {"本報記者 陳大文", "陳大文"},
        {"記者陳大文報道", "陳大文"},
        {"特派記者陳大文東京報道", "陳大文"},
        {"記者陳大文馬公報導", "陳大文"},
        {"記者陳文連線報導", "陳文"},
        {"撰文：陳大文", "陳大文"},
        {"文：陳大文 圖：李小明", "陳大文"},
        {"採訪：陳大文 攝影：李小明", "陳大文"},
        /* Taiwan */
        {"記者王小明／台北報導", "王小明"},
        {"記者王小明、李大文／綜合報導", "王小明 李大文"},
        {"編譯王小明／綜合報導", "王小明"},
        {"中央社記者王小明台北13日電", "王小明"},
        {"駐美特派員王小明／華盛頓報導", "王小明"},
        {"文／王小明　圖／林大文", "王小明"},
        /* Latin */
        {"By Nora Whitlock, Tobias Crane and Ann Reed", "Nora Whitlock Tobias Crane Ann Reed"},
        {"By NORA WHITLOCK", "NORA WHITLOCK"},
        {"By Nora van den Berg in London", "Nora van den Berg"},
        {"By Nora Whitlock, Reuters", "Nora Whitlock"},
        {"By Nora Whitlock, Staff Writer", "Nora Whitlock"},
        {"Nora Whitlock, Harrowmere Gazette", "Nora Whitlock"},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer names = {0};
        add_authors(&names, rows[i].byline, "。雨停了，鸭子走了，谁也没有问为什么。");
        must(strcmp(names.at, rows[i].names) == 0, "%s: %s", rows[i].byline, names.at);
        buffer_done(&names);
    }
}

/* Where kana stand around it, four characters are one person. */
static void
test_japanese_authors(void **state)
{
    (void)state;
    static const char *const names[] = {"汐見太郎", "林田明子", "高橋一郎", "長谷川花子", "田中平和"};
    for (size_t i = 0; i < BASE_COUNT(names); i++) {
        struct buffer found = {0};
        add_authors(&found, names[i], "。渡し場の明かりが替わったので、あひるは帰って行きました。");
        assert_string_equal(found.at, names[i]);
        buffer_done(&found);
    }
}

static void
test_certain_lines(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "记者 田一麦",
        "本报记者田一麦",
        "本报驻灯塔岛记者 田一麦",
        "本报评论员",
        "（田一麦）",
        "（渡人）",
        "（南湾县水利局田一麦）",
        "（记者 田一麦 实习生 沈小禾 摄影报道）",
        "□ 田一麦",
        "□本报记者 田一麦",
        "文／王小明",
        "文、圖／王小明",
        "撰文：陳大文",
        "作者：田一麦",
        "記者王小明／台北報導",
        "國際中心／綜合報導",
        "政治組／台北報導",
        "編譯王小明／綜合報導",
        "（記者・山田太郎）",
        "（社会部　山田太郎）",
        "文・写真　山田太郎",
        "写真・文　山田太郎",
        "取材・文　山田太郎",
        "By Nora Whitlock, Staff Correspondent of the Harrowmere Gazette",
        "한나루 기자",
        "【撰文：陳大文】",
        "陳大文／台北報導",
        "By Nora Whitlock",
        "By NORA WHITLOCK",
        "by Nora Whitlock, Reuters",
        "By J. R. Whitlock Jr.",
        "By Our Own Correspondent",
        "SPECIAL TO THE HARROWMERE GAZETTE",
        "Nora Whitlock, Staff Writer",
    };
    static const char *const others[] = {
        "（田一麦摄）",
        "（新华社记者田一麦摄）",
        "（新华社发）",
        "（据新华社电）",
        "（左图）",
        "（笑声）",
        "（完）",
        "（下转第二版）",
        "（一）",
        "（1998年）",
        "（作者单位：南湾大学）",
        "（作者为南湾大学教授）",
        "（视频编辑：田一麦 文字编辑：沈小禾）",
        "责任编辑：田一麦",
        "记者手记",
        "本报记者手记",
        "记者调查",
        "记者在现场看到",
        "记者会上的笑声",
        "作者系南湾大学教授",
        "渡口的灯换了",
        "田一麦",
        "记者 田一麦说，灯换了。",
        "本报讯（记者 田一",
        "本报记者田一麦报道：雨停",
        "来源：南湾晚报",
        "사진=한나루 기자",
        "By The Numbers",
        "By Sea and Land",
        "By the Sea",
        "By Monday, the ferry was gone.",
        "Ferry Lamp Replaced, Says Staff",
        "Ferry Lamp",
    };
    for (size_t i = 0; i < BASE_COUNT(lines); i++)
        must(is_line(lines[i]), "%s: not seen", lines[i]);
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        must(!is_line(others[i]), "%s: seen", others[i]);
}

static void
test_lines_of_names(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "田禾",
        "田　禾",
        "田一麦",
        "田一麦 沈小禾",
        "田一麦、沈小禾",
        "田一麦沈小禾陆遥",
        "本报记者 田一麦 通讯员 沈小禾",
        "欧阳明远",
        "陳大文",
        "艾力·买买提",
        "山田太郎",
        "佐藤健太郎",
        "田一麦摄影",
        "Nora Whitlock",
        "NORA WHITLOCK",
        "Nora Whitlock and Tobias Crane",
        "John Smith, Staff Writer",
        "南湾大学教授田一麦",
        "临川县水利局局长、渡口管理所所长 沈小禾",
        "臨川縣縣長田一麥",
    };
    static const char *const others[] = {
        "临川县县长会见南湾大学教授田一麦",
        "水利局局长田一麦说灯换了",
        "水利局局长是田一麦",
        "临川县水利局局长",
        "南湾大学教授的渡口",
        "同胞们、朋友们：",
        "各区、县人民政府：",
        "本报讯（记者 田一麦",
        "回家",
        "高兴",
        "方法",
        "何时",
        "于是",
        "白云",
        "经济",
        "金融",
        "严肃",
        "陈列",
        "时间",
        "時間",
        "关于",
        "關於",
        "沙沙, 沙沙",
        "安全生产",
        "江水滔滔",
        "马不停蹄",
        "高楼大厦",
        "张灯结彩",
        "成功之路",
        "清水河大桥",
        "福岛核电站",
        "新春走基层·在岗位上",
        "二十四节气·白露",
        "贺新年（附图片4张）",
        "（田一麦摄）",
        "（视频编辑：田一麦）",
        "渡口的灯换了",
        "Ferry Lamp",
        "Nora Whitlock says the lamp was old",
        "",
        "、",
        "记者",
    };
    for (size_t i = 0; i < BASE_COUNT(lines); i++)
        must(byline_is_names(slice_of(lines[i])), "%s: not seen", lines[i]);
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        must(!byline_is_names(slice_of(others[i])), "%s: seen", others[i]);
}

static void
test_signatures(void **state)
{
    (void)state;
    static const struct {
        const char *text, *inside;
    } rows[] = {
        {"雨停了。（田一麦）", "田一麦"},
        {"雨停了。(田一麦沈小禾)", "田一麦沈小禾"},
        {"“雨停了。”（本报记者 田一麦）", "本报记者 田一麦"},
        {"雨停了！（南湾县水利局田一麦）", "南湾县水利局田一麦"},
        {"雨停了。（渡人）", "渡人"},
        {"（田一麦）", "田一麦"},
        {"雨停了。 （本报记者田一麦摄影报道）", "本报记者田一麦摄影报道"},
        {"船工（田一麦）", ""},
        {"雨停了。（新华社记者田一麦摄）", ""},
        {"雨停了。（据新华社电）", ""},
        {"雨停了。（完）", ""},
        {"雨停了。（左图）", ""},
        {"雨停了。（见第3版）", ""},
        {"雨停了。（谁也没有问为什么，也没有人说）", ""},
        {"雨停了。", ""},
        {"）", ""},
        {"（）", ""},
        {"", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        assert_text(byline_signature(slice_of(rows[i].text)), rows[i].inside);
}

static void
test_leads(void **state)
{
    (void)state;
    static const struct {
        const char *lead, *rest, *source, *byline;
    } rows[] = {
        {"本报北京3月1日讯新华社记者田一麦、本报记者沈小禾报道：", "雨停了", "本报北京3月1日讯",
         "新华社记者田一麦、本报记者沈小禾"},
        {"本报讯记者田一麦报道：", "雨停了", "本报讯", "记者田一麦"},
        {"本报讯", "天气转晴了，鸭子走了", "本报讯", ""},
        {"本报 讯 ", "雨停了", "本报 讯", ""},
        {"本报今日讯 ", "雨停了", "本报今日讯", ""},
        {"南湾晚报讯（全媒体记者 田一麦 通讯员 沈小禾）", "雨停了", "南湾晚报讯", "全媒体记者 田一麦 通讯员 沈小禾"},
        {"据新华社灯塔岛3月1日电(田一麦、沈小禾) ", "雨停了", "据新华社灯塔岛3月1日电", "田一麦、沈小禾"},
        {"中新社香港三月一日电 （记者 田一麦）", "雨停了", "中新社香港三月一日电", "记者 田一麦"},
        {"中新网3月1日电 ", "雨停了", "中新网3月1日电", ""},
        {"【本報訊】", "雨停了", "本報訊", ""},
        {"【本報訊】（記者 陳大文）", "雨停了", "本報訊", "記者 陳大文"},
        {"【本報訊】記者陳大文報道：", "雨停了", "本報訊", "記者陳大文"},
        {"【明河報專訊】", "雨停了", "明河報專訊", ""},
        {"【記者陳大文報道】", "雨停了", "", "記者陳大文報道"},
        {"星河報訊（記者 陳大文）", "雨停了", "星河報訊", "記者 陳大文"},
        {"〔記者王小明／台北報導〕", "雨停了", "", "記者王小明／台北報導"},
        {"［記者王小明、李大文／高雄報導］", "雨停了", "", "記者王小明、李大文／高雄報導"},
        {"記者王小明／台北報導　", "雨停了", "", "記者王小明／台北"},
        {"（中央社記者王小明台北13日電）", "雨停了", "中央社", "中央社記者王小明台北13日電"},
        {"（中央社台北13日電）", "雨停了", "中央社台北13日電", ""},
        {"【東京＝山田太郎】", "雨がやんだ", "東京", "山田太郎"},
        {"【ワシントン共同】", "雨がやんだ", "ワシントン共同", ""},
        {"HARROWMERE (Tidewire) — ", "The rain is over.", "HARROWMERE (Tidewire)", ""},
        {"Harrowmere, March 13 - ", "The rain is over.", "Harrowmere, March 13", ""},
        {"", "本报讯息很灵，雨停了", "", ""},
        {"", "本报通讯：雨停了", "", ""},
        {"", "【编者按】雨停了", "", ""},
        {"", "【连续报道】雨停了", "", ""},
        {"", "【公司簡介】雨停了", "", ""},
        {"", "记者昨天从渡口报道说，雨停了", "", ""},
        {"", "（昨天）雨停了", "", ""},
        {"", "FERRY TO STOP - LAMP REPLACED", "", ""},
        {"", "The price of one (a big one) - is high.", "", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer text = {0};
        buffer_printf(&text, "%s%s", rows[i].lead, rows[i].rest);
        struct lead lead = lead_read(buffer_slice(&text));
        must(lead.bytes == strlen(rows[i].lead), "%s: %zu", text.at, lead.bytes);
        assert_text(slice_make(text.at + lead.source.start_byte, lead.source.bytes), rows[i].source);
        assert_text(slice_make(text.at + lead.byline.start_byte, lead.byline.bytes), rows[i].byline);
        buffer_done(&text);
    }
}

/* The pieces of bylines in any order, whole and cut: every answer lies within the text. */
static void
test_any_order(void **state)
{
    (void)state;
    static const char *const pieces[] = {"记者",        "本报",
                                         "新华社",      "田",
                                         "一麦",        "欧阳",
                                         "摄影",        "报道",
                                         "／",          "台北",
                                         "電",          "讯",
                                         "3月1日",      "（",
                                         "）",          "【",
                                         "】",          "《",
                                         "》",          " ",
                                         "　",          "、",
                                         "：",          "·",
                                         "・",          "＝",
                                         "By ",         "Nora ",
                                         "Whitlock",    ", ",
                                         " and ",       "(",
                                         ")",           " - ",
                                         "文",          "图",
                                         "アン",        "\xF0\xA0\x80\x80",
                                         "。",          "报",
                                         "驻",          "LONDON",
                                         "\xEF\xBF\xBD"};
    struct support_chance chance = {11};
    struct buffer text = {0};
    int rounds = support_is_slow() ? 1000 : 40000;
    for (int round = 0; round < rounds; round++) {
        buffer_clear(&text);
        size_t count = 1 + support_below(&chance, round % 100 == 0 ? 400 : 12);
        for (size_t i = 0; i < count; i++)
            buffer_add_text(&text, pieces[support_below(&chance, BASE_COUNT(pieces))]);
        /* memory of its own, so that a sanitizer sees a step too far */
        char *own = base_strndup(text.at, text.len);
        struct slice slice = slice_make(own, text.len);
        struct lead lead = lead_read(slice);
        must(lead.bytes <= text.len && lead.source.start_byte + lead.source.bytes <= lead.bytes &&
                 lead.byline.start_byte + lead.byline.bytes <= lead.bytes,
             "%s: lead", own);
        struct slice inside = byline_signature(slice);
        must(inside.len == 0 || (inside.at >= own && inside.at + inside.len <= own + text.len), "%s: signature", own);
        byline_is_names(slice);
        is_line(own);
        for (int japanese = 0; japanese < 3; japanese++) {
            struct byline_names names;
            if (japanese == 2)
                names_read_signature(slice, &names);
            else
                names_read(slice, japanese == 1, &names);
            must(names.count <= NAMES_MAX, "%s: names", own);
            for (size_t i = 0; i < names.count; i++)
                must(names.name[i].role.start_byte + names.name[i].role.bytes <= text.len &&
                         names.name[i].text[0] != '\0',
                     "%s: %s", own, names.name[i].text);
        }
        free(own);
    }
    buffer_done(&text);
}

/* The first, the last and some between of each table, which are in order. */
static void
test_tables(void **state)
{
    (void)state;
    static const char32_t common[] = U"丁王李田陈陳張龙龚", known[] = U"丘欧歐沙龐", rare[] = U"东全明魚鱼",
                          none[] = U"的了我她龜";
    for (size_t i = 0; common[i] != 0; i++)
        must(surname_rank(common[i]) == SURNAME_COMMON, "common %zu", i);
    for (size_t i = 0; known[i] != 0; i++)
        must(surname_rank(known[i]) == SURNAME_KNOWN, "known %zu", i);
    for (size_t i = 0; rare[i] != 0; i++)
        must(surname_rank(rare[i]) == (rare[i] == U'魚' ? SURNAME_NONE : SURNAME_RARE), "rare %zu", i);
    for (size_t i = 0; none[i] != 0; i++)
        must(surname_rank(none[i]) == SURNAME_NONE && !given_fits(none[i], true), "none %zu", i);
    static const char32_t *const compounds[] = {U"上官", U"司马", U"司馬", U"欧阳", U"闻人"};
    for (size_t i = 0; i < BASE_COUNT(compounds); i++)
        must(surname_is_compound(compounds[i]), "compound %zu", i);
    static const char32_t *const words[] = {U"万一", U"方法", U"高兴", U"時間", U"龙门"};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        must(surname_is_word(words[i]), "word %zu", i);
    assert_true(surname_is_japanese(U"三宅") && surname_is_japanese(U"高橋") && !surname_is_japanese(U"陈大"));
    assert_true(given_fits(U'丁', true) && given_fits(U'麦', false) && given_fits(U'龙', false));
}

/* ---- in an issue */

static void
test_in_an_issue(void **state)
{
    (void)state;
    static const struct {
        const char *text, *names;
    } rows[] = {
        /* a line of names is a byline below a headline, and nowhere else */
        {"渡口的灯换了\n\n田一麦\n\n雨停了, 鸭子走了, 谁也没有问为什么。\n", "田一麦"},
        {"渡口的灯换了\n\n雨停了, 鸭子走了, 谁也没有问为什么。\n\n田一麦\n\n雨又下了, 鸭子回来了, 谁也没有问为什么。\n",
         ""},
        /* two lines, both */
        {"渡口的灯换了\n\n本报记者 田一麦\n\n本报通讯员 沈小禾\n\n雨停了, 鸭子走了, 谁也没有问为什么。\n",
         "田一麦 沈小禾"},
        /* signatures, of the whole and of a part; a pen name only at the end, where nobody was named before */
        {"渡口的灯换了\n\n雨停了, 鸭子走了, 谁也没有问为什么。\n\n鸭子回来了。（田一麦）\n", "田一麦"},
        {"渡口的灯换了\n\n本报讯 (记者 沈小禾) 雨停了, 鸭子走了。\n\n鸭子回来了。（田一麦）\n", "沈小禾 田一麦"},
        {"渡口的灯换了\n\n本报讯 (记者 沈小禾) 雨停了, 鸭子走了。\n\n鸭子回来了。（渡人）\n", "沈小禾"},
        {"渡口的灯换了\n\n雨停了。（田一麦）\n\n鸭子回来了, 谁也没有问为什么。\n", "田一麦"},
        {"渡口的灯换了\n\n雨停了。（笑声）\n\n鸭子回来了, 谁也没有问为什么。\n", ""},
        {"渡口的灯换了\n\n雨停了。（渡人）\n\n鸭子回来了, 谁也没有问为什么。\n", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct issue *issue = support_recover("渡口/一.txt", slice_of(rows[i].text));
        struct buffer names = {0};
        for (size_t k = 0; k < issue->credit_count; k++)
            buffer_printf(&names, "%s%s", k > 0 ? " " : "", issue->credits[k].name);
        buffer_add(&names, "", 0);
        must(strcmp(names.at, rows[i].names) == 0, "%s: %s", rows[i].text, names.at);
        buffer_done(&names);
        issue_free(issue);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_authors),       cmocka_unit_test(test_japanese_authors),
        cmocka_unit_test(test_certain_lines), cmocka_unit_test(test_lines_of_names),
        cmocka_unit_test(test_signatures),    cmocka_unit_test(test_leads),
        cmocka_unit_test(test_any_order),     cmocka_unit_test(test_tables),
        cmocka_unit_test(test_in_an_issue),
    };
    return cmocka_run_group_tests_name("parser names", tests, NULL, NULL);
}
