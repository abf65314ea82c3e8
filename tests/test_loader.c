/* library, its background loader: previews that give way to the whole, texts read ahead, what is kept.
 *
 * Nothing here is timed; where something is waited for, a minute without it is a failure.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/library.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { DEADLINE_MILLISECONDS = 60 * 1000 };
static const struct library_limits roomy = {64 << 20, 64 << 20};

/* A library and the descriptors of its wake pipe. */
struct loading {
    struct library *library;
    int ends[2];
};

static struct library *
library_of(const char *path)
{
    struct library *library = library_new(roomy);
    assert_null(library_add(library, path));
    library_sort(library);
    return library;
}

/* Of PATH and, unless it is NULL, OTHER. */
static struct loading
start_loading(const char *path, const char *other, struct library_limits limits)
{
    struct loading loading = {.library = library_new(limits)};
    assert_null(library_add(loading.library, path));
    if (other != NULL)
        assert_null(library_add(loading.library, other));
    library_sort(loading.library);
    library_expect_loader(loading.library);
    assert_int_equal(pipe(loading.ends), 0);
    for (int i = 0; i < 2; i++)
        fcntl(loading.ends[i], F_SETFL, O_NONBLOCK);
    return loading;
}

static void
end_loading(struct loading *loading)
{
    library_free(loading->library);
    close(loading->ends[0]);
    close(loading->ends[1]);
}

/* Waits for the next wake and collects; true when the issue at INDEX is another one. */
static bool
wait_and_collect(struct loading *loading, size_t index)
{
    struct pollfd wait = {.fd = loading->ends[0], .events = POLLIN};
    char bytes[64];
    must(poll(&wait, 1, DEADLINE_MILLISECONDS) == 1, "the loader said nothing for a minute");
    while (read(loading->ends[0], bytes, sizeof bytes) > 0)
        continue;
    return library_collect(loading->library, library_at(loading->library, index));
}

static void
load_all(struct loading *loading)
{
    library_start(loading->library, loading->ends[1]);
    while (library_progress(loading->library).running)
        wait_and_collect(loading, 0);
    /* the last may have come between the two */
    library_collect(loading->library, library_at(loading->library, 0));
}

/* A file of more than MEGABYTES MiB; its text, which the caller frees. */
static struct buffer
put_large(const char *folder, const char *name, size_t megabytes)
{
    struct buffer text = {0};
    for (unsigned i = 1; text.len <= megabytes << 20; i++) {
        buffer_printf(&text, "渡口的灯换了第%u盏\n\n本报讯 (记者 田一麦) ", i);
        for (int k = 0; k < 20; k++)
            buffer_add_text(&text, "船工说, 灯比人老实, 换了就亮, 不亮再换。");
        buffer_add_text(&text, "\n\n");
    }
    support_put(folder, name, text.at);
    return text;
}

static void
assert_whole(const struct issue *issue, const struct buffer *text)
{
    assert_non_null(issue);
    assert_false(issue->preview);
    assert_true(slice_equal(slice_make(issue->text, issue->text_bytes), buffer_slice(text)));
}

static void
assert_preview(const struct issue *issue, const struct buffer *text)
{
    assert_non_null(issue);
    assert_true(issue->preview);
    assert_in_range(issue->text_bytes, 1000, text->len / 2);
    assert_memory_equal(issue->text, text->at, issue->text_bytes);
    /* not cut within a character */
    assert_true(((unsigned char)text->at[issue->text_bytes] & 0xC0) != 0x80);
    assert_true(issue->article_count > 1);
}

static void
test_preview_gives_way_to_the_whole(void **state)
{
    const char *folder = *state;
    struct buffer text = put_large(folder, "20260316.txt", 2);
    struct loading loading = start_loading(folder, NULL, roomy);
    struct library *library = loading.library;
    assert_preview(support_issue_at(library, 0), &text);
    assert_false(library_progress(library).running);
    library_start(library, loading.ends[1]);
    while (!wait_and_collect(&loading, 0))
        continue;
    assert_whole(support_issue_at(library, 0), &text);
    while (library_progress(library).running)
        wait_and_collect(&loading, 0);
    assert_false(library_progress(library).whole);
    assert_false(library_collect(library, library_at(library, 0)));
    end_loading(&loading);
    buffer_done(&text);
}

