/* kanbao - reader: all interactive state, and every change to it.
 *
 * Floor 4. The state is one struct; commands are rows of a table; src/view paints
 * the state and src/keymap turns keys into commands. Nothing here knows a terminal.
 * Rows and columns count from 0, sizes are in cells.
 */
#ifndef KANBAO_READER_H
#define KANBAO_READER_H

#include "kanbao/issue.h"
#include "kanbao/layout.h"
#include "kanbao/library.h"
#include "kanbao/library_search.h"
#include "kanbao/prompt.h"
#include "kanbao/search.h"
#include "kanbao/settings.h"

/* ---- options: what they mean to those whom they concern */

/* How they have words looked for. */
struct search_options reader_search_options(const struct options *options);
/* How they have text set. */
struct layout_style reader_text_style(const struct options *options);

/* ---- state */
/* The prompt is one for its keys only: see reader_keys_pane(). */
enum reader_pane { PANE_ISSUES, PANE_LIST, PANE_ARTICLE, PANE_RESULTS, PANE_HELP, PANE_PROMPT, PANE_COUNT };

enum reader_request {
    READER_RUNS,
    READER_QUITS,
    READER_SUSPENDS,
    READER_REDRAWS,
    READER_COPIES, /* the clipboard is to be handed to the terminal */
    READER_WRITES  /* the structure of the issue is to be written to a file */
};

/* The source view: the file as it is, line by line, in the place of the article. Its places are of the source: an
   item is a line. */
struct reader_source {
    bool shown;
    struct layout_place top;    /* the first row on the screen */
    struct layout_place cursor; /* on the line that is mended */
};

struct reader;

/* What a line of text is typed for in the bottom line. The callbacks may be NULL; they find the text in
   reader->prompt.text, and may open a prompt. */
struct reader_prompt_use {
    const char *label;                  /* before the text; shown translated */
    void (*changed)(struct reader *);   /* the text is another, by whatever key or paste */
    void (*accepted)(struct reader *);  /* Enter, also on an empty text; the prompt is closed already, */
    void (*cancelled)(struct reader *); /* as it is here: by Escape, or Backspace where there is no text */
    prompt_complete *complete;          /* its context is the reader */
};

struct read_marks; /* what was read: src/reader/read_marks.c */

struct reader_headings; /* the list's headlines, as they were set */

/* Where a reader is. */
struct reader_spot {
    uint32_t issue; /* its id */
    uint32_t article;
    enum reader_pane pane;
    bool full_width;
    struct layout_place place;
    struct reader_source source;
    size_t issues_top;
    uint32_t list_top;
};

/* What is searched for in the issue that is shown: src/reader/search.c. */
struct reader_search {
    struct buffer text;         /* as it was typed */
    struct search_query *query; /* NULL: nothing is searched for */
    struct search_hits hits;    /* in the issue that is shown, where FRESH */
    bool fresh;
    bool narrow;             /* only articles with hits are in the list */
    size_t at;               /* the hit that was gone to; SIZE_MAX: none */
    struct reader_spot spot; /* where that brought the reader */
    struct prompt_history history;
    /* while the prompt is open, and for the way back */
    struct reader_spot before;
    struct buffer text_before;
    struct search_query *query_before;
    size_t at_before;
    struct reader_spot spot_before;
    bool narrow_before;
};

/* A row of what was found in the library: an issue, below it its articles, below each its hits. */
enum reader_result_kind { RESULT_ISSUE, RESULT_ARTICLE, RESULT_HIT };
struct reader_result {
    const struct found_batch *batch;
    uint32_t issue, article, hit; /* of the batch: which it is, or belongs to */
    uint8_t kind;                 /* enum reader_result_kind */
};

/* The search of the library: src/reader/results.c. */
struct reader_results {
    struct library_search *search; /* NULL: none was made yet */
    struct buffer text;            /* as it was typed; empty: nothing was searched for */
    struct found_batch **batches;
    struct reader_result *rows;
    size_t batch_count, batch_capacity, row_count, row_capacity;
    size_t selected;           /* a row of a hit, if there are any */
    size_t top;                /* the first row on the screen */
    bool led;                  /* the article that is shown was opened from here */
    struct reader_spot before; /* where the reader was when the search began */
};

struct reader {
    struct library *library; /* borrowed */
    struct layout *layout;
    struct reader_headings *headings;
    struct options options;
    int rows, cols;
    enum reader_pane pane; /* which has the keys */
    enum reader_pane pane_before_help;
    bool full_width; /* the article takes the whole screen */
    bool restricted; /* an account that may write nothing */

