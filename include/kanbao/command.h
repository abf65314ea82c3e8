/* kanbao - command: keys and lines to commands.
 *
 * Floor 7, above reader. Bindings are data: the defaults come from the command
 * table, the help and `--list-keys` are made from the bindings as they are now.
 */
#ifndef KANBAO_COMMAND_H
#define KANBAO_COMMAND_H

#include "kanbao/filters.h"
#include "kanbao/key.h"
#include "kanbao/reader_commands.h"
#include "kanbao/settings.h"

struct keymap;

/* With the default bindings. */
struct keymap *command_keymap_new(void);
void command_keymap_free(struct keymap *keymap);

/* ---- lines of a configuration file, by the words of settings_split(), of which there is one at least

     bind PANE KEYS COMMAND [ARGUMENT] [; COMMAND [ARGUMENT]]...
                        in the place of what the same keys were bound to; up to four keys in sequence
     unbind PANE KEYS

   The error is a sentence, *WRONG the word that it is about, their count where one is missing. The words are parted
   where one has a ; that is not quoted. */
struct error *command_read_line(struct keymap *keymap, struct settings_words *words, size_t *wrong) BASE_MUST_USE;

/* ---- a command with what it takes: a number, a text, or words */
struct command_call {
    const struct command_row *command;
    struct command_args args; /* its text is OWN's */
    char *own;
    size_t word; /* of those it was read of, the first behind its name */
};

struct command_calls {
    struct command_call *at;
    size_t count, capacity;
};

void command_calls_done(struct command_calls *calls);
/* One after another, until the reader quits or has a request. */
void command_run_calls(struct keymap *keymap, struct reader *reader, struct command_calls *calls);
/* To be called when a request of the reader was served: runs those that had to wait for that. False: there were none. */
bool command_go_on(struct keymap *keymap, struct reader *reader);
/* Runs them all where nobody serves requests. */
void command_go_on_alone(struct keymap *keymap, struct reader *reader);

/* Appends lines that can be read back: all the bindings as they are, and for each key of the defaults that is bound to
   nothing one that unbinds it. */
void command_add_listing(struct buffer *out, const struct keymap *keymap);

/* Appends a line for each binding that another one, shorter, keeps from being reached. */
void command_add_conflicts(struct buffer *out, const struct keymap *keymap);

/* Takes one key typed in the pane of READER and runs what it completes. Digits before a
   command are its count; Escape forgets what was typed so far. While a prompt is open there are no counts, and what is
   bound to nothing is text. */
void command_press(struct keymap *keymap, struct reader *reader, uint32_t key);

/* Forgets the count and the keys of a sequence that were typed so far. */
void command_forget_typed(struct keymap *keymap, struct reader *reader);
/* Presses the key of a HINT as command_add_hints() has them. False: there is none, and nothing was done. */
bool command_press_hint(struct keymap *keymap, struct reader *reader, struct slice hint);

/* All keys of NOTATION one after another; stops when the reader quits. */
struct error *command_press_keys(struct keymap *keymap, struct reader *reader, const char *notation) BASE_MUST_USE;

/* The help: a reader_make_document, and the reader_act of its rows, whose context is the keymap. It begins with what has keys in
   the pane where it is opened; without a READER it has the order of the table. */
struct issue *command_make_help(const struct reader *reader, const void *keymap);
void command_run_help(struct reader *reader, const void *keymap, size_t row);
/* The hints of the bottom line while PANE has the keys, the most important first, with wide blanks between. */
void command_add_hints(struct buffer *out, const struct keymap *keymap, enum reader_pane pane);

/* Gives READER its hints, to be called anew when a binding has changed, and what it asks this part for: the help and the
   other documents of the bindings, the command line, the lines that bind. KEYMAP is borrowed. */
void command_attach(struct keymap *keymap, struct reader *reader);

/* Appends the labels of the keys of a command in any of PANES, separated by blanks. */
void command_add_keys(struct buffer *out, const struct keymap *keymap, const struct command_row *command,
                      unsigned panes, size_t most);

/* ---- the configuration file: lines that set options and colours, bind keys and include files */

/* A line that is wrong, and was not applied. */
struct configuration_fault {
    char *path;
    uint32_t line, column; /* from 1 on; a column is a character */
    char *words;           /* may have bytes of the line */
};

struct configuration {
    struct keymap *keymap; /* NULL: nothing was read */
    struct configuration_fault *faults;
    size_t fault_count, capacity; /* more than are kept, perhaps */
    char **watches;               /* queries to be watched for */
    size_t watch_count, watch_capacity;
    struct source_filters *filters; /* NULL: no line has one */
};

/* Reads the file at PATH, and what it includes, into OPTIONS and a keymap; all zero is one that was not read. The error is
   only that PATH itself cannot be read, and names it not; what is wrong in it are faults. */
struct error *configuration_read(struct configuration *configuration, struct options *options,
                                 const char *path) BASE_MUST_USE;
void configuration_done(struct configuration *configuration);
/* How many faults there are to look at, the first ones. */
size_t configuration_kept_faults(const struct configuration *configuration);
/* Appends FILE:LINE:COLUMN: what is wrong, which is to be made safe. */
void configuration_add_fault(struct buffer *out, const struct configuration_fault *fault);
/* Gives READER the document that lists them, and the queries that it is to watch for. CONFIGURATION is borrowed. */
void configuration_attach(const struct configuration *configuration, struct reader *reader);

/* Puts what was set and bound while READER ran, with KEYMAP, into TEXT, a configuration file, where it differs from what that
   says: FILE and OPTIONS, as they were read from it. The other lines stay. Returns how many changes there were. */
size_t configuration_apply_changes(struct buffer *text, const struct reader *reader, const struct keymap *keymap,
                                   const struct configuration *file, const struct options *options);

#endif
