/* A text with markup, as a whole. */
#ifndef PARSER_MARKUP_READ_H
#define PARSER_MARKUP_READ_H

#include "parser/markup/markup.h"

/* Text and lines of ISSUE, which plain_split() has made, become those that are read, by its name; the file's own text is kept beside
   them. */
void markup_read(struct issue *issue, struct markup *markup);
/* Is it to be read by its markup, as its name says or the mark of a book in TEXT? */
bool markup_is_there(const char *path, struct slice text);
/* Of ISSUE, whose name and day were found by its words. */
void markup_take_title(struct issue *issue, const struct markup *markup);
void markup_done(struct markup *markup);

#endif
