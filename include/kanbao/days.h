/* kanbao - days: the issues of a library by their days: months, and editions of several files.
 *
 * Floor 3, a part of library. One paper's files of one day are an edition, its pages; each stays a file with an id of its own
 * for all else. Made of names and dates as they are in that moment: nothing is read, and what is learned or sorted later asks
 * for another one. Numbers count from 0 in the order of the library.
 */
#ifndef KANBAO_DAYS_H
#define KANBAO_DAYS_H

#include "kanbao/library.h"

struct days;

/* An edition: PAGES files from position FIRST on. */
struct days_edition {
    uint32_t first, pages;
};

/* Those of one month that stand together. */
struct days_month {
    uint32_t month;        /* YYYYMM; 0: undated */
    uint32_t first, count; /* editions */
};

/* Files that are pages of one edition are one where JOINS. The library must be sorted; it is asked now, not later. */
struct days *days_new(const struct library *library, bool joins);
void days_free(struct days *days);
/* Those of DAYS that are WANTED, with all their pages. */
struct days *days_narrowed(const struct days *days, bool (*wanted)(void *context, struct days_edition edition),
                           void *context);

/* How many files it was made of, and how many editions it has. */
size_t days_files(const struct days *days);
size_t days_count(const struct days *days);
struct days_edition days_edition(const struct days *days, size_t index);
/* The edition that has the file at POSITION; SIZE_MAX: none. */
size_t days_find(const struct days *days, size_t position);

/* A file that was dated after DAYS was made is with the undated. */
const struct days_month *days_months(const struct days *days, size_t *count);
/* Which month EDITION, one of them, is in. */
size_t days_month_of(const struct days *days, size_t edition);

/* ---- names of files */

/* What a name says of its page: 02 of 2024-10-13-02.txt, A03 of A03-20241013.txt, 第02版 of 20241013-第02版-要闻.txt; empty:
   nothing. A piece of PATH, whose issue is of DATE. */
struct slice days_page_of_path(const char *path, uint32_t date);
/* The paper that PATH is of, by its name without day, page and ending, or else by the folder that has a name of its own: a piece
   of PATH, which is bytes; never empty. */
struct slice days_paper_of_path(const char *path, uint32_t date);
/* Are the paths, both of DATE, pages of one edition? */
bool days_same_edition(const char *path, const char *other, uint32_t date);

#endif
