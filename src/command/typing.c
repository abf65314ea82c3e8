/* Keys as they are typed: sequences, counts, and text where a prompt is open. */
#include "command/bindings.h"

#include "kanbao/text.h"

enum { LINE_MARGINS = 4 }; /* of the bottom line: at both ends, and before the keys at its right */

void
command_forget_typed(struct keymap *keymap, struct reader *reader)
{
    keymap->typed_count = 0;
    keymap->number = 0;
    buffer_clear(&keymap->labels);
    reader_set_pending(reader, slice_of(""));
}

/* What is typed so far is shown. */
static void
show_typed(struct keymap *keymap, struct reader *reader, uint32_t key)
{
    key_add_label(&keymap->labels, key);
    reader_set_pending(reader, buffer_slice(&keymap->labels));
}

/* What may follow. */
static void
show_hints(const struct keymap *keymap, struct reader *reader, enum reader_pane pane)
{
    struct buffer hints = {0};
    size_t taken = text_cells(buffer_slice(&reader->pending)) + LINE_MARGINS, all = (size_t)reader->cols;
    hints_add_after(&hints, keymap, pane, keymap->typed, keymap->typed_count, all > taken ? all - taken : 0);
    if (hints.len > 0)
        reader_say(reader, "%s", hints.at);
    buffer_done(&hints);
}

/* Digits are a count where they are not bound. */
static bool
take_digit(struct keymap *keymap, enum reader_pane pane, uint32_t key)
{
    bool digit = key >= '0' && key <= '9' && (key != '0' || keymap->number > 0);
    if (!digit || keymap->typed_count > 0 || begins_a_binding(keymap, pane, &key, 1))
        return false;
    if (keymap->number < NUMBER_MAX)
        keymap->number = keymap->number * 10 + (int)(key - '0');
    return true;
}

static void
say_unbound(struct reader *reader, uint32_t key)
{
    struct buffer label = {0};
    key_add_label(&label, key);
    reader_say(reader, _("%s does nothing here; ? for help."), label.at);
    buffer_done(&label);
}

/* In the prompt what is bound to nothing is text: the first key of what was typed, and the others anew. */
static void
type_text(struct keymap *keymap, struct reader *reader)
{
    uint32_t keys[SEQUENCE_MAX];
    size_t count = keymap->typed_count;
    memcpy(keys, keymap->typed, sizeof keys);
    command_forget_typed(keymap, reader);
    reader_type(reader, keys[0]);
    for (size_t i = 1; i < count; i++)
        command_press(keymap, reader, keys[i]);
}

/* The number that was typed is the first command's. Of each its own is taken, as it may bind these keys anew. */
static void
run_binding(struct keymap *keymap, struct reader *reader, const struct binding *binding)
{
    struct command_calls calls = {0};
    const struct bound_call *bound;
    int number = keymap->number;
    for (size_t i = 0; (bound = binding_call(binding, i)) != NULL; i++) {
        char *own = base_strdup(bound->text != NULL ? bound->text : "");
        int count = i == 0 && number > 0 ? number : bound->count;
        calls_add(&calls, (struct command_call){bound->command, {.count = count, .text = slice_of(own)}, own, 0});
    }
    buffer_clear(&keymap->labels);
    for (size_t i = 0; i < binding->key_count; i++)
        key_add_label(&keymap->labels, binding->keys[i]);
    reader_set_pressed(reader, buffer_slice(&keymap->labels));
    command_forget_typed(keymap, reader);
    command_run_calls(keymap, reader, &calls);
    reader_set_pressed(reader, slice_of(""));
    command_calls_done(&calls);
}

/* What an input method has made full-width is what was pressed, unless it is bound itself, or text. */
static uint32_t
pressed_key(struct keymap *keymap, enum reader_pane pane, uint32_t key)
{
    keymap->typed[keymap->typed_count] = key;
    bool bound = begins_a_binding(keymap, pane, keymap->typed, keymap->typed_count + 1);
    return pane == PANE_PROMPT || bound ? key : key_half_width(key);
}

void
command_press(struct keymap *keymap, struct reader *reader, uint32_t key)
{
    command_go_on_alone(keymap, reader); /* what is left by keys that came before there was a terminal */
    enum reader_pane pane = reader_keys_pane(reader);
    reader_clear_message(reader);
    key = pressed_key(keymap, pane, key);
    if (pane != PANE_PROMPT && take_digit(keymap, pane, key)) {
        show_typed(keymap, reader, key);
        return;
    }
    keymap->typed[keymap->typed_count++] = key;
    const struct binding *binding = binding_of_keys(keymap, pane, keymap->typed, keymap->typed_count);
    if (binding != NULL) {
        run_binding(keymap, reader, binding);
    } else if (keymap->typed_count < SEQUENCE_MAX &&
               begins_a_binding(keymap, pane, keymap->typed, keymap->typed_count)) {
        show_typed(keymap, reader, key);
        show_hints(keymap, reader, pane);
    } else if (pane == PANE_PROMPT) {
        type_text(keymap, reader);
    } else {
        bool alone = keymap->labels.len == 0;
        command_forget_typed(keymap, reader);
        if (key != KEYCODE_ESCAPE && alone)
            say_unbound(reader, key);
    }
}

bool
command_press_hint(struct keymap *keymap, struct reader *reader, struct slice hint)
{
    enum reader_pane pane = reader_keys_pane(reader);
    struct buffer label = {0};
    uint32_t key = 0;
    for (size_t i = 0; i < keymap->count && key == 0; i++) {
        const struct binding *binding = &keymap->bindings[i];
        if (binding->pane != pane || binding->key_count <= keymap->typed_count)
            continue;
        buffer_clear(&label);
        key_add_label(&label, binding->keys[keymap->typed_count]);
        buffer_add_byte(&label, ' '); /* a word stands behind it */
        if (hint.len > label.len && memcmp(hint.at, label.at, label.len) == 0)
            key = binding->keys[keymap->typed_count];
    }
    buffer_done(&label);
    if (key != 0)
        command_press(keymap, reader, key);
    return key != 0;
}

struct error *
command_press_keys(struct keymap *keymap, struct reader *reader, const char *notation)
{
    while (*notation != '\0' && reader->request != READER_QUITS) {
        uint32_t key;
        if (!key_parse(&notation, &key))
            return error_new(_("“%s” is not a key"), notation);
        command_press(keymap, reader, key);
    }
    return NULL;
}