    uint32_t issue;            /* shown: its id; 0: the library is empty */
    const struct issue *shown; /* the issue itself, held; NULL: it cannot be read */
    uint32_t article;          /* of it, selected and shown */
    struct layout_place place; /* the article's first line on the screen; follows the cursor of the source view */
    struct reader_source source;
    size_t issues_top; /* first rows of the lists on the screen */
    uint32_t list_top;
    struct read_marks *read_marks;

    struct issue *help; /* the help, or the test of widths; owned */
    struct layout_place help_place;
    bool width_test;         /* it is the test */
    struct buffer clipboard; /* safe to be sent to a terminal */
    char *hints[PANE_COUNT]; /* for the bottom line; owned */
    struct buffer message;   /* shown until the next key */
    struct buffer pending;   /* the keys of an unfinished sequence */

    struct prompt prompt;                       /* the line that is, or was last, typed */
    const struct reader_prompt_use *prompt_use; /* borrowed; NULL: no prompt is open */
    struct prompt_history *prompt_history;      /* borrowed, or NULL: what is accepted is added to it */
    struct buffer prompt_note;                  /* at the right of it: 3/17, or what is wrong */
    bool prompt_fails;                          /* the note says what is wrong */

    struct reader_search search;
    struct reader_results results;
    int wake_fd;  /* written to when a thread has something for reader_collect(); -1: nobody listens */
    bool patient; /* and so what a thread finds is waited for */

    enum reader_request request;
};

/* LIBRARY must be sorted; it is borrowed, and must outlive the reader. OPTIONS are taken over. */
void reader_init(struct reader *reader, struct library *library, struct options options);
void reader_done(struct reader *reader);
/* Ends the thread that may be searching: it writes to wake_fd, so this is to be called before that is closed. */
void reader_stop(struct reader *reader);

/* A document to show on `help`; taken over. */
void reader_set_help(struct reader *reader, struct issue *help);
/* The words at the right of the bottom line while PANE has the keys; copied. */
void reader_set_hints(struct reader *reader, enum reader_pane pane, const char *hints);

/* The size of the screen; 0 and less are as good as 1. The reading place stays. */
void reader_resize(struct reader *reader, int rows, int cols);

/* To be called when the library's loader says that something is finished. */
void reader_collect(struct reader *reader);

/* Sets an option while somebody reads, and does what follows from that (the row's effect). The error is that of
   options_set(). */
struct error *reader_set_option(struct reader *reader, const char *name, const char *value) BASE_MUST_USE;

/* To be called when issues were added to the library, removed or sorted. Where the one that is shown is gone, the next
   one is shown. */
void reader_library_changed(struct reader *reader);

/* Characters of ambiguous width take CELLS, 1 or 2, from now on. */
void reader_set_ambiguous(struct reader *reader, int cells);

void reader_say(struct reader *reader, const char *format, ...) BASE_PRINTF(2, 3);

/* ---- the prompt: src/reader/prompt.c */

/* Opens a prompt with TEXT in it, in the place of one that may be open. USE and HISTORY (which may be NULL) are borrowed
   until it is closed. */
void reader_open_prompt(struct reader *reader, const struct reader_prompt_use *use, struct prompt_history *history,
                        struct slice text);
/* Closes it, and tells nobody. */
void reader_close_prompt(struct reader *reader);
/* What is said at the right of it; FAILS: something is wrong. It stays until the next call or the prompt's end. */
void reader_set_note(struct reader *reader, bool fails, const char *format, ...) BASE_PRINTF(3, 4);
void reader_clear_note(struct reader *reader);

/* Which pane's bindings hold: PANE_PROMPT while a prompt is open, else reader->pane. */
enum reader_pane reader_keys_pane(const struct reader *reader);
/* A key that is bound to nothing in the open prompt. False: it is no text, and nothing was done. */
bool reader_type(struct reader *reader, uint32_t key);
/* Any bytes that were pasted: text for the open prompt, otherwise ignored with a message. Never keys. */
void reader_paste(struct reader *reader, struct slice text);

/* Where its parts are in the bottom line. */
struct reader_prompt_field {
    int label_col;
    int col, cols;           /* of the text */
    int note_col, note_cols; /* 0: there is none, or no room */
};
struct reader_prompt_field reader_prompt_field(const struct reader *reader);
const char *reader_prompt_label(const struct reader *reader);

