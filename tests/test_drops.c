/* text_clean: what of a file is no part of its text, and that nothing of it is lost.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <unistr.h>

#define ZW "\u200B"

/* ---- the text and its drops */

struct cleaned {
    char *at;
    size_t len;
    const struct text_drops *drops;
};

static struct cleaned
clean(struct slice text)
{
    struct cleaned cleaned = {.at = base_alloc(text.len)}; /* exactly as long, so that a read past the end is seen */
    if (text.len > 0)
        memcpy(cleaned.at, text.at, text.len);
    cleaned.len = text_clean(&cleaned.at, text.len, &cleaned.drops);
    return cleaned;
}

/* TEXT with \n for the ends of lines that become one. */
static char *
with_line_feeds(struct slice text)
{
    struct buffer out = {0};
    buffer_reserve(&out, 0);
    for (size_t at = 0, next; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (code == '\v' || code == 0x85 || code == 0x2028 || code == 0x2029)
            buffer_add_byte(&out, '\n');
        else
            buffer_add(&out, text.at + at, next - at);
    }
    return buffer_take(&out);
}

/* What was dropped put back. */
static char *
rebuilt(const struct cleaned *cleaned)
{
    struct buffer out = {0};
    struct text_drop_walk walk = text_drops_from(cleaned->drops, 0);
    size_t at = 0;
    buffer_reserve(&out, 0);
    for (struct text_drop drop; text_drops_next(&walk, &drop);) {
        must(drop.byte >= at && drop.byte <= cleaned->len, "a drop at %u, behind %zu of %zu", drop.byte, at,
             cleaned->len);
        buffer_add(&out, cleaned->at + at, drop.byte - at);
        buffer_add_slice(&out, drop.bytes);
        at = drop.byte + drop.instead;
    }
    buffer_add(&out, cleaned->at + at, cleaned->len - at);
    return buffer_take(&out);
}

/* From each byte on the same drops are found. */
static void
check_places(const struct cleaned *cleaned)
{
    struct text_drop_walk all = text_drops_from(cleaned->drops, 0);
    struct text_drop drop, found;
    bool more = text_drops_next(&all, &drop);
    for (size_t byte = 0; byte <= cleaned->len; byte++) {
        while (more && drop.byte < byte)
            more = text_drops_next(&all, &drop);
        struct text_drop_walk walk = text_drops_from(cleaned->drops, byte);
        bool has = text_drops_next(&walk, &found);
        must(has == more && (!more || (found.byte == drop.byte && slice_equal(found.bytes, drop.bytes))),
             "from byte %zu on another drop is found", byte);
    }
}

static void
check(struct slice text)
{
    struct cleaned cleaned = clean(text);
    char *wanted = with_line_feeds(text), *got = rebuilt(&cleaned);
    must(u8_check((const uint8_t *)cleaned.at, cleaned.len) == NULL, "no UTF-8 is left");
    must(strcmp(wanted, got) == 0, "put together again it is another text:\n%s\n%s", wanted, got);
    check_places(&cleaned);
    free(wanted);
    free(got);
    free(cleaned.at);
}

#define assert_clean(text, wanted) check_clean((text), (wanted), __LINE__)
static void
check_clean(const char *text, const char *wanted, int line)
{
    struct cleaned cleaned = clean(slice_of(text));
    bool right = slice_equal(slice_make(cleaned.at, cleaned.len), slice_of(wanted));
    if (!right)
        fprintf(stderr, "line %d: %s\n  wanted: %s\n  got:    %.*s\n", line, text, wanted, (int)cleaned.len,
                cleaned.at);
    free(cleaned.at);
    if (!right)
        _fail(__FILE__, line);
    check(slice_of(text));
}

#define assert_kept(text) assert_clean((text), (text))

/* ---- lines */

static void
test_line_ends(void **state)
{
    (void)state;
    assert_clean("灯亮了\v雨停了", "灯亮了\n雨停了");
    assert_clean("灯亮了\xC2\x85雨停了\xC2\x85", "灯亮了\n雨停了\n");
    assert_clean("灯亮了\u2028\u2029雨停了", "灯亮了\n\n雨停了");
    assert_clean("The lamp\u2029is lit\v\n", "The lamp\nis lit\n\n");
    assert_kept("a\r\nb\rc\fd\n");
    assert_kept("“灯” — · … \u2026 \u200E\u00A0\u2003 ﻻ");
}

