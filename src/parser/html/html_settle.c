/* Which blocks of a page are furniture: what stands in navigation and the like, what is links for the most part, and short pieces
 * among such. The share of links, and whether a block has a sentence, is what programs that find the text of a page go by; names of
 * classes alone are not believed where most of the text stands in what they name.
 */
#include "parser/html/html.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    LEFT_PERCENT = 25, /* less is left of the page's text: classes say something else here */
    PROSE_POINTS = 12, /* a sentence */
    LONG_POINTS = 60,  /* or without one */
    SHORT_BLOCKS = 3,  /* between furniture */
    CELL_POINTS = 150, /* of a table that holds data */
    CELL_BLOCKS = 3
};

static uint32_t
own_points(const struct html_block *block)
{
    return block->points - block->link_points;
}

static bool
is_links(const struct html_block *block)
{
    return block->link_points * 2 > block->points;
}

bool
html_block_is_in_data(const struct html_page *page, const struct html_block *block)
{
    return block->table != HTML_NONE && block->cell != HTML_NONE && page->tables[block->table].data;
}

static bool
has_stop(struct slice text)
{
    for (size_t at = 0, next; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (text_among(code, U"。！？；") || (text_among(code, U".!?") && (next == text.len || text.at[next] == ' ')))
            return true;
    }
    return false;
}

bool
html_block_is_prose(const struct html_page *page, const struct html_block *block)
{
    struct buffer scratch = {0};
    if (block->level > 0 || is_links(block) || block->points < PROSE_POINTS)
        return false;
    bool prose = block->points >= LONG_POINTS || has_stop(html_block_text(page, block, &scratch));
    buffer_done(&scratch);
    return prose;
}

bool
html_block_says_title(const struct html_page *page, const struct html_head *head, const struct html_block *block)
{
    enum { TITLE_POINTS_MAX = 120 };
    struct buffer scratch = {0};
    bool says = block->points <= TITLE_POINTS_MAX && html_head_says(head, html_block_text(page, block, &scratch));
    buffer_done(&scratch);
    return says;
}

/* ---- regions */

static void
measure_regions(struct html_page *page, const struct html_head *head)
{
    for (size_t i = 0; i < page->block_count; i++) {
        const struct html_block *block = &page->blocks[i];
        if (block->region == HTML_NONE)
            continue;
        page->regions[block->region].points += own_points(block);
        if (block->level > 0 && !page->regions[block->region].titled)
            page->regions[block->region].titled = html_block_says_title(page, head, block);
    }
    for (size_t i = page->region_count; i-- > 0;) {
        const struct html_region *region = &page->regions[i];
        if (region->parent != HTML_NONE) {
            page->regions[region->parent].points += region->points;
            page->regions[region->parent].titled |= region->titled;
        }
    }
}

/* Sets what is furniture; returns how much text of its own is left outside. */
static uint64_t
settle_regions(struct html_page *page, uint64_t all, bool believed)
{
    uint64_t left = 0;
    for (size_t i = 0; i < page->region_count; i++) {
        struct html_region *region = &page->regions[i];
        bool most = (uint64_t)region->points * 100 >= all * region->percent;
        bool above = region->parent != HTML_NONE && page->regions[region->parent].furniture;
        region->furniture = above || (believed && !region->quote && !region->titled && !most);
        region->quote = region->quote && !most;
    }
    for (size_t i = 0; i < page->block_count; i++) {
        struct html_block *block = &page->blocks[i];
        bool furniture = block->region != HTML_NONE && page->regions[block->region].furniture;
        left += furniture ? 0 : own_points(block);
    }
    return left;
}

static bool
is_quoted(const struct html_page *page, const struct html_block *block)
{
    uint32_t region = block->region;
    for (unsigned i = 0; region != HTML_NONE && i < 8; i++, region = page->regions[region].parent)
        if (page->regions[region].quote)
            return true;
    return false;
}

/* ---- tables */

