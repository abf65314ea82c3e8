/* A saved page of HTML, as a whole: its blocks, which of them are the page's, and the title and the day that it has. */
#include "parser/dates/dates.h"
#include "parser/html/html.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* The day that stands above the text, or right below its beginning. */
static uint32_t
find_date(struct html_writing *writing)
{
    enum { POINTS_MAX = 80, PROSE_BLOCKS = 2 };
    const struct html_page *page = writing->page;
    uint32_t date = 0;
    for (size_t i = 0, prose = 0; i < page->block_count && prose < PROSE_BLOCKS && date == 0; i++) {
        const struct html_block *block = &page->blocks[i];
        prose += !block->furniture && html_block_is_prose(page, block);
        if (block->points <= POINTS_MAX && !html_block_is_in_data(page, block))
            date = date_find(html_block_text(page, block, &writing->scratch), NULL, NULL);
    }
    return date;
}

/* Is the name that was found a headline, or made of one? */
static bool
is_headline(struct html_writing *writing, const struct html_head *head)
{
    const struct html_page *page = writing->page;
    for (size_t i = 0; i < page->block_count && page->block_count > 1; i++) {
        const struct html_block *block = &page->blocks[i];
        if (block->level == 0 || block->furniture || block->role != ISSUE_BLANK)
            continue;
        struct slice text = text_trim(html_block_text(page, block, &writing->scratch));
        if (slice_equal(text, slice_of(head->site)) || (head->pieces < 2 && html_head_says(head, text)))
            return true;
    }
    return false;
}

static void
take_head(struct html_writing *writing, struct markup *markup, struct html_head *head)
{
    markup->date = head->date != 0 ? head->date : find_date(writing);
    if (head->site == NULL || is_headline(writing, head))
        return;
    markup->title = head->site;
    head->site = NULL;
}

static void
write_rest(struct html_writing *writing, uint32_t line)
{
    struct buffer lines = {0};
    markup_add_file(writing->writer->issue, &lines);
    html_write_rest(writing, buffer_slice(&lines), line);
    buffer_done(&lines);
}

bool
html_read(struct markup_writer *writer, struct markup *markup)
{
    const struct issue *issue = writer->issue;
    struct buffer source = {0};
    struct html_page page;
    struct html_head head;
    uint32_t rest;
    html_page_begin(&page);
    html_source_make(issue, &source);
    bool fine = html_parse(buffer_slice(&source), &page, &rest);
    buffer_done(&source);
    if (fine) {
        html_head_read(slice_make(issue->text, issue->text_bytes), &head);
        html_settle(&page, &head);
        struct html_writing writing = {.writer = writer, .page = &page, .judged = !html_heads_find(&page, &head)};
        html_write_blocks(&writing);
        if (rest != HTML_NONE)
            write_rest(&writing, rest);
        take_head(&writing, markup, &head);
        html_head_done(&head);
        buffer_done(&writing.scratch);
    }
    html_page_done(&page);
    return fine;
}
