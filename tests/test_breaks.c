/* text and layout, where a line may begin: every line of Unicode's own LineBreakTest.txt.
 *
 * Two results are held against the file: text_breaks(), which is libunistring's, and layout_breaks(), which
 * has the rules of Chinese newspapers on top. A place where either differs from the file must be in the table
 * of differences, each entry of which says why and accounts for exactly so many lines of the file: what is not
 * listed fails, and so does an entry that no longer holds. What the rules on top are is in test_tailoring.c.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <stdlib.h>
#include <unistd.h>
#include <unistring/version.h>

/* The table is of one version of the file and one of the library. */
#define FILE_VERSION "# LineBreakTest-15.0.0.txt"
enum { LIBRARY_VERSION = 0x010000 };

enum way { BY_TEXT, BY_LAYOUT, WAYS };

/* ---- the differences */

/* A place in a line of the file is described by the rule that the file's comment names for it and by the classes
   of the characters on both sides, in the file's spelling. Marks (CM, ZWJ) are looked through to the character
   that they sit on. START-SP is a space with nothing but spaces before it in its line. */
static const struct difference {
    const char *rules, *before, *after; /* words; a place matches one of each; "" matches all */
    size_t lines[WAYS];                 /* of the file, with at least one such place */
    const char *reason;
} differences[] = {
#define ANY_MARK   "CM1_CM ZWJ_O_ZWJ_CM"
#define ANY_LETTER "AL HL AI_AL XX_AL SA_AL"
#define ANY_HANGUL "H2 H3 JL JV JT"
    /* what the library does */
    {"6.0 5.01", "", "LF NL", {338, 164}, "a line end is marked where it stands, not what follows it"},
    {"6.0", "", "BK CR", {336, 0}, "the same"},
    {"4.0 5.02 5.04", "BK CR NL", "", {507, 515}, "the same: what follows a line end"},
    {"5.03", "LF", "SP BA BK CR ZW", {46, 0}, "the same: white space after a line end"},
    {"5.03", "LF", "", {123, 0}, "the same: what follows a line feed"},
    {"18.0 8.0", "SP START-SP", ANY_MARK, {99, 178}, "LB10: a mark after a space is one cluster with it"},
    {"14.0", "SP", ANY_MARK, {12, 2}, "LB10: but not where a bracket opens before them"},
    {"18.0", "START-SP", "", {174, 174}, "LB18: no break after spaces that begin a text"},
    {"16.0", "SP", "NS CJ_NS", {5, 2}, "LB16: not seen through spaces"},
    {"20.01", "BB PR", "CB", {4, 4}, "LB20: an object is taken for an ideograph"},
    {"20.02", "CB", "BA HY IN NS CJ_NS PO", {13, 13}, "LB20: the same, before what never begins a line"},
    {"29.0", "IS", ANY_LETTER, {12, 11}, "LB29: not in the library"},
    {"30.11", "RI", "RI", {1, 1}, "LB30a: a flag with a mark on its first half"},
    {"999.0", "IS SY", "NU", {16, 16}, "LB25 as it is; the file has numbers tailored (UAX #14, 8.2, example 7)"},
    {"999.0", "PR PO", "OP OP_OP30", {10, 10}, "LB25: the same, before a bracket"},
    {"999.0", "CL CP_CP30", "PR PO", {8, 8}, "LB25: the same, after a bracket"},
    /* what the rules on top do */
    {"8.0 18.0 20.02 999.0", "", "EM", {0, 139}, "UAX #29: no cluster is cut, an emoji and its skin tone is one"},
    {"8.0 18.0 20.02 999.0", "", "B2", {0, 141}, "CLREQ: a dash alone never begins a line"},
    {"8.0 18.0", "SP ZW", "CJ_NS", {0, 74}, "JLREQ: small kana never begin a line"},
    {"8.0 18.0", "SP ZW", "BA", {0, 78}, "no line begins with white space, of which a tab is"},
    {"18.0", "SP", "PO", {0, 2}, "a number keeps its suffix over a space"},
    {"999.0", ANY_HANGUL, ANY_HANGUL " HL SA_AL NU", {0, 69}, "Korean is parted at spaces only"},
    {"999.0", "HL SA_AL NU NS", ANY_HANGUL, {0, 40}, "the same, after letters and digits"},
    {"999.0", "IS", "ID", {0, 1}, "the marker of a list, 一., stays with its text"},
    {"999.0", "HY", "AL", {0, 1}, "an address: http://)xn--a"},
#undef ANY_LETTER
#undef ANY_HANGUL
};

/* ---- a line of the file */

enum { POINTS_MOST = 64, LINE_SHOWN = 600 };

struct point {
    char32_t code;
    size_t start;  /* in the text */
    bool may;      /* a line may begin here, says the file, */
    char rule[8];  /* by this rule; */
    char kind[16]; /* its class */
};

struct sample {
    const char *line;
    size_t number;
    struct buffer text;
    struct point points[POINTS_MOST];
    size_t count;
};

