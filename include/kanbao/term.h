/* kanbao - term: a screen to a terminal, keys from it, signals.
 *
 * Floor 7. The only part that includes curses, and the only one with state outside
 * of structs: a process has one terminal, and signal handlers take no argument.
 */
#ifndef KANBAO_TERM_H
#define KANBAO_TERM_H

#include "kanbao/key.h"
#include "kanbao/screen.h"

struct terminal;

struct term_settings {
    bool color;                /* false: monochrome whatever the terminal can */
    int escape_delay;          /* milliseconds */
    const struct theme *theme; /* copied */
    bool probe;                /* ask the terminal for the cells of characters of ambiguous width */
};

enum term_event {
    TERM_KEY,
    TERM_PASTE,     /* term_pasted() */
    TERM_UNKNOWN,   /* a key that is not known: term_unknown() */
    TERM_RESIZE,    /* ask term_size() and paint */
    TERM_WAKE,      /* something was written to the wake descriptor */
    TERM_SUSPEND,   /* SIGTSTP: call term_suspend() */
    TERM_AMBIGUOUS, /* term_ambiguous() has come to differ from text_ambiguous() */
    TERM_IDLE,      /* nothing more is there: what the events since the last term_show() changed is to be shown */
    TERM_WATCHED,   /* term_watch() has something to read */
    TERM_END        /* hang-up or a signal that ends the program */
};

/* Takes over the terminal: standard output, and standard input or /dev/tty for the
   keys. Tries $TERM, then xterm-256color, xterm, vt100. An error when there is none that can
   place the cursor. One at a time. */
struct error *term_open(struct terminal **term, struct term_settings settings) BASE_MUST_USE;
/* Gives the terminal back as it was. NULL is fine. */
void term_close(struct terminal *term);

/* Styles look as THEME (copied) says from now on, and everything is sent anew; COLOR as in term_settings. */
void term_set_theme(struct terminal *term, const struct theme *theme, bool color);

/* Something the user should know about the terminal, or NULL. */
const char *term_notice(const struct terminal *term);

/* No more than these are used of a window: nobody reads a line of 40,000 cells, which ncurses cannot count. */
enum { TERM_ROWS_MAX = 500, TERM_COLS_MAX = 1000 };
/* False: the window is larger than that. */
bool term_size(const struct terminal *term, int *rows, int *cols);

/* Sends what differs from what the terminal shows. The first time, and the first time after the process was
   stopped, also the question for term_ambiguous(). False: there was no memory for a screen of this size, and a part of
   it is shown. */
bool term_show(struct terminal *term, const struct screen *screen);
/* Forgets what the terminal shows: the next term_show() sends everything. */
void term_redraw(struct terminal *term);

/* A byte written here ends a term_wait() with TERM_WAKE. Safe from any thread. */
int term_wake_fd(const struct terminal *term);

/* term_wait() looks at FD, too, from now on; -1: at none. Whoever gets TERM_WATCHED reads it empty. */
void term_watch(struct terminal *term, int fd);

/* Waits for the next event; *KEY is set for TERM_KEY. Nothing is polled by time. After other events comes one
   TERM_IDLE, unless term_show() was called meanwhile, so that keys that came together may cost one screen. */
enum term_event term_wait(struct terminal *term, uint32_t *key);

/* The bytes that were pasted, as they came, but for what is beyond a size that nobody types into a line; good until the
   next term_wait(). */
struct slice term_pasted(const struct terminal *term);

/* What that key sent, as printable text; good until the next term_wait(). */
const char *term_unknown(const struct terminal *term);

/* Leaves the screen, stops the process, and comes back when it is continued. */
void term_suspend(struct terminal *term);

/* Gives the terminal to another program, as it was before this one; what was sent stays readable. */
void term_leave(struct terminal *term);
/* Takes it back, however that program left it. WORDS, or NULL, are written first, and a key is waited for, so that what the
   program wrote can be read. */
void term_return(struct terminal *term, const char *words);

/* Cells that the terminal gives characters of ambiguous width, by its own answer: 1 or 2; 1 until it
   has answered, which nobody waits for. */
int term_ambiguous(const struct terminal *term);

/* Puts TEXT, which must have been made safe, on the clipboard of the user's own terminal (OSC 52), where that is
   allowed. False: it is longer than terminals take, and nothing was sent. */
bool term_copy(struct terminal *term, struct slice text);

/* A signal that ends the program ends it within 100 ms, also when term_wait() is not called so soon. Not so while HOLD:
   then for two seconds it is left to whoever holds it, who is writing a file. */
void term_hold(struct terminal *term, bool hold);

/* The signal behind TERM_END, 0 for a hang-up. */
int term_end_signal(const struct terminal *term);

#endif