/* One that is looked at after its text was loaded, and while the loader runs. */
/* What was said of a preview is true of the whole as well. */
static void
test_mended_preview_gives_way_to_the_whole(void **state)
{
    static const struct parser_mend mend = {0, ISSUE_FURNITURE, false};
    const char *folder = *state;
    struct buffer text = put_large(folder, "20310502.txt", 2);
    struct loading loading = start_loading(folder, NULL, roomy);
    const struct issue *issue = support_issue_at(loading.library, 0);
    assert_preview(issue, &text);
    assert_int_equal(issue->articles[0].headline_line, 0);
    library_mend(loading.library, library_at(loading.library, 0), &mend, 1);
    issue = support_issue_at(loading.library, 0);
    assert_preview(issue, &text);
    assert_int_equal(issue->lines[0].role, ISSUE_FURNITURE);
    library_start(loading.library, loading.ends[1]);
    while (support_issue_at(loading.library, 0)->preview)
        wait_and_collect(&loading, 0);
    issue = support_issue_at(loading.library, 0);
    assert_whole(issue, &text);
    assert_int_equal(issue->lines[0].role, ISSUE_FURNITURE);
    uint32_t line;
    /* nobody waits for so large a one */
    assert_true(library_unmend(loading.library, library_at(loading.library, 0), &line));
    assert_ptr_equal(support_issue_at(loading.library, 0), issue);
    assert_int_equal(issue->lines[0].role, ISSUE_FURNITURE);
    while (!wait_and_collect(&loading, 0))
        continue;
    issue = support_issue_at(loading.library, 0);
    assert_whole(issue, &text);
    assert_int_equal(issue->lines[0].role, ISSUE_HEADLINE);
    end_loading(&loading);
    buffer_done(&text);
}

/* Of several steps that nobody waited for, the last state counts, and none is lost. */
static void
test_mends_while_one_is_on_its_way(void **state)
{
    static const struct parser_mend first = {0, ISSUE_FURNITURE, false}, second = {2, ISSUE_FURNITURE, false};
    const char *folder = *state;
    uint32_t line;
    struct buffer text = put_large(folder, "20310502.txt", 2);
    struct loading loading = start_loading(folder, NULL, roomy);
    struct library *library = loading.library;
    uint32_t id = library_at(library, 0);
    assert_preview(support_issue_at(library, 0), &text);
    library_start(library, loading.ends[1]);
    library_mend(library, id, &first, 1); /* of the preview, while the whole is read */
    library_mend(library, id, &second, 1);
    while (library_peek(library, id)->preview)
        wait_and_collect(&loading, 0);
    assert_int_equal(library_peek(library, id)->lines[0].role, ISSUE_FURNITURE);
    assert_int_equal(library_peek(library, id)->lines[2].role, ISSUE_FURNITURE);
    /* an issue of the first of two is none that anybody asked for */
    for (int i = 0; i < 5; i++) {
        assert_true(library_unmend(library, id, &line));
        struct timespec moment = {0, 3000000}; /* it is at work on that one */
        nanosleep(&moment, NULL);
        assert_true(library_unmend(library, id, &line));
        while (!wait_and_collect(&loading, 0))
            continue;
        assert_int_not_equal(library_peek(library, id)->lines[0].role, ISSUE_FURNITURE);
        assert_true(library_remend(library, id, &line));
        nanosleep(&moment, NULL);
        assert_true(library_remend(library, id, &line));
        while (!wait_and_collect(&loading, 0))
            continue;
        assert_int_equal(library_peek(library, id)->lines[2].role, ISSUE_FURNITURE);
    }
    for (int i = 0; i < 5; i++) {
        assert_true(library_unmend(library, id, &line));
        assert_true(library_unmend(library, id, &line));
        assert_true(library_remend(library, id, &line));
        assert_true(library_remend(library, id, &line));
    }
    assert_true(library_unmend(library, id, &line));
    while (library_progress(library).running || library_peek(library, id)->lines[2].role == ISSUE_FURNITURE)
        wait_and_collect(&loading, 0);
    const struct issue *issue = library_peek(library, id);
    assert_whole(issue, &text);
    assert_int_equal(issue->lines[0].role, ISSUE_FURNITURE);
    assert_int_not_equal(issue->lines[2].role, ISSUE_FURNITURE);
    end_loading(&loading);
    buffer_done(&text);
}

