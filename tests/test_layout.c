/* layout: an article row by row, down and up the same, every place found again, at many widths.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <dirent.h>
#include <stdlib.h>

enum { MEASURE_MIN = 2, MEASURE_MAX = 120 };

/* The next measure to try. */
static uint16_t
next_measure(uint16_t measure)
{
    return (uint16_t)(measure + (support_is_slow() ? 59 : 3));
}

/* ---- articles */

struct places {
    struct layout_place *at;
    size_t count, capacity;
};

static bool
same_place(struct layout_place a, struct layout_place b)
{
    return a.item == b.item && a.byte == b.byte;
}

/* What an item says in the source; an empty text for gaps. */
static struct slice
item_source(const struct layout_cursor *cursor, struct buffer *scratch)
{
    const struct issue_article *article = cursor->article;
    uint32_t item = cursor->item, sections = article->section_line != ISSUE_NO_LINE;
    uint32_t heads = sections + article->head_count;
    buffer_clear(scratch);
    if (item < heads)
        return issue_line_text(cursor->issue,
                               item < sections ? article->section_line : article->head_lines[item - sections]);
    item -= heads + (heads > 0);
    if (layout_row_at(cursor).kind == LAYOUT_BYLINE)
        issue_add_byline(scratch, cursor->issue, article);
    if (layout_row_at(cursor).head)
        return scratch->len > 0 ? buffer_slice(scratch) : slice_of("");
    item -= article->byline.bytes > 0 || article->source.bytes > 0 ? 2 : 0;
    const struct issue_paragraph *paragraph = &cursor->issue->paragraphs[article->first_paragraph + item];
    return slice_from(issue_paragraph_text(cursor->issue, paragraph, scratch), paragraph->lead_bytes);
}

/* The next letter, digit or ideograph of TEXT from *AT on, 0 at its end: what no restoring changes. */
static char32_t
next_letter(struct slice text, size_t *at)
{
    while (*at < text.len) {
        char32_t code;
        *at += text_decode(text.at + *at, &code);
        if (text_is_han(code) || text_is_kana(code) || text_is_hangul(code) || text_is_letter(code) ||
            text_is_digit(code))
            return code;
    }
    return 0;
}

/* The row says what the source says from its first byte to its last. */
static void
check_text(const struct layout_row *row, struct slice source, const char *name)
{
    struct slice shown = slice_make(row->text.at + row->line.start_byte, row->line.end_byte - row->line.start_byte);
    struct slice own = slice_make(source.at + row->start_byte, row->end_byte - row->start_byte);
    must(row->end_byte >= row->start_byte && row->end_byte <= source.len, "%s: bytes %u to %u", name, row->start_byte,
         row->end_byte);
    char32_t code = 1;
    for (size_t at = 0, other = 0; code != 0;) {
        code = next_letter(own, &at);
        must(next_letter(shown, &other) == code, "%s: %.*s stands for %.*s", name, (int)shown.len, shown.at,
             (int)own.len, own.at);
    }
}

/* As wide as its line says, and no wider than the measure, but for a mark that hangs or a character that is wider. */
static void
check_width(const struct layout_row *row, uint16_t cells, const char *name)
{
    struct buffer scratch = {0};
    struct slice ink = layout_row_ink(row);
    must(ink.at >= row->text.at && ink.at + ink.len <= row->text.at + row->text.len, "%s: ink", name);
    must(row->line.cells <= cells + LAYOUT_GUTTER ||
             (row->line.indent == 0 && text_cluster_at(ink, 0).bytes == ink.len),
         "%s: a row of %u cells: %.*s", name, row->line.cells, (int)ink.len, ink.at);
    size_t drawn = row->line.indent + text_cells(layout_row_text(row, &scratch));
    must(drawn == row->line.cells, "%s: %zu cells and not %u: %.*s", name, drawn, row->line.cells, (int)ink.len,
         ink.at);
    buffer_done(&scratch);
}

