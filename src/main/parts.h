/* What the files of src/main share: the command line, and the ways to run. */
#ifndef MAIN_PARTS_H
#define MAIN_PARTS_H

#include "kanbao/library.h"
#include "kanbao/reader.h"

enum mode {
    MODE_SCREEN,
    MODE_LIST,
    MODE_PRINT,
    MODE_JSON,
    MODE_SEARCH,
    MODE_FRAME,
    MODE_LIST_KEYS,
    MODE_LIST_OPTIONS,
    MODE_HELP,
    MODE_VERSION
};

enum { EXIT_NONE = 1 /* no hit */, EXIT_TROUBLE = 2 };

struct arguments {
    enum mode mode;
    int width; /* 0: the terminal's, else 80 */
    int frame_cols, frame_rows;
    bool frame_style;
    char *keys;                /* pressed first, or NULL */
    char *query;               /* looked for with MODE_SEARCH; valid UTF-8 */
    bool json;                 /* MODE_SEARCH writes it */
    struct parser_mend *mends; /* said of the only issue */
    size_t mend_count, mend_capacity;
    struct options options;
    char **paths;
    int path_count;
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

/* ---- mends.c */

/* Adds what TEXT says of lines, LINE=ROLE,LINE=ROLE. */
struct error *mends_read(struct arguments *arguments, const char *text) BASE_MUST_USE;
/* Gives them to LIBRARY, which must then hold one issue that has these lines. */
struct error *mends_apply(const struct arguments *arguments, struct library *library) BASE_MUST_USE;

/* ---- write.c: Writes ISSUE as JSON to a new file in DIRECTORY (empty: the issue's own) and says in *WRITTEN, the
   caller's, which. */
struct error *write_structure(const struct issue *issue, const char *directory, char **written) BASE_MUST_USE;

/* ---- batch.c: everything that needs no screen. Each returns the exit status. */
int batch_list(struct library *library);
int batch_print(struct library *library, const struct options *options, int width);
int batch_json(struct library *library);
/* Writes and empties OUT; false, said on standard error, when that failed. */
bool batch_write(struct buffer *out);
/* kanbao: PATH: reason */
void batch_complain(const char *path, const char *reason);

/* ---- print_hits.c: the hits of ARGUMENTS' query, a line or an object each. */
int search_run(struct library *library, const struct arguments *arguments);

/* ---- frame.c: one screen as text. Takes ARGUMENTS' options over. */
int frame_run(struct library *library, struct arguments *arguments);

/* ---- session.c: the terminal. Takes ARGUMENTS' options over; falls back to the list where there is no
   terminal to use. NOTICE, or NULL, is shown first. */
int session_run(struct library *library, struct arguments *arguments, const char *notice);

#endif
