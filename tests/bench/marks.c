/* The marks of OCR made full width, as the print had them: in a Chinese text, most rules for line ends are about
 * full-width marks, and a text without them would spare a program the harder half.
 *
 * Simple on purpose, and no part of the program: a mark beside Chinese is a Chinese mark.
 */
#include "lines.h"

#include "bench.h"

#include "kanbao/text.h"

#include <stdlib.h>

static const struct {
    char32_t half, full;
} marks[] = {
    {',', U'，'}, {';', U'；'}, {':', U'：'}, {'!', U'！'}, {'?', U'？'}, {'.', U'。'}, {'(', U'（'}, {')', U'）'},
};

static char32_t
full_width(char32_t code)
{
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (marks[i].half == code)
            return marks[i].full;
    return code;
}

char32_t
marks_fold(char32_t code)
{
    static const struct {
        char32_t from, to;
    } others[] = {{U'｡', '.'},  {U'、', U'､'}, {U'･', U'·'}, {U'“', '"'},   {U'”', '"'},  {U'‘', '\''},
                  {U'’', '\''}, {U'…', U'.'},  {U'—', '-'},  {U'「', U'｢'}, {U'」', U'｣'}};
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (marks[i].full == code)
            return marks[i].half;
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        if (others[i].from == code)
            return others[i].to;
    return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

/* ---- one paragraph, as code points with a 0 at each end */
struct paragraph {
    char32_t *at;
    size_t count;
};

static bool
is_chinese(char32_t code)
{
    return (text_is_cjk(code) && !text_is_space(code)) || (code >= 0x2010 && code <= 0x2026) || code == U'·';
}

/* The nearest character before or after I that is no space; 0: none. */
static char32_t
neighbour(struct paragraph paragraph, size_t i, bool after)
{
    do
        i = after ? i + 1 : i - 1;
    while (paragraph.at[i] == ' ');
    return paragraph.at[i];
}

static void
widen_brackets(struct paragraph paragraph, size_t open)
{
    bool chinese = false;
    size_t close = open + 1;
    for (; paragraph.at[close] != ')' && paragraph.at[close] != '(' && paragraph.at[close] != 0; close++)
        chinese = chinese || is_chinese(paragraph.at[close]);
    if (!chinese || paragraph.at[close] != ')')
        return;
    paragraph.at[open] = U'（';
    paragraph.at[close] = U'）';
}

static void
widen(struct paragraph paragraph)
{
    for (size_t i = 1; paragraph.at[i] != 0; i++) {
        char32_t code = paragraph.at[i], full = full_width(code);
        if (code == '(')
            widen_brackets(paragraph, i);
        if (full == code || code == '(' || code == ')')
            continue;
        char32_t before = neighbour(paragraph, i, false), after = neighbour(paragraph, i, true);
        bool chinese = code == '.' ? is_chinese(before) && (after == 0 || is_chinese(after))
                                   : is_chinese(before) || is_chinese(after);
        if (chinese)
            paragraph.at[i] = full;
    }
}

/* A full-width mark has its space inside. */
static void
add_paragraph(struct buffer *out, struct paragraph paragraph)
{
    for (size_t i = 1; paragraph.at[i] != 0; i++) {
        char utf8[4];
        if (paragraph.at[i] == ' ' && (marks_fold(neighbour(paragraph, i, false)) != neighbour(paragraph, i, false) ||
                                       marks_fold(neighbour(paragraph, i, true)) != neighbour(paragraph, i, true)))
            continue;
        buffer_add(out, utf8, text_encode(paragraph.at[i], utf8));
    }
}

void
marks_add_full_width(struct buffer *out, struct slice text)
{
    struct paragraph paragraph = {.at = base_alloc((text.len + 3) * sizeof *paragraph.at), .count = 1};
    paragraph.at[0] = 0;
    for (size_t at = 0; at <= text.len;) {
        char32_t code = '\n';
        at += at < text.len ? text_decode(text.at + at, &code) : 1;
        if (code != '\n') {
            paragraph.at[paragraph.count++] = code;
            continue;
        }
        paragraph.at[paragraph.count] = 0;
        widen(paragraph);
        add_paragraph(out, paragraph);
        if (at <= text.len)
            buffer_add_byte(out, '\n');
        paragraph.count = 1;
    }
    free(paragraph.at);
}

void
marks_check(void)
{
    static const char *const cases[][2] = {
        {"甲, 乙: “丙!”丁; 戊?", "甲，乙：“丙！”丁；戊？"},
        {"10:30, 1.5米, 3:2 (1) 甲 乙.\n丁.", "10:30, 1.5米，3:2 (1) 甲 乙。\n丁。"},
        {"甲(乙) (C, D) (甲", "甲（乙）(C, D) (甲"},
        {"see a.b, c: d\n", "see a.b, c: d\n"},
        {"编号K7, 已", "编号K7，已"},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct buffer out = {0};
        marks_add_full_width(&out, slice_of(cases[i][0]));
        if (!slice_equal(buffer_slice(&out), slice_of(cases[i][1])))
            bench_fail("full-width marks: \"%s\" became \"%s\"", cases[i][0], out.at);
        buffer_done(&out);
    }
}
