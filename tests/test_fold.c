/* The fold: what becomes the same, what stays apart, and the way back to the text. */
#include "support.h"

#include "kanbao/fold.h"
#include "kanbao/text.h"

#include <stdlib.h>
#include <uninorm.h>

static void
add_codes(struct buffer *out, const char32_t *codes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char bytes[4];
        buffer_add(out, bytes, text_encode(codes[i], bytes));
    }
}

#define assert_fold(text, folded) check_fold((text), (folded), __FILE__, __LINE__)
static void
check_fold(const char *text, const char *folded, const char *file, int line)
{
    struct fold fold = {0};
    struct buffer got = {0};
    fold_text(&fold, slice_of(text));
    add_codes(&got, fold.codes, fold.count);
    support_assert_text(buffer_slice(&got), folded, file, line);
    buffer_done(&got);
    fold_done(&fold);
}

static void
test_width_and_case(void **state)
{
    (void)state;
    assert_fold("２０２４ＡＢｃ", "2024abc");
    assert_fold("Straße ﬁn ½ №5 ①", "strasse fin 1/2 no5 1");
    assert_fold("㍿ ㋀", "株式会社1月");
    assert_fold("ΟΔΌΣ οδός", "οδοσ οδοσ");
    assert_fold("İstanbul ıI", "istanbul ii");
}

static void
test_accents(void **state)
{
    (void)state;
    assert_fold("Café Cafe\xCC\x81 Åse Łódź Øre æther", "cafe cafe ase lodz ore aether");
    assert_fold("ᾠδή ᾨδῇ", "ωδη ωδη");
    /* й and ї are letters, ё is е with dots and а́ has a stress mark */
    assert_fold("Ёлка, и\xCC\x86од Їжак за\xCC\x81мок", "елка,йод їжак замок");
    assert_fold("и\xCC\x81\xCC\x86", "й");
    /* points of Arabic and Hebrew go; vowels of Indic scripts and tones of Thai are letters */
    assert_fold("كِتَاب שָׁלוֹם", "كتاب שלום");
    assert_fold("किताब ไม่ ไม้", "किताब ไม่ ไม้");
}

static void
test_han(void **state)
{
    (void)state;
    static const char *const same[] = {"发髮發髪発", "干乾幹榦", "里裡裏",     "为爲為", "说説說", "强強彊", "泽沢澤",
                                       "图図圖",     "气気氣",   "黑黒",       "户戸戶", "国國",   "驿駅驛", "对対對",
                                       "么麼麽",     "台臺檯颱", "面麵麺麪",   "着著",   "群羣",   "峰峯",   "床牀",
                                       "线線綫",     "吃喫",     "历歷曆歴暦", "真眞",   "教敎",   "即卽",   "你妳",
                                       "托託",       "长⻓長",   "门⻔門",     "青靑",   "清淸",   "市巿",   "冒冐",
                                       "世卋",       "国囻囯",   "会㑹會",     "券劵",   "背揹",   "吉𠮷",   "零〇"};
    for (size_t i = 0; i < BASE_COUNT(same); i++) {
        struct fold fold = {0};
        fold_text(&fold, slice_of(same[i]));
        for (size_t k = 0; k < fold.count; k++)
            must(fold.codes[k] == text_first(slice_of(same[i])), "%s: character %zu becomes U+%04X", same[i], k,
                 (unsigned)fold.codes[k]);
        fold_done(&fold);
    }
    /* other words of Chinese, though Japan writes one for the other */
    assert_fold("芸艺 缶罐 欠缺 浜滨 予豫 沪滤 弁辨 连联", "芸艺缶罐欠缺浜滨予豫沪滤弁辨连联");
    assert_fold("士土 日曰 末未 己已巳", "士土日曰末未己已巳");
}

static void
test_kana_and_hangul(void **state)
{
    (void)state;
    assert_fold("デンワ ﾃﾞﾝﾜ テ\xE3\x82\x99ンワ て゛んわ", "でんわでんわでんわでんわ");
    assert_fold("ﾊﾟｰﾃｨｰ ヴ ヷ", "ぱーてぃーぶわ");
    assert_fold("ヴァイオリン ヴェトナム ｳﾞｫﾙｶﾞ う\xE3\x82\x99ぃ ブィ ヴュ", "ばいおりんべとなむぼるがびびぶゅ");
    assert_fold("ァィゥェォ ヵヶ", "ぁぃぅぇぉかゖ");
    assert_fold("か\xE3\x82\x99\xE3\x82\x99か", "がか");
    assert_fold("한국 \xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xE1\x84\x80\xE1\x85\xAE\xE1\x86\xA8 ﾡￂ ㄱㅏ",
                "한국한국가가");
    assert_fold("새 수위표 KBS 뉴스", "새수위표kbs뉴스");
    assert_fold("\xE1\x85\xA1 a\xE1\x86\xAB", "\xE1\x85\xA1 a\xE1\x86\xAB");
}

