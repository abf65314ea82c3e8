/* What names of HTML's elements and classes say: html_names.c. Markdown has them in its text, too. */
#ifndef PARSER_HTML_NAMES_H
#define PARSER_HTML_NAMES_H

#include "kanbao/base.h"

enum html_element {
    HTML_INLINE, /* and all that nobody knows */
    HTML_BLOCK,
    HTML_SKIPPED, /* nobody reads what is in it */
    HTML_HEADING,
    HTML_LIST,
    HTML_ORDERED,
    HTML_ITEM,
    HTML_TABLE,
    HTML_ROW,
    HTML_CELL,
    HTML_BREAK,
    HTML_LINK,
    HTML_BOLD,
    HTML_CENTER,
    HTML_PRE,
    HTML_QUOTE,
    HTML_RUBY, /* the reading */
    HTML_CAPTION,
    HTML_IMAGE,
    HTML_ARTICLE,
    HTML_ASIDE, /* nav, aside, menu */
    HTML_BORDER /* header, footer: the page's, but inside of an article */
};
/* Of a name in small letters. */
enum html_element html_element_read(const char *name);
/* Does text go on in the same line where it begins and ends? */
bool html_element_is_inline(enum html_element element);
/* White space of markup. */
static inline bool
html_is_white(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}
/* What the words of a class or an id say: class="nav-main" and idTopMenu. */
struct html_words {
    bool aside; /* navigation, advertisements, what is related */
    bool talk;  /* what readers say */
    bool title; /* title, biaoti */
    bool hidden;
};
void html_words_read(struct slice value, struct html_words *words);

#endif
