/* layout, where a line may begin: the rules of Chinese newspapers on top of UAX #14.
 *
 * First what CSS says of single characters in Chinese text (line-break: loose, normal, strict; the facts are those
 * of the web platform's tests), then examples of every rule with all their breaks, then no rule broken in
 * random text. That the rest is UAX #14 is in test_breaks.c.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* May a line begin at the byte AT of TEXT? */
static bool
may_begin(struct slice text, enum line_break level, size_t at)
{
    char *breaks = base_alloc(text.len);
    layout_breaks(text, level, breaks);
    bool may = breaks[at] == TEXT_BREAK_MAY;
    free(breaks);
    return may;
}

/* ---- single characters, beside CSS */

#define SMALL_HIRAGANA "ぁぃぅぇぉっゃゅょゎゕゖ"
#define SMALL_KATAKANA "ァィゥェォッャュョヮヵヶー"
#define SMALL_AINU     "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
#define SMALL_HALF     "ｧｨｩｪｫｬｭｮｯｰ"
#define PREFIXES       "±€№﹩＄￡￥￦"

/* What CSS says at loose, normal and strict, which are here LINE_BREAK_NONE, LINE_BREAK_BASIC and LINE_BREAK_STRICT; y or n. */
enum { LEVELS = 3 };
static const enum line_break levels[LEVELS] = {LINE_BREAK_NONE, LINE_BREAK_BASIC, LINE_BREAK_STRICT};

struct css_row {
    const char *characters;
    const char *css, *ours;
    const char *reason; /* where the two differ; else NULL */
};

/* May a line begin with it? */
static const struct css_row begin_rows[] = {
    {SMALL_HIRAGANA, "yyn", "ynn", "JLREQ: small kana never begin a line; UAX #14 class CJ, taken as NS"},
    {SMALL_KATAKANA, "yyn", "ynn", "the same"},
    {SMALL_AINU, "yyn", "ynn", "the same"},
    {SMALL_HALF, "yyn", "ynn", "the same"},
    {"・：；･‼⁇⁈⁉！？", "ynn", "ynn", NULL},
    {"〜゠", "yyn", "ynn", "CLREQ: a connector never begins a line"},
    {"‐–", "yyn", "ynn", "the same"}, /* of an earlier CSS Text */
    {"‥…⋯", "ynn", "ynn", NULL},
    {"․︙\U00010AF6", "ynn", "nnn", "UAX #14 class IN, kept"}, /* the last one of an earlier CSS Text */
    {"々〻ゝゞヽヾ", "ynn", "ynn", NULL},
    {"°‰′″℃℉％￠", "ynn", "ynn", NULL},
    {"‵﹪", "ynn", "nnn", "UAX #14 class PO, kept"},
    {PREFIXES, "ynn", "yyy", "UAX #14 class PR, kept: a prefix belongs to what follows, as in ￥5"},
};

/* May a line end with it? */
static const struct css_row end_rows[] = {
    {PREFIXES, "ynn", "nnn", "UAX #14 class PR, kept"},
};

/* CODE between six ideographs on either side. */
static void
check_css_row(const struct css_row *row, char32_t code, bool begins)
{
    static const char six[] = "文文文文文文";
    struct buffer text = {0};
    char utf8[4];
    buffer_add_text(&text, six);
    buffer_add(&text, utf8, text_encode(code, utf8));
    size_t at = begins ? strlen(six) : text.len;
    buffer_add_text(&text, six);
    for (size_t i = 0; i < LEVELS; i++)
        if (may_begin(buffer_slice(&text), levels[i], at) != (row->ours[i] == 'y'))
            fail_msg("U+%04X may%s %s a line at level %zu of none, basic, strict", (unsigned)code,
                     row->ours[i] == 'y' ? " not" : "", begins ? "begin" : "end", i);
    buffer_done(&text);
}

static size_t
check_css_rows(const struct css_row *rows, size_t count, bool begins)
{
    size_t characters = 0;
    for (size_t i = 0; i < count; i++) {
        must((strcmp(rows[i].css, rows[i].ours) == 0) == (rows[i].reason == NULL), "row %zu: a reason", i);
        struct slice text = slice_of(rows[i].characters);
        char32_t code;
        for (size_t at = 0; at < text.len; at += text_decode(text.at + at, &code), characters++) {
            text_decode(text.at + at, &code);
            check_css_row(&rows[i], code, begins);
        }
    }
    return characters;
}

static void
test_css(void **state)
{
    (void)state;
    assert_int_equal(check_css_rows(begin_rows, BASE_COUNT(begin_rows), true), 95);
    assert_int_equal(check_css_rows(end_rows, BASE_COUNT(end_rows), false), 8);
}

/* ---- examples */

