/* Text to physical lines. */
#include "parser/parts.h"

/* Bytes that may end a line. A form feed is what a page break of extracted text is. */
static bool
ends_line(char byte)
{
    return byte == '\n' || byte == '\r' || byte == '\f';
}

static void
add_line(struct issue *issue, size_t *capacity, size_t start, size_t end)
{
    issue->lines = base_grow(issue->lines, capacity, issue->line_count + 1, sizeof *issue->lines);
    issue->lines[issue->line_count++] = (struct issue_line){.start_byte = (uint32_t)start, .bytes = (uint32_t)(end - start)};
}

void
lines_split(struct issue *issue)
{
    const char *text = issue->text;
    size_t start = 0, capacity = 0;
    for (size_t i = 0; i < issue->text_bytes; i++) {
        if ((unsigned char)text[i] > '\r' || !ends_line(text[i]))
            continue;
        add_line(issue, &capacity, start, i);
        if (text[i] == '\r' && i + 1 < issue->text_bytes && text[i + 1] == '\n')
            i++;
        start = i + 1;
    }
    if (start < issue->text_bytes)
        add_line(issue, &capacity, start, issue->text_bytes);
}
