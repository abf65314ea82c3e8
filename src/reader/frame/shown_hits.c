/* The hits that the text pane shows, and where: found in one pass over its rows, however many there are.
 *
 * A hit is bytes of the file, and a row is bytes of an item. So each hit on the screen becomes a range of the items once, and
 * each row that has any is drawn once to see where its characters are.
 */
#include "reader/frame/frame.h"

#include <stdlib.h>

/* They come in the order of the text. */
const struct search_hit *
hits_between(const struct search_hit *hits, size_t *count, uint32_t start_byte, uint32_t end_byte)
{
    size_t low = 0, high = *count, end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits[middle].end_byte <= start_byte)
            low = middle + 1;
        else
            high = middle;
    }
    /* one of another word that began before may end before */
    while (low > 0 && hits[low - 1].end_byte > start_byte)
        low--;
    for (end = low; end < *count && hits[end].start_byte < end_byte;)
        end++;
    *count = end - low;
    return hits + low;
}

/* ---- which */

static struct issue_span
span_of(const struct search_hit *hit)
{
    return (struct issue_span){hit->start_byte, hit->end_byte - hit->start_byte};
}

/* Behind those that begin at the same place or before it: nearly always behind all. */
static void
add(struct reader_shown_hits *hits, const struct search_hit *hit, struct layout_range range)
{
    hits->at = base_grow(hits->at, &hits->capacity, hits->count + 1, sizeof *hits->at);
    size_t at = hits->count++;
    for (; at > 0 && place_is_above(range.start, hits->at[at - 1].range.start); at--)
        hits->at[at] = hits->at[at - 1];
    hits->at[at] = (struct reader_shown_hit){.hit = hit, .range = range};
}

/* The first byte of the issue that the rows from TOP on show, and the one behind the last row's. What is above the paragraphs
   may stand anywhere. */
static void
find_bytes(const struct reader_frame *frame, uint32_t *start_byte, uint32_t *end_byte)
{
    const struct layout_cursor *cursor = &frame->top;
    struct layout_row top = layout_row_at(&frame->top), last = layout_row_at(&frame->last);
    *start_byte = 0;
    *end_byte = UINT32_MAX;
    if (!top.head)
        *start_byte = layout_byte_of_place(cursor->layout, cursor->issue, cursor->article,
                                           (struct layout_place){top.item, top.start_byte});
    if (!last.head)
        *end_byte = layout_byte_of_place(cursor->layout, cursor->issue, cursor->article,
                                         (struct layout_place){last.item, last.end_byte}) +
                    1;
}

/* FOUND, COUNT of them: all that there are in the article. */
static void
find_in_article(struct reader_shown_hits *hits, const struct reader_frame *frame, const struct search_hit *found,
                size_t count)
{
    const struct layout_cursor *cursor = &frame->top;
    uint32_t start_byte, end_byte;
    if (count == 0)
        return;
    find_bytes(frame, &start_byte, &end_byte);
    found = hits_between(found, &count, start_byte, end_byte);
    for (size_t i = 0; i < count; i++)
        add(hits, &found[i], layout_range_of(cursor->layout, cursor->issue, cursor->article, span_of(&found[i])));
}

/* Of the lines from FIRST to before END, which are all the article's: a hit may go on in lines of others. */
static void
find_in_lines(struct reader_shown_hits *hits, const struct reader_frame *frame, const struct issue_article *article,
              uint32_t first, uint32_t end)
{
    const struct issue *issue = frame->reader->shown;
    const struct issue_line *last = &issue->lines[end - 1];
    struct layout_range lines = {{first, 0}, {end, 0}};
    size_t count;
    const struct search_hit *found = reader_hits(frame->reader, (uint32_t)(article - issue->articles), &count);
    if (count == 0)
        return;
    found = hits_between(found, &count, issue->lines[first].start_byte, last->start_byte + last->bytes);
    for (size_t i = 0; i < count; i++) {
        struct layout_range range = layout_range_of(frame->top.layout, issue, NULL, span_of(&found[i]));
        range.start = place_is_above(range.start, lines.start) ? lines.start : range.start;
        range.end = place_is_above(lines.end, range.end) ? lines.end : range.end;
        add(hits, &found[i], range);
    }
}

static void
find_in_source(struct reader_shown_hits *hits, const struct reader_frame *frame)
{
    const struct issue *issue = frame->reader->shown;
    for (uint32_t line = frame->top.item, end; line <= frame->last.item; line = end) {
        const struct issue_article *article = issue_article_of(issue, line);
        for (end = line + 1; end <= frame->last.item && issue_article_of(issue, end) == article;)
            end++;
        if (article != NULL)
            find_in_lines(hits, frame, article, line, end);
    }
}

