/* What the files of src/command share. */
#ifndef COMMAND_BINDINGS_H
#define COMMAND_BINDINGS_H

#include "kanbao/command.h"

enum { SEQUENCE_MAX = 4, NUMBER_MAX = 1000000 };

struct binding {
    enum reader_pane pane;
    uint32_t keys[SEQUENCE_MAX];
    size_t key_count;
    const struct command_row *command;
    int count;  /* that it is given where none is typed; 0: none */
    char *text; /* that it is given, owned; NULL: none */
};

struct keymap {
    struct binding *bindings;
    size_t count, capacity;
    uint32_t typed[SEQUENCE_MAX]; /* an unfinished sequence */
    size_t typed_count;
    int number;           /* the count typed before it; 0: none */
    struct buffer labels; /* both, as a person calls the keys */
};

/* ---- bindings.c */
/* The keys of a binding from their notation, and back. */
struct error *binding_read_keys(struct binding *binding, const char *text) BASE_MUST_USE;
void binding_add_keys(struct buffer *out, const struct binding *binding);
/* Takes the binding, and what it owns, in the place of one of the same keys; forgets the one of its keys, if there is any. */
void binding_put(struct keymap *keymap, const struct binding *binding);
bool binding_remove(struct keymap *keymap, const struct binding *binding);
/* The binding of just these keys, or NULL. */
struct binding *binding_of_keys(const struct keymap *keymap, enum reader_pane pane, const uint32_t *keys, size_t count);
bool begins_a_binding(const struct keymap *keymap, enum reader_pane pane, const uint32_t *keys, size_t count);

/* ---- help.c: the hints of what may follow the COUNT keys at TYPED, in the order of their ranks; those for whose words CELLS
   have no room are keys alone. */
void hints_add_after(struct buffer *out, const struct keymap *keymap, enum reader_pane pane, const uint32_t *typed,
                     size_t count, size_t cells);

#endif
