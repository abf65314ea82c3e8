/* A query asked of a library, issue after issue: by what is known of an issue before it is read, by its bytes, by its text, and
 * only then, recovered, exactly.
 *
 * Of the issues a thread holds one at a time, and what it found of a few more. Must not know what becomes of the hits.
 */
#include "search/recovered.h"

#include "kanbao/in_order.h"
#include "kanbao/source.h"
#include "kanbao/store.h"

#include <stdlib.h>

/* What all threads share. */
struct asked {
    const struct library_snapshot *snapshot;
    const struct search_query *query; /* NULL: nothing is looked for, and every issue told */
    struct store *store;              /* what is remembered of lines; NULL: nothing */
    const atomic_bool *stop;          /* may be NULL */
    const struct library_search_listener *listener;
    void *context;
    struct recovered *recovered; /* NULL: nothing is kept; else there is one thread */
};

/* What one of them has for itself. */
struct pass {
    const struct asked *asked;
    struct search_hits hits;
    struct buffer path, bytes;
    struct source_decoder *decoder;
};

/* An issue that may have hits, or cannot be read. */
struct searched {
    uint32_t id;
    struct issue *issue;     /* NULL: it cannot be read */
    struct source_text text; /* which the issue borrows; none: it is the library's */
    struct search_hits hits;
    struct error *error; /* of */
    char *path;
};

static bool
is_stopped(const struct asked *asked)
{
    return asked->stop != NULL && atomic_load_explicit(asked->stop, memory_order_relaxed);
}

static struct issue *
recover(const struct pass *pass, struct slice text, const char *encoding, const struct parser_mend *mends, size_t count)
{
    return recovered_issue(pass->asked->recovered,
                           (struct parser_source){
                               .path = pass->path.at,
                               .text = (char *)text.at, /* never changed, and taken from the issue again */
                               .bytes = text.len,
                               .encoding = encoding,
                               .mends = mends,
                               .mend_count = count,
                               .stop = pass->asked->stop,
                           });
}

/* What was said of the issue before, where the library was not yet asked for it. */
static struct issue *
recover_as_remembered(const struct pass *pass, struct slice text, struct issue *issue)
{
    size_t count;
    struct store *store = pass->asked->store;
    struct parser_mend *mends = store != NULL ? store_mends(store, issue, &count) : NULL;
    if (mends == NULL)
        return issue;
    const char *encoding = issue->encoding;
    issue_return_source(issue);
    issue_free(issue);
    issue = recover(pass, text, encoding, mends, count);
    free(mends);
    return issue;
}

static void
searched_free(void *result)
{
    struct searched *searched = result;
    if (searched->issue != NULL) {
        issue_return_source(searched->issue);
        issue_free(searched->issue);
    }
    free(searched->text.at);
    search_hits_done(&searched->hits);
    error_free(searched->error);
    free(searched->path);
    free(searched);
}

/* TEXT recovered, and searched exactly; OWN is freed with what comes of it. */
static struct searched *
search_text(struct pass *pass, const struct library_seen *seen, struct slice text, struct source_text own)
{
    struct searched *searched = base_alloc_zero(1, sizeof *searched);
    searched->id = seen->id;
    searched->text = own;
    struct issue *issue =
        recover(pass, text, own.at != NULL ? own.encoding : seen->encoding, seen->mends, seen->mend_count);
    if (seen->mend_count == 0 && !is_stopped(pass->asked))
        issue = recover_as_remembered(pass, text, issue);
    searched->issue = issue;
    if (is_stopped(pass->asked)) {
        searched_free(searched);
        return NULL;
    }
    if (pass->asked->query == NULL)
        return searched;
    search_issue(pass->asked->query, issue, &pass->hits);
    /* the memory to work with stays the thread's */
    struct search_scratch *scratch = pass->hits.scratch;
    searched->hits = pass->hits;
    searched->hits.scratch = NULL;
    pass->hits = (struct search_hits){.stop = pass->asked->stop, .scratch = scratch};
    return searched;
}

static struct searched *
unreadable(const struct pass *pass, struct error *error)
{
    struct searched *searched = base_alloc_zero(1, sizeof *searched);
    searched->error = error;
    searched->path = base_strdup(pass->path.at);
    return searched;
}

