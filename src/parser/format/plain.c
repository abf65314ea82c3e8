/* Text to physical lines. */
#include "parser/format/format.h"

static void
add_line(struct issue *issue, size_t *capacity, size_t start, size_t end)
{
    issue->lines = base_grow(issue->lines, capacity, issue->line_count + 1, sizeof *issue->lines);
    issue->lines[issue->line_count++] =
        (struct issue_line){.start_byte = (uint32_t)start, .bytes = (uint32_t)(end - start)};
}

/* Where the line that begins at START ends. A form feed is what a page break of extracted text is. RARE: a form feed or a
   carriage return is somewhere; most texts have line feeds only. */
static size_t
line_end(struct slice text, size_t start, bool rare)
{
    if (!rare) {
        const char *end = memchr(text.at + start, '\n', text.len - start);
        return end != NULL ? (size_t)(end - text.at) : text.len;
    }
    while (start < text.len && text.at[start] != '\n' && text.at[start] != '\r' && text.at[start] != '\f')
        start++;
    return start;
}

void
plain_split(struct issue *issue)
{
    struct slice text = slice_make(issue->text, issue->text_bytes);
    size_t capacity = 0, next;
    bool rare = text.len > 0 && (memchr(text.at, '\r', text.len) != NULL || memchr(text.at, '\f', text.len) != NULL);
    for (size_t start = 0; start < text.len; start = next) {
        size_t end = line_end(text, start, rare);
        add_line(issue, &capacity, start, end);
        next = end + 1;
        if (next < text.len && text.at[end] == '\r' && text.at[next] == '\n')
            next++;
    }
}