/* A line end of two bytes is one. */
static void
test_line_ends_are_counted_once(void **state)
{
    enum { LINES = 500 };
    const char *folder = *state;
    struct buffer text = {0};
    for (unsigned i = 0; i < LINES; i++)
        buffer_printf(&text, "灯%u\r\n", i);
    support_put(folder, "20260316.txt", text.at);
    struct loading loading = start_loading(folder, NULL, roomy);
    assert_whole(support_issue_at(loading.library, 0), &text);
    end_loading(&loading);
    buffer_done(&text);
}

/* A text of many short lines is cut as one of many bytes is: a line is what takes time. */
static void
test_preview_of_many_lines(void **state)
{
    enum { LINES = 4000, SHOWN_MAX = 1000 };
    const char *folder = *state;
    struct buffer text = {0};
    for (unsigned i = 0; i < LINES; i++)
        buffer_printf(&text, "灯%u\n", i);
    support_put(folder, "20260316.txt", text.at);
    struct loading loading = start_loading(folder, NULL, roomy);
    struct library *library = loading.library;
    uint32_t id = library_at(library, 0);
    const struct issue *issue = support_issue_at(library, 0);
    assert_true(issue->preview);
    assert_in_range(issue->line_count, 100, SHOWN_MAX);
    assert_memory_equal(issue->text, text.at, issue->text_bytes);
    library_start(library, loading.ends[1]);
    while (!wait_and_collect(&loading, 0))
        continue;
    assert_whole(library_peek(library, id), &text);
    assert_int_equal(library_peek(library, id)->line_count, LINES);
    end_loading(&loading);
    buffer_done(&text);
}

static void
test_preview_of_what_was_loaded(void **state)
{
    const char *folder = *state;
    struct buffer text = put_large(folder, "20260315.txt", 2);
    support_put(folder, "20260316.txt", "雨停了。\n");
    struct loading loading = start_loading(folder, NULL, roomy);
    load_all(&loading);
    assert_preview(support_issue_at(loading.library, 1), &text);
    while (!wait_and_collect(&loading, 1))
        continue;
    assert_whole(support_issue_at(loading.library, 1), &text);
    end_loading(&loading);
    buffer_done(&text);
}

static void
test_no_preview_without_a_loader(void **state)
{
    const char *folder = *state;
    struct buffer text = put_large(folder, "20260316.txt", 2);
    struct library *library = library_of(folder);
    assert_whole(support_issue_at(library, 0), &text);
    assert_false(library_collect(library, library_at(library, 0)));
    assert_false(library_progress(library).running);
    library_free(library);
    buffer_done(&text);
}

/* What became whole is another issue than the one that is asked about. */
static void
test_collect_speaks_of_one_issue(void **state)
{
    const char *folder = *state;
    struct buffer text = put_large(folder, "20260316.txt", 2);
    support_put(folder, "20260315.txt", "雨停了。\n");
    struct loading loading = start_loading(folder, NULL, roomy);
    assert_preview(support_issue_at(loading.library, 0), &text);
    assert_non_null(support_issue_at(loading.library, 1));
    library_start(loading.library, loading.ends[1]);
    while (library_progress(loading.library).running)
        assert_false(wait_and_collect(&loading, 1));
    assert_false(library_collect(loading.library, library_at(loading.library, 1)));
    assert_whole(support_issue_at(loading.library, 0), &text);
    end_loading(&loading);
    buffer_done(&text);
}

