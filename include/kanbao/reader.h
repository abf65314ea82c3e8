/* kanbao - reader: all interactive state, and every change to it.
 *
 * Floor 6. The state is one struct; commands are rows of a table; src/view paints
 * the state and src/command turns keys into commands. Nothing here knows a terminal.
 * Whoever includes this may look at the struct, but changes it by functions only.
 * Rows and columns count from 0, sizes are in cells.
 */
#ifndef KANBAO_READER_H
#define KANBAO_READER_H

#include "kanbao/days.h"
#include "kanbao/issue.h"
#include "kanbao/layout.h"
#include "kanbao/library.h"
#include "kanbao/library_search.h"
#include "kanbao/prompt.h"
#include "kanbao/search.h"
#include "kanbao/search_candidates.h"
#include "kanbao/settings.h"
#include "kanbao/store.h"

/* ---- options: what they mean to those whom they concern */

/* How they have words looked for; STORE and STORIES as search_options have them. */
struct search_options reader_search_options(const struct options *options, struct store *store,
                                            struct search_stories *stories);
/* How they have text set. */
struct layout_spec reader_text_style(const struct options *options);

/* ---- where a reader is */
/* The prompt and the front page are such for their keys only: see reader_keys_pane(). */
enum reader_pane {
    PANE_ISSUES,
    PANE_LIST,
    PANE_ARTICLE,
    PANE_RESULTS,
    PANE_CALENDAR,
    PANE_DOCUMENT,
    PANE_FRONT,
    PANE_PROMPT,
    PANE_COUNT
};

/* The source view: the file as it is, line by line, in the place of the article. Its places are of the source: an
   item is a line. */
struct reader_source {
    bool shown;
    struct layout_place top;    /* the first row on the screen */
    struct layout_place cursor; /* on the line that is mended */
};

struct reader_place {
    uint32_t issue;   /* its id; 0: the library is empty */
    uint32_t article; /* of it, selected and shown */
    enum reader_pane pane;
    bool full_width;              /* the article takes the whole screen */
    bool front;                   /* the list is a front page, where that has room */
    struct layout_place text_top; /* the article's first line on the screen; follows the cursor of the source view */
    struct reader_source source;
    size_t issues_top; /* first rows of the lists on the screen */
    uint32_t list_top;
};

/* ---- the state */
enum reader_request {
    READER_RUNS,
    READER_QUITS,
    READER_SUSPENDS,
    READER_REDRAWS,
    READER_COPIES,    /* the clipboard is to be handed to the terminal, or to a program */
    READER_WRITES,    /* the structure of the issue is to be written to a file */
    READER_SAVES,     /* the errand's text to the file that its words name */
    READER_PIPES,     /* its text to the standard input of the command that its words are */
    READER_PRINTS,    /* its text to the printer */
    READER_NOTES,     /* its text is a note, to be edited and given to reader_take_note() */
    READER_EDITS,     /* the file that its words name is to be edited at its line, and read anew */
    READER_BROWSES,   /* the address that its words are is to be opened */
    READER_CONFIGURES /* what was set while it ran is to be written to the configuration file */
};

/* What a request is about. Its text may go to a terminal; its words may be a source's or any bytes, and are never part of a
   shell's line but for those of READER_PIPES, which the user has typed. */
struct reader_errand {
    struct buffer text;
    struct buffer words;
    bool overwrites; /* a file of that name is to be another one */
    uint32_t line;   /* from 1 on; 0: none */
};

struct reader;

/* What a line of text is typed for in the bottom line. The callbacks may be NULL; they find the text in
   reader->prompt.line.text, and may open a prompt. */
struct reader_prompt_use {
    const char *label;                  /* before the text; shown translated */
    void (*changed)(struct reader *);   /* the text is another, by whatever key or paste */
    void (*accepted)(struct reader *);  /* Enter, also on an empty text; the prompt is closed already, */
    void (*cancelled)(struct reader *); /* as it is here: by Escape, or Backspace where there is no text */
    prompt_complete *complete;          /* its context is the reader */
};

struct reader_prompt {
    struct prompt line;                  /* that is, or was last, typed */
    const struct reader_prompt_use *use; /* borrowed; NULL: no prompt is open */
    struct prompt_history *history;      /* borrowed, or NULL: what is accepted is added to it */
    struct buffer note;                  /* at the right of it: 3/17, or what is wrong */
    bool fails;                          /* the note says what is wrong */
};

