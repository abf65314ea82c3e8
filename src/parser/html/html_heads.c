/* Which blocks of a page are headlines: headings (which of them is heading_levels.c's to say, by their levels, but of a page that is
 * one article); where there are none above the text, what the page's title says, what a class calls a title, or a line that is
 * bold or in the middle. Where nothing is, the words decide.
 */
#include "parser/html/html.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { TITLE_POINTS_MAX = 80, LOOK_BLOCKS = 8, LEVELS = 6 };

/* The next block from I on that is read; block_count: there is none. */
static size_t
next_read(const struct html_page *page, size_t i)
{
    while (i < page->block_count && page->blocks[i].furniture)
        i++;
    return i;
}

static size_t
first_prose(const struct html_page *page)
{
    size_t i = 0;
    while (i < page->block_count &&
           (page->blocks[i].furniture || page->blocks[i].caption || html_block_is_in_data(page, &page->blocks[i]) ||
            !html_block_is_prose(page, &page->blocks[i])))
        i++;
    return i;
}

/* ---- headings that head nothing: 相关新闻 above links */

static void
drop_empty(struct html_page *page)
{
    size_t below = page->block_count; /* the first that is read below the block */
    for (size_t i = page->block_count; i-- > 0; below = page->blocks[i].furniture ? below : i) {
        struct html_block *block = &page->blocks[i];
        if (block->level == 0 || block->furniture)
            continue;
        const size_t next = below;
        bool text = next < page->block_count && page->blocks[next].level == 0;
        bool links = block->link_points * 2 > block->points;
        bool prose = text && (!links || html_block_is_prose(page, &page->blocks[next]));
        bool above = next < page->block_count && next == i + 1 && page->blocks[next].level > 0;
        bool linked = i + 1 < page->block_count && page->blocks[i + 1].furniture;
        block->furniture = (!prose && (!above || links)) || (linked && html_block_is_label(page, block));
    }
}

/* ---- where no heading is */

static bool
may_head(const struct html_page *page, const struct html_block *block)
{
    return !block->furniture && block->level == 0 && !block->caption && !block->pre && !block->item &&
           block->points <= TITLE_POINTS_MAX && block->points > 1 && !html_block_is_in_data(page, block) &&
           !html_block_is_prose(page, block);
}

static bool
prose_follows(const struct html_page *page, size_t i)
{
    for (size_t k = 0; k < LOOK_BLOCKS && i + 1 < page->block_count; k++) {
        i = next_read(page, i + 1);
        if (i < page->block_count && html_block_is_prose(page, &page->blocks[i]))
            return true;
    }
    return false;
}

/* Blocks that a class calls titles, with text below each. */
static size_t
take_classes(struct html_page *page)
{
    size_t count = 0;
    for (size_t i = 0; i < page->block_count; i++) {
        struct html_block *block = &page->blocks[i];
        if (block->title && may_head(page, block) && prose_follows(page, i) && !html_block_has_day(page, block)) {
            block->level = 2;
            count++;
        }
    }
    return count;
}

static bool
looks_like_head(const struct html_block *block)
{
    return block->centered || block->bold_points == block->points;
}

static bool
is_site(const struct html_page *page, const struct html_head *head, const struct html_block *block)
{
    struct buffer scratch = {0};
    bool site = head->site != NULL && head->pieces > 1 &&
                slice_equal(text_trim(html_block_text(page, block, &scratch)), slice_of(head->site));
    buffer_done(&scratch);
    return site;
}

/* The last block above PROSE that the title says, but not as the name of the site. */
static bool
take_said(struct html_page *page, const struct html_head *head, size_t prose)
{
    for (size_t i = prose; i-- > 0;) {
        struct html_block *block = &page->blocks[i];
        if (may_head(page, block) && html_block_says_title(page, head, block) && !is_site(page, head, block)) {
            block->level = 1;
            return true;
        }
    }
    return false;
}

/* The first of the last blocks above PROSE that looks like a headline. */
static bool
take_above(struct html_page *page, size_t prose)
{
    size_t best = HTML_NONE;
    for (size_t i = prose, k = 0; i-- > 0 && k < LOOK_BLOCKS / 2; k += !page->blocks[i].furniture)
        if (may_head(page, &page->blocks[i]) && looks_like_head(&page->blocks[i]))
            best = i;
    if (best != HTML_NONE)
        page->blocks[best].level = 1;
    return best != HTML_NONE;
}

/* ---- a page of one article */

