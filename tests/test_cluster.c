/* text, its clusters: what a reader takes for one character, and what of it may reach a terminal.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <unistd.h>

static void
assert_shown(const char *what, const char *text, size_t len, const char *shown, size_t cells)
{
    struct buffer out = {0};
    text_add_safe(&out, slice_make(text, len));
    must(slice_equal(buffer_slice(&out), slice_of(shown)), "%s: shown as \"%.*s\"", what, (int)out.len,
         out.len ? out.at : "");
    must(text_cells(slice_make(text, len)) == cells, "%s: %zu cells", what, text_cells(slice_make(text, len)));
    buffer_done(&out);
}

/* ---- the table of what is shown */

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467"
#define FFFD   "\uFFFD"

static void
test_shown(void **state)
{
    (void)state;
    static const struct {
        const char *what, *text;
        size_t len;
        const char *shown;
        size_t cells;
    } rows[] = {
#define ROW(what, text, shown, cells) {what, text, sizeof(text) - 1, shown, cells}
        ROW("nothing", "", "", 0),
        ROW("plain text", "雨停了, ok。", "雨停了, ok。", 12),
        ROW("ambiguous characters", "—“α”", "—“α”", 4),
        ROW("right-to-left letters", "שלום", "שלום", 4),
        ROW("C0",
            "\x01"
            "\x07"
            "\x1F",
            "‹01›‹07›‹1F›", 12),
        ROW("NUL", "a\0b", "a‹00›b", 6),
        ROW("escape", "\x1B[2J", "‹1B›[2J", 7),
        ROW("a hyperlink and a clipboard", "\x1B]8;;x\x07\x1B]52;c;?\x1B\\", "‹1B›]8;;x‹07›‹1B›]52;c;?‹1B›\\", 29),
        ROW("a status string asked for", "\x1BP$q\"p\x1B\\", "‹1B›P$q\"p‹1B›\\", 14),
        ROW("tab", "a\tb", "a b", 3),
        ROW("newline and return", "a\r\nb", "a‹0D›‹0A›b", 10),
        ROW("DEL", "\x7F", "‹7F›", 4),
        ROW("C1",
            "\xC2\x80\xC2\x9B"
            "2J\xC2\x9F",
            "‹80›‹9B›2J‹9F›", 14),
        ROW("next line", "\xC2\x85", "‹85›", 4),
        ROW("line and paragraph separator", "\u2028\u2029", "‹LS›‹PS›", 8),
        ROW("bidi marks", "\u061C\u200E\u200F", "‹ALM›‹LRM›‹RLM›", 15),
        ROW("bidi embeddings", "\u202A\u202B\u202C\u202D\u202E", "‹LRE›‹RLE›‹PDF›‹LRO›‹RLO›", 25),
        ROW("bidi isolates", "\u2066\u2067\u2068\u2069", "‹LRI›‹RLI›‹FSI›‹PDI›", 20),
        ROW("zero width",
            "a\u200B\u2060\uFEFF\u180E"
            "b",
            "ab", 2),
        ROW("soft hyphen, grapheme joiner",
            "a\u00AD\u034F"
            "b",
            "ab", 2),
        ROW("empty Hangul",
            "a\u115F\u1160\u3164\uFFA0"
            "b",
            "ab", 2),
        ROW("an empty Hangul on another", "\u115F\u1160", "", 0),
        ROW("other format characters",
            "a\u2061\u206A\U0001D173"
            "b",
            "ab", 2),
        ROW("number signs are seen",
            "\u0600"
            "1\u06DD"
            "2",
            "\u0600"
            "1\u06DD"
            "2",
            4),
        ROW("joiners in Han", "雨\u200D停\u200C了", "雨停了", 6),
        ROW("joiners in Latin", "a\u200Db\u200C", "ab", 2),
        ROW("a joiner alone", "\u200D", "", 0),
        ROW("a joiner before emoji", "\u200D\U0001F431", "\U0001F431", 2),
        ROW("joiners in an emoji", FAMILY, FAMILY, 6),
        ROW("a heart on fire", "\u2764\uFE0F\u200D\U0001F525", "\u2764\uFE0F\u200D\U0001F525", 3),
        ROW("joiners in Devanagari", "\u0915\u094D\u200D\u0937", "\u0915\u094D\u200D\u0937", 2),
        ROW("a non-joiner in Devanagari", "\u0915\u094D\u200C\u0937", "\u0915\u094D\u200C\u0937", 2),
        ROW("a skin tone", "\U0001F44B\U0001F3FD", "\U0001F44B\U0001F3FD", 4),
        ROW("a flag", "\U0001F1E8\U0001F1F3", "\U0001F1E8\U0001F1F3", 2),
        ROW("tags on a letter", "a\U000E0041\U000E007F", "a" FFFD FFFD, 3),
        ROW("a tag after a letter",
            "a\U000E0001"
            "b",
            "a‹E0001›b", 9),
        ROW("tags after a control", "\x01\U000E007F", "‹01›‹E007F›", 11),
        ROW("interlinear marks", "a\uFFF9\uFFFA\uFFFB", "a‹FFF9›‹FFFA›‹FFFB›", 19),
        ROW("private use", "\uE000\uF8FF\U000F0000\U0010FFFD", FFFD FFFD FFFD FFFD, 4),
        ROW("non-characters", "\uFDD0\uFDEF\uFFFE\uFFFF\U0001FFFE\U0010FFFF", FFFD FFFD FFFD FFFD FFFD FFFD, 6),
        ROW("what never was", "\u0378", "\u0378", 1),
        ROW("a mark", "e\u0301", "e\u0301", 1),
        ROW("a mark on Han", "雨\u0301", "雨\u0301", 2),
        ROW("a mark with nothing below it", "\u0301", " \u0301", 1),
        ROW("four marks", "e\u0301\u0302\u0303\u0304", "e\u0301\u0302\u0303\u0304", 1),
        ROW("five marks",
            "e\u0301\u0302\u0303\u0304\u0305"
            "x",
            "e\u0301\u0302\u0303\u0304x", 2),
        ROW("five marks with nothing below them", "\u0301\u0302\u0303\u0304\u0305", " \u0301\u0302\u0303\u0304", 1),
        ROW("a mark after a control", "\x1B\u0301", "‹1B› \u0301", 5),
        ROW("jamo", "\u1112\u1161\u11AB", "\u1112\u1161\u11AB", 2),
        ROW("a spacing mark", "\u0915\u093F", "\u0915\u093F", 2),
#undef ROW
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        assert_shown(rows[i].what, rows[i].text, rows[i].len, rows[i].shown, rows[i].cells);
}

static void
test_cluster_says_how(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t bytes;
        uint16_t cells;
        enum text_show show;
    } rows[] = {
        {"ab", 1, 1, TEXT_SHOW_PLAIN},         {"桥头", 3, 2, TEXT_SHOW_PLAIN},
        {"\x1B[", 1, 4, TEXT_SHOW_TAG},        {"\t.", 1, 1, TEXT_SHOW_PLAIN},
        {"\u202Ea", 3, 5, TEXT_SHOW_TAG},      {"\uE000x", 3, 1, TEXT_SHOW_REPLACED},
        {"\u200Bx", 3, 0, TEXT_SHOW_NOTHING},  {"e\u0301x", 3, 1, TEXT_SHOW_PLAIN},
        {FAMILY "x", 18, 6, TEXT_SHOW_PLAIN},  {"\u0301x", 2, 1, TEXT_SHOW_PLAIN},
        {"\uFFFFx", 3, 1, TEXT_SHOW_REPLACED}, {"\u00A0x", 2, 1, TEXT_SHOW_PLAIN},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct text_cluster cluster = text_cluster_at(slice_of(rows[i].text), 0);
        must(cluster.bytes == rows[i].bytes && cluster.cells == rows[i].cells && cluster.show == rows[i].show,
             "row %zu: %u bytes, %u cells, shown as %u", i, cluster.bytes, cluster.cells, cluster.show);
    }
    /* and not only at the start */
    struct text_cluster second = text_cluster_at(slice_of("桥e\u0301x"), 3);
    assert_int_equal(second.bytes, 3);
}

