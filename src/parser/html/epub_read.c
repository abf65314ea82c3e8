/* A book: what its package says of it is the page's, and each of its chapters, which are pages of HTML, is read as a part of the file.
 *
 * Headings of the chapters are settled together with all others of the file; a chapter that has none is headed by what its page calls
 * itself.
 */
#include "parser/dates/dates.h"
#include "parser/html/html.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { LEVELS = 6 };

struct reading {
    struct markup_writer *writer;
    struct buffer file; /* all lines, each ended by LF */
    char *title;        /* the book's; NULL: not said */
    uint8_t level;      /* of the highest heading that it has */
};

/* The line that begins at byte AT, and in *NEXT where the next one does. */
static struct slice
line_at(struct slice text, size_t at, size_t *next)
{
    const char *end = memchr(text.at + at, '\n', text.len - at);
    *next = end != NULL ? (size_t)(end - text.at) + 1 : text.len;
    return slice_make(text.at + at, *next - at);
}

/* What stands in the first element NAME of TEXT; empty: there is none. */
static struct slice
element_text(struct slice text, const char *name)
{
    struct buffer tag = {0};
    buffer_printf(&tag, "<%s", name);
    size_t start = slice_find(text, tag.at), end = SIZE_MAX;
    buffer_done(&tag);
    if (start != SIZE_MAX) {
        text = slice_from(text, start);
        start = slice_find(text, ">");
    }
    if (start != SIZE_MAX) {
        text = slice_from(text, start + 1);
        end = slice_find(text, "<");
    }
    return end != SIZE_MAX ? slice_make(text.at, end) : slice_make("", 0);
}

/* The same as words, the caller's; NULL: there are none. */
static char *
element_words(struct slice text, const char *name)
{
    struct buffer words = {0};
    html_part_words(element_text(text, name), false, &words);
    if (text_trim(buffer_slice(&words)).len > 0)
        return buffer_take(&words);
    buffer_done(&words);
    return NULL;
}

/* The level of the highest heading of TEXT; 0: it has none. */
static uint8_t
highest_level(struct slice text)
{
    uint8_t level = 0;
    for (size_t at = 0; at + 3 < text.len; at++)
        if (text.at[at] == '<' && (text.at[at + 1] == 'h' || text.at[at + 1] == 'H') && text.at[at + 2] >= '1' &&
            text.at[at + 2] <= '0' + LEVELS && !text_is_ascii_letter((unsigned char)text.at[at + 3])) {
            uint8_t here = (uint8_t)(text.at[at + 2] - '0');
            level = level == 0 || here < level ? here : level;
        }
    return level;
}

/* The line of the file, in which TEXT begins in LINE, that byte END of it is in. */
static uint32_t
line_of(struct slice text, uint32_t line, size_t end)
{
    for (size_t at = 0; at < end; at++)
        line += text.at[at] == '\n';
    return line;
}

static void
write_title(struct reading *reading, struct slice text, uint32_t line)
{
    char *title = element_words(text, "title");
    if (title != NULL && (reading->title == NULL || strcmp(title, reading->title) != 0)) {
        reading->writer->at = line_of(text, line, slice_find(text, "<title"));
        reading->writer->mark = (struct markup_mark){.level = reading->level > 0 ? reading->level : 1};
        markup_add(reading->writer, slice_of(title));
        markup_end_line(reading->writer);
    }
    free(title);
}

/* TEXT, whose first line is LINE of the file. False: libxml2 is not there. */
static bool
write_chapter(struct reading *reading, struct slice text, uint32_t line)
{
    if (highest_level(text) == 0)
        write_title(reading, text, line);
    struct html_part part = {.text = text, .first = line};
    return html_part_write(reading->writer, &part);
}

static void
read_package(struct reading *reading, struct slice package, struct markup *markup)
{
    reading->title = element_words(package, "dc:title");
    markup->title = reading->title != NULL ? base_strdup(reading->title) : NULL;
    markup->date = date_find(element_text(package, "dc:date"), NULL, NULL);
}

/* The part that begins at byte *AT, LINE of the file, and its line; both are moved to the next one. */
static struct slice
next_part(struct slice file, size_t *at, uint32_t *line)
{
    size_t start = 0, next;
    line_at(file, *at, &start);
    size_t end = start;
    for (++*line; end < file.len; end = next) {
        if (slice_starts(line_at(file, end, &next), TEXT_BOOK_PART))
            break;
        ++*line;
    }
    *at = end;
    return slice_make(file.at + start, end - start);
}

bool
epub_read(struct markup_writer *writer, struct markup *markup)
{
    struct reading reading = {.writer = writer};
    uint32_t line = 0;
    bool fine = true;
    markup_add_file(writer->issue, &reading.file);
    struct slice file = buffer_slice(&reading.file);
    size_t at = 0;
    struct slice package = next_part(file, &at, &line);
    reading.level = highest_level(slice_from(file, at));
    read_package(&reading, package, markup);
    markup_add_rows(writer, line, (struct markup_mark){.role = ISSUE_FURNITURE});
    while (at < file.len && fine) {
        uint32_t first = line + 1;
        struct slice text = next_part(file, &at, &line);
        markup_add_rows(writer, first, (struct markup_mark){.role = ISSUE_FURNITURE});
        fine = write_chapter(&reading, text, first);
    }
    free(reading.title);
    buffer_done(&reading.file);
    return fine;
}