/* Down the article: rows follow one another without a gap, items come in their order. */
static void
walk_down(struct layout_cursor cursor, struct places *places, const char *name)
{
    struct buffer scratch = {0};
    struct slice source = {"", 0};
    uint32_t item = 0;
    size_t expected = 0;
    unsigned percent = 0;
    places->count = 0;
    for (bool more = true; more; more = layout_next(&cursor)) {
        struct layout_row row = layout_row_at(&cursor);
        struct layout_place place = layout_place_at(&cursor);
        must(place.item == row.item && place.byte == row.start_byte, "%s: place of a row", name);
        bool begins = places->count == 0 || place.item != item;
        must(places->count == 0 || place.item == item || place.item == item + 1, "%s: item %u after %u", name,
             place.item, item);
        must(!begins || places->count == 0 || expected == UINT32_MAX, "%s: item %u is broken off", name, item);
        must(row.first == begins && place.byte == (begins ? 0 : expected), "%s: item %u: byte %u", name, place.item,
             place.byte);
        source = begins ? item_source(&cursor, &scratch) : source;
        check_text(&row, source, name);
        check_width(&row, cursor.width.cells, name);
        item = place.item;
        expected = row.end_byte == source.len ? UINT32_MAX : row.end_byte;
        unsigned before = layout_percent(&cursor, false), after = layout_percent(&cursor, true);
        must(before >= percent && after >= before && before < 100 && after <= 100,
             "%s: %u %% after %u %% at item %u byte %u", name, before, percent, place.item, place.byte);
        must(places->count > 0 || before == 0, "%s: begins at %u %%", name, before);
        percent = before;
        places->at = base_grow(places->at, &places->capacity, places->count + 1, sizeof *places->at);
        places->at[places->count++] = place;
    }
    must(expected == UINT32_MAX, "%s: item %u is broken off", name, item);
    must(layout_percent(&cursor, true) == 100, "%s: ends at %u %%", name, layout_percent(&cursor, true));
    must(!layout_next(&cursor), "%s: goes on after its end", name);
    must(same_place(layout_place_at(&cursor), places->at[places->count - 1]), "%s: moved at its end", name);
    buffer_done(&scratch);
}

/* Up again: the same rows; and each of them is found by its place, whatever byte of it is asked for. */
static void
walk_up(struct layout_cursor cursor, const struct places *places, const char *name)
{
    /* a long chunk is searched from its start, so of very many rows not each is looked for */
    const size_t step = 1 + places->count / 2000;
    for (size_t i = places->count; i-- > 0;) {
        struct layout_row row = layout_row_at(&cursor);
        must(same_place(layout_place_at(&cursor), places->at[i]), "%s: row %zu from below", name, i);
        struct layout_cursor other = cursor;
        if (layout_next(&other))
            must(layout_previous(&other) && same_place(layout_place_at(&other), places->at[i]),
                 "%s: down and up at row %zu", name, i);
        if (i % step == 0) {
            struct layout_place last = {places->at[i].item, row.end_byte};
            last.byte -= last.byte > places->at[i].byte;
            other = layout_seek(cursor.layout, cursor.issue, cursor.article, cursor.width, places->at[i]);
            must(same_place(layout_place_at(&other), places->at[i]), "%s: row %zu is not found", name, i);
            other = layout_seek(cursor.layout, cursor.issue, cursor.article, cursor.width, last);
            must(same_place(layout_place_at(&other), places->at[i]), "%s: row %zu is not found by its last byte", name,
                 i);
        }
        must(layout_previous(&cursor) == (i > 0), "%s: up from row %zu", name, i);
    }
    must(same_place(layout_place_at(&cursor), places->at[0]), "%s: moved at its beginning", name);
}

/* PLACE at another measure is in the row that holds it. */
static void
check_place_survives(struct layout_cursor cursor, struct layout_place place, const char *name)
{
    struct buffer scratch = {0};
    struct layout_width width = layout_width((uint16_t)(cursor.width.cells + 7));
    struct layout_cursor other = layout_seek(cursor.layout, cursor.issue, cursor.article, width, place);
    struct layout_row row = layout_row_at(&other);
    struct layout_place start = layout_place_at(&other);
    must(start.item == place.item && start.byte <= place.byte, "%s: place", name);
    must(place.byte < row.end_byte || place.byte == item_source(&other, &scratch).len, "%s: place is behind its row",
         name);
    buffer_done(&scratch);
}

static void
check_article(struct layout *layout, const struct issue *issue, const struct issue_article *article, uint16_t measure,
              struct places *places, const char *name)
{
    struct layout_width cells = layout_width(measure);
    struct layout_cursor cursor = layout_seek(layout, issue, article, cells, (struct layout_place){0, 0});
    struct layout_cursor end = layout_seek_end(layout, issue, article, cells);
    walk_down(cursor, places, name);
    must(same_place(layout_place_at(&end), places->at[places->count - 1]), "%s: end", name);
    walk_up(end, places, name);
    for (size_t i = 0; i < places->count; i += 5 + places->count / 500)
        check_place_survives(cursor, places->at[i], name);
    /* beyond the last item is the end, beyond an item's text its last row */
    cursor = layout_seek(layout, issue, article, cells, (struct layout_place){UINT32_MAX, 0});
    must(same_place(layout_place_at(&cursor), layout_place_at(&end)), "%s: beyond the end", name);
    cursor = layout_seek(layout, issue, article, cells, (struct layout_place){0, UINT32_MAX});
    must(cursor.item == 0 && (!layout_next(&cursor) || cursor.item == 1), "%s: beyond the first item", name);
}

