/* What was found: each word of the query in a colour of its own, the hit that was gone to in another. */
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
void
view_hits(struct reader_shown_hits *hits, const struct reader *reader, const struct layout_cursor *cursor,
          const struct layout_row *row, struct screen *screen, int screen_row, int col)
{
    size_t count;
    const struct reader_shown_hit *found = reader_row_hits(hits, cursor, row, &count);
    for (size_t i = count; i-- > 0;)
        if (found[i].cols.start < found[i].cols.end)
            screen_lay(screen, screen_row, col + found[i].cols.start, col + found[i].cols.end,
                       style_of(reader, found[i].hit));
}

void
view_list_hits(const struct reader *reader, uint32_t article, const struct reader_list_item *item,
               struct screen *screen, int screen_row, int rows, int col, int list_cols)
{
    size_t count;
    const struct search_hit *hits = reader_list_hits(reader, article, &count);
    int start = col + reader_list_margin(reader).cols;
    for (size_t i = 0; i < count; i++) {
        struct slice shown = reader_list_shown(reader, article, list_cols, span_of(&hits[i]));
        for (int row = 0; row < rows; row++) {
            struct layout_cols cols = reader_list_cols(item, row, shown);
            if (cols.start < cols.end)
                screen_lay(screen, screen_row + row, start + cols.start, start + cols.end, style_of(reader, &hits[i]));
        }
    }
}
