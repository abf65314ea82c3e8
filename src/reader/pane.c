/* Which pane has the keys, and the few commands that belong to no other theme. */
#include "reader/parts.h"

void
run_open(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    if (reader->pane == PANE_RESULTS)
        results_open(reader);
    else if (reader->pane == PANE_ISSUES)
        reader->pane = PANE_LIST;
    else if (reader_article(reader) != NULL)
        reader->pane = PANE_ARTICLE;
}

void
run_close(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    if (reader->pane == PANE_RESULTS) {
        results_leave(reader);
    } else if (reader->pane == PANE_ARTICLE && results_return(reader)) {
        return;
    } else if (reader->pane == PANE_ARTICLE) {
        reader->pane = PANE_LIST;
        reader->full_width = false;
    } else if (reader->pane == PANE_LIST && library_count(reader->library) > 1) {
        reader->pane = PANE_ISSUES;
    }
}

void
run_switch(struct reader *reader, int argument, int count)
{
    if (reader->pane == PANE_ARTICLE)
        run_close(reader, argument, count);
    else
        run_open(reader, argument, count);
}

void
run_issues(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    reader->results.led = false; /* the way back is the lists' now */
    reader->pane = reader->pane == PANE_ISSUES ? PANE_LIST : PANE_ISSUES;
    reader->full_width = false;
}

void
run_full_width(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    if (reader_article(reader) == NULL)
        return;
    reader->full_width = reader->pane != PANE_ARTICLE || !reader->full_width;
    reader->pane = PANE_ARTICLE;
}

void
run_help(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    if (reader->help == NULL || reader->pane == PANE_HELP)
        return;
    reader->pane_before_help = reader->pane;
    reader->pane = PANE_HELP;
    reader->help_place = (struct layout_place){0, 0};
}

/* One step out: from the help, the source, the article, the headline list, the issue list; then the program ends. */
void
run_back(struct reader *reader, int argument, int count)
{
    if (reader->pane == PANE_HELP)
        reader->pane = reader->pane_before_help;
    else if (reader->pane == PANE_ISSUES || (reader->pane == PANE_LIST && library_count(reader->library) <= 1))
        reader->request = READER_QUITS;
    else if (reader->pane == PANE_ARTICLE && reader->source.shown)
        run_source(reader, argument, count);
    else
        run_close(reader, argument, count);
}

void
run_request(struct reader *reader, int request, int count)
{
    (void)count;
    reader->request = (enum reader_request)request;
}

void
run_toggle_read(struct reader *reader, int argument, int count)
{
    (void)argument, (void)count;
    if (reader_article(reader) != NULL)
        marks_set(reader, reader->article, !reader_is_read(reader, reader->article));
}
