/* layout, headlines: as few lines as they need, even, and ended where the sense has a joint.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <stdlib.h>

enum { MEASURE_MIN = 4, MEASURE_MAX = 60, LINES_MAX = 8 /* of more, no headline is made */ };

static const char *const headlines[] = {
    "雨",
    "灯亮",
    "听潮桥换好16块支座 一碗汤没洒",
    "棹歌桥换好20块支座 一杯水没洒",
    "渡口的灯换了一盏又一盏",
    "《渡口夜话》印到第一千册",
    "读者来信：《渡口夜话》里的“落雨毛”怎么写？",
    "后天“补灯节” 修灯铺排到晚上十点",
    "36号修灯铺找到了主人——一只不肯走的鸭子",
    "鸭子数了1260遍 孩子们想问船工一个问题",
    "Wi-Fi信号盖满渡口 船工视频通话不卡顿",
    "明起降温有雨 大潮如期而至 轮渡改到10:30开",
    "Ferry Lamp Replaced After Forty Years",
    "Ferryman, 81, Retires; Ducks Refuse to Leave",
    "第3届（2026）渡口灯会开幕：看灯、听潮、吃面",
    "渡し場のランプが交換された",
    "나루터의 등불이 마침내 바뀌었다",
    "https://a.example/a/very/long/address 上线了",
};

/* The lines of TEXT, apart by |. */
static char *
set(const char *text, uint16_t cells, const char *context)
{
    struct layout_lines lines = {0};
    struct buffer out = {0};
    layout_fill_headline(slice_of(text), cells, LINE_BREAK_BASIC, slice_of(context), &lines);
    for (size_t i = 0; i < lines.count; i++) {
        buffer_add_text(&out, i > 0 ? "|" : "");
        buffer_add(&out, text + lines.at[i].start_byte, lines.at[i].ink_byte - lines.at[i].start_byte);
    }
    layout_lines_done(&lines);
    return buffer_take(&out);
}

struct row {
    const char *text;
    uint16_t cells;
    const char *context, *lines;
};

static void
check_rows(const struct row *rows, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char *lines = set(rows[i].text, rows[i].cells, rows[i].context);
        if (strcmp(lines, rows[i].lines) != 0) {
            print_error("at %u: %s\n  and not  %s\n", rows[i].cells, lines, rows[i].lines);
            wrong++;
        }
        free(lines);
    }
    assert_int_equal(wrong, 0);
}

/* ---- examples */

static void
test_joints(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", 10, "", ""},
        {"雨", 10, "", "雨"},
        {"棹歌桥换好20块支座 一杯水没洒", 29, "", "棹歌桥换好20块支座 一杯水没洒"},
        {"棹歌桥换好20块支座 一杯水没洒", 28, "", "棹歌桥换好20块支座|一杯水没洒"},
        {"棹歌桥换好20块支座 一杯水没洒", 24, "", "棹歌桥换好20块支座|一杯水没洒"},
        {"棹歌桥换好20块支座 一杯水没洒", 18, "", "棹歌桥换好20块支座|一杯水没洒"},
        {"后天“补灯节” 修灯铺排到晚上十点", 26, "", "后天“补灯节”|修灯铺排到晚上十点"},
        {"明起降温有雨 大潮如期而至 轮渡改到10:30开", 20, "", "明起降温有雨|大潮如期而至|轮渡改到10:30开"},
        {"修灯铺找到了主人，鸭子不肯走", 24, "", "修灯铺找到了主人，|鸭子不肯走"},
        {"修灯铺找到主人——鸭子不肯走", 24, "", "修灯铺找到主人|——鸭子不肯走"},
        {"Wi-Fi信号盖满渡口 船工视频通话不卡顿", 24, "", "Wi-Fi信号盖满渡口|船工视频通话不卡顿"},
        {"Ferry Lamp Replaced After Forty Years", 24, "", "Ferry Lamp Replaced|After Forty Years"},
        {"Ferryman, 81, Retires; Ducks Refuse to Leave", 24, "", "Ferryman, 81, Retires;|Ducks Refuse to Leave"},
        {"《渡口夜话本》印到第一千册", 18, "", "《渡口夜话本》|印到第一千册"},
        {"渡口修灯铺的《灯谱》印好了", 16, "", "渡口修灯铺的|《灯谱》印好了"},
    };
    check_rows(rows, BASE_COUNT(rows));
}

