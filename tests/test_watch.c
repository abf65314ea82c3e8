/* library: files that come, change and go while somebody reads. What has happened is asked for at once, so nothing here is timed.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/library.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct library_limits roomy = {64 << 20, 64 << 20};

struct watched {
    struct library *library;
    const char *folder;
    bool polls;
};

static void
put(const struct watched *watching, const char *name, const char *headline)
{
    struct buffer text = {0};
    buffer_printf(&text, "%s\n\n本报讯 渡口的灯今天又换了一盏，船工说灯比人老实。\n", headline);
    support_put(watching->folder, name, text.at);
    buffer_done(&text);
}

static void
put_folder(const struct watched *watching, const char *name)
{
    char *path = support_join(watching->folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
    free(path);
}

static void
move(const struct watched *watching, const char *from, const char *to)
{
    char *old = support_join(watching->folder, from), *new = support_join(watching->folder, to);
    assert_int_equal(rename(old, new), 0);
    free(old);
    free(new);
}

static void
take_folder(const struct watched *watching, const char *name)
{
    char *path = support_join(watching->folder, name);
    assert_int_equal(rmdir(path), 0);
    free(path);
}

/* Three issues of three days, and one in a folder. */
static struct watched
begin(void **state, bool polls)
{
    struct watched watching = {.library = library_new(roomy), .folder = *state, .polls = polls};
    put(&watching, "2031-06-01.txt", "红灯笼挂起来了");
    put(&watching, "2031-06-02.txt", "旧船修好了");
    put(&watching, "2031-06-03.txt", "铜铃不见了");
    put_folder(&watching, "old");
    put(&watching, "old/2031-05-01.txt", "竹椅搬走了");
    assert_null(library_add(watching.library, *state));
    library_sort(watching.library);
    library_expect_loader(watching.library);
    int fd = library_watch(watching.library, polls);
#ifndef __linux__
    skip();
#endif
    assert_true(fd >= 0);
    return watching;
}

static void
end(struct watched *watching)
{
    library_free(watching->library);
}

static uint32_t
find(const struct watched *watching, const char *name)
{
    char *path = support_join(watching->folder, name);
    uint32_t found = 0;
    for (size_t i = 0; i < library_count(watching->library); i++)
        if (strcmp(library_path(watching->library, library_at(watching->library, i)), path) == 0)
            found = library_at(watching->library, i);
    free(path);
    return found;
}

static struct library_news
look(struct watched *watching, uint32_t shown)
{
    struct library_news news;
    bool some = library_look(watching->library, shown, true, &news);
    assert_int_equal(some, news.arrived > 0 || news.changed > 0 || news.gone > 0 || news.shown > 0);
    return news;
}

#define assert_news(watching, arrived, changed, gone)                                                                  \
    check_news((watching), (arrived), (changed), (gone), __FILE__, __LINE__)
static void
check_news(struct watched *watching, size_t arrived, size_t changed, size_t gone, const char *file, int line)
{
    struct library_news news = look(watching, 0);
    if (news.arrived == arrived && news.changed == changed && news.gone == gone)
        return;
    print_error("%zu arrived, %zu changed, %zu gone\n", news.arrived, news.changed, news.gone);
    _fail(file, line);
}

static void
test_arriving(void **state)
{
    for (int polls = 0; polls < 2; polls++) {
        struct watched watching = begin(state, polls > 0);
        assert_news(&watching, 0, 0, 0);
        put(&watching, "2031-06-04.txt", "雨棚多了一只");
        put(&watching, "old/2031-05-02.txt", "石板路修好了");
        put(&watching, "notes.c", "no issue");
        put(&watching, ".hidden.txt", "no issue");
        put(&watching, "2031-06-05.txt~", "no issue");
        support_put(watching.folder, "2031-06-06.txt", ""); /* to be written */
        assert_news(&watching, 2, 0, 0);
        assert_int_equal(library_count(watching.library), 6);
        assert_int_equal(library_position(watching.library, find(&watching, "2031-06-04.txt")), 0);
        assert_int_equal(library_position(watching.library, find(&watching, "old/2031-05-02.txt")), 4);
        assert_news(&watching, 0, 0, 0);
        library_free(watching.library);
        support_take(watching.folder, "old/2031-05-01.txt");
        support_take(watching.folder, "old/2031-05-02.txt");
        take_folder(&watching, "old");
        support_take(watching.folder, "2031-06-04.txt");
        support_take(watching.folder, "2031-06-06.txt");
    }
}

