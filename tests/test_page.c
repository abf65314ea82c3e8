/* layout, pages of columns: every row of an article on one page, columns as high as one another, the way back.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/library.h"
#include "kanbao/text.h"

#include <stdlib.h>

enum {
    CELLS = 20,
    BETWEEN = 4 /* cells between two columns */,
    ROWS_MAX = 60,
    BALANCED_MIN = 16,
    KEPT_MIN = 4,
    GIVEN_UP_MAX = 6
};

/* ---- an article of COUNT paragraphs, of one row to a dozen, and all its rows in their order */

static struct issue *
article_new(size_t count, size_t longest)
{
    struct issue *issue = issue_document_new("听潮桥换好16块支座 一碗汤没洒 船工说桥比人老实");
    struct support_chance chance = {count * 31 + longest};
    issue->verbatim = false;
    for (size_t i = 0; i < count; i++) {
        struct buffer text = {0};
        for (uint32_t n = support_below(&chance, (uint32_t)longest); n > 0; n--)
            buffer_add_text(&text, "雨停了, 灯亮了, ");
        buffer_add_text(&text, "鸭子不肯走.");
        issue_document_add(issue, i % 5 == 4 ? ISSUE_KIND_SUBHEAD : ISSUE_KIND_BODY, 0, buffer_slice(&text));
        buffer_done(&text);
    }
    return issue;
}

struct book {
    char name[100]; /* of the setting, for messages */
    struct issue *issue;
    struct layout *layout;
    struct layout_width width;
    unsigned gap; /* between paragraphs */
    int columns, rows;
    struct layout_cursor *all; /* every row */
    size_t count, capacity;
    struct layout_cursor *tops; /* of the pages */
    size_t page_count, page_capacity;
};

static struct layout_cursor
beginning(const struct book *book)
{
    return layout_seek(book->layout, book->issue, book->issue->articles, book->width, (struct layout_place){0, 0});
}

static void
find_rows(struct book *book)
{
    struct layout_cursor cursor = beginning(book);
    book->count = 0;
    do {
        book->all = base_grow(book->all, &book->capacity, book->count + 1, sizeof *book->all);
        book->all[book->count++] = cursor;
    } while (layout_next(&cursor));
}

static bool
same_row(struct layout_cursor a, struct layout_cursor b)
{
    return a.item == b.item && a.chunk == b.chunk && a.line == b.line;
}

/* ---- one page */

/* Takes ROWS rows from CURSOR on; they are the article's next ones. */
static size_t
take(const struct book *book, struct layout_cursor cursor, int rows, bool head, size_t at)
{
    for (int i = 0; i < rows; i++, at++) {
        struct layout_row row = layout_row_at(&cursor);
        must(at < book->count && same_row(cursor, book->all[at]), "%s: row %zu is item %u, line %u", book->name, at,
             cursor.item, cursor.line);
        must(row.head == head, "%s: row %zu is in the wrong part", book->name, at);
        must(row.line.cells <= (head ? book->width.head : CELLS + LAYOUT_GUTTER), "%s: row %zu has %u cells",
             book->name, at, row.line.cells);
        layout_next(&cursor);
    }
    return at;
}

/* Takes a whole page, which begins with row AT; only gaps at the head of a column are left out, *SKIPPED of them. */
static size_t
take_page(const struct book *book, const struct layout_page *page, size_t at, int *skipped)
{
    must(page->head_rows <= book->rows, "%s: %d rows of heads", book->name, page->head_rows);
    at = take(book, page->head, page->head_rows, true, at);
    *skipped = 0;
    for (int i = 0; i < book->columns; i++) {
        must(page->rows[i] + page->head_rows <= book->rows, "%s: a column of %d rows", book->name, page->rows[i]);
        if (page->rows[i] == 0)
            continue;
        while (at < book->count && layout_row_at(&book->all[at]).kind == LAYOUT_GAP) {
            at++;
            ++*skipped;
        }
        at = take(book, page->column[i], page->rows[i], false, at);
    }
    must(at > 0 && same_row(page->last, book->all[at - 1]), "%s: the last row is not number %zu", book->name, at - 1);
    must(page->at_end == (at == book->count), "%s: at %zu of %zu, at the end or not", book->name, at, book->count);
    return at;
}

