/* screen: cells, and never half of a wide one; marks, tags, planes, comparison.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/screen.h"
#include "kanbao/text.h"

#include <stdlib.h>

static struct screen
screen_of(int rows, int cols)
{
    struct screen screen = {0};
    screen_clear(&screen, rows, cols);
    return screen;
}

static int
put(struct screen *screen, int row, int col, int end_col, const char *text)
{
    return screen_put(screen, row, col, end_col, slice_of(text), STYLE_LIST);
}

static void
assert_plane(const struct screen *screen, const char *wanted)
{
    struct buffer out = {0};
    screen_add_text(&out, screen);
    assert_string_equal(out.at, wanted);
    buffer_done(&out);
}

/* The styles, by their letters in WANTED: . text, l list, x tag, H headline. */
static void
assert_styles(const struct screen *screen, const char *wanted)
{
    struct buffer out = {0}, letters = {0};
    screen_add_styles(&out, screen);
    for (const char *at = wanted; *at != '\0'; at++) {
        static const char known[] = {'.', 'l', 'x', 'H'};
        static const enum style styles[] = {STYLE_TEXT, STYLE_LIST, STYLE_TAG, STYLE_HEADLINE};
        const char *letter = memchr(known, *at, sizeof known);
        buffer_add_byte(&letters, letter != NULL ? style_rows[styles[letter - known]].letter : *at);
    }
    assert_string_equal(out.at, letters.at);
    buffer_done(&out);
    buffer_done(&letters);
}

/* Each wide cell has its right half, each right half its wide cell, and marks are among the groups. */
static void
check_halves(const struct screen *screen)
{
    for (int row = 0; row < screen->rows; row++)
        for (int col = 0; col < screen->cols; col++) {
            const struct screen_cell *cell = screen_at(screen, row, col);
            must(cell->cells <= 2, "cell %d,%d is %u wide", row, col, cell->cells);
            must((cell->cells == 0) == (cell->base == 0), "cell %d,%d: base and width", row, col);
            if (cell->cells == 2)
                must(col + 1 < screen->cols && (cell + 1)->cells == 0, "cell %d,%d has lost its right half", row, col);
            if (cell->cells == 0)
                must(col > 0 && (cell - 1)->cells == 2 && cell->marks == 0, "cell %d,%d is a right half alone", row,
                     col);
            must(cell->base == 0 || text_width(cell->base) == cell->cells, "cell %d,%d: U+%04X is %u wide", row, col,
                 (unsigned)cell->base, cell->cells);
            must(cell->marks <= screen->mark_count, "cell %d,%d: marks", row, col);
            must(cell->style < STYLE_COUNT, "cell %d,%d: style", row, col);
        }
}

/* ---- putting text */

static void
test_clear(void **state)
{
    (void)state;
    struct screen screen = screen_of(2, 3);
    assert_plane(&screen, "\n\n");
    assert_styles(&screen, "...\n...\n");
    put(&screen, 0, 0, 3, "雨e\u0301");
    screen_set_cursor(&screen, 1, 1);
    screen_clear(&screen, 2, 3);
    assert_plane(&screen, "\n\n");
    assert_false(screen.cursor_shown);
    assert_int_equal(screen.mark_count, 0);
    screen_clear(&screen, 1, 5);
    assert_int_equal(screen.rows, 1);
    assert_int_equal(screen.cols, 5);
    assert_styles(&screen, ".....\n");
    check_halves(&screen);
    screen_done(&screen);
    assert_null(screen.cells);
    screen_done(&screen);
}

static void
test_put(void **state)
{
    (void)state;
    struct screen screen = screen_of(2, 10);
    assert_int_equal(put(&screen, 0, 0, 10, "雨停了ok"), 8);
    assert_int_equal(put(&screen, 1, 3, 10, ""), 3);
    assert_int_equal(screen_put(&screen, 1, 3, 10, slice_of("a b"), STYLE_HEADLINE), 6);
    assert_plane(&screen, "雨停了ok\n   a b\n");
    assert_styles(&screen, "llllllll..\n...HHH....\n");
    assert_int_equal(screen_at(&screen, 0, 0)->base, U'雨');
    assert_int_equal(screen_at(&screen, 0, 1)->base, 0);
    assert_int_equal(screen_at(&screen, 0, 1)->cells, 0);
    check_halves(&screen);
    screen_done(&screen);
}