/* ---- what is written over */

static void
test_overstrike(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "渡\b渡口\b口",     "渡\b\b渡口\b\b口", "_\b渡_\b口",           "__\b\b渡__\b\b口",     "渡\b_口\b_",
        "渡\b\b__口\b\b__", "渡口\b\b渡口",     "渡口\b\b\b\b渡口",     "____\b\b\b\b渡口",     "渡口\b\b\b\b____",
        "__\b\b渡口",       "渡\b渡\b渡口",     "渡\b\b渡\b\b渡口\b口", "_\b渡\b渡_\b口\b\b口", "渡\b渡\b_口",
    };
    for (size_t i = 0; i < BASE_COUNT(lines); i++)
        assert_clean(lines[i], "渡口");
    assert_clean("\nN\bNA\bAM\bME\bE\n     l\bls\bs - _\bl_\bi_\bs_\bt\n", "\nNAME\n     ls - list\n");
    assert_clean("bold\b\b\b\bbold b\b_i\b_g\b_ ab\b\b_b", "bold big ab");
    assert_clean("e\u0301\be\u0301!", "e\u0301!");
    assert_clean("가\b\b가나\b나", "가나");
    assert_clean("_\b_", "_");
    assert_clean("灯\a\b\a", "灯\a");
}

/* One character over another says nothing of how they looked, and hides none. */
static void
test_not_overstrike(void **state)
{
    (void)state;
    assert_kept("喇叭\b\b坏了");
    assert_kept("渡\b口");
    assert_kept("\b渡\b");
    assert_kept("渡\n\b渡");
    assert_clean("渡\v\b渡", "渡\n\b渡");
    assert_clean("渡\b口\b口", "渡\b口");
    assert_kept("rm -rf\b\b\b\b\b\becho ok");
}

/* ---- sequences */

static void
test_sequences(void **state)
{
    (void)state;
    assert_clean("\x1B[1m灯船\x1B[0m 靠\x1B[38;5;208m岸\x1B[m", "灯船 靠岸");
    assert_clean("\xC2\x9B"
                 "32m灯船\xC2\x9B"
                 "m",
                 "灯船");
    assert_clean("\x1B[35m\x1B[Ka.txt\x1B[m\x1B[K", "a.txt");
    assert_clean("\x1B[38:2::1:2:3m灯\x1B[m", "灯");
    assert_clean("\x1B]8;;http://example.com/渡\x1B\\灯船\x1B]8;;\x1B\\", "灯船");
    assert_clean("\x1B]8;id=1;http://example.com\a灯船\x1B]8;;\a", "灯船");
    assert_clean("_\b\x1B[1m灯\x1B[0m", "灯");
    assert_clean("\x1B[1m灯\x1B(B\x1B[m船\x1B[m\x0F", "灯船");
    /* what moves the cursor, clears the screen or asks the terminal makes no colour: it is shown as what it is */
    assert_kept("\x1B[2J\x1B[H灯船");
    assert_kept("\x1B]52;c;a2Fu\a灯船");
    assert_kept("灯\x1B");
    assert_kept("灯\x1B(0\x0F船");
    assert_kept("灯\x1B[1;");
    assert_kept("灯\x1B[1;灯m");
    assert_kept("\x1B]8;;http://example.com 灯船");
    assert_kept("\x1B]8;;http://example.com\n\a");
    assert_clean("\x1B]8;;http://example.com\u2028灯\a", "\x1B]8;;http://example.com\n灯\a");
    assert_kept("[1m灯[0m");
}

/* ---- without width */

static void
test_invisible(void **state)
{
    (void)state;
    assert_clean(ZW "灯" ZW "船" ZW "\n" ZW "\n20" ZW "31年", "灯船\n\n2031年");
    assert_clean("灯\uFEFF船\u2060靠\u00AD岸\u2064", "灯船靠岸");
    assert_clean("灯\u200D船\u200C靠 \u200Da\u200Cb\u200D", "灯船靠 ab");
    assert_clean("Ferry\u00ADman Ada Fer" ZW "ris", "Ferryman Ada Ferris");
    /* at a line's end it is a hyphen */
    assert_clean("the ferry\u00AD\nman left\u00AD\r\nearly\u00AD", "the ferry-\nman left-\r\nearly");
    assert_clean("灯\u00AD\n船\u00AD \n", "灯\n船 \n");
    /* families, flags of words that have no blanks, joined letters */
    assert_kept("👨\u200D👩\u200D👧 ❤\uFE0F\u200D🔥");
    assert_kept("ไฟ\u200Bเรือ ພາ\u200Bສາ \u1780\u200B\u1781");
    assert_kept("می\u200Cخواهم क्\u200Dष ശ്\u200D");
    assert_kept("辻\U000E0100 a\u034F \u200E\u200F");
}

