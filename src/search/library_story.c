/* What a library's texts say often, for a query that asks for a story: from a sample of its issues.
 *
 * Must not know what an article is: what is learnt from is text as it comes.
 */
#include "kanbao/library_search.h"

#include "kanbao/search_story.h"
#include "kanbao/source.h"

#include <stdlib.h>

static struct slice
beginning(struct slice text)
{
    return slice_make(text.at, text_start(text, text.len < STORY_LEARNT_BYTES ? text.len : STORY_LEARNT_BYTES));
}

static void
learn_file(const struct library_snapshot *snapshot, uint32_t id, struct buffer *path, struct buffer *bytes,
           struct story *story)
{
    struct error *error = library_snapshot_read(snapshot, id, path, bytes);
    if (error == NULL) {
        struct source_text own = source_text_of(beginning(buffer_slice(bytes)));
        source_clean(&own);
        story_learn(story, slice_make(own.at, own.bytes));
        free(own.at);
    }
    error_free(error); /* the search itself says it */
}

void
library_search_learn(const struct library_snapshot *snapshot, struct search_query *query, const atomic_bool *stop)
{
    struct story *story = search_query_story(query);
    struct buffer path = {0}, bytes = {0};
    size_t count = library_snapshot_count(snapshot), taken = count < STORY_LEARNT_ISSUES ? count : STORY_LEARNT_ISSUES;
    if (story == NULL || story_is_settled(story))
        return;
    for (size_t i = 0; i < taken && (stop == NULL || !atomic_load(stop)); i++) {
        struct library_seen seen = library_snapshot_entry(snapshot, i * count / taken);
        if (seen.text.at != NULL)
            story_learn(story, beginning(seen.text));
        else
            learn_file(snapshot, seen.id, &path, &bytes, story);
    }
    story_settle(story);
    buffer_done(&path);
    buffer_done(&bytes);
}