/* Are the places of a text where a line may begin those of MARKED, which is the text with a | there? */
static bool
is_as_marked(const char *marked, enum line_break level)
{
    struct buffer text = {0}, got = {0};
    for (const char *at = marked; *at != '\0'; at++)
        if (*at != '|')
            buffer_add_byte(&text, *at);
    struct slice slice = buffer_slice(&text);
    char *breaks = base_alloc(slice.len);
    layout_breaks(slice, level, breaks);
    for (size_t at = 0, next; at < slice.len; at = next) {
        next = at + text_cluster_at(slice, at).bytes;
        if (at > 0 && breaks[at] == TEXT_BREAK_MAY)
            buffer_add_byte(&got, '|');
        buffer_add(&got, slice.at + at, next - at);
    }
    buffer_add(&got, "", 0);
    bool right = strcmp(got.at, marked) == 0;
    if (!right)
        print_error("%s: %s, not %s\n", level == LINE_BREAK_BASIC ? "basic" : "strict", got.at, marked);
    free(breaks);
    buffer_done(&text);
    buffer_done(&got);
    return right;
}

static void
check_examples(const char *const *rows, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++)
        wrong += !is_as_marked(rows[i], LINE_BREAK_BASIC) + !is_as_marked(rows[i], LINE_BREAK_STRICT);
    must(wrong == 0, "%zu examples differ", wrong);
}

/* Where UAX #14 alone is wrong. */
static void
test_on_top(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "尔|建·|乌|合|拜",
        "10月|11日—|12日|举|行",
        "今|年|1～3月|播|种",
        "在|“双|碳”|战|略|下",
        "学|习”|“日|常",
        "请|看|www.example.com|的|说|明",
        "写|信|到|a.b@c.com|即|可",
        "见|https://a.cn/b?c=d|一|文",
        "自|２０２４年|起",
        "1.首|先",
        "雨, |停",
    };
    check_examples(rows, BASE_COUNT(rows));
}

static void
test_line_starts(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "雨、|停，|晴。|雪：|霜；|露！|雷？|风",
        "东|门—|西|门",
        "东|门–|西|门",
        "东|门～|西|门",
        "东|门-|西|门",
        "卡|尔·|马|克",
        "和/|或|者",
        "和／|或|者",
        "读|《书》|的|人",
        "读|〈书〉|的|人",
        "读|“书”|的|人",
        "读|‘书’|的|人",
        "读|（书）|的|人",
        "读|「书」|的|人",
        "读|『书』|的|人",
        "读|【书】|的|人",
        "读|〔书〕|的|人",
        "读|［书］|的|人",
        "读|｛书｝|的|人",
    };
    check_examples(rows, BASE_COUNT(rows));
}

/* UAX #14 of Unicode 16, LB19a: a quotation mark between two characters of East Asian width opens or closes. */
static void
test_quotation_marks(void **state)
{
    (void)state;
    static const char
        *const rows[] =
            {
                "他|说：|“好。”|然|后|走",
                "读|《“双|碳”》|后",
                "他|说|‘好’，|走|了",
                "他|说|“OK”|就|走", /* wider than LB19a: Chinese outside is enough */
                "说|“好”,|走|了",
                "说|“好”! |走|了",
                "选|“好”/“坏”|吧",
                "读|(“双|碳”)|后",
                "读|[“双|碳”]|后",
                "说|“好”\u00A0走|了",
                "说|“好”%|走",
                "a |“quiet” |lamp",
                "it’s |here",
            };
    check_examples(rows, BASE_COUNT(rows));
}

static void
test_marks_in_pairs(void **state)
{
    (void)state;
    assert_true(is_as_marked("雨|停|了|——|又|下", LINE_BREAK_BASIC));
    assert_true(is_as_marked("雨|停|了——|又|下", LINE_BREAK_STRICT));
    /* what CLREQ has at its strict level is UAX #14 at all: class IN */
    assert_true(is_as_marked("雨|停|了……|又|下", LINE_BREAK_BASIC));
    assert_true(is_as_marked("雨|停|了……|又|下", LINE_BREAK_STRICT));
}

static void
test_never_inside(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "只|要|￥5，|不|多",
        "只|要|$5，|不|多",
        "占|40%|左|右",
        "占|４０％|左|右",
        "到|25℃|以|上",
        "2024年|10月|13日",
        "8时|30分|15秒",
        "有|3万人|参|加",
        "花|3亿元|修|桥",
        "在|第12届|年|会",
        "得|第３名|的|人",
        "在|第一届|年|会",
        "涨|了|3.5倍|多",
        "有|1,234人|参|加",
        "在|10:30|开|始",
        "以|3:2|取|胜",
        "由|U.S.A.|制|造",
        "版|本|2.0.1|的",
        "1、首|先",
        "一、首|先",
        "（一）首|先",
        "（1）首|先",
        "见|附|表|（一）|的|说|明",
    };
    check_examples(rows, BASE_COUNT(rows));
}

