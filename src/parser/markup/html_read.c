/* A saved page of HTML to lines: its blocks, each line of the file that has text of one a line; of furniture too, which keeps its place;
 * of scripts, styles, comments and tags there are empty ones.
 */
#include "parser/dates/dates.h"
#include "parser/markup/html.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct writing {
    struct markup_writer *writer;
    const struct html_page *page;
    struct buffer scratch;
    size_t link;
    bool judged; /* by words, as no headline was found */
};

/* What libxml2 counts are lines, one more at the end perhaps. */
static void
go_to(struct markup_writer *writer, uint32_t line)
{
    writer->at = line < writer->issue->line_count ? line : (uint32_t)writer->issue->line_count - 1;
}

static struct markup_mark
mark_of(const struct writing *writing, const struct html_block *block)
{
    struct markup_mark mark = {.role = ISSUE_BODY};
    if (block->furniture || block->role == ISSUE_FURNITURE)
        return (struct markup_mark){.role = ISSUE_FURNITURE};
    if (block->role != ISSUE_BLANK)
        return (struct markup_mark){.role = block->role};
    if (block->caption)
        return (struct markup_mark){.role = ISSUE_CAPTION, .kind = ISSUE_KIND_CAPTION};
    if (block->level > 0)
        mark.level = block->level;
    else if (block->item)
        mark.kind = ISSUE_KIND_LIST;
    else if (writing->judged)
        mark.role = ISSUE_BLANK;
    else if (block->pre > 0)
        mark = (struct markup_mark){.role = ISSUE_BODY, .kind = ISSUE_KIND_CODE, .kept = true};
    else
        mark.plain = !block->quote;
    return mark;
}

/* What stands before a block: the marker of an item, > of what is quoted. */
static void
add_front(struct writing *writing, const struct html_block *block, struct markup_mark mark)
{
    static const char *const marks[] = {"- ", "· ", "‧ "};
    struct buffer front = {0};
    if (mark.kind == ISSUE_KIND_LIST && block->number > 0)
        buffer_printf(&front, "%u. ", block->number);
    else if (mark.kind == ISSUE_KIND_LIST)
        buffer_add_text(&front, marks[block->depth < 2 ? 0 : block->depth == 2 ? 1 : 2]);
    else if (block->quote && mark.role == ISSUE_BODY && mark.level == 0)
        buffer_add_text(&front, "> ");
    markup_add(writing->writer, buffer_slice(&front));
    buffer_done(&front);
}

/* A heading is one line, whatever lines of the file it stands in. */
static void
write_head(struct writing *writing, const struct html_block *block, struct markup_mark mark)
{
    struct markup_writer *writer = writing->writer;
    go_to(writer, writing->page->pieces[block->first_piece].line);
    writer->mark = mark;
    markup_add(writer, text_trim(html_block_text(writing->page, block, &writing->scratch)));
    markup_end_line(writer);
}

static void
write_block(struct writing *writing, const struct html_block *block)
{
    struct markup_writer *writer = writing->writer;
    const struct html_page *page = writing->page;
    struct markup_mark mark = mark_of(writing, block);
    if (block->level > 0 || block->role != ISSUE_BLANK) {
        write_head(writing, block, mark);
        return;
    }
    /* a line of <pre> below another */
    if (mark.kept && block > page->blocks && block[-1].pre == block->pre && mark_of(writing, block - 1).kept)
        mark.role = ISSUE_JOINED;
    for (size_t i = 0; i < block->piece_count; i++) {
        const struct html_piece *piece = &page->pieces[block->first_piece + i];
        go_to(writer, piece->line);
        writer->mark = i == 0 || mark.role == ISSUE_FURNITURE ? mark : (struct markup_mark){.role = ISSUE_JOINED};
        if (i == 0)
            add_front(writing, block, mark);
        markup_add(writer, slice_make(page->text.at + piece->start, piece->bytes));
        markup_end_line(writer);
    }
}

