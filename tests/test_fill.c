/* layout, its fill: a text into lines, nothing lost, no mark where it may not stand, every cell used.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "fill_check.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <stdlib.h>

enum { MEASURE_MIN = 2, MEASURE_MAX = 120 };

/* ---- examples */

#define PLAIN   .gutter = 0
#define SQUEEZE .squeeze = true
#define HANG    .gutter = LAYOUT_GUTTER
#define BOTH    HANG, SQUEEZE

struct example {
    const char *text;
    struct layout_measure measure;
    const char *lines; /* as they are drawn, with the indent as dots, apart by | */
};

static void
add_line(struct buffer *out, struct slice text, const struct layout_line *line, struct buffer *scratch)
{
    const struct layout_row row = {.text = text, .line = *line};
    for (uint16_t cells = 0; cells < line->indent; cells++)
        buffer_add_byte(out, '.');
    buffer_add_slice(out, layout_row_text(&row, scratch));
}

static size_t
count_wrong(const struct example *rows, size_t count)
{
    struct layout_lines lines = {0};
    struct buffer shown = {0}, scratch = {0};
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct slice text = slice_of(rows[i].text);
        buffer_clear(&shown);
        layout_fill(text, rows[i].measure, &lines);
        for (size_t k = 0; k < lines.count; k++) {
            buffer_add_text(&shown, k > 0 ? "|" : "");
            add_line(&shown, text, &lines.at[k], &scratch);
        }
        buffer_add(&shown, "", 0);
        if (strcmp(shown.at, rows[i].lines) == 0)
            continue;
        print_error("%s at %u: %s, not %s\n", rows[i].text, rows[i].measure.cells, shown.at, rows[i].lines);
        wrong++;
    }
    layout_lines_done(&lines);
    buffer_done(&shown);
    buffer_done(&scratch);
    return wrong;
}

/* Those of ambiguous width 1, or 2. */
#define check_examples(rows, ambiguous)                                                                                \
    do {                                                                                                               \
        text_set_ambiguous(ambiguous);                                                                                 \
        size_t wrong_ = count_wrong((rows), BASE_COUNT(rows));                                                         \
        text_set_ambiguous(1);                                                                                         \
        must(wrong_ == 0, "%zu examples differ", wrong_);                                                              \
    } while (0)

static void
test_plain(void **state)
{
    (void)state;
    static const struct example rows[] = {
        {"", {10, PLAIN}, ""},
        {"雨停了。", {8, PLAIN}, "雨停了。"},
        {"雨停了。", {7, PLAIN}, "雨停|了。"},
        {"雨停了鸭子走了", {6, PLAIN}, "雨停了|鸭子|走了"},
        {"the lamp is lit", {9, PLAIN}, "the lamp|is lit"},
        {"the lamp is lit", {8, PLAIN}, "the lamp|is lit"},
        {"well-lettered", {8, PLAIN}, "well-|lettered"},
        {"a\u00A0b c", {3, PLAIN}, "a\u00A0b|c"},
        {"a\U0001F468\u200D\U0001F469\u200D\U0001F467"
         "b",
         {4, PLAIN},
         "a|\U0001F468\u200D\U0001F469\u200D\U0001F467|b"},
        /* white space at a line's end is never counted */
        {"雨停   ", {4, PLAIN}, "雨停"},
        {"雨停　　了风", {4, PLAIN}, "雨停|了风"},
        {"the   lamp", {3, PLAIN}, "the|lam|p"},
        {"the lamp\u3000\u2003 is", {8, PLAIN}, "the lamp|is"},
        {"雨停， 又下", {6, PLAIN}, "雨停，|又下"},
        {"雨停， 又下", {5, SQUEEZE}, "雨停,|又下"},
        {"雨停， ", {5, SQUEEZE}, "雨停,"},
        {"雨停，  ", {4, HANG}, "雨停，"},
        /* a line end ends a line */
        {"雨停\n了", {10, PLAIN}, "雨停|了"},
        {"雨停\n\n了", {10, PLAIN}, "雨停||了"},
        {"雨停\n", {4, PLAIN}, "雨停"},
        {"雨停  \n了风", {4, PLAIN}, "雨停|了风"},
        {"雨停，\n了风", {5, SQUEEZE}, "雨停,|了风"},
        {"雨停，\n了风", {4, HANG}, "雨停，|了风"},
        {"雨停， \n了风", {4, HANG}, "雨停，|了风"},
        {"雨停\n了", {12, 2, 0, PLAIN}, "..雨停|..了"},
    };
    check_examples(rows, 1);
}

