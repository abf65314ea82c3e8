/* layout and issue: places of an article and bytes of its file, seams that are marked, and the source line by line.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* Columns that a page has cut in every way: inside a word, after a comma, before a bracket; one with characters lost,
   which stand in the last line. */
static const char page[] = "渡口晚报　2031年6月7日　星期六\n\n"
                           "灯船换了灯泡\n\n"
                           "本报讯 (记者 容与) 昨夜的风里灯船\n\n"
                           "靠岸时, 亮度是旧的三倍半,\n\n"
                           "看守人说: 亮得能看书\n\n"
                           "(报纸也行), 围观的人数不清。\n\n"
                           "有人带了板凳, 有人带了 ferry\n\n"
                           "tickets and a lan-\n\n"
                           "tern, 到天亮才散。灯船昨夜靠岸时没有人说话。\n";

static struct issue *
recover_page(void)
{
    static const struct parser_mend mends[] = {{6, ISSUE_JOINED, false},
                                               {8, ISSUE_JOINED, false},
                                               {10, ISSUE_JOINED, false},
                                               {14, ISSUE_JOINED, false},
                                               {16, ISSUE_JOINED, false}};
    size_t len = strlen(page);
    char *text = base_strndup(page, len);
    return parser_recover((struct parser_source){
        .path = "20310607.txt", .text = text, .bytes = len, .mends = mends, .mend_count = BASE_COUNT(mends)});
}

/* Sections, briefs, a table, an interview, a story that goes on on another page behind a picture, and a signature. */
static const struct {
    const char *text, *roles;
} mixed[] = {
    {"渡口短讯\n灯换了\n灯亮了。\n体育\n　　鸭子赛跑，鸭子不跑。\n船开了。\n桥修好了\n（记者 容与）\n雨停了。\n",
     "SHbSBBHyb"},
    {"潮汐表\n日期\t早潮\t晚潮\n一日\t3.1\t3.4\n二日\t3.2\t3.5\n三日\t3.3\t3.6\n潮水照旧。\n", "Hbbbbb"},
    {"看守人谈灯\n记者：灯亮吗？\n看守人：亮得能看书。\n记者：报纸呢？\n看守人：也行。\n记者：谢谢。\n", "Hbbbbb"},
    {"灯船换灯泡\n　　灯船昨夜换灯泡，亮度是旧的三倍半，看守人说\n图为灯船。\n（下转第3版）\n桥修好了\n雨停了。\n第3版\n"
     "灯船换灯泡\n（上接第1版）亮得能看书，\n\n报纸也行。\n它是第十二只。\n（容与）\n",
     "HbcbHbfHb_jbb"},
    {"灯船换灯泡\n灯亮了。灯船昨夜换 (下转3版)\n桥修好了\n雨停了。\n灯船换灯泡\n(上接1版) 灯泡，第十二只。\n本报讯 灯塔也换。\n",
     "HbHbHbb"},
};

/* The page, what is mixed, the samples and trouble; NULL when there are no more. */
static struct issue *
issue_number(size_t index)
{
    struct buffer text = {0};
    if (index == 0)
        return recover_page();
    if (index <= BASE_COUNT(mixed))
        return support_recover_roles(mixed[index - 1].text, mixed[index - 1].roles);
    index -= BASE_COUNT(mixed) + 1;
    if (support_sample(index) != NULL)
        return support_sample_issue(index);
    size_t samples = 0;
    while (support_sample(samples) != NULL)
        samples++;
    const char *name = support_add_nasty(&text, index - samples, 3000);
    struct issue *issue = name != NULL ? support_recover(name, buffer_slice(&text)) : NULL;
    buffer_done(&text);
    return issue;
}

/* ---- places and bytes */

/* The lines of a paragraph say together what the paragraph says. */
static void
check_pieces(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    struct buffer scratch = {0};
    struct slice text = issue_paragraph_text(issue, paragraph, &scratch);
    struct issue_piece piece = issue_first_piece(issue, paragraph);
    size_t end = 0;
    do {
        struct slice own = issue_span_text(issue, piece.span);
        /* a hyphen at the end of a line is not there any more */
        size_t shown = own.len < text.len - piece.byte ? own.len : text.len - piece.byte;
        must(piece.byte <= text.len && (end == 0 || piece.byte + 1 >= end), "line %u at %u", piece.line, piece.byte);
        size_t same = shown > 0 && own.at[shown - 1] == '-' ? shown - 1 : shown;
        must(memcmp(own.at, text.at + piece.byte, same) == 0, "line %u at %u", piece.line, piece.byte);
        end = piece.byte + own.len;
    } while (issue_next_piece(issue, paragraph, &piece));
    assert_int_equal(end, text.len);
    buffer_done(&scratch);
}