static void
test_put_is_clipped(void **state)
{
    (void)state;
    struct screen screen = screen_of(6, 5);
    assert_int_equal(put(&screen, 0, 0, 5, "雨停了"), 4);
    assert_int_equal(put(&screen, 1, 1, 5, "雨停了"), 5);
    assert_int_equal(put(&screen, 2, 0, 3, "雨停了"), 2);
    assert_int_equal(put(&screen, 3, 0, 99, "abcdefg"), 5);
    assert_int_equal(put(&screen, 4, 4, 5, "雨"), 4);
    /* nothing narrower comes in place of what did not fit */
    assert_int_equal(put(&screen, 5, 0, 3, "a雨b停"), 3);
    assert_plane(&screen, "雨停\n 雨停\n雨\nabcde\n\na雨\n");
    assert_int_equal(put(&screen, 5, 4, 5, "雨b"), 4);
    assert_plane(&screen, "雨停\n 雨停\n雨\nabcde\n\na雨\n");
    check_halves(&screen);
    screen_done(&screen);
}

static void
test_put_outside(void **state)
{
    (void)state;
    struct screen screen = screen_of(1, 4);
    put(&screen, -1, 0, 4, "abcd");
    put(&screen, 1, 0, 4, "abcd");
    put(&screen, 0, 4, 9, "abcd");
    put(&screen, 0, 9, 12, "abcd");
    put(&screen, 0, -1, 4, "abcd");
    put(&screen, 0, 2, 2, "abcd");
    put(&screen, 0, 3, 1, "abcd");
    screen_fill(&screen, -1, 0, 4, STYLE_LIST);
    screen_fill(&screen, 1, 0, 4, STYLE_LIST);
    screen_fill(&screen, 0, 4, 9, STYLE_LIST);
    screen_fill(&screen, 0, 3, 1, STYLE_LIST);
    screen_restyle(&screen, -1, 0, 4, STYLE_LIST);
    screen_restyle(&screen, 1, 0, 4, STYLE_LIST);
    assert_plane(&screen, "\n");
    assert_styles(&screen, "....\n");
    screen_fill(&screen, 0, -5, 99, STYLE_LIST);
    assert_styles(&screen, "llll\n");
    screen_done(&screen);
}

static void
test_wide_cells_lose_no_half(void **state)
{
    (void)state;
    static const struct {
        int col;
        const char *text, *plane;
    } rows[] = {
        {0, "a", "a 停了\n"},  {1, "a", " a停了\n"}, {2, "a", "雨a 了\n"},  {3, "a", "雨 a了\n"},
        {1, "晴", " 晴 了\n"}, {3, "晴", "雨 晴\n"}, {0, "晴", "晴停了\n"}, {2, "晴", "雨晴了\n"},
        {1, "ab", " ab 了\n"}, {5, "a", "雨停 a\n"}, {4, "a", "雨停a\n"},   {1, "e\u0301", " e\u0301停了\n"},
        {5, "晴", "雨停了\n"}, {1, "", "雨停了\n"},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct screen screen = screen_of(1, 6);
        put(&screen, 0, 0, 6, "雨停了");
        put(&screen, 0, rows[i].col, 6, rows[i].text);
        assert_plane(&screen, rows[i].plane);
        check_halves(&screen);
        screen_clear(&screen, 1, 6);
        /* blanks do the same */
        put(&screen, 0, 0, 6, "雨停了");
        screen_fill(&screen, 0, rows[i].col, rows[i].col + 1, STYLE_LIST);
        check_halves(&screen);
        assert_true(screen_at(&screen, 0, rows[i].col)->base == ' ' &&
                    screen_at(&screen, 0, rows[i].col ^ 1)->base == ' ');
        screen_done(&screen);
    }
}

