/* What the files of src/command share. */
#ifndef COMMAND_BINDINGS_H
#define COMMAND_BINDINGS_H

#include "kanbao/command.h"

enum { SEQUENCE_MAX = 4, NUMBER_MAX = 1000000 };

/* A command with what it takes. */
struct bound_call {
    const struct command_row *command;
    int count;  /* that it is given where none is typed; 0: none */
    char *text; /* that it is given, owned; NULL: none */
};

/* There are some hundred, made at each start: small. */
struct binding {
    uint32_t keys[SEQUENCE_MAX];
    struct bound_call first;
    struct bound_call *then; /* what follows it, owned */
    uint32_t then_count;
    uint8_t pane; /* enum reader_pane */
    uint8_t key_count;
    bool changed; /* by a line typed while the program ran */
};

/* An option that has a value only because it stands in the command line that is typed. */
struct trial {
    const struct option_row *row; /* NULL: none */
    char *before;                 /* its value, owned */
    int ambiguous;                /* cells, before */
};

struct keymap {
    struct binding *bindings;
    size_t count, capacity;
    uint32_t typed[SEQUENCE_MAX]; /* an unfinished sequence */
    size_t typed_count;
    int number;              /* the count typed before it; 0: none */
    struct buffer labels;    /* both, as a person calls the keys */
    struct binding *unbound; /* keys that were unbound while the program ran, which run nothing */
    size_t unbound_count, unbound_capacity;
    struct trial trial;
    struct command_calls rest; /* of a line, that wait until what was requested is served */
};

/* ---- bindings.c */
/* The keys of a binding from their notation, and back. */
struct error *binding_read_keys(struct binding *binding, const char *text) BASE_MUST_USE;
void binding_add_keys(struct buffer *out, const struct binding *binding);
/* Takes the binding, and what it owns, in the place of one of the same keys; forgets the one of its keys, if there is any. */
void binding_put(struct keymap *keymap, const struct binding *binding);
bool binding_remove(struct keymap *keymap, const struct binding *binding);
/* Frees what it owns. */
void binding_done(struct binding *binding);
/* Its call number INDEX, from 0 on; NULL: it has fewer. */
const struct bound_call *binding_call(const struct binding *binding, size_t index);
/* Are they of the same keys in the same pane? Do they run the same? */
bool binding_has_same_keys(const struct binding *a, const struct binding *b);
bool binding_runs_same(const struct binding *a, const struct binding *b);
/* The binding that keeps BINDING from being reached, or NULL. */
const struct binding *shorter_binding(const struct keymap *keymap, const struct binding *binding);
/* Appends the line that binds its keys so, or, with BINDING of those keys only, the one that unbinds them; without a line end. */
void binding_add_line(struct buffer *out, const struct binding *binding);
void binding_add_unbind(struct buffer *out, const struct binding *binding);
/* The binding of just these keys, or NULL. */
struct binding *binding_of_keys(const struct keymap *keymap, enum reader_pane pane, const uint32_t *keys, size_t count);
/* And of those of BINDING. */
struct binding *same_keys_in(const struct keymap *keymap, const struct binding *binding);
bool begins_a_binding(const struct keymap *keymap, enum reader_pane pane, const uint32_t *keys, size_t count);

/* ---- command_line.c */
/* The error names the nearest. */
struct error *find_command(const char *name, const struct command_row **command) BASE_MUST_USE;
/* PANE and KEYS of the words of a line that binds or unbinds. */
struct error *binding_read_place(const struct settings_word *words, struct binding *binding,
                                 size_t *wrong) BASE_MUST_USE;
/* The commands of WORDS from FIRST on, with ; between them: none at all where there are no words. Where they are TYPED, the line
   that they are of, and not NULL, the beginning of a name will do that no other command has, and a text may have blanks. */
struct error *calls_read(struct settings_words *words, size_t first, const struct slice *typed,
                         struct command_calls *calls, size_t *wrong) BASE_MUST_USE;
/* Appends a line that is typed, as many bytes of it: the wide blank and ； of an input method are those that part words, where
   they are not quoted. */
void line_add_plain(struct buffer *out, struct slice line);
/* Is anything wrong in the words of those that take some? So nothing of a line is run where any of it is wrong. Where they are
   not TYPED there may be none, which are asked for when it is run. */
struct error *calls_check(const struct command_calls *calls, bool typed, size_t *wrong) BASE_MUST_USE;
/* Is it a ; that parts commands? Each ; that is not quoted in the words from FIRST on becomes such a word. */
bool is_separator(const struct settings_word *word);
void part_words(struct settings_words *words, size_t first);
void calls_add(struct command_calls *calls, struct command_call call);

/* ---- typed_line.c: what is typed behind a : */
extern const struct reader_prompt_use command_prompt;
/* Does what LINE says that binds or unbinds keys, and remembers that it was changed. */
struct error *command_line_typed(struct reader *reader, struct slice line) BASE_MUST_USE;

/* ---- filter_line.c: filter GLOB "PROGRAM ARGUMENT..."; *WRONG: the word that the error is about, their count where one is missing */
struct error *filter_line_read(struct configuration *configuration, const struct settings_words *words,
                               size_t *wrong) BASE_MUST_USE;

/* ---- complete_line.c: a prompt_complete whose context is the reader */
prompt_complete command_complete;
/* Appends the names that the last word of TEXT may go on to, with blanks between, but for paths and values, and the name of the
   command that this word is of, or is. Returns how many there are; 0 also where nothing of one is typed. */
size_t command_add_names(struct buffer *out, struct buffer *command, struct slice text);

/* ---- listing.c: a reader_make_document whose context is the keymap */
struct issue *command_make_bindings(const struct reader *reader, const void *keymap);

/* ---- query_help.c: what a query says: rows of DOCUMENT, and a reader_make_document */
void command_add_query_help(struct issue *document);
struct issue *command_make_query_help(const struct reader *reader, const void *context);

/* ---- help.c: the reader's hints, as the keys are bound; and the hints of what may follow the COUNT keys at TYPED, in the order of
   their ranks; those for whose words CELLS have no room are keys alone. */
void hints_set(const struct keymap *keymap, struct reader *reader);
void hints_add_after(struct buffer *out, const struct keymap *keymap, enum reader_pane pane, const uint32_t *typed,
                     size_t count, size_t cells);

#endif
