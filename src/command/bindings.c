/* The bindings: keys of a pane to commands. */
#include "command/bindings.h"

#include <stdlib.h>

enum { DEFAULTS = 512 }; /* of the table, and some more: room that is not moved while they are read */

/* Is TEXT the name of one key, without its angles? As keys one by one it would be bound to nothing that anybody types. */
static bool
is_bare_name(const char *text)
{
    struct buffer name = {0};
    uint32_t key;
    buffer_printf(&name, "<%s>", text);
    const char *at = name.at;
    bool is = text[0] != '\0' && text[1] != '\0' && key_parse(&at, &key) && *at == '\0';
    buffer_done(&name);
    return is;
}

struct error *
binding_read_keys(struct binding *binding, const char *text)
{
    const char *at = text;
    binding->key_count = 0;
    if (is_bare_name(text))
        return error_new(_("“%s” is several keys; the one of that name is written <%s>"), text, text);
    while (*at != '\0') {
        if (binding->key_count == SEQUENCE_MAX)
            return error_new(_("“%s”: more than %d keys; one with a name is written <C-x>, <F5>"), text, SEQUENCE_MAX);
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

bool
binding_has_same_keys(const struct binding *a, const struct binding *b)
{
    return a->pane == b->pane && a->key_count == b->key_count && starts_with(a, b->keys, b->key_count);
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

struct binding *
same_keys_in(const struct keymap *keymap, const struct binding *binding)
{
    return binding_of_keys(keymap, binding->pane, binding->keys, binding->key_count);
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
    struct binding *old = same_keys_in(keymap, binding);
    if (old == NULL) {
        add_binding(keymap, binding);
        return;
    }
    binding_done(old);
    *old = *binding;
}

bool
binding_remove(struct keymap *keymap, const struct binding *binding)
{
    struct binding *old = same_keys_in(keymap, binding);
    if (old == NULL)
        return false;
    binding_done(old);
    size_t behind = (size_t)(keymap->bindings + --keymap->count - old);
    memmove(old, old + 1, behind * sizeof *old); /* their order is that of the help */
    return true;
}

void
binding_done(struct binding *binding)
{
    free(binding->first.text);
    for (size_t i = 0; i < binding->then_count; i++)
        free(binding->then[i].text);
    free(binding->then);
}

const struct bound_call *
binding_call(const struct binding *binding, size_t index)
{
    if (index == 0)
        return &binding->first;
    return index <= binding->then_count ? &binding->then[index - 1] : NULL;
}

static bool
same_call(const struct bound_call *a, const struct bound_call *b)
{
    const char *a_text = a->text != NULL ? a->text : "", *b_text = b->text != NULL ? b->text : "";
    return a->command == b->command && a->count == b->count && strcmp(a_text, b_text) == 0;
}

bool
binding_runs_same(const struct binding *a, const struct binding *b)
{
    bool same = a->then_count == b->then_count && same_call(&a->first, &b->first);
    for (size_t i = 0; same && i < a->then_count; i++)
        same = same_call(&a->then[i], &b->then[i]);
    return same;
}

/* The default keys of a command. Nothing is looked up: no two rows of the table share a key in a pane, and
   all can be read (tests/test_command.c), and the program starts with this. */
static void
bind_defaults(struct keymap *keymap, const struct command_row *command)
{
    for (const char *at = command->keys; *at != '\0';) {
        struct binding binding = {.first = {.command = command}};
        while (*at != '\0' && *at != ' ' && binding.key_count < SEQUENCE_MAX)
            if (!key_parse(&at, &binding.keys[binding.key_count++]))
                return;
        at += strspn(at, " ");
        for (int pane = 0; pane < PANE_COUNT; pane++) {
            binding.pane = (uint8_t)pane;
            if (command->panes & 1U << pane)
                add_binding(keymap, &binding);
        }
    }
}

struct keymap *
command_keymap_new(void)
{
    struct keymap *keymap = base_alloc_zero(1, sizeof *keymap);
    keymap->bindings = base_grow(NULL, &keymap->capacity, DEFAULTS, sizeof *keymap->bindings);
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
        binding_done(&keymap->bindings[i]);
    free(keymap->bindings);
    free(keymap->unbound);
    free(keymap->trial.before);
    command_calls_done(&keymap->rest);
    buffer_done(&keymap->labels);
    free(keymap);
}
