/* Any query, compiled and asked of a small text: no fault without a place, no hit outside of the issue, none that the test
   of raw text did not foresee, and no pattern that takes for ever.

   The first bytes choose the options; then the query, up to a zero byte; then the text. */
#include "kanbao/parser.h"
#include "kanbao/search.h"
#include "kanbao/text.h"
#include "search/query/query.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX = 4096 };

static void
must(bool right)
{
    if (!right)
        abort();
}

/* As long as it is, so that a read past the end is seen; valid UTF-8. */
static char *
text_of(const uint8_t *data, size_t *size)
{
    char *text = base_strndup((const char *)data, *size);
    *size = text_repair(&text, *size, NULL);
    return base_realloc(text, *size > 0 ? *size : 1);
}

static void
check_fault(const struct search_fault *fault, const struct search_query *query, size_t bytes)
{
    must(fault->start_byte <= fault->end_byte && fault->end_byte <= bytes);
    must(fault->reason == NULL || (*fault->reason != '\0' && (fault->incomplete || query == NULL)));
    must(query == NULL || query->clause_count > 0);
}

static void
check_hits(const struct search_query *query, const struct issue *issue)
{
    struct search_hits hits = {.at = NULL};
    struct buffer around = {0};
    bool any = search_issue(query, issue, &hits);
    must(!any || search_may_match(query, slice_make(issue->text, issue->text_bytes)));
    must(!any || search_may_match_bytes(query, slice_make(issue->text, issue->text_bytes)));
    must(!any || search_may_match_issue(query, issue->path, issue->title, issue->date));
    for (size_t i = 0; i < hits.count; i++) {
        const struct search_hit *hit = &hits.at[i];
        must(hit->article < issue->article_count && hit->line < issue->line_count);
        must(hit->start_byte <= hit->end_byte && hit->end_byte <= issue->text_bytes);
        must(hit->word == SEARCH_NO_WORD || hit->word < query->clause_count);
        must(i == 0 || hits.at[i - 1].article <= hit->article);
        struct issue_span shown;
        buffer_clear(&around);
        search_add_around(&around, issue, hit, 10, 20, &shown);
        must(shown.start_byte + shown.bytes <= around.len);
    }
    buffer_done(&around);
    search_hits_done(&hits);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    struct search_options options = {.pinyin = data[0] % 5, .fuzzy = data[1] & 1, .exact = data[1] & 2};
    const uint8_t *end = memchr(data + 2, 0, size - 2);
    size_t query_bytes = end != NULL ? (size_t)(end - data - 2) : size - 2;
    size_t text_bytes = end != NULL ? size - query_bytes - 3 : 0;
    text_bytes = text_bytes < TEXT_MAX ? text_bytes : TEXT_MAX;
    char *words = text_of(data + 2, &query_bytes);
    struct search_fault fault;
    struct search_query *query = search_query_new(slice_make(words, query_bytes), &options, &fault);
    check_fault(&fault, query, query_bytes);
    if (query != NULL) {
        char *text = text_of(end != NULL ? end + 1 : data, &text_bytes);
        struct issue *issue =
            parser_recover((struct parser_source){.path = "fuzz/20310702.txt", .text = text, .bytes = text_bytes});
        search_query_expect_raw(query);
        check_hits(query, issue);
        issue_free(issue);
    }
    search_query_free(query);
    free(fault.reason);
    free(words);
    return 0;
}
