/* The pane of documents: an issue of paragraphs that is made when it is opened, and made anew when what it shows may be
 * another. What it says is known to the function that makes it.
 */
#include "reader/state/state.h"

#include <stdlib.h>

/* A document is but one article, and its paragraphs are what is looked for: so each is an article of its own here. */
static struct issue_article *
articles_of_paragraphs(const struct issue *issue)
{
    struct issue_article *articles = base_alloc_zero(issue->paragraph_count + 1, sizeof *articles);
    for (size_t i = 0; i < issue->paragraph_count; i++)
        articles[i] = (struct issue_article){
            .headline_line = ISSUE_NO_LINE,
            .section_line = ISSUE_NO_LINE,
            .byline_line = ISSUE_NO_LINE,
            .first_line = issue->paragraphs[i].first_line,
            .end_line = issue->paragraphs[i].end_line,
            .first_paragraph = (uint32_t)i,
            .paragraph_count = 1,
        };
    return articles;
}

/* Where no paragraph has what is asked for, the document as a whole may. */
static void
search(struct reader_document *document)
{
    struct document_found *found = &document->found;
    found->hits.count = 0;
    if (found->query != NULL) {
        struct issue paragraphs = *document->issue;
        paragraphs.articles = articles_of_paragraphs(document->issue);
        paragraphs.article_count = paragraphs.paragraph_count;
        search_issue(found->query, &paragraphs, &found->hits);
        free(paragraphs.articles);
        for (size_t i = 0; i < found->hits.count; i++)
            found->hits.at[i].article = 0;
    }
    if (found->query != NULL && found->hits.count == 0)
        search_issue(found->query, document->issue, &found->hits);
    found->hit = found->hit < found->hits.count ? found->hit : 0;
}

bool
document_find(struct reader *reader, struct slice text, struct search_fault *fault)
{
    struct document_found *found = &reader->document.found;
    struct search_options options = reader_search_options(&reader->options, NULL, NULL);
    search_query_free(found->query);
    found->query = text.len > 0 ? search_query_new(text, &options, fault) : NULL;
    found->hit = 0;
    buffer_clear(&found->text);
    buffer_add_slice(&found->text, text);
    search(&reader->document);
    return found->query != NULL || fault == NULL || fault->reason == NULL || fault->incomplete;
}

static void
make(struct reader *reader)
{
    struct reader_document *document = &reader->document;
    issue_free(document->issue);
    document->issue = document->make(reader, document->context);
    layout_forget(reader->layout); /* the memory of the one before may be that of this one */
    search(document);
    size_t rows = document_rows(reader);
    if (document->row >= rows)
        document->row = rows > 0 ? rows - 1 : 0;
}

void
reader_set_help(struct reader *reader, reader_make_document *make_help, reader_act *act_help, const void *context)
{
    reader->act_help = act_help;
    reader->make_help = make_help;
    reader->help_context = context;
}

void
reader_set_above(struct reader *reader, const struct reader_above *above)
{
    reader->above = *above;
}

void
reader_open_document(struct reader *reader, reader_make_document *make_document, const void *context)
{
    reader_open_rows(reader, NULL, make_document, NULL, context);
}

void
reader_open_rows(struct reader *reader, const char *title, reader_make_document *make_document, reader_act *act,
                 const void *context)
{
    struct reader_document *document = &reader->document;
    if (reader->at.pane != PANE_DOCUMENT)
        document->before = reader->at.pane;
    document->make = make_document;
    document->act = act;
    document->title = title;
    document->context = context;
    document->changes = NULL;
    document->top = (struct layout_place){0, 0};
    document->row = 0;
    search_query_free(document->found.query);
    document->found.query = NULL;
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

void
document_act(struct reader *reader)
{
    const struct reader_document *document = &reader->document;
    if (document_rows(reader) > 0)
        document->act(reader, document->context, document->row);
}

/* ---- the selected row */

/* The first row that is on the screen, or the last one; where there is none, the one that is selected stays. */
static void
select_shown(struct reader *reader, bool last)
{
    struct reader_document *document = &reader->document;
    size_t rows = document_rows(reader), before = document->row;
    for (size_t i = 0; i < rows; i++) {
        document->row = last ? rows - 1 - i : i;
        if (scroll_shows(reader, document_row_place(reader, document->row)))
            return;
    }
    document->row = before;
}

/* All of it comes onto the screen, and where it is the first row or the last one, what stands above or below that, too. */
static void
show_selected(struct reader *reader, bool first, bool last)
{
    size_t row = reader->document.row;
    if (first)
        scroll_edge(reader, -1, 0);
    else if (last)
        scroll_edge(reader, 1, 0);
    if (!scroll_shows(reader, document_row_place(reader, row)) || !scroll_shows(reader, document_row_end(reader, row)))
        scroll_to_place(reader, document_row_place(reader, row));
}

void
document_move(struct reader *reader, int direction, int count)
{
    size_t rows = document_rows(reader), steps = count > 0 ? (size_t)count : 1, *row = &reader->document.row;
    if (direction < 0)
        *row -= steps < *row ? steps : *row;
    else
        *row = steps < rows - *row ? *row + steps : rows - 1;
    show_selected(reader, *row == 0, *row + 1 == rows);
}

void
document_scrolled(struct reader *reader, int direction)
{
    struct reader_geometry geometry = reader_geometry(reader);
    if (direction < 0 && scroll_start_shown(reader))
        reader->document.row = 0;
    else if (direction > 0 && scroll_end_shown(reader, &geometry))
        reader->document.row = document_rows(reader) - 1;
    else if (!scroll_shows(reader, document_row_place(reader, reader->document.row)))
        select_shown(reader, direction < 0);
}