/* The rows of the table that holds data from block FIRST on; returns the first block behind it. */
static size_t
write_table(struct writing *writing, size_t first)
{
    const struct html_page *page = writing->page;
    struct markup_table table = {.cells = NULL};
    struct buffer words = {0};
    uint32_t row = HTML_NONE, column = 0;
    size_t i = first;
    while (i < page->block_count && page->blocks[i].table == page->blocks[first].table &&
           html_block_is_in_data(page, &page->blocks[i]) && !page->blocks[i].furniture) {
        const struct html_block *block = &page->blocks[i];
        uint32_t line = page->pieces[block->first_piece].line;
        if (block->row != row)
            column = 0;
        for (; column < block->cell; column++) /* empty ones */
            markup_add_cell(&table, slice_of(""), line, column == 0);
        for (buffer_clear(&words); i < page->block_count && page->blocks[i].table == block->table &&
                                   page->blocks[i].row == block->row && page->blocks[i].cell == block->cell;
             i++) {
            if (words.len > 0)
                buffer_add_byte(&words, ' ');
            buffer_add_slice(&words, html_block_text(page, &page->blocks[i], &writing->scratch));
        }
        markup_add_cell(&table, buffer_slice(&words), line, column == 0);
        column = block->cell + 1;
        row = block->row;
    }
    markup_write_table(writing->writer, &table);
    buffer_done(&words);
    return i;
}

/* The addresses up to block END, of what is read. */
static void
write_links(struct writing *writing, size_t end)
{
    const struct html_page *page = writing->page;
    for (; writing->link < page->link_count && page->links[writing->link].block < end; writing->link++) {
        const struct html_link *link = &page->links[writing->link];
        go_to(writing->writer, link->line);
        if (!page->blocks[link->block].furniture)
            markup_add_link(writing->writer, base_strdup(link->address));
    }
}

static void
write_blocks(struct writing *writing)
{
    const struct html_page *page = writing->page;
    for (size_t i = 0; i < page->block_count;) {
        const struct html_block *block = &page->blocks[i];
        if (html_block_is_in_data(page, block) && !block->furniture) {
            i = write_table(writing, i);
        } else {
            write_block(writing, block);
            i++;
        }
        write_links(writing, i);
    }
}

/* What libxml2 has left, as its elements were nested too deep: without tags, as text. */
static void
write_rest(struct markup_writer *writer, uint32_t line)
{
    struct html_state state = {.comment = false};
    for (; line < writer->issue->line_count; line++) {
        writer->mark = (struct markup_mark){.role = ISSUE_BODY, .plain = true};
        writer->at = line;
        html_add(writer, &state, row_text(writer->issue, line), writer->issue->lines[line].start_byte);
        markup_end_line(writer);
    }
}

/* The day that stands above the text, or right below its beginning. */
static uint32_t
find_date(struct writing *writing)
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
is_headline(struct writing *writing, const struct html_head *head)
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
take_head(struct writing *writing, struct markup *markup, struct html_head *head)
{
    markup->date = head->date != 0 ? head->date : find_date(writing);
    if (head->site == NULL || is_headline(writing, head))
        return;
    markup->title = head->site;
    head->site = NULL;
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
    html_source_make(issue, 0, &source);
    bool fine = html_parse(buffer_slice(&source), &page, &rest);
    buffer_done(&source);
    if (fine) {
        html_head_read(slice_make(issue->text, issue->text_bytes), &head);
        html_settle(&page, &head);
        struct writing writing = {.writer = writer, .page = &page, .judged = !html_heads_find(&page, &head)};
        write_blocks(&writing);
        if (rest != HTML_NONE)
            write_rest(writer, rest);
        take_head(&writing, markup, &head);
        html_head_done(&head);
        buffer_done(&writing.scratch);
    }
    html_page_done(&page);
    return fine;
}
