/* In the text pane: reading on and back. */
#include "reader/commands/commands.h"

void
run_scroll(struct reader *reader, const struct command_args *args)
{
    if (reader->at.pane == PANE_DOCUMENT && document_rows(reader) > 0)
        document_move(reader, args->argument, args->count);
    else
        scroll_lines(reader, args->argument, args->count);
}

/* The selected row of a document stays on the screen. */
static void
follow_document(struct reader *reader, int direction)
{
    if (reader->at.pane == PANE_DOCUMENT && document_rows(reader) > 0)
        document_scrolled(reader, direction);
}

/* ARGUMENT: direction, 2 for a whole page and 1 for half of one. */
void
run_scroll_page(struct reader *reader, const struct command_args *args)
{
    scroll_pages(reader, args->argument, args->count);
    follow_document(reader, args->argument);
}

void
run_scroll_edge(struct reader *reader, const struct command_args *args)
{
    scroll_edge(reader, args->argument, args->count);
    follow_document(reader, args->argument);
}

/* Who reads on from the list reads: the article has the keys, and what is read and where one stands is remembered. On a narrow
 * screen the list hides the article: there, reading begins by showing it, and that is all then.
 */
static bool
show_hidden_article(struct reader *reader, const struct reader_geometry *geometry)
{
    bool hidden = geometry->pane_cols == 0 && reader->at.pane == PANE_LIST;
    if (hidden || (reader->at.pane == PANE_LIST && reader_article(reader) != NULL)) {
        reader->at.pane = PANE_ARTICLE;
        reader_settle(reader); /* he stood here before he went on */
    }
    return hidden;
}

/* A page down; at the article's end the next unread one; at the issue's end the next issue. */
void
run_read_on(struct reader *reader, const struct command_args *args)
{
    struct reader_geometry geometry = reader_geometry(reader);
    if (reader->at.pane == PANE_ISSUES || reader->at.pane == PANE_CALENDAR) {
        issue_open_unread(reader);
        return;
    }
    if (reader_shows_front(reader) && !front_select_unread(reader)) {
        article_next_unread(reader, false);
        return;
    }
    if (show_hidden_article(reader, &geometry))
        return;
    if (!scroll_end_shown(reader, &geometry)) {
        scroll_pages(reader, 2, args->count);
        return;
    }
    if (!reader_shows_source(reader))
        marks_set_read(reader, reader->at.article, true);
    article_next_unread(reader, false);
}

/* A page up; at the article's beginning the end of the one before. */
void
run_read_back(struct reader *reader, const struct command_args *args)
{
    struct reader_geometry geometry = reader_geometry(reader);
    if (show_hidden_article(reader, &geometry))
        return;
    bool first = reader->at.article == 0 && issue_position(reader) == 0;
    if (first || !scroll_start_shown(reader)) {
        scroll_pages(reader, -2, args->count);
        return;
    }
    if (article_step(reader, -1) && !reader_shows_source(reader))
        scroll_to_end(reader);
}
