/* The bindings: keys of a pane to commands. */
#include "command/bindings.h"

#include <stdlib.h>

struct error *
binding_read_keys(struct binding *binding, const char *text)
{
    const char *at = text;
    binding->key_count = 0;
    while (*at != '\0') {
        if (binding->key_count == SEQUENCE_MAX)
            return error_new(_("“%s”: more than %d keys"), text, SEQUENCE_MAX);
        if (!key_parse(&at, &binding->keys[binding->key_count++]))
            return error_new(_("“%s” is not a key"), at);
    }
    return binding->key_count > 0 ? NULL : error_new(_("no key given"));
}

void
binding_add_keys(struct buffer *out, const struct binding *binding)
{
    for (size_t i = 0; i < binding->key_count; i++)
        key_add_notation(out, binding->keys[i]);
}

static bool
starts_with(const struct binding *binding, const uint32_t *keys, size_t count)
{
    if (binding->key_count < count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (binding->keys[i] != keys[i])
            return false;
    return true;
}

struct binding *
binding_of_keys(const struct keymap *keymap, enum reader_pane pane, const uint32_t *keys, size_t count)
{
    for (size_t i = 0; i < keymap->count; i++) {
        struct binding *binding = &keymap->bindings[i];
        if (binding->pane == pane && binding->key_count == count && starts_with(binding, keys, count))
            return binding;
    }
    return NULL;
}

bool
begins_a_binding(const struct keymap *keymap, enum reader_pane pane, const uint32_t *keys, size_t count)
{
    for (size_t i = 0; i < keymap->count; i++)
        if (keymap->bindings[i].pane == pane && starts_with(&keymap->bindings[i], keys, count))
            return true;
    return false;
}

static void
add_binding(struct keymap *keymap, const struct binding *binding)
{
    keymap->bindings = base_grow(keymap->bindings, &keymap->capacity, keymap->count + 1, sizeof *binding);
    keymap->bindings[keymap->count++] = *binding;
}

void
binding_put(struct keymap *keymap, const struct binding *binding)
{
    struct binding *old = binding_of_keys(keymap, binding->pane, binding->keys, binding->key_count);
    if (old == NULL) {
        add_binding(keymap, binding);
        return;
    }
    free(old->text);
    *old = *binding;
}

bool
binding_remove(struct keymap *keymap, const struct binding *binding)
{
    struct binding *old = binding_of_keys(keymap, binding->pane, binding->keys, binding->key_count);
    if (old == NULL)
        return false;
    free(old->text);
    *old = keymap->bindings[--keymap->count];
    return true;
}

/* The default keys of a command. Nothing is looked up: no two rows of the table share a key in a pane, and
   all can be read (tests/test_command.c), and the program starts with this. */
static void
bind_defaults(struct keymap *keymap, const struct command_row *command)
{
    for (const char *at = command->keys; *at != '\0';) {
        struct binding binding = {.command = command};
        while (*at != '\0' && *at != ' ' && binding.key_count < SEQUENCE_MAX)
            if (!key_parse(&at, &binding.keys[binding.key_count++]))
                return;
        at += strspn(at, " ");
        for (int pane = 0; pane < PANE_COUNT; pane++) {
            binding.pane = (enum reader_pane)pane;
            if (command->panes & 1U << pane)
                add_binding(keymap, &binding);
        }
    }
}

struct keymap *
command_keymap_new(void)
{
    struct keymap *keymap = base_alloc_zero(1, sizeof *keymap);
    for (size_t i = 0; i < command_row_count; i++)
        if (command_rows[i].name != NULL)
            bind_defaults(keymap, &command_rows[i]);
    return keymap;
}

void
command_keymap_free(struct keymap *keymap)
{
    if (keymap == NULL)
        return;
    for (size_t i = 0; i < keymap->count; i++)
        free(keymap->bindings[i].text);
    free(keymap->bindings);
    buffer_done(&keymap->labels);
    free(keymap);
}

void
command_add_conflicts(struct buffer *out, const struct keymap *keymap)
{
    for (size_t i = 0; i < keymap->count; i++) {
        const struct binding *binding = &keymap->bindings[i];
        for (size_t len = 1; len < binding->key_count; len++) {
            const struct binding *shorter = binding_of_keys(keymap, binding->pane, binding->keys, len);
            if (shorter == NULL)
                continue;
            struct buffer keys = {0};
            binding_add_keys(&keys, binding);
            buffer_printf(out, _("%s: the keys of %s are never reached: %s comes first"), keys.at,
                          binding->command->name, shorter->command->name);
            buffer_add_byte(out, '\n');
            buffer_done(&keys);
            break;
        }
    }
}