static void
check_issue(struct issue *issue, uint16_t cells, const char *name)
{
    struct layout *layout = layout_new();
    struct places places = {0};
    for (size_t a = 0; a < issue->article_count; a++)
        check_article(layout, issue, &issue->articles[a], cells, &places, name);
    free(places.at);
    layout_free(layout);
}

static void
test_articles_of_samples(void **state)
{
    (void)state;
    for (size_t i = 0; support_sample(i) != NULL; i++) {
        struct issue *issue = support_sample_issue(i);
        for (uint16_t cells = MEASURE_MIN; cells <= MEASURE_MAX; cells = next_measure(cells))
            check_issue(issue, cells, support_sample(i));
        issue_free(issue);
    }
}

static void
test_articles_of_nasty_text(void **state)
{
    (void)state;
    struct buffer text = {0};
    const char *name;
    for (size_t i = 0; (name = support_add_nasty(&text, i, support_is_slow() ? 200 : 2000)) != NULL; i++) {
        struct issue *issue = support_recover("渡口/一.txt", buffer_slice(&text));
        for (uint16_t cells = MEASURE_MIN; cells <= MEASURE_MAX; cells = (uint16_t)(cells * 3))
            check_issue(issue, cells, name);
        issue_free(issue);
        buffer_clear(&text);
    }
    buffer_done(&text);
}

/* The rows of an article, each by the first letter of its kind and its ink. */
static void
test_rows_of_an_article(void **state)
{
    (void)state;
    const char *text =
        "渡口的灯换了\n\n——渡口的灯换了一盏又一盏\n\n本报讯 (记者 田麦沈禾) 雨停了, 灯亮了。\n\nThe lamp was lit at last, the ferryman said.\n";
    static const char letters[] = {
        [LAYOUT_GAP] = '-',    [LAYOUT_KICKER] = 'k',  [LAYOUT_HEADLINE] = 'H', [LAYOUT_DECK] = 'd',
        [LAYOUT_BYLINE] = 'y', [LAYOUT_SUBHEAD] = 'h', [LAYOUT_BODY] = 'b',     [LAYOUT_TABLE] = 't'};
    struct issue *issue = support_recover("渡口/一.txt", slice_of(text));
    struct layout *layout = layout_new();
    struct buffer shown = {0};
    struct layout_cursor cursor =
        layout_seek(layout, issue, issue->articles, layout_width(16), (struct layout_place){0, 0});
    for (bool more = true; more; more = layout_next(&cursor)) {
        struct layout_row row = layout_row_at(&cursor);
        struct slice ink = layout_row_ink(&row);
        buffer_printf(&shown, "%c%*s%.*s|", letters[row.kind], row.line.indent, "", (int)ink.len, ink.at);
    }
    assert_string_equal(shown.at,
                        "H渡口的灯换了|d——渡口的灯换了|d一盏又一盏|-|y记者 田麦 沈禾|y本报讯|-|b    雨停了，灯|b亮了。|"
                        "b  The lamp was|blit at last, the|bferryman said.|");
    buffer_done(&shown);
    layout_free(layout);
    issue_free(issue);
}

static void
test_kinds_of_paragraphs(void **state)
{
    (void)state;
    struct issue *document = issue_document_new("按键");
    issue_document_add(document, ISSUE_KIND_SUBHEAD, 0, slice_of("移动"));
    issue_document_add(document, ISSUE_KIND_TABLE, 6, slice_of("空格  往下读一页又一页"));
    issue_document_add(document, ISSUE_KIND_BODY, 0, slice_of("雨停了。"));
    struct layout *layout = layout_new();
    static const enum layout_kind kinds[] = {LAYOUT_HEADLINE, LAYOUT_GAP,   LAYOUT_SUBHEAD,
                                             LAYOUT_TABLE,    LAYOUT_TABLE, LAYOUT_BODY};
    static const uint16_t indents[] = {0, 0, 0, 0, 6, 4};
    struct layout_cursor cursor =
        layout_seek(layout, document, document->articles, layout_width(16), (struct layout_place){0, 0});
    for (size_t i = 0; i < BASE_COUNT(kinds); i++) {
        struct layout_row row = layout_row_at(&cursor);
        must(row.kind == kinds[i] && row.line.indent == indents[i], "row %zu: kind %d, indent %u", i, (int)row.kind,
             row.line.indent);
        assert_true(layout_next(&cursor) == (i + 1 < BASE_COUNT(kinds)));
    }
    layout_free(layout);
    issue_free(document);
}