/* Makes a document: an issue of paragraphs, the caller's, in the user's language. CONTEXT is its owner's. */
typedef struct issue *reader_make_document(const struct reader *reader, const void *context);

/* What Enter does in a document whose rows do something: its paragraphs of ISSUE_KIND_TABLE, ROW counted from 0 among them.
   It may close the document, open another or a prompt. */
typedef void reader_act(struct reader *reader, const void *context, size_t row);

/* What a span of a document that shows changes is, as the word of a hit; and, from READER_MARKS on, what markup says of words, as
   enum issue_mark_kind has it. */
enum reader_change_word { READER_ADDED, READER_REMOVED, READER_MARKS };

/* What is searched for in a document. */
struct document_found {
    struct search_query *query; /* NULL: nothing */
    struct search_hits hits;
    struct buffer text;         /* as it was typed */
    size_t hit;                 /* that was gone to */
    struct layout_place before; /* where it stood when the prompt was opened, */
    size_t row_before;          /* and the row that was selected */
};

/* What PANE_DOCUMENT shows: made when it is opened, and made anew when what it shows may be another. */
struct reader_document {
    reader_make_document *make;        /* NULL: none is open */
    reader_act *act;                   /* NULL: its rows do nothing, and none is selected */
    const void *context;               /* borrowed */
    const char *title;                 /* of the top line, not yet translated; NULL: that of the help */
    struct issue *issue;               /* owned */
    struct layout_place top;           /* the first line on the screen */
    size_t row;                        /* selected, where they do something */
    enum reader_pane before;           /* where it was opened */
    const struct search_hits *changes; /* borrowed: spans of it, enum reader_change_word each; NULL: none */
    struct document_found found;
};

/* A document that a part above makes, and what it makes it of. */
struct reader_maker {
    reader_make_document *make; /* NULL: there is none */
    const void *context;        /* borrowed */
};

/* What commands need of the parts above, which know keys, lines and files; borrowed. All zero: these commands do nothing. */
struct reader_above {
    const struct reader_prompt_use *command_line; /* what is opened to type a command */
    /* Does what a line says that binds or unbinds keys. */
    struct error *(*read_line)(struct reader *reader, struct slice line);
    void *keymap; /* read_line()'s and the command line's own */
    struct reader_maker bindings, errors, query_help;
};

struct reader_marks;     /* what is remembered of the articles */
struct reader_versions;  /* what articles said that were read, and say something else now */
struct reader_changes;   /* what is new in one of them, as it is shown */
struct reader_search;    /* what is searched for in the issue that is shown */
struct reader_results;   /* what is searched for in the library, and was found */
struct reader_jumps;     /* where jumps began, to go back */
struct reader_headlines; /* the list's headlines, as they were set */
struct reader_issues;    /* the list of issues: its days, what is folded, its filter */
struct reader_summaries; /* what is known of issues that are not shown */
struct reader_standings; /* searches that stand */
struct reader_names;     /* of the issue, or of the library */
/* The cells of an issue's longest headline, MOST at most, as they were reckoned. */
struct reader_widest {
    const struct issue *issue; /* NULL: of none */
    int cells, most;
};

struct reader_fronts;  /* the front page, as it was made up */
struct reader_news;    /* what it says of other days */
struct reader_handing; /* what was handed on */

/* Versions of the store, from one to the other, between which only the issue that is shown was marked otherwise. */
struct reader_own_marks {
    unsigned from, to;
};

/* Where a reader stood in an article when that was remembered last. */
struct reader_stood {
    uint32_t issue, article;
    struct layout_place place;
    bool ends;
    unsigned percent; /* of it that was above the end of the screen */
};

/* Where the last visit ended, as long as that is offered. */
struct reader_resume {
    uint32_t issue;
    struct store_key key; /* of the article */
};

/* What was marked at once, to be taken back. */
struct reader_bulk {
    uint32_t issue; /* 0: none */
    struct store_article *before;
    size_t count;
    bool older; /* all older ones were, */
    uint32_t older_before;
};
/* A list that the wheel has scrolled away from its selection, which it follows again when anything here has changed. */
struct reader_scrolled {
    bool away;
    bool issues, narrow; /* which list it is */
    uint32_t issue, article;
    size_t articles, result, results;
    int rows, cols;
};

