/* days: what names of files say of papers and pages, and the editions and months that a library has.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/days.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { DAY = 20311013 };

/* ---- names */

static void
test_pages(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"a/2031-10-13-02.txt", "02"},
        {"a/20311013_3.txt", "3"},
        {"a/20311013-A03.md", "A03"},
        {"a/A03-20311013.txt", "A03"},
        {"a/01-2031-10-13.txt", "01"},
        {"a/20311013-第02版-要闻.txt", "第02版"},
        {"a/2031年10月13日 12版", "12版"},
        {"2031/1013/7.txt", "7"},
        {"a/lanpu-2031-10-13.p4.txt", "p4"},
        {"a/2031-10-13.txt", ""},
        {"a/20311013.txt", ""},
        {"2031/1013.txt", ""},
        {"a/2031.10.13", ""},
        {"a/lanpu-2031-10-13", ""},
        {"a/20311013-1234.txt", ""},
        {"a/排版.txt", ""},
        {"", ""},
        {"a/", ""},
        {"a/\xFF\xE7\x89", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        assert_text(days_page_of_path(names[i][0], DAY), names[i][1]);
}

static void
test_papers(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"papers/lanpu/20311013.txt", "lanpu"},
        {"papers/lanpu/20311013-02.txt", "lanpu"},
        {"papers/lanpu/2031/10/13.txt", "lanpu"},
        {"papers/cctv-2031/2031-10-13.txt", "cctv-2031"},
        {"papers/harrowmere-gazette-2031-10-13.txt", "harrowmere-gazette"},
        {"papers/2031-10-13-harrowmere.txt", "harrowmere"},
        {"papers/澜浦新报2031年10月13日第02版.txt", "澜浦新报"},
        {"papers/2031年/10月/13日.txt", "papers"},
        {"2031-10-13.txt", "2031-10-13"},
        {"notes", "notes"},
        {"/", "/"},
    };
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        assert_text(days_paper_of_path(names[i][0], DAY), names[i][1]);
}

static void
test_same_edition(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool same;
    } pairs[] = {
        {"a/2031-10-13-01.txt", "a/2031-10-13-02.txt", true},
        {"a/20311013/01.txt", "a/20311013/12.txt", true},
        {"a/A01-20311013.txt", "a/B01-20311013.txt", true},
        {"a/20311013-第01版-要闻.txt", "a/20311013-第02版-国际.txt", true},
        {"a/20311013-01.txt", "b/20311013-02.txt", false},
        {"a/lanpu-20311013-01.txt", "a/yunyu-20311013-01.txt", false},
        {"a/20311013.txt", "a/20311013-02.txt", false}, /* of the first nothing says that it is a page */
        {"a/20311013-01.txt", "a/20311013-02.md", false},
        {"a/lanpu-2031-10-13.txt", "b/lanpu-2031-10-13.txt", false},
    };
    for (size_t i = 0; i < BASE_COUNT(pairs); i++) {
        must(days_same_edition(pairs[i].a, pairs[i].b, DAY) == pairs[i].same, "%s, %s", pairs[i].a, pairs[i].b);
        assert_false(days_same_edition(pairs[i].a, pairs[i].b, 0));
    }
}

/* ---- libraries */

/* The library of NAMES in FOLDER, files of a line each. */
static struct library *
library_of(const char *folder, const char *const *names, size_t count)
{
    struct library *library = library_new((struct library_limits){1 << 20, 1 << 20});
    for (size_t i = 0; i < count; i++)
        support_put(folder, names[i], "灯塔\n");
    assert_null(library_add(library, folder));
    library_sort(library);
    return library;
}

/* "203110: 1 2+1  0: 1": of each month the pages of its editions. */
static char *
outline(const struct days *days)
{
    struct buffer out = {0};
    size_t months;
    const struct days_month *month = days_months(days, &months);
    for (size_t m = 0; m < months; m++) {
        buffer_printf(&out, "%s%u:", m > 0 ? " " : "", month[m].month);
        for (uint32_t i = 0; i < month[m].count; i++) {
            size_t edition = month[m].first + i;
            buffer_printf(&out, " %u", days_edition(days, edition).pages);
            assert_int_equal(days_month_of(days, edition), m);
            for (uint32_t page = 0; page < days_edition(days, edition).pages; page++)
                assert_int_equal(days_find(days, days_edition(days, edition).first + page), edition);
        }
    }
    return buffer_take(&out);
}

static void
check_outline(struct days *days, const char *wanted)
{
    char *got = outline(days);
    assert_string_equal(got, wanted);
    free(got);
    days_free(days);
}

static bool
has_pages(void *context, struct days_edition edition)
{
    (void)context;
    return edition.pages > 1;
}

static void
test_editions(void **state)
{
    static const char *const names[] = {"20311013-01.txt", "20311013-02.txt", "20311013-10.txt",
                                        "20311012-01.txt", "20310930.txt",    "20310929-1.txt",
                                        "20310929-2.txt",  "notes-1.txt",     "notes-2.txt"};
    struct library *library = library_of(*state, names, BASE_COUNT(names));
    struct days *days = days_new(library, true);
    assert_int_equal(days_files(days), 9);
    assert_int_equal(days_count(days), 6);
    assert_int_equal(days_find(days, 9), SIZE_MAX);
    check_outline(days_narrowed(days, has_pages, NULL), "203110: 3 203109: 2");
    struct days *narrowed = days_narrowed(days, has_pages, NULL);
    assert_int_equal(days_find(narrowed, 3), SIZE_MAX);
    assert_int_equal(days_find(narrowed, 0), 0);
    days_free(narrowed);
    check_outline(days, "203110: 3 1 203109: 1 2 0: 1 1");
    check_outline(days_new(library, false), "203110: 1 1 1 1 203109: 1 1 1 0: 1 1");
    library_free(library);
}

static void
test_no_editions(void **state)
{
    static const char *const names[] = {"20311013.txt", "20311012.txt"};
    struct library *library = library_new((struct library_limits){1 << 20, 1 << 20});
    check_outline(days_new(library, true), "");
    library_free(library);
    library = library_of(*state, names, BASE_COUNT(names));
    check_outline(days_new(library, true), "203110: 1 1");
    library_free(library);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages),  cmocka_unit_test(test_papers),    cmocka_unit_test(test_same_edition),
        test_in_folder(test_editions), test_in_folder(test_no_editions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
