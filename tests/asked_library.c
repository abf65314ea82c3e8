/* A library of files that is searched, beside a plain loop; see asked_library.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "asked_library.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

enum { DEADLINE_MILLISECONDS = 60 * 1000 };
const struct library_limits asked_roomy = {256 << 20, 256 << 20};

struct library *
asked_library_listed(const char *path)
{
    struct library *library = library_new(asked_roomy);
    assert_null(library_add(library, path));
    library_sort(library);
    library_expect_loader(library);
    return library;
}

struct asked_library
asked_library_of(const char *path)
{
    struct asked_library world = {.library = asked_library_listed(path)};
    assert_int_equal(pipe(world.ends), 0);
    for (int i = 0; i < 2; i++)
        fcntl(world.ends[i], F_SETFL, O_NONBLOCK);
    world.search = library_search_new(world.ends[1]);
    return world;
}

void
asked_library_end(struct asked_library *world)
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

void
asked_library_start(struct asked_library *world, const char *text, struct library_search_limits limits)
{
    for (size_t i = 0; i < library_count(world->library); i++) {
        uint32_t id = library_at(world->library, i);
        world->positions =
            base_grow(world->positions, &world->position_capacity, id + (size_t)1, sizeof *world->positions);
        world->positions[id] = i;
    }
    library_search_start(world->search, library_snapshot_new(world->library), query_of(text), limits);
}

void
asked_library_wait(struct asked_library *world)
{
    struct pollfd wait = {.fd = world->ends[0], .events = POLLIN};
    char bytes[64];
    must(poll(&wait, 1, DEADLINE_MILLISECONDS) == 1, "nothing was said for a minute");
    while (read(world->ends[0], bytes, sizeof bytes) > 0)
        continue;
}

void
asked_library_load(struct asked_library *world)
{
    library_start(world->library, world->ends[1]);
    while (library_progress(world->library).running) {
        asked_library_wait(world);
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
struct buffer
asked_plainly(struct library *library, const char *text, struct library_search_progress *counts)
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
struct buffer
asked_plainly_in(const char *path, const char *text, struct library_search_progress *counts)
{
    struct library *library = library_new(asked_roomy);
    assert_null(library_add(library, path));
    library_sort(library);
    struct buffer out = asked_plainly(library, text, counts);
    library_free(library);
    return out;
}

/* Adds what has come, and frees it. */
void
asked_library_take(struct asked_library *world, struct buffer *out)
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
struct buffer
asked_library_take_all(struct asked_library *world)
{
    struct buffer out = {0};
    while (library_search_progress(world->search).running) {
        asked_library_wait(world);
        asked_library_take(world, &out);
    }
    asked_library_take(world, &out);
    buffer_add_text(&out, "");
    return out;
}

/* Says the first line that is another one; frees both. */
void
asked_assert_same(struct buffer *got, struct buffer *wanted)
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

void
asked_assert_counts(struct library_search_progress got, struct library_search_progress wanted)
{
    assert_false(got.running);
    assert_false(got.more);
    assert_int_equal(got.total, wanted.total);
    assert_int_equal(got.done, wanted.done);
    assert_int_equal(got.hits, wanted.hits);
    assert_int_equal(got.articles, wanted.articles);
    assert_int_equal(got.issues, wanted.issues);
}