/* Where the calendar is. */
struct reader_calendar {
    uint32_t day;   /* that is selected, with or without an issue; 0: it was not open yet */
    uint32_t top;   /* the first month on the screen, YYYYMM */
    uint32_t issue; /* that was shown last: of another one the day is selected */
};

/* What the mouse's button was pressed on. */
enum reader_part { SPOT_NOTHING, SPOT_TOP_LINE, SPOT_LIST, SPOT_NEWS, SPOT_RULE, SPOT_TEXT, SPOT_BOTTOM_LINE };
struct reader_held {
    enum reader_part part; /* nothing: it is not held */
    int col;
};

/* What became of the files, and is still to be told. */
struct reader_arrivals {
    size_t arrived, changed, gone;                /* issues */
    bool changed_shown;                           /* so has the one that is shown, and it is to be read anew; */
    bool lost_now;                                /* or it has no file any more */
    uint32_t lost;                                /* that one: it goes when another one is shown; 0: none */
    size_t told_arrived, told_changed, told_gone; /* by the message */
    struct buffer told;                           /* which was this */
};

struct reader {
    struct library *library; /* borrowed */
    struct store *store;     /* kept */
    struct search_stories *stories;
    struct layout *layout;
    struct options options;
    int rows, cols;
    bool asked_to_quit; /* by the last command, which said what is to be known before */
    bool touched;       /* a command was run */
    bool remembers;     /* what was remembered has come */
    bool restricted;    /* an account that may change nothing but what it sees */
    bool hyperlinks;    /* the terminal has them, as it says */

    struct reader_place at;
    struct layout_place fresh; /* the first row that the last command brought by turning a page, */
    bool fresh_shown;          /* where others stand above it */
    uint32_t turn_asked;       /* the issue that the last command would have turned to, and said so; 0: none */
    uint32_t mended_line;      /* of the issue, from 1 on, of which it is not yet recovered anew; 0: none */
    uint32_t wanted_line;      /* of the issue, from 1 on, to be shown once it is there; 0: none */
    const struct issue *shown; /* the issue, held as long as it is shown; NULL: it cannot be read */
    struct reader_headlines *headlines;
    struct reader_issues *issues;
    struct reader_summaries *summaries;
    struct reader_standings *standings;
    struct reader_names *names;
    struct reader_widest *widest; /* kept to be fast */
    struct reader_fronts *fronts;
    struct reader_news *news;
    struct reader_marks *marks;
    struct reader_versions *versions;
    struct reader_changes *changes;
    struct reader_own_marks own_marks;
    struct reader_stood stood;
    struct reader_bulk bulk;
    struct reader_resume *resumes; /* NULL: nothing is offered; owned */
    struct reader_search *search;
    struct reader_results *results;
    struct reader_strip *strip;
    struct reader_handing *handing;
    struct reader_jumps *jumps;
    struct reader_arrivals arrivals;
    struct reader_document document;
    reader_make_document *make_help; /* what the command help opens; NULL: nothing */
    reader_act *act_help;
    const void *help_context;
    struct reader_above above;
    bool *changed_options; /* by row: set while the reader runs, by whatever command */
    bool changed_styles[STYLE_COUNT];

    struct reader_prompt prompt;
    struct prompt_history histories[STORE_LINE_KINDS]; /* of those kinds that are typed */
    struct buffer message;                             /* shown until the next key */
    struct buffer pending;                             /* the keys of an unfinished sequence, as they are called */
    struct buffer clipboard;                           /* safe to be sent to a terminal */
    struct buffer pressed; /* those of the command that runs, as they are called; empty: it was not run by keys */
    struct reader_errand errand;
    char *hints[PANE_COUNT]; /* for the bottom line; owned */
    struct reader_scrolled scrolled;
    struct reader_calendar calendar;
    struct reader_held held;

    int wake_fd;           /* written to when a thread has something for reader_collect(); -1: nobody listens */
    bool waits_for_search; /* a command begins when the search that goes on has ended */
    enum reader_request request;
};

