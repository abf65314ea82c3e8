/* Stories that were parted: by a page's end, so that they go on elsewhere, or by a column's, which may have taken characters.
 *
 *   notice.c (下转第3版) <- ends.c (where a notice ends or begins a text) <- pairs.c (which belong together)
 *     <- continued.c (one article of two);  seams.c (lost characters)
 *
 * Uses of the parser: line.
 */
#ifndef PARSER_STORY_H
#define PARSER_STORY_H

#include "kanbao/issue.h"
#include "kanbao/text.h"

/* ---- notice.c: 下转第3版, （上接第一版）, Continued on Page 3. */
struct notice {
    bool to, from;     /* it goes on there, or comes from there; both: 紧接, which is either */
    bool bracket;      /* in brackets */
    bool word_first;   /* FLOOD from page 1: stands where a headline does */
    uint32_t page;     /* 3, 'A' << 8 | 3 */
    struct slice word; /* FLOOD; empty for none */
    size_t start, end; /* in the line, the blanks to the text beside it included */
};
/* Which way a notice of Chinese points; NOTICE_EITHER: 紧接. */
enum notice_ways { NOTICE_NONE, NOTICE_TO = 1, NOTICE_FROM = 2, NOTICE_EITHER = NOTICE_TO | NOTICE_FROM };
/* Moves *AT over 下转, 上接 or 紧接. */
enum notice_ways notice_skip_word(struct slice text, size_t *at);
/* Is one of the words of notices anywhere in TEXT? */
bool notice_has_word(struct slice text);
/* A notice at the beginning or the end of a trimmed line, or all of it. */
bool notice_find(struct slice text, struct notice *notice);
/* Which page a line of the page's own says it is; 0: it does not. */
uint32_t notice_page_number(struct slice text);

/* ---- continued.c: stories that go on on another page become one article, where both ends are there and sure. */
void continued_join(struct issue *issue);

/* ---- seams.c: marks the seams that lost characters. */
void seams_find_losses(struct issue *issue);

/* ---- inside the room: the ends of stories, and how they were paired. */
#define NO_PAIR UINT32_MAX

enum { NOTICES_MAX = 96 /* of one kind; an issue with more is no newspaper */ };

/* One end of a story. */
struct story_end {
    struct notice notice;
    uint32_t line;
    uint32_t article;
    uint32_t paragraph; /* a to's: the last one before the notice; a from's: the first one behind it */
    uint32_t own;       /* the one that the line is in, where it is text */
    uint32_t page;      /* it stands on; 0: not known */
    uint32_t other;     /* which one it was paired with, or NO_PAIR */
    bool cut;           /* a to's: its paragraph goes on in the other's */
};

struct story_ends {
    struct story_end at[NOTICES_MAX];
    size_t count;
};

struct story_pairing {
    struct issue *issue;
    struct story_ends to, from;
    bool *dropped;             /* paragraphs that are only a notice */
    uint32_t *to_of, *from_of; /* of each article: which end of TO and of FROM it has, or NO_PAIR */
};

/* ---- ends.c */
void ends_find(struct story_pairing *pairing);
bool end_is_whole(const struct issue *issue, const struct story_end *end);
/* A line without the notice in it. */
struct slice end_line_without(const struct issue *issue, uint32_t line, const struct story_end *end);
/* The last line of a paragraph's text that is no whole notice of TO. */
uint32_t end_last_line(const struct issue *issue, const struct issue_paragraph *paragraph, const struct story_end *to);
/* Does the text before TO end in the middle of a sentence? */
bool end_was_cut(const struct issue *issue, const struct story_end *to);

/* ---- pairs.c */
void pairs_find(struct story_pairing *pairing);
/* An article's headline without a notice in it; empty: it has none. */
struct slice pairs_headline(const struct issue *issue, const struct issue_article *article);
/* Per cent of the words of the one that has fewer that are in both. */
int pairs_shared_words(struct slice a, struct slice b);

#endif
