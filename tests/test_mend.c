/* parser and library: what a reader says of lines, and that it can be taken back.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/library.h"
#include "kanbao/parser.h"

#include <stdlib.h>

/* ---- every line in one place */

static size_t
times_in_heads(const struct issue *issue, const struct issue_article *article, uint32_t line)
{
    size_t times = 0;
    for (uint32_t i = 0; i < article->head_count; i++)
        times += article->head_lines[i] == line;
    (void)issue;
    return times;
}

static size_t
times_in_paragraphs(const struct issue *issue, const struct issue_article *article, uint32_t line)
{
    size_t times = 0;
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        times += paragraph->first_line <= line && line < paragraph->end_line;
        struct issue_range rest = issue_paragraph_rest(issue, paragraph);
        times += rest.first_line <= line && line < rest.end_line;
    }
    return times;
}

static void
check_line(const struct issue *issue, uint32_t line)
{
    enum issue_role role = (enum issue_role)issue->lines[line].role;
    bool blank = issue_line_text(issue, line).len == 0;
    must(blank == (role == ISSUE_BLANK), "%s: line %u is empty, or not", issue->path, line);
    if (role == ISSUE_BLANK || role == ISSUE_FURNITURE)
        return;
    must(issue->article_count > 0, "%s: line %u has no article", issue->path, line);
    const struct issue_article *article = issue_article_of(issue, line);
    must(article != NULL, "%s: line %u has no article", issue->path, line);
    bool head = role == ISSUE_KICKER || role == ISSUE_HEADLINE || role == ISSUE_DECK;
    bool body = issue_role_is_text((uint8_t)role);
    must(times_in_heads(issue, article, line) == head, "%s: line %u in the head", issue->path, line);
    if (body)
        must(times_in_paragraphs(issue, article, line) == 1, "%s: line %u in no paragraph", issue->path, line);
    must((role == ISSUE_HEADLINE) == (article->headline_line == line), "%s: line %u, a headline", issue->path, line);
}

static void
check_issue(const struct issue *issue)
{
    uint32_t end = 0, paragraphs = 0;
    for (size_t a = 0; a < issue->article_count; a++) {
        const struct issue_article *article = &issue->articles[a];
        must(article->first_line >= end && article->end_line > article->first_line, "%s: article %zu", issue->path, a);
        must(article->first_paragraph == paragraphs && article->head_count <= ISSUE_HEAD_MAX, "%s", issue->path);
        end = article->end_line;
        paragraphs += article->paragraph_count;
    }
    must(paragraphs == issue->paragraph_count, "%s: %u paragraphs", issue->path, paragraphs);
    for (uint32_t line = 0; line < issue->line_count; line++)
        check_line(issue, line);
}

/* ---- anything said of anything */

static struct buffer
json_of(const struct issue *issue)
{
    struct buffer json = {0};
    issue_add_json(&json, issue);
    return json;
}

/* The text INDEX: the samples, then trouble; false when there are no more. */
static bool
add_text(struct buffer *out, size_t index)
{
    size_t samples = 0;
    while (support_sample(samples) != NULL)
        samples++;
    buffer_clear(out);
    if (index >= samples)
        return support_add_nasty(out, index - samples, 2000) != NULL;
    char *path = support_sample_path(index);
    struct buffer file = support_read(path);
    buffer_add_slice(out, buffer_slice(&file));
    buffer_done(&file);
    free(path);
    return true;
}

static struct issue *
recover(struct slice text, const struct parser_mend *mends, size_t count)
{
    return parser_recover((struct parser_source){.path = "x.txt",
                                                 .text = base_strndup(text.at, text.len),
                                                 .bytes = text.len,
                                                 .mends = mends,
                                                 .mend_count = count});
}

/* The line that was mended last has the role that was said, unless nothing stands above it to join it to, the head is
   full, or nothing stands below a section; and what is said to begin a paragraph may be a row of a table, or a caption. */
