/* The room going: back to where one was, on to the next paper, and where one is.
 *
 * A file stands below those that it calls nothing of, so the order of the themes below is from the lowest up.
 */
#ifndef READER_GOING_H
#define READER_GOING_H

#include "reader/finding/finding.h"

/* ---- jumps.c: the places that jumps began at, as a browser keeps its pages */
enum { JUMPS_MAX = 100 };

/* Of issue 0: none. Texts are numbered from 1 on in the order in which they came; 0: none. */
struct jump {
    struct reader_place place;
    uint32_t
        line; /* the article's first one, as its number may be another when the issue was mended; or ISSUE_NO_LINE */
    uint32_t search;   /* the text that was searched for in the issue, and found, */
    uint32_t hit_byte; /* and where the hit that was gone to begins; UINT32_MAX: none was */
    uint32_t
        found; /* the text that was searched for in the library: of its results, or of an article opened from them, */
    struct result_key result; /* and the selected one */
    bool picks;               /* the prompt was open, and a candidate was picked then */
};

struct reader_jumps {
    struct jump at[JUMPS_MAX + 1]; /* the oldest first; from NOW on those that one came back from */
    size_t count;
    size_t now;          /* the place that the reader stands at, kept once one goes back from it */
    struct jump last;    /* where the last jump began; */
    struct jump reading; /* where the article had the keys last; */
    struct jump before;  /* where the command began that is at work, or whose prompt is open; none: it is no jump */
    struct jump picked;  /* where a candidate was picked in that prompt; none: nowhere */
    char **texts;        /* all that were searched for where a jump began */
    size_t text_count, text_capacity;
    bool inside; /* that is a jump inside an article, too */
};
struct reader_jumps *jumps_new(void);
void jumps_free(struct reader_jumps *jumps);
/* Before a command of TRAITS, and after it, when its prompt is closed: where it led away, it was a jump. */
void jumps_begin(struct reader *reader, unsigned traits);
void jumps_end(struct reader *reader);
/* An article was opened from a list: away from the one that was read before. */
void jumps_opened(struct reader *reader);
/* A candidate is picked in the prompt: there one can go back to, once the prompt is closed. */
void jumps_picked(struct reader *reader);
/* A step back, or one forward again; false: there is none, which is said. And to where the last jump began. */
bool jumps_step(struct reader *reader, int direction);
void jumps_swap(struct reader *reader);
/* Forgets what is of issues that the library has no more. */
void jumps_sift(struct reader *reader);

/* ---- reading_on.c: from article to article, across issues. Turning to another issue is an event: it is said first, and done
   when the command is given again. */
/* One article on; false: it is not there, and why was said. */
bool article_step(struct reader *reader, int direction);
/* The next unread article of this issue, else of the issues that follow; ROUND: then of those before. */
void article_next_unread(struct reader *reader, bool round);
/* From the list of issues into the first one from there on that has unread articles. */
void issue_open_unread(struct reader *reader);

/* ---- date_prompt.c */
/* To an issue, whichever pane has the keys; to the day that TEXT means, or the nearest; and asks for one. */
void issue_go(struct reader *reader, uint32_t issue);
void date_go(struct reader *reader, struct slice text);
void date_open_prompt(struct reader *reader);

/* ---- window_rows.c: the row at the top of a list's window (EDGE -1), in its middle, at its bottom; and the selected one into the
   middle */
void window_select(struct reader *reader, int edge);
void window_center(struct reader *reader);

/* ---- where.c */
void where_say(struct reader *reader);

#endif
