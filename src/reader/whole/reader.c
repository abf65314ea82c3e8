/* The state as a whole: its beginning, its end, what comes from outside, and what follows every change. */
#include "reader/whole/whole.h"

#include "kanbao/search_story.h"
#include "kanbao/text.h"

#include <stdlib.h>
#include <time.h>

void
reader_init(struct reader *reader, struct library *library, struct options options)
{
    *reader = (struct reader){
        .library = library,
        .layout = layout_new(),
        .options = options,
        .rows = 24,
        .cols = 80,
        .at = {.pane = PANE_LIST},
        .wake_fd = -1,
        .headlines = headlines_new(),
        .issues = issues_new(),
        .summaries = summaries_new(),
        .standings = standings_new(),
        .names = names_new(),
        .widest = base_alloc_zero(1, sizeof(struct reader_widest)),
        .fronts = fronts_new(),
        .news = news_new(),
        .store = store_new(),
        .stories = stories_new(library),
        .marks = marks_new(),
        .versions = versions_new(),
        .changes = changes_new(),
        .search = search_new(),
        .results = results_new(),
        .strip = strip_new(),
        .handing = handing_new(),
        .changed_options = base_alloc_zero(option_row_count, sizeof(bool)),
        .jumps = jumps_new(),
    };
    library_set_listener(library, (struct library_listener){versions_keep, reader});
    reader_apply_options(reader);
    select_issue(reader, library_at(library, 0), false);
}

void
reader_done(struct reader *reader)
{
    library_set_listener(reader->library, (struct library_listener){NULL, NULL});
    library_close(reader->library, reader->at.issue);
    handing_free(reader->handing);
    jumps_free(reader->jumps);
    results_free(reader->results);
    strip_free(reader->strip);
    search_free(reader->search);
    summaries_free(reader);
    standings_free(reader);
    names_free(reader);
    issues_free(reader->issues);
    marks_free(reader->marks);
    versions_free(reader->versions);
    changes_free(reader->changes);
    bulk_marks_free(&reader->bulk);
    last_visit_forget(reader);
    store_free(reader->store);
    stories_free(reader->stories);
    headlines_free(reader->headlines);
    free(reader->widest);
    fronts_free(reader->fronts);
    news_free(reader->news);
    layout_free(reader->layout);
    issue_free(reader->document.issue);
    search_query_free(reader->document.found.query);
    search_hits_done(&reader->document.found.hits);
    buffer_done(&reader->document.found.text);
    prompt_done(&reader->prompt.line);
    free(reader->changed_options);
    buffer_done(&reader->prompt.note);
    buffer_done(&reader->message);
    buffer_done(&reader->arrivals.told);
    buffer_done(&reader->pending);
    buffer_done(&reader->pressed);
    buffer_done(&reader->clipboard);
    buffer_done(&reader->errand.text);
    buffer_done(&reader->errand.words);
    for (int i = 0; i < PANE_COUNT; i++)
        free(reader->hints[i]);
    for (int i = 0; i < STORE_LINE_KINDS; i++)
        prompt_history_done(&reader->histories[i]);
    options_done(&reader->options);
}

void
reader_set_wake_fd(struct reader *reader, int fd)
{
    reader->wake_fd = fd;
}

void
reader_wait_for_search(struct reader *reader, bool waits)
{
    reader->waits_for_search = waits;
}

enum reader_request
reader_take_request(struct reader *reader)
{
    enum reader_request request = reader->request;
    if (request != READER_QUITS)
        reader->request = READER_RUNS;
    return request;
}

/* ---- what follows every change */

static void
keep_visible(struct reader *reader, const struct reader_geometry *geometry)
{
    if (!list_scrolled_away(reader)) {
        results_keep_visible(reader);
        if (reader->at.pane == PANE_ISSUES)
            issue_list_keep_visible(reader, (size_t)page_rows(geometry));
        list_keep_visible(reader, geometry);
    }
    source_keep_visible(reader, geometry);
    prompt_line_settle(reader);
}

/* Did a search bring the reader where he is? */
static bool
is_at_hit(const struct reader *reader)
{
    struct reader_place now = place_now(reader);
    return reader_hit(reader) != NULL && place_equal(&reader->search->hit_place, &now);
}

void
reader_keep_visible(struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    if (!geometry.too_small)
        keep_visible(reader, &geometry);
}

/* What is shown while a prompt is open may be taken back, so it does not count as read. */
void
reader_settle(struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    if (geometry.too_small)
        return;
    notes_show(reader);
    bool reads = reader->at.pane == PANE_ARTICLE && reader_article(reader) != NULL && !reader_shows_source(reader) &&
                 reader->prompt.use == NULL;
    if (reads)
        reading_place_keep(reader, scroll_end_shown(reader, &geometry), is_at_hit(reader));
    else
        reader->stood.issue = 0;
    news_look(reader);
    results_see(reader);
    results_follow(reader);
    geometry = reader_geometry(reader); /* which the article beside the results has changed */
    search_refresh(reader);
    issue_list_settle(reader);
    calendar_settle(reader);
    keep_visible(reader, &geometry);
    issues_look(reader);
}

/* ---- what comes from outside */

void
reader_resize(struct reader *reader, int rows, int cols)
{
    reader->rows = rows > 0 ? rows : 1;
    reader->cols = cols > 0 ? cols : 1;
    reader_refresh_document(reader);
    reader_keep_visible(reader);
}

