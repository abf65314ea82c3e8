/* layout, kinds of paragraphs and the reader's choices: how each is indented, aligned, spaced, justified.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <stdlib.h>
#include <wchar.h>

static const char long_text[] =
    "昨天, 听潮桥换好了16块支座, 桥上的人端着一碗汤走过, 一滴没洒. 船工说: \"桥比人老实\", 又说GDP是什么他不懂, Wi-Fi倒是好用. "
    "鸭子不肯走, 数了1260遍还是36只; 修灯铺的灯亮到晚上10:30.";

/* ---- documents that are set as a paper's articles are */

static struct issue *
paper_new(const char *title)
{
    struct issue *issue = issue_document_new(title);
    issue->verbatim = false;
    return issue;
}

static void
add(struct issue *issue, enum issue_kind kind, const char *text)
{
    issue_document_add(issue, kind, 0, slice_of(text));
}

/* A paragraph of COUNT lines. */
static void
add_lines(struct issue *issue, enum issue_kind kind, const char *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(issue, kind, lines[i]);
    issue->paragraph_count -= count - 1;
    issue->articles[0].paragraph_count -= (uint32_t)count - 1;
    struct issue_paragraph *paragraph = &issue->paragraphs[issue->paragraph_count - 1];
    paragraph->end_line = (uint32_t)issue->line_count;
    for (uint32_t i = paragraph->first_line + 1; i < paragraph->end_line; i++) {
        issue->lines[i].role = ISSUE_JOINED;
        issue->lines[i].join = ISSUE_JOIN_LINE;
    }
}

/* What stands below the heads, as it is drawn, lines apart by |, an empty one for a gap. */
static char *
body(struct issue *issue, const struct layout_spec *style, uint16_t cells)
{
    struct layout *layout = layout_new();
    struct buffer out = {0}, scratch = {0};
    layout_set_spec(layout, style);
    struct layout_width width = layout_width(cells);
    struct layout_cursor cursor = layout_seek(layout, issue, issue->articles, width, (struct layout_place){0, 0});
    bool first = true;
    do {
        struct layout_row row = layout_row_at(&cursor);
        if (row.head)
            continue;
        struct slice text = layout_row_text(&row, &scratch);
        buffer_printf(&out, "%s%*s%.*s", first ? "" : "|", row.line.indent, "", (int)text.len, text.at);
        first = false;
    } while (layout_next(&cursor));
    buffer_done(&scratch);
    layout_free(layout);
    return buffer_take(&out);
}

static void
check_body(struct issue *issue, const struct layout_spec *style, uint16_t cells, const char *wanted)
{
    char *drawn = body(issue, style, cells);
    assert_string_equal(drawn, wanted);
    free(drawn);
    issue_free(issue);
}

static void
check_one(enum issue_kind kind, const char *text, uint16_t cells, const char *wanted)
{
    struct issue *issue = paper_new("雨");
    add(issue, kind, text);
    check_body(issue, &layout_spec_standard, cells, wanted);
}

/* ---- one kind after another */

static void
test_body_and_caption(void **state)
{
    (void)state;
    check_one(ISSUE_KIND_BODY, "雨停了, 灯亮了, 鸭子不肯走了.", 20, "    雨停了，灯亮了，|鸭子不肯走了。");
    check_one(ISSUE_KIND_CAPTION, "雨停了, 灯亮了, 鸭子不肯走了.", 20, "    雨停了，灯亮了，|鸭子不肯走了。");
    check_one(ISSUE_KIND_BODY, "ランプが交換された。きれいだ。", 20, "  ランプが交換された。|きれいだ。");
    check_one(ISSUE_KIND_BODY, "The lamp was lit at last, he said.", 20, "  The lamp was lit|at last, he said.");
}

static void
test_subhead(void **state)
{
    (void)state;
    check_one(ISSUE_KIND_SUBHEAD, "灯亮了", 40, "    灯亮了");
    check_one(ISSUE_KIND_SUBHEAD, "灯亮了 船开了 鸭子不走", 20, "    灯亮了 船开了|    鸭子不走");
    /* no room for an indent */
    check_one(ISSUE_KIND_SUBHEAD, "灯亮了", 12, "灯亮了");
}

