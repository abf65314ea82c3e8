/* Text to physical lines, and the marks of a format that are no part of what is read.
 *
 *   plain.c (lines of any text), markdown.c (headings)
 *
 * Uses of the parser: nothing.
 */
#ifndef PARSER_FORMAT_H
#define PARSER_FORMAT_H

#include "kanbao/issue.h"

/* ---- plain.c: the lines of issue->text; LF, CRLF, CR and form feed end one. Of all else that ends lines text_clean() has made
   LF. */
void plain_split(struct issue *issue);

/* ---- markdown.c */
/* The level of the heading that a trimmed line is: ### is 3; 0: it is none. */
uint8_t markdown_level(struct slice text);
/* Of such a line: the bytes of ## and of what ends it, with the blanks beside them; something is left between. */
void markdown_around(struct slice text, uint8_t *front_bytes, uint8_t *back_bytes);

#endif
