/* What the files of src/main share: the command line, and the ways to run. */
#ifndef MAIN_PARTS_H
#define MAIN_PARTS_H

#include "kanbao/command.h"
#include "kanbao/library.h"
#include "kanbao/reader.h"
#include "kanbao/search.h"
#include "kanbao/search_candidates.h"

enum mode {
    MODE_SCREEN,
    MODE_PLAIN, /* a screen that is told line by line */
    MODE_LIST,
    MODE_PRINT,
    MODE_JSON,
    MODE_FRAME,
    MODE_LIST_KEYS,
    MODE_LIST_OPTIONS,
    MODE_EXPORT_STATE,
    MODE_IMPORT_STATE,
    MODE_HELP,
    MODE_VERSION
};

enum { EXIT_NONE = 1 /* no hit */, EXIT_SOME = 1 /* some of it could not be read */, EXIT_TROUBLE = 2 };

/* In which order what was found is written: as the library is sorted, the newest issue first, and then also the other way round;
   by the issues' paths; the likeliest first. */
enum found_order { FOUND_NEWEST, FOUND_OLDEST, FOUND_PATH, FOUND_RANK };
enum colored { COLORED_AUTO, COLORED_ALWAYS, COLORED_NEVER };

/* How a search is written. */
struct found_style {
    bool counts, files; /* one line an issue: how much it has, or that it has something */
    int before, after;  /* lines of the file around each hit, as grep writes them; -1: its words instead */
    int around;         /* what -C said of both; -1: nothing */
    int most;           /* of an issue; 0: no limit */
    enum found_order order;
    enum colored colored;
};

/* Of a line of the file, from 0 on, and of which of its columns, from 1 on; 0: the first that has words. */
struct line_mend {
    struct parser_mend said;
    uint32_t column;
};

struct arguments {
    enum mode mode;
    int width; /* 0: the terminal's, else 80 */
    int frame_cols, frame_rows;
    bool frame_style;
    char *keys;      /* pressed first, or NULL */
    bool marks;      /* the list has a column of them, */
    bool encodings;  /* and one of these */
    char *query;     /* what is found of it is written as MODE says; valid UTF-8; or NULL */
    bool candidates; /* not where that is, but the different strings that it finds */
    struct found_style found;
    bool null;               /* NUL ends what else a line end does */
    struct line_mend *mends; /* said of the only issue */
    size_t mend_count, mend_capacity;
    struct options options; /* as the configuration, and then -o, has them */
    const char **settings;  /* of -o, in their order */
    int setting_count;
    const char *configuration_file; /* of -c; NULL: the user's own */
    bool no_configuration;
    char *configuration_path; /* of the file that is read, whether it is there or not; NULL: there is no home */
    struct error *configuration_unread; /* why the user's own could not be; NULL: it was, or is not there */
    struct configuration configuration;
    char **paths;
    int path_count;
    bool paths_only; /* none of them is a +LINE */
};

/* ---- language.c */

/* Sets the locale, with UTF-8 whatever it says, and the catalogue; returns a notice, not yet translated,
   when the locale had to be changed. */
const char *language_init(void);
/* Messages are in LANGUAGE (zh_CN, en) from now on; empty: as the locale has it. */
void language_set(const char *language);

/* ---- arguments.c */

/* Reads the command line; sets the language when it says which. An error is ready to be shown after the program's name. */
struct error *arguments_read(struct arguments *arguments, int argc, char **argv) BASE_MUST_USE;
void arguments_done(struct arguments *arguments);
void arguments_add_help(struct buffer *out);

/* ---- argument_values.c */

/* TEXT, the value of WHAT, as a number from MIN to MAX. */
struct error *arguments_read_number(const char *text, int min, int max, const char *what, int *number) BASE_MUST_USE;
/* The values of --sort, of --color and, OPTION, of -A, -B and -C. */
struct error *found_take_order(struct found_style *found, const char *text) BASE_MUST_USE;
struct error *found_take_colored(struct found_style *found, const char *text) BASE_MUST_USE;
struct error *found_take_context(struct found_style *found, int option, const char *text) BASE_MUST_USE;
/* When all was said: what -C says of the sides that nothing else speaks of. */
void found_settle(struct found_style *found);
/* What of it would be left out silently. */
struct error *found_check(const struct arguments *arguments) BASE_MUST_USE;

/* ---- configure.c */

