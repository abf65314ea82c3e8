/* What the files of src/term share. */
#ifndef TERM_TERMINAL_H
#define TERM_TERMINAL_H

#include "kanbao/term.h"

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <signal.h>
#include <termios.h>

/* Where in what the terminal sends the reading is. */
enum input_state {
    INPUT_REST,       /* between sequences; perhaps in the midst of an answer that keys may come between */
    INPUT_ESCAPE,     /* behind an ESC */
    INPUT_SEQUENCE,   /* behind ESC [ or ESC O: to the final byte */
    INPUT_LATE,       /* in a sequence that has paused for long, but can only be an answer or a paste's mark */
    INPUT_BRACKET,    /* behind a [ that may go on an ESC that was given away as a key */
    INPUT_STRING,     /* behind ESC ] or ESC P: to BEL or ESC \ */
    INPUT_STRING_END, /* behind the ESC of that */
    INPUT_PASTE,      /* behind ESC [ 200 ~: to ESC [ 201 ~ */
    INPUT_MOUSE       /* behind ESC [ M: three bytes of a terminal that knows no other way to say it */
};

struct input {
    enum input_state state;
    char answer[16];     /* the beginning of the answer that has come so far */
    size_t answer_len;   /* all of it, also what is not kept; 0: none has begun */
    char kind;           /* of the string: ] or P */
    bool parted;         /* its ESC was given away as a key */
    char string[40];     /* the beginning of it */
    size_t string_len;   /* all of it */
    uint64_t paused_at;  /* when nothing more was there in the midst of it; 0: it is still coming */
    uint32_t next_key;   /* comes behind the key that was handed out; 0: none */
    char parameters[16]; /* the beginning of those of a sequence */
    size_t parameter_len;
    uint64_t lone_at; /* when an ESC was given away as a key, as nothing came behind it; 0: something did */
    char utf8[4];     /* the beginning of a character */
    size_t utf8_len;
    uint64_t utf8_at; /* when nothing more of it was there; 0: it is still coming */
    int again;        /* what ncurses gave, to be looked at once more; 0: nothing */
    struct buffer paste;
    size_t paste_end;        /* bytes of its end that have come */
    bool pasted;             /* it is complete */
    char unknown[64];        /* the last key that nobody knows, as text; */
    bool is_unknown;         /* it has just come */
    struct term_mouse mouse; /* what it did last; */
    bool is_mouse;           /* it has just come */
    unsigned char mouse_bytes[3];
    size_t mouse_len;
};

enum {
    REST_MS = 300, /* so long a sequence, or a character, may pause; */
    LATE_MS = 5000 /* so long one that can only be an answer, or the mark of a paste */
};

static inline void
input_enter(struct input *input, enum input_state state)
{
    input->state = state;
    input->paused_at = 0;
}

static inline uint32_t
input_plain_key(wint_t code)
{
    return code == '\n' ? KEYCODE_ENTER : code == '\b' ? KEYCODE_BACKSPACE : (uint32_t)code;
}

struct probe {
    bool due;    /* the questions are to be asked */
    bool waits;  /* asked, and not all is answered */
    bool silent; /* so it was with the questions before */
    uint64_t asked_at;
    int cells;              /* the answer; 1 before there is any */
    enum ground ground;     /* that, too */
    bool news, ground_news; /* it differs from what this program counts, from what was known */
    bool synchronizes;      /* it shows what is marked as one change (mode 2026) at once; */
    bool margins;           /* it has a left and a right margin (mode 69) */
    bool links, links_news; /* it has hyperlinks; nobody was told so yet */
};

/* The screen as it is scrolled: as a whole, or as panes side by side. */
enum { PANES_MAX = SCREEN_CUTS_MAX + 1 };
struct term_panes {
    int count;
    int start[PANES_MAX + 1]; /* the column at which each begins, and the end of the last */
    int by[PANES_MAX];        /* rows by which the terminal is still to scroll each up */
};

/* The values of a cell's fields hit and selection. */
enum { LAYER_HITS = STYLE_HIT_NOW - STYLE_HIT + 2, LAYER_SELECTIONS = STYLE_SELECTED_DIM - STYLE_SELECTED + 2 };
enum { PAIRS_MAX = 255 };

/* A style with its layers, as ncurses has it. */
struct term_look {
    bool made;
    attr_t attributes;
    short pair;
};

