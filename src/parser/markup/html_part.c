/* HTML that is a part of a file, to lines: all of its blocks, as they stand. */
#include "parser/markup/html.h"

bool
html_part_write(struct markup_writer *writer, const struct html_part *part)
{
    struct buffer source = {0};
    struct html_page page;
    uint32_t rest;
    html_page_begin(&page);
    html_source_add(part->text, &source);
    bool fine = html_parse(buffer_slice(&source), &page, &rest);
    if (fine) {
        html_settle_part(&page);
        struct html_writing writing = {.writer = writer,
                                       .page = &page,
                                       .first = part->first,
                                       .numbers = part->numbers,
                                       .line_count = part->line_count,
                                       .subheads = part->subheads};
        markup_end_line(writer);
        html_write_blocks(&writing);
        if (rest != HTML_NONE)
            html_write_rest(&writing, buffer_slice(&source), rest);
        buffer_done(&writing.scratch);
    }
    buffer_done(&source);
    html_page_done(&page);
    return fine;
}