/* 々 and the like are what they repeat, where that is one of their kind and right before. */
static void
test_repeats(void **state)
{
    (void)state;
    assert_fold("佐々木 時〻 複々々線 佐 々木", "佐佐木时时复复复线佐佐木");
    assert_fold("々木 A々 か々 佐、々", "々木a々か々佐,々");
    assert_fold("すゝめ いすゞ づゝ がゞ スヽ ズヾ 佐ゝ ーゝ ゝ", "すすめいすずづつががすすずず佐ゝーゝゝ");
    struct fold fold = {0};
    struct buffer got = {0};
    fold_text(&fold, slice_of("佐々すゞ"));
    add_codes(&got, fold.origins, fold.count);
    assert_text(buffer_slice(&got), "佐々すゝ");
    buffer_done(&got);
    fold_done(&fold);
}

static bool
is_alike(char32_t one, char32_t other)
{
    return fold_is_alike(one, other) && fold_is_alike(other, one);
}

/* One for several: both ways, and no further. */
static void
test_alike(void **state)
{
    (void)state;
    static const char32_t pairs[][2] = {{U'弁', U'辩'}, {U'弁', U'辨'}, {U'弁', U'瓣'}, {U'座', U'坐'}, {U'薰', U'熏'},
                                        {U'芸', U'艺'}, {U'欠', U'缺'}, {U'ゖ', U'か'}, {U'ゖ', U'が'}, {U'斋', U'齐'}};
    for (size_t i = 0; i < BASE_COUNT(pairs); i++)
        must(is_alike(pairs[i][0], pairs[i][1]), "pair %zu", i);
    assert_false(fold_is_alike(U'辩', U'瓣'));
    assert_false(fold_is_alike(U'土', U'士'));
    assert_false(fold_is_alike(U'弁', U'弁'));
    assert_false(fold_is_alike('a', 'b'));
}

static void
test_punctuation_and_space(void **state)
{
    (void)state;
    assert_fold("“你好”，「世界」。", "\"你好\",\"世界\".");
    assert_fold("《政府工作报告》 ‹政府工作报告>", "<政府工作报告><政府工作报告>");
    assert_fold("（一）〔2〕【三】——…", "(一)[2][三]--...");
    assert_fold("建设, 2024 年 ( A B )", "建设,2024年(a b)");
    assert_fold("  one\t \r\n two\xC2\xA0three\xE3\x80\x80", "one two three");
    assert_fold("中 文 和 English words 混 排", "中文和english words混排");
    assert_fold("soft\xC2\xADhyphen zero\xE2\x80\x8Bwidth \xEF\xBB\xBF"
                "a\xEF\xB8\x8F",
                "softhyphen zerowidth a");
    assert_fold("你 \xE2\x80\x8B 好 \xE2\x80\x8B", "你好");
    assert_fold("", "");
    assert_fold(" \n\xE2\x80\x8D\xCC\x81 ", "");
}

static void
test_origins(void **state)
{
    (void)state;
    struct fold fold = {0};
    struct buffer got = {0};
    fold_text(&fold, slice_of("乾Ａ沢ガか\xE3\x82\x99豈㍿髮"));
    add_codes(&got, fold.origins, fold.count);
    assert_text(buffer_slice(&got), "乾a沢がが豈株式会社髮");
    buffer_done(&got);
    fold_done(&fold);
}

static void
assert_span(const struct fold *fold, size_t entry, uint32_t start, uint32_t end)
{
    assert_true(entry < fold->count);
    assert_int_equal(fold->starts[entry], start);
    assert_int_equal(fold->ends[entry], end);
}

static void
test_spans(void **state)
{
    (void)state;
    struct fold fold = {0};
    /*                        0 1       3   5       8          11  14            17 */
    fold_text(&fold, slice_of("e\xCC\x81\xC2\xBD"
                              "か\xE3\x82\x99x \n y"));
    assert_int_equal(fold.count, 8);
    assert_span(&fold, 0, 0, 3);
    assert_span(&fold, 1, 3, 5);
    assert_span(&fold, 2, 3, 5);
    assert_span(&fold, 3, 3, 5);
    assert_span(&fold, 4, 5, 11);
    assert_span(&fold, 5, 11, 12);
    assert_span(&fold, 6, 12, 15);
    assert_span(&fold, 7, 15, 16);
    /* used again it holds the new text only */
    fold_text(&fold, slice_of("好"));
    assert_int_equal(fold.count, 1);
    assert_span(&fold, 0, 0, 3);
    fold_done(&fold);
}

