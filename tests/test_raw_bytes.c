/* search, raw: what a file's bytes say before anyone has made a text of them, against the text that they are.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/search.h"
#include "kanbao/source.h"

#include <stdlib.h>

static const char *const queries[] = {"dengchuan", "dc",         "deng",       "dengc",
                                      "d",         "dengchuand", "deng'chuan", "chuanyihao"};
enum { QUERIES = BASE_COUNT(queries) };

static struct search_query *
query_of(const char *text)
{
    struct search_options options = {.pinyin = PINYIN_SCHEME_FULL};
    struct search_fault fault;
    struct search_query *query = search_query_new(slice_of(text), &options, &fault);
    assert_non_null(query);
    search_query_expect_raw(query);
    return query;
}

/* Characters that a match has or goes over, line ends and notices, what is taken out of a text, and damage. */
static void
draw_bytes(struct buffer *bytes, struct support_chance *chance, bool damage)
{
    static const char *const pieces[] = {
        "灯", "船", "灯船", "穿", "一",        "号", "d",  "eng", "，", "。", "\n", "\r\n", "\f", "　", " ",      "   ",
        "“",  "·",  "（",   "）", "下转第3版", "か", "㍿", "é",   "등", "𠮷", "-",  "'",    "泡", "2",  "（转）", "燈"};
    static const char *const harm[] = {"\b",     "\v",     "\033[1m",  "\xC2\xAD",     "\xC2\x85",
                                       "\u200B", "\u2028", "\uFEFF",   "\xE7",         "\xE7\x81",
                                       "\xFF",   "\x80",   "\xF0\x9F", "\xED\xA0\x80", "\xE0\x80\x80"};
    buffer_clear(bytes);
    for (uint32_t left = 1 + support_below(chance, 40); left > 0; left--) {
        bool harmed = damage && support_below(chance, 12) == 0;
        buffer_add_text(bytes, harmed ? harm[support_below(chance, BASE_COUNT(harm))]
                                      : pieces[support_below(chance, BASE_COUNT(pieces))]);
    }
}

/* What a text may match its bytes may match; and where nothing is to be mended they say the same. */
static void
test_bytes(void **state)
{
    (void)state;
    struct support_chance chance = {5};
    struct search_query *made[QUERIES];
    struct buffer bytes = {0};
    unsigned both = 0, neither = 0;
    for (size_t i = 0; i < QUERIES; i++)
        made[i] = query_of(queries[i]);
    for (unsigned round = 0; round < 20000; round++) {
        draw_bytes(&bytes, &chance, round % 2 == 0);
        struct source_text text = source_text_of(buffer_slice(&bytes), (struct source_writing){"UTF-8", 0});
        source_clean(&text);
        for (size_t i = 0; i < QUERIES; i++) {
            bool may = search_may_match(made[i], slice_make(text.at, text.bytes));
            bool may_bytes = search_may_match_bytes(made[i], buffer_slice(&bytes));
            must(!may || may_bytes, "%s in “%.*s”", queries[i], (int)bytes.len, bytes.at);
            both += may;
            neither += !may_bytes;
        }
        free(text.at);
    }
    assert_true(both > 10000 && neither > 10000); /* or nothing is asked here */
    for (size_t i = 0; i < QUERIES; i++)
        search_query_free(made[i]);
    buffer_done(&bytes);
}

/* Many places in one line where a word may begin, and the word behind them all. */
static void
test_places(void **state)
{
    (void)state;
    struct search_query *query = query_of("dengchuanyihao");
    for (unsigned count = 0; count < 80; count++) {
        struct buffer text = {0};
        for (unsigned i = 0; i < count; i++)
            buffer_add_text(&text, "灯船");
        buffer_add_text(&text, "，");
        assert_false(search_may_match(query, buffer_slice(&text)));
        assert_false(search_may_match_bytes(query, buffer_slice(&text)));
        buffer_add_text(&text, "灯船一号，");
        assert_true(search_may_match(query, buffer_slice(&text)));
        assert_true(search_may_match_bytes(query, buffer_slice(&text)));
        buffer_done(&text);
    }
    search_query_free(query);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