static void
test_indents(void **state)
{
    (void)state;
    static const struct example rows[] = {
        {"雨停了鸭子走了", {20, 4, 0, PLAIN}, "....雨停了鸭子走了"},
        {"雨停了鸭子走了船", {12, 4, 0, PLAIN}, "..雨停了鸭子|走了船"},
        {"雨停了鸭子走了", {7, 4, 0, PLAIN}, "雨停了|鸭子|走了"},
        {"a lamp is lit", {8, 0, 2, PLAIN}, "a lamp|..is lit"},
        {"雨", {2, 4, 4, PLAIN}, "雨"},
        {"ab", {1, 4, 4, PLAIN}, "a|b"},
        /* before a character that has no room beside it, it gives way */
        {"\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466",
         {8, 2, 2, PLAIN},
         "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"},
        {"雨停", {3, 0, 2, PLAIN}, "雨|停"},
    };
    check_examples(rows, 1);
}

static void
test_pushed_in(void **state)
{
    (void)state;
    static const struct example rows[] = {
        {"雨停了，鸭子", {7, SQUEEZE}, "雨停了,|鸭子"},
        {"雨停了；鸭子", {7, SQUEEZE}, "雨停了;|鸭子"},
        {"雨停了。鸭子", {7, SQUEEZE}, "雨停了｡|鸭子"},
        {"雨停了、鸭子", {7, SQUEEZE}, "雨停了､|鸭子"},
        {"雨停了：鸭子", {7, SQUEEZE}, "雨停了:|鸭子"},
        {"雨停了！鸭子", {7, SQUEEZE}, "雨停了!|鸭子"},
        {"雨停了？鸭子", {7, SQUEEZE}, "雨停了?|鸭子"},
        {"（雨停）鸭子", {7, SQUEEZE}, "（雨停)|鸭子"},
        {"雨停了。", {7, SQUEEZE}, "雨停了｡"},
        /* no more than is needed, and from the end */
        {"（雨停了）。鸭子", {12, SQUEEZE}, "（雨停了）。|鸭子"},
        {"（雨停了）。鸭子", {11, SQUEEZE}, "（雨停了）｡|鸭子"},
        {"（雨停了）。鸭子", {10, SQUEEZE}, "（雨停了)｡|鸭子"},
        {"“雨停了。”鸭子", {9, SQUEEZE}, "“雨停了｡”|鸭子"},
        /* book marks have no twin */
        {"《雨停》鸭子", {7, SQUEEZE}, "《雨|停》|鸭子"},
        {"雨停了，鸭子走了", {6, SQUEEZE}, "雨停|了，鸭|子走了"},
        {"雨停了，鸭子走了", {7, PLAIN}, "雨停|了，鸭|子走了"},
        {"雨停了,鸭子走了", {6, SQUEEZE}, "雨停|了,鸭|子走了"},
    };
    check_examples(rows, 1);
}

