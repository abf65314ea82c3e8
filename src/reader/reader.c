/* The state as a whole: its beginning, its end, and what follows every change. */
#include "reader/parts.h"
#include "reader/read_marks.h"

#include <stdlib.h>

void
reader_init(struct reader *reader, struct library *library, struct options options)
{
    *reader = (struct reader){
        .library = library,
        .layout = layout_new(),
        .options = options,
        .rows = 24,
        .cols = 80,
        .pane = PANE_LIST,
        .wake_fd = -1,
    };
    reader->headings = headings_new();
    reader_apply_options(reader);
    reader->read_marks = read_marks_new();
    select_issue(reader, library_at(library, 0), false);
}

void
reader_done(struct reader *reader)
{
    library_close(reader->library, reader->issue);
    read_marks_free(reader->read_marks);
    for (int i = 0; i < PANE_COUNT; i++)
        free(reader->hints[i]);
    issue_free(reader->help);
    layout_free(reader->layout);
    headings_free(reader->headings);
    buffer_done(&reader->clipboard);
    options_done(&reader->options);
    buffer_done(&reader->message);
    buffer_done(&reader->pending);
    prompt_done(&reader->prompt);
    buffer_done(&reader->prompt_note);
    search_done(reader);
    results_done(reader);
}

void
reader_set_hints(struct reader *reader, enum reader_pane pane, const char *hints)
{
    free(reader->hints[pane]);
    reader->hints[pane] = base_strdup(hints);
}

void
reader_resize(struct reader *reader, int rows, int cols)
{
    reader->rows = rows > 0 ? rows : 1;
    reader->cols = cols > 0 ? cols : 1;
    if (reader_geometry(reader).too_small)
        return;
    results_keep_visible(reader);
    list_keep_visible(reader);
    source_keep_visible(reader);
    prompt_settle(reader);
}

void
reader_collect(struct reader *reader)
{
    if (results_collect(reader))
        results_keep_visible(reader);
    if (!library_collect(reader->library, reader->issue))
        return;
    reader_forget(reader);
    const struct issue *issue = reader->shown = library_peek(reader->library, reader->issue);
    if (issue == NULL || reader->article >= issue->article_count)
        select_article(reader, 0);
    source_keep_visible(reader);
    if (reader_shows_source(
            reader)) /* the lines of the beginning are the same in the whole; their articles may not be */
        source_lead(reader);
    search_refresh(reader);
}

static bool
is_there(const void *library, uint32_t id)
{
    return library_has(library, id);
}

void
reader_library_changed(struct reader *reader)
{
    read_marks_sift(reader->read_marks, is_there, reader->library);
    if (!library_has(reader->library, reader->issue)) {
        uint32_t nearest =
            reader->issue != 0 ? library_nearest(reader->library, reader->issue) : library_at(reader->library, 0);
        select_issue(reader, nearest, false);
        if (reader->pane == PANE_ARTICLE && reader_article(reader) == NULL)
            reader->pane = PANE_LIST;
    }
    if (reader_geometry(reader).too_small)
        return;
    search_refresh(reader);
    list_keep_visible(reader);
    source_keep_visible(reader);
}

/* What is shown while a prompt is open may be taken back, so it does not count as read. */
void
reader_settle(struct reader *reader)
{
    if (reader_geometry(reader).too_small)
        return;
    bool reads = reader->pane == PANE_ARTICLE && reader_article(reader) != NULL && !reader_shows_source(reader) &&
                 reader->prompt_use == NULL;
    if (reads && scroll_end_shown(reader))
        marks_set(reader, reader->article, true);
    search_refresh(reader);
    results_keep_visible(reader);
    list_keep_visible(reader);
    source_keep_visible(reader);
    prompt_settle(reader);
}

void
reader_run_command(struct reader *reader, const struct command_row *command, int count)
{
    buffer_clear(&reader->message);
    command->run(reader, command->argument, count);
    reader_settle(reader);
}
