/* Where in the file each line that was read begins, so that the file can be shown beside what was read: the lines of one line of the file,
 * as paragraphs of HTML may stand in one, share it.
 *
 * Each has what stands from its first words on, and the tags before them; these words are looked for outside of tags. Where they are not
 * found, as an entity stands in them, the line has nothing of its own. All searches together take no more than a few times the file.
 */
#include "parser/markup/markup.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { KEY_BYTES = 12, STEPS_A_BYTE = 8 };

/* Bytes of the mark of an item or a quotation, which was put before the words. */
static size_t
mark_bytes(struct slice text)
{
    static const char *const marks[] = {"- ", "· ", "‧ ", "> "};
    size_t digits = 0;
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (slice_starts(text, marks[i]))
            return strlen(marks[i]);
    while (digits < text.len && text.at[digits] >= '0' && text.at[digits] <= '9')
        digits++;
    bool number =
        digits > 0 && digits + 1 < text.len && text_byte_among(text.at[digits], ".)") && text.at[digits + 1] == ' ';
    return number ? digits + 2 : 0;
}

/* What its words begin with: up to a blank or what may be written otherwise. */
static struct slice
key_of(struct slice text)
{
    text = text_trim(text);
    text = slice_from(text, mark_bytes(text));
    size_t end = 0;
    while (end < text.len && end < KEY_BYTES && !text_byte_among(text.at[end], " \t&<>\"*_`[]"))
        end++;
    return slice_make(text.at, text_start(text, end));
}

/* Where KEY stands in LINE from AT on, outside of tags; SIZE_MAX: nowhere. */
static size_t
find_key(struct slice line, size_t at, struct slice key, size_t *steps)
{
    for (; key.len > 0 && at + key.len <= line.len && *steps > 0; at++, --*steps) {
        bool tag = line.at[at] == '<' && at + 1 < line.len &&
                   (text_is_ascii_alnum((unsigned char)line.at[at + 1]) || text_byte_among(line.at[at + 1], "/!?"));
        if (tag) {
            size_t end = slice_find(slice_from(line, at), ">");
            size_t seen = end != SIZE_MAX ? end : line.len - at;
            *steps -= seen < *steps ? seen : *steps;
            if (end == SIZE_MAX)
                return SIZE_MAX;
            at += end;
        } else if (memcmp(line.at + at, key.at, key.len) == 0) {
            return at;
        }
        if (*steps == 0)
            break;
    }
    return SIZE_MAX;
}

/* Tags that begin an element right before AT belong to it, but not what is before FROM. */
static size_t
before_tags(struct slice line, size_t from, size_t at)
{
    while (at > from && line.at[at - 1] == '>') {
        size_t open = at - 1;
        while (open > from && line.at[open] != '<')
            open--;
        if (line.at[open] != '<' || line.at[open + 1] == '/')
            break;
        at = open;
    }
    return at;
}

/* ---- all of them */

/* Lines in the order of the file's, and of one in which they are read. */
struct ordered {
    uint32_t number, line;
};

static int
compare_ordered(const void *left, const void *right)
{
    const struct ordered *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

/* The caller's. */
static struct ordered *
order_lines(const struct markup_writer *writer)
{
    struct ordered *order = base_alloc((writer->count + 1) * sizeof *order);
    bool sorted = true;
    for (size_t i = 0; i < writer->count; i++) {
        order[i] = (struct ordered){writer->numbers[i], (uint32_t)i};
        sorted &= i == 0 || order[i - 1].number <= order[i].number;
    }
    if (!sorted)
        qsort(order, writer->count, sizeof *order, compare_ordered);
    return order;
}

/* Where in line NUMBER of the file the COUNT lines at ORDER begin, which share it. */
static void
share_line(const struct markup_writer *writer, const struct ordered *order, size_t count, size_t *steps,
           struct issue_span *origins)
{
    const struct issue_line *line = &writer->issue->lines[order->number];
    struct slice row = slice_make(writer->issue->text + line->start_byte, line->bytes);
    size_t behind = 0, at = 0;
    for (size_t i = 0; i < count; i++) {
        const struct issue_line *own = &writer->lines[order[i].line];
        if (count > 1) { /* else it has all of it */
            struct slice key = key_of(slice_make(writer->text.at + own->start_byte, own->bytes));
            size_t found = find_key(row, behind, key, steps);
            at = i == 0 ? 0 : found != SIZE_MAX ? before_tags(row, behind, found) : behind;
            behind = found != SIZE_MAX ? found + key.len : behind;
        }
        origins[order[i].line] = (struct issue_span){line->start_byte + (uint32_t)at, line->bytes - (uint32_t)at};
        if (i > 0) {
            struct issue_span *before = &origins[order[i - 1].line];
            before->bytes = line->start_byte + (uint32_t)at - before->start_byte;
        }
    }
}

struct issue_span *
markup_find_origins(const struct markup_writer *writer)
{
    struct issue_span *origins = base_alloc((writer->count + 1) * sizeof *origins);
    struct ordered *order = order_lines(writer);
    size_t steps = writer->issue->text_bytes * STEPS_A_BYTE;
    for (size_t i = 0, end; i < writer->count; i = end) {
        for (end = i + 1; end < writer->count && order[end].number == order[i].number;)
            end++;
        share_line(writer, order + i, end - i, &steps, origins);
    }
    free(order);
    return origins;
}