/* What goes on stands under the first character of the text. */
static void
test_list(void **state)
{
    (void)state;
    check_one(ISSUE_KIND_LIST, "1. 首先换灯, 再修支座, 最后请鸭子.", 24,
              "    1. 首先换灯，再修支|       座，最后请鸭子。");
    check_one(ISSUE_KIND_LIST, "● 首先换灯, 再修支座, 最后请鸭子.", 24,
              "    ● 首先换灯，再修支座，|      最后请鸭子。");
    check_one(ISSUE_KIND_LIST, "（一）首先换灯, 再修支座, 最后请鸭子.", 28,
              "    （一）首先换灯，再修支座，|          最后请鸭子。");
    check_one(ISSUE_KIND_LIST, "(一) 首先换灯, 再修支座, 最后请鸭子.", 28,
              "    （一）首先换灯，再修支座，|          最后请鸭子。");
    check_one(ISSUE_KIND_LIST, "3.5米高的桥换了灯, 又换支座.", 20, "    3.5米高的桥换了|    灯，又换支座。");
}

static void
test_verse(void **state)
{
    (void)state;
    static const char *const lines[] = {"渡口的灯换了", "船工唱", "雨停了, 鸭子不肯走, 灯亮到半夜"};
    struct issue *issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_VERSE, lines, BASE_COUNT(lines));
    check_body(issue, &layout_spec_standard, 40, "    渡口的灯换了|    船工唱|    雨停了，鸭子不肯走，灯亮到半夜");
    issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_VERSE, lines, BASE_COUNT(lines));
    check_body(issue, &layout_spec_standard, 26,
               "    渡口的灯换了|    船工唱|    雨停了，鸭子不肯走，灯|        亮到半夜");
    check_one(ISSUE_KIND_VERSE, "雨停了", 40, "    雨停了");
}

static void
test_table(void **state)
{
    (void)state;
    static const char *const rows[] = {"船名\t班次\t票价", "听潮号\t12\t3元", "渡口一号\t8\t12.50元"};
    static const char *const blanks[] = {"船名  班次   票价", "听潮号   12  3元"};
    static const char *const wide[] = {"船名　班次", "听潮号　12"};
    static const char *const single[] = {"船队 班次 票价", "听潮 12 3元", "渡口一 8 12.50元"};
    static const char *const ragged[] = {"船名\t班次", "停航", "听潮号\t12\t备注"};
    struct issue *issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_TABLE, rows, BASE_COUNT(rows));
    check_body(issue, &layout_spec_standard, 40, "船名      班次  票价|听潮号    12    3元|渡口一号  8     12.50元");
    issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_TABLE, blanks, BASE_COUNT(blanks));
    check_body(issue, &layout_spec_standard, 40, "船名    班次  票价|听潮号  12    3元");
    issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_TABLE, wide, BASE_COUNT(wide));
    check_body(issue, &layout_spec_standard, 40, "船名    班次|听潮号  12");
    issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_TABLE, single, BASE_COUNT(single));
    check_body(issue, &layout_spec_standard, 40, "船队    班次  票价|听潮    12    3元|渡口一  8     12.50元");
    issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_TABLE, ragged, BASE_COUNT(ragged));
    check_body(issue, &layout_spec_standard, 40, "船名    班次|停航|听潮号  12    备注");
}

/* Nothing is restored, tabs go to stops of four, and what does not fit is further in than its line. */
static void
test_code(void **state)
{
    (void)state;
    static const char *const lines[] = {"lamp(灯, x)...", "", "    on;\tboat\t// 船", "\tend"};
    struct issue *issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_CODE, lines, BASE_COUNT(lines));
    for (size_t i = 0; i < issue->line_count; i++)
        issue->lines[i].kept = true;
    check_body(issue, &layout_spec_standard, 40, "    lamp(灯, x)...|    |        on; boat    // 船|        end");
    issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_CODE, lines, BASE_COUNT(lines));
    for (size_t i = 0; i < issue->line_count; i++)
        issue->lines[i].kept = true;
    check_body(issue, &layout_spec_standard, 24,
               "    lamp(灯, x)...|    |        on; boat    //|            船|        end");
    check_one(ISSUE_KIND_CODE, "lamp_boat_lamp_boat_lamp_boat", 16,
              "    lamp_boat_la|        mp_boat_|        lamp_boa|        t");
}

