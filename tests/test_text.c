/* text: decoding, counting, breaks, steps from character to character.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { CODES = 0x110000 };

static bool
is_surrogate(char32_t code)
{
    return code >= 0xD800 && code <= 0xDFFF;
}

/* One code point as text; good until the next call. */
static struct slice
utf8_of(char32_t code)
{
    static char bytes[4];
    return slice_make(bytes, text_encode(code, bytes));
}

/* ---- decoding */

/* The well-formed sequences of the Unicode Standard, table 3-7. */
static const struct {
    unsigned char first[2], second[2];
    size_t bytes;
} well_formed[] = {
    {{0x00, 0x7F}, {0x00, 0x00}, 1}, {{0xC2, 0xDF}, {0x80, 0xBF}, 2}, {{0xE0, 0xE0}, {0xA0, 0xBF}, 3},
    {{0xE1, 0xEC}, {0x80, 0xBF}, 3}, {{0xED, 0xED}, {0x80, 0x9F}, 3}, {{0xEE, 0xEF}, {0x80, 0xBF}, 3},
    {{0xF0, 0xF0}, {0x90, 0xBF}, 4}, {{0xF1, 0xF3}, {0x80, 0xBF}, 4}, {{0xF4, 0xF4}, {0x80, 0x8F}, 4},
};

/* Bytes of the sequence at AT, or of the beginning of one that is broken off, at least 1. */
static size_t
sequence(const unsigned char *at, size_t len, bool *whole)
{
    for (size_t i = 0; i < BASE_COUNT(well_formed); i++) {
        if (at[0] < well_formed[i].first[0] || at[0] > well_formed[i].first[1])
            continue;
        size_t bytes = 1;
        while (bytes < well_formed[i].bytes && bytes < len) {
            unsigned char low = bytes == 1 ? well_formed[i].second[0] : 0x80,
                          high = bytes == 1 ? well_formed[i].second[1] : 0xBF;
            if (at[bytes] < low || at[bytes] > high)
                break;
            bytes++;
        }
        *whole = bytes == well_formed[i].bytes;
        return bytes;
    }
    *whole = false;
    return 1;
}

/* What text_repair() is to make of BYTES. */
static size_t
repair_slowly(struct buffer *out, const char *bytes, size_t len)
{
    size_t replaced = 0, at = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < len) {
        bool whole;
        size_t step = sequence((const unsigned char *)bytes + at, len - at, &whole);
        if (whole)
            buffer_add(out, bytes + at, step);
        else
            buffer_add(out, "\xEF\xBF\xBD", 3);
        replaced += !whole;
        at += step;
    }
    return replaced;
}

/* text_repair() of a copy that is exactly LEN bytes long. */
static char *
repaired_copy(const char *bytes, size_t len, size_t *new_len, size_t *replaced)
{
    char *copy = base_alloc(len);
    if (len > 0)
        memcpy(copy, bytes, len);
    *new_len = text_repair(&copy, len, replaced);
    return copy;
}

#define R "\xEF\xBF\xBD"

