/* text: what single characters are: how wide, how shown, of which script.
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_width_of_all),
        cmocka_unit_test(test_width_examples),
        cmocka_unit_test(test_wcwidth_is_ours),
        cmocka_unit_test(test_scripts),
    };
    return cmocka_run_group_tests_name("characters", tests, NULL, NULL);
}
