/* The bindings in words: the lines that make them, which can be read back, and what is odd about them.
 *
 * What differs from the defaults is found by comparing with a keymap of these.
 */
#include "command/bindings.h"

#include "kanbao/settings.h"
#include "kanbao/text.h"

static void
add_keys(struct buffer *out, const struct binding *binding)
{
    struct buffer keys = {0};
    binding_add_keys(&keys, binding);
    settings_add_word(out, buffer_slice(&keys));
    buffer_done(&keys);
}

static void
add_call(struct buffer *out, const struct bound_call *call)
{
    buffer_add_text(out, call->command->name);
    if (call->count > 0)
        buffer_printf(out, " %d", call->count);
    if (call->text == NULL)
        return;
    buffer_add_byte(out, ' ');
    if (call->command->traits & COMMAND_WORDS)
        buffer_add_text(out, call->text); /* words as a line has them */
    else
        settings_add_word(out, slice_of(call->text));
}

/* All that it runs. */
static void
add_calls(struct buffer *out, const struct binding *binding)
{
    const struct bound_call *call;
    for (size_t i = 0; (call = binding_call(binding, i)) != NULL; i++) {
        buffer_add_text(out, i > 0 ? " ; " : "");
        add_call(out, call);
    }
}

void
binding_add_line(struct buffer *out, const struct binding *binding)
{
    buffer_printf(out, "bind %s ", reader_pane_names[binding->pane]);
    add_keys(out, binding);
    buffer_add_byte(out, ' ');
    add_calls(out, binding);
}

void
binding_add_unbind(struct buffer *out, const struct binding *binding)
{
    buffer_printf(out, "unbind %s ", reader_pane_names[binding->pane]);
    add_keys(out, binding);
}

/* In the order of the defaults, whatever order they were bound in; then the others. */
void
command_add_listing(struct buffer *out, const struct keymap *keymap)
{
    struct keymap *defaults = command_keymap_new();
    for (size_t i = 0; i < defaults->count; i++) {
        const struct binding *binding = same_keys_in(keymap, &defaults->bindings[i]);
        if (binding != NULL)
            binding_add_line(out, binding);
        else
            binding_add_unbind(out, &defaults->bindings[i]);
        buffer_add_byte(out, '\n');
    }
    for (size_t i = 0; i < keymap->count; i++) {
        if (same_keys_in(defaults, &keymap->bindings[i]) != NULL)
            continue;
        binding_add_line(out, &keymap->bindings[i]);
        buffer_add_byte(out, '\n');
    }
    command_keymap_free(defaults);
}

/* ---- what is odd */

const struct binding *
shorter_binding(const struct keymap *keymap, const struct binding *binding)
{
    const struct binding *shorter = NULL;
    for (size_t len = 1; len < binding->key_count && shorter == NULL; len++)
        shorter = binding_of_keys(keymap, binding->pane, binding->keys, len);
    return shorter;
}

void
command_add_conflicts(struct buffer *out, const struct keymap *keymap)
{
    for (size_t i = 0; i < keymap->count; i++) {
        const struct binding *binding = &keymap->bindings[i], *shorter = shorter_binding(keymap, binding);
        if (shorter == NULL)
            continue;
        struct buffer keys = {0};
        binding_add_keys(&keys, binding);
        buffer_printf(out, _("%s: the keys of %s are never reached: %s comes first"), keys.at,
                      binding->first.command->name, shorter->first.command->name);
        buffer_add_byte(out, '\n');
        buffer_done(&keys);
    }
}

/* ---- a document of all that */

enum { KEYS_CELLS = 18 };

/* PANE and KEYS, what they do, and more WORDS. */
static void
add_row(struct issue *document, const struct binding *binding, const char *words)
{
    struct buffer row = {0};
    buffer_printf(&row, "%s ", reader_pane_names[binding->pane]);
    binding_add_keys(&row, binding);
    text_pad(&row, KEYS_CELLS);
    buffer_add_byte(&row, ' ');
    buffer_add_text(&row, words);
    issue_document_add(document, ISSUE_KIND_TABLE, KEYS_CELLS + 1, buffer_slice(&row));
    buffer_done(&row);
}

/* Above the first row of a group. */
static void
add_title(struct issue *document, size_t *rows, const char *title)
{
    if ((*rows)++ > 0)
        return;
    if (document->paragraph_count > 0)
        issue_document_add(document, ISSUE_KIND_BODY, 0, slice_of(""));
    issue_document_add(document, ISSUE_KIND_SUBHEAD, 0, slice_of(title));
}

static size_t
add_unreached(struct issue *document, const struct keymap *keymap)
{
    size_t rows = 0;
    for (size_t i = 0; i < keymap->count; i++) {
        const struct binding *binding = &keymap->bindings[i], *shorter = shorter_binding(keymap, binding);
        struct buffer words = {0};
        if (shorter == NULL)
            continue;
        add_title(document, &rows, _("Never reached, as the first of the keys are bound themselves"));
        add_calls(&words, binding);
        struct buffer keys = {0}, calls = {0};
        binding_add_keys(&keys, shorter);
        add_calls(&calls, shorter);
        /* TRANSLATORS: keys, and the command that they run */
        buffer_printf(&words, _(" (%s is %s)"), keys.at, calls.at);
        buffer_done(&keys);
        buffer_done(&calls);
        add_row(document, binding, words.at);
        buffer_done(&words);
    }
    return rows;
}

/* Default keys that do something else, or nothing. */
static size_t
add_replaced(struct issue *document, const struct keymap *keymap, const struct keymap *defaults)
{
    size_t rows = 0;
    for (size_t i = 0; i < defaults->count; i++) {
        const struct binding *old = &defaults->bindings[i], *now = same_keys_in(keymap, old);
        struct buffer words = {0};
        if (now != NULL && binding_runs_same(now, old))
            continue;
        add_title(document, &rows, _("Default keys that do something else"));
        if (now != NULL)
            add_calls(&words, now);
        else
            buffer_add_text(&words, _("nothing"));
        buffer_printf(&words, _(" (by default %s)"), old->first.command->name);
        add_row(document, old, words.at);
        buffer_done(&words);
    }
    return rows;
}

static size_t
add_own(struct issue *document, const struct keymap *keymap, const struct keymap *defaults)
{
    size_t rows = 0;
    for (size_t i = 0; i < keymap->count; i++) {
        struct buffer words = {0};
        if (same_keys_in(defaults, &keymap->bindings[i]) != NULL)
            continue;
        add_title(document, &rows, _("Keys of your own"));
        add_calls(&words, &keymap->bindings[i]);
        add_row(document, &keymap->bindings[i], words.at);
        buffer_done(&words);
    }
    return rows;
}

struct issue *
command_make_bindings(const struct reader *reader, const void *context)
{
    (void)reader;
    const struct keymap *keymap = context;
    struct keymap *defaults = command_keymap_new();
    struct issue *document = issue_document_new(_("Keys that are bound otherwise"));
    size_t rows = add_unreached(document, keymap);
    rows += add_replaced(document, keymap, defaults);
    rows += add_own(document, keymap, defaults);
    if (rows == 0)
        issue_document_add(document, ISSUE_KIND_BODY, 0,
                           slice_of(_("All keys are bound as by default; ? shows them.")));
    command_keymap_free(defaults);
    return document;
}