/* A column does not begin with a paragraph's last line, nor end with its first one, nor with a headline inside the article. */
static void
check_parting(const struct book *book, const struct layout_page *page)
{
    struct layout_cursor last = page->last, next = last, cursor;
    for (int i = 0; i < book->columns && page->rows[i] > 0; i++) {
        cursor = page->column[i];
        for (int row = 1; row < page->rows[i]; row++)
            layout_next(&cursor);
        last = next = cursor;
        if (!layout_next(&next))
            return;
        struct layout_row row = layout_row_at(&last);
        must(last.item == next.item || row.kind != LAYOUT_SUBHEAD, "%s: column %d ends with a headline", book->name, i);
        if (last.item != next.item)
            continue;
        must(!row.first, "%s: column %d ends with a first line", book->name, i);
        must(layout_next(&cursor) && layout_next(&cursor) && cursor.item == last.item,
             "%s: column %d is followed by a last line", book->name, i);
    }
}

/* A full page has columns as high as the page, but for what they give up; an article that one column holds stands in one; where a
   longer one ends, columns are as high as one another, or BALANCED_MIN. */
static void
check_heights(const struct book *book, const struct layout_page *page, int skipped)
{
    int total = 0, height = book->rows - page->head_rows, used = 0, least = 0;
    for (int i = 0; i < book->columns; i++) {
        total += page->rows[i];
        used += page->rows[i] > 0;
        must(i == 0 || page->rows[i] <= page->rows[i - 1] + skipped + GIVEN_UP_MAX, "%s: columns grow", book->name);
    }
    if (page->at_end && total + skipped <= height)
        must(used <= 1, "%s: %d rows in %d columns of %d", book->name, total, used, height);
    least = page->at_end ? total / book->columns : height;
    least = page->at_end && least < BALANCED_MIN ? (height < BALANCED_MIN ? height : BALANCED_MIN) : least;
    least = height > KEPT_MIN ? least - GIVEN_UP_MAX : least;
    for (int i = 0; i + page->at_end < used; i++)
        must(page->rows[i] >= least, "%s: column %d has %d rows of %d", book->name, i, page->rows[i], height);
    if (height > KEPT_MIN + GIVEN_UP_MAX)
        check_parting(book, page);
}

/* ---- all pages, forward and back */

static void
check_forward(struct book *book)
{
    struct layout_cursor top = beginning(book);
    size_t at = 0;
    int skipped;
    book->page_count = 0;
    for (bool more = true; more;) {
        struct layout_page page = layout_page(top, book->columns, book->rows);
        size_t next = take_page(book, &page, at, &skipped);
        must(next > at, "%s: a page of nothing at row %zu", book->name, at);
        check_heights(book, &page, skipped);
        book->tops = base_grow(book->tops, &book->page_capacity, book->page_count + 1, sizeof *book->tops);
        book->tops[book->page_count++] = top;
        at = next;
        top = page.last;
        more = layout_next(&top);
    }
    must(at == book->count, "%s: %zu rows of %zu", book->name, at, book->count);
}

/* Does the page that begins at TOP end where the one at NEXT begins? */
static bool
meets(const struct book *book, struct layout_cursor top, struct layout_cursor next)
{
    struct layout_cursor after = layout_page(top, book->columns, book->rows).last;
    return layout_next(&after) && same_row(after, next);
}

/* Going back, pages meet as they do forward; of several such pages, as columns give up rows, it may be another one. */
static void
check_back(const struct book *book)
{
    struct layout_cursor top = layout_page_before(book->tops[0], book->columns, book->rows);
    must(same_row(top, book->tops[0]), "%s: a page before the first", book->name);
    for (size_t i = book->page_count; i-- > 1;) {
        top = layout_page_before(book->tops[i], book->columns, book->rows);
        must(meets(book, top, book->tops[i]), "%s: before page %zu of %zu comes item %u, line %u, not item %u, line %u",
             book->name, i + 1, book->page_count, top.item, top.line, book->tops[i - 1].item, book->tops[i - 1].line);
    }
}

