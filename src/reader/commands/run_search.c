/* Searching. */
#include "reader/commands/commands.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* TEXT is searched for in the issue, as if it had been typed. */
static void
search_for(struct reader *reader, struct slice text)
{
    struct search_fault fault = {0};
    if (search_set(reader, text, &fault)) {
        prompt_line_remember(reader, &reader->histories[STORE_SEARCHES], text);
        hit_step_anywhere(reader, 1, 1);
    } else {
        reader_say(reader, "%s", fault.reason);
    }
    free(fault.reason);
}

void
run_search(struct reader *reader, const struct command_args *args)
{
    if (reader->at.pane == PANE_DOCUMENT) {
        document_search_open_prompt(reader);
        return;
    }
    bool of_library = reader->at.pane == PANE_ISSUES || reader->at.pane == PANE_RESULTS;
    if (args->text.len > 0)
        search_for(reader, args->text);
    else if (of_library)
        results_open_prompt(reader, true);
    else
        search_open_prompt(reader);
}

void
run_search_library(struct reader *reader, const struct command_args *args)
{
    results_open_prompt(reader, false);
    if (args->text.len == 0)
        return;
    prompt_line_insert(reader, args->text);
    prompt_line_end(reader, true);
}

/* Nobody typed that. */
void
search_library_for(struct reader *reader, struct slice query)
{
    results_open_prompt(reader, false);
    prompt_line_insert(reader, query);
    reader->prompt.history = NULL;
    prompt_line_end(reader, true);
}

static bool
is_any_flagged(struct reader *reader)
{
    size_t count;
    struct store_clipping *clippings = store_clippings(reader->store, &count);
    struct store_article known;
    bool any = false;
    for (size_t i = 0; i < count && !any; i++)
        any = store_find(reader->store, clippings[i].key, &known) && (known.marks & STORE_FLAGGED) != 0;
    store_clippings_free(clippings, count);
    return any;
}

void
run_flagged(struct reader *reader)
{
    search_library_for(reader, slice_of(READER_FLAGGED));
    if (store_version(reader->store) != 0 && !is_any_flagged(reader))
        reader_say(reader, "%s", _("Nothing is flagged yet; m flags an article."));
}

void
run_next_hit(struct reader *reader, const struct command_args *args)
{
    if (reader->at.pane == PANE_DOCUMENT)
        document_search_step(reader, args->argument, args_times(args));
    else
        hit_step_anywhere(reader, args->argument, args_times(args));
}

void
run_sort(struct reader *reader, const struct command_args *args)
{
    struct slice wanted = text_trim(args->text);
    const char *other = reader->options.result_sort == RESULT_SORT_DATE ? "rank" : "date";
    char *value = wanted.len > 0 ? base_strndup(wanted.at, wanted.len) : base_strdup(other);
    struct error *error = reader_set_option(reader, "sort", value);
    if (error != NULL)
        reader_say(reader, "%s", error_text(error));
    else
        reader_say(reader, "%s",
                   reader->options.result_sort == RESULT_SORT_DATE ? _("By date.") : _("The likeliest first."));
    error_free(error);
    free(value);
}

/* In the results of these, else of the issue's. */
void
run_chance(struct reader *reader)
{
    const struct reader_search *search = reader->search;
    bool listed = reader->at.pane == PANE_RESULTS;
    bool any = listed ? reader->results->chance_count > 0 : search->query != NULL && search->chance_count > 0;
    if (!any) {
        reader_say(reader, "%s", _("No hit is likely to be chance."));
    } else if (listed) {
        results_show_chance(reader, !reader->results->chance_shown);
    } else {
        search_show_chance(reader, !search->chance_shown);
        if (search->hits.count > 0)
            reader_say(reader, ngettext("%zu hit", "%zu hits", search->hits.count), search->hits.count);
    }
}

void
run_search_headline(struct reader *reader)
{
    const struct issue_article *article = reader_article(reader);
    struct buffer query = {0};
    if (article == NULL || article->headline_line == ISSUE_NO_LINE) {
        reader_say(reader, "%s", _("This article has no headline."));
        return;
    }
    headline_add_query(&query, reader->shown, article);
    search_for(reader, buffer_slice(&query));
    buffer_done(&query);
}

void
run_next_month(struct reader *reader, const struct command_args *args)
{
    for (int i = 0; i < args_times(args); i++)
        if (!results_move_by_month(reader, args->argument)) {
            reader_say(reader, "%s",
                       args->argument > 0 ? _("Nothing was found in a month below.")
                                          : _("Nothing was found in a month above."));
            break;
        }
}

/* The query with a date, or, where a date cannot narrow it further, as it was before. */
void
run_narrow_date(struct reader *reader)
{
    struct reader_results *results = reader->results;
    struct reader_timeline timeline;
    struct buffer query = {0}, whole = {0};
    reader_timeline(reader, READER_SPANS_MAX, &timeline);
    bool narrows = timeline.span != SPAN_NONE && timeline.now < timeline.count;
    buffer_add_slice(&whole, buffer_slice(results->text_whole.len > 0 ? &results->text_whole : &results->text));
    /* OR binds less tight than the blank before date: */
    bool loose = narrows && slice_find(buffer_slice(&whole), " OR ") < whole.len;
    buffer_add_text(&query, loose ? "(" : "");
    buffer_add_slice(&query, buffer_slice(&whole));
    buffer_add_text(&query, loose ? ")" : "");
    if (narrows) {
        buffer_add_text(&query, " date:");
        reader_add_span(&query, &timeline, timeline.now);
    } else if (results->text_whole.len == 0) {
        reader_say(reader, "%s", _("A date narrows this no further."));
    }
    if (narrows || results->text_whole.len > 0) {
        search_library_for(reader, buffer_slice(&query));
        buffer_clear(&results->text_whole);
        if (narrows)
            buffer_add_slice(&results->text_whole, buffer_slice(&whole));
    }
    buffer_done(&query);
    buffer_done(&whole);
}