/* What was recovered in the background takes the place of what is shown: of its beginning, or of what it was before a mend. */
static void
collect_issue(struct reader *reader)
{
    const struct issue *before = reader->shown;
    if (before == NULL) {
        if (library_collect(reader->library, reader->at.issue))
            show_issue_again(reader);
        return;
    }
    struct stand stand = stand_take(reader);
    const struct issue_article *article = reader_article(reader);
    uint32_t line = article != NULL ? line_of_article(before, article) : 0;
    if (reader_shows_source(reader))
        line = reader->at.source.cursor.item;
    if (!library_collect(reader->library, reader->at.issue)) {
        article_lines_done(stand.lines);
        return;
    }
    line = reader->mended_line > 0 ? reader->mended_line - 1 : line;
    stand_again(reader, stand, line);
    size_t mends, last_step;
    library_mends(reader->library, reader->at.issue, &mends, &last_step);
    if (mends > 0)
        mend_remember(reader);
    if (reader->mended_line > 0)
        mend_say(reader, line);
    reader->mended_line = 0;
    place_go_to_wanted(reader);
    reader->scrolled.away = false;
    struct reader_geometry geometry = reader_geometry(reader);
    keep_visible(reader, &geometry);
}

/* What was remembered has come, or is another: of the shown issue the mends count now, and where the last visit ended is said. */
static void
collect_store(struct reader *reader)
{
    char *notice = store_take_notice(reader->store);
    unsigned version = store_version(reader->store);
    if (notice != NULL)
        reader_say(reader, "%s", notice);
    free(notice);
    if (version == 0 || reader->remembers)
        return;
    reader->remembers = true;
    struct stand stand = reader->shown != NULL ? stand_take(reader) : (struct stand){.inside = false};
    const struct issue_article *article = reader_article(reader);
    uint32_t line = article != NULL ? line_of_article(reader->shown, article) : 0;
    library_set_memory(reader->library, store_memory(reader->store));
    if (reader->shown != NULL && library_peek(reader->library, reader->at.issue) != reader->shown)
        stand_again(reader, stand, line);
    else
        article_lines_done(stand.lines);
    last_visit_offer(reader);
}

void
reader_set_store(struct reader *reader, struct store *store)
{
    struct store *before = reader->store;
    summaries_stop(reader);
    standings_stop(reader);
    reader->store = store_keep(store);
    store_free(before);
    marks_forget(reader);
}

void
reader_stop(struct reader *reader)
{
    results_stop(reader);
    summaries_stop(reader);
    standings_stop(reader);
    names_stop(reader);
}

void
reader_finish_search(struct reader *reader)
{
    struct timespec moment = {.tv_nsec = 1000000};
    for (names_collect(reader); names_are_coming(reader); names_collect(reader))
        nanosleep(&moment, NULL);
    if (reader->results->search == NULL)
        return;
    while (library_search_progress(reader->results->search).running)
        nanosleep(&moment, NULL);
    results_collect(reader);
    story_found(reader);
}

void
reader_collect(struct reader *reader)
{
    results_collect(reader);
    results_see(reader);
    story_found(reader);
    collect_issue(reader);
    collect_store(reader);
    summaries_collect(reader);
    standings_collect(reader);
    names_collect(reader);
    news_look(reader);
    notes_show(reader);
    search_refresh(reader);
    issues_look(reader);
}

/* Before anything is set for a list that nobody sees. */
void
reader_open_front(struct reader *reader, int rows, int cols)
{
    reader->rows = rows > 0 ? rows : 1;
    reader->cols = cols > 0 ? cols : 1;
    front_open_as_set(reader, true);
    reader_settle(reader);
}

void
reader_open_line(struct reader *reader, uint32_t issue, uint32_t line)
{
    if (issue != reader->at.issue)
        select_issue(reader, issue, false);
    reader->wanted_line = line;
    place_go_to_wanted(reader);
    reader_settle(reader);
}

void
reader_library_changed(struct reader *reader)
{
    jumps_sift(reader);
    issues_forget(reader);
    standings_renew(reader);
    if (!library_has(reader->library, reader->at.issue)) {
        uint32_t nearest =
            reader->at.issue != 0 ? library_nearest(reader->library, reader->at.issue) : library_at(reader->library, 0);
        select_issue(reader, nearest, false);
        if (reader->at.pane == PANE_ARTICLE && reader_article(reader) == NULL)
            reader->at.pane = PANE_LIST;
    }
    struct reader_geometry geometry = reader_geometry(reader);
    if (geometry.too_small)
        return;
    search_refresh(reader);
    issue_list_settle(reader);
    calendar_settle(reader);
    keep_visible(reader, &geometry);
    issues_look(reader);
}

bool
reader_type(struct reader *reader, uint32_t key)
{
    char utf8[4];
    bool control = key < 0x20 || (key >= 0x7F && key < 0xA0);
    bool point = key < 0xD800 || (key >= 0xE000 && key <= 0x10FFFF);
    if (reader->prompt.use == NULL || control || !point)
        return false;
    prompt_line_insert(reader, slice_make(utf8, text_encode(key, utf8)));
    reader_settle(reader);
    return true;
}

void
reader_paste(struct reader *reader, struct slice text)
{
    reader_clear_message(reader);
    if (reader->prompt.use == NULL) {
        reader_say(reader, "%s", _("There is no prompt to paste into."));
        return;
    }
    prompt_line_insert(reader, text);
    reader_settle(reader);
}
