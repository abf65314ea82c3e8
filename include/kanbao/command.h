/* kanbao - command: keys and lines to commands.
 *
 * Floor 7, above reader. Bindings are data: the defaults come from the command
 * table, the help and `--list-keys` are made from the bindings as they are now.
 */
#ifndef KANBAO_COMMAND_H
#define KANBAO_COMMAND_H

#include "kanbao/key.h"
#include "kanbao/reader.h"
#include "kanbao/settings.h"

struct keymap;

/* With the default bindings. */
struct keymap *command_keymap_new(void);
void command_keymap_free(struct keymap *keymap);

/* ---- lines of a configuration file, by the words of settings_split(), of which there is one at least

     bind PANE KEYS COMMAND [ARGUMENT]     in the place of what the same keys were bound to; up to four keys in sequence
     unbind PANE KEYS

   and a command with what it takes, a number or a text. The error is a sentence, *WRONG the word that it is about, their
   count where one is missing. */
struct error *command_read_line(struct keymap *keymap, const struct settings_words *words, size_t *wrong) BASE_MUST_USE;

struct command_call {
    const struct command_row *command;
    struct command_args args; /* its text is the words' */
};
struct error *command_read_call(const struct settings_word *words, size_t count, struct command_call *call,
                                size_t *wrong) BASE_MUST_USE;

/* Appends `bind` lines that can be read back: all the bindings as they are. */
void command_add_listing(struct buffer *out, const struct keymap *keymap);

/* Appends a line for each binding that another one, shorter, keeps from being reached. */
void command_add_conflicts(struct buffer *out, const struct keymap *keymap);

/* Takes one key typed in the pane of READER and runs what it completes. Digits before a
   command are its count; Escape forgets what was typed so far. While a prompt is open there are no counts, and what is
   bound to nothing is text. */
void command_press(struct keymap *keymap, struct reader *reader, uint32_t key);

/* All keys of NOTATION one after another; stops when the reader quits. */
struct error *command_press_keys(struct keymap *keymap, struct reader *reader, const char *notation) BASE_MUST_USE;

/* The help: a reader_make_document, and the reader_act of its rows, whose context is the keymap. It begins with what has keys in
   the pane where it is opened; without a READER it has the order of the table. */
struct issue *command_make_help(const struct reader *reader, const void *keymap);
void command_run_help(struct reader *reader, const void *keymap, size_t row);
/* The hints of the bottom line while PANE has the keys, the most important first, with wide blanks between. */
void command_add_hints(struct buffer *out, const struct keymap *keymap, enum reader_pane pane);

/* Gives READER its hints, to be called anew when a binding has changed, and the help, which is made when it is asked for.
   KEYMAP is borrowed. */
void command_attach(const struct keymap *keymap, struct reader *reader);

/* Appends the labels of the keys of a command in any of PANES, separated by blanks. */
void command_add_keys(struct buffer *out, const struct keymap *keymap, const struct command_row *command,
                      unsigned panes, size_t most);

#endif