/* LIBRARY must be sorted; it is borrowed, and must outlive the reader. OPTIONS are taken over. */
void reader_init(struct reader *reader, struct library *library, struct options options);
/* From now on STORE, which is kept, is what is remembered; before that, a store of its own was. */
void reader_set_store(struct reader *reader, struct store *store);
void reader_done(struct reader *reader);
/* Threads tell of what they have by a byte to FD from now on, until reader_stop(). */
void reader_set_wake_fd(struct reader *reader, int fd);
/* Ends the threads that may be searching, or looking at issues: they write to the descriptor, so this is to be called before that is
   closed. */
void reader_stop(struct reader *reader);
/* From now on, or no more, a command waits for the search of the library that goes on, as it is for what that finds. */
void reader_wait_for_search(struct reader *reader, bool waits);
/* Waits for it now. */
void reader_finish_search(struct reader *reader);

/* ---- what happens to it from outside */

/* The size of the screen; 0 and less are as good as 1. The reading place stays. */
void reader_resize(struct reader *reader, int rows, int cols);
/* To be called when the library's loader, or a search, says that something is finished. */
void reader_collect(struct reader *reader);
/* To be called when the descriptor of library_watch() can be read from, and, whatever else has happened, before the screen is shown:
   then what is new is told, as soon as no prompt and no message is in the way. */
void reader_look(struct reader *reader);
void reader_tell_news(struct reader *reader);
/* Shows LINE, from 1 on, of ISSUE in its article, or the last line there is; once it is read, if that takes a while and no
   command is run meanwhile. */
void reader_open_line(struct reader *reader, uint32_t issue, uint32_t line);
/* The file of the issue that is shown has changed: it is read anew, and the reader stands at the line where it stood. What was
   said of lines that are still there holds for them. */
void reader_reread(struct reader *reader);
/* To be called when issues were added to the library, removed or sorted. Where the one that is shown is gone, the next
   one is shown. */
void reader_library_changed(struct reader *reader);
/* Sets an option while somebody reads, and does what follows from that (the row's effect). The error is that of
   options_set(). */
struct error *reader_set_option(struct reader *reader, const char *name, const char *value) BASE_MUST_USE;
/* The same for a while: it does not count as changed, and is to be taken back, or set for good. */
struct error *reader_try_option(struct reader *reader, const char *name, const char *value) BASE_MUST_USE;
/* Characters of ambiguous width take CELLS, 1 or 2, from now on. */
void reader_set_ambiguous(struct reader *reader, int cells);
/* Are addresses of the text to be hyperlinks on the screen? */
static inline bool
reader_has_hyperlinks(const struct reader *reader)
{
    return reader->options.hyperlinks == HYPERLINKS_ALWAYS ||
           (reader->options.hyperlinks == HYPERLINKS_AUTO && reader->hyperlinks);
}
/* What the session is asked for; it is asked once, but for the end. */
enum reader_request reader_take_request(struct reader *reader);

/* The words of the bottom line, shown until reader_clear_message(). */
void reader_say(struct reader *reader, const char *format, ...) BASE_PRINTF(2, 3);
void reader_clear_message(struct reader *reader);
/* The words at the right of it while PANE has the keys; and, instead of them, the keys typed of a sequence: both copied. */
void reader_set_hints(struct reader *reader, enum reader_pane pane, const char *hints);
void reader_set_pending(struct reader *reader, struct slice keys);
/* The keys that the next command is run by; of one that nobody presses keys for, none: copied. */
void reader_set_pressed(struct reader *reader, struct slice keys);
/* Appends 2026年3月16日 星期一, as the user's language has it; nothing for 0. */
void reader_add_date(struct buffer *out, uint32_t date, bool weekday);
/* Appends the day of the week in short: 周一, Mon where WHOLE, else in two cells, 一, Mo. */
void reader_add_weekday(struct buffer *out, uint32_t date, bool whole);

/* What the command help opens, and what its rows do. CONTEXT is borrowed. */
void reader_set_help(struct reader *reader, reader_make_document *make, reader_act *act, const void *context);
/* What the commands of this part need: all of ABOVE is copied. */
void reader_set_above(struct reader *reader, const struct reader_above *above);
/* Opens a document at its beginning. CONTEXT is borrowed until another is opened. */
void reader_open_document(struct reader *reader, reader_make_document *make, const void *context);
/* The same, with rows that do something: one of them is selected, and Enter runs ACT on it. TITLE is for the top line. */
void reader_open_rows(struct reader *reader, const char *title, reader_make_document *make, reader_act *act,
                      const void *context);