static void
test_repair_table(void **state)
{
    (void)state;
    static const struct {
        const char *what, *bytes;
        size_t len;
        const char *text;
        size_t text_len, replaced;
    } rows[] = {
#define ROW(what, bytes, text, replaced) {what, bytes, sizeof(bytes) - 1, text, sizeof(text) - 1, replaced}
        ROW("nothing", "", "", 0),
        ROW("valid text", "a桥\xF0\xA0\xAE\xB7", "a桥𠮷", 0),
        ROW("NUL", "a\0b\0", "a\0b\0", 0),
        ROW("a byte order mark",
            "\xEF\xBB\xBF"
            "雨",
            "雨", 0),
        ROW("a byte order mark alone", "\xEF\xBB\xBF", "", 0),
        ROW("a second byte order mark is text",
            "\xEF\xBB\xBF\xEF\xBB\xBF"
            "雨",
            "\xEF\xBB\xBF"
            "雨",
            0),
        ROW("a byte order mark inside is text", "雨\xEF\xBB\xBF", "雨\xEF\xBB\xBF", 0),
        ROW("a mark and damage",
            "\xEF\xBB\xBF"
            "a\xFF",
            "a" R, 1),
        ROW("a broken mark",
            "\xEF\xBB"
            "a",
            R "a", 1),
        ROW("stray continuation",
            "a\x80"
            "b",
            "a" R "b", 1),
        ROW("stray continuations", "\x80\xBF\x80", R R R, 3),
        ROW("truncated at the end, 2", "a\xC3", "a" R, 1),
        ROW("truncated at the end, 3", "a\xE6\xA1", "a" R, 1),
        ROW("truncated at the end, 4", "a\xF0\xA0\xAE", "a" R, 1),
        ROW("truncated before a letter",
            "\xE6\xA1"
            "b",
            R "b", 1),
        ROW("truncated before a character",
            "\xF0\xA0\xAE"
            "桥",
            R "桥", 1),
        ROW("two truncated", "\xE6\xA1\xE6\xA1", R R, 2),
        ROW("overlong, 2", "\xC0\xAF", R R, 2),
        ROW("overlong, 3", "\xE0\x80\xAF", R R R, 3),
        ROW("overlong, 4", "\xF0\x80\x80\xAF", R R R R, 4),
        ROW("overlong NUL", "\xC0\x80", R R, 2),
        ROW("surrogate", "\xED\xA0\x80", R R R, 3),
        ROW("surrogate pair", "\xED\xA0\xBD\xED\xB8\x80", R R R R R R, 6),
        ROW("last before the surrogates", "\xED\x9F\xBF", "\xED\x9F\xBF", 0),
        ROW("beyond 10FFFF", "\xF4\x90\x80\x80", R R R R, 4),
        ROW("10FFFF", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF", 0),
        ROW("no lead byte", "\xF5\xF8\xFC\xFE\xFF", R R R R R, 5),
        ROW("a character of U+FFFD is no damage", R, R, 0),
        ROW("text between damage",
            "\xFF"
            "桥\xFF"
            "b",
            R "桥" R "b", 2),
#undef ROW
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        size_t len, replaced = 99;
        char *text = repaired_copy(rows[i].bytes, rows[i].len, &len, &replaced);
        must(len == rows[i].text_len && memcmp(text, rows[i].text, len) == 0, "%s: %.*s", rows[i].what, (int)len, text);
        must(replaced == rows[i].replaced, "%s: %zu replaced", rows[i].what, replaced);
        free(text);
    }
    size_t len;
    char *text = repaired_copy("\xFF", 1, &len, NULL);
    assert_text(slice_make(text, len), R);
    free(text);
}

static void
test_repair_random_bytes(void **state)
{
    (void)state;
    /* so that whole and half sequences are frequent */
    static const unsigned char bytes[] =
        "\x00\x41\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0\xF1\xF3\xF4\xF5\xFF\xBB\xBD";
    struct support_chance chance = {2};
    for (int round = 0; round < 20000; round++) {
        char raw[24];
        size_t raw_len = support_below(&chance, sizeof raw), len, replaced, again_len, again_replaced;
        for (size_t i = 0; i < raw_len; i++)
            raw[i] = (char)bytes[support_below(&chance, sizeof bytes - 1)];
        struct buffer wanted = {0};
        size_t wanted_replaced = repair_slowly(&wanted, raw, raw_len);
        char *text = repaired_copy(raw, raw_len, &len, &replaced);
        must(slice_equal(slice_make(text, len), buffer_slice(&wanted)), "round %d: another text", round);
        must(replaced == wanted_replaced, "round %d: %zu, not %zu replaced", round, replaced, wanted_replaced);
        /* a text that begins with a mark now had two */
        if (!slice_starts(slice_make(text, len), "\xEF\xBB\xBF")) {
            char *again = repaired_copy(text, len, &again_len, &again_replaced);
            must(again_replaced == 0 && slice_equal(slice_make(again, again_len), slice_make(text, len)),
                 "round %d: not idempotent", round);
            free(again);
        }
        free(text);
        buffer_done(&wanted);
    }
}

static void
test_encode_decode_all(void **state)
{
    (void)state;
    for (char32_t code = 0; code < CODES; code++) {
        char32_t back;
        struct slice text = utf8_of(code);
        must(text_decode(text.at, &back) == text.len, "U+%04X: length", (unsigned)code);
        must(back == (is_surrogate(code) ? 0xFFFD : code), "U+%04X: U+%04X", (unsigned)code, (unsigned)back);
        must(text_previous(text, text.len) == 0, "U+%04X: previous", (unsigned)code);
    }
    assert_text(utf8_of(CODES), R);
    assert_text(utf8_of(0xFFFFFFFF), R);
}

static void
test_first_last_points(void **state)
{
    (void)state;
    struct slice text = slice_of("aé桥𠮷");
    assert_int_equal(text_points(text), 4);
    assert_int_equal(text_points(slice_make("", 0)), 0);
    assert_int_equal(text_first(text), 'a');
    assert_int_equal(text_last(text), 0x20BB7);
    assert_int_equal(text_last(slice_make(text.at, 6)), 0x6865);
    assert_int_equal(text_first(slice_make("", 0)), 0);
    assert_int_equal(text_last(slice_make("", 0)), 0);
    assert_int_equal(text_previous(text, 10), 6);
    assert_int_equal(text_previous(text, 6), 3);
    assert_int_equal(text_previous(text, 3), 1);
    assert_int_equal(text_previous(text, 1), 0);
}

static void
test_trim(void **state)
{
    (void)state;
    assert_text(text_trim(slice_of("")), "");
    assert_text(text_trim(slice_of("雨")), "雨");
    assert_text(text_trim(slice_of(" \t\r\n\v\f雨 停\t ")), "雨 停");
    assert_text(text_trim(slice_of("　　雨　停　")), "雨　停");
    assert_text(text_trim(slice_of("\u00A0\u200B\uFEFF雨\uFEFF\u200B\u00A0")), "雨");
    assert_text(text_trim(slice_of(" 　\u00A0\u200B\uFEFF\t")), "");
    assert_text(text_trim(slice_of("。 ")), "。");
    /* what only ends like a space, in bytes, is none: U+4000 is E4 80 80 as U+3000 is E3 80 80 */
    assert_text(text_trim(slice_of("䀀")), "䀀");
}

/* ---- counting and breaks */

static void
test_count(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t han, words;
    } rows[] = {
        {"", 0, 0},
        {"雨停了。", 3, 0},
        {"春の雨", 3, 0},
        {"the rain has stopped", 0, 4},
        {"Mrs. Whitlock's dog, aged 12.5, won 1,850 pounds.", 0, 8},
        {"don’t", 0, 1},
        {"GDP增长3.5%", 2, 2},
        {"17路", 1, 1},
        {" - , . ' ", 0, 0},
        {"비가 왔다", 0, 2},
        {"a雨b", 1, 2},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct text_count count = text_count(slice_of(rows[i].text));
        must(count.han == rows[i].han && count.words == rows[i].words, "%s: %zu, %zu", rows[i].text, count.han,
             count.words);
    }
}

