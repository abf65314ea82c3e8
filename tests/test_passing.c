/* search: marks and ruby that are passed over, against an oracle that tries every way to leave them out, slowly.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hits.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* ---- passing over, held against trying everything */

enum { POINTS_MAX = 256 };

struct points {
    char32_t at[POINTS_MAX];
    size_t starts[POINTS_MAX + 1]; /* bytes */
    size_t count;
};

static struct points
points_of(struct slice text)
{
    struct points points = {.count = 0};
    size_t byte = 0;
    while (byte < text.len) {
        points.starts[points.count] = byte;
        byte += text_decode(text.at + byte, &points.at[points.count++]);
    }
    points.starts[points.count] = byte;
    return points;
}

static bool
is_mark(char32_t code)
{
    return text_among(code, U"“”‘’《》〈〉「」『』·・");
}

/* As one would type it: the marks of a kind are one. */
static char32_t
kind_of(char32_t code)
{
    static const char32_t kinds[][7] = {U"“”「」\"", U"‘’『』'", U"《〈<", U"》〉>", U"·・"};
    for (size_t i = 0; i < BASE_COUNT(kinds); i++)
        if (text_among(code, kinds[i]))
            return kinds[i][0];
    return code;
}

static bool
is_kana_point(char32_t code)
{
    return code >= U'ぁ' && code <= U'ん';
}

static bool
is_wide(char32_t code)
{
    return code > 0x3040 && code < 0xA000 && !is_mark(code);
}

/* Are there characters of words on both sides of the marks at K of the word? */
static bool
is_between(const struct points *word, size_t k)
{
    size_t before = k, behind = k;
    while (before > 0 && is_mark(word->at[before - 1]))
        before--;
    while (behind < word->count && is_mark(word->at[behind]))
        behind++;
    return before > 0 && behind < word->count && is_wide(word->at[before - 1]) && is_wide(word->at[behind]);
}

/* Notes in ENDS where the word from K on may end when it goes on at I of the text, in all ways there are. */
static void
try_all(const struct points *word, size_t k, const struct points *text, size_t i, bool ends[POINTS_MAX + 1])
{
    if (k == word->count) {
        ends[i] = true;
        return;
    }
    if (i == text->count)
        return;
    if (kind_of(word->at[k]) == kind_of(text->at[i]))
        try_all(word, k + 1, text, i + 1, ends);
    if (!is_between(word, k))
        return;
    if (is_mark(text->at[i]))
        try_all(word, k, text, i + 1, ends);
    bool title = text->at[i] == U'《';
    if (!title && text->at[i] != U'（')
        return;
    size_t end = i + 1;
    while (end < text->count && (is_kana_point(text->at[end]) || kind_of(text->at[end]) == U'·'))
        end++;
    if (end > i + 1 && end < text->count && kind_of(text->at[end]) == (title ? U'》' : U'）'))
        try_all(word, k, text, end + 1, ends);
}

static void
add_point(struct buffer *out, char32_t code)
{
    char bytes[4];
    buffer_add(out, bytes, text_encode(code, bytes));
}

static void
write_text(struct buffer *out, struct support_chance *chance)
{
    static const char32_t letters[] = U"灯船灯船灯船水亮亮かなかな，。ab", marks[] = U"“”《》·・「』（）";
    static const char *const ruby[] = {"《かな》", "（か）", "《な》", "《か", "（な"};
    buffer_clear(out);
    for (size_t i = 0, count = 10 + support_below(chance, 40); i < count; i++) {
        add_point(out, letters[support_below(chance, BASE_COUNT(letters) - 1)]);
        if (support_below(chance, 3) == 0)
            add_point(out, marks[support_below(chance, BASE_COUNT(marks) - 1)]);
        if (support_below(chance, 8) == 0)
            buffer_add_text(out, ruby[support_below(chance, BASE_COUNT(ruby))]);
    }
}

