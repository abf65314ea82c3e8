/* search of a library: what a plain loop would find, in its order, whatever happens meanwhile.
 *
 * Nothing here is timed; where something is waited for, a minute without it is a failure.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/library_search.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>
#if defined __GLIBC__
#include <malloc.h>
#endif

enum { DEADLINE_MILLISECONDS = 60 * 1000 };
static const struct library_limits roomy = {256 << 20, 256 << 20};
static const char word[] = "红灯笼";

/* ---- a library and a search */

struct world {
    struct library *library;
    struct library_search *search;
    int ends[2];
    size_t *positions; /* by id, as they were when the search began */
    size_t position_capacity;
};

static struct library *
library_of(const char *path)
{
    struct library *library = library_new(roomy);
    assert_null(library_add(library, path));
    library_sort(library);
    library_expect_loader(library);
    return library;
}

static struct world
world_of(const char *path)
{
    struct world world = {.library = library_of(path)};
    assert_int_equal(pipe(world.ends), 0);
    for (int i = 0; i < 2; i++)
        fcntl(world.ends[i], F_SETFL, O_NONBLOCK);
    world.search = library_search_new(world.ends[1]);
    return world;
}

static void
world_end(struct world *world)
{
    library_search_free(world->search);
    library_free(world->library);
    free(world->positions);
    close(world->ends[0]);
    close(world->ends[1]);
}

static struct search_query *
query_of(const char *text)
{
    struct search_options options = {.pinyin = PINYIN_SCHEME_FULL};
    struct search_fault fault;
    struct search_query *query = search_query_new(slice_of(text), &options, &fault);
    assert_non_null(query);
    assert_null(fault.reason);
    return query;
}

static void
start(struct world *world, const char *text, struct library_search_limits limits)
{
    for (size_t i = 0; i < library_count(world->library); i++) {
        uint32_t id = library_at(world->library, i);
        world->positions =
            base_grow(world->positions, &world->position_capacity, id + (size_t)1, sizeof *world->positions);
        world->positions[id] = i;
    }
    library_search_start(world->search, library_snapshot_new(world->library), query_of(text), limits);
}

static void
wait_for_news(struct world *world)
{
    struct pollfd wait = {.fd = world->ends[0], .events = POLLIN};
    char bytes[64];
    must(poll(&wait, 1, DEADLINE_MILLISECONDS) == 1, "nothing was said for a minute");
    while (read(world->ends[0], bytes, sizeof bytes) > 0)
        continue;
}

static void
load_all(struct world *world)
{
    library_start(world->library, world->ends[1]);
    while (library_progress(world->library).running) {
        wait_for_news(world);
        library_collect(world->library, library_at(world->library, 0));
    }
    library_collect(world->library, library_at(world->library, 0));
}

/* ---- what was found, as text: a line a hit. The first and the last as they are, the middle as what they say. */

static void
add_found(struct buffer *out, size_t position, const struct search_hit *hit, struct slice headline, struct slice around,
          struct issue_span mark)
{
    buffer_printf(out, "%zu %u %u %u-%u %u/%u/%u %u+%u ", position, hit->article, hit->line, hit->start_byte,
                  hit->end_byte, hit->word, hit->rank, hit->part, mark.start_byte, mark.bytes);
    buffer_add_slice(out, headline);
    buffer_add_byte(out, '|');
    buffer_add_slice(out, around);
    buffer_add_byte(out, '\n');
}

/* The plain loop. */
static struct buffer
find_plainly(struct library *library, const char *text, struct library_search_progress *counts)
{
    struct buffer out = {0}, around = {0};
    struct search_hits hits = {0};
    struct search_query *query = query_of(text);
    *counts = (struct library_search_progress){.total = library_count(library), .done = library_count(library)};
    for (size_t i = 0; i < library_count(library); i++) {
        const struct issue *issue = support_issue_at(library, i);
        if (issue == NULL || !search_issue(query, issue, &hits))
            continue;
        counts->issues++;
        counts->hits += hits.count;
        for (size_t k = 0; k < hits.count; k++) {
            struct issue_span mark;
            buffer_clear(&around);
            search_add_around(&around, issue, &hits.at[k], LIBRARY_SEARCH_LIMITS.before_cells,
                              LIBRARY_SEARCH_LIMITS.after_cells, &mark);
            add_found(&out, i, &hits.at[k], issue_article_title(issue, &issue->articles[hits.at[k].article]),
                      buffer_slice(&around), mark);
            counts->articles += k == 0 || hits.at[k].article != hits.at[k - 1].article;
        }
    }
    search_hits_done(&hits);
    search_query_free(query);
    buffer_done(&around);
    return out;
}

