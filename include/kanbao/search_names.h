/* kanbao - search names: the people, authors and places of an issue or of a library, with counts.
 *
 * Floor 5, part search. What parser_names() tells of each article, summed up: an index in the sense of the one at a book's end.
 */
#ifndef KANBAO_SEARCH_NAMES_H
#define KANBAO_SEARCH_NAMES_H

#include "kanbao/library.h"
#include "kanbao/parser.h"

struct store;

struct search_name {
    char *text; /* valid UTF-8 of the source's, which may have what no terminal is to get */
    uint32_t articles;
    uint8_t kind; /* enum parser_name_kind */
};

/* By kinds, in these the one in most articles first, of as many the one first that was told first. The caller's. */
struct search_names {
    struct search_name *at;
    size_t count;
    /* how many different ones there are of each; of more than SEARCH_NAMES_MOST those are there */
    size_t kinds[PARSER_NAME_KINDS];
};
enum { SEARCH_NAMES_MOST = 500 };
/* NULL is fine. */
void search_names_free(struct search_names *names);
/* Those of ISSUE. */
struct search_names *search_names_of(const struct issue *issue);

/* ---- of a library, on a thread of its own. All functions belong to one thread; none of them waits for the work. */
struct names_search;
/* Takes SNAPSHOT. What STORE, which it keeps, remembers of lines holds; NULL: nothing does. One byte goes to WAKE_FD now and then,
   when there are more of them, and at the end; -1: nobody is to be woken. */
struct names_search *names_search_begin(struct library_snapshot *snapshot, struct store *store, int wake_fd);
/* Ends it, wherever it is; NULL is fine. */
void names_search_end(struct names_search *search);
/* Those of the issues that it has passed until now, the caller's, and in *DONE how many these are: all of the snapshot at the end.
   NULL: they are no others than at the last call. */
struct search_names *names_search_take(struct names_search *search, size_t *done);

#endif
