/* The command line: what is typed behind a : is read and run, or said to be wrong where it is wrong; meanwhile an option has
 * the value that is typed, so that one sees what it does.
 */
#include "command/bindings.h"

#include "kanbao/settings.h"
#include "kanbao/text.h"

#include <stdlib.h>

static struct keymap *
keymap_of(const struct reader *reader)
{
    return reader->above.keymap;
}

/* ---- reading it */

static struct error *
check_dates(const struct reader *reader, const struct command_calls *calls, size_t *wrong)
{
    uint32_t from, to;
    for (size_t i = 0; i < calls->count; i++) {
        struct slice text = calls->at[i].args.text;
        *wrong = calls->at[i].word;
        if (strcmp(calls->at[i].command->name, "date") == 0 && text.len > 0 &&
            !reader_read_date(reader, text, &from, &to))
            return error_new(_("“%.*s” is no date"), (int)text.len, text.at);
    }
    return NULL;
}

/* The commands of TEXT; an error is about what stands at *BYTE. */
static struct error *
read_text(const struct reader *reader, struct slice text, struct command_calls *calls, size_t *byte)
{
    struct settings_words words = {0};
    uint32_t error_byte = 0;
    size_t wrong = 0;
    struct error *error = settings_split(text, &words, &error_byte);
    *byte = error_byte;
    if (error == NULL) {
        error = calls_read(&words, 0, &text, calls, &wrong);
        if (error == NULL)
            error = calls_check(calls, true, &wrong);
        if (error == NULL)
            error = check_dates(reader, calls, &wrong);
        *byte = wrong < words.count ? words.at[wrong].start_byte : text.len;
    }
    settings_words_done(&words);
    return error;
}

/* ---- trying an option */

/* The option has the value again that it had. */
static void
end_trial(struct reader *reader)
{
    struct trial *trial = &keymap_of(reader)->trial;
    if (trial->row == NULL)
        return;
    struct error *error = reader_try_option(reader, trial->row->name, trial->before);
    error_free(error);
    if (trial->row->effect == EFFECT_REMEASURE)
        reader_set_ambiguous(reader, trial->ambiguous); /* auto was answered already */
    free(trial->before);
    *trial = (struct trial){.row = NULL};
}

/* Is it seen at once, and done at once? */
static bool
can_be_tried(const struct option_row *row)
{
    return row->effect != EFFECT_NONE && row->effect != EFFECT_START && row->effect != EFFECT_RESEARCH;
}

static void
begin_trial(struct reader *reader, const struct option_row *row, const char *value)
{
    struct trial *trial = &keymap_of(reader)->trial;
    if (trial->row != row) {
        struct buffer before = {0};
        end_trial(reader);
        options_add_value(&before, &reader->options, row);
        buffer_add_text(&before, "");
        *trial = (struct trial){row, buffer_take(&before), text_ambiguous()};
    }
    struct error *error = reader_try_option(reader, row->name, value);
    error_free(error); /* it was checked */
}

/* What is asked of an option by the whole line, if anything is: its row. */
static const struct option_row *
read_request(struct slice text, struct option_request *request, struct settings_words *words)
{
    struct command_calls calls = {0};
    uint32_t byte;
    size_t wrong;
    struct error *error = settings_split(text, words, &byte);
    if (error == NULL)
        error = calls_read(words, 0, &text, &calls, &wrong);
    bool one = error == NULL && calls.count == 1 && strcmp(calls.at[0].command->name, "set") == 0;
    size_t first = one ? calls.at[0].word : 0;
    bool fine = error == NULL;
    error_free(error);
    error = one ? options_read_request(words->at + first, words->count - first, request, &wrong) : NULL;
    fine = fine && error == NULL;
    error_free(error);
    command_calls_done(&calls);
    if (!fine && one)
        request->value = NULL;
    return one ? request->row : NULL;
}

/* ---- what is said of it while it is typed */

/* The only thing of its kind that is called so yet: an option behind `set`, or a command. */
static void
note_only(struct reader *reader, const char *name, bool behind_set)
{
    const struct command_row *command = NULL;
    const struct option_row *row = behind_set ? options_find(name) : NULL;
    struct error *error = find_command(name, &command);
    if (row != NULL) {
        struct buffer words = {0};
        options_add_description(&words, &reader->options, row);
        reader_set_note(reader, false, "%s: %s", name, words.at);
        buffer_done(&words);
    } else if (error == NULL && !behind_set) {
        reader_set_note(reader, false, "%s: %s", name, _(command->help));
    } else {
        reader_set_note(reader, false, "%s", name);
    }
    error_free(error);
}