/* What PATH has, in a library of its own, which reads all of it. */
static struct buffer
find_plainly_in(const char *path, const char *text, struct library_search_progress *counts)
{
    struct library *library = library_new(roomy);
    assert_null(library_add(library, path));
    library_sort(library);
    struct buffer out = find_plainly(library, text, counts);
    library_free(library);
    return out;
}

/* Adds what has come, and frees it. */
static void
take(struct world *world, struct buffer *out)
{
    struct found_batch *all = library_search_take(world->search);
    for (const struct found_batch *batch = all; batch != NULL; batch = found_batch_next(batch)) {
        size_t articles = 0, hits = 0;
        assert_true(batch->issue_count > 0);
        for (size_t i = 0; i < batch->issue_count; i++) {
            const struct found_issue *issue = &batch->issues[i];
            assert_int_equal(issue->first_article, articles);
            assert_true(issue->article_count > 0);
            articles += issue->article_count;
            for (size_t a = issue->first_article; a < articles; a++) {
                const struct found_article *article = &batch->articles[a];
                assert_int_equal(article->first_hit, hits);
                assert_true(article->hit_count > 0);
                for (; hits < article->first_hit + article->hit_count; hits++) {
                    const struct found_hit *hit = &batch->hits[hits];
                    struct issue_span mark = hit->mark;
                    mark.start_byte -= hit->around.start_byte;
                    must(hit->hit.article == article->number, "a hit among those of another article");
                    add_found(out, world->positions[issue->id], &hit->hit, found_text(batch, article->headline),
                              found_text(batch, hit->around), mark);
                }
            }
        }
        assert_int_equal(batch->article_count, articles);
        assert_int_equal(batch->hit_count, hits);
    }
    found_batch_free(all);
}

/* To the end. */
static struct buffer
take_all(struct world *world)
{
    struct buffer out = {0};
    while (library_search_progress(world->search).running) {
        wait_for_news(world);
        take(world, &out);
    }
    take(world, &out);
    buffer_add_text(&out, "");
    return out;
}

/* Says the first line that is another one; frees both. */
static void
assert_same(struct buffer *got, struct buffer *wanted)
{
    buffer_add_text(got, "");
    buffer_add_text(wanted, "");
    size_t line = 0, number = 1, i = 0;
    for (; i < got->len && i < wanted->len && got->at[i] == wanted->at[i]; i++)
        if (got->at[i] == '\n') {
            line = i + 1;
            number++;
        }
    must(i == got->len && i == wanted->len, "line %zu is\n%.200s\nand not\n%.200s", number,
         line < got->len ? got->at + line : "(the end)", line < wanted->len ? wanted->at + line : "(the end)");
    buffer_done(got);
    buffer_done(wanted);
}

static void
assert_counts(struct library_search_progress got, struct library_search_progress wanted)
{
    assert_false(got.running);
    assert_false(got.more);
    assert_int_equal(got.total, wanted.total);
    assert_int_equal(got.done, wanted.done);
    assert_int_equal(got.hits, wanted.hits);
    assert_int_equal(got.articles, wanted.articles);
    assert_int_equal(got.issues, wanted.issues);
}

/* ---- invented issues */

static const char *const things[] = {"渡口的旧船", "红灯笼", "桂花糕", "石板路", "竹椅", "红灯笼会", "雨棚", "铜铃"};
static const char *const deeds[] = {"修好了", "搬走了", "挂起来了", "不见了", "多了一只", "让猫占了"};