/* Makes the document that is open anew: what it shows has changed. Its place, and its selected row, stay. */
void reader_refresh_document(struct reader *reader);

/* ---- the prompt */

/* Opens a prompt with TEXT in it, in the place of one that may be open. USE and HISTORY (which may be NULL) are borrowed
   until it is closed. */
void reader_open_prompt(struct reader *reader, const struct reader_prompt_use *use, struct prompt_history *history,
                        struct slice text);
/* Closes it, and tells nobody. */
void reader_close_prompt(struct reader *reader);
/* What is said at the right of it; FAILS: something is wrong. It stays until the next call or the prompt's end. */
void reader_set_note(struct reader *reader, bool fails, const char *format, ...) BASE_PRINTF(3, 4);
void reader_clear_note(struct reader *reader);

/* Which pane's bindings hold: PANE_PROMPT while a prompt is open, PANE_FRONT where the list is a front page, else the one that
   is shown. And which ones beneath a document. */
enum reader_pane reader_keys_pane(const struct reader *reader);
enum reader_pane reader_keys_beneath(const struct reader *reader);
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

/* The strings that the last word of the prompt's query found, where they are to be picked from: none, most of the time. */
enum { READER_CANDIDATES = 9 };
struct reader_candidates {
    const struct search_candidate *at; /* the likeliest first; good until the state changes */
    size_t count;                      /* up to READER_CANDIDATES of so many */
    size_t strings;
    size_t selected; /* by the arrows; READER_CANDIDATES: none */
};
struct reader_candidates reader_candidates(const struct reader *reader);
/* Rows above the prompt that they take: 0 or 1. */
int reader_candidate_rows(const struct reader *reader);

/* TEXT, valid UTF-8, is the note on the article that is shown from now on; nothing but blanks: it has none. */
void reader_take_note(struct reader *reader, struct slice text);

/* ---- looking at it */

/* The article that is shown; NULL when there is none. */
const struct issue_article *reader_article(const struct reader *reader);
/* Does the text pane show the source? */
bool reader_shows_source(const struct reader *reader);
bool reader_is_read(const struct reader *reader, uint32_t article);
/* Bits of enum store_mark. */
uint8_t reader_marks(const struct reader *reader, uint32_t article);
/* Is the article in the list? All are, unless it is narrowed to those with hits. */
bool reader_is_listed(const struct reader *reader, uint32_t article);
/* The article of the list after ARTICLE, or before it; ARTICLE itself when there is none. */
uint32_t reader_next_listed(const struct reader *reader, uint32_t article, int direction);

/* Is the article's headline one that may well be none? */
bool reader_is_uncertain(const struct reader *reader, uint32_t article);
/* Does LINE begin an article that has no headline? */
bool reader_is_brief(const struct issue *issue, uint32_t line);
/* Did the reader say what LINE of the issue is? */
bool reader_is_mended(const struct reader *reader, uint32_t line);
/* Appends what a line was taken for, in words: "a headline (62 %)". */
void reader_add_line_words(struct buffer *out, const struct reader *reader, uint32_t line);

/* The hits of the search in the issue that is shown: none, or those of ARTICLE in the order of the text. */
const struct search_hit *reader_hits(const struct reader *reader, uint32_t article, size_t *count);
/* The hit that was gone to, or NULL. */
const struct search_hit *reader_hit(const struct reader *reader);
struct reader_found {
    struct slice query; /* as it was typed; empty: nothing is searched for */
    bool narrow;        /* the list has only articles with hits, where there are any */
    size_t hit, count;  /* which was gone to, SIZE_MAX for none, of how many */
    bool more;          /* there are more than are counted */
    size_t chance;      /* hits that are folded away, as they may be chance */
};
struct reader_found reader_found(const struct reader *reader);

/* ---- a frame: where everything is on the screen */
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

/* The beginning of the article that follows, in columns that the one before leaves free. */
struct reader_next {
    int columns; /* 0: it is not shown */
    int row, col;
    struct layout_width width;
    struct layout_page page;
};