/* Two ways are as even as one another: the article says which characters are a word. */
static void
test_words_of_the_article(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"听潮桥支座检修顺利完成", 12, "昨天，检修队来到桥下。", "听潮桥支座|检修顺利完成"},
        {"听潮桥支座检修顺利完成", 12, "昨天，修顺利写下“座检”。", "听潮桥支座检|修顺利完成"},
        {"渡口灯会五月开幕迎客", 14, "今年的灯会五月里开幕，灯会不收门票。", "渡口灯会五月|开幕迎客"},
        {"新书《渡口夜话》卖完了", 18, "《渡口夜话》昨天卖完了。", "新书《渡口夜话》|卖完了"},
    };
    check_rows(rows, BASE_COUNT(rows));
    /* three lines, and no end of them in a word */
    char *lines = set("渡口新灯照亮船工归途今夜潮平", 12, "新灯照亮了船工的归途。今夜，潮平。");
    static const char *const torn[] = {"新|灯", "照|亮", "船|工", "归|途", "今|夜", "潮|平"};
    for (size_t i = 0; i < BASE_COUNT(torn); i++)
        must(strstr(lines, torn[i]) == NULL, "%s", lines);
    free(lines);
}

/* Nothing that asks for a place: lines differ by one character at most. */
static void
test_even(void **state)
{
    (void)state;
    static const char text[] = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
    for (size_t points = 2; points <= 22; points++)
        for (uint16_t cells = 4; cells <= 44; cells++) {
            struct layout_lines lines = {0};
            unsigned least = UINT16_MAX, most = 0;
            layout_fill_headline(slice_make(text, 3 * points), cells, LINE_BREAK_BASIC, slice_of(""), &lines);
            for (size_t i = 0; i < lines.count; i++) {
                least = lines.at[i].cells < least ? lines.at[i].cells : least;
                most = lines.at[i].cells > most ? lines.at[i].cells : most;
            }
            must(lines.count > LINES_MAX || most - least <= 2, "%zu characters at %u: %u to %u cells", points, cells,
                 least, most);
            layout_lines_done(&lines);
        }
}

/* ---- what must hold for every headline */

struct setting {
    const char *name;
    struct slice text;
    uint16_t cells;
    char *breaks;
};

/* Cells and characters, marks not counted, of what stands between two places, blanks at the end left out. */
static size_t
line_cells(const struct setting *setting, size_t start, size_t end, size_t *characters)
{
    while (end > start && setting->text.at[end - 1] == ' ')
        end--;
    struct slice line = slice_make(setting->text.at + start, end - start);
    *characters = 0;
    for (size_t at = 0; at < line.len; at += text_cluster_at(line, at).bytes) {
        char32_t code;
        text_decode(line.at + at, &code);
        *characters += text_is_han(code) || text_is_kana(code) || text_is_hangul(code) || text_is_letter(code) ||
                       text_is_digit(code);
    }
    return text_cells(line);
}

/* Can what begins at START be set in COUNT lines, none of them of one character? */
static bool
without_alone(const struct setting *setting, size_t start, size_t count)
{
    size_t characters, len = setting->text.len;
    if (count == 1)
        return line_cells(setting, start, len, &characters) <= setting->cells && characters > 1;
    for (size_t end = start + 1; end < len; end++) {
        if (setting->breaks[end] != TEXT_BREAK_MAY)
            continue;
        if (line_cells(setting, start, end, &characters) > setting->cells)
            return false;
        if (characters > 1 && without_alone(setting, end, count - 1))
            return true;
    }
    return false;
}

static void
check_lines(const struct setting *setting, const struct layout_lines *lines)
{
    size_t at = 0, alone = 0, characters;
    bool cut = false;
    for (size_t i = 0; i < lines->count; i++) {
        const struct layout_line *line = &lines->at[i];
        must(line->start_byte == at && line->end_byte > at && line->ink_byte <= line->end_byte, "%s at %u: line %zu",
             setting->name, setting->cells, i);
        must(line->cells == line_cells(setting, at, line->end_byte, &characters), "%s at %u: %u cells", setting->name,
             setting->cells, line->cells);
        must(line->cells <= setting->cells, "%s at %u: %u cells", setting->name, setting->cells, line->cells);
        alone += characters < 2;
        cut = cut || (i > 0 && setting->breaks[at] != TEXT_BREAK_MAY);
        at = line->end_byte;
    }
    must(at == setting->text.len, "%s at %u: %zu bytes", setting->name, setting->cells, at);
    must(alone == 0 || cut || lines->count > LINES_MAX || !without_alone(setting, 0, lines->count),
         "%s at %u: a character stands alone", setting->name, setting->cells);
}