static void
add_article(struct buffer *out, struct support_chance *chance, unsigned number)
{
    const char *thing = things[support_below(chance, BASE_COUNT(things))];
    buffer_printf(out, "%s%s\n\n本报讯 (记者 田一麦) ", thing, deeds[support_below(chance, BASE_COUNT(deeds))]);
    for (unsigned i = support_below(chance, 6) + 2; i > 0; i--)
        buffer_printf(out, "第%u号%s昨天%s, 看门人说早该如此。", number,
                      things[support_below(chance, BASE_COUNT(things))],
                      deeds[support_below(chance, BASE_COUNT(deeds))]);
    buffer_add_text(out, "\n\n");
}

static void
name_issue(char *name, size_t bytes, unsigned i)
{
    snprintf(name, bytes, "渡口晚报-%04u%02u%02u.txt", 2020 + i / 336, i / 28 % 12 + 1, i % 28 + 1);
}

/* COUNT of them, about two in three with the word. */
static void
put_issues(const char *folder, unsigned count)
{
    struct support_chance chance = {20311};
    struct buffer text = {0};
    char name[40];
    for (unsigned i = 0; i < count; i++) {
        buffer_clear(&text);
        for (unsigned k = support_below(&chance, 3) + 1; k > 0; k--)
            add_article(&text, &chance, i);
        name_issue(name, sizeof name, i);
        support_put(folder, name, text.at);
    }
    buffer_done(&text);
}

static void
take_away_issues(const char *folder, unsigned count)
{
    char name[40];
    for (unsigned i = 0; i < count; i++) {
        name_issue(name, sizeof name, i);
        support_take(folder, name);
    }
}

/* More than MEGABYTES MiB in one file. */
static void
put_large(const char *folder, const char *name, size_t megabytes)
{
    struct support_chance chance = {4217};
    struct buffer text = {0};
    for (unsigned i = 1; text.len <= megabytes << 20; i++)
        add_article(&text, &chance, i);
    support_put(folder, name, text.at);
    buffer_done(&text);
}

/* Thousands, but for valgrind. */
static unsigned
many(void)
{
    return support_is_slow() ? 150 : 3000;
}

/* ---- the tests */

static void
test_as_a_plain_loop(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    put_issues(folder, many());
    struct buffer wanted = find_plainly_in(folder, word, &counts);
    assert_in_range(counts.hits, many(), 20 * many());
    struct world world = world_of(folder);
    start(&world, word, LIBRARY_SEARCH_LIMITS);
    struct buffer got = take_all(&world);
    assert_same(&got, &wanted);
    assert_counts(library_search_progress(world.search), counts);
    assert_null(library_search_take(world.search));
    /* and what is nowhere */
    start(&world, "蓝灯笼", LIBRARY_SEARCH_LIMITS);
    got = take_all(&world);
    assert_int_equal(got.len, 0);
    assert_counts(library_search_progress(world.search),
                  (struct library_search_progress){.total = many(), .done = many()});
    buffer_done(&got);
    world_end(&world);
}

/* In memory, and recovered: the files are not asked again. */
static void
test_loaded(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    put_issues(folder, many());
    struct buffer wanted = find_plainly_in(folder, word, &counts);
    struct world world = world_of(folder);
    load_all(&world);
    for (size_t i = 0; i < many(); i += 7)
        assert_non_null(support_issue_at(world.library, i));
    take_away_issues(folder, many());
    start(&world, word, LIBRARY_SEARCH_LIMITS);
    struct buffer got = take_all(&world);
    assert_same(&got, &wanted);
    assert_counts(library_search_progress(world.search), counts);
    world_end(&world);
}

/* Takes a line of some issue out of its article, as the same calls do in any library of the same files. */
static void
mend_some(struct library *library, size_t step)
{
    for (size_t i = 0; i < library_count(library); i += step) {
        struct parser_mend mend = {2, ISSUE_FURNITURE, false};
        library_mend(library, library_at(library, i), &mend, 1);
    }
}

