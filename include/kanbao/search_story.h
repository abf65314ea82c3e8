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

struct library;
struct story;

/* The terms of an article, copied: neither the issue nor the article is needed afterwards. NULL: it says too little to be
   known by it. The caller frees it, or keeps it once more: who has it last, on whichever thread, frees it. */
struct story *story_new(const struct issue *issue, const struct issue_article *article);
struct story *story_keep(struct story *story);
/* NULL is fine. */
void story_free(struct story *story);

/* How rare its terms are is learnt from TEXTs of the library, any number of them, and then settled; before that the functions
   below may not be called, and after it these two. Of a longer text only the first STORY_LEARNT_BYTES are looked at;
   STORY_LEARNT_ISSUES tell enough. */
enum { STORY_LEARNT_ISSUES = 64, STORY_LEARNT_BYTES = 64 << 10 };
void story_learn(struct story *story, struct slice text);
void story_settle(struct story *story);

/* Can an issue recovered from TEXT, valid UTF-8, have such an article? At some 100 MB/s. */
bool story_may_match(const struct story *story, struct slice text);

/* The likeness of an article of ISSUE, 0 to about 1. */
double story_likeness(const struct story *story, const struct issue *issue, const struct issue_article *article);

/* The likeness that articles of one story have at least: less in a library of a few issues, where hardly a term is known to be
   rare. */
double story_least_likeness(const struct story *story);

/* The same, as the rank of a hit: SEARCH_RANK_NONE where it is less. */
uint8_t story_rank(const struct story *story, const struct issue *issue, const struct issue_article *article);

/* ---- the articles that a query may name */

/* Of LIBRARY, which is borrowed, on its thread. It remembers the last few that were named. */
struct search_stories *stories_new(struct library *library);
void stories_free(struct search_stories *stories);
/* The article that NAME means, PATH:LINE, where PATH may be the end of one from a / on: settled, and to be freed by
   story_free(). It is read and recovered, and STORY_LEARNT_ISSUES of the library are read, unless it is remembered. NULL: *WHY not, a
   sentence, translated; STORIES may be NULL. */
struct story *stories_find(struct search_stories *stories, struct slice name, const char **why);
/* What is wrong with a name that is none, translated. */
const char *story_no_name(void);
/* Appends the name of an article of ISSUE: as short as no other of LIBRARY has it, in quotes where it would not be one word of a
   query. */
void stories_add_name(struct buffer *out, const struct library *library, const struct issue *issue,
                      const struct issue_article *article);

#endif
