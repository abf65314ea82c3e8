/* What file.c asks of bytes: src/source/understand.c. */
#ifndef SOURCE_UNDERSTAND_H
#define SOURCE_UNDERSTAND_H

#include "kanbao/source.h"

/* So many first bytes say what a file is. */
enum { UNDERSTAND_HEAD_BYTES = 4096 };

/* The BYTES of the file NAME become UTF-8 that may have bad bytes in it, which text_repair() finds; or it is said why they are no text. */
struct error *understand(struct source_name name, struct buffer *bytes, struct source_writing *writing) BASE_MUST_USE;
/* Why it would be said, as far as the first BYTES of it tell, which may end inside a character. */
struct error *understand_head(struct source_name name, const char *head, size_t bytes) BASE_MUST_USE;
/* ALL becomes a text, if it is one; where it is CUT off, up to the end of a line. ALL is empty then, or the caller's. */
struct error *understand_all(struct source_name name, struct buffer *all, bool cut,
                             struct source_text *text) BASE_MUST_USE;

#endif