/* Mended, collected, looked at while the search is under way: it goes by what was said before it began. */
static void
test_library_goes_on(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    struct support_chance chance = {77};
    put_issues(folder, many());
    put_large(folder, "渡口晚报-20231013.txt", 2);
    struct library *other = library_new(roomy);
    assert_null(library_add(other, folder));
    library_sort(other);
    mend_some(other, 5);
    struct buffer wanted = find_plainly(other, word, &counts), got = {0};
    library_free(other);
    struct world world = world_of(folder);
    mend_some(world.library, 5);
    support_issue_at(world.library, 0);
    library_start(world.library, world.ends[1]);
    start(&world, word, LIBRARY_SEARCH_LIMITS);
    while (library_search_progress(world.search).running) {
        size_t index = support_below(&chance, (uint32_t)library_count(world.library));
        uint32_t line;
        take(&world, &got);
        support_issue_at(world.library, index);
        library_collect(world.library, library_at(world.library, index));
        if (chance.state % 3 == 0)
            library_unmend(world.library, library_at(world.library, index), &line);
        else if (chance.state % 3 == 1)
            library_mend(world.library, library_at(world.library, index),
                         &(struct parser_mend){0, ISSUE_FURNITURE, false}, 1);
    }
    take(&world, &got);
    assert_same(&got, &wanted);
    assert_counts(library_search_progress(world.search), counts);
    world_end(&world);
}

static void
test_library_ends_first(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    put_issues(folder, many());
    struct buffer wanted = find_plainly_in(folder, word, &counts);
    struct world world = world_of(folder);
    load_all(&world);
    start(&world, word, LIBRARY_SEARCH_LIMITS);
    library_free(world.library);
    world.library = NULL;
    struct buffer got = take_all(&world);
    assert_same(&got, &wanted);
    world_end(&world);
}

/* At any moment, and the next one begins at once. */
static void
test_given_up(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    struct support_chance chance = {991};
    put_issues(folder, many() / 3);
    put_large(folder, "渡口晚报-20231013.txt", support_is_slow() ? 1 : 8);
    struct buffer wanted = find_plainly_in(folder, word, &counts);
    struct world world = world_of(folder);
    for (int round = 0; round < 60; round++) {
        struct buffer some = {0};
        start(&world, things[support_below(&chance, BASE_COUNT(things))], LIBRARY_SEARCH_LIMITS);
        usleep(support_below(&chance, 20) * support_below(&chance, 400));
        if (round % 4 == 0)
            take(&world, &some);
        if (round % 3 == 0) {
            library_search_stop(world.search);
            assert_false(library_search_progress(world.search).running);
            take(&world, &some);
            assert_null(library_search_take(world.search));
        }
        if (round == 5)
            load_all(&world);
        if (round == 30) {
            library_search_free(world.search);
            world.search = library_search_new(world.ends[1]);
        }
        buffer_done(&some);
    }
    start(&world, word, LIBRARY_SEARCH_LIMITS);
    struct buffer got = take_all(&world);
    assert_same(&got, &wanted);
    assert_counts(library_search_progress(world.search), counts);
    /* freed in the middle of it */
    start(&world, word, LIBRARY_SEARCH_LIMITS);
    world_end(&world);
}

/* Nothing is begun, or nothing is there. */
static void
test_nothing_to_do(void **state)
{
    (void)state;
    struct library_search *search = library_search_new(-1);
    assert_null(library_search_take(search));
    library_search_stop(search);
    assert_false(library_search_progress(search).running);
    library_search_free(search);
    library_search_free(NULL);
    struct library *empty = library_new(roomy);
    struct world world = {.library = empty};
    assert_int_equal(pipe(world.ends), 0);
    fcntl(world.ends[0], F_SETFL, O_NONBLOCK);
    world.search = library_search_new(world.ends[1]);
    start(&world, word, LIBRARY_SEARCH_LIMITS);
    struct buffer got = take_all(&world);
    assert_int_equal(got.len, 0);
    buffer_done(&got);
    world_end(&world);
}

