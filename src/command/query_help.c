/* What a query says, on one screen: the forms and the fields of the search's own tables, so that it says what is found. */
#include "command/bindings.h"

#include "kanbao/text.h"

enum { FORM_CELLS = 17 };

static void
add_row(struct issue *document, struct buffer *row, const char *help)
{
    text_pad(row, FORM_CELLS);
    buffer_add_text(row, _(help));
    issue_document_add(document, ISSUE_KIND_TABLE, FORM_CELLS, buffer_slice(row));
    buffer_clear(row);
}

/* headline: 标题: with the first of its Chinese names. */
static void
add_field_name(struct buffer *out, const struct search_field *field)
{
    struct slice own = {NULL, 0};
    for (int i = 0; i < 2 && search_next_name(field->name, field->others, &own); i++) {
        buffer_add_text(out, i > 0 ? " " : "");
        buffer_add_slice(out, own);
        buffer_add_byte(out, ':');
    }
}

void
command_add_query_help(struct issue *document)
{
    struct buffer row = {0};
    for (size_t i = 0; i < search_form_count; i++) {
        buffer_add_text(&row, search_forms[i].form);
        add_row(document, &row, search_forms[i].help);
    }
    for (size_t i = 0; i < search_field_count; i++) {
        add_field_name(&row, &search_fields[i]);
        add_row(document, &row, search_fields[i].help);
    }
    buffer_done(&row);
}

struct issue *
command_make_query_help(const struct reader *reader, const void *context)
{
    struct issue *document = issue_document_new(_("What a query says"));
    (void)reader;
    (void)context;
    command_add_query_help(document);
    return document;
}