/* Spans are whole code points in order; the fold of the fold is itself. */
static void
check_text(struct slice text, struct fold *fold, struct fold *again)
{
    struct buffer folded = {0};
    fold_text(fold, text);
    for (size_t i = 0; i < fold->count; i++) {
        uint32_t start = fold->starts[i], end = fold->ends[i];
        must(start < end && end <= text.len, "entry %zu: bytes %u to %u", i, start, end);
        must((text.at[start] & 0xC0) != 0x80 && (end == text.len || (text.at[end] & 0xC0) != 0x80),
             "entry %zu splits a character", i);
        must(i == 0 || (fold->starts[i - 1] <= start && fold->ends[i - 1] <= end), "entry %zu falls back", i);
    }
    add_codes(&folded, fold->codes, fold->count);
    fold_text(again, buffer_slice(&folded));
    must(again->count == fold->count &&
             (fold->count == 0 || memcmp(again->codes, fold->codes, fold->count * sizeof *fold->codes) == 0),
         "folding again changes %.*s", (int)folded.len, folded.at);
    buffer_done(&folded);
}

/* What joins, is ordered, is dropped or makes space, more often than chance has it. */
static void
add_trouble(struct buffer *out, struct support_chance *chance, size_t points)
{
    static const char32_t trouble[] = {0x304B, 0x3099, 0x309A, 0xFF76,  0xFF9E, 0x1112, 0x1161, 0x11AB, 0xD558, 0x0438,
                                       0x0306, 0x0301, 0x094D, 0x0E38,  0x0E48, 0x0F71, 0x0F72, 0x0C55, ' ',    '\n',
                                       0x3000, 0x200D, 0x0345, 'a',     0x597D, ',',    0x3002, 0x3005, 0x309D, 0x309E,
                                       0x30FE, 0x30F4, 0x30A7, 0x3047,  0x3076, 0x3075, 0x3046, 0xBD,   0xFDFA, 0xB4,
                                       0x309B, 0x30F7, 0x0439, 0x1D15E, 0x0F73, 0x0DDD};
    for (size_t i = 0; i < points; i++) {
        char bytes[4];
        buffer_add(out, bytes, text_encode(trouble[support_below(chance, BASE_COUNT(trouble))], bytes));
    }
}

static void
test_random(void **state)
{
    (void)state;
    struct support_chance chance = {.state = 20260318};
    struct fold fold = {0}, other = {0};
    struct buffer text = {0};
    for (int i = 0, rounds = support_is_slow() ? 200 : 20000; i < rounds; i++) {
        buffer_clear(&text);
        size_t points = support_below(&chance, 24);
        if (i % 2 == 0)
            add_trouble(&text, &chance, points);
        else
            support_add_points(&text, &chance, points, true);
        check_text(buffer_slice(&text), &fold, &other);
    }
    buffer_done(&text);
    fold_done(&fold);
    fold_done(&other);
}

/* What the normal forms make equal is folded to the same, whatever stands beside it. */
static void
test_random_normal_forms(void **state)
{
    (void)state;
    struct support_chance chance = {.state = 20260320};
    struct fold fold = {0}, other = {0};
    struct buffer text = {0};
    uninorm_t forms[] = {UNINORM_NFC, UNINORM_NFD, UNINORM_NFKC, UNINORM_NFKD};
    for (int i = 0, rounds = support_is_slow() ? 200 : 20000; i < rounds; i++) {
        buffer_clear(&text);
        add_trouble(&text, &chance, 1 + support_below(&chance, 8));
        size_t len;
        uint8_t *form = u8_normalize(forms[i % 4], (const uint8_t *)text.at, text.len, NULL, &len);
        assert_non_null(form);
        fold_text(&fold, buffer_slice(&text));
        fold_text(&other, slice_make((const char *)form, len));
        must(fold.count == other.count &&
                 (fold.count == 0 || memcmp(fold.codes, other.codes, fold.count * sizeof *fold.codes) == 0),
             "normal form %d of %.*s is folded to something else", i % 4, (int)text.len, text.at);
        free(form);
    }
    buffer_done(&text);
    fold_done(&fold);
    fold_done(&other);
}

/* A long run of marks out of order, and one of marks that join nothing, take no longer than any other text. */
static void
test_long_runs(void **state)
{
    (void)state;
    enum { POINTS = 200000 };
    struct fold fold = {0}, again = {0};
    struct buffer text = {0};
    for (size_t i = 0; i < POINTS; i++)
        buffer_add_text(&text, i % 2 == 0 ? "\xE0\xB8\xB8" : "\xE0\xA5\x8D");
    for (size_t i = 0; i < POINTS; i++)
        buffer_add_text(&text, i % 2 == 0 ? "\xE3\x82\x99" : "\xCC\x86");
    check_text(buffer_slice(&text), &fold, &again);
    assert_int_equal(fold.count, POINTS);
    assert_int_equal(fold.codes[0], 0x94D);
    assert_int_equal(fold.codes[POINTS - 1], 0xE38);
    buffer_done(&text);
    fold_done(&fold);
    fold_done(&again);
}

