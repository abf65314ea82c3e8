/* What is found of a query, for scripts: issue after issue, written as it is found. */
#include "main/parts.h"

#include "kanbao/library_search.h"
#include "kanbao/search_candidates.h"
#include "kanbao/search_story.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* Cells of the words around a hit. */
enum { JSON_BEFORE = 200, JSON_AFTER = 400 };

/* More of them wait for the disk, or for each other. */
enum { THREADS = 2 };

struct found {
    const struct batch *batch;
    const struct issue *issue;
    const struct search_hit *hit;
    const struct issue_article *article;
    struct search_edges *edges; /* of words, where the hit is asked for them */
};

/* kanbao: query, character 5: reason */
static void
complain_of_query(const char *query, const struct search_fault *fault)
{
    struct buffer reason = {0};
    size_t place = text_points(slice_make(query, fault->start_byte)) + 1;
    buffer_printf(&reason, _("query, character %zu: %s"), place, fault->reason);
    output_complain(reason.at, NULL);
    buffer_done(&reason);
}

/* NULL: said on standard error. On a command line an unfinished query is a wrong one. */
static struct search_query *
compile(const struct arguments *arguments, struct store *store, struct search_stories *stories)
{
    struct search_options options = reader_search_options(&arguments->options, store, stories);
    struct search_fault fault;
    struct search_query *query = search_query_new(slice_of(arguments->query), &options, &fault);
    if (fault.reason != NULL) {
        complain_of_query(arguments->query, &fault);
        search_query_free(query);
        query = NULL;
    } else if (query == NULL) {
        output_complain(_("the query asks for nothing"), NULL);
    }
    free(fault.reason);
    if (query != NULL)
        search_query_expect_raw(query);
    return query;
}

/* A member that is null where there is no text. */
static void
add_text(struct buffer *out, const char *name, struct slice text)
{
    buffer_printf(out, ",\"%s\":", name);
    if (text.len > 0)
        issue_add_json_string(out, text);
    else
        buffer_add_text(out, "null");
}

/* Which character of LINE stands at BYTE of the issue's text, counted from 1. */
static size_t
column_of(const struct issue *issue, uint32_t line, uint32_t byte)
{
    uint32_t start = issue->lines[line].start_byte;
    return text_points(slice_make(issue->text + start, byte > start ? byte - start : 0)) + 1;
}

/* The lines of the file, and the characters of these, that the hit begins and ends with. */
static void
add_span(struct buffer *out, const struct issue *issue, const struct search_hit *hit)
{
    bool empty = hit->end_byte <= hit->start_byte;
    uint32_t last_byte = empty ? hit->start_byte
                               : hit->start_byte + (uint32_t)text_previous(slice_make(issue->text + hit->start_byte,
                                                                                      hit->end_byte - hit->start_byte),
                                                                           hit->end_byte - hit->start_byte);
    uint32_t last = issue_line_at(issue, last_byte);
    buffer_printf(out, ",\"lines\":[%u,%u]", issue_line_number(issue, hit->line) + 1,
                  issue_line_number(issue, last) + 1);
    buffer_printf(out, ",\"columns\":[%zu,%zu]", column_of(issue, hit->line, hit->start_byte),
                  column_of(issue, last, last_byte));
}