/* ---- numbered lines */

static const char *const page[] = {"渡口晚报　2031年6月7日",   "", "灯船换了灯泡", "", "　　灯船昨夜换灯泡，12盏。",
                                   "  看守人说：亮得能看书。", "", "桥修好了",     "", "The bridge is open again.",
                                   "桥的栏杆也漆过了。",       ""};

static char *
page_text(void)
{
    struct buffer out = {0};
    for (size_t i = 0; i < BASE_COUNT(page); i++)
        buffer_printf(&out, "%s\n", page[i]);
    return buffer_take(&out);
}

struct format {
    const char *before;
    int width; /* below 0: from the left */
    bool zeros;
    const char *behind;
};

/* The page with numbers from FIRST on; ALL: blank lines have some, too. */
static char *
numbered(const struct format *format, unsigned first, bool all)
{
    struct buffer out = {0};
    for (size_t i = 0; i < BASE_COUNT(page); i++) {
        bool has = all || page[i][0] != '\0';
        if (has && format->zeros)
            buffer_printf(&out, "%s%0*u%s", format->before, format->width, first, format->behind);
        else if (has)
            buffer_printf(&out, "%s%*u%s", format->before, format->width, first, format->behind);
        buffer_printf(&out, "%s\n", page[i]);
        first += has;
    }
    return buffer_take(&out);
}

static void
test_numbered(void **state)
{
    (void)state;
    static const struct format formats[] = {
        {"", 6, false, "\t"},  {"", 5, false, "\t"}, {"", 6, true, "\t"},   {"", -6, false, "\t"},
        {"", 5, false, "  "},  {"", 3, false, " "},  {"", 4, true, " "},    {"", 0, false, ":"},
        {"", 4, false, " │ "}, {"", 6, false, "→"},  {"", 4, false, " | "}, {"\x1B[32m", 0, false, "\x1B[m:"},
        {"", 0, false, " "},   {"", -4, false, " "}, {" ", 0, false, "\t"},
    };
    char *wanted = page_text();
    for (size_t i = 0; i < BASE_COUNT(formats); i++)
        for (unsigned first = 1; first < 120; first += 97) {
            char *text = numbered(&formats[i], first, true);
            assert_clean(text, wanted);
            free(text);
        }
    char *text = numbered(&formats[0], 1, false); /* nl leaves blank lines without */
    assert_clean(text, wanted);
    free(text);
    free(wanted);
}

/* Lists, ranks and tables have numbers of their own. */
static void
test_not_numbered(void **state)
{
    (void)state;
    assert_kept("1. 灯船换灯泡\n2. 桥修好了\n3. 雨停了\n4. 船开了\n5. 鸭子赛跑\n");
    assert_kept("1、灯船换灯泡\n\n2、桥修好了\n\n3、雨停了\n\n4、船开了\n\n5、鸭子赛跑\n");
    assert_kept("1 容与 99分\n2 沈舟 98分\n3 郑桥 97分\n4 何渡 96分\n5 白帆 95分\n");
    assert_kept("  1  容与  99分\n  2  沈舟  98分\n  3  郑桥  97分\n  4  何渡  96分\n  5  白帆  95分\n");
    assert_kept("1\t容与\t99分\n2\t沈舟\t98分\n3\t郑桥\t97分\n4\t何渡\t96分\n5\t白帆\t95分\n");
    assert_kept("     1\t容与\t99\n     2\t沈舟\t98\n     3\t郑桥\t97\n     4\t何渡\t96\n     5\t白帆\t95\n");
    assert_kept("2028 灯船下水\n2029 灯船换灯泡\n2030 桥修好了\n2031 雨停了\n2032 船开了\n");
    assert_kept("1:0 渡口队\n2:0 桥头队\n3:1 灯船队\n4:2 鸭子队\n5:3 茶场队\n");
    assert_kept("    1  灯船换灯泡\n    2  桥修好了\n    4  雨停了\n    5  船开了\n\n    7  鸭子赛跑\n");
    assert_kept("1\n2\n3\n4\n5\n6\n");
    assert_kept("1 灯船换灯泡\n\n2 桥修好了\n\n3 雨停了\n\n4 船开了\n\n5 鸭子赛跑\n");
    assert_kept("1\t灯船换灯泡\n2\t桥修好了\n3\t雨停了\n4\t船开了\n5\t鸭子赛跑\n");
    assert_kept("一版\n 1 灯船换灯泡\n 2 桥修好了\n 3 雨停了\n二版\n 4 船开了\n 5 鸭子赛跑\n");
    assert_kept("灯船换灯泡\n     1\t灯\n     2\t船\n     3\t桥\n     4\t雨\n桥修好了\n雨停了\n");
}