static void
test_hung(void **state)
{
    (void)state;
    static const struct example rows[] = {
        {"雨停了，鸭子", {6, BOTH}, "雨停了，|鸭子"},
        {"雨停了。鸭子", {6, BOTH}, "雨停了。|鸭子"},
        {"雨停了：鸭子", {6, HANG}, "雨停了：|鸭子"},
        {"雨停了！鸭子", {6, HANG}, "雨停了！|鸭子"},
        {"雨停了，鸭子", {7, HANG}, "雨停了，|鸭子"},
        /* it hangs before it is pushed in, as then it looks as it does elsewhere */
        {"雨停了，鸭子", {7, BOTH}, "雨停了，|鸭子"},
        {"雨停了，鸭子", {7, SQUEEZE}, "雨停了,|鸭子"},
        {"雨停了，鸭子走了", {6, SQUEEZE}, "雨停|了，鸭|子走了"},
        /* a bracket does not hang; two marks do not */
        {"（雨停）鸭子", {7, BOTH}, "（雨停)|鸭子"},
        {"（雨停）鸭子走了", {6, BOTH}, "（雨|停）鸭|子走了"},
        {"雨停了！！鸭", {6, HANG}, "雨停|了！！|鸭"},
        /* one is pushed in and one hangs */
        {"（雨停了）。鸭子", {9, BOTH}, "（雨停了)｡|鸭子"},
        {"（雨停了）。鸭子", {10, BOTH}, "（雨停了）。|鸭子"},
        {"（雨停了）。鸭子走", {8, BOTH}, "（雨停|了）。鸭|子走"},
        {"“雨停了。”鸭子", {9, BOTH}, "“雨停了。”|鸭子"},
        {"“雨停了。”鸭子", {8, BOTH}, "“雨停了｡”|鸭子"},
        {"“雨停了”鸭子", {7, BOTH}, "“雨停了”|鸭子"},
        {"“雨停了。”", {8, BOTH}, "“雨停了｡”"},
        {"“雨停了。”", {9, HANG}, "“雨停了。”"},
    };
    check_examples(rows, 1);
}

static void
test_wide_quotes(void **state)
{
    (void)state;
    static const struct example rows[] = {
        {"“雨停了。”鸭子", {12, BOTH}, "“雨停了。”|鸭子"},   {"“雨停了。”鸭子", {11, BOTH}, "“雨停了。”|鸭子"},
        {"“雨停了。”鸭子", {11, SQUEEZE}, "“雨停了｡”|鸭子"}, {"“雨停了。”鸭子", {10, BOTH}, "“雨停了。”|鸭子"},
        {"“雨停了。”鸭子", {9, BOTH}, "“雨停了｡”|鸭子"},     {"“雨停了”鸭子", {8, BOTH}, "“雨停了”|鸭子"},
        {"“雨停了”鸭子", {9, SQUEEZE}, "“雨停|了”鸭子"},     {"雨停了——鸭子", {10, BOTH}, "雨停了——|鸭子"},
    };
    check_examples(rows, 2);
}

static void
test_widows(void **state)
{
    (void)state;
    static const struct example rows[] = {
        {"雨停了鸭子走了", {12, PLAIN}, "雨停了鸭子|走了"},
        {"雨停了鸭子走了。", {12, BOTH}, "雨停了鸭子|走了。"},
        {"雨停了鸭子走了。”", {12, BOTH}, "雨停了鸭子|走了。”"},
        {"雨停了鸭子走了 ", {12, PLAIN}, "雨停了鸭子|走了"},
        {"雨停了，鸭子走了", {14, PLAIN}, "雨停了，鸭子|走了"},
        /* nothing is parted for it, and its company may be a word */
        {"雨停了鸭子走8时", {14, PLAIN}, "雨停了鸭子走|8时"},
        {"雨停了鸭子Wi了", {12, PLAIN}, "雨停了鸭子|Wi了"},
        /* two characters, Latin, digits: none */
        {"雨停了鸭子走了船", {12, PLAIN}, "雨停了鸭子走|了船"},
        {"the lamp is l", {11, PLAIN}, "the lamp is|l"},
        {"雨停了鸭子走x", {12, PLAIN}, "雨停了鸭子走|x"},
        /* the line before would be less than half full, or have one character */
        {"雨停harrowme了", {12, PLAIN}, "雨停harrowme|了"},
        {"雨停了harrow了", {12, PLAIN}, "雨停了|harrow了"},
        {"雨停了", {4, PLAIN}, "雨停|了"},
        {"雨停了风", {6, PLAIN}, "雨停|了风"},
        /* each paragraph has its own */
        {"雨停了鸭\n走", {6, PLAIN}, "雨停|了鸭|走"},
        {"雨\n停", {6, PLAIN}, "雨|停"},
    };
    check_examples(rows, 1);
}