static void
test_other_scripts(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "the |lamp-|lit |room",
        "co\u00AD|op\u00AD|erate",
        "看|Wi-|Fi|信|号",
        "한국어 |문장",
        "한국어는 |한글로 |쓴다.",
        "ちょっ|と",
        "キャッ|チ",
        "カー|テ|ン|の",
        "人々|の|声",
    };
    check_examples(rows, BASE_COUNT(rows));
}

/* ---- random text */

#define NO_START "、，。：；！？”’」』】〕》〉］｝）·～–-/"
#define NO_END   "“‘「『【〔《〈［｛（"
#define UNITS    "年月日时分秒个家万亿元支片件周届名人次倍米吨公千岁号版条项位"
#define DIGITS   "0123456789０１２３４５６７８９"
#define PLAIN    "雨停了鸭走舟渡" /* neither units nor numerals */

static const char *const pieces[] = {NO_START, NO_END, UNITS, DIGITS, PLAIN, PLAIN, PLAIN, "第", "￥%℃", "abc", "…—"};

static bool
is_one_of(const char *set, char32_t code)
{
    char utf8[5] = {0};
    text_encode(code, utf8);
    return strstr(set, utf8) != NULL;
}

static char32_t
any_of(struct support_chance *chance, const char *set)
{
    struct slice text = slice_of(set);
    size_t skipped = support_below(chance, (uint32_t)text_points(text)), at = 0;
    char32_t code;
    while (skipped-- > 0)
        at += text_decode(text.at + at, &code);
    text_decode(text.at + at, &code);
    return code;
}

/* May no line begin with AFTER when BEFORE is what it follows? */
static bool
is_forbidden(char32_t before, char32_t after)
{
    bool marks = is_one_of(NO_START, after) || is_one_of(NO_END, before) || after == U'…';
    bool number = is_one_of(DIGITS, before) && is_one_of(DIGITS UNITS "%℃", after);
    bool prefix = before == U'￥' && is_one_of(DIGITS, after);
    return marks || number || prefix || before == U'第' || (before == U'—' && after == U'—');
}

/* Fills CODES with a text; — and … come single or in pairs, and after them a plain ideograph. */
static size_t
random_codes(struct support_chance *chance, char32_t codes[], size_t most)
{
    size_t count = 0;
    while (count + 3 < most) {
        char32_t code = any_of(chance, pieces[support_below(chance, BASE_COUNT(pieces))]);
        codes[count++] = code;
        if (code != U'…' && code != U'—')
            continue;
        if (support_below(chance, 2) == 0)
            codes[count++] = code;
        codes[count++] = any_of(chance, PLAIN);
    }
    return count;
}

static void
check_random(struct support_chance *chance, enum line_break level, int round)
{
    char32_t codes[24];
    size_t count = random_codes(chance, codes, BASE_COUNT(codes)), starts[24];
    struct buffer text = {0};
    char utf8[4], breaks[4 * BASE_COUNT(codes)];
    for (size_t i = 0; i < count; i++) {
        starts[i] = text.len;
        buffer_add(&text, utf8, text_encode(codes[i], utf8));
    }
    layout_breaks(buffer_slice(&text), level, breaks);
    for (size_t i = 1; i < count; i++) {
        bool may = breaks[starts[i]] == TEXT_BREAK_MAY;
        bool alone = i + 1 == count || codes[i + 1] != U'—';
        bool dash = codes[i] == U'—' && (alone || level == LINE_BREAK_STRICT);
        bool forbidden = dash || is_forbidden(codes[i - 1], codes[i]);
        bool plain = is_one_of(PLAIN, codes[i - 1]) && is_one_of(PLAIN, codes[i]);
        must(!may || !forbidden, "round %d: a break before %zu of %.*s", round, i, (int)text.len, text.at);
        must(may || !plain, "round %d: no break before %zu of %.*s", round, i, (int)text.len, text.at);
    }
    buffer_done(&text);
}

static void
test_random_text(void **state)
{
    (void)state;
    struct support_chance chance = {14};
    for (int round = 0, rounds = support_is_slow() ? 2000 : 20000; round < rounds; round++)
        check_random(&chance, round % 2 == 0 ? LINE_BREAK_BASIC : LINE_BREAK_STRICT, round);
}

/* ---- nothing but the rules */

/* Text of both worlds, rich in quotation marks. */
#define ASCII_START ",.;:!?%)]}"
#define ASCII_END   "([{$#+"
#define SPACES      " \u00A0\u2060\u00AD\u3000"
#define LETTERS     "abcé한カっー"
static const char *const mixed[] = {"“‘",  "”’",        NO_START,  NO_END, UNITS DIGITS,
                                    PLAIN, ASCII_START, ASCII_END, SPACES, LETTERS "…—"};

