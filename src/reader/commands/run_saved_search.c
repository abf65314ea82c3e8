/* Searches that are kept: those that have a name, to be done again, and those that stand, of which it is told what has come. */
#include "reader/commands/commands.h"

#include "kanbao/reader_standing.h"
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

/* ---- those that stand */

void
run_watch(struct reader *reader, const struct command_args *args)
{
    struct slice text = text_trim(args->text);
    struct slice query = text.len > 0 ? text : query_now(reader);
    struct search_fault fault = {0};
    if (ask_for_words(reader, "watch", query))
        return;
    struct search_options options = reader_search_options(&reader->options, reader->store, reader->stories);
    struct search_query *good = search_query_new(query, &options, &fault);
    if (good == NULL || fault.reason != NULL) {
        reader_say(reader, "%s", fault.reason != NULL ? fault.reason : _("this is no query"));
    } else {
        struct buffer copy = {0}; /* it may be the results' own */
        buffer_add_slice(&copy, query);
        standings_add(reader, buffer_slice(&copy));
        reader_say(reader, _("Watched for: %s. What comes is told above the list of issues (i)."), copy.at);
        buffer_done(&copy);
    }
    search_query_free(good);
    free(fault.reason);
}

void
run_unwatch(struct reader *reader, const struct command_args *args)
{
    struct slice text = text_trim(args->text);
    size_t row = reader->at.pane == PANE_ISSUES ? reader_issue_selected(reader) : SIZE_MAX;
    struct reader_issue_row selected = {.kind = ISSUE_ROW_MONTH};
    if (row != SIZE_MAX)
        selected = reader_issue_row(reader, row);
    if (text.len == 0 && selected.kind == ISSUE_ROW_SEARCH)
        text = reader_standing_at(reader, selected.search).query;
    if (ask_for_words(reader, "unwatch", text))
        return;
    struct buffer copy = {0};
    buffer_add_slice(&copy, text);
    bool stood = standings_remove(reader, buffer_slice(&copy));
    reader_say(reader, stood ? _("Watched for no more: %.*s") : _("Nobody watches for %.*s."), (int)copy.len, copy.at);
    buffer_done(&copy);
}

/* ---- the list of all */

static void
add_row(struct issue *document, const char *name, struct slice query)
{
    struct buffer row = {0};
    buffer_add_text(&row, name);
    text_pad(&row, NAME_CELLS);
    buffer_add_slice(&row, query);
    issue_document_add(document, ISSUE_KIND_TABLE, NAME_CELLS, buffer_slice(&row));
    buffer_done(&row);
}

static void
add_standing(struct issue *document, const struct reader_standing *standing)
{
    struct buffer name = {0};
    if (standing->unseen > 0)
        buffer_printf(&name, ngettext("%zu new", "%zu new", standing->unseen), standing->unseen);
    else
        buffer_add_text(&name, _("watched for"));
    add_row(document, name.at, standing->query);
    buffer_done(&name);
}

static struct issue *
make_saved(const struct reader *reader, const void *context)
{
    size_t count, standing = reader_standing_count(reader);
    struct store_line *saved = store_lines(reader->store, STORE_SAVED, SIZE_MAX, &count);
    struct issue *document = issue_document_new(_("Saved searches"));
    (void)context;
    issue_document_add(document, ISSUE_KIND_BODY, 0,
                       slice_of(count + standing > 0
                                    ? _("Enter searches all issues for the selected one.")
                                    : _("There is none. :save-search NAME keeps what is searched for, :watch tells of "
                                        "what comes.")));
    for (size_t i = 0; i < standing; i++) {
        struct reader_standing at = reader_standing_at(reader, i);
        add_standing(document, &at);
    }
    for (size_t i = 0; i < count; i++)
        add_row(document, saved[i].text, slice_of(saved[i].value));
    store_lines_free(saved, count);
    return document;
}

static void
search_saved(struct reader *reader, const void *context, size_t row)
{
    size_t count, standing = reader_standing_count(reader);
    struct store_line *saved = store_lines(reader->store, STORE_SAVED, SIZE_MAX, &count);
    (void)context;
    document_close(reader);
    if (row < standing)
        search_library_for(reader, reader_standing_at(reader, row).query);
    else if (row - standing < count)
        search_library_for(reader, slice_of(saved[row - standing].value));
    store_lines_free(saved, count);
}

void
run_saved_searches(struct reader *reader)
{
    reader_open_rows(reader, N_("Saved searches"), make_saved, search_saved, NULL);
}
