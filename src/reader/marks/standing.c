/* Searches that stand. Each is asked of the whole library on a thread, one after the other; of what it finds a number for each
 * article is kept, and of these the ones that were on the screen are remembered, so that what comes later is told as new.
 *
 * An article is its day and its headline here: a file may be moved or converted, and what is found has no more of it.
 */
#include "reader/marks/marks.h"

#include "kanbao/library_search.h"
#include "kanbao/reader_results.h"

#include <stdlib.h>
#include <time.h>

/* More are remembered only of what the library has. */
enum { SEEN_MAX = 20000 };

struct standing {
    char *query;
    bool named; /* by the configuration; */
    bool kept;  /* by a command */
    bool known; /* what was seen, at the last visit and until now, is */
    bool counted, more, faulty;
    bool due; /* it is to be counted, once more or for the first time */
    struct number_set found, before, seen;
    size_t unseen; /* of what is found */
};

struct reader_standings {
    struct standing *at;
    size_t count, capacity;
    unsigned version; /* of the store, that those of commands are of */
    bool begun;
    struct library_search *search; /* NULL: none was made yet */
    char *now;                     /* the one that is being counted; NULL: none is */
    struct number_set counting;    /* what it has found until now */
};

struct reader_standings *
standings_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_standings));
}

static void
standing_done(struct standing *standing)
{
    number_set_done(&standing->found);
    number_set_done(&standing->before);
    number_set_done(&standing->seen);
    free(standing->query);
}

void
standings_stop(struct reader *reader)
{
    struct reader_standings *standings = reader->standings;
    library_search_free(standings->search);
    standings->search = NULL;
    free(standings->now);
    standings->now = NULL;
}

void
standings_free(struct reader *reader)
{
    struct reader_standings *standings = reader->standings;
    standings_stop(reader);
    for (size_t i = 0; i < standings->count; i++)
        standing_done(&standings->at[i]);
    number_set_done(&standings->counting);
    free(standings->at);
    free(standings);
}

/* ---- which there are */

static struct standing *
find(const struct reader *reader, struct slice query)
{
    struct reader_standings *standings = reader->standings;
    for (size_t i = 0; i < standings->count; i++)
        if (slice_equal(slice_of(standings->at[i].query), query))
            return &standings->at[i];
    return NULL;
}

static struct standing *
find_or_add(struct reader *reader, struct slice query)
{
    struct reader_standings *standings = reader->standings;
    struct standing *standing = find(reader, query);
    if (standing != NULL)
        return standing;
    standings->at = base_grow(standings->at, &standings->capacity, standings->count + 1, sizeof *standings->at);
    standing = &standings->at[standings->count++];
    *standing = (struct standing){.query = base_strndup(query.at, query.len), .due = true};
    return standing;
}

/* Those that neither the configuration names nor a command has kept go. */
static void
sift(struct reader_standings *standings)
{
    size_t left = 0;
    for (size_t i = 0; i < standings->count; i++) {
        if (standings->at[i].named || standings->at[i].kept)
            standings->at[left++] = standings->at[i];
        else
            standing_done(&standings->at[i]);
    }
    standings->count = left;
}

/* Those of commands, as they are remembered now. */
static void
read_kept(struct reader *reader)
{
    struct reader_standings *standings = reader->standings;
    unsigned version = store_version(reader->store);
    if (version == standings->version)
        return;
    standings->version = version;
    size_t count;
    struct store_line *kept = store_lines(reader->store, STORE_WATCHED, SIZE_MAX, &count);
    for (size_t i = 0; i < standings->count; i++)
        standings->at[i].kept = false;
    for (size_t i = 0; i < count; i++)
        find_or_add(reader, slice_of(kept[i].text))->kept = true;
    store_lines_free(kept, count);
    sift(standings);
}

void
reader_watch_for(struct reader *reader, const char *query)
{
    find_or_add(reader, slice_of(query))->named = true;
}

void
standings_add(struct reader *reader, struct slice query)
{
    struct standing *standing = find_or_add(reader, query);
    standing->kept = true;
    store_put_line(reader->store, STORE_WATCHED, standing->query, "");
}