static void
add_object(struct buffer *out, const struct found *found)
{
    const struct search_hit *hit = found->hit;
    const struct issue *issue = found->issue;
    uint32_t headline = found->article->headline_line;
    struct issue_span mark;
    struct buffer words = {0}, date = {0};
    if (issue->date != 0)
        issue_add_date(&date, issue->date);
    search_add_around(&words, issue, hit, JSON_BEFORE, JSON_AFTER, &mark);
    size_t start = text_points(slice_make(words.at, mark.start_byte));
    size_t end = start + text_points(slice_make(words.at + mark.start_byte, mark.bytes));
    buffer_add_text(out, "{\"path\":");
    issue_add_json_path(out, issue->path);
    add_span(out, issue, hit);
    add_text(out, "date", buffer_slice(&date));
    add_text(out, "headline", headline != ISSUE_NO_LINE ? issue_line_text(issue, headline) : slice_make("", 0));
    buffer_add_text(out, ",\"headline_line\":");
    if (headline != ISSUE_NO_LINE)
        buffer_printf(out, "%u", issue_line_number(issue, headline) + 1);
    else
        buffer_add_text(out, "null");
    buffer_printf(out, ",\"place\":\"%s\",\"match\":\"%s\"", search_part_name(hit->part), search_rank_name(hit->rank));
    bool initials = hit->rank == SEARCH_RANK_INITIALS;
    bool chance = initials && search_is_chance(hit->rank, search_edges_of(found->edges, buffer_slice(&words), mark));
    buffer_printf(out, ",\"chance\":%s,\"word\":", chance ? "true" : "false");
    if (hit->word != SEARCH_NO_WORD)
        buffer_printf(out, "%d", hit->word + 1);
    else
        buffer_add_text(out, "null");
    add_text(out, "string", slice_make(words.at + mark.start_byte, mark.bytes));
    add_text(out, "text", buffer_slice(&words));
    buffer_printf(out, ",\"start\":%zu,\"end\":%zu}", start, end);
    batch_end_line(out, found->batch);
    buffer_done(&words);
    buffer_done(&date);
}

struct tally {
    const struct batch *batch;
    struct found_pieces pieces;
    struct search_edges *edges;           /* of words, in JSON; else NULL */
    struct search_candidates *candidates; /* the strings are counted, and no hit is written; else NULL */
    size_t hits, unread;
    uint32_t issues; /* searched so far */
    bool written;
};

static bool
is_of_articles(const struct batch *batch)
{
    return batch->arguments->mode == MODE_LIST || batch->arguments->mode == MODE_PRINT;
}

/* Hits of one article, or one hit where they are written one by one. */
static void
add_found(struct buffer *out, const struct found *found)
{
    switch (found->batch->arguments->mode) {
    case MODE_JSON: add_object(out, found); break;
    case MODE_LIST: batch_add_listed(out, found->batch, found->issue, found->article); break;
    case MODE_PRINT: batch_add_page(out, found->batch, found->issue, found->article); break;
    default: found_add_hit(out, found->batch, found->issue, found->hit); break;
    }
}

/* How many hits from FIRST on are written as one: those of an article where articles are. */
static size_t
hits_of_piece(const struct batch *batch, const struct search_hits *hits, size_t first)
{
    size_t count = 1;
    if (is_of_articles(batch))
        while (first + count < hits->count && hits->at[first + count].article == hits->at[first].article)
            count++;
    return count;
}

static const struct search_hit *
best_hit(const struct search_hit *hits, size_t count)
{
    const struct search_hit *best = hits;
    for (size_t i = 1; i < count; i++)
        if (search_likelihood(hits[i].rank, hits[i].part) > search_likelihood(best->rank, best->part))
            best = &hits[i];
    return best;
}

/* What can be written is, unless it waits to be sorted. */
static void
flush(struct tally *tally, size_t more_than, bool ends)
{
    enum found_order order = tally->batch->arguments->found.order;
    struct buffer out = {0};
    if (tally->pieces.text.len <= more_than || (order != FOUND_NEWEST && !ends))
        return;
    found_take(&out, &tally->pieces, order);
    tally->written = tally->written && output_write(&out);
    buffer_done(&out);
}

