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
    bool ground;               /* and, where there are colours, for that of its background */
    bool mouse;                /* have it say what the mouse does */
    bool links;                /* ask whether it has hyperlinks */
};

enum term_event {
    TERM_KEY,
    TERM_PASTE,     /* term_pasted() */
    TERM_UNKNOWN,   /* a key that is not known: term_unknown() */
    TERM_RESIZE,    /* ask term_size() and paint */
    TERM_WAKE,      /* something was written to the wake descriptor */
    TERM_SUSPEND,   /* SIGTSTP: call term_suspend() */
    TERM_AMBIGUOUS, /* term_ambiguous() has come to differ from text_ambiguous() */
    TERM_GROUND,    /* term_ground() has become another */
    TERM_LINKS,     /* it has said that it has hyperlinks */
    TERM_MOUSE,     /* term_mouse() */
    TERM_IDLE,      /* nothing more is there: what the events since the last term_show() changed is to be shown */
    TERM_WATCHED,   /* there is something to read for TERM_WATCHES_STATE, */
    TERM_FILES,     /* and for TERM_WATCHES_FILES */
    TERM_END        /* hang-up or a signal that ends the program */
};

/* Takes over the terminal: standard output, and standard input or /dev/tty for the
   keys. Tries $TERM, then xterm-256color, xterm, vt100. An error when there is none that can
   place the cursor. One at a time. */
struct error *term_open(struct terminal **term, struct term_settings settings) BASE_MUST_USE;
/* Gives the terminal back as it was. NULL is fine. */
void term_close(struct terminal *term);

/* Styles look as THEME (copied) says from the next term_show() on; COLOR as in term_settings. */
void term_set_theme(struct terminal *term, const struct theme *theme, bool color);

/* Whether the terminal is asked for its background from now on; whether it says what the mouse does, from the next
   term_show() on. */
void term_ask_ground(struct terminal *term, bool ask);
void term_set_mouse(struct terminal *term, bool mouse);

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

/* term_wait() looks at FD, too, from now on; -1: at none. Whoever gets the event reads it empty. */
enum term_watches { TERM_WATCHES_STATE, TERM_WATCHES_FILES, TERM_WATCHES };
void term_watch(struct terminal *term, enum term_watches what, int fd);

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

/* What its background is, by its own answer; unknown until it has answered. */
enum ground term_ground(const struct terminal *term);

/* What the mouse did: of its buttons the left one, and the wheel. */
enum term_deed { MOUSE_PRESS, MOUSE_DRAG, MOUSE_RELEASE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };
struct term_mouse {
    enum term_deed deed;
    int row, col; /* of the screen, perhaps beyond what is used of it */
};
struct term_mouse term_mouse(const struct terminal *term);

/* The title of the terminal's window, which must have been made safe, to be called after a term_show(); and the one that it had
   before, back, which term_close() does, too. */
void term_set_title(struct terminal *term, struct slice title);
void term_unset_title(struct terminal *term);

/* Puts TEXT, which must have been made safe, on the clipboard of the user's own terminal (OSC 52), where that is
   allowed. False: it is longer than terminals take, and nothing was sent. */
bool term_copy(struct terminal *term, struct slice text);

/* ---- instead of all this: a terminal that is only written to line by line, and sends keys. Standard input must be one. */
struct error *term_open_plain(int escape_delay) BASE_MUST_USE;
void term_close_plain(void);
void term_suspend_plain(void);
/* As term_leave(), term_return() and term_hold(); no key is waited for. */
void term_leave_plain(void);
void term_return_plain(void);
void term_hold_plain(bool hold);
void term_size_plain(int *rows, int *cols);
/* TEXT must have been made safe. */
void term_write_plain(struct slice text);
/* As term_copy(); also false where the terminal has no clipboard. */
bool term_copy_plain(struct slice text);
/* Waits for a key; TERM_PLAIN_PASTE stands for what term_pasted_plain() has. False: the terminal is gone. */
enum { TERM_PLAIN_PASTE = KEYCODE_F12 + 1 };
bool term_key_plain(uint32_t *key);
struct slice term_pasted_plain(void);

/* ---- */

/* A signal that ends the program ends it within 100 ms, also when term_wait() is not called so soon. Not so while HOLD:
   then for two seconds it is left to whoever holds it, who is writing a file. */
void term_hold(struct terminal *term, bool hold);

/* The signal behind TERM_END, 0 for a hang-up. */
int term_end_signal(const struct terminal *term);

#endif
