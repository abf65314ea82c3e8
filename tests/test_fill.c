/* layout, its fill: a text into lines, nothing lost, nothing wider than the measure.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <stdlib.h>

enum { MEASURE_MIN = 2, MEASURE_MAX = 120 };

/* The next measure to try. */
static uint16_t
next_measure(uint16_t measure)
{
    return (uint16_t)(measure + (support_is_slow() ? 23 : 1));
}

/* White space that may hang at the end of a line: a whole character of it, with nothing that sits on it. */
static bool
is_blank(struct slice text, size_t at)
{
    char32_t code;
    size_t len = text_decode(text.at + at, &code);
    return text_is_space(code) && code != 0xA0 && text_cluster_at(text, at).bytes == len;
}

/* ---- the fill: examples */

static void
test_fill_examples(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct layout_measure measure;
        const char *lines; /* the ink, with the indent as dots, apart by | */
    } rows[] = {
        {"", {10, 0, 0}, ""},
        {"雨停了。", {8, 0, 0}, "雨停了。"},
        {"雨停了。", {7, 0, 0}, "雨停|了。"},
        {"雨停了。", {6, 0, 0}, "雨停|了。"},
        {"雨停了鸭子走了", {6, 0, 0}, "雨停了|鸭子走|了"},
        {"the lamp is lit", {9, 0, 0}, "the lamp|is lit"},
        {"the lamp is lit", {8, 0, 0}, "the lamp|is lit"},
        {"the   lamp", {3, 0, 0}, "the|lam|p"},
        {"ferryman", {3, 0, 0}, "fer|rym|an"},
        {"渡口ferryman", {6, 0, 0}, "渡口|ferrym|an"},
        {"well-lettered", {8, 0, 0}, "well-|lettered"},
        {"a\u00A0b c", {3, 0, 0}, "a\u00A0b|c"},
        {"雨停了鸭子走了", {20, 4, 0}, "....雨停了鸭子走了"},
        {"雨停了鸭子走了", {12, 4, 0}, "..雨停了鸭子|走了"},
        {"雨停了鸭子走了", {8, 4, 0}, "..雨停了|鸭子走了"},
        {"雨停了鸭子走了", {7, 4, 0}, "雨停了|鸭子走|了"},
        {"a lamp is lit", {8, 0, 2}, "a lamp|..is lit"},
        {"雨", {2, 4, 4}, "雨"},
        {"ab", {1, 4, 4}, "a|b"},
        {"雨停", {1, 0, 0}, "雨|停"},
        {"\x1B[m", {3, 0, 0}, "\x1B|[m"},
        {"a\U0001F468\u200D\U0001F469\u200D\U0001F467" "b", {4, 0, 0}, "a|\U0001F468\u200D\U0001F469\u200D\U0001F467|b"},
        {"\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", {8, 2, 2}, "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"},
        {"雨 　。停", {4, 0, 0}, "雨|。停"},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct slice text = slice_of(rows[i].text);
        struct layout_lines lines = {0};
        struct buffer shown = {0};
        layout_fill(text, rows[i].measure, &lines);
        for (size_t k = 0; k < lines.count; k++) {
            buffer_add_text(&shown, k > 0 ? "|" : "");
            for (uint16_t cells = 0; cells < lines.at[k].indent; cells++)
                buffer_add_byte(&shown, '.');
            buffer_add(&shown, text.at + lines.at[k].start_byte, lines.at[k].ink_byte - lines.at[k].start_byte);
        }
        buffer_add(&shown, "", 0);
        must(strcmp(shown.at, rows[i].lines) == 0, "%s at %u: %s", rows[i].text, rows[i].measure.cells, shown.at);
        layout_lines_done(&lines);
        buffer_done(&shown);
    }
}

/* ---- the fill: what must hold for any text */

struct filled {
    const char *name;
    struct slice text;
    struct layout_measure measure;
    struct layout_lines lines;
    char *breaks; /* a line may begin here, and not with white space */
    bool *starts; /* a cluster begins here */
};

static void
find_starts(struct filled *filled)
{
    struct slice text = filled->text;
    filled->breaks = base_alloc(text.len);
    filled->starts = base_alloc_zero(text.len + 1, sizeof *filled->starts);
    text_breaks(text, filled->breaks);
    for (size_t at = 0; at < text.len; at += text_cluster_at(text, at).bytes) {
        filled->starts[at] = true;
        if (is_blank(text, at))
            filled->breaks[at] = TEXT_BREAK_NO;
    }
    filled->starts[text.len] = true;
}

static size_t
next_break(const struct filled *filled, size_t at)
{
    for (at++; at < filled->text.len; at++)
        if (filled->starts[at] && filled->breaks[at] == TEXT_BREAK_MAY)
            return at;
    return at < filled->text.len ? at : filled->text.len;
}

/* END, or where the white space before it begins; white space may also be a part of a character. */
static size_t
ink_end(const struct filled *filled, size_t start, size_t end)
{
    for (size_t at; end > start; end = at) {
        at = text_previous(filled->text, end);
        if (!filled->starts[at] || !is_blank(filled->text, at))
            break;
    }
    return end;
}

