/* Options, colours and keys by words, as a line of a configuration has them. */
#include "reader/commands/commands.h"

#include "kanbao/source.h"
#include "kanbao/text.h"

#include <stdlib.h>

static void
say_error(struct reader *reader, struct error *error)
{
    reader_say(reader, "%s", error_text(error));
    error_free(error);
}

/* Name and value, as they are now. */
static void
say_value(struct reader *reader, const struct option_row *row)
{
    struct buffer value = {0};
    options_add_value(&value, &reader->options, row);
    if (row->effect == EFFECT_START)
        reader_say(reader, _("%s = %s, from the next start on, if :write-config writes it"), row->name,
                   value.len > 0 ? value.at : "''");
    else
        reader_say(reader, "%s = %s", row->name, value.len > 0 ? value.at : "''");
    buffer_done(&value);
}

static void
say_description(struct reader *reader, const struct option_row *row)
{
    struct buffer words = {0};
    options_add_description(&words, &reader->options, row);
    reader_say(reader, "%s = %s", row->name, words.at);
    buffer_done(&words);
}

/* The other of its two values. */
static const char *
turned_over(const struct reader *reader, const struct option_row *row)
{
    struct buffer value = {0};
    options_add_value(&value, &reader->options, row);
    bool first = strcmp(value.at, row->choices[0].name) == 0;
    buffer_done(&value);
    return row->choices[first].name;
}

static struct error *
set(struct reader *reader, const struct settings_words *words)
{
    struct option_request request;
    size_t wrong;
    struct error *error = options_read_request(words->at, words->count, &request, &wrong);
    if (error != NULL)
        return error;
    if (request.value == NULL && !request.toggles) {
        say_description(reader, request.row);
        return NULL;
    }
    const char *value = request.toggles ? turned_over(reader, request.row) : request.value;
    error = reader_set_option(reader, request.row->name, value);
    if (error == NULL)
        say_value(reader, request.row);
    return error;
}

/* What a command takes is asked for where it was given nothing. */
bool
ask_for_words(struct reader *reader, const char *command, struct slice text)
{
    if (text.len > 0 || reader->above.command_line == NULL)
        return false;
    struct buffer line = {0};
    buffer_printf(&line, "%s ", command);
    run_command_line(reader, &(struct command_args){.text = buffer_slice(&line)});
    buffer_done(&line);
    return true;
}

/* ---- commands that take words */

/* Does what the words of ARGS say. */
static void
run_words(struct reader *reader, const struct command_args *args,
          struct error *(*run)(struct reader *, const struct settings_words *))
{
    struct settings_words words = {0};
    uint32_t byte;
    struct error *error = settings_split(args->text, &words, &byte);
    if (error == NULL)
        error = run(reader, &words);
    if (error != NULL)
        say_error(reader, error);
    settings_words_done(&words);
}

void
run_set(struct reader *reader, const struct command_args *args)
{
    if (!ask_for_words(reader, "set", args->text))
        run_words(reader, args, set);
}

void
run_color(struct reader *reader, const struct command_args *args)
{
    if (!ask_for_words(reader, "color", args->text))
        run_words(reader, args, reader_set_color);
}

/* Of the issue that is shown alone, and for as long as the program runs. */
void
run_encoding(struct reader *reader, const struct command_args *args)
{
    struct options said;
    struct slice text = text_trim(args->text);
    if (ask_for_words(reader, "encoding", text) || reader->at.issue == 0)
        return;
    char *name = base_strndup(text.at, text.len);
    options_init(&said);
    struct error *error = options_set(&said, "encoding", name);
    if (error != NULL) {
        say_error(reader, error);
    } else {
        library_set_encoding(reader->library, reader->at.issue, said.encoding);
        reader_reread(reader);
        const char *got = reader->shown != NULL ? reader->shown->encoding : "";
        if (said.encoding != ENCODING_AUTO && *got != '\0' && strcmp(got, source_encoding_name(said.encoding)) != 0)
            reader_say(reader, "%s", _("This issue cannot be read again."));
        else if (*got != '\0')
            reader_say(reader, _("Read as %s."), got);
    }
    options_done(&said);
    free(name);
}

/* ARGUMENT: whether keys are bound, or unbound. */
void
run_bind(struct reader *reader, const struct command_args *args)
{
    const char *name = args->argument ? "bind" : "unbind";
    struct buffer line = {0};
    if (ask_for_words(reader, name, args->text) || reader->above.read_line == NULL)
        return;
    buffer_printf(&line, "%s ", name);
    buffer_add_slice(&line, args->text);
    struct error *error = reader->above.read_line(reader, buffer_slice(&line));
    if (error != NULL)
        say_error(reader, error);
    buffer_done(&line);
}

/* ---- where they are typed */

void
run_command_line(struct reader *reader, const struct command_args *args)
{
    const struct reader_prompt_use *use = reader->above.command_line;
    if (use == NULL)
        return;
    reader_open_prompt(reader, use, &reader->histories[STORE_COMMANDS], args->text);
    use->changed(reader); /* what there is to say of what stands there */
}