/* Freed in the middle of everything, nothing is left behind. */
static void
test_free_while_loading(void **state)
{
    const char *folder = *state;
    struct buffer text = put_large(folder, "20260316.txt", 2);
    for (int i = 10; i < 30; i++) {
        char name[32];
        snprintf(name, sizeof name, "202602%02d.txt", i < 29 ? i : 1);
        support_put(folder, name, "渡口晚报　2026年3月16日　星期一\n\n雨停了。\n");
    }
    struct loading loading = start_loading(folder, NULL, roomy);
    assert_non_null(support_issue_at(loading.library, 0));
    library_start(loading.library, loading.ends[1]);
    end_loading(&loading);
    loading = start_loading(folder, NULL, roomy);
    library_start(loading.library, loading.ends[1]);
    wait_and_collect(&loading, 0);
    library_stop(loading.library);
    assert_non_null(support_issue_at(loading.library, library_count(loading.library) - 1));
    end_loading(&loading);
    buffer_done(&text);
}

/* What the paper of number I is called after. */
static const char *
town(int i)
{
    static const char *const towns[] = {"东", "南", "西", "北", "上", "下", "左", "右", "前", "后", "里", "外"};
    return towns[i % (int)BASE_COUNT(towns)];
}

/* COUNT issues of BYTES and a little more; number I has I in its text and its title. */
static void
put_issues(const char *folder, int count, size_t bytes)
{
    for (int i = 0; i < count; i++) {
        struct buffer text = {0};
        char name[32];
        snprintf(name, sizeof name, "issue-%d.txt", i);
        buffer_printf(&text, "渡口%s晚报　2026年%d月%d日\n\n渡口的灯换了\n\n本报讯 第%d盏灯, ", town(i), 3 + i / 28,
                      i % 28 + 1, i);
        while (text.len < bytes)
            buffer_add_text(&text, "亮了, ");
        buffer_add_text(&text, "好。\n");
        support_put(folder, name, text.at);
        buffer_done(&text);
    }
}

static void
take_away_issues(const char *folder, int count)
{
    for (int i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof name, "issue-%d.txt", i);
        support_take(folder, name);
    }
}

static void
assert_number(const struct issue *issue, int number)
{
    char wanted[40];
    assert_non_null(issue);
    snprintf(wanted, sizeof wanted, "本报讯 第%d盏灯, ", number);
    char *text = support_paragraph(issue, 0);
    must(slice_starts(slice_of(text), wanted), "%.60s is not of issue %d", text, number);
    free(text);
}

static void
test_loader_reads_everything(void **state)
{
    const char *folder = *state;
    put_issues(folder, 12, 100);
    struct loading loading = start_loading(folder, NULL, roomy);
    load_all(&loading);
    struct library_progress progress = library_progress(loading.library);
    assert_int_equal(progress.total, 12);
    assert_int_equal(progress.done, 12);
    assert_false(progress.whole);
    take_away_issues(folder, 12);
    for (int i = 0; i < 12; i++) {
        char title[40];
        snprintf(title, sizeof title, "渡口%s晚报", town(11 - i));
        /* the head of a text says more than its name, before it is looked at */
        assert_string_equal(library_title(loading.library, library_at(loading.library, (size_t)i)), title);
        assert_int_equal(library_date(loading.library, library_at(loading.library, (size_t)i)), 20260301 + 11 - i);
        assert_number(support_issue_at(loading.library, (size_t)i), 11 - i);
    }
    end_loading(&loading);
}

static void
test_loader_meets_bad_files(void **state)
{
    const char *folder = *state;
    put_issues(folder, 3, 100);
    support_put(folder, "issue-1.txt", "\x89PNG\r\n");
    struct loading loading = start_loading(folder, NULL, roomy);
    load_all(&loading);
    /* it has no day, so it is the last */
    assert_null(support_issue_at(loading.library, 2));
    assert_non_null(strstr(library_error(loading.library, library_at(loading.library, 2)), "picture"));
    assert_number(support_issue_at(loading.library, 0), 2);
    assert_number(support_issue_at(loading.library, 1), 0);
    end_loading(&loading);
}

