/* text: decoding, widths, what is shown, clusters, breaks, counting.
 *
 * What the Unicode Character Database says is read here once more, slowly and by other means
 * than the generated table was made; without the database those tests are skipped.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <wchar.h>

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

/* ---- the Unicode Character Database, read slowly */

struct ranges {
    char value[CODES][3];
};

static char32_t
read_hex(const char **at)
{
    char *end;
    char32_t code = (char32_t)strtoul(*at, &end, 16);
    *at = end;
    return code;
}

/* The first letters of each code point's value in NAME; skips the test without a database. */
static struct ranges *
read_ranges(const char *name)
{
    FILE *file = support_database(name);
    if (file == NULL) {
        skip();
        return NULL;
    }
    char line[4096];
    struct ranges *ranges = base_alloc_zero(1, sizeof *ranges);
    size_t lines = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#' || line[0] == '\n')
            continue;
        const char *at = line;
        char32_t first = read_hex(&at), last = first;
        if (at[0] == '.') {
            at += 2;
            last = read_hex(&at);
        }
        at = strchr(at, ';');
        must(at != NULL && first <= last && last < CODES, "%s: %s", name, line);
        at += 1 + strspn(at + 1, " ");
        size_t len = strcspn(at, " #\t\r\n");
        for (char32_t code = first; code <= last; code++)
            memcpy(ranges->value[code], at, len < 2 ? len : 2);
        lines++;
    }
    assert_true(lines > 100);
    pclose(file);
    return ranges;
}

static bool
is_one_of(char32_t code, const char32_t *list)
{
    for (; *list != 0; list++)
        if (*list == code)
            return true;
    return false;
}

static const char32_t bidi_controls[] = U"\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
static const char32_t dropped[] = U"\u200B\u2060\uFEFF\u00AD\u034F\u115F\u1160\u180E\u3164\uFFA0\u2065";
/* format characters that are seen, and so are no way to hide anything */
static const char32_t number_signs[] =
    U"\u0600\u0601\u0602\u0603\u0604\u0605\u06DD\u070F\u0890\u0891\u08E2\U000110BD\U000110CD";

