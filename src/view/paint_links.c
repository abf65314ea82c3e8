/* Where the words of the text lead, as hyperlinks of the screen's cells: addresses that the text says, also over several rows, and
 * words that markup links to an address.
 */
#include "view/paint.h"

#include <stdlib.h>

static void
take_address(void *context, size_t start, size_t end)
{
    struct view_links *links = context;
    links->at = base_grow(links->at, &links->capacity, links->count + 1, sizeof *links->at);
    links->at[links->count].start = (uint32_t)start;
    links->at[links->count++].end = (uint32_t)end;
}

/* Those of the item that the row is of, which nearly always is that of the row before. */
static void
find_addresses(struct view_links *links, const struct layout_row *row)
{
    if (links->item == row->item && links->text.at == row->text.at && links->text.len == row->text.len)
        return;
    links->text = row->text;
    links->item = row->item;
    links->count = 0;
    layout_each_address(row->text, take_address, links);
}

static void
link_addresses(struct view_links *links, const struct layout_row *row, struct screen *screen, int screen_row, int col)
{
    bool ruled = false;
    find_addresses(links, row);
    for (size_t i = 0; i < links->count; i++) {
        uint32_t start = links->at[i].start, end = links->at[i].end;
        if (end <= row->line.start_byte || start >= row->line.ink_byte)
            continue;
        buffer_clear(&links->address);
        layout_add_address(&links->address, slice_make(row->text.at + start, end - start));
        if (!ruled)
            layout_ruler_set(&links->ruler, row);
        ruled = true;
        int from = start > row->line.start_byte ? layout_ruler_col(&links->ruler, start) : 0;
        int to = layout_ruler_col(&links->ruler, end < row->line.ink_byte ? end : row->line.ink_byte);
        screen_link(screen, screen_row, col + from, col + to, buffer_slice(&links->address), row->item << 16 ^ start);
    }
}

/* The link whose words a mark of markup has; ISSUE_NO_LINK: there is none. */
static uint32_t
link_of(const struct issue *issue, const struct search_hit *words)
{
    size_t low = 0, high = issue->mark_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (issue->marks[middle].start_byte < words->start_byte)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < issue->mark_count && issue->marks[low].start_byte == words->start_byte; low++) {
        const struct issue_mark *mark = &issue->marks[low];
        if (mark->kind == ISSUE_MARK_LINK && mark->end_byte == words->end_byte && mark->link < issue->link_count)
            return mark->link;
    }
    return ISSUE_NO_LINK;
}

void
view_row_links(struct view_links *links, const struct layout_cursor *cursor, const struct layout_row *row,
               const struct reader_shown_hit *marks, size_t count, struct screen *screen, int screen_row, int col)
{
    if (row->kind == LAYOUT_GAP)
        return;
    link_addresses(links, row, screen, screen_row, col);
    for (size_t i = 0; i < count; i++) {
        const struct search_hit *words = marks[i].hit;
        bool linked = words->word == READER_MARKS + ISSUE_MARK_LINK && marks[i].cols.start < marks[i].cols.end;
        uint32_t link = linked ? link_of(cursor->issue, words) : ISSUE_NO_LINK;
        if (link == ISSUE_NO_LINK)
            continue;
        buffer_clear(&links->address);
        layout_add_address(&links->address, slice_of(cursor->issue->links[link].address));
        screen_link(screen, screen_row, col + marks[i].cols.start, col + marks[i].cols.end,
                    buffer_slice(&links->address), ~link);
    }
}

void
view_links_done(struct view_links *links)
{
    free(links->at);
    buffer_done(&links->address);
    layout_ruler_done(&links->ruler);
}
