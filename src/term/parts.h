/* What the files of src/term share. */
#ifndef TERM_PARTS_H
#define TERM_PARTS_H

#include "kanbao/term.h"

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <signal.h>

struct terminal {
    FILE *in; /* where keys come from; closed at the end unless it is stdin */
    SCREEN *ncurses;
    WINDOW *keys; /* a pad that is never shown: reading keys repaints nothing */
    struct term_settings settings;
    int rows, cols;           /* of what the terminal shows */
    uint64_t *shown, *wanted; /* a digest of each row: what it shows, what it is to show */
    bool fresh;               /* nobody knows what it shows */
    cchar_t *line;       /* one row, as ncurses wants it */
    attr_t attributes[STYLE_COUNT];
    short pairs[STYLE_COUNT];
    const char *notice;
};

/* ---- scroll.c: which rows changed, and whether the terminal can scroll most of them. The first and
   the last row of the screen never scroll. */
uint64_t scroll_digest(const struct screen *screen, int row);
/* By how many rows the body of SHOWN, scrolled up, becomes a good part of WANTED's; 0: none. */
int scroll_find(const uint64_t *shown, const uint64_t *wanted, int rows);
/* Moves the digests as the terminal's scrolling moves the rows. */
void scroll_digests(uint64_t *shown, int rows, int by);

/* ---- color.c */
void color_init(struct terminal *term);

/* ---- input.c */
/* The next key that is there already; false when there is none. */
bool input_next(struct terminal *term, uint32_t *key);

/* ---- signals.c: handlers that set a flag and write a byte, and the one that restores
   the terminal when the program crashes. */
/* Before curses is opened, which changes them at once. */
void signals_keep_settings(int in_fd);
struct error *signals_open(void) BASE_MUST_USE;
void signals_close(void);
int signals_read_fd(void);
int signals_write_fd(void);
/* Takes all bytes out of the pipe; true when any was not a signal's. */
bool signals_drain(void);
/* Each of these answers once for what happened since the last time. */
bool signals_resized(void);
bool signals_stopped(void);
bool signals_continued(void);
int signals_end(void); /* the signal, or 0 */
/* Stops the process as SIGTSTP does by default. */
void signals_stop_now(void);

#endif
