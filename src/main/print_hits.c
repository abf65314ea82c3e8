/* What is found of a query, for scripts: issue after issue, written as it is found. */
#include "main/parts.h"

#include "kanbao/library_search.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* Cells of the words around a hit: as in a list, and more for who gets them as JSON. */
enum { BEFORE = 24, AFTER = 56, JSON_BEFORE = 200, JSON_AFTER = 400, TITLE_CELLS = 80 };

struct found {
    const struct batch *batch;
    const struct issue *issue;
    const struct search_hit *hit;
    const struct issue_article *article;
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
compile(const struct arguments *arguments, struct store *store)
{
    struct search_options options = reader_search_options(&arguments->options, store);
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

static void
add_line(struct buffer *out, const struct found *found)
{
    struct slice title = issue_article_title(found->issue, found->article);
    bool headless = found->article->headline_line == ISSUE_NO_LINE;
    struct buffer words = {0};
    batch_add_place(out, found->batch, found->issue, found->hit->line);
    buffer_add_byte(out, '\t');
    text_add_safe(out, slice_make(title.at, headless ? text_fit(title, TITLE_CELLS) : title.len));
    buffer_add_byte(out, '\t');
    search_add_around(&words, found->issue, found->hit, BEFORE, AFTER, NULL);
    text_add_safe(out, buffer_slice(&words));
    batch_end_line(out, found->batch);
    buffer_done(&words);
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

static void
add_object(struct buffer *out, const struct found *found)
{
    const struct search_hit *hit = found->hit;
    const struct issue *issue = found->issue;
    uint32_t headline = found->article->headline_line;
    struct issue_span mark;
    struct buffer words = {0}, date = {0};
    uint32_t last = issue_line_at(issue, hit->end_byte > hit->start_byte ? hit->end_byte - 1 : hit->end_byte);
    if (issue->date != 0)
        issue_add_date(&date, issue->date);
    search_add_around(&words, issue, hit, JSON_BEFORE, JSON_AFTER, &mark);
    size_t start = text_points(slice_make(words.at, mark.start_byte));
    size_t end = start + text_points(slice_make(words.at + mark.start_byte, mark.bytes));
    buffer_add_text(out, "{\"path\":");
    issue_add_json_path(out, issue->path);
    buffer_printf(out, ",\"lines\":[%u,%u]", issue_line_number(issue, hit->line) + 1,
                  issue_line_number(issue, last) + 1);
    add_text(out, "date", buffer_slice(&date));
    add_text(out, "headline", headline != ISSUE_NO_LINE ? issue_line_text(issue, headline) : slice_make("", 0));
    buffer_add_text(out, ",\"headline_line\":");
    if (headline != ISSUE_NO_LINE)
        buffer_printf(out, "%u", issue_line_number(issue, headline) + 1);
    else
        buffer_add_text(out, "null");
    buffer_printf(out, ",\"place\":\"%s\",\"match\":\"%s\",\"word\":", search_part_name(hit->part),
                  search_rank_name(hit->rank));
    if (hit->word != SEARCH_NO_WORD)
        buffer_printf(out, "%d", hit->word + 1);
    else
        buffer_add_text(out, "null");
    add_text(out, "text", buffer_slice(&words));
    buffer_printf(out, ",\"start\":%zu,\"end\":%zu}", start, end);
    batch_end_line(out, found->batch);
    buffer_done(&words);
    buffer_done(&date);
}

/* A hit, or the article that it is the first one of. */
static void
add_found(struct buffer *out, const struct found *found, const struct issue_article *before)
{
    switch (found->batch->arguments->mode) {
    case MODE_JSON: add_object(out, found); break;
    case MODE_LIST:
        if (found->article != before)
            batch_add_listed(out, found->batch, found->issue, found->article);
        break;
    case MODE_PRINT:
        if (found->article != before)
            batch_add_page(out, found->batch, found->issue, found->article);
        break;
    default: add_line(out, found); break;
    }
}

/* Hits of one issue, which come article by article; false when they could not be written. */
static bool
write_hits(const struct batch *batch, uint32_t id, const struct issue *issue, const struct search_hits *hits)
{
    enum { FLUSH_BYTES = 1 << 16 };
    struct buffer out = {0};
    const struct issue_article *before = NULL;
    bool written = true;
    if (hits->count > 0 && batch->arguments->mode == MODE_PRINT)
        batch_begin_pages(&out, batch, id, issue);
    for (size_t i = 0; i < hits->count && written; i++) {
        struct found found = {batch, issue, &hits->at[i], &issue->articles[hits->at[i].article]};
        add_found(&out, &found, before);
        before = found.article;
        if (out.len > FLUSH_BYTES)
            written = output_write(&out);
    }
    written = written && output_write(&out);
    buffer_done(&out);
    return written;
}

struct tally {
    const struct batch *batch;
    size_t hits, unread;
    bool written;
};

static void
print_issue(void *context, uint32_t id, const struct issue *issue, struct search_hits *hits)
{
    struct tally *tally = context;
    if (hits->too_hard)
        output_complain(issue->path, search_too_hard());
    if (hits->more)
        output_complain(issue->path, _("there are more hits than are written"));
    tally->hits += hits->count;
    tally->unread += hits->too_hard;
    tally->written = write_hits(tally->batch, id, issue, hits);
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
    struct search_query *query = compile(batch->arguments, batch->store);
    struct tally tally = {.batch = batch, .unread = (size_t)batch->opened->failed, .written = true};
    if (query == NULL)
        return EXIT_TROUBLE;
    struct library_snapshot *snapshot = library_snapshot_new(batch->library);
    library_search_all(snapshot, query, NULL, &listener, &tally);
    library_snapshot_free(snapshot);
    search_query_free(query);
    if (!tally.written || tally.unread > 0)
        return EXIT_TROUBLE;
    return tally.hits > 0 ? EXIT_SUCCESS : EXIT_NONE;
}
