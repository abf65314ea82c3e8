/* What users read of the bindings: the help and the hints. Both are made from
 * the bindings as they are, so neither can be out of date.
 */
#include "command/bindings.h"

#include "kanbao/text.h"

#include <limits.h>
#include <stdlib.h>

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

/* For each command its first binding in PANE that is one key more than the COUNT keys at TYPED, or NULL. The caller's. */
static const struct binding **
bindings_after(const struct keymap *keymap, enum reader_pane pane, const uint32_t *typed, size_t count)
{
    const struct binding **found = base_alloc_zero(command_row_count, sizeof *found);
    for (size_t i = 0; i < keymap->count; i++) {
        const struct binding *binding = &keymap->bindings[i];
        if (binding->pane != pane || binding->key_count != count + 1 || binding->first.command == NULL ||
            (count > 0 && memcmp(binding->keys, typed, count * sizeof *typed) != 0))
            continue;
        size_t command = (size_t)(binding->first.command - command_rows);
        if (found[command] == NULL)
            found[command] = binding;
    }
    return found;
}

/* ---- hints, the most important first */

struct hint {
    const struct command_row *command;
    const struct binding *binding;
};

static unsigned
rank_of(const struct command_row *command)
{
    unsigned rank = command->traits >> COMMAND_RANKS;
    return rank > 0 ? rank : UINT_MAX;
}

/* Is its word for what may follow the first keys of a sequence, which is how its keys are by default? Alone it would not say
   what is done. */
static bool
is_of_sequence(const struct command_row *command)
{
    const char *keys = command->keys;
    uint32_t key;
    return key_parse(&keys, &key) && *keys != '\0' && *keys != ' ';
}

/* Those of what may follow the COUNT keys at TYPED; AT has room for all commands. Returns how many. */
static size_t
find_hints(struct hint *at, const struct keymap *keymap, enum reader_pane pane, const uint32_t *typed, size_t count)
{
    size_t hints = 0;
    const struct binding **bindings = bindings_after(keymap, pane, typed, count);
    for (size_t i = 0; i < command_row_count; i++) {
        const struct command_row *command = &command_rows[i];
        if (bindings[i] == NULL || command->hint == NULL || (count == 0 && is_of_sequence(command)))
            continue;
        size_t to = hints++;
        for (; to > 0 && rank_of(at[to - 1].command) > rank_of(command); to--)
            at[to] = at[to - 1];
        at[to] = (struct hint){command, bindings[i]};
    }
    free(bindings);
    return hints;
}

/* The first FULL with their words, of the others the last keys alone. */
static void
add_hints(struct buffer *out, const struct hint *hints, size_t count, size_t full)
{
    buffer_clear(out);
    for (size_t i = 0; i < count; i++) {
        const struct binding *binding = hints[i].binding;
        buffer_add_text(out, i == 0 ? "" : i <= full ? "\u3000" : " ");
        key_add_label(out, binding->keys[binding->key_count - 1]);
        if (i < full)
            buffer_printf(out, " %s", _(hints[i].command->hint));
    }
}

void
command_add_hints(struct buffer *out, const struct keymap *keymap, enum reader_pane pane)
{
    hints_add_after(out, keymap, pane, NULL, 0, SIZE_MAX);
}

void
hints_add_after(struct buffer *out, const struct keymap *keymap, enum reader_pane pane, const uint32_t *typed,
                size_t count, size_t cells)
{
    struct hint *hints = base_alloc(command_row_count * sizeof *hints);
    size_t found = find_hints(hints, keymap, pane, typed, count), full = found;
    add_hints(out, hints, found, full);
    while (full > 0 && cells < SIZE_MAX && text_cells(buffer_slice(out)) > cells)
        add_hints(out, hints, found, --full);
    free(hints);
}

/* ---- the help */

static void
add_command(struct issue *help, const struct keymap *keymap, const struct command_row *command)
{
    struct buffer row = {0};
    command_add_keys(&row, keymap, command, command->panes, HELP_KEYS_MAX);
    if (row.len == 0)
        buffer_printf(&row, ":%s", command->name);
    text_pad(&row, KEYS_CELLS);
    buffer_add_text(&row, _(command->help));
    issue_document_add(help, ISSUE_KIND_TABLE, KEYS_CELLS, buffer_slice(&row));
    buffer_done(&row);
}

/* The rows of the help in their order: first those that have keys in the pane where it was opened. */
struct help_walk {
    unsigned panes; /* of that; all of them: nobody asks from a pane */
    bool elsewhere; /* the others */
    const struct command_row *group;
    size_t next;
};

static struct help_walk
help_walk(const struct reader *reader)
{
    return (struct help_walk){.panes = reader != NULL ? 1U << reader_keys_beneath(reader) : ~0U};
}

/* The next command; NULL: there are no more. */
static const struct command_row *
help_next(struct help_walk *walk)
{
    for (;; walk->next = 0, walk->elsewhere = true, walk->group = NULL) {
        while (walk->next < command_row_count) {
            const struct command_row *command = &command_rows[walk->next++];
            if (command->name == NULL)
                walk->group = command;
            else if (((command->panes & walk->panes) == 0) == walk->elsewhere)
                return command;
        }
        if (walk->elsewhere)
            return NULL;
    }
}

static void
add_title(struct issue *help, const struct help_walk *walk, bool elsewhere)
{
    struct buffer title = {0};
    issue_document_add(help, ISSUE_KIND_BODY, 0, slice_make("", 0));
    if (walk->elsewhere && !elsewhere)
        buffer_printf(&title, "%s: ", _("Elsewhere"));
    buffer_add_text(&title, _(walk->group->help));
    issue_document_add(help, ISSUE_KIND_SUBHEAD, 0, buffer_slice(&title));
    buffer_done(&title);
}

struct issue *
command_make_help(const struct reader *reader, const void *context)
{
    const struct keymap *keymap = context;
    struct issue *help = issue_document_new(_("The keys of kanbao"));
    issue_document_add(
        help, ISSUE_KIND_BODY, 0,
        slice_of(_("First those of where you are; Enter does what the selected row says, and / searches here. "
                   "A number before a command repeats it (5j) or names an entry of a list (12G). "
                   "Escape takes back what was typed so far.")));
    struct help_walk walk = help_walk(reader);
    const struct command_row *command, *group = NULL;
    for (bool elsewhere = false; (command = help_next(&walk)) != NULL; elsewhere = walk.elsewhere) {
        if (walk.group != group || walk.elsewhere != elsewhere)
            add_title(help, &walk, elsewhere);
        group = walk.group;
        add_command(help, keymap, command);
    }
    issue_document_add(help, ISSUE_KIND_BODY, 0, slice_make("", 0));
    issue_document_add(help, ISSUE_KIND_SUBHEAD, 0, slice_of(_("What a query says")));
    command_add_query_help(help); /* rows behind those of the commands do nothing */
    return help;
}

void
command_run_help(struct reader *reader, const void *context, size_t row)
{
    (void)context;
    struct help_walk walk = help_walk(reader);
    const struct command_row *command = help_next(&walk);
    for (size_t i = 0; i < row && command != NULL; i++)
        command = help_next(&walk);
    if (command != NULL)
        reader_run_from_document(reader, command);
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
