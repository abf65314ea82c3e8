/* What was found, marked: each word of the query in a colour of its own, the hit that was gone to in another. */
#include "view/paint.h"

enum style
view_hit_style(const struct search_hit *hit)
{
    static const enum style styles[] = {STYLE_HIT, STYLE_HIT_2, STYLE_HIT_3, STYLE_HIT_4};
    return styles[hit->word % BASE_COUNT(styles)];
}

static enum style
style_of(const struct reader *reader, const struct search_hit *hit)
{
    return hit == reader_hit(reader) ? STYLE_HIT_NOW : view_hit_style(hit);
}

static struct issue_span
span_of(const struct search_hit *hit)
{
    return (struct issue_span){hit->start_byte, hit->end_byte - hit->start_byte};
}

/* A hit of several words' is the first one's: it is painted last. */
static void
paint(const struct reader *reader, const struct search_hit *hits, size_t count, const struct layout_cursor *cursor,
      const struct layout_row *row, struct screen *screen, int screen_row, int col)
{
    for (size_t i = count; i-- > 0;) {
        struct layout_cols cols = layout_row_cols(cursor, row, span_of(&hits[i]));
        if (cols.start < cols.end)
            screen_lay(screen, screen_row, col + cols.start, col + cols.end, style_of(reader, &hits[i]));
    }
}

/* The hits that may show between two bytes of the issue: they come in the order of the text. */
static const struct search_hit *
hits_between(const struct search_hit *hits, size_t *count, uint32_t start_byte, uint32_t end_byte)
{
    size_t first = 0, end;
    /* a hit is short, so only a few may have begun before */
    while (first < *count && hits[first].end_byte <= start_byte)
        first++;
    for (end = first; end < *count && hits[end].start_byte < end_byte;)
        end++;
    *count = end - first;
    return hits + first;
}

void
view_hits(const struct reader *reader, const struct layout_cursor *cursor, const struct layout_row *row,
          struct screen *screen, int screen_row, int col)
{
    size_t count;
    uint32_t start = 0, end = UINT32_MAX;
    const struct search_hit *hits;
    if (cursor->issue != reader_issue(reader) || row->kind == LAYOUT_GAP)
        return;
    if (cursor->article == NULL) {
        uint32_t line_start = cursor->issue->lines[row->item].start_byte;
        const struct issue_article *article = issue_article_of(cursor->issue, row->item);
        if (article == NULL)
            return;
        hits = reader_hits(reader, (uint32_t)(article - cursor->issue->articles), &count);
        start = line_start + row->start_byte, end = line_start + row->end_byte;
    } else {
        hits = reader_hits(reader, (uint32_t)(cursor->article - cursor->issue->articles), &count);
        if (!row->head && count > 0) {
            start = layout_byte_of_place(cursor->layout, cursor->issue, cursor->article,
                                         (struct layout_place){row->item, row->start_byte});
            end = layout_byte_of_place(cursor->layout, cursor->issue, cursor->article,
                                       (struct layout_place){row->item, row->end_byte}) +
                  1;
        }
    }
    hits = hits_between(hits, &count, start, end);
    paint(reader, hits, count, cursor, row, screen, screen_row, col);
}

void
view_list_hits(const struct reader *reader, uint32_t article, const struct reader_geometry *geometry,
               struct screen *screen, int screen_row, int row)
{
    size_t count;
    const struct search_hit *hits = reader_hits(reader, article, &count);
    int margin = reader_list_margin(reader);
    for (size_t i = 0; i < count && hits[i].place <= SEARCH_BODY; i++) {
        struct layout_cols cols = reader_list_cols(reader, article, geometry->list_cols, row, span_of(&hits[i]));
        if (cols.start < cols.end)
            screen_lay(screen, screen_row, margin + cols.start, margin + cols.end, style_of(reader, &hits[i]));
    }
}