static void
test_put_right(void **state)
{
    (void)state;
    struct screen screen = screen_of(4, 8);
    assert_int_equal(screen_put_right(&screen, 0, 0, 8, slice_of("雨ok"), STYLE_LIST), 4);
    assert_int_equal(screen_put_right(&screen, 1, 2, 6, slice_of("雨ok"), STYLE_LIST), 2);
    assert_int_equal(screen_put_right(&screen, 2, 3, 8, slice_of("雨停了。"), STYLE_LIST), 3);
    assert_int_equal(screen_put_right(&screen, 3, 0, 8, slice_of(""), STYLE_LIST), 8);
    assert_plane(&screen, "    雨ok\n  雨ok\n   雨停\n\n");
    check_halves(&screen);
    screen_done(&screen);
}

static void
test_restyle_and_fill(void **state)
{
    (void)state;
    struct screen screen = screen_of(1, 8);
    put(&screen, 0, 0, 8, "雨停了ok");
    screen_restyle(&screen, 0, 2, 6, STYLE_HEADLINE);
    assert_plane(&screen, "雨停了ok\n");
    assert_styles(&screen, "llHHHHll\n");
    screen_restyle(&screen, 0, -3, 99, STYLE_TEXT);
    assert_styles(&screen, "........\n");
    screen_fill(&screen, 0, 2, 4, STYLE_LIST);
    assert_plane(&screen, "雨  了ok\n");
    assert_styles(&screen, "..ll....\n");
    screen_done(&screen);
}

/* The layers, by their letters. */
static void
assert_layers(const struct screen *screen, const char *wanted)
{
    struct buffer out = {0};
    screen_add_layers(&out, screen);
    assert_string_equal(out.at, wanted);
    buffer_done(&out);
}

/* Over the style, one of a kind at a time, until something is put there. */
static void
test_layers(void **state)
{
    (void)state;
    struct screen screen = screen_of(1, 8), plain = screen_of(1, 8);
    put(&screen, 0, 0, 8, "雨停了ok");
    put(&plain, 0, 0, 8, "雨停了ok");
    assert_layers(&screen, "........\n");
    screen_lay(&screen, 0, -3, 4, STYLE_SELECTED);
    assert_layers(&screen, "SSSS....\n");
    assert_false(screen_row_equal(&screen, 0, &plain, 0));
    screen_lay(&screen, 0, 2, 6, STYLE_HIT);
    screen_lay(&screen, 0, 4, 99, STYLE_HIT_NOW);
    assert_layers(&screen, "SS11!!!!\n");
    assert_styles(&screen, "llllllll\n");
    assert_int_equal(screen_selection(screen_at(&screen, 0, 2)), STYLE_SELECTED);
    assert_int_equal(screen_hit(screen_at(&screen, 0, 2)), STYLE_HIT);
    assert_int_equal(screen_selection(screen_at(&screen, 0, 4)), STYLE_TEXT);
    screen_lay(&screen, 0, 0, 3, STYLE_SELECTED_DIM);
    assert_layers(&screen, "ss11!!!!\n");
    screen_restyle(&screen, 0, 0, 8, STYLE_HEADLINE);
    assert_layers(&screen, "ss11!!!!\n");
    put(&screen, 0, 2, 8, "晴");
    screen_fill(&screen, 0, 6, 8, STYLE_LIST);
    assert_layers(&screen, "ss..!!..\n");
    screen_clear(&screen, 1, 8);
    assert_layers(&screen, "........\n");
    put(&screen, 0, 0, 8, "雨停了ok");
    assert_true(screen_row_equal(&screen, 0, &plain, 0));
    screen_lay(&screen, 0, 7, 8, STYLE_HIT_4);
    assert_false(screen_row_equal(&screen, 0, &plain, 0));
    screen_lay(&screen, -1, 0, 8, STYLE_HIT);
    screen_lay(&screen, 1, 0, 8, STYLE_HIT);
    screen_lay(&screen, 0, 8, 12, STYLE_HIT);
    assert_layers(&screen, ".......4\n");
    check_halves(&screen);
    screen_done(&screen);
    screen_done(&plain);
}

/* ---- marks, tags, what is not shown */

