/* text and layout, where a line may begin: every line of Unicode's own LineBreakTest.txt (tests/unicode/line_breaks.txt).
 *
 * text_breaks() is what the file says. layout_breaks() has the rules of Chinese newspapers on top: a place where it
 * differs from the file must be in the table of differences, each entry of which says why and accounts for exactly so
 * many lines of the file: what is not listed fails, and so does an entry that no longer holds. What the rules on top are
 * is in test_tailoring.c.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* ---- the differences */

/* A place in a line of the file is described by the rule that the file names for it and by the classes of the
   characters on both sides, in the file's spelling. Marks (CM, ZWJ) are looked through to the character that they sit
   on. START-SP is a space with nothing but spaces before it in its line. */
static const struct difference {
    const char *rules, *before, *after; /* words; a place matches one of each; "" matches all */
    size_t lines;                       /* of the file, with at least one such place */
    const char *reason;
} differences[] = {
#define ANY_MARK   "CM ZWJ"
#define ANY_HANGUL "H2 H3 JL JV JT"
    {"8.0 18.0 20.02 999.0", "", "EM VI VF", 709, "UAX #29: no cluster is cut: an emoji and its skin tone are one"},
    {"8.0 18.0", "SP START-SP", ANY_MARK " SA", 536, "UAX #29: a mark after a space is one cluster with it"},
    {"8.0 18.0 999.0", "SP START-SP BA HY HH", "GL", 140, "the same: the file's one is a mark of Khitan"},
    {"4.0 5.02 5.04", "BK CR NL", "", 224, "a text of layout has line feeds only; others are shown, not obeyed"},
    {"8.0 18.0 20.02 999.0", "", "B2", 245, "CLREQ: a dash alone never begins a line"},
    {"18.0", "SP", "HH", 1, "the same for a short one"},
    {"8.0 18.0 20.02", "", "CJ NS", 391, "JLREQ: small kana, 々 and what ends a sentence never begin a line"},
    {"8.0 18.0 20.02", "", "BA WJ", 274, "no line begins with white space, of which a tab is"},
    {"999.0", "ID", "AI", 1, "CLREQ: the dot in a foreign name, 希特·马, never begins a line"},
    {"18.0", "SP", "AL", 1, "“ opens in Chinese and so no line ends with it; in German, „so“, it closes"},
    {"18.0", "SP", "PO", 2, "a number keeps its suffix over a space"},
    {"999.0", ANY_HANGUL, ANY_HANGUL " HL SA NU AK AS", 89, "Korean is parted at spaces only"},
    {"999.0", "HL SA NU AK AS VI VF CM BA HH", ANY_HANGUL, 115, "the same, after letters and digits"},
    {"999.0", "NU", "ID", 3, "a number keeps its unit: 5年"},
    {"999.0", "IS", "ID", 1, "the marker of a list, 一., stays with its text"},
    {"999.0", "HY", "AL", 1, "an address: http://)xn--a"},
    {"19.1 19.11 19.13", "ID QU NU", "ID QU", 3, "a quotation mark with Chinese on either side has a break outside"},
};

/* ---- a line of the file */

enum { POINTS_MOST = 320, LINE_SHOWN = 600 };

struct point {
    char32_t code;
    size_t start;     /* in the text */
    bool may;         /* a line may begin here, says the file, */
    char rule[8];     /* by this rule; */
    const char *kind; /* its class */
};

struct sample {
    const char *line;
    size_t number;
    struct buffer text;
    struct point points[POINTS_MOST];
    size_t count;
};

/* The class of each code point of the file, from its lines "class AL 61 62". */
static struct {
    struct {
        char32_t code;
        char kind[8];
    } at[1024];
    size_t count;
} classes;

static void
read_classes(const char *line)
{
    char kind[8];
    int used = 0;
    must(sscanf(line, "class %7s%n", kind, &used) == 1, "not understood: %.*s", LINE_SHOWN, line);
    for (const char *at = line + used; *at != '\0';) {
        char *end;
        must(classes.count < BASE_COUNT(classes.at), "too many code points");
        classes.at[classes.count].code = (char32_t)strtoul(at, &end, 16);
        memcpy(classes.at[classes.count++].kind, kind, sizeof kind);
        must(end > at, "not understood: %.*s", LINE_SHOWN, line);
        at = end;
    }
}

static const char *
kind_of(char32_t code)
{
    for (size_t i = 0; i < classes.count; i++)
        if (classes.at[i].code == code)
            return classes.at[i].kind;
    fail_msg("no class for U+%04X", (unsigned)code);
    return "";
}

/* Reads "61 -28.0 62 +18.0 2014". */
static void
read_points(struct sample *sample)
{
    struct point point = {0};
    for (const char *at = sample->line; *at != '\0';) {
        char *end, utf8[4];
        must(sample->count < POINTS_MOST, "too long: %.*s", LINE_SHOWN, sample->line);
        point.code = (char32_t)strtoul(at, &end, 16);
        must(end > at, "not understood: %.*s", LINE_SHOWN, sample->line);
        point.start = sample->text.len;
        point.kind = kind_of(point.code);
        sample->points[sample->count++] = point;
        buffer_add(&sample->text, utf8, text_encode(point.code, utf8));
        char sign = 0;
        int used = 0;
        if (*end != '\0' && sscanf(end, " %c%7s%n", &sign, point.rule, &used) != 2)
            fail_msg("not understood: %.*s", LINE_SHOWN, sample->line);
        point.may = sign == '+';
        at = end + used;
    }
}

