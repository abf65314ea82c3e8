/* kanbao - command: keys to commands.
 *
 * Floor 7, above reader. Bindings are data: the defaults come from the command
 * table, the help and `--list-keys` are made from the bindings as they are now.
 */
#ifndef KANBAO_COMMAND_H
#define KANBAO_COMMAND_H

#include "kanbao/key.h"
#include "kanbao/reader.h"

struct keymap;

/* With the default bindings. */
struct keymap *command_keymap_new(void);
void command_keymap_free(struct keymap *keymap);

/* Binds KEYS (notation, up to four keys in sequence) to a command in PANES (bits IN_...);
   a binding of the same keys is replaced. */
struct error *command_bind(struct keymap *keymap, unsigned panes, const char *keys, const char *command) BASE_MUST_USE;
/* Forgets a binding; an error when there is none. */
struct error *command_unbind(struct keymap *keymap, unsigned panes, const char *keys) BASE_MUST_USE;

/* Appends a line for each binding that another one, shorter, keeps from being reached. */
void command_add_conflicts(struct buffer *out, const struct keymap *keymap);

/* Takes one key typed in the pane of READER and runs what it completes. Digits before a
   command are its count; Escape forgets what was typed so far. While a prompt is open there are no counts, and what is
   bound to nothing is text. */
void command_press(struct keymap *keymap, struct reader *reader, uint32_t key);

/* All keys of NOTATION one after another; stops when the reader quits. */
struct error *command_press_keys(struct keymap *keymap, struct reader *reader, const char *notation) BASE_MUST_USE;

/* Appends `bind PANE KEYS COMMAND` lines that can be read back. */
void command_add_listing(struct buffer *out, const struct keymap *keymap);

/* The help: a reader_make_document, whose context is the keymap. */
struct issue *command_make_help(const struct reader *reader, const void *keymap);
/* The hints of the bottom line while PANE has the keys. */
void command_add_hints(struct buffer *out, const struct keymap *keymap, enum reader_pane pane);

/* Gives READER its hints, to be called anew when a binding has changed, and the help, which is made when it is asked for.
   KEYMAP is borrowed. */
void command_attach(const struct keymap *keymap, struct reader *reader);

/* Appends the labels of the keys of a command in any of PANES, separated by blanks. */
void command_add_keys(struct buffer *out, const struct keymap *keymap, const struct command_row *command,
                      unsigned panes, size_t most);

#endif