bool
standings_remove(struct reader *reader, struct slice query)
{
    struct standing *standing = find(reader, query);
    if (standing == NULL)
        return false;
    store_put_line(reader->store, STORE_WATCHED, standing->query, NULL);
    store_put_line(reader->store, STORE_SEEN, standing->query, NULL);
    standing->named = standing->kept = false;
    sift(reader->standings);
    return true;
}

size_t
reader_standing_count(const struct reader *reader)
{
    return reader->standings->count;
}

struct reader_standing
reader_standing_at(const struct reader *reader, size_t index)
{
    const struct standing *standing = &reader->standings->at[index];
    return (struct reader_standing){
        .query = slice_of(standing->query),
        .articles = standing->found.count,
        .unseen = standing->unseen,
        .counted = standing->counted,
        .more = standing->more,
        .faulty = standing->faulty,
    };
}

size_t
reader_standing_find(const struct reader *reader, struct slice query)
{
    const struct standing *standing = find(reader, query);
    return standing != NULL ? (size_t)(standing - reader->standings->at) : SIZE_MAX;
}

/* ---- what an article is known by */

static uint32_t
number_of(const struct found_batch *batch, uint32_t issue, uint32_t article)
{
    /* FNV-1a of 64 bits, http://www.isthe.com/chongo/tech/comp/fnv/, folded */
    const uint64_t prime = UINT64_C(0x100000001B3);
    struct slice headline = found_text(batch, batch->articles[article].headline);
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (uint32_t date = batch->issues[issue].date; date > 0; date /= 10)
        hash = (hash ^ date % 10) * prime;
    for (size_t i = 0; i < headline.len; i++)
        hash = (hash ^ (unsigned char)headline.at[i]) * prime;
    return (uint32_t)(hash ^ hash >> 32);
}

/* Is more than chance found in it? */
static bool
counts(const struct found_batch *batch, const struct found_article *article)
{
    for (uint32_t i = article->first_hit; i < article->first_hit + article->hit_count; i++)
        if (!batch->hits[i].is_chance)
            return true;
    return false;
}

static void
add_numbers(struct number_set *set, const struct found_batch *batch)
{
    for (uint32_t i = 0; i < batch->issue_count; i++) {
        const struct found_issue *issue = &batch->issues[i];
        for (uint32_t k = issue->first_article; k < issue->first_article + issue->article_count; k++)
            if (counts(batch, &batch->articles[k]))
                number_set_add(set, number_of(batch, i, k));
    }
}

bool
standings_was_there(const struct reader *reader, size_t which, const struct reader_result *row)
{
    const struct standing *standing = &reader->standings->at[which];
    return !standing->known || row->batch == NULL ||
           number_set_has(&standing->before, number_of(row->batch, row->issue, row->article));
}

/* ---- what was seen */

/* Finds out what was seen before; of a search that nobody has had before that is what it finds first. */
static void
know(struct reader *reader, struct standing *standing)
{
    size_t count;
    if (standing->known)
        return;
    struct store_line *lines = store_lines(reader->store, STORE_SEEN, SIZE_MAX, &count);
    for (size_t i = 0; i < count && !standing->known; i++)
        if (strcmp(lines[i].text, standing->query) == 0) {
            number_set_read(&standing->seen, lines[i].value);
            standing->known = true;
        }
    store_lines_free(lines, count);
    number_set_copy(&standing->before, standing->known ? &standing->seen : &standing->found);
}

static void
remember_seen(struct reader *reader, const struct standing *standing)
{
    struct buffer value = {0};
    number_set_write(&value, &standing->seen);
    store_put_line(reader->store, STORE_SEEN, standing->query, value.len > 0 ? value.at : "");
    buffer_done(&value);
}

/* All that is found was on the screen, or is there before anybody asked: then nothing may be remembered yet. */
static void
see_found(struct reader *reader, struct standing *standing)
{
    if (standing->known && standing->unseen == 0)
        return;
    if (standing->seen.count + standing->found.count > SEEN_MAX)
        standing->seen.count = 0;
    for (size_t i = 0; i < standing->found.count; i++)
        number_set_add(&standing->seen, standing->found.at[i]);
    number_set_sort(&standing->seen);
    standing->unseen = 0;
    remember_seen(reader, standing);
}

