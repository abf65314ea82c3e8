/* layout, its table of rules: what rules.txt says is what the program has, no more and no less.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The generated table is compared with the file that it was made of, read here once more; and the file with lists
 * that were written down apart from it, of CLREQ, JLREQ and GB/T 15834.
 */
#include "support.h"

#include "kanbao/text.h"
#include "layout/rules.h"

#include <stdlib.h>

enum { POINTS = 0x10000 };

static const char *const names[] = {"start", "strict", "end",   "hang",    "squeeze", "open", "close", "digit",
                                    "point", "unit",   "carry", "numeral", "ordinal", "link", "dash",  "dots"};

static unsigned
class_of(const char *name)
{
    for (unsigned i = 0; i < BASE_COUNT(names); i++)
        if (strcmp(names[i], name) == 0)
            return 1U << i;
    fail_msg("rules.txt: no class %s", name);
    return 0;
}

/* A line without its comment: FIRST[..LAST] ; CLASS... */
static void
read_line(char *line, uint16_t *rules)
{
    line[strcspn(line, "#")] = '\0';
    char *end, *classes = strchr(line, ';');
    if (line[strspn(line, " \t")] == '\0')
        return;
    must(classes != NULL, "rules.txt: %s", line);
    unsigned long first = strtoul(line, &end, 16), last = first;
    if (strncmp(end, "..", 2) == 0)
        last = strtoul(end + 2, &end, 16);
    must(end > line && first <= last && last < POINTS, "rules.txt: %s", line);
    for (char *name = strtok(classes + 1, " \t"); name != NULL; name = strtok(NULL, " \t"))
        for (unsigned long code = first; code <= last; code++)
            rules[code] |= (uint16_t)class_of(name);
}

static void
test_table_is_the_file(void **state)
{
    (void)state;
    const char *source = getenv("KANBAO_SRCDIR");
    must(source != NULL, "KANBAO_SRCDIR is not set");
    char *path = support_join(source, "src/layout/rules.txt");
    struct buffer file = support_read(path);
    uint16_t *rules = base_alloc_zero(POINTS, sizeof *rules);
    size_t listed = 0;
    for (char *line = file.at, *next; line != NULL && *line != '\0'; line = next) {
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        read_line(line, rules);
    }
    for (char32_t code = 0; code < POINTS; code++) {
        must(rule_of(code) == rules[code], "U+%04X has %04X, and %04X in rules.txt", (unsigned)code, rule_of(code),
             rules[code]);
        listed += rules[code] != 0;
    }
    must(listed > 150, "only %zu characters have rules", listed);
    assert_int_equal(rule_of(0x10000), 0);
    assert_int_equal(rule_of(0x1F600), 0);
    assert_int_equal(rule_of(0x10FFFF), 0);
    free(rules);
    buffer_done(&file);
    free(path);
}

static const struct {
    const char32_t *characters;
    unsigned has, has_not;
    const char *source;
} lists[] = {
    {U"、，。：；！？", RULE_START | RULE_HANG | RULE_SQUEEZE, RULE_END, "CLREQ 3.1.5 and 3.1.6, pauses and stops"},
    {U"”’", RULE_START | RULE_CLOSE | RULE_HANG, RULE_END | RULE_OPEN, "closing quotation marks"},
    {U"“‘", RULE_END | RULE_OPEN, RULE_START | RULE_CLOSE | RULE_HANG, "opening quotation marks"},
    {U"）》〉」』】〕〗］｝", RULE_START, RULE_END | RULE_HANG, "CLREQ 3.1.5, closing brackets and book marks"},
    {U"（《〈「『【〔〖［｛", RULE_END, RULE_START | RULE_HANG, "CLREQ 3.1.5, opening brackets and book marks"},
    {U"·・‧／–～〜－", RULE_START, RULE_END | RULE_HANG, "CLREQ 3.1.5, interpunct, solidus and connectors"},
    {U"—―", RULE_DASH | RULE_LINK, RULE_START | RULE_HANG, "alone a connector, two of them a dash"},
    {U"…‥", RULE_DOTS | RULE_STRICT, RULE_START | RULE_HANG, "CLREQ 3.1.5, strict"},
    {U"ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々ゝゞヽヾ", RULE_START, RULE_END | RULE_HANG,
     "JLREQ 3.1.7, small kana, marks of length and repetition"},
    {U"0123456789０１２３４５６７８９", RULE_DIGIT, RULE_START | RULE_END, "digits"},
    {U"年月日时分秒个家万亿元支片件周届名人次倍米吨公千岁号版条项位", 0, RULE_START | RULE_END | RULE_HANG,
     "units of a number"},
};

static void
test_lists(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(lists); i++)
        for (const char32_t *at = lists[i].characters; *at != 0; at++) {
            unsigned rules = rule_of(*at);
            must((rules & lists[i].has) == lists[i].has && (rules & lists[i].has_not) == 0, "U+%04X has %04X: %s",
                 (unsigned)*at, rules, lists[i].source);
        }
    for (const char32_t *at = lists[10].characters; *at != 0; at++)
        must((rule_of(*at) & (RULE_UNIT | RULE_CARRY)) != 0, "U+%04X is no unit", (unsigned)*at);
}

/* Half of a mark is all the room there is: its twin must be half as wide, another character, and have none itself. */
static void
test_twins(void **state)
{
    (void)state;
    size_t twins = 0;
    for (char32_t code = 0; code < POINTS; code++) {
        char32_t twin = rule_twin(code);
        assert_int_equal(twin != code, (rule_of(code) & RULE_SQUEEZE) != 0);
        if (twin == code)
            continue;
        must(text_width(code) == 2 && text_width(twin) == 1, "U+%04X and U+%04X", (unsigned)code, (unsigned)twin);
        assert_int_equal(rule_twin(twin), twin);
        twins++;
    }
    assert_int_equal(twins, 8);
}

/* What may hang or be squeezed follows something; nothing both opens and closes, or begins and ends. */
static void
test_classes_agree(void **state)
{
    (void)state;
    for (char32_t code = 0; code < POINTS; code++) {
        unsigned rules = rule_of(code);
        must(!(rules & (RULE_HANG | RULE_SQUEEZE | RULE_CLOSE)) || rules & RULE_START, "U+%04X may begin a line",
             (unsigned)code);
        must(!(rules & RULE_START) || !(rules & RULE_END), "U+%04X has no place on a line", (unsigned)code);
        must(!(rules & RULE_OPEN) || rules & RULE_END, "U+%04X may end a line", (unsigned)code);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_is_the_file),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_twins),
        cmocka_unit_test(test_classes_agree),
    };
    return cmocka_run_group_tests_name("layout rules", tests, NULL, NULL);
}
