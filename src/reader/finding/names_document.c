/* The names of the issue that is shown, or of the library, as a document: one row each, most articles first. Enter searches for
 * it: an author by:, all others as they are written.
 */
#include "reader/finding/finding.h"

#include "kanbao/search_candidates.h"
#include "kanbao/search_names.h"
#include "kanbao/text.h"

#include <stdlib.h>

enum { NAME_CELLS = 24 };

/* ---- the document */

static void
add_head(struct issue *document, const struct search_names *names, enum parser_name_kind kind)
{
    static const char *const heads[] = {
        [PARSER_NAME_PERSON] = N_("People, of lists of names"),
        [PARSER_NAME_AUTHOR] = N_("Authors, of bylines"),
        [PARSER_NAME_PLACE] = N_("Places, of datelines"),
    };
    struct buffer head = {0};
    buffer_printf(&head, "%s\u3000%zu", _(heads[kind]), names->kinds[kind]);
    issue_document_add(document, ISSUE_KIND_BODY, 0, slice_of(""));
    issue_document_add(document, ISSUE_KIND_SUBHEAD, 0, buffer_slice(&head));
    buffer_done(&head);
}

static void
add_row(struct issue *document, const struct search_name *name)
{
    struct buffer row = {0};
    text_add_safe(&row, slice_of(name->text));
    text_pad(&row, NAME_CELLS);
    buffer_printf(&row, "%u", name->articles);
    issue_document_add(document, ISSUE_KIND_TABLE, NAME_CELLS, buffer_slice(&row));
    buffer_done(&row);
}

static void
add_sentence(struct issue *document, const struct reader_names *names)
{
    struct buffer words = {0};
    bool none = names->names == NULL || names->names->count == 0;
    if (names->library && names->done < names->total)
        buffer_printf(&words, _("Reading the issues: %zu of %zu. "), names->done, names->total);
    buffer_add_text(&words,
                    none ? _("No names are known.") : _("In how many articles each stands so; Enter searches for it."));
    issue_document_add(document, ISSUE_KIND_BODY, 0, buffer_slice(&words));
    buffer_done(&words);
}

static struct issue *
make_names(const struct reader *reader, const void *context)
{
    const struct reader_names *names = reader->names;
    const struct search_names *found = names->names;
    struct issue *document = issue_document_new(names->library ? _("Names of all issues") : _("Names of this issue"));
    (void)context;
    add_sentence(document, names);
    for (size_t i = 0; found != NULL && i < found->count; i++) {
        if (i == 0 || found->at[i].kind != found->at[i - 1].kind)
            add_head(document, found, (enum parser_name_kind)found->at[i].kind);
        add_row(document, &found->at[i]);
    }
    return document;
}

static void
search_issue_for(struct reader *reader, struct slice query)
{
    struct search_fault fault = {0};
    if (search_set(reader, query, &fault))
        hit_step(reader, 1, 1);
    free(fault.reason);
}

static void
search_name(struct reader *reader, const void *context, size_t row)
{
    const struct search_names *found = reader->names->names;
    struct buffer query = {0};
    (void)context;
    document_close(reader);
    if (found == NULL || row >= found->count)
        return;
    if (found->at[row].kind == PARSER_NAME_AUTHOR)
        buffer_add_text(&query, "by:");
    search_candidate_add_query(&query, slice_of(found->at[row].text));
    if (reader->names->library)
        search_library_for(reader, buffer_slice(&query));
    else
        search_issue_for(reader, buffer_slice(&query));
    buffer_done(&query);
}

/* ---- opening it */

static void
open_names(struct reader *reader)
{
    reader_open_rows(reader, N_("Names"), make_names, search_name, NULL);
}

bool
names_open_issue(struct reader *reader)
{
    if (reader->shown == NULL)
        return false;
    names_set(reader, search_names_of(reader->shown));
    open_names(reader);
    return true;
}

void
names_open_library(struct reader *reader)
{
    names_count(reader);
    open_names(reader);
}

/* Who has left the document waits for nothing. */
void
names_collect(struct reader *reader)
{
    bool shown = reader->at.pane == PANE_DOCUMENT && reader->document.make == make_names;
    if (!shown)
        names_stop(reader);
    else if (names_take(reader))
        reader_refresh_document(reader);
}