/* Some of the text, most of its marks left out. */
static void
write_query(struct buffer *out, const struct points *text, struct support_chance *chance)
{
    size_t at = support_below(chance, (uint32_t)text->count), count = 2 + support_below(chance, 6);
    buffer_clear(out);
    buffer_add_text(out, "\"");
    for (; at < text->count && count > 0; at++) {
        char32_t code = kind_of(text->at[at]);
        bool mark = is_mark(text->at[at]) || code == U'（' || code == U'）';
        if (mark && support_below(chance, 5) > 0)
            continue;
        if (code == U'“') /* it would end the phrase */
            buffer_add_text(out, "\\\"");
        else
            add_point(out, code);
        count--;
    }
    buffer_add_text(out, "\"");
}

/* The word of a query, without its quotes. */
static struct points
word_of(const struct buffer *query, struct buffer *plain)
{
    buffer_clear(plain);
    for (size_t i = 1; i + 1 < query->len; i++)
        if (query->at[i] != '\\')
            buffer_add_byte(plain, query->at[i]);
    struct points word = points_of(buffer_slice(plain));
    for (size_t i = 0; i < word.count; i++)
        word.at[i] = kind_of(word.at[i]);
    return word;
}

/* Each hit of the issue's text is where the oracle has one, none is left out, and it ends in one of its ways. */
static size_t
compare(const struct points *word, const struct points *text, const struct search_hits *hits, size_t base,
        const struct buffer *query, const struct buffer *line)
{
    size_t from = 0, found = 0;
    for (size_t i = 0; i < text->count; i++) {
        bool ends[POINTS_MAX + 1] = {false}, any = false;
        if (i < from)
            continue;
        try_all(word, 0, text, i, ends);
        for (size_t end = 0; end <= text->count; end++)
            any = any || ends[end];
        if (!any)
            continue;
        must(found < hits->count && hits->at[found].start_byte - base == text->starts[i],
             "%s in %s: a hit at %zu is missing", query->at, line->at, i);
        while (from < text->count && text->starts[from] < hits->at[found].end_byte - base)
            from++;
        must(ends[from] && text->starts[from] == hits->at[found].end_byte - base,
             "%s in %s: the hit at %zu ends elsewhere", query->at, line->at, i);
        found++;
    }
    must(found == hits->count, "%s in %s: %zu hits too many", query->at, line->at, hits->count - found);
    return found;
}

static void
test_passing(void **state)
{
    (void)state;
    struct support_chance chance = {.state = 20310707};
    struct buffer text = {0}, query = {0}, plain = {0};
    size_t found = 0, rounds = support_is_slow() ? 60 : 4000;
    for (size_t round = 0; round < rounds; round++) {
        write_text(&text, &chance);
        struct points points = points_of(buffer_slice(&text));
        struct issue *issue = hits_issue(text.at);
        size_t base = issue->text_bytes;
        for (uint32_t line = 0; line < issue->line_count; line++)
            if (slice_equal(issue_line_words(issue, line), buffer_slice(&text)))
                base = (size_t)(issue_line_words(issue, line).at - issue->text);
        for (int i = 0; i < 6 && base < issue->text_bytes; i++) {
            write_query(&query, &points, &chance);
            struct points word = word_of(&query, &plain);
            struct search_fault fault;
            struct search_query *compiled =
                search_query_new(buffer_slice(&query), &(struct search_options){.pinyin = PINYIN_SCHEME_NONE}, &fault);
            free(fault.reason);
            if (compiled == NULL)
                continue;
            struct search_hits hits = {.at = NULL};
            search_issue(compiled, issue, &hits);
            search_query_expect_raw(compiled);
            struct slice raw = slice_make(issue->text, issue->text_bytes);
            must(hits.count == 0 || search_may_match(compiled, raw), "%s was not foreseen in %s", query.at, text.at);
            found += compare(&word, &points, &hits, base, &query, &text);
            search_hits_done(&hits);
            search_query_free(compiled);
        }
        issue_free(issue);
    }
    print_message("%zu hits\n", found);
    assert_true(found > rounds * 3);
    buffer_done(&text);
    buffer_done(&query);
    buffer_done(&plain);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_passing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
