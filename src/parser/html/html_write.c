/* Blocks of HTML to lines: each line of the file that has text of one a line; of furniture too, which keeps its place; of scripts,
 * styles, comments and tags there are empty ones.
 */
#include "parser/html/html.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* What libxml2 counts are lines of the text that it got, one more at the end perhaps. */
static void
go_to(struct html_writing *writing, uint32_t line)
{
    struct markup_writer *writer = writing->writer;
    size_t last = writer->issue->line_count - 1;
    if (writing->numbers != NULL)
        writer->at = writing->numbers[line < writing->line_count ? line : writing->line_count - 1];
    else
        writer->at = (uint32_t)(writing->first + (size_t)line < last ? writing->first + (size_t)line : last);
}

static struct markup_mark
mark_of(const struct html_writing *writing, const struct html_block *block)
{
    struct markup_mark mark = {.role = ISSUE_BODY};
    if (block->furniture || block->role == ISSUE_FURNITURE)
        return (struct markup_mark){.role = ISSUE_FURNITURE};
    if (block->role != ISSUE_BLANK)
        return (struct markup_mark){.role = block->role};
    if (block->caption)
        return (struct markup_mark){.role = ISSUE_CAPTION, .kind = ISSUE_KIND_CAPTION};
    if (block->level > 0 && writing->subheads)
        mark.role = ISSUE_SUBHEAD;
    else if (block->level > 0)
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
add_front(struct html_writing *writing, const struct html_block *block, struct markup_mark mark)
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
write_head(struct html_writing *writing, const struct html_block *block, struct markup_mark mark)
{
    struct markup_writer *writer = writing->writer;
    struct html_piece *pieces = writing->page->pieces + block->first_piece;
    go_to(writing, pieces->line);
    writer->mark = mark;
    struct slice whole = html_block_text(writing->page, block, &writing->scratch), words = text_trim(whole);
    if (words.len == 0)
        return;
    size_t at = markup_begin(writer) - (size_t)(words.at - whole.at); /* where the first of WHOLE would stand */
    for (size_t i = 0; i < block->piece_count; at += pieces[i++].bytes + 1)
        pieces[i].written = at;
    markup_add(writer, words);
    markup_end_line(writer);
}

static void
write_block(struct html_writing *writing, const struct html_block *block)
{
    struct markup_writer *writer = writing->writer;
    struct html_page *page = writing->page;
    struct markup_mark mark = mark_of(writing, block);
    if (block->level > 0 || block->role != ISSUE_BLANK) {
        write_head(writing, block, mark);
        return;
    }
    /* a line of <pre> below another */
    if (mark.kept && block > page->blocks && block[-1].pre == block->pre && mark_of(writing, block - 1).kept)
        mark.role = ISSUE_JOINED;
    for (size_t i = 0; i < block->piece_count; i++) {
        struct html_piece *piece = &page->pieces[block->first_piece + i];
        go_to(writing, piece->line);
        writer->mark = i == 0 || mark.role == ISSUE_FURNITURE ? mark : (struct markup_mark){.role = ISSUE_JOINED};
        if (i == 0)
            add_front(writing, block, mark);
        if (piece->bytes > 0)
            piece->written = markup_begin(writer);
        markup_add(writer, slice_make(page->text.at + piece->start, piece->bytes));
        markup_end_line(writer);
    }
}

/* The rows of the table that holds data from block FIRST on; returns the first block behind it. */
static size_t
write_table(struct html_writing *writing, size_t first)
{
    const struct html_page *page = writing->page;
    struct markup_table table = {.cells = NULL};
    struct buffer words = {0};
    uint32_t row = HTML_NONE, column = 0;
    size_t i = first;
    while (i < page->block_count && page->blocks[i].table == page->blocks[first].table &&
           html_block_is_in_data(page, &page->blocks[i]) && !page->blocks[i].furniture) {
        const struct html_block *block = &page->blocks[i];
        go_to(writing, page->pieces[block->first_piece].line);
        uint32_t line = writing->writer->at;
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
write_links(struct html_writing *writing, size_t end)
{
    const struct html_page *page = writing->page;
    for (; writing->link < page->link_count && page->links[writing->link].block < end; writing->link++) {
        struct html_link *link = &page->links[writing->link];
        go_to(writing, link->line);
        if (!page->blocks[link->block].furniture)
            link->number = markup_add_link_behind(writing->writer, base_strdup(link->address));
    }
}

/* The words of LINK that stand in PIECE, which are not all of them where lines end in between. */
static void
link_piece(struct html_writing *writing, const struct html_link *link, const struct html_piece *piece)
{
    const char *text = writing->page->text.at;
    size_t start = link->start > piece->start ? link->start : piece->start;
    size_t piece_end = piece->start + piece->bytes, end = link->end < piece_end ? link->end : piece_end;
    while (start < end && text[start] == ' ')
        start++;
    if (start < end)
        markup_link_span(writing->writer, piece->written + (start - piece->start),
                         piece->written + (end - piece->start), link->number);
}

/* When all is written. Links follow one another: none stands inside of another. */
static void
link_words(struct html_writing *writing)
{
    const struct html_page *page = writing->page;
    size_t first = 0;
    for (size_t i = 0; i < page->link_count; i++) {
        const struct html_link *link = &page->links[i];
        while (first < page->piece_count && page->pieces[first].start + page->pieces[first].bytes <= link->start)
            first++;
        bool has_words = link->number != SIZE_MAX && link->end != SIZE_MAX;
        for (size_t k = first; has_words && k < page->piece_count && page->pieces[k].start < link->end; k++)
            if (page->pieces[k].written != SIZE_MAX)
                link_piece(writing, link, &page->pieces[k]);
    }
}

void
html_write_blocks(struct html_writing *writing)
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
    link_words(writing);
}

/* What libxml2 has left, as its elements were nested too deep: without tags, as text. */
void
html_write_rest(struct html_writing *writing, struct slice text, uint32_t line)
{
    struct markup_writer *writer = writing->writer;
    struct html_state state = {.comment = false};
    uint32_t here = 0;
    for (size_t at = 0, end; at < text.len; at = end + 1, here++) {
        for (end = at; end < text.len && text.at[end] != '\n';)
            end++;
        if (here < line)
            continue;
        writer->mark = (struct markup_mark){.role = ISSUE_BODY, .plain = true};
        go_to(writing, here);
        html_add(writer, &state, slice_make(text.at + at, end - at), SIZE_MAX);
        markup_end_line(writer);
    }
}
