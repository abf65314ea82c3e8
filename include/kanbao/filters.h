/* kanbao - filters: programs that make text of files which are none, as pdftotext does of a PDF.
 *
 * Floor 1, part source. A table of names and programs: made by one thread, then never changed, and read by all that read files.
 * A program is a list of words; no shell reads them.
 */
#ifndef KANBAO_FILTERS_H
#define KANBAO_FILTERS_H

#include "kanbao/base.h"

struct source_filters;

/* An empty one, with one holder. */
struct source_filters *source_filters_new(void);
/* One holder more, on any thread; NULL is fine, and is given back. */
const struct source_filters *source_filters_keep(const struct source_filters *filters);
/* One less: with the last it is freed. NULL is fine. */
void source_filters_release(const struct source_filters *filters);

/* Files whose names match GLOB are read by the program of the COUNT WORDS, unless a row that was added before matches them. It has
   its text on its standard output; {} in a word is the path of the file, which is on its standard input where no word has one.

   GLOB is as fnmatch() has it, but in either case of ASCII letters. It is compared with as many last parts of a path as it has itself:
   *.pdf with a name, scans/p*.txt with a name and its folder; where it begins with / or ~/, with the whole path, as that is opened.

   The error is a sentence; *WRONG says which word it is about, COUNT: the glob. Before the table is shared. */
struct error *source_filters_add(struct source_filters *filters, const char *glob, const char *const *words,
                                 size_t count, size_t *wrong) BASE_MUST_USE;
/* How long a program may take for one file; 20 seconds where nothing is said. Before the table is shared. */
void source_filters_set_patience(struct source_filters *filters, int milliseconds);

/* Is the file NAME of FOLDER, which is "" or ends with a slash, read by a program? FILTERS: NULL for none. */
bool source_is_filtered(const struct source_filters *filters, const char *folder, const char *name);

/* From now on nothing is filtered: what runs is ended, and this waits for it. For who wants to end soon. NULL is fine. */
void source_filters_stop(const struct source_filters *filters);

#endif