static void
check_line(const struct filled *filled, size_t i)
{
    const struct layout_line *line = &filled->lines.at[i];
    struct slice text = filled->text, ink = slice_make(text.at + line->start_byte, line->ink_byte - line->start_byte);
    const char *name = filled->name;
    unsigned measure = filled->measure.cells;
    must(filled->starts[line->start_byte] && filled->starts[line->ink_byte], "%s at %u: line %zu cuts a character",
         name, measure, i);
    must(line->ink_byte == ink_end(filled, line->start_byte, line->end_byte), "%s at %u: line %zu: ink", name, measure,
         i);
    must(i == 0 || line->start_byte == text.len || !is_blank(text, line->start_byte),
         "%s at %u: line %zu begins with white space", name, measure, i);
    must(line->cells == line->indent + text_cells(ink), "%s at %u: line %zu: %u cells", name, measure, i, line->cells);
    must(line->indent <= (i == 0 ? filled->measure.first_indent : filled->measure.rest_indent) &&
             line->indent <= measure / 2,
         "%s at %u: line %zu: indent %u", name, measure, i, line->indent);
    if (line->cells > measure)
        must(line->indent == 0 && text_cluster_at(text, line->start_byte).bytes == ink.len,
             "%s at %u: line %zu is too wide", name, measure, i);
    if (line->end_byte == text.len)
        return;
    /* the line could not have been longer, nor ended at a better place */
    bool allowed = filled->breaks[line->end_byte] == TEXT_BREAK_MAY;
    size_t next = next_break(filled, line->start_byte);
    must(allowed || next >= line->end_byte, "%s at %u: line %zu ends at a bad place", name, measure, i);
    size_t longer =
        allowed ? next_break(filled, line->end_byte) : line->end_byte + text_cluster_at(text, line->end_byte).bytes;
    longer = ink_end(filled, line->start_byte, longer);
    size_t cells = text_cells(slice_make(text.at + line->start_byte, longer - line->start_byte));
    must(line->indent + cells > measure, "%s at %u: line %zu could hold more", name, measure, i);
}

static void
check_fill(struct filled *filled)
{
    size_t at = 0;
    layout_fill(filled->text, filled->measure, &filled->lines);
    must(filled->lines.count > 0, "%s: no line", filled->name);
    for (size_t i = 0; i < filled->lines.count; i++) {
        const struct layout_line *line = &filled->lines.at[i];
        must(line->start_byte == at && line->end_byte >= line->ink_byte && line->ink_byte >= at,
             "%s at %u: line %zu begins at %u", filled->name, filled->measure.cells, i, line->start_byte);
        must(line->end_byte > at || filled->text.len == 0, "%s at %u: line %zu is empty", filled->name,
             filled->measure.cells, i);
        check_line(filled, i);
        at = line->end_byte;
    }
    must(at == filled->text.len, "%s at %u: %zu bytes of %zu", filled->name, filled->measure.cells, at,
         filled->text.len);
}

static void
check_measures(const char *name, struct slice text)
{
    struct filled filled = {.name = name, .text = text};
    find_starts(&filled);
    for (uint16_t cells = MEASURE_MIN; cells <= MEASURE_MAX; cells = next_measure(cells)) {
        filled.measure = (struct layout_measure){cells, (uint16_t)(cells % 3 * 2), (uint16_t)(cells % 5 * 3)};
        check_fill(&filled);
    }
    free(filled.breaks);
    free(filled.starts);
    layout_lines_done(&filled.lines);
}

static void
test_fill_samples(void **state)
{
    (void)state;
    struct buffer scratch = {0};
    for (size_t i = 0; support_sample(i) != NULL; i++) {
        struct issue *issue = support_sample_issue(i);
        for (size_t p = 0; p < issue->paragraph_count; p += support_is_slow() ? 7 : 1)
            check_measures(support_sample(i), issue_paragraph_text(issue, &issue->paragraphs[p], &scratch));
        issue_free(issue);
    }
    buffer_done(&scratch);
}

static void
test_fill_nasty(void **state)
{
    (void)state;
    struct buffer text = {0};
    const char *name;
    for (size_t i = 0; (name = support_add_nasty(&text, i, support_is_slow() ? 60 : 300)) != NULL; i++) {
        /* a paragraph has no line ends */
        for (size_t k = 0; k < text.len; k++)
            if (strchr("\n\r\f", text.at[k]) != NULL)
                text.at[k] = ' ';
        check_measures(name, text_trim(buffer_slice(&text)));
        buffer_clear(&text);
    }
    buffer_done(&text);
}

static void
test_fill_random(void **state)
{
    (void)state;
    struct support_chance chance = {9};
    struct buffer text = {0};
    for (int round = 0; round < (support_is_slow() ? 60 : 600); round++) {
        char name[32];
        snprintf(name, sizeof name, "round %d", round);
        buffer_clear(&text);
        support_add_points(&text, &chance, 1 + support_below(&chance, 120), false);
        check_measures(name, buffer_slice(&text));
    }
    buffer_done(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fill_examples),
        cmocka_unit_test(test_fill_samples),
        cmocka_unit_test(test_fill_nasty),
        cmocka_unit_test(test_fill_random),
    };
    return cmocka_run_group_tests_name("layout fill", tests, NULL, NULL);
}
