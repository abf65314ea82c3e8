/* The pane of documents: an issue of paragraphs that is made when it is opened, and made anew when what it shows may be
 * another. What it says is known to the function that makes it.
 */
#include "reader/state/state.h"

static void
make(struct reader *reader)
{
    struct reader_document *document = &reader->document;
    issue_free(document->issue);
    document->issue = document->make(reader, document->context);
    layout_forget(reader->layout); /* the memory of the one before may be that of this one */
}

void
reader_set_help(struct reader *reader, reader_make_document *make_help, const void *context)
{
    reader->make_help = make_help;
    reader->help_context = context;
}

void
reader_open_document(struct reader *reader, reader_make_document *make_document, const void *context)
{
    struct reader_document *document = &reader->document;
    if (reader->at.pane != PANE_DOCUMENT)
        document->before = reader->at.pane;
    document->make = make_document;
    document->context = context;
    document->top = (struct layout_place){0, 0};
    make(reader);
    reader->at.pane = PANE_DOCUMENT;
}

void
reader_refresh_document(struct reader *reader)
{
    if (reader->at.pane == PANE_DOCUMENT)
        make(reader);
}

void
document_close(struct reader *reader)
{
    reader->at.pane = reader->document.before;
}