/* Bars part cells as blanks do; what is drawn is a line as wide as the table. */
static void
test_drawn_table(void **state)
{
    (void)state;
    static const char *const bars[] = {"| 船名 | 班次 |", "|------|------|", "| 听潮号 | 12 |", "| 渡口一号 | |"};
    static const char *const boxes[] = {"┌──┬──┐", "│船名│班次│", "├──┼──┤", "│听潮号│12│", "└──┴──┘"};
    static const char *const bare[] = {"船名|班次|票价", "听潮号|12|3元"};
    struct issue *issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_TABLE, bars, BASE_COUNT(bars));
    check_body(issue, &layout_spec_standard, 40, "船名      班次|--------------|听潮号    12|渡口一号");
    issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_TABLE, boxes, BASE_COUNT(boxes));
    check_body(issue, &layout_spec_standard, 40, "------------|船名    班次|------------|听潮号  12|------------");
    issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_TABLE, bare, BASE_COUNT(bare));
    check_body(issue, &layout_spec_standard, 40, "船名    班次  票价|听潮号  12    3元");
}

/* A table that does not fit keeps the blanks of its source. */
static void
test_wide_table(void **state)
{
    (void)state;
    static const char *const rows[] = {"船名  班次", "听潮号改装以后的名字  12"};
    struct issue *issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_TABLE, rows, BASE_COUNT(rows));
    check_body(issue, &layout_spec_standard, 26, "船名                  班次|听潮号改装以后的名字  12");
    issue = paper_new("雨");
    add_lines(issue, ISSUE_KIND_TABLE, rows, BASE_COUNT(rows));
    check_body(issue, &layout_spec_standard, 22, "船名  班次|听潮号改装以后的名字|    12");
}

static void
test_credit(void **state)
{
    (void)state;
    check_one(ISSUE_KIND_CREDIT, "(田一麦)", 20, "          （田一麦）");
    check_one(ISSUE_KIND_CREDIT, "田一麦 沈小禾", 21, "        田一麦 沈小禾");
    check_one(ISSUE_KIND_CREDIT, "The Harrow Ferry Desk", 12, "  The Harrow|  Ferry Desk");
}

/* Who speaks is told apart, however the text is changed for the eye; a paragraph otherwise. */
static void
test_speech(void **state)
{
    (void)state;
    check_one(ISSUE_KIND_SPEECH, "记者: 雨停了吗? 灯亮了吗?", 20, "    记者：雨停了吗？|灯亮了吗？");
    static const char text[] = "船工 : 雨停了, 灯亮了, 鸭子不肯走.";
    struct issue *issue = paper_new("雨");
    struct layout *layout = layout_new();
    struct layout_spec style = layout_spec_standard;
    style.justify = true;
    layout_set_spec(layout, &style);
    add(issue, ISSUE_KIND_SPEECH, text);
    issue->paragraphs[0].speaker_bytes = (uint16_t)strlen("船工 : ");
    for (uint16_t cells = 2; cells < 40; cells++) {
        struct buffer speaker = {0};
        struct layout_cursor cursor =
            layout_seek(layout, issue, issue->articles, layout_width(cells), (struct layout_place){2, 0});
        do {
            struct layout_row row = layout_row_at(&cursor);
            assert_int_equal(row.kind, LAYOUT_SPEECH);
            assert_true(row.line.start_byte + row.speaker_bytes <= row.line.ink_byte);
            buffer_add(&speaker, row.text.at + row.line.start_byte, row.speaker_bytes);
        } while (layout_next(&cursor));
        assert_text(buffer_slice(&speaker), "船工：");
        buffer_done(&speaker);
    }
    layout_free(layout);
    issue_free(issue);
}

