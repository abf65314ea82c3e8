/* The options as a document: each with its value, what it takes and what it means; Enter opens the command line that sets
 * the one that is selected. */
#include "reader/commands/commands.h"

#include "kanbao/text.h"

enum { NAME_CELLS = 18, VALUE_CELLS = 12 };

/* What is not the default is marked, and the default said. */
static void
add_row(struct issue *document, const struct options *options, const struct option_row *row)
{
    struct buffer line = {0}, value = {0}, shown = {0};
    options_add_value(&value, options, row);
    bool changed = strcmp(value.at, row->standard) != 0;
    text_add_bytes(&shown, value.len > 0 ? value.at : "''"); /* a path may be any bytes */
    buffer_printf(&line, "%s%s", row->name, changed ? "*" : "");
    text_pad(&line, NAME_CELLS);
    buffer_add_byte(&line, ' '); /* a name and its value part like a key and its meaning */
    buffer_add_slice(&line, buffer_slice(&shown));
    text_pad(&line, NAME_CELLS + VALUE_CELLS);
    buffer_add_text(&line, _(row->help));
    buffer_add_text(&line, " (");
    options_add_range(&line, row);
    if (changed)
        buffer_printf(&line, _("; default %s"), *row->standard != '\0' ? row->standard : "''");
    buffer_add_byte(&line, ')');
    issue_document_add(document, ISSUE_KIND_TABLE, NAME_CELLS + VALUE_CELLS, buffer_slice(&line));
    buffer_done(&line);
    buffer_done(&value);
    buffer_done(&shown);
}

static struct issue *
make_options(const struct reader *reader, const void *context)
{
    (void)context;
    struct issue *document = issue_document_new(_("The options of kanbao"));
    issue_document_add(
        document, ISSUE_KIND_BODY, 0,
        slice_of(_("Enter sets the selected one. * is changed from its default; :write-config writes what "
                   "you changed into the configuration file.")));
    for (size_t i = 0; i < option_row_count; i++)
        add_row(document, &reader->options, &option_rows[i]);
    return document;
}

static void
set_option_row(struct reader *reader, const void *context, size_t row)
{
    (void)context;
    struct buffer line = {0}, value = {0};
    options_add_value(&value, &reader->options, &option_rows[row]);
    buffer_printf(&line, "set %s ", option_rows[row].name);
    settings_add_word(&line, buffer_slice(&value));
    run_command_line(reader, &(struct command_args){.text = buffer_slice(&line)});
    buffer_done(&line);
    buffer_done(&value);
}

void
run_options(struct reader *reader)
{
    reader_open_rows(reader, N_("Options"), make_options, set_option_row, NULL);
}

static void
open_made(struct reader *reader, const char *title, const struct reader_maker *maker)
{
    if (maker->make != NULL)
        reader_open_rows(reader, title, maker->make, NULL, maker->context);
}

void
run_bindings(struct reader *reader)
{
    open_made(reader, N_("Keys"), &reader->above.bindings);
}

void
run_errors(struct reader *reader)
{
    open_made(reader, N_("Configuration"), &reader->above.errors);
}

/* At a prompt that searches it lies over the paper until more is typed. */
void
run_query_help(struct reader *reader)
{
    if (reader->at.pane == PANE_DOCUMENT)
        document_close(reader);
    else if (reader->prompt.use == NULL || reader->prompt.use->complete == query_complete)
        open_made(reader, N_("Queries"), &reader->above.query_help);
}