static void
test_every_headline(void **state)
{
    (void)state;
    static const char context[] = "昨天，听潮桥换支座。《渡口夜话》的读者写信来问“落雨毛”。The ferry lamp.";
    struct layout_lines lines = {0}, greedy = {0};
    for (size_t i = 0; i < BASE_COUNT(headlines); i++)
        for (int level = LINE_BREAK_BASIC; level <= LINE_BREAK_NONE; level++)
            for (uint16_t cells = MEASURE_MIN; cells <= MEASURE_MAX; cells++) {
                struct setting setting = {headlines[i], slice_of(headlines[i]), cells, NULL};
                setting.breaks = base_alloc(setting.text.len);
                layout_breaks(setting.text, (enum line_break)level, setting.breaks);
                layout_fill_headline(setting.text, cells, (enum line_break)level, slice_of(context), &lines);
                check_lines(&setting, &lines);
                struct layout_measure measure = {.cells = cells, .level = (enum line_break)level};
                layout_fill(setting.text, measure, &greedy);
                must(lines.count == greedy.count, "%s at %u: %zu lines, where %zu do", headlines[i], cells, lines.count,
                     greedy.count);
                free(setting.breaks);
            }
    layout_lines_done(&lines);
    layout_lines_done(&greedy);
}

/* What is too long to be a headline is filled as a paragraph is. */
static void
test_no_headline(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct layout_lines lines = {0}, greedy = {0};
    for (int i = 0; i < 200; i++)
        buffer_add_text(&text, "潮水");
    for (uint16_t cells = 2; cells < 120; cells = (uint16_t)(cells * 2)) {
        layout_fill_headline(buffer_slice(&text), cells, LINE_BREAK_BASIC, slice_of(""), &lines);
        layout_fill(buffer_slice(&text), (struct layout_measure){.cells = cells}, &greedy);
        assert_int_equal(lines.count, greedy.count);
        for (size_t i = 0; i < lines.count; i++)
            must(lines.at[i].start_byte == greedy.at[i].start_byte && lines.at[i].end_byte == greedy.at[i].end_byte,
                 "at %u: line %zu", cells, i);
    }
    layout_lines_done(&lines);
    layout_lines_done(&greedy);
    buffer_done(&text);
}

/* What is left before … neither opens anything nor pauses. */
static void
test_cut(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint16_t cells;
        const char *left;
    } rows[] = {
        {"听潮桥的灯亮了", 20, "听潮桥的灯亮了"},
        {"听潮桥的灯亮了", 9, "听潮桥的"},
        {"读《潮水》", 4, "读"},
        {"他说：“灯亮了”", 7, "他说"},
        {"灯，亮了", 4, "灯"},
        {"“灯”亮了", 4, "“灯”"},
        {"灯亮了 桥开了", 7, "灯亮了"},
        {"《", 2, ""},
        {"灯", 1, ""},
        {"the lamp is lit", 4, "the"},
        {"灯亮了——桥开了", 7, "灯亮了"},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        size_t bytes = layout_cut(slice_of(rows[i].text), rows[i].cells);
        must(slice_equal(slice_make(rows[i].text, bytes), slice_of(rows[i].left)), "%s at %u: %.*s", rows[i].text,
             rows[i].cells, (int)bytes, rows[i].text);
    }
}

/* A word parted at a soft hyphen shows it, and has room for it. */
static void
test_soft_hyphen(void **state)
{
    (void)state;
    struct layout_lines lines = {0};
    struct slice text = slice_of("Lamp\u00ADlighters of Harbour\u00ADmaster Lane");
    for (uint16_t cells = 8; cells <= 40; cells++) {
        layout_fill_headline(text, cells, LINE_BREAK_BASIC, slice_of(""), &lines);
        for (size_t i = 0; i < lines.count; i++) {
            struct slice ink =
                slice_make(text.at + lines.at[i].start_byte, lines.at[i].ink_byte - lines.at[i].start_byte);
            bool soft = slice_ends(ink, "\u00AD") && i + 1 < lines.count;
            must(lines.at[i].hyphen == soft && lines.at[i].cells == text_cells(ink) + soft &&
                     lines.at[i].cells <= cells,
                 "at %u: %.*s", cells, (int)ink.len, ink.at);
        }
    }
    layout_lines_done(&lines);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_joints),         cmocka_unit_test(test_words_of_the_article), cmocka_unit_test(test_even),
        cmocka_unit_test(test_every_headline), cmocka_unit_test(test_no_headline),          cmocka_unit_test(test_cut),
        cmocka_unit_test(test_soft_hyphen),
    };
    return cmocka_run_group_tests_name("layout: headlines", tests, NULL, NULL);
}
