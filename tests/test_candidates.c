/* search, candidates: the strings that a query found, which of them comes first, where words begin and end, and the query that
 * a string is picked by.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/search_candidates.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* A hit of RANK where TEXT has [brackets], which are no part of it. */
static struct issue_span
unmark(const char *marked, struct buffer *text)
{
    const char *open = strchr(marked, '['), *close = strchr(marked, ']');
    buffer_clear(text);
    buffer_add(text, marked, (size_t)(open - marked));
    buffer_add(text, open + 1, (size_t)(close - open - 1));
    buffer_add_text(text, close + 1);
    return (struct issue_span){(uint32_t)(open - marked), (uint32_t)(close - open - 1)};
}

static void
add(struct search_candidates *candidates, const char *marked, uint8_t rank, enum search_part part, int times)
{
    struct buffer text = {0};
    struct issue_span mark = unmark(marked, &text);
    struct search_hit hit = {.rank = rank, .part = (uint8_t)part};
    for (int i = 0; i < times; i++)
        search_candidates_add(candidates, &hit, buffer_slice(&text), mark);
    buffer_done(&text);
}

/* The strings, the best first, with their counts. */
#define assert_best(candidates, wanted) check_best((candidates), (wanted), __FILE__, __LINE__)
static void
check_best(const struct search_candidates *candidates, const char *wanted, const char *file, int line)
{
    struct search_candidate best[16];
    struct buffer got = {0};
    size_t count = search_candidates_best(candidates, best, BASE_COUNT(best));
    buffer_add_text(&got, "");
    for (size_t i = 0; i < count; i++)
        buffer_printf(&got, "%s%.*s %zu", i > 0 ? ", " : "", (int)best[i].text.len, best[i].text.at, best[i].hits);
    support_assert_text(buffer_slice(&got), wanted, file, line);
    buffer_done(&got);
}

static void
test_counts(void **state)
{
    struct search_candidates *candidates = search_candidates_new();
    (void)state;
    assert_best(candidates, "");
    add(candidates, "在[北京]开会", SEARCH_RANK_INITIALS, SEARCH_BODY, 3);
    add(candidates, "[北京]", SEARCH_RANK_MIXED, SEARCH_HEADLINE, 1);
    /* the same by the fold, and shown as it was found first */
    add(candidates, "ＧＤＰ的[ＧＤＰ]", SEARCH_RANK_LITERAL, SEARCH_BODY, 1);
    add(candidates, "的[gdp]", SEARCH_RANK_LITERAL, SEARCH_BODY, 1);
    assert_int_equal(search_candidates_count(candidates), 2);
    assert_best(candidates, "北京 4, ＧＤＰ 2");
    struct search_candidate best[2];
    search_candidates_best(candidates, best, 2);
    assert_int_equal(best[0].rank, SEARCH_RANK_MIXED);
    assert_int_equal(best[0].headline_hits, 1);
    assert_int_equal(search_candidates_best(candidates, best, 1), 1);
    search_candidates_clear(candidates);
    assert_best(candidates, "");
    add(candidates, "去[北京]了", SEARCH_RANK_INITIALS, SEARCH_BODY, 1);
    assert_best(candidates, "北京 1");
    search_candidates_free(candidates);
    search_candidates_free(NULL);
}

/* Each against one other: the first is the likelier. */
static void
test_order(void **state)
{
    static const struct {
        const char *better;
        uint8_t better_rank;
        int better_hits;
        const char *worse;
        uint8_t worse_rank;
        int worse_hits;
        const char *wanted;
    } pairs[] = {
        /* letters as they are, before what sounds like them */
        {"的[GDP]", SEARCH_RANK_LITERAL, 1, "[高度评]价", SEARCH_RANK_INITIALS, 99, "GDP 1, 高度评 99"},
        /* whole syllables before initials */
        {"去[西安]", SEARCH_RANK_FULL, 1, "[学校]", SEARCH_RANK_INITIALS, 9, "西安 1, 学校 9"},
        /* a word before what crosses its edges, */
        {"用[停车]位", SEARCH_RANK_FULL, 1, "家[庭成]员", SEARCH_RANK_FULL, 9, "停车 1, 庭成 9"},
        /* a name before another word */
        {"在[杭州]举行", SEARCH_RANK_INITIALS, 5, "双方[合作]", SEARCH_RANK_INITIALS, 50, "杭州 5, 合作 50"},
        /* several characters before one alone */
        {"在[西安]", SEARCH_RANK_FULL, 1, "发[现]了", SEARCH_RANK_FULL, 99, "西安 1, 现 99"},
        /* what is found more often; of equal ones, what came first */
        {"有[文件]", SEARCH_RANK_INITIALS, 9, "有[危机]", SEARCH_RANK_INITIALS, 1, "文件 9, 危机 1"},
        {"有[文件]", SEARCH_RANK_INITIALS, 1, "有[危机]", SEARCH_RANK_INITIALS, 1, "文件 1, 危机 1"},
    };
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(pairs); i++) {
        struct search_candidates *candidates = search_candidates_new();
        bool equal = pairs[i].better_hits == pairs[i].worse_hits;
        if (equal)
            add(candidates, pairs[i].better, pairs[i].better_rank, SEARCH_BODY, pairs[i].better_hits);
        add(candidates, pairs[i].worse, pairs[i].worse_rank, SEARCH_BODY, pairs[i].worse_hits);
        if (!equal)
            add(candidates, pairs[i].better, pairs[i].better_rank, SEARCH_BODY, pairs[i].better_hits);
        assert_best(candidates, pairs[i].wanted);
        search_candidates_free(candidates);
    }
}

