/* kanbao - prompt: a line of text that is being edited.
 *
 * Floor 5, needs base and text only. It knows no keys, no screen and not what the line is for. The text
 * is valid UTF-8 without controls, at most PROMPT_BYTES_MAX bytes; the caret is a byte of it that begins
 * a cluster, or its end. Everything moves and deletes by clusters: what a reader takes for one character.
 */
#ifndef KANBAO_PROMPT_H
#define KANBAO_PROMPT_H

#include "kanbao/base.h"

enum { PROMPT_BYTES_MAX = 4096, PROMPT_HISTORY_MAX = 1000, PROMPT_UNDO_MAX = 100 };

/* ---- what was typed before: newest last, none twice */
struct prompt_history {
    char **texts;
    size_t count, capacity;
};

/* Adds TEXT as the newest, cleaned as in prompt_insert(); one that is there already moves, an empty one is not kept.
   The oldest go when there are PROMPT_HISTORY_MAX. */
void prompt_history_add(struct prompt_history *history, struct slice text);
void prompt_history_done(struct prompt_history *history);

/* ---- completion */
struct prompt_candidates {
    size_t start_byte; /* where the word to complete begins */
    char **texts;
    size_t count, capacity;
};

/* Adds one, cleaned as in prompt_insert(), in the order in which they will be offered. */
void prompt_candidates_add(struct prompt_candidates *candidates, struct slice text);

/* Fills CANDIDATES, which is empty, with what may stand instead of the word that ends at CARET. Its start_byte is
   behind the last blank before the caret, and may be changed. */
typedef void prompt_complete(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates);

/* ---- the line. All zero is an empty one. */
struct prompt_state {
    char *text;
    size_t caret;
};

struct prompt {
    struct buffer text;
    size_t caret;
    size_t first_byte; /* of what is shown: what prompt_first() said last */

    struct buffer killed; /* comes back by PROMPT_YANK; outlives the line */
    bool kills;           /* the last action was a kill: the next one joins it */

    const struct prompt_history *history; /* borrowed; NULL: none */
    bool recalls;                         /* the text is of the history, or was typed when the walk began: */
    size_t recalled;                      /* which one; their count: what was typed */
    struct buffer typed;

    prompt_complete *complete; /* NULL: nothing can be completed */
    void *complete_context;
    struct prompt_candidates candidates;
    bool offers;              /* the word is one of them, or what they have in common: */
    size_t offered;           /* which one; their count: the common beginning, or what was typed */
    size_t offer_end;         /* where it ends */
    struct buffer unfinished; /* the common beginning, or what was typed */

    struct prompt_state undo[PROMPT_UNDO_MAX]; /* oldest first */
    size_t undo_count;
    bool types; /* the last action was the typing of a word, which is undone as one */
};

void prompt_done(struct prompt *prompt);

/* Begins a line with TEXT, the caret behind it. HISTORY and COMPLETE may be NULL. */
void prompt_start(struct prompt *prompt, struct slice text, const struct prompt_history *history,
                  prompt_complete *complete, void *context);

/* Inserts TEXT, any bytes, at the caret: ill-formed UTF-8 becomes U+FFFD, a run of controls and line ends one blank
   (none at TEXT's own ends). False: the line has become full, and the rest was left out. */
bool prompt_insert(struct prompt *prompt, struct slice text);
/* The line becomes TEXT, cleaned likewise, the caret behind it; undone as one. */
void prompt_set(struct prompt *prompt, struct slice text);

/* Words are runs of letters and digits, of kana, of hangul. A run of Han, which may be a whole sentence, is taken two by
   two from its beginning, the last three together: most words of Chinese have two characters. */
enum prompt_action {
    PROMPT_LEFT,
    PROMPT_RIGHT,
    PROMPT_WORD_LEFT,  /* to the beginning of a word */
    PROMPT_WORD_RIGHT, /* to the end of one */
    PROMPT_HOME,
    PROMPT_END,
    PROMPT_DELETE_BACK,
    PROMPT_DELETE_FORWARD,
    PROMPT_KILL_TO_END, /* kills in a row make one text */
    PROMPT_KILL_TO_START,
    PROMPT_KILL_WORD_BACK,
    PROMPT_KILL_WORD_FORWARD,
    PROMPT_YANK,      /* inserts what was killed */
    PROMPT_TRANSPOSE, /* the cluster before the caret and the one at it, or the last two */
    PROMPT_UNDO,
    PROMPT_OLDER,    /* the history's texts that begin with what was typed */
    PROMPT_NEWER,    /* and back to that */
    PROMPT_COMPLETE, /* first to what all candidates have in common, where that is more; then one after another */
    PROMPT_COMPLETE_BACK,
    PROMPT_ACTION_COUNT
};

/* True when the text has changed. */
bool prompt_act(struct prompt *prompt, enum prompt_action action);

/* The first byte to be shown in CELLS cells, so that the caret is among them: the one of prompt->first_byte if that may
   be. Before it one cell is left free unless it is 0, and one at the end. */
size_t prompt_first(const struct prompt *prompt, size_t cells);

/* Calls OFFER for each file or folder (with a slash) whose path begins with TYPED, sorted; what was typed before the last slash
   stays as it is, a ~ too. */
void prompt_offer_paths(struct slice typed, void (*offer)(void *context, struct slice path), void *context);

#endif
