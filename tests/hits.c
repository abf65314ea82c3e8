/* search: what a query finds in an issue, as a text to compare with.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hits.h"

#include <stdlib.h>

static void
add_hit(struct buffer *out, const struct issue *issue, const struct search_hit *hit, bool details)
{
    if (out->len > 0)
        buffer_add_byte(out, '|');
    for (uint32_t at = hit->start_byte; at < hit->end_byte; at++) {
        if (issue->text[at] == '\n')
            buffer_add_text(out, "¶");
        else
            buffer_add_byte(out, issue->text[at]);
    }
    if (details)
        buffer_printf(out, " %d%c%c", hit->word, "skhdyb"[hit->part], "-IMFL"[hit->rank]);
}

char *
hits_of(const char *query, const struct issue *issue, struct search_options options, bool details)
{
    struct search_fault fault;
    struct search_hits hits = {.at = NULL};
    struct buffer out = {0};
    struct search_query *compiled = search_query_new(slice_of(query), &options, &fault);
    buffer_add_text(&out, "");
    if (compiled == NULL)
        buffer_add_text(&out, "!");
    free(fault.reason);
    bool any = compiled != NULL && search_issue(compiled, issue, &hits);
    assert_true(any == (hits.count > 0));
    for (size_t i = 0; i < hits.count; i++) {
        const struct search_hit *hit = &hits.at[i];
        must(hit->start_byte <= hit->end_byte && hit->end_byte <= issue->text_bytes, "a span of %u to %u",
             hit->start_byte, hit->end_byte);
        assert_int_equal(issue_line_at(issue, hit->start_byte), hit->line);
        add_hit(&out, issue, hit, details);
    }
    struct slice text = slice_make(issue->text, issue->text_bytes);
    if (compiled != NULL)
        search_query_expect_raw(compiled);
    must(!any || (search_may_match(compiled, text) && search_may_match_bytes(compiled, text)), "“%s” was not foreseen",
         query);
    must(!any || search_may_match_issue(compiled, issue->path, issue->title, issue->date), "“%s” was not foreseen",
         query);
    search_hits_done(&hits);
    search_query_free(compiled);
    return buffer_take(&out);
}

void
hits_assert(const char *query, const struct issue *issue, const char *wanted, const char *file, int line)
{
    char *got = hits_of(query, issue, (struct search_options){.pinyin = PINYIN_SCHEME_FULL}, false);
    if (strcmp(got, wanted) != 0)
        print_message("for “%s”\n", query);
    support_assert_text(slice_of(got), wanted, file, line);
    free(got);
}

struct issue *
hits_issue(const char *text)
{
    struct buffer all = {0};
    buffer_printf(&all, "头\n%s\n", text);
    struct issue *issue = support_recover_roles(all.at, "Hb");
    buffer_done(&all);
    return issue;
}