static void
test_unreadable(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    char name[40];
    put_issues(folder, 60);
    struct world world = world_of(folder);
    /* the names are listed: now some go */
    for (unsigned i = 10; i < 13; i++) {
        name_issue(name, sizeof name, i);
        support_take(folder, name);
    }
    name_issue(name, sizeof name, 40);
    support_put(folder, name, "\x89PNG 红灯笼");
    start(&world, word, LIBRARY_SEARCH_LIMITS);
    struct buffer got = take_all(&world);
    struct library_search_progress progress = library_search_progress(world.search);
    struct buffer wanted = find_plainly(world.library, word, &counts);
    assert_same(&got, &wanted);
    assert_int_equal(progress.unreadable, 4);
    assert_int_equal(progress.done, 60);
    /* the newest of them */
    assert_non_null(strstr(progress.why, "20200213.txt: is no text but a picture"));
    world_end(&world);
}

static void
test_limit(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    put_issues(folder, 100);
    struct buffer wanted = find_plainly_in(folder, word, &counts);
    struct world world = world_of(folder);
    const size_t tries[] = {0, 1, 13, 40, counts.hits - 1, counts.hits, counts.hits + 1};
    for (size_t i = 0; i < BASE_COUNT(tries); i++) {
        size_t limit = tries[i];
        struct library_search_limits limits = LIBRARY_SEARCH_LIMITS;
        limits.hits = limit;
        start(&world, word, limits);
        struct buffer got = take_all(&world);
        struct library_search_progress progress = library_search_progress(world.search);
        size_t lines = 0;
        for (size_t k = 0; k < got.len; k++)
            lines += got.at[k] == '\n';
        assert_int_equal(lines, limit < counts.hits ? limit : counts.hits);
        assert_int_equal(progress.hits, lines);
        assert_int_equal(progress.more, limit < counts.hits);
        if (got.len > 0)
            assert_memory_equal(got.at, wanted.at, got.len);
        buffer_done(&got);
    }
    buffer_done(&wanted);
    world_end(&world);
}

/* The first hit does not wait for the others: it comes alone. */
static void
test_first_hit_comes_alone(void **state)
{
    const char *folder = *state;
    put_issues(folder, many());
    struct world world = world_of(folder);
    start(&world, word, LIBRARY_SEARCH_LIMITS);
    struct found_batch *first = NULL;
    while (first == NULL) {
        wait_for_news(&world);
        first = library_search_take(world.search);
    }
    assert_int_equal(first->issue_count, 1);
    struct buffer rest = take_all(&world);
    assert_true(found_batch_next(first) != NULL || rest.len > 0);
    found_batch_free(first);
    buffer_done(&rest);
    world_end(&world);
}

/* ---- snapshots */

static void
assert_snapshot(const struct library_snapshot *snapshot, size_t count, bool loaded)
{
    struct buffer path = {0};
    assert_int_equal(library_snapshot_count(snapshot), count);
    for (size_t i = 0; i < count; i++) {
        struct library_seen seen = library_snapshot_entry(snapshot, i);
        assert_non_null(strstr(library_snapshot_path(snapshot, seen.id, &path), "渡口晚报-"));
        assert_int_equal(seen.date, parser_date_of_path(path.at));
        assert_int_equal(seen.text.at != NULL, loaded);
        assert_int_equal(seen.mend_count, i % 5 == 0);
        if (loaded)
            assert_true(slice_find(seen.text, "看门人说早该如此") != SIZE_MAX);
        if (seen.mend_count > 0)
            assert_int_equal(seen.mends[0].line, 2);
    }
    buffer_done(&path);
}

static void
test_snapshot_does_not_change(void **state)
{
    const char *folder = *state;
    uint32_t line;
    put_issues(folder, 50);
    struct world world = world_of(folder);
    mend_some(world.library, 5);
    struct library_snapshot *early = library_snapshot_new(world.library);
    load_all(&world);
    struct library_snapshot *late = library_snapshot_new(world.library), *none = library_snapshot_new(world.library);
    for (size_t i = 0; i < 50; i++) {
        assert_non_null(support_issue_at(world.library, i));
        library_unmend(world.library, library_at(world.library, i), &line);
    }
    library_snapshot_free(none);
    assert_snapshot(early, 50, false);
    assert_snapshot(late, 50, true);
    library_free(world.library);
    world.library = NULL;
    assert_snapshot(early, 50, false);
    library_snapshot_free(early);
    assert_snapshot(late, 50, true);
    library_snapshot_free(late);
    library_snapshot_free(NULL);
    world_end(&world);
}