/* ---- blanks between all characters */

static void
test_spaced(void **state)
{
    (void)state;
    assert_clean("渡 口 晚 报\n\n本 报 讯 （ 记 者 容 与 ） 昨 夜 灯 船 靠 岸 ， 换 灯 泡 1 2 0 0 只 。\n",
                 "渡口晚报\n\n本报讯（记者容与）昨夜灯船靠岸，换灯泡1200只。\n");
    /* as OCR has it most often: numbers and words whole, some characters together */
    assert_clean("据 Ferry Post 2031 年 6 月 报道 ， 灯 船 换 了 12 只 LED 灯 泡 ， 亮 度 提 高 3.5 倍 。\n",
                 "据Ferry Post 2031年6月报道，灯船换了12只LED灯泡，亮度提高3.5倍。\n");
    /* two or three are one that the page had */
    assert_clean("灯 船 换 灯 泡  亮 得 能 看 书   报 纸 也 行 ， 看 守 人 说 。",
                 "灯船换灯泡 亮得能看书 报纸也行，看守人说。");
    assert_clean("燈 船 が 岸 に 着 い た 。 「 明 る い 」 と ア キ ラ さ ん は 言 っ た 。",
                 "燈船が岸に着いた。「明るい」とアキラさんは言った。");
    assert_clean("  　燈 船 昨 夜 靠 岸 時 換 上 一 隻 新 燈 泡 ， 亮 度 是 舊 的 三 倍 半 。  \n",
                 "  　燈船昨夜靠岸時換上一隻新燈泡，亮度是舊的三倍半。  \n");
    assert_clean("二 〇 三 一 年 第 1 2 期\n\n灯" ZW " 船 靠 岸 ， 看 守 人 说 ： “ 亮 ” 。 报 纸 也 行 。\n",
                 "二〇三一年第12期\n\n灯船靠岸，看守人说：“亮”。报纸也行。\n");
    /* one paragraph of a page */
    assert_clean(
        "灯船 换灯泡\n灯船昨夜靠岸，换了灯泡。\n\n桥 修 好 了\n桥 的 栏 杆 也 漆 过 了 ， 看 守 人 说 。\n\n雨停 了\n雨停了。\n",
        "灯船 换灯泡\n灯船昨夜靠岸，换了灯泡。\n\n桥修好了\n桥的栏杆也漆过了，看守人说。\n\n雨停 了\n雨停了。\n");
    /* short lines, between some without blanks, of a page that is spaced */
    assert_clean(
        "灯 船\n《渡口晚报》第3版\n灯 船 昨 夜 靠 岸 时 换 上 一 只 新 灯 泡 ， 亮 度 是 旧 的 三 倍 半 。\n本报渡口电\n容 与\n",
        "灯船\n《渡口晚报》第3版\n灯船昨夜靠岸时换上一只新灯泡，亮度是旧的三倍半。\n本报渡口电\n容与\n");
    assert_clean(
        "灯 船\n渡口晚报第3版，看守人的灯。\n灯 船 昨 夜 靠 岸 时 换 上 一 只 灯 泡 。\n渡口管理所明天停一天，请大家走桥。\n容 与\n",
        "灯 船\n渡口晚报第3版，看守人的灯。\n灯船昨夜靠岸时换上一只灯泡。\n渡口管理所明天停一天，请大家走桥。\n容 与\n");
}

