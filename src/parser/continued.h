/* What the files about stories on several pages share: their ends, and how they were paired.
 *
 *   ends.c (where a notice ends or begins a text) -> pairs.c (which belong together) -> continued.c (one article of two)
 */
#ifndef PARSER_CONTINUED_H
#define PARSER_CONTINUED_H

#include "parser/parts.h"

#define NO_PAIR UINT32_MAX

enum { NOTICES_MAX = 96 /* of one kind; an issue with more is no newspaper */ };

/* One end of a story. */
struct end {
    struct notice notice;
    uint32_t line;
    uint32_t article;
    uint32_t paragraph; /* a to's: the last one before the notice; a from's: the first one behind it */
    uint32_t own;       /* the one that the line is in, where it is text */
    uint32_t page;      /* it stands on; 0: not known */
    uint32_t other;     /* which one it was paired with, or NO_PAIR */
    bool cut;           /* a to's: its paragraph goes on in the other's */
};

struct ends {
    struct end at[NOTICES_MAX];
    size_t count;
};

struct job {
    struct issue *issue;
    struct ends to, from;
    bool *dropped;             /* paragraphs that are only a notice */
    uint32_t *to_of, *from_of; /* of each article: which end of TO and of FROM it has, or NO_PAIR */
};

/* ---- ends.c */
void ends_find(struct job *job);
bool end_is_whole(const struct issue *issue, const struct end *end);
/* A line without the notice in it. */
struct slice end_line_without(const struct issue *issue, uint32_t line, const struct end *end);
/* The last line of a paragraph's text that is no whole notice of TO. */
uint32_t end_last_line(const struct issue *issue, const struct issue_paragraph *paragraph, const struct end *to);
/* Does the text before TO end in the middle of a sentence? */
bool end_was_cut(const struct issue *issue, const struct end *to);

/* ---- pairs.c */
void pairs_find(struct job *job);
/* An article's headline without a notice in it; empty: it has none. */
struct slice pairs_headline(const struct issue *issue, const struct issue_article *article);
/* Per cent of the words of the one that has fewer that are in both. */
int pairs_shared_words(struct slice a, struct slice b);

#endif
