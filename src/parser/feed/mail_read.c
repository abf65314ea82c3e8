/* Messages, as src/source has unwrapped them: each is an article, its subject the headline, who sent it the byline.
 *
 * Each has Subject, From and Date, where they are known, then an empty line, then its text, which is HTML where Content-Type says so;
 * all but the first stand below an empty line and one that begins with "From ".
 */
#include "parser/feed/feed.h"
#include "parser/html/html.h"

#include "parser/dates/dates.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct reading {
    struct markup_writer *writer;
    uint32_t date; /* of the newest message */
    struct buffer body;
    uint32_t *numbers; /* of the lines of the body */
    size_t line_count, capacity;
};

static bool
begins_message(const struct issue *issue, uint32_t line)
{
    return slice_starts(row_text(issue, line), "From ") && (line == 0 || text_trim(row_text(issue, line - 1)).len == 0);
}

static void
write_line(struct reading *reading, uint32_t line, struct slice words, uint8_t role)
{
    struct markup_writer *writer = reading->writer;
    writer->at = line;
    writer->mark = (struct markup_mark){.role = role};
    markup_add(writer, words);
    markup_end_line(writer);
}

/* A line of the head; *TITLED and *HTML are set where it says so. False: it is none. */
static bool
read_head_line(struct reading *reading, uint32_t line, bool *titled, bool *html)
{
    struct slice row = row_text(reading->writer->issue, line);
    size_t colon = slice_find(row, ":");
    struct slice name = slice_make(row.at, colon != SIZE_MAX ? colon : 0),
                 value = text_trim(slice_from(row, colon != SIZE_MAX ? colon + 1 : row.len));
    if (slice_equal(name, slice_of("Subject")) && value.len > 0 && !*titled) {
        *titled = true;
        write_line(reading, line, value, ISSUE_HEADLINE);
    } else if (slice_equal(name, slice_of("From"))) {
        write_line(reading, line, markup_person_name(value), ISSUE_BYLINE);
    } else if (slice_equal(name, slice_of("Date"))) {
        struct buffer words = {0};
        uint32_t date = date_find(value, NULL, NULL);
        reading->date = date > reading->date ? date : reading->date;
        buffer_add_text(&words, MARKUP_PUBLISHED);
        buffer_add_slice(&words, value);
        write_line(reading, line, buffer_slice(&words), ISSUE_FURNITURE);
        buffer_done(&words);
    } else if (slice_equal(name, slice_of("Content-Type"))) {
        *html = true;
    } else {
        return slice_equal(name, slice_of("Subject"));
    }
    return true;
}

/* The lines of the body from FIRST up to END. */
static void
read_body(struct reading *reading, uint32_t first, uint32_t end, bool html)
{
    struct markup_writer *writer = reading->writer;
    buffer_clear(&reading->body);
    reading->numbers =
        base_grow(reading->numbers, &reading->capacity, (size_t)(end - first) + 1, sizeof *reading->numbers);
    reading->line_count = 0;
    for (uint32_t line = first; line < end; line++) {
        struct slice row = row_text(writer->issue, line);
        buffer_add_slice(&reading->body, slice_starts(row, ">From ") ? slice_from(row, 1) : row);
        buffer_add_byte(&reading->body, '\n');
        reading->numbers[reading->line_count++] = line;
    }
    struct html_part part = {.text = buffer_slice(&reading->body), .first = first, .subheads = true};
    if (!html || reading->line_count == 0 || !html_part_write(writer, &part))
        markup_add_prose(writer, buffer_slice(&reading->body), reading->numbers, reading->line_count);
}

/* The message at line FIRST; returns where it ends. */
static uint32_t
read_message(struct reading *reading, uint32_t first)
{
    const struct issue *issue = reading->writer->issue;
    size_t written = reading->writer->count;
    uint32_t count = (uint32_t)issue->line_count, line = first;
    bool titled = false, html = false;
    if (begins_message(issue, line)) {
        write_line(reading, line, row_text(issue, line), ISSUE_FURNITURE);
        line++;
    }
    while (line < count && read_head_line(reading, line, &titled, &html))
        line++;
    uint32_t end = line;
    while (end < count && !(end > line && begins_message(issue, end)))
        end++;
    read_body(reading, line, end, html);
    if (!titled)
        markup_begin_brief(reading->writer, written);
    return end;
}

bool
mail_read(struct markup_writer *writer, struct markup *markup)
{
    struct reading reading = {.writer = writer};
    for (uint32_t line = 0; line < writer->issue->line_count;)
        line = read_message(&reading, line);
    markup->date = reading.date;
    free(reading.numbers);
    buffer_done(&reading.body);
    return true;
}