/* A section's head stands above the headline of every article in it. */
static void
test_section(void **state)
{
    (void)state;
    struct issue *issue = paper_new("雨停了");
    add(issue, ISSUE_KIND_BODY, "灯亮了。");
    issue->articles[0].section_line = 1;
    static const enum layout_kind kinds[] = {LAYOUT_SECTION, LAYOUT_HEADLINE, LAYOUT_GAP, LAYOUT_BODY};
    struct layout *layout = layout_new();
    struct layout_cursor cursor =
        layout_seek(layout, issue, issue->articles, layout_width(20), (struct layout_place){0, 0});
    for (size_t i = 0; i < BASE_COUNT(kinds); i++) {
        struct layout_row row = layout_row_at(&cursor);
        assert_int_equal(row.kind, kinds[i]);
        assert_int_equal(row.head, i < 3);
        assert_int_equal(layout_next(&cursor), i + 1 < BASE_COUNT(kinds));
    }
    layout_free(layout);
    issue_free(issue);
}

/* The program's own words are shown as they are, whatever the reader chose for a paper. */
static void
test_verbatim(void **state)
{
    (void)state;
    struct layout_spec style = layout_spec_standard;
    style.indent = 8;
    style.paragraph_gap = 2;
    style.center = true;
    struct issue *issue = issue_document_new("按键");
    add(issue, ISSUE_KIND_BODY, "空格, 往下读(一页).");
    add(issue, ISSUE_KIND_BODY, "回车.");
    check_body(issue, &style, 40, "    空格, 往下读(一页).|    回车.");
}

/* ---- choices */

static void
test_indent(void **state)
{
    (void)state;
    for (uint8_t em = 0; em <= 8; em++)
        for (uint16_t cells = 2; cells <= 100; cells += 7) {
            struct layout_spec style = layout_spec_standard;
            struct layout *layout = layout_new();
            struct issue *issue = paper_new("雨");
            style.indent = em;
            layout_set_spec(layout, &style);
            add(issue, ISSUE_KIND_BODY, long_text);
            struct layout_cursor cursor =
                layout_seek(layout, issue, issue->articles, layout_width(cells), (struct layout_place){2, 0});
            struct layout_row row = layout_row_at(&cursor);
            must(row.line.indent == 2 * em || (2 * em > cells / 4 && row.line.indent <= cells / 4),
                 "%u em at %u cells: %u", em, cells, row.line.indent);
            while (layout_next(&cursor)) {
                row = layout_row_at(&cursor);
                must(row.line.indent == 0, "%u em at %u cells: a later line has %u", em, cells, row.line.indent);
            }
            layout_free(layout);
            issue_free(issue);
        }
}

static void
test_paragraph_gaps(void **state)
{
    (void)state;
    static const char *const wanted[] = {"    雨停了。|    灯亮了。|船开了", "    雨停了。||    灯亮了。||船开了",
                                         "    雨停了。|||    灯亮了。|||船开了"};
    for (uint8_t gap = 0; gap <= 2; gap++) {
        struct layout_spec style = layout_spec_standard;
        struct issue *issue = paper_new("雨");
        style.paragraph_gap = gap;
        add(issue, ISSUE_KIND_BODY, "雨停了.");
        add(issue, ISSUE_KIND_BODY, "灯亮了.");
        add(issue, ISSUE_KIND_TABLE, "船开了");
        check_body(issue, &style, 40, wanted[gap]);
    }
}

static void
test_center(void **state)
{
    (void)state;
    struct layout_spec style = layout_spec_standard;
    struct layout *layout = layout_new();
    struct issue *issue = paper_new("听潮桥换好16块支座 一碗汤没洒");
    style.center = true;
    layout_set_spec(layout, &style);
    add(issue, ISSUE_KIND_BODY, long_text);
    for (uint16_t cells = 2; cells < 80; cells++) {
        struct layout_cursor cursor =
            layout_seek(layout, issue, issue->articles, layout_width(cells), (struct layout_place){0, 0});
        for (struct layout_row row; (row = layout_row_at(&cursor)).kind == LAYOUT_HEADLINE; layout_next(&cursor)) {
            size_t ink = text_cells(layout_row_ink(&row)), left = row.line.indent;
            must(row.line.cells == left + ink && left + ink <= cells, "%u cells", cells);
            must(left == (cells - ink) / 2, "%zu cells left of %zu in %u", left, ink, cells);
        }
    }
    layout_free(layout);
    issue_free(issue);
}