static void
test_pieces(void **state)
{
    struct issue *issue;
    (void)state;
    for (size_t i = 0; (issue = issue_number(i)) != NULL; i++) {
        for (size_t p = 0; p < issue->paragraph_count; p++)
            check_pieces(issue, &issue->paragraphs[p]);
        issue_free(issue);
    }
}

static bool
same_place(struct layout_place a, struct layout_place b)
{
    return a.item == b.item && a.byte == b.byte;
}

/* Is a row of the kind none of the article's own lines? A gap; the section that an article before it has begun; a byline
   that is a signature below the text. */
static bool
is_elsewhere(const struct issue *issue, const struct issue_article *article, enum layout_kind kind)
{
    bool below = article->byline_line == ISSUE_NO_LINE && article->source.bytes == 0;
    if (below && article->paragraph_count > 0) {
        const struct issue_paragraph *first = &issue->paragraphs[article->first_paragraph];
        below = article->byline.start_byte >= issue_first_piece(issue, first).span.start_byte + first->lead_bytes;
    }
    return kind == LAYOUT_GAP || (kind == LAYOUT_SECTION && !issue_opens_section(article)) ||
           (kind == LAYOUT_BYLINE && below);
}

/* From every row to the file and back; an empty row is where the next one is. */
static void
check_places(struct layout *layout, const struct issue *issue, const struct issue_article *article, uint16_t cells)
{
    struct layout_cursor cursor = layout_seek(layout, issue, article, layout_width(cells), (struct layout_place){0, 0});
    do {
        struct layout_row row = layout_row_at(&cursor);
        struct layout_place place = layout_place_at(&cursor), wanted = place;
        uint32_t byte = layout_byte_of_place(layout, issue, article, place);
        uint32_t line = issue_line_at(issue, byte);
        must(issue_article_of(issue, line) == article, "%s: line %u", issue->path, line);
        if (is_elsewhere(issue, article, row.kind)) {
            struct layout_cursor next = cursor;
            do
                wanted = layout_next(&next) ? layout_place_at(&next) : place;
            while (!same_place(wanted, place) && is_elsewhere(issue, article, layout_row_at(&next).kind));
        } else if (row.kind == LAYOUT_BYLINE) {
            wanted.byte = 0; /* made of names: it has no bytes of its own */
        }
        struct layout_place back = layout_place_of_byte(layout, issue, article, byte);
        must(same_place(back, wanted), "%s: %u/%u became %u/%u by %u", issue->path, wanted.item, wanted.byte, back.item,
             back.byte, byte);
    } while (layout_next(&cursor));
}

static void
test_places(void **state)
{
    static const uint16_t measures[] = {2, 17, 40, 80};
    struct layout *layout = layout_new();
    struct issue *issue;
    (void)state;
    for (size_t i = 0; (issue = issue_number(i)) != NULL; i++) {
        for (size_t m = 0; m < BASE_COUNT(measures); m++)
            for (size_t a = 0; a < issue->article_count; a++) {
                struct layout_style style = layout_style_standard;
                style.paragraph_gap = (uint8_t)(m % 2);
                layout_set_style(layout, &style);
                check_places(layout, issue, &issue->articles[a], measures[m]);
            }
        layout_forget(layout);
        issue_free(issue);
    }
    layout_free(layout);
}

/* Any byte at all has a place, and its line an article. */
static void
test_bytes(void **state)
{
    struct layout *layout = layout_new();
    struct issue *issue;
    (void)state;
    for (size_t i = 0; (issue = issue_number(i)) != NULL; i++) {
        for (uint32_t byte = 0; byte < issue->text_bytes && issue->article_count > 0;
             byte += support_is_slow() ? 31 : 3) {
            uint32_t line = issue_line_at(issue, byte);
            const struct issue_line *at = &issue->lines[line];
            must(at->start_byte <= byte, "%s: byte %u in line %u", issue->path, byte, line);
            if (line + 1 < issue->line_count)
                must(issue->lines[line + 1].start_byte > byte, "%s: byte %u in line %u", issue->path, byte, line);
            const struct issue_article *article = issue_article_of(issue, line);
            if (article == NULL)
                continue;
            struct layout_place place = layout_place_of_byte(layout, issue, article, byte);
            uint32_t back = issue_line_at(issue, layout_byte_of_place(layout, issue, article, place));
            bool text = issue_role_begins(at->role) || at->role == ISSUE_HEADLINE || at->role == ISSUE_DECK;
            /* what is cut off at a line's end is where the next one begins */
            const struct slice own = issue_line_words(issue, line);
            text = text && issue->text + byte + 1 < own.at + own.len;
            /* a dateline may be shown with the line that has the names */
            struct layout_cursor cursor = layout_seek(layout, issue, article, layout_width(40), place);
            bool byline = layout_row_at(&cursor).kind == LAYOUT_BYLINE;
            must(!text || back == line || byline, "%s: line %u became %u", issue->path, line, back);
        }
        layout_forget(layout);
        issue_free(issue);
    }
    layout_free(layout);
}