/* The beginning of a large file is not the whole. */
static void
test_snapshot_of_a_preview(void **state)
{
    const char *folder = *state;
    struct buffer scratch = {0}, bytes = {0};
    put_large(folder, "渡口晚报-20231013.txt", 2);
    struct library *library = library_of(folder);
    assert_true(support_issue_at(library, 0)->preview);
    struct library_snapshot *snapshot = library_snapshot_new(library);
    assert_null(library_snapshot_entry(snapshot, 0).text.at);
    struct source_writing writing;
    struct source_name name = library_snapshot_source(snapshot, library_at(library, 0), &scratch, NULL);
    assert_null(library_snapshot_read(snapshot, name, &bytes, &writing));
    assert_in_range(bytes.len, 2 << 20, 3 << 20);
    support_take(folder, "渡口晚报-20231013.txt");
    struct error *error = library_snapshot_read(snapshot, name, &bytes, &writing);
    assert_non_null(error);
    error_free(error);
    library_snapshot_free(snapshot);
    library_free(library);
    buffer_done(&scratch);
    buffer_done(&bytes);
}

static void
test_loader_pauses(void **state)
{
    const char *folder = *state;
    put_issues(folder, many());
    struct world world = world_of(folder);
    library_pause(world.library, true); /* nothing to pause yet */
    library_start(world.library, world.ends[1]);
    library_pause(world.library, true);
    size_t done = library_progress(world.library).done;
    usleep(20000);
    assert_in_range(library_progress(world.library).done, done, done + 1);
    assert_true(library_progress(world.library).running);
    library_pause(world.library, false);
    while (library_progress(world.library).running) {
        wait_for_news(&world);
        library_collect(world.library, library_at(world.library, 0));
    }
    assert_int_equal(library_progress(world.library).done, many());
    world_end(&world);
}

/* ---- memory */

#if defined __GLIBC__ && __GLIBC_PREREQ(2, 33)
/* Bytes in use; nothing under a sanitizer, which has its own malloc(). */
static size_t
used(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* One issue at a time, and what is shown of the hits: the most in use is asked at every handing over. */
static void
test_memory(void **state)
{
    const char *folder = *state;
    struct library_search_progress counts;
    put_issues(folder, many());
    struct buffer wanted = find_plainly_in(folder, word, &counts);
    struct world world = world_of(folder);
    for (int loaded = 0; loaded < 2; loaded++) {
        if (loaded)
            load_all(&world);
        size_t before = used(), most = 0, kept = 0;
        start(&world, word, LIBRARY_SEARCH_LIMITS);
        while (library_search_progress(world.search).running) {
            wait_for_news(&world);
            size_t now = used();
            most = now > most ? now : most;
        }
        kept = used();
        most = kept > most ? kept : most;
        /* the snapshot, a search's scratch and an issue; then the hits, in arrays that double */
        size_t fixed = 64 * many() + (2 << 20), hits = 2 * (counts.hits * sizeof(struct found_hit) + wanted.len);
        must(most == 0 || most - before < fixed + hits, "%zu bytes more, for %zu of hits", most - before, hits);
        found_batch_free(library_search_take(world.search));
        must(kept == 0 || used() < before + (2 << 20), "%zu bytes are left", used() - before);
    }
    buffer_done(&wanted);
    world_end(&world);
}
#endif

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_as_a_plain_loop),
        test_in_folder(test_loaded),
        test_in_folder(test_library_goes_on),
        test_in_folder(test_library_ends_first),
        test_in_folder(test_given_up),
        cmocka_unit_test(test_nothing_to_do),
        test_in_folder(test_unreadable),
        test_in_folder(test_limit),
        test_in_folder(test_first_hit_comes_alone),
        test_in_folder(test_snapshot_does_not_change),
        test_in_folder(test_snapshot_of_a_preview),
        test_in_folder(test_loader_pauses),
#if defined __GLIBC__ && __GLIBC_PREREQ(2, 33)
        test_in_folder(test_memory),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
