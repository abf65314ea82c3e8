/* What a search of the library keeps of an issue with hits. */
#ifndef SEARCH_LIBRARY_FOUND_H
#define SEARCH_LIBRARY_FOUND_H

#include "kanbao/library_search.h"
#include "kanbao/search_candidates.h"

/* Adds ISSUE, the library's ID, with HITS (perhaps none; their stop is looked at) to *BATCH, which is made where
   it is NULL; PROGRESS counts them. *EDGES are made where they are NULL and asked for. */
void found_add(struct found_batch **batch, uint32_t id, const struct issue *issue, const struct search_hits *hits,
               struct library_search_limits limits, struct library_search_progress *progress,
               struct search_edges **edges);

#endif