static void
test_article_of_nothing(void **state)
{
    (void)state;
    struct issue *document = issue_document_new("");
    struct layout *layout = layout_new();
    document->articles[0].head_count = 0;
    struct layout_cursor cursor =
        layout_seek(layout, document, document->articles, layout_width(20), (struct layout_place){3, 5});
    assert_false(layout_next(&cursor));
    assert_false(layout_previous(&cursor));
    assert_int_equal(layout_row_at(&cursor).kind, LAYOUT_GAP);
    assert_int_equal(layout_row_ink(&(struct layout_row){.text = {"", 0}}).len, 0);
    assert_int_equal(layout_percent(&cursor, false), 100);
    cursor = layout_seek_end(layout, document, document->articles, layout_width(20));
    assert_int_equal(cursor.item, 0);
    layout_free(layout);
    layout_free(NULL);
    issue_free(document);
}

/* Another issue at the same place in memory is not shown with the lines of the one before. */
static void
test_forget(void **state)
{
    (void)state;
    struct issue *document = issue_document_new("雨停了");
    struct layout *layout = layout_new();
    struct layout_cursor cursor =
        layout_seek(layout, document, document->articles, layout_width(20), (struct layout_place){0, 0});
    struct layout_row row = layout_row_at(&cursor);
    assert_text(layout_row_ink(&row), "雨停了");
    memcpy(document->text, "灯亮了", strlen("灯亮了"));
    document->lines[0].bytes = (uint32_t)strlen("灯亮");
    layout_forget(layout);
    row = layout_row_at(&cursor);
    assert_text(layout_row_ink(&row), "灯亮");
    layout_free(layout);
    issue_free(document);
}

/* ---- one paragraph of 300 KB: set in chunks, and none of it lost */

/* The rows of the paragraph TEXT, put together; each begins with a character. */
static void
check_rows_of_long(struct layout_cursor cursor, struct slice text, const char *piece)
{
    bool endless = text_cluster_at(text, 0).bytes > 100; /* no character at all, cut anywhere */
    size_t at = 0, start = 0;
    for (uint32_t item = cursor.item; cursor.item == item; layout_next(&cursor)) {
        struct layout_row row = layout_row_at(&cursor);
        struct slice line = slice_make(row.text.at + row.line.start_byte, row.line.end_byte - row.line.start_byte);
        must(row.start_byte == at && row.end_byte == at + line.len, "%s: byte %u at %zu", piece, row.start_byte, at);
        must(at + line.len <= text.len && memcmp(text.at + at, line.at, line.len) == 0, "%s: byte %zu", piece, at);
        while (start < at)
            start += text_cluster_at(text, start).bytes;
        must(start == at || endless, "%s: byte %zu is no character's first", piece, at);
        at += line.len;
    }
    must(at == text.len, "%s: %zu bytes of %zu", piece, at, text.len);
}

static void
check_long(const char *piece, size_t bytes, uint16_t cells)
{
    struct buffer text = {0};
    struct places places = {0};
    while (text.len < bytes)
        buffer_add_text(&text, piece);
    text.len = text_trim(buffer_slice(&text)).len;
    struct issue *document = issue_document_new("长");
    issue_document_add(document, ISSUE_KIND_BODY, 0, buffer_slice(&text));
    issue_document_add(document, ISSUE_KIND_BODY, 0, slice_of("短。"));
    struct layout *layout = layout_new();
    check_article(layout, document, document->articles, cells, &places, piece);
    struct layout_width width = layout_width(cells);
    struct layout_cursor cursor = layout_seek(layout, document, document->articles, width, (struct layout_place){2, 0});
    check_rows_of_long(cursor, buffer_slice(&text), piece);
    struct layout_place middle = {2, (uint32_t)text.len / 2};
    cursor = layout_seek(layout, document, document->articles, width, middle);
    /* where there are rows enough: the middle of the text is the middle of the article */
    must(places.count < 100 || (layout_percent(&cursor, false) >= 48 && layout_percent(&cursor, true) <= 52),
         "%s: %u %%", piece, layout_percent(&cursor, false));
    /* and once more as a paper's own, with its marks restored */
    document->verbatim = false;
    layout_forget(layout);
    check_article(layout, document, document->articles, cells, &places, piece);
    free(places.at);
    layout_free(layout);
    issue_free(document);
    buffer_done(&text);
}