static void
check_last(const struct issue *issue, struct parser_mend mend)
{
    if (mend.line >= issue->line_count || issue->lines[mend.line].role == ISSUE_BLANK || mend.role == ISSUE_BLANK)
        return;
    uint8_t role = issue->lines[mend.line].role;
    bool bends = mend.role == ISSUE_JOINED || mend.role == ISSUE_DECK || mend.role == ISSUE_KICKER;
    bool told = mend.role == ISSUE_BODY && (role == ISSUE_JOINED || role == ISSUE_CAPTION);
    must(role == mend.role || (bends && issue_role_is_text(role)) || told ||
             (mend.role == ISSUE_SECTION && role == ISSUE_FURNITURE),
         "line %u is %u, not %u", mend.line, role, mend.role);
}

static void
test_any_mends(void **state)
{
    enum { MENDS = 40 };
    struct support_chance chance = {20310607};
    struct buffer text = {0};
    (void)state;
    for (size_t i = 0; add_text(&text, i); i++) {
        struct parser_mend mends[MENDS];
        struct issue *plain = recover(buffer_slice(&text), NULL, 0);
        uint32_t lines = (uint32_t)plain->line_count + 2; /* and some that are not there */
        check_issue(plain);
        issue_free(plain);
        for (size_t count = 0; count < MENDS; count++) {
            uint8_t role = (uint8_t)support_below(&chance, ISSUE_CAPTION + 1);
            mends[count] = (struct parser_mend){support_below(&chance, lines), role, support_below(&chance, 2) == 1};
            struct issue *issue = recover(buffer_slice(&text), mends, count + 1);
            check_issue(issue);
            check_last(issue, mends[count]);
            struct buffer json = json_of(issue);
            buffer_done(&json);
            issue_free(issue);
        }
    }
    buffer_done(&text);
}

/* ---- what a mend does */

static const char page[] = "渡口晚报　2031年6月7日　星期六\n\n" /* 1 */
                           "灯船换了灯泡\n\n"                   /* 3 */
                           "昨夜, 灯船换上一只新灯泡, 亮度是旧的三倍半, 看守人说:\n\n"
                           "亮得能看书, 报纸也行, 他看了一夜。\n\n" /* 7 */
                           "雾笛改吹降B调\n\n"
                           "新雾笛低半个音, 港口的狗起初不认, 第三天跟着低了下来。\n"; /* 11 */

static struct issue *
page_with(uint32_t line, enum issue_role role)
{
    struct parser_mend mend = {.line = line - 1, .role = (uint8_t)role};
    return recover(slice_of(page), &mend, 1);
}

static void
test_roles(void **state)
{
    (void)state;
    struct issue *issue = page_with(9, ISSUE_BODY);
    assert_int_equal(issue->article_count, 1);
    assert_int_equal(issue->articles[0].paragraph_count, 4);
    issue_free(issue);
    issue = page_with(7, ISSUE_HEADLINE);
    assert_int_equal(issue->article_count, 3);
    assert_int_equal(issue->articles[1].headline_line, 6);
    assert_true(issue->articles[1].confidence == 1.0F);
    issue_free(issue);
    issue = page_with(11, ISSUE_JOINED); /* to a headline: it cannot be */
    assert_int_equal(issue->lines[10].role, ISSUE_BODY);
    issue_free(issue);
    issue = page_with(1, ISSUE_JOINED);
    assert_int_equal(issue->lines[0].role, ISSUE_BODY);
    issue_free(issue);
    issue = page_with(9, ISSUE_KICKER);
    assert_int_equal(issue->articles[1].headline_line, ISSUE_NO_LINE);
    issue_free(issue);
}

/* Joined over an empty line it is a seam, and split there it is none. */
static void
test_seams(void **state)
{
    (void)state;
    struct issue *issue = page_with(7, ISSUE_JOINED);
    assert_true(issue->lines[6].seam);
    assert_int_equal(issue->lines[6].join, ISSUE_JOIN_BARE);
    assert_int_equal(issue->articles[0].paragraph_count, 1);
    issue_free(issue);
    issue = page_with(7, ISSUE_BODY);
    assert_false(issue->lines[6].seam);
    issue_free(issue);
}

