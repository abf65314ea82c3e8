/* Lines of words, as a configuration file and --list-keys have them: what they bind, and which command they call.
 *
 * The words are settings' (blanks, quotes, comments); what stands behind a command's name is what its row takes.
 */
#include "command/bindings.h"

#include "kanbao/settings.h"

#include <errno.h>
#include <stdlib.h>

#define BIND_FORM   "bind PANE KEYS COMMAND [ARGUMENT]"
#define UNBIND_FORM "unbind PANE KEYS"

static struct error *
find_command(const char *name, const struct command_row **command)
{
    struct settings_nearest nearest = {.wanted = name};
    for (size_t i = 0; i < command_row_count; i++) {
        if (command_rows[i].name == NULL)
            continue;
        settings_try_name(&nearest, command_rows[i].name);
        *command = &command_rows[i];
        if (strcmp(command_rows[i].name, name) == 0)
            return NULL;
    }
    return settings_add_nearest(error_new(_("there is no command “%s”"), name), &nearest);
}

static struct error *
find_pane(const char *name, enum reader_pane *pane)
{
    struct settings_nearest nearest = {.wanted = name};
    for (int i = 0; i < PANE_COUNT; i++) {
        settings_try_name(&nearest, reader_pane_names[i]);
        *pane = (enum reader_pane)i;
        if (strcmp(reader_pane_names[i], name) == 0)
            return NULL;
    }
    return settings_add_nearest(error_new(_("there is no pane “%s”"), name), &nearest);
}

static struct error *
read_count(const struct command_row *command, const char *word, int *count)
{
    char *end;
    errno = 0;
    long number = strtol(word, &end, 10);
    if (*word < '0' || *word > '9' || *end != '\0' || errno != 0 || number < 1 || number > NUMBER_MAX)
        return error_new(_("%s takes a number from 1 to %d, not “%s”"), command->name, NUMBER_MAX, word);
    *count = (int)number;
    return NULL;
}

struct error *
command_read_call(const struct settings_word *words, size_t count, struct command_call *call, size_t *wrong)
{
    *call = (struct command_call){.args = {.text = slice_of("")}};
    *wrong = 0;
    struct error *error = find_command(words[0].text.at, &call->command);
    if (error != NULL || count == 1)
        return error;
    *wrong = 1;
    if (call->command->traits & COMMAND_COUNTS)
        error = read_count(call->command, words[1].text.at, &call->args.count);
    else if (call->command->traits & COMMAND_TEXT)
        call->args.text = words[1].text;
    else
        return error_new(_("%s takes no argument"), call->command->name);
    if (error == NULL && count > 2) {
        *wrong = 2;
        error = error_new(_("%s takes one argument; one with blanks is quoted"), call->command->name);
    }
    return error;
}

/* PANE and KEYS of a line. */
static struct error *
read_keys(const struct settings_word *words, struct binding *binding, size_t *wrong)
{
    *wrong = 1;
    struct error *error = find_pane(words[1].text.at, &binding->pane);
    if (error != NULL)
        return error;
    *wrong = 2;
    return binding_read_keys(binding, words[2].text.at);
}

static struct error *
bind(struct keymap *keymap, const struct settings_words *words, size_t *wrong)
{
    struct binding binding = {.key_count = 0};
    struct command_call call;
    *wrong = words->count;
    if (words->count < 4)
        return error_new(_("a line with %s is: %s"), words->at[0].text.at, BIND_FORM);
    struct error *error = read_keys(words->at, &binding, wrong);
    if (error != NULL)
        return error;
    error = command_read_call(words->at + 3, words->count - 3, &call, wrong);
    *wrong += 3;
    if (error != NULL)
        return error;
    binding.command = call.command;
    binding.count = call.args.count;
    binding.text = call.args.text.len > 0 ? base_strdup(call.args.text.at) : NULL;
    binding_put(keymap, &binding);
    return NULL;
}

static struct error *
unbind(struct keymap *keymap, const struct settings_words *words, size_t *wrong)
{
    struct binding binding = {.key_count = 0};
    *wrong = words->count > 3 ? 3 : words->count;
    if (words->count != 3)
        return error_new(_("a line with %s is: %s"), words->at[0].text.at, UNBIND_FORM);
    struct error *error = read_keys(words->at, &binding, wrong);
    if (error == NULL && !binding_remove(keymap, &binding))
        error = error_new(_("“%s” is not bound there"), words->at[2].text.at);
    return error;
}

struct error *
command_read_line(struct keymap *keymap, const struct settings_words *words, size_t *wrong)
{
    const char *verb = words->at[0].text.at;
    struct settings_nearest nearest = {.wanted = verb};
    if (strcmp(verb, "bind") == 0)
        return bind(keymap, words, wrong);
    if (strcmp(verb, "unbind") == 0)
        return unbind(keymap, words, wrong);
    settings_try_name(&nearest, "set");
    settings_try_name(&nearest, "color");
    settings_try_name(&nearest, "include");
    settings_try_name(&nearest, "bind");
    settings_try_name(&nearest, "unbind");
    *wrong = 0;
    return settings_add_nearest(error_new(_("a line cannot begin with “%s”"), verb), &nearest);
}

void
command_add_listing(struct buffer *out, const struct keymap *keymap)
{
    for (size_t i = 0; i < keymap->count; i++) {
        const struct binding *binding = &keymap->bindings[i];
        struct buffer keys = {0};
        binding_add_keys(&keys, binding);
        buffer_printf(out, "bind %s ", reader_pane_names[binding->pane]);
        settings_add_word(out, buffer_slice(&keys));
        buffer_printf(out, " %s", binding->command->name);
        if (binding->count > 0)
            buffer_printf(out, " %d", binding->count);
        if (binding->text != NULL) {
            buffer_add_byte(out, ' ');
            settings_add_word(out, slice_of(binding->text));
        }
        buffer_add_byte(out, '\n');
        buffer_done(&keys);
    }
}