/* ---- seams */

static size_t
count_marks(struct slice text)
{
    size_t count = 0;
    for (size_t at = 0; (at = slice_find(text, "\u00A6")) != SIZE_MAX; text = slice_from(text, at + 2))
        count++;
    return count;
}

/* The marks of a row stand where they are said to, it is as wide as it may be, and begins where a line may. */
static void
check_row(const struct layout_row *row, uint16_t cells, const char *breaks, size_t *marks)
{
    struct buffer scratch = {0};
    struct slice drawn = layout_row_text(row, &scratch);
    must(row->line.indent + text_cells(drawn) <= (size_t)cells + LAYOUT_GUTTER, "%.*s", (int)drawn.len, drawn.at);
    size_t wide = row->line.indent + text_cells(drawn);
    must(wide == row->line.cells || wide == (size_t)row->line.cells + row->line.stretch, "%.*s: %u cells",
         (int)drawn.len, drawn.at, row->line.cells);
    if (row->line.start_byte > 0)
        must(breaks[row->line.start_byte] == TEXT_BREAK_MAY, "begins with %.*s", (int)drawn.len, drawn.at);
    struct layout_ruler ruler = {.count = 0};
    layout_ruler_set(&ruler, row);
    for (size_t i = 0; i < row->spot_count; i++) {
        const char *mark = layout_spot_sign(row->spots[i].kind);
        struct slice before = slice_make(drawn.at, text_fit(drawn, layout_ruler_col(&ruler, row->spots[i].start_byte)));
        must(slice_ends(before, mark), "%.*s ends with no mark", (int)before.len, before.at);
        *marks += count_marks(slice_of(mark));
    }
    assert_int_equal(row->spot_count > 0, count_marks(drawn) > 0);
    layout_ruler_done(&ruler);
    buffer_done(&scratch);
}

/* The rows of the page's article with seams; returns how many ¦ there are. */
static size_t
check_seams(struct layout *layout, const struct issue *issue, const struct layout_style *style, uint16_t cells)
{
    struct layout_cursor cursor =
        layout_seek(layout, issue, &issue->articles[0], layout_width(cells), (struct layout_place){0, 0});
    size_t marks = 0;
    do {
        struct layout_row row = layout_row_at(&cursor);
        char *breaks = base_alloc(row.text.len + 1);
        if (row.text.len > 0)
            layout_breaks(row.text, style->level, breaks);
        if (!row.head)
            check_row(&row, cells, breaks, &marks);
        free(breaks);
    } while (layout_next(&cursor));
    return marks;
}

static void
test_seams(void **state)
{
    struct issue *issue = recover_page();
    struct layout *layout = layout_new();
    (void)state;
    assert_int_equal(issue->article_count, 1);
    for (uint16_t cells = 16; cells < 120; cells++)
        for (int turn = 0; turn < 4; turn++) {
            struct layout_style style = layout_style_standard;
            style.seams = true;
            style.justify = turn & 1;
            style.restore = turn & 2;
            layout_set_style(layout, &style);
            /* five joins, one with characters lost: ¦?¦ */
            assert_int_equal(check_seams(layout, issue, &style, cells), 6);
            style.seams = false;
            layout_set_style(layout, &style);
            assert_int_equal(check_seams(layout, issue, &style, cells), 0);
        }
    /* no room to spare */
    struct layout_style style = layout_style_standard;
    style.seams = true;
    layout_set_style(layout, &style);
    assert_int_equal(check_seams(layout, issue, &style, 14), 0);
    layout_free(layout);
    issue_free(issue);
}

