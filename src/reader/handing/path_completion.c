/* What a prompt for a file offers. */
#include "reader/handing/handing.h"

static void
offer(void *context, struct slice path)
{
    prompt_candidates_add(context, path);
}

void
path_complete(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates)
{
    (void)context;
    candidates->start_byte = 0; /* blanks belong to a name */
    prompt_offer_paths(slice_make(text.at, caret), offer, candidates);
}
