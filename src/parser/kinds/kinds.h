/* What a paragraph is: a caption, rows of a table, verse, a turn of an interview, a signature.
 *
 *   kinds.c asks caption.c, table_rows.c, verse.c, speech.c
 *
 * Uses of the parser: story.
 */
#ifndef PARSER_KINDS_H
#define PARSER_KINDS_H

#include "kanbao/issue.h"
#include "kanbao/text.h"

/* ---- kinds.c: kinds of the paragraphs, where they are certain; rows of a table become one paragraph. */
void kinds_find(struct issue *issue);

/* ---- caption.c: a whole paragraph of one line. */
bool caption_is(struct slice text);
bool credit_is(struct slice text); /* if it ends an article */

/* ---- table_rows.c, verse.c: the end of the rows or lines that begin with paragraph FIRST, which is before END; FIRST: there are
   too few. They are asked of one paragraph after another, with what they learnt before: a run that is none is walked once, and
   not again for each of its lines. All zero to begin with. */
enum { TABLE_GAPS = 4 };
struct table_scan {
    size_t none_before[TABLE_GAPS]; /* no rows begin there, by the gap between their cells */
};
size_t table_end(struct table_scan *scan, const struct issue *issue, size_t first, size_t end);

struct verse_scan {
    size_t first, end;   /* lines of one kind */
    size_t open, commas; /* how many of them */
    bool latin;
};
size_t verse_end(struct verse_scan *scan, const struct issue *issue, size_t first, size_t end);

/* ---- speech.c: turns of an interview among the paragraphs of an article. */
void speech_find(struct issue *issue, size_t first, size_t end);

#endif