static void
test_soft_hyphens(void **state)
{
    (void)state;
    static const struct example rows[] = {
        {"co\u00ADop\u00ADerate", {10, PLAIN}, "co\u00ADop\u00ADerate"},
        {"co\u00ADop\u00ADerate", {8, PLAIN}, "co\u00ADop\u00AD-|erate"},
        {"co\u00ADop\u00ADerate", {5, PLAIN}, "co\u00ADop\u00AD-|erate"},
        {"co\u00ADop\u00ADerate", {4, PLAIN}, "co\u00AD-|op\u00AD-|erat|e"},
        {"a co\u00ADop", {4, PLAIN}, "a|co\u00ADop"},
        {"a co\u00ADop", {5, PLAIN}, "a co\u00AD-|op"},
        {"雨停了coop\u00AD鸭", {10, PLAIN}, "雨停了|coop\u00AD鸭"},
    };
    check_examples(rows, 1);
}

/* What is wider than the measure is cut, where it looks least bad. */
static void
test_cuts(void **state)
{
    (void)state;
    static const struct example rows[] = {
        {"ferryman", {3, PLAIN}, "fer|rym|an"},
        {"渡口ferryman", {6, PLAIN}, "渡口|ferrym|an"},
        {"雨停", {1, PLAIN}, "雨|停"},
        {"\x1B[m", {3, PLAIN}, "\x1B|[m"},
        {"https://lanpu.cn/a/bcdefg", {20, PLAIN}, "https://lanpu.cn/a/|bcdefg"},
        {"https://lanpu.cn/abc?d=efghij", {24, PLAIN}, "https://lanpu.cn/abc?d=|efghij"},
        {"https://lanpu.cn/abcdef?d=e&fgh", {28, PLAIN}, "https://lanpu.cn/abcdef?d=e&|fgh"},
        {"https://lanpu.cn/abcdefghijklmnopqrst", {20, PLAIN}, "https://lanpu.cn/|abcdefghijklmnopqrst"},
        {"https://lanpucnabcdefghijklmno", {16, PLAIN}, "https://lanpucna|bcdefghijklmno"},
        {"12345678901234567890", {8, PLAIN}, "12345678|90123456|7890"},
        {"共１２３４５６７８９０个", {10, PLAIN}, "共|１２３４５|６７８９０|个"},
        /* of marks, not before one unless there are but marks */
        {"雨停！！！！！！！！", {8, PLAIN}, "雨|停！！！|！！！！|！"},
        {"《《《《《《雨停", {8, PLAIN}, "《《《《|《《雨停"},
        {"————————", {4, PLAIN}, "————|————"},
    };
    check_examples(rows, 1);
}

/* The levels: —— may begin a line at the first one, at the second it takes a character with it. */
static void
test_levels(void **state)
{
    (void)state;
    static const struct example rows[] = {
        {"雨停了走——鸭子", {8, .level = LINE_BREAK_BASIC}, "雨停了走|——鸭子"},
        {"雨停了走——鸭子", {8, .level = LINE_BREAK_STRICT}, "雨停了|走——鸭子"},
        {"雨停了走，鸭子", {8, .level = LINE_BREAK_NONE}, "雨停了走|，鸭子"},
        {"雨停了（走）鸭", {8, .level = LINE_BREAK_NONE}, "雨停了（|走）鸭"},
    };
    check_examples(rows, 1);
}

/* ---- what must hold for any text */

static uint16_t
next_measure(uint16_t measure)
{
    return (uint16_t)(measure + (support_is_slow() ? 23 : 1));
}

/* With all kinds of indents, gutters and squeezing, at all measures. */
static void
check_measures(struct fill_check *check, const char *name, struct slice text, enum line_break level)
{
    fill_check_text(check, name, text, level);
    for (uint16_t cells = MEASURE_MIN; cells <= MEASURE_MAX; cells = next_measure(cells)) {
        struct layout_measure measure = {.cells = cells, .level = level};
        measure.first_indent = (uint16_t)(cells % 3 * 2);
        measure.rest_indent = (uint16_t)(cells % 5 * 3);
        measure.gutter = cells % 7 < 4 ? LAYOUT_GUTTER : 0;
        measure.squeeze = cells % 11 < 7;
        fill_check_at(check, measure);
    }
}