struct terminal {
    FILE *in; /* where keys come from; closed at the end unless it is stdin */
    SCREEN *ncurses;
    WINDOW *keys; /* a pad that is never shown: reading keys repaints nothing */
    struct term_settings settings;
    struct theme theme;
    int rows, cols;          /* of what the terminal shows */
    struct term_panes panes; /* of what it shows */
    /* a digest of each row of the first pane, of the next ...: what it shows, what it is to show; */
    uint64_t *shown, *wanted;
    uint64_t *shown_links, *wanted_links; /* and of where it leads, 0 for nowhere, */
    bool linked;                          /* if any of it leads anywhere */
    struct buffer links;                  /* what is to be sent, to have it lead there */
    bool fresh;                           /* nobody knows what it shows */
    bool restyled;                        /* what it shows is to look otherwise: ncurses knows what of it differs */
    bool unshown;    /* an event was handed out, and neither TERM_IDLE nor a term_show() came after it */
    char keypad[16]; /* what turns it on; with each first screen */
    enum { CURSOR_UNKNOWN, CURSOR_SEEN, CURSOR_HIDDEN } cursor;
    cchar_t *line; /* one row, as ncurses wants it */
    bool colored;
    struct term_look looks[STYLE_COUNT][LAYER_HITS][LAYER_SELECTIONS];
    struct {
        short fg, bg;   /* of the palette */
    } pairs[PAIRS_MAX]; /* of ncurses, from 1 */
    int pair_count;
    int watched_fds[TERM_WATCHES]; /* -1: none */
    const char *notice;
    struct input input;
    struct probe probe;
    bool pastes;         /* it was asked to mark what is pasted */
    bool mouses;         /* it was asked to say what the mouse does */
    struct buffer title; /* its window's, as it was sent; */
    bool titled;         /* the one that it had is kept by the terminal */
    struct termios left; /* the settings with which another program was given it */
};

/* ---- send.c */
/* Past ncurses, which holds nothing back once a screen is shown. */
void term_send(struct slice bytes);
/* Does this terminal know sequences that begin with ESC [? */
bool term_is_ansi(void);
/* And strings behind ESC ]? Not those that show what they do not know, or ring. */
bool term_knows_strings(void);
/* Milliseconds of a clock that nobody sets; never 0. */
uint64_t term_clock(void);

/* ---- changed_rows.c: which rows changed, and whether the terminal can scroll most of them. The first and
   the last row of the screen never scroll. */
/* Of a row from COL to before END_COL. */
uint64_t rows_digest(const struct screen *screen, int row, int col, int end_col);
/* Of where it leads; 0: nowhere. */
uint64_t rows_link_digest(const struct screen *screen, int row, int col, int end_col);
/* By how many rows the body of SHOWN, scrolled up, becomes a good part of WANTED's; 0: none. */
int rows_find_scroll(const uint64_t *shown, const uint64_t *wanted, int rows);
/* Moves the digests as the terminal's scrolling moves the rows. */
void rows_scroll_digests(uint64_t *shown, int rows, int by);

/* ---- opening.c: ncurses on this terminal; what it would change, or write too early, is left out */
/* For $TERM, or another type, which *NOTICE then says. NULL: for none. */
SCREEN *opening_ncurses(FILE *in, const char **notice);
void opening_keep_palette(void);
/* What turns the keypad on: is no more written by ncurses, alone, but sent with the first screen. Empty: it is. */
void opening_take_keypad(char *taken, size_t size);
/* Does ncurses ask this program for widths? */
bool opening_widths_are_ours(void);
/* From here to there nothing is written to the terminal; the first returns what the second takes. */
int opening_mute(void);
void opening_unmute(int output);

/* ---- scrolled_panes.c: panes side by side that are scrolled each for itself, where the terminal has a left and a right margin */
/* Those of SCREEN; one, where it can only be scrolled as a whole. */
struct term_panes panes_find(const struct terminal *term, const struct screen *screen);
bool panes_equal(const struct term_panes *a, const struct term_panes *b);
/* Sets what is wanted of the rows of term->panes. */
void panes_digest(struct terminal *term, const struct screen *screen);
/* Does a row differ from what is shown? */
bool panes_row_differs(const struct terminal *term, int rows, int row);
/* Finds by how much each pane is to scroll, and tells ncurses that it has. Returns whether any is. */
bool panes_scroll(struct terminal *term, int rows);
/* Appends what has the terminal scroll them so. */
void panes_add_scrolls(struct buffer *out, struct terminal *term, int rows);
/* Takes both margins and the region of scrolling back. */
#define MARGINS_OFF "\033[?69l\033[r"

/* ---- hyperlinks.c: cells that lead somewhere (OSC 8), which ncurses does not know: it sends their text, and what leads somewhere is
   sent once more behind it */
/* Sets what is wanted of the rows of term->panes. Returns whether any of it leads anywhere. */
bool links_digest(struct terminal *term, const struct screen *screen);
/* Does a row lead elsewhere than what is shown there? Did it lead anywhere, so that ncurses must send all of it? */
bool links_row_differs(const struct terminal *term, int rows, int row);
bool links_row_shown(const struct terminal *term, int rows, int row);
/* Adds what is to be sent for a row of SCREEN, once ncurses has sent its text. */
void links_add_row(struct terminal *term, const struct screen *screen, int row);
/* Sends it, to the terminal as ncurses has left it. */
void links_send(struct terminal *term);

