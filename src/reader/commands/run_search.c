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
    if (args->text.len > 0)
        search_for(reader, args->text);
    else if (reader->at.pane == PANE_RESULTS || reader->at.pane == PANE_CALENDAR)
        results_open_prompt(reader, true);
    else if (reader->at.pane == PANE_ISSUES)
        issue_filter_open_prompt(reader);
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

static void
say_no_story(struct reader *reader)
{
    reader_say(reader, "%s",
               reader_article(reader) != NULL ? _("Still loading; try again.") : _("No article is selected."));
}

/* Of an article that was read and is another now what is new comes first. */
void
run_story(struct reader *reader)
{
    enum changes_found changes = CHANGES_NONE;
    if (changes_are_shown(reader))
        document_close(reader);
    else if (reader->at.pane == PANE_DOCUMENT)
        return;
    else
        changes = changes_show(reader);
    if (changes == CHANGES_SHOWN)
        return;
    if (!story_show(reader))
        say_no_story(reader);
    else if (changes == CHANGES_LOST)
        reader_say(reader, "%s", _("It has changed since you read it, but the text that you read is no longer there."));
}

void
run_next_report(struct reader *reader, const struct command_args *args)
{
    if (!story_step(reader, args->argument))
        say_no_story(reader);
}

void
run_end_search(struct reader *reader)
{
    if (reader->at.pane == PANE_ISSUES && reader_issue_filter(reader).len > 0)
        issue_list_filter(reader, slice_of(""));
    else
        search_end(reader);
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

/* To the selected hit's year, month, day, and then all again. */
void
run_narrow_date(struct reader *reader)
{
    if (!results_narrow_selected(reader) && !results_widen(reader))
        reader_say(reader, "%s", _("A date narrows this no further."));
}

/* In the lists of issues these are all of them. */
void
run_names(struct reader *reader)
{
    bool lists = reader->at.pane == PANE_ISSUES || reader->at.pane == PANE_CALENDAR || reader->at.pane == PANE_RESULTS;
    if (lists || !names_open_issue(reader))
        names_open_library(reader);
}