/* ---- justified lines */

/* Where one blank more would tear nothing: at a blank, between scripts, after a mark that no other one follows. */
static unsigned
count_joints(struct slice ink)
{
    unsigned count = 0;
    char32_t before = 0, code;
    for (size_t at = 0; at < ink.len; before = code) {
        at += text_decode(ink.at + at, &code);
        bool word = text_is_letter(code) || (code >= '0' && code <= '9');
        bool word_before = text_is_letter(before) || (before >= '0' && before <= '9');
        bool mark = before != 0 && wcschr(L"、，。：；！？”’", (wchar_t)before) != NULL &&
                    wcschr(L"、，。：；！？”’）》」』】·—", (wchar_t)code) == NULL;
        count += (before == ' ' && code != ' ') || (text_is_han(before) && word) ||
                 (word_before && text_is_han(code)) || mark;
    }
    return count;
}

/* Without blanks, both are the same: nothing is lost and nothing comes in. */
static bool
same_ink(struct slice a, struct slice b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.len && a.at[i] == ' ')
            i++;
        while (k < b.len && b.at[k] == ' ')
            k++;
        if (i == a.len || k == b.len)
            return i == a.len && k == b.len;
        if (a.at[i++] != b.at[k++])
            return false;
    }
}

static void
check_justified(const struct layout_row *row, uint16_t cells, bool last)
{
    struct buffer scratch = {0};
    struct slice ink = layout_row_ink(row), drawn = layout_row_text(row, &scratch);
    size_t width = row->line.indent + text_cells(drawn);
    bool squeezed = row->line.squeeze_byte < row->line.ink_byte;
    if (last || row->line.cells >= cells || cells - row->line.cells > 3)
        must(row->line.stretch == 0 && width == row->line.cells, "at %u: stretched by %u: %.*s", cells,
             row->line.stretch, (int)drawn.len, drawn.at);
    else
        must(width == cells || (width == row->line.cells && count_joints(ink) < row->line.stretch),
             "at %u: %zu cells: %.*s", cells, width, (int)drawn.len, drawn.at);
    must(squeezed || same_ink(ink, drawn), "at %u: %.*s became %.*s", cells, (int)ink.len, ink.at, (int)drawn.len,
         drawn.at);
    buffer_done(&scratch);
}

static void
test_justify(void **state)
{
    (void)state;
    struct layout_spec style = layout_spec_standard;
    struct layout *layout = layout_new();
    struct issue *issue = paper_new("听潮桥换好16块支座 一碗汤没洒");
    style.justify = true;
    add(issue, ISSUE_KIND_BODY, long_text);
    add(issue, ISSUE_KIND_BODY,
        "The ferryman tied the rope three times around the old post, and then he looked at the ducks.");
    for (int hang = 0; hang <= 1; hang++)
        for (uint16_t cells = 8; cells <= 80; cells++) {
            style.hang = hang;
            layout_set_spec(layout, &style);
            struct layout_cursor cursor =
                layout_seek(layout, issue, issue->articles, layout_width(cells), (struct layout_place){0, 0});
            for (bool more = true; more; more = layout_next(&cursor)) {
                struct layout_row row = layout_row_at(&cursor);
                struct layout_cursor next = cursor;
                bool last = row.head || !layout_next(&next) || next.item != cursor.item;
                check_justified(&row, cells, last);
            }
        }
    layout_free(layout);
    issue_free(issue);
}

