/* search: issues kept from one search to the next are what recovering would give again.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/source.h"
#include "search/recovered.h"

#include <stddef.h>
#include <stdlib.h>

/* Of each element of SIZE bytes the first USED ones; behind them is padding. */
static void
assert_array(const void *left, size_t left_count, const void *right, size_t right_count, size_t size, size_t used)
{
    assert_int_equal(left_count, right_count);
    for (size_t i = 0; i < left_count; i++)
        assert_memory_equal((const char *)left + i * size, (const char *)right + i * size, used);
}

#define ASSERT_ARRAYS(a, b, name, count, type, last)                                                                   \
    assert_array((a)->name, (a)->count, (b)->name, (b)->count, sizeof(type),                                           \
                 offsetof(type, last) + sizeof(((type *)NULL)->last))

static void
assert_credits(const struct issue_credit *left, size_t left_count, const struct issue_credit *right, size_t right_count)
{
    assert_int_equal(left_count, right_count);
    for (size_t i = 0; i < left_count; i++) {
        assert_string_equal(left[i].name, right[i].name);
        assert_memory_equal(&left[i].role, &right[i].role, sizeof left[i].role);
        assert_memory_equal(&left[i].byline, &right[i].byline, sizeof left[i].byline);
    }
}

static void
assert_same(const struct issue *a, const struct issue *b)
{
    assert_string_equal(a->path, b->path);
    assert_ptr_equal(a->text, b->text);
    assert_int_equal(a->text_bytes, b->text_bytes);
    assert_string_equal(a->encoding, b->encoding);
    assert_true((a->title == NULL) == (b->title == NULL) && (a->title == NULL || strcmp(a->title, b->title) == 0));
    assert_int_equal(a->date, b->date);
    ASSERT_ARRAYS(a, b, lines, line_count, struct issue_line, back_bytes);
    ASSERT_ARRAYS(a, b, paragraphs, paragraph_count, struct issue_paragraph, continued);
    ASSERT_ARRAYS(a, b, articles, article_count, struct issue_article, head_count);
    ASSERT_ARRAYS(a, b, rests, rest_count, struct issue_range, end_line);
    ASSERT_ARRAYS(a, b, continued, continued_count, struct issue_continued, rest);
    assert_credits(a->credits, a->credit_count, b->credits, b->credit_count);
    assert_credits(a->pictures, a->picture_count, b->pictures, b->picture_count);
    assert_true(a->preview == b->preview && a->verbatim == b->verbatim && a->drops == b->drops);
    assert_true(a->source == b->source && a->numbers == b->numbers && a->file_line_count == b->file_line_count);
}

static void
drop(struct issue *issue)
{
    issue_return_source(issue);
    issue_free(issue);
}

static struct parser_source
source_of(const char *path, struct slice text)
{
    return (struct parser_source){.path = path, .text = (char *)text.at, .bytes = text.len};
}

static void
test_same(void **state)
{
    (void)state;
    struct recovered *recovered = recovered_new();
    recovered_limit(recovered, 1 << 20);
    size_t count = 0;
    for (size_t i = 0; support_sample(i) != NULL; i++, count++) {
        struct issue *issue = support_sample_issue(i);
        struct parser_source source = source_of(issue->path, issue_source(issue));
        struct parser_mend mend = {.line = 3, .role = ISSUE_BODY, .brief = true};
        struct issue *first = recovered_issue(recovered, source), *again = recovered_issue(recovered, source);
        struct issue *fresh = parser_recover(source);
        assert_same(first, fresh);
        if (fresh->source == NULL)
            assert_same(again, fresh);
        drop(first), drop(again), drop(fresh);
        source.mends = &mend; /* which is another issue */
        source.mend_count = 1;
        struct issue *mended = recovered_issue(recovered, source), *mended_fresh = parser_recover(source);
        if (mended_fresh->source == NULL)
            assert_same(mended, mended_fresh);
        drop(mended), drop(mended_fresh);
        issue_free(issue);
    }
    assert_true(count > 0 && recovered_count(recovered) > count); /* something is kept, with mends and without */
    recovered_free(recovered);
}

static void
test_limit(void **state)
{
    (void)state;
    struct recovered *recovered = recovered_new();
    char text[64];
    for (size_t limit = 0; limit < 8000; limit += 1000) {
        recovered_limit(recovered, limit);
        for (int i = 0; i < 200; i++) {
            snprintf(text, sizeof text, "灯船%d条\n\n昨天来了%d条灯船。\n", i, i);
            drop(recovered_issue(recovered, source_of("a.txt", slice_of(text))));
        }
        assert_true(limit == 0 ? recovered_count(recovered) == 0 : recovered_count(recovered) < limit / 64);
    }
    assert_in_range(recovered_count(recovered), 20, 150);
    recovered_free(recovered);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
