/* Lines as they are written, with the number of the file's line that each comes from.
 *
 * A line of the file may become several, as paragraphs of HTML stand in one; one that says nothing becomes an empty one, so that
 * every line of the file has a place.
 */
#include "parser/markup/markup.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { COLUMNS = 64, COLUMN_GAP = 3, COLUMN_CELLS_MAX = 40 };

static void
add_line(struct markup_writer *writer, uint32_t number, size_t start, struct markup_mark mark)
{
    size_t wanted = writer->count + 1;
    writer->lines = base_grow(writer->lines, &writer->capacity, wanted, sizeof *writer->lines);
    writer->numbers = base_grow(writer->numbers, &writer->number_capacity, wanted, sizeof *writer->numbers);
    writer->marks = base_grow(writer->marks, &writer->mark_capacity, wanted, sizeof *writer->marks);
    writer->lines[writer->count] =
        (struct issue_line){.start_byte = (uint32_t)start, .bytes = (uint32_t)(writer->text.len - start)};
    writer->numbers[writer->count] = number;
    writer->marks[writer->count++] = mark;
    buffer_add_byte(&writer->text, '\n');
}

/* Empty ones for the lines of the file before NUMBER that have none. */
static void
fill(struct markup_writer *writer, uint32_t number)
{
    for (; writer->next < number; writer->next++)
        add_line(writer, writer->next, writer->text.len, (struct markup_mark){.role = ISSUE_BLANK});
}

void
markup_go_to(struct markup_writer *writer, size_t offset)
{
    const struct issue *issue = writer->issue;
    while (writer->at + 1 < issue->line_count && issue->lines[writer->at + 1].start_byte <= offset)
        writer->at++;
    while (writer->at > 0 && issue->lines[writer->at].start_byte > offset)
        writer->at--;
}

size_t
markup_begin(struct markup_writer *writer)
{
    if (!writer->open) {
        uint32_t number = writer->at + 1 > writer->next || writer->loose ? writer->at : writer->next - 1;
        fill(writer, number);
        /* its own is filled by it */
        writer->next = number + 1 > writer->next ? number + 1 : writer->next;
        add_line(writer, number, writer->text.len, writer->mark);
        writer->text.len--; /* the line end comes with its end */
        writer->open = true;
    }
    return writer->text.len;
}

void
markup_add(struct markup_writer *writer, struct slice text)
{
    if (text.len == 0)
        return;
    markup_begin(writer);
    for (size_t i = 0; i < text.len; i++)
        buffer_add_byte(&writer->text, text.at[i] == '\n' || text.at[i] == '\r' ? ' ' : text.at[i]);
}

static void
add_mark(struct markup_writer *writer, size_t start, size_t end, uint8_t kind, size_t link)
{
    struct issue *issue = writer->issue;
    if (start >= end)
        return;
    issue->marks = base_grow(issue->marks, &writer->span_capacity, issue->mark_count + 1, sizeof *issue->marks);
    issue->marks[issue->mark_count++] = (struct issue_mark){
        (uint32_t)start, (uint32_t)end, kind, (link < ISSUE_NO_LINK ? link : ISSUE_NO_LINK) & ISSUE_NO_LINK};
}

void
markup_add_span(struct markup_writer *writer, size_t start, uint8_t kind)
{
    add_mark(writer, start, writer->text.len, kind, ISSUE_NO_LINK);
}

void
markup_link_span(struct markup_writer *writer, size_t start, size_t end, size_t link)
{
    add_mark(writer, start, end, ISSUE_MARK_LINK, link);
}

/* Takes ** out of the line that is open where they stand in pairs: “**灯**” is no emphasis to Markdown, as a quotation mark stands inside
   and no blank outside, and yet is meant so. */
static void
drop_stars(struct markup_writer *writer)
{
    const size_t start = writer->lines[writer->count - 1].start_byte;
    size_t pairs = 0, to = start;
    char *text = writer->text.at;
    for (size_t at = start; at + 1 < writer->text.len; at++)
        if (text[at] == '*' && text[at + 1] == '*') {
            pairs++;
            at++;
        }
    for (size_t at = start; pairs >= 2 && at < writer->text.len; at++) {
        if (pairs % 2 == 0 && at + 1 < writer->text.len && text[at] == '*' && text[at + 1] == '*')
            at++;
        else
            text[to++] = text[at];
    }
    if (pairs < 2)
        return;
    writer->text.len = to;
    struct issue *issue = writer->issue; /* what stood behind stands elsewhere now */
    while (issue->mark_count > 0 && issue->marks[issue->mark_count - 1].end_byte > start)
        issue->mark_count--;
}

void
markup_end_line(struct markup_writer *writer)
{
    if (!writer->open)
        return;
    struct issue_line *line = &writer->lines[writer->count - 1];
    if (writer->stars && !writer->marks[writer->count - 1].kept)
        drop_stars(writer);
    line->bytes = (uint32_t)(writer->text.len - line->start_byte);
    buffer_add_byte(&writer->text, '\n');
    writer->open = false;
}