/* The issue that is shown; NULL when it cannot be read. */
const struct issue *reader_issue(const struct reader *reader);
/* The article that is shown; NULL when there is none. */
const struct issue_article *reader_article(const struct reader *reader);
/* What the text pane shows: the article or the help, from its first row. False: nothing. */
bool reader_cursor(const struct reader *reader, struct layout_cursor *top);
/* The last row that the pane shows below TOP. */
struct layout_cursor reader_last_row(const struct reader *reader, struct layout_cursor top);
bool reader_is_read(const struct reader *reader, uint32_t article);
/* Is the article in the list? All are, unless it is narrowed to those with hits. */
bool reader_is_listed(const struct reader *reader, uint32_t article);

/* ---- the hits of the search in the issue that is shown: none, or those of ARTICLE in the order of the text. */
const struct search_hit *reader_hits(const struct reader *reader, uint32_t article, size_t *count);
/* The hit that was gone to, or NULL. */
const struct search_hit *reader_hit(const struct reader *reader);
/* Of the library's search: what was found so far, and how far it is. */
void reader_add_results(struct buffer *out, const struct reader *reader);

/* Appends what is searched for, and how many hits there are: /wjq 3/17. Nothing when nothing is. */
void reader_add_search(struct buffer *out, const struct reader *reader);

/* Is the article's headline one that may well be none? */
bool reader_is_uncertain(const struct reader *reader, uint32_t article);
/* Does LINE begin an article that has no headline? */
bool reader_is_brief(const struct issue *issue, uint32_t line);
/* Did the reader say what LINE of the issue is? */
bool reader_is_mended(const struct reader *reader, uint32_t line);

/* Does the text pane show the source? */
bool reader_shows_source(const struct reader *reader);
/* Appends what a line was taken for, in words: "a headline (62 %)". */
void reader_add_line_words(struct buffer *out, const struct reader *reader, uint32_t line);

/* ---- where everything is on the screen */
struct reader_geometry {
    bool too_small;
    int body_row, body_rows;   /* between the top and the bottom line */
    int list_cols;             /* from column 0; 0: not shown */
    int pane_col, pane_cols;   /* 0 columns: not shown */
    int text_col;              /* of the text inside the pane */
    int gutter_cols;           /* left of it, in the source view: */
    int number_cols;           /* of the line number in there; 0: too narrow for one */
    int columns;               /* of text, */
    int column_step;           /* so many cells apart */
    struct layout_width width; /* of a column, and of what is above them all */
};
struct reader_geometry reader_geometry(const struct reader *reader);

/* ---- the headline list */
enum { READER_LIST_ROWS_MAX = 2 };

struct reader_list_item {
    struct slice rows[READER_LIST_ROWS_MAX];
    int row_count;
    bool cut;             /* more than fits: the last row ends with … */
    struct slice section; /* on a row of its own above them; empty: it is not the first of a section */
    bool section_cut;
};

/* With the section's. */
static inline int
reader_list_item_rows(const struct reader_list_item *item)
{
    return item->row_count + (item->section.len > 0);
}

/* Columns before the headline: number and mark. */
int reader_list_margin(const struct reader *reader);
/* The rows of an article's headline in a list of LIST_COLS columns; good until the state changes. */
struct reader_list_item reader_list_item(const struct reader *reader, uint32_t article, int list_cols);

/* The columns, from the margin, of a row of the article's headline that show SPAN of the issue's text. */
struct layout_cols reader_list_cols(const struct reader *reader, uint32_t article, int list_cols, int row,
                                    struct issue_span span);

/* ---- commands: one table for the keymap, the help, `--list-keys` and the manual */
typedef void reader_run(struct reader *reader, int argument, int count);

enum {
    IN_ISSUES = 1 << PANE_ISSUES,
    IN_LIST = 1 << PANE_LIST,
    IN_ARTICLE = 1 << PANE_ARTICLE,
    IN_RESULTS = 1 << PANE_RESULTS,
    IN_HELP = 1 << PANE_HELP,
    IN_PROMPT = 1 << PANE_PROMPT,
    IN_ALL = IN_ISSUES | IN_LIST | IN_ARTICLE | IN_RESULTS | IN_HELP /* of the paper: letters are text in the prompt */
};

struct command_row {
    const char *name;
    unsigned panes;   /* where its keys are bound */
    const char *keys; /* defaults, separated by blanks */
    const char *hint; /* a word for the bottom line, or NULL; of a sequence, once its first keys were typed */
    const char *help; /* one line */
    reader_run *run;
    int argument;
};
/* Rows without a name begin a group of the help: HELP is its title. */
extern const struct command_row command_rows[];
extern const size_t command_row_count;

extern const char *const reader_pane_names[PANE_COUNT];

/* Runs a command and whatever must follow any change of the state. COUNT is 0 when none was
   typed. */
void reader_run_command(struct reader *reader, const struct command_row *command, int count);

#endif