/* From any row at all a page can be made, and the one before it ends before that row. */
static void
check_anywhere(const struct book *book)
{
    for (size_t i = 0; i < book->count; i += 1 + book->count / 40) {
        struct layout_page page = layout_page(book->all[i], book->columns, book->rows);
        struct layout_cursor top = layout_page_before(book->all[i], book->columns, book->rows);
        size_t before = 0;
        while (!same_row(book->all[before], top))
            before++;
        must(before < i || i == 0, "%s: before row %zu comes row %zu", book->name, i, before);
        must(page.head_rows + page.rows[0] > 0 || page.at_end, "%s: nothing at row %zu", book->name, i);
    }
}

typedef void check(struct book *book);

static void
forward(struct book *book)
{
    check_forward(book);
}

static void
forward_and_back(struct book *book)
{
    check_forward(book);
    check_back(book);
}

static void
anywhere(struct book *book)
{
    check_anywhere(book);
}

static void
each_height(struct book *book, size_t paragraphs, size_t longest, check *run)
{
    find_rows(book);
    for (book->rows = 1; book->rows <= ROWS_MAX; book->rows += support_is_slow() ? 17 : 1) {
        snprintf(book->name, sizeof book->name, "%zu paragraphs (%zu), gap %u, %d columns of %d rows", paragraphs,
                 longest, book->gap, book->columns, book->rows);
        run(book);
    }
}

static void
each_setting(check *run)
{
    static const struct {
        size_t paragraphs, longest;
    } articles[] = {{0, 1}, {1, 1}, {1, 60}, {3, 4}, {12, 1}, {25, 9}, {40, 30}};
    for (size_t i = 0; i < BASE_COUNT(articles); i++)
        for (unsigned gap = 0; gap <= 2; gap++)
            for (int columns = 1; columns <= LAYOUT_COLUMNS_MAX; columns++) {
                struct layout_spec style = layout_spec_standard;
                struct book book = {.gap = gap, .columns = columns, .layout = layout_new()};
                style.paragraph_gap = (uint8_t)gap;
                layout_set_spec(book.layout, &style);
                book.issue = article_new(articles[i].paragraphs, articles[i].longest);
                book.width = layout_width(CELLS);
                book.width.head = (uint16_t)(columns * (CELLS + BETWEEN) - BETWEEN);
                each_height(&book, articles[i].paragraphs, articles[i].longest, run);
                layout_free(book.layout);
                issue_free(book.issue);
                free(book.all);
                free(book.tops);
            }
}

static void
test_every_row_on_one_page(void **state)
{
    (void)state;
    each_setting(forward);
}

static void
test_the_page_before(void **state)
{
    (void)state;
    each_setting(forward_and_back);
}

static void
test_pages_from_anywhere(void **state)
{
    (void)state;
    each_setting(anywhere);
}

/* ---- examples: a page drawn, columns side by side */

static void
add_cell(struct buffer *out, struct layout_cursor *cursor, int cells)
{
    struct layout_row row = layout_row_at(cursor);
    struct buffer scratch = {0};
    struct slice text = layout_row_text(&row, &scratch);
    buffer_printf(out, "%*s%.*s", row.line.indent, "", (int)text.len, text.at);
    for (size_t at = row.line.indent + text_cells(text); at < (size_t)cells; at++)
        buffer_add_byte(out, '.');
    buffer_done(&scratch);
    layout_next(cursor);
}

static char *
draw(struct layout_page page, int columns, int cells)
{
    struct buffer out = {0};
    for (int i = 0; i < page.head_rows; i++) {
        add_cell(&out, &page.head, 0);
        buffer_add_byte(&out, '\n');
    }
    for (int row = 0; row < page.rows[0]; row++)
        for (int i = 0; i < columns; i++) {
            if (row < page.rows[i])
                add_cell(&out, &page.column[i], cells);
            buffer_add_text(&out, i + 1 < columns ? "|" : "\n");
        }
    return buffer_take(&out);
}

static void
check_drawn(struct issue *issue, const struct layout_spec *style, int columns, int rows, const char *wanted)
{
    struct layout *layout = layout_new();
    layout_set_spec(layout, style);
    struct layout_width width = {12, (uint16_t)(columns * 14 - 2)};
    struct layout_cursor top = layout_seek(layout, issue, issue->articles, width, (struct layout_place){0, 0});
    char *drawn = draw(layout_page(top, columns, rows), columns, 12);
    assert_string_equal(drawn, wanted);
    free(drawn);
    layout_free(layout);
}

