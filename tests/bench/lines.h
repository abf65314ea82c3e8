/* lines - what programs make of a text: where they break its lines, and what they leave out. */
#ifndef LINES_H
#define LINES_H

#include "kanbao/base.h"

#include <uchar.h>

/* ---- breaks.c: the judge */

/* A character of a text that leaves ink. */
struct ink_point {
    char32_t code;
    bool begins; /* the first of its line: of a paragraph, or of a line on the screen */
    bool spaced; /* white space or a line's beginning before it */
};

/* All of them, in their order. */
struct ink {
    struct ink_point *at;
    size_t count, capacity;
};

void ink_done(struct ink *ink);
/* Adds the characters of TEXT, which is valid UTF-8. */
void ink_add(struct ink *ink, struct slice text);

/* What was seen at one width. */
struct breaks {
    size_t lines;      /* with ink */
    size_t wide;       /* of more cells than asked for */
    size_t breaches;   /* lines whose end, or what begins after it, breaks a rule */
    size_t lost;       /* characters of the text that are not there */
    char example[512]; /* the first breach: the end of a line | the beginning of the next */
};

/* Judges what a program SHOWED of TEXT, a paragraph a line. RESTORES: it may show a mark in another width than
   the text has it. */
struct breaks breaks_judge(const struct ink *text, struct slice shown, size_t width, bool restores);

/* Ends the benchmark unless texts with known breaches are judged right. */
void breaks_check(void);

/* ---- marks.c */

/* Appends TEXT, a paragraph a line, with the half-width marks of OCR made full width beside Chinese. */
void marks_add_full_width(struct buffer *out, struct slice text);
/* The mark of ASCII that CODE is another form of; else CODE. */
char32_t marks_fold(char32_t code);
/* Like breaks_check(). */
void marks_check(void);

/* ---- peers.c: the programs */

/* A text in the forms that the programs read: FOLDER/NAME.txt, .html, and a feed. */
struct paper {
    const char *folder, *name;
    size_t paragraphs, cells;
};
void paper_write(const struct paper *paper, struct slice text);

struct peer {
    const char *name;
    const char *version; /* the command that tells it, and what ends the part to be told */
    const char *version_end;
    /* Appends the lines that are seen at WIDTH; false: it showed nothing. */
    bool (*show)(struct buffer *out, const struct peer *peer, const struct paper *paper, int width);
    const char *option;
    bool restores;   /* may show a mark in another width than the text has it: restored, or pushed into a line */
    bool plain_only; /* not for the text with full-width marks */
};
/* All that are compared, the program under test first; NULL after the last. */
const struct peer *peers_at(size_t index);
/* What it calls itself; empty: it is not installed. The next call changes it. */
const char *peer_version(const struct peer *peer);

#endif