/* FOUND is all of it, and taken over. */
static void
take_found(struct reader *reader, struct standing *standing, struct number_set *found, bool more)
{
    number_set_done(&standing->found);
    standing->found = *found;
    *found = (struct number_set){.count = 0};
    number_set_sort(&standing->found);
    standing->counted = true;
    standing->more = more;
    standing->due = false;
    know(reader, standing);
    if (!standing->known)
        see_found(reader, standing);
    standing->known = true;
    standing->unseen = number_set_lacks(&standing->seen, &standing->found);
}

void
standings_seen(struct reader *reader, size_t which, struct found_batch *const *batches, size_t count)
{
    struct standing *standing = &reader->standings->at[which];
    struct number_set found = {.count = 0};
    for (size_t i = 0; i < count; i++)
        add_numbers(&found, batches[i]);
    take_found(reader, standing, &found, standing->more);
    see_found(reader, standing);
}

/* ---- counting */

void
reader_begin_watching(struct reader *reader)
{
    reader->standings->begun = true;
}

void
standings_renew(struct reader *reader)
{
    struct reader_standings *standings = reader->standings;
    standings_pause(reader);
    for (size_t i = 0; i < standings->count; i++)
        standings->at[i].due = true;
}

void
standings_pause(struct reader *reader)
{
    struct reader_standings *standings = reader->standings;
    if (standings->now == NULL)
        return;
    library_search_stop(standings->search);
    free(standings->now);
    standings->now = NULL;
    library_pause(reader->library, false);
}

/* Takes what has been found, and, at the end, the whole. */
void
standings_collect(struct reader *reader)
{
    struct reader_standings *standings = reader->standings;
    if (standings->search == NULL)
        return;
    bool running = library_search_progress(standings->search).running; /* asked first: all is to be taken behind it */
    struct found_batch *batches = library_search_take(standings->search);
    for (const struct found_batch *batch = batches; batch != NULL && standings->now != NULL;
         batch = found_batch_next(batch))
        add_numbers(&standings->counting, batch);
    found_batch_free(batches);
    if (running || standings->now == NULL)
        return;
    struct standing *standing = find(reader, slice_of(standings->now));
    if (standing != NULL)
        take_found(reader, standing, &standings->counting, library_search_progress(standings->search).more);
    free(standings->now);
    standings->now = NULL;
    library_pause(reader->library, false);
}

static void
begin(struct reader *reader, struct standing *standing)
{
    struct reader_standings *standings = reader->standings;
    struct library_search_limits limits = {.hits = LIBRARY_SEARCH_HITS_FEW};
    struct search_fault fault = {0};
    struct search_options options = reader_search_options(&reader->options, reader->store, reader->stories);
    struct search_query *query = search_query_new(slice_of(standing->query), &options, &fault);
    free(fault.reason);
    standing->faulty = query == NULL;
    standing->due = query != NULL;
    if (query == NULL)
        return;
    if (standings->search == NULL)
        standings->search = library_search_new(reader->wake_fd);
    standings->counting.count = 0;
    standings->now = base_strdup(standing->query);
    library_pause(reader->library, true); /* one busy thread at a time */
    library_search_start(standings->search, library_snapshot_new(reader->library), query, limits);
}

/* Nobody is woken: it is waited for. */
static void
finish(struct reader *reader)
{
    struct timespec moment = {.tv_nsec = 1000000};
    while (reader->standings->now != NULL) {
        nanosleep(&moment, NULL);
        standings_collect(reader);
    }
}

void
standings_look(struct reader *reader, bool wanted)
{
    struct reader_standings *standings = reader->standings;
    if (!standings->begun || !store_is_read(reader->store))
        return;
    read_kept(reader);
    for (size_t i = 0; i < standings->count && wanted && standings->now == NULL; i++) {
        if (standings->at[i].due)
            begin(reader, &standings->at[i]);
        if (reader->wake_fd < 0)
            finish(reader);
    }
}