static void
test_marks(void **state)
{
    (void)state;
    struct screen screen = screen_of(1, 12);
    assert_int_equal(put(&screen, 0, 0, 12, "e\u0301x雨\u0301\u0302\u0303\u0304\u0305y"), 5);
    assert_plane(&screen, "e\u0301x雨\u0301\u0302\u0303\u0304y\n");
    assert_int_equal(screen.mark_count, 2);
    assert_int_equal(screen_at(&screen, 0, 0)->marks, 1);
    assert_int_equal(screen_at(&screen, 0, 1)->marks, 0);
    assert_int_equal(screen_at(&screen, 0, 2)->marks, 2);
    /* overwritten, the marks go with their cell */
    put(&screen, 0, 0, 12, "abc");
    assert_plane(&screen, "abc y\n");
    /* one with nothing below it sits on a blank, which is no blank then */
    screen_clear(&screen, 1, 12);
    put(&screen, 0, 0, 12, "a\x1B\u0301");
    assert_plane(&screen, "a‹1B› \u0301\n");
    check_halves(&screen);
    screen_done(&screen);
}

static void
test_tags(void **state)
{
    (void)state;
    struct screen screen = screen_of(2, 12);
    assert_int_equal(put(&screen, 0, 0, 12, "a\x1B[m雨"), 9);
    assert_int_equal(put(&screen, 1, 0, 12, "雨\u202Etxt"), 10);
    assert_plane(&screen, "a‹1B›[m雨\n雨‹RLO›txt\n");
    assert_styles(&screen, "lxxxxllll...\nllxxxxxlll..\n");
    /* a tag is shown whole or not at all */
    screen_clear(&screen, 2, 5);
    assert_int_equal(put(&screen, 0, 0, 5,
                         "a\x1B"
                         "b"),
                     5);
    assert_int_equal(put(&screen, 1, 0, 5, "ab\x1B"), 2);
    assert_plane(&screen, "a‹1B›\nab\n");
    check_halves(&screen);
    screen_done(&screen);
}

static void
test_what_takes_no_cell(void **state)
{
    (void)state;
    struct screen screen = screen_of(1, 4);
    assert_int_equal(put(&screen, 0, 0, 4, "\u200B雨\u2060\uFEFF停\u200B"), 4);
    assert_plane(&screen, "雨停\n");
    assert_int_equal(put(&screen, 0, 0, 4, "\uE000\tb"), 3);
    assert_plane(&screen, "\uFFFD b\n");
    check_halves(&screen);
    screen_done(&screen);
}

static void
test_families_and_flags(void **state)
{
    (void)state;
    struct screen screen = screen_of(2, 6);
    assert_int_equal(put(&screen, 0, 0, 6, "\U0001F468\u200D\U0001F469\u200D\U0001F467"), 6);
    /* a family is one character: all of it or nothing */
    assert_int_equal(put(&screen, 1, 1, 6, "\U0001F468\u200D\U0001F469\u200D\U0001F467"), 1);
    assert_plane(&screen, "\U0001F468\u200D\U0001F469\u200D\U0001F467\n\n");
    assert_int_equal(put(&screen, 1, 0, 6, "\U0001F1E8\U0001F1F3"), 2);
    check_halves(&screen);
    screen_done(&screen);
}

/* Whatever is put wherever, the grid stays whole and holds nothing that is not safe. */
static void
test_random_puts(void **state)
{
    (void)state;
    struct support_chance chance = {10};
    struct screen screen = screen_of(3, 17);
    struct buffer text = {0}, out = {0};
    for (int round = 0; round < 20000; round++) {
        int row = (int)support_below(&chance, 5) - 1, col = (int)support_below(&chance, 22) - 2,
            end = (int)support_below(&chance, 24) - 2;
        buffer_clear(&text);
        buffer_clear(&out);
        support_add_points(&text, &chance, support_below(&chance, 12), true);
        screen_lay(&screen, row, col, end, STYLE_HIT_2);
        switch (support_below(&chance, 5)) {
        case 0: screen_fill(&screen, row, col, end, STYLE_TOP); break;
        case 1: screen_put_right(&screen, row, col, end, buffer_slice(&text), STYLE_LIST); break;
        default: {
            int after = screen_put(&screen, row, col, end, buffer_slice(&text), STYLE_HEADLINE);
            must(after == col || (after > col && after <= end && after <= screen.cols), "round %d: from %d to %d is %d",
                 round, col, end, after);
            break;
        }
        }
        check_halves(&screen);
        if (round % 100 == 0) {
            screen_add_text(&out, &screen);
            size_t len = out.len;
            char *plane = buffer_take(&out);
            for (size_t at = 0; at < len; at++)
                must((unsigned char)plane[at] >= 0x20 || plane[at] == '\n', "round %d: byte %02X", round,
                     (unsigned char)plane[at]);
            buffer_add(&out, plane, len);
            free(plane);
        }
        if (round % 500 == 0)
            screen_clear(&screen, 3, 17);
    }
    buffer_done(&text);
    buffer_done(&out);
    screen_done(&screen);
}

