/* What a hunt keeps of an issue with hits. */
#ifndef SEARCH_BATCH_H
#define SEARCH_BATCH_H

#include "kanbao/hunt.h"

/* Adds ISSUE, the library's ID, with HITS (perhaps none; their stop is looked at) to *BATCH, which is made where
   it is NULL; PROGRESS counts them. */
void batch_add(struct hunt_batch **batch, uint32_t id, const struct issue *issue, const struct search_hits *hits,
               struct hunt_limits limits, struct hunt_progress *progress);

#endif