/* Reads the configuration file, and sets what -o says once more. The error is that of a file that was named, and names it. */
struct error *configure(struct arguments *arguments) BASE_MUST_USE;
/* The bindings, which stay ARGUMENTS'. */
struct keymap *configured_keymap(struct arguments *arguments);
/* Says what is wrong in it on standard error, a line each; and, appended to OUT, what a reader should know who does not see that. */
void configuration_complain(const struct arguments *arguments);
void configuration_add_notice(struct buffer *out, const struct arguments *arguments);
/* Writes what was changed while READER ran into the file at PATH, which is made, or kept as PATH~; where that were no *CHANGES
   nothing is written. */
struct error *configuration_write(const char *path, const struct reader *reader, const struct keymap *keymap,
                                  size_t *changes) BASE_MUST_USE;

/* ---- mends.c */

/* Adds what TEXT says of lines, LINE=ROLE,LINE=ROLE. */
struct error *mends_read(struct arguments *arguments, const char *text) BASE_MUST_USE;
/* Gives them to LIBRARY, which must then hold one issue that has these lines. */
struct error *mends_apply(const struct arguments *arguments, struct library *library) BASE_MUST_USE;

/* ---- write.c: Writes ISSUE as JSON to a new file in DIRECTORY (empty: the issue's own) and says in *WRITTEN, the
   caller's, which. */
struct error *write_structure(const struct issue *issue, const char *directory, char **written) BASE_MUST_USE;
/* Writes BYTES to the file PATH, which is there whole or not at all; over one that is there only where it OVERWRITES. */
struct error *write_file(const char *path, struct slice bytes, bool overwrites) BASE_MUST_USE;

/* ---- program.c: runs another program for the user; those that make text of a file are src/source's */
struct program {
    char **words;       /* its name, looked up in PATH, and its arguments; NULL at the end */
    struct slice input; /* what it reads, where it READS; else it has the terminal for that, or, QUIET, nothing */
    bool reads;
    bool quiet;       /* it has no terminal, and a few seconds; else the terminal is its own until it ends */
    const char *name; /* what errors call it; NULL: its first word */
};
/* Waits for its end. An error: it could not be run, or did not end with status 0; what it complained of is in it if it is quiet. */
struct error *program_run(const struct program *program) BASE_MUST_USE;

/* ---- errands.c: does what READER asks of the world outside (files, programs, the clipboard), and says what became of it. The
   terminal may have been another program's meanwhile. */
struct terminal;
struct errands {
    struct terminal *term;          /* borrowed; NULL: it is written line by line */
    const char *configuration_path; /* borrowed; NULL: none is to be written */
};
struct errands errands_of(struct terminal *term, const struct arguments *arguments);
void errand_serve(const struct errands *errands, struct reader *reader, enum reader_request request);

/* ---- state_file.c: what outlives a session */

/* The path of the file that it is in, the caller's; NULL: nothing is to be remembered, or there is no home. */
char *state_file(const struct options *options) BASE_MUST_USE;
/* Reads of it what ARGUMENTS need, for what goes on without a screen. */
/* To standard output; from the path, or standard input. Each returns the exit status. */
int state_export(const struct arguments *arguments);
int state_import(const struct arguments *arguments);
void state_read(struct store *store, struct library *library, const struct arguments *arguments);
/* A new file of its own in FOLDER (empty: the current one) with BYTES, on the disk; its path in TEMPORARY. */
struct error *write_temporary(struct buffer *temporary, const char *folder, struct slice bytes) BASE_MUST_USE;

/* ---- output.c */

/* Writes and empties OUT; false, said on standard error, when that failed. */
bool output_write(struct buffer *out);
/* On standard error: kanbao: PATH: REASON, or PATH alone where REASON is NULL; nothing of either reaches a terminal raw. */
void output_complain(const char *path, const char *reason);

/* ---- own_files.c */

/* The folder of some of the program's own files: what the environment VARIABLE names; BELOW_BUILD in the folder where this
   program was built, if it is run there; else INSTALLED. The caller's. */
char *own_folder(const char *variable, const char *below_build, const char *installed) BASE_MUST_USE;

/* ---- paths.c */

struct opened_line {
    uint32_t issue, line; /* an id; from 1 on */
};

/* What became of the command line's paths. */
struct opened_paths {
    struct opened_line *lines; /* those that were named with one, in their order */
    size_t count, capacity;
    int failed, said; /* how many could not be opened, or not all below them; of how many there was else to say */
    struct buffer failure, word; /* the first of each, as a sentence */
};

/* Opens the paths of ARGUMENTS, or what is meant where there are none; each that cannot be is said on standard error. An error:
   there is nothing that could be meant. OPENED is to be closed by paths_done() in any case. */
struct error *paths_open(struct opened_paths *opened, struct library *library,
                         const struct arguments *arguments) BASE_MUST_USE;