/* The rule, said once more. */
static enum text_show
show_slowly(char32_t code, const char *category)
{
    bool noncharacter = (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
    if (strcmp(category, "Cc") == 0 || strcmp(category, "Zl") == 0 || strcmp(category, "Zp") == 0)
        return TEXT_SHOW_TAG;
    if (is_one_of(code, bidi_controls) || (code >= 0xFFF9 && code <= 0xFFFB) || (code >= 0xE0000 && code <= 0xE007F))
        return TEXT_SHOW_TAG;
    if (strcmp(category, "Co") == 0 || strcmp(category, "Cs") == 0 || noncharacter)
        return TEXT_SHOW_REPLACED;
    if ((code >= 0xFFF0 && code <= 0xFFF8) || (code >= 0xE0080 && code <= 0xE0FFF && strcmp(category, "Mn") != 0))
        return TEXT_SHOW_NOTHING; /* default-ignorables that are still to come */
    if (is_one_of(code, dropped) || (strcmp(category, "Cf") == 0 && !is_one_of(code, number_signs)))
        return TEXT_SHOW_NOTHING;
    return TEXT_SHOW_PLAIN;
}

static int
width_slowly(char32_t code, const char *width, const char *category)
{
    switch (show_slowly(code, category)) {
    case TEXT_SHOW_TAG: return code == '\t' ? 1 : 2 + (code > 0xFFFF ? 5 : code > 0xFFF || code >= 0x2028 ? 4 : 2);
    case TEXT_SHOW_REPLACED: return 1;
    case TEXT_SHOW_NOTHING: return 0;
    default: break;
    }
    if (strcmp(category, "Mn") == 0 || strcmp(category, "Me") == 0)
        return 0;
    /* vowels and final consonants of Hangul sit on the consonant before them */
    if ((code >= 0x1160 && code <= 0x11FF) || (code >= 0xD7B0 && code <= 0xD7FB))
        return 0;
    /* where ideographs are still to come */
    bool reserved = (code >= 0x20000 && code <= 0x2FFFD) || (code >= 0x30000 && code <= 0x3FFFD);
    return width[0] == 'W' || (width[0] == 'F' && width[1] == '\0') || reserved ? 2 : 1;
}

/* Is CODE as the database says, of category CATEGORY and width WIDTH there? */
static bool
is_as_listed(char32_t code, const char *category, const char *width)
{
    /* a tag that has a name is as wide as the name */
    char tag[16];
    int wanted = width_slowly(code, width, category);
    if (text_show(code) == TEXT_SHOW_TAG && code != '\t')
        wanted = (int)text_points(slice_make(tag, text_tag(code, tag)));
    return text_show(code) == show_slowly(code, category) && text_width(code) == wanted;
}

/* Against the database of this system, where it has one. One of another version may know fewer characters, and a few
   had another width then (U+4DC0 to U+4DFF before 16). */
static void
test_width_of_all(void **state)
{
    (void)state;
    struct ranges *widths = read_ranges("EastAsianWidth.txt"),
                  *categories = read_ranges("extracted/DerivedGeneralCategory.txt");
    bool pinned = support_is_pinned();
    size_t compared = 0, differ = 0;
    for (char32_t code = 0; code < CODES; code++) {
        const char *category = categories->value[code];
        bool assigned = category[0] != '\0' && strcmp(category, "Cn") != 0;
        if (!pinned && !assigned)
            continue;
        bool same = is_as_listed(code, category, widths->value[code]);
        must(same || !pinned, "U+%04X (%s): shown as %d, width %d", (unsigned)code, category, (int)text_show(code),
             text_width(code));
        compared++;
        differ += !same;
    }
    print_message("%zu of %zu characters differ from this system's database\n", differ, compared);
    assert_true(compared > 200000);
    assert_true(differ * 1000 <= compared);
    free(widths);
    free(categories);
}

static void
test_width_examples(void **state)
{
    (void)state;
    static const struct {
        char32_t code;
        int width;
    } rows[] = {
        {'a', 1},     {'\t', 1},    {U'桥', 2},   {U'　', 2},   {U'，', 2},   {U'あ', 2},  {U'ｱ', 1},   {U'Ａ', 2},
        {U'한', 2},   {U'é', 1},    {0x323AF, 2}, {0x31350, 2}, /* CJK Extension H */
        {0x2EBF0, 2}, {0x2EE5D, 2},                             /* CJK Extension I */
        {0x2014, 1},  {0x201C, 1},  {0x00B7, 1},                /* ambiguous */
        {0x03B1, 1},  {0x2460, 1},  {0x25CF, 1},                /* ambiguous */
        {0x0301, 0},  {0x20DD, 0},  {0xFE0F, 0},  {0x3099, 0},  {0x1161, 0},  {0x1100, 2}, {0x0903, 1}, {0x1F431, 2},
        {0x1F1E8, 1}, {0x200B, 0},  {0x200D, 0},  {0xE000, 1},  {0xFFFF, 1},  {0xFFFD, 1}, {0x1B, 4},   {0x9B, 4},
        {0x202E, 5},  {0xE0001, 7}, {0xFFF9, 6},  {0x4DC0, 2},  {0x4DFF, 2},  /* hexagrams, wide since 16 */
        {0x31E4, 2},  {0x31E5, 2},  {0x31EF, 2},  {0x2FFC, 2},  {0x2FFF, 2},  /* strokes, 15.1 and 16 */
        {0x1FAE9, 2}, {0x2630, 2},  {0x268F, 2},  {0x323B0, 2}, {0x33479, 2}, /* and Extension J, 17 */
        {0x2065, 0},  {0xFFF0, 0},  {0xE0080, 0}, {0xE0FFF, 0},               /* ignorable, whatever they will be */
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        must(text_width(rows[i].code) == rows[i].width, "U+%04X: %d", (unsigned)rows[i].code, text_width(rows[i].code));
    assert_int_equal(text_width(0x110000), 1);
}

static void
test_wcwidth_is_ours(void **state)
{
    (void)state;
    for (char32_t code = 0; code < CODES; code++)
        must(wcwidth((wchar_t)code) == text_wcwidth(code), "U+%04X", (unsigned)code);
    assert_int_equal(wcwidth(0), 0);
    assert_int_equal(wcwidth(0x07), -1);
    assert_int_equal(wcwidth(0x7F), -1);
    assert_int_equal(wcwidth(0x9B), -1);
    assert_int_equal(wcwidth(0x202E), -1);
    assert_int_equal(wcwidth(0x2014), 1);
    assert_int_equal(wcwidth(0x0301), 0);
    assert_int_equal(wcwidth(0x200D), 0);
    assert_int_equal(wcwidth(0xE000), 1);
    /* which the C library has never heard of */
    assert_int_equal(wcwidth(0x2EBF0), 2);
    assert_int_equal(wcwidth(0x323AF), 2);
}

static void
test_scripts(void **state)
{
    (void)state;
    static const struct {
        const char32_t *codes;
        const char *kinds; /* h an, k ana, g hangul, s pace, d igit, l etter, c jk */
    } rows[] = {
        {U"一桥龥㐀𠮷々〇𬭚豈\U000323AF\U0002EBF0", "hc"},
        {U"あンー", "kc"},
        {U"ㇰ", "k"},
        {U"ｱﾟ", "k"},
        {U"한ᄀㄱ", "g"},
        {U" \t\n\r\v\f\u00A0\u2003\u202F\u205F\u200B\uFEFF", "s"},
        {U"　", "sc"},
        {U"09", "d"},
        {U"９", "dc"},
        {U"azAZéßłαя", "l"},
        {U"Ａｚ", "lc"},
        {U"，。！？、“”·—×÷", "-"},
        {U".,-!~$|", "-"},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        for (const char32_t *at = rows[i].codes; *at != 0; at++) {
            unsigned code = (unsigned)*at;
            must(text_is_han(*at) == (strchr(rows[i].kinds, 'h') != NULL), "U+%04X: han", code);
            must(text_is_kana(*at) == (strchr(rows[i].kinds, 'k') != NULL), "U+%04X: kana", code);
            must(text_is_hangul(*at) == (strchr(rows[i].kinds, 'g') != NULL), "U+%04X: hangul", code);
            must(text_is_space(*at) == (strchr(rows[i].kinds, 's') != NULL), "U+%04X: space", code);
            must(text_is_digit(*at) == (strchr(rows[i].kinds, 'd') != NULL), "U+%04X: digit", code);
            must(text_is_letter(*at) == (strchr(rows[i].kinds, 'l') != NULL), "U+%04X: letter", code);
        }
    assert_true(text_is_cjk(U'桥') && text_is_cjk(U'。') && text_is_cjk(U'，') && text_is_cjk(U'ア') &&
                text_is_cjk(U'　'));
    assert_false(text_is_cjk('a') || text_is_cjk(U'é') || text_is_cjk(U'—') || text_is_cjk(U'한'));
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
        cmocka_unit_test(test_width_of_all),
        cmocka_unit_test(test_width_examples),
        cmocka_unit_test(test_wcwidth_is_ours),
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_count),
        cmocka_unit_test(test_breaks),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