/* The articles of the page, by their elements, that have a heading each. */
static size_t
count_articles(const struct html_page *page)
{
    size_t count = 0;
    uint32_t last = HTML_NONE;
    for (size_t i = 0; i < page->block_count; i++) {
        const struct html_block *block = &page->blocks[i];
        if (block->furniture || block->level == 0 || block->article == HTML_NONE || block->article == last)
            continue;
        last = block->article;
        count++;
    }
    return count;
}

static size_t
count_level(const struct html_page *page, uint8_t level)
{
    size_t count = 0;
    for (size_t i = 0; i < page->block_count; i++)
        count += !page->blocks[i].furniture && page->blocks[i].level == level;
    return count;
}

/* The heading that heads all; block_count: there is none. */
static size_t
find_top(const struct html_page *page, const struct html_head *head)
{
    size_t top = page->block_count, same = 0;
    bool said = false;
    for (size_t i = 0; i < page->block_count; i++) {
        const struct html_block *block = &page->blocks[i];
        if (block->furniture || block->level == 0)
            continue;
        bool says = !said && html_block_says_title(page, head, block);
        if (top == page->block_count || (!said && (says || block->level < page->blocks[top].level)))
            top = i;
        said |= says;
    }
    for (size_t i = 0; i < page->block_count && top < page->block_count; i++)
        same +=
            !page->blocks[i].furniture && page->blocks[i].level > 0 && page->blocks[i].level <= page->blocks[top].level;
    if (said && head->article)
        return top;
    if (same != 1 || count_articles(page) > 1)
        return page->block_count;
    bool prose = false, right = true;
    for (size_t i = next_read(page, top + 1); i < page->block_count; i = next_read(page, i + 1)) {
        bool heads = page->blocks[i].level > 0;
        if (heads && !(right && count_level(page, page->blocks[i].level) == 1))
            break;
        right &= heads; /* a deck */
        prose |= html_block_is_prose(page, &page->blocks[i]);
    }
    return prose || head->article ? top : page->block_count;
}

/* What stands right above it is a kicker, right below a deck, and further down subheads. */
static void
settle_one(struct html_page *page, size_t top)
{
    enum { DECKS_MAX = 2 };
    bool right = true;
    size_t decks = 0;
    for (size_t i = top; i-- > 0;) {
        struct html_block *block = &page->blocks[i];
        if (block->furniture)
            continue;
        right &= block->level > 0;
        if (block->level > 0)
            block->role = right ? ISSUE_KICKER : ISSUE_FURNITURE;
    }
    right = true;
    for (size_t i = top + 1; i < page->block_count; i++) {
        struct html_block *block = &page->blocks[i];
        if (block->furniture)
            continue;
        right &= block->level > 0 && decks < DECKS_MAX;
        decks += right;
        if (block->level > 0)
            block->role = right ? ISSUE_DECK : ISSUE_SUBHEAD;
    }
}

/* Of several articles: h3 right above h1 is a kicker; h2 right below h1 is a deck where all h2 stand so. */
static void
settle_several(struct html_page *page)
{
    size_t count[LEVELS + 1] = {0}, below[LEVELS + 1] = {0}, of_level[LEVELS + 1] = {0};
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = next_read(page, 0), next; i < page->block_count; i = next) {
            struct html_block *block = &page->blocks[i];
            next = next_read(page, i + 1);
            of_level[block->level] += pass == 0;
            if (block->level == 0 || next == page->block_count || page->blocks[next].level == 0)
                continue;
            struct html_block *under = &page->blocks[next];
            if (pass == 0) {
                below[under->level] += under->level > block->level;
                count[under->level] += under->level > block->level && block->role == ISSUE_BLANK;
            } else if (under->level < block->level) {
                block->role = ISSUE_KICKER;
            } else if (under->level > block->level && below[under->level] == of_level[under->level] &&
                       of_level[block->level] > 1) {
                under->role = ISSUE_DECK;
            }
        }
}

bool
html_heads_find(struct html_page *page, const struct html_head *head)
{
    bool above = false, any = false;
    drop_empty(page);
    size_t prose = first_prose(page);
    for (size_t i = 0; i < page->block_count; i++) {
        bool heads = !page->blocks[i].furniture && page->blocks[i].level > 0;
        above |= heads && i < prose;
        any |= heads;
    }
    if (!above && prose < page->block_count)
        above = take_said(page, head, prose) || (!any && take_classes(page) > 0) || take_above(page, prose);
    if (!above && !any)
        return false;
    size_t top = find_top(page, head);
    if (top < page->block_count)
        settle_one(page, top);
    else
        settle_several(page);
    html_ends_settle(page, top < page->block_count);
    return true;
}