/* ---- paste.c: what the user pastes comes marked, so that it is no keys */
/* What is to be sent to ask for that, once; empty: it has been. And takes it back. */
const char *paste_begin(struct terminal *term);
void paste_end(struct terminal *term);
/* Takes a byte of a paste; true when that was its last. NAMED: ncurses took it for a key. */
bool paste_take(struct input *input, int byte, bool named);
/* A change of the screen between these is shown at once. */
#define CHANGE_BEGIN "\033[?2026h"
#define CHANGE_END   "\033[?2026l"
#define PASTE_ON     "\033[?2004h"
#define PASTE_OFF    "\033[?2004l"

/* ---- mouse.c: what the mouse does, said in sequences of the terminal (modes 1002 and 1006) */
/* What is to be sent for that to be as the settings say; empty: it is. And takes it back. */
const char *mouse_begin(struct terminal *term);
void mouse_end(struct terminal *term);
/* Is it a sequence of the mouse? Then INPUT is told what it says, if that means something here. */
bool mouse_take(struct input *input, struct slice parameters, char final);
/* Takes a byte of the three; true when it was the last. */
bool mouse_take_byte(struct input *input, unsigned byte);
#define MOUSE_ON  "\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l"

/* ---- color.c */
/* How a cell looks here; good until the next term_set_theme(). */
const struct term_look *color_look(struct terminal *term, const struct screen_cell *cell);

/* ---- input.c */
/* The next key that is there already; false when there is none, or before it a paste has come (input.pasted) or a key
   that is not known (input.is_unknown). Answers of the terminal are no keys. */
bool input_next(struct terminal *term, uint32_t *key);
/* After that said false: the milliseconds after which it is to be asked again though nothing came; -1: never. */
int input_patience(const struct terminal *term);
/* Whatever comes is keys again. */
void input_forget_paste(struct terminal *term);

/* ---- strings.c: answers that are strings */
/* One begins behind ESC and KIND; PARTED: the ESC was given away as a key. */
void string_begin(struct input *input, char kind, bool parted);
/* Takes a character of it; the key that it is, 0 for none. */
uint32_t string_take(struct terminal *term, wint_t code);
/* It was none: the key that KIND was. */
uint32_t string_is_none(struct input *input);
/* How many milliseconds it may pause. */
int string_patience(const struct terminal *term);

/* ---- sequences.c: keys behind those that the terminal's description names */
/* The key of ESC [ PARAMETERS FINAL, or of ESC O where PARAMETERS begin with an O, which are neither an answer nor a
   paste that were expected; and of what ncurses knows. 0: none, or one that is not known, which INPUT is told. */
uint32_t sequence_take_key(struct input *input, struct slice parameters, char final);
uint32_t sequence_named_key(struct input *input, wint_t curses);
/* Would a $ be the final of these? Elsewhere it is one of the parameters. */
bool sequence_ends_at_dollar(struct slice parameters);

/* ---- probe.c: how many cells this terminal gives characters of ambiguous width, what colour its background has, whether it
   shows several changes as one, and whether it has a left and a right margin, and hyperlinks */
/* Sends FIRST and asks, if that is due and may be done now; otherwise false. To be called when the screen is shown. */
bool probe_ask(struct terminal *term, const char *first);
/* Is an answer still to be expected? */
bool probe_waits(const struct terminal *term);
/* The terminal put “ in so many cells; it has answered the last question. */
void probe_take_cells(struct terminal *term, int cells);
void probe_take_fence(struct terminal *term);
/* What came behind ESC ], and behind ESC [ ? up to a $: an answer, or anything else. */
void probe_take_string(struct terminal *term, struct slice string);
void probe_take_mode(struct terminal *term, struct slice answer);
/* What came behind ESC [ > up to its end: which terminal it is. */
void probe_take_kind(struct terminal *term, struct slice answer);
/* Answers once for an answer that differs from text_ambiguous(). */
bool probe_news(struct terminal *term);
/* And once for a background that is another than the one that was known. */
bool probe_ground_news(struct terminal *term);
/* And for hyperlinks, once it is known that it has them. */
bool probe_links_news(struct terminal *term);

/* ---- any_key.c: WORDS and that a key is waited for, on a terminal that is nobody's; and the key */
void wait_for_any_key(struct terminal *term, const char *words);

/* ---- restoring.c: the terminal given back without ncurses. The last two are for signal handlers. */
/* Before curses is opened, which changes them at once; and after it. */
void restore_keep_settings(int in_fd);
void restore_prepare(void);
/* These bytes are to be sent, too; a constant. */
void restore_add(const char *more);
/* Whether there is something to restore: not before the first screen, while stopped, and after the end. */
void restore_set_due(bool is_due);
void restore_now(void);
/* Ends the process as the signal does by default. */
void restore_die(int number) __attribute__((noreturn));

/* ---- signals.c: handlers that set a flag and write a byte, and those that end the program */
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
/* The end is not to come in the midst of what is done until this is taken back. */
void signals_hold(bool hold);
/* Stops the process as SIGTSTP does by default. */
void signals_stop_now(void);

#endif