static void
test_long_paragraph(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "渡口的灯换了第一盏, 船工说不换也行。",
        "渡口",
        "ferrylamp",
        "the ferry lamp was lit at last ",
        "é",
        "e\u0301",
        "\U0001F468\u200D\U0001F469\u200D\U0001F467",
        "\u200D",
        "a\u00A0",
        "《“",
        "、",
        "雨 　。",
    };
    for (size_t i = 0; i < BASE_COUNT(pieces); i += support_is_slow() ? 5 : 1) {
        check_long(pieces[i], support_is_slow() ? 40000 : 300000 + i, 44);
        check_long(pieces[i], 40000, 60);
    }
    check_long("渡口的灯换了, ", 32 * 1024, 30);
    check_long("a", 32 * 1024, 30);
    check_long("a", 32 * 1024 + 1, 30);
    check_long("渡", 64 * 1024 - 1, 30);
}

/* ---- real issues that are no part of this tree */

static void
check_corpus_file(const char *folder, const char *name)
{
    char *path = support_join(folder, name);
    struct buffer text = support_read(path);
    size_t repaired;
    char *bytes = base_strndup(text.at, text.len);
    size_t len = text_repair(&bytes, text.len, &repaired);
    struct issue *issue = support_recover(path, slice_make(bytes, len));
    static const uint16_t measures[] = {2, 5, 8, 13, 20, 31, 38, 44, 60, 72, 90, 120};
    for (size_t i = 0; i < BASE_COUNT(measures); i += support_is_slow() ? 6 : 1)
        check_issue(issue, measures[i], name);
    issue_free(issue);
    free(bytes);
    buffer_done(&text);
    free(path);
}

/* The first COUNT texts of a folder, in the order of their names. */
static void
check_corpus_folder(const char *name, int count)
{
    char *folder = support_corpus(name);
    if (folder == NULL)
        skip();
    struct dirent **items;
    int found = scandir(folder, &items, NULL, alphasort);
    must(found > 0, "%s is empty", folder);
    for (int i = 0; i < found; i++) {
        if (count > 0 && slice_ends(slice_of(items[i]->d_name), ".txt")) {
            check_corpus_file(folder, items[i]->d_name);
            count--;
        }
        free(items[i]);
    }
    must(count == 0, "%s has %d too few", folder, count);
    free(items);
    free(folder);
}

static void
test_real_issues(void **state)
{
    (void)state;
    int few = support_is_slow() ? 1 : 4;
    check_corpus_folder("truth/seed", 1);
    check_corpus_folder("truth/rmrb-seedlike", few);
    check_corpus_folder("truth/cctv-indent", few);
    check_corpus_folder("truth/reuters-wrapped", few);
    check_corpus_folder("truth/gazette-plain", few);
    check_corpus_folder("samples", few);
}

/* ---- addresses */

static void
test_whole_addresses(void **state)
{
    static const char *const addresses[][2] = {
        {"https://example.org/灯", "https://example.org/灯"},
        {"见https://example.org/", "https://example.org/"},
        {"www.example.org/a", "http://www.example.org/a"},
        {"keeper@example.org", "mailto:keeper@example.org"},
        {"-keeper@example.org", "mailto:keeper@example.org"},
        {"mailto:keeper@example.org", "mailto:keeper@example.org"},
        {"gemini://example.org/", "gemini://example.org/"},
        {"xhttp://example.org/", ""},
        {"file:///etc/passwd", ""},
        {"javascript:alert(1)", ""},
        {"../0606.html", ""},
        {"/a/b.html", ""},
        {"灯", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(addresses); i++) {
        struct buffer out = {0};
        layout_add_address(&out, slice_of(addresses[i][0]));
        assert_text(buffer_slice(&out), addresses[i][1]);
        buffer_done(&out);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_articles_of_samples), cmocka_unit_test(test_articles_of_nasty_text),
        cmocka_unit_test(test_rows_of_an_article),  cmocka_unit_test(test_kinds_of_paragraphs),
        cmocka_unit_test(test_article_of_nothing),  cmocka_unit_test(test_forget),
        cmocka_unit_test(test_long_paragraph),      cmocka_unit_test(test_real_issues),
        cmocka_unit_test(test_whole_addresses),
    };
    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
