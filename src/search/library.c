/* A query asked of a library, issue after issue: by what is known of an issue before it is read, by its raw text, and only
 * then, recovered, exactly.
 *
 * Of the issues it holds one at a time. Must not know what becomes of the hits.
 */
#include "kanbao/library_search.h"

#include "kanbao/parser.h"
#include "kanbao/store.h"

#include <stdlib.h>

struct pass {
    const struct library_snapshot *snapshot;
    const struct search_query *query;
    const atomic_bool *stop;
    const struct library_search_listener *listener;
    void *context;
    struct search_hits hits;
    struct buffer path;
};

static bool
is_stopped(const struct pass *pass)
{
    return pass->stop != NULL && atomic_load_explicit(pass->stop, memory_order_relaxed);
}

static struct issue *
recover(const struct pass *pass, struct slice text, const struct parser_mend *mends, size_t count)
{
    return parser_recover((struct parser_source){
        .path = pass->path.at,
        .text = (char *)text.at, /* never changed, and taken from the issue again */
        .bytes = text.len,
        .mends = mends,
        .mend_count = count,
        .stop = pass->stop,
    });
}

/* What was said of the issue before, where the library was not yet asked for it. */
static struct issue *
recover_as_remembered(const struct pass *pass, struct slice text, struct issue *issue)
{
    size_t count;
    struct store *store = search_query_store(pass->query);
    struct parser_mend *mends = store != NULL ? store_mends(store, issue, &count) : NULL;
    if (mends == NULL)
        return issue;
    issue_return_source(issue);
    issue_free(issue);
    issue = recover(pass, text, mends, count);
    free(mends);
    return issue;
}

/* TEXT recovered, and searched exactly. */
static void
search_text(struct pass *pass, const struct library_seen *seen, struct slice text)
{
    struct issue *issue = recover(pass, text, seen->mends, seen->mend_count);
    if (seen->mend_count == 0 && !is_stopped(pass))
        issue = recover_as_remembered(pass, text, issue);
    if (!is_stopped(pass)) {
        search_issue(pass->query, issue, &pass->hits);
        pass->listener->searched(pass->context, seen->id, issue, &pass->hits);
    }
    issue_return_source(issue);
    issue_free(issue);
}

static void
search_entry(struct pass *pass, size_t position)
{
    struct library_seen seen = library_snapshot_entry(pass->snapshot, position);
    const char *path = library_snapshot_path(pass->snapshot, seen.id, &pass->path);
    if (!search_may_match_issue(pass->query, path, seen.title, seen.date))
        return;
    char *own = NULL;
    struct slice text = seen.text;
    struct error *error = NULL;
    if (text.at == NULL) {
        error = library_snapshot_read(pass->snapshot, seen.id, &pass->path, &own, &text.len);
        text.at = own;
    }
    if (error != NULL)
        pass->listener->unreadable(pass->context, pass->path.at, error);
    else if (search_may_match(pass->query, text))
        search_text(pass, &seen, text);
    error_free(error);
    free(own);
}

void
library_search_all(const struct library_snapshot *snapshot, const struct search_query *query, const atomic_bool *stop,
                   const struct library_search_listener *listener, void *context)
{
    struct pass pass = {snapshot, query, stop, listener, context, .hits = {.stop = stop}};
    size_t count = library_snapshot_count(snapshot);
    bool goes_on = true;
    for (size_t i = 0; i < count && goes_on && !is_stopped(&pass); i++) {
        search_entry(&pass, i);
        goes_on = listener->passed(context);
    }
    search_hits_done(&pass.hits);
    buffer_done(&pass.path);
}