static void
test_going_and_changing(void **state)
{
    struct watched watching = begin(state, false);
    uint32_t first = find(&watching, "2031-06-01.txt"), second = find(&watching, "2031-06-02.txt");
    library_issue(watching.library, first);
    put(&watching, "2031-06-01.txt", "红灯笼挂起来了"); /* says the same */
    assert_news(&watching, 0, 0, 0);
    put(&watching, "2031-06-01.txt", "红灯笼又不见了");
    put(&watching, "2031-06-02.txt", "旧船又坏了"); /* nobody has read it */
    assert_news(&watching, 0, 1, 0);
    const struct issue *issue = library_issue(watching.library, first);
    assert_text(issue_article_title(issue, &issue->articles[0]), "红灯笼又不见了");
    support_take(watching.folder, "2031-06-02.txt");
    support_take(watching.folder, "2031-06-03.txt");
    assert_news(&watching, 0, 0, 2);
    assert_false(library_has(watching.library, second));
    assert_int_equal(library_nearest(watching.library, find(&watching, "2031-06-03.txt")),
                     library_at(watching.library, library_count(watching.library) - 1));
    assert_int_equal(library_nearest(watching.library, second), first);
    /* one that went and came is another one */
    put(&watching, "2031-06-02.txt", "旧船修好了");
    assert_news(&watching, 1, 0, 0);
    /* replaced as editors do */
    put(&watching, "2031-06-01.txt.new", "灯船来了");
    move(&watching, "2031-06-01.txt.new", "2031-06-01.txt");
    assert_news(&watching, 0, 1, 0);
    /* and by a directory, with issues in it */
    support_take(watching.folder, "2031-06-01.txt");
    put_folder(&watching, "2031-06-01.txt");
    put(&watching, "2031-06-01.txt/page-1.txt", "灯船又来了");
    assert_news(&watching, 1, 0, 1);
    assert_int_not_equal(find(&watching, "2031-06-01.txt/page-1.txt"), 0);
    end(&watching);
}

/* What is shown is left to who shows it. */
static void
test_shown(void **state)
{
    for (int polls = 0; polls < 2; polls++) {
        struct watched watching = begin(state, polls > 0);
        uint32_t shown = find(&watching, "2031-06-02.txt");
        const struct issue *issue = library_open(watching.library, shown);
        assert_int_equal(look(&watching, shown).shown, LIBRARY_SHOWN_AS_IT_WAS);
        put(&watching, "2031-06-02.txt", "旧船又坏了");
        struct library_news news = look(&watching, shown);
        assert_true(news.changed == 0 && news.shown == LIBRARY_SHOWN_CHANGED);
        assert_ptr_equal(library_peek(watching.library, shown), issue);
        support_put(watching.folder, "2031-06-02.txt", ""); /* truncated */
        assert_int_equal(look(&watching, shown).shown, LIBRARY_SHOWN_CHANGED);
        support_take(watching.folder, "2031-06-02.txt");
        news = look(&watching, shown);
        assert_true(news.gone == 0 && news.shown == LIBRARY_SHOWN_GONE);
        assert_ptr_equal(library_peek(watching.library, shown), issue);
        assert_true(library_has(watching.library, shown));
        put(&watching, "2031-06-02.txt", "旧船修好了");
        assert_false(library_remove_lost(watching.library, shown));
        support_take(watching.folder, "2031-06-02.txt");
        assert_true(library_remove_lost(watching.library, shown));
        assert_text(issue_article_title(issue, &issue->articles[0]), "旧船修好了");
        library_close(watching.library, shown);
        end(&watching);
        support_take(watching.folder, "old/2031-05-01.txt");
        take_folder(&watching, "old");
    }
}