/* ---- the cursor and comparison */

static void
test_cursor(void **state)
{
    (void)state;
    struct screen screen = screen_of(2, 3);
    assert_false(screen.cursor_shown);
    screen_set_cursor(&screen, 1, 2);
    assert_true(screen.cursor_shown && screen.cursor_row == 1 && screen.cursor_col == 2);
    static const int outside[][2] = {{2, 0}, {0, 3}, {-1, 0}, {0, -1}};
    for (size_t i = 0; i < BASE_COUNT(outside); i++) {
        screen_set_cursor(&screen, 0, 0);
        screen_set_cursor(&screen, outside[i][0], outside[i][1]);
        must(!screen.cursor_shown && screen.cursor_row < 2 && screen.cursor_col < 3, "cursor at %d,%d", outside[i][0],
             outside[i][1]);
    }
    screen_done(&screen);
}

static const char *
leads(const struct screen *screen, int row, int col)
{
    const struct screen_link *link = screen_link_of(screen, screen_at(screen, row, col));
    return link != NULL ? link->address : "";
}

/* What is put there leads nowhere, whichever half of a wide character it takes. */
static void
test_links(void **state)
{
    (void)state;
    struct screen screen = screen_of(2, 8);
    put(&screen, 0, 0, 8, "灯船abcd");
    screen_link(&screen, 0, 0, 8, slice_of("https://example.org/1"), 1);
    assert_string_equal(leads(&screen, 0, 0), "https://example.org/1");
    assert_string_equal(leads(&screen, 0, 7), "https://example.org/1");
    assert_string_equal(leads(&screen, 1, 0), "");
    put(&screen, 0, 1, 2, "x");
    assert_string_equal(leads(&screen, 0, 0), "");
    assert_string_equal(leads(&screen, 0, 1), "");
    assert_string_equal(leads(&screen, 0, 2), "https://example.org/1");
    screen_restyle(&screen, 0, 2, 8, STYLE_LINK);
    screen_lay(&screen, 0, 2, 8, STYLE_HIT);
    assert_string_equal(leads(&screen, 0, 4), "https://example.org/1");
    screen_link(&screen, 0, 6, 20, slice_of("https://example.org/2"), 2);
    screen_link(&screen, 1, -3, 1, slice_of("https://example.org/1"), 1);
    screen_link(&screen, 2, 0, 1, slice_of("https://example.org/3"), 3);
    assert_int_equal(screen.link_count, 2);
    assert_int_equal(screen_at(&screen, 1, 0)->link, screen_at(&screen, 0, 5)->link);
    assert_int_not_equal(screen_at(&screen, 0, 6)->link, screen_at(&screen, 0, 5)->link);
    screen_clear(&screen, 2, 8);
    assert_int_equal(screen.link_count, 0);
    assert_string_equal(leads(&screen, 0, 4), "");
    screen_done(&screen);
}

/* Nothing that an address has ends the sequence it is sent in, or is longer than terminals take. */
static void
test_addresses(void **state)
{
    static const char *const addresses[][2] = {
        {"https://example.org/a?b=1&c=%20;d#e", "https://example.org/a?b=1&c=%20;d#e"},
        {"https://example.org/灯 船", "https://example.org/%E7%81%AF%20%E8%88%B9"},
        {"https://a\033\\\007\n\r\t\177\"<>^`{|}", "https://a%1B%5C%07%0A%0D%09%7F%22%3C%3E%5E%60%7B%7C%7D"},
        {"https://a\302\233b\377", "https://a%C2%9Bb%FF"},
        {"", ""},
    };
    char longest[2083 + 2];
    (void)state;
    struct screen screen = screen_of(1, 4);
    for (size_t i = 0; i < BASE_COUNT(addresses); i++) {
        screen_clear(&screen, 1, 4);
        screen_link(&screen, 0, 0, 4, slice_of(addresses[i][0]), 0);
        assert_string_equal(leads(&screen, 0, 0), addresses[i][1]);
    }
    memset(longest, 'a', sizeof longest);
    for (size_t len = 2082; len <= 2084; len++) {
        screen_clear(&screen, 1, 4);
        screen_link(&screen, 0, 0, 4, slice_make(longest, len), 0);
        assert_int_equal(strlen(leads(&screen, 0, 0)), len <= 2083 ? len : 0);
    }
    screen_done(&screen);
}