/* What a text of ours is beside what UAX #14 makes of it. */
enum { MIXED = 16 };
struct beside {
    char text[4 * MIXED], brackets[4 * MIXED]; /* the second with a bracket for each quotation mark */
    char by_text[4 * MIXED], by_brackets[4 * MIXED];
    char ours[LEVELS][4 * MIXED];
    size_t len;
};

static void
make_beside(struct beside *beside, struct support_chance *chance)
{
    beside->len = 0;
    for (size_t i = 0; i < MIXED; i++) {
        char32_t code = any_of(chance, mixed[support_below(chance, BASE_COUNT(mixed))]);
        char32_t bracket = is_one_of("“‘", code) ? U'「' : is_one_of("”’", code) ? U'」' : code;
        text_encode(bracket, beside->brackets + beside->len); /* of the same length */
        beside->len += text_encode(code, beside->text + beside->len);
    }
    text_breaks(slice_make(beside->text, beside->len), beside->by_text);
    text_breaks(slice_make(beside->brackets, beside->len), beside->by_brackets);
    for (size_t i = 0; i < LEVELS; i++)
        layout_breaks(slice_make(beside->text, beside->len), levels[i], beside->ours[i]);
}

/* Does the level NONE let a line begin at AT because it has no rule for the mark there? */
static bool
is_loose(const struct beside *beside, size_t at)
{
    struct slice before = slice_make(beside->text, at), after = slice_from(slice_make(beside->text, beside->len), at);
    return is_one_of(NO_START "っー…—℃", text_first(after)) || is_one_of(NO_END "…—", text_last(before));
}

/* Where a line may begin that may not by UAX #14, it is for a quotation mark in Chinese: then it may by UAX #14
   with a bracket in the mark's place. What one level allows, a looser one does. */
static void
check_beside(const struct beside *beside, int round)
{
    for (size_t at = 1; at < beside->len; at++) {
        bool none = beside->ours[0][at] == TEXT_BREAK_MAY, basic = beside->ours[1][at] == TEXT_BREAK_MAY;
        bool strict = beside->ours[2][at] == TEXT_BREAK_MAY;
        bool uax = beside->by_text[at] == TEXT_BREAK_MAY || beside->by_brackets[at] == TEXT_BREAK_MAY;
        must(uax || !none || is_loose(beside, at), "round %d: without rules a break after \"%.*s\" before \"%.*s\"",
             round, (int)at, beside->text, (int)(beside->len - at), beside->text + at);
        must(uax || !basic, "round %d: a break after \"%.*s\" before \"%.*s\"", round, (int)at, beside->text,
             (int)(beside->len - at), beside->text + at);
        must((basic || !strict) && (none || !basic), "round %d: the stricter level has a break before byte %zu of %.*s",
             round, at, (int)beside->len, beside->text);
    }
}

static void
test_rest_is_uax(void **state)
{
    (void)state;
    struct support_chance chance = {19};
    for (int round = 0, rounds = support_is_slow() ? 2000 : 20000; round < rounds; round++) {
        struct beside beside;
        make_beside(&beside, &chance);
        check_beside(&beside, round);
    }
}

/* In any text at all, a line begins with a cluster. */
static void
test_clusters(void **state)
{
    (void)state;
    struct support_chance chance = {29};
    for (int round = 0, rounds = support_is_slow() ? 500 : 5000; round < rounds; round++) {
        struct buffer text = {0};
        support_add_points(&text, &chance, 1 + support_below(&chance, 40), true);
        struct slice slice = buffer_slice(&text);
        char *breaks = base_alloc(slice.len);
        layout_breaks(slice, levels[round % LEVELS], breaks);
        for (size_t at = 0; at < slice.len;) {
            size_t next = at + text_cluster_at(slice, at).bytes;
            while (++at < next)
                must(breaks[at] == TEXT_BREAK_NO, "round %d: a break inside of a cluster", round);
        }
        free(breaks);
        buffer_done(&text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_css),
        cmocka_unit_test(test_on_top),
        cmocka_unit_test(test_line_starts),
        cmocka_unit_test(test_quotation_marks),
        cmocka_unit_test(test_marks_in_pairs),
        cmocka_unit_test(test_never_inside),
        cmocka_unit_test(test_other_scripts),
        cmocka_unit_test(test_random_text),
        cmocka_unit_test(test_rest_is_uax),
        cmocka_unit_test(test_clusters),
    };
    return cmocka_run_group_tests_name("line breaks in Chinese", tests, NULL, NULL);
}
