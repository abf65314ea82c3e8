/* The different strings that a query finds, for scripts: one a line, the likeliest first. */
#include "main/parts.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* Cells of the words around a hit: where words begin and end is seen by what is right beside it. */
void
candidates_add_issue(struct search_candidates *candidates, const struct issue *issue, const struct search_hits *hits)
{
    struct buffer around = {0};
    struct issue_span mark;
    for (size_t i = 0; i < hits->count; i++) {
        buffer_clear(&around);
        search_add_around(&around, issue, &hits->at[i], SEARCH_CANDIDATE_BEFORE_CELLS, SEARCH_CANDIDATE_AFTER_CELLS,
                          &mark);
        search_candidates_add(candidates, &hits->at[i], buffer_slice(&around), mark);
    }
    buffer_done(&around);
}

static void
add_candidate(struct buffer *out, const struct search_candidate *candidate, const struct batch *batch)
{
    if (batch->arguments->mode == MODE_JSON) {
        buffer_add_text(out, "{\"string\":");
        issue_add_json_string(out, candidate->text);
        buffer_printf(out, ",\"hits\":%zu,\"headline_hits\":%zu,\"match\":\"%s\",\"chance\":%s}", candidate->hits,
                      candidate->headline_hits, search_rank_name(candidate->rank),
                      candidate->is_chance ? "true" : "false");
    } else {
        text_add_safe(out, candidate->text);
        buffer_printf(out, "\t%zu", candidate->hits);
    }
    batch_end_line(out, batch);
}

bool
candidates_write(const struct search_candidates *candidates, const struct batch *batch)
{
    int limit = batch->arguments->found.most;
    size_t most = search_candidates_count(candidates);
    if (limit > 0 && (size_t)limit < most)
        most = (size_t)limit;
    struct search_candidate *best = base_alloc_zero(most + 1, sizeof *best);
    size_t count = search_candidates_best(candidates, best, most);
    struct buffer out = {0};
    for (size_t i = 0; i < count; i++)
        add_candidate(&out, &best[i], batch);
    bool written = output_write(&out);
    buffer_done(&out);
    free(best);
    return written;
}