void paths_done(struct opened_paths *opened);
/* The line that was named with the issue; 0: none. */
uint32_t paths_line(const struct opened_paths *opened, uint32_t issue);
/* Appends what a reader who does not see standard error should know; nothing where all is well. */
void paths_add_notice(struct buffer *out, const struct opened_paths *opened);

/* ---- batch.c: everything that needs no screen. Each returns the exit status. Of an issue that was named with a line, the list
   and the pages have the article that the line belongs to. */

/* What is written, and how. */
struct batch {
    struct library *library;
    struct store *store;
    const struct arguments *arguments;
    const struct opened_paths *opened;
    /* of a page, from batch_init() on: */
    int width;      /* in cells, */
    uint16_t cells; /* and of its text */
    struct layout *layout;
};

/* Where pages of WIDTH cells are to be written; and after that, in any case. */
void batch_init(struct batch *batch, int width);
void batch_done(struct batch *batch);
int batch_run(const struct batch *batch);
/* An article's line of the list; its page, and, before the first one of an issue, the name and day of the paper, where there are
   several. */
void batch_add_listed(struct buffer *out, const struct batch *batch, const struct issue *issue,
                      const struct issue_article *article);
void batch_add_page(struct buffer *out, const struct batch *batch, const struct issue *issue,
                    const struct issue_article *article);
void batch_begin_pages(struct buffer *out, const struct batch *batch, uint32_t id, const struct issue *issue);
/* A path goes to a program as it is, and to a person with nothing in it that a terminal would take for more than text. */
void batch_add_path(struct buffer *out, const struct batch *batch, const struct issue *issue);
/* PATH:LINE: of a line of the issue. */
void batch_add_place(struct buffer *out, const struct batch *batch, const struct issue *issue, uint32_t line);
void batch_end_line(struct buffer *out, const struct batch *batch);

/* ---- print_hits.c: what is found of the query */
int search_run(const struct batch *batch);

/* ---- print_candidates.c: the different strings that a query finds */

/* Counts the HITS of ISSUE. */
void candidates_add_issue(struct search_candidates *candidates, const struct issue *issue,
                          const struct search_hits *hits);
/* Writes them, the likeliest first; false, said on standard error, when that failed. */
bool candidates_write(const struct search_candidates *candidates, const struct batch *batch);

/* ---- found_lines.c: hits as lines of text */

/* A hit on a line: PATH:LINE:, headline, the words around. */
void found_add_hit(struct buffer *out, const struct batch *batch, const struct issue *issue,
                   const struct search_hit *hit);
/* The lines of the file with HITS, which are sorted for it, and those around. */
void found_add_context(struct buffer *out, const struct batch *batch, const struct issue *issue,
                       struct search_hits *hits);
/* What parts groups of lines; nothing where there are no lines around. */
void found_add_between(struct buffer *out, const struct batch *batch);
/* PATH:COUNT, or PATH alone. */
void found_add_issue(struct buffer *out, const struct batch *batch, const struct issue *issue, size_t count);

/* ---- found_order.c: pieces of text that wait to be sorted */

struct found_piece {
    size_t start_byte, bytes; /* of the text */
    size_t path_byte;         /* of its issue's path, which NUL ends, in the paths; */
    const char *path;         /* that, while they are sorted */
    uint32_t issue;           /* the how manieth that was searched */
    uint8_t rank, part;       /* of its best hit */
};

struct found_pieces {
    struct buffer text, paths;
    struct buffer between; /* what goes between any two */
    struct found_piece *at;
    size_t count, capacity;
    bool begun; /* some were taken */
};

/* The piece that is written from now on, and of which issue it is. */
void found_begin(struct found_pieces *pieces, const char *path, uint32_t issue, const struct search_hit *best);
/* Moves all to OUT's end, in ORDER; what is equal in it stays as it came. */
void found_take(struct buffer *out, struct found_pieces *pieces, enum found_order order);
void found_done(struct found_pieces *pieces);

/* ---- print_frame.c: one screen as text. Takes ARGUMENTS' options over. */
int frame_run(struct library *library, struct store *store, struct arguments *arguments,
              const struct opened_paths *opened);

/* ---- session.c: the terminal. Takes ARGUMENTS' options over; falls back to the list where there is no
   terminal to use. NOTICE, or NULL, is shown first. */
int session_run(struct library *library, struct store *store, struct arguments *arguments,
                const struct opened_paths *opened, const char *notice);

/* ---- line_by_line.c: the terminal, line by line. The same. */
int plain_run(struct library *library, struct store *store, struct arguments *arguments,
              const struct opened_paths *opened, const char *notice);

#endif