/* ---- places and the table */

/* Is WORD one of the WORDS? */
static bool
has_word(const char *words, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at += len)
        if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
            return true;
    return words[0] == '\0';
}

/* The class before the point at INDEX (> 0), as the table has it. */
static const char *
kind_before(const struct sample *sample, size_t index)
{
    const struct point *points = sample->points;
    size_t base = index - 1;
    while (base > 0 && has_word(ANY_MARK, points[base].kind))
        base--;
    if (base < index - 1 && has_word("SP ZW BK CR LF NL", points[base].kind))
        return "AL"; /* LB10: a mark with nothing to sit on */
    if (strcmp(points[base].kind, "SP") != 0)
        return points[base].kind;
    for (size_t i = base; i > 0; i--)
        if (strcmp(points[i - 1].kind, "SP") != 0)
            return has_word("BK CR LF NL", points[i - 1].kind) ? "START-SP" : "SP";
    return "START-SP";
}

/* The entry for a difference at INDEX, or BASE_COUNT(differences). */
static size_t
find_difference(const struct sample *sample, size_t index)
{
    const struct point *point = &sample->points[index];
    size_t i = 0;
    for (; i < BASE_COUNT(differences); i++)
        if (has_word(differences[i].rules, point->rule) && has_word(differences[i].after, point->kind) &&
            has_word(differences[i].before, kind_before(sample, index)))
            break;
    return i;
}

struct tally {
    size_t lines[BASE_COUNT(differences)];
    size_t last[BASE_COUNT(differences)]; /* number of the line that was counted last */
    size_t run, differing, unlisted;
    bool listed; /* may differ as the table says */
};

/* Holds BREAKS against the line. */
static void
check_sample(const struct sample *sample, const char *breaks, struct tally *tally)
{
    bool differs = false;
    for (size_t i = 1; i < sample->count; i++) {
        bool may = breaks[sample->points[i].start] == TEXT_BREAK_MAY;
        if (may == sample->points[i].may)
            continue;
        differs = true;
        size_t entry = tally->listed ? find_difference(sample, i) : BASE_COUNT(differences);
        if (entry == BASE_COUNT(differences)) {
            print_error("%s before code point %zu of %.*s\n", may ? "a break" : "no break", i + 1, LINE_SHOWN,
                        sample->line);
            tally->unlisted++;
        } else if (tally->last[entry] != sample->number) {
            tally->last[entry] = sample->number;
            tally->lines[entry]++;
        }
    }
    tally->run++;
    tally->differing += differs;
}

static void
check_line(const char *line, struct tally *tally)
{
    struct sample sample = {.line = line, .number = tally->run + 1};
    char breaks[4 * POINTS_MOST];
    read_points(&sample);
    if (tally->listed)
        layout_breaks(buffer_slice(&sample.text), LINE_BREAK_BASIC, breaks);
    else
        text_breaks(buffer_slice(&sample.text), breaks);
    check_sample(&sample, breaks, tally);
    buffer_done(&sample.text);
}

/* ---- the file */

static void
check_file(struct tally *tally)
{
    char *path = support_unicode("line_breaks.txt");
    struct buffer all = support_read(path);
    classes.count = 0;
    for (const char *line = strtok(all.at, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        if (slice_starts(slice_of(line), "class "))
            read_classes(line);
        else if (line[0] != '#')
            check_line(line, tally);
    }
    buffer_done(&all);
    free(path);
    must(tally->unlisted == 0, "%zu places differ and are not listed", tally->unlisted);
    assert_int_equal(tally->run, 19338);
    print_message("%zu lines, %zu of them as the file has it\n", tally->run, tally->run - tally->differing);
}

static void
test_text_breaks(void **state)
{
    (void)state;
    struct tally tally = {.listed = false};
    check_file(&tally);
    assert_int_equal(tally.differing, 0);
}

static void
test_layout_breaks(void **state)
{
    (void)state;
    struct tally tally = {.listed = true};
    check_file(&tally);
    size_t wrong = 0;
    for (size_t i = 0; i < BASE_COUNT(differences); i++) {
        const struct difference *entry = &differences[i];
        if (tally.lines[i] == entry->lines)
            continue;
        print_error("%zu lines, not %zu, for [%s] between \"%s\" and \"%s\": %s\n", tally.lines[i], entry->lines,
                    entry->rules, entry->before, entry->after, entry->reason);
        wrong++;
    }
    must(wrong == 0, "%zu entries do not hold", wrong);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_breaks),
        cmocka_unit_test(test_layout_breaks),
    };
    return cmocka_run_group_tests_name("line breaks", tests, NULL, NULL);
}