/* More than a screen can tell apart lead nowhere. */
static void
test_many_links(void **state)
{
    enum { MOST = 2047, COLS = 3000 };
    char address[32];
    (void)state;
    struct screen screen = screen_of(1, COLS);
    for (int col = 0; col < COLS; col++) {
        snprintf(address, sizeof address, "https://example.org/%d", col);
        screen_link(&screen, 0, col, col + 1, slice_of(address), (uint32_t)col);
    }
    snprintf(address, sizeof address, "https://example.org/%d", MOST - 1);
    assert_string_equal(leads(&screen, 0, MOST - 1), address);
    assert_string_equal(leads(&screen, 0, MOST), "");
    screen_done(&screen);
}

static void
test_row_equal(void **state)
{
    (void)state;
    struct screen a = screen_of(2, 6), b = screen_of(3, 6), narrow = screen_of(2, 5);
    assert_true(screen_row_equal(&a, 0, &b, 2));
    assert_false(screen_row_equal(&a, 0, &narrow, 0));
    put(&a, 0, 0, 6, "雨e\u0301");
    assert_false(screen_row_equal(&a, 0, &b, 2));
    assert_true(screen_row_equal(&a, 1, &b, 2));
    /* the same marks, of whatever number in their screens */
    put(&b, 0, 0, 6, "a\u0302b\u0303");
    put(&b, 2, 0, 6, "雨e\u0301");
    assert_true(screen_row_equal(&a, 0, &b, 2));
    put(&b, 2, 2, 6, "e\u0302");
    assert_false(screen_row_equal(&a, 0, &b, 2));
    put(&b, 2, 2, 6, "e");
    assert_false(screen_row_equal(&a, 0, &b, 2));
    put(&b, 2, 2, 6, "e\u0301");
    screen_restyle(&b, 2, 5, 6, STYLE_HEADLINE);
    assert_false(screen_row_equal(&a, 0, &b, 2));
    screen_restyle(&b, 2, 5, 6, STYLE_TEXT);
    assert_true(screen_row_equal(&a, 0, &b, 2));
    screen_link(&a, 1, 0, 2, slice_of("https://example.org/0"), 7);
    screen_link(&a, 0, 0, 2, slice_of("https://example.org/1"), 7);
    assert_false(screen_row_equal(&a, 0, &b, 2));
    screen_link(&b, 2, 0, 2, slice_of("https://example.org/1"), 8); /* another link to the same */
    assert_false(screen_row_equal(&a, 0, &b, 2));
    screen_link(&b, 2, 0, 2, slice_of("https://example.org/1"), 7);
    assert_true(screen_row_equal(&a, 0, &b, 2));
    screen_set_cursor(&b, 2, 0);
    assert_true(screen_row_equal(&a, 0, &b, 2));
    put(&b, 2, 5, 6, "x");
    assert_false(screen_row_equal(&a, 0, &b, 2));
    screen_done(&a);
    screen_done(&b);
    screen_done(&narrow);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clear),
        cmocka_unit_test(test_put),
        cmocka_unit_test(test_put_is_clipped),
        cmocka_unit_test(test_put_outside),
        cmocka_unit_test(test_wide_cells_lose_no_half),
        cmocka_unit_test(test_put_right),
        cmocka_unit_test(test_restyle_and_fill),
        cmocka_unit_test(test_layers),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_what_takes_no_cell),
        cmocka_unit_test(test_families_and_flags),
        cmocka_unit_test(test_random_puts),
        cmocka_unit_test(test_cursor),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_many_links),
        cmocka_unit_test(test_row_equal),
    };
    return cmocka_run_group_tests_name("screen", tests, NULL, NULL);
}