static void
test_tags(void **state)
{
    (void)state;
    char tag[16];
    assert_text(slice_make(tag, text_tag(0x00, tag)), "‹00›");
    assert_text(slice_make(tag, text_tag(0x1B, tag)), "‹1B›");
    assert_text(slice_make(tag, text_tag(0x202E, tag)), "‹RLO›");
    assert_text(slice_make(tag, text_tag(0xE007F, tag)), "‹E007F›");
}

/* ---- properties of any text at all */

struct parts {
    size_t cells, marks_most, parts;
    bool good;
};

static void
count_part(void *context, char32_t base, int cells, const char32_t *marks, size_t mark_count)
{
    struct parts *parts = context;
    parts->parts++;
    parts->cells += (size_t)cells;
    parts->good &= base != 0 && (cells == 1 || cells == 2);
    for (size_t i = 0; i < mark_count; i++)
        parts->good &= marks[i] != 0 && marks[i] != '\t';
    if (mark_count > parts->marks_most)
        parts->marks_most = mark_count;
}

/* The clusters of TEXT follow one another to its end, and each is what its parts are. */
static void
check_clusters(struct slice text, const char *name)
{
    size_t at = 0, cells = 0;
    while (at < text.len) {
        struct text_cluster cluster = text_cluster_at(text, at);
        must(cluster.bytes > 0 && cluster.bytes <= text.len - at, "%s: a cluster of %u bytes", name, cluster.bytes);
        must(at + cluster.bytes == text.len || ((unsigned char)text.at[at + cluster.bytes] & 0xC0) != 0x80,
             "%s: cut at byte %zu", name, at);
        if (cluster.show != TEXT_SHOW_TAG) {
            struct parts parts = {.good = true};
            text_cluster_parts(text, at, cluster, count_part, &parts);
            must(parts.good && parts.marks_most <= 4, "%s: parts at byte %zu", name, at);
            must(parts.cells == cluster.cells, "%s: %zu cells in %u at byte %zu", name, parts.cells, cluster.cells, at);
        }
        at += cluster.bytes;
        cells += cluster.cells;
    }
    must(cells == text_cells(text), "%s: %zu cells", name, cells);
}