/* Hits of one issue, which come article by article. */
static void
write_hits(struct tally *tally, uint32_t id, const struct issue *issue, const struct search_hits *hits)
{
    enum { FLUSH_BYTES = 1 << 16 };
    const struct batch *batch = tally->batch;
    const char *path = library_path(batch->library, id);
    bool pages = batch->arguments->mode == MODE_PRINT;
    size_t most = batch->arguments->found.most > 0 ? (size_t)batch->arguments->found.most : SIZE_MAX;
    for (size_t i = 0, count; i < hits->count && most > 0 && tally->written; i += count, most--) {
        count = hits_of_piece(batch, hits, i);
        struct found found = {batch, issue, &hits->at[i], &issue->articles[hits->at[i].article], tally->edges};
        found_begin(&tally->pieces, path, tally->issues, best_hit(&hits->at[i], count));
        if (pages && (i == 0 || batch->arguments->found.order == FOUND_RANK))
            batch_begin_pages(&tally->pieces.text, batch, id, issue);
        add_found(&tally->pieces.text, &found);
        flush(tally, FLUSH_BYTES, false);
    }
}

/* Where an issue is one piece: its path, its count, or the lines of the file with its hits. */
static void
write_issue(struct tally *tally, uint32_t id, const struct issue *issue, struct search_hits *hits)
{
    const struct batch *batch = tally->batch;
    const struct found_style *style = &batch->arguments->found;
    if (style->most > 0 && hits->count > (size_t)style->most)
        hits->count = (size_t)style->most;
    found_begin(&tally->pieces, library_path(batch->library, id), tally->issues, best_hit(hits->at, hits->count));
    if (style->counts || style->files)
        found_add_issue(&tally->pieces.text, batch, issue, hits->count);
    else
        found_add_context(&tally->pieces.text, batch, issue, hits);
}

static void
print_issue(void *context, uint32_t id, const struct issue *issue, struct search_hits *hits)
{
    struct tally *tally = context;
    const struct found_style *style = &tally->batch->arguments->found;
    if (hits->too_hard)
        output_complain(issue->path, search_too_hard());
    if (hits->more)
        output_complain(issue->path, _("there are more hits than are written"));
    tally->hits += hits->count;
    tally->unread += hits->too_hard;
    if (hits->count == 0)
        return;
    if (tally->candidates != NULL)
        candidates_add_issue(tally->candidates, issue, hits);
    else if (style->counts || style->files || style->before >= 0)
        write_issue(tally, id, issue, hits);
    else
        write_hits(tally, id, issue, hits);
    tally->issues++;
    flush(tally, 0, false);
}

static void
complain_of_issue(void *context, const char *path, const struct error *why)
{
    struct tally *tally = context;
    output_complain(path, error_text(why));
    tally->unread++;
}

static bool
goes_on(void *context)
{
    const struct tally *tally = context;
    return tally->written;
}

/* As grep has it: what could not be looked at is trouble, whatever was found elsewhere. */
int
search_run(const struct batch *batch)
{
    static const struct library_search_listener listener = {print_issue, complain_of_issue, goes_on};
    struct search_stories *stories = stories_new(batch->library);
    struct search_query *query = compile(batch->arguments, batch->store, stories);
    stories_free(stories);
    struct tally tally = {.batch = batch, .unread = (size_t)batch->opened->failed, .written = true};
    if (query == NULL)
        return EXIT_TROUBLE;
    if (batch->arguments->candidates)
        tally.candidates = search_candidates_new();
    if (batch->arguments->mode == MODE_JSON)
        tally.edges = search_edges_new();
    if (batch->arguments->found.before >= 0)
        found_add_between(&tally.pieces.between, batch);
    struct library_snapshot *snapshot = library_snapshot_new(batch->library);
    library_search_all(snapshot, query, NULL, &listener, &tally, THREADS);
    library_snapshot_free(snapshot);
    search_query_free(query);
    flush(&tally, 0, true);
    if (tally.candidates != NULL)
        tally.written = candidates_write(tally.candidates, batch) && tally.written;
    search_candidates_free(tally.candidates);
    search_edges_free(tally.edges);
    found_done(&tally.pieces);
    if (!tally.written || tally.unread > 0)
        return EXIT_TROUBLE;
    return tally.hits > 0 ? EXIT_SUCCESS : EXIT_NONE;
}