/* The same, and the rows that the text pane shows: of the article, the source or the document. */
struct reader_frame {
    const struct reader *reader;
    struct reader_geometry geometry;
    bool has_text;             /* the pane is there, and has something to show: */
    struct layout_cursor top;  /* its first row, */
    struct layout_cursor last; /* its last one; */
    struct layout_page page;   /* and where they stand, if there are several columns; */
    struct reader_next next;   /* what those that the article does not need have */
};
/* The item of the layout that is the selected row of the document; UINT32_MAX: none is. */
uint32_t reader_selected_item(const struct reader *reader);
/* Good until something is changed; made once for all that is painted. */
struct reader_frame reader_frame(const struct reader *reader);

/* What is at a cell of the screen. */
struct reader_spot {
    enum reader_part part;
    bool has_entry;   /* of a list, or of a document whose rows do something: */
    uint32_t article; /* of the headlines; */
    size_t
        entry; /* a row of the list of issues, of the results, or of the document; of the calendar the day, YYYYMMDD, or the
                         row beside it; of the top line of the timeline */
};
struct reader_spot reader_at_cell(const struct reader *reader, int row, int col);

/* ---- the mouse, at a cell of the screen */

/* Scrolls what is there by some rows, down or, with a DIRECTION of -1, up; nothing is selected or read by that. */
void reader_wheel(struct reader *reader, int row, int col, int direction);
/* Selects what is there, opens what is selected, gives the pane the keys, or takes the line between the panes, which then
   goes with the mouse until it is released. */
void reader_click(struct reader *reader, int row, int col);
void reader_drag(struct reader *reader, int col);
void reader_release(struct reader *reader);

/* ---- the hits on the screen */
struct reader_shown_hit {
    const struct search_hit *hit;
    struct layout_range range; /* of the text pane; */
    struct layout_cols cols;   /* of the row that was asked for last */
};
/* Those of the text pane, found once for all its rows. All zero to begin with. */
struct reader_shown_hits {
    const struct reader *reader; /* NULL: there are none */
    struct reader_shown_hit *at; /* in the order of the text */
    size_t count, capacity;
    size_t first;                    /* those before it end above the row that was asked for last */
    struct reader_shown_hit *byline; /* those of a byline's row */
    size_t byline_capacity;
    struct layout_ruler ruler;
    struct search_hit *own; /* those of markup */
};
void reader_find_hits(struct reader_shown_hits *hits, const struct reader_frame *frame);
/* The same of what is new in a document that shows changes, and of what markup says of words. */
void reader_find_changes(struct reader_shown_hits *changes, const struct reader_frame *frame);
/* The hits of the row under CURSOR, *COUNT of them, with their columns, some perhaps without any; good until the next call.
   The rows of a frame are to be asked for in their order. */
const struct reader_shown_hit *reader_row_hits(struct reader_shown_hits *hits, const struct layout_cursor *cursor,
                                               const struct layout_row *row, size_t *count);
void reader_shown_hits_done(struct reader_shown_hits *hits);

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

/* What stands before a headline, by columns: its number ends at the sign, which says whether it is doubtful; the mark says
   that the article is unread. */
struct reader_list_margin {
    int sign_col, mark_col;
    int cols; /* in all: the headline begins there */
};
struct reader_list_margin reader_list_margin(const struct reader *reader);
/* The rows of an article's headline in a list of LIST_COLS columns; good until the state changes. */
struct reader_list_item reader_list_item(const struct reader *reader, uint32_t article, int list_cols);

/* An article of the list on the screen. All zero before the first one. */
struct reader_list_row {
    uint32_t article;
    struct reader_list_item item;
    int section_row; /* -1: none, or no room for it */
    int row, end_row;
};
/* The next one from the top of the list; false: there are no more, or no more have room. */
bool reader_list_next(const struct reader_frame *frame, struct reader_list_row *at);

/* The hits in the article's headline. */
const struct search_hit *reader_list_hits(const struct reader *reader, uint32_t article, size_t *count);
/* What of the article's headline, as its item has it, shows SPAN of the issue's text; empty: nothing. And the columns of a
   row of the item that show this. */
struct slice reader_list_shown(const struct reader *reader, uint32_t article, int list_cols, struct issue_span span);
struct layout_cols reader_list_cols(const struct reader_list_item *item, int row, struct slice shown);

#endif