/* An issue that is not in memory. */
static struct searched *
search_file(struct pass *pass, const struct library_seen *seen)
{
    const struct search_query *query = pass->asked->query;
    bool any = query == NULL || parser_reads_markup(pass->path.at);
    const struct library_snapshot *snapshot = pass->asked->snapshot;
    struct source_writing writing;
    struct source_name name = library_snapshot_source(snapshot, seen->id, &pass->path, pass->decoder);
    struct error *error = library_snapshot_read(snapshot, name, &pass->bytes, &writing);
    if (error != NULL)
        return unreadable(pass, error);
    if (!any && !search_may_match_bytes(query, buffer_slice(&pass->bytes)))
        return NULL;
    struct source_text own = source_text_of(buffer_slice(&pass->bytes), writing);
    source_clean(&own);
    struct slice text = slice_make(own.at, own.bytes);
    if (any || search_may_match(query, text))
        return search_text(pass, seen, text, own);
    free(own.at);
    return NULL;
}

/* ---- the work, in order */

static void *
begin_pass(void *context)
{
    struct asked *asked = context;
    struct pass *pass = base_alloc_zero(1, sizeof *pass);
    pass->asked = asked;
    pass->hits.stop = asked->stop;
    pass->decoder = source_decoder_new();
    return pass;
}

static void
end_pass(void *context, void *own)
{
    struct pass *pass = own;
    (void)context;
    search_hits_done(&pass->hits);
    buffer_done(&pass->path);
    buffer_done(&pass->bytes);
    source_decoder_free(pass->decoder);
    free(pass);
}

static void *
search_entry(void *context, void *own, size_t position)
{
    struct asked *asked = context;
    struct pass *pass = own;
    if (is_stopped(asked))
        return NULL;
    struct library_seen seen = library_snapshot_entry(asked->snapshot, position);
    const char *path = library_snapshot_path(asked->snapshot, seen.id, &pass->path);
    if (asked->query != NULL && !search_may_match_issue(asked->query, path, seen.title, seen.date))
        return NULL;
    if (seen.text.at == NULL)
        return search_file(pass, &seen);
    if (asked->query != NULL && !parser_reads_markup(path) && !search_may_match(asked->query, seen.text))
        return NULL;
    return search_text(pass, &seen, seen.text, (struct source_text){0});
}

static bool
tell(void *context, size_t position, void *result)
{
    struct asked *asked = context;
    struct searched *searched = result;
    (void)position;
    if (searched != NULL && !is_stopped(asked)) {
        if (searched->issue != NULL)
            asked->listener->searched(asked->context, searched->id, searched->issue, &searched->hits);
        else
            asked->listener->unreadable(asked->context, searched->path, searched->error);
    }
    if (searched != NULL)
        searched_free(searched);
    return !is_stopped(asked) && asked->listener->passed(asked->context) && !is_stopped(asked);
}

static const struct in_order_task task = {begin_pass, end_pass, search_entry, tell, searched_free};

void
library_search_all(const struct library_snapshot *snapshot, const struct search_query *query, const atomic_bool *stop,
                   const struct library_search_listener *listener, void *context, unsigned threads)
{
    struct asked asked = {snapshot, query, search_query_store(query), stop, listener, context, NULL};
    in_order_run(&task, &asked, library_snapshot_count(snapshot), threads);
}

void
library_search_kept(const struct library_snapshot *snapshot, const struct search_query *query, const atomic_bool *stop,
                    const struct library_search_listener *listener, void *context, struct recovered *recovered)
{
    struct asked asked = {snapshot, query, search_query_store(query), stop, listener, context, recovered};
    in_order_run(&task, &asked, library_snapshot_count(snapshot), 1);
}

void
library_walk(const struct library_snapshot *snapshot, struct store *store, const atomic_bool *stop,
             const struct library_search_listener *listener, void *context)
{
    struct asked asked = {snapshot, NULL, store, stop, listener, context, NULL};
    in_order_run(&task, &asked, library_snapshot_count(snapshot), 1);
}