static void
test_page_examples(void **state)
{
    (void)state;
    struct layout_spec style = layout_spec_standard;
    struct issue *issue = issue_document_new("渡口的灯换了 鸭子不肯走");
    issue->verbatim = false;
    style.indent = 0;
    issue_document_add(issue, ISSUE_KIND_BODY, 0, slice_of("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"));
    /* over the whole width, the headline is one line; four rows are not spread */
    check_drawn(issue, &style, 2, 9,
                "渡口的灯换了 鸭子不肯走\n\n甲乙丙丁戊己|\n庚辛壬癸子丑|\n寅卯辰巳午未|\n申酉戌亥....|\n");
    issue_document_add(issue, ISSUE_KIND_BODY, 0, slice_of("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"));
    check_drawn(issue, &style, 2, 9,
                "渡口的灯换了 鸭子不肯走\n\n甲乙丙丁戊己|辰宿列张寒来\n庚辛壬癸子丑|暑往秋收冬藏\n"
                "寅卯辰巳午未|\n申酉戌亥....|\n天地玄黄宇宙|\n洪荒日月盈昃|\n");
    /* a page that the article goes on after: filled column by column */
    check_drawn(
        issue, &style, 2, 5,
        "渡口的灯换了 鸭子不肯走\n\n甲乙丙丁戊己|申酉戌亥....\n庚辛壬癸子丑|天地玄黄宇宙\n寅卯辰巳午未|洪荒日月盈昃\n");
    /* the gap between the paragraphs is not seen where a column begins with it */
    style.paragraph_gap = 1;
    check_drawn(issue, &style, 2, 6,
                "渡口的灯换了 鸭子不肯走\n\n甲乙丙丁戊己|天地玄黄宇宙\n庚辛壬癸子丑|洪荒日月盈昃\n"
                "寅卯辰巳午未|辰宿列张寒来\n申酉戌亥....|暑往秋收冬藏\n");
    issue_free(issue);
}

/* ---- papers */

/* Returns how many columns end before their article does: each is parted well. */
static size_t
check_article(const struct issue *issue, const struct issue_article *article, int columns, int cells, int rows)
{
    struct book book = {.columns = columns, .rows = rows, .layout = layout_new()};
    struct layout_width width = {(uint16_t)cells, (uint16_t)(columns * (cells + BETWEEN) - BETWEEN)};
    struct layout_cursor top = layout_seek(book.layout, issue, article, width, (struct layout_place){0, 0});
    size_t parted = 0;
    snprintf(book.name, sizeof book.name, "%.60s: article %zu", issue->path, (size_t)(article - issue->articles) + 1);
    for (bool more = true; more;) {
        struct layout_page page = layout_page(top, columns, rows);
        if (rows - page.head_rows > KEPT_MIN + GIVEN_UP_MAX)
            check_parting(&book, &page);
        for (int i = 1; i < columns; i++)
            parted += page.rows[i] > 0;
        top = page.last;
        more = layout_next(&top);
        parted += more;
    }
    layout_free(book.layout);
    return parted;
}

/* No line stands alone in a year's first papers, either. */
static void
test_papers(void **state)
{
    enum { ISSUES = 30, PARTED_MIN = 100 };
    char *folder = support_corpus("archive/cctv-2024");
    size_t parted = 0;
    (void)state;
    if (folder == NULL)
        skip();
    struct library *library = library_new((struct library_limits){SIZE_MAX, 0});
    assert_null(library_add(library, folder));
    for (size_t i = 0; i < ISSUES; i++) {
        const struct issue *issue = support_issue_at(library, i);
        for (size_t k = 0; issue != NULL && k < issue->article_count; k++) {
            parted += check_article(issue, &issue->articles[k], 3, 40, 58);
            parted += check_article(issue, &issue->articles[k], 2, 48, 20);
        }
    }
    must(parted > PARTED_MIN, "%zu columns end before their article", parted);
    library_free(library);
    free(folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page_examples),   cmocka_unit_test(test_every_row_on_one_page),
        cmocka_unit_test(test_the_page_before), cmocka_unit_test(test_pages_from_anywhere),
        cmocka_unit_test(test_papers),
    };
    return cmocka_run_group_tests_name("layout: pages", tests, NULL, NULL);
}