/* A kicker, and the headline below it, are one head. */
static void
test_kicker_and_headline(void **state)
{
    static const struct parser_mend mends[] = {{2, ISSUE_KICKER, false}, {4, ISSUE_HEADLINE, false}};
    struct issue *issue = recover(slice_of(page), mends, 2);
    (void)state;
    assert_int_equal(issue->articles[0].head_count, 2);
    assert_int_equal(issue->articles[0].headline_line, 4);
    assert_int_equal(issue->articles[0].first_line, 2);
    issue_free(issue);
}

/* ---- in the library */

static struct library *
library_of(const char *folder, struct library_limits limits)
{
    struct library *library = library_new(limits);
    assert_null(library_add(library, folder));
    library_sort(library);
    return library;
}

static void
assert_json(const struct issue *issue, const struct buffer *json, bool same)
{
    struct buffer now = json_of(issue);
    assert_int_equal(slice_equal(buffer_slice(&now), buffer_slice(json)), same);
    buffer_done(&now);
}

static void
test_steps(void **state)
{
    static const struct parser_mend first[] = {{8, ISSUE_BODY, false}, {10, ISSUE_JOINED, false}},
                                    second[] = {{6, ISSUE_HEADLINE, false}};
    size_t count, last;
    uint32_t line = 0;
    support_put(*state, "20310607.txt", page);
    struct library *library = library_of(*state, (struct library_limits){SIZE_MAX, SIZE_MAX});
    struct buffer plain = json_of(support_issue_at(library, 0));
    assert_false(library_unmend(library, library_at(library, 0), &line));
    assert_false(library_remend(library, library_at(library, 0), &line));
    library_mends(library, library_at(library, 0), &count, &last);
    assert_true(count == 0 && last == 0);
    library_mend(library, library_at(library, 0), first, 2);
    struct buffer once = json_of(support_issue_at(library, 0));
    library_mend(library, library_at(library, 0), second, 1);
    struct buffer twice = json_of(support_issue_at(library, 0));
    assert_false(slice_equal(buffer_slice(&once), buffer_slice(&twice)));
    const struct parser_mend *mends = library_mends(library, library_at(library, 0), &count, &last);
    assert_true(count == 3 && last == 1 && mends[2].line == 6);
    assert_true(library_unmend(library, library_at(library, 0), &line));
    assert_int_equal(line, 6);
    assert_json(support_issue_at(library, 0), &once, true);
    library_mends(library, library_at(library, 0), &count, &last);
    assert_true(count == 2 && last == 2);
    assert_true(library_unmend(library, library_at(library, 0), &line));
    assert_int_equal(line, 8);
    assert_json(support_issue_at(library, 0), &plain, true);
    assert_true(library_remend(library, library_at(library, 0), &line) &&
                library_remend(library, library_at(library, 0), &line));
    assert_json(support_issue_at(library, 0), &twice, true);
    /* something new ends what could be done again */
    assert_true(library_unmend(library, library_at(library, 0), &line));
    library_mend(library, library_at(library, 0), second, 1);
    assert_false(library_remend(library, library_at(library, 0), &line));
    assert_json(support_issue_at(library, 0), &twice, true);
    buffer_done(&plain);
    buffer_done(&once);
    buffer_done(&twice);
    library_free(library);
}

/* An issue that gave way to others comes back as it was mended. */
static void
test_forgetting(void **state)
{
    enum { ISSUES = 70 };
    static const struct parser_mend mend = {8, ISSUE_BODY, false};
    for (int i = 0; i < ISSUES; i++) {
        char name[32];
        snprintf(name, sizeof name, "2031%02d%02d.txt", 1 + i / 28, 1 + i % 28);
        support_put(*state, name, page);
    }
    struct library *library = library_of(*state, (struct library_limits){SIZE_MAX, SIZE_MAX});
    library_mend(library, library_at(library, 3), &mend, 1); /* before it was ever looked at */
    assert_int_equal(support_issue_at(library, 3)->article_count, 1);
    for (size_t turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < ISSUES; i++)
            assert_int_equal(support_issue_at(library, i)->article_count, i == 3 ? 1 : 2);
        library_expect_loader(library);
    }
    library_free(library);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_mends),           cmocka_unit_test(test_roles), cmocka_unit_test(test_seams),
        cmocka_unit_test(test_kicker_and_headline), test_in_folder(test_steps),   test_in_folder(test_forgetting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
