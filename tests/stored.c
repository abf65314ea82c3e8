/* What the tests of the store share; see stored.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stored.h"

#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 10 * 1000, DEADLINE_MILLISECONDS = 60 * 1000 };

struct store_key
stored_key(unsigned number)
{
    return (struct store_key){number * UINT64_C(7919) + 1, number * UINT64_C(104729) + 1, 20260318};
}

uint8_t
stored_marks(struct store *store, struct store_key key)
{
    struct store_article article;
    store_find(store, key, &article);
    return article.marks;
}

void
stored_mark(struct store *store, struct store_key key, uint8_t marks)
{
    store_put(store, key, (struct store_article){.marks = marks}, marks);
}

/* The file, opened and read. */
struct store *
stored_open(const char *path)
{
    int pipes[2];
    struct store *store = store_new();
    must(pipe(pipes) == 0, "no pipe");
    store_open(store, path, pipes[1]);
    struct pollfd woken = {pipes[0], POLLIN, 0};
    for (char byte; !store_is_read(store);) {
        must(poll(&woken, 1, DEADLINE_MILLISECONDS) == 1, "%s was not read", path);
        must(read(pipes[0], &byte, 1) == 1, "no byte");
    }
    /* what it says later is not waited for */
    close(pipes[0]);
    return store;
}

void
stored_close(struct store *store)
{
    store_close(store, PATIENCE);
    store_free(store);
}

/* Looks until the article has MARKS. */
void
stored_wait(struct store *store, struct store_key key, uint8_t marks)
{
    time_t end = time(NULL) + DEADLINE_MILLISECONDS / 1000;
    struct pollfd changed = {store_watch_fd(store), POLLIN, 0};
    while (stored_marks(store, key) != marks) {
        must(time(NULL) < end, "%d, not %d", stored_marks(store, key), marks);
        poll(&changed, 1, 20);
        store_look_again(store);
    }
}

const char stored_rough[] =
    "澜浦新报\n2026年3月18日\n\n棹歌桥换好20块支座\n\n本报讯 昨天夜里，棹歌桥换好了最后一块支座。\n\n本报讯\n\n另一段写的是别的事情。\n\n本报讯\n";

void
stored_set_mends(struct store *store, const char *text, const struct parser_mend *mends, size_t count)
{
    struct issue *issue = support_recover("20260318.txt", slice_of(text));
    store_set_mends(store, issue, mends, count);
    issue_free(issue);
}

/* What holds for TEXT: "3=furniture 9=brief" */
static char *
mends_of(struct store *store, const char *path, const char *text)
{
    struct issue *issue = support_recover(path, slice_of(text));
    struct buffer out = {0};
    size_t count;
    struct parser_mend *mends = store_mends(store, issue, &count);
    buffer_add_text(&out, "");
    for (size_t i = 0; i < count; i++)
        buffer_printf(&out, "%s%u=%s", i > 0 ? " " : "", mends[i].line,
                      mends[i].brief ? "brief" : issue_role_name(mends[i].role));
    free(mends);
    issue_free(issue);
    return buffer_take(&out);
}

void
stored_assert_mends(struct store *store, const char *path, const char *text, const char *wanted)
{
    char *mends = mends_of(store, path, text);
    assert_string_equal(mends, wanted);
    free(mends);
}

void
stored_carry(const char *from, const char *to)
{
    struct buffer json = {0};
    struct error *error = store_export(from, &json);
    must(error == NULL, "%s", error_text(error));
    error = store_import(to, "it", buffer_slice(&json));
    must(error == NULL, "%s", error_text(error));
    buffer_done(&json);
}