static void
test_not_spaced(void **state)
{
    (void)state;
    assert_kept("灯船换灯泡 亮得能看书\n灯船昨夜靠岸 看守人说 亮\n");
    assert_kept("日 一 二 三 四 五 六\n1 2 3 4 5 6 7\n8 9 10 11 12 13 14\n");
    assert_kept("姓名 灯 船 桥 雨\n容与 优 良 中 优\n沈舟 良 优 优 中\n郑桥 中 中 优 良\n何渡 优 优 良 优\n");
    assert_kept("优 良 中\n良 优 优\n中 中 优\n优 优 良\n差 中 优\n良 良 中\n优 中 差\n");
    assert_kept("通 知\n\n渡口明天停一天，请大家走桥。\n\n渡口管理所\n");
    assert_kept("새 수위 표 를 달 았 다 그 리 고 이 강 은 더 는 넘 지 않 는 다 .\n");
    assert_kept("I a m a t t h e p i e r , s h e s a i d t o m e .\n");
    assert_kept("甲 乙 在渡口等船，丙 丁 在桥头等车，戊 己 在家等信，谁也没有等到，天就黑了。\n");
    /* in a spaced page, words of letters alone */
    assert_clean("灯 船 昨 夜 靠 岸 ， 看 守 人 换 了 灯 泡 。\n\nI a m a boy\n",
                 "灯船昨夜靠岸，看守人换了灯泡。\n\nI a m a boy\n");
}

/* ---- whatever comes */

static void
add_piece(struct buffer *text, struct support_chance *chance)
{
    static const char *const pieces[] = {"\b",     "\b\b",   "_",      "\x1B[1m",  "\x1B]8;;a\a",     ZW,
                                         "\u00AD", "\n",     "\v",     "\xC2\x85", "渡 口 灯 船 ， ", "     1\t",
                                         " ",      "渡\b渡", "\u2028", "\r\n",     "\u200D",          "ก"};
    uint32_t which = support_below(chance, 2 * BASE_COUNT(pieces));
    if (which < BASE_COUNT(pieces))
        buffer_add_text(text, pieces[which]);
    else
        support_add_points(text, chance, support_below(chance, 6), true);
}

static void
test_chance(void **state)
{
    (void)state;
    struct support_chance chance = {20310607};
    struct buffer text = {0};
    int rounds = support_is_slow() ? 300 : 6000;
    for (int round = 0; round < rounds; round++) {
        buffer_clear(&text);
        for (uint32_t i = support_below(&chance, 60); i > 0; i--)
            add_piece(&text, &chance);
        buffer_reserve(&text, 0);
        check(buffer_slice(&text));
    }
    for (size_t i = 0; buffer_clear(&text), support_add_nasty(&text, i, 2000) != NULL; i++) {
        text.len = text.at != NULL ? text.len : 0;
        char *valid = base_strndup(text.at, text.len);
        size_t len = text_repair(&valid, text.len, NULL);
        if (memchr(valid, '\0', len) == NULL)
            check(slice_make(valid, len));
        free(valid);
    }
    buffer_done(&text);
}

/* Chance finds what a text of pages needs: a piece of each kind at each distance from the ends of what is looked at at once. */
static void
test_anywhere(void **state)
{
    (void)state;
    static const char *const pieces[] = {"\v",     "\xC2\x85", "\u2028", ZW,    "\uFEFF",
                                         "\u00AD", "\u2060",   "\x1B[m", "a\ba"};
    enum { PIECE = 16 * 1024 };
    char *text = base_alloc(PIECE + 200);
    for (size_t i = 0; i < BASE_COUNT(pieces); i++)
        for (size_t at = 0; at<PIECE + 100; at += at> 70 && at < PIECE - 70 ? 997 : 1) {
            size_t len = strlen(pieces[i]);
            memset(text, 'x', PIECE + 200);
            memcpy(text + at, pieces[i], len);
            struct cleaned cleaned = clean(slice_make(text, PIECE + 200));
            must(cleaned.len == PIECE + 200 - len + (i < 3) + (i == 8), "%zu at %zu stays", i, at);
            free(cleaned.at);
        }
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends),    cmocka_unit_test(test_overstrike), cmocka_unit_test(test_not_overstrike),
        cmocka_unit_test(test_sequences),    cmocka_unit_test(test_invisible),  cmocka_unit_test(test_numbered),
        cmocka_unit_test(test_not_numbered), cmocka_unit_test(test_spaced),     cmocka_unit_test(test_not_spaced),
        cmocka_unit_test(test_chance),       cmocka_unit_test(test_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
