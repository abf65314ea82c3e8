/* kanbao - search story: which articles tell of the same story as one does.
 *
 * Floor 5, a part of search. What an article is about is known by its terms: pairs of characters that stand side by side, where
 * words are not parted by blanks, and words of letters elsewhere. Those that are rare in the library weigh most, those of the headline
 * twice. How much of their weight another article has, as BM25 counts it (Robertson, Zaragoza: The Probabilistic Relevance
 * Framework, 2009), is how likely it tells of the same: 1 is as much as the article has itself.
 */
#ifndef KANBAO_SEARCH_STORY_H
#define KANBAO_SEARCH_STORY_H

#include "kanbao/issue.h"
#include "kanbao/search.h"

struct story;

/* The terms of an article, copied: neither the issue nor the article is needed afterwards. NULL: it says too little to be
   known by it. The caller frees it. */
struct story *story_new(const struct issue *issue, const struct issue_article *article);
/* NULL is fine. */
void story_free(struct story *story);

/* How rare its terms are is learnt from TEXTs of the library, any number of them, and then settled; before that the functions
   below may not be called, and after it these two. STORY_LEARNT_ISSUES
   of it, and the first STORY_LEARNT_BYTES of each, tell enough. */
enum { STORY_LEARNT_ISSUES = 160, STORY_LEARNT_BYTES = 64 << 10 };
void story_learn(struct story *story, struct slice text);
void story_settle(struct story *story);
bool story_is_settled(const struct story *story);

/* Can an issue recovered from TEXT, valid UTF-8, have such an article? At some 100 MB/s. */
bool story_may_match(const struct story *story, struct slice text);

/* The likeness of an article of ISSUE, 0 to about 1. */
double story_likeness(const struct story *story, const struct issue *issue, const struct issue_article *article);

/* A query that asks STORY, which is its own from now on, instead of words; STORE as search_options have it. Before it is asked
   library_search_learn() is to be called. */
struct search_query *search_query_of_story(struct story *story, struct store *store);
/* What it asks instead of words; NULL: words. */
struct story *search_query_story(struct search_query *query);

/* The likeness that articles of one story have at least: less in a library of a few issues, where hardly a term is known to be
   rare. */
double story_least_likeness(const struct story *story);

/* Replaces HITS by one for each article of ISSUE that is like it enough: of the article as a whole, its rank the higher the more
   alike they are. Returns whether there are any. */
bool story_search(const struct story *story, const struct issue *issue, struct search_hits *hits);

#endif