static void
test_breaks(void **state)
{
    (void)state;
    /* | where a line may begin */
    static const char *const rows[] = {
        "雨|停|了。",
        "他|说：|「雨|停|了。」|然|后|走|了。",
        "（早|市）|开|门",
        "the |rain",
        "GDP|增|长|3.5%。",
        "a\u00A0b",
        "雨……|停",
        "《桥》|与|船",
        "well-|lettered",
        "1,850 |pounds",
        "",
    };
    for (size_t row = 0; row < BASE_COUNT(rows); row++) {
        struct buffer text = {0}, shown = {0};
        for (const char *at = rows[row]; *at != '\0'; at++)
            if (*at != '|')
                buffer_add_byte(&text, *at);
        char *breaks = base_alloc(text.len + 1);
        breaks[text.len] = 42;
        text_breaks(buffer_slice(&text), breaks);
        assert_int_equal(breaks[text.len], 42);
        for (size_t i = 0; i < text.len; i++) {
            if (((unsigned char)text.at[i] & 0xC0) != 0x80 && i > 0 && breaks[i] == TEXT_BREAK_MAY)
                buffer_add_byte(&shown, '|');
            buffer_add_byte(&shown, text.at[i]);
        }
        assert_text(buffer_slice(&shown), rows[row]);
        free(breaks);
        buffer_done(&text);
        buffer_done(&shown);
    }
}

/* ---- steps */