static void
test_folders(void **state)
{
    struct watched watching = begin(state, false);
    put_folder(&watching, "new");
    put_folder(&watching, "new/below");
    put(&watching, "new/below/2031-07-01.txt", "桂花糕多了一只");
    assert_news(&watching, 1, 0, 0);
    put(&watching, "new/2031-07-02.txt", "桂花糕不见了");
    put(&watching, "new/below/2031-07-03.txt", "桂花糕搬走了");
    assert_news(&watching, 2, 0, 0);
    move(&watching, "new", "newer");
    assert_news(&watching, 3, 0, 3);
    put(&watching, "newer/below/2031-07-04.txt", "桂花糕修好了");
    assert_news(&watching, 1, 0, 0);
    support_take(watching.folder, "old/2031-05-01.txt");
    take_folder(&watching, "old");
    assert_news(&watching, 0, 0, 1);
    put_folder(&watching, "old");
    assert_news(&watching, 0, 0, 0);
    put(&watching, "old/2031-05-01.txt", "竹椅又来了");
    assert_news(&watching, 1, 0, 0);
    assert_int_equal(library_count(watching.library), 8);
    end(&watching);
}

/* Of files that were named, others in their folder are none of the library's. */
static void
test_named_files(void **state)
{
    struct watched watching = {.library = library_new(roomy), .folder = *state};
    put(&watching, "2031-06-01.txt", "红灯笼挂起来了");
    put(&watching, "2031-06-02.txt", "旧船修好了");
    for (int i = 1; i <= 2; i++) {
        char *path = support_join(*state, i == 1 ? "2031-06-01.txt" : "2031-06-02.txt");
        assert_null(library_add(watching.library, path));
        free(path);
    }
    library_sort(watching.library);
    if (library_watch(watching.library, false) < 0)
        skip();
    put(&watching, "2031-06-03.txt", "铜铃不见了");
    assert_news(&watching, 0, 0, 0);
    uint32_t first = find(&watching, "2031-06-01.txt");
    library_issue(watching.library, first);
    put(&watching, "2031-06-01.txt", "红灯笼又不见了");
    support_take(watching.folder, "2031-06-02.txt");
    assert_news(&watching, 0, 1, 1);
    assert_int_equal(library_count(watching.library), 1);
    end(&watching);
}

/* More than the system keeps in mind, or than is collected: nothing is lost. */
static void
test_very_many(void **state)
{
    enum { MANY = 6000 };
    struct watched watching = begin(state, false);
    for (int i = 0; i < MANY; i++) {
        char name[32];
        snprintf(name, sizeof name, "issue-%d.txt", i);
        put(&watching, name, "红灯笼挂起来了");
    }
    assert_news(&watching, MANY, 0, 0);
    for (int i = 0; i < MANY; i++) {
        char name[32];
        snprintf(name, sizeof name, "issue-%d.txt", i);
        support_take(watching.folder, name);
    }
    assert_news(&watching, 0, 0, MANY);
    assert_int_equal(library_count(watching.library), 4);
    end(&watching);
}

/* What happens at once is one news, and the descriptor is silent before and after. */
static void
test_one_news(void **state)
{
    struct library_news news;
    struct watched watching = begin(state, false);
    struct pollfd wait = {.fd = library_watch(watching.library, false), .events = POLLIN};
    look(&watching, 0);
    for (int i = 0; i < 4; i++) { /* what was told at the beginning is over */
        poll(&wait, 1, 600);
        library_look(watching.library, 0, false, &news);
    }
    assert_int_equal(poll(&wait, 1, 0), 0);
    for (int i = 0; i < 300; i++) {
        char name[32];
        snprintf(name, sizeof name, "issue-%d.txt", i);
        put(&watching, name, "红灯笼挂起来了");
    }
    unsigned told = 0, woken = 0;
    while (told == 0 && woken < 100) {
        assert_int_equal(poll(&wait, 1, 60000), 1);
        told += library_look(watching.library, 0, false, &news);
        woken++;
    }
    assert_int_equal(news.arrived, 300);
    assert_in_range(woken, 2, 12);
    assert_int_equal(poll(&wait, 1, 600), 0);
    end(&watching);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_arriving), test_in_folder(test_going_and_changing), test_in_folder(test_shown),
        test_in_folder(test_folders),  test_in_folder(test_named_files),        test_in_folder(test_very_many),
        test_in_folder(test_one_news),
    };
    return cmocka_run_group_tests_name("library watch", tests, NULL, NULL);
}