static void
test_edges(void **state)
{
    enum { LEFT = SEARCH_EDGE_LEFT, RIGHT = SEARCH_EDGE_RIGHT, WORD = SEARCH_EDGE_WORD, NAME = SEARCH_EDGE_NAME };
    static const struct {
        const char *marked;
        unsigned edges;
    } examples[] = {
        {"在[北京]开会", LEFT | RIGHT | WORD | NAME},
        {"[北京]", LEFT | RIGHT | WORD | NAME},
        {"在[北京开会]时", LEFT | RIGHT},
        {"这个城市[稳居全]国第一", LEFT},
        {"每个家[庭成]员", 0},
        {"的[GDP]增长", LEFT | RIGHT},
        {"of a [who]le", LEFT},
        {"12[34]5", 0},
        {"他说，[你好]。", LEFT | RIGHT | WORD},
    };
    struct search_edges *edges = search_edges_new();
    struct buffer text = {0};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(examples); i++) {
        struct issue_span mark = unmark(examples[i].marked, &text);
        unsigned got = search_edges_of(edges, buffer_slice(&text), mark);
        if (got != examples[i].edges)
            fail_msg("%s: %u instead of %u", examples[i].marked, got, examples[i].edges);
    }
    assert_true(search_is_chance(SEARCH_RANK_INITIALS, LEFT));
    assert_false(search_is_chance(SEARCH_RANK_INITIALS, LEFT | RIGHT));
    assert_false(search_is_chance(SEARCH_RANK_INITIALS, WORD));
    assert_false(search_is_chance(SEARCH_RANK_FULL, 0));
    buffer_done(&text);
    search_edges_free(edges);
    search_edges_free(NULL);
}

/* Whatever stands there, and however long: nothing breaks, and what is too long is no candidate. */
static void
test_any_text(void **state)
{
    static const char *const pieces[] = {"中", "国", "a",          "7",       " ",  "“", "\u3000",
                                         "か", "é",  "\U0001F600", "e\u0301", "。", "\n"};
    struct search_candidates *candidates = search_candidates_new();
    struct buffer text = {0};
    uint32_t seed = 1;
    size_t added = 0;
    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t starts[80], count = 1 + seed % 70;
        buffer_clear(&text);
        for (size_t i = 0; i <= count; i++) {
            starts[i] = text.len;
            seed = seed * 1664525 + 1013904223;
            buffer_add_text(&text, pieces[(seed >> 16) % BASE_COUNT(pieces)]);
        }
        size_t from = (seed >> 8) % count, to = from + (seed >> 4) % (count - from + 1);
        struct issue_span mark = {(uint32_t)starts[from], (uint32_t)(starts[to] - starts[from])};
        struct search_hit hit = {.rank = (uint8_t)(1 + round % 4), .part = SEARCH_BODY};
        size_t before = search_candidates_count(candidates);
        search_candidates_add(candidates, &hit, buffer_slice(&text), mark);
        added += search_candidates_count(candidates) - before;
        if (mark.bytes == 0 || mark.bytes > SEARCH_CANDIDATE_BYTES)
            assert_int_equal(search_candidates_count(candidates), before);
    }
    assert_true(added > 1000);
    assert_int_equal(added, search_candidates_count(candidates));
    search_candidates_free(candidates);
    buffer_done(&text);
}

/* What a string is picked by finds the string, and is a query. */
static void
test_query(void **state)
{
    static const struct {
        const char *string, *query;
    } examples[] = {
        {"武进区", "武进区"},
        {"GDP", "=GDP"},
        {"who", "=who"},
        {"75周年", "75周年"},
        {"AND", "=AND"},
        {"10 月", "=\"10 月\""},
        {"-5", "=\"-5\""},
        {"a/b|c:d", "=\"a/b|c:d\""},
        {"一带一路”倡议", "/一带一路”倡议/"},
        {"说\"好(", "/说\\\"好\\(/"},
        {"かな", "かな"},
    };
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(examples); i++) {
        struct buffer query = {0};
        struct search_fault fault = {0};
        search_candidate_add_query(&query, slice_of(examples[i].string));
        support_assert_text(buffer_slice(&query), examples[i].query, __FILE__, __LINE__);
        struct search_query *compiled =
            search_query_new(buffer_slice(&query), &(struct search_options){.pinyin = PINYIN_SCHEME_FULL}, &fault);
        assert_non_null(compiled);
        assert_null(fault.reason);
        search_query_expect_raw(compiled);
        assert_true(search_may_match(compiled, slice_of(examples[i].string)));
        if (query.at[0] != '/')
            assert_false(search_may_match(compiled, slice_of("完全不同的文字")));
        search_query_free(compiled);
        buffer_done(&query);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),   cmocka_unit_test(test_order), cmocka_unit_test(test_edges),
        cmocka_unit_test(test_any_text), cmocka_unit_test(test_query),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
