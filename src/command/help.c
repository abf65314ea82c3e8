/* What users read of the bindings: the help and the hints. Both are made from
 * the bindings as they are, so neither can be out of date.
 */
#include "command/bindings.h"

#include "kanbao/text.h"

enum { KEYS_CELLS = 16, HELP_KEYS_MAX = 4 };

static bool
same_keys(const struct binding *a, const struct binding *b)
{
    return a->key_count == b->key_count && memcmp(a->keys, b->keys, a->key_count * sizeof a->keys[0]) == 0;
}

/* Is the same keys' binding of the same command, in another pane, listed already? */
static bool
listed_before(const struct keymap *keymap, size_t index, unsigned panes)
{
    for (size_t i = 0; i < index; i++) {
        const struct binding *binding = &keymap->bindings[i];
        if (panes & 1U << binding->pane && binding->first.command == keymap->bindings[index].first.command &&
            same_keys(binding, &keymap->bindings[index]))
            return true;
    }
    return false;
}

void
command_add_keys(struct buffer *out, const struct keymap *keymap, const struct command_row *command, unsigned panes,
                 size_t most)
{
    size_t shown = 0;
    for (size_t i = 0; i < keymap->count && shown < most; i++) {
        const struct binding *binding = &keymap->bindings[i];
        if (binding->first.command != command || !(panes & 1U << binding->pane) || listed_before(keymap, i, panes))
            continue;
        if (shown++ > 0)
            buffer_add_byte(out, ' ');
        for (size_t k = 0; k < binding->key_count; k++)
            key_add_label(out, binding->keys[k]);
    }
}

/* The first binding of COMMAND in PANE that is one key more than the COUNT keys at TYPED, or NULL. */
static const struct binding *
binding_after(const struct keymap *keymap, const struct command_row *command, enum reader_pane pane,
              const uint32_t *typed, size_t count)
{
    for (size_t i = 0; i < keymap->count; i++) {
        const struct binding *binding = &keymap->bindings[i];
        if (binding->first.command == command && binding->pane == pane && binding->key_count == count + 1 &&
            (count == 0 || memcmp(binding->keys, typed, count * sizeof *typed) == 0))
            return binding;
    }
    return NULL;
}

void
command_add_hints(struct buffer *out, const struct keymap *keymap, enum reader_pane pane)
{
    hints_add_after(out, keymap, pane, NULL, 0);
}

void
hints_add_after(struct buffer *out, const struct keymap *keymap, enum reader_pane pane, const uint32_t *typed,
                size_t count)
{
    for (size_t i = 0; i < command_row_count; i++) {
        const struct command_row *command = &command_rows[i];
        const struct binding *binding =
            command->hint != NULL ? binding_after(keymap, command, pane, typed, count) : NULL;
        if (binding == NULL)
            continue;
        buffer_add_text(out, out->len > 0 ? "\u3000" : "");
        key_add_label(out, binding->keys[count]);
        buffer_printf(out, " %s", _(command->hint));
    }
}

static void
add_command(struct issue *help, const struct keymap *keymap, const struct command_row *command)
{
    struct buffer row = {0};
    command_add_keys(&row, keymap, command, command->panes, HELP_KEYS_MAX);
    if (row.len == 0)
        buffer_printf(&row, ":%s", command->name);
    size_t cells = text_cells(buffer_slice(&row));
    do
        buffer_add_byte(&row, ' ');
    while (++cells < KEYS_CELLS);
    buffer_add_text(&row, _(command->help));
    issue_document_add(help, ISSUE_KIND_TABLE, KEYS_CELLS, buffer_slice(&row));
    buffer_done(&row);
}

struct issue *
command_make_help(const struct reader *reader, const void *context)
{
    (void)reader;
    const struct keymap *keymap = context;
    struct issue *help = issue_document_new(_("The keys of kanbao"));
    const struct slice nothing = slice_make("", 0);
    issue_document_add(help, ISSUE_KIND_BODY, 0,
                       slice_of(_("A number before a command repeats it (5j) or names an entry of a list (12G). "
                                  "Escape takes back what was typed so far.")));
    for (size_t i = 0; i < command_row_count; i++) {
        const struct command_row *command = &command_rows[i];
        if (command->name != NULL) {
            add_command(help, keymap, command);
            continue;
        }
        issue_document_add(help, ISSUE_KIND_BODY, 0, nothing);
        issue_document_add(help, ISSUE_KIND_SUBHEAD, 0, slice_of(_(command->help)));
    }
    return help;
}

void
hints_set(const struct keymap *keymap, struct reader *reader)
{
    for (int pane = 0; pane < PANE_COUNT; pane++) {
        struct buffer hints = {0};
        command_add_hints(&hints, keymap, (enum reader_pane)pane);
        reader_set_hints(reader, (enum reader_pane)pane, hints.len > 0 ? hints.at : "");
        buffer_done(&hints);
    }
}
