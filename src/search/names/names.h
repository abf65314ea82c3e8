/* Names and how many articles have them. A room of search that needs no other. */
#ifndef SEARCH_NAMES_H
#define SEARCH_NAMES_H

#include "kanbao/search_names.h"

/* ---- name_tally.c */
struct name_tally;
struct name_tally *name_tally_new(void);
/* NULL is fine. */
void name_tally_free(struct name_tally *tally);
/* What all articles of ISSUE name is added. */
void name_tally_add(struct name_tally *tally, const struct issue *issue);
/* As they are now: the caller's. */
struct search_names *name_tally_names(struct name_tally *tally);

#endif