static void
test_steps(void **state)
{
    (void)state;
    struct slice text = slice_of("a渡𠀀 \u3000b");
    static const size_t starts[] = {0, 1, 1, 1, 4, 4, 4, 4, 8, 9, 9, 9, 12, 13},
                        after[] = {0, 1, 4, 4, 4, 8, 8, 8, 8, 9, 12, 12, 12, 13};
    size_t next;
    assert_int_equal(text.len, 13);
    for (size_t at = 0; at <= text.len; at++) {
        assert_int_equal(text_start(text, at), starts[at]);
        assert_int_equal(text_start_after(text, at), after[at]);
    }
    assert_int_equal(text_point(text, 4, &next), 0x20000);
    assert_int_equal(next, 8);
    assert_int_equal(text_point(text, text.len, &next), 0);
    assert_int_equal(next, text.len);
    assert_int_equal(text_skip_blanks(text, 8), 12);
    assert_int_equal(text_skip_blanks(text, 4), 4);
    assert_int_equal(text_skip_blanks(text, text.len), text.len);
    size_t at = 1;
    assert_false(text_skip(text, &at, "灯"));
    assert_int_equal(at, 1);
    assert_true(text_skip(text, &at, "渡𠀀"));
    assert_int_equal(at, 8);
    text_skip_gap(text, &at);
    assert_int_equal(at, 12);
    at = 0;
    text_skip_gap(slice_of("    x"), &at);
    assert_int_equal(at, 3);
}

static void
test_last_bracket(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t bracket;
        const char *inside;
    } rows[] = {
        {"灯亮了（船工）", strlen("灯亮了"), "船工"},
        {"（船工)", 0, "船工"},
        {"（ 船工 ）", 0, "船工"},
        {"（甲）（乙）", strlen("（甲）"), "乙"},
        {"（甲（乙）丙）", SIZE_MAX, NULL},
        {"（甲）乙", SIZE_MAX, NULL},
        {"甲乙）", SIZE_MAX, NULL},
        {"）", SIZE_MAX, NULL},
        {"〔甲〕", SIZE_MAX, NULL},
        {"（一二三四五六）", SIZE_MAX, NULL},
        {"（一二三四五）", 0, "一二三四五"},
        {"", SIZE_MAX, NULL},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct slice text = slice_of(rows[i].text);
        size_t bracket = text_last_bracket(text, U"(（", U")）", 6);
        must(bracket == rows[i].bracket, "%s: %zu", rows[i].text, bracket);
        must(bracket == SIZE_MAX || slice_equal(text_inside(text, bracket), slice_of(rows[i].inside)), "%s: inside",
             rows[i].text);
    }
}

static void
test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int number, han, year; /* 1 to 3 digits; of ideographs; of four of them */
    } rows[] = {
        {"13日", 13, -1, -1},      {"１３", 13, -1, -1}, {"2024年", 202, -1, -1},
        {"十三", -1, 13, -1},      {"廿三", -1, 23, -1}, {"一三", -1, 13, -1},
        {"一百零三", -1, 103, -1}, {"十十", -1, -1, -1}, {"二〇二六", -1, 2026, 2026},
        {"二OO八", -1, 2, 2008},   {"○八", -1, 8, -1},   {"一二三四五六七八", -1, -1, 1234},
        {"渡口", -1, -1, -1},      {"", -1, -1, -1},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct slice text = slice_of(rows[i].text);
        size_t number = 0, han = 0, year = 0;
        must(text_read_number(text, &number, 1, 3, false) == rows[i].number, "%s", rows[i].text);
        must(text_read_han(text, &han) == rows[i].han, "%s: han", rows[i].text);
        must(text_read_han_year(text, &year) == rows[i].year, "%s: year", rows[i].text);
        must((number > 0) == (rows[i].number >= 0) && (han > 0) == (rows[i].han >= 0) &&
                 (year > 0) == (rows[i].year >= 0),
             "%s: moved to %zu %zu %zu", rows[i].text, number, han, year);
    }
    size_t at = 0;
    assert_int_equal(text_read_number(slice_of("2 0 2 6 x"), &at, 4, 4, true), 2026);
    assert_int_equal(at, strlen("2 0 2 6"));
    at = 0;
    assert_int_equal(text_read_number(slice_of("12"), &at, 3, 4, false), -1);
    assert_int_equal(at, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_repair_table),
        cmocka_unit_test(test_repair_random_bytes),
        cmocka_unit_test(test_encode_decode_all),
        cmocka_unit_test(test_first_last_points),
        cmocka_unit_test(test_trim),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_last_bracket),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_count),
        cmocka_unit_test(test_breaks),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