/* Blocks FIRST up to END are all of one table, in which no other stands: do its cells hold data, and not the layout of a page? */
static bool
holds_data(const struct html_page *page, size_t first, size_t end)
{
    const struct html_table *table = &page->tables[page->blocks[first].table];
    uint32_t filled_rows = 0, cells_of_row = 0, in_cell = 0, points = 0, all = 0, links = 0;
    if (table->rows < 2 || table->columns < 2 || table->nests)
        return false;
    for (size_t i = first; i < end; i++) {
        const struct html_block *block = &page->blocks[i], *before = i > first ? block - 1 : NULL;
        if (block->cell == HTML_NONE)
            continue;
        bool same_row = before != NULL && before->row == block->row, same = same_row && before->cell == block->cell;
        in_cell = same ? in_cell + 1 : 1;
        points = same ? points + block->points : block->points;
        cells_of_row = same_row ? cells_of_row + !same : 1;
        filled_rows += !same && cells_of_row == 2;
        all += block->points;
        links += block->link_points;
        if (in_cell > CELL_BLOCKS || points > CELL_POINTS || block->level > 0)
            return false;
    }
    return filled_rows >= 2 && links * 2 <= all;
}

static void
settle_tables(struct html_page *page)
{
    for (size_t first = 0, end; first < page->block_count; first = end) {
        uint32_t table = page->blocks[first].table;
        for (end = first + 1; end < page->block_count && page->blocks[end].table == table; end++)
            ;
        if (table != HTML_NONE)
            page->tables[table].data = holds_data(page, first, end);
    }
}

/* ---- short pieces among furniture */

static bool
may_be_dropped(const struct html_page *page, const struct html_head *head, const struct html_block *block)
{
    return block->level == 0 && !block->title && !block->pre && (!block->caption || block->image) &&
           !html_block_is_in_data(page, block) && !html_block_is_prose(page, block) &&
           !html_block_says_title(page, head, block);
}

static void
drop_short(struct html_page *page, const struct html_head *head)
{
    for (size_t i = 0, end; i < page->block_count; i = end) {
        end = i + 1;
        bool begins = !page->blocks[i].furniture && (i == 0 || page->blocks[i - 1].furniture);
        if (!begins)
            continue;
        for (end = i; end < page->block_count && end - i <= SHORT_BLOCKS && !page->blocks[end].furniture &&
                      may_be_dropped(page, head, &page->blocks[end]);)
            end++;
        bool ends = end == page->block_count || page->blocks[end].furniture;
        for (size_t k = i; ends && end - i <= SHORT_BLOCKS && k < end; k++)
            page->blocks[k].furniture = true;
        end = end > i ? end : i + 1;
    }
}

/* A picture's words are furniture where a caption follows, or where they are the page's title. */
static void
drop_doubled(struct html_page *page, const struct html_head *head)
{
    for (size_t i = 0; i < page->block_count; i++) {
        struct html_block *block = &page->blocks[i];
        bool captioned = i + 1 < page->block_count && block[1].caption && !block[1].image;
        if (block->image && (captioned || html_block_says_title(page, head, block)))
            block->furniture = true;
    }
}

void
html_settle_part(struct html_page *page)
{
    const struct html_head none = {.title = NULL};
    settle_tables(page);
    for (size_t i = 0; i < page->block_count; i++)
        page->blocks[i].quote = is_quoted(page, &page->blocks[i]);
    drop_doubled(page, &none);
}

void
html_settle(struct html_page *page, const struct html_head *head)
{
    uint64_t all = 0;
    bool any = false;
    for (size_t i = 0; i < page->block_count; i++)
        all += own_points(&page->blocks[i]);
    measure_regions(page, head);
    if (settle_regions(page, all, true) * 100 < all * LEFT_PERCENT)
        (void)settle_regions(page, all, false);
    settle_tables(page);
    for (size_t i = 0; i < page->block_count; i++) {
        struct html_block *block = &page->blocks[i];
        bool region = block->region != HTML_NONE && page->regions[block->region].furniture;
        block->furniture = region || (is_links(block) && block->level == 0 && !html_block_is_in_data(page, block));
        block->quote = is_quoted(page, block);
        any |= !block->furniture;
    }
    drop_doubled(page, head);
    if (any)
        drop_short(page, head);
}