/* What it does; while its name, or the first thing that it takes, may still be several, these. */
static void
note_command(struct reader *reader, struct slice text)
{
    const struct command_row *command = NULL;
    struct buffer names = {0}, name = {0};
    size_t count = command_add_names(&names, &name, text);
    struct error *error = find_command(name.at, &command);
    if (name.len == 0)
        reader_set_note(reader, false, "%s", _("a command, or a number; Tab completes"));
    else if (count > 1 && (error != NULL || slice_has(text, " ")))
        reader_set_note(reader, false, "%s", names.at);
    else if (count == 1 && (error != NULL || strcmp(name.at, names.at) != 0))
        note_only(reader, names.at, error == NULL && strcmp(name.at, "set") == 0);
    else if (error == NULL)
        reader_set_note(reader, false, "%s", _(command->help));
    else if (strspn(name.at, "0123456789") > 0)
        reader_clear_note(reader);
    else
        reader_set_note(reader, true, "%s", error_text(error));
    error_free(error);
    buffer_done(&names);
    buffer_done(&name);
}

static void
typed(struct reader *reader)
{
    struct buffer plain = {0};
    struct settings_words words = {0};
    struct option_request request = {.row = NULL};
    line_add_plain(&plain, buffer_slice(&reader->prompt.line.text));
    const struct option_row *row = read_request(buffer_slice(&plain), &request, &words);
    if (row != NULL && request.value != NULL && can_be_tried(row))
        begin_trial(reader, row, request.value);
    else
        end_trial(reader);
    if (row != NULL) {
        struct buffer note = {0};
        options_add_description(&note, &reader->options, row);
        reader_set_note(reader, false, "%s", note.at);
        buffer_done(&note);
    } else {
        note_command(reader, buffer_slice(&plain));
    }
    settings_words_done(&words);
    buffer_done(&plain);
}

/* ---- its end */

static void
cancelled(struct reader *reader)
{
    end_trial(reader);
}

/* The line is open again, the caret on what is wrong. */
static void
ask_again(struct reader *reader, struct slice text, size_t byte, const char *reason)
{
    reader_open_prompt(reader, &command_prompt, &reader->histories[STORE_COMMANDS], text);
    reader->prompt.line.caret = byte;
    reader_set_note(reader, true, "%s", reason);
}

static void
accepted(struct reader *reader)
{
    struct command_calls calls = {0};
    struct buffer text = {0};
    size_t byte;
    struct buffer plain = {0};
    buffer_add_slice(&text, buffer_slice(&reader->prompt.line.text));
    line_add_plain(&plain, buffer_slice(&text));
    end_trial(reader);
    struct error *error = read_text(reader, buffer_slice(&plain), &calls, &byte);
    if (error != NULL)
        ask_again(reader, buffer_slice(&text), byte, error_text(error));
    else
        command_run_calls(keymap_of(reader), reader, &calls);
    error_free(error);
    command_calls_done(&calls);
    buffer_done(&text);
    buffer_done(&plain);
}

const struct reader_prompt_use command_prompt = {":", typed, accepted, cancelled, command_complete};

/* ---- lines that bind */

static void
remember_unbound(struct keymap *keymap, const struct binding *binding)
{
    for (size_t i = 0; i < keymap->unbound_count; i++)
        if (binding_has_same_keys(&keymap->unbound[i], binding))
            return;
    keymap->unbound =
        base_grow(keymap->unbound, &keymap->unbound_capacity, keymap->unbound_count + 1, sizeof *keymap->unbound);
    keymap->unbound[keymap->unbound_count++] = *binding;
}

/* What the keys are now, or that they are never reached. */
static void
say_bound(struct reader *reader, const struct keymap *keymap, const struct binding *binding, bool bound)
{
    struct buffer line = {0}, keys = {0};
    const struct binding *shorter = bound ? shorter_binding(keymap, binding) : NULL;
    if (bound)
        binding_add_line(&line, binding);
    else
        binding_add_unbind(&line, binding);
    if (shorter != NULL)
        binding_add_keys(&keys, shorter);
    if (shorter != NULL)
        reader_say(reader, _("%s: never reached, as %s is bound itself"), line.at, keys.at);
    else
        reader_say(reader, "%s", line.at);
    buffer_done(&line);
    buffer_done(&keys);
}

struct error *
command_line_typed(struct reader *reader, struct slice line)
{
    struct keymap *keymap = keymap_of(reader);
    struct settings_words words = {0};
    struct binding binding;
    uint32_t byte;
    size_t wrong;
    struct error *error = settings_split(line, &words, &byte);
    if (error == NULL)
        error = words.count > 0 ? command_read_line(keymap, &words, &wrong) : NULL;
    if (error == NULL && words.count > 2) {
        error = binding_read_place(words.at, &binding, &wrong);
        struct binding *bound = same_keys_in(keymap, &binding);
        if (bound != NULL)
            bound->changed = true;
        else
            remember_unbound(keymap, &binding);
        say_bound(reader, keymap, bound != NULL ? bound : &binding, bound != NULL);
        hints_set(keymap, reader);
        reader_refresh_document(reader);
    }
    settings_words_done(&words);
    return error;
}
