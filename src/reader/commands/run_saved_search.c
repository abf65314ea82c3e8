/* Searches that have a name: saved, listed, done again. */
#include "reader/commands/commands.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { NAME_CELLS = 18 };

/* What is searched for now: in the library, if its results are on the screen or were opened, else in the issue. */
static struct slice
query_now(const struct reader *reader)
{
    struct slice results = reader_results(reader).query, issue = reader_found(reader).query;
    return reader->at.pane == PANE_RESULTS || issue.len == 0 ? results : issue;
}

void
run_save_search(struct reader *reader, const struct command_args *args)
{
    struct slice name = text_trim(args->text), query = query_now(reader);
    if (ask_for_words(reader, "save-search", name))
        return;
    if (name.len == 0 || query.len == 0) {
        reader_say(reader, "%s", _("Search for something first; then it can be saved."));
        return;
    }
    char *text = base_strndup(name.at, name.len), *value = base_strndup(query.at, query.len);
    store_put_line(reader->store, STORE_SAVED, text, value);
    reader_say(reader, _("Saved as %s: %s"), text, value);
    free(value);
    free(text);
}

void
run_forget_search(struct reader *reader, const struct command_args *args)
{
    struct slice name = text_trim(args->text);
    if (ask_for_words(reader, "forget-search", name))
        return;
    size_t count;
    struct store_line *saved = store_lines(reader->store, STORE_SAVED, SIZE_MAX, &count);
    bool known = false;
    for (size_t i = 0; i < count; i++) {
        bool same = slice_equal(name, slice_of(saved[i].text));
        known |= same;
        if (same)
            store_put_line(reader->store, STORE_SAVED, saved[i].text, NULL);
    }
    store_lines_free(saved, count);
    reader_say(reader, known ? _("Forgotten: %.*s") : _("No search is called %.*s."), (int)name.len, name.at);
}

/* ---- the list of them */

static struct issue *
make_saved(const struct reader *reader, const void *context)
{
    size_t count;
    struct store_line *saved = store_lines(reader->store, STORE_SAVED, SIZE_MAX, &count);
    struct issue *document = issue_document_new(_("Saved searches"));
    (void)context;
    issue_document_add(document, ISSUE_KIND_BODY, 0,
                       slice_of(count > 0 ? _("Enter searches all issues for the selected one.")
                                          : _("There is none. :save-search NAME keeps what is searched for.")));
    for (size_t i = 0; i < count; i++) {
        struct buffer row = {0};
        buffer_add_text(&row, saved[i].text);
        text_pad(&row, NAME_CELLS);
        buffer_add_text(&row, saved[i].value);
        issue_document_add(document, ISSUE_KIND_TABLE, NAME_CELLS, buffer_slice(&row));
        buffer_done(&row);
    }
    store_lines_free(saved, count);
    return document;
}

static void
search_saved(struct reader *reader, const void *context, size_t row)
{
    size_t count;
    struct store_line *saved = store_lines(reader->store, STORE_SAVED, SIZE_MAX, &count);
    (void)context;
    document_close(reader);
    if (row < count)
        search_library_for(reader, slice_of(saved[row].value));
    store_lines_free(saved, count);
}

void
run_saved_searches(struct reader *reader)
{
    reader_open_rows(reader, N_("Saved searches"), make_saved, search_saved, NULL);
}