/* Base characters between which a joiner is kept: emoji and the scripts of India. */
static bool
may_hold_joiner(char32_t code)
{
    return (code >= 0x0900 && code <= 0x0DFF) || (code >= 0x1000 && code <= 0x109F) ||
           (code >= 0x1780 && code <= 0x17FF) || (code >= 0x2190 && code <= 0x2BFF) ||
           (code >= 0x1F000 && code <= 0x1FAFF);
}

/* Nothing that a terminal could take for anything but a character; not asked of text_show(). */
static void
check_safe(struct slice shown, const char *name)
{
    bool joins = false;
    for (size_t at = 0; at < shown.len;) {
        char32_t code;
        at += text_decode(shown.at + at, &code);
        bool control = code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029;
        bool bidi = code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
                    (code >= 0x2066 && code <= 0x2069);
        bool hidden = code == 0x200B || code == 0x2060 || code == 0xFEFF || code == 0xAD || code == 0x34F ||
                      code == 0x115F || code == 0x1160 || code == 0x180E || code == 0x3164 || code == 0xFFA0;
        bool nobody = (code >= 0xE000 && code <= 0xF8FF) || (code >= 0xE0000 && code <= 0xE007F) || code >= 0xF0000 ||
                      (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF) ||
                      (code >= 0xFFF9 && code <= 0xFFFB);
        bool joiner = code == 0x200C || code == 0x200D;
        must(!control && !bidi && !hidden && !nobody, "%s: U+%04X goes out", name, (unsigned)code);
        must(!joiner || joins, "%s: U+%04X goes out outside of emoji", name, (unsigned)code);
        if (may_hold_joiner(code))
            joins = true;
        else if (!joiner && text_width(code) > 0)
            joins = false;
    }
}

static void
check_text(struct slice text, const char *name)
{
    struct buffer shown = {0};
    check_clusters(text, name);
    text_add_safe(&shown, text);
    size_t len = shown.len, replaced;
    char *repaired = buffer_take(&shown);
    len = text_repair(&repaired, len, &replaced);
    must(replaced == 0, "%s: ill-formed", name);
    check_safe(slice_make(repaired, len), name);
    /* the terminal counts code point by code point */
    size_t cells = 0;
    for (size_t at = 0; at < len;) {
        char32_t code;
        at += text_decode(repaired + at, &code);
        cells += (size_t)text_width(code);
    }
    must(cells == text_cells(text), "%s: %zu cells, but %zu on a terminal", name, text_cells(text), cells);
    free(repaired);
}

static void
test_random_text(void **state)
{
    (void)state;
    struct support_chance chance = {3};
    for (int round = 0, rounds = support_is_slow() ? 3000 : 20000; round < rounds; round++) {
        struct buffer text = {0};
        char name[32];
        support_add_points(&text, &chance, support_below(&chance, 40), true);
        snprintf(name, sizeof name, "round %d", round);
        check_text(buffer_slice(&text), name);
        buffer_done(&text);
    }
}

static void
test_nasty_text(void **state)
{
    (void)state;
    struct buffer text = {0};
    const char *name;
    for (size_t i = 0; (name = support_add_nasty(&text, i, 4000)) != NULL; i++) {
        check_text(buffer_slice(&text), name);
        buffer_clear(&text);
    }
    buffer_done(&text);
}

/* Any one code point after a letter and before one. */
static void
test_every_code_point(void **state)
{
    (void)state;
    for (char32_t code = 0; code < 0x110000; code += support_is_slow() ? 13 : 1) {
        char text[6] = "x", name[16];
        size_t len = 1 + text_encode(code, text + 1);
        text[len++] = 'y';
        snprintf(name, sizeof name, "U+%04X", (unsigned)code);
        check_text(slice_make(text, len), name);
    }
}