/* ---- the way back */

struct found {
    char32_t wanted;
    size_t count, times;
};

static void
note(char32_t code, void *context)
{
    struct found *found = context;
    found->count++;
    found->times += code == found->wanted;
}

static size_t
times_in_variants(char32_t folded, char32_t code)
{
    struct found found = {.wanted = code};
    fold_variants(folded, note, &found);
    return found.times;
}

/* Every code point is among the variants of what it becomes, once; fold_code() is the fold of it alone. */
static void
test_variants_of_all(void **state)
{
    (void)state;
    struct fold fold = {0};
    size_t changed = 0, dropped = 0, several = 0;
    for (char32_t code = 0; code <= 0x10FFFF; code += support_is_slow() ? 61 : 1) {
        if (code >= 0xD800 && code < 0xE000)
            continue;
        char bytes[4];
        char32_t out[FOLD_MAX];
        size_t count = fold_code(code, out);
        fold_text(&fold, slice_make(bytes, text_encode(code, bytes)));
        /* at the ends of a text a space is nothing */
        bool spaces = count > 0 && (out[0] == ' ' || out[count - 1] == ' ');
        must(spaces || (fold.count == count && memcmp(out, fold.codes, count * sizeof *out) == 0), "U+%04X",
             (unsigned)code);
        for (size_t i = 0; i < count; i++)
            must(times_in_variants(out[i], code) == 1, "U+%04X is not among what becomes U+%04X", (unsigned)code,
                 (unsigned)out[i]);
        several += count > 1;
        dropped += count == 0;
        changed += count != 1 || out[0] != code;
    }
    print_message("%zu code points change: %zu dropped, %zu become several\n", changed, dropped, several);
    fold_done(&fold);
}

static void
test_variants(void **state)
{
    (void)state;
    assert_int_equal(times_in_variants(U'发', U'髮'), 1);
    assert_int_equal(times_in_variants(U'发', U'発'), 1);
    assert_int_equal(times_in_variants(U'發', U'發'), 0);
    assert_int_equal(times_in_variants(U'が', 0xFF76), 1);
    assert_int_equal(times_in_variants(U'が', U'ガ'), 1);
    assert_int_equal(times_in_variants(U'か', U'が'), 0);
    assert_int_equal(times_in_variants(U'한', 0x1112), 1);
    assert_int_equal(times_in_variants(U'한', U'하'), 1);
    assert_int_equal(times_in_variants(U' ', 0x3000), 1);
    assert_int_equal(times_in_variants(U' ', ' '), 1);
    assert_int_equal(times_in_variants(U'A', 'A'), 0);
    assert_int_equal(times_in_variants(0x301, 0x301), 0);
}

/* Whatever stands where an entry of a folded text begins is among its variants: what a filter on raw text rests on. */
static void
test_variants_of_texts(void **state)
{
    (void)state;
    struct support_chance chance = {.state = 20260319};
    struct fold fold = {0};
    struct buffer text = {0};
    for (int i = 0, rounds = support_is_slow() ? 50 : 3000; i < rounds; i++) {
        buffer_clear(&text);
        add_trouble(&text, &chance, 8);
        support_add_points(&text, &chance, 8, true);
        fold_text(&fold, buffer_slice(&text));
        for (size_t k = 0; k < fold.count; k++) {
            /* marks that were put in order share a span, and so does what comes from one character */
            bool shared = (k > 0 && fold.starts[k - 1] == fold.starts[k]) ||
                          (k + 1 < fold.count && fold.starts[k + 1] == fold.starts[k]);
            bool found = fold_is_iteration(fold.origins[k]); /* what is before it, once more */
            for (size_t at = fold.starts[k]; at < fold.ends[k] && !found && (shared || at == fold.starts[k]);) {
                char32_t code;
                at += text_decode(text.at + at, &code);
                found = times_in_variants(fold.codes[k], code) > 0;
            }
            must(found, "nothing becomes U+%04X", (unsigned)fold.codes[k]);
        }
    }
    buffer_done(&text);
    fold_done(&fold);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_width_and_case),
        cmocka_unit_test(test_accents),
        cmocka_unit_test(test_han),
        cmocka_unit_test(test_kana_and_hangul),
        cmocka_unit_test(test_repeats),
        cmocka_unit_test(test_alike),
        cmocka_unit_test(test_punctuation_and_space),
        cmocka_unit_test(test_origins),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_random_normal_forms),
        cmocka_unit_test(test_long_runs),
        cmocka_unit_test(test_variants_of_all),
        cmocka_unit_test(test_variants),
        cmocka_unit_test(test_variants_of_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
