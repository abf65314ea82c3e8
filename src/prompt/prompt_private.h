/* What the files of src/prompt share.
 *
 *   actions.c (the table of actions) -> history.c, candidates.c -> replace.c -> clean.c (what may come in)
 *   undo.c, word_stops.c; window.c: what is shown of a long line
 */
#ifndef PROMPT_PRIVATE_H
#define PROMPT_PRIVATE_H

#include "kanbao/prompt.h"

/* ---- clean.c: any bytes to what may stand in a line, and where its clusters begin */

/* Appends TEXT, cleaned. */
void clean_add(struct buffer *out, struct slice text);
/* TEXT, cleaned and not longer than a line may be; the caller frees it. */
char *clean_copy(struct slice text);
/* The end of the last cluster of TEXT that ends at LIMIT or before. */
size_t clean_fit(struct slice text, size_t limit);
/* The boundary after AT, which is one; before it; and the first one at AT or behind it. */
size_t clean_next(struct slice text, size_t at);
size_t clean_previous(struct slice text, size_t at);
size_t clean_snap(struct slice text, size_t at);

/* ---- word_stops.c */
size_t word_left(struct slice text, size_t at);
size_t word_right(struct slice text, size_t at);

/* ---- replace.c */
/* WITH instead of the bytes from START to END, both boundaries of code points; the caret behind it. False: it is too
   long, and nothing was changed. Forgets nothing. */
bool prompt_replace(struct prompt *prompt, size_t start, size_t end, struct slice with);

/* ---- undo.c */
void undo_keep(struct prompt *prompt);
bool undo_take_back(struct prompt *prompt);
/* Forgets the newest; all. */
void undo_drop(struct prompt *prompt);
void undo_forget(struct prompt *prompt);

/* ---- history.c, candidates.c: true when the text has changed */
bool history_step(struct prompt *prompt, int direction);
bool complete_step(struct prompt *prompt, int direction);
void candidates_done(struct prompt_candidates *candidates);

#endif
