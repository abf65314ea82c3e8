/* Searching a document, as one types: the help, the options, whatever is shown in the place of the paper. Its rows that do
 * something follow: the selected one is that of the hit.
 */
#include "reader/finding/finding.h"

#include <stdlib.h>

static void
go(struct reader *reader, size_t index)
{
    struct reader_document *document = &reader->document;
    const struct search_hit *hit = &document->found.hits.at[index];
    struct layout_place place =
        layout_place_of_byte(reader->layout, document->issue, document->issue->articles, hit->start_byte);
    document->found.hit = index;
    for (size_t row = document_rows(reader); row-- > 0;)
        if (document_row_place(reader, row).item == place.item)
            document->row = row;
    scroll_to_place(reader, place);
}

/* The first hit at PLACE or below it; else the first one. */
static size_t
hit_from(const struct reader *reader, struct layout_place place)
{
    const struct reader_document *document = &reader->document;
    const struct search_hits *hits = &document->found.hits;
    uint32_t byte = layout_byte_of_place(reader->layout, document->issue, document->issue->articles, place);
    for (size_t i = 0; i < hits->count; i++)
        if (hits->at[i].start_byte >= byte)
            return i;
    return 0;
}

static void
go_back(struct reader *reader)
{
    reader->document.top = reader->document.found.before;
    reader->document.row = reader->document.found.row_before;
}

static void
typed(struct reader *reader)
{
    struct search_fault fault = {0};
    struct document_found *found = &reader->document.found;
    bool right = document_find(reader, buffer_slice(&reader->prompt.line.text), &fault);
    go_back(reader);
    if (!right)
        search_tell_fault(reader, &fault);
    else if (found->query == NULL)
        reader_clear_note(reader);
    else if (found->hits.count == 0)
        reader_set_note(reader, true, "%s", _("no hits"));
    else
        go(reader, hit_from(reader, found->before));
    if (right && found->hits.count > 0)
        reader_set_note(reader, false, "%zu/%zu", found->hit + 1, found->hits.count);
    free(fault.reason);
}

static void
cancelled(struct reader *reader)
{
    document_find(reader, slice_of(""), NULL);
    go_back(reader);
}

static void
accepted(struct reader *reader)
{
    if (reader->document.found.query == NULL)
        search_refused(reader);
    else if (reader->document.found.hits.count == 0)
        reader_say(reader, _("“%s” is not in here."), reader->prompt.line.text.at);
}

void
document_search_open_prompt(struct reader *reader)
{
    static const struct reader_prompt_use use = {"/", typed, accepted, cancelled, NULL};
    reader->document.found.before = reader->document.top;
    reader->document.found.row_before = reader->document.row;
    reader_open_prompt(reader, &use, &reader->histories[STORE_SEARCHES], slice_of(""));
}

void
document_search_step(struct reader *reader, int direction, int count)
{
    const struct document_found *found = &reader->document.found;
    size_t all = found->hits.count;
    if (all == 0) {
        reader_say(reader, "%s", _("Nothing to search for yet."));
        return;
    }
    size_t steps = (size_t)count % all, from = found->hit < all ? found->hit : 0;
    bool wrapped = direction > 0 ? from + (size_t)count >= all : (size_t)count > from;
    go(reader, (from + (direction > 0 ? steps : all - steps)) % all);
    if (wrapped)
        reader_say(reader, "%s",
                   direction > 0 ? _("Search wrapped to the beginning.") : _("Search wrapped to the end."));
}