static void
test_loader_keeps_no_more_than_it_may(void **state)
{
    const char *folder = *state;
    put_issues(folder, 20, 10000);
    struct loading loading = start_loading(folder, NULL, (struct library_limits){64 << 20, 45000});
    load_all(&loading);
    assert_int_equal(library_progress(loading.library).done, 20);
    assert_int_equal(library_progress(loading.library).total, 20);
    /* the newest were read; the others still can be, as long as they are there */
    assert_number(support_issue_at(loading.library, 19), 0);
    take_away_issues(folder, 20);
    for (int i = 0; i < 19; i++) {
        if (i < 5)
            assert_number(support_issue_at(loading.library, (size_t)i), 19 - i);
        else
            assert_null(support_issue_at(loading.library, (size_t)i));
    }
    end_loading(&loading);
    put_issues(folder, 3, 100);
    loading = start_loading(folder, NULL, (struct library_limits){64 << 20, 0});
    library_start(loading.library, loading.ends[1]);
    assert_false(library_progress(loading.library).running);
    assert_number(support_issue_at(loading.library, 2), 0);
    end_loading(&loading);
}

/* Only the last few issues of a session stay recovered; of the others the text is kept, not read again. */
static void
test_looked_at_and_come_back_to(void **state)
{
    const char *folder = *state;
    put_issues(folder, 40, 100);
    struct library *library = library_of(folder);
    library_expect_loader(library);
    for (int i = 0; i < 40; i++)
        assert_number(support_issue_at(library, (size_t)i), 39 - i);
    take_away_issues(folder, 40);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 40; i++) {
            const struct issue *issue = support_issue_at(library, (size_t)i);
            assert_number(issue, 39 - i);
            assert_ptr_equal(support_issue_at(library, (size_t)i), issue);
            assert_false(issue->preview);
        }
    library_free(library);
}

/* Without a session the first ones are forgotten, text and all, and read again; the last few are not. */
static void
test_looked_at_and_forgotten(void **state)
{
    const char *folder = *state;
    put_issues(folder, 40, 100);
    struct library *library = library_of(folder);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 40; i++)
            assert_number(support_issue_at(library, (size_t)i), 39 - i);
    take_away_issues(folder, 40);
    assert_number(support_issue_at(library, 39), 0);
    assert_number(support_issue_at(library, 8), 31);
    assert_null(support_issue_at(library, 0));
    assert_non_null(library_error(library, library_at(library, 0)));
    library_free(library);
}

/* Standard input is no file of that name, which the loader would look for in vain. */
static void
test_standard_input_beside_files(void **state)
{
    int ends[2], own = dup(STDIN_FILENO);
    const char text[] = "渡口的灯换了\n\n本报讯 雨停了, 灯亮了。\n";
    put_issues(*state, 3, 100);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], text, sizeof text - 1), sizeof text - 1);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    struct loading loading = start_loading("-", *state, roomy);
    dup2(own, STDIN_FILENO);
    close(own);
    load_all(&loading);
    assert_int_equal(library_count(loading.library), 4);
    for (size_t i = 0; i < 4; i++)
        must(support_issue_at(loading.library, i) != NULL, "%s: %s",
             library_path(loading.library, library_at(loading.library, i)),
             library_error(loading.library, library_at(loading.library, i)));
    end_loading(&loading);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_preview_gives_way_to_the_whole),
        test_in_folder(test_mended_preview_gives_way_to_the_whole),
        test_in_folder(test_mends_while_one_is_on_its_way),
        test_in_folder(test_preview_of_many_lines),
        test_in_folder(test_line_ends_are_counted_once),
        test_in_folder(test_preview_of_what_was_loaded),
        test_in_folder(test_no_preview_without_a_loader),
        test_in_folder(test_collect_speaks_of_one_issue),
        test_in_folder(test_free_while_loading),
        test_in_folder(test_loader_reads_everything),
        test_in_folder(test_loader_meets_bad_files),
        test_in_folder(test_loader_keeps_no_more_than_it_may),
        test_in_folder(test_looked_at_and_come_back_to),
        test_in_folder(test_looked_at_and_forgotten),
        test_in_folder(test_standard_input_beside_files),
    };
    return cmocka_run_group_tests_name("library loader", tests, NULL, NULL);
}