/* Copies what is before END to a word of SIZE bytes. */
static void
take_word(char *word, size_t size, const char *at, const char *end, const char *line)
{
    size_t len = (size_t)(end - at);
    must(end != NULL && end > at && len < size, "not understood: %.*s", LINE_SHOWN, line);
    memcpy(word, at, len);
    word[len] = '\0';
}

/* Reads "× 0023 ÷ 2014 ÷": signs and code points by turns. */
static void
read_points(struct sample *sample)
{
    bool may = false;
    for (const char *at = sample->line; *at != '\0' && *at != '#';) {
        if (slice_starts(slice_of(at), "÷") || slice_starts(slice_of(at), "×")) {
            may = slice_starts(slice_of(at), "÷");
            at += strlen("÷");
        } else if (*at == ' ' || *at == '\t') {
            at++;
        } else {
            char *end, utf8[4];
            must(sample->count < POINTS_MOST, "too long: %.*s", LINE_SHOWN, sample->line);
            struct point *point = &sample->points[sample->count++];
            *point = (struct point){.code = (char32_t)strtoul(at, &end, 16), .start = sample->text.len, .may = may};
            must(end > at, "not understood: %.*s", LINE_SHOWN, sample->line);
            buffer_add(&sample->text, utf8, text_encode(point->code, utf8));
            at = end;
        }
    }
}

/* Reads "# × [0.3] NUMBER SIGN (AL) ÷ [999.0] EM DASH (B2) ÷ [0.3]": rules and classes. */
static void
read_comment(struct sample *sample)
{
    const char *at = strchr(sample->line, '#');
    for (size_t i = 0; i < sample->count; i++) {
        struct point *point = &sample->points[i];
        must(at != NULL && (at = strchr(at, '[')) != NULL, "not understood: %.*s", LINE_SHOWN, sample->line);
        take_word(point->rule, sizeof point->rule, at + 1, strchr(at, ']'), sample->line);
        /* a name may hold a bracket, too: the class is in the last one before the next rule */
        const char *next = strchr(at + 1, '['), *kind = NULL;
        for (; next != NULL && at < next; at++)
            kind = *at == '(' ? at : kind;
        must(kind != NULL, "not understood: %.*s", LINE_SHOWN, sample->line);
        take_word(point->kind, sizeof point->kind, kind + 1, strchr(kind, ')'), sample->line);
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
        size_t entry = find_difference(sample, i);
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
find_breaks(enum way way, struct slice text, char *breaks)
{
    if (way == BY_TEXT)
        text_breaks(text, breaks);
    else
        layout_breaks(text, LINE_BREAK_BASIC, breaks);
}

static void
check_line(const char *line, enum way way, struct tally *tally)
{
    struct sample sample = {.line = line, .number = tally->run + 1};
    char breaks[4 * POINTS_MOST];
    read_points(&sample);
    read_comment(&sample);
    find_breaks(way, buffer_slice(&sample.text), breaks);
    check_sample(&sample, breaks, tally);
    buffer_done(&sample.text);
}

/* ---- the file */

/* Unicode's file as one text; NULL when it is not there, or when it or the library is of another version
   than the table. */
static char *
read_file(void)
{
    const char *database = getenv("KANBAO_UCD");
    if (database == NULL || database[0] == '\0' || _libunistring_version != LIBRARY_VERSION)
        return NULL;
    char *path = support_join(database, "auxiliary/LineBreakTest.txt"), *all = NULL;
    if (access(path, R_OK) == 0) {
        struct buffer buffer = support_read(path);
        if (slice_starts(buffer_slice(&buffer), FILE_VERSION))
            all = buffer_take(&buffer);
        buffer_done(&buffer);
    }
    free(path);
    return all;
}

static void
check_file(enum way way)
{
    char *all = read_file();
    if (all == NULL) {
        skip();
        return;
    }
    struct tally tally = {0};
    for (const char *line = strtok(all, "\n"); line != NULL; line = strtok(NULL, "\n"))
        if (line[0] != '#')
            check_line(line, way, &tally);
    free(all);
    size_t wrong = 0;
    for (size_t i = 0; i < BASE_COUNT(differences); i++) {
        const struct difference *entry = &differences[i];
        if (tally.lines[i] == entry->lines[way])
            continue;
        print_error("%zu lines, not %zu, for [%s] between \"%s\" and \"%s\": %s\n", tally.lines[i], entry->lines[way],
                    entry->rules, entry->before, entry->after, entry->reason);
        wrong++;
    }
    must(tally.unlisted == 0 && wrong == 0, "%zu places differ and are not listed, %zu entries do not hold",
         tally.unlisted, wrong);
    assert_int_equal(tally.run, 7654);
    print_message("%zu lines, %zu of them as the file has it\n", tally.run, tally.run - tally.differing);
}

static void
test_text_breaks(void **state)
{
    (void)state;
    check_file(BY_TEXT);
}

static void
test_layout_breaks(void **state)
{
    (void)state;
    check_file(BY_LAYOUT);
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