static void
test_justified_examples(void **state)
{
    (void)state;
    struct layout_spec style = layout_spec_standard;
    style.justify = true;
    struct issue *issue = paper_new("雨");
    add(issue, ISSUE_KIND_BODY, "The lamp was lit at last, the ferryman said to us.");
    /* the first line is full, the second lacks too much */
    check_body(issue, &style, 18, "  The lamp was lit|at last, the|ferryman  said  to|us.");
    issue = paper_new("雨");
    add(issue, ISSUE_KIND_BODY, "A ferryman lights lamps along harbours now.");
    /* one blank a joint: a single joint is not torn open for three */
    check_body(issue, &style, 15, "  A ferryman|lights lamps|along  harbours|now.");
    issue = paper_new("雨");
    add(issue, ISSUE_KIND_BODY, "甲乙丙丁戊己庚辛壬癸子丑寅卯");
    /* between two ideographs no blank goes */
    check_body(issue, &style, 13, "  甲乙丙丁戊|己庚辛壬癸子|丑寅卯");
}

/* ---- places outlive a change of the measure and of the style */

static void
check_places(struct layout *layout, const struct issue *issue, const struct layout_spec *from,
             const struct layout_spec *to, uint16_t cells, uint16_t other_cells)
{
    struct layout_place places[400];
    size_t count = 0;
    layout_set_spec(layout, from);
    struct layout_cursor cursor =
        layout_seek(layout, issue, issue->articles, layout_width(cells), (struct layout_place){0, 0});
    do
        places[count++] = layout_place_at(&cursor);
    while (layout_next(&cursor) && count < BASE_COUNT(places));
    layout_set_spec(layout, to);
    for (size_t i = 0; i < count; i++) {
        cursor = layout_seek(layout, issue, issue->articles, layout_width(other_cells), places[i]);
        struct layout_row row = layout_row_at(&cursor);
        bool holds =
            row.start_byte <= places[i].byte && (places[i].byte < row.end_byte || row.start_byte == row.end_byte);
        must(row.item == places[i].item && holds, "%u to %u cells: item %u, byte %u is in %u, %u to %u", cells,
             other_cells, places[i].item, places[i].byte, row.item, row.start_byte, row.end_byte);
    }
}

static void
test_places(void **state)
{
    (void)state;
    struct layout_spec styles[6];
    for (size_t i = 0; i < BASE_COUNT(styles); i++)
        styles[i] = layout_spec_standard;
    styles[1].restore = false;
    styles[2].spacing = SPACING_BLANK;
    styles[3].spacing = SPACING_NONE;
    styles[4].justify = styles[4].center = true;
    styles[5].hang = false;
    styles[5].level = LINE_BREAK_STRICT;
    static const char *const table[] = {"船名\t班次", "听潮号改装以后的名字\t12"};
    struct layout *layout = layout_new();
    struct issue *issue = paper_new("听潮桥换好16块支座, 一碗汤没洒");
    add(issue, ISSUE_KIND_BODY, long_text);
    add_lines(issue, ISSUE_KIND_TABLE, table, BASE_COUNT(table));
    add(issue, ISSUE_KIND_LIST, "(一) 首先换灯 , 再在 Wi-Fi 环境下修支座 ; 最后请鸭子 .");
    add(issue, ISSUE_KIND_CREDIT, "(田一麦)");
    for (size_t from = 0; from < BASE_COUNT(styles); from++)
        for (size_t to = 0; to < BASE_COUNT(styles); to++)
            for (uint16_t cells = 4; cells <= 60; cells += support_is_slow() ? 28 : 4)
                for (uint16_t other = 4; other <= 60; other += support_is_slow() ? 21 : 3)
                    check_places(layout, issue, &styles[from], &styles[to], cells, other);
    layout_free(layout);
    issue_free(issue);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_body_and_caption),
        cmocka_unit_test(test_subhead),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_verse),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_code),
        cmocka_unit_test(test_drawn_table),
        cmocka_unit_test(test_wide_table),
        cmocka_unit_test(test_credit),
        cmocka_unit_test(test_speech),
        cmocka_unit_test(test_section),
        cmocka_unit_test(test_verbatim),
        cmocka_unit_test(test_indent),
        cmocka_unit_test(test_paragraph_gaps),
        cmocka_unit_test(test_center),
        cmocka_unit_test(test_justify),
        cmocka_unit_test(test_justified_examples),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests_name("layout: kinds and choices", tests, NULL, NULL);
}
