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

/* ---- table_rows.c, verse.c: the end of the rows or lines that begin with paragraph FIRST, which is before END; FIRST: there are too few. */
size_t table_end(const struct issue *issue, size_t first, size_t end);
size_t verse_end(const struct issue *issue, size_t first, size_t end);

/* ---- speech.c: turns of an interview among the paragraphs of an article. */
void speech_find(struct issue *issue, size_t first, size_t end);

#endif