void
markup_add_rows(struct markup_writer *writer, uint32_t end, struct markup_mark mark)
{
    const struct issue *issue = writer->issue;
    markup_end_line(writer);
    for (; writer->next < end && writer->next < issue->line_count; writer->next++) {
        size_t start = writer->text.len;
        struct slice row = row_text(issue, writer->next);
        buffer_add_slice(&writer->text, row);
        add_line(writer, writer->next, start,
                 text_trim(row).len > 0 ? mark : (struct markup_mark){.role = ISSUE_BLANK});
    }
}

/* ---- tables */

void
markup_add_cell(struct markup_table *table, struct slice text, uint32_t line, bool begins_row)
{
    table->cells = base_grow(table->cells, &table->capacity, table->count + 1, sizeof *table->cells);
    table->cells[table->count++] =
        (struct markup_cell){base_strndup(text.len > 0 ? text.at : "", text.len), line, begins_row};
}

/* Where each column begins, three blanks behind the widest cell of the one before; of wider ones than COLUMN_CELLS_MAX what follows
   is pushed to the right. */
static void
find_starts(const struct markup_table *table, size_t starts[COLUMNS])
{
    size_t widest[COLUMNS] = {0}, column = 0;
    for (size_t i = 0; i < table->count; i++) {
        column = table->cells[i].begins_row ? 0 : column + 1;
        size_t cells = text_cells(slice_of(table->cells[i].text));
        if (column < COLUMNS && cells > widest[column] && cells <= COLUMN_CELLS_MAX)
            widest[column] = cells;
    }
    starts[0] = 0;
    for (size_t i = 1; i < COLUMNS; i++)
        starts[i] = starts[i - 1] + widest[i - 1] + COLUMN_GAP;
}

void
markup_write_table(struct markup_writer *writer, struct markup_table *table)
{
    struct buffer row = {0};
    size_t starts[COLUMNS], column = 0;
    find_starts(table, starts);
    for (size_t i = 0; i < table->count; i++) {
        struct markup_cell *cell = &table->cells[i];
        column = cell->begins_row ? 0 : column + 1;
        if (column > 0)
            text_pad(&row, column < COLUMNS ? starts[column] : 0);
        buffer_add_text(&row, cell->text);
        free(cell->text);
        if (i + 1 < table->count && !table->cells[i + 1].begins_row)
            continue;
        markup_end_line(writer);
        writer->at = cell->line;
        writer->mark = (struct markup_mark){.role = ISSUE_BODY, .kind = ISSUE_KIND_TABLE};
        markup_add(writer, buffer_slice(&row));
        buffer_clear(&row);
    }
    markup_end_line(writer);
    buffer_done(&row);
    free(table->cells);
    *table = (struct markup_table){.cells = NULL};
}

size_t
markup_add_link(struct markup_writer *writer, char *address)
{
    struct issue *issue = writer->issue;
    issue->links = base_grow(issue->links, &writer->link_capacity, issue->link_count + 1, sizeof *issue->links);
    issue->links[issue->link_count++] = (struct issue_link){writer->at, ISSUE_NO_LINE, address};
    return issue->link_count - 1;
}

size_t
markup_add_link_behind(struct markup_writer *writer, char *address)
{
    size_t link = markup_add_link(writer, address);
    if (writer->count > 0)
        writer->issue->links[link].line = (uint32_t)writer->count - 1;
    return link;
}

void
markup_add_file(const struct issue *issue, struct buffer *out)
{
    for (uint32_t line = 0; line < issue->line_count; line++) {
        buffer_add_slice(out, row_text(issue, line));
        buffer_add_byte(out, '\n');
    }
}

static int
compare_marks(const void *left, const void *right)
{
    const struct issue_mark *a = left, *b = right;
    if (a->start_byte != b->start_byte)
        return a->start_byte < b->start_byte ? -1 : 1;
    return (a->end_byte < b->end_byte) - (a->end_byte > b->end_byte); /* the outer one first */
}

void
markup_take(struct markup_writer *writer, struct markup *markup)
{
    struct issue *issue = writer->issue;
    markup_end_line(writer);
    if (issue->mark_count > 0)
        qsort(issue->marks, issue->mark_count, sizeof *issue->marks, compare_marks);
    fill(writer, (uint32_t)issue->line_count);
    issue->origins = markup_find_origins(writer);
    issue->source = issue->text;
    issue->source_bytes = issue->text_bytes;
    issue->file_line_count = issue->line_count;
    free(issue->lines);
    issue->lines = writer->lines;
    issue->numbers = writer->numbers;
    issue->line_count = writer->count;
    issue->text_bytes = writer->text.len;
    issue->text = buffer_take(&writer->text);
    markup->marks = writer->marks;
}
