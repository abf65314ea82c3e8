/* Issues as they were recovered, kept from one search to the next: a query that is typed asks the same ones at each key. */
#ifndef SEARCH_RECOVERED_H
#define SEARCH_RECOVERED_H

#include "kanbao/library_search.h"
#include "kanbao/parser.h"

/* Belongs to one thread. */
struct recovered;

/* NULL is fine. */
struct recovered *recovered_new(void);
void recovered_free(struct recovered *recovered);

/* Keeps BYTES_MAX bytes at most from now on; what is kept already stays. */
void recovered_limit(struct recovered *recovered, size_t bytes_max);
/* Of how many issues something is kept. */
size_t recovered_count(const struct recovered *recovered);

/* What parser_recover(SOURCE) gives, which needs neither drops nor a preview; from what is kept, where it is that. RECOVERED may be
   NULL: nothing is kept. */
struct issue *recovered_issue(struct recovered *recovered, struct parser_source source);

/* As library_search_all(), on this thread alone. */
void library_search_kept(const struct library_snapshot *snapshot, const struct search_query *query,
                         const atomic_bool *stop, const struct library_search_listener *listener, void *context,
                         struct recovered *recovered);

#endif