void
reader_find_hits(struct reader_shown_hits *hits, const struct reader_frame *frame)
{
    hits->reader = NULL;
    hits->count = hits->first = 0;
    if (!frame->has_text || reader_found(frame->reader).count == 0)
        return;
    hits->reader = frame->reader;
    size_t count;
    const struct layout_cursor *top = &frame->top;
    if (top->article == NULL) {
        find_in_source(hits, frame);
        return;
    }
    const struct search_hit *found =
        reader_hits(frame->reader, (uint32_t)(top->article - top->issue->articles), &count);
    find_in_article(hits, frame, found, count);
}

/* The first mark that begins at START or behind it. */
static size_t
first_mark(const struct issue *issue, uint32_t start)
{
    size_t low = 0, high = issue->mark_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (issue->marks[middle].start_byte < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What markup says of the article's words. */
static void
find_marks(struct reader_shown_hits *marks, const struct reader_frame *frame)
{
    const struct issue *issue = frame->top.issue;
    const struct issue_article *article = frame->top.article;
    if (article == NULL || article->first_line >= article->end_line || issue->mark_count == 0)
        return;
    const struct issue_line *last = &issue->lines[article->end_line - 1];
    uint32_t start = issue->lines[article->first_line].start_byte, end = last->start_byte + last->bytes;
    size_t first = first_mark(issue, start), behind = first_mark(issue, end), count = 0;
    free(marks->own);
    marks->own = base_alloc((behind - first + 1) * sizeof *marks->own);
    for (size_t i = first; i < behind; i++) {
        const struct issue_mark *mark = &issue->marks[i];
        if (mark->end_byte <= end)
            marks->own[count++] = (struct search_hit){.start_byte = mark->start_byte,
                                                      .end_byte = mark->end_byte,
                                                      .word = (uint8_t)(READER_MARKS + mark->kind)};
    }
    marks->reader = frame->reader;
    find_in_article(marks, frame, marks->own, count);
}

void
reader_find_changes(struct reader_shown_hits *changes, const struct reader_frame *frame)
{
    const struct reader_document *document = &frame->reader->document;
    bool shown = frame->has_text && frame->reader->at.pane == PANE_DOCUMENT && document->changes != NULL;
    changes->reader = shown ? frame->reader : NULL;
    changes->count = changes->first = 0;
    if (shown)
        find_in_article(changes, frame, document->changes->at, document->changes->count);
    else if (frame->has_text)
        find_marks(changes, frame);
}

/* ---- where */

/* A byline is put together from names and source, which may stand at the article's end: it shows the first place that says the
   same as any hit of the article. */
static const struct reader_shown_hit *
byline_hits(struct reader_shown_hits *hits, const struct layout_cursor *cursor, const struct layout_row *row,
            size_t *count)
{
    size_t all;
    const struct search_hit *found =
        reader_hits(hits->reader, (uint32_t)(cursor->article - cursor->issue->articles), &all);
    layout_ruler_set(&hits->ruler, row);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        struct slice words = issue_span_text(cursor->issue, span_of(&found[i]));
        struct layout_cols cols = layout_words_cols(row, words, &hits->ruler);
        if (cols.start >= cols.end)
            continue;
        hits->byline = base_grow(hits->byline, &hits->byline_capacity, *count + 1, sizeof *hits->byline);
        hits->byline[(*count)++] = (struct reader_shown_hit){.hit = &found[i], .cols = cols};
    }
    return hits->byline;
}

const struct reader_shown_hit *
reader_row_hits(struct reader_shown_hits *hits, const struct layout_cursor *cursor, const struct layout_row *row,
                size_t *count)
{
    struct layout_place start = {row->item, row->start_byte}, end = {row->item, row->end_byte};
    size_t last;
    *count = 0;
    if (row->kind == LAYOUT_GAP || hits->reader == NULL)
        return NULL;
    if (row->kind == LAYOUT_BYLINE)
        return byline_hits(hits, cursor, row, count);
    while (hits->first < hits->count && !place_is_above(start, hits->at[hits->first].range.end))
        hits->first++;
    for (last = hits->first; last < hits->count && place_is_above(hits->at[last].range.start, end);)
        last++;
    *count = last - hits->first;
    if (*count == 0)
        return NULL;
    layout_ruler_set(&hits->ruler, row);
    for (size_t i = hits->first; i < last; i++)
        hits->at[i].cols = layout_range_cols(cursor, row, &hits->at[i].range, &hits->ruler);
    return hits->at + hits->first;
}

void
reader_shown_hits_done(struct reader_shown_hits *hits)
{
    free(hits->at);
    free(hits->byline);
    free(hits->own);
    layout_ruler_done(&hits->ruler);
}