/* Places and the shown text know nothing of marks. */
static void
test_seams_change_no_place(void **state)
{
    struct issue *issue = recover_page();
    struct layout *plain = layout_new(), *marked = layout_new();
    struct layout_style style = layout_style_standard;
    (void)state;
    style.seams = true;
    layout_set_style(marked, &style);
    const struct issue_article *article = &issue->articles[0];
    for (uint32_t byte = issue->lines[4].start_byte; byte < issue->text_bytes; byte++) {
        struct layout_place place = layout_place_of_byte(plain, issue, article, byte);
        assert_true(same_place(place, layout_place_of_byte(marked, issue, article, byte)));
        struct layout_cursor cursor = layout_seek(marked, issue, article, layout_width(30), place);
        struct layout_row row = layout_row_at(&cursor);
        must(row.item == place.item && row.start_byte <= place.byte && place.byte <= row.end_byte, "byte %u", byte);
        struct layout_cursor other = layout_seek(plain, issue, article, layout_width(30), place);
        assert_true(slice_equal(row.text, layout_row_at(&other).text));
    }
    layout_free(plain);
    layout_free(marked);
    issue_free(issue);
}

/* ---- the source */

/* Every line whole, in rows that fit; nothing of it but white space unseen. */
static void
check_source(struct layout *layout, const struct issue *issue, uint16_t cells)
{
    struct layout_cursor cursor = layout_seek(layout, issue, NULL, layout_width(cells), (struct layout_place){0, 0});
    uint32_t line = 0, byte = 0;
    do {
        struct layout_row row = layout_row_at(&cursor);
        if (row.item != line) {
            must(byte == issue->lines[line].bytes && row.item == line + 1, "%s: line %u", issue->path, line);
            line = row.item;
            byte = 0;
        }
        must(row.kind == LAYOUT_SOURCE && row.start_byte == byte, "%s: line %u", issue->path, line);
        byte = row.end_byte;
        struct text_cluster first = {.cells = 0};
        if (row.line.ink_byte > row.line.start_byte)
            first = text_cluster_at(layout_row_ink(&row), 0);
        size_t wide = text_cells(layout_row_ink(&row));
        must(wide <= cells || wide == first.cells, "%s: line %u is %zu wide", issue->path, line, wide);
        struct layout_place place = layout_place_at(&cursor);
        uint32_t whole = layout_byte_of_place(layout, issue, NULL, place);
        must(whole == issue->lines[line].start_byte + place.byte, "%s: line %u", issue->path, line);
    } while (layout_next(&cursor));
    must(line + 1 == issue->line_count && byte == issue->lines[line].bytes, "%s ends in line %u", issue->path, line);
    assert_int_equal(layout_percent(&cursor, true), 100);
}

static void
test_source(void **state)
{
    struct layout *layout = layout_new();
    struct issue *issue;
    (void)state;
    for (size_t i = 0; (issue = issue_number(i)) != NULL; i++) {
        for (uint16_t cells = 2; cells < 100 && issue->line_count > 0; cells = (uint16_t)(cells + 13))
            check_source(layout, issue, cells);
        layout_forget(layout);
        issue_free(issue);
    }
    layout_free(layout);
}

/* What an article drops is seen in its source. */
static void
test_source_shows_all(void **state)
{
    static const char text[] = "隐\u200B形\u00AD字\u2060, a\u034Fb\n";
    struct issue *issue = support_recover("x", slice_of(text));
    struct layout *layout = layout_new();
    (void)state;
    struct layout_cursor cursor = layout_seek(layout, issue, NULL, layout_width(80), (struct layout_place){0, 0});
    struct layout_row row = layout_row_at(&cursor);
    assert_text(row.text, "隐‹200B›形‹AD›字‹2060›, a‹34F›b");
    assert_int_equal(row.spot_count, 4);
    struct layout_ruler ruler = {.count = 0};
    layout_ruler_set(&ruler, &row);
    for (size_t i = 0; i < row.spot_count; i++) {
        assert_int_equal(row.spots[i].kind, LAYOUT_SPOT_TAG);
        assert_true(slice_starts(slice_from(row.text, row.spots[i].start_byte), "‹"));
        struct slice tag = slice_make(row.text.at, row.spots[i].end_byte);
        assert_true(slice_ends(tag, "›"));
        assert_int_equal(layout_ruler_col(&ruler, row.spots[i].end_byte), text_cells(tag));
    }
    layout_ruler_done(&ruler);
    layout_free(layout);
    issue_free(issue);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_seams),
        cmocka_unit_test(test_seams_change_no_place),
        cmocka_unit_test(test_source),
        cmocka_unit_test(test_source_shows_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