static void
check_text(struct fill_check *check, const char *name, struct slice text)
{
    static const enum line_break levels[] = {LINE_BREAK_BASIC, LINE_BREAK_STRICT, LINE_BREAK_NONE};
    for (size_t i = 0; i < BASE_COUNT(levels); i++) {
        text_set_ambiguous(1 + (int)((text.len + i) % 2));
        check_measures(check, name, text, levels[i]);
    }
    text_set_ambiguous(1);
}

static void
test_nasty(void **state)
{
    (void)state;
    struct fill_check check = {0};
    struct buffer text = {0};
    const char *name;
    for (size_t i = 0; (name = support_add_nasty(&text, i, support_is_slow() ? 60 : 300)) != NULL; i++) {
        /* the other line ends never come here */
        for (size_t k = 0; k < text.len; k++)
            if (text.at[k] == '\r' || text.at[k] == '\f')
                text.at[k] = ' ';
        check_text(&check, name, buffer_slice(&text));
        buffer_clear(&text);
    }
    buffer_done(&text);
    fill_check_done(&check);
    fill_check_report();
}

static void
test_random(void **state)
{
    (void)state;
    struct support_chance chance = {9};
    struct fill_check check = {0};
    struct buffer text = {0};
    for (int round = 0; round < (support_is_slow() ? 60 : 600); round++) {
        char name[32];
        snprintf(name, sizeof name, "round %d", round);
        buffer_clear(&text);
        support_add_points(&text, &chance, 1 + support_below(&chance, 120), false);
        check_text(&check, name, buffer_slice(&text));
    }
    buffer_done(&text);
    fill_check_done(&check);
    fill_check_report();
}

/* Pieces of Chinese text, in any order: marks in runs, numbers, addresses, line ends. */
static const char *const pieces[] = {
    "雨停了",
    "鸭子走了",
    "渡",
    "舟中人",
    "，",
    "。",
    "；",
    "！",
    "？",
    "：",
    "、",
    "”",
    "“",
    "（",
    "）",
    "《",
    "》",
    "——",
    "……",
    "—",
    "·",
    "～",
    "2026年",
    "3月",
    "40%",
    "第12届",
    "￥5",
    "1,234.5万元",
    "25℃",
    " ",
    "　",
    "\n",
    "ferry",
    "Wi-Fi",
    "co\u00ADop\u00ADerate",
    "https://lanpu.cn/a?b=c&d=e",
    "a.b@lanpu.cn",
    "「",
    "」",
    "’",
    "‘",
    ",",
    ".",
    "(",
    ")",
    "/",
    "-",
    "１２３",
    "カー",
    "한국어",
};

static void
test_pieces(void **state)
{
    (void)state;
    struct support_chance chance = {31};
    struct fill_check check = {0};
    struct buffer text = {0};
    for (int round = 0; round < (support_is_slow() ? 60 : 1500); round++) {
        char name[32];
        snprintf(name, sizeof name, "pieces %d", round);
        buffer_clear(&text);
        for (uint32_t n = 1 + support_below(&chance, 40); n > 0; n--)
            buffer_add_text(&text, pieces[support_below(&chance, BASE_COUNT(pieces))]);
        check_text(&check, name, buffer_slice(&text));
    }
    buffer_done(&text);
    fill_check_done(&check);
    fill_check_report();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),        cmocka_unit_test(test_indents),     cmocka_unit_test(test_pushed_in),
        cmocka_unit_test(test_hung),         cmocka_unit_test(test_wide_quotes), cmocka_unit_test(test_widows),
        cmocka_unit_test(test_soft_hyphens), cmocka_unit_test(test_cuts),        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_nasty),        cmocka_unit_test(test_random),      cmocka_unit_test(test_pieces),
    };
    return cmocka_run_group_tests_name("layout fill", tests, NULL, NULL);
}
