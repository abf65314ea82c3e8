/* kanbao - reader_commands: what can be done, one table for the keys, the help, `--list-keys` and the manual.
 *
 * Part of reader: command and main let it run.
 */
#ifndef KANBAO_READER_COMMANDS_H
#define KANBAO_READER_COMMANDS_H

#include "kanbao/reader.h"

struct command_args {
    int count;         /* typed before it; 0: none */
    int argument;      /* the row's */
    struct slice text; /* what stands behind its name in a command line; empty: nothing */
};
typedef void reader_run(struct reader *reader, const struct command_args *args);
typedef void reader_change(struct reader *reader);

enum {
    IN_ISSUES = 1 << PANE_ISSUES,
    IN_LIST = 1 << PANE_LIST,
    IN_ARTICLE = 1 << PANE_ARTICLE,
    IN_RESULTS = 1 << PANE_RESULTS,
    IN_CALENDAR = 1 << PANE_CALENDAR,
    IN_DOCUMENT = 1 << PANE_DOCUMENT,
    IN_FRONT = 1 << PANE_FRONT,
    IN_PROMPT = 1 << PANE_PROMPT,
    IN_ALL = IN_ISSUES | IN_LIST | IN_ARTICLE | IN_RESULTS | IN_CALENDAR | IN_DOCUMENT |
             IN_FRONT /* letters are text in the prompt */
};

/* What a command takes, and what it does to the world outside. */
enum {
    COMMAND_COUNTS = 1 << 0, /* takes a number: how often, or which one */
    COMMAND_TEXT = 1 << 1,   /* takes a text */
    COMMAND_WRITES = 1 << 2, /* writes a file */
    COMMAND_OPENS = 1 << 3,  /* opens a file that is none of the library's */
    COMMAND_RUNS = 1 << 4,   /* lets another program run, be it the shell */
    COMMAND_WORDS = 1 << 5,  /* takes words: its text is these, quoted where they must be; a ; ends them, */
    COMMAND_REST = 1 << 6,   /* or only the line does */
    COMMAND_PATH = 1 << 7,   /* takes a text that names a file or a folder */
    COMMAND_LEAVES = 1 << 8, /* goes to another article: where it began can be gone back to; */
    COMMAND_JUMPS = 1 << 9,  /* and also where it stays in the article */
    COMMAND_RANKS =
        10 /* above these bits: where there is no room, hints of higher ranks go first, those of 0 before all */
};

struct command_row {
    const char *name;
    unsigned panes;        /* where its keys are bound */
    const char *keys;      /* defaults, separated by blanks */
    const char *hint;      /* a word for the bottom line, or NULL; of a sequence, once its first keys were typed */
    const char *help;      /* one line */
    reader_change *change; /* what it does; NULL: RUN does it, which takes ARGUMENT and more */
    reader_run *run;
    int argument;
    unsigned traits; /* COMMAND_... */
};
/* Rows without a name begin a group of the help: HELP is its title. */
extern const struct command_row command_rows[];
extern const size_t command_row_count;

/* What bindings call the panes. */
extern const char *const reader_pane_names[PANE_COUNT];

/* The days of the library that TEXT means, from and to (YYYYMMDD): 2024, 2024-10, 2024-10-13 in any spelling that a search
   knows, and 1013, 10-13, 10月13日, which are of the year of the issue that is shown. False: it means none. */
bool reader_read_date(const struct reader *reader, struct slice text, uint32_t *from, uint32_t *to);
/* Offers the library's years, months or days that BEGIN goes on to. */
void reader_complete_date(const struct reader *reader, struct slice begin, struct prompt_candidates *candidates);

/* Runs a command and whatever must follow any change of the state; the argument is the row's. A restricted account is
   refused what does anything to the world outside. */
void reader_run_command(struct reader *reader, const struct command_row *command, struct command_args args);
/* Closes the document that is open and runs the command in the pane beneath, if it has keys there; else says that. */
void reader_run_from_document(struct reader *reader, const struct command_row *command);

#endif
