/* search, what is told of an issue before it is recovered: by its path and date, by its text, by its bytes as they are.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/search.h"
#include "search/match/match.h"

static const struct search_options standard = {.pinyin = PINYIN_SCHEME_FULL};

static void
test_issues(void **state)
{
    (void)state;
    static const struct {
        const char *query, *path, *title;
        uint32_t date;
        bool may;
    } examples[] = {
        {"灯船", "a.txt", NULL, 0, true},
        {"date:2031", "a.txt", NULL, 0, true},
        {"date:2031 灯船", "a.txt", NULL, 20300101, false},
        {"-date:2031", "a.txt", NULL, 20310101, false},
        {"灯船|date:2031", "a.txt", NULL, 20300101, true},
        {"in:lanpu", "papers/lanpu/a.txt", NULL, 0, true},
        {"in:LanPu", "papers/lanpu/a.txt", "x", 0, false},
        {"in:lanpu", "papers/a.txt", NULL, 0, true},
        {"in:lanpu", "papers/a.txt", "雾港日报", 0, false},
        {"in:澜浦", "papers/a.txt", "瀾浦新報", 0, true},
        {"in:lpxb", "papers/a.txt", "瀾浦新報", 0, true},
        {"-in:lanpu", "papers/lanpu/a.txt", NULL, 0, false},
        {"in:lanpu", "papers/\xFFlanpu", "x", 0, true},
    };
    for (size_t i = 0; i < BASE_COUNT(examples); i++) {
        struct search_fault fault;
        struct search_query *query = search_query_new(slice_of(examples[i].query), &standard, &fault);
        bool may = search_may_match_issue(query, examples[i].path, examples[i].title, examples[i].date);
        must(may == examples[i].may, "“%s” in %s", examples[i].query, examples[i].path);
        search_query_free(query);
    }
}

/* That it says no where it can. */
static void
test_foresight(void **state)
{
    (void)state;
    static const struct {
        const char *query, *text;
        bool may;
    } examples[] = {
        {"灯船", "船灯, 灯 泡", false},
        {"灯船", "灯 船", true},
        {"灯船", "一盏灯\n两条船", true},
        {"灯船", "一盏灯\n船", true},
        {"灯船", "一盏灯亮\n船来", false},
        {"灯船", "一盏灯（下转第3版）\n又一条\n船来", true},
        {"灯船", "没有", false},
        {"灯船 鱼", "灯船", false},
        {"灯船|鱼", "鱼", true},
        {"灯船 -鱼", "灯船鱼", true},
        {"-鱼", "", true},
        {"燈船", "灯船", true},
        {"dengchuan", "灯船", true},
        {"dengchuan", "灯泡, 船", false},
        {"dengchuan", "灯\n船", true},
        {"dengchuan", "灯\n泡", false},
        {"dengchuanyu", "灯\n船\n鱼", true}, /* from line to line, to the word's end */
        {"dengchuanyu", "灯\n船\n泡", false},
        {"dengchuanyu", "一盏灯\n船", false},
        {"dengchuanyu", "一盏灯\nが光る", false}, /* what a kana leads on to is asked */
        {"dengchuan", "一盏灯\nの光", false},
        {"dengno", "一盏灯\nの光", true},
        {"dengkki", "一盏灯\nっきり", true},
        {"dj", "一盏灯った", true}, /* っ begins a consonant that is not there yet */
        {"dengsha", "一盏灯\nしゃ", true},
        {"dengsha", "一盏灯\nす", false},
        {"lamp", "A lump on the la\nmb", false},
        {"lamp", "A lump on the la-\nmp", true},
        {"dc", "灯泡", false},
        {"2031", "二〇三一", true},
        {"2031", "二〇三二年", false},
        {"/Fish[0-9]/", "a lump", false},
        {"=Lamp", "the lung", false},
    };
    for (size_t i = 0; i < BASE_COUNT(examples); i++) {
        struct search_fault fault;
        struct search_query *query = search_query_new(slice_of(examples[i].query), &standard, &fault);
        assert_true(search_may_match(query, slice_of(examples[i].text))); /* it was not told that it will be asked */
        search_query_expect_raw(query);
        bool may = search_may_match(query, slice_of(examples[i].text));
        must(may == examples[i].may, "“%s” in “%s”", examples[i].query, examples[i].text);
        must(!may || search_may_match_bytes(query, slice_of(examples[i].text)), "“%s” in “%s”", examples[i].query,
             examples[i].text);
        search_query_free(query);
    }
}

/* Bytes that nobody has repaired: a character is there whole or not at all, and what is no character may be any. */
static void
test_may_match_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *query, *bytes;
        bool may;
    } examples[] = {
        {"灯船", "\xFF一盏灯\xE4\n两条船", true},
        {"灯船", "一盏灯\xE8\x88", false},
        {"灯船", "船", false},
        {"燈船", "灯\b灯船", true},
        {"灯船|鱼", "鱼\xC0", true},
        {"灯船 鱼", "灯船\xC0", false},
        {"-灯船", "灯船", true},
        {"=灯船", "泡", false},
        {"\uFFFD", "\xFF", true},
        {"dengchuan", "", false},
        {"/灯/", "", true},
    };
    for (size_t i = 0; i < BASE_COUNT(examples); i++) {
        struct search_fault fault;
        struct search_query *query = search_query_new(slice_of(examples[i].query), &standard, &fault);
        search_query_expect_raw(query);
        must(search_may_match_bytes(query, slice_of(examples[i].bytes)) == examples[i].may, "“%s” in “%s”",
             examples[i].query, examples[i].bytes);
        search_query_free(query);
    }
}

/* Against the C library's: all lengths and places about a block's ends, in text where what is looked for nearly stands. */
static void
test_scan(void **state)
{
    (void)state;
    static const char *const needles[] = {"灯", "灭", "é", "𠮷"};
    char text[700];
    struct support_chance chance = {1};
    for (unsigned round = 0; round < 3000; round++) {
        size_t len = support_below(&chance, sizeof text), at = 0;
        while (at < len) {
            const char *piece = needles[support_below(&chance, BASE_COUNT(needles))];
            size_t bytes = strlen(piece), from = support_below(&chance, (unsigned)bytes);
            bytes = bytes - from < len - at ? bytes - from : len - at;
            memcpy(text + at, support_below(&chance, 40) > 0 ? "\xE7\x81\x20\xA9" : piece + from, bytes);
            at += bytes;
        }
        for (size_t i = 0; i < BASE_COUNT(needles); i++) {
            size_t bytes = strlen(needles[i]);
            const char *want = NULL;
            for (size_t k = 0; k + bytes <= len && want == NULL; k++)
                want = memcmp(text + k, needles[i], bytes) == 0 ? text + k : NULL;
            assert_ptr_equal(raw_scan(slice_make(text, len), slice_of(needles[i])), want);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_issues),
        cmocka_unit_test(test_foresight),
        cmocka_unit_test(test_may_match_bytes),
        cmocka_unit_test(test_scan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