static void
test_fit(void **state)
{
    (void)state;
    assert_int_equal(text_fit(slice_of("雨停了"), 0), 0);
    assert_int_equal(text_fit(slice_of("雨停了"), 3), 3);
    assert_int_equal(text_fit(slice_of("雨停了"), 4), 6);
    assert_int_equal(text_fit(slice_of("雨停了"), 99), 9);
    assert_int_equal(text_fit(slice_of("\u200B\u200B"), 0), 6);
    assert_int_equal(text_fit(slice_of("a\x1B"), 4), 1);
    assert_int_equal(text_fit(slice_of(""), 4), 0);
    struct support_chance chance = {4};
    for (int round = 0; round < 5000; round++) {
        struct buffer buffer = {0};
        support_add_points(&buffer, &chance, 1 + support_below(&chance, 20), false);
        struct slice text = buffer_slice(&buffer);
        size_t cells = support_below(&chance, 40), fit = text_fit(text, cells), at = 0;
        while (at < fit)
            at += text_cluster_at(text, at).bytes;
        must(at == fit, "round %d: a cluster is cut", round);
        must(text_cells(slice_make(text.at, fit)) <= cells, "round %d: too wide", round);
        if (fit < text.len) {
            size_t more = text_cells(slice_make(text.at, fit)) + text_cluster_at(text, fit).cells;
            must(more > cells, "round %d: one more fits", round);
        }
        buffer_done(&buffer);
    }
}

/* ---- boundaries, against the test file of UAX #29 */

/* The boundaries of this program are those of UAX #29 but for these, each for a reason. */
static bool
differs_on_purpose(const char32_t *codes, size_t before)
{
    /* A control character is shown as a tag of its own; a carriage return and a line feed
       are two (GB3). */
    return codes[before] == '\r' && codes[before + 1] == '\n';
}

static void
check_boundaries(const char *line)
{
    struct buffer text = {0};
    char32_t codes[32];
    size_t starts[33], count = 0;
    bool boundary[33];
    for (const char *at = line; *at != '\0' && *at != '#';) {
        if (slice_starts(slice_of(at), "÷") || slice_starts(slice_of(at), "×")) {
            boundary[count] = slice_starts(slice_of(at), "÷");
            at += strlen("÷");
        } else if (*at == ' ' || *at == '\t') {
            at++;
        } else {
            char *end, utf8[4];
            codes[count] = (char32_t)strtoul(at, &end, 16);
            must(end > at && count < 32, "not understood: %s", line);
            starts[count] = text.len;
            buffer_add(&text, utf8, text_encode(codes[count++], utf8));
            at = end;
        }
    }
    starts[count] = text.len;
    for (size_t i = 0, at = 0; i < count; i++) {
        bool is_start = starts[i] == at;
        bool wanted = boundary[i] || (i > 0 && differs_on_purpose(codes, i - 1));
        must(is_start == wanted, "before code point %zu of %s", i + 1, line);
        if (is_start)
            at += text_cluster_at(buffer_slice(&text), at).bytes;
    }
    buffer_done(&text);
}

static void
test_grapheme_boundaries(void **state)
{
    (void)state;
    char *path = support_unicode("clusters.txt");
    struct buffer all = support_read(path);
    size_t lines = 0;
    for (const char *line = strtok(all.at, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        if (line[0] == '#')
            continue;
        check_boundaries(line);
        lines++;
    }
    assert_int_equal(lines, 766);
    buffer_done(&all);
    free(path);
}

/* However many parts hang together, nothing is wider than a line can be. */
static void
test_endless_clusters(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (int kind = 0; kind < 2; kind++) {
        buffer_clear(&text);
        for (int i = 0; i < 80; i++)
            buffer_add_text(&text, kind == 0 ? "\u1100" : i == 0 ? "\U0001F468" : "\u200D\U0001F468");
        size_t cells = 0;
        for (size_t at = 0; at < text.len;) {
            struct text_cluster cluster = text_cluster_at(buffer_slice(&text), at);
            assert_in_range(cluster.bytes, 1, text.len - at);
            assert_in_range(cluster.cells, 0, 12);
            cells += cluster.cells;
            at += cluster.bytes;
        }
        assert_int_equal(cells, 160);
    }
    buffer_done(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_endless_clusters),    cmocka_unit_test(test_shown),
        cmocka_unit_test(test_cluster_says_how),    cmocka_unit_test(test_tags),
        cmocka_unit_test(test_random_text),         cmocka_unit_test(test_nasty_text),
        cmocka_unit_test(test_every_code_point),    cmocka_unit_test(test_fit),
        cmocka_unit_test(test_grapheme_boundaries),
    };
    return cmocka_run_group_tests_name("text clusters", tests, NULL, NULL);
}
